//! The cues of everything that is built in: what a person hears who keeps the eyes shut.

use std::{sync::Arc, time::Duration};

use stretch::{
    model::{
        cue::{self, Channels, Cue, Talk},
        dose::Level,
        moment::Moment,
        plan::{Choice, Open, Plan, SegmentKind, Wishes},
        routine::Side,
        tone::Sound,
    },
    view,
    world::library::Library,
};

use crate::kept::compare;

type Cues = Vec<(Moment, Cue)>;

fn built_in() -> Library {
    Library::default()
}

/// Everything that can be played by its name.
fn everything(library: &Library) -> Vec<(String, Vec<Choice>)> {
    let catalogue = library.catalogue();
    let mut all = areas(library);
    for card in &catalogue.programs {
        let program = library.program(&card.id).expect("it is listed");
        all.push((
            card.id.to_string(),
            library.choices(&program.play, None).expect("every entry is built in"),
        ));
    }
    for card in &catalogue.routines {
        let routine = library.routine(&card.id).expect("it is listed");
        all.push((card.id.to_string(), vec![Choice { routine: Arc::clone(&routine), rounds: None }]));
    }
    all
}

fn areas(library: &Library) -> Vec<(String, Vec<Choice>)> {
    let pages = library.catalogue().areas.into_iter().map(|card| {
        let page = library.area(card.area).expect("it is listed");
        let choices = library.choices(&page.play, None).expect("every entry is built in");
        (card.area.name().to_owned(), choices)
    });
    pages.filter(|it| !it.1.is_empty()).collect()
}

/// Every way in which everything is played, with its plan and its cues.
fn each_session(mut check: impl FnMut(&str, &Plan, &Cues)) {
    let library = built_in();
    for (name, choices) in everything(&library) {
        for &level in Level::ALL {
            for leading in [Side::Left, Side::Right] {
                for talk in [Talk::Full, Talk::Brief] {
                    let wishes = Wishes { level, leading, open: Open::Lasts(30), ..Wishes::default() };
                    let plan = Plan::new(&choices, &wishes).expect("it can be played");
                    let cues = cue::list(plan.clone(), talk);
                    check(&format!("{name}, {level:?}, {leading:?} first, talk {talk:?}"), &plan, &cues);
                }
            }
        }
    }
}

/// What one hears through these channels: when, for how long, and whether it is spoken.
fn heard(cues: &Cues, channels: Channels) -> Vec<(Moment, Duration, bool, &Cue)> {
    let heard = cues.iter().map(|(at, cue)| {
        let (sound, words) = cue.heard(channels);
        (*at, cue.lasts(channels), words.is_some(), sound.is_some(), cue)
    });
    heard.filter(|it| it.2 || it.3).map(|(at, lasts, spoken, _, cue)| (at, lasts, spoken, cue)).collect()
}

#[test]
fn the_cues_of_every_area_read_like_a_session() {
    compare(areas(&built_in()).into_iter().map(|(name, choices)| {
        let plan = Plan::new(&choices, &Wishes::default()).expect("it can be played");
        (format!("tests/snapshots/cues/{name}.txt"), view::cues::text(&cue::list(plan, Talk::Full)))
    }));
}

/// `stretch cues` strikes the bell as a session does, so that one knows what it means.
#[test]
fn a_sample_strikes_the_bell_as_often_as_a_session_does() {
    let (_, choices) = areas(&built_in()).swap_remove(0);
    let plan = Plan::new(&choices, &Wishes::default()).expect("it can be played");
    let cues = cue::list(plan, Talk::Full);
    for sound in [Sound::Start, Sound::Switch, Sound::End, Sound::Done] {
        let bells = |it: &&Cue| it.sound == Some(sound);
        let session = cues.iter().map(|it| &it.1).filter(bells).map(|it| it.bell).max();
        let samples = cue::samples();
        let sample = samples.iter().find(bells).map(|it| it.bell);
        assert!(session.is_some() && session == sample, "{sound:?}: {session:?}, {sample:?}");
    }
}

#[test]
fn no_cue_runs_over_the_next_one() {
    let channels =
        [Channels::ALL, Channels { speech: true, tones: false }, Channels { speech: false, tones: true }];
    each_session(|name, _, cues| {
        for channels in channels {
            for pair in heard(cues, channels).windows(2) {
                let ((at, lasts, _, cue), (next, ..)) = (pair[0], pair[1]);
                let ends = at + lasts;
                assert!(ends <= next, "{name}: `{}` at {at:?} lasts {lasts:?}, to {next:?}", cue.words);
            }
        }
    });
}

#[test]
fn every_move_is_said_before_it_and_every_hold_opens_and_is_halved_by_sound() {
    each_session(|name, plan, cues| {
        let mut begins = 0;
        for segment in plan.segments() {
            let seconds = segment.length.expect("nothing waits here");
            let (from, to) = (begins, begins + seconds);
            let at = |second: u32| Moment(Duration::from_secs(u64::from(second)));
            let here: Vec<&Cue> =
                cues.iter().filter(|it| it.0 >= at(from) && it.0 < at(to)).map(|it| &it.1).collect();
            let sounds: Vec<Sound> = here.iter().filter_map(|it| it.sound).collect();
            let first = here.first().unwrap_or_else(|| panic!("{name}: nothing at {from}"));
            match segment.kind {
                SegmentKind::Hold | SegmentKind::Breathe | SegmentKind::Reps => {
                    assert!(
                        matches!(sounds[0], Sound::Start | Sound::In),
                        "{name}: {:?} at {from}",
                        sounds[0]
                    );
                    assert_eq!(first.bell, 1, "{name}: one stroke at {from}");
                    let is_halved = |it: &&Cue| {
                        it.words.as_str().starts_with("half-way") || it.words.as_str().ends_with("to go")
                    };
                    let halved = here.iter().any(is_halved);
                    assert!(segment.pace.is_some() || seconds < 30 || halved, "{name}: no half at {from}");
                }
                SegmentKind::Ready | SegmentKind::Move | SegmentKind::Rest => {
                    let ended = timed_before(plan, from);
                    assert_eq!(first.bell, if ended { 3 } else { 0 }, "{name}: strokes at {from}");
                    let (short, said) = (&segment.short, first.words.as_str());
                    let is_rest = segment.kind == SegmentKind::Rest;
                    let says = if is_rest {
                        said.contains("est") || said.contains("ound")
                    } else {
                        said.contains(short.as_str())
                    };
                    assert!(says, "{name}: {said:?} does not say {short:?}");
                }
                SegmentKind::Switch => assert_eq!((sounds[0], first.bell), (Sound::Switch, 2), "{name}"),
            }
            begins = to;
        }
        let (end, last) = cues.last().expect("there are cues");
        assert_eq!((end.0.as_secs(), last.sound), (u64::from(begins), Some(Sound::Done)), "{name}");
    });
}

/// Whether what was held ends at this second.
fn timed_before(plan: &Plan, second: u32) -> bool {
    let mut ends = 0;
    plan.segments().iter().any(|it| {
        ends += it.length.unwrap_or_default();
        ends == second && it.kind.is_timed()
    })
}

#[test]
fn in_print_there_is_never_more_than_a_line_a_second() {
    each_session(|name, _, cues| {
        let lines: Vec<_> = cues.iter().filter(|it| it.1.printed().is_some()).collect();
        for pair in lines.windows(2) {
            let apart = pair[1].0.since(pair[0].0);
            assert!(
                apart >= Duration::from_secs(1),
                "{name}: {:?} and {:?}",
                pair[0].1.words,
                pair[1].1.words
            );
        }
    });
}
