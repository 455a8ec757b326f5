//! `stretch cues`: what can be heard here, and one of each.

use std::io::{self, Write as _};

use anyhow::Context as _;
use clap::Args;

use super::options::Unused;
use crate::{
    error::{Exit, Failure, aside},
    model::{
        cue::{self, Talk},
        text::Text,
        words::{sounds as words, terms},
    },
    view::{
        channels::{ChannelReport, ChannelRow, ProgramState},
        json, wrap,
    },
    world::{
        files::shown,
        output, places, settings,
        terminal::{self, ways_out},
        voice::{
            Bell, CuePlayer, Unheard, VoiceWishes,
            programs::{Channel, FoundProgram, Programs},
        },
    },
};

/// The arguments of `stretch cues`.
#[derive(Args, Debug)]
pub struct Cues {
    /// Print it as JSON
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    #[allow(missing_docs, reason = "it is not shown")]
    pub unused: Unused,
}

impl Cues {
    /// Tries every sound and its words, and says which programs they came from.
    pub fn run(&self) -> anyhow::Result<Exit> {
        let found = settings::read();
        found.warnings().iter().for_each(|it| aside(it));
        for doubt in &found.doubts {
            aside(&format!("warning: {}\n", doubt.what));
        }
        let wanted = VoiceWishes::of(&found.settings);
        let bell = terminal::bell();
        ways_out::guard_sounds().context("cannot watch for signals")?;
        let talk = wanted.talk;
        let looked_for = Programs::look_for(&wanted);
        let Programs { speech, tones, .. } = looked_for.clone();
        let mut player = CuePlayer::new(looked_for.clone(), wanted.clone(), bell);
        let mut failures = Vec::new();
        let nothing = speech.found.is_empty() && tones.found.is_empty() && bell == Bell::None;
        for sample in cue::samples().iter().filter(|_| !nothing) {
            if !self.json {
                let name = sample.sound.map_or("", terms::sound);
                let mut out = output::stdout();
                writeln!(out, "{name:<7} {}", sample.words)?;
                out.flush()?;
            }
            failures.extend(player.perform_now(sample));
            if player.left().1.is_empty() && bell == Bell::Terminal && !self.json {
                strike(sample.bell)?;
            }
        }
        failures.extend(self.compare(&looked_for, &wanted)?);
        let (speaks, plays) = player.left();
        let has_speech = !speaks.is_empty();
        let has_tones = !plays.is_empty();
        let found = ChannelReport {
            speech: rows(&speech, speaks, &failures),
            sounds: rows(&tones, plays, &failures),
            bell: bell_row(bell, has_tones),
            heard: has_speech || has_tones || bell == Bell::Terminal,
        };
        if self.json {
            super::print(&json::text(&found))?;
        } else {
            let off = if talk == Talk::Off { format!("\n{}\n", words::TALK_IS_OFF) } else { String::new() };
            super::print(&format!("{}{}{off}", if nothing { "" } else { "\n" }, found.text()))?;
        }
        let hint = match failures.first() {
            Some(failure) => Some(words::try_by_hand(&failure.name)),
            None if places::is_sound_elsewhere() => Some(words::FORWARDED.to_owned()),
            None => words::to_install(has_speech || talk == Talk::Off, has_tones, cfg!(target_os = "macos")),
        };
        if !found.heard {
            let failure = Failure::failed(words::NOTHING);
            return Err(failure.hint(hint.unwrap_or_default()).into());
        }
        if let (Some(hint), false) = (hint, self.json) {
            super::print(&wrap::hanging("hint: ", &hint, terminal::width().unwrap_or(usize::MAX)))?;
        }
        Ok(Exit::Done)
    }
}

impl Cues {
    /// Has each voice that was found say the same, if there are several.
    fn compare(&self, found: &Programs, wanted: &VoiceWishes) -> anyhow::Result<Vec<Unheard>> {
        let mut failures = Vec::new();
        for voice in found.speech.found.iter().filter(|_| found.speech.found.len() > 1) {
            let sample = cue::voice_sample(&voice.name());
            if !self.json {
                super::print(&format!("voice   {}\n", sample.words))?;
            }
            let speech = Channel { found: vec![voice.clone()], missing: Vec::new() };
            let alone = Programs { speech, ..found.clone() };
            failures.extend(CuePlayer::new(alone, wanted.clone(), Bell::None).perform_now(&sample));
        }
        Ok(failures)
    }
}

fn strike(times: u32) -> io::Result<()> {
    for _ in 0..times {
        terminal::strike_bell()?;
        CuePlayer::between_strokes();
    }
    Ok(())
}

fn rows(channel: &Channel, left: &[FoundProgram], failures: &[Unheard]) -> Vec<ChannelRow> {
    let mut rows: Vec<ChannelRow> = Vec::new();
    for found in &channel.found {
        let name = found.name();
        let path = Some(shown(&found.path).to_string());
        let place = left.iter().position(|it| it.path == found.path);
        let (state, why) = match (place, failures.iter().find(|it| it.name == name)) {
            (Some(0), _) => (ProgramState::Used, String::new()),
            (Some(_), _) => (ProgramState::Spare, words::SPARE.to_owned()),
            (None, Some(failure)) => (ProgramState::Failed, failure.why.clone()),
            (None, None) => (ProgramState::Failed, String::new()),
        };
        rows.push(ChannelRow { name, path, state, why });
    }
    let missing = channel.missing.iter().map(|(name, why)| ChannelRow {
        name: Text::clean(name).to_string(),
        path: None,
        state: ProgramState::Missing,
        why: (*why).to_owned(),
    });
    rows.extend(missing);
    rows
}

fn bell_row(bell: Bell, has_tones: bool) -> ChannelRow {
    let (state, why) = match (bell, has_tones) {
        (Bell::None, _) => (ProgramState::Missing, words::NO_TERMINAL),
        (Bell::Terminal, true) => (ProgramState::Spare, words::BELL_IS_SPARE),
        (Bell::Terminal, false) => (ProgramState::Used, words::BELL),
    };
    ChannelRow { name: "terminal".to_owned(), path: None, state, why: why.to_owned() }
}
