//! Logs made up for tests: of a given number of sessions, or line by line. The same seed makes the same log.

use chrono::{DateTime, Days, FixedOffset, NaiveDate, TimeDelta, TimeZone as _};

/// Numbers that look random and are the same everywhere: SplitMix64.
pub struct Chance(pub u64);

impl Chance {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut it = self.0;
        it = (it ^ (it >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        it = (it ^ (it >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        it ^ (it >> 31)
    }

    /// A number below this one.
    pub fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }

    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at as u64 + 1) as usize);
        }
    }
}

/// The first line of a session.
pub fn began(session: &str, at: &str, title: &str) -> String {
    format!(
        "{{\"v\":1,\"session\":\"{session}\",\"at\":\"{at}\",\"event\":\"began\",\"title\":\"{title}\",\
         \"routines\":[\"neck-release\"],\"plan\":[{{\"routine\":\"neck-release\",\"rounds\":1,\"hash\":\
         \"af63dc4c8601ec8c\"}}],\"options\":{{\"targets\":[\"neck\"],\"level\":\"steady\",\"leading\":\"right\",\
         \"breath\":[4,6],\"pace\":\"long\"}}}}"
    )
}

/// The line of a hold that was held to its end.
pub fn held(session: &str, at: &str, routine: &str, side: Option<&str>, seconds: u32) -> String {
    let side = side.map_or(String::new(), |it| format!("\"side\":\"{it}\","));
    format!(
        "{{\"v\":1,\"session\":\"{session}\",\"at\":\"{at}\",\"event\":\"held\",\"routine\":\"{routine}\",\
         \"name\":\"A routine\",\"kind\":\"hold\",\"step\":1,\"round\":1,{side}\"seconds\":{seconds}.0,\
         \"planned\":{seconds}.0,\"finished\":true}}"
    )
}

/// The line of the end of a session, with how it felt, if that was said.
pub fn done(session: &str, at: &str, felt: Option<&str>) -> String {
    let felt = felt.map_or(String::new(), |it| format!(",\"felt\":\"{it}\""));
    format!("{{\"v\":1,\"session\":\"{session}\",\"at\":\"{at}\",\"event\":\"done\"{felt}}}")
}

/// Routines of several areas that are held on both sides.
const ROUTINES: [&str; 5] = [
    "neck-release",
    "figure-four-supine",
    "kneeling-hip-flexor",
    "wall-calf-stretch",
    "wrist-flexion-stretch",
];

/// The lines of so many sessions up to a day, a few on most days, each with a handful of holds.
pub fn sessions(count: u64, a_day: u64, until: NaiveDate, seed: u64) -> Vec<String> {
    let mut chance = Chance(seed);
    let mut lines = Vec::new();
    let zone = FixedOffset::east_opt(3600).expect("an hour");
    for number in 0..count {
        let day = until - Days::new((count - 1 - number) / a_day);
        let time =
            day.and_hms_opt(8 + (number % a_day) as u32 % 12, chance.below(30) as u32, 0).expect("a time");
        let mut now = zone.from_local_datetime(&time).single().expect("it has no change of the clocks");
        let at = |now: DateTime<FixedOffset>| now.to_rfc3339();
        let id = format!("{:016x}", seed << 40 | number);
        lines.push(began(&id, &at(now), "A session"));
        for _ in 0..=chance.below(4) {
            let routine = ROUTINES[chance.below(ROUTINES.len() as u64) as usize];
            for side in ["right", "left"] {
                now += TimeDelta::seconds(40);
                lines.push(held(&id, &at(now), routine, Some(side), 30));
            }
        }
        lines.push(done(&id, &at(now), [None, Some("good"), Some("easy")][chance.below(3) as usize]));
    }
    lines
}

/// A year of somebody who stretches on some days, less in summer, mostly the neck, and the right side a little
/// longer than the left.
pub fn a_year(until: NaiveDate) -> Vec<String> {
    let mut chance = Chance(2026);
    let mut lines = Vec::new();
    for ago in (0..365).rev() {
        let day = until - Days::new(ago);
        let is_summer = (120..200).contains(&ago);
        if chance.below(10) >= if is_summer { 1 } else { 5 } {
            continue;
        }
        let id = format!("{ago:016x}");
        lines.push(began(&id, &format!("{day}T08:00:00+01:00"), "A session"));
        for (at, routine) in ROUTINES.iter().enumerate() {
            // The first are done more often.
            if chance.below(1 + at as u64 * 2) > 0 {
                continue;
            }
            for round in 0..=chance.below(3) {
                for (side, seconds) in [("right", 35), ("left", 30)] {
                    let time = format!("{day}T08:{:02}:{:02}+01:00", at * 5 + round as usize, seconds);
                    lines.push(held(&id, &time, routine, Some(side), seconds));
                }
            }
        }
    }
    lines
}
