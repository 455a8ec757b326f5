//! What a session can be composed from: each routine with the ways in which it can be done, how long each
//! takes, and how much it is wanted.

use std::{collections::BTreeMap, sync::Arc};

use super::{Goal, LONGEST_FOR_A_MUSCLE, Request, order, too_much, ways::Ways};
use crate::model::{
    area::Area,
    dose::{Dose, Seconds},
    history::need::WhatIsDue,
    plan::{self, Adjustment, Amid, Brisk, Choice, Moves, SegmentKind, Whereabouts, Wishes},
    routine::{Action, Kind, Routine, Sides},
};

/// A step without an end counts so long, in seconds.
pub const OPEN: Seconds = 30;

/// Getting from one routine to the next hardly takes more seconds than this.
const LONGEST_WAY: Seconds = 40;

/// Everything that can be chosen, in the order in which it would be played.
pub struct Menu {
    pub items: Vec<Item>,
    /// What getting from one of them to the next takes. It is that of all items, also where some are left out.
    pub ways: Arc<Ways>,
    /// How many muscles and areas are told apart.
    pub counted: usize,
    /// The bits of all goals that can be met in several ways.
    pub goals: u64,
}

impl Menu {
    /// The same with these items alone, all of which have to be chosen.
    pub fn of_all(&self, items: &[usize]) -> Menu {
        let items = items.iter().map(|it| Item { is_must: true, ..self.items[*it].clone() });
        let items: Vec<Item> = items.collect();
        let goals = items.iter().fold(0, |all, it| all | it.goals);
        Menu { items, ways: Arc::clone(&self.ways), counted: self.counted, goals }
    }

    /// What of it suits a session of a length: rest is the end of a session, not most of it.
    pub fn within(&self, length: Seconds) -> Menu {
        const SHORT_REST: Seconds = 150;
        let suiting = |it: &Item| {
            let mut item = it.clone();
            if item.routine.kind == Kind::Rest && !item.is_must {
                item.helpings.retain(|it| it.seconds <= (length / 3).max(SHORT_REST));
            }
            (!item.helpings.is_empty()).then_some(item)
        };
        let items: Vec<Item> = self.items.iter().filter_map(suiting).collect();
        let goals = items.iter().fold(0, |all, it| all | it.goals);
        Menu { items, ways: Arc::clone(&self.ways), counted: self.counted, goals }
    }

    /// How long everything together takes at most.
    pub fn longest(&self) -> Seconds {
        let longest =
            |it: &Item| it.helpings.last().map_or(0, |helping| helping.seconds + it.opening + LONGEST_WAY);
        self.items.iter().map(longest).fold(0, Seconds::saturating_add)
    }
}

/// A routine that can be chosen.
#[derive(Clone)]
pub struct Item {
    pub routine: Arc<Routine>,
    /// Its place among all items, by which its [`Ways`] are found.
    pub place: usize,
    /// The ways in which it can be done, the shortest first. Never empty.
    pub helpings: Vec<Helping>,
    /// Seconds of getting ready for it as the first of a session.
    pub opening: Seconds,
    /// Seconds of getting ready for it after what asks for the same things.
    pub following: Seconds,
    /// Its muscles, as places in a [`Ledger`](super::fill::Ledger).
    pub muscles: Vec<usize>,
    /// The areas that it is counted for.
    pub areas: Vec<Share>,
    /// How much it is wanted, in hundredths.
    pub wanted: i64,
    /// What its second side is worth beside its dose; nothing without sides.
    pub second_side: i64,
    /// The goals that it meets.
    pub goals: u64,
    /// Whether no session may be without it.
    pub is_must: bool,
    /// Whether something that prepares for it has to come first.
    pub is_demanding: bool,
    /// Whether its holds count for what a muscle may be held in a session.
    pub is_capped: bool,
}

/// What a routine does for an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// The area's place in the ledger.
    pub at: usize,
    /// How much of the routine counts for it, in hundredths.
    pub counts: Seconds,
    /// How much the area is wanted, in hundredths.
    pub wanted: i64,
    /// Whether only holds count, as in the weekly dose.
    pub is_held: bool,
}

impl Share {
    /// The seconds that a helping counts for the area.
    pub fn of(&self, helping: &Helping) -> Seconds {
        let seconds = if self.is_held { helping.held } else { helping.dose };
        seconds.saturating_mul(self.counts) / 100
    }
}

/// A way of doing a routine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Helping {
    pub rounds: u32,
    /// Seconds of every hold, where they can be chosen.
    pub hold: Option<Seconds>,
    /// How long it takes without getting ready.
    pub seconds: Seconds,
    /// How much it does for each side, in seconds: what is held in a stretch whole, anything else half.
    pub dose: Seconds,
    /// How much of it counts for the weekly dose, in seconds for each side.
    pub held: Seconds,
}

/// An area of the body that is to be filled, and how much, in hundredths.
pub type Weights = BTreeMap<Area, i64>;

/// Everything in the pool that may be chosen, for a session of any length; the routines of these ids have to be.
pub fn of(request: &Request<'_>, stays: &[String], wishes: &Wishes) -> Menu {
    let weights = weights(request.goals, request.pool, request.need);
    let mut muscles: BTreeMap<&str, usize> = BTreeMap::new();
    let mut areas: BTreeMap<Area, usize> = BTreeMap::new();
    for routine in request.pool {
        for muscle in names_of_muscles(routine) {
            let next = muscles.len();
            muscles.entry(muscle).or_insert(next);
        }
    }
    for area in weights.keys() {
        areas.insert(*area, muscles.len() + areas.len());
    }
    let mut items: Vec<Item> = Vec::new();
    for routine in request.pool {
        let relation = relation(routine, request.goals, &weights);
        if relation == 0 {
            continue;
        }
        let (goals, is_named) = met(routine, request.goals);
        let is_must = is_named || stays.contains(&routine.id);
        let bounds = Bounds { is_must, was_too_much: too_much(request.need, routine).is_some() };
        let Some((helpings, opening, following)) =
            helpings(routine, wishes, request.keeps_level, request.brisk, bounds)
        else {
            continue;
        };
        let share = |(area, counts): (Area, Seconds)| {
            let (at, wanted) = (*areas.get(&area)?, *weights.get(&area)?);
            Some(Share { at, counts, wanted, is_held: area.has_dose() })
        };
        let wanted = relation * freshness(routine, request) / 100;
        items.push(Item {
            helpings,
            opening,
            following,
            muscles: names_of_muscles(routine).filter_map(|it| muscles.get(it).copied()).collect(),
            areas: shares(routine).filter_map(share).collect(),
            wanted,
            second_side: second_side(routine) * wanted / 100,
            goals,
            is_must,
            is_demanding: order::is_demanding(routine),
            is_capped: is_capped(routine),
            place: 0,
            routine: Arc::clone(routine),
        });
    }
    items.sort_by(|a, b| {
        let (one, other) = (&a.routine, &b.routine);
        order::key(one).cmp(&order::key(other)).then_with(|| one.id.cmp(&other.id))
    });
    items.iter_mut().enumerate().for_each(|(place, it)| it.place = place);
    let goals = items.iter().fold(0, |all, it| all | it.goals);
    let ways = Ways::between(&items).into();
    Menu { items, ways, counted: muscles.len() + areas.len(), goals }
}

/// The muscles of a routine. One that names none has its own id for one.
fn names_of_muscles(routine: &Routine) -> impl Iterator<Item = &str> {
    let own = routine.muscles.is_empty().then_some(routine.id.as_str());
    routine.muscles.iter().map(|it| it.as_str()).chain(own)
}

/// Whether the holds of a routine stretch: the others may last longer.
fn is_capped(routine: &Routine) -> bool {
    routine.is_stretch()
}

/// The areas of a routine and how much of it counts for each, in hundredths.
fn shares(routine: &Routine) -> impl Iterator<Item = (Area, Seconds)> {
    let also = routine.also.iter().filter(|it| routine.area != Some(**it));
    routine.area.map(|it| (it, 100)).into_iter().chain(also.map(|it| (*it, 50)))
}

/// Each area that is next in need counts for so much of the one before, in hundredths.
const NEXT_IN_NEED: i64 = 80;
/// How much an area counts that is not due, where nothing was named.
const NOT_DUE: i64 = 8;

/// The areas to fill: those of what was named, or what is due, the most needed one first.
fn weights(goals: &[Goal], pool: &[Arc<Routine>], need: &WhatIsDue) -> Weights {
    let mut weights = Weights::new();
    for goal in goals {
        let of_routines = || {
            let named = pool.iter().filter(|it| goal.routines.contains(&it.id));
            named.filter_map(|it| it.area).collect::<Vec<_>>()
        };
        match goal.area {
            Some(Area::WholeBody) => weights.extend(Area::ALL.iter().map(|it| (*it, of_whole_body(*it)))),
            Some(area) => _ = weights.insert(area, 100),
            None => weights.extend(of_routines().into_iter().map(|it| (it, 100))),
        }
    }
    if goals.is_empty() {
        let mut share = 100;
        let due: Vec<Area> = need.due().map(|it| it.area).collect();
        let all = need.areas.iter().map(|it| it.area);
        for area in due.iter().copied().chain(all.clone().filter(|_| due.is_empty())) {
            weights.insert(area, share);
            share = (share * NEXT_IN_NEED / 100).max(NOT_DUE);
        }
        for area in all {
            weights.entry(area).or_insert(NOT_DUE);
        }
    } else {
        // Of several areas, the one that lacks more this week counts for more.
        for area in need.areas.iter().filter(|it| it.days_missing() > 0) {
            weights.entry(area.area).and_modify(|it| *it = *it * 5 / 4);
        }
    }
    weights
}

/// How much an area counts where the whole body is wanted, in hundredths: its large muscles most.
fn of_whole_body(area: Area) -> i64 {
    match area {
        Area::WholeBody => 100,
        Area::Face | Area::Wrists => 10,
        Area::Neck
        | Area::Shoulders
        | Area::Chest
        | Area::UpperBack
        | Area::LowerBack
        | Area::Sides
        | Area::Hips
        | Area::Thighs
        | Area::Calves => 60,
    }
}

/// How much a routine has to do with what is wanted, in hundredths: nothing, if it is of another area.
fn relation(routine: &Routine, goals: &[Goal], weights: &Weights) -> i64 {
    let is_listed = goals.iter().any(|it| it.area.is_none() && it.routines.contains(&routine.id));
    let is_of_page = goals.iter().any(|it| it.area.is_some() && it.routines.contains(&routine.id));
    let shares =
        shares(routine).filter_map(|(area, counts)| Some(weights.get(&area)? * i64::from(counts) / 100));
    match (is_listed, is_of_page) {
        (true, _) => 400,
        (false, true) => 130,
        (false, false) => shares.max().unwrap_or(0),
    }
}

/// The goals that a routine meets, and whether it is the only one that meets a goal.
fn met(routine: &Routine, goals: &[Goal]) -> (u64, bool) {
    let (mut bits, mut is_must) = (0, false);
    for (at, goal) in goals.iter().enumerate() {
        if goal.is_met_by(routine) {
            match goal.is_one_routine() {
                true => is_must = true,
                false => bits |= 1u64.checked_shl(at as u32).unwrap_or(0),
            }
        }
    }
    (bits, is_must)
}

/// What speaks for a routine today beside its areas, in hundredths: whether it was done of late, how it
/// felt, whether the person is led to it by the page of its area.
fn freshness(routine: &Routine, request: &Request<'_>) -> i64 {
    let known = request.need.routines.get(&routine.id);
    let of_late = match known.map(|it| it.since) {
        Some(0) => 40,
        Some(1) => 70,
        Some(2..) | None => 100,
    };
    let felt = if too_much(request.need, routine).is_some() { 60 } else { 100 };
    let usual = if request.favourites.contains(&routine.id) { 125 } else { 100 };
    let hard = if order::is_demanding(routine) { 70 } else { 100 };
    // A routine of one side after the other makes up for a side that is behind.
    let lags = |area: Area| request.need.areas.iter().any(|it| it.area == area && it.behind().is_some());
    let evens = match routine.sides {
        Sides::None => 100,
        Sides::Both | Sides::Listed(..) if routine.area.is_some_and(lags) => 115,
        Sides::Both | Sides::Listed(..) => 100,
    };
    of_late * felt / 100 * usual / 100 * hard / 100 * evens / 100
}

/// What the second side of a routine is worth, in the unit of [`fill`](super::fill): half a minute for a muscle.
///
/// The dose is the seconds on each side, and the other side takes as many again. By its dose alone, a routine of
/// two sides would lose to what takes both sides at once: 55 % of what is built in has two sides, and 33 % of what
/// was chosen for every area and every whole minute up to 30. With this it is as many as there are. It is a sum for
/// each routine and no factor of its dose, since a factor leads to more rounds of fewer routines.
const SECOND_SIDE: i64 = 3_000;

fn second_side(routine: &Routine) -> i64 {
    match routine.sides {
        Sides::None => 0,
        Sides::Both | Sides::Listed(..) => SECOND_SIDE,
    }
}

/// What limits the ways of doing a routine.
#[derive(Clone, Copy)]
struct Bounds {
    is_must: bool,
    /// Whether the person said of late that it was too much.
    was_too_much: bool,
}

/// The ways of doing a routine and the seconds of getting ready for it, as the first and as a later one;
/// none if it cannot be played.
fn helpings(
    routine: &Arc<Routine>,
    wishes: &Wishes,
    keeps_level: bool,
    brisk: &BTreeMap<String, Brisk>,
    bounds: Bounds,
) -> Option<(Vec<Helping>, Seconds, Seconds)> {
    let choice = Choice { routine: Arc::clone(routine), rounds: Some(2) };
    let wishes = &Wishes { moves: Moves::Timed, ..*wishes };
    // That it is known is said once, at the beginning of a session.
    let brisk = brisk.get(&routine.id).map(|it| Brisk { is_news: false, ..*it });
    let amid = Amid::of(&choice, wishes, &Adjustment { brisk, ..Adjustment::default() }).ok()?;
    let measure = Measure::of(&amid, is_capped(routine));
    let holds = match (hold_range(routine), wishes.hold, keeps_level) {
        (Some((low, high)), None, false) => holds(low, high, bounds.was_too_much),
        (Some(_) | None, _, _) => vec![None],
    };
    let rounds = match (wishes.rounds, keeps_level) {
        (Some(only), _) => only..=only,
        (None, true) => routine.rounds.low()..=routine.rounds.count(wishes.level),
        (None, false) => routine.rounds.low()..=routine.rounds.high(),
    };
    let mut helpings: Vec<Helping> = rounds
        .flat_map(|rounds| holds.iter().map(move |hold| (rounds, *hold)))
        .map(|(rounds, hold)| measure.helping(rounds, hold))
        .collect();
    helpings.sort_by_key(|it| (it.seconds, it.rounds));
    let least = helpings.first().copied()?;
    let is_capped = is_capped(routine);
    helpings.retain(|it| {
        let is_short = !is_capped || it.dose <= LONGEST_FOR_A_MUSCLE;
        is_short || (bounds.is_must && *it == least)
    });
    // Behind itself a routine may begin with a way, too.
    let following = measure.following.saturating_sub(Whereabouts::behind(routine).seconds_to(routine));
    (!helpings.is_empty()).then_some((helpings, measure.opening, following))
}

/// The range that all holds of a routine share, if each has one.
pub fn hold_range(routine: &Routine) -> Option<(Seconds, Seconds)> {
    let mut range: Option<(Seconds, Seconds)> = None;
    for step in &routine.steps {
        let span = match step.action {
            Action::Hold(Dose::Seconds(span)) => span,
            Action::Hold(Dose::Breaths(_) | Dose::Open) => return None,
            Action::Move { .. } | Action::Breathe(_) | Action::Reps { .. } => continue,
        };
        let (low, high) = range.unwrap_or((span.low(), span.high()));
        range = Some((low.max(span.low()), high.min(span.high())));
    }
    range.filter(|(low, high)| low < high)
}

/// The lengths of a hold that are tried in a range: even ones, and not too many. What was too much is not
/// held longer than it was.
fn holds(low: Seconds, high: Seconds, was_too_much: bool) -> Vec<Option<Seconds>> {
    const STEPS: &[Seconds] = &[5, 10, 15, 30, 60, 120];
    const MOST: Seconds = 6;
    let step = STEPS.iter().copied().find(|it| (high - low) / it <= MOST).unwrap_or(300);
    let even = (low + 1..high).filter(|it| it % step == 0);
    let high = if was_too_much { low.max((low + high) / 2 / 5 * 5).saturating_sub(5).max(low) } else { high };
    let mut holds: Vec<Seconds> = std::iter::once(low).chain(even).filter(|it| *it < high).collect();
    holds.push(high);
    holds.into_iter().map(Some).collect()
}

/// How long the parts of a routine take.
struct Measure {
    opening: Seconds,
    following: Seconds,
    /// Before the first round and after the last.
    outside: Seconds,
    first_round: Seconds,
    later_round: Seconds,
    /// Between two rounds.
    rest: Seconds,
    /// How many holds a round has, and how long they are in it, on all sides.
    holds: u32,
    held: Seconds,
    sides: u32,
    /// For each side in a round: what is held, and what else is timed.
    held_on_side: Seconds,
    else_on_side: Seconds,
    is_capped: bool,
}

impl Measure {
    /// Of a routine that is played with two rounds.
    fn of(amid: &Amid, is_capped: bool) -> Measure {
        let mut it = Measure {
            opening: amid.opening,
            following: 0,
            outside: 0,
            first_round: 0,
            later_round: 0,
            rest: 0,
            holds: 0,
            held: 0,
            sides: 1,
            held_on_side: 0,
            else_on_side: 0,
            is_capped,
        };
        let mut first_side = None;
        for segment in &amid.segments {
            let seconds = segment.length.unwrap_or(OPEN);
            match (segment.kind, segment.round) {
                (SegmentKind::Ready, _) => it.following = seconds,
                (SegmentKind::Rest, _) => it.rest = seconds,
                (_, None) => it.outside += seconds,
                (_, Some(1)) => it.first_round += seconds,
                (_, Some(2)) => it.later_round += seconds,
                (_, Some(_)) => {}
            }
            if segment.round != Some(1) {
                continue;
            }
            if segment.side != *first_side.get_or_insert(segment.side) {
                it.sides = 2;
            }
            let inner = match segment.pace {
                Some(plan::Pace::Reps { times, hold, .. }) => times * hold,
                Some(plan::Pace::Breaths(_)) | None => 0,
            };
            match segment.kind {
                SegmentKind::Hold => {
                    it.holds += 1;
                    it.held += seconds;
                }
                SegmentKind::Reps | SegmentKind::Breathe => {
                    it.held_on_side += inner;
                    it.else_on_side += seconds - inner.min(seconds);
                }
                SegmentKind::Ready | SegmentKind::Move | SegmentKind::Switch | SegmentKind::Rest => {}
            }
        }
        it.held_on_side /= it.sides;
        it.else_on_side /= it.sides;
        it
    }

    fn helping(&self, rounds: u32, hold: Option<Seconds>) -> Helping {
        let held = hold.map_or(self.held, |it| it * self.holds);
        let longer = |round: Seconds| (round + held).saturating_sub(self.held);
        let later = (longer(self.later_round) + self.rest).saturating_mul(rounds.saturating_sub(1));
        let seconds = (self.outside + longer(self.first_round)).saturating_add(later);
        let (stretched, besides) = (held / self.sides + self.held_on_side, self.else_on_side);
        let (dose, counts) = if self.is_capped {
            (stretched + besides / 2, held / self.sides)
        } else {
            ((stretched + besides) / 2, 0)
        };
        let [dose, held] = [dose, counts].map(|it| it.saturating_mul(rounds));
        Helping { rounds, hold, seconds, dose, held }
    }
}

/// A routine whose holds last as a helping says, ready to be laid out.
pub fn choice(routine: &Arc<Routine>, helping: &Helping) -> Choice {
    let routine = match helping.hold {
        Some(hold) => Arc::new(routine.held_for(hold)),
        None => Arc::clone(routine),
    };
    Choice { routine, rounds: Some(helping.rounds) }
}
