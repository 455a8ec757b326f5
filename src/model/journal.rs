//! What is remembered of sessions: a line of JSON for each thing that happened, and sessions read back
//! from lines. Only what was really done is in it, and nothing is ever changed once it is written.
//!
//! No file: that is `world::journal`. Times of day come with their offset from UTC, durations are of the
//! session's own clock.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::{
    plan::{Pace, SegmentKind},
    player::{End, Outcome, Player, Record},
    side::Side,
    text::Text,
};

/// The version of the lines that are written. Lines of every released version stay readable.
pub const VERSION: u32 = 1;

/// What a line tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Event {
    Began,
    Over(Outcome),
    Ended(End),
}

impl Event {
    const BEGAN: &str = "began";

    fn name(self) -> &'static str {
        match self {
            Event::Began => Event::BEGAN,
            Event::Over(outcome) => outcome.name(),
            Event::Ended(end) => end.name(),
        }
    }

    fn from_name(name: &str) -> Option<Event> {
        let over = Outcome::from_name(name).map(Event::Over);
        let ended = End::from_name(name).map(Event::Ended);
        over.or(ended).or((name == Event::BEGAN).then_some(Event::Began))
    }
}

/// A line as it is written. What a line does not tell is left out.
#[derive(Debug, Default, Deserialize, Serialize)]
struct Line {
    v: u32,
    session: String,
    at: String,
    event: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    routines: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    routine: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    step: Option<usize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    round: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    side: Option<String>,
    /// To the millisecond.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    seconds: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    times: Option<u64>,
}

/// Writes the lines of one session.
#[derive(Clone, Debug)]
pub struct Writer {
    session: String,
    /// The first line, until something is worth keeping.
    first: Option<String>,
}

impl Writer {
    /// For a session of this id, which begins now and is called so.
    pub fn new(session: String, title: &Text, player: &Player, now: DateTime<FixedOffset>) -> Writer {
        let mut routines: Vec<String> = Vec::new();
        for routine in player.plan().routines() {
            if !routines.contains(&routine.id) {
                routines.push(routine.id.clone());
            }
        }
        let writer = Writer { session, first: None };
        let began = Line { title: Some(title.to_string()), routines, ..writer.line(Event::Began, now) };
        Writer { first: Some(text(&began)), ..writer }
    }

    /// The lines for a timed segment that is over. The first ones say that the session began: one in
    /// which nothing was done leaves none.
    pub fn record(&mut self, player: &Player, record: Record, now: DateTime<FixedOffset>) -> String {
        let segment = &player.plan().segments()[record.at];
        let routine = player.plan().routine_of(segment);
        let times = match segment.pace {
            Some(Pace::Reps { each, .. }) => Some(record.time.as_secs() / u64::from(each.max(1))),
            Some(Pace::Breaths(_)) | None => None,
        };
        let line = Line {
            routine: Some(routine.id.clone()),
            name: Some(routine.name.to_string()),
            kind: Some(segment.kind.name().to_owned()),
            step: segment.step,
            round: segment.round,
            side: segment.side.map(|it| it.name().to_owned()),
            seconds: Some(record.time.as_millis() as f64 / 1000.0),
            times,
            ..self.line(Event::Over(record.outcome), now)
        };
        self.first.take().unwrap_or_default() + &text(&line)
    }

    /// The line for the end of the session; none if nothing was done in it.
    pub fn end(&self, end: End, now: DateTime<FixedOffset>) -> Option<String> {
        self.first.is_none().then(|| text(&self.line(Event::Ended(end), now)))
    }

    fn line(&self, event: Event, now: DateTime<FixedOffset>) -> Line {
        Line {
            v: VERSION,
            session: self.session.clone(),
            at: now.to_rfc3339_opts(chrono::SecondsFormat::Secs, false),
            event: event.name().to_owned(),
            ..Line::default()
        }
    }
}

fn text(line: &Line) -> String {
    // Our own structure holds nothing that JSON could not say.
    serde_json::to_string(line).unwrap_or_default() + "\n"
}

/// One session, as far as its lines tell.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// Its id.
    pub id: String,
    /// When it began.
    pub began: DateTime<FixedOffset>,
    /// When its last line was written.
    pub last: DateTime<FixedOffset>,
    /// What was played, as it is called.
    pub title: Text,
    /// The ids of the routines that were to be played.
    pub routines: Vec<Text>,
    /// What became of each timed segment.
    pub segments: Vec<Segment>,
    /// How it ended; none if it was broken off.
    pub end: Option<End>,
}

/// A timed segment that is over.
#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    /// The id of its routine.
    pub routine: Text,
    /// What the routine is called.
    pub name: Text,
    /// Hold, breathe or reps; none for one that this version does not know.
    pub kind: Option<SegmentKind>,
    /// The step of the routine, from 1.
    pub step: Option<usize>,
    /// The round, from 1.
    pub round: Option<u32>,
    /// On which side.
    pub side: Option<Side>,
    /// What became of it.
    pub outcome: Outcome,
    /// How long it lasted, in seconds.
    pub seconds: f64,
    /// How many repetitions were done, of what is repeated.
    pub times: Option<u64>,
}

impl Session {
    /// Seconds held: of holds and breaths whose time ran out.
    pub fn held(&self) -> f64 {
        self.counted().filter(|it| it.times.is_none()).fold(0.0, |all, it| all + it.seconds)
    }

    /// Repetitions done.
    pub fn times(&self) -> u64 {
        self.counted().filter_map(|it| it.times).fold(0, u64::saturating_add)
    }

    fn counted(&self) -> impl Iterator<Item = &Segment> {
        self.segments.iter().filter(|it| it.outcome == Outcome::Held)
    }
}

/// Sessions in the order in which they began, and how many lines say nothing that can be read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Journal {
    /// The sessions.
    pub sessions: Vec<Session>,
    /// Lines that cannot be read. They are passed over, and stay as they are.
    pub unreadable: usize,
}

/// Reads the lines of all files, in any order. A line that cannot be read hides no other.
pub fn read<'l>(lines: impl IntoIterator<Item = &'l [u8]>) -> Journal {
    let mut journal = Journal::default();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut seen: BTreeSet<&[u8]> = BTreeSet::new();
    for bytes in lines {
        if bytes.trim_ascii().is_empty() {
            continue;
        }
        let Some((line, event, at)) = checked(bytes) else {
            journal.unreadable += 1;
            continue;
        };
        // A copy of a file, as what keeps folders in step makes of a conflict, counts nothing twice.
        if !seen.insert(bytes) {
            continue;
        }
        let index = *known.entry(line.session.clone()).or_insert_with(|| {
            journal.sessions.push(Session {
                id: Text::clean(&line.session).to_string(),
                began: at,
                last: at,
                title: Text::default(),
                routines: Vec::new(),
                segments: Vec::new(),
                end: None,
            });
            journal.sessions.len() - 1
        });
        let session = &mut journal.sessions[index];
        session.last = session.last.max(at);
        match event {
            Event::Began => {
                session.began = at;
                session.title = line.title.as_deref().map(Text::clean).unwrap_or_default();
                session.routines = line.routines.iter().map(|it| Text::clean(it)).collect();
            }
            Event::Over(outcome) => session.segments.push(segment(&line, outcome)),
            Event::Ended(end) => session.end = Some(end),
        }
    }
    for session in &mut journal.sessions {
        // One whose first line is lost is called by what was done in it.
        if session.title.is_empty() {
            session.title = session.segments.first().map(|it| it.name.clone()).unwrap_or_default();
        }
    }
    journal.sessions.sort_by(|a, b| (a.began, &a.id).cmp(&(b.began, &b.id)));
    journal
}

/// In seconds.
const A_DAY: f64 = 86_400.0;

/// What a line says, if it is one.
fn checked(bytes: &[u8]) -> Option<(Line, Event, DateTime<FixedOffset>)> {
    let line: Line = serde_json::from_slice(bytes).ok()?;
    let event = Event::from_name(&line.event)?;
    let at = DateTime::parse_from_rfc3339(&line.at).ok()?;
    // No plan is longer than a day, and no beat shorter than a second.
    let is_possible = line.seconds.is_none_or(|it| (0.0..=A_DAY).contains(&it))
        && line.times.is_none_or(|it| it as f64 <= A_DAY);
    (line.v == VERSION && !line.session.is_empty() && is_possible).then_some((line, event, at))
}

fn segment(line: &Line, outcome: Outcome) -> Segment {
    let text = |it: &Option<String>| it.as_deref().map(Text::clean).unwrap_or_default();
    Segment {
        routine: text(&line.routine),
        name: text(&line.name),
        kind: line.kind.as_deref().and_then(SegmentKind::from_name),
        step: line.step,
        round: line.round,
        side: line.side.as_deref().and_then(Side::from_name),
        outcome,
        seconds: line.seconds.unwrap_or_default(),
        times: line.times,
    }
}

#[cfg(test)]
mod tests;
