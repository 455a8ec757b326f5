//! The home screen. Here are the menu and the person at its keys; the tests are in the modules below.

mod building;
mod looks;
mod program;
mod typing;

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use ratatui::{buffer::Buffer, layout::Rect};
use stretch::{
    model::{
        area::{Area, PlayEntry},
        catalogue::{AreaCard, Card, Catalogue, Origin, ProgramCard, Target},
        dose::Level,
        menu::{BrokenFile, Guide, HomeMenu},
        moment::Moment,
        parse,
        plan::Total,
        routine::Routine,
        side::Side,
        text::Text,
    },
    stage::{Ending, Happening, Told, Wish},
    view::{
        keys::{Button, Code, Held, Key, Mouse, MouseAct, Typed},
        palette::{Colours, Glyphs, Palette},
        screen::{
            Screen, ScreenDue, Sight,
            home::{
                BasketItem, Brief, Edited, Home, HowComposed, ListContents, ListedRoutine, Order, Selection,
                Suggested,
            },
        },
    },
    world::library::Library,
};

const COLOURED: Palette = Palette { colours: Colours::Many, glyphs: Glyphs::Unicode };
const SIXTEEN: Palette = Palette { colours: Colours::Sixteen, glyphs: Glyphs::Unicode };
const MONO: Palette = Palette { colours: Colours::None, glyphs: Glyphs::Unicode };
const ASCII: Palette = Palette { colours: Colours::None, glyphs: Glyphs::Ascii };

/// Routines as they were when the frames were made, so that those change with the screen alone.
const ROUTINES: &[(&str, Area, &str)] = &[
    (
        "neck-release",
        Area::Neck,
        "name: Neck release\nsummary: Lengthens the sides of the neck and the tops of the shoulders.\n\
         muscles: [upper trapezius, scalenes]\nposition: [standing, seated]\nsides: both\navoid: [neck-injury]\n\
         figure: { base: standing, view: front, crop: upper, stretched: [trapezius.l] }\nsteps:\n  \
         - hold: Tip your head toward your {side} shoulder.\n    for: 30s\n    \
         pose: { neck: [20, -20, 0], head: [12, -16, 0] }\n",
    ),
    (
        "chin-tuck",
        Area::Neck,
        "name: Chin tuck\nsummary: Draws the head back over the shoulders.\nmuscles: [longus colli]\n\
         position: seated\nneeds: [chair]\nfigure: { base: standing, view: front, crop: upper }\nsteps:\n  \
         - hold: Draw your chin in.\n    for: 20s\n    pose: { neck: [-10, 0, 0] }\n",
    ),
    (
        "prayer-stretch",
        Area::Wrists,
        "name: Prayer stretch\nsummary: Opens the wrists and the forearms.\nmuscles: [forearm flexors]\n\
         position: standing\nsteps:\n  - hold: Press your palms together.\n    for: 20s\n",
    ),
];

fn routine(id: &str) -> Arc<Routine> {
    let (id, area, text) = ROUTINES.iter().find(|it| it.0 == id).expect("there is such a routine");
    let read = parse::routine(text.as_bytes(), id, Some(*area));
    Arc::new(read.value.unwrap_or_else(|| panic!("{:?}", read.problems)))
}

fn menu() -> HomeMenu {
    let total = |seconds| Some(Total { seconds, open: 0 });
    let area = |area: Area, name: &str, summary: &str, seconds| AreaCard {
        area,
        name: Text::clean(name),
        aliases: Vec::new().into(),
        summary: Some(Text::clean(summary)),
        total: total(seconds),
    };
    let areas = [
        area(Area::Neck, "Neck", "The neck and the tops of the shoulders.", 380),
        area(Area::Shoulders, "Shoulders", "All around the joint.", 347),
        area(Area::Wrists, "Wrists and hands", "The forearms and the hands, for people who type.", 422),
    ];
    let programs = [ProgramCard {
        id: "desk-break".into(),
        origin: Origin::BuiltIn,
        name: Text::clean("Desk break"),
        summary: Some(Text::clean("A break from the desk, standing up.")),
        total: total(385),
    }];
    let cards: Vec<Card> = ROUTINES
        .iter()
        .map(|it| Card::of(&routine(it.0), if it.0 == "chin-tuck" { Origin::Own } else { Origin::BuiltIn }))
        .collect();
    let catalogue = Catalogue {
        routines: cards.iter().collect(),
        areas: areas.iter().collect(),
        programs: programs.iter().collect(),
        broken: Vec::new(),
    };
    let problem =
        ["error: unknown key `hodl`", "  --> ~/mine.yaml:3:5", "3 |   - hodl: Stay.", "hint: `hold`"];
    let broken = BrokenFile {
        place: 0,
        path: Text::clean("~/mine.yaml"),
        name: Text::clean("mine.yaml"),
        problem: problem.map(Text::clean_line).to_vec(),
    };
    HomeMenu::of(&catalogue, vec![broken])
}

fn guide(menu: &HomeMenu) -> Guide {
    let library = Library::default();
    let signs: BTreeMap<Area, Text> =
        Area::ALL.iter().filter_map(|it| Some((*it, library.built_in_signs(*it)?))).collect();
    Guide::new(menu, library.complaints().expect("they are built in"), signs)
}

/// Somebody at the screen; what it wishes for is granted at once.
struct Sitter {
    home: Home,
    menu: HomeMenu,
    now: Moment,
    /// What the log suggests after a session.
    suggested: Suggested,
    /// What was to be composed.
    briefs: Vec<Brief>,
    /// What was to be played.
    played: Vec<Order>,
    /// What was saved, and which files were opened.
    saved: Vec<(String, Vec<PlayEntry>)>,
    edited: Vec<Edited>,
    deleted: Vec<String>,
    /// What else the screen asked for.
    ended: Option<Ending>,
    pushed: usize,
    /// Whether keys follow at once on the end of a session.
    is_hasty: bool,
}

impl Sitter {
    fn new() -> Sitter {
        Sitter::with(menu(), Suggested::default())
    }

    fn with(menu: HomeMenu, suggested: Suggested) -> Sitter {
        let home = Home::new(menu.clone(), Level::Steady, suggested);
        let mut sitter = Sitter {
            home,
            menu,
            now: Moment::START,
            suggested: Suggested::default(),
            briefs: Vec::new(),
            played: Vec::new(),
            saved: Vec::new(),
            edited: Vec::new(),
            deleted: Vec::new(),
            ended: None,
            pushed: 0,
            is_hasty: false,
        };
        sitter.draw(80, 24, COLOURED);
        sitter.tell(Happening::Begun);
        sitter.tell(Happening::Passed);
        sitter
    }

    fn tell(&mut self, happening: Happening) {
        let mut due = self.home.answer(&happening, self.now);
        while !due.is_empty() {
            for next in std::mem::take(&mut due) {
                match next {
                    ScreenDue::Wish(wish) => {
                        if let Some(told) = self.grant(wish) {
                            let is_over = matches!(told, Told::Played { .. });
                            due.extend(self.home.hear(told, self.now));
                            if is_over && !self.is_hasty {
                                self.now = self.now + Duration::from_secs(1);
                            }
                        }
                    }
                    ScreenDue::Leave(ending) => self.ended = Some(ending),
                    ScreenDue::Push(_) => self.pushed += 1,
                    ScreenDue::Effect(_) | ScreenDue::Ask(_) | ScreenDue::Pop => {
                        panic!("it is no session and lies on nothing")
                    }
                }
            }
        }
    }

    fn grant(&mut self, wish: Wish) -> Option<Told> {
        match wish {
            Wish::Guide => Some(Told::Guide(Box::new(guide(&self.menu)))),
            Wish::Contents(target) => {
                let area = match &target {
                    Target::Area(area) => Some(*area),
                    Target::Program(_) | Target::Routine(_) | Target::Path(_) => None,
                };
                let inside = ROUTINES.iter().filter(|it| area.is_none_or(|area| it.1 == area));
                let part = |it: &(&str, Area, &str)| ListedRoutine {
                    entry: PlayEntry::named(it.0),
                    card: self.menu.routine(it.0).cloned(),
                    total: self.menu.routine(it.0).map(|it| it.total),
                };
                Some(Told::Contents(ListContents { target, parts: inside.map(part).collect() }))
            }
            Wish::Routine(id) => Some(Told::Routine(routine(&id))),
            Wish::Sum(entries) => {
                let totals = entries.iter().map(|it| Some(self.menu.routine(&it.routine)?.total));
                Some(Told::Sum(totals.collect()))
            }
            Wish::Level(_) => Some(self.again("")),
            Wish::Save { name, entries, replaces } => {
                if name == "Taken" && !replaces {
                    return Some(Told::Taken(Text::clean("`taken` is there already")));
                }
                self.saved.push((name, entries));
                Some(self.again("saved"))
            }
            Wish::Edit(file) => {
                self.edited.push(file);
                Some(self.again("mine.yaml: no problem"))
            }
            Wish::Compose(brief) => {
                self.briefs.push(brief);
                let card = self.menu.routine("neck-release")?.clone();
                let entry = PlayEntry { rounds: Some(2), hold: Some(45), ..PlayEntry::named("neck-release") };
                let (total, from) =
                    (Total { seconds: 301, open: 0 }, Target::Routine("neck-release".to_owned()));
                let why = Some(Text::literal("neck: 0 of 2 days this week"));
                Some(Told::Composed {
                    chosen: vec![BasketItem { entry, card, total: Some(total), from, why }],
                    made: HowComposed { length: 300, leading: Side::Left },
                    total,
                    said: Vec::new(),
                })
            }
            Wish::Delete(id) => {
                self.deleted.push(id);
                Some(self.again("deleted"))
            }
            Wish::Play(order) => {
                self.played.push(order);
                let summary = ["Neck: done, held 1 minute", "  Neck release  right 30s, left 30s"];
                let said = summary.map(Text::clean_line).to_vec();
                Some(Told::Played { said, suggested: self.suggested.clone() })
            }
        }
    }

    fn again(&self, said: &str) -> Told {
        let said = if said.is_empty() { Vec::new() } else { vec![Text::clean(said)] };
        Told::Menu { menu: self.menu.clone(), said, selected: None }
    }

    fn press(&mut self, key: Key) -> &mut Sitter {
        self.tell(Happening::Typed(Typed::Key(key)));
        self
    }

    fn code(&mut self, code: Code) -> &mut Sitter {
        self.press(Key::of(code))
    }

    fn write(&mut self, words: &str) -> &mut Sitter {
        for letter in words.chars() {
            self.press(Key::char(letter));
        }
        self
    }

    fn after(&mut self, milliseconds: u64) -> &mut Sitter {
        self.now = self.now + Duration::from_millis(milliseconds);
        self.tell(Happening::Passed);
        self
    }

    fn draw(&self, width: u16, height: u16, palette: Palette) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        self.home.draw(&Sight { now: self.now, palette, notice: None }, buffer.area, &mut buffer);
        buffer
    }

    fn text(&self) -> String {
        text(&self.draw(80, 24, COLOURED))
    }

    /// The targets that were played, in words.
    fn targets(&self) -> Vec<Target> {
        let target = |order: &Order| match &order.what {
            Selection::Target(target) => Some(target.clone()),
            Selection::Entries(_) | Selection::Composed(..) | Selection::Left(_) => None,
        };
        self.played.iter().filter_map(target).collect()
    }

    /// The routines that were played out of lists, one by one.
    fn parts(&self) -> Vec<String> {
        let part = |order: &Order| match &order.what {
            Selection::Entries(entries) if entries.len() == 1 => Some(entries[0].routine.clone()),
            Selection::Target(_) | Selection::Entries(_) | Selection::Composed(..) | Selection::Left(_) => {
                None
            }
        };
        self.played.iter().filter_map(part).collect()
    }

    fn click(&mut self, column: u16, row: u16) {
        let mouse = Mouse { act: MouseAct::Press(Button::Left), column, row, held: Held::NONE };
        self.tell(Happening::Typed(Typed::Mouse(mouse)));
    }
}

fn text(buffer: &Buffer) -> String {
    let Rect { width, height, .. } = buffer.area;
    let row = |y| (0..width).map(|x| buffer[(x, y)].symbol()).collect::<String>();
    (0..height).map(|y| row(y).trim_end().to_owned() + "\n").collect()
}

fn neck() -> Target {
    Target::Area(Area::Neck)
}
