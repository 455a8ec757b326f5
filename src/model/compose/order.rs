//! In which order routines are played: positions and things change as little as possible, movement comes
//! before holds, and what is demanding after what prepares it. A session goes from standing down to lying,
//! and rest is its end.

use super::menu::hold_range;
use crate::model::{
    area::Area,
    dose::{Dose, Seconds, Span},
    routine::{Action, Kind, Position, Routine, Thing},
};

/// A routine of a lower key is played first.
pub type PlayOrder = (PositionOrder, Effort, Option<Thing>, Option<Area>);

/// Where in a session a position has its turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PositionOrder {
    /// Movement that can be done standing as well as sitting.
    Anywhere,
    Standing,
    Seated,
    Kneeling,
    Lying,
    Floor,
    /// Of what is demanding, the floor comes first: it ends kneeling or lying.
    DemandingOnTheFloor,
    DemandingKneeling,
    DemandingLying,
    Rest,
}

/// How much a routine asks of the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effort {
    /// Nothing is held: breathing and movement.
    Movement,
    /// Something is held for a short while.
    Hold,
    /// It is held for long, or several times in a round.
    LongHold,
}

/// The key of a routine.
pub fn key(routine: &Routine) -> PlayOrder {
    let thing = routine.needs.iter().find(|it| !it.optional).and_then(|it| it.one_of.first()).copied();
    (place(routine), effort(routine), thing, routine.area)
}

fn place(routine: &Routine) -> PositionOrder {
    let is_demanding = is_demanding(routine);
    let is_either = [Position::Standing, Position::Seated].iter().all(|it| routine.positions.contains(it));
    match routine.positions.first().copied() {
        Some(Position::Lying) if routine.kind == Kind::Rest => PositionOrder::Rest,
        Some(Position::Standing | Position::Seated) if is_either && effort(routine) == Effort::Movement => {
            PositionOrder::Anywhere
        }
        Some(Position::Standing) => PositionOrder::Standing,
        Some(Position::Seated) | None => PositionOrder::Seated,
        Some(Position::Kneeling) if is_demanding => PositionOrder::DemandingKneeling,
        Some(Position::Kneeling) => PositionOrder::Kneeling,
        Some(Position::Lying) if is_demanding => PositionOrder::DemandingLying,
        Some(Position::Lying) => PositionOrder::Lying,
        Some(Position::Floor) if is_demanding => PositionOrder::DemandingOnTheFloor,
        Some(Position::Floor) => PositionOrder::Floor,
    }
}

/// So long a hold, in seconds, is long even where it is shortest.
const LONG: Seconds = 30;
/// A pose of yoga that is held so long at the least is demanding.
const DEMANDING: Seconds = 20;
/// One that may be held so long is restful.
const RESTFUL: Seconds = 120;
/// So many holds in a round make it demanding.
const MANY_HOLDS: usize = 3;

fn effort(routine: &Routine) -> Effort {
    match least_hold(routine) {
        None => Effort::Movement,
        Some(least) if least < LONG && !is_demanding(routine) => Effort::Hold,
        Some(_) => Effort::LongHold,
    }
}

/// Whether the body has to be prepared for a routine. A pose in which one may stay for minutes is restful.
pub fn is_demanding(routine: &Routine) -> bool {
    let is_restful = hold_range(routine).is_some_and(|it| it.1 >= RESTFUL);
    let is_pose = routine.kind == Kind::Yoga && least_hold(routine).is_some_and(|it| it >= DEMANDING);
    is_pose && !is_restful || holds(routine).count() >= MANY_HOLDS
}

fn holds(routine: &Routine) -> impl Iterator<Item = Dose> {
    routine.steps.iter().filter_map(|it| match it.action {
        Action::Hold(dose) => Some(dose),
        Action::Move { .. } | Action::Breathe(_) | Action::Reps { .. } => None,
    })
}

/// The shortest time that a hold of a routine may last; none if it has none in seconds.
fn least_hold(routine: &Routine) -> Option<Seconds> {
    let least = |dose| match dose {
        Dose::Seconds(span) => Some(Span::low(span)),
        Dose::Breaths(_) | Dose::Open => None,
    };
    hold_range(routine).map(|it| it.0).or_else(|| holds(routine).filter_map(least).min())
}

/// How little a change is liked: between standing and sitting, on the floor, and down to it; and a thing to
/// fetch. In the unit of [`fill`](super::fill).
const SIT_OR_STAND: i64 = 600;
const TURN_OVER: i64 = 1_000;
const GET_DOWN: i64 = 2_500;
const FETCH: i64 = 900;

/// What getting from one routine to the next costs.
pub fn change(before: Option<&Routine>, routine: &Routine) -> i64 {
    let is_low = |it: &Routine| it.positions.first().is_some_and(|it| it.is_low());
    let shares = |it: &Routine| it.positions.iter().any(|it| routine.positions.contains(it));
    let position = match before {
        _ if is_low(routine) && !before.is_some_and(is_low) => GET_DOWN,
        Some(before) if shares(before) => 0,
        Some(before) if is_low(before) => TURN_OVER,
        Some(_) => SIT_OR_STAND,
        None => 0,
    };
    let has = |thing: &Thing| before.is_some_and(|it| it.needs.iter().any(|it| it.one_of.contains(thing)));
    let fetched = routine.needs.iter().filter(|it| !it.optional && !it.one_of.iter().any(has)).count();
    position + FETCH * fetched as i64
}
