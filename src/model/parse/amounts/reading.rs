//! The grammar of amounts, without a word to the person: what is read, what is only understood, and
//! what is neither.

use crate::model::dose::{Breath, Dose, LONGEST_HOLD, Seconds, Span};
use crate::model::parse::figures;
use crate::model::wording;

/// Why something is no amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Not of the form; what it means, in the right form.
    Form(Option<String>),
    /// So many sets of an amount.
    Sets(String, String),
    /// The range runs from high to low; the right form.
    Backwards(String),
    /// A range where there can be none.
    Range(Span),
    /// Breaths where there can be none.
    Breaths(Span),
    /// Without an end where there has to be one.
    Open,
    /// Zero.
    Zero,
    /// More than there may be.
    TooMuch,
}

/// A unit of an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Hours,
    Minutes,
    Seconds,
    Breaths,
}

impl Unit {
    fn of(word: &str) -> Option<Unit> {
        match word {
            "h" | "hr" | "hrs" | "hour" | "hours" => Some(Unit::Hours),
            "m" | "min" | "mins" | "minute" | "minutes" => Some(Unit::Minutes),
            "s" | "sec" | "secs" | "second" | "seconds" => Some(Unit::Seconds),
            "breath" | "breaths" => Some(Unit::Breaths),
            _ => None,
        }
    }

    /// How it is written behind a figure.
    fn written(self) -> &'static str {
        match self {
            Unit::Hours => "h",
            Unit::Minutes => "m",
            Unit::Seconds => "s",
            Unit::Breaths => " breaths",
        }
    }

    /// How many seconds one is; a breath counts for itself.
    fn worth(self) -> u64 {
        match self {
            Unit::Hours => 3600,
            Unit::Minutes => 60,
            Unit::Seconds | Unit::Breaths => 1,
        }
    }
}

/// A count in words, as it stands on sheets.
fn figure_of(word: &str) -> Option<u32> {
    match word {
        "once" => Some(1),
        "twice" => Some(2),
        _ => figures::in_words(word),
    }
}

/// The same amount with one sort of blank, dash and quote, in lower case.
fn plain(written: &str) -> String {
    let sign = |it: char| match it {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{d7}' => 'x',
        // Figures as wide as a Chinese sign.
        '\u{ff10}'..='\u{ff19}' => char::from_digit(u32::from(it) - 0xff10, 10).unwrap_or(it),
        '\u{201c}' | '\u{201d}' => '"',
        '\u{2018}' | '\u{2019}' => '\'',
        it if it.is_whitespace() || matches!(it, '\u{200b}' | '\u{feff}' | '\u{2060}') => ' ',
        it => it,
    };
    let lower: String = written.chars().map(sign).collect::<String>().to_lowercase();
    let mut text = lower.trim();
    for quote in ['"', '\''] {
        let inside = text.strip_prefix(quote).and_then(|it| it.strip_suffix(quote));
        text = inside.unwrap_or(text).trim();
    }
    let words: Vec<&str> = text.split(' ').filter(|it| !it.is_empty()).collect();
    let mut joined = String::new();
    for (index, word) in words.iter().enumerate() {
        let figure = |it: Option<&&str>| it.is_some_and(|it| it.starts_with(|it: char| it.is_ascii_digit()));
        let before = index.checked_sub(1).and_then(|it| words.get(it));
        let ends = figure(before) || before.is_some_and(|it| Unit::of(it).is_some());
        // "15 to 30 s" is a range, "up to 30 s" is none.
        let word = if *word == "to" && ends && figure(words.get(index + 1)) { "-" } else { word };
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    let parts: Vec<&str> = joined.split('-').map(str::trim).collect();
    parts.join("-")
}

/// A dose, or why it is none; an amount that is only understood comes back in the right form.
pub fn dose(written: &str) -> Result<Dose, Wrong> {
    let plain = plain(written);
    if plain == "open" {
        return Ok(Dose::Open);
    }
    match amount(&plain) {
        Err(Wrong::Form(None)) => Err(guess(&plain)),
        read => read,
    }
}

/// An amount in the form in which it is written here: as it stands, or as it was meant.
pub fn right(written: &str) -> Result<String, Wrong> {
    match dose(written) {
        Ok(_) => Ok(written.trim().to_string()),
        Err(Wrong::Form(Some(right)) | Wrong::Backwards(right)) => Ok(right),
        Err(wrong) => Err(wrong),
    }
}

/// What `for` says if these words are a time and no instruction, and the sets beside it.
pub fn timed(written: &str) -> Option<(String, Option<String>)> {
    match right(written) {
        Ok(right) => Some((right, None)),
        Err(Wrong::Sets(sets, each)) => Some((each, Some(sets))),
        Err(_) => None,
    }
}

/// A time among other words, and how often it is done: `3 x 30 sec hold / side`.
pub fn sets_of_a_time(written: &str) -> Option<(String, Option<String>)> {
    if let Some((each, Some(sets))) = timed(written) {
        return Some((each, Some(sets)));
    }
    let plain = plain(written);
    let (sets, each) = sets(&plain)?;
    only_amount(each).map(|it| (it, Some(sets)))
}

/// What `times` says if these words are a number and no instruction, and the sets beside it.
pub fn counted(written: &str) -> Option<(String, Option<String>)> {
    match count(written) {
        Ok(span) => Some((counts(span), None)),
        Err(Wrong::Form(Some(right)) | Wrong::Backwards(right)) => Some((right, None)),
        Err(Wrong::Sets(sets, times)) => Some((times, Some(sets))),
        Err(_) => None,
    }
}

fn counts(span: Span) -> String {
    if span.low() == span.high() { span.low().to_string() } else { format!("{}-{}", span.low(), span.high()) }
}

/// One end of a range: its figures with their units, or a bare figure.
#[derive(Debug, PartialEq, Eq)]
enum RangeEnd {
    Bare(u32),
    Units(Vec<(u32, Unit)>),
}

impl RangeEnd {
    /// Figures and words by turns, such as `1 min 30 s` or `1m30s`.
    fn read(text: &str) -> Option<RangeEnd> {
        let mut rest = text.trim();
        let mut units: Vec<(u32, Unit)> = Vec::new();
        while !rest.is_empty() {
            let digits = rest.len() - rest.trim_start_matches(|it: char| it.is_ascii_digit()).len();
            let figure = whole(&rest[..digits])?;
            rest = rest[digits..].trim_start();
            let letters = rest.len() - rest.trim_start_matches(char::is_alphabetic).len();
            if letters == 0 {
                return (rest.is_empty() && units.is_empty()).then_some(RangeEnd::Bare(figure));
            }
            let unit = Unit::of(&rest[..letters])?;
            let falls = units.last().is_none_or(|(_, before)| {
                before.worth() > unit.worth() && *before != Unit::Breaths && unit != Unit::Breaths
            });
            if !falls {
                return None;
            }
            units.push((figure, unit));
            rest = rest[letters..].trim_start_matches('.').trim_start();
            rest = rest.strip_prefix("and ").or_else(|| rest.strip_prefix(", ")).unwrap_or(rest);
        }
        (!units.is_empty()).then_some(RangeEnd::Units(units))
    }

    fn total(units: &[(u32, Unit)]) -> u32 {
        let total: u64 = units.iter().map(|(figure, unit)| u64::from(*figure) * unit.worth()).sum();
        // What is too long stays too long: the caller compares with an hour.
        u32::try_from(total).unwrap_or(u32::MAX)
    }
}

/// The grammar itself.
fn amount(plain: &str) -> Result<Dose, Wrong> {
    let none = || Wrong::Form(None);
    let (low, high) = plain.split_once('-').unwrap_or((plain, plain));
    let RangeEnd::Units(high) = RangeEnd::read(high).ok_or_else(none)? else { return Err(none()) };
    let of_breaths = high.last().is_some_and(|(_, unit)| *unit == Unit::Breaths);
    let (low_end, shared) = match (RangeEnd::read(low).ok_or_else(none)?, high.as_slice()) {
        // In `15-30s` the low end takes the unit of the high end.
        (RangeEnd::Bare(figure), [(_, unit)]) => (vec![(figure, *unit)], true),
        (RangeEnd::Bare(_), _) => return Err(none()),
        (RangeEnd::Units(units), _) => (units, false),
    };
    if low_end.last().is_some_and(|(_, unit)| *unit == Unit::Breaths) != of_breaths {
        return Err(none());
    }
    let (from, to) = (RangeEnd::total(&low_end), RangeEnd::total(&high));
    let most = if of_breaths { LONGEST_HOLD / Breath::USUAL.seconds() } else { LONGEST_HOLD };
    if from == 0 || to == 0 {
        return Err(Wrong::Zero);
    }
    if from.max(to) > most {
        return Err(Wrong::TooMuch);
    }
    match Span::new(from, to) {
        Some(span) if of_breaths => Ok(Dose::Breaths(span)),
        Some(span) => Ok(Dose::Seconds(span)),
        None => {
            let written = |units: &[(u32, Unit)]| -> String {
                units.iter().map(|(figure, unit)| format!("{figure}{}", unit.written())).collect()
            };
            let same = shared || matches!((&low_end[..], &high[..]), ([(_, a)], [(_, b)]) if a == b);
            let first = if same { high[0].0.to_string() } else { written(&high) };
            Err(Wrong::Backwards(format!("{first}-{}", written(&low_end))))
        }
    }
}

fn whole(digits: &str) -> Option<u32> {
    let plain = !digits.is_empty() && digits.len() <= 9 && digits.bytes().all(|it| it.is_ascii_digit());
    if plain { digits.parse().ok() } else { None }
}

/// What was meant by what is no amount.
fn guess(plain: &str) -> Wrong {
    if let Some((sets, each)) = sets(plain)
        && let Ok(each) = right(each)
    {
        return Wrong::Sets(sets, each);
    }
    let ends: Vec<&str> = plain.split('-').collect();
    let bare = ends.len() <= 2 && ends.iter().all(|it| whole(it).is_some());
    let meant = if bare {
        Some(format!("{plain}s"))
    } else {
        clock(plain)
            .or_else(|| fraction(plain))
            .or_else(|| foreign(plain))
            .or_else(|| marks(plain))
            .or_else(|| in_words(plain))
    };
    match meant {
        Some(meant) => match amount(&meant) {
            Ok(_) => Wrong::Form(Some(meant)),
            Err(Wrong::Form(_)) => Wrong::Form(None),
            Err(wrong) => wrong,
        },
        None => Wrong::Form(None),
    }
}

/// `1:30`, minutes and seconds.
fn clock(plain: &str) -> Option<String> {
    let word = plain.split(' ').next()?;
    let (minutes, seconds) = word.split_once(':')?;
    let rest = plain[word.len()..].trim();
    let (minutes, seconds) = (whole(minutes)?, whole(seconds).filter(|it| *it < 60)?);
    let fits = rest.is_empty() || matches!(Unit::of(rest), Some(Unit::Minutes));
    fits.then(|| length(minutes.saturating_mul(60).saturating_add(seconds)))
}

/// `1.5m`, `0.5 min` or `1/2 min`, where it is a whole number of seconds.
fn fraction(plain: &str) -> Option<String> {
    let seconds = seconds(plain)?;
    (seconds.fract() == 0.0).then(|| length(seconds as Seconds))
}

/// The seconds of a figure with decimals or of a fraction, and its unit.
fn seconds(plain: &str) -> Option<f64> {
    let letters = plain.find(|it: char| it.is_alphabetic())?;
    let figure = plain[..letters].trim().replace(',', ".");
    let figure: f64 = match figure.split_once('/') {
        Some((part, of)) => f64::from(whole(part)?) / f64::from(whole(of)?),
        None => figure.parse().ok()?,
    };
    let unit = Unit::of(plain[letters..].trim_end_matches('.')).filter(|it| *it != Unit::Breaths)?;
    let seconds = figure * unit.worth() as f64;
    (1.0..1e6).contains(&seconds).then_some(seconds)
}

/// The whole seconds on both sides of a time that is no whole number of them: `22.5s`.
pub fn whole_seconds_around(written: &str) -> Option<(Seconds, Seconds)> {
    let seconds = seconds(&plain(written))?;
    (seconds.fract() != 0.0).then(|| (seconds.floor() as Seconds, seconds.ceil() as Seconds))
}

/// `PT30S` and `30000ms`, as programs write times, and `10 counts`, as teachers say them.
fn foreign(plain: &str) -> Option<String> {
    if let Some(period) = plain.strip_prefix("pt") {
        return amount(period).is_ok().then(|| period.to_owned());
    }
    if let Some(thousandths) = plain.strip_suffix("ms").and_then(|it| whole(it.trim())) {
        return (thousandths % 1000 == 0).then(|| length(thousandths / 1000));
    }
    let counts = [" counts", " count", " slow counts"].iter().find_map(|it| plain.strip_suffix(it))?;
    whole(counts).map(length)
}

/// `20"` for seconds and `2'` for minutes.
fn marks(plain: &str) -> Option<String> {
    let seconds = plain.replace("''", "s").replace('"', "s").replace('\'', "m").replace(' ', "");
    (seconds != plain && amount(&seconds).is_ok()).then_some(seconds)
}

/// `thirty seconds`, `a minute`, `half a minute`.
fn in_words(plain: &str) -> Option<String> {
    if matches!(plain, "half a minute" | "half minute") {
        return Some("30s".to_string());
    }
    let figure = |word: &str| figure_of(word).map(|it| it.to_string());
    let words: Vec<String> = plain
        .split(' ')
        .map(|word| match word {
            "a" | "an" => "1".to_string(),
            word => {
                let ends: Vec<String> =
                    word.split('-').map(|it| figure(it).unwrap_or_else(|| it.to_string())).collect();
                ends.join("-")
            }
        })
        .collect();
    let figures = words.join(" ");
    (figures != plain && amount(&figures).is_ok()).then_some(figures)
}

fn length(seconds: Seconds) -> String {
    wording::length(u64::from(seconds))
}

/// So many sets of something: `3x10`, `2-3 sets of 30s`, `3 times 10`, and `30s x 3` or `10 x 3 sets`.
fn sets(plain: &str) -> Option<(String, &str)> {
    let is_count = |it: &str| count_alone(it).is_some();
    if let Some((each, sets)) = plain.rsplit_once('x').map(|(each, sets)| (each.trim(), sets.trim())) {
        let (number, word) = sets.split_once(' ').unwrap_or((sets, ""));
        let of_sets = matches!(word, "sets" | "set" | "rounds");
        let of_time = word.is_empty() || word == "times" || of_sets;
        let timed = || amount(each).is_ok() && !is_count(each);
        if is_count(number) && (of_sets && is_count(each) || of_time && timed()) {
            return Some((number.to_owned(), each));
        }
    }
    let figures = |it: char| it.is_ascii_digit() || it == '-';
    let number = &plain[..plain.len() - plain.trim_start_matches(figures).len()];
    count_alone(number)?;
    let mut rest = plain[number.len()..].trim_start();
    let before = rest;
    for word in ["sets", "set", "rounds", "times", "x", "of", "by"] {
        if let Some(after) = rest.strip_prefix(word)
            && after.starts_with(|it: char| it == ' ' || it.is_ascii_digit())
        {
            rest = after.trim_start();
        }
    }
    (rest != before && rest.starts_with(|it: char| it.is_ascii_digit())).then(|| (number.to_owned(), rest))
}

/// A count or a range without a word beside it.
fn count_alone(plain: &str) -> Option<Span> {
    let (low, high) = plain.split_once('-').unwrap_or((plain, plain));
    Span::new(whole(low)?, whole(high)?)
}

/// The only amount among other words, in the right form: `20s each side`, `about 30 seconds`.
pub fn only_amount(written: &str) -> Option<String> {
    let plain = plain(written);
    if plain.starts_with('-') {
        return None;
    }
    let words: Vec<&str> = plain.split(' ').collect();
    let mut found = None;
    // "10 deep breaths" has a word between the figure and its unit.
    if let [figure, between @ .., unit] = words.as_slice()
        && !between.is_empty()
        && whole(figure).is_some()
        && !between.iter().any(|it| it.contains(|it: char| it.is_ascii_digit()) || Unit::of(it).is_some())
        && amount(&format!("{figure} {unit}")).is_ok()
    {
        return Some(format!("{figure} {unit}"));
    }
    for from in 0..words.len() {
        let run = (from + 1..=words.len()).rev().find_map(|to| {
            let run = words[from..to].join(" ");
            let run = run.trim_matches(|it: char| !it.is_alphanumeric()).to_string();
            (amount(&run).is_ok()).then_some((run, from, to))
        });
        if let Some((run, from, to)) = run {
            let others = words[..from].iter().chain(&words[to..]);
            let alone = others.clone().all(|it| !it.contains(|it: char| it.is_ascii_digit()));
            found = alone.then_some(run);
            break;
        }
    }
    found
}

/// The only number among other words: `10 each side`.
pub fn only_count(written: &str) -> Option<String> {
    let plain = plain(written);
    let mut numbers = plain
        .split(|it: char| !it.is_ascii_digit() && it != '-' && it != '.')
        .filter(|it| it.contains(|it: char| it.is_ascii_digit()));
    let only = numbers.next().filter(|_| numbers.next().is_none())?;
    let only = only.trim_matches('.');
    let begins = plain.starts_with(only);
    // "6O" is a slip in the figure, and "10reps" is not.
    let rest = plain.strip_prefix(only).unwrap_or_default();
    let glued = &rest[..rest.len() - rest.trim_start_matches(char::is_alphabetic).len()];
    const COUNTED: &[&str] =
        &["x", "rep", "reps", "time", "times", "set", "sets", "round", "rounds", "each", "per"];
    let begins = begins && (glued.is_empty() || COUNTED.contains(&glued) || Unit::of(glued).is_some());
    (begins && count(only).is_ok()).then(|| only.to_string())
}

/// A number with words beside it that only say on which side: `10 each side`.
pub fn count_each_side(written: &str) -> Option<String> {
    const WORDS: &[&str] = &[
        "each", "per", "both", "on", "side", "sides", "leg", "legs", "arm", "arms", "times", "reps", "x",
        "a", "the", "every",
    ];
    let plain = plain(written);
    let (number, rest) = plain.split_once(' ')?;
    let only = count_alone(number).is_some() && rest.split([' ', '/']).all(|it| WORDS.contains(&it));
    only.then(|| number.to_owned())
}

/// A count or a range of counts.
pub fn count(written: &str) -> Result<Span, Wrong> {
    let plain = plain(written);
    if let Some((sets, times)) = sets(&plain)
        && let Ok(times) = count(times)
    {
        return Err(Wrong::Sets(sets, counts(times)));
    }
    let plain = plain.replace(" or ", "-");
    let bare = plain.strip_prefix('x').unwrap_or(&plain).trim();
    let bare =
        ["times", "time", "sets", "set", "rounds", "round", "reps", "rep", "repetitions", "repeats", "x"]
            .iter()
            .find_map(|it| bare.strip_suffix(it))
            .unwrap_or(bare)
            .trim();
    let (low, high) = bare.split_once('-').unwrap_or((bare, bare));
    let (Some(low), Some(high)) = (whole(low), whole(high)) else {
        // "2/3" rounds are two or three.
        let either =
            bare.split_once('/').and_then(|(low, high)| Some((whole(low.trim())?, whole(high.trim())?)));
        let either =
            either.filter(|(low, high)| 0 < *low && low < high).map(|(low, high)| format!("{low}-{high}"));
        let meant = figure_of(bare).map(|it| it.to_string());
        return Err(Wrong::Form(meant.or(either)));
    };
    if low == 0 || high == 0 {
        return Err(Wrong::Zero);
    }
    Span::new(low, high).ok_or_else(|| Wrong::Backwards(format!("{high}-{low}")))
}

#[cfg(test)]
mod tests;
