//! How the drawn person moves in a segment: through which poses, and where between them at which time.
//!
//! It knows poses and times alone; the view solves and draws bodies.

use std::time::Duration;

use super::{
    dose::Seconds,
    figure::{Base, Figure, Pose},
    key_pose::ROUND,
    plan::{Pace, Plan, Segment, SegmentKind},
    routine::Routine,
    stance::Stance,
};

/// The usual time from one pose to the next, where the segment is long enough.
const LEG: Duration = Duration::from_millis(2200);
/// The time from one pose to the next where the person sits up, lies down or kneels.
const LONG_LEG: Duration = Duration::from_millis(3600);
/// Seconds of a glimpse of what comes: there, or back.
const GLIMPSE: Seconds = 3;
/// A move starts this late, while its words begin.
const LISTENING: Duration = Duration::from_millis(600);

/// The length of a frame in session time. A redraw within a frame shows the picture that is drawn already.
pub const FRAME: Duration = Duration::from_millis(100);

/// The start of the frame that a time lies in.
pub fn frame_of(done: Duration) -> Duration {
    done - into_frame(done)
}

/// The time since the start of its frame.
pub fn into_frame(done: Duration) -> Duration {
    Duration::from_nanos((done.as_nanos() % FRAME.as_nanos()) as u64)
}

/// A pose on one of the two sides: what a [`Stance`] of the plan refers to.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// The pose as it is written, for the routine's first side.
    pub pose: Pose,
    /// Whether the person does it on the other side.
    pub mirrored: bool,
}

/// The movement of one segment.
#[derive(Clone, Debug, PartialEq)]
pub struct Motion {
    /// The pose in which it starts.
    pub from: Placed,
    /// The poses that it goes through; none if the person stands still.
    pub through: Vec<Placed>,
    /// The rhythm of a movement that is repeated; none for one that is done once.
    pub beat: Option<Beat>,
    /// Whether the person sits up, lies down or kneels on the way.
    pub is_far: bool,
}

/// The rhythm of a movement that is repeated: the time of going once through its poses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beat {
    /// Seconds in all; each pose takes the same time.
    Even(Seconds),
    /// Seconds of going there, of staying and of coming back. The person stays in the first of two or
    /// three poses, and in the second of four.
    Staying([Seconds; 3]),
    /// Seconds of breathing in, through the first half of the poses, and of breathing out.
    Breath(Seconds, Seconds),
    /// Seconds in all, as often as they fit into the length of the segment as a whole; once if it waits.
    Filling(Seconds),
}

/// How far a movement is: between which two poses, by their numbers. 0 is [`Motion::from`], 1 the first of
/// [`Motion::through`], and so on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// The number of the pose that the person comes from.
    pub from: usize,
    /// The number of the pose that the person goes to.
    pub to: usize,
    /// The share of the way between the two, from 0 to 1.
    pub share: f32,
    /// The numbers of the poses before and after these two, where the movement goes around without stopping.
    pub beyond: Option<(usize, usize)>,
}

impl Beat {
    fn of(pace: Option<Pace>) -> Beat {
        match pace {
            Some(pace @ Pace::Reps { each, .. }) => pace.stay().map_or(Beat::Even(each), Beat::Staying),
            Some(Pace::Breaths(breath)) => Beat::Breath(breath.inward, breath.outward),
            None => Beat::Filling(GLIMPSE * 2),
        }
    }
}

/// Whether a segment only explains the repetitions that come next, in the same words.
pub fn explains(plan: &Plan, at: usize) -> bool {
    let segments = plan.segments();
    let next = segments.get(at + 1);
    next.is_some_and(|it| it.kind == SegmentKind::Reps && it.text == segments[at].text)
}

/// Whether a segment ends in the pose in which it starts.
fn comes_back(segment: &Segment) -> bool {
    (segment.start.pose, segment.start.mirrored) == (segment.end.pose, segment.end.mirrored)
}

impl Motion {
    /// The movement of a segment; none if its routine has no figure.
    pub fn of(plan: &Plan, at: usize) -> Option<Motion> {
        let segment = &plan.segments()[at];
        let routine = plan.routine_of(segment);
        let figure = routine.figure.as_ref()?;
        let placed = |it: Stance| Placed { pose: routine.pose(it.pose), mirrored: it.mirrored };
        let (start, end) = (placed(segment.start), placed(segment.end));
        Some(match segment.kind {
            SegmentKind::Ready => {
                glimpse(figure, start, routine.goal_pose().map(|it| routine.pose(Some(it))))
            }
            SegmentKind::Switch | SegmentKind::Rest
                if start.mirrored != end.mirrored && segment.through.is_none() =>
            {
                change_of_sides(figure, start, end)
            }
            // Who only listened would not know how far it goes: they are shown it once.
            SegmentKind::Move if explains(plan, at) && comes_back(&plan.segments()[at + 1]) => {
                let next = &plan.segments()[at + 1];
                let own = through(segment, routine, end);
                let shown = through(next, routine, placed(next.end));
                Motion::new(figure, start, own.into_iter().chain(shown).collect(), None)
            }
            SegmentKind::Switch | SegmentKind::Rest | SegmentKind::Move => {
                Motion::new(figure, start, through(segment, routine, end), None)
            }
            SegmentKind::Hold | SegmentKind::Breathe | SegmentKind::Reps => {
                let through = through(segment, routine, end);
                let beat = (!through.is_empty()).then(|| Beat::of(segment.pace));
                Motion::new(figure, start, through, beat)
            }
        })
    }

    fn new(figure: &Figure, from: Placed, through: Vec<Placed>, beat: Option<Beat>) -> Motion {
        let base = |it: &Placed| figure.base(&it.pose);
        let is_far = through.iter().any(|it| base(it) != base(&from));
        Motion { from, through, beat, is_far }
    }

    /// How far it is when this much of the segment is over. `length` is none if the segment waits.
    pub fn progress(&self, done: Duration, length: Option<Duration>) -> Progress {
        let count = self.through.len();
        if count == 0 {
            return still(0);
        }
        match self.beat {
            Some(beat) => repeated(beat, !self.round().is_empty(), done, length, count),
            None => {
                let leg = leg(if self.is_far { LONG_LEG } else { LEG }, length, count);
                let moving = done.saturating_sub(LISTENING.min(length.unwrap_or(LISTENING) / 8));
                let legs = moving.as_secs_f32() / leg.as_secs_f32();
                let at = (legs as usize).min(count);
                if at == count { still(count) } else { between(at, legs.fract()) }
            }
        }
    }

    /// The movement as it is seen in a mirror.
    pub fn in_a_mirror(mut self) -> Motion {
        for placed in std::iter::once(&mut self.from).chain(&mut self.through) {
            placed.mirrored ^= true;
        }
        self
    }

    /// The pose in which it ends.
    pub fn end(&self) -> &Placed {
        self.through.last().unwrap_or(&self.from)
    }

    /// A pose by its number.
    pub fn placed(&self, number: usize) -> &Placed {
        number.checked_sub(1).and_then(|it| self.through.get(it)).unwrap_or(&self.from)
    }

    /// The poses that it goes around through without stopping; empty if it goes to and fro.
    pub fn round(&self) -> &[Placed] {
        match self.beat {
            Some(Beat::Even(_)) if self.through.len() >= ROUND => &self.through,
            Some(Beat::Even(_) | Beat::Staying(_) | Beat::Breath(..) | Beat::Filling(_)) | None => &[],
        }
    }
}

impl Progress {
    /// Whether the person moves there.
    pub fn moves(&self) -> bool {
        self.from != self.to
    }
}

/// The poses that a segment goes through: those of its line, then the one in which it ends.
fn through(segment: &Segment, routine: &Routine, end: Placed) -> Vec<Placed> {
    let last = segment.through.and_then(|it| routine.last_pose(it)).or(segment.start.pose);
    let own = match segment.through.map_or(&[][..], |it| routine.poses(it)) {
        // The person is there already.
        [_] if segment.start.pose == last => &[],
        own => own,
    };
    let mirrored = end.mirrored;
    let own = own.iter().map(|it| Placed { pose: it.clone(), mirrored });
    own.chain((segment.end.pose != last).then_some(end)).collect()
}

/// While getting ready, the person goes to what the routine is about and comes back.
fn glimpse(figure: &Figure, start: Placed, goal: Option<Pose>) -> Motion {
    let Some(mut goal) = goal.filter(|it| *it != start.pose) else {
        return Motion::new(figure, start, Vec::new(), None);
    };
    // The camera stays where it is.
    (goal.view, goal.crop) = (start.pose.view, start.pose.crop);
    // Lying down and sitting up again takes longer.
    let is_near = figure.base(&goal) == figure.base(&start.pose);
    let each = if is_near { GLIMPSE } else { GLIMPSE * 2 };
    let goal = Placed { pose: goal, mirrored: start.mirrored };
    Motion::new(figure, start.clone(), vec![goal, start], Some(Beat::Filling(each * 2)))
}

/// The person comes back to where the round starts on the old side, and from there to the new one. From
/// another base, such as both knees, they go straight to the new side.
fn change_of_sides(figure: &Figure, from: Placed, to: Placed) -> Motion {
    let is_near = figure.base(&from.pose) == figure.base(&to.pose);
    // A person who lies on one side rolls over in one movement, and that takes long.
    let rolls = figure.base(&to.pose) == Base::SideLying;
    let back = Placed { pose: to.pose.clone(), mirrored: from.mirrored };
    let back = (is_near && !rolls && from != back).then_some(back);
    let motion = Motion::new(figure, from, back.into_iter().chain([to]).collect(), None);
    Motion { is_far: motion.is_far || rolls, ..motion }
}

/// How long each leg of a movement that is done once takes.
fn leg(usual: Duration, length: Option<Duration>, count: usize) -> Duration {
    let room = length.map_or(usual, |it| it * 3 / 4 / count as u32);
    usual.min(room).max(Duration::from_millis(300))
}

/// How far a repeated movement is. It is repeated a whole number of times; for the rest of the time the
/// person holds its last pose.
fn repeated(beat: Beat, is_round: bool, done: Duration, length: Option<Duration>, count: usize) -> Progress {
    let seconds = done.as_secs_f32();
    let length = length.map(|it| it.as_secs_f32());
    let (each, times) = match beat {
        Beat::Even(each) => (each.max(1) as f32, None),
        Beat::Staying(parts) => (parts.iter().sum::<Seconds>().max(1) as f32, None),
        Beat::Breath(inward, outward) => {
            let each = (inward.max(1) + outward.max(1)) as f32;
            (each, length.map(|it| it / each))
        }
        // In a segment that waits it is done once.
        Beat::Filling(about) => {
            let each = length.map_or(about as f32, |it| it.min(about as f32)).max(0.1);
            (each, Some(length.map_or(1.0, |it| it / each)))
        }
    };
    if times.is_some_and(|it| it >= 1.0 && seconds >= it.floor() * each) {
        return still(count);
    }
    let share = seconds / each % 1.0;
    let legs = match beat {
        Beat::Even(_) | Beat::Filling(_) => share * count as f32,
        Beat::Staying([there, hold, back]) => {
            let half = count / 2;
            // If no second is left for coming back, it takes the last half second of the hold.
            let (there, hold, back) = match (there as f32, hold as f32, back as f32) {
                (there, hold, 0.0) => (there, hold - 0.5, 0.5),
                parts => parts,
            };
            let now = seconds % each;
            if now < there {
                now / there * half as f32
            } else if now < there + hold {
                return still(half);
            } else {
                half as f32 + (now - there - hold) / back * (count - half) as f32
            }
        }
        Beat::Breath(inward, outward) => {
            let (inward, outward) = (inward.max(1) as f32, outward.max(1) as f32);
            let (now, half) = (share * each, count as f32 / 2.0);
            if now < inward { now / inward * half } else { half + (now - inward) / outward * half }
        }
    };
    let at = (legs as usize).min(count - 1);
    // Each repetition starts where the last one ended.
    let pose = |leg: usize| leg % count + 1;
    let (before, from, to, after) = (pose(at + count - 2), pose(at + count - 1), pose(at), pose(at + 1));
    let beyond = is_round.then_some((before, after));
    Progress { from, to, share: legs - at as f32, beyond }
}

fn between(at: usize, share: f32) -> Progress {
    Progress { from: at, to: at + 1, share, beyond: None }
}

fn still(at: usize) -> Progress {
    Progress { from: at, to: at, share: 0.0, beyond: None }
}

#[cfg(test)]
pub(crate) mod tests;
