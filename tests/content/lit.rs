//! Which muscles a drawing lights up, against those that the routine lists and those that it shortens.

use super::{File, angle, listed, none, routines};

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
    ("thumb", &["pollicis"]),
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
