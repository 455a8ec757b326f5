//! Areas of the body, and programs: names that play several routines.

use std::sync::Arc;

use super::{
    dose::Seconds,
    plan::Choice,
    routine::{Routine, Source},
    text::Text,
    vocabulary::vocabulary,
};

vocabulary! {
    /// A part of the body: a folder under `routines/`.
    Area {
        Neck = "neck",
        /// Jaw, face and eyes.
        Face = "face",
        Shoulders = "shoulders",
        Chest = "chest",
        UpperBack = "upper-back",
        LowerBack = "lower-back",
        Sides = "sides",
        Hips = "hips",
        Thighs = "thighs",
        /// With ankles and feet.
        Calves = "calves",
        /// With hands.
        Wrists = "wrists",
        WholeBody = "whole-body",
    }
}

impl Area {
    /// Whether one warms up before its stretches: large muscles that carry or bend the body.
    pub const fn wants_warmth(self) -> bool {
        match self {
            Area::LowerBack | Area::Hips | Area::Thighs | Area::Calves | Area::WholeBody => true,
            Area::Neck
            | Area::Face
            | Area::Shoulders
            | Area::Chest
            | Area::UpperBack
            | Area::Sides
            | Area::Wrists => false,
        }
    }
}

/// The page of an area: `area.yaml`.
#[derive(Clone, Debug, PartialEq)]
pub struct AreaPage {
    /// The area.
    pub area: Area,
    /// Its name.
    pub name: Text,
    /// Other words people type for it, in lower case.
    pub aliases: Vec<Text>,
    /// What it contains, in a line.
    pub summary: Option<Text>,
    /// What `stretch AREA` plays; empty means all its routines in the order of their ids.
    pub play: Vec<PlayEntry>,
    /// Why it gets tight.
    pub why: Option<Text>,
    /// The signs for stopping.
    pub stop: Option<Text>,
    /// When to see a doctor.
    pub see: Option<Text>,
    /// Where its facts come from.
    pub sources: Vec<Source>,
}

/// A named, ordered list of routines. Invariant: `play` is not empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Program {
    /// The file's name without its ending: `[a-z0-9-]`.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// What it is for, in a line.
    pub summary: Option<Text>,
    /// What it plays, in order.
    pub play: Vec<PlayEntry>,
    /// The signs for stopping; none leaves them to the pages of its areas.
    pub stop: Option<Text>,
    /// When to see a doctor; none leaves it to the pages of its areas.
    pub see: Option<Text>,
    /// Where its facts come from; empty leaves it to the pages of its areas.
    pub sources: Vec<Source>,
}

/// A routine in a program or an area's play list.
#[derive(Clone, Debug, PartialEq)]
pub struct PlayEntry {
    /// Its id: that of its file, or of its place in the list, `sheet#2`, if it is written out there.
    pub routine: String,
    /// The number of rounds; none leaves it to the least of a file, and to the level where it is written out.
    pub rounds: Option<u32>,
    /// Whether it may be fewer than the routine's own least.
    pub is_sample: bool,
    /// The routine itself, if it is written out in the list.
    pub written: Option<Arc<Routine>>,
    /// Seconds of every hold at the usual level; none leaves them to the routine and the level.
    pub hold: Option<Seconds>,
}

impl PlayEntry {
    /// A routine in a file, for the least of its own rounds.
    pub fn named(routine: impl Into<String>) -> PlayEntry {
        PlayEntry { routine: routine.into(), rounds: None, is_sample: false, written: None, hold: None }
    }

    /// A routine as the list plays it: what is written out has its own rounds.
    pub fn choice(&self, routine: Arc<Routine>) -> Choice {
        let least = self.written.is_none().then(|| routine.rounds.low());
        let routine = self.hold.map_or(Arc::clone(&routine), |it| Arc::new(routine.usually_held_for(it)));
        Choice { routine, rounds: self.rounds.or(least) }
    }
}
