//! What getting from one routine of a menu to the next takes.
//!
//! Hundreds of routines have tens of thousands of pairs, and the words of a way are made to know how long it takes.
//! So they are made once for each place where routines leave the person, which are few.

use super::{menu::Item, order};
use crate::model::{dose::Seconds, plan::Whereabouts};

/// The ways between the items of a menu, in its order: none leads back.
pub struct Ways {
    /// Seconds of getting ready and the cost of the change, for each item after each other; first come those
    /// of the items that open a session.
    changes: Vec<(Seconds, i64)>,
    count: usize,
}

impl Ways {
    /// The ways between these.
    pub fn between(items: &[Item]) -> Ways {
        let first = |it: &Item| (it.opening, order::change(None, &it.routine));
        let mut changes: Vec<(Seconds, i64)> = items.iter().map(first).collect();
        changes.reserve(items.len() * items.len());
        // Where a routine leaves the person, and the seconds from there to each item, where they are known.
        let mut known: Vec<(Whereabouts, Vec<Option<Seconds>>)> = Vec::new();
        for (at, before) in items.iter().enumerate() {
            let here = Whereabouts::behind(&before.routine);
            let place = known.iter().position(|it| it.0 == here).unwrap_or_else(|| {
                known.push((here, vec![None; items.len()]));
                known.len() - 1
            });
            let (here, seconds) = &mut known[place];
            for (to, item) in items.iter().enumerate() {
                if to <= at {
                    changes.push((0, 0));
                    continue;
                }
                let way = *seconds[to].get_or_insert_with(|| here.seconds_to(&item.routine));
                let ready = item.following.saturating_add(way);
                changes.push((ready, order::change(Some(&before.routine), &item.routine)));
            }
        }
        Ways { changes, count: items.len() }
    }

    /// Seconds and cost of getting ready for an item behind another one, or as the first.
    pub fn change(&self, before: Option<usize>, at: usize) -> (Seconds, i64) {
        let row = before.map_or(0, |it| it + 1);
        self.changes[row * self.count + at]
    }
}
