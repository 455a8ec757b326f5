//! What a session in lines says besides its cues.

use crate::model::{
    plan::{AskFirst, Plan},
    text::Text,
    wording::Count,
    words::{suiting, terms},
};

/// The keys in a line: the first line of a session on a terminal, and the answer to a line that asks for
/// nothing.
pub const KEYS: &str = "Enter pauses. With Enter: n next, p back, r again, w where, q quit, ? all keys.";

/// What an empty line does.
pub const ENTER: &str = "Enter: pause, or go on";

/// What a key does.
pub fn key(letter: &str, does: &str) -> String {
    format!("{letter}: {does}")
}

/// Before a session: what is played, how long it takes, where and with what; and with which conditions one
/// asks first, unless that is among the first words.
pub fn opening(title: &Text, plan: &Plan) -> String {
    let count = plan.routines().len() as u64;
    let needs = terms::needed(&plan.needs());
    let parts = [
        Some(format!("{title}: {}", terms::total(plan.total()))),
        (count > 1).then(|| Count(count, "routine").to_string()),
        Some(terms::positions_in_turn(&plan.positions())).filter(|it| !it.is_empty()),
        Some(if needs.is_empty() { "nothing needed".to_owned() } else { format!("needs {needs}") }),
    ];
    let mut lines = vec![parts.into_iter().flatten().collect::<Vec<_>>().join(", ")];
    if plan.wishes().ask_first != AskFirst::Said {
        lines.extend(plan.wants_warmth().then(|| suiting::WARM_UP.to_owned()));
        lines.extend(plan.ask_first().map(|it| it.to_string()));
    }
    lines.join("\n")
}
