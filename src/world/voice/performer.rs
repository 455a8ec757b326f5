//! Cues performed through the programs that there are. One that fails or hangs is tried no more, and the
//! next one takes its place.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use super::{
    Bell, VoiceWishes,
    mouth::{Mouth, Playing, ProgramEnd},
    pause,
    piper::{self, Piper},
    programs::{FoundProgram, Manner, Programs},
    sound_files,
};
use crate::{
    model::{
        cue::{Channels, Cue},
        sentence,
        speech::spoken,
        text::Text,
        tone::{self, Sound},
        words::voices::{self, GoingOn},
    },
    world::clock::Clock,
};

/// A program that has never ended well is given up when it ran so much longer than its words take. Its
/// failure is then told within ten seconds of the session.
const AT_FIRST: Duration = Duration::from_secs(6);
/// The same for a program that has ended well before.
const AT_MOST: Duration = Duration::from_secs(10);
/// A program that works may be so slow without being suspected.
const SLACK: Duration = Duration::from_secs(2);
/// A daemon is told to be silent within this time.
const HUSH: Duration = Duration::from_millis(500);
/// A program that plays has begun after this, and its sound is heard.
const TAKES_TO_START: Duration = Duration::from_millis(100);
/// Nobody understands speech that is faster than this.
const FASTEST: f64 = 1.6;
/// Some words take longer than their estimate, by about so much at most.
const MARGIN: f64 = 1.1;
/// Words of at least this length are heard only by a program that takes its time.
const TAKES_TIME: Duration = Duration::from_millis(900);

/// Something could not be heard.
#[derive(Clone, Debug)]
pub struct Unheard {
    /// The program.
    pub name: String,
    /// What happened.
    pub why: String,
    /// What is used from now on.
    next: String,
    /// Whether it was to speak.
    speaks: bool,
}

/// All of them in one line, and what is used in the end. What is used is said once: sounds before words, and not
/// again where it is what was `told` last.
pub fn notice(failures: &[Unheard], told: Option<&str>) -> Option<(Text, String)> {
    let last = |speaks: bool| failures.iter().rfind(|it| it.speaks == speaks).map(|it| it.next.as_str());
    let of = |speaks: Option<bool>, next: &str| {
        let sort = failures.iter().filter(|it| speaks.is_none_or(|speaks| it.speaks == speaks));
        voices::failures(sort.map(|it| (it.name.as_str(), it.why.as_str())), next, told == Some(next))
    };
    let (words, next) = match (last(false), last(true)) {
        (None, None) => return None,
        (Some(sounds), Some(words)) if sounds != words => {
            (format!("{}; {}", of(Some(false), sounds), of(Some(true), words)), words)
        }
        (_, Some(next)) | (Some(next), None) => (of(None, next), next),
    };
    Some((Text::clean_line(&words), next.to_owned()))
}

/// The programs of one sort that are left, and how the first of them does.
#[derive(Debug)]
struct Bench {
    programs: Vec<FoundProgram>,
    /// Whether the first has ended well once.
    works: bool,
    /// How much longer it ran than its words take, since it last ended well.
    overdue: Duration,
}

impl Bench {
    fn of(programs: Vec<FoundProgram>) -> Bench {
        Bench { programs, works: false, overdue: Duration::ZERO }
    }

    /// How much longer than its words take the first may run now.
    fn patience(&self) -> Duration {
        let whole = if self.works { AT_MOST } else { AT_FIRST };
        whole.saturating_sub(self.overdue)
    }

    /// How it ended, judged by how long it ran for words that take so long. One that is cut again and
    /// again long after its words should be over hangs, too.
    fn judged(&mut self, ending: ProgramEnd, takes: Duration, ran: Duration) -> ProgramEnd {
        match ending {
            ProgramEnd::Done => (self.works, self.overdue) = (true, Duration::ZERO),
            ProgramEnd::Silenced => {
                let slack = if self.works { SLACK } else { Duration::ZERO };
                self.overdue += ran.saturating_sub(takes + slack);
            }
            ProgramEnd::Hangs | ProgramEnd::Failed(_) => {}
        }
        if ending == ProgramEnd::Hangs || self.patience().is_zero() {
            let hangs = if self.works { voices::HANGS_NOW } else { voices::HANGS };
            return ProgramEnd::Failed(hangs.to_owned());
        }
        ending
    }

    /// The first is tried no more.
    fn give_up(&mut self) -> String {
        let name = self.programs.remove(0).name();
        *self = Bench::of(std::mem::take(&mut self.programs));
        name
    }

    /// Whether the first works, as far as anybody knows. None at all works as well as it can.
    fn is_in_order(&self) -> bool {
        self.programs.is_empty() || self.works && self.overdue.is_zero()
    }
}

/// Plays cues through the programs that there are; those that fail are tried no more.
#[derive(Debug)]
pub struct CuePlayer {
    mouth: Arc<Mouth>,
    speech: Bench,
    tones: Bench,
    wanted: VoiceWishes,
    /// What is left when no program is.
    bell: Bell,
    speed: u32,
    /// Where the files of the sounds may lie.
    folders: Vec<PathBuf>,
    /// Where they lie, once they were written.
    written: Option<PathBuf>,
    /// A voice that is kept running, once it has begun.
    piper: Option<Piper>,
    clock: Clock,
}

impl CuePlayer {
    /// One that waits for each cue.
    pub fn new(programs: Programs, wanted: VoiceWishes, bell: Bell) -> CuePlayer {
        let Programs { speech, tones, folders } = programs;
        CuePlayer {
            mouth: Arc::new(Mouth::default()),
            speech: Bench::of(speech.found),
            tones: Bench::of(tones.found),
            wanted,
            bell,
            speed: 1,
            folders,
            written: None,
            piper: None,
            clock: Clock::begin(1),
        }
    }

    /// The same in a session that runs so many times as fast.
    pub(super) fn at_speed(self, speed: u32) -> CuePlayer {
        CuePlayer { speed: speed.max(1), ..self }
    }

    /// What ends the programs that run.
    pub(super) fn mouth(&self) -> Arc<Mouth> {
        Arc::clone(&self.mouth)
    }

    /// Waits as long as between two strokes of the bell.
    pub fn between_strokes() {
        pause(super::BETWEEN_BELLS);
    }

    /// What is left to speak and play with, the one in use first.
    pub fn left(&self) -> (&[FoundProgram], &[FoundProgram]) {
        (&self.speech.programs, &self.tones.programs)
    }

    /// Whether sounds are heard, as far as anybody knows.
    pub fn plays(&self) -> bool {
        self.tones.works && !self.tones.programs.is_empty()
    }

    /// Whether nothing is suspected to hang, so that the last words are worth waiting for.
    pub fn is_in_order(&self) -> bool {
        self.speech.is_in_order() && self.tones.is_in_order()
    }

    /// Performs a cue now, waiting for it.
    pub fn perform_now(&mut self, cue: &Cue) -> Vec<Unheard> {
        let turn = self.mouth.hush();
        self.perform(cue, turn)
    }

    /// Performs a cue until something newer is due. Returns what failed.
    pub(super) fn perform(&mut self, cue: &Cue, turn: u64) -> Vec<Unheard> {
        let channels =
            Channels { speech: !self.speech.programs.is_empty(), tones: !self.tones.programs.is_empty() };
        let (mut sound, words) = cue.heard(channels);
        if !self.speech.works {
            // Until the voice has spoken once, what it is to say is played as well.
            sound = cue.heard(Channels { speech: false, ..channels }).0;
        }
        // A preview waits for nobody.
        let open_end = if self.speed == 1 { None } else { Some(Duration::ZERO) };
        let mut room = cue.room.map(|it| it / self.speed).or(open_end);
        let mut failures = Vec::new();
        let mut fading = None;
        let began = self.clock.now();
        if let Some(sound) = sound
            && (self.speed == 1 || room.is_none_or(|it| tone::length(sound) <= it))
        {
            fading = self.play(sound, words.is_some(), turn, &mut failures).map(|it| (sound, it));
            room = room.map(|it| it.saturating_sub(self.clock.now().since(began)));
        }
        if let Some(words) = words {
            self.say(words, room, turn, &mut failures);
        }
        if let Some((sound, playing)) = fading {
            let ending = self.mouth.finish(&playing, self.tones.patience(), turn);
            let ran = self.clock.now().since(began);
            if let ProgramEnd::Failed(why) = self.tones.judged(ending, tone::length(sound), ran) {
                failures.push(self.no_tones(playing.reason(&why)));
            }
        }
        failures
    }

    /// Plays a sound to its end. Where words follow, they begin when it was heard, though its program
    /// may take longer to end: that one comes back.
    fn play(
        &mut self,
        sound: Sound,
        words_follow: bool,
        turn: u64,
        failures: &mut Vec<Unheard>,
    ) -> Option<Playing> {
        let takes = tone::length(sound);
        while let Some(program) = self.tones.programs.first().cloned() {
            let began = self.clock.now();
            let begun = self.sound_file(sound).map_err(voices::no_file);
            let begun = begun.and_then(|file| {
                let manner = Manner { file: Some(&file), ..Manner::of(&self.wanted) };
                let input =
                    if program.reads_samples() { tone::wav(sound, self.wanted.volume) } else { Vec::new() };
                self.mouth.begin(program.line(&manner, input), turn)
            });
            let playing = match begun {
                Ok(playing) => playing,
                Err(why) => {
                    failures.push(self.no_tones(why));
                    continue;
                }
            };
            let ending = if words_follow {
                match self.mouth.wait(&playing, takes + TAKES_TO_START, turn) {
                    Some(ending) => ending,
                    None => return Some(playing),
                }
            } else {
                self.mouth.finish(&playing, takes + self.tones.patience(), turn)
            };
            match self.tones.judged(ending, takes, self.clock.now().since(began)) {
                ProgramEnd::Done | ProgramEnd::Silenced | ProgramEnd::Hangs => return None,
                ProgramEnd::Failed(why) => failures.push(self.no_tones(playing.reason(&why))),
            }
        }
        None
    }

    /// The file of a sound. All are written when the first is wanted.
    fn sound_file(&mut self, sound: Sound) -> std::io::Result<PathBuf> {
        let volume = self.wanted.volume;
        let written = match &self.written {
            Some(folder) => folder,
            None => self.written.insert(sound_files::write(&self.folders, volume)?),
        };
        Ok(written.join(sound_files::name(sound, volume)))
    }

    /// Says words in the time that is left for them. Until a program has ended well it is given one
    /// sentence at a time, so that one that hangs is known soon.
    fn say(&mut self, words: &Text, room: Option<Duration>, turn: u64, failures: &mut Vec<Unheard>) {
        let all_began = self.clock.now();
        let mut rest = words.as_str();
        while let Some(program) = self.speech.programs.first().cloned()
            && !rest.is_empty()
            && !self.mouth.is_over(turn)
        {
            let began = self.clock.now();
            let room = room.map(|it| it.saturating_sub(began.since(all_began)));
            let length = spoken(&Text::clean(rest)).as_secs_f64();
            let rate = room.map_or(1.0, |it| MARGIN * length / it.as_secs_f64().max(0.01));
            if self.speed > 1 && rate > FASTEST {
                return; // in a preview most words have no time; in a session they have by the plan
            }
            let first = sentence::sentences(rest).first().map_or(rest.len(), |it| it.len());
            let is_whole = self.speech.works && program.voice().is_none();
            let (part, after) = if is_whole { (rest, "") } else { rest.split_at(first) };
            let takes = spoken(&Text::clean(part));
            let manner = Manner { rate: rate.clamp(1.0, FASTEST), ..Manner::of(&self.wanted) };
            let begun = match program.voice() {
                Some(voice) => self.speak(&program.path, voice, rest, takes, turn),
                None => {
                    let line = program.line(&manner, format!("{part}\n").into_bytes());
                    self.mouth.begin(line, turn).map(Some)
                }
            };
            let playing = match begun {
                Ok(Some(playing)) => playing,
                Ok(None) => return,
                Err(why) => {
                    failures.push(self.no_speech(why));
                    continue;
                }
            };
            let mut ending = self.mouth.finish(&playing, takes + self.speech.patience(), turn);
            let ran = self.clock.now().since(began);
            let at_once =
                program.takes_its_time() && takes >= TAKES_TIME && ran < takes.div_f64(FASTEST * 3.0);
            if ending == ProgramEnd::Done && at_once {
                ending = ProgramEnd::Failed(voices::ENDED_AT_ONCE.to_owned());
            }
            if let (ProgramEnd::Silenced, Some(line)) = (&ending, program.hush_line()) {
                // Its daemon speaks on without it.
                self.mouth.run_in_silence(line, HUSH);
            }
            match self.speech.judged(ending, takes, ran) {
                ProgramEnd::Done => rest = after.trim_start(),
                ProgramEnd::Silenced | ProgramEnd::Hangs => return,
                ProgramEnd::Failed(why) => failures.push(self.no_speech(playing.reason(&why))),
            }
        }
    }

    /// Gives words that come next to a voice that is kept running, so that they are ready when they are due.
    pub fn make_ahead(&mut self, words: &Text) {
        let Some(piper) = &mut self.piper else { return };
        for sentence in sentence::sentences(words.as_str()) {
            // If it has ended, that is found out when it is to be heard.
            let _ = piper.make(sentence);
        }
    }

    /// Has a voice that is kept running speak the first sentence of words into a file, and plays that; none if
    /// something newer is due. The other sentences are made meanwhile. A voice that has ended, as when the
    /// program was stopped, is started once more.
    fn speak(
        &mut self,
        program: &Path,
        voice: &Path,
        words: &str,
        takes: Duration,
        turn: u64,
    ) -> Result<Option<Playing>, String> {
        let folder = self.folders.first().ok_or(voices::NO_FOLDER)?;
        let player = self.tones.programs.first().ok_or(voices::NO_PLAYER)?.clone();
        let mut was_running = self.piper.is_some();
        let sentences = sentence::sentences(words);
        let Some(sentence) = sentences.first() else { return Ok(None) };
        loop {
            let mut piper = match self.piper.take() {
                Some(piper) => piper,
                None => Piper::start(program, voice, folder)?,
            };
            let is_over = || self.mouth.is_over(turn);
            let given = sentences.iter().try_for_each(|it| piper.make(it));
            match given.and_then(|()| {
                piper.speak(sentence, self.wanted.volume, takes + self.speech.patience(), is_over)
            }) {
                Ok(file) => {
                    self.piper = Some(piper);
                    let Some(file) = file else { return Ok(None) };
                    let manner = Manner { file: Some(&file), ..Manner::of(&self.wanted) };
                    let input = if player.reads_samples() { piper::samples(&file) } else { Vec::new() };
                    return self.mouth.begin(player.line(&manner, input), turn).map(Some);
                }
                Err(_) if was_running => was_running = false,
                Err(why) => return Err(why),
            }
        }
    }

    fn no_speech(&mut self, why: String) -> Unheard {
        let name = self.speech.give_up();
        let next = going_on(&self.speech.programs, &self.tones.programs, self.bell);
        Unheard { name, why, next, speaks: true }
    }

    fn no_tones(&mut self, why: String) -> Unheard {
        let name = self.tones.give_up();
        let next = going_on(&self.tones.programs, &[], self.bell);
        Unheard { name, why, next, speaks: false }
    }
}

/// What is heard when the programs before these failed: `with` something, or `without sound`.
pub fn going_on(same: &[FoundProgram], sounds: &[FoundProgram], bell: Bell) -> String {
    voices::instead(&match (same, sounds, bell) {
        ([next, ..], _, _) => GoingOn::Program(next.name()),
        ([], [_, ..], _) => GoingOn::Sounds,
        ([], [], Bell::Terminal) => GoingOn::Bell,
        ([], [], Bell::None) => GoingOn::Silence,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn s(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn what_is_used_is_said_once() {
        let failed = |name: &str, speaks, next: &str| Unheard {
            name: name.to_owned(),
            why: "failed".to_owned(),
            next: next.to_owned(),
            speaks,
        };
        let check = |failures: &[Unheard], told, expected: Option<&str>| {
            assert_eq!(notice(failures, told).as_ref().map(|it| it.0.as_str()), expected);
        };
        let (aplay, espeak) =
            (failed("aplay", false, "with the bell"), failed("espeak", true, "with the bell"));
        let both = [espeak.clone(), aplay.clone()];
        check(&both, None, Some("going on with the bell: `espeak` failed and `aplay` failed"));
        check(&both[..1], Some("with the bell"), Some("still with the bell: `espeak` failed"));
        let apart = [aplay, failed("espeak", true, "with `say`")];
        check(
            &apart,
            None,
            Some("going on with the bell: `aplay` failed; going on with `say`: `espeak` failed"),
        );
        check(&[], None, None);
    }

    fn hangs(works: bool, runs: &[(u64, u64)]) -> bool {
        let mut bench = Bench { works, ..Bench::of(Vec::new()) };
        let mut judged =
            runs.iter().map(|(takes, ran)| bench.judged(ProgramEnd::Silenced, s(*takes), s(*ran)));
        judged.any(|it| matches!(it, ProgramEnd::Failed(_)))
    }

    #[test]
    fn a_program_that_is_cut_long_after_its_words_again_and_again_hangs() {
        assert!(!hangs(false, &[(2, 3), (2, 4)]), "it may start slowly");
        assert!(hangs(false, &[(1, 4), (1, 5)]), "it has never ended, and was overdue for seven seconds");
        assert!(!hangs(true, &[(1, 3); 20]), "a slow voice that works");
        assert!(hangs(true, &[(1, 8), (1, 8)]), "it worked before, and does no more");
        let mut bench = Bench::of(Vec::new());
        for _ in 0..10 {
            assert_eq!(bench.judged(ProgramEnd::Silenced, s(1), s(4)), ProgramEnd::Silenced);
            assert_eq!(bench.judged(ProgramEnd::Done, s(1), s(2)), ProgramEnd::Done, "it is forgiven");
        }
    }
}
