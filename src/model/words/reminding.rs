//! What is said of reminders.

/// The title of a notification.
pub const TITLE: &str = "Time to stretch";
/// Its words.
pub const BODY: &str = "Three minutes, and your back thanks you.";
/// The answers on the buttons of a notification: stretch now, be reminded once more, or neither.
pub const ANSWERS: [&str; 3] = ["Stretch", "In 10 minutes", "Skip"];
/// A reminder remembers when it was shown last.
pub const NO_HOME: &str = "there is no home to remember it in";
/// There is no window to stretch in.
pub const NO_TERMINAL: &str = "no terminal could be opened to stretch in; set TERMINAL to yours";
/// Before anything is written.
pub const QUESTION: &str = "Press Enter to set it, Ctrl-C to stop: ";
/// No reminder is set.
pub const NOT_SET: &str = "no reminder is set; `stretch remind every 50m --during 9:00-18:00` sets one\n";
/// It was taken away.
pub const REMOVED: &str = "the reminder is taken away\n";
/// The system does not look.
pub const NOT_ACTIVE: &str =
    "warning: the timer does not run\nhint: `systemctl --user enable --now stretch-remind.timer` starts it\n";

/// When it fires next, after a pause if there is one.
pub fn next(paused: Option<String>, next: Option<String>) -> String {
    let paused = paused.map(|it| format!("paused until {it}\n")).unwrap_or_default();
    let next = next
        .map_or("it fires no more".to_owned(), |it| format!("next {it}, if you have not stretched before"));
    format!("{paused}{next}\n")
}

/// How it is set where there is no timer that is known here.
pub fn by_cron(line: &str) -> String {
    format!(
        "There is no systemd here. With cron, `crontab -e` opens your table; add this line:\n\n{line}\nA notification needs \
         DISPLAY or WAYLAND_DISPLAY, and DBUS_SESSION_BUS_ADDRESS, set at the top of the table.\n"
    )
}

/// What is shown where no terminal could be opened for it.
pub fn by_hand(session: &str) -> String {
    format!("No terminal could be opened. In one of yours: stretch {session}")
}
