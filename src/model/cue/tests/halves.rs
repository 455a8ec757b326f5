//! When it is said that half of something is over.

use super::*;
use crate::model::dose::Breath;

#[test]
fn half_of_an_even_number_of_breaths_is_said_as_one_begins() {
    let breathe = Action::Breathe(Dose::Breaths(Span::only(4).unwrap()));
    let told = told(steps(vec![step("Breathe.", breathe)]), Talk::Full, 11);
    let half: Vec<&str> = told.lines().filter(|it| it.contains("to go")).collect();
    assert_eq!(half, ["33 in in, 2 breaths to go"]);
}

#[test]
fn half_is_said_of_four_breaths_and_half_a_minute_or_more() {
    let says_half = |breaths, inward, outward| {
        let breathe = Action::Breathe(Dose::Breaths(Span::only(breaths).unwrap()));
        let breath = Some(Breath { inward, outward });
        let steps = vec![step("Breathe.", breathe)];
        told(alone(Routine { breath, steps, ..routine("Calm") }, &Wishes::default()), Talk::Full, 0)
            .contains("to go")
    };
    assert!(says_half(4, 4, 4), "32 seconds");
    assert!(!says_half(3, 6, 6), "three breaths are counted without help");
    assert!(!says_half(4, 3, 4), "28 seconds are over soon");
}

#[test]
fn half_of_long_breathing_says_how_many_breaths_are_left() {
    let said = |breaths| {
        let breathe = Action::Breathe(Dose::Breaths(Span::only(breaths).unwrap()));
        told(steps(vec![step("Breathe.", breathe)]), Talk::Full, 0)
    };
    assert!(said(14).contains("in in, 7 breaths to go\n"), "half of 14 is over as the eighth begins");
    assert!(said(15).contains("in in, 8 breaths to go\n"), "half of 15 is over within the eighth");
    assert!(!said(15).contains("half"), "breathing half-way is something else");
}

/// Adding time after the half moves the half into the future, in a hold and in breaths; `r` begins anew.
#[test]
fn half_is_said_once_however_much_is_added() {
    let breaths = Action::Breathe(Dose::Breaths(Span::only(8).unwrap()));
    // A hold that has become long says when a minute is left, too.
    for (step, times) in [(hold("Tip.", 60), 3), (step("Breathe.", breaths), 2)] {
        let (mut player, due) = Player::new(steps(vec![step]), PATIENCE, Moment::START);
        let mut caller = Caller::new(Talk::Full);
        let mut halves = 0;
        let mut hear = |player: &Player, due: &[DueEffect]| {
            let cues: Vec<Cue> = due.iter().filter_map(|it| caller.call(player, it)).collect();
            let says = |it: &Cue| ["half", "to go"].iter().any(|word| it.words.as_str().contains(word));
            halves += cues.iter().filter(|it| says(it)).count();
            halves
        };
        hear(&player, &due);
        let mut now = Moment::START;
        let mut tick = |player: &mut Player, added: &mut u32, begun_again: &mut bool| {
            now = now + s(1);
            let due = player.update(Event::Tick, now);
            let halves = hear(player, &due);
            if halves == 1 && *added < 9 {
                *added += 1;
                let due = player.update(Event::Longer, now);
                hear(player, &due);
            } else if *added == 9 && !*begun_again && player.done(now) >= s(110) {
                *begun_again = true;
                let due = player.update(Event::Again, now);
                hear(player, &due);
            }
            halves
        };
        let (mut added, mut begun_again, mut all) = (0, false, 0);
        while player.end().is_none() {
            all = tick(&mut player, &mut added, &mut begun_again);
        }
        assert_eq!(
            (added, begun_again, all),
            (9, true, times),
            "once in the hold, once when it is done again"
        );
    }
}

#[test]
fn that_sounds_lead_the_breath_is_said_as_words_end() {
    let said = |breaths| {
        let breathe = Action::Breathe(Dose::Breaths(Span::only(breaths).unwrap()));
        told(steps(vec![step("Breathe.", breathe)]), Talk::Full, 0)
    };
    let ten = said(10);
    let told: Vec<&str> = ten.lines().filter(|it| it.contains("sounds")).collect();
    assert_eq!(told, ["43 in In. From now on, only sounds."]);
    assert!(ten.contains("\n47 out (out)\n"), "{ten}");
    assert!(!said(7).contains("sounds"), "seven are led to their end");
}
