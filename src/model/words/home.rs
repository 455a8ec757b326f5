//! What stands on the home screen.

use crate::model::{
    area::Area,
    dose::{Level, Seconds},
    history::need::AreaNeed,
    menu::MenuItem,
    plan::Total,
    routine::{Need, Position, Routine},
    text::Text,
    wording::{self, Count},
    words::{practice, terms},
};

/// The question above everything.
pub const QUESTION: &str = "What is stiff?";
/// The same where there is little room.
pub const QUESTION_IN_SHORT: &str = ">";
/// What one may type, while nothing is typed.
pub const EXAMPLE: &str = "type a place, what hurts, or 10m neck hips";
/// What is typed for the rest of a numbered list.
pub const MORE: &str = "m";

/// The question in lines, under a numbered list of which some are still to be shown.
pub fn question_in_lines(more: usize) -> String {
    let rest = match more {
        0 => String::new(),
        more => format!(" `{MORE}` shows {more} more."),
    };
    format!("What is stiff? Type a number, a name or what hurts, then Enter.{rest} An empty line leaves.")
}
/// What is asked before what was chosen is played although it does not suit the person.
pub const ALL_THE_SAME: &str = "Enter plays it all the same; any other key does not";
/// The heading of what was left before its end.
pub const LEFT: &str = "Stopped before its end";
/// Said on leaving, of a session that was put together and not saved.
pub const KEPT: &str = "Your session is kept: `stretch` shows it again.";
/// The heading of what is due.
pub const DUE: &str = "Due";
/// The heading of the areas.
pub const AREAS: &str = "Areas";
/// The heading of the programs.
pub const PROGRAMS: &str = "Programs";
/// The heading of the person's own programs.
pub const OWN: &str = "Yours";
/// The heading of their other files: routines, and what cannot be played.
pub const FILES: &str = "Your files";
/// What is said where one asks to close what cannot be closed.
pub const HOW_TO_LEAVE: &str = "Ctrl-C or Ctrl-Q leaves";
/// What is said where nothing can be played.
pub const NOTHING_TO_PLAY: &str = "nothing is selected";
/// What is said in place of playing a file with a mistake in it.
pub const BROKEN: &str = "this file has a mistake in it and cannot be played";
/// What is said in place of playing, while a sign has not been read about.
pub const READ_FIRST: &str = "read this first; the arrow down leads to the stretches";
/// What is said in place of playing, after signs that need help or a fresh injury.
pub const NOT_PLAYED: &str = "nothing is played for this";
/// What is said in a window that is too small for anything.
pub const TOO_SMALL: &str = "too small: 20x6 is the least; ctrl-c leaves";
/// Where nothing fits what is typed.
pub const NOTHING_FITS: &str =
    "Nothing here fits that. Fewer words, or a part of the body? `10m neck` composes ten minutes.";

/// What is answered to a number that nothing has.
pub fn no_number(typed: &Text, count: usize) -> String {
    format!("There is no number {typed}: they go from 1 to {count}.")
}

/// What is asked before a session goes on without a setting that cannot be followed.
pub fn plays_without(what: &Text) -> Text {
    Text::clean(&format!("Enter plays without {what}; any other key does not"))
}

/// What is asked in place of the question, where a session is saved.
pub const NAME: &str = "Save as:";
/// What one may type there.
pub const NAME_EXAMPLE: &str = "a name for your program";
/// What is said where no name was typed.
pub const NAME_IS_EMPTY: &str = "type a name first; esc does not save";
/// What is said where there is nothing to put together.
pub const NOTHING_TO_ADD: &str = "there is nothing to add here";
/// What is said of a session that was emptied.
pub const EMPTIED: &str = "your session is empty; ctrl-r brings it back";
/// What is said where no session was there before.
pub const NOTHING_BEFORE: &str = "there is no session of before to bring back";
/// What is said in place of deleting what cannot be deleted here.
pub const NOT_DELETED: &str = "only a program of your own can be deleted here";
/// What is said of a session, where one asks to take something out of a list that stays as it is.
pub const REMOVED_THERE: &str = "del takes a stretch out of your session: tab leads there";
/// What is said where nothing was put together.
pub const NOTHING_TO_SAVE: &str = "your session is empty: ctrl-space adds what is selected";
/// What is said of a file that is built in.
pub const NOT_YOURS: &str = "only a file of your own can be opened";
/// The heading of what one puts together.
pub const YOUR_SESSION: &str = "Your session";
/// The same in a sentence.
pub const OF_YOUR_SESSION: &str = "your session";

/// How many areas or routines are named in a title.
const MOST_NAMES: usize = 3;

/// What a session that was put together is called: its few routines, or else its few areas, or else the first
/// routine: `Neck release and Chin tuck`, `Neck, hips and wrists`, `Neck release and 6 more`.
pub fn title(routines: &[&Routine]) -> Text {
    let mut names: Vec<&Text> = Vec::new();
    let mut areas: Vec<Option<Area>> = Vec::new();
    for routine in routines {
        if !names.contains(&&routine.name) {
            names.push(&routine.name);
        }
        if !areas.contains(&routine.area) {
            areas.push(routine.area);
        }
    }
    let areas: Option<Vec<Area>> = areas.into_iter().collect();
    Text::clean(&match (names.as_slice(), areas) {
        ([], _) => YOUR_SESSION.to_owned(),
        ([_] | [_, _], _) => wording::list(&names, "and"),
        (_, Some(areas)) if areas.len() <= MOST_NAMES => {
            wording::capital(&wording::list(areas.into_iter().map(terms::area), "and"))
        }
        ([first, others @ ..], _) => format!("{first} and {} more", others.len()),
    })
}

/// What is asked in place of the question, where a session is composed.
pub fn how_long(what: &Text) -> String {
    format!("How long for {what}?")
}

/// Some things by their names.
pub fn names(items: &[&MenuItem]) -> Text {
    Text::clean(&wording::list(items.iter().map(|it| it.name()), "and"))
}

/// The same where there is little room.
pub const HOW_LONG: &str = "How long?";
/// What one may type there.
pub const LENGTH_EXAMPLE: &str = "10m, or 10m neck hips";
/// What is said where no length was typed.
pub const LENGTH_IS_EMPTY: &str = "type a length first, such as 10m; esc does not compose";
/// What a session is composed of where nothing was chosen.
pub const WHAT_IS_DUE: &str = "what you have not stretched of late";

/// What is said of something that is no length.
pub fn no_length(typed: &str) -> String {
    format!("`{typed}` is no length: type minutes, such as 10m, and after it what it is for")
}

/// What is said of words that name nothing.
pub fn no_names(typed: &str) -> String {
    format!("`{typed}` names nothing here: type areas, programs or stretches by their names")
}

/// What is said of a path in the place of a name.
pub const NO_PATHS: &str = "a file is named by its id here, once it is in your folder";

/// What is said of a session that was composed, and of the areas that have a share of it, if all of that fits in one line.
pub fn composed(total: Total, areas: &[(Area, Total)], replaces: bool, width: usize) -> Text {
    let before = if replaces { "; ctrl-r brings back the one before" } else { "" };
    let shares = shares(&areas.iter().map(|it| Some(it.1)).collect::<Vec<_>>(), Some(total));
    let shares = areas.iter().zip(shares).map(|((area, _), share)| format!("{} {share}", terms::area(*area)));
    let told = |shares: &str| format!("composed: {}{shares}{before}", terms::minutes(total));
    let long = match areas.len() {
        2..=MOST_NAMES => told(&format!(", {}", wording::list(shares, "and"))),
        _ => told(""),
    };
    Text::clean(&if long.len() <= width { long } else { told("") })
}

/// What is said where a session that was put together does not fit in the length.
pub const GAVE_WAY: &str = "not all of your session fits in that time, so it was composed anew";

/// How one comes back from the list to what composes.
pub fn composes_above(length: Seconds) -> String {
    let length = wording::spoken_length(length.into());
    format!("Enter plays this alone. Go up past the first to compose {length}.")
}

/// How several places that were typed become one session.
pub fn add_a_length(typed: &str) -> String {
    format!("For one session: `10m {}`.", Text::clean_line(typed.trim()))
}

/// What is said of stretches of a session for which there is no room in its time.
pub fn left_out_to_fit(names: &[Text]) -> String {
    format!("left out to fit: {}", wording::list(names, "and"))
}

/// What Enter does with a length alone.
pub fn composes(length: Seconds) -> String {
    let length = wording::spoken_length(length.into());
    format!("Enter composes {length} of {WHAT_IS_DUE}. What it is for goes behind it: `10m neck hips`.")
}

/// What Enter does with a length and names.
pub fn composes_for(length: Seconds, names: &str) -> String {
    let length = wording::spoken_length(length.into());
    format!(
        "Enter composes {length} for {names}: you see what it has, and can change it, before it is played. \
         Down leads to what was found."
    )
}

/// What is said of a session that was brought back. `has_other` says whether there was another one.
pub fn restored(has_other: bool) -> Text {
    Text::literal(match has_other {
        true => "your session of before is back; ctrl-r changes them again",
        false => "your session is back",
    })
}

/// What is asked before a program is deleted.
pub fn asks_to_delete(name: &Text) -> Text {
    Text::clean(&format!("delete `{name}`? Enter deletes its file, any other key keeps it"))
}

/// What is said of a program that was deleted.
pub fn deleted(id: &str) -> Text {
    Text::clean(&format!("deleted: `{id}`"))
}

/// What is said before a file is opened in an editor that nobody named.
pub fn opens_in(editor: &str) -> Text {
    Text::clean(&format!(
        "ctrl-e once more opens it in {editor}: there `:wq` saves and leaves, `:q!` leaves; $EDITOR names another"
    ))
}

/// What the level is now, and what it does.
pub const fn level_now(level: Level) -> Text {
    Text::literal(match level {
        Level::Gentle => "gentle: the shortest holds; ctrl-l again: steady",
        Level::Steady => "steady: holds of middle length; ctrl-l again: full",
        Level::Full => "full: the longest holds; ctrl-l again: gentle",
    })
}

/// The heading of a session that one puts together, with the name under which it was saved.
pub fn saved_as(name: Option<&Text>) -> String {
    match name {
        Some(name) => format!("{YOUR_SESSION}, saved as {name}"),
        None => YOUR_SESSION.to_owned(),
    }
}

/// The heading of the routines that are listed beside what is selected.
pub const INSIDE: &str = "Stretches";

/// The heading of the routines of an area or a program.
pub fn inside(name: &Text) -> String {
    format!("{name}, inside")
}

/// That so many lines more are to be read.
pub fn read_on(lines: usize) -> String {
    match lines {
        0 => "that is all of it; up reads it again".to_owned(),
        lines => format!("down: {} more", Count(lines as u64, "line")),
    }
}

/// What is left of a session that ended early.
pub fn goes_on(routines: &[Text]) -> String {
    format!(
        "You get ready again, and the hold in which you left, or to which you had gone back, begins anew. Left \
         to do: {}.",
        wording::list(routines, "and")
    )
}

/// What would be next.
pub fn next(need: &AreaNeed) -> String {
    let another_day = if need.is_due() { "" } else { ", on another day" };
    format!("Next time: {}{another_day} ({})", terms::area(need.area), practice::why_in_short(need))
}

/// What was added to the session that one puts together, perhaps once more.
pub fn added(name: &Text, is_again: bool) -> Text {
    let added = if is_again { "added again" } else { "added" };
    Text::clean(&format!("{added}: {name}; tab leads to your session"))
}

/// Why a name cannot be used without another question: the person has a file of that name.
pub fn is_taken(id: &str) -> String {
    format!("you have `{id}` already")
}

/// The same of a program that is built in.
pub fn is_built_in(id: &str) -> String {
    format!("there is a built-in program `{id}`; yours would be played in its place")
}

/// What is asked before a program takes the place of something.
pub fn replaces(what: &Text) -> Text {
    Text::clean(&format!("{what}: ctrl-s replaces it, another name keeps it"))
}

/// What is said of a program that was saved.
pub fn saved(id: &str) -> Text {
    Text::clean(&format!("saved: `stretch {id}` plays it, ctrl-e opens its file"))
}

/// Said on leaving, of a program that was saved.
pub fn kept_as(id: &str) -> String {
    format!("Saved: `stretch {}` plays it.", Text::clean(id))
}

/// What is said of a file that was edited, and in which nothing is wrong.
pub fn checked(path: &Text) -> Text {
    Text::clean(&format!("no problem in {path}"))
}

/// A level: `gentle`.
pub const fn level(level: Level) -> &'static str {
    level.name()
}

/// How long ago something was done.
pub fn days_ago(days: u32) -> Text {
    Text::clean(&match days {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        days => format!("{} ago", Count(days.into(), "day")),
    })
}

/// How many things fit what is typed, and which of its words mean nothing, in about so many columns.
pub fn found(count: usize, unknown: &[Text], columns: usize) -> String {
    let found = format!("{} found", wording::thousands(count as u64));
    if unknown.is_empty() {
        return found;
    }
    let names = wording::list(unknown.iter().map(|it| format!("`{it}`")), "or");
    let named = format!("{found} without {names}");
    let is_short = named.chars().count() <= columns;
    if is_short { named } else { format!("{found}, {} unknown", Count(unknown.len() as u64, "word")) }
}

/// What something takes, in a line: `5:38 · 6 stretches · standing or sitting · a chair`.
pub fn facts(time: &str, count: Option<usize>, place: &str, needs: &[Need], dot: &str) -> String {
    let needs = terms::needed(needs);
    let needs = if needs.is_empty() { String::new() } else { format!("needs {needs}") };
    let count = count.map(|it| Count(it as u64, "stretch").to_string()).unwrap_or_default();
    let parts = [time.to_owned(), count, place.to_owned(), needs];
    parts.iter().filter(|it| !it.is_empty()).cloned().collect::<Vec<_>>().join(&format!(" {dot} "))
}

/// So many rounds of a stretch.
pub fn rounds(count: u32) -> String {
    Count(count.into(), "round").to_string()
}

/// How long something takes; empty if that is not known.
pub fn time(total: Option<Total>) -> String {
    total.map(terms::minutes).unwrap_or_default()
}

/// How long each part of a list takes, to the second, as the session and its list tell it: rounded, the parts would not be
/// those of the whole, or not the same everywhere.
pub fn times(parts: impl Iterator<Item = Option<Total>>) -> Vec<String> {
    parts.map(|it| it.map(terms::total).unwrap_or_default()).collect()
}

/// The shares of a whole in minutes, so that these are those of the whole.
fn shares(parts: &[Option<Total>], whole: Option<Total>) -> Vec<String> {
    let timed: Option<Vec<u64>> =
        parts.iter().map(|it| it.filter(|it| it.open == 0).map(|it| it.seconds)).collect();
    let rounded = || parts.iter().map(|it| time(*it)).collect();
    let (Some(seconds), Some(whole)) = (timed, whole) else { return rounded() };
    let mut minutes: Vec<u64> = seconds.iter().map(|it| it / 60).collect();
    let Some(more) = terms::in_minutes(whole.seconds).checked_sub(minutes.iter().sum()) else {
        return rounded();
    };
    let mut by_rest: Vec<usize> = (0..seconds.len()).collect();
    by_rest.sort_by_key(|it| std::cmp::Reverse(seconds[*it] % 60));
    by_rest.iter().take(more as usize).for_each(|it| minutes[*it] += 1);
    let told = |it: u64| if it == 0 { "<1 min".to_owned() } else { format!("{it} min") };
    minutes.into_iter().map(told).collect()
}

/// What stands before a time that a routine takes only in this list.
pub const HERE: &str = "here";

/// Whether a routine takes another time where it is listed than alone: a few seconds more or fewer for getting there are
/// none.
pub fn is_other_time(there: Option<Total>, alone: Total) -> bool {
    const MUCH: u64 = 30;
    there.is_some_and(|it| it.seconds.abs_diff(alone.seconds) >= MUCH)
}

/// How long a routine takes where it is listed, and by itself, where that is another time. A session may have other rounds
/// of it than it has alone.
pub fn time_there(there: Option<Total>, rounds: Option<u32>, alone: Total) -> String {
    let with = rounds.map(|it| format!(" with {}", self::rounds(it))).unwrap_or_default();
    match there {
        Some(total) if is_other_time(there, alone) => {
            format!("{} here{with}, {} by itself", terms::total(total), terms::total(alone))
        }
        Some(total) => terms::total(total),
        None => terms::minutes(alone),
    }
}

/// Where a routine is done and with what, in few words: `sitting, a chair`.
pub fn place_and_needs(positions: &[Position], needs: &[Need]) -> String {
    let needs = terms::needed(needs);
    let place = terms::positions(positions);
    [place, needs].iter().filter(|it| !it.is_empty()).cloned().collect::<Vec<_>>().join(", ")
}

/// The muscles of a routine.
pub fn muscles<'a>(muscles: impl Iterator<Item = &'a str>) -> String {
    let muscles = muscles.collect::<Vec<_>>().join(", ");
    if muscles.is_empty() { muscles } else { format!("Muscles: {muscles}") }
}

/// The conditions that were named, and what they mean for what is played.
pub fn without(conditions: &[crate::model::routine::Condition]) -> Option<Text> {
    if conditions.is_empty() {
        return None;
    }
    let any = terms::one_of(conditions.iter().map(|it| terms::condition(*it)));
    Some(Text::clean(&format!("without any stretch that says to ask first with {any}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_minutes_of_parts_are_those_of_the_whole() {
        let of = |seconds: &[u64], whole: u64| {
            let total = |seconds| Some(Total { seconds, open: 0 });
            shares(&seconds.iter().map(|it| total(*it)).collect::<Vec<_>>(), total(whole)).join(" ")
        };
        assert_eq!(of(&[256, 137], 393), "4 min 3 min");
        assert_eq!(of(&[20, 20, 20], 60), "1 min <1 min <1 min");
        assert_eq!(of(&[120, 90, 45], 270), "2 min 2 min 1 min", "four and a half minutes are five");
        let open = [Some(Total { seconds: 100, open: 1 }), None];
        assert_eq!(shares(&open, Some(Total { seconds: 100, open: 1 })), ["2 min + 1 open", ""]);
    }

    #[test]
    fn the_shares_of_a_composed_session_are_told_where_they_fit() {
        let total = |seconds| Total { seconds, open: 0 };
        let areas = [(Area::Neck, total(330)), (Area::LowerBack, total(270))];
        let told = |areas: &[(Area, Total)], replaces, width| {
            composed(total(600), areas, replaces, width).to_string()
        };
        let whole = "composed: 10 min, neck 6 min and lower back 4 min";
        assert_eq!(told(&areas, false, 78), whole);
        assert_eq!(told(&areas, false, whole.len()), whole);
        assert_eq!(told(&areas, false, whole.len() - 1), "composed: 10 min");
        assert_eq!(told(&areas[..1], false, 78), "composed: 10 min");
        assert_eq!(told(&areas, true, 38), "composed: 10 min; ctrl-r brings back the one before");
    }

    #[test]
    fn a_session_is_called_by_what_is_in_it() {
        let routine = |name: &str, area: Option<Area>| {
            let file = format!("name: {name}\nsteps:\n  - hold: Stay.\n    for: 10s\n");
            let checked = crate::model::parse::routine(file.as_bytes(), "it", area);
            checked.value.expect("it is a routine")
        };
        let shelf = [
            routine("Tilt", Some(Area::Neck)),
            routine("Tuck", Some(Area::Neck)),
            routine("Lunge", Some(Area::Hips)),
            routine("Wring", Some(Area::Wrists)),
            routine("Reach", Some(Area::Sides)),
            routine("Sheet", None),
        ];
        let of = |at: &[usize]| title(&at.iter().map(|it| &shelf[*it]).collect::<Vec<_>>()).to_string();
        assert_eq!(of(&[0]), "Tilt");
        assert_eq!(of(&[0, 2, 0]), "Tilt and Lunge");
        assert_eq!(of(&[0, 1, 2]), "Neck and hips");
        assert_eq!(of(&[3, 2, 0, 1]), "Wrists, hips and neck");
        assert_eq!(of(&[0, 2, 3, 4]), "Tilt and 3 more");
        assert_eq!(of(&[0, 1, 5]), "Tilt and 2 more");
    }
}
