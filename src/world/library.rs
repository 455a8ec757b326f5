//! The shelves: built-in routines, and the person's own folders read at run time. A file with a built-in's id
//! stands in its place. A broken one is told, stands in nothing's place but its own, and hides no other.

#![expect(clippy::disallowed_methods, reason = "the one reader of routine files")]

mod broken;
mod lists;
mod names;
mod shelf;
mod texts;

use std::{
    borrow::Cow,
    cell::RefCell,
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use self::shelf::{AnyCard, Shelved};
pub use self::{
    broken::{Broken, WhyBroken, unreadable},
    names::{OwnFile, own_files},
    texts::{BuiltInFile, built_in_file, built_in_ids, built_in_text},
};
use super::{
    files::{self, shown},
    places,
};
use crate::{
    error::Failure,
    model::{
        area::{Area, AreaPage, PlayEntry, Program},
        catalogue::{AreaCard, Card, Catalogue, Origin, ProgramCard, time_alone},
        complaint::Complaints,
        menu::BrokenFile,
        parse::{self, Content, Depth, Document, KnownIds},
        plan::{Total, Wishes},
        problem::{Problem, Report, Severity},
        routine::Routine,
        settings::Settings,
        text::Text,
        wording,
        words::{self, terms},
    },
};

mod built_in {
    //! What the build made of `routines/`: cards to list, trees to read when they are wanted, and their texts.
    use std::borrow::Cow;

    use super::BuiltIn;
    use crate::model::{
        area::Area,
        catalogue::{AreaCard, Card, Origin, ProgramCard},
        plan::Total,
        routine::{Condition, Kind, Need, Position, Side, Sides, Thing},
        text::Text,
    };

    include!(concat!(env!("OUT_DIR"), "/built_in.rs"));
}

/// A built-in file: its card, its text, and its packed tree.
#[derive(Debug)]
pub struct BuiltIn<C: 'static> {
    card: C,
    text: &'static str,
    tree: &'static [u8],
}

/// No file is read beyond this; the parser refuses less.
const LARGEST_FILE: u64 = 1024 * 1024;
/// A list of more routines than this is not read for its total, which is longer than a session.
const MOST_TOTALLED: usize = 40;

/// Everything there is to play.
#[derive(Debug, Default)]
pub struct Library {
    /// By their ids; in boxes, because a third of a map's nodes is empty.
    own: BTreeMap<String, Box<Own<Card>>>,
    own_areas: Vec<Own<AreaCard>>,
    /// Areas that have pages or routines of the person's own, as they are listed.
    changed_areas: Vec<AreaCard>,
    own_programs: Vec<Own<ProgramCard>>,
    /// Built-in programs that play less than they did, since a file of the person's own is broken.
    changed_programs: Vec<ProgramCard>,
    /// The routines that are written out in those programs.
    written: Vec<Card>,
    broken: Vec<Broken>,
    /// What files hold that were named by their paths, so that each is opened once.
    named: RefCell<BTreeMap<PathBuf, Vec<u8>>>,
    /// At which pace times are shown.
    pace: Wishes,
    /// The cards with their times at that pace; none where those made by the build are right.
    paced: Option<Box<Paced>>,
}

/// Every card that is listed, its time laid out anew.
#[derive(Debug)]
struct Paced {
    routines: Vec<Card>,
    areas: Vec<AreaCard>,
    programs: Vec<ProgramCard>,
}

#[derive(Debug)]
struct Own<C> {
    card: C,
    path: PathBuf,
    /// What was read when the library was opened: each file is opened once.
    bytes: Vec<u8>,
}

impl<C> Own<C> {
    fn content(&self) -> anyhow::Result<Content> {
        content(&self.path, look_at(&self.path, self.bytes.clone(), Depth::ToPlay))
    }
}

impl Library {
    /// Opens the person's own folder, where there is one, and these; they must be there.
    pub fn open(folders: &[PathBuf]) -> anyhow::Result<Library> {
        Library::of(folders, places::own_routines().filter(|it| files::is_there(it)))
    }

    /// The same with another folder of the person's own, or none.
    pub fn of(folders: &[PathBuf], own: Option<PathBuf>) -> anyhow::Result<Library> {
        let (mut library, mut seen) = (Library::default(), Vec::new());
        for folder in folders {
            files::can_list(folder).map_err(|error| no_folder(folder, &error))?;
            library.shelve(folder, &mut seen);
        }
        if let Some(folder) = own {
            match files::can_list(&folder) {
                Ok(()) => library.shelve(&folder, &mut seen),
                Err(error) => {
                    library.broken.push(Broken::new(folder, None, WhyBroken::Unreadable(error)));
                }
            }
        }
        library.own_programs.sort_by(|a, b| a.card.id.cmp(&b.card.id));
        library.changed_programs = library.shortened();
        library.changed_areas = Area::ALL.iter().filter_map(|it| library.changed(*it)).collect();
        Ok(library)
    }

    /// The same with the times that the person's own programs and changed areas take: for lists, since it
    /// reads all that these play.
    pub fn with_totals(mut self) -> Library {
        let totals: Vec<Option<Total>> =
            self.own_programs.iter().map(|it| self.program_total(&it.card.id)).collect();
        for (own, total) in self.own_programs.iter_mut().zip(totals) {
            own.card.total = total;
        }
        let totals: Vec<Option<Total>> =
            self.changed_programs.iter().map(|it| self.program_total(&it.id)).collect();
        for (card, total) in self.changed_programs.iter_mut().zip(totals) {
            card.total = total;
        }
        let totals: Vec<Option<Total>> =
            self.changed_areas.iter().map(|it| self.area_total(it.area)).collect();
        for (card, total) in self.changed_areas.iter_mut().zip(totals) {
            card.total = total;
        }
        self
    }

    /// The same with every time as these settings make it: who sets a level or a breath is shown how
    /// long their own sessions take. All is parsed for it, which takes some milliseconds.
    pub fn paced(mut self, settings: &Settings) -> Library {
        let pace = settings.pace();
        if pace != self.pace {
            self.pace = pace;
            let catalogue = self.catalogue();
            let time = |card: &Card| match self.routine(&card.id) {
                Ok(routine) => time_alone(&routine, &pace),
                Err(_) => card.total,
            };
            let paced = Paced {
                routines: catalogue
                    .routines
                    .iter()
                    .map(|&it| Card { total: time(it), ..it.clone() })
                    .collect(),
                areas: catalogue
                    .areas
                    .iter()
                    .map(|&it| AreaCard { total: self.area_total(it.area), ..it.clone() })
                    .collect(),
                programs: catalogue
                    .programs
                    .iter()
                    .map(|&it| ProgramCard { total: self.program_total(&it.id), ..it.clone() })
                    .collect(),
            };
            self.paced = Some(paced.into());
        }
        self
    }

    /// How long a routine takes alone.
    pub fn time_alone(&self, routine: &Arc<Routine>) -> Total {
        time_alone(routine, &self.pace)
    }

    fn area_total(&self, area: Area) -> Option<Total> {
        let page = self.area(area).ok().filter(|it| it.play.len() <= MOST_TOTALLED)?;
        self.total(&page.play, self.own_page(area))
    }

    fn program_total(&self, id: &str) -> Option<Total> {
        let program = self.program(id).ok().filter(|it| it.play.len() <= MOST_TOTALLED)?;
        self.total(&program.play, self.own_program(id))
    }

    /// The card of an area that the person's own routines or page change, without its total.
    fn changed(&self, area: Area) -> Option<AreaCard> {
        let is_own = self.own.values().any(|it| it.card.area == Some(area));
        let built_in = || built_in::AREAS.iter().find(|it| it.card.area == area).map(|it| it.card.clone());
        let card = match self.own_areas.iter().find(|it| it.card.area == area) {
            Some(own) => own.card.clone(),
            None if is_own || self.is_shortened(area) => built_in().unwrap_or_else(|| no_card(area)),
            None => return None,
        };
        Some(AreaCard { total: None, ..card })
    }

    /// Whether a broken file stands in the place of a built-in routine of an area.
    fn is_shortened(&self, area: Area) -> bool {
        let mut inside = built_in::ROUTINES.iter().filter(|it| it.card.area == Some(area));
        !self.broken.is_empty() && inside.any(|it| self.broken.iter().any(|file| file.has_id(&it.card.id)))
    }

    /// The cards of the built-in programs in which a broken file stands in the place of a routine, without their totals.
    fn shortened(&self) -> Vec<ProgramCard> {
        if self.broken.is_empty() {
            return Vec::new();
        }
        let plays = |id: &str| self.program(id).map(|it| it.play).unwrap_or_default();
        let cards = built_in::PROGRAMS.iter().map(|it| &it.card);
        cards
            .filter(|it| !self.playable(&plays(&it.id), None).1.is_empty())
            .map(|it| ProgramCard { total: None, ..it.clone() })
            .collect()
    }

    /// Everything that can be named, replaced built-ins left out.
    pub fn catalogue(&self) -> Catalogue<'_> {
        let broken = self.broken.iter().filter_map(|it| it.id.as_deref()).collect();
        if let Some(Paced { routines, areas, programs }) = self.paced.as_deref() {
            let (routines, areas) = (routines.iter().collect(), areas.iter().collect());
            return Catalogue { routines, areas, programs: programs.iter().collect(), broken };
        }
        let hidden = |id: &str| self.own.contains_key(id) || self.broken.iter().any(|it| it.has_id(id));
        let mut routines: Vec<&Card> =
            built_in::ROUTINES.iter().map(|it| &it.card).filter(|it| !hidden(&it.id)).collect();
        routines.extend(self.own.values().map(|it| &it.card));
        routines.extend(&self.written);
        let mut areas: Vec<&AreaCard> = Vec::new();
        for area in Area::ALL {
            let changed = self.changed_areas.iter().find(|it| it.area == *area);
            let built_in = || built_in::AREAS.iter().map(|it| &it.card).find(|it| it.area == *area);
            areas.extend(changed.or_else(built_in));
        }
        let taken = |id: &str| {
            self.own_programs.iter().any(|it| it.card.id == id) || self.broken.iter().any(|it| it.has_id(id))
        };
        let mut programs: Vec<&ProgramCard> =
            built_in::PROGRAMS.iter().map(|it| &it.card).filter(|it| !taken(&it.id)).collect();
        for card in &mut programs {
            *card = self.changed_programs.iter().find(|it| it.id == card.id).unwrap_or(card);
        }
        programs.extend(self.own_programs.iter().map(|it| &it.card));
        Catalogue { routines, areas, programs, broken }
    }

    /// The files that are skipped.
    pub fn broken(&self) -> &[Broken] {
        &self.broken
    }

    /// The same, each with its report, for a screen.
    pub fn broken_files(&self) -> Vec<BrokenFile> {
        self.broken.iter().enumerate().map(|(place, it)| it.file(place)).collect()
    }

    /// A routine that is written out in a program, by the id `program#number`.
    fn written_out(&self, id: &str) -> Option<anyhow::Result<Arc<Routine>>> {
        let (program, _) = id.split_once('#')?;
        let find = |program: Program| {
            let entry = program.play.into_iter().find(|it| it.routine == id);
            entry.and_then(|it| it.written).ok_or_else(|| self.no_routine(id))
        };
        Some(self.program(program).and_then(find))
    }

    /// A routine, parsed now. A broken one of the person's own is an error, never the built-in that
    /// it replaces.
    pub fn routine(&self, id: &str) -> anyhow::Result<Arc<Routine>> {
        if let Some(routine) = self.written_out(id) {
            return routine;
        }
        if let Some(own) = self.own.get(id) {
            return match own.content()? {
                Content::Routine(mut routine) => {
                    routine.area = own.card.area;
                    Ok(routine.into())
                }
                Content::Area(_) | Content::Program(_) => Err(self.no_routine(id)),
            };
        }
        if let Some(broken) = self.broken.iter().find(|it| it.has_id(id)) {
            return Err(broken.failure());
        }
        let built_in =
            built_in::ROUTINES.iter().find(|it| it.card.id == id).ok_or_else(|| self.no_routine(id))?;
        let routine = parse::built_in_routine(built_in.tree, built_in.text, id, built_in.card.area);
        routine.map(Arc::new).ok_or_else(|| unread(id))
    }

    fn no_routine(&self, id: &str) -> anyhow::Error {
        Failure::usage(words::files::no_routine(Text::clean(id))).into()
    }

    /// An area's page, with what it plays filled in.
    pub fn area(&self, area: Area) -> anyhow::Result<AreaPage> {
        let own = self.own_areas.iter().find(|it| it.card.area == area);
        if let (None, Some(broken)) = (own, self.broken.iter().find(|it| it.is_page_of(area))) {
            return Err(broken.failure());
        }
        let mut page = match own {
            Some(own) => match own.content()? {
                Content::Area(page) => page,
                Content::Routine(_) | Content::Program(_) => return Err(self.no_routine(area.name())),
            },
            None => {
                let built_in = built_in::AREAS.iter().find(|it| it.card.area == area);
                match built_in.map(|it| parse::built_in_area(it.tree, area)) {
                    Some(page) => page.ok_or_else(|| unread(area.name()))?,
                    None => no_page(area),
                }
            }
        };
        let catalogue = self.catalogue();
        let inside = catalogue.routines.iter().filter(|it| it.area == Some(area));
        let entry = |card: &&Card| PlayEntry::named(card.id.as_ref());
        if page.play.is_empty() {
            page.play = inside.map(entry).collect();
        } else if own.is_none() {
            // The person's own routines in this folder follow ours.
            page.play.extend(inside.filter(|it| it.origin == Origin::Own).map(entry));
        }
        Ok(page)
    }

    /// What the built-in page of an area says of seeing someone. No file of the person's changes it.
    pub fn built_in_signs(&self, area: Area) -> Option<Text> {
        let built_in = built_in::AREAS.iter().find(|it| it.card.area == area)?;
        parse::built_in_area(built_in.tree, area)?.see
    }

    /// The words for what hurts.
    pub fn complaints(&self) -> anyhow::Result<Complaints> {
        serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/complaints.json")))
            .map_err(|_| unread("complaints"))
    }

    /// All routines of these areas, in the order of their ids; broken ones are left out.
    pub fn inside(&self, areas: &[Area]) -> Vec<Arc<Routine>> {
        let catalogue = self.catalogue();
        let inside = catalogue.routines.iter().filter(|it| it.area.is_some_and(|it| areas.contains(&it)));
        inside.filter_map(|it| self.routine(&it.id).ok()).collect()
    }

    /// A program.
    pub fn program(&self, id: &str) -> anyhow::Result<Program> {
        if let Some(own) = self.own_programs.iter().find(|it| it.card.id == id) {
            return match own.content()? {
                Content::Program(program) => Ok(program),
                Content::Routine(_) | Content::Area(_) => Err(self.no_routine(id)),
            };
        }
        let built_in =
            built_in::PROGRAMS.iter().find(|it| it.card.id == id).ok_or_else(|| self.no_routine(id))?;
        parse::built_in_program(built_in.tree, id).ok_or_else(|| unread(id))
    }

    /// What a file holds, or all its problems.
    pub fn file(&self, path: &Path) -> anyhow::Result<Content> {
        content(path, self.read_once(path)?)
    }

    /// Reads a file, unless it was read before.
    fn read_once(&self, path: &Path) -> anyhow::Result<Document> {
        let mut own = (self.own.values().map(|it| (&it.path, &it.bytes)))
            .chain(self.own_areas.iter().map(|it| (&it.path, &it.bytes)))
            .chain(self.own_programs.iter().map(|it| (&it.path, &it.bytes)));
        let known = own.find(|it| it.0 == path).map(|it| it.1.clone());
        if let Some(bytes) = known.or_else(|| self.named.borrow().get(path).cloned()) {
            return Ok(look_at(path, bytes, Depth::ToPlay));
        }
        let read = read(path, Depth::ToPlay).map_err(|it| files::unread(path, it))?;
        self.named.borrow_mut().insert(path.to_owned(), read.bytes().to_owned());
        Ok(read)
    }

    /// The person's own file of this id, playable or not.
    pub fn own_file(&self, id: &str) -> Option<&Path> {
        // In the order in which a name is looked for when it is played.
        let mut files = (self.own_programs.iter().map(|it| (&*it.card.id, &it.path)))
            .chain(self.own.values().map(|it| (&*it.card.id, &it.path)))
            .chain(self.broken.iter().filter_map(|it| Some((it.id.as_deref()?, &it.path))));
        files.find(|it| it.0 == id).map(|it| it.1.as_path())
    }

    /// The file of the person's own program of this id.
    pub fn own_program(&self, id: &str) -> Option<&Path> {
        self.own_programs.iter().find(|it| it.card.id == id).map(|it| it.path.as_path())
    }

    /// The person's own page of an area.
    pub fn own_page(&self, area: Area) -> Option<&Path> {
        self.own_areas.iter().find(|it| it.card.area == area).map(|it| it.path.as_path())
    }

    /// The warnings of a file of the person's own whose texts lose words: a line and a hint each.
    pub fn lost_words(&self, path: &Path) -> Vec<String> {
        let Ok(document) = self.read_once(path) else { return Vec::new() };
        let line = |it: &Problem| {
            let hint = it.hint.as_ref();
            words::files::warning(shown(path), it.place.map(|it| it.line), &it.message, hint)
        };
        document.problems().iter().filter(|it| it.loses_words).map(line).collect()
    }

    /// What is wrong with the names in the play list of this file, as `stretch check` says it. A name
    /// whose file is broken is none of it: that file has a report of its own.
    pub fn misnamed(&self, path: &Path) -> Option<anyhow::Error> {
        let document = self.read_once(path).ok()?;
        let catalogue = self.catalogue();
        let broken = catalogue.broken.iter().copied();
        let programs: Vec<&str> = catalogue.programs.iter().map(|it| &*it.id).collect();
        let near = ids_beside(path);
        let near = near.iter().map(String::as_str).filter(|it| !programs.contains(it));
        let routines: Vec<&str> =
            catalogue.routines.iter().map(|it| &*it.id).chain(broken).chain(near).collect();
        let known = KnownIds {
            routines: &routines,
            least_rounds: &[],
            programs: &programs,
            built_in: &[],
            commands: &[],
        };
        let report = report(path, document.bytes(), &document.problems_among(known));
        (!report.problems.is_empty()).then(|| Failure::problems(report).into())
    }

    fn shelve(&mut self, folder: &Path, seen: &mut Vec<PathBuf>) {
        shelf::each(&files::yaml_in(folder, seen), |file| self.put(file));
    }

    fn put(&mut self, file: Shelved) {
        let Shelved { path, id, bytes, card } = file;
        match card {
            Ok(AnyCard::Routine(_)) if self.own.contains_key(&id) => {
                let why = WhyBroken::Twice(Text::clean(&id));
                self.broken.push(Broken::new(path, None, why));
            }
            Ok(AnyCard::Routine(mut card)) => {
                if let Some(replaced) = built_in::ROUTINES.iter().find(|it| it.card.id == id) {
                    card.origin = Origin::Replacing;
                    // Outside of any area's folder it takes the place of what it replaces.
                    card.area = card.area.or(replaced.card.area);
                }
                self.own.insert(id, Own { card, path, bytes }.into());
            }
            Ok(AnyCard::Area(card)) => self.own_areas.push(Own { card, path, bytes }),
            Ok(AnyCard::Program(mut card, written)) => {
                self.written.extend(written);
                if built_in::PROGRAMS.iter().any(|it| it.card.id == id) {
                    card.origin = Origin::Replacing;
                }
                self.own_programs.push(Own { card, path, bytes });
            }
            Err(why) => self.broken.push(Broken::new(path, Some(id), why)),
        }
    }
}

/// The ids of the files in the same folder, its own left out.
pub fn ids_beside(file: &Path) -> Vec<String> {
    let folder = file.parent().filter(|it| *it != Path::new("")).unwrap_or(Path::new("."));
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok).map(|it| it.path());
    let is_yaml = |it: &PathBuf| it.extension().is_some_and(|it| it == "yaml" || it == "yml");
    entries.filter(is_yaml).filter(|it| it.file_name() != file.file_name()).map(|it| stem(&it)).collect()
}

/// The card of an area that has routines of the person's own, and nothing built in.
fn no_card(area: Area) -> AreaCard {
    let AreaPage { name, .. } = no_page(area);
    AreaCard { area, name, aliases: Cow::Borrowed(&[]), summary: None, total: None }
}

/// A built-in file that cannot be read. The build reads them all, so this is a fault of the program.
fn unread(id: &str) -> anyhow::Error {
    Failure::failed(words::files::unread_built_in(id)).into()
}

/// Its page: all its routines.
fn no_page(area: Area) -> AreaPage {
    let name = Text::clean(&wording::capital(&terms::area(area)));
    let (summary, why, stop, see) = (None, None, None, None);
    AreaPage {
        area,
        name,
        aliases: Vec::new(),
        summary,
        play: Vec::new(),
        why,
        stop,
        see,
        sources: Vec::new(),
    }
}

/// The error of a folder that was named and cannot be read.
fn no_folder(path: &Path, error: &io::Error) -> Failure {
    let shown = shown(path);
    if path.is_file() {
        let play = words::files::play_the_file(files::as_target(path));
        Failure::failed(words::files::is_a_file(&shown)).hint(play)
    } else if error.kind() == io::ErrorKind::NotFound {
        let failure = Failure::failed(words::files::no_such_folder(&shown));
        failure.hint(match files::near(path).filter(|it| it.is_dir()) {
            Some(near) => words::files::did_you_mean(files::typed(&near)),
            None => words::files::ROUTINES_ARE_A_FOLDER.to_owned(),
        })
    } else {
        Failure::failed(words::files::because(&words::files::cannot_read_folder(&shown), error))
    }
}

/// Reads and checks a file. Its area is its folder's, where that is one. The error does not say which file it is.
pub fn read(path: &Path, depth: Depth) -> io::Result<Document> {
    if path.is_dir() {
        // A folder that cannot be listed stands among the files, so that this says why.
        files::can_list(path)?;
    }
    Ok(look_at(path, files::read_small(path, LARGEST_FILE)?, depth))
}

fn look_at(path: &Path, bytes: Vec<u8>, depth: Depth) -> Document {
    Document::read(bytes, &stem(path), &folder(path), depth)
}

/// What was read as a file's content, or all its problems.
fn content(path: &Path, read: Document) -> anyhow::Result<Content> {
    let broken = |it: Box<Document>| Failure::problems(report(path, it.bytes(), it.problems())).into();
    read.into_content().map_err(broken)
}

/// The errors of a file that was read.
fn report(path: &Path, bytes: &[u8], problems: &[Problem]) -> Report {
    let errors = problems.iter().filter(|it| it.severity == Severity::Error).cloned().collect();
    Report { path: shown(path), source: bytes.to_owned(), problems: errors }
}

/// A file's name without its ending: the id of what is in it.
pub fn stem(path: &Path) -> String {
    path.file_stem().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The name of the folder that a file is in; of the one that one is in, where a path names none.
pub fn folder(path: &Path) -> String {
    let named = path.parent().and_then(Path::file_name).map(ToOwned::to_owned);
    let name = named.or_else(|| {
        let folder = path.parent().filter(|it| *it != Path::new("")).unwrap_or(Path::new("."));
        fs::canonicalize(folder).ok()?.file_name().map(ToOwned::to_owned)
    });
    name.map(|it| it.to_string_lossy().into_owned()).unwrap_or_default()
}
