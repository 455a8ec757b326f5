//! The manual pages: every command and option is in them, and no formatter complains.

#![expect(clippy::disallowed_methods, reason = "the formatter is another program")]

use std::{
    fs,
    process::{Command, Stdio},
};

use stretch::{cli::Cli, command::Command as Ours, model::format::SETTINGS};

#[path = "../examples/manual/pages.rs"]
mod pages;

/// A page as it is read, without its escapes.
fn plain(page: &str) -> String {
    page.replace("\\-", "-").replace("\\fB", "").replace("\\fR", "").replace("\\fI", "").replace("\\&", "")
}

#[test]
fn every_command_option_and_variable_has_its_place() {
    let all = pages::all();
    let page =
        |name: &str| plain(&all.iter().find(|it| it.0 == name).unwrap_or_else(|| panic!("no {name}")).1);
    let first = page("stretch.1");
    let definition = Cli::definition();
    for command in definition.get_subcommands() {
        let name = command.get_name();
        assert!(first.contains(&format!("stretch-{name}(1)")), "{name}");
        let page = page(&format!("stretch-{name}.1"));
        for arg in command.get_arguments().filter(|it| !it.is_hide_set()) {
            let shown = arg
                .get_long()
                .map_or_else(|| arg.get_value_names().unwrap()[0].to_string(), |it| format!("--{it}"));
            assert!(page.contains(&shown), "{name} {shown}\n{page}");
        }
        for line in command
            .get_after_help()
            .map(ToString::to_string)
            .unwrap_or_default()
            .lines()
            .filter(|it| *it != "Examples:")
        {
            assert!(page.contains(line.trim().trim_end_matches(':')) || line.contains('`'), "{name}: {line}");
        }
    }
    assert_eq!(all.len(), 1 + Ours::NAMES.len() + 2);
    for key in SETTINGS {
        assert!(first.contains(&stretch::model::format::variable(key.name)), "{}", key.name);
    }
    assert!(first.contains("CLICOLOR_FORCE"), "the other variables too");
    let guide = page("stretch-routine.5");
    for heading in include_str!("../docs/routines.md").lines().filter_map(|it| it.strip_prefix("## ")) {
        assert!(guide.contains(&heading.to_uppercase().replace('`', "")), "{heading}");
    }
    assert!(!guide.contains("**") && !guide.contains("```") && !guide.contains("]("), "markdown is left");
}

/// Groff, with every warning, if it is installed.
#[test]
fn no_formatter_complains() {
    let home = tempfile::tempdir().expect("a folder");
    for (name, text) in pages::all() {
        let path = home.path().join(&name);
        fs::write(&path, text).expect("a page");
        let groff = Command::new("groff")
            .args(["-man", "-ww", "-Tutf8", "-P-cbou"])
            .arg(&path)
            .stdin(Stdio::null())
            .output();
        let Ok(output) = groff else { return };
        let (said, shown) =
            (String::from_utf8_lossy(&output.stderr), String::from_utf8_lossy(&output.stdout));
        assert!(output.status.success() && said.is_empty(), "{name}: {said}");
        assert!(shown.contains("NAME") && shown.contains("SEE ALSO"), "{name}: {shown}");
    }
}

#[test]
fn a_page_of_the_docs_becomes_one_of_the_manual() {
    let check = |markdown: &str, expected: &str| assert_eq!(crate::manual_markdown::roff(markdown), expected);
    check(
        "# Title\n\nA **bold** `--word` and [a link](https://a.org).\n",
        "A \\fBbold\\fR \\fB\\-\\-word\\fR and a link <https://a.org>.\n",
    );
    check(
        "## Keys `a`\n\n- one\n  goes on\n- two\n",
        ".SH \"KEYS A\"\n.IP \\(bu 3\none\ngoes on\n.IP \\(bu 3\ntwo\n",
    );
    check("| key | meaning |\n|---|---|\n| `a` | first |\n", ".TP\n\\fBa\\fR\nfirst\n");
    check("```yaml\n.a: \\b\n'c\n```\n", ".RS 4\n.EX\n\\&.a: \\eb\n\\&'c\n.EE\n.RE\n");
    check("1. one\n2. two\n", ".IP 1. 4\none\n.IP 2. 4\ntwo\n");
}
