//! `stretch import SHEET`: a sheet of exercises becomes a program of one's own.

use std::path::{Path, PathBuf};

use clap::Args;

use super::{
    Command,
    check::Check,
    options::{Shared, Unused},
};
use crate::{
    error::{Exit, Failure, aside},
    model::{
        area::Area,
        catalogue::Origin,
        import::{self, Imported, KnownRoutine, MOST_BYTES, SheetRefused},
        parse,
        text::Text,
        wording::Count,
        words::importing,
    },
    world::{
        files::{self, Readers, shown, typed},
        library::{self, Library},
        places,
    },
};

/// How many lines are told; the file has them all.
const MOST_TOLD: usize = 12;

/// The arguments of `stretch import`.
#[derive(Args, Debug)]
#[command(after_help = "\
It reads numbered or bulleted steps, headings, paragraphs and tables, and what they say about times: \"hold for 15-30 seconds\", \"3 x 10 reps\", \"each side\".
Each value gets a comment with the line of the sheet that it comes from.")]
pub struct Import {
    /// The sheet, a text file; `-` is stdin
    #[arg(value_name = "SHEET")]
    pub sheet: PathBuf,
    /// Write this file; if left out, one named after the sheet, in this folder
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    #[allow(missing_docs, reason = "clap takes documentation for help text")]
    pub unused: Unused,
}

impl Import {
    /// Writes the program, says what was guessed and left out, and checks it.
    pub fn run(&self) -> anyhow::Result<Exit> {
        let is_stdin = self.sheet == Path::new("-");
        let bytes = if is_stdin {
            files::stdin(MOST_BYTES as u64 + 1)?
        } else {
            files::named(&self.sheet, MOST_BYTES as u64 + 1)?
        };
        let source = if is_stdin { Text::literal("stdin") } else { file_name(&self.sheet) };
        let stem = if is_stdin {
            "sheet".to_owned()
        } else {
            self.sheet.file_stem().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default()
        };
        let library = Library::open(&self.unused.routines)?;
        let catalogue = library.catalogue();
        let known: Vec<KnownRoutine<'_>> = catalogue
            .routines
            .iter()
            .filter(|it| it.origin != Origin::Own)
            .map(|it| KnownRoutine { id: &it.id, name: it.name.as_str() })
            .collect();
        let name = importing::name_of(&stem);
        let imported =
            import::import(&bytes, &name, source.as_str(), &known).map_err(|it| refused(&it, &source))?;
        let Imported { text, count, notices, title, has_lines } = imported;
        let programs: Vec<&str> = catalogue.programs.iter().map(|it| &*it.id).collect();
        let path = match &self.output {
            Some(path) => path.clone(),
            None => {
                let words = if is_stdin { title.as_deref().unwrap_or("sheet") } else { &stem };
                PathBuf::from(format!("{}.yaml", free_id(words, &programs)))
            }
        };
        if files::is_there(&path) {
            let failure = Failure::failed(format!("`{}` already exists", shown(&path)));
            return Err(failure.hint("name another file with `-o FILE`").into());
        }
        files::write_new(&path, &text, Readers::Usual)?;
        let typed = typed(&path);
        super::print(&format!("{typed}: {}\n", Count(count as u64, "exercise")))?;
        let mut told: Vec<String> = notices
            .iter()
            .map(|it| importing::notice(has_lines.then_some(it.line), &Text::clean(&it.words)))
            .collect();
        let more = told.len().saturating_sub(MOST_TOLD);
        told.truncate(MOST_TOLD);
        if more > 0 {
            told.push(importing::and_more(more, &typed));
        }
        aside(&told.iter().map(|it| format!("{it}\n")).collect::<String>());
        let checked = Check {
            paths: vec![path.clone()],
            strict: false,
            watch: false,
            json: false,
            shared: Shared {
                routines: self.unused.routines.clone(),
                plain: self.unused.plain,
                ascii: self.unused.ascii,
            },
        }
        .run()?;
        super::print(&how_to_play(&path, &programs))?;
        Ok(checked)
    }
}

fn file_name(path: &Path) -> Text {
    Text::clean(&path.file_name().map_or(path.to_string_lossy(), |it| it.to_string_lossy()))
}

/// How the file is played: by its name where it lies among the person's own, else by its path, and how it gets there.
fn how_to_play(path: &Path, programs: &[&str]) -> String {
    let target = files::as_target(path);
    let id = library::stem(path);
    let Some(own) = places::own_routines().filter(|_| parse::is_id(&id) && free_id(&id, programs) == id)
    else {
        return importing::play_it(&target);
    };
    if files::is_inside(path, &own) {
        return importing::play_it(&id);
    }
    let by_name = if path.file_name().is_some_and(|it| files::is_there(&own.join(it))) {
        String::new()
    } else {
        importing::by_name(&id, &typed(path), &typed(&own), !files::is_there(&own))
    };
    importing::play_it(&target) + &by_name
}

/// An id by which the program can be played wherever its file is put.
fn free_id(words: &str, programs: &[&str]) -> String {
    let id = parse::as_id(words);
    let taken = Area::from_name(&id).is_some()
        || id == "area"
        || Command::reserved().contains(&id.as_str())
        || programs.contains(&id.as_str());
    if taken { format!("{id}-sheet") } else { id }
}

fn refused(refused: &SheetRefused, source: &Text) -> anyhow::Error {
    let failure = Failure::failed(match refused {
        SheetRefused::Empty => format!("`{source}` is empty"),
        SheetRefused::TooLarge(_) => {
            format!("`{source}` is too large: a sheet has at most {} KiB", MOST_BYTES / 1024)
        }
        SheetRefused::LongLine(line) => {
            format!("line {line} of `{source}` is too long: a line has at most 20,000 characters")
        }
        SheetRefused::NoText(sort) => format!("`{source}` is a {sort}, not a text"),
        SheetRefused::Nothing => format!("no exercise is found in `{source}`"),
        SheetRefused::TooMany(count) => {
            format!("`{source}` has {count} exercises; a program has at most 500")
        }
        SheetRefused::BrokenJson(line) => format!("line {line} of `{source}` is no right JSON"),
        SheetRefused::Foreign(language) => {
            format!("`{source}` is in {}, and only English is understood", language.named().0)
        }
    });
    let hint = match refused {
        SheetRefused::Empty => "copy the exercises into it",
        SheetRefused::TooLarge(_) | SheetRefused::LongLine(_) => {
            "copy the exercises into a file of their own"
        }
        SheetRefused::NoText(_) => "save it as plain text, or copy its words into a text file",
        SheetRefused::Nothing => {
            "write one exercise a line, such as `1. Neck tilt: hold for 15-30 seconds, repeat 3 times each side`"
        }
        SheetRefused::TooMany(_) => "split the sheet",
        SheetRefused::BrokenJson(_) => "export it again, or copy its exercises into a text file, one a line",
        SheetRefused::Foreign(language) => &importing::in_english(language.named().1),
    };
    failure.hint(hint).into()
}
