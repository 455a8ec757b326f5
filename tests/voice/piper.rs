//! Real voices: espeak-ng where there is one, and Piper, which is kept running.

#![expect(clippy::disallowed_methods, reason = "scripts are written, their notes are read")]
#![expect(clippy::disallowed_macros, reason = "what was measured and what was skipped is printed")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use stretch::{
    model::{
        cue::{self, Cue, Lead},
        text::Text,
    },
    world::voice::{
        Bell, CuePlayer, VoiceWishes,
        programs::{Channel, FoundProgram, PLAYERS, Programs, SPEAKERS},
    },
};

use super::{Desk, is_gone, known, pid_in, text, wait_until};

#[test]
fn a_real_voice_has_sound_and_lasts_about_as_long_as_estimated() {
    let [espeak, sox] = ["espeak-ng", "sox"].map(|it| {
        let file = Path::new("/usr/bin").join(it);
        file.is_file().then_some(file)
    });
    let (Some(espeak), Some(sox)) = (espeak, sox) else {
        println!("skipped: espeak-ng and sox are not both installed");
        return;
    };
    let (mut all, mut whole) = (Duration::ZERO, Duration::ZERO);
    for words in [
        "Tip your head towards your right shoulder, chin still low. Feel the left side of your neck stretch.",
        "And release. Bring your head to the middle, then lift it slowly.",
        "hold 1 minute 45 seconds",
        "half-way",
        "Now the other side: to your left.",
    ] {
        let desk = Desk::new();
        let wav = desk.path("words.wav");
        fs::write(desk.path("words"), words).expect("words can be written");
        let spoken = Command::new(&espeak)
            .args(["--stdin", "-s", "165", "-w"])
            .arg(&wav)
            .stdin(fs::File::open(desk.path("words")).expect("they were written"))
            .status();
        assert!(spoken.is_ok_and(|it| it.success()), "{words}");
        let stat = Command::new(&sox).arg(&wav).args(["-n", "stat"]).output().expect("sox runs");
        let stat = text(&stat.stderr);
        let figure = |name: &str| {
            let line = stat.lines().find(|it| it.starts_with(name)).unwrap_or_default();
            line.rsplit(' ').next().and_then(|it| it.parse::<f64>().ok()).unwrap_or_default()
        };
        assert!(figure("RMS     amplitude") > 0.01, "{words}: silence\n{stat}");
        let lasts = figure("Length (seconds)");
        let estimate = stretch::model::speech::spoken(&Text::clean(words));
        println!("{lasts:5.2} s, estimated {:5.2} s: {words}", estimate.as_secs_f64());
        assert!(
            (0.7..1.35).contains(&(lasts / estimate.as_secs_f64())),
            "{words}: {lasts} s, not {estimate:?}"
        );
        all += Duration::from_secs_f64(lasts);
        whole += estimate;
    }
    assert!((0.85..1.1).contains(&all.div_duration_f64(whole)), "{all:?} in all, not {whole:?}");
}

/// A Piper that notes what it is given and writes a short sound for each line into its folder.
fn fake_piper(desk: &Desk, then: &str) -> PathBuf {
    let path = desk.script("piper", "");
    let text = format!(
        "#!/bin/sh\necho \"piper: pid $$ began $1 $2\" >> {notes}\nnumber=0\nwhile read -r line; do\n\
         number=$((number + 1))\necho \"piper: $line\" >> {notes}\n{then}\n\
         printf 'RIFF\\046\\000\\000\\000WAVEfmt \\020\\000\\000\\000\\001\\000\\001\\000\\042\\126\\000\\000\\104\\254\\000\\000\
         \\002\\000\\020\\000data\\002\\000\\000\\000\\000\\020' > \"$4/part\"\nmv \"$4/part\" \"$4/$number.wav\"\ndone\n",
        notes = desk.path("notes").display()
    );
    fs::write(&path, text).expect("the script can be written");
    path
}

fn with_piper(desk: &Desk, then: &str) -> CuePlayer {
    let speech = Channel {
        found: vec![
            FoundProgram::piper(fake_piper(desk, then), desk.path("en_GB-voice.onnx")),
            FoundProgram::known(known(SPEAKERS, "espeak-ng"), desk.script("espeak-ng", "sleep 2")),
        ],
        missing: Vec::new(),
    };
    let tones = Channel {
        found: vec![FoundProgram::known(known(PLAYERS, "aplay"), desk.script("aplay", ""))],
        missing: Vec::new(),
    };
    let programs = Programs { speech, tones, folders: vec![desk.path("sounds")] };
    CuePlayer::new(programs, VoiceWishes { volume: 50, ..VoiceWishes::default() }, Bell::None)
}

#[test]
fn piper_is_kept_running_between_cues_and_its_sentences_are_played() {
    let desk = Desk::new();
    let mut player = with_piper(&desk, "");
    for _ in 0..2 {
        let failures = player.perform_now(&cue::voice_sample("piper"));
        assert!(failures.is_empty(), "{failures:?}");
    }
    let notes = desk.notes();
    let count = |what: &str| notes.iter().filter(|it| it.contains(what)).count();
    assert_eq!(count("piper: pid"), 1, "it began once: {notes:?}");
    assert_eq!(count("piper: This is piper."), 2, "a sentence a line: {notes:?}");
    assert_eq!(count("piper: Tip your head towards your right shoulder."), 2, "{notes:?}");
    let played: Vec<&String> = notes.iter().filter(|it| it.starts_with("aplay")).collect();
    assert_eq!(played.iter().filter(|it| it.contains("spoken.wav")).count(), 4, "{notes:?}");
    let began = notes.iter().find(|it| it.contains("began")).expect("it began");
    assert!(began.contains("began --model ") && began.contains("en_GB-voice.onnx"), "{began}");
    let pid = pid_in(began);
    drop(player);
    wait_until("it has ended", || is_gone(pid).then_some(()));
    assert!(!desk.path("sounds").join(format!("piper-{}", std::process::id())).exists(), "nothing is left");
}

#[test]
fn a_sentence_that_comes_next_is_made_ahead_and_only_once() {
    let desk = Desk::new();
    let mut player = with_piper(&desk, "");
    assert!(player.perform_now(&cue::voice_sample("piper")).is_empty());
    let words = Text::clean("Let go of the strap. Lower both legs slowly.");
    player.make_ahead(&words);
    let given =
        |sentence: &str| desk.notes().iter().filter(|it| **it == format!("piper: {sentence}")).count();
    wait_until("it is made", || (given("Lower both legs slowly.") == 1).then_some(()));
    let next = Cue { sound: None, words, lead: Lead::Words, bell: 0, room: None };
    assert!(player.perform_now(&next).is_empty());
    assert_eq!((given("Let go of the strap."), given("Lower both legs slowly.")), (1, 1));
    let played = desk.notes().iter().filter(|it| it.contains("spoken.wav")).count();
    assert_eq!(played, 4, "two sentences each");
    // What it was given and is not wanted any more does not take the place of what is.
    player.make_ahead(&Text::clean("Nobody hears this."));
    let next = Cue { words: Text::clean("Sit up."), ..next };
    assert!(player.perform_now(&next).is_empty());
    assert_eq!((given("Nobody hears this."), given("Sit up.")), (1, 1));
}

#[test]
fn a_piper_that_ends_gives_way_to_the_next_voice() {
    let desk = Desk::new();
    let mut player = with_piper(&desk, "exit 3");
    let failures = player.perform_now(&cue::voice_sample("piper"));
    let told: Vec<String> = failures.iter().map(|it| format!("{} {}", it.name, it.why)).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("piper has ended"), "{told:?}");
    assert!(desk.notes().iter().any(|it| it.starts_with("espeak-ng") && it.contains("This is piper.")));
}
