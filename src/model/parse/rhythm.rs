//! The rhythm that a file gives: how long it breathes in and out, and the words of a repetition.

use std::borrow::Cow;

use super::{
    amounts::typed_length,
    faults::{Change, Faults},
    fields::{Field, Fields},
    steps::{Filled, placeholders},
};
use crate::model::{
    dose::{Breath, Level, Seconds},
    format::{LONGEST_BREATH, MOST_BEAT, MOST_BEATS},
    plan::Pace,
    routine::{Action, Step},
    speech,
    text::Text,
    wording::Count,
};

/// How long a routine breathes in and out: `5s/5s`.
pub fn breath(field: &Field<'_, '_, '_>, faults: &mut Faults) -> Option<Breath> {
    let written = field.node.written();
    let parts: Vec<&str> = written.as_deref().unwrap_or_default().split('/').map(str::trim).collect();
    let lengths: Vec<Option<Seconds>> = parts.iter().map(|it| typed_length(it).ok()).collect();
    if let [Some(inward), Some(outward)] = lengths[..] {
        if inward.max(outward) <= LONGEST_BREATH {
            return Some(Breath { inward, outward });
        }
        let short = |it: Seconds| it.min(LONGEST_BREATH);
        let right = format!("{}s/{}s", short(inward), short(outward));
        faults
            .error(field.at(), field.path, "a breath in or out cannot be longer than a minute")
            .hint(format!("write `breath: {right}` or less"));
        return None;
    }
    let figures = figures(field);
    if figures.is_empty() || figures.iter().any(|it| *it == 0 || *it > LONGEST_BREATH) {
        field.wrong("the seconds in and out", faults);
        return None;
    }
    let shown: String = Text::clean(&written.unwrap_or_default()).as_str().chars().take(40).collect();
    let message = if shown.is_empty() {
        "`breath` is written with a `/` between in and out".to_owned()
    } else {
        format!("`{shown}` is not how a breath is written here")
    };
    let fault = faults.error(field.at(), field.path, message);
    match figures[..] {
        [both] => {
            let right = format!("{both}s/{both}s");
            fault
                .hint(format!("write `breath: {right}`: in, then out"))
                .fix(Change::Value(field.at(), right));
        }
        [inward, outward] => {
            let right = format!("{inward}s/{outward}s");
            fault.hint(format!("write `breath: {right}`")).fix(Change::Value(field.at(), right));
        }
        // The pause is left out, which only the person can decide.
        [inward, _, outward, ..] => {
            fault.hint(format!(
                "a breath has no pause here: write it in and out, as in `breath: {inward}s/{outward}s`"
            ));
        }
        [] => {}
    }
    None
}

/// The whole numbers that are written at a key, in their order.
fn figures(field: &Field<'_, '_, '_>) -> Vec<Seconds> {
    let written = |it: Option<Cow<'_, str>>| it.map(Cow::into_owned).unwrap_or_default();
    let text = match (field.node.as_list(), field.node.as_map()) {
        (Some(items), _) => items.iter().map(|it| written(it.written())).collect::<Vec<_>>().join(" "),
        (None, Some(pairs)) => {
            pairs.iter().map(|it| written(it.value.written())).collect::<Vec<_>>().join(" ")
        }
        (None, None) => written(field.node.written()),
    };
    let numbers = text.split(|it: char| !it.is_ascii_digit());
    numbers.filter(|it| !it.is_empty()).filter_map(|it| it.parse().ok()).collect()
}

/// The words of one repetition: as many as it has parts, each short enough to be said in its part.
pub fn say(field: &Field<'_, '_, '_>, step: &Step, filled: Filled, faults: &mut Faults) -> Vec<Text> {
    let Some(items) = field.node.as_list() else {
        not_a_list(field, faults);
        return Vec::new();
    };
    let mut words = Vec::new();
    for (index, node) in items.iter().take(MOST_BEATS).enumerate() {
        let item = Field { example: "- open", ..field.item(node, &field.path, index) };
        let Some(word) = item.text(MOST_BEAT, faults) else { continue };
        placeholders(&item, &word, filled, faults);
        words.push(word);
    }
    if words.len() != items.len().min(MOST_BEATS) || !fits_the_parts(field, items.len(), &words, step, faults)
    {
        return Vec::new();
    }
    fits_the_time(field, &words, step, faults);
    words
}

/// Tells words that are written as one text.
fn not_a_list(field: &Field<'_, '_, '_>, faults: &mut Faults) {
    let Some(text) = field.node.as_text().filter(|it| !it.trim().is_empty()) else {
        field.wrong("a list of words", faults);
        return;
    };
    let signs = [',', '/', ';', '|', '-', '–', '…'];
    let by_signs = text.replace(" and ", ",").replace(" then ", ",").replace("...", ",");
    let mut parts: Vec<&str> = by_signs.split(signs).map(str::trim).filter(|it| !it.is_empty()).collect();
    if parts.len() == 1 {
        parts = text.split_whitespace().collect();
    }
    let right = format!("[{}]", parts.join(", "));
    let plain = right.chars().all(|it| it.is_alphanumeric() || matches!(it, ' ' | ',' | '[' | ']' | '\''));
    let fault = faults.error(field.at(), field.path, "`say` is a text, and has to be a list of words");
    fault.hint(format!("write `say: {right}`, a word for each part of the repetition"));
    if plain {
        fault.fix(Change::Value(field.at(), right));
    }
}

/// Whether there are as many words as a repetition has parts; told if not.
fn fits_the_parts(
    field: &Field<'_, '_, '_>,
    count: usize,
    words: &[Text],
    step: &Step,
    faults: &mut Faults,
) -> bool {
    let is_held = matches!(step.action, Action::Reps { hold: Some(_), .. });
    let least = if is_held { 2 } else { 1 };
    let wanted = step.parts();
    // A word may lead several poses that go on without a stop, of each as many.
    let leads = |it: usize, poses: usize| it == poses || !is_held && it >= 2 && poses.is_multiple_of(it);
    let fits = |it: usize| it <= MOST_BEATS && wanted.map_or(it >= least, |poses| leads(it, poses));
    let is_hold = |it: &&Text| !["hold", "stay", "keep"].contains(&it.as_str().to_lowercase().as_str());
    let without: Vec<&str> = words.iter().filter(is_hold).map(Text::as_str).collect();
    let names_the_hold = is_held && without.len() < words.len() && fits(without.len());
    if fits(count) && (wanted.is_some() || !names_the_hold) {
        return true;
    }
    let (has, parts) = (Count(count as u64, "word"), wanted.unwrap_or(least.max(count.min(MOST_BEATS))));
    let message = match wanted {
        Some(parts) => {
            format!("`say` has {has}, and the repetition has {}", Count(parts as u64, "part"))
        }
        None if count > MOST_BEATS => format!("`say` has {has}, and may have {MOST_BEATS}"),
        None if names_the_hold => "`say` names the hold, which is not part of the movement".to_owned(),
        None => format!("`say` has {has}, and a repetition that is held has a way there and a way back"),
    };
    let fault = faults.error(field.at(), field.path, message);
    if names_the_hold {
        let right = format!("[{}]", without.join(", "));
        fault.hint(format!("write `say: {right}`: `hold` is said by itself"));
        fault.fix(Change::Value(field.at(), right));
    } else if wanted.is_some() && step.poses.len() == 1 {
        fault.hint(format!(
            "write {parts} words, for the way to the pose and back: as in `say: [open, back]`"
        ));
    } else if wanted.is_some() {
        fault.hint(format!("write {parts} words, one for each `pose`: as in `say: [open, back]`"));
    } else {
        fault.hint(format!("write {parts} words, as in `say: [open, back]`"));
    }
    false
}

/// Tells a word that takes longer to say than its part of the repetition lasts.
fn fits_the_time(field: &Field<'_, '_, '_>, words: &[Text], step: &Step, faults: &mut Faults) {
    let Action::Reps { times, each, hold } = step.action else { return };
    let hold = hold.map_or(0, |it| it.seconds(Level::Gentle));
    let pace = Pace::Reps { times: times.low(), each: each + hold, hold };
    for (word, part) in words.iter().zip(pace.parts(words.len())) {
        let (has, takes) = (part.end - part.start, speech::spoken(word));
        if takes > has {
            faults
                .error(
                    field.at_word(word.as_str()),
                    field.path,
                    format!(
                        "`{word}` takes {:.1} s to say, and its part of the repetition lasts {:.1} s",
                        takes.as_secs_f32(),
                        has.as_secs_f32()
                    ),
                )
                .hint("write a shorter word, or a longer `each`, as in `each: 6s`");
            return;
        }
    }
}

/// Tells a step that has `say` in place of what is done.
pub fn say_for_words(fields: &Fields<'_, '_>, item: &Field<'_, '_, '_>, faults: &mut Faults) {
    let kind = match (fields.has("times") || fields.has("each"), fields.has("for")) {
        (true, _) => "reps",
        (false, true) => "hold",
        (false, false) => "move",
    };
    let Some(field) = fields.get("say", &item.path) else { return };
    let fault = faults.error(
        fields.at_key("say"),
        field.path,
        "the step does not say what is done: `say` has the words of a repetition",
    );
    match field.node.as_text() {
        Some(words) => fault
            .hint(format!("write `{kind}: {}`", Text::clean(words)))
            .fix(Change::Word(fields.at_key("say"), kind.to_owned())),
        None => fault.hint("give it `reps` as well, such as `reps: Open your arm, and bring it back.`"),
    };
}
