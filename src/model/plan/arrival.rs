//! Where the person is between two routines, what they have brought, and how they get to the next one.

use crate::model::{
    dose::Seconds,
    routine::{Need, Routine, Thing},
    speech::time_to_say,
    stance::Stance,
    text::Text,
    transfer::{AT_HAND, CHOOSING, EACH_MORE, Posture, Transfer, WITHIN_REACH, fetching, leads_up},
    words::session,
};

/// Where the person is, and what they have at hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Whereabouts {
    /// None before the session, and wherever nobody knows.
    pub posture: Option<Posture>,
    /// What they had at hand before.
    brought: Vec<Thing>,
    /// What the last routine was done with or at.
    last: Vec<Thing>,
    /// Whether a routine was done.
    pub has_begun: bool,
}

/// The way to a routine.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrival {
    /// What is fetched and how the person gets there; empty if they can stay as they are.
    pub words: Text,
    /// Seconds of doing that once it is said.
    pub seconds: Seconds,
    /// The same for a person who knows the routine: they have chosen before how they do it and with what.
    pub known: Seconds,
    /// Seconds of the last part of the way, where the routine's own first words say it: they come after those.
    pub settling: Seconds,
    /// What they may use besides, and have not heard of yet.
    pub useful: Vec<Need>,
    /// Whether one of several positions is to be chosen.
    pub chooses: bool,
    /// The posture in which they arrive.
    pub posture: Option<Posture>,
}

impl Whereabouts {
    /// After a routine alone, with the side leading that its poses are written for.
    pub fn behind(routine: &Routine) -> Whereabouts {
        let mut here = Whereabouts::default();
        let arrival = here.arrival(routine, false);
        let pose = routine.passages().last().and_then(|it| it.end);
        here.after(routine, arrival.posture, Stance { pose, mirrored: routine.sides.are_two() });
        here
    }

    /// How many seconds longer getting ready for a routine takes from here than where nothing has to change.
    pub fn seconds_to(&self, routine: &Routine) -> Seconds {
        let arrival = self.arrival(routine, false);
        let words = if arrival.words.is_empty() { 0 } else { time_to_say(&arrival.words) };
        arrival.seconds + arrival.settling + words
    }

    /// The way to a routine. What its own first words say is not said twice.
    pub fn arrival(&self, routine: &Routine, mirrored: bool) -> Arrival {
        let allowed = routine.postures(mirrored);
        let first = routine.first_words();
        let is_named = |it: &Posture| it.is_named_in(first);
        let is_said = allowed.iter().any(is_named);
        let fits = |it: &Posture| allowed.contains(it);
        // Before a session a person may sit or stand, and stays so where both will do.
        let is_free = self.posture.is_none() && allowed.len() > 1 && fits(&Posture::Standing);
        let to = match self.posture.filter(fits) {
            here if is_free || allowed.is_empty() => here.or(self.posture),
            Some(here) if allowed.len() == 1 || here.is_named_in(first) => Some(here),
            here => allowed.iter().find(|it| is_named(it)).copied().or(here).or(allowed.first().copied()),
        };
        let (fetched, fetching) = self.fetch(&routine.needs, to);
        let transfer = match (self.posture, to) {
            // Nothing is fetched lying down.
            (Some(from), Some(to)) if from == to && from.is_lying() && !fetched.is_empty() => {
                Some(Transfer::up_and_down(from))
            }
            (from, Some(to)) if !is_free => Transfer::between(from, to),
            (_, Some(_) | None) => None,
        };
        let (way, goal) = transfer.map_or(("", ""), |it| (it.way, it.goal));
        let settling = if is_said { transfer.map_or(0, |it| it.seconds - it.on_the_way) } else { 0 };
        // Whoever goes to a wall stands up for it.
        let is_plain = to == Some(Posture::Standing) && way.is_empty() && !fetched.is_empty();
        let [way, goal] = [way, if is_said || is_plain { "" } else { goal }].map(Text::literal);
        // Down to the floor with what is needed, but up from it before anything is fetched.
        let rises = self.posture.is_some_and(|it| !it.is_up());
        let (before, after) = if rises { (Some(way), None) } else { (None, Some(way)) };
        let words = before.into_iter().chain(fetched).chain(after).chain([goal]);
        let is_new = |it: &&Need| it.optional && !it.one_of.iter().any(|it| self.brought.contains(it));
        let useful: Vec<Need> = routine.needs.iter().filter(is_new).cloned().collect();
        let at_hand = match useful.len() as Seconds {
            0 => 0,
            several => AT_HAND + EACH_MORE * (several - 1),
        };
        // Whoever stays on their feet, or sits already, takes no chair to sit on.
        let is_seat = |it: &&Need| *it.one_of == [Thing::Chair] && allowed.contains(&Posture::Sitting);
        let sits_down = to == Some(Posture::Sitting) && self.posture != to;
        let taken = useful.iter().filter(|it| sits_down || !is_seat(it));
        let within_reach = WITHIN_REACH * taken.count() as Seconds;
        let chooses = is_free && !is_said && !self.has_begun;
        let choosing = if chooses { CHOOSING } else { 0 };
        let known = fetching + within_reach + transfer.map_or(0, |it| it.seconds) - settling;
        Arrival {
            words: session::joined(words),
            seconds: known - within_reach + at_hand + choosing,
            known,
            settling,
            useful,
            chooses,
            posture: to,
        }
    }

    /// How what is needed comes to hand, as sentences, and how long that takes. What is there is left out.
    fn fetch(&self, needs: &[Need], to: Option<Posture>) -> (Vec<Text>, Seconds) {
        let (mut new, mut again, mut seconds) = (Vec::new(), Vec::new(), Vec::new());
        for need in needs.iter().filter(|it| !it.optional) {
            let Some(thing) = need.one_of.first() else { continue };
            if need.one_of.iter().any(|it| self.last.contains(it)) {
                continue;
            }
            match need.one_of.iter().find(|it| self.brought.contains(it)) {
                // Sitting down on it says enough.
                Some(Thing::Chair) if to == Some(Posture::Sitting) => {}
                Some(known) => {
                    again.push(session::take_again(*known));
                    seconds.push(fetching(*known).1);
                }
                None => {
                    new.push(need);
                    seconds.push(fetching(*thing).0);
                }
            }
        }
        let further = EACH_MORE * (seconds.len() as Seconds).saturating_sub(1);
        let fetched = Some(session::fetch(&new)).filter(|it| !it.is_empty());
        (fetched.into_iter().chain(again).collect(), seconds.into_iter().max().unwrap_or(0) + further)
    }

    /// After a routine that ended in a stance.
    pub fn after(&mut self, routine: &Routine, arrived: Option<Posture>, ends: Stance) {
        let starts = routine.postures(ends.mirrored);
        let drawn = routine.posture_of(ends);
        self.posture = match (routine.last_move().is_some_and(leads_up), starts.as_slice()) {
            (true, _) => drawn.filter(|it| !it.is_lying()),
            // It can be done in one posture alone, or it has led to another one.
            (false, [_]) => drawn.or(arrived),
            (false, several) => match drawn {
                Some(drawn) if !several.contains(&drawn) => Some(drawn),
                Some(_) | None => arrived,
            },
        };
        self.last = routine.needs.iter().flat_map(|it| it.one_of.iter().copied()).collect();
        self.brought.extend(self.last.iter().copied());
        self.has_begun = true;
    }
}

#[cfg(test)]
mod tests;
