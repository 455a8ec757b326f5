//! The sources of the content, and the page that lists all of them.

use std::collections::{BTreeMap, BTreeSet};

use serde_yaml::Value;

use super::{content, none};
use crate::kept::kept;

/// Sites that are gone or sell something.
const NO_SOURCE: &[&str] = &[
    "go4life.nia.nih.gov",
    "nihseniorhealth.gov",
    "challenge.meyouhealth.com",
    "biologyinsights.com",
    "lather.com",
    "famme.",
    "theragear.",
    "grouphiit.",
    "bodsupport.",
];

/// How the one text is called that no reader can open.
const UNPUBLISHED: &str = "An unpublished text given to the authors";

#[test]
fn a_source_has_one_name_and_what_nobody_can_open_stands_last() {
    let mut faults = Vec::new();
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    let mut unpublished = 0;
    for file in content() {
        let sources = file.yaml.get("sources").and_then(Value::as_sequence).cloned().unwrap_or_default();
        let name = |it: &Value| it.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
        let ours = |it: &Value| name(it).starts_with(UNPUBLISHED);
        unpublished += sources.iter().filter(|it| ours(it)).count();
        if sources.windows(2).any(|it| ours(&it[0]) && !ours(&it[1])) {
            faults.push(format!("{}: the text that no reader can open stands first", file.name()));
        }
        for source in &sources {
            let Some(url) = source.get("url").and_then(Value::as_str) else { continue };
            if NO_SOURCE.iter().any(|it| url.contains(it)) {
                faults.push(format!("{}: {url} is no source", file.name()));
            }
            let known = names.entry(url.to_owned()).or_insert_with(|| name(source));
            if *known != name(source) && !url.contains("arthritis-friendly-yoga") {
                faults.push(format!("{}: `{}` is called `{known}` elsewhere", file.name(), name(source)));
            }
        }
    }
    none(faults);
    assert!(
        unpublished > 0,
        "the text that no reader can open is called otherwise now: the rule finds nothing"
    );
}

/// Software, which is no source for what a body should do.
const SOFTWARE: &[&str] = &["free-exercise-db", "Workrave", "Stretchly", "Stretch Timer"];

#[test]
fn no_software_is_a_source() {
    let mut faults = Vec::new();
    for file in content() {
        for (name, _) in file.sources() {
            if SOFTWARE.iter().any(|it| name.contains(it)) {
                faults.push(format!("{}: {name}", file.name()));
            }
        }
    }
    none(faults);
}

/// The beginning of the page of sources.
const SOURCES: &str = "\
# Where the content comes from

Every organisation, journal and page that the built-in routines, pages and programs rest on, with what rests on
it. `stretch show NAME` prints the sources of one. A test makes this page from the files, so it has all of them.

The sentences are our own. A source says what is done, how long and how often, or when to ask a doctor; that it
is named here does not mean that it has seen this collection. **No clinician has reviewed it.** Where no link
stands, no page of the publisher was found that one can open. Links were right when they were written down.
";

#[test]
fn the_page_of_sources_has_all_of_them() {
    let mut all: BTreeMap<(String, String, Option<String>), BTreeSet<String>> = BTreeMap::new();
    for file in content() {
        let rests = if file.id == "area" { file.area.clone() } else { file.id.clone() };
        for (name, url) in file.sources() {
            let (by, title) = name.split_once(", ").unwrap_or((&name, ""));
            all.entry((by.to_owned(), title.to_owned(), url)).or_default().insert(rests.clone());
        }
    }
    // What nobody can open stands last.
    let (own, open): (Vec<_>, Vec<_>) = all.into_iter().partition(|it| it.0.0 == UNPUBLISHED);
    let mut page = SOURCES.to_owned();
    let mut last = String::new();
    for ((by, title, url), rests) in open.into_iter().chain(own) {
        if by != last {
            page += &format!("\n**{by}**\n\n");
            last = by;
        }
        let title = if title.is_empty() { "its page" } else { &title };
        let title = url.map_or(title.to_owned(), |it| format!("[{title}]({it})"));
        let rests: Vec<String> = rests.iter().map(|it| format!("`{it}`")).collect();
        page += &format!("- {title}: {}\n", rests.join(", "));
    }
    kept("docs/sources.md", &page);
}
