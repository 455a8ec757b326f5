//! One setting changed in the text of a settings file: all other lines, their order and every comment stay.
//!
//! It changes lines and trusts none of its own reading: what came of it is read as any file is, and given
//! only if it says what it said before, but for the one setting.

use crate::model::{
    format::{FileKey, ValueShape},
    parse::{guard, settings, syntax, tree},
    text::Text,
};

use super::values::values;

/// A setting as a file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingLine {
    /// The key.
    key: &'static str,
    /// The value as it is written behind the key.
    value: String,
    /// The items of the value, if it is a list, as they are written.
    items: Option<Vec<String>>,
}

impl SettingLine {
    /// The line, without its end.
    pub fn text(&self) -> String {
        format!("{}: {}", self.key, self.value)
    }
}

/// The line of a setting whose value was typed in these words. Quotes are used where they are needed.
pub fn typed(key: &'static FileKey, words: &[String]) -> SettingLine {
    let words: Vec<String> = words.iter().map(|it| Text::clean_line(it).as_str().trim().to_owned()).collect();
    let items = match (key.shape, key.name) {
        // As in the variable; only here an argument may have blanks.
        (ValueShape::Texts, "speech") if words.len() > 1 => Some(words.clone()),
        (ValueShape::Texts, "speech") => Some(split(&words, char::is_whitespace)),
        (ValueShape::Texts, _) => Some(split(&words, |it| it == ',')),
        (shape, _) => words_of(shape).and_then(|known| {
            let items = split(&words, |it| it.is_whitespace() || it == ',');
            // `none` is no word of the list, and stands for an empty one.
            let is_other = matches!(items.as_slice(), [it] if !known.contains(&it.as_str()));
            (!is_other).then_some(items)
        }),
    };
    let line = |write: fn(&str) -> String| {
        let items = items.as_ref().map(|it| it.iter().map(|it| write(it)).collect::<Vec<_>>());
        let value = match &items {
            Some(items) => format!("[{}]", items.join(", ")),
            None => write(&words.join(" ")),
        };
        SettingLine { key: key.name, value, items }
    };
    let (bare, quoted) = (line(str::to_owned), line(quoted));
    let reads = |it: &SettingLine| {
        let source = it.text();
        let read = settings(source.as_bytes());
        let values = values(source.as_bytes()).into_iter().map(|it| it.value);
        (read.problems.is_empty(), read.settings, values.collect::<Vec<_>>())
    };
    let whole = [words.join(" ")];
    let is_plain = items.as_deref().unwrap_or(&whole).iter().all(|it| begins_plainly(it))
        && reads(&bare) == reads(&quoted);
    if is_plain { bare } else { quoted }
}

/// Whether a text begins as one that needs no quotes, for every reader of YAML.
fn begins_plainly(text: &str) -> bool {
    text.trim_start_matches('-').starts_with(|it: char| it.is_alphanumeric() || it == '/')
}

/// The words of which a setting can name several.
fn words_of(shape: ValueShape) -> Option<&'static [&'static str]> {
    if let ValueShape::Words(known) = shape { Some(known) } else { None }
}

fn split(words: &[String], is_between: impl Fn(char) -> bool) -> Vec<String> {
    let items = words.iter().flat_map(|it| it.split(&is_between)).map(str::trim);
    items.filter(|it| !it.is_empty()).map(str::to_owned).collect()
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// The text of a settings file with this line in place of the key's, or without the key. Nothing if the file
/// is not written in a way that can be changed line by line.
pub fn changed(source: &str, key: &'static str, line: Option<&SettingLine>) -> Option<String> {
    let admitted = guard::admit(source.as_bytes()).ok()?;
    let lines: Vec<&str> = source.split_inclusive('\n').collect();
    let end = if source.contains("\r\n") { "\r\n" } else { "\n" };
    let before = keys(&admitted)?;
    let places = places(&admitted, &before)?;
    let indent = " ".repeat(places.first().map_or(0, |it| it.column));
    let found = places.iter().position(|it| it.name == key);
    let new = match found {
        Some(at) => {
            let first = places[at].line;
            let next = places.get(at + 1).map_or(lines.len(), |it| it.line);
            let last = last_of(&lines, first, next);
            let block = replaced(&lines[first..last], &indent, line);
            [lines[..first].concat(), with_ends(&block, end), lines[last..].concat()].concat()
        }
        None => {
            let line = line?;
            let after = places.last().map_or(0, |it| it.line);
            let ends = (after..lines.len()).find(|it| matches!(lines[*it].trim_end(), "..." | "---"));
            let ends = ends.filter(|it| *it > after || !places.is_empty());
            let (text, rest) = lines.split_at(ends.unwrap_or(lines.len()));
            let mut new = text.concat();
            if !new.is_empty() && !new.ends_with('\n') {
                new.push_str(end);
            }
            new + &with_ends(&[format!("{indent}{}", line.text())], end) + &rest.concat()
        }
    };
    is_only_change(&before, &new, key, line).then_some(new)
}

/// Whether a text has the same keys and values in the same order as before, but for one key.
fn is_only_change(before: &[Entry], new: &str, key: &str, line: Option<&SettingLine>) -> bool {
    let Ok(admitted) = guard::admit(new.as_bytes()) else { return false };
    let Some(after) = keys(&admitted) else { return false };
    let others = |all: &[Entry]| {
        all.iter().filter(|it| it.name != key).map(|it| it.outline.clone()).collect::<Vec<_>>()
    };
    let its = |all: &[Entry]| all.iter().find(|it| it.name == key).map(|it| it.outline.clone());
    let wanted = line.map(SettingLine::text).and_then(|it| its(&keys(&it)?));
    others(before) == others(&after) && its(&after) == wanted && wanted.is_some() == line.is_some()
}

/// A key of a file.
struct Entry {
    name: String,
    /// Where it begins, in bytes.
    at: usize,
    /// It and its value, as the reader takes them.
    outline: String,
}

/// The keys of a file in its order; nothing if it is not a group of keys, each a text.
fn keys(admitted: &str) -> Option<Vec<Entry>> {
    let root = tree::read(syntax::without_end_marker(admitted)).ok()?;
    if let tree::NodeValue::Null = root.value {
        return Some(Vec::new());
    }
    let entry = |it: &tree::Pair<'_>| {
        let name = it.key.as_text()?.to_owned();
        let outline = format!("{}: {}", it.key.outline(), it.value.outline());
        Some(Entry { name, at: it.key.offset?, outline })
    };
    root.as_map()?.iter().map(entry).collect()
}

/// Where a key stands, from 0.
struct KeySpot<'e> {
    name: &'e str,
    line: usize,
    column: usize,
}

/// Where the keys stand, if each begins a line of its own.
fn places<'e>(admitted: &str, entries: &'e [Entry]) -> Option<Vec<KeySpot<'e>>> {
    let mut places: Vec<KeySpot<'e>> = Vec::new();
    for Entry { name, at, .. } in entries {
        let begins = admitted[..*at].rfind('\n').map_or(0, |it| it + 1);
        // The place of a key in quotes is that of its first letter.
        let before = admitted[begins..*at].trim_end_matches(['"', '\'']);
        let line = admitted[..*at].matches('\n').count();
        if !before.bytes().all(|it| it == b' ') || places.last().is_some_and(|it| it.line >= line) {
            return None;
        }
        places.push(KeySpot { name, line, column: before.len() });
    }
    Some(places)
}

/// The line behind the last that belongs to a key: blank lines and comments before the next key are the next
/// one's.
fn last_of(lines: &[&str], first: usize, next: usize) -> usize {
    let marker = |it: &usize| matches!(lines[*it].trim_end(), "..." | "---");
    let mut last = (first + 1..next).find(marker).unwrap_or(next);
    while last > first + 1 && is_empty_or_comment(lines[last - 1]) {
        last -= 1;
    }
    last
}

fn is_empty_or_comment(line: &str) -> bool {
    let line = line.trim();
    line.is_empty() || line.starts_with('#')
}

/// What stands in place of the lines of a key. Their comments stay.
fn replaced(old: &[&str], indent: &str, new: Option<&SettingLine>) -> Vec<String> {
    let old: Vec<&str> = old.iter().map(|it| it.trim_end_matches(['\n', '\r'])).collect();
    if let Some(SettingLine { items: Some(items), .. }) = new
        && let Some(block) = with_items(&old, indent, items)
    {
        return block;
    }
    let comments: Vec<&str> = old.iter().filter_map(|it| comment(it)).collect();
    match (new, old.as_slice()) {
        (Some(new), [line]) => {
            let kept = comment(line).map_or(String::new(), |it| {
                let before = line.len() - it.len();
                let blanks = before - line[..before].trim_end().len();
                format!("{}{it}", &line[before - blanks..before])
            });
            vec![format!("{indent}{}{kept}", new.text())]
        }
        (new, _) => {
            let comments = comments.iter().map(|it| format!("{indent}{it}"));
            comments.chain(new.map(|it| format!("{indent}{}", it.text()))).collect()
        }
    }
}

/// A list with a line for each item, changed item by item: those that stay keep their comments. Nothing if it
/// is written in another way.
fn with_items(old: &[&str], indent: &str, items: &[String]) -> Option<Vec<String>> {
    let (key, rest) = old.split_first()?;
    let bare = |line: &str| line[..line.len() - comment(line).map_or(0, str::len)].trim().to_owned();
    if rest.is_empty() || !bare(key).ends_with(':') {
        return None;
    }
    let mut lines = vec![(*key).to_owned()];
    let mut stay = 0;
    let mut dash = format!("{indent}  - ");
    for line in rest {
        let item = bare(line);
        if item.is_empty() {
            lines.push((*line).to_owned());
            continue;
        }
        let item = item.strip_prefix("- ")?.trim();
        dash = format!("{}- ", &line[..line.len() - line.trim_start().len()]);
        // An order may matter, as that of a program and its arguments does.
        if items.get(stay).is_some_and(|it| same_item(it, item)) {
            stay += 1;
            lines.push((*line).to_owned());
        } else {
            lines.extend(comment(line).map(|it| format!("{}{it}", &dash[..dash.len() - 2])));
        }
    }
    lines.extend(items[stay..].iter().map(|it| format!("{dash}{it}")));
    Some(lines)
}

/// Whether two items are the same text, however they are quoted.
fn same_item(one: &str, other: &str) -> bool {
    let outline = |it: &str| tree::read(it).ok().map(|it| it.outline());
    outline(one).is_some_and(|it| outline(other) == Some(it))
}

/// The comment in a line.
fn comment(line: &str) -> Option<&str> {
    let mut quote = None;
    let mut before = ' ';
    for (at, sign) in line.char_indices() {
        match (quote, sign) {
            (None, '#') if before.is_whitespace() => return Some(line[at..].trim_end()),
            // A quote inside a word is a part of it.
            (None, '"' | '\'') if before.is_whitespace() || "[{,".contains(before) => quote = Some(sign),
            (Some('"'), '"') if before == '\\' => {}
            (Some(open), _) if open == sign => quote = None,
            (None | Some(_), _) => {}
        }
        before = sign;
    }
    None
}

fn with_ends(lines: &[String], end: &str) -> String {
    lines.iter().map(|it| format!("{it}{end}")).collect()
}

#[cfg(test)]
mod tests;
