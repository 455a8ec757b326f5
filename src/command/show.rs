//! `stretch show NAME`: everything about one routine, area or program.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::Args;

use super::{
    Command, Reader,
    options::{Shared, whole},
    suiting, targets,
};
use crate::{
    error::{Exit, Failure},
    model::{
        area::{AreaPage, PlayEntry, Program},
        catalogue::{Card, Catalogue, Origin, Target},
        parse::Content,
        routine::Routine,
        text::Text,
        wording::Count,
        words::suiting as words,
    },
    view::{
        figure::{FigureColours, Marker},
        film, json, page, palette,
        portrait::{self, Portrait},
        wrap,
    },
    world::{files, library::Library, terminal},
};

/// The arguments of `stretch show`.
#[derive(Args, Debug)]
pub struct Show {
    /// A routine, an area, a program or a file
    #[arg(value_name = "NAME", required = true)]
    pub name: Vec<String>,
    /// Print it as JSON
    #[arg(long)]
    pub json: bool,
    /// Print only the drawn person, in the first hold
    #[arg(long, conflicts_with = "json")]
    pub figure: bool,
    /// Print only the drawn person, in this step
    #[arg(
        long,
        value_name = "STEP",
        conflicts_with = "json",
        value_parser = |it: &str| whole(it, 0..=u32::MAX)
    )]
    pub at: Option<u32>,
    /// Size of the drawing, such as `36x18`
    #[arg(long, value_name = "WIDTHxHEIGHT", conflicts_with = "json", value_parser = size)]
    pub size: Option<[u16; 2]>,
    /// Write the drawing to a file as SVG; `-` is stdout
    #[arg(long, value_name = "FILE", conflicts_with = "json")]
    pub svg: Option<PathBuf>,
    /// With --svg: draw the whole movement, animated
    #[arg(long, conflicts_with = "at")]
    pub film: bool,
    /// With --svg: replace a file that stretch did not draw
    #[arg(long)]
    pub force: bool,
    #[command(flatten)]
    #[allow(missing_docs, reason = "clap takes documentation for help text")]
    pub shared: Shared,
}

impl Show {
    /// Prints its page, or its drawing.
    pub fn run(&self) -> anyhow::Result<Exit> {
        if self.force && self.svg.is_none() {
            return Err(super::needs("--force", "--svg FILE"));
        }
        if self.film && self.svg.is_none() {
            return Err(super::needs("--film", "--svg FILE"));
        }
        let shared = &self.shared;
        let library = super::open_named(shared, &self.name, Reader::of(self.json || self.is_drawing()))?;
        let catalogue = library.catalogue();
        let targets = catalogue.find(&self.name, &Command::reserved()).map_err(|it| targets::missed(&it))?;
        let [target] = targets.as_slice() else {
            let what = if targets.is_empty() { "no target given" } else { "too many names" };
            return Err(Failure::usage(what).hint("`stretch show` shows one thing at a time").into());
        };
        if self.is_drawing() {
            return draw(&library, target, self, super::is_plain(shared));
        }
        let printer = Printer {
            library: &library,
            catalogue: &catalogue,
            json: self.json,
            strips: !super::is_plain(shared),
            palette: super::palette(shared),
        };
        let text = match target {
            Target::Routine(id) => printer.routine(&library.routine(id)?),
            Target::Area(area) => printer.area(&library.area(*area)?),
            Target::Program(id) => printer.program(&library.program(id)?, library.own_program(id)),
            Target::Path(path) => match library.file(Path::new(path))? {
                Content::Routine(routine) => printer.routine(&routine.into()),
                Content::Area(page) => printer.area(&page),
                Content::Program(program) => printer.program(&program, Some(Path::new(path))),
            },
        };
        super::print(&text)?;
        Ok(Exit::Done)
    }

    /// Whether the drawn person is asked for, and not the page.
    fn is_drawing(&self) -> bool {
        self.figure || self.at.is_some() || self.size.is_some() || self.svg.is_some()
    }
}

/// The size of a picture in cells: `36x18`.
fn size(text: &str) -> Result<[u16; 2], String> {
    let (width, height) = text.split_once(['x', 'X', '×']).unwrap_or_default();
    match (width.parse(), height.parse()) {
        (Ok(width @ 12..=400), Ok(height @ 6..=200)) => Ok([width, height]),
        _ => Err("a size such as `36x18`, from `12x6` to `400x200`".to_owned()),
    }
}

/// The size of a figure that is asked for alone, in cells.
const ALONE: [u16; 2] = [36, 18];
/// A strip of positions is as wide as the page; so many cells.
const STRIP: usize = page::WIDEST;

/// Prints the drawn person alone, or writes it as a file.
fn draw(library: &Library, target: &Target, show: &Show, plain: bool) -> anyhow::Result<Exit> {
    let routine: Arc<Routine> = match target {
        Target::Routine(id) => library.routine(id)?,
        Target::Path(path) => match library.file(Path::new(path))? {
            Content::Routine(routine) => routine.into(),
            Content::Area(_) | Content::Program(_) => return Err(no_routine()),
        },
        Target::Area(_) | Target::Program(_) => return Err(no_routine()),
    };
    let portrait = Portrait::of(&routine).ok_or_else(|| {
        Failure::failed(format!("`{}` has no figure", Text::clean(&routine.id)))
            .hint("write `figure: { base: standing }` above its `steps`; docs/figures.md explains it")
    })?;
    let look = portrait::look(super::palette(&show.shared), terminal::takes_colours());
    let look = Some(look).filter(|_| !plain);
    let at = show.at.map(|it| it as usize);
    let drawn = match (&show.svg, look) {
        (Some(_), _) if show.film => film::film(&routine),
        (Some(_), _) => portrait.svg(at, routine.name.as_str()),
        (None, None) => portrait.words(at),
        (None, Some((marker, colours))) => {
            let size = show.size.unwrap_or_else(|| {
                let widest = terminal::width().and_then(|it| it.try_into().ok()).unwrap_or(ALONE[0]);
                [ALONE[0].min(widest), ALONE[1]]
            });
            portrait.one(at, size, marker, colours)
        }
    };
    let Some(drawn) = drawn else {
        let steps = Count(routine.steps.len() as u64, "step");
        let failure = Failure::usage(format!("`{}` has {steps}", Text::clean(&routine.id)));
        return Err(failure.hint("steps are counted from 1; 0 is the starting position").into());
    };
    match show.svg.as_deref().filter(|it| *it != Path::new("-")) {
        Some(path) => files::write_ours(path, &drawn, &files::DRAWING, show.force)?,
        None => super::print(&drawn)?,
    }
    Ok(Exit::Done)
}

fn no_routine() -> anyhow::Error {
    Failure::usage("only a routine can be drawn")
        .hint("name a routine, such as `stretch show neck-release --figure`")
        .into()
}

struct Printer<'a> {
    library: &'a Library,
    catalogue: &'a Catalogue<'a>,
    json: bool,
    /// Whether pages may hold pictures.
    strips: bool,
    /// What the terminal can show.
    palette: palette::Palette,
}

impl Printer<'_> {
    fn routine(&self, routine: &Arc<Routine>) -> String {
        let listed = self.catalogue.routines.iter().find(|it| it.id == routine.id);
        let origin = listed.map_or(Origin::Own, |it| it.origin);
        let card = Card { total: self.library.time_alone(routine), ..Card::of(routine, origin) };
        if self.json {
            return json::text(&json::routine(routine, &card));
        }
        let strip =
            self.drawn(|width, marker, colours| Some(Portrait::of(routine)?.strip(width, marker, colours)));
        page::routine(routine, card.total, &strip, width())
    }

    /// Pictures, where there is a terminal that can show them.
    fn drawn(&self, draw: impl FnOnce(u16, Marker, FigureColours) -> Option<String>) -> String {
        let look = Some(portrait::look(self.palette, true)).filter(|_| self.strips);
        let pictures = terminal::width()
            .zip(look)
            .and_then(|(width, (marker, colours))| draw(width.min(STRIP).try_into().ok()?, marker, colours));
        pictures.unwrap_or_default()
    }

    /// A picture of each routine that is played.
    fn gallery(&self, play: &[PlayEntry]) -> String {
        // One that is broken or missing has no picture, and keeps its number.
        let routine = |it: &PlayEntry| it.written.clone().or_else(|| self.library.routine(&it.routine).ok());
        let routines = || play.iter().map(routine).collect::<Vec<_>>();
        self.drawn(|width, marker, colours| Some(portrait::gallery(&routines(), width, marker, colours)))
    }

    fn area(&self, page: &AreaPage) -> String {
        let total = self.library.total(&page.play, self.library.own_page(page.area));
        if self.json {
            return json::text(&json::area(page, &page.play, total));
        }
        let text = page::area(page, total, &self.play(&page.play), &self.gallery(&page.play), width());
        text + &self.left_out(&page.play)
    }

    fn program(&self, program: &Program, file: Option<&Path>) -> String {
        let total = self.library.total(&program.play, file);
        if self.json {
            return json::text(&json::program(program, total));
        }
        let play = self.play(&program.play);
        let text =
            page::program(program, total, &play, &self.areas(&play), &self.gallery(&program.play), width());
        text + &self.left_out(&program.play)
    }

    /// What a session leaves out of it for the person.
    fn left_out(&self, play: &[PlayEntry]) -> String {
        let lines = suiting::left_out(self.library, play);
        if lines.is_empty() {
            return String::new();
        }
        let lines: String = lines
            .iter()
            .map(|it| wrap::hanging("  ", &words::left_out(it), width().min(page::WIDEST)))
            .collect();
        format!("\n{}\n{lines}", words::FOR_YOU)
    }

    /// The pages of the areas of what is played, in their order.
    fn areas(&self, play: &[(PlayEntry, Option<Card>)]) -> Vec<AreaPage> {
        let mut areas = Vec::new();
        for area in play.iter().filter_map(|(_, card)| card.as_ref()?.area) {
            if !areas.contains(&area) {
                areas.push(area);
            }
        }
        areas.into_iter().filter_map(|it| self.library.area(it).ok()).collect()
    }

    fn play(&self, play: &[PlayEntry]) -> Vec<(PlayEntry, Option<Card>)> {
        let listed = |id: &str| self.catalogue.routines.iter().find(|it| it.id == id).map(|&it| it.clone());
        let card = |it: &PlayEntry| match &it.written {
            Some(routine) => Some(Card::of(routine, Origin::Own)),
            None => listed(&it.routine),
        };
        play.iter().map(|it| (it.clone(), card(it))).collect()
    }
}

fn width() -> usize {
    terminal::width().unwrap_or(page::WIDEST)
}
