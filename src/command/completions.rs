//! `stretch completions SHELL`, and what may be typed in each place of a command line: the names of things with a
//! few words about each. No file of the person's own is parsed for it.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};

use clap::Args;

use super::{Command, options::Unused};
use crate::{
    error::Exit,
    model::{
        area::Area,
        catalogue::{Card, ProgramCard},
        format::{FLAGS, FileKey, SETTINGS, ValueShape},
        parse::is_id,
        routine::Condition,
        wording::Count,
        words::terms,
    },
    world::library::{Library, own_files},
};

/// The arguments of `stretch completions`.
#[derive(Args, Debug)]
#[command(after_help = "\
Tab then completes commands, options, values and names, also those of your own files.
Packages install this. Otherwise run this once for your shell:

bash, with the package bash-completion:
  mkdir -p ~/.local/share/bash-completion/completions
  stretch completions bash > ~/.local/share/bash-completion/completions/stretch
zsh, before a new shell; its folder must be in $fpath:
  stretch completions zsh > ~/.zsh/completions/_stretch
fish:
  mkdir -p ~/.config/fish/completions
  stretch completions fish > ~/.config/fish/completions/stretch.fish

Without that package, for this shell only, or in ~/.bashrc for all:
  eval \"$(stretch completions bash)\"")]
pub struct Completions {
    /// The shell
    #[arg(value_name = "SHELL", value_parser = super::options::word(Shell::NAMES, Shell::from_name))]
    pub shell: Shell,
    #[command(flatten)]
    #[allow(missing_docs, reason = "it is not shown")]
    pub unused: Unused,
}

/// A shell that is known here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shell {
    /// Bash, from 3.2 on.
    Bash,
    /// Zsh.
    Zsh,
    /// Fish.
    Fish,
}

impl Shell {
    /// Their names.
    pub const NAMES: &[&str] = &["bash", "zsh", "fish"];

    fn from_name(name: &str) -> Option<Shell> {
        match name {
            "bash" => Some(Shell::Bash),
            "zsh" => Some(Shell::Zsh),
            "fish" => Some(Shell::Fish),
            _ => None,
        }
    }

    /// The file that its packages install.
    const fn stub(self) -> &'static str {
        match self {
            Shell::Bash => include_str!("../../packaging/completions/stretch.bash"),
            Shell::Zsh => include_str!("../../packaging/completions/_stretch"),
            Shell::Fish => include_str!("../../packaging/completions/stretch.fish"),
        }
    }
}

impl Completions {
    /// Prints the few lines that make the shell ask the program.
    pub fn run(&self) -> anyhow::Result<Exit> {
        super::print(self.shell.stub())?;
        Ok(Exit::Done)
    }
}

/// What may be typed in a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completed {
    /// Whatever can be played or shown.
    Names,
    /// The same, and commands: what can be asked about.
    NamesAndCommands,
    /// The same, and muscles: what can be searched.
    Search,
    /// A routine.
    Routine,
    /// A built-in routine.
    BuiltIn,
    /// A file of the person's own, by its name.
    Own,
    /// A muscle.
    Muscle,
    /// A length of a session.
    Length,
    /// A key of the settings, or what else `config` takes.
    Setting,
    /// What `log` takes in place of a number.
    Log,
}

/// Something that may be typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The word.
    pub word: String,
    /// A few words about it.
    pub about: Option<String>,
    /// With what it is shown together.
    pub group: &'static str,
}

/// What may be typed in a place and begins so; with the person's own files in these folders.
pub fn candidates(wanted: Completed, begun: &str, folders: &[PathBuf]) -> Vec<Candidate> {
    let library = Library::default();
    let names = Names { library: &library, begun, folders };
    let playable = || [names.areas(), names.own(), names.programs(), names.routines()].concat();
    let all = match wanted {
        Completed::Names => playable(),
        Completed::NamesAndCommands => [names.commands(), playable()].concat(),
        Completed::Search => [names.areas(), names.muscles(), playable()].concat(),
        Completed::Routine => [names.own(), names.routines()].concat(),
        Completed::BuiltIn => names.routines(),
        Completed::Own => names.own(),
        Completed::Muscle => names.muscles(),
        Completed::Length => words("lengths", &["3m", "5m", "10m", "15m", "20m"]),
        Completed::Setting => settings(),
        Completed::Log => words("words", &["forget"]),
    };
    let mut seen = BTreeSet::new();
    all.into_iter().filter(|it| it.word.starts_with(begun) && seen.insert(it.word.clone())).collect()
}

/// The values of a setting that begin so; several may be typed with commas between them.
pub fn values(key: &str, begun: &str, folders: &[PathBuf]) -> Vec<Candidate> {
    let Some(key) = SETTINGS.iter().find(|it| it.name == key) else { return Vec::new() };
    let list = is_list(key);
    let (before, begun) = match begun.rsplit_once(',').filter(|_| list) {
        Some((before, begun)) => (format!("{before},"), begun),
        None => (String::new(), begun),
    };
    let known = key.shape.words();
    let found = if known.is_empty() && list && key.name != "speech" {
        candidates(Completed::Names, begun, folders)
    } else {
        words("values", known).into_iter().filter(|it| it.word.starts_with(begun)).collect()
    };
    let whole = |it: Candidate| Candidate { word: format!("{before}{}", it.word), ..it };
    found.into_iter().map(whole).collect()
}

fn is_list(key: &FileKey) -> bool {
    key.shape == ValueShape::Texts || matches!(key.shape, ValueShape::Words(words) if words != FLAGS)
}

fn words(group: &'static str, words: &[&str]) -> Vec<Candidate> {
    let about = |it: &str| Condition::from_name(it).map(terms::condition);
    words.iter().map(|it| Candidate { word: (*it).to_owned(), about: about(it), group }).collect()
}

fn settings() -> Vec<Candidate> {
    let key = |it: &FileKey| candidate(it.name, Some(it.about), "settings");
    let others = [("edit", "open the file in your editor"), ("path", "print where the file is")];
    let others = others.iter().map(|it| candidate(it.0, Some(it.1), "words"));
    SETTINGS.iter().map(key).chain(others).collect()
}

fn candidate(word: &str, about: Option<&str>, group: &'static str) -> Candidate {
    Candidate { word: word.to_owned(), about: about.map(str::to_owned), group }
}

/// Where names are looked for.
struct Names<'n> {
    /// All that is built in.
    library: &'n Library,
    begun: &'n str,
    folders: &'n [PathBuf],
}

impl Names<'_> {
    fn commands(&self) -> Vec<Candidate> {
        Command::NAMES.iter().map(|it| candidate(it, None, "commands")).collect()
    }

    fn areas(&self) -> Vec<Candidate> {
        let areas = self.library.catalogue().areas;
        let about = |area: Area| areas.iter().find(|it| it.area == area).and_then(|it| it.summary.as_ref());
        let of = |it: &Area| candidate(it.name(), about(*it).map(|it| it.as_str()), "areas");
        Area::ALL.iter().map(of).collect()
    }

    fn programs(&self) -> Vec<Candidate> {
        let of = |it: &&ProgramCard| {
            candidate(&it.id, Some(it.summary.as_ref().unwrap_or(&it.name).as_str()), "programs")
        };
        self.library.catalogue().programs.iter().map(of).collect()
    }

    fn routines(&self) -> Vec<Candidate> {
        let of = |it: &&Card| {
            candidate(&it.id, Some(it.summary.as_ref().unwrap_or(&it.name).as_str()), "routines")
        };
        self.library.catalogue().routines.iter().map(of).collect()
    }

    /// Only files whose names begin as it was begun are looked into.
    fn own(&self) -> Vec<Candidate> {
        let files = own_files(self.folders).into_iter();
        let fitting = files.filter(|it| it.id.starts_with(self.begun) && is_id(&it.id));
        let others = fitting.filter(|it| Area::from_name(&it.id).is_none());
        others.map(|it| Candidate { about: it.about(), word: it.id, group: "your own" }).collect()
    }

    fn muscles(&self) -> Vec<Candidate> {
        let mut muscles: BTreeMap<String, u64> = BTreeMap::new();
        for routine in self.library.catalogue().routines {
            for muscle in routine.muscles() {
                // A blank would end the word in a shell, and a hyphen finds the same.
                *muscles.entry(muscle.replace(' ', "-")).or_default() += 1;
            }
        }
        let of = |(word, count): (String, u64)| {
            let about = format!("a muscle, in {}", Count(count, "routine"));
            Candidate { word, about: Some(about), group: "muscles" }
        };
        muscles.into_iter().map(of).collect()
    }
}
