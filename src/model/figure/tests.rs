//! What must hold for every body, whatever its pose.

use super::space::{Turn, Vec3, vec3};
use super::*;

fn close(a: &Body, b: &Body) -> bool {
    skeleton::Bone::ALL.iter().all(|&bone| {
        let (a, b) = (a.frame(bone), b.frame(bone));
        (a.at - b.at).length() < 1e-4 && (a.turn.inverse() * b.turn).degrees() < 0.5
    })
}

fn bent() -> Pose {
    let mut pose = Pose::default();
    pose.set_joint(JointAt::middle(Joint::Neck), [20.0, -20.0, 10.0]);
    pose.set_joint(JointAt::middle(Joint::Chest), [8.0, 12.0, -20.0]);
    pose.set_joint(JointAt::of(Joint::Shoulder, Side::Right), [120.0, 60.0, 20.0]);
    pose.set_hand(Side::Left, LimbGoal::at(Anchor::Crown));
    pose.shift = vec3(0.05, -0.02, 0.0);
    pose
}

#[test]
fn every_base_rests_on_its_ground_and_stays_within_limits() {
    for &base in Base::ALL {
        let faults = Figure::of(base).check(&Pose::default());
        assert_eq!(faults, [], "{}", base.name());
        for at in JointAt::all() {
            let angles = base.angles()[at.index()];
            for (axis, angle) in at.joint.axes().iter().zip(angles) {
                assert!((axis.low..=axis.high).contains(&angle), "{} {}", base.name(), at.name());
            }
        }
    }
}

#[test]
fn a_hand_takes_the_shape_of_what_it_is_put_on() {
    let fingers =
        |pose: &Pose, side| Figure::of(Base::Standing).solve(pose).small(JointAt::of(Joint::Fingers, side));
    let mut pose = Pose::default();
    pose.set_hand(Side::Right, LimbGoal::at(Anchor::Ankle));
    assert_eq!(fingers(&pose, Side::Right), HandShape::Grip.fingers(), "around the ankle");
    assert_eq!(fingers(&pose, Side::Left), HandShape::Relaxed.fingers(), "it hangs");
    pose.set_hand(Side::Right, LimbGoal::at(Anchor::Floor));
    assert_eq!(fingers(&pose, Side::Right), HandShape::Flat.fingers(), "flat on the floor");
    pose.set_joint(JointAt::of(Joint::Fingers, Side::Right), [5.0, 6.0, 7.0]);
    assert_eq!(fingers(&pose, Side::Right), [5.0, 6.0, 7.0], "as the pose says");
}

#[test]
fn a_pose_mirrored_twice_is_the_same_pose() {
    assert_eq!(bent().mirrored().mirrored(), bent());
    assert_ne!(bent().mirrored(), bent());
}

#[test]
fn a_body_mirrored_twice_is_the_same_body() {
    let body = Figure::of(Base::HalfKneeling).solve(&bent());
    assert!(close(&body.mirrored().mirrored(), &body));
    assert!(!close(&body.mirrored(), &body));
}

#[test]
fn on_an_even_base_solving_the_mirrored_pose_mirrors_the_body() {
    let figure = Figure::of(Base::Standing);
    let mirrored = figure.mirrored().solve(&bent().mirrored());
    assert!(close(&mirrored, &figure.solve(&bent()).mirrored()));
}

#[test]
fn a_blend_is_exactly_its_ends_at_its_ends() {
    let figure = Figure::of(Base::Standing);
    let (a, b) = (figure.solve(&Pose::default()), figure.solve(&bent()));
    assert_eq!(Body::between(&a, &b, 0.0), a);
    assert_eq!(Body::between(&a, &b, 1.0), b);
    assert_eq!(Body::between(&a, &b, -3.0), a);
    assert_eq!(Body::between(&a, &b, 7.0), b);
}

#[test]
fn a_blend_nears_its_ends_without_a_jump() {
    let figure = Figure::of(Base::Sitting);
    let (a, b) = (figure.solve(&Pose::default()), figure.solve(&bent()));
    for (t, end) in [(0.01, &a), (0.99, &b)] {
        let near = Body::between(&a, &b, t);
        for bone in skeleton::Bone::ALL {
            let off = (near.frame(bone).at - end.frame(bone).at).length();
            assert!(off < 0.01, "{bone:?} jumps {off} m at {t}");
        }
    }
}

/// Four poses of arms that circle.
fn circling() -> [Body; 4] {
    [[124.0, 90.0], [90.0, 56.0], [58.0, 90.0], [90.0, 122.0]].map(|[lift, plane]| {
        let mut pose = Pose::default();
        for side in Side::BOTH {
            pose.set_joint(JointAt::of(Joint::Shoulder, side), [lift, plane, 0.0]);
        }
        Figure::of(Base::Standing).solve(&pose)
    })
}

#[test]
fn what_goes_around_passes_through_its_poses_and_stops_at_none() {
    let circle = circling();
    let four = |at: usize| [at, at + 1, at + 2, at + 3].map(|it| &circle[it % 4]);
    for at in 0..4 {
        assert_eq!(Body::along(four(at), 0.0), circle[(at + 1) % 4]);
        assert_eq!(Body::along(four(at), 1.0), circle[(at + 2) % 4]);
    }
    const STEPS: usize = 10;
    let hand = |body: &Body| body.frame(skeleton::Bone::Hand(Side::Left)).at;
    let places: Vec<Vec3> = (0..4 * STEPS)
        .map(|it| hand(&Body::along(four(it / STEPS), (it % STEPS) as f32 / STEPS as f32)))
        .collect();
    let middle = places.iter().fold(Vec3::ZERO, |sum, it| sum + *it) * (1.0 / places.len() as f32);
    let lengths: Vec<f32> =
        (0..places.len()).map(|it| (places[(it + 1) % places.len()] - places[it]).length()).collect();
    let (least, most) = lengths.iter().fold((f32::MAX, 0.0_f32), |(a, b), it| (a.min(*it), b.max(*it)));
    assert!(least > 0.3 * most, "the hand nearly stops: {lengths:?}");
    for place in &places {
        let radius = (*place - middle).length();
        assert!((0.22..0.34).contains(&radius), "{radius} m from the middle of the circle");
    }
}

#[test]
fn standing_feet_stay_where_they_are_while_the_trunk_moves() {
    let figure = Figure::of(Base::Standing);
    let (a, b) = (figure.solve(&Pose::default()), figure.solve(&bent()));
    for i in 0..=10 {
        let body = Body::between(&a, &b, i as f32 / 10.0);
        for side in Side::BOTH {
            for height in ground::heights(&body, Touch::Foot, side) {
                assert!(height.abs() < 0.005, "{height}");
            }
        }
    }
}

#[test]
fn knees_go_where_the_toes_of_standing_feet_point() {
    for tip in [-10.0, 0.0, 30.0, 60.0, 92.0] {
        for ahead in [-0.35, 0.0, 0.2] {
            let mut pose = Pose::default();
            pose.shift = vec3(0.0, -0.1, 0.0);
            pose.set_joint(JointAt::middle(Joint::Pelvis), [tip, 0.0, 0.0]);
            for side in Side::BOTH {
                pose.set_foot(
                    side,
                    LimbGoal { offset: vec3(0.1, 0.0, ahead), ..LimbGoal::at(Anchor::Floor) },
                );
            }
            let body = Figure::of(Base::Standing).solve(&pose);
            for side in Side::BOTH {
                let front = |bone| body.frame(bone).turn * Vec3::AHEAD;
                let (knee, toes) = (front(skeleton::Bone::Shin(side)), front(skeleton::Bone::Foot(side)));
                assert!(knee.dot(toes) > 0.5, "{tip} {ahead} {side:?}");
            }
        }
    }
}

#[test]
fn a_hand_lies_on_its_goal() {
    let figure = Figure::of(Base::Standing);
    for anchor in [Anchor::Crown, Anchor::Ear, Anchor::Chin, Anchor::Chest, Anchor::Hip, Anchor::Nape] {
        let mut pose = Pose::default();
        pose.set_hand(Side::Right, LimbGoal::at(anchor));
        assert_eq!(figure.check(&pose), [], "{}", anchor.name());
    }
}

#[test]
fn each_fault_names_its_key_and_gives_a_number() {
    let figure = Figure::of(Base::Standing);
    let told = |pose: &Pose| -> Vec<String> {
        figure.check(pose).iter().map(|fault| format!("{}: {fault}. {}", fault.key, fault.hint())).collect()
    };
    let mut pose = Pose::default();
    pose.set_joint(JointAt::of(Joint::Elbow, Side::Right), [170.0, 0.0, 0.0]);
    assert_eq!(
        told(&pose),
        ["elbow.r: `elbow.r` bend 170 is beyond what a healthy joint does. bend goes from -5 to 150 degrees"]
    );
    let mut pose = Pose::default();
    pose.set_hand(Side::Left, LimbGoal::at(Anchor::Toes));
    let all = told(&pose);
    assert!(all.len() == 1 && all[0].starts_with("hands.l: `hands.l` misses `toes` by "), "{all:?}");
    let mut pose = Pose::default();
    pose.set_hand(Side::Left, LimbGoal { offset: vec3(0.0, 0.0, -0.2), ..LimbGoal::at(Anchor::Wall) });
    assert_eq!(
        told(&pose)[0],
        "hands.l: `hands.l` is at `wall`, but there is no `wall` in the picture. add `wall` to the `props` of the figure, or of the pose"
    );
    let mut pose = Pose::default();
    pose.contacts = Some(vec![Contact::both(Touch::Back), Contact::both(Touch::Belly)]);
    let all = told(&pose);
    assert!(all.iter().any(|f| f.starts_with("contacts: `back` hangs ")), "{all:?}");
}

/// A row of the table is all that a joint is: what its bones do, and what its mirror image does, follow.
#[test]
fn every_joint_moves_something_and_has_a_mirror() {
    for at in JointAt::all() {
        assert_eq!(at.mirrored().mirrored(), at);
        let highest = at.joint.axes().iter().map(|it| it.high).chain([0.0; 3]);
        let angles: Vec<f32> = highest.take(3).collect();
        let angles = [angles[0], angles[1], angles[2]];
        let mut pose = Pose::default();
        pose.set_joint(at, angles);
        let straight = Figure::of(Base::Standing).solve(&Pose::default());
        let body = Figure::of(Base::Standing).solve(&pose);
        assert_ne!(body, straight, "{}", at.name());
        assert_eq!(at.bones().count() == 0, body.small(at) == angles, "{}", at.name());
        // A turn of the mirror image is the mirror image of the turn.
        let (turn, mirrored) = (at.turn(angles), at.mirrored().turn(at.mirror_angles(angles)));
        assert!((turn.mirrored().inverse() * mirrored).degrees() < 0.1, "{}", at.name());
    }
}

#[test]
fn every_shape_of_a_hand_is_one_that_a_hand_can_take() {
    for &shape in HandShape::ALL {
        for (joint, angles) in shape.joints() {
            for (axis, angle) in joint.axes().iter().zip(angles) {
                assert!((axis.low..=axis.high).contains(&angle), "{shape:?}: {} {angle}", axis.name);
            }
        }
        let others = HandShape::ALL.iter().filter(|it| it.joints() == shape.joints());
        assert_eq!(others.count(), 1, "{shape:?} is like another one");
    }
}

#[test]
fn names_find_their_values_again() {
    for &joint in Joint::ALL {
        assert_eq!(Joint::from_name(joint.name()), Some(joint));
    }
    for &muscle in Muscle::ALL {
        assert_eq!(SidedMuscle::from_name(muscle.name()), Some(SidedMuscle { muscle, side: None }));
    }
    for &base in Base::ALL {
        assert_eq!(Base::from_name(base.name()), Some(base));
    }
    assert_eq!(JointAt::all().count(), joint::JOINTS);
    let wall = Prop { kind: PropKind::Wall, place: PropPlace::Right, distance: Some(0.6) };
    assert_eq!(Prop::from_name("wall.r@0.6"), Some(wall));
    assert_eq!(Prop::from_name("wall.feet"), None);
    assert_eq!(Prop::from_name("wall@far"), None);
    assert_eq!(Contact::from_name("shin.l"), Some(Contact::one(Touch::Shin, Side::Left)));
    assert_eq!(Contact::from_name("back.l"), None);
}

#[test]
fn turns_blend_along_the_shortest_arc() {
    let (a, b) = (Turn::left(170.0), Turn::left(-170.0));
    let half = a.toward(b, 0.5) * Vec3::AHEAD;
    assert!((half - -Vec3::AHEAD).length() < 1e-4, "{half:?}");
}
