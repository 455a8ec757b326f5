//! A contact sheet: every hold of every routine as a terminal shows it, and where its movement comes from, in one
//! SVG on stdout.
//!
//!     cargo run --example sheet -- --size 24x12 --light --names > sheet.svg
//!
//! Without `--names` nobody can read off a picture what it should show: give such a sheet to
//! someone who has not seen the routines, and ask what the body does and what is stretched. Further
//! words are ids, areas or files; `--start` shows the position before the first hold too, `--all` all
//! that one goes through; `--film` every movement of a round, a row a segment, as a session shows it;
//! `--marker half`, `braille` or `ascii` shows other terminals, `--sixteen` the sixteen colours of a theme,
//! `--full` all colours.

#![expect(clippy::disallowed_macros, reason = "a sheet is written to stdout")]

use std::{env, path::Path, process::ExitCode, sync::Arc};

use anyhow::{Context as _, anyhow, bail};

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Color, Modifier},
};
use stretch::{
    error,
    model::{
        figure::{Body, Crop, Figure, Side, skeleton::Bone, space::Vec3},
        key_pose::{self, KeyPose},
        moment::Moment,
        parse::Content,
        plan::{Choice, Plan, Wishes},
        player::{Event, PATIENCE, Player},
        routine::Routine,
    },
    view::{
        figure::{FigureColours, Glow, Marker, Views, blocks},
        palette::{self, Colours, Glyphs},
        scene::Scenes,
    },
    world::library::Library,
};

/// A cell of the sheet, in its own units: twice as high as it is wide, as in a terminal.
const CELL: [usize; 2] = [8, 16];
/// How far a joint is from where it was if a body is in another position, in metres.
const UNLIKE: f32 = 0.1;
/// By how much a head or a hand has turned then: the length between two directions.
const TURNED: f32 = 0.2;
/// Room around each picture.
const GAP: usize = 8;

struct Options {
    size: [u16; 2],
    marker: Marker,
    palette: FigureColours,
    light: bool,
    names: bool,
    start: bool,
    all: bool,
    film: bool,
    columns: usize,
    only: Vec<String>,
}

impl Options {
    fn read() -> anyhow::Result<Options> {
        let mut options = Options {
            size: [36, 18],
            marker: Marker::Quadrant,
            palette: FigureColours::Middle,
            light: false,
            names: false,
            start: false,
            all: false,
            film: false,
            columns: 6,
            only: Vec::new(),
        };
        let mut words = env::args().skip(1);
        while let Some(word) = words.next() {
            match word.as_str() {
                "--light" => options.light = true,
                "--names" => options.names = true,
                "--start" => options.start = true,
                "--all" => options.all = true,
                "--film" => options.film = true,
                "--sixteen" => options.palette = FigureColours::Sixteen,
                "--full" => options.palette = FigureColours::Full,
                "--columns" => options.columns = words.next().context("how many?")?.parse()?,
                "--size" => {
                    let size = words.next().context("--size WIDTHxHEIGHT")?;
                    let (width, height) = size.split_once('x').context("--size WIDTHxHEIGHT")?;
                    options.size = [width.parse()?, height.parse()?];
                }
                "--marker" => {
                    (options.marker, options.palette) = match words.next().as_deref() {
                        Some("half") => (Marker::Half, options.palette),
                        Some("braille") => (Marker::Braille, FigureColours::Mono),
                        Some("ascii") => (Marker::Ascii, FigureColours::Mono),
                        _ => bail!("--marker half, --marker braille, --marker ascii"),
                    }
                }
                option if option.starts_with('-') => bail!("what is {option}?"),
                name => options.only.push(name.to_owned()),
            }
        }
        Ok(options)
    }
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => error::report(&error),
    }
}

fn run() -> anyhow::Result<()> {
    let options = Options::read()?;
    let library = Library::default();
    let catalogue = library.catalogue();
    let mut routines: Vec<Arc<Routine>> = Vec::new();
    for card in &catalogue.routines {
        let area = card.area.map_or("", |it| it.name());
        if options.only.is_empty() || options.only.iter().any(|it| *it == *card.id || it == area) {
            routines.push(library.routine(&card.id)?);
        }
    }
    for path in options.only.iter().filter(|it| it.ends_with(".yaml")) {
        if let Content::Routine(routine) = library.file(Path::new(path))? {
            routines.push(routine.into());
        }
    }
    let mut pictures = Vec::new();
    for routine in routines {
        if options.film {
            pictures.extend(film(routine, &options)?);
            continue;
        }
        let Some(figure) = &routine.figure else { continue };
        let Some(views) = Views::of(&routine, false) else { continue };
        let positions = key_pose::key_poses(&routine);
        for (index, position) in positions.iter().enumerate() {
            let is_told = position.is_timed || is_way_in(figure, &positions, index);
            if !(is_told || options.all || options.start && position.step == 0) {
                continue;
            }
            let mut buffer = Buffer::empty(Rect::new(0, 0, options.size[0], options.size[1]));
            let glow = if position.is_timed { Glow::Warm } else { Glow::Pale };
            let step = position.step.checked_sub(1).map(|it| &routine.steps[it]);
            let round: Vec<Body> =
                step.map_or(&[][..], key_pose::round).iter().map(|it| figure.solve(it)).collect();
            let way_in = key_pose::way_in(&routine, position.step);
            let way_in: Vec<Body> = way_in.iter().map(|it| figure.solve(it)).collect();
            let ends = step.map_or(&[][..], |it| key_pose::from_rest(it, &position.pose));
            let ends: Vec<Body> = ends.iter().map(|it| figure.solve(it)).collect();
            let drawing = views.drawing(&position.pose).clone();
            let drawing = drawing.going_around(&round).rolling(&way_in).raising(&ends);
            let drawing = drawing.shown_with(options.marker, options.palette);
            drawing.render(&figure.solve(&position.pose), glow, buffer.area, &mut buffer);
            pictures.push((format!("{} {}", routine.id, position.step), buffer));
        }
    }
    println!("{}", sheet(&pictures, &options));
    Ok(())
}

/// Whether a hold is told by this position: the person comes from here, or is stretched on the way. A session shows
/// the movement; without its other end a still of one would show a body at rest. Where everything is seen at once, a
/// position that hardly differs says nothing.
fn is_way_in(figure: &Figure, positions: &[KeyPose], index: usize) -> bool {
    let here = &positions[index];
    if here.is_timed {
        return false;
    }
    if here.pose.stretched.as_ref().is_some_and(|it| !it.is_empty()) {
        return true;
    }
    let Some(ahead) = positions[index + 1..].iter().position(|it| it.is_timed) else { return false };
    let (between, held) = (&positions[index + 1..][..ahead], &positions[index + 1 + ahead]);
    let framing = figure.framing(&held.pose);
    let is_close = framing.crop.is_close() || matches!(framing.crop, Crop::Face | Crop::Head | Crop::Bust);
    let body = figure.solve(&held.pose);
    let differs = |it: &KeyPose| {
        let other = figure.solve(&it.pose);
        let far = |bone: &Bone| (other.frame(*bone).at - body.frame(*bone).at).length() > UNLIKE;
        let turned = |bone: &Bone| {
            let [here, there] = [&body, &other].map(|it| it.frame(*bone).turn);
            [Vec3::UP, Vec3::AHEAD].into_iter().any(|it| (here * it - there * it).length() > TURNED)
        };
        let ends = [Bone::Head, Bone::Hand(Side::Left), Bone::Hand(Side::Right)];
        is_close || Bone::ALL.iter().any(far) || ends.iter().any(turned)
    };
    let is_one = positions.iter().filter(|it| it.step == held.step).count() == 1;
    is_one && figure.framing(&here.pose) == framing && differs(here) && !between.iter().any(differs)
}

/// The movements of one round, so many moments of each as there are columns.
fn film(routine: Arc<Routine>, options: &Options) -> anyhow::Result<Vec<(String, Buffer)>> {
    let choice = Choice { routine, rounds: Some(1) };
    let plan = Plan::new(&[choice], &Wishes::default()).map_err(|it| anyhow!("{it:?}"))?;
    let (mut player, _) = Player::new(plan, PATIENCE, Moment::START);
    let colours = match options.palette {
        FigureColours::Full => Colours::Full,
        FigureColours::Middle => Colours::Many,
        FigureColours::Sixteen => Colours::Sixteen,
        FigureColours::Mono => Colours::None,
    };
    let glyphs = if options.marker == Marker::Half { Glyphs::Console } else { Glyphs::Unicode };
    let scenes = Scenes::default();
    let area = Rect::new(0, 0, options.size[0], options.size[1]);
    let mut pictures = Vec::new();
    while player.end().is_none() {
        let (kind, length) = (player.segment().kind, player.length().unwrap_or_default());
        for moment in 0..options.columns as u32 {
            let done = length * moment / options.columns as u32;
            let mut buffer = Buffer::empty(area);
            if let Some(mut person) = scenes.at(&player, done, false) {
                person.draw(palette::Palette { colours, glyphs }, area, &mut buffer);
            }
            pictures.push((format!("{} {:.1} s", kind.name(), done.as_secs_f32()), buffer));
        }
        player.update(Event::Next, Moment::START);
    }
    Ok(pictures)
}

fn sheet(pictures: &[(String, Buffer)], options: &Options) -> String {
    let [wide, high] = [0, 1].map(|it| usize::from(options.size[it]) * CELL[it] + GAP);
    let high = high + if options.names { 16 } else { 0 };
    let columns = options.columns.clamp(1, pictures.len().max(1));
    let rows = pictures.len().div_ceil(columns);
    let (width, height) = (columns * wide + GAP, rows * high + GAP);
    let (paper, pen) = if options.light { ("#ffffff", "#282828") } else { ("#16181c", "#dcdcdc") };
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         shape-rendering=\"crispEdges\"><rect width=\"{width}\" height=\"{height}\" fill=\"{paper}\"/>\n"
    );
    for (index, (name, buffer)) in pictures.iter().enumerate() {
        let at = [GAP + index % columns * wide, GAP + index / columns * high];
        picture(&mut svg, at, buffer, options.marker, pen);
        if options.names {
            let y = at[1] + usize::from(options.size[1]) * CELL[1] + 12;
            svg +=
                &format!("<text x=\"{}\" y=\"{y}\" font-size=\"13\" fill=\"{pen}\">{name}</text>\n", at[0]);
        }
    }
    svg + "</svg>"
}

/// The parts of cells as runs of one colour.
fn picture(svg: &mut String, at: [usize; 2], buffer: &Buffer, marker: Marker, pen: &str) {
    if marker == Marker::Ascii {
        return strokes(svg, at, buffer, pen);
    }
    let (across, down) = parts(marker);
    let [w, h] = [CELL[0] / across, CELL[1] / down];
    for y in 0..usize::from(buffer.area.height) * down {
        let mut run: Option<(usize, String)> = None;
        let end = usize::from(buffer.area.width) * across;
        for x in 0..=end {
            let here = (x < end).then(|| part(buffer, x, y, marker, pen)).flatten();
            if let Some((from, colour)) = run.take() {
                if here.as_ref() == Some(&colour) && marker != Marker::Braille {
                    run = Some((from, colour));
                    continue;
                }
                let shrunk = if marker == Marker::Braille { 1 } else { 0 };
                *svg += &format!(
                    "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{colour}\"/>",
                    at[0] + from * w,
                    at[1] + y * h,
                    (x - from) * w - shrunk,
                    h - shrunk,
                );
            }
            run = here.map(|colour| (x, colour));
        }
    }
    svg.push('\n');
}

/// The signs of ASCII as they are.
fn strokes(svg: &mut String, at: [usize; 2], buffer: &Buffer, pen: &str) {
    for place in buffer.area.positions() {
        let sign = match buffer[place].symbol() {
            " " => continue,
            "<" => "&lt;",
            "&" => "&amp;",
            sign => sign,
        };
        let [x, y] = [at[0] + usize::from(place.x) * CELL[0], at[1] + usize::from(place.y) * CELL[1] + 12];
        *svg += &format!(
            "<text x=\"{x}\" y=\"{y}\" font-size=\"14\" font-family=\"monospace\" fill=\"{pen}\">{sign}</text>"
        );
    }
    svg.push('\n');
}

/// Into how many parts across and down a cell is cut.
fn parts(marker: Marker) -> (usize, usize) {
    match marker {
        Marker::Braille => marker.pixels(),
        Marker::Quadrant | Marker::Half | Marker::Ascii => (blocks::ACROSS, blocks::DOWN),
    }
}

/// The colour of one part of a cell, if it has one.
fn part(buffer: &Buffer, x: usize, y: usize, marker: Marker, pen: &str) -> Option<String> {
    const DOTS: [[u32; 4]; 2] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]];
    let (across, down) = parts(marker);
    let cell = &buffer[((x / across) as u16, (y / down) as u16)];
    let sign = cell.symbol().chars().next()?;
    let is_covered = if marker == Marker::Braille {
        (sign as u32).checked_sub(0x2800).is_some_and(|bits| bits & DOTS[x % 2][y % 4] != 0)
    } else {
        blocks::covered(sign)? >> (y % down * across + x % across) & 1 == 1
    };
    let is_on = is_covered != cell.modifier.contains(Modifier::REVERSED);
    let colour = if is_on { cell.fg } else { cell.bg };
    if !is_on && colour == Color::Reset { None } else { Some(css(colour, pen)) }
}

fn css(colour: Color, pen: &str) -> String {
    // A theme's own colours, as one that is often seen has them.
    const THEME: [(Color, &str); 9] = [
        (Color::DarkGray, "#767676"),
        (Color::Gray, "#b0b0b0"),
        (Color::LightMagenta, "#ff55ff"),
        (Color::Red, "#b03a2e"),
        (Color::Yellow, "#be9632"),
        (Color::Cyan, "#28aaaa"),
        (Color::Blue, "#466ec8"),
        (Color::White, "#eeeeee"),
        (Color::Magenta, "#be5abe"),
    ];
    let level = |it: u8| if it == 0 { 0 } else { 55 + it * 40 };
    if let Color::Rgb(red, green, blue) = colour {
        return format!("#{red:02x}{green:02x}{blue:02x}");
    }
    if let Color::Indexed(grey @ 232..) = colour {
        return format!("#{0:02x}{0:02x}{0:02x}", 8 + (grey - 232) * 10);
    }
    if let Color::Indexed(number @ 16..) = colour {
        let cube = number - 16;
        return format!("#{:02x}{:02x}{:02x}", level(cube / 36), level(cube / 6 % 6), level(cube % 6));
    }
    THEME.iter().find(|(it, _)| *it == colour).map_or(pen, |(_, name)| name).to_owned()
}
