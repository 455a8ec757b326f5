//! Figures, ranges of them, and the unit behind one.

use super::{Number, Reader, Unit, VAGUE, token::number};

impl Reader<'_, '_> {
    /// A figure or a range, and the token behind it.
    pub(super) fn figure(&self, at: usize) -> Option<(Number, usize)> {
        let exact = |it: f64| Number { low: it, high: it, guess: None, is_clock: false };
        match self.word(at) {
            "twice" => return Some((exact(2.0), at + 1)),
            // "Both legs at once" and "once you feel it" count nothing.
            "once" => {
                let counts = self.is_end(at + 1)
                    || self.is(
                        at + 1,
                        &["on", "with", "for", "each", "per", "to", "a", "daily", "or", "then", "through"],
                    );
                let leads = at > 0 && self.is(at - 1, &["at", "all", "than", "only"]);
                return (counts && !leads).then_some((exact(1.0), at + 1));
            }
            "thrice" => return Some((exact(3.0), at + 1)),
            "several" => {
                return Some((Number { low: 3.0, high: 5.0, guess: Some(VAGUE), is_clock: false }, at + 1));
            }
            "few" => {
                let more = usize::from(self.is(at + 1, &["more"]));
                return Some((
                    Number { low: 3.0, high: 5.0, guess: Some(VAGUE), is_clock: false },
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
            "a" | "an" | "one" if self.is(at + 1, &["few", "couple", "half", "dozen"]) => {
                return self.figure(at + 1);
            }
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
        let mut figure = Number { low, high: low, guess: None, is_clock };
        // "30 sec to 1 min": the first end has a unit of its own.
        let own = if is_clock { None } else { self.time_unit(next) };
        let joint = own.map_or(next, |it| it.1);
        // "30 seconds, working up to 60 seconds"
        let joint = self.growing(joint).unwrap_or(joint);
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

    /// The "to" of "and build up to", "gradually increasing to".
    fn growing(&self, at: usize) -> Option<usize> {
        const VERBS: &[&str] =
            &["work", "working", "build", "building", "progress", "progressing", "increase", "increasing"];
        const SMALL: &[&str] = &[
            ",",
            "and",
            "then",
            "gradually",
            "slowly",
            "up",
            "the",
            "hold",
            "it",
            "this",
            "(",
            "eventually",
        ];
        let to = (at..at + 7).find(|it| !self.is(*it, VERBS) && !self.is(*it, SMALL))?;
        ((at..to).any(|it| self.is(it, VERBS) || self.is(it, &["up"])) && self.is(to, &["to"])).then_some(to)
    }

    pub(super) fn time_unit(&self, at: usize) -> Option<(f64, usize)> {
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
            "'" if self.words.get(at).is_some_and(|it| it.is_glued) => 60.0,
            _ => return None,
        };
        // "sec." is an abbreviation.
        let short = self.is(at, &["s", "sec", "secs", "min", "mins"]) && self.word(at + 1) == ".";
        Some((worth, if short && self.words.len() > at + 2 { at + 2 } else { at + 1 }))
    }

    /// The unit of a figure, and what is behind it.
    pub(super) fn unit(&self, at: usize, figure: &Number) -> Option<(Unit, usize)> {
        // "Sets: 3 Reps: 10 Hold: 5 sec": the word behind the figure is the label of the next one.
        if self.is(at + 1, &[":", "="]) && number(self.words, at + 2).is_some() {
            return None;
        }
        if figure.is_clock {
            let next = if self.is(at, &["min", "mins", "minutes", "minute"]) { at + 1 } else { at };
            return Some((Unit::Time(1.0), next));
        }
        if let Some((worth, next)) = self.time_unit(at) {
            // "A minute and a half"
            if self.is(next, &["and"]) && self.is(next + 1, &["a"]) && self.is(next + 2, &["half"]) {
                return Some((Unit::Time(worth * (figure.low + 0.5) / figure.low.max(1.0)), next + 3));
            }
            // "1 min 30 s"
            if worth == 60.0
                && figure.low == figure.high
                && let Some((rest, _, end)) =
                    number(self.words, if self.word(next) == "and" { next + 1 } else { next })
                && let Some((1.0, end)) =
                    self.time_unit(end).or((self.word(end) == "\"").then_some((1.0, end + 1)))
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
            "reps" | "rep" | "repetitions" | "repetition" | "repeats" | "ones" | "them" => Unit::Reps,
            // "10 forward, 10 back"
            "forward" | "forwards" | "clockwise" if self.is_end(next + 1) => Unit::Reps,
            "count" | "counts" => Unit::Time(1.0),
            "set" | "sets" | "rounds" | "round" | "circuits" | "lots" => Unit::Sets,
            "time" | "times" => Unit::Times,
            "x" if self.figure(next + 1).is_none() => Unit::Times,
            // "Repeat twice": the word is its own unit.
            _ if at > 0 && self.is(at - 1, &["twice", "once", "thrice"]) => return Some((Unit::Times, at)),
            _ => return None,
        };
        Some((unit, next + 1))
    }
}
