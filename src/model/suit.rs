//! What does not suit a person is left out of what is composed for them, and something else takes its
//! place. What they name themselves is never changed here.

use std::sync::Arc;

use super::{
    dose::Level,
    plan::Choice,
    routine::{Condition, Position, Routine, Thing},
    text::Text,
};

/// What a person leaves out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// Their conditions: a routine that names one in `avoid` is left out.
    pub conditions: Vec<Condition>,
    /// Routines that they do not want, by their ids.
    pub never: Vec<String>,
    /// Positions that they do not take.
    pub no_positions: Vec<Position>,
    /// Things that they do not have.
    pub no_things: Vec<Thing>,
}

/// Why a routine is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It names this condition.
    Condition(Condition),
    /// The person never wants it.
    Never,
    /// It can only be done in positions that the person does not take; this is the usual one.
    Position(Position),
    /// It needs this.
    Thing(Thing),
}

/// A routine that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Why.
    pub reason: Reason,
    /// What it is called.
    pub name: Text,
    /// What takes its place, where there is something.
    pub instead: Option<Text>,
}

impl Limits {
    /// Why a routine does not suit the person; nothing if it does.
    pub fn against(&self, routine: &Routine) -> Option<Reason> {
        if let Some(it) = self.conditions.iter().find(|it| routine.avoid.contains(it)) {
            return Some(Reason::Condition(*it));
        }
        if self.never.contains(&routine.id) {
            return Some(Reason::Never);
        }
        if let Some(usual) = routine.positions.first()
            && routine.positions.iter().all(|it| self.no_positions.contains(it))
        {
            return Some(Reason::Position(*usual));
        }
        let needs = routine.needs.iter().filter(|it| !it.optional);
        let mut missing = needs.filter(|it| it.one_of.iter().all(|it| self.no_things.contains(it)));
        missing.next().and_then(|it| it.one_of.first()).map(|it| Reason::Thing(*it))
    }

    /// The choices that suit the person. For each that does not, the best of the others takes its place:
    /// one of the same area that suits, and is not played already.
    pub fn keep(&self, choices: Vec<Choice>, others: &[Arc<Routine>]) -> (Vec<Choice>, Vec<LeftOut>) {
        let mut played: Vec<String> = choices
            .iter()
            .filter(|it| self.against(&it.routine).is_none())
            .map(|it| it.routine.id.clone())
            .collect();
        let (mut kept, mut left_out) = (Vec::new(), Vec::new());
        for choice in choices {
            let Some(reason) = self.against(&choice.routine) else {
                kept.push(choice);
                continue;
            };
            let instead = self.instead(&choice.routine, others, &played);
            left_out.push(LeftOut {
                reason,
                name: choice.routine.name.clone(),
                instead: instead.as_ref().map(|it| it.name.clone()),
            });
            if let Some(routine) = instead {
                played.push(routine.id.clone());
                let rounds = Some(routine.rounds.count(Level::Gentle));
                kept.push(Choice { routine, rounds });
            }
        }
        (kept, left_out)
    }

    /// What comes nearest to a routine: the one that shares most muscles with it, then a position, then
    /// the first by its id.
    fn instead(&self, routine: &Routine, others: &[Arc<Routine>], played: &[String]) -> Option<Arc<Routine>> {
        let shared_muscles =
            |it: &Routine| it.muscles.iter().filter(|muscle| routine.muscles.contains(muscle)).count();
        let shares_position = |it: &Routine| it.positions.iter().any(|it| routine.positions.contains(it));
        others
            .iter()
            .filter(|it| it.area == routine.area && it.area.is_some() && !played.contains(&it.id))
            .filter(|it| self.against(it).is_none())
            .max_by_key(|it| (shared_muscles(it), shares_position(it), std::cmp::Reverse(it.id.clone())))
            .cloned()
    }
}
