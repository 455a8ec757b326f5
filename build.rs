//! Puts the built-in routines into the program: checked by the program's own model, indexed so that
//! listing parses nothing. A built-in file with a problem fails the build.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a build reads files and talks to cargo"
)]

#[path = "src"]
mod program {
    #[allow(dead_code, unused_imports, reason = "the build uses a part of the model")]
    pub mod model;
}

use std::{
    env,
    error::Error,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

use program::model::{
    self,
    area::{Area, AreaPage, PlayEntry, Program},
    catalogue::{Card, Origin},
    complaint::{Complaints, Meaning},
    parse::{self, Checked, Content, Depth, Document},
    plan::{Choice, Plan, Total, Wishes},
    problem::Problem,
    routine::{Need, Routine, Sides},
    text::Text,
};

fn main() -> ExitCode {
    match build() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn build() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/model.rs");
    println!("cargo::rerun-if-changed=src/model");
    println!("cargo::rerun-if-changed=routines");
    let house = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let shelf = Shelf::read(&house.join("routines"))?;
    shelf.check_references()?;
    let complaints = shelf.complaints(&house.join("src/model/complaints.yaml"))?;
    let out = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(out.join("built_in.rs"), shelf.source()?)?;
    fs::write(out.join("complaints.json"), serde_json::to_string(&complaints)?)?;
    Ok(())
}

/// Everything under `routines/`, in the order of areas and ids.
#[derive(Default)]
struct Shelf {
    routines: Vec<(Arc<Routine>, PathBuf)>,
    areas: Vec<(AreaPage, PathBuf)>,
    programs: Vec<(Program, PathBuf)>,
    problems: Vec<String>,
}

impl Shelf {
    fn read(root: &Path) -> Result<Shelf, Box<dyn Error>> {
        let mut shelf = Shelf::default();
        for folder in sorted(root)?.into_iter().filter(|it| it.is_dir()) {
            let name = folder.file_name().and_then(|it| it.to_str()).unwrap_or_default().to_owned();
            let area = Area::from_name(&name);
            if area.is_none() && name != "programs" {
                return Err(format!("routines/{name} is no area and not `programs`").into());
            }
            for path in sorted(&folder)? {
                shelf.file(path, &name)?;
            }
        }
        if !shelf.problems.is_empty() {
            return Err(format!("built-in files have problems\n{}", shelf.problems.join("\n")).into());
        }
        let place = |area: Option<Area>| Area::ALL.iter().position(|it| Some(*it) == area);
        shelf.routines.sort_by(|(a, _), (b, _)| (place(a.area), &a.id).cmp(&(place(b.area), &b.id)));
        shelf.areas.sort_by_key(|(it, _)| place(Some(it.area)));
        Ok(shelf)
    }

    fn file(&mut self, path: PathBuf, folder: &str) -> Result<(), Box<dyn Error>> {
        let id = path.file_stem().and_then(|it| it.to_str()).unwrap_or_default().to_owned();
        let document = Document::read(fs::read(&path)?, &id, folder, Depth::InFull);
        let Checked { value, problems } = document.into_checked();
        for problem in &problems {
            self.problems.push(told(&path, problem));
        }
        match value {
            Some(Content::Routine(routine)) => self.routines.push((routine.into(), path)),
            Some(Content::Area(page)) => self.areas.push((page, path)),
            Some(Content::Program(program)) => self.programs.push((program, path)),
            None => {}
        }
        Ok(())
    }

    /// Ids are unique, names in lists exist, and areas with routines have a page.
    fn check_references(&self) -> Result<(), String> {
        let mut ids: Vec<&str> = self.routines.iter().map(|(it, _)| it.id.as_str()).collect();
        ids.extend(self.programs.iter().map(|(it, _)| it.id.as_str()));
        ids.extend(Area::NAMES);
        ids.sort_unstable();
        if let Some(twice) = ids.windows(2).find(|it| it[0] == it[1]) {
            return Err(format!("two things are called `{}`", twice[0]));
        }
        let lists = self.areas.iter().map(|(it, path)| (&it.play, path));
        for (play, path) in lists.chain(self.programs.iter().map(|(it, path)| (&it.play, path))) {
            for entry in play {
                let Some((routine, _)) = self.routines.iter().find(|(it, _)| it.id == entry.routine) else {
                    return Err(format!("{}: there is no routine `{}`", path.display(), entry.routine));
                };
                if !entry.is_sample && entry.rounds.is_some_and(|it| it < routine.rounds.low()) {
                    let id = &entry.routine;
                    return Err(format!("{}: too few rounds of `{id}`, and no `sample`", path.display()));
                }
            }
        }
        for (routine, path) in &self.routines {
            if !self.areas.iter().any(|(it, _)| Some(it.area) == routine.area) {
                return Err(format!("{}: its area has no area.yaml", path.display()));
            }
        }
        Ok(())
    }

    /// The words for what hurts, each of which points at what there is.
    fn complaints(&self, path: &Path) -> Result<Complaints, Box<dyn Error>> {
        let told = |it: String| format!("{}: {it}", path.display());
        let complaints = parse::complaints(&fs::read_to_string(path)?).map_err(told)?;
        let known = |name: &str| {
            Area::from_name(name).is_some()
                || self.routines.iter().any(|(it, _)| it.id == name)
                || self.programs.iter().any(|(it, _)| it.id == name)
        };
        match complaints.meanings.iter().flat_map(Meaning::aims).find(|it| !known(&it.name)) {
            Some(aim) => Err(told(format!("there is no `{}`", aim.name)).into()),
            None => Ok(complaints),
        }
    }

    fn total(&self, play: &[PlayEntry]) -> Result<Option<Total>, String> {
        let find = |id: &str| self.routines.iter().find(|(it, _)| it.id == id).map(|(it, _)| Arc::clone(it));
        let mut choices: Vec<Choice> = Vec::new();
        for entry in play {
            let routine =
                find(&entry.routine).ok_or_else(|| format!("there is no routine `{}`", entry.routine))?;
            choices.push(entry.choice(routine));
        }
        Ok(Plan::new(&choices, &Wishes::default().at_first()).ok().map(|it| it.total()))
    }

    /// The packed tree of a file, as Rust source.
    fn tree(path: &Path) -> Result<String, Box<dyn Error>> {
        let packed =
            parse::pack(&fs::read(path)?).ok_or_else(|| format!("{}: it has a tag", path.display()))?;
        Ok(format!("b\"{}\"", packed.escape_ascii()))
    }

    /// The index as Rust source.
    fn source(&self) -> Result<String, Box<dyn Error>> {
        let mut source = String::from("pub static ROUTINES: &[BuiltIn<Card>] = &[\n");
        for (routine, path) in &self.routines {
            let card = card(&Card::of(routine, Origin::BuiltIn))?;
            writeln!(
                source,
                "BuiltIn {{ card: {card}, text: include_str!({path:?}), tree: {} }},",
                Shelf::tree(path)?
            )?;
        }
        source.push_str("];\npub static AREAS: &[BuiltIn<AreaCard>] = &[\n");
        for (page, path) in &self.areas {
            let total = optional(self.total(&page.play)?.map(total));
            let (name, summary) = (text(&page.name), optional(page.summary.as_ref().map(text)));
            let aliases = list(page.aliases.iter().map(text));
            let card = format!(
                "AreaCard {{ area: Area::{:?}, name: {name}, aliases: {aliases}, summary: {summary}, total: {total} }}",
                page.area
            );
            writeln!(
                source,
                "BuiltIn {{ card: {card}, text: include_str!({path:?}), tree: {} }},",
                Shelf::tree(path)?
            )?;
        }
        source.push_str("];\npub static PROGRAMS: &[BuiltIn<ProgramCard>] = &[\n");
        for (program, path) in &self.programs {
            let total = optional(self.total(&program.play)?.map(total));
            let (name, summary) = (text(&program.name), optional(program.summary.as_ref().map(text)));
            let card = format!(
                "ProgramCard {{ id: Cow::Borrowed({:?}), origin: Origin::BuiltIn, name: {name}, summary: {summary}, \
                 total: {total} }}",
                program.id
            );
            writeln!(
                source,
                "BuiltIn {{ card: {card}, text: include_str!({path:?}), tree: {} }},",
                Shelf::tree(path)?
            )?;
        }
        source.push_str("];\n");
        Ok(source)
    }
}

fn sorted(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut paths = fs::read_dir(folder)?.map(|it| it.map(|it| it.path())).collect::<Result<Vec<_>, _>>()?;
    paths.sort();
    Ok(paths)
}

fn told(path: &Path, problem: &Problem) -> String {
    let place = problem.place.map(|it| format!(":{}:{}", it.line, it.column)).unwrap_or_default();
    let hint = problem.hint.as_ref().map(|it| format!(" ({it})")).unwrap_or_default();
    format!("{}{place}: {}{hint}", path.display(), problem.message)
}

fn card(card: &Card) -> Result<String, std::fmt::Error> {
    let mut source = String::new();
    let muscles = card.muscles().collect::<Vec<_>>().join("\n");
    write!(
        source,
        "Card {{ id: Cow::Borrowed({:?}), origin: Origin::BuiltIn, area: {}, also: {}, name: {}, summary: {}, kind: \
         Kind::{:?}, muscles: Cow::Borrowed({:?}), positions: {}, needs: {}, sides: {}, \
         least_rounds: {}, avoid: {}, total: {} }}",
        card.id,
        optional(card.area.map(|it| format!("Area::{it:?}"))),
        list(card.also.iter().map(|it| format!("Area::{it:?}"))),
        text(&card.name),
        optional(card.summary.as_ref().map(text)),
        card.kind,
        muscles,
        list(card.positions.iter().map(|it| format!("Position::{it:?}"))),
        list(card.needs.iter().map(need)),
        sides(card.sides),
        card.least_rounds,
        list(card.avoid.iter().map(|it| format!("Condition::{it:?}"))),
        total(card.total),
    )?;
    Ok(source)
}

fn text(text: &Text) -> String {
    format!("Text::built_in({:?})", text.as_str())
}

fn optional(value: Option<String>) -> String {
    value.map_or("None".to_owned(), |it| format!("Some({it})"))
}

fn list(items: impl Iterator<Item = String>) -> String {
    format!("Cow::Borrowed(&[{}])", items.collect::<Vec<_>>().join(", "))
}

fn need(need: &Need) -> String {
    let things = need.one_of.iter().map(|it| format!("Thing::{it:?}"));
    format!("Need {{ one_of: {}, optional: {} }}", list(things), need.optional)
}

fn sides(sides: Sides) -> String {
    match sides {
        Sides::None => "Sides::None".to_owned(),
        Sides::Both => "Sides::Both".to_owned(),
        Sides::Listed(first, second) => {
            format!("Sides::Listed(Side::{first:?}, {})", optional(second.map(|it| format!("Side::{it:?}"))))
        }
    }
}

fn total(total: Total) -> String {
    format!("Total {{ seconds: {}, open: {} }}", total.seconds, total.open)
}
