//! Composes a session of a length: from what was named, or from what is due.
//!
//! The same log on the same day leads to the same session. A session is in its length if it is within 5
//! seconds of it, or, from four minutes on, at most 3 % shorter and never more than 5 seconds longer. Each
//! routine in it has all its sides and as many rounds as its sources give; holds stay in their ranges; no
//! muscle is held for longer than brings something. What cannot be met is refused, with the nearest lengths
//! that can.
//!
//! `menu` says what there is to choose from, `ways` how long it takes from one to the next, `fill` chooses, `order`
//! says what is played first.

mod fill;
mod menu;
mod order;
mod ways;

use std::{collections::BTreeMap, sync::Arc};

use self::{
    fill::FilledSession,
    menu::{Menu, OPEN},
};
use super::{
    area::Area,
    dose::Seconds,
    evidence,
    history::need::{AreaNeed, WhatIsDue},
    journal::Felt,
    plan::{Adjustment, Brisk, Choice, Moves, Plan, Wishes},
    routine::Routine,
    side::Side,
    text::Text,
};

/// No muscle is held for longer in a session, in seconds for each side.
pub const LONGEST_FOR_A_MUSCLE: Seconds = evidence::LEVELS_OFF_IN_A_SESSION.as_secs() as Seconds;
/// What felt like too much, or hurt, is remembered for so many days.
pub const REMEMBERED: u32 = 14;
/// A session may be so many seconds too long, and if it is short, too short.
const NEARLY: Seconds = 5;
/// From this length on, a session may be 3 % too short. In seconds.
const SHORT: Seconds = 240;

/// Something that a person named: a session that is composed has at least one of its routines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goal {
    /// What it is called.
    pub name: Text,
    /// The area, if it is one: all its routines meet the goal.
    pub area: Option<Area>,
    /// The ids of the routines of a program, of a page, or the one that was named.
    pub routines: Vec<String>,
}

impl Goal {
    /// A single routine.
    pub fn routine(routine: &Routine) -> Goal {
        Goal { name: routine.name.clone(), area: None, routines: vec![routine.id.clone()] }
    }

    fn is_met_by(&self, routine: &Routine) -> bool {
        let is_inside =
            self.area == Some(Area::WholeBody) || self.area.is_some() && self.area == routine.area;
        is_inside || self.routines.contains(&routine.id)
    }

    /// Whether one routine alone meets it.
    pub fn is_one_routine(&self) -> bool {
        self.area.is_none() && self.routines.len() == 1
    }
}

/// What a session is composed for, and from what.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// Everything that may be chosen. What does not suit the person is left out already.
    pub pool: &'a [Arc<Routine>],
    /// What was named; nothing, to compose from what is due.
    pub goals: &'a [Goal],
    /// The ids of the routines that the pages of areas play, which are preferred.
    pub favourites: &'a [String],
    /// What is due, and what is known of each routine.
    pub need: &'a WhatIsDue,
    /// How the person wants to be led. Seconds of holds and rounds are kept if they are set.
    pub wishes: &'a Wishes,
    /// Whether the level was set, so that holds stay at it; otherwise they take what time is left.
    pub keeps_level: bool,
    /// What is announced in few words, by the ids of the routines.
    pub brisk: &'a BTreeMap<String, Brisk>,
    /// In seconds.
    pub length: Seconds,
    /// Which parts give way to the next best, counted from 1: each of the session that the ones before it
    /// lead to.
    pub swaps: &'a [usize],
}

impl Request<'_> {
    /// Whether the time is for an area: it was named, or it is due where nothing was.
    fn is_wanted_now(&self, need: &AreaNeed) -> bool {
        !self.goals.is_empty() || self.need.due().any(|it| it.area == need.area)
    }
}

/// A session that was composed.
#[derive(Clone, Debug, PartialEq)]
pub struct Composed {
    /// In the order of play.
    pub parts: Vec<ComposedPart>,
    /// The side that leads where a routine leaves it open.
    pub leading: Side,
    /// How long it takes, a step without an end being 30 seconds.
    pub seconds: Seconds,
    /// How many steps have no end.
    pub open: u32,
    /// What is left out because it hurt, and how many days ago.
    pub hurt: Vec<(Text, u32)>,
}

impl Composed {
    /// What is played.
    pub fn choices(&self) -> Vec<Choice> {
        self.parts.iter().map(|it| it.choice.clone()).collect()
    }
}

/// A routine of a composed session.
#[derive(Clone, Debug, PartialEq)]
pub struct ComposedPart {
    /// The routine with its rounds. Its holds have their lengths.
    pub choice: Choice,
    /// Seconds of each hold, if they were chosen.
    pub hold: Option<Seconds>,
    /// How long it takes, getting ready included.
    pub seconds: Seconds,
    /// Why it was chosen.
    pub why: WhyChosen,
    /// How many days ago it was too much: it is held for less.
    pub too_much: Option<u32>,
}

/// Why a routine was chosen.
#[derive(Clone, Debug, PartialEq)]
pub enum WhyChosen {
    /// The person named it.
    Named,
    /// It is of a program that they named.
    OfProgram(Text),
    /// Its area was named or is due, and stands so this week.
    Stands(AreaNeed),
    /// Its area is not due, and fills what time is left.
    Beside(Area),
    /// There is more to do for its area: these muscles had nothing before it.
    More(Area, Vec<Text>),
    /// It fits in.
    Fits,
}

/// Why no session is composed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// There is nothing for this that suits the person.
    NothingFor(Text),
    /// There is nothing at all that suits them.
    Nothing,
    /// No session takes so long; these lengths can be met.
    NotSoLong {
        /// The nearest that is shorter.
        shorter: Option<Seconds>,
        /// The nearest that is longer.
        longer: Option<Seconds>,
    },
    /// There is no such part to swap: there are so many.
    NoPart(usize),
    /// That part was named, so nothing takes its place.
    IsNamed(Text),
    /// Nothing else fits in the place of this.
    NothingElse(Text),
}

/// Composes a session.
pub fn compose(request: &Request<'_>) -> Result<Composed, Refused> {
    let (pool, hurt) = bearable(request);
    let request = &Request { pool: &pool, ..request.clone() };
    let wishes = wishes(request);
    let menu = menu::of(request, &[], &wishes);
    let not_so_long = |why| match why {
        Refused::NotSoLong { .. } => nearest(request, &menu, &wishes),
        Refused::NothingFor(_)
        | Refused::Nothing
        | Refused::NoPart(_)
        | Refused::IsNamed(_)
        | Refused::NothingElse(_) => why,
    };
    let mut composed = chosen(request, &menu, &wishes).map_err(not_so_long)?;
    let mut left = pool.clone();
    for swap in request.swaps {
        composed = swapped(request, &composed, *swap, &mut left)?;
    }
    Ok(Composed { hurt, ..composed })
}

/// Whether a session of so many seconds is of this length.
pub fn is_of_length(seconds: Seconds, length: Seconds) -> bool {
    let least = if length < SHORT { length.saturating_sub(NEARLY) } else { length - length * 3 / 100 };
    (least..=length.saturating_add(NEARLY)).contains(&seconds)
}

/// What did not hurt of late, and what did; what was named itself is the person's own choice.
fn bearable(request: &Request<'_>) -> (Vec<Arc<Routine>>, Vec<(Text, u32)>) {
    let is_named =
        |it: &Routine| request.goals.iter().any(|goal| goal.is_one_routine() && goal.is_met_by(it));
    let mut hurt = Vec::new();
    let mut pool = request.pool.to_vec();
    pool.sort_by(|a, b| a.id.cmp(&b.id));
    pool.dedup_by(|a, b| a.id == b.id);
    pool.retain(|it| match felt(request.need, it) {
        Some((Felt::Hurt, days)) if !is_named(it) => {
            hurt.push((it.name.clone(), days));
            false
        }
        Some(_) | None => true,
    });
    (pool, hurt)
}

/// How a routine felt of late, and how many days ago.
fn felt(need: &WhatIsDue, routine: &Routine) -> Option<(Felt, u32)> {
    need.routines.get(&routine.id)?.felt.filter(|it| it.1 <= REMEMBERED)
}

/// How many days ago a routine was too much, if it was.
fn too_much(need: &WhatIsDue, routine: &Routine) -> Option<u32> {
    felt(need, routine).filter(|it| it.0 == Felt::Much).map(|it| it.1)
}

/// How often a session is composed anew because what is said at its beginning takes its own time.
const TRIES: i64 = 12;
/// So many tries go straight for the length. Two sessions may take each other's place for ever, so the others look
/// beside it, ever farther.
const STRAIGHT: i64 = 4;
/// Seconds by which they look farther.
const ASIDE: i64 = 2;
/// What a second away from the length costs, in the unit of what a session is worth.
const A_SECOND_OFF: i64 = 20;

/// A session of the length in which the routines of these ids stay, or why there is none. The nearest lengths
/// are not looked for.
fn of_length(request: &Request<'_>, stays: &[String]) -> Result<Composed, Refused> {
    let wishes = wishes(request);
    chosen(request, &menu::of(request, stays, &wishes), &wishes)
}

/// The same from a menu for sessions of any length, which takes longest to make.
fn chosen(request: &Request<'_>, menu: &Menu, wishes: &Wishes) -> Result<Composed, Refused> {
    let menu = menu.within(request.length);
    if let Some(goal) =
        request.goals.iter().find(|it| !menu.items.iter().any(|item| it.is_met_by(&item.routine)))
    {
        return Err(Refused::NothingFor(goal.name.clone()));
    }
    if menu.items.is_empty() {
        return Err(Refused::Nothing);
    }
    let mut beside = 0;
    for nth in 0..TRIES {
        let aside = (nth - STRAIGHT + 1).max(0) * ASIDE;
        let aside = if nth % 2 == 0 { aside } else { -aside };
        let Some(best) = best(&menu, request.length, beside + aside) else { continue };
        match laid_out(request, &menu, &best, wishes) {
            Ok(composed) => return Ok(composed),
            Err(seconds) => beside = i64::from(seconds) - i64::from(best.seconds),
        }
        // What is said at the beginning depends on the routines alone: the same ones for another time.
        let items: Vec<usize> = best.picks.iter().map(|it| it.0).collect();
        let same = menu.of_all(&items);
        let again = self::best(&same, request.length, beside);
        if let Some(Ok(composed)) = again.map(|it| laid_out(request, &same, &it, wishes)) {
            return Ok(composed);
        }
    }
    Err(Refused::NotSoLong { shorter: None, longer: None })
}

/// The best session of the length, if so many seconds come beside what the menu knows of.
fn best(menu: &Menu, length: Seconds, beside: i64) -> Option<FilledSession> {
    let seconds = |it: &FilledSession| Seconds::try_from(i64::from(it.seconds) + beside).unwrap_or(0);
    let longest = Seconds::try_from(i64::from(length) + i64::from(NEARLY) - beside).ok()?;
    if menu.longest() < length.saturating_sub(length / 10) {
        return None;
    }
    let sessions = fill::sessions(menu, longest).into_iter().filter(|it| is_of_length(seconds(it), length));
    sessions.max_by_key(|it| it.worth - A_SECOND_OFF * i64::from(seconds(it).abs_diff(length)))
}

/// The wishes with which a session is laid out: moves have their time, and a side that is behind leads.
fn wishes(request: &Request<'_>) -> Wishes {
    let is_wanted = |it: &&AreaNeed| {
        let of_goal = |goal: &Goal| {
            let inside = request.pool.iter().filter(|it| goal.routines.contains(&it.id));
            goal.area == Some(it.area) || inside.into_iter().any(|routine| routine.area == Some(it.area))
        };
        request.goals.is_empty() || request.goals.iter().any(of_goal)
    };
    let behind = request.need.areas.iter().filter(is_wanted).find_map(AreaNeed::behind);
    let leading = behind.map_or(request.wishes.leading, |it| it.0);
    Wishes { leading, moves: Moves::Timed, ..*request.wishes }
}

/// A session as it is played, if it is of the length; otherwise how long it is.
fn laid_out(
    request: &Request<'_>,
    menu: &Menu,
    session: &FilledSession,
    wishes: &Wishes,
) -> Result<Composed, Seconds> {
    let items = || session.picks.iter().map(|(at, helping)| (&menu.items[*at], helping));
    let choices: Vec<Choice> = items().map(|(it, helping)| menu::choice(&it.routine, helping)).collect();
    let Ok(plan) = Plan::adjusted(&choices, wishes, &adjustments(&choices, request.brisk)) else {
        return Err(Seconds::MAX);
    };
    let mut lengths = vec![0; choices.len()];
    let mut open = 0;
    for segment in plan.segments() {
        lengths[segment.routine] += segment.length.unwrap_or(OPEN);
        open += u32::from(segment.length.is_none());
    }
    let seconds = lengths.iter().sum();
    if !is_of_length(seconds, request.length) {
        return Err(seconds);
    }
    let mut parts: Vec<ComposedPart> = Vec::new();
    for (((item, helping), choice), seconds) in items().zip(choices).zip(lengths) {
        let why = why(request, &item.routine, &parts);
        let too_much = too_much(request.need, &item.routine);
        parts.push(ComposedPart { choice, hold: helping.hold, seconds, why, too_much });
    }
    Ok(Composed { parts, leading: wishes.leading, seconds, open, hurt: Vec::new() })
}

/// What is different for the routines of a composed session: some are announced in few words.
pub fn adjustments(choices: &[Choice], brisk: &BTreeMap<String, Brisk>) -> Vec<Adjustment> {
    let of = |it: &Choice| Adjustment { brisk: brisk.get(&it.routine.id).copied(), ..Adjustment::default() };
    choices.iter().map(of).collect()
}

/// Why a routine was chosen, after these.
fn why(request: &Request<'_>, routine: &Routine, before: &[ComposedPart]) -> WhyChosen {
    let listed = request.goals.iter().find(|it| it.area.is_none() && it.routines.contains(&routine.id));
    match listed {
        Some(goal) if goal.is_one_routine() => return WhyChosen::Named,
        Some(goal) => return WhyChosen::OfProgram(goal.name.clone()),
        None => {}
    }
    let is_wanted =
        |area: &Area| request.goals.is_empty() || request.goals.iter().any(|it| it.area == Some(*area));
    let of = routine.area.into_iter().chain(routine.also.iter().copied());
    let Some(area) = of.clone().find(is_wanted).or(routine.area) else { return WhyChosen::Fits };
    let played = || before.iter().map(|it| &*it.choice.routine);
    let is_first = !played().any(|it| it.area == Some(area));
    match request.need.areas.iter().find(|it| it.area == area) {
        Some(need) if is_first && request.is_wanted_now(need) => WhyChosen::Stands(need.clone()),
        Some(_) if is_first => WhyChosen::Beside(area),
        Some(_) | None => {
            let new = routine.muscles.iter().filter(|it| !played().any(|played| played.muscles.contains(it)));
            WhyChosen::More(area, new.cloned().collect())
        }
    }
}

/// The session with another part in the place of one.
fn swapped(
    request: &Request<'_>,
    composed: &Composed,
    swap: usize,
    pool: &mut Vec<Arc<Routine>>,
) -> Result<Composed, Refused> {
    let gone = swap.checked_sub(1).and_then(|it| composed.parts.get(it));
    let Some(gone) = gone.map(|it| &it.choice.routine) else {
        return Err(Refused::NoPart(composed.parts.len()));
    };
    if request.goals.iter().any(|it| it.is_one_routine() && it.is_met_by(gone)) {
        return Err(Refused::IsNamed(gone.name.clone()));
    }
    pool.retain(|it| it.id != gone.id);
    let others = composed.parts.iter().map(|it| it.choice.routine.id.clone()).filter(|it| *it != gone.id);
    let stays: Vec<String> = others.collect();
    // The others stay if they can.
    let others_stay = of_length(&Request { pool, ..request.clone() }, &stays);
    let found = others_stay.or_else(|_| of_length(&Request { pool, ..request.clone() }, &[]));
    found.map_err(|_| Refused::NothingElse(gone.name.clone()))
}

/// How far beyond a length a longer one is looked for, in seconds.
const FURTHER: Seconds = 15 * 60;
/// So many lengths that the menu knows of are tried on each side.
const LENGTHS_TRIED: usize = 6;

/// The nearest lengths that can be met.
fn nearest(request: &Request<'_>, all: &Menu, wishes: &Wishes) -> Refused {
    let menu = all.within(request.length);
    let reach = request.length.saturating_add(FURTHER).min(menu.longest());
    let mut lengths: Vec<Seconds> =
        fill::sessions(&menu, reach).iter().map(|it| it.seconds.div_ceil(NEARLY) * NEARLY).collect();
    lengths.sort_unstable();
    lengths.dedup();
    let (shorter, longer): (Vec<Seconds>, Vec<Seconds>) =
        lengths.into_iter().filter(|it| *it != request.length).partition(|it| *it < request.length);
    let can_be_met =
        |length: &Seconds| chosen(&Request { length: *length, ..request.clone() }, all, wishes).is_ok();
    let shorter = shorter.into_iter().rev().take(LENGTHS_TRIED).find(can_be_met);
    let longer = longer.into_iter().take(LENGTHS_TRIED).find(can_be_met);
    Refused::NotSoLong {
        shorter: shorter.map(|it| nearer(it, request.length, can_be_met)),
        longer: longer.map(|it| nearer(it, request.length, can_be_met)),
    }
}

/// A length that can be met between one that can and one that cannot, as near to the latter as is found.
fn nearer(met: Seconds, unmet: Seconds, can_be_met: impl Fn(&Seconds) -> bool) -> Seconds {
    const PARTS: Seconds = 8;
    const MISSES: u32 = 6;
    let mut nearest = met;
    for _ in 0..3 {
        let gap = nearest.abs_diff(unmet) / NEARLY;
        let mut steps: Vec<Seconds> = (1..PARTS).map(|it| gap * it / PARTS * NEARLY).collect();
        steps.dedup();
        let length = |step: Seconds| if unmet > nearest { unmet - step } else { unmet + step };
        let between = steps.into_iter().filter(|it| *it > 0).map(length);
        match between.filter(|it| it.abs_diff(unmet) < nearest.abs_diff(unmet)).find(&can_be_met) {
            Some(found) => nearest = found,
            None => break,
        }
    }
    // The last steps one by one.
    let mut misses = 0;
    let mut at = nearest;
    while misses < MISSES && at.abs_diff(unmet) > NEARLY {
        at = if unmet > at { at + NEARLY } else { at - NEARLY };
        if can_be_met(&at) {
            (nearest, misses) = (at, 0);
        } else {
            misses += 1;
        }
    }
    nearest
}

#[cfg(test)]
mod tests;
