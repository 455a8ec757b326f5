//! Options that people know from other programs, and what does the same here.

/// What to type instead of an option that a command does not have, if other programs have it.
pub fn of(option: &str, command: &str) -> Option<&'static str> {
    let bare = option.trim_start_matches('-');
    let here = |it: &&(&str, &[&str], &'static str)| (it.0 == command || it.0 == ANY) && it.1.contains(&bare);
    COUNTERPARTS.iter().find(here).map(|it| it.2)
}

/// For whichever command.
const ANY: &str = "";

/// The command that the options were typed for, the options, and the hint.
const COUNTERPARTS: &[(&str, &[&str], &str)] = &[
    (
        "play",
        &["time", "duration", "length", "seconds", "secs", "sec", "interval", "timer", "t", "d"],
        "`--hold 30s` sets how long every hold lasts",
    ),
    ("play", &["minutes", "total", "max", "limit", "m"], "`--for 5m` makes a session of that length"),
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
        &["repeat", "repeats", "reps", "sets", "loop", "loops", "cycles", "count", "r", "n"],
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
    use clap::Parser as _;

    use super::*;
    use crate::{cli::Cli, command::Command};

    /// An option that is named in a hint is one that can be typed, and none is listed that exists.
    #[test]
    fn hints_name_what_there_is() {
        let definition = <Cli as clap::CommandFactory>::command();
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
                assert!(Cli::try_parse_from(&line).is_ok(), "{line:?}");
            }
        }
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
