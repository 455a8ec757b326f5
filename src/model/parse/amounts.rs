//! How long and how often, as people write it: `15-30s`, `1m30s`, `3-5 breaths`, `open`, `8-12`.
//!
//! What has one meaning only is read, whatever its blanks, dashes and units are called (`20 seconds`,
//! `1 min 30 s`, `15 to 30 s`, `10x`). What is not is answered with the right form, and that form holds
//! every figure that was written.

mod reading;

use self::reading::Wrong;
pub use self::reading::{count_each_side, counted, only_amount, only_count, sets_of_a_time, timed};
use super::{
    faults::{Change, Faults},
    fields::Field,
};
use crate::model::{
    dose::{Breath, Dose, Seconds, Span},
    format::StepKind,
    import::{Prescribed, prescribed},
    text::Text,
    wording,
};

/// What an amount is wanted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Length,
    Lengths,
    Dose,
}

/// A dose: seconds, breaths or `open`.
pub fn dose(field: &Field<'_, '_, '_>, faults: &mut Faults) -> Option<Dose> {
    amount(field, Wanted::Dose, faults)
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
    if let Some([low, high]) = field.node.as_list()
        && let (Some(low), Some(high)) = (low.written(), high.written())
        && let Ok(right) = reading::right(&format!("{low}-{high}"))
    {
        let name = field.name();
        faults
            .error(field.at(), field.path, format!("`{name}` must be a length of time, but is a list"))
            .hint(format!("write the range with a dash: `{name}: {right}`"));
        return None;
    }
    let Some(written) = field.node.written().filter(|it| !it.trim().is_empty() && *it != "true") else {
        field.wrong("a length of time", faults);
        return None;
    };
    let read = reading::dose(&written).and_then(|dose| fits(dose, wanted));
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
        (Dose::Seconds(span), Wanted::Length) => Err(Wrong::Range(span)),
        (Dose::Breaths(span), Wanted::Length | Wanted::Lengths) => Err(Wrong::Breaths(span)),
        (Dose::Open, Wanted::Length | Wanted::Lengths) => Err(Wrong::Open),
    }
}

fn tell(field: &Field<'_, '_, '_>, written: &str, wanted: Wanted, wrong: &Wrong, faults: &mut Faults) {
    let shown: String = Text::clean(written).as_str().chars().take(40).collect();
    let name = field.name().to_string();
    let mut right = None;
    let (message, hint) = match wrong {
        Wrong::Form(Some(meant)) => {
            let meant = in_its_unit(&name, written, meant);
            right = Some(meant.clone());
            (format!("`{shown}` is not a valid time"), format!("write `{name}: {meant}`"))
        }
        Wrong::Form(None) => match (reading::sets_of_a_time(written), reading::only_amount(written)) {
            (Some((each, Some(sets))), _) => (
                format!("`{shown}` also says how often"),
                format!(
                    "write `{name}: {each}` here, and `rounds: {sets}` at the top of the file{}",
                    if names_a_side(written) { "; `sides: both` there does it on each side" } else { "" }
                ),
            ),
            (_, Some(meant)) => {
                right = Some(meant.clone()).filter(|_| !names_a_side(written));
                (
                    format!("`{shown}` is more than a length of time"),
                    format!("write `{name}: {meant}`{}", for_the_rest(written)),
                )
            }
            (_, None) => match reading::whole_seconds_around(written) {
                Some((low, high)) => (
                    format!("`{shown}` is not a whole number of seconds"),
                    format!("write `{name}: {}` or `{name}: {}`", spoken(low), spoken(high)),
                ),
                None => match as_on_a_sheet(&name, written, wanted) {
                    Some((hint, meant)) => {
                        right = meant;
                        (format!("`{shown}` is more than a length of time"), hint)
                    }
                    None => (format!("`{shown}` is not a length of time"), as_in(&name, wanted)),
                },
            },
        },
        Wrong::Sets(sets, each) => (
            format!("`{shown}` also says how often"),
            format!("write `{name}: {each}` here, and `rounds: {sets}` at the top of the file"),
        ),
        Wrong::Range(span) => {
            // The figures as they were written: 60 s stay 60 s.
            let end = |it: u32| if written.contains(&it.to_string()) { format!("{it}s") } else { spoken(it) };
            (
                format!("`{name}` must be one time, not a range"),
                format!(
                    "write one of the two: `{name}: {}` or `{name}: {}`",
                    end(span.low()),
                    end(span.high())
                ),
            )
        }
        Wrong::Breaths(span) => {
            let about = spoken(span.high() * Breath::USUAL.seconds());
            (
                format!("`{name}` cannot be counted in breaths here"),
                format!("write it in seconds: {} are about `{about}`", breaths(*span)),
            )
        }
        Wrong::Open => (
            format!("`{name}` cannot be open here"),
            "write how long; only a `hold` or a `breathe` waits with `for: open`".to_string(),
        ),
        Wrong::Backwards(meant) => {
            right = Some(meant.clone());
            (format!("`{shown}` runs from the higher to the lower"), format!("write `{name}: {meant}`"))
        }
        Wrong::Zero => {
            (format!("`{shown}` is no time at all"), format!("write at least one second, as in `{name}: 1s`"))
        }
        Wrong::TooMuch => (
            format!("`{shown}` is longer than an hour"),
            match name.as_str() {
                EVERY => format!("the maximum is an hour: `{name}: 60m`"),
                _ => format!("the maximum is an hour (`{name}: 60m`); `rounds` repeats the routine"),
            },
        ),
    };
    let fault = faults.error(field.at(), field.path, message).hint(hint);
    if let Some(right) = right {
        fault.fix(Change::Value(field.at(), right));
    }
}

/// The setting that is thought of in minutes.
const EVERY: &str = "every";

/// What was meant, where a bare figure is one of minutes.
fn in_its_unit(name: &str, written: &str, meant: &str) -> String {
    match meant.strip_suffix('s') {
        Some(figure) if name == EVERY && figure == written.trim() => format!("{figure}m"),
        Some(_) | None => meant.to_owned(),
    }
}

/// What stands where the words of a step belong: the key that says it, its value, and the sets beside it.
pub fn in_place_of_words(kind: StepKind, written: &str) -> Option<(&'static str, String, Option<String>)> {
    let time = |it: (String, Option<String>)| ("for", it.0, it.1);
    match kind {
        StepKind::Hold | StepKind::Move => timed(written).map(time),
        // A bare number counts breaths.
        StepKind::Breathe => match counted(written) {
            Some((count, None)) if written.trim() == count => Some(("for", format!("{count} breaths"), None)),
            Some(_) | None => timed(written).map(time),
        },
        StepKind::Reps => match counted(written) {
            Some((times, sets)) => Some(("times", times, sets)),
            None => match count_each_side(written) {
                Some(times) => Some(("times", times, None)),
                None => timed(written).map(time),
            },
        },
    }
}

fn as_in(name: &str, wanted: Wanted) -> String {
    match wanted {
        Wanted::Length => format!("write it as in `{name}: 5s` or `{name}: 1m30s`"),
        Wanted::Lengths => format!("write it as in `{name}: 5s`, `{name}: 5-10s` or `{name}: 1m30s`"),
        Wanted::Dose => format!(
            "write it as in `{name}: 30s`, `{name}: 15-30s`, `{name}: 1m30s`, `{name}: 3-5 breaths` or \
             `{name}: open`"
        ),
    }
}

/// Where the parts of a time belong that is written as on a sheet: `30 s/leg x 2`.
fn as_on_a_sheet(name: &str, written: &str, wanted: Wanted) -> Option<(String, Option<String>)> {
    let Prescribed { hold, times, rounds, sides } = prescribed(written);
    let hold = hold.filter(|_| wanted == Wanted::Dose)?;
    let rounds = rounds.or(times).map(|it| format!("`rounds: {it}`"));
    let top: Vec<String> = rounds.into_iter().chain(sides.map(|it| format!("`sides: {it}`"))).collect();
    Some(match wording::list(top, "and").as_str() {
        "" => (format!("write `{name}: {hold}`"), Some(hold)),
        top => (format!("write `{name}: {hold}` here, and {top} at the top of the file"), None),
    })
}

/// Where the words belong that stand beside an amount.
fn for_the_rest(written: &str) -> String {
    let lower = written.to_lowercase();
    if lower.contains("between") && lower.contains("rep") {
        "; but that is the time between two rounds: between repetitions it is part of `each`".to_string()
    } else if names_a_side(written) {
        "; `sides: both` at the top of the file does it on each side".to_string()
    } else {
        "; the rest goes in the text".to_string()
    }
}

/// Whether words beside an amount say that it is done on each side.
pub fn names_a_side(written: &str) -> bool {
    let lower = written.to_lowercase();
    ["side", "leg", "arm", "each", "both", "left", "right"].iter().any(|it| lower.contains(it))
}

fn breaths(span: Span) -> String {
    if span.low() == span.high() {
        wording::Count(u64::from(span.low()), "breath").to_string()
    } else {
        format!("{}-{} breaths", span.low(), span.high())
    }
}

/// The form in which a length is written: `45s`, `2m`, `1m30s`.
pub fn spoken(seconds: Seconds) -> String {
    wording::length(u64::from(seconds))
}

/// One length as it is typed on a command line, or what is needed in its place: an example, if none can be
/// made of what was typed.
pub fn typed_length(typed: &str) -> Result<Seconds, String> {
    typed_as(typed, 's', "`20s`, `1m` or `1m30s`")
}

/// The same of a length that is thought of in minutes, such as that of a session.
pub fn typed_minutes(typed: &str) -> Result<Seconds, String> {
    typed_as(typed, 'm', "`5m`, `10m` or `1h`")
}

fn typed_as(typed: &str, unit: char, examples: &str) -> Result<Seconds, String> {
    match reading::dose(typed).and_then(|dose| fits(dose, Wanted::Length)) {
        Ok(Dose::Seconds(span)) => Ok(span.high()),
        Err(Wrong::Form(Some(_))) if typed.bytes().all(|it| it.is_ascii_digit()) => {
            match reading::dose(&format!("{typed}{unit}")) {
                Ok(_) => Err(format!("a time such as `{typed}{unit}`")),
                Err(_) => Err(format!("a time such as {examples}")),
            }
        }
        // A blank would have to be quoted.
        Err(Wrong::Form(Some(right)) | Wrong::Backwards(right)) => {
            let right = reading::dose(&right).and_then(|it| fits(it, Wanted::Length));
            match right {
                Ok(Dose::Seconds(span)) => Err(format!("a time such as `{}`", spoken(span.high()))),
                Ok(_) | Err(_) => Err(format!("a time such as {examples}")),
            }
        }
        Err(Wrong::Range(span)) => {
            Err(format!("one time, `{}` or `{}`", spoken(span.low()), spoken(span.high())))
        }
        Err(Wrong::TooMuch) => Err("a time of at most an hour".to_string()),
        Ok(Dose::Breaths(_) | Dose::Open)
        | Err(Wrong::Form(None) | Wrong::Zero | Wrong::Sets(..) | Wrong::Breaths(_) | Wrong::Open) => {
            Err(format!("a time such as {examples}"))
        }
    }
}

/// A count or a range of counts, of at most so many.
pub fn count(field: &Field<'_, '_, '_>, most: u32, faults: &mut Faults) -> Option<Span> {
    let name = field.name();
    if let Some([low, high]) = field.node.as_list()
        && let (Some(low), Some(high)) = (low.written(), high.written())
        && reading::count(&format!("{low}-{high}")).is_ok()
    {
        faults
            .error(field.at(), field.path, format!("`{name}` must be a number, but is a list"))
            .hint(format!("write the range with a dash: `{name}: {low}-{high}`"));
        return None;
    }
    let Some(written) = field.node.written().filter(|it| !it.trim().is_empty() && *it != "true") else {
        field.wrong("a number", faults);
        return None;
    };
    let shown: String = Text::clean(&written).as_str().chars().take(40).collect();
    let (mut right, mut below) = (None, None);
    let (message, hint) = match reading::count(&written) {
        Ok(span) if span.high() <= most => return Some(span),
        Ok(_) => {
            (format!("`{name}` is {shown}; the maximum is {most}"), "is there a digit too many?".to_owned())
        }
        Err(Wrong::Backwards(meant)) => {
            right = Some(meant.clone());
            (format!("`{shown}` runs from the higher to the lower"), format!("write `{name}: {meant}`"))
        }
        Err(Wrong::Zero) => {
            (format!("`{name}` is 0; the minimum is 1"), format!("write `{name}: 1` or more"))
        }
        Err(Wrong::Sets(sets, times)) => (
            format!("`{shown}` is how often in how many rounds"),
            format!(
                "write `rounds: {sets}` at the top of the file, and `times: {times}` in a step with `reps`"
            ),
        ),
        Err(Wrong::Form(Some(meant))) => {
            right = Some(meant.clone());
            (format!("`{name}` needs a number, not `{shown}`"), format!("write `{name}: {meant}`"))
        }
        Err(Wrong::Form(None) | Wrong::Range(_) | Wrong::Breaths(_) | Wrong::Open | Wrong::TooMuch)
            if let Some(said) = no_count(name, &shown, most) =>
        {
            said
        }
        Err(Wrong::Form(None) | Wrong::Range(_) | Wrong::Breaths(_) | Wrong::Open | Wrong::TooMuch) => {
            match (reading::sets_of_a_time(&written), reading::only_count(&written)) {
                (Some((each, Some(sets))), _) if name == "times" => {
                    right = Some(sets.clone());
                    below = Some(format!("hold: {each}"));
                    (
                        format!("`{shown}` also says how long"),
                        format!("write `times: {sets}` here, and `hold: {each}` below it"),
                    )
                }
                (Some((each, Some(sets))), _) => (
                    format!("`{shown}` also says how long"),
                    format!(
                        "write `{name}: {sets}` here, and `for: {each}` in a step, below its `hold`{}",
                        if names_a_side(&written) { "; `sides: both` does it on each side" } else { "" }
                    ),
                ),
                (_, Some(meant)) => {
                    right = Some(meant.clone()).filter(|_| !names_a_side(&written));
                    (
                        format!("`{shown}` is more than a number"),
                        format!("write `{name}: {meant}`{}", for_the_rest(&written)),
                    )
                }
                (_, None) => {
                    let usual = field.example.split_once(": ").map_or("2-3", |(_, usual)| usual);
                    (
                        format!("`{name}` needs a number, not `{shown}`"),
                        match usual.contains('-') {
                            true => format!(
                                "write a whole number or a range, as in `{name}: 2` or `{name}: {usual}`"
                            ),
                            false => format!("write a whole number, as in `{name}: {usual}`"),
                        },
                    )
                }
            }
        }
    };
    let fault = faults.error(field.at(), field.path, message).hint(hint);
    if let Some(right) = right {
        fault.fix(Change::Value(field.at(), right));
    }
    if let Some(line) = below {
        fault.fix(Change::Below(field.at_key(), vec![line]));
    }
    None
}

/// What is wrong with a number that is no count, and what to write: it is too large, below one, or not whole.
fn no_count(name: &str, shown: &str, most: u32) -> Option<(String, String)> {
    let number: f64 = shown.trim().parse().ok()?;
    Some(if number > f64::from(most) {
        (format!("`{name}` is {shown}; the maximum is {most}"), format!("write `{name}: {most}` or less"))
    } else if number < 1.0 {
        (format!("`{name}` is {shown}; the minimum is 1"), format!("write `{name}: 1` or more"))
    } else if number.is_nan() {
        return None;
    } else {
        let near = |it: f64| it as u32;
        let (low, high) = (near(number.floor()), near(number.ceil()));
        (
            format!("`{name}` is {shown}; it must be a whole number"),
            format!("write `{name}: {low}` or `{name}: {high}`"),
        )
    })
}

/// One number, and no range.
pub fn number(field: &Field<'_, '_, '_>, most: u32, faults: &mut Faults) -> Option<u32> {
    let span = count(field, most, faults)?;
    if span.low() == span.high() {
        return Some(span.high());
    }
    let name = field.name();
    faults.error(field.at(), field.path, format!("`{name}` must be one number, not a range")).hint(format!(
        "write one of the two: `{name}: {}` or `{name}: {}`",
        span.low(),
        span.high()
    ));
    None
}
