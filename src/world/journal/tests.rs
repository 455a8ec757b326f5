use std::{
    io::{BufRead as _, BufReader},
    process::{Command, Stdio},
    sync::Arc,
};

use super::*;
use crate::model::{
    moment::Moment,
    plan::{
        Wishes,
        tests::{alone, hold, routine},
    },
    player::{self, Event, PATIENCE},
    routine::Routine,
};
use crate::world::output;

fn lines_of(path: &Path) -> Vec<String> {
    fs::read_to_string(path).unwrap_or_default().lines().map(str::to_owned).collect()
}

#[test]
fn eight_that_write_at_once_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path: Arc<Path> = folder.path().join("deep/log.jsonl").into();
    let writers = (0..8).map(|writer| {
        let path = path.clone();
        thread::spawn(move || (0..200).for_each(|n| append(&path, &format!("{writer}-{n}\n")).unwrap()))
    });
    for writer in writers.collect::<Vec<_>>() {
        writer.join().unwrap();
    }
    let mut lines = lines_of(&path);
    assert_eq!(lines.len(), 1600);
    lines.sort();
    lines.dedup();
    assert_eq!(lines.len(), 1600, "whole lines, each once");
}

/// Not a test of its own: what [`a_kill_loses_no_line_that_was_written`] starts, and kills.
#[test]
#[ignore = "started and killed by another test"]
fn writes_until_it_is_killed() {
    let Some(path) = std::env::var_os("STRETCH_TEST_LOG") else { return };
    for n in 0.. {
        append(Path::new(&path), &format!("{}-{n}\n", std::process::id())).unwrap();
        let _ = writeln!(output::stdout(), "kept {}-{n}", std::process::id());
    }
}

#[test]
fn a_kill_loses_no_line_that_was_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.jsonl");
    let mut kept = Vec::new();
    for round in 0..200 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "world::journal::tests::writes_until_it_is_killed", "--ignored", "--nocapture"])
            .env("STRETCH_TEST_LOG", &path)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap()).lines();
        // Killed wherever it is after so many lines.
        for line in
            said.by_ref().map_while(Result::ok).filter(|it| it.starts_with("kept ")).take(1 + round % 7)
        {
            kept.push(line["kept ".len()..].to_owned());
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let rest = said.map_while(Result::ok).filter_map(|it| it.strip_prefix("kept ").map(str::to_owned));
        kept.extend(rest);
    }
    let lines = lines_of(&path);
    let missing: Vec<&String> = kept.iter().filter(|it| !lines.contains(it)).collect();
    assert!(missing.is_empty() && kept.len() >= 400, "{} kept, missing: {missing:?}", kept.len());
    assert!(lines.iter().all(|it| it.split('-').count() == 2), "whole lines");
}

#[test]
fn a_torn_line_stays_a_line_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.jsonl");
    fs::write(&path, "whole\ntorn o").unwrap();
    append(&path, "next\n").unwrap();
    assert_eq!(lines_of(&path), ["whole", "torn o", "next"]);
    append(&path, "last\n").unwrap();
    assert_eq!(lines_of(&path).len(), 4);
}

#[test]
fn only_the_person_may_read_it() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal/log.jsonl");
    append(&path, "one\n").unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error_and_no_half_line() {
    let error = append(Path::new("/dev/full"), "one\n").unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::StorageFull);
}

#[test]
fn a_lock_that_is_never_given_back_is_not_waited_for_longer_than_two_seconds() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.jsonl");
    append(&path, "one\n").unwrap();
    let held = File::open(&path).unwrap();
    flock(&held, FlockOperation::LockExclusive).unwrap();
    assert_eq!(append(&path, "two\n").unwrap_err().kind(), io::ErrorKind::TimedOut);
    drop(held);
    append(&path, "three\n").unwrap();
    assert_eq!(lines_of(&path), ["one", "three"]);
}

/// Plays a hold to its end, and keeps it in this folder.
fn kept_in(folder: Option<PathBuf>) -> (Option<Text>, usize) {
    let neck = alone(Routine { steps: vec![hold("Tip.", 30)], ..routine("Neck") }, &Wishes::default());
    let (mut player, _) = Player::new(neck, PATIENCE, Moment::START);
    let mut recorder = Recorder::begin(&Text::clean("Neck"), Asked::default(), None);
    recorder.folder = folder;
    let (mut now, mut effects) = (Moment::START, 0);
    while player.end().is_none() {
        now = now + Duration::from_secs(1);
        for effect in player.update(Event::Tick, now) {
            recorder.perform(&player, &effect);
            effects += 1;
        }
    }
    (recorder.finish(), effects)
}

#[test]
fn a_session_that_cannot_be_kept_is_played_to_its_end_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let (unkept, effects) = kept_in(Some(folder.path().join("journal")));
    assert_eq!(unkept, None);
    let file = fs::read_dir(folder.path().join("journal")).unwrap().next().unwrap().unwrap().path();
    let read = fs::read(&file).unwrap();
    let journal = crate::model::journal::read(read.split(|it| *it == b'\n'));
    assert_eq!((journal.sessions.len(), journal.sessions[0].sum().held), (1, Duration::from_secs(30)));
    let blocked = folder.path().join("file");
    fs::write(&blocked, "").unwrap();
    for (nowhere, says) in [(None, "there is no home"), (Some(blocked.join("journal")), "cannot write `")] {
        let (unkept, same) = kept_in(nowhere);
        let told = unkept.expect("it says so");
        assert!(told.as_str().starts_with("part of this session is not in the log: "), "{told}");
        assert!(told.as_str().contains(says), "{told}");
        assert_eq!(same, effects, "it was played to its end");
    }
}

#[test]
fn what_could_not_be_kept_is_kept_with_what_comes_next() {
    let folder = tempfile::tempdir().unwrap();
    let blocked = folder.path().join("journal");
    fs::write(&blocked, "").unwrap();
    let worker = Worker::start(blocked.clone()).unwrap();
    let send = |lines: &str| {
        worker.lines.send(lines.to_owned()).unwrap();
        worker.answers.recv().unwrap()
    };
    assert!(send("first\n").is_err());
    fs::remove_file(&blocked).unwrap();
    assert_eq!(send("second\n"), Ok(()));
    let file = fs::read_dir(&blocked).unwrap().next().unwrap().unwrap().path();
    assert_eq!(send("third\n"), Ok(()));
    assert_eq!(lines_of(&file), ["first", "second", "third"], "nothing is kept twice");
}

#[test]
fn a_failure_is_told_once_and_shown_until_everything_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let blocked = folder.path().join("journal");
    fs::write(&blocked, "").unwrap();
    let mut recorder = Recorder::begin(&Text::clean("Neck"), Asked::default(), None);
    recorder.folder = Some(blocked.clone());
    let steps = ["Tip.", "Nod.", "Rest."].map(|it| hold(it, 30)).to_vec();
    let plan = alone(Routine { steps, ..routine("Neck") }, &Wishes::default());
    let (player, _) = Player::new(plan, PATIENCE, Moment::START);
    let mut keep = |at: usize| {
        let time = Duration::from_secs(30);
        let record = player::Record { at, outcome: player::Outcome::Held, time };
        recorder.perform(&player, &DueEffect { at, point: time, effect: Effect::Record(record) });
        // However long it takes.
        recorder.hear(Duration::from_secs(600));
        (recorder.take_failure().is_some(), recorder.notice().is_some())
    };
    assert_eq!(keep(2), (true, true));
    assert_eq!(keep(4), (false, true), "it was told already");
    fs::remove_file(&blocked).unwrap();
    assert_eq!(keep(6), (false, false));
    let file = fs::read_dir(&blocked).unwrap().next().unwrap().unwrap().path();
    assert_eq!(lines_of(&file).len(), 4, "the session and its three holds");
}

#[test]
fn the_hold_under_way_is_brought_up_to_date_until_the_program_ends() {
    let plan = alone(routine("Neck"), &Wishes::default());
    let s = Duration::from_secs;
    let under_way = |at: usize, time: Duration| {
        let record = player::Record { at, outcome: player::Outcome::Skipped, time };
        let writer = Writer::new(
            "a1".to_owned(),
            &Text::clean("Neck"),
            &Asked::default(),
            &plan,
            civil(SystemTime::now()),
        );
        HoldUnderWay { at, done: Done::of(&plan, &record), writer, folder: PathBuf::new() }
    };
    let mut state = last_hold::HoldState::Nothing;
    assert!(!state.has(2, s(5)));
    state.set(Some(under_way(2, s(5))));
    assert!(state.has(2, s(5)) && state.has(2, Duration::from_millis(5900)));
    assert!(!state.has(2, s(6)), "a second more");
    assert!(!state.has(1, s(5)), "another segment");
    state.set(None);
    assert!(!state.has(2, s(5)));
    state = last_hold::HoldState::Closed;
    state.set(Some(under_way(2, s(5))));
    assert!(state.is_closed(), "nothing follows what was written last");
}

#[test]
fn a_file_that_is_replaced_while_the_lock_is_waited_for_gets_the_line() {
    let folder = tempfile::tempdir().unwrap();
    let path: Arc<Path> = folder.path().join("log.jsonl").into();
    append(&path, "one\n").unwrap();
    let held = File::open(&path).unwrap();
    flock(&held, FlockOperation::LockExclusive).unwrap();
    let writer = {
        let path = path.clone();
        thread::spawn(move || append(&path, "two\n"))
    };
    let other = folder.path().join("other");
    fs::write(&other, "one\nfrom elsewhere\n").unwrap();
    // As soon as somebody else has the file open, it is replaced.
    fs::rename(&other, &path).unwrap();
    drop(held);
    writer.join().unwrap().unwrap();
    assert_eq!(lines_of(&path), ["one", "from elsewhere", "two"]);
}

#[test]
fn every_stamp_is_one_that_is_read() {
    let utc = DateTime::from_timestamp(1_795_000_000, 0).unwrap();
    for offset in [0, 3600, -5 * 3600 - 1800, 86_399, -86_399, 5025, i32::MAX, LATEST as i32] {
        let stamp = stamp(utc, offset);
        let written = stamp.to_rfc3339_opts(chrono::SecondsFormat::Secs, false);
        assert_eq!(DateTime::parse_from_rfc3339(&written), Ok(stamp), "{offset}");
        assert_eq!(stamp, utc, "it is the same moment");
    }
}

#[test]
fn ids_differ() {
    let ids: std::collections::BTreeSet<String> = (0..1000).map(|_| random_id()).collect();
    assert!(ids.len() == 1000 && ids.iter().all(|it| it.len() == 16));
}
