//! `stretch stats` to look at: of somebody new, after a week and after a year, on narrow and wide terminals.
//! The snapshots are in tests/snapshots/stats/.

use std::collections::HashMap;

use chrono::{NaiveDate, Weekday};

use stretch::{
    model::{
        catalogue::Card,
        history::{
            HistoryReader,
            need::WhatIsDue,
            weeks::{About, Weeks},
        },
        words::home,
    },
    view::{
        palette::{Colours, Glyphs, Palette},
        stats,
    },
    world::library::Library,
};

use crate::{
    kept::compare,
    logs::{a_year, began, held},
};

const TODAY: &str = "2026-11-27"; // a Friday

fn practice(lines: &[String]) -> (Weeks, WhatIsDue) {
    let mut reader = HistoryReader::default();
    lines.iter().for_each(|it| reader.take(it.as_bytes()));
    let history = reader.finish();
    let library = Library::default();
    let catalogue = library.catalogue();
    let cards: HashMap<&str, &Card> = catalogue.routines.iter().map(|it| (&*it.id, *it)).collect();
    let about = |id: &str| {
        cards.get(id).map_or(About::UNKNOWN, |it| About {
            area: it.area,
            also: it.also.to_vec(),
            kind: it.kind,
        })
    };
    let weeks = Weeks::of(&history, about, Weekday::Mon, today());
    let need = WhatIsDue::of(&history, &weeks);
    (weeks, need)
}

fn today() -> NaiveDate {
    TODAY.parse().expect("a day")
}

/// A session of one routine on a day, both sides.
fn session(day: &str, routine: &str, seconds: u32) -> Vec<String> {
    let at = |minute: u32| format!("{day}T18:{minute:02}:00+01:00");
    let hold = |minute, side| held(day, &at(minute), routine, Some(side), seconds);
    vec![began(day, &at(0), "A session"), hold(1, "right"), hold(2, "left")]
}

/// Somebody who did one session, somebody after a week, and somebody after a year.
fn people() -> [(&'static str, Vec<String>); 3] {
    let week = [
        session("2026-11-23", "neck-release", 30),
        session("2026-11-24", "wall-calf-stretch", 30),
        session("2026-11-25", "neck-release", 60),
        vec![held("2026-11-26", "2026-11-26T09:00:00+01:00", "figure-four-supine", Some("right"), 45)],
        vec![held("2026-11-26", "2026-11-26T09:01:00+01:00", "restorative-rest", None, 300)],
        vec![held("2026-11-26", "2026-11-26T09:02:00+01:00", "a-sheet-of-mine", None, 40)],
    ];
    [("new", session(TODAY, "neck-release", 30)), ("week", week.concat()), ("year", a_year(today()))]
}

const PALETTES: [(&str, Palette); 3] = [
    ("no colour", Palette { colours: Colours::None, glyphs: Glyphs::Unicode }),
    ("ASCII", Palette { colours: Colours::None, glyphs: Glyphs::Ascii }),
    ("colour", Palette { colours: Colours::Many, glyphs: Glyphs::Unicode }),
];

#[test]
fn the_weeks_look_as_they_did() {
    let made = people().map(|(name, lines)| {
        let (weeks, need) = practice(&lines);
        let mut text = String::new();
        for (form, palette) in &PALETTES[..2] {
            for width in [40, 80, 120] {
                text +=
                    &format!("{form}, {width} columns\n{}\n", stats::table(&weeks, &need, width, *palette));
            }
        }
        text += &format!("in sentences\n{}", stats::sentences(&weeks, &need));
        (format!("tests/snapshots/stats/{name}.txt"), text)
    });
    compare(made);
}

#[test]
fn no_line_is_wider_than_the_terminal_and_colour_says_nothing_alone() {
    for (name, lines) in people() {
        let (weeks, need) = practice(&lines);
        for width in 20..=130 {
            let [plain, ascii, coloured] = PALETTES.map(|it| stats::table(&weeks, &need, width, it.1));
            for line in plain.lines().chain(ascii.lines()) {
                let is_row = line.chars().count() <= width.max(40);
                assert!(is_row, "{name} at {width}: {line}");
            }
            assert!(ascii.is_ascii(), "{name} at {width}: {ascii}");
            assert_eq!(bare(&coloured), plain, "{name} at {width}");
            assert!(!coloured.contains("[31m") && !coloured.contains(";31"), "no red");
        }
    }
}

#[test]
fn the_legend_has_the_colours_of_the_table() {
    let (weeks, need) = practice(&people()[2].1);
    let text = stats::table(&weeks, &need, 80, PALETTES[2].1);
    let (table, legend) = text.split_at(text.find("Minutes a week").expect("a legend"));
    // How a shade is written: its colour stands before it.
    let coloured = |text: &str, shade: &str| {
        let before = text.split(shade).next().filter(|it| it.len() < text.len()).expect("it is there");
        before.rsplit('\u{1b}').next().and_then(|it| it.split_once('m')).map(|it| it.0.to_owned())
    };
    for shade in ["·", "░", "▒"] {
        assert_eq!(coloured(legend, shade), coloured(table, shade), "{shade}: {text}");
    }
    assert!(coloured(legend, "█").is_some_and(|it| it != "[0" && it != "["), "{legend}");
}

/// Without escape sequences.
fn bare(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    first + &parts.map(|it| it.split_once('m').map_or("", |it| it.1)).collect::<String>()
}

#[test]
fn a_week_without_is_a_week_of_rest_in_every_form() {
    let (weeks, need) = practice(&session("2026-11-03", "neck-release", 30));
    let text = stats::table(&weeks, &need, 80, PALETTES[0].1) + &stats::sentences(&weeks, &need);
    for reproach in ["missed", "fail", "lost", "broken", "only", "!"] {
        assert!(!text.contains(reproach), "{reproach}: {text}");
    }
    assert!(text.contains("Nothing yet this week."), "{text}");
}

#[test]
fn what_was_begun_comes_next_and_what_had_its_turn_comes_on_another_day() {
    let next = |lines: &[String]| practice(lines).1.next().map(home::next);
    let begun = session(TODAY, "wrist-flexion-stretch", 20);
    assert_eq!(
        next(&begun).as_deref(),
        Some("Next time: wrists (0:20 of 5 minutes a side this week)"),
        "no day yet"
    );
    let had = session(TODAY, "wrist-flexion-stretch", 30);
    let another_day = "Next time: wrists, on another day (1 day this week)";
    assert_eq!(next(&had).as_deref(), Some(another_day));
    let due = [session("2026-11-20", "neck-release", 30), had].concat();
    assert_eq!(next(&due).as_deref(), Some("Next time: neck (not stretched this week)"));
    let enough: Vec<String> =
        ["2026-11-24", TODAY].iter().flat_map(|it| session(it, "wrist-flexion-stretch", 300)).collect();
    assert_eq!(next(&enough), None);
}
