//! The question at the end of a session: how it felt, and what follows from the answer.

use std::{
    collections::BTreeSet,
    io,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use super::past;
use crate::{
    model::{
        adapt::{self, FeltAnswer},
        area::{Area, Program},
        catalogue::is_path,
        dose::{Dose, Level, Span},
        journal::Felt,
        parse::Content,
        plan::Adjustment,
        player::{End, Player},
        record::Done,
        resume,
        routine::{Action, Routine},
        settings::Settings,
        text::Text,
        words::practice,
    },
    stage::{self, Ending, Stage},
    view::screen::feeling::{Feeling, PATIENCE},
    world::{journal, library::Library, lines},
};

/// Nobody is asked after less than this was held, breathed or repeated.
const WORTH_A_QUESTION: Duration = Duration::from_secs(30);
/// The same where the person left before the end: perhaps since it hurt.
const WORTH_IT_ON_LEAVING: Duration = Duration::from_secs(10);

/// The question about a session that is over and in the log.
pub struct Question {
    /// The id of the session.
    session: String,
    end: End,
    routines: Vec<AskedRoutine>,
    /// What the person asked to play: names and paths.
    targets: Vec<Text>,
    settings: Settings,
    /// The folders with routines that were named on the command line.
    folders: Vec<PathBuf>,
}

/// A routine of the session.
struct AskedRoutine {
    name: Text,
    routine: Arc<Routine>,
}

/// What came of an answer.
#[derive(Default)]
struct KeptAnswer {
    /// What it changed, or why it was not kept; a line each.
    said: Vec<String>,
    /// What has to be read, a paragraph each: the signs for stopping and for seeing someone.
    signs: Vec<Text>,
}

impl Question {
    /// The question about a session, if it is one to ask: something of it is in the log under this id, enough
    /// was done, and the settings want it.
    pub fn about(
        session: Option<&str>,
        ending: Ending,
        player: &Player,
        targets: &[Text],
        settings: &Settings,
        folders: &[PathBuf],
    ) -> Option<Question> {
        let (Some(session), Ending::Played(end)) = (session, ending) else { return None };
        let done: Vec<Done> = player.records().iter().map(|it| Done::of(player.plan(), it)).collect();
        // A movement that hurts is a reason to ask, too.
        let time: Duration = done.iter().map(|it| it.time).sum();
        let least = match end {
            End::Done => WORTH_A_QUESTION,
            End::Left => WORTH_IT_ON_LEAVING,
        };
        if time < least || settings.adapt == Some(false) {
            return None;
        }
        let mut routines: Vec<AskedRoutine> = Vec::new();
        for it in done.iter().filter(|it| it.time.as_secs() > 0) {
            let is_it = |routine: &&Arc<Routine>| it.routine.as_str() == routine.id;
            if !routines.iter().any(|known| is_it(&&known.routine)) {
                let routine = player.plan().routines().iter().find(is_it).cloned();
                routines.extend(routine.map(|routine| AskedRoutine { name: it.name.clone(), routine }));
            }
        }
        Some(Question {
            session: session.to_owned(),
            end,
            routines,
            targets: targets.to_vec(),
            settings: settings.clone(),
            folders: folders.to_vec(),
        })
    }

    /// Asks on the stage on which the session was played, and keeps each answer at once. Returns what is to be
    /// said of it, and how the screen ended.
    pub fn ask_on(
        &self,
        stage: &mut impl Stage,
        title: &Text,
        summary: &[String],
    ) -> io::Result<(Vec<String>, Ending)> {
        let now = journal::now();
        let left =
            (self.end == End::Left).then(|| Text::clean(&practice::is_kept(now + resume::OFFERED, now)));
        let summary = summary.iter().map(|it| Text::clean_line(it)).chain(left).collect();
        let mut screen = Feeling::new(title.clone(), summary, self.names());
        let (mut said, mut answered) = (Vec::new(), BTreeSet::new());
        loop {
            let ending = stage::play(&mut screen, stage)?;
            if let Some(answer) = screen.take_answer() {
                let kept = self.keep(answer, &mut answered);
                if !kept.signs.is_empty() {
                    let first = kept.said.iter().map(|it| Text::clean_line(it));
                    screen.tell(first.chain(kept.signs).collect());
                }
                said.extend(kept.said);
            }
            if screen.is_over() || ending == Ending::Interrupted {
                return Ok((said, ending));
            }
        }
    }

    /// Asks for a line, where somebody can type one, until all routines have an answer or none is given.
    pub fn ask_in_lines(&self) -> anyhow::Result<()> {
        let mut answered = BTreeSet::new();
        while answered.len() < self.routines.len() {
            let question = practice::how_it_felt(!answered.is_empty());
            let Some(mut line) = lines::ask(&question, PATIENCE) else { break };
            if line == "l" {
                let asked = practice::to_answer_for(&self.names());
                let Some(next) = lines::ask(&asked, PATIENCE) else { break };
                line = next;
            }
            let Some(answer) = adapt::answer(&line, self.routines.len()) else { break };
            let KeptAnswer { said, signs } = self.keep(answer, &mut answered);
            let lines = said.into_iter().chain(signs.iter().map(Text::to_string));
            let text: String = lines.map(|it| it + "\n").collect();
            super::print(&text)?;
        }
        Ok(())
    }

    fn names(&self) -> Vec<Text> {
        self.routines.iter().map(|it| it.name.clone()).collect()
    }

    /// Keeps an answer in the log: about one routine, or about all that have none of their own. Those that are
    /// answered for are added to those that were.
    fn keep(&self, FeltAnswer { felt, routine }: FeltAnswer, answered: &mut BTreeSet<usize>) -> KeptAnswer {
        let asked = self.routines.iter().enumerate();
        let about: Vec<(usize, &AskedRoutine)> = match routine {
            Some(only) => asked.filter(|it| it.0 == only).collect(),
            None => asked.filter(|it| !answered.contains(&it.0)).collect(),
        };
        answered.extend(about.iter().map(|it| it.0));
        let about: Vec<&AskedRoutine> = about.into_iter().map(|it| it.1).collect();
        let ids: Vec<Text> = about.iter().map(|it| Text::clean(&it.routine.id)).collect();
        let changes = || {
            let past = past::past(&self.settings);
            ids.iter().map(|it| adapt::change(&past, it).unwrap_or_default()).collect::<Vec<_>>()
        };
        let before = changes();
        let kept = journal::answer(&self.session, self.end, felt, routine.and(ids.first()));
        let library = Library::open(&self.folders).unwrap_or_default();
        // The signs are shown even if nothing can be written.
        let mut answer = match felt {
            Felt::Hurt => it_hurt(&about, &self.targets, &library),
            Felt::Easy | Felt::Good | Felt::Much => KeptAnswer::default(),
        };
        match kept {
            Err(why) => answer.said = vec![practice::not_kept(&why)],
            Ok(()) => {
                let level = self.settings.pace().level;
                let changed =
                    about.iter().zip(before.into_iter().zip(changes())).filter_map(|(it, changes)| {
                        // What was composed has holds of its own, but the next session may not.
                        let routine = library.routine(&it.routine.id).unwrap_or_else(|_| it.routine.clone());
                        Some((it.name.clone(), longer(&routine, level, changes)?))
                    });
                answer.said.extend(practice::changed(&changed.collect::<Vec<_>>()));
                if answer.said.is_empty() {
                    answer.said = vec![practice::noted(felt)];
                }
            }
        }
        answer
    }
}

/// By how many seconds the holds of a routine are longer with the second of two changes than with the first;
/// none if no hold is.
fn longer(routine: &Routine, level: Level, (before, after): (i32, i32)) -> Option<i32> {
    let with = |span: Span, change| {
        let adjustment = Adjustment { change: Some(change), ..Adjustment::default() };
        i64::from(adjustment.seconds(span, level))
    };
    let longer = routine.steps.iter().filter_map(|it| match it.action {
        Action::Hold(Dose::Seconds(span)) => i32::try_from(with(span, after) - with(span, before)).ok(),
        Action::Hold(Dose::Breaths(_) | Dose::Open)
        | Action::Move { .. }
        | Action::Breathe(_)
        | Action::Reps { .. } => None,
    });
    longer.filter(|it| *it != 0).max_by_key(|it| it.abs())
}

/// The signs for stopping and for seeing someone, those of the programs that were asked for first, and that these
/// routines are left out for a while.
fn it_hurt(about: &[&AskedRoutine], targets: &[Text], library: &Library) -> KeptAnswer {
    let names: Vec<Text> = about.iter().map(|it| it.name.clone()).collect();
    let areas: BTreeSet<Area> = about.iter().filter_map(|it| it.routine.area).collect();
    let programs = targets.iter().filter_map(|it| program(it.as_str(), library)).map(|it| (it.stop, it.see));
    let pages = areas.into_iter().filter_map(|it| library.area(it).ok()).map(|it| (it.stop, it.see));
    let mut signs: Vec<Text> = Vec::new();
    for sign in programs.chain(pages).flat_map(|it| it.0.into_iter().chain(it.1)) {
        if !signs.contains(&sign) {
            signs.push(sign);
        }
    }
    if signs.is_empty() {
        signs.push(Text::literal(practice::SIGNS));
    }
    KeptAnswer { said: vec![practice::hurt(&names)], signs }
}

/// The program that a name or a path means, if it is one.
fn program(target: &str, library: &Library) -> Option<Program> {
    if !is_path(target) {
        return library.program(target).ok();
    }
    match library.file(Path::new(target)).ok()? {
        Content::Program(program) => Some(program),
        Content::Routine(_) | Content::Area(_) => None,
    }
}
