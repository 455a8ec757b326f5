//! Statistics for programs.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{
    area::Area,
    evidence,
    history::{
        need::{AreaNeed, WhatIsDue},
        weeks::{AreaWeek, Week, Weeks},
    },
    side::Side,
    words::{practice, status},
};

/// The words of a status line, as waybar reads them.
#[derive(Serialize)]
pub struct WaybarJson<'l> {
    text: &'l str,
    tooltip: String,
    class: &'static str,
}

/// The words of a status line, for waybar.
pub fn waybar<'l>(line: &'l str, figures: &status::Figures) -> WaybarJson<'l> {
    WaybarJson { text: line, tooltip: status::more(figures), class: status::class(figures) }
}

/// All weeks, and what is due.
#[derive(Serialize)]
pub struct StatsJson {
    today: String,
    evidence: EvidenceJson,
    weeks_in_a_row: u32,
    /// Those in which anything was done, the oldest first.
    weeks: Vec<WeekJson>,
    /// The most needed first.
    due: Vec<NeedJson>,
}

#[derive(Serialize)]
struct EvidenceJson {
    days: u32,
    least_seconds: u64,
    levels_off_seconds: u64,
}

#[derive(Serialize)]
struct WeekJson {
    begins: String,
    days: u32,
    sessions: usize,
    /// Of stretches, each hold once.
    held_seconds: f64,
    /// Of breath, rest and strength.
    beside_seconds: f64,
    repetitions: u64,
    areas: BTreeMap<&'static str, AreaJson>,
}

#[derive(Serialize)]
struct AreaJson {
    days: u32,
    /// The middle of both sides.
    dose_seconds: f64,
    left_seconds: f64,
    right_seconds: f64,
}

/// An area that is due.
#[derive(Serialize)]
pub struct NeedJson {
    area: &'static str,
    why: String,
    days: u32,
    days_missing: u32,
    dose_seconds: f64,
    dose_missing_seconds: f64,
    /// 0 is today; nothing if it was never done.
    days_since: Option<u32>,
    left_seconds: f64,
    right_seconds: f64,
}

/// Statistics of all weeks.
pub fn stats(weeks: &Weeks, need: &WhatIsDue) -> StatsJson {
    StatsJson {
        today: weeks.today.to_string(),
        evidence: EvidenceJson {
            days: evidence::DAYS,
            least_seconds: evidence::LEAST.as_secs(),
            levels_off_seconds: evidence::LEVELS_OFF.as_secs(),
        },
        weeks_in_a_row: weeks.in_a_row(),
        weeks: weeks.all().map(|(begin, it)| week(it, begin.to_string())).collect(),
        due: due(need),
    }
}

/// The areas that are due.
pub fn due(need: &WhatIsDue) -> Vec<NeedJson> {
    need.due().map(area_need).collect()
}

fn week(week: &Week, begins: String) -> WeekJson {
    let areas =
        Area::ALL.iter().map(|it| (it.name(), week.area(*it))).chain([("others", week.elsewhere.clone())]);
    WeekJson {
        begins,
        days: week.days(),
        sessions: week.sessions(),
        held_seconds: week.held.as_secs_f64(),
        beside_seconds: week.beside.as_secs_f64(),
        repetitions: week.times,
        areas: areas.filter(|it| !it.1.dose().is_zero()).map(|(name, week)| (name, area(&week))).collect(),
    }
}

fn area(week: &AreaWeek) -> AreaJson {
    AreaJson {
        days: week.days(),
        dose_seconds: week.dose().as_secs_f64(),
        left_seconds: week.side(Side::Left).as_secs_f64(),
        right_seconds: week.side(Side::Right).as_secs_f64(),
    }
}

fn area_need(need: &AreaNeed) -> NeedJson {
    NeedJson {
        area: need.area.name(),
        why: practice::why(need),
        days: need.week.days(),
        days_missing: need.days_missing(),
        dose_seconds: need.week.dose().as_secs_f64(),
        dose_missing_seconds: need.dose_missing().as_secs_f64(),
        days_since: need.since,
        left_seconds: need.week.side(Side::Left).as_secs_f64(),
        right_seconds: need.week.side(Side::Right).as_secs_f64(),
    }
}
