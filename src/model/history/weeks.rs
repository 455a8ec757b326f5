//! The sums of weeks: what was held for each area, on which side, on how many days.
//!
//! How a hold counts (docs/log.md tells people the same):
//! - Only holds of routines that stretch count as a dose; repetitions, breathing, strength and rest are kept
//!   beside it. The evidence is about stretches that are held.
//! - A hold counts whole for the area of its routine, and half for each area under `also`, which the routine
//!   helps but is not made for.
//! - The evidence is about one muscle. A hold on the left side is for the left half of the body, and a hold
//!   without a side is for both. The dose of an area is the middle of its two sides: thirty seconds on each
//!   are thirty seconds.
//! - A day counts for an area from half a minute of that dose on.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use chrono::{Datelike as _, Days, NaiveDate, Weekday};

use super::{History, Hold};
use crate::model::{area::Area, plan::SegmentKind, routine::Kind, side::Side};

/// A day counts for an area from this dose on.
pub const A_DAY_COUNTS: Duration = Duration::from_secs(30);
/// A week is kept up with so many days, of whatever is practised.
pub const DAYS_OF_A_GOOD_WEEK: u32 = 2;

/// What a routine of the log is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// Its area, if it has one.
    pub area: Option<Area>,
    /// Further areas it helps.
    pub also: Vec<Area>,
    /// What sort of exercise it is.
    pub kind: Kind,
}

impl About {
    /// A routine that is gone, or that is in a file of its own: it is taken for a stretch.
    pub const UNKNOWN: About = About { area: None, also: Vec::new(), kind: Kind::Stretch };

    /// The areas that a hold counts for: whole for the first, half for the others.
    fn areas(&self) -> impl Iterator<Item = (Area, bool)> {
        let also = self.also.iter().filter(|it| self.area != Some(**it));
        self.area.map(|it| (it, false)).into_iter().chain(also.map(|it| (*it, true)))
    }

    fn is_dose(&self, hold: &Hold) -> bool {
        let stretches = match self.kind {
            Kind::Stretch | Kind::Yoga => true,
            Kind::Mobility | Kind::Strength | Kind::Breath | Kind::Rest => false,
        };
        stretches && hold.kind == Some(SegmentKind::Hold)
    }
}

/// What was held for an area in a week.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AreaWeek {
    sides: [Duration; 2],
    days: [Duration; 7],
}

impl AreaWeek {
    /// The middle of both sides.
    pub fn dose(&self) -> Duration {
        (self.sides[0] + self.sides[1]) / 2
    }

    /// What was held for a side; a hold without a side is for both.
    pub fn side(&self, side: Side) -> Duration {
        self.sides[side.index()]
    }

    /// On how many days enough was held for the day to count.
    pub fn days(&self) -> u32 {
        self.days.iter().filter(|it| **it >= A_DAY_COUNTS).count() as u32
    }

    fn take(&mut self, hold: &Hold, weekday: usize, half: bool) {
        let time = if half { hold.time() / 2 } else { hold.time() };
        self.days[weekday] += match hold.side {
            Some(side) => {
                self.sides[side.index()] += time;
                time / 2
            }
            None => {
                self.sides.iter_mut().for_each(|it| *it += time);
                time
            }
        };
    }
}

/// A week.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Week {
    areas: BTreeMap<Area, AreaWeek>,
    /// What was held in routines without an area: sheets of one's own, and routines that are gone.
    pub elsewhere: AreaWeek,
    /// The time held in stretches, each hold once.
    pub held: Duration,
    /// The time of breathing and resting, and of holds that are no stretch.
    pub beside: Duration,
    /// Whole repetitions.
    pub times: u64,
    practised: [bool; 7],
    sessions: BTreeSet<u32>,
}

impl Week {
    /// What was held for an area.
    pub fn area(&self, area: Area) -> AreaWeek {
        self.areas.get(&area).cloned().unwrap_or_default()
    }

    /// On how many days anything was done.
    pub fn days(&self) -> u32 {
        self.practised.iter().filter(|it| **it).count() as u32
    }

    /// How many sessions had something in this week.
    pub fn sessions(&self) -> usize {
        self.sessions.len()
    }

    /// Whether it has days enough to be kept up.
    pub fn is_good(&self) -> bool {
        self.days() >= DAYS_OF_A_GOOD_WEEK
    }

    fn take(&mut self, hold: &Hold, about: &About, weekday: usize) {
        self.practised[weekday] = true;
        self.sessions.insert(hold.session);
        if hold.times.is_some() {
            self.times += hold.times();
        } else if !about.is_dose(hold) {
            self.beside += hold.time();
        } else {
            self.held += hold.time();
            if about.area.is_none() {
                self.elsewhere.take(hold, weekday, false);
            }
            for (area, half) in about.areas() {
                self.areas.entry(area).or_default().take(hold, weekday, half);
            }
        }
    }
}

/// The weeks in which anything was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weeks {
    /// The day on which a week begins.
    pub begins: Weekday,
    /// The person's day now.
    pub today: NaiveDate,
    weeks: BTreeMap<NaiveDate, Week>,
    /// A week in which nothing was done.
    empty: Week,
}

impl Weeks {
    /// The weeks of a history, without the lines of a clock that [ran ahead](is_ahead).
    pub fn of(history: &History, about: impl Fn(&str) -> About, begins: Weekday, today: NaiveDate) -> Weeks {
        let abouts: Vec<About> = history.routines().iter().map(|it| about(it)).collect();
        let mut weeks: BTreeMap<NaiveDate, Week> = BTreeMap::new();
        for hold in history.holds().iter().filter(|it| it.is_something() && !is_ahead(it.day, today)) {
            let weekday = hold.day.weekday().days_since(begins) as usize;
            let week = weeks.entry(first_day(hold.day, begins)).or_default();
            week.take(hold, &abouts[hold.routine as usize], weekday);
        }
        Weeks { begins, today, weeks, empty: Week::default() }
    }

    /// The week that is under way.
    pub fn this(&self) -> &Week {
        self.ago(0)
    }

    /// The weeks in which anything was done, by their first days, the oldest first.
    pub fn all(&self) -> impl Iterator<Item = (NaiveDate, &Week)> {
        self.weeks.iter().map(|(begin, week)| (*begin, week))
    }

    /// The week of so many weeks ago; an empty one if nothing was done in it.
    pub fn ago(&self, weeks: u32) -> &Week {
        self.weeks.get(&self.begin_of(weeks)).unwrap_or(&self.empty)
    }

    /// The first day of the week of so many weeks ago.
    pub fn begin_of(&self, weeks_ago: u32) -> NaiveDate {
        let this = first_day(self.today, self.begins);
        this.checked_sub_days(Days::new(u64::from(weeks_ago) * 7)).unwrap_or(NaiveDate::MIN)
    }

    /// How many weeks ago the first one was; none if nothing was ever done.
    pub fn first(&self) -> Option<u32> {
        let first = self.weeks.keys().next()?;
        let days = self.begin_of(0).signed_duration_since(*first).num_days();
        Some(u32::try_from(days / 7).unwrap_or(0))
    }

    /// How many weeks in a row, up to this one, have two days or more. The week under way breaks nothing.
    pub fn in_a_row(&self) -> u32 {
        let good = |ago: &u32| self.weeks.get(&self.begin_of(*ago)).is_some_and(Week::is_good);
        u32::from(good(&0)) + (1..).take_while(good).count() as u32
    }

    /// How many days ago an area last had a day that counts; 0 is today.
    pub fn since(&self, area: Area) -> Option<u32> {
        let day = |(first, week): (&NaiveDate, &Week)| {
            let at = week.areas.get(&area)?.days.iter().rposition(|it| *it >= A_DAY_COUNTS)?;
            first.checked_add_days(Days::new(at as u64))
        };
        self.weeks.iter().rev().find_map(day).map(|it| days_between(it, self.today))
    }
}

/// Whether a line of this day was written by a clock that ran ahead: the day is after tomorrow. Tomorrow is possible
/// for someone who has flown west over the date line. What such a line says decides nothing until its day comes.
pub fn is_ahead(day: NaiveDate, today: NaiveDate) -> bool {
    today.checked_add_days(Days::new(1)).is_some_and(|tomorrow| day > tomorrow)
}

/// How many days one day is before another; 0 if it is not before it.
pub fn days_between(day: NaiveDate, today: NaiveDate) -> u32 {
    u32::try_from(today.signed_duration_since(day).num_days()).unwrap_or(0)
}

/// The first day of a day's week.
pub fn first_day(day: NaiveDate, begins: Weekday) -> NaiveDate {
    let into = day.weekday().days_since(begins);
    day.checked_sub_days(Days::new(into.into())).unwrap_or(day)
}
