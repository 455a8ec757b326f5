//! A tree checked against the format of a routine, and what is doubtful in it.

use std::sync::Arc;

use super::{
    amounts,
    faults::{At, Faults, Path},
    fields::{Field, Fields, KeyGroup},
    figure,
    foreign::Foreign,
    judge, rhythm, sheet,
    sides::{needs, sides},
    steps::{Filled, moves, placeholders, steps},
    tree::Node,
};
use crate::model::{
    area::Area,
    dose::{Breath, DAY, Dose, Level, Seconds, Span, UNATTENDED},
    fingerprint::Fingerprint,
    format::{self, MOST_ID, MOST_NAME, MOST_ROUNDS, MOST_STEPS, MOST_TEXT},
    plan::{Choice, Open, Plan, Unplayable, Wishes},
    routine::{Action, Condition, Kind, Limb, Move, Position, Routine, Sides, Source, Step},
    template,
    text::Text,
};

/// The file of a routine.
const ROUTINE: KeyGroup =
    KeyGroup { whose: "the routine", the: "the routine", keys: format::ROUTINE, foreign: Foreign::Routine };
/// A source.
const SOURCE: KeyGroup =
    KeyGroup { whose: "a source", the: "the source", keys: format::SOURCE, foreign: Foreign::None };

/// The routine of a file, if nothing is wrong with it. The fingerprint is the file's.
pub fn check(
    root: &Node<'_>,
    id: &str,
    area: Option<Area>,
    fingerprint: Fingerprint,
    faults: &mut Faults,
) -> Option<Routine> {
    check_id(id, faults);
    if sheet::told(root, id, faults) {
        return None;
    }
    routine(&file(root, "name: Neck release"), id, area, fingerprint, faults)
}

/// A routine in a file of its own, or written out in the list of a program. The fingerprint is that of
/// the text which it is made of.
pub fn routine(
    whole: &Field<'_, '_, '_>,
    id: &str,
    area: Option<Area>,
    fingerprint: Fingerprint,
    faults: &mut Faults,
) -> Option<Routine> {
    faults.begin_routine();
    let fields = Fields::open(*whole, &ROUTINE, faults)?;
    fields.require(&ROUTINE, whole, faults);
    let get = |name| fields.get(name, &whole.path);
    // A key of another program that asks for both sides is told; the texts are not faulted as well.
    let without = if fields.means("sides") { Sides::Both } else { Sides::None };
    let sides = get("sides").map_or(without, |it| self::sides(&it, faults));
    let (once, each) = (Filled::once(sides), Filled::on_each_side(sides));
    let figure = get("figure").and_then(|it| figure::figure(&it, faults));
    let routine = Routine {
        id: id.to_string(),
        fingerprint,
        area,
        name: title(get("name"), MOST_NAME, faults).unwrap_or_default(),
        summary: title(get("summary"), MOST_TEXT, faults).filter(|it| {
            let is_own = it.as_str() != template::SUMMARY;
            if !is_own {
                faults
                    .error(
                        fields.at_key("summary"),
                        Path::Key(&whole.path, "summary"),
                        "the summary is still the template's",
                    )
                    .hint("say in a line what the stretch does, or take the key out");
            }
            is_own
        }),
        kind: get("kind")
            .and_then(|it| it.word(Kind::NAMES, Kind::from_name, faults))
            .unwrap_or(Kind::Stretch),
        also: get("also").map(|it| it.words(Area::NAMES, Area::from_name, faults)).unwrap_or_default(),
        muscles: get("muscles").map(|it| texts(&it, faults)).unwrap_or_default(),
        positions: get("position")
            .map(|it| it.words(Position::NAMES, Position::from_name, faults))
            .unwrap_or_default(),
        needs: get("needs").map(|it| needs(&it, faults)).unwrap_or_default(),
        sides,
        limb: get("limb").and_then(|it| it.word(Limb::NAMES, Limb::from_name, faults)),
        rounds: get("rounds").and_then(|it| amounts::count(&it, MOST_ROUNDS, faults)).unwrap_or(Span::ONE),
        rest: get("rest").and_then(|it| amounts::length(&it, faults)).unwrap_or(Routine::USUAL_REST),
        breath: get("breath").and_then(|it| rhythm::breath(&it, faults)),
        caution: title(get("caution"), MOST_TEXT, faults),
        avoid: get("avoid")
            .map(|it| it.words(Condition::NAMES, Condition::from_name, faults))
            .unwrap_or_default(),
        sources: get("sources").map(|it| sources(&it, faults)).unwrap_or_default(),
        setup: get("setup").map(|it| moves(&it, once, figure.as_ref(), faults)).unwrap_or_default(),
        steps: get("steps").map(|it| steps(&it, sides, figure.as_ref(), faults)).unwrap_or_default(),
        switch: get("switch").map(|it| moves(&it, each, figure.as_ref(), faults)).unwrap_or_default(),
        finish: get("finish").map(|it| moves(&it, once, figure.as_ref(), faults)).unwrap_or_default(),
        held: None,
        figure,
    };
    if !faults.has_error() && too_long(&routine) {
        let key = if fields.has("rounds") { "rounds" } else { "steps" };
        faults
            .error(fields.at_key(key), Path::Key(&whole.path, key), "the routine takes more than a day")
            .hint("write fewer `rounds`, or shorter steps");
    }
    if !faults.is_judged() {
        judge::judge(&routine, &fields, &whole.path, faults);
    }
    (!faults.has_error()).then_some(routine)
}

/// The root of a file as a field, for speaking about it.
pub fn file<'n, 's>(root: &'n Node<'s>, example: &'static str) -> Field<'n, 's, 'static> {
    Field { node: root, path: Path::Root, key: None, example }
}

/// An id is what one types, so it is short, lower-case and has no spaces.
pub fn check_id(id: &str, faults: &mut Faults) {
    let shown: String = Text::clean(id).as_str().chars().take(80).collect();
    if !is_id(id) {
        let right = as_id(id);
        faults
            .error(At::File, "", format!("the file's name `{shown}` is not a valid id: use a-z, 0-9 and `-`"))
            .hint(format!("rename the file to `{right}.yaml`"));
    }
}

/// Whether this can name a routine or a program.
pub fn is_id(id: &str) -> bool {
    let plain = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-';
    !id.is_empty()
        && id.len() <= MOST_ID
        && id.bytes().all(plain)
        && !id.starts_with('-')
        && !id.ends_with('-')
}

/// The nearest id to any words.
pub fn as_id(words: &str) -> String {
    let mut id = String::new();
    for character in words.chars().flat_map(char::to_lowercase) {
        if character.is_ascii_alphanumeric() {
            id.push(character);
        } else if let Some(plain) = without_mark(character) {
            id.push_str(plain);
        } else if !id.is_empty() && !id.ends_with('-') && !matches!(character, '\'' | '\u{2019}') {
            id.push('-');
        }
        if id.len() >= MOST_ID {
            break;
        }
    }
    let id = id.trim_matches('-');
    if id.is_empty() { "my-stretch".to_string() } else { id.to_string() }
}

/// A letter with a mark, or two letters in one, as an id can have it.
fn without_mark(letter: char) -> Option<&'static str> {
    Some(match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ì'..='ï' | 'ī' | 'ı' => "i",
        'ł' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => "o",
        'œ' => "oe",
        'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ß' => "ss",
        'ț' | 'ť' => "t",
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    })
}

/// A text that is shown outside of any side.
pub fn title(field: Option<Field<'_, '_, '_>>, most: usize, faults: &mut Faults) -> Option<Text> {
    let field = field?;
    let text = field.text(most, faults)?;
    placeholders(&field, &text, Filled::Never, faults);
    Some(text)
}

/// One or several short texts.
pub fn texts(field: &Field<'_, '_, '_>, faults: &mut Faults) -> Vec<Text> {
    let mut texts = Vec::new();
    field.one_or_several(faults, |it, faults| match it.text(MOST_NAME, faults) {
        Some(text) if texts.contains(&text) => it.repeated(faults),
        Some(text) => texts.push(text),
        None => {}
    });
    texts
}

/// Where the facts come from.
pub fn sources(field: &Field<'_, '_, '_>, faults: &mut Faults) -> Vec<Source> {
    let mut sources = Vec::new();
    let Some(items) = field.items("a list of sources", faults) else { return sources };
    field.few(items.len(), faults);
    for (index, node) in items.iter().take(MOST_STEPS).enumerate() {
        let item = Field { example: "- name: NHS, neck exercises", ..field.item(node, &field.path, index) };
        let Some(fields) = Fields::open(item, &SOURCE, faults) else { continue };
        fields.require(&SOURCE, &item, faults);
        let name = fields.get("name", &item.path).map(|it| it.text(MOST_TEXT, faults));
        let url = fields.get("url", &item.path).and_then(|it| link(&it, faults));
        if let Some(Some(name)) = name {
            sources.push(Source { name, url });
        }
    }
    sources
}

fn link(field: &Field<'_, '_, '_>, faults: &mut Faults) -> Option<Text> {
    let text = field.text(MOST_TEXT, faults)?;
    let rest = text.as_str().strip_prefix("https://").or_else(|| text.as_str().strip_prefix("http://"));
    if rest.is_some_and(|it| !it.is_empty() && !it.contains(' ')) {
        return Some(text);
    }
    faults
        .error(field.at(), field.path, "a link must begin with `https://` and have no spaces")
        .hint("write it as in `url: https://www.nhs.uk/`, or leave it out: a name is enough");
    None
}

/// A routine that no day is long enough for. Nearly all are far from it, so only what might be is
/// laid out to see.
fn too_long(routine: &Routine) -> bool {
    let words = |it: &Text| u64::try_from(it.as_str().len()).unwrap_or(u64::MAX);
    // No text takes a second for each of its bytes, and none of what stands between takes a minute.
    let breath = routine.breath.unwrap_or(Breath::USUAL);
    let step = |it: &Step| u64::from(longest(it.action, breath)) + words(&it.words) + 60;
    let moved = |it: &Move| it.length.map_or(0, |it| u64::from(it.high())) + words(&it.words) + 60;
    let moves = |it: &[Move]| it.iter().map(moved).sum::<u64>();
    let steps = routine.steps.iter().map(step).sum::<u64>();
    let turn = steps + moves(&routine.switch) + u64::from(routine.rest) + 60;
    let once = moves(&routine.setup) + moves(&routine.finish) + routine.caution.as_ref().map_or(0, words);
    let at_most = 2 * turn * u64::from(routine.rounds.high()) + once + words(&routine.name) + 120;
    if at_most < DAY {
        return false;
    }
    let choice = Choice { routine: Arc::new(routine.clone()), rounds: None };
    let fullest = Wishes { level: Level::Full, open: Open::Lasts(UNATTENDED), ..Wishes::default() };
    matches!(Plan::new(&[choice], &fullest), Err(Unplayable::TooLong))
}

fn longest(action: Action, breath: Breath) -> Seconds {
    match action {
        Action::Move { length } => length.map_or(0, Span::high),
        Action::Hold(dose) | Action::Breathe(dose) => match dose {
            Dose::Seconds(span) => span.high(),
            Dose::Breaths(span) => span.high().saturating_mul(breath.seconds()),
            Dose::Open => UNATTENDED,
        },
        Action::Reps { times, each, hold } => times.high() * (each + hold.map_or(0, Span::high)),
    }
}
