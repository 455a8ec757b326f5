//! A session played from its beginning to its end, in lines or on a terminal, and what is said after it.

use std::os::fd::OwnedFd;

use super::prepare::Prepared;
use crate::{
    command::feeling::Question,
    error::{Exit, aside},
    model::{
        cue::Talk,
        moment::Moment,
        player::{End, PATIENCE, Player},
        settings::{Media, Settings},
        text::Text,
        words::{alongside, practice, suiting},
    },
    stage::{self, Ending, Look},
    view::{screen::session::SessionScreen as Screen, summary},
    world::{
        journal::Recorder,
        media::Quiet,
        plain::PlainStage,
        settings,
        terminal::{self, TerminalStage, company::Companion, device::Device},
        told,
        voice::{Bell, Sounds, VoiceWishes, programs::Programs},
    },
};

/// Where a session is played.
pub enum Medium<'d> {
    /// In print; an interrupt comes through the pipe.
    Lines(OwnedFd),
    /// On a terminal that was taken, and stays taken.
    Terminal(&'d mut Device),
}

/// A session that was played.
pub struct Performance {
    ending: Ending,
    sounds: Sounds,
    log: Option<Recorder>,
    /// Music and video are quieter as long as it is there.
    quiet: Option<Quiet>,
    /// What was held, a line each.
    summary: Vec<String>,
    /// What the answers to how it felt have changed, a line each.
    felt: Vec<String>,
    /// How it felt, still to be asked in lines.
    question: Option<Question>,
    /// Whether it ended early and can be gone on with.
    can_resume: bool,
}

/// What came of a session that was played for the home screen.
pub struct HomePerformance {
    /// What was held, a line each.
    pub summary: Vec<String>,
    /// What the answers to how it felt have changed, a line each.
    pub felt: Vec<String>,
    /// What could not be kept.
    pub unkept: Option<String>,
    /// Whether the person interrupted the program.
    pub is_interrupted: bool,
    /// Whether it was played to its end.
    pub is_done: bool,
    /// Whether one can go on with it.
    pub can_resume: bool,
    /// The last words, which may still be heard.
    pub sounds: Sounds,
}

/// Plays it on a terminal that was taken, and stays taken.
pub fn perform_on(device: &mut Device, prepared: Prepared) -> anyhow::Result<HomePerformance> {
    Ok(played(perform(prepared, Medium::Terminal(device), None)?))
}

/// Plays it beside something that runs. It ends early for that, but no hold is cut, and how it felt is not asked.
pub fn perform_beside(
    prepared: Prepared,
    place: Medium<'_>,
    company: &mut Companion,
) -> anyhow::Result<HomePerformance> {
    let title = Text::literal(alongside::TITLE);
    let is_plain = matches!(place, Medium::Lines(_));
    Ok(played(perform(Prepared { title, is_plain, ..prepared }, place, Some(company))?))
}

fn played(performance: Performance) -> HomePerformance {
    let Performance { ending, sounds, log, summary, felt, can_resume, .. } = performance;
    HomePerformance {
        summary,
        felt,
        unkept: log.and_then(Recorder::finish).map(|it| it.to_string()),
        is_interrupted: ending == Ending::Interrupted,
        is_done: ending == Ending::Played(End::Done),
        can_resume,
        sounds,
    }
}

/// Plays a session from its beginning to its end. The terminal is neither taken nor given back here, so that
/// a screen can be shown before it and after it.
pub fn perform(
    prepared: Prepared,
    place: Medium<'_>,
    company: Option<&mut Companion>,
) -> anyhow::Result<Performance> {
    let Prepared { title, asked, plan, settings, keyboard, is_plain, speed, session, folders, .. } = prepared;
    let is_new = !told::is_told();
    told::remember();
    let look =
        Look { figure: true, mirror: settings.mirror.unwrap_or(true), muted: settings.mute.unwrap_or(false) };
    let (is_real, is_ascii) = (speed == 1, settings.ascii.unwrap_or(false));
    let mut sounds = sounds(&settings, is_plain, speed);
    let quiet = if is_real { Quiet::ask(settings.media.unwrap_or(Media::Leave)) } else { None };
    let targets = asked.targets.clone();
    let mut log = (is_real && settings.log.unwrap_or(true)).then(|| Recorder::begin(&title, asked, session));
    // At a hundred times the speed, a hundred times as much of the session passes unseen.
    let player = Player::new(plan, PATIENCE.saturating_mul(speed), Moment::START);
    let mut session = Screen::new(title, player, look);
    if is_new {
        session = session.noting(suiting::NO_ADVICE);
    }
    let is_alone = company.is_none();
    let (ending, summary, felt, question) = match place {
        Medium::Lines(interrupts) => {
            let mut stage = PlainStage::begin(&mut sounds, log.as_mut(), keyboard, interrupts, speed);
            stage.beside(company);
            let ending = stage::play(&mut session, &mut stage)?;
            let kept = log.as_ref().and_then(Recorder::session);
            let question = Question::about(kept, ending, &session.player, &targets, &settings, &folders);
            let question = question.filter(|_| is_alone);
            (ending, summary::lines(&session.player, session.title.as_str()), Vec::new(), question)
        }
        Medium::Terminal(device) => {
            let palette = settings::palette(is_ascii);
            let mut stage = TerminalStage::begin(device, &mut sounds, log.as_mut(), palette, speed);
            stage.beside(company);
            let ending = stage::play(&mut session, &mut stage)?;
            let summary = summary::lines(&session.player, session.title.as_str());
            let question =
                Question::about(stage.kept(), ending, &session.player, &targets, &settings, &folders);
            match question.filter(|_| is_alone) {
                Some(question) => {
                    let (felt, last) = question.ask_on(&mut stage, &session.title, &summary)?;
                    (if last == Ending::Interrupted { last } else { ending }, summary, felt, None)
                }
                None => (ending, summary, Vec::new(), None),
            }
        }
    };
    let can_resume = log.is_some() && summary::is_unfinished(&session.player);
    Ok(Performance { ending, sounds, log, quiet, summary, felt, question, can_resume })
}

/// Says what was held, after the terminal was given back.
pub fn conclude(performance: Performance) -> anyhow::Result<Exit> {
    let Performance { ending, sounds, log, quiet, summary, felt, question, can_resume } = performance;
    let lines: String = summary.iter().chain(&felt).map(|it| format!("{it}\n")).collect();
    let summary = crate::command::print(&lines);
    // After the summary, since a disk that hangs is waited for.
    let unkept = log.and_then(Recorder::finish);
    if let Some(unkept) = &unkept {
        aside(&format!("warning: {unkept}\n"));
    }
    summary?;
    if can_resume && unkept.is_none() {
        crate::command::print(&format!("{}\n", practice::RESUME))?;
    }
    match ending {
        Ending::Interrupted => Ok(Exit::Interrupted),
        // Only a screen that is no session is closed.
        Ending::Closed => Ok(Exit::Done),
        Ending::Played(end) => {
            sounds.finish(|| drop(terminal::strike_bell()));
            drop(quiet);
            if let Some(question) = question {
                question.ask_in_lines()?;
            }
            Ok(match end {
                End::Done => Exit::Done,
                End::Left => Exit::Left,
            })
        }
    }
}

/// The sounds of a session. What is printed for a screen reader is not spoken a second time, and
/// what goes to a file or another program makes no sound, unless the person set how much is said.
pub fn sounds(settings: &Settings, plain: bool, speed: u32) -> Sounds {
    let mut wanted = VoiceWishes::of(settings);
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
