//! What is wrong with a pose, where in it, and what would help.
//!
//! Each fault names the key of the pose that it is about (`shoulder.r`, `hands.l`), so that a reader
//! of routine files can point at line and column.

use super::anchor::Room;
use super::base::{Contact, Touch};
use super::joint::{Joint, JointAt, Side};
use super::pose::{Anchor, Pose};
use super::prop::PropKind;
use super::skeleton::Bone;
use super::solve::Solver;
use super::{Figure, ground};
use std::fmt;

/// A contact may be off by this much, in metres, and a hand or foot too.
pub const CLOSE: f32 = 0.02;
/// A hand or foot may miss its goal by this much, in metres: the drawn palm hides it.
pub const REACH: f32 = 0.03;

/// One thing that is wrong with a pose.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// The key of the pose: a joint, `hands.r`, `feet.l`, `contacts`, or empty for the whole.
    pub key: String,
    /// What is wrong with it.
    pub trouble: Trouble,
}

/// What can be wrong with a pose. Angles are degrees, lengths metres.
#[derive(Clone, Debug, PartialEq)]
pub enum Trouble {
    /// An angle that no healthy joint reaches.
    Beyond {
        /// Which of the joint's axes.
        axis: &'static str,
        /// What the pose asks for.
        angle: f32,
        /// The least that it does.
        low: f32,
        /// The most.
        high: f32,
    },
    /// A goal that the limb misses by so many metres.
    Reach {
        /// What the hand or foot should be on.
        anchor: Anchor,
        /// By how much it is missed.
        short: f32,
    },
    /// A goal so near that elbow or knee would have to bend farther than it goes.
    Folds {
        /// The elbow or the knee.
        joint: Joint,
        /// How far it would have to bend.
        angle: f32,
        /// The most that it does.
        high: f32,
    },
    /// A goal on a thing that is not among the figure's props.
    NoProp {
        /// What the hand or foot should be on.
        anchor: Anchor,
        /// The thing that it belongs to.
        prop: PropKind,
    },
    /// A declared contact that hangs so many metres above its ground; below 0 it is under it.
    Contact {
        /// As it is written in a file.
        contact: String,
        /// How far above its ground it is.
        off: f32,
    },
    /// A part that lies so many metres under the floor.
    Sinks {
        /// The part.
        part: Touch,
        /// Its side, if there are two.
        side: Option<Side>,
        /// How deep it lies.
        by: f32,
    },
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match &self.trouble {
            Trouble::Beyond { axis, angle, .. } => {
                write!(f, "`{}` {axis} {angle} is beyond what a healthy joint does", self.key)
            }
            Trouble::Reach { anchor, short } => {
                write!(f, "`{}` misses `{}` by {:.0} cm", self.key, anchor.name(), short * 100.0)
            }
            Trouble::Folds { joint, angle, .. } => {
                write!(f, "`{}` bends the {} to {angle:.0} degrees", self.key, joint.name())
            }
            Trouble::NoProp { anchor, prop } => {
                write!(
                    f,
                    "`{}` is at `{}`, and no `{}` is in the picture",
                    self.key,
                    anchor.name(),
                    prop.name()
                )
            }
            Trouble::Contact { contact, off } if *off > 0.0 => {
                write!(f, "`{contact}` hangs {:.0} cm above its ground", off * 100.0)
            }
            Trouble::Contact { contact, off } => {
                write!(f, "`{contact}` sinks {:.0} cm under its ground", -off * 100.0)
            }
            Trouble::Sinks { part, by, .. } => {
                write!(f, "`{}` sinks {:.0} cm into the floor", part.name(), by * 100.0)
            }
        }
    }
}

impl Fault {
    /// What to do about it.
    pub fn hint(&self) -> String {
        match &self.trouble {
            Trouble::Beyond { axis, low, high, .. } => format!("{axis} goes from {low} to {high} degrees"),
            Trouble::Reach { short, .. } => format!(
                "move it {:.0} cm nearer with `offset`, or bring the trunk nearer with `shift`",
                short * 100.0
            ),
            Trouble::Folds { joint, high, .. } => {
                format!("the {} goes to {high} degrees: move the goal away with `offset`", joint.name())
            }
            Trouble::NoProp { prop, .. } => format!("add `{}` to the figure's `props`", prop.name()),
            Trouble::Contact { .. } => {
                "give other angles, or name in the pose's `contacts` what really rests on the ground".into()
            }
            Trouble::Sinks { by, .. } => {
                format!("raise that part, or the whole by `shift: [0, {by:.2}, 0]`")
            }
        }
    }
}

impl Figure {
    /// Everything that is wrong with a pose; nothing for a pose that can be played.
    pub fn check(&self, pose: &Pose) -> Vec<Fault> {
        let mut faults = beyond_limits(pose);
        faults.extend(self.without_prop(pose));
        let solved = Solver::new(self, pose).solve();
        for side in Side::BOTH {
            let i = side.index();
            let goals = [
                ("hands", pose.hand(side), solved.hands_short[i]),
                ("feet", pose.foot(side), solved.feet_short[i]),
            ];
            for (limb, goal, short) in goals {
                if let Some(goal) = goal.filter(|_| short > REACH) {
                    let trouble = Trouble::Reach { anchor: goal.anchor, short };
                    faults.push(Fault { key: format!("{limb}.{}", side.letter()), trouble });
                }
            }
        }
        faults.extend(folded(&solved.body));
        faults.extend(self.off_ground(pose, &solved.body));
        faults
    }

    fn without_prop(&self, pose: &Pose) -> Vec<Fault> {
        let room = Room { base: self.base, props: &self.props };
        let mut faults = Vec::new();
        for side in Side::BOTH {
            for (limb, goal) in [("hands", pose.hand(side)), ("feet", pose.foot(side))] {
                let missing = goal.and_then(|goal| Some((goal.anchor, room.missing(goal.anchor)?)));
                if let Some((anchor, prop)) = missing {
                    let key = format!("{limb}.{}", side.letter());
                    faults.push(Fault { key, trouble: Trouble::NoProp { anchor, prop } });
                }
            }
        }
        faults
    }

    fn off_ground(&self, pose: &Pose, body: &super::Body) -> Vec<Fault> {
        let mut faults = Vec::new();
        let declared = self.contacts(pose);
        for contact in declared {
            for side in contact.sides() {
                let level = self.ground(contact.touch);
                let off = ground::heights(body, contact.touch, side)
                    .map(|height| height - level)
                    .fold(0.0, |worst: f32, off| if off.abs() > worst.abs() { off } else { worst });
                if off.abs() > CLOSE {
                    let named = Contact { side: contact.touch.paired().then_some(side), ..*contact };
                    let trouble = Trouble::Contact { contact: named.name(), off };
                    faults.push(Fault { key: "contacts".into(), trouble });
                }
            }
        }
        let (part, side, height) = ground::lowest(body);
        let known = declared.iter().any(|c| c.touch == part && c.sides().any(|s| s == side));
        if height < -CLOSE && !known {
            let side = part.paired().then_some(side);
            faults.push(Fault { key: String::new(), trouble: Trouble::Sinks { part, side, by: -height } });
        }
        faults
    }
}

/// Elbows and knees that a goal folds beyond their limit.
fn folded(body: &super::Body) -> Vec<Fault> {
    let mut faults = Vec::new();
    for side in Side::BOTH {
        let held = [body.hands_held, body.feet_held].map(|held| held[side.index()]);
        let limbs = [
            ("hands", Joint::Elbow, Bone::Forearm(side), held[0]),
            ("feet", Joint::Knee, Bone::Shin(side), held[1]),
        ];
        for (limb, joint, bone, _) in limbs.into_iter().filter(|(.., held)| *held) {
            let angle = body.turn(bone).degrees();
            let high = joint.axes()[0].high;
            if angle > high + 1.0 {
                let trouble = Trouble::Folds { joint, angle, high };
                let key = format!("{limb}.{}", side.letter());
                faults.push(Fault { key, trouble });
            }
        }
    }
    faults
}

fn beyond_limits(pose: &Pose) -> Vec<Fault> {
    let mut faults = Vec::new();
    for at in JointAt::all() {
        let Some(angles) = pose.joint(at) else {
            continue;
        };
        for (axis, angle) in at.joint.axes().iter().zip(angles) {
            if angle < axis.low || angle > axis.high {
                let trouble = Trouble::Beyond { axis: axis.name, angle, low: axis.low, high: axis.high };
                faults.push(Fault { key: at.name(), trouble });
            }
        }
    }
    faults
}
