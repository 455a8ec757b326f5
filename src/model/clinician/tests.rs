use super::*;
use crate::model::plan::tests::routine;

fn cautious(avoid: &[Condition], caution: &str) -> Routine {
    Routine { avoid: avoid.to_vec(), caution: Some(Text::clean(caution)), ..routine("a") }
}

fn said(told: &mut Pleas, routine: &Routine) -> (String, Vec<String>) {
    let asks = told.of(routine);
    (asks.said.to_string(), asks.covered.iter().map(|it| (*it).to_owned()).collect())
}

#[test]
fn the_sentence_and_the_caution_ask_nobody_twice() {
    use Condition::{Arthritis, Fracture, JointReplacement, NeckInjury, Osteoporosis, RecentSurgery};
    let neck = "Ask a doctor first after whiplash or neck surgery, or with rheumatoid arthritis.";
    let first = cautious(&[NeckInjury, RecentSurgery, Fracture, Arthritis], &format!("Do not pull. {neck}"));
    let mut told = Pleas::default();
    let sentence = "With a neck injury, past neck surgery, other recent surgery, a fracture or arthritis, ask a clinician first.";
    assert_eq!(said(&mut told, &first), (sentence.to_owned(), vec![neck.to_owned()]));
    let other = "Ask a doctor first after neck surgery, or with rheumatoid arthritis.";
    let second = cautious(&[NeckInjury, RecentSurgery, Arthritis], other);
    assert_eq!(said(&mut told, &second), (String::new(), vec![other.to_owned()]), "all of it was said");
    let shoulder = cautious(&[RecentSurgery], "After shoulder surgery, ask a doctor first.");
    let sentence = "With past shoulder surgery, ask a clinician first.";
    assert_eq!(said(&mut told, &shoulder).0, sentence, "surgery of another part, however long ago");
    let mut told = Pleas::default();
    let hip =
        cautious(&[JointReplacement, Osteoporosis], "With a hip or knee replacement, ask a doctor first.");
    let sentence = "With a joint replacement or osteoporosis, ask a clinician first.";
    assert_eq!(said(&mut told, &hip), (sentence.to_owned(), vec![hip.caution.clone().unwrap().to_string()]));
}

#[test]
fn a_caution_that_asks_somebody_else_is_said_itself() {
    use Condition::{JointReplacement, NerveSymptoms, RecentSurgery};
    for (caution, avoid) in [
        ("With diabetes or numb feet, ask a doctor first.", vec![NerveSymptoms]),
        ("After a torn or repaired Achilles tendon, ask a doctor first.", vec![RecentSurgery]),
        ("After shoulder surgery, or if it has slipped out, ask a doctor first.", vec![RecentSurgery]),
        ("With a hip replacement, ask a doctor how high to lift.", vec![JointReplacement]),
        ("With a hip replacement, ask a doctor first, and go slowly.", vec![JointReplacement]),
        ("With a hip replacement, ask a doctor first.", vec![NerveSymptoms]),
    ] {
        let routine = cautious(&avoid, caution);
        assert_eq!(said(&mut Pleas::default(), &routine).1, Vec::<String>::new(), "{caution}");
    }
}

#[test]
fn a_condition_is_known_once_a_session_had_it() {
    use Condition::{Glaucoma, Hernia};
    let both = vec![Glaucoma, Hernia];
    assert!(are_known(&[], &[]));
    assert!(!are_known(&[Hernia], &[vec![Glaucoma], Vec::new()]));
    assert!(are_known(&[Hernia], &[vec![Glaucoma], both.clone()]));
    assert!(are_known(&both, &[vec![Glaucoma], vec![Hernia]]));
    assert!(!are_known(&both, &[vec![Hernia], vec![Hernia]]), "each of them");
}

/// A person whom a caution does not mean must hear of their condition elsewhere.
#[test]
fn advice_about_a_part_of_a_condition_leaves_it_unsaid() {
    for (caution, condition, is_said) in [
        ("With a hip replacement, ask a doctor first.", Condition::JointReplacement, false),
        ("With a joint replacement, ask a doctor first.", Condition::JointReplacement, true),
        ("Skip this late in pregnancy, or with osteoporosis.", Condition::Pregnancy, false),
        ("Skip this in pregnancy, or with osteoporosis.", Condition::Pregnancy, true),
        ("Skip this with osteoporosis or in pregnancy.", Condition::Pregnancy, true),
        (
            "With a frozen shoulder or after shoulder surgery, ask a doctor first.",
            Condition::ShoulderInjury,
            false,
        ),
        ("With a shoulder problem, ask a doctor first.", Condition::ShoulderInjury, true),
        ("Ask a doctor first after whiplash or neck surgery.", Condition::RecentSurgery, false),
        ("Ask a doctor first with rheumatoid arthritis.", Condition::Arthritis, false),
        ("Skip it with a hiatus hernia.", Condition::Hernia, false),
        ("Do not press on your eyes, especially with glaucoma.", Condition::EyeCondition, false),
        ("Skip this with osteoporosis or a fracture in your back.", Condition::Fracture, false),
    ] {
        assert_eq!(advises(caution, condition), is_said, "{caution}");
    }
}
