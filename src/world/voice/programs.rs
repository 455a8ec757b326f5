//! The programs that speak and play, how each is asked, and which of them there are.
//!
//! A routine can never name one; only the person's settings can.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};

use super::{VoiceWishes, mouth::Invocation, piper};
use crate::{
    model::{cue::Talk, words::voices},
    world::places,
};

/// Words a minute that the estimates of the model are made for.
const USUAL_RATE: f64 = 165.0;

/// How something is to be spoken or played.
#[derive(Clone, Copy, Debug)]
pub struct Manner<'a> {
    /// How fast; 1 is usual.
    pub rate: f64,
    /// How loud, in hundredths.
    pub volume: u32,
    /// The name of the voice.
    pub voice: Option<&'a str>,
    /// The file to play.
    pub file: Option<&'a Path>,
}

impl Manner<'_> {
    /// As the person wants it.
    pub fn of(wanted: &VoiceWishes) -> Manner<'_> {
        // A file is a voice of Piper.
        let voice = wanted.voice.as_deref().filter(|it| !it.ends_with(".onnx"));
        Manner { rate: 1.0, volume: wanted.volume, voice, file: None }
    }

    fn words_a_minute(&self) -> String {
        format!("{:.0}", USUAL_RATE * self.rate)
    }
}

/// A program that is known here.
#[derive(Debug)]
pub struct KnownProgram {
    /// Its file's name.
    pub name: &'static str,
    arguments: fn(&Manner<'_>) -> Vec<OsString>,
    reads: Reads,
    /// Arguments that silence the daemon behind it, where there is one.
    hush: &'static [&'static str],
}

/// What a program reads on its stdin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reads {
    /// Words, and it ends when they were heard.
    Words,
    /// Words, and it may end before.
    WordsForADaemon,
    /// A WAV file.
    Samples,
    /// Nothing: it is given a file.
    Nothing,
}

fn list(arguments: &[&str]) -> Vec<OsString> {
    arguments.iter().map(OsString::from).collect()
}

fn with_file(arguments: &[&str], manner: &Manner<'_>) -> Vec<OsString> {
    let mut all = list(arguments);
    all.extend(manner.file.map(|it| it.as_os_str().to_owned()));
    all
}

/// A scale from -100 to 100 whose middle is usual.
fn around_zero(share: f64) -> String {
    format!("{:.0}", ((share - 1.0) * 100.0).clamp(-100.0, 100.0))
}

/// Who can speak, the best first.
pub const SPEAKERS: &[KnownProgram] = &[
    KnownProgram {
        name: "espeak-ng",
        arguments: |manner| {
            let (rate, volume) = (manner.words_a_minute(), manner.volume.to_string());
            let mut all = list(&["--stdin", "-s", &rate, "-a", &volume]);
            all.extend(manner.voice.into_iter().flat_map(|it| list(&["-v", it])));
            all
        },
        reads: Reads::Words,
        hush: &[],
    },
    KnownProgram {
        name: "say",
        arguments: |manner| {
            let mut all = list(&["-r", &manner.words_a_minute()]);
            all.extend(manner.voice.into_iter().flat_map(|it| list(&["-v", it])));
            all.extend(list(&["-f", "-"]));
            all
        },
        reads: Reads::Words,
        hush: &[],
    },
    KnownProgram {
        name: "spd-say",
        arguments: |manner| {
            let (rate, volume) =
                (around_zero(manner.rate), around_zero(f64::from(manner.volume.min(100)) / 50.0));
            let mut all = list(&["--pipe-mode", "--wait", "--rate", &rate, "--volume", &volume]);
            all.extend(manner.voice.into_iter().flat_map(|it| list(&["--synthesis-voice", it])));
            all
        },
        reads: Reads::WordsForADaemon,
        hush: &["--cancel"],
    },
    KnownProgram {
        name: "powershell.exe",
        arguments: |manner| {
            // Numbers are all that is put into the script.
            let rate = (((manner.rate - 1.0) * 10.0).round() as i64).clamp(-10, 10);
            let volume = manner.volume.min(100);
            let script = format!(
                "Add-Type -AssemblyName System.Speech; \
                 $voice = New-Object System.Speech.Synthesis.SpeechSynthesizer; \
                 $voice.Rate = {rate}; $voice.Volume = {volume}; $voice.Speak([Console]::In.ReadToEnd())"
            );
            list(&["-NoProfile", "-NonInteractive", "-Command", &script])
        },
        reads: Reads::Words,
        hush: &[],
    },
];

/// Who can play, the best first.
pub const PLAYERS: &[KnownProgram] = &[
    KnownProgram {
        name: "pw-play",
        arguments: |manner| with_file(&[], manner),
        reads: Reads::Nothing,
        hush: &[],
    },
    KnownProgram {
        name: "paplay",
        arguments: |manner| with_file(&[], manner),
        reads: Reads::Nothing,
        hush: &[],
    },
    KnownProgram {
        name: "aplay",
        arguments: |manner| with_file(&["-q"], manner),
        reads: Reads::Nothing,
        hush: &[],
    },
    KnownProgram {
        name: "afplay",
        arguments: |manner| with_file(&[], manner),
        reads: Reads::Nothing,
        hush: &[],
    },
    KnownProgram {
        name: "ffplay",
        arguments: |manner| with_file(&["-nodisp", "-autoexit", "-loglevel", "quiet"], manner),
        reads: Reads::Nothing,
        hush: &[],
    },
    KnownProgram {
        name: "powershell.exe",
        arguments: |_| {
            let script = "(New-Object System.Media.SoundPlayer([Console]::OpenStandardInput())).PlaySync()";
            list(&["-NoProfile", "-NonInteractive", "-Command", script])
        },
        reads: Reads::Samples,
        hush: &[],
    },
];

/// A program that is there.
#[derive(Clone, Debug)]
pub struct FoundProgram {
    /// Its file.
    pub path: PathBuf,
    kind: ProgramKind,
}

#[derive(Clone, Debug)]
enum ProgramKind {
    Known(&'static KnownProgram),
    /// The person's own, with its arguments.
    Own(String, Vec<String>),
    /// Piper, with the file of a voice. It is kept running.
    Piper(PathBuf),
}

impl FoundProgram {
    /// A known one, wherever it lies.
    pub fn known(known: &'static KnownProgram, path: PathBuf) -> FoundProgram {
        FoundProgram { path, kind: ProgramKind::Known(known) }
    }

    /// What it is called.
    pub fn name(&self) -> String {
        match &self.kind {
            ProgramKind::Known(known) => known.name.to_owned(),
            ProgramKind::Own(name, _) => name.clone(),
            ProgramKind::Piper(_) => PIPER.to_owned(),
        }
    }

    /// Piper with this voice.
    pub fn piper(path: PathBuf, voice: PathBuf) -> FoundProgram {
        FoundProgram { path, kind: ProgramKind::Piper(voice) }
    }

    /// The file of its voice, if it is kept running with one.
    pub fn voice(&self) -> Option<&Path> {
        match &self.kind {
            ProgramKind::Piper(voice) => Some(voice),
            ProgramKind::Known(_) | ProgramKind::Own(..) => None,
        }
    }

    /// Whether it wants a sound on its stdin.
    pub(super) fn reads_samples(&self) -> bool {
        match &self.kind {
            ProgramKind::Known(known) => known.reads == Reads::Samples,
            ProgramKind::Own(..) | ProgramKind::Piper(_) => false,
        }
    }

    /// Whether it ends only when its words were heard.
    pub(super) fn takes_its_time(&self) -> bool {
        match &self.kind {
            ProgramKind::Known(known) => known.reads == Reads::Words,
            ProgramKind::Own(..) | ProgramKind::Piper(_) => false,
        }
    }

    pub(super) fn line(&self, manner: &Manner<'_>, input: Vec<u8>) -> Invocation {
        let arguments = match &self.kind {
            ProgramKind::Known(known) => (known.arguments)(manner),
            ProgramKind::Own(_, arguments) => arguments.iter().map(OsString::from).collect(),
            ProgramKind::Piper(voice) => vec!["--model".into(), voice.clone().into()],
        };
        Invocation { program: self.path.clone(), arguments, input }
    }

    pub(super) fn hush_line(&self) -> Option<Invocation> {
        match &self.kind {
            ProgramKind::Known(KnownProgram { hush: [], .. })
            | ProgramKind::Own(..)
            | ProgramKind::Piper(_) => None,
            ProgramKind::Known(known) => Some(Invocation {
                program: self.path.clone(),
                arguments: list(known.hush),
                input: Vec::new(),
            }),
        }
    }
}

/// What was looked for, and what was found.
#[derive(Clone, Debug, Default)]
pub struct Channel {
    /// What can be used, the first first.
    pub found: Vec<FoundProgram>,
    /// What cannot, and why.
    pub missing: Vec<(String, &'static str)>,
}

/// The program whose voices sound like a person.
const PIPER: &str = "piper";

impl Channel {
    fn of(known: &'static [KnownProgram]) -> Channel {
        let mut channel = Channel::default();
        for (known, path) in known.iter().zip(places::programs(known.iter().map(|it| it.name))) {
            match path {
                Ok(_) if places::is_sound_elsewhere() => {
                    channel.missing.push((known.name.to_owned(), voices::ELSEWHERE));
                }
                Ok(path) => channel.found.push(FoundProgram::known(known, path)),
                Err(why) => channel.missing.push((known.name.to_owned(), why)),
            }
        }
        channel
    }
}

/// Everything that cues are made audible with.
#[derive(Clone, Debug, Default)]
pub struct Programs {
    /// What can speak.
    pub speech: Channel,
    /// What can play sounds.
    pub tones: Channel,
    /// Where the files of the sounds may lie, the best first.
    pub folders: Vec<PathBuf>,
}

impl Programs {
    /// Looks for what the person wants to hear with.
    pub fn look_for(wanted: &VoiceWishes) -> Programs {
        let speech = match wanted.talk {
            Talk::Off => Channel::default(),
            Talk::Full | Talk::Brief => speech(wanted.command.as_deref(), wanted.voice.as_deref()),
        };
        Programs { speech, tones: Channel::of(PLAYERS), folders: places::sound_folders() }
    }

    /// What is missing first of all that can speak, and why: the person's own program, where they have set
    /// one and it cannot be used.
    pub(super) fn no_own(&self) -> Option<&(String, &'static str)> {
        let is_used = self.speech.found.first().is_some_and(|it| matches!(it.kind, ProgramKind::Own(..)));
        self.speech.missing.first().filter(|_| !is_used)
    }
}

/// What can speak; the person's own command before all others, and Piper, if it has a voice, before those that
/// sound less like a person.
fn speech(own: Option<&[String]>, voice: Option<&str>) -> Channel {
    let mut channel = Channel::of(SPEAKERS);
    let piper = places::program(PIPER).and_then(|program| match places::is_sound_elsewhere() {
        true => Err(voices::ELSEWHERE),
        false => {
            piper::voice(&places::voice_folders(), voice).map(|it| (program, it)).ok_or(voices::NO_VOICE)
        }
    });
    match piper {
        Ok((program, voice)) => channel.found.insert(0, FoundProgram::piper(program, voice)),
        Err(why) => channel.missing.push((PIPER.to_owned(), why)),
    }
    if let Some([name, arguments @ ..]) = own {
        // The person knows where it is heard.
        match places::program(name) {
            Ok(path) => {
                let kind = ProgramKind::Own(name.clone(), arguments.to_vec());
                channel.found.insert(0, FoundProgram { path, kind });
            }
            Err(why) => channel.missing.insert(0, (name.clone(), why)),
        }
    }
    channel
}
