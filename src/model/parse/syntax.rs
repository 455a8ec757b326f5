//! Why a file is no YAML, said by what people slip on, and mended so that the rest can be read.
//!
//! The reader stops at its first fault. Where the slip is plain (a text without quotes, a colon
//! left out, a tab) it is mended in a [`MendedSource`], and reading goes on, so that one run tells
//! everything. A draft is only ever checked; it is never played nor written.

mod draft;
mod line;
mod slips;
mod typeset;

pub use self::draft::{MendedSource, Mending};
use self::{
    line::{MOST_SHOWN, SourceLine, is_known, is_open, line_start},
    slips::{after_quote, no_colon, no_dash_space, no_key, no_space, second_colon, sign},
};
use super::{
    faults::{At, Change, Faults},
    tree::NotATree,
};

/// How many lines of one text are followed.
const MOST_LINES: usize = 50;

/// Says why a text cannot be read; gives what mends it, or nothing.
pub fn slip(text: &str, broken: &NotATree, faults: &mut Faults) -> Vec<Mending> {
    diagnose(text, broken).tell(faults)
}

/// Says which signs of a word processor the text holds in place of plain ones; gives what mends each
/// sort of them.
pub fn typeset(text: &str, faults: &mut Faults) -> Vec<Vec<Mending>> {
    typeset::typeset(text).into_iter().map(|it| it.tell(faults)).collect()
}

/// The text up to a `---` or `...` that ends it, with nothing behind: it says no more than the end does.
pub fn without_end_marker(text: &str) -> &str {
    let mut end = text.len();
    for line in text.split_inclusive('\n').rev() {
        let word = line.trim_end();
        if word == "---" || word == "..." {
            let rest = &text[..end - line.len()];
            let holds = rest.lines().any(|it| !it.trim().is_empty() && it.trim_end() != "---");
            return if holds { without_end_marker(rest) } else { text };
        }
        if !word.is_empty() && !word.starts_with('#') {
            break;
        }
        end -= line.len();
    }
    text
}

/// What went wrong, and what would mend it.
#[derive(Debug)]
struct Slip {
    at: At,
    message: String,
    hint: String,
    edits: Vec<Mending>,
}

impl Slip {
    /// Adds it to the faults; gives what mends it.
    fn tell(self, faults: &mut Faults) -> Vec<Mending> {
        let fault = faults.error(self.at, "", self.message);
        fault.hint(self.hint);
        for edit in &self.edits {
            fault.fix(Change::Bytes(edit.clone()));
        }
        self.edits
    }

    fn new(at: At, message: impl Into<String>, hint: impl Into<String>) -> Slip {
        Slip { at, message: message.into(), hint: hint.into(), edits: Vec::new() }
    }
}

fn diagnose(source: &str, broken: &NotATree) -> Slip {
    let reason = broken.reason.as_str();
    let at = broken.offset.unwrap_or(source.len());
    if reason.contains("more than one document") {
        return second_document(source);
    }
    if broken.grows() {
        return Slip::new(
            At::File,
            "the aliases (`*`) make the file grow without bound",
            "write the steps out, without `&` and `*`",
        );
    }
    if reason.contains("recursion limit") {
        return Slip::new(
            At::Byte(at).wide(1),
            "the lists and groups are nested too deeply",
            "a routine is at most four deep; write it as `stretch new` does",
        );
    }
    if reason.contains("while parsing") && reason.contains("escape")
        || reason.contains("unknown escape character")
        || reason.contains("hexadecimal")
    {
        return escape(source, at);
    }
    let lines = LinesAbove::around(source, at);
    if reason.contains("unknown anchor") && !lines.here.value().contains(' ') {
        return no_anchor(lines.here);
    }
    lines
        .tab()
        .or_else(|| lines.open_quote(reason))
        .or_else(|| lines.on_this_line())
        .or_else(|| lines.on_a_line_before())
        .or_else(|| lines.open_bracket(reason))
        .or_else(|| lines.indentation())
        .unwrap_or_else(|| {
            Slip::new(
                At::Byte(lines.here.body_at()),
                "the line does not fit the ones before it",
                "begin it with `key: ` or `- `, in line with the others, and put texts in quotes",
            )
        })
}

fn second_document(source: &str) -> Slip {
    let mut at = 0;
    let (mut content, mut found) = (false, None);
    for line in source.split_inclusive('\n') {
        let marker = line.starts_with("---") || line.starts_with("...");
        if marker && content && found.is_none() {
            found = Some(at);
        }
        content |= !marker && !line.trim().is_empty() && !line.starts_with('#');
        at += line.len();
    }
    let at = found.map_or(At::File, |it| At::Byte(it).wide(3));
    Slip::new(
        at,
        "a second document begins here",
        "write both into one list, `play:`, each beginning with `- name: `; or put the second into a file of its own",
    )
}

/// `for: *usual`, where no `&usual` stands above.
fn no_anchor(line: SourceLine<'_>) -> Slip {
    let value: String = line.value().chars().take(MOST_SHOWN).collect();
    Slip::new(
        At::Byte(line.value_at()),
        format!("`{value}` repeats a value that was never named with `&`"),
        "write the value out; put a text that begins with `*` in quotes",
    )
}

fn escape(source: &str, at: usize) -> Slip {
    let line = source[line_start(source, at)..].lines().next().unwrap_or_default();
    // Reading stops at the backslash, or behind it at a letter of any width.
    let behind = source[at..].chars().next().map_or(at, |it| at + it.len_utf8());
    let backslash = source[..behind].rfind('\\').unwrap_or(at);
    let shown: String = source[backslash..].chars().take(2).collect();
    let hint = match line.contains('\'') {
        false => "use single quotes, in which a backslash is a backslash, or double it: `\\\\`",
        true => "double the backslash: `\\\\`",
    };
    let message = match shown.as_str() {
        r"\x" => format!("`{shown}` takes two hexadecimal digits in double quotes"),
        r"\u" => format!("`{shown}` takes four hexadecimal digits in double quotes"),
        r"\U" => format!("`{shown}` takes eight hexadecimal digits in double quotes"),
        _ => format!("`{shown}` means nothing in double quotes"),
    };
    Slip::new(At::Byte(backslash).wide(2), message, hint)
}

/// The place where reading stopped, and what stands above it.
struct LinesAbove<'s> {
    source: &'s str,
    here: SourceLine<'s>,
    at: usize,
}

impl<'s> LinesAbove<'s> {
    fn around(source: &'s str, at: usize) -> LinesAbove<'s> {
        let mut here = SourceLine::at(source, at);
        // At the end of the file the fault lies in what was last said.
        if here.is_blank()
            && let Some(before) = here.before(source)
        {
            here = before;
        }
        LinesAbove { source, here, at }
    }

    fn tab(&self) -> Option<Slip> {
        let line = self.here;
        let space = &line.text[..line.text.len() - line.text.trim_start().len()];
        let tab = space.find('\t')?;
        let wanted = self.wanted_indent().map_or(space.len(), |(wanted, _)| wanted);
        let edit = Mending { at: line.start, removed: space.len(), inserted: " ".repeat(wanted) };
        Some(Slip {
            at: At::Byte(line.start + tab).wide(1),
            message: "a tab indents this line".to_string(),
            hint: format!("begin it with {}; most editors can write spaces for tabs", spaces(wanted)),
            edits: vec![edit],
        })
    }

    /// A quote that is opened and never closed, or closed by the next one that comes along.
    fn open_quote(&self, reason: &str) -> Option<Slip> {
        let never = reason.contains("quoted scalar");
        let mut candidates = vec![self.here];
        let mut line = self.here;
        while let Some(before) = line.before(self.source) {
            line = before;
            candidates.push(line);
            if candidates.len() > 200 {
                break;
            }
        }
        let first = if never { candidates.len() } else { 4 };
        let line = candidates.into_iter().take(first).rev().find(|it| is_open(it.value()))?;
        let value = line.value();
        let quote = if value.starts_with('"') { '"' } else { '\'' };
        // A comment on the line is no part of the text.
        let end = value.find(" #").map_or(value.len(), |it| value[..it].trim_end().len());
        let edits = vec![Mending { at: line.value_at() + end, removed: 0, inserted: quote.to_string() }];
        Some(Slip {
            at: At::Byte(line.value_at()).wide(1),
            message: "this quote is never closed".to_string(),
            hint: format!("close it at the end of the text: `{}`", line.with(&edits)),
            edits,
        })
    }

    fn on_this_line(&self) -> Option<Slip> {
        let line = self.here;
        self.long_text()
            .or_else(|| self.at_its_start(line))
            .or_else(|| after_quote(line))
            .or_else(|| sign(line))
            .or_else(|| second_colon(line))
    }

    fn on_a_line_before(&self) -> Option<Slip> {
        let before = self.here.before(self.source)?;
        self.at_its_start(before).or_else(|| no_key(before, self.here))
    }

    /// A slip in what begins a line, if it is not the middle of a longer text, which may begin with
    /// any word.
    fn at_its_start(&self, line: SourceLine<'s>) -> Option<Slip> {
        if self.goes_on(line).is_some() {
            return None;
        }
        no_dash_space(line).or_else(|| no_colon(line)).or_else(|| no_space(line))
    }

    /// The line with the key whose text this line goes on with: it has no dash, and is further in.
    fn goes_on(&self, line: SourceLine<'s>) -> Option<SourceLine<'s>> {
        let mut first = line.before(self.source)?;
        for _ in 0..MOST_LINES {
            if first.key().is_some() {
                break;
            }
            first = first.before(self.source)?;
        }
        let within = first.body_at() - first.start;
        let further = line.indent() > within && line.body_at() - line.start == line.indent();
        let text = first
            .key()
            .is_some_and(|(_, value)| !value.is_empty() && !value.starts_with(['"', '\'', '[', '{']));
        (further && text).then_some(first)
    }

    /// A colon and a space in a text of several lines.
    fn long_text(&self) -> Option<Slip> {
        let line = self.here;
        let first = self.goes_on(line)?;
        let colon =
            line.body().find(": ").or_else(|| line.body().ends_with(':').then(|| line.body().len() - 1))?;
        if is_known(&line.body()[..colon]) {
            return None;
        }
        let mut last = line;
        for next in self.source[line.start..].lines().skip(1).take(MOST_LINES) {
            let next = SourceLine { start: last.start + last.text.len() + 1, text: next };
            if next.is_blank() || self.goes_on(next).is_none() {
                break;
            }
            last = next;
        }
        let end = last.start + last.text.trim_end().len();
        let plain = !self.source[first.value_at()..end].contains(['"', '\\', '#']);
        let quote = |at| Mending { at, removed: 0, inserted: "\"".to_string() };
        let edits = if plain { vec![quote(first.value_at()), quote(end)] } else { Vec::new() };
        let begin = if plain { first.with(&edits[..1]) } else { first.text.trim().to_string() };
        Some(Slip {
            at: At::Byte(line.body_at() + colon).wide(1),
            message: "a colon and a space inside a text without quotes".to_string(),
            hint: format!("put the whole text in quotes, from `{begin}` to its end"),
            edits,
        })
    }

    fn open_bracket(&self, reason: &str) -> Option<Slip> {
        let bracket = if reason.contains("flow sequence") {
            ('[', ']')
        } else if reason.contains("flow mapping") {
            ('{', '}')
        } else {
            return None;
        };
        let (open, close) = bracket;
        let mut line = self.here;
        loop {
            let opened = line.text.matches(open).count() > line.text.matches(close).count();
            if opened && let Some(at) = line.text.find(open) {
                let end = line.start + line.text.trim_end().len();
                let inserted = if close == '}' { " }".to_string() } else { close.to_string() };
                let edits = vec![Mending { at: end, removed: 0, inserted }];
                return Some(Slip {
                    at: At::Byte(line.start + at).wide(1),
                    message: format!("this `{open}` is never closed"),
                    hint: format!("close it: `{}`", line.with(&edits)),
                    edits,
                });
            }
            line = line.before(self.source)?;
        }
    }

    /// How many spaces would put the line in line with others, and the line that it goes with.
    fn wanted_indent(&self) -> Option<(usize, SourceLine<'s>)> {
        let is_item = |it: SourceLine<'_>| it.text.trim_start().starts_with("- ");
        let before = self.here.before(self.source)?;
        let opens = before.text.trim_end().ends_with(':');
        if opens {
            return Some((before.body_at() - before.start + 2, before));
        }
        if !is_item(self.here) {
            return Some((before.body_at() - before.start, before));
        }
        // An item goes with the item before it, which may have lines of its own in between.
        let mut line = before;
        while !is_item(line) {
            line = line.before(self.source)?;
        }
        Some((line.indent(), line))
    }

    /// A line that is further left or right than the ones it belongs to.
    fn indentation(&self) -> Option<Slip> {
        let (wanted, model) = self.wanted_indent()?;
        let (line, here) = (self.here, self.here.indent());
        if here == wanted {
            return None;
        }
        let number = self.source[..model.start].matches('\n').count() + 1;
        let edits = vec![Mending { at: line.start, removed: here, inserted: " ".repeat(wanted) }];
        Some(Slip {
            at: At::Byte(line.body_at()),
            message: "the line is not aligned with the lines it belongs to".to_string(),
            hint: format!("begin it with {}, to go with line {number}", spaces(wanted)),
            edits: if self.at >= line.start { edits } else { Vec::new() },
        })
    }
}

fn spaces(count: usize) -> String {
    match count {
        0 => "no space".to_string(),
        1 => "1 space".to_string(),
        many => format!("{many} spaces"),
    }
}
