//! What word processors, web pages and phones make of plain signs: no-break spaces, bullets, curly
//! quotes, full-width colons. To the reader they are letters like any other, so the file would be read
//! as something else; here they are told as what they are, and mended.

use super::{
    Slip,
    draft::Mending,
    line::{SourceLine, is_known},
    spaces,
};
use crate::model::parse::faults::At;

/// Every sign of a typesetter in the source that changes what the file says. Those of one sort are one
/// slip, at the first of them.
pub fn typeset(source: &str) -> Vec<Slip> {
    // Nearly every file ends here: without a sign beyond ASCII only the beginnings of lines can be odd.
    if source.is_ascii() && !source.lines().any(begins_oddly) {
        return Vec::new();
    }
    let mut lines: Vec<SourceLine<'_>> = Vec::new();
    let mut at = 0;
    for text in source.split_inclusive('\n') {
        lines.push(SourceLine { start: at, text: text.trim_end_matches('\n') });
        at += text.len();
    }
    let mut found = Found::default();
    for (index, line) in lines.iter().enumerate() {
        if line.is_blank() {
            continue;
        }
        found.blanks(*line);
        found.bullet(*line, &lines[..index]);
        found.colon(*line);
        found.quotes(*line);
    }
    found.sorts.into_iter().map(Sort::slip).collect()
}

/// Whether a line of plain signs may begin with the mark of a list in another program.
fn begins_oddly(line: &str) -> bool {
    let text = line.trim_start();
    text.starts_with(['*', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']) || text.contains("-\t")
}

/// The slips of one sort.
struct Sort<'s> {
    /// What tells it from other sorts.
    what: String,
    at: At,
    /// What is wrong, of the first line.
    message: String,
    /// What to do about it, if not to write the line anew.
    hint: Option<String>,
    first: SourceLine<'s>,
    first_edits: Vec<Mending>,
    /// How many more lines have it.
    more: usize,
    edits: Vec<Mending>,
}

impl Sort<'_> {
    fn slip(self) -> Slip {
        let right = self.hint.unwrap_or_else(|| format!("write `{}`", self.first.with(&self.first_edits)));
        let more = match self.more {
            0 => String::new(),
            1 => "; 1 more line is like it".to_owned(),
            many => format!("; {many} more lines are like it"),
        };
        Slip { at: self.at, message: self.message, hint: format!("{right}{more}"), edits: self.edits }
    }
}

#[derive(Default)]
struct Found<'s> {
    sorts: Vec<Sort<'s>>,
}

impl<'s> Found<'s> {
    fn add(
        &mut self,
        line: SourceLine<'s>,
        what: String,
        at: At,
        said: (String, Option<String>),
        edits: Vec<Mending>,
    ) {
        if let Some(sort) = self.sorts.iter_mut().find(|it| it.what == what) {
            sort.more += usize::from(sort.first.start != line.start);
            sort.edits.extend(edits);
            return;
        }
        let (message, hint) = said;
        self.sorts.push(Sort {
            what,
            at,
            message,
            hint,
            first: line,
            first_edits: edits.clone(),
            more: 0,
            edits,
        });
    }

    /// Blanks that only look like spaces: in the indentation, after a dash, after a key's colon.
    fn blanks(&mut self, line: SourceLine<'s>) {
        let indent = line.text.len() - line.text.trim_start_matches(is_blank).len();
        let edits = strange_blanks(line, 0, indent);
        if let Some((first, sign)) = edits.first().map(|it| (it.at, sign_at(line, it.at))) {
            let count = line.text[..indent].chars().map(columns).sum();
            let message = format!("{sign} indents this line");
            let hint = format!("begin it with {}", ordinary(count));
            self.add(line, format!("indent {sign}"), At::Byte(first).wide(1), (message, Some(hint)), edits);
        }
        let mut at = indent;
        while let Some(after) = line.text[at..].strip_prefix(is_dash) {
            let blank = after.len() - after.trim_start_matches(|it| is_blank(it) || it == '\t').len();
            if blank == 0 {
                break;
            }
            let from = line.text.len() - after.len();
            self.blank(line, from, from + blank, "after the dash");
            at = from + blank;
        }
        let Some(colon) = line.text[at..].find(':') else { return };
        let key = line.text[at..at + colon].trim_matches(['"', '\'']);
        let after = &line.text[at + colon + 1..];
        let blank = after.len() - after.trim_start_matches(is_blank).len();
        if is_known(key) && blank > 0 && !after.starts_with(' ') {
            self.blank(line, at + colon + 1, at + colon + 1 + blank, &format!("after `{key}:`"));
        }
    }

    fn blank(&mut self, line: SourceLine<'s>, from: usize, to: usize, place: &str) {
        let edits = strange_blanks(line, from, to);
        let Some((first, sign)) = edits.first().map(|it| (it.at, sign_at(line, it.at))) else { return };
        let message = format!("there is {sign} {place}");
        self.add(line, format!("blank {place} {sign}"), At::Byte(first).wide(1), (message, None), edits);
    }

    /// `– hold: Reach up.`, `• hold`, `1. hold`: an item of a list with another mark than a hyphen.
    fn bullet(&mut self, line: SourceLine<'s>, before: &[SourceLine<'s>]) {
        let indent = line.text.len() - line.text.trim_start_matches(is_blank).len();
        let Some(mark) = mark(&line.text[indent..]) else { return };
        let rest = line.text[indent + mark.len()..].trim_start_matches(is_blank);
        if rest.is_empty() {
            return;
        }
        let key = rest.split(':').next().unwrap_or_default();
        let has_key = is_known(key) && rest.len() > key.len();
        let in_list = in_a_list(indent, before);
        if !has_key && !in_list {
            return;
        }
        let removed = line.text.len() - indent - rest.len();
        // Where no list is, a key with a mark before it is only a key.
        let inserted = if in_list && !rest.starts_with("- ") { "- " } else { "" };
        let edits = vec![Mending { at: line.start + indent, removed, inserted: inserted.to_owned() }];
        let shown = mark.trim();
        let message = if in_list {
            format!("this list item begins with `{shown}` instead of a hyphen")
        } else {
            format!("this line begins with `{shown}`, but is not a list item")
        };
        let sort = if shown.starts_with(|it: char| it.is_ascii_digit()) { "number" } else { shown };
        let at = At::Byte(line.start + indent).wide(shown.chars().count());
        self.add(line, format!("bullet {sort} {in_list}"), at, (message, None), edits);
    }

    /// `name：Neck release`, with a colon as wide as a Chinese letter.
    fn colon(&mut self, line: SourceLine<'s>) {
        let body = line.text.trim_start_matches(|it| is_blank(it) || is_dash(it));
        let Some(at) = body.find(is_wide_colon) else { return };
        if !is_known(&body[..at]) {
            return;
        }
        let colon = body[at..].chars().next().unwrap_or(':');
        let after = body[at + colon.len_utf8()..].trim_start_matches(is_blank);
        let begins = line.start + line.text.len() - body.len() + at;
        let removed = body.len() - at - after.len();
        let inserted = if after.is_empty() { ":" } else { ": " };
        let edits = vec![Mending { at: begins, removed, inserted: inserted.to_owned() }];
        let message = format!("the colon after `{}` is a wide one (U+{:04X})", &body[..at], u32::from(colon));
        self.add(line, "colon".to_owned(), At::Byte(begins).wide(1), (message, None), edits);
    }

    /// `name: “Neck release”`.
    fn quotes(&mut self, line: SourceLine<'s>) {
        let value = line.value().trim_start_matches(is_blank);
        let inside = [
            ('\u{201c}', '\u{201d}'),
            ('\u{201e}', '\u{201c}'),
            ('\u{2018}', '\u{2019}'),
            ('\u{ab}', '\u{bb}'),
        ]
        .into_iter()
        .find_map(|(open, close)| {
            // Some phones open with the closing one.
            let inside = value.strip_prefix(open).or_else(|| value.strip_prefix(close))?;
            let inside = inside.strip_suffix(close).or_else(|| inside.strip_suffix(open))?;
            (!inside.contains([open, close])).then_some(inside)
        });
        let Some(inside) = inside.filter(|it| !it.is_empty()) else { return };
        let quote = if inside.contains(['"', '\\']) { '\'' } else { '"' };
        if inside.contains(quote) {
            return;
        }
        let at = line.start + line.text.trim_end().len() - value.len();
        let first = value.chars().next().map_or(0, char::len_utf8);
        let last = value.chars().next_back().map_or(0, char::len_utf8);
        let edit = |at, removed| Mending { at, removed, inserted: quote.to_string() };
        let edits = vec![edit(at, first), edit(at + value.len() - last, last)];
        let message = "these are curly quotes, not straight ones".to_owned();
        self.add(line, "quotes".to_owned(), At::Byte(at).wide(1), (message, None), edits);
    }
}

/// Any white space that stands in a line, seen or not. A tab is told elsewhere.
fn is_blank(sign: char) -> bool {
    sign == ' ' || sign != '\t' && sign.is_whitespace()
}

/// What puts spaces in the place of the blanks there that are none; of a tab it says nothing.
fn strange_blanks(line: SourceLine<'_>, from: usize, to: usize) -> Vec<Mending> {
    let strange = line.text[from..to].char_indices().filter(|(_, it)| *it != ' ');
    strange
        .map(|(at, it)| Mending {
            at: line.start + from + at,
            removed: it.len_utf8(),
            inserted: " ".repeat(columns(it)),
        })
        .collect()
}

/// How many spaces a blank is as wide as: one of the width of a Chinese letter is two.
fn columns(blank: char) -> usize {
    if blank == '\u{3000}' { 2 } else { 1 }
}

/// The name of the sign at this byte of the source.
fn sign_at(line: SourceLine<'_>, at: usize) -> String {
    let sign = line.text[at - line.start..].chars().next().unwrap_or(' ');
    let name = match sign {
        '\t' => return "a tab".to_owned(),
        '\u{a0}' | '\u{202f}' | '\u{2007}' => "a no-break space",
        _ => "a blank other than a space",
    };
    format!("{name} (U+{:04X})", u32::from(sign))
}

fn ordinary(count: usize) -> String {
    spaces(count).replacen(' ', " ordinary ", 1)
}

fn is_dash(sign: char) -> bool {
    matches!(sign, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

fn is_wide_colon(sign: char) -> bool {
    matches!(sign, '\u{ff1a}' | '\u{fe55}' | '\u{a789}' | '\u{2236}' | '\u{fe13}')
}

/// The mark that begins an item of a list in other programs: a sign, or a number with a dot or bracket.
fn mark(text: &str) -> Option<&str> {
    let first = text.chars().next()?;
    let after = &text[first.len_utf8()..];
    let bullet = matches!(
        first,
        '\u{2010}'
            ..='\u{2015}'
                | '\u{2212}'
                | '\u{2022}'
                | '\u{2023}'
                | '\u{2043}'
                | '\u{b7}'
                | '\u{25cf}'
                | '\u{25cb}'
                | '\u{25e6}'
                | '\u{25aa}'
                | '\u{25ab}'
                | '\u{25a0}'
                | '\u{2219}'
                | '\u{27a2}'
                | '\u{2713}'
                | '\u{f0b7}'
    );
    if bullet || first == '*' && after.starts_with(is_blank) {
        return Some(&text[..first.len_utf8()]);
    }
    let digits = text.len() - text.trim_start_matches(|it: char| it.is_ascii_digit()).len();
    let sign = text[digits..].strip_prefix(['.', ')'])?;
    ((1..=3).contains(&digits) && sign.starts_with(is_blank)).then(|| &text[..=digits])
}

/// Whether a line at this indentation is an item of a list: the line above opens one, or is an item of
/// one that was opened.
fn in_a_list(indent: usize, before: &[SourceLine<'_>]) -> bool {
    for line in before.iter().rev().filter(|it| !it.is_blank()) {
        let own = line.text.len() - line.text.trim_start_matches(is_blank).len();
        if own > indent {
            continue;
        }
        let text = line.text.trim();
        if own == indent && (mark(text).is_some() || text.starts_with("- ")) {
            continue;
        }
        return text.ends_with(':') || text.ends_with(is_wide_colon);
    }
    false
}
