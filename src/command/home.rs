//! `stretch` alone: the home screen on a terminal; in print, what there is and how to begin.

mod compose;
mod kept;
pub mod order;

use std::{collections::BTreeMap, io, path::Path};

use anyhow::Context as _;
use unicode_width::UnicodeWidthStr as _;

use self::order::Ordered;
use super::{
    Reader,
    options::Shared,
    play::{self, PlayOptions},
    practice::Practice,
    resume::{self, Resumption},
    saving::{self, Taken},
};
use crate::{
    error::{self, Exit, Failure, aside},
    model::{
        area::{Area, PlayEntry},
        catalogue::Target,
        dose::Level,
        menu::{Guide, HomeMenu, MenuItem},
        parse::{self, Depth},
        settings::Settings,
        text::Text,
        words::{home as home_words, practice},
    },
    stage::{self, Told, Wish},
    view::{
        numbered,
        overview::{self, Paper, USUAL_WIDTH},
        report,
        screen::home::{Edited, Home, Left, ListContents, ListedRoutine, Order, Suggested},
        wrap::wrap,
    },
    world::{
        editor, files, journal,
        library::{self, Library},
        lines::Lines,
        places, settings,
        terminal::{self, device::Device, home::HomeStage, ways_out},
        voice::Sounds,
    },
};

/// Of so many sessions that were left the rest is offered.
const MOST_LEFT: usize = 3;
/// So many areas are named that are due.
const MOST_DUE: usize = 3;
/// Of a longer list no time is laid out, since all its files would be read at once.
const MOST_TIMED: usize = 40;

/// Shows the home screen; asks in lines where those are wanted; prints the first page where there is no
/// terminal.
pub fn run(shared: &Shared) -> anyhow::Result<Exit> {
    if !terminal::is_terminal() {
        return print(shared);
    }
    if places::is_unknown() || super::is_plain(shared) {
        return ask(shared);
    }
    show(shared)
}

/// Lists what there is with numbers, and plays what is answered: a number, or words.
fn ask(shared: &Shared) -> anyhow::Result<Exit> {
    let library = super::open(shared, Reader::Person)?;
    let menu = HomeMenu::of(&library.catalogue(), Vec::new());
    let items = numbered::numbered(&menu);
    // As many at once as stay in sight above the question.
    let (width, rows) = terminal::size_of_output().unwrap_or((usize::MAX, usize::MAX));
    let offer = super::resume::offer(&library).map(|it| wrap(&it, width)).unwrap_or_default();
    let page = rows.saturating_sub(QUESTION_ROWS + offer.len()).max(LEAST_PAGE).min(items.len());
    let mut shown = 0..page;
    super::print(&numbered::text(&items, shown.clone()))?;
    super::print(&offer.iter().map(|it| format!("{it}\n")).collect::<String>())?;
    let mut lines = Lines::default();
    loop {
        let more = items.len() - shown.end;
        let question = home_words::question_in_lines(more);
        super::print(&format!("{}\n", wrap(&question, width).join("\n")))?;
        let answer = loop {
            match lines.read() {
                None => return Ok(Exit::Done),
                Some(typed) if typed.is_empty() => {}
                Some(mut typed) => break typed.swap_remove(0),
            }
        };
        let words = match answer.parse::<usize>() {
            _ if answer.is_empty() => return Ok(Exit::Done),
            _ if answer == home_words::MORE && more > 0 => {
                shown = shown.end..items.len().min(shown.end + page);
                super::print(&numbered::text(&items, shown.clone()))?;
                continue;
            }
            Ok(number) => match number.checked_sub(1).and_then(|it| items.get(it)) {
                Some(item) => name_of(item),
                None => {
                    super::print(&format!(
                        "{}\n",
                        home_words::no_number(&Text::clean(&answer), items.len())
                    ))?;
                    continue;
                }
            },
            Err(_) => answer,
        };
        match PlayOptions::usual(shared).play(&[words]) {
            // Nothing was played, and why was said.
            Ok(Exit::Failed) => {}
            Ok(exit) => return Ok(exit),
            Err(error) if error::is_closed_pipe(&error) => return Err(error),
            Err(error) => aside(&error::text(&error)),
        }
    }
}

/// What `stretch NAME` takes for an item.
fn name_of(item: &MenuItem) -> String {
    match item.target() {
        Some(Target::Area(area)) => area.name().to_owned(),
        Some(Target::Program(id) | Target::Routine(id) | Target::Path(id)) => id,
        None => String::new(),
    }
}

/// Prints the first page.
fn print(shared: &Shared) -> anyhow::Result<Exit> {
    let library = super::open(shared, Reader::Person)?;
    // What goes through a pipe is mostly read on a terminal in the end. There and in lines all of it is read.
    let (width, height) = terminal::size_of_output().unwrap_or((USUAL_WIDTH, usize::MAX));
    let height = if super::is_plain(shared) { usize::MAX } else { height };
    let paper = Paper { width, height, mark: super::palette(shared).cut() };
    super::print(&overview::page(&library.catalogue(), paper))?;
    if let Some(offer) = super::resume::offer(&library) {
        aside(&wrap(&offer, width).iter().map(|it| format!("{it}\n")).collect::<String>());
    }
    Ok(Exit::Done)
}

/// The rows of the question under a list, the line that is typed, and one in reserve.
const QUESTION_ROWS: usize = 4;
/// The fewest items that are listed at once.
const LEAST_PAGE: usize = 5;

/// Shows the home screen until it is left, and what is played from it.
fn show(shared: &Shared) -> anyhow::Result<Exit> {
    ways_out::guard_soon();
    let library = super::open(shared, Reader::Program)?;
    let menu = HomeMenu::of(&library.catalogue(), library.broken_files());
    let level = settings::read().settings.pace().level;
    let chosen = kept::chosen(&menu);
    let mut home = Home::new(menu.clone(), level, suggested(&library).0).with_session(chosen);
    let mut host = Host {
        shared,
        library,
        menu,
        level,
        told: Vec::new(),
        sounds: None,
        is_interrupted: false,
        is_unfinished: false,
        knows_editor: false,
    };
    {
        let mut device = Device::open().context("cannot use the terminal")?;
        let grant = |device: &mut Device, wish| host.grant(device, wish);
        stage::play(&mut home, &mut HomeStage::begin(&mut device, super::palette(shared), grant))?;
    }
    let unsaved = home.unsaved();
    match kept::keep(&host.library, &unsaved) {
        Ok(()) => host.told.extend((!unsaved.is_empty()).then(|| home_words::KEPT.to_owned())),
        Err(error) => aside(&format!("warning: your session is lost: {}", error::text(&error))),
    }
    host.leave()
}

/// What the log suggests: what is left of a session, and the areas that the person keeps up and that are due. And
/// what would be next, if anything was ever done.
fn suggested(library: &Library) -> (Suggested, Option<Text>) {
    let Practice { need, history, .. } = Practice::of_late_in(library);
    let due = need.due().filter(|it| it.is_kept_up()).take(MOST_DUE);
    let due = due.map(|it| (Target::Area(it.area), home_words::days_ago(it.since.unwrap_or_default())));
    let next = match need.next() {
        Some(need) => home_words::next(need),
        None => practice::NOTHING_DUE.to_owned(),
    };
    let next = (!history.is_empty()).then(|| Text::clean(&next));
    let settings = settings::read().settings;
    let left = resume::all_left(library).filter_map(|it| left(it, &settings)).take(MOST_LEFT);
    (Suggested { left: left.collect(), due: due.collect() }, next)
}

/// What is left of a session that ended early.
fn left(rest: Resumption, settings: &Settings) -> Option<Left> {
    let plan = rest.plan(settings).ok()?;
    Some(Left {
        kept: Text::clean(&practice::kept_until(rest.until(), journal::now())),
        session: rest.session.id,
        total: plan.total(),
        routines: rest.choices.iter().map(|it| it.routine.name.clone()).collect(),
        first: rest.choices.first()?.routine.id.clone(),
        name: rest.session.title,
    })
}

/// What the home screen wishes for is granted here.
struct Host<'s> {
    shared: &'s Shared,
    library: Library,
    menu: HomeMenu,
    /// At which level times are shown.
    level: Level,
    /// What was held in all sessions, for the shell that one comes back to, and what went wrong.
    told: Vec<String>,
    /// The last words of the session before.
    sounds: Option<Sounds>,
    is_interrupted: bool,
    /// Whether a session was left with which one could go on.
    is_unfinished: bool,
    /// Whether they were told which editor is opened where they have named none.
    knows_editor: bool,
}

impl Host<'_> {
    fn grant(&mut self, device: &mut Device, wish: Wish) -> io::Result<Option<Told>> {
        let told = match wish {
            Wish::Guide => self.guide(),
            Wish::Contents(target) => self.contents(target).map(Told::Contents),
            Wish::Routine(id) => self.library.routine(&id).map(Told::Routine),
            Wish::Sum(entries) => Ok(Told::Sum(self.library.totals(&entries))),
            Wish::Level(level) => {
                self.level = level;
                self.reopen().map(|()| Told::Menu {
                    menu: self.menu.clone(),
                    said: vec![home_words::level_now(level)],
                    selected: None,
                })
            }
            Wish::Play(order) => self.play(device, &order),
            Wish::Compose(brief) => compose::compose(self.shared, &self.library, &self.menu, &brief),
            Wish::Save { name, entries, replaces } => self.save(&name, &entries, replaces),
            Wish::Edit(file) => self.edit(device, &file),
            Wish::Delete(id) => self.delete(&id),
        };
        Ok(Some(told.unwrap_or_else(|error| Told::Failed(in_a_line(&error)))))
    }

    fn guide(&self) -> anyhow::Result<Told> {
        let signs = Area::ALL.iter().filter_map(|it| Some((*it, self.library.built_in_signs(*it)?)));
        let signs: BTreeMap<Area, Text> = signs.collect();
        Ok(Told::Guide(Box::new(Guide::new(&self.menu, self.library.complaints()?, signs))))
    }

    fn contents(&self, target: Target) -> anyhow::Result<ListContents> {
        let play: Vec<PlayEntry> = match &target {
            Target::Area(area) => self.library.area(*area)?.play,
            Target::Program(id) => self.library.program(id)?.play,
            Target::Routine(_) | Target::Path(_) => Vec::new(),
        };
        let is_short = play.len() <= MOST_TIMED;
        let totals = if is_short { self.library.totals(&play) } else { vec![None; play.len()] };
        let parts = play.into_iter().zip(totals).map(|(entry, total)| ListedRoutine {
            card: self.menu.routine(&entry.routine).cloned(),
            total,
            entry,
        });
        Ok(ListContents { target, parts: parts.collect() })
    }

    fn play(&mut self, device: &mut Device, order: &Order) -> anyhow::Result<Told> {
        self.sounds = None;
        let mut found = settings::read();
        let is_ascii = self.shared.ascii.then_some(true);
        found.settings = Settings { ascii: is_ascii, ..Settings::default() }.or(found.settings);
        let (prepared, notes) = match order::order(&self.library, &found, order, &self.shared.routines)? {
            Ordered::Session { prepared, notes } => (prepared, notes),
            Ordered::Ask(why, question) => return Ok(Told::Ask { why, question, order: order.clone() }),
        };
        let played = play::perform_on(device, *prepared)?;
        self.is_interrupted |= played.is_interrupted;
        self.sounds = Some(played.sounds);
        // What was begun and left several times without anything held is told once.
        if !self.told.ends_with(&played.summary) {
            self.told.extend(played.summary.iter().cloned());
        }
        self.is_unfinished |= played.can_resume;
        let unkept = played.unkept.map(|it| format!("warning: {it}"));
        let said = played.felt.into_iter().chain(notes).chain(unkept);
        let said: Vec<String> =
            said.flat_map(|it| it.lines().map(str::to_owned).collect::<Vec<_>>()).collect();
        let lines = played.summary.iter().chain(&said).map(|it| Text::clean_line(it));
        let mut lines: Vec<Text> = lines.collect();
        said.iter().for_each(|it| self.told.push(it.clone()));
        if played.is_interrupted {
            return Ok(Told::Interrupted);
        }
        let (suggested, next) = suggested(&self.library);
        // Whoever left a session early goes on with it next.
        lines.extend(next.filter(|_| !played.can_resume));
        Ok(Told::Played { said: lines, suggested })
    }

    /// Reads everything anew, with the times of the level.
    fn reopen(&mut self) -> anyhow::Result<()> {
        let settings = Settings { level: Some(self.level), ..settings::read().settings };
        self.library = Library::open(&self.shared.routines)?.with_totals().paced(&settings);
        self.menu = HomeMenu::of(&self.library.catalogue(), self.library.broken_files());
        Ok(())
    }

    /// Saves a program of the person's own. What has its name already is named, and replaced only if they
    /// have agreed.
    fn save(&mut self, name: &str, entries: &[PlayEntry], replaces: bool) -> anyhow::Result<Told> {
        let id = parse::as_id(name);
        let place = saving::place(self.shared, &self.library, &id)?;
        match place.taken {
            Some(Taken::Own) if !replaces => {
                return Ok(Told::Taken(Text::clean(&home_words::is_taken(&id))));
            }
            Some(Taken::BuiltIn) if !replaces => {
                return Ok(Told::Taken(Text::clean(&home_words::is_built_in(&id))));
            }
            Some(Taken::Own | Taken::BuiltIn) | None => place.keep(&self.library, name, entries)?,
        }
        let said = vec![home_words::saved(&id)];
        self.told.push(home_words::kept_as(&id));
        self.reopen()?;
        let selected = Some(Target::Program(id));
        Ok(Told::Menu { menu: self.menu.clone(), said, selected })
    }

    /// Deletes the file of a program of the person's own.
    fn delete(&mut self, id: &str) -> anyhow::Result<Told> {
        let path = self.library.own_program(id).ok_or_else(|| Failure::failed(GONE))?;
        files::remove(path)?;
        self.reopen()?;
        Ok(Told::Menu { menu: self.menu.clone(), said: vec![home_words::deleted(id)], selected: None })
    }

    /// Opens a file in the person's editor, and says what is wrong with it afterwards. Who has named none is told
    /// first how to leave the one that is opened.
    fn edit(&mut self, device: &mut Device, file: &Edited) -> anyhow::Result<Told> {
        if !std::mem::replace(&mut self.knows_editor, true) && places::named_editor().is_none() {
            return Ok(Told::Failed(home_words::opens_in(places::USUAL_EDITOR)));
        }
        let path = match file {
            Edited::Named(id) => self.library.own_file(id).map(Path::to_owned),
            Edited::Broken(place) => self.library.broken().get(*place).map(|it| it.path().to_owned()),
        };
        let path = path.ok_or_else(|| Failure::failed(GONE))?;
        let edited = device.lend(|| editor::open(&path))?;
        let mut said = match edited {
            Ok(()) => Vec::new(),
            Err(why) => vec![Text::clean(&why)],
        };
        match library::read(&path, Depth::InFull) {
            Ok(document) if document.problems().is_empty() => {
                said.push(home_words::checked(&files::shown(&path)));
            }
            Ok(document) => {
                let (path, problems) = (files::shown(&path), document.problems());
                let report = report::report(&path, document.bytes(), problems, report::Style::Plain);
                said.extend(report.lines().map(Text::clean_line));
            }
            Err(error) => said.push(in_a_line(&library::unreadable(&path, &error).into())),
        }
        let id = library::stem(&path);
        self.reopen()?;
        let targets = [Target::Program(id.clone()), Target::Routine(id)];
        let there = targets.into_iter().find(|it| self.menu.position(it).is_some());
        Ok(Told::Menu { menu: self.menu.clone(), said, selected: there })
    }

    /// Says what was done, after the terminal was given back.
    fn leave(mut self) -> anyhow::Result<Exit> {
        let offer = if self.is_unfinished { resume::offer(&self.library) } else { None };
        self.told.extend(offer);
        let width = terminal::size_of_output().map_or(usize::MAX, |it| it.0);
        // A line that fits keeps its blanks: it may be part of a table.
        let lines = self.told.iter().flat_map(|it| match it.width() <= width {
            true => vec![it.clone()],
            false => wrap(it, width),
        });
        let lines: String = lines.map(|it| format!("{it}\n")).collect();
        if !lines.is_empty() {
            super::print(&lines)?;
        }
        if let (Some(sounds), false) = (self.sounds, self.is_interrupted) {
            sounds.finish(|| drop(terminal::strike_bell()));
        }
        Ok(if self.is_interrupted { Exit::Interrupted } else { Exit::Done })
    }
}

/// What is said of a file that somebody else took away.
const GONE: &str = "that file is not there any more";

/// An error in one line. The length that a command takes with `--for` is typed here as it is.
fn in_a_line(error: &anyhow::Error) -> Text {
    Text::clean(&error::text(error).replace("\nhint: ", "; ").replace("`--for ", "`"))
}
