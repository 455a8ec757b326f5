//! `stretch remind`: a reminder that the system's own timer looks after, without a process of ours.

use chrono::{NaiveDateTime, NaiveTime, TimeDelta};
use clap::Args;

use super::{due::Due, options::Shared, practice::Practice};
use crate::{
    error::{Exit, Failure, aside},
    model::{
        dose::Seconds,
        evidence,
        reminder::{self, LATER, Reminder, When, units},
        text::Text,
        words::reminding as words,
    },
    world::{
        files::typed,
        journal, lines, places,
        reminding::{self, Keeper, Memory, ReminderAnswer},
    },
};

/// The arguments of `stretch remind`.
#[derive(Args, Debug)]
#[command(
    override_usage = "stretch remind\n       stretch remind every TIME [--during HOURS] [--on DAYS]\n       stretch remind --at TIMES [--on DAYS]\n       stretch remind pause TIME\n       stretch remind off",
    after_help = "\
It fires when a break is due: that long after your last session, and never while the
screen is locked. The system's timer starts it; stretch does not keep running.

  stretch remind every 50m --during 9:00-18:00 --on mon-fri
  stretch remind --at 10:30,15:00"
)]
pub struct Remind {
    /// `every 50m`, `pause 2h` or `off`; without it, says what is set
    #[arg(value_name = "WHAT", num_args = 0..=3)]
    pub words: Vec<String>,
    /// At these times of the day, such as 10:30,15:00
    #[arg(long, value_name = "TIMES", value_parser = reminder::times)]
    pub at: Option<std::vec::Vec<NaiveTime>>, // a plain `Vec` would be an option that is repeated
    /// Only between these times, such as 9:00-18:00
    #[arg(long, value_name = "HOURS", value_parser = reminder::during)]
    pub during: Option<(NaiveTime, NaiveTime)>,
    /// Only on these days, such as mon-fri
    #[arg(long, value_name = "DAYS", value_parser = reminder::days)]
    pub on: Option<[bool; 7]>,
    /// Set it without asking
    #[arg(long)]
    pub yes: bool,
    #[command(flatten)]
    #[allow(missing_docs, reason = "clap takes documentation for help text")]
    pub shared: Shared,
}

/// What is asked for.
enum ReminderWish {
    Status,
    Set(Reminder),
    Pause(Seconds),
    Off,
    /// The system's timer looks.
    Fire(Reminder),
}

impl Remind {
    /// Sets it, says what is set, pauses it, or takes it away.
    pub fn run(&self) -> anyhow::Result<Exit> {
        let keeper = reminding::keeper();
        match self.wish()? {
            ReminderWish::Status => self.status(keeper),
            ReminderWish::Set(reminder) => self.set(keeper, &reminder),
            ReminderWish::Pause(time) => self.pause(keeper, time),
            ReminderWish::Off => {
                let was_set = reminding::set(keeper).is_some();
                if let Some(said) = reminding::remove(keeper)?.filter(|_| was_set) {
                    aside(&format!("warning: {}\n", Text::clean(&said)));
                }
                super::print(if was_set { words::REMOVED } else { words::NOT_SET })?;
                Ok(Exit::Done)
            }
            ReminderWish::Fire(reminder) => self.fire(&reminder),
        }
    }

    fn wish(&self) -> anyhow::Result<ReminderWish> {
        let typed: Vec<&str> = self.words.iter().map(String::as_str).collect();
        let (is_fire, typed) = match typed.as_slice() {
            ["fire", rest @ ..] => (true, rest),
            all => (false, all),
        };
        let days = self.on.unwrap_or([true; 7]);
        let of = |when| Reminder { when, during: self.during, days };
        let has_options = self.at.is_some() || self.during.is_some() || self.on.is_some();
        let usage = |why: &str| -> anyhow::Error {
            Failure::usage(why)
                .hint("type `stretch remind every 50m --during 9:00-18:00 --on mon-fri`")
                .into()
        };
        let reminder = match (typed, &self.at) {
            ([], Some(times)) => of(When::At(times.clone())),
            (["every", time], None) => {
                let every = reminder::every(time).map_err(|it| usage(&format!("`every` takes {it}")))?;
                of(When::Every(every))
            }
            (["every", ..], Some(_)) => {
                return Err(usage("`every` and `--at` are two reminders, and there is one"));
            }
            ([], None) if !has_options && !is_fire => return Ok(ReminderWish::Status),
            (["off"], None) if !has_options => return Ok(ReminderWish::Off),
            (["pause", time], None) if !has_options => {
                let time = reminder::length(time);
                return Ok(ReminderWish::Pause(time.map_err(|it| usage(&format!("`pause` takes {it}")))?));
            }
            ([], None) => return Err(usage("say when: `every 50m`, or `--at 10:30,15:00`")),
            _ => return Err(usage("that is no reminder")),
        };
        // Where no time of it is within the hours, it would never fire.
        let from = journal::now().naive_local();
        if reminder.next(from, None).is_none() {
            return Err(usage("it would never fire: none of its times is within its hours"));
        }
        Ok(if is_fire { ReminderWish::Fire(reminder) } else { ReminderWish::Set(reminder) })
    }

    fn status(&self, keeper: Keeper) -> anyhow::Result<Exit> {
        let Some(reminder) = reminding::set(keeper).and_then(|it| read(&it)) else {
            super::print(words::NOT_SET)?;
            return Ok(Exit::Done);
        };
        let mut text = format!("{}\n", reminder.described());
        text += &self.next(&reminder);
        super::print(&text)?;
        if reminding::is_active(keeper) == Some(false) {
            aside(words::NOT_ACTIVE);
            return Ok(Exit::Failed);
        }
        Ok(Exit::Done)
    }

    /// When it fires next, in a line.
    fn next(&self, reminder: &Reminder) -> String {
        let now = journal::now();
        let memory = Memory::read();
        let wall = now.naive_local();
        let paused = memory.paused.filter(|it| *it > now.timestamp()).and_then(reminding::on_the_wall);
        let next = reminder.next(paused.unwrap_or(wall), last(&memory));
        words::next(paused.map(|it| reminder::said(it, wall)), next.map(|it| reminder::said(it, wall)))
    }

    fn set(&self, keeper: Keeper, reminder: &Reminder) -> anyhow::Result<Exit> {
        let program =
            places::this_program().ok_or_else(|| Failure::failed("the file of this program is not known"))?;
        let program =
            program.to_str().ok_or_else(|| Failure::failed("the path of this program is not UTF-8"))?;
        let texts = reminding::texts(keeper, reminder, program);
        if texts.is_empty() {
            super::print(&words::by_cron(&units::crontab(reminder, program)))?;
            return Ok(Exit::Failed);
        }
        let mut shown = format!("{}\n", reminder.described());
        for (path, text) in &texts {
            shown += &format!(
                "\n{}\n{}",
                typed(path),
                text.lines().map(|it| format!("  {it}\n")).collect::<String>()
            );
        }
        super::print(&shown)?;
        if !self.yes && lines::confirm(words::QUESTION) != Some(true) {
            return Err(Failure::failed("nothing was written").hint("`--yes` sets it without asking").into());
        }
        let refused = reminding::write(keeper, &texts)?;
        let memory = Memory { paused: None, ..Memory::read() };
        if memory != Memory::read() {
            memory.write()?;
        }
        match refused {
            Some(said) => {
                let failure =
                    Failure::failed(format!("it was written, but not started: {}", Text::clean(&said)));
                Err(failure.hint("`stretch remind off` takes it away again").into())
            }
            None => {
                super::print(&format!("\n{}", self.next(reminder)))?;
                Ok(Exit::Done)
            }
        }
    }

    fn pause(&self, keeper: Keeper, time: Seconds) -> anyhow::Result<Exit> {
        let Some(reminder) = reminding::set(keeper).and_then(|it| read(&it)) else {
            return Err(Failure::failed("there is no reminder to pause")
                .hint("set one with `stretch remind every 50m`")
                .into());
        };
        let until = journal::now().timestamp() + i64::from(time);
        Memory { paused: Some(until), ..Memory::read() }.write()?;
        super::print(&self.next(&reminder))?;
        Ok(Exit::Done)
    }

    /// Reminds, if it is time: the system looks often, and this decides.
    fn fire(&self, reminder: &Reminder) -> anyhow::Result<Exit> {
        let now = journal::now();
        let memory = Memory::read();
        let is_paused = memory.paused.is_some_and(|it| it > now.timestamp());
        let between = match reminder.when {
            When::Every(seconds) => Some(seconds),
            When::At(_) => None,
        };
        // A few seconds early is in time: the next look is minutes away.
        let is_early = between.zip(memory.reminded).is_some_and(|(every, last)| {
            last <= now.timestamp() && now.timestamp() - last + SLACK < i64::from(every)
        });
        if is_paused || is_early || !reminder.allows(now.naive_local()) || !self.is_due(between)? {
            return Ok(Exit::Done);
        }
        if reminding::is_locked() == Some(true) {
            return Ok(Exit::Done);
        }
        Memory { reminded: Some(now.timestamp()), ..memory }.write()?;
        match reminding::notify(&Text::literal(words::TITLE), &Text::literal(words::BODY))? {
            ReminderAnswer::Skip => {}
            ReminderAnswer::Later => {
                let every = i64::from(between.unwrap_or(LATER));
                // So that the next one is due in a while.
                let reminded = Some(now.timestamp() - every + i64::from(LATER));
                Memory { reminded, ..memory }.write()?;
            }
            ReminderAnswer::Go => {
                let program = places::this_program();
                let program = program.as_deref().and_then(|it| it.to_str()).unwrap_or("stretch");
                let is_due = Practice::of_late(&self.shared)?.need.due().next().is_some();
                // Without anything that is due by the week, there is still a break to take.
                let session: &[&str] =
                    if is_due { &["next", "--for", "3m", "--play"] } else { &["--for", "3m"] };
                if let Err(error) = reminding::open(program, session) {
                    // Nobody reads what a service says.
                    let by_hand = Text::clean(&words::by_hand(&session.join(" ")));
                    reminding::tell(&Text::literal(words::TITLE), &by_hand);
                    return Err(error);
                }
            }
        }
        Ok(Exit::Done)
    }

    /// Whether a break is due. If that cannot be told, it is.
    fn is_due(&self, every: Option<Seconds>) -> anyhow::Result<bool> {
        let shared = Shared { routines: self.shared.routines.clone(), ..self.shared };
        let due = Due { is_break: true, area: None, every, quiet: true, shared };
        Ok(due.run()? != Exit::Failed)
    }
}

/// Seconds that a reminder may come early.
const SLACK: i64 = 60;

/// The reminder that these words set.
fn read(words: &[String]) -> Option<Reminder> {
    let mut reminder =
        Reminder { when: When::Every(evidence::BREAK.as_secs() as Seconds), during: None, days: [true; 7] };
    for pair in words.chunks(2) {
        let [name, value] = pair else { return None };
        match name.as_str() {
            "every" => reminder.when = When::Every(reminder::every(value).ok()?),
            "--at" => reminder.when = When::At(reminder::times(value).ok()?),
            "--during" => reminder.during = Some(reminder::during(value).ok()?),
            "--on" => reminder.days = reminder::days(value).ok()?,
            _ => return None,
        }
    }
    Some(reminder)
}

/// The end of the last session, or the last reminder.
fn last(memory: &Memory) -> Option<NaiveDateTime> {
    let now = journal::now();
    let yesterday = now.naive_local().checked_sub_signed(TimeDelta::days(2))?.date();
    let held = journal::recent_history(yesterday)
        .0
        .holds()
        .iter()
        .map(|it| it.at)
        .filter(|it| *it <= now.timestamp())
        .max();
    reminding::on_the_wall(held.max(memory.reminded)?)
}
