//! `stretch new ID`: a routine of one's own to begin with.

use std::path::PathBuf;

use clap::Args;

use super::{Command, options::word};
use crate::{
    error::{Exit, Failure},
    model::{area::Area, catalogue::is_path, nearest::nearest, parse, template, text::Text, words::terms},
    world::{
        files::{self, Readers, typed},
        library::{Library, built_in_text},
        places,
    },
};

/// The arguments of `stretch new`.
#[derive(Args, Debug)]
pub struct New {
    /// The name of its file: a-z, 0-9 and `-`
    #[arg(value_name = "ID", required = true)]
    pub id: Vec<String>,
    /// Put it into the folder of this area, which then plays it too
    #[arg(long, value_name = "AREA", value_parser = word(Area::NAMES, Area::from_name))]
    pub area: Option<Area>,
    /// Begin with a copy of this built-in routine
    #[arg(long, value_name = "NAME")]
    pub from: Option<String>,
    /// Write into this folder instead of your own
    #[arg(long, value_name = "DIR")]
    pub routines: Vec<PathBuf>,
    /// There are no pictures to leave out; an alias may have it.
    #[arg(long, hide = true)]
    pub plain: bool,
}

impl New {
    /// Writes the file, and says where it is and what comes next.
    pub fn run(&self) -> anyhow::Result<Exit> {
        let id = self.id.join(" ");
        let id = id.as_str();
        if !parse::is_id(id) {
            return Err(Failure::usage(format!(
                "`{}` is not a valid id: use a-z, 0-9 and `-`",
                Text::clean(id)
            ))
            .hint(format!("try `stretch new {}`", parse::as_id(id)))
            .into());
        }
        if id == "area" {
            return Err(Failure::usage("`area.yaml` is the page of an area, not a routine")
                .hint("choose another id, such as `stretch new my-area`")
                .into());
        }
        let library = Library::open(&self.routines)?;
        let catalogue = library.catalogue();
        let taken = if Area::from_name(id).is_some() { Some("an area") } else { None };
        let taken = taken.or_else(|| catalogue.programs.iter().any(|it| it.id == id).then_some("a program"));
        if let Some(taken) = taken {
            return Err(Failure::usage(format!(
                "`{id}` is the name of {taken}, which would be played instead"
            ))
            .hint(format!("choose another, such as `stretch new my-{id}`"))
            .into());
        }
        let (text, area) = match &self.from {
            None => (template::routine(id, self.area), self.area),
            Some(from) => {
                let Some(text) = built_in_text(from) else { return Err(no_built_in(from, &catalogue)) };
                let card = catalogue.routines.iter().find(|it| it.id == from.as_str());
                // Under another name it would be played by the area beside what it was copied from.
                let own = if id == from { card.and_then(|it| it.area) } else { None };
                let text = if id == from { text.to_owned() } else { template::copy(text, id) };
                (text, self.area.or(own))
            }
        };
        let mut path = self.routines.first().cloned().or_else(places::own_routines).ok_or_else(no_home)?;
        path.extend(area.map(|it| PathBuf::from(it.name())));
        path.push(format!("{id}.yaml"));
        let readers = if self.routines.is_empty() { Readers::Owner } else { Readers::Usual };
        files::write_new(&path, &text, readers)?;

        let replaces = catalogue.routines.iter().any(|it| it.id == id) && built_in_text(id).is_some();
        let note = if replaces { "It replaces the built-in routine of the same name.\n" } else { "" };
        let play = if Command::reserved().contains(&id) { "stretch play" } else { "stretch" };
        let changes = area.map(|it| changes(&self.routines, id, it)).transpose()?.unwrap_or_default();
        let path = typed(&path);
        super::print(&format!(
            "{path}\n{note}{changes}\nChange it in any editor, then:\n  \
         stretch check {path}\n  {play} {id} --dry-run\n  {play} {id}\n"
        ))?;
        Ok(Exit::Done)
    }
}

/// What the new file changes in the area whose folder it is in: nobody wants to find that out by a session
/// that takes longer.
fn changes(routines: &[PathBuf], id: &str, area: Area) -> anyhow::Result<String> {
    let library = Library::open(routines)?;
    let page = library.area(area)?;
    let is_played = page.play.iter().any(|it| it.routine == id);
    let area_name = area.name();
    let apart = format!("To keep it apart, move the file out of the folder `{area_name}`.");
    Ok(match (is_played, library.own_page(area)) {
        (true, _) => {
            let takes = library.total(&page.play, library.own_page(area));
            let takes = takes.map(|it| format!(", which now takes {}", terms::total(it)));
            format!("`stretch {area_name}` plays it, too{}. {apart}\n", takes.unwrap_or_default())
        }
        (false, Some(page)) => {
            format!("`stretch {area_name}` plays it once its id is in the `play` of {}.\n", typed(page))
        }
        // The template is not played before it is filled in.
        (false, None) => format!("`stretch {area_name}` plays it, too, once it is filled in. {apart}\n"),
    })
}

fn no_built_in(name: &str, catalogue: &crate::model::catalogue::Catalogue<'_>) -> anyhow::Error {
    let built_in =
        catalogue.routines.iter().map(|it| it.id.as_ref()).filter(|it| built_in_text(it).is_some());
    let near = nearest(name, built_in);
    let failure = Failure::usage(format!("there is no built-in routine `{}`", Text::clean(name)));
    match near.first() {
        _ if is_path(name) => {
            failure.hint("`--from` copies a built-in routine by its name; `cp` copies a file of yours").into()
        }
        Some(near) => failure.hint(format!("did you mean `{near}`?")).into(),
        None => failure.hint("`stretch list` shows them all").into(),
    }
}

fn no_home() -> anyhow::Error {
    Failure::failed("there is no home to keep your routines in")
        .hint("set HOME or XDG_DATA_HOME, or name a folder with `--routines DIR`")
        .into()
}
