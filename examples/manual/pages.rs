//! The manual pages, made of the command line as clap knows it, the table of settings and the docs.

use clap_mangen::Man;
use stretch::{
    cli::Cli,
    model::format::{SETTINGS, variable},
};

use crate::manual_markdown::{quoted, roff, text, verbatim};

const SETTINGS_PAGE: &str = include_str!("../../docs/settings.md");
const ROUTINES_PAGE: &str = include_str!("../../docs/routines.md");

/// What a page of section 5 is about.
const FORMATS: &[(&str, &str, &str)] = &[
    ("stretch-routine", "the files of routines, areas and programs", ROUTINES_PAGE),
    ("stretch-settings", "the settings of stretch", SETTINGS_PAGE),
];

/// Every page: the name of its file, and its text.
pub fn all() -> Vec<(String, String)> {
    let mut definition = Cli::definition().disable_help_subcommand(true);
    definition.build();
    let mut pages = vec![("stretch.1".to_owned(), program(&definition))];
    for command in definition.get_subcommands() {
        pages.push((format!("stretch-{}.1", command.get_name()), of_command(command)));
    }
    for (name, about, markdown) in FORMATS {
        let head = title(name, "5", about);
        pages.push((format!("{name}.5"), format!("{head}{}{}", described(markdown), see_also(name))));
    }
    pages
}

fn title(name: &str, section: &str, about: &str) -> String {
    let version = env!("CARGO_PKG_VERSION");
    format!(
        ".TH {} {section} \"\" \"stretch {version}\" \"\"\n.SH NAME\n{} \\- {}\n",
        quoted(&name.to_uppercase()),
        text(name),
        text(about)
    )
}

/// A page of the docs, whose first section is its description.
fn described(markdown: &str) -> String {
    format!(".SH DESCRIPTION\n{}", roff(markdown))
}

fn program(definition: &clap::Command) -> String {
    let about = definition.get_about().map(ToString::to_string).unwrap_or_default();
    let mut page = title("stretch", "1", &sentence(&about));
    page += &usage(definition);
    page += ".SH DESCRIPTION\n";
    page += "Leads through stretches in a terminal: a drawn person, spoken words and chimes, every hold at its full \
             time on both sides. Without a word it opens the home screen.\n";
    page += &after(definition);
    page += ".SH COMMANDS\n";
    for command in definition.get_subcommands() {
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        page += &format!(".TP\n\\fBstretch\\-{}\\fR(1)\n{}\n", command.get_name(), text(&about));
    }
    page += &options(definition);
    page += ".SH EXIT STATUS\n";
    for (code, meaning) in [
        ("0", "It did what it was asked for; a session was played to its end."),
        ("1", "Something failed, or a check found errors."),
        ("2", "A name or an option is wrong."),
        ("3", "A session was left with q."),
        ("130", "It was interrupted by Ctrl-C."),
    ] {
        page += &format!(".TP\n\\fB{code}\\fR\n{}\n", text(meaning));
    }
    page += ".SH ENVIRONMENT\n";
    for key in SETTINGS {
        page += &format!(".TP\n\\fB{}\\fR\n{}\n", variable(key.name), text(key.about));
    }
    let others = SETTINGS_PAGE.split("## Other variables\n").nth(1).unwrap_or_default();
    page += &roff(others);
    page += ".SH FILES\n";
    for (path, what) in [
        ("~/.config/stretch/config.yaml", "Settings, as in stretch-settings(5)."),
        ("~/.local/share/stretch/routines/", "Your own routines, as in stretch-routine(5)."),
        ("~/.local/share/stretch/journal/", "The log of your sessions."),
        ("~/.local/state/stretch/", "What is remembered on this machine between sessions."),
        ("~/.cache/stretch/", "The chimes that were made."),
    ] {
        page += &format!(".TP\n\\fI{}\\fR\n{}\n", text(path), text(what));
    }
    page += ".SH CAUTION\n";
    page += "This is not medical advice, and no clinician has reviewed it. Stop if you feel sharp pain, tingling, \
             numbness or dizziness. \\fBstretch show neck\\fR says when to see a doctor.\n";
    page + &see_also("stretch")
}

fn of_command(command: &clap::Command) -> String {
    let name = format!("stretch-{}", command.get_name());
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let mut page = title(&name, "1", &sentence(&about));
    page += &usage(command);
    page += &format!(".SH DESCRIPTION\n{}.\n", text(about.trim_end_matches('.')));
    page += &options(command);
    page += &after(command);
    page + &see_also(&name)
}

/// As the line of a title has it: without a capital and a full stop.
fn sentence(about: &str) -> String {
    let mut letters = about.trim_end_matches('.').chars();
    letters.next().map(|it| it.to_lowercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}

fn usage(command: &clap::Command) -> String {
    let usage = command.clone().render_usage().to_string();
    let lines: Vec<String> =
        usage.lines().map(|it| verbatim(it.trim_start_matches("Usage:").trim())).collect();
    format!(".SH SYNOPSIS\n.nf\n{}\n.fi\n", lines.join("\n"))
}

/// The options and arguments, in the words of clap's own pages.
fn options(command: &clap::Command) -> String {
    let mut roff = Vec::new();
    // Writing into memory does not fail.
    let _ = Man::new(command.clone()).render_options_section(&mut roff);
    String::from_utf8_lossy(&roff).into_owned()
}

/// What stands behind the options: paragraphs, and below them lines that are indented, which stay as they are.
fn after(command: &clap::Command) -> String {
    let Some(help) = command.get_after_help().map(ToString::to_string) else { return String::new() };
    let mut page = String::new();
    let mut section = "";
    for part in help.split("\n\n") {
        let name = if part.starts_with("Examples:") { "EXAMPLES" } else { "NOTES" };
        if name == section {
            page += ".PP\n";
        } else {
            page += &format!(".SH {name}\n");
        }
        section = name;
        let mut is_code = false;
        for line in part.lines().filter(|it| *it != "Examples:") {
            let now = line.starts_with("  ");
            match (is_code, now) {
                (false, true) => page += ".RS 4\n.EX\n",
                (true, false) => page += ".EE\n.RE\n.PP\n",
                (true, true) | (false, false) => {}
            }
            is_code = now;
            let line = if now { verbatim(line.trim_start()) } else { text(line) };
            page += &format!("{line}\n");
        }
        if is_code {
            page += ".EE\n.RE\n";
        }
    }
    page
}

fn see_also(name: &str) -> String {
    let pages = [("stretch", "1"), ("stretch-routine", "5"), ("stretch-settings", "5")];
    let others: Vec<String> = pages
        .iter()
        .filter(|it| it.0 != name)
        .map(|it| format!("\\fB{}\\fR({})", it.0.replace('-', "\\-"), it.1))
        .collect();
    format!(".SH SEE ALSO\n{}\n", others.join(",\n"))
}
