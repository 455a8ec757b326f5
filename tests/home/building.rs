//! A session that is put together, composed, due or gone on with on the home screen.

use std::time::Duration;

use stretch::{
    model::{
        area::Area,
        catalogue::{AreaCard, Catalogue, Origin, ProgramCard, Target},
        dose::Level,
        menu::{HomeMenu, MenuItem},
        plan::Total,
        side::Side,
        text::Text,
    },
    stage::Happening,
    view::{
        keys::{Code, Held, Key, Typed},
        screen::home::{BasketItem, Home, Left, Order, Selection, Suggested},
    },
};

use super::{Sitter, menu, neck};

/// What stands in the session that is put together, from its entries.
fn entries(order: &Order) -> Vec<&str> {
    match &order.what {
        Selection::Entries(entries) | Selection::Composed(entries, _) => {
            entries.iter().map(|it| it.routine.as_str()).collect()
        }
        Selection::Target(_) | Selection::Left(_) => Vec::new(),
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
    sitter.code(Code::Escape).code(Code::Tab);
    let total: u64 = ["neck-release", "chin-tuck", "prayer-stretch"]
        .iter()
        .filter_map(|it| sitter.menu.routine(it))
        .map(|it| it.total.seconds)
        .sum();
    let facts = format!("Your session  {} min · 3 stretches", (total + 30) / 60);
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
    assert!(sitter.saved.is_empty() && sitter.text().contains("ctrl-s replaces it"), "{}", sitter.text());
    sitter.code(Code::Enter).code(Code::Enter);
    assert!(sitter.saved.is_empty(), "whoever presses Enter once more replaces nothing");
    sitter.write("?").code(Code::Backspace).press(Key::control('s'));
    assert!(sitter.saved.is_empty(), "a name that was changed is asked for anew");
    sitter.code(Code::Enter).press(Key::control('s'));
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

/// A line with a length, in front or at its end, is composed; what is found beside it is played once it is selected.
#[test]
fn a_line_with_a_length_composes_until_something_is_selected() {
    for line in ["10m neck", "neck 10m", "my neck for ten minutes"] {
        let mut sitter = Sitter::new();
        sitter.write(line);
        assert!(sitter.text().contains("enter compose"), "{line}\n{}", sitter.text());
        assert!(sitter.text().contains("Enter composes 10 minutes for"), "{line}\n{}", sitter.text());
        sitter.code(Code::Enter);
        assert_eq!((sitter.briefs.len(), sitter.played.len()), (1, 0), "{line}");
    }
    let mut sitter = Sitter::new();
    sitter.write("neck 10m").code(Code::Down);
    assert!(sitter.text().contains("enter play"), "{}", sitter.text());
    sitter.code(Code::Enter);
    assert_eq!((sitter.briefs.len(), sitter.targets()), (0, vec![neck()]));
    // Looking at what was found is no decision: the way back composes again.
    for back in [Code::Up, Code::Home, Code::Escape] {
        let mut sitter = Sitter::new();
        sitter.write("10m neck").code(Code::Down);
        let text = sitter.text();
        assert!(text.contains("enter play this") && text.contains("Enter plays this alone."), "{text}");
        assert!(!text.contains("10m 10m"), "{text}");
        sitter.code(back).code(Code::Enter);
        assert_eq!((sitter.briefs.len(), sitter.played.len()), (1, 0), "{back:?}");
    }
    // A length after what is no name belongs to what hurts.
    sitter.press(Key::control('u')).write("sore after 10 minutes");
    assert!(!sitter.text().contains("enter compose"), "{}", sitter.text());
}

#[test]
fn what_was_taken_out_of_a_session_comes_back() {
    let mut sitter = Sitter::new();
    sitter.write("prayer").press(Key::control(' ')).press(Key::control('u'));
    sitter.write("chin tuck").press(Key::control(' ')).code(Code::Tab).code(Code::Delete);
    assert!(sitter.text().contains("· 1 stretch\n"), "{}", sitter.text());
    sitter.press(Key::control('r'));
    assert!(sitter.text().contains("· 2 stretches"), "{}", sitter.text());
}

#[test]
fn what_is_due_stands_above_all_else() {
    let due = vec![(Target::Area(Area::Wrists), Text::clean("9 days ago"))];
    let mut sitter = Sitter::with(menu(), Suggested { due, left: Vec::new() });
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
        session: "a1".to_owned(),
        name: Text::literal("Morning"),
        kept: Text::literal("kept until 07:40"),
        total: Total { seconds: 132, open: 0 },
        routines: vec![Text::literal("Prayer stretch")],
        first: "prayer-stretch".to_owned(),
    };
    let other = Left { session: "b2".to_owned(), name: Text::literal("Evening"), ..left.clone() };
    let due = vec![(Target::Area(Area::Neck), Text::clean("9 days ago"))];
    let mut sitter = Sitter::with(menu(), Suggested { left: vec![left, other], due });
    let text = sitter.text();
    let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words}\n{text}"));
    assert!(at("Stopped before its end") < at("Morning") && at("Morning") < at("Evening"), "{text}");
    assert!(at("Evening") < at("Due"), "{text}");
    assert!(
        text.contains("kept until 07:40") && text.contains("Left to do:") && text.contains("Prayer stretch."),
        "{text}"
    );
    sitter.code(Code::Enter);
    assert_eq!(sitter.played[0].what, Selection::Left("a1".to_owned()));
    // After it nothing is left, and what was done is told.
    let text = sitter.text();
    assert!(!text.contains("Morning") && text.contains("Neck: done"), "{text}");
    assert!(text.contains("enter close"), "{text}");
    sitter.code(Code::Enter);
    assert!(sitter.targets().is_empty() && !sitter.text().contains("Neck: done"), "{}", sitter.text());
    // After other sessions there are two things to close, so a second Enter comes out of habit.
    sitter.code(Code::Enter);
    assert!(sitter.targets().is_empty(), "{:?}", sitter.played);
    sitter.now = sitter.now + Duration::from_secs(1);
    sitter.code(Code::Enter);
    assert_eq!(sitter.targets(), [neck()]);
}

#[test]
fn a_session_of_a_length_is_composed_and_played() {
    let mut sitter = Sitter::new();
    sitter.press(Key::control('t'));
    assert!(sitter.text().contains("How long for what you have not stretched of late?"), "{}", sitter.text());
    sitter.code(Code::Enter);
    assert!(sitter.briefs.is_empty() && sitter.text().contains("type a length first"), "{}", sitter.text());
    sitter.write("5m").code(Code::Enter);
    assert_eq!((&*sitter.briefs[0].typed, sitter.briefs[0].targets.len()), ("5m", 0));
    let text = sitter.text();
    assert!(text.contains("composed: 5 min") && text.contains("Your session  5 min"), "{text}");
    assert!(text.contains("enter play all") && text.contains("neck: 0 of 2 days this week"), "{text}");
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
    sitter.code(Code::Escape).press(Key::control(' ')).code(Code::Tab).code(Code::Enter);
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
        (&[Key::control(' ')], "your session", Some(neck())),
        (&[], "what you have not stretched of late", None),
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
        // The line is answered: the list is whole again, and does not say that nothing fits.
        let text = sitter.text();
        assert!(text.contains("Your session") && text.contains("What is stiff?   type"), "{text}");
        assert!(!text.contains("Nothing here fits") && !text.contains("0 found"), "{text}");
    }
    // Esc composes nothing.
    let mut sitter = Sitter::new();
    sitter.press(Key::control('t')).write("5m").code(Code::Escape);
    assert!(sitter.briefs.is_empty() && sitter.text().contains("What is stiff?"), "{}", sitter.text());
}

/// A session that gives way to another, or is emptied, can be brought back, and the other one after it.
#[test]
fn a_session_that_was_replaced_or_emptied_comes_back() {
    let mut sitter = Sitter::new();
    sitter.press(Key::control('r'));
    assert!(sitter.text().contains("no session of before"), "{}", sitter.text());
    sitter.press(Key::control(' ')).press(Key::control('t')).write("5m").code(Code::Enter);
    assert!(sitter.text().contains("ctrl-r brings back the one before"), "{}", sitter.text());
    assert!(sitter.text().contains("· 1 stretch "), "{}", sitter.text());
    for count in ["2 stretches", "1 stretch"] {
        sitter.press(Key::control('r'));
        assert!(sitter.text().contains(&format!("· {count} ")), "{count}\n{}", sitter.text());
    }
    sitter.press(Key::control('x'));
    assert!(!sitter.text().contains("Your session"), "{}", sitter.text());
    assert!(sitter.text().contains("ctrl-r brings it back"), "{}", sitter.text());
    sitter.press(Key::control('r')).code(Code::Enter);
    assert!(matches!(sitter.played[0].what, Selection::Composed(..)), "{:?}", sitter.played);
}

#[test]
fn a_session_that_was_saved_says_so_until_it_is_changed() {
    let mut sitter = Sitter::new();
    sitter.press(Key::control(' '));
    assert_eq!(sitter.home.unsaved().len(), 2);
    sitter.press(Key::control('s')).write("Mine").code(Code::Enter);
    let text = sitter.text();
    assert!(text.contains("Your session, saved as Mine") && !text.contains("ctrl-s save"), "{text}");
    assert!(sitter.home.unsaved().is_empty());
    sitter.press(Key::control(' '));
    assert!(sitter.text().contains("added again: Neck"), "{}", sitter.text());
    assert!(!sitter.text().contains("saved as") && sitter.home.unsaved().len() == 4, "{}", sitter.text());
    // The next start has what this one left.
    let chosen = sitter.home.unsaved().into_iter().filter_map(|entry| {
        let card = sitter.menu.routine(&entry.routine)?.clone();
        let from = Target::Routine(entry.routine.clone());
        Some(BasketItem { entry, card, total: None, from, why: None })
    });
    let mut next = Sitter::new();
    next.home = Home::new(menu(), Level::Steady, Suggested::default()).with_session(chosen.collect());
    next.text();
    next.tell(Happening::Begun);
    assert!(next.text().contains("· 4 stretches"), "{}", next.text());
}

#[test]
fn only_a_program_of_ones_own_is_deleted_and_only_after_a_yes() {
    let mut built_in = Sitter::with(with_program(Origin::BuiltIn), Suggested::default());
    built_in.code(Code::End).code(Code::Delete).code(Code::Enter);
    assert!(built_in.deleted.is_empty());
    let mut sitter = Sitter::with(with_program(Origin::Own), Suggested::default());
    let text = sitter.text();
    assert!(text.find("Yours") < text.find("Areas") && text.contains("del delete"), "{text}");
    for key in [Code::Escape, Code::Down] {
        sitter.code(Code::Home).code(Code::Delete);
        let text = sitter.text();
        assert!(text.contains("delete `Mine`?") && text.contains("enter yes"), "{text}");
        sitter.code(key).code(Code::Home);
        assert!(sitter.deleted.is_empty() && sitter.played.is_empty(), "{key:?} is no yes");
    }
    sitter.code(Code::Delete).code(Code::Enter);
    assert_eq!(sitter.deleted, ["mine"]);
    // In a column that stays as it is nothing is taken away, and that is said.
    sitter.code(Code::Down).code(Code::Tab).code(Code::Delete);
    assert!(sitter.text().contains("only a program of your own"), "{}", sitter.text());
}

/// The areas, and a program `Mine` that is the person's own or built in.
fn with_program(origin: Origin) -> HomeMenu {
    let program =
        ProgramCard { id: "mine".into(), origin, name: Text::clean("Mine"), summary: None, total: None };
    let items = menu();
    let areas: Vec<AreaCard> = items.items().iter().filter_map(area).collect();
    let catalogue = Catalogue {
        routines: Vec::new(),
        areas: areas.iter().collect(),
        programs: vec![&program],
        broken: Vec::new(),
    };
    HomeMenu::of(&catalogue, Vec::new())
}

/// How one comes to a state of the screen.
type Way = fn(&mut Sitter);

/// The states of the screen, each with what is seen in it and what is seen after Esc.
const STATES: &[(&str, Way, &str, &str)] = &[
    ("all", |_| {}, "What is stiff?", "Ctrl-C or Ctrl-Q leaves"),
    (
        "found",
        |it| {
            it.write("wrists");
        },
        "found",
        "type a place",
    ),
    (
        "nothing found",
        |it| {
            it.write("zzzz");
        },
        "Nothing here fits",
        "type a place",
    ),
    (
        "a length alone",
        |it| {
            it.write("5 minutes");
        },
        "Enter composes",
        "type a place",
    ),
    (
        "its routines",
        |it| {
            it.write("neck").code(Code::Tab);
        },
        "What is stiff? neck",
        "What is stiff? neck",
    ),
    (
        "your session",
        |it| {
            it.press(Key::control(' ')).code(Code::Tab);
        },
        "Your session",
        "Your session",
    ),
    (
        "a name",
        |it| {
            it.press(Key::control(' ')).press(Key::control('s')).write("My");
        },
        "Save as: My",
        "What is stiff?",
    ),
    (
        "a name that is taken",
        |it| {
            it.press(Key::control(' ')).press(Key::control('s')).write("Taken").code(Code::Enter);
        },
        "ctrl-s replaces it",
        "What is stiff?",
    ),
    (
        "a length",
        |it| {
            it.press(Key::control('t')).write("10m");
        },
        "How long for",
        "What is stiff?",
    ),
    (
        "a program to delete",
        |it| {
            it.code(Code::Home).code(Code::Delete);
        },
        "delete `Mine`?",
        "What is stiff?",
    ),
    (
        "something told",
        |it| {
            it.code(Code::Enter);
        },
        "held 1 minute",
        "What is stiff?",
    ),
];

/// Esc means no, and a paste is text where one types and nothing anywhere else: neither plays, saves, deletes or
/// leaves.
#[test]
fn esc_and_a_paste_agree_to_nothing_in_any_state() {
    for (state, way, before, after) in STATES {
        let at = || {
            let menu = if *state == "a program to delete" { with_program(Origin::Own) } else { menu() };
            let mut sitter = Sitter::with(menu, Suggested::default());
            way(&mut sitter);
            assert!(sitter.text().contains(before), "{state}: {}", sitter.text());
            sitter
        };
        let done = |it: &Sitter| {
            let counts =
                [it.played.len(), it.saved.len(), it.deleted.len(), it.briefs.len(), it.edited.len()];
            (counts, it.ended.is_none())
        };
        let mut sitter = at();
        let was = done(&sitter);
        sitter.code(Code::Escape);
        assert_eq!(done(&sitter), was, "esc: {state}");
        assert!(sitter.text().contains(after), "esc: {state}\n{}", sitter.text());
        let mut sitter = at();
        sitter.tell(Happening::Typed(Typed::Paste("y\r10m neck\n\u{1b}q".to_owned())));
        assert_eq!(done(&sitter), was, "a paste: {state}");
    }
}

fn area(item: &MenuItem) -> Option<AreaCard> {
    match item {
        MenuItem::Area(card) => Some(card.clone()),
        MenuItem::Program(_) | MenuItem::Routine(_) | MenuItem::Broken(_) => None,
    }
}

#[test]
fn a_length_alone_composes_and_looks_like_it() {
    let mut sitter = Sitter::new();
    sitter.write("5 min");
    let text = sitter.text();
    assert!(
        text.contains("0 found")
            && text.contains("Enter composes 5 minutes of what you have not stretched of late."),
        "{text}"
    );
    sitter.code(Code::Enter);
    assert_eq!(&*sitter.briefs[0].typed, "5 min");
}
