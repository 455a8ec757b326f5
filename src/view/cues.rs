//! The cues of a session as text: when each comes, its sound and its words.

use std::fmt::Write as _;

use crate::model::{
    cue::{Channels, Cue, Lead},
    moment::Moment,
    wording,
    words::terms,
};

/// The cues, a line each. Words in brackets are spoken only if no sound can be played, and sounds in brackets
/// are played only if nothing is spoken.
pub fn text(cues: &[(Moment, Cue)]) -> String {
    let mut text = String::new();
    for (moment, cue) in cues {
        let sound = cue.sound.map_or("", terms::sound);
        let (sound, words) = match cue.lead {
            Lead::Both => (sound.to_owned(), cue.words.to_string()),
            Lead::Words if cue.words.is_empty() => (sound.to_owned(), String::new()),
            Lead::Words => (format!("({sound})"), cue.words.to_string()),
            Lead::Sound if cue.words.is_empty() => (sound.to_owned(), String::new()),
            Lead::Sound => (sound.to_owned(), format!("({})", cue.words)),
        };
        let lasts = cue.lasts(Channels::ALL).as_secs_f64();
        let begins = wording::clock(moment.0.as_secs());
        let line = format!("{begins:>6}  {lasts:>4.1}s  {sound:<7}  {words}");
        let _ = writeln!(text, "{}", line.trim_end());
    }
    text
}
