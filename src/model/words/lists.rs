//! What lists and the first page say around the names of what can be played.

use crate::model::{area::Area, catalogue::Origin, plan::Total, text::Text, words::terms};

/// The heading of the routines that belong to no area.
pub const YOUR_OWN: &str = "Your own";
/// The heading of the programs.
pub const PROGRAMS: &str = "Programs";

/// The heading of an area's routines: its name, what is typed for it, and how long it takes.
pub fn area(name: &Text, area: Area, total: Option<Total>) -> String {
    let id = area.name();
    match total {
        Some(total) => format!("{name} ({id})  {}", terms::minutes(total)),
        None => format!("{name} ({id})"),
    }
}

/// What can be played, in a line: what it is called, whose it is, and what it does.
pub fn entry(name: &Text, origin: Origin, summary: Option<&Text>) -> String {
    let whose = match origin {
        Origin::BuiltIn => "",
        Origin::Own => " (yours)",
        Origin::Replacing => " (yours, in place of the built-in)",
    };
    match summary {
        Some(summary) => [name.as_str(), whose, ": ", summary.as_str()].concat(),
        None => [name.as_str(), whose].concat(),
    }
}

/// The same for an area or a program among routines.
pub fn group(sort: &str, name: &Text, origin: Origin, summary: Option<&Text>) -> String {
    entry(&Text::clean(&format!("{name}, {sort}")), origin, summary)
}
/// What an area is called among routines.
pub const AN_AREA: &str = "an area";
/// What a program is called among routines.
pub const A_PROGRAM: &str = "a program";

/// The first line of the first page.
pub const HOW_TO_PLAY: &str = "Play an area by its name, as in `stretch neck`:";

/// The commands of the first page, and what they show.
pub const COMMANDS: [(&str, &str); 3] = [
    ("stretch list", "every routine and program"),
    ("stretch show neck", "why it gets tight, and when to see a doctor"),
    ("stretch --help", "all commands and options"),
];

/// The end of a list that names only some of them.
pub fn and_more(count: usize) -> String {
    format!("and {count} more")
}
