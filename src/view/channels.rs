//! The channels of cues as text: which programs can be heard, and why the others cannot.

use std::fmt::Write as _;

use serde::Serialize;

use crate::model::text::Text;

/// All programs that were looked for and tried.
#[derive(Debug, Serialize)]
pub struct ChannelReport {
    /// The programs that could speak.
    pub speech: Vec<ChannelRow>,
    /// The programs that could play sounds.
    pub sounds: Vec<ChannelRow>,
    /// The terminal's bell.
    pub bell: ChannelRow,
    /// Whether anything can be heard.
    pub heard: bool,
}

/// One program.
#[derive(Debug, Serialize)]
pub struct ChannelRow {
    /// Its name.
    pub name: String,
    /// Where it is.
    pub path: Option<String>,
    /// Whether it is used.
    pub state: ProgramState,
    /// The reason for its state.
    pub why: String,
}

/// Whether a program is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ProgramState {
    /// It is used.
    Used,
    /// It would be used if the one before it failed.
    Spare,
    /// It was tried, and failed.
    Failed,
    /// It is not there, or not to be used here.
    Missing,
}

impl ChannelReport {
    /// The channels as text for people.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let all = self.speech.iter().chain(&self.sounds).chain([&self.bell]);
        let width = all.map(|it| it.name.chars().count()).max().unwrap_or_default();
        for (title, rows) in [("speech", &self.speech), ("sounds", &self.sounds)] {
            let _ = writeln!(text, "{title}");
            for row in rows {
                let _ = writeln!(text, "  {}", row.line(width));
            }
        }
        let _ = writeln!(text, "bell\n  {}", self.bell.line(width));
        text
    }
}

impl ChannelRow {
    fn line(&self, width: usize) -> String {
        let state = match self.state {
            ProgramState::Used => "used",
            ProgramState::Spare => "spare",
            ProgramState::Failed => "failed",
            ProgramState::Missing => "no",
        };
        let known = [self.path.as_deref().unwrap_or_default(), &self.why];
        let known = known.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(", ");
        let line = format!("{:<width$}  {state:<6}  {known}", self.name);
        Text::clean_line(line.trim_end()).to_string()
    }
}
