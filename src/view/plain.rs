//! A session in print: its first line. All others are the words of its cues, one a line, never more
//! than one a second of session time.

use crate::model::{plan::Plan, text::Text, wording};

/// The line that stands before the beginning: what is played, how long, where and with what.
pub fn opening(title: &Text, plan: &Plan) -> String {
    let count = plan.routines().len() as u64;
    let mut parts = vec![format!("{title}: {}", plan.total())];
    if count > 1 {
        parts.push(wording::Count(count, "routine").to_string());
    }
    let positions = wording::list(plan.positions().into_iter().map(wording::placed), "then");
    if !positions.is_empty() {
        parts.push(positions);
    }
    let needs = wording::needed(&plan.needs());
    parts.push(if needs.is_empty() { "nothing needed".to_owned() } else { format!("needs {needs}") });
    parts.join(", ")
}
