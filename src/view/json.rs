//! What `--json` prints: one object for each thing, with the words that files use.

mod practice;
mod sessions;

use serde::Serialize;

pub use self::{
    practice::{WaybarJson, due, stats, waybar},
    sessions::sessions,
};
use crate::model::{
    area::{AreaPage, PlayEntry, Program},
    catalogue::{Card, CatalogueEntry, Origin},
    cue::{Channels, Cue, Lead},
    moment::Moment,
    plan::{Plan, Total},
    routine::{Action, Need, Routine, Sides},
    text::Text,
    words::pages,
};

/// Text for a program: indented JSON and a line end.
pub fn text<T: Serialize>(value: &T) -> String {
    // JSON can hold everything that is in our own structures.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

/// A list of texts that [`text`] made, in parts that are written one after the other.
fn listed(items: impl Iterator<Item = String>) -> impl Iterator<Item = String> {
    let mut items = items.peekable();
    let end = if items.peek().is_some() { "\n]\n" } else { "[]\n" };
    let indented = |(at, item): (usize, String)| {
        let before = if at == 0 { "[\n  " } else { ",\n  " };
        format!("{before}{}", item.trim_end().replace('\n', "\n  "))
    };
    items.enumerate().map(indented).chain([end.to_owned()])
}

/// The same in one line.
pub fn line<T: Serialize>(value: &T) -> String {
    let mut text = serde_json::to_string(value).unwrap_or_default();
    text.push('\n');
    text
}

/// One segment of a plan.
#[derive(Serialize)]
pub struct SegmentJson<'a> {
    kind: &'static str,
    routine: &'a str,
    step: Option<usize>,
    round: Option<u32>,
    side: Option<&'static str>,
    seconds: Option<u32>,
    text: &'a str,
}

/// A plan, segment by segment.
pub fn plan(plan: &Plan) -> Vec<SegmentJson<'_>> {
    let segments = plan.segments().iter().map(|it| SegmentJson {
        kind: it.kind.name(),
        routine: &plan.routine_of(it).id,
        step: it.step,
        round: it.round,
        side: it.side.map(|it| it.name()),
        seconds: it.length,
        text: it.text.as_str(),
    });
    segments.collect()
}

/// One cue of a session.
#[derive(Serialize)]
pub struct CueJson<'a> {
    /// Seconds after the beginning.
    at: u64,
    sound: Option<&'static str>,
    words: &'a str,
    needs: &'static str,
    bell: u32,
    /// Seconds, by estimate.
    lasts: f64,
}

/// What is said and played, and when.
pub fn cues(cues: &[(Moment, Cue)]) -> Vec<CueJson<'_>> {
    let cues = cues.iter().map(|(moment, cue)| CueJson {
        at: moment.0.as_secs(),
        sound: cue.sound.map(|it| it.name()),
        words: cue.words.as_str(),
        needs: match cue.lead {
            Lead::Both => "both",
            Lead::Words => "words",
            Lead::Sound => "sound",
        },
        bell: cue.bell,
        lasts: (cue.lasts(Channels::ALL).as_secs_f64() * 10.0).round() / 10.0,
    });
    cues.collect()
}

#[derive(Serialize)]
struct TotalJson {
    /// Seconds of all that is timed.
    seconds: u64,
    /// Segments that wait for the person.
    open: u64,
}

impl From<Total> for TotalJson {
    fn from(total: Total) -> TotalJson {
        TotalJson { seconds: total.seconds, open: total.open }
    }
}

/// A routine in a list.
#[derive(Serialize)]
pub struct CardJson<'a> {
    id: &'a str,
    origin: &'static str,
    area: Option<&'static str>,
    also: Vec<&'static str>,
    name: &'a str,
    summary: Option<&'a str>,
    kind: &'static str,
    muscles: Vec<&'a str>,
    positions: Vec<&'static str>,
    needs: Vec<String>,
    sides: Vec<&'static str>,
    avoid: Vec<&'static str>,
    total: TotalJson,
}

/// A routine's card.
pub fn card(card: &Card) -> CardJson<'_> {
    CardJson {
        id: &card.id,
        origin: origin(card.origin),
        area: card.area.map(|it| it.name()),
        also: card.also.iter().map(|it| it.name()).collect(),
        name: card.name.as_str(),
        summary: card.summary.as_ref().map(Text::as_str),
        kind: card.kind.name(),
        muscles: card.muscles().collect(),
        positions: card.positions.iter().map(|it| it.name()).collect(),
        needs: card.needs.iter().map(need).collect(),
        sides: sides(card.sides),
        avoid: card.avoid.iter().map(|it| it.name()).collect(),
        total: card.total.into(),
    }
}

/// An area or a program in a list. Its `kind` says which; that of a routine is what sort of exercise it is.
#[derive(Serialize)]
pub struct GroupJson<'a> {
    id: &'a str,
    /// Nothing for an area: it has what is built in and what is the person's own.
    origin: Option<&'static str>,
    kind: &'static str,
    name: &'a str,
    summary: Option<&'a str>,
    aliases: Vec<&'a str>,
    total: Option<TotalJson>,
}

/// An entry of a list.
#[derive(Serialize)]
#[serde(untagged)]
pub enum ListedJson<'a> {
    /// A routine.
    Routine(CardJson<'a>),
    /// An area or a program.
    Group(GroupJson<'a>),
}

/// What a list found, in its order.
pub fn list<'a>(found: &[CatalogueEntry<'a>]) -> Vec<ListedJson<'a>> {
    let entry = |it: &CatalogueEntry<'a>| match *it {
        CatalogueEntry::Routine(it) => ListedJson::Routine(card(it)),
        CatalogueEntry::Area(it) => ListedJson::Group(GroupJson {
            id: it.area.name(),
            origin: None,
            kind: "area",
            name: it.name.as_str(),
            summary: it.summary.as_ref().map(Text::as_str),
            aliases: it.aliases.iter().map(Text::as_str).collect(),
            total: it.total.map(TotalJson::from),
        }),
        CatalogueEntry::Program(it) => ListedJson::Group(GroupJson {
            id: &it.id,
            origin: Some(origin(it.origin)),
            kind: "program",
            name: it.name.as_str(),
            summary: it.summary.as_ref().map(Text::as_str),
            aliases: Vec::new(),
            total: it.total.map(TotalJson::from),
        }),
    };
    found.iter().map(entry).collect()
}

fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::BuiltIn => "built-in",
        Origin::Own => "own",
        Origin::Replacing => "own, replacing a built-in",
    }
}

fn need(need: &Need) -> String {
    let one_of = need.one_of.iter().map(|it| it.name()).collect::<Vec<_>>().join("|");
    if need.optional { format!("{one_of}?") } else { one_of }
}

fn sides(sides: Sides) -> Vec<&'static str> {
    match sides {
        Sides::None => Vec::new(),
        Sides::Both => vec!["right", "left"],
        Sides::Listed(first, second) => std::iter::once(first).chain(second).map(|it| it.name()).collect(),
    }
}

/// Everything about a routine.
#[derive(Serialize)]
pub struct RoutineJson<'a> {
    #[serde(flatten)]
    card: CardJson<'a>,
    limb: Option<&'static str>,
    rounds: [u32; 2],
    rest: u32,
    /// Seconds in and out; null where it is as long as the person's.
    breath: Option<[u32; 2]>,
    caution: Option<&'a str>,
    sources: Vec<SourceJson<'a>>,
    setup: Vec<&'a str>,
    steps: Vec<StepJson<'a>>,
    switch: Vec<&'a str>,
    finish: Vec<&'a str>,
}

#[derive(Serialize)]
struct SourceJson<'a> {
    name: &'a str,
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct StepJson<'a> {
    kind: &'static str,
    text: &'a str,
    #[serde(rename = "for")]
    length: Option<String>,
    times: Option<[u32; 2]>,
    each: Option<u32>,
    hold: Option<[u32; 2]>,
    say: Vec<&'a str>,
}

/// A routine with its card.
pub fn routine<'a>(routine: &'a Routine, shown: &'a Card) -> RoutineJson<'a> {
    RoutineJson {
        card: card(shown),
        limb: routine.limb.map(|it| it.name()),
        rounds: [routine.rounds.low(), routine.rounds.high()],
        rest: routine.rest,
        breath: routine.breath.map(|it| [it.inward, it.outward]),
        caution: routine.caution.as_ref().map(Text::as_str),
        sources: sources(&routine.sources),
        setup: routine.setup.iter().map(|it| it.words.as_str()).collect(),
        steps: routine
            .steps
            .iter()
            .map(|step| {
                let mut json = StepJson {
                    kind: "move",
                    text: step.words.as_str(),
                    length: None,
                    times: None,
                    each: None,
                    hold: None,
                    say: step.say.iter().map(Text::as_str).collect(),
                };
                match step.action {
                    Action::Move { length } => {
                        json.length = length.map(crate::model::dose::Dose::Seconds).map(pages::dose)
                    }
                    Action::Hold(dose) => (json.kind, json.length) = ("hold", Some(pages::dose(dose))),
                    Action::Breathe(dose) => (json.kind, json.length) = ("breathe", Some(pages::dose(dose))),
                    Action::Reps { times, each, hold } => {
                        json.kind = "reps";
                        json.times = Some([times.low(), times.high()]);
                        json.each = Some(each);
                        json.hold = hold.map(|it| [it.low(), it.high()]);
                    }
                }
                json
            })
            .collect(),
        switch: routine.switch.iter().map(|it| it.words.as_str()).collect(),
        finish: routine.finish.iter().map(|it| it.words.as_str()).collect(),
    }
}

fn sources(sources: &[crate::model::routine::Source]) -> Vec<SourceJson<'_>> {
    sources
        .iter()
        .map(|it| SourceJson { name: it.name.as_str(), url: it.url.as_ref().map(Text::as_str) })
        .collect()
}

/// Everything about an area or a program.
#[derive(Serialize)]
pub struct ListJson<'a> {
    kind: &'static str,
    id: &'a str,
    name: &'a str,
    summary: Option<&'a str>,
    aliases: Vec<&'a str>,
    total: Option<TotalJson>,
    play: Vec<EntryJson<'a>>,
    why: Option<&'a str>,
    stop: Option<&'a str>,
    see: Option<&'a str>,
    sources: Vec<SourceJson<'a>>,
}

#[derive(Serialize)]
struct EntryJson<'a> {
    routine: &'a str,
    /// What it is called, if it is written out in the list.
    name: Option<&'a str>,
    /// Null where it plays the least of its own, or as many as the level says if it is written out.
    rounds: Option<u32>,
    /// Whether fewer than its own are meant.
    sample: bool,
    /// Seconds of every hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    hold: Option<u32>,
}

fn entries(play: &[PlayEntry]) -> Vec<EntryJson<'_>> {
    let entry = |it| {
        let PlayEntry { routine, rounds, is_sample, written, hold }: &PlayEntry = it;
        let name = written.as_ref().map(|it| it.name.as_str());
        EntryJson { routine, name, rounds: *rounds, sample: *is_sample, hold: *hold }
    };
    play.iter().map(entry).collect()
}

/// An area with what it plays.
pub fn area<'a>(page: &'a AreaPage, play: &'a [PlayEntry], total: Option<Total>) -> ListJson<'a> {
    ListJson {
        kind: "area",
        id: page.area.name(),
        name: page.name.as_str(),
        summary: page.summary.as_ref().map(Text::as_str),
        aliases: page.aliases.iter().map(Text::as_str).collect(),
        total: total.map(TotalJson::from),
        play: entries(play),
        why: page.why.as_ref().map(Text::as_str),
        stop: page.stop.as_ref().map(Text::as_str),
        see: page.see.as_ref().map(Text::as_str),
        sources: sources(&page.sources),
    }
}

/// A program with what it plays.
pub fn program(program: &Program, total: Option<Total>) -> ListJson<'_> {
    ListJson {
        kind: "program",
        id: &program.id,
        name: program.name.as_str(),
        summary: program.summary.as_ref().map(Text::as_str),
        aliases: Vec::new(),
        total: total.map(TotalJson::from),
        play: entries(&program.play),
        why: None,
        stop: program.stop.as_ref().map(Text::as_str),
        see: program.see.as_ref().map(Text::as_str),
        sources: sources(&program.sources),
    }
}
