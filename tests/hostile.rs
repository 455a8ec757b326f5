//! Whatever a file holds: it is answered, soon, and nothing of it commands a terminal. What is
//! accepted plays. The files are made from the catalogue and the built-in routines by a generator
//! with a fixed start, so a failure comes back; `STRETCH_FILES=100000 cargo test hostile` makes more.

#![expect(
    clippy::disallowed_methods,
    reason = "files are read, a variable asks for more, and time is bounded"
)]

use std::{
    fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    sync::Arc,
    time::Duration,
};

use rustix::time::{ClockId, clock_gettime};
use stretch::{
    model::{
        dose::Level,
        parse::{self, Checked, Content, Depth, Document},
        plan::{Choice, Open, Plan, Wishes},
        problem::{Severity, fixed},
        routine::Routine,
        text::{Text, is_hostile},
    },
    view::report::{Style, objects, report},
};

/// How many files each test makes if nothing else is asked for.
const FILES: usize = 2_000;
/// What one file may take of a core's time, whatever else the machine does. The promise is 250 ms for
/// the program as it is shipped; a test is built without optimisation.
const LONGEST: Duration = Duration::from_secs(5);

/// How long this thread was at work.
fn worked() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

/// Numbers that look like chance and are the same each time (SplitMix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end.max(1)).unwrap()).unwrap()
    }

    fn of<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.below(all.len())]
    }
}

fn files_wanted() -> usize {
    std::env::var("STRETCH_FILES").ok().and_then(|it| it.parse().ok()).unwrap_or(FILES)
}

fn yaml_under(folder: &Path, found: &mut Vec<Vec<u8>>) {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            yaml_under(&path, found);
        } else if path.extension().is_some_and(|it| it == "yaml") {
            found.push(fs::read(path).unwrap());
        }
    }
}

/// The catalogue of mistakes.
fn wrong_files() -> Vec<Vec<u8>> {
    let mut files = Vec::new();
    yaml_under(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/problems"), &mut files);
    files
}

/// The built-in routines.
fn right_files() -> Vec<Vec<u8>> {
    let mut files = Vec::new();
    yaml_under(&Path::new(env!("CARGO_MANIFEST_DIR")).join("routines"), &mut files);
    files
}

fn is_clean(text: &str, line_ends: bool) -> bool {
    !text.chars().any(|it| is_hostile(it) && !(line_ends && it == '\n'))
}

/// Asks everything that is asked of a file, and that all of it is as promised.
fn check(bytes: &[u8]) -> Checked<Content> {
    let shown = || String::from_utf8_lossy(bytes).chars().take(2_000).collect::<String>();
    let begin = worked();
    let answer = catch_unwind(AssertUnwindSafe(|| {
        let checked = Document::read(bytes.to_vec(), "neck-release", "neck", Depth::InFull).into_checked();
        let path = Text::clean("neck/neck-release.yaml");
        let told = report(&path, bytes, &checked.problems, Style::Plain);
        let json = serde_json::to_string(&objects(&path, &checked.problems)).unwrap();
        (checked, told, json)
    }));
    let took = worked() - begin;
    let Ok((checked, told, json)) = answer else { panic!("a panic at:\n{}", shown()) };
    assert!(took < LONGEST, "{took:?} for:\n{}", shown());
    let errors = checked.problems.iter().any(|it| it.severity == Severity::Error);
    assert_eq!(checked.value.is_none(), errors, "a value, exactly if there is no error:\n{}", shown());
    assert!(is_clean(&told, true), "{told:?}\n{}", shown());
    assert!(is_clean(&json, false), "{json:?}\n{}", shown());
    let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<&str> = text.strip_prefix('\u{feff}').unwrap_or(&text).split('\n').collect();
    for problem in &checked.problems {
        assert!(!problem.message.is_empty());
        let Some(place) = problem.place else { continue };
        let line =
            lines.get(place.line - 1).unwrap_or_else(|| panic!("{problem:?} is in no line of:\n{}", shown()));
        assert!(place.column <= line.chars().count() + 1, "{problem:?} is beyond its line in:\n{}", shown());
        for fix in &problem.fixes {
            let width = fix.place.column - 1 + fix.place.width;
            let line = lines.get(fix.place.line - 1).unwrap_or_else(|| panic!("{fix:?}"));
            assert!(width <= line.chars().count(), "{fix:?} is beyond its line in:\n{}", shown());
            assert!(is_clean(&fix.text, true), "{fix:?}");
        }
        fixed(text.strip_prefix('\u{feff}').unwrap_or(&text), &problem.fixes);
    }
    if let Some(Content::Routine(routine)) = &checked.value {
        plays(routine);
    }
    checked
}

/// What is accepted makes a plan at every level, and the plan says clean words.
fn plays(routine: &Routine) {
    let routine = Arc::new(routine.clone());
    for &level in Level::ALL {
        for open in [Open::Waits, Open::Lasts(30)] {
            let choice = Choice { routine: Arc::clone(&routine), rounds: None };
            let plan = Plan::new(&[choice], &Wishes { level, open, ..Wishes::default() })
                .unwrap_or_else(|it| panic!("{it:?} at {level:?}: {routine:?}"));
            for segment in plan.segments() {
                assert!(segment.length != Some(0), "{segment:?}");
                assert!(is_clean(segment.text.as_str(), false), "{segment:?}");
                assert!(!segment.text.as_str().contains(['{', '}']), "{segment:?}");
            }
        }
    }
}

/// What files are made of, and what breaks them.
const PIECES: &[&str] = &[
    "name: ",
    "steps:\n",
    "  - ",
    "- ",
    "hold: ",
    "move: ",
    "reps: ",
    "breathe: ",
    "for: ",
    "30s",
    "15-30s",
    "3 breaths",
    "open",
    "times: ",
    "each: ",
    "sides: ",
    "both",
    "[left, right]",
    "rounds: ",
    "rest: ",
    "play:\n",
    "pose: ",
    "figure: ",
    "{side}",
    "{other}",
    "{",
    "}",
    "[",
    "]",
    "\"",
    "'",
    ": ",
    ":",
    " #",
    "#",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    "    ",
    "  ",
    "&a ",
    "*a",
    "<<: *a",
    "!!str ",
    "!x ",
    "|\n",
    ">\n",
    "? ",
    "---\n",
    "...\n",
    "%YAML 1.2\n",
    "~",
    "null",
    "true",
    "-1",
    "shoulder.r: ",
    "hands: { r: { at: crown } }",
    "[9, 9, 9]",
    "base: supine",
    "stretched: [calves]",
    "wall@nan",
    "1e999",
    "0x1f",
    "99999999999999999999",
    ".nan",
    "\\",
    "\\e",
    "\\u202e",
    "\u{202e}",
    "\u{feff}",
    "\u{200b}",
    "\u{1b}[2J",
    "\u{0}",
    "\u{7f}",
    "\u{9b}",
    "é",
    "首",
    "👩‍🦱",
    "a text",
    "neck-release",
    "@",
    "`",
    ",",
];

fn mutated(file: &[u8], other: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = file.to_vec();
    for _ in 0..=[0, 0, 1, 4][chance.below(4)] {
        let at = chance.below(bytes.len() + 1);
        let end = (at + chance.below(12)).min(bytes.len());
        match chance.below(7) {
            0 => drop(bytes.splice(at..at, chance.of(PIECES).bytes())),
            1 => drop(bytes.drain(at..end)),
            2 => drop(bytes.splice(at..end, chance.of(PIECES).bytes())),
            3 if at < bytes.len() => bytes[at] ^= 1 << chance.below(8),
            4 => bytes.truncate(at),
            5 => {
                let from = chance.below(other.len() + 1);
                let piece = other[from..(from + chance.below(80)).min(other.len())].to_vec();
                drop(bytes.splice(at..at, piece));
            }
            _ => {
                let piece = bytes[at..end].to_vec();
                for _ in 0..chance.below(40) {
                    drop(bytes.splice(at..at, piece.iter().copied()));
                }
            }
        }
    }
    bytes
}

#[test]
fn changed_files_are_answered() {
    let (right, wrong) = (right_files(), wrong_files());
    let mut chance = Chance(1);
    let (mut accepted, mut refused) = (0, 0);
    for _ in 0..files_wanted() {
        let file = match chance.below(3) {
            0 => &wrong[chance.below(wrong.len())],
            _ => &right[chance.below(right.len())],
        };
        let other = &wrong[chance.below(wrong.len())];
        match check(&mutated(file, other, &mut chance)).value {
            Some(_) => accepted += 1,
            None => refused += 1,
        }
    }
    // A generator that only ever makes one of the two tests little.
    assert!(accepted * 20 > refused && refused * 20 > accepted, "{accepted} accepted, {refused} refused");
}

#[test]
fn letters_of_any_width_may_stand_anywhere() {
    for (number, file) in wrong_files().into_iter().enumerate() {
        let Ok(text) = String::from_utf8(file) else { continue };
        for (place, (at, _)) in text.char_indices().enumerate().filter(|it| it.0 % 4 == number % 4) {
            let letter = ['é', '首', '𝛼'][place % 3];
            check(format!("{}{letter}{}", &text[..at], &text[at..]).as_bytes());
        }
    }
}

#[test]
fn files_of_pieces_are_answered() {
    let mut chance = Chance(2);
    for _ in 0..files_wanted() {
        let mut file = String::new();
        for _ in 0..chance.below(60) {
            file.push_str(chance.of(PIECES));
        }
        check(file.as_bytes());
    }
}

#[test]
fn bytes_that_are_no_text_are_answered() {
    let mut chance = Chance(3);
    for _ in 0..files_wanted() / 10 {
        let length = chance.below(300);
        let bytes: Vec<u8> = (0..length).map(|_| chance.next().to_le_bytes()[0]).collect();
        check(&bytes);
    }
}

#[test]
fn the_largest_files_are_answered_in_time() {
    let repeated = [
        "[",
        "{",
        "- ",
        "? ",
        "a: ",
        "&a ",
        "!!a,",
        "\"\\t\",",
        "a,",
        "- 3\n",
        "- hold: a\n",
        "holdd: a\n",
        "# a\n",
        "a #\n",
        "首",
        "\n",
        "hold Tip\n",
        "a: \"b\" c\n",
        "-hold: a\n",
        "- {a: b}\n",
    ];
    for beginning in ["", "name: a\nsteps:\n", "muscles: [", "summary: \""] {
        for piece in repeated {
            let mut file = beginning.to_string();
            while file.len() + piece.len() <= parse::MOST_BYTES {
                file.push_str(piece);
            }
            check(file.as_bytes());
        }
    }
    let larger = vec![b'a'; parse::MOST_BYTES + 1];
    assert_eq!(check(&larger).problems[0].message.as_str(), "the file is larger than 256 KiB");
}

/// A routine that is right, with every key and every form in some of them.
fn a_right_one(chance: &mut Chance) -> String {
    let mut file = String::from("name: Neck release\nfigure: { base: standing }\n");
    let sides = chance.of(&["", "both", "[left]", "[right, left]", "left"]);
    if !sides.is_empty() {
        file += &format!("sides: {sides}\n");
    }
    for (key, values) in [
        ("kind", &["stretch", "mobility", "strength", "breath", "yoga", "rest"][..]),
        ("limb", &["arm", "leg", "hand", "foot", "shoulder", "knee", "hip"][..]),
        ("position", &["standing", "[seated, floor]", "lying"]),
        ("needs", &["[]", "chair", "[chair?, strap|towel]"]),
        ("rounds", &["1", "2-4", "100", "1–3"]),
        ("rest", &["1s", "1m30s", "60m"]),
        ("summary", &["A text.", "\"Quoted: # text\"", "'It''s'", "|\n  Two\n  lines.", "über – 首"]),
        ("setup", &["[Stand tall.]", "[]", "[{ move: Sit., pose: { neck: 2 } }]"]),
        ("finish", &["[Done.]", "[{ move: Rest., for: 10-20s }]"]),
        ("breath", &["5s/5s", "4s / 8s", "1s/1m"]),
        ("switch", &["[Turn round.]", "[{ move: Roll over., for: 8s, pose: { neck: 2 } }, Lie down.]"]),
    ] {
        if chance.below(2) == 0 {
            file += &format!("{key}: {}\n", chance.of(values));
        }
    }
    file += "steps:\n";
    let side = if sides.is_empty() { "" } else { " {side}, then {other}" };
    for _ in 0..=chance.below(20) {
        let dose = chance.of(&["1s", "60m", "15-30s", "1m-2m", "open", "1 breath", "3–5 breaths"]);
        file += &match chance.below(5) {
            0 => format!("  - move: Go{side}.\n"),
            1 => format!("  - move: Go{side}.\n    for: {}\n", chance.of(&["5s", "10-20s", "1m"])),
            2 => format!("  - hold: Stay{side}.\n    for: {dose}\n    pose: {{}}\n"),
            3 => format!("  - breathe: In and out{side}.\n    for: {dose}\n"),
            _ => {
                let hold = chance.of(&["", "    hold: 1-3s\n", "    say: [up, back]\n    hold: 2s\n"]);
                format!(
                    "  - reps: Roll{side}.\n    times: {}\n    each: 3s\n{hold}",
                    chance.of(&["1", "8-12", "500"])
                )
            }
        };
    }
    file
}

#[test]
fn what_is_right_is_accepted_and_plays() {
    let mut chance = Chance(4);
    let (mut accepted, mut too_long) = (0, 0);
    for _ in 0..files_wanted() / 4 {
        let file = a_right_one(&mut chance);
        let checked = check(file.as_bytes());
        let errors: Vec<_> = checked.problems.iter().filter(|it| it.severity == Severity::Error).collect();
        match errors[..] {
            [] => accepted += 1,
            [only] if only.message.as_str() == "the routine takes more than a day" => too_long += 1,
            _ => panic!("{errors:?}\n{file}"),
        }
    }
    assert!(accepted > too_long && too_long > 0, "{accepted} accepted, {too_long} too long");
}

#[test]
fn every_file_keeps_its_meaning_with_other_line_ends() {
    for bytes in right_files().into_iter().chain(wrong_files()) {
        let Ok(text) = String::from_utf8(bytes) else { continue };
        if text.contains(['\r', '\u{feff}']) {
            continue;
        }
        let usual = check(text.as_bytes());
        let marked = format!("\u{feff}{text}");
        for variant in [text.replace('\n', "\r\n"), text.replace('\n', "\r"), marked] {
            assert_eq!(check(variant.as_bytes()), usual, "{text}");
        }
        let unended = check(text.trim_end_matches('\n').as_bytes());
        assert_eq!((unended.value, unended.problems.len()), (usual.value, usual.problems.len()), "{text}");
    }
}

#[test]
fn texts_that_look_like_options_or_commands_stay_text() {
    for words in
        ["-f x", "--help", "$(id)", "`id`", "; rm -r x", "%s%n", "../../etc/passwd", "file:///etc/passwd"]
    {
        let file = format!("name: Neck\nsteps:\n  - move: '{words}'\n");
        let Some(Content::Routine(routine)) = check(file.as_bytes()).value else { panic!("{words}") };
        assert_eq!(routine.steps[0].words.as_str(), words);
    }
}
