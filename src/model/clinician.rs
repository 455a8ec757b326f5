//! With which conditions a person asks a clinician before a routine, and how often they are told: each condition once,
//! with the first stretch that it concerns, whether by the sentence that every routine has or by its own caution.

use super::{
    routine::{Condition, Routine},
    sentence,
    text::Text,
    words::{suiting, terms},
};

/// What a person was told in a session.
#[derive(Clone, Debug, Default)]
pub struct Pleas {
    conditions: Vec<Condition>,
    /// Of what surgery matters however long ago it was: `neck`.
    surgeries: Vec<String>,
}

/// What is said before a routine.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plea<'r> {
    /// The sentence; empty if all was told before.
    pub said: Text,
    /// The sentence with all whom it asks, as it is shown to a person who was told before.
    pub whole: Text,
    /// The sentences of its own caution that ask nobody else: one of the two is enough.
    pub covered: Vec<&'r str>,
    /// Whether the person was told of any of it before, in this session.
    pub is_repeated: bool,
}

impl Pleas {
    /// What is said before a routine. Where its own caution asks only those whom the sentence asks as well, one of the
    /// two is enough.
    pub fn of<'r>(&mut self, routine: &'r Routine) -> Plea<'r> {
        let caution = routine.caution.as_ref().map_or("", Text::as_str);
        let named = |it: &str| asked(it).filter(|all| all.iter().all(|it| it.is_in(&routine.avoid)));
        let (mut covered, mut own, mut surgeries) = (Vec::new(), Vec::new(), Vec::new());
        for sentence in sentence::sentences(caution) {
            let Some(all) = named(sentence) else {
                own.push(sentence);
                continue;
            };
            covered.push(sentence);
            surgeries.extend(all.into_iter().filter_map(|it| it.surgery));
        }
        let (own, all_surgeries) = (own.join(" "), surgeries.clone());
        let mut conditions = routine.avoid.clone();
        conditions.retain(|it| !advises(&own, *it));
        let count = conditions.len() + surgeries.len();
        conditions.retain(|it| !self.conditions.contains(it));
        surgeries.retain(|it| !self.surgeries.contains(it));
        let is_repeated = conditions.len() + surgeries.len() < count;
        let said = suiting::ask_first_with(&conditions, &surgeries).unwrap_or_default();
        let whole = suiting::ask_first_with(&routine.avoid, &all_surgeries).unwrap_or_default();
        self.conditions.extend(conditions);
        self.surgeries.extend(surgeries);
        Plea { said, whole, covered, is_repeated }
    }
}

/// Someone whom a caution asks to see a doctor first: `after neck surgery`.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Whom {
    /// The condition of which theirs is one.
    condition: Condition,
    /// Of what they had surgery.
    surgery: Option<String>,
}

impl Whom {
    fn is_in(&self, avoid: &[Condition]) -> bool {
        avoid.contains(&self.condition)
    }

    /// Someone by the words of a caution: `neck surgery`. None if theirs is no part of a condition, and they are asked
    /// by the caution alone.
    fn from_words(words: &str) -> Option<Whom> {
        let of = |condition| Some(Whom { condition, surgery: None });
        if let Some(part) = words.strip_suffix(" surgery") {
            let surgery = (part != "recent").then(|| part.to_owned());
            return Some(Whom { condition: Condition::RecentSurgery, surgery });
        }
        match words {
            "whiplash" => return of(Condition::NeckInjury),
            "rheumatoid arthritis" => return of(Condition::Arthritis),
            _ if words.ends_with(" replacement") => return of(Condition::JointReplacement),
            _ => {}
        }
        let bare = |it: Condition| {
            let name = terms::having(it);
            name.strip_prefix("an ").or_else(|| name.strip_prefix("a ")).unwrap_or(name)
        };
        Condition::ALL.iter().copied().find(|it| bare(*it) == words).and_then(of)
    }
}

/// Whom a sentence asks to see a doctor first; none if it says more than that, or asks someone whose condition has no
/// name here.
fn asked(sentence: &str) -> Option<Vec<Whom>> {
    const PLEA: &str = "ask a doctor first";
    let sentence = sentence.to_lowercase();
    let (before, after) = sentence.trim_end_matches('.').split_once(PLEA)?;
    let whom = if before.is_empty() { after } else { before };
    let parts: Vec<&str> = whom.split(',').flat_map(|it| it.split(" or ")).map(bare).collect();
    let parts: Vec<&str> = parts.into_iter().filter(|it| !it.is_empty()).collect();
    let is_whole = before.is_empty() || after.is_empty();
    if !is_whole || parts.is_empty() {
        return None;
    }
    let mut all = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        // `a hip or knee replacement`
        let shared = || parts.get(at + 1)?.split_once(' ').map(|it| format!("{part} {}", it.1));
        let it = Whom::from_words(part).or_else(|| Whom::from_words(&shared()?))?;
        all.push(it);
    }
    Some(all)
}

/// Words without what joins them to the rest of a sentence.
fn bare(words: &str) -> &str {
    const JOINS: &[&str] = &["or ", "with ", "after ", "if you have ", "a ", "an "];
    let mut words = words.trim();
    while let Some(it) = JOINS.iter().find_map(|it| words.strip_prefix(it)) {
        words = it.trim_start();
    }
    words
}

/// Whether a caution says what a person with a condition does: skips the routine, asks first, or does it otherwise.
fn advises(caution: &str, condition: Condition) -> bool {
    const ADVICE: &[&str] = &["skip", "ask a doctor", "see a doctor", "with ", "late in ", "after "];
    let sentences = sentence::sentences(caution).into_iter().map(str::to_lowercase);
    sentences
        .filter(|it| ADVICE.iter().any(|advice| it.contains(advice)))
        .any(|it| names_of(condition).iter().any(|name| it.contains(name)))
}

/// What the cautions call a condition as a whole, in small letters. Advice about a part of it is not enough: a person
/// with a new knee is not meant by a caution about hip replacements, nor one in early pregnancy by one about late.
const fn names_of(condition: Condition) -> &'static [&'static str] {
    match condition {
        Condition::NeckInjury => &["whiplash", "neck injury", "neck problem", "neck or knee"],
        Condition::ShoulderInjury => &[
            "shoulder injury",
            "shoulder problem",
            "shoulder is painful",
            "shoulder hurts",
            "shoulder or knee hurts",
            "shoulder is frozen, pinches",
            "painful or frozen shoulder",
        ],
        Condition::BackInjury => &[
            "back injury",
            "back or hip injury",
            "back, neck or knee injury",
            "back or neck injury",
            "back problem",
            "back or knee problem",
            "slipped disc",
        ],
        Condition::HipInjury => &["hip injury"],
        Condition::KneeInjury => &[
            "knee injury",
            "knee or ankle injury",
            "knee problem",
            "knee hurts",
            "sore knee",
            "neck or knee",
        ],
        Condition::AnkleInjury => &["ankle injury", "sprain"],
        Condition::WristInjury => &["wrist"],
        Condition::JawInjury => &["jaw"],
        Condition::EyeCondition => &["eye condition"],
        Condition::RecentSurgery => &["recent surgery"],
        Condition::JointReplacement => &["joint replacement"],
        Condition::Fracture => &["any fracture"],
        Condition::Osteoporosis => &["osteoporosis"],
        Condition::Arthritis => &["with arthritis"],
        Condition::Hypermobility => &["mobile joints"],
        Condition::NerveSymptoms => &["pins and needles"],
        Condition::Dizziness => &["dizz"],
        Condition::HeartCondition => &["heart"],
        Condition::HighBloodPressure => &["high blood pressure", "high or low blood pressure"],
        Condition::LowBloodPressure => &["low blood pressure"],
        Condition::Glaucoma => &["glaucoma"],
        Condition::Pregnancy => &["this in pregnancy", "or in pregnancy"],
        Condition::Reflux => &["reflux"],
        Condition::BreathingCondition => &["breathing condition", "asthma"],
        Condition::Hernia => &["a hernia"],
    }
}

/// Whether a person has heard with which of these conditions one asks first: each was among those of a session. A
/// session is given as the conditions of all that it played.
pub fn are_known(conditions: &[Condition], sessions: &[Vec<Condition>]) -> bool {
    conditions.iter().all(|it| sessions.iter().any(|all| all.contains(it)))
}

#[cfg(test)]
mod tests;
