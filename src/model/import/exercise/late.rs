//! What is settled of an exercise when all of its lines are read: a hold that stood before its steps, and how much
//! there is room for.

use super::{Amount, EACH, Notice, Quoted, SaidAmount, SheetAction, SheetStep, Whole, is_remark, is_return};
use crate::model::dose::Dose;

/// Seconds for a move, at most.
const MOST_MOVE: u32 = 60;
/// Seconds of a day, the longest that a routine may take.
const DAY: u64 = 86_400;

/// Gives a hold that stands before the steps to the last of them, which is where they lead.
pub fn give(whole: &mut Whole, steps: &mut [SheetStep], hold: Quoted<Dose>, said: &SaidAmount) {
    let held = |it: &SheetStep| matches!(it.action, SheetAction::Hold(Some(_)));
    let count = steps.iter().filter(|it| held(it)).count();
    if let Some(step) = steps.iter_mut().find(|it| held(it)) {
        let SheetAction::Hold(Some(there)) = &step.action else { return };
        if there.value == hold.value {
            return;
        }
        // What stands first is what the exercise takes; of several holds, each has its own.
        if count > 1 {
            return whole.note(said, "is left out: the hold has its time already");
        }
        let Quoted { from: (line, quote), .. } = there.clone();
        whole
            .notes
            .push(Notice { line, words: format!("\"{quote}\" is left out: the hold has its time already") });
        step.action = SheetAction::Hold(Some(hold));
        return;
    }
    let last = steps.iter().rposition(|it| !is_return(&it.words) && !is_remark(&it.words));
    if let Some(step) = last.or(steps.len().checked_sub(1)).and_then(|it| steps.get_mut(it)) {
        step.action = SheetAction::Hold(Some(hold));
    }
}

/// "Repeat." where nothing says how often.
pub fn again(whole: &mut Whole) {
    let Some((line, words)) = whole.repeats.take() else { return };
    if whole.rounds.is_none() && whole.counts.is_empty() && whole.times.is_empty() {
        whole.notes.push(Notice { line, words: format!("\"{words}\" does not say how often") });
    }
}

/// The rest between repetitions: where these are rounds, it is the rest between them. A movement has no such rest,
/// which is said.
pub fn between(whole: &mut Whole, steps: &[SheetStep]) {
    let Some((span, said)) = whole.pause.take() else { return };
    if steps.iter().any(|it| matches!(it.action, SheetAction::Reps(..))) {
        whole.note(&said, "is left out: it is between repetitions");
    } else {
        whole.take(&SaidAmount { amount: Amount::Rest(span), ..said }, None);
    }
}

/// Leaves out rounds that no day is long enough for.
pub fn bounded(whole: &mut Whole, steps: &[SheetStep]) {
    let Some(rounds) = &whole.rounds else { return };
    let seconds = |it: &SheetAction| match it {
        SheetAction::Move => MOST_MOVE,
        SheetAction::Hold(dose) => match dose.as_ref().map(|it| it.value) {
            Some(Dose::Seconds(span)) => span.high(),
            Some(Dose::Breaths(span)) => span.high() * 10,
            Some(Dose::Open) | None => 0,
        },
        SheetAction::Reps(times, hold) => {
            times.value.high() * (EACH + hold.as_ref().map_or(0, |it| it.value.high()))
        }
    };
    let once: u64 = steps.iter().map(|it| u64::from(seconds(&it.action))).sum();
    let rest = whole.rest.as_ref().map_or(0, |it| u64::from(it.value.high()));
    if (once * 2 + rest) * u64::from(rounds.value.high()) > DAY {
        let (line, quote) = rounds.from.clone();
        whole.rounds = None;
        whole
            .notes
            .push(Notice { line, words: format!("\"{quote}\" is left out: it takes more than a day") });
    }
}
