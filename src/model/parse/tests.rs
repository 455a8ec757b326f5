//! What the parser promises as a whole; each mistake with its report is a fixture in `tests/`.

use super::*;
use crate::model::{
    dose::{Dose, Span},
    routine::{Action, Condition, Kind, Need, Position, Sides, Thing},
};

const NECK_RELEASE: &str = "\
name: Neck release
summary: Lengthens the sides of the neck and the tops of the shoulders.
kind: stretch
also: [shoulders]
muscles: [upper trapezius, levator scapulae, scalenes]
position: standing
needs: []
sides: both
rounds: 1-3
rest: 5s
caution: Move slowly. Let the head hang by its own weight; do not pull.
avoid: [neck-injury, dizziness]
sources:
  - name: Healthwise, neck stretch to the side
figure: { base: standing, view: front, crop: upper, stretched: [trapezius.l] }
setup:
  - Stand tall with both arms by your sides.
steps:
  - move: Lower your chin toward your chest.
    pose: { neck: 20, head: 12 }
  - hold: Tip your head toward your {side} shoulder and stay there.
    for: 30s
    pose: { neck: [20, -20, 0], head: [12, -16, 0] }
  - move: Bring your head back to the middle and lift it.
    pose: {}
finish: []
";

fn words(texts: &[Text]) -> Vec<&str> {
    texts.iter().map(Text::as_str).collect()
}

#[test]
fn a_routine_says_what_its_file_says() {
    let checked = routine(NECK_RELEASE.as_bytes(), "neck-release", Some(Area::Neck));
    assert_eq!(checked.problems, []);
    let it = checked.value.unwrap();
    assert_eq!(
        (it.id.as_str(), it.area, it.name.as_str()),
        ("neck-release", Some(Area::Neck), "Neck release")
    );
    assert_eq!((it.kind, it.also.as_slice()), (Kind::Stretch, &[Area::Shoulders][..]));
    assert_eq!(words(&it.muscles), ["upper trapezius", "levator scapulae", "scalenes"]);
    assert_eq!((it.positions.as_slice(), it.sides), (&[Position::Standing][..], Sides::Both));
    assert_eq!((it.rounds, it.rest), (Span::new(1, 3).unwrap(), 5));
    assert_eq!(it.avoid, [Condition::NeckInjury, Condition::Dizziness]);
    assert_eq!(it.sources[0].name.as_str(), "Healthwise, neck stretch to the side");
    assert_eq!(it.setup[0].words.as_str(), "Stand tall with both arms by your sides.");
    assert_eq!(it.steps.len(), 3);
    assert_eq!(it.steps[1].words.as_str(), "Tip your head toward your {side} shoulder and stay there.");
    assert_eq!(it.steps[1].action, Action::Hold(Dose::Seconds(Span::only(30).unwrap())));
    assert_eq!(it.steps[2].action, Action::Move { length: None });
}

#[test]
fn every_key_of_a_step_and_a_need_arrives() {
    let source = "name: A\nneeds: [chair?, strap|towel]\nsides: [left]\nsteps:\n\
                  - reps: Roll your shoulders.\n  times: 8-12\n  each: 3s\n  hold: 5-10s\n\
                  - breathe: In and out.\n  for: 3-5 breaths\n- hold: Rest.\n  for: open\n";
    let it = routine(source.as_bytes(), "a", None).value.unwrap();
    let need = |one_of: &[Thing], optional| Need { one_of: one_of.to_vec().into(), optional };
    assert_eq!(it.needs, [need(&[Thing::Chair], true), need(&[Thing::Strap, Thing::Towel], false)]);
    assert_eq!(it.sides, Sides::Listed(crate::model::routine::Side::Left, None));
    let span = |low, high| Span::new(low, high).unwrap();
    assert_eq!(it.steps[0].action, Action::Reps { times: span(8, 12), each: 3, hold: Some(span(5, 10)) });
    assert_eq!(it.steps[1].action, Action::Breathe(Dose::Breaths(span(3, 5))));
    assert_eq!(it.steps[2].action, Action::Hold(Dose::Open));
}

#[test]
fn line_ends_and_a_byte_order_mark_change_nothing() {
    let usual = routine(NECK_RELEASE.as_bytes(), "neck-release", None);
    let variants = [
        format!("\u{feff}{NECK_RELEASE}"),
        NECK_RELEASE.replace('\n', "\r\n"),
        NECK_RELEASE.replace('\n', "\r"),
        NECK_RELEASE.trim_end().to_string(),
    ];
    for variant in variants {
        assert_eq!(routine(variant.as_bytes(), "neck-release", None), usual);
    }
}

#[test]
fn the_name_and_what_stands_in_it_tell_what_a_file_is() {
    let content = |source: &str, stem, folder| {
        Document::read(source.as_bytes().to_vec(), stem, folder, Depth::ToPlay).into_content().ok()
    };
    assert!(matches!(content("name: Neck\n", "area", "neck"), Some(Content::Area(_))));
    assert!(matches!(content("name: Desk\nplay: [a]\n", "desk", "neck"), Some(Content::Program(_))));
    assert!(
        matches!(content(NECK_RELEASE, "neck-release", "mine"), Some(Content::Routine(it)) if it.area.is_none())
    );
    assert_eq!(content("name: Neck\n", "area", "nek"), None);
}

/// A thumb with angles of its own keeps them, whether it stands before the shape or behind it.
#[test]
fn a_hand_takes_a_shape_by_its_name() {
    use crate::model::figure::{HandShape, Joint, JointAt, Side};
    let fist = HandShape::Fist;
    let hand = |pose: &str, side| {
        let file = NECK_RELEASE.replace("{ neck: 20, head: 12 }", pose);
        let Checked { value, problems } = routine(file.as_bytes(), "neck-release", Some(Area::Neck));
        assert_eq!(problems, [], "{pose}");
        let pose = value.unwrap().steps[0].poses[0].clone();
        [Joint::Fingers, Joint::Thumb].map(|joint| pose.joint(JointAt::of(joint, side)))
    };
    for side in Side::BOTH {
        assert_eq!(hand("{ fingers: fist }", side), [Some(fist.fingers()), Some(fist.thumb())]);
        let own = [Some(fist.fingers()), Some([45.0, 5.0, 0.0])];
        assert_eq!(hand("{ fingers: fist, thumb: [45, 5] }", side), own);
        assert_eq!(hand("{ thumb: [45, 5], fingers: fist }", side), own);
    }
    assert_eq!(hand("{ fingers.l: fist }", Side::Right), [None, None]);
    assert_eq!(hand("{ fingers.l: fist }", Side::Left)[1], Some(fist.thumb()));
}

#[test]
fn another_spelling_of_one_meaning_changes_nothing() {
    let usual = "name: A\nposition: [standing, seated]\navoid: [neck-injury]\nneeds: [chair]\nsides: both\nrounds: 2-3\n\
                 rest: 10s\nsteps:\n  - hold: Lean {side}.\n    for: 20-30s\n  - reps: Nod.\n    times: 8-12\n    each: 3s\n";
    let meant = routine(usual.as_bytes(), "a", None).value.unwrap();
    let same = |from: &str, to: &str| {
        let source = usual.replace(from, to);
        assert_ne!(source, usual, "{from}");
        let checked = routine(source.as_bytes(), "a", None);
        // The fingerprint is that of the text, and no two texts have the same.
        let read = checked.value.map(|it| Routine { fingerprint: meant.fingerprint, ..it });
        assert_eq!(read.as_ref(), Some(&meant), "{source}{:?}", checked.problems);
    };
    for time in [
        "20 - 30 s",
        "20 to 30 seconds",
        "20\u{2013}30s",
        "20\u{a0}\u{2013}\u{a0}30\u{202f}s",
        "20 s - 30 s",
        "\"20-30s\"",
        "20-30 Sec.",
        "20 seconds to 30 seconds",
        "20s-0m30s",
    ] {
        same("20-30s", time);
    }
    for rest in ["10 s", "10 seconds", "10 sec", "10\u{a0}s", "'10s'"] {
        same("10s", rest);
    }
    for times in ["8 - 12", "8 to 12", "8-12x", "8-12 times", "8\u{2013}12 reps"] {
        same("8-12", times);
    }
    for rounds in ["2 to 3", "2 or 3", "2-3 sets", "x2-3", "2-3x"] {
        same("rounds: 2-3", &format!("rounds: {rounds}"));
    }
    same("standing, seated", "Standing, SEATED");
    same("neck-injury", "neck injury");
    same("neck-injury", "Neck-Injury");
    same("sides: both", "sides: Both");
    same("[chair]", "Chair");
    same("name: A\n", "---\nname: A\n");
    same("each: 3s\n", "each: 3s\n---\n");
    same("each: 3s\n", "each: 3s\n...\n\n# the end\n");
}

#[test]
fn a_sign_of_a_typesetter_in_a_text_is_only_a_sign() {
    let source = "name: A\ncaution: Move slowly\n  \u{2013} do not pull.\nsteps:\n\
                  - hold: Say \u{201c}ah\u{201d}, * 1. then breathe\u{a0}out.\n  for: 20s\n";
    let it = routine(source.as_bytes(), "a", None).value.unwrap();
    assert_eq!(it.caution.unwrap().as_str(), "Move slowly \u{2013} do not pull.");
    assert_eq!(it.steps[0].words.as_str(), "Say \u{201c}ah\u{201d}, * 1. then breathe out.");
}

#[test]
fn a_routine_in_a_sheet_has_a_fingerprint_of_its_own() {
    let prints = |sheet: &str| {
        let program = program(sheet.as_bytes(), "sheet").value.unwrap();
        let routine = |it: crate::model::area::PlayEntry| it.written.unwrap();
        program.play.into_iter().map(|it| routine(it).fingerprint).collect::<Vec<_>>()
    };
    let sheet = |name: &str, time: &str| {
        format!(
            "name: S\nplay:\n  - name: {name}\n    steps: [{{ hold: Up., for: 20s }}]\n  - name: B # b\n    \
                 steps: [{{ hold: Down., for: {time} }}]\n"
        )
    };
    let (one, other) = (prints(&sheet("A", "20s")), prints(&sheet("\"A\"", "30s")));
    assert_eq!(one[0], other[0]);
    assert_ne!(one[1], other[1]);
    assert_ne!(one[0], one[1]);
}
