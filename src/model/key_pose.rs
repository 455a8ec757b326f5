//! The poses of a routine that are worth a picture, and the poses that each picture must have room for.

use super::{
    figure::{Figure, Framing, Pose},
    routine::{Action, Routine, Step},
    stance::{PoseAt, PoseLine},
};

/// Repetitions of at least this many poses go around through them, without a stop.
pub const ROUND: usize = 3;

/// A pose of a routine that is worth a picture of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyPose {
    /// The step that leads there, from 1; 0 is where the routine begins.
    pub step: usize,
    /// The pose itself.
    pub pose: Pose,
    /// Whether the step holds it, breathes in it or repeats it, and does not only pass through it.
    pub is_timed: bool,
}

impl KeyPose {
    /// Whether it is the end of a repetition in which nothing is stretched: it says so, and lights nothing.
    pub fn is_at_rest(&self) -> bool {
        self.is_timed && self.pose.stretched.as_ref().is_some_and(Vec::is_empty)
    }
}

/// The key poses of a routine in their order, each once: the one in which the first step begins, those in which moves
/// end or that light something on the way, and all poses of timed steps. A pose that several steps share belongs to the
/// first of them that is timed. Of the two ends of a repetition the one at rest comes first: pictures
/// in a row are read as from there to the stretch.
pub fn key_poses(routine: &Routine) -> Vec<KeyPose> {
    let start = routine.pose(routine.start_pose());
    let mut found = vec![KeyPose { step: 0, pose: start, is_timed: false }];
    for (index, step) in routine.steps.iter().enumerate() {
        let is_timed = step.action.is_timed();
        let last = step.poses.len().saturating_sub(1);
        let lights = |it: &Pose| it.stretched.as_ref().is_some_and(|it| !it.is_empty());
        let told = |at: usize| is_timed || at == last || lights(&step.poses[at]);
        let poses: Vec<&Pose> =
            (0..step.poses.len()).filter(|it| told(*it)).map(|it| &step.poses[it]).collect();
        for &pose in &poses {
            match found.iter().position(|it| it.pose.is_position_of(pose)) {
                Some(known) if is_timed && !found[known].is_timed => drop(found.remove(known)),
                Some(_) => continue,
                None => {}
            }
            found.push(KeyPose { step: index + 1, pose: pose.clone(), is_timed });
        }
        if let [.., one, other] = found.as_mut_slice()
            && poses.len() == 2
            && one.step == index + 1
            && !one.is_at_rest()
            && other.is_at_rest()
        {
            std::mem::swap(one, other);
        }
    }
    found
}

/// Which of the key poses says most: the first that is held and stretches, or else the first that is held.
pub fn telling(positions: &[KeyPose]) -> usize {
    let at_work = positions.iter().position(|it| it.is_timed && !it.is_at_rest());
    at_work.or_else(|| positions.iter().position(|it| it.is_timed)).unwrap_or_default()
}

/// The key pose of a step, from 1, or of 0 for the pose in which the first step begins: the first pose
/// of a timed step, the last one of a move. A step without poses keeps the one before it. None if there
/// is no such step.
pub fn key_pose_of(routine: &Routine, step: usize) -> Option<KeyPose> {
    let Some(index) = step.checked_sub(1) else {
        return Some(KeyPose { step, pose: routine.pose(routine.start_pose()), is_timed: false });
    };
    let source = PoseLine::Step(index);
    let is_timed = routine.steps.get(index)?.action.is_timed();
    let passage = routine.passages().find(|it| it.source == source)?;
    let first = (!routine.poses(source).is_empty()).then_some(PoseAt { source, index: 0 });
    let shown = if is_timed { first.or(passage.start) } else { passage.end };
    Some(KeyPose { step, pose: routine.pose(shown), is_timed })
}

/// The poses that a step goes around through, over and over, without stopping in one; none if it goes
/// to and fro, or only once, or stops.
pub fn round(step: &Step) -> &[Pose] {
    match step.action {
        Action::Reps { hold: None, .. } if step.poses.len() >= ROUND => &step.poses,
        Action::Reps { .. } | Action::Move { .. } | Action::Hold(_) | Action::Breathe(_) => &[],
    }
}

/// The end at rest of a repetition or of a breath, and the pose to which one comes from there: the last and the first of
/// two, if the last says that nothing is stretched there. None for other steps and for the end at rest itself.
pub fn from_rest<'a>(step: &'a Step, pose: &Pose) -> &'a [Pose] {
    match (&step.action, step.poses.as_slice()) {
        (Action::Reps { .. } | Action::Breathe(_), [there, rest])
            if there == pose && rest.stretched.as_ref().is_some_and(Vec::is_empty) =>
        {
            &step.poses
        }
        _ => &[],
    }
}

/// The poses through which a hold is reached, itself the last: from the timed step before, or from where the first step
/// begins. None for a step, from 1, that is no hold or has no pose.
pub fn way_in(routine: &Routine, step: usize) -> Vec<Pose> {
    let Some(index) = step.checked_sub(1) else { return Vec::new() };
    let Some((held, before)) = routine.steps.get(..step).and_then(<[Step]>::split_last) else {
        return Vec::new();
    };
    let (Action::Hold(_), Some(pose)) = (&held.action, held.poses.first()) else { return Vec::new() };
    let timed = before.iter().rposition(|it| it.action.is_timed());
    let start = if timed.is_none() { Some(routine.pose(routine.start_pose())) } else { None };
    let passed = &before[timed.unwrap_or_default()..index];
    let passed = passed.iter().enumerate().flat_map(|(at, it)| match it.poses.as_slice() {
        [.., last] if at == 0 && timed.is_some() => std::slice::from_ref(last),
        poses => poses,
    });
    start.into_iter().chain(passed.cloned()).chain([pose.clone()]).collect()
}

/// The framings in which a routine is seen, each with the poses that its picture must have room for: the
/// start of the rounds and the poses of the steps. The poses of the setup and the finish may lead far away, down
/// to the floor, and would make the person small, so they count only in framings that no step has. In
/// close-ups of hands and feet, which come from far away, the poses of timed steps alone count.
pub fn framings(routine: &Routine, figure: &Figure) -> Vec<(Framing, Vec<Pose>)> {
    let timed = routine.steps.iter().filter(|it| it.action.is_timed());
    let timed: Vec<Pose> = timed.flat_map(|it| it.poses.iter().cloned()).collect();
    let steps = routine.steps.iter().flat_map(|it| it.poses.iter().cloned());
    let rounds: Vec<Pose> = std::iter::once(routine.pose(routine.start_pose())).chain(steps).collect();
    let moves = routine.setup.iter().chain(&routine.finish).flat_map(|it| it.poses.iter().cloned());
    let others: Vec<Pose> = moves.chain([Pose::default()]).collect();
    let mut framings: Vec<(Framing, Vec<Pose>)> = Vec::new();
    for framing in rounds.iter().chain(&others).map(|it| figure.framing(it)) {
        if framings.iter().any(|(it, _)| *it == framing) {
            continue;
        }
        let choices = [if framing.crop.is_close() { &timed[..] } else { &[] }, &rounds, &others];
        let seen = |poses: &[Pose]| -> Vec<Pose> {
            poses.iter().filter(|it| figure.framing(it) == framing).cloned().collect()
        };
        let poses = choices.into_iter().map(seen).find(|it| !it.is_empty());
        framings.push((framing, poses.unwrap_or_default()));
    }
    framings
}

#[cfg(test)]
mod tests;
