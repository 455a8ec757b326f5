//! The same picture as vectors: the outline of each area of one ink, traced at a fine grain.
//!
//! Tracing what the depth buffer shows, rather than laying limb over limb, keeps every overlap right.

use super::ink::Ink;
use super::palette::{FigureColours, Glow};
use super::picture::Picture;
use crate::view::html::escaped;
use ratatui::style::Color;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::Duration;

/// A corner of the pixel grid.
type Corner = (i32, i32);

/// How every drawing of ours begins, so that it is known again.
pub const BEGINS: &str = "<svg data-from=\"stretch\"";

/// How far, in pixels, a traced outline may stray to become simpler.
const STRAY: f32 = 1.1;
/// Areas with a shorter outline than this, in pixels, are left out as specks.
const SPECK: usize = 6;

/// An SVG of a picture; `title` is read by screen readers.
pub fn svg(picture: &Picture, palette: FigureColours, glow: Glow, title: &str) -> String {
    let opening = opening([picture.columns, picture.rows], title);
    format!("{opening}{}</svg>\n", elements(&shapes(picture, palette, glow)))
}

fn opening([width, height]: [usize; 2], title: &str) -> String {
    format!(
        "{BEGINS} xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\"><title>{}</title>\n",
        escaped(title)
    )
}

/// All that has one colour in a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    /// As a browser takes it: `#rrggbb`.
    pub colour: String,
    /// The closed outlines, each as the `d` of a path that ends in `z`.
    pub outlines: Vec<String>,
}

impl Shape {
    /// The element that draws it. Its stroke closes the gap that simpler outlines leave between two neighbours.
    fn element(&self) -> String {
        let Shape { colour, outlines } = self;
        let d = outlines.concat();
        format!(
            "<path fill=\"{colour}\" stroke=\"{colour}\" stroke-width=\"1.2\" stroke-linejoin=\"round\" d=\"{d}\"/>\n"
        )
    }
}

/// The shapes of a picture, one for each ink, in the order in which they are drawn.
pub fn shapes(picture: &Picture, palette: FigureColours, glow: Glow) -> Vec<Shape> {
    let shape = |(ink, outlines): (Ink, Vec<Vec<Corner>>)| Shape {
        colour: hex(palette.colour(ink, glow)),
        outlines: outlines.iter().map(|it| path(&simplified(it))).collect(),
    };
    areas(picture).into_iter().map(shape).collect()
}

fn elements(shapes: &[Shape]) -> String {
    shapes.iter().map(Shape::element).collect()
}

/// What is shown for a while in a film.
#[derive(Clone, Debug)]
pub struct FilmFrame {
    /// The shapes of a picture.
    pub shapes: Vec<Shape>,
    /// How long it is seen.
    pub length: Duration,
    /// Whether something is held: the picture of a film that may not move.
    pub is_held: bool,
}

/// An SVG that shows one frame after the other, again and again; the first one held, and still, to those
/// who want no movement.
pub fn film(frames: &[FilmFrame], size: [usize; 2], title: &str) -> String {
    let total: f64 = frames.iter().map(|it| it.length.as_secs_f64()).sum();
    let still = frames.iter().position(|it| it.is_held).unwrap_or(0);
    let (mut style, mut groups, mut begins) = (String::new(), String::new(), 0.0);
    for (number, frame) in frames.iter().enumerate() {
        let ends = begins + frame.length.as_secs_f64() / total * 100.0;
        // From 0 on the first one is seen, and up to 100 the last one.
        let before = if number == 0 { "" } else { "0%{visibility:hidden}" };
        let after = if number + 1 == frames.len() {
            String::new()
        } else {
            format!("{ends:.3}%{{visibility:hidden}}")
        };
        let _ = writeln!(
            style,
            "@keyframes f{number}{{{before}{begins:.3}%{{visibility:visible}}{after}}}#f{number}{{animation-name:f{number}}}"
        );
        let _ = write!(groups, "<g id=\"f{number}\">\n{}</g>\n", elements(&frame.shapes));
        begins = ends;
    }
    format!(
        "{}<style>g{{visibility:hidden;animation:{total:.2}s step-end infinite}}#f{still}{{visibility:visible}}\n\
         {style}@media (prefers-reduced-motion:reduce){{#f{still}{{visibility:visible!important}}g{{animation:none!important}}}}\n\
         </style>\n{groups}</svg>\n",
        opening(size, title)
    )
}

/// An outline as the data of a path: where it begins, then the way from each corner to the next.
fn path(points: &[Corner]) -> String {
    let mut path = String::new();
    let mut at: Option<Corner> = None;
    for &(x, y) in points {
        let (sign, x, y) = match at.replace((x, y)) {
            None => ("M", x, y),
            Some((from_x, from_y)) => ("l", x - from_x, y - from_y),
        };
        // After the first one a way needs no sign, and a minus parts two numbers.
        let sign = if sign == "l" && path.contains('l') { if x < 0 { "" } else { " " } } else { sign };
        let between = if y < 0 { "" } else { " " };
        let _ = write!(path, "{sign}{x}{between}{y}");
    }
    path + "z"
}

/// The outlines of each ink, holes running the other way round.
fn areas(picture: &Picture) -> BTreeMap<Ink, Vec<Vec<Corner>>> {
    let mut edges: BTreeMap<Ink, BTreeMap<Corner, Vec<Corner>>> = BTreeMap::new();
    let ink_at = |x: i32, y: i32| {
        if x < 0 || y < 0 { None } else { picture.at(x as usize, y as usize).map(|pixel| pixel.ink) }
    };
    for y in 0..picture.rows as i32 {
        for x in 0..picture.columns as i32 {
            let Some(ink) = ink_at(x, y) else { continue };
            // Each side of the pixel that borders on another ink, clockwise.
            let sides = [
                ((x, y - 1), (x, y), (x + 1, y)),
                ((x + 1, y), (x + 1, y), (x + 1, y + 1)),
                ((x, y + 1), (x + 1, y + 1), (x, y + 1)),
                ((x - 1, y), (x, y + 1), (x, y)),
            ];
            for (beyond, from, to) in sides {
                if ink_at(beyond.0, beyond.1) != Some(ink) {
                    edges.entry(ink).or_default().entry(from).or_default().push(to);
                }
            }
        }
    }
    edges.into_iter().map(|(ink, edges)| (ink, outlines(edges))).collect()
}

/// Joins edges into closed outlines.
fn outlines(mut edges: BTreeMap<Corner, Vec<Corner>>) -> Vec<Vec<Corner>> {
    let mut all = Vec::new();
    while let Some((&start, _)) = edges.iter().next() {
        let mut outline = Vec::new();
        let mut at = start;
        while let Some(nexts) = edges.get_mut(&at) {
            let Some(next) = nexts.pop() else { break };
            if nexts.is_empty() {
                edges.remove(&at);
            }
            outline.push(at);
            at = next;
        }
        if outline.len() >= SPECK {
            all.push(outline);
        }
    }
    all
}

/// Fewer corners, none of the old ones farther than `STRAY` from the new line.
fn simplified(outline: &[Corner]) -> Vec<Corner> {
    let half = outline.len() / 2;
    let mut kept = Vec::new();
    keep(&outline[..=half], &mut kept);
    keep(&outline[half..], &mut kept);
    kept
}

/// Keeps the first point, and those between that the straight line to the last one misses.
fn keep(line: &[Corner], kept: &mut Vec<Corner>) {
    let (Some(&first), Some(&last)) = (line.first(), line.last()) else {
        return;
    };
    let far = (1..line.len().saturating_sub(1))
        .map(|i| (i, distance(line[i], first, last)))
        .max_by(|a, b| a.1.total_cmp(&b.1));
    match far {
        Some((i, stray)) if stray > STRAY => {
            keep(&line[..=i], kept);
            keep(&line[i..], kept);
        }
        _ => kept.push(first),
    }
}

fn distance(p: Corner, a: Corner, b: Corner) -> f32 {
    let (dx, dy) = ((b.0 - a.0) as f32, (b.1 - a.1) as f32);
    let (px, py) = ((p.0 - a.0) as f32, (p.1 - a.1) as f32);
    let length = (dx * dx + dy * dy).sqrt();
    if length < 1e-3 { (px * px + py * py).sqrt() } else { (px * dy - py * dx).abs() / length }
}

/// A colour that is the same for every reader; what else a terminal has is the reader's own.
fn hex(colour: Color) -> String {
    let Color::Rgb(red, green, blue) = colour else {
        return "currentColor".into();
    };
    format!("#{red:02x}{green:02x}{blue:02x}")
}
