//! `stretch while COMMAND`: stretches while a command runs, and ends as it ends.

mod escort;

use std::{ffi::OsString, io, path::PathBuf};

use anyhow::Context as _;
use clap::{Args, FromArgMatches as _};

use self::escort::Escort;
use super::{
    Reader,
    home::order::{self, Ordered},
    options::{Shared, whole, word},
    play::{HomePerformance, Medium, Play, Prepared, perform_beside, sounds},
    practice::Practice,
    suiting,
};
use crate::{
    error::{Exit, Failure, aside},
    model::{
        area::PlayEntry,
        dose::{Level, Seconds},
        parse,
        routine::{Position, Routine, Thing},
        settings::Settings,
        text::Text,
        words::{alongside as words, files},
    },
    stage,
    view::screen::{
        home::{Order, Selection},
        waiting::Waiting,
    },
    world::{
        files::typed,
        job::{Ended, Job, JobOutput},
        library::Library,
        places, settings,
        terminal::{self, TerminalStage, device::Device, ways_out},
    },
};

/// How long one stretches at most, in seconds, if nothing else is said.
const AT_MOST: Seconds = 10 * 60;
/// What is played where nothing is due.
const DESK_BREAK: &str = "desk-break";

/// The arguments of `stretch while`.
#[derive(Args, Debug)]
#[command(
    override_usage = "stretch while [OPTIONS] [--] COMMAND...\n       stretch while [OPTIONS] --pid N",
    after_help = "\
Plays what is due, else the desk break, and tells you when the command ends.
The command's output is printed when you leave, and stretch ends with its exit code.
The first Ctrl-C goes to the command, a second one leaves both.

  stretch while cargo test
  stretch while --for 3m -- make -j8"
)]
pub struct Alongside {
    /// The command with its arguments; `--` before it if it is not on your PATH
    #[arg(value_name = "COMMAND", last = true)]
    pub command: Vec<OsString>,
    /// Set by the reader of the command line where no `--` was typed: then the words may be a complaint.
    #[arg(long, hide = true)]
    pub bare: bool,
    /// Wait for this process instead
    #[arg(long, value_name = "N", value_parser = |it: &str| whole(it, 1..=i32::MAX as u32))]
    pub pid: Option<u32>,
    /// Stretch for this long at most; ten minutes if left out
    #[arg(long = "for", value_name = "TIME", value_parser = parse::typed_length)]
    pub length: Option<Seconds>,
    /// How much to do: gentle, steady or full
    #[arg(
        long,
        value_name = "LEVEL",
        hide_possible_values = true,
        value_parser = word(Level::NAMES, Level::from_name)
    )]
    pub level: Option<Level>,
    /// Make no sound
    #[arg(long)]
    pub mute: bool,
    #[command(flatten)]
    #[allow(missing_docs, reason = "clap takes documentation for help text")]
    pub shared: Shared,
}

impl Alongside {
    /// Runs the command, plays, and ends as the command does. Words that are no command are a complaint.
    pub fn run(&self) -> anyhow::Result<Exit> {
        let what = match (self.pid, self.command.split_first()) {
            (Some(_), Some(_)) => {
                return Err(Failure::usage("`--pid` waits for a process, and a command was given too")
                    .hint("leave out one of the two")
                    .into());
            }
            (None, None) => {
                return Err(Failure::usage("no command was given")
                    .hint("type it behind: `stretch while cargo test`")
                    .into());
            }
            (Some(id), None) => {
                let job = i32::try_from(id).ok().and_then(Job::watch);
                let job = job.ok_or_else(|| Failure::usage(format!("there is no process {id}")))?;
                return self.accompany(Escort::new(job, format!("process {id}")));
            }
            (None, Some(what)) => what,
        };
        let (name, arguments) = what;
        let program = match find(name) {
            Ok(program) => program,
            Err(_) if self.bare && !name.as_encoded_bytes().contains(&b'/') => return self.complaint(name),
            Err((code, why)) => {
                aside(&format!("error: `{}`: {why}\n", Text::clean(&name.to_string_lossy())));
                return Ok(Exit::Status(code));
            }
        };
        // A signal for us is one for the command, from the first moment on.
        ways_out::guard_sounds().context("cannot watch for signals")?;
        let output = if terminal::is_terminal() { JobOutput::Kept } else { JobOutput::Inherited };
        let job = match Job::start(&program, arguments, output) {
            Ok(job) => job,
            Err(error) => {
                aside(&format!("error: cannot run `{}`: {error}\n", Text::clean(&name.to_string_lossy())));
                let is_missing = error.kind() == io::ErrorKind::NotFound;
                return Ok(Exit::Status(if is_missing { NOT_FOUND } else { NOT_RUN }));
            }
        };
        let line = self.command.iter().map(|it| typed(it.as_ref())).collect::<Vec<_>>().join(" ");
        self.accompany(Escort::new(job, short(&line)))
    }

    /// `stretch while driving my neck hurts`
    fn complaint(&self, name: &OsString) -> anyhow::Result<Exit> {
        let line = [OsString::from("stretch"), OsString::from("while")]
            .into_iter()
            .chain(self.command.iter().cloned());
        let definition = Play::augment_args(clap::Command::new("stretch"));
        let read = definition.try_get_matches_from(line).and_then(|it| Play::from_arg_matches(&it));
        let hint = "behind `--` it is a command: `stretch while -- COMMAND`";
        let mut play =
            read.map_err(|_| Failure::usage("that is neither a command nor a complaint").hint(hint))?;
        play.how.mute |= self.mute;
        play.how.changes.level = play.how.changes.level.or(self.level);
        play.how.length = play.how.length.or(self.length);
        play.how.shared.plain |= self.shared.plain;
        play.how.shared.ascii |= self.shared.ascii;
        play.how.shared.routines.extend(self.shared.routines.iter().cloned());
        play.run().map_err(|error| {
            let name = Text::clean(&name.to_string_lossy());
            let is_unknown = error.downcast_ref::<Failure>().is_some_and(Failure::is_usage);
            if !is_unknown {
                return error;
            }
            let failure = Failure::usage(format!(
                "`{name}` is no program in PATH, and no stretch is known for these words"
            ));
            failure.hint(hint).into()
        })
    }

    /// Plays beside what runs, waits for its end, and prints its output.
    fn accompany(&self, mut escort: Escort) -> anyhow::Result<Exit> {
        if !terminal::is_terminal() {
            let is_wanted = self.shared.plain || self.length.is_some() || self.level.is_some();
            if is_wanted {
                aside(&format!("warning: {}\n", words::no_terminal(&escort.name)));
            }
            let ended = escort.job.finish()?;
            return Ok(Exit::Status(ended.code()));
        }
        let mut found = settings::read();
        let flags = Settings {
            mute: self.mute.then_some(true),
            level: self.level,
            ascii: self.shared.ascii.then_some(true),
            plain: self.shared.plain.then_some(true),
            ..Settings::default()
        };
        found.settings = flags.or(found.settings);
        let is_plain = found.settings.plain.unwrap_or(false) || places::is_dumb() || places::is_unknown();
        let told =
            if is_plain { self.in_lines(&found, &mut escort) } else { self.on_screen(&found, &mut escort) };
        // The command is waited for, whatever went wrong beside it.
        let is_left = match told {
            Ok(is_left) => is_left,
            Err(error) => {
                crate::error::report(&error);
                false
            }
        };
        if is_left && !escort.is_over() {
            escort.job.end()?;
            return Ok(Exit::Interrupted);
        }
        if !escort.is_over() {
            aside(&format!("{}\n", words::still_running(&escort.name, escort.job.runs_for().as_secs())));
        }
        let ended = escort.job.finish()?;
        aside(&format!("{}\n", escort.conclusion(ended)));
        Ok(Exit::Status(ended.code()))
    }

    /// Lays out what is played; none if there is nothing that suits.
    fn session(&self, found: &settings::FoundSettings) -> anyhow::Result<Option<Box<Prepared>>> {
        let library = super::open(&self.shared, Reader::Person)?;
        let entries = self.entries(&library, &found.settings);
        if entries.is_empty() {
            return Ok(None);
        }
        let level = found.settings.pace().level;
        let wanted =
            Order { what: Selection::Entries(entries), level, conditions: Vec::new(), is_agreed: false };
        match order::order(&library, found, &wanted, &self.shared.routines)? {
            Ordered::Session { prepared, notes } => {
                notes.iter().for_each(|it| aside(it));
                Ok(Some(prepared))
            }
            // What may protect the person cannot be followed, and nobody asked for a session.
            Ordered::Ask(why, _) => {
                why.iter().for_each(|it| aside(&format!("warning: {it}\n")));
                Ok(None)
            }
        }
    }

    /// What is due, then the desk break, as long as there is time: at a desk, and no muscle twice.
    fn entries(&self, library: &Library, settings: &Settings) -> Vec<PlayEntry> {
        let (limits, _) = suiting::limits(settings, &library.catalogue());
        let due: Vec<_> = Practice::of_late_in(library).need.due().map(|it| it.area).collect();
        let due = due.into_iter().filter_map(|it| library.area(it).ok()).flat_map(|it| it.play);
        let desk = library.program(DESK_BREAK).ok().map(|it| it.play).unwrap_or_default();
        let mut left = u64::from(self.length.unwrap_or(AT_MOST));
        let mut muscles: Vec<Text> = Vec::new();
        let mut entries: Vec<PlayEntry> = Vec::new();
        for entry in due.chain(desk) {
            let Ok(routine) = library.routine(&entry.routine) else { continue };
            let is_new = !routine.muscles.iter().any(|it| muscles.contains(it))
                && !entries.iter().any(|it| it.routine == entry.routine);
            if !is_new || !is_for_a_desk(&routine) || limits.against(&*routine).is_some() {
                continue;
            }
            let Some(total) = library.total(std::slice::from_ref(&entry), None) else { continue };
            if total.open > 0 || total.seconds > left {
                continue;
            }
            left -= total.seconds;
            muscles.extend(routine.muscles.iter().cloned());
            entries.push(entry);
        }
        entries
    }

    /// Plays on the screen, then waits there. True if the person interrupted both.
    fn on_screen(&self, found: &settings::FoundSettings, escort: &mut Escort) -> anyhow::Result<bool> {
        let prepared = self.session(found)?;
        let mut summary = Vec::new();
        let mut is_left = false;
        {
            let mut device = Device::open().context("cannot use the terminal")?;
            let mut heard = sounds(&found.settings, false, 1);
            let mut is_done = true;
            if let Some(prepared) = prepared {
                let played = perform_beside(*prepared, Medium::Terminal(&mut device), escort)?;
                (is_left, is_done) = (played.is_interrupted, played.is_done);
                summary = told(&played);
                heard = played.sounds;
            }
            if !is_left && is_done && !escort.is_over() {
                let title = Text::literal(words::TITLE);
                let mut waiting = Waiting { title, lines: vec![words::waiting(&escort.name)] };
                let palette = settings::palette(self.shared.ascii);
                let mut stage = TerminalStage::begin(&mut device, &mut heard, None, palette, 1);
                stage.beside(Some(escort));
                is_left = stage::play(&mut waiting, &mut stage)? == stage::Ending::Interrupted;
            }
            heard.finish(|| drop(terminal::strike_bell()));
        }
        super::print(&summary.concat())?;
        Ok(is_left)
    }

    /// The same in lines.
    fn in_lines(&self, found: &settings::FoundSettings, escort: &mut Escort) -> anyhow::Result<bool> {
        let Some(prepared) = self.session(found)? else { return Ok(false) };
        let interrupts = ways_out::guard_lines().context("cannot watch for signals")?;
        let played = perform_beside(*prepared, Medium::Lines(interrupts), escort)?;
        super::print(&told(&played).concat())?;
        let is_left = played.is_interrupted;
        played.sounds.finish(|| drop(terminal::strike_bell()));
        Ok(is_left)
    }
}

fn told(played: &HomePerformance) -> Vec<String> {
    let unkept = played.unkept.iter().map(|it| format!("warning: {it}\n"));
    played.summary.iter().map(|it| format!("{it}\n")).chain(unkept).collect()
}

/// Whether a routine is done sitting or standing, with what is near a desk.
fn is_for_a_desk(routine: &Routine) -> bool {
    let near = |it: &Thing| matches!(it, Thing::Chair | Thing::Desk | Thing::Wall);
    let is_placed = routine.positions.is_empty()
        || routine.positions.iter().any(|it| matches!(it, Position::Standing | Position::Seated));
    is_placed && routine.needs.iter().all(|it| it.optional || it.one_of.iter().any(near))
}

/// The exit codes of a shell for a command that cannot be run, and for one that is not there.
const NOT_RUN: u8 = 126;
const NOT_FOUND: u8 = 127;

/// The file of a command; else the exit code of a shell, and why.
fn find(name: &OsString) -> Result<PathBuf, (u8, &'static str)> {
    let path = PathBuf::from(name);
    let text = if path.components().count() > 1 || name.as_encoded_bytes().contains(&b'/') {
        std::path::absolute(&path).ok().and_then(|it| it.to_str().map(str::to_owned))
    } else {
        name.to_str().map(str::to_owned)
    };
    let text = text.ok_or((NOT_FOUND, "its name is not UTF-8"))?;
    places::program(&text)
        .map_err(|why| (if why == files::NOT_EXECUTABLE { NOT_RUN } else { NOT_FOUND }, why))
}

/// A command as it is named: its beginning, if it is long.
fn short(line: &str) -> String {
    const MOST: usize = 28;
    let line = Text::clean(line);
    let cut: String = line.as_str().chars().take(MOST).collect();
    if cut.len() < line.as_str().len() { format!("{}…", cut.trim_end()) } else { cut }
}

/// How it ended, as it is said.
fn how(ended: Ended) -> words::HowEnded {
    match ended {
        Ended::Code(0) => words::HowEnded::Passed,
        Ended::Code(code) => words::HowEnded::Failed(code),
        Ended::Signal(signal) => words::HowEnded::Ended(signal),
        Ended::Gone => words::HowEnded::Gone,
    }
}
