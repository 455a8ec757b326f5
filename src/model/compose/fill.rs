//! Fills a time: of all sessions of a length, the one that does most of what is wanted.
//!
//! This is the knapsack problem, solved by dynamic programming. It walks through the menu in the order of play
//! and keeps on a shelf, for each length that can be reached, the best session so far; of those that meet
//! different goals, one each. A routine put behind a session of one shelf makes one of a longer shelf. A session
//! is kept as its last step in the trail, from which the steps before it are found.
//!
//! What a routine adds to a session depends on what is in it already: the first half minute for a muscle is
//! worth most, and after a minute little is gained. All figures are whole numbers, so every machine comes to the
//! same answer.

use super::{
    LONGEST_FOR_A_MUSCLE,
    menu::{Helping, Item, Menu, Share},
};
use crate::model::dose::Seconds;

/// Lengths are told apart in so many steps: enough to meet every length, and few enough to be quick.
const STEPS: Seconds = 150;
/// No step is wider, in seconds: a routine is longer.
const WIDEST_STEP: Seconds = 12;
/// For one length, so many sessions are kept at most that meet different goals.
const MOST_VARIANTS: usize = 8;

/// What each muscle and each area got in a session, in seconds for each side, and behind them what each goal took
/// of the time.
type Ledger = Vec<u16>;

/// What a second is worth to a goal that has less than its part of the time: as much as to a muscle that had
/// little. So neck and hips have five of ten minutes each, though both sides of a hip take twice the time of
/// what the neck does at once.
const WITHIN_ITS_PART: i64 = 100;

/// The part of the time that each of several goals should have.
#[derive(Clone, Copy)]
struct FairPart {
    /// In seconds.
    seconds: i64,
    /// Where the goals begin in a ledger.
    from: usize,
    /// How many there are.
    goals: usize,
}

impl FairPart {
    /// Nothing, where there are not several goals.
    fn of(menu: &Menu, longest: Seconds) -> Option<FairPart> {
        let goals = (u64::BITS - menu.goals.leading_zeros()) as usize;
        let several = menu.goals.count_ones() > 1;
        let seconds = i64::from(longest) / i64::from(menu.goals.count_ones().max(1));
        several.then_some(FairPart { seconds, from: menu.counted, goals })
    }

    /// The places of an item's goals in a ledger.
    fn places(self, item: &Item) -> impl Iterator<Item = usize> {
        let goals = item.goals;
        (0..self.goals).filter(move |it| goals >> it & 1 == 1).map(move |it| self.from + it)
    }

    /// What the time of an item is worth to its goals.
    fn gain(self, ledger: &[u16], item: &Item, seconds: Seconds) -> i64 {
        let within = |at: usize| {
            let before = i64::from(ledger[at]);
            part(before + i64::from(seconds), 0, self.seconds) - part(before, 0, self.seconds)
        };
        self.places(item).map(within).sum::<i64>() * WITHIN_ITS_PART
    }
}

/// A session in the making.
#[derive(Clone)]
struct Draft {
    seconds: Seconds,
    worth: i64,
    /// The goals that are met, a bit each.
    goals: u64,
    /// The last item, by its place among all, and the place of the whole way here in the trail.
    last: Option<usize>,
    end: Option<usize>,
    ledger: Ledger,
}

/// One step of the way to a session: an item, how it is done, and the step before it.
struct TrailStep {
    item: usize,
    helping: Helping,
    before: Option<usize>,
}

/// A session that can be played: the items in the order of play, and how each is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilledSession {
    pub picks: Vec<(usize, Helping)>,
    /// How long it takes.
    pub seconds: Seconds,
    /// How much of what is wanted it does.
    pub worth: i64,
}

/// Sessions that meet all goals and are no longer than this, the best one for each length.
pub fn sessions(menu: &Menu, longest: Seconds) -> Vec<FilledSession> {
    let width = (longest / STEPS).clamp(1, WIDEST_STEP);
    let limits = limits(menu);
    let fair = FairPart::of(menu, longest);
    let mut trail: Vec<TrailStep> = Vec::new();
    let mut drafts: Vec<Vec<Draft>> = vec![Vec::new(); (longest / width) as usize + 1];
    let nothing = vec![0; menu.counted + fair.map_or(0, |it| it.goals)];
    drafts[0].push(Draft { seconds: 0, worth: 0, goals: 0, last: None, end: None, ledger: nothing.clone() });
    for (at, item) in menu.items.iter().enumerate() {
        let most: Vec<i64> = item.helpings.iter().map(|it| gain(&nothing, item, it, fair)).collect();
        // From the longest to the shortest: what is added leads to a longer one, so nothing is added twice.
        for shelf in (0..drafts.len()).rev() {
            let (shorter, longer) = drafts.split_at_mut(shelf + 1);
            for draft in &shorter[shelf] {
                let (ready, cost) = menu.ways.change(draft.last, item.place);
                if item.is_demanding && !item.is_must && !is_prepared(draft, item) {
                    continue;
                }
                let goals = draft.goals | item.goals;
                for (helping, most) in item.helpings.iter().zip(&most) {
                    let seconds = draft.seconds.saturating_add(ready).saturating_add(helping.seconds);
                    if seconds > longest {
                        break; // The others take longer.
                    }
                    let Some(place) = ((seconds / width) as usize).checked_sub(shelf + 1) else { continue };
                    // Nothing adds more than to an empty session, and most of what adds less is not looked at further.
                    if room(&longer[place], goals, draft.worth + most - cost).is_none()
                        || exceeds(draft, item, helping, &limits)
                    {
                        continue;
                    }
                    let worth = draft.worth + gain(&draft.ledger, item, helping, fair) - cost;
                    let Some(room) = room(&longer[place], goals, worth) else { continue };
                    trail.push(TrailStep { item: at, helping: *helping, before: draft.end });
                    let end = Some(trail.len() - 1);
                    let ledger = added(&draft.ledger, item, helping, fair);
                    let new = Draft { seconds, worth, goals, last: Some(item.place), end, ledger };
                    match room {
                        DraftSlot::Replaces(index) => longer[place][index] = new,
                        DraftSlot::Added => longer[place].push(new),
                    }
                }
            }
            if item.is_must {
                // Every session from here on has it.
                drafts[shelf].clear();
            }
        }
    }
    let done = drafts.into_iter().flatten().filter(|it| it.end.is_some() && it.goals == menu.goals);
    done.map(|it| session(&it, &trail)).collect()
}

/// Where a draft goes among those of a length.
enum DraftSlot {
    Replaces(usize),
    Added,
}

/// Whether a draft is better than one that meets the same goals, or is the first of its kind.
fn room(drafts: &[Draft], goals: u64, worth: i64) -> Option<DraftSlot> {
    match drafts.iter().position(|it| it.goals == goals) {
        Some(index) => (worth > drafts[index].worth).then_some(DraftSlot::Replaces(index)),
        None if drafts.len() < MOST_VARIANTS => Some(DraftSlot::Added),
        None => {
            let least =
                (0..drafts.len()).min_by_key(|it| (drafts[*it].goals.count_ones(), drafts[*it].worth))?;
            let is_better =
                (goals.count_ones(), worth) > (drafts[least].goals.count_ones(), drafts[least].worth);
            is_better.then_some(DraftSlot::Replaces(least))
        }
    }
}

/// Whether something in a session prepares for an item: it has one of its muscles.
fn is_prepared(draft: &Draft, item: &Item) -> bool {
    item.muscles.iter().any(|it| draft.ledger[*it] > 0)
}

/// How long each muscle may be held: longer where what has to be in the session takes more than that already.
fn limits(menu: &Menu) -> Vec<Seconds> {
    let mut least = vec![0; menu.counted];
    for item in menu.items.iter().filter(|it| it.is_must && it.is_capped) {
        let dose = item.helpings.first().map_or(0, |it| it.dose);
        item.muscles.iter().for_each(|it| least[*it] += dose);
    }
    least.into_iter().map(|it: Seconds| it.max(LONGEST_FOR_A_MUSCLE)).collect()
}

/// Whether a muscle would be held for too long.
fn exceeds(draft: &Draft, item: &Item, helping: &Helping, limits: &[Seconds]) -> bool {
    let over = |it: &usize| u32::from(draft.ledger[*it]) + helping.dose > limits[*it];
    item.is_capped && item.muscles.iter().any(over)
}

/// What an item adds to a session.
fn gain(ledger: &[u16], item: &Item, helping: &Helping, fair: Option<FairPart>) -> i64 {
    let more = |at: usize, dose: Seconds, worth: fn(i64) -> i64| {
        let before = i64::from(ledger[at]);
        worth(before + i64::from(dose)) - worth(before)
    };
    let muscles: i64 = item.muscles.iter().map(|it| more(*it, helping.dose, for_a_muscle)).sum();
    let muscles = muscles / (item.muscles.len() as i64).max(1) * item.wanted / 100;
    let area = |it: &Share| more(it.at, it.of(helping), for_an_area) * it.wanted / 100;
    let time = fair.map_or(0, |it| it.gain(ledger, item, helping.seconds));
    muscles + item.areas.iter().map(area).sum::<i64>() + item.second_side + time
}

fn added(ledger: &Ledger, item: &Item, helping: &Helping, fair: Option<FairPart>) -> Ledger {
    let mut ledger = ledger.clone();
    let muscles = item.muscles.iter().map(|it| (*it, helping.dose));
    let areas = item.areas.iter().map(|it| (it.at, it.of(helping)));
    let goals = fair.into_iter().flat_map(|it| it.places(item)).map(|it| (it, helping.seconds));
    for (at, seconds) in muscles.chain(areas).chain(goals) {
        ledger[at] = ledger[at].saturating_add(u16::try_from(seconds).unwrap_or(u16::MAX));
    }
    ledger
}

/// What so many seconds are worth to a muscle: the first minute most, what levels off nearly nothing.
fn for_a_muscle(seconds: i64) -> i64 {
    100 * part(seconds, 0, 60) + 40 * part(seconds, 60, 120) + 10 * part(seconds, 120, 240)
}

/// And to an area, for which the first half minute makes a day that counts.
fn for_an_area(seconds: i64) -> i64 {
    300 * part(seconds, 0, 30) + 80 * part(seconds, 30, 60) + 30 * part(seconds, 60, 120)
}

/// How much of some seconds lies between two others.
fn part(seconds: i64, from: i64, to: i64) -> i64 {
    (seconds.min(to) - from).max(0)
}

/// The whole of a draft.
fn session(draft: &Draft, trail: &[TrailStep]) -> FilledSession {
    let mut picks = Vec::new();
    let mut at = draft.end;
    while let Some(step) = at.and_then(|it| trail.get(it)) {
        picks.push((step.item, step.helping));
        at = step.before;
    }
    picks.reverse();
    FilledSession { picks, seconds: draft.seconds, worth: draft.worth }
}
