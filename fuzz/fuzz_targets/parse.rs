//! Any bytes as a file: answered, with clean words, and a place that is in the file.

#![no_main]

use libfuzzer_sys::fuzz_target;
use stretch::{
    model::{
        parse::{Depth, Document},
        problem::Severity,
        text::{Text, is_hostile},
    },
    view::report::{Style, report},
};

fuzz_target!(|bytes: &[u8]| {
    let checked = Document::read(bytes.to_vec(), "neck-release", "neck", Depth::InFull).into_checked();
    let errors = checked.problems.iter().any(|it| it.severity == Severity::Error);
    assert_eq!(checked.value.is_none(), errors);
    let told = report(&Text::clean("neck/neck-release.yaml"), bytes, &checked.problems, Style::Plain);
    assert!(!told.chars().any(|it| it != '\n' && is_hostile(it)), "{told:?}");
    let lines = String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace('\r', "\n").split('\n').count();
    assert!(checked.problems.iter().filter_map(|it| it.place).all(|it| it.line <= lines && it.width > 0));
});
