//! What is typed, and what becomes of a file by it.

use super::*;
use crate::model::format::SETTINGS;

fn key(name: &str) -> &'static FileKey {
    SETTINGS.iter().find(|it| it.name == name).unwrap()
}

fn line(name: &str, words: &[&str]) -> SettingLine {
    typed(key(name), &words.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>())
}

fn set(source: &str, name: &str, words: &[&str], expected: &str) {
    let new = changed(source, key(name).name, Some(&line(name, words)));
    assert_eq!(new.as_deref(), Some(expected), "{source}");
}

fn unset(source: &str, name: &str, expected: &str) {
    assert_eq!(changed(source, key(name).name, None).as_deref(), Some(expected), "{source}");
}

#[test]
fn a_value_is_written_as_a_person_would() {
    let check = |name: &str, words: &[&str], expected: &str| {
        let text = line(name, words).text();
        assert_eq!(text, expected);
        assert_eq!(settings(text.as_bytes()).problems, [], "{text}");
    };
    check("volume", &["60"], "volume: 60");
    check("mute", &["true"], "mute: true");
    check("voice", &["en-gb"], "voice: en-gb");
    check("voice", &["3"], "voice: '3'");
    check("voice", &["true"], "voice: 'true'");
    check("voice", &["it's: a #voice"], "voice: 'it''s: a #voice'");
    check("voice", &["Anna", "(Premium)"], "voice: Anna (Premium)");
    check("breath-in", &["4s"], "breath-in: 4s");
    check("conditions", &["pregnancy,osteoporosis"], "conditions: [pregnancy, osteoporosis]");
    check("conditions", &["pregnancy", "osteoporosis"], "conditions: [pregnancy, osteoporosis]");
    check("conditions", &["pregnancy"], "conditions: [pregnancy]");
    check("conditions", &["none"], "conditions: none");
    check("never", &["pigeon, upper back"], "never: [pigeon, upper back]");
    check("never", &["a: b"], "never: ['a: b']");
    check("without", &["floor chair"], "without: [floor, chair]");
    check("speech", &["my-voice --slow"], "speech: [my-voice, --slow]");
    check("speech", &["/a b/voice", "-"], "speech: ['/a b/voice', '-']");
}

#[test]
fn every_other_line_and_comment_stays() {
    set("", "volume", &["60"], "volume: 60\n");
    set("# mine\n", "volume", &["60"], "# mine\nvolume: 60\n");
    set("talk: brief", "volume", &["60"], "talk: brief\nvolume: 60\n");
    set("volume:  80   # at night\n# end\n", "volume", &["60"], "volume: 60   # at night\n# end\n");
    set("'volume': 80\n\ntalk: off\n", "volume", &["60"], "volume: 60\n\ntalk: off\n");
    set("voice: 'a # b' # c\n", "voice", &["d"], "voice: d # c\n");
    set("voice: it's # c\n", "voice", &["d"], "voice: d # c\n");
    set("talk: off\r\nvolume: 80\r\n", "volume", &["60"], "talk: off\r\nvolume: 60\r\n");
    set("talk: off\r\n", "volume", &["60"], "talk: off\r\nvolume: 60\r\n");
    set("\u{feff}volume: 80\ntalk: off\n", "talk", &["brief"], "\u{feff}volume: 80\ntalk: brief\n");
    set("---\ntalk: off\n...\n# end\n", "volume", &["60"], "---\ntalk: off\nvolume: 60\n...\n# end\n");
    set("talk: off\n---\n# end\n", "volume", &["60"], "talk: off\nvolume: 60\n---\n# end\n");
    set("---\n# mine\n", "volume", &["60"], "---\n# mine\nvolume: 60\n");
    set("  talk: off\n", "volume", &["60"], "  talk: off\n  volume: 60\n");
    set("talk:\n  off\nmute: true\n", "talk", &["brief"], "talk: brief\nmute: true\n");
    set(
        "speech: [a, # one\n  b] # two\nmute: true\n",
        "speech",
        &["c d"],
        "# one\n# two\nspeech: [c, d]\nmute: true\n",
    );
    set("speech: &s [a]\nmute: true\n", "speech", &["c"], "speech: [c]\nmute: true\n");
}

#[test]
fn a_list_with_a_line_for_each_item_keeps_the_comments_of_those_that_stay() {
    let source = "never: # my own\n  - pigeon # hurts\n  # knees\n  - cobra # for now\n\n# next\ntalk: off\n";
    set(
        source,
        "never",
        &["pigeon,cobra,hips"],
        "never: # my own\n  - pigeon # hurts\n  # knees\n  - cobra # for now\n  - hips\n\n# next\ntalk: off\n",
    );
    set(
        source,
        "never",
        &["cobra"],
        "never: # my own\n  # hurts\n  # knees\n  - cobra # for now\n\n# next\ntalk: off\n",
    );
    set("never:\n- pigeon\ntalk: off\n", "never", &["'cobra'"], "never:\n- '''cobra'''\ntalk: off\n");
}

#[test]
fn a_setting_is_taken_out_and_its_comments_stay() {
    unset("volume: 60\n", "volume", "");
    unset(
        "talk: off\nvolume: 60 # at night\n\nmute: true\n",
        "volume",
        "talk: off\n# at night\n\nmute: true\n",
    );
    unset("never:\n  - pigeon # hurts\n  - cobra\ntalk: off\n", "never", "# hurts\ntalk: off\n");
    unset("# a\nvolume: 60\n# b\n", "volume", "# a\n# b\n");
}

#[test]
fn what_cannot_be_changed_by_lines_is_left_alone() {
    let volume = line("volume", &["60"]);
    for source in [
        "{ talk: off }\n",
        "{ talk: off, volume: 80 }\n",
        "talk: off\rvolume: 80\r",
        "- talk\n",
        "talk: &t off\nvoice: *t\n? volume\n: 80\n",
        "talk: off\n---\nvolume: 80\n",
    ] {
        let new = changed(source, "volume", Some(&volume));
        assert!(new.as_deref().is_none_or(|it| it.contains("60")), "{source}: {new:?}");
        if let Some(new) = new {
            let (was, is) = (settings(source.as_bytes()), settings(new.as_bytes()));
            assert_eq!((was.settings.talk, is.settings.volume), (is.settings.talk, Some(60)), "{new}");
        }
    }
    assert_eq!(changed("{ talk: off }\n", "volume", Some(&volume)), None);
    // What another key refers to cannot go.
    assert_eq!(changed("voice: &v a\nspeech: [*v]\n", "voice", None), None);
}
