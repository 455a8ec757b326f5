//! A stage to rehearse on: its clock moves when the loop waits, so an hour passes in milliseconds.

use std::{collections::VecDeque, io, time::Duration};

use ratatui::{buffer::Buffer, layout::Rect, style::Style};
use stretch::{
    model::{
        moment::Moment,
        plan::{Choice, Plan, Wishes},
        player::{self, Effect, Event, PATIENCE, Phase, Player, WhyPaused},
        text::Text,
    },
    stage::{self, Ending, Happening as Happened, Input, Look, Screens, Stage},
    view::{
        keys::{Key, Typed},
        palette::{Colours, Glyphs, Palette},
        screen::{Frames, Screen, ScreenDue, Sight, session::SessionScreen},
    },
    world::library::Library,
};

/// How a session looks when nobody changed anything.
pub const LOOK: Look = Look { figure: true, mirror: false, muted: false };

/// What happens from outside while a session is rehearsed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Happening {
    /// Somebody asks for something.
    Input(Input),
    /// The program comes to no processor for so long, and its clock runs on.
    Gone(Duration),
}

/// A rehearsal, and what was seen of it.
pub struct Rehearsal {
    now: Moment,
    script: VecDeque<(Moment, Happening)>,
    lateness: Box<dyn FnMut(Moment) -> Duration>,
    /// What somebody does when the player would wait for ever; nothing fails the rehearsal.
    pub answer: Option<(Duration, Input)>,
    /// When each frame was drawn, and where the player stood.
    pub frames: Vec<(Moment, Phase, Look)>,
    /// What was performed, and when.
    pub effects: Vec<(Moment, Effect)>,
    /// How often the loop was woken.
    pub wakes: usize,
}

impl Rehearsal {
    /// Punctual, and nothing happens.
    pub fn new() -> Rehearsal {
        Rehearsal {
            now: Moment::START,
            script: VecDeque::new(),
            lateness: Box::new(|_| Duration::ZERO),
            answer: None,
            frames: Vec::new(),
            effects: Vec::new(),
            wakes: 0,
        }
    }

    /// Something happens at these moments, which must be in order.
    pub fn with(mut self, script: impl IntoIterator<Item = (Moment, Happening)>) -> Rehearsal {
        self.script.extend(script);
        assert!(self.script.iter().is_sorted_by_key(|it| it.0), "a script runs forward");
        self
    }

    /// Keys are pressed at these seconds.
    pub fn pressing(self, keys: &[(f64, Event)]) -> Rehearsal {
        self.with(keys.iter().map(|&(second, event)| {
            (Moment(Duration::from_secs_f64(second)), Happening::Input(Input::Player(event)))
        }))
    }

    /// Every tick due at a moment comes so much later.
    pub fn late(mut self, lateness: impl FnMut(Moment) -> Duration + 'static) -> Rehearsal {
        self.lateness = Box::new(lateness);
        self
    }

    /// Whatever waits for somebody is answered after a while.
    pub fn answering(mut self, after: Duration, event: Event) -> Rehearsal {
        self.answer = Some((after, Input::Player(event)));
        self
    }

    /// Plays a plan to its end.
    pub fn play(&mut self, plan: Plan) -> (Player, Ending) {
        let begun = Player::new(plan, PATIENCE, self.now);
        let mut session = SessionScreen::new(Text::clean("A rehearsal"), begun, LOOK);
        let ending = stage::play(&mut session, self).expect("a rehearsal has no errors");
        (session.player, ending)
    }
}

impl Stage for Rehearsal {
    fn now(&self) -> Moment {
        self.now
    }

    fn draw(&mut self, screens: &Screens, now: Moment) -> io::Result<()> {
        assert_eq!(now, self.now, "what is drawn is drawn for now");
        let session = screens.session().expect("a session is played");
        self.frames.push((now, session.player.phase(), session.look));
        Ok(())
    }

    fn wait(&mut self, at_most: Option<Duration>) -> io::Result<Option<Happened>> {
        self.wakes += 1;
        assert_ne!(at_most, Some(Duration::ZERO), "the loop spins at {:?}", self.now);
        let due = at_most.map(|it| self.now + it);
        if let Some(&(moment, happening)) = self.script.front()
            && due.is_none_or(|due| moment <= due)
        {
            self.script.pop_front();
            self.now = self.now.max(moment);
            return Ok(match happening {
                Happening::Input(input) => Some(Happened::Asked(input)),
                Happening::Gone(time) => {
                    self.now = self.now + time;
                    None
                }
            });
        }
        match (due, self.answer) {
            (Some(due), _) => {
                self.now = due + (self.lateness)(due);
                Ok(None)
            }
            (None, Some((after, input))) => {
                self.now = self.now + after;
                Ok(Some(Happened::Asked(input)))
            }
            (None, None) => panic!("the session waits for ever at {:?}", self.now),
        }
    }

    fn perform(&mut self, session: &SessionScreen, due: &player::DueEffect) -> io::Result<()> {
        let shown = self.frames.last().is_some_and(|it| it.0 == self.now);
        assert!(shown || session.player.end().is_some(), "what is seen comes before what is heard");
        self.effects.push((self.now, due.effect.clone()));
        Ok(())
    }
}

/// A screen of the test's own: it knows nothing of sessions, counts what it is told, and goes on a key.
#[derive(Debug, Default)]
struct Card {
    seen: Vec<Happened>,
}

impl Screen for Card {
    fn draw(&self, _sight: &Sight, area: Rect, buffer: &mut Buffer) {
        buffer.set_string(area.x, area.y, "a card", Style::new());
    }

    fn answer(&mut self, happening: &Happened, _now: Moment) -> Vec<ScreenDue> {
        self.seen.push(happening.clone());
        if is_x(happening) { vec![ScreenDue::Pop] } else { Vec::new() }
    }

    fn idle(&self, _now: Moment) -> Option<Duration> {
        None
    }

    fn frames(&self, _now: Moment) -> Option<Frames> {
        None
    }

    fn session(&self) -> Option<&SessionScreen> {
        None
    }
}

fn is_x(happening: &Happened) -> bool {
    *happening == Happened::Typed(Typed::Key(Key::char('x')))
}

/// A session that lays a card over itself on a key, and is a session in all else.
#[derive(Debug)]
struct WithCard(SessionScreen);

impl Screen for WithCard {
    fn draw(&self, sight: &Sight, area: Rect, buffer: &mut Buffer) {
        self.0.draw(sight, area, buffer);
    }

    fn answer(&mut self, happening: &Happened, now: Moment) -> Vec<ScreenDue> {
        match is_x(happening) {
            true => vec![ScreenDue::Push(Box::new(Card::default()))],
            false => self.0.answer(happening, now),
        }
    }

    fn idle(&self, now: Moment) -> Option<Duration> {
        self.0.idle(now)
    }

    fn frames(&self, now: Moment) -> Option<Frames> {
        self.0.frames(now)
    }

    fn session(&self) -> Option<&SessionScreen> {
        Some(&self.0)
    }
}

/// A device that is only memory: what was on it after each key.
struct Memory {
    now: Moment,
    keys: VecDeque<Key>,
    shown: Vec<(String, Phase)>,
    heard: Vec<Effect>,
}

impl Stage for Memory {
    fn now(&self) -> Moment {
        self.now
    }

    fn draw(&mut self, screens: &Screens, now: Moment) -> io::Result<()> {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 60, 8));
        let palette = Palette { colours: Colours::None, glyphs: Glyphs::Ascii };
        screens.top().draw(&Sight { now, palette, notice: None }, buffer.area, &mut buffer);
        let row: String = (0..60).map(|x| buffer[(x, 0)].symbol()).collect();
        let session = screens.session().expect("it is played, seen or not");
        self.shown.push((row.trim().to_owned(), session.player.phase()));
        Ok(())
    }

    fn wait(&mut self, _at_most: Option<Duration>) -> io::Result<Option<Happened>> {
        self.now = self.now + Duration::from_secs(1);
        Ok(self.keys.pop_front().map(|it| Happened::Typed(Typed::Key(it))))
    }

    fn perform(&mut self, _session: &SessionScreen, due: &player::DueEffect) -> io::Result<()> {
        self.heard.push(due.effect.clone());
        Ok(())
    }
}

#[test]
fn another_screen_is_laid_over_a_session_and_taken_away() {
    let routine = Library::default().routine("neck-release").expect("it is built in");
    let plan = Plan::new(&[Choice { routine, rounds: None }], &Wishes::default()).expect("it is playable");
    let begun = Player::new(plan, PATIENCE, Moment::START);
    let mut first = WithCard(SessionScreen::new(Text::clean("Neck"), begun, LOOK));
    // A pause is not the card's, nor is leaving; the second x is.
    let keys =
        [Key::char('x'), Key::char(' '), Key::char('q'), Key::char('x'), Key::char('?'), Key::char('?')];
    let keys = keys.into_iter().chain([Key::control('c')]).collect();
    let mut stage = Memory { now: Moment::START, keys, shown: Vec::new(), heard: Vec::new() };
    let ending = stage::play(&mut first, &mut stage).expect("memory has no errors");
    assert_eq!(ending, Ending::Interrupted);
    let rows: Vec<&str> = stage.shown.iter().map(|it| it.0.split("  ").next().unwrap_or_default()).collect();
    let [session, card, help] = ["GET READY", "a card", "space"];
    assert_eq!(rows, [session, card, card, card, session, help, session]);
    let stands = |it: &(String, Phase)| matches!(it.1, Phase::Paused { why: WhyPaused::Covered, .. });
    let paused: Vec<bool> = stage.shown.iter().map(stands).collect();
    assert_eq!(paused, [false, true, true, true, false, true, false], "what is covered stands still");
    let pauses = stage.heard.iter().filter(|it| matches!(it, Effect::Paused(_))).count();
    assert_eq!(pauses, 2, "{:?}", stage.heard);
}
