//! The home screen: what its keys do, what it finds, how it looks (files under `tests/frames/`), and the
//! real program in a pseudo-terminal, with its ways out.

#![expect(clippy::disallowed_methods, reason = "how long the ways out take is printed")]

use std::{
    collections::BTreeMap,
    sync::Arc,
    time::{Duration, Instant},
};

use ratatui::{buffer::Buffer, layout::Rect};
use rustix::process::Signal;
use stretch::{
    model::{
        area::{Area, Entry},
        catalogue::{AreaCard, Card, Catalogue, Origin, ProgramCard, Target},
        dose::Level,
        menu::{BrokenFile, Guide, Menu, Warning},
        moment::Moment,
        parse,
        plan::Total,
        routine::Routine,
        side::Side,
        text::Text,
    },
    stage::{Ending, Happening, Told, Wish},
    view::{
        keys::{Act, Button, Code, Held, Key, Mouse, Typed},
        palette::{Colours, Glyphs, Palette},
        screen::{
            Due, Screen, Sight,
            home::{Brief, Chosen, Contents, Edited, Home, Left, Made, Order, Part, Selection, Suggested},
        },
    },
    world::{library::Library, terminal::signals},
};

use crate::{
    kept::compare,
    pty::{Pty, Start, State},
    ways_out::{Place, assert_said_nothing_unknown, check_end, every_deadly_signal},
};

const COLOURED: Palette = Palette { colours: Colours::Many, glyphs: Glyphs::Unicode };
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

fn menu() -> Menu {
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
    Menu::of(&catalogue, vec![broken])
}

fn guide(menu: &Menu) -> Guide {
    let library = Library::default();
    let signs: BTreeMap<Area, Text> =
        Area::ALL.iter().filter_map(|it| Some((*it, library.built_in_signs(*it)?))).collect();
    Guide::new(menu, library.complaints().expect("they are built in"), signs)
}

/// Somebody at the screen; what it wishes for is granted at once.
struct Sitter {
    home: Home,
    menu: Menu,
    now: Moment,
    /// What the log suggests after a session.
    suggested: Suggested,
    /// What was to be composed.
    briefs: Vec<Brief>,
    /// What was to be played.
    played: Vec<Order>,
    /// What was saved, and which files were opened.
    saved: Vec<(String, Vec<Entry>)>,
    edited: Vec<Edited>,
    /// What else the screen asked for.
    ended: Option<Ending>,
    pushed: usize,
}

impl Sitter {
    fn new() -> Sitter {
        Sitter::with(menu(), Suggested::default())
    }

    fn with(menu: Menu, suggested: Suggested) -> Sitter {
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
            ended: None,
            pushed: 0,
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
                    Due::Wish(wish) => {
                        if let Some(told) = self.grant(wish) {
                            due.extend(self.home.hear(told, self.now));
                        }
                    }
                    Due::Leave(ending) => self.ended = Some(ending),
                    Due::Push(_) => self.pushed += 1,
                    Due::Effect(_) | Due::Ask(_) | Due::Pop => panic!("it is no session and lies on nothing"),
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
                let part = |it: &(&str, Area, &str)| Part {
                    entry: Entry::named(it.0),
                    card: self.menu.routine(it.0).cloned(),
                    total: self.menu.routine(it.0).map(|it| it.total),
                };
                Some(Told::Contents(Contents { target, parts: inside.map(part).collect() }))
            }
            Wish::Routine(id) => Some(Told::Routine(routine(&id))),
            Wish::Sum(entries) => {
                let seconds = entries.iter().filter_map(|it| self.menu.routine(&it.routine));
                Some(Told::Sum(Some(Total { seconds: seconds.map(|it| it.total.seconds).sum(), open: 0 })))
            }
            Wish::Level(_) => Some(self.again("")),
            Wish::Save { name, entries, replaces } => {
                if name == "Taken" && !replaces {
                    return Some(Told::Taken(Text::clean("there is a file `taken` already")));
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
                let entry = Entry { rounds: Some(2), hold: Some(45), ..Entry::named("neck-release") };
                let (total, from) =
                    (Total { seconds: 301, open: 0 }, Target::Routine("neck-release".to_owned()));
                let why = Some(Text::literal("neck: 0 of 2 days this week"));
                Some(Told::Composed {
                    chosen: vec![Chosen { entry, card, total: Some(total), from, why }],
                    made: Made { length: 300, leading: Side::Left },
                    total,
                    said: vec![
                        Text::literal("Enter plays it:"),
                        Text::literal("1. Neck release, 2 rounds of 45s, 5:01 (neck: 0 of 2 days this week)"),
                    ],
                })
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
            Selection::Entries(_) | Selection::Composed(..) | Selection::Left => None,
        };
        self.played.iter().filter_map(target).collect()
    }

    fn click(&mut self, column: u16, row: u16) {
        let mouse = Mouse { act: Act::Press(Button::Left), column, row, held: Held::NONE };
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

#[test]
fn typing_filters_and_enter_plays() {
    let mut sitter = Sitter::new();
    sitter.code(Code::Enter);
    assert_eq!(sitter.targets(), [neck()], "the first of all");
    sitter.write("wri").code(Code::Enter);
    assert_eq!(sitter.targets()[1..], [Target::Area(Area::Wrists)]);
    assert!(sitter.text().contains("What is stiff? wri"), "{}", sitter.text());
    sitter.press(Key::control('u')).write("neck rel").code(Code::Enter);
    assert_eq!(sitter.targets()[2..], [Target::Routine("neck-release".to_owned())]);
    sitter.press(Key::control('u')).write("zzzz").code(Code::Enter);
    assert_eq!(sitter.played.len(), 3, "nothing fits, and nothing is played");
    assert!(sitter.text().contains("nothing is selected"), "{}", sitter.text());
}

#[test]
fn what_was_done_is_told_until_the_next_key() {
    let mut sitter = Sitter::new();
    sitter.code(Code::Enter);
    assert!(sitter.text().contains("Neck: done, held 1 minute"), "{}", sitter.text());
    assert!(sitter.text().contains("Neck release  right 30s, left 30s"), "{}", sitter.text());
    sitter.code(Code::Down);
    assert!(!sitter.text().contains("held 1 minute"), "{}", sitter.text());
}

#[test]
fn a_paste_goes_into_the_line_and_plays_nothing() {
    let mut sitter = Sitter::new();
    sitter.tell(Happening::Typed(Typed::Paste("wrists\n\x1b[2J".to_owned())));
    assert!(sitter.played.is_empty());
    assert!(sitter.text().contains("What is stiff? wrists [2J"), "{}", sitter.text());
    // A long one is cut, and its end is seen.
    sitter.press(Key::control('u'));
    sitter.tell(Happening::Typed(Typed::Paste(format!("{}end", "x".repeat(150)))));
    assert!(sitter.text().contains("xxend"), "{}", sitter.text());
}

#[test]
fn esc_empties_closes_and_then_says_how_to_leave() {
    let mut sitter = Sitter::new();
    sitter.write("neck").code(Code::Tab).code(Code::Escape).code(Code::Escape);
    assert!(sitter.text().contains("type a place"), "{}", sitter.text());
    assert!(!sitter.text().contains("Ctrl-Q leaves"));
    sitter.code(Code::Escape);
    assert!(sitter.text().contains("Ctrl-C or Ctrl-Q leaves"), "{}", sitter.text());
    assert_eq!(sitter.ended, None);
    sitter.press(Key::control('q'));
    assert_eq!(sitter.ended, Some(Ending::Closed));
}

#[test]
fn tab_leads_to_the_routines_and_back() {
    let mut sitter = Sitter::new();
    sitter.code(Code::Tab).code(Code::Down).code(Code::Enter);
    assert_eq!(sitter.targets(), [Target::Routine("chin-tuck".to_owned())]);
    sitter.code(Code::Tab).code(Code::Enter);
    assert_eq!(sitter.targets()[1..], [neck()]);
    // With the arrows too, while nothing is typed.
    sitter.code(Code::Right).code(Code::Enter).code(Code::Left).code(Code::Enter);
    assert_eq!(sitter.targets()[2..], [Target::Routine("chin-tuck".to_owned()), neck()], "where one was");
    // What is typed goes into the line, wherever the keys were for.
    sitter.code(Code::Tab).write("w").code(Code::Enter);
    assert_eq!(sitter.targets()[4..], [Target::Area(Area::Wrists)]);
}

#[test]
fn a_question_mark_shows_the_keys_only_while_nothing_is_typed() {
    let mut sitter = Sitter::new();
    sitter.write("?");
    assert_eq!(sitter.pushed, 1);
    sitter.write("neck?");
    assert_eq!(sitter.pushed, 1);
    sitter.code(Code::Function(1));
    assert_eq!(sitter.pushed, 2);
}

#[test]
fn the_mouse_selects_and_plays_and_its_wheel_moves() {
    let mut sitter = Sitter::new();
    sitter.text();
    let row = |sitter: &Sitter, words: &str| {
        let text = sitter.text();
        text.lines().position(|it| it.contains(words)).unwrap_or_else(|| panic!("{words}\n{text}")) as u16
    };
    let shoulders = row(&sitter, "Shoulders");
    sitter.click(5, shoulders);
    assert!(sitter.played.is_empty(), "a click selects");
    sitter.click(5, shoulders);
    assert_eq!(sitter.targets(), [Target::Area(Area::Shoulders)], "and one on what is selected plays");
    sitter.click(5, 0);
    sitter.click(200, 200);
    let heading = row(&sitter, "Areas");
    sitter.click(5, heading);
    assert_eq!(sitter.played.len(), 1, "a heading is nothing to play");
    let neck_row = row(&sitter, "Neck  ");
    sitter.click(5, neck_row);
    let part = row(&sitter, "Neck release");
    sitter.click(60, part);
    sitter.click(60, part);
    assert_eq!(sitter.targets()[1..], [Target::Routine("neck-release".to_owned())]);
}

#[test]
fn the_person_moves_a_little_after_the_last_key_and_rests() {
    let mut sitter = Sitter::new();
    sitter.write("neck release");
    let is_drawn = |sitter: &Sitter| sitter.text().contains('█');
    sitter.after(100);
    assert!(!is_drawn(&sitter), "not yet");
    sitter.after(49);
    assert!(!is_drawn(&sitter));
    assert_eq!(sitter.home.idle(sitter.now), Some(Duration::from_millis(1)));
    sitter.after(1);
    assert!(is_drawn(&sitter), "{}", sitter.text());
    let mut frames = 0;
    while sitter.home.frames(sitter.now).is_some() {
        sitter.after(100);
        frames += 1;
        assert!(frames < 600, "it comes to rest");
    }
    assert!(frames > 30, "it moves: {frames}");
    assert_eq!(sitter.home.idle(sitter.now), None, "and then nothing wakes the program");
    assert!(is_drawn(&sitter), "the person stays");
}

#[test]
fn an_area_shows_each_of_its_routines_once_and_rests() {
    let mut sitter = Sitter::new();
    // The name of the one that is drawn stands below it, on the right.
    let shown = |sitter: &Sitter| {
        let text = sitter.text();
        let right = |line: &str| line.chars().skip(40).collect::<String>().trim().to_owned();
        text.lines().map(right).find(|it| ["Neck release", "Chin tuck"].contains(&it.as_str()))
    };
    let mut names: Vec<String> = Vec::new();
    for _ in 0..300 {
        sitter.after(50);
        names.extend(shown(&sitter).filter(|it| names.last() != Some(it)));
        if sitter.home.idle(sitter.now).is_none() && sitter.home.frames(sitter.now).is_none() {
            break;
        }
    }
    assert_eq!(names, ["Neck release", "Chin tuck"]);
    assert_eq!(sitter.home.idle(sitter.now), None, "nothing wakes the program");
    // Where there is no room for the person, nothing moves.
    let mut narrow = Sitter::new();
    narrow.draw(40, 12, COLOURED);
    narrow.after(150);
    assert_eq!((narrow.home.frames(narrow.now), narrow.home.idle(narrow.now)), (None, None));
}

#[test]
fn the_person_is_drawn_in_ascii() {
    let mut sitter = Sitter::new();
    sitter.write("neck release").after(150);
    for (width, height) in [(80, 24), (132, 43)] {
        let drawn = text(&sitter.draw(width, height, ASCII));
        assert!(drawn.is_ascii(), "{drawn}");
        // Hair, eyes, a shirt, and the muscle that is stretched once it is held.
        assert!(drawn.contains(":::") && drawn.contains('o'), "{drawn}");
    }
    sitter.after(3_000);
    let held = text(&sitter.draw(80, 24, ASCII));
    assert!(held.contains("##"), "{held}");
}

#[test]
fn what_needs_help_is_told_and_never_played() {
    for (typed, words) in [
        ("crushing chest pain left arm", "This may need medical help now"),
        ("torn hamstring", "A fresh injury is not stretched"),
    ] {
        let mut sitter = Sitter::new();
        sitter.write(typed).code(Code::Down).code(Code::Enter);
        assert!(sitter.played.is_empty(), "{typed}");
        assert!(sitter.text().contains(words), "{typed}\n{}", sitter.text());
        sitter.press(Key::control('u')).write("neck").code(Code::Enter);
        assert_eq!(sitter.targets(), [neck()], "after that all is as before");
    }
}

#[test]
fn a_broken_file_is_shown_with_its_problem_and_not_played() {
    let mut sitter = Sitter::new();
    sitter.code(Code::End);
    assert!(sitter.text().contains("error: unknown key `hodl`"), "{}", sitter.text());
    sitter.code(Code::Enter);
    assert!(sitter.played.is_empty());
    assert!(sitter.text().contains("cannot be played"), "{}", sitter.text());
}

/// What stands in the session that is put together, from its entries.
fn entries(order: &Order) -> Vec<&str> {
    match &order.what {
        Selection::Entries(entries) | Selection::Composed(entries, _) => {
            entries.iter().map(|it| it.routine.as_str()).collect()
        }
        Selection::Target(_) | Selection::Left => Vec::new(),
    }
}

#[test]
fn a_session_is_put_together_changed_played_and_saved() {
    let mut sitter = Sitter::new();
    sitter.press(Key::control('s'));
    assert!(sitter.text().contains("your session is empty"), "{}", sitter.text());
    // An area adds all that it plays, a routine itself.
    sitter.press(Key::control(' ')).write("prayer").code(Code::Insert);
    assert!(sitter.text().contains("added: Prayer stretch"), "{}", sitter.text());
    sitter.code(Code::Escape).code(Code::Tab).code(Code::Tab);
    let total: u64 = ["neck-release", "chin-tuck", "prayer-stretch"]
        .iter()
        .filter_map(|it| sitter.menu.routine(it))
        .map(|it| it.total.seconds)
        .sum();
    let facts = format!("Your session  {}:{:02} · 3 routines", total / 60, total % 60);
    assert!(sitter.text().contains(&facts), "{facts}\n{}", sitter.text());
    sitter.code(Code::Enter);
    assert_eq!(entries(&sitter.played[0]), ["neck-release", "chin-tuck", "prayer-stretch"]);
    let up = Key { code: Code::Up, held: Held::CONTROL };
    sitter.code(Code::End).press(up).press(up).code(Code::Enter);
    assert_eq!(entries(&sitter.played[1]), ["prayer-stretch", "neck-release", "chin-tuck"]);
    sitter.code(Code::Down).code(Code::Delete).code(Code::Enter);
    assert_eq!(entries(&sitter.played[2]), ["prayer-stretch", "chin-tuck"]);
    // Saved under a name, and over another only if that was agreed to.
    sitter.press(Key::control('s')).code(Code::Enter);
    assert!(sitter.text().contains("type a name first"), "{}", sitter.text());
    sitter.write("Taken").code(Code::Enter);
    assert!(sitter.saved.is_empty() && sitter.text().contains("Enter replaces it"), "{}", sitter.text());
    sitter.write("?").code(Code::Backspace).code(Code::Enter);
    assert!(sitter.saved.is_empty(), "a name that was changed is asked for anew");
    sitter.code(Code::Enter);
    assert_eq!(sitter.saved[0].0, "Taken");
    assert_eq!(sitter.saved[0].1.len(), 2);
    sitter.press(Key::control('s')).write("Not this").code(Code::Escape);
    assert_eq!(sitter.saved.len(), 1);
    assert_eq!(sitter.played.len(), 3, "no key for the name played anything");
}

#[test]
fn a_session_of_its_last_routine_is_gone_with_it() {
    let mut sitter = Sitter::new();
    sitter.write("prayer").press(Key::control(' ')).code(Code::Tab).code(Code::Backspace);
    assert!(!sitter.text().contains("Your session"), "{}", sitter.text());
    sitter.code(Code::Enter);
    assert_eq!(sitter.targets(), [Target::Routine("prayer-stretch".to_owned())]);
}

#[test]
fn what_is_due_stands_above_all_else() {
    let due = vec![(Target::Area(Area::Wrists), Text::clean("9 days ago"))];
    let mut sitter = Sitter::with(menu(), Suggested { due, left: None });
    sitter.suggested.due = vec![(Target::Area(Area::Wrists), Text::clean("9 days ago"))];
    let text = sitter.text();
    let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words}\n{text}"));
    assert!(at("Due") < at("9 days ago") && at("9 days ago") < at("Areas"), "{text}");
    sitter.code(Code::Enter);
    assert_eq!(sitter.targets(), [Target::Area(Area::Wrists)]);
    sitter.write("neck").press(Key::control('u')).code(Code::Enter);
    assert_eq!(sitter.targets()[1..], [Target::Area(Area::Wrists)]);
}

#[test]
fn what_was_left_is_offered_on_top_until_it_is_done() {
    let left = Left {
        name: Text::literal("Morning"),
        began: Text::literal("of 07:10"),
        total: Total { seconds: 132, open: 0 },
        routines: vec![Text::literal("Prayer stretch")],
        first: "prayer-stretch".to_owned(),
    };
    let due = vec![(Target::Area(Area::Neck), Text::clean("9 days ago"))];
    let mut sitter = Sitter::with(menu(), Suggested { left: Some(left), due });
    let text = sitter.text();
    let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words}\n{text}"));
    assert!(at("Left before its end") < at("Morning") && at("Morning") < at("Due"), "{text}");
    assert!(text.contains("of 07:10") && text.contains("Goes on where it stopped"), "{text}");
    sitter.code(Code::Enter);
    assert_eq!(sitter.played[0].what, Selection::Left);
    // After it nothing is left, and what was done is told.
    let text = sitter.text();
    assert!(!text.contains("Morning") && text.contains("Neck: done"), "{text}");
    sitter.code(Code::Enter);
    assert_eq!(sitter.targets(), [neck()]);
}

#[test]
fn a_session_of_a_length_is_composed_and_played() {
    let mut sitter = Sitter::new();
    sitter.press(Key::control('t'));
    assert!(sitter.text().contains("How long for what is due?"), "{}", sitter.text());
    sitter.code(Code::Enter);
    assert!(sitter.briefs.is_empty() && sitter.text().contains("type a length first"), "{}", sitter.text());
    sitter.write("5m").code(Code::Enter);
    assert_eq!((&*sitter.briefs[0].typed, sitter.briefs[0].targets.len()), ("5m", 0));
    let text = sitter.text();
    assert!(text.contains("1. Neck release, 2 rounds of 45s, 5:01 (neck: 0 of 2 days"), "{text}");
    // Enter plays it as it was made, and it says why it has what it has.
    sitter.code(Code::Enter);
    let Selection::Composed(entries, made) = &sitter.played[0].what else { panic!("{:?}", sitter.played) };
    assert_eq!(
        (&*entries[0].routine, entries[0].rounds, entries[0].hold),
        ("neck-release", Some(2), Some(45))
    );
    assert_eq!((made.length, made.leading), (300, Side::Left));
    sitter.code(Code::Down);
    assert!(sitter.text().contains("neck: 0 of 2 days this week"), "{}", sitter.text());
    // What is put together again is no longer of that length.
    sitter.code(Code::Escape).press(Key::control(' ')).code(Code::Tab).code(Code::Tab).code(Code::Enter);
    assert!(matches!(sitter.played[1].what, Selection::Entries(_)), "{:?}", sitter.played[1]);
}

#[test]
fn a_session_is_composed_from_what_was_chosen() {
    for (keys, name, target) in [
        (&[Key::of(Code::Down)][..], "Shoulders", Some(Target::Area(Area::Shoulders))),
        (
            &[Key::char('w'), Key::char('r'), Key::char('i')],
            "Wrists and hands",
            Some(Target::Area(Area::Wrists)),
        ),
        (&[Key::control(' ')], "Your session", Some(neck())),
        (&[], "what is due", None),
    ] {
        let mut sitter = Sitter::new();
        for key in keys {
            sitter.press(*key);
        }
        sitter.press(Key::control('t'));
        assert!(sitter.text().contains(&format!("How long for {name}?")), "{}", sitter.text());
        sitter.write("10").code(Code::Enter);
        assert_eq!(sitter.briefs[0].targets, Vec::from_iter(target), "{name}");
    }
    // Several places that were typed are all meant, and a line that begins with a length says it itself.
    let mut sitter = Sitter::new();
    sitter.write("neck and wrists").press(Key::control('t'));
    assert!(sitter.text().contains("How long for Neck and Wrists and hands?"), "{}", sitter.text());
    for key in [Key::of(Code::Enter), Key::control('t')] {
        let mut sitter = Sitter::new();
        sitter.write("10m neck").press(key);
        assert_eq!((&*sitter.briefs[0].typed, sitter.played.len()), ("10m neck", 0));
    }
    // Esc composes nothing.
    let mut sitter = Sitter::new();
    sitter.press(Key::control('t')).write("5m").code(Code::Escape);
    assert!(sitter.briefs.is_empty() && sitter.text().contains("What is stiff?"), "{}", sitter.text());
}

#[test]
fn the_level_is_changed_for_all_that_is_played() {
    let mut sitter = Sitter::new();
    sitter.press(Key::control('l')).code(Code::Enter);
    assert_eq!(sitter.played[0].level, Level::Full);
    assert!(sitter.text().contains("full"), "{}", sitter.text());
    sitter.press(Key::control('l')).press(Key::control('l')).code(Code::Enter);
    assert_eq!(sitter.played[1].level, Level::Steady);
}

#[test]
fn only_ones_own_files_are_opened() {
    let mut sitter = Sitter::new();
    sitter.press(Key::control('e'));
    assert!(sitter.edited.is_empty() && sitter.text().contains("of your own"), "{}", sitter.text());
    sitter.code(Code::End).press(Key::control('e'));
    sitter.press(Key::control('u')).write("chin tuck").press(Key::control('e'));
    assert_eq!(sitter.edited, [Edited::Broken(0), Edited::Named("chin-tuck".to_owned())]);
    assert!(sitter.text().contains("no problem"), "{}", sitter.text());
}

#[test]
fn the_screen_looks_as_it_was_looked_at() {
    let frame = |name: &str, buffer: &Buffer| (format!("tests/frames/home-{name}.txt"), text(buffer));
    // Without the person, who is drawn anew more often than the screen around them.
    let rested = Sitter::new();
    let mut frames = Vec::new();
    for (width, height) in [(132, 43), (80, 24), (60, 40), (40, 12), (30, 8), (20, 6), (19, 5)] {
        frames.push(frame(&format!("{width}x{height}"), &rested.draw(width, height, COLOURED)));
    }
    frames.push(frame("mono-80x24", &rested.draw(80, 24, MONO)));
    for (width, height) in [(132, 43), (80, 24), (40, 12)] {
        frames.push(frame(&format!("ascii-{width}x{height}"), &rested.draw(width, height, ASCII)));
    }
    let mut basket = Sitter::new();
    basket.press(Key::control(' ')).code(Code::Tab).code(Code::Tab);
    for (width, height) in [(132, 43), (80, 24), (40, 12)] {
        frames.push(frame(&format!("basket-{width}x{height}"), &basket.draw(width, height, COLOURED)));
    }
    basket.press(Key::control('s')).write("My neck");
    frames.push(frame("name-80x24", &basket.draw(80, 24, COLOURED)));
    let mut found = Sitter::new();
    found.write("neck").code(Code::Down);
    frames.push(frame("found-80x24", &found.draw(80, 24, COLOURED)));
    found.code(Code::Enter);
    frames.push(frame("played-80x24", &found.draw(80, 24, COLOURED)));
    let mut broken = Sitter::new();
    broken.code(Code::End);
    frames.push(frame("broken-80x24", &broken.draw(80, 24, COLOURED)));
    let mut flagged = Sitter::new();
    flagged.write("numb fingers");
    frames.push(frame("read-first-80x24", &flagged.draw(80, 24, COLOURED)));
    let mut urgent = Sitter::new();
    urgent.write("chest pain left arm");
    frames.push(frame("help-now-80x24", &urgent.draw(80, 24, COLOURED)));
    compare(frames);
}

#[test]
fn no_size_is_too_small_or_too_large() {
    let mut sitters = [Sitter::new(), Sitter::new(), Sitter::new(), Sitter::new()];
    sitters[1].write("neck").after(150);
    sitters[2].write("numb fingers");
    sitters[3].code(Code::Enter).code(Code::Tab);
    for sitter in &mut sitters {
        for width in (0..=80).step_by(3).chain([110, 132, 200, 300]) {
            for height in (0..=40).step_by(3).chain([60, 100]) {
                sitter.draw(width, height, ASCII);
                for step in [Code::PageDown, Code::Up, Code::PageUp] {
                    sitter.code(step);
                }
            }
        }
        sitter.draw(300, 100, COLOURED);
    }
}

/// What people type, against everything that is built in: the first that is found.
#[test]
fn people_find_what_they_type() {
    let library = Library::default();
    let menu = Menu::of(&library.catalogue(), Vec::new());
    let guide = guide(&menu);
    let mut wrong = Vec::new();
    for (typed, first) in [
        ("n", "Neck"),
        ("neck", "Neck"),
        ("nekc", "Neck"),
        ("stiff neck", "Neck"),
        ("stiff ne", "Neck"),
        ("my neck is stiff", "Neck"),
        ("neck rel", "Neck release"),
        ("wri", "Wrists and hands"),
        ("wirst", "Wrists and hands"),
        ("wrist pain", "Wrists and hands"),
        ("sore wrists from typing", "Wrists and hands"),
        ("hips", "Hips"),
        ("hip", "Hips"),
        ("tight hips", "Tight hips"),
        ("lower b", "Lower back"),
        ("lower bakc", "Lower back"),
        ("back pain", "Lower back"),
        ("shuolders", "Shoulders"),
        ("desk", "Desk break"),
        ("posture", "Posture"),
        ("chin tuck", "Chin tuck"),
        ("childs pose", "Child's pose, arms ahead"),
        ("my hips are so ti", "Hips"),
        ("plantar", "Plantar fascia toe pull"),
        ("calf", "Calves, ankles and feet"),
        ("jaw", "Jaw"),
    ] {
        let found = guide.answer(&menu, typed);
        let name = found.items.first().map(|it| menu.items()[*it].name().as_str());
        if name != Some(first) {
            let names: Vec<_> = found.items.iter().take(4).map(|it| menu.items()[*it].name()).collect();
            wrong.push(format!("{typed}: {names:?} {:?}, not {first}", found.warning));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(matches!(guide.answer(&menu, "torn hamstring").warning, Some(Warning::Injury { .. })));
    let pregnant = guide.answer(&menu, "hips pregnant");
    assert!(!pregnant.conditions.is_empty() && !pregnant.items.is_empty());
}

/// The screen of the real program.
fn at_home() -> Pty {
    let pty = Start::stretch(&[]).file(".config/stretch/config.yaml", "conditions: [pregnancy]\n").go();
    pty.wait_for("What is stiff?");
    pty.wait_for_bytes(b"\x1b[?1006h");
    pty
}

/// Types, sees the list filtered, plays, leaves, and is back; and what was done stands in the shell.
#[test]
fn one_types_plays_comes_back_and_leaves() {
    let mut pty = at_home();
    pty.press("chin tu");
    pty.wait_for("found");
    pty.wait_for("Chin tuck");
    pty.press("\r");
    pty.wait_for("GET READY");
    pty.wait_for_bytes(b"\x1b[?1000l");
    pty.press("q");
    pty.wait_for("LEAVE?");
    pty.press("q");
    pty.wait_for("What is stiff? chin tu");
    pty.wait_for("Chin tuck: left before the end");
    let since = Instant::now();
    pty.press("\x03");
    let pty = check_end(pty, "^C at home", State::Exited(0), since);
    assert!(pty.contents().contains("Chin tuck: left before the end, nothing held"), "{}", pty.contents());
}

/// The states of the screen: the keys that lead there, and what it says then.
const STATES: &[(&str, &str, &str)] = &[
    ("all", "", "Areas"),
    ("found", "wris", "found"),
    ("nothing found", "zzzzzz", "Nothing here fits"),
    ("routines", "neck\t", "list"),
    ("read first", "numb fingers", "Read this first"),
    ("help", "?", "these keys"),
    ("in a paste", "\x1b[200~hip", "Areas"),
    ("in a session", "chin tuck\r", "GET READY"),
    ("your session", "neck\0\t\t", "del remove"),
    ("a name", "neck\0\x13My", "Save as:"),
    ("a length", "\x1410", "How long for"),
    ("composed", "\x145m shoulders\r", "Enter plays it"),
    ("a question", "knee rolls\r", "Enter plays it all the same"),
];

fn home_at((state, keys, words): Place) -> Pty {
    let mut pty = at_home();
    if !keys.is_empty() {
        pty.press(keys);
    }
    pty.wait_for(words);
    assert!(!pty.are_settings_as_before(), "{state}");
    pty
}

#[test]
fn every_signal_from_every_state_of_home_gives_the_terminal_back() {
    every_deadly_signal(STATES, home_at);
}

/// The keys that leave do so from every state, and give the terminal back.
#[test]
fn every_key_that_leaves_home_leaves_it_from_every_state() {
    for (state, keys, words) in STATES {
        // In a paste they are text, and a session has keys of its own.
        if ["in a paste", "in a session", "help"].contains(state) {
            continue;
        }
        for key in ["\x03", "\x11"] {
            // A prompt is closed first.
            let times = if key == "\x11" && ["a name", "a length"].contains(state) { 2 } else { 1 };
            let mut pty = home_at((state, keys, words));
            pty.press(&key.repeat(times));
            assert_eq!(pty.wait_for_end().0, State::Exited(0), "{state} {key:?}\n{}", pty.contents());
            pty.assert_given_back();
            assert_said_nothing_unknown(&pty.raw());
        }
    }
}

/// What does not suit the person is asked about, and any key but Enter plays nothing.
#[test]
fn at_home_one_is_asked_before_what_does_not_suit() {
    let mut pty = home_at(STATES[STATES.len() - 1]);
    pty.press("\x7f");
    pty.wait_for("What is stiff? knee roll ");
    assert!(!pty.contents().contains("all the same"), "{}", pty.contents());
    pty.press("s\r");
    pty.wait_for("Enter plays it all the same");
    pty.press("\r");
    pty.wait_for("GET READY");
    pty.press("\x03");
    pty.wait_for_end();
    pty.assert_given_back();
    // An area plays without it, and nobody is asked.
    let mut pty = at_home();
    pty.press("lower back\r");
    pty.wait_for("GET READY");
    pty.press("\x03");
    pty.wait_for_end();
}

#[test]
fn home_is_stopped_and_comes_back_with_what_was_typed() {
    for state in STATES.iter().filter(|it| !["in a paste", "in a session"].contains(&it.0)) {
        let mut pty = home_at(*state);
        pty.send(Signal::TSTP);
        assert_eq!(pty.wait_for_state().0, State::Stopped, "{}", state.0);
        pty.wait_for_main_screen();
        pty.assert_given_back();
        pty.send(Signal::CONT);
        pty.wait_for_other_screen();
        pty.wait_for(state.2);
        let since = pty.send(Signal::TERM);
        check_end(pty, state.0, State::Killed(Signal::TERM.as_raw()), since);
    }
}

#[test]
fn a_closed_window_leaves_no_home_behind() {
    let mut pty = home_at(STATES[1]);
    pty.close("x");
    assert_eq!(pty.wait_for_state().0, State::Killed(Signal::HUP.as_raw()));
}

/// Where nothing happens nothing is written, and a window of any size is drawn again.
#[test]
fn home_rests_and_follows_the_size_of_its_window() {
    let pty = at_home();
    pty.resize(30, 8);
    pty.wait_for("Neck");
    pty.resize(10, 3);
    pty.wait_for("too small");
    pty.resize(132, 43);
    pty.wait_for("Wrists and hands");
}

#[test]
fn leaving_is_a_success_whichever_key_it_is() {
    for key in ["\x11", "\x03", "\x04"] {
        let mut pty = at_home();
        let since = Instant::now();
        pty.press(key);
        check_end(pty, "leaving home", State::Exited(0), since);
    }
}

/// With `--plain` a number or words are typed, and the session is played in lines.
#[test]
fn in_lines_one_answers_with_a_number_or_words() {
    for (answer, title) in [("1", "Neck: "), ("chin tuck", "Chin tuck: ")] {
        let mut pty = Start::stretch(&["--plain"]).go();
        pty.wait_for_bytes(b" 1 Neck");
        pty.wait_for("Type a number");
        pty.press("99\n");
        pty.wait_for("There is no number 99");
        pty.press("zzzz\n");
        pty.wait_for("there is no area");
        pty.press(&format!("{answer}\n"));
        pty.wait_for(title);
        pty.wait_for("Enter pauses");
        pty.send(Signal::TERM);
        assert_eq!(pty.wait_for_end().0, State::Killed(Signal::TERM.as_raw()));
    }
    let mut pty = Start::stretch(&["--plain"]).go();
    pty.wait_for("Type a number");
    pty.press("\n");
    assert_eq!(pty.wait_for_end().0, State::Exited(0), "an empty line leaves");
}

/// What is put together is saved, found again, and right by `stretch check`.
#[test]
fn what_was_put_together_is_found_the_next_day() {
    let script = "\"$STRETCH\"; \"$STRETCH\" check && echo checked; read line; \"$STRETCH\"; echo over";
    let mut pty = Start::script(script).go();
    pty.wait_for_bytes(b"\x1b[?1006h");
    pty.press("neck\x00");
    pty.wait_for("added: Neck");
    pty.press("\x15hips\x00");
    pty.wait_for("added: Hips");
    pty.press("\x13");
    pty.wait_for("Save as:");
    pty.press("My \"ten\" minutes\r");
    pty.wait_for("saved as");
    pty.press("\x03");
    pty.wait_for("checked");
    pty.press("\n");
    pty.wait_for("What is stiff?");
    pty.press("my ten");
    pty.wait_for("My \"ten\" minutes");
    pty.press("\r");
    pty.wait_for("GET READY");
    pty.press("\x03");
}

/// Home with an editor that waits for a line, which was opened.
fn in_the_editor() -> Pty {
    let broken = "name: Mine\nsummary: Rests the arms.\nmuscles: [biceps]\ncaution: Stop if it hurts.\n\
        sources:\n  - name: Mine\nsteps:\n  - hodl: Let both arms hang.\n    for: 20s\n";
    let mut pty = Start::stretch(&[])
        .file(".local/share/stretch/routines/mine.yaml", broken)
        .file("editor", "#!/bin/sh\necho editing; read line; sed -i s/hodl/hold/ \"$1\"\n")
        .env("EDITOR", "/bin/sh editor")
        .env("PATH", "/usr/bin:/bin")
        .go();
    pty.wait_for_bytes(b"\x1b[?1006h");
    pty.press("\x1b[F");
    pty.wait_for("unknown key");
    pty.press("\x05");
    pty.wait_for("editing");
    pty.wait_for_main_screen();
    pty.assert_given_back();
    pty
}

/// The editor has the terminal while it runs, what it left is checked, and every way out leads from there.
#[test]
fn an_editor_gets_the_terminal_and_gives_it_back() {
    for key in ["\x03", "\x11"] {
        let mut pty = in_the_editor();
        pty.press("\n");
        pty.wait_for_other_screen();
        pty.wait_for("no problem");
        let since = Instant::now();
        pty.press(key);
        check_end(pty, "after an editor", State::Exited(0), since);
    }
    for signal in signals::deadly() {
        let mut pty = in_the_editor();
        pty.press("\n");
        pty.wait_for_other_screen();
        pty.wait_for("no problem");
        pty.send_number(signal);
        assert_eq!(pty.wait_for_end().0, State::Killed(signal), "{}", pty.contents());
        pty.assert_given_back();
        assert_said_nothing_unknown(&pty.raw());
    }
}

/// In ASCII nothing else is written, in the session too.
#[test]
fn in_ascii_nothing_else_is_written() {
    for (arguments, settings, locale) in
        [(&["--ascii"][..], "", "C.UTF-8"), (&[], "ascii: true\n", "C.UTF-8"), (&[], "", "C")]
    {
        let mut pty = Start::stretch(arguments)
            .file(".config/stretch/config.yaml", settings)
            .file(
                ".local/share/stretch/routines/cafe.yaml",
                "name: Café 首\nsteps:\n  - hold: Bleib…\n    for: 20s\n",
            )
            .env("LANG", locale)
            .go();
        pty.wait_for("Areas");
        pty.press("caf\r");
        pty.wait_for("GET READY");
        pty.wait_for("Cafe");
        pty.press("l");
        pty.wait_for("All that is played");
        pty.press("\x1b");
        // A key that follows at once would be one with Alt.
        pty.wait_for("space pause");
        pty.press("\x03");
        pty.wait_for_end();
        let raw = pty.raw();
        let end = raw.windows(8).position(|it| it == b"\x1b[?1049l").unwrap_or(raw.len());
        assert!(raw[..end].is_ascii(), "{arguments:?} {settings:?} {locale}");
    }
}
