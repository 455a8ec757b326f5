//! The guide to writing routines is right: every example in it is, and every key and word is in it.
//! The tables of the figure are made from the model.

use crate::kept::kept;
use stretch::model::{
    area::Area,
    figure::{Base, Crop, HandShape, Joint, Muscle, PropKind, Touch, pose::Anchor},
    format::{AREA, ENTRY, FIGURE, FileKey, GOAL, KINDS_OF_STEP, MOVE, PROGRAM, ROUTINE, SOURCE, STEP},
    parse::{self, Depth, Document},
    problem::{Problem, Severity},
    routine::{Condition, Kind, Position, Side, Thing},
};

const GUIDE: &str = include_str!("../docs/routines.md");
const FIGURES: &str = include_str!("../docs/figures.md");

/// The examples of a page: what follows the three backticks, and the text.
fn examples(page: &'static str) -> Vec<(&'static str, &'static str)> {
    let mut examples = Vec::new();
    let mut rest = page;
    while let Some((_, after)) = rest.split_once("\n```") {
        let (info, text) = after.split_once('\n').unwrap();
        let (text, after) = text.split_once("\n```").unwrap();
        examples.push((info, text));
        rest = after;
    }
    examples
}

/// A routine that has everything; the keys of a part take the place of its own.
const BASE: [(&str, &str); 6] = [
    ("name", "name: Arm reach"),
    ("summary", "summary: Lengthens the sides."),
    ("muscles", "muscles: [latissimus dorsi]"),
    ("caution", "caution: Move slowly."),
    ("sources", "sources: [{ name: Myself }]"),
    ("steps", "steps:\n  - hold: Reach up with your arms, {side} one first.\n    for: 20s"),
];

fn completed(part: &str) -> String {
    let has = |key: &str| part.lines().any(|it| it.starts_with(&format!("{key}:")));
    let mut file: Vec<&str> = BASE.iter().filter(|(key, _)| !has(key)).map(|(_, text)| *text).collect();
    file.push(part);
    let mut file = file.join("\n");
    if file.contains("{side}") && !has("sides") {
        file += "\nsides: both";
    }
    file + "\n"
}

#[test]
fn every_example_of_the_guide_is_right() {
    let mut counts = [0; 4];
    for (info, text) in examples(GUIDE).into_iter().chain(examples(FIGURES)) {
        let (count, problems): (usize, Vec<Problem>) = match info {
            "yaml" => {
                let problems = parse::routine(text.as_bytes(), "an-example", Some(Area::Sides)).problems;
                // The smallest examples leave out what only makes a routine better.
                (0, problems.into_iter().filter(|it| it.severity == Severity::Error).collect())
            }
            "yaml part" => {
                let file = completed(text).into_bytes();
                (1, Document::read(file, "an-example", "sides", Depth::InFull).problems().to_vec())
            }
            "yaml area" => (2, parse::area(text.as_bytes(), Area::Neck).problems),
            "yaml program" => (3, parse::program(text.as_bytes(), "an-example").problems),
            _ => continue,
        };
        counts[count] += 1;
        assert_eq!(problems, [], "{text}");
    }
    assert!(counts[0] >= 3 && counts[1] >= 15 && counts[2] >= 1 && counts[3] >= 1, "{counts:?}");
}

#[test]
fn every_key_has_an_example_in_the_guide() {
    let all: String = examples(GUIDE)
        .iter()
        .chain(&examples(FIGURES))
        .filter(|(info, _)| info.starts_with("yaml"))
        .map(|it| it.1)
        .collect();
    let tables: [&[FileKey]; 9] = [ROUTINE, STEP, MOVE, SOURCE, AREA, PROGRAM, ENTRY, FIGURE, GOAL];
    let pages = format!("{GUIDE}{FIGURES}");
    for key in tables.iter().copied().flatten() {
        let name = key.name;
        assert!(
            all.contains(&format!("{name}: "))
                || all.contains(&format!("{name}, "))
                || all.contains(&format!("{name}:\n")),
            "no example of `{name}`"
        );
        assert!(pages.contains(&format!("`{name}`")) || pages.contains(&format!("`{name}: ")), "`{name}`");
    }
    assert!(KINDS_OF_STEP.iter().all(|it| GUIDE.contains(&format!("**`{it}`**"))));
}

#[test]
fn every_word_of_the_format_is_in_the_guide() {
    let lists = [Area::NAMES, Kind::NAMES, Position::NAMES, Thing::NAMES, Condition::NAMES, Side::NAMES];
    for word in lists.concat() {
        assert!(GUIDE.contains(&format!("`{word}`")), "`{word}` is not in the guide");
    }
}

#[test]
fn the_examples_of_the_keys_are_right() {
    for key in ROUTINE {
        let file = completed(key.example);
        let problems = parse::routine(file.as_bytes(), "an-example", Some(Area::Neck)).problems;
        let errors = problems.iter().filter(|it| it.severity == Severity::Error).count();
        assert_eq!(errors, 0, "{file}{problems:?}");
    }
    for key in AREA {
        let file =
            if key.name == "name" { key.example.to_owned() } else { format!("name: A\n{}", key.example) };
        assert_eq!(parse::area(file.as_bytes(), Area::Neck).problems, [], "{file}");
    }
}

#[test]
fn the_report_that_the_guide_shows_is_the_one_that_comes() {
    let shown = examples(GUIDE).into_iter().find(|(info, _)| *info == "text").unwrap().1;
    let file =
        format!("{}    for: 30\n", "name: A\n".to_owned() + &"# \n".repeat(5) + "steps:\n  - hold: B\n");
    let problems = parse::routine(file.as_bytes(), "mine", Some(Area::Neck)).problems;
    let path = stretch::model::text::Text::clean("neck/mine.yaml");
    let look = stretch::view::report::Style::Plain;
    let report = stretch::view::report::report(&path, file.as_bytes(), &problems[..1], look);
    assert_eq!(report.trim_end(), shown);
}

/// Rows of names and what they mean.
fn table<'a>(rows: impl IntoIterator<Item = (&'a str, String)>) -> String {
    let mut table = String::from("| name | is |\n|---|---|\n");
    for (name, meaning) in rows {
        table += &format!("| `{name}` | {meaning} |\n");
    }
    table
}

/// The joints with their axes, each with its range.
fn joints() -> String {
    let mut table = String::from("| joint | is | angles, and what a positive one does |\n|---|---|---|\n");
    for joint in Joint::ALL {
        let axis = |it: &stretch::model::figure::Axis| {
            format!("{} ({}, {} to {})", it.name, it.positive, it.low, it.high)
        };
        let axes: Vec<String> = joint.axes().iter().map(axis).collect();
        let pair = if joint.paired() { ", in pairs" } else { "" };
        table += &format!("| `{}` | {}{pair} | {} |\n", joint.name(), joint.meaning(), axes.join("; "));
    }
    table
}

#[test]
fn the_tables_of_the_figure_are_current() {
    let text = |it: &str| it.to_owned();
    let tables = [
        ("bases", table(Base::ALL.iter().map(|it| (it.name(), text(it.meaning()))))),
        ("crops", table(Crop::ALL.iter().map(|it| (it.name(), text(it.meaning()))))),
        ("props", table(PropKind::ALL.iter().map(|it| (it.name(), text(it.meaning()))))),
        ("muscles", table(Muscle::ALL.iter().map(|it| (it.name(), text(it.meaning()))))),
        ("contacts", table(Touch::ALL.iter().map(|it| (it.name(), text(it.meaning()))))),
        ("anchors", table(Anchor::ALL.iter().map(|it| (it.name(), text(it.meaning()))))),
        ("joints", joints()),
        ("hands", table(HandShape::ALL.iter().map(|it| (it.name(), text(it.meaning()))))),
    ];
    let mut page = FIGURES.to_owned();
    for (name, table) in tables {
        let (before, rest) = page.split_once(&format!("<!-- {name} -->\n")).expect("a place for each table");
        let (_, after) = rest.split_once("<!-- end -->").expect("an end of each table");
        page = format!("{before}<!-- {name} -->\n{table}<!-- end -->{after}");
    }
    kept("docs/figures.md", &page);
}
