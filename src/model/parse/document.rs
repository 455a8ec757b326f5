//! A file that is read once, and then asked: for what it holds, for the routines that it names, and for
//! what is wrong with it, alone or among others.

use super::{Checked, Content, KnownIds, content, faults::in_file_order, is_id, meant};
use crate::model::{
    area::Area,
    nearest::nearest,
    problem::{Fix, Place, Problem, Severity},
    text::Text,
    wording,
};

/// How closely a file is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// As it is played.
    ToPlay,
    /// Also whether a body can take each pose on its ground, which takes a few milliseconds a routine.
    /// What it finds are warnings.
    InFull,
}

/// A file of any sort, read once.
#[derive(Debug)]
pub struct Document {
    bytes: Vec<u8>,
    stem: String,
    content: Option<Content>,
    problems: Vec<Problem>,
    named: Vec<NamedRoutine>,
}

/// A routine that a play list names.
#[derive(Debug)]
pub struct NamedRoutine {
    /// Its id.
    pub id: String,
    /// The way to it.
    pub field: Text,
    /// Where it stands, and what a change of it replaces.
    pub place: Option<(Place, Place)>,
    /// How many rounds are asked for.
    pub rounds: Option<u32>,
    /// Whether fewer than its own are meant.
    pub is_sample: bool,
    /// What says that they are.
    pub sample: Option<Fix>,
}

impl Document {
    /// Reads a file: `area` in an area's folder is its page, a file with `play` is a program, and any
    /// other a routine. `stem` is the file's name without its ending, `folder` that of the folder it
    /// lies in.
    pub fn read(bytes: Vec<u8>, stem: &str, folder: &str, depth: Depth) -> Document {
        let (checked, named) = content(&bytes, stem, folder, depth);
        Document { bytes, stem: stem.to_owned(), content: checked.value, problems: checked.problems, named }
    }

    /// Its bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// What it holds: there exactly if no problem of its own is an error.
    pub fn content(&self) -> Option<&Content> {
        self.content.as_ref()
    }

    /// What it holds, or itself with what keeps it from being played.
    pub fn into_content(self) -> Result<Content, Box<Document>> {
        match self.content {
            Some(content) => Ok(content),
            None => Err(Box::new(self)),
        }
    }

    /// What came of it, taken apart.
    pub fn into_checked(self) -> Checked<Content> {
        Checked { value: self.content, problems: self.problems }
    }

    /// What is wrong or doubtful in itself, in file order.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The same, and what is wrong with it among others: names that nothing has, and a name of its own
    /// that another thing has.
    pub fn problems_among(&self, known: KnownIds<'_>) -> Vec<Problem> {
        let mut problems = self.problems.clone();
        problems.extend(self.named.iter().filter_map(|it| self.misnamed(it, known)));
        problems.extend(self.named.iter().filter_map(|it| too_few_rounds(it, known)));
        let plays = !problems.iter().any(|it| it.severity == Severity::Error);
        problems.extend(self.content.as_ref().filter(|_| plays).and_then(|it| self.shadowed(it, known)));
        in_file_order(&mut problems);
        problems
    }

    /// A name in a play list that is no routine's. One that is no id, and its own, were told already.
    fn misnamed(&self, named: &NamedRoutine, known: KnownIds<'_>) -> Option<Problem> {
        let id = named.id.as_str();
        if known.routines.contains(&id) || !is_id(id) || id == self.stem {
            return None;
        }
        let near = meant(id, known.routines);
        let (message, hint) = if known.programs.contains(&id) {
            (
                format!("`{id}` is a program, but a play list names routines"),
                format!("name the routines that `{id}` plays"),
            )
        } else {
            let likely = nearest(id, known.routines.iter().copied());
            let hint = match (near, likely.as_slice()) {
                (Some(near), _) => format!("did you mean `{near}`?"),
                (None, []) => {
                    "`stretch list` names them all; one of your own needs its file in your folder, or \
                               beside this one"
                        .to_owned()
                }
                (None, likely) => {
                    format!(
                        "did you mean {}?",
                        wording::list(likely.iter().map(|it| format!("`{it}`")), "or")
                    )
                }
            };
            (format!("there is no routine `{id}`"), hint)
        };
        let fix = near.filter(|_| !known.programs.contains(&id)).zip(named.place);
        Some(Problem {
            field: named.field.clone(),
            place: named.place.map(|(shown, _)| shown),
            fixes: fix
                .map(|(near, (_, whole))| Fix { place: whole, text: near.to_owned() })
                .into_iter()
                .collect(),
            ..Problem::of_file(Severity::Error, &message, &hint)
        })
    }

    /// What its name keeps it from: an area, a program or a command of this name is what one gets for
    /// it. Or, that it takes the place of what is built in.
    fn shadowed(&self, content: &Content, known: KnownIds<'_>) -> Option<Problem> {
        let id = self.stem.as_str();
        let is_program = match content {
            Content::Area(_) => return None,
            Content::Program(_) => true,
            Content::Routine(_) => false,
        };
        let warning = |what: &str, hint: &str| {
            Some(Problem::of_file(Severity::Warning, &format!("`{id}` is also {what}"), hint))
        };
        let by_path = || format!("rename the file, or play it by its path: `stretch ./{id}.yaml`");
        if known.commands.contains(&id) {
            return warning("a command", &format!("rename the file, or play it with `stretch play {id}`"));
        }
        if Area::from_name(id).is_some() {
            return warning("an area, which is what this name plays", &by_path());
        }
        if !is_program && known.programs.contains(&id) {
            return warning("a program, which is what this name plays", &by_path());
        }
        let note = || {
            Problem::of_file(
                Severity::Note,
                &format!("this file replaces the built-in `{id}`"),
                "rename it to keep both",
            )
        };
        known.built_in.contains(&id).then(note)
    }
}

/// An entry that plays fewer rounds than its routine has at the least, and does not say that it means to.
fn too_few_rounds(named: &NamedRoutine, known: KnownIds<'_>) -> Option<Problem> {
    let asked = named.rounds.filter(|_| !named.is_sample)?;
    let least = known.least_rounds.iter().find(|(id, _)| *id == named.id)?.1;
    let problem = |hint: &str| {
        let asked = wording::Count(u64::from(asked), "round");
        let message = format!("`{}` plays {asked}, and the routine has {least} at the least", named.id);
        Problem::of_file(Severity::Warning, &message, hint)
    };
    (asked < least).then(|| Problem {
        field: named.field.clone(),
        place: named.place.map(|(shown, _)| shown),
        fixes: named.sample.clone().into_iter().collect(),
        ..problem("write `sample: true` beside `rounds`, if it is meant to be short; or leave `rounds` out")
    })
}
