//! The figure of a routine and the poses of its steps.
//!
//! Only their form is looked at here: keys with values. Which joints there are, and how far a
//! human one goes, is not known in this room yet.

use super::{faults::Faults, fields::Field, tree::Value};

/// How the person is drawn.
pub fn figure(field: &Field<'_, '_, '_>, faults: &mut Faults) {
    group(field, "a group of keys", faults);
}

/// The joint angles of a moment; `{}` is the base.
pub fn pose(field: &Field<'_, '_, '_>, faults: &mut Faults) {
    group(field, "a group of joints", faults);
}

fn group(field: &Field<'_, '_, '_>, wanted: &str, faults: &mut Faults) {
    match field.node.value {
        Value::Map(_) => {}
        Value::Null
        | Value::Bool(_)
        | Value::Whole(_)
        | Value::Real(_)
        | Value::Text(_)
        | Value::List(_)
        | Value::Tagged(_) => field.wrong(wanted, faults),
    }
}
