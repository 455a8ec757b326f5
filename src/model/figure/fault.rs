//! What is wrong with a pose, where in it, and what would help.
//!
//! Each fault names the key of the pose that it is about (`shoulder.r`, `hands.l`), so that a reader
//! of routine files can point at line and column.

use super::base::Touch;
use super::joint::{Axis, Joint, JointAt, Side};
use super::pose::Anchor;
use super::prop::PropKind;
use std::fmt;

/// One thing that is wrong with a pose.
#[derive(Clone, Debug, PartialEq)]
pub struct PoseFault {
    /// The key of the pose: a joint, `hands.r`, `feet.l`, `contacts`, or empty for the whole.
    pub key: String,
    /// What is wrong with it.
    pub trouble: Trouble,
}

/// What can be wrong with a pose. Angles are degrees, lengths metres.
#[derive(Clone, Debug, PartialEq)]
pub enum Trouble {
    /// An angle beyond the limits of a healthy joint.
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
    /// A goal of a hand or a foot that bends a joint beyond its limits.
    Strains {
        /// The joint.
        joint: JointAt,
        /// Which of its axes.
        axis: Axis,
        /// How far it would have to go.
        angle: f32,
    },
    /// A hand or foot on the very limb that ends in it.
    Itself {
        /// What it should be on.
        anchor: Anchor,
    },
    /// An angle of a limb that goes where hand or foot are put.
    Idle {
        /// The key that decides: `hands.r`.
        by: String,
        /// Whether the base says so, and not the pose.
        is_base: bool,
    },
    /// A part that is behind the face of a wall, by a number of metres.
    Through {
        /// The part, with its side.
        part: String,
        /// How deep it lies.
        by: f32,
    },
    /// A part that lies within another one.
    Inside {
        /// The part, with its side.
        part: String,
        /// What it is in.
        of: String,
    },
    /// A goal that the limb misses, by a number of metres.
    Reach {
        /// What the hand or foot should be on.
        anchor: Anchor,
        /// By how much it is missed.
        short: f32,
    },
    /// A goal so near that the elbow or the knee would have to bend beyond its limits.
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
    /// A declared contact that is above its ground, by a number of metres; below 0 it is under it.
    Contact {
        /// As it is written in a file.
        contact: String,
        /// How far above its ground it is.
        off: f32,
    },
    /// A part that is under the floor, by a number of metres.
    Sinks {
        /// The part.
        part: Touch,
        /// Its side, if there are two.
        side: Option<Side>,
        /// How deep it lies.
        by: f32,
    },
}

impl fmt::Display for PoseFault {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match &self.trouble {
            Trouble::Beyond { axis, angle, .. } => {
                write!(f, "`{}` {axis} {angle} is beyond what a healthy joint does", self.key)
            }
            Trouble::Strains { joint, axis, angle } => {
                write!(f, "here `{}` has to {} {angle:.0} degrees", joint.name(), axis.name)
            }
            Trouble::Itself { anchor } => {
                write!(
                    f,
                    "`{}` is on its own limb: a hand cannot reach its own `{}`",
                    self.key,
                    anchor.name()
                )
            }
            Trouble::Idle { by, .. } => {
                write!(f, "`{}` has no effect: `{by}` already places this limb", self.key)
            }
            Trouble::Through { part, by } => {
                write!(f, "the {part} goes {:.0} cm into the wall", by * 100.0)
            }
            Trouble::Inside { part, of } => write!(f, "the {part} goes through the {of}"),
            Trouble::Reach { anchor, short } => {
                write!(f, "`{}` misses `{}` by {:.0} cm", self.key, anchor.name(), short * 100.0)
            }
            Trouble::Folds { joint, angle, .. } => {
                write!(f, "`{}` bends the {} to {angle:.0} degrees", self.key, joint.name())
            }
            Trouble::NoProp { anchor, prop } => {
                write!(
                    f,
                    "`{}` is at `{}`, but there is no `{}` in the picture",
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

impl PoseFault {
    /// What to do about it.
    pub fn hint(&self) -> String {
        match &self.trouble {
            Trouble::Beyond { axis, low, high, .. } => format!("{axis} goes from {low} to {high} degrees"),
            Trouble::Strains { joint, axis, .. } => format!(
                "a healthy {} goes from {} to {}: move hands, feet or `shift` less far, or turn them otherwise",
                joint.joint.name(),
                axis.low,
                axis.high
            ),
            Trouble::Itself { anchor } => {
                format!("name the other side, or leave it out: `{}`", anchor.name())
            }
            Trouble::Idle { is_base: true, .. } => {
                "the base rests it there: give `elbow` too, and the arm follows its angles".into()
            }
            Trouble::Idle { .. } => {
                "take one of the two out; `bend` says where the elbow or knee points".into()
            }
            Trouble::Through { .. } => {
                "put it on the wall with `at: wall`, or move the wall away: `wall@0.8`".into()
            }
            Trouble::Inside { .. } => {
                "move it out with `offset`, or say with `bend` where the elbow or knee points".into()
            }
            Trouble::Reach { short, .. } => format!(
                "move it {:.0} cm nearer with `offset`, or bring the trunk nearer with `shift`",
                short * 100.0
            ),
            Trouble::Folds { joint, high, .. } => {
                format!("the {} goes to {high} degrees: move the goal away with `offset`", joint.name())
            }
            Trouble::NoProp { prop, .. } => {
                format!("add `{}` to the `props` of the figure, or of the pose", prop.name())
            }
            Trouble::Contact { .. } => {
                "give other angles, or name in the pose's `contacts` what really rests on the ground".into()
            }
            Trouble::Sinks { by, .. } => {
                format!("raise that part, or the whole body with `shift: [0, {by:.2}, 0]`")
            }
        }
    }
}
