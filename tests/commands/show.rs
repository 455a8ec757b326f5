//! `stretch show`: pages, and the drawn person alone.

#![expect(clippy::disallowed_methods, reason = "tests write and read files")]

use super::FULL;
use crate::program::stretch;

#[test]
fn a_routine_is_shown_with_everything_that_its_file_says() {
    let page = "\
Zebra bend  (zebra-bend)
Bends like a zebra.

  time      5:38
  area      sides
  kind      stretch
  also for  hips
  muscles   zebra major
  position  standing or sitting
  needs     a steady chair without wheels; a mat is useful
  sides     both, one after the other
  rounds    1-2, with 10s of rest between

  first  Stand like a zebra.
      1  Look to the right.
      2  Bend to your right side. Feel it on the left. [hold 15-30s]
      3  Nod. [8-12 times, 3s each]
   last  Shake your mane.

Take care
  Keep to the ground.
  With dizziness, ask a clinician first.

Sources
  A book of zebras
    https://example.org/zebras
";
    let own = |line: &str| stretch(line).own("sides/zebra-bend.yaml", FULL);
    assert_eq!(own("show zebra-bend").prints(), page);
    assert_eq!(own("show zebra bend").prints(), own("show zebra-bend").prints());
    // Words and pictures are of the side that is listed first.
    let left = FULL.replace("sides: both", "sides: [left, right]");
    let shown = stretch("show zebra-bend").own("sides/zebra-bend.yaml", &left).prints();
    assert!(shown.contains("Bend to your left side. Feel it on the right."), "{shown}");
    let json = own("show zebra-bend --json").json();
    assert_eq!(json["rounds"], serde_json::json!([1, 2]));
    assert_eq!(json["needs"], serde_json::json!(["chair", "mat?"]));
    assert_eq!(
        json["steps"][2],
        serde_json::json!({
            "kind": "reps", "text": "Nod.", "for": null, "times": [8, 12], "each": 3, "hold": null,
            "say": []
        })
    );
    assert_eq!(json["steps"][1]["for"], "15-30s");
    // The time is the plan's, for a person who has heard with which conditions one asks first.
    let plan = own("zebra-bend --dry-run --json").env("STRETCH_CONDITIONS", "none").json();
    let sum: u64 =
        plan.as_array().expect("a list").iter().map(|it| it["seconds"].as_u64().expect("timed")).sum();
    assert_eq!(json["total"], serde_json::json!({ "seconds": sum, "open": 0 }));
}

// The drawn person.

#[test]
fn the_figure_goes_into_a_pipe_as_braille_without_colours() {
    let words = "Tip your right ear towards your right shoulder, chin still low. \
                 Feel the left side of your neck stretch. Lit: left trapezius and left scalenes.\n";
    assert_eq!(stretch("show neck-release --figure --plain").prints(), words, "words stand for the picture");
    let drawn = stretch("show neck-release --figure").prints();
    assert!(
        drawn.chars().all(|it| it == '\n' || it == ' ' || ('\u{2800}'..'\u{2900}').contains(&it)),
        "{drawn}"
    );
    assert_eq!(drawn.lines().count(), 18);
    let small = stretch("show neck-release --size 20x8").prints();
    assert_eq!(small.lines().count(), 8);
    assert!(small.lines().all(|it| it.chars().count() <= 20), "{small}");
    assert_ne!(stretch("show neck-release --at 1").prints(), drawn);
    assert_eq!(stretch("show neck-release --at 2").prints(), drawn, "what is held first");
    assert!(!stretch("show neck-release").prints().contains('\u{28ff}'), "a page in a pipe has no picture");
}

#[test]
fn a_figure_that_is_not_there_is_told() {
    for (line, says) in [
        ("show neck --figure", "only a routine can be drawn"),
        ("show neck-release --at 9", "`neck-release` has 3 steps"),
        ("show neck-release --size 3x3", "36x18"),
        ("show neck-release --force", "--svg"),
        ("show neck-release --film", "--svg"),
        ("show neck-release --film --svg - --at 1", "--at"),
    ] {
        assert!(stretch(line).fails(2).contains(says), "{line}");
    }
}

#[test]
fn a_film_is_one_drawing_that_goes_through_the_whole_movement() {
    let film = stretch("show neck-release --film --svg -").prints();
    assert!(film.starts_with("<svg ") && film.contains("<title>Neck release</title>"), "{film}");
    assert!(film.ends_with("</svg>\n"), "it is whole");
    let frames = film.matches("<g id=").count();
    assert!((12..200).contains(&frames), "{frames} frames");
    assert_eq!(film.matches("@keyframes").count(), frames, "each is seen once a round");
    // One after the other, without a gap: each begins where the one before it ends.
    let of = |number: usize| {
        let from = film.find(&format!("@keyframes f{number}{{")).expect("it is there");
        film[from..].lines().next().expect("a line").to_owned()
    };
    for number in 1..frames {
        let begins = of(number)
            .split("visibility:hidden}")
            .nth(1)
            .and_then(|it| it.split('{').next().map(str::to_owned));
        let begins = begins.expect("it begins");
        assert!(
            of(number - 1).contains(&format!("{begins}{{visibility:hidden}}")),
            "{} {}",
            of(number - 1),
            of(number)
        );
    }
    assert!(film.contains("prefers-reduced-motion"), "it stands still for those who want that");
    assert!(film.contains("#ff2468"), "what is held is lit");
    assert!(!film.contains("http") || film.matches("http").count() == 1, "it asks for nothing else: {film}");
    let still = stretch("show neck-release --svg -").prints();
    assert!(!still.contains("@keyframes"));
}

#[test]
fn a_drawing_replaces_a_drawing_and_nothing_else() {
    let draw = |to: &str| stretch("show neck-release --svg").with(to).file("mine.svg", "mine");
    let text = draw("-").prints();
    assert!(text.starts_with("<svg ") && text.contains("<title>Neck release</title>"), "{text}");
    let run = draw("neck.svg");
    let read = |name: &str| std::fs::read_to_string(run.home().join(name)).expect("it is there");
    assert_eq!(run.prints(), "");
    assert_eq!(read("neck.svg"), text);
    assert_eq!(run.prints(), "", "a drawing of ours is drawn again");
    let over = draw("mine.svg");
    assert!(over.fails(1).contains("already exists"));
    assert_eq!(std::fs::read_to_string(over.home().join("mine.svg")).expect("it is there"), "mine");
    assert_eq!(over.with("--force").prints(), "");
    let there = |it: &std::fs::DirEntry| it.file_name().to_string_lossy().contains("svg");
    let left = std::fs::read_dir(run.home()).expect("it is there").flatten().filter(there).count();
    assert_eq!(left, 2, "nothing is left beside");
    let neck = run.home().join("neck.svg");
    let linked = draw("link.svg");
    std::os::unix::fs::symlink(&neck, linked.home().join("link.svg")).expect("a link");
    std::fs::write(&neck, "").expect("a file");
    assert!(linked.fails(1).contains("already exists"), "what a link names is looked at");
    std::fs::write(&neck, &text).expect("a file");
    assert_eq!(linked.prints(), "");
    assert!(linked.home().join("link.svg").is_symlink(), "the link stays");
    let mut rights = std::fs::metadata(&neck).expect("it is there").permissions();
    rights.set_readonly(true);
    std::fs::set_permissions(&neck, rights).expect("it is ours");
    assert!(run.fails(1).contains("is read-only"));
}

/// A sheet: routines written out beside the name of one, and one that is played short.
const SHEET: &str = "\
name: Shoulder sheet
play:
  - name: Shoulder rotation
    sides: both
    limb: arm
    rounds: 2
    muscles: [zebra minor]
    steps:
      - hold: Turn your {side} forearm towards your belly.
        for: 10s
  - { routine: cervical-rotation, rounds: 1, sample: true }
  - name: Shoulder circles
    kind: mobility
    breath: 5s/5s
    steps:
      - reps: Roll both shoulders.
        times: 3
        each: 4s
        say: [up, back]
      - breathe: In and out.
        for: 2 breaths
stop: Stop if it hurts.
";

#[test]
fn a_sheet_holds_its_routines_and_each_is_known_by_its_number() {
    let own = |line: &str| stretch(line).own("sheet.yaml", SHEET);
    let page = own("show sheet").prints();
    for line in [
        "   1  Shoulder rotation (sheet#1)\n",
        "   2  Cervical rotation (cervical-rotation), 1 round as a sample\n",
        "   3  Shoulder circles (sheet#3)\n",
        "\nWhen to stop\n  Stop if it hurts.\n",
        // What it does not say itself, its areas do.
        "\nWhen to see someone\n  Get emergency help",
        "\nSources\n  Tunwattanapong",
    ] {
        assert!(page.contains(line), "{line}:\n{page}");
    }
    let circles = own("show sheet#3").prints();
    assert!(
        circles.contains("kind      mobility") && circles.contains("breath    5s in, 5s out"),
        "{circles}"
    );
    assert!(circles.contains("[3 times, 4s each: up, back]"), "{circles}");
    let json = own("show sheet --json").json();
    assert_eq!(json["play"][0]["name"], "Shoulder rotation");
    assert_eq!(
        json["play"][1],
        serde_json::json!({
            "routine": "cervical-rotation", "name": null, "rounds": 1, "sample": true
        })
    );
    let rotation = own("show sheet#1 --json").json();
    assert_eq!((&rotation["limb"], &rotation["rounds"]), (&"arm".into(), &serde_json::json!([2, 2])));
    // It is found like any other, and left out by its number.
    assert!(own("list zebra").prints().contains("sheet#1"));
    let played = own("sheet --skip sheet#1 --skip cervical-rotation --dry-run --json").json();
    let ids: Vec<&str> =
        played.as_array().expect("a list").iter().filter_map(|it| it["routine"].as_str()).collect();
    assert!(!ids.is_empty() && ids.iter().all(|it| *it == "sheet#3"), "{ids:?}");
    assert!(own("sheet --dry-run").prints().contains("Your right arm first."));
    assert!(own("sheet --dry-run").prints().contains("Only 1 round here."));
    assert_eq!(own("show sheet#2").run().status, Some(2), "that is no routine of the sheet");
    // By its path it is known by the file's name.
    let near = stretch("show ./near.yaml").file("near.yaml", SHEET).prints();
    assert!(near.contains("Shoulder circles (near#3)"), "{near}");
}
