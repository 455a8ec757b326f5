//! The words that are said in a session: before a routine, during a hold, and in moves.

mod counted;

pub use self::counted::{
    BreathIs, breath, breath_by_sounds, last_repetition, repetition, repetition_by_sounds, repetitions,
    with_count,
};
use crate::model::{
    dose::Seconds,
    plan::{Pace, Segment, SegmentKind},
    player::WhyPaused,
    record::Sum,
    routine::{Limb, Need, Position, Routine, Thing},
    sentence::ends_sentence,
    side::Side,
    text::Text,
    tone::Sound,
    wording::{Count, capital, list, spoken_length},
    words::{held, terms},
};

/// Said with the first routine of every session: few words, which are heard to the end.
pub const STOP_SIGNS: &str = "Stop on sharp pain, tingling or dizziness.";
/// How sentences of a caution begin that repeat these, or say less than they do.
const WARNS: &[&str] = &["stop if ", "ease off if "];
/// The words of such a sentence that these signs cover.
const COVERED: &[&str] = &[
    "stop",
    "ease",
    "off",
    "if",
    "you",
    "your",
    "feel",
    "a",
    "an",
    "the",
    "or",
    "and",
    "goes",
    "go",
    "it",
    "arm",
    "arms",
    "leg",
    "legs",
    "hand",
    "hands",
    "foot",
    "feet",
    "finger",
    "fingers",
    "dizzy",
    "tingle",
    "tingles",
    "tingling",
    "numb",
    "faint",
    "light-headed",
    "unsteady",
];

/// Whether a sentence of a caution warns of signs at which to stop.
pub fn is_warning(sentence: &str) -> bool {
    let low = sentence.to_lowercase();
    WARNS.iter().any(|it| low.starts_with(it))
}

/// Whether a sentence of a caution warns of nothing but what was said at the beginning of the session.
pub fn is_covered(sentence: &str) -> bool {
    let bare = |it: &str| it.trim_matches(|it: char| !it.is_alphanumeric()).to_lowercase();
    is_warning(sentence) && sentence.split_whitespace().all(|it| COVERED.contains(&bare(it).as_str()))
}

/// A side, and what it is the side of; none where that is the head or the trunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SideOf {
    /// Which.
    pub side: Side,
    /// Of what.
    pub limb: Option<Limb>,
}

impl SideOf {
    /// `your right arm`, `to your right`.
    fn yours(self) -> String {
        match self.limb {
            Some(limb) => format!("your {} {}", terms::side(self.side), terms::limb(limb)),
            None => format!("to your {}", terms::side(self.side)),
        }
    }

    /// `right arm`, `to your right`.
    fn in_short(self) -> String {
        match self.limb {
            Some(limb) => format!("{} {}", terms::side(self.side), terms::limb(limb)),
            None => self.yours(),
        }
    }
}

/// How the sides of a routine are led in a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Led {
    /// It has no sides.
    NoSides,
    /// This side alone.
    Only(SideOf),
    /// This side, then the other.
    First(SideOf),
}

/// The name of a routine as a sentence.
pub fn name(routine: &Routine) -> Text {
    Text::clean(&format!("{}.", routine.name.as_str().trim_end_matches('.')))
}

/// What is said before a routine.
#[derive(Clone, Debug)]
pub struct Ready<'r> {
    /// Which.
    pub routine: &'r Routine,
    /// What is fetched, and how the person gets there; may be empty.
    pub way: Text,
    /// Whether they choose between several positions, none of which is named in its own words.
    pub chooses: bool,
    /// What they may use and have not heard of yet.
    pub useful: &'r [Need],
    /// How its sides are led.
    pub led: Led,
    /// Its rounds; one is not worth saying.
    pub rounds: u32,
    /// Whether those are fewer than it has.
    pub is_sample: bool,
    /// What to take care of; may be empty.
    pub caution: Text,
    /// What is said before its name where it opens a session; may be empty.
    pub opening: Text,
    /// What is said last, so that a person hears it while they get there; may be empty.
    pub on_the_way: Text,
}

/// What is said before a routine: the routine and what to take care of, and at the end what is to be done at once,
/// which is to get there. What may be heard on the way comes behind that.
pub fn ready(ready: &Ready<'_>) -> Text {
    let present = |words: String, sentence: fn(&str) -> String| {
        Some(words).filter(|it| !it.is_empty()).map(|it| sentence(&it))
    };
    let positions = if ready.chooses { choice(&ready.routine.positions) } else { String::new() };
    let rounds = Count(u64::from(ready.rounds), "round");
    let sentences = [
        present(ready.opening.to_string(), str::to_owned),
        Some(name(ready.routine).to_string()),
        match ready.led {
            Led::NoSides => None,
            Led::Only(way) => Some(format!("{}.", capital(&way.yours()))),
            Led::First(way) => Some(format!("{} first.", capital(&way.yours()))),
        },
        match (ready.is_sample, ready.rounds) {
            (true, _) => Some(format!("Only {rounds} here.")),
            (false, 2..) => Some(format!("{rounds}.")),
            (false, _) => None,
        },
        present(ready.caution.to_string(), str::to_owned),
        present(positions, |it| format!("{}, as you like.", capital(it))),
        present(terms::useful_in_full(ready.useful), |it| format!("You may use {it}.")),
        present(ready.way.to_string(), str::to_owned),
        present(ready.on_the_way.to_string(), str::to_owned),
    ];
    Text::clean(&sentences.into_iter().flatten().collect::<Vec<_>>().join(" "))
}

/// How the body may be placed: `sit or stand`.
fn choice(either: &[Position]) -> String {
    let has_chair = either.contains(&Position::Seated);
    let verb = |it: &Position| match it {
        Position::Standing => "stand",
        Position::Seated => "sit",
        Position::Floor if has_chair => "get down on the floor",
        Position::Floor => "sit on the floor",
        Position::Kneeling => "kneel",
        Position::Lying => "lie down",
    };
    list(either.iter().map(verb), "or")
}

/// Said once of the routines that the person knows by now.
pub fn known<'n>(names: impl ExactSizeIterator<Item = &'n Text>) -> Text {
    const NAMED: usize = 2;
    let count = names.len();
    let named = if count > NAMED { 1 } else { count };
    let others = Count((count - named) as u64, "other");
    let names = names.take(named).map(|it| lower_first(it.as_str().trim_end_matches('.')));
    let names = names.chain((count > named).then(|| others.to_string()));
    match list(names, "and") {
        none if none.is_empty() => Text::default(),
        names => Text::clean(&format!("You know {names}: fewer words. W says it all.")),
    }
}

/// Words with a small first letter, unless they begin with an abbreviation.
fn lower_first(words: &str) -> String {
    let mut letters = words.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        (_, _) => words.to_owned(),
    }
}

/// How what is needed comes to hand: `Fetch a strap or a towel.`, `Fetch a steady chair without wheels, or go to a
/// desk or table.` Several things are fetched in one trip, and places are gone to after that.
pub fn fetch(needs: &[&Need]) -> Text {
    let phrase = |verb: &str, all: &[Thing]| {
        let all = list(all.iter().map(|it| terms::thing_in_full(*it)), "or");
        (!all.is_empty()).then(|| format!("{verb} {all}"))
    };
    let (mut things, mut others) = (Vec::new(), Vec::new());
    for need in needs {
        let (places, carried): (Vec<Thing>, Vec<Thing>) = need.one_of.iter().partition(|it| it.is_a_place());
        if places.is_empty() {
            things.extend(phrase("", &carried).map(|it| it.trim_start().to_owned()));
        } else {
            let either = [phrase("fetch", &carried), phrase("go to", &places)];
            others.push(either.into_iter().flatten().collect::<Vec<_>>().join(", or "));
        }
    }
    let is_mixed = things.len() > 1 && needs.iter().any(|it| it.one_of.len() > 1);
    let carried = if is_mixed { things.join(", and ") } else { list(things, "and") };
    let carried = (!carried.is_empty()).then(|| format!("fetch {carried}"));
    let sentences = carried.into_iter().chain(others).map(|it| format!("{}.", capital(&it)));
    Text::clean(&sentences.collect::<Vec<_>>().join(" "))
}

/// How it comes to hand when it was used before: `Take the strap.`
pub fn take_again(thing: Thing) -> Text {
    let the = format!("the {}", terms::thing(thing).trim_start_matches("a "));
    Text::clean(&match thing {
        Thing::Wall | Thing::Doorway | Thing::Desk => format!("Go back to {the}."),
        Thing::Chair | Thing::Mat => format!("Have {the} at hand."),
        Thing::Strap | Thing::Towel | Thing::Band | Thing::Cushion | Thing::Stick | Thing::Ball => {
            format!("Take {the}.")
        }
    })
}

/// What a session is, before all else: `5 stretches, about 12 minutes.` Without a time if parts of it wait.
pub fn overview(count: u64, are_stretches: bool, seconds: Option<u64>) -> Text {
    let noun = stretches(count, are_stretches);
    Text::clean(&match seconds {
        None => format!("{count} {noun}."),
        Some(seconds) => format!("{count} {noun}, {}.", about(seconds)),
    })
}

/// A length in whole minutes, as one tells it beforehand.
pub fn about(seconds: u64) -> String {
    match (seconds + 30) / 60 {
        0 => "less than a minute".to_owned(),
        1 => "about a minute".to_owned(),
        minutes => format!("about {minutes} minutes"),
    }
}

/// What is said before a routine that is not the first.
pub fn following(ready: &Text, is_last: bool) -> Text {
    Text::clean(&if is_last { format!("Last: {ready}") } else { format!("Next: {ready}") })
}

/// How a rest between two rounds is led.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rests {
    /// It is the first of a routine: when to begin again is up to the voice.
    First,
    /// It is as long as this, which is long enough to be said.
    For(Seconds),
    /// It is like the one before.
    Again,
    /// There is none to speak of.
    Hardly,
}

/// How to rest, and which of so many rounds comes then.
pub fn rest([round, rounds]: [u32; 2], leading: Option<SideOf>, rests: Rests) -> Text {
    let which = which_round([round, rounds], leading);
    Text::clean(&match rests {
        Rests::First => format!("Rest a moment. Then {which}."),
        Rests::For(seconds) => format!("Rest for {}. Then {which}.", spoken_length(u64::from(seconds))),
        Rests::Again => format!("Rest. Then {which}."),
        Rests::Hardly => format!("{}.", capital(&which)),
    })
}

/// `round 2 of 3, right arm`, `the last round`.
fn which_round([round, rounds]: [u32; 2], leading: Option<SideOf>) -> String {
    let which =
        if round == rounds { "the last round".to_owned() } else { format!("round {round} of {rounds}") };
    match leading {
        Some(way) => format!("{which}, {}", way.in_short()),
        None => which,
    }
}

/// A rest away from hands and knees.
pub fn rest_on_the_heels() -> Text {
    Text::literal("Sit back on your heels, and rest a moment.")
}

/// Its end, and what comes.
pub fn up_again(rounds: [u32; 2], leading: Option<SideOf>) -> Text {
    Text::clean(&format!("Come back onto your hands and knees for {}.", which_round(rounds, leading)))
}

/// Words of a change, where the moves that follow it are led by sounds for the first time.
pub fn by_sounds(change: &Text) -> Text {
    joined([change.clone(), Text::literal("The same, by sound.")])
}

/// Before the next round, in short.
pub fn rest_in_short() -> Text {
    Text::literal("Rest.")
}

/// Before the moves that lead back to the first side, after which there is a rest.
pub fn switch_back() -> Text {
    Text::literal("Change back, then rest.")
}

/// Before the other side.
pub fn switch(way: SideOf) -> Text {
    Text::clean(&format!("now {}", way.yours()))
}

/// The same where nothing is said of how to get there.
pub fn switch_alone(way: SideOf) -> Text {
    Text::clean(&format!("Now the other side: {}.", way.yours()))
}

/// The same in as few words as can be, for a person who knows what comes.
pub fn switch_in_short(way: SideOf) -> Text {
    Text::clean(&format!("{}.", capital(&way.in_short())))
}

/// A timed segment in a few words: `hold 30 seconds`. Without seconds it waits. In a rest nothing is held.
pub fn coming(segment: &Segment, seconds: Option<Seconds>) -> Text {
    let hold = if segment.rests { "stay" } else { "hold" };
    let length = seconds.map(|it| spoken_length(u64::from(it)));
    let breaths = breath_count(seconds, segment.pace).map(breaths);
    Text::clean(&match (segment.kind, breaths, length) {
        (SegmentKind::Hold, Some(breaths), _) => format!("{hold} {breaths}"),
        (SegmentKind::Hold, None, Some(length)) => format!("{hold} {length}"),
        (SegmentKind::Hold, None, None) => format!("{hold} as long as you like"),
        (SegmentKind::Breathe, Some(breaths), _) => format!("breathe {breaths}"),
        (SegmentKind::Breathe, None, _) => "breathe as long as you like".to_owned(),
        (SegmentKind::Reps, ..) => match segment.pace {
            Some(Pace::Reps { times, each, .. }) => {
                format!("repeat {}", repetitions(seconds.map_or(times, |it| it / each.max(1))))
            }
            Some(Pace::Breaths(_)) | None => "repeat".to_owned(),
        },
        (SegmentKind::Ready | SegmentKind::Move | SegmentKind::Switch | SegmentKind::Rest, ..) => {
            return segment.text.clone();
        }
    })
}

/// The number of breaths of a segment; none if it is not counted in breaths.
pub fn breath_count(length: Option<Seconds>, pace: Option<Pace>) -> Option<u32> {
    match (length, pace?) {
        (Some(length), Pace::Breaths(breath)) => Some(breath.count_in(length)),
        (None, Pace::Breaths(_)) | (_, Pace::Reps { .. }) => None,
    }
}

/// `5 breaths`.
pub fn breaths(count: u32) -> Text {
    Text::clean(&Count(u64::from(count), "breath").to_string())
}

/// Half of a hold is over.
pub fn half_way() -> Text {
    Text::literal("half-way")
}

/// Whole minutes that are left of a hold.
pub fn minutes_left(minutes: u32) -> Text {
    Text::clean(&format!("{} to go", Count(u64::from(minutes), "minute")))
}

/// Seconds that are left of a hold.
pub fn seconds_left(left: Seconds) -> Text {
    Text::clean(&left.to_string())
}

/// The hold inside a repetition begins.
pub fn stay() -> Text {
    Text::literal("hold")
}

/// The same the first time, where it is long enough to be told.
pub fn stay_for(seconds: Seconds) -> Text {
    Text::clean(&format!("hold {}", spoken_length(u64::from(seconds))))
}

/// The hold inside a repetition is over.
pub fn release() -> Text {
    Text::literal("release")
}

/// The end of a timed segment, before the words of the next one.
pub fn ended(segment: &Segment) -> Text {
    match segment.kind {
        // There is nothing to let go of, and the sound says that it is over.
        SegmentKind::Hold if segment.rests => Text::default(),
        SegmentKind::Hold => Text::literal("and release"),
        SegmentKind::Breathe => Text::literal("breathe normally"),
        SegmentKind::Reps => Text::literal("and stop"),
        SegmentKind::Ready | SegmentKind::Move | SegmentKind::Switch | SegmentKind::Rest => Text::default(),
    }
}

/// The end of the session, in which this was done of so many routines: `done: 3 stretches, 4 minutes held`. Where
/// nothing was held, but breathed or rested, its time alone is said.
pub fn done(routines: u64, are_stretches: bool, sum: &Sum, is_held: bool) -> Text {
    if sum.is_nothing() {
        return Text::literal("done");
    }
    let count = (routines > 1).then(|| format!("{routines} {}", stretches(routines, are_stretches)));
    let done = match (is_held, sum.times) {
        (false, 0) => rounded(sum.held.as_secs()),
        (true | false, _) => held::in_all(sum, rounded),
    };
    Text::clean(&format!("done: {}", count.into_iter().chain([done]).collect::<Vec<_>>().join(", ")))
}

/// A length as it is, or in whole minutes where nobody counts the seconds.
fn rounded(seconds: u64) -> String {
    const LONG: u64 = 600;
    if seconds < LONG { spoken_length(seconds) } else { spoken_length((seconds + 30) / 60 * 60) }
}

const fn stretches(count: u64, are_stretches: bool) -> &'static str {
    match (are_stretches, count) {
        (true, 1) => "stretch",
        (true, _) => "stretches",
        (false, 1) => "exercise",
        (false, _) => "exercises",
    }
}

/// What a person has at hand to go on with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
    /// The keys of a terminal.
    Keys,
    /// The buttons of a page, on a phone without keys.
    Buttons,
}

/// How to end a segment that waits.
pub fn how_to_go_on(kind: SegmentKind, hand: Hand) -> Text {
    match (kind.is_timed(), hand) {
        (true, Hand::Keys) => Text::literal("enter ends it"),
        (true, Hand::Buttons) => Text::literal("the large button ends it"),
        (false, Hand::Keys) => Text::literal("press enter when you are ready"),
        (false, Hand::Buttons) => Text::literal("press the large button when you are ready"),
    }
}

/// The session is paused.
pub fn paused(why: WhyPaused) -> Text {
    match why {
        WhyPaused::Asked | WhyPaused::Covered | WhyPaused::Stopped => Text::literal("paused"),
        WhyPaused::Leaving => Text::literal("paused; q again leaves, enter goes on"),
        WhyPaused::Gap(gap) => Text::clean(&format!("paused, after {} away", spoken_length(gap.as_secs()))),
        WhyPaused::Slept(slept) => {
            Text::clean(&format!("paused, the machine slept for {}", spoken_length(slept.as_secs())))
        }
    }
}

/// The person has to get back into position.
pub fn get_back() -> Text {
    Text::literal("get back into position")
}

/// A timed segment goes on.
pub fn holds_again(kind: SegmentKind) -> Text {
    match kind {
        SegmentKind::Hold => Text::literal("go on holding"),
        SegmentKind::Breathe => Text::literal("go on breathing"),
        SegmentKind::Reps
        | SegmentKind::Ready
        | SegmentKind::Move
        | SegmentKind::Switch
        | SegmentKind::Rest => Text::literal("go on"),
    }
}

/// A segment that is not timed goes on.
pub fn going_on() -> Text {
    Text::literal("going on")
}

/// The meaning of a sound, for a person who tries all of them.
pub fn meaning(sound: Sound) -> Text {
    match sound {
        Sound::Next => Text::literal("the next routine"),
        Sound::Start => Text::literal("a hold begins"),
        Sound::Half => Text::literal("half of it is over"),
        Sound::Tick => Text::literal("one of its last seconds"),
        Sound::End => Text::literal("it is over"),
        Sound::Switch => Text::literal("the other side"),
        Sound::Rest => Text::literal("a rest between rounds"),
        Sound::Done => Text::literal("all is done"),
        Sound::In => Text::literal("breathe in"),
        Sound::Out => Text::literal("breathe out"),
        Sound::Beat => Text::literal("one repetition"),
        Sound::Step => Text::literal("another move"),
    }
}

/// Said by each voice that is found.
pub fn in_the_voice_of(name: &str) -> Text {
    Text::clean(&format!("This is {name}. Tip your head towards your right shoulder."))
}

/// Several lines as sentences.
pub fn sentences(lines: &[Text]) -> Text {
    let sentences: Vec<String> = lines.iter().map(|it| format!("{}.", capital(it.as_str()))).collect();
    Text::clean(&sentences.join(" "))
}

/// Several things in one text: phrases joined by commas, and sentences one after the other.
pub fn joined(parts: impl IntoIterator<Item = Text>) -> Text {
    let mut parts = parts.into_iter().filter(|it| !it.is_empty());
    let Some(first) = parts.next() else { return Text::default() };
    let mut whole = first.to_string();
    for part in parts {
        match (ends_sentence(&whole), ends_sentence(part.as_str())) {
            (true, true) => whole = format!("{whole} {part}"),
            (true, false) => whole = format!("{whole} {}.", capital(part.as_str())),
            (false, true) => whole = format!("{}. {part}", capital(&whole)),
            (false, false) => whole = format!("{whole}, {part}"),
        }
    }
    Text::clean(&whole)
}

#[cfg(test)]
mod tests;
