//! The drawn person as cells of a terminal, or as vectors.
//!
//! A `Drawing` is made once for a movement: it frames every body of it in one window, so that the
//! person keeps their size. `Drawing::render` then draws one body of the movement.

mod ascii;
pub mod blocks;
mod camera;
mod cells;
mod contour;
mod ends;
mod face;
mod features;
mod flesh;
mod framing;
mod glow;
mod ink;
mod knuckles;
mod outlook;
mod palette;
mod patch;
mod picture;
mod raster;
mod scenery;
mod sight;
mod solid;
mod svg;
mod views;
mod way;

pub use cells::Marker;
pub use palette::{FigureColours, Glow};
pub use svg::{BEGINS as SVG_BEGINS, FilmFrame, Shape, film};
pub use views::{Views, turned};

use super::palette::{Colours, Glyphs};
use crate::model::figure::blend;
use crate::model::figure::skeleton::{Body, Bone};
use crate::model::figure::space::{Vec3, vec3};
use crate::model::figure::{Crop, Figure, Side};
use camera::{Camera, Window};
use flesh::{Build, Far};
use picture::{DrawnOver, Picture};
use raster::Grid;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use scenery::Ground;
use solid::Solid;
use way::PathRing;

/// A figure framed for all bodies of a movement.
#[derive(Clone, Debug)]
pub struct Drawing {
    figure: Figure,
    camera: Camera,
    window: Window,
    /// For boxes in which the whole would be too small to read.
    closer: Option<Window>,
    ground: Ground,
    marker: Marker,
    palette: FigureColours,
    /// Of what goes around, where something does.
    ways: Vec<PathRing>,
    /// The figures of both sides and how far it is from the one to the other, while it turns.
    turning: Option<([Figure; 2], f32)>,
}

/// What a terminal can show a figure with. The Linux console's own font has half blocks, and neither quadrants
/// nor braille.
pub fn look(terminal: super::palette::Palette) -> (Marker, FigureColours) {
    let palette = match terminal.colours {
        Colours::None => FigureColours::Mono,
        Colours::Sixteen => FigureColours::Sixteen,
        Colours::Many => FigureColours::Middle,
        Colours::Full => FigureColours::Full,
    };
    let marker = match (terminal.glyphs, terminal.colours) {
        (Glyphs::Ascii, _) => Marker::Ascii,
        (Glyphs::Console, _) => Marker::Half,
        (Glyphs::Unicode, Colours::None) => Marker::Braille,
        (Glyphs::Unicode, Colours::Sixteen | Colours::Many | Colours::Full) => Marker::Quadrant,
    };
    (marker, palette)
}

/// How fine an SVG is traced, in rows.
const SVG_ROWS: usize = 420;
/// How thick a line is there on each side of its middle, in rows.
const SVG_LINE: usize = 1;

/// Boxes with fewer rows than this show less of the body, larger.
const SMALL: u16 = 11;

/// The smallest box in which a person can be recognised.
pub const LEAST: (u16, u16) = (12, 6);

impl Drawing {
    /// Frames the figure for all these bodies; they decide how large the person is.
    pub fn new(figure: &Figure, bodies: &[Body], marker: Marker, palette: FigureColours) -> Drawing {
        let camera = Camera::new(figure.view);
        let window = framing::window(figure, figure.crop, bodies, &camera);
        let closer = framing::closer(figure).map(|crop| framing::window(figure, crop, bodies, &camera));
        let ground = Ground::of(bodies.iter());
        Drawing {
            figure: figure.clone(),
            camera,
            window,
            closer,
            ground,
            marker,
            palette,
            ways: Vec::new(),
            turning: None,
        }
    }

    /// The same with the ways of all that goes around, again and again through these bodies; without
    /// bodies, without ways.
    pub fn going_around(mut self, bodies: &[Body]) -> Drawing {
        self.go_around(bodies);
        self
    }

    /// The same with the ways of a head that these bodies roll over the chest to where the last one holds it, of hands that
    /// it has turned over, and of a hand that climbs a wall through them.
    pub fn rolling(mut self, bodies: &[Body]) -> Drawing {
        self.ways.extend(way::rolled(bodies, &self.camera));
        self.ways.extend(way::turned_over(bodies, &self.camera));
        self.ways.extend(way::climbed(bodies, &self.camera));
        self
    }

    /// The same with the ways of arms that are raised out to the sides, as the first of these two bodies has them, from
    /// where the last one has them.
    pub fn raising(mut self, ends: &[Body]) -> Drawing {
        self.ways.extend(way::raised(ends, &self.camera));
        self
    }

    fn go_around(&mut self, bodies: &[Body]) {
        self.ways = way::ways(bodies, &self.camera, self.window);
    }

    /// The same put together from these signs, in these colours.
    pub fn shown_with(self, marker: Marker, palette: FigureColours) -> Drawing {
        Drawing { marker, palette, ..self }
    }

    /// Part of the way to another drawing of the same person: the camera goes around, as it does
    /// when the sides are switched. Exact at 0 and 1.
    pub fn toward(&self, other: &Drawing, t: f32) -> Drawing {
        let t = blend::ease(t);
        let view = self.figure.view.toward(other.figure.view, t);
        let closer = self.closer.or(other.closer).map(|_| {
            let [from, to] = [self, other].map(|it| it.closer.unwrap_or(it.window));
            from.toward(to, t)
        });
        let figure = if t < 0.5 { &self.figure } else { &other.figure };
        let window = self.window.toward(other.window, t);
        let (camera, ways) = (Camera::new(view), Vec::new());
        let ground = self.ground.toward(other.ground, t);
        let turning = Some(([self.figure.clone(), other.figure.clone()], t));
        Drawing { figure: figure.clone(), camera, window, closer, ground, ways, turning, ..self.clone() }
    }

    /// Draws one body into the area. An area that is too small for a person stays empty.
    pub fn render(&self, body: &Body, glow: Glow, area: Rect, buffer: &mut Buffer) {
        let area = area.intersection(buffer.area);
        if let Some(picture) = self.picture(body, glow, area) {
            cells::draw(&picture, self.marker, self.palette, glow, area, buffer);
        }
    }

    /// How many pixels of a body lie behind another part that looks the same, without a line between
    /// the two.
    pub fn melted(&self, body: &Body, area: Rect) -> usize {
        let colour = |ink| self.palette.colour(ink, Glow::Warm);
        self.picture(body, Glow::Warm, area).map_or(0, |it| it.melted(colour))
    }

    /// One body as pixels; none in an area that is too small for a person.
    fn picture(&self, body: &Body, glow: Glow, area: Rect) -> Option<Picture> {
        if area.width < LEAST.0 || area.height < LEAST.1 || self.window.is_empty() {
            return None;
        }
        let window = self.closer.filter(|_| area.height < SMALL).unwrap_or(self.window);
        let window = self.following(window, body);
        // A pixel of air, so that hair and hands at the top do not look cut off; a strip of ground.
        let air = window.height() / f32::from(area.height * 2);
        let ground =
            if matches!(self.figure.crop, Crop::Full | Crop::Lying | Crop::Legs) { air * 0.6 } else { 0.0 };
        let window = Window { high: window.high + air, low: window.low - ground, ..window };
        let window = window.fitted(f32::from(area.width) / (2.0 * f32::from(area.height)));
        let grid = self.marker.grid(area);
        let pixel = window.height() / grid.rows as f32 * self.pixel_share();
        let build = Build::for_pixel(pixel);
        let build = match self.figure.crop {
            Crop::Head | Crop::Face => build.close_up(pixel),
            Crop::Feet => build.of_feet(pixel),
            Crop::Arm => build.of_an_arm(pixel),
            Crop::Full | Crop::Upper | Crop::Bust | Crop::Hands | Crop::Legs | Crop::Lying => build,
        };
        let solids = self.solids(body, build, window.low);
        let is_shaded = self.palette.is_shaded();
        let mut picture = Picture::of(&solids, &self.camera, window, grid, is_shaded);
        picture.draw_glow(glow);
        picture.drop_orphans();
        picture.draw_lines(matches!(self.marker, Marker::Braille | Marker::Ascii), is_shaded);
        if build.pixel > contour::FINGERS {
            let hands = Side::BOTH.into_iter().filter_map(|side| ends::gaps(body, side, build));
            hands.for_each(|it| picture.draw_gaps(&it, &self.camera, window));
        }
        if let Some(face) = face::on_the_grid(body, build) {
            picture.shave();
            picture.comb();
            picture.draw_face(&face, &self.camera, window);
        }
        self.draw_frame(&mut picture, body, window);
        self.draw_ways(&mut picture, body, window, 0);
        self.draw_sight(&mut picture, body, window, 0);
        Some(picture)
    }

    /// The same body as an SVG document, `title` for those who cannot see it.
    pub fn svg(&self, body: &Body, glow: Glow, title: &str) -> String {
        let window = self.following(self.window, body).grown(0.02);
        let (height, width) = if window.is_empty() {
            (1, 1)
        } else {
            (SVG_ROWS, (SVG_ROWS as f32 * window.width() / window.height()) as usize)
        };
        let size = [width.clamp(1, 4 * SVG_ROWS), height];
        svg::svg(&self.traced(body, glow, window, size), FigureColours::Full, glow, title)
    }

    /// The shapes of the same body in a picture of this size, for one of the frames of a film.
    pub fn shapes(&self, body: &Body, glow: Glow, size: [usize; 2]) -> Vec<Shape> {
        let window = self.following(self.window, body).grown(0.02);
        if window.is_empty() {
            return Vec::new();
        }
        let window = window.fitted(size[0] as f32 / size[1] as f32);
        svg::shapes(&self.traced(body, glow, window, size), FigureColours::Full, glow)
    }

    /// One body as the fine pixels that are traced.
    fn traced(&self, body: &Body, glow: Glow, window: Window, [columns, rows]: [usize; 2]) -> Picture {
        let build = Build { limbs: 1.04, trunk: 1.0, head: 1.06, ..Build::for_pixel(0.005) };
        let grid = Grid { columns, rows, samples_across: 1, samples_down: 1 };
        let mut picture =
            Picture::of(&self.solids(body, build, window.low), &self.camera, window, grid, true);
        picture.draw_glow(glow);
        picture.draw_lines(false, true);
        self.draw_frame(&mut picture, body, window);
        self.draw_ways(&mut picture, body, window, SVG_LINE);
        self.draw_sight(&mut picture, body, window, SVG_LINE * 2);
        picture
    }

    /// The window for one body, between those for both sides while the sides are changed.
    fn following(&self, window: Window, body: &Body) -> Window {
        let following = |figure: &Figure| framing::following(window, figure, body, &self.camera);
        match &self.turning {
            Some(([from, to], t)) => following(from).toward(following(to), *t),
            None => following(&self.figure),
        }
    }

    /// Draws the ways of what goes around, and of what this body draws out or slides, so many pixels thick on each side.
    fn draw_ways(&self, picture: &mut Picture, body: &Body, window: Window, around: usize) {
        let pixel = window.height() / picture.rows as f32;
        let own = [way::drawn_out(body, &self.camera), way::slid(body, &self.camera)];
        for way in self.ways.iter().chain(own.iter().flatten()) {
            picture.draw_way(window, way.dots(pixel), around, way.over());
        }
    }

    /// Draws the frame of what one looks at straight ahead.
    fn draw_frame(&self, picture: &mut Picture, body: &Body, window: Window) {
        if let Some(corners) = outlook::frame(body, &self.camera) {
            picture.draw_frame(window, corners, outlook::BAR_OF_A_FRAME);
        }
    }

    /// Draws the line along which the eyes look, so many pixels thick on each side.
    fn draw_sight(&self, picture: &mut Picture, body: &Body, window: Window, around: usize) {
        if let Some(line) = sight::line(body, &self.camera) {
            // As long dashes in an SVG as in a small picture.
            let pixel = (window.height() / picture.rows as f32).max(sight::LEAST);
            picture.draw_way(window, sight::dots(line, pixel), around, DrawnOver::Most);
        }
    }

    /// Braille dots are half as high as the pixels for which thicknesses were found.
    fn pixel_share(&self) -> f32 {
        match self.marker {
            Marker::Quadrant | Marker::Half => 1.0,
            Marker::Braille | Marker::Ascii => 2.0,
        }
    }

    /// What there is to draw in a picture whose lowest row begins at this height, in metres.
    fn solids(&self, body: &Body, build: Build, low: f32) -> Vec<Solid> {
        let mut solids = flesh::person(body, build, self.far(body));
        solids.extend(scenery::things(&self.figure, &self.camera, body, self.ground, [build.pixel, low]));
        solids.extend(patch::patches(body, build));
        solids
    }

    /// The arm and the leg that lie behind their fellows: those whose joint does by far, and else those
    /// before which the other one passes.
    fn far(&self, body: &Body) -> Far {
        let behind = |bones: [fn(Side) -> Bone; 3], tip: Vec3| {
            let limb = |side| {
                let [root, middle, end] = bones.map(|bone| body.frame(bone(side)));
                [root.at, middle.at, end.at, end.place(tip)].map(|at| self.camera.see(at))
            };
            let (left, right) = (limb(Side::Left), limb(Side::Right));
            let apart = left[0].z - right[0].z;
            let by = if apart.abs() < 0.10 { before(left, right) } else { apart };
            if by.abs() < 0.02 {
                None
            } else if by < 0.0 {
                Some(Side::Left)
            } else {
                Some(Side::Right)
            }
        };
        // What a close-up is about lies in the light, and the other hand or foot in the shade.
        let at_work = framing::at_work(&self.figure, body);
        let helper = |is_close: bool| match at_work.as_slice() {
            [side] if is_close => Some(side.other()),
            _ => None,
        };
        // Where both hands are what it is about, both are seen in every detail.
        let is_of_hands = self.figure.crop.is_of_hands();
        let are_both = is_of_hands && at_work.len() > 1;
        let farther = || behind([Bone::UpperArm, Bone::Forearm, Bone::Hand], vec3(0.0, -0.16, 0.0));
        // Before a foot both are helpers: a hand that holds the heel must not look like a part of it.
        let arm = helper(is_of_hands).or_else(|| if are_both { None } else { farther() });
        let is_of_feet = self.figure.crop == Crop::Feet;
        Far {
            arms: Side::BOTH.map(|side| is_of_feet || arm == Some(side)),
            leg: helper(self.figure.crop == Crop::Feet)
                .or_else(|| behind([Bone::Thigh, Bone::Shin, Bone::Foot], vec3(0.0, -0.03, 0.16))),
        }
    }
}

/// How far a limb passes before another one, in metres; 0 if they do not cross in the picture.
fn before(one: [Vec3; 4], other: [Vec3; 4]) -> f32 {
    let crossings = one.windows(2).flat_map(|a| {
        other.windows(2).filter_map(|b| {
            let (way, across) = (a[1] - a[0], b[1] - b[0]);
            let turn = way.x * across.y - way.y * across.x;
            let from = b[0] - a[0];
            let t = (from.x * across.y - from.y * across.x) / turn;
            let u = (from.x * way.y - from.y * way.x) / turn;
            let is_on_both = (0.0..=1.0).contains(&t) && (0.0..=1.0).contains(&u);
            is_on_both.then(|| (a[0].z + way.z * t) - (b[0].z + across.z * u))
        })
    });
    // Limbs that wind around each other are neither before nor behind.
    let (least, most) = crossings.fold((0.0_f32, 0.0_f32), |(low, high), it| (low.min(it), high.max(it)));
    if least < 0.0 && most > 0.0 { 0.0 } else { least + most }
}
