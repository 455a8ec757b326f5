//! What statistics take from a line of the log. A log of ten years has hundreds of thousands of lines, so
//! nothing of a line is copied but what is asked for; what else it says is passed over.

use std::{borrow::Cow, time::Duration};

use chrono::{DateTime, FixedOffset};

use super::{Felt, LineEvent, line::Facts, millis, valid};
use crate::model::{plan::SegmentKind, player::End, side::Side};

/// A line.
#[derive(Debug)]
pub struct Fact<'l> {
    /// The id of its session.
    pub session: Cow<'l, str>,
    /// The time of day, with its offset from UTC.
    pub at: DateTime<FixedOffset>,
    /// What happened.
    pub what: FactKind<'l>,
}

/// What happened.
#[derive(Debug)]
pub enum FactKind<'l> {
    /// The session began, or was gone on with.
    Began {
        /// The ids of the routines that were to be played.
        routines: Vec<String>,
    },
    /// A timed segment was over.
    Over(Over<'l>),
    /// The session ended, or it was said later how it felt.
    Ended {
        /// How it ended.
        end: End,
        /// How the session felt.
        felt: Option<Felt>,
        /// How single routines felt, by their ids.
        routines: Vec<(String, Felt)>,
    },
    /// The session is to be forgotten.
    Forgotten,
}

/// A timed segment that was over.
#[derive(Debug)]
pub struct Over<'l> {
    /// The id of its routine.
    pub routine: Cow<'l, str>,
    /// Hold, breathe or reps; none for one that this version does not know.
    pub kind: Option<SegmentKind>,
    /// The step of the routine, from 1.
    pub step: Option<usize>,
    /// The round, from 1.
    pub round: Option<u32>,
    /// On which side.
    pub side: Option<Side>,
    /// How long it truly lasted.
    pub time: Duration,
    /// Whole repetitions, of what is repeated.
    pub times: Option<u64>,
    /// Whether its planned time ran out.
    pub finished: bool,
}

/// What a line says; none if it cannot be read.
pub fn fact(line: &[u8]) -> Option<Fact<'_>> {
    let line: Facts<'_> = serde_json::from_slice(line).ok()?;
    let (event, at) = valid(line.v, &line.session, &line.event, &line.at, line.seconds, line.times)?;
    let what = match event {
        LineEvent::Began => FactKind::Began { routines: line.routines },
        LineEvent::Forgotten => FactKind::Forgotten,
        LineEvent::Ended(end) => FactKind::Ended {
            end,
            felt: line.felt.as_deref().and_then(Felt::from_name),
            routines: Felt::of_routines(line.routines_felt.as_ref()).collect(),
        },
        LineEvent::Over(outcome) => FactKind::Over(Over {
            routine: line.routine.unwrap_or_default(),
            kind: line.kind.as_deref().and_then(SegmentKind::from_name),
            step: line.step,
            round: line.round,
            side: line.side.as_deref().and_then(Side::from_name),
            time: line.seconds.map(millis).unwrap_or_default(),
            times: line.times,
            finished: line.finished.unwrap_or(outcome.finishes()),
        }),
    };
    Some(Fact { session: line.session, at, what })
}
