//! The recipes of docs/recipes.md: every command of this program in them runs, and what they rely on is so:
//! ids one a line, and colours where they are forced.

use crate::program::{Program, SMALL, stretch};

const PAGE: &str = include_str!("../docs/recipes.md");

/// The commands of this program in the blocks of a page, whatever language they are in.
fn commands(page: &str) -> Vec<String> {
    let blocks = page.split("\n```").skip(1).step_by(2);
    let lines = blocks.flat_map(|it| it.lines().skip(1).filter(|it| !it.trim_start().starts_with('#')));
    let mut commands = Vec::new();
    for line in lines.map(|it| it.replace("\"$id\"", "{}")) {
        for (at, _) in line.match_indices("stretch ") {
            let begins = line[..at].chars().next_back().is_none_or(|it| " '\"($`".contains(it));
            // The name of a channel or of a key is no command.
            let command: &str = line[at..].split(['\'', '"', '|', ')', '#', '>']).next().unwrap_or_default();
            let command = command.split(" --- ").next().unwrap_or_default().trim_end_matches(" 2").trim();
            if begins && !command.contains('=') {
                commands.push(command.to_owned());
            }
        }
    }
    commands
}

#[test]
fn every_command_of_a_recipe_runs() {
    let commands = commands(PAGE);
    assert!(commands.len() >= 12, "{commands:#?}");
    for command in &commands {
        let words = command.replace("{}", "neck-release").replace("<stretch", "neck-release");
        let words: Vec<&str> = words.split_whitespace().skip(1).collect();
        let plays = words[0] == "neck-release" || words.contains(&"--play");
        let mut program = words.iter().fold(stretch(""), |it, word| it.with(*word));
        if plays {
            program = program.with("--dry-run");
        }
        let run = program.run();
        assert!(run.status == Some(0), "{command}: {}", run.stderr);
    }
}

fn ids(line: &str) -> Vec<String> {
    stretch(line).prints().lines().map(str::to_owned).collect()
}

#[test]
fn ids_are_one_a_line_and_each_can_be_shown() {
    let all = ids("list --ids");
    let json = stretch("list --json").json();
    let routines: Vec<&str> =
        json.as_array().expect("a list").iter().filter_map(|it| it["id"].as_str()).collect();
    let unique: std::collections::BTreeSet<&str> = all.iter().map(String::as_str).collect();
    assert_eq!(all.len(), unique.len(), "{all:?}");
    for id in routines.iter().chain(&["upper-back", "desk-break"]) {
        assert!(unique.contains(id), "{id}");
    }
    for id in &all {
        assert!(!id.contains(char::is_whitespace), "{id:?}");
        stretch("show --json").with(id).json();
    }
    let chairs = ids("list --ids --needs chair --position seated neck");
    assert!(!chairs.is_empty() && chairs.len() < all.len() / 4, "{chairs:?}");
    assert!(ids("list --ids stiff neck").contains(&"neck".to_owned()), "in words of one's own");
    assert!(stretch("list --ids qqqqq").fails(1).contains("no routine matches"));
    let own = stretch("list --ids small").own("small.yaml", SMALL);
    assert!(own.prints().starts_with("small\n"), "one's own comes first");
}

#[test]
fn colours_can_be_forced_and_no_color_comes_before_that() {
    let colours = |program: Program| program.run().stdout.contains("\u{1b}[");
    let show = || stretch("show neck-release --figure").env("TERM", "xterm-256color").env("LANG", "C.UTF-8");
    let check = || stretch("check ./a.yaml").file("a.yaml", "name: A\n").env("TERM", "xterm-256color");
    let stats = || {
        let log = "{\"v\":1,\"event\":\"began\",\"at\":\"2026-01-01T10:00:00+00:00\"}\n";
        stretch("stats").env("TERM", "xterm-256color").file(".local/share/stretch/journal/a.jsonl", log)
    };
    for (variables, expected) in [
        (&[][..], false),
        (&[("CLICOLOR_FORCE", "1")][..], true),
        (&[("CLICOLOR_FORCE", "0")][..], false),
        (&[("CLICOLOR_FORCE", "")][..], false),
        (&[("CLICOLOR_FORCE", "1"), ("CLICOLOR", "0")][..], true),
        (&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")][..], false),
        (&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "")][..], true),
    ] {
        let with =
            |program: Program| variables.iter().fold(program, |it, (name, value)| it.env(name, *value));
        assert_eq!(colours(with(show())), expected, "show with {variables:?}");
        assert_eq!(colours(with(check())), expected, "check with {variables:?}");
        let text = with(stats()).run().stdout;
        assert!(expected || !text.contains('\u{1b}'), "stats with {variables:?}");
    }
}
