//! The sides of the body, and how often a day: amounts that are no time and no count of an exercise.

use super::{Amount, Read, Reader, Unit, count};

/// What comes in pairs, and the limb that a routine's `limb` can name.
const PAIRED: &[(&str, Option<&str>)] = &[
    ("side", None),
    ("sides", None),
    ("arm", Some("arm")),
    ("arms", Some("arm")),
    ("leg", Some("leg")),
    ("legs", Some("leg")),
    ("hand", Some("hand")),
    ("hands", Some("hand")),
    ("wrist", Some("hand")),
    ("wrists", Some("hand")),
    ("foot", Some("foot")),
    ("feet", Some("foot")),
    ("ankle", Some("foot")),
    ("ankles", Some("foot")),
    ("shoulder", Some("shoulder")),
    ("shoulders", Some("shoulder")),
    ("knee", Some("knee")),
    ("knees", Some("knee")),
    ("hip", Some("hip")),
    ("hips", Some("hip")),
    ("ear", None),
    ("elbow", Some("arm")),
    ("calf", Some("leg")),
    ("thigh", Some("leg")),
    ("hamstring", Some("leg")),
];

/// Times of the day and the week, by which habits are given.
const PERIODS: &[&str] = &[
    "day", "days", "daily", "week", "weeks", "weekly", "hour", "hourly", "month", "morning", "evening",
    "night", "nightly", "d", "wk", "workday", "weekday",
];

/// The unit in which a sheet says how long a day something is done.
const MINUTES: &[&str] = &["minutes", "minute", "min", "mins"];

impl Reader<'_, '_> {
    /// "Twice a day", "3 times per week", "daily", "every 2 hours", "for 10 minutes a day".
    pub(super) fn habit(&self) -> Read {
        let habit = |next| Some((vec![(Amount::Habit, None)], next));
        if self.is(self.at, &["daily", "hourly", "weekly", "nightly"]) {
            return habit(self.at + 1);
        }
        if self.is(self.at, &["every", "each", "per", "/"]) && !self.is(self.at + 1, &["side"]) {
            let after = self.figure(self.at + 1).map_or(self.at + 1, |it| it.1);
            let after = if self.is(after, &["other", "single", "few"]) { after + 1 } else { after };
            let is_break = self.is(after, MINUTES) || self.is(after, &["hours", "hrs"]);
            if self.is(after, PERIODS) || is_break && self.word(self.at) == "every" {
                return habit(after + 1);
            }
        }
        // "For 20 minutes a day": the minutes were taken for themselves.
        if self.is(self.at, &["a"]) && self.is_back(1, MINUTES) && self.is(self.at + 1, PERIODS) {
            return habit(self.at + 2);
        }
        if self.is_done_for_minutes() {
            return None;
        }
        // A figure with its unit, and then the period: "twice a day", "x2 daily".
        let from = if self.is(self.at, &["x"]) { self.at + 1 } else { self.at };
        let (_, mut after) = self.figure(from)?;
        while self.is(
            after,
            &["times", "time", "x", "minutes", "minute", "min", "mins", "sessions", "session", "sets", "set"],
        ) {
            after += 1;
        }
        if self.is(after, &["daily", "weekly", "hourly", "nightly"]) {
            return habit(after + 1);
        }
        if self.is(after, &["days", "day", "weeks", "mornings", "evenings"])
            || self.is(after, &["a", "per", "every", "each", "/", "in"]) && self.is(after + 1, PERIODS)
        {
            let after =
                if self.is(after, &["a", "per", "every", "each", "/", "in"]) { after + 1 } else { after };
            let more = self.is(after + 1, &["a", "per", "/", "each", "every"]) && self.is(after + 2, PERIODS);
            return habit(if more { after + 3 } else { after + 1 });
        }
        None
    }

    /// "Walk for 20 minutes every day", which says how long as well as how often; but "do these exercises for 10 minutes
    /// a day" is said of all of them.
    fn is_done_for_minutes(&self) -> bool {
        const WHOLE: &[&str] = &[
            "exercises",
            "stretches",
            "routine",
            "program",
            "programme",
            "these",
            "this",
            "them",
            "it",
            "all",
        ];
        let Some((_, after)) = self.figure(self.at) else { return false };
        self.is_back(1, &["for"]) && self.is(after, MINUTES) && !(0..self.at).any(|it| self.is(it, WHOLE))
    }

    pub(super) fn limb(&self, at: usize) -> Option<Option<&'static str>> {
        PAIRED.iter().find(|it| it.0 == self.word(at)).map(|it| it.1)
    }

    /// "Each side", "switch legs", "on the other side", "L/R".
    pub(super) fn sides(&self) -> Read {
        let sides = |limb, next| Some((vec![(Amount::Sides(limb), None)], next));
        let at = self.at;
        // "R only", "right side only", "on the left side alone"
        if self.is(at, &["l", "r", "left", "right"]) {
            let next = if self.limb(at + 1).is_some() { at + 2 } else { at + 1 };
            if self.is(next, &["only", "alone"]) {
                let side = if self.word(at).starts_with('l') { "left" } else { "right" };
                return Some((vec![(Amount::Only(side), None)], next + 1));
            }
        }
        // "B/L", "e/s", "bilateral"
        if self.is(at, &["b", "e"]) && self.word(at + 1) == "/" && self.is(at + 2, &["l", "s"]) {
            return sides(None, at + 3);
        }
        if self.is(at, &["bilateral", "bilaterally", "bilat"]) && self.is_end(at + 1) {
            return sides(None, at + 1);
        }
        // "3x30s ea"
        if self.is(at, &["ea", "each"]) && self.counts_before(at) && self.is_end(at + 1) {
            let next = if self.word(at + 1) == "." && self.word(at) == "ea" { at + 2 } else { at + 1 };
            let amount = if self.word(at) == "ea" { Amount::Sides(None) } else { Amount::Each };
            return Some((vec![(amount, None)], next));
        }
        // "Forty-five seconds a side"
        if self.is(at, &["a"])
            && self.counts_before(at)
            && (self.is(at + 1, &["side", "leg", "arm", "hand", "foot"]))
        {
            return sides(self.limb(at + 1).flatten(), at + 2);
        }
        // "Hold for 30 seconds, then switch."
        if self.is(at, &["switch", "swap"])
            && self.is_end(at + 1)
            && self.is_back(1, &["then", "and", ",", ".", ""])
        {
            return sides(None, at + 1);
        }
        if self.is(at, &["each", "both", "either", "per", "every", "ea", "/"]) {
            let next = if self.word(at + 1) == "." { at + 2 } else { at + 1 };
            if self.is(next, &["direction", "directions", "way", "ways"]) && self.word(at) != "every" {
                return Some((vec![(Amount::Directions, None)], next + 1));
            }
            if let Some(limb) = self.limb(next)
                && !self.is(next + 1, &["of"])
            {
                let is_side = self.is(next, &["side", "sides"]);
                let counts = self.counts_before(at);
                let repeats = self.says_before(
                    at,
                    &["repeat", "repeats", "alternate", "alternating", "alternately", "do", "perform"],
                );
                // "10 circles each way with each hand."
                let ends = self.is_back(1, &["with"])
                    && self.is_end(next + 1)
                    && (2..=8).filter_map(|by| at.checked_sub(by)).any(|it| self.figure(it).is_some());
                let place = self.is_back(
                    1,
                    &["in", "under", "over", "around", "behind", "from", "between", "against", "of"],
                );
                let holds = match self.word(at) {
                    "both" => {
                        is_side && (counts || repeats || self.is_back(1, &["on", "for", "do", ""]) || at == 0)
                            || counts
                            || repeats
                    }
                    "per" | "/" | "ea" => true,
                    _ => is_side || counts || repeats || ends,
                };
                if holds && !place {
                    return sides(limb, next + 1);
                }
            }
        }
        if self.is(
            at,
            &["switch", "change", "swap", "alternate", "alternating", "switching", "changing", "swapping"],
        ) {
            let mut next = at + 1;
            while self.is(
                next,
                &["your", "the", "over", "to", "between", "other", "opposite", "and", "repeat", "on", "with"],
            ) {
                next += 1;
            }
            if let Some(limb) = self.limb(next)
                && (next > at + 1
                    || !self.is(next, &["side", "arm", "leg", "hand", "foot"])
                    || self.is_end(next + 1))
            {
                return sides(limb, self.past_other_side(next + 1));
            }
            if self.is_end(next) && next > at + 1 && self.is(next - 1, &["over"]) {
                return sides(None, next);
            }
        }
        self.other_side().or_else(|| self.left_and_right())
    }

    /// Behind "swap your legs": "over", and "and stretch the opposite side", which says the same again.
    fn past_other_side(&self, at: usize) -> usize {
        let over = if self.is(at, &["over", "around", "round"]) { at + 1 } else { at };
        let mut next = over;
        while self.is(
            next,
            &[
                "and", "then", ",", "stretch", "repeat", "do", "hold", "on", "with", "the", "to", "your",
                "same",
            ],
        ) {
            next += 1;
        }
        let is_other = next > over && self.is(next, &["other", "opposite"]) && self.limb(next + 1).is_some();
        if is_other && self.is_end(next + 2) { next + 2 } else { over }
    }

    /// "Repeat on the other side", "then the opposite leg", "same with the left".
    fn other_side(&self) -> Read {
        let at = self.at;
        if !self.is(
            at,
            &[
                "repeat", "same", "again", "do", "then", "now", "redo", "and", "continue", "switch",
                "before", "perform",
            ],
        ) {
            return None;
        }
        const BETWEEN: &[&str] = &[
            "on",
            "with",
            "for",
            "to",
            "the",
            "your",
            "it",
            "this",
            "that",
            "thing",
            "all",
            "exercise",
            "stretch",
            "movement",
            "at",
            "using",
            "same",
            "again",
            "repeat",
            "do",
            "then",
            "steps",
            "whole",
            "sequence",
            "process",
            "of",
            "by",
            "from",
            "repeating",
            "go",
            "turn",
            "body",
            "doing",
            "in",
            "entire",
            "exercises",
            "stretches",
            "movements",
            "procedure",
            "action",
            "set",
            "pose",
            "switching",
            "above",
            "everything",
        ];
        let mut next = at + 1;
        while self.is(next, BETWEEN) {
            next += 1;
        }
        let other = self.is(next, &["other", "opposite", "second", "alternate"]);
        let named = self.is(next, &["left", "right"]);
        if !other && !named {
            return None;
        }
        let says_again = (at..next)
            .any(|it| self.is(it, &["repeat", "same", "again", "redo", "repeating", "switch", "switching"]));
        let end = |it: usize| self.is_end(it) || self.is(it, &["and", "for", "as", "too", "also"]);
        if let Some(limb) = self.limb(next + 1) {
            // "And the other hand behind your back" goes on; "then the other leg." does not.
            let fits =
                says_again || (end(next + 2) && self.is(at, &["then", "now", "do", "perform", "continue"]));
            return fits.then_some((vec![(Amount::Sides(limb), None)], next + 2));
        }
        let is_bare = self.is_end(next + 1) || self.is(next + 1, &["direction", "way"]);
        let past = if self.is(next + 1, &["direction", "way"]) { next + 2 } else { next + 1 };
        (is_bare && says_again).then_some((vec![(Amount::Sides(None), None)], past))
    }

    /// "Left and right", "L/R", "left then right" where nothing else is said of them.
    fn left_and_right(&self) -> Read {
        let at = self.at;
        let short = |it: usize| self.is(it, &["l", "r"]);
        if short(at)
            && self.is(at + 1, &["/", "+", "&", "and", "then", ","])
            && short(at + 2)
            && self.word(at) != self.word(at + 2)
            && self.is_end(at + 3)
        {
            return Some((vec![(Amount::Sides(None), None)], at + 3));
        }
        let named = |it: usize| self.is(it, &["left", "right"]);
        if named(at)
            && self.is(at + 1, &["/", "+", "&", "and", "then"])
            && named(at + 2)
            && self.word(at) != self.word(at + 2)
        {
            let next = if self.limb(at + 3).is_some() { at + 4 } else { at + 3 };
            let alone = self.is_end(next)
                && (at == 0
                    || self.counts_before(at)
                    || self.is_back(1, &["on", "both", ",", "(", "-"])
                    || next > at + 3);
            return alone.then_some((vec![(Amount::Sides(None), None)], next));
        }
        let first = if self.word(at) == "left" { "left" } else { "right" };
        if named(at)
            && (self.is(at + 1, &["first"]) || self.limb(at + 1).is_some() && self.is(at + 2, &["first"]))
        {
            let next = if self.is(at + 1, &["first"]) { at + 2 } else { at + 3 };
            return Some((vec![(Amount::First(first), None)], next));
        }
        None
    }

    /// "30s L, 30s R", "10 forward, 10 back": the same again on the other side, or the other way round.
    pub(super) fn sides_apart(&self) -> Read {
        const ONE: &[&str] = &["l", "left", "r", "right"];
        // "R 30s / L 30s"
        if self.is(self.at, ONE) {
            let (first, after) = self.figure(self.at + 1)?;
            let (unit, end) = self.unit(after, &first)?;
            let side = (end..end + 3).find(|it| !self.is(*it, &[",", "/", "and", "then", "+", "&", ";"]))?;
            let (second, after) = self.figure(side + 1).filter(|_| self.is(side, ONE))?;
            let (other, past) = self.unit(after, &second)?;
            let led = if self.word(self.at).starts_with('l') { "left" } else { "right" };
            let same = first == second && unit == other && self.word(side) != self.word(self.at);
            let hold = self.hold(&first, unit)?;
            return same.then_some((vec![hold, (Amount::First(led), None)], past));
        }
        let (figure, after) = self.figure(self.at)?;
        let after = self.unit(after, &figure).filter(|it| it.0 == Unit::Times).map_or(after, |it| it.1);
        if self.is(
            after,
            &["back", "backward", "backwards", "anticlockwise", "counterclockwise", "anti", "counter"],
        ) {
            let before = (1..=4)
                .filter_map(|by| self.at.checked_sub(by))
                .find(|it| self.is(*it, &["forward", "forwards", "clockwise"]))?;
            let first = (1..=2).filter_map(|by| self.figure(before.checked_sub(by)?)).next()?.0;
            let past = (after + 1..after + 4).find(|it| self.is_end(*it) && self.word(*it) != "-")?;
            return (first == figure).then_some((vec![(Amount::Directions, None)], past));
        }
        let (unit, end) = self.unit(after, &figure).unwrap_or((Unit::Times, after));
        let end = if self.is(end, &["on", "per", "("]) { end + 1 } else { end };
        let end = if self.is(end, &["the"]) { end + 1 } else { end };
        if !self.is(end, ONE) {
            return None;
        }
        let joint =
            (end + 1..end + 5).find(|it| !self.is(*it, &[",", ")", "/", "and", "then", "+", "&", ";"]))?;
        let (second, next) = self.figure(joint)?;
        let (other, past) = self.unit(next, &second).unwrap_or((Unit::Times, next));
        let past = if self.is(past, &["on", "per", "("]) { past + 1 } else { past };
        let past = if self.is(past, &["the"]) { past + 1 } else { past };
        if joint == end + 1 || !self.is(past, ONE) || (figure.low, figure.high) != (second.low, second.high) {
            return None;
        }
        let amount = match (unit, other) {
            (Unit::Time(_) | Unit::Breaths, _) if unit == other => self.hold(&figure, unit)?,
            (Unit::Reps | Unit::Times, Unit::Reps | Unit::Times) => (count(&figure), figure.guess),
            (Unit::Time(_) | Unit::Breaths | Unit::Reps | Unit::Times | Unit::Sets, _) => return None,
        };
        let first = if self.word(end).starts_with('l') { "left" } else { "right" };
        Some((vec![amount, (Amount::First(first), None)], past + 1))
    }
}
