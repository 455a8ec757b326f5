//! What does not suit a person is left out of what is composed for them, and something else takes its
//! place. What they name themselves is never changed here.

use std::{cmp::Reverse, sync::Arc};

use super::{
    dose::Level,
    plan::Choice,
    routine::{Condition, Routine},
    text::Text,
};

/// A routine that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The condition of the person that it names in `avoid`.
    pub condition: Condition,
    /// Its name.
    pub name: Text,
    /// The routine that takes its place, if there is one.
    pub instead: Option<Text>,
}

/// The first of the person's conditions that is in a routine's `avoid`; none if there is none.
pub fn against(avoid: &[Condition], conditions: &[Condition]) -> Option<Condition> {
    conditions.iter().copied().find(|it| avoid.contains(it))
}

/// The choices that suit a person with these conditions. For each that does not, the best of the others
/// takes its place: one of the same area that suits, and is not played already. It plays its fewest rounds.
pub fn keep(
    choices: Vec<Choice>,
    conditions: &[Condition],
    others: &[Arc<Routine>],
) -> (Vec<Choice>, Vec<LeftOut>) {
    let suits = |it: &Routine| against(&it.avoid, conditions).is_none();
    let mut played: Vec<String> =
        choices.iter().filter(|it| suits(&it.routine)).map(|it| it.routine.id.clone()).collect();
    let (mut kept, mut left_out) = (Vec::new(), Vec::new());
    for choice in choices {
        let Some(condition) = against(&choice.routine.avoid, conditions) else {
            kept.push(choice);
            continue;
        };
        let free = others.iter().filter(|it| suits(it) && !played.contains(&it.id));
        let instead = nearest(&choice.routine, free);
        left_out.push(LeftOut {
            condition,
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

/// The routine of the same area that is nearest to another one: it shares the most muscles with it, then a
/// position, and its id comes first.
fn nearest<'r>(routine: &Routine, free: impl Iterator<Item = &'r Arc<Routine>>) -> Option<Arc<Routine>> {
    let shared_muscles = |it: &Routine| it.muscles.iter().filter(|it| routine.muscles.contains(it)).count();
    let shares_position = |it: &Routine| it.positions.iter().any(|it| routine.positions.contains(it));
    free.filter(|it| it.area.is_some() && it.area == routine.area)
        .max_by_key(|it| (shared_muscles(it), shares_position(it), Reverse(it.id.clone())))
        .cloned()
}
