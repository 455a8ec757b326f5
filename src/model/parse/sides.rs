//! What `sides` and `needs` say: the two keys that people write in sentences.
//!
//! `left and right` is never answered with one side, nor `a chair and a wall` with one thing: a hint
//! names all that was written.

use super::{
    faults::{Change, Faults, Path},
    fields::{Field, either, suggest, word_of},
    synonyms::{meant, several},
    tree::NodeValue,
};
use crate::model::{
    format,
    routine::{Need, Side, Sides, Thing},
    text::Text,
};

/// Where one may write either.
const GENERAL: &str = "write `sides: both`, or an order such as `sides: [right, left]`";

/// The sides of a routine.
pub fn sides(field: &Field<'_, '_, '_>, faults: &mut Faults) -> Sides {
    if field.node.as_text().is_some_and(|it| it.trim().eq_ignore_ascii_case("both")) {
        return Sides::Both;
    }
    if one_value(field, faults) {
        // What is written there means sides, so that the texts are not faulted as well.
        return Sides::Both;
    }
    let mut sides: Vec<Side> = Vec::new();
    field.one_or_several(faults, |it, faults| match it.node.as_text() {
        None => it.wrong("`both`, `left` or `right`", faults),
        Some(word) => match Side::from_name(&word.trim().to_lowercase()) {
            Some(side) if sides.contains(&side) => {
                faults.error(it.at(), it.path, format!("`sides` names `{}` twice", side.name())).hint(
                    format!(
                        "write `sides: both`, `sides: [{}, {}]`, or `rounds: 2` to repeat",
                        side.name(),
                        side.other().name()
                    ),
                );
            }
            Some(side) => sides.push(side),
            None => strange_side(field, &it, word, faults),
        },
    });
    match sides[..] {
        [] => {
            if field.node.as_list().is_some_and(<[_]>::is_empty) {
                faults
                    .error(field.at(), field.path, "`sides` is an empty list")
                    .hint("write `sides: both`, or delete the key if the routine has no sides");
            }
            Sides::Both
        }
        [only] => Sides::Listed(only, None),
        [first, second, ..] => Sides::Listed(first, Some(second)),
    }
}

/// Tells a value that is both sides in one text, a number or a flag; false if it is none of these.
fn one_value(field: &Field<'_, '_, '_>, faults: &mut Faults) -> bool {
    let shown = Text::clean(&field.node.written().unwrap_or_default());
    match &field.node.value {
        NodeValue::Text(text) => match in_order(text) {
            Some([first, second]) => {
                let [first, second] = [first, second].map(Side::name);
                let order = format!("[{first}, {second}]");
                let ordered = text.to_lowercase().contains("then");
                let hint = if ordered {
                    format!(
                        "write `sides: {order}` for this order; with `sides: both` the one that leads alternates"
                    )
                } else {
                    format!("write `sides: both`, or `sides: {order}` to keep that order")
                };
                faults
                    .error(field.at(), field.path, format!("`{shown}` is not a valid `sides`"))
                    .hint(hint)
                    .fix(Change::Value(field.at(), order));
                true
            }
            None => false,
        },
        NodeValue::Bool(true) | NodeValue::Whole(2) => {
            faults
                .error(field.at(), field.path, format!("`{shown}` is not a valid `sides`"))
                .hint("write `sides: both`")
                .fix(Change::Value(field.at(), "both".to_owned()));
            true
        }
        NodeValue::Bool(false) | NodeValue::Whole(_) => {
            faults.error(field.at(), field.path, format!("`{shown}` is not a valid `sides`")).hint(
                "write `sides: both`, or `sides: left` for one; without the key a routine has no sides",
            );
            true
        }
        NodeValue::Null
        | NodeValue::Real(_)
        | NodeValue::List(_)
        | NodeValue::Map(_)
        | NodeValue::Tagged(_) => false,
    }
}

/// Both sides in the order in which a text names them: `left and right`, `R/L`, `right, then left`.
fn in_order(text: &str) -> Option<[Side; 2]> {
    let lower = text.to_lowercase();
    // Either of the two is a choice that only the person can make.
    if lower.contains(" or ") {
        return None;
    }
    let words = lower.split(|it: char| !it.is_alphabetic()).filter(|it| !it.is_empty());
    let mut found: Vec<Side> = Vec::new();
    for word in words {
        match word {
            "left" | "l" | "lt" | "links" => found.push(Side::Left),
            "right" | "r" | "rt" => found.push(Side::Right),
            _ => {}
        }
    }
    match found[..] {
        [first, second] if first != second => Some([first, second]),
        _ => None,
    }
}

fn strange_side(whole: &Field<'_, '_, '_>, it: &Field<'_, '_, '_>, word: &str, faults: &mut Faults) {
    let shown = Text::clean(word);
    let in_list = matches!(it.path, Path::Item(..));
    let fault = faults.error(it.at(), it.path, format!("`{shown}` is not a valid `sides`"));
    let lower = word.to_lowercase();
    if let Some([first, second]) = in_order(word).map(|it| it.map(Side::name)) {
        fault
            .hint(format!("write `sides: both`, or `sides: [{first}, {second}]` to keep that order"))
            .fix(Change::Value(it.at(), format!("{first}, {second}")));
        return;
    }
    if lower.contains("left") && lower.contains("right") {
        fault.hint(GENERAL);
        return;
    }
    // The file is for one side, and only its author knows for which.
    const ONE: &[&str] =
        &["affected", "injured", "sore", "painful", "bad", "stiff", "tight", "operated", "involved"];
    if lower.split(|it: char| !it.is_alphanumeric()).any(|it| ONE.contains(&it)) {
        fault.hint("write the one that is meant: `sides: [left]` or `sides: [right]`");
        return;
    }
    if matches!(lower.as_str(), "none" | "no" | "n/a" | "-" | "neither" | "false") && !in_list {
        fault
            .hint("take the key out: without it a routine has no sides")
            .fix(Change::Before(whole.at_key(), "# ".to_owned()));
        return;
    }
    match meant(word, format::SIDES) {
        Some("both") if in_list => {
            fault.hint("write `sides: both`");
            if whole.node.as_list().is_some_and(|it| it.len() == 1) && whole.key.is_some() {
                fault.fix(Change::Value(whole.at(), "both".to_owned()));
            }
        }
        Some(_) | None => suggest(
            fault,
            word,
            format::SIDES,
            |near| Some(Change::Value(it.at(), near.to_owned())),
            || GENERAL.to_owned(),
        ),
    }
}

/// The things that a routine needs.
pub fn needs(field: &Field<'_, '_, '_>, faults: &mut Faults) -> Vec<Need> {
    let mut needs: Vec<Need> = Vec::new();
    if let Some(text) = field.node.as_text()
        && nothing(text)
    {
        faults
            .error(field.at(), field.path, format!("`{}` is not a valid `needs`", Text::clean(text)))
            .hint("write `needs: []`, or take the key out")
            .fix(Change::Value(field.at(), "[]".to_owned()));
        return needs;
    }
    field.one_or_several(faults, |field, faults| {
        let Some(raw) = field.node.as_text() else {
            field.wrong("a thing", faults);
            return;
        };
        let Some(need) = need(&field, raw, faults) else { return };
        if needs.iter().any(|it| it.one_of == need.one_of) {
            field.repeated(faults);
        } else {
            needs.push(need);
        }
    });
    needs
}

/// Whether a text says that nothing is needed.
pub fn nothing(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    ["none", "nothing", "no", "no equipment", "body only", "bodyweight", "n/a", "-"].contains(&text.as_str())
}

/// One thing, or several of which any will do: `chair`, `chair?`, `strap|towel`.
fn need(field: &Field<'_, '_, '_>, raw: &str, faults: &mut Faults) -> Option<Need> {
    let (words, optional) = match raw.trim().strip_suffix('?') {
        Some(words) => (words.trim(), true),
        None => (raw.trim(), false),
    };
    let parts: Vec<&str> = words.split('|').map(str::trim).collect();
    let known: Vec<Option<Thing>> = parts.iter().map(|it| Thing::from_name(&it.to_lowercase())).collect();
    if known.iter().any(Option::is_none) && sentence(field, raw, faults) {
        return None;
    }
    let mut one_of = Vec::new();
    for (word, thing) in parts.into_iter().zip(known) {
        match thing {
            Some(thing) if one_of.contains(&thing) => field.repeated(faults),
            Some(thing) => one_of.push(thing),
            None => {
                let shown = Text::clean(word);
                let fault = faults.error(
                    field.at_word(word),
                    field.path,
                    format!("`{shown}` is not a valid `needs`"),
                );
                if let Some(thing) = one_of_many(word) {
                    fault.hint(format!("write `{thing}`, and say in `setup` how many: `{shown}`"));
                    continue;
                }
                suggest(
                    fault,
                    word,
                    Thing::NAMES,
                    |near| Some(Change::Word(field.at_word(word), near.to_owned())),
                    || format!("it can be {}; name anything else in `setup`", either(Thing::NAMES)),
                );
            }
        }
    }
    (!one_of.is_empty()).then(|| Need { one_of: one_of.into(), optional })
}

/// The thing of which a word wants several: `2 cushions`.
fn one_of_many(word: &str) -> Option<String> {
    let (number, thing) = word.split_once(' ')?;
    let many = number.bytes().all(|it| it.is_ascii_digit())
        || matches!(number, "two" | "three" | "four" | "several");
    word_of(thing, Thing::NAMES).filter(|_| many)
}

/// Tells what a sentence needs, with every thing that it names: `a chair and a wall`, `strap or towel`,
/// `chair (optional)`. False if it is a single thing.
fn sentence(field: &Field<'_, '_, '_>, raw: &str, faults: &mut Faults) -> bool {
    let lower = raw.to_lowercase();
    let thing = |it: &str| {
        let (word, optional) = optional(it);
        let thing = word_of(&word, Thing::NAMES).filter(|_| one_of_many(&word).is_none())?;
        Some(if optional { format!("{thing}?") } else { thing })
    };
    let (parts, either) = match several(raw) {
        Some(several) => several,
        None if lower.contains("optional") || lower.contains("if needed") => (vec![lower.clone()], false),
        None => return false,
    };
    // Two of which either will do are one need.
    if (either || lower.contains('/')) && !lower.contains([',', ';', '&', '+']) && !lower.contains(" and ") {
        let things: Option<Vec<String>> = parts.iter().map(|it| thing(it)).collect();
        if let Some(mut things) = things {
            things.dedup();
            let right = things.join("|");
            faults
                .error(field.at(), field.path, "`needs` is several words in one text")
                .hint(format!("write `needs: [{right}]`: either will do"))
                .fix(Change::Value(
                    field.at(),
                    if field.key.is_some() { format!("[{right}]") } else { right },
                ));
            return true;
        }
    }
    field.a_list_in_one(&parts, thing, Thing::NAMES, faults);
    true
}

/// A word without what says that it may be done without.
fn optional(word: &str) -> (String, bool) {
    let lower = word.to_lowercase();
    let plain = lower.replace("(optional)", "").replace("optional", "").replace("if needed", "");
    let plain = plain.trim().trim_end_matches(['?', ',', ':']).trim().to_owned();
    let optional = plain != lower.trim();
    (plain, optional)
}
