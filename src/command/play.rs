//! `stretch TARGET...`: from names to a plan, and the plan played.

mod perform;
mod prepare;

use anyhow::Context as _;
use clap::Args;

pub use self::{
    perform::{HomePerformance, Medium, perform_beside, perform_on, sounds},
    prepare::{Prepared, consent, unplayable},
};
use self::{
    perform::{conclude, perform},
    prepare::prepare,
};
use super::{
    composing,
    options::{Changes, Shared, whole, word},
    past::Before,
};
use crate::{
    error::{Exit, aside},
    model::{
        cue::{self, Talk},
        dose::Seconds,
        parse,
        routine::{Position, Thing},
        words::{plain, suiting},
    },
    view::{cues, dry_run, json},
    world::{
        plain::Keyboard,
        terminal::{device::Device, ways_out},
        told,
    },
};

/// The arguments of `stretch play`.
#[derive(Args, Debug)]
#[command(
    override_usage = "stretch [play] [OPTIONS] TARGET...\n       stretch --for TIME [OPTIONS] [TARGET...]",
    after_help = "\
While it plays: space pauses, n and p go forward and back, q quits, ? shows every key.
With --plain: Enter pauses; type ? and Enter for the other keys."
)]
pub struct Play {
    /// Areas, programs, routines or files, played in this order
    #[arg(value_name = "TARGET", required_unless_present = "length")]
    pub targets: Vec<String>,
    #[command(flatten)]
    #[allow(missing_docs, reason = "clap takes documentation for help text")]
    pub how: PlayOptions,
}

// How something is played. No documentation: clap would take it for the help of the command.
#[derive(Args, Clone, Debug)]
#[allow(missing_docs, reason = "clap takes documentation for help text")]
pub struct PlayOptions {
    #[command(flatten)]
    pub changes: Changes,
    /// Wait for Enter between holds; holds stay timed
    #[arg(long)]
    pub wait: bool,
    /// Make no sound
    #[arg(long)]
    pub mute: bool,
    /// How much is said aloud: full, brief or off
    #[arg(
        long,
        value_name = "HOW-MUCH",
        hide_possible_values = true,
        value_parser = word(Talk::NAMES, Talk::from_name)
    )]
    pub talk: Option<Talk>,
    /// Draw the person as they stand, not as in a mirror
    #[arg(long)]
    pub no_mirror: bool,
    /// Print the plan without playing it
    #[arg(long)]
    pub dry_run: bool,
    /// With --dry-run: print what is heard, and when
    #[arg(long)]
    pub cues: bool,
    /// With --dry-run: print it as JSON
    #[arg(long)]
    pub json: bool,
    /// Play a preview, this many times as fast
    #[arg(long, value_name = "N", default_value_t = 1, hide_default_value = true, value_parser = |it: &str| whole(it, 1..=1000))]
    pub speed: u32,
    /// Play without asking, even what you should avoid
    #[arg(long)]
    pub yes: bool,
    /// Compose a session of this length, such as `5m`
    #[arg(long = "for", value_name = "TIME", allow_hyphen_values = true, value_parser = parse::typed_minutes)]
    pub length: Option<Seconds>,
    /// With --for: only in this position
    #[arg(
        long,
        value_name = "POSITION",
        value_parser = word(Position::NAMES, Position::from_name),
        hide_possible_values = true
    )]
    pub position: Vec<Position>,
    /// With --for: nothing that needs this
    #[arg(
        long,
        value_name = "THING",
        value_parser = word(Thing::NAMES, Thing::from_name),
        hide_possible_values = true
    )]
    pub without: Vec<Thing>,
    /// With --for: replace the Nth with the next best
    #[arg(long, value_name = "N", value_parser = |it: &str| whole(it, 1..=100))]
    pub swap: Vec<u32>,
    /// With --for: keep it as a program of your own
    #[arg(long, value_name = "NAME")]
    pub save: Option<String>,
    #[command(flatten)]
    #[allow(missing_docs, reason = "clap takes documentation for help text")]
    pub shared: Shared,
}

impl Play {
    /// Plays what the words name.
    pub fn run(&self) -> anyhow::Result<Exit> {
        self.how.play(&self.targets)
    }
}

impl PlayOptions {
    /// Nothing asked for but what all commands share.
    pub fn usual(shared: &Shared) -> PlayOptions {
        PlayOptions {
            changes: Changes::default(),
            wait: false,
            mute: false,
            talk: None,
            no_mirror: false,
            dry_run: false,
            cues: false,
            json: false,
            speed: 1,
            yes: false,
            length: None,
            position: Vec::new(),
            without: Vec::new(),
            swap: Vec::new(),
            save: None,
            shared: Shared { routines: shared.routines.clone(), ..*shared },
        }
    }

    /// Plays what the words name, or prints the plan, if that is wanted.
    pub fn play(&self, targets: &[String]) -> anyhow::Result<Exit> {
        self.perform(targets, None)
    }

    /// Goes on with a session, or prints the plan.
    pub fn go_on(&self, before: Before) -> anyhow::Result<Exit> {
        self.perform(&[], Some(before))
    }

    fn perform(&self, targets: &[String], before: Option<Before>) -> anyhow::Result<Exit> {
        let printed = [("--json", self.json), ("--cues", self.cues)];
        if let Some((option, _)) = printed.iter().find(|it| it.1 && !self.dry_run) {
            return Err(super::needs(option, "--dry-run"));
        }
        composing::must_have_length(self)?;
        if !self.dry_run {
            ways_out::guard_soon();
        }
        let Some(prepared) = prepare(self, targets, before)? else { return Ok(Exit::Failed) };
        if self.dry_run {
            return preview(prepared, self);
        }
        let opening = plain::opening(&prepared.title, &prepared.plan);
        let once = (!told::is_told()).then(|| suiting::NO_ADVICE.to_owned());
        let lines: String =
            prepared.said.iter().chain([&opening]).chain(&once).map(|it| format!("{it}\n")).collect();
        super::print(&lines)?;
        let performance = if prepared.is_plain {
            if prepared.keyboard == Keyboard::Lines {
                super::print(&format!("{}\n", plain::KEYS))?;
            }
            let interrupts = ways_out::guard_lines().context("cannot watch for signals")?;
            perform(prepared, Medium::Lines(interrupts), None)?
        } else {
            let mut device = Device::open().context("cannot use the terminal")?;
            perform(prepared, Medium::Terminal(&mut device), None)?
        };
        conclude(performance)
    }
}
/// Prints the plan, or all that would be heard.
fn preview(prepared: Prepared, how: &PlayOptions) -> anyhow::Result<Exit> {
    let Prepared { title, said, plan, settings, .. } = prepared;
    let said: String = said.iter().map(|it| format!("{it}\n")).collect();
    // What is printed for a program stays alone.
    if how.cues || how.json {
        aside(&said);
    }
    let text = match (how.cues, how.json) {
        (false, false) => said + &dry_run::text(&title, &plan),
        (false, true) => json::text(&json::plan(&plan)),
        (true, json) => {
            let listed = cue::list(plan, settings.talk.unwrap_or(Talk::Full));
            if json { json::text(&json::cues(&listed)) } else { cues::text(&listed) }
        }
    };
    super::print(&text)?;
    Ok(Exit::Done)
}
