//! Answers to a complaint. They say what stretches are for, and never that they treat anything.

use super::terms;
use crate::model::{routine::Condition, text::Text, wording::list};

/// The line above signs that need help at once.
pub const NEEDS_HELP: &str = "This may need medical help now, so nothing is played.";
/// How to get that help.
pub const CALL: &str =
    "If it is severe, sudden or getting worse, call your emergency number (112, 999 or 911) now.";
/// What to do with a fresh injury.
pub const HAVE_IT_SEEN: &str = "See a doctor or a physiotherapist if you cannot use that part, it is swollen or out \
     of shape, or it is not better in a few days. After an operation, stretch only what your surgeon or therapist \
     has told you to.";
/// The line between signs that a doctor should look at and stretches.
pub const IF_NONE_OF_THAT: &str = "If none of that is you, there are stretches for it:";
/// The answer if nothing says which part of the body it is.
pub const WHERE: &str =
    "Where? Name a part of the body too, such as `stretch stiff neck`; `stretch` shows them all.";
/// The answer if more fits than can be played at once.
pub const SEVERAL: &str = "Several things fit. Choose one, or name several:";

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
    format!("For \"{words}\": {names}{without}.")
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
    let mean = if words.len() == 1 { "means" } else { "mean" };
    let words = list(words.iter().map(|it| format!("`{it}`")), "and");
    format!("{words} {mean} nothing here. For the rest of your words there is:")
}

/// Below a list from which routines were left out for conditions. An area or a program in it knows of them
/// only if they are named with it.
pub fn name_it_again(conditions: &[Condition]) -> Option<String> {
    let any = any_of(conditions)?;
    Some(format!(
        "Stretches that say to ask first with {any} are not listed. Name it with an area as well, such as `stretch \
         lower back with {any}`: they are left out of that, too."
    ))
}

/// `pregnancy or glaucoma`; none without a condition.
fn any_of(conditions: &[Condition]) -> Option<String> {
    (!conditions.is_empty()).then(|| list(conditions.iter().map(|it| terms::condition(*it)), "or"))
}
