//! The catalogue of mistakes: each a file under `tests/fixtures/problems/`, with the exact report
//! that it has to get beside it. A new fixture is a new file.

#![expect(clippy::disallowed_methods, reason = "fixtures are files")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use stretch::{
    model::{
        parse::{Depth, Document, KnownIds},
        problem::{Problem, Severity, fixed},
        text::Text,
    },
    view::report::{Style, report},
};

use crate::kept::compare;

/// What the play lists of the fixtures may name.
const KNOWN: KnownIds<'_> = KnownIds {
    routines: &["neck-release", "chest-opener", "pigeon"],
    least_rounds: &[("chest-opener", 2), ("pigeon", 3)],
    programs: &["evening"],
    built_in: &["neck-release"],
    commands: &["list", "play"],
};

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

fn reported(area: &str, path: &Path) -> (String, Vec<Problem>) {
    let bytes = fs::read(path).unwrap();
    let stem = path.file_stem().unwrap().to_str().unwrap();
    let document = Document::read(bytes.clone(), stem, area, Depth::InFull);
    let errors = document.problems().iter().any(|it| it.severity == Severity::Error);
    assert_eq!(
        document.content().is_none(),
        errors,
        "{}: a value, exactly if there is no error",
        path.display()
    );
    let problems = document.problems_among(KNOWN);
    let name = Text::clean(&format!("{area}/{stem}.yaml"));
    (report(&name, &bytes, &problems, Style::Plain), problems)
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

/// Hints that only a person can follow: the reason, and what their words hold.
const BY_HAND: &[(&str, &[&str])] = &[
    (
        "a value or a text is missing that only the person knows",
        &[
            "as in `",
            "such as `",
            "beside its other keys",
            "at the top of the file",
            "at the end of the file",
            "write `steps:`",
            "begin with `name: ` and `steps:`",
            "write `name: `",
            "and the number below it",
            "write the one that is meant",
            "a line for each thing to do",
            "or delete the key",
            "write how long",
            "` or less",
            "are about `",
            "write 2 words",
            "write 12 words",
            "a shorter word",
            "no pause here",
            "such as `hold: Reach up.`",
            "begin the line with a key",
        ],
    ),
    (
        "it is a choice between things that were written, or that are as near",
        &[
            "one of the two",
            "delete one of",
            "` or `",
            "take out `",
            "keep one",
            "say it without a side",
            "nothing else",
            "give one of them",
            "fewer `times`",
            "fewer `rounds`",
            "is there a digit too many",
            "already",
            "to repeat",
            "`rounds: 1` or more",
            "the maximum is an hour",
        ],
    ),
    (
        "it belongs to another line or another file",
        &[
            "a file of its own",
            "a file of their own",
            "in a step, below",
            "a step of its own",
            "say in `setup`",
            "the folder",
            "a folder",
            "rename the file",
            "name routines here",
            "beside the `name` of each",
            "beside its `name`",
            "in place of `routine`",
            "plays its own `rounds`",
            "an entry of `play`",
            "into one list",
            "belongs to a step",
            "what is said of",
            "name the routines",
        ],
    ),
    ("nothing known is near", &["it can be ", "its keys are", "is known, but what follows"]),
    (
        "YAML that is not used here, and has to be written anew",
        &[
            "write the steps out",
            "write the keys out",
            "four deep",
            "delete the line",
            "write the value out",
            "take out the line",
            "begin each step with a hyphen",
            "how long one takes",
            "a backslash",
            "in quotes",
        ],
    ),
    (
        "the file or a text is of another sort or size",
        &["as UTF-8", "shorten it", "split it", "it often comes from text copied"],
    ),
    (
        "a body is looked at, not typed",
        &[
            "goes from",
            "a direction",
            "in metres",
            "has no side",
            "without quotes",
            "for both",
            "write `l`, `r`",
        ],
    ),
    ("two values make the one that is meant", &["with a dash"]),
];

/// Errors whose right form has other figures than the wrong one, with the reason.
const OTHER_FIGURES: &[(&str, &str)] = &[
    ("amounts/fraction", "1.5 minutes are 1m30s"),
    ("amounts/times-of-programs", "1/2 min is 30s, 2/3 rounds are 2-3, and 30000 ms are 30 s"),
    ("programs/sample-as-number", "1 is `true`"),
    ("sheets/as-a-card-says-it", "fifteen to twenty are 15-20"),
    ("sheets/minutes-with-a-fraction", "1.5 minutes are 1m30s"),
    ("sheets/two-sides", "the two sides are `both`"),
    ("typeset/numbers", "the numbers of a list are its hyphens"),
    ("typeset/numbered-keys", "the numbers before the keys say nothing"),
    ("typeset/numbered-texts", "the numbers of a list are its hyphens"),
];

/// The figures of a text, sorted.
fn figures(text: &str) -> Vec<u64> {
    let mut figures: Vec<u64> =
        text.split(|it: char| !it.is_ascii_digit()).filter_map(|it| it.parse().ok()).collect();
    figures.sort_unstable();
    figures
}

/// Whether every figure of the first is in the second, as often.
fn are_kept(before: &[u64], after: &[u64]) -> bool {
    let count = |all: &[u64], figure| all.iter().filter(|it| **it == figure).count();
    before.iter().all(|it| count(after, *it) >= count(before, *it))
}

fn problems_of(text: &str, area: &str, stem: &str) -> Vec<Problem> {
    Document::read(text.as_bytes().to_vec(), stem, area, Depth::InFull).problems_among(KNOWN)
}

#[test]
fn a_hint_that_is_followed_mends_its_error_and_keeps_every_figure() {
    let (mut followed, mut used) = (0, vec![false; BY_HAND.len()]);
    for (area, path) in fixtures() {
        let Ok(source) = fs::read_to_string(&path) else { continue };
        // Places count in the text without its mark, and every line end once.
        let source = source.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
        let stem = path.file_stem().unwrap().to_str().unwrap();
        let name = format!("{area}/{stem}");
        let others = OTHER_FIGURES.iter().any(|(it, _)| *it == name);
        for problem in problems_of(&source, &area, stem) {
            let hint = problem.hint.as_ref().map_or("", Text::as_str);
            if problem.fixes.is_empty() {
                if problem.severity == Severity::Error {
                    let reason =
                        BY_HAND.iter().position(|(_, words)| words.iter().any(|it| hint.contains(it)));
                    let reason = reason.unwrap_or_else(|| panic!("{name}: `{hint}` is followed by nobody"));
                    used[reason] = true;
                }
                continue;
            }
            let after = fixed(&source, &problem.fixes);
            let left = problems_of(&after, &area, stem);
            let same = |it: &&Problem| it.message == problem.message && it.place == problem.place;
            assert!(!left.iter().any(|it| same(&it)), "{name}: `{hint}` mends nothing:\n{after}");
            assert!(
                others || are_kept(&figures(&source), &figures(&after)),
                "{name}: `{hint}` loses a figure:\n{after}"
            );
            followed += 1;
        }
        // One after the other, until only the person can go on.
        let mut text = source.clone();
        for _ in 0..200 {
            let problems = problems_of(&text, &area, stem);
            let Some(problem) = problems.iter().find(|it| !it.fixes.is_empty()) else { break };
            text = fixed(&text, &problem.fixes);
        }
        assert!(others || are_kept(&figures(&source), &figures(&text)), "{name} loses a figure:\n{text}");
        for problem in problems_of(&text, &area, stem) {
            let hint = problem.hint.as_ref().map_or("", Text::as_str);
            assert!(problem.fixes.is_empty(), "{name} is never mended: {}\n{text}", problem.message);
            let by_hand = BY_HAND.iter().any(|(_, words)| words.iter().any(|it| hint.contains(it)));
            let is_error = problem.severity == Severity::Error;
            assert!(!is_error || by_hand, "{name}: `{hint}` is left in:\n{text}");
        }
    }
    assert!(followed >= 150, "{followed} hints were followed");
    let unused: Vec<&str> =
        BY_HAND.iter().zip(&used).filter(|(_, it)| !**it).map(|((it, _), _)| *it).collect();
    assert!(unused.is_empty(), "no hint for: {unused:?}");
}
