//! The drawn person: bones, poses, and where each part is. No picture: that is `view::figure`.
//!
//! A `Figure` is what a routine says once: base, view, crop, props, contacts, what is stretched.
//! A `Pose` is what each step says. `Figure::solve` makes a `Body` of it, `Body::between` moves.

mod anchor;
pub mod base;
pub mod blend;
mod check;
mod fault;
pub mod ground;
mod hand;
pub mod joint;
mod look;
mod muscle;
pub mod pose;
pub mod prop;
mod reach;
mod settle;
mod shortened;
pub mod skeleton;
mod solve;
pub mod space;

#[cfg(test)]
mod tests;

pub use base::{Base, Contact, Touch};
pub use fault::{PoseFault, Trouble};
pub use hand::HandShape;
pub use joint::{Axis, Joint, JointAt, Side};
pub use look::{Crop, Framing, View};
pub use muscle::{Muscle, SidedMuscle};
pub use pose::{Anchor, Angles, LimbEnd, LimbGoal, Pose};
pub use prop::{Prop, PropKind, PropPlace};
pub use shortened::{shortened, wrongly_lit};
pub use skeleton::Body;

/// What a routine says once about its drawn person.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The position from which every pose starts.
    pub base: Base,
    /// From where it is looked at, where a pose does not say otherwise.
    pub view: View,
    /// How much of it the picture holds, where a pose does not say otherwise.
    pub crop: Crop,
    /// The things in the picture, where a pose does not say otherwise.
    pub props: Vec<Prop>,
    /// What is lit, where a pose does not say otherwise.
    pub stretched: Vec<SidedMuscle>,
    /// What rests on the ground; none means what the base says.
    pub contacts: Option<Vec<Contact>>,
}

impl Figure {
    /// The base, seen from its best side.
    pub fn of(base: Base) -> Figure {
        Figure {
            base,
            view: View::SIDE,
            crop: Crop::Full,
            props: Vec::new(),
            stretched: Vec::new(),
            contacts: None,
        }
    }

    /// The position over which a pose is one.
    pub fn base(&self, pose: &Pose) -> Base {
        pose.base.unwrap_or(self.base)
    }

    /// How it is looked at in this pose.
    pub fn framing(&self, pose: &Pose) -> Framing {
        Framing { view: pose.view.unwrap_or(self.view), crop: pose.crop.unwrap_or(self.crop) }
    }

    /// The things in the picture in this pose.
    pub fn props<'a>(&'a self, pose: &'a Pose) -> &'a [Prop] {
        pose.props.as_deref().unwrap_or(&self.props)
    }

    /// The same figure, looked at like this.
    pub fn framed(&self, framing: Framing) -> Figure {
        Figure { view: framing.view, crop: framing.crop, ..self.clone() }
    }

    /// What rests on the ground in this pose. What is said of the figure is said of its own base, and a
    /// foot whose leg a pose bends stands no more by itself, if another one or the seat carries.
    pub fn contacts(&self, pose: &Pose) -> Vec<Contact> {
        if let Some(own) = &pose.contacts {
            return own.clone();
        }
        let base = self.base(pose);
        match &self.contacts {
            Some(own) if base == self.base => own.clone(),
            Some(_) | None => {
                let standing: Vec<Contact> =
                    base.contacts().iter().flat_map(|it| standing(*it, base, pose)).collect();
                if standing.is_empty() { base.contacts().to_vec() } else { standing }
            }
        }
    }

    /// The body in this pose. Always gives one: what cannot be reached is reached for.
    pub fn solve(&self, pose: &Pose) -> Body {
        solve::Solver::new(self, pose).solve().body
    }

    /// The same within a few centimetres, in a fraction of the time: enough to know how much room it
    /// takes.
    pub fn sketch(&self, pose: &Pose) -> Body {
        solve::Solver::new(self, pose).settle(2).body
    }

    /// The same figure for the other side, seen so that its picture is the mirror image.
    ///
    /// The base itself stays as it is; solve the pose first and mirror the body.
    pub fn mirrored(&self) -> Figure {
        Figure {
            base: self.base,
            view: self.view.mirrored(),
            crop: self.crop,
            props: self.props.iter().map(|prop| prop.mirrored()).collect(),
            stretched: self.stretched.iter().map(|target| target.mirrored()).collect(),
            contacts: self.contacts.as_ref().map(|all| all.iter().map(|c| c.mirrored()).collect()),
        }
    }
}

/// What of a contact is left in a pose: a foot whose leg the pose bends is off the floor, where one
/// stands on the other or sits.
fn standing(contact: Contact, base: Base, pose: &Pose) -> Vec<Contact> {
    let bends =
        |side| [Joint::Hip, Joint::Knee].iter().any(|&it| pose.joint(JointAt::of(it, side)).is_some());
    let is_lifted = |side| pose.foot(side).is_none() && bends(side);
    let may_lift = contact.touch == Touch::Foot && matches!(base, Base::Standing | Base::Sitting);
    if !may_lift || !contact.sides().any(is_lifted) {
        return vec![contact];
    }
    let left = contact.sides().filter(|&side| !is_lifted(side));
    left.map(|side| Contact::one(contact.touch, side)).collect()
}
