//! What is doubtful in how a routine leads from one side to the other, and in its breath.

use super::super::{
    faults::{Change, Faults, Path},
    fields::Fields,
};
use crate::model::{
    dose::Dose,
    figure::Base,
    routine::{Action, Limb, Routine, Step},
    sentence,
    text::Text,
};

/// Warns of sides that are not led, and of keys that have nothing to lead.
pub fn judge(routine: &Routine, fields: &Fields<'_, '_>, whole: &Path<'_>, faults: &mut Faults) {
    if faults.has_error() {
        return;
    }
    without_purpose(routine, fields, whole, faults);
    if !routine.sides.are_two() {
        return;
    }
    if let Some(way) = way_to_the_other_side(routine).filter(|_| routine.switch.is_empty()) {
        let line = format!("switch: [\"{}\"]", way.moves);
        faults
            .warning(
                fields.at_key("sides"),
                Path::Key(whole, "sides"),
                format!("{}, and nothing says how to get to the other side", way.reason),
            )
            .hint(format!("write `{line}`, or the moves that it takes"))
            .fix(Change::Below(fields.at_key("sides"), vec![line]));
    }
    if let (None, Some((limb, said))) = (routine.limb, moved(routine)) {
        let limb = limb.name();
        let line = format!("limb: {limb}");
        faults
            .note(
                fields.at_key("sides"),
                Path::Key(whole, "sides"),
                format!("`{said}` is what the side is of, and it is announced as `To your right first`"),
            )
            .hint(format!("write `{line}`, and `Your right {limb} first` is said"))
            .fix(Change::Below(fields.at_key("sides"), vec![line]));
    }
}

/// Warns of keys that change nothing in this routine.
fn without_purpose(routine: &Routine, fields: &Fields<'_, '_>, whole: &Path<'_>, faults: &mut Faults) {
    let has_sides = routine.sides.written().is_some();
    let is_breath = |it: &Step| matches!(it.action, Action::Breathe(_) | Action::Hold(Dose::Breaths(_)));
    let idle = [
        (
            "limb",
            routine.limb.is_some() && !has_sides,
            "`limb` says what the side is of, and the routine has no sides",
            "take out `limb`, or write `sides: both`",
        ),
        (
            "switch",
            !routine.switch.is_empty() && !routine.sides.are_two(),
            "`switch` changes sides, but the routine has only one",
            "take out `switch`, or write `sides: both`",
        ),
        (
            "breath",
            routine.breath.is_some() && !routine.steps.iter().any(is_breath),
            "`breath` says how long a breath is, and no step is counted in breaths",
            "take out `breath`, or write `for: 5 breaths` in a step",
        ),
    ];
    for (key, _, message, hint) in idle.into_iter().filter(|it| it.1) {
        faults.warning(fields.at_key(key), Path::Key(whole, key), message).hint(hint);
    }
}

/// Why the other side is not reached by itself, and the moves that get there.
struct Way {
    reason: &'static str,
    moves: &'static str,
}

/// Things that are held, as texts name them.
const HELD: &[&str] = &["towel", "strap", "band", "belt", "stick", "ball", "weight", "dumbbell", "bottle"];
/// How a text says that one hand alone does it.
const ONE_HAND: &[&str] = &["{side} hand", "{other} hand", "that hand", "one hand"];
/// How a text says that one is beside a wall.
const BESIDE_A_WALL: &[&str] = &[
    "side to the wall",
    "side close to the wall",
    "side close to a wall",
    "side to a wall",
    "side towards the wall",
    "side toward the wall",
    "side against the wall",
    "side next to the wall",
    "sideways to the wall",
    "sideways to a wall",
    "beside the wall",
    "beside a wall",
    "next to a wall",
    "next to the wall",
];

/// A routine in which changing sides is more than beginning anew: one lies on a side, stands beside a
/// wall, or holds something in one hand.
fn way_to_the_other_side(routine: &Routine) -> Option<Way> {
    let texts: Vec<String> = words(routine).map(|it| it.as_str().to_lowercase()).collect();
    let says = |phrase: &str| texts.iter().any(|it| it.contains(phrase));
    let lies = |side: &str| says(&format!("lie on your {side} side"));
    if lies("{other}") || lies("{side}") || is_side_lying(routine) {
        let moves = if lies("{side}") {
            "Roll over onto your {side} side."
        } else {
            "Roll over onto your {other} side."
        };
        return Some(Way { reason: "one lies on a side", moves });
    }
    if BESIDE_A_WALL.iter().any(|it| says(it)) {
        let moves = if says("{other} side") {
            "Turn round, so that your {other} side is to the wall."
        } else {
            "Turn round, so that your {side} side is to the wall."
        };
        return Some(Way { reason: "one side is to the wall", moves });
    }
    let in_one_hand = |sentence: &str| {
        let is_word = |word: &str| {
            let mut parts = sentence.split(|it: char| !it.is_alphanumeric());
            parts.any(|it| it == word || it.strip_suffix('s') == Some(word))
        };
        HELD.iter().any(|it| is_word(it)) && ONE_HAND.iter().any(|it| sentence.contains(it))
    };
    if texts.iter().any(|it| sentence::sentences(it).into_iter().any(in_one_hand)) {
        return Some(Way { reason: "one hand holds something", moves: "Take it in your {side} hand." });
    }
    None
}

/// Whether the drawn person lies on a side.
fn is_side_lying(routine: &Routine) -> bool {
    let Some(figure) = &routine.figure else { return false };
    let steps = routine.steps.iter().flat_map(|it| &it.poses);
    let poses = steps.chain(routine.setup.iter().flat_map(|it| &it.poses));
    let is_lying = |base| base == Base::SideLying;
    is_lying(figure.base) || poses.filter_map(|it| it.base).any(is_lying)
}

/// What is said before and in the rounds.
fn words(routine: &Routine) -> impl Iterator<Item = &Text> {
    routine.setup.iter().map(|it| &it.words).chain(routine.steps.iter().map(|it| &it.words))
}

/// The limb whose side is meant, by the first sentence that moves one: "Lift your {side} arm". Nothing
/// where none does.
fn moved(routine: &Routine) -> Option<(Limb, &'static str)> {
    let texts = routine.steps.iter().map(|it| it.words.as_str());
    texts.flat_map(sentence::sentences).find_map(|sentence| {
        let mut words = sentence.split(|it: char| it.is_whitespace() || it == ',');
        if words.next().is_none_or(|it| AT_REST.contains(&it.to_lowercase().as_str())) {
            return None;
        }
        let (Some("your"), Some("{side}"), Some(noun)) = (words.next(), words.next(), words.next()) else {
            return None;
        };
        let noun = noun.trim_end_matches(|it: char| !it.is_alphanumeric());
        NOUNS.iter().find(|it| it.0 == noun).map(|&(noun, limb)| (limb, noun))
    })
}

/// First words of sentences in which a limb is left where it is.
const AT_REST: &[&str] =
    &["let", "put", "lay", "place", "rest", "hold", "leave", "keep", "relax", "press", "feel", "drop"];

/// Parts of the body that are moved, and the limb that the side is called by.
const NOUNS: &[(&str, Limb)] = &[
    ("arm", Limb::Arm),
    ("elbow", Limb::Arm),
    ("forearm", Limb::Arm),
    ("leg", Limb::Leg),
    ("thigh", Limb::Leg),
    ("hand", Limb::Hand),
    ("palm", Limb::Hand),
    ("wrist", Limb::Hand),
    ("thumb", Limb::Hand),
    ("fingers", Limb::Hand),
    ("foot", Limb::Foot),
    ("heel", Limb::Foot),
    ("ankle", Limb::Foot),
    ("shoulder", Limb::Shoulder),
    ("knee", Limb::Knee),
    ("hip", Limb::Hip),
];
