//! Routines laid out one after the other: the segments of a plan, as they come.

mod between;

use super::{
    Adjustment, Brisk, Choice, Moves, Open, Pace, Segment, SegmentKind, Unplayable, Wishes,
    arrival::{Arrival, Whereabouts},
    filled, has_counted,
    lines::{Counted, Words, reminder, with_count},
    movement,
    opening::{AskFirst, Opening},
    slot::Slot,
};
use crate::model::{
    clinician::{Plea, Pleas},
    dose::{Breath, DAY, Dose, Seconds, Span},
    routine::{Action, Kind, Routine, Side, Sides, Step},
    sentence,
    speech::{time_for, time_to_say},
    stance::{Passage, Stance},
    text::Text,
    transfer::Transfer,
    words::session::{self, Led, Ready, SideOf},
};

/// Seconds before a routine for which nothing has to be done.
const READY: Seconds = 5;
/// Seconds of quiet after the last move of a session, before its end is heard.
pub(super) const LAST_MOVE: Seconds = 3;
/// No move is shorter than this.
const SHORTEST_MOVE: Seconds = 4;
/// Seconds for the sound that may come before the words of a move.
const SOUND_BEFORE_WORDS: Seconds = 1;

/// The segments of the routines so far.
pub struct PlanDraft<'a> {
    wishes: &'a Wishes,
    adjustments: &'a [Adjustment],
    /// What is said beside the first routine.
    opening: Opening,
    /// Where the person is and what they have.
    whereabouts: Whereabouts,
    /// The warnings of cautions that were said.
    warned: Vec<String>,
    /// With which conditions the person was told to ask a clinician first.
    told: Pleas,
    /// The side onto which the person has just rolled.
    rolled_onto: Option<Side>,
    /// How the routine that is laid out is announced in few words, if it is.
    brisk: Option<Brisk>,
    /// Whether it rests.
    rests: bool,
    /// The sentences that were said in it, where they are not to be said again.
    said: Vec<String>,
    /// Whether its steps were done before, on the other side or in another round.
    is_again: bool,
    /// Whether the person was told that sounds stand for the words of moves that they know.
    told_of_sounds: bool,
    /// Seconds of getting into the posture that the next move names.
    settling: Seconds,
    /// How many rounds of each routine so far.
    pub rounds: Vec<u32>,
    /// What they are laid out as.
    pub segments: Vec<Segment>,
    seconds: u64,
    /// How long a breath is in the routine that is laid out.
    breath: Breath,
    /// How the person is placed when all of it is over.
    here: Stance,
}

impl PlanDraft<'_> {
    /// Nothing yet.
    pub fn new<'a>(wishes: &'a Wishes, adjustments: &'a [Adjustment], opening: Opening) -> PlanDraft<'a> {
        PlanDraft {
            wishes,
            adjustments,
            opening,
            whereabouts: Whereabouts::default(),
            warned: Vec::new(),
            told: Pleas::default(),
            rolled_onto: None,
            brisk: None,
            rests: false,
            said: Vec::new(),
            is_again: false,
            told_of_sounds: false,
            settling: 0,
            rounds: Vec::new(),
            segments: Vec::new(),
            seconds: 0,
            breath: Breath::USUAL,
            here: Stance::default(),
        }
    }

    /// Adds a routine, by its index among all, behind the one before it.
    pub fn routine(&mut self, index: usize, choice: &Choice) -> Result<(), Unplayable> {
        let routine = &*choice.routine;
        let adjustments = self.adjustments;
        let own = &adjustments[index];
        let rounds = self.rounds_of(choice);
        self.rounds.push(rounds);
        let order = self.sides(routine, own);
        let left = own.turns(&order, rounds);
        let mut sides = order.clone();
        if let Some(left) = &left {
            let Some(&(_, leading)) = left.first() else { return Ok(()) };
            sides.retain(|side| left.iter().any(|it| it.1 == *side));
            sides.sort_by_key(|it| *it != leading);
        }
        let leading = sides.first().copied().flatten();
        // One after the other, since there may be more rounds than a day has seconds.
        let all = (1..=rounds).flat_map(|round| order.iter().map(move |side| (round, *side)));
        let all = all.take_while(|_| left.is_none());
        let turns = left.iter().flatten().copied().chain(all);
        let passages: Vec<Passage> = routine.passages().collect();
        let (setup, passages) = passages.split_at(routine.setup.len());
        let (steps, finish) = passages.split_at(routine.steps.len());
        let start = Stance { pose: routine.start_pose(), mirrored: routine.sides.mirrors(leading) };
        self.here = Stance { pose: routine.first_pose(), ..start };
        let outside =
            Slot { routine: index, step: None, round: None, side: None, through: None, end: self.here };

        (self.brisk, self.said, self.rests) = (own.brisk, Vec::new(), routine.kind == Kind::Rest);
        self.is_again = false;
        let arrival = self.whereabouts.arrival(routine, start.mirrored);
        self.ready(routine, outside, &sides, rounds, &arrival)?;
        (self.whereabouts.posture, self.settling) = (arrival.posture, arrival.settling);
        for (it, passage) in routine.setup.iter().zip(setup) {
            let words = self.known(Words::of(&it.words).filled(leading));
            self.move_to(routine, outside.along(*passage), words, it.length, None)?;
        }
        self.breath = self.wishes.breath.or(routine.breath).unwrap_or(Breath::USUAL);
        // Where the short forms name no side, the second side would hear the words of the first.
        let can_shorten =
            leading.is_none() || routine.steps.iter().any(|it| sentence::short_names_side(&it.words));
        let words_of =
            |it: &Step| if can_shorten { Words::of(&it.words) } else { Words::same(it.words.clone()) };
        let lines: Vec<PreparedStep<'_>> = routine
            .steps
            .iter()
            .zip(steps)
            .map(|(it, passage)| PreparedStep { step: it, words: words_of(it), passage: *passage })
            .collect();
        let mut before: Option<(u32, Option<Side>)> = None;
        for (round, side) in turns {
            let end = Stance { mirrored: routine.sides.mirrors(side), ..start };
            let slot = Slot { end, ..outside };
            if let Some((_, last)) = before.filter(|it| it.0 != round) {
                let back_to = side.filter(|_| last != side);
                self.between_rounds(slot, routine, [round, rounds], side, back_to)?;
            }
            let slot = Slot { round: Some(round), side, ..slot };
            let is_other_side = before.is_some_and(|it| it.0 == round);
            if let (Some(side), true) = (side, is_other_side) {
                self.switch(slot, routine, side)?;
            }
            self.is_again = before.is_some();
            let begins = self.segments.len();
            for (at, line) in lines.iter().enumerate() {
                self.step(routine, Slot { step: Some(at + 1), ..slot }, line)?;
            }
            self.tell_of_sounds(begins);
            before = Some((round, side));
        }
        let outside = Slot { end: self.here, ..outside };
        for (it, passage) in routine.finish.iter().zip(finish) {
            let words = self.known(Words::of(&it.words).filled(leading));
            self.move_to(routine, outside.along(*passage), words, it.length, None)?;
        }
        self.whereabouts.after(routine, arrival.posture, self.here);
        Ok(())
    }

    /// Adds what is said before a routine, and leaves the person where it leaves them, as if it were played.
    pub fn announced(&mut self, index: usize, choice: &Choice) -> Result<(), Unplayable> {
        let routine = &*choice.routine;
        let rounds = self.rounds_of(choice);
        self.rounds.push(rounds);
        let sides = self.sides(routine, &self.adjustments[index]);
        let (_, arrival) = self.arrive(index, routine, &sides, rounds)?;
        let pose = routine.passages().last().and_then(|it| it.end);
        let mirrored = routine.sides.mirrors(sides.last().copied().flatten());
        self.here = Stance { pose, mirrored };
        self.whereabouts.after(routine, arrival.posture, self.here);
        Ok(())
    }

    fn rounds_of(&self, choice: &Choice) -> u32 {
        let rounds = self.wishes.rounds.or(choice.rounds);
        rounds.unwrap_or_else(|| choice.routine.rounds.count(self.wishes.level))
    }

    /// Getting to a routine, and where in the plan everything outside of its rounds stands.
    fn arrive(
        &mut self,
        index: usize,
        routine: &Routine,
        sides: &[Option<Side>],
        rounds: u32,
    ) -> Result<(Slot, Arrival), Unplayable> {
        let mirrored = routine.sides.mirrors(sides.first().copied().flatten());
        self.here = Stance { pose: routine.first_pose(), mirrored };
        let outside =
            Slot { routine: index, step: None, round: None, side: None, through: None, end: self.here };
        let rests = routine.kind == Kind::Rest;
        (self.brisk, self.said, self.rests) = (self.adjustments[index].brisk, Vec::new(), rests);
        self.is_again = false;
        let arrival = self.whereabouts.arrival(routine, mirrored);
        self.ready(routine, outside, sides, rounds, &arrival)?;
        Ok((outside, arrival))
    }

    /// The end of a session: a person who lies is led up, and the last move has time before the end is heard.
    pub fn finish(&mut self) -> Result<(), Unplayable> {
        let Some(last) = self.segments.last_mut() else { return Ok(()) };
        let Some(transfer) = self.whereabouts.posture.and_then(Transfer::to_rest) else {
            if let (SegmentKind::Move, Some(length)) = (last.kind, &mut last.length) {
                *length += LAST_MOVE;
                self.seconds += u64::from(LAST_MOVE);
            }
            return Ok(());
        };
        let (routine, end) = (last.routine, self.here);
        let slot = Slot { routine, step: None, round: None, side: None, through: None, end };
        let words = Words::same(Text::literal(transfer.way));
        let length = time_to_say(&words.text) + SOUND_BEFORE_WORDS + transfer.seconds;
        self.way(SegmentKind::Move, slot, length, words)
    }

    /// What is said before a routine, and the time of getting there once that is said. Fewer rounds than it has
    /// are a sample, unless the person wants them.
    fn ready(
        &mut self,
        routine: &Routine,
        slot: Slot,
        sides: &[Option<Side>],
        rounds: u32,
        arrival: &Arrival,
    ) -> Result<(), Unplayable> {
        let way = |side| SideOf { side, limb: routine.limb };
        let led = match *sides {
            [Some(first), _, ..] => Led::First(way(first)),
            [Some(only)] => Led::Only(way(only)),
            [None, ..] | [] => Led::NoSides,
        };
        let has_begun = self.whereabouts.has_begun;
        let announced = self.adjustments[slot.routine].announced();
        let seconds = if announced.is_some() { arrival.known } else { arrival.seconds };
        let Opening { news, warm_up, .. } = std::mem::take(&mut self.opening);
        let Plea { said: asks, whole: whole_plea, covered, is_repeated } = self.asks(routine);
        // What is said of a caution before the way, and what on it. At the beginning the first thing that is heard is
        // what to do, and what to take care of comes while one does it.
        let parted = |caution: Text, is_on_the_way: bool| match (has_begun, is_on_the_way) {
            (false, _) => {
                let first = [warm_up.clone(), asks.clone(), Text::literal(session::STOP_SIGNS)];
                (Text::default(), session::joined(first.into_iter().chain([caution])))
            }
            (true, true) => (Text::default(), session::joined([asks.clone(), caution])),
            (true, false) => (session::joined([asks.clone(), caution]), Text::default()),
        };
        let (mut caution, mut left_out) = self.caution(routine, &covered);
        let left = self.adjustments[slot.routine].rounds(rounds);
        let mut ready = Ready {
            routine,
            way: arrival.words.clone(),
            chooses: arrival.chooses,
            useful: &arrival.useful,
            led,
            rounds: left,
            is_sample: left == rounds && self.wishes.rounds.is_none() && rounds < routine.rounds.low(),
            caution: Text::default(),
            opening: news,
            on_the_way: Text::default(),
        };
        (ready.caution, ready.on_the_way) = parted(caution.clone(), false);
        let whole = session::ready(&ready);
        if let Some(brisk) = announced {
            let rounds = if ready.is_sample { left } else { 1 };
            ready = Ready { useful: &[], chooses: false, rounds, ..ready };
            if brisk.knows_caution {
                let (first, more) = sentence::first(&caution);
                (caution, left_out) = (first, session::joined([more, left_out]));
            }
        }
        // Whoever knows the way goes it while they hear the caution.
        (ready.caution, ready.on_the_way) = parted(caution, announced.is_some() && seconds > 0);
        let text = session::ready(&ready);
        let said = |it: &Text| if has_begun { session::following(it, false) } else { it.clone() };
        let to_say = |it: &Text| time_to_say(&said(it)) + SOUND_BEFORE_WORDS;
        let length = match (seconds, announced) {
            (0, Some(_)) => to_say(&text).max(SHORTEST_MOVE),
            (0, None) => time_for(&said(&text)).max(READY),
            (seconds, Some(_) | None) => {
                let until_the_way = session::ready(&Ready { on_the_way: Text::default(), ..ready });
                to_say(&text).max(to_say(&until_the_way) + seconds)
            }
        };
        let care = ready.on_the_way.as_str().len();
        let care = (care > 0).then(|| text.as_str().len().saturating_sub(care));
        let words = Words { whole, text, said: None, short: session::name(routine) };
        self.way(SegmentKind::Ready, slot, length, words)?;
        if let Some(segment) = self.segments.last_mut() {
            segment.care = care;
            segment.foreword = if is_repeated { whole_plea } else { Text::default() };
            segment.note = left_out;
        }
        Ok(())
    }

    /// With which conditions one asks a clinician before a routine. Whoever was told before, or said which they have,
    /// is only shown it.
    fn asks<'r>(&mut self, routine: &'r Routine) -> Plea<'r> {
        match self.wishes.ask_first {
            AskFirst::Said => self.told.of(routine),
            AskFirst::Shown | AskFirst::Own => {
                Plea { said: Text::default(), is_repeated: true, ..Pleas::default().of(routine) }
            }
        }
    }

    /// A caution as it is said, and what of it is only shown: at which signs to stop is said once in a session. What the
    /// sentence about clinicians covers is neither, nor what these signs cover where they are said.
    fn caution(&mut self, routine: &Routine, covered: &[&str]) -> (Text, Text) {
        let (mut said, mut shown) = (Vec::new(), Vec::new());
        let sentences = routine.caution.iter().flat_map(|it| sentence::sentences(it.as_str()));
        let says_signs = !self.whereabouts.has_begun;
        for sentence in sentences.filter(|it| !covered.contains(it)) {
            let is_repeated = self.warned.iter().any(|it| it == sentence);
            let is_in_signs = session::is_covered(sentence);
            if is_in_signs && says_signs {
                continue;
            }
            let is_only_shown = is_repeated || is_in_signs;
            let list = if is_only_shown { &mut shown } else { &mut said };
            list.push(sentence);
            if session::is_warning(sentence) {
                self.warned.push(sentence.to_owned());
            }
        }
        (Text::clean(&said.join(" ")), Text::clean(&shown.join(" ")))
    }

    /// The sides in the order of this session; one `None` for a routine without.
    fn sides(&self, routine: &Routine, own: &Adjustment) -> Vec<Option<Side>> {
        let leading = own.leading.unwrap_or(self.wishes.leading);
        match (routine.sides, self.wishes.side) {
            (Sides::None, _) => vec![None],
            (Sides::Both | Sides::Listed(..), Some(only)) => vec![Some(only)],
            (Sides::Both, None) => vec![Some(leading), Some(leading.other())],
            (Sides::Listed(first, second), None) => std::iter::once(first).chain(second).map(Some).collect(),
        }
    }

    /// A step: its words on the way there, in their short form if they are known, and what is timed, if
    /// it is more than a move.
    fn step(&mut self, routine: &Routine, slot: Slot, line: &PreparedStep<'_>) -> Result<(), Unplayable> {
        let words = if self.is_again { line.words.known() } else { line.words.clone() };
        let words = words.filled(slot.side);
        let words = match self.rolled_onto.take() {
            Some(side) => words.lying_on(side),
            None => words,
        };
        let words = self.known(words);
        let level = self.wishes.level;
        let breath = self.breath;
        let own = &self.adjustments[slot.routine];
        let (kind, length, pace) = match line.step.action {
            Action::Move { length } => {
                return self.move_to(routine, slot.along(line.passage), words, length, None);
            }
            Action::Hold(dose) => {
                let dose = self.wishes.hold.and_then(Span::only).map_or(dose, Dose::Seconds);
                let pace = match dose {
                    Dose::Breaths(_) => Some(Pace::Breaths(breath)),
                    Dose::Seconds(_) | Dose::Open => None,
                };
                let length = match dose {
                    Dose::Seconds(span) => Some(own.seconds(span, level)),
                    Dose::Breaths(_) | Dose::Open => self.dosed(dose),
                };
                (SegmentKind::Hold, length, pace)
            }
            Action::Breathe(dose) => (SegmentKind::Breathe, self.dosed(dose), Some(Pace::Breaths(breath))),
            Action::Reps { times, each, hold } => {
                let times = times.count(level);
                let hold = hold.map_or(0, |it| it.seconds(level));
                let each = each + hold;
                (SegmentKind::Reps, Some(times.saturating_mul(each)), Some(Pace::Reps { times, each, hold }))
            }
        };
        let is_left = own.has_step(slot);
        if is_left || own.has_more(slot) {
            let count = length.zip(pace).map(|(seconds, pace)| Counted {
                seconds,
                pace,
                is_known: self.brisk.is_some() || has_counted(&self.segments, slot.routine, pace),
            });
            self.move_to(routine, slot.to_end(line.passage), words.clone(), None, count)?;
        }
        if !is_left {
            return Ok(());
        }
        self.push(kind, slot.along(line.passage), length, words, pace)?;
        if let Some(segment) = self.segments.last_mut() {
            segment.say = line.step.say.iter().map(|it| filled(it, slot.side)).collect();
        }
        Ok(())
    }

    fn dosed(&self, dose: Dose) -> Option<Seconds> {
        match (dose, self.wishes.open) {
            (Dose::Seconds(span), _) => Some(span.seconds(self.wishes.level)),
            (Dose::Breaths(span), _) => {
                Some(span.count(self.wishes.level).saturating_mul(self.breath.seconds()))
            }
            (Dose::Open, Open::Lasts(seconds)) => Some(seconds),
            (Dose::Open, Open::Waits) => None,
        }
    }

    /// Words for a person who may know the routine: then the short form, without the sentences that they have
    /// heard in it. Of each instruction a sentence is left, so that nobody has to guess.
    fn known(&mut self, words: Words) -> Words {
        if self.brisk.is_none() {
            return words;
        }
        let short = words.short.clone();
        let sentences = sentence::sentences(short.as_str());
        let is_new = |it: &&str| !self.said.iter().any(|said| said == it);
        let new: Vec<&str> = sentences.iter().copied().filter(is_new).collect();
        let kept = if new.is_empty() { sentences.first().copied().into_iter().collect() } else { new };
        let text = Text::clean(&kept.join(" "));
        self.said.extend(kept.into_iter().map(str::to_owned));
        Words { text: text.clone(), short: text, ..words }
    }

    /// A move: as long as its file says, but never over before its words are. What is counted after it is said
    /// with it.
    ///
    /// A person who has just done it in a routine that they know waits for no words: it takes what the body takes,
    /// and its words are said if they fit in.
    fn move_to(
        &mut self,
        routine: &Routine,
        slot: Slot,
        words: Words,
        own: Option<Span>,
        count: Option<Counted>,
    ) -> Result<(), Unplayable> {
        let settling = std::mem::take(&mut self.settling);
        let own_seconds = own.map(|it| it.seconds(self.wishes.level));
        let way = (self.here, slot.through, slot.end);
        let by_body = || Some(own_seconds.unwrap_or(movement::seconds(routine, &words.whole, way)?));
        let body = self.brisk.and_then(|_| by_body()).map(|it| it + settling);
        let (length, said) = match body {
            None => (self.length_of(&with_count(&words.text, count), own) + settling, None),
            Some(body) => {
                // It is never longer than for a person who does not know it.
                let body = body.min(self.length_of(&with_count(&words.text, count), own) + settling);
                let hear = |it: &Text| self.time_to_hear(it, count);
                let text = hear(&words.text);
                match reminder(&words.text) {
                    _ if text <= body => (body, None),
                    _ if self.is_again && slot.round.is_some() => {
                        (body.max(hear(&Text::default())), Some(Text::default()))
                    }
                    // Half of it is enough for a person who knows it; the screen has all of it.
                    Some(reminder) => (body.max(hear(&reminder)), Some(reminder)),
                    None => (text, None),
                }
            }
        };
        self.way(SegmentKind::Move, slot, length, Words { said, ..words })
    }

    /// Seconds for hearing words and a count after what came before them, if anything is to be heard.
    fn time_to_hear(&self, words: &Text, count: Option<Counted>) -> Seconds {
        let before = self.segments.last().filter(|it| it.kind.is_timed());
        let words = session::joined(before.map(session::ended).into_iter().chain([with_count(words, count)]));
        let sound = if before.is_some() || count.is_some() { SOUND_BEFORE_WORDS } else { 0 };
        if words.is_empty() { 0 } else { time_to_say(&words) + sound }
    }

    fn length_of(&self, words: &Text, own: Option<Span>) -> Seconds {
        match own {
            Some(own) => own.seconds(self.wishes.level).max(time_to_say(words) + SOUND_BEFORE_WORDS),
            None => time_for(words).max(SHORTEST_MOVE),
        }
    }

    /// A segment on the way: it has its time, or waits if the person wants to be waited for.
    fn way(
        &mut self,
        kind: SegmentKind,
        slot: Slot,
        length: Seconds,
        words: Words,
    ) -> Result<(), Unplayable> {
        let length = match self.wishes.moves {
            Moves::Timed => Some(length),
            Moves::Wait => None,
        };
        self.push(kind, slot, length, words, None)
    }

    fn push(
        &mut self,
        kind: SegmentKind,
        slot: Slot,
        length: Option<Seconds>,
        words: Words,
        pace: Option<Pace>,
    ) -> Result<(), Unplayable> {
        let Slot { routine, step, round, side, through, end } = slot;
        let start = std::mem::replace(&mut self.here, end);
        // A segment that waits counts as one second, so that the length of a plan is bounded.
        self.seconds += length.map_or(1, u64::from);
        if self.seconds > DAY {
            return Err(Unplayable::TooLong);
        }
        let Words { text, short, whole, said } = words;
        self.segments.push(Segment {
            kind,
            routine,
            step,
            round,
            side,
            length,
            text,
            short,
            whole,
            said,
            pace,
            care: None,
            foreword: Text::default(),
            note: Text::default(),
            say: Vec::new(),
            rests: self.rests,
            start,
            through,
            end,
        });
        Ok(())
    }
}

/// A step of a routine, prepared once for all rounds and sides.
struct PreparedStep<'r> {
    step: &'r Step,
    words: Words,
    passage: Passage,
}
