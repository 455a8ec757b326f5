use super::*;
use crate::model::{
    dose::{Dose, Span},
    figure::{Base, Figure, Joint, JointAt},
    key_pose::round,
    plan::{
        Wishes,
        tests::{alone, hold, routine, step},
    },
    routine::{Action, Move, Sides, Step},
    text::Text,
};

/// A pose that is known by its angle.
pub(crate) fn neck(angle: f32) -> Pose {
    let mut pose = Pose::default();
    pose.set_joint(JointAt::middle(Joint::Neck), [angle, 0.0, 0.0]);
    pose
}

pub(crate) fn posed(step: Step, angles: &[f32]) -> Step {
    Step { poses: angles.iter().map(|it| neck(*it)).collect(), ..step }
}

pub(crate) fn drawn(steps: Vec<Step>) -> Plan {
    let setup = vec![Move { words: Text::clean("Stand tall."), poses: vec![neck(1.0)], ..Move::default() }];
    let drawn = Routine {
        figure: Some(Figure::of(Base::Standing)),
        sides: Sides::Both,
        setup,
        steps,
        ..routine("Neck")
    };
    alone(drawn, &Wishes::default())
}

pub(crate) fn angle(pose: &Pose) -> f32 {
    pose.joint(JointAt::middle(Joint::Neck)).map_or(0.0, |it| it[0])
}

/// Each segment: its kind, from which angle, through which, with an `m` where they are mirrored.
fn script(plan: &Plan) -> String {
    let line = |at: usize| {
        let motion = Motion::of(plan, at).unwrap();
        let side =
            |stance: &Placed| format!("{}{}", angle(&stance.pose), if stance.mirrored { "m" } else { "" });
        let through: Vec<String> = motion.through.iter().map(side).collect();
        let line =
            format!("{} {} > {}", plan.segments()[at].kind.name(), side(&motion.from), through.join(" "));
        line.trim_end_matches([' ', '>']).to_owned()
    };
    (0..plan.segments().len()).map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_move_goes_there_and_the_hold_stays() {
    let back = step("Come back.", Action::Move { length: None });
    let plan = drawn(vec![posed(hold("Tip.", 30), &[20.0]), posed(back, &[0.0])]);
    assert_eq!(
        script(&plan),
        "\
ready 0 > 20 0
move 0 > 1
move 1 > 20
hold 20
move 20 > 0
switch 0 > 1 1m
move 1m > 20m
hold 20m
move 20m > 0m"
    );
}

#[test]
fn repetitions_go_through_their_poses_on_the_beat() {
    let reps = Action::Reps { times: Span::only(3).unwrap(), each: 4, hold: None };
    let plan = drawn(vec![posed(step("Nod.", reps), &[30.0, 5.0])]);
    let lines = script(&plan);
    assert!(lines.contains("move 1 > 5 30 5\nreps 5 > 30 5"), "what comes is shown once: {lines}");
    let motion = Motion::of(&plan, 3).unwrap();
    let place = |millis| motion.progress(Duration::from_millis(millis), Some(Duration::from_secs(12)));
    let between = |from, to, share| Progress { from, to, share, beyond: None };
    assert_eq!(place(0), between(2, 1, 0.0));
    assert_eq!(place(1000), between(2, 1, 0.5));
    assert_eq!(place(3000), between(1, 2, 0.5));
    assert_eq!(place(5000), place(1000), "the next one is the same");
    assert!(motion.round().is_empty(), "to and fro is not around");
    let single = drawn(vec![posed(step("Nod.", reps), &[30.0])]);
    assert!(script(&single).contains("move 1 > 30 1\nreps 1 > 30 1"), "{}", script(&single));
}

#[test]
fn what_is_held_in_a_repetition_is_seen_to_be_held() {
    // Two seconds there, five in which one stays, two back.
    let reps = Action::Reps { times: Span::only(3).unwrap(), each: 4, hold: Some(Span::only(5).unwrap()) };
    let squeeze = posed(step("Squeeze.", reps), &[30.0, 5.0]);
    let plan = drawn(vec![squeeze]);
    let motion = Motion::of(&plan, 3).unwrap();
    let place = |millis| motion.progress(Duration::from_millis(millis), Some(Duration::from_secs(27)));
    let between = |from, to, share| Progress { from, to, share, beyond: None };
    assert_eq!(place(1000), between(2, 1, 0.5));
    assert_eq!([place(2000), place(6900)], [still(1), still(1)]);
    assert_eq!(place(8000), between(1, 2, 0.5));
    assert_eq!(place(11_000), still(1), "the next one is the same");
    // The odd second is one of getting there, as it is heard.
    let odd = Action::Reps { times: Span::only(3).unwrap(), each: 3, hold: Some(Span::only(5).unwrap()) };
    let plan = drawn(vec![posed(step("Squeeze.", odd), &[30.0, 5.0])]);
    let place = |millis| {
        Motion::of(&plan, 3).unwrap().progress(Duration::from_millis(millis), Some(Duration::from_secs(24)))
    };
    assert_eq!([place(1000).share, place(7500).share], [0.5, 0.5]);
    assert_eq!([place(2000), place(6900)], [still(1), still(1)]);
    // A way back for which there is no second is seen all the same.
    let quick = Action::Reps { times: Span::only(3).unwrap(), each: 1, hold: Some(Span::only(5).unwrap()) };
    let plan = drawn(vec![posed(step("Squeeze.", quick), &[30.0, 5.0])]);
    let place = |millis| {
        Motion::of(&plan, 3).unwrap().progress(Duration::from_millis(millis), Some(Duration::from_secs(18)))
    };
    assert_eq!([place(500).share, place(5750).share], [0.5, 0.5]);
    // Of four it is the second, and the other ones are only gone through.
    let glide = posed(step("Glide.", reps), &[30.0, 20.0, 10.0, 5.0]);
    assert!(round(&glide).is_empty(), "one stops on the way");
    let plan = drawn(vec![glide]);
    let motion = Motion::of(&plan, 3).unwrap();
    assert!(motion.round().is_empty());
    let place = |millis| motion.progress(Duration::from_millis(millis), Some(Duration::from_secs(27)));
    assert_eq!([place(500), place(1500)], [between(4, 1, 0.5), between(1, 2, 0.5)]);
    assert_eq!(place(4000), still(2));
    assert_eq!([place(7500), place(8500)], [between(2, 3, 0.5), between(3, 4, 0.5)]);
}

#[test]
fn repetitions_of_three_poses_go_around() {
    let reps = Action::Reps { times: Span::only(3).unwrap(), each: 3, hold: None };
    let roll = posed(step("Roll.", reps), &[30.0, 5.0, -20.0]);
    assert_eq!(round(&roll).len(), 3);
    let plan = drawn(vec![roll]);
    let motion = Motion::of(&plan, 3).unwrap();
    assert_eq!(motion.round().len(), 3);
    let place = |millis| motion.progress(Duration::from_millis(millis), Some(Duration::from_secs(9)));
    assert_eq!(place(0), Progress { from: 3, to: 1, share: 0.0, beyond: Some((2, 2)) });
    assert_eq!(place(1500), Progress { from: 1, to: 2, share: 0.5, beyond: Some((3, 3)) });
    assert_eq!(place(2500), Progress { from: 2, to: 3, share: 0.5, beyond: Some((1, 1)) });
}

#[test]
fn breaths_go_in_and_out_at_their_own_lengths() {
    let breathe = Action::Breathe(Dose::Breaths(Span::only(3).unwrap()));
    let plan = drawn(vec![posed(step("Breathe.", breathe), &[-10.0, 0.0])]);
    let motion = Motion::of(&plan, 3).unwrap();
    assert_eq!(motion.beat, Some(Beat::Breath(4, 6)));
    let place = |seconds| motion.progress(Duration::from_secs(seconds), None);
    assert_eq!((place(2).to, place(2).share), (1, 0.5), "half-way in");
    assert_eq!((place(7).to, place(7).share), (2, 0.5), "half-way out");
}

#[test]
fn a_movement_ends_well_before_its_segment() {
    let plan = drawn(vec![posed(hold("Tip.", 30), &[20.0])]);
    let motion = Motion::of(&plan, 2).unwrap();
    let length = Some(Duration::from_secs(4));
    assert!(motion.progress(Duration::from_secs(1), length).moves());
    assert!(!motion.progress(Duration::from_millis(3600), length).moves());
    let end = Progress { from: 1, to: 1, share: 0.0, beyond: None };
    assert_eq!(motion.progress(Duration::from_secs(4), length), end);
    let hold = Motion::of(&plan, 3).unwrap();
    assert!(!hold.progress(Duration::ZERO, Some(Duration::from_secs(30))).moves(), "a hold stands still");
}

#[test]
fn a_movement_that_is_waited_for_takes_its_usual_time_and_stands() {
    let plan = drawn(vec![posed(hold("Tip.", 30), &[20.0])]);
    let motion = Motion::of(&plan, 2).unwrap();
    assert!(motion.progress(Duration::from_secs(2), None).moves());
    assert!(!motion.progress(Duration::from_secs(3), None).moves());
    assert_eq!(motion.progress(Duration::MAX, None), Progress { from: 1, to: 1, share: 0.0, beyond: None });
}

#[test]
fn frames_follow_each_other_without_a_gap() {
    for (done, begun) in [(0, 0), (99, 0), (100, 100), (1234, 1200)] {
        let done = Duration::from_millis(done);
        assert_eq!(frame_of(done), Duration::from_millis(begun));
        assert_eq!(frame_of(done + (FRAME - into_frame(done))), Duration::from_millis(begun) + FRAME);
    }
}
