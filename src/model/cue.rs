//! Cues: which words and which sound are due at a moment, so that a session can be followed with
//! the eyes shut.
//!
//! The words of a position come while the person gets into it, and a tone says that the hold begins. Words
//! for two things at one moment, such as the end of a hold and the next move, are one cue. Nothing is heard
//! from here: the world speaks, plays and prints.

mod place;
mod score;

use std::time::Duration;

pub use self::{
    place::whereabouts_in_words,
    score::{Score, SegmentCues, score},
};
use super::{
    dose::Seconds,
    moment::Moment,
    plan::{Pace, Plan, Segment, SegmentKind, has_counted},
    player::{DueEffect, Effect, End, Event, HalfBreath, Outcome, PATIENCE, Phase, Player, WORTH_HALVING},
    record::{Done, Sum},
    speech::spoken,
    text::Text,
    tone::{self, Sound},
    vocabulary::vocabulary,
    words::session::{self, BreathIs, Hand, joined},
};

/// The quiet between a sound and the words after it.
const BREATH_BEFORE_WORDS: Duration = Duration::from_millis(100);
/// Strokes of the bell for the end of a hold, and of everything.
const ENDS: u32 = 3;
/// The number of breaths that words lead; after them the pace is known, and sounds are enough.
const BREATHS_IN_WORDS: u32 = 3;
/// Seconds of a hold inside a repetition whose length is told the first time.
const WORTH_TELLING: Seconds = 4;
/// Of so many repetitions it is said which is the last.
const WORTH_A_LAST: u32 = 3;
/// So few breaths are all led by words.
const FEW_BREATHS: u32 = 7;
/// The number of repetitions that are led word by word.
const LED_REPETITIONS: u64 = 2;
/// So few repetitions are all led word by word.
const FEW_REPETITIONS: u64 = LED_REPETITIONS + 1;
/// Repetitions of so many parts are all led word by word, since like sounds do not say which part comes.
const MANY_PARTS: usize = 3;
/// So many steps of a session are looked ahead for words: more than a long hold has between two sentences.
const LOOKED_AHEAD: usize = 12;
/// Words of this length are worth making ahead; a voice says a number at once.
const A_SENTENCE: Duration = Duration::from_millis(1500);
/// The fewest breaths of which it is said how many are left after half of them.
const FEWEST_TO_HALVE: u32 = 4;

vocabulary! {
    /// How much is said.
    Talk {
        /// Everything that a person needs without looking.
        Full = "full",
        /// A few words: names, first sentences, sides.
        Brief = "brief",
        /// Nothing; sounds alone.
        Off = "off",
    }
}

/// What is due at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// The sound.
    pub sound: Option<Sound>,
    /// The words; may be empty.
    pub words: Text,
    /// Which of the two comes first.
    pub lead: Lead,
    /// The number of strokes of the bell where no sound can be played.
    pub bell: u32,
    /// The time until the next cue that comes by itself; none if that is up to the person.
    pub room: Option<Duration>,
}

/// What a cue needs to be understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lead {
    /// The sound, then the words.
    Both,
    /// The words; the sound stands for them where nothing is spoken.
    Words,
    /// The sound; the words stand for it where no sound can be played.
    Sound,
}

/// What can be heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Channels {
    /// Words are spoken.
    pub speech: bool,
    /// Sounds are played.
    pub tones: bool,
}

impl Channels {
    /// Words and sounds.
    pub const ALL: Channels = Channels { speech: true, tones: true };
}

impl Cue {
    fn new(sound: Sound, words: Text, lead: Lead) -> Cue {
        Cue { sound: Some(sound), words, lead, bell: 0, room: None }
    }

    fn struck(self, bell: u32) -> Cue {
        Cue { bell, ..self }
    }

    /// The sound and the words that these channels let through.
    pub fn heard(&self, channels: Channels) -> (Option<Sound>, Option<&Text>) {
        let words = Some(&self.words).filter(|it| !it.is_empty() && channels.speech);
        let sound = self.sound.filter(|_| channels.tones);
        match self.lead {
            Lead::Both => (sound, words),
            Lead::Words => (if words.is_some() { None } else { sound }, words),
            Lead::Sound => (sound, if sound.is_some() { None } else { words }),
        }
    }

    /// The words as they are printed: those that would be spoken if both channels were open.
    pub fn printed(&self) -> Option<&Text> {
        self.heard(Channels::ALL).1
    }

    /// An estimate of how long it is heard.
    pub fn lasts(&self, channels: Channels) -> Duration {
        let (sound, words) = self.heard(channels);
        let sound = sound.map(tone::length);
        let words = words.map(spoken);
        match (sound, words) {
            (Some(sound), Some(words)) => sound + BREATH_BEFORE_WORDS + words,
            (sound, words) => sound.or(words).unwrap_or_default(),
        }
    }
}

/// Turns effects into cues. It remembers the segment that just ended, so that its last words and the first
/// words of the next one are one cue.
#[derive(Clone, Debug)]
pub struct Caller {
    brief: bool,
    /// The segment that is under way.
    at: usize,
    /// Whether the person came to it from the one before, so that they know it if it is known.
    follows: bool,
    /// The segment that was held to its end a moment ago.
    ended: Option<usize>,
    /// Whether the half of the segment under way was said. A person who adds time after that moves the half
    /// into the future again, and is not told of it twice.
    halved: bool,
    /// Whether the person knows how to go on.
    knows_to_go_on: bool,
    /// What the person goes on with.
    hand: Hand,
}

impl Caller {
    /// A director that says this much. [`Talk::Off`] closes the channel of words but changes none of them, so that
    /// they can still be printed.
    pub fn new(talk: Talk) -> Caller {
        let brief = match talk {
            Talk::Full | Talk::Off => false,
            Talk::Brief => true,
        };
        let (at, follows, ended, halved, knows_to_go_on) = (0, false, None, false, false);
        Caller { brief, at, follows, ended, halved, knows_to_go_on, hand: Hand::Keys }
    }

    /// The same for a person who has this at hand.
    pub fn with(self, hand: Hand) -> Caller {
        Caller { hand, ..self }
    }

    /// The cue of an effect; none if nothing is heard of it. Its words are chosen as if it were on time, so that
    /// a session has the same words on a busy machine; a voice that is late is cut off.
    pub fn call(&mut self, player: &Player, due: &DueEffect) -> Option<Cue> {
        if due.effect == Effect::Begin {
            self.follows = due.at == self.at + 1;
        }
        self.at = due.at;
        let room = player.room(due);
        let cue = match &due.effect {
            Effect::Record(record) => {
                self.ended = match record.outcome {
                    Outcome::Held | Outcome::Shortened => Some(record.at),
                    Outcome::Skipped => None,
                };
                return None;
            }
            Effect::Begin => return Some(self.begin(player, room)),
            Effect::Finished(End::Done) => {
                let words = self.released(player.plan(), None).into_iter().chain([what_was_done(player)]);
                Some(Cue::new(Sound::Done, joined(words), Lead::Both).struck(ENDS))
            }
            // A person who leaves knows that it is over.
            Effect::Finished(End::Left) => None,
            Effect::HalfWay => {
                // Every long stay inside a repetition has a half of its own.
                let is_again =
                    self.segment(player.plan()).pace.is_none() && std::mem::replace(&mut self.halved, true);
                (!is_again).then(|| Cue::new(Sound::Half, session::half_way(), Lead::Both))
            }
            Effect::MinutesLeft(minutes) => {
                Some(Cue::new(Sound::Half, session::minutes_left(*minutes), Lead::Both))
            }
            Effect::Where => return Some(whereabouts(player, due, room)),
            Effect::Last(left) => Some(Cue::new(Sound::Tick, session::seconds_left(*left), Lead::Sound)),
            Effect::Beat(nth) => Some(self.beat(player, *nth, room)),
            // A single word fits into any second.
            Effect::Stay => {
                let pace = self.segment(player.plan()).pace;
                let is_first = pace.is_some_and(|it| due.point.as_secs() < u64::from(it.beat()));
                let told =
                    pace.and_then(Pace::stay).map(|it| it[1]).filter(|it| is_first && *it >= WORTH_TELLING);
                let in_full =
                    told.map(|it| self.part(player, due, Sound::Start, session::stay_for(it), room));
                let word = || self.part(player, due, Sound::Start, session::stay(), room);
                return Some(in_full.filter(fits).unwrap_or_else(word));
            }
            Effect::Release => {
                let say = &self.segment(player.plan()).say;
                let word = say.get(say.len() / 2).cloned().unwrap_or_else(session::release);
                return Some(self.part(player, due, Sound::End, word, room));
            }
            Effect::Part(part) => {
                let word = self.segment(player.plan()).say.get(*part).cloned().unwrap_or_default();
                return Some(self.part(player, due, Sound::Step, word, room));
            }
            Effect::Breath { turn, nth } => Some(self.breath(player, *turn, *nth, room)),
            Effect::Paused(why) => Some(Cue::new(Sound::Step, session::paused(*why), Lead::Words)),
            Effect::GoesOn { returning: true } => {
                Some(Cue::new(Sound::Step, session::get_back(), Lead::Words))
            }
            Effect::GoesOn { returning: false } => Some(self.goes_on(player.plan(), room)),
            Effect::HoldsAgain => {
                let words = session::holds_again(self.segment(player.plan()).kind);
                Some(Cue::new(Sound::Start, words, Lead::Both).struck(1))
            }
        };
        // Words that do not fit before the next cue are dropped; the sound stands for them.
        cue.map(|cue| Cue { room, ..cue }).map(|cue| if fits(&cue) { cue } else { without_words(cue) })
    }

    /// The words of the next cue that has a sentence to say, if the session goes on by itself until then: for a
    /// voice that takes a while to make a sentence.
    pub fn words_ahead(&self, player: &Player, now: Moment) -> Option<Text> {
        let (mut caller, mut player, mut now) = (self.clone(), player.clone(), now);
        for _ in 0..LOOKED_AHEAD {
            let (Phase::Timing { .. }, Some(idle)) = (player.phase(), player.idle(now)) else { return None };
            now = now + idle;
            for due in player.update(Event::Tick, now) {
                let cue = caller.call(&player, &due);
                let words = cue.and_then(|it| it.heard(Channels::ALL).1.cloned());
                if let Some(words) = words.filter(|it| spoken(it) >= A_SENTENCE) {
                    return Some(words);
                }
            }
        }
        None
    }

    fn segment<'p>(&self, plan: &'p Plan) -> &'p Segment {
        &plan.segments()[self.at]
    }

    /// What is said instead of the words of a segment, where the person has just done it and comes to it in turn.
    fn said_of<'s>(&self, segment: &'s Segment) -> Option<&'s Text> {
        segment.said.as_ref().filter(|_| self.follows)
    }

    fn begin(&mut self, player: &Player, room: Option<Duration>) -> Cue {
        self.halved = false;
        let plan = player.plan();
        let segment = self.segment(plan);
        let released = self.released(plan, Some(segment));
        let waits = segment.length.is_none();
        let (sound, bell, words) = self.opening(player, segment, released.is_some(), room);
        let brief = self.said_of(segment).unwrap_or(&segment.short).clone();
        // Say the longest form that fits before the next cue.
        let said = |mut words: Vec<Text>, released: &Option<Text>| {
            words.splice(0..0, released.clone());
            if let (true, Some(how)) = (waits, self.how_to_go_on(segment)) {
                words.push(how);
            }
            joined(words)
        };
        let with_sound = Cue { room, ..Cue::new(sound, joined(words.clone()), Lead::Both) };
        let lead = match segment.kind {
            SegmentKind::Move if released.is_none() => Lead::Words,
            // The first word leads better than the sound before it, where there is no time for both.
            SegmentKind::Reps if !segment.say.is_empty() && !fits(&with_sound) => Lead::Words,
            SegmentKind::Hold | SegmentKind::Breathe if self.brief => Lead::Sound,
            SegmentKind::Ready
            | SegmentKind::Move
            | SegmentKind::Hold
            | SegmentKind::Breathe
            | SegmentKind::Reps
            | SegmentKind::Switch
            | SegmentKind::Rest => Lead::Both,
        };
        let forms = [said(words.clone(), &released), said(words, &None), said(vec![brief], &None)];
        let cue = |words: &Text| Cue { room, ..Cue::new(sound, words.clone(), lead) };
        let cue = match (segment.kind.is_timed(), forms.iter().map(cue).find(fits)) {
            (_, Some(cue)) => cue,
            // An instruction is said even if it will be cut off; a length or a rest is left to its sound.
            (false, None) if segment.kind != SegmentKind::Rest => cue(&forms[2]),
            (true | false, None) => without_words(cue(&forms[0])),
        };
        self.knows_to_go_on |= waits && !segment.kind.is_timed();
        // The bell alone must say that a hold is over.
        cue.struck(if bell == 0 && released.is_some() { ENDS } else { bell })
    }

    /// The cue at the start of a segment.
    fn opening(
        &self,
        player: &Player,
        segment: &Segment,
        released: bool,
        room: Option<Duration>,
    ) -> (Sound, u32, Vec<Text>) {
        // A caution is said in full, even in brief talk.
        let is_short = self.brief && segment.kind != SegmentKind::Ready;
        let text = if is_short { &segment.short } else { &segment.text };
        let text = self.said_of(segment).unwrap_or(text).clone();
        match segment.kind {
            SegmentKind::Ready if self.at > 0 => {
                let is_last = segment.routine + 1 == player.plan().routines().len();
                (Sound::Next, 0, vec![session::following(&text, is_last)])
            }
            SegmentKind::Ready => (Sound::Next, 0, vec![player.plan().overview().clone(), text]),
            SegmentKind::Move => {
                let sound = if released { Sound::End } else { Sound::Step };
                (sound, 0, vec![self.with_count(player, &text)])
            }
            SegmentKind::Hold | SegmentKind::Breathe => match segment.pace {
                // How many there are was said on the way.
                Some(Pace::Breaths(_)) => {
                    (Sound::In, 1, vec![session::breath(HalfBreath::In, BreathIs::Usual)])
                }
                Some(Pace::Reps { .. }) | None => {
                    (Sound::Start, 1, vec![session::coming(segment, player.seconds_of(self.at))])
                }
            },
            SegmentKind::Reps => (Sound::Start, 1, vec![led_repetition(1, segment, Sound::Start, room)]),
            // Only the first of several moves is a change.
            SegmentKind::Switch if self.goes_on_switching(player) => (Sound::Step, 0, vec![text]),
            SegmentKind::Switch => (Sound::Switch, 2, vec![text]),
            SegmentKind::Rest => (Sound::Rest, 0, vec![text]),
        }
    }

    fn goes_on_switching(&self, player: &Player) -> bool {
        let before = self.at.checked_sub(1).and_then(|it| player.plan().segments().get(it));
        before.is_some_and(|it| it.kind == SegmentKind::Switch)
    }

    /// The words of a move with the number of repetitions or breaths that it leads to: in those themselves only
    /// their numbers are said.
    fn with_count(&self, player: &Player, words: &Text) -> Text {
        let next = self.at + 1;
        let counted =
            player.plan().segments().get(next).and_then(|it| Some((player.seconds_of(next)?, it.pace?)));
        let routine = self.segment(player.plan()).routine;
        counted.map_or(words.clone(), |(seconds, pace)| {
            let plan = player.plan();
            let is_brisk = plan.adjustments().get(routine).is_some_and(|it| it.brisk.is_some());
            let is_known = is_brisk || has_counted(&plan.segments()[..next], routine, pace);
            session::with_count(words, seconds, pace, is_known)
        })
    }

    /// The words for the end of a segment that was held a moment ago.
    fn released(&mut self, plan: &Plan, next: Option<&Segment>) -> Option<Text> {
        let ended = self.ended.take()?;
        let ended = plan.segments().get(ended)?;
        // The person does not release between two holds: the words of the next one say what changes.
        let leads_on = ended.kind != SegmentKind::Reps
            && next.is_some_and(|it| it.kind == SegmentKind::Move)
            && plan.segments().get(self.at + 1).is_some_and(|it| it.kind.is_timed());
        if leads_on {
            return Some(Text::default());
        }
        Some(session::ended(ended))
    }

    /// How to end a segment that waits: said each time in a timed segment, and once in the others.
    fn how_to_go_on(&self, segment: &Segment) -> Option<Text> {
        (segment.kind.is_timed() || !self.knows_to_go_on)
            .then(|| session::how_to_go_on(segment.kind, self.hand))
    }

    /// A part of a repetition: the first two are led word by word, with the sounds that stand for the words in all
    /// others. One word fits into any whole second.
    fn part(
        &self,
        player: &Player,
        due: &DueEffect,
        sound: Sound,
        word: Text,
        room: Option<Duration>,
    ) -> Cue {
        let segment = self.segment(player.plan());
        let beat = segment.pace.map_or(1, Pace::beat).max(1);
        let cue = |lead| Cue { room, ..Cue::new(sound, word.clone(), lead) };
        let is_led = self.is_led(player, due.point.as_secs() / u64::from(beat) + 1);
        match (is_led, cue(Lead::Both)) {
            (true, both) if fits(&both) => both,
            (true, _) => cue(Lead::Words),
            (false, _) => cue(Lead::Sound),
        }
    }

    /// The number of repetitions of the segment under way; none if it waits.
    fn repetitions(&self, player: &Player) -> Option<u32> {
        let beat = self.segment(player.plan()).pace.map_or(1, Pace::beat).max(1);
        player.seconds_of(self.at).map(|it| it.div_ceil(beat))
    }

    /// Whether this repetition is led word by word.
    fn is_led(&self, player: &Player, nth: u64) -> bool {
        let are_few = self.repetitions(player).is_some_and(|it| u64::from(it) <= FEW_REPETITIONS);
        nth <= LED_REPETITIONS || are_few || has_many_parts(self.segment(player.plan()))
    }

    fn beat(&self, player: &Player, nth: u32, room: Option<Duration>) -> Cue {
        let is_last = nth >= WORTH_A_LAST && self.repetitions(player) == Some(nth);
        let segment = self.segment(player.plan());
        let is_led = self.is_led(player, u64::from(nth));
        let ends_words = !is_led && !is_last && u64::from(nth) == LED_REPETITIONS + 1;
        let cue = |words| Cue { room, ..Cue::new(Sound::Beat, words, Lead::Words) };
        let plain =
            if is_led { led_repetition(nth, segment, Sound::Beat, room) } else { session::repetition(nth) };
        let last = is_last.then(|| session::last_repetition(nth));
        let led_last = last.iter().filter(|_| is_led).zip(segment.say.first());
        let led_last = led_last.map(|(last, word)| joined([last.clone(), word.clone()]));
        let by_sounds = segment.say.first().filter(|_| ends_words);
        let by_sounds = by_sounds.into_iter().flat_map(|word| session::repetition_by_sounds(nth, word));
        let forms: Vec<Text> = led_last.chain(last.clone()).chain(by_sounds).collect();
        forms.into_iter().map(cue).find(fits).unwrap_or_else(|| cue(plain))
    }

    fn breath(&mut self, player: &Player, turn: HalfBreath, nth: u32, room: Option<Duration>) -> Cue {
        let segment = self.segment(player.plan());
        let of = match segment.pace {
            Some(Pace::Breaths(breath)) => player.seconds_of(self.at).map(|it| breath.count_in(it)),
            Some(Pace::Reps { .. }) | None => None,
        };
        let sound = match turn {
            HalfBreath::In => Sound::In,
            HalfBreath::Out => Sound::Out,
        };
        let is_last = of == Some(nth);
        let length = player.seconds_of(self.at).unwrap_or_default();
        let is_long = |of: u32| of >= FEWEST_TO_HALVE && u64::from(length) >= WORTH_HALVING.as_secs();
        // Of five breaths three are left after half of them.
        let is_half = turn == HalfBreath::In
            && !self.halved
            && of.is_some_and(|of| is_long(of) && nth.saturating_sub(1) == of / 2);
        self.halved |= is_half;
        let led = match (self.brief, of) {
            (true, _) => 1,
            (false, Some(..=FEW_BREATHS)) => FEW_BREATHS,
            (false, Some(_) | None) => BREATHS_IN_WORDS,
        };
        let is = match turn {
            HalfBreath::In if is_last => BreathIs::Last,
            HalfBreath::In if is_half => BreathIs::Left(of.unwrap_or_default().saturating_sub(nth) + 1),
            HalfBreath::In | HalfBreath::Out => BreathIs::Usual,
        };
        if turn == HalfBreath::In && nth == led + 1 && is == BreathIs::Usual && !self.brief {
            let cue = |words| Cue { room, ..Cue::new(sound, words, Lead::Both) };
            if let Some(told) = session::breath_by_sounds().into_iter().map(cue).find(fits) {
                return told;
            }
        }
        let lead = if nth <= led || is_last || is_half { Lead::Both } else { Lead::Sound };
        Cue::new(sound, session::breath(turn, is), lead)
    }

    /// After a pause in a move: its words once more, since the pause may have cut them off, as many as fit
    /// into the time that is left.
    fn goes_on(&self, plan: &Plan, room: Option<Duration>) -> Cue {
        let segment = self.segment(plan);
        let again = [segment.text.clone(), segment.short.clone()].into_iter().map(|where_to| {
            let words = joined([session::going_on(), where_to]);
            Cue { room, ..Cue::new(Sound::Step, words, Lead::Words) }
        });
        let fitting = again.into_iter().find(fits);
        fitting.unwrap_or_else(|| Cue::new(Sound::Step, session::going_on(), Lead::Words))
    }
}

fn has_many_parts(segment: &Segment) -> bool {
    segment.say.len() >= MANY_PARTS
}

/// The number of a repetition and its first word; the number alone where both do not fit.
fn led_repetition(nth: u32, segment: &Segment, sound: Sound, room: Option<Duration>) -> Text {
    let number = session::repetition(nth);
    let Some(word) = segment.say.first() else { return number };
    let both = joined([number.clone(), word.clone()]);
    if fits(&Cue { room, ..Cue::new(sound, both.clone(), Lead::Words) }) { both } else { number }
}

/// The end, with what was done until then.
fn what_was_done(player: &Player) -> Text {
    let plan = player.plan();
    let done: Vec<(&Segment, Sum)> = player
        .records()
        .iter()
        .map(|it| (&plan.segments()[it.at], Done::of(plan, it).sum()))
        .filter(|it| !it.1.is_nothing())
        .collect();
    let mut routines: Vec<usize> = done.iter().map(|it| it.0.routine).collect();
    routines.sort_unstable();
    routines.dedup();
    let are_stretches = routines.iter().all(|it| plan.routines()[*it].is_stretch());
    let is_held = done.iter().any(|it| it.0.kind == SegmentKind::Hold && !it.0.rests);
    session::done(routines.len() as u64, are_stretches, &done.into_iter().map(|it| it.1).sum(), is_held)
}

/// Where the person is: the longest answer that fits before the next cue, or the shortest.
fn whereabouts(player: &Player, due: &DueEffect, room: Option<Duration>) -> Cue {
    let answers = place::answers(player, due);
    let cue = |words: &Text| Cue { room, ..Cue::new(Sound::Step, words.clone(), Lead::Words) };
    answers.iter().map(cue).find(fits).unwrap_or_else(|| cue(&answers[2]))
}

fn fits(cue: &Cue) -> bool {
    cue.room.is_none_or(|room| cue.lasts(Channels::ALL) <= room)
}

fn without_words(cue: Cue) -> Cue {
    Cue { words: Text::default(), ..cue }
}

/// A cue for each sound, with words that say what it means.
pub fn samples() -> Vec<Cue> {
    let sample = |&sound: &Sound| {
        let bell = match sound {
            Sound::Start => 1,
            Sound::Switch => 2,
            Sound::End | Sound::Done => ENDS,
            Sound::Next | Sound::Half | Sound::Tick | Sound::Rest => 0,
            Sound::In | Sound::Out | Sound::Beat | Sound::Step => 0,
        };
        Cue::new(sound, session::meaning(sound), Lead::Both).struck(bell)
    };
    Sound::ALL.iter().map(sample).collect()
}

/// The same words for each voice, so that a person can compare them.
pub fn voice_sample(name: &str) -> Cue {
    Cue { sound: None, ..Cue::new(Sound::Step, session::in_the_voice_of(name), Lead::Words) }
}

/// All cues of a plan with their moments. Segments that wait are ended at once.
pub fn list(plan: Plan, talk: Talk) -> Vec<(Moment, Cue)> {
    let mut cues = Vec::new();
    walk(plan, Caller::new(talk), |now, _, cue| cues.push((now, cue)));
    cues
}

/// Plays a plan to its end, and hands over each cue with its moment and the effect that it is the cue of.
fn walk(plan: Plan, mut caller: Caller, mut take: impl FnMut(Moment, &DueEffect, Cue)) {
    let mut now = Moment::START;
    let (mut player, mut due) = Player::new(plan, PATIENCE, now);
    loop {
        for due in &due {
            if let Some(cue) = caller.call(&player, due) {
                take(now, due, cue);
            }
        }
        if player.end().is_some() {
            return;
        }
        let event = match player.phase() {
            Phase::Waiting { .. } => Event::Proceed,
            Phase::Timing { .. } | Phase::Paused { .. } | Phase::Returning { .. } | Phase::Over { .. } => {
                now = now + player.idle(now).unwrap_or_default();
                Event::Tick
            }
        };
        due = player.update(event, now);
    }
}

#[cfg(test)]
mod tests;
