//! Everything about one routine, area or program, for people.

use std::fmt::Write as _;

use super::wrap::wrap;
use crate::model::{
    area::{AreaPage, Entry, Program},
    catalogue::Card,
    dose::{Dose, Span},
    plan::{self, Total},
    routine::{Action, Routine, Side, Sides, Source, Step},
    text::Text,
    wording::{self, Count},
    words::terms,
};

/// The widest that a page is set.
pub const WIDEST: usize = 80;

/// A routine's page; `strip` is its pictures, if it has some.
pub fn routine(routine: &Routine, total: Total, strip: &str, width: usize) -> String {
    let mut page = Page::new(width);
    page.title(&routine.name, routine.area.map(|it| it.name()), &routine.id);
    page.text(routine.summary.as_ref());
    if !strip.is_empty() {
        page.gap();
        page.text += strip;
    }
    let facts: [(&str, String); 8] = [
        ("time", total.to_string()),
        ("kind", routine.kind.to_string()),
        ("also for", wording::list(&routine.also, "and")),
        ("muscles", wording::list(&routine.muscles, "and")),
        ("position", terms::positions(&routine.positions)),
        ("needs", terms::needs(&routine.needs)),
        ("sides", sides(routine.sides)),
        ("rounds", rounds(routine)),
    ];
    page.facts(&facts);
    page.gap();
    let mut number = 0;
    // As the pictures are: for the first side.
    let said = |words: &Text| plan::filled(words, routine.sides.written());
    for it in &routine.setup {
        page.step("first", &said(&it.words), "");
    }
    for step in &routine.steps {
        number += 1;
        page.step(&number.to_string(), &said(&step.words), &dosed(step));
    }
    for it in &routine.finish {
        page.step("last", &said(&it.words), "");
    }
    page.section("Take care", routine.caution.as_ref());
    if !routine.avoid.is_empty() {
        let conditions = routine.avoid.iter().map(|it| it.name().replace('-', " "));
        let text = format!("Ask a clinician first with: {}.", conditions.collect::<Vec<_>>().join(", "));
        page.section("", Some(&Text::clean(&text)));
    }
    page.sources(&routine.sources);
    page.text
}

/// An area's page: what it plays, with its pictures, why it gets tight, when to stop and whom to see.
pub fn area(
    page: &AreaPage,
    total: Option<Total>,
    play: &[(Entry, Option<&Card>)],
    pictures: &str,
    width: usize,
) -> String {
    let mut text = Page::new(width);
    text.title(&page.name, None, page.area.name());
    text.text(page.summary.as_ref());
    let also = page.aliases.iter().map(Text::to_string).collect::<Vec<_>>().join(", ");
    text.facts(&[("time", total.map(|it| it.to_string()).unwrap_or_default()), ("also called", also)]);
    text.play(play, pictures);
    text.section("Why it gets tight", page.why.as_ref());
    text.section("When to stop", page.stop.as_ref());
    text.section("When to see someone", page.see.as_ref());
    text.sources(&page.sources);
    text.text
}

/// A program's page: what it plays, with its pictures.
pub fn program(
    program: &Program,
    total: Option<Total>,
    play: &[(Entry, Option<&Card>)],
    pictures: &str,
    width: usize,
) -> String {
    let mut text = Page::new(width);
    text.title(&program.name, None, &program.id);
    text.text(program.summary.as_ref());
    text.facts(&[("time", total.map(|it| it.to_string()).unwrap_or_default())]);
    text.play(play, pictures);
    text.text
}

struct Page {
    text: String,
    width: usize,
}

impl Page {
    fn new(width: usize) -> Page {
        Page { text: String::new(), width: width.clamp(24, WIDEST) }
    }

    fn title(&mut self, name: &Text, area: Option<&str>, id: &str) {
        let place = area.map(|it| format!("{it}/")).unwrap_or_default();
        let _ = writeln!(self.text, "{name}  ({place}{id})");
    }

    fn gap(&mut self) {
        self.text.push('\n');
    }

    fn text(&mut self, words: Option<&Text>) {
        for line in words.map(|it| wrap(it.as_str(), self.width)).unwrap_or_default() {
            let _ = writeln!(self.text, "{line}");
        }
    }

    fn facts(&mut self, facts: &[(&str, String)]) {
        self.gap();
        let width = facts.iter().map(|it| it.0.len()).max().unwrap_or_default();
        for (name, value) in facts.iter().filter(|it| !it.1.is_empty()) {
            self.hanging(&format!("  {name:<width$}  "), value);
        }
    }

    /// Words behind a mark, their further lines under the first.
    fn hanging(&mut self, mark: &str, words: &str) {
        let indent = mark.chars().count();
        let lines = wrap(words, self.width.saturating_sub(indent).max(10));
        for (at, line) in lines.iter().enumerate() {
            let mark = if at == 0 { mark.to_owned() } else { " ".repeat(indent) };
            let _ = writeln!(self.text, "{mark}{line}");
        }
    }

    fn step(&mut self, number: &str, words: &Text, dose: &str) {
        let words = if dose.is_empty() { words.to_string() } else { format!("{words} [{dose}]") };
        self.hanging(&format!("{number:>7}  "), &words);
    }

    fn section(&mut self, title: &str, words: Option<&Text>) {
        let Some(words) = words else { return };
        if !title.is_empty() {
            let _ = writeln!(self.text, "\n{title}");
        }
        self.hanging("  ", words.as_str());
    }

    fn play(&mut self, play: &[(Entry, Option<&Card>)], pictures: &str) {
        self.gap();
        if !pictures.is_empty() {
            self.text += pictures;
            self.gap();
        }
        for (at, (entry, card)) in play.iter().enumerate() {
            let name = card.map_or("not found", |it| it.name.as_str());
            let rounds =
                entry.rounds.map(|it| format!(", {}", Count(u64::from(it), "round"))).unwrap_or_default();
            self.hanging(
                &format!("{:>4}  ", at + 1),
                &format!("{name} ({}){rounds}", Text::clean(&entry.routine)),
            );
        }
    }

    fn sources(&mut self, sources: &[Source]) {
        if sources.is_empty() {
            return;
        }
        let _ = writeln!(self.text, "\nSources");
        for source in sources {
            self.hanging("  ", source.name.as_str());
            if let Some(url) = &source.url {
                // An address is not broken: it could not be followed any more.
                let _ = writeln!(self.text, "    {url}");
            }
        }
    }
}

/// What a step's brackets say: `hold 15-30s`.
fn dosed(step: &Step) -> String {
    match step.action {
        Action::Move { length } => length.map(seconds).unwrap_or_default(),
        Action::Hold(dose) => format!("hold {}", dose_text(dose)),
        Action::Breathe(dose) => format!("breathe {}", dose_text(dose)),
        Action::Reps { times, each, hold } => {
            let hold = hold.map(|it| format!(" and {} held", seconds(it))).unwrap_or_default();
            let noun = if times.high() == 1 { "time" } else { "times" };
            format!("{} {noun}, {each}s each{hold}", count(times))
        }
    }
}

/// A dose as a file writes it.
pub fn dose_text(dose: Dose) -> String {
    match dose {
        Dose::Seconds(span) => seconds(span),
        Dose::Breaths(span) if span.high() == 1 => "1 breath".to_owned(),
        Dose::Breaths(span) => format!("{} breaths", count(span)),
        Dose::Open => "as long as you like".to_owned(),
    }
}

fn seconds(span: Span) -> String {
    let [low, high] = [span.low(), span.high()].map(|it| wording::length(u64::from(it)));
    if low == high {
        low
    } else {
        format!("{}-{high}", low.strip_suffix('s').filter(|_| span.high() < 60).unwrap_or(&low))
    }
}

fn count(span: Span) -> String {
    if span.low() == span.high() { span.low().to_string() } else { format!("{}-{}", span.low(), span.high()) }
}

fn sides(sides: Sides) -> String {
    let only = |side: Side| format!("{side} only");
    match sides {
        Sides::None => String::new(),
        Sides::Both => "both, one after the other".to_owned(),
        Sides::Listed(first, Some(second)) => format!("{first}, then {second}"),
        Sides::Listed(side, None) => only(side),
    }
}

fn rounds(routine: &Routine) -> String {
    if routine.rounds.high() == 1 {
        return String::new();
    }
    format!("{}, with {} of rest between", count(routine.rounds), wording::length(u64::from(routine.rest)))
}
