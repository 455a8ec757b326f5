//! What a session looks like: whole screens that a person can read, each a file under
//! `tests/frames/`. And whatever the size: no panic, and from 20x6 the time and the words (promise 5).

use std::{sync::Arc, time::Duration};

use ratatui::{buffer::Buffer, layout::Rect, style::Color, widgets::Widget};
use stretch::{
    model::{
        area::Area,
        dose::Level,
        moment::Moment,
        parse,
        plan::{Choice, Moves, Plan, SegmentKind, Wishes},
        player::{Event, PATIENCE, Phase, Player},
        text::Text,
        words::terms,
    },
    stage::{Happening, Look},
    view::{
        keys::{BINDINGS, Key, Typed},
        palette::{Colours, Glyphs, Palette},
        scene::Scenes,
        screen::{Screen, Sight, help::Help, session::SessionView},
    },
    world::library::Library,
};

use crate::{kept::compare, stages::LOOK};

/// A routine of the neck as it was when these frames were made, so that they change with the
/// screen and not with the library.
const ROUTINE: &str = "\
name: Neck release
position: standing
sides: both
rounds: 2
caution: Let the weight of your head do the work, and do not pull.
figure: { base: standing, view: front, crop: upper, stretched: [trapezius.l] }
steps:
  - move: Lower your chin toward your chest.
    pose: { neck: 20, head: 12 }
  - hold: Tip your head toward your {side} shoulder, chin still low. Feel the {other} side of your neck stretch.
    for: 30s
    pose: { neck: [20, -20, 0], head: [12, -16, 0] }
  - move: Bring your head to the middle, then lift it slowly.
    pose: {}
";

const COLOURED: Palette = Palette { colours: Colours::Many, glyphs: Glyphs::Unicode };
const SIXTEEN: Palette = Palette { colours: Colours::Sixteen, glyphs: Glyphs::Unicode };
const MONO: Palette = Palette { colours: Colours::None, glyphs: Glyphs::Unicode };
const ASCII: Palette = Palette { colours: Colours::None, glyphs: Glyphs::Ascii };

/// A player, and when it is looked at.
struct Scene {
    player: Player,
    now: Moment,
    look: Look,
    scenes: Scenes,
    help: Option<Help>,
    notice: Option<Text>,
}

fn plan(wishes: &Wishes) -> Plan {
    let routine = parse::routine(ROUTINE.as_bytes(), "neck-release", Some(Area::Neck));
    let routine = Arc::new(routine.value.unwrap_or_else(|| panic!("{:?}", routine.problems)));
    let choice = |_| Choice { routine: Arc::clone(&routine), rounds: None };
    Plan::new(&[0, 1].map(choice), wishes).expect("it is playable")
}

impl Scene {
    /// So many seconds into the first segment of a kind.
    fn of(kind: SegmentKind, seconds: u64) -> Scene {
        let mut scene = Scene::waiting_or_not(&Wishes::default());
        while scene.player.segment().kind != kind {
            scene.tell(Event::Next);
        }
        scene.after(seconds)
    }

    fn waiting_or_not(wishes: &Wishes) -> Scene {
        let (player, _) = Player::new(plan(wishes), PATIENCE, Moment::START);
        Scene { player, now: Moment::START, look: LOOK, scenes: Scenes::default(), help: None, notice: None }
    }

    fn after(mut self, seconds: u64) -> Scene {
        for _ in 0..seconds {
            self.now = self.now + Duration::from_secs(1);
            self.tell(Event::Tick);
        }
        self
    }

    fn tell(&mut self, event: Event) {
        self.player.update(event, self.now);
    }

    fn with(mut self, event: Event) -> Scene {
        self.tell(event);
        self
    }

    fn draw(&self, width: u16, height: u16, palette: Palette) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        self.draw_into(buffer.area, palette, &mut buffer);
        buffer
    }

    fn draw_into(&self, area: Rect, palette: Palette, buffer: &mut Buffer) {
        let sight = Sight { now: self.now, palette, notice: self.notice.as_ref() };
        let (title, player, look, scenes) = (&Text::clean("Neck"), &self.player, &self.look, &self.scenes);
        match &self.help {
            Some(help) => help.draw(&sight, area, buffer),
            None => SessionView { title, player, look, scenes, sight }.render(area, buffer),
        }
    }
}

/// All that can be seen, by the name of what is seen.
fn scenes() -> Vec<(&'static str, Scene)> {
    let hold = || Scene::of(SegmentKind::Hold, 12);
    let mut help = hold();
    help.help = Some(Help::of(BINDINGS));
    let mut alone = hold();
    alone.look.figure = false;
    let waiting = Wishes { moves: Moves::Wait, ..Wishes::default() };
    vec![
        ("ready", Scene::of(SegmentKind::Ready, 2)),
        ("move", Scene::of(SegmentKind::Move, 1)),
        ("hold", hold()),
        ("switch", Scene::of(SegmentKind::Switch, 1)),
        ("rest", Scene::of(SegmentKind::Rest, 1)),
        ("paused", hold().with(Event::Pause)),
        ("leaving", hold().with(Event::Quit)),
        ("returning", hold().with(Event::Pause).after(60).with(Event::Pause).after(2)),
        ("waiting", Scene::waiting_or_not(&waiting)),
        ("away", hold().with(Event::Slept(Duration::from_secs(5400)))),
        ("help", help),
        ("without-figure", alone),
    ]
}

fn scene(name: &str) -> Scene {
    scenes().into_iter().find(|it| it.0 == name).expect("there is such a scene").1
}

/// The rows as text, without the spaces at their ends.
fn rows(buffer: &Buffer) -> Vec<String> {
    let Rect { width, height, .. } = buffer.area;
    let row = |y| (0..width).map(|x| buffer[(x, y)].symbol()).collect::<String>();
    (0..height).map(|y| row(y).trim_end().to_owned()).collect()
}

fn text(buffer: &Buffer) -> String {
    rows(buffer).join("\n") + "\n"
}

/// The person is drawn anew more often than the screen around them: one frame of them is enough.
fn leave_out_the_person(buffer: &mut Buffer) {
    for position in Rect::new(0, 2, 36, 20).positions() {
        buffer[position].reset();
    }
}

#[test]
fn every_moment_looks_as_it_was_looked_at() {
    let mut frames = Vec::new();
    let mut frame = |name: String, buffer: &Buffer| {
        frames.push((format!("tests/frames/{name}.txt"), text(buffer)));
    };
    for (name, scene) in scenes() {
        let mut buffer = scene.draw(80, 24, COLOURED);
        if scene.look.figure && scene.help.is_none() && name != "hold" {
            leave_out_the_person(&mut buffer);
        }
        frame(format!("{name}-80x24"), &buffer);
    }
    for (width, height) in [(132, 43), (60, 20), (40, 12), (20, 6)] {
        frame(format!("hold-{width}x{height}"), &scene("hold").draw(width, height, COLOURED));
    }
    frame("hold-ascii-80x24".to_owned(), &scene("hold").draw(80, 24, ASCII));
    frame("paused-20x6".to_owned(), &scene("paused").draw(20, 6, COLOURED));
    compare(frames);
}

/// Whoever gets ready sees what comes, and that it is not yet done.
#[test]
fn what_one_gets_ready_for_is_called_a_preview() {
    let [ready, hold] =
        [("ready", 80), ("hold", 80)].map(|(name, width)| text(&scene(name).draw(width, 24, COLOURED)));
    assert!(ready.contains("\n preview   ") && ready.contains("\n R  "), "{ready}");
    assert!(!hold.contains("preview") && hold.contains("\n R  "), "{hold}");
    let mut alone = scene("ready");
    alone.look.figure = false;
    assert!(!text(&alone.draw(80, 24, COLOURED)).contains("preview"), "nobody shows it");
}

#[test]
fn no_size_is_too_small_or_too_large() {
    // Every width at some heights and every height at some widths: each limit is crossed.
    let wide = [0, 1, 5, 6, 11, 12, 13, 60].map(|height| (0..=200).map(move |it| (it, height)));
    let tall = [1, 20, 24, 25, 39, 40, 59, 60, 200].map(|width| (0..=60).map(move |it| (width, it)));
    let sizes: Vec<(u16, u16)> = wide.into_iter().flatten().chain(tall.into_iter().flatten()).collect();
    // The figure takes longer to draw: it has some of the sizes.
    let with_figure = [(60, 12), (61, 13), (79, 23), (132, 12), (60, 60), (200, 60)];
    for name in ["ready", "hold", "help", "waiting"] {
        let scene = scene(name);
        let mut words = scene.copy();
        words.look.figure = false;
        for &(width, height) in &sizes {
            words.draw(width, height, ASCII);
        }
        for (width, height) in with_figure {
            let drawn = text(&scene.draw(width, height, COLOURED));
            assert!(drawn.contains(" to go\n") || name == "help", "{name} at {width}x{height}:\n{drawn}");
        }
    }
}

impl Scene {
    fn copy(&self) -> Scene {
        let (player, help, notice) = (self.player.clone(), self.help.clone(), self.notice.clone());
        Scene { player, help, notice, scenes: Scenes::default(), ..*self }
    }
}

/// A screen drawn into a part of a larger one, or into one that is smaller than it was told.
#[test]
fn nothing_is_drawn_outside_of_the_area() {
    for (name, scene) in scenes() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 90, 30));
        let area = Rect::new(5, 3, 80, 24);
        scene.draw_into(area, COLOURED, &mut buffer);
        let outside = buffer.area.positions().filter(|it| !area.contains(*it));
        for position in outside {
            assert_eq!(buffer[position].symbol(), " ", "{name} at {position}");
        }
        scene.draw_into(Rect::new(80, 20, 80, 24), COLOURED, &mut buffer);
    }
}

/// From 20x6 on, of every routine, at every moment: the time and the first words.
#[test]
fn from_twenty_by_six_the_time_and_the_words_can_be_read() {
    for (width, height) in [(20, 6), (24, 7), (30, 9), (40, 12), (60, 20), (80, 24), (132, 43), (300, 100)] {
        for kind in
            [SegmentKind::Ready, SegmentKind::Move, SegmentKind::Hold, SegmentKind::Switch, SegmentKind::Rest]
        {
            let scene = Scene::of(kind, 1);
            let rows = rows(&scene.draw(width, height, MONO));
            let drawn = rows.join("\n");
            let first: Vec<&str> = scene.player.segment().text.as_str().split(' ').take(2).collect();
            assert!(drawn.contains(&first.join(" ")), "{kind:?} at {width}x{height}:\n{drawn}");
            let left = scene.player.left(scene.now).expect("it is timed").as_secs();
            let in_digits = height > 12 && drawn.contains('█');
            assert!(
                in_digits || drawn.contains(&format!("  {left}")),
                "{kind:?} at {width}x{height}: {left}\n{drawn}"
            );
        }
    }
}

/// At every size from 20x6 the seconds are a number: beside the label, or in large digits.
#[test]
fn a_second_can_be_read_at_every_size() {
    let scene = Scene::of(SegmentKind::Hold, 12);
    let mut without = scene.copy();
    without.look.figure = false;
    for width in (20..=110).step_by(3) {
        for height in 6..=40 {
            let drawn = rows(&without.draw(width, height, MONO));
            let beside = drawn.iter().any(|row| row.trim_end().ends_with("  18"));
            // The digit 1 at any scale begins with a foot that is as wide as the digit.
            let digits = drawn.iter().filter(|row| row.contains('█') || row.contains('▀')).count();
            assert!(beside || digits >= 3, "{width}x{height}:\n{}", drawn.join("\n"));
        }
    }
}

/// Where the words would be cut beside the figure, it gives way; where they are cut all the same, one
/// sees that.
#[test]
fn no_word_of_caution_is_lost_without_a_sign() {
    let scene = Scene::of(SegmentKind::Ready, 1);
    let said: Vec<&str> = scene.player.segment().text.as_str().split(' ').collect();
    for (width, height) in
        [(80, 24), (70, 16), (60, 20), (59, 30), (50, 24), (40, 20), (40, 12), (30, 9), (20, 6)]
    {
        let rows = rows(&scene.draw(width, height, COLOURED));
        let drawn = rows.join("\n");
        let lost = said.iter().filter(|word| !drawn.contains(**word)).count();
        // The last row of the words says so, and no header or footer does it for them.
        let last = rows.iter().rfind(|row| said.iter().any(|word| word.len() > 3 && row.contains(word)));
        let says_so = last.is_some_and(|row| row.trim_end().ends_with('…'));
        assert!(lost == 0 || says_so, "{lost} lost at {width}x{height}:\n{drawn}");
        assert!(lost == 0 || height < 13, "{lost} lost at {width}x{height}:\n{drawn}");
    }
}

/// Beside the words, or above them where the window is high and narrow.
#[test]
fn the_person_is_drawn_wherever_there_is_room() {
    let scene = Scene::of(SegmentKind::Hold, 12);
    let mut without = scene.copy();
    without.look.figure = false;
    for (size, is_drawn) in
        [((80, 24), true), ((59, 30), true), ((40, 40), true), ((40, 15), false), ((40, 24), true)]
    {
        let drawn = |scene: &Scene| text(&scene.draw(size.0, size.1, COLOURED));
        assert_eq!(drawn(&scene) != drawn(&without), is_drawn, "{size:?}:\n{}", drawn(&scene));
    }
}

#[test]
fn what_comes_is_said_at_every_moment_of_every_built_in_routine() {
    let library = Library::default();
    for card in &library.catalogue().routines {
        let routine = library.routine(&card.id).expect("it is listed");
        let wishes = Wishes { level: Level::Full, ..Wishes::default() };
        let plan = Plan::new(&[Choice { routine, rounds: Some(1) }], &wishes).expect("it is playable");
        let (player, _) = Player::new(plan, PATIENCE, Moment::START);
        let mut scene = Scene {
            player,
            now: Moment::START,
            look: Look { figure: false, ..LOOK },
            scenes: Scenes::default(),
            help: None,
            notice: None,
        };
        while scene.player.end().is_none() {
            let words = scene.player.segment().text.as_str().split(' ').take(2).collect::<Vec<_>>().join(" ");
            let drawn = text(&scene.draw(80, 24, COLOURED));
            assert!(drawn.contains(&words) && drawn.contains("next: "), "{}: {words}\n{drawn}", card.id);
            // Less is said on the other side, and all of it can be read there.
            let segment = scene.player.segment();
            let whole = segment.step.map_or("", |_| segment.whole.as_str());
            let lost: Vec<&str> = whole.split(' ').filter(|it| !drawn.contains(it)).collect();
            assert!(lost.is_empty(), "{}: {lost:?}\n{drawn}", card.id);
            let longest = rows(&scene.draw(40, 12, COLOURED)).iter().map(|it| it.chars().count()).max();
            assert!(longest <= Some(40), "{}", card.id);
            scene.tell(Event::Next);
        }
    }
}

/// On the other side a small window has what is said, and not a part of more.
#[test]
fn where_all_words_do_not_fit_those_that_are_said_do() {
    let library = Library::default();
    let mut seen = 0;
    for card in &library.catalogue().routines {
        let routine = library.routine(&card.id).expect("it is listed");
        let plan =
            Plan::new(&[Choice { routine, rounds: Some(2) }], &Wishes::default()).expect("it is playable");
        let (player, _) = Player::new(plan, PATIENCE, Moment::START);
        let look = Look { figure: false, ..LOOK };
        let scenes = Scenes::default();
        let mut walked = Scene { player, now: Moment::START, look, scenes, help: None, notice: None };
        while walked.player.end().is_none() {
            let segment = walked.player.segment();
            let (said, whole) = (segment.text.to_string(), segment.whole.to_string());
            // What comes in pages has turned to the last one by then.
            let length = segment.length.unwrap_or_default();
            let scene = walked.copy().after(u64::from(length.saturating_sub(1)));
            let drawn = text(&scene.draw(40, 12, COLOURED));
            let has = |words: &str| words.split(' ').all(|it| drawn.contains(it));
            // What is said takes four lines there at most.
            if segment.step.is_some() && said != whole && said.len() < 4 * 32 {
                assert!(has(&said), "{}: {said}\n{drawn}", card.id);
                seen += usize::from(!has(&whole));
            }
            walked = scene;
            walked.tell(Event::Next);
        }
    }
    assert!(seen > 10, "only {seen} are longer than such a window");
}

#[test]
fn without_colours_no_cell_has_one_and_without_unicode_no_cell_is_any() {
    for (name, scene) in scenes() {
        for (width, height) in [(80, 24), (40, 12), (20, 6), (132, 43)] {
            let mono = scene.draw(width, height, MONO);
            for cell in mono.content() {
                assert_eq!((cell.fg, cell.bg), (Color::Reset, Color::Reset), "{name}: {}", cell.symbol());
            }
            let ascii = scene.draw(width, height, ASCII);
            let other: Vec<&str> =
                ascii.content().iter().map(|it| it.symbol()).filter(|it| !it.is_ascii()).collect();
            assert!(other.is_empty(), "{name} at {width}x{height}: {other:?}");
        }
    }
}

/// Colour is never the only sign: without it every phase has words of its own.
#[test]
fn every_phase_has_a_colour_and_a_label_of_its_own() {
    let kinds = [SegmentKind::Ready, SegmentKind::Move, SegmentKind::Hold, SegmentKind::Switch];
    let mut signs = Vec::new();
    for scene in kinds.map(|it| Scene::of(it, 1)).into_iter().chain([scene("paused")]) {
        for palette in [COLOURED, SIXTEEN] {
            let mut alone = scene.copy();
            alone.look.figure = false;
            let buffer = alone.draw(80, 24, palette);
            let label = &buffer[(1, 3)];
            let words = rows(&buffer)[3].trim().to_owned();
            assert!(label.modifier.contains(ratatui::style::Modifier::BOLD), "{words}");
            assert_ne!(label.fg, Color::Reset, "{words}");
            assert!(!signs.contains(&(palette, label.fg, words.clone())), "{words}");
            assert!(
                !signs.iter().any(|it| it.0 == palette && it.1 == label.fg),
                "{words} looks like another"
            );
            assert!(!signs.iter().any(|it| it.0 == palette && it.2 == words), "{words} reads like another");
            signs.push((palette, label.fg, words));
        }
    }
}

#[test]
fn the_time_on_the_screen_is_the_players() {
    let mut scene = Scene::of(SegmentKind::Hold, 0);
    scene.look.figure = false;
    for second in 0..30 {
        assert!(matches!(scene.player.phase(), Phase::Timing { .. }));
        let drawn = rows(&scene.draw(30, 8, MONO));
        let left = 30 - second;
        assert!(drawn[0].ends_with(&format!("  {left}")), "{drawn:?}");
        let total = terms::total(scene.player.left_in_all(scene.now));
        assert!(rows(&scene.draw(80, 24, MONO))[0].ends_with(&format!(" {total} to go")));
        scene = scene.after(1);
    }
    assert_eq!(scene.player.segment().kind, SegmentKind::Move, "the hold is over after its last second");
}

/// What could not be heard has a row of its own, or that of the lower rule: never the bar's, and where there
/// is no room it is not shown.
#[test]
fn a_notice_is_never_written_over_the_bar() {
    let mut scene = scene("hold");
    scene.look.figure = false;
    for (width, height) in [(10, 3), (10, 4), (20, 6), (30, 11), (30, 20), (39, 30), (40, 12), (80, 24)] {
        let bar = |scene: &Scene| {
            let rows = rows(&scene.draw(width, height, COLOURED));
            rows.into_iter().find(|it| it.contains('╌') && it.contains('━')).expect("there is a bar")
        };
        scene.notice = None;
        let before = bar(&scene);
        scene.notice = Some(Text::clean("`espeak-ng` ended at once, so nothing was heard"));
        assert_eq!(bar(&scene), before, "{width}x{height}");
        let drawn = text(&scene.draw(width, height, COLOURED));
        assert_eq!(drawn.contains("`espeak"), height >= 4, "{width}x{height}:\n{drawn}");
    }
}

/// Every key stands in the help, and at the bottom what can be done now; both at any width.
#[test]
fn what_can_be_done_can_be_read() {
    let bottom = |name: &str, width| rows(&scene(name).draw(width, 24, COLOURED)).pop().expect("rows");
    for (name, told) in [
        ("hold", "space pause  n next  N next stretch  p back  + - time  m mute  ? help  q leave"),
        ("move", "space pause  n next  N next stretch  p back  + - time  m mute  ? help  q leave"),
        ("returning", "space pause  n next  N next stretch  p back  + - time  m mute  ? help  q leave"),
        ("ready", "space pause   enter begin   p back   + - time   m mute   ? help   q leave"),
        ("paused", "space go on  n next  N next stretch  p back  + - time  m mute  ? help  q leave"),
        (
            "waiting",
            "enter go on  N next stretch  p back  r again  m mute  f figure  l list  ? help  q leave",
        ),
        ("leaving", "q leave   esc stay   space go on   ? help"),
        ("help", "esc close"),
    ] {
        let wide = if name == "waiting" { 90 } else { 80 };
        assert_eq!(bottom(name, wide).trim(), told, "{name}");
        // What matters most stays, and nothing is cut in its middle.
        for width in 40..=120 {
            let row = bottom(name, width);
            let keys: Vec<&str> = row.trim().split("  ").map(str::trim).collect();
            let whole = bottom(name, 200);
            assert!(name == "help" || keys.iter().all(|it| whole.contains(it)), "{name} at {width}: {row}");
            let last = if name == "help" { "esc close" } else { "q leave" };
            assert!(keys.contains(&last), "{name} at {width}: {row}");
        }
    }
    assert!(bottom("hold", 120).contains("f figure   l list"));
    // On a small screen the help has pages.
    for (width, height) in [(80, 24), (40, 12), (20, 6), (20, 2)] {
        let mut seen = String::new();
        let mut shown = scene("help");
        let mut help = Help::of(BINDINGS);
        for _ in 0..20 {
            shown.help = Some(help.clone());
            seen += &text(&shown.draw(width, height, COLOURED));
            help.answer(&Happening::Typed(Typed::Key(Key::char('n'))), shown.now);
        }
        for key in [
            "space", "n →", "p ←", "N ", "P ", "r ", "+ ", "- ", "m ", "f ", "enter", "? h", "q ", "esc",
            "ctrl-c",
        ] {
            assert!(seen.lines().any(|it| it.trim_start().starts_with(key)), "{key} at {width}x{height}");
        }
    }
}

/// The side stays on the screen in a pause, down to the smallest.
#[test]
fn a_pause_says_which_side_it_is() {
    for name in ["paused", "leaving", "returning", "away"] {
        for (width, height) in [(80, 24), (60, 20), (40, 12), (30, 9), (24, 7)] {
            let drawn = text(&scene(name).draw(width, height, COLOURED));
            let label = drawn.lines().find(|it| it.contains('·') && it.contains("right")).unwrap_or_default();
            assert!(!label.contains('…'), "{name} at {width}x{height}:\n{drawn}");
            assert!(!label.is_empty(), "{name} at {width}x{height}:\n{drawn}");
        }
    }
}

/// One `Scenes` for all that is shown: another plan, another side of the mirror and another wish are drawn
/// as if nothing had been shown before.
#[test]
fn scenes_show_what_they_are_asked_for() {
    let library = Library::default();
    let player = |id: &str, level| {
        let routine = library.routine(id).expect("it is built in");
        let wishes = Wishes { level, ..Wishes::default() };
        let plan = Plan::new(&[Choice { routine, rounds: None }], &wishes).expect("it is playable");
        Player::new(plan, PATIENCE, Moment::START).0
    };
    let kept = Scenes::default();
    let mut shown = Vec::new();
    for (id, level) in [
        ("neck-release", Level::Gentle),
        ("pigeon", Level::Gentle),
        ("pigeon", Level::Full),
        ("neck-release", Level::Full),
    ] {
        for mirror in [false, true] {
            for steps in [0, 2, 5] {
                let mut player = player(id, level);
                (0..steps).for_each(|_| drop(player.update(Event::Next, Moment::START)));
                let draw = |scenes: &Scenes| {
                    let (title, look) = (Text::clean("Any"), Look { mirror, ..LOOK });
                    let sight = Sight { now: Moment::START, palette: COLOURED, notice: None };
                    let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
                    SessionView { title: &title, player: &player, look: &look, scenes, sight }
                        .render(buffer.area, &mut buffer);
                    buffer
                };
                let alone = draw(&Scenes::default());
                assert_eq!(draw(&kept), alone, "{id}, {mirror}, {steps}");
                shown.push(alone);
            }
        }
    }
    assert_ne!(shown[0], shown[6], "two plans look different");
    assert_ne!(shown[0], shown[3], "and so does a mirror");
}
