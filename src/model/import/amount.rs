//! Times and counts in a sentence: what each is for, and where it stands.
//!
//! A figure is only taken where its word says what it counts. "After 10 seconds" and "every 30 minutes" are no holds,
//! and "10 minutes a day" is a habit.

mod figure;
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
    /// The time between two repetitions.
    Pause(Span),
    /// On each side; of which limb, if that is said.
    Sides(Option<&'static str>),
    /// First this side, then the other.
    First(&'static str),
    /// The same the other way round.
    Directions,
    /// On this side alone.
    Only(&'static str),
    /// "Each", which may mean each side, or each exercise.
    Each,
    /// How often a day or a week: a note.
    Habit,
    /// How long all of it takes: a note.
    Total,
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
pub struct FoundAmount {
    /// What it is.
    pub amount: Amount,
    /// Where.
    pub at: Range<usize>,
    /// Why it is a guess, if it is one.
    pub guess: Guess,
}

/// Why an amount is a guess, as it is said behind it; none if it is none.
pub type Guess = Option<&'static str>;

/// Of "several times".
const VAGUE: &str = "the sheet gives no figure";
/// Of "15 x 2", where a sheet may mean either by the first figure.
const SETS_LAST: &str = "taken as repetitions x sets";
/// Of "10 x 8", the same.
const SETS_FIRST: &str = "taken as sets x repetitions";
/// Of "2x30", which a sheet of stretches may mean in seconds.
pub const NO_UNIT: &str = "no unit: taken as repetitions";
/// From this many on, in fives, a figure without a unit is doubted to be a count.
const LIKE_SECONDS: f64 = 20.0;
/// Nobody is asked for more sets than this without a word about it.
const USUAL_SETS: f64 = 5.0;

/// A figure, or a range of two.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Number {
    low: f64,
    high: f64,
    guess: Guess,
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
pub fn amounts(text: &str) -> Vec<FoundAmount> {
    let words = tokens(text);
    let mut found: Vec<FoundAmount> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let reader = Reader { words: &words, at };
        if let Some(next) = reader.name_with_figures() {
            at = next;
            continue;
        }
        match reader
            .habit()
            .or_else(|| reader.sides_apart())
            .or_else(|| reader.sides())
            .or_else(|| reader.sets_of())
            .or_else(|| reader.single())
        {
            Some((amounts, next)) if next > at => {
                let from = words[at].at.start;
                let to = words[next - 1].at.end;
                // Two amounts of one phrase stand in the same place.
                found.extend(amounts.into_iter().map(|(amount, guess)| FoundAmount {
                    amount,
                    at: from..to,
                    guess,
                }));
                at = next;
            }
            Some(_) | None => at += 1,
        }
    }
    found
}

type Read = Option<(Vec<(Amount, Guess)>, usize)>;

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
        // "5 reps, x2 daily"
        if (Reader { words: self.words, at: next }).habit().is_some() {
            return None;
        }
        let joined = |list: &[&str]| (after..next).any(|it| self.is(it, list));
        let (second, end) = self.figure(next)?;
        let (second, end) = self.before_a_rest(next, unit).unwrap_or((second, end));
        // "10 x 5-second holds"
        let is_joined = self.word(end) == "-" && self.unit(end + 1, &second).is_some();
        let end = if is_joined { end + 1 } else { end };
        let second_unit = self.unit(end, &second);
        match (unit, bare, second_unit) {
            // "30 sec x 3"
            (Unit::Time(_) | Unit::Breaths, false, None) if joined(&["x", "*"]) => {
                let hold = self.hold(&first, unit)?;
                let end = if self.is(end, &["x", "times"]) { end + 1 } else { end };
                Some((vec![hold, (rounds(&second), second.guess)], end))
            }
            (Unit::Time(_) | Unit::Breaths, false, Some((Unit::Sets | Unit::Times | Unit::Reps, end)))
                if joined(&["x", "*"]) =>
            {
                let hold = self.hold(&first, unit)?;
                Some((vec![hold, (rounds(&second), second.guess)], self.past_hold_word(end)))
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
                Some((vec![(count, first.guess), hold], end))
            }
            // "3 sets of 10 reps", "3 x 10", and behind it "x 5 s"
            (Unit::Times | Unit::Sets, _, second_unit)
                if joined(&["x", "*", "of", "by"]) && !matches!(second_unit, Some((Unit::Sets, _))) =>
            {
                let end = second_unit.map_or(end, |it| it.1);
                let (first, second) = if bare && second_unit.is_none() {
                    sets_and_repetitions(first, second)
                } else {
                    (first, second)
                };
                let mut read = vec![(rounds(&first), first.guess), (times(&second), second.guess)];
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
                Some((vec![(rounds(&second), second.guess), (times(&first), first.guess)], end))
            }
            (Unit::Reps, false, None) if joined(&["x", "*"]) => {
                Some((vec![(rounds(&second), second.guess), (times(&first), first.guess)], end))
            }
            (Unit::Time(_) | Unit::Breaths | Unit::Reps | Unit::Times | Unit::Sets, _, _) => None,
        }
    }

    /// The repetitions of "3 sets of 12 - 30 seconds rest", which are no range of seconds.
    fn before_a_rest(&self, at: usize, unit: Unit) -> Option<(Number, usize)> {
        let (range, end) = self.figure(at)?;
        let (low, is_clock, dash) = number(self.words, at)?;
        let is_apart = self.words.get(dash).is_some_and(|it| it.low == "-" && !it.is_glued);
        let rests = self.time_unit(end).is_some_and(|it| self.is_rest(it.1));
        (unit == Unit::Sets && range.low < range.high && is_apart && rests && !is_clock)
            .then_some((Number { low, high: low, ..range }, dash))
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
                Some((Unit::Reps, next)) => Some((vec![(times(&figure), figure.guess)], next)),
                Some((Unit::Sets, next)) => Some((vec![(rounds(&figure), figure.guess)], next)),
                Some((Unit::Times, next)) => Some((vec![(count(&figure), figure.guess)], next)),
                None => Some((vec![(count(&figure), figure.guess)], next)),
            };
        }
        // "Repeat 10 times, rest for one minute, repeat again."
        let has_rest = || {
            (0..self.at)
                .any(|it| self.is(it, &["rest"]) && self.figure(it + 1).or(self.figure(it + 2)).is_some())
        };
        if self.is(self.at, &["repeat"])
            && self.is(self.at + 1, &["again"])
            && self.is_end(self.at + 2)
            && has_rest()
        {
            return Some((
                vec![(Span::only(2).map_or(Amount::Impossible, Amount::Rounds), None)],
                self.at + 2,
            ));
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
                let by = if self.is(next, &["in", "on", "to"]) { next + 1 } else { next };
                let is_shared = self.is(by, &["each", "per", "every", "/", "ea", "either", "both"])
                    && (self.limb(by + 1).is_some()
                        || self.is(by + 1, &["direction", "way", "directions", "ways"]));
                if self.is(next, &["total", "altogether"]) && self.is_end(next + 1) {
                    return Some((vec![(count(&figure), figure.guess)], next + 1));
                }
                if is_shared || self.counts_a_noun(next) {
                    return Some((vec![(count(&figure), figure.guess)], next));
                }
                let amount = match label {
                    "reps" | "repetitions" | "rep" => times(&figure),
                    "do" | "perform" | "complete" if self.is_end(next) => times(&figure),
                    "sets" | "rounds" | "set" | "round" => rounds(&figure),
                    "repeat" | "repeats" | "times" => count(&figure),
                    "hold" | "holds" | "duration" | "seconds" | "secs" => bare(&figure),
                    _ => return None,
                };
                return self.is_free(next).then_some((vec![(amount, figure.guess)], next));
            }
        };
        match unit {
            Unit::Time(_) | Unit::Breaths => self.time(&figure, unit, next),
            Unit::Reps => Some((vec![(times(&figure), figure.guess)], next)),
            Unit::Sets => Some((vec![(rounds(&figure), figure.guess)], next)),
            Unit::Times => {
                let more = self.is(next, &["more"]);
                let figure = if more {
                    Number { low: figure.low + 1.0, high: figure.high + 1.0, ..figure }
                } else {
                    figure
                };
                Some((vec![(count(&figure), figure.guess)], if more { next + 1 } else { next }))
            }
        }
    }

    /// "90/90", "4-7-8 breathing", "figure 4", "3-way": names that have figures.
    fn name_with_figures(&self) -> Option<usize> {
        let digits = |at: usize| self.word(at).starts_with(|it: char| it.is_ascii_digit());
        let glued = |at: usize| self.words.get(at).is_some_and(|it| it.is_glued);
        let at = self.at;
        if !digits(at) {
            let figure = self.is(at, &["figure", "fig"]);
            let next = at + 1 + usize::from(self.word(at + 1) == "-");
            return (figure && (digits(next) || self.is(next, &["four", "eight"])) && self.is_name(next + 1))
                .then_some(next + 1);
        }
        if self.is(at + 1, &["/", "-"]) && glued(at + 1) && digits(at + 2) && glued(at + 2) {
            let three = self.word(at + 3) == self.word(at + 1) && digits(at + 4) && glued(at + 3);
            let same = self.word(at) == self.word(at + 2);
            if three {
                return Some(at + 5);
            }
            return same.then_some(at + 3);
        }
        (self.word(at + 1) == "-"
            && glued(at + 1)
            && self.is(
                at + 2,
                &["way", "point", "step", "leg", "legged", "arm", "part", "level", "inch", "foot"],
            ))
        .then_some(at + 3)
    }

    /// Whether a name may go on or end here, and no unit stands here.
    fn is_name(&self, at: usize) -> bool {
        self.time_unit(at).is_none() && !self.is(at, &["x", "times", "reps", "sets", "breaths"])
    }

    /// "Do 10 shoulder rolls": a figure before what is done, at the beginning or behind its verb.
    fn counts_a_noun(&self, next: usize) -> bool {
        let leads = self.at == 0
            || self.is_back(1, &["do", "perform", "complete", "x", "then", "try", ":", "of", "-"]);
        let is_next = self.word(next).ends_with('s') && is_noun(self.word(next));
        let is_short = is_next || (next..next + 5).position(|it| self.is_end(it)).is_some();
        let is_glued = self.words.get(next).is_none_or(|it| it.is_glued);
        let noun = (next..next + 4)
            .take_while(|it| !self.is_end(*it))
            .any(|it| self.word(it).ends_with('s') && is_noun(self.word(it)));
        leads && is_short && !is_glued && noun
    }

    /// A time, by what stands around it.
    fn time(&self, figure: &Number, unit: Unit, next: usize) -> Read {
        const SMALL: &[&str] =
            &["about", "approximately", "around", "the", "a", "for", "~", ":", "-", "(", "="];
        let before = (1..=4).map(|it| self.back(it)).find(|it| !SMALL.contains(it));
        let before = before.unwrap_or("");
        // "At 10:30" is a time of the day.
        if figure.is_clock && before == "at" || self.is(next, &["am", "pm", "o'clock"]) {
            return None;
        }
        const RELATIVE: &[&str] =
            &["after", "every", "within", "over", "last", "another", "until", "in", "wait", "than"];
        let is_most = before == "than" && (1..=8).any(|it| self.is_back(it, &["no", "not"]));
        if RELATIVE.contains(&before) && !is_most
            || self.is(
                next,
                &["ago", "later", "from", "away", "apart", "wide", "long", "high", "walk", "after", "before"],
            )
        {
            return None;
        }
        // "Holding the last rep for 20 seconds" is said of one repetition, and stays in the words.
        let of_last = |it: usize| self.is_back(it, &["last", "final"]) && !self.is_back(it - 1, &["for"]);
        if ["rep", "repetition", "one", "round", "time"].contains(&before) && (2..=4).any(of_last) {
            return None;
        }
        if unit != Unit::Breaths && ["takes", "total", "totals", "altogether"].contains(&before)
            || self.is(next, &["total", "altogether"])
        {
            return Some((vec![(Amount::Total, None)], next));
        }
        // "3 s up, 3 s down" is how fast, "30 sec on, 15 sec off" a hold and its rest.
        if self.is(next, &["up", "down", "lowering", "lifting", "in", "out", "tempo"])
            && self.is_end(next + 1)
        {
            return None;
        }
        let hold = self.hold(figure, unit)?;
        if self.is(next, &["on"]) && self.is_end(next + 1) {
            return Some((vec![hold], next + 1));
        }
        if self.is_rest(next)
            || ["rest", "resting", "break", "recover", "pause"].contains(&before) && unit != Unit::Breaths
        {
            let rests = self.is_rest(next) || before != "pause" || self.is(next, &["between"]);
            let past = if self.is_rest(next) { next + 1 } else { next };
            if let (true, Amount::Hold(Dose::Seconds(span))) = (rests, hold.0) {
                return Some(match self.past_between_repetitions(next) {
                    Some(past) => (vec![(Amount::Pause(span), hold.1)], past),
                    None => (vec![(Amount::Rest(span), hold.1)], past),
                });
            }
        }
        Some((vec![hold], self.past_hold_word(next)))
    }

    fn hold(&self, figure: &Number, unit: Unit) -> Option<(Amount, Guess)> {
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
        Some((amount, figure.guess))
    }

    /// Behind "rest between reps", "between each repetition".
    fn past_between_repetitions(&self, at: usize) -> Option<usize> {
        let between = (at..at + 3).find(|it| self.is(*it, &["between"]))?;
        let of = if self.is(between + 1, &["each", "the", "every"]) { between + 2 } else { between + 1 };
        self.is(of, &["rep", "reps", "repetition", "repetitions"]).then_some(of + 1)
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
        let at = if self.is(at, &["of", "-", "in"]) { at + 1 } else { at };
        if self.is(at, &["between"]) {
            return true;
        }
        // "6 sec pause at the top" is a hold in a repetition.
        let is_held = self.word(at) == "pause" && self.is(at + 1, &["at", "in", "with"]);
        self.is(at, &["rest", "break", "pause", "recovery", "off"]) && !is_held
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
            || self.is(at + 1, &[":", "="]) && number(self.words, at + 2).is_some()
            || self.is(at, &["x", "each", "per", "on", "both", "and", "/", "hold", "then", "with"])
    }

    /// Whether an amount stands shortly before.
    fn counts_before(&self, at: usize) -> bool {
        (1..=4).any(|by| {
            let Some(it) = at.checked_sub(by) else { return false };
            let is_counted = self.figure(it).is_some()
                || self.is(it, &["reps", "times", "seconds", "secs", "sec", "breaths", "twice", "once"]);
            // "2-4 min. each leg": the point belongs to the unit.
            let is_short = |it: usize| self.is(it - 1, &["s", "sec", "secs", "min", "mins", "rep", "reps"]);
            let clause =
                (it + 1..at).all(|it| !self.is(it, &[";", "!"]) && (self.word(it) != "." || is_short(it)));
            is_counted && clause
        })
    }

    fn says_before(&self, at: usize, words: &[&str]) -> bool {
        (1..=4).filter_map(|by| at.checked_sub(by)).any(|it| self.is(it, words))
    }
}

/// Which of two figures are the sets: the first, as "3 x 10" is written everywhere, unless nobody does so many.
fn sets_and_repetitions(first: Number, second: Number) -> (Number, Number) {
    if first.low <= USUAL_SETS || first == second {
        let is_like_seconds = second.low >= LIKE_SECONDS && second.low % 5.0 == 0.0;
        let guess = second.guess.or(is_like_seconds.then_some(NO_UNIT));
        return (first, Number { guess, ..second });
    }
    let (sets, repetitions, guess) = match second.high <= USUAL_SETS {
        true => (second, first, SETS_LAST),
        false => (first, second, SETS_FIRST),
    };
    let guessed = |it: Number| Number { guess: it.guess.or(Some(guess)), ..it };
    (guessed(sets), guessed(repetitions))
}

fn span(figure: &Number, worth: f64, most: u32) -> Option<Span> {
    let whole = |it: f64| {
        let it = (it * worth).round();
        (1.0..=f64::from(most)).contains(&it).then_some(it as u32)
    };
    Span::new(whole(figure.low)?, whole(figure.high)?)
}

fn of(figure: &Number, most: u32, amount: fn(Span) -> Amount) -> Amount {
    let is_whole = figure.low.fract() == 0.0 && figure.high.fract() == 0.0;
    span(figure, 1.0, most).filter(|_| is_whole).map_or(Amount::Impossible, amount)
}

fn rounds(figure: &Number) -> Amount {
    of(figure, MOST_ROUNDS, Amount::Rounds)
}

fn times(figure: &Number) -> Amount {
    of(figure, MOST_TIMES, Amount::Times)
}

fn count(figure: &Number) -> Amount {
    of(figure, MOST_TIMES, Amount::Count)
}

fn bare(figure: &Number) -> Amount {
    of(figure, LONGEST_HOLD, Amount::Bare)
}
