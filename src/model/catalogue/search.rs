//! Filters for lists: positions, things and muscles. What fits the words that are typed is found by `find`, as on the
//! home screen; what a command line plays by `Catalogue::find`, which is strict.

use super::{AreaCard, Card, Catalogue, ProgramCard};
use crate::model::routine::{Position, Thing};

/// What a person filters a list by; an empty field lets everything pass.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Its position must be one of these.
    pub positions: Vec<Position>,
    /// It must need, or be able to use, each of these.
    pub needs: Vec<Thing>,
    /// It must not need any of these.
    pub without: Vec<Thing>,
    /// Words that must be in the name of one of its muscles.
    pub muscle: Option<String>,
}

/// An entry of a list.
#[derive(Clone, Copy, Debug)]
pub enum CatalogueEntry<'a> {
    /// An area.
    Area(&'a AreaCard),
    /// A program.
    Program(&'a ProgramCard),
    /// A routine.
    Routine(&'a Card),
}

impl<'a> CatalogueEntry<'a> {
    /// What is typed for it.
    pub fn id(&self) -> &'a str {
        match *self {
            CatalogueEntry::Area(it) => it.area.name(),
            CatalogueEntry::Program(it) => &it.id,
            CatalogueEntry::Routine(it) => &it.id,
        }
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
    pub const fn is_empty(&self) -> bool {
        self.positions.is_empty() && self.needs.is_empty() && self.without.is_empty() && self.muscle.is_none()
    }

    /// Whether an entry passes. What only routines have, an area or a program cannot have.
    pub fn passes(&self, entry: &CatalogueEntry<'_>) -> bool {
        match entry {
            CatalogueEntry::Routine(card) => self.admits(card),
            CatalogueEntry::Area(_) | CatalogueEntry::Program(_) => self.is_empty(),
        }
    }

    /// Everything of a catalogue that passes: routines, areas, programs.
    pub fn find<'a>(&self, catalogue: &Catalogue<'a>) -> Vec<CatalogueEntry<'a>> {
        let Catalogue { routines, areas, programs, .. } = catalogue;
        let routines = routines.iter().map(|it| CatalogueEntry::Routine(it));
        let areas = areas.iter().map(|it| CatalogueEntry::Area(it));
        let all = routines.chain(areas).chain(programs.iter().map(|it| CatalogueEntry::Program(it)));
        all.filter(|it| self.passes(it)).collect()
    }

    fn admits(&self, card: &Card) -> bool {
        let uses = |thing: &Thing| card.needs.iter().any(|it| it.one_of.contains(thing));
        // A person who lacks one of two things can use the other.
        let needs_one_of = |things: &[Thing]| {
            card.needs.iter().any(|it| !it.optional && it.one_of.iter().all(|it| things.contains(it)))
        };
        let has_muscle = |wanted: &String| {
            let wanted: Vec<String> = words(wanted).filter(|it| !is_filler(it)).collect();
            card.muscles().any(|it| are_in(&wanted, &words(it).collect::<Vec<_>>()))
        };
        (self.positions.is_empty() || self.positions.iter().any(|it| card.positions.contains(it)))
            && self.needs.iter().all(uses)
            && !needs_one_of(&self.without)
            && self.muscle.as_ref().is_none_or(has_muscle)
    }
}

/// Whether each word is one of these, or the beginning of one. Nothing matches where there is none.
fn are_in(wanted: &[String], about: &[String]) -> bool {
    let finds = |word: &String| {
        let is_start = word.chars().count() >= SHORTEST_START;
        about.iter().any(|it| it == word || (is_start && it.starts_with(word.as_str())))
    };
    !wanted.is_empty() && wanted.iter().all(finds)
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
        let of = |text: &str| words(text).filter(|it| !is_filler(it)).collect::<Vec<_>>();
        let finds = |word: &str, text: &str| are_in(&of(word), &of(text));
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
