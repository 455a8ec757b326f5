//! Sheets in the shapes in which they come, each with the rows that are read from it: `tests/fixtures/sheets.txt`.
//! A part begins with `=== `, its rows follow on `---`.

use super::{KNOWN, chance, doses, import, made, parse, routines, span};
use crate::model::{import::unsaid::numbers, problem::Severity, routine::Routine};

const SHEETS: &str = include_str!("../../../../tests/fixtures/sheets.txt");

/// The sheets with their rows.
fn sheets() -> Vec<(&'static str, &'static str)> {
    let parts = SHEETS.split("=== ").skip(1);
    parts.map(|it| it.split_once('\n').unwrap().1.split_once("\n---\n").unwrap()).collect()
}

/// A routine in a line. One round, and the rest that all have, are not in it.
fn row(it: &Routine) -> String {
    let mut row = format!("{}: {}", it.name, doses(it));
    if it.rounds.high() > 1 {
        row += &format!(", {} rounds", span(it.rounds));
    }
    if it.sides.are_two() {
        row += ", both";
    }
    if it.rest != 5 {
        row += &format!(", rest {}s", it.rest);
    }
    row
}

#[test]
fn every_kind_of_sheet_is_read_as_it_is_meant() {
    let sheets = sheets();
    assert!(sheets.len() >= 80, "{} sheets", sheets.len());
    let mut wrong = String::new();
    for (sheet, rows) in sheets {
        let read: Vec<String> = routines(sheet).iter().map(row).collect();
        if read.join("\n") != rows.trim() {
            wrong += &format!("{sheet}\n  gives\n{}\n  not\n{}\n\n", read.join("\n"), rows.trim());
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// The numbers of a sheet that are nowhere in a file. Those that only count items, and the tags of a page, are none.
fn lost(sheet: &str, file: &str) -> Vec<String> {
    let written = numbers(file);
    let mut lost = Vec::new();
    for line in sheet.lines() {
        let text = line.trim_start_matches(|it: char| !it.is_alphanumeric() || it == '\u{fe0f}');
        let lead = ["step ", "exercise ", "ex ", "stretch ", "pose "]
            .iter()
            .find(|it| text.get(..it.len()).is_some_and(|head| head.eq_ignore_ascii_case(it)));
        let text = lead.map_or(text, |it| &text[it.len()..]);
        let rest = text.trim_start_matches(|it: char| it.is_ascii_digit());
        let is_mark = rest.len() < text.len()
            && (lead.is_some() || rest.starts_with(['.', ')', ':', ' ', ',', '\u{fe0f}', '\u{20e3}']));
        let ends = rest.trim_start_matches(['.', ')', ':']);
        let text = if is_mark && !ends.starts_with(|it: char| it.is_ascii_digit()) { rest } else { text };
        lost.extend(numbers(text).into_iter().filter(|it| !written.contains(it)));
    }
    lost
}

#[test]
fn no_number_of_a_sheet_is_lost() {
    for (sheet, _) in sheets().into_iter().filter(|it| !it.0.starts_with('<')) {
        // What has one figure in the sheet, such as ½, is written as another.
        let plain = sheet.replace(['½', '¼', '¾'], "");
        let text = made(sheet).text;
        assert_eq!(lost(&plain, &text), Vec::<String>::new(), "{sheet}\n{text}");
    }
}

/// The same of words that no sheet puts together so.
#[test]
fn no_number_of_any_words_is_lost() {
    let parts = [
        "hold ",
        "for ",
        "20 s ",
        "3 x 10 ",
        "each side ",
        "repeat ",
        "twice ",
        "7 times ",
        "rest 15 s ",
        "a day ",
        "Neck tilt ",
        "Chin tuck: ",
        "left ",
        "right ",
        "\n",
        "\n",
        "\n\n",
        "- ",
        "* ",
        ", ",
        ". ",
        "(",
        ")",
        "Sets: 4 ",
        "Reps 12\n",
        "relax for 8 s. ",
        "forty-five seconds ",
        "every 2 hours ",
        "until 90 degrees ",
        "Tip: ",
        "Notes\n",
        "Step-by-step directions\n",
        "Page 6 of 9\n",
        "Why 11?\n",
        "1,5 min ",
        "5 to 6 ",
        "per week ",
        "Days per week: ",
        "6 days ",
        "25 cm ",
        "on the 14th ",
        "at 10:30 ",
        "dozen ",
        "16 sets of ",
        "|",
        "\t",
        "Exercise: ",
        "then ",
        "Weight 18 kg",
        "then switch. ",
        "17",
    ];
    let mut next = chance(11);
    let mut count = 0;
    for _ in 0..1500 {
        let sheet: String = (0..next(20) + 1).map(|_| parts[next(parts.len())]).collect();
        let Ok(imported) = import(sheet.as_bytes(), "Sheet", "sheet.txt", KNOWN) else { continue };
        let lost = lost(&sheet, &imported.text);
        assert_eq!(lost, Vec::<String>::new(), "{sheet:?}\n{}", imported.text);
        let checked = parse::program(imported.text.as_bytes(), "sheet");
        assert!(
            checked.problems.iter().all(|it| it.severity != Severity::Error),
            "{sheet:?}\n{}",
            imported.text
        );
        count += 1;
    }
    assert!(count > 500, "{count} sheets were read");
}
