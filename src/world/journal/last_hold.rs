//! The hold that is under way when the program is ended from outside. A signal waits for no loop, so the
//! session leaves here how far the hold is, and whoever ends the program writes it to the log.

use std::{
    path::PathBuf,
    sync::{
        Mutex, MutexGuard, TryLockError,
        mpsc::{self, Receiver},
    },
    thread,
    time::Duration,
};

use super::{append, machine, now};
use crate::model::{journal::Writer, record::Done};

/// Whoever ends the program waits so often, so long, for a session that is about to record a hold itself.
const TRIES: u32 = 10;
const BETWEEN_TRIES: Duration = Duration::from_millis(5);

static STATE: Mutex<HoldState> = Mutex::new(HoldState::Nothing);

/// What is left to be written.
#[derive(Debug)]
pub enum HoldState {
    /// No hold is under way.
    Nothing,
    /// This one is.
    UnderWay(Box<HoldUnderWay>),
    /// The program is ending, and the hold was written: nothing may be added to this session.
    Closed,
}

/// A hold so far, and what it takes to write it.
#[derive(Debug)]
pub struct HoldUnderWay {
    /// Its index in the plan.
    pub at: usize,
    /// How far it is.
    pub done: Done,
    /// Makes its line.
    pub writer: Writer,
    /// The folder of the log.
    pub folder: PathBuf,
}

impl HoldState {
    /// Puts a hold there, or takes it away.
    pub fn set(&mut self, hold: Option<HoldUnderWay>) {
        match self {
            HoldState::Nothing | HoldState::UnderWay(_) => {
                *self = hold.map_or(HoldState::Nothing, |it| HoldState::UnderWay(Box::new(it)));
            }
            HoldState::Closed => {}
        }
    }

    /// Whether this segment is there already, with as many whole seconds.
    pub fn has(&self, at: usize, time: Duration) -> bool {
        match self {
            HoldState::UnderWay(hold) => hold.at == at && hold.done.time.as_secs() == time.as_secs(),
            HoldState::Nothing | HoldState::Closed => false,
        }
    }

    /// Whether the program is ending.
    pub fn is_closed(&self) -> bool {
        matches!(self, HoldState::Closed)
    }
}

/// While this is held, nobody else records the hold that is under way.
pub fn lock() -> MutexGuard<'static, HoldState> {
    STATE.lock().unwrap_or_else(|it| it.into_inner())
}

/// Begins to write the hold that is under way, if there is one; for whoever ends the program. The channel
/// hangs up once it is written.
pub fn write() -> Receiver<()> {
    let (done, is_done) = mpsc::channel();
    if let Some(HoldState::UnderWay(hold)) = close() {
        let write = move || {
            let HoldUnderWay { done: segment, mut writer, folder, .. } = *hold;
            if let Some(lines) = writer.record(&segment, now()) {
                // The program ends: nobody is left to be told.
                let _ = append(&folder.join(format!("{}.jsonl", machine())), &lines);
            }
            drop(done);
        };
        // Without a thread the hold is lost, as it is on a disk that hangs.
        let _ = thread::Builder::new().name("last hold".to_owned()).spawn(write);
    }
    is_done
}

/// Takes what is there, and lets nothing follow it. A thread that panics may hold the lock itself, so it is
/// only tried.
fn close() -> Option<HoldState> {
    for _ in 0..TRIES {
        match STATE.try_lock() {
            Ok(mut state) => return Some(std::mem::replace(&mut *state, HoldState::Closed)),
            Err(TryLockError::Poisoned(state)) => {
                return Some(std::mem::replace(&mut *state.into_inner(), HoldState::Closed));
            }
            Err(TryLockError::WouldBlock) => thread::sleep(BETWEEN_TRIES),
        }
    }
    None
}
