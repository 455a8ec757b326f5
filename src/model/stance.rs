//! Which pose of a routine follows which, by where each is written.
//!
//! A plan may have 86,400 segments and a pose dozens of numbers, so nothing here copies a pose.

use super::{
    figure::Pose,
    routine::{Action, Routine},
};

/// A line of a routine that may have poses, by its index in its list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PoseLine {
    /// One of [`Routine::setup`].
    Setup(usize),
    /// One of [`Routine::steps`].
    Step(usize),
    /// One of [`Routine::switch`]: for the side to which it leads.
    Switch(usize),
    /// One of [`Routine::finish`].
    Finish(usize),
}

/// A pose of a routine, by where it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PoseAt {
    /// The line it belongs to.
    pub source: PoseLine,
    /// Its index among the poses of that line.
    pub index: usize,
}

/// How the person is placed between two movements.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stance {
    /// The pose; none is the figure's base as it is.
    pub pose: Option<PoseAt>,
    /// Whether it is on the other side than the one that poses are written for.
    pub mirrored: bool,
}

/// A line of a routine, with the poses between which it leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The line.
    pub source: PoseLine,
    /// The pose in which it starts; none is the figure's base as it is.
    pub start: Option<PoseAt>,
    /// The pose in which it ends.
    pub end: Option<PoseAt>,
}

impl Routine {
    /// The poses of a line; none if there is no such line.
    pub fn poses(&self, source: PoseLine) -> &[Pose] {
        match source {
            PoseLine::Setup(index) => self.setup.get(index).map_or(&[], |it| &it.poses),
            PoseLine::Step(index) => self.steps.get(index).map_or(&[], |it| &it.poses),
            PoseLine::Switch(index) => self.switch.get(index).map_or(&[], |it| &it.poses),
            PoseLine::Finish(index) => self.finish.get(index).map_or(&[], |it| &it.poses),
        }
    }

    /// A copy of one pose; the figure's base as it is where there is none.
    pub fn pose(&self, at: Option<PoseAt>) -> Pose {
        at.and_then(|it| self.poses(it.source).get(it.index)).cloned().unwrap_or_default()
    }

    /// The last pose of a line.
    pub fn last_pose(&self, source: PoseLine) -> Option<PoseAt> {
        let index = self.poses(source).len().checked_sub(1)?;
        Some(PoseAt { source, index })
    }

    /// The pose in which the person gets ready: the first one, if it names a base of its own.
    pub fn first_pose(&self) -> Option<PoseAt> {
        let first = PoseAt { source: PoseLine::Setup(0), index: 0 };
        self.poses(first.source).first().filter(|it| it.base.is_some()).map(|_| first)
    }

    /// The pose in which each round starts on each side.
    pub fn start_pose(&self) -> Option<PoseAt> {
        self.passages().nth(self.setup.len()).and_then(|it| it.start)
    }

    /// The first pose of what is timed: what the routine is about.
    pub fn goal_pose(&self) -> Option<PoseAt> {
        let index = self.steps.iter().position(|it| it.action.is_timed() && !it.poses.is_empty())?;
        Some(PoseAt { source: PoseLine::Step(index), index: 0 })
    }

    /// Its lines, each starting where the one before it ends: the setup, one round of the steps on one
    /// side, and the finish. Every further round on every side goes through the same poses.
    pub fn passages(&self) -> impl Iterator<Item = Passage> + '_ {
        let sources = (0..self.setup.len())
            .map(PoseLine::Setup)
            .chain((0..self.steps.len()).map(PoseLine::Step))
            .chain((0..self.finish.len()).map(PoseLine::Finish));
        let mut start = self.first_pose();
        sources.map(move |source| {
            let end = if self.returns(source) { start } else { self.last_pose(source).or(start) };
            Passage { source, start: std::mem::replace(&mut start, end), end }
        })
    }

    /// Whether a line ends where it starts: repetitions of a single pose come back from it each time.
    fn returns(&self, source: PoseLine) -> bool {
        match source {
            PoseLine::Step(index) => self.steps.get(index).is_some_and(|it| match it.action {
                Action::Reps { .. } => it.poses.len() == 1,
                Action::Move { .. } | Action::Hold(_) | Action::Breathe(_) => false,
            }),
            PoseLine::Setup(_) | PoseLine::Switch(_) | PoseLine::Finish(_) => false,
        }
    }
}
