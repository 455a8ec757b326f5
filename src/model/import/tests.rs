mod kinds;

use super::*;
use crate::model::{
    dose::Dose,
    parse,
    problem::Severity,
    routine::{Action, Routine},
};

const KNOWN: &[KnownRoutine<'_>] = &[
    KnownRoutine { id: "neck-release", name: "Neck release" },
    KnownRoutine { id: "chin-tuck", name: "Chin tuck" },
    KnownRoutine { id: "supine-spinal-twist", name: "Supine spinal twist" },
];

/// Numbers by chance, below what is asked for, and the same ones each time.
fn chance(mut seed: u64) -> impl FnMut(usize) -> usize {
    move |most| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % most
    }
}

fn made(sheet: &str) -> Imported {
    import(sheet.as_bytes(), "Sheet", "sheet.txt", KNOWN).unwrap_or_else(|it| panic!("{sheet}: {it:?}"))
}

/// The routines of the file that is written, which must have no error.
fn routines(sheet: &str) -> Vec<Routine> {
    let text = made(sheet).text;
    let checked = parse::program(text.as_bytes(), "sheet");
    let wrong: Vec<_> = checked.problems.iter().filter(|it| it.severity == Severity::Error).collect();
    assert!(wrong.is_empty(), "{wrong:#?}\n{text}");
    let program = checked.value.unwrap_or_else(|| panic!("{text}"));
    program.play.into_iter().filter_map(|it| it.written.map(|it| (*it).clone())).collect()
}

fn span(it: crate::model::dose::Span) -> String {
    if it.low() == it.high() { it.low().to_string() } else { format!("{}-{}", it.low(), it.high()) }
}

/// What is held or repeated in a routine.
fn doses(it: &Routine) -> String {
    let steps = it.steps.iter().filter_map(|it| match it.action {
        Action::Move { .. } => None,
        Action::Hold(Dose::Open) => Some("open".to_owned()),
        Action::Hold(Dose::Seconds(it)) => Some(format!("{}s", span(it))),
        Action::Hold(Dose::Breaths(it)) => Some(format!("{} breaths", span(it))),
        Action::Breathe(_) => Some("breathe".to_owned()),
        Action::Reps { times, hold, .. } => {
            let hold = hold.map(|it| format!(" of {}s", span(it))).unwrap_or_default();
            Some(format!("x{}{hold}", span(times)))
        }
    });
    steps.collect::<Vec<_>>().join(" + ")
}

/// A routine in a line: its name, then what is held or repeated, rounds and sides.
fn line(it: &Routine) -> String {
    let sides = if it.sides.are_two() { ", both" } else { "" };
    format!("{}: {}, {} rounds{sides}", it.name, doses(it), span(it.rounds))
}

fn check(sheet: &str, expected: &str) {
    let found: Vec<String> = routines(sheet).iter().map(line).collect();
    assert_eq!(found.join("\n"), expected, "{sheet}\n{}", made(sheet).text);
}

#[test]
fn what_its_words_stand_on_is_needed_where_they_leave_no_choice() {
    let needs = |sheet: &str| {
        let text = made(sheet).text;
        text.lines().find_map(|it| Some(it.trim().strip_prefix("needs: ")?.to_owned())).unwrap_or_default()
    };
    assert_eq!(needs("1. Chest: stand in a doorway. Hold 20 s."), "[doorway] # \"in a doorway\"");
    assert_eq!(needs("1. Calf: stand facing a wall and lean on it for 20 s."), "[wall] # \"facing a wall\"");
    for none in
        ["sit on a chair or on the floor", "if you can, sit on a chair", "sit tall", "sit in a chairlift"]
    {
        assert_eq!(needs(&format!("1. Twist: {none}. Hold 20 s.")), "", "{none}");
    }
}

#[test]
fn a_line_gives_its_times_rounds_and_sides() {
    let table = [
        (
            "1. Neck tilt: hold 15-30 seconds, repeat 2 to 4 times each side",
            "Neck tilt: 15-30s, 2-4 rounds, both",
        ),
        ("- Neck tilt \u{2013} hold 20\u{a0}s", "Neck tilt: 20s, 1 rounds"),
        ("* Hamstring stretch (30 sec per leg)", "Hamstring stretch: 30s, 1 rounds, both"),
        ("Hamstring stretch 3 x 30 sec", "Hamstring stretch: 30s, 3 rounds"),
        ("Hamstring stretch 3x30s", "Hamstring stretch: 30s, 3 rounds"),
        ("Hamstring stretch 3\u{d7}30\u{2033} each leg", "Hamstring stretch: 30s, 3 rounds, both"),
        ("Hamstring stretch 30s x3", "Hamstring stretch: 30s, 3 rounds"),
        ("Hamstring stretch, 2 sets of 45 seconds", "Hamstring stretch: 45s, 2 rounds"),
        ("Squats: 3 sets of 10 reps", "Squats: x10, 3 rounds"),
        ("Squats 3 x 10", "Squats: x10, 3 rounds"),
        ("Squats: 10 reps x 3 sets", "Squats: x10, 3 rounds"),
        ("Squats 2-3 sets of 8-12", "Squats: x8-12, 2-3 rounds"),
        ("Squats 3x10x5s", "Squats: x10 of 5s, 3 rounds"),
        ("Heel slides x10", "Heel slides: x10, 1 rounds"),
        ("Heel slides: ten times", "Heel slides: x10, 1 rounds"),
        ("10 arm circles", "Arm circles: x10, 1 rounds"),
        ("Do 10 arm circles.", "Arm circles: x10, 1 rounds"),
        ("Chin tuck: hold for five seconds, ten repetitions", "Chin tuck: x10 of 5s, 1 rounds"),
        ("Chin tuck: hold 5 sec x 10 reps", "Chin tuck: 5s, 10 rounds"),
        ("Chin tuck: 10 x 5 sec hold", "Chin tuck: 5s, 10 rounds"),
        (
            "Calf stretch: hold for thirty seconds, three times, both sides",
            "Calf stretch: 30s, 3 rounds, both",
        ),
        ("Calf stretch: half a minute each side", "Calf stretch: 30s, 1 rounds, both"),
        ("Calf stretch: a minute on each leg", "Calf stretch: 60s, 1 rounds, both"),
        ("Calf stretch: 1 min 30 s", "Calf stretch: 90s, 1 rounds"),
        ("Calf stretch: 1\u{bd} minutes", "Calf stretch: 90s, 1 rounds"),
        ("Calf stretch: 1:30", "Calf stretch: 90s, 1 rounds"),
        ("Calf stretch: 45 sec to 1 min", "Calf stretch: 45-60s, 1 rounds"),
        ("Calf stretch: between 20 and 30 seconds", "Calf stretch: 20-30s, 1 rounds"),
        ("Calf stretch: 20\u{2013}30 secs. 2\u{2013}3 times.", "Calf stretch: 20-30s, 2-3 rounds"),
        ("Calf stretch: twenty to thirty seconds", "Calf stretch: 20-30s, 1 rounds"),
        ("Calf stretch: hold for a 30-second count", "Calf stretch: 30s, 1 rounds"),
        ("Calf stretch: hold for a count of 20", "Calf stretch: 20s, 1 rounds"),
        ("Calf stretch: hold 30 sec, rest 10 sec, repeat 3x", "Calf stretch: 30s, 3 rounds"),
        ("Calf stretch: hold 30 sec, then switch sides", "Calf stretch: 30s, 1 rounds, both"),
        ("Calf stretch: hold 30 sec and repeat on the other leg", "Calf stretch: 30s, 1 rounds, both"),
        ("Calf stretch: hold 30 sec, 2 times a day", "Calf stretch: 30s, 1 rounds"),
        ("Calf stretch: hold 30 sec, repeat twice, three times daily", "Calf stretch: 30s, 2 rounds"),
        ("Calf stretch: 30 sec L/R", "Calf stretch: 30s, 1 rounds, both"),
        ("Calf stretch: hold 30", "Calf stretch: 30s, 1 rounds"),
        ("Cobra \u{2014} 5 deep breaths", "Cobra: 5 breaths, 1 rounds"),
        ("Cobra: 2 lots of 30 seconds", "Cobra: 30s, 2 rounds"),
        ("Cobra: 10 of them, holding each for 5 seconds", "Cobra: x10 of 5s, 1 rounds"),
        ("Cobra: Sets: 3  Reps: 1  Hold: 30s", "Cobra: 30s, 3 rounds"),
        ("[12/11/2026, 18:05] Tom: Cobra 30s x3", "Cobra: 30s, 3 rounds"),
        ("12/11/2026, 18:05 - Tom: Cobra 30s x3", "Cobra: 30s, 3 rounds"),
        (
            "00:30  Lunge (L)\n00:30  Lunge (R)\n00:10  Rest",
            "Lunge: 30s, 1 rounds, both\nRest: 10s, 1 rounds",
        ),
        ("Cobra: stay for 3 to 5 breaths", "Cobra: 3-5 breaths, 1 rounds"),
        ("Cobra: a few breaths", "Cobra: 3-5 breaths, 1 rounds"),
        ("30 seconds: Cobra", "Cobra: 30s, 1 rounds"),
        ("2 x 30 sec Cobra", "Cobra: 30s, 2 rounds"),
        ("- Cobra", "Cobra: open, 1 rounds"),
        ("Cobra,30", "Cobra: 30s, 1 rounds"),
        ("\"Twist, seated\",45", "Twist, seated: 45s, 1 rounds"),
        ("Cobra\t1 min", "Cobra: 60s, 1 rounds"),
        (
            "Stand 1 m away from the wall and lean. Hold for 20 s.",
            "Stand 1 m away from the wall: 20s, 1 rounds",
        ),
        ("Every 30 minutes roll your shoulders 10 times", "Roll your shoulders: x10, 1 rounds"),
        ("5. Walk for 20 minutes every day.", "Walk: 1200s, 1 rounds"),
        ("5. Walk for 20 min daily", "Walk: 1200s, 1 rounds"),
        ("5. March on the spot for 5 minutes, twice a day", "March on the spot: 300s, 1 rounds"),
        ("5. Walk for 10-15 minutes a day", "Walk: 600-900s, 1 rounds"),
        (
            "Turn your head left, hold 5 s. Turn your head right, hold 5 s.",
            "Turn your head left: 5s + 5s, 1 rounds",
        ),
        ("- Plank: 0 seconds", "Plank: open, 1 rounds"),
        ("- Plank: 99999 seconds", "Plank: open, 1 rounds"),
        ("- Plank: 100000000000000000000 reps", "Plank: open, 1 rounds"),
    ];
    let read = |sheet: &str| routines(sheet).iter().map(line).collect::<Vec<_>>().join("\n");
    let wrong = table.iter().map(|it| (it.0, read(it.0), it.1)).filter(|it| it.1 != it.2);
    let wrong: Vec<String> =
        wrong.map(|it| format!("{:?}\n  gives {}\n  not   {}", it.0, it.1, it.2)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn items_are_exercises_or_the_steps_of_one() {
    check(
        "Rhomboid stretch\n1. Clasp your hands.\n2. Reach ahead.\n3. Hold for 15 to 30 seconds.\n4. Repeat 2 to 4 times.",
        "Rhomboid stretch: 15-30s, 2-4 rounds",
    );
    check(
        "Neck exercises\n1. Neck tilt: 20 s each side\n2. Chin tuck: 10 reps\n",
        "Neck tilt: 20s, 1 rounds, both\nChin tuck: x10, 1 rounds",
    );
    check(
        "Hold each stretch for 20 seconds and repeat three times on each side.\n\n- Calf stretch\n- Quad stretch\n- Plank: 1 min\n",
        "Calf stretch: 20s, 3 rounds, both\nQuad stretch: 20s, 3 rounds, both\nPlank: 60s, 3 rounds, both",
    );
    check(
        "Leg stretch (30 seconds each side)\n\n- Lie on your back\n- Lift one leg\n",
        "Leg stretch: 30s, 1 rounds, both",
    );
}

#[test]
fn one_side_alone_is_not_doubled_where_the_other_is_an_exercise_of_its_own() {
    check(
        "1. Tilt your head to the right and hold for 20 seconds.\n2. Tilt your head to the left and hold for 20 seconds.",
        "Tilt your head to the right: 20s, 1 rounds\nTilt your head to the left: 20s, 1 rounds",
    );
    let alone = made("Neck tilt. Tilt your head to the right. Hold for 20 seconds.");
    assert!(alone.text.contains("sides: both # line 1: only the right side is named"), "{}", alone.text);
    assert!(alone.text.contains("Tilt your head to the {side}."), "{}", alone.text);
}

#[test]
fn each_value_names_its_line() {
    let text =
        made("Sheet\n\n1. Neck tilt\n   Hold for 15-30 seconds.\n   Repeat 2 to 4 times on each side.\n")
            .text;
    for wanted in [
        "for: 15-30s # line 4: \"Hold for 15-30 seconds\"",
        "rounds: 2-4 # line 5: \"Repeat 2 to 4 times\"",
        "sides: both # line 5: \"on each side\"",
    ] {
        assert!(text.contains(wanted), "{wanted}\n{text}");
    }
}

#[test]
fn names_lead_to_what_there_is() {
    let text = made("1. Chin tuck\n2. Neck release: 30 s\n3. Spinal twist: 1 min\n4. Other thing: 20 s").text;
    for wanted in ["- chin-tuck # line 1", "stretch show neck-release", "stretch show supine-spinal-twist"] {
        assert!(text.contains(wanted), "{wanted}\n{text}");
    }
    assert_eq!(text.matches("Resembles").count(), 2, "{text}");
}

#[test]
fn what_is_left_out_is_said_with_its_line() {
    let found = made("Tips\n- Drink water\n\nStretches\n- Cobra: 20 s\n- Plank: 900 hours\n");
    let told: Vec<(usize, &str)> = found.notices.iter().map(|it| (it.line, it.words.as_str())).collect();
    assert!(told.contains(&(2, "left out: Drink water")), "{told:?}");
    assert!(told.iter().any(|it| it.0 == 6 && it.1.contains("is not understood")), "{told:?}");
}

/// What may be meant otherwise has a comment behind its value, or a notice.
#[test]
fn what_is_guessed_is_said() {
    let comments = [
        ("Heel raises 15 x 2", "times: 15 # line 1: \"15 x 2\"; taken as repetitions x sets"),
        ("Heel raises 15 x 2", "rounds: 2 # line 1: \"15 x 2\"; taken as repetitions x sets"),
        ("Heel raises 10 x 8", "times: 8 # line 1: \"10 x 8\"; taken as sets x repetitions"),
        ("Heel raises several times", "the sheet gives no figure"),
    ];
    for (sheet, comment) in comments {
        let text = made(sheet).text;
        assert!(text.contains(comment), "{sheet}: {text}");
    }
    assert!(!made("Heel raises 3 x 10").text.contains("taken as"), "everybody writes the sets first");
    assert!(!made("Heel raises 3 sets of 30 reps").text.contains("taken as"), "it says what is counted");
    assert!(
        made("Knee to chest: hold 20 s, 5 times, right side only").text.contains("sides: [right] # line 1")
    );
    let notices = [
        ("1. Cobra 20 s\n2. Bridge x 10\n\nRepeat the circuit 3 times.", "before the next one begins"),
        ("Bridge: hold 5 s, 10 reps, rest 3 s between reps", "\"rest 3 s between reps\" is left out"),
        ("Neck:\n look left, hold 10 s\n look up, hold 10 s\n x3", "is taken for this exercise alone"),
        ("0:30 Cat-cow\n1:00 Cobra\n1:30 Bridge", "the times rise from line to line"),
        ("Quads 2x30 (each leg)", "\"2x30\" has no unit"),
    ];
    for (sheet, words) in notices {
        let notices = made(sheet).notices;
        assert!(notices.iter().any(|it| it.words.contains(words)), "{sheet}: {notices:#?}");
    }
}

/// What stands in one place of a file, as on a sheet.
#[test]
fn a_prescription_in_a_few_words_is_taken_apart() {
    let check = |words: &str, expected: [Option<&str>; 4]| {
        let Prescribed { hold, times, rounds, sides } = prescribed(words);
        assert_eq!([hold.as_deref(), times.as_deref(), rounds.as_deref(), sides], expected, "{words}");
    };
    check("30 s/leg x 2", [Some("30s"), Some("2"), None, Some("both")]);
    check("30 s/leg \u{d7} 2", [Some("30s"), Some("2"), None, Some("both")]);
    check("30 secs, 3 times", [Some("30s"), Some("3"), None, None]);
    check("3-5 min R, 3-5 min L", [Some("3-5m"), None, None, Some("[right, left]")]);
    check("1:30/side", [Some("90s"), None, None, Some("both")]);
    check("fifteen to twenty seconds", [Some("15-20s"), None, None, None]);
    check("ten in each direction", [None, Some("10"), None, None]);
    check("8/side", [None, Some("8"), None, Some("both")]);
    for other in ["30s left, 20s right", "30s1m", "-5s", "30 s, 5 kg", "a while", ""] {
        check(other, [None; 4]);
    }
}

/// As apps export them: a list, or a group that has one somewhere.
#[test]
fn json_is_read_as_a_table_is() {
    check(
        r#"[{"name": "Fold", "duration": 45, "sets": 2, "side": "both"}, {"name": "Wrist circles", "reps": "10"}]"#,
        "Fold: 45s, 2 rounds, both\nWrist circles: x10, 1 rounds",
    );
    check(
        r#"{"name": "Evening", "exercises": [{"id": 7, "name": "Frog", "duration": "1:30", "side": null}]}"#,
        "Frog: 90s, 1 rounds",
    );
    assert_eq!(
        made(r#"{"name": "Evening", "exercises": [{"name": "Frog"}]}"#).title.as_deref(),
        Some("Evening")
    );
    check(
        r#"[{"title": "Tilt", "seconds": 20, "repeat": 2, "sides": ["left", "right"]}, {"title": "Break", "rest": 30}]"#,
        "Tilt: 20s, 2 rounds, both\nBreak: 30s, 1 rounds",
    );
    // What a key says of its figure counts, and the name of the day is none of an exercise.
    check(
        r#"{"days": [{"name": "Legs", "items": [
            {"exercise": {"id": 4, "name": "Quad stretch", "muscles": [{"name": "Quads"}]}, "perSide": true, "holdSeconds": 30},
            {"exercise": {"name": "Calf"}, "sets": [{"seconds": 30}, {"seconds": 30}], "side": "left"},
            {"exercise": {"name": "Calf"}, "sets": [{"seconds": 30}, {"seconds": 30}], "side": "right"},
            {"exercise": {"name": "Plank"}, "duration": 1, "unit": "min", "rest_seconds": 20, "weight_kg": 0}]}]}"#,
        "Quad stretch: 30s, 1 rounds, both\nCalf: 30s, 2 rounds, both\nPlank: 60s, 1 rounds",
    );
    let odd = made(
        r#"[{"name": "Fold", "duration": 45, "tempo": 3, "sets": 2}, {"name": "Frog", "duration_ms": 45000}]"#,
    );
    let told: Vec<(usize, &str)> = odd.notices.iter().map(|it| (it.line, it.words.as_str())).collect();
    assert!(told.contains(&(1, "\"tempo\" is left out, here and below")), "{told:?}");
    assert!(told.contains(&(1, "\"duration_ms\" is left out, here and below")), "{told:?}");
    assert!(odd.text.contains("for: 45s # line 1: \"45\"; no unit: taken as seconds"), "{}", odd.text);
    let refused = |text: &str| import(text.as_bytes(), "a", "a", KNOWN).expect_err("it is broken");
    assert_eq!(refused("[\n {\"name\": \"Cobra\", \"duration\": 20,}\n]"), SheetRefused::BrokenJson(2));
    assert_eq!(refused(r#"{"steps_taken": 4000, "days": []}"#), SheetRefused::Nothing);
}

/// Where each set has a row of its own, and columns speak of the whole as well.
#[test]
fn the_table_of_a_workout_app_is_read_by_what_its_columns_say() {
    check(
        "start_time,title,exercise_title,set_index,set_type,reps,duration_seconds\n\
         \"28 Nov, 07:01\",Stretching,Hamstring stretch,0,normal,,60\n\
         \"28 Nov, 07:01\",Stretching,Hamstring stretch,1,normal,,60\n\
         \"28 Nov, 07:01\",Stretching,Cat cow,0,normal,12,\n",
        "Hamstring stretch: 60s, 2 rounds\nCat cow: x12, 1 rounds",
    );
    check(
        "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Seconds\n\
         2026-11-20 07:12:33,Morning,14m,Calf stretch,1,0,0,45\n\
         2026-11-20 07:12:33,Morning,14m,Hip circle,1,0,12,0\n",
        "Calf stretch: 45s, 1 rounds\nHip circle: x12, 1 rounds",
    );
    check(
        "Stretch,Minutes per side\nPigeon,2\nFrog,1.5\n",
        "Pigeon: 120s, 1 rounds, both\nFrog: 90s, 1 rounds, both",
    );
    check(
        "Movement,Series,Hold (sec),L/R\nCouch stretch,2,60,both\nFigure four,2,45,left then right\nClam,1,20,right\n",
        "Couch stretch: 60s, 2 rounds, both\nFigure four: 45s, 2 rounds, both\nClam: 20s, 1 rounds",
    );
}

#[test]
fn a_sheet_in_another_language_is_refused() {
    for (sheet, language) in [
        ("1. Ohr zur Schulter, 30 Sekunden halten, 3 mal pro Seite", SheetLanguage::German),
        ("- Girar los hombros y mantener 30 segundos, 3 veces", SheetLanguage::Spanish),
        ("1. Penchez la t\u{ea}te et tenez 30 secondes, 3 fois", SheetLanguage::French),
    ] {
        let refused = import(sheet.as_bytes(), "a", "a", KNOWN).expect_err("it would be misread");
        assert_eq!(refused, SheetRefused::Foreign(language), "{sheet}");
    }
    check("Nackendehnung: 30 s each side x 2", "Nackendehnung: 30s, 2 rounds, both");
}

#[test]
fn what_is_no_sheet_is_refused() {
    let refused = |bytes: &[u8]| import(bytes, "a", "a", KNOWN).expect_err("it is no sheet");
    assert_eq!(refused(b""), SheetRefused::Empty);
    assert_eq!(refused(b"\n \t\r\n"), SheetRefused::Empty);
    assert_eq!(refused(b"%PDF-1.7"), SheetRefused::NoText("PDF"));
    assert_eq!(refused(b"PK\x03\x04abc"), SheetRefused::NoText("word processor file"));
    assert_eq!(refused(b"a\0b"), SheetRefused::NoText("binary file"));
    assert_eq!(refused(&vec![b'a'; MOST_BYTES + 1]), SheetRefused::TooLarge(MOST_BYTES + 1));
    assert_eq!(refused("a".repeat(30_000).as_bytes()), SheetRefused::LongLine(1));
    assert_eq!(refused("- Cobra: 20 s\n".repeat(501).as_bytes()), SheetRefused::TooMany(501));
    assert_eq!(refused(b"When should I see a doctor?\nIf it hurts for long.\n"), SheetRefused::Nothing);
}

#[test]
fn every_encoding_reads_the_same() {
    let sheet = "1. Neck tilt \u{2013} hold 15\u{2013}30 s\n2. Cobra \u{2013} 20 s\n";
    let plain = made(sheet).text;
    let same = |bytes: &[u8]| import(bytes, "Sheet", "sheet.txt", KNOWN).map(|it| it.text);
    assert_eq!(same(sheet.replace('\n', "\r\n").as_bytes()).as_deref(), Ok(plain.as_str()));
    assert_eq!(same(sheet.replace('\n', "\r").as_bytes()).as_deref(), Ok(plain.as_str()));
    assert_eq!(same(format!("\u{feff}{sheet}").as_bytes()).as_deref(), Ok(plain.as_str()));
    assert_eq!(same(sheet.trim_end().as_bytes()).as_deref(), Ok(plain.as_str()));
    let wide: Vec<u8> = [0xfeff].into_iter().chain(sheet.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(same(&wide).as_deref(), Ok(plain.as_str()));
    let old: Vec<u8> = sheet.chars().map(|it| if it == '\u{2013}' { 0x96 } else { it as u8 }).collect();
    assert_eq!(same(&old).as_deref(), Ok(plain.as_str()));
}

/// Whatever stands in a sheet, the file that is made of it has no error.
#[test]
fn any_words_give_a_clean_file() {
    let parts = [
        "1. ",
        "- ",
        "# ",
        "* ",
        "a) ",
        "hold ",
        "20 s",
        "3 x 10",
        "each side",
        "{side}",
        "{",
        "[",
        "]",
        "\"",
        "'",
        "\\",
        ": ",
        "#",
        "&a",
        "*a",
        "!x",
        "%",
        "\n",
        "\n\n",
        "\t",
        "|",
        ",",
        "name",
        "Neck tilt",
        "left",
        "right",
        "right angle",
        "repeat ",
        "twice",
        "\u{1b}[2J",
        "\u{202e}",
        "\u{2028}",
        "é",
        "首",
        "?",
        "999999999999",
        "0",
        "-",
        "–",
        "1:99",
        "...",
        "<li>",
        "Tip:",
        "Hold:",
        "Sides:",
        "rest 10 s",
        " and ",
        "(",
        ")",
        "1.5",
        "a minute",
        "---",
        "~",
        "forty-",
        "x",
    ];
    let mut next = chance(7);
    let mut count = 0;
    for _ in 0..3000 {
        let sheet: String = (0..next(25) + 1).map(|_| parts[next(parts.len())]).collect();
        let Ok(imported) = import(sheet.as_bytes(), "Sheet", &sheet, KNOWN) else { continue };
        let checked = parse::program(imported.text.as_bytes(), "sheet");
        let wrong: Vec<_> = checked.problems.iter().filter(|it| it.severity == Severity::Error).collect();
        assert!(wrong.is_empty(), "{sheet:?}\n{wrong:#?}\n{}", imported.text);
        count += 1;
    }
    assert!(count > 1000, "{count} sheets were read");
}
