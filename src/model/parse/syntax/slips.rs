//! What people slip on in one line: a colon or a space left out, a text that needs quotes.

use super::{
    Slip,
    draft::Mending,
    line::{SourceLine, closing, is_known},
};
use crate::model::parse::faults::At;

/// `-hold: Tip your head`.
pub fn no_dash_space(line: SourceLine<'_>) -> Option<Slip> {
    let after = line.body().strip_prefix('-')?;
    let word = after.split([' ', ':']).next()?;
    if !is_known(word) {
        return None;
    }
    let edits = vec![Mending { at: line.body_at() + 1, removed: 0, inserted: " ".to_string() }];
    Some(Slip {
        at: At::Byte(line.body_at()).wide(1),
        message: "no space after the dash".to_string(),
        hint: format!("write `{}`", line.with(&edits)),
        edits,
    })
}

/// `hold Tip your head`.
pub fn no_colon(line: SourceLine<'_>) -> Option<Slip> {
    let word = line.body().split([' ', '\t']).next()?;
    let after = &line.body()[word.len()..];
    if !is_known(word) || after.trim_start().starts_with(':') {
        return None;
    }
    let edits = vec![Mending { at: line.body_at() + word.len(), removed: 0, inserted: ":".to_string() }];
    Some(Slip {
        at: At::Byte(line.body_at()).wide(word.chars().count()),
        message: format!("no colon after `{word}`"),
        hint: format!("write `{}`", line.with(&edits)),
        edits,
    })
}

/// `name:Neck release`.
pub fn no_space(line: SourceLine<'_>) -> Option<Slip> {
    let (word, after) = line.body().split_once(':')?;
    if !is_known(word) || after.is_empty() || after.starts_with([' ', '\t']) {
        return None;
    }
    let at = line.body_at() + word.len();
    let edits = vec![Mending { at: at + 1, removed: 0, inserted: " ".to_string() }];
    Some(Slip {
        at: At::Byte(at).wide(1),
        message: format!("no space after the colon of `{word}`"),
        hint: format!("write `{}`", line.with(&edits)),
        edits,
    })
}

/// `Neck release`, with no key before it, where the line below it has one.
pub fn no_key(line: SourceLine<'_>, below: SourceLine<'_>) -> Option<Slip> {
    let alone =
        line.key().is_none() && !line.text.trim_start().starts_with('-') && line.indent() == below.indent();
    alone.then(|| {
        Slip::new(
            At::Byte(line.body_at()),
            "the line has no key",
            "begin it with one, such as `name: `, or indent it if it goes on with the text above",
        )
    })
}

/// `"Neck" release`, or `'Don't lock your knees'`.
pub fn after_quote(line: SourceLine<'_>) -> Option<Slip> {
    let value = line.value();
    let quote = value.chars().next().filter(|it| matches!(it, '"' | '\''))?;
    let close = closing(value, quote)?;
    let rest = value[close + 1..].trim_start();
    if rest.is_empty() || rest.starts_with(['#', ',', ']', '}', ':']) {
        return None;
    }
    let at = At::Byte(line.value_at() + close).wide(1);
    if quote == '\'' && !value.contains(['"', '\\']) {
        let end = line.value_at() + value.len();
        let last = if value.len() > close + 1 && value.ends_with('\'') {
            Mending { at: end - 1, removed: 1, inserted: "\"".to_string() }
        } else {
            Mending { at: end, removed: 0, inserted: "\"".to_string() }
        };
        let edits = vec![Mending { at: line.value_at(), removed: 1, inserted: "\"".to_string() }, last];
        return Some(Slip {
            at,
            message: "the text ends at this quote, and goes on after it".to_string(),
            hint: format!("use double quotes around it: `{}`", line.with(&edits)),
            edits,
        });
    }
    Some(line.quoted(at, "the text ends at this quote, and goes on after it".to_string()))
}

/// `{side} ear to the shoulder`, `*slowly*`, `@home`.
pub fn sign(line: SourceLine<'_>) -> Option<Slip> {
    let value = line.value();
    let sign = value.chars().next()?;
    let begins = match sign {
        '{' => value.split_once('}').is_none_or(|(_, rest)| {
            !rest.trim_start().is_empty() && !rest.trim_start().starts_with(['#', ',', ']', '}'])
        }),
        '[' => value.split_once(']').is_some_and(|(_, rest)| {
            !rest.trim_start().is_empty() && !rest.trim_start().starts_with(['#', ',', ']', '}'])
        }),
        '*' | '&' | '!' | '%' | '@' | '`' | '|' | '>' | ',' | ']' | '}' => true,
        _ => false,
    };
    begins.then(|| {
        let at = At::Byte(line.value_at()).wide(1);
        let shown = if sign == '`' { "a backtick".to_string() } else { format!("`{sign}`") };
        line.quoted(at, format!("a text cannot begin with {shown} outside of quotes"))
    })
}

/// `Tip: your head`, which would be a key and a value.
pub fn second_colon(line: SourceLine<'_>) -> Option<Slip> {
    let value = line.value();
    if value.starts_with(['"', '\'', '[', '{']) {
        return None;
    }
    let colon = value.find(": ").or_else(|| value.ends_with(':').then(|| value.len() - 1))?;
    let at = At::Byte(line.value_at() + colon).wide(1);
    Some(line.quoted(at, "a colon and a space inside a text without quotes".to_string()))
}
