//! The pictures of the README: one short film of a real session, as a drawing that moves, for dark and for light
//! pages.
//!
//!     cargo build --locked && cargo run --locked --example pictures -- docs/pictures
//!
//! A shell and the program run in a pseudo-terminal with a home of their own. What its screen shows is looked at
//! several times a second; a line that stays as it is is drawn once, with the times at which it is seen.

#![expect(
    clippy::disallowed_methods,
    reason = "a film is made of a clock, other programs and files, and ends when one of them fails"
)]

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    fmt::Write as _,
    fs,
    io::{Read as _, Write as _},
    num::NonZeroU16,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, bail};
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use stretch::view::{figure::blocks, html::escaped};

/// The size of the terminal, in cells.
const SIZE: [u16; 2] = [80, 24];
/// From a look at the screen to the next.
const LOOK: Duration = Duration::from_millis(330);
/// The size of a cell in the drawing, in its own units, which are the samples of the blocks.
const CELL: [usize; 2] = [blocks::ACROSS, blocks::DOWN];
/// Pixels of a unit.
const SCALE: f32 = 2.5;
/// Units around the screen.
const EDGE: usize = 6;
/// The time of a key that is typed by hand.
const KEY: Duration = Duration::from_millis(70);

/// What is done, and how long it is looked at.
const STORY: &[(&str, u64)] = &[
    ("", 600),
    ("stretch neck-release --mute --yes\r", 3600),
    ("n", 1600),
    ("n", 3400),
    ("n", 4200),
    ("n", 5200),
    ("qq", 3000),
];
/// The part of the story that those see who want no movement.
const STILL: usize = 5;

/// The two kinds of pages: name, paper, pen, and the sixteen colours of a terminal.
const PAGES: [(&str, &str, &str, [u32; 16]); 2] = [
    (
        "dark",
        "#16181c",
        "#dcdfe4",
        [
            0x16_181c, 0xe0_6c75, 0x8f_c379, 0xd1_9a66, 0x61_afef, 0xc6_78dd, 0x56_b6c2, 0xab_b2bf,
            0x7f_8490, 0xe0_6c75, 0x98_c379, 0xe5_c07b, 0x61_afef, 0xc6_78dd, 0x56_b6c2, 0xff_ffff,
        ],
    ),
    (
        "light",
        "#ffffff",
        "#24292f",
        [
            0x24_292f, 0xb3_1d28, 0x1a_7f37, 0x8a_5a00, 0x05_50ae, 0x82_50df, 0x0b_6e79, 0x57_606a,
            0x6e_7781, 0xb3_1d28, 0x1a_7f37, 0x8a_5a00, 0x05_50ae, 0x82_50df, 0x0b_6e79, 0x24_292f,
        ],
    ),
];

/// A line of the screen: its cells.
type Line = Vec<vt100::Cell>;

/// What was seen, and when.
struct Film {
    /// A screen each, with the moment from which it is seen.
    frames: Vec<(Duration, Vec<Line>)>,
    length: Duration,
    still: usize,
}

fn main() -> anyhow::Result<()> {
    let folder = PathBuf::from(env::args().nth(1).context("the folder of the pictures is missing")?);
    let film = taken()?;
    for page in &PAGES {
        let drawing = drawing(&film, page);
        let path = folder.join(format!("session-{}.svg", page.0));
        writeln!(std::io::stderr(), "{}: {} bytes", path.display(), drawing.len())?;
        fs::write(path, drawing)?;
    }
    Ok(())
}

/// Plays the story and looks at it.
fn taken() -> anyhow::Result<Film> {
    let home = tempfile::tempdir()?;
    let program = env::current_exe()?.ancestors().nth(2).context("no folder of programs")?.to_owned();
    if !program.join("stretch").exists() {
        bail!("there is no program yet: `cargo build`");
    }
    let [cols, rows] = SIZE;
    let pair = native_pty_system().openpty(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 })?;
    let mut shell = CommandBuilder::new("/bin/sh");
    shell.env_clear();
    for (name, value) in [
        ("TERM", "xterm-256color"),
        ("COLORTERM", "truecolor"),
        ("LANG", "C.UTF-8"),
        ("PS1", "$ "),
        ("STRETCH_CONDITIONS", "none"),
    ] {
        shell.env(name, value);
    }
    shell.env("PATH", &program);
    shell.env("HOME", home.path());
    shell.cwd(home.path());
    let mut child = pair.slave.spawn_command(shell)?;
    let cells = |count: u16| NonZeroU16::new(count).context("a terminal has cells");
    let seen = Arc::new(Mutex::new(vt100::Parser::new(cells(rows)?, cells(cols)?, 0)));
    let (mut output, mut keys) = (pair.master.try_clone_reader()?, pair.master.take_writer()?);
    let screen = Arc::clone(&seen);
    thread::spawn(move || {
        let mut bytes = [0; 4096];
        while let Ok(count @ 1..) = output.read(&mut bytes) {
            screen.lock().unwrap_or_else(PoisonError::into_inner).process(&bytes[..count]);
        }
    });
    let begun = Instant::now();
    let (mut frames, mut still): (Vec<(Duration, Vec<Line>)>, usize) = (Vec::new(), 0);
    let mut look = || {
        let screen = seen.lock().unwrap_or_else(PoisonError::into_inner);
        let line =
            |row| (0..cols).filter_map(|col| screen.screen().cell(row, col).cloned()).collect::<Line>();
        let lines: Vec<Line> = (0..rows).map(line).collect();
        if frames.last().is_none_or(|it| it.1 != lines) {
            frames.push((begun.elapsed(), lines));
        }
        frames.len() - 1
    };
    for (part, (typed, lasts)) in STORY.iter().enumerate() {
        for (at, key) in typed.chars().enumerate() {
            keys.write_all(key.to_string().as_bytes())?;
            thread::sleep(KEY);
            // Not every letter is worth a picture.
            if at % 4 == 3 {
                look();
            }
        }
        let until = Instant::now() + Duration::from_millis(*lasts);
        while Instant::now() < until {
            thread::sleep(LOOK);
            let at = look();
            if part == STILL {
                still = at;
            }
        }
    }
    let length = begun.elapsed();
    child.kill()?;
    Ok(Film { frames, length, still })
}

/// What is drawn: the data of a path for each colour, those behind first, and words.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Drawn {
    shapes: BTreeMap<(bool, String), String>,
    words: String,
}

impl Drawn {
    fn add(&mut self, other: Drawn) {
        for (colour, path) in other.shapes {
            *self.shapes.entry(colour).or_default() += &path;
        }
        self.words += &other.words;
    }

    fn elements(&self, inks: &BTreeMap<String, usize>) -> String {
        let path = |((_, colour), data): (&(bool, String), &String)| match inks.get(colour) {
            Some(ink) => format!("<path class=\"f{ink}\" d=\"{data}\"/>"),
            None => format!("<path fill=\"{colour}\" d=\"{data}\"/>"),
        };
        self.shapes.iter().map(path).collect::<String>() + &self.words
    }
}

/// The film as one drawing.
fn drawing(film: &Film, page: &(&str, &str, &str, [u32; 16])) -> String {
    let (_, paper, pen, _) = page;
    let mut seen: BTreeMap<Drawn, Vec<usize>> = BTreeMap::new();
    for (at, (_, lines)) in film.frames.iter().enumerate() {
        for (row, line) in lines.iter().enumerate() {
            let drawn = drawn(row, line, page);
            if drawn != Drawn::default() {
                seen.entry(drawn).or_default().push(at);
            }
        }
    }
    // What comes and goes together is one group.
    let mut together: BTreeMap<Vec<usize>, Drawn> = BTreeMap::new();
    for (drawn, frames) in seen {
        together.entry(frames).or_default().add(drawn);
    }
    let [across, down] = [0, 1].map(|it| usize::from(SIZE[it]) * CELL[it] + 2 * EDGE);
    // A colour is named once: there are many paths of each.
    let colours = together.values().flat_map(|it| it.shapes.keys()).map(|(_, colour)| colour.clone());
    let colours: BTreeSet<String> = colours.collect();
    let inks: BTreeMap<String, usize> = colours.into_iter().zip(0..).collect();
    let mut groups = String::new();
    for (class, drawn) in together.values().enumerate() {
        let _ = writeln!(groups, "<g class=\"k{class}\">{}</g>", drawn.elements(&inks));
    }
    let mut style = format!(
        "text{{font:{size}px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;white-space:pre}}.b{{font-weight:700}}\
         g g{{opacity:0;animation:{length:.1}s step-end infinite}}",
        size = 6.6,
        length = film.length.as_secs_f32(),
    );
    for (colour, ink) in &inks {
        let _ = write!(style, ".f{ink}{{fill:{colour}}}");
    }
    for (class, frames) in together.keys().enumerate() {
        let name = if frames.contains(&film.still) { "opacity:1;" } else { "" };
        let _ = write!(
            style,
            ".k{class}{{{name}animation-name:k{class}}}@keyframes k{class}{{{}}}",
            times(film, frames)
        );
    }
    style += "@media (prefers-reduced-motion:reduce){g g{animation:none!important}}";
    let (width, height) = (across as f32 * SCALE, down as f32 * SCALE);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {across} {down}\" \
         role=\"img\"><title>A session in a terminal: a drawn person is led through a stretch of the neck</title>\n\
         <style>{style}</style>\n<rect width=\"{across}\" height=\"{down}\" rx=\"4\" fill=\"{paper}\"/>\n\
         <g fill=\"{pen}\" shape-rendering=\"crispEdges\" transform=\"translate({EDGE} {EDGE})\">\n{groups}</g></svg>\n"
    )
}

/// The moments at which something that is seen in these frames comes and goes.
fn times(film: &Film, frames: &[usize]) -> String {
    let share = |it: Duration| it.as_secs_f64() / film.length.as_secs_f64() * 100.0;
    let mut times = String::new();
    if frames.first() != Some(&0) {
        times += "0%{opacity:0}";
    }
    for (at, frame) in frames.iter().enumerate() {
        if at == 0 || frames[at - 1] + 1 != *frame {
            let begins = if *frame == 0 { 0.0 } else { share(film.frames[*frame].0) };
            let _ = write!(times, "{begins:.2}%{{opacity:1}}");
        }
        let is_last = frames.get(at + 1) != Some(&(frame + 1));
        if let Some((ends, _)) = film.frames.get(frame + 1).filter(|_| is_last) {
            let _ = write!(times, "{:.2}%{{opacity:0}}", share(*ends));
        }
    }
    times
}

/// Which units of a line have a colour: row by row.
type Units = Vec<Vec<bool>>;

/// A line as shapes and words.
fn drawn(row: usize, line: &[vt100::Cell], page: &(&str, &str, &str, [u32; 16])) -> Drawn {
    let top = row * CELL[1];
    let mut shapes: BTreeMap<(bool, String), Units> = BTreeMap::new();
    let mut fill = |colour: (bool, String), col: usize, mask: blocks::Mask| {
        let units = shapes.entry(colour).or_insert_with(|| vec![vec![false; line.len() * CELL[0]]; CELL[1]]);
        for (y, row) in units.iter_mut().enumerate() {
            for x in (0..CELL[0]).filter(|x| mask >> (y * CELL[0] + x) & 1 == 1) {
                row[col * CELL[0] + x] = true;
            }
        }
    };
    let mut words = String::new();
    let mut col = 0;
    while col < line.len() {
        let cell = &line[col];
        let (fore, back) = colours(cell, page);
        if let Some(back) = back.clone() {
            fill((false, back), col, blocks::Mask::MAX);
        }
        if let Some(mask) = block(cell) {
            fill((true, fore), col, mask);
            col += 1;
            continue;
        }
        let alike = |it: &&vt100::Cell| {
            block(it).is_none()
                && colours(it, page) == (fore.clone(), back.clone())
                && it.bold() == cell.bold()
        };
        let run: Vec<&vt100::Cell> = line[col..].iter().take_while(alike).collect();
        if let Some(back) = &back {
            (col + 1..col + run.len()).for_each(|it| fill((false, back.clone()), it, blocks::Mask::MAX));
        }
        let text: String = run.iter().map(|it| if it.has_contents() { it.contents() } else { " " }).collect();
        let before = text.chars().take_while(|it| *it == ' ').count();
        let text = text.trim();
        if !text.is_empty() {
            let long = text.chars().count() * CELL[0];
            let bold = if cell.bold() { " class=\"b\"" } else { "" };
            let colour = if fore == page.2 { String::new() } else { format!(" fill=\"{fore}\"") };
            let x = (col + before) * CELL[0];
            let text = escaped(text);
            let _ = write!(
                words,
                "<text x=\"{x}\" y=\"{}.2\" textLength=\"{long}\"{bold}{colour}>{text}</text>",
                top + 6
            );
        }
        col += run.len();
    }
    let shapes = shapes.into_iter().map(|(colour, units)| (colour, rectangles(top, units))).collect();
    Drawn { shapes, words }
}

/// What a block covers of its cell; none for any other sign.
fn block(cell: &vt100::Cell) -> Option<blocks::Mask> {
    let sign = cell.contents().chars().next().filter(|it| *it != ' ')?;
    blocks::covered(sign)
}

/// Units as the data of a path: rectangles as wide and then as high as they can be, each from where the one
/// before it ends. What is filled needs no closing.
fn rectangles(top: usize, mut units: Units) -> String {
    let mut path = String::new();
    let mut pen: Option<(usize, usize)> = None;
    for y in 0..units.len() {
        let mut x = 0;
        while x < units[y].len() {
            let wide = units[y][x..].iter().take_while(|it| **it).count();
            if wide == 0 {
                x += 1;
                continue;
            }
            let high = units[y..].iter().take_while(|row| row[x..x + wide].iter().all(|it| *it)).count();
            for row in &mut units[y..y + high] {
                row[x..x + wide].fill(false);
            }
            match pen {
                None => drop(write!(path, "M{x} {}", top + y)),
                Some((from, above)) => {
                    let (across, down) = (x as isize - from as isize, y as isize - above as isize);
                    let gap = if down < 0 { "" } else { " " };
                    let _ = write!(path, "m{across}{gap}{down}");
                }
            }
            let _ = write!(path, "h{wide}v{high}h-{wide}");
            pen = Some((x, y + high));
            x += wide;
        }
    }
    path
}

/// The colour of a cell's sign, and that behind it, if it has one.
fn colours(
    cell: &vt100::Cell,
    (_, paper, pen, sixteen): &(&str, &str, &str, [u32; 16]),
) -> (String, Option<String>) {
    let colour = |it: vt100::Color| match it {
        vt100::Color::Default => None,
        vt100::Color::Rgb(red, green, blue) => Some(format!("#{red:02x}{green:02x}{blue:02x}")),
        vt100::Color::Idx(number @ 0..16) => Some(format!("#{:06x}", sixteen[usize::from(number)])),
        vt100::Color::Idx(number @ 16..232) => {
            let part = |of: u8| if of == 0 { 0 } else { 55 + 40 * u32::from(of) };
            let cube = number - 16;
            Some(format!("#{:02x}{:02x}{:02x}", part(cube / 36), part(cube / 6 % 6), part(cube % 6)))
        }
        vt100::Color::Idx(number) => {
            Some(format!("#{0:02x}{0:02x}{0:02x}", 8 + 10 * u32::from(number - 232)))
        }
    };
    let (fore, back) = (colour(cell.fgcolor()), colour(cell.bgcolor()));
    if cell.inverse() {
        (back.unwrap_or_else(|| (*paper).to_owned()), Some(fore.unwrap_or_else(|| (*pen).to_owned())))
    } else {
        (fore.unwrap_or_else(|| (*pen).to_owned()), back)
    }
}
