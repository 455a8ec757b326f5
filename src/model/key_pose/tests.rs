use super::*;
use crate::model::{
    dose::Span,
    figure::{Muscle, SidedMuscle},
    motion::tests::{angle, drawn, posed},
    plan::tests::{hold, step},
};

#[test]
fn the_key_pose_of_a_step_is_its_own() {
    let back = || step("Come back.", Action::Move { length: None });
    let steps = vec![posed(back(), &[0.0]), posed(hold("Tip.", 30), &[1.0, 20.0]), hold("Stay.", 30), back()];
    let plan = drawn(steps);
    let routine = &plan.routines()[0];
    let shown = |at| key_pose_of(routine, at).map(|it| (it.step, angle(&it.pose), it.is_timed));
    assert_eq!(shown(0), Some((0, 1.0, false)));
    assert_eq!(shown(1), Some((1, 0.0, false)));
    assert_eq!(shown(2), Some((2, 1.0, true)), "and not the last of its poses, nor where it was before");
    assert_eq!(shown(3), Some((3, 20.0, true)), "without a pose of its own the last one stays");
    assert_eq!(shown(5), None);
    let all: Vec<_> = key_poses(routine).iter().map(|it| (it.step, angle(&it.pose), it.is_timed)).collect();
    assert_eq!(all, [(1, 0.0, false), (2, 1.0, true), (2, 20.0, true)], "each once, in the order of steps");
}

#[test]
fn after_a_single_repetition_the_person_is_where_it_began() {
    let reps = Action::Reps { times: Span::only(3).unwrap(), each: 4, hold: None };
    let plan = drawn(vec![posed(step("Nod.", reps), &[30.0]), hold("Stay.", 30)]);
    let shown = |at| key_pose_of(&plan.routines()[0], at).map(|it| angle(&it.pose));
    assert_eq!([shown(1), shown(2)], [Some(30.0), Some(1.0)]);
}

#[test]
fn of_a_repetition_the_end_at_rest_comes_first_and_the_stretch_says_most() {
    let reps = Action::Reps { times: Span::only(3).unwrap(), each: 4, hold: None };
    let mut nod = posed(step("Nod.", reps), &[30.0, 10.0]);
    nod.poses[1].stretched = Some(Vec::new());
    let plan = drawn(vec![nod]);
    let poses = key_poses(&plan.routines()[0]);
    let all: Vec<_> = poses.iter().map(|it| angle(&it.pose)).collect();
    assert_eq!(all, [1.0, 10.0, 30.0]);
    assert_eq!(telling(&poses), 2);
    let nod = &plan.routines()[0].steps[0];
    let ends = |at: usize| from_rest(nod, &nod.poses[at]).iter().map(angle).collect::<Vec<_>>();
    assert_eq!([ends(0), ends(1)], [vec![30.0, 10.0], vec![]], "one comes to the stretch from there");
}

#[test]
fn of_a_move_its_end_is_told_and_what_it_lights_on_the_way() {
    let mut close = posed(step("Close.", Action::Move { length: None }), &[10.0, 20.0, 30.0]);
    close.poses[1].stretched = Some(vec![SidedMuscle { muscle: Muscle::Thumb, side: None }]);
    let plan = drawn(vec![close, posed(hold("Tip.", 30), &[40.0])]);
    let all: Vec<_> = key_poses(&plan.routines()[0]).iter().map(|it| angle(&it.pose)).collect();
    assert_eq!(all, [1.0, 20.0, 30.0, 40.0]);
}
