use super::*;
use crate::model::{area::Area, plan::tests::routine};

fn neck(id: &str, muscle: &str, avoid: &[Condition]) -> Arc<Routine> {
    Arc::new(Routine {
        id: id.to_owned(),
        area: Some(Area::Neck),
        muscles: vec![Text::clean(muscle)],
        positions: vec![Position::Seated],
        avoid: avoid.to_vec(),
        ..routine(id)
    })
}

fn picked(routine: &Arc<Routine>, by_name: bool) -> Picked {
    Picked { choice: Choice { routine: Arc::clone(routine), rounds: None }, by_name }
}

fn with(conditions: &[Condition]) -> Limits {
    Limits { conditions: conditions.to_vec(), ..Limits::default() }
}

/// What is kept, and what was left out with what took its place.
fn told(suited: &Suited) -> String {
    let kept: Vec<&str> = suited.kept.iter().map(|it| &*it.routine.id).collect();
    let left_out = suited.left_out.iter().map(|it| match &it.instead {
        Some(instead) => format!("{} -> {instead}", it.name),
        None => it.name.to_string(),
    });
    format!("{}; {}", kept.join(" "), left_out.collect::<Vec<_>>().join(", "))
}

#[test]
fn what_names_a_condition_gives_way_to_what_works_the_same_muscle() {
    let turn = neck("turn", "scalenes", &[Condition::Pregnancy]);
    let tilt = neck("tilt", "scalenes", &[]);
    let nod = neck("nod", "splenius", &[]);
    let others = [Arc::clone(&turn), Arc::clone(&tilt), Arc::clone(&nod)];
    let pregnant = with(&[Condition::Pregnancy]);
    let check = |picks: Vec<Picked>, skipped: &[&str], says: &str| {
        let skipped: Vec<String> = skipped.iter().map(|it| (*it).to_owned()).collect();
        assert_eq!(told(&suited(picks, &skipped, &pregnant, &others)), says);
    };
    check(vec![picked(&turn, false)], &[], "tilt; turn -> tilt");
    check(vec![picked(&nod, false), picked(&turn, false)], &[], "nod tilt; turn -> tilt");
    // What is played or skipped already takes no other's place, and what works another muscle is no stand-in.
    check(vec![picked(&tilt, false), picked(&turn, false)], &[], "tilt; turn");
    check(vec![picked(&turn, false)], &["tilt"], "; turn");
    let named = suited(vec![picked(&turn, true)], &[], &pregnant, &others);
    assert_eq!(told(&named), "turn; ");
    assert_eq!(named.to_confirm[0].1, Reason::Condition(Condition::Pregnancy));
}

#[test]
fn what_takes_a_place_asks_for_no_floor_and_no_thing_that_the_rest_does_not() {
    let sat = neck("sat", "scalenes", &[Condition::Pregnancy]);
    let lain =
        Arc::new(Routine { positions: vec![Position::Lying], ..(*neck("lain", "scalenes", &[])).clone() });
    let strap = Need { one_of: vec![Thing::Strap].into(), optional: false };
    let strapped = Arc::new(Routine { needs: vec![strap], ..(*neck("strapped", "scalenes", &[])).clone() });
    let others = [Arc::clone(&lain), Arc::clone(&strapped)];
    let pregnant = with(&[Condition::Pregnancy]);
    assert_eq!(told(&suited(vec![picked(&sat, false)], &[], &pregnant, &others)), "; sat");
    // Who lies down already can lie down for this.
    let both = vec![picked(&sat, false), picked(&neck_on_floor(), false)];
    assert_eq!(told(&suited(both, &[], &pregnant, &others)), "lain rolled; sat -> lain");
}

fn neck_on_floor() -> Arc<Routine> {
    Arc::new(Routine { positions: vec![Position::Floor], ..(*neck("rolled", "splenius", &[])).clone() })
}

#[test]
fn never_and_without_speak_against_a_routine_too() {
    let need = |things: &[Thing], optional| Need { one_of: things.to_vec().into(), optional };
    let chair = |needs: Vec<Need>, positions: Vec<Position>| Routine { needs, positions, ..routine("r") };
    let without = |absent: Absent| Limits { without: vec![absent], ..Limits::default() };
    let no_chair = without(Absent::Thing(Thing::Chair));
    let is_out = |limits: &Limits, it: &Routine| limits.against(it).is_some();
    assert!(is_out(&no_chair, &chair(vec![need(&[Thing::Chair], false)], vec![])));
    assert!(!is_out(&no_chair, &chair(vec![need(&[Thing::Chair], true)], vec![])), "it is only useful");
    assert!(!is_out(&no_chair, &chair(vec![need(&[Thing::Wall, Thing::Chair], false)], vec![])));
    let no_floor = without(Absent::Position(Position::Floor));
    for low in [Position::Floor, Position::Kneeling, Position::Lying] {
        assert!(is_out(&no_floor, &chair(vec![], vec![low])));
        assert!(!is_out(&no_floor, &chair(vec![], vec![Position::Seated, low])), "the first is played");
    }
    let no_kneeling = without(Absent::Position(Position::Kneeling));
    assert!(!is_out(&no_kneeling, &chair(vec![], vec![Position::Lying])));
    let never = Limits { never: vec!["r".to_owned()], ..Limits::default() };
    assert_eq!(never.against(&routine("r")), Some(Reason::Never));
    assert_eq!(never.against(&routine("rest")), None);
}

#[test]
fn every_word_of_without_means_something() {
    for name in Absent::NAMES {
        assert!(Absent::from_name(name).is_some(), "{name}");
    }
    assert_eq!(Absent::NAMES.len(), Position::ALL.len() + Thing::ALL.len());
    assert_eq!(Absent::from_name("sofa"), None);
}
