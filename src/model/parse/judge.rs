//! What is doubtful in a routine that can be played: warnings, each with its reason.
//!
//! The reasons come from published guidance, named in the hint. They are no medical advice, and
//! nothing here refuses a file.

mod lit;
mod said;
mod sides;

pub use self::said::said_of;

use super::{
    amounts::spoken,
    faults::{At, Faults, Path},
    fields::{Field, Fields},
    tree::NodeValue,
};
use crate::model::{
    area::Area,
    dose::{Breath, Dose},
    figure::{Joint, JointAt},
    format::{KINDS_OF_STEP, LONG_SUMMARY},
    routine::{Action, Condition, Kind, Routine, Step},
    template, wording,
};

/// The shortest and the longest hold that the guidance for stretching names, in seconds:
/// ACSM, Stretching and Flexibility Guidelines Update: 10-30 s, and 30-60 s for older adults.
const USUAL_HOLD: (u32, u32) = (10, 60);

/// Warns of what is doubtful.
pub fn judge(routine: &Routine, fields: &Fields<'_, '_>, whole: &Path<'_>, faults: &mut Faults) {
    let risky = caution(routine, fields, whole, faults);
    // What a sheet says of itself it says once, for all that is written out in it.
    if matches!(whole, Path::Root) {
        left_out(routine, risky, fields, faults);
    }
    summary(routine, fields, whole, faults);
    own_area(routine, fields, whole, faults);
    unnamed_sides(routine, fields, whole, faults);
    sides::judge(routine, fields, whole, faults);
    let steps = fields.get("steps", whole);
    if let Some(field) = steps
        && let NodeValue::List(items) = &field.node.value
        && items.len() == routine.steps.len()
    {
        for (index, (node, step)) in items.iter().zip(&routine.steps).enumerate() {
            let item = field.item(node, &field.path, index);
            length(routine, step, &item, faults);
            said::judge(routine, step, &item, faults);
            lit::judge(routine, step, &item, faults);
            untouched(step, &item, faults);
        }
    }
    for (name, moves) in [("setup", &routine.setup), ("finish", &routine.finish)] {
        let Some(field) = fields.get(name, whole) else { continue };
        let NodeValue::List(items) = &field.node.value else { continue };
        for (index, (node, it)) in items.iter().zip(moves).enumerate() {
            let item = field.item(node, &field.path, index);
            said::judge_move(routine, it, name == "finish", &item, faults);
        }
    }
    said::second_side(routine, fields, whole, faults);
}

/// The words that `stretch new` writes, and nobody changed.
fn untouched(step: &Step, item: &Field<'_, '_, '_>, faults: &mut Faults) {
    if step.words.as_str() == template::HOLD
        && let Some((field, kind)) = part(item, &item.path, KINDS_OF_STEP)
    {
        faults
            .warning(field.at(), Path::Key(&item.path, kind), "these words are still the template's")
            .hint("say what is done in your stretch");
    }
}

/// A part of a step, for pointing at it.
fn part<'n, 's, 'p>(
    item: &Field<'n, 's, '_>,
    path: &'p Path<'p>,
    names: &[&'static str],
) -> Option<(Field<'n, 's, 'p>, &'static str)> {
    let NodeValue::Map(pairs) = &item.node.value else { return None };
    for name in names {
        for pair in pairs {
            if matches!(&pair.key.value, NodeValue::Text(key) if key == name) {
                let field = Field {
                    node: &pair.value,
                    path: Path::Key(path, name),
                    key: Some(&pair.key),
                    example: "",
                };
                return Some((field, name));
            }
        }
    }
    None
}

fn left_out(routine: &Routine, risky: bool, fields: &Fields<'_, '_>, faults: &mut Faults) {
    let muscles = match routine.kind {
        Kind::Stretch | Kind::Mobility | Kind::Strength | Kind::Yoga => Some("muscles"),
        Kind::Breath | Kind::Rest => None,
    };
    let wanted = [Some("summary"), muscles, (!risky).then_some("caution"), Some("sources")];
    let missing: Vec<&str> = wanted.into_iter().flatten().filter(|it| !fields.means(it)).collect();
    let Some(first) = missing.first() else { return };
    let hint = match *first {
        "summary" => "it plays without one; `summary: Lengthens the sides of the neck.` is shown in lists",
        "muscles" => "it plays without them; with `muscles: [upper trapezius]` it is found by muscle",
        "caution" => {
            "it plays without one; `caution: Move slowly, and stop before it hurts.` is said before it begins"
        }
        _ => "it plays without them; `sources: [{ name: \"My physiotherapist\" }]` says where it comes from",
    };
    let message =
        format!("the routine has no {}", wording::list(missing.iter().map(|it| format!("`{it}`")), "or"));
    // A sheet of a therapist has no more than it needs; a caution is for the person's safety.
    let fault = if missing.contains(&"caution") {
        faults.warning(At::File, "", message)
    } else {
        faults.note(At::File, "", message)
    };
    fault.hint(hint);
}

fn summary(routine: &Routine, fields: &Fields<'_, '_>, whole: &Path<'_>, faults: &mut Faults) {
    let length = routine.summary.as_ref().map_or(0, |it| it.as_str().chars().count());
    if length > LONG_SUMMARY {
        faults
            .warning(
                fields.at_key("summary"),
                Path::Key(whole, "summary"),
                format!("the summary has {length} characters; a list shows {LONG_SUMMARY}"),
            )
            .hint("say in a line what it does; what to watch out for goes under `caution`");
    }
}

fn own_area(routine: &Routine, fields: &Fields<'_, '_>, whole: &Path<'_>, faults: &mut Faults) {
    if let Some(area) = routine.area.filter(|it| routine.also.contains(it)).map(Area::name) {
        faults
            .warning(
                fields.at_key("also"),
                Path::Key(whole, "also"),
                format!("`also` names `{area}`, the area of its own folder"),
            )
            .hint(format!("take `{area}` out: the folder says it"));
    }
}

fn unnamed_sides(routine: &Routine, fields: &Fields<'_, '_>, whole: &Path<'_>, faults: &mut Faults) {
    let named = |it: &Step| it.words.as_str().contains("{side}") || it.words.as_str().contains("{other}");
    if routine.sides.are_two() && !faults.has_error() && !routine.steps.iter().any(named) {
        faults
            .warning(
                fields.at_key("sides"),
                Path::Key(whole, "sides"),
                "the routine has sides, but no step says `{side}`",
            )
            .hint("say which side it is: `- hold: Tip your head toward your {side} shoulder.`");
    }
}

/// Whether bending forward by so many degrees is as far as the risk begins.
type Beyond = fn(f32) -> bool;

/// A movement that some should not do without asking, and the words that give it away.
struct Risk {
    words: &'static [&'static str],
    /// A joint of the middle and its bending forward, in degrees, from which a pose gives it away.
    bend: Option<(Joint, Beyond)>,
    conditions: &'static [Condition],
    what: &'static str,
    hint: &'static str,
}

const RISKS: &[Risk] = &[
    Risk {
        bend: Some((Joint::Neck, |forward| forward <= -20.0)),
        words: &["head back", "chin up", "look up", "lift your chin", "head backward"],
        conditions: &[Condition::NeckInjury, Condition::Dizziness],
        what: "it bends the neck backward",
        hint: "write `caution: Go slowly, and stop if you feel dizzy.`; dizziness in neck work is a sign to stop \
               (Sleigh Family Chiropractic, Neck rotation)",
    },
    Risk {
        bend: None,
        words: &[
            "headstand",
            "handstand",
            "shoulder stand",
            "shoulderstand",
            "downward dog",
            "downward-facing dog",
            "legs up the wall",
        ],
        conditions: &[Condition::Glaucoma, Condition::HighBloodPressure, Condition::HeartCondition],
        what: "the head is below the heart",
        hint: "write `avoid: [glaucoma, high-blood-pressure]` and a `caution`; with these one asks a clinician first \
               (National Institute on Aging; Mayo Clinic)",
    },
    Risk {
        bend: Some((Joint::Lumbar, |forward| forward >= 40.0)),
        words: &[
            "twist",
            "round your back",
            "round your spine",
            "rounded back",
            "knee to your chest",
            "knees to your chest",
            "knee toward your chest",
            "knees toward your chest",
            "knee towards your chest",
            "knees towards your chest",
            "touch your toes",
            "fold forward",
        ],
        conditions: &[Condition::Osteoporosis, Condition::BackInjury],
        what: "it rounds or twists the spine",
        hint: "write `avoid: [osteoporosis]` and a `caution`; with osteoporosis one avoids rounding and loaded twisting \
               (Mayo Clinic, A guide to basic stretches)",
    },
];

/// Warns of a movement with a risk and without a caution; true if there is one.
fn caution(routine: &Routine, fields: &Fields<'_, '_>, whole: &Path<'_>, faults: &mut Faults) -> bool {
    if fields.means("caution") {
        return false;
    }
    let mut found = false;
    let says = |phrase: &str| {
        routine.setup.iter().map(|it| &it.words).chain(routine.steps.iter().map(|it| &it.words)).any(|text| {
            let words = text.as_str().to_lowercase();
            // "Bring your head back to the middle" bends nothing backward.
            let returns = |at: usize| phrase == "head back" && words[at + phrase.len()..].starts_with(" to ");
            words.match_indices(phrase).any(|(at, _)| !returns(at))
        })
    };
    let poses =
        || routine.setup.iter().flat_map(|it| &it.poses).chain(routine.steps.iter().flat_map(|it| &it.poses));
    let bends = |(joint, far): (Joint, Beyond)| {
        poses().filter_map(|it| it.joint(JointAt::middle(joint))).any(|[forward, ..]| far(forward))
    };
    for risk in RISKS {
        let neck = risk.conditions.contains(&Condition::NeckInjury);
        let concerns = !neck
            || routine.area == Some(Area::Neck)
            || routine.also.contains(&Area::Neck)
            || says("head back");
        let said = concerns && risk.words.iter().any(|it| says(it));
        let asked = risk.conditions.iter().any(|it| routine.avoid.contains(it));
        if !asked && (said || risk.bend.is_some_and(bends)) {
            found = true;
            faults
                .warning(
                    fields.at_key("steps"),
                    Path::Key(whole, "steps"),
                    format!("no caution, although {}", risk.what),
                )
                .hint(risk.hint);
        }
    }
    found
}

/// A hold outside of what the guidance for stretching names.
fn length(routine: &Routine, step: &Step, item: &Field<'_, '_, '_>, faults: &mut Faults) {
    let Action::Hold(dose) = step.action else { return };
    let breath = routine.breath.unwrap_or(Breath::USUAL).seconds();
    let (low, high) = match dose {
        Dose::Seconds(span) => (span.low(), span.high()),
        Dose::Breaths(span) => (span.low() * breath, span.high() * breath),
        Dose::Open => return,
    };
    let (shortest, longest) = USUAL_HOLD;
    // Short holds that are repeated add up: what counts is their total time.
    let total = high.saturating_mul(routine.rounds.high());
    if routine.kind != Kind::Stretch || (total >= shortest && low <= longest) {
        return;
    }
    let Some((field, _)) = part(item, &item.path, &["for"]) else { return };
    let (message, hint) = if total < shortest {
        (
            format!("a hold of {} is short for a stretch", spoken(high)),
            "the ACSM guidelines hold a stretch for 10-30 s; use `rounds`, or say `kind: strength` where it is an effort",
        )
    } else {
        (
            format!("a hold of {} is long for a stretch", spoken(low)),
            "the ACSM guidelines hold for 10-30 s, older adults 30-60 s; say `kind: rest` or `kind: yoga`, or use `rounds`",
        )
    };
    faults.warning(field.at(), field.path, message).hint(hint);
}
