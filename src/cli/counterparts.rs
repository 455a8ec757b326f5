//! Options that people know from other programs, and what does the same here.

use crate::model::{parse, text::Text};

/// What to type instead of an option that a command does not have, if other programs have it; with the value
/// that was typed, if the other option takes it.
pub fn of(option: &str, command: &str, value: Option<&str>) -> Option<String> {
    let bare = option.trim_start_matches('-').to_lowercase();
    let here =
        |it: &&(&str, &[&str], &'static str)| (it.0 == command || it.0 == ANY) && it.1.contains(&&*bare);
    let hint = COUNTERPARTS.iter().find(here).map(|it| it.2)?;
    let Some(value) = value else { return Some(hint.to_owned()) };
    let hint = if hint == LENGTHS { of_its_size(value) } else { hint };
    Some(EXAMPLES.iter().fold(hint.to_owned(), |hint, (example, right)| {
        let (option, _) = example.split_once([' ', '=', ':']).unwrap_or((example, ""));
        match right(value, &bare) {
            Some(right) if hint.contains(example) => {
                let sign = example[option.len()..].chars().take_while(|it| !it.is_alphanumeric());
                hint.replace(example, &format!("{option}{}{right}", sign.collect::<String>()))
            }
            Some(_) | None => hint,
        }
    }))
}

/// The hint for a length of which only its value says whether it is the session's or a hold's.
fn of_its_size(value: &str) -> &'static str {
    match parse::typed_length(value) {
        Ok(it) if it > LONG => A_SESSION,
        Ok(_) => A_HOLD,
        Err(_) => LENGTHS,
    }
}

/// A hold is seldom longer, in seconds, and a session never as short.
const LONG: u32 = 90;
const A_SESSION: &str = "`--for 5m` makes a session of that length";
const A_HOLD: &str = "`--hold 30s` sets how long every hold lasts";
const LENGTHS: &str =
    "`--for 5m` makes a session of that length, and `--hold 30s` sets how long every hold lasts";

/// What is made of the value that was typed for an option.
type Reads = fn(&str, &str) -> Option<String>;

/// Examples in hints, and how the value that was typed takes their place.
const EXAMPLES: &[(&str, Reads)] = &[
    ("--for 5m", |value, option| {
        let unit = if option.starts_with("hour") { 'h' } else { 'm' };
        length(value, unit).filter(|_| !option.starts_with("sec"))
    }),
    ("--hold 30s", |value, _| length(value, 's')),
    ("--rounds 2", |value, _| {
        value.parse().ok().filter(|it| (1..=100).contains(it)).map(|it: u32| it.to_string())
    }),
    ("--skip neck-release", |value, _| {
        let is_id =
            |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-');
        is_id(value).then(|| value.to_owned())
    }),
    ("volume: 60", loudness),
    ("volume 60", loudness),
    ("STRETCH_VOLUME=60", loudness),
];

/// A length as it is typed; a bare figure gets this unit.
fn length(value: &str, unit: char) -> Option<String> {
    let is_bare = value.bytes().all(|it| it.is_ascii_digit());
    let whole = if is_bare { format!("{value}{unit}") } else { value.to_owned() };
    parse::typed_length(&whole)
        .is_ok()
        .then(|| Text::clean(&whole).to_string())
        .filter(|it| !it.contains(' '))
}

fn loudness(value: &str, _: &str) -> Option<String> {
    let value = value.trim_end_matches('%');
    value.parse().ok().filter(|it| (1..=100).contains(it)).map(|it: u32| it.to_string())
}

/// For whichever command.
const ANY: &str = "";

/// The command that the options were typed for, the options, and the hint.
const COUNTERPARTS: &[(&str, &[&str], &str)] = &[
    ("play", &["time", "duration", "length", "timer", "t", "d"], LENGTHS),
    (
        "play",
        &[
            "minutes", "minute", "mins", "min", "total", "max", "limit", "m", "budget", "hours", "hour",
            "within", "session",
        ],
        A_SESSION,
    ),
    (
        "play",
        &["seconds", "secs", "sec", "interval", "work", "hold-time", "hold-for", "per-hold", "stretch-time"],
        A_HOLD,
    ),
    (
        "play",
        &[
            "rest",
            "break",
            "pause",
            "gap",
            "prepare",
            "prep",
            "delay",
            "countdown",
            "ready",
            "lead-in",
            "get-ready",
        ],
        "`--wait` waits for Enter; `rest: 10s` in the file of a routine is the time between its rounds",
    ),
    (
        "play",
        &["mirror", "mirrored"],
        "a person who faces you is drawn so; `--no-mirror` draws them as they stand",
    ),
    ("play", &["once"], "`--rounds 1` plays every routine once"),
    ("play", &["today", "due", "suggest"], "`stretch next --play` plays what is due"),
    ("play", &["continue", "again", "recover"], "`stretch resume` goes on with the last session"),
    (
        "play",
        &["no-log", "no-save", "nolog", "private", "incognito", "no-history", "no-track"],
        "`STRETCH_LOG=false` before the command keeps no log of it",
    ),
    (
        "play",
        &[
            "no-intro",
            "skip-intro",
            "no-caution",
            "no-cautions",
            "no-warning",
            "no-warnings",
            "no-instructions",
        ],
        "`--talk brief` says less; the cautions stay",
    ),
    (
        "play",
        &[
            "silent", "silence", "quiet", "no-sound", "nosound", "no-audio", "no-bell", "no-beep", "muted",
            "q", "s",
        ],
        "`--mute` makes no sound",
    ),
    (
        "play",
        &["no-voice", "no-speech", "no-speak", "no-talk", "no-tts", "sound-only"],
        "`--talk off` plays sounds without a voice",
    ),
    (
        "play",
        &["quick", "short", "fast", "easy", "hard", "beginner", "advanced", "difficulty", "intensity"],
        "`--level gentle` is the shortest, `--level full` the longest; `--talk brief` says less",
    ),
    ("play", &["brief", "terse"], "`--talk brief` says less"),
    (
        "play",
        &["repeat", "repeats", "reps", "sets", "set", "round", "loop", "loops", "cycles", "count", "r", "n"],
        "`--rounds 2` repeats every routine",
    ),
    ("play", &["left", "left-side", "left-only"], "`--side left` plays one side only"),
    ("play", &["right", "right-side", "right-only"], "`--side right` plays one side only"),
    ("play", &["exclude", "except", "ignore", "no", "x"], "`--skip neck-release` leaves out a routine"),
    (
        "play",
        &["preview", "plan", "print", "simulate", "dryrun", "dry", "no-op", "noop"],
        "`--dry-run` prints the plan without playing it",
    ),
    (
        "play",
        &["manual", "step", "interactive", "confirm", "no-timer"],
        "`--wait` waits for Enter after each move, switch and rest",
    ),
    (
        "play",
        &["file", "f", "input", "i", "path", "routine", "area", "program"],
        "name it without an option: `stretch neck`, `stretch ./mine.yaml`",
    ),
    ("play", &["y", "force", "assume-yes"], "`--yes` plays without asking"),
    ("play", &["random", "shuffle"], "`stretch list` shows what there is to choose from"),
    (
        "list",
        &["area", "tag", "category", "search", "filter", "query", "name", "s", "f"],
        "search by words: `stretch list neck`",
    ),
    ("list", &["thing", "equipment", "props", "prop", "with"], "`--needs chair` lists what uses a chair"),
    ("list", &["no-equipment"], "`--without chair` lists what needs no chair"),
    ("list", &["all", "a", "long", "l"], "`stretch list` lists everything"),
    (
        "log",
        &["from", "after", "days", "weeks", "week", "month", "today"],
        "`--since 4w` shows the last four weeks",
    ),
    (
        "log",
        &["csv", "export", "html", "pdf"],
        "`--report -o report.html` writes a page, and `--json` prints JSON",
    ),
    (
        "list",
        &["for", "minutes", "max", "time", "duration", "length"],
        "`stretch --for 5m` makes a session of that length",
    ),
    ("log", &["last", "limit", "number", "n", "max", "lines"], "`stretch log 5` shows the last 5 sessions"),
    ("check", &["fix"], "`stretch check` says what to change; it changes nothing itself"),
    ("check", &["w"], "did you mean `--watch`?"),
    ("new", &["template", "copy", "base"], "`--from neck-release` begins with a copy of a built-in routine"),
    ("new", &["name", "id"], "name it without an option: `stretch new my-stretch`"),
    ("show", &["image", "picture", "draw", "drawing"], "`--figure` prints the drawn person"),
    ("show", &["step", "s"], "`--at 2` draws the person in step 2"),
    ("show", &["output", "o", "png", "export"], "`--svg neck.svg` writes the drawing to a file"),
    (
        ANY,
        &[
            "no-figure",
            "no-picture",
            "no-pictures",
            "no-tui",
            "no-ui",
            "text",
            "ascii",
            "a11y",
            "accessible",
            "simple",
            "p",
        ],
        "`--plain` prints lines without pictures",
    ),
    (
        ANY,
        &["format", "output", "o", "j", "machine", "raw"],
        "`--json` prints JSON where there is some; `--help` says where",
    ),
    (
        ANY,
        &["color", "colour", "no-color", "no-colour", "colors", "colours"],
        "set `NO_COLOR=1` to turn colours off",
    ),
    (
        ANY,
        &["theme", "style", "dark", "light", "palette"],
        "the colours are those of the terminal; `NO_COLOR=1` turns them off",
    ),
    (
        ANY,
        &["sound", "sounds", "beep", "bell", "loud", "music", "audio"],
        "`stretch cues` plays the sounds; set `volume: 60` in `~/.config/stretch/config.yaml`, or `STRETCH_VOLUME=60`",
    ),
    (ANY, &["config", "settings", "conf", "c"], "`stretch config` shows your settings, and changes them"),
    (ANY, &["volume", "vol"], "`stretch config volume 60` sets it for every session"),
    (ANY, &["voice", "lang", "language"], "`stretch config voice en-gb` sets it for every session"),
    (
        ANY,
        &["verbose", "v", "debug", "info"],
        "`stretch --version` prints the version, `stretch NAME --dry-run` the whole plan",
    ),
    (ANY, &["dir", "folder", "routine-dir", "library"], "`--routines DIR` reads routines from a folder"),
    (ANY, &["?", "usage", "man"], "`--help` explains the options"),
];

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::*;
    use crate::{cli::Cli, command::Command};

    /// An option that is named in a hint is one that can be typed, and none is listed that exists.
    #[test]
    fn hints_name_what_there_is() {
        let definition = Cli::definition();
        let has = |command: &str, option: &str| {
            let of = definition.find_subcommand(command);
            of.is_some_and(|it| it.get_arguments().any(|it| it.get_long() == Some(option)))
        };
        for (command, options, hint) in COUNTERPARTS {
            assert!(*command == ANY || Command::NAMES.contains(command), "{command}");
            for option in *options {
                assert!(!has(command, option), "`{command}` has `--{option}`");
            }
            for named in hint.split('`').filter(|it| it.starts_with("--") && *it != "--help") {
                let line = ["stretch".to_owned()].into_iter();
                let words = named.split(' ').map(str::to_owned);
                let line = match *command {
                    "play" => {
                        line.chain(["play".to_owned(), "neck".to_owned()]).chain(words).collect::<Vec<_>>()
                    }
                    ANY => continue,
                    other => line
                        .chain([other.to_owned()])
                        .chain(words)
                        .chain(["show", "new"].contains(&other).then(|| "neck".to_owned()))
                        .collect(),
                };
                let line: Vec<OsString> = line.into_iter().map(OsString::from).collect();
                assert!(Cli::read(&line).is_ok(), "{line:?}");
            }
        }
    }

    #[test]
    fn the_value_that_was_typed_is_carried_over() {
        let hint = |option, value| of(option, "play", Some(value)).expect("a counterpart");
        assert!(hint("--minutes", "5").contains("`--for 5m`"));
        assert!(hint("--minutes", "15").contains("`--for 15m`"));
        assert!(hint("--hours", "1").contains("`--for 1h`"));
        assert!(hint("--seconds", "45").contains("`--hold 45s`"));
        assert!(hint("--Sets", "3").contains("`--rounds 3`"));
        assert!(hint("--exclude", "pigeon").contains("`--skip pigeon`"));
        assert!(hint("--volume", "40%").contains("`stretch config volume 40`"));
        assert_eq!(hint("--time", "10m"), "`--for 10m` makes a session of that length");
        assert_eq!(hint("--time", "45s"), "`--hold 45s` sets how long every hold lasts");
        // Nobody knows of which unit it is.
        assert!(
            hint("--time", "10").contains("`--for 10m`") && hint("--time", "10").contains("`--hold 10s`")
        );
        // What cannot be read leaves the example.
        assert!(hint("--minutes", "a few").contains("`--for 5m`"));
        assert!(hint("--sets", "1000").contains("`--rounds 2`"));
        assert!(hint("--exclude", "; rm -r").contains("`--skip neck-release`"));
    }

    #[test]
    fn an_option_has_one_counterpart_for_a_command() {
        for command in Command::NAMES {
            let for_it = COUNTERPARTS.iter().filter(|it| it.0 == *command).flat_map(|it| it.1);
            let mut options: Vec<_> = for_it.collect();
            let count = options.len();
            options.sort_unstable();
            options.dedup();
            assert_eq!(options.len(), count, "{command}");
        }
    }
}
