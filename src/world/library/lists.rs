//! What a list plays: its routines, those in files beside it first, and those that are broken left out.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{Broken, Library, shelf, stem};
use crate::model::{
    area::PlayEntry,
    parse::{self, Content},
    plan::{Choice, Plan, Total},
    routine::Routine,
};

impl Library {
    /// The routines of a list, each with its rounds: those of the entry, else as many as the routine has at
    /// the least; what is written out plays its own. Routines in files beside the list's file, where it
    /// has one of the person's, go before all others.
    pub fn choices(&self, play: &[PlayEntry], file: Option<&Path>) -> anyhow::Result<Vec<Choice>> {
        let choose = |entry: &PlayEntry| {
            if let Some(written) = &entry.written {
                return Ok(entry.choice(Arc::clone(written)));
            }
            let routine: Arc<Routine> = match file.and_then(|it| beside(it, &entry.routine)) {
                None => self.routine(&entry.routine)?,
                Some(path) => match self.file(&path)? {
                    Content::Routine(routine) => routine.into(),
                    Content::Area(_) | Content::Program(_) => return Err(self.no_routine(&entry.routine)),
                },
            };
            Ok(entry.choice(routine))
        };
        play.iter().map(choose).collect()
    }

    /// Puts the routines in files beside a list on the shelf, in the place of others, so that the list is
    /// shown as it is played.
    pub fn take_beside(&mut self, file: &Path) {
        let play = match self.file(file) {
            Ok(Content::Program(program)) => program.play,
            Ok(Content::Area(page)) => page.play,
            Ok(Content::Routine(_)) | Err(_) => return,
        };
        for path in play.iter().filter_map(|it| beside(file, &it.routine)) {
            let id = stem(&path);
            self.own.remove(&id);
            self.broken.retain(|it| !it.has_id(&id));
            self.put(shelf::shelve(&path));
        }
    }

    /// A list without the routines whose files of the person's own are broken, and these files. Nothing is played in
    /// their place.
    pub fn playable(&self, play: &[PlayEntry], file: Option<&Path>) -> (Vec<PlayEntry>, Vec<&Broken>) {
        let (mut kept, mut left_out) = (Vec::new(), Vec::<&Broken>::new());
        for entry in play {
            let mut files = self.broken.iter();
            let found = match file.and_then(|it| beside(it, &entry.routine)) {
                _ if entry.written.is_some() => None,
                Some(path) => files.find(|it| it.path == path),
                None if self.own.contains_key(&entry.routine) => None,
                None => files.find(|it| it.has_id(&entry.routine)),
            };
            match found {
                None => kept.push(entry.clone()),
                Some(broken) if left_out.iter().any(|it| it.path == broken.path) => {}
                Some(broken) => left_out.push(broken),
            }
        }
        (kept, left_out)
    }

    /// How long a list takes without what is broken; nothing if a file of it is missing, or if nothing is left.
    pub fn total(&self, play: &[PlayEntry], file: Option<&Path>) -> Option<Total> {
        let (kept, _) = self.playable(play, file);
        let choices = self.choices(&kept, file).ok()?;
        Plan::new(&choices, &self.pace.at_first()).ok().map(|it| it.total())
    }

    /// How long each entry of a list takes in it; nothing of what is broken or missing.
    pub fn totals(&self, play: &[PlayEntry]) -> Vec<Option<Total>> {
        let (kept, _) = self.playable(play, None);
        let plan = self.choices(&kept, None).ok().and_then(|it| Plan::new(&it, &self.pace.at_first()).ok());
        let totals = plan.map(|it| it.totals()).unwrap_or_default();
        let mut known = kept.iter().zip(totals).peekable();
        let total = |entry: &PlayEntry| known.next_if(|it| it.0 == entry).map(|it| it.1);
        play.iter().map(total).collect()
    }
}

/// The file of this id in the same folder, if there is one.
fn beside(file: &Path, id: &str) -> Option<PathBuf> {
    let named = |ending: &str| file.with_file_name(format!("{id}.{ending}"));
    ["yaml", "yml"].map(named).into_iter().find(|it| parse::is_id(id) && it != file && it.is_file())
}
