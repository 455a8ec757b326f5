//! Sheets as therapists, leaflets and web pages write them, read into programs. What is read from each sheet in
//! `tests/fixtures/sheets/` is kept in `tests/snapshots/sheets.txt`.

#![expect(clippy::disallowed_methods, reason = "the sheets are files")]

use std::{fs, path::Path};

use crate::{
    kept,
    program::{Outcome, stretch},
};

fn sheets() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/sheets");
    let paths = fs::read_dir(folder).expect("a folder").map(|it| it.expect("an entry").path());
    let name = |it: &Path| it.file_name().expect("a name").to_string_lossy().into_owned();
    let mut sheets: Vec<_> = paths.map(|it| (name(&it), fs::read(&it).expect("a sheet"))).collect();
    sheets.sort();
    sheets
}

/// What is written, said and checked for each sheet, to be read by people.
#[test]
fn sheets_are_read_as_they_were() {
    let sheets = sheets();
    assert!(sheets.len() >= 30, "{} sheets", sheets.len());
    let mut text = String::new();
    for (name, bytes) in sheets {
        let program = stretch("import -o sheet.yaml").with(&name).file(&name, bytes);
        let Outcome { status, stdout, stderr } = program.run();
        assert_eq!(status, Some(0), "{name}: {stderr}{stdout}");
        let made = fs::read_to_string(program.home().join("sheet.yaml")).expect("a file");
        text += &format!("{name}\n{}\n{made}{stderr}\n", "=".repeat(name.len()));
    }
    kept::kept("tests/snapshots/sheets.txt", &text);
}

#[test]
fn a_sheet_is_named_after_its_file_and_nothing_is_overwritten() {
    let run = |line: &str| stretch(line).file("My sheet.txt", "1. Cobra: 20 s\n");
    let first = run("import").with("My sheet.txt");
    let Outcome { status, stdout, stderr } = first.run();
    assert_eq!((status, stderr.as_str()), (Some(0), ""), "{stdout}");
    assert!(stdout.starts_with("my-sheet.yaml: 1 exercise\n"), "{stdout}");
    assert!(stdout.contains("1 file checked: "), "{stdout}");
    let again = first.fails(1);
    assert!(again.starts_with("error: `my-sheet.yaml` already exists\nhint: "), "{again}");
    let elsewhere = run("import --output other.yaml").with("My sheet.txt");
    assert!(elsewhere.run().stdout.starts_with("other.yaml: 1 exercise\n"));
    assert!(
        stdout.ends_with(
            "\nTo play it from any folder as `stretch my-sheet`:\n  mkdir -p HOME/.local/share/stretch/routines && mv \
             my-sheet.yaml HOME/.local/share/stretch/routines/\n"
        ),
        "{stdout}"
    );
    let at_home = run("import -o .local/share/stretch/routines/other.yaml").with("My sheet.txt").run().stdout;
    assert!(at_home.ends_with("play it:\n  stretch other --dry-run\n  stretch other\n"), "{at_home}");
    let by_name = stretch("my-sheet").file("my-sheet.yaml", "name: Mine\nplay: [chin-tuck]\n").fails(2);
    assert!(
        by_name.ends_with("\nhint: `stretch ./my-sheet.yaml` plays the file in this folder\n"),
        "{by_name}"
    );
    let taken = stretch("import").with("neck.txt").file("neck.txt", "1. Cobra: 20 s\n");
    assert!(taken.run().stdout.starts_with("neck-sheet.yaml: "), "it could not be played by its name");
}

#[test]
fn what_cannot_be_read_is_said_with_what_to_do() {
    let said = |name: &str, bytes: &[u8]| stretch("import").with(name).file(name, bytes).fails(1);
    assert_eq!(
        said("a.pdf", b"%PDF-1.4"),
        "error: `a.pdf` is a PDF, not a text\nhint: save it as plain text, or copy its words into a text file\n"
    );
    assert!(said("a.txt", b"").starts_with("error: `a.txt` is empty\n"));
    assert!(said("a.txt", &[b'a'; 1 << 20]).starts_with("error: `a.txt` is too large"));
    assert!(
        said("a.txt", b"Hello there, how are you all today my friends of old?")
            .contains("no exercise is found")
    );
    let missing = stretch("import nothing.txt").fails(1);
    assert!(missing.starts_with("error: cannot read `nothing.txt`"), "{missing}");
}

/// A page of one line has lines that only its tags make.
#[test]
fn the_lines_of_a_web_page_are_not_counted() {
    let page = "<html><body><h1>Neck</h1><ol><li>Neck tilt: hold 20 seconds</li><li>Cobra: twice a day</li></ol></body></html>";
    let program = stretch("import -o sheet.yaml page.html").file("page.html", page);
    let said = program.run();
    let text = fs::read_to_string(program.home().join("sheet.yaml")).expect("a file");
    assert!(
        text.contains("for: 20s # \"20 seconds\"\n") || text.contains("for: 20s # \"hold 20 seconds\"\n"),
        "{text}"
    );
    assert!(!text.contains("line ") && !said.stderr.contains("line "), "{text}{}", said.stderr);
}

#[test]
fn what_is_imported_plays() {
    let program = stretch("import -o sheet.yaml sheet.txt")
        .file("sheet.txt", "Neck sheet\n\n1. Neck tilt: hold 15-30 seconds, repeat 2 to 4 times each side\n");
    program.run();
    let text = fs::read_to_string(program.home().join("sheet.yaml")).expect("a file");
    let plan = stretch("./sheet.yaml --dry-run").file("sheet.yaml", text).prints();
    assert!(plan.starts_with("Neck sheet: "), "{plan}");
}
