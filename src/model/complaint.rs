//! Complaints: the words of a person who says what hurts become a [`ComplaintAnswer`] with stretches for it.
//!
//! The known words are in `src/model/complaints.yaml`; the build puts them into the program in the form in which
//! they are compared. This module does not know what a target plays.

mod said;

use std::ops::Range;

use serde::{Deserialize, Serialize};

pub use self::said::Phrase;
use self::said::{TypedWords, YEAR, is_mistyped, is_number, is_word, is_year};
use super::{area::Area, routine::Condition, text::Text};

/// All the phrases that are understood.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Complaints {
    /// Words that are skipped, since they mean nothing here. In their order.
    pub fillers: Vec<Phrase>,
    /// Phrases, each once and in their order, with the place of its meaning.
    pub phrases: Vec<(Phrase, usize)>,
    /// The words of all signs, injuries and conditions, each once and in their order.
    pub warning_words: Vec<Phrase>,
    /// What phrases mean; several may mean the same.
    pub meanings: Vec<Meaning>,
    /// Phrases that look like an injury or an emergency, and are none. They are meant word by word.
    pub harmless: Vec<Phrase>,
    /// Phrases for what was an emergency or an injury long ago.
    pub past: Vec<Phrase>,
    /// Signs that somebody may say they do not have: after "no" they mean nothing.
    pub denied: Vec<Phrase>,
    /// Signs that need help at once.
    pub emergencies: Vec<Emergency>,
}

/// The meaning of a phrase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub enum Meaning {
    /// How it feels. Alone it says nothing about the place.
    Feeling,
    /// Who or what is around it: it points nowhere.
    Everyday,
    /// A part of the body, or a complaint that names one.
    Place(Vec<Aim>),
    /// The cause of the complaint.
    Cause(Vec<Aim>),
    /// A sign that a doctor should look at. The page of the area says when.
    RedFlag {
        /// Whose page.
        see: Area,
        /// Whose page instead, if the words name one of these places.
        near: Vec<(Area, Vec<Phrase>)>,
        /// The targets that are offered nevertheless.
        aims: Vec<Aim>,
        /// The condition that it is at the same time. What says to ask first with it is not offered.
        condition: Option<Condition>,
        /// When to have it seen, where the page says nothing of it.
        says: Option<Text>,
    },
    /// A fresh injury, or an operation, which is not stretched.
    Injury(Injury),
    /// A condition of the person.
    Condition(Condition),
    /// What is not about the body at all, whatever else the words name.
    Elsewhere,
}

/// What kind of injury it is. The first is the most serious.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Injury {
    /// A joint is, or was, out of place.
    OutOfPlace,
    /// Something went with a bang or a snap.
    Snap,
    /// An operation.
    Operation,
    /// Any other.
    Fresh,
}

impl Meaning {
    /// Whether it is a sign, an injury or a condition.
    pub fn is_warning(&self) -> bool {
        match self {
            Meaning::RedFlag { .. } | Meaning::Injury(_) | Meaning::Condition(_) => true,
            Meaning::Feeling
            | Meaning::Everyday
            | Meaning::Place(_)
            | Meaning::Cause(_)
            | Meaning::Elsewhere => false,
        }
    }

    /// What is for it, if it points anywhere.
    pub fn aims(&self) -> &[Aim] {
        match self {
            Meaning::Place(aims) | Meaning::Cause(aims) | Meaning::RedFlag { aims, .. } => aims,
            Meaning::Feeling
            | Meaning::Everyday
            | Meaning::Injury(_)
            | Meaning::Condition(_)
            | Meaning::Elsewhere => &[],
        }
    }
}

/// A name that can be played, with its weight.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aim {
    /// What `stretch NAME` takes.
    pub name: String,
    /// How well it fits, from 1 to 9.
    pub weight: u32,
}

/// Signs that need help at once: one phrase of each list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Emergency {
    /// The lists.
    pub all: Vec<Vec<Phrase>>,
    /// What it may be.
    pub says: Text,
    /// Whom to call, if that is another than for most. The page of the area is not shown then.
    pub call: Option<Text>,
    /// The area whose page says more.
    pub see: Area,
    /// Whose page instead, if the words name one of these places.
    pub near: Vec<(Area, Vec<Phrase>)>,
}

/// The answer to a complaint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// What the program does.
    pub answer: ComplaintAnswer,
    /// The targets of all its phrases, the best first.
    pub hits: Vec<Hit>,
    /// The conditions that it names. Routines that name one of them are neither played nor listed.
    pub conditions: Vec<Condition>,
    /// The words that are not understood, as they were typed.
    pub unknown: Vec<Text>,
}

/// What the program does about a complaint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ComplaintAnswer {
    /// Nothing is played: help is needed at once.
    Emergency {
        /// What it may be.
        says: Text,
        /// Whom to call, if that is another than for most.
        call: Option<Text>,
        /// The area whose page says more.
        see: Area,
    },
    /// Nothing is played: a fresh injury is not stretched.
    Injury {
        /// Which kind.
        kind: Injury,
        /// The words that say so, as they were typed.
        phrase: Text,
    },
    /// Nothing is played; the person should read the page of an area first.
    RedFlag {
        /// The words that say so.
        phrase: Text,
        /// Whose page.
        see: Area,
        /// When to have it seen, where the page says nothing of it.
        says: Option<Text>,
    },
    /// There are words that are not understood. Nothing is played.
    Unknown,
    /// These targets are played, in this order.
    Play(Vec<Hit>),
    /// The person chooses among the hits: they are too many to play at once, or no phrase says where it hurts.
    Choose,
}

/// A target, and why it fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What `stretch NAME` takes.
    pub name: String,
    /// How well it fits: the sum of the weights of all phrases that point at it.
    pub weight: u32,
    /// These phrases, as they were typed.
    pub because: Vec<Text>,
}

/// The most places that are played one after the other.
const MOST_PLAYED: usize = 4;

impl Complaints {
    /// All phrases with what they mean.
    pub fn phrases(&self) -> impl Iterator<Item = (&Phrase, &Meaning)> {
        self.phrases.iter().map(|(phrase, at)| (phrase, &self.meanings[*at]))
    }

    /// Whether a word points nowhere by itself: a filler, how something feels, or what is around it.
    pub fn points_nowhere(&self, word: &str) -> bool {
        let phrase = Phrase::of(word);
        let is_around = |at: &usize| matches!(self.meanings[*at], Meaning::Feeling | Meaning::Everyday);
        phrase.words().all(|it| self.is_filler(it)) || self.place_of(&phrase).as_ref().is_some_and(is_around)
    }

    /// The place of a phrase's meaning.
    fn place_of(&self, phrase: &Phrase) -> Option<usize> {
        let at = self.phrases.binary_search_by(|it| it.0.cmp(phrase)).ok()?;
        self.phrases.get(at).map(|it| it.1)
    }

    /// The answer to these words.
    pub fn read(&self, arguments: &[String]) -> Reading {
        let said = self.without_the_denied(TypedWords::of(arguments));
        let (found, unknown) = self.found(&said);
        // A slip must not hide a sign, an injury or a condition. It is named all the same, and plays nothing.
        let meant = self.without_slips(&said, &unknown);
        let (said, found) = match &meant {
            Some(meant) => (meant, self.found(meant).0),
            None => (&said, found),
        };
        let is_elsewhere = |it: &Found<'_>| *it.meaning == Meaning::Elsewhere;
        let unknown = match () {
            () if said.words.iter().all(|it| is_number(it)) => said.each(0..said.words.len()),
            () if found.iter().any(is_elsewhere) => {
                found.iter().filter(|it| is_elsewhere(it)).map(|it| it.typed.clone()).collect()
            }
            () if unknown.is_empty() && is_everyday(&found) => {
                found.iter().map(|it| it.typed.clone()).collect()
            }
            () => said.each(unknown),
        };
        let hits = if is_off_topic(&found, &unknown) { Vec::new() } else { hits(&found) };
        let warnings = self.warnings(said, &found);
        let mut conditions: Vec<Condition> = warnings.iter().filter_map(Found::condition).collect();
        conditions.dedup();
        let answer = self.urgent(said, &warnings).unwrap_or_else(|| {
            let played = played(&found, &hits);
            match (unknown.is_empty(), played.len()) {
                (false, _) => ComplaintAnswer::Unknown,
                (true, 1..=MOST_PLAYED) => ComplaintAnswer::Play(played),
                (true, _) => ComplaintAnswer::Choose,
            }
        });
        Reading { answer, hits, conditions, unknown }
    }

    /// The words without those after "no" that may be denied: "no fever", and "no numbness or tingling".
    fn without_the_denied(&self, mut said: TypedWords) -> TypedWords {
        let mut at = 0;
        while at < said.words.len() {
            if NO.contains(&said.words[at].as_str()) {
                let mut end = at + 1;
                while let Some(next) =
                    self.denied.iter().filter_map(|it| self.ends(&said.words, end, it)).max()
                {
                    end = next + usize::from(said.words.get(next).is_some_and(|it| it == "or"));
                }
                if end > at + 1 {
                    said.words.drain(at..end);
                    said.raw.drain(at..end);
                    continue;
                }
            }
            at += 1;
        }
        said
    }

    /// The words with each that nearly is a word of a warning as that word; none if there is no such word.
    fn without_slips(&self, said: &TypedWords, unknown: &[usize]) -> Option<TypedWords> {
        let slips: Vec<(usize, &str)> =
            unknown.iter().filter_map(|&at| Some((at, self.warning_word(&said.words[at])?))).collect();
        let mut words = said.words.clone();
        for &(at, meant) in &slips {
            words[at] = meant.to_owned();
        }
        (!slips.is_empty()).then(|| TypedWords { words, raw: said.raw.clone() })
    }

    /// The word of an emergency, an injury, a red flag or a condition that a word nearly is; none if it is one.
    fn warning_word(&self, word: &str) -> Option<&str> {
        let words = &self.warning_words;
        let first = word.chars().next()?;
        let from = words.partition_point(|it| it.as_str() < word.get(..first.len_utf8()).unwrap_or_default());
        let alike = words[from..].iter().map(Phrase::as_str).take_while(|it| it.starts_with(first));
        let near = alike.clone().find(|it| is_mistyped(word, it))?;
        (!alike.clone().any(|it| it == word)).then_some(near)
    }

    /// The answer that comes before any stretch, if there is one, whatever else the words say.
    fn urgent(&self, said: &TypedWords, warnings: &[Found<'_>]) -> Option<ComplaintAnswer> {
        let guarded = self.without_the_harmless(&said.words);
        if let Some(it) = self.emergencies.iter().find(|it| self.is_meant(it, &guarded)) {
            let see = self.nearer(&it.near, said).unwrap_or(it.see);
            return Some(ComplaintAnswer::Emergency { says: it.says.clone(), call: it.call.clone(), see });
        }
        let is_guarded = |it: &&Found<'_>| guarded[it.from..it.to] == said.words[it.from..it.to];
        let injuries = warnings.iter().filter(is_guarded).filter_map(|it| Some((it.injury()?, &it.typed)));
        if let Some((kind, phrase)) = injuries.min_by_key(|it| it.0) {
            return Some(ComplaintAnswer::Injury { kind, phrase: phrase.clone() });
        }
        warnings.iter().find_map(|it| match it.meaning {
            Meaning::RedFlag { see, near, says, .. } => {
                let see = self.nearer(near, said).unwrap_or(*see);
                Some(ComplaintAnswer::RedFlag { phrase: it.typed.clone(), see, says: says.clone() })
            }
            Meaning::Feeling
            | Meaning::Everyday
            | Meaning::Place(_)
            | Meaning::Cause(_)
            | Meaning::Injury(_)
            | Meaning::Condition(_)
            | Meaning::Elsewhere => None,
        })
    }

    /// The area of the first of these places that the words name.
    fn nearer(&self, near: &[(Area, Vec<Phrase>)], said: &TypedWords) -> Option<Area> {
        let is_named = |places: &[Phrase]| places.iter().any(|it| self.is_there(it, &said.words));
        near.iter().find(|(_, places)| is_named(places)).map(|(area, _)| *area)
    }

    /// The conditions that these words name, if they say nothing else.
    pub fn conditions(&self, words: &[String]) -> Option<Vec<Condition>> {
        let (found, unknown) = self.found(&TypedWords::of(words));
        let is_condition = |it: &Found<'_>| matches!(it.meaning, Meaning::Condition(_));
        let all = !found.is_empty() && unknown.is_empty() && found.iter().all(is_condition);
        all.then(|| found.iter().filter_map(Found::condition).collect())
    }

    /// The condition of a sign. It cannot be said of what is played: the sign is seen to first.
    pub fn is_sign(&self, condition: Condition) -> bool {
        !self.meanings.contains(&Meaning::Condition(condition))
    }

    fn is_meant(&self, emergency: &Emergency, words: &[String]) -> bool {
        emergency.all.iter().all(|any| any.iter().any(|it| self.is_there(it, words)))
    }

    fn is_there(&self, phrase: &Phrase, words: &[String]) -> bool {
        let begins = |word: &String| phrase.words().next().is_some_and(|it| is_word(word, it));
        (0..words.len()).any(|at| begins(&words[at]) && self.ends(words, at, phrase).is_some())
    }

    /// The words without those of phrases that are harmless or long past.
    fn without_the_harmless(&self, words: &[String]) -> Vec<String> {
        let mut words = words.to_vec();
        for phrase in &self.harmless {
            let parts: Vec<&str> = phrase.words().collect();
            for at in 0..(words.len() + 1).saturating_sub(parts.len()) {
                let run = &mut words[at..at + parts.len()];
                if run.iter().eq(&parts) {
                    run.fill(String::new());
                }
            }
        }
        for phrase in &self.past {
            for at in 0..words.len() {
                if let Some(end) = self.ends(&words, at, phrase) {
                    words[at..end].fill(String::new());
                }
            }
        }
        words
    }

    /// The end of a phrase that begins at a word; none if it does not begin there. Fillers may stand between
    /// its words.
    fn ends(&self, words: &[String], at: usize, phrase: &Phrase) -> Option<usize> {
        let mut next = at;
        for (index, part) in phrase.words().enumerate() {
            while index > 0 && words.get(next).is_some_and(|it| !is_word(it, part) && self.is_filler(it)) {
                next += 1;
            }
            if words.get(next).is_none_or(|it| !is_word(it, part)) {
                return None;
            }
            next += 1;
        }
        Some(next)
    }

    /// Numbers are skipped: they say how long or how often.
    fn is_filler(&self, word: &str) -> bool {
        is_number(word) || self.fillers.binary_search_by(|it| it.as_str().cmp(word)).is_ok()
    }

    /// The phrases in the words, and the places of the words that belong to none. Of all ways to divide the words it
    /// takes the one that leaves the fewest words over, and then the one with the fewest and so the longest phrases.
    fn found<'c>(&'c self, said: &TypedWords) -> (Vec<Found<'c>>, Vec<usize>) {
        let count = said.words.len();
        // For each word from the last: the number of words left over and of phrases from that word on, and the
        // first part of the best way to divide them.
        let mut best: Vec<((usize, usize), Part<'c>)> = vec![((0, 0), Part { to: count, found: None })];
        for at in (0..count).rev() {
            let cost = |to: usize| best[count - to].0;
            let known = usize::from(!self.is_filler(&said.words[at]));
            let (over, phrases) = cost(at + 1);
            let mut least = ((over + known, phrases), Part { to: at + 1, found: None });
            for (to, phrase, meaning) in self.beginning(&said.words, at) {
                let (over, phrases) = cost(to);
                if (over, phrases + 1) < least.0 || (over, phrases + 1) == least.0 && to > least.1.to {
                    least = ((over, phrases + 1), Part { to, found: Some((phrase, meaning)) });
                }
            }
            best.push(least);
        }
        let (mut found, mut unknown) = (Vec::new(), Vec::new());
        let mut at = 0;
        while at < count {
            let part = &best[count - at].1;
            match part.found {
                Some((phrase, meaning)) => found.push(Found::of(said, at..part.to, phrase, meaning)),
                None if self.is_filler(&said.words[at]) => {}
                None => unknown.push(at),
            }
            at = part.to;
        }
        (found, unknown)
    }

    /// The injuries, red flags and conditions anywhere in the words. They count even if another phrase took one
    /// of their words, but not inside a longer phrase: "can't turn my head" is about the neck.
    fn warnings<'c>(&'c self, said: &TypedWords, found: &[Found<'c>]) -> Vec<Found<'c>> {
        // A phrase is longer by its own words, not by the fillers between them.
        let is_inside = |inner: &Found<'_>| {
            found.iter().any(|it| it.from <= inner.from && inner.to <= it.to && it.length > inner.length)
        };
        let mut warnings = Vec::new();
        for from in 0..said.words.len() {
            let begun = self.beginning(&said.words, from).into_iter();
            let all = begun.filter(|it| it.2.is_warning());
            let all = all.map(|(to, phrase, meaning)| Found::of(said, from..to, phrase, meaning));
            warnings.extend(all.filter(|it| !is_inside(it)));
        }
        warnings
    }

    /// The phrases that begin with a word, with where each ends.
    fn beginning<'c>(&'c self, words: &[String], at: usize) -> Vec<(usize, &'c Phrase, &'c Meaning)> {
        // A blank comes before all letters, so that phrases of one first word stand together.
        let from = |first: &str| {
            let first = first.to_owned();
            let at = self.phrases.partition_point(|it| it.0.as_str() < first.as_str());
            self.phrases[at..].iter().take_while(move |it| it.0.words().next() == Some(first.as_str()))
        };
        let year = is_year(&words[at]).then(|| from(YEAR)).into_iter().flatten();
        from(&words[at])
            .chain(year)
            .filter_map(|(phrase, meaning)| {
                Some((self.ends(words, at, phrase)?, phrase, &self.meanings[*meaning]))
            })
            .collect()
    }
}

/// The first part of a division: a phrase, or a word that belongs to none.
struct Part<'c> {
    to: usize,
    found: Option<(&'c Phrase, &'c Meaning)>,
}

/// A phrase where it stands in the words.
struct Found<'c> {
    from: usize,
    to: usize,
    /// How many words the phrase has.
    length: usize,
    typed: Text,
    meaning: &'c Meaning,
}

impl<'c> Found<'c> {
    fn of(said: &TypedWords, place: Range<usize>, phrase: &Phrase, meaning: &'c Meaning) -> Found<'c> {
        let (from, to) = (place.start, place.end);
        Found { from, to, length: phrase.words().count(), typed: said.typed(from, to), meaning }
    }

    fn condition(&self) -> Option<Condition> {
        match self.meaning {
            Meaning::Condition(condition) => Some(*condition),
            Meaning::RedFlag { condition, .. } => *condition,
            Meaning::Feeling
            | Meaning::Everyday
            | Meaning::Place(_)
            | Meaning::Cause(_)
            | Meaning::Injury(_)
            | Meaning::Elsewhere => None,
        }
    }

    fn injury(&self) -> Option<Injury> {
        match self.meaning {
            Meaning::Injury(kind) => Some(*kind),
            Meaning::Feeling
            | Meaning::Everyday
            | Meaning::Place(_)
            | Meaning::Cause(_)
            | Meaning::RedFlag { .. }
            | Meaning::Condition(_)
            | Meaning::Elsewhere => None,
        }
    }
}

/// Whether there is nothing but words around a complaint that is not there: they may be a name.
fn is_everyday(found: &[Found<'_>]) -> bool {
    !found.is_empty() && found.iter().all(|it| *it.meaning == Meaning::Everyday)
}

/// Whether the words are about something else: they say so, or they name no place, nothing hurts, and more of them
/// mean nothing than may be a cause.
fn is_off_topic(found: &[Found<'_>], unknown: &[Text]) -> bool {
    if found.iter().any(|it| *it.meaning == Meaning::Elsewhere) {
        return true;
    }
    let told: Vec<&Found<'_>> = found.iter().filter(|it| *it.meaning != Meaning::Everyday).collect();
    told.iter().all(|it| matches!(it.meaning, Meaning::Cause(_))) && unknown.len() > told.len()
}

/// What denies the sign after it.
const NO: [&str; 7] = ["no", "not", "without", "isnt", "arent", "havent", "hasnt"];

/// The targets of the phrases, the best first. Targets that fit equally well keep the order of the phrases.
fn hits(found: &[Found<'_>]) -> Vec<Hit> {
    let mut hits: Vec<Hit> = Vec::new();
    for phrase in found {
        for aim in phrase.meaning.aims() {
            let known = hits.iter().position(|it| it.name == aim.name).unwrap_or_else(|| {
                hits.push(Hit { name: aim.name.clone(), weight: 0, because: Vec::new() });
                hits.len() - 1
            });
            hits[known].weight += aim.weight;
            if !hits[known].because.contains(&phrase.typed) {
                hits[known].because.push(phrase.typed.clone());
            }
        }
    }
    hits.sort_by_key(|it| std::cmp::Reverse(it.weight));
    hits
}

/// The targets to play: those of the places, in the order in which they are named; without a place, those of
/// the causes, unless they are too many.
fn played(found: &[Found<'_>], hits: &[Hit]) -> Vec<Hit> {
    let places: Vec<&Found<'_>> = found.iter().filter(|it| matches!(it.meaning, Meaning::Place(_))).collect();
    if places.is_empty() {
        let best = hits.first().map_or(0, |it| it.weight);
        let near: Vec<Hit> = hits.iter().filter(|it| is_near(it.weight, best)).cloned().collect();
        // Two targets make a session; of three the person chooses.
        return if near.len() <= 2 { near } else { Vec::new() };
    }
    let mut played: Vec<Hit> = Vec::new();
    for place in places {
        let best = place.meaning.aims().iter().map(|it| it.weight).max().unwrap_or(0);
        for aim in place.meaning.aims().iter().filter(|it| is_near(it.weight, best)) {
            let hit = hits.iter().find(|it| it.name == aim.name);
            if let Some(hit) = hit.filter(|it| !played.iter().any(|known| known.name == it.name)) {
                played.push(hit.clone());
            }
        }
    }
    played
}

/// Whether a weight is at least two thirds of the best one.
fn is_near(weight: u32, best: u32) -> bool {
    weight > 0 && weight * 3 >= best * 2
}
