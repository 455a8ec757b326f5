//! What people say hurts, and what is answered.

use stretch::model::{
    complaint::{ComplaintAnswer, Complaints, Hit, Meaning, Phrase, Reading},
    parse, words,
};

use crate::program::stretch;

fn complaints() -> Complaints {
    parse::complaints(include_str!("../src/model/complaints.yaml")).expect("the file is right")
}

fn read(complaints: &Complaints, words: &str) -> Reading {
    complaints.read(&[words.to_owned()])
}

/// A reading in a line: what is played, or why nothing is, and what is left out.
fn told(reading: &Reading) -> String {
    let names = |hits: &[Hit]| hits.iter().map(|it| it.name.as_str()).collect::<Vec<_>>().join(", ");
    let with = |answer: String, hits: &[Hit]| match names(hits) {
        none if none.is_empty() => answer,
        hits => format!("{answer}; {hits}"),
    };
    let answer = match &reading.answer {
        ComplaintAnswer::Emergency { see, .. } => return format!("EMERGENCY ({})", see.name()),
        ComplaintAnswer::Injury { phrase, .. } => return format!("injury: {phrase}"),
        ComplaintAnswer::RedFlag { phrase, see, .. } => {
            with(format!("see {} for {phrase}", see.name()), &reading.hits)
        }
        ComplaintAnswer::Unknown => {
            let words: Vec<&str> = reading.unknown.iter().map(|it| it.as_str()).collect();
            with(format!("? {}", words.join(", ")), &reading.hits)
        }
        ComplaintAnswer::Play(played) => names(played),
        ComplaintAnswer::Choose => with("choose".to_owned(), &reading.hits),
    };
    reading.conditions.iter().fold(answer, |all, it| format!("{all} without {}", it.name()))
}

/// The table is written and read by people: nothing rewrites it.
#[test]
fn what_people_say_has_the_right_answer() {
    let complaints = complaints();
    let mut wrong = Vec::new();
    for row in include_str!("fixtures/complaints.txt").lines() {
        let (words, answer) = row.split_once("  ").expect("words, two blanks, the answer");
        let told = told(&read(&complaints, words));
        if told != answer.trim() {
            wrong.push(format!("{words}: {told}, not {}", answer.trim()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn enough_words_are_understood() {
    let complaints = complaints();
    let targets = complaints.phrases().filter(|(_, it)| matches!(it, Meaning::Place(_) | Meaning::Cause(_)));
    assert!(targets.count() >= 250);
}

/// Every sign, in whatever order and whatever stands around it.
#[test]
fn no_emergency_plays_anything() {
    let complaints = complaints();
    for emergency in &complaints.emergencies {
        let mut ways: Vec<Vec<&Phrase>> = vec![Vec::new()];
        for any in &emergency.all {
            ways =
                ways.iter().flat_map(|way| any.iter().map(|it| [way.clone(), vec![it]].concat())).collect();
        }
        for way in ways {
            let said: Vec<String> = way.iter().map(|it| it.as_str().to_owned()).collect();
            let back: Vec<&str> = said.iter().rev().map(String::as_str).collect();
            for words in [
                said.join(" "),
                format!("I have {} and a stiff neck", said.join(" and my ")),
                format!("stretch my lower back please, {}", back.join(" with ")),
            ] {
                let answer = read(&complaints, &words).answer;
                assert!(matches!(answer, ComplaintAnswer::Emergency { .. }), "{words}: {answer:?}");
            }
        }
    }
}

/// With a place before and behind it, a fresh injury, a red flag or a condition is heard: each with every ninth of the
/// places, so that all of them have their turn.
#[test]
fn no_warning_is_drowned_by_a_place() {
    let complaints = complaints();
    // One phrase of each place.
    let mut places: Vec<(&Meaning, String)> = Vec::new();
    for (phrase, meaning) in complaints.phrases().filter(|(_, it)| matches!(it, Meaning::Place(_))) {
        if !places.iter().any(|(known, _)| *known == meaning) {
            places.push((meaning, phrase.as_str().to_owned()));
        }
    }
    for (turn, (warning, meaning)) in complaints.phrases().filter(|it| it.1.is_warning()).enumerate() {
        let phrase = warning.as_str();
        for (_, place) in places.iter().skip(turn % 9).step_by(9) {
            for words in [format!("{phrase}, my {place}"), format!("{place} and {phrase}")] {
                let reading = read(&complaints, &words);
                let is_heard = match meaning {
                    Meaning::Injury(_) | Meaning::RedFlag { .. } => {
                        !matches!(reading.answer, ComplaintAnswer::Play(_))
                    }
                    Meaning::Condition(it) => {
                        reading.conditions.contains(it) || !matches!(reading.answer, ComplaintAnswer::Play(_))
                    }
                    Meaning::Feeling
                    | Meaning::Everyday
                    | Meaning::Place(_)
                    | Meaning::Cause(_)
                    | Meaning::Elsewhere => true,
                };
                // Together they may be another phrase: eye strain.
                let own: Vec<&str> = warning.words().collect();
                let around = Phrase::of(place);
                let is_another = || {
                    complaints.phrases().any(|(it, _)| {
                        it.words().count() > own.len()
                            && own.iter().all(|word| it.words().any(|it| it == *word))
                            && it.words().all(|it| own.contains(&it) || around.words().any(|word| word == it))
                    })
                };
                assert!(is_heard || is_another(), "{words}: {reading:?}");
            }
        }
    }
}

#[test]
fn a_slip_hides_no_sign_and_no_condition() {
    let complaints = complaints();
    for (words, answer) in [
        ("migrane and stiff neck", "see neck for migrane; neck, eyes"),
        (
            "osteoporossis, tight hamstrings",
            "? osteoporossis; supine-hamstring-strap, seated-hamstring-stretch without osteoporosis",
        ),
        ("stiff neck and a temprature", "EMERGENCY (neck)"),
        ("sprainned ankle", "injury: sprainned"),
        ("pregnanct and stiff hips", "? pregnanct; hips without pregnancy"),
        ("purple neck", "? purple; neck"),
    ] {
        assert_eq!(told(&read(&complaints, words)), answer, "{words}");
    }
}

/// "No fever" is not a fever, and a sprain of years ago is not a fresh one; what is not denied counts.
#[test]
fn what_is_denied_or_long_past_is_no_sign() {
    let complaints = complaints();
    for (words, answer) in [
        ("no fever, nothing else, just a stiff neck", "neck"),
        ("not pregnant, just a sore lower back", "lower-back"),
        ("stiff neck without numbness or tingling", "neck"),
        (
            "my old ankle sprain from years ago is a bit stiff",
            "ankle-circles, ankle-point-flex, wall-calf-stretch",
        ),
        ("stiff neck, no fever but vomiting", "EMERGENCY (neck)"),
        ("stiff neck, no numbness and a fever", "EMERGENCY (neck)"),
        ("no feeling in my groin, sore back", "EMERGENCY (lower-back)"),
        ("no bladder control and back pain", "EMERGENCY (lower-back)"),
        ("old ankle sprain, and I sprained it today", "injury: sprained"),
    ] {
        assert_eq!(told(&read(&complaints, words)), answer, "{words}");
    }
}

#[test]
fn what_is_not_about_the_body_finds_no_stretch() {
    let complaints = complaints();
    for words in [
        "my boss is a pain in the neck",
        "shoulder of lamb recipe",
        "my car wont start",
        "who won the football",
    ] {
        let reading = read(&complaints, words);
        assert!(
            reading.answer == ComplaintAnswer::Unknown && reading.hits.is_empty(),
            "{words}: {reading:?}"
        );
    }
}

#[test]
fn words_may_be_quoted_capital_or_several_arguments() {
    let complaints = complaints();
    let neck = told(&read(&complaints, "stiff neck"));
    let several = ["Stiff".to_owned(), "NECK!".to_owned()];
    assert_eq!(told(&complaints.read(&several)), neck);
    assert_eq!(
        told(&read(&complaints, "I can\u{2019}t touch my toes")),
        told(&read(&complaints, "cant touch toes"))
    );
}

#[test]
fn a_word_that_is_not_listed_plays_nothing() {
    let complaints = complaints();
    for words in ["stiff neckk", "neck xyzzy", "sore sholdars", "purple"] {
        assert!(matches!(read(&complaints, words).answer, ComplaintAnswer::Unknown), "{words}");
    }
    assert!(matches!(read(&complaints, "").answer, ComplaintAnswer::Choose));
    assert!(matches!(read(&complaints, "sore and stiff").answer, ComplaintAnswer::Choose));
}

#[test]
fn a_complaint_is_played_and_says_what_for() {
    let run = stretch("stiff neck --dry-run").run();
    assert_eq!((run.status, run.stderr.as_str()), (Some(0), "For \"stiff neck\": Neck.\n"));
    assert!(run.stdout.starts_with("Neck: "), "{}", run.stdout);
    let quoted = stretch("--dry-run").with("lower back pain").run();
    assert!(quoted.stdout.starts_with("Lower back: "), "{}", quoted.stdout);
    assert_eq!(stretch("neck --dry-run").run().stderr, "", "a name is played as it is");
}

/// A complaint may begin with a word that is a command. Then its error says how the words are asked for.
#[test]
fn a_complaint_that_begins_with_a_command_is_told_to_be_quoted() {
    for words in
        ["check my back", "next day soreness", "new hip last year", "log my back pain", "help my back hurts"]
    {
        let run = stretch(words).run();
        assert_eq!(run.status, Some(2), "{words}");
        let hint = format!("for stretches, put the words in quotes: `stretch \"{words}\"`");
        assert!(run.stderr.contains(&hint), "{words}: {}", run.stderr);
    }
    let urgent = stretch("help chest pain and short of breath").run();
    assert!(urgent.stderr.contains("heart attack") && urgent.stderr.contains("112"), "{}", urgent.stderr);
    for words in ["stats on neck", "next day", "check ./my-back.yaml", "log soon", "help lst"] {
        let run = stretch(words).run();
        assert!(!run.stderr.contains("quotes"), "{words}: {}", run.stderr);
    }
}

#[test]
fn what_names_a_condition_is_left_out_and_something_takes_its_place() {
    let run = stretch("pregnant back pain --dry-run").run();
    assert!(
        run.stderr.contains("without any stretch that says to ask first with pregnancy"),
        "{}",
        run.stderr
    );
    let kept = stretch("back pain --dry-run").run().stdout;
    for name in run.stderr.lines().filter_map(|it| it.strip_prefix("left out for pregnancy: ")) {
        let (out, instead) = name.split_once("; ").unwrap_or((name, ""));
        assert!(kept.contains(out) && !run.stdout.contains(out), "{out}");
        let instead = instead.strip_suffix(" takes its place").unwrap_or(instead);
        assert!(run.stdout.contains(instead), "{instead}");
    }
    // For each condition alone, each complaint of a place plays something or says why not.
    for condition in ["pregnant", "osteoporosis", "hip replacement", "arthritis", "glaucoma", "hypermobile"] {
        for place in ["neck", "shoulders", "back", "hips", "legs", "wrists", "whole body"] {
            let run = stretch(&format!("{condition} stiff {place} --dry-run")).run();
            let refused = run.status == Some(1) && run.stdout.starts_with("Everything for these words says");
            assert!(run.status == Some(0) || refused, "{condition} {place}: {run:?}");
        }
    }
}

#[test]
fn what_must_not_be_stretched_says_so_and_ends_with_1() {
    for (words, first) in [
        ("stiff neck with fever", "This may need medical help now, so nothing is played."),
        ("sprained ankle", "A fresh injury is not stretched, so nothing is played for `sprained`."),
        ("sciatica", "Read this first: `sciatica` may need to be seen by someone."),
        ("purple neck", "`purple` means nothing here. For the rest of your words there is:"),
    ] {
        let run = stretch(words).run();
        assert_eq!((run.status, run.stderr.as_str()), (Some(1), ""), "{words}");
        assert_eq!(run.stdout.lines().next(), Some(first), "{words}");
    }
}

#[test]
fn a_list_finds_what_a_complaint_is_about() {
    let run = stretch("list lower back pain from gardening").run();
    assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""));
    assert!(run.stdout.starts_with("  lower-back "), "{}", run.stdout);
    let run = stretch("list sciatica").run();
    assert!(run.stdout.starts_with("Read this first: ") && run.status == Some(1), "{}", run.stdout);
    let run = stretch("list stiff neck with fever").run();
    assert!(
        run.stdout.starts_with("This may need medical help now") && run.status == Some(1),
        "{}",
        run.stdout
    );
    assert!(stretch("list purple").fails(1).starts_with("error: no routine matches `purple`"));
    // A word that was passed over may have been the one that matters; one of a name was not passed over.
    let run = stretch("list purple neck").run();
    assert_eq!((run.status, run.stderr.as_str()), (Some(0), "`purple` means nothing here.\n"));
    assert!(run.stdout.starts_with("  neck "), "{}", run.stdout);
    assert_eq!(stretch("list prayer").run().stderr, "");
    let run = stretch("list osteoporossis stiff back").run();
    assert!(
        run.stderr.starts_with("`osteoporossis` means nothing here.\nStretches that say to ask first"),
        "{run:?}"
    );
}

/// A page of the person's own, right or broken, never stands before a warning.
#[test]
fn a_warning_does_not_depend_on_ones_own_files() {
    for page in ["name: Neck\nplay: [nope\n", "name: Neck\nplay: [neck-release]\n"] {
        for words in ["fell on my neck", "dizzy"] {
            let own = stretch(words).own("neck/area.yaml", page).run();
            assert_eq!(own.status, Some(1), "{words}");
            assert_eq!(own.stdout, stretch(words).run().stdout, "{words}");
            assert!(own.stdout.contains("Get emergency help"), "{words}: {}", own.stdout);
        }
    }
}

#[test]
fn what_is_listed_leaves_out_what_names_a_condition() {
    let all = stretch("sciatica").run().stdout;
    let fewer = stretch("pregnant sciatica").run().stdout;
    assert!(all.contains("stretch figure-four-supine") && !fewer.contains("stretch figure-four-supine"));
    assert!(fewer.contains("Everything for these words says to ask first with pregnancy."), "{fewer}");
    // The advice is understood, for every condition that can be named.
    let complaints = complaints();
    for meaning in &complaints.meanings {
        if let Meaning::Condition(condition) = meaning {
            let advice = format!("lower back with {}", words::terms::condition(*condition));
            let reading = read(&complaints, &advice);
            assert_eq!(told(&reading), format!("lower-back without {}", condition.name()), "{advice}");
        }
    }
}

/// The commands that an answer prints, without `stretch`.
fn commands(text: &str) -> Vec<String> {
    let command = |line: &str| Some(line.strip_prefix("  stretch ")?.split("  ").next()?.to_owned());
    text.lines().filter_map(command).collect()
}

/// Whoever named a condition and types what is offered is played nothing that says to ask first with it.
#[test]
fn a_command_that_is_offered_carries_the_condition() {
    let avoiding = |name: &str| {
        let all = stretch("list --json").json();
        let routines = all.as_array().expect("a list").clone();
        let avoids =
            |it: &serde_json::Value| it["avoid"].as_array().is_some_and(|it| it.iter().any(|it| it == name));
        routines
            .iter()
            .filter(|it| avoids(it))
            .map(|it| it["id"].as_str().unwrap_or_default().to_owned())
            .collect::<Vec<_>>()
    };
    let mut seen = 0;
    for (typed, condition) in [
        ("pregnant purple lower back", "pregnancy"),
        ("pregnant after driving for hours", "pregnancy"),
        ("osteoporosis purple back", "osteoporosis"),
        ("osteoporosis running", "osteoporosis"),
        ("hip replacement last year purple hips and wrists", "joint-replacement"),
        ("hip replacement long flight purple", "joint-replacement"),
        ("glaucoma numb foot", "glaucoma"),
        ("asthma chest", "breathing-condition"),
    ] {
        let avoid = avoiding(condition);
        assert!(!avoid.is_empty(), "{condition}");
        for command in commands(&stretch(typed).run().stdout) {
            let run = stretch(&format!("{command} --dry-run --json")).run();
            assert_eq!(run.status, Some(0), "{typed}: {command}: {run:?}");
            let plan: serde_json::Value = serde_json::from_str(&run.stdout).expect("a plan");
            let played = plan.to_string();
            for id in &avoid {
                assert!(!played.contains(&format!("\"{id}\"")), "{typed}: {command} plays {id}");
            }
            seen += 1;
        }
    }
    assert!(seen >= 8, "{seen}");
    // Of a list no row is an area or a program, which do not know of it.
    for (words, condition) in [("pregnant lower back", "pregnancy"), ("osteoporosis back", "osteoporosis")] {
        let avoid = avoiding(condition);
        let run = stretch("list --ids").with(words).run();
        assert_eq!(run.status, Some(0), "{words}");
        assert!(
            run.stdout.lines().all(|it| it != "lower-back" && !avoid.iter().any(|id| id == it)),
            "{run:?}"
        );
        assert!(run.stderr.contains(&format!("`stretch lower-back with {condition}` plays")), "{run:?}");
        assert_eq!(
            stretch(&format!("lower-back with {condition} --dry-run")).run().status,
            Some(0),
            "{words}"
        );
    }
    let run = stretch("list rheumatoid arthritis neck").run();
    assert_eq!((run.status, run.stderr.as_str()), (Some(1), ""));
    assert!(
        run.stdout.starts_with("Everything for these words says to ask first with arthritis."),
        "{run:?}"
    );
}

/// What is offered where everything says to ask first is safe, or there is nothing of it.
#[test]
fn where_nothing_suits_that_is_said_and_whom_to_ask() {
    for words in
        ["rheumatoid arthritis neck", "knee replacement 2 years ago, quads tight", "neck with dizziness"]
    {
        let run = stretch("--dry-run").with(words).run();
        assert_eq!((run.status, run.stderr.as_str()), (Some(1), ""), "{words}");
        assert!(run.stdout.contains("Ask your doctor or physiotherapist"), "{words}: {}", run.stdout);
        assert!(commands(&run.stdout).iter().all(|it| it.contains("breath")), "{words}: {}", run.stdout);
    }
}

#[test]
fn the_words_that_mean_nothing_are_the_ones_that_are_named() {
    for (words, error) in [
        ("my dog has a sore paw", "error: `dog` and `paw` mean nothing here\n"),
        ("my car has a flat tyre", "error: `flat tyre` means nothing here\n"),
        ("what is the weather tomorrow", "error: `weather` means nothing here\n"),
        ("stretch my budget", "error: `budget` means nothing here\n"),
    ] {
        assert!(stretch(words).fails(2).starts_with(error), "{words}");
    }
    assert!(stretch("42").fails(2).starts_with("error: there is no area, program, routine or command `42`"));
    let rest = stretch("one thing my neck xyzzy").run().stdout;
    assert!(rest.starts_with("`xyzzy` means nothing here.") && rest.contains("  stretch neck "), "{rest}");
    let slip = stretch("neck relase").fails(2);
    assert!(slip.contains("`relase`\nhint: did you mean `neck-release`?"), "{slip}");
}

/// Each kind of injury, and each emergency with someone else to call, says what to do about it.
#[test]
fn whom_to_see_depends_on_what_it_is() {
    for (words, told) in [
        ("my shoulder popped out", "needs an emergency department now"),
        ("my achilles went bang", "emergency department or urgent care"),
        ("hip op 3 weeks ago", "After an operation your surgeon decides"),
        ("lips swelling", "Call your emergency number (112, 999 or 911) now."),
        ("waters broke", "Call your maternity unit or midwife now."),
    ] {
        let run = stretch(words).run();
        let said = run.stdout.replace('\n', " ");
        assert!(said.contains(told) && run.status == Some(1), "{words}: {said}");
    }
}

/// Whatever else is asked of a list.
#[test]
fn a_list_warns_too() {
    for line in ["list chest pain", "list chest pain --json", "list chest pain --position seated"] {
        let run = stretch(line).run();
        let (all, is_json) = (format!("{}{}", run.stdout, run.stderr), line.contains("--json"));
        assert_eq!(run.status, Some(1), "{line}");
        assert!(all.contains("Read this first") && !all.contains("did you mean"), "{line}: {all}");
        assert_eq!(run.stdout == "[]\n", is_json, "{line}");
    }
}

#[test]
fn json_and_text_agree_about_a_complaint() {
    let list = stretch("list lower back pain --json").json();
    assert_eq!(list[0]["id"], "lower-back", "{list}");
    assert_eq!(stretch("list sciatica --json").run().status, stretch("list sciatica").run().status);
}
