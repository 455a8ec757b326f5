//! The catalogue of mistakes: each a file under `tests/fixtures/problems/`, with the exact report
//! that it has to get beside it. A new fixture is a new file.

#![expect(clippy::disallowed_methods, reason = "fixtures are files")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use stretch::{
    model::{
        parse::{self, Known},
        problem::Severity,
        text::Text,
    },
    view::report::{Look, report},
};

use crate::kept::compare;

/// What the play lists of the fixtures may name.
const KNOWN: Known<'_> = Known { routines: &["neck-release", "chest-opener"], programs: &["evening"] };

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/problems")
}

/// Every file of the catalogue with the name of its folder.
fn fixtures() -> Vec<(String, PathBuf)> {
    let mut found = Vec::new();
    for area in fs::read_dir(folder()).unwrap() {
        let area = area.unwrap();
        for file in fs::read_dir(area.path()).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_some_and(|it| it == "yaml") {
                found.push((area.file_name().into_string().unwrap(), path));
            }
        }
    }
    found.sort();
    found
}

fn reported(area: &str, path: &Path) -> (String, Vec<stretch::model::problem::Problem>) {
    let bytes = fs::read(path).unwrap();
    let stem = path.file_stem().unwrap().to_str().unwrap();
    let checked = parse::file_among(&bytes, stem, area, KNOWN);
    let errors = checked.problems.iter().any(|it| it.severity == Severity::Error);
    assert_eq!(checked.value.is_none(), errors, "{}: a value, exactly if there is no error", path.display());
    let name = Text::clean(&format!("{area}/{stem}.yaml"));
    (report(&name, &bytes, &checked.problems, Look::Plain), checked.problems)
}

#[test]
fn every_mistake_gets_its_report() {
    compare(fixtures().into_iter().map(|(area, path)| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let beside = path.strip_prefix(root).expect("a fixture is here").with_extension("txt");
        (beside.display().to_string(), reported(&area, &path).0)
    }));
}

#[test]
fn every_mistake_of_the_catalogue_is_one_and_says_what_to_do() {
    let fixtures = fixtures();
    assert!(fixtures.len() >= 60, "{} fixtures", fixtures.len());
    for (area, path) in fixtures {
        let (_, problems) = reported(&area, &path);
        assert!(!problems.is_empty(), "{} has no problem", path.display());
        for problem in problems {
            let (message, hint) = (problem.message.as_str(), problem.hint.as_ref().map_or("", Text::as_str));
            let at = path.display();
            assert!(!hint.is_empty(), "{at}: no hint for `{message}`");
            assert!(!message.ends_with(['.', '!', ' ']), "{at}: {message}");
            assert!(!message.starts_with(char::is_uppercase), "{at}: {message}");
            assert_eq!(message.matches('`').count() % 2, 0, "{at}: {message}");
        }
    }
}
