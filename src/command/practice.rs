//! What the log says of the days and weeks until now: read for the commands that tell what was done and what
//! is due.

use std::collections::HashMap;

use chrono::Weekday;

use super::options::Shared;
use crate::{
    error::{self, Exit},
    model::{
        catalogue::Card,
        history::{
            History,
            need::{self, WhatIsDue},
            weeks::{About, Weeks},
        },
        text::Text,
        wording::Count,
    },
    world::{journal, library::Library, settings},
};

/// The weeks until now, and what is due.
pub struct Practice {
    pub history: History,
    pub weeks: Weeks,
    pub need: WhatIsDue,
    /// Files and folders that could not be read.
    pub troubles: Vec<Text>,
}

impl Practice {
    /// Of the whole log.
    pub fn read(shared: &Shared) -> anyhow::Result<Practice> {
        Practice::of(shared, journal::history())
    }

    /// Of as much of the log's end as decides what is due.
    pub fn of_late(shared: &Shared) -> anyhow::Result<Practice> {
        Practice::of(shared, late())
    }

    /// The same for a library that is open.
    pub fn of_late_in(library: &Library) -> Practice {
        Practice::from(library, late())
    }

    fn of(shared: &Shared, read: (History, Vec<Text>)) -> anyhow::Result<Practice> {
        let library = Library::open(&shared.routines)?;
        Ok(Practice::from(&library, read))
    }

    /// The same of what was read already.
    pub fn from(library: &Library, (history, troubles): (History, Vec<Text>)) -> Practice {
        let catalogue = library.catalogue();
        let cards: HashMap<&str, &Card> = catalogue.routines.iter().map(|it| (&*it.id, *it)).collect();
        let about = |id: &str| {
            let known = |it: &&Card| About { area: it.area, also: it.also.to_vec(), kind: it.kind };
            cards.get(id).map_or(About::UNKNOWN, known)
        };
        let begins = settings::read().settings.week.unwrap_or(Weekday::Mon);
        let weeks = Weeks::of(&history, about, begins, journal::now().date_naive());
        let need = WhatIsDue::of(&history, &weeks);
        Practice { history, weeks, need, troubles }
    }

    /// Says what of the log could not be read, and how the command ends.
    pub fn conclude(&self) -> Exit {
        tell(&self.troubles, self.history.unreadable)
    }
}

/// As much of the log's end as decides what is due.
fn late() -> (History, Vec<Text>) {
    let today = journal::now().date_naive();
    let days = chrono::Days::new(u64::from(need::KEPT_UP) + 7);
    journal::recent_history(today.checked_sub_days(days).unwrap_or(today))
}

/// Says what of the log could not be read. Lines that cannot be read are told; a folder or a file that cannot
/// be read is more than that.
pub fn tell(troubles: &[Text], unreadable: usize) -> Exit {
    let lines = Count(unreadable as u64, "line");
    let unreadable = (unreadable > 0).then(|| {
        let stay = lines.agreeing("was left as it is", "were left as they are");
        format!("{lines} of the log cannot be read and {stay}")
    });
    for trouble in troubles.iter().map(ToString::to_string).chain(unreadable) {
        error::aside(&format!("warning: {trouble}\n"));
    }
    if troubles.is_empty() { Exit::Done } else { Exit::Failed }
}
