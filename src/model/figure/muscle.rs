//! What a stretch can lengthen, as it is named in a routine file.
//!
//! Where the patch lies on the body is drawn in the view.

use super::joint::Side;
use crate::model::vocabulary::vocabulary;

vocabulary! {
    /// A muscle or a group that the picture can light.
    Muscle {
        NeckBack = "neck-back", "back of the neck: splenius, semispinalis, suboccipitals";
        NeckFront = "neck-front", "front of the neck: sternocleidomastoid, longus colli";
        Trapezius = "trapezius", "upper trapezius, from neck to shoulder";
        Levator = "levator", "levator scapulae, from neck to shoulder blade";
        Scalenes = "scalenes", "scalenes, side of the neck";
        Rhomboids = "rhomboids", "rhomboids and middle trapezius, between the blades";
        Chest = "chest", "pectorals";
        ShoulderFront = "shoulder-front", "front of the shoulder: anterior deltoid";
        ShoulderBack = "shoulder-back", "back of the shoulder: posterior deltoid, infraspinatus";
        Biceps = "biceps", "front of the upper arm";
        Triceps = "triceps", "back of the upper arm";
        Lats = "lats", "latissimus dorsi, the flank below the armpit";
        Side = "side", "side of the trunk: obliques, quadratus lumborum";
        UpperBack = "upper-back", "upper back";
        MiddleBack = "middle-back", "middle back";
        LowerBack = "lower-back", "lower back";
        Abdominals = "abdominals", "abdominals";
        Glutes = "glutes", "buttocks";
        Piriformis = "piriformis", "piriformis, deep in the buttock";
        HipFlexors = "hip-flexors", "hip flexors, front of the hip";
        Quadriceps = "quadriceps", "front of the thigh";
        Hamstrings = "hamstrings", "back of the thigh";
        Adductors = "adductors", "inside of the thigh";
        OuterThigh = "outer-thigh", "outside of hip and thigh: tensor fasciae latae, iliotibial band";
        Calves = "calves", "calf: gastrocnemius";
        Soleus = "soleus", "lower calf: soleus, Achilles tendon";
        Shins = "shins", "front of the shin: tibialis anterior";
        Sole = "sole", "sole of the foot";
        ForearmFlexors = "forearm-flexors", "palm side of the forearm";
        ForearmExtensors = "forearm-extensors", "back of the forearm";
        Hand = "hand", "the palm";
        Thumb = "thumb", "thumb, and the thumb side of the wrist: abductor pollicis longus, extensor pollicis brevis";
        Jaw = "jaw", "masseter and temporal muscle";
        Eyes = "eyes", "muscles of the eyes";
        Diaphragm = "diaphragm", "diaphragm and lower ribs";
    }
}

/// A muscle of one side, or of both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SidedMuscle {
    /// The muscle.
    pub muscle: Muscle,
    /// Its side; none means both.
    pub side: Option<Side>,
}

impl SidedMuscle {
    /// `trapezius`, `trapezius.l`.
    pub fn from_name(text: &str) -> Option<SidedMuscle> {
        let (name, side) = Side::behind(text)?;
        Some(SidedMuscle { muscle: Muscle::from_name(name)?, side })
    }

    /// As it is written in a file.
    pub fn name(self) -> String {
        Side::put_behind(self.muscle.name(), self.side)
    }

    /// The same on the other side.
    pub fn mirrored(self) -> SidedMuscle {
        SidedMuscle { side: self.side.map(Side::other), ..self }
    }

    /// The sides that are meant.
    pub fn sides(self) -> impl Iterator<Item = Side> {
        let side = self.side;
        Side::BOTH.into_iter().filter(move |&s| side.is_none_or(|only| only == s))
    }
}
