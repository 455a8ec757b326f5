//! Answers to a complaint. They say what stretches are for, and never that they treat anything.

use super::terms;
use crate::model::{complaint::Injury, routine::Condition, text::Text, wording::list};

/// The line above signs that need help at once.
pub const NEEDS_HELP: &str = "This may need medical help now, so nothing is played.";
/// How to get that help.
pub const CALL: &str =
    "If it is severe, sudden or getting worse, call your emergency number (112, 999 or 911) now.";
/// The hint below words that are not understood.
pub const NAME_A_PART: &str =
    "name a part of the body, such as `stretch stiff neck`; `stretch list` shows what there is";
/// What to do if nothing that fits can be played with a condition.
pub const ASK_WHICH: &str = "Ask your doctor or physiotherapist which of them you may do.";
/// The line above what does not say to ask first.
pub const INSTEAD: &str = "These are something else, and do not say to ask first with it:";
/// The line between signs that a doctor should look at and stretches.
pub const IF_NONE_OF_THAT: &str = "If none of that is you, there are stretches for it:";
/// The answer if nothing says which part of the body it is.
pub const WHERE: &str =
    "Where? Name a part of the body too, such as `stretch stiff neck`; `stretch` shows them all.";
/// The answer if more fits than can be played at once.
pub const SEVERAL: &str = "Several things fit. Choose one, or name several:";

/// What to type where the first of the words is a command.
pub fn quoted(words: &[String]) -> String {
    format!("for stretches, put the words in quotes: `stretch \"{}\"`", words.join(" "))
}

/// The line before a session: which routines are played for the words that were typed.
pub fn played<'a>(
    words: &Text,
    names: impl IntoIterator<Item = &'a Text>,
    conditions: &[Condition],
) -> String {
    let names = names.into_iter().map(Text::as_str).collect::<Vec<_>>().join(", then ");
    let without = match any_of(conditions) {
        Some(any) => format!(", without any stretch that says to ask first with {any}"),
        None => String::new(),
    };
    format!("For \"{words}\": {names}{without}.{}", usual_range(conditions))
}

/// What to do with an injury.
pub const fn have_it_seen(kind: Injury) -> &'static str {
    match kind {
        Injury::OutOfPlace => {
            "A joint that is out of place needs an emergency department now. Keep it still, and do not put it back \
             yourself. If it was put back some time ago, ask your doctor or physiotherapist before you stretch."
        }
        Injury::Snap => {
            "A bang, a pop or a snap may be a torn tendon or muscle. Go to an emergency department or urgent care \
             the same day. Until then, keep your weight off it."
        }
        Injury::Operation => {
            "After an operation, stretch only what your surgeon or therapist has told you to. Call the ward or your \
             doctor if it gets redder, hotter, more swollen or more painful."
        }
        Injury::Fresh => {
            "See a doctor or a physiotherapist if you cannot use that part, or if it is swollen or out of shape. Do \
             the same if it is not better in a few days."
        }
    }
}

/// The answer to an operation.
pub fn operation(phrase: &Text) -> String {
    format!("After an operation your surgeon decides, so nothing is played for `{phrase}`.")
}

/// The answer to a fresh injury.
pub fn fresh_injury(phrase: &Text) -> String {
    format!("A fresh injury is not stretched, so nothing is played for `{phrase}`.")
}

/// The line above signs that a doctor should look at.
pub fn read_first(phrase: &Text) -> String {
    format!("Read this first: `{phrase}` may need to be seen by someone.")
}

/// The line about words that are not understood, above what fits the others.
pub fn not_understood(words: &[Text]) -> String {
    format!("{} For the rest of your words there is:", means_nothing(words))
}

/// That words are not understood.
pub fn means_nothing(words: &[Text]) -> String {
    let mean = if words.len() == 1 { "means" } else { "mean" };
    let words = list(words.iter().map(|it| format!("`{it}`")), "and");
    format!("{words} {mean} nothing here.")
}

/// Below a list from which routines were left out for conditions.
pub fn are_left_out(conditions: &[Condition]) -> Option<String> {
    let any = any_of(conditions)?;
    let usual = usual_range(conditions);
    Some(format!("Stretches that say to ask first with {any} are left out.{usual}"))
}

/// Below such a list on which an area or a program was found: how it is played.
pub fn play_it_so(command: &str) -> String {
    format!("`stretch {command}` plays what is left of it.")
}

/// The answer if all that there is for the words says to ask first with one of the conditions.
pub fn nothing_suits(conditions: &[Condition]) -> String {
    let any = any_of(conditions).unwrap_or_default();
    format!("Everything for these words says to ask first with {any}.")
}

/// The question where it hurts, for someone with a condition.
pub fn where_with(conditions: &str) -> String {
    format!("Where? Name a part of the body too, such as `stretch lower back with {conditions}`.")
}

/// Conditions as they are typed with a name: `pregnancy and glaucoma`; none without a condition.
pub fn spoken(conditions: &[Condition]) -> Option<String> {
    (!conditions.is_empty()).then(|| list(conditions.iter().map(|it| terms::condition(*it)), "and"))
}

/// A sentence for those whose joints go too far: no stretch leaves itself out for them.
fn usual_range(conditions: &[Condition]) -> &'static str {
    match conditions.contains(&Condition::Hypermobility) {
        true => {
            " With joints that go too far, keep well inside your range. Ask a doctor or physiotherapist first."
        }
        false => "",
    }
}

/// `pregnancy or glaucoma`; none without a condition.
fn any_of(conditions: &[Condition]) -> Option<String> {
    (!conditions.is_empty()).then(|| list(conditions.iter().map(|it| terms::condition(*it)), "or"))
}
