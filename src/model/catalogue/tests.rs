use super::*;
use crate::model::routine::Thing;

fn card(id: &'static str, name: &str, area: Area) -> Card {
    Card {
        id: id.into(),
        origin: Origin::BuiltIn,
        area: Some(area),
        also: Cow::Borrowed(&[]),
        name: Text::clean(name),
        summary: None,
        kind: Kind::Stretch,
        muscles: Cow::Borrowed("upper trapezius"),
        positions: Cow::Borrowed(&[Position::Standing]),
        needs: Cow::Borrowed(
            const {
                &[
                    Need { one_of: Cow::Borrowed(&[Thing::Strap, Thing::Towel]), optional: false },
                    Need { one_of: Cow::Borrowed(&[Thing::Chair]), optional: true },
                ]
            },
        ),
        sides: Sides::None,
        least_rounds: 1,
        avoid: Cow::Borrowed(&[]),
        total: Total::default(),
    }
}

fn area(area: Area, name: &str, aliases: &[&str]) -> AreaCard {
    AreaCard {
        area,
        name: Text::clean(name),
        aliases: aliases.iter().map(|it| Text::clean(it)).collect::<Vec<_>>().into(),
        summary: None,
        total: None,
    }
}

fn find(words: &[&str]) -> Result<Vec<Target>, Miss> {
    let routines =
        [card("neck-release", "Neck release", Area::Neck), card("twist", "Seated twist", Area::UpperBack)];
    let areas = [
        area(Area::Neck, "Neck", &["nape"]),
        area(Area::UpperBack, "Upper back", &["back"]),
        area(Area::LowerBack, "Lower back", &["lumbar"]),
    ];
    let desk = ProgramCard {
        id: "desk-break".into(),
        origin: Origin::BuiltIn,
        name: Text::clean("Desk break"),
        summary: None,
        total: None,
    };
    let catalogue = Catalogue {
        routines: routines.iter().collect(),
        areas: areas.iter().collect(),
        programs: vec![&desk],
        broken: vec!["half-made"],
    };
    let words: Vec<String> = words.iter().map(|it| (*it).to_owned()).collect();
    catalogue.find(&words, &["list", "check"])
}

#[test]
fn words_find_the_longest_name() {
    let check =
        |words: &[&str], targets: &[Target]| assert_eq!(find(words).as_deref(), Ok(targets), "{words:?}");
    let routine = |id: &str| Target::Routine(id.to_owned());
    check(&["neck"], &[Target::Area(Area::Neck)]);
    check(&["NECK"], &[Target::Area(Area::Neck)]);
    check(&["upper", "back"], &[Target::Area(Area::UpperBack)]);
    check(&["upper back"], &[Target::Area(Area::UpperBack)]);
    check(&["back"], &[Target::Area(Area::UpperBack)]);
    check(&["neck", "release"], &[routine("neck-release")]);
    check(&["half", "made"], &[routine("half-made")]);
    check(&["neck", "lower", "back"], &[Target::Area(Area::Neck), Target::Area(Area::LowerBack)]);
    check(&["neck-release", "seated-twist"], &[routine("neck-release"), routine("twist")]);
    check(&["Seated twist", "desk", "break"], &[routine("twist"), Target::Program("desk-break".into())]);
    check(&["./mine.yaml", "nape"], &[Target::Path("./mine.yaml".into()), Target::Area(Area::Neck)]);
    check(&["my own/a b.yaml"], &[Target::Path("my own/a b.yaml".into())]);
    check(&[], &[]);
}

#[test]
fn a_miss_names_the_nearest() {
    let check = |words: &[&str], word: &str, nearest: &[&str]| {
        let miss = find(words).unwrap_err();
        assert_eq!(
            (miss.word.as_str(), miss.nearest.iter().map(String::as_str).collect::<Vec<_>>()),
            (word, nearest.to_vec())
        );
    };
    check(&["nek"], "nek", &["neck"]);
    check(&["neck", "relase"], "relase", &["neck-release"]);
    check(&["uper", "back"], "uper back", &["upper-back"]);
    check(&["lst"], "lst", &["list"]);
    check(&["release"], "release", &["neck-release"]);
    check(&["zzzz"], "zzzz", &[]);
    check(&["a\u{1b}[2J"], "a\u{fffd}[2J", &[]);
}

#[test]
fn a_filter_admits_what_meets_all_of_it() {
    let card = card("neck-release", "Neck release", Area::Neck);
    let page = area(Area::Neck, "Neck", &["nape"]);
    let catalogue = Catalogue { routines: vec![&card], areas: vec![&page], ..Catalogue::default() };
    let admits =
        |filter: Filter| filter.find(&catalogue).iter().any(|it| matches!(it, CatalogueEntry::Routine(_)));
    assert!(admits(Filter::default()));
    assert_eq!(Filter::default().find(&catalogue).len(), 2);
    assert_eq!(Filter { muscle: Some("Trapez".into()), ..Filter::default() }.find(&catalogue).len(), 1);
    assert!(admits(Filter { positions: vec![Position::Lying, Position::Standing], ..Filter::default() }));
    assert!(!admits(Filter { positions: vec![Position::Lying], ..Filter::default() }));
    assert!(admits(Filter { needs: vec![Thing::Chair, Thing::Towel], ..Filter::default() }));
    assert!(!admits(Filter { needs: vec![Thing::Wall], ..Filter::default() }));
    assert!(admits(Filter { without: vec![Thing::Strap], ..Filter::default() }), "a towel will do");
    assert!(!admits(Filter { without: vec![Thing::Strap, Thing::Towel], ..Filter::default() }));
    assert!(admits(Filter { muscle: Some("Trapez".into()), ..Filter::default() }));
    assert!(!admits(Filter { muscle: Some("psoas".into()), ..Filter::default() }));
}

/// The longest name bounds what is tried: 20,000 words would else take hours.
#[test]
fn thousands_of_words_are_read_at_once() {
    let card = card("neck-release", "Release of the neck and all that is around it", Area::Neck);
    let page = area(Area::Neck, "Neck", &["nape"]);
    let catalogue = Catalogue { routines: vec![&card], areas: vec![&page], ..Catalogue::default() };
    let line = |words: &str, times: usize| {
        std::iter::repeat_n(words, times).flat_map(|it| it.split(' ')).map(str::to_owned).collect::<Vec<_>>()
    };
    let found = catalogue.find(&line("release of the neck and all that is around it nape", 2000), &[]);
    let found = found.expect("all of it is known");
    assert_eq!(found.len(), 4000);
    assert_eq!(found[..2], [Target::Routine("neck-release".to_owned()), Target::Area(Area::Neck)]);
    assert!(catalogue.find(&line("nape zebra", 10_000), &[]).is_err());
}
