use chrono::Days;

use super::*;

fn file(bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.jsonl");
    fs::write(&path, bytes).unwrap();
    (folder, path)
}

fn lines(path: &Path, from: u64, to: u64) -> Vec<String> {
    let mut lines = Vec::new();
    let piece = Piece { path: path.to_owned(), file: 0, from, to };
    let take = &mut |_, line: &[u8]| {
        lines.push(String::from_utf8_lossy(line).into_owned());
        ControlFlow::Continue(())
    };
    piece.lines(take).unwrap();
    lines
}

#[test]
fn each_line_is_read_once_wherever_a_file_is_cut_into_pieces() {
    let text = "one\ntwo two\n\nthree\r\nfour";
    let (_folder, path) = file(text.as_bytes());
    let whole: Vec<&str> = text.lines().collect();
    let length = text.len() as u64;
    for first in 0..=length {
        for second in first..=length {
            let pieces = [(0, first), (first, second), (second, length)];
            let read: Vec<String> = pieces.iter().flat_map(|it| lines(&path, it.0, it.1)).collect();
            assert_eq!(read, whole, "cut at {first} and {second}");
        }
    }
}

#[test]
fn a_line_that_is_too_long_is_cut_and_the_next_one_is_whole() {
    for more in [0, 1, 100_000] {
        let long = "x".repeat(LONGEST_LINE as usize + more);
        let text = format!("before\n{long}\nafter\n");
        let (_folder, path) = file(text.as_bytes());
        let read = lines(&path, 0, text.len() as u64);
        let lengths: Vec<usize> = read.iter().map(String::len).collect();
        assert_eq!(lengths, ["before".len(), LONGEST_LINE as usize, "after".len()], "{more} more");
    }
}

/// A hold a day, whose lines fill five times what is looked at first.
#[test]
fn the_tail_of_a_log_has_every_line_of_its_days() {
    let first = NaiveDate::from_ymd_opt(2020, 1, 1).unwrap();
    let day = |day: u64| first + Days::new(day);
    let line = |it: u64| {
        let padding = "x".repeat(100);
        let at = day(it).format("%Y-%m-%dT08:00:00+00:00");
        format!(
            "{{\"v\":1,\"session\":\"{it}\",\"at\":\"{at}\",\"event\":\"held\",\"routine\":\"nod\",\
             \"name\":\"{padding}\",\"kind\":\"hold\",\"seconds\":30.0}}\n"
        )
    };
    let all: Vec<String> = (0..1500).map(line).collect();
    let text = all.concat();
    let (_folder, path) = file(text.as_bytes());
    let length = text.len() as u64;
    assert!(length > 5 * TAIL);
    for since in [0, 1, 700, 1100, 1200, 1480, 1499] {
        let from = begin_of_tail(&path, length, day(since)).unwrap();
        let begins: usize = all[..since as usize].iter().map(String::len).sum();
        assert!(from <= begins as u64, "the lines since day {since} begin at {begins}, not at {from}");
    }
    assert_eq!(begin_of_tail(&path, length, day(1499)).unwrap(), length - TAIL, "no more than is needed");
}

#[test]
fn what_is_no_file_or_too_large_is_not_read() {
    let (folder, path) = file(b"");
    let said = |path: &Path| length(path).unwrap_err().to_string();
    assert_eq!(said(folder.path()), "it is not a file");
    assert_eq!(said(Path::new("/dev/null")), "it is not a file");
    let log = File::options().write(true).open(&path).unwrap();
    log.set_len(LARGEST).unwrap();
    assert_eq!(length(&path).unwrap(), LARGEST);
    log.set_len(LARGEST + 1).unwrap();
    assert_eq!(said(&path), "it is larger than 256 MiB");
}
