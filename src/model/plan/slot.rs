//! The place of a segment: of which routine it is, on which side and in which round, and where the body is led.

use crate::model::{
    side::Side,
    stance::{Passage, PoseLine, Stance},
};

/// Where in a routine a segment stands, and where it leads.
#[derive(Clone, Copy)]
pub struct Slot {
    pub routine: usize,
    pub step: Option<usize>,
    pub round: Option<u32>,
    pub side: Option<Side>,
    pub through: Option<PoseLine>,
    pub end: Stance,
}

impl Slot {
    /// To the end of a passage, without going through its poses.
    pub fn to_end(self, passage: Passage) -> Slot {
        Slot { through: None, end: Stance { pose: passage.end, ..self.end }, ..self }
    }

    /// Through all poses of a passage.
    pub fn along(self, passage: Passage) -> Slot {
        Slot { through: Some(passage.source), ..self.to_end(passage) }
    }
}
