//! What there is to play: a card for each routine, area and program, and how words find them.
//!
//! A card holds what a list shows, so listing parses no file. The library reads the routines themselves.

mod search;

use std::{borrow::Cow, sync::Arc};

use self::search::is_filler;
pub(crate) use self::search::singular;
pub use self::search::{CatalogueEntry, Filter};

use super::{
    area::Area,
    nearest::{nearest, plain},
    plan::{Choice, Plan, Total, Wishes},
    routine::{Condition, Kind, Need, Position, Routine, Sides},
    text::Text,
};

/// A command line of so many words is searched for names of any length.
const FEW: usize = 8;

/// What a list shows of a routine.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// Its id.
    pub id: Cow<'static, str>,
    /// Whose it is: built in, or the person's.
    pub origin: Origin,
    /// The area it belongs to.
    pub area: Option<Area>,
    /// Further areas it helps.
    pub also: Cow<'static, [Area]>,
    /// Its name.
    pub name: Text,
    /// What it does.
    pub summary: Option<Text>,
    /// What sort of exercise it is.
    pub kind: Kind,
    /// The muscles, by their anatomical names, one a line; no name has a line end. Few commands read them, so a
    /// single text is cheaper than a list of texts that every command would have to build.
    pub(crate) muscles: Cow<'static, str>,
    /// The positions it can be done in.
    pub positions: Cow<'static, [Position]>,
    /// The things it needs or may use.
    pub needs: Cow<'static, [Need]>,
    /// Its sides.
    pub sides: Sides,
    /// The fewest rounds of it.
    pub least_rounds: u32,
    /// Who should ask first.
    pub avoid: Cow<'static, [Condition]>,
    /// The time that it takes alone, at the steady level.
    pub total: Total,
}

impl Card {
    /// The muscles, by their anatomical names.
    pub fn muscles(&self) -> impl Iterator<Item = &str> {
        self.muscles.lines()
    }

    fn lines(names: &[Text]) -> String {
        names.iter().map(Text::as_str).collect::<Vec<_>>().join("\n")
    }

    /// The card of a routine.
    pub fn of(routine: &Arc<Routine>, origin: Origin) -> Card {
        Card {
            id: routine.id.clone().into(),
            origin,
            area: routine.area,
            also: routine.also.clone().into(),
            name: routine.name.clone(),
            summary: routine.summary.clone(),
            kind: routine.kind,
            muscles: Card::lines(&routine.muscles).into(),
            positions: routine.positions.clone().into(),
            needs: routine.needs.clone().into(),
            sides: routine.sides,
            least_rounds: routine.rounds.low(),
            avoid: routine.avoid.clone().into(),
            total: time_alone(routine, &Wishes::default()),
        }
    }
}

/// The time that a routine takes when it is played alone for the first time, with all its rounds.
pub fn time_alone(routine: &Arc<Routine>, pace: &Wishes) -> Total {
    let alone = [Choice { routine: Arc::clone(routine), rounds: None }];
    Plan::new(&alone, &pace.at_first()).map(|it| it.total()).unwrap_or_default()
}

/// Where a file comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Built in.
    BuiltIn,
    /// The person's own.
    Own,
    /// The person's own, in the place of a built-in with the same id.
    Replacing,
}

/// What a list shows of an area.
#[derive(Clone, Debug, PartialEq)]
pub struct AreaCard {
    /// Which.
    pub area: Area,
    /// Its name.
    pub name: Text,
    /// Other words for it.
    pub aliases: Cow<'static, [Text]>,
    /// What it contains.
    pub summary: Option<Text>,
    /// The time that `stretch AREA` takes at the steady level, if its plan was made.
    pub total: Option<Total>,
}

/// What a list shows of a program.
#[derive(Clone, Debug, PartialEq)]
pub struct ProgramCard {
    /// Its id.
    pub id: Cow<'static, str>,
    /// Whose it is: built in, or the person's.
    pub origin: Origin,
    /// Its name.
    pub name: Text,
    /// What it is for.
    pub summary: Option<Text>,
    /// The time that it takes at the steady level, if its plan was made.
    pub total: Option<Total>,
}

/// Everything that can be named, in the order of its lists.
#[derive(Clone, Debug, Default)]
pub struct Catalogue<'a> {
    /// The routines.
    pub routines: Vec<&'a Card>,
    /// The areas that have routines.
    pub areas: Vec<&'a AreaCard>,
    /// The programs.
    pub programs: Vec<&'a ProgramCard>,
    /// The ids of files that cannot be played. They are found all the same, so that the person hears why.
    pub broken: Vec<&'a str>,
}

/// Something that can be played.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// An area.
    Area(Area),
    /// A program, by its id.
    Program(String),
    /// A routine, by its id.
    Routine(String),
    /// A file.
    Path(String),
}

/// A word that is the name of nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miss {
    /// The word as it was typed, cleaned.
    pub word: Text,
    /// The nearest names, the best first; at most three.
    pub nearest: Vec<String>,
}

impl Catalogue<'_> {
    /// The targets that the words of a command line name, in their order. A name may be several words; the
    /// longest run of words that is a name wins.
    ///
    /// # Errors
    ///
    /// The first word that is no part of a name.
    pub fn find(&self, arguments: &[String], commands: &[&str]) -> Result<Vec<Target>, Miss> {
        let words = split(arguments);
        // No name is longer: of thousands of words a few at a time are looked for.
        let most = if words.len() > FEW { self.longest_name() } else { FEW };
        let mut targets = Vec::new();
        let mut rest = words.as_slice();
        while let Some(first) = rest.first() {
            if is_path(first) {
                let listed = self.listed_as(first);
                targets.push(listed.unwrap_or_else(|| Target::Path((*first).to_owned())));
                rest = &rest[1..];
                continue;
            }
            let run = rest.iter().take_while(|it| !is_path(it)).count();
            let longest =
                (1..=run.min(most)).rev().find_map(|length| Some((length, self.named(&rest[..length])?)));
            let Some((length, target)) = longest else {
                // Only the first word can be a command.
                let commands = if targets.is_empty() { commands } else { &[] };
                return Err(self.miss(&rest[..run], commands));
            };
            targets.push(target);
            rest = &rest[length..];
        }
        Ok(targets)
    }

    /// How many words the longest name has.
    fn longest_name(&self) -> usize {
        let routines = self.routines.iter().flat_map(|it| [&*it.id, it.name.as_str()]);
        let programs = self.programs.iter().flat_map(|it| [&*it.id, it.name.as_str()]);
        let aliases = self.areas.iter().flat_map(|it| it.aliases.iter().map(Text::as_str));
        let areas = self.areas.iter().flat_map(|it| [it.area.name(), it.name.as_str()]);
        let names = routines.chain(programs).chain(aliases).chain(areas).chain(self.broken.iter().copied());
        names.map(|it| plain(it).split('-').count()).max().unwrap_or(1)
    }

    /// The target of a path such as `neck/neck-release`, written as the built-in files are kept.
    fn listed_as(&self, path: &str) -> Option<Target> {
        let (folder, id) = path.split_once('/')?;
        let is_here = |it: &&&Card| it.id == id && it.area.is_some_and(|it| it.name() == folder);
        let routine = self.routines.iter().find(is_here).map(|it| Target::Routine(it.id.to_string()));
        let program = || {
            let found = self.programs.iter().find(|it| it.id == id && folder == "programs");
            found.map(|it| Target::Program(it.id.to_string()))
        };
        routine.or_else(program)
    }

    /// The target of a run of words: an id, a name, or another word for an area.
    fn named(&self, words: &[&str]) -> Option<Target> {
        let wanted = plain(&words.join(" "));
        let area = self.areas.iter().find(|it| it.area.name() == wanted);
        let program = || self.programs.iter().find(|it| it.id == wanted || plain(it.name.as_str()) == wanted);
        let routine = || {
            // `sheet#2` is typed as it is listed.
            let is_id = |it: &&&Card| it.id == wanted || words.len() == 1 && it.id == words[0];
            let by_id = self.routines.iter().find(is_id);
            by_id.or_else(|| self.routines.iter().find(|it| plain(it.name.as_str()) == wanted))
        };
        let other = || {
            self.areas.iter().find(|it| {
                plain(it.name.as_str()) == wanted || it.aliases.iter().any(|it| plain(it.as_str()) == wanted)
            })
        };
        if let Some(card) = area {
            Some(Target::Area(card.area))
        } else if let Some(card) = program() {
            Some(Target::Program(card.id.to_string()))
        } else if let Some(card) = routine() {
            Some(Target::Routine(card.id.to_string()))
        } else if self.broken.contains(&wanted.as_str()) {
            Some(Target::Routine(wanted))
        } else {
            other().map(|card| Target::Area(card.area))
        }
    }

    fn miss(&self, words: &[&str], commands: &[&str]) -> Miss {
        // Names that are equally near keep their order.
        let names: Vec<&str> = (self.areas.iter().map(|it| it.area.name()))
            .chain(self.programs.iter().map(|it| &*it.id))
            .chain(self.routines.iter().map(|it| &*it.id))
            .chain(commands.iter().copied())
            .chain(self.areas.iter().flat_map(|it| it.aliases.iter().map(Text::as_str)))
            .collect();
        let near = |word: &str| {
            let whole = nearest(word, names.iter().copied());
            if whole.is_empty() { with_part(word, &names) } else { whole }
        };
        let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
        // Either the whole run is one misspelt name, or its first word alone is. A word that says nothing about a
        // stretch, such as the first of `every 1h`, is no name.
        let run = words.join(" ");
        let whole = nearest(&run, names.iter().copied());
        let first = words.first().copied().unwrap_or_default();
        if words.len() > 1 && !whole.is_empty() {
            return Miss { word: Text::clean(&run), nearest: owned(whole) };
        }
        let nearest = if is_filler(first) { Vec::new() } else { near(first) };
        Miss { word: Text::clean(first), nearest: owned(nearest) }
    }
}

/// The names of several words that have a word like this one: `relase` for `neck-release`. A short word, or
/// one that is in many names, finds none.
fn with_part<'n>(word: &str, names: &[&'n str]) -> Vec<&'n str> {
    const LEAST_LETTERS: usize = 5;
    const MOST_NAMES: usize = 3;
    let is_part = |part: &str| part.chars().count() >= LEAST_LETTERS && !nearest(word, [part]).is_empty();
    let found: Vec<&str> = names.iter().copied().filter(|it| it.split('-').any(is_part)).collect();
    if found.len() > MOST_NAMES { Vec::new() } else { found }
}

/// Whether a word is a file's path rather than a name.
pub fn is_path(word: &str) -> bool {
    word.contains('/') || word.ends_with(".yaml") || word.ends_with(".yml")
}

/// Arguments split into single words; paths stay whole.
fn split(arguments: &[String]) -> Vec<&str> {
    let whole = |it: &&String| is_path(it);
    arguments
        .iter()
        .flat_map(|it| if whole(&it) { vec![it.as_str()] } else { it.split_whitespace().collect() })
        .collect()
}

#[cfg(test)]
mod tests;
