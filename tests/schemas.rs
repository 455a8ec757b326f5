//! The schemas under `docs/schema/` are what the program prints. What they say is tested where they
//! are made: by the tables of the format.

use stretch::{model::format::FileKind, view::schema};

use crate::kept::compare;

#[test]
fn the_schemas_are_current() {
    compare(
        FileKind::ALL.iter().map(|kind| (format!("docs/schema/{}.json", kind.name()), schema::text(*kind))),
    );
}
