//! `stretch TARGET...`: from names to a plan, and the plan played.

use std::os::fd::OwnedFd;

use anyhow::Context as _;
use clap::Args;

use super::{
    composing, feeling,
    options::{Changes, Shared, whole, word},
    past::{self, Before, adjustments, again},
    suiting,
    targets::{self, Session},
};
use crate::{
    error::{Exit, Failure, aside},
    model::{
        catalogue::Target,
        cue::{self, Talk},
        dose::{Seconds, UNATTENDED},
        journal::Asked,
        moment::Moment,
        parse,
        plan::{Adjustment, Choice, Moves, Open, Plan, Unplayable, Wishes},
        player::{End, PATIENCE, Player},
        resume,
        routine::{Position, Thing},
        settings::Settings,
        suit::{Picked, Suited},
        text::Text,
        words::{home, plain, session, suiting as suiting_words},
    },
    stage::{self, Ending, Look},
    view::{
        cues, dry_run, json,
        screen::{
            home::{Order, Selection},
            session::Session as Screen,
        },
        summary,
    },
    world::{
        journal::Recorder,
        library::Library,
        lines, places,
        plain::{Keyboard, PlainStage},
        settings::{self, Doubt},
        terminal::{self, TerminalStage, device::Device, ways_out},
        voice::{Bell, Sounds, Wanted, programs::Programs},
    },
};

/// Play areas, programs, routines or files
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
    pub how: How,
}

// How something is played. No documentation: clap would take it for the help of the command.
#[derive(Args, Debug)]
#[allow(missing_docs, reason = "clap takes documentation for help text")]
pub struct How {
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
    /// Draw the person as in a mirror
    #[arg(long)]
    pub mirror: bool,
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
    /// Play without asking, even what is not for you
    #[arg(long)]
    pub yes: bool,
    /// Compose a session of this length, such as `5m`
    #[arg(long = "for", value_name = "TIME", value_parser = parse::typed_length)]
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

impl How {
    /// Nothing asked for but what all commands share.
    pub fn usual(shared: &Shared) -> How {
        How {
            changes: Changes::default(),
            wait: false,
            mute: false,
            talk: None,
            mirror: false,
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
        let Some(prepared) = prepare(self, targets, before)? else { return Ok(Exit::Failed) };
        if self.dry_run {
            return preview(prepared, self);
        }
        let opening = plain::opening(&prepared.title, &prepared.plan);
        let lines: String = prepared.said.iter().chain([&opening]).map(|it| format!("{it}\n")).collect();
        super::print(&lines)?;
        let performance = if prepared.is_plain {
            if prepared.keyboard == Keyboard::Lines {
                super::print(&format!("{}\n", plain::KEYS))?;
            }
            let interrupts = ways_out::guard_lines().context("cannot watch for signals")?;
            perform(prepared, Place::Lines(interrupts))?
        } else {
            let mut device = Device::open().context("cannot use the terminal")?;
            perform(prepared, Place::Terminal(&mut device))?
        };
        conclude(performance)
    }
}

/// A session that can be played, or only shown.
pub struct Prepared {
    title: Text,
    /// What was composed and why, a line each.
    said: Vec<String>,
    /// What was asked for, for the log.
    asked: Asked,
    plan: Plan,
    settings: Settings,
    keyboard: Keyboard,
    /// Whether it is played in lines.
    is_plain: bool,
    /// 1, or how much faster a preview runs. A preview is no session: it is not kept, and leads no side.
    speed: u32,
    /// The id of the session that it goes on with.
    session: Option<String>,
}

/// Finds what the words name, and lays it out. None where nothing should be played, which is said.
fn prepare(how: &How, targets: &[String], before: Option<Before>) -> anyhow::Result<Option<Prepared>> {
    let library = Library::open(&how.shared.routines)?;
    super::warn_of_broken(&library);
    let found = settings::read();
    let settings = flags(how).or(found.settings.clone());
    let prints_only = places::is_dumb() || places::is_unknown() || !terminal::is_terminal();
    let is_plain = settings.plain.unwrap_or(false) || prints_only;
    let keyboard = if terminal::has_keyboard() { Keyboard::Lines } else { Keyboard::None };
    if how.wait && is_plain && keyboard == Keyboard::None && !how.dry_run {
        return Err(Failure::usage("`--wait` needs a keyboard, and there is none")
            .hint("leave `--wait` out, or run it in a terminal")
            .into());
    }
    let alone = is_plain && keyboard == Keyboard::None && !how.dry_run;
    let (limits, unnamed) = suiting::limits(&settings, &library.catalogue());
    let past = past::past(&settings);
    let base = match &before {
        Some(before) => before.wishes,
        None => Wishes { leading: resume::leading(&past).usual, ..settings.pace() },
    };
    let wishes = wishes(how, base, alone);
    let mut ask = || {
        found.warnings().iter().for_each(|it| aside(it));
        found.doubts.iter().chain(&unnamed).try_for_each(|it| consent(it, how))
    };
    let id = before.as_ref().map(|it| it.session.clone());
    let is_composed = how.length.is_some();
    let mut left: Vec<(String, Adjustment)> = Vec::new();
    let laid = match (before, how.length) {
        (Some(before), _) => {
            ask()?;
            let ids = before.choices.iter().map(|it| it.routine.id.clone());
            left = ids.zip(before.adjustments.iter().cloned()).collect();
            Ok(again(how, &library, before, &settings, &wishes, &limits)?)
        }
        (None, Some(length)) => {
            let composing = composing::Composing { how, library: &library, settings: &settings, length };
            composing.session(targets, &wishes, limits, &mut ask)?
        }
        (None, None) => targets::session(how, &library, targets, &settings, &wishes, limits, &mut ask)?,
    };
    let Session { title, asked, choices, wishes, said, left_out } = match laid {
        Ok(session) => session,
        Err(told) => {
            super::print(&told)?;
            return Ok(None);
        }
    };
    targets::lost_words(&library, targets, &choices).iter().for_each(|it| aside(it));
    let adjustments = if id.is_some() {
        // What is left out since then takes its own with it.
        let mut of = |it: &Choice| {
            let at = left.iter().position(|left| left.0 == it.routine.id);
            at.map(|at| left.remove(at).1).unwrap_or_default()
        };
        choices.iter().map(&mut of).collect()
    } else if is_composed {
        // It has its length already.
        Vec::new()
    } else {
        adjustments(&settings, &past, &choices, how.changes.level.is_none() && how.changes.hold.is_none())
    };
    let plan = Plan::adjusted(&choices, &wishes, &adjustments).map_err(unplayable)?;
    let plan = plan.noting(&session::sentences(&left_out));
    let speed = how.speed;
    Ok(Some(Prepared { title, said, asked, plan, settings, keyboard, is_plain, speed, session: id }))
}

/// What the home screen asks for, laid out.
pub enum Ordered {
    /// A session.
    Session {
        /// What is played.
        prepared: Box<Prepared>,
        /// What is said before it, a line or two each.
        notes: Vec<String>,
    },
    /// The person is asked before it: why, a line each, and the question.
    Ask(Vec<Text>, Text),
}

/// What came of a session that was played for the home screen.
pub struct Played {
    /// What was held, a line each.
    pub summary: Vec<String>,
    /// What could not be kept.
    pub unkept: Option<String>,
    /// Whether the person interrupted the program.
    pub is_interrupted: bool,
    /// The last words, which may still be heard.
    pub sounds: Sounds,
}

/// Lays out what the home screen asks for. What may protect the person and cannot be followed, and what they
/// chose although it does not suit them, is asked about first, unless they have agreed.
pub fn order(library: &Library, found: &settings::Found, order: &Order) -> anyhow::Result<Ordered> {
    let settings = Settings { level: Some(order.level), ..found.settings.clone() };
    let (limits, unnamed) = suiting::limits(&settings, &library.catalogue());
    let limits = limits.with(&order.conditions);
    let doubts: Vec<&Doubt> = found.doubts.iter().chain(&unnamed).collect();
    if let (false, Some(doubt)) = (order.is_agreed, doubts.first()) {
        let without = Text::clean(&doubt.without);
        let why = doubts.iter().map(|it| Text::clean(&it.what)).collect();
        return Ok(Ordered::Ask(why, home::plays_without(&without)));
    }
    let (title, asked, picked) = match &order.what {
        Selection::Target(target) => {
            let targets = std::slice::from_ref(target);
            let (title, picked) = targets::picked(library, targets, true)?;
            (title, targets::asked(targets), picked)
        }
        Selection::Entries(entries) => {
            let choices = library.choices(entries, None)?.into_iter();
            let picked = choices.map(|choice| Picked { choice, by_name: true }).collect();
            let routines = entries.iter().map(|it| Target::Routine(it.routine.clone()));
            let asked = targets::asked(&routines.collect::<Vec<_>>());
            (Text::literal(home::YOUR_SESSION), asked, picked)
        }
    };
    let Suited { kept: choices, left_out, to_confirm } = suiting::sorted(library, picked, &limits, &[]);
    if !order.is_agreed && !to_confirm.is_empty() {
        let why = to_confirm.iter().map(|it| Text::clean(&suiting_words::against(&it.0, it.1))).collect();
        return Ok(Ordered::Ask(why, Text::literal(home::ALL_THE_SAME)));
    }
    if choices.is_empty() && !left_out.is_empty() {
        return Err(Failure::failed(suiting_words::all_left_out(&left_out)).into());
    }
    let left_out: Vec<Text> = left_out.iter().map(|it| Text::clean(&suiting_words::left_out(it))).collect();
    let lost = targets::lost_words(library, &[], &choices);
    let notes = found.warnings().into_iter().chain(left_out.iter().map(|it| format!("{it}\n"))).chain(lost);
    let ask_first = suiting::ask_first(&settings, library, &choices);
    let past = past::past(&settings);
    let usual = Wishes { ask_first, leading: resume::leading(&past).usual, ..settings.pace() };
    let adjustments = adjustments(&settings, &past, &choices, true);
    let plan = Plan::adjusted(&choices, &usual, &adjustments).map_err(unplayable)?;
    let plan = plan.noting(&session::sentences(&left_out));
    let (said, keyboard, is_plain, speed) = (Vec::new(), Keyboard::Lines, false, 1);
    let prepared = Prepared { title, said, asked, plan, settings, keyboard, is_plain, speed, session: None };
    Ok(Ordered::Session { prepared: Box::new(prepared), notes: notes.collect() })
}

/// Plays it on a terminal that was taken, and stays taken.
pub fn perform_on(device: &mut Device, prepared: Prepared) -> anyhow::Result<Played> {
    let performance = perform(prepared, Place::Terminal(device))?;
    let Performance { session: Screen { player, title, .. }, ending, sounds, log, .. } = performance;
    Ok(Played {
        summary: summary::lines(&player, title.as_str()),
        unkept: log.and_then(Recorder::finish).map(|it| it.to_string()),
        is_interrupted: ending == Ending::Interrupted,
        sounds,
    })
}

/// Prints the plan, or all that would be heard.
fn preview(prepared: Prepared, how: &How) -> anyhow::Result<Exit> {
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

/// Where a session is played.
enum Place<'d> {
    /// In print; an interrupt comes through the pipe.
    Lines(OwnedFd),
    /// On a terminal that was taken, and stays taken.
    Terminal(&'d mut Device),
}

/// A session that was played.
struct Performance {
    session: Screen,
    ending: Ending,
    sounds: Sounds,
    log: Option<Recorder>,
    /// The settings that it was played with.
    settings: Settings,
}

/// Plays a session from its beginning to its end. The terminal is neither taken nor given back here, so that
/// a screen can be shown before it and after it.
fn perform(prepared: Prepared, place: Place) -> anyhow::Result<Performance> {
    let Prepared { title, asked, plan, settings, keyboard, is_plain, speed, session, .. } = prepared;
    let look = Look {
        figure: true,
        mirror: settings.mirror.unwrap_or(false),
        muted: settings.mute.unwrap_or(false),
    };
    let (is_real, is_ascii) = (speed == 1, settings.ascii.unwrap_or(false));
    let mut sounds = sounds(&settings, is_plain, speed);
    let mut log = (is_real && settings.log.unwrap_or(true)).then(|| Recorder::begin(&title, asked, session));
    // At a hundred times the speed, a hundred times as much of the session passes unseen.
    let player = Player::new(plan, PATIENCE.saturating_mul(speed), Moment::START);
    let mut session = Screen::new(title, player, look);
    let ending = match place {
        Place::Lines(interrupts) => {
            let mut stage = PlainStage::begin(&mut sounds, log.as_mut(), keyboard, interrupts, speed);
            stage::play(&mut session, &mut stage)?
        }
        Place::Terminal(device) => {
            let palette = settings::palette(is_ascii);
            let mut stage = TerminalStage::begin(device, &mut sounds, log.as_mut(), palette, speed);
            stage::play(&mut session, &mut stage)?
        }
    };
    Ok(Performance { session, ending, sounds, log, settings })
}

/// Says what was held, after the terminal was given back.
fn conclude(performance: Performance) -> anyhow::Result<Exit> {
    let Performance { session: Screen { player, title, .. }, ending, sounds, log, settings } = performance;
    let summary = super::print(&format!("{}\n", summary::lines(&player, title.as_str()).join("\n")));
    // After the summary, since a disk that hangs is waited for.
    let kept = log.as_ref().and_then(Recorder::session).map(str::to_owned);
    if let Some(unkept) = log.and_then(Recorder::finish) {
        aside(&format!("warning: {unkept}\n"));
    }
    summary?;
    match ending {
        Ending::Interrupted => Ok(Exit::Interrupted),
        // Only a screen that is no session is closed.
        Ending::Closed => Ok(Exit::Done),
        Ending::Played(end) => {
            sounds.finish(|| drop(terminal::strike_bell()));
            if let Some(session) = kept.filter(|_| settings.adapt != Some(false)) {
                feeling::ask(&session, end, &player, &settings)?;
            }
            Ok(match end {
                End::Done => Exit::Done,
                End::Left => Exit::Left,
            })
        }
    }
}

/// Asks before a session goes on without what may protect the person. A plan that is only printed is
/// printed, with a warning.
fn consent(doubt: &Doubt, how: &How) -> anyhow::Result<()> {
    let Doubt { what, without } = doubt;
    if how.yes || how.dry_run {
        let goes_on = if how.dry_run { "the plan is made" } else { "playing" };
        aside(&format!("warning: {what}; {goes_on} without {without}\n"));
        return Ok(());
    }
    let question = format!("warning: {what}\nPress Enter to play without {without}, Ctrl-C to stop: ");
    match lines::confirm(&question) {
        Some(true) => Ok(()),
        Some(false) | None => Err(Failure::failed(what)
            .hint(format!("`stretch check` shows what is wrong; `--yes` plays without {without}"))
            .into()),
    }
}

/// What the command line sets, before all other settings.
fn flags(how: &How) -> Settings {
    Settings {
        plain: how.shared.plain.then_some(true),
        talk: how.talk,
        level: how.changes.level,
        mute: how.mute.then_some(true),
        mirror: how.mirror.then_some(true),
        ascii: how.shared.ascii.then_some(true),
        ..Settings::default()
    }
}

/// The sounds of a session. What is printed for a screen reader is not spoken a second time, and
/// what goes to a file or another program makes no sound, unless the person set how much is said.
fn sounds(settings: &Settings, plain: bool, speed: u32) -> Sounds {
    let mut wanted = Wanted::of(settings);
    let bell = terminal::bell();
    if !plain {
        return Sounds::found_later(wanted, speed, bell);
    }
    let unasked = settings.talk.is_none();
    // In print there is no key to unmute.
    let silent = settings.mute == Some(true) || (unasked && bell == Bell::None);
    if unasked {
        wanted.talk = Talk::Off;
    }
    // What is printed holds no control characters, so not the bell's either.
    if silent {
        Sounds::open(Programs::default(), &wanted, speed, Bell::None)
    } else {
        Sounds::found_later(wanted, speed, Bell::None)
    }
}

fn wishes(how: &How, base: Wishes, nobody_to_wait_for: bool) -> Wishes {
    Wishes {
        rounds: how.changes.rounds.or(base.rounds),
        hold: how.changes.hold.or(base.hold),
        side: how.changes.side.or(base.side),
        moves: if how.wait { Moves::Wait } else { Moves::Timed },
        open: if nobody_to_wait_for { Open::Lasts(UNATTENDED) } else { Open::Waits },
        ..base
    }
}

fn unplayable(why: Unplayable) -> anyhow::Error {
    match why {
        Unplayable::Empty => Failure::usage("everything is skipped, so there is nothing to play").into(),
        Unplayable::TooLong => Failure::usage("that would take more than 24 hours")
            .hint("choose fewer `--rounds` or a shorter `--hold`")
            .into(),
    }
}
