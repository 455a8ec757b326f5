//! A page for paper and phone: what is played, to be read, printed, ticked off, and played by a browser. One file
//! that needs nothing else: no other file, no font, nothing of a network.
//!
//! What the person's settings say of their body is no part of it: the page may be given away.

mod films;
mod score;
mod sheet;

use std::fmt::Write as _;

use super::html::{escaped, json_in_script, policy};
use crate::model::{
    plan::{self, Plan, Segment},
    routine::Source,
    text::Text,
    words::{exports, pages, terms},
};

/// How such a page begins: by this one is known that may be replaced.
pub const BEGINS: &str = "<!doctype html>\n<!-- stretch: a page to print and to play -->\n";

const STYLE: &str = include_str!("export/page.css");
/// The state machine of the session, then what shows it and makes it heard.
const SCRIPT: &str = concat!(include_str!("export/session.js"), include_str!("export/player.js"));

/// What is exported.
#[derive(Debug)]
pub struct ExportedPage<'e> {
    /// What it is called.
    pub title: &'e Text,
    /// What is played.
    pub plan: &'e Plan,
    /// What areas and programs say of stopping and of seeing someone.
    pub signs: &'e [Signs],
}

/// What an area or a program says of stopping and of seeing someone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Signs {
    /// Its name.
    pub name: Text,
    /// The signs for stopping.
    pub stop: Option<Text>,
    /// When to see someone.
    pub see: Option<Text>,
    /// Where its facts come from.
    pub sources: Vec<Source>,
}

/// The page.
pub fn page(export: &ExportedPage<'_>) -> String {
    let ExportedPage { title, plan, signs } = export;
    let policy = policy(STYLE, Some(SCRIPT));
    let title = escaped(title.as_str());
    let mut html = format!(
        "{BEGINS}<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<header>\n<h1>{title}</h1>\n"
    );
    let total = terms::total(plan.total());
    let _ = write!(
        html,
        "<p class=\"summary\">{}.</p>\n<p class=\"advice\">{} {}</p>\n\
         <p class=\"start\"><button type=\"button\" class=\"play\" data-from=\"0\" data-to=\"{}\" hidden>{} ({})</button> \
         <span class=\"screen\">{}</span></p>\n</header>\n",
        escaped(&exports::summary(plan)),
        exports::NO_ADVICE,
        exports::STOP,
        plan.segments().len(),
        exports::PLAY,
        escaped(&total),
        exports::HOW_IT_PLAYS,
    );
    for (at, (routine, rounds)) in plan.rounds().enumerate() {
        if let Some(part) = part(plan, at) {
            html += &sheet::routine(&part, routine, rounds, plan.wishes().side);
        }
    }
    html += &boxes(plan);
    html += &asides(signs);
    let _ = writeln!(
        html,
        "<footer><p>{}</p></footer>\n</main>",
        escaped(&exports::written_by(env!("CARGO_PKG_VERSION")))
    );
    html += &player();
    let played = score::played(plan).and_then(|it| serde_json::to_string(&it).ok()).unwrap_or_default();
    let _ = write!(
        html,
        "<script type=\"application/json\" id=\"plan\">{}</script>\n<script>{SCRIPT}</script>\n</body>\n</html>\n",
        json_in_script(&played)
    );
    html
}

/// A routine's share of a plan.
struct Part<'p> {
    /// Its number in the plan, from 1.
    number: usize,
    /// The index of its first segment, and the one after its last.
    from: usize,
    to: usize,
    segments: &'p [Segment],
}

/// The segments of a routine by its index; none if it has none.
fn part(plan: &Plan, at: usize) -> Option<Part<'_>> {
    let is_its = |it: &Segment| it.routine == at;
    let from = plan.segments().iter().position(is_its)?;
    let to = plan.segments().iter().rposition(is_its)? + 1;
    Some(Part { number: at + 1, from, to, segments: &plan.segments()[from..to] })
}

impl Part<'_> {
    /// How long it takes.
    fn total(&self) -> String {
        terms::total(plan::total(self.segments))
    }
}

/// When to stop and whom to see, each area by its name where there are several; then the sources.
fn asides(signs: &[Signs]) -> String {
    let mut html = String::new();
    let named = |of: fn(&Signs) -> Option<&Text>| {
        let said: Vec<(&Signs, &Text)> = signs.iter().filter_map(|it| Some((it, of(it)?))).collect();
        let alone = said.len() == 1;
        let paragraph = |(it, words): &(&Signs, &Text)| {
            let name = if alone { String::new() } else { format!("<b>{}:</b> ", escaped(it.name.as_str())) };
            format!("<p>{name}{}</p>\n", escaped(words.as_str()))
        };
        said.iter().map(paragraph).collect::<String>()
    };
    for (title, words) in
        [(pages::STOP, named(|it| it.stop.as_ref())), (pages::SEE, named(|it| it.see.as_ref()))]
    {
        if !words.is_empty() {
            let _ = write!(html, "<section class=\"aside\">\n<h2>{title}</h2>\n{words}</section>\n");
        }
    }
    let mut sources: Vec<&Source> = Vec::new();
    for source in signs.iter().flat_map(|it| &it.sources) {
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
    if !sources.is_empty() {
        let _ = write!(
            html,
            "<section class=\"aside\">\n<h2>{}</h2>\n{}</section>\n",
            exports::SOURCES,
            list(&sources)
        );
    }
    html
}

/// Sources as a list. Only an address of the web becomes a link.
fn list(sources: &[&Source]) -> String {
    let item = |it: &&Source| {
        let name = escaped(it.name.as_str());
        let is_web = |it: &&Text| it.as_str().starts_with("https://") || it.as_str().starts_with("http://");
        match &it.url {
            Some(url) if is_web(&url) => {
                let url = escaped(url.as_str());
                format!("<li><a href=\"{url}\" rel=\"noreferrer noopener\">{name}</a></li>\n")
            }
            Some(url) => format!("<li>{name}, {}</li>\n", escaped(url.as_str())),
            None => format!("<li>{name}</li>\n"),
        }
    };
    format!("<ul class=\"sources\">\n{}</ul>\n", sources.iter().map(item).collect::<String>())
}

/// A box for each routine on each day.
fn boxes(plan: &Plan) -> String {
    let mut html = format!(
        "<section class=\"boxes\">\n<h2 id=\"boxes\">{}</h2>\n<div class=\"wide\" tabindex=\"0\" role=\"group\" \
         aria-labelledby=\"boxes\">\n<table>\n<thead><tr><th scope=\"col\">{}</th>",
        exports::TWO_WEEKS,
        exports::DAY
    );
    (1..=exports::DAYS).for_each(|it| _ = write!(html, "<th scope=\"col\">{it}</th>"));
    html += "</tr></thead>\n<tbody>\n";
    let mut seen: Vec<&str> = Vec::new();
    for (routine, _) in plan.rounds() {
        if seen.contains(&routine.id.as_str()) {
            continue;
        }
        seen.push(&routine.id);
        let _ = write!(html, "<tr><th scope=\"row\">{}</th>", escaped(routine.name.as_str()));
        html += &"<td></td>".repeat(exports::DAYS);
        html += "</tr>\n";
    }
    html + "</tbody>\n</table>\n</div>\n</section>\n"
}

/// The player: hidden until a button opens it, and without a button where nothing runs.
fn player() -> String {
    let empty = include_str!("export/player.html").to_owned();
    exports::LABELS
        .iter()
        .fold(empty, |html, (place, words)| html.replace(&format!("{{{place}}}"), &escaped(words)))
}
