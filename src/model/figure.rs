//! The drawn person: bones, poses, and where each part is. No picture: that is `view::figure`.
//!
//! A `Figure` is what a routine says once: base, view, crop, props, contacts, what is stretched.
//! A `Pose` is what each step says. `Figure::solve` makes a `Body` of it, `Body::between` moves.

pub mod anchor;
pub mod base;
pub mod blend;
pub mod fault;
pub mod ground;
pub mod joint;
pub mod look;
pub mod muscle;
mod named;
pub mod pose;
pub mod prop;
pub mod reach;
mod settle;
pub mod skeleton;
pub mod solve;
pub mod space;

#[cfg(test)]
mod tests;

pub use base::{Base, Contact, Touch};
pub use fault::{Fault, Trouble};
pub use joint::{Axis, Joint, JointAt, Side};
pub use look::{Crop, View};
pub use muscle::{Muscle, Target};
pub use pose::{Anchor, Angles, Goal, Pose};
pub use prop::{Place, Prop, PropKind};
pub use skeleton::Body;

/// What a routine says once about its drawn person.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    pub base: Base,
    pub view: View,
    pub crop: Crop,
    pub props: Vec<Prop>,
    pub stretched: Vec<Target>,
    /// None means those of the base.
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

    /// What rests on the ground in this pose.
    pub fn contacts<'a>(&'a self, pose: &'a Pose) -> &'a [Contact] {
        let own = pose.contacts.as_deref().or(self.contacts.as_deref());
        own.unwrap_or(self.base.contacts())
    }

    /// The body in this pose. Always gives one: what cannot be reached is reached for.
    pub fn solve(&self, pose: &Pose) -> Body {
        solve::Solver::new(self, pose).solve().body
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
