use super::*;
use crate::model::{
    dose::{Dose, Seconds, Span},
    plan::{
        Moves, Wishes,
        tests::{alone, hold, introduced, routine, step},
    },
    routine::{Action, Limb, Move, Routine, Side, Sides, Step},
};

mod halves;

const fn s(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn steps(steps: Vec<Step>) -> Plan {
    alone(Routine { steps, ..routine("Tilt") }, &Wishes::default())
}

/// The cues from a second on, each as second, sound and words; what is only for those who hear
/// nothing else is in brackets.
fn told(plan: Plan, talk: Talk, from: u64) -> String {
    let line = |(moment, cue): (Moment, Cue)| {
        let sound = cue.sound.map_or("", |it| it.name());
        let (sound, words) = match cue.lead {
            Lead::Both => (sound.to_owned(), cue.words.to_string()),
            Lead::Words => (format!("({sound})"), cue.words.to_string()),
            Lead::Sound => (sound.to_owned(), format!("({})", cue.words)),
        };
        format!("{} {sound} {words}", moment.0.as_secs())
    };
    let cues = list(plan, talk).into_iter().filter(|it| it.0.0 >= s(from));
    cues.map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn words_come_before_a_hold_and_its_moments_after_them() {
    let tilt = hold("Tip your head to the {side}. Let it hang.", 30);
    let back = step("Come back.", Action::Move { length: None });
    let plan =
        alone(Routine { sides: Sides::Both, steps: vec![tilt, back], ..routine("Tilt") }, &Wishes::default());
    assert_eq!(
        told(plan, Talk::Full, 7),
        "\
7 (step) Tip your head to the right. Let it hang.
13 start hold 30 seconds
28 half half-way
40 tick (3)
41 tick (2)
42 tick (1)
43 end And release. Come back.
47 switch Now the other side: to your left.
52 (step) Tip your head to the left.
57 start hold 30 seconds
72 half half-way
84 tick (3)
85 tick (2)
86 tick (1)
87 end And release. Come back.
91 done done: 1 minute held"
    );
}

#[test]
fn repetitions_are_counted_and_their_holds_are_led() {
    let squeeze = Action::Reps { times: Span::only(3).unwrap(), each: 3, hold: Span::new(5, 5) };
    let plan = steps(vec![step("Squeeze.", squeeze)]);
    assert_eq!(
        told(plan, Talk::Full, 7),
        "\
7 (step) 3 times. Start when I say one. Squeeze.
13 start 1
15 start hold 5 seconds
20 (end) release
21 (beat) 2
23 start hold
28 (end) release
29 (beat) 3, last one
31 start hold
36 (end) release
37 done and stop, done: 3 repetitions"
    );
    let quick = Action::Reps { times: Span::only(2).unwrap(), each: 1, hold: None };
    let plan = steps(vec![step("Tap.", quick)]);
    assert_eq!(
        told(plan, Talk::Full, 11),
        "13 start \n14 (beat) 2\n15 done and stop, done: 2 repetitions",
        "what fits"
    );
}

#[test]
fn breaths_turn_at_their_pace_and_their_words_give_way() {
    let breathe = |count| Action::Breathe(Dose::Breaths(Span::only(count).unwrap()));
    let plan = steps(vec![step("Breathe.", breathe(5)), step("Come up.", Action::Move { length: None })]);
    assert_eq!(
        told(plan, Talk::Full, 11),
        "\
13 in in
17 out out
23 in in
27 out out
33 in in, 3 breaths to go
37 out out
43 in in
47 out out
53 in in, last breath
57 out out
63 end Breathe normally. Come up."
            .to_owned()
            + "\n67 done done: 50 seconds"
    );
}

#[test]
fn from_one_hold_into_another_nothing_is_let_go() {
    let plan = steps(vec![hold("Fold forward.", 12), hold("Now let your knees bend.", 12)]);
    let cues = told(plan, Talk::Full, 23);
    assert!(cues.starts_with("23 end Now let your knees bend.\n"), "{cues}");
    assert!(cues.ends_with("done and release, done: 24 seconds held"), "{cues}");
}

#[test]
fn brief_is_cautions_first_sentences_and_sounds() {
    let plan = steps(vec![hold("Tip your head. Let it hang.", 30)]);
    assert_eq!(
        told(plan, Talk::Brief, 7),
        "\
7 (step) Tip your head.
12 start (hold 30 seconds)
27 half half-way
39 tick (3)
40 tick (2)
41 tick (1)
42 done and release, done: 30 seconds held"
    );
    // What comes before a routine is said in full.
    let careful = Routine { caution: Some(Text::literal("Move slowly. Do not bounce.")), ..routine("Tilt") };
    let ready = told(introduced(careful, &Wishes::default()), Talk::Brief, 0);
    assert!(ready.contains(" Tilt. Stand up. Stop on sharp pain, "), "{ready}");
    assert!(ready.contains(" dizziness. Move slowly. Do not bounce.\n"), "{ready}");
}

#[test]
fn what_waits_says_how_one_goes_on() {
    let open = steps(vec![step("Hang.", Action::Hold(Dose::Open))]);
    assert!(told(open, Talk::Full, 0).contains("hold as long as you like, enter ends it"));
    let wishes = Wishes { moves: Moves::Wait, ..Wishes::default() };
    let waits = told(alone(routine("Tilt"), &wishes), Talk::Full, 0);
    assert_eq!(waits.matches("Press enter when you are ready.").count(), 1, "{waits}");
}

#[test]
fn a_short_hold_keeps_its_sounds_and_gives_up_its_words() {
    let plan = steps(vec![hold("Nod.", 2)]);
    assert_eq!(
        told(plan, Talk::Full, 11),
        "11 start \n12 tick (1)\n13 done and release, done: 2 seconds held"
    );
}

#[test]
fn a_pause_and_its_end_are_told() {
    let plan = steps(vec![hold("Tip your head. Breathe.", 30)]);
    let (mut player, due) = Player::new(plan, PATIENCE, Moment::START);
    let mut caller = Caller::new(Talk::Full);
    let mut hear = |player: &mut Player, event, second| {
        let now = Moment(s(second));
        let due = player.update(event, now);
        let cues = due.iter().filter_map(|it| caller.call(player, it));
        cues.map(|it| it.words.to_string()).collect::<Vec<_>>()
    };
    drop(due);
    assert_eq!(hear(&mut player, Event::Tick, 4), [""; 0]);
    assert_eq!(hear(&mut player, Event::Next, 5), ["Tip your head. Breathe."]);
    assert_eq!(hear(&mut player, Event::Pause, 6), ["paused"]);
    assert_eq!(hear(&mut player, Event::Pause, 8), ["Going on. Tip your head. Breathe."], "there is time");
    assert_eq!(hear(&mut player, Event::Pause, 10), ["paused"]);
    assert_eq!(hear(&mut player, Event::Pause, 12), ["going on"], "there is none");
    assert_eq!(hear(&mut player, Event::Next, 12), ["hold 30 seconds"]);
    assert_eq!(hear(&mut player, Event::Quit, 16), ["paused; q again leaves, enter goes on"]);
    assert_eq!(hear(&mut player, Event::Pause, 20), ["get back into position"]);
    assert_eq!(hear(&mut player, Event::Tick, 25), ["go on holding"]);
    assert_eq!(
        hear(&mut player, Event::Next, 26),
        ["done: 5 seconds held"],
        "what was skipped is not let go"
    );
}

#[test]
fn each_channel_takes_the_others_part() {
    let only = |speech, tones| Channels { speech, tones };
    let heard = |cue: &Cue, channels| {
        let (sound, words) = cue.heard(channels);
        (sound.is_some(), words.is_some())
    };
    let check = |lead, alone: [(bool, bool); 4]| {
        let cue = Cue::new(Sound::Tick, Text::literal("3"), lead);
        let channels = [only(true, true), only(true, false), only(false, true), only(false, false)];
        assert_eq!(channels.map(|it| heard(&cue, it)), alone, "{lead:?}");
    };
    check(Lead::Both, [(true, true), (false, true), (true, false), (false, false)]);
    check(Lead::Words, [(false, true), (false, true), (true, false), (false, false)]);
    check(Lead::Sound, [(true, false), (false, true), (true, false), (false, false)]);
}

/// Words of many scripts, to make texts of.
const SCRIPTS: &[&[&str]] = &[
    &["lean ", "your ", "{side} ", "arm ", "slowly, ", "Then ", "rest. ", "sternocleidomastoideus ", "e.g. "],
    &["Halswirbelsäulenstreckung ", "langsam ", "und ", "nach ", "rechts. ", "Schultergürtelmuskulatur, "],
    &["медленно ", "поверните ", "голову. ", "Вправо, "],
    &["椅子に", "浅く", "腰かけて、", "背筋を", "伸ばす。", "ゆっくり", "{side}へ"],
    &["慢慢地", "把头", "转向", "右边，", "然后", "停下。"],
    &["고개를 ", "천천히 ", "오른쪽으로 ", "돌려요. "],
    &["ค่อยๆ", "หันศีรษะ", "ไปทางขวา ", "จนคาง", "ใกล้ไหล่"],
    &["ຄ່ອຍໆ", "ຫັນຫົວ", "ໄປທາງຂວາ"],
    &["សូម", "ងាកក្បាល", "យឺតៗ", "ទៅខាងស្ដាំ។"],
    &["ခေါင်းကို", "ဖြည်းဖြည်း", "လှည့်ပါ။"],
    &["أدر ", "رأسك ", "ببطء. ", "ثم ", "استرح، "],
    &["सिर ", "धीरे-धीरे ", "घुमाएँ। "],
    &["2.5 ", "10 ", "1234567890 ", "cm, ", "→ ", "🙂 "],
    &["hold 首を ", "ゆっくり right ", "ค่อยๆ arm. "],
];

#[test]
fn in_no_script_a_cue_runs_over_the_next_one() {
    let mut seed = 7_u32;
    let mut draw = |below: usize| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) as usize % below
    };
    for round in 0..1_500 {
        let script = SCRIPTS[round % SCRIPTS.len()];
        let sides = if draw(2) == 0 { Sides::Both } else { Sides::None };
        let mut words = || {
            let text: String = (0..=draw(40)).map(|_| script[draw(script.len())]).collect();
            Text::clean(if sides == Sides::None { text.replace("{side}", "") } else { text }.trim())
        };
        let [first, second, third, setup, caution, name] = std::array::from_fn(|_| words());
        let step = |words: Text, action| Step { words, action, poses: Vec::new(), say: Vec::new() };
        let own = Span::only(draw(12) as u32 + 1).filter(|_| round % 3 > 0);
        let short = Span::only(draw(30) as u32 + 1).unwrap();
        let action = match round % 4 {
            0 => Action::Hold(Dose::Seconds(short)),
            1 => Action::Breathe(Dose::Breaths(short)),
            2 => Action::Hold(Dose::Breaths(short)),
            _ => Action::Reps { times: short, each: 1 + round as u32 % 7, hold: short.into() },
        };
        let routine = Routine {
            name,
            sides,
            rounds: Span::only(2).unwrap(),
            rest: 1 + round as u32 % 5,
            caution: Some(caution),
            setup: vec![Move { words: setup.replace("{side}", &Text::default()), ..Move::default() }],
            steps: vec![step(first, Action::Move { length: own }), step(second, action), step(third, action)],
            ..routine("Tilt")
        };
        for talk in [Talk::Full, Talk::Brief] {
            let plan = introduced(routine.clone(), &Wishes::default());
            let cues = list(plan, talk);
            for speech in [true, false] {
                let channels = Channels { speech, tones: true };
                let heard = cues.iter().filter(|it| it.1.lasts(channels) > Duration::ZERO);
                let heard: Vec<_> = heard.collect();
                for pair in heard.windows(2) {
                    let (at, cue) = pair[0];
                    let lasts = cue.lasts(channels);
                    assert!(*at + lasts <= pair[1].0, "{:?} lasts {lasts:?} to {:?}", cue.words, pair[1].0);
                }
            }
            let moves = cues.iter().filter(|it| it.1.lead == Lead::Words && it.1.sound == Some(Sound::Step));
            assert!(moves.clone().all(|it| !it.1.words.is_empty()), "what to do is said");
        }
    }
}

#[test]
fn one_side_alone_is_no_first_side() {
    let both = Routine { sides: Sides::Both, ..routine("Tilt") };
    let begins = |sides, side| {
        let plan = alone(Routine { sides, ..both.clone() }, &Wishes { side, ..Wishes::default() });
        plan.segments()[0].text.to_string()
    };
    assert!(begins(Sides::Both, None).contains("To your right first."));
    assert!(begins(Sides::Both, Some(Side::Left)).contains("To your left. "));
    assert!(begins(Sides::Listed(Side::Left, None), None).contains("To your left. "));
}

#[test]
fn the_words_of_a_move_are_said_to_their_end_however_short_it_is() {
    let quick = Action::Move { length: Span::only(1) };
    let plan = steps(vec![step("Walk to the wall and lay both hands on it, then step back.", quick)]);
    let length = plan.segments()[1].length;
    assert_eq!(length, Some(5));
}

#[test]
fn the_second_side_hears_the_sentence_that_names_it() {
    let tilt = hold("Sit tall and look ahead. Now lean your {side} ear down. Feel your {other} side.", 30);
    let plan =
        alone(Routine { sides: Sides::Both, steps: vec![tilt], ..routine("Tilt") }, &Wishes::default());
    let cues = told(plan, Talk::Full, 40);
    assert!(cues.contains("Sit tall and look ahead. Now lean your left ear down.\n"), "{cues}");
    // Where only what is felt names the side, all of it is said again.
    let felt = hold("Lean forward. Feel your {side} hip.", 30);
    let plan =
        alone(Routine { sides: Sides::Both, steps: vec![felt], ..routine("Tilt") }, &Wishes::default());
    let cues = told(plan, Talk::Brief, 0);
    assert!(cues.contains("Feel your right hip.") && cues.contains("Feel your left hip."), "{cues}");
}

#[test]
fn what_comes_is_said_with_what_was_added_to_it() {
    let nod = step("Nod.", Action::Reps { times: Span::only(4).unwrap(), each: 5, hold: None });
    let both = Routine { sides: Sides::Both, steps: vec![hold("Tip.", 30), nod], ..routine("Tilt") };
    let (mut player, _) = Player::new(alone(both, &Wishes::default()), PATIENCE, Moment::START);
    let mut caller = Caller::new(Talk::Full);
    let mut said = Vec::new();
    let (mut now, mut pressed) = (Moment::START, None);
    while player.end().is_none() {
        now = now + s(1);
        let due = player.update(Event::Tick, now);
        said.extend(due.iter().filter_map(|it| caller.call(&player, it)).map(|it| it.words.to_string()));
        let here = player.segment();
        if here.kind.is_timed() && here.side == Some(Side::Right) && pressed != Some(player.at()) {
            pressed = Some(player.at());
            player.update(Event::Longer, now);
        }
    }
    let has = |words: &str| said.iter().filter(|it| it.contains(words)).count();
    assert_eq!((has("hold 30 seconds"), has("hold 40 seconds")), (1, 1), "{said:?}");
    assert_eq!((has("4 times"), has("6 times")), (1, 1), "{said:?}");
}

#[test]
fn a_cue_may_last_exactly_until_the_next_one() {
    let cue = |room| Cue { room: Some(room), ..Cue::new(Sound::Half, Text::clean("half-way"), Lead::Both) };
    let lasts = cue(s(1)).lasts(Channels::ALL);
    assert!(fits(&cue(lasts)));
    assert!(!fits(&cue(lasts - Duration::from_millis(1))));
}

#[test]
fn a_side_is_called_by_its_limb_and_reached_by_its_moves() {
    let lying = Routine {
        sides: Sides::Both,
        limb: Some(Limb::Arm),
        switch: vec![
            Move { words: Text::clean("Roll over onto your {other} side."), ..Move::default() },
            Move { words: Text::clean("Settle."), length: Span::only(9), ..Move::default() },
        ],
        rounds: Span::only(3).unwrap(),
        steps: vec![hold("Open your {side} arm.", 10)],
        ..routine("Book")
    };
    let cues = told(introduced(lying.clone(), &Wishes::default()), Talk::Full, 0);
    assert!(cues.contains("Your right arm first."), "{cues}");
    assert!(
        cues.contains("switch And release. Now your left arm. Roll over onto your right side."),
        "{cues}"
    );
    // Back again before the rest, which says what comes.
    let back = "switch And release. Change back, then rest. Roll over onto your left side.";
    assert_eq!(cues.matches(back).count(), 2, "{cues}");
    assert!(cues.contains("rest Rest a moment. Then round 2 of 3, right arm."), "{cues}");
    assert!(cues.contains("rest Rest. Then the last round, right arm."), "{cues}");
    let switches: Vec<(Option<Side>, Option<Seconds>)> = alone(lying.clone(), &Wishes::default())
        .segments()
        .iter()
        .filter(|it| it.kind == SegmentKind::Switch)
        .map(|it| (it.side, it.length))
        .skip(1)
        .step_by(2)
        .collect();
    let (left, right) = (Some(Side::Left), Some(Side::Right));
    assert_eq!(switches.len(), 5);
    assert!(switches.iter().all(|it| it.1 == Some(9)), "{switches:?}");
    assert_eq!(switches.iter().map(|it| it.0).collect::<Vec<_>>(), [left, right, left, right, left]);
    // With one side alone nobody rolls over.
    let one = alone(lying, &Wishes { side: Some(Side::Left), ..Wishes::default() });
    assert!(one.segments().iter().all(|it| it.kind != SegmentKind::Switch));
}

/// The repetitions of a movement with words, from the first one on.
fn led(times: u32, each: Seconds, hold: Option<Seconds>, words: &[&'static str]) -> String {
    let hold = hold.and_then(Span::only);
    let action = Action::Reps { times: Span::only(times).unwrap(), each, hold };
    let say = words.iter().map(|it| Text::literal(it)).collect();
    let cues = told(steps(vec![Step { say, ..step("Move.", action) }]), Talk::Full, 0);
    cues.split_once("Start when I say one. Move.\n").unwrap().1.to_owned()
}

#[test]
fn two_repetitions_are_led_by_words_and_the_others_by_number_and_sound() {
    assert_eq!(
        led(4, 6, Some(4), &["open", "back"]),
        "13 start 1, open\n16 start hold 4 seconds\n20 end back\n23 (beat) 2, open\n26 start hold\n30 end back\n\
         33 (beat) 3, open, now by sound\n36 start (hold)\n40 end (back)\n\
         43 (beat) 4, last one\n46 start (hold)\n50 end (back)\n53 done and stop, done: 4 repetitions"
    );
}

#[test]
fn three_repetitions_are_led_to_their_end() {
    let reps = led(3, 6, Some(4), &["open", "back"]);
    let last =
        "33 (beat) 3, last one, open\n36 start hold\n40 end back\n43 done and stop, done: 3 repetitions";
    assert!(reps.ends_with(last), "{reps}");
}

#[test]
fn that_sounds_lead_from_now_on_is_said_with_the_movement_as_fully_as_it_fits() {
    let third = |each: Seconds, words: &[&'static str]| {
        let reps = led(8, each, None, words);
        let third = reps.lines().find(|it| it.contains("now") && it.contains("sound"));
        third.and_then(|it| it.split_once("(beat) ")).map(|it| it.1.to_owned())
    };
    assert_eq!(third(8, &["curl", "relax"]).as_deref(), Some("3, curl. From now on, only sounds."));
    assert_eq!(third(6, &["curl", "relax"]).as_deref(), Some("3, curl, now by sound"));
    assert_eq!(third(4, &["curl", "relax"]).as_deref(), Some("curl, now by sound"));
    let long = third(4, &["up and over", "down"]);
    assert_eq!(long.as_deref(), Some("3, now by sound"));
    assert_eq!(third(6, &["hook", "fist", "flat"]), None, "of three parts all are led");
}

#[test]
fn shapes_that_follow_each_other_are_spoken_as_they_come() {
    let words = ["hook", "fist", "flat"].map(Text::literal).to_vec();
    let action = Action::Reps { times: Span::only(2).unwrap(), each: 9, hold: None };
    let glide = Step { say: words, ..step("Glide.", action) };
    let cues = told(steps(vec![glide]), Talk::Full, 0);
    let reps = cues.split_once("2 times. Start when I say one. Glide.\n").unwrap().1;
    assert_eq!(
        reps,
        "13 start 1, hook\n16 step fist\n19 step flat\n22 (beat) 2, hook\n25 step fist\n28 step flat\n\
         31 done and stop, done: 2 repetitions"
    );
}

/// What `w` answers in a session that has been brought somewhere.
fn asked(plan: Plan, bring: impl FnOnce(&mut Player, &mut Moment)) -> String {
    let mut now = Moment::START;
    let (mut player, _) = Player::new(plan, PATIENCE, now);
    let mut caller = Caller::new(Talk::Full);
    bring(&mut player, &mut now);
    let (phase, at) = (player.phase(), player.at());
    let due = player.update(Event::Where, now);
    assert_eq!((player.phase(), player.at()), (phase, at), "it changes nothing");
    let cues: Vec<Cue> = due.iter().filter_map(|it| caller.call(&player, it)).collect();
    cues.iter().map(|it| it.words.to_string()).collect::<Vec<_>>().join(" | ")
}

#[test]
fn w_says_where_one_is_in_every_state() {
    let book = Routine {
        sides: Sides::Both,
        limb: Some(Limb::Arm),
        rounds: Span::only(2).unwrap(),
        steps: vec![hold("Open your {side} arm. Breathe.", 60)],
        ..routine("Book")
    };
    let plan = || alone(book.clone(), &Wishes::default());
    let to = |segment: usize, seconds: u64| {
        move |player: &mut Player, now: &mut Moment| {
            while player.at() < segment && player.end().is_none() {
                player.update(Event::Next, *now);
            }
            for _ in 0..seconds {
                *now = *now + s(1);
                player.update(Event::Tick, *now);
            }
        }
    };
    let then = |events: &'static [Event]| {
        move |player: &mut Player, now: &mut Moment| {
            to(2, 18)(player, now);
            events.iter().for_each(|it| drop(player.update(*it, *now)));
        }
    };
    assert_eq!(
        asked(plan(), to(0, 1)),
        "Book. About 5 minutes to go in all.",
        "there is no time for more before the first move"
    );
    assert_eq!(
        asked(plan(), to(2, 12)),
        "Book. Right arm, round 1 of 2. 48 seconds to go. About 4 minutes to go in all. Open your right arm. Breathe."
    );
    // Before the half-way there are two seconds.
    assert_eq!(asked(plan(), to(2, 27)), "Right arm, round 1 of 2. 33 seconds to go.");
    let held = "Book. Right arm, round 1 of 2. 42 seconds to go. About 4 minutes to go in all. Open your right arm. \
                Breathe.";
    assert_eq!(asked(plan(), then(&[Event::Pause])), format!("Paused. {held}"));
    assert!(asked(plan(), then(&[Event::Quit])).starts_with("Paused; q again leaves, enter goes on. Book."));
    assert!(asked(plan(), then(&[Event::Cover])).starts_with("Paused. Book."));
    assert_eq!(
        asked(plan(), then(&[Event::Pause, Event::Pause])),
        "Right arm, round 1 of 2. 42 seconds to go."
    );
    // On the second side, whose words are few, it says all of them.
    let left = asked(plan(), to(5, 5));
    assert!(
        left.contains("Left arm, round 1 of 2.") && left.ends_with("Open your left arm. Breathe."),
        "{left}"
    );
    assert!(asked(plan(), to(6, 0)).contains("Rest, "), "{}", asked(plan(), to(6, 0)));
    assert_eq!(asked(plan(), to(99, 0)), "", "it is over");
}

#[test]
fn w_counts_repetitions_and_says_how_an_open_hold_ends() {
    let to_the_step = |seconds: u64| {
        move |player: &mut Player, now: &mut Moment| {
            player.update(Event::Next, *now);
            player.update(Event::Next, *now);
            *now = *now + s(seconds);
            player.update(Event::Tick, *now);
        }
    };
    let nod = step("Nod.", Action::Reps { times: Span::only(5).unwrap(), each: 4, hold: None });
    let nodding = asked(steps(vec![nod]), to_the_step(5));
    assert!(nodding.contains("Number 2 of 5."), "{nodding}");
    let open = asked(steps(vec![step("Hang.", Action::Hold(Dose::Open))]), to_the_step(4));
    assert!(open.contains("As long as you like, enter ends it.") && open.ends_with("Hang."), "{open}");
    let two = Plan::new(
        &[routine("One"), routine("Two")]
            .map(|it| crate::model::plan::Choice { routine: it.into(), rounds: None }),
        &Wishes::default(),
    );
    let second = asked(two.unwrap(), |player, now| drop(player.update(Event::NextRoutine, *now)));
    assert!(second.contains("Two, 2 of 2."), "{second}");
}

#[test]
fn the_end_says_what_was_done() {
    let nod = step("Nod.", Action::Reps { times: Span::only(5).unwrap(), each: 4, hold: None });
    let plan = steps(vec![hold("Tip.", 30), nod]);
    assert!(
        told(plan.clone(), Talk::Full, 0).ends_with("done and stop, done: 30 seconds held and 5 repetitions")
    );
    let (mut player, _) = Player::new(plan, PATIENCE, Moment::START);
    let mut caller = Caller::new(Talk::Full);
    let mut last = Text::default();
    while player.end().is_none() {
        let due = player.update(Event::Next, Moment::START);
        due.iter().filter_map(|it| caller.call(&player, it)).for_each(|it| last = it.words);
    }
    assert_eq!(last.as_str(), "done", "nothing was");
}

#[test]
fn nobody_holds_on_to_a_rest() {
    let rest = Routine {
        kind: crate::model::routine::Kind::Rest,
        steps: vec![hold("Lie still.", 210), step("Roll onto one side.", Action::Move { length: None })],
        ..routine("Rest")
    };
    let cues = told(alone(rest, &Wishes::default()), Talk::Full, 0);
    assert!(cues.contains("start stay 3 minutes 30 seconds"), "{cues}");
    assert!(cues.contains("half 1 minute to go") && cues.contains("end Roll onto one side."), "{cues}");
}
