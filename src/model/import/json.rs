//! Sheets that another app exported as JSON: a list of exercises, or a group that has one somewhere.

use std::{borrow::Cow, collections::BTreeMap};

use serde_json::value::RawValue;

use super::{
    Notice, Sheet,
    exercise::build,
    lines::{SheetRefused, plain},
    table::{Cell, EACH_SIDE, SheetColumn, draft, head, is_per_side, united},
    title,
};

/// Groups in groups deeper than this are not looked into.
const DEEPEST: usize = 8;

/// A group of keys, each with its value as it is written.
type Group<'t> = BTreeMap<Cow<'t, str>, &'t RawValue>;

/// The exercises, if the text is JSON. Fails if it is broken.
pub fn read(text: &str) -> Option<Result<Sheet, SheetRefused>> {
    let bare = text.trim_start();
    let inside = bare.strip_prefix(['{', '['])?.trim_start();
    let is_json = inside.starts_with(if bare.starts_with('{') { '"' } else { '{' });
    is_json.then(|| match serde_json::from_str::<&RawValue>(text) {
        Ok(whole) => Ok(Reader { text, sheet: Sheet::default(), unknown: Vec::new() }.whole(whole)),
        Err(error) => Err(SheetRefused::BrokenJson(error.line())),
    })
}

struct Reader<'t> {
    text: &'t str,
    sheet: Sheet,
    /// The keys that are not read, each with its first line.
    unknown: Vec<(String, usize)>,
}

impl<'t> Reader<'t> {
    fn whole(mut self, whole: &'t RawValue) -> Sheet {
        self.title(whole);
        let mut drafts = Vec::new();
        for group in exercises(whole, DEEPEST) {
            drafts.extend(self.exercise(&group));
        }
        self.sheet.exercises = united(drafts.into_iter().map(build).collect());
        for (key, line) in std::mem::take(&mut self.unknown) {
            let words = format!("\"{key}\" is left out, here and below");
            self.sheet.notices.push(Notice { line, words });
        }
        self.sheet
    }

    /// The name of the group around the exercises.
    fn title(&mut self, whole: &'t RawValue) {
        let Some(group) = group(whole).filter(|it| !is_exercise(it, DEEPEST)) else { return };
        let name =
            ["name", "title", "workout", "routine", "program"].iter().find_map(|it| word(group.get(*it)?));
        self.sheet.title = name.filter(|it| title::is_title(it)).map(|it| title::tidy(&it));
    }

    fn exercise(&mut self, group: &Group<'t>) -> Option<super::exercise::ExerciseDraft> {
        let (mut cells, mut columns) = (Vec::new(), Vec::new());
        let mut all: Vec<(String, &'t RawValue)> = Vec::new();
        flatten(group, &mut all, DEEPEST);
        all.sort_by_key(|it| self.at(it.1));
        let unit = all.iter().find(|it| matches!(it.0.as_str(), "unit" | "units")).and_then(|it| word(it.1));
        let tells_sides = all.iter().any(|it| head(&it.0) == SheetColumn::Sides);
        let has_name = all.iter().any(|it| names_exercise(&it.0));
        for (key, value) in all {
            // The name of a day or of the whole stands beside that of the exercise.
            let is_beside = has_name && head(&key) == SheetColumn::Name && !names_exercise(&key);
            let column = if is_beside { SheetColumn::Note } else { head(&key) };
            let Some(text) = self.written(&key, column, value, &mut cells, &mut columns) else { continue };
            let line = self.line(value);
            let is_bare = column == SheetColumn::Time(None) && text.parse::<f64>().is_ok();
            let text = match unit.as_ref().filter(|_| is_bare) {
                Some(unit) => format!("{text} {unit}"),
                None => text,
            };
            cells.push(Cell { line, text });
            columns.push(column);
            if is_per_side(&key) && !tells_sides {
                cells.push(Cell { line, text: EACH_SIDE.to_owned() });
                columns.push(SheetColumn::Sides);
            }
        }
        draft(&cells, &columns)
    }

    /// A value as a cell of a table would have it; nothing if it says nothing of the exercise.
    fn written(
        &mut self,
        key: &str,
        column: SheetColumn,
        value: &'t RawValue,
        cells: &mut Vec<Cell>,
        columns: &mut Vec<SheetColumn>,
    ) -> Option<String> {
        if let Some(list) = list(value) {
            let groups: Vec<Group<'t>> = list.iter().filter_map(|it| group(it)).collect();
            if column == SheetColumn::Rounds && !groups.is_empty() {
                return self.sets(&groups, cells, columns);
            }
            let texts: Vec<String> = list.iter().filter_map(|it| word(it)).collect();
            return (!texts.is_empty())
                .then(|| texts.join(if column == SheetColumn::Words { " " } else { ", " }));
        }
        let text = word(value)?;
        if matches!(key, "unit" | "units") {
            return None;
        }
        let is_read = column != SheetColumn::Unknown || super::table::is_amount(&text);
        if !is_read || column == SheetColumn::Unknown && text.parse::<f64>().is_ok() {
            if !self.unknown.iter().any(|it| it.0 == key) {
                self.unknown.push((key.to_owned(), self.line(value)));
            }
            return None;
        }
        Some(text)
    }

    /// Sets that are written one by one: what they have in common, and their number.
    fn sets(
        &mut self,
        sets: &[Group<'t>],
        cells: &mut Vec<Cell>,
        columns: &mut Vec<SheetColumn>,
    ) -> Option<String> {
        let first = sets.first()?;
        for (key, value) in first {
            let column = head(key);
            if !matches!(
                column,
                SheetColumn::Time(_) | SheetColumn::Times | SheetColumn::Breaths | SheetColumn::Rest(_)
            ) {
                continue;
            }
            let Some(text) = word(value) else { continue };
            let other = sets.iter().find_map(|it| word(it.get(key)?).filter(|it| *it != text));
            let line = self.line(value);
            if let Some(other) = other {
                let words =
                    format!("the sets differ in `{key}`: {text} of the first is played, {other} is not");
                self.sheet.notices.push(Notice { line, words });
            }
            cells.push(Cell { line, text });
            columns.push(column);
        }
        Some(sets.len().to_string())
    }

    fn at(&self, value: &RawValue) -> usize {
        (value.get().as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize)
    }

    fn line(&self, value: &RawValue) -> usize {
        self.text.get(..self.at(value)).map_or(1, |it| it.matches('\n').count() + 1)
    }
}

/// The groups that are exercises, in their order.
fn exercises(value: &RawValue, deep: usize) -> Vec<Group<'_>> {
    let Some(deep) = deep.checked_sub(1) else { return Vec::new() };
    if let Some(list) = list(value) {
        return list.into_iter().flat_map(|it| exercises(it, deep)).collect();
    }
    let Some(group) = group(value) else { return Vec::new() };
    if is_exercise(&group, deep) {
        return vec![group];
    }
    let mut inside: Vec<(Cow<'_, str>, &RawValue)> = group.into_iter().collect();
    inside.sort_by_key(|it| it.1.get().as_ptr());
    inside
        .into_iter()
        .filter(|it| head(&it.0) != SheetColumn::Note)
        .flat_map(|it| exercises(it.1, deep))
        .collect()
}

/// Whether a key has a list of exercises; the muscles of one have names, too.
fn holds_exercises(key: &str, value: &RawValue, deep: usize) -> bool {
    head(key) != SheetColumn::Note
        && list(value).is_some_and(|it| it.iter().any(|it| !exercises(it, deep).is_empty()))
}

/// Whether a group names an exercise, and has none inside.
fn is_exercise(group: &Group<'_>, deep: usize) -> bool {
    let mut all = Vec::new();
    flatten(group, &mut all, DEEPEST);
    let is_named = all.iter().any(|it| head(&it.0) == SheetColumn::Name && word(it.1).is_some());
    is_named && !all.iter().any(|it| holds_exercises(&it.0, it.1, deep))
}

/// Keys with their values; those of a group inside, such as `exercise: {name: …}`, are those of the whole.
fn flatten<'t>(group: &Group<'t>, all: &mut Vec<(String, &'t RawValue)>, deep: usize) {
    for (key, value) in group {
        match self::group(value).filter(|_| deep > 0) {
            Some(inside) => {
                let mut own = Vec::new();
                flatten(&inside, &mut own, deep - 1);
                // `rest: {seconds: 30}`
                all.extend(own.into_iter().map(|it| (format!("{key} {}", it.0), it.1)));
            }
            None => all.push((key.to_string(), value)),
        }
    }
}

fn names_exercise(key: &str) -> bool {
    head(key) == SheetColumn::Name && key.to_lowercase().contains("exercise")
}

fn group(value: &RawValue) -> Option<Group<'_>> {
    value.get().starts_with('{').then(|| serde_json::from_str(value.get()).ok())?
}

fn list(value: &RawValue) -> Option<Vec<&RawValue>> {
    value.get().starts_with('[').then(|| serde_json::from_str(value.get()).ok())?
}

/// A text, a number, `true` or `false` as it is written.
fn word(value: &RawValue) -> Option<String> {
    let text = value.get();
    match text.chars().next()? {
        '"' => {
            serde_json::from_str::<String>(text).ok().map(|it| plain(&it)).filter(|it| !it.trim().is_empty())
        }
        '{' | '[' | 'n' => None,
        _ => Some(text.to_owned()),
    }
}
