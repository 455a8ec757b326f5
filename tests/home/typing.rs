//! What is typed and clicked on the home screen: what it finds, plays and opens.

use std::time::Duration;

use ratatui::style::Color;

use stretch::{
    model::{
        area::Area,
        catalogue::Target,
        dose::Level,
        menu::{BrokenFile, HomeMenu, Warning},
        text::Text,
    },
    stage::{Ending, Happening},
    view::{
        keys::{Code, Key, Typed},
        screen::home::Edited,
    },
    world::library::Library,
};

use super::{COLOURED, Sitter, guide, neck, text};

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

/// What was found was played: what is typed next is another question, and what is changed is the one before.
#[test]
fn the_next_word_replaces_one_that_was_played() {
    let played = || {
        let mut sitter = Sitter::new();
        sitter.write("wrists").code(Code::Enter);
        sitter.now = sitter.now + Duration::from_secs(1);
        sitter
    };
    let asks = |sitter: &Sitter, asked: &str| {
        let text = sitter.text();
        assert!(text.contains(&format!("What is stiff? {asked}  ")), "{asked}\n{text}");
    };
    asks(&played(), "wrists");
    asks(played().write("neck hips"), "neck hips");
    let mut pasted = played();
    pasted.tell(Happening::Typed(Typed::Paste("neck".to_owned())));
    asks(&pasted, "neck");
    asks(played().code(Code::Backspace), "wrist");
    asks(played().code(Code::Down).write(" neck"), "wrists neck");
    // To read the keys is no answer to anything yet.
    asks(played().write("?").code(Code::Escape).write("neck"), "neck");
}

/// The last of many `n` that went through a session is not for the question.
#[test]
fn keys_of_the_session_before_are_not_typed() {
    let mut sitter = Sitter::new();
    sitter.is_hasty = true;
    sitter.code(Code::Enter).write("nnnn");
    assert!(sitter.text().contains("What is stiff?   type"), "{}", sitter.text());
    assert!(sitter.text().contains("Neck: done"), "what was held is still told\n{}", sitter.text());
    sitter.now = sitter.now + Duration::from_secs(1);
    sitter.write("neck");
    assert!(sitter.text().contains("What is stiff? neck"), "{}", sitter.text());
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
    assert_eq!(sitter.parts(), ["chin-tuck"]);
    // One comes back to the list, and Tab twice leads there too.
    sitter.code(Code::Home).code(Code::Enter);
    assert_eq!(sitter.targets(), [neck()]);
    sitter.code(Code::Tab).code(Code::Tab);
    // With the arrows too, while nothing is typed.
    sitter.code(Code::Right).code(Code::Enter).code(Code::Right).code(Code::Left).code(Code::Enter);
    assert_eq!((sitter.parts(), sitter.targets()), (vec!["chin-tuck".to_owned(); 2], vec![neck(); 2]));
    // What is typed goes into the line, wherever the keys were for.
    sitter.code(Code::Tab).write("w").code(Code::Enter);
    assert_eq!(sitter.targets()[2..], [Target::Area(Area::Wrists)]);
}

#[test]
fn a_question_mark_is_no_letter_and_shows_the_keys() {
    let mut sitter = Sitter::new();
    sitter.write("?");
    assert_eq!(sitter.pushed, 1);
    sitter.write("neck?");
    assert_eq!(sitter.pushed, 2);
    assert!(sitter.text().contains("What is stiff? neck "), "{}", sitter.text());
    sitter.code(Code::Function(1));
    assert_eq!(sitter.pushed, 3);
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
    assert_eq!(sitter.parts(), ["neck-release"], "{}", sitter.text());
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

/// What people type, against everything that is built in: the first that is found.
#[test]
fn people_find_what_they_type() {
    let library = Library::default();
    let menu = HomeMenu::of(&library.catalogue(), Vec::new());
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
    // What is found is for it: no area that is written alike, and nothing of longer phrases that have the word.
    let wrist = guide.answer(&menu, "wrist");
    let strays = ["Sides", "Thighs", "Hips", "Ankle alphabet", "Seated twist"];
    for at in &wrist.items {
        assert!(!strays.contains(&menu.items()[*at].name().as_str()), "{}", menu.items()[*at].name());
    }
}

#[test]
fn a_file_of_ones_own_is_found_by_its_name_even_if_that_is_an_injury() {
    let file = |name: &str, place| BrokenFile {
        place,
        path: Text::clean(&format!("~/{name}")),
        name: Text::clean(name),
        problem: vec![Text::literal("error: no steps")],
    };
    let menu = HomeMenu::of(
        &Library::default().catalogue(),
        vec![file("broken.yaml", 0), file("torn-calf.yaml", 1), file("chest-pain-down-my-left-arm.yaml", 2)],
    );
    let guide = guide(&menu);
    for (typed, name) in [("broken", "broken.yaml"), ("torn calf", "torn-calf.yaml")] {
        let found = guide.answer(&menu, typed);
        assert_eq!(found.warning, None, "{typed}");
        assert_eq!(found.items.first().map(|it| menu.items()[*it].name().as_str()), Some(name));
    }
    assert!(matches!(guide.answer(&menu, "broken toe").warning, Some(Warning::Injury { .. })));
    assert!(matches!(
        guide.answer(&menu, "chest pain down my left arm").warning,
        Some(Warning::Emergency { .. })
    ));
}

#[test]
fn in_a_window_that_is_too_small_a_key_does_nothing_but_leave() {
    let mut sitter = Sitter::new();
    sitter.draw(19, 5, COLOURED);
    sitter
        .write("hips")
        .code(Code::Enter)
        .press(Key::control(' '))
        .press(Key::control('s'))
        .code(Code::Escape);
    sitter.tell(Happening::Typed(Typed::Paste("wrists".to_owned())));
    sitter.click(3, 3);
    assert!(sitter.played.is_empty() && sitter.saved.is_empty());
    assert!(text(&sitter.draw(19, 5, COLOURED)).contains("too small"));
    assert!(sitter.text().contains("type a place"), "nothing was typed: {}", sitter.text());
    sitter.draw(19, 5, COLOURED);
    sitter.press(Key::control('q'));
    assert_eq!(sitter.ended, Some(Ending::Closed));
}

/// What is typed is read by a person: only what stands behind it matters less.
#[test]
fn typed_words_have_the_colour_of_words() {
    let mut sitter = Sitter::new();
    sitter.write("neck");
    let buffer = sitter.draw(80, 24, COLOURED);
    let style = |words: &str| {
        let row: String = (0..80).map(|x| buffer[(x, 0)].symbol()).collect();
        let at = row.find(words).unwrap_or_else(|| panic!("{words}: {row}"));
        buffer[(at as u16, 0)].fg
    };
    assert_eq!(style("neck"), Color::Reset);
    assert_ne!(style("found"), Color::Reset);
}
