//! Lines as a therapist or a web page writes them: headings, lists and paragraphs, and the exercises in them.

mod apart;
mod circuit;
mod entry;
mod fill;
mod name;

pub use self::entry::unmarked;
use self::{
    entry::{Mark, OutlineEntry, entries},
    fill::{complete, fill, fill_node},
    name::{name_of, named},
};
use super::{
    Notice, Sheet,
    amount::Amount,
    exercise::{ExerciseDraft, build},
    lines::SheetLine,
    sentence::{Numbers, SaidAmount, SentencePart, pieces},
    title,
};
use crate::model::dose::Dose;

/// A heading with what stands under it.
#[derive(Debug, Default)]
struct Section {
    title: Option<OutlineEntry>,
    entries: Vec<OutlineEntry>,
}

/// An entry with what belongs to it.
#[derive(Debug)]
struct OutlineNode {
    head: OutlineEntry,
    children: Vec<OutlineEntry>,
}

/// What the whole sheet says of every exercise, and what was found.
#[derive(Default)]
struct Reader {
    sheet: Sheet,
    drafts: Vec<ExerciseDraft>,
    /// Amounts for exercises that have none of their own.
    usual: Vec<SaidAmount>,
    /// What the exercises of the part that is being read are done in turn for.
    part: Vec<SaidAmount>,
    /// The first exercise of that part.
    part_begins: usize,
    /// Whether headings have their exercise under them, so that one without is a heading over others.
    has_bodies: bool,
}

/// The exercises of a sheet.
pub fn read(lines: &[SheetLine]) -> Sheet {
    let mut reader = Reader::default();
    let mut lines = lines.to_vec();
    if let Some(line) = lines.iter_mut().take(FIRST_LINES).find(|it| title_of(&it.text).is_some()) {
        reader.sheet.title = title_of(&line.text).map(title::tidy);
        line.text.clear();
    }
    let sections = sections(entries(&lines));
    reader.has_bodies =
        sections.iter().filter(|it| it.title.is_some() && it.entries.iter().any(is_dosed)).count() >= 2;
    for (index, section) in sections.into_iter().enumerate() {
        reader.section(section, index == 0);
    }
    reader.end_part();
    let Reader { mut sheet, mut drafts, usual, .. } = reader;
    for draft in &mut drafts {
        complete(draft, &usual);
    }
    sheet.exercises = drafts.into_iter().map(build).collect();
    sheet
}

/// A title with a label stands in one of so many first lines.
const FIRST_LINES: usize = 6;

/// The title behind its label: "Workout: Hips and hamstrings".
fn title_of(text: &str) -> Option<&str> {
    let (label, name) = text.trim().split_once(':')?;
    let is_label =
        ["workout", "routine", "program", "programme", "plan", "title", "workout name", "routine name"]
            .contains(&label.trim().to_lowercase().as_str());
    let name = name.trim();
    (is_label && title::is_title(name) && pieces(name, &one_line(1)).iter().all(|it| it.amounts.is_empty()))
        .then_some(name)
}

/// Cuts entries at headings, and where a list begins again.
fn sections(entries: Vec<OutlineEntry>) -> Vec<Section> {
    let mut sections = vec![Section::default()];
    let mut number = 0;
    for entry in entries {
        let restarts =
            matches!(entry.mark, Mark::Number(1)) && number > 1 && entry.indent == 0 && !entry.is_heading;
        if entry.indent == 0
            && let Mark::Number(it) = entry.mark
        {
            number = it;
        }
        if entry.is_heading {
            number = 0;
            sections.push(Section { title: Some(entry), entries: Vec::new() });
            continue;
        }
        let before = sections
            .last()
            .map(|it| it.entries.iter().any(|it| matches!(it.mark, Mark::Number(_))))
            .unwrap_or_default();
        // Steps under items that are numbered differently are no new list.
        let nested = sections.last().is_some_and(|it| {
            it.entries
                .iter()
                .any(|it| it.mark.sort() != 0 && it.mark.sort() != entry.mark.sort() && !it.text.is_empty())
                && restarts
        });
        // "Calf stretch: ..." behind another exercise is one of its own.
        let is_own = entry.mark == Mark::None
            && entry.is_after_blank
            && sections.last().is_some_and(|it| it.title.is_some() && it.entries.iter().any(is_dosed))
            && title::before_colon(&entry.text).is_some()
            && is_dosed(&entry);
        if restarts && before && !nested || is_own {
            sections.push(Section::default());
        }
        if let Some(last) = sections.last_mut() {
            last.entries.push(entry);
        }
    }
    sections.retain(|it| it.title.is_some() || !it.entries.is_empty());
    sections
}

impl Reader {
    fn section(&mut self, section: Section, is_first: bool) {
        let Section { title, entries } = section;
        let Some(heading) = title else { return self.body(None, entries) };
        if let Some(said) = circuit::said_of_all(&heading) {
            self.begin_part(&heading, said);
            return self.body(None, entries);
        }
        let shown = title::tidy(&heading.text);
        if entries.is_empty() {
            if title::is_talk(&heading.text, false) || title::is_letter(&heading.text) {
                return self.left_out(&heading);
            }
            if self.sheet.title.is_none() && self.drafts.is_empty() && !heading.text.ends_with('?') {
                self.sheet.title = Some(title::tidy(&heading.text));
            } else if heading.text.ends_with('?')
                || title::is_of_group(&heading.text)
                || is_first
                || self.has_bodies
            {
                self.left_out(&heading); // it stands over others
            } else if !shown.is_empty() {
                self.drafts.push(ExerciseDraft {
                    name: shown,
                    line: heading.line(),
                    ..ExerciseDraft::default()
                });
            }
            return;
        }
        if title::is_letter(&heading.text) && !entries.iter().any(is_dosed) {
            return [&heading].into_iter().chain(&entries).for_each(|it| self.left_out(it));
        }
        let steps = entries.iter().filter(|it| title::is_instruction(&it.text)).count();
        if title::is_talk(&heading.text, entries.iter().any(is_dosed) || steps > 1) {
            return [&heading].into_iter().chain(&entries).for_each(|it| self.left_out(it));
        }
        self.body(Some(heading), entries);
    }

    fn body(&mut self, title: Option<OutlineEntry>, mut entries: Vec<OutlineEntry>) {
        if let Some(said) = circuit::interval(&entries) {
            self.heading(title.as_ref());
            let names = entries.split_off(said);
            let in_items = names.iter().any(|it| it.mark != Mark::None);
            if let Some(first) = entries.first() {
                self.begin_part(first, entries.iter().flat_map(OutlineEntry::amounts).collect());
            }
            self.exercises(nodes(names), in_items);
            return self.end_part();
        }
        let nodes = nodes(entries);
        let marked: Vec<&OutlineNode> = nodes.iter().filter(|it| it.head.mark != Mark::None).collect();
        let is_group = title.as_ref().is_none_or(|it| title::is_of_group(&it.text));
        let lists = if marked.is_empty() {
            are_paragraphs(&nodes, is_group, title.is_none()) || are_names(&nodes)
        } else {
            are_exercises(&marked, is_group)
        };
        if lists {
            self.heading(title.as_ref());
            let in_items = !marked.is_empty();
            return self.exercises(nodes, in_items);
        }
        // One exercise, with its steps.
        let dosed = nodes.iter().any(|it| is_dosed(&it.head) || it.children.iter().any(is_dosed));
        let says = !marked.is_empty()
            || dosed
            || nodes.iter().any(|it| it.head.sentences().iter().any(|it| title::is_instruction(it)));
        let Some(first) = nodes.first() else { return };
        let speaks_of_all = marked.is_empty()
            && is_group
            && nodes.iter().all(|it| it.children.is_empty() && is_said_of_all(&it.head));
        if speaks_of_all {
            self.heading(title.as_ref());
            return nodes.iter().for_each(|it| self.aside(&it.head, false));
        }
        if !says || !dosed && marked.is_empty() && (title.is_none() || is_group) {
            let entries: Vec<&OutlineEntry> =
                nodes.iter().flat_map(|it| [&it.head].into_iter().chain(&it.children)).collect();
            if let (Some(last), None) = (self.drafts.last_mut(), &title) {
                last.notes.extend(
                    entries
                        .iter()
                        .map(|it| Notice { line: it.line(), words: format!("\"{}\" is left out", it.text) }),
                );
                return;
            }
            self.heading(title.as_ref());
            return entries.into_iter().for_each(|it| self.left_out(it));
        }
        let (name, line, skip) = match &title {
            Some(it) if it.text.ends_with('?') => {
                let is_name = |it: &OutlineEntry| {
                    it.mark == Mark::None
                        && title::is_title(&it.text)
                        && !is_dosed(it)
                        && !it.text.ends_with(':')
                };
                let own = nodes.first().filter(|it| is_name(&it.head));
                match own {
                    Some(own) => (title::tidy(&own.head.text), own.head.line(), true),
                    None => (title::of_question(&it.text), it.line(), false),
                }
            }
            Some(it) => (
                named(it).0.filter(|_| is_dosed(it)).unwrap_or_else(|| title::tidy(&it.text)),
                it.line(),
                false,
            ),
            None => match named(&first.head) {
                (Some(name), "") => (name, first.head.line(), true),
                // "At your desk: hamstring", over steps
                (Some(_), rest) if !marked.is_empty() && is_title_whole(&first.head, rest) => {
                    (title::tidy(&first.head.text), first.head.line(), true)
                }
                _ if marked.is_empty() || first.head.mark == Mark::None => {
                    // The name may stand before the first words.
                    let line = first.head.line();
                    let mut draft = ExerciseDraft { line, ..ExerciseDraft::default() };
                    self.fill_named(&mut draft, &first.head);
                    first.children.iter().for_each(|it| fill(&mut draft, it));
                    nodes.iter().skip(1).for_each(|it| fill_node(&mut draft, it));
                    return self.keep(draft);
                }
                _ => (String::new(), first.head.line(), false),
            },
        };
        let mut draft = ExerciseDraft { name, line, ..ExerciseDraft::default() };
        if skip {
            first.children.iter().for_each(|it| fill(&mut draft, it));
        }
        nodes.iter().skip(usize::from(skip)).for_each(|it| fill_node(&mut draft, it));
        // What the heading says counts where the words under it say nothing.
        complete(&mut draft, &title.map(|it| it.amounts()).unwrap_or_default());
        self.keep(draft);
    }

    /// A heading over several exercises: the first one is the title.
    fn heading(&mut self, title: Option<&OutlineEntry>) {
        let Some(title) = title.filter(|it| !it.text.ends_with('?')) else { return };
        if title::is_letter(&title.text) {
            return self.left_out(title);
        }
        // "10 minutes" is a total; "5 stretches" belongs to the title.
        let totals: Vec<SaidAmount> =
            title.amounts().into_iter().filter(|it| it.amount.seconds().is_some()).collect();
        let has_total = !totals.is_empty();
        for said in totals {
            let words = format!("\"{}\" is said of all of it, and is left out", said.quote);
            self.sheet.notices.push(Notice { line: said.line, words });
        }
        if self.sheet.title.is_none() && self.drafts.is_empty() {
            let name = if has_total { named(title).0 } else { None };
            self.sheet.title = Some(name.unwrap_or_else(|| title::tidy(&title.text)));
        } else if !title::is_of_group(&title.text) {
            self.left_out(title);
        }
    }

    /// A list whose items are exercises. Paragraphs before it may speak of all of them.
    fn exercises(&mut self, nodes: Vec<OutlineNode>, in_items: bool) {
        let mut begun = false;
        let first = self.drafts.len();
        let only_names = are_names(&nodes);
        for node in nodes {
            let is_item = !in_items || node.head.mark != Mark::None;
            if node.children.is_empty()
                && let Some(said) = circuit::said_of_all(&node.head)
            {
                if begun && !circuit::looks_ahead(&node.head) {
                    // "Repeat the circuit 3 times" is said of what stands before it.
                    self.of_all(&node.head, said, first);
                } else {
                    self.begin_part(&node.head, said);
                }
                continue;
            }
            if in_items && !is_item && node.children.is_empty() {
                self.aside(&node.head, begun);
                continue;
            }
            let pure = pieces(&node.head.text, &node.head.numbers).iter().all(|it| it.words.is_empty());
            // A rest in a list is played as one; a line in a letter is nothing to do.
            let is_alone = begun && pure && self.drafts.last().is_some_and(|it| !is_repeated(it));
            let rests = (node.head.mark != Mark::None || is_alone) && title::is_rest(&node.head.text);
            let is_dosed_below = node.children.iter().any(is_dosed);
            if node.head.mark == Mark::None
                && !is_dosed(&node.head)
                && !is_dosed_below
                && title::is_letter(&node.head.text)
            {
                self.aside(&node.head, begun);
                node.children.iter().for_each(|it| self.aside(it, begun));
                continue;
            }
            if rests && let Some(span) = node.head.amounts().iter().find_map(|it| it.amount.seconds()) {
                begun = true;
                let line = node.head.line();
                let mut amounts = node.head.amounts();
                amounts.iter_mut().for_each(|it| it.amount = Amount::Hold(Dose::Seconds(span)));
                let piece = SentencePart { line, words: "Rest.".to_owned(), amounts };
                self.drafts.push(ExerciseDraft {
                    name: "Rest".to_owned(),
                    line,
                    pieces: vec![piece],
                    ..ExerciseDraft::default()
                });
                continue;
            }
            if !in_items | (node.head.mark == Mark::None) && title::is_between(&node.head.text) {
                self.left_out(&node.head);
                continue;
            }
            let belongs = pure && !node.head.text.is_empty() || title::label(&node.head.text).is_some();
            let has_others = self.drafts.len() > first + 1;
            if let (true, true, Some(last)) = (belongs, begun, self.drafts.last_mut()) {
                if has_others && pure && last.pieces.iter().any(SentencePart::is_dosed) {
                    let words = format!("\"{}\" is taken for this exercise alone", node.head.text);
                    last.notes.push(Notice { line: node.head.line(), words });
                }
                fill_node(last, &node);
                continue;
            }
            if !in_items
                && !begun
                && is_dosed(&node.head)
                && is_of_all(&node.head.text)
                && (only_names || title::before_colon(&node.head.text).is_none())
                && node.children.is_empty()
            {
                if let Some((name, _)) = title::before_colon(&node.head.text) {
                    self.sheet.title.get_or_insert_with(|| title::tidy(name));
                }
                self.aside(&node.head, begun);
                continue;
            }
            if !in_items
                && !is_dosed(&node.head)
                && node.children.is_empty()
                && !title::is_title(&node.head.text)
                && named(&node.head).0.is_none()
            {
                self.aside(&node.head, begun);
                continue;
            }
            begun = true;
            let mut draft = ExerciseDraft { line: node.head.line(), ..ExerciseDraft::default() };
            self.fill_named(&mut draft, &node.head);
            node.children.iter().for_each(|it| fill(&mut draft, it));
            self.keep(draft);
        }
    }

    /// A paragraph beside a list of exercises: what it says of each is taken, the rest is left out.
    fn aside(&mut self, entry: &OutlineEntry, after: bool) {
        let read = pieces(&entry.text, &entry.numbers);
        let dosed = read.iter().any(SentencePart::is_dosed);
        if let Some(said) = circuit::said_of_all(entry) {
            if circuit::looks_ahead(entry) || self.part_begins == self.drafts.len() {
                self.begin_part(entry, said);
            } else {
                self.of_all(entry, said, self.part_begins);
            }
        } else if dosed && (is_of_all(&entry.text) || !after) && !title::is_talk(&entry.text, true) {
            let said = read
                .into_iter()
                .flat_map(|it| it.amounts)
                .filter(|it| !matches!(it.amount, Amount::Habit | Amount::Total | Amount::Impossible));
            self.usual.extend(said);
        } else {
            self.left_out(entry);
        }
    }

    fn fill_named(&self, draft: &mut ExerciseDraft, head: &OutlineEntry) {
        let (name, rest) = named(head);
        draft.name = name.unwrap_or_default();
        if draft.name.is_empty() {
            fill(draft, head);
        } else if !rest.is_empty() {
            let from = head.text.len() - rest.len();
            fill(
                draft,
                &OutlineEntry { text: rest.to_owned(), numbers: head.numbers.from(from), ..head.clone() },
            );
        }
    }

    fn keep(&mut self, mut draft: ExerciseDraft) {
        if draft.name.is_empty() {
            draft.name = name_of(&draft).unwrap_or_else(|| format!("Exercise {}", self.drafts.len() + 1));
        }
        self.drafts.push(draft);
    }

    fn left_out(&mut self, entry: &OutlineEntry) {
        self.sheet.notices.push(Notice { line: entry.line(), words: format!("left out: {}", entry.text) });
    }
}

/// Whether an entry is a rest, and nothing else.
fn is_rest(entry: &OutlineEntry) -> bool {
    entry.text.to_lowercase().starts_with("rest")
}

/// Whether a line over steps is a name to its end, although a sign stands in it.
fn is_title_whole(entry: &OutlineEntry, rest: &str) -> bool {
    entry.mark == Mark::None
        && !is_dosed(entry)
        && title::words(rest).len() <= 3
        && !title::begins_with_verb(rest)
        && !title::ends_sentence(rest)
}

/// Whether an exercise is done several times, with a rest in between.
fn is_repeated(draft: &ExerciseDraft) -> bool {
    let mut amounts = draft.pieces.iter().flat_map(|it| &it.amounts);
    amounts.any(|it| matches!(it.amount, Amount::Rounds(_) | Amount::Count(_) | Amount::Times(_)))
}

/// The same, or of several in turn.
fn is_said_of_all(entry: &OutlineEntry) -> bool {
    is_of_all(&entry.text) || circuit::said_of_all(entry).is_some()
}

/// Whether a paragraph speaks of every exercise.
fn is_of_all(text: &str) -> bool {
    let low = text.to_lowercase();
    const ALL: &[&str] = &[
        "each stretch",
        "every stretch",
        "each exercise",
        "every exercise",
        "each pose",
        "every pose",
        "each position",
        "each movement",
        "each of ",
        "all of ",
        "all stretches",
        "all exercises",
        "all the ",
        "these stretches",
        "these exercises",
        "the stretches",
        "the exercises",
        "each one",
        "them ",
        "following",
    ];
    ALL.iter().any(|it| low.contains(it))
}

/// Puts entries under those that they belong to.
fn nodes(entries: Vec<OutlineEntry>) -> Vec<OutlineNode> {
    let base = entries.iter().find(|it| it.mark != Mark::None).map(|it| (it.mark.sort(), it.indent));
    let mut nodes: Vec<OutlineNode> = Vec::new();
    for entry in entries {
        let is_base =
            base.is_some_and(|(sort, indent)| entry.mark.sort() == sort && entry.indent <= indent + 1);
        let under = match (nodes.last(), entry.mark) {
            (None, _) => false,
            (Some(last), Mark::None) => {
                let is_item = last.head.mark != Mark::None;
                let goes_on = !entry.is_after_blank || entry.indent > last.head.indent;
                let is_open = title::is_title(&last.head.text)
                    && !title::ends_sentence(&last.head.text)
                    && !is_dosed(&last.head);
                let opens = is_item && (goes_on || is_open || !last.children.is_empty());
                opens
                    || is_open && !is_item && goes_on && !title::is_title(&entry.text)
                    || !is_item && title::label(&entry.text).is_some() && base.is_none() && !is_rest(&entry)
            }
            (Some(last), _) => !is_base && last.head.mark != Mark::None,
        };
        match nodes.last_mut().filter(|_| under) {
            Some(last) => last.children.push(entry),
            None => nodes.push(OutlineNode { head: entry, children: Vec::new() }),
        }
    }
    nodes
}

fn is_dosed(entry: &OutlineEntry) -> bool {
    pieces(&entry.text, &entry.numbers).iter().any(SentencePart::is_dosed)
}

/// Whether the items of a list are exercises, and not the steps of one.
fn are_exercises(items: &[&OutlineNode], is_group: bool) -> bool {
    let count = items.len();
    let read: Vec<Vec<SentencePart>> =
        items.iter().map(|it| pieces(&it.head.text, &it.head.numbers)).collect();
    let pure = read.iter().filter(|it| !it.is_empty() && it.iter().all(|it| it.words.is_empty())).count();
    let labelled = items.iter().filter(|it| title::label(&it.head.text).is_some()).count();
    let name = items.iter().filter(|it| named(&it.head).0.is_some()).count();
    let parents = items.iter().filter(|it| !it.children.is_empty() && named(&it.head).0.is_some()).count();
    let dosed = items
        .iter()
        .zip(&read)
        .filter(|(item, it)| it.iter().any(SentencePart::is_dosed) || item.children.iter().any(is_dosed))
        .count();
    let rest = count.saturating_sub(pure + labelled);
    if parents * 2 > count || parents > 0 && parents == name {
        return true;
    }
    if labelled * 2 >= count || pure > 0 && name * 2 <= rest {
        return false;
    }
    if name * 2 > rest {
        return is_group || dosed > 0 || count > 1;
    }
    // Sentences with a time each are steps under the name of an exercise, and exercises elsewhere.
    dosed == count && is_group && (count > 1 || items.iter().all(|it| it.head.sentences().len() > 1))
}

/// Whether a paragraph speaks of all, and nothing but names follows.
fn are_names(nodes: &[OutlineNode]) -> bool {
    let [first, names @ ..] = nodes else { return false };
    let is_name = |it: &OutlineNode| {
        let is_bare = title::is_title(&it.head.text) && !title::ends_sentence(&it.head.text);
        it.children.is_empty()
            && !is_dosed(&it.head)
            && (is_bare || title::before_colon(&it.head.text).is_some())
            && title::label(&it.head.text).is_none()
    };
    names.len() >= 2 && is_dosed(&first.head) && is_of_all(&first.head.text) && names.iter().all(is_name)
}

/// Whether paragraphs are exercises, one each.
fn are_paragraphs(nodes: &[OutlineNode], is_group: bool, is_untitled: bool) -> bool {
    let name = nodes
        .iter()
        .filter(|it| named(&it.head).0.is_some() && (is_dosed(&it.head) || it.children.iter().any(is_dosed)))
        .count();
    // "Hold for 10 seconds." alone belongs to what stands before it.
    let says = |it: &OutlineEntry| pieces(&it.text, &it.numbers).iter().any(|it| !it.words.is_empty());
    let dosed = nodes
        .iter()
        .filter(|it| says(&it.head) && is_dosed(&it.head) || it.children.iter().any(is_dosed))
        .count();
    name >= 2 || name == 1 && dosed == 1 && is_group && !is_untitled || is_group && dosed >= 2
}

/// The numbers of a text of one line.
pub(super) fn one_line(number: usize) -> Numbers {
    Numbers(vec![(0, number)])
}
