//! Lines taken as headings, items of lists, and paragraphs.

use super::{
    super::{
        lines::Line,
        sentence::{Numbers, Said, pieces},
        title,
    },
    is_dosed, one_line,
};
use crate::model::sentence;

/// How an item of a list begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It is no item.
    None,
    /// `1.`, `Step 2:`
    Number(u32),
    /// `a)`
    Letter,
    /// `-`, `•`
    Bullet,
}

impl Mark {
    /// Which sort of mark it is, whatever its number.
    pub fn sort(self) -> u8 {
        match self {
            Mark::None => 0,
            Mark::Number(_) => 1,
            Mark::Letter => 2,
            Mark::Bullet => 3,
        }
    }
}

/// A heading, an item or a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its text without its mark.
    pub text: String,
    /// The lines that it stands in.
    pub numbers: Numbers,
    /// How it begins.
    pub mark: Mark,
    /// How many columns it is indented.
    pub indent: usize,
    /// Whether it is a heading.
    pub is_heading: bool,
    /// Whether a line without words is before it.
    pub is_after_blank: bool,
    /// Where words in bold end with which it begins.
    pub bold: Option<usize>,
}

impl Entry {
    /// The line in which it begins.
    pub fn line(&self) -> usize {
        self.numbers.at(0)
    }

    /// Its sentences.
    pub fn sentences(&self) -> Vec<&str> {
        sentence::sentences(&self.text)
    }

    /// The amounts in a heading, such as "Neck tilt (30 seconds each side)".
    pub fn amounts(&self) -> Vec<Said> {
        pieces(&self.text, &self.numbers).into_iter().flat_map(|it| it.amounts).collect()
    }
}

/// The entries of a sheet.
pub fn entries(lines: &[Line]) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let is_casual = is_casual(lines);
    let mut is_after_blank = true;
    let mut counted = 0;
    let lines: Vec<Line> = lines.iter().flat_map(apart).collect();
    for line in &lines {
        let trimmed = line.text.trim();
        if trimmed.is_empty() {
            is_after_blank = true;
            continue;
        }
        if is_rule(trimmed) {
            // A line of signs under a title makes it a heading.
            if let Some(last) = entries.last_mut().filter(|_| !is_after_blank)
                && last.mark == Mark::None
                && last.text.chars().count() <= 80
            {
                last.is_heading = true;
            }
            is_after_blank = true;
            continue;
        }
        let mut entry = entry(line, &mut counted);
        entry.is_after_blank = is_after_blank;
        if entry.text.is_empty() {
            continue;
        }
        match entries.last_mut().filter(|last| goes_on(last, &entry, is_casual)) {
            Some(last) => append(last, &entry),
            None => entries.push(entry),
        }
        is_after_blank = false;
    }
    mark_headings(&mut entries);
    entries
}

/// A line that holds a whole list: "1. Sit tall. 2. Look left. 3. Hold for 10 s."
fn apart(line: &Line) -> Vec<Line> {
    let text = line.text.as_str();
    let labels = labels(text);
    if labels.len() >= 2 {
        let ends = labels.iter().skip(1).copied().chain([text.len()]);
        let parts = labels
            .iter()
            .zip(ends)
            .map(|(from, to)| text[*from..to].trim_end_matches([' ', '\t', ';', ',', '|']));
        let head = text[..labels[0]].trim_end();
        let head = (!head.is_empty()).then_some(head);
        return head
            .into_iter()
            .chain(parts)
            .map(|it| Line { number: line.number, text: it.to_owned() })
            .collect();
    }
    let mut cuts: Vec<usize> = Vec::new();
    let bullets: Vec<usize> = text.match_indices(['•', '●', '▪']).map(|it| it.0).collect();
    if bullets.len() >= 2 {
        cuts = bullets;
    } else {
        for sign in [".", ")"] {
            let mut found: Vec<usize> = Vec::new();
            let mut from = 0;
            for number in 1..=99 {
                let mark = format!("{number}{sign} ");
                let at = text[from..].match_indices(&mark).map(|it| it.0 + from);
                let begins = |at: &usize| *at == 0 || text[..*at].ends_with([' ', '\t', ':', '(']);
                let Some(at) = at.clone().find(begins) else { break };
                found.push(at);
                from = at + mark.len();
            }
            if found.len() >= 2 && found.len() > cuts.len() {
                cuts = found;
            }
        }
    }
    let ends = cuts.iter().skip(1).copied().chain([text.len()]);
    let indent: String = text.chars().take_while(|it| it.is_whitespace()).collect();
    let parts: Vec<&str> = cuts
        .iter()
        .zip(ends)
        .map(|(from, to)| text[*from..to].trim_end().trim_end_matches([';', ',']))
        .collect();
    let Some(first) = cuts.first().filter(|_| parts.len() >= 2) else { return vec![line.clone()] };
    let head = text[..*first].trim_end();
    let head = (!head.trim().is_empty()).then(|| Line { number: line.number, text: head.to_owned() });
    head.into_iter()
        .chain(parts.into_iter().map(|it| Line { number: line.number, text: format!("{indent}{it}") }))
        .collect()
}

/// Where labels stand in a line that has several: `Repetitions: 5   Hold: 15 sec`.
fn labels(text: &str) -> Vec<usize> {
    let colons = text.match_indices(':').map(|it| it.0);
    let starts = colons.filter_map(|colon| {
        let before = &text[..colon];
        // A label is a word or two, behind a blank of two, a tab or a sign.
        let from = before
            .rfind(['\t', ';', ',', '|'])
            .map_or(0, |it| it + 1)
            .max(before.rfind("  ").map_or(0, |it| it + 2));
        let from = from + (text[from..colon].len() - text[from..colon].trim_start().len());
        title::label(&text[from..]).map(|_| from)
    });
    starts.collect()
}

/// Whether most lines begin with a small letter, so that one is no sign of a line that goes on.
fn is_casual(lines: &[Line]) -> bool {
    let first = |it: &Line| it.text.trim_start().chars().next();
    let small = lines.iter().filter_map(first).filter(|it| it.is_lowercase()).count();
    let large = lines.iter().filter_map(first).filter(|it| it.is_uppercase()).count();
    small > large
}

/// `----`, `====`, `***`, and the like.
fn is_rule(text: &str) -> bool {
    text.chars().count() >= 3
        && text
            .chars()
            .all(|it| matches!(it, '-' | '=' | '_' | '*' | '~' | '–' | '—' | '+' | '|' | ':' | ' '))
}

fn entry(line: &Line, counted: &mut u32) -> Entry {
    let indent =
        line.text.chars().take_while(|it| it.is_whitespace()).map(|it| if it == '\t' { 4 } else { 1 }).sum();
    let text = line.text.trim();
    let hashes = text.len() - text.trim_start_matches('#').len();
    let (is_heading, text) = match hashes {
        1..=6 if text[hashes..].starts_with(' ') => {
            (true, text[hashes..].trim().trim_end_matches('#').trim())
        }
        _ => (false, text.strip_prefix("> ").unwrap_or(text)),
    };
    let text = ["Q: ", "A: ", "Q. ", "A. ", "Question: ", "Answer: "]
        .iter()
        .find_map(|it| text.strip_prefix(it))
        .unwrap_or(text);
    let (mark, text) = marked(text, counted);
    let (text, bold) = without_emphasis(text);
    let bold = bold.filter(|it| *it > 0);
    let is_all_bold = bold == Some(text.len()) && mark == Mark::None && !text.is_empty();
    Entry {
        is_heading: is_heading || is_all_bold,
        numbers: one_line(line.number),
        text,
        mark,
        indent,
        is_after_blank: false,
        bold,
    }
}

/// Signs that stand before an item.
const BULLETS: &[char] = &[
    '•', '·', '●', '○', '◦', '▪', '▫', '■', '□', '☐', '☑', '✓', '✔', '➢', '➤', '▶', '►', '→', '›', '»', '‣',
    '⁃', '∙', '✅', '❖', '◆', '◇', '★', '☆', '\u{f0b7}', '\u{f0a7}', '\u{f0d8}', '\u{f0fc}', '\u{f076}', '§',
    '¨',
];

/// The mark of a line, and the text behind it.
fn marked<'t>(text: &'t str, counted: &mut u32) -> (Mark, &'t str) {
    let rest = text.trim_start_matches(BULLETS);
    if rest.len() < text.len() {
        return (Mark::Bullet, rest.trim_start());
    }
    for bullet in ["- ", "* ", "– ", "— ", "+ ", "o ", "-\t", "*\t", "o\t", "~ "] {
        if let Some(rest) = text.strip_prefix(bullet) {
            let rest = rest.trim_start();
            let rest =
                ["[ ] ", "[x] ", "[X] ", "( ) "].iter().find_map(|it| rest.strip_prefix(it)).unwrap_or(rest);
            // An item may be numbered as well.
            return match marked(rest, counted) {
                (Mark::Number(number), rest) => (Mark::Number(number), rest),
                (Mark::None | Mark::Letter | Mark::Bullet, _) => (Mark::Bullet, rest.trim_start()),
            };
        }
    }
    if let Some(number) = text.chars().next().and_then(circled) {
        return (Mark::Number(number), text[3..].trim_start());
    }
    let lead = text.strip_prefix(['(', '#', '[']).unwrap_or(text);
    let (worded, lead) = ["step ", "exercise ", "stretch ", "ex ", "no. ", "pose ", "move "]
        .iter()
        .find_map(|it| {
            lead.get(..it.len())
                .filter(|head| head.eq_ignore_ascii_case(it))
                .map(|_| (true, &lead[it.len()..]))
        })
        .unwrap_or((false, lead));
    let lead = lead.strip_prefix('#').unwrap_or(lead);
    let digits = lead.len() - lead.trim_start_matches(|it: char| it.is_ascii_digit()).len();
    if (1..=3).contains(&digits)
        && let Ok(number) = lead[..digits].parse::<u32>()
    {
        let after = &lead[digits..];
        let rest = after.trim_start_matches(['.', ')', ':', ']']);
        let has_sign = rest.len() < after.len();
        let spaced = [" - ", " – ", " — ", "- ", "– "].iter().find_map(|it| after.strip_prefix(it));
        let is_item = has_sign
            && !rest.starts_with(|it: char| it.is_ascii_digit())
            && (rest.starts_with([' ', '\t']) || rest.starts_with(char::is_alphabetic) || rest.is_empty());
        if is_item && !rest.trim().is_empty() {
            *counted = number;
            return (Mark::Number(number), rest.trim_start().trim_start_matches(['-', '–']).trim_start());
        }
        if let Some(rest) = spaced.filter(|_| worded || number == *counted + 1) {
            *counted = number;
            return (Mark::Number(number), rest.trim_start());
        }
        // "1 Neck tilt", where the numbers go on from line to line.
        let bare = after.strip_prefix([' ', '\t']).map(str::trim_start);
        if let Some(rest) = bare.filter(|it| number == *counted + 1 && it.starts_with(char::is_uppercase)) {
            *counted = number;
            return (Mark::Number(number), rest);
        }
    }
    let mut signs = text.trim_start_matches('(').chars();
    if let (Some(letter), Some(')' | '.')) = (signs.next(), signs.next())
        && letter.is_ascii_lowercase()
        && signs.as_str().starts_with(' ')
        && !text.starts_with("e.g")
    {
        return (Mark::Letter, signs.as_str().trim_start());
    }
    (Mark::None, text)
}

/// ① and its kin.
fn circled(sign: char) -> Option<u32> {
    match sign {
        '\u{2460}'..='\u{2473}' => Some(u32::from(sign) - 0x245f),
        '\u{2776}'..='\u{277f}' => Some(u32::from(sign) - 0x2775),
        '\u{2780}'..='\u{2789}' => Some(u32::from(sign) - 0x277f),
        _ => None,
    }
}

/// A text without the signs of bold and slanted words, and where the bold words end with which it begins.
fn without_emphasis(text: &str) -> (String, Option<usize>) {
    let mut bold = None;
    for sign in ["**", "__"] {
        if let Some((inside, after)) = text.strip_prefix(sign).and_then(|it| it.split_once(sign)) {
            // The mark of the name may stand inside: **Neck tilt:**
            bold = Some(inside.trim_end_matches([':', '.']).trim_end().len());
            if after.trim_matches([':', '.', ' ']).is_empty() {
                let text = format!("{inside}{after}");
                bold = Some(text.len());
                return (text, bold);
            }
        }
    }
    let mut plain = text.replace("**", "").replace("__", "").replace('`', "");
    if let Some(inside) = plain.strip_prefix('*').and_then(|it| it.strip_suffix('*')) {
        plain = inside.to_owned();
    }
    // Links keep their words.
    while let Some((before, rest)) = plain.split_once('[')
        && let Some((words, after)) = rest.split_once("](")
        && let Some((_, after)) = after.split_once(')')
    {
        plain = format!("{before}{words}{after}");
    }
    (plain, bold)
}

/// Whether a line goes on from the one before.
fn goes_on(last: &Entry, next: &Entry, is_casual: bool) -> bool {
    if next.mark != Mark::None
        || next.is_after_blank
        || next.is_heading
        || last.is_heading
        || next.bold.is_some()
    {
        return false;
    }
    if title::label(&next.text).is_some() || title::before_colon(&next.text).is_some() {
        return false;
    }
    let is_labelled = title::label(&last.text).is_some();
    if is_labelled && !next.text.starts_with(char::is_lowercase) {
        return false;
    }
    let ends = last.text.ends_with(['.', '!', '?', ':', ';']);
    let begins_small = next.text.starts_with(|it: char| it.is_lowercase() || it == '(');
    let is_long = last.text.chars().count() >= 50;
    let hangs = last.text.ends_with([',', '-', '–', '/', '&'])
        || last.text.rsplit(' ').next().is_some_and(|it| {
            matches!(
                it.to_lowercase().as_str(),
                "and" | "or" | "the" | "your" | "to" | "for" | "of" | "with" | "a" | "on"
            )
        });
    hangs
        || begins_small
            && !is_casual
            && !last.text.ends_with(['!', '?', ':'])
            && (!ends || last.text.chars().count() >= 30)
        || is_long && !ends
}

fn append(last: &mut Entry, next: &Entry) {
    let hyphenated = last.text.ends_with('-')
        && next.text.starts_with(char::is_lowercase)
        && last.text.trim_end_matches('-').ends_with(char::is_alphabetic);
    if !hyphenated {
        last.text.push(' ');
    }
    let at = last.text.len();
    last.text.push_str(&next.text);
    last.numbers.0.push((at, next.line()));
}

/// Finds the headings among lines without a mark.
fn mark_headings(entries: &mut [Entry]) {
    for at in 0..entries.len() {
        let next = entries.get(at + 1);
        let before = at.checked_sub(1).and_then(|it| entries.get(it));
        let Some(it) = entries.get(at) else { continue };
        if it.is_heading || title::label(&it.text).is_some() {
            continue;
        }
        let is_heading = match it.mark {
            Mark::None => is_heading(it, before, next),
            Mark::Number(_) | Mark::Letter | Mark::Bullet => {
                // A numbered question is one; other items keep their list.
                it.text.ends_with('?') && next.is_some_and(|it| it.mark.sort() != entries[at].mark.sort())
            }
        };
        entries[at].is_heading = is_heading;
    }
}

fn is_heading(it: &Entry, before: Option<&Entry>, next: Option<&Entry>) -> bool {
    let text = it.text.as_str();
    if text.ends_with('?') {
        return text.split_whitespace().count() <= 20;
    }
    let letters = || text.chars().filter(|it| it.is_alphabetic());
    let shouts = letters().count() >= 4 && letters().all(|it| !it.is_lowercase());
    let Some(next) = next else { return false };
    // The first line stands over all of it.
    if before.is_none()
        && next.is_after_blank
        && text.split_whitespace().count() <= 10
        && !is_dosed(it)
        && !title::is_instruction(text)
        && !title::ends_sentence(text)
    {
        return true;
    }
    // "Day 1" over its list, and the title of a sheet over its first heading.
    let is_group =
        title::is_of_group(text) && title::is_title(text) && !is_dosed(it) && !title::ends_sentence(text);
    if is_group
        && title::before_colon(text).is_none()
        && it.is_after_blank
        && !next.is_after_blank
        && it.indent == 0
    {
        return true;
    }
    let is_short = text.split_whitespace().count() <= 9;
    if shouts && is_short && !is_dosed(it) {
        return true;
    }
    if it.indent > 0 && before.is_some_and(|it| it.mark != Mark::None) && !it.is_after_blank {
        return false;
    }
    // "Here is a simple way:" under a question.
    if text.ends_with(':') && before.is_some_and(|it| it.is_heading && it.text.ends_with('?')) {
        return false;
    }
    if text.ends_with(':') && is_short && !is_dosed(it) {
        return !before.is_some_and(|before| before.mark != Mark::None && it.indent > before.indent);
    }
    if !title::is_title(text)
        || title::ends_sentence(text)
        || text.ends_with([',', ';'])
        || title::before_colon(text).is_some()
    {
        return false;
    }
    // A title over its own words: a list, a sentence, or nothing but a line that is no title.
    let over = next.mark != Mark::None
        || title::is_instruction(&next.text)
        || title::ends_sentence(&next.text)
        || title::label(&next.text).is_some()
        || is_only_dose(next);
    if is_dosed(it) {
        // "Neck tilt (30 seconds each side)" over its steps; but a list of such lines is a list.
        let is_list = |it: Option<&Entry>| {
            it.is_some_and(|it| it.mark == Mark::None && is_dosed(it) && title::is_title(&it.text))
        };
        let over = over && (next.mark != Mark::None || !next.is_after_blank && next.sentences().len() > 1);
        return over && !is_list(before) && it.is_after_blank && (next.mark == Mark::None || !is_dosed(next));
    }
    if before.is_some_and(|before| matches!(before.mark, Mark::Number(_) | Mark::Bullet | Mark::Letter))
        && !it.is_after_blank
        && !next.mark_is_numbered()
    {
        return false;
    }
    over || it.is_after_blank && next.is_after_blank
}

impl Entry {
    fn mark_is_numbered(&self) -> bool {
        matches!(self.mark, Mark::Number(_))
    }
}

fn is_only_dose(it: &Entry) -> bool {
    let read = pieces(&it.text, &it.numbers);
    !read.is_empty() && read.iter().all(|it| it.words.is_empty())
}
