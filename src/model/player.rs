//! The player: a state machine that walks a plan. It reads no clock and does nothing itself.
//!
//! `update(event, now)` moves it on and returns what is due as [`DueEffect`]s; the stage performs them.
//! It keeps deadlines, never counts, so lost or late ticks change nothing.

mod effect;
mod event;
mod mark;
mod part;
mod phase;

use std::time::Duration;

use super::{
    dose::Seconds,
    moment::Moment,
    plan::{self, Plan, Segment, SegmentKind, Total},
};

use self::mark::marks;
pub use self::{
    effect::{DueEffect, Effect, End, HalfBreath, Outcome, Record},
    event::Event,
    mark::WORTH_HALVING,
    part::RepPart,
    phase::{Phase, WhyPaused},
};

/// If nothing is seen for longer than this while time runs, nobody was led any more, and the session pauses.
pub const PATIENCE: Duration = Duration::from_secs(5);
/// The time for getting back into position after a pause.
pub const RETURN: Duration = Duration::from_secs(5);
/// The time that `+` adds and `-` takes away, about.
const CHANGE: Duration = Duration::from_secs(10);
/// The Enter that chose a session, pressed twice or held for a moment, does not also skip what is said first.
const PRESSED_ONCE: Duration = Duration::from_secs(1);
/// A hold inside a repetition of at least this many seconds is led like any other hold.
const LONG_STAY: u32 = 10;

/// A plan, and where the person is in it.
#[derive(Clone, Debug)]
pub struct Player {
    plan: Plan,
    patience: Duration,
    phase: Phase,
    /// The moment of the last event.
    seen: Moment,
    /// WhyPaused time stood still before the person was asked whether to leave; none if it ran.
    stood: Option<WhyPaused>,
    /// Seconds that the person added to each segment; negative where they took some away.
    changes: Vec<i64>,
    records: Vec<Record>,
}

impl Player {
    /// A player at the start of a plan, and what is due there. It pauses by itself if it sees nothing for
    /// longer than `patience`: [`PATIENCE`], unless the clock runs at another pace.
    pub fn new(plan: Plan, patience: Duration, now: Moment) -> (Player, Vec<DueEffect>) {
        let mut player = Player {
            patience,
            phase: Phase::Waiting { at: 0, done: Duration::ZERO, since: now },
            seen: now,
            stood: None,
            changes: vec![0; plan.segments().len()],
            records: Vec::new(),
            plan,
        };
        let mut due = Vec::new();
        player.go_to(0, now, &mut due);
        (player, due)
    }

    /// The plan that it walks.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Where the player stands.
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// What became of each timed segment so far.
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// The record that the current segment would get if it were left now; none if it is not timed.
    pub fn under_way(&self, now: Moment) -> Option<Record> {
        let is_timed = self.end().is_none() && self.segment().kind.is_timed();
        is_timed.then(|| Record { at: self.at(), outcome: Outcome::Skipped, time: self.done(now) })
    }

    /// How the session ended; none as long as it goes on.
    pub fn end(&self) -> Option<End> {
        match self.phase {
            Phase::Over { end, .. } => Some(end),
            Phase::Timing { .. } | Phase::Waiting { .. } | Phase::Paused { .. } | Phase::Returning { .. } => {
                None
            }
        }
    }

    /// The index of the current segment; once the session is over, of the segment in which it ended.
    pub fn at(&self) -> usize {
        match self.phase {
            Phase::Timing { at, .. }
            | Phase::Waiting { at, .. }
            | Phase::Paused { at, .. }
            | Phase::Returning { at, .. }
            | Phase::Over { at, .. } => at,
        }
    }

    /// The current segment.
    pub fn segment(&self) -> &Segment {
        &self.plan.segments()[self.at()]
    }

    /// The length of the current segment, with what the person added; none if it waits.
    pub fn length(&self) -> Option<Duration> {
        self.length_of(self.at())
    }

    /// The length of a segment by its index, with what the person added; none if it waits.
    pub fn length_of(&self, at: usize) -> Option<Duration> {
        let seconds = self.plan.segments()[at].length?;
        Some(Duration::from_secs(u64::from(seconds).saturating_add_signed(self.changes[at])))
    }

    /// [`Player::length_of`] in whole seconds.
    pub fn seconds_of(&self, at: usize) -> Option<Seconds> {
        self.length_of(at).map(|it| it.as_secs() as Seconds)
    }

    /// How much of the current segment is over.
    pub fn done(&self, now: Moment) -> Duration {
        match self.phase {
            Phase::Timing { done, since, .. } | Phase::Waiting { done, since, .. } => {
                let done = done + now.since(since);
                self.length().map_or(done, |it| it.min(done))
            }
            Phase::Paused { done, .. } | Phase::Returning { done, .. } => done,
            Phase::Over { .. } => self.length().unwrap_or_default(),
        }
    }

    /// How much of the current segment is left; none if it waits.
    pub fn left(&self, now: Moment) -> Option<Duration> {
        match self.phase {
            Phase::Timing { .. } | Phase::Waiting { .. } | Phase::Paused { .. } | Phase::Returning { .. } => {
                self.length().map(|it| it.saturating_sub(self.done(now)))
            }
            Phase::Over { .. } => Some(Duration::ZERO),
        }
    }

    /// What is left of the session; a second that has begun counts as a whole one.
    pub fn left_in_all(&self, now: Moment) -> Total {
        self.left_with(self.at(), self.left(now))
    }

    /// The same from the point at which an effect is due.
    pub fn left_from(&self, due: &DueEffect) -> Total {
        self.left_with(due.at, self.length_of(due.at).map(|it| it.saturating_sub(due.point)))
    }

    fn left_with(&self, at: usize, left: Option<Duration>) -> Total {
        let here = match left {
            Some(left) => Total { seconds: seconds_begun(left), open: 0 },
            None => Total { seconds: 0, open: 1 },
        };
        if self.end().is_some() {
            return here;
        }
        let rest = plan::total(&self.plan.segments()[at + 1..]);
        let changed: i64 = self.changes[at + 1..].iter().sum();
        Total {
            seconds: here.seconds + rest.seconds.saturating_add_signed(changed),
            open: here.open + rest.open,
        }
    }

    /// The time until something changes by itself, such as the seconds that are shown; none if nothing will.
    pub fn idle(&self, now: Moment) -> Option<Duration> {
        match self.phase {
            Phase::Timing { .. } => self.left(now).map(to_next_second),
            Phase::Returning { until, .. } => Some(to_next_second(until.since(now))),
            Phase::Waiting { .. } if self.segment().kind.is_timed() => {
                let done = self.done(now);
                Some(Duration::from_secs(1) - Duration::from_nanos(u64::from(done.subsec_nanos())))
            }
            Phase::Waiting { .. } | Phase::Paused { .. } => None,
            Phase::Over { .. } => Some(Duration::ZERO),
        }
    }

    /// The time from the moment when an effect was due to the next effect that comes by itself; none if
    /// that is up to the person. It is the same whenever it is asked for.
    pub fn room(&self, due: &DueEffect) -> Option<Duration> {
        match due.effect {
            Effect::Begin
            | Effect::HalfWay
            | Effect::MinutesLeft(_)
            | Effect::Last(_)
            | Effect::Beat(_)
            | Effect::Stay
            | Effect::Release
            | Effect::Part(_)
            | Effect::Breath { .. }
            | Effect::GoesOn { returning: false }
            | Effect::HoldsAgain => {
                let (segment, length) = (&self.plan.segments()[due.at], self.length_of(due.at)?);
                let next = marks(segment, length, due.point).next().map_or(length, |(point, _)| point);
                Some(next.saturating_sub(due.point))
            }
            Effect::GoesOn { returning: true } => Some(RETURN),
            Effect::Where => match self.phase {
                Phase::Timing { .. } => self.room(&DueEffect { effect: Effect::Begin, ..due.clone() }),
                Phase::Returning { until, .. } => Some(until.since(self.seen)),
                Phase::Waiting { .. } | Phase::Paused { .. } | Phase::Over { .. } => None,
            },
            Effect::Record(_) | Effect::Paused(_) | Effect::Finished(_) => None,
        }
    }

    /// Answers an event at a moment, and returns what is due.
    pub fn update(&mut self, event: Event, now: Moment) -> Vec<DueEffect> {
        let mut due = Vec::new();
        let gap = now.since(self.seen);
        match event {
            // Nobody was led since the last event, so that time does not count: the pause begins there.
            Event::Slept(slept) => self.pause(WhyPaused::Slept(slept), self.seen, &mut due),
            Event::Continued => self.pause(WhyPaused::Stopped, self.seen, &mut due),
            Event::Tick | Event::Pause | Event::Proceed if gap > self.patience && self.runs() => {
                self.pause(WhyPaused::Gap(gap), self.seen, &mut due);
            }
            Event::Tick
            | Event::Pause
            | Event::Proceed
            | Event::Next
            | Event::Back
            | Event::NextRoutine
            | Event::PreviousRoutine
            | Event::Jump(_)
            | Event::Again
            | Event::Longer
            | Event::Shorter
            | Event::Where
            | Event::Quit
            | Event::Stay
            | Event::Cover
            | Event::Uncover
            | Event::Interrupt => {
                if gap > self.patience && self.runs() {
                    self.pause(WhyPaused::Gap(gap), self.seen, &mut due);
                }
                self.run_to(now, &mut due);
                self.answer(event, now, &mut due);
            }
        }
        self.seen = now;
        due
    }

    fn answer(&mut self, event: Event, now: Moment, due: &mut Vec<DueEffect>) {
        match event {
            Event::Tick | Event::Slept(_) | Event::Continued => {}
            Event::Pause => match self.phase {
                Phase::Timing { .. } | Phase::Returning { .. } => self.pause(WhyPaused::Asked, now, due),
                Phase::Waiting { .. } => self.proceed(now, due),
                Phase::Paused { .. } => self.go_on(now, due),
                Phase::Over { .. } => {}
            },
            Event::Proceed => match self.phase {
                Phase::Waiting { .. } => self.proceed(now, due),
                // To the question whether to leave it could mean yes.
                Phase::Paused { why: WhyPaused::Leaving, .. } => {}
                Phase::Paused { .. } => self.go_on(now, due),
                // Whoever is ready need not wait for the end of the cautions.
                Phase::Timing { .. }
                    if self.segment().kind == SegmentKind::Ready && self.done(now) >= PRESSED_ONCE =>
                {
                    self.leave_for(self.at() + 1, Outcome::Skipped, now, due);
                }
                Phase::Timing { .. } | Phase::Returning { .. } | Phase::Over { .. } => {}
            },
            Event::Next => match self.phase {
                Phase::Waiting { .. } => self.proceed(now, due),
                Phase::Timing { .. } | Phase::Paused { .. } | Phase::Returning { .. } => {
                    // Going on finishes a segment without a length, even in a pause.
                    let outcome = if self.length().is_none() { Outcome::Held } else { Outcome::Skipped };
                    self.leave_for(self.at() + 1, outcome, now, due);
                }
                Phase::Over { .. } => {}
            },
            // Nothing below changes a session that is over.
            Event::Back
            | Event::NextRoutine
            | Event::PreviousRoutine
            | Event::Jump(_)
            | Event::Again
            | Event::Longer
            | Event::Shorter
            | Event::Where
            | Event::Interrupt
                if self.end().is_some() => {}
            Event::Back => self.leave_for(self.at().saturating_sub(1), Outcome::Skipped, now, due),
            Event::NextRoutine => self.leave_for(self.next_routine(), Outcome::Skipped, now, due),
            Event::PreviousRoutine => self.leave_for(self.previous_routine(), Outcome::Skipped, now, due),
            // Elsewhere there is nothing to go to.
            Event::Jump(at) if at >= self.plan.segments().len() => {}
            // Chosen on a screen over the session, which is only paused as long as that is there.
            Event::Jump(at) if matches!(self.phase, Phase::Paused { why: WhyPaused::Covered, .. }) => {
                self.record(Outcome::Skipped, now, due);
                self.pass_over(at, now, due);
                self.go_to(at, now, due);
            }
            Event::Jump(at) => self.leave_for(at, Outcome::Skipped, now, due),
            Event::Again => self.leave_for(self.step_begins(), Outcome::Skipped, now, due),
            Event::Longer => self.change(true, now),
            Event::Shorter => self.change(false, now),
            Event::Where => due.push(self.here(Effect::Where, now)),
            Event::Quit => match self.phase {
                Phase::Paused { why: WhyPaused::Leaving, .. } => {
                    self.record(Outcome::Skipped, now, due);
                    self.finish(End::Left, now, due);
                }
                Phase::Paused { at, done, why } => {
                    self.stood = Some(why);
                    self.phase = Phase::Paused { at, done, why: WhyPaused::Leaving };
                    due.push(self.here(Effect::Paused(WhyPaused::Leaving), now));
                }
                Phase::Timing { .. } | Phase::Waiting { .. } | Phase::Returning { .. } => {
                    self.stood = None;
                    self.pause(WhyPaused::Leaving, now, due);
                }
                Phase::Over { .. } => {}
            },
            Event::Stay => match (self.phase, self.stood) {
                (Phase::Paused { at, done, why: WhyPaused::Leaving }, Some(why)) => {
                    self.phase = Phase::Paused { at, done, why };
                    due.push(self.here(Effect::Paused(why), now));
                }
                (Phase::Paused { why: WhyPaused::Leaving, .. }, None) => self.go_on(now, due),
                (
                    Phase::Timing { .. }
                    | Phase::Waiting { .. }
                    | Phase::Paused { .. }
                    | Phase::Returning { .. }
                    | Phase::Over { .. },
                    _,
                ) => {}
            },
            Event::Cover => self.pause(WhyPaused::Covered, now, due),
            Event::Uncover => match self.phase {
                Phase::Paused { why: WhyPaused::Covered, .. } => self.go_on(now, due),
                Phase::Timing { .. }
                | Phase::Waiting { .. }
                | Phase::Paused { .. }
                | Phase::Returning { .. }
                | Phase::Over { .. } => {}
            },
            Event::Interrupt => {
                self.record(Outcome::Skipped, now, due);
                self.finish(End::Left, now, due);
            }
        }
    }

    /// Lets time run from the last event up to now, through as many segments as that takes.
    fn run_to(&mut self, now: Moment, due: &mut Vec<DueEffect>) {
        loop {
            match self.phase {
                Phase::Timing { at, done, since } => {
                    let until = since + self.length().unwrap_or_default().saturating_sub(done);
                    self.cross(self.done(self.seen), self.done(now), due);
                    if now < until {
                        return;
                    }
                    let outcome = if self.changes[at] < 0 { Outcome::Shortened } else { Outcome::Held };
                    self.record(outcome, until, due);
                    self.seen = until;
                    self.go_to(at + 1, until, due);
                }
                Phase::Returning { at, done, until } if until <= now => {
                    self.phase = self.running(at, done, until);
                    self.seen = until;
                    due.push(self.here(Effect::HoldsAgain, until));
                }
                Phase::Waiting { .. }
                | Phase::Paused { .. }
                | Phase::Returning { .. }
                | Phase::Over { .. } => {
                    return;
                }
            }
        }
    }

    /// Adds the marks between two points of the current segment to what is due.
    fn cross(&self, before: Duration, after: Duration, due: &mut Vec<DueEffect>) {
        let (at, Some(length)) = (self.at(), self.length()) else { return };
        let crossed = marks(self.segment(), length, before).take_while(|(point, _)| *point <= after);
        due.extend(crossed.map(|(point, effect)| DueEffect { at, point, effect }));
    }

    /// An effect that is due in the current segment now.
    fn here(&self, effect: Effect, now: Moment) -> DueEffect {
        DueEffect { at: self.at(), point: self.done(now), effect }
    }

    fn pause(&mut self, why: WhyPaused, now: Moment, due: &mut Vec<DueEffect>) {
        match self.phase {
            Phase::Timing { .. } | Phase::Waiting { .. } | Phase::Returning { .. } => {
                self.phase = Phase::Paused { at: self.at(), done: self.done(now), why };
                due.push(self.here(Effect::Paused(why), now));
            }
            // Once the program was stopped, uncovering the session no longer makes it go on.
            Phase::Paused { at, done, why: WhyPaused::Covered } => {
                self.phase = Phase::Paused { at, done, why };
            }
            Phase::Paused { .. } | Phase::Over { .. } => {}
        }
    }

    /// Goes on after a pause: in a timed segment, after the time for getting back into position, unless less
    /// than that is left of it.
    fn go_on(&mut self, now: Moment, due: &mut Vec<DueEffect>) {
        match self.phase {
            Phase::Paused { at, done, .. } => {
                let is_worth_it = self.left(now).is_none_or(|it| it >= RETURN);
                let returning = self.segment().kind.is_timed() && is_worth_it;
                self.phase = if returning {
                    Phase::Returning { at, done, until: now + RETURN }
                } else {
                    self.running(at, done, now)
                };
                due.push(self.here(Effect::GoesOn { returning }, now));
            }
            Phase::Timing { .. } | Phase::Waiting { .. } | Phase::Returning { .. } | Phase::Over { .. } => {}
        }
    }

    /// The person ends a segment that waits.
    fn proceed(&mut self, now: Moment, due: &mut Vec<DueEffect>) {
        self.record(Outcome::Held, now, due);
        self.go_to(self.at() + 1, now, due);
    }

    /// The person goes to another segment. A paused session is paused there, too.
    fn leave_for(&mut self, at: usize, outcome: Outcome, now: Moment, due: &mut Vec<DueEffect>) {
        self.record(outcome, now, due);
        self.pass_over(at, now, due);
        let paused = matches!(self.phase, Phase::Paused { .. });
        self.go_to(at, now, due);
        if paused {
            self.pause(WhyPaused::Asked, now, due);
        }
    }

    fn go_to(&mut self, at: usize, now: Moment, due: &mut Vec<DueEffect>) {
        if at >= self.plan.segments().len() {
            self.finish(End::Done, now, due);
            return;
        }
        self.phase = self.running(at, Duration::ZERO, now);
        due.push(self.here(Effect::Begin, now));
    }

    fn finish(&mut self, end: End, now: Moment, due: &mut Vec<DueEffect>) {
        let finished = self.here(Effect::Finished(end), now);
        self.phase = Phase::Over { at: self.at(), end };
        due.push(finished);
    }

    /// Whoever goes further than to the next segment skips what is timed between, unless something became of it before.
    fn pass_over(&mut self, at: usize, now: Moment, due: &mut Vec<DueEffect>) {
        for passed in self.at() + 1..at.min(self.plan.segments().len()) {
            let has_record = self.records.iter().any(|it| it.at == passed);
            if self.plan.segments()[passed].kind.is_timed() && !has_record {
                let record = Record { at: passed, outcome: Outcome::Skipped, time: Duration::ZERO };
                self.records.push(record);
                due.push(self.here(Effect::Record(record), now));
            }
        }
    }

    fn record(&mut self, outcome: Outcome, now: Moment, due: &mut Vec<DueEffect>) {
        if let Some(record) = self.under_way(now) {
            let record = Record { outcome, ..record };
            self.records.push(record);
            due.push(self.here(Effect::Record(record), now));
        }
    }

    /// Makes the current segment about ten seconds longer or shorter, in whole beats if it has a pace, but
    /// never shorter than what is over already. The other side of the step changes with it.
    fn change(&mut self, longer: bool, now: Moment) {
        let (Some(length), None) = (self.length(), self.end()) else { return };
        let beat = self.segment().pace.map_or(1, |it| u64::from(it.beat()).max(1));
        let whole_beats = CHANGE.as_secs().div_ceil(beat) * beat;
        let by = if longer {
            whole_beats as i64
        } else {
            let spare = length.as_secs().saturating_sub(seconds_begun(self.done(now)).max(1));
            -(whole_beats.min(spare / beat * beat) as i64)
        };
        let at = self.at();
        let here = &self.plan.segments()[at];
        let same_step = |it: &Segment| {
            it.step.is_some()
                && (it.routine, it.step, it.round, it.kind)
                    == (here.routine, here.step, here.round, here.kind)
        };
        for (index, (segment, change)) in self.plan.segments().iter().zip(&mut self.changes).enumerate() {
            if index == at || same_step(segment) {
                *change += by;
            }
        }
    }

    /// The phase of a segment that runs or waits from `now` on, after `done` of it.
    fn running(&self, at: usize, done: Duration, now: Moment) -> Phase {
        match self.plan.segments()[at].length {
            Some(_) => Phase::Timing { at, done, since: now },
            None => Phase::Waiting { at, done, since: now },
        }
    }

    /// Whether time that counts passes now. In a hold that waits for the person it does.
    fn runs(&self) -> bool {
        match self.phase {
            Phase::Timing { .. } | Phase::Returning { .. } => true,
            Phase::Waiting { .. } => self.segment().kind.is_timed(),
            Phase::Paused { .. } | Phase::Over { .. } => false,
        }
    }

    fn next_routine(&self) -> usize {
        let segments = self.plan.segments();
        let here = self.segment().routine;
        segments.iter().position(|it| it.routine > here).unwrap_or(segments.len())
    }

    fn previous_routine(&self) -> usize {
        let segments = self.plan.segments();
        let begins = |routine| segments.iter().position(|it| it.routine == routine).unwrap_or(0);
        let here = self.segment().routine;
        let beginning = begins(here);
        if self.at() > beginning { beginning } else { begins(here.saturating_sub(1)) }
    }

    fn step_begins(&self) -> usize {
        let same = |a: &Segment, b: &Segment| {
            (a.routine, a.step, a.round, a.side) == (b.routine, b.step, b.round, b.side)
        };
        let (segments, here) = (self.plan.segments(), self.segment());
        if here.step.is_none() {
            return self.at();
        }
        let before = segments[..self.at()].iter().rev().take_while(|it| same(it, here)).count();
        self.at() - before
    }
}

/// Seconds as a countdown shows them: each is shown until it is over.
pub fn seconds_begun(left: Duration) -> u64 {
    left.as_secs() + u64::from(left.subsec_nanos() > 0)
}

fn to_next_second(left: Duration) -> Duration {
    match left.subsec_nanos() {
        0 => left.min(Duration::from_secs(1)),
        nanos => Duration::from_nanos(u64::from(nanos)),
    }
}

#[cfg(test)]
mod tests;
