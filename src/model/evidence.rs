//! How much stretching does how much: the figures that statistics compare with, and where they come from.

use std::time::Duration;

/// On so many days a week at least.
pub const DAYS: u32 = 2;
/// So much a week for each muscle at least.
pub const LEAST: Duration = Duration::from_secs(5 * 60);
/// From here on, more in a week brings little.
pub const LEVELS_OFF: Duration = Duration::from_secs(10 * 60);
/// From here on, more for a muscle in one session brings little.
pub const LEVELS_OFF_IN_A_SESSION: Duration = Duration::from_secs(4 * 60);
/// So long after the last session a break is due, where nothing else is set.
pub const BREAK: Duration = Duration::from_secs(50 * 60);

/// A statement, and who makes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// What is known.
    pub says: &'static str,
    /// The organisation or the authors, and the title.
    pub source: &'static str,
    /// The organisation's or the journal's own page.
    pub link: Option<&'static str>,
}

/// What the figures rest on.
pub const ALL: &[Evidence] = &[
    Evidence {
        says: "Stretch each major muscle group on at least 2 to 3 days a week; daily works best.",
        source: "American College of Sports Medicine, Stretching and flexibility guidelines update, 2021",
        link: Some(
            "https://www.acsm.org/all-blog-posts/certification-blog/acsm-certified-blog/2021/03/18/stretching-and-flexibility-guidelines-update",
        ),
    },
    Evidence {
        says: "At least 5 minutes a week for each muscle group, spread over the week. How long one session was \
               mattered little.",
        source: "Thomas and others, review of 23 studies, 2018",
        link: None,
    },
    Evidence {
        says: "The lasting gain levels off at about 10 minutes a week for each muscle.",
        source: "Ingram and others, review of 189 studies, Sports Medicine, 2024",
        link: Some("https://doi.org/10.1007/s40279-024-02143-9"),
    },
    Evidence {
        says: "Not all agree: another review of 77 studies found no amount that does more than another.",
        source: "Konrad and others, review of 77 studies, 2024",
        link: None,
    },
    Evidence {
        says: "At a screen, 5 to 10 minutes away after every 50 to 60 minutes are better than longer breaks after \
               longer times.",
        source: "Health and Safety Executive (UK), work with display screen equipment",
        link: Some("https://www.hse.gov.uk/contact/faqs/vdubreaks.htm"),
    },
];
