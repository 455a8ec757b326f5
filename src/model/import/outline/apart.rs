//! A line that holds several: a list, a day with its exercises, labels in a row.

use super::super::{amount::amounts, lines::SheetLine, sentence::is_filler, title};

/// A line that holds a whole list: "1. Sit tall. 2. Look left. 3. Hold for 10 s."
pub fn apart(line: &SheetLine) -> Vec<SheetLine> {
    let text = line.text.as_str();
    if let Some(parts) = days(text) {
        return parts.into_iter().map(|text| SheetLine { number: line.number, text }).collect();
    }
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
            .map(|it| SheetLine { number: line.number, text: it.to_owned() })
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
    let head = (!head.trim().is_empty()).then(|| SheetLine { number: line.number, text: head.to_owned() });
    head.into_iter()
        .chain(parts.into_iter().map(|it| SheetLine { number: line.number, text: format!("{indent}{it}") }))
        .collect()
}

/// "Day 1: Cat-cow 10 reps, Cobra 30 sec" as a heading with its items.
fn days(text: &str) -> Option<Vec<String>> {
    let (head, list) = text.split_once(": ")?;
    let is_group =
        title::is_of_group(head) && head.split_whitespace().count() <= 3 && title::label(text).is_none();
    let items: Vec<&str> = list.split(", ").map(str::trim).collect();
    let is_item = |it: &&str| {
        let found = amounts(it);
        let name = found.first().map_or("", |first| &it[..first.at.start]);
        title::is_title(name) && !is_filler(name) && name.starts_with(char::is_uppercase)
    };
    if !is_group || items.len() < 2 || !items.iter().all(is_item) {
        return None;
    }
    let items = items.iter().map(|it| format!("- {it}"));
    Some([format!("# {head}")].into_iter().chain(items).collect())
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
