//! What is said while a sheet is read.

use super::super::{text::Text, wording};

/// The name of a program, by that of its sheet's file.
pub fn name_of(stem: &str) -> String {
    let words: Vec<&str> = stem
        .split(|it: char| it.is_whitespace() || matches!(it, '-' | '_' | '.'))
        .filter(|it| !it.is_empty())
        .collect();
    if words.is_empty() { "My sheet".to_owned() } else { wording::capital(&words.join(" ")) }
}

/// What is to be said of a line of the sheet; none of a page, whose lines a person does not see.
pub fn notice(line: Option<usize>, words: &Text) -> String {
    let shown: String = words.as_str().chars().take(100).collect();
    let dots = if words.as_str().chars().count() > 100 { "…" } else { "" };
    let line = line.map(|it| format!("line {it}: ")).unwrap_or_default();
    format!("{line}{shown}{dots}")
}

/// What helps with a sheet in another language, with an exercise as it is called there.
pub fn in_english(name: &str) -> String {
    format!(
        "translate it, or write what counts in English and leave the rest: `1. {name}: hold 30 seconds, repeat 3 times \
         each side`"
    )
}

/// How many lines are told only in the file.
pub fn and_more(count: usize, file: &str) -> String {
    format!("and {count} more, in the comments at the end of {file}")
}

/// How a program is played, as a target that is typed.
pub fn play_it(target: &str) -> String {
    format!("\nRead it, then play it:\n  stretch {target} --dry-run\n  stretch {target}\n")
}

/// How it is played by its name. `makes` is whether the folder is still to be made.
pub fn by_name(id: &str, file: &str, folder: &str, makes: bool) -> String {
    let make = if makes { format!("mkdir -p {folder} && ") } else { String::new() };
    format!("\nTo play it from any folder as `stretch {id}`:\n  {make}mv {file} {folder}/\n")
}
