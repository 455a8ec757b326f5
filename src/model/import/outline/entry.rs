//! Lines taken as headings, items of lists, and paragraphs.

use super::{
    super::{
        lines::SheetLine,
        sentence::{Numbers, SaidAmount, pieces},
        title,
    },
    apart::apart,
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
pub struct OutlineEntry {
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

impl OutlineEntry {
    /// The line in which it begins.
    pub fn line(&self) -> usize {
        self.numbers.at(0)
    }

    /// Its sentences.
    pub fn sentences(&self) -> Vec<&str> {
        sentence::sentences(&self.text)
    }

    /// The amounts in a heading, such as "Neck tilt (30 seconds each side)".
    pub fn amounts(&self) -> Vec<SaidAmount> {
        pieces(&self.text, &self.numbers).into_iter().flat_map(|it| it.amounts).collect()
    }
}

/// The entries of a sheet.
pub fn entries(lines: &[SheetLine]) -> Vec<OutlineEntry> {
    let mut entries: Vec<OutlineEntry> = Vec::new();
    let is_casual = is_casual(lines);
    let mut is_after_blank = true;
    let mut counted = CountedMarks::default();
    let mut alone: Option<Mark> = None;
    let lines: Vec<SheetLine> = lines.iter().flat_map(apart).collect();
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
        // "Step 1" alone is the mark of the next line.
        if let Some(number) = number_alone(trimmed) {
            alone = Some(Mark::Number(number));
            continue;
        }
        let mut entry = entry(line, &mut counted);
        entry.is_after_blank = is_after_blank;
        if let Some(mark) = alone.take().filter(|_| entry.mark == Mark::None && !entry.is_heading) {
            entry.mark = mark;
        }
        if entry.text.is_empty() || title::leads_to_steps(&entry.text) {
            continue;
        }
        // "Exercise: Heel slide" is the name of what follows.
        if let Some(name) = title::named_by_label(&entry.text) {
            let from = entry.text.len() - name.len();
            entry = OutlineEntry {
                text: name.to_owned(),
                numbers: entry.numbers.from(from),
                is_heading: true,
                ..entry
            };
        }
        // "Repetitions" over "2 to 3", as a table leaves it when it is copied.
        if let Some(last) = entries.last_mut().filter(|it| title::is_label_alone(&it.text))
            && entry.mark == Mark::None
            && entry.text.starts_with(|it: char| it.is_ascii_digit())
            && entry.text.chars().count() <= 30
        {
            last.text.push(':');
            last.is_heading = false;
            append(last, &entry);
            is_after_blank = false;
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

/// The lines without the numbers that only count them, each with its number in the sheet.
pub fn unmarked(lines: &[SheetLine]) -> Vec<(usize, String)> {
    let mut counted = CountedMarks::default();
    let mut rows = 0;
    let mut bare = Vec::new();
    for line in lines.iter().flat_map(apart) {
        let text = line.text.trim();
        let text = text.trim_start_matches(['#', '*', '_', ' ']);
        let text = ["Q: ", "A: "].iter().find_map(|it| text.strip_prefix(it)).unwrap_or(text);
        if number_alone(text).is_some() {
            continue;
        }
        // The number of a table's row
        let cell = text.trim_start_matches('|').split(['|', ',', ';', '\t']).next().unwrap_or_default();
        if cell.len() < text.len() && cell.trim().parse() == Ok(rows + 1) {
            rows += 1;
            bare.push((line.number, text[text.find(cell).unwrap_or(0) + cell.len()..].to_owned()));
            continue;
        }
        bare.push((line.number, marked(text, &mut counted).1.to_owned()));
    }
    bare
}

/// Which number and which letter came last.
#[derive(Default)]
struct CountedMarks {
    number: u32,
    letter: Option<char>,
}

/// The number of "Step 1" or "Exercise 2:", where nothing else is said.
fn number_alone(text: &str) -> Option<u32> {
    let text = text.trim_matches(['*', '#', '_', ' ', ':', '.', '-', '\u{2013}']);
    let (word, number) = text.split_once([' ', '\u{a0}'])?;
    let is_mark = ["step", "exercise", "stretch", "pose"].iter().any(|it| word.eq_ignore_ascii_case(it));
    number.trim().parse().ok().filter(|_| is_mark)
}

/// Whether most lines begin with a small letter, so that one is no sign of a line that goes on.
fn is_casual(lines: &[SheetLine]) -> bool {
    let first = |it: &SheetLine| it.text.trim_start().chars().next();
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

fn entry(line: &SheetLine, counted: &mut CountedMarks) -> OutlineEntry {
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
    let text =
        ["Q: ", "A: ", "Question: ", "Answer: "].iter().find_map(|it| text.strip_prefix(it)).unwrap_or(text);
    let (mark, text) = marked(text, counted);
    let (text, bold) = without_emphasis(text);
    let bold = bold.filter(|it| *it > 0);
    let is_all_bold = bold == Some(text.len()) && mark == Mark::None && !text.is_empty();
    OutlineEntry {
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
fn marked<'t>(text: &'t str, counted: &mut CountedMarks) -> (Mark, &'t str) {
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
    let (worded, lead) =
        ["step ", "exercise no. ", "exercise ", "stretch ", "ex. ", "ex.", "ex ", "no. ", "pose ", "move "]
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
            counted.number = number;
            return (Mark::Number(number), rest.trim_start().trim_start_matches(['-', '–']).trim_start());
        }
        if let Some(rest) = spaced.filter(|_| worded || number == counted.number + 1) {
            counted.number = number;
            return (Mark::Number(number), rest.trim_start());
        }
        // "1 Neck tilt", where the numbers go on from line to line.
        let bare = after.strip_prefix([' ', '\t']).map(str::trim_start);
        if let Some(rest) = bare.filter(|it| {
            (worded || number == counted.number + 1 && !is_unit(it)) && it.starts_with(char::is_uppercase)
        }) {
            counted.number = number;
            return (Mark::Number(number), rest);
        }
    }
    let mut signs = text.trim_start_matches('(').chars();
    if let (Some(letter), Some(')' | '.')) = (signs.next(), signs.next())
        && (letter.is_ascii_lowercase() || follows(letter, counted.letter))
        && signs.as_str().starts_with(' ')
        && !text.starts_with("e.g")
    {
        counted.letter = letter.is_ascii_uppercase().then_some(letter);
        return (Mark::Letter, signs.as_str().trim_start());
    }
    (Mark::None, text)
}

/// Whether a figure before these words counts them: "1 Minute plank" is no item.
fn is_unit(words: &str) -> bool {
    let first = title::words(words).first().cloned().unwrap_or_default();
    let units = [
        "minute",
        "min",
        "second",
        "sec",
        "set",
        "rep",
        "round",
        "breath",
        "time",
        "hour",
        "x",
        "repetition",
    ];
    units.iter().any(|it| first.trim_end_matches('s') == *it)
}

/// Whether a capital goes on from the one before, so that "A. Smith" alone is no item "S".
fn follows(letter: char, before: Option<char>) -> bool {
    letter.is_ascii_uppercase()
        && (letter == 'A' || before.is_some_and(|it| u32::from(it) + 1 == u32::from(letter)))
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
fn goes_on(last: &OutlineEntry, next: &OutlineEntry, is_casual: bool) -> bool {
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
            // In small letters: "ROUTINE A" is whole.
            matches!(it, "and" | "or" | "the" | "your" | "to" | "for" | "of" | "with" | "a" | "on")
        });
    // "Heel raises 15 x 2" is an exercise, however long the line before it is.
    let is_own = !begins_small && is_dosed(next) && super::named(next).0.is_some();
    hangs
        || begins_small
            && !is_casual
            && !last.text.ends_with(['!', '?', ':'])
            && (!ends || last.text.chars().count() >= 30)
        || is_long && !ends && !is_own
}

fn append(last: &mut OutlineEntry, next: &OutlineEntry) {
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
fn mark_headings(entries: &mut [OutlineEntry]) {
    for at in 0..entries.len() {
        let next = entries.get(at + 1);
        let before = at.checked_sub(1).and_then(|it| entries.get(it));
        let Some(it) = entries.get(at) else { continue };
        if it.is_heading || title::label(&it.text).is_some() || is_only_said(it) {
            continue;
        }
        let is_heading = match it.mark {
            Mark::None => is_heading(it, before, next) || is_over_all(entries, at),
            Mark::Number(_) | Mark::Letter | Mark::Bullet => {
                // A numbered question is one; other items keep their list.
                it.text.ends_with('?') && next.is_some_and(|it| it.mark.sort() != entries[at].mark.sort())
            }
        };
        entries[at].is_heading = is_heading;
    }
}

fn is_heading(it: &OutlineEntry, before: Option<&OutlineEntry>, next: Option<&OutlineEntry>) -> bool {
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
        let is_list = |it: Option<&OutlineEntry>| {
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

impl OutlineEntry {
    fn mark_is_numbered(&self) -> bool {
        matches!(self.mark, Mark::Number(_))
    }
}

/// Whether a line says nothing but amounts, habits and sides: "DAILY".
fn is_only_said(it: &OutlineEntry) -> bool {
    let read = pieces(&it.text, &it.numbers);
    !read.is_empty() && read.iter().all(|it| it.words.is_empty() && !it.amounts.is_empty())
}

/// Whether a line stands over a list of lines with times: "Monday", "Warm-up (5 minutes)", "MORNING STRETCH - 10 mins".
fn is_over_all(entries: &[OutlineEntry], at: usize) -> bool {
    let it = &entries[at];
    let before = at.checked_sub(1).and_then(|it| entries.get(it));
    let begins = before.is_none() || it.is_after_blank;
    let after: Vec<&OutlineEntry> = entries[at + 1..].iter().take_while(|it| !it.is_heading).collect();
    let [next, rest @ ..] = &after[..] else { return false };
    let is_titled = |it: &OutlineEntry| is_dosed(it) && !is_only_said(it) && title::label(&it.text).is_none();
    let is_list = is_titled(next) && !next.text.ends_with(':');
    if !begins || !is_list || it.text.split_whitespace().count() > 9 {
        return false;
    }
    let of_group = title::is_of_group(&it.text) && !title::is_instruction(&it.text);
    if is_dosed(it) {
        // A total: its unit is minutes, and there are others below.
        let is_total = pieces(&it.text, &it.numbers)
            .iter()
            .flat_map(|it| &it.amounts)
            .all(|it| it.amount.seconds().is_some_and(|it| it.high() >= 120));
        let is_loud = before.is_none() && next.is_after_blank;
        return of_group && is_total && (is_loud || !next.is_after_blank) && !rest.is_empty();
    }
    let words = title::is_title(&it.text) && title::before_colon(&it.text).is_none();
    // Of a sheet's first line, all others with a time are exercises.
    let others = rest.iter().filter(|it| is_titled(it)).count();
    words && (of_group && !next.is_after_blank || before.is_none() && others > 0 && others + 1 >= rest.len())
}

fn is_only_dose(it: &OutlineEntry) -> bool {
    let read = pieces(&it.text, &it.numbers);
    !read.is_empty() && read.iter().all(|it| it.words.is_empty())
}
