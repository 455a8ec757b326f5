//! The file of complaints: its form, and what may be wrong with it. The build reads it, and what it means is built in.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::model::{
    area::Area,
    complaint::{Aim, Complaints, Emergency, Injury, Meaning, Phrase},
    routine::Condition,
    text::Text,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    fillers: String,
    feelings: String,
    everyday: String,
    places: Vec<Entry>,
    causes: Vec<Entry>,
    red_flags: Vec<OfRedFlag>,
    harmless: Vec<String>,
    denied: Vec<String>,
    long_ago: Vec<String>,
    elsewhere: Vec<String>,
    injuries: Vec<OfInjury>,
    conditions: Vec<OfCondition>,
    emergencies: Vec<OfEmergency>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    say: Vec<String>,
    #[serde(default, rename = "for")]
    aims: BTreeMap<String, u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfRedFlag {
    say: Vec<String>,
    see: String,
    #[serde(default)]
    near: BTreeMap<String, Vec<String>>,
    #[serde(default, rename = "for")]
    aims: BTreeMap<String, u32>,
    condition: Option<String>,
    says: Option<String>,
    #[serde(default)]
    past: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfInjury {
    say: Vec<String>,
    kind: Injury,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfCondition {
    say: Vec<String>,
    condition: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfEmergency {
    all: Vec<Vec<String>>,
    says: String,
    call: Option<String>,
    see: String,
    #[serde(default)]
    near: BTreeMap<String, Vec<String>>,
}

/// Reads the file. The error is for the one who writes it.
pub fn complaints(source: &str) -> Result<Complaints, String> {
    let file: File = serde_yaml::from_str(source).map_err(|it| it.to_string())?;
    let mut draft = Draft::default();
    draft.complaints.fillers = words_of(&file.fillers).iter().map(|it| Phrase::of(it)).collect();
    for word in words_of(&file.feelings) {
        draft.add(&word, &Meaning::Feeling)?;
    }
    for word in words_of(&file.everyday) {
        draft.add(&word, &Meaning::Everyday)?;
    }
    for it in &file.places {
        draft.add_all(&it.say, &Meaning::Place(aims(&it.aims)?))?;
    }
    for it in &file.causes {
        draft.add_all(&it.say, &Meaning::Cause(aims(&it.aims)?))?;
    }
    for it in &file.red_flags {
        let condition = it.condition.as_deref().map(condition).transpose()?;
        let meaning = Meaning::RedFlag {
            see: area(&it.see)?,
            near: near(&it.near)?,
            aims: aims(&it.aims)?,
            condition,
            says: it.says.as_deref().map(|it| Text::clean(it.trim())),
        };
        draft.add_all(&it.say, &meaning)?;
    }
    for it in &file.injuries {
        draft.add_all(&it.say, &Meaning::Injury(it.kind))?;
    }
    for of in &file.conditions {
        draft.add_all(&of.say, &Meaning::Condition(condition(&of.condition)?))?;
    }
    draft.add_all(&file.elsewhere, &Meaning::Elsewhere)?;
    let mut complaints = draft.complaints;
    complaints.phrases = draft.phrases.into_iter().collect();
    complaints.denied = phrases(&file.denied);
    complaints.past = phrases(&file.long_ago);
    complaints.harmless = phrases(&file.harmless);
    for it in file.red_flags.iter().filter(|it| it.past) {
        complaints.past.extend(phrases(&it.say));
    }
    for of in file.emergencies {
        let all = of.all.iter().map(|any| phrases(any)).collect();
        complaints.emergencies.push(Emergency {
            all,
            says: Text::clean(of.says.trim()),
            call: of.call.map(|it| Text::clean(it.trim())),
            see: area(&of.see)?,
            near: near(&of.near)?,
        });
    }
    let emergencies = complaints.emergencies.iter().flat_map(|it| it.all.iter().flatten());
    let warnings = complaints.phrases().filter(|it| it.1.is_warning()).map(|it| it.0).chain(emergencies);
    let words: BTreeSet<Phrase> = warnings.flat_map(Phrase::words).map(Phrase::of).collect();
    complaints.warning_words = words.into_iter().collect();
    Ok(complaints)
}

#[derive(Default)]
struct Draft {
    complaints: Complaints,
    phrases: BTreeMap<Phrase, usize>,
}

impl Draft {
    fn add_all(&mut self, say: &[String], meaning: &Meaning) -> Result<(), String> {
        say.iter().try_for_each(|it| self.add(it, meaning))
    }

    /// A phrase may be written twice, as `calf` and `calves` are once plurals are set aside, but with one
    /// meaning.
    fn add(&mut self, said: &str, meaning: &Meaning) -> Result<(), String> {
        let phrase = Phrase::of(said);
        if phrase.as_str().is_empty() {
            return Err("a phrase is empty".to_owned());
        }
        let (phrases, meanings) = (&mut self.phrases, &mut self.complaints.meanings);
        let at = meanings.iter().position(|it| it == meaning).unwrap_or_else(|| {
            meanings.push(meaning.clone());
            meanings.len() - 1
        });
        match phrases.insert(phrase, at) {
            Some(before) if before != at => Err(format!("`{said}` has two meanings")),
            Some(_) | None => Ok(()),
        }
    }
}

/// The targets that an entry points to, the best first.
fn aims(of: &BTreeMap<String, u32>) -> Result<Vec<Aim>, String> {
    let mut aims: Vec<Aim> =
        of.iter().map(|(name, weight)| Aim { name: name.clone(), weight: *weight }).collect();
    aims.sort_by_key(|it| std::cmp::Reverse(it.weight));
    match aims.iter().find(|it| !(1..=9).contains(&it.weight)) {
        Some(wrong) => Err(format!("the weight of `{}` is {}, not from 1 to 9", wrong.name, wrong.weight)),
        None => Ok(aims),
    }
}

/// The areas whose pages are nearer, with the places that lead to them.
fn near(of: &BTreeMap<String, Vec<String>>) -> Result<Vec<(Area, Vec<Phrase>)>, String> {
    of.iter().map(|(name, places)| Ok((area(name)?, phrases(places)))).collect()
}

fn condition(name: &str) -> Result<Condition, String> {
    Condition::from_name(name).ok_or_else(|| format!("`{name}` is not a condition"))
}

fn phrases(texts: &[String]) -> Vec<Phrase> {
    texts.iter().map(|it| Phrase::of(it)).collect()
}

fn words_of(text: &str) -> BTreeSet<String> {
    Phrase::of(text).words().map(str::to_owned).collect()
}

fn area(name: &str) -> Result<Area, String> {
    Area::from_name(name).ok_or_else(|| format!("`{name}` is not an area"))
}
