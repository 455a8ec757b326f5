//! What lights up in a picture although the pose makes it shorter: the worker would be taken for the
//! stretched.

use super::{
    super::{
        faults::{Faults, Path},
        fields::Field,
    },
    part,
};
use crate::model::{
    figure::{Pose, SidedMuscle, wrongly_lit},
    routine::{Action, Kind, Routine, Step},
};

/// Warns of a muscle that is lit in a step which makes it shorter.
pub fn judge(routine: &Routine, step: &Step, item: &Field<'_, '_, '_>, faults: &mut Faults) {
    let Some((field, _)) = part(item, &item.path, &["pose"]) else { return };
    for target in wrong(routine, step) {
        let name = target.name();
        faults
            .warning(
                field.at_key(),
                Path::Key(&item.path, "pose"),
                format!("`{name}` lights up, and this pose makes it shorter"),
            )
            .hint("write under `stretched` what gets longer: it is usually on the other side of the joint");
    }
}

/// What is lit wrongly in what is held. An effort lights what works, and so does what is tensed to be let go.
fn wrong(routine: &Routine, step: &Step) -> Vec<SidedMuscle> {
    let lights_what_works = matches!(routine.kind, Kind::Strength | Kind::Rest);
    let Some(figure) = routine.figure.as_ref().filter(|_| !lights_what_works) else {
        return Vec::new();
    };
    let in_pose = |pose: &Pose| wrongly_lit(pose.stretched.as_ref().unwrap_or(&figure.stretched), pose);
    match (step.action, step.poses.as_slice()) {
        (Action::Move { .. }, _) | (_, []) => Vec::new(),
        // The second of two is the way back.
        (Action::Reps { .. }, [first] | [first, _]) => in_pose(first),
        // A circle stretches one thing here and another there.
        (Action::Reps { .. }, [first, rest @ ..]) => {
            let everywhere = |it: &SidedMuscle| rest.iter().all(|pose| in_pose(pose).contains(it));
            in_pose(first).into_iter().filter(everywhere).collect()
        }
        (Action::Hold(_) | Action::Breathe(_), poses) => {
            let mut all: Vec<SidedMuscle> = Vec::new();
            for target in poses.iter().flat_map(in_pose) {
                if !all.contains(&target) {
                    all.push(target);
                }
            }
            all
        }
    }
}
