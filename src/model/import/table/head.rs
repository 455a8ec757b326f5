//! The columns of a table and the keys of an export, by what they are called.

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetColumn {
    /// What the exercise is called.
    Name,
    /// A time; so many seconds a figure without a unit stands for, if the head says so.
    Time(Option<u32>),
    /// Breaths.
    Breaths,
    /// How often the whole is done.
    Rounds,
    /// How often a movement is done.
    Times,
    /// A rest; so many seconds a figure without a unit stands for.
    Rest(u32),
    /// On which sides.
    Sides,
    /// How often a day.
    Habit,
    /// What is to be done.
    Words,
    /// What is worth knowing.
    Note,
    /// The number of the row.
    Index,
    /// The number of a set: each has a row of its own.
    Set,
    /// Something else.
    Unknown,
}

/// The columns of a head.
pub fn heads(cells: &[String]) -> Option<Vec<SheetColumn>> {
    if cells.iter().any(|it| it.starts_with(|it: char| it.is_ascii_digit())) {
        return None;
    }
    let mut columns: Vec<SheetColumn> = cells.iter().map(|it| head(it)).collect();
    // "Workout Name" beside "Exercise Name" calls the whole.
    let names_exercise = |at: &usize| cells[*at].to_lowercase().contains("exercise");
    let names: Vec<usize> = (0..cells.len()).filter(|it| columns[*it] == SheetColumn::Name).collect();
    if names.iter().any(names_exercise) {
        let of_whole = |it: &&usize| {
            !names_exercise(it) && {
                let low = cells[**it].to_lowercase();
                low.contains("name") || low.contains("title")
            }
        };
        let wholes: Vec<usize> = names.iter().filter(of_whole).copied().collect();
        wholes.iter().for_each(|it| columns[*it] = SheetColumn::Index);
        // Beside "Seconds" of each set, "Duration" is that of the whole.
        let is_timed = columns.iter().any(|it| matches!(it, SheetColumn::Time(Some(_))));
        for column in columns.iter_mut().filter(|_| is_timed && !wholes.is_empty()) {
            *column = if *column == SheetColumn::Time(None) { SheetColumn::Index } else { *column };
        }
    }
    let known = columns.iter().filter(|it| **it != SheetColumn::Unknown).count();
    let fits = columns.contains(&SheetColumn::Name) && known >= 2 || known == cells.len() && known >= 3;
    fits.then_some(columns)
}

/// Words of a column that is beside the exercise.
const BESIDE: &[&str] = &[
    "notes",
    "note",
    "comment",
    "comments",
    "tips",
    "tip",
    "muscle",
    "muscles",
    "area",
    "target",
    "targets",
    "equipment",
    "level",
    "type",
    "category",
    "tags",
    "color",
    "colour",
    "image",
    "images",
    "url",
    "video",
    "weight",
    "kg",
    "lbs",
    "load",
    "rpe",
    "distance",
    "km",
    "difficulty",
    "patient",
    "therapist",
];

/// `restSeconds` as `rest Seconds`.
fn apart(key: &str) -> String {
    let mut words = String::new();
    for letter in key.chars() {
        if letter.is_uppercase() && words.ends_with(char::is_lowercase) {
            words.push(' ');
        }
        words.push(letter);
    }
    words
}

/// What is understood of a column such as "Minutes per side".
pub const EACH_SIDE: &str = "each side";

/// Whether what a column or a key holds is said of each side.
pub fn is_per_side(head: &str) -> bool {
    let low = apart(head).to_lowercase().replace(|it: char| !it.is_alphanumeric(), " ");
    ["per side", "each side", "per leg", "each leg", "per arm", "each arm"].iter().any(|it| low.ends_with(it))
        && self::head(head) != SheetColumn::Sides
}

/// What a column or a key of this name holds.
pub fn head(cell: &str) -> SheetColumn {
    let low = apart(cell).to_lowercase().replace(|it: char| !it.is_alphanumeric() && it != '#', " ");
    let all: Vec<&str> = low.split_whitespace().collect();
    // "Minutes per side" holds minutes.
    let words = match all.as_slice() {
        [what @ .., "per" | "each", "side" | "leg" | "arm"] if !what.is_empty() => what,
        all => all,
    };
    let has = |list: &[&str]| words.iter().any(|it| list.contains(it));
    let is_minutes = has(&["min", "mins", "minutes", "minute"]);
    let unit = if is_minutes { 60 } else { 1 };
    let in_seconds = has(&["seconds", "secs", "sec", "s"]);
    if words.len() > 4 || words.is_empty() {
        return if words.is_empty() { SheetColumn::Index } else { SheetColumn::Unknown };
    }
    if has(&["set", "series"]) && has(&["index", "order", "number", "#"]) {
        SheetColumn::Set
    } else if has(&["date", "start", "started", "end", "ended", "created", "updated", "at", "index", "uuid"])
        || words.last() == Some(&"id")
    {
        SheetColumn::Index
    } else if has(&["total", "ms", "millis", "milliseconds"]) {
        SheetColumn::Unknown
    } else if words.last().is_some_and(|it| BESIDE.contains(it)) {
        SheetColumn::Note
    } else if has(&["rest", "break", "pause", "recovery"]) {
        SheetColumn::Rest(unit)
    } else if matches!(words, ["l", "r"] | ["left", "right"]) || has(&["bilateral", "laterality"]) {
        SheetColumn::Sides
    } else if has(&["instructions", "instruction", "description"]) {
        SheetColumn::Words
    } else if has(&["side", "sides"]) {
        SheetColumn::Sides
    } else if has(&["frequency", "daily", "day", "week", "often"]) {
        SheetColumn::Habit
    } else if has(&["sets", "set", "rounds", "round", "series", "repeat", "repeats"]) {
        SheetColumn::Rounds
    } else if has(&["reps", "rep", "repetitions", "count", "times"]) {
        SheetColumn::Times
    } else if has(&["breaths", "breath"]) {
        SheetColumn::Breaths
    } else if has(&[
        "seconds", "secs", "sec", "s", "duration", "time", "hold", "length", "minutes", "min", "mins",
        "work", "interval",
    ]) {
        SheetColumn::Time((is_minutes || in_seconds).then_some(unit))
    } else if has(&[
        "name",
        "exercise",
        "stretch",
        "title",
        "activity",
        "movement",
        "pose",
        "exercises",
        "stretches",
        "what",
        "move",
    ]) {
        SheetColumn::Name
    } else if has(&["how", "steps", "details", "cue", "cues", "do"]) {
        SheetColumn::Words
    } else if has(BESIDE) {
        SheetColumn::Note
    } else if has(&["no", "nr", "id", "order", "position", "index"]) || cell.trim() == "#" {
        SheetColumn::Index
    } else {
        SheetColumn::Unknown
    }
}
