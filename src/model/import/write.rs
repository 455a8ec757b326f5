//! The program file of a sheet. Every value has a comment with the line that it rests on.

use std::fmt::{self, Display, Write as _};

use super::{
    Sheet,
    exercise::{EACH, Exercise, Quoted, SheetAction, SheetSides, SheetStep},
    needs, title,
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

/// How comments cite the sheet: by the numbers of its lines, or by its words alone.
#[derive(Clone, Copy)]
struct Cites {
    has_lines: bool,
}

impl Cites {
    /// What stands before the words of a line.
    fn line(self, number: usize) -> String {
        if self.has_lines { format!("line {number}: ") } else { String::new() }
    }

    /// The comment behind a value.
    fn because<T>(self, it: &Quoted<T>) -> String {
        let (line, quote) = &it.from;
        let quote = if quote.is_empty() { String::new() } else { format!("\"{}\"", comment(quote)) };
        let sign = if quote.is_empty() || it.guess.is_none() { "" } else { "; " };
        let why = format!("{}{quote}{sign}{}", self.line(*line), it.guess.unwrap_or_default());
        if why.is_empty() { why } else { format!(" # {why}") }
    }
}

/// The file. `has_lines` says whether its comments cite lines by their numbers.
pub fn file(sheet: &Sheet, name: &str, source: &str, has_lines: bool) -> String {
    let cites = Cites { has_lines };
    let what = if has_lines { "says which line of the sheet" } else { "quotes the words of the page that" };
    let mut text = format!(
        "# Made from {} by `stretch import`. Each comment {what} a value rests on.\n",
        comment(source)
    );
    let name = sheet.title.as_deref().unwrap_or(name);
    let _ = writeln!(text, "name: {}", quoted(name, MOST_NAME));
    text.push_str("play:\n");
    for exercise in &sheet.exercises {
        let _ = entry(&mut text, exercise, cites);
    }
    if !sheet.notices.is_empty() {
        text.push_str("\n# Read these lines of the sheet again:\n");
        for notice in &sheet.notices {
            let _ = writeln!(text, "# {}{}", cites.line(notice.line), remark(&notice.words));
        }
    }
    text
}

fn entry(text: &mut String, it: &Exercise, cites: Cites) -> fmt::Result {
    if let Some(like) = it.likeness.as_ref().filter(|like| like.is_same && it.is_bare && it.sides.is_none()) {
        writeln!(
            text,
            "  - {} # {}{}, which the sheet only names",
            like.id,
            cites.line(it.line),
            comment(&it.name)
        )?;
        return notes(text, it, cites);
    }
    let line = if cites.has_lines { format!(" # line {}", it.line) } else { String::new() };
    writeln!(text, "  - name: {}{line}", quoted(&it.name, MOST_NAME))?;
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
        writeln!(text, "    sides: {value}{}", cites.because(sides))?;
        if let Some(limb) = it.limb {
            writeln!(text, "    limb: {limb}")?;
        }
    }
    let needs = needs::needs(it);
    if !needs.is_empty() {
        let (things, words): (Vec<&str>, Vec<String>) =
            needs.iter().map(|(thing, words)| (thing.name(), format!("\"{words}\""))).unzip();
        writeln!(text, "    needs: [{}] # {}", things.join(", "), words.join(", "))?;
    }
    if let Some(rounds) = &it.rounds {
        writeln!(text, "    rounds: {}{}", span(rounds.value), cites.because(rounds))?;
    }
    if let Some(rest) = &it.rest {
        writeln!(text, "    rest: {}s{}", rest.value.high(), cites.because(rest))?;
    }
    if let Some(caution) = &it.caution {
        writeln!(text, "    caution: {}", words(caution))?;
    }
    notes(text, it, cites)?;
    if !it.setup.is_empty() {
        writeln!(text, "    setup:")?;
        it.setup.iter().try_for_each(|it| writeln!(text, "      - {}", words(it)))?;
    }
    writeln!(text, "    steps:")?;
    it.steps.iter().try_for_each(|it| step(text, it, cites))
}

fn notes(text: &mut String, it: &Exercise, cites: Cites) -> fmt::Result {
    it.notes.iter().try_for_each(|it| writeln!(text, "    # {}{}", cites.line(it.line), remark(&it.words)))
}

fn step(text: &mut String, it: &SheetStep, cites: Cites) -> fmt::Result {
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
            writeln!(
                text,
                "      - hold: {said}\n        for: {}{}",
                written(dose.value),
                cites.because(dose)
            )
        }
        SheetAction::Reps(times, hold) => {
            writeln!(
                text,
                "      - reps: {said}\n        times: {}{}",
                span(times.value),
                cites.because(times)
            )?;
            writeln!(text, "        each: {EACH}s # a guess: the sheet does not say how long one takes")?;
            match hold {
                Some(hold) => writeln!(text, "        hold: {}{}", seconds(hold.value), cites.because(hold)),
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
