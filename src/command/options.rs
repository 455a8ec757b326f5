//! What several commands take, and how the values of options are read. Each reader says in its own words
//! what it wants.

use std::{ops::RangeInclusive, path::PathBuf};

use clap::{
    Args,
    builder::{PossibleValuesParser, TypedValueParser},
};

use crate::model::{
    dose::{Level, Seconds},
    familiar::Wordiness,
    parse,
    routine::Side,
};

/// The options of the commands that read the person's routines and print for people.
#[derive(Args, Clone, Debug)]
pub struct Shared {
    /// Read routines from this folder too
    #[arg(long, value_name = "DIR", display_order = LAST)]
    pub routines: Vec<PathBuf>,
    /// Print lines without pictures, for screen readers
    #[arg(long, display_order = LAST)]
    pub plain: bool,
    /// Draw with ASCII characters alone
    #[arg(long, display_order = LAST)]
    pub ascii: bool,
}

// What changes a session as it is laid out. No documentation: clap would take it for the help of the command.
#[derive(Args, Clone, Debug, Default)]
#[allow(missing_docs, reason = "clap takes documentation for help text")]
pub struct Changes {
    /// How much to do: gentle, steady or full
    #[arg(
        long,
        value_name = "LEVEL",
        hide_possible_values = true,
        value_parser = word(Level::NAMES, Level::from_name)
    )]
    pub level: Option<Level>,
    /// How long every hold lasts, such as `20s` or `1m30s`
    #[arg(long, value_name = "TIME", allow_hyphen_values = true, value_parser = parse::typed_length)]
    pub hold: Option<Seconds>,
    /// How many rounds of every routine
    #[arg(long, value_name = "N", value_parser = |it: &str| whole(it, 1..=100))]
    pub rounds: Option<u32>,
    /// One side only: left or right
    #[arg(
        long,
        value_name = "SIDE",
        hide_possible_values = true,
        value_parser = word(Side::NAMES, Side::from_name)
    )]
    pub side: Option<Side>,
    /// How much is announced: long, short or auto
    #[arg(
        long,
        value_name = "PACE",
        hide_possible_values = true,
        value_parser = word(Wordiness::NAMES, Wordiness::from_name)
    )]
    pub pace: Option<Wordiness>,
    /// Leave out this routine; may be repeated
    #[arg(long, value_name = "ID")]
    pub skip: Vec<String>,
}

/// The same options where they change nothing: an alias with one of them in it works for every command.
#[derive(Args, Debug)]
#[allow(missing_docs, reason = "they are not shown")]
pub struct Unused {
    #[arg(long, value_name = "DIR", hide = true)]
    pub routines: Vec<PathBuf>,
    #[arg(long, hide = true)]
    pub plain: bool,
    #[arg(long, hide = true)]
    pub ascii: bool,
}

/// In a help, the options that are of no command stand behind those that are.
const LAST: usize = 900;

/// Reads a word of a vocabulary. Which words there are is known to the help and to whoever suggests one.
pub fn word<T: Clone + Send + Sync + 'static>(
    names: &'static [&'static str],
    from_name: fn(&str) -> Option<T>,
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(names).try_map(move |it| from_name(&it).ok_or("another word"))
}

/// Reads a whole number of this range.
pub fn whole(text: &str, range: RangeInclusive<u32>) -> Result<u32, String> {
    let wanted = match (range.start(), range.end()) {
        (least, &u32::MAX) => format!("a whole number from {least}"),
        (least, most) => format!("a whole number from {least} to {most}"),
    };
    text.parse().ok().filter(|it| range.contains(it)).ok_or(wanted)
}
