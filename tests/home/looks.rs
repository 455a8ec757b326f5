//! How the home screen looks at every size (files under `tests/frames/`), and how its person moves.

use std::{collections::BTreeSet, time::Duration};

use ratatui::{buffer::Buffer, layout::Rect, style::Color};
use stretch::{
    model::text::Text,
    stage::Told,
    view::{
        keys::{Code, Key},
        screen::Screen,
    },
};
use unicode_width::UnicodeWidthStr as _;

use super::{ASCII, COLOURED, MONO, SIXTEEN, Sitter, text};
use crate::kept::compare;

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
    basket.press(Key::control(' ')).code(Code::Tab);
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

/// Signs that need a doctor, or help at once, are read to their end in any window.
#[test]
fn what_has_to_be_read_is_never_cut() {
    for typed in ["numb fingers", "sciatica", "tight chest", "chest pain left arm"] {
        let whole: BTreeSet<String> = {
            let mut sitter = Sitter::new();
            sitter.write(typed);
            let drawn = text(&sitter.draw(132, 43, COLOURED));
            let body = drawn
                .lines()
                .skip(2)
                .take_while(|it| !it.contains("If none of that") && !it.starts_with(" ─"));
            body.flat_map(str::split_whitespace).map(str::to_owned).collect()
        };
        assert!(whole.len() > 20, "{typed}: {whole:?}");
        for (width, height) in [(80, 24), (60, 20), (40, 12), (30, 9), (20, 6)] {
            let mut sitter = Sitter::new();
            sitter.draw(width, height, COLOURED);
            sitter.write(typed);
            let mut seen = String::new();
            for _ in 0..200 {
                let drawn = text(&sitter.draw(width, height, COLOURED));
                assert!(!drawn.contains('…') || width < 60, "{typed} at {width}x{height}:\n{drawn}");
                seen += &drawn;
                if !drawn.contains("line more") && !drawn.contains("lines more") {
                    break;
                }
                sitter.code(Code::Down);
            }
            let lost: Vec<&String> =
                whole.iter().filter(|it| it.width() < 18 && !seen.contains(*it)).collect();
            assert!(lost.is_empty(), "{typed} at {width}x{height}: {lost:?}\n{seen}");
            assert!(sitter.played.is_empty());
        }
    }
}

/// What the keys of a column do stands at the bottom wherever there is a bottom line, before how to leave.
#[test]
fn the_keys_of_the_column_that_has_them_stay() {
    let mut sitter = Sitter::new();
    let bottom = |sitter: &Sitter, width| {
        let drawn = text(&sitter.draw(width, 20, COLOURED));
        drawn.lines().last().unwrap_or_default().to_owned()
    };
    for width in [40, 60, 80, 132] {
        let keys = bottom(&sitter, width);
        assert!(keys.contains("enter play") && keys.contains("ctrl-space add"), "{width}: {keys}");
    }
    sitter.press(Key::control(' ')).code(Code::Tab);
    for width in [40, 60, 80, 132] {
        let keys = bottom(&sitter, width);
        // Where not all have room, what would be lost otherwise comes first.
        let removes = (width > 40).then_some("del remove");
        for key in ["enter play all", "ctrl-s save"].into_iter().chain(removes) {
            assert!(keys.contains(key), "{key} at {width}: {keys}");
        }
    }
}

/// What cannot be said in one line takes as many as it needs.
#[test]
fn no_message_is_cut() {
    let long = "no session of 500 minutes can be made of this; the nearest length that can be made is \
                `--for 2h10m`, which is the very last word";
    for (width, height) in [(132, 43), (80, 24), (60, 20), (40, 12)] {
        let mut sitter = Sitter::new();
        sitter.draw(width, height, COLOURED);
        sitter.home.hear(Told::Failed(Text::clean(long)), sitter.now);
        let drawn = text(&sitter.draw(width, height, COLOURED));
        let lost: Vec<&str> = long.split_whitespace().filter(|it| !drawn.contains(it)).collect();
        assert!(lost.is_empty(), "{lost:?} at {width}x{height}:\n{drawn}");
    }
}

/// The text of a frame, and below it a letter for the look of each cell.
fn looks(buffer: &Buffer) -> String {
    let mut known: Vec<String> = Vec::new();
    let Rect { width, height, .. } = buffer.area;
    let mut letters = String::new();
    for y in 0..height {
        for x in 0..width {
            let style = buffer[(x, y)].style();
            let [front, back] = [style.fg, style.bg].map(|it| it.unwrap_or(Color::Reset));
            let modifiers = style.add_modifier;
            let look = format!("{front} on {back} {modifiers:?}");
            let at = known.iter().position(|it| *it == look).unwrap_or_else(|| {
                known.push(look);
                known.len() - 1
            });
            letters.push(char::from(b'a' + at as u8));
        }
        letters.push('\n');
    }
    let legend: String = known
        .iter()
        .enumerate()
        .map(|(at, look)| format!("{} {look}\n", char::from(b'a' + at as u8)))
        .collect();
    format!("{}\n{letters}\n{legend}", text(buffer))
}

/// The colours are kept too, of many and of sixteen. The background is the terminal's own, so a frame is the same on
/// a light one and on a dark one; that each colour can be read on both is a test of the palette.
#[test]
fn the_colours_are_those_that_were_looked_at() {
    let mut put_together = Sitter::new();
    put_together.write("neck").press(Key::control(' ')).code(Code::Down);
    let mut frames = Vec::new();
    for (width, height) in [(132, 43), (80, 24), (40, 12)] {
        for (name, palette) in [("many", COLOURED), ("sixteen", SIXTEEN)] {
            let buffer = put_together.draw(width, height, palette);
            let backgrounds = buffer.content.iter().filter(|it| it.bg != Color::Reset).count();
            assert_eq!(backgrounds, 0, "the background is the terminal's, {width}x{height} {name}");
            frames.push((format!("tests/frames/home-colours-{name}-{width}x{height}.txt"), looks(&buffer)));
        }
    }
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
