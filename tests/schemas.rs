//! The schemas under `docs/schema/` are what the program prints; `STRETCH_REWRITE=1 cargo test
//! schemas` writes them. What they say is tested where they are made: by the tables of the format.

#![expect(clippy::disallowed_methods, reason = "schemas are files, and a variable asks for rewriting them")]

use std::{fs, path::Path};

use stretch::{model::format::FileKind, view::schema};

#[test]
fn the_schemas_are_current() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema");
    for kind in FileKind::ALL {
        let path = folder.join(format!("{kind}.json"));
        let made = schema::text(*kind);
        if std::env::var_os("STRETCH_REWRITE").is_some() {
            fs::write(&path, &made).unwrap();
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
        assert!(kept == made, "{} is not what `stretch schema {kind}` prints", path.display());
    }
}
