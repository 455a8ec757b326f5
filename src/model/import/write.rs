//! The program file of a sheet. Every value has a comment with the line that it rests on.

use std::fmt::{self, Display, Write as _};

use super::{
    Sheet,
    exercise::{EACH, Exercise, Quoted, SheetAction, SheetSides, SheetStep},
    title,
};
use crate::model::{
    dose::{Dose, Span},
    format::MOST_NAME,
    text::Text,
};

/// The most characters of a line that are quoted.
const MOST_QUOTED: usize = 80;
/// The most characters of a line that is left out, so that all its figures are there.
const MOST_LEFT_OUT: usize = 20_000;

/// The file.
pub fn file(sheet: &Sheet, name: &str, source: &str) -> String {
    let mut text = format!(
        "# Made from {} by `stretch import`. Each comment says which line of the sheet a value rests on.\n",
        comment(source)
    );
    let name = sheet.title.as_deref().unwrap_or(name);
    let _ = writeln!(text, "name: {}", quoted(name, MOST_NAME));
    text.push_str("play:\n");
    for exercise in &sheet.exercises {
        let _ = entry(&mut text, exercise);
    }
    if !sheet.notices.is_empty() {
        text.push_str("\n# Read these lines of the sheet again:\n");
        for notice in &sheet.notices {
            let _ = writeln!(text, "# line {}: {}", notice.line, remark(&notice.words));
        }
    }
    text
}

fn entry(text: &mut String, it: &Exercise) -> fmt::Result {
    if let Some(like) = it.likeness.as_ref().filter(|like| like.is_same && it.is_bare && it.sides.is_none()) {
        writeln!(
            text,
            "  - {} # line {}: {}, which the sheet only names",
            like.id,
            it.line,
            comment(&it.name)
        )?;
        return notes(text, it);
    }
    writeln!(text, "  - name: {} # line {}", quoted(&it.name, MOST_NAME), it.line)?;
    if let Some(like) = &it.likeness {
        writeln!(text, "    # Resembles {0}, which has a figure: stretch show {0}", like.id)?;
    }
    if let Some(kind) = kind(it) {
        writeln!(text, "    kind: {kind}")?;
    }
    if let Some(sides) = &it.sides {
        let value = match sides.value {
            SheetSides::Both => "both".to_owned(),
            SheetSides::From(side) => format!("[{}, {}]", side.name(), side.other().name()),
            SheetSides::Only(side) => format!("[{}]", side.name()),
        };
        writeln!(text, "    sides: {value}{}", because(sides))?;
        if let Some(limb) = it.limb {
            writeln!(text, "    limb: {limb}")?;
        }
    }
    if let Some(rounds) = &it.rounds {
        writeln!(text, "    rounds: {}{}", span(rounds.value), because(rounds))?;
    }
    if let Some(rest) = &it.rest {
        writeln!(text, "    rest: {}s{}", rest.value.high(), because(rest))?;
    }
    if let Some(caution) = &it.caution {
        writeln!(text, "    caution: {}", words(caution))?;
    }
    notes(text, it)?;
    if !it.setup.is_empty() {
        writeln!(text, "    setup:")?;
        it.setup.iter().try_for_each(|it| writeln!(text, "      - {}", words(it)))?;
    }
    writeln!(text, "    steps:")?;
    it.steps.iter().try_for_each(|it| step(text, it))
}

fn notes(text: &mut String, it: &Exercise) -> fmt::Result {
    it.notes.iter().try_for_each(|it| writeln!(text, "    # line {}: {}", it.line, remark(&it.words)))
}

fn step(text: &mut String, it: &SheetStep) -> fmt::Result {
    let said = words(&it.words);
    match &it.action {
        SheetAction::Move => writeln!(text, "      - move: {said}"),
        SheetAction::Hold(None) => {
            writeln!(
                text,
                "      - hold: {said}\n        for: open # the sheet says no time: it lasts until you go on"
            )
        }
        SheetAction::Hold(Some(dose)) => {
            writeln!(text, "      - hold: {said}\n        for: {}{}", written(dose.value), because(dose))
        }
        SheetAction::Reps(times, hold) => {
            writeln!(text, "      - reps: {said}\n        times: {}{}", span(times.value), because(times))?;
            writeln!(text, "        each: {EACH}s # a guess: the sheet does not say how long one takes")?;
            match hold {
                Some(hold) => writeln!(text, "        hold: {}{}", seconds(hold.value), because(hold)),
                None => Ok(()),
            }
        }
    }
}

/// What sort of exercise it is, where it is no stretch.
fn kind(it: &Exercise) -> Option<&'static str> {
    let name = title::words(&it.name);
    let has = |list: &[&str]| name.iter().any(|it| list.contains(&it.as_str()));
    let is_held = it.steps.iter().any(|it| matches!(it.action, SheetAction::Hold(_)));
    if has(&["rest", "break", "pause"]) && name.len() <= 2 {
        Some("rest")
    } else if has(&[
        "squat",
        "squats",
        "plank",
        "bridge",
        "bridges",
        "press-ups",
        "push-ups",
        "pushups",
        "row",
        "rows",
        "curls",
        "lunges",
        "crunches",
        "dips",
        "strengthening",
        "isometric",
    ]) {
        Some("strength")
    } else if has(&["breathing", "breaths", "breath"]) {
        Some("breath")
    } else if has(&["pose", "asana"]) {
        Some("yoga")
    } else {
        (!is_held).then_some("mobility")
    }
}

/// The comment behind a value.
fn because<T>(it: &Quoted<T>) -> String {
    let (line, quote) = &it.from;
    let quote = if quote.is_empty() { String::new() } else { format!("\"{}\"", comment(quote)) };
    let sign = if quote.is_empty() || it.guess.is_none() { "" } else { "; " };
    format!(" # line {line}: {quote}{sign}{}", it.guess.unwrap_or_default())
}

pub fn span(it: Span) -> String {
    if it.low() == it.high() { it.low().to_string() } else { format!("{}-{}", it.low(), it.high()) }
}

fn seconds(it: Span) -> String {
    let whole = |it: u32| it.is_multiple_of(60);
    match (it.low(), it.high()) {
        (low, high) if low == high && whole(low) => format!("{}m", low / 60),
        (low, high) if whole(low) && whole(high) => format!("{}-{}m", low / 60, high / 60),
        _ => format!("{}s", span(it)),
    }
}

pub fn written(dose: Dose) -> String {
    match dose {
        Dose::Seconds(span) => seconds(span),
        Dose::Breaths(it) if it.high() == 1 => "1 breath".to_owned(),
        Dose::Breaths(it) => format!("{} breaths", span(it)),
        Dose::Open => "open".to_owned(),
    }
}

/// A text in double quotes, as YAML reads it back.
fn quoted(text: &str, most: usize) -> String {
    let clean: String =
        Text::clean(text).as_str().chars().take(most).map(|it| if it == '{' { '(' } else { it }).collect();
    format!("\"{}\"", escaped(&clean))
}

/// The same for words, in which a side may be led.
fn words(text: &str) -> String {
    format!("\"{}\"", escaped(&Text::clean(text)))
}

fn escaped(text: &impl Display) -> String {
    text.to_string().replace('\\', "\\\\").replace('"', "\\\"").replace('[', "(").replace(']', ")")
}

/// Words of the sheet behind a `#`: short, and with no sign that counts for a reader of YAML.
fn comment(text: &str) -> String {
    cut(text, MOST_QUOTED)
}

/// The same for what stands in no value.
fn remark(text: &str) -> String {
    cut(text, MOST_LEFT_OUT)
}

fn cut(text: &str, most: usize) -> String {
    let clean = Text::clean(text);
    let sign = |it: char| match it {
        '[' | '{' => '(',
        ']' | '}' => ')',
        '&' => '+',
        '*' | '!' => '\'',
        it => it,
    };
    let short: String = clean.as_str().chars().map(sign).take(most).collect();
    if clean.as_str().chars().count() > most { short + "…" } else { short }
}
