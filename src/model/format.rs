//! The format of the files: one table for each group of keys, with what may stand there.
//!
//! The parser checks by these tables, and the schema and the guide are made from or tested against
//! them, so a key is added in one place.

use super::{
    area::Area,
    cue::Talk,
    dose::Level,
    familiar::Wordiness,
    routine::{Condition, Kind, Limb, Position, Side, Thing},
    settings::Media,
    suit::Absent,
    vocabulary::vocabulary,
};

/// The most characters of a name.
pub const MOST_NAME: usize = 200;
/// The most characters of any other text.
pub const MOST_TEXT: usize = 4_000;
/// The most steps of a routine, and the most entries of a play list.
pub const MOST_STEPS: usize = 500;
/// The most characters of an id.
pub const MOST_ID: usize = 64;
/// The most rounds of a routine.
pub const MOST_ROUNDS: u32 = 100;
/// How many parts of a repetition may have words.
pub const MOST_BEATS: usize = 12;
/// How many characters the words for one part of a repetition may have.
pub const MOST_BEAT: usize = 40;
/// The longest that one may breathe in or out, in seconds: nobody breathes longer in one direction.
pub const LONGEST_BREATH: u32 = 60;
/// The most repetitions of a step.
pub const MOST_TIMES: u32 = 1_000;
/// A summary of more characters is too long for a list, which shows it on one line.
pub const LONG_SUMMARY: usize = 80;

vocabulary! {
    /// A sort of file.
    FileKind {
        Routine = "routine",
        Area = "area",
        Program = "program",
        /// The settings.
        Config = "config",
    }
}

/// A key of a file.
#[derive(Debug)]
pub struct FileKey {
    /// The key as it is written.
    pub name: &'static str,
    /// Whether a file must have it.
    pub required: bool,
    /// The values that it may have.
    pub shape: ValueShape,
    /// An example of a line.
    pub example: &'static str,
    /// What it means, in a line.
    pub about: &'static str,
}

/// The values that a key may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueShape {
    /// A text of at most this many characters.
    Text(usize),
    /// One or several texts.
    Texts,
    /// One of these words.
    Word(&'static [&'static str]),
    /// One or several of these words.
    Words(&'static [&'static str]),
    /// Things to have at hand: `chair`, `chair?`, `strap|towel`.
    Needs,
    /// `both`, or one or two sides in order.
    Sides,
    /// A count, or a range of counts, up to this one.
    Count(u32),
    /// A length of time.
    Length,
    /// A length of time, or a range of them.
    Lengths,
    /// A length of time, a number of breaths, a range of either, or `open`.
    Dose,
    /// Breathing in and out: `5s/5s`.
    Breath,
    /// One word or a few for each part of a repetition.
    Beats,
    /// Where facts come from.
    Sources,
    /// Moves: texts, or groups with `move`, `for` and `pose`.
    Moves,
    /// The steps.
    Steps,
    /// Routines in order.
    Play,
    /// A routine's id.
    Id,
    /// A link.
    Url,
    /// How the figure is drawn.
    Figure,
    /// Joint angles.
    Pose,
}

impl ValueShape {
    /// The words of which a value is made, if there is a list of them; else none.
    pub const fn words(self) -> &'static [&'static str] {
        match self {
            ValueShape::Word(words) | ValueShape::Words(words) => words,
            ValueShape::Text(_)
            | ValueShape::Texts
            | ValueShape::Needs
            | ValueShape::Sides
            | ValueShape::Count(_)
            | ValueShape::Length
            | ValueShape::Lengths
            | ValueShape::Dose
            | ValueShape::Breath
            | ValueShape::Beats
            | ValueShape::Sources
            | ValueShape::Moves
            | ValueShape::Steps
            | ValueShape::Play
            | ValueShape::Id
            | ValueShape::Url
            | ValueShape::Figure
            | ValueShape::Pose => &[],
        }
    }
}

impl FileKey {
    /// What is so if the key is left out, in the words in which `about` ends: `steady`, `none`, `4 s`. Empty if
    /// `about` does not say.
    pub fn left_out(&self) -> String {
        let said = self.about.strip_suffix(" if left out").unwrap_or_default();
        said.rsplit("; ").next().unwrap_or_default().replace('`', "")
    }
}

const fn key(name: &'static str, shape: ValueShape, example: &'static str, about: &'static str) -> FileKey {
    FileKey { name, required: false, shape, example, about }
}

const fn required(
    name: &'static str,
    shape: ValueShape,
    example: &'static str,
    about: &'static str,
) -> FileKey {
    FileKey { name, required: true, shape, example, about }
}

const NAME: ValueShape = ValueShape::Text(MOST_NAME);
const TEXT: ValueShape = ValueShape::Text(MOST_TEXT);

/// The keys of a routine file.
pub const ROUTINE: &[FileKey] = &[
    required("name", NAME, "name: Neck release", "What the routine is called"),
    key("summary", TEXT, "summary: Lengthens the sides of the neck.", "What it does, in a line"),
    key(
        "kind",
        ValueShape::Word(Kind::NAMES),
        "kind: stretch",
        "What sort of exercise it is; `stretch` if left out",
    ),
    key("also", ValueShape::Words(Area::NAMES), "also: [shoulders]", "Further areas it helps"),
    key(
        "muscles",
        ValueShape::Texts,
        "muscles: [upper trapezius, scalenes]",
        "The muscles it stretches or uses",
    ),
    key(
        "position",
        ValueShape::Words(Position::NAMES),
        "position: [standing, seated]",
        "How the body is placed; the first is drawn",
    ),
    key(
        "needs",
        ValueShape::Needs,
        "needs: [chair?, strap|towel]",
        "Things to have at hand: `chair?` may be done without, `strap|towel` is either",
    ),
    key(
        "sides",
        ValueShape::Sides,
        "sides: both",
        "`both`, or an order such as `[right, left]`; left out, it has no sides",
    ),
    key(
        "limb",
        ValueShape::Word(Limb::NAMES),
        "limb: arm",
        "What the side is the side of, as in \"your right arm first\"; left out for the head and the trunk",
    ),
    key(
        "rounds",
        ValueShape::Count(MOST_ROUNDS),
        "rounds: 2-4",
        "How often the whole is done; once if left out",
    ),
    key("rest", ValueShape::Length, "rest: 10s", "The time between rounds; 5 s if left out"),
    key(
        "breath",
        ValueShape::Breath,
        "breath: 5s/5s",
        "How long it breathes in and out; as the person has set it if left out",
    ),
    key(
        "caution",
        TEXT,
        "caution: Move slowly, and stop before it hurts.",
        "What to take care of, said before it begins",
    ),
    key(
        "avoid",
        ValueShape::Words(Condition::NAMES),
        "avoid: [neck-injury, dizziness]",
        "Conditions for which to ask a clinician first",
    ),
    key(
        "sources",
        ValueShape::Sources,
        "sources: [{ name: \"NHS, neck exercises\" }]",
        "Where its facts come from",
    ),
    key("figure", ValueShape::Figure, "figure: { base: standing, view: front }", "How the person is drawn"),
    key("setup", ValueShape::Moves, "setup: [Stand tall.]", "Moves once, before the first round"),
    required(
        "steps",
        ValueShape::Steps,
        "steps: [{ hold: Reach up., for: 20s }]",
        "What is done in each round, on each side",
    ),
    key(
        "switch",
        ValueShape::Moves,
        "switch: [\"Roll over onto your {other} side.\"]",
        "Moves from one side to the other, which is `{side}`; five seconds if left out",
    ),
    key("finish", ValueShape::Moves, "finish: [Shake your arms loose.]", "Moves once, after the last round"),
];

/// The keys of a step. It has exactly one of [`KINDS_OF_STEP`].
pub const STEP: &[FileKey] = &[
    key("move", TEXT, "move: Lower your chin to your chest.", "Going from one position to another"),
    key(
        "hold",
        TEXT,
        "hold: Stay there and breathe.",
        "Staying where one is; in a step with `reps`, the time held inside each",
    ),
    key("breathe", TEXT, "breathe: Let your belly rise and fall.", "Breathing to a pace"),
    key("reps", TEXT, "reps: Roll your shoulders back.", "Doing the same thing several times"),
    key(
        "for",
        ValueShape::Dose,
        "for: 15-30s",
        "How long: of a `hold` or `breathe` always, of a `move` where it matters",
    ),
    key("times", ValueShape::Count(MOST_TIMES), "times: 8-12", "How often, with `reps`"),
    key("each", ValueShape::Length, "each: 3s", "How long one takes, with `reps`"),
    key(
        "say",
        ValueShape::Beats,
        "say: [open, back]",
        "A word for each part of the first repetition, with `reps`",
    ),
    key("pose", ValueShape::Pose, "pose: { neck: 20 }", "The joint angles of the figure"),
];

vocabulary! {
    /// The key of which a step has exactly one: what sort of step it is.
    StepKind {
        /// Going from one position to another.
        Move = "move",
        /// Staying where one is.
        Hold = "hold",
        /// Breathing to a pace.
        Breathe = "breathe",
        /// Doing the same thing several times.
        Reps = "reps",
    }
}

// These words are only keys of a file, and no words for a person.
impl std::fmt::Display for StepKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.name())
    }
}

/// The keys of which a step has exactly one.
pub const KINDS_OF_STEP: &[&str] = StepKind::NAMES;

/// The keys of a move in `setup`, `switch` or `finish`, where it is not just its text.
pub const MOVE: &[FileKey] = &[
    required("move", TEXT, "move: Stand tall.", "What to do"),
    key("for", ValueShape::Lengths, "for: 20s", "How long; as long as its words if left out"),
    key("pose", ValueShape::Pose, "pose: { neck: 20 }", "The joint angles of the figure"),
];

/// The keys of a figure.
pub const FIGURE: &[FileKey] = &[
    required("base", ValueShape::Figure, "base: standing", "The position from which the poses start"),
    key(
        "view",
        ValueShape::Figure,
        "view: quarter",
        "From where it is seen: a name, or `[around, above]` in degrees",
    ),
    key("crop", ValueShape::Figure, "crop: upper", "How much of the body is seen"),
    key("props", ValueShape::Figure, "props: [chair]", "The things in the picture"),
    key("stretched", ValueShape::Figure, "stretched: [trapezius.l]", "The muscles that are lit"),
    key(
        "contacts",
        ValueShape::Figure,
        "contacts: [foot, seat]",
        "What rests on the ground; the base's own if left out",
    ),
];

/// The keys of a pose that are no joints.
pub const POSE_KEYS: &[&str] =
    &["base", "view", "crop", "props", "hands", "feet", "shift", "contacts", "stretched"];

/// The keys of a goal of a hand or a foot, where it is not just its anchor.
pub const GOAL: &[FileKey] = &[
    required("at", ValueShape::Pose, "at: crown", "What it is put on"),
    key("offset", ValueShape::Pose, "offset: [0.1, 0, 0.2]", "Metres from there: outward, up, ahead"),
    key("bend", ValueShape::Pose, "bend: [0, -1, 0]", "Where the elbow or the knee points"),
    key("along", ValueShape::Pose, "along: [0, 0, 1]", "Where the fingers or the toes point"),
    key("face", ValueShape::Pose, "face: [0, -1, 0]", "Where the palm or the sole faces"),
];

/// The keys of a source.
pub const SOURCE: &[FileKey] = &[
    required("name", TEXT, "name: NHS, neck exercises", "The organisation and the title"),
    key("url", ValueShape::Url, "url: https://www.nhs.uk/", "The organisation's or the journal's own page"),
];

/// The keys of an area's page.
pub const AREA: &[FileKey] = &[
    required("name", NAME, "name: Neck", "What the area is called"),
    key("aliases", ValueShape::Texts, "aliases: [nape]", "Other words people type for it"),
    key("summary", TEXT, "summary: For a stiff neck.", "What it holds, in a line"),
    key(
        "play",
        ValueShape::Play,
        "play: [neck-release]",
        "What is played, in order; all its routines if left out",
    ),
    key("why", TEXT, "why: Screens pull the head forward.", "Why it gets tight"),
    key("stop", TEXT, "stop: Stop if your arm tingles.", "The signs for stopping"),
    key("see", TEXT, "see: See a doctor if it lasts for weeks.", "When to see a doctor"),
    key(
        "sources",
        ValueShape::Sources,
        "sources: [{ name: \"NHS, neck pain\" }]",
        "Where its facts come from",
    ),
];

/// The keys of a program.
pub const PROGRAM: &[FileKey] = &[
    required("name", NAME, "name: Desk break", "What the program is called"),
    key("summary", TEXT, "summary: Five minutes beside the desk.", "What it is for, in a line"),
    required("play", ValueShape::Play, "play: [neck-release, chest-opener]", "What is played, in order"),
    key(
        "stop",
        TEXT,
        "stop: Stop if your arm tingles.",
        "The signs for stopping; those of its areas if left out",
    ),
    key(
        "see",
        TEXT,
        "see: See a doctor if it lasts for weeks.",
        "When to see a doctor; as its areas say if left out",
    ),
    key(
        "sources",
        ValueShape::Sources,
        "sources: [{ name: \"My physiotherapist\" }]",
        "Where its facts come from; those of its areas if left out",
    ),
];

/// The keys of an entry in a play list, where it is not just an id.
pub const ENTRY: &[FileKey] = &[
    required("routine", ValueShape::Id, "routine: neck-release", "The routine's id"),
    key(
        "rounds",
        ValueShape::Count(MOST_ROUNDS),
        "rounds: 2",
        "How many rounds; the least of its own if left out",
    ),
    key(
        "sample",
        ValueShape::Word(FLAGS),
        "sample: true",
        "Whether fewer rounds than its own are meant; `false` if left out",
    ),
    key(
        "hold",
        ValueShape::Length,
        "hold: 30s",
        "How long each of its holds lasts at the usual level; as its file says if left out",
    ),
];

/// The loudest volume, which leaves the sounds as they are.
pub const MOST_VOLUME: u32 = 100;

/// The keys of the settings.
pub const SETTINGS: &[FileKey] = &[
    key("talk", ValueShape::Word(Talk::NAMES), "talk: brief", "How much is said aloud; `full` if left out"),
    key(
        "pace",
        ValueShape::Word(Wordiness::NAMES),
        "pace: short",
        "How much is announced, `auto` being few words about what you know; `auto` if left out",
    ),
    key(
        "media",
        ValueShape::Word(Media::NAMES),
        "media: pause",
        "What happens to music and video while you stretch, through `playerctl`; `leave` if left out",
    ),
    key("volume", ValueShape::Count(MOST_VOLUME), "volume: 60", "How loud, in percent; 100 if left out"),
    key(
        "mute",
        ValueShape::Word(FLAGS),
        "mute: true",
        "No sound at all until `m` is pressed; `false` if left out",
    ),
    key(
        "voice",
        NAME,
        "voice: en-gb",
        "The voice, by the name that the speaking program knows; its own if left out",
    ),
    key(
        "speech",
        ValueShape::Texts,
        "speech: [my-voice, --slow]",
        "A program of your own that speaks the text on its stdin, and its arguments; none if left out",
    ),
    key(
        "level",
        ValueShape::Word(Level::NAMES),
        "level: gentle",
        "Which end of each range; `steady` if left out",
    ),
    key(
        "mirror",
        ValueShape::Word(FLAGS),
        "mirror: false",
        "A person who faces you is drawn as in a mirror: their left is on the screen's left; `true` if left out",
    ),
    key(
        "log",
        ValueShape::Word(FLAGS),
        "log: false",
        "Whether sessions are kept in the log; `true` if left out",
    ),
    key("breath-in", ValueShape::Length, "breath-in: 4s", "How long one breathes in; 4 s if left out"),
    key("breath-out", ValueShape::Length, "breath-out: 6s", "How long one breathes out; 6 s if left out"),
    key(
        "plain",
        ValueShape::Word(FLAGS),
        "plain: true",
        "One line per event in place of a screen, as with `--plain`; `false` if left out",
    ),
    key(
        "week",
        ValueShape::Word(WEEKDAYS),
        "week: sunday",
        "The day on which the weeks of `stretch stats` begin; `monday` if left out",
    ),
    key(
        "every",
        ValueShape::Length,
        "every: 50m",
        "How long after the last session a break is due; 50 minutes if left out",
    ),
    key(
        "conditions",
        ValueShape::Words(Condition::NAMES),
        "conditions: [osteoporosis]",
        "Your conditions: what names one is left out of areas and programs; unknown if left out",
    ),
    key(
        "never",
        ValueShape::Texts,
        "never: [pigeon]",
        "Routines and areas that are left out of areas and programs; none if left out",
    ),
    key(
        "without",
        ValueShape::Words(Absent::NAMES),
        "without: [floor]",
        "Positions and things that you do without; none if left out",
    ),
    key(
        "ascii",
        ValueShape::Word(FLAGS),
        "ascii: true",
        "Everything is drawn in ASCII, for terminals that show lines and blocks too wide; `false` if left out",
    ),
    key(
        "adapt",
        ValueShape::Word(FLAGS),
        "adapt: false",
        "Whether you are asked how it felt, and holds follow the answer; `true` if left out",
    ),
];

/// The keys of the settings that protect the person. A mistake in one of them is never passed over: a
/// session asks before it goes on.
pub const PROTECTING: &[&str] = &["conditions", "never", "without"];

/// The name of the environment variable for a setting.
pub fn variable(key: &str) -> String {
    format!("STRETCH_{}", key.to_uppercase().replace('-', "_"))
}

/// The words of `week`.
pub const WEEKDAYS: &[&str] = &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The words of a setting that is on or off.
pub const FLAGS: &[&str] = &["true", "false"];

/// The words of `sides`.
pub const SIDES: &[&str] = &["both", Side::Left.name(), Side::Right.name()];

/// The words of `needs`.
pub const THINGS: &[&str] = Thing::NAMES;
