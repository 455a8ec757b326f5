//! The log of sessions: a line of JSON for each thing that happened, and sessions read back from lines. It
//! holds only what was really done, and a line is never changed once it is written.
//!
//! `world::journal` keeps the file. Times of day have their offset from UTC; durations are of the session's own
//! clock.

mod contents;
mod fact;
mod line;
mod played;
mod stop;

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use chrono::{DateTime, FixedOffset};

use self::line::LogLine;
pub use self::{
    contents::{Contents, ContentsReader, LineSpan, Listed},
    fact::{Fact, FactKind, Over, fact},
    line::{OptionsLine, PlannedLine},
    played::PlayedRoutines,
    stop::StopPlace,
};
use super::{
    dose::{Breath, DAY, Level, Seconds},
    plan::{Adjustment, Moves, Open, Plan, SegmentKind},
    player::{End, Outcome},
    record::{Done, Sum},
    side::Side,
    text::Text,
    vocabulary::vocabulary,
    words::held,
};

/// The version of the lines that are written. Lines of every released version stay readable.
pub const VERSION: u32 = 1;

vocabulary! {
    /// How much a plan announces what comes.
    Pacing {
        /// All that is said about a routine, every time.
        Long = "long",
        /// Few words about routines that the person knows.
        Short = "short",
    }
}

vocabulary! {
    /// How a session, or a routine in it, felt to the person.
    Felt {
        /// More would have been possible.
        Easy = "easy",
        /// It was right.
        Good = "good",
        /// It was too much.
        Much = "much",
        /// It hurt.
        Hurt = "hurt",
    }
}

/// The request of the person, as far as the plan does not show it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// The names: ids of areas, programs and routines, and whole paths of files.
    pub targets: Vec<Text>,
    /// The ids of routines that were left out.
    pub skip: Vec<Text>,
    /// The seconds that the session was composed to last; none if it was not composed.
    pub length: Option<Seconds>,
}

/// The options from which a session's plan was made, besides its routines. In a session with options, one that
/// is missing was not given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The request of the person.
    pub asked: Asked,
    /// Which end of each range.
    pub level: Option<Level>,
    /// Rounds of every routine.
    pub rounds: Option<u32>,
    /// Seconds of every hold.
    pub hold: Option<Seconds>,
    /// One side only.
    pub side: Option<Side>,
    /// The side that came first where a routine leaves it open.
    pub leading: Option<Side>,
    /// The length of a breath, if the person has set it.
    pub breath: Option<Breath>,
    /// Whether moves waited for the person.
    pub waits: bool,
    /// Seconds of a step without an end; none if it waited for the person.
    pub open: Option<Seconds>,
    /// How much was announced.
    pub pacing: Option<Pacing>,
}

impl Options {
    /// The options from which this plan was made.
    pub fn of(plan: &Plan, asked: &Asked) -> Options {
        let wishes = plan.wishes();
        Options {
            asked: asked.clone(),
            level: Some(wishes.level),
            rounds: wishes.rounds,
            hold: wishes.hold,
            side: wishes.side,
            leading: Some(wishes.leading),
            breath: wishes.breath,
            waits: wishes.moves == Moves::Wait,
            open: match wishes.open {
                Open::Waits => None,
                Open::Lasts(seconds) => Some(seconds),
            },
            pacing: Some(match plan.adjustments().iter().any(|it| it.brisk.is_some()) {
                true => Pacing::Short,
                false => Pacing::Long,
            }),
        }
    }
}

/// A routine of a session's plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// Its id.
    pub routine: Text,
    /// The number of planned rounds.
    pub rounds: Option<u32>,
    /// The [`Fingerprint`](super::fingerprint::Fingerprint) of its file.
    pub hash: Option<Text>,
    /// Seconds of every hold, where they were set for this session alone.
    pub hold: Option<Seconds>,
    /// FactKind was different for it from what the options say.
    pub adjustment: Adjustment,
}

/// The content of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LineEvent {
    Began,
    Over(Outcome),
    Ended(End),
    Forgotten,
}

impl LineEvent {
    const BEGAN: &str = "began";
    const FORGOTTEN: &str = "forgotten";

    fn name(self) -> &'static str {
        match self {
            LineEvent::Began => LineEvent::BEGAN,
            LineEvent::Over(outcome) => outcome.name(),
            LineEvent::Ended(end) => end.name(),
            LineEvent::Forgotten => LineEvent::FORGOTTEN,
        }
    }

    fn from_name(name: &str) -> Option<LineEvent> {
        match name {
            LineEvent::BEGAN => Some(LineEvent::Began),
            LineEvent::FORGOTTEN => Some(LineEvent::Forgotten),
            _ => {
                let over = Outcome::from_name(name).map(LineEvent::Over);
                over.or_else(|| End::from_name(name).map(LineEvent::Ended))
            }
        }
    }
}

/// Writes the lines of one session.
#[derive(Clone, Debug)]
pub struct Writer {
    session: String,
    /// Lines that wait until something was held: a session in which nothing was held gets no lines.
    kept_back: Option<String>,
    /// Whether the log has lines of it from before. Then what is skipped counts as well.
    goes_on: bool,
}

impl Writer {
    /// A recorder of a session with this id and title that begins now.
    pub fn new(
        session: String,
        title: &Text,
        asked: &Asked,
        plan: &Plan,
        now: DateTime<FixedOffset>,
    ) -> Writer {
        let mut routines: Vec<String> = Vec::new();
        let mut planned = Vec::new();
        for ((routine, rounds), adjustment) in plan.rounds().zip(plan.adjustments()) {
            if !routines.contains(&routine.id) {
                routines.push(routine.id.clone());
            }
            let hash = Text::clean(&routine.fingerprint.to_string());
            planned.push(PlannedLine::of(&Planned {
                routine: Text::clean(&routine.id),
                rounds: Some(rounds),
                hash: Some(hash),
                hold: routine.held,
                adjustment: adjustment.clone(),
            }));
        }
        let writer = Writer { session, kept_back: None, goes_on: false };
        let began = LogLine {
            title: Some(title.to_string()),
            routines,
            plan: Some(planned),
            options: Some(OptionsLine::of(&Options::of(plan, asked))),
            ..writer.line(LineEvent::Began, now)
        };
        Writer { kept_back: Some(text(&began)), ..writer }
    }

    /// The same for a session that the log has already.
    pub fn going_on(self) -> Writer {
        Writer { goes_on: true, ..self }
    }

    /// The lines that wait, once something of a segment under way was held: a session that is killed in its first hold
    /// can be gone on with.
    pub fn begin(&mut self, under_way: &Done) -> Option<String> {
        if under_way.sum().is_nothing() { None } else { self.kept_back.take() }
    }

    /// The lines for a timed segment that is over; none as long as nothing was held in the session.
    pub fn record(&mut self, done: &Done, now: DateTime<FixedOffset>) -> Option<String> {
        let seconds = |it: Duration| it.as_millis() as f64 / 1000.0;
        let line = text(&LogLine {
            routine: Some(done.routine.to_string()),
            name: Some(done.name.to_string()),
            kind: done.kind.map(|it| it.name().to_owned()),
            entry: done.entry,
            step: done.step,
            round: done.round,
            side: done.side.map(|it| it.name().to_owned()),
            seconds: Some(seconds(done.time)),
            planned: done.planned.map(seconds),
            finished: Some(done.finished),
            times: done.times,
            ..self.line(LineEvent::Over(done.outcome), now)
        });
        match &mut self.kept_back {
            Some(kept_back) if done.sum().is_nothing() && !self.goes_on => {
                kept_back.push_str(&line);
                None
            }
            kept_back => Some(kept_back.take().unwrap_or_default() + &line),
        }
    }

    /// The line for the end of the session, and where that was; none if nothing was held in it.
    pub fn end(&self, end: End, place: Option<StopPlace>, now: DateTime<FixedOffset>) -> Option<String> {
        let line = self.line(LineEvent::Ended(end), now);
        let line = match place.filter(|_| end != End::Done) {
            Some(place) => place.write(line),
            None => line,
        };
        self.kept_back.is_none().then(|| text(&line))
    }

    /// The id of the session, if anything was held in it.
    pub fn session(&self) -> Option<&str> {
        self.kept_back.is_none().then_some(self.session.as_str())
    }

    fn line(&self, event: LineEvent, now: DateTime<FixedOffset>) -> LogLine {
        LogLine {
            v: VERSION,
            session: self.session.clone(),
            at: now.to_rfc3339_opts(chrono::SecondsFormat::Secs, false),
            event: event.name().to_owned(),
            ..LogLine::default()
        }
    }
}

/// The line that says how a session that is over felt, or one routine in it.
pub fn answer(
    session: &str,
    end: End,
    felt: Felt,
    routine: Option<&Text>,
    now: DateTime<FixedOffset>,
) -> String {
    let writer = Writer { session: session.to_owned(), kept_back: None, goes_on: false };
    let line = writer.line(LineEvent::Ended(end), now);
    text(&match routine {
        None => LogLine { felt: Some(felt.name().to_owned()), ..line },
        Some(routine) => {
            let felt = (routine.to_string(), serde_json::Value::from(felt.name()));
            LogLine { routines_felt: Some(BTreeMap::from([felt])), ..line }
        }
    })
}

fn text(line: &LogLine) -> String {
    // Our own structure holds nothing that JSON could not say.
    serde_json::to_string(line).unwrap_or_default() + "\n"
}

/// One session, as its lines tell it.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// Its id.
    pub id: String,
    /// When it began.
    pub began: DateTime<FixedOffset>,
    /// When it was last gone on with: when it began, if it never was left and resumed.
    pub went_on: DateTime<FixedOffset>,
    /// When its last line was written.
    pub last: DateTime<FixedOffset>,
    /// Its title.
    pub title: Text,
    /// The ids of the routines that were to be played.
    pub routines: Vec<Text>,
    /// The routines in the order of the plan; empty if an older version wrote the session.
    pub plan: Vec<Planned>,
    /// The options of its plan; none if an older version wrote the session.
    pub options: Option<Options>,
    /// Its timed segments that are over.
    pub segments: Vec<Done>,
    /// When each of them was over.
    times: Vec<DateTime<FixedOffset>>,
    /// When it ended, the last time that it went on; what is answered later changes nothing in that.
    stopped: Option<DateTime<FixedOffset>>,
    /// Where the person left it then; none if that was not written.
    pub stopped_at: Option<StopPlace>,
    /// Which of the lines that were read was its first: of two sessions on one machine, the one with the lower number
    /// was played before, whatever the clock said.
    pub written: usize,
    /// How it ended; none if its end was not written, as after a crash.
    pub end: Option<End>,
    /// How it felt; none if the person did not say.
    pub felt: Option<Felt>,
    /// How single routines felt, by their ids.
    pub routines_felt: Vec<(Text, Felt)>,
}

impl Session {
    /// The sum of its segments.
    pub fn sum(&self) -> Sum {
        self.segments.iter().map(Done::sum).sum()
    }

    /// FactKind became of the timed segments of its last plan.
    pub fn since_it_went_on(&self) -> impl Iterator<Item = &Done> {
        let is_later = |it: &DateTime<FixedOffset>| *it > self.went_on || self.went_on == self.began;
        self.segments.iter().zip(&self.times).filter(move |it| is_later(it.1)).map(|it| it.0)
    }

    /// Whether it went on for a while after the last timed segment was over.
    pub fn went_on_after_the_last(&self) -> bool {
        self.times.last().zip(self.stopped).is_some_and(|(last, stopped)| *last < stopped)
    }

    /// How a routine in it felt: what was said of the routine itself, or else of the session.
    pub fn felt_of(&self, routine: &Text) -> Option<Felt> {
        self.routines_felt.iter().find(|it| it.0 == *routine).map(|it| it.1).or(self.felt)
    }

    /// The session with what was done in some routines alone; none if nothing was.
    pub fn within(mut self, is_wanted: impl Fn(&Text) -> bool) -> Option<Session> {
        let wanted: Vec<bool> = self.segments.iter().map(|it| is_wanted(&it.routine)).collect();
        let mut is_kept = wanted.iter();
        self.times.retain(|_| is_kept.next() == Some(&true));
        self.segments.retain(|it| is_wanted(&it.routine));
        self.routines_felt.retain(|it| is_wanted(&it.0));
        (!self.segments.is_empty()).then_some(self)
    }
}

/// A session of which not all lines are read yet. They may come in any order, since some programs that
/// synchronise folders mix the lines of two files.
struct Draft<'l> {
    id: String,
    /// The number of its first line.
    written: usize,
    begun: Vec<(DateTime<FixedOffset>, LogLine)>,
    segments: Vec<(DateTime<FixedOffset>, Done)>,
    ended: Vec<(DateTime<FixedOffset>, End, LogLine)>,
    /// The lines so far. A line counts once, even if a conflict left a copy of its file.
    seen: BTreeSet<&'l [u8]>,
}

impl Draft<'_> {
    /// The session of all lines; none if they only say that it is forgotten.
    fn session(mut self) -> Option<Session> {
        self.begun.sort_by_key(|it| it.0);
        self.segments.sort_by_key(|it| it.0);
        self.ended.sort_by_key(|it| (it.0, it.1 == End::Done));
        let times = self.begun.iter().map(|it| it.0);
        let times = times.chain(self.segments.iter().map(|it| it.0)).chain(self.ended.iter().map(|it| it.0));
        let (first, last) = (times.clone().min()?, times.max()?);
        let begun = self.begun.last().map(|it| it.0);
        let stop = self.ended.iter().find(|it| begun.is_some_and(|begun| it.0 >= begun));
        let mut session = Session {
            id: Text::clean(&self.id).to_string(),
            began: self.begun.first().map_or(first, |it| it.0),
            went_on: self.begun.last().map_or(first, |it| it.0),
            last,
            title: Text::default(),
            routines: Vec::new(),
            plan: Vec::new(),
            options: None,
            times: self.segments.iter().map(|it| it.0).collect(),
            stopped: stop.map(|it| it.0),
            stopped_at: stop.and_then(|it| StopPlace::read(&it.2)),
            written: self.written,
            segments: Vec::new(),
            end: None,
            felt: None,
            routines_felt: Vec::new(),
        };
        if let Some((_, line)) = self.begun.first() {
            session.title = line.title.as_deref().map(Text::clean).unwrap_or_default();
            session.routines = line.routines.iter().map(|it| Text::clean(it)).collect();
        }
        // Each time that it is gone on with, its plan is what was left of it.
        if let Some((_, line)) = self.begun.last() {
            session.plan = line.plan.iter().flatten().map(PlannedLine::read).collect();
            session.options = line.options.as_ref().map(OptionsLine::read);
        }
        for (_, end, line) in self.ended {
            session.end = Some(end);
            // An answer that is given later comes in a second line.
            session.felt = line.felt.as_deref().and_then(Felt::from_name).or(session.felt);
            for (routine, felt) in Felt::of_routines(line.routines_felt.as_ref()) {
                let routine = Text::clean(&routine);
                session.routines_felt.retain(|it| it.0 != routine);
                session.routines_felt.push((routine, felt));
            }
        }
        session.segments = self.segments.into_iter().map(|it| it.1).collect();
        // A session whose first line is lost gets its title from its segments, if it has any.
        if session.title.is_empty() {
            session.title = session.segments.first().map(|it| it.name.clone()).unwrap_or_default();
        }
        if session.title.is_empty() {
            session.title = Text::literal(held::UNNAMED);
        }
        Some(session)
    }
}

/// Sessions in the order in which they began, and the number of lines that cannot be read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Journal {
    /// The sessions, without those that are forgotten.
    pub sessions: Vec<Session>,
    /// The number of lines that cannot be read. They are skipped, and stay as they are.
    pub unreadable: usize,
}

/// Reads the lines of all files, in any order. A line that cannot be read hides no other.
pub fn read<'l>(lines: impl IntoIterator<Item = &'l [u8]>) -> Journal {
    let mut unreadable = 0;
    let mut drafts: BTreeMap<String, Draft<'l>> = BTreeMap::new();
    let mut forgotten: BTreeSet<String> = BTreeSet::new();
    let full = lines.into_iter().map(<[u8]>::trim_ascii).filter(|it| !it.is_empty());
    for (written, bytes) in full.enumerate() {
        let Some((line, event, at)) = checked(bytes) else {
            unreadable += 1;
            continue;
        };
        let draft = drafts.entry(line.session.clone()).or_insert_with(|| Draft {
            id: line.session.clone(),
            written,
            begun: Vec::new(),
            segments: Vec::new(),
            ended: Vec::new(),
            seen: BTreeSet::new(),
        });
        if !draft.seen.insert(bytes) {
            continue;
        }
        match event {
            LineEvent::Began => draft.begun.push((at, line)),
            LineEvent::Over(outcome) => draft.segments.push((at, done(&line, outcome))),
            LineEvent::Ended(end) => draft.ended.push((at, end, line)),
            LineEvent::Forgotten => _ = forgotten.insert(line.session),
        }
    }
    let kept = drafts.into_iter().filter(|it| !forgotten.contains(&it.0));
    let mut sessions: Vec<Session> = kept.filter_map(|it| it.1.session()).collect();
    sessions.sort_by(|a, b| (a.began, &a.id).cmp(&(b.began, &b.id)));
    Journal { sessions, unreadable }
}

/// The line that makes a session forgotten: it is neither counted nor shown any more.
pub fn forget(session: &str, now: DateTime<FixedOffset>) -> String {
    let writer = Writer { session: session.to_owned(), kept_back: None, goes_on: false };
    text(&writer.line(LineEvent::Forgotten, now))
}

/// A line of the log; none if it cannot be read.
fn checked(bytes: &[u8]) -> Option<(LogLine, LineEvent, DateTime<FixedOffset>)> {
    let line: LogLine = serde_json::from_slice(bytes).ok()?;
    let (event, at) = valid(line.v, &line.session, &line.event, &line.at, line.seconds, line.times)?;
    Some((line, event, at))
}

/// The event and the time of a line; none if it is no line of this log.
fn valid(
    version: u32,
    session: &str,
    event: &str,
    at: &str,
    seconds: Option<f64>,
    times: Option<u64>,
) -> Option<(LineEvent, DateTime<FixedOffset>)> {
    // No plan is longer than a day, and no beat shorter than a second.
    let is_possible = seconds.is_none_or(is_length) && times.is_none_or(|it| it <= DAY);
    if version != VERSION || session.is_empty() || !is_possible {
        return None;
    }
    Some((LineEvent::from_name(event)?, DateTime::parse_from_rfc3339(at).ok()?))
}

fn is_length(seconds: f64) -> bool {
    (0.0..=DAY as f64).contains(&seconds)
}

fn millis(seconds: f64) -> Duration {
    Duration::from_millis((seconds * 1000.0).round() as u64)
}

impl Outcome {
    /// Whether the planned time ran out, judged by the outcome: lines of the first version do not say it.
    fn finishes(self) -> bool {
        self == Outcome::Held
    }
}

impl Felt {
    /// How single routines felt, as far as it can be read.
    fn of_routines(
        said: Option<&BTreeMap<String, serde_json::Value>>,
    ) -> impl Iterator<Item = (String, Felt)> {
        let known =
            |it: (&String, &serde_json::Value)| Some((it.0.clone(), Felt::from_name(it.1.as_str()?)?));
        said.into_iter().flatten().filter_map(known)
    }
}

fn done(line: &LogLine, outcome: Outcome) -> Done {
    let text = |it: &Option<String>| it.as_deref().map(Text::clean).unwrap_or_default();
    Done {
        routine: text(&line.routine),
        name: text(&line.name),
        kind: line.kind.as_deref().and_then(SegmentKind::from_name),
        entry: line.entry,
        step: line.step,
        round: line.round,
        side: line.side.as_deref().and_then(Side::from_name),
        outcome,
        time: line.seconds.map(millis).unwrap_or_default(),
        planned: line.planned.filter(|it| is_length(*it)).map(millis),
        finished: line.finished.unwrap_or(outcome.finishes()),
        times: line.times,
    }
}

#[cfg(test)]
mod tests;
