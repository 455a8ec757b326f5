//! What suits a person: what they set aside, or have to ask a clinician about first, is left out of what
//! is composed for them, and something like it takes its place.
//!
//! This is the one place that decides it, for whatever composes a session. A routine that a person names
//! themselves is never changed here: it is handed back with the reason to ask about it.

use std::{cmp::Reverse, sync::Arc};

use super::{
    catalogue::Card,
    dose::Level,
    plan::Choice,
    routine::{Condition, Need, Position, Routine, Thing},
    text::Text,
};

/// What a person has, and what they do not want. Empty if everything suits them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// Their conditions.
    pub conditions: Vec<Condition>,
    /// The ids of routines that they never want.
    pub never: Vec<String>,
    /// What they do without.
    pub without: Vec<Absent>,
}

/// Something that a person does without: a place of the body, or a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absent {
    /// `floor` is every position on the floor: kneeling and lying as well.
    Position(Position),
    /// A thing that they do not have, or do not want to use.
    Thing(Thing),
}

impl Absent {
    /// The words for it: those of positions, then those of things.
    pub const NAMES: &[&str] = &both(Position::NAMES, Thing::NAMES);

    /// What a word means.
    pub fn from_name(name: &str) -> Option<Absent> {
        Position::from_name(name).map(Absent::Position).or_else(|| Thing::from_name(name).map(Absent::Thing))
    }
}

/// Two lists of words as one.
const fn both(
    positions: &[&'static str],
    things: &[&'static str],
) -> [&'static str; Position::NAMES.len() + Thing::NAMES.len()] {
    let mut all = [""; Position::NAMES.len() + Thing::NAMES.len()];
    let mut at = 0;
    while at < all.len() {
        all[at] = if at < positions.len() { positions[at] } else { things[at - positions.len()] };
        at += 1;
    }
    all
}

/// Why a routine does not suit a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It names a condition of theirs in `avoid`.
    Condition(Condition),
    /// They never want it.
    Never,
    /// It needs something that they do without.
    Without(Absent),
}

/// What decides whether a routine suits a person. A card of a list has it as well as the routine itself.
#[derive(Clone, Copy, Debug)]
pub struct Traits<'r> {
    id: &'r str,
    avoid: &'r [Condition],
    positions: &'r [Position],
    needs: &'r [Need],
}

impl<'r> From<&'r Routine> for Traits<'r> {
    fn from(it: &'r Routine) -> Traits<'r> {
        Traits { id: &it.id, avoid: &it.avoid, positions: &it.positions, needs: &it.needs }
    }
}

impl<'r> From<&'r Card> for Traits<'r> {
    fn from(it: &'r Card) -> Traits<'r> {
        Traits { id: &it.id, avoid: &it.avoid, positions: &it.positions, needs: &it.needs }
    }
}

impl Traits<'_> {
    /// Whether this is asked for: of several positions the first is played; of things that can stand in
    /// for each other, all have to be missing.
    fn asks_for(&self, absent: Absent) -> bool {
        match absent {
            Absent::Position(Position::Floor) => self.positions.first().is_some_and(|it| it.is_low()),
            Absent::Position(position) => self.positions.first() == Some(&position),
            Absent::Thing(thing) => self.needs.iter().any(|it| !it.optional && *it.one_of == [thing]),
        }
    }
}

impl Limits {
    /// These, and those of a session.
    pub fn with(mut self, conditions: &[Condition]) -> Limits {
        let new = conditions.iter().filter(|it| !self.conditions.contains(it));
        let new: Vec<Condition> = new.copied().collect();
        self.conditions.extend(new);
        self
    }

    /// What speaks against a routine; nothing if it suits.
    pub fn against<'r>(&self, routine: impl Into<Traits<'r>>) -> Option<Reason> {
        let it = routine.into();
        let condition = self.conditions.iter().copied().find(|condition| it.avoid.contains(condition));
        let never = || self.never.iter().any(|id| id == it.id).then_some(Reason::Never);
        let without = || self.without.iter().copied().find(|absent| it.asks_for(*absent));
        condition.map(Reason::Condition).or_else(never).or_else(|| without().map(Reason::Without))
    }
}

/// A routine that is about to be played.
#[derive(Clone, Debug)]
pub struct Picked {
    /// Which, and how often.
    pub choice: Choice,
    /// Whether the person named it, rather than an area or a program that has it.
    pub by_name: bool,
}

/// A routine that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Why.
    pub reason: Reason,
    /// Its name.
    pub name: Text,
    /// The routine that takes its place, if there is one.
    pub instead: Option<Text>,
}

/// What is left for a person to play.
#[derive(Clone, Debug, Default)]
pub struct Suited {
    /// What is played.
    pub kept: Vec<Choice>,
    /// What is not.
    pub left_out: Vec<LeftOut>,
    /// What the person named although it does not suit them: it is played only once they were asked.
    pub to_confirm: Vec<(Arc<Routine>, Reason)>,
}

/// What suits a person. For each routine that was not named and does not suit, the best of the others takes
/// its place: one of the same area that works a muscle of it, suits, is not played or skipped already, and
/// asks for no floor and no thing that the rest does not ask for. It plays its fewest rounds.
pub fn suited(picked: Vec<Picked>, skipped: &[String], limits: &Limits, others: &[Arc<Routine>]) -> Suited {
    let suits = |it: &Routine| limits.against(it).is_none();
    let mut taken: Vec<String> = skipped.to_vec();
    let stays = |it: &&Picked| it.by_name || suits(&it.choice.routine);
    taken.extend(picked.iter().filter(stays).map(|it| it.choice.routine.id.clone()));
    let around: Vec<Arc<Routine>> = picked.iter().map(|it| Arc::clone(&it.choice.routine)).collect();
    let mut suited = Suited::default();
    for Picked { choice, by_name } in picked {
        let Some(reason) = limits.against(&*choice.routine) else {
            suited.kept.push(choice);
            continue;
        };
        if by_name {
            suited.to_confirm.push((Arc::clone(&choice.routine), reason));
            suited.kept.push(choice);
            continue;
        }
        let fits = |it: &&Arc<Routine>| suits(it) && !taken.contains(&it.id) && asks_no_more(it, &around);
        let instead = nearest(&choice.routine, others.iter().filter(fits));
        suited.left_out.push(LeftOut {
            reason,
            name: choice.routine.name.clone(),
            instead: instead.as_ref().map(|it| it.name.clone()),
        });
        if let Some(routine) = instead {
            taken.push(routine.id.clone());
            let rounds = Some(routine.rounds.count(Level::Gentle));
            suited.kept.push(Choice { routine, rounds });
        }
    }
    suited
}

/// Whether a routine asks for nothing that none of these asks for: a break at the desk stays at the desk.
fn asks_no_more(routine: &Routine, around: &[Arc<Routine>]) -> bool {
    let is_low = |it: &Routine| it.positions.first().is_some_and(|it| it.is_low());
    let has = |thing: &Thing| around.iter().any(|it| it.needs.iter().any(|it| it.one_of.contains(thing)));
    let needs = routine.needs.iter().filter(|it| !it.optional);
    (!is_low(routine) || around.iter().any(|it| is_low(it)))
        && needs.into_iter().all(|it| it.one_of.iter().any(has))
}

/// The routine of the same area that is nearest to another one: it shares the most muscles with it, then a
/// position, and its id comes first.
fn nearest<'r>(routine: &Routine, free: impl Iterator<Item = &'r Arc<Routine>>) -> Option<Arc<Routine>> {
    let shared_muscles = |it: &Routine| it.muscles.iter().filter(|it| routine.muscles.contains(it)).count();
    let shares_position = |it: &Routine| it.positions.iter().any(|it| routine.positions.contains(it));
    free.filter(|it| it.area.is_some() && it.area == routine.area && shared_muscles(it) > 0)
        .max_by_key(|it| (shared_muscles(it), shares_position(it), Reverse(it.id.clone())))
        .cloned()
}

/// The conditions that any of these names, each once, in the order of the list of conditions.
pub fn all_conditions<'r>(routines: impl IntoIterator<Item = &'r Routine>) -> Vec<Condition> {
    let named: Vec<Condition> = routines.into_iter().flat_map(|it| &it.avoid).copied().collect();
    Condition::ALL.iter().copied().filter(|it| named.contains(it)).collect()
}

#[cfg(test)]
mod tests;
