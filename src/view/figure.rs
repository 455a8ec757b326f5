//! The drawn person as cells of a terminal, or as vectors.
//!
//! A `Drawing` is made once for a movement: it frames every body of it in one window, so that the
//! person keeps their size. `Drawing::render` then draws one body of the movement.

pub mod camera;
pub mod cells;
pub mod flesh;
pub mod ink;
pub mod palette;
pub mod patch;
pub mod raster;
pub mod scenery;
pub mod solid;
pub mod svg;

pub use cells::Marker;
pub use palette::{Glow, Palette};

use crate::model::figure::skeleton::{Body, Bone};
use crate::model::figure::{Crop, Figure, Side};
use camera::{Camera, Window};
use flesh::{Build, Far};
use raster::Grid;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use solid::{Group, Solid};

/// A figure framed for all bodies of a movement.
#[derive(Clone, Debug)]
pub struct Drawing {
    figure: Figure,
    camera: Camera,
    window: Window,
    pub marker: Marker,
    pub palette: Palette,
}

/// How fine an SVG is traced, in rows.
const SVG_ROWS: usize = 420;

/// The smallest box in which a person can be recognised.
pub const LEAST: (u16, u16) = (12, 6);

impl Drawing {
    pub fn new(figure: &Figure, bodies: &[Body], marker: Marker, palette: Palette) -> Drawing {
        let camera = Camera::new(figure.view);
        let window = framing(figure, bodies, &camera);
        Drawing { figure: figure.clone(), camera, window, marker, palette }
    }

    /// Draws one body into the area. An area that is too small for a person stays empty.
    pub fn render(&self, body: &Body, glow: Glow, area: Rect, buffer: &mut Buffer) {
        let area = area.intersection(buffer.area);
        if area.width < LEAST.0 || area.height < LEAST.1 || self.window.is_empty() {
            return;
        }
        let window = self.window.fitted(f32::from(area.width) / (2.0 * f32::from(area.height)));
        let grid = self.marker.grid(area);
        let build = Build::for_pixel(window.height() / grid.rows as f32 * self.pixel_share());
        let solids = self.solids(body, build);
        let marks = flesh::marks(body, build);
        let mut picture = raster::picture(&solids, &marks, &self.camera, window, grid);
        picture.draw_lines(self.marker == Marker::Braille);
        cells::draw(&picture, self.marker, self.palette, glow, area, buffer);
    }

    /// The same body as an SVG document, `title` for those who cannot see it.
    pub fn svg(&self, body: &Body, glow: Glow, title: &str) -> String {
        let window = self.window.grown(0.02);
        let (height, width) = if window.is_empty() {
            (1, 1)
        } else {
            (SVG_ROWS, (SVG_ROWS as f32 * window.width() / window.height()) as usize)
        };
        let build = Build { limbs: 1.04, trunk: 1.0, head: 1.06, ..Build::for_pixel(0.005) };
        let grid =
            Grid { columns: width.clamp(1, 4 * SVG_ROWS), rows: height, samples_across: 1, samples_down: 1 };
        let solids = self.solids(body, build);
        let mut picture = raster::picture(&solids, &[], &self.camera, window, grid);
        picture.draw_lines(false);
        svg::svg(&picture, Palette::Middle, glow, title)
    }

    /// Braille dots are half as high as the pixels for which thicknesses were found.
    fn pixel_share(&self) -> f32 {
        match self.marker {
            Marker::Quadrant | Marker::Half => 1.0,
            Marker::Braille => 2.0,
        }
    }

    fn solids(&self, body: &Body, build: Build) -> Vec<Solid> {
        let mut solids = flesh::person(body, build, self.far(body));
        solids.extend(scenery::things(&self.figure, body));
        solids.extend(patch::patches(body, build));
        solids
    }

    /// The arm and leg whose joint lies well behind its fellow's.
    fn far(&self, body: &Body) -> Far {
        let behind = |bone: fn(Side) -> Bone| {
            let depth = |side| self.camera.see(body.frame(bone(side)).at).z;
            let by = depth(Side::Left) - depth(Side::Right);
            if by.abs() < 0.10 {
                None
            } else if by < 0.0 {
                Some(Side::Left)
            } else {
                Some(Side::Right)
            }
        };
        Far { arm: behind(Bone::UpperArm), leg: behind(Bone::Thigh) }
    }
}

/// The window that holds what the crop wants of every body.
fn framing(figure: &Figure, bodies: &[Body], camera: &Camera) -> Window {
    // As thick as limbs ever get, so that none is cut off in a small picture.
    let build = Build::for_pixel(0.07);
    let mut window = Window::EMPTY;
    for body in bodies {
        window = window.joined(wanted(figure, body, camera, build));
    }
    if window.is_empty() { window } else { window.grown(window.height().max(window.width()) * 0.02) }
}

fn wanted(figure: &Figure, body: &Body, camera: &Camera, build: Build) -> Window {
    let mut window = Window::EMPTY;
    let person = flesh::person(body, build, Far::default());
    let groups = |wanted: &[Group], window: &mut Window| {
        for solid in person.iter().filter(|solid| wanted.contains(&solid.group)) {
            window.add_solid(camera, solid);
        }
    };
    use Group::*;
    match figure.crop {
        Crop::Full | Crop::Lying => {
            groups(&[Trunk, Neck, Head, ArmLeft, ArmRight, LegLeft, LegRight], &mut window);
            for solid in scenery::framed(figure, body) {
                window.add_solid(camera, &solid);
            }
        }
        Crop::Upper => {
            groups(&[Head, ArmLeft, ArmRight], &mut window);
            let hips = camera.see(body.frame(Bone::Pelvis).at);
            window.add(hips, 0.10);
        }
        Crop::Bust => {
            groups(&[Head], &mut window);
            for side in Side::ALL {
                window.add(camera.see(body.frame(Bone::UpperArm(side)).at), 0.08);
            }
            window.low = window.low.min(camera.see(body.frame(Bone::ChestMiddle).at).y);
        }
        Crop::Head => {
            groups(&[Head], &mut window);
            window.low -= 0.05;
        }
        Crop::Hands => {
            for side in Side::ALL {
                let hand = body.frame(Bone::Hand(side));
                window.add(camera.see(hand.at), 0.07);
                window.add(camera.see(hand.place(crate::model::figure::space::vec3(0.0, -0.1, 0.0))), 0.10);
            }
        }
        Crop::Feet => {
            groups(&[], &mut window);
            for side in Side::ALL {
                let foot = body.frame(Bone::Foot(side));
                window.add(camera.see(foot.at), 0.12);
                window.add(camera.see(foot.place(crate::model::figure::space::vec3(0.0, -0.03, 0.14))), 0.08);
            }
        }
    }
    window
}
