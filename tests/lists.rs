//! `stretch` alone, `stretch list` and what a search finds.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::program::{Outcome, SMALL, stretch};

fn strings(value: &Value) -> Vec<&str> {
    value.as_array().expect("a list").iter().map(|it| it.as_str().expect("a string")).collect()
}

/// The minutes that lists tell of a plan, by its first line.
fn minutes(plan: &str) -> String {
    let (_, rest) = plan.split_once(": ").expect("a time");
    let (minutes, rest) = rest.split_once(':').expect("minutes");
    let [minutes, seconds] = [minutes, &rest[..2]].map(|it| it.parse::<u32>().expect("a number"));
    (minutes + u32::from(seconds >= 30)).max(1).to_string()
}

/// The names and times on the first page: areas by line, programs in a row.
fn offered(page: &str) -> Vec<(String, String)> {
    // What a line has no room for stands below it, under its first word.
    let page = page.replace(",\n          ", ", ");
    let areas = page.lines().filter_map(|it| it.strip_prefix("  "));
    let areas = areas.filter(|it| !it.starts_with("stretch ") && !it.starts_with(' '));
    let areas = areas.filter_map(|it| it.split_once(' '));
    let programs = page.lines().find_map(|it| it.strip_prefix("Programs: ")).expect("programs");
    let programs = programs.split(", ").filter_map(|it| it.split_once(' '));
    let first = |it: &str| it.split_once(" min").expect("minutes").0.trim().to_owned();
    areas.chain(programs).map(|(name, rest)| (name.to_owned(), first(rest))).collect()
}

#[test]
fn alone_it_shows_the_areas_and_programs_with_the_times_they_take() {
    let page = stretch("").prints();
    assert!(page.starts_with("Play an area by its name, as in `stretch neck`:\n"), "{page}");
    let offered = offered(&page);
    assert!(offered.len() >= 18, "{page}");
    for (name, time) in offered {
        let plan = stretch(&name).with("--dry-run").prints();
        let first = plan.lines().next().expect("a plan has a first line");
        assert_eq!(minutes(first), time, "{name}: {first}");
    }
    assert!(page.lines().all(|it| it.chars().count() <= 80), "{page}");
    assert_eq!(stretch("--plain").prints(), page);
}

/// Who set a level is shown how long their own sessions take: in lists, pages and JSON.
#[test]
fn shown_times_are_those_of_the_settings() {
    for settings in ["level: gentle\n", "level: full\nbreath-in: 5s\nbreath-out: 9s\n"] {
        let run = |line: &str| {
            stretch(line).file(".config/stretch/config.yaml", settings).own("sides/a.yaml", OPEN)
        };
        let lasts = |name: &str| {
            let plan = run(name).with("--dry-run").prints();
            let (_, rest) = plan.split_once(": ").expect("a time");
            rest.split(',').next().expect("a time").to_owned()
        };
        let list = run("list").prints();
        let json = run("list --json").json();
        for name in ["neck", "neck-release", "three-breaths", "desk-break", "sides", "a"] {
            let time = lasts(name);
            let shown = run("show").with(name).prints();
            assert!(shown.contains(&format!("  {time}\n")), "{settings}{name} {time}\n{shown}");
            let minutes = minutes(&format!("{name}: {time}"));
            let (as_entry, as_title) = (format!("  {name} "), format!("({name})  {minutes} min"));
            let is_right = |it: &str| {
                (it.starts_with(&as_entry) && it.contains(&format!(" {minutes} min  ")))
                    || it.ends_with(&as_title)
            };
            assert!(list.lines().any(is_right), "{settings}{name} {time}\n{list}");
            let card =
                json.as_array().expect("a list").iter().find(|it| it["id"] == name).expect("it is listed");
            let seconds = card["total"]["seconds"].as_u64().expect("a number");
            assert!(
                time.starts_with(&format!("{}:{:02}", seconds / 60, seconds % 60)),
                "{name} {time} {card}"
            );
        }
        let first = offered(&run("").prints());
        let neck = minutes(&format!("neck: {}", lasts("neck")));
        assert!(first.contains(&("neck".to_owned(), neck)), "{first:?}");
    }
}

const OPEN: &str = "name: Small\nsteps:\n  - hold: Stay.\n    for: 10-30s\n";

#[test]
fn the_list_holds_every_routine_once_below_its_area() {
    let list = stretch("list").prints();
    let json = stretch("list --json").json();
    let (groups, cards): (Vec<&Value>, Vec<&Value>) = json
        .as_array()
        .expect("a list")
        .iter()
        .partition(|it| it["kind"] == "area" || it["kind"] == "program");
    assert!(cards.len() >= 40, "{}", cards.len());
    for card in cards {
        let id = card["id"].as_str().expect("an id");
        let line = format!("  {id} ");
        assert_eq!(list.lines().filter(|it| it.starts_with(&line)).count(), 1, "{id}\n{list}");
        let above = list.split_once(&line).expect("it is listed").0;
        let title = above.lines().rev().find(|it| !it.starts_with(' ') && !it.is_empty()).expect("a title");
        assert!(title.contains(&format!("({})", card["area"].as_str().expect("an area"))), "{id}: {title}");
        assert_eq!(card["origin"], "built-in");
    }
    let ids: Vec<&str> = groups.iter().map(|it| it["id"].as_str().expect("an id")).collect();
    assert!(ids.contains(&"neck") && ids.contains(&"desk-break"), "{ids:?}");
    assert!(list.split_once("\n\nPrograms\n").is_some_and(|it| it.1.contains("  desk-break ")), "{list}");
    assert!(list.lines().all(|it| it == it.trim_end()), "no space at the end of a line");
}

/// The ids that a list prints.
fn listed(line: &str) -> BTreeSet<String> {
    let list = stretch(line).prints();
    let ids = list.lines().filter_map(|it| it.strip_prefix("  ")?.split_whitespace().next());
    ids.map(str::to_owned).collect()
}

#[test]
fn each_filter_lets_through_what_it_says_and_nothing_else() {
    let all = stretch("list --json").json();
    let all: Vec<&Value> =
        all.as_array().expect("a list").iter().filter(|it| it["positions"].is_array()).collect();
    let check = |line: &str, admits: &dyn Fn(&Value) -> bool| {
        let id = |it: &Value| it["id"].as_str().expect("an id").to_owned();
        let expected: BTreeSet<String> = all.iter().filter(|it| admits(it)).map(|it| id(it)).collect();
        assert!(!expected.is_empty() && expected.len() < all.len(), "`stretch {line}` filters: {expected:?}");
        assert_eq!(listed(line), expected, "stretch {line}");
        let json = stretch(line).with("--json").json();
        assert_eq!(
            json.as_array().expect("a list").iter().map(id).collect::<BTreeSet<_>>(),
            expected,
            "{line}"
        );
    };
    let has = |it: &Value, key: &str, word: &str| strings(&it[key]).contains(&word);
    check("list --position lying", &|it| has(it, "positions", "lying"));
    check("list --position lying,kneeling", &|it| {
        has(it, "positions", "lying") || has(it, "positions", "kneeling")
    });
    check("list --muscle trapezius", &|it| strings(&it["muscles"]).iter().any(|it| it.contains("trapezius")));
    let uses = |it: &Value, thing: &str| {
        strings(&it["needs"]).iter().any(|it| it.trim_end_matches('?').split('|').any(|it| it == thing))
    };
    let cannot_do_without = |it: &Value, thing: &str| has(it, "needs", thing);
    check("list --needs strap", &|it| uses(it, "strap"));
    check("list --without chair", &|it| !cannot_do_without(it, "chair"));
    check("list --needs wall --position standing", &|it| {
        uses(it, "wall") && has(it, "positions", "standing")
    });
}

/// What somebody means by a word, and what they do not mean.
#[test]
fn a_search_finds_words_and_not_what_is_inside_them() {
    let finds = |words: &str, ids: &[&str], not: &[&str]| {
        let found = listed(&format!("list {words}"));
        for id in ids {
            assert!(found.contains(*id), "`{words}` finds {id}: {found:?}");
        }
        for id in not {
            assert!(!found.contains(*id), "`{words}` finds no {id}: {found:?}");
        }
    };
    finds("desk", &["desk-break"], &[]);
    finds("posture", &["posture"], &[]);
    finds("neck", &["neck", "neck-release"], &["pigeon"]);
    finds("adductors", &["butterfly", "side-lunge-adductor"], &[]);
    finds("calf", &["calves", "wall-calf-stretch", "soleus-stretch"], &["pigeon"]);
    finds("trap", &["upper-trapezius-stretch"], &[]);
    finds("programs", &["desk-break", "eyes", "tight-hips"], &["neck"]);
    finds("areas", &["neck", "whole-body"], &["desk-break"]);
    finds("chair hips", &["figure-four-seated"], &["pigeon"]);
    // A slip is forgiven, and what hurts is understood, as on the home screen.
    finds("nekc", &["neck", "neck-release"], &[]);
    finds("shuolder", &["shoulders"], &[]);
    finds("stiff from driving", &["neck"], &[]);
    for word in ["the", "it", "..."] {
        stretch("list").with(word).fails(1);
    }
    // What a routine alone has, no area and no program can have.
    assert!(!listed("list neck --position seated").contains("neck"));
}

/// The best comes first, whole words before words that are begun, and one's own before what is built in.
#[test]
fn a_search_has_an_order() {
    let ten = "name: My ten\nplay: [neck-release]\n";
    let first = |words: &str| {
        let list = stretch("list --ids").with(words).own("my-ten.yaml", ten).prints();
        list.lines().next().map(str::to_owned)
    };
    for (words, id) in [
        ("ten", "my-ten"),
        ("my ten", "my-ten"),
        ("tendon", "tendon-glides"),
        ("neck", "neck"),
        ("shoulder", "shoulders"),
        ("neck release", "neck-release"),
        ("hips", "hips"),
    ] {
        assert_eq!(first(words).as_deref(), Some(id), "{words}");
    }
}

#[test]
fn ones_own_files_are_found_like_all_others() {
    let own = |line: &str| {
        stretch(line).own("small-run.yaml", SMALL).own("after.yaml", "name: After a run\nplay: [small-run]\n")
    };
    let list = own("list run").prints();
    let mut lines = list.lines().map(|it| it.split_whitespace().collect::<Vec<_>>().join(" "));
    assert_eq!(lines.next().as_deref(), Some("after 1 min After a run (yours)"), "{list}");
    assert_eq!(lines.next().as_deref(), Some("small-run 1 min Small (yours)"), "{list}");
    let json = own("list run --json").json();
    let kinds: Vec<&Value> = json.as_array().expect("a list").iter().map(|it| &it["kind"]).collect();
    assert_eq!(kinds[..2], ["program", "stretch"]);
}

#[test]
fn a_list_of_nothing_says_so_and_fails_in_json_too() {
    let check = |words: &str| {
        let says = format!("error: no routine matches `{words}`\nhint: `stretch list` shows everything\n");
        assert_eq!(stretch("list").with(words).fails(1), says);
        let Outcome { status, stdout, stderr } = stretch("list --json").with(words).run();
        assert_eq!((status, stdout.as_str(), stderr), (Some(1), "[]\n", says));
    };
    for words in ["zzzzzz", "today", "the", "ball-room"] {
        check(words);
    }
    let nothing = stretch("list --needs wall --position kneeling --muscle masseter").fails(1);
    assert_eq!(nothing, "error: no routine matches\nhint: `stretch list` shows everything\n");
}

#[test]
fn every_built_in_can_be_shown_and_planned_by_its_name() {
    for (name, _) in offered(&stretch("").prints()) {
        let shown = stretch("show").with(&name).prints();
        assert!(shown.lines().next().is_some_and(|it| it.contains(&format!("({name})"))), "{name}: {shown}");
        assert!(shown.contains("\n   1  "), "{name} plays something: {shown}");
        let json = stretch("show --json").with(&name).json();
        assert_eq!(json["id"], name.as_str());
        let plan = stretch("--dry-run --json").with(&name).json();
        let sum: u64 = plan.as_array().expect("a list").iter().filter_map(|it| it["seconds"].as_u64()).sum();
        assert_eq!(json["total"]["seconds"], sum, "{name}");
    }
    let area = stretch("show neck").prints();
    for section in ["\nWhy it gets tight\n", "\nWhen to stop\n", "\nWhen to see someone\n", "\nSources\n"] {
        assert!(area.contains(section), "{area}");
    }
}
