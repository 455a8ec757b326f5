//! `stretch export NAME... -o page.html`: a page for paper and phone.

use std::path::{Path, PathBuf};

use clap::Args;

use super::{
    Reader,
    options::{Changes, Shared},
    play::{self, PlayOptions},
    suiting,
    targets::{self, Named, PickedTargets},
};
use crate::{
    error::{Exit, Failure, aside},
    model::{
        area::{Area, AreaPage, Program},
        catalogue::Target,
        parse::Content,
        plan::{AskFirst, Choice, Plan, Wishes},
        settings::Settings,
        suit::Limits,
        text::Text,
        words::exports as words,
    },
    view::export::{self, Signs},
    world::{files, library::Library, settings, terminal},
};

/// The arguments of `stretch export`.
#[derive(Args, Debug)]
#[command(after_help = "\
The page is one file that needs no network. Send it to your phone and open it there, or print it
from your browser. What your settings say about your body is not in it.")]
pub struct Export {
    /// Areas, programs, routines or files, in this order
    #[arg(value_name = "NAME", required = true)]
    pub names: Vec<String>,
    /// The file to write; `-` is stdout
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Replace a file that stretch did not write
    #[arg(long)]
    pub force: bool,
    #[command(flatten)]
    #[allow(missing_docs, reason = "clap takes documentation for help text")]
    pub changes: Changes,
    #[command(flatten)]
    #[allow(missing_docs, reason = "clap takes documentation for help text")]
    pub shared: Shared,
}

/// Where the page goes.
enum Destination<'e> {
    Stdout,
    File(&'e Path),
}

impl Export {
    /// Writes the page.
    pub fn run(&self) -> anyhow::Result<Exit> {
        let place = self.place()?;
        let library = Library::open(&self.shared.routines)?;
        Reader::Person.tell_broken(&library, &self.names);
        let found = settings::read();
        found.warnings().iter().for_each(|it| aside(it));
        let (limits, unnamed) = suiting::limits(&found.settings, &library.catalogue());
        let how =
            PlayOptions { changes: self.changes.clone(), dry_run: true, ..PlayOptions::usual(&self.shared) };
        found.doubts.iter().chain(&unnamed).try_for_each(|it| play::consent(it, &how))?;
        let (targets, limits, is_complaint) = match targets::named(&library, &self.names, limits)? {
            Named::Targets { targets, limits, is_complaint } => (targets, limits, is_complaint),
            Named::Told(text) => {
                super::print(&text)?;
                return Ok(Exit::Failed);
            }
        };
        let (title, choices) = self.choices(&library, &targets, is_complaint, &limits, &how)?;
        targets::lost_words(&library, &self.names, &choices).iter().for_each(|it| aside(it));
        let plan = Plan::new(&choices, &self.wishes(found.settings)).map_err(play::unplayable)?;
        let signs = signs(&library, &targets, &choices);
        let page = export::page(&export::ExportedPage { title: &title, plan: &plan, signs: &signs });
        match place {
            Destination::Stdout => super::print(&page)?,
            Destination::File(path) => {
                files::write_ours(path, &page, &files::PAGE, self.force)?;
                super::print(&words::written(&files::typed(path)))?;
            }
        }
        Ok(Exit::Done)
    }

    /// Where the page goes: a whole page in a terminal helps nobody.
    fn place(&self) -> anyhow::Result<Destination<'_>> {
        match self.output.as_deref() {
            Some(path) if path != Path::new("-") => Ok(Destination::File(path)),
            Some(_) => Ok(Destination::Stdout),
            None if self.force => Err(super::needs("--force", "-o FILE")),
            None if !terminal::shows_output() => Ok(Destination::Stdout),
            None => {
                let name = Text::clean(&self.names.join("-"));
                let name = if name.as_str().contains('/') { Text::literal("page") } else { name };
                Err(Failure::usage("`export` needs a file to write")
                    .hint(format!(
                        "add `-o {}.html`; `-o -` is stdout",
                        name.replace(" ", &Text::literal("-"))
                    ))
                    .into())
            }
        }
    }

    /// What it is called and what is on it: what a session would play. What is left out is said here, and not on
    /// the page.
    fn choices(
        &self,
        library: &Library,
        targets: &[Target],
        is_complaint: bool,
        limits: &Limits,
        how: &PlayOptions,
    ) -> anyhow::Result<(Text, Vec<Choice>)> {
        let found = targets::picked(library, targets, !is_complaint)?;
        let PickedTargets { title, picked, broken } =
            found.without(&self.changes.skip, &library.catalogue())?;
        targets::tell_left_out(&broken);
        let (choices, _) = suiting::suited(library, picked, limits, how)?;
        Ok((title, choices))
    }

    /// How it is laid out: as for anybody who has never played it, and never by what the person's settings say of
    /// their body.
    fn wishes(&self, settings: Settings) -> Wishes {
        let Changes { level, hold, rounds, side, .. } = self.changes;
        let settings = Settings { level: level.or(settings.level), ..settings };
        Wishes { hold, rounds, side, ask_first: AskFirst::Said, ..settings.pace() }
    }
}

/// What programs say themselves of stopping and seeing someone; else the areas of what is played.
fn signs(library: &Library, targets: &[Target], choices: &[Choice]) -> Vec<Signs> {
    let mut signs: Vec<Signs> = targets.iter().filter_map(|it| of_program(library, it)).collect();
    let mut areas: Vec<Area> = Vec::new();
    if signs.len() < targets.len() || signs.iter().any(|it| it.stop.is_none() || it.see.is_none()) {
        for area in choices.iter().filter_map(|it| it.routine.area) {
            if !areas.contains(&area) {
                areas.push(area);
            }
        }
    }
    let pages = areas.into_iter().filter_map(|it| library.area(it).ok());
    signs.extend(pages.map(|AreaPage { name, stop, see, sources, .. }| Signs { name, stop, see, sources }));
    signs
}

/// What a program says itself; none if it says nothing, or is none.
fn of_program(library: &Library, target: &Target) -> Option<Signs> {
    let program = match target {
        Target::Program(id) => library.program(id).ok()?,
        Target::Path(path) => match library.file(Path::new(path)).ok()? {
            Content::Program(program) => program,
            Content::Routine(_) | Content::Area(_) => return None,
        },
        Target::Area(_) | Target::Routine(_) => return None,
    };
    let Program { name, stop, see, sources, .. } = program;
    (stop.is_some() || see.is_some()).then_some(Signs { name, stop, see, sources })
}
