//! The few words of `stretch status`, and the form in which a person wants them.

use std::time::Duration;

use super::{practice, terms};
use crate::model::{
    history::{need::AreaNeed, weeks::Week},
    wording::Count,
};

/// What is said of a person's practice.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// The areas that are due, the most needed one first.
    pub due: Vec<AreaNeed>,
    /// This week.
    pub week: Week,
    /// How long ago the last session was; none if there is none in the log's last weeks.
    pub since: Option<Duration>,
    /// Whether a break is due, by the time since the last session.
    pub is_break: bool,
}

impl Figures {
    /// The area to stretch now; none right after a session.
    pub fn now(&self) -> Option<&AreaNeed> {
        self.due.first().filter(|_| self.is_break)
    }
}

/// A word in braces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    Due,
    Next,
    Areas,
    Days,
    Minutes,
    Since,
}

const WORDS: &[(&str, Word)] = &[
    ("due", Word::Due),
    ("next", Word::Next),
    ("areas", Word::Areas),
    ("days", Word::Days),
    ("minutes", Word::Minutes),
    ("since", Word::Since),
];

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Word(Word),
}

/// A form with words in braces, each of which stands for a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Format(Vec<Part>);

impl Default for Format {
    fn default() -> Format {
        Format(vec![Part::Word(Word::Due), Part::Text(" due".to_owned())])
    }
}

impl Format {
    /// Reads a form as it is typed.
    ///
    /// # Errors
    ///
    /// What is needed instead, where a brace is not closed or a word is not known.
    pub fn read(typed: &str) -> Result<Format, String> {
        let mut parts = Vec::new();
        let mut rest = typed;
        while let Some((before, after)) = rest.split_once('{') {
            parts.push(Part::Text(before.to_owned()));
            if let Some(after) = after.strip_prefix('{') {
                parts.push(Part::Text("{".to_owned()));
                rest = after;
                continue;
            }
            let Some((name, after)) = after.split_once('}') else {
                return Err("a `}` behind every `{`; `{{` is a brace".to_owned());
            };
            let Some((_, word)) = WORDS.iter().find(|it| it.0 == name) else {
                return Err(format!("one of {} in braces", terms::one_of(WORDS.iter().map(|it| it.0))));
            };
            parts.push(Part::Word(*word));
            rest = after;
        }
        parts.push(Part::Text(rest.to_owned()));
        Ok(Format(parts))
    }

    /// The form with its figures; none if there is nothing to say.
    pub fn filled(&self, figures: &Figures) -> Option<String> {
        if self.0.contains(&Part::Word(Word::Due)) && figures.now().is_none() {
            return None;
        }
        let part = |it: &Part| match it {
            Part::Text(text) => text.clone(),
            Part::Word(word) => word.of(figures),
        };
        let line: String = self.0.iter().map(part).collect();
        (!line.trim().is_empty()).then_some(line)
    }
}

impl Word {
    fn of(self, figures: &Figures) -> String {
        let area = |it: Option<&AreaNeed>| it.map(|it| terms::area(it.area)).unwrap_or_default();
        match self {
            Word::Due => area(figures.now()),
            Word::Next => area(figures.due.first()),
            Word::Areas => figures.due.len().to_string(),
            Word::Days => figures.week.days().to_string(),
            Word::Minutes => (figures.week.held.as_secs() / 60).to_string(),
            Word::Since => figures.since.map(short).unwrap_or_default(),
        }
    }
}

/// A length of time in its largest unit: `12m`, `3h`, `2d`.
fn short(time: Duration) -> String {
    match time.as_secs() / 60 {
        minutes @ 0..60 => format!("{minutes}m"),
        minutes @ 60..1440 => format!("{}h", minutes / 60),
        minutes => format!("{}d", minutes / 1440),
    }
}

/// What a pointer that rests on the words is shown: what is due and why, and the week.
pub fn more(figures: &Figures) -> String {
    let mut lines: Vec<String> = figures.due.iter().map(practice::due).collect();
    if lines.is_empty() {
        lines.push(practice::NOTHING_DUE.to_owned());
    }
    let days = Count(figures.week.days().into(), "day");
    let minutes = Count(figures.week.held.as_secs() / 60, "minute");
    lines.push(format!("this week: {minutes} on {days}"));
    lines.extend(figures.since.map(|it| format!("last session: {} ago", short(it))));
    lines.join("\n")
}

/// What sort of words they are, for the colours of a bar: `due`, or `rest` if nothing is to be done now.
pub fn class(figures: &Figures) -> &'static str {
    if figures.now().is_some() { "due" } else { "rest" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::area::Area;

    fn figures(minutes: u64) -> Figures {
        let need =
            AreaNeed { area: Area::UpperBack, week: Week::default().area(Area::UpperBack), since: None };
        let since = Duration::from_secs(minutes * 60);
        Figures { due: vec![need], week: Week::default(), since: Some(since), is_break: minutes >= 50 }
    }

    #[test]
    fn a_form_is_filled_or_nothing_is_said() {
        let check = |format: &str, minutes: u64, expected: Option<&str>| {
            let filled = Format::read(format).expect(format).filled(&figures(minutes));
            assert_eq!(filled.as_deref(), expected, "{format}");
        };
        check("{due}", 55, Some("upper back"));
        check("stretch {due}!", 55, Some("stretch upper back!"));
        check("stretch {due}!", 12, None);
        check("{next} {since}", 12, Some("upper back 12m"));
        check("{since}", 60 * 5, Some("5h"));
        check("{since}", 60 * 24 * 3, Some("3d"));
        check("{{{areas}} {days}/{minutes}", 55, Some("{1} 0/0"));
        check("", 55, None);
        check("  ", 55, None);
        assert_eq!(Format::default().filled(&figures(55)).as_deref(), Some("upper back due"));
        assert_eq!(Format::default().filled(&Figures::default()), None);
    }

    #[test]
    fn a_wrong_form_says_what_it_needs() {
        for (format, needs) in [("{due", "`}`"), ("{dew}", "due"), ("{}", "since")] {
            let wrong = Format::read(format).expect_err(format);
            assert!(wrong.contains(needs), "{wrong}");
        }
    }
}
