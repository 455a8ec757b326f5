//! What the log says about days: every hold of all sessions, small enough that ten years of them fit in a few
//! megabytes, each counted once.
//!
//! A day is the person's day: the date on their clock when the hold was over, which the offset in its line
//! tells. So neither a flight nor a change of the clocks moves a hold to another day. The sums by week and
//! area are in `weeks`, and what follows from them in `need`.

pub mod need;
pub mod weeks;

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    time::Duration,
};

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::{
    journal::{self, FactKind, Felt, Over},
    plan::SegmentKind,
    player::End,
    side::Side,
};

/// Less than this is a slip of a finger, and counts as nothing.
const LEAST: Duration = Duration::from_secs(1);

/// A session that was left before so much was held, or so many repetitions were done, was no break.
const SHORTEST_BREAK: (Duration, u64) = (Duration::from_secs(30), 5);

/// A timed segment that was over. Its order is that of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hold {
    /// When it was over, in seconds since 1970.
    pub at: i64,
    session: u32,
    routine: u32,
    step: u32,
    round: u32,
    /// How long it truly lasted, in milliseconds.
    millis: u32,
    /// Whole repetitions, if it has any.
    times: Option<u32>,
    /// The date on the person's clock at that time.
    pub day: NaiveDate,
    /// On which side.
    pub side: Option<Side>,
    /// Hold, breathe or reps; none for one that this version does not know.
    pub kind: Option<SegmentKind>,
    /// Whether its planned time ran out.
    pub finished: bool,
}

impl Hold {
    /// How long it truly lasted.
    pub fn time(&self) -> Duration {
        Duration::from_millis(self.millis.into())
    }

    /// Whole repetitions; none where nothing is repeated.
    pub fn times(&self) -> u64 {
        self.times.unwrap_or_default().into()
    }

    /// Whether something was done at all.
    pub fn is_something(&self) -> bool {
        self.time() >= LEAST
    }
}

/// How something felt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Answer {
    at: i64,
    session: u32,
    /// One routine; none for the whole session.
    routine: Option<u32>,
    felt: Felt,
    day: NaiveDate,
}

/// What was kept, in the order of time, without sessions that are forgotten.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    holds: Vec<Hold>,
    answers: Vec<Answer>,
    sessions: Vec<String>,
    routines: Vec<String>,
    /// The sessions that were played to their end.
    done: BTreeSet<u32>,
    /// Lines that cannot be read.
    pub unreadable: usize,
}

impl History {
    /// Every timed segment, each once, in the order of time.
    pub fn holds(&self) -> &[Hold] {
        &self.holds
    }

    /// When the last break before this moment was over, in seconds since 1970: a session that was played to its end, or
    /// in which enough was done.
    pub fn last_break(&self, now: i64) -> Option<i64> {
        let mut sums: BTreeMap<u32, (Duration, u64, i64)> = BTreeMap::new();
        for hold in self.holds.iter().filter(|it| it.at <= now) {
            let (held, times, last) = sums.entry(hold.session).or_default();
            match hold.times {
                Some(_) => *times += hold.times(),
                None => *held += hold.time(),
            }
            *last = hold.at;
        }
        let is_break = |session: &u32, held: Duration, times: u64| {
            self.done.contains(session) || held >= SHORTEST_BREAK.0 || times >= SHORTEST_BREAK.1
        };
        let breaks = sums.iter().filter(|(session, it)| is_break(session, it.0, it.1));
        breaks.map(|(_, it)| it.2).max()
    }

    /// Whether nothing is kept.
    pub fn is_empty(&self) -> bool {
        self.holds.is_empty()
    }

    /// The id of a hold's routine.
    pub fn routine(&self, hold: &Hold) -> &str {
        &self.routines[hold.routine as usize]
    }

    /// The id of a hold's session.
    pub fn session(&self, hold: &Hold) -> &str {
        &self.sessions[hold.session as usize]
    }

    /// How routines felt, in the order in which it was said: each routine, the answer and its day. What was
    /// said of a whole session holds for all that was done in it, unless a routine has its own answer there.
    pub fn felt(&self) -> Vec<(&str, Felt, NaiveDate)> {
        let mut done: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
        if !self.answers.is_empty() {
            for hold in self.holds.iter().filter(|it| it.is_something()) {
                done.entry(hold.session).or_default().insert(hold.routine);
            }
        }
        let own: BTreeSet<(u32, u32)> =
            self.answers.iter().filter_map(|it| Some((it.session, it.routine?))).collect();
        let mut felt = Vec::new();
        for answer in &self.answers {
            let routines: Vec<u32> = match answer.routine {
                Some(routine) => vec![routine],
                None => {
                    let all = done.get(&answer.session).into_iter().flatten().copied();
                    all.filter(|it| !own.contains(&(answer.session, *it))).collect()
                }
            };
            felt.extend(
                routines.into_iter().map(|it| (&*self.routines[it as usize], answer.felt, answer.day)),
            );
        }
        felt
    }

    /// The ids of all routines.
    fn routines(&self) -> &[String] {
        &self.routines
    }
}

/// Reads lines, in any order. Several readers can share the work and be joined.
#[derive(Debug, Default)]
pub struct HistoryReader {
    holds: Vec<Hold>,
    answers: Vec<Answer>,
    forgotten: BTreeSet<u32>,
    done: BTreeSet<u32>,
    sessions: Names,
    routines: Names,
    unreadable: usize,
}

impl HistoryReader {
    /// Takes in a line.
    pub fn take(&mut self, line: &[u8]) {
        let line = line.trim_ascii();
        if line.is_empty() {
            return;
        }
        let Some(fact) = journal::fact(line) else {
            self.unreadable += 1;
            return;
        };
        let session = self.sessions.index(&fact.session);
        match fact.what {
            FactKind::Began { .. } => {}
            FactKind::Over(over) => self.over(session, fact.at, &over),
            FactKind::Ended { end, felt, routines } => {
                if end == End::Done {
                    self.done.insert(session);
                }
                let (at, day) = (fact.at.timestamp(), fact.at.date_naive());
                let answer = |routine, felt| Answer { at, session, routine, felt, day };
                self.answers.extend(felt.map(|it| answer(None, it)));
                for (routine, felt) in routines {
                    self.answers.push(answer(Some(self.routines.index(&routine)), felt));
                }
            }
            FactKind::Forgotten => _ = self.forgotten.insert(session),
        }
    }

    fn over(&mut self, session: u32, at: DateTime<FixedOffset>, over: &Over<'_>) {
        let small = |it: usize| u32::try_from(it).unwrap_or(u32::MAX);
        self.holds.push(Hold {
            at: at.timestamp(),
            session,
            routine: self.routines.index(&over.routine),
            step: over.step.map_or(0, small),
            round: over.round.unwrap_or_default(),
            millis: u32::try_from(over.time.as_millis()).unwrap_or(u32::MAX),
            times: over.times.map(|it| u32::try_from(it).unwrap_or(u32::MAX)),
            day: at.date_naive(),
            side: over.side,
            kind: over.kind,
            finished: over.finished,
        });
    }

    /// This and what another reader took in.
    pub fn join(mut self, other: HistoryReader) -> HistoryReader {
        let sessions: Vec<u32> = other.sessions.all.iter().map(|it| self.sessions.index(it)).collect();
        let routines: Vec<u32> = other.routines.all.iter().map(|it| self.routines.index(it)).collect();
        let (session, routine) = (|it: u32| sessions[it as usize], |it: u32| routines[it as usize]);
        self.holds.extend(other.holds.into_iter().map(|it| Hold {
            session: session(it.session),
            routine: routine(it.routine),
            ..it
        }));
        self.answers.extend(other.answers.into_iter().map(|it| Answer {
            session: session(it.session),
            routine: it.routine.map(routine),
            ..it
        }));
        self.forgotten.extend(other.forgotten.into_iter().map(session));
        self.done.extend(other.done.into_iter().map(session));
        self.unreadable += other.unreadable;
        self
    }

    /// All that was read, each line once.
    pub fn finish(self) -> History {
        let HistoryReader { mut holds, mut answers, forgotten, done, sessions, routines, unreadable } = self;
        if !forgotten.is_empty() {
            holds.retain(|it| !forgotten.contains(&it.session));
            answers.retain(|it| !forgotten.contains(&it.session));
        }
        // What says the same is a copy.
        holds.sort_unstable();
        holds.dedup();
        answers.sort_unstable();
        answers.dedup();
        History { holds, answers, sessions: sessions.all, routines: routines.all, done, unreadable }
    }
}

/// Ids, and the number that stands for each.
#[derive(Debug, Default)]
struct Names {
    all: Vec<String>,
    known: HashMap<String, u32>,
    /// The last one that was asked for: mostly it is asked for again.
    last: u32,
}

impl Names {
    fn index(&mut self, name: &str) -> u32 {
        if self.all.get(self.last as usize).is_some_and(|it| it == name) {
            return self.last;
        }
        self.last = match self.known.get(name) {
            Some(known) => *known,
            None => {
                let new = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
                self.all.push(name.to_owned());
                self.known.insert(name.to_owned(), new);
                new
            }
        };
        self.last
    }
}
