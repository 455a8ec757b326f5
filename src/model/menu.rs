//! What can be chosen, and which of it answers the words that are typed on the home screen or after `stretch list`.
//!
//! Names, areas, muscles and summaries are found as they are typed. Whole phrases for what hurts lead to
//! what is for it, as they do on the command line; signs that need help at once, and fresh injuries, lead to
//! nothing that could be played.

use std::collections::{BTreeMap, HashMap};

use super::{
    area::Area,
    catalogue::{AreaCard, Card, Catalogue, Origin, ProgramCard, Target},
    complaint::{ComplaintAnswer, Complaints, Injury, Meaning, Phrase, Reading},
    find::{BEST, Index, Match, SearchField, WHOLE_NAMES},
    plan::Total,
    routine::Condition,
    text::Text,
};

/// Something that can be chosen.
#[derive(Clone, Debug, PartialEq)]
pub enum MenuItem {
    /// An area.
    Area(AreaCard),
    /// A program.
    Program(ProgramCard),
    /// A routine.
    Routine(Card),
    /// A file of the person's own that cannot be played.
    Broken(BrokenFile),
}

/// A file of the person's own that cannot be played.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenFile {
    /// The path as it is shown.
    pub path: Text,
    /// The file's name.
    pub name: Text,
    /// Its place among all files that cannot be played.
    pub place: usize,
    /// What is wrong, a line each.
    pub problem: Vec<Text>,
}

impl MenuItem {
    /// What it is called.
    pub const fn name(&self) -> &Text {
        match self {
            MenuItem::Area(card) => &card.name,
            MenuItem::Program(card) => &card.name,
            MenuItem::Routine(card) => &card.name,
            MenuItem::Broken(file) => &file.name,
        }
    }

    /// What it does.
    pub const fn summary(&self) -> Option<&Text> {
        match self {
            MenuItem::Area(card) => card.summary.as_ref(),
            MenuItem::Program(card) => card.summary.as_ref(),
            MenuItem::Routine(card) => card.summary.as_ref(),
            MenuItem::Broken(_) => None,
        }
    }

    /// How long it takes, where that is known.
    pub const fn total(&self) -> Option<Total> {
        match self {
            MenuItem::Area(card) => card.total,
            MenuItem::Program(card) => card.total,
            MenuItem::Routine(card) => Some(card.total),
            MenuItem::Broken(_) => None,
        }
    }

    /// Whether it is the person's own.
    pub fn is_own(&self) -> bool {
        match self {
            MenuItem::Area(_) => false,
            MenuItem::Program(card) => card.origin != Origin::BuiltIn,
            MenuItem::Routine(card) => card.origin != Origin::BuiltIn,
            MenuItem::Broken(_) => true,
        }
    }

    /// What is played when it is chosen; nothing for what cannot be played.
    pub fn target(&self) -> Option<Target> {
        match self {
            MenuItem::Area(card) => Some(Target::Area(card.area)),
            MenuItem::Program(card) => Some(Target::Program(card.id.to_string())),
            MenuItem::Routine(card) => Some(Target::Routine(card.id.to_string())),
            MenuItem::Broken(_) => None,
        }
    }

    /// What is typed for it; none if it cannot be played.
    fn id(&self) -> Option<&str> {
        match self {
            MenuItem::Area(card) => Some(card.area.name()),
            MenuItem::Program(card) => Some(&card.id),
            MenuItem::Routine(card) => Some(&card.id),
            MenuItem::Broken(_) => None,
        }
    }
}

/// All that can be chosen: areas, programs, routines, broken files, in this order.
#[derive(Clone, Debug, Default)]
pub struct HomeMenu {
    items: Vec<MenuItem>,
}

impl HomeMenu {
    /// Everything of a catalogue, and the files that cannot be played.
    pub fn of(catalogue: &Catalogue<'_>, broken: Vec<BrokenFile>) -> HomeMenu {
        let areas = catalogue.areas.iter().map(|&it| MenuItem::Area(it.clone()));
        let programs = catalogue.programs.iter().map(|&it| MenuItem::Program(it.clone()));
        let routines = catalogue.routines.iter().map(|&it| MenuItem::Routine(it.clone()));
        let broken = broken.into_iter().map(MenuItem::Broken);
        HomeMenu { items: areas.chain(programs).chain(routines).chain(broken).collect() }
    }

    /// All of it.
    pub fn items(&self) -> &[MenuItem] {
        &self.items
    }

    /// The card of a routine.
    pub fn routine(&self, id: &str) -> Option<&Card> {
        self.items.iter().find_map(|it| match it {
            MenuItem::Routine(card) if card.id == id => Some(card),
            MenuItem::Routine(_) | MenuItem::Area(_) | MenuItem::Program(_) | MenuItem::Broken(_) => None,
        })
    }

    /// The place of what is played for a target.
    pub fn position(&self, target: &Target) -> Option<usize> {
        self.items.iter().position(|it| it.target().as_ref() == Some(target))
    }

    /// The place of a file that cannot be played.
    pub fn broken(&self, path: &Text) -> Option<usize> {
        self.items.iter().position(|it| matches!(it, MenuItem::Broken(file) if file.path == *path))
    }

    /// Whether a word stands in the name of an area or a program.
    pub fn is_in_a_name(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        let has =
            |name: &str| name.to_lowercase().split(|it: char| !it.is_alphanumeric()).any(|it| it == word);
        let is_list = |it: &MenuItem| matches!(it, MenuItem::Area(_) | MenuItem::Program(_));
        self.items.iter().any(|it| is_list(it) && has(it.name().as_str()))
    }

    /// Whether a file of the person's own has this name, whether it can be played or not.
    fn has_file(&self, name: &str) -> bool {
        self.items.iter().filter(|it| it.is_own()).any(|it| match it {
            MenuItem::Broken(file) => {
                file.name.as_str().rsplit_once('.').map_or(file.name.as_str(), |it| it.0) == name
            }
            MenuItem::Area(_) | MenuItem::Program(_) | MenuItem::Routine(_) => it.id() == Some(name),
        })
    }

    fn called(&self, name: &str) -> Option<usize> {
        self.items.iter().position(|it| it.id() == Some(name))
    }
}

/// What the answers to typed words are made of, made once for a menu.
#[derive(Clone, Debug)]
pub struct Guide {
    items: Index,
    complaints: Complaints,
    phrases: Index,
    /// Of each of them, the place of its meaning.
    meanings: Vec<usize>,
    /// Of each meaning, the places of what is for it, with how well it fits.
    aims: Vec<Vec<(usize, u32)>>,
    signs: BTreeMap<Area, Text>,
}

/// What is answered to typed words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answered {
    /// The places of what fits, the best first.
    pub items: Vec<usize>,
    /// What is read before anything is played.
    pub warning: Option<Warning>,
    /// The conditions that were named. What is played leaves out what speaks against one.
    pub conditions: Vec<Condition>,
    /// The words that neither name anything nor are understood.
    pub unknown: Vec<Text>,
}

/// What comes before any stretch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// Signs that need help at once. Nothing is played.
    Emergency {
        /// What it may be.
        says: Text,
        /// Whom to call, if that is another than for most.
        call: Option<Text>,
        /// What the page of the area says.
        see: Option<Text>,
    },
    /// A fresh injury. Nothing is played.
    Injury {
        /// Which kind.
        kind: Injury,
        /// The words that say so.
        phrase: Text,
    },
    /// A sign to have looked at. Its stretches come after it.
    RedFlag {
        /// The words that say so.
        phrase: Text,
        /// When to have it seen: as the page of the area says, if nothing else is known about it.
        see: Option<Text>,
    },
}

/// What is for a complaint that was understood stands below a name that begins with what was typed, and above all else.
const UNDERSTOOD: u32 = 830;
/// What is for the beginning of a phrase for what hurts, or for one with a slip in it.
const BEGUN_PHRASE: u32 = 480;
/// A name of one's own that has all the words that were typed, those for how it feels with them, stands above what is
/// for a complaint.
const OWN: u32 = UNDERSTOOD + 50;

impl Guide {
    /// Made of the menu, the words for what hurts, and what the areas' pages say of seeing someone.
    pub fn new(menu: &HomeMenu, complaints: Complaints, signs: BTreeMap<Area, Text>) -> Guide {
        let items = Index::of(menu.items.iter().map(|it| (it.name().as_str(), words_of(it, menu))));
        // Only a phrase that leads somewhere is guessed from its beginning.
        let leads = |at: &usize| !complaints.meanings[*at].aims().is_empty();
        let leading: Vec<(&Phrase, usize)> =
            complaints.phrases.iter().filter(|it| leads(&it.1)).map(|(phrase, at)| (phrase, *at)).collect();
        let phrases = Index::of_phrases(leading.iter().map(|it| it.0.text()));
        let places = menu.items.iter().enumerate().filter_map(|(at, it)| Some((it.id()?, at)));
        // Of two that are called alike the first is meant.
        let places: HashMap<&str, usize> = places.rev().collect();
        let of = |meaning: &Meaning| {
            let aims = meaning.aims().iter();
            aims.filter_map(|it| Some((*places.get(it.name.as_str())?, it.weight))).collect()
        };
        let aims = complaints.meanings.iter().map(of).collect();
        let meanings = leading.into_iter().map(|it| it.1).collect();
        Guide { items, complaints, phrases, meanings, aims, signs }
    }

    /// What fits the words that were typed.
    pub fn answer(&self, menu: &HomeMenu, typed: &str) -> Answered {
        let read = |typed: &str| self.complaints.read(&[typed.to_owned()]);
        let reading = read(typed);
        let Reading { answer, conditions, unknown, .. } = &reading;
        // A routine of this very name is what is looked for, even if a word of it is one for what hurts; and a file of
        // one's own that is called like an injury.
        let id = typed.split_whitespace().collect::<Vec<_>>().join("-");
        let is_name = menu.called(&id).is_some();
        let is_own_name = menu.has_file(&id);
        let warning = self.warning(answer).filter(|it| match it {
            Warning::Emergency { .. } => true,
            Warning::Injury { .. } => !is_own_name,
            Warning::RedFlag { .. } => !is_name && !is_own_name,
        });
        let mut found = Scores::default();
        // Whether all that was typed stands in the words of a name, or of what it does.
        let mut is_named = false;
        match &warning {
            Some(Warning::Emergency { .. } | Warning::Injury { .. }) => {
                return Answered { warning, ..Answered::default() };
            }
            Some(Warning::RedFlag { .. }) => {
                self.add_hits(menu, &reading, &mut found);
            }
            None => {
                let mut names = self.items.find(typed);
                is_named = !names.is_empty();
                // A name that has only some of the words is less than what is for all of them.
                let most = if is_named { u32::MAX } else { UNDERSTOOD - 1 };
                if !is_named {
                    names = self.items.find(&self.telling(typed));
                }
                for Match { at, score } in names {
                    // Whoever has called a file so means it, more than what is for a complaint.
                    let is_own = is_named && menu.items[at].is_own() && score >= WHOLE_NAMES;
                    found.add(at, if is_own { score.max(OWN) } else { score.min(most) });
                }
                self.add_hits(menu, &reading, &mut found);
                // The last word may not be whole yet.
                let begun = typed.trim_end().rsplit_once(char::is_whitespace);
                if let (ComplaintAnswer::Unknown, Some((before, _))) = (answer, begun) {
                    let before = read(before);
                    if self.warning(&before.answer).is_none() {
                        self.add_hits(menu, &before, &mut found);
                    }
                }
                // A phrase that has nothing but words that point nowhere in common is no guess, and what is named and
                // understood needs none.
                let is_understood = is_named && !reading.hits.is_empty();
                let is_telling = !is_understood && !self.telling(typed).is_empty();
                for Match { at, score } in self.phrases.find_words(typed).into_iter().filter(|_| is_telling) {
                    for (item, weight) in &self.aims[self.meanings[at]] {
                        found.add(*item, BEGUN_PHRASE * score / BEST + weight * 4);
                    }
                }
            }
        }
        let suits = |at: &usize| match &menu.items[*at] {
            MenuItem::Routine(card) => !conditions.iter().any(|it| card.avoid.contains(it)),
            MenuItem::Area(_) | MenuItem::Program(_) | MenuItem::Broken(_) => true,
        };
        let items = found.best_first(menu).into_iter().filter(suits).collect();
        let unknown = if is_named { Vec::new() } else { self.unknown(unknown) };
        Answered { items, warning, conditions: conditions.clone(), unknown }
    }

    /// Of words that mean nothing in a complaint, those that are in no name either.
    fn unknown(&self, words: &[Text]) -> Vec<Text> {
        words.iter().filter(|it| !self.items.knows(it.as_str())).cloned().collect()
    }

    /// What was typed without the words that point nowhere, as in `stiff ne`.
    fn telling(&self, typed: &str) -> String {
        let words = typed.split_whitespace().filter(|it| !self.complaints.points_nowhere(it));
        words.collect::<Vec<_>>().join(" ")
    }

    /// Adds what is for a complaint, in its order; what would be played comes before the rest.
    fn add_hits(&self, menu: &HomeMenu, reading: &Reading, found: &mut Scores) {
        let played = match &reading.answer {
            ComplaintAnswer::Play(played) => played.as_slice(),
            ComplaintAnswer::Emergency { .. }
            | ComplaintAnswer::Injury { .. }
            | ComplaintAnswer::RedFlag { .. }
            | ComplaintAnswer::Unknown
            | ComplaintAnswer::Choose => &[],
        };
        let rest = reading.hits.iter().filter(|it| !played.iter().any(|known| known.name == it.name));
        for (place, hit) in played.iter().chain(rest).enumerate() {
            if let Some(at) = menu.called(&hit.name) {
                found.add(at, UNDERSTOOD + 40_u32.saturating_sub(place as u32));
            }
        }
    }

    fn warning(&self, answer: &ComplaintAnswer) -> Option<Warning> {
        match answer {
            ComplaintAnswer::Emergency { says, call, see } => Some(Warning::Emergency {
                says: says.clone(),
                call: call.clone(),
                see: self.signs.get(see).cloned(),
            }),
            ComplaintAnswer::Injury { kind, phrase } => {
                Some(Warning::Injury { kind: *kind, phrase: phrase.clone() })
            }
            ComplaintAnswer::RedFlag { phrase, see, says } => {
                let see = says.as_ref().or_else(|| self.signs.get(see)).cloned();
                Some(Warning::RedFlag { phrase: phrase.clone(), see })
            }
            ComplaintAnswer::Unknown | ComplaintAnswer::Play(_) | ComplaintAnswer::Choose => None,
        }
    }
}

/// The best score of each item.
#[derive(Debug, Default)]
struct Scores(BTreeMap<usize, u32>);

impl Scores {
    fn add(&mut self, at: usize, score: u32) {
        let best = self.0.entry(at).or_default();
        *best = score.max(*best);
    }

    /// Of what fits as well, the person's own comes first, then areas, then programs, then routines.
    fn best_first(self, menu: &HomeMenu) -> Vec<usize> {
        let rank = |at: usize| match &menu.items[at] {
            MenuItem::Broken(_) => 4,
            own if own.is_own() => 0,
            MenuItem::Area(_) => 1,
            MenuItem::Program(_) => 2,
            MenuItem::Routine(_) => 3,
        };
        let mut found: Vec<(usize, u32)> = self.0.into_iter().collect();
        found.sort_by_key(|&(at, score)| (std::cmp::Reverse(score), rank(at), at));
        found.into_iter().map(|it| it.0).collect()
    }
}

/// All words by which an item is found, but for its name.
fn words_of<'m>(item: &'m MenuItem, menu: &'m HomeMenu) -> Vec<(SearchField, &'m str)> {
    let summary = item.summary().map(|it| (SearchField::Summary, it.as_str()));
    let more: Vec<(SearchField, &str)> = match item {
        MenuItem::Area(card) => {
            let aliases = card.aliases.iter().map(|it| (SearchField::Name, it.as_str()));
            aliases.chain([(SearchField::Name, card.area.name()), (SearchField::Summary, "area")]).collect()
        }
        MenuItem::Program(card) => vec![(SearchField::Name, &*card.id), (SearchField::Summary, "program")],
        MenuItem::Routine(card) => {
            let areas = card.area.iter().chain(card.also.iter());
            let aliases = areas.clone().flat_map(|area| menu.aliases(*area));
            let needs = card.needs.iter().flat_map(|it| it.one_of.iter());
            let mut words = vec![(SearchField::Name, &*card.id), (SearchField::Summary, card.kind.name())];
            words.extend(areas.map(|it| (SearchField::Area, it.name())));
            words.extend(aliases.map(|it| (SearchField::Area, it)));
            words.extend(card.muscles().map(|it| (SearchField::Muscle, it)));
            words.extend(card.positions.iter().map(|it| (SearchField::Summary, it.name())));
            words.extend(needs.map(|it| (SearchField::Summary, it.name())));
            words
        }
        MenuItem::Broken(file) => vec![(SearchField::Summary, file.path.as_str())],
    };
    more.into_iter().chain(summary).collect()
}

impl HomeMenu {
    /// Other words for an area.
    fn aliases(&self, area: Area) -> impl Iterator<Item = &str> {
        self.items.iter().flat_map(move |it| match it {
            MenuItem::Area(card) if card.area == area => card.aliases.iter().map(Text::as_str).collect(),
            MenuItem::Area(_) | MenuItem::Program(_) | MenuItem::Routine(_) | MenuItem::Broken(_) => {
                Vec::new()
            }
        })
    }
}
