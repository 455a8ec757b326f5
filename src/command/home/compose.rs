//! A session of a length for the home screen, from what was typed or chosen there.

use crate::{
    command::{
        composing::{ComposedSession, Composing},
        options::Shared,
        past,
        play::PlayOptions,
        practice::Practice,
        suiting,
    },
    error::Failure,
    model::{
        area::PlayEntry,
        catalogue::Target,
        duration,
        menu::HomeMenu,
        plan::{Total, Wishes},
        resume,
        settings::Settings,
        text::Text,
        words::{composing as words, home},
    },
    stage::Told,
    view::screen::home::{self as screen, BasketItem, Brief},
    world::{library::Library, settings},
};

/// Composes it.
pub fn compose(shared: &Shared, library: &Library, menu: &HomeMenu, brief: &Brief) -> anyhow::Result<Told> {
    let Some((length, names)) = duration::with_words(&brief.typed) else {
        return Err(Failure::usage(home::no_length(&brief.typed)).into());
    };
    let targets = if names.is_empty() { brief.targets.clone() } else { named(library, &names)? };
    let settings = settings::read().settings;
    let level = Some(brief.level).filter(|it| *it != settings.pace().level).or(settings.level);
    let settings = Settings { level, ..settings };
    let limits = suiting::limits(&settings, &library.catalogue()).0.with(&brief.conditions);
    let leading = resume::leading(&past::past(&settings)).usual;
    let wishes = Wishes { leading, ..settings.pace() };
    let need = Practice::of_late_in(library).need;
    let how = PlayOptions::usual(shared);
    let composing = Composing { how: &how, library, settings: &settings, length };
    // What does not suit the person is asked about before it is played.
    let mut suited = |picked| Ok(suiting::sorted(library, picked, &limits, &[]).kept);
    // What the person put together stays, as long as there is room for it.
    let keeps = if names.is_empty() { brief.keeps.as_slice() } else { &[] };
    let kept = if keeps.is_empty() {
        None
    } else {
        composing.made(keeps, false, &limits, &wishes, &need, &mut suited).ok()
    };
    // Or else as much of it as there is room for.
    let fewer = if kept.is_none() && keeps.len() > 1 {
        let is_kept = |id: &str| keeps.iter().any(|it| matches!(it, Target::Routine(kept) if kept == id));
        let mut how = PlayOptions::usual(shared);
        let others = library.catalogue().routines.into_iter().filter(|it| !is_kept(&it.id));
        how.changes.skip = others.map(|it| it.id.to_string()).collect();
        let composing = Composing { how: &how, ..composing };
        composing.made(&targets, false, &limits, &wishes, &need, &mut suited).ok()
    } else {
        None
    };
    let gives_way = kept.is_none() && fewer.is_none() && keeps.len() > 1;
    let ComposedSession { composed, .. } = match kept.or(fewer) {
        Some(kept) => kept,
        None => composing.made(&targets, false, &limits, &wishes, &need, &mut suited)?,
    };
    let is_in = |it: &&Target| matches!(it, Target::Routine(id) if composed.parts.iter().any(|part| part.choice.routine.id == *id));
    let names = keeps.iter().filter(|it| !is_in(it)).filter_map(|it| match it {
        Target::Routine(id) => Some(menu.routine(id)?.name.clone()),
        Target::Area(_) | Target::Program(_) | Target::Path(_) => None,
    });
    let names: Vec<Text> = names.collect();
    let left_out = (!gives_way && !names.is_empty()).then(|| home::left_out_to_fit(&names));
    let chosen = composed.parts.iter().filter_map(|part| {
        let routine = &part.choice.routine;
        let entry = PlayEntry {
            rounds: part.choice.rounds,
            hold: part.hold,
            ..PlayEntry::named(routine.id.as_str())
        };
        Some(BasketItem {
            entry,
            card: menu.routine(&routine.id)?.clone(),
            total: Some(Total { seconds: part.seconds.into(), open: 0 }),
            from: Target::Routine(routine.id.clone()),
            why: Some(Text::clean(&words::because_in_short(&part.why))),
        })
    });
    let gave_way = gives_way.then(|| home::GAVE_WAY.to_owned());
    let said = gave_way.into_iter().chain(left_out).chain(words::notes(&composed));
    Ok(Told::Composed {
        chosen: chosen.collect(),
        made: screen::HowComposed { length, leading: composed.leading },
        total: Total { seconds: composed.seconds.into(), open: composed.open.into() },
        said: said.map(|it| Text::clean_line(&it)).collect(),
    })
}

/// What words name, joined as people join them: `neck, hips and wrists`.
fn named(library: &Library, words: &[String]) -> anyhow::Result<Vec<Target>> {
    let found = library.catalogue().find(words, &[]);
    let targets = found.map_err(|_| Failure::usage(home::no_names(&words.join(" "))))?;
    match targets.iter().find(|it| matches!(it, Target::Path(_))) {
        Some(_) => Err(Failure::usage(home::NO_PATHS).into()),
        None => Ok(targets),
    }
}
