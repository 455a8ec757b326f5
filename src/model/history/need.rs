//! What is due: how far each area is from the dose of the evidence this week, and what is known of each
//! routine. Whoever chooses what to play next begins here.

use std::{cmp::Reverse, collections::BTreeMap, time::Duration};

use super::{
    History,
    weeks::{AreaWeek, Weeks, days_between, is_ahead},
};
use crate::model::{adapt::FORTNIGHT, area::Area, evidence, journal::Felt, side::Side};

/// An area that had no day for this long is not one that the person keeps up. In days.
pub const KEPT_UP: u32 = 42;
/// A side that is behind by less than this, or an area that was stretched for less, is not worth a word.
pub const WORTH_A_WORD: Duration = Duration::from_secs(15);

/// How an area stands this week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaNeed {
    /// Which.
    pub area: Area,
    /// What was held this week, on each side and on how many days.
    pub week: AreaWeek,
    /// How many days ago it last had a day that counts; 0 is today. None if it never had one.
    pub since: Option<u32>,
}

impl AreaNeed {
    /// How many days this week lacks.
    pub fn days_missing(&self) -> u32 {
        evidence::DAYS.saturating_sub(self.week.days())
    }

    /// How much this week lacks of the least dose.
    pub fn dose_missing(&self) -> Duration {
        evidence::LEAST.saturating_sub(self.week.dose())
    }

    /// Whether something is to be done for it now: this week lacks days or minutes, and today has not had
    /// its turn.
    pub fn is_due(&self) -> bool {
        self.since != Some(0) && self.lacks()
    }

    /// Whether this week lacks days or minutes of it.
    fn lacks(&self) -> bool {
        self.days_missing() > 0 || !self.dose_missing().is_zero()
    }

    /// Whether the person keeps it up: it had a day within six weeks.
    pub fn is_kept_up(&self) -> bool {
        self.since.is_some_and(|it| it <= KEPT_UP)
    }

    /// The side that is behind the other this week, and by how much.
    pub fn behind(&self) -> Option<(Side, Duration)> {
        let [left, right] = Side::BOTH.map(|it| self.week.side(it));
        let side = if left < right { Side::Left } else { Side::Right };
        Some((side, left.abs_diff(right))).filter(|it| it.1 >= WORTH_A_WORD)
    }

    /// What is most due comes first: what is kept up before what is not, then what was begun, if only for less than a
    /// day's worth, then by the days and by the dose that are missing, and then by how long ago it was.
    fn rank(&self) -> impl Ord + use<> {
        let ago = self.since.unwrap_or(u32::MAX);
        let is_begun = self.is_kept_up() || self.week.dose() >= WORTH_A_WORD;
        Reverse((self.is_due(), self.is_kept_up(), is_begun, self.days_missing(), ago, self.dose_missing()))
    }
}

/// What is known of a routine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RoutineNeed {
    /// How many days ago it was last done; 0 is today.
    pub since: u32,
    /// How it felt when that was last said, and how many days ago.
    pub felt: Option<(Felt, u32)>,
    /// What was held on the left and on the right, in all.
    pub sides: [Duration; 2],
}

/// What is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhatIsDue {
    /// Every area for which a weekly dose makes sense, the most needed one first. The order is the same on
    /// the same day with the same log.
    pub areas: Vec<AreaNeed>,
    /// The routines that were ever done, by their ids.
    pub routines: BTreeMap<String, RoutineNeed>,
}

impl WhatIsDue {
    /// What follows from a history and its weeks.
    pub fn of(history: &History, weeks: &Weeks) -> WhatIsDue {
        let this = weeks.this();
        let has_dose = Area::ALL.iter().copied().filter(|it| it.has_dose());
        let mut areas: Vec<AreaNeed> =
            has_dose.map(|area| AreaNeed { area, week: this.area(area), since: weeks.since(area) }).collect();
        areas.sort_by_cached_key(AreaNeed::rank);
        WhatIsDue { areas, routines: routines(history, weeks) }
    }

    /// How many days ago a routine hurt, if that is not long ago and nothing else was said since.
    pub fn hurt(&self, routine: &str) -> Option<u32> {
        let (felt, days) = self.routines.get(routine)?.felt?;
        (felt == Felt::Hurt && days <= FORTNIGHT).then_some(days)
    }

    /// The areas that are due among those that the person keeps up; among all, if they keep up none.
    pub fn due(&self) -> impl Iterator<Item = &AreaNeed> {
        let keeps_up = self.areas.iter().any(AreaNeed::is_kept_up);
        self.areas.iter().filter(move |it| it.is_due() && (it.is_kept_up() || !keeps_up))
    }

    /// What comes next: what is most due, and otherwise what had its turn today and is due on another day of this week.
    pub fn next(&self) -> Option<&AreaNeed> {
        self.due().next().or_else(|| self.areas.iter().find(|it| it.is_kept_up() && it.lacks()))
    }
}

impl Area {
    /// Whether the evidence, which is about single muscles, says how much of it a week needs: of the whole
    /// body it does not, and neither of jaw, face and eyes.
    pub const fn has_dose(self) -> bool {
        match self {
            Area::Face | Area::WholeBody => false,
            Area::Neck
            | Area::Shoulders
            | Area::Chest
            | Area::UpperBack
            | Area::LowerBack
            | Area::Sides
            | Area::Hips
            | Area::Thighs
            | Area::Calves
            | Area::Wrists => true,
        }
    }
}

fn routines(history: &History, weeks: &Weeks) -> BTreeMap<String, RoutineNeed> {
    let mut routines: BTreeMap<String, RoutineNeed> = BTreeMap::new();
    // From the oldest to the newest, so what is newer stands.
    let is_now = |day| !is_ahead(day, weeks.today);
    for hold in history.holds().iter().filter(|it| it.is_something() && is_now(it.day)) {
        let known = routines.entry(history.routine(hold).to_owned()).or_default();
        known.since = days_between(hold.day, weeks.today);
        if let Some(side) = hold.side {
            known.sides[side.index()] += hold.time();
        }
    }
    for (routine, felt, day) in history.felt().into_iter().filter(|it| is_now(it.2)) {
        if let Some(known) = routines.get_mut(routine) {
            known.felt = Some((felt, days_between(day, weeks.today)));
        }
    }
    routines
}
