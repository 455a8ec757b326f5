use super::*;

fn check(text: &str, found: &[(u32, u32, StatedUnit, &str)]) {
    let figures = figures(&Text::clean(text));
    let found: Vec<_> = found
        .iter()
        .map(|&(low, high, unit, words)| StatedFigure { low, high, unit, words: words.to_owned() })
        .collect();
    assert_eq!(figures, found, "{text}");
}

#[test]
fn figures_are_found_in_a_text() {
    check("Hold for 20 seconds, then rest.", &[(20, 20, StatedUnit::Seconds, "20 seconds")]);
    check("Stay one minute.", &[(60, 60, StatedUnit::Seconds, "one minute")]);
    check("Take 3-5 breaths.", &[(3, 5, StatedUnit::Breaths, "3-5 breaths")]);
    check("Come up and repeat twice.", &[(2, 2, StatedUnit::Repeats, "twice")]);
    check("Do 2 sets of it.", &[(2, 2, StatedUnit::Sets, "2 sets")]);
    check("Circle ten times.", &[(10, 10, StatedUnit::Times, "ten times")]);
    check("Put one hand on the second chair for a time.", &[]);
    check("Press for 10 to 20 seconds.", &[(10, 20, StatedUnit::Seconds, "10 to 20 seconds")]);
    check("Press for 10 - 20 sec.", &[(10, 20, StatedUnit::Seconds, "10 - 20 sec")]);
    check("Press for 10\u{2013}20s.", &[(10, 20, StatedUnit::Seconds, "10\u{2013}20s")]);
    check("Press (20s).", &[(20, 20, StatedUnit::Seconds, "20s")]);
    check("A 30-second hold.", &[(30, 30, StatedUnit::Seconds, "30-second")]);
    check("Stay for a minute.", &[(60, 60, StatedUnit::Seconds, "a minute")]);
    check("Stay half a minute.", &[(30, 30, StatedUnit::Seconds, "half a minute")]);
    check("Stay for forty-five seconds.", &[(45, 45, StatedUnit::Seconds, "forty-five seconds")]);
    check("Stay for three deep, slow breaths.", &[(3, 3, StatedUnit::Breaths, "three deep, slow breaths")]);
    check("Hold and count to ten.", &[(10, 10, StatedUnit::Counts, "count to ten")]);
    check("Hold for a count of 5.", &[(5, 5, StatedUnit::Counts, "count of 5")]);
    check("Hold for eight counts.", &[(8, 8, StatedUnit::Counts, "eight counts")]);
    check("After 10 seconds lean further.", &[]);
    check("Lean further every 5 seconds.", &[]);
    check("Lift 10 cm, 2 at a time.", &[]);
    check("Wait a minute.", &[]);
}

#[test]
fn words_that_send_to_the_other_side_are_found() {
    let check = |text: &str, is: Option<&str>| {
        let found = asks_for_other_side(&Text::clean(text)).map(|it| it.words);
        assert_eq!(found.as_deref(), is, "{text}");
    };
    check("Press your heel down, then change legs.", Some("change legs"));
    check("Hold, then switch sides.", Some("switch sides"));
    check("Switch your legs.", Some("Switch your legs"));
    check("Hold; switch to the other leg!", Some("switch to the other leg"));
    check("Swap over.", Some("Swap over"));
    check("Lean left. Repeat on the other side.", Some("Repeat on the other side"));
    check("Repeat with the opposite arm.", Some("Repeat with the opposite arm"));
    check("Repeat with the other.", Some("Repeat with the other"));
    check("Repeat on the {other} side.", Some("Repeat on the {other} side"));
    check("Do the same on the other leg.", Some("Do the same on the other leg"));
    check("Lean, same on the other leg.", Some("same on the other leg"));
    check("Repeat this stretch on both sides.", Some("Repeat this stretch on both sides"));
    check("Do both sides.", Some("Do both sides"));
    check("Now do the left.", Some("do the left"));
    check("Lean over, then the other side.", Some("then the other side"));
    check("Lean over, now the left side.", Some("now the left side"));
    check("Go to the other side and repeat.", Some("other side and repeat"));
    check("Hold 20 seconds on each side.", Some("each side"));
    check("Hold it, 10 per side.", Some("per side"));
    check("Do 5 each side.", Some("each side"));
    for fine in [
        "Feel the other side of your neck.",
        "Put a forearm on each side of the frame.",
        "Take hold with one hand, then the other.",
        "Lift one foot, then the other foot.",
        "Rest your ankle on the other knee.",
        "Lean to the other side.",
        "Now circle the other way.",
        "Turn your face to the {other}.",
        "Put your {side} hand on it. Do the same with your {other} hand.",
        "Lift your {other} arm, then your {side} arm.",
        "Change your hand position.",
        "Change the side of the mat.",
        "Shift your weight to the other leg.",
        "Step with both feet.",
        "Both sides of your neck grow long.",
        "Hold both sides of the chair.",
        "Pull both knees up, then the right leg.",
    ] {
        check(fine, None);
    }
}
