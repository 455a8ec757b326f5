//! Where a person's files are, and what their terminal can do: everything read from the
//! environment.

#![expect(clippy::disallowed_methods, reason = "the one reader of the environment")]

use std::{env, path::PathBuf};

use etcetera::BaseStrategy;

use crate::view::palette::{Colours, Glyphs, Palette};

/// The person's own routines; nothing, if there is no home.
pub fn own_routines() -> Option<PathBuf> {
    let base = etcetera::choose_base_strategy().ok()?;
    Some(base.data_dir().join("stretch").join("routines"))
}

/// Whether the person or their terminal wants one line an event.
pub fn wants_plain() -> bool {
    is_set("STRETCH_PLAIN") || env::var("TERM").is_ok_and(|it| it == "dumb")
}

/// What the terminal can show. `NO_COLOR` is heeded as <https://no-color.org> asks: present and not
/// empty means no colour.
pub fn palette() -> Palette {
    let term = env::var("TERM").unwrap_or_default();
    let many = term.contains("256color")
        || term.contains("direct")
        || ["alacritty", "xterm-kitty", "xterm-ghostty", "foot", "wezterm"].contains(&term.as_str())
        || env::var("COLORTERM").is_ok_and(|it| it == "truecolor" || it == "24bit");
    let mono =
        is_set("NO_COLOR") || term.ends_with("-mono") || term.starts_with("vt1") || term.starts_with("vt2");
    let colours = match (mono, many) {
        (true, _) => Colours::None,
        (false, true) => Colours::Many,
        (false, false) => Colours::Sixteen,
    };
    Palette { colours, glyphs: if speaks_utf8() { Glyphs::Unicode } else { Glyphs::Ascii } }
}

/// Whether the locale is one of UTF-8. Without any locale it is believed to be: that is how
/// containers and services run, on terminals of today.
fn speaks_utf8() -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .filter_map(|it| env::var(it).ok())
        .find(|it| !it.is_empty());
    locale.is_none_or(|it| {
        let it = it.to_lowercase();
        it.contains("utf-8") || it.contains("utf8")
    })
}

fn is_set(name: &str) -> bool {
    env::var_os(name).is_some_and(|it| !it.is_empty())
}
