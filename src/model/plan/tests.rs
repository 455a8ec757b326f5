use super::*;
use crate::model::{
    area::Area,
    dose::{Dose, Span},
    figure::Pose,
    fingerprint::Fingerprint,
    routine::{Action, Kind, Move, Sides, Step, Thing},
};

/// A routine of one hold of 30 s, to be varied.
pub(crate) fn routine(name: &str) -> Routine {
    Routine {
        id: name.to_lowercase().replace(' ', "-"),
        fingerprint: Fingerprint::of(name.as_bytes()),
        area: None,
        name: Text::clean(name),
        summary: None,
        kind: Kind::Stretch,
        also: Vec::new(),
        muscles: Vec::new(),
        positions: vec![Position::Standing],
        needs: Vec::new(),
        sides: Sides::None,
        limb: None,
        rounds: Span::only(1).unwrap(),
        rest: Routine::USUAL_REST,
        breath: None,
        caution: None,
        avoid: Vec::new(),
        sources: Vec::new(),
        figure: None,
        setup: Vec::new(),
        steps: vec![hold("Tip your head. Stay there.", 30)],
        switch: Vec::new(),
        finish: Vec::new(),
        held: None,
    }
}

fn outside(words: &str) -> Move {
    Move { words: Text::clean(words), ..Move::default() }
}

pub(crate) fn hold(words: &str, seconds: Seconds) -> Step {
    Step {
        words: Text::clean(words),
        action: Action::Hold(Dose::Seconds(Span::only(seconds).unwrap())),
        poses: Vec::new(),
        say: Vec::new(),
    }
}

pub(crate) fn step(words: &str, action: Action) -> Step {
    Step { words: Text::clean(words), action, poses: Vec::new(), say: Vec::new() }
}

/// A routine for whose first words there are seven seconds, and no quiet before the end: other tests are about
/// those.
pub(crate) fn alone(routine: Routine, wishes: &Wishes) -> Plan {
    let mut plan = introduced(routine, wishes);
    let segments = Arc::get_mut(&mut plan.0).map(|it| &mut it.segments).unwrap();
    segments[0].length = segments[0].length.and(Some(7));
    let last = segments.last_mut().filter(|it| it.kind == SegmentKind::Move);
    last.and_then(|it| it.length.as_mut()).into_iter().for_each(|it| *it -= draft::LAST_MOVE);
    plan
}

/// The same with all the time that its first words take, and its end.
pub(crate) fn introduced(routine: Routine, wishes: &Wishes) -> Plan {
    Plan::new(&[Choice { routine: Arc::new(routine), rounds: None }], wishes).unwrap()
}

/// A plan as a person would note it down, without the words of the ready segment.
fn sketch(plan: &Plan) -> String {
    let line = |it: &Segment| {
        let side = it.side.map_or("", |it| if it == Side::Left { " L" } else { " R" });
        let round = it.round.map_or(String::new(), |it| format!(" {it}"));
        let length = it.length.map_or("open".to_owned(), |it| it.to_string());
        let words = if it.kind == SegmentKind::Ready { "" } else { it.text.as_str() };
        format!("{}{round}{side} {length} {words}", it.kind.name()).trim_end().to_owned()
    };
    plan.segments().iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn rounds_hold_sides_and_sides_hold_steps() {
    let neck = Routine {
        sides: Sides::Both,
        rounds: Span::new(1, 2).unwrap(),
        setup: vec![outside("Stand tall.")],
        steps: vec![
            hold("Tip your head to the {side}. Leave the {other} arm long.", 30),
            step("Come back.", Action::Move { length: None }),
        ],
        finish: vec![outside("Shake your arms.")],
        ..routine("Neck")
    };
    let plan = alone(neck, &Wishes { level: Level::Full, ..Wishes::default() });
    assert_eq!(
        sketch(&plan),
        "\
ready 7
move 8 Stand tall.
move 1 R 7 Tip your head to the right. Leave the left arm long.
hold 1 R 30 Tip your head to the right. Leave the left arm long.
move 1 R 4 Come back.
switch 1 L 5 Now the other side: to your left.
move 1 L 5 Tip your head to the left.
hold 1 L 30 Tip your head to the left.
move 1 L 4 Come back.
rest 8 Rest a moment. Then the last round, to your right.
move 2 R 5 Tip your head to the right.
hold 2 R 30 Tip your head to the right.
move 2 R 4 Come back.
switch 2 L 5 Now the other side: to your left.
move 2 L 5 Tip your head to the left.
hold 2 L 30 Tip your head to the left.
move 2 L 4 Come back.
move 4 Shake your arms."
    );
    assert_eq!(plan.total(), Total { seconds: 195, open: 0 });
}

#[test]
fn a_level_picks_from_every_range() {
    let chest = Routine {
        rounds: Span::new(2, 4).unwrap(),
        steps: vec![
            step("Reach.", Action::Hold(Dose::Seconds(Span::new(15, 30).unwrap()))),
            step("Breathe.", Action::Breathe(Dose::Breaths(Span::new(3, 5).unwrap()))),
            step(
                "Squeeze.",
                Action::Reps { times: Span::new(8, 12).unwrap(), each: 3, hold: Span::new(5, 10) },
            ),
        ],
        ..routine("Chest")
    };
    let timed = |level| {
        let plan = alone(chest.clone(), &Wishes { level, ..Wishes::default() });
        let lengths = |kind| plan.segments().iter().find(|it| it.kind == kind).unwrap().length.unwrap();
        let rounds = plan.segments().iter().filter(|it| it.kind == SegmentKind::Hold).count();
        (rounds, lengths(SegmentKind::Hold), lengths(SegmentKind::Breathe), lengths(SegmentKind::Reps))
    };
    assert_eq!(timed(Level::Gentle), (2, 15, 30, 8 * 8));
    assert_eq!(timed(Level::Steady), (3, 25, 40, 10 * 11));
    assert_eq!(timed(Level::Full), (4, 30, 50, 12 * 13));
}

#[test]
fn the_person_may_wish_otherwise() {
    let base = Routine {
        sides: Sides::Listed(Side::Left, Some(Side::Right)),
        rounds: Span::only(2).unwrap(),
        ..routine("Twist")
    };
    let check = |wishes: Wishes, holds: &str| {
        let plan = alone(base.clone(), &wishes);
        let lines = sketch(&plan);
        let is: Vec<&str> = lines.lines().filter(|it| it.starts_with("hold")).map(|it| &it[5..11]).collect();
        assert_eq!(is.join(", "), holds);
    };
    let usual = Wishes::default();
    check(usual, "1 L 30, 1 R 30, 2 L 30, 2 R 30");
    check(Wishes { leading: Side::Left, ..usual }, "1 L 30, 1 R 30, 2 L 30, 2 R 30");
    check(Wishes { rounds: Some(1), ..usual }, "1 L 30, 1 R 30");
    check(Wishes { side: Some(Side::Right), ..usual }, "1 R 30, 2 R 30");
    check(Wishes { hold: Some(12), rounds: Some(1), ..usual }, "1 L 12, 1 R 12");
    let both = Routine { sides: Sides::Both, ..base.clone() };
    let leads = |leading| alone(both.clone(), &Wishes { leading, ..usual }).segments()[1].side;
    assert_eq!((leads(Side::Left), leads(Side::Right)), (Some(Side::Left), Some(Side::Right)));
}

#[test]
fn open_steps_wait_unless_nobody_can_press_a_key() {
    let open = Routine { steps: vec![step("Hang.", Action::Hold(Dose::Open))], ..routine("Hang") };
    let total = |wishes| terms::total(alone(open.clone(), &wishes).total());
    let usual = Wishes::default();
    assert_eq!(total(usual), "0:11 + 1 open");
    assert_eq!(total(Wishes { open: Open::Lasts(30), ..usual }), "0:41");
    assert_eq!(total(Wishes { moves: Moves::Wait, ..usual }), "0:00 + 3 open");
}

#[test]
fn ready_says_what_to_fetch_and_what_to_watch() {
    let wall = Routine {
        needs: vec![
            Need { one_of: vec![Thing::Wall].into(), optional: false },
            Need { one_of: vec![Thing::Mat].into(), optional: true },
        ],
        positions: vec![Position::Standing, Position::Seated],
        sides: Sides::Both,
        caution: Some(Text::clean("Move slowly.")),
        ..routine("Wall press")
    };
    let choice = |it: &Routine| Choice { routine: Arc::new(it.clone()), rounds: Some(1) };
    let floor = Routine { positions: vec![Position::Lying], ..routine("Rest") };
    let twice = [choice(&wall), choice(&wall), choice(&floor), choice(&floor), choice(&routine("Tilt"))];
    let plan = Plan::new(&twice, &Wishes::default()).unwrap();
    let ready: Vec<_> = plan.segments().iter().filter(|it| it.kind == SegmentKind::Ready).collect();
    assert_eq!(
        ready[0].text.as_str(),
        "Wall press. To your right first. Stand or sit, as you like. You may use a mat. Go to a wall. Stop on sharp \
         pain, tingling or dizziness. Move slowly."
    );
    assert_eq!(plan.overview().as_str(), "5 stretches, about 6 minutes.");
    let said: Vec<_> = ready[1..].iter().map(|it| it.text.as_str()).collect();
    assert_eq!(
        said,
        [
            "Wall press. To your right first. Move slowly.",
            "Rest. Get down on the floor. Lie down on your back.",
            "Rest.",
            "Tilt. Roll onto one side, and push yourself up to sit; take your time. Stand up.",
        ]
    );
    let lengths: Vec<_> = ready[1..].iter().map(|it| it.length.unwrap()).collect();
    assert_eq!(lengths, [6, 20, 5, 26], "fetched once; down once; up again with time");
}

#[test]
fn a_plan_has_something_in_it_and_ends_within_a_day() {
    assert_eq!(Plan::new(&[], &Wishes::default()), Err(Unplayable::Empty));
    let long = Choice { routine: Arc::new(routine("Long")), rounds: Some(u32::MAX) };
    assert_eq!(Plan::new(&[long], &Wishes::default()), Err(Unplayable::TooLong));
}

#[test]
fn rounds_of_the_command_line_win_over_those_of_a_play_list() {
    let neck = Arc::new(Routine { rounds: Span::only(2).unwrap(), ..routine("Neck") });
    let rounds = |asked, listed| {
        let choice = Choice { routine: Arc::clone(&neck), rounds: listed };
        let plan = Plan::new(&[choice], &Wishes { rounds: asked, ..Wishes::default() }).unwrap();
        let held = plan.segments().iter().filter(|it| it.kind == SegmentKind::Hold).count() as u32;
        assert_eq!(plan.rounds().map(|it| it.1).collect::<Vec<_>>(), [held], "it knows its rounds");
        held
    };
    assert_eq!((rounds(Some(1), Some(3)), rounds(Some(4), Some(3))), (1, 4));
    assert_eq!((rounds(None, Some(3)), rounds(None, None)), (3, 2));
}

#[test]
fn the_length_of_a_hold_wins_over_any_dose_but_not_over_breathing() {
    let three = || Dose::Breaths(Span::only(3).unwrap());
    let steps = vec![
        step("Hang.", Action::Hold(Dose::Open)),
        step("Stay.", Action::Hold(three())),
        step("Breathe.", Action::Breathe(three())),
        step("Go on.", Action::Breathe(Dose::Open)),
    ];
    let plan = alone(Routine { steps, ..routine("Hang") }, &Wishes { hold: Some(45), ..Wishes::default() });
    let timed = plan.segments().iter().filter(|it| it.kind.is_timed());
    let lengths: Vec<_> = timed.map(|it| (it.length, it.pace.is_some())).collect();
    assert_eq!(lengths, [(Some(45), false), (Some(45), false), (Some(30), true), (None, true)]);
}

#[test]
fn breaths_are_as_long_as_the_persons_own() {
    let breaths = Dose::Breaths(Span::only(3).unwrap());
    let steps = vec![step("Stay.", Action::Hold(breaths)), step("Breathe.", Action::Breathe(breaths))];
    let breath = Breath { inward: 3, outward: 4 };
    let plan =
        alone(Routine { steps, ..routine("Calm") }, &Wishes { breath: Some(breath), ..Wishes::default() });
    let timed: Vec<_> = plan.segments().iter().filter(|it| it.kind.is_timed()).collect();
    for segment in timed {
        assert_eq!(
            (segment.length, segment.pace),
            (Some(21), Some(Pace::Breaths(breath))),
            "{}",
            segment.kind.name()
        );
    }
}

#[test]
fn what_waits_counts_against_a_day_so_that_no_plan_grows_without_end() {
    let open = || Routine { steps: vec![step("Hang.", Action::Hold(Dose::Open))], ..routine("Hang") };
    let wishes = Wishes { moves: Moves::Wait, ..Wishes::default() };
    let plan = |rounds| Plan::new(&[Choice { routine: Arc::new(open()), rounds: Some(rounds) }], &wishes);
    // Ready, then a move and a hold a round, and a rest between two: three segments a round, and none is timed.
    let day = 24 * 60 * 60;
    let fits = plan(day / 3).unwrap();
    assert_eq!((fits.segments().len() as u32, fits.total().seconds), (day, 0));
    assert_eq!(plan(day / 3 + 1), Err(Unplayable::TooLong));
}

#[test]
fn what_is_needed_leaves_out_what_is_optional_and_says_nothing_twice() {
    let need = |thing, optional| Need { one_of: vec![thing].into(), optional };
    let with = |needs| Choice { routine: Arc::new(Routine { needs, ..routine("A") }), rounds: None };
    let choices = [
        with(vec![need(Thing::Mat, true), need(Thing::Wall, false)]),
        with(vec![need(Thing::Chair, false), need(Thing::Wall, false)]),
    ];
    let plan = Plan::new(&choices, &Wishes::default()).unwrap();
    assert_eq!(plan.positions(), [Position::Standing]);
    assert_eq!(plan.needs(), [need(Thing::Wall, false), need(Thing::Chair, false)]);
}

#[test]
fn a_plan_goes_through_the_first_position_of_each_routine() {
    use Position::{Floor, Kneeling, Seated, Standing};
    let at = |positions: &[Position]| {
        let routine = Routine { positions: positions.to_vec(), ..routine("A") };
        Choice { routine: Arc::new(routine), rounds: Some(1) }
    };
    let choices = [at(&[Seated, Standing]), at(&[Seated]), at(&[Floor, Kneeling]), at(&[Seated])];
    assert_eq!(Plan::new(&choices, &Wishes::default()).unwrap().positions(), [Seated, Floor, Seated]);
}

/// The stances in which a segment starts and ends, with the line whose poses it goes through: `base`, the
/// line's first letter, its index and the pose's, an `m` on the other side.
fn stances(plan: &Plan) -> String {
    let line = |it: PoseLine| match it {
        PoseLine::Setup(at) => format!("setup{at}"),
        PoseLine::Step(at) => format!("step{at}"),
        PoseLine::Switch(at) => format!("switch{at}"),
        PoseLine::Finish(at) => format!("finish{at}"),
    };
    let stance = |it: Stance| {
        let pose = it.pose.map_or("base".to_owned(), |it| format!("{}.{}", line(it.source), it.index));
        if it.mirrored { pose + "m" } else { pose }
    };
    let row = |it: &Segment| {
        let through = it.through.map_or(String::new(), |it| format!(" ({})", line(it)));
        format!("{} {} > {}{through}", it.kind.name(), stance(it.start), stance(it.end))
    };
    plan.segments().iter().map(row).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_segment_starts_in_the_stance_in_which_the_one_before_it_ended() {
    let posed = |step: Step, count| Step { poses: vec![Pose::default(); count], ..step };
    let nods = Action::Reps { times: Span::only(3).unwrap(), each: 4, hold: None };
    let moves =
        |count| Move { words: Text::clean("Go."), poses: vec![Pose::default(); count], ..Move::default() };
    let neck = Routine {
        sides: Sides::Both,
        rounds: Span::only(2).unwrap(),
        setup: vec![moves(0), moves(2)],
        steps: vec![
            posed(hold("Tip.", 30), 1),
            hold("Stay.", 30),
            posed(step("Nod.", nods), 1),
            posed(step("Roll.", nods), 3),
            posed(step("Come back.", Action::Move { length: None }), 2),
        ],
        finish: vec![moves(0), moves(1)],
        ..routine("Neck")
    };
    let plan = alone(neck.clone(), &Wishes::default());
    let lines = stances(&plan);
    let first_side = "\
move setup1.1 > step0.0
hold step0.0 > step0.0 (step0)
move step0.0 > step0.0
hold step0.0 > step0.0 (step1)
move step0.0 > step0.0
reps step0.0 > step0.0 (step2)
move step0.0 > step3.2
reps step3.2 > step3.2 (step3)
move step3.2 > step4.1 (step4)
";
    let other_side = first_side.replace(" >", "m >").replace(" (", "m (").replace('\n', "m\n");
    let other_side = other_side.replace(")m", ")");
    let round = format!("{first_side}switch step4.1 > setup1.1m\n{other_side}");
    let setup = "ready base > base\nmove base > base (setup0)\nmove base > setup1.1 (setup1)\n";
    let finish = "move step4.1m > step4.1m (finish0)\nmove step4.1m > finish1.0m (finish1)";
    assert_eq!(lines, format!("{setup}{round}rest step4.1m > setup1.1\n{round}{finish}"));
    let left = alone(neck, &Wishes { side: Some(Side::Left), ..Wishes::default() });
    let ends = stances(&left);
    assert!(ends.starts_with("ready basem > basem\n") && !ends.contains("1.1 "), "{ends}");
}

#[test]
fn a_clone_is_the_same_plan_and_one_that_was_made_alike_is_not() {
    let make = || alone(routine("Neck"), &Wishes::default());
    let plan = make();
    assert!(plan.is(&plan.clone()));
    assert_eq!(plan, make());
    assert!(!plan.is(&make()));
}

#[test]
fn a_routines_own_breath_gives_way_to_the_persons() {
    let breaths = Dose::Breaths(Span::only(3).unwrap());
    let calm = Routine {
        breath: Some(Breath { inward: 5, outward: 5 }),
        steps: vec![step("Breathe.", Action::Breathe(breaths))],
        ..routine("Calm")
    };
    let breathes = |wishes: &Wishes| alone(calm.clone(), wishes).segments()[2].pace;
    assert_eq!(breathes(&Wishes::default()), Some(Pace::Breaths(Breath { inward: 5, outward: 5 })));
    let own = Breath { inward: 3, outward: 4 };
    let wishes = Wishes { breath: Some(own), ..Wishes::default() };
    assert_eq!(breathes(&wishes), Some(Pace::Breaths(own)));
}

#[test]
fn a_rest_in_which_the_sides_change_has_time_for_that() {
    let rests = |rest, sides| {
        let rounds = Span::only(2).unwrap();
        let plan = alone(Routine { sides, rounds, rest, ..routine("Neck") }, &Wishes::default());
        let rest = plan.segments().iter().find(|it| it.kind == SegmentKind::Rest).unwrap();
        rest.length
    };
    assert_eq!(rests(1, Sides::None), Some(3), "the routine wants hardly any rest, and its words fit in");
    assert_eq!(rests(1, Sides::Both), Some(5), "back to the first side");
}

#[test]
fn fewer_rounds_than_a_routine_has_are_said_to_be_a_sample() {
    let long = Arc::new(Routine { rounds: Span::new(3, 5).unwrap(), ..routine("Long") });
    let opening = |rounds, wishes: &Wishes| {
        let choice = Choice { routine: Arc::clone(&long), rounds };
        Plan::new(&[choice], wishes).unwrap().segments()[0].text.to_string()
    };
    assert!(opening(Some(2), &Wishes::default()).contains("Only 2 rounds here."));
    assert!(!opening(Some(3), &Wishes::default()).contains("sample"));
    // What the person asks for needs no word.
    let one = Wishes { rounds: Some(1), ..Wishes::default() };
    assert!(!opening(Some(2), &one).contains("sample"));
}

#[test]
fn the_parts_of_a_repetition_leave_out_what_is_held() {
    let seconds = |parts: Vec<std::ops::Range<std::time::Duration>>| {
        parts.into_iter().map(|it| (it.start.as_secs_f32(), it.end.as_secs_f32())).collect::<Vec<_>>()
    };
    let held = Pace::Reps { times: 1, each: 10, hold: 4 };
    assert_eq!(seconds(held.parts(2)), [(0.0, 3.0), (7.0, 10.0)]);
    assert_eq!(seconds(held.parts(3)), [(0.0, 3.0), (7.0, 8.5), (8.5, 10.0)]);
    let even = Pace::Reps { times: 1, each: 6, hold: 0 };
    assert_eq!(seconds(even.parts(3)), [(0.0, 2.0), (2.0, 4.0), (4.0, 6.0)]);
    assert_eq!(seconds(even.parts(0)), []);
}

#[test]
fn moves_to_the_other_side_are_drawn_on_the_side_to_which_they_lead() {
    let posed =
        |count| Move { words: Text::clean("Roll."), poses: vec![Pose::default(); count], ..Move::default() };
    let book = Routine {
        sides: Sides::Both,
        rounds: Span::only(2).unwrap(),
        steps: vec![Step { poses: vec![Pose::default()], ..hold("Open.", 30) }],
        switch: vec![posed(2), posed(0)],
        ..routine("Book")
    };
    let lines = stances(&alone(book, &Wishes::default()));
    let switches: Vec<&str> =
        lines.lines().filter(|it| it.starts_with("switch") || it.starts_with("rest")).collect();
    let over = ["switch step0.0 > switch0.1m (switch0)", "switch switch0.1m > basem"];
    let back = ["switch step0.0m > switch0.1 (switch0)", "switch switch0.1 > base", "rest base > base"];
    assert_eq!(switches, [&over[..], &back, &over].concat());
}

#[test]
fn a_position_that_the_change_of_sides_has_named_is_not_said_again() {
    let moves = |words: &str| Move { words: Text::clean(words), ..Move::default() };
    let lying = Routine {
        sides: Sides::Both,
        rounds: Span::only(2).unwrap(),
        switch: vec![moves("Roll over onto your {other} side.")],
        steps: vec![
            step("Lie on your {other} side, knees bent, palms together.", Action::Move { length: None }),
            hold("Open your {side} arm.", 20),
        ],
        ..routine("Book")
    };
    let plan = alone(lying, &Wishes::default());
    let words = plan.segments().iter().filter(|it| it.kind == SegmentKind::Move && it.step == Some(1));
    let words: Vec<&str> = words.map(|it| it.text.as_str()).collect();
    let again = "Knees bent, palms together.";
    assert_eq!(words, ["Lie on your left side, knees bent, palms together.", again, again, again]);
}

#[test]
fn one_stretch_that_wants_warmth_is_enough_for_warming_up() {
    let of = |kind: Kind, area: Area| Routine { kind, area: Some(area), ..routine("Tilt") };
    let plan = |all: &[&Routine]| {
        let choice = |it: &&Routine| Choice { routine: Arc::new((*it).clone()), rounds: None };
        Plan::new(&all.iter().map(choice).collect::<Vec<_>>(), &Wishes::default()).unwrap()
    };
    let neck = of(Kind::Stretch, Area::Neck);
    let hips = of(Kind::Stretch, Area::Hips);
    let strength = of(Kind::Strength, Area::Hips);
    assert!(!plan(&[&neck, &strength]).wants_warmth());
    assert!(plan(&[&neck, &hips]).wants_warmth());
    assert!(plan(&[&hips, &strength]).wants_warmth());
}

#[test]
fn the_side_of_the_first_turn_that_is_left_leads() {
    let neck = Routine { sides: Sides::Both, rounds: Span::only(2).unwrap(), ..routine("Neck") };
    let [left, right] = [Side::Left, Side::Right].map(Some);
    let turn = |round, side| RoundSide { round, side, steps: vec![1] };
    let sides = |turns: Vec<RoundSide>| {
        let choice = Choice { routine: Arc::new(neck.clone()), rounds: None };
        let adjustment = Adjustment { left: Some(turns), ..Adjustment::default() };
        let plan = Plan::adjusted(&[choice], &Wishes::default(), &[adjustment]).unwrap();
        let held = plan.segments().iter().filter(|it| it.kind == SegmentKind::Hold);
        (plan.segments()[0].start.mirrored, held.map(|it| it.side).collect::<Vec<_>>())
    };
    // The second side of the first round, and the whole second round.
    let turns = vec![turn(1, left), turn(2, right), turn(2, left)];
    assert_eq!(sides(turns), (true, vec![left, right, left]));
    assert_eq!(sides(vec![turn(1, left), turn(2, right)]), (true, vec![left, right]));
    assert_eq!(sides(vec![turn(2, right), turn(2, left)]), (false, vec![right, left]));
    // Whatever order they are kept in.
    assert_eq!(sides(vec![turn(1, left), turn(1, right)]), (false, vec![right, left]));
}

#[test]
fn with_which_conditions_to_ask_is_said_with_the_first_routine_that_it_concerns() {
    use crate::model::routine::Condition::{Glaucoma, Hernia};
    let with = |name, avoid: &[_], caution: Option<&'static str>| {
        let caution = caution.map(Text::literal);
        Choice {
            routine: Arc::new(Routine { avoid: avoid.to_vec(), caution, ..routine(name) }),
            rounds: None,
        }
    };
    let choices = [
        with("One", &[Hernia], None),
        with("Two", &[Hernia], None),
        with("Three", &[Hernia, Glaucoma], None),
        with("Four", &[Glaucoma], Some("Skip this with glaucoma.")),
    ];
    let ready = |wishes: &Wishes| {
        let plan = Plan::new(&choices, wishes).unwrap();
        let ready = plan.segments().iter().filter(|it| it.kind == SegmentKind::Ready);
        ready.map(|it| (it.text.to_string(), format!("{}{}", it.foreword, it.note))).collect::<Vec<_>>()
    };
    let signs = crate::model::words::session::STOP_SIGNS;
    let hernia = "With a hernia, ask a clinician first.";
    let both = "With a hernia or glaucoma, ask a clinician first.";
    let [one, two, three, four] = ready(&Wishes::default().at_first()).try_into().unwrap();
    assert_eq!(one, (format!("One. Stand up. {hernia} {signs}"), String::new()));
    assert_eq!(two, ("Two.".to_owned(), hernia.to_owned()), "it is shown again, and not said");
    assert_eq!(three, ("Three. With glaucoma, ask a clinician first.".to_owned(), both.to_owned()));
    assert_eq!(four, ("Four. Skip this with glaucoma.".to_owned(), String::new()));
    let shown = ready(&Wishes::default());
    assert_eq!(shown[0], (format!("One. Stand up. {signs}"), hernia.to_owned()));
    assert_eq!(shown[3].1, "With glaucoma, ask a clinician first.");
}
