//! The texts by which a system's own timer starts the reminder. No shell reads any of them.

use chrono::{NaiveTime, Timelike as _};

use super::{LOOKS_EVERY, Reminder, When};

/// The name of what is set, without its ending.
pub const NAME: &str = "stretch-remind";
/// The name of the agent of macOS.
pub const LABEL: &str = "io.github.stretch-cli.remind";
/// How the line begins that says what is set.
const SET_BY: &str = "# stretch remind ";

/// The words that set a reminder, from one of the texts below.
pub fn words_of(text: &str) -> Option<Vec<String>> {
    if let Some(line) = text.lines().find_map(|it| it.strip_prefix(SET_BY)) {
        return Some(line.split_whitespace().map(str::to_owned).collect());
    }
    // An agent has no comment, in which two dashes could not stand: its arguments are the words.
    let arguments =
        text.lines().filter_map(|it| it.trim().strip_prefix("<string>")?.strip_suffix("</string>"));
    let words: Vec<String> = arguments.skip_while(|it| *it != "fire").skip(1).map(str::to_owned).collect();
    (!words.is_empty()).then_some(words)
}

/// The timer of systemd.
pub fn timer(reminder: &Reminder) -> String {
    let calendars: String = calendars(reminder).iter().map(|it| format!("OnCalendar={it}\n")).collect();
    format!(
        "{SET_BY}{}\n[Unit]\nDescription=Look whether it is time to stretch\n\n[Timer]\n{calendars}AccuracySec=30s\n\n[Install]\nWantedBy=timers.target\n",
        reminder.words().join(" ")
    )
}

/// The service of systemd that the timer starts.
pub fn service(reminder: &Reminder, program: &str) -> String {
    let words: Vec<String> = command(reminder, program).iter().map(|it| quoted(it)).collect();
    format!(
        "[Unit]\nDescription=Remind to stretch, if a break is due\n\n[Service]\nType=oneshot\nExecStart={}\nTimeoutStartSec=15min\nKillMode=process\n",
        words.join(" ")
    )
}

/// The agent of launchd.
pub fn agent(reminder: &Reminder, program: &str) -> String {
    let words: String = command(reminder, program)
        .iter()
        .map(|it| format!("    <string>{}</string>\n", escaped(it)))
        .collect();
    let when = match &reminder.when {
        When::Every(_) => format!("  <key>StartInterval</key>\n  <integer>{}</integer>\n", LOOKS_EVERY * 60),
        When::At(times) => {
            let times = times.iter().map(|it| {
                format!(
                    "    <dict><key>Hour</key><integer>{}</integer><key>Minute</key><integer>{}</integer></dict>\n",
                    it.hour(),
                    it.minute()
                )
            });
            format!(
                "  <key>StartCalendarInterval</key>\n  <array>\n{}  </array>\n",
                times.collect::<String>()
            )
        }
    };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n<plist version=\"1.0\">\n<dict>\n  <key>Label</key>\n  <string>{LABEL}</string>\n  <key>ProgramArguments</key>\n  <array>\n{words}  </array>\n{when}</dict>\n</plist>\n"
    )
}

/// The line of a crontab.
pub fn crontab(reminder: &Reminder, program: &str) -> String {
    let words = command(reminder, program);
    let line: Vec<String> = words
        .iter()
        .map(|it| {
            let plain = it.chars().all(|it| it.is_ascii_alphanumeric() || "/._-+:,".contains(it));
            let it = it.replace('%', "\\%");
            if plain { it } else { format!("'{}'", it.replace('\'', r"'\''")) }
        })
        .collect();
    let days: Vec<String> = (0..7).filter(|it| reminder.days[*it]).map(|it| (it + 1).to_string()).collect();
    let days = if days.len() == 7 { "*".to_owned() } else { days.join(",") };
    format!("*/{LOOKS_EVERY} * * * {days} {}\n", line.join(" "))
}

/// The command that is started: it decides whether to remind.
fn command(reminder: &Reminder, program: &str) -> Vec<String> {
    [program, "remind", "fire"].map(str::to_owned).into_iter().chain(reminder.words()).collect()
}

/// When the timer looks, in systemd's words.
fn calendars(reminder: &Reminder) -> Vec<String> {
    const NAMES: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    // Past midnight it is another day: then the command alone decides.
    let is_by_day = reminder.during.is_none_or(|it| it.0 < it.1) && reminder.days != [true; 7];
    let days: Vec<&str> = (0..7).filter(|it| reminder.days[*it]).map(|it| NAMES[it]).collect();
    let days = if is_by_day { format!("{} ", days.join(",")) } else { String::new() };
    match &reminder.when {
        When::At(times) => {
            times.iter().map(|it| format!("{days}*-*-* {:02}:{:02}:00", it.hour(), it.minute())).collect()
        }
        When::Every(_) => {
            let hours = reminder.during.map_or("*".to_owned(), hours);
            vec![format!("{days}*-*-* {hours}:00/{LOOKS_EVERY}:00")]
        }
    }
}

/// The hours that have a minute within these times.
fn hours((from, to): (NaiveTime, NaiveTime)) -> String {
    let last = if to.minute() == 0 { (to.hour() + 23) % 24 } else { to.hour() };
    let range =
        |from: u32, to: u32| if from == to { format!("{from:02}") } else { format!("{from:02}..{to:02}") };
    if from < to || to.hour() == 0 && to.minute() == 0 {
        range(from.hour(), last)
    } else {
        format!("{},{}", range(0, last), range(from.hour(), 23))
    }
}

/// A word as systemd reads it back.
fn quoted(word: &str) -> String {
    let plain = word.chars().all(|it| it.is_ascii_alphanumeric() || "/._-+:,".contains(it));
    let escaped = word.replace('\\', "\\\\").replace('"', "\\\"").replace('%', "%%").replace('$', "$$");
    if plain { word.to_owned() } else { format!("\"{escaped}\"") }
}

fn escaped(word: &str) -> String {
    word.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::{super::*, *};

    fn set(words: &str) -> Reminder {
        let words: Vec<&str> = words.split(' ').collect();
        let after = |name: &str| words.iter().position(|it| *it == name).and_then(|it| words.get(it + 1));
        let when = match after("--at") {
            Some(at) => When::At(times(at).unwrap()),
            None => When::Every(every(after("every").unwrap()).unwrap()),
        };
        Reminder {
            when,
            during: after("--during").map(|it| during(it).unwrap()),
            days: after("--on").map_or([true; 7], |it| days(it).unwrap()),
        }
    }

    #[test]
    fn the_units_say_when_the_command_looks() {
        let calendars = |words: &str| calendars(&set(words)).join("; ");
        assert_eq!(
            calendars("every 50m --during 9:00-18:00 --on mon-fri"),
            "Mon,Tue,Wed,Thu,Fri *-*-* 09..17:00/5:00"
        );
        assert_eq!(calendars("every 50m --during 9:30-18:15"), "*-*-* 09..18:00/5:00");
        assert_eq!(calendars("every 1h"), "*-*-* *:00/5:00");
        assert_eq!(calendars("every 1h --during 22:00-6:00 --on fri"), "*-*-* 00..05,22..23:00/5:00");
        assert_eq!(calendars("every 1h --during 20:00-24:00"), "*-*-* 20..23:00/5:00");
        assert_eq!(calendars("every 1h --during 9:00-10:00"), "*-*-* 09:00/5:00");
        assert_eq!(calendars("--at 10:30,15:00 --on mon"), "Mon *-*-* 10:30:00; Mon *-*-* 15:00:00");
    }

    #[test]
    fn the_texts_are_these() {
        let office = set("every 50m --during 9:00-18:00 --on mon-fri");
        assert_eq!(
            timer(&office),
            "# stretch remind every 50m --during 9:00-18:00 --on mon-fri\n[Unit]\nDescription=Look whether it is time to stretch\n\n[Timer]\nOnCalendar=Mon,Tue,Wed,Thu,Fri *-*-* 09..17:00/5:00\nAccuracySec=30s\n\n[Install]\nWantedBy=timers.target\n"
        );
        assert_eq!(
            service(&office, "/opt/a b/100%/stretch"),
            "[Unit]\nDescription=Remind to stretch, if a break is due\n\n[Service]\nType=oneshot\nExecStart=\"/opt/a b/100%%/stretch\" remind fire every 50m --during 9:00-18:00 --on mon-fri\nTimeoutStartSec=15min\nKillMode=process\n"
        );
        assert_eq!(
            crontab(&office, "/opt/a b/stretch"),
            "*/5 * * * 1,2,3,4,5 '/opt/a b/stretch' remind fire every 50m --during 9:00-18:00 --on mon-fri\n"
        );
        let agent = agent(&set("--at 10:30"), "/opt/a&b/stretch");
        assert!(agent.contains("<string>/opt/a&amp;b/stretch</string>"), "{agent}");
        assert!(agent.contains("<key>Hour</key><integer>10</integer>"), "{agent}");
        let words = |text: &str| words_of(text).map(|it| it.join(" "));
        assert_eq!(words(&timer(&office)).as_deref(), Some("every 50m --during 9:00-18:00 --on mon-fri"));
        assert_eq!(words(&agent).as_deref(), Some("--at 10:30"));
    }
}
