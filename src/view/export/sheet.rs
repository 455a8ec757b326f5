//! One routine on paper: its pictures, how much of it is done, each step in words, and what to take care of.

use std::fmt::Write as _;

use super::{Part, list};
use crate::{
    model::{
        key_pose,
        plan::{Segment, filled},
        routine::{Routine, Side, Source},
        text::Text,
        wording::capital,
        words::{
            exports,
            pages::{self, fact},
            terms,
        },
    },
    view::{html::escaped, portrait::Portrait},
};

/// No more pictures than this: a page has room for them, and more say no more.
const MOST_PICTURES: usize = 6;

/// The section of a routine.
pub fn routine(part: &Part<'_>, routine: &Routine, rounds: u32, only: Option<Side>) -> String {
    let Part { number, from, to, .. } = part;
    let name = escaped(routine.name.as_str());
    let mut html = format!(
        "<section class=\"routine\" aria-labelledby=\"r{number}\">\n<h2 id=\"r{number}\">{number}. {name}</h2>\n"
    );
    if let Some(summary) = &routine.summary {
        let _ = writeln!(html, "<p>{}</p>", escaped(summary.as_str()));
    }
    html += &pictures(routine);
    html += &facts(part, routine, rounds, only);
    html += &steps(part, routine, only);
    let cautions = [routine.caution.clone(), exports::ask_first(routine)];
    let cautions: Vec<Text> = cautions.into_iter().flatten().collect();
    if !cautions.is_empty() {
        let words: Vec<String> = cautions.iter().map(|it| escaped(it.as_str())).collect();
        let _ = writeln!(html, "<p class=\"care\"><b>{}.</b> {}</p>", pages::TAKE_CARE, words.join(" "));
    }
    if !routine.sources.is_empty() {
        let sources: Vec<&Source> = routine.sources.iter().collect();
        let _ = write!(html, "<div class=\"from\"><h3>{}</h3>\n{}</div>\n", pages::SOURCES, list(&sources));
    }
    let _ = write!(
        html,
        "<p class=\"start\"><button type=\"button\" class=\"play\" data-from=\"{from}\" data-to=\"{to}\" hidden>{} ({})</button></p>\n\
         </section>\n",
        escaped(&exports::play_one(routine)),
        escaped(&part.total()),
    );
    html
}

fn facts(part: &Part<'_>, routine: &Routine, rounds: u32, only: Option<Side>) -> String {
    let facts: [(&str, String); 6] = [
        (fact::TIME, part.total()),
        (fact::POSITION, terms::positions(&routine.positions)),
        (fact::NEEDS, terms::needs(&routine.needs)),
        (fact::SIDES, exports::sides(routine, only)),
        (fact::ROUNDS, exports::rounds(routine, rounds)),
        (fact::MUSCLES, terms::all(&routine.muscles)),
    ];
    let fact = |(name, value): &(&str, String)| {
        format!("<div><dt>{}</dt><dd>{}</dd></div>\n", capital(name), escaped(value))
    };
    let facts: String = facts.iter().filter(|it| !it.1.is_empty()).map(fact).collect();
    format!("<dl>\n{facts}</dl>\n")
}

/// The positions that are held, each over the number of its step; where none is, the one it begins in.
fn pictures(routine: &Routine) -> String {
    let Some(portrait) = Portrait::of(routine) else { return String::new() };
    let poses = key_pose::key_poses(routine);
    let held = poses.iter().filter(|it| it.is_timed);
    let mut steps: Vec<usize> = Vec::new();
    for pose in held.chain(poses.first()) {
        if !steps.contains(&pose.step) && (pose.is_timed || steps.is_empty()) {
            steps.push(pose.step);
        }
    }
    let picture = |step: usize| {
        let svg = portrait.svg(Some(step), &exports::picture(routine, step))?;
        let below = escaped(&exports::under_a_picture(step));
        Some(format!("<figure>{svg}<figcaption>{below}</figcaption></figure>\n"))
    };
    let pictures: Vec<String> = steps.into_iter().take(MOST_PICTURES).filter_map(picture).collect();
    let is_one = if pictures.len() == 1 { " one" } else { "" };
    format!("<div class=\"pictures{is_one}\">\n{}</div>\n", pictures.concat())
}

/// What is done, in the order in which it is done on the first side.
fn steps(part: &Part<'_>, routine: &Routine, only: Option<Side>) -> String {
    let side = only.filter(|_| routine.sides.written().is_some()).or_else(|| routine.sides.written());
    let mut html = String::new();
    let plain = |words: &Text, side| format!("<p>{}</p>\n", escaped(filled(words, side).as_str()));
    for it in &routine.setup {
        html += &plain(&it.words, side);
    }
    html += "<ol>\n";
    for (at, step) in routine.steps.iter().enumerate() {
        let words = escaped(filled(&step.words, side).as_str());
        let timed = |it: &&Segment| it.step == Some(at + 1) && it.kind.is_timed();
        let dose = part.segments.iter().find(timed).map(exports::dose).unwrap_or_default();
        let dose = if dose.is_empty() { dose } else { dose + &pages::said(&step.say) };
        let dose = if dose.is_empty() { dose } else { format!(" <strong>{}.</strong>", escaped(&dose)) };
        let _ = writeln!(html, "<li>{words}{dose}</li>");
    }
    html += "</ol>\n";
    if routine.sides.are_two() && only.is_none() {
        let coming = routine.sides.written().map(Side::other);
        for it in &routine.switch {
            html += &plain(&it.words, coming);
        }
        let _ = writeln!(html, "<p>{}</p>", exports::OTHER_SIDE);
    }
    for it in &routine.finish {
        html += &plain(&it.words, side);
    }
    html
}
