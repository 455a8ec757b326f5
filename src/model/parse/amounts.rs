//! How long and how often, as people write it: `15-30s`, `1m30s`, `3-5 breaths`, `open`, `8-12`.
//!
//! The grammar is small on purpose, so that a file reads the same everywhere. What people write
//! instead is understood well enough to answer with the right form.

use super::{faults::Faults, fields::Field, tree::Value};
use crate::model::{
    dose::{Breath, Dose, LONGEST_HOLD, Seconds, Span},
    text::Text,
    wording,
};

/// Why something is no amount.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Wrong {
    /// Not of the form; what it probably means, in the right form.
    Form(Option<String>),
    /// The range runs from high to low; the right form.
    Backwards(String),
    /// Zero.
    Zero,
    /// More than there may be.
    TooMuch,
}

/// What an amount is wanted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Length,
    Lengths,
    Dose,
}

/// A dose: seconds, breaths or `open`.
pub fn dose(field: &Field<'_, '_, '_>, faults: &mut Faults) -> Option<Dose> {
    let dose = amount(field, Wanted::Dose, faults)?;
    Some(dose)
}

/// A range of seconds.
pub fn lengths(field: &Field<'_, '_, '_>, faults: &mut Faults) -> Option<Span> {
    match amount(field, Wanted::Lengths, faults)? {
        Dose::Seconds(span) => Some(span),
        Dose::Breaths(_) | Dose::Open => None,
    }
}

/// So many seconds, and no range.
pub fn length(field: &Field<'_, '_, '_>, faults: &mut Faults) -> Option<Seconds> {
    match amount(field, Wanted::Length, faults)? {
        Dose::Seconds(span) => Some(span.high()),
        Dose::Breaths(_) | Dose::Open => None,
    }
}

fn amount(field: &Field<'_, '_, '_>, wanted: Wanted, faults: &mut Faults) -> Option<Dose> {
    let written = match &field.node.value {
        Value::Text(it) if !it.trim().is_empty() => it.to_string(),
        Value::Whole(it) => it.to_string(),
        Value::Real(it) => it.to_string(),
        Value::Text(_) | Value::Null | Value::Bool(_) | Value::List(_) | Value::Map(_) | Value::Tagged(_) => {
            field.wrong("a length of time", faults);
            return None;
        }
    };
    let read = read_dose(&written).and_then(|dose| fits(dose, wanted));
    match read {
        Ok(dose) => Some(dose),
        Err(wrong) => {
            tell(field, &written, wanted, &wrong, faults);
            None
        }
    }
}

/// Whether a dose is of the sort that is wanted here.
fn fits(dose: Dose, wanted: Wanted) -> Result<Dose, Wrong> {
    match (dose, wanted) {
        (_, Wanted::Dose) | (Dose::Seconds(_), Wanted::Lengths) => Ok(dose),
        (Dose::Seconds(span), Wanted::Length) if span.low() == span.high() => Ok(dose),
        (Dose::Seconds(span), Wanted::Length) => Err(Wrong::Form(Some(spoken(span.high())))),
        (Dose::Breaths(span), Wanted::Length | Wanted::Lengths) => {
            Err(Wrong::Form(Some(spoken(span.high() * Breath::USUAL.seconds()))))
        }
        (Dose::Open, Wanted::Length | Wanted::Lengths) => Err(Wrong::Form(Some("30s".to_string()))),
    }
}

fn tell(field: &Field<'_, '_, '_>, written: &str, wanted: Wanted, wrong: &Wrong, faults: &mut Faults) {
    let shown: String = Text::clean(written).as_str().chars().take(40).collect();
    let name = field.name().to_string();
    let (message, hint) = match wrong {
        Wrong::Form(Some(right)) => {
            (format!("`{shown}` is not how a time is written here"), format!("write `{name}: {right}`"))
        }
        Wrong::Form(None) => (
            format!("`{shown}` is no length of time"),
            match wanted {
                Wanted::Length => format!("write it as in `{name}: 5s` or `{name}: 1m30s`"),
                Wanted::Lengths => {
                    format!("write it as in `{name}: 5s`, `{name}: 5-10s` or `{name}: 1m30s`")
                }
                Wanted::Dose => format!(
                    "write it as in `{name}: 30s`, `{name}: 15-30s`, `{name}: 1m30s`, \
                     `{name}: 3-5 breaths` or `{name}: open`"
                ),
            },
        ),
        Wrong::Backwards(right) => {
            (format!("`{shown}` runs from the higher to the lower"), format!("write `{name}: {right}`"))
        }
        Wrong::Zero => {
            (format!("`{shown}` is no time at all"), format!("write at least one second, as in `{name}: 1s`"))
        }
        Wrong::TooMuch => {
            let most = if written.contains("breath") { "360 breaths" } else { "60m" };
            (
                format!("`{shown}` is longer than an hour"),
                format!("write at most `{name}: {most}`, and `rounds` for more"),
            )
        }
    };
    faults.error(field.at(), field.path, message).hint(hint);
}

/// The form in which a length is written: `45s`, `2m`, `1m30s`.
pub fn spoken(seconds: Seconds) -> String {
    wording::length(u64::from(seconds))
}

/// One length as it is typed on a command line, or what to type instead.
pub fn typed_length(typed: &str) -> Result<Seconds, String> {
    match read_dose(typed).and_then(|dose| fits(dose, Wanted::Length)) {
        Ok(Dose::Seconds(span)) => Ok(span.high()),
        Ok(Dose::Breaths(_) | Dose::Open) | Err(Wrong::Form(None) | Wrong::Zero) => {
            Err("write `20s`, `1m` or `1m30s`".to_string())
        }
        Err(Wrong::Form(Some(right)) | Wrong::Backwards(right)) => Err(format!("write `{right}`")),
        Err(Wrong::TooMuch) => Err("an hour is the most".to_string()),
    }
}

fn read_dose(written: &str) -> Result<Dose, Wrong> {
    if written == "open" {
        return Ok(Dose::Open);
    }
    match strict(written) {
        Err(Wrong::Form(None)) => Err(Wrong::Form(guess(written))),
        read => read,
    }
}

/// The grammar itself.
fn strict(written: &str) -> Result<Dose, Wrong> {
    if let Some(count) = written.strip_suffix(" breaths").or_else(|| written.strip_suffix(" breath")) {
        let longest = LONGEST_HOLD / Breath::USUAL.seconds();
        let span = read_span(count, |it| whole(it).ok_or(Wrong::Form(None)))?;
        return match span {
            Ok(span) if span.high() <= longest => Ok(Dose::Breaths(span)),
            Ok(_) => Err(Wrong::TooMuch),
            Err((low, high)) => Err(Wrong::Backwards(format!("{high}-{low} breaths"))),
        };
    }
    // In `15-30s` the low end takes the unit of the high end.
    let unit = written.chars().last().filter(|it| matches!(it, 's' | 'm'));
    let span = read_span(written, |end| match (whole(end), unit) {
        (Some(_), Some(unit)) if end.len() < written.len() => seconds(&format!("{end}{unit}")),
        _ => seconds(end),
    })?;
    match span {
        Ok(span) if span.high() <= LONGEST_HOLD => Ok(Dose::Seconds(span)),
        Ok(_) => Err(Wrong::TooMuch),
        Err((low, high)) => Err(Wrong::Backwards(format!("{}-{}", short(high, low), spoken(low)))),
    }
}

/// The low end of a range before its high end: without the unit if both have the same.
fn short(low: Seconds, high: Seconds) -> String {
    if high < 60 && low < 60 { low.to_string() } else { spoken(low) }
}

/// One figure or two with a dash between; two that run backwards come back as they are.
fn read_span(
    written: &str,
    end: impl Fn(&str) -> Result<u32, Wrong>,
) -> Result<Result<Span, (u32, u32)>, Wrong> {
    let (low, high) = match written.split_once(['-', '\u{2013}']) {
        Some((low, high)) => (end(low)?, end(high)?),
        None => (end(written)?, end(written)?),
    };
    if low == 0 || high == 0 {
        return Err(Wrong::Zero);
    }
    Ok(Span::new(low, high).ok_or((low, high)))
}

fn whole(digits: &str) -> Option<u32> {
    let plain = !digits.is_empty() && digits.len() <= 9 && digits.bytes().all(|it| it.is_ascii_digit());
    if plain { digits.parse().ok() } else { None }
}

/// Hours, minutes and seconds in this order, each at most once.
fn seconds(written: &str) -> Result<Seconds, Wrong> {
    let (mut rest, mut total, mut any) = (written, 0_u64, false);
    for (unit, worth) in [('h', 3600), ('m', 60), ('s', 1)] {
        if let Some((digits, after)) = rest.split_once(unit) {
            total += u64::from(whole(digits).ok_or(Wrong::Form(None))?) * worth;
            (rest, any) = (after, true);
        }
    }
    if !any || !rest.is_empty() {
        return Err(Wrong::Form(None));
    }
    // What is too long stays too long: the caller compares with an hour.
    Ok(u32::try_from(total).unwrap_or(u32::MAX))
}

/// What was probably meant, in the right form.
fn guess(written: &str) -> Option<String> {
    let mut plain = written.trim().to_lowercase().replace([' ', '\t', '.', '_'], "");
    if written.contains('.') && plain.bytes().any(|it| it.is_ascii_digit()) && !written.ends_with('.') {
        return None;
    }
    for (long, short) in [
        ("seconds", "s"),
        ("second", "s"),
        ("secs", "s"),
        ("sec", "s"),
        ("minutes", "m"),
        ("minute", "m"),
        ("mins", "m"),
        ("min", "m"),
        ("hours", "h"),
        ("hour", "h"),
        ("to", "-"),
        ("\u{2014}", "-"),
        ("\"", "s"),
        ("''", "s"),
        ("'", "m"),
    ] {
        plain = plain.replace(long, short);
    }
    if let Some((minutes, rest)) = plain.split_once(':') {
        let (minutes, rest) = (whole(minutes)?, whole(rest).filter(|it| *it < 60)?);
        return Some(spoken(minutes * 60 + rest)).filter(|it| strict(it).is_ok());
    }
    plain = match plain.strip_suffix("breaths").or_else(|| plain.strip_suffix("breath")) {
        Some(count) => format!("{count} breaths"),
        None if plain.ends_with(|it: char| it.is_ascii_digit()) => format!("{plain}s"),
        None => plain,
    };
    match strict(&plain) {
        Ok(_) => Some(plain),
        Err(Wrong::Backwards(right)) => Some(right),
        Err(Wrong::Form(_) | Wrong::Zero | Wrong::TooMuch) => None,
    }
}

/// A count or a range of counts, of at most so many.
pub fn count(field: &Field<'_, '_, '_>, most: u32, faults: &mut Faults) -> Option<Span> {
    let name = field.name();
    let written = match &field.node.value {
        Value::Whole(it) => it.to_string(),
        Value::Real(it) => it.to_string(),
        Value::Text(it) => it.to_string(),
        Value::Null | Value::Bool(_) | Value::List(_) | Value::Map(_) | Value::Tagged(_) => {
            field.wrong("a number", faults);
            return None;
        }
    };
    let shown: String = Text::clean(&written).as_str().chars().take(40).collect();
    let (message, hint) = match read_span(&written, |it| whole(it).ok_or(Wrong::Form(None))) {
        Ok(Ok(span)) if span.high() <= most => return Some(span),
        Ok(Ok(_)) => {
            (format!("`{name}` is {shown}, and may be {most}"), format!("write `{name}: {most}` or less"))
        }
        Ok(Err((low, high))) => {
            (format!("`{shown}` runs from the higher to the lower"), format!("write `{name}: {high}-{low}`"))
        }
        Err(Wrong::Zero) => {
            (format!("`{name}` is 0, and has to be at least 1"), format!("write `{name}: 1` or more"))
        }
        Err(Wrong::Form(_) | Wrong::Backwards(_) | Wrong::TooMuch) => {
            let usual = match field.example.split_once(": ") {
                Some((_, usual)) => usual,
                None => "2-3",
            };
            (
                format!("`{shown}` is not a number as `{name}` wants it"),
                format!("write it as in `{name}: 2` or `{name}: {usual}`"),
            )
        }
    };
    faults.error(field.at(), field.path, message).hint(hint);
    None
}

/// One number, and no range.
pub fn number(field: &Field<'_, '_, '_>, most: u32, faults: &mut Faults) -> Option<u32> {
    let span = count(field, most, faults)?;
    if span.low() == span.high() {
        return Some(span.high());
    }
    let name = field.name();
    faults
        .error(field.at(), field.path, format!("`{name}` is a range here, and has to be one number"))
        .hint(format!("write `{name}: {}`", span.high()));
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(low: u32, high: u32) -> Result<Dose, Wrong> {
        Ok(Dose::Seconds(Span::new(low, high).unwrap()))
    }

    fn check(written: &str, read: Result<Dose, Wrong>) {
        assert_eq!(read_dose(written), read, "{written}");
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
        check("1 breath", Ok(Dose::Breaths(Span::only(1).unwrap())));
        check("3-5 breaths", Ok(Dose::Breaths(Span::new(3, 5).unwrap())));
    }

    #[test]
    fn what_people_write_instead_is_answered_with_the_right_form() {
        check("30", meant("30s"));
        check("30 sec", meant("30s"));
        check("30 seconds", meant("30s"));
        check("1:30", meant("1m30s"));
        check("15 - 30 s", meant("15-30s"));
        check("15 to 30 seconds", meant("15-30s"));
        check("2 minutes", meant("2m"));
        check("5breaths", meant("5 breaths"));
        check("30-15s", Err(Wrong::Backwards("15-30s".to_string())));
        check("5-3 breaths", Err(Wrong::Backwards("3-5 breaths".to_string())));
        check("0s", Err(Wrong::Zero));
        check("9h", Err(Wrong::TooMuch));
        check("99999999999999s", Err(Wrong::Form(None)));
        check("1.5m", Err(Wrong::Form(None)));
        check("a while", Err(Wrong::Form(None)));
        check("", Err(Wrong::Form(None)));
        check("-", Err(Wrong::Form(None)));
        check("-5s", Err(Wrong::Form(None)));
        check("30s1m", Err(Wrong::Form(None)));
    }
}
