//! An exercise, put together from the pieces of its sentences.

mod late;

use self::late::{again, between, bounded, give};
use super::{
    Notice,
    amount::Amount,
    resemble::Likeness,
    sentence::{SaidAmount, SentencePart, behind_hold, is_advice, is_remark},
    title,
};
use crate::model::{
    dose::{Dose, LONGEST_HOLD, Span},
    format::MOST_TEXT,
    routine::Side,
};

/// Seconds of a movement that a sheet gives no time for.
pub const EACH: u32 = 4;
/// Why a time without a unit is a guess.
pub const NO_UNIT: &str = "no unit: taken as seconds";
/// A hold of so many seconds is a stretch that is repeated, and no repetition with a pause in it.
const LONG: u32 = 10;

/// What is known of an exercise while its lines are read.
#[derive(Clone, Debug, Default)]
pub struct ExerciseDraft {
    /// Its name, as it is shown.
    pub name: String,
    /// The line in which it begins.
    pub line: usize,
    /// What is said of it.
    pub pieces: Vec<SentencePart>,
    /// What to take care of.
    pub caution: Option<String>,
    /// What is no step.
    pub notes: Vec<Notice>,
}

/// A value with the words that it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quoted<T> {
    /// What is written.
    pub value: T,
    /// The line, and its words.
    pub from: (usize, String),
    /// Why it is a guess, if it is one.
    pub guess: Option<&'static str>,
}

/// What is done in a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SheetAction {
    /// Going somewhere.
    Move,
    /// Staying.
    Hold(Option<Quoted<Dose>>),
    /// A movement, so often, with a hold inside each.
    Reps(Quoted<Span>, Option<Quoted<Span>>),
}

/// A step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetStep {
    /// Its words.
    pub words: String,
    /// The line that they stand in.
    pub line: usize,
    /// What is done.
    pub action: SheetAction,
    /// The sides that its words name.
    pub named: (bool, bool),
}

/// The sides of an exercise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SheetSides {
    /// Both, either first.
    Both,
    /// This one first.
    From(Side),
    /// This one alone.
    Only(Side),
}

/// An exercise that can be written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exercise {
    /// Its name.
    pub name: String,
    /// The line in which it begins.
    pub line: usize,
    /// The routine of ours that it may be.
    pub likeness: Option<Likeness>,
    /// Its sides.
    pub sides: Option<Quoted<SheetSides>>,
    /// What the side is of.
    pub limb: Option<&'static str>,
    /// How often the whole is done.
    pub rounds: Option<Quoted<Span>>,
    /// The rest between two rounds.
    pub rest: Option<Quoted<Span>>,
    /// What to take care of.
    pub caution: Option<String>,
    /// Moves before the first round.
    pub setup: Vec<String>,
    /// The steps.
    pub steps: Vec<SheetStep>,
    /// What else the sheet says.
    pub notes: Vec<Notice>,
    /// Whether the sheet only names it.
    pub is_bare: bool,
}

impl Exercise {
    /// Whether nothing says how long or how often it is done.
    pub fn is_untimed(&self) -> bool {
        self.steps.iter().all(|it| matches!(it.action, SheetAction::Move | SheetAction::Hold(None)))
    }
}

fn valued<T>(value: T, said: &SaidAmount, guess: Option<&'static str>) -> Quoted<T> {
    Quoted { value, from: (said.line, said.quote.clone()), guess: guess.or(said.guess) }
}

/// Collects what is said of the whole exercise.
#[derive(Default)]
struct Whole {
    rounds: Option<Quoted<Span>>,
    counts: Vec<(Span, SaidAmount, Option<usize>)>,
    times: Vec<(Span, SaidAmount, Option<usize>)>,
    rest: Option<Quoted<Span>>,
    /// The rest between two repetitions.
    pause: Option<(Span, SaidAmount)>,
    sides: Option<Quoted<SheetSides>>,
    limb: Option<&'static str>,
    directions: Option<SaidAmount>,
    repeats: Option<(usize, String)>,
    notes: Vec<Notice>,
}

impl Whole {
    fn note(&mut self, said: &SaidAmount, why: &str) {
        let line = said.line;
        self.notes.push(Notice { line, words: format!("\"{}\" {why}", said.quote) });
    }

    fn set_rounds(&mut self, span: Span, said: &SaidAmount) {
        match &self.rounds {
            Some(there) if there.value != span => {
                self.note(said, "is left out: the rounds were given before")
            }
            Some(_) => {}
            None => self.rounds = Some(valued(span, said, None)),
        }
    }

    /// Takes an amount that is not a hold. `step` is the step in whose words it stands.
    fn take(&mut self, said: &SaidAmount, step: Option<usize>) {
        match said.amount {
            Amount::Rounds(span) => self.set_rounds(span, said),
            Amount::Times(span) => self.times.push((span, said.clone(), step)),
            Amount::Count(span) => self.counts.push((span, said.clone(), step)),
            Amount::Rest(span) => match &self.rest {
                Some(there) if there.value != span => {
                    self.note(said, "is left out: the rest was given before")
                }
                Some(_) => {}
                None => self.rest = Some(valued(span, said, None)),
            },
            Amount::Pause(span) => self.pause = Some((span, said.clone())),
            Amount::Sides(limb) => {
                self.limb = self.limb.or(limb);
                self.sides.get_or_insert_with(|| valued(SheetSides::Both, said, None));
            }
            Amount::First(side) => {
                let is_one = self.sides.as_ref().is_some_and(|it| matches!(it.value, SheetSides::Only(_)));
                if !is_one {
                    self.sides = Some(valued(SheetSides::From(side_of(side)), said, None));
                }
            }
            Amount::Directions => self.directions = Some(said.clone()),
            Amount::Only(side) => self.sides = Some(valued(SheetSides::Only(side_of(side)), said, None)),
            Amount::Each => self.note(said, "may mean each side: it is played once"),
            Amount::Habit => self.note(said, "is how often to do it"),
            Amount::Total => self.note(said, "is how long all of it takes"),
            Amount::Impossible => self.note(said, "is not understood"),
            Amount::Hold(_) | Amount::Bare(_) => {}
        }
    }
}

fn side_of(word: &str) -> Side {
    if word == "left" { Side::Left } else { Side::Right }
}

/// Makes an exercise of what was read of it.
pub fn build(draft: ExerciseDraft) -> Exercise {
    let mut whole = Whole { notes: draft.notes, ..Whole::default() };
    let mut steps: Vec<SheetStep> = Vec::new();
    // A hold that is given before what is to be done, as "Hold: 30 s" is.
    let mut ahead: Option<(Quoted<Dose>, SaidAmount)> = None;
    let is_bare = draft.pieces.iter().all(|it| it.words.is_empty() && !it.is_dosed());
    for piece in &draft.pieces {
        let hold = piece.amounts.iter().find_map(|it| {
            let unmeasured = || it.amount.bare().map(|span| valued(Dose::Seconds(span), it, Some(NO_UNIT)));
            it.amount.hold().map(|dose| valued(dose, it, None)).or_else(unmeasured)
        });
        if hold.is_none() && !piece.is_dosed() && is_advice(&piece.words) {
            whole.notes.push(Notice { line: piece.line, words: format!("\"{}\" is advice", piece.words) });
            piece.amounts.iter().for_each(|it| whole.take(it, None));
            continue;
        }
        let was_held = steps.iter().any(|it| matches!(it.action, SheetAction::Hold(Some(_))));
        if was_held && is_letting_go(&piece.words) && hold.is_some() {
            for said in &piece.amounts {
                let rest = said.amount.seconds().map(Amount::Rest);
                whole.take(&SaidAmount { amount: rest.unwrap_or(said.amount), ..said.clone() }, None);
            }
            continue;
        }
        // "Hold for 5 seconds, then relax": the hold is that of the sentence before.
        let after = behind_hold(&piece.words).filter(|_| hold.is_some() && !steps.is_empty());
        let reason = piece.words.to_lowercase();
        let is_reason = hold.is_some()
            && ["so that", "so your", "because", "in order", "to allow", "to let"]
                .iter()
                .any(|it| reason.starts_with(it));
        let words = if after.is_some() || is_reason { "" } else { piece.words.as_str() };
        // "Scalene stretch 3x30s (go easy)", "Bridge 3x12 with a hold": what stands beside a name is no instruction.
        let remarked = format!("{} {words}", draft.name);
        let is_remark_alone = words.starts_with('(') && words.trim_end_matches('.').ends_with(')');
        let is_beside = steps.is_empty() && (is_remark_alone || words.starts_with("with "));
        let words = if is_beside { remarked.trim() } else { words };
        let is_empty = words.is_empty();
        if !is_empty {
            let remarks = is_remark(words) && hold.is_none() && !piece.is_dosed();
            match steps.last_mut().filter(|_| remarks) {
                Some(last) => {
                    last.words = joined(&last.words, words);
                    last.named = with(last.named, named(words));
                }
                None => steps.push(step(words, piece.line)),
            }
        }
        if is_repeat(words) && !is_empty {
            steps.pop();
            whole.repeats.get_or_insert((piece.line, piece.words.clone()));
        }
        let mut holds =
            piece.amounts.iter().filter(|it| matches!(it.amount, Amount::Hold(_) | Amount::Bare(_)));
        if let Some(hold) = hold {
            let first = holds.next();
            match steps.last_mut() {
                Some(last) if matches!(last.action, SheetAction::Move) => {
                    last.action = SheetAction::Hold(Some(hold))
                }
                Some(SheetStep { action: SheetAction::Hold(Some(there)), .. })
                    if is_empty && there.value == hold.value => {}
                Some(_) => steps.push(SheetStep {
                    action: SheetAction::Hold(Some(hold)),
                    ..step("Stay there.", piece.line)
                }),
                None => match (&ahead, first) {
                    (None, Some(said)) => ahead = Some((hold, said.clone())),
                    (Some(there), Some(said)) if there.0.value != hold.value => {
                        whole.note(said, "is left out: the hold has its time already");
                    }
                    (_, _) => {}
                },
            }
        }
        for second in holds {
            whole.note(second, "is left out: the hold has its time already");
        }
        if let Some(after) = after {
            steps.push(step(after, piece.line));
        }
        let index = (!is_empty).then(|| steps.len().saturating_sub(1));
        for said in &piece.amounts {
            whole.take(said, index);
        }
    }
    if steps.is_empty() {
        steps.push(step(&sentence(&draft.name), draft.line));
    }
    if let Some((hold, said)) = ahead {
        give(&mut whole, &mut steps, hold, &said);
    }
    again(&mut whole);
    counted(&mut whole, &mut steps);
    mirrored(&mut whole, &mut steps);
    let is_held = steps.iter().any(|it| !matches!(it.action, SheetAction::Move));
    if !is_held && let Some(last) = steps.iter_mut().rev().find(|it| !is_return(&it.words)) {
        last.action = SheetAction::Hold(None);
    } else if !is_held && let Some(last) = steps.last_mut() {
        last.action = SheetAction::Hold(None);
    }
    let setup = set_up(&mut steps);
    directed(&mut whole, &mut steps);
    between(&mut whole, &steps);
    bounded(&mut whole, &steps);
    let Whole { rounds, rest, sides, limb, notes, .. } = whole;
    Exercise {
        name: draft.name,
        line: draft.line,
        likeness: None,
        sides,
        limb,
        rounds,
        rest,
        caution: draft.caution,
        setup,
        steps,
        notes,
        is_bare,
    }
}

/// Whether words only say that it is done again.
fn is_repeat(words: &str) -> bool {
    let words = title::words(words);
    words.first().is_some_and(|it| it == "repeat")
        && words.iter().skip(1).all(|it| {
            matches!(
                it.as_str(),
                "again"
                    | "and"
                    | "once"
                    | "more"
                    | "as"
                    | "needed"
                    | "directed"
                    | "recommended"
                    | "prescribed"
            )
        })
}

/// Whether words with a time after a hold only let go: "relax for 30 seconds", "then relax your arm".
fn is_letting_go(words: &str) -> bool {
    let words = title::words(words);
    let first =
        words.iter().find(|it| !matches!(it.as_str(), "then" | "and" | "now" | "fully" | "completely"));
    first.is_some_and(|it| matches!(it.as_str(), "relax" | "rest" | "recover" | "pause" | "release"))
        && words.len() <= 6
}

fn step(words: &str, line: usize) -> SheetStep {
    SheetStep { words: sentence(words), line, action: SheetAction::Move, named: named(words) }
}

/// Gives the counts to the rounds or to a step.
fn counted(whole: &mut Whole, steps: &mut Vec<SheetStep>) {
    let holds: Vec<usize> =
        (0..steps.len()).filter(|it| matches!(steps[*it].action, SheetAction::Hold(_))).collect();
    // "Inhale and lift your arms, exhale and lower them. 5 rounds." is a movement five times.
    let is_movement = holds.is_empty() && whole.counts.is_empty() && whole.times.is_empty();
    if is_movement && let Some(rounds) = whole.rounds.take_if(|it| it.from.1.to_lowercase().contains("round"))
    {
        let (line, quote) = rounds.from;
        let said = SaidAmount { amount: Amount::Times(rounds.value), line, quote, guess: None };
        whole.times.push((rounds.value, said, None));
    }
    for (span, said, at) in std::mem::take(&mut whole.counts) {
        let is_repeated = whole.rounds.is_none() && (!holds.is_empty() || !whole.times.is_empty());
        let same = whole.rounds.as_ref().is_some_and(|it| it.value == span);
        if same {
            continue;
        }
        if is_repeated
            && whole.times.iter().all(|it| it.0 != span)
            && span.high() <= crate::model::format::MOST_ROUNDS
        {
            whole.rounds = Some(valued(span, &said, None));
        } else {
            whole.times.push((span, said, at));
        }
    }
    let mut whole_times = Vec::new();
    for (span, said, at) in std::mem::take(&mut whole.times) {
        let own =
            at.filter(|it| steps.get(*it).is_some_and(|it| !matches!(it.action, SheetAction::Reps(..))));
        match own.or(if let [only] = holds[..] { Some(only) } else { None }) {
            Some(at) => repeated(whole, steps, at, span, &said),
            None => whole_times.push((span, said)),
        }
    }
    let Some((span, said)) = whole_times.first() else { return };
    for (_, other) in whole_times.iter().skip(1).filter(|it| it.0 != *span) {
        whole.note(other, "is left out: the repetitions were given before");
    }
    if steps.iter().any(|it| matches!(it.action, SheetAction::Reps(..))) {
        whole.note(said, "is left out: the repetitions were given before");
    } else if !holds.is_empty() {
        whole.set_rounds(*span, said);
    } else {
        // Everything but getting into place is one movement.
        let first = steps.iter().position(|it| !is_setup(&it.words)).unwrap_or(steps.len() - 1);
        let movement: Vec<SheetStep> = steps.drain(first..).collect();
        let words = movement.iter().map(|it| it.words.as_str()).collect::<Vec<_>>().join(" ");
        let line = movement.first().map_or(said.line, |it| it.line);
        let mut one = step(&words, line);
        one.action = SheetAction::Move;
        steps.push(one);
        let at = steps.len() - 1;
        repeated(whole, steps, at, *span, said);
    }
}

/// Makes repetitions of a step, or rounds of a long hold.
fn repeated(whole: &mut Whole, steps: &mut [SheetStep], at: usize, times: Span, said: &SaidAmount) {
    let Some(step) = steps.get_mut(at) else { return };
    let hold = match &step.action {
        SheetAction::Hold(Some(Quoted { value: Dose::Seconds(span), from, guess })) => {
            Some(Quoted { value: *span, from: from.clone(), guess: *guess })
        }
        SheetAction::Hold(Some(_)) => return whole.set_rounds(times, said),
        SheetAction::Move | SheetAction::Hold(None) => None,
        SheetAction::Reps(..) => return,
    };
    let is_long = hold.as_ref().is_some_and(|it| it.value.low() >= LONG);
    if is_long && times.high() == 1 {
        return whole.note(said, "is the hold itself");
    }
    // One set of three long holds is three rounds.
    let is_once = whole.rounds.as_ref().is_none_or(|it| it.value.high() == 1);
    if is_long && is_once {
        whole.rounds = None;
    }
    if is_long && is_once && times.high() <= crate::model::format::MOST_ROUNDS {
        return whole.set_rounds(times, said);
    }
    let takes = u64::from(times.high()) * u64::from(EACH + hold.as_ref().map_or(0, |it| it.value.high()));
    if takes > u64::from(LONGEST_HOLD) {
        return whole.note(said, "is left out: it takes more than an hour");
    }
    step.action = SheetAction::Reps(valued(times, said, None), hold);
}

/// "Then to the left", behind a hold on the right, is the other side of it.
fn mirrored(whole: &mut Whole, steps: &mut Vec<SheetStep>) {
    let Some(held) = steps.iter().position(|it| matches!(it.action, SheetAction::Hold(Some(_)))) else {
        return;
    };
    const BESIDE: &[&str] =
        &["then", "now", "and", "to", "the", "on", "with", "your", "side", "same", "left", "right"];
    let (left, right) = steps[held].named;
    let is_only = |it: &SheetStep| title::words(&it.words).iter().all(|it| BESIDE.contains(&it.as_str()));
    let Some(at) = (held + 1..steps.len()).find(|it| {
        let step = &steps[*it];
        left != right
            && step.named == (right, left)
            && matches!(step.action, SheetAction::Move)
            && is_only(step)
    }) else {
        return;
    };
    let step = steps.remove(at);
    let first = if left { Side::Left } else { Side::Right };
    whole.sides.get_or_insert(Quoted {
        value: SheetSides::From(first),
        from: (step.line, step.words),
        guess: None,
    });
}

/// A movement that is done both ways: to both sides, or forward and then back.
fn directed(whole: &mut Whole, steps: &mut Vec<SheetStep>) {
    let Some(said) = whole.directions.take() else { return };
    let all: String = steps.iter().map(|it| it.words.to_lowercase()).collect();
    let turns = ["circle", "roll", "clockwise", "forward", "backward"].iter().any(|it| all.contains(it));
    if !turns {
        whole.sides.get_or_insert_with(|| valued(SheetSides::Both, &said, None));
    } else if let Some(last) = steps.iter().rev().find(|it| !matches!(it.action, SheetAction::Move)).cloned()
    {
        steps.push(SheetStep { words: "Now the other way.".to_owned(), named: (false, false), ..last });
    }
}

/// Moves by which one gets into place, and that are not done again in each round.
fn set_up(steps: &mut Vec<SheetStep>) -> Vec<String> {
    let mut setup = Vec::new();
    while steps.len() > 1
        && matches!(steps[0].action, SheetAction::Move)
        && is_setup(&steps[0].words)
        && steps[0].named == (false, false)
    {
        setup.push(steps.remove(0).words);
    }
    setup
}

fn is_setup(words: &str) -> bool {
    let words = title::words(words);
    let first = words
        .iter()
        .find(|it| !matches!(it.as_str(), "start" | "begin" | "by" | "in" | "a" | "the" | "position"))
        .map_or("", String::as_str);
    matches!(
        first,
        "sit"
            | "sitting"
            | "stand"
            | "standing"
            | "lie"
            | "lying"
            | "lay"
            | "kneel"
            | "kneeling"
            | "get"
            | "seated"
            | "starting"
    )
}

/// Whether words lead back to where one was, after the hold.
fn is_return(words: &str) -> bool {
    let first = title::words(words);
    let leaves = first.first().is_some_and(|it| it == "to")
        && first.get(1).is_some_and(|it| {
            matches!(it.as_str(), "come" | "leave" | "release" | "finish" | "exit" | "get" | "return" | "end")
        });
    leaves
        || matches!(
            first.first().map_or("", String::as_str),
            "return" | "relax" | "release" | "come" | "repeat"
        )
}

fn joined(one: &str, more: &str) -> String {
    format!("{one} {}", sentence(more))
}

/// Words with a capital at the beginning and a mark at the end.
pub fn sentence(words: &str) -> String {
    let mut words: String = crate::model::wording::capital(words.trim());
    if words.chars().count() > MOST_TEXT - 1 {
        words = words.chars().take(MOST_TEXT - 2).collect::<String>() + "…";
    }
    let closes = |it: char| matches!(it, '.' | '!' | '?' | '…' | ')' | '"' | '\'');
    let is_closed = words.ends_with(closes) && (!words.ends_with(')') || words.contains(". ("));
    if is_closed { words } else { format!("{}.", words.trim_end_matches([',', ';', ':', '-'])) }
}

/// Whether words name the left and the right side of the body.
fn named(words: &str) -> (bool, bool) {
    (replaced(words, "left", "") != words, replaced(words, "right", "") != words)
}

pub fn with(one: (bool, bool), other: (bool, bool)) -> (bool, bool) {
    (one.0 || other.0, one.1 || other.1)
}

/// Words with a side's name replaced wherever it is the side of a body.
pub fn replaced(words: &str, side: &str, by: &str) -> String {
    const NOT_BEFORE: &[&str] = &[
        "angle", "angles", "away", "now", "way", "height", "amount", "position", "distance", "over", "out",
        "behind", "beneath", "through", "at", "into",
    ];
    const NOT_AFTER: &[&str] = &["all", "just", "is", "what", "are", "about", "feels", "feel", "it"];
    let parts: Vec<&str> = words.split(' ').collect();
    let bare = |it: usize| {
        parts
            .get(it)
            .map(|it| it.trim_matches(|it: char| !it.is_alphanumeric()).to_lowercase())
            .unwrap_or_default()
    };
    let new = parts.iter().enumerate().map(|(at, part)| {
        let before = at.checked_sub(1).map(bare).unwrap_or_default();
        let fits = bare(at) == side
            && !NOT_BEFORE.contains(&bare(at + 1).as_str())
            && !NOT_AFTER.contains(&before.as_str());
        if !fits {
            return (*part).to_owned();
        }
        let from = part.to_lowercase().find(side).unwrap_or(0);
        format!("{}{by}{}", &part[..from], &part[from + side.len()..])
    });
    new.collect::<Vec<_>>().join(" ")
}
