use std::sync::Arc;

use super::*;
use crate::model::{
    figure::{Base, Figure, Pose},
    plan::{
        Choice, Plan, SegmentKind, Wishes,
        tests::{hold, routine},
    },
    routine::{Move, Position, Side, Sides},
};

fn posed(name: &str, base: Base, setup: &str) -> Routine {
    let figure = Some(Figure::of(base));
    let setup = (!setup.is_empty()).then(|| Move { words: Text::clean(setup), ..Move::default() });
    let positions = vec![match base {
        Base::Standing => Position::Standing,
        Base::Sitting => Position::Seated,
        Base::LongSitting | Base::Crossed | Base::Butterfly => Position::Floor,
        Base::Kneeling | Base::KneelingUp | Base::HalfKneeling | Base::AllFours => Position::Kneeling,
        Base::Prone | Base::Supine | Base::SideLying => Position::Lying,
    }];
    Routine { figure, positions, setup: setup.into_iter().collect(), ..routine(name) }
}

fn needing(things: &'static [Thing], optional: bool, routine: Routine) -> Routine {
    Routine { needs: vec![Need { one_of: things.into(), optional }], ..routine }
}

fn plan(routines: &[&Routine]) -> Plan {
    let choice = |it: &&Routine| Choice { routine: Arc::new((*it).clone()), rounds: Some(1) };
    Plan::new(&routines.iter().map(choice).collect::<Vec<_>>(), &Wishes::default()).unwrap()
}

/// The way to the last of some routines, and its seconds.
fn way(routines: &[&Routine]) -> (String, Seconds) {
    let mut here = Whereabouts::default();
    let mut arrival = Arrival::default();
    for routine in routines {
        arrival = here.arrival(routine, false);
        here.after(routine, arrival.posture, Stance::default());
    }
    (arrival.words.to_string(), arrival.seconds + arrival.settling)
}

#[test]
fn the_way_starts_where_the_last_routine_ended() {
    let stand = posed("Stand", Base::Standing, "Stand tall.");
    let lie = posed("Lie", Base::Supine, "");
    let kneel = posed("Kneel", Base::AllFours, "Come onto your hands and knees.");
    let check = |routines: &[&Routine], words: &str, seconds: Seconds| {
        assert_eq!(way(routines), (words.to_owned(), seconds));
    };
    check(&[&stand], "", 4);
    check(&[&lie], "Get down on the floor. Lie down on your back.", 14);
    check(&[&stand, &stand], "", 0);
    check(&[&lie, &lie], "", 0);
    check(&[&kneel, &lie], "Lie down on your back.", 6);
    // What the routine's own words say is not said twice, and yet has its time, after those words.
    check(&[&lie, &stand], "Roll onto one side, and push yourself up to sit; take your time.", 18);
    check(&[&stand, &kneel], "Get down onto your hands and knees.", 8);
    let settles = |from: &Routine, to: &Routine| {
        let mut here = Whereabouts::default();
        let arrival = here.arrival(from, false);
        here.after(from, arrival.posture, Stance::default());
        here.arrival(to, false).settling
    };
    let says_so = posed("Lie", Base::Supine, "Lie on your back.");
    assert_eq!([&kneel, &says_so, &lie].map(|it| settles(&stand, it)), [2, 8, 0]);
    let segments = plan(&[&stand, &says_so]).segments().to_vec();
    let [ready, lies] = [4, 5].map(|at: usize| &segments[at]);
    assert_eq!((ready.kind, lies.text.as_str()), (SegmentKind::Ready, "Lie on your back."));
    assert_eq!(lies.length, Some(4 + 8), "the words and the way down");
}

#[test]
fn a_person_who_may_sit_or_stand_stays_as_they_are() {
    let either = Routine {
        positions: vec![Position::Seated, Position::Standing],
        ..posed("Either", Base::Sitting, "")
    };
    let stand = posed("Stand", Base::Standing, "");
    let lie = posed("Lie", Base::Supine, "");
    assert_eq!(way(&[&either]), (String::new(), 4), "time to sit down");
    assert_eq!(way(&[&stand, &either]), (String::new(), 0));
    assert_eq!(way(&[&stand, &either, &stand]), (String::new(), 0), "they never sat down");
    assert!(way(&[&lie, &either]).0.ends_with("Sit down on your chair."));
    let ready = |plan: &Plan, nth: usize| {
        let ready = plan.segments().iter().filter(|it| it.kind == SegmentKind::Ready).nth(nth);
        ready.unwrap().text.to_string()
    };
    let twice = plan(&[&either, &either]);
    assert!(ready(&twice, 0).contains("Sit or stand, as you like."), "{}", ready(&twice, 0));
    assert!(!ready(&twice, 1).contains("as you like"), "{}", ready(&twice, 1));
}

#[test]
fn things_are_fetched_once_and_never_lying_down() {
    let strap = needing(&[Thing::Strap, Thing::Towel], false, posed("Strap", Base::Supine, ""));
    let lie = posed("Lie", Base::Supine, "");
    let wall = needing(&[Thing::Wall], false, posed("Wall", Base::Standing, ""));
    let check = |routines: &[&Routine], words: &str, seconds: Seconds| {
        assert_eq!(way(routines), (words.to_owned(), seconds));
    };
    check(&[&strap], "Fetch a strap or a towel. Get down on the floor. Lie down on your back.", 26);
    check(&[&strap, &strap], "", 0);
    check(
        &[&lie, &strap],
        "Roll onto one side, and push yourself up to sit; take your time. Fetch a strap or a towel. \
         Lie down on your back.",
        28,
    );
    check(&[&wall], "Go to a wall.", 12);
    check(&[&wall, &wall], "", 0);
    let up =
        "Roll onto one side, and push yourself up to sit; take your time. Go back to the wall. Stand up.";
    check(&[&wall, &lie, &wall], up, 23);
    let strap_and_cushion = Routine {
        needs: [Thing::Strap, Thing::Cushion]
            .map(|it| Need { one_of: vec![it].into(), optional: false })
            .to_vec(),
        ..posed("Both", Base::Standing, "")
    };
    let stand = posed("Stand", Base::Standing, "");
    // The longest way, and eight seconds for the other thing; from where one stands already.
    check(&[&stand, &strap_and_cushion], "Fetch a strap and a cushion.", 20);
    let either = needing(&[Thing::Chair, Thing::Desk], false, posed("Either", Base::Standing, ""));
    check(&[&either], "Fetch a steady chair without wheels, or go to a desk or table.", 14);
    let may = needing(&[Thing::Mat], true, lie.clone());
    assert_eq!(way(&[&may]).1, 22, "who may use a mat has time to take it");
    assert_eq!(way(&[&may, &may]).1, 0);
}

#[test]
fn a_side_on_which_the_person_lies_is_a_posture_of_its_own() {
    let book = Routine { sides: Sides::Both, ..posed("Book", Base::SideLying, "") };
    let mut here = Whereabouts::default();
    let first = here.arrival(&book, false);
    assert_eq!(first.words.as_str(), "Get down on the floor. Lie down on your left side.");
    here.after(&book, first.posture, Stance { pose: None, mirrored: true });
    assert_eq!(here.posture, Some(Posture::OnTheSide(Side::Right)));
    assert_eq!(here.arrival(&book, false).words.as_str(), "Roll over onto your left side.");
}

#[test]
fn getting_ready_lasts_as_long_as_its_words_and_the_way() {
    let lie = posed("Lie", Base::Supine, "");
    let length = |plan: &Plan, nth: usize| {
        let mut ready = plan.segments().iter().filter(|it| it.kind == SegmentKind::Ready);
        ready.nth(nth).and_then(|it| Some((it.text.clone(), it.length?))).unwrap()
    };
    let first = plan(&[&lie]);
    assert_eq!(first.overview().as_str(), "1 stretch, about a minute.");
    // What all of the session asks is said while the person gets down, so it takes no time of its own.
    let (text, seconds) = length(&first, 0);
    let (until_there, signs) = text.as_str().split_once(" Stop on ").unwrap();
    assert!(!signs.is_empty());
    let words = time_to_say(first.overview()) + time_to_say(&Text::clean(until_there));
    assert!((words + 14..=words + 16).contains(&seconds), "{words} and {seconds}");
    let (text, seconds) = length(&plan(&[&routine("Tilt"), &lie]), 1);
    let words = time_to_say(&Text::clean(&format!("Next: {text}")));
    assert!((words + 14..=words + 16).contains(&seconds), "{words} and {seconds}");
}

#[test]
fn the_end_of_a_lying_session_leads_up_unless_the_routine_does() {
    let last = |plan: &Plan| plan.segments().last().unwrap().text.to_string();
    let lie = posed("Lie", Base::Supine, "");
    assert!(last(&plan(&[&lie])).contains("roll onto one side, and push yourself up to sit"));
    let stand = posed("Stand", Base::Standing, "");
    assert!(!last(&plan(&[&lie, &stand])).contains("roll onto"));
    let finish = |words: &str, poses: Vec<Pose>| {
        let end = Move { words: Text::clean(words), poses, ..Move::default() };
        Routine { finish: vec![end], ..lie.clone() }
    };
    assert_eq!(
        last(&plan(&[&finish("Roll over and sit up slowly.", Vec::new())])),
        "Roll over and sit up slowly."
    );
    let mut sits = Pose::default();
    sits.base = Some(Base::LongSitting);
    assert_eq!(last(&plan(&[&finish("Come to sitting.", vec![sits])])), "Come to sitting.");
    // No sound of the end comes while the person still moves.
    let moves =
        Routine { steps: vec![hold("Tip.", 20)], finish: finish("Come back.", Vec::new()).finish, ..stand };
    let plan = plan(&[&moves]);
    assert_eq!(plan.segments().last().unwrap().length, Some(7));
}

#[test]
fn getting_ready_from_elsewhere_takes_the_way_and_its_words() {
    let stand = posed("Stand", Base::Standing, "Stand tall.");
    let kneel = posed("Kneel", Base::AllFours, "Come onto your hands and knees.");
    let here = Whereabouts::behind(&stand);
    assert_eq!(here.seconds_to(&stand), 0);
    let (words, seconds) = way(&[&stand, &kneel]);
    assert_eq!((words.is_empty(), seconds), (false, 8));
    assert_eq!(here.seconds_to(&kneel), seconds + time_to_say(&Text::clean(&words)));
}

#[test]
fn one_of_several_things_that_would_do_is_at_hand_already() {
    let lying = |things: &'static [Thing]| needing(things, false, posed("Strap", Base::Supine, ""));
    let [strap, either] = [lying(&[Thing::Strap]), lying(&[Thing::Strap, Thing::Towel])];
    assert_eq!(way(&[&strap, &either]), (String::new(), 0));
    assert_eq!(way(&[&either, &strap]), (String::new(), 0));
}

#[test]
fn whoever_knows_a_routine_has_at_hand_what_they_use_and_needs_no_seat_on_their_feet() {
    let seconds = |routine: &Routine, before: &[&Routine]| {
        let mut here = Whereabouts::default();
        for routine in before {
            let arrival = here.arrival(routine, false);
            here.after(routine, arrival.posture, Stance::default());
        }
        let arrival = here.arrival(routine, false);
        [arrival.seconds, arrival.known]
    };
    let stand = posed("Stand", Base::Standing, "");
    let leaning = needing(&[Thing::Chair], true, stand.clone());
    let lie = needing(&[Thing::Mat], true, posed("Lie", Base::Supine, ""));
    let either = needing(
        &[Thing::Chair],
        true,
        Routine {
            positions: vec![Position::Seated, Position::Standing],
            ..posed("Either", Base::Sitting, "")
        },
    );
    assert_eq!(seconds(&either, &[]), [AT_HAND + CHOOSING, 0], "they sit or stand already");
    assert_eq!(seconds(&either, &[&stand]), [AT_HAND, 0], "they stay on their feet");
    assert_eq!(seconds(&leaning, &[&stand]), [AT_HAND, WITHIN_REACH], "the chair is to lean on");
    assert_eq!(seconds(&lie, &[&stand]), [AT_HAND, WITHIN_REACH].map(|it| it + 14), "the way down stays");
    let fetched = needing(&[Thing::Chair], false, posed("Sit", Base::Sitting, ""));
    assert_eq!(seconds(&fetched, &[&stand]), [14, 14], "what is needed is fetched");
}
