//! What the sessions of a log played, from their first lines alone: enough to know what a person was told at the
//! beginning of each.

use std::collections::{BTreeMap, BTreeSet};

use super::fact::{FactKind, fact};

/// The routines of each session. Lines may come in any order.
#[derive(Debug, Default)]
pub struct PlayedRoutines {
    sessions: BTreeMap<String, BTreeSet<String>>,
    forgotten: BTreeSet<String>,
}

impl PlayedRoutines {
    /// Takes in a line. One that cannot be read hides no other.
    pub fn take(&mut self, line: &[u8]) {
        let Some(fact) = fact(line) else { return };
        match fact.what {
            FactKind::Began { routines } => {
                self.sessions.entry(fact.session.into_owned()).or_default().extend(routines);
            }
            FactKind::Forgotten => _ = self.forgotten.insert(fact.session.into_owned()),
            FactKind::Over(_) | FactKind::Ended { .. } => {}
        }
    }

    /// The ids of the routines of each session that is not forgotten.
    pub fn sessions(&self) -> impl Iterator<Item = &BTreeSet<String>> {
        self.sessions.iter().filter(|it| !self.forgotten.contains(it.0)).map(|it| it.1)
    }
}
