//! What a list is searched for: words, positions, things and muscles.
//!
//! Words are compared as words, in the singular: `calf` finds the calves, `run` no trunk. Which name a
//! command line means is decided by `Catalogue::find`, which forgives nothing.

use super::{AreaCard, Card, Catalogue, ProgramCard};
use crate::model::{
    nearest::nearest,
    routine::{Position, Thing},
    text::Text,
};

/// What a person filters a list by; what is not said does not filter.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Words that must all be found: in names, areas, summaries, muscles, positions or things.
    pub words: Vec<String>,
    /// Its position must be one of these.
    pub positions: Vec<Position>,
    /// It must need, or be able to use, each of these.
    pub needs: Vec<Thing>,
    /// It must not need any of these.
    pub without: Vec<Thing>,
    /// A muscle in whose name these words are.
    pub muscle: Option<String>,
}

/// What passes a filter, in the order of the catalogue.
#[derive(Clone, Debug, Default)]
pub struct Found<'a> {
    /// The routines.
    pub routines: Vec<&'a Card>,
    /// The areas; none where routines are chosen by what only they have.
    pub areas: Vec<&'a AreaCard>,
    /// The programs; likewise.
    pub programs: Vec<&'a ProgramCard>,
}

impl Found<'_> {
    /// Whether nothing passed.
    pub fn is_empty(&self) -> bool {
        self.routines.is_empty() && self.areas.is_empty() && self.programs.is_empty()
    }

    /// How many entries passed.
    pub fn count(&self) -> usize {
        self.routines.len() + self.areas.len() + self.programs.len()
    }
}

/// Words that say nothing about a stretch.
const EMPTY_WORDS: &[&str] = &[
    "a", "an", "and", "at", "by", "each", "every", "for", "from", "in", "left", "right", "it", "its", "my",
    "of", "on", "or", "the", "to", "with", "your",
];
/// The least letters of a word whose beginning is enough: `trap` finds the trapezius.
const SHORTEST_START: usize = 4;

impl Filter {
    /// Whether everything passes.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && !self.asks_for_routines()
    }

    /// Whether something is asked for that only routines have.
    fn asks_for_routines(&self) -> bool {
        !(self.positions.is_empty()
            && self.needs.is_empty()
            && self.without.is_empty()
            && self.muscle.is_none())
    }

    /// Everything of a catalogue that passes.
    pub fn find<'a>(&self, catalogue: &Catalogue<'a>) -> Found<'a> {
        let Catalogue { routines, areas, programs, .. } = catalogue;
        if self.is_empty() {
            return Found { routines: routines.clone(), areas: areas.clone(), programs: programs.clone() };
        }
        let query = Query::of(&self.words);
        let routines =
            routines.iter().copied().filter(|it| self.admits(it) && query.is_in(&about_routine(it, areas)));
        let mut found = Found { routines: routines.collect(), ..Found::default() };
        if !self.asks_for_routines() {
            found.areas = areas.iter().copied().filter(|it| query.is_in(&about_area(it))).collect();
            found.programs = programs.iter().copied().filter(|it| query.is_in(&about_program(it))).collect();
        }
        found
    }

    /// The words that would find something where these find nothing: what was mistyped set right, and
    /// what is said nowhere left out. `None` if nothing would be found, or nothing but what was typed.
    pub fn instead(&self, catalogue: &Catalogue<'_>) -> Option<Vec<String>> {
        let everything = vocabulary(catalogue);
        let known: Vec<&str> = everything.iter().map(String::as_str).collect();
        let typed = || self.words.iter().flat_map(|it| it.split_whitespace());
        let mended = |word: &str| {
            let filter = Filter { words: vec![word.to_owned()], ..Filter::default() };
            if !filter.find(catalogue).is_empty() {
                return Some(word.to_owned());
            }
            let word = word.to_lowercase();
            if EMPTY_WORDS.contains(&word.as_str()) {
                return None;
            }
            nearest(&singular(&word), known.iter().copied()).first().map(|it| (*it).to_owned())
        };
        let words: Vec<String> = typed().filter_map(mended).collect();
        let is_new = !words.is_empty() && !words.iter().map(String::as_str).eq(typed());
        let filter = Filter { words, ..self.clone() };
        (is_new && !filter.find(catalogue).is_empty()).then_some(filter.words)
    }

    /// Whether a routine is one of those that are asked for, by all but the words.
    fn admits(&self, card: &Card) -> bool {
        let uses = |thing: &Thing| card.needs.iter().any(|it| it.one_of.contains(thing));
        // Those who have the other of two things do not need the one.
        let needs_one_of = |things: &[Thing]| {
            card.needs.iter().any(|it| !it.optional && it.one_of.iter().all(|it| things.contains(it)))
        };
        let has_muscle = |wanted: &String| {
            let query = Query::of(std::slice::from_ref(wanted));
            card.muscles().any(|it| query.is_in(&words(it).collect::<Vec<_>>()))
        };
        (self.positions.is_empty() || self.positions.iter().any(|it| card.positions.contains(it)))
            && self.needs.iter().all(uses)
            && !needs_one_of(&self.without)
            && self.muscle.as_ref().is_none_or(has_muscle)
    }
}

/// The words that are looked for, in the singular; `None` if none were typed.
struct Query(Option<Vec<String>>);

impl Query {
    fn of(typed: &[String]) -> Query {
        let all = typed.iter().flat_map(|it| words(it));
        let telling = all.filter(|it| !EMPTY_WORDS.contains(&it.as_str())).collect();
        Query((!typed.is_empty()).then_some(telling))
    }

    /// Whether each word is among these, or begins one of them. What was typed and says nothing is in
    /// nothing.
    fn is_in(&self, about: &[String]) -> bool {
        let finds = |word: &String| {
            let is_start = word.chars().count() >= SHORTEST_START;
            about.iter().any(|it| it == word || (is_start && it.starts_with(word.as_str())))
        };
        self.0.as_ref().is_none_or(|it| !it.is_empty() && it.iter().all(finds))
    }
}

fn about_routine(card: &Card, areas: &[&AreaCard]) -> Vec<String> {
    let mut about: Vec<String> =
        [&*card.id, card.name.as_str(), card.kind.name()].into_iter().flat_map(words).collect();
    about.extend(card.summary.iter().flat_map(|it| words(it.as_str())));
    about.extend(card.muscles().flat_map(words));
    about.extend(card.positions.iter().flat_map(|it| words(it.name())));
    about.extend(card.needs.iter().flat_map(|it| it.one_of.iter()).flat_map(|it| words(it.name())));
    for area in card.area.iter().chain(card.also.iter()) {
        about.extend(words(area.name()));
        let listed = areas.iter().find(|it| it.area == *area);
        about.extend(listed.iter().flat_map(|it| it.aliases.iter()).flat_map(|it| words(it.as_str())));
    }
    about
}

fn about_area(card: &AreaCard) -> Vec<String> {
    let texts = [card.area.name(), card.name.as_str(), "area"].into_iter();
    let texts = texts
        .chain(card.summary.iter().map(|it| it.as_str()))
        .chain(card.aliases.iter().map(|it| it.as_str()));
    texts.flat_map(words).collect()
}

fn about_program(card: &ProgramCard) -> Vec<String> {
    let texts = [&*card.id, card.name.as_str(), "program"].into_iter();
    texts.chain(card.summary.iter().map(|it| it.as_str())).flat_map(words).collect()
}

/// Every word of a name, those of areas first: what a mistyped word may have meant. The words of
/// summaries are too many; one of them is near to anything.
fn vocabulary(catalogue: &Catalogue<'_>) -> Vec<String> {
    let areas =
        catalogue.areas.iter().flat_map(|it| it.aliases.iter().map(Text::as_str).chain([it.area.name()]));
    let programs = catalogue.programs.iter().flat_map(|it| [&*it.id, it.name.as_str()]);
    let routines = catalogue.routines.iter().flat_map(|it| it.muscles().chain([&*it.id, it.name.as_str()]));
    let words = areas.chain(programs).chain(routines).flat_map(words);
    words.filter(|it| !EMPTY_WORDS.contains(&it.as_str())).collect()
}

/// The words of a text, in lower case and in the singular.
fn words(text: &str) -> impl Iterator<Item = String> {
    let lower = text.to_lowercase().replace(['\'', '\u{2019}'], "");
    let words: Vec<String> =
        lower.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()).map(singular).collect();
    words.into_iter()
}

/// A word in lower case without the ending of its plural. What it makes of other words does not matter,
/// since both what is looked for and what is looked through pass through it.
fn singular(word: &str) -> String {
    let with = |stem: Option<&str>, ending: &str| stem.map(|it| format!("{it}{ending}"));
    let long = word.chars().count() > 3;
    let irregular = match word {
        "feet" => Some("foot".to_owned()),
        "teeth" => Some("tooth".to_owned()),
        _ => None,
    };
    irregular
        .or_else(|| with(word.strip_suffix("lves"), "lf"))
        .or_else(|| with(word.strip_suffix("ies").filter(|_| word.len() > 4), "y"))
        .or_else(|| {
            ["sses", "ches", "shes", "xes"]
                .iter()
                .find(|it| word.ends_with(**it))
                .and_then(|_| with(word.strip_suffix("es"), ""))
        })
        .or_else(|| {
            let is_singular = ["ss", "us", "is"].iter().any(|it| word.ends_with(it));
            with(word.strip_suffix('s').filter(|_| long && !is_singular), "")
        })
        .unwrap_or_else(|| word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plural_is_the_same_word() {
        for (many, one) in [
            ("calves", "calf"),
            ("adductors", "adductor"),
            ("feet", "foot"),
            ("stretches", "stretch"),
            ("bodies", "body"),
            ("crosses", "cross"),
            ("glutes", "glute"),
        ] {
            assert_eq!(singular(many), singular(one), "{many}");
        }
        for word in ["gluteus", "pelvis", "cross", "abs", "tmj", "nerve"] {
            assert_eq!(singular(word), word);
        }
        assert_ne!(singular("nerves"), singular("nerf"));
    }

    #[test]
    fn a_word_is_found_whole_or_by_its_beginning_never_inside_another() {
        let finds =
            |word: &str, text: &str| Query::of(&[word.to_owned()]).is_in(&words(text).collect::<Vec<_>>());
        for (word, text) in [
            ("trap", "upper trapezius"),
            ("traps", "upper trapezius"),
            ("Adductor", "long adductors"),
            ("adductors", "Adductor magnus"),
            ("calf", "The calves."),
            ("child's", "Child's pose"),
            ("upper-back", "Upper back"),
            ("for the neck", "Neck release"),
        ] {
            assert!(finds(word, text), "{word} in {text}");
        }
        for (word, text) in [
            ("run", "trunk and scrunch"),
            ("rsi", "latissimus dorsi"),
            ("ass", "masseter"),
            ("trap", "straps"),
            ("arm", "armpit"),
            ("neck back", "Neck release"),
        ] {
            assert!(!finds(word, text), "{word} in {text}");
        }
    }
}
