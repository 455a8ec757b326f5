//! The moving person of a session, as what the page's player draws: outlines and shapes that many frames share,
//! frames, and films of them, one for each movement.

use std::{collections::HashMap, hash::Hash, time::Duration};

use serde::Serialize;

use crate::{
    model::{
        moment::Moment,
        motion::{Motion, Progress},
        plan::{Plan, Segment},
        player::{Event, PATIENCE, Player},
    },
    view::{figure::Shape, scene::Scenes},
};

/// The size of a frame, in the units of its outlines.
pub const SIZE: [usize; 2] = [360, 270];
/// How long a frame is seen. It divides every second.
pub const FRAME: Duration = Duration::from_millis(125);
/// A movement that waits for the person is over after this.
const MOVE: Duration = Duration::from_secs(12);

/// All films of a plan.
#[derive(Debug, Default, Serialize)]
pub struct Films {
    /// Each `#rrggbb`.
    colours: Vec<String>,
    /// Each the `d` of a path.
    outlines: Vec<String>,
    /// Each a colour and the outlines that have it, by their numbers.
    shapes: Vec<Vec<usize>>,
    /// Each the shapes of a picture, by their numbers, in the order in which they are drawn.
    frames: Vec<Vec<usize>>,
    /// Each one movement.
    films: Vec<Film>,
}

/// One movement.
#[derive(Debug, Serialize)]
struct Film {
    /// A frame by its number, then how often [`FRAME`] passes while it is seen, and so on.
    frames: Vec<usize>,
    /// The frame for those who want no movement.
    still: usize,
    /// Milliseconds after which it begins again; none if it ends.
    #[serde(rename = "loop")]
    repeats: Option<u64>,
}

/// What a segment shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FilmedSegment {
    /// The film by its number.
    pub film: usize,
    /// Whether it is seen as in a mirror: the other side.
    pub flip: bool,
}

/// Draws films and keeps what is drawn.
#[derive(Default)]
pub struct Studio {
    films: Films,
    colours: Known<String>,
    outlines: Known<String>,
    shapes: Known<Vec<usize>>,
    frames: Known<Vec<usize>>,
    /// The routine, the movement and the length of each film.
    drawn: Vec<(usize, Motion, Option<Duration>, bool)>,
}

/// Numbers for things, the same for the same.
struct Known<T>(HashMap<T, usize>);

impl<T> Default for Known<T> {
    fn default() -> Known<T> {
        Known(HashMap::new())
    }
}

impl<T: Clone + Eq + Hash> Known<T> {
    /// The number of a thing; a new one is added to the list.
    fn number(&mut self, thing: T, list: &mut Vec<T>) -> usize {
        *self.0.entry(thing).or_insert_with_key(|it| {
            list.push(it.clone());
            list.len() - 1
        })
    }
}

impl Studio {
    /// The films of a plan, and what each segment shows; nothing where its routine has no figure.
    pub fn films(plan: &Plan) -> (Films, Vec<Option<FilmedSegment>>) {
        let mut studio = Studio::default();
        let (mut player, _) = Player::new(plan.clone(), PATIENCE, Moment::START);
        let scenes = Scenes::default();
        let mut shown = Vec::new();
        for at in 0..plan.segments().len() {
            player.update(Event::Jump(at), Moment::START);
            shown.push(studio.shown(&player, &scenes));
        }
        (studio.films, shown)
    }

    fn shown(&mut self, player: &Player, scenes: &Scenes) -> Option<FilmedSegment> {
        let (segment, length) = (player.segment(), player.length());
        let motion = Motion::of(player.plan(), player.at())?;
        let is_lit = segment.kind.is_timed();
        let number = |motion: &Motion, drawn: &[(usize, Motion, Option<Duration>, bool)]| {
            drawn.iter().position(|(routine, known, long, lit)| {
                (*routine, *long, *lit) == (segment.routine, length, is_lit) && known == motion
            })
        };
        if let Some(film) = number(&motion, &self.drawn) {
            return Some(FilmedSegment { film, flip: false });
        }
        // The other side is the same in a mirror.
        if let Some(film) = number(&motion.clone().in_a_mirror(), &self.drawn) {
            return Some(FilmedSegment { film, flip: true });
        }
        let film = self.film(player, scenes, &motion)?;
        self.films.films.push(film);
        self.drawn.push((segment.routine, motion, length, is_lit));
        Some(FilmedSegment { film: self.films.films.len() - 1, flip: false })
    }

    fn film(&mut self, player: &Player, scenes: &Scenes, motion: &Motion) -> Option<Film> {
        let (segment, length) = (player.segment(), player.length());
        // What waits is repeated beat by beat, or done once.
        let beat = segment.pace.map(|it| Duration::from_secs(it.beat().into()));
        let repeats = if length.is_none() { beat } else { None };
        let lasts = length.or(beat).unwrap_or(MOVE);
        let mut known: Vec<(Progress, usize)> = Vec::new();
        let mut frames: Vec<usize> = Vec::new();
        let mut still = None;
        let goal = goal(segment, lasts);
        for step in 0..lasts.as_millis().div_ceil(FRAME.as_millis()).max(1) as u32 {
            let progress = motion.progress(FRAME * step, length);
            let frame = match known.iter().find(|it| it.0 == progress) {
                Some(known) => known.1,
                None => {
                    let shapes = scenes.at(player, FRAME * step, false)?.shapes_at(progress, SIZE)?;
                    let frame = self.frame(shapes);
                    known.push((progress, frame));
                    frame
                }
            };
            match frames.as_mut_slice() {
                [.., last, times] if *last == frame => *times += 1,
                _ => frames.extend([frame, 1]),
            }
            if FRAME * step <= goal {
                still = Some(frame);
            }
        }
        let still = still.or_else(|| frames.first().copied())?;
        Some(Film { frames, still, repeats: repeats.map(|it| it.as_millis() as u64) })
    }

    fn frame(&mut self, shapes: Vec<Shape>) -> usize {
        let Films { colours, outlines, shapes: all, frames, .. } = &mut self.films;
        let numbers = shapes.into_iter().map(|Shape { colour, outlines: drawn }| {
            let colour = self.colours.number(colour, colours);
            let drawn = drawn.into_iter().map(|it| self.outlines.number(it, outlines));
            let shape = std::iter::once(colour).chain(drawn).collect();
            self.shapes.number(shape, all)
        });
        let frame = numbers.collect();
        self.frames.number(frame, frames)
    }
}

/// When a segment shows what it is about: a move at its end, what is repeated half-way through its first beat.
fn goal(segment: &Segment, lasts: Duration) -> Duration {
    match segment.pace {
        Some(pace) => Duration::from_secs(pace.beat().into()) / 2,
        None if segment.kind.is_timed() => Duration::ZERO,
        None => lasts,
    }
}
