//! Still pictures of a routine's person: a strip of its key poses or one of them, as text with or without
//! colours, or as vectors. Moving pictures are in `scene`.

use std::{fmt::Write as _, sync::Arc};

use ratatui::{
    buffer::{Buffer, Cell},
    layout::Rect,
    style::{Color, Modifier},
};

use super::{
    figure::{self, Drawing, Glow, Marker, Views},
    palette,
};
use crate::model::{
    figure::{Body, Figure, Pose},
    key_pose::{self, KeyPose},
    plan,
    routine::Routine,
    text::Text,
    words::pages,
};

/// A routine's person. All key poses with one framing are seen in one window.
#[derive(Debug)]
pub struct Portrait<'a> {
    routine: &'a Routine,
    figure: &'a Figure,
    views: Views,
}

/// The size of each picture of a strip, in cells.
const OF_A_STRIP: [u16; 2] = [24, 12];
/// The columns between two pictures.
const BETWEEN: u16 = 2;

impl Portrait<'_> {
    /// The person of a routine; none if it has no figure.
    pub fn of(routine: &Routine) -> Option<Portrait<'_>> {
        Some(Portrait { routine, figure: routine.figure.as_ref()?, views: Views::of(routine, false)? })
    }

    /// The key poses side by side, as many as fit into the width, each over the number of its step. If not all fit,
    /// timed ones win. Empty if there is no room.
    pub fn strip(&self, width: u16, marker: Marker, colours: figure::FigureColours) -> String {
        let positions = key_pose::key_poses(self.routine);
        let mut shown: Vec<usize> = (0..positions.len()).collect();
        shown.sort_by_key(|&it| !positions[it].is_timed);
        shown.truncate(side_by_side(width));
        shown.sort_unstable();
        if shown.is_empty() {
            return String::new();
        }
        let shown: Vec<KeyPose> = shown.into_iter().map(|it| positions[it].clone()).collect();
        rows(&self.pictures(&shown, marker, colours), width)
    }

    /// All key poses, in as many rows as the width needs.
    pub fn every(&self, width: u16, marker: Marker, colours: figure::FigureColours) -> String {
        rows(&self.pictures(&key_pose::key_poses(self.routine), marker, colours), width)
    }

    fn pictures(
        &self,
        positions: &[KeyPose],
        marker: Marker,
        colours: figure::FigureColours,
    ) -> Vec<(String, Buffer)> {
        let picture = |position: &KeyPose| {
            let label = if position.step == 0 { "start".to_owned() } else { position.step.to_string() };
            let body = self.figure.solve(&position.pose);
            (label, self.cells(position, &body, OF_A_STRIP, marker, colours))
        };
        positions.iter().map(picture).collect()
    }

    /// One key pose: of a step, counted from 1, or the first timed one. None if there is no such step.
    pub fn one(
        &self,
        step: Option<usize>,
        size: [u16; 2],
        marker: Marker,
        colours: figure::FigureColours,
    ) -> Option<String> {
        let (position, body) = self.at(step)?;
        Some(text(&self.cells(&position, &body, size, marker, colours)))
    }

    fn cells(
        &self,
        position: &KeyPose,
        body: &Body,
        [width, height]: [u16; 2],
        marker: Marker,
        colours: figure::FigureColours,
    ) -> Buffer {
        let drawing = self.drawing(position).shown_with(marker, colours);
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        drawing.render(body, glow(position), buffer.area, &mut buffer);
        buffer
    }

    /// One key pose as an SVG document, with a title for people who cannot see it.
    pub fn svg(&self, step: Option<usize>, title: &str) -> Option<String> {
        let (position, body) = self.at(step)?;
        Some(self.drawing(&position).svg(&body, glow(&position), title))
    }

    /// One key pose in a line of words, for where no picture can be shown: the words of the step, and the muscles
    /// that are lit.
    pub fn words(&self, step: Option<usize>) -> Option<String> {
        let position = self.position(step)?;
        let side = self.routine.sides.written();
        let said = match position.step.checked_sub(1).and_then(|it| self.routine.steps.get(it)) {
            Some(step) => plan::filled(&step.words, side),
            None => self.routine.setup.last().map_or_else(Text::default, |it| plan::filled(&it.words, side)),
        };
        let targets = &position.pose.stretched.as_ref().unwrap_or(&self.figure.stretched);
        let named = targets.iter().map(|it| (it.muscle, it.side));
        let lit = pages::lit(named);
        Some(format!("{said} {lit}").trim().to_owned() + "\n")
    }

    fn at(&self, step: Option<usize>) -> Option<(KeyPose, Body)> {
        let position = self.position(step)?;
        let body = self.figure.solve(&position.pose);
        Some((position, body))
    }

    /// The drawing of a key pose, with the paths of what goes around in its step, and of a head that rolls there.
    fn drawing(&self, position: &KeyPose) -> Drawing {
        let step = position.step.checked_sub(1).and_then(|it| self.routine.steps.get(it));
        let solved = |poses: &[Pose]| poses.iter().map(|it| self.figure.solve(it)).collect::<Vec<Body>>();
        let round = solved(step.map_or(&[][..], key_pose::round));
        let way_in = solved(&key_pose::way_in(self.routine, position.step));
        let ends = solved(step.map_or(&[][..], |it| key_pose::from_rest(it, &position.pose)));
        let drawing = self.views.drawing(&position.pose).clone();
        drawing.going_around(&round).rolling(&way_in).raising(&ends)
    }

    fn position(&self, step: Option<usize>) -> Option<KeyPose> {
        let Some(step) = step else {
            let positions = key_pose::key_poses(self.routine);
            return positions.get(key_pose::telling(&positions)).cloned();
        };
        key_pose::key_pose_of(self.routine, step)
    }
}

/// A picture of each routine over its number, in as many rows as the width needs. A routine that is missing, or
/// has no figure, has no picture but keeps its number.
pub fn gallery(
    routines: &[Option<Arc<Routine>>],
    width: u16,
    marker: Marker,
    colours: figure::FigureColours,
) -> String {
    let picture = |(index, routine): (usize, &Option<Arc<Routine>>)| {
        let portrait = Portrait::of(routine.as_deref()?)?;
        let (position, body) = portrait.at(None)?;
        Some(((index + 1).to_string(), portrait.cells(&position, &body, OF_A_STRIP, marker, colours)))
    };
    let pictures: Vec<(String, Buffer)> = routines.iter().enumerate().filter_map(picture).collect();
    rows(&pictures, width)
}

/// Pictures in rows, as many in each as fit into the width.
fn rows(pictures: &[(String, Buffer)], width: u16) -> String {
    match side_by_side(width) {
        0 => String::new(),
        room => pictures.chunks(room).map(row).collect::<Vec<_>>().join("\n"),
    }
}

/// The number of pictures that fit into a width.
fn side_by_side(width: u16) -> usize {
    usize::from((width + BETWEEN) / (OF_A_STRIP[0] + BETWEEN))
}

/// Pictures side by side, each over its label.
fn row(pictures: &[(String, Buffer)]) -> String {
    let [wide, high] = OF_A_STRIP;
    let step = wide + BETWEEN;
    let mut all = Buffer::empty(Rect::new(0, 0, pictures.len() as u16 * step - BETWEEN, high));
    let mut under = String::new();
    for (place, (label, picture)) in pictures.iter().enumerate() {
        for at in picture.area.positions() {
            all[(at.x + place as u16 * step, at.y)] = picture[at].clone();
        }
        let _ = write!(under, "{label:^w$}", w = usize::from(step));
    }
    format!("{}{}\n", text(&all), under.trim_end())
}

/// The marker and the colours of a figure: without colours if it goes to a file, in braille where there is
/// Unicode.
pub fn look(palette: palette::Palette, is_terminal: bool) -> (Marker, figure::FigureColours) {
    match figure::look(palette) {
        look if is_terminal => look,
        (Marker::Ascii, _) => (Marker::Ascii, figure::FigureColours::Mono),
        (Marker::Quadrant | Marker::Half | Marker::Braille, _) => {
            (Marker::Braille, figure::FigureColours::Mono)
        }
    }
}

fn glow(position: &KeyPose) -> Glow {
    if position.is_timed { Glow::Warm } else { Glow::Pale }
}

/// Cells as lines of text, with colours where there are some.
/// The cells as text, a line a row, with the colours that they have.
pub(super) fn text(buffer: &Buffer) -> String {
    let mut text = String::new();
    for row in buffer.area.rows() {
        let cells: Vec<&Cell> = row.positions().map(|it| &buffer[it]).collect();
        let end = cells.iter().rposition(|it| it.symbol() != " " || it.bg != Color::Reset);
        let bare = (Color::Reset, Color::Reset, false);
        let mut worn = bare;
        for cell in cells.iter().take(end.map_or(0, |it| it + 1)) {
            let wears = (cell.fg, cell.bg, cell.modifier.contains(Modifier::REVERSED));
            if wears != worn {
                let inverse = if wears.2 { ";7" } else { "" };
                let _ = write!(text, "\x1b[0{}{}{inverse}m", code(cell.fg, 30), code(cell.bg, 40));
                worn = wears;
            }
            text += cell.symbol();
        }
        if worn != bare {
            text += "\x1b[0m";
        }
        text.push('\n');
    }
    text
}

/// The part of an escape sequence that sets a colour: from 30 that of the sign, from 40 that behind it.
fn code(colour: Color, plane: u8) -> String {
    let plain = |number: u8| format!(";{}", plane + number);
    let bright = |number: u8| format!(";{}", plane + 60 + number);
    match colour {
        Color::Reset => String::new(),
        Color::Rgb(red, green, blue) => format!(";{};2;{red};{green};{blue}", plane + 8),
        Color::Indexed(number) => format!(";{};5;{number}", plane + 8),
        Color::Black => plain(0),
        Color::Red => plain(1),
        Color::Green => plain(2),
        Color::Yellow => plain(3),
        Color::Blue => plain(4),
        Color::Magenta => plain(5),
        Color::Cyan => plain(6),
        Color::Gray => plain(7),
        Color::DarkGray => bright(0),
        Color::LightRed => bright(1),
        Color::LightGreen => bright(2),
        Color::LightYellow => bright(3),
        Color::LightBlue => bright(4),
        Color::LightMagenta => bright(5),
        Color::LightCyan => bright(6),
        Color::White => bright(7),
    }
}
