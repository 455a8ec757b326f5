//! What the built-in routines, pages and programs must be, so that a fault that was found once cannot
//! come back. Nobody clinical has looked at them: these rules are what a program can see.
//!
//! They read the files themselves, so that a rule sees what is written and not what is left of it.

#![expect(clippy::disallowed_methods, reason = "the content is files")]

mod doses;
mod lit;
mod sources;
mod words;

use std::{collections::BTreeSet, fs, path::Path};

use serde_yaml::Value;

use self::{doses::range, words::sentences};

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

    /// The steps, with the moves before, between and after them.
    fn moves(&self) -> impl Iterator<Item = &Value> {
        let parts = ["setup", "steps", "switch", "finish"].into_iter().filter_map(|key| self.yaml.get(key));
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
    // A `hold` beside `reps` is how long each of them is held.
    let kinds = ["move", "reps", "breathe", "hold"];
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
        // It is said when the chair is fetched, and would be said twice.
        if file.said().join(" ").contains(" wheels") {
            faults.push(format!("{}: says itself that the chair has no wheels", file.name()));
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

#[test]
fn a_repetition_leaves_time_for_both_ways_and_more_where_it_is_slow() {
    let mut faults = Vec::new();
    for file in routines() {
        let reps = file.moves().filter(|it| it.get("reps").is_some() && it.get("say").is_some());
        for it in reps {
            let seconds =
                |key| range(it.get(key).and_then(Value::as_str).unwrap_or_default().trim_end_matches('s')).0;
            let ways = if it.get("hold").is_some() { 2.0 } else { listed(it.get("say")).len() as f64 };
            let words = words(it).unwrap_or_default();
            let least = if words.contains("slow") { 3.0 } else { 2.0 };
            if seconds("each") / ways < least {
                faults.push(format!("{}: `{words}` has {} s for {ways} ways", file.name(), seconds("each")));
            }
        }
    }
    none(faults);
}

#[test]
fn a_warning_that_every_session_begins_with_stands_in_a_sentence_of_its_own() {
    let mixes = |sentence: &str| {
        let low = sentence.to_lowercase();
        let warning = low.split(" and stop if ").nth(1).unwrap_or_default();
        ["dizz", "tingl", "numb", "faint"].iter().any(|it| warning.contains(it))
    };
    let mut faults = Vec::new();
    for file in routines() {
        let mixed = sentences(file.text("caution")).filter(|it| mixes(it));
        faults.extend(mixed.map(|it| format!("{}: it would be said twice: {it}", file.name())));
    }
    none(faults);
}

#[test]
fn shoes_come_off_in_their_own_time() {
    let mut faults = Vec::new();
    for file in routines() {
        for it in file.moves().filter(|it| words(it).is_some_and(|it| it.contains("your shoes"))) {
            let own =
                it.get("for").and_then(Value::as_str).map_or(0.0, |it| range(it.trim_end_matches('s')).0);
            if own < 15.0 {
                faults.push(format!("{}: shoes off in {own} s", file.name()));
            }
        }
        let is_in_passing = file.said().iter().any(|it| it.contains("shoes off"));
        faults.extend(is_in_passing.then(|| format!("{}: shoes off in passing", file.name())));
    }
    none(faults);
}

#[test]
fn what_takes_open_eyes_says_to_open_them() {
    let mut faults = Vec::new();
    for file in routines().into_iter().filter(|it| it.id.starts_with("eye-") && it.id != "eye-palming") {
        let text = file.said().join(" ").to_lowercase();
        faults.extend((!text.contains("open your eyes")).then(|| file.name()));
    }
    // A leg is off the floor, and nothing but a hand is on a wall or a chair.
    for file in routines().into_iter().filter(|it| it.text("position") == "standing") {
        let stands_on = |pose: &Value| {
            listed(pose.get("contacts")).as_slice() == ["foot.l"]
                || listed(pose.get("contacts")).as_slice() == ["foot.r"]
        };
        let is_on_one_leg = file.poses().iter().any(|it| it.0 == "standing" && stands_on(it.1));
        if is_on_one_leg && !file.text("caution").contains("eyes open") {
            faults.push(format!("{}: on one leg with shut eyes", file.name()));
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

#[test]
fn floor_and_leg_pages_tell_to_warm_up() {
    for area in ["hips", "thighs", "calves", "lower-back", "whole-body"] {
        let page = content().into_iter().find(|it| it.area == area && it.id == "area").expect("a page");
        assert!(page.text("stop").contains("Warm up first"), "{area}");
    }
}
