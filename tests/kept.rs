//! Files that tests compare with: snapshots, pictures, reports, schemas, tables in the docs.
//!
//! `STRETCH_REWRITE=1 cargo test` writes them anew. Read what changed before you keep it.

#![expect(clippy::disallowed_methods, reason = "kept files are files, and a variable asks for new ones")]

use std::{env, fs, path::Path};

/// Compares texts with their files, all of them exactly, or writes the files if that is asked for.
/// The names are paths in the repository, as `tests/frames/help-80x24.txt`.
pub fn compare(made: impl IntoIterator<Item = (String, String)>) {
    let rewrite = env::var_os("STRETCH_REWRITE").is_some();
    let mut different = Vec::new();
    for (name, text) in made {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(&name);
        if rewrite {
            fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder");
            fs::write(&path, text).expect("a file");
        } else {
            let before = fs::read_to_string(&path).unwrap_or_default();
            different.extend(difference(&before, &text).map(|it| format!("{name}\n{it}")));
        }
    }
    assert!(
        different.is_empty(),
        "{} kept files differ; STRETCH_REWRITE=1 writes them anew, to be read before they are kept\n\n{}",
        different.len(),
        different.join("\n")
    );
}

/// The same for one text.
pub fn kept(name: &str, text: &str) {
    compare([(name.to_owned(), text.to_owned())]);
}

/// The lines between the first that differs and the last, as they were and as they are; nothing if
/// both texts are equal.
fn difference(before: &str, now: &str) -> Option<String> {
    if before == now {
        return None;
    }
    let lines = |text: &str| text.split('\n').map(str::to_owned).collect::<Vec<_>>();
    let (mut before, mut now) = (lines(before), lines(now));
    let same = before.iter().zip(&now).take_while(|(a, b)| a == b).count();
    before.drain(..same);
    now.drain(..same);
    while before.len() > 1 && now.len() > 1 && before.last() == now.last() {
        before.pop();
        now.pop();
    }
    let marked =
        |mark: char, lines: &[String]| lines.iter().map(|it| format!("{mark}{it}\n")).collect::<String>();
    Some(format!("from line {}\n{}{}", same + 1, marked('-', &before), marked('+', &now)))
}

#[test]
fn any_other_sign_is_a_difference() {
    assert_eq!(difference("a\nb\n", "a\nb\n"), None);
    assert_eq!(difference("a\nb\nc\n", "a\nx\nc\n").as_deref(), Some("from line 2\n-b\n+x\n"));
    assert_eq!(
        difference("a\n", "a").as_deref(),
        Some("from line 2\n-\n"),
        "the end of the last line counts"
    );
    assert_eq!(difference("", "a\n").as_deref(), Some("from line 1\n-\n+a\n+\n"), "a file that is missing");
    assert_eq!(difference("⠀⠁\n", "⠀⠂\n").as_deref(), Some("from line 1\n-⠀⠁\n+⠀⠂\n"));
}
