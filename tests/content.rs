//! What the built-in routines, pages and programs must be, so that a fault that was found once cannot
//! come back. Nobody clinical has looked at them: these rules are what a program can see.
//!
//! They read the files themselves, so that a rule sees what is written and not what is left of it.

#![expect(clippy::disallowed_methods, reason = "the content is files")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use serde_yaml::Value;

use crate::kept::kept;

/// A file below `routines/`.
struct File {
    area: String,
    id: String,
    yaml: Value,
}

impl File {
    fn is_routine(&self) -> bool {
        self.area != "programs" && self.id != "area"
    }

    fn name(&self) -> String {
        format!("{}/{}", self.area, self.id)
    }

    fn text(&self, key: &str) -> &str {
        self.yaml.get(key).and_then(Value::as_str).unwrap_or_default()
    }

    /// One word or several at a key.
    fn words(&self, key: &str) -> Vec<&str> {
        listed(self.yaml.get(key))
    }

    /// The steps, with the moves before and after them.
    fn moves(&self) -> impl Iterator<Item = &Value> {
        let parts = ["setup", "steps", "finish"].into_iter().filter_map(|key| self.yaml.get(key));
        parts.filter_map(Value::as_sequence).flatten()
    }

    /// Everything that is said, a text at a time.
    fn said(&self) -> Vec<&str> {
        [self.text("caution")].into_iter().chain(self.moves().filter_map(words)).collect()
    }

    /// Everything a person reads.
    fn read(&self) -> Vec<&str> {
        let page = ["name", "summary", "why", "stop", "see"].map(|key| self.text(key));
        page.into_iter().chain(self.said()).collect()
    }

    /// The name of each source, and its link.
    fn sources(&self) -> Vec<(String, Option<String>)> {
        let list = self.yaml.get("sources").and_then(Value::as_sequence).into_iter().flatten();
        let text = |it: &Value, key| it.get(key).and_then(Value::as_str).map(str::to_owned);
        list.map(|it| (text(it, "name").expect("a source has a name"), text(it, "url"))).collect()
    }

    /// Every pose, each with the base that it stands on.
    fn poses(&self) -> Vec<(&str, &Value)> {
        let own = self.yaml.get("figure").and_then(|it| it.get("base")?.as_str()).unwrap_or_default();
        let mut poses = Vec::new();
        for pose in self.moves().filter_map(|it| it.get("pose")) {
            let several = pose.as_sequence().map_or_else(|| vec![pose], |it| it.iter().collect());
            poses.extend(
                several.into_iter().map(|it| (it.get("base").and_then(Value::as_str).unwrap_or(own), it)),
            );
        }
        if poses.is_empty() { vec![(own, &Value::Null)] } else { poses }
    }
}

/// The words of a step, or of a move that is just its words.
fn words(step: &Value) -> Option<&str> {
    let kinds = ["move", "hold", "breathe", "reps"];
    step.as_str().or_else(|| kinds.iter().find_map(|it| step.get(*it)?.as_str()))
}

fn listed(value: Option<&Value>) -> Vec<&str> {
    match value {
        Some(Value::Sequence(several)) => several.iter().filter_map(Value::as_str).collect(),
        Some(one) => one.as_str().into_iter().collect(),
        None => Vec::new(),
    }
}

fn content() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("routines");
    let mut files = Vec::new();
    for folder in fs::read_dir(root).expect("a folder") {
        let folder = folder.expect("an entry").path();
        for entry in fs::read_dir(&folder).expect("a folder of an area") {
            let path = entry.expect("an entry").path();
            let part = |it: &Path| it.file_stem().expect("it has a name").to_string_lossy().into_owned();
            let text = fs::read_to_string(&path).expect("it is UTF-8");
            let yaml = serde_yaml::from_str(&text).expect("it is YAML");
            files.push(File { area: part(&folder), id: part(&path), yaml });
        }
    }
    files.sort_by_key(File::name);
    assert!(files.len() > 100, "the content is found: {}", files.len());
    files
}

fn routines() -> Vec<File> {
    content().into_iter().filter(File::is_routine).collect()
}

fn none(faults: Vec<String>) {
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

/// An angle of a joint, on whichever side it is largest; 0 if the pose leaves it alone.
fn angle(pose: &Value, joint: &str, axis: usize) -> f64 {
    let of = |name: &str| match pose.get(name) {
        Some(Value::Sequence(axes)) => axes.get(axis).and_then(Value::as_f64).unwrap_or(0.0),
        Some(one) if axis == 0 => one.as_f64().unwrap_or(0.0),
        Some(_) | None => 0.0,
    };
    let all = [of(joint), of(&format!("{joint}.r")), of(&format!("{joint}.l"))];
    all.into_iter().fold(0.0, |most: f64, it| if it.abs() > most.abs() { it } else { most })
}

const HEAD_LOW: &[&str] = &["glaucoma", "high-blood-pressure"];
const NECK: &[&str] =
    &["neck-injury", "recent-surgery", "fracture", "arthritis", "nerve-symptoms", "dizziness"];

/// Why a routine must name which conditions: by where it lies, how it moves and what it says.
fn needed(file: &File) -> Vec<(&'static str, &'static [&'static str])> {
    let mut needed: Vec<(&'static str, &'static [&'static str])> = Vec::new();
    match file.area.as_str() {
        "neck" => needed.push(("it moves the neck", NECK)),
        "shoulders" | "chest" => {
            needed.push(("it loads the shoulders", &["shoulder-injury", "recent-surgery"]));
        }
        "upper-back" | "lower-back" | "sides" => {
            needed.push(("it moves the trunk", &["recent-surgery", "fracture"]));
        }
        "hips" | "thighs" => needed.push(("it moves the hip", &["recent-surgery", "joint-replacement"])),
        _ => {}
    }
    for (base, pose) in file.poses() {
        let flex = |joint| angle(pose, joint, 0);
        let (trunk, head) = (flex("lumbar") + flex("chest"), flex("neck") + flex("head"));
        let twist = angle(pose, "lumbar", 2).abs().max(angle(pose, "chest", 2).abs());
        let contacts = listed(pose.get("contacts"));
        if twist >= 20.0 {
            needed.push(("the trunk is twisted", &["osteoporosis", "back-injury"]));
        }
        if trunk >= 40.0 {
            needed.push(("the back is rounded", &["osteoporosis", "back-injury"]));
        }
        if flex("hip") >= 100.0 || matches!(base, "kneeling" | "butterfly") || flex("pelvis") > 90.0 {
            needed.push(("a hip or a knee is bent far", &["joint-replacement"]));
        }
        if flex("knee") >= 115.0 {
            needed.push(("a knee is bent far", &["knee-injury"]));
        }
        if head <= -40.0 || head <= -4.0 && trunk <= -27.0 && base != "supine" {
            needed.push(("the head goes back", &["dizziness", "neck-injury"]));
        }
        let bent = match base {
            "standing" => flex("pelvis") >= 60.0,
            "kneeling" => flex("pelvis") >= 90.0,
            "all-fours" => contacts.iter().any(|it| it.starts_with("shoulder")),
            _ => false,
        };
        if bent {
            needed.push(("the head is low", HEAD_LOW));
        }
        match base {
            "supine" => needed.push(("it lies on the back", &["pregnancy"])),
            "prone" => needed.push(("it lies on the front", &["pregnancy", "back-injury"])),
            "all-fours" => needed.push(("hands and knees carry", &["wrist-injury", "knee-injury"])),
            "kneeling" | "kneeling-upright" | "half-kneeling" => {
                needed.push(("the knees carry", &["knee-injury"]));
            }
            _ => {}
        }
    }
    for text in file.said() {
        let text = text.to_lowercase();
        let says = |any: &[&str]| any.iter().any(|it| text.contains(it));
        if says(&["knee towards your chest", "knees towards your chest"]) {
            needed.push(("a knee is drawn to the chest", &["osteoporosis", "joint-replacement"]));
        }
        if says(&["ankle on your {other}"]) {
            needed.push(("a hip is turned out", &["joint-replacement", "knee-injury"]));
        }
        if says(&["hips up and back", "up the wall as you lower"]) {
            needed.push(("the head is low", HEAD_LOW));
        }
        let raised =
            ["overhead", "behind your head", "behind your waist", "arms up", "arm up", "arm to the ceiling"];
        if file.area != "neck" && says(&raised) || text.starts_with("raise your arms") {
            needed.push(("an arm is raised or behind the back", &["shoulder-injury"]));
        }
    }
    needed
}

#[test]
fn what_a_routine_does_decides_which_conditions_it_names() {
    let mut faults = BTreeSet::new();
    for file in routines() {
        let named = file.words("avoid");
        for (why, conditions) in needed(&file) {
            let missing = conditions.iter().filter(|it| !named.contains(it));
            faults.extend(missing.map(|it| format!("{}: {why}, but `avoid` has no {it}", file.name())));
        }
    }
    none(faults.into_iter().collect());
}

/// The conditions in which harm is serious, with the words that the spoken caution has for them.
const SPOKEN: &[(&str, &str)] = &[
    ("osteoporosis", "osteoporosis"),
    ("pregnancy", "pregnan"),
    ("joint-replacement", "replacement"),
    ("glaucoma", "glaucoma"),
    ("high-blood-pressure", "blood pressure"),
];

#[test]
fn a_serious_condition_is_said_and_not_only_listed() {
    let mut faults = Vec::new();
    for file in routines() {
        let caution = file.text("caution");
        let named = file.words("avoid");
        let unsaid = SPOKEN.iter().filter(|it| named.contains(&it.0) && !caution.contains(it.1));
        faults.extend(unsaid.map(|it| format!("{}: the caution does not say {}", file.name(), it.0)));
        let neck = ["whiplash", "rheumatoid", "dizz", "tingl"];
        if file.area == "neck" {
            let unsaid = neck.iter().filter(|it| !caution.contains(*it));
            faults.extend(unsaid.map(|it| format!("{}: the caution does not say {it}", file.name())));
        }
    }
    none(faults);
}

#[test]
fn a_chair_is_steady_and_without_wheels_and_stands_in_needs() {
    let mut faults = Vec::new();
    for file in routines() {
        let needs = file.words("needs");
        let said = file.said().join(" ");
        let steady = said.matches("without wheels").count() + said.matches("no wheels").count();
        if needs.iter().any(|it| it.split('|').any(|it| it == "chair")) && steady != 1 {
            faults.push(format!("{}: says {steady} times that the chair has no wheels", file.name()));
        }
        let drawn = file.yaml.get("figure").map(|it| listed(it.get("props"))).unwrap_or_default();
        if drawn.contains(&"chair") && !needs.iter().any(|it| it.contains("chair")) {
            faults.push(format!("{}: sits on a chair that `needs` does not name", file.name()));
        }
    }
    none(faults);
}

/// A thing that is needed, and the words by which a step says where it is.
const TOLD: &[(&str, &[&str])] = &[
    ("chair", &["chair"]),
    ("wall", &["wall"]),
    ("doorway", &["doorway", "frame"]),
    ("desk", &["desk", "table"]),
    ("strap", &["strap"]),
    ("towel", &["towel"]),
    ("band", &["band"]),
    ("cushion", &["cushion"]),
    ("stick", &["stick"]),
    ("ball", &["ball"]),
];

/// A mat lies under whoever is on the floor: that needs no words.
#[test]
fn every_thing_that_is_fetched_has_its_place_in_the_words() {
    let mut faults = Vec::new();
    for file in routines() {
        let said = file.said().join(" ").to_lowercase();
        for need in file.words("needs") {
            let things: Vec<&str> = need.trim_end_matches('?').split('|').collect();
            let is_told = things.iter().any(|thing| {
                let row = TOLD.iter().find(|it| it.0 == *thing);
                *thing == "mat" || row.is_some_and(|it| it.1.iter().any(|word| said.contains(word)))
            });
            if !is_told {
                faults.push(format!("{}: nothing says where the {need} goes", file.name()));
            }
        }
    }
    none(faults);
}

#[test]
fn what_moves_and_is_not_held_is_no_stretch() {
    let mut faults = Vec::new();
    for file in routines() {
        let steps = file.yaml.get("steps").and_then(Value::as_sequence).expect("a routine has steps");
        let timed = || steps.iter().filter(|it| it.get("move").is_none());
        let is_moved = |it: &Value| {
            let goes_to_and_fro = it.get("pose").is_some_and(|it| it.as_sequence().is_some());
            let is_counted = it.get("reps").is_some() && it.get("hold").is_none();
            is_counted || it.get("breathe").is_some() && goes_to_and_fro
        };
        let kind = file.text("kind");
        if timed().all(is_moved) && !matches!(kind, "mobility" | "strength" | "breath" | "rest") {
            faults.push(format!("{}: nothing in it is held, and its kind is `{kind}`", file.name()));
        }
        if kind == "mobility" && timed().any(|it| it.get("reps").is_none() && it.get("breathe").is_none()) {
            faults.push(format!("{}: it holds something, and its kind is mobility", file.name()));
        }
    }
    none(faults);
}

/// Repetitions that go around are led by their picture and their numbers; so is what has a word at each number.
const UNWORDED: &[&str] =
    &["arm-circles", "ankle-circles", "ankle-alphabet", "hand-shake-out", "eye-corner-trace"];

#[test]
fn a_repetition_that_goes_to_and_fro_has_words_for_both_ways() {
    let mut faults = Vec::new();
    for file in routines().iter().filter(|it| !UNWORDED.contains(&it.id.as_str())) {
        let reps: Vec<&Value> = file.moves().filter(|it| it.get("reps").is_some()).collect();
        if !reps.is_empty() && reps.iter().all(|it| it.get("say").is_none()) {
            faults.push(format!("{}: `say` is missing", file.name()));
        }
    }
    none(faults);
}

/// What takes eyes that are open: a person on the mat has them shut.
const SEEN: &[&str] = &["your eyes on", "look at your", "watch your", "see your", "gaze at"];

#[test]
fn nothing_that_is_done_takes_open_eyes() {
    let mut faults = Vec::new();
    // Those that move the eyes are about nothing else.
    for file in routines().iter().filter(|it| !it.id.starts_with("eye-")) {
        for text in file.said() {
            let low = text.to_lowercase();
            if SEEN.iter().any(|it| low.contains(it)) {
                faults.push(format!("{}: {text}", file.name()));
            }
        }
    }
    none(faults);
}

#[test]
fn every_routine_is_played_by_a_list_or_found_by_what_hurts() {
    let complaints = include_str!("../src/model/complaints.yaml");
    let played: BTreeSet<String> = content()
        .iter()
        .flat_map(|file| file.yaml.get("play").and_then(Value::as_sequence).cloned().unwrap_or_default())
        .filter_map(|it| Some(it.as_str().or_else(|| it.get("routine")?.as_str())?.to_owned()))
        .collect();
    let is_found = |id: &str| complaints.contains(&format!(" {id}: "));
    let lost = routines().into_iter().filter(|it| !played.contains(&it.id) && !is_found(&it.id));
    none(lost.map(|it| it.name()).collect());
}

/// Sentences, as they are heard: each ends with a full stop before a blank, or with the text.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['.', '!', '?']).map(str::trim).filter(|it| !it.is_empty())
}

#[test]
fn sentences_are_short_enough_to_be_heard() {
    let mut faults = Vec::new();
    for file in content() {
        let most = if file.is_routine() { 20 } else { 25 };
        for sentence in file.read().into_iter().flat_map(sentences) {
            let words = sentence.split_whitespace().count();
            if words > most {
                faults.push(format!("{}: {words} words, at most {most}: {sentence}", file.name()));
            }
        }
    }
    none(faults);
}

/// Words that are not used, and what is written instead.
const UNUSED: &[(&str, &str)] = &[
    ("toward ", "towards"),
    ("center", "centre"),
    ("gray", "grey"),
    ("color", "colour"),
    ("practise ", "do"),
    ("trouble", "a problem, or the condition by its name"),
    ("above all", "especially"),
    ("will not bear", "cannot take your weight"),
    ("breathing gets hard", "you find it hard to breathe"),
    ("sight blurs", "your vision blurs"),
    ("turns uncomfortable", "gets uncomfortable"),
    ("grow long", "feel the stretch along"),
    ("grow heavy", "relax"),
    ("go slack", "relax"),
    ("without a reason", "for no clear reason"),
    ("disc trouble", "a painful or slipped disc"),
    ("disc pain", "a painful or slipped disc"),
    ("sore disc", "a painful or slipped disc"),
    // A voice says it as if someone wept.
    (" tear ", "torn"),
    ("stay, then", "hold, then"),
    ("and stay,", "hold"),
    (", stay,", "hold"),
];

#[test]
fn words_are_british_and_said_by_people() {
    let mut faults = Vec::new();
    for file in content() {
        for text in file.read() {
            let low = format!("{} ", text.to_lowercase());
            let used = UNUSED.iter().filter(|it| low.contains(it.0));
            faults.extend(used.map(|it| format!("{}: `{}`, better {}: {text}", file.name(), it.0, it.1)));
        }
    }
    none(faults);
}

/// What espeak-ng says otherwise than it is meant, by the phonemes that it writes with `-x`: a sentence that
/// begins so, or a word anywhere, and what is written instead.
const MISPRONOUNCED: &[(&str, &str, &str)] = &[
    ("Close ", "", "Shut; it says the adjective, as in near"),
    ("Use ", "", "Take; it says the noun, as in no use"),
    ("", "tear", "torn or split; it says it as in weeping"),
    ("", "tears", "splits; it says it as in weeping"),
    ("", "separate", "part; it says the adjective"),
    ("", "live", "it says it as in a live wire"),
];

#[test]
fn a_voice_says_every_word_as_it_is_meant() {
    let mut faults = Vec::new();
    for file in routines() {
        for sentence in file.said().into_iter().flat_map(sentences) {
            let has = |word: &str| {
                sentence.split(|it: char| !it.is_alphabetic()).any(|it| it.eq_ignore_ascii_case(word))
            };
            for (begins, word, instead) in MISPRONOUNCED {
                let is_said = if word.is_empty() { sentence.starts_with(begins) } else { has(word) };
                if is_said {
                    faults.push(format!("{}: `{begins}{word}`, better {instead}: {sentence}", file.name()));
                }
            }
        }
    }
    none(faults);
}

/// `15-30s` and `5-10 breaths` as numbers; minutes are seconds.
fn range(text: &str) -> (f64, f64) {
    let number = |it: &str| {
        let minutes = it.ends_with('m');
        let bare = it.trim_end_matches(['s', 'm']).parse::<f64>().expect("a number");
        if minutes { bare * 60.0 } else { bare }
    };
    let bare = text.split_whitespace().next().unwrap_or_default();
    let unit = bare.chars().next_back().filter(|it| it.is_alphabetic()).unwrap_or('s');
    match bare.split_once('-') {
        Some((low, high)) if low.ends_with(['s', 'm']) => (number(low), number(high)),
        Some((low, high)) => (number(&format!("{low}{unit}")), number(high)),
        None => (number(bare), number(bare)),
    }
}

fn counted(value: Option<&Value>) -> Option<(f64, f64)> {
    let value = value?;
    value.as_str().map(range).or_else(|| value.as_f64().map(|it| (it, it)))
}

#[test]
fn ranges_are_read() {
    assert_eq!(range("15-30s"), (15.0, 30.0));
    assert_eq!(range("30s-3m"), (30.0, 180.0));
    assert_eq!(range("3-15m"), (180.0, 900.0));
    assert_eq!(range("4-6 breaths"), (4.0, 6.0));
    assert_eq!(range("1m"), (60.0, 60.0));
}

/// The dose that the sources of each routine give, a line each: id, hold, rounds, times.
fn doses() -> BTreeMap<String, [Option<(f64, f64)>; 3]> {
    let table = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/doses.txt"));
    let table = table.expect("the table of doses");
    let lines = table.lines().filter(|it| !it.starts_with('#') && !it.is_empty());
    let cell = |it: &str| (it != "-").then(|| range(it));
    lines
        .map(|line| {
            let mut cells = line.split_whitespace();
            let id = cells.next().expect("an id").to_owned();
            (id, [(); 3].map(|()| cell(cells.next().expect("hold, rounds and times"))))
        })
        .collect()
}

#[test]
fn doses_are_those_of_the_sources() {
    let doses = doses();
    let mut faults = Vec::new();
    for file in routines() {
        let Some([hold, rounds, times]) = doses.get(&file.id) else {
            faults.push(format!("{}: not in the table of doses", file.name()));
            continue;
        };
        let mut within = |what: &str, found: Option<(f64, f64)>, allowed: &Option<(f64, f64)>| {
            let Some((low, high)) = found else { return };
            if !allowed.is_some_and(|it| it.0 <= low && high <= it.1) {
                faults.push(format!("{}: {what} {low}-{high}, the sources say {allowed:?}", file.name()));
            }
        };
        within("rounds", Some(counted(file.yaml.get("rounds")).unwrap_or((1.0, 1.0))), rounds);
        for step in file.moves() {
            if step.get("hold").is_some() && step.get("reps").is_none() || step.get("breathe").is_some() {
                within("holds", counted(step.get("for")), hold);
            }
            if step.get("reps").is_some() {
                within("holds", counted(step.get("hold")), hold);
                within("times", counted(step.get("times")), times);
            }
        }
    }
    none(faults);
}

#[test]
fn a_list_plays_no_fewer_rounds_than_the_routine_asks_for() {
    let least: BTreeMap<String, f64> = routines()
        .iter()
        .map(|it| (it.id.clone(), counted(it.yaml.get("rounds")).map_or(1.0, |it| it.0)))
        .collect();
    let mut faults = Vec::new();
    for file in content() {
        for entry in file.yaml.get("play").and_then(Value::as_sequence).into_iter().flatten() {
            let id = entry.as_str().or_else(|| entry.get("routine")?.as_str()).expect("an entry names one");
            // Without a number it plays the least of the routine's own.
            let rounds = counted(entry.get("rounds")).map_or(least[id], |it| it.0);
            let is_sample = entry.get("sample").and_then(Value::as_bool) == Some(true);
            if rounds < least[id] && !is_sample {
                faults.push(format!("{}: {rounds} of {id}, at least {}", file.name(), least[id]));
            }
        }
    }
    none(faults);
}

/// What may be lit, by words of the muscles that a routine lists.
const LIT: &[(&str, &[&str])] = &[
    ("neck-back", &["splenius", "semispinalis", "suboccipitals", "obliquus capitis"]),
    ("neck-front", &["sternocleidomastoid", "longus", "platysma"]),
    ("trapezius", &["trapezius", "levator"]),
    ("levator", &["levator"]),
    ("scalenes", &["scalenes"]),
    ("rhomboids", &["rhomboids", "middle trapezius"]),
    ("chest", &["pectoralis"]),
    ("shoulder-front", &["deltoid", "pectoralis", "rotator cuff", "subscapularis"]),
    ("shoulder-back", &["deltoid", "infraspinatus", "teres minor", "rotator cuff"]),
    ("biceps", &["biceps brachii"]),
    ("triceps", &["triceps"]),
    ("lats", &["latissimus", "teres major"]),
    ("side", &["oblique", "quadratus lumborum", "intercostals"]),
    ("upper-back", &["erector", "rhomboids", "trapezius", "multifidus"]),
    ("middle-back", &["erector", "multifidus", "rotatores"]),
    ("lower-back", &["erector", "multifidus", "quadratus lumborum"]),
    ("abdominals", &["abdominis"]),
    ("glutes", &["gluteus", "piriformis"]),
    ("piriformis", &["piriformis"]),
    ("hip-flexors", &["iliopsoas", "rectus femoris"]),
    ("quadriceps", &["quadriceps", "rectus femoris"]),
    ("hamstrings", &["hamstrings"]),
    ("adductors", &["adductor"]),
    ("outer-thigh", &["tensor fasciae", "iliotibial"]),
    ("calves", &["gastrocnemius"]),
    ("soleus", &["soleus"]),
    ("shins", &["tibialis anterior"]),
    ("sole", &["plantar fascia", "flexor hallucis brevis"]),
    ("forearm-flexors", &["flexor carpi", "flexor digitorum"]),
    ("forearm-extensors", &["extensor"]),
    ("hand", &["lumbricals", "interossei", "pollicis", "flexor digitorum"]),
    ("jaw", &["masseter", "temporalis", "pterygoid"]),
    ("eyes", &["rectus", "ciliary"]),
    ("diaphragm", &["diaphragm"]),
];

/// What the movement makes shorter, so that it is never lit: the picture would show the worker for
/// the stretched.
const SHORTENED: &[(&str, &[&str])] = &[
    // The muscle at the front of the left side turns the head to the right.
    ("cervical-rotation", &["neck-front.l", "neck-back.r"]),
    ("wall-press-hands-slide", &["upper-back", "middle-back"]),
    ("bound-seated-twist", &["outer-thigh.r", "outer-thigh"]),
    ("bow-pose-strap", &["upper-back", "middle-back", "lower-back", "glutes", "hamstrings"]),
    ("sphinx-back-extension", &["upper-back", "middle-back", "lower-back", "glutes"]),
    ("standing-back-extension", &["upper-back", "middle-back", "lower-back", "glutes"]),
    ("thoracic-extension-chair", &["upper-back", "middle-back", "lower-back"]),
    ("kneeling-hip-flexor", &["glutes.r", "hamstrings.r"]),
    ("standing-quad-stretch", &["hamstrings.r"]),
    ("side-lying-quad-stretch", &["hamstrings.r"]),
    ("pectoralis-doorway-stretch", &["rhomboids", "upper-back"]),
    ("wrist-extension-stretch", &["forearm-extensors.r"]),
    ("wrist-flexion-stretch", &["forearm-flexors.r"]),
    ("wall-calf-stretch", &["shins.r"]),
    ("soleus-stretch", &["shins.r"]),
    ("chin-tuck", &["neck-front"]),
];

fn lit(file: &File) -> Vec<&str> {
    let figure = file.yaml.get("figure").map(|it| listed(it.get("stretched"))).unwrap_or_default();
    let posed = file.poses().into_iter().flat_map(|it| listed(it.1.get("stretched")));
    figure.into_iter().chain(posed).collect()
}

#[test]
fn what_lights_up_is_what_the_routine_lists() {
    let mut faults = Vec::new();
    for file in routines() {
        let muscles = file.words("muscles").join(", ");
        for muscle in lit(&file) {
            let bare = muscle.split('.').next().unwrap_or_default();
            let row =
                LIT.iter().find(|it| it.0 == bare).unwrap_or_else(|| panic!("`{bare}` is not in the table"));
            if !row.1.iter().any(|it| muscles.contains(it)) {
                faults.push(format!("{}: {muscle} is lit, and {muscles} are listed", file.name()));
            }
        }
    }
    none(faults);
}

#[test]
fn a_back_that_is_arched_is_not_lit() {
    let mut faults = Vec::new();
    for file in routines() {
        let of_figure = listed(file.yaml.get("figure").and_then(|it| it.get("stretched")));
        for (_, pose) in file.poses() {
            let own = pose.get("stretched").map(|it| listed(Some(it)));
            let lit = own.unwrap_or_else(|| of_figure.clone());
            let arched = |joint, part| angle(pose, joint, 0) <= -20.0 && lit.contains(&part);
            if arched("lumbar", "lower-back") || arched("chest", "middle-back") {
                faults.push(format!("{}: the back is lit where it gets shorter", file.name()));
            }
        }
    }
    none(faults);
}

#[test]
fn what_works_and_shortens_is_not_lit() {
    let mut faults = Vec::new();
    for file in routines() {
        let Some((_, shortened)) = SHORTENED.iter().find(|it| it.0 == file.id) else { continue };
        let wrong = lit(&file).into_iter().filter(|it| shortened.contains(it));
        faults.extend(wrong.map(|it| format!("{}: {it} is lit, and gets shorter", file.name())));
    }
    none(faults);
}

/// Sites that are gone or sell something.
const NO_SOURCE: &[&str] = &[
    "go4life.nia.nih.gov",
    "nihseniorhealth.gov",
    "challenge.meyouhealth.com",
    "biologyinsights.com",
    "lather.com",
    "famme.",
    "theragear.",
    "grouphiit.",
    "bodsupport.",
];

#[test]
fn a_source_has_one_name_and_what_nobody_can_open_stands_last() {
    let mut faults = Vec::new();
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for file in content() {
        let sources = file.yaml.get("sources").and_then(Value::as_sequence).cloned().unwrap_or_default();
        let name = |it: &Value| it.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
        let ours = |it: &Value| name(it).contains("commissioned");
        if sources.windows(2).any(|it| ours(&it[0]) && !ours(&it[1])) {
            faults.push(format!("{}: the text that no reader can open stands first", file.name()));
        }
        for source in &sources {
            let Some(url) = source.get("url").and_then(Value::as_str) else { continue };
            if NO_SOURCE.iter().any(|it| url.contains(it)) {
                faults.push(format!("{}: {url} is no source", file.name()));
            }
            let known = names.entry(url.to_owned()).or_insert_with(|| name(source));
            if *known != name(source) && !url.contains("arthritis-friendly-yoga") {
                faults.push(format!("{}: `{}` is called `{known}` elsewhere", file.name(), name(source)));
            }
        }
    }
    none(faults);
}

/// Software, which is no source for what a body should do.
const SOFTWARE: &[&str] = &["free-exercise-db", "Workrave", "Stretchly", "Stretch Timer"];

#[test]
fn no_software_is_a_source() {
    let mut faults = Vec::new();
    for file in content() {
        for (name, _) in file.sources() {
            if SOFTWARE.iter().any(|it| name.contains(it)) {
                faults.push(format!("{}: {name}", file.name()));
            }
        }
    }
    none(faults);
}

/// The beginning of the page of sources.
const SOURCES: &str = "\
# Where the content comes from

Every organisation, journal and page that the built-in routines, pages and programs rest on, with what rests on
it. `stretch show NAME` prints the sources of one. A test makes this page from the files, so it has all of them.

The sentences are our own. A source says what is done, how long and how often, or when to ask a doctor; that it
is named here does not mean that it has seen this collection. **No clinician has reviewed it.** Where no link
stands, no page of the publisher was found that one can open. Links were right when they were written down.
";

#[test]
fn the_page_of_sources_has_all_of_them() {
    let mut all: BTreeMap<(String, String, Option<String>), BTreeSet<String>> = BTreeMap::new();
    for file in content() {
        let rests = if file.id == "area" { file.area.clone() } else { file.id.clone() };
        for (name, url) in file.sources() {
            let (by, title) = name.split_once(", ").unwrap_or((&name, ""));
            all.entry((by.to_owned(), title.to_owned(), url)).or_default().insert(rests.clone());
        }
    }
    // What nobody can open stands last.
    let (own, open): (Vec<_>, Vec<_>) = all.into_iter().partition(|it| it.0.0.contains("commissioned"));
    let mut page = SOURCES.to_owned();
    let mut last = String::new();
    for ((by, title, url), rests) in open.into_iter().chain(own) {
        if by != last {
            page += &format!("\n**{by}**\n\n");
            last = by;
        }
        let title = if title.is_empty() { "its page" } else { &title };
        let title = url.map_or(title.to_owned(), |it| format!("[{title}]({it})"));
        let rests: Vec<String> = rests.iter().map(|it| format!("`{it}`")).collect();
        page += &format!("- {title}: {}\n", rests.join(", "));
    }
    kept("docs/sources.md", &page);
}

#[test]
fn floor_and_leg_pages_tell_to_warm_up() {
    for area in ["hips", "thighs", "calves", "lower-back", "whole-body"] {
        let page = content().into_iter().find(|it| it.area == area && it.id == "area").expect("a page");
        assert!(page.text("stop").contains("Warm up first"), "{area}");
    }
}
