//! The log as a page to hand over, for a therapist: what was held, on which side, how often, and how it felt,
//! week by week. One file that needs nothing else: no script, no font, nothing of a network.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    time::Duration,
};

use chrono::{NaiveDate, Weekday};

use super::html::{escaped, policy};
use crate::model::{
    history::weeks::first_day, journal::Session, side::Side, text::Text, words::handover as words,
};

/// How such a page begins: by this one is known that may be replaced.
pub const BEGINS: &str = "<!doctype html>\n<!-- stretch: a report -->\n";

/// Less than this is a slip of a finger.
const LEAST: Duration = Duration::from_secs(1);

const STYLE: &str = "body{font:16px/1.5 sans-serif;max-width:48em;margin:2em auto;padding:0 1em;color:#111;background:#fff}\
h1{font-size:1.5em}h2{font-size:1.15em;margin:1.6em 0 .4em}table{border-collapse:collapse;width:100%}\
th,td{text-align:left;padding:.25em .6em .25em 0;border-bottom:1px solid #bbb;vertical-align:top}\
td.n,th.n{text-align:right}p{margin:.4em 0}@media print{body{margin:0}h2{break-after:avoid}tr{break-inside:avoid}}";

/// What one routine came to in a week, on one side.
#[derive(Default)]
struct Row {
    days: BTreeSet<NaiveDate>,
    holds: u64,
    finished: u64,
    time: Duration,
    times: u64,
}

/// A routine, as it is called, and its side. Left comes before right.
type Line = (Text, Option<Side>);

/// A week of the page.
#[derive(Default)]
struct PageWeek {
    rows: BTreeMap<Line, Row>,
    days: BTreeSet<NaiveDate>,
    sessions: usize,
    felt: Vec<String>,
}

/// The page of some sessions in the order of time. The latest week comes first.
pub fn page(sessions: impl Iterator<Item = Session>, begins: Weekday, today: NaiveDate) -> String {
    let mut weeks: BTreeMap<NaiveDate, PageWeek> = BTreeMap::new();
    let mut count = 0;
    let mut days: Option<(NaiveDate, NaiveDate)> = None;
    for session in sessions {
        let day = session.began.date_naive();
        weeks.entry(first_day(day, begins)).or_default().take(&session, day);
        count += 1;
        days = Some((days.map_or(day, |it| it.0), day));
    }
    let title = words::TITLE;
    let policy = policy(STYLE, None);
    let mut html = format!(
        "{BEGINS}<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
    );
    let _ = writeln!(html, "<p>{}</p>\n<p>{}</p>", words::spans(count, days, today), words::MEANING);
    for (begin, week) in weeks.iter().rev() {
        week.write(*begin, &mut html);
    }
    html + "</body>\n</html>\n"
}

impl PageWeek {
    fn take(&mut self, session: &Session, day: NaiveDate) {
        self.sessions += 1;
        self.days.insert(day);
        for done in session.segments.iter().filter(|it| it.time >= LEAST) {
            let row = self.rows.entry((done.name.clone(), done.side)).or_default();
            row.days.insert(day);
            row.holds += 1;
            row.finished += u64::from(done.finished);
            match done.times {
                Some(times) => row.times += times,
                None => row.time += done.time,
            }
        }
        if let Some(felt) = session.felt {
            self.felt.push(words::felt(day, session.title.as_str(), felt));
        }
        for (id, felt) in &session.routines_felt {
            let name = session.segments.iter().find(|it| it.routine == *id).map_or(id, |it| &it.name);
            self.felt.push(words::felt(day, name.as_str(), *felt));
        }
    }

    fn write(&self, begin: NaiveDate, html: &mut String) {
        let _ = writeln!(
            html,
            "<h2>{}</h2>\n<p>{}</p>",
            words::week(begin),
            words::done(self.sessions as u64, self.days.len() as u64)
        );
        if !self.rows.is_empty() {
            let [name, side, numbers @ ..] = words::COLUMNS;
            let numbers = numbers.map(|it| format!("<th class=\"n\">{it}</th>")).concat();
            let _ = writeln!(html, "<table>\n<tr><th>{name}</th><th>{side}</th>{numbers}</tr>");
        }
        for ((name, side), row) in &self.rows {
            let held = words::held(row.time, row.times);
            let _ = writeln!(
                html,
                "<tr><td>{}</td><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td>\
                 <td class=\"n\">{held}</td></tr>",
                escaped(name.as_str()),
                words::side(*side),
                row.days.len(),
                row.holds,
                row.finished
            );
        }
        if !self.rows.is_empty() {
            html.push_str("</table>\n");
        }
        if !self.felt.is_empty() {
            let _ = writeln!(html, "<p>{}</p>\n<ul>", words::HOW_IT_FELT);
            self.felt.iter().for_each(|it| _ = writeln!(html, "<li>{}</li>", escaped(it)));
            html.push_str("</ul>\n");
        }
    }
}
