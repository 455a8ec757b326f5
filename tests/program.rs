//! The real program with a home of its own, and what came out of it.

#![expect(clippy::disallowed_methods, reason = "tests write files and start the program")]

use std::{
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use tempfile::TempDir;

/// A command line in the making; nothing of the environment reaches it but what is said here.
pub struct Program {
    home: TempDir,
    arguments: Vec<OsString>,
    environment: Vec<(String, OsString)>,
}

/// What came out. The home is written as `HOME`.
#[derive(Debug, PartialEq, Eq)]
pub struct Outcome {
    pub status: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

/// `stretch` with these words.
pub fn stretch(line: &str) -> Program {
    Program {
        home: tempfile::tempdir().expect("a temporary folder"),
        arguments: line.split_whitespace().map(OsString::from).collect(),
        environment: Vec::new(),
    }
}

impl Program {
    /// One more argument, as it is.
    pub fn with(mut self, argument: impl Into<OsString>) -> Program {
        self.arguments.push(argument.into());
        self
    }

    pub fn env(mut self, name: &str, value: impl Into<OsString>) -> Program {
        self.environment.push((name.to_owned(), value.into()));
        self
    }

    /// A file in the folder in which it runs, which is its home.
    pub fn file(self, path: impl AsRef<Path>, text: impl AsRef<[u8]>) -> Program {
        let path = self.home.path().join(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
        self
    }

    /// A file among the person's own routines.
    pub fn own(self, path: impl AsRef<Path>, text: impl AsRef<[u8]>) -> Program {
        self.file(Path::new(OWN).join(path), text)
    }

    /// For a person who said that they have none of the conditions, so that none is said at the beginning.
    pub fn healthy(self) -> Program {
        self.env("STRETCH_CONDITIONS", "none")
    }

    /// The command, for those who connect it otherwise.
    pub fn command(&self) -> Command {
        let mut command = at_home(self.home.path());
        command.args(&self.arguments).envs(self.environment.iter().map(|it| (&it.0, &it.1)));
        command
    }

    /// Runs it, nothing being on stdin.
    pub fn run(&self) -> Outcome {
        let output = self.command().output().expect("the program starts");
        let home = self.home.path().to_string_lossy().into_owned();
        let text = |bytes| String::from_utf8(bytes).expect("it writes UTF-8").replace(&home, "HOME");
        Outcome { status: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    /// What it prints, when it does what it was asked for and has nothing to say.
    pub fn prints(&self) -> String {
        let Outcome { status, stdout, stderr } = self.run();
        assert_eq!((status, stderr.as_str()), (Some(0), ""), "{:?} prints\n{stdout}", self.arguments);
        stdout
    }

    /// The same, as JSON.
    pub fn json(&self) -> serde_json::Value {
        let text = self.prints();
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{:?}: {error}\n{text}", self.arguments))
    }

    /// What it says when it fails so; nothing is printed then.
    pub fn fails(&self, with: i32) -> String {
        let Outcome { status, stdout, stderr } = self.run();
        assert_eq!((status, stdout.as_str()), (Some(with), ""), "{:?} says\n{stderr}", self.arguments);
        stderr
    }

    pub fn home(&self) -> PathBuf {
        self.home.path().to_owned()
    }
}

/// The program with this home and nothing else in its environment, so that no test can reach the home
/// of whoever runs it; `tests/tidy.rs` sees to it that no test starts the program in another way.
pub fn at_home(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_stretch"));
    command.env_clear().env("HOME", home).current_dir(home).stdin(Stdio::null());
    command
}

/// Where the person's own routines are, in their home.
pub const OWN: &str = ".local/share/stretch/routines";

/// One hold without a side.
pub const SMALL: &str = "name: Small\nsteps:\n  - hold: Stay.\n    for: 10s\n";
/// A file with a mistake in its third line.
pub const BROKEN: &str = "name: Broken\nsteps:\n  - holdd: Stay.\n    for: 10s\n";

/// Fails if a program speaks of itself rather than of what happened.
pub fn check_calm(program: &Program, stderr: &[u8], line: &str) {
    let said = String::from_utf8_lossy(stderr);
    for word in ["panicked", "backtrace", "RUST_BACKTRACE", "src/"] {
        assert!(!said.contains(word), "stretch {line} in {}: {said}", program.home().display());
    }
}
