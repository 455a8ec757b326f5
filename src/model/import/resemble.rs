//! Which of the routines that there are an exercise of a sheet may be, by its name.

use super::{KnownRoutine, title::words};
use crate::model::nearest::plain;

/// What a name leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likeness {
    /// The routine's id.
    pub id: String,
    /// Whether the name is the same, word for word.
    pub is_same: bool,
}

/// The routine whose name is that of an exercise, or shares most of its words.
pub fn likeness(name: &str, known: &[KnownRoutine<'_>]) -> Option<Likeness> {
    let asked = key(name);
    if asked.is_empty() {
        return None;
    }
    let made = |it: &KnownRoutine<'_>, is_same| Likeness { id: it.id.to_owned(), is_same };
    if let Some(same) =
        known.iter().find(|it| plain(name) == *it.id || key(it.name) == asked || key(it.id) == asked)
    {
        return Some(made(same, true));
    }
    let share = |it: &KnownRoutine<'_>| {
        let ours = key(it.name);
        let common = ours.iter().filter(|it| asked.contains(it)).count();
        let all = ours.len() + asked.len() - common;
        (common >= 2 && common * 2 > all).then_some(common * 1000 / all)
    };
    let best = known.iter().filter_map(|it| Some((share(it)?, it))).max_by_key(|it| it.0)?;
    Some(made(best.1, false))
}

/// The words of a name that tell it from others, in one form.
fn key(name: &str) -> Vec<String> {
    let mut key: Vec<String> = words(&name.replace(['-', '/', '(', ')'], " "))
        .into_iter()
        .filter(|it| {
            !matches!(
                it.as_str(),
                "the" | "a" | "an" | "stretch" | "stretches" | "exercise" | "pose" | "and" | "with" | "of"
            )
        })
        .map(|it| {
            it.strip_suffix('s')
                .filter(|it| it.len() > 2 && !it.ends_with('s'))
                .unwrap_or(&it)
                .replace('\'', "")
        })
        .collect();
    key.sort();
    key.dedup();
    key
}
