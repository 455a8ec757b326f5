//! Cues made audible: spoken, played, or struck on the terminal's bell.
//!
//! Performing a cue costs microseconds: a worker starts the programs and waits for them. Nothing
//! here moves the timer, and what comes late is cut. Without any program there is no worker.

mod mouth;
pub mod programs;

use std::{
    collections::VecDeque,
    fs, io,
    io::Write as _,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, Receiver, RecvTimeoutError, Sender},
    },
    thread,
    time::Duration,
};

pub use self::mouth::{Ending, silence_all};
use self::{
    mouth::{Mouth, Playing},
    programs::{Found, Manner, Programs},
};
use super::clock::Clock;
use crate::{
    model::{
        cue::{Caller, Channels, Cue, Talk},
        moment::Moment,
        player::{Due, Effect, Player},
        settings::Settings,
        speech,
        text::Text,
        tone::{self, Sound},
    },
    stage::Look,
};

/// Between two strokes of the bell, so that they can be counted.
const BETWEEN_BELLS: Duration = Duration::from_millis(250);
/// The last words are waited for so long; then the shell is more important.
const LAST_WORDS: Duration = Duration::from_secs(4);
/// No program runs longer than this beyond the time its words take.
const AT_MOST: Duration = Duration::from_secs(10);
/// A program that plays has begun after this, and its sound is heard.
const TAKES_TO_START: Duration = Duration::from_millis(100);
/// Nobody understands speech that is faster than this.
const FASTEST: f64 = 1.6;
/// Some words take longer than their estimate, by about so much at most.
const MARGIN: f64 = 1.1;
/// Words of at least this length are heard only by a program that takes its time.
const TAKES_TIME: Duration = Duration::from_millis(900);

/// How the person wants to be led by ear.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    /// How much is said.
    pub talk: Talk,
    /// How loud, in hundredths.
    pub volume: u32,
    /// The voice, by the name that the speaking program knows.
    pub voice: Option<String>,
    /// A program of the person's own that speaks what it reads, and its arguments.
    pub command: Option<Vec<String>>,
}

impl Default for Wanted {
    fn default() -> Wanted {
        Wanted { talk: Talk::Full, volume: tone::FULL_VOLUME, voice: None, command: None }
    }
}

impl Wanted {
    /// As it is set.
    pub fn of(settings: &Settings) -> Wanted {
        Wanted {
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
    wanted: Option<Wanted>,
    worker: Option<Worker>,
    bell: Bell,
    /// When the bell is struck next, in the session's time.
    bells: VecDeque<Moment>,
    speed: u32,
    muted: bool,
    notice: Option<Text>,
}

impl Sounds {
    /// Sounds for a session at this speed, with these programs. They are given even if it begins
    /// muted, since the person may want sound later.
    pub fn open(programs: Programs, wanted: &Wanted, speed: u32, bell: Bell) -> Sounds {
        let mut sounds = Sounds {
            caller: Caller::new(wanted.talk),
            wanted: None,
            worker: None,
            bell,
            bells: VecDeque::new(),
            speed: speed.max(1),
            muted: false,
            notice: None,
        };
        sounds.hire(programs, wanted);
        sounds
    }

    /// The same with the programs that there are, which are looked for at the first cue.
    pub fn found_later(wanted: Wanted, speed: u32, bell: Bell) -> Sounds {
        let mut sounds = Sounds::open(Programs::default(), &wanted, speed, bell);
        sounds.wanted = Some(wanted);
        sounds
    }

    fn hire(&mut self, programs: Programs, wanted: &Wanted) {
        if !(programs.speech.found.is_empty() && programs.tones.found.is_empty()) {
            // Without a thread there is still the bell.
            self.worker = Worker::start(programs, wanted.clone(), self.speed).ok();
        }
    }

    /// Makes an effect audible, and gives its cue to those who print it. Never waits.
    pub fn perform(&mut self, player: &Player, due: &Due, look: &Look, now: Moment) -> Option<Cue> {
        if let Effect::Paused(_) | Effect::Finished(_) = due.effect {
            self.silence();
        }
        let cue = self.caller.call(player, due)?;
        if let Some(wanted) = self.wanted.take() {
            self.hire(Programs::look_for(&wanted), &wanted);
        }
        self.follow(look);
        if self.muted {
            return Some(cue);
        }
        let has_tones = self.worker.as_ref().is_some_and(Worker::has_tones);
        if let Some(worker) = &self.worker {
            worker.perform(cue.clone());
        }
        if !has_tones && self.bell == Bell::Terminal {
            if cue.bell > 0 {
                self.bells.clear(); // two patterns in one could not be counted
            }
            let between = BETWEEN_BELLS.saturating_mul(self.speed);
            self.bells.extend((0..cue.bell).map(|it| now + between * it));
        }
        Some(cue)
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
        if let Some(worker) = &self.worker
            && let Some(news) = worker.news.try_iter().last()
        {
            self.notice = Some(news);
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
    jobs: Sender<Job>,
    mouth: Arc<Mouth>,
    news: Receiver<Text>,
    has_tones: Arc<AtomicBool>,
    /// Hangs up when the worker has ended.
    ended: Receiver<()>,
}

#[derive(Debug)]
struct Job {
    cue: Cue,
    turn: u64,
}

impl Worker {
    fn start(programs: Programs, wanted: Wanted, speed: u32) -> io::Result<Worker> {
        let (jobs, due) = mpsc::channel::<Job>();
        let (tell, news) = mpsc::channel();
        let (end, ended) = mpsc::channel();
        let mouth = Arc::new(Mouth::default());
        let has_tones = Arc::new(AtomicBool::new(!programs.tones.found.is_empty()));
        let mut player =
            CuePlayer { mouth: Arc::clone(&mouth), speed: speed.max(1), ..CuePlayer::new(programs, wanted) };
        let open = Arc::clone(&has_tones);
        thread::Builder::new().name("cues".to_owned()).spawn(move || {
            let _end = end;
            for job in due {
                if player.mouth.is_over(job.turn) {
                    continue; // something newer is due already
                }
                for failure in player.perform(&job.cue, job.turn) {
                    // Who listened may be gone.
                    let _ = tell.send(failure.notice());
                }
                open.store(!player.tones.is_empty(), Ordering::Relaxed);
            }
        })?;
        Ok(Worker { jobs, mouth, news, has_tones, ended })
    }

    fn has_tones(&self) -> bool {
        self.has_tones.load(Ordering::Relaxed)
    }

    /// Cuts what is heard, and puts a cue in its place.
    fn perform(&self, cue: Cue) {
        let turn = self.mouth.hush();
        // The worker ends only when this end hangs up.
        let _ = self.jobs.send(Job { cue, turn });
    }

    fn finish(self) {
        drop(self.jobs);
        match self.ended.recv_timeout(LAST_WORDS) {
            Ok(()) | Err(RecvTimeoutError::Disconnected) => {}
            Err(RecvTimeoutError::Timeout) => drop(self.mouth.hush()),
        }
    }
}

/// Something could not be heard.
#[derive(Clone, Debug)]
pub struct Failure {
    /// The program.
    pub name: String,
    /// What happened.
    pub why: String,
    /// What is used from now on.
    pub next: Option<String>,
    /// Whether it was to speak.
    speaks: bool,
}

impl Failure {
    /// In one line.
    pub fn notice(&self) -> Text {
        let Failure { name, why, next, speaks } = self;
        let now = match (next, speaks) {
            (Some(next), _) => format!("going on with `{next}`"),
            (None, true) => "going on without speech".to_owned(),
            (None, false) => "going on with the bell".to_owned(),
        };
        Text::clean(&format!("`{name}` {why}; {now}"))
    }
}

/// Plays cues through the programs that there are; those that fail are tried no more.
#[derive(Debug)]
pub struct CuePlayer {
    mouth: Arc<Mouth>,
    speech: Vec<Found>,
    tones: Vec<Found>,
    wanted: Wanted,
    speed: u32,
    /// Where the files of the sounds may lie.
    folders: Vec<PathBuf>,
    /// Where they lie, once they were written.
    written: Option<PathBuf>,
    clock: Clock,
}

impl CuePlayer {
    /// One that waits for each cue.
    pub fn new(programs: Programs, wanted: Wanted) -> CuePlayer {
        let Programs { speech, tones, folders } = programs;
        CuePlayer {
            mouth: Arc::new(Mouth::default()),
            speech: speech.found,
            tones: tones.found,
            wanted,
            speed: 1,
            folders,
            written: None,
            clock: Clock::begin(1),
        }
    }

    /// Waits as long as between two strokes of the bell.
    pub fn between_strokes() {
        pause(BETWEEN_BELLS);
    }

    /// What is left to speak and play with, the one in use first.
    pub fn left(&self) -> (&[Found], &[Found]) {
        (&self.speech, &self.tones)
    }

    /// Performs a cue now, waiting for it.
    pub fn perform_now(&mut self, cue: &Cue) -> Vec<Failure> {
        let turn = self.mouth.hush();
        self.perform(cue, turn)
    }

    /// Performs a cue until something newer is due. Returns what failed.
    fn perform(&mut self, cue: &Cue, turn: u64) -> Vec<Failure> {
        let channels = Channels { speech: !self.speech.is_empty(), tones: !self.tones.is_empty() };
        let (sound, words) = cue.heard(channels);
        // A preview waits for nobody.
        let open_end = if self.speed == 1 { None } else { Some(Duration::ZERO) };
        let mut room = cue.room.map(|it| it / self.speed).or(open_end);
        let mut failures = Vec::new();
        let mut fading = None;
        if let Some(sound) = sound
            && (self.speed == 1 || room.is_none_or(|it| tone::length(sound) <= it))
        {
            let began = self.clock.now();
            fading = self.play(sound, words.is_some(), turn, &mut failures);
            room = room.map(|it| it.saturating_sub(self.clock.now().since(began)));
        }
        if let Some(words) = words
            && !self.mouth.is_over(turn)
        {
            let takes = speech::spoken(words);
            let rate = room.map_or(1.0, |it| MARGIN * takes.as_secs_f64() / it.as_secs_f64().max(0.01));
            // In a preview most words have no time; in a session they have by the plan.
            if self.speed == 1 || rate <= FASTEST {
                self.say(words, rate.clamp(1.0, FASTEST), takes, turn, &mut failures);
            }
        }
        if let Some(playing) = fading
            && let Ending::Failed(why) = self.mouth.finish(&playing, AT_MOST, turn)
            && !self.tones.is_empty()
        {
            failures.push(given_up(&mut self.tones, why, false));
        }
        failures
    }

    /// Plays a sound to its end. Where words follow, they begin when it was heard, though its program
    /// may take longer to end: that one comes back.
    fn play(
        &mut self,
        sound: Sound,
        words_follow: bool,
        turn: u64,
        failures: &mut Vec<Failure>,
    ) -> Option<Playing> {
        while let Some(program) = self.tones.first().cloned() {
            let begun = self.sound_file(sound).map_err(|error| format!("has no file to play: {error}"));
            let begun = begun.and_then(|file| {
                let manner = Manner { file: Some(&file), ..Manner::of(&self.wanted) };
                let input =
                    if program.reads_samples() { tone::wav(sound, self.wanted.volume) } else { Vec::new() };
                self.mouth.begin(program.line(&manner, input), turn)
            });
            let ending = match begun {
                Ok(playing) if words_follow => {
                    match self.mouth.wait(&playing, tone::length(sound) + TAKES_TO_START, turn) {
                        Some(ending) => ending,
                        None => return Some(playing),
                    }
                }
                Ok(playing) => self.mouth.finish(&playing, AT_MOST, turn),
                Err(why) => Ending::Failed(why),
            };
            match ending {
                Ending::Done | Ending::Silenced => return None,
                Ending::Failed(why) => failures.push(given_up(&mut self.tones, why, false)),
            }
        }
        None
    }

    /// The file of a sound. All are written when the first is wanted.
    fn sound_file(&mut self, sound: Sound) -> io::Result<PathBuf> {
        let volume = self.wanted.volume;
        let written = match &self.written {
            Some(folder) => folder,
            None => self.written.insert(write_sounds(&self.folders, volume)?),
        };
        Ok(written.join(file_name(sound, volume)))
    }

    fn say(&mut self, words: &Text, rate: f64, takes: Duration, turn: u64, failures: &mut Vec<Failure>) {
        while let Some(program) = self.speech.first() {
            let manner = Manner { rate, ..Manner::of(&self.wanted) };
            let input = format!("{words}\n").into_bytes();
            let began = self.clock.now();
            let mut ending = match self.mouth.begin(program.line(&manner, input), turn) {
                Ok(playing) => self.mouth.finish(&playing, takes + AT_MOST, turn),
                Err(why) => Ending::Failed(why),
            };
            let took = self.clock.now().since(began);
            let at_once =
                program.takes_its_time() && takes >= TAKES_TIME && took < takes.div_f64(FASTEST * 3.0);
            if ending == Ending::Done && at_once {
                ending = Ending::Failed("ended at once, so nothing was heard".to_owned());
            }
            if let (Ending::Silenced, Some(line)) = (&ending, program.hush_line()) {
                // Its daemon speaks on without it.
                self.mouth.run_in_silence(line, AT_MOST);
            }
            match ending {
                Ending::Done | Ending::Silenced => return,
                Ending::Failed(why) => failures.push(given_up(&mut self.speech, why, true)),
            }
        }
    }
}

/// The first program is tried no more.
fn given_up(programs: &mut Vec<Found>, why: String, speaks: bool) -> Failure {
    let name = programs.remove(0).name();
    Failure { name, why, next: programs.first().map(Found::name), speaks }
}

fn file_name(sound: Sound, volume: u32) -> String {
    format!("{}-{volume}.wav", sound.name())
}

fn write_sounds(folders: &[PathBuf], volume: u32) -> io::Result<PathBuf> {
    let mut refused = io::Error::from(io::ErrorKind::NotFound);
    for folder in folders {
        let all = Sound::ALL.iter();
        let written = make_folder(folder).and_then(|()| {
            all.map(|it| write_beside(&folder.join(file_name(*it, volume)), &tone::wav(*it, volume)))
                .collect::<io::Result<Vec<()>>>()
        });
        match written {
            Ok(_) => return Ok(folder.clone()),
            Err(error) => refused = error,
        }
    }
    Err(refused)
}

fn make_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// Writes a file beside and renames it, so that another session never plays half of it.
fn write_beside(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = path.with_extension(format!("{}.part", std::process::id()));
    let mut file = fs::File::create(&beside)?;
    file.write_all(bytes)?;
    fs::rename(&beside, path)
}
