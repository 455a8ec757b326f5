//! A plan as text: when each segment begins, what is done in it, and how long it takes.

use std::fmt::Write as _;

use crate::model::{
    plan::Plan,
    text::Text,
    wording,
    words::{pages, plain, terms},
};

/// The plan, a line a segment.
pub fn text(title: &Text, plan: &Plan) -> String {
    let mut text = format!("{}\n", plain::opening(title, plan));
    let mut time = 0;
    let mut routine = None;
    for segment in plan.segments() {
        if routine != Some(segment.routine) {
            routine = Some(segment.routine);
            let name = &plan.routine_of(segment).name;
            let _ = writeln!(text, "\n{name}");
        }
        let begins = wording::clock(time);
        let length = segment.length.map_or(pages::OPEN.to_owned(), |it| wording::length(u64::from(it)));
        let kind = terms::segment(segment.kind);
        let side = segment.side.map_or("", terms::side);
        let _ = writeln!(text, "{begins:>6}  {kind:<7} {length:>6}  {side:<5}  {}", segment.text);
        time += u64::from(segment.length.unwrap_or(0));
    }
    text
}
