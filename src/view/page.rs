//! Everything about one routine, area or program, for people.

use std::fmt::Write as _;

use super::wrap::{hanging, wrap};
use crate::model::{
    area::{AreaPage, PlayEntry, Program},
    catalogue::Card,
    plan::{self, Total},
    routine::{Routine, Side, Source},
    text::Text,
    words::{
        pages::{self, fact},
        suiting, terms,
    },
};

/// The most columns of a page.
pub const WIDEST: usize = 80;

/// A routine's page; `strip` is its pictures, if it has some.
pub fn routine(routine: &Routine, total: Total, strip: &str, width: usize) -> String {
    let mut page = Page::new(width);
    page.title(&routine.name, &routine.id);
    page.text(routine.summary.as_ref());
    if !strip.is_empty() {
        page.gap();
        page.text += strip;
    }
    let facts: [(&str, String); 10] = [
        (fact::TIME, terms::total(total)),
        (fact::AREA, routine.area.map(terms::area).unwrap_or_default()),
        (fact::KIND, terms::kind(routine.kind).to_owned()),
        (fact::ALSO_FOR, terms::all(routine.also.iter().map(|&it| terms::area(it)))),
        (fact::MUSCLES, terms::all(&routine.muscles)),
        (fact::POSITION, terms::positions(&routine.positions)),
        (fact::NEEDS, terms::needs(&routine.needs)),
        (fact::SIDES, pages::sides(routine.sides, routine.limb)),
        (fact::ROUNDS, pages::rounds(routine)),
        (fact::BREATH, pages::breath(routine.breath)),
    ];
    page.facts(&facts);
    page.gap();
    let mut number = 0;
    // Words are for the first side, as the pictures are.
    let said = |words: &Text| plan::filled(words, routine.sides.written());
    for it in &routine.setup {
        page.step(pages::FIRST, &said(&it.words), "");
    }
    for step in &routine.steps {
        number += 1;
        let dose = pages::step(step.action) + &pages::said(&step.say);
        page.step(&number.to_string(), &said(&step.words), &dose);
    }
    // To the other side.
    let coming = routine.sides.written().map(Side::other);
    for it in &routine.switch {
        page.step(pages::SWITCH, &plan::filled(&it.words, coming), "");
    }
    for it in &routine.finish {
        page.step(pages::LAST, &said(&it.words), "");
    }
    page.section(pages::TAKE_CARE, routine.caution.as_ref());
    page.section("", suiting::ask_first(&routine.avoid).as_ref());
    page.sources(&routine.sources);
    page.text
}

/// An area's page: the routines that it plays, with pictures, why it gets tight, when to stop and whom to see.
pub fn area(
    page: &AreaPage,
    total: Option<Total>,
    play: &[(PlayEntry, Option<Card>)],
    pictures: &str,
    width: usize,
) -> String {
    let mut text = Page::new(width);
    text.title(&page.name, page.area.name());
    text.text(page.summary.as_ref());
    let also = page.aliases.iter().map(Text::to_string).collect::<Vec<_>>().join(", ");
    text.facts(&[(fact::TIME, total.map(terms::total).unwrap_or_default()), (fact::ALSO_CALLED, also)]);
    text.play(play, pictures);
    text.section(pages::WHY, page.why.as_ref());
    text.section(pages::STOP, page.stop.as_ref());
    text.section(pages::SEE, page.see.as_ref());
    text.sources(&page.sources);
    text.text
}

/// A program's page: what it plays, with its pictures, when to stop and whom to see. What it does not say
/// itself, the pages of its areas do.
pub fn program(
    program: &Program,
    total: Option<Total>,
    play: &[(PlayEntry, Option<Card>)],
    areas: &[AreaPage],
    pictures: &str,
    width: usize,
) -> String {
    let mut text = Page::new(width);
    text.title(&program.name, &program.id);
    text.text(program.summary.as_ref());
    text.facts(&[(fact::TIME, total.map(terms::total).unwrap_or_default())]);
    text.play(play, pictures);
    text.signs(pages::STOP, program.stop.as_ref(), areas, |it| it.stop.as_ref());
    text.signs(pages::SEE, program.see.as_ref(), areas, |it| it.see.as_ref());
    let mut sources: Vec<Source> = program.sources.clone();
    if sources.is_empty() {
        for source in areas.iter().flat_map(|it| &it.sources) {
            if !sources.contains(source) {
                sources.push(source.clone());
            }
        }
    }
    text.sources(&sources);
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

    /// The name, and what is typed for it.
    fn title(&mut self, name: &Text, id: &str) {
        let _ = writeln!(self.text, "{name}  ({id})");
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

    /// Words after a mark; further lines are indented like the first.
    fn hanging(&mut self, mark: &str, words: &str) {
        self.text += &hanging(mark, words, self.width);
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

    /// What a program says itself, or else its areas, each by its name.
    fn signs(
        &mut self,
        title: &str,
        own: Option<&Text>,
        areas: &[AreaPage],
        of: fn(&AreaPage) -> Option<&Text>,
    ) {
        if own.is_some() {
            return self.section(title, own);
        }
        let said: Vec<(&AreaPage, &Text)> = areas.iter().filter_map(|it| Some((it, of(it)?))).collect();
        for (at, (area, words)) in said.iter().enumerate() {
            let title = if at == 0 { title } else { "" };
            let words = if said.len() == 1 { (*words).clone() } else { pages::of_area(&area.name, words) };
            self.section(title, Some(&words));
        }
    }

    fn play(&mut self, play: &[(PlayEntry, Option<Card>)], pictures: &str) {
        self.gap();
        if !pictures.is_empty() {
            self.text += pictures;
            self.gap();
        }
        for (at, (entry, card)) in play.iter().enumerate() {
            let name = card.as_ref().map_or(pages::NOT_FOUND, |it| it.name.as_str());
            let rounds = pages::entry(entry, card.as_ref().map(|it| it.least_rounds));
            let rounds = if rounds.is_empty() { rounds } else { format!(", {rounds}") };
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
        let _ = writeln!(self.text, "\n{}", pages::SOURCES);
        for source in sources {
            self.hanging("  ", source.name.as_str());
            if let Some(url) = &source.url {
                // An address is not broken: it could not be followed any more.
                let _ = writeln!(self.text, "    {url}");
            }
        }
    }
}
