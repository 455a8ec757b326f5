//! The session of a page as its player reads it: the same segments, words and cues as the program has.

use std::{collections::BTreeMap, time::Duration};

use serde::Serialize;

use super::films::{FRAME, FilmedSegment, Films, SIZE, Studio};
use crate::model::{
    cue::{self, Cue, Lead, Score, Talk},
    plan::{Plan, Segment, SegmentKind},
    player::WhyPaused,
    speech::spoken,
    text::Text,
    tone::{self, Sound},
    words::{
        exports,
        session::{self, joined},
    },
};

/// Everything that the player knows.
#[derive(Serialize)]
pub struct PlayedJson<'p> {
    segments: Vec<ScoreSegment<'p>>,
    routines: Vec<ScoreRoutine<'p>>,
    /// Heard at the end of a session that was played as a whole.
    end: ScoreCue,
    /// Heard when the end was gone to.
    done: ScoreCue,
    paused: ScoreCue,
    /// After a pause in a timed segment.
    back: ScoreCue,
    /// When a timed segment runs again, by its kind.
    again: BTreeMap<&'static str, ScoreCue>,
    /// What the player says of itself, by where it stands.
    words: BTreeMap<&'static str, &'static str>,
    /// The notes of each sound: first and last pitch in hertz, begin and length in seconds.
    tones: BTreeMap<&'static str, Vec<[f64; 4]>>,
    /// The size of the pictures.
    size: [usize; 2],
    /// Milliseconds.
    #[serde(rename = "frameLength")]
    frame: u64,
    #[serde(flatten)]
    films: Films,
}

#[derive(Serialize)]
struct ScoreSegment<'p> {
    kind: &'static str,
    routine: usize,
    step: Option<usize>,
    round: Option<u32>,
    side: Option<&'static str>,
    /// Null if it waits.
    seconds: Option<u32>,
    /// The seconds of a beat; null without one.
    beat: Option<u32>,
    head: String,
    text: &'p str,
    note: Text,
    /// What comes after it; empty for the last one.
    coming: String,
    arrived: ScoreCue,
    jumped: ScoreCue,
    /// Each with how many milliseconds of the segment are over then.
    inside: Vec<(u64, ScoreCue)>,
    /// After a pause in a segment that is not timed: the longest first, each with its estimated milliseconds.
    #[serde(rename = "goesOn")]
    goes_on: Vec<(ScoreCue, u64)>,
    film: Option<usize>,
    flip: bool,
}

#[derive(Serialize)]
struct ScoreRoutine<'p> {
    name: &'p str,
    /// Which of all routines it is, and its name.
    place: String,
    /// Heard when its last segment comes to its end, where it is played alone.
    end: ScoreCue,
}

#[derive(Serialize)]
struct ScoreCue {
    sound: Option<&'static str>,
    words: String,
    lead: &'static str,
    bell: u32,
}

impl From<&Cue> for ScoreCue {
    fn from(cue: &Cue) -> ScoreCue {
        ScoreCue {
            sound: cue.sound.map(|it| it.name()),
            words: cue.words.to_string(),
            lead: match cue.lead {
                Lead::Both => "both",
                Lead::Words => "words",
                Lead::Sound => "sound",
            },
            bell: cue.bell,
        }
    }
}

/// The session of a plan; none if there is nothing to hear in it, which never is.
pub fn played(plan: &Plan) -> Option<PlayedJson<'_>> {
    let score = cue::score(plan, Talk::Full)?;
    let (films, shown) = Studio::films(plan);
    let segments = score.parts.iter().zip(shown).enumerate();
    let kinds = SegmentKind::ALL.iter().filter(|it| it.is_timed());
    let words = |words: Text| plain(Sound::Step, words);
    Some(PlayedJson {
        segments: segments.map(|(at, (part, shown))| segment(plan, at, part, shown)).collect(),
        routines: routines(plan, &score),
        end: (&score.end).into(),
        done: ScoreCue { words: exports::done().to_string(), ..ScoreCue::from(&score.end) },
        paused: words(session::paused(WhyPaused::Asked)),
        back: words(session::get_back()),
        again: kinds
            .map(|&it| {
                (
                    it.name(),
                    ScoreCue { lead: "both", bell: 1, ..plain(Sound::Start, session::holds_again(it)) },
                )
            })
            .collect(),
        words: exports::STATES.into(),
        tones: Sound::ALL.iter().map(|&it| (it.name(), tone::score(it))).collect(),
        size: SIZE,
        frame: milliseconds(FRAME),
        films,
    })
}

fn segment<'p>(
    plan: &'p Plan,
    at: usize,
    part: &cue::SegmentCues,
    shown: Option<FilmedSegment>,
) -> ScoreSegment<'p> {
    let segment = &plan.segments()[at];
    ScoreSegment {
        kind: segment.kind.name(),
        routine: segment.routine,
        step: segment.step,
        round: segment.round,
        side: segment.side.map(|it| it.name()),
        seconds: segment.length,
        beat: segment.pace.map(|it| it.beat()),
        head: exports::label(segment),
        text: segment.text.as_str(),
        note: session::joined([segment.foreword.clone(), segment.note.clone()]),
        coming: exports::next(plan, at),
        arrived: (&part.arrived).into(),
        jumped: (&part.jumped).into(),
        inside: part.inside.iter().map(|(point, cue)| (milliseconds(*point), cue.into())).collect(),
        goes_on: if segment.kind.is_timed() { Vec::new() } else { goes_on(segment) },
        film: shown.map(|it| it.film),
        flip: shown.is_some_and(|it| it.flip),
    }
}

/// The forms in which a segment goes on after a pause; the first that fits into what is left is heard.
fn goes_on(segment: &Segment) -> Vec<(ScoreCue, u64)> {
    let where_to = [segment.text.clone(), segment.short.clone(), Text::default()];
    let forms = where_to.into_iter().map(|it| joined([session::going_on(), it]));
    let form = |words: Text| {
        let lasts = milliseconds(spoken(&words));
        (plain(Sound::Step, words), lasts)
    };
    forms.map(form).collect()
}

/// How each routine ends, played alone or as the last one.
fn routines<'p>(plan: &'p Plan, score: &Score) -> Vec<ScoreRoutine<'p>> {
    let end = |at: usize| {
        let last = plan.segments().iter().rfind(|it| it.routine == at)?;
        Some(ScoreCue { words: exports::end(last).to_string(), ..ScoreCue::from(&score.end) })
    };
    let all = plan.routines().len();
    let routine = |(at, name): (usize, &'p Text)| {
        let end = end(at).unwrap_or_else(|| ScoreCue::from(&score.end));
        ScoreRoutine { name: name.as_str(), place: exports::place(at + 1, all, name), end }
    };
    plan.routines().iter().map(|it| &it.name).enumerate().map(routine).collect()
}

/// Words that are led by themselves, the sound standing for them.
fn plain(sound: Sound, words: Text) -> ScoreCue {
    ScoreCue { sound: Some(sound.name()), words: words.to_string(), lead: "words", bell: 0 }
}

fn milliseconds(time: Duration) -> u64 {
    time.as_millis().try_into().unwrap_or(u64::MAX)
}
