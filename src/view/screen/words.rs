//! The words beside the drawn person: label, words, time, and what comes next.

use std::time::Duration;

use crate::{
    model::{
        dose::Breath,
        moment::Moment,
        motion,
        plan::{Pace, SegmentKind},
        player::{self, HalfBreath, Phase, Player, WhyPaused},
        sentence,
        text::Text,
        wording,
        words::{screen, session, terms},
    },
    view::{
        palette::{Palette, Tone},
        wrap::wrap,
    },
};

/// The content of the words' part.
#[derive(Clone)]
pub struct Shown {
    /// The labels that say what is done, from the longest to the shortest.
    pub labels: Vec<String>,
    /// The meaning of their colour.
    pub tone: Tone,
    /// What stands above the words; may be empty.
    pub lead: &'static str,
    /// The words of the segment: what to do.
    pub words: Text,
    /// The fewer words that are said of it, for where there is no room for all; none if all are said.
    pub fewer: Option<Text>,
    /// What is to be read before that, where there is room; may be empty.
    pub foreword: Text,
    /// What to take care of, which is said as well; may be empty.
    pub care: Text,
    /// What is to be read below them, where there is room; may be empty.
    pub note: Text,
    /// The time that is left; in a hold without a length, the time that is over.
    pub time: Option<String>,
    /// Which of how many short repetitions it is. In large digits it takes the place of the time, as the voice
    /// counts them.
    pub count: Option<(u64, u64)>,
    /// How much is over of what the time counts, from 0 to 1; of repetitions, how much of the current one. None where that
    /// has no length.
    pub share: Option<f64>,
    /// What comes next, or how to go on.
    pub next: String,
}

impl Shown {
    /// What stands in large digits.
    pub fn digits(&self) -> Option<String> {
        self.count.map(|(nth, _)| nth.to_string()).or_else(|| self.time.clone())
    }

    /// The same with the words that are said; none where those are all there are.
    pub fn as_said(&self) -> Option<Shown> {
        Some(Shown { words: self.fewer.clone()?, fewer: None, ..self.clone() })
    }

    /// What stands behind them: of how many repetitions this is one.
    pub fn behind_the_digits(&self) -> Option<String> {
        self.count.map(|(_, of)| screen::of_all(of))
    }

    /// The words in lines of this width, and how many of the last ones matter less: those below a lead, and what to take
    /// care of, which stands behind a blank line, if it is to be apart. In little room the lead, the foreword and the note are
    /// left out.
    pub fn lines(&self, width: u16, has_note: bool, is_apart: bool) -> (Vec<String>, usize) {
        let wrapped = |text: &Text| wrap(text.as_str(), usize::from(width));
        let [foreword, note] = [&self.foreword, &self.note];
        let [foreword, note] = [foreword, note].map(|it| if has_note { it.clone() } else { Text::default() });
        let lead = if has_note { wrap(self.lead, usize::from(width)) } else { Vec::new() };
        if self.care.is_empty() {
            let words = wrapped(&session::joined([self.words.clone(), foreword, note]));
            let quiet = if lead.is_empty() { 0 } else { words.len() };
            return ([lead, words].concat(), quiet);
        }
        let care = wrapped(&session::joined([foreword, self.care.clone(), note]));
        let quiet = care.len();
        let blank = if is_apart { vec![String::new()] } else { Vec::new() };
        ([lead, wrapped(&self.words), blank, care].concat(), quiet)
    }
}

/// Words that are seen at once, where there is no room for all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordsPage {
    /// The lines, and whether each matters less.
    pub lines: Vec<(String, bool)>,
    /// The line that follows in the same sentence, if the page ends inside of one.
    pub cut: Option<String>,
}

impl Shown {
    /// The words in pages of so many rows, each of whole sentences: one that does not fit on what is left of a page
    /// begins the next. Only a sentence that is longer than a page is cut.
    pub fn pages(&self, width: u16, rows: u16) -> Vec<WordsPage> {
        let (width, rows) = (usize::from(width), usize::from(rows.max(1)));
        let first = [(self.words.as_str(), false), (self.care.as_str(), true)];
        // What is only to be read is read with a caution.
        let rest = [self.foreword.as_str(), self.note.as_str()].map(|it| (it, true));
        let last = rest.into_iter().filter(|_| !self.care.is_empty());
        let mut pages = vec![WordsPage::default()];
        for (text, is_quiet) in first.into_iter().chain(last) {
            let mut flow: Vec<&str> = Vec::new();
            for sentence in sentence::sentences(text) {
                let shown = |flow: &[&str]| wrap(&flow.join(" "), width);
                let before = shown(&flow).len();
                flow.push(sentence);
                let mut lines = shown(&flow);
                let Some(page) = pages.last_mut() else { return pages };
                if page.lines.len() - before + lines.len() <= rows {
                    page.lines.truncate(page.lines.len() - before);
                } else {
                    flow = vec![sentence];
                    lines = shown(&flow);
                    if !page.lines.is_empty() {
                        pages.push(WordsPage::default());
                    }
                }
                while lines.len() > rows {
                    let rest = lines.split_off(rows);
                    let whole = lines.into_iter().map(|it| (it, is_quiet)).collect();
                    if let Some(page) = pages.last_mut() {
                        *page = WordsPage { lines: whole, cut: rest.first().cloned() };
                    }
                    pages.push(WordsPage::default());
                    // What follows does not flow on from a cut sentence.
                    flow.clear();
                    lines = rest;
                }
                if let Some(page) = pages.last_mut() {
                    page.lines.extend(lines.into_iter().map(|it| (it, is_quiet)));
                }
            }
        }
        pages
    }
}

/// The content of the words' part at a moment.
pub fn shown(player: &Player, now: Moment, palette: Palette) -> Shown {
    let segment = player.segment();
    let dot = palette.dot();
    let seconds = |left: Option<Duration>| {
        Some(digits_of(player::seconds_begun(left.unwrap_or_else(|| player.done(now)))))
    };
    // In a long hold inside a repetition its own time matters, and not the time of all repetitions.
    let part = player.part(now);
    let left = part.map(|it| it.left).or(player.left(now));
    let (said, care) = segment.parted();
    let whole = to_read(player, player.at()).map_or(said, Text::as_str);
    let here = Shown {
        labels: labels(player, now, dot),
        tone: Tone::of(segment.kind),
        lead: lead(player, player.at()),
        words: Text::clean(whole),
        fewer: (whole != said).then(|| Text::clean(said)),
        foreword: segment.foreword.clone(),
        care: Text::clean(care),
        note: segment.note.clone(),
        time: seconds(left),
        count: part.is_none().then(|| repetition(player, now)).flatten(),
        share: share(player, now),
        next: next(player),
    };
    match player.phase() {
        Phase::Timing { .. } => here,
        Phase::Waiting { .. } => Shown {
            time: segment.kind.is_timed().then(|| digits_of(player.done(now).as_secs())),
            count: None,
            next: screen::WHEN_READY.to_owned(),
            ..here
        },
        Phase::Paused { why, .. } => {
            let next = screen::how_to_go_on(why);
            let labels = paused(why, screen::done_now(segment.kind, false), dot);
            let labels = in_a_round(on_a_side(&labels, player, dot), player, dot);
            Shown { labels, tone: Tone::Paused, lead: "", next, ..here }
        }
        Phase::Returning { until, .. } => Shown {
            labels: on_a_side(&[screen::BACK.to_owned(), screen::BACK_IN_SHORT.to_owned()], player, dot),
            tone: Tone::Moving,
            lead: "",
            time: seconds(Some(until.since(now))),
            count: None,
            next: screen::then_more(player.left(now)),
            ..here
        },
        Phase::Over { .. } => Shown {
            labels: vec![screen::DONE.to_owned()],
            tone: Tone::Calm,
            lead: "",
            words: Text::default(),
            fewer: None,
            foreword: Text::default(),
            care: Text::default(),
            note: Text::default(),
            time: None,
            count: None,
            share: None,
            next: String::new(),
        },
    }
}

/// The words of a step in full, where fewer are said because the person has just heard them: there is time to read them
/// again. None where all of them are said, or where the person knows the routine from other days.
pub fn to_read(player: &Player, at: usize) -> Option<&Text> {
    let (plan, segment) = (player.plan(), &player.plan().segments()[at]);
    let is_known = plan.adjustments().get(segment.routine).is_some_and(|it| it.brisk.is_some());
    (segment.step.is_some() && !is_known).then_some(&segment.whole)
}

/// How much is over of what the time counts, in its whole seconds; of a short repetition, at any moment.
fn share(player: &Player, now: Moment) -> Option<f64> {
    let of = |left: Duration, length: Duration| {
        let [left, length] = [left, length].map(player::seconds_begun);
        (length > 0).then(|| length.saturating_sub(left) as f64 / length as f64)
    };
    if let Phase::Returning { until, .. } = player.phase() {
        return of(until.since(now), player::RETURN);
    }
    if let Some(part) = player.part(now) {
        return of(part.left, part.length);
    }
    match player.segment().pace {
        Some(Pace::Reps { each, .. }) => {
            let each = f64::from(each.max(1));
            Some(player.done(now).as_secs_f64() % each / each)
        }
        Some(Pace::Breaths(_)) | None => of(player.left(now)?, player.length()?),
    }
}

/// Whether the share changes from moment to moment: the pace of a repetition, or of a breath, is seen in it.
pub fn has_pace(player: &Player, now: Moment) -> bool {
    let is_led = matches!(player.phase(), Phase::Timing { .. });
    is_led && player.segment().pace.is_some() && player.part(now).is_none()
}

/// That the person is where they are to be, if the words of a hold are those of the way there.
pub fn lead(player: &Player, at: usize) -> &'static str {
    let segments = player.plan().segments();
    let before = at.checked_sub(1).map(|it| &segments[it]);
    let here = &segments[at];
    let is_known = before.is_some_and(|it| it.routine == here.routine && it.text == here.text);
    if here.kind != SegmentKind::Hold || !is_known {
        ""
    } else if here.rests {
        screen::STAY_HERE
    } else {
        screen::HOLD_HERE
    }
}

fn next(player: &Player) -> String {
    let segments = player.plan().segments();
    let at = player.at();
    // The words of a hold are on the screen already.
    let next = match (segments.get(at), segments.get(at + 1)) {
        (Some(here), Some(next)) if next.text == here.text => {
            return screen::next(Some(&session::coming(next, player.seconds_of(at + 1))));
        }
        (_, next) => next,
    };
    match next {
        Some(next) if next.kind == SegmentKind::Ready => {
            screen::next_routine(&player.plan().routine_of(next).name)
        }
        next => screen::next(next.map(|it| &it.short)),
    }
}

/// The labels: what is done, on which side, in which repetition and in which round.
fn labels(player: &Player, now: Moment, dot: &str) -> Vec<String> {
    let segment = player.segment();
    // What is repeated is explained before, and done once it counts.
    let stays = player.part(now).is_some_and(|it| it.stays);
    let kind = if explains(player) { screen::COMING_UP } else { screen::done_now(segment.kind, stays) };
    let side = segment.side.map(|it| format!("  {dot}  {}", screen::on_side(it))).unwrap_or_default();
    let count = repetition(player, now).map(|(nth, of)| format!("  {dot}  {}", screen::nth_of(nth, of)));
    let count = count.unwrap_or_default();
    let bare = segment.side.map(|it| format!(" {dot} {}", terms::side(it))).unwrap_or_default();
    let labels =
        vec![format!("{kind}{side}{count}"), format!("{kind}{bare}{count}"), format!("{kind}{bare}")];
    in_a_round(labels, player, dot)
}

/// Labels with the round before those without, where there are several.
fn in_a_round(labels: Vec<String>, player: &Player, dot: &str) -> Vec<String> {
    let (plan, segment) = (player.plan(), player.segment());
    let rounds = plan.rounds_of(segment);
    let round = segment.round.filter(|_| rounds > 1).map(|it| screen::round_of(it, rounds));
    let long = round.zip(labels.first()).map(|(round, label)| format!("{label}  {dot}  {round}"));
    long.into_iter().chain(labels).collect()
}

/// Whether repetitions are explained now that come next.
pub fn explains(player: &Player) -> bool {
    motion::explains(player.plan(), player.at())
}

/// Labels with the side of the stretch, and for little room the side alone.
fn on_a_side(labels: &[String], player: &Player, dot: &str) -> Vec<String> {
    let Some(side) = player.segment().side else { return labels.to_vec() };
    let long = labels.iter().map(|it| format!("{it}  {dot}  {}", screen::on_side(side)));
    let short = labels.last().map(|it| format!("{it} {dot} {}", terms::side(side)));
    long.chain(short).collect()
}

/// The current repetition and the number of them, with those that were added.
fn repetition(player: &Player, now: Moment) -> Option<(u64, u64)> {
    let each = match player.segment().pace? {
        Pace::Reps { each, .. } => u64::from(each.max(1)),
        Pace::Breaths(_) => return None,
    };
    let of = player.length()?.as_secs().div_ceil(each);
    Some(((player.done(now).as_secs() / each + 1).min(of), of))
}

/// The labels of a pause. One that the person wanted says in what.
fn paused(why: WhyPaused, done: &str, dot: &str) -> Vec<String> {
    match why {
        WhyPaused::Leaving => vec![screen::paused(why)],
        WhyPaused::Asked | WhyPaused::Covered => {
            vec![format!("{}  {dot}  {done}", screen::PAUSED), screen::PAUSED.to_owned()]
        }
        WhyPaused::Stopped | WhyPaused::Gap(_) | WhyPaused::Slept(_) => {
            vec![screen::paused(why), screen::PAUSED.to_owned()]
        }
    }
}

/// The breath that paces the segment; none if it has no pace of breaths.
pub fn breath(player: &Player) -> Option<Breath> {
    match player.segment().pace? {
        Pace::Breaths(breath) => Some(breath),
        Pace::Reps { .. } => None,
    }
}

/// How full the lungs are, from 0 to 1, and which half of the breath it is.
pub fn lungs(breath: Breath, breaths: Option<u32>, done: Duration) -> (f64, HalfBreath) {
    let (inward, outward) = (f64::from(breath.inward), f64::from(breath.outward));
    // After the last whole breath the person rests.
    if breaths.is_some_and(|it| done.as_secs_f64() >= f64::from(it) * (inward + outward)) {
        return (0.0, HalfBreath::Out);
    }
    let within = done.as_secs_f64() % (inward + outward).max(1.0);
    if within < inward {
        (within / inward, HalfBreath::In)
    } else {
        (1.0 - (within - inward) / outward.max(1.0), HalfBreath::Out)
    }
}

/// A countdown: up to 99 in seconds, and from there in minutes and seconds.
fn digits_of(seconds: u64) -> String {
    if seconds < 100 { seconds.to_string() } else { wording::clock(seconds) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        dose::Span,
        plan::{Wishes, tests as plan_tests},
        routine::{Action, Routine},
    };

    fn pages(words: &'static str, care: &'static str, note: &'static str, rows: u16) -> Vec<Vec<String>> {
        let shown = Shown {
            labels: Vec::new(),
            tone: Tone::Calm,
            lead: "Hold here.",
            words: Text::literal(words),
            fewer: None,
            foreword: Text::default(),
            care: Text::literal(care),
            note: Text::literal(note),
            time: None,
            count: None,
            share: None,
            next: String::new(),
        };
        let cut = |it: &WordsPage| it.cut.as_ref().map(|it| format!("> {it}"));
        let lines = |it: WordsPage| it.lines.iter().map(|it| it.0.clone()).chain(cut(&it)).collect();
        shown.pages(20, rows).into_iter().map(lines).collect()
    }

    /// The bar of a player at these whole seconds, in hundredths.
    fn shares(player: &mut Player, seconds: &[u64]) -> Vec<u32> {
        let share = |now: &u64| {
            let now = Moment(Duration::from_secs(*now));
            player.update(player::Event::Tick, now);
            (share(player, now).expect("it has a length") * 100.0).round() as u32
        };
        seconds.iter().map(share).collect()
    }

    fn begun(step: crate::model::routine::Step) -> Player {
        let routine = Routine { steps: vec![step], ..plan_tests::routine("Tilt") };
        let plan = plan_tests::alone(routine, &Wishes::default());
        let mut player = Player::new(plan, player::PATIENCE, Moment::START).0;
        while !player.segment().kind.is_timed() {
            player.update(player::Event::Next, Moment::START);
        }
        player
    }

    #[test]
    fn the_bar_is_of_what_the_digits_count() {
        let mut held = begun(plan_tests::hold("Tip your head.", 30));
        assert_eq!(shares(&mut held, &[0, 3, 6]), [0, 10, 20]);
        for second in [6, 7] {
            held.update(player::Event::Pause, Moment(Duration::from_secs(second)));
        }
        assert_eq!(shares(&mut held, &[7, 8, 11]), [0, 20, 80], "getting back takes five seconds");
        assert_eq!(shares(&mut held, &[12, 15]), [20, 30], "and then it is the hold again");
        let reps = |each, hold: Option<u32>| Action::Reps {
            times: Span::only(3).expect("it is a number"),
            each,
            hold: hold.and_then(Span::only),
        };
        let mut shrugs = begun(plan_tests::step("Shrug.", reps(4, None)));
        assert_eq!(shares(&mut shrugs, &[0, 1, 3, 4, 6]), [0, 25, 75, 0, 50], "each repetition fills it");
        let mut calves = begun(plan_tests::step("Pull.", reps(6, Some(20))));
        assert_eq!(
            shares(&mut calves, &[0, 1, 3, 8, 13]),
            [0, 33, 0, 25, 50],
            "a long stay has its own time"
        );
    }

    #[test]
    fn a_page_ends_with_a_sentence() {
        let words = "Sit down. Lower your chin to your chest. Stay.";
        assert_eq!(
            pages(words, "", "Only to be read.", 2),
            [vec!["Sit down. Lower your", "chin to your chest."], vec!["Stay."]],
            "a note without a caution is left out"
        );
        assert_eq!(
            pages(words, "Do not pull.", "Read this.", 3),
            [
                vec!["Sit down. Lower your", "chin to your chest.", "Stay."],
                vec!["Do not pull.", "Read this."]
            ],
        );
    }

    #[test]
    fn a_sentence_longer_than_a_page_is_cut_with_the_line_that_follows() {
        let words = "Lower your chin to your chest, and let your head hang there as it likes. Stay.";
        assert_eq!(
            pages(words, "", "", 2),
            [
                vec!["Lower your chin to", "your chest, and let", "> your head hang there"],
                vec!["your head hang there", "as it likes."],
                vec!["Stay."]
            ]
        );
    }
}
