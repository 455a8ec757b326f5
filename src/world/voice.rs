//! Cues made audible: spoken, played, or struck on the terminal's bell.
//!
//! Performing a cue costs microseconds: a worker starts the programs and waits for them. Nothing
//! here moves the timer, and what comes late is cut. Without any program there is no worker.

mod mouth;
mod performer;
mod piper;
pub mod programs;
mod sound_files;

use std::{
    collections::VecDeque,
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, Receiver, RecvTimeoutError, Sender},
    },
    thread,
    time::Duration,
};

use self::{
    mouth::Mouth,
    performer::{going_on, notice},
    programs::Programs,
};
pub use self::{
    mouth::silence_all,
    performer::{CuePlayer, Unheard},
};
use crate::{
    model::{
        cue::{Caller, Cue, Talk},
        moment::Moment,
        player::{DueEffect, Effect, Player},
        settings::Settings,
        text::Text,
        tone,
        words::voices,
    },
    stage::Look,
};

/// Between two strokes of the bell, so that they can be counted.
const BETWEEN_BELLS: Duration = Duration::from_millis(250);
/// The last words of a voice that works are waited for so long; then the shell is more important.
const LAST_WORDS: Duration = Duration::from_secs(6);
/// What is cut at the end of a session has ended within this time.
const CUT: Duration = Duration::from_millis(30);

/// How the person wants to be led by ear.
#[derive(Clone, Debug, PartialEq)]
pub struct VoiceWishes {
    /// How much is said.
    pub talk: Talk,
    /// How loud, in hundredths.
    pub volume: u32,
    /// The voice, by the name that the speaking program knows.
    pub voice: Option<String>,
    /// A program of the person's own that speaks what it reads, and its arguments.
    pub command: Option<Vec<String>>,
}

impl Default for VoiceWishes {
    fn default() -> VoiceWishes {
        VoiceWishes { talk: Talk::Full, volume: tone::FULL_VOLUME, voice: None, command: None }
    }
}

impl VoiceWishes {
    /// As it is set.
    pub fn of(settings: &Settings) -> VoiceWishes {
        VoiceWishes {
            talk: settings.talk.unwrap_or(Talk::Full),
            volume: settings.volume.unwrap_or(tone::FULL_VOLUME),
            voice: settings.voice.clone(),
            command: settings.speech.clone(),
        }
    }
}

/// Whether there is a bell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bell {
    /// The terminal's.
    Terminal,
    /// None: output goes elsewhere.
    None,
}

/// Where the cues of a session are made audible.
#[derive(Debug)]
pub struct Sounds {
    caller: Caller,
    /// What is wanted, until the first cue: looking for programs takes time that the first frame
    /// needs more.
    wanted: Option<VoiceWishes>,
    worker: Option<Worker>,
    bell: Bell,
    /// When the bell is struck next, in the session's time.
    bells: VecDeque<Moment>,
    speed: u32,
    muted: bool,
    notice: Option<Text>,
    /// What was said to be used since something failed.
    told: Option<String>,
}

impl Sounds {
    /// Sounds for a session at this speed, with these programs. They are given even if it begins
    /// muted, since the person may want sound later.
    pub fn open(programs: Programs, wanted: &VoiceWishes, speed: u32, bell: Bell) -> Sounds {
        let mut sounds = Sounds {
            caller: Caller::new(wanted.talk),
            wanted: None,
            worker: None,
            bell,
            bells: VecDeque::new(),
            speed: speed.max(1),
            muted: false,
            notice: None,
            told: None,
        };
        sounds.hire(programs, wanted);
        sounds
    }

    /// The same with the programs that there are, which are looked for at the first cue.
    pub fn found_later(wanted: VoiceWishes, speed: u32, bell: Bell) -> Sounds {
        let mut sounds = Sounds::open(Programs::default(), &wanted, speed, bell);
        sounds.wanted = Some(wanted);
        sounds
    }

    fn hire(&mut self, programs: Programs, wanted: &VoiceWishes) {
        if let (Some([name, ..]), Some((_, why))) = (wanted.command.as_deref(), programs.no_own()) {
            let next = going_on(&programs.speech.found, &programs.tones.found, self.bell);
            self.notice = Some(voices::cannot_be_used(name, why, &next));
            self.told = Some(next);
        }
        if !(programs.speech.found.is_empty() && programs.tones.found.is_empty()) {
            // Without a thread there is still the bell.
            self.worker = Worker::start(programs, wanted.clone(), self.speed, self.bell).ok();
        }
    }

    /// Makes an effect audible, and gives its cue to those who print it. Never waits.
    pub fn perform(&mut self, player: &Player, due: &DueEffect, look: &Look, now: Moment) -> Option<Cue> {
        if let Effect::Paused(_) | Effect::Finished(_) = due.effect {
            self.silence();
        }
        let cue = self.caller.call(player, due)?;
        if let Some(wanted) = self.wanted.take() {
            self.hire(Programs::look_for(&wanted), &wanted);
        }
        self.follow(look);
        let makes_ahead = !self.muted && self.worker.as_ref().is_some_and(|it| it.makes_ahead);
        let ahead = if makes_ahead { self.caller.words_ahead(player, now) } else { None };
        self.sound(cue.clone(), ahead, now);
        Some(cue)
    }

    fn sound(&mut self, cue: Cue, ahead: Option<Text>, now: Moment) {
        if self.muted {
            return;
        }
        let has_tones = self.worker.as_ref().is_some_and(Worker::has_tones);
        if let Some(worker) = &self.worker {
            worker.perform(cue.clone(), ahead);
        }
        if !has_tones && self.bell == Bell::Terminal {
            if cue.bell > 0 {
                self.bells.clear(); // two patterns in one could not be counted
            }
            let between = BETWEEN_BELLS.saturating_mul(self.speed);
            self.bells.extend((0..cue.bell).map(|it| now + between * it));
        }
    }

    /// Makes a cue audible that is none of the session's.
    pub fn announce(&mut self, cue: Cue, now: Moment) {
        if let Some(wanted) = self.wanted.take() {
            self.hire(Programs::look_for(&wanted), &wanted);
        }
        self.sound(cue, None, now);
    }

    /// Falls silent at once when the person wants it so.
    pub fn follow(&mut self, look: &Look) {
        if look.muted && !self.muted {
            self.silence();
        }
        self.muted = look.muted;
    }

    /// Ends whatever is heard.
    pub fn silence(&mut self) {
        self.bells.clear();
        if let Some(worker) = &self.worker {
            worker.mouth.hush();
        }
    }

    /// How long until the bell is struck.
    pub fn next_stroke(&self, now: Moment) -> Option<Duration> {
        self.bells.front().map(|due| due.since(now))
    }

    /// Whether the bell is to be struck now.
    pub fn strikes(&mut self, now: Moment) -> bool {
        let due = self.bells.front().is_some_and(|due| *due <= now);
        if due {
            self.bells.pop_front();
        }
        due
    }

    /// What could not be heard, and what is done instead: the newest that is known.
    pub fn notice(&mut self) -> Option<&Text> {
        self.take_news();
        self.notice.as_ref()
    }

    /// The same, once.
    pub fn take_notice(&mut self) -> Option<Text> {
        self.take_news();
        self.notice.take()
    }

    /// Whether something may turn out not to be heard at any moment.
    pub fn may_fail(&self) -> bool {
        self.worker.is_some()
    }

    fn take_news(&mut self) {
        let Some(worker) = &self.worker else { return };
        let news: Vec<Unheard> = worker.news.try_iter().flatten().collect();
        if let Some((notice, next)) = notice(&news, self.told.as_deref()) {
            (self.notice, self.told) = (Some(notice), Some(next));
        }
    }

    /// Lets the last words be heard, for a moment, and ends everything.
    pub fn finish(mut self, strike: impl Fn()) {
        let strokes = std::mem::take(&mut self.bells).len();
        for _ in 0..strokes {
            if self.speed == 1 {
                pause(BETWEEN_BELLS);
            }
            strike();
        }
        if let Some(worker) = self.worker.take() {
            worker.finish();
        }
    }
}

impl Drop for Sounds {
    fn drop(&mut self) {
        self.silence();
    }
}

fn pause(time: Duration) {
    let (_open, never) = mpsc::channel::<()>();
    // Nothing is ever sent: this is only the time.
    let _ = never.recv_timeout(time);
}

/// The thread that starts programs and waits for them.
#[derive(Debug)]
struct Worker {
    jobs: Sender<VoiceJob>,
    mouth: Arc<Mouth>,
    news: Receiver<Vec<Unheard>>,
    /// Whether sounds are heard, as far as anybody knows; until then the bell is struck.
    has_tones: Arc<AtomicBool>,
    /// Whether the last words are worth waiting for.
    is_in_order: Arc<AtomicBool>,
    /// Whether the voice takes so long for a sentence that it is given the next ones ahead.
    makes_ahead: bool,
    /// Hangs up when the worker has ended.
    ended: Receiver<()>,
}

#[derive(Debug)]
struct VoiceJob {
    cue: Cue,
    /// The words of the next one, if the voice is to make them ahead.
    ahead: Option<Text>,
    turn: u64,
}

impl Worker {
    fn start(programs: Programs, wanted: VoiceWishes, speed: u32, bell: Bell) -> io::Result<Worker> {
        let (jobs, due) = mpsc::channel::<VoiceJob>();
        let (tell, news) = mpsc::channel();
        let (end, ended) = mpsc::channel();
        let makes_ahead = programs.speech.found.first().is_some_and(|it| it.voice().is_some());
        let mut player = CuePlayer::new(programs, wanted, bell).at_speed(speed);
        let mouth = player.mouth();
        let has_tones = Arc::new(AtomicBool::new(false));
        let is_in_order = Arc::new(AtomicBool::new(false));
        let turns = Arc::clone(&mouth);
        let (plays, in_order) = (Arc::clone(&has_tones), Arc::clone(&is_in_order));
        thread::Builder::new().name("cues".to_owned()).spawn(move || {
            let _end = end;
            for job in due {
                if turns.is_over(job.turn) {
                    continue; // something newer is due already
                }
                let failures = player.perform(&job.cue, job.turn);
                if !failures.is_empty() {
                    // Who listened may be gone.
                    let _ = tell.send(failures);
                }
                if let Some(words) = &job.ahead {
                    player.make_ahead(words);
                }
                plays.store(player.plays(), Ordering::Relaxed);
                in_order.store(player.is_in_order(), Ordering::Relaxed);
            }
        })?;
        Ok(Worker { jobs, mouth, news, has_tones, is_in_order, makes_ahead, ended })
    }

    fn has_tones(&self) -> bool {
        self.has_tones.load(Ordering::Relaxed)
    }

    /// Cuts what is heard, and puts a cue in its place.
    fn perform(&self, cue: Cue, ahead: Option<Text>) {
        let turn = self.mouth.hush();
        // The worker ends only when this end hangs up.
        let _ = self.jobs.send(VoiceJob { cue, ahead, turn });
    }

    fn finish(self) {
        drop(self.jobs);
        let is_in_order = self.is_in_order.load(Ordering::Relaxed);
        let wait = if is_in_order { LAST_WORDS } else { Duration::ZERO };
        match self.ended.recv_timeout(wait) {
            Ok(()) | Err(RecvTimeoutError::Disconnected) => {}
            Err(RecvTimeoutError::Timeout) => {
                self.mouth.hush();
                // The worker must not start another one behind our back.
                let _ = self.ended.recv_timeout(CUT);
            }
        }
    }
}
