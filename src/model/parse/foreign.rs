//! Keys of other programs and sheets, and what is written here in their place.
//!
//! Only keys whose meaning is plain stand here. A value is never dropped: it is carried over, or the
//! hint says where it goes.

use crate::model::nearest::plain;

/// Where the value of a foreign key goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goes {
    /// Under this key of the same group.
    To(&'static str),
    /// To `sides` of the routine: the key asks for both.
    BothSides,
    /// Into the name of the folder.
    Folder,
    /// Under this key of a step.
    ToStep(&'static str),
    /// Under this key of the routine, at the top of the file.
    ToTop(&'static str),
    /// Into a step of its own that says to rest.
    RestStep,
    /// Into the words of a step: `hold` if it is timed, `move` if not.
    Words,
    /// Into the words of a step that is done on both sides: the key is the name of one.
    OneSide,
    /// Into a source.
    Source,
    /// Nowhere: nothing here asks for it.
    Nowhere,
}

type Table = &'static [(&'static [&'static str], Goes)];

/// Keys of a whole exercise.
const ROUTINE: Table = &[
    (
        &[
            "exercises",
            "exercise",
            "stretches",
            "poses",
            "intervals",
            "instructions",
            "sequence",
            "moves",
            "movements",
            "actions",
            "phases",
            "stages",
            "tasks",
            "workout",
            "directions",
            "howto",
            "how-to",
            "how-to-do-it",
            "procedure",
            "execution",
            "step",
            "instruction",
            "text",
            "main",
            "main-part",
        ],
        Goes::To("steps"),
    ),
    (&["title", "exercise-name", "label"], Goes::To("name")),
    (
        &["description", "desc", "about", "overview", "purpose", "benefit", "benefits", "goal", "subtitle"],
        Goes::To("summary"),
    ),
    (
        &[
            "primary-muscles",
            "target-muscles",
            "target-muscle",
            "target",
            "targets",
            "muscle",
            "primary-muscle",
            "muscle-groups",
            "muscle-group",
            "secondary-muscles",
            "muscles-worked",
            "muscles-targeted",
        ],
        Goes::To("muscles"),
    ),
    (&["type", "category", "exercise-type"], Goes::To("kind")),
    (
        &["sets", "set", "repeat", "repeats", "circuits", "laps", "cycles", "series", "num-sets", "round"],
        Goes::To("rounds"),
    ),
    (&["rest-time", "rest-between-sets", "pause", "break", "rest-seconds", "recovery"], Goes::To("rest")),
    (
        &["equipment", "props", "materials", "requires", "tools", "equipment-needed", "you-need", "gear"],
        Goes::To("needs"),
    ),
    (
        &[
            "warning",
            "warnings",
            "precaution",
            "precautions",
            "safety",
            "caution-notes",
            "cautions",
            "careful",
            "notes",
            "note",
            "tips",
            "comment",
            "comments",
        ],
        Goes::To("caution"),
    ),
    (&["contraindications", "contraindication", "not-for"], Goes::To("avoid")),
    (&["start-position", "starting-position", "body-position", "posture"], Goes::To("position")),
    (&["preparation", "start", "before", "warmup", "warm-up"], Goes::To("setup")),
    (&["end", "after", "cooldown", "cool-down"], Goes::To("finish")),
    (&["side"], Goes::To("sides")),
    (&["change", "change-sides", "changeover", "transition", "swap"], Goes::To("switch")),
    (&["breathing", "breathing-rate", "breath-rate"], Goes::To("breath")),
    (
        &[
            "mirror",
            "bilateral",
            "unilateral",
            "per-side",
            "each-side",
            "both-sides",
            "two-sided",
            "switch-sides",
        ],
        Goes::BothSides,
    ),
    (&["area", "body-part", "bodypart", "region", "body-area", "zone"], Goes::Folder),
    (
        &[
            "duration",
            "time",
            "seconds",
            "hold-time",
            "hold-duration",
            "length",
            "secs",
            "minutes",
            "duration-seconds",
            "hold-seconds",
            "timer",
            "work",
            "work-time",
            "breaths",
        ],
        Goes::ToStep("for"),
    ),
    (&["tempo", "per-rep", "rep-time", "rep-duration"], Goes::ToStep("each")),
    (&["repetitions", "rep", "count", "num-reps"], Goes::ToStep("times")),
    (&["author", "source", "credit", "reference", "references", "by"], Goes::Source),
    (
        &[
            "id",
            "level",
            "difficulty",
            "force",
            "mechanic",
            "images",
            "image",
            "video",
            "tags",
            "version",
            "picture",
            "photo",
            "icon",
            "color",
            "colour",
            "created",
            "updated",
            "date",
            "language",
            "uuid",
            "slug",
            "calories",
            "gif",
            "link",
            "url",
            "frequency",
        ],
        Goes::Nowhere,
    ),
];

/// Keys of a step.
const STEP: Table = &[
    (
        &[
            "duration",
            "time",
            "seconds",
            "length",
            "hold-time",
            "hold-duration",
            "secs",
            "minutes",
            "timer",
            "duration-seconds",
            "hold-seconds",
            "lasts",
            "how-long",
            "work",
            "breaths",
        ],
        Goes::To("for"),
    ),
    (&["left", "right", "left-side", "right-side"], Goes::OneSide),
    (&["repetitions", "repeats", "repeat", "count", "rep", "num-reps", "how-often", "x"], Goes::To("times")),
    (&["tempo", "per-rep", "rep-time", "rep-duration"], Goes::To("each")),
    (
        &[
            "name",
            "text",
            "title",
            "instruction",
            "instructions",
            "description",
            "do",
            "action",
            "cue",
            "exercise",
            "stretch",
            "what",
            "words",
            "label",
        ],
        Goes::Words,
    ),
    (&["breath", "breathing"], Goes::To("breathe")),
    (&["sets", "set", "rounds", "round", "cycles"], Goes::ToTop("rounds")),
    (&["sides", "side"], Goes::ToTop("sides")),
    (&["both-sides", "each-side", "per-side", "mirror", "bilateral", "switch-sides"], Goes::BothSides),
    (&["rest", "wait", "pause", "break", "recovery", "rest-time"], Goes::RestStep),
    (&["needs", "equipment", "props"], Goes::ToTop("needs")),
    (&["caution", "warning", "note", "notes", "tip", "tips"], Goes::ToTop("caution")),
    (&["muscles", "muscle"], Goes::ToTop("muscles")),
    (&["position"], Goes::ToTop("position")),
    (&["figure"], Goes::ToTop("figure")),
    (&["id", "image", "video", "images", "type", "kind", "icon", "colour", "color"], Goes::Nowhere),
];

/// Keys of a move before, between or after the steps.
const MOVE: Table = &[
    (&["duration", "time", "seconds", "length", "secs", "lasts", "how-long", "timer"], Goes::To("for")),
    (&["text", "say", "instruction", "do", "action", "words", "hold", "step"], Goes::To("move")),
];

/// Keys of a list of routines, and of the page of an area.
const LISTING: Table = &[
    (&["title", "label"], Goes::To("name")),
    (&["description", "desc", "about"], Goes::To("summary")),
    (
        &[
            "routines",
            "exercises",
            "stretches",
            "sequence",
            "playlist",
            "list",
            "includes",
            "items",
            "poses",
            "intervals",
            "workout",
            "moves",
            "movements",
            "program",
            "programme",
        ],
        Goes::To("play"),
    ),
    (
        &["warning", "warnings", "safety", "caution", "cautions", "red-flags", "when-to-stop"],
        Goes::To("stop"),
    ),
    (&["when-to-see", "see-a-doctor", "doctor"], Goes::To("see")),
    (
        &[
            "id",
            "level",
            "difficulty",
            "image",
            "images",
            "video",
            "tags",
            "version",
            "date",
            "created",
            "updated",
            "language",
            "uuid",
            "slug",
            "icon",
            "frequency",
            "url",
            "link",
        ],
        Goes::Nowhere,
    ),
    (&["synonyms", "names", "also"], Goes::To("aliases")),
];

/// Keys of an entry in a play list.
const ENTRY: Table = &[
    (&["id", "name", "exercise", "stretch", "file", "play"], Goes::To("routine")),
    (&["sets", "set", "times", "repeat", "round"], Goes::To("rounds")),
    (&["taster", "taste", "only-a-sample", "short", "demo"], Goes::To("sample")),
];

/// Which keys of others are known in a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foreign {
    Routine,
    Step,
    Move,
    Listing,
    Entry,
    /// None.
    None,
}

impl Foreign {
    fn table(self) -> Table {
        match self {
            Foreign::Routine => ROUTINE,
            Foreign::Step => STEP,
            Foreign::Move => MOVE,
            Foreign::Listing => LISTING,
            Foreign::Entry => ENTRY,
            Foreign::None => &[],
        }
    }

    /// Where the value of this key goes, if it is one that others use.
    pub fn goes(self, key: &str) -> Option<Goes> {
        let key = plain(&apart(key));
        let known =
            |key: &str| self.table().iter().find(|(keys, _)| keys.contains(&key)).map(|(_, goes)| *goes);
        // `duration_sec` says its unit, which is the one that a bare figure has.
        let bare = ["-seconds", "-secs", "-sec", "-s"].iter().find_map(|it| key.strip_suffix(it));
        known(&key).or_else(|| {
            known(bare?).filter(|it| matches!(it, Goes::To("for" | "rest" | "each") | Goes::ToStep(_)))
        })
    }
}

/// A key of several words as words: `primaryMuscles` is `primary Muscles`.
fn apart(key: &str) -> String {
    let mut words = String::new();
    let mut before = ' ';
    for letter in key.chars() {
        if letter.is_uppercase() && before.is_lowercase() {
            words.push(' ');
        }
        words.push(letter);
        before = letter;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_known_in_any_manner_of_writing() {
        for key in ["primaryMuscles", "primary_muscles", "Primary Muscles", "PRIMARY-MUSCLES"] {
            assert_eq!(Foreign::Routine.goes(key), Some(Goes::To("muscles")), "{key}");
        }
        assert_eq!(Foreign::Step.goes("duration"), Some(Goes::To("for")));
        assert_eq!(Foreign::Routine.goes("duration"), Some(Goes::ToStep("for")));
        for key in ["duration_sec", "durationSeconds", "time-s", "hold_time_secs"] {
            assert_eq!(Foreign::Step.goes(key), Some(Goes::To("for")), "{key}");
        }
        assert_eq!(Foreign::Routine.goes("zzz"), None);
        assert_eq!(Foreign::Routine.goes("sets_s"), None);
    }
}
