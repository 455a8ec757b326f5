//! Times and counts in a sentence: what each is for, and where it stands.
//!
//! A figure is only taken where its word says what it counts. "After 10 seconds" and "every 30 minutes" are no holds,
//! and "10 minutes a day" is a habit.

mod sides;
mod token;

use std::ops::Range;

use self::token::{Token, number, tokens};
use super::title::is_noun;
use crate::model::{
    dose::{Dose, LONGEST_HOLD, Span},
    format::{MOST_ROUNDS, MOST_TIMES},
};

/// What an amount is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// How long something is held.
    Hold(Dose),
    /// Seconds without a unit, which are taken to be seconds.
    Bare(Span),
    /// How often the whole is done.
    Rounds(Span),
    /// How often a movement is done.
    Times(Span),
    /// How often; whether of a movement or of the whole is seen from what else is there.
    Count(Span),
    /// The time between two rounds.
    Rest(Span),
    /// On each side; of which limb, if that is said.
    Sides(Option<&'static str>),
    /// First this side, then the other.
    First(&'static str),
    /// The same the other way round.
    Directions,
    /// How often a day or a week: a note.
    Habit,
    /// An amount that is too large, or zero.
    Impossible,
}

impl Amount {
    /// How long something is held, if it is that.
    pub fn hold(self) -> Option<Dose> {
        if let Amount::Hold(dose) = self { Some(dose) } else { None }
    }

    /// Seconds without a unit, if it is that.
    pub fn bare(self) -> Option<Span> {
        if let Amount::Bare(span) = self { Some(span) } else { None }
    }

    /// Seconds, whatever they are for.
    pub fn seconds(self) -> Option<Span> {
        if let Amount::Hold(Dose::Seconds(span)) | Amount::Bare(span) | Amount::Rest(span) = self {
            Some(span)
        } else {
            None
        }
    }
}

/// An amount, and the bytes of the sentence in which it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it is.
    pub amount: Amount,
    /// Where.
    pub at: Range<usize>,
    /// Whether the sheet gives no figure, as in "several times".
    pub is_vague: bool,
}

/// A figure, or a range of two.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Figure {
    low: f64,
    high: f64,
    is_vague: bool,
    /// Whether it was written as minutes and seconds: `1:30`.
    is_clock: bool,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Unit {
    /// Seconds each.
    Time(f64),
    Breaths,
    Reps,
    Times,
    Sets,
}

/// Every amount of a sentence, in order.
pub fn amounts(text: &str) -> Vec<Found> {
    let words = tokens(text);
    let mut found: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let reader = Reader { words: &words, at };
        match reader
            .habit()
            .or_else(|| reader.sides())
            .or_else(|| reader.sets_of())
            .or_else(|| reader.single())
        {
            Some((amounts, next)) if next > at => {
                let from = words[at].at.start;
                let to = words[next - 1].at.end;
                // Two amounts of one phrase stand in the same place.
                found.extend(amounts.into_iter().map(|(amount, is_vague)| Found {
                    amount,
                    at: from..to,
                    is_vague,
                }));
                at = next;
            }
            Some(_) | None => at += 1,
        }
    }
    found
}

type Read = Option<(Vec<(Amount, bool)>, usize)>;

#[derive(Clone, Copy)]
struct Reader<'w, 't> {
    words: &'w [Token<'t>],
    at: usize,
}

impl Reader<'_, '_> {
    fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |it| it.low.as_str())
    }

    fn is(&self, at: usize, list: &[&str]) -> bool {
        list.contains(&self.word(at))
    }

    /// The word so many before this one.
    fn back(&self, by: usize) -> &str {
        self.at.checked_sub(by).map_or("", |it| self.word(it))
    }

    fn is_back(&self, by: usize, list: &[&str]) -> bool {
        list.contains(&self.back(by))
    }

    /// "3 x 30 sec", "3 sets of 10 reps", "10 x 5 s", "30 s x 3", "3 x 10 x 5 s".
    fn sets_of(&self) -> Read {
        let (first, after) = self.figure(self.at)?;
        let (unit, after) = self.unit(after, &first).unwrap_or((Unit::Times, after));
        let bare = self.figure(self.at).is_some_and(|it| it.1 == after);
        let mut next = after;
        while self.is(next, &["x", "*", "of", "by", "for", "@", "at", ",", "/"]) {
            next += 1;
        }
        if next == after && (bare || unit != Unit::Times) {
            return None;
        }
        let joined = |list: &[&str]| (after..next).any(|it| self.is(it, list));
        let (second, end) = self.figure(next)?;
        // "10 x 5-second holds"
        let is_joined = self.word(end) == "-" && self.unit(end + 1, &second).is_some();
        let end = if is_joined { end + 1 } else { end };
        let second_unit = self.unit(end, &second);
        match (unit, bare, second_unit) {
            // "30 sec x 3"
            (Unit::Time(_) | Unit::Breaths, false, None) if joined(&["x", "*"]) => {
                let hold = self.hold(&first, unit)?;
                let end = if self.is(end, &["x", "times"]) { end + 1 } else { end };
                Some((vec![hold, (rounds(&second), second.is_vague)], end))
            }
            (Unit::Time(_) | Unit::Breaths, false, Some((Unit::Sets | Unit::Times | Unit::Reps, end)))
                if joined(&["x", "*"]) =>
            {
                let hold = self.hold(&first, unit)?;
                Some((vec![hold, (rounds(&second), second.is_vague)], self.past_hold_word(end)))
            }
            // "3 x 30 sec", "3 sets of 30 sec"
            (Unit::Times | Unit::Sets | Unit::Reps, _, Some((of @ (Unit::Time(_) | Unit::Breaths), end)))
                if joined(&["x", "*", "of", "by", "@"])
                    || unit == Unit::Times && !bare
                    || joined(&["for", ",", "/"]) && unit == Unit::Sets && !self.is_rest(end) =>
            {
                let hold = self.hold(&second, of)?;
                let end = self.past_hold_word(end);
                if self.is_rest(end) {
                    return None;
                }
                let count = if unit == Unit::Reps { times(&first) } else { rounds(&first) };
                Some((vec![(count, first.is_vague), hold], end))
            }
            // "3 sets of 10 reps", "3 x 10", and behind it "x 5 s"
            (Unit::Times | Unit::Sets, _, second_unit)
                if joined(&["x", "*", "of", "by"]) && !matches!(second_unit, Some((Unit::Sets, _))) =>
            {
                let end = second_unit.map_or(end, |it| it.1);
                let mut read = vec![(rounds(&first), first.is_vague), (times(&second), second.is_vague)];
                let mut past = end;
                if self.is(end, &["x", "*", "@"])
                    && let Some((third, of)) = self.figure(end + 1)
                    && let Some((unit @ (Unit::Time(_) | Unit::Breaths), of)) = self.unit(of, &third)
                {
                    read.extend(self.hold(&third, unit));
                    past = self.past_hold_word(of);
                }
                Some((read, past))
            }
            // "10 reps x 3 sets", "10 x 3 sets"; but "hold 30, 3 sets" are two amounts.
            (Unit::Reps | Unit::Times, _, Some((Unit::Sets, end))) if !bare || joined(&["x", "*"]) => {
                Some((vec![(rounds(&second), second.is_vague), (times(&first), first.is_vague)], end))
            }
            (Unit::Reps, false, None) if joined(&["x", "*"]) => {
                Some((vec![(rounds(&second), second.is_vague), (times(&first), first.is_vague)], end))
            }
            (Unit::Time(_) | Unit::Breaths | Unit::Reps | Unit::Times | Unit::Sets, _, _) => None,
        }
    }

    /// One figure with its unit.
    fn single(&self) -> Read {
        // "x 3", "x10"
        if self.word(self.at) == "x"
            && let Some((figure, next)) = self.figure(self.at + 1)
        {
            return match self.unit(next, &figure) {
                Some((unit @ (Unit::Time(_) | Unit::Breaths), next)) => {
                    Some((vec![self.hold(&figure, unit)?], next))
                }
                Some((Unit::Reps, next)) => Some((vec![(times(&figure), figure.is_vague)], next)),
                Some((Unit::Sets, next)) => Some((vec![(rounds(&figure), figure.is_vague)], next)),
                Some((Unit::Times, next)) => Some((vec![(count(&figure), figure.is_vague)], next)),
                None => Some((vec![(count(&figure), figure.is_vague)], next)),
            };
        }
        // "Hold for a count of ten", "count to 20"
        if self.is(self.at, &["count", "counting"]) {
            let next = if self.is(self.at + 1, &["slowly"]) { self.at + 2 } else { self.at + 1 };
            let (figure, end) = self.figure(next + 1).filter(|_| self.is(next, &["of", "to", "until"]))?;
            return Some((vec![self.hold(&figure, Unit::Time(1.0))?], end));
        }
        // "Reps: 10", "sets 3", "hold: 30", "repeat x 3"
        let label = self.back(1);
        let label = if [":", "=", "-", "of", "for", "x", "about", "(", "~"].contains(&label) {
            self.back(2)
        } else {
            label
        };
        let (figure, next) = self.figure(self.at)?;
        let (unit, next) = match self.unit(next, &figure) {
            Some(read) => read,
            None if figure.is_clock => (Unit::Time(1.0), next),
            None => {
                // "10 each way", "15 per leg"
                let is_shared = self.is(next, &["each", "per", "every", "/", "ea"])
                    && (self.limb(next + 1).is_some() || self.is(next + 1, &["direction", "way"]));
                if is_shared || self.counts_a_noun(next) {
                    return Some((vec![(count(&figure), figure.is_vague)], next));
                }
                let amount = match label {
                    "reps" | "repetitions" | "rep" => times(&figure),
                    "sets" | "rounds" | "set" | "round" => rounds(&figure),
                    "repeat" | "repeats" | "times" => count(&figure),
                    "hold" | "holds" | "duration" | "seconds" | "secs" => bare(&figure),
                    _ => return None,
                };
                return self.is_free(next).then_some((vec![(amount, figure.is_vague)], next));
            }
        };
        match unit {
            Unit::Time(_) | Unit::Breaths => self.time(&figure, unit, next),
            Unit::Reps => Some((vec![(times(&figure), figure.is_vague)], next)),
            Unit::Sets => Some((vec![(rounds(&figure), figure.is_vague)], next)),
            Unit::Times => {
                let more = self.is(next, &["more"]);
                let figure = if more {
                    Figure { low: figure.low + 1.0, high: figure.high + 1.0, ..figure }
                } else {
                    figure
                };
                Some((vec![(count(&figure), figure.is_vague)], if more { next + 1 } else { next }))
            }
        }
    }

    /// "Do 10 shoulder rolls": a figure before what is done, at the beginning or behind its verb.
    fn counts_a_noun(&self, next: usize) -> bool {
        let leads = self.at == 0
            || self.is_back(1, &["do", "perform", "complete", "x", "then", "try", ":", "of", "-"]);
        let is_short = (next..next + 5).position(|it| self.is_end(it)).is_some();
        let is_glued = self.words.get(next).is_none_or(|it| it.is_glued);
        let noun = (next..next + 4)
            .take_while(|it| !self.is_end(*it))
            .any(|it| self.word(it).ends_with('s') && is_noun(self.word(it)));
        leads && is_short && !is_glued && noun
    }

    /// A time, by what stands around it.
    fn time(&self, figure: &Figure, unit: Unit, next: usize) -> Read {
        const SMALL: &[&str] =
            &["about", "approximately", "around", "the", "a", "for", "~", ":", "-", "(", "="];
        let before = (1..=4).map(|it| self.back(it)).find(|it| !SMALL.contains(it));
        let before = before.unwrap_or("");
        const RELATIVE: &[&str] =
            &["after", "every", "within", "over", "last", "another", "until", "in", "wait", "than"];
        if RELATIVE.contains(&before)
            || self.is(
                next,
                &["ago", "later", "from", "away", "apart", "wide", "long", "high", "walk", "after", "before"],
            )
        {
            return None;
        }
        let hold = self.hold(figure, unit)?;
        if self.is_rest(next)
            || ["rest", "break", "recover", "pause"].contains(&before) && unit != Unit::Breaths
        {
            let rests = self.is_rest(next) || before != "pause" || self.is(next, &["between"]);
            let past = if self.is_rest(next) { next + 1 } else { next };
            if let (true, Amount::Hold(Dose::Seconds(span))) = (rests, hold.0) {
                return Some((vec![(Amount::Rest(span), hold.1)], past));
            }
        }
        Some((vec![hold], self.past_hold_word(next)))
    }

    fn hold(&self, figure: &Figure, unit: Unit) -> Option<(Amount, bool)> {
        let (worth, most) = match unit {
            Unit::Time(worth) => (worth, LONGEST_HOLD),
            Unit::Breaths => (1.0, LONGEST_HOLD / 10),
            Unit::Reps | Unit::Times | Unit::Sets => return None,
        };
        let amount = match (span(figure, worth, most), unit) {
            (None, _) => Amount::Impossible,
            (Some(span), Unit::Breaths) => Amount::Hold(Dose::Breaths(span)),
            (Some(span), Unit::Time(_) | Unit::Reps | Unit::Times | Unit::Sets) => {
                Amount::Hold(Dose::Seconds(span))
            }
        };
        Some((amount, figure.is_vague))
    }

    /// "30-second hold": the word belongs to the figure.
    fn past_hold_word(&self, next: usize) -> usize {
        let next =
            if self.word(next) == "-" && self.is(next + 1, &["hold", "holds"]) { next + 1 } else { next };
        if self.is(next, &["hold", "holds"])
            && (self.is_end(next + 1) || self.is(next + 1, &["each", "on", "per", "x", "for"]))
        {
            next + 1
        } else {
            next
        }
    }

    fn is_rest(&self, at: usize) -> bool {
        let at = if self.is(at, &["of", "-"]) { at + 1 } else { at };
        self.is(at, &["rest", "break", "pause", "recovery"])
    }

    /// The end of a clause, or of the text.
    fn is_end(&self, at: usize) -> bool {
        self.words.get(at).is_none_or(|it| {
            matches!(it.low.as_str(), "." | "," | ";" | ":" | ")" | "!" | "?" | "-" | "(" | "|")
        })
    }

    /// Whether a bare figure is not the beginning of something that is measured otherwise.
    fn is_free(&self, at: usize) -> bool {
        self.is_end(at)
            || self.is(at, &["x", "each", "per", "on", "both", "and", "/", "hold", "then", "with"])
    }

    /// Whether an amount stands shortly before.
    fn counts_before(&self, at: usize) -> bool {
        (1..=4).any(|by| {
            let Some(it) = at.checked_sub(by) else { return false };
            let is_counted = self.figure(it).is_some()
                || self.is(it, &["reps", "times", "seconds", "secs", "sec", "breaths", "twice", "once"]);
            let clause = (it + 1..at).all(|it| !self.is(it, &[";", ".", "!"]));
            is_counted && clause
        })
    }

    fn says_before(&self, at: usize, words: &[&str]) -> bool {
        (1..=4).filter_map(|by| at.checked_sub(by)).any(|it| self.is(it, words))
    }

    /// A figure or a range, and the token behind it.
    fn figure(&self, at: usize) -> Option<(Figure, usize)> {
        let exact = |it: f64| Figure { low: it, high: it, is_vague: false, is_clock: false };
        match self.word(at) {
            "twice" => return Some((exact(2.0), at + 1)),
            "once" => return Some((exact(1.0), at + 1)),
            "thrice" => return Some((exact(3.0), at + 1)),
            "several" => {
                return Some((Figure { low: 3.0, high: 5.0, is_vague: true, is_clock: false }, at + 1));
            }
            "few" => {
                let more = usize::from(self.is(at + 1, &["more"]));
                return Some((
                    Figure { low: 3.0, high: 5.0, is_vague: true, is_clock: false },
                    at + 1 + more,
                ));
            }
            "couple" => {
                let next = if self.is(at + 1, &["of"]) { at + 2 } else { at + 1 };
                return Some((exact(2.0), next));
            }
            "half" => {
                let next = if self.is(at + 1, &["a"]) { at + 2 } else { at + 1 };
                return self.is(next, &["minute", "min"]).then_some((exact(0.5), next));
            }
            "a" | "an" | "one" if self.is(at + 1, &["few", "couple", "half"]) => return self.figure(at + 1),
            "a" | "an" => {
                // "A minute", but neither "a second set" nor "a time".
                let is_unit = self.is(at + 1, &["minute", "breath"]) || self.word(at + 1) == "min";
                let is_unit = is_unit
                    || self.is(at + 1, &["full", "whole", "deep", "slow"])
                        && self.is(at + 2, &["minute", "breath"]);
                return is_unit.then_some((exact(1.0), at + 1));
            }
            _ => {}
        }
        let (low, is_clock, mut next) = number(self.words, at)?;
        let mut figure = Figure { low, high: low, is_vague: false, is_clock };
        // "30 sec to 1 min": the first end has a unit of its own.
        let own = if is_clock { None } else { self.time_unit(next) };
        let joint = own.map_or(next, |it| it.1);
        if self.is(joint, &["-", "to", "or", "and"]) || self.is(joint, &["up"]) && self.is(joint + 1, &["to"])
        {
            let past = if self.is(joint, &["up"]) { joint + 2 } else { joint + 1 };
            let between = (1..=2).any(|it| at.checked_sub(it).is_some_and(|it| self.is(it, &["between"])));
            if (self.word(joint) != "and" || between)
                && let Some((high, high_clock, end)) = number(self.words, past)
                && high_clock == is_clock
            {
                let scale = match (own, self.time_unit(end)) {
                    (Some((own, _)), Some((theirs, _))) => Some(own / theirs),
                    (None, _) => Some(1.0),
                    (Some(_), None) => None,
                };
                if let Some(low) = scale.map(|it| it * low).filter(|it| *it < high) {
                    (figure.low, figure.high, next) = (low, high, end);
                }
            }
        }
        Some((figure, next))
    }

    fn time_unit(&self, at: usize) -> Option<(f64, usize)> {
        let at = if self.word(at) == "-"
            && self.is(at + 1, &["second", "seconds", "sec", "minute", "minutes", "min", "s"])
        {
            at + 1
        } else {
            at
        };
        let worth = match self.word(at) {
            "s" | "sec" | "secs" | "second" | "seconds" | "sek" => 1.0,
            "m" | "min" | "mins" | "minute" | "minutes" => 60.0,
            "h" | "hr" | "hour" | "hours" => 3600.0,
            _ => return None,
        };
        // "sec." is an abbreviation.
        let short = self.is(at, &["s", "sec", "secs", "min", "mins"]) && self.word(at + 1) == ".";
        Some((worth, if short && self.words.len() > at + 2 { at + 2 } else { at + 1 }))
    }

    /// The unit of a figure, and what is behind it.
    fn unit(&self, at: usize, figure: &Figure) -> Option<(Unit, usize)> {
        if figure.is_clock {
            let next = if self.is(at, &["min", "mins", "minutes", "minute"]) { at + 1 } else { at };
            return Some((Unit::Time(1.0), next));
        }
        if let Some((worth, next)) = self.time_unit(at) {
            // "1 min 30 s"
            if worth == 60.0
                && figure.low == figure.high
                && let Some((rest, _, end)) =
                    number(self.words, if self.word(next) == "and" { next + 1 } else { next })
                && let Some((1.0, end)) = self.time_unit(end)
            {
                let all = figure.low * 60.0 + rest;
                return Some((Unit::Time(all / figure.low.max(1.0)), end));
            }
            return Some((Unit::Time(worth), next));
        }
        if self.word(at) == "\""
            && (self.is_end(at + 1) || self.is(at + 1, &["x", "hold", "each", "per", "on"]))
        {
            return Some((Unit::Time(1.0), at + 1));
        }
        const KINDS: &[&str] = &[
            "deep",
            "slow",
            "full",
            "long",
            "calm",
            "easy",
            "big",
            "gentle",
            "complete",
            "steady",
            "quiet",
            "even",
            "normal",
            "relaxed",
            "more",
            "whole",
            "good",
            "slow,",
            "controlled",
            "smooth",
            "of",
            "these",
            "-",
            "separate",
            "total",
        ];
        let mut next = at;
        while next < at + 3 && (self.is(next, KINDS) || self.word(next) == "," && self.is(next + 1, KINDS)) {
            next += 1;
        }
        let unit = match self.word(next) {
            "breath" | "breaths" => Unit::Breaths,
            "reps" | "rep" | "repetitions" | "repetition" | "repeats" => Unit::Reps,
            "count" | "counts" => Unit::Time(1.0),
            "set" | "sets" | "rounds" | "round" | "circuits" => Unit::Sets,
            "time" | "times" => Unit::Times,
            "x" if self.figure(next + 1).is_none() => Unit::Times,
            // "Repeat twice": the word is its own unit.
            _ if at > 0 && self.is(at - 1, &["twice", "once", "thrice"]) => return Some((Unit::Times, at)),
            _ => return None,
        };
        Some((unit, next + 1))
    }
}

fn span(figure: &Figure, worth: f64, most: u32) -> Option<Span> {
    let whole = |it: f64| {
        let it = (it * worth).round();
        (1.0..=f64::from(most)).contains(&it).then_some(it as u32)
    };
    Span::new(whole(figure.low)?, whole(figure.high)?)
}

fn of(figure: &Figure, most: u32, amount: fn(Span) -> Amount) -> Amount {
    let is_whole = figure.low.fract() == 0.0 && figure.high.fract() == 0.0;
    span(figure, 1.0, most).filter(|_| is_whole).map_or(Amount::Impossible, amount)
}

fn rounds(figure: &Figure) -> Amount {
    of(figure, MOST_ROUNDS, Amount::Rounds)
}

fn times(figure: &Figure) -> Amount {
    of(figure, MOST_TIMES, Amount::Times)
}

fn count(figure: &Figure) -> Amount {
    of(figure, MOST_TIMES, Amount::Count)
}

fn bare(figure: &Figure) -> Amount {
    of(figure, LONGEST_HOLD, Amount::Bare)
}
