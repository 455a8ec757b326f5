//! The schemas under `docs/schema/` are what the program prints. What they say is tested where they
//! are made: by the tables of the format.

use serde_json::Value;
use stretch::{
    model::format::{FileKind, STEP, StepKind},
    view::schema,
};

use crate::kept::compare;

#[test]
fn the_schemas_are_current() {
    compare(
        FileKind::ALL.iter().map(|kind| (format!("docs/schema/{}.json", kind.name()), schema::text(*kind))),
    );
}

/// Neither table follows from the kinds: a new one without its rows could be read and never written.
#[test]
fn each_kind_of_step_is_a_key_that_the_schema_asks_for() {
    let schema: Value = serde_json::from_str(&schema::text(FileKind::Routine)).expect("it is JSON");
    let schema = schema.to_string();
    for kind in StepKind::NAMES {
        assert!(STEP.iter().any(|it| it.name == *kind), "`{kind}` is no key of a step");
        assert!(schema.contains(&format!("{{\"required\":[\"{kind}\"")), "no step has to have `{kind}`");
    }
}
