//! `stretch TARGET...`: from names to a plan, and the plan played.

use std::{
    collections::BTreeSet,
    os::fd::OwnedFd,
    path::{self, Path},
};

use anyhow::Context as _;

use super::complaint::{self, Heard};
use crate::{
    cli::{Cli, Play, Shared},
    error::{Exit, Failure, aside},
    model::{
        area::{Area, Entry},
        catalogue::{Catalogue, Miss, Target, is_path},
        cue::{self, Talk},
        journal::Asked,
        moment::Moment,
        nearest::nearest,
        parse::Content,
        plan::{Choice, Moves, Open, Plan, Unplayable, Wishes},
        player::{End, PATIENCE, Player},
        routine::{Condition, Sides},
        settings::Settings,
        suit,
        text::Text,
        wording,
        words::complaints,
    },
    stage::{self, Ending, Look},
    view::{cues, dry_run, json, plain, screen::session::Session, summary},
    world::{
        journal::Recorder,
        leading,
        library::Library,
        lines, places,
        plain::{Keyboard, OPEN, PlainStage},
        settings::{self, Doubt},
        terminal::{self, TerminalStage, device::Device, ways_out},
        voice::{Bell, Sounds, Wanted, programs::Programs},
    },
};

/// Plays what the words name.
pub fn run(shared: &Shared, play: &Play) -> anyhow::Result<Exit> {
    let Some(prepared) = prepare(shared, play)? else { return Ok(Exit::Failed) };
    if play.dry_run {
        return preview(prepared, play);
    }
    super::print(&format!("{}\n", plain::opening(&prepared.title, &prepared.plan)))?;
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

/// A session that can be played, or only shown.
struct Prepared {
    title: Text,
    /// What was asked for, for the log.
    asked: Asked,
    plan: Plan,
    settings: Settings,
    keyboard: Keyboard,
    /// Whether it is played in lines.
    is_plain: bool,
    /// 1, or how much faster a preview runs. A preview is no session: it is not kept, and leads no side.
    speed: u32,
    /// Whether one side alone was asked for, which leads nothing.
    is_one_sided: bool,
}

/// Finds what the words name, and lays it out. None where nothing should be played, which is said.
fn prepare(shared: &Shared, play: &Play) -> anyhow::Result<Option<Prepared>> {
    let library = Library::open(&shared.routines)?;
    super::warn_of_broken(&library);
    let found = settings::read();
    let settings = flags(shared, play).or(found.settings.clone());
    let prints_only = places::is_dumb() || places::is_unknown() || !terminal::is_terminal();
    let is_plain = settings.plain.unwrap_or(false) || prints_only;
    let keyboard = if terminal::has_keyboard() { Keyboard::Lines } else { Keyboard::None };
    if play.wait && is_plain && keyboard == Keyboard::None && !play.dry_run {
        return Err(Failure::usage("`--wait` needs a keyboard, and there is none")
            .hint("leave `--wait` out, or run it in a terminal")
            .into());
    }
    let (title, asked, choices) = match chosen(&library, play)? {
        Chosen::Play(title, asked, choices) => (title, asked, choices),
        Chosen::Told(text) => {
            super::print(&text)?;
            return Ok(None);
        }
    };
    warn_of_lost_words(&library, play, &choices);
    let alone = is_plain && keyboard == Keyboard::None && !play.dry_run;
    found.warnings().iter().for_each(|it| aside(it));
    if let Some(doubt) = &found.doubt {
        consent(doubt, play)?;
    }
    let plan = Plan::new(&choices, &wishes(play, &settings, alone)).map_err(unplayable)?;
    let (speed, is_one_sided) = (play.speed, play.side.is_some());
    Ok(Some(Prepared { title, asked, plan, settings, keyboard, is_plain, speed, is_one_sided }))
}

/// Prints the plan, or all that would be heard.
fn preview(prepared: Prepared, play: &Play) -> anyhow::Result<Exit> {
    let Prepared { title, plan, settings, .. } = prepared;
    let text = match (play.cues, play.json) {
        (false, false) => dry_run::text(&title, &plan),
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
    session: Session,
    ending: Ending,
    sounds: Sounds,
    log: Option<Recorder>,
    /// Whether the other side leads the next time, if this was played to its end.
    alternates: bool,
}

/// Plays a session from its beginning to its end. The terminal is neither taken nor given back here, so that
/// a screen can be shown before it and after it.
fn perform(prepared: Prepared, place: Place) -> anyhow::Result<Performance> {
    let Prepared { title, asked, plan, settings, keyboard, is_plain, speed, is_one_sided } = prepared;
    let look = Look {
        figure: true,
        mirror: settings.mirror.unwrap_or(false),
        muted: settings.mute.unwrap_or(false),
    };
    let is_real = speed == 1;
    let mut sounds = sounds(&settings, is_plain, speed);
    let mut log = (is_real && settings.log.unwrap_or(true)).then(|| Recorder::begin(&title, asked));
    // At a hundred times the speed, a hundred times as much of the session passes unseen.
    let player = Player::new(plan, PATIENCE.saturating_mul(speed), Moment::START);
    let mut session = Session::new(title, player, look);
    let ending = match place {
        Place::Lines(interrupts) => {
            let mut stage = PlainStage::begin(&mut sounds, log.as_mut(), keyboard, interrupts, speed);
            stage::play(&mut session, &mut stage)?
        }
        Place::Terminal(device) => {
            let palette = places::palette();
            let mut stage = TerminalStage::begin(device, &mut sounds, log.as_mut(), palette, speed);
            stage::play(&mut session, &mut stage)?
        }
    };
    let alternates = is_real && !is_one_sided && chooses_side(&session.player);
    Ok(Performance { session, ending, sounds, log, alternates })
}

/// Says what was held, after the terminal was given back.
fn conclude(performance: Performance) -> anyhow::Result<Exit> {
    let Performance { session: Session { player, title, .. }, ending, sounds, log, alternates } = performance;
    let summary = super::print(&format!("{}\n", summary::lines(&player, title.as_str()).join("\n")));
    // After the summary, since a disk that hangs is waited for.
    if let Some(unkept) = log.and_then(Recorder::finish) {
        aside(&format!("warning: {unkept}\n"));
    }
    summary?;
    match ending {
        Ending::Interrupted => Ok(Exit::Interrupted),
        Ending::Played(end) => {
            sounds.finish(|| drop(terminal::strike_bell()));
            if end == End::Done && alternates {
                leading::alternate(leading::side());
            }
            Ok(match end {
                End::Done => Exit::Done,
                End::Left => Exit::Left,
            })
        }
    }
}

/// Whether a routine left open which side leads.
fn chooses_side(player: &Player) -> bool {
    player.plan().routines().iter().any(|it| it.sides == Sides::Both)
}

/// Asks before a session goes on without what may protect the person. A plan that is only printed is
/// printed, with a warning.
fn consent(doubt: &Doubt, play: &Play) -> anyhow::Result<()> {
    let Doubt { what, without } = doubt;
    if play.yes || play.dry_run {
        let goes_on = if play.dry_run { "the plan is made" } else { "playing" };
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
fn flags(shared: &Shared, play: &Play) -> Settings {
    Settings {
        plain: shared.plain.then_some(true),
        talk: play.talk.map(|it| it.0),
        level: play.level.map(|it| it.0),
        mute: play.mute.then_some(true),
        mirror: play.mirror.then_some(true),
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

fn wishes(play: &Play, settings: &Settings, nobody_to_wait_for: bool) -> Wishes {
    Wishes {
        rounds: play.rounds,
        hold: play.hold,
        side: play.side.map(|it| it.0),
        leading: leading::side(),
        moves: if play.wait { Moves::Wait } else { Moves::Timed },
        open: if nobody_to_wait_for { Open::Lasts(OPEN.as_secs() as u32) } else { Open::Waits },
        ..settings.pace()
    }
}

/// What the words lead to.
enum Chosen {
    /// What it is called, what was asked for, and what is played.
    Play(Text, Asked, Vec<Choice>),
    /// Nothing is played, and this is said.
    Told(String),
}

/// What is played. Words that are not all names are a complaint.
fn chosen(library: &Library, play: &Play) -> anyhow::Result<Chosen> {
    let catalogue = library.catalogue();
    let mut conditions = Vec::new();
    let targets = match catalogue.find(&play.targets, Cli::COMMANDS) {
        Ok(targets) => targets,
        Err(miss) => match complaint::heard(library, &play.targets, !miss.nearest.is_empty())? {
            Some(Heard::Play { targets, conditions: named, why }) => {
                aside(&format!("{why}\n"));
                conditions = named;
                targets
            }
            Some(Heard::Told(text)) => return Ok(Chosen::Told(text)),
            None => return Err(missed(&miss)),
        },
    };
    if targets.is_empty() {
        return Err(Failure::usage("nothing is named").hint("`stretch list` shows what there is").into());
    }
    let mut names = Vec::new();
    let mut choices = Vec::new();
    for target in &targets {
        let (name, more) = expanded(library, target)?;
        names.push(name);
        choices.extend(more);
    }
    let mut choices = suited(library, choices, &conditions)?;
    for id in &play.skip {
        let before = choices.len();
        choices.retain(|it| it.routine.id != *id);
        if choices.len() == before {
            return Err(not_skipped(id, &choices, &catalogue));
        }
    }
    let asked = Asked {
        targets: targets.iter().map(named).collect(),
        skip: play.skip.iter().map(|it| Text::clean(it)).collect(),
        length: None,
    };
    Ok(Chosen::Play(Text::clean(&wording::list(&names, "and")), asked, choices))
}

/// A target as it can be found again, from any folder.
fn named(target: &Target) -> Text {
    Text::clean(&match target {
        Target::Area(area) => area.name().to_owned(),
        Target::Program(id) | Target::Routine(id) => id.to_string(),
        Target::Path(path) => {
            let path = Path::new(path);
            path::absolute(path).unwrap_or_else(|_| path.to_owned()).to_string_lossy().into_owned()
        }
    })
}

/// The choices without those that do not suit the person, which are named.
fn suited(library: &Library, choices: Vec<Choice>, conditions: &[Condition]) -> anyhow::Result<Vec<Choice>> {
    let is_unsuited = |it: &&Choice| suit::against(&it.routine.avoid, conditions).is_some();
    let unsuited: Vec<&Choice> = choices.iter().filter(is_unsuited).collect();
    if unsuited.is_empty() {
        return Ok(choices);
    }
    let areas: Vec<Area> = unsuited.iter().filter_map(|it| it.routine.area).collect();
    let (kept, left_out) = suit::keep(choices, conditions, &library.inside(&areas));
    for it in &left_out {
        aside(&format!("{}\n", complaints::left_out(it)));
    }
    if kept.is_empty() {
        return Err(Failure::failed(complaints::all_left_out(conditions)).into());
    }
    Ok(kept)
}

/// Says where a text of a file that is played is cut by a comment: the person would hear half of it.
fn warn_of_lost_words(library: &Library, play: &Play, choices: &[Choice]) {
    let named = play.targets.iter().map(Path::new).filter(|it| it.to_str().is_some_and(is_path));
    let own = choices.iter().filter_map(|it| library.own_file(&it.routine.id));
    let paths: BTreeSet<&Path> = named.chain(own).collect();
    for warning in paths.into_iter().flat_map(|it| library.lost_words(it)) {
        aside(&format!("{warning}\n"));
    }
}

fn expanded(library: &Library, target: &Target) -> anyhow::Result<(Text, Vec<Choice>)> {
    let (content, file) = match target {
        Target::Area(area) => (Content::Area(library.area(*area)?), library.own_page(*area)),
        Target::Program(id) => (Content::Program(library.program(id)?), library.own_file(id)),
        Target::Routine(id) => {
            let routine = library.routine(id)?;
            return Ok((routine.name.clone(), vec![Choice { routine, rounds: None }]));
        }
        Target::Path(path) => (library.file(Path::new(path))?, Some(Path::new(path))),
    };
    // A name that nothing has is told with its place in the file.
    let choices = |play: &[Entry]| {
        let choices = match target {
            Target::Path(path) => library.choices_beside(play, Path::new(path)),
            Target::Area(_) | Target::Program(_) | Target::Routine(_) => library.choices(play),
        };
        choices.map_err(|error| file.and_then(|it| library.misnamed(it)).unwrap_or(error))
    };
    match content {
        Content::Area(page) => Ok((page.name, choices(&page.play)?)),
        Content::Program(program) => Ok((program.name, choices(&program.play)?)),
        Content::Routine(routine) => {
            Ok((routine.name.clone(), vec![Choice { routine: routine.into(), rounds: None }]))
        }
    }
}

/// The error of a word that names nothing.
pub fn missed(miss: &Miss) -> anyhow::Error {
    let failure = Failure::usage(format!("`{}` is no area, program, routine or command", miss.word));
    match miss.nearest.as_slice() {
        [] => failure.hint("`stretch list` shows what there is").into(),
        near => {
            let near = near.iter().map(|it| format!("`{it}`"));
            failure.hint(format!("did you mean {}?", wording::list(near, "or"))).into()
        }
    }
}

fn not_skipped(id: &str, choices: &[Choice], catalogue: &Catalogue<'_>) -> anyhow::Error {
    let shown = Text::clean(id);
    let known = catalogue.routines.iter().any(|it| it.id == id);
    let failure = if known {
        Failure::usage(format!("`{shown}` is not among what is played, so it cannot be skipped"))
    } else {
        Failure::usage(format!("there is no routine `{shown}` to skip"))
    };
    let near = nearest(id, choices.iter().map(|it| it.routine.id.as_str()));
    match near.first() {
        Some(near) => failure.hint(format!("did you mean `{near}`?")).into(),
        None => {
            let played = wording::list(choices.iter().map(|it| format!("`{}`", it.routine.id)), "and");
            failure.hint(format!("it plays {played}")).into()
        }
    }
}

fn unplayable(why: Unplayable) -> anyhow::Error {
    match why {
        Unplayable::Empty => Failure::usage("everything is skipped, so there is nothing to play").into(),
        Unplayable::TooLong => Failure::usage("that would take more than 24 hours")
            .hint("fewer `--rounds`, or a shorter `--hold`")
            .into(),
    }
}
