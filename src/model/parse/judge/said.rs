//! What is doubtful in the words of a step: that they say what the program does anyway, or that the
//! second side may not hear what it needs.

mod phrases;

use self::phrases::{StatedFigure, StatedUnit, asks_for_other_side, figures};
use super::{
    super::{
        amounts::spoken,
        faults::{Faults, Path},
        fields::{Field, Fields},
    },
    part,
};
use crate::model::{
    dose::{Dose, Span},
    format::StepKind,
    routine::{Action, Move, Routine, Sides, Step},
    sentence,
    speech::time_to_say,
    text::Text,
};

/// Warns of the words of a step.
pub fn judge(routine: &Routine, step: &Step, item: &Field<'_, '_, '_>, faults: &mut Faults) {
    let kind = match step.action {
        Action::Move { .. } => "move",
        Action::Hold(_) => "hold",
        Action::Breathe(_) => "breathe",
        Action::Reps { .. } => "reps",
    };
    let Some((field, _)) = part(item, &item.path, &[kind]) else { return };
    let field = Field { path: Path::Key(&item.path, kind), ..field };
    times(routine, step, &field, faults);
    let turn = if matches!(step.action, Action::Move { .. }) {
        OtherSideStep::of(routine, step)
    } else {
        OtherSideStep::Held
    };
    other_side(routine, &step.words, turn, &field, faults);
    left_out(routine, &step.words, &field, faults);
    long(&step.words, &field, faults);
    if let Action::Move { length: Some(length) } = step.action
        && time_to_say(&step.words) > length.high()
        && let Some((field, _)) = part(item, &item.path, &["for"])
    {
        let takes = spoken(time_to_say(&step.words));
        faults
            .warning(
                field.at(),
                field.path,
                format!("the words take {takes} to say, but `for` is {}", spoken(length.high())),
            )
            .hint(format!("write fewer words, or `for: {takes}`; a move is never over before its words are"));
    }
}

/// Warns of the words of a move before the first round or after the last.
pub fn judge_move(
    routine: &Routine,
    step: &Move,
    is_last: bool,
    item: &Field<'_, '_, '_>,
    faults: &mut Faults,
) {
    let turn = if is_last { OtherSideStep::Last } else { OtherSideStep::Followed };
    let named = part(item, &item.path, &["move"]);
    let field = named.as_ref().map_or(item, |it| &it.0);
    other_side(routine, &step.words, turn, field, faults);
    if step.length.is_some() {
        return;
    }
    for said in figures(&step.words) {
        let what = match said.unit {
            StatedUnit::Seconds | StatedUnit::Breaths | StatedUnit::Counts | StatedUnit::Times => said.words,
            StatedUnit::Repeats | StatedUnit::Sets => continue,
        };
        // Only seconds can be written there.
        let time = said_of(&what, StepKind::Hold).filter(|_| said.unit == StatedUnit::Seconds);
        let time = time.map_or("`for: ` and a time".to_owned(), |it| format!("`{it}`"));
        faults.warning(field.at_word(&what), field.path, no_time_for(&what)).hint(match &named {
            Some(_) => format!("write {time} below it"),
            None => format!("write `move: ` before the text, and {time} below it"),
        });
    }
}

/// What a step does for the other side that its words name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum OtherSideStep {
    /// It stays there for its own time, or counts.
    Held,
    /// It is a move, and what is held comes after it.
    Followed,
    /// It is a move, and nothing is held after it.
    Last,
}

impl OtherSideStep {
    /// What a move of the steps does.
    fn of(routine: &Routine, step: &Step) -> OtherSideStep {
        let after = routine.steps.iter().skip_while(|it| !std::ptr::eq(*it, step));
        let is_followed = after.skip(1).any(|it| !matches!(it.action, Action::Move { .. }));
        if is_followed { OtherSideStep::Followed } else { OtherSideStep::Last }
    }
}

/// Warns where the second side is not told what is different on it.
pub fn second_side(routine: &Routine, fields: &Fields<'_, '_>, whole: &Path<'_>, faults: &mut Faults) {
    let names = |it: &&Step| it.words.as_str().contains("{side}") || it.words.as_str().contains("{other}");
    let told = routine.steps.iter().any(|it| sentence::short_names_side(&it.words));
    if routine.sides.are_two() && !told && !faults.has_error() && routine.steps.iter().any(|it| names(&it)) {
        faults
            .warning(
                fields.at_key("steps"),
                Path::Key(whole, "steps"),
                "the side is named only in what is felt, not in what is done",
            )
            .hint("name it where it moves: `- hold: Tip your head toward your {side} shoulder.`");
    }
}

/// Something to do that the second side does not hear again.
fn left_out(routine: &Routine, words: &Text, field: &Field<'_, '_, '_>, faults: &mut Faults) {
    let Some(lost) = sentence::doubtful(words).filter(|_| routine.sides.are_two()) else { return };
    faults
        .warning(
            field.at_word(lost.as_str()),
            field.path,
            format!("the second side does not hear `{lost}`: there the step is said in its short form"),
        )
        .hint(
            "if it has to be done, begin it with `Then`, or join it to the sentence before; if it is only how to do \
             it, begin it with `Keep` or `Let`",
        );
}

/// From how many words on a sentence is hard to follow for someone who only hears it.
const LONG_SENTENCE: usize = 25;

/// Notes a sentence that is long to hear.
fn long(words: &Text, field: &Field<'_, '_, '_>, faults: &mut Faults) {
    for sentence in sentence::sentences(words.as_str()) {
        let count = sentence.split_whitespace().count();
        if count > LONG_SENTENCE {
            faults
                .note(field.at(), field.path, format!("a sentence of {count} words is hard to follow by ear"))
                .hint("make two of it, the first with all that is to be done");
        }
    }
}

/// Words that send the person to the other side, which the program does.
fn other_side(
    routine: &Routine,
    words: &Text,
    turn: OtherSideStep,
    field: &Field<'_, '_, '_>,
    faults: &mut Faults,
) {
    let Some(found) = asks_for_other_side(words) else { return };
    let said = &found.words;
    let (message, hint) = match routine.sides {
        Sides::Both => (
            format!("the text says `{said}`, which `sides: both` already does"),
            "take it out of the text: the program says when to change sides, and leads the other one too",
        ),
        Sides::Listed(first, Some(second)) => (
            format!(
                "the text says `{said}`, which `sides: [{}, {}]` already does",
                first.name(),
                second.name()
            ),
            "take it out of the text: the program says when to change sides, and leads the other one too",
        ),
        Sides::Listed(only, None) => (
            format!("the text says `{said}`, but `sides: [{0}]` plays the {0} side only", only.name()),
            "write `sides: both`, and take it out of the text: the program then leads the other side too",
        ),
        Sides::None if turn == OtherSideStep::Last && found.is_all && !routine.steps.iter().all(is_move) => (
            format!("the text says `{said}`, but nothing is held after it"),
            "write `sides: both` at the top of the file, and take this step out: both sides are then led",
        ),
        // A person who writes both sides out has moves that change them, and words that begin with it.
        Sides::None if turn != OtherSideStep::Held || found.leads || found.alternates => return,
        Sides::None => (
            format!("the text says `{said}`, but the routine has no `sides`, so there is no time for it"),
            "write `sides: both`, `{side}` where the text names one, and take it out of the text: both sides are then led",
        ),
    };
    faults.warning(field.at_word(said), field.path, message).hint(hint);
}

fn is_move(step: &Step) -> bool {
    matches!(step.action, Action::Move { .. })
}

/// A figure in the words that is timed or counted anyway, or that nothing here does.
fn times(routine: &Routine, step: &Step, field: &Field<'_, '_, '_>, faults: &mut Faults) {
    for said in figures(&step.words) {
        let (key, timed) = match (said.unit, step.action) {
            (
                StatedUnit::Seconds,
                Action::Hold(Dose::Seconds(span)) | Action::Breathe(Dose::Seconds(span)),
            )
            | (
                StatedUnit::Breaths,
                Action::Hold(Dose::Breaths(span)) | Action::Breathe(Dose::Breaths(span)),
            ) => ("for", Some(span)),
            (StatedUnit::Seconds | StatedUnit::Breaths | StatedUnit::Counts, Action::Hold(_)) => {
                ("for", None)
            }
            (StatedUnit::Seconds, Action::Move { length: Some(span) }) => ("for", Some(span)),
            (
                StatedUnit::Seconds | StatedUnit::Breaths | StatedUnit::Counts,
                Action::Move { length: None },
            ) => {
                untimed(&said.words, step, field, faults);
                continue;
            }
            (StatedUnit::Seconds, Action::Reps { hold: Some(span), .. }) => ("hold", Some(span)),
            (StatedUnit::Times, Action::Reps { times, .. }) => ("times", Some(times)),
            (StatedUnit::Repeats, Action::Reps { times, .. }) if is(times, &said) => continue,
            (StatedUnit::Repeats | StatedUnit::Sets, _) => ("rounds", Some(routine.rounds)),
            (StatedUnit::Times, Action::Move { length: None }) => {
                uncounted(&said.words, field, faults);
                continue;
            }
            (StatedUnit::Times, Action::Hold(_)) => {
                once(&said.words, field, faults);
                continue;
            }
            (StatedUnit::Seconds | StatedUnit::Breaths | StatedUnit::Counts | StatedUnit::Times, _) => {
                continue;
            }
        };
        let words = &said.words;
        if let Some(span) = timed.filter(|it| !is(*it, &said)) {
            let message =
                format!("the text says `{words}`, but the timing is {}", timing(key, said.unit, span));
            let fault = faults.warning(field.at_word(words), field.path, message);
            let right = Span::new(said.low, said.high).map(|it| timing(key, said.unit, it));
            let place = if key == "rounds" { " at the top of the file" } else { "" };
            fault.hint(format!(
                "if the text is right, write {}{place}; then take the number out of the text: it is said and shown anyway",
                right.unwrap_or_else(|| format!("it at `{key}`"))
            ));
            continue;
        }
        let message = match said.unit {
            // The count of repetitions may be said; it is a time that changes with the level.
            StatedUnit::Times => continue,
            StatedUnit::Repeats | StatedUnit::Sets => {
                format!("the text says `{words}`, which `rounds` already does")
            }
            StatedUnit::Seconds | StatedUnit::Breaths | StatedUnit::Counts => {
                format!("the text says `{words}`, but `{key}` already says how long")
            }
        };
        faults
            .warning(field.at_word(words), field.path, message)
            .hint("take the number out of the text: it is said and shown anyway, and changes with the level");
    }
}

/// Whether the figure of a text is this range.
fn is(span: Span, said: &StatedFigure) -> bool {
    (span.low(), span.high()) == (said.low, said.high)
}

/// How often something is done, in the words of a hold, which is held once in a round.
fn once(said: &str, field: &Field<'_, '_, '_>, faults: &mut Faults) {
    let times = said_of(said, StepKind::Reps).unwrap_or_else(|| "times: ".to_owned());
    let rounds = times.replace("times", "rounds");
    faults
        .warning(
            field.at_word(said),
            field.path,
            format!("the text says `{said}`, but what is held is held once in a round"),
        )
        .hint(format!(
            "write `{rounds}` at the top of the file to do all of it so often; or `reps` in place of `hold`, with `{times}`"
        ));
}

/// A time in the words of a move, which lasts as long as its words and no longer.
fn untimed(said: &str, step: &Step, field: &Field<'_, '_, '_>, faults: &mut Faults) {
    let time = said_of(step.words.as_str(), StepKind::Hold).unwrap_or_else(|| "for: ".to_owned());
    faults
        .warning(field.at_word(said), field.path, no_time_for(said))
        .hint(format!("write `hold` in place of `move`, and `{time}` below it"));
}

/// How often something is done, in the words of a move, which lasts as long as its words and no longer.
fn uncounted(said: &str, field: &Field<'_, '_, '_>, faults: &mut Faults) {
    let times = said_of(said, StepKind::Reps).unwrap_or_else(|| "times: ".to_owned());
    faults.warning(field.at_word(said), field.path, no_time_for(said)).hint(format!(
        "write `reps` in place of `move`, and below it `{times}` and `each: 3s` (how long one takes); or how long it \
         lasts, as in `for: 10s`"
    ));
}

fn no_time_for(said: &str) -> String {
    format!("the text says `{said}`, but a move lasts only as long as its words")
}

/// The key that the words of a step ask for, with the figure that they name: `for: 20s` of "for 20
/// seconds"; nothing if they name none, or several.
pub fn said_of(words: &str, kind: StepKind) -> Option<String> {
    let found = figures(&Text::clean(words));
    let fits = |unit: StatedUnit| match kind {
        StepKind::Hold | StepKind::Breathe => {
            matches!(unit, StatedUnit::Seconds | StatedUnit::Breaths | StatedUnit::Counts)
        }
        StepKind::Reps => unit == StatedUnit::Times,
        StepKind::Move => false,
    };
    let mut fitting = found.iter().filter(|it| fits(it.unit));
    let (only, None) = (fitting.next()?, fitting.next()) else { return None };
    let span = Span::new(only.low, only.high)?;
    Some(match only.unit {
        StatedUnit::Breaths if only.high == 1 => "for: 1 breath".to_owned(),
        StatedUnit::Breaths => format!("for: {} breaths", range(span)),
        StatedUnit::Seconds | StatedUnit::Counts if only.low == only.high => {
            format!("for: {}", spoken(only.low))
        }
        StatedUnit::Seconds | StatedUnit::Counts => format!("for: {}-{}s", only.low, only.high),
        StatedUnit::Times | StatedUnit::Repeats | StatedUnit::Sets => format!("times: {}", range(span)),
    })
}

fn timing(key: &str, unit: StatedUnit, span: Span) -> String {
    match (key, unit) {
        ("for", StatedUnit::Breaths) if span.high() == 1 => "`for: 1 breath`".to_owned(),
        ("for", StatedUnit::Breaths) => format!("`for: {} breaths`", range(span)),
        ("for" | "hold", _) if span.low() == span.high() => format!("`{key}: {}`", spoken(span.low())),
        ("for" | "hold", _) => format!("`{key}: {}-{}`", spoken(span.low()), spoken(span.high())),
        _ => format!("`{key}: {}`", range(span)),
    }
}

fn range(span: Span) -> String {
    if span.low() == span.high() { span.low().to_string() } else { format!("{}-{}", span.low(), span.high()) }
}
