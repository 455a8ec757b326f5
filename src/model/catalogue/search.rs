//! Filters for lists: words, positions, things and muscles.
//!
//! Whole words are compared, in the singular: `calf` finds the calves, but `run` finds no trunk. What a command
//! line plays is found by `Catalogue::find`, which is strict.

use super::{AreaCard, Card, Catalogue, ProgramCard};
use crate::model::{
    nearest::nearest,
    routine::{Position, Thing},
    text::Text,
};

/// What a person filters a list by; an empty field lets everything pass.
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
    /// Words that must be in the name of one of its muscles.
    pub muscle: Option<String>,
}

/// The entries that pass a filter, in the order of the catalogue.
#[derive(Clone, Debug, Default)]
pub struct Found<'a> {
    /// The routines.
    pub routines: Vec<&'a Card>,
    /// The areas; none if the filter asks for something that only routines have.
    pub areas: Vec<&'a AreaCard>,
    /// The programs; none if the filter asks for something that only routines have.
    pub programs: Vec<&'a ProgramCard>,
}

impl Found<'_> {
    /// Whether no entry passed.
    pub fn is_empty(&self) -> bool {
        self.routines.is_empty() && self.areas.is_empty() && self.programs.is_empty()
    }

    /// The number of entries that passed.
    pub fn count(&self) -> usize {
        self.routines.len() + self.areas.len() + self.programs.len()
    }
}

/// Words that are ignored, since they say nothing about a stretch.
const EMPTY_WORDS: &[&str] = &[
    "a", "an", "and", "at", "by", "each", "every", "for", "from", "in", "left", "right", "it", "its", "my",
    "of", "on", "or", "the", "to", "with", "your",
];
/// The fewest letters that find a longer word by its beginning: `trap` finds the trapezius.
const SHORTEST_START: usize = 4;

/// Whether a word says nothing about a stretch.
pub fn is_filler(word: &str) -> bool {
    EMPTY_WORDS.contains(&word.to_lowercase().as_str())
}

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

    /// Other words that find something where these find nothing: misspelt words are corrected, and unknown
    /// words left out. None if nothing would be found even so.
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
            if is_filler(&word) {
                return None;
            }
            nearest(&singular(&word), known.iter().copied()).first().map(|it| (*it).to_owned())
        };
        let words: Vec<String> = typed().filter_map(mended).collect();
        let is_new = !words.is_empty() && !words.iter().map(String::as_str).eq(typed());
        let filter = Filter { words, ..self.clone() };
        (is_new && !filter.find(catalogue).is_empty()).then_some(filter.words)
    }

    /// Whether a routine passes everything but the words.
    fn admits(&self, card: &Card) -> bool {
        let uses = |thing: &Thing| card.needs.iter().any(|it| it.one_of.contains(thing));
        // A person who lacks one of two things can use the other.
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

/// The words to look for, in the singular; none if none were typed.
struct Query(Option<Vec<String>>);

impl Query {
    fn of(typed: &[String]) -> Query {
        let all = typed.iter().flat_map(|it| words(it));
        let telling = all.filter(|it| !EMPTY_WORDS.contains(&it.as_str())).collect();
        Query((!typed.is_empty()).then_some(telling))
    }

    /// Whether each word is one of these, or the beginning of one. If all that was typed are ignored words,
    /// nothing matches.
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

/// The words of all names, those of areas first, to correct misspelt words by. Summaries have so many words
/// that one of them would be near to anything.
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

/// A word in lower case without a plural ending. It may spoil other words, too; that does no harm, since the
/// words on both sides of a comparison are treated alike.
pub(crate) fn singular(word: &str) -> String {
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
