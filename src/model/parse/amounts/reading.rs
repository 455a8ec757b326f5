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
enum End {
    Bare(u32),
    Units(Vec<(u32, Unit)>),
}

impl End {
    /// Figures and words by turns, such as `1 min 30 s` or `1m30s`.
    fn read(text: &str) -> Option<End> {
        let mut rest = text.trim();
        let mut units: Vec<(u32, Unit)> = Vec::new();
        while !rest.is_empty() {
            let digits = rest.len() - rest.trim_start_matches(|it: char| it.is_ascii_digit()).len();
            let figure = whole(&rest[..digits])?;
            rest = rest[digits..].trim_start();
            let letters = rest.len() - rest.trim_start_matches(char::is_alphabetic).len();
            if letters == 0 {
                return (rest.is_empty() && units.is_empty()).then_some(End::Bare(figure));
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
        (!units.is_empty()).then_some(End::Units(units))
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
    let End::Units(high) = End::read(high).ok_or_else(none)? else { return Err(none()) };
    let of_breaths = high.last().is_some_and(|(_, unit)| *unit == Unit::Breaths);
    let (low_end, shared) = match (End::read(low).ok_or_else(none)?, high.as_slice()) {
        // In `15-30s` the low end takes the unit of the high end.
        (End::Bare(figure), [(_, unit)]) => (vec![(figure, *unit)], true),
        (End::Bare(_), _) => return Err(none()),
        (End::Units(units), _) => (units, false),
    };
    if low_end.last().is_some_and(|(_, unit)| *unit == Unit::Breaths) != of_breaths {
        return Err(none());
    }
    let (from, to) = (End::total(&low_end), End::total(&high));
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
        clock(plain).or_else(|| fraction(plain)).or_else(|| marks(plain)).or_else(|| in_words(plain))
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

/// `1.5m` or `0.5 min`, where it is a whole number of seconds.
fn fraction(plain: &str) -> Option<String> {
    let letters = plain.find(|it: char| it.is_alphabetic())?;
    let figure: f64 = plain[..letters].trim().replace(',', ".").parse().ok()?;
    let unit = Unit::of(plain[letters..].trim_end_matches('.')).filter(|it| *it != Unit::Breaths)?;
    let seconds = figure * unit.worth() as f64;
    let fits = seconds.fract() == 0.0 && (1.0..1e6).contains(&seconds);
    fits.then(|| length(seconds as Seconds))
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
        let meant = figure_of(bare).map(|it| it.to_string());
        return Err(Wrong::Form(meant));
    };
    if low == 0 || high == 0 {
        return Err(Wrong::Zero);
    }
    Span::new(low, high).ok_or_else(|| Wrong::Backwards(format!("{high}-{low}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(low: u32, high: u32) -> Result<Dose, Wrong> {
        Ok(Dose::Seconds(Span::new(low, high).unwrap()))
    }

    fn breaths(low: u32, high: u32) -> Result<Dose, Wrong> {
        Ok(Dose::Breaths(Span::new(low, high).unwrap()))
    }

    fn check(written: &str, read: Result<Dose, Wrong>) {
        assert_eq!(dose(written), read, "{written}");
    }

    fn meant(right: &str) -> Result<Dose, Wrong> {
        Err(Wrong::Form(Some(right.to_string())))
    }

    #[test]
    fn the_forms_of_a_dose() {
        check("30s", seconds(30, 30));
        check("2m", seconds(120, 120));
        check("1m30s", seconds(90, 90));
        check("1h", seconds(3600, 3600));
        check("15-30s", seconds(15, 30));
        check("15\u{2013}30s", seconds(15, 30));
        check("45s-1m", seconds(45, 60));
        check("1-2m", seconds(60, 120));
        check("open", Ok(Dose::Open));
        check("1 breath", breaths(1, 1));
        check("3-5 breaths", breaths(3, 5));
    }

    #[test]
    fn what_has_one_meaning_is_read() {
        check("20 seconds", seconds(20, 20));
        check("20 Seconds", seconds(20, 20));
        check("20 sec.", seconds(20, 20));
        check("20\u{a0}s", seconds(20, 20));
        check("20\u{202f}s", seconds(20, 20));
        check("\u{201c}20s\u{201d}", seconds(20, 20));
        check("\"20s\"", seconds(20, 20));
        check("1 min", seconds(60, 60));
        check("1 minute", seconds(60, 60));
        check("2 minutes 30 seconds", seconds(150, 150));
        check("1 min and 30 s", seconds(90, 90));
        check("1 hour", seconds(3600, 3600));
        check("15 - 30 s", seconds(15, 30));
        check("15 \u{2014} 30 s", seconds(15, 30));
        check("15 to 30 seconds", seconds(15, 30));
        check("30s to 1 min", seconds(30, 60));
        check("5breaths", breaths(5, 5));
        check("3 to 5 breaths", breaths(3, 5));
        check("Open", Ok(Dose::Open));
    }

    #[test]
    fn what_people_write_instead_is_answered_with_the_right_form() {
        check("30", meant("30s"));
        check("15-30", meant("15-30s"));
        check("1:30", meant("1m30s"));
        check("1:30 min", meant("1m30s"));
        check("1.5m", meant("1m30s"));
        check("0.5 min", meant("30s"));
        check("20\"", meant("20s"));
        check("2'", meant("2m"));
        check("thirty seconds", meant("30 seconds"));
        check("a minute", meant("1 minute"));
        check("half a minute", meant("30s"));
        let sets = |sets: &str, each: &str| Err(Wrong::Sets(sets.to_string(), each.to_string()));
        check("3 x 30s", sets("3", "30s"));
        check("30s x 3", sets("3", "30s"));
        check("2-3 x 30s", sets("2-3", "30s"));
        check("3 sets of 20-30 seconds", sets("3", "20-30 seconds"));
    }

    #[test]
    fn what_is_no_amount_is_none() {
        check("30-15s", Err(Wrong::Backwards("15-30s".to_string())));
        check("90-60s", Err(Wrong::Backwards("60-90s".to_string())));
        check("2m-90s", Err(Wrong::Backwards("90s-2m".to_string())));
        check("5-3 breaths", Err(Wrong::Backwards("3-5 breaths".to_string())));
        check("0s", Err(Wrong::Zero));
        check("9h", Err(Wrong::TooMuch));
        for none in [
            "99999999999999s",
            "a while",
            "",
            "-",
            "-5s",
            "30s1m",
            "1-1m30s",
            "10-20-30s",
            "30s-3 breaths",
            "2.5s",
            "1m30",
            "5 kg",
            "30 s 30 s",
        ] {
            check(none, Err(Wrong::Form(None)));
        }
    }

    #[test]
    fn an_amount_among_words_is_found() {
        assert_eq!(only_amount("20s each side").as_deref(), Some("20s"));
        assert_eq!(only_amount("about 30 seconds").as_deref(), Some("30 seconds"));
        assert_eq!(only_amount("10 deep breaths").as_deref(), Some("10 breaths"));
        assert_eq!(only_amount("up to 1 minute").as_deref(), Some("1 minute"));
        assert_eq!(only_amount("30s left, 20s right"), None);
        assert_eq!(only_amount("a while"), None);
        assert_eq!(only_amount("-5s"), None);
        assert_eq!(only_count("10 each side").as_deref(), Some("10"));
        assert_eq!(only_count("10 on 3"), None);
        assert_eq!(only_count("2.5"), None);
    }

    #[test]
    fn counts_are_read_with_the_words_beside_them() {
        let check = |written: &str, low, high| {
            assert_eq!(count(written), Ok(Span::new(low, high).unwrap()), "{written}");
        };
        check("3", 3, 3);
        check("2-3", 2, 3);
        check("10x", 10, 10);
        check("x10", 10, 10);
        check("10\u{d7}", 10, 10);
        check("10 times", 10, 10);
        check("8 to 12", 8, 12);
        check("8 \u{2013} 12 reps", 8, 12);
        check("2 or 3", 2, 3);
        check("3 sets", 3, 3);
        assert_eq!(count("three"), Err(Wrong::Form(Some("3".to_string()))));
        let sets = |sets: &str, times: &str| Err(Wrong::Sets(sets.to_string(), times.to_string()));
        assert_eq!(count("3x10"), sets("3", "10"));
        assert_eq!(count("10 x 3 sets"), sets("3", "10"));
        assert_eq!(count("3 sets of 8-12 reps"), sets("3", "8-12"));
        assert_eq!(count("3-1"), Err(Wrong::Backwards("1-3".to_string())));
        assert_eq!(count("0"), Err(Wrong::Zero));
        assert_eq!(count("some"), Err(Wrong::Form(None)));
    }
}
