//! Piper: a voice that is kept running between cues, since it takes a second or two to begin. It is given a
//! sentence a line and writes each into a file, which another program plays.

#![expect(
    clippy::disallowed_methods,
    reason = "a program that is kept running, and the files that it writes"
)]

use std::{
    collections::VecDeque,
    ffi::OsStr,
    fs, io,
    io::Write as _,
    os::unix::process::CommandExt as _,
    path::{Path, PathBuf},
    process::{Child, ChildStdin, Command, Stdio},
    time::Duration,
};

use rustix::process::Pid;

use super::{mouth, pause};
use crate::{
    model::words::voices,
    world::{clock::Clock, files},
};

/// How often it is looked whether a sentence is ready.
const OFTEN: Duration = Duration::from_millis(15);
/// The sentence that is played.
const TAKEN: &str = "spoken.wav";
/// How the names of sentences begin that were made ahead.
const MADE: &str = "made-";
/// So many sentences that were made ahead are kept; the person may have gone elsewhere.
const MOST_MADE: usize = 12;
/// A folder of voices has folders for languages, countries, names and qualities.
const DEEPEST: usize = 5;

/// A voice of Piper that runs.
#[derive(Debug)]
pub struct Piper {
    child: Child,
    stdin: ChildStdin,
    leader: Pid,
    folder: PathBuf,
    /// The sentences that it was given and has not spoken yet, in their order.
    given: VecDeque<String>,
    /// Those that it has spoken and nobody has heard yet, with their files.
    made: VecDeque<(String, PathBuf)>,
    /// How many it has spoken.
    count: u64,
}

impl Piper {
    /// Starts it with a voice; what it writes goes into a new folder in this one.
    pub fn start(program: &Path, voice: &Path, folder: &Path) -> Result<Piper, String> {
        let folder = folder.join(format!("piper-{}", std::process::id()));
        let refused = |error: io::Error| voices::does_not_start(error);
        // What another one left behind there is not ours to play.
        let _ = fs::remove_dir_all(&folder);
        files::make_private_folder(&folder).map_err(refused)?;
        let mut child = Command::new(program)
            .arg("--model")
            .arg(voice)
            .arg("--output_dir")
            .arg(&folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .map_err(refused)?;
        let leader = Pid::from_child(&child);
        mouth::keep(leader);
        let Some(stdin) = child.stdin.take() else { return Err(voices::DOES_NOT_LISTEN.to_owned()) };
        let (given, made) = (VecDeque::new(), VecDeque::new());
        Ok(Piper { child, stdin, leader, folder, given, made, count: 0 })
    }

    /// Has it speak a sentence that may be wanted soon, so that it is ready then. Never waits.
    pub fn make(&mut self, sentence: &str) -> Result<(), String> {
        let is_this = |it: &String| it == sentence;
        if self.given.iter().any(is_this) || self.made.iter().any(|it| is_this(&it.0)) {
            return Ok(());
        }
        let given = self.stdin.write_all(format!("{sentence}\n").as_bytes());
        given.and_then(|()| self.stdin.flush()).map_err(|_| voices::HAS_ENDED.to_owned())?;
        self.given.push_back(sentence.to_owned());
        Ok(())
    }

    /// The file in which it has spoken a sentence, this loud. An error says why there is none; `Ok(None)` that
    /// nobody waits any more.
    pub fn speak(
        &mut self,
        sentence: &str,
        volume: u32,
        at_most: Duration,
        is_over: impl Fn() -> bool,
    ) -> Result<Option<PathBuf>, String> {
        self.make(sentence)?;
        let clock = Clock::begin(1);
        let began = clock.now();
        loop {
            self.collect();
            let at = self.made.iter().position(|it| it.0 == sentence);
            if let Some((_, file)) = at.and_then(|it| self.made.remove(it)) {
                let taken = self.folder.join(TAKEN);
                return quieten(&file, volume)
                    .and_then(|()| fs::rename(&file, &taken))
                    .map(|()| Some(taken))
                    .map_err(voices::not_sound);
            }
            if is_over() {
                return Ok(None);
            }
            if clock.now().since(began) > at_most {
                return Err(voices::HANGS.to_owned());
            }
            if let Ok(Some(status)) = self.child.try_wait() {
                // From now on its number may mean somebody else.
                mouth::forget(self.leader);
                return Err(voices::has_ended(status));
            }
            pause(OFTEN);
        }
    }

    /// Puts what is ready beside its sentence. They are spoken in the order in which they were given.
    fn collect(&mut self) {
        while let Some(file) = self.next_file() {
            self.count += 1;
            let made = self.folder.join(format!("{MADE}{}.wav", self.count));
            // Where it was given its name only now, it is found the next time, and its sentence still waits for it.
            if fs::rename(&file, &made).is_err() {
                break;
            }
            match self.given.pop_front() {
                Some(sentence) => self.made.push_back((sentence, made)),
                None => drop(fs::remove_file(made)),
            }
        }
        while self.made.len() > MOST_MADE {
            let Some((_, file)) = self.made.pop_front() else { return };
            let _ = fs::remove_file(file);
        }
    }

    /// The oldest file that nobody has looked at.
    fn next_file(&self) -> Option<PathBuf> {
        let entries = fs::read_dir(&self.folder).ok()?.filter_map(Result::ok);
        let is_known = |it: &OsStr| it == TAKEN || it.to_string_lossy().starts_with(MADE);
        let ready = entries.filter(|it| !is_known(&it.file_name()) && is_whole(&it.path()));
        ready.min_by_key(|it| it.metadata().and_then(|it| it.modified()).ok()).map(|it| it.path())
    }
}

impl Drop for Piper {
    fn drop(&mut self) {
        if let Ok(None) = self.child.try_wait() {
            mouth::end(self.leader);
        }
        mouth::forget(self.leader);
        let _ = self.child.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Whether a WAV file is written to its end: it is as long as it says.
fn is_whole(path: &Path) -> bool {
    let Ok(bytes) = fs::read(path) else { return false };
    let says = bytes.get(4..8).and_then(|it| it.try_into().ok()).map(u32::from_le_bytes);
    bytes.starts_with(b"RIFF") && bytes.len() > 44 && says.is_some_and(|it| it as usize + 8 == bytes.len())
}

/// Makes the samples of a WAV file this loud, in hundredths.
fn quieten(path: &Path, volume: u32) -> io::Result<()> {
    if volume >= 100 {
        return Ok(());
    }
    let mut bytes = fs::read(path)?;
    let Some(data) = bytes.windows(4).position(|it| it == b"data") else { return Ok(()) };
    for sample in bytes.iter_mut().skip(data + 8).collect::<Vec<_>>().chunks_exact_mut(2) {
        let value = i32::from(i16::from_le_bytes([*sample[0], *sample[1]]));
        let quieter = (value * volume as i32 / 100) as i16;
        [*sample[0], *sample[1]] = quieter.to_le_bytes();
    }
    fs::write(path, bytes)
}

/// The bytes of a file that it wrote; none if it is gone.
pub fn samples(file: &Path) -> Vec<u8> {
    fs::read(file).unwrap_or_default()
}

/// The file of a voice in some folders: the one whose name begins as wanted, or else an English one.
pub fn voice(folders: &[PathBuf], wanted: Option<&str>) -> Option<PathBuf> {
    if let Some(own) = wanted.filter(|it| it.ends_with(".onnx")).map(PathBuf::from) {
        return own.is_file().then_some(own);
    }
    let mut found = Vec::new();
    folders.iter().for_each(|it| collect(it, DEEPEST, &mut found));
    found.sort();
    let plain = |it: &OsStr| it.to_string_lossy().to_lowercase().replace('_', "-");
    let begins = |start: &str| {
        let start = start.to_lowercase().replace('_', "-");
        found.iter().find(|it| it.file_name().is_some_and(|it| plain(it).starts_with(&start))).cloned()
    };
    wanted.and_then(begins).or_else(|| begins("en-"))
}

fn collect(folder: &Path, deep: usize, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.filter_map(Result::ok).map(|it| it.path()) {
        let is_voice = path.extension().is_some_and(|it| it == "onnx");
        if is_voice && path.is_file() {
            found.push(path);
        } else if deep > 0 && path.is_dir() {
            collect(&path, deep - 1, found);
        }
    }
}
