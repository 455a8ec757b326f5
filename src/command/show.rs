//! `stretch show NAME`: everything about one routine, area or program.

use std::path::Path;

use crate::{
    cli::{Cli, Shared, Show},
    error::{Exit, Failure},
    model::{
        area::{AreaPage, Entry, Program},
        catalogue::{Card, Catalogue, Origin, Target},
        parse::Content,
        routine::Routine,
    },
    view::{json, page},
    world::{library::Library, terminal},
};

/// Prints its page.
pub fn run(shared: &Shared, show: &Show) -> anyhow::Result<Exit> {
    let library = Library::open(&shared.routines)?;
    super::warn_of_broken(&library);
    let catalogue = library.catalogue();
    let commands = Cli::commands();
    let commands: Vec<&str> = commands.iter().map(String::as_str).collect();
    let targets = catalogue.find(&show.name, &commands).map_err(|it| super::play::missed(&it))?;
    let [target] = targets.as_slice() else {
        return Err(Failure::usage("these are several names")
            .hint("`stretch show` takes one at a time")
            .into());
    };
    let printer = Printer { library: &library, catalogue: &catalogue, json: show.json };
    let text = match target {
        Target::Routine(id) => printer.routine(&*library.routine(id)?),
        Target::Area(area) => printer.area(&library.area(*area)?),
        Target::Program(id) => printer.program(&library.program(id)?),
        Target::Path(path) => match library.file(Path::new(path))? {
            Content::Routine(routine) => printer.routine(&routine),
            Content::Area(page) => printer.area(&page),
            Content::Program(program) => printer.program(&program),
        },
    };
    super::print(&text)?;
    Ok(Exit::Done)
}

struct Printer<'a> {
    library: &'a Library,
    catalogue: &'a Catalogue<'a>,
    json: bool,
}

impl Printer<'_> {
    fn routine(&self, routine: &Routine) -> String {
        let listed = self.catalogue.routines.iter().find(|it| it.id == routine.id);
        let card = Card::of(routine, listed.map_or(Origin::Own, |it| it.origin));
        if self.json {
            return json::text(&json::routine(routine, &card));
        }
        page::routine(routine, card.total, width())
    }

    fn area(&self, page: &AreaPage) -> String {
        let total = self.library.total(&page.play);
        if self.json {
            return json::text(&json::area(page, &page.play, total));
        }
        page::area(page, total, &self.play(&page.play), width())
    }

    fn program(&self, program: &Program) -> String {
        let total = self.library.total(&program.play);
        if self.json {
            return json::text(&json::program(program, total));
        }
        page::program(program, total, &self.play(&program.play), width())
    }

    fn play(&self, play: &[Entry]) -> Vec<(Entry, Option<&Card>)> {
        let card = |id: &str| self.catalogue.routines.iter().copied().find(|it| it.id == id);
        play.iter().map(|it| (it.clone(), card(&it.routine))).collect()
    }
}

fn width() -> usize {
    terminal::width().unwrap_or(page::WIDEST)
}
