//! How the drawn person moves through a plan: which poses a segment begins with and goes through.
//!
//! Poses and times alone; bodies are solved and drawn in the view.

use std::time::Duration;

use super::{
    dose::Seconds,
    figure::{Base, Crop, Figure, Framing, Pose},
    plan::{Pace, Plan, Segment, SegmentKind},
    routine::{Action, Routine, Step},
};

/// How long going from one pose to the next takes, where there is time.
const LEG: Duration = Duration::from_millis(2200);
/// The same where one sits up, lies down or kneels.
const LONG_LEG: Duration = Duration::from_millis(3600);
/// How long a glimpse of what comes takes, there or back.
const GLIMPSE: Seconds = 3;
/// A move waits this long, while its words begin.
const LISTENING: Duration = Duration::from_millis(600);

/// A repetition of so many poses is a round: it is gone through without a stop.
const ROUND: usize = 3;

/// Movements are drawn in steps of this length, in session time: what happens between two of them
/// finds the person drawn already.
pub const FRAME: Duration = Duration::from_millis(100);

/// The beginning of the frame that a time lies in.
pub fn frame_of(done: Duration) -> Duration {
    done - into_frame(done)
}

/// How far a time lies behind the beginning of its frame.
pub fn into_frame(done: Duration) -> Duration {
    Duration::from_nanos((done.as_nanos() % FRAME.as_nanos()) as u64)
}

/// A pose on one of the two sides.
#[derive(Clone, Debug, PartialEq)]
pub struct Stance {
    /// As it is written: for the routine's first side.
    pub pose: Pose,
    /// Whether it is for the other one now.
    pub mirrored: bool,
}

/// The movement of one segment.
#[derive(Clone, Debug, PartialEq)]
pub struct Motion {
    /// Where it begins.
    pub from: Stance,
    /// What it goes through; none stands still.
    pub through: Vec<Stance>,
    /// Whether it is done over and over, and in which time.
    pub beat: Option<Beat>,
    /// Whether one sits up, lies down or kneels on the way.
    pub is_far: bool,
}

/// The time of one go through the poses of a movement that is repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beat {
    /// In so many seconds, each pose as long as the others.
    Even(Seconds),
    /// So many seconds there, so many of staying in the middle, so many back: in the first of two or
    /// three poses, in the second of four.
    Staying([Seconds; 3]),
    /// The first half in so many seconds, the second in so many: in and out.
    Breath(Seconds, Seconds),
    /// In so many seconds, as often as it fits as a whole into the time there is; once, if that is open.
    Filling(Seconds),
}

/// A place in a movement: between which poses, and how far. 0 is [`Motion::from`], 1 the first of
/// [`Motion::through`], and so on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// The pose one comes from.
    pub from: usize,
    /// The pose one goes to.
    pub to: usize,
    /// How far, from 0 to 1.
    pub share: f32,
    /// Where it goes around, and stops at none of its poses: the pose before these two, and the one
    /// after them.
    pub beyond: Option<(usize, usize)>,
}

impl Motion {
    /// The movement of a segment; none if its routine has no figure.
    pub fn of(plan: &Plan, at: usize) -> Option<Motion> {
        let segment = &plan.segments()[at];
        let routine = plan.routine_of(segment);
        let figure = routine.figure.as_ref()?;
        let script = Script { plan, routine };
        let before = script.before(at);
        let mirrored = script.mirrored(at);
        let between = |from: Stance, through: Vec<Stance>, beat| {
            let base = |it: &Stance| figure.base(&it.pose);
            let is_far = through.iter().any(|it| base(it) != base(&from));
            Some(Motion { from, through, beat, is_far })
        };
        let motion = |from: Pose, through: Vec<Pose>, beat| {
            let through = through.into_iter().map(|pose| Stance { pose, mirrored }).collect();
            between(Stance { pose: from, mirrored }, through, beat)
        };
        let own = script.poses(at);
        match segment.kind {
            SegmentKind::Ready => match script.goal() {
                Some(mut goal) if goal != before => {
                    // A glimpse is seen from where one is: the camera stays.
                    (goal.view, goal.crop) = (before.view, before.crop);
                    // Lying down and sitting up again is a long way.
                    let is_near = figure.base(&goal) == figure.base(&before);
                    let each = if is_near { GLIMPSE } else { GLIMPSE * 2 };
                    motion(before.clone(), vec![goal, before], Some(Beat::Filling(each * 2)))
                }
                Some(_) | None => motion(before, Vec::new(), None),
            },
            SegmentKind::Switch | SegmentKind::Rest if script.changes_side(at) => {
                // One comes back to the start on the old side, and from there to the new one; from
                // another position, such as both knees, there is a shorter way.
                let start = |mirrored| Stance { pose: script.start(), mirrored };
                let from = Stance { pose: before, mirrored: !mirrored };
                let is_near = figure.base(&from.pose) == figure.base(&script.start());
                // Who lies on a side rolls over at once, which is a long way.
                let rolls = figure.base(&script.start()) == Base::SideLying;
                let back = (is_near && !rolls && from != start(!mirrored)).then(|| start(!mirrored));
                let through = back.into_iter().chain([start(mirrored)]).collect();
                between(from, through, None).map(|it| Motion { is_far: it.is_far || rolls, ..it })
            }
            SegmentKind::Switch | SegmentKind::Rest => motion(before, vec![script.start()], None),
            SegmentKind::Move => match (own, script.is_way(at)) {
                // The way to repetitions and paced breaths ends where each of them begins.
                ([_, .., last], true) => motion(before, vec![last.clone()], None),
                ([_], true) if script.repeats(at) => motion(before, Vec::new(), None),
                (own, _) => motion(before, own.to_vec(), None),
            },
            SegmentKind::Hold | SegmentKind::Breathe | SegmentKind::Reps => {
                let beat = match segment.pace {
                    Some(pace @ Pace::Reps { each, .. }) => {
                        pace.stay().map_or(Beat::Even(each), Beat::Staying)
                    }
                    Some(Pace::Breaths(breath)) => Beat::Breath(breath.inward, breath.outward),
                    None => Beat::Filling(GLIMPSE * 2),
                };
                match own {
                    [_, .., last] => motion(last.clone(), own.to_vec(), Some(beat)),
                    [only] if segment.kind == SegmentKind::Reps => {
                        motion(before.clone(), vec![only.clone(), before], Some(beat))
                    }
                    [only] => motion(only.clone(), Vec::new(), None),
                    [] => motion(before, Vec::new(), None),
                }
            }
        }
    }

    /// Where it is when so much of the segment is over, of its length if that is known.
    pub fn place(&self, done: Duration, length: Option<Duration>) -> Place {
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

    /// The same, seen in a mirror.
    pub fn in_a_mirror(mut self) -> Motion {
        for stance in std::iter::once(&mut self.from).chain(&mut self.through) {
            stance.mirrored ^= true;
        }
        self
    }

    /// Where it ends.
    pub fn end(&self) -> &Stance {
        self.through.last().unwrap_or(&self.from)
    }

    /// A stance by its number in a [`Place`]: 0 is where it begins.
    pub fn stance(&self, number: usize) -> &Stance {
        number.checked_sub(1).and_then(|it| self.through.get(it)).unwrap_or(&self.from)
    }

    /// The poses that it goes around through, stopping at none; empty where it goes to and fro.
    pub fn round(&self) -> &[Stance] {
        match self.beat {
            Some(Beat::Even(_)) if self.through.len() >= ROUND => &self.through,
            Some(Beat::Even(_) | Beat::Staying(_) | Beat::Breath(..) | Beat::Filling(_)) | None => &[],
        }
    }

    /// Whether it still moves when so much of the segment is over.
    pub fn moves(&self, done: Duration, length: Option<Duration>) -> bool {
        let place = self.place(done, length);
        place.from != place.to
    }
}

/// How long each leg of a movement that is done once takes.
fn leg(usual: Duration, length: Option<Duration>, count: usize) -> Duration {
    let room = length.map_or(usual, |it| it * 3 / 4 / count as u32);
    usual.min(room).max(Duration::from_millis(300))
}

/// A place in a movement that is gone through again and again, in whole goes: what is left of the time
/// behind the last one is stood in its last pose.
fn repeated(beat: Beat, is_round: bool, done: Duration, length: Option<Duration>, count: usize) -> Place {
    let seconds = done.as_secs_f32();
    let length = length.map(|it| it.as_secs_f32());
    let (each, goes) = match beat {
        Beat::Even(each) => (each.max(1) as f32, None),
        Beat::Staying(parts) => (parts.iter().sum::<Seconds>().max(1) as f32, None),
        Beat::Breath(inward, outward) => {
            let each = (inward.max(1) + outward.max(1)) as f32;
            (each, length.map(|it| it / each))
        }
        // One that ends when the person says so is gone through once.
        Beat::Filling(about) => {
            let each = length.map_or(about as f32, |it| it.min(about as f32)).max(0.1);
            (each, Some(length.map_or(1.0, |it| it / each)))
        }
    };
    if goes.is_some_and(|it| it >= 1.0 && seconds >= it.floor() * each) {
        return still(count);
    }
    let share = seconds / each % 1.0;
    let legs = match beat {
        Beat::Even(_) | Beat::Filling(_) => share * count as f32,
        Beat::Staying([there, hold, back]) => {
            let half = count / 2;
            // Where the seconds leave none for the way back, it takes the last half of one of the hold.
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
    // Each go begins where the last one ended.
    let pose = |leg: usize| leg % count + 1;
    let (before, from, to, after) = (pose(at + count - 2), pose(at + count - 1), pose(at), pose(at + 1));
    let beyond = is_round.then_some((before, after));
    Place { from, to, share: legs - at as f32, beyond }
}

fn between(at: usize, share: f32) -> Place {
    Place { from: at, to: at + 1, share, beyond: None }
}

fn still(at: usize) -> Place {
    Place { from: at, to: at, share: 0.0, beyond: None }
}

/// The poses that a step goes around through, over and over; none where it goes to and fro, or once, or
/// stays in one of them.
pub fn round(step: &Step) -> &[Pose] {
    match step.action {
        Action::Reps { hold: None, .. } if step.poses.len() >= ROUND => &step.poses,
        Action::Reps { .. } | Action::Move { .. } | Action::Hold(_) | Action::Breathe(_) => &[],
    }
}

/// A position of a routine that is worth a picture of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Position {
    /// The step that leads there, from 1; 0 is where the routine begins.
    pub step: usize,
    /// How one is there.
    pub pose: Pose,
    /// Whether it is held, breathed in or repeated, and not only gone through.
    pub is_timed: bool,
}

/// The positions of a routine in their order, each once: where it begins, where each move ends, and
/// everything that is timed.
pub fn positions(routine: &Routine) -> Vec<Position> {
    let mut positions = vec![Position { step: 0, pose: start(routine), is_timed: false }];
    for (index, step) in routine.steps.iter().enumerate() {
        let is_timed = is_timed(step.action);
        let poses = match step.poses.as_slice() {
            [.., last] if !is_timed => std::slice::from_ref(last),
            poses => poses,
        };
        for pose in poses {
            let known = positions.iter().position(|it| it.pose == *pose);
            // What is held is shown where it is held.
            match known {
                Some(known) if is_timed && !positions[known].is_timed => drop(positions.remove(known)),
                Some(_) => continue,
                None => {}
            }
            positions.push(Position { step: index + 1, pose: pose.clone(), is_timed });
        }
    }
    positions
}

/// The position that stands for a step, from 1, or 0 for where the routine begins: what is timed
/// stands for itself with its first pose, a move with the one in which it ends. A step without a pose
/// keeps the one before. None if there is no such step.
pub fn position_of(routine: &Routine, step: usize) -> Option<Position> {
    let mut before = start(routine);
    let mut shown = Position { step: 0, pose: before.clone(), is_timed: false };
    if step > routine.steps.len() {
        return None;
    }
    for (index, step) in routine.steps.iter().take(step).enumerate() {
        let is_timed = is_timed(step.action);
        let own = if is_timed { step.poses.first() } else { step.poses.last() };
        shown = Position { step: index + 1, pose: own.unwrap_or(&before).clone(), is_timed };
        match (step.poses.as_slice(), step.action) {
            // One repetition ends where it began.
            ([] | [_], Action::Reps { .. }) => {}
            ([.., last], _) => before = last.clone(),
            ([], _) => {}
        }
    }
    Some(shown)
}

/// The ways in which a routine is looked at, each with the poses that its picture has to hold: those
/// of its rounds, beginning with the one it starts from. Moves before and after may lead elsewhere
/// (down to the floor), and would make the person small: they count where nothing else is seen so. Of
/// hands and feet, which come from afar, only what they do counts.
pub fn framings(routine: &Routine, figure: &Figure) -> Vec<(Framing, Vec<Pose>)> {
    let steps = |only_timed: bool| {
        let steps = routine.steps.iter().filter(move |it| !only_timed || is_timed(it.action));
        steps.flat_map(|it| &it.poses).cloned()
    };
    let rounds: Vec<Pose> = std::iter::once(start(routine)).chain(steps(false)).collect();
    let moves = routine.setup.iter().chain(&routine.finish).flat_map(|it| &it.poses).cloned();
    let others: Vec<Pose> = moves.chain([Pose::default()]).collect();
    let mut framings: Vec<(Framing, Vec<Pose>)> = Vec::new();
    for framing in rounds.iter().chain(&others).map(|it| figure.framing(it)) {
        if framings.iter().any(|(it, _)| *it == framing) {
            continue;
        }
        let is_close = matches!(framing.crop, Crop::Hands | Crop::Feet);
        let timed: Vec<Pose> = if is_close { steps(true).collect() } else { Vec::new() };
        let seen =
            |poses: &[Pose]| poses.iter().filter(|it| figure.framing(it) == framing).cloned().collect();
        let held = [timed, rounds.clone(), others.clone()]
            .iter()
            .map(|it| seen(it))
            .find(|it: &Vec<Pose>| !it.is_empty());
        framings.push((framing, held.unwrap_or_default()));
    }
    framings
}

/// The pose in which the first step begins.
fn start(routine: &Routine) -> Pose {
    routine.setup.iter().rev().find_map(|it| it.poses.last().cloned()).unwrap_or_default()
}

fn is_timed(action: Action) -> bool {
    match action {
        Action::Move { .. } => false,
        Action::Hold(_) | Action::Breathe(_) | Action::Reps { .. } => true,
    }
}

/// The poses of a routine along the segments of a plan.
struct Script<'a> {
    plan: &'a Plan,
    routine: &'a Routine,
}

impl<'a> Script<'a> {
    /// The poses that are written for a segment.
    fn poses(&self, at: usize) -> &'a [Pose] {
        let segment = &self.plan.segments()[at];
        match (segment.step, segment.kind) {
            (Some(step), _) => self.routine.steps.get(step - 1).map_or(&[], |it| &it.poses),
            (None, SegmentKind::Move) => {
                let outside = |it: &&Segment| {
                    it.routine == segment.routine && it.step.is_none() && it.kind == SegmentKind::Move
                };
                let index = self.plan.segments()[..at].iter().filter(outside).count();
                let moves = self.routine.setup.iter().chain(&self.routine.finish);
                moves.skip(index).map(|it| it.poses.as_slice()).next().unwrap_or(&[])
            }
            (None, _) => &[],
        }
    }

    /// The pose one is in when a segment begins.
    fn before(&self, at: usize) -> Pose {
        let routine = self.plan.segments()[at].routine;
        for earlier in (0..at).rev().take_while(|&it| self.plan.segments()[it].routine == routine) {
            let kind = self.plan.segments()[earlier].kind;
            if matches!(kind, SegmentKind::Switch | SegmentKind::Rest) {
                return self.start();
            }
            let is_way = self.is_way(earlier) && self.repeats(earlier);
            match self.poses(earlier) {
                [] => {}
                [_] if is_way => {}
                // One repetition ends where it began.
                [_] if kind == SegmentKind::Reps => {}
                [.., last] => return last.clone(),
            }
        }
        self.first()
    }

    /// The pose in which one gets ready: the base, or where the first move begins from another one.
    fn first(&self) -> Pose {
        let pose = self.routine.setup.first().and_then(|it| it.poses.first());
        pose.filter(|it| it.base.is_some()).cloned().unwrap_or_default()
    }

    /// The pose in which the first step begins.
    fn start(&self) -> Pose {
        start(self.routine)
    }

    /// The pose of the first thing that is timed: what the routine is about.
    fn goal(&self) -> Option<Pose> {
        let timed = self.routine.steps.iter().filter(|it| is_timed(it.action));
        timed.filter_map(|it| it.poses.first()).next().cloned()
    }

    /// Whether a move is the way to a timed segment of the same step.
    fn is_way(&self, at: usize) -> bool {
        let segments = self.plan.segments();
        segments[at].kind == SegmentKind::Move
            && segments[at].step.is_some()
            && segments.get(at + 1).is_some_and(|it| it.step == segments[at].step && it.kind.is_timed())
    }

    /// Whether a segment is on another side than the one before it in the same routine.
    fn changes_side(&self, at: usize) -> bool {
        let segments = self.plan.segments();
        let earlier = at.checked_sub(1).filter(|&it| segments[it].routine == segments[at].routine);
        earlier.is_some_and(|it| self.mirrored(it) != self.mirrored(at))
    }

    /// Whether what follows it is repetitions.
    fn repeats(&self, at: usize) -> bool {
        self.plan.segments().get(at + 1).is_some_and(|it| it.kind == SegmentKind::Reps)
    }

    /// Whether a segment is on the other side than the poses are written for. What has no side itself
    /// belongs to the one before it, or to the first; a rest belongs to what comes.
    fn mirrored(&self, at: usize) -> bool {
        let segments = self.plan.segments();
        let routine = segments[at].routine;
        let same = |it: &&Segment| it.routine == routine;
        let earlier = segments[..=at].iter().rev().take_while(same).find_map(|it| it.side);
        let later = || segments[at..].iter().take_while(same).find_map(|it| it.side);
        let Some(written) = self.routine.sides.written() else { return false };
        let side = match segments[at].kind {
            SegmentKind::Rest => later().or(earlier),
            SegmentKind::Ready
            | SegmentKind::Move
            | SegmentKind::Hold
            | SegmentKind::Breathe
            | SegmentKind::Reps
            | SegmentKind::Switch => earlier.or_else(later),
        };
        side.is_some_and(|it| it != written)
    }
}

#[cfg(test)]
mod tests;
