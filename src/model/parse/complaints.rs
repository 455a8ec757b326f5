//! The file of complaints, which is built in: its form, and what may be wrong with it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::model::{
    area::Area,
    complaint::{Aim, Complaints, Emergency, Meaning, Phrase, phrase},
    routine::Condition,
    text::Text,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    fillers: String,
    feelings: String,
    places: Vec<Entry>,
    causes: Vec<Entry>,
    red_flags: Vec<Entry>,
    harmless: Vec<String>,
    injuries: Injuries,
    conditions: Vec<OfCondition>,
    emergencies: Vec<OfEmergency>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    say: Vec<String>,
    #[serde(default, rename = "for")]
    aims: BTreeMap<String, u32>,
    see: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Injuries {
    say: Vec<String>,
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
    see: String,
}

/// Reads the file. The error is for the one who writes it.
pub fn complaints(source: &str) -> Result<Complaints, String> {
    let file: File = serde_yaml::from_str(source).map_err(|it| it.to_string())?;
    let mut draft = Draft::default();
    draft.complaints.fillers = words_of(&file.fillers);
    for word in words_of(&file.feelings) {
        draft.add(vec![word], Meaning::Feeling)?;
    }
    for entry in file.places {
        draft.entry(&entry, |aims, _| Ok(Meaning::Place(aims)))?;
    }
    for entry in file.causes {
        draft.entry(&entry, |aims, _| Ok(Meaning::Cause(aims)))?;
    }
    for entry in file.red_flags {
        draft
            .entry(&entry, |aims, see| Ok(Meaning::RedFlag { see: area(see.unwrap_or_default())?, aims }))?;
    }
    for say in &file.injuries.say {
        draft.add(phrase(say), Meaning::Injury)?;
    }
    for of in &file.conditions {
        let condition = Condition::from_name(&of.condition)
            .ok_or_else(|| format!("`{}` is not a condition", of.condition))?;
        for say in &of.say {
            draft.add(phrase(say), Meaning::Condition(condition))?;
        }
    }
    let mut complaints = draft.complaints;
    complaints.harmless = file.harmless.iter().map(|it| phrase(it)).collect();
    for of in file.emergencies {
        let all = of.all.iter().map(|any| any.iter().map(|it| phrase(it)).collect()).collect();
        complaints.emergencies.push(Emergency {
            all,
            says: Text::clean(of.says.trim()),
            see: area(&of.see)?,
        });
    }
    Ok(complaints)
}

#[derive(Default)]
struct Draft {
    complaints: Complaints,
}

impl Draft {
    fn entry(
        &mut self,
        entry: &Entry,
        meaning: impl Fn(Vec<Aim>, Option<&str>) -> Result<Meaning, String>,
    ) -> Result<(), String> {
        let mut aims: Vec<Aim> =
            entry.aims.iter().map(|(name, weight)| Aim { name: name.clone(), weight: *weight }).collect();
        aims.sort_by_key(|it| std::cmp::Reverse(it.weight));
        if let Some(wrong) = aims.iter().find(|it| !(1..=9).contains(&it.weight)) {
            return Err(format!("the weight of `{}` is {}, not from 1 to 9", wrong.name, wrong.weight));
        }
        let meaning = meaning(aims, entry.see.as_deref())?;
        entry.say.iter().try_for_each(|say| self.add(phrase(say), meaning.clone()))
    }

    /// A phrase may be written twice, as `calf` and `calves` are once plurals are set aside, but with one
    /// meaning.
    fn add(&mut self, phrase: Phrase, meaning: Meaning) -> Result<(), String> {
        if phrase.is_empty() {
            return Err("a phrase is empty".to_owned());
        }
        match self.complaints.phrases.get(&phrase) {
            Some(known) if *known != meaning => Err(format!("`{}` has two meanings", phrase.join(" "))),
            Some(_) => Ok(()),
            None => {
                self.complaints.phrases.insert(phrase, meaning);
                Ok(())
            }
        }
    }
}

fn words_of(text: &str) -> BTreeSet<String> {
    phrase(text).into_iter().collect()
}

fn area(name: &str) -> Result<Area, String> {
    Area::from_name(name).ok_or_else(|| format!("`{name}` is not an area"))
}
