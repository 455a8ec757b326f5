//! Tables: comma separated values as timers and spreadsheets export them, and tables of Markdown.

mod head;

use self::head::heads;
pub use self::head::{EACH_SIDE, SheetColumn, head, is_per_side};
use super::{
    Notice, Sheet,
    amount::{Amount, amounts},
    exercise::{Exercise, ExerciseDraft, NO_UNIT, Quoted, build, sentence},
    lines::SheetLine,
    outline::one_line,
    pairs,
    sentence::{SaidAmount, SentencePart, pieces},
    title,
};
use crate::model::dose::{Dose, LONGEST_HOLD, Span};

/// What stands in a column of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Its line in the sheet.
    pub line: usize,
    /// Its text.
    pub text: String,
}

/// The exercises, if the sheet is a table.
pub fn read(lines: &[SheetLine]) -> Option<Sheet> {
    match separator(lines) {
        Some(sign) => rows(lines, sign),
        None => {
            let is_table = |it: &Vec<SheetLine>| {
                it.iter().any(|it| heads(&cells(&it.text, '\t')).is_some()) && separator(it) == Some('\t')
            };
            let columns = Some(in_columns(lines)).filter(is_table);
            rows(&columns.or_else(|| by_words(lines).filter(is_table))?, '\t')
        }
    }
}

/// Lines whose columns are apart by blanks, with a tab in place of the blanks.
fn in_columns(lines: &[SheetLine]) -> Vec<SheetLine> {
    let cells = |text: &str| -> Vec<String> {
        text.trim().split("  ").map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned).collect()
    };
    lines.iter().map(|it| SheetLine { number: it.number, text: cells(&it.text).join("\t") }).collect()
}

/// A table of which a copy kept one blank between the columns, "Exercise Sets Reps" over "Chin tuck 3 10".
fn by_words(lines: &[SheetLine]) -> Option<Vec<SheetLine>> {
    let first = lines.iter().position(|it| !it.text.trim().is_empty())?;
    let head: Vec<&str> = lines[first].text.split_whitespace().collect();
    let is_head = head.len() >= 3
        && head.iter().all(|it| !matches!(self::head(it), SheetColumn::Unknown | SheetColumn::Index))
        && self::head(head[0]) == SheetColumn::Name;
    if !is_head {
        return None;
    }
    let split = |text: &str| -> Option<String> {
        let mut name: Vec<&str> = text.split_whitespace().collect();
        let mut values: Vec<String> = Vec::new();
        while values.len() + 1 < head.len() {
            let last = name.pop()?;
            // "5 sec" are two words of one cell.
            let is_unit = matches!(
                last.trim_end_matches('.'),
                "s" | "sec" | "secs" | "min" | "mins" | "reps" | "breaths"
            );
            let cell = if is_unit { format!("{} {last}", name.pop()?) } else { last.to_owned() };
            let is_value =
                cell.starts_with(|it: char| it.is_ascii_digit()) || matches!(cell.as_str(), "-" | "–");
            if !is_value {
                return None;
            }
            values.insert(0, cell);
        }
        (!name.is_empty()).then(|| format!("{}\t{}", name.join(" "), values.join("\t")))
    };
    let mut table = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let text = match at {
            at if at <= first => head.join("\t"),
            _ if line.text.trim().is_empty() => String::new(),
            _ => split(&line.text)?,
        };
        table.push(SheetLine { number: line.number, text: if at < first { String::new() } else { text } });
    }
    Some(table)
}

fn rows(lines: &[SheetLine], sign: char) -> Option<Sheet> {
    let mut sheet = Sheet::default();
    let mut columns: Option<Vec<SheetColumn>> = None;
    let mut drafts: Vec<ExerciseDraft> = Vec::new();
    let mut is_each = false;
    for line in lines.iter().filter(|it| !it.text.trim().is_empty()) {
        let cells = cells(&line.text, sign);
        let is_rule = cells.iter().all(|it| it.chars().all(|it| matches!(it, '-' | ':' | ' ' | '=' | '+')));
        if is_rule {
            continue;
        }
        if cells.len() < 2 {
            text_beside(line.number, &cells, drafts.is_empty(), &mut sheet);
            continue;
        }
        if let Some(found) = heads(&cells) {
            is_each = cells.iter().any(|it| is_per_side(it)) && !found.contains(&SheetColumn::Sides);
            columns = Some(found);
            continue;
        }
        let mut guessed = columns.clone().unwrap_or_else(|| guess(&cells));
        let mut row: Vec<Cell> = cells.into_iter().map(|text| Cell { line: line.number, text }).collect();
        if is_each {
            guessed.resize(row.len(), SheetColumn::Unknown);
            guessed.push(SheetColumn::Sides);
            row.push(Cell { line: line.number, text: EACH_SIDE.to_owned() });
        }
        match draft(&row, &guessed) {
            Some(draft) => drafts.push(draft),
            None => sheet
                .notices
                .push(Notice { line: line.number, words: format!("left out: {}", line.text.trim()) }),
        }
    }
    sheet.exercises = drafts.into_iter().map(build).collect();
    if columns.is_some_and(|it| it.contains(&SheetColumn::Set)) {
        sheet.exercises = united(sheet.exercises);
    }
    (!sheet.exercises.is_empty()).then_some(sheet)
}

/// Rows that are the sets of one exercise, as rounds of it.
pub fn united(exercises: Vec<Exercise>) -> Vec<Exercise> {
    let mut united: Vec<Exercise> = Vec::new();
    for next in exercises {
        match united.last_mut() {
            Some(last) if are_sets(last, &next) => {
                let before = last.rounds.as_ref().map_or(1, |it| it.value.high());
                last.rounds = Span::only(before + 1).map(|value| Quoted {
                    value,
                    from: (next.line, next.name),
                    guess: Some("one row for each set"),
                });
            }
            Some(_) | None => united.push(next),
        }
    }
    united
}

/// Whether an exercise is another set of the one before.
fn are_sets(last: &Exercise, next: &Exercise) -> bool {
    let counts = |it: &Exercise| it.rounds.as_ref().is_none_or(|it| it.guess.is_some());
    last.name == next.name
        && counts(last)
        && next.rounds.is_none()
        && last.sides.as_ref().map(|it| &it.value) == next.sides.as_ref().map(|it| &it.value)
        && last.steps.len() == next.steps.len()
        && last.steps.iter().zip(&next.steps).all(|(one, other)| {
            one.words == other.words && pairs::amounts(&one.action) == pairs::amounts(&other.action)
        })
}

fn text_beside(line: usize, cells: &[String], is_first: bool, sheet: &mut Sheet) {
    let text = cells.join(" ");
    let text = text.trim().trim_start_matches('#').trim().trim_matches('*');
    if is_first && sheet.title.is_none() && title::is_title(text) {
        sheet.title = Some(title::tidy(text));
    } else if !text.is_empty() {
        sheet.notices.push(Notice { line, words: format!("left out: {text}") });
    }
}

/// The sign between the cells, if most lines are rows of one table.
fn separator(lines: &[SheetLine]) -> Option<char> {
    let full: Vec<&SheetLine> = lines.iter().filter(|it| !it.text.trim().is_empty()).collect();
    for sign in ['|', '\t', ';', ','] {
        let rows: Vec<Vec<String>> = full.iter().map(|it| cells(&it.text, sign)).collect();
        let wide: Vec<&Vec<String>> = rows.iter().filter(|it| it.len() >= 2).collect();
        if wide.len() * 2 < full.len() || wide.is_empty() || sign == '|' && wide.len() < 2 {
            continue;
        }
        let has_head = wide.iter().any(|it| heads(it).is_some());
        let is_row = |it: &&&Vec<String>| {
            // A sentence with a comma has its first amount before it.
            let is_name = |it: &String| {
                it.split_whitespace().count() <= 9
                    && !it.contains(". ")
                    && (amounts(it).is_empty() || is_amount(it))
            };
            let name = it.first().is_some_and(|it| is_name(it) || matches!(sign, '|' | '\t'));
            let figures =
                it.iter().skip(1).any(|it| is_amount(it)) || it.first().is_some_and(|it| is_amount(it));
            name && figures && it.iter().all(|it| it.chars().count() <= 60)
        };
        let fitting = wide.iter().filter(is_row).count();
        // Sentences have commas, too: without a head, every cell behind the name must be an amount.
        let all_amounts = |it: &&&Vec<String>| {
            it.iter().skip(1).all(|it| it.is_empty() || is_amount(it) || title::words(it).len() <= 2)
        };
        let plain = wide.iter().filter(|it| is_row(it) && all_amounts(it)).count();
        if has_head
            || sign == '|' && fitting * 2 >= wide.len()
            || plain == full.len()
            || sign == '\t' && plain * 2 > full.len()
        {
            return Some(sign);
        }
    }
    None
}

/// Whether a cell is nothing but a figure or an amount.
pub fn is_amount(cell: &str) -> bool {
    let cell = cell.trim();
    let is_figure = cell.starts_with(|it: char| it.is_ascii_digit())
        && cell.chars().all(|it| it.is_ascii_digit() || matches!(it, '.' | ':' | '-' | '–' | ' '));
    is_figure
        || cell.starts_with(|it: char| it.is_ascii_digit())
            && pieces(cell, &one_line(1)).iter().all(|it| it.words.is_empty())
}

/// The cells of a line. Quotes may hold the sign, and two of them are one.
fn cells(line: &str, sign: char) -> Vec<String> {
    let line = line.trim();
    let line = if sign == '|' { line.strip_prefix('|').unwrap_or(line) } else { line };
    let line = if sign == '|' { line.strip_suffix('|').unwrap_or(line) } else { line };
    let mut cells = vec![String::new()];
    let mut is_quoted = false;
    let mut signs = line.chars().peekable();
    while let Some(next) = signs.next() {
        let Some(cell) = cells.last_mut() else { break };
        if next == '"' && (is_quoted || cell.trim().is_empty()) {
            if is_quoted && signs.peek() == Some(&'"') {
                cell.push('"');
                signs.next();
            } else {
                is_quoted = !is_quoted;
            }
        } else if next == sign && !is_quoted {
            cells.push(String::new());
        } else {
            cell.push(next);
        }
    }
    cells.iter().map(|it| it.trim().trim_matches('*').trim().to_owned()).collect()
}

/// The columns of a row without a head: the name, and what the other cells say themselves.
fn guess(cells: &[String]) -> Vec<SheetColumn> {
    let name = cells.iter().position(|it| it.chars().any(char::is_alphabetic) && !is_amount(it)).unwrap_or(0);
    let bare: Vec<usize> = (0..cells.len())
        .filter(|it| cells[*it].chars().all(|it| it.is_ascii_digit() || it == ':') && !cells[*it].is_empty())
        .collect();
    (0..cells.len())
        .map(|at| match at {
            at if at == name => SheetColumn::Name,
            at if at < name && bare.contains(&at) && bare.len() > 1 => SheetColumn::Index,
            // One figure alone beside the name is its seconds.
            at if bare == [at] => SheetColumn::Time(None),
            _ => SheetColumn::Unknown,
        })
        .collect()
}

/// An exercise of a row; nothing if it has no name.
pub fn draft(cells: &[Cell], columns: &[SheetColumn]) -> Option<ExerciseDraft> {
    let mut draft = ExerciseDraft::default();
    let mut own: Vec<SaidAmount> = Vec::new();
    for (Cell { line, text: cell }, column) in
        cells.iter().zip(columns.iter().chain(std::iter::repeat(&SheetColumn::Unknown)))
    {
        let numbers = one_line(*line);
        if matches!(cell.as_str(), "" | "-" | "–" | "0") {
            continue;
        }
        let said = |amount| SaidAmount { amount, line: *line, quote: cell.clone(), guess: None };
        let mut note = |words: String| draft.notes.push(Notice { line: *line, words });
        let read = pieces(cell, &numbers);
        let found: Vec<SaidAmount> = read.iter().flat_map(|it| it.amounts.clone()).collect();
        match column {
            // A time calls nothing.
            SheetColumn::Name
                if draft.name.is_empty()
                    && has_amount(&found)
                    && read.iter().all(|it| it.words.is_empty()) =>
            {
                own.extend(found);
            }
            SheetColumn::Name if draft.name.is_empty() => {
                // "Neck tilt (each side)": what is said beside the name.
                let words = read.iter().map(|it| it.words.as_str()).collect::<Vec<_>>().join(" ");
                draft.line = *line;
                draft.name = title::tidy(if words.trim().is_empty() { cell } else { &words });
                own.extend(found);
            }
            SheetColumn::Index | SheetColumn::Set => {}
            SheetColumn::Name | SheetColumn::Words => draft.pieces.extend(read),
            SheetColumn::Note => {
                own.extend(
                    found.into_iter().filter(|it| matches!(it.amount, Amount::Rest(_) | Amount::Sides(_))),
                );
                if read.iter().any(|it| !it.words.is_empty()) {
                    note(format!("\"{cell}\" is a note"));
                }
            }
            SheetColumn::Habit => note(format!("\"{cell}\" is how often to do it")),
            SheetColumn::Time(unit) => match bare(cell, unit.unwrap_or(1)) {
                Some(span) => own.push(SaidAmount {
                    guess: (unit.is_none() && !cell.contains(':')).then_some(NO_UNIT),
                    ..said(Amount::Hold(Dose::Seconds(span)))
                }),
                None if has_amount(&found) => own.extend(found),
                None => note(format!("\"{cell}\" is not understood")),
            },
            SheetColumn::Rest(unit) => {
                match bare(cell, *unit).or_else(|| found.iter().find_map(|it| it.amount.seconds())) {
                    Some(span) => own.push(said(Amount::Rest(span))),
                    None => note(format!("\"{cell}\" is not understood")),
                }
            }
            SheetColumn::Breaths | SheetColumn::Rounds | SheetColumn::Times => match (bare(cell, 1), *column)
            {
                (Some(span), SheetColumn::Breaths) => own.push(said(Amount::Hold(Dose::Breaths(span)))),
                (Some(span), SheetColumn::Rounds) if span.high() <= 100 => {
                    own.push(said(Amount::Rounds(span)))
                }
                (Some(span), SheetColumn::Times) if span.high() <= 1000 => {
                    own.push(said(Amount::Times(span)))
                }
                (_, _) if has_amount(&found) => own.extend(found),
                (_, _) => note(format!("\"{cell}\" is not understood")),
            },
            SheetColumn::Sides => {
                let low = cell.to_lowercase().replace(" + ", "+");
                let one = match low.as_str() {
                    "left" | "l" | "left only" | "left side" => Some("left"),
                    "right" | "r" | "right only" | "right side" => Some("right"),
                    _ => None,
                };
                let both = [
                    "both",
                    "each",
                    "yes",
                    "y",
                    "left and right",
                    "left/right",
                    "l/r",
                    "l+r",
                    "l & r",
                    "2",
                    "x",
                    "✓",
                    "✔",
                    "true",
                    "per",
                    "alternate",
                    "alternating",
                    "bilateral",
                ]
                .iter()
                .any(|it| low.starts_with(it));
                let first = ["left", "right"].into_iter().find(|it| low.starts_with(it));
                let is_both = low.contains("left") && low.contains("right");
                let in_turn = low.contains("then") || low.contains(", ");
                if let (Some(side), true, true) = (first, is_both, in_turn) {
                    own.push(said(Amount::First(side)));
                } else if let Some(side) = one {
                    own.push(said(Amount::Only(side)));
                } else if both {
                    own.push(said(Amount::Sides(None)));
                } else if !["no", "n", "none", "1", "false", "n/a", "centre", "center"]
                    .contains(&low.as_str())
                {
                    note(format!("\"{cell}\" is not understood"));
                }
            }
            SheetColumn::Unknown => {
                if has_amount(&found) && read.iter().all(|it| it.words.is_empty()) {
                    own.extend(found);
                } else if read.iter().any(|it| title::is_instruction(&it.words)) {
                    draft.pieces.extend(read);
                } else {
                    note(format!("\"{cell}\" is not understood"));
                }
            }
        }
    }
    if draft.name.is_empty() {
        return None;
    }
    // The rest of a row "Break" is what is done in it.
    let is_timed = own.iter().any(|it| it.amount.hold().is_some());
    for said in own.iter_mut().filter(|_| title::is_rest(&draft.name) && !is_timed) {
        if let Amount::Rest(span) = said.amount {
            said.amount = Amount::Hold(Dose::Seconds(span));
        }
    }
    if draft.pieces.iter().all(|it| it.words.is_empty()) {
        draft
            .pieces
            .insert(0, SentencePart { line: draft.line, words: sentence(&draft.name), amounts: Vec::new() });
    }
    draft.pieces.push(SentencePart { line: draft.line, words: String::new(), amounts: own });
    Some(draft)
}

fn has_amount(found: &[SaidAmount]) -> bool {
    found.iter().any(|it| !matches!(it.amount, Amount::Impossible))
}

/// A figure or a range without a unit, or a time as a clock shows it.
fn bare(cell: &str, unit: u32) -> Option<Span> {
    // Half a minute, as a spreadsheet has it.
    if let Some(seconds) =
        cell.parse::<f64>().ok().filter(|it| it.fract() != 0.0).map(|it| it * f64::from(unit))
        && seconds.fract() == 0.0
        && (1.0..=f64::from(LONGEST_HOLD)).contains(&seconds)
    {
        return Span::only(seconds as u32);
    }
    let labelled = format!("hold: {cell}");
    let is_bare = cell.chars().all(|it| it.is_ascii_digit() || matches!(it, '-' | '–' | ' ' | ':' | '.'));
    let found = amounts(&labelled).into_iter().next().filter(|_| is_bare)?;
    let whole = found.at.end == labelled.len();
    let scaled = |it: Span| Span::new(it.low().checked_mul(unit)?, it.high().checked_mul(unit)?);
    // The unit of the column says nothing more about a clock.
    let span = found
        .amount
        .bare()
        .and_then(scaled)
        .or_else(|| found.amount.seconds().filter(|_| found.amount.bare().is_none()));
    span.filter(|it| whole && it.high() <= LONGEST_HOLD)
}
