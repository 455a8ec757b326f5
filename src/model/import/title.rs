//! Names and headings: which words call an exercise, which call a group of them, and which are neither.

/// The most words of a name.
const MOST_WORDS: usize = 9;

/// Words with which an instruction begins.
const VERBS: &str = "\
    sit, stand, lie, lay, kneel, lower, raise, lift, bend, tilt, turn, hold, keep, place, put, reach, \
    pull, push, press, bring, let, relax, return, repeat, start, begin, breathe, inhale, exhale, stay, \
    lean, rotate, step, cross, grasp, clasp, interlace, extend, straighten, squeeze, drop, look, switch, \
    swap, rest, release, roll, move, draw, stretch, slide, tuck, grab, take, make, do, perform, try, \
    use, point, flex, open, close, spread, curl, swing, circle, walk, come, go, rise, get, set, \
    position, tip, nod, shrug, pinch, contract, tighten, engage, maintain, continue, feel, allow, face, \
    find, change, alternate, lead, drag, rock, sink, shift, wrap, loop, anchor, hang, hug, hook, match, \
    notice, count, pause, finish, support, twist, fold, arch, round, tense, slowly, gently, now, then, \
    next, while, with, from, keeping, once, as, when, in, on, using, without, standing, sitting, lying, \
    kneeling, starting, stop, ease, avoid, ensure, remember, you, your, this, these, it, if, to, for, \
    be, complete, have, give, lock, link, work, aim, wait, hinge, leave, touch, rub, massage, trace, \
    end, alternating, and, do not, don't, never, always";

/// Words that end the name of an exercise.
const NOUNS: &str = "\
    stretch, roll, rotation, tilt, twist, pose, release, raise, lift, curl, circle, squeeze, press, \
    slide, bridge, plank, squat, fold, bend, tuck, shrug, march, opener, extension, flexion, retraction, \
    reach, pull, push, pushup, up, hug, hold, lunge, swing, row, glide, drop, crunch, kick, turn, nod, \
    hang, clam, clamshell, dog, cow, cat, cobra, pigeon, butterfly, angel, walk, slump, scan, shake, \
    tap, arch, breath, breathing, crossover, abduction, adduction, dip, jack, step, stand, set, \
    mobilisation, mobilization, pump, isometric, traction, massage, relaxation";

/// Words by which a heading is that of several exercises.
const GROUPS: &str = "\
    exercises, stretches, routine, routines, program, programme, workout, sheet, plan, session, warm-up, \
    warmup, cool-down, cooldown, warm, day, week, morning, evening, circuit, moves, poses, handout, \
    leaflet, sequence, drills, rehab, rehabilitation, physiotherapy, physio, mobility, home, monday, \
    tuesday, wednesday, thursday, friday, saturday, sunday, phase, following, part, section, level, \
    guide, list, card, challenge, flexibility, strengthening, ways, break, minutes, minute, top, best, \
    clinic, hospital, department, therapy, patient, information, name, date, remedies, relief, set, \
    yoga, pain, injury";

/// Headings and questions under which nothing is to be done.
const TALK: &str = "\
    cause, causes, caused, causing, why, symptom, symptoms, benefit, benefits, warning, warnings, \
    precaution, precautions, caution, cautions, safety, reference, references, contact, source, sources, \
    disclaimer, when should, when to see, when to stop, see a doctor, what is, what are the muscles, \
    which muscles, what muscles, introduction, about, general, important, notes, note, tips, tip, \
    equipment, you will need, what you need, prevention, prevent, further, copyright, before you start, \
    before you begin, advice, contraindications, seek, emergency, diagnosed, how long does, how often, \
    can i, should i, is it, does, do i need, how many, who should, muscles used, faq, follow-up, \
    appointment, goals, goal, red flags";

/// Whether a list has a word.
fn has(list: &str, word: &str) -> bool {
    list.split(", ").any(|it| it == word)
}

/// The words of a text in lower case, without marks.
pub fn words(text: &str) -> Vec<String> {
    let bare = |it: &str| it.trim_matches(|it: char| !it.is_alphanumeric()).to_lowercase();
    text.split_whitespace().map(bare).filter(|it| !it.is_empty()).collect()
}

/// Whether a word is what an exercise is called by, such as "circles".
pub fn is_noun(word: &str) -> bool {
    let one = |it: &str| has(NOUNS, it);
    let last = word.rsplit('-').next().unwrap_or(word);
    one(last) || last.strip_suffix("es").is_some_and(one) || last.strip_suffix('s').is_some_and(one)
}

/// Whether a text tells what to do, in place of calling it.
pub fn is_instruction(text: &str) -> bool {
    let words = words(text);
    let Some(first) = words.first() else { return false };
    let owns = words.iter().any(|it| matches!(it.as_str(), "your" | "you"));
    let has_article = words.iter().skip(1).any(|it| matches!(it.as_str(), "a" | "the" | "an"));
    let names = words.last().is_some_and(|it| is_noun(it)) && !owns && !has_article && words.len() <= 6;
    let begins = has(VERBS, first);
    begins
        && !names
        && (words.len() >= 3 || words.iter().any(|it| it == "your") || ends_sentence(text) && words.len() > 1)
        || owns && words.len() > 3
        || begins
            && words.len() == 1
            && matches!(
                first.as_str(),
                "repeat" | "relax" | "hold" | "breathe" | "rest" | "switch" | "release"
            )
        || begins
            && words.len() == 2
            && matches!(
                words.get(1).map(String::as_str),
                Some(
                    "tall"
                        | "up"
                        | "down"
                        | "upright"
                        | "sides"
                        | "straight"
                        | "slowly"
                        | "deeply"
                        | "normally"
                        | "back"
                        | "legs"
                        | "arms"
                        | "still"
                        | "gently"
                        | "it"
                        | "there"
                        | "here"
                )
            )
            && !names
}

/// Whether the first word is one with which an instruction begins.
pub fn begins_with_verb(text: &str) -> bool {
    words(text).first().is_some_and(|it| has(VERBS, it))
}

/// Whether a text ends as a sentence does.
pub fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '\'', ')']).ends_with(['.', '!'])
}

/// Whether a text is short enough for a name, and calls something.
pub fn is_title(text: &str) -> bool {
    let count = text.split_whitespace().count();
    // "90/90" is a name, too.
    let is_figures = || text.split('/').count() > 1 && text.split('/').all(|it| it.parse::<u32>().is_ok());
    let has_letters = text.chars().filter(|it| it.is_alphabetic()).count() >= 3 || is_figures();
    let bare = text.trim_end_matches([':', '.']);
    (1..=MOST_WORDS).contains(&count)
        && has_letters
        && text.chars().count() <= 80
        && !is_instruction(bare)
        && !bare.contains(['.', ';', '!'])
}

/// Whether a heading is that of several exercises.
pub fn is_of_group(text: &str) -> bool {
    // "Set A" is a heading, a quad set is an exercise.
    words(text).iter().enumerate().any(|(at, it)| has(GROUPS, it) && (at == 0 || it != "set"))
}

/// Whether nothing is to be done under a heading.
pub fn is_talk(text: &str, has_steps: bool) -> bool {
    let low = format!(" {} ", words(text).join(" "));
    let asks_how = low.starts_with(" how do ")
        || low.starts_with(" how to ")
        || low.starts_with(" how can ")
        || low.starts_with(" how should ");
    let asks_what = low.contains("stretch") || low.contains("exercise") || low.contains(" pose");
    let asks_when = [" why ", " cause", " when ", " how often ", " symptom", " should i ", " can i "]
        .iter()
        .any(|it| low.contains(it));
    if has_steps && text.ends_with('?') {
        return asks_when;
    }
    if asks_how
        || text.ends_with('?')
            && asks_what
            && !low.starts_with(" why ")
            && !low.contains(" cause")
            && !low.contains(" how often ")
            && !low.contains(" should i ")
    {
        return false;
    }
    // As a whole word; "about" alone is a heading, "all about the hips" is a title.
    TALK.split(", ").any(|it| {
        let alone = matches!(
            it,
            "about"
                | "general"
                | "important"
                | "introduction"
                | "further"
                | "tip"
                | "note"
                | "goal"
                | "equipment"
                | "advice"
                | "prevent"
                | "source"
        );
        if alone {
            low.trim() == it || low.trim_start().starts_with(&format!("{it} ")) && words(text).len() <= 3
        } else {
            low.contains(&format!(" {it} "))
        }
    })
}

/// What a label says of the words behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// A time or a count.
    Amount,
    /// What is to be done.
    Words,
    /// How often a day.
    Habit,
    /// What to take care of.
    Caution,
    /// Something else that is worth knowing.
    Note,
    /// On which sides.
    Sides,
}

const LABELS: &[(Label, &str)] = &[
    (
        Label::Amount,
        "hold, hold time, hold for, time, duration, reps, rep, repetitions, repeat, repeats, sets, \
        set, rounds, rest, dose, dosage, length, breaths, prescription, parameters, amount, times, \
        count",
    ),
    (
        Label::Words,
        "start, starting position, start position, position, body position, setup, set up, set-up, how, how to, \
        how to do it, instructions, instruction, method, action, do, execution, technique, \
        movement, description, directions, what to do, steps, to begin, begin, finish, end, \
        return, then, exercise description, the move, do it",
    ),
    (
        Label::Habit,
        "frequency, how often, per day, daily, when, days per week, days a week, times per day, times a day, \
        times per week, sessions per day, sessions, per week, schedule, repeat daily",
    ),
    (Label::Caution, "caution, warning, precaution, precautions, take care, care, stop if, avoid"),
    (
        Label::Note,
        "tip, tips, note, notes, purpose, aim, goal, benefits, benefit, targets, target, muscles, \
        equipment, you need, you will need, why, feel, variation, variations, progression, easier, \
        harder, modification, source, works, good for, props, level, area, body part, comments, \
        remember, hint, make it easier, make it harder, where you feel it, author, by, date, \
        speed, tempo, pace, intensity, effort, total time, total duration, \
        therapist, patient, name, physiotherapist, phone, tel, email, website, url, image, photo, \
        video, picture",
    ),
    (Label::Sides, "side, sides, each side, both sides"),
];

/// Words by which a label is a note, whatever else it says: "Main muscles worked", "Leaflet ref".
const NOTED: &[&str] = &[
    "muscle",
    "muscles",
    "equipment",
    "ref",
    "reference",
    "review",
    "version",
    "leaflet",
    "appointment",
    "phone",
    "tel",
    "telephone",
    "fax",
    "email",
    "published",
    "issued",
    "difficulty",
    "patient",
    "clinic",
    "department",
    "targets",
    "therapist",
    "physio",
    "joint",
    "joints",
    "modifications",
    "mistakes",
    "benefits",
];

/// A label and what stands behind it: `Hold: 30 s`, `Sets 3`, `Main muscles worked: quadriceps`.
pub fn label(text: &str) -> Option<(Label, &str)> {
    let Some((head, rest)) = text.split_once(':') else { return bare_label(text) };
    let head = head.trim().to_lowercase();
    if let Some(found) = LABELS.iter().find(|it| has(it.1, &head)) {
        return Some((found.0, rest.trim()));
    }
    let words = words(&head);
    let names = |list: &[&str]| words.iter().any(|it| list.contains(&it.as_str()));
    let is_short = words.len() <= 4;
    if is_short && names(NOTED) {
        return Some((Label::Note, rest.trim()));
    }
    let is_habit = names(&["day", "week", "daily", "weekly", "often", "frequency"]);
    if is_short
        && is_habit
        && names(&["days", "times", "times/day", "sessions", "often", "frequency", "x", "per"])
    {
        return Some((Label::Habit, rest.trim()));
    }
    None
}

/// A label without a sign behind it, as a table leaves it when it is copied: `Sets 3`, `Frequency Twice daily`.
fn bare_label(text: &str) -> Option<(Label, &str)> {
    let (head, rest) = text.trim().split_once([' ', '\t'])?;
    let head = head.to_lowercase();
    let rest = rest.trim();
    let is_figure = rest.starts_with(|it: char| it.is_ascii_digit());
    match head.as_str() {
        "sets" | "reps" | "repetitions" | "rounds" | "duration" | "hold"
            if is_figure && words(rest).len() <= 5 =>
        {
            Some((Label::Amount, rest))
        }
        "frequency" if words(rest).len() <= 5 => Some((Label::Habit, rest)),
        _ => None,
    }
}

/// Whether a line only says that the steps follow: "Step-by-step directions".
pub fn leads_to_steps(text: &str) -> bool {
    let low = text.trim_end_matches([':', '.', ' ']).to_lowercase();
    const LEADS: &[&str] = &[
        "step-by-step directions",
        "step by step directions",
        "step-by-step instructions",
        "step by step instructions",
        "step-by-step",
        "step by step",
        "directions",
        "instructions",
        "how to do it",
        "how to",
        "how to perform",
        "how to do this exercise",
        "how to do this stretch",
        "method",
        "execution",
        "technique",
        "performance",
        "the move",
        "what to do",
        "do this",
        "steps",
        "procedure",
        "action",
        "starting position",
        "start position",
        "movement",
        "how to do the exercise",
        "how to do the stretch",
        "exercise description",
        "description",
        "prescription",
        "dosage",
        "parameters",
        "sets and reps",
        "sets & reps",
        "setup",
        "set-up",
        "set up",
    ];
    LEADS.contains(&low.as_str())
}

/// Whether a line speaks of the time from one exercise to the next.
pub fn is_between(text: &str) -> bool {
    let low = text.to_lowercase();
    ["exercise", "stretch", "pose", "move"]
        .iter()
        .any(|it| low.contains(&format!("between {it}")) || low.contains(&format!("between each {it}")))
}

/// Whether a line is nothing but a rest: "Rest, 30 sec".
pub fn is_rest(text: &str) -> bool {
    let bare = words(text);
    let is_named = |it: &String| matches!(it.as_str(), "rest" | "break" | "pause" | "recovery");
    // "00:10 Rest", "30 sec rest"
    let is_timed = text.starts_with(|it: char| it.is_ascii_digit()) && bare.last().is_some_and(is_named);
    (bare.first().is_some_and(is_named) || is_timed && bare.len() <= 3) && bare.len() <= 5
}

/// The name behind a label that says so: "Exercise: Heel slide".
pub fn named_by_label(text: &str) -> Option<&str> {
    let (head, rest) = text.split_once(':')?;
    let head = head.trim().to_lowercase();
    const NAMES: &[&str] =
        &["exercise", "exercise name", "name of exercise", "stretch", "pose", "activity", "movement name"];
    let rest = rest.trim();
    let is_name = is_title(rest) && !ends_sentence(rest) && super::amount::amounts(rest).is_empty();
    (NAMES.contains(&head.as_str()) && is_name).then_some(rest)
}

/// Whether a line is nothing but a label of an amount or a habit: "Repetitions", "Days per week".
pub fn is_label_alone(text: &str) -> bool {
    let low = text.trim().to_lowercase();
    LABELS.iter().any(|it| matches!(it.0, Label::Amount | Label::Habit) && has(it.1, &low))
}

/// Whether a line opens or closes a letter: "Hi Anna,", "Best,", "See you on Tuesday!"
pub fn is_letter(text: &str) -> bool {
    let low = text.to_lowercase();
    const BEGINS: &[&str] = &[
        "hi ",
        "hello",
        "dear ",
        "hey",
        "hi,",
        "best,",
        "best wishes",
        "best regards",
        "kind regards",
        "regards",
        "warm regards",
        "many thanks",
        "thanks",
        "thank you",
        "cheers",
        "sincerely",
        "yours",
        "see you",
        "good luck",
        "take care",
        "all the best",
        "let me know",
        "any questions",
        "sent from",
        "happy stretching",
        "enjoy",
        "great to see",
        "good to see",
        "nice to see",
        "it was ",
        "as discussed",
        "please do",
        "hope ",
        "posted by",
        "edit:",
        "update:",
    ];
    BEGINS.iter().any(|it| low.starts_with(it))
}

/// The name that stands before what an exercise does, and the byte at which the rest begins.
pub fn before_colon(text: &str) -> Option<(&str, usize)> {
    if label(text).is_some() {
        return None;
    }
    let signs: [(&str, bool); 6] =
        [(": ", false), (" - ", true), (" – ", true), (" — ", true), ("\t", true), (" | ", true)];
    let (at, sign) = signs.iter().filter_map(|(it, _)| Some((text.find(it)?, *it))).min_by_key(|it| it.0)?;
    let name = text[..at].trim();
    is_title(name).then_some((name, at + sign.len()))
}

/// A name without the word that only counts it: "First, the prayer stretch", "finally lie flat".
pub fn without_ordinal(name: &str) -> &str {
    const ORDINALS: &[&str] = &[
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "next", "then", "last",
        "lastly",
    ];
    let Some((first, rest)) = name.split_once(' ') else { return name };
    let first = first.to_lowercase();
    let counts = first.strip_suffix(',').is_some_and(|it| ORDINALS.contains(&it) || it == "finally");
    if !counts && first != "finally" {
        return name;
    }
    let article = ["the ", "a ", "an "].iter().find_map(|it| rest.strip_prefix(it));
    article.unwrap_or(rest)
}

/// A name as it is shown: no marks around it, a capital at its beginning, and not all in capitals.
pub fn tidy(name: &str) -> String {
    let name = name.trim();
    // 'Superman' is quoted as a whole.
    let name = ['"', '\'']
        .iter()
        .find_map(|it| name.strip_prefix(*it)?.strip_suffix(*it).filter(|inside| !inside.contains(*it)))
        .unwrap_or(name);
    let name = name.trim_matches(|it: char| !it.is_alphanumeric() && !matches!(it, '(' | ')' | '"' | '\''));
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = ["Do ", "do ", "Perform ", "perform "]
        .iter()
        .find_map(|it| name.strip_prefix(it))
        .map_or(name.clone(), str::to_owned);
    let name = without_ordinal(&name).to_owned();
    let mut name = match (name.find('('), name.find(')')) {
        (Some(_), Some(_)) => name,
        (Some(at), None) => name[..at].trim_end().to_owned(),
        (None, _) => name.trim_end_matches(')').to_owned(),
    };
    let letters = || name.chars().filter(|it| it.is_alphabetic());
    if letters().count() > 3 && letters().all(|it| !it.is_lowercase()) {
        name = name.to_lowercase();
    }
    crate::model::wording::capital(&name)
}

/// The name of an exercise that a question asks for, as "How do you do a neck release?"; else the question.
pub fn of_question(text: &str) -> String {
    let bare = text.trim_end_matches(['?', ' ', ':']);
    let low = bare.to_lowercase();
    const BEGINS: &[&str] = &[
        "how do you do",
        "how do i do",
        "how do you perform",
        "how to do",
        "how do i perform",
        "how can i do",
        "how do you",
        "how do i",
        "how can i",
        "how to",
        "how can you",
        "what is the best",
        "what is a",
        "what is the",
        "what's the best",
        "which",
    ];
    // "How long should a twist be held?", "How long should you hold a twist?"
    for begin in [
        "how long should you hold",
        "how long should i hold",
        "how long do you hold",
        "how long do i hold",
        "how long to hold",
        "how long should you stay in",
        "how long should",
    ] {
        if let Some(rest) = low.strip_prefix(begin) {
            let rest = bare[bare.len() - rest.len()..].trim();
            let rest =
                [" be held", " last", " for"].iter().fold(rest, |it, end| it.strip_suffix(end).unwrap_or(it));
            return of_question(&format!("how to do {rest}"));
        }
    }
    let rest = BEGINS.iter().find(|it| low.starts_with(**it)).map_or(bare, |it| &bare[it.len()..]);
    let rest = rest.trim();
    let article = ["a ", "an ", "the "].iter().find(|it| rest.to_lowercase().starts_with(**it));
    tidy(article.map_or(rest, |it| &rest[it.len()..]))
}
