//! `stretch export`: one page that asks no network, that anybody can print and play, and that says nothing of the
//! person who made it.

#![expect(clippy::disallowed_methods, reason = "pages are files, and other programs open them")]

use std::{
    env, fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use serde_json::Value;
use stretch::view::html;

use crate::program::{Program, SMALL, stretch};

/// A tag of a page: its name and its attributes.
#[derive(Debug)]
pub struct Tag {
    pub name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|it| it.0 == name).map(|it| it.1.as_str())
    }
}

/// Elements without an end.
const VOID: &[&str] = &["meta", "input", "br"];

/// The tags of a page that is well-formed: every element ends where it should, every attribute is in quotes, and
/// no text holds a bracket.
pub fn tags(page: &str) -> Vec<Tag> {
    let (mut tags, mut open): (Vec<Tag>, Vec<String>) = (Vec::new(), Vec::new());
    let mut rest = page.strip_prefix("<!doctype html>\n").expect("it says what it is");
    rest = rest.split_once("-->").expect("it says whose it is").1;
    while let Some((text, after)) = rest.split_once('<') {
        assert!(!text.contains('>'), "{text}");
        let inside = open.last().map_or("", String::as_str);
        if let Some(end) = after.strip_prefix('/') {
            let (name, after) = end.split_once('>').expect("a tag ends");
            assert_eq!(open.pop().as_deref(), Some(name), "after {text}");
            rest = after;
            continue;
        }
        assert!(!["style", "script"].contains(&inside), "nothing is inside of {inside}");
        let (tag, after) = tag(after);
        let is_closed = after.starts_with("/>");
        rest = after.trim_start_matches('/').strip_prefix('>').expect("a tag ends");
        if !is_closed && !VOID.contains(&tag.name.as_str()) {
            open.push(tag.name.clone());
        }
        if ["style", "script"].contains(&tag.name.as_str()) {
            let end = format!("</{}>", tag.name);
            let at = rest.find(&end).expect("it ends");
            rest = &rest[at..];
        }
        tags.push(tag);
    }
    assert!(open.is_empty(), "{open:?} are left open");
    tags
}

/// The tag at the start of a text, and what follows its attributes.
fn tag(text: &str) -> (Tag, &str) {
    let end = |text: &str, stops: &[char]| text.find(stops).expect("a tag ends");
    let at = end(text, &[' ', '>', '/', '\n']);
    let (name, mut rest) = text.split_at(at);
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.starts_with('>') || rest.starts_with("/>") {
            return (Tag { name: name.to_owned(), attributes }, rest);
        }
        let (name, after) = rest.split_at(end(rest, &['=', ' ', '>']));
        let mut value = "";
        rest = after;
        if let Some(quoted) = after.strip_prefix('=') {
            (value, rest) =
                quoted.strip_prefix('"').expect("a value is in quotes").split_once('"').expect("it ends");
            assert!(!value.contains('<') && !value.contains('>'), "{value}");
        }
        attributes.push((name.to_owned(), value.to_owned()));
    }
}

/// The text of an element between two marks.
fn between<'p>(page: &'p str, before: &str, after: &str) -> &'p str {
    let from = page.find(before).unwrap_or_else(|| panic!("{before} is missing")) + before.len();
    let to = page[from..].find(after).expect("it ends");
    &page[from..from + to]
}

fn played(page: &str) -> Value {
    let json = between(page, "<script type=\"application/json\" id=\"plan\">", "</script>");
    serde_json::from_str(json).expect("the plan is JSON")
}

#[test]
fn a_page_asks_no_network_for_anything() {
    let page = stretch("export neck-release").prints();
    let tags = tags(&page);
    for tag in &tags {
        let asks = [
            "src",
            "srcset",
            "action",
            "formaction",
            "data",
            "poster",
            "ping",
            "background",
            "style",
            "manifest",
        ];
        for (name, value) in &tag.attributes {
            assert!(!asks.contains(&name.as_str()), "{tag:?}");
            assert!(!name.starts_with("on"), "{tag:?}");
            let is_address = value.contains("//") && name != "xmlns";
            assert!(!is_address || (tag.name == "a" && name == "href"), "{tag:?}");
        }
        let asks =
            ["link", "img", "iframe", "object", "embed", "form", "base", "audio", "video", "image", "use"];
        assert!(!asks.contains(&tag.name.as_str()), "{tag:?}");
        if tag.name == "a" {
            let href = tag.attribute("href").expect("it leads somewhere");
            assert!(href.starts_with("https://") || href.starts_with("http://"), "{href}");
            assert_eq!(tag.attribute("rel"), Some("noreferrer noopener"));
        }
    }
    assert!(tags.iter().any(|it| it.name == "a"), "sources are links");
    let style = between(&page, "<style>", "</style>");
    assert!(!style.contains("url(") && !style.contains("@import"), "{style}");
    let script = between(&page, "<script>", "</script>");
    for word in
        ["fetch(", "XMLHttpRequest", "WebSocket", "EventSource", "sendBeacon", "import(", "Worker(", "eval("]
    {
        assert!(!script.contains(word), "{word}");
    }
}

#[test]
fn a_page_lets_nothing_run_but_its_own_script() {
    let page = stretch("export neck-release").prints();
    let tags = tags(&page);
    let of = |name: &str| tags.iter().filter(|it| it.name == name).collect::<Vec<_>>();
    let is_policy = |it: &&&Tag| it.attribute("http-equiv") == Some("Content-Security-Policy");
    let metas = of("meta");
    let policies: Vec<_> = metas.iter().filter(is_policy).collect();
    assert_eq!(policies.len(), 1);
    let policy = policies[0].attribute("content").expect("it says something");
    let style = html::source(between(&page, "<style>", "</style>"));
    let script = html::source(between(&page, "<script>", "</script>"));
    assert_eq!(
        policy,
        format!(
            "default-src 'none'; style-src '{style}'; script-src '{script}'; base-uri 'none'; form-action 'none'"
        )
    );
    assert_eq!((of("style").len(), of("script").len()), (1, 2), "the second script is the plan");
    let report = stretch("log --report -o -").prints();
    let style = html::source(between(&report, "<style>", "</style>"));
    assert!(
        report.contains(&format!("content=\"default-src 'none'; style-src '{style}'; base-uri")),
        "{report}"
    );
}

/// What a file says is text wherever it stands.
#[test]
fn no_text_of_a_file_is_markup_or_script() {
    let hostile = r#"name: "</script><script>alert(1)</script>\" onload=\"alert(2)"
summary: "<img src=x onerror=alert(3)> & '\"<!--"
caution: "</style><b>]]>"
muscles: ["<i>"]
sources:
  - name: "<a href=javascript:alert(4)>"
    url: "https://example.org/\"><script>alert(5)</script>"
figure: { base: standing }
steps:
  - hold: "Stay </script> \u2028 <svg onload=alert(7)> here."
    for: 10s
"#;
    let own = stretch("export ./hostile.yaml").file("hostile.yaml", hostile);
    let run = own.run();
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    let page = run.stdout;
    let tags = tags(&page);
    assert_eq!(tags.iter().filter(|it| it.name == "script").count(), 2);
    assert!(!tags.iter().any(|it| ["img", "i"].contains(&it.name.as_str())), "{tags:?}");
    assert!(tags.iter().all(|it| it.attributes.iter().all(|it| !it.0.starts_with("on"))));
    assert!(tags.iter().filter_map(|it| it.attribute("href")).all(|it| it.starts_with("http")));
    let plan = played(&page);
    assert_eq!(plan["routines"][0]["name"], "</script><script>alert(1)</script>\" onload=\"alert(2)");
}

#[test]
fn a_page_plays_what_the_program_plays() {
    for line in [
        "neck",
        "tendon-glides",
        "belly-breathing --level full",
        "neck-release --rounds 1 --hold 12s --side left",
    ] {
        let page = stretch(&format!("export {line}")).prints();
        let plan = played(&page);
        let segments = plan["segments"].as_array().expect("a list");
        let dry = stretch(&format!("{line} --dry-run --json")).json();
        let dry = dry.as_array().expect("a list");
        assert_eq!(segments.len(), dry.len(), "{line}");
        let mut cues: Vec<(u64, &Value)> = Vec::new();
        let mut begins = 0;
        for (segment, planned) in segments.iter().zip(dry) {
            for key in ["kind", "step", "round", "side", "seconds", "text"] {
                assert_eq!(segment[key], planned[key], "{line}: {key} of {planned}");
            }
            cues.push((begins, &segment["arrived"]));
            let inside = segment["inside"].as_array().expect("a list");
            cues.extend(inside.iter().map(|it| (begins + it[0].as_u64().expect("a moment"), &it[1])));
            begins += segment["seconds"].as_u64().unwrap_or(0) * 1000;
        }
        cues.push((begins, &plan["end"]));
        let heard = stretch(&format!("{line} --dry-run --cues --json")).json();
        let heard = heard.as_array().expect("a list");
        assert_eq!(cues.len(), heard.len(), "{line}");
        for ((at, cue), heard) in cues.iter().zip(heard) {
            let wanted = heard["at"].as_u64().expect("seconds") * 1000;
            // The program looks up once a second, so a cue between two seconds comes with the next one there.
            assert!((at.div_ceil(1000) * 1000).abs_diff(wanted) <= 50, "{line}: {cue} at {at}, not {wanted}");
            for (ours, theirs) in
                [("sound", "sound"), ("words", "words"), ("lead", "needs"), ("bell", "bell")]
            {
                assert_eq!(cue[ours], heard[theirs], "{line} at {at}");
            }
        }
    }
}

#[test]
fn a_page_has_all_that_one_reads_and_ticks() {
    let page = stretch("export neck --rounds 2 --hold 25s").prints();
    let once = |words: &str| assert_eq!(page.matches(words).count(), 1, "{words}");
    once("<h1>Neck</h1>");
    once("<h2 id=\"r1\">1. Cervical rotation</h2>");
    once(
        "<dt>Rounds</dt><dd>2, with 5s of rest between</dd></div>\n<div><dt>Muscles</dt><dd>sternocleidomastoid",
    );
    once("<strong>Hold 25 seconds.</strong></li>\n<li>Bring your head to the middle");
    once("<h2>When to stop</h2>");
    once("<h2>When to see someone</h2>");
    once("no clinician has reviewed this page");
    assert_eq!(page.matches("<td></td>").count(), 2 * 14, "a box for each routine and day");
    assert_eq!(page.matches("<figure><svg").count(), 2, "a picture of each position that is held");
    assert!(page.contains("@media print") && page.contains("break-inside:avoid"));
    let left = stretch("export neck-release --side left").prints();
    assert!(left.contains("your left shoulder") && left.contains("<dd>left only</dd>"), "{left}");
    assert!(!left.contains("your right shoulder") && !left.contains("Then the same on the other side"));
    // A routine without a picture, an area or a source is whole all the same.
    let page = stretch("export ./small.yaml").file("small.yaml", SMALL).prints();
    assert!(page.contains("1. Small") && !page.contains("<figure>"), "{page}");
    tags(&page);
}

/// The page may be given away: what the person may not do is left out of it, and is not said on it.
#[test]
fn what_the_settings_say_of_a_body_is_never_on_a_page() {
    let export = |line: &str| stretch(line).env("STRETCH_CONDITIONS", "dizziness");
    let run = export("export neck").run();
    assert!(run.stderr.contains("left out for dizziness"), "{}", run.stderr);
    assert!(!run.stdout.contains("left out"), "{}", run.stdout);
    let plain = stretch("export cat-cow").prints();
    let own = export("export cat-cow").run();
    assert_eq!(own.stdout, plain, "a page is the same for everybody");
}

/// What is said of a page that was written.
const WRITTEN: &str = "page.html\nOpen it in a browser: it plays there, and prints.\n";

#[test]
fn a_page_replaces_a_page_and_nothing_else() {
    let export =
        stretch("export ./small.yaml -o page.html").file("small.yaml", SMALL).file("mine.html", "mine");
    let page = || fs::read_to_string(export.home().join("page.html")).expect("it is there");
    assert_eq!(export.prints(), WRITTEN);
    let first = page();
    assert_eq!(export.prints(), WRITTEN, "a page of ours is written again");
    assert_eq!(page(), first, "and is the same");
    fs::write(export.home().join("page.html"), "<!doctype html>\nmine").expect("a file");
    assert!(export.fails(1).contains("already exists, and was not written by stretch"));
    assert_eq!(page(), "<!doctype html>\nmine");
    assert_eq!(export.with("--force").prints(), WRITTEN);
    assert!(stretch("export neck --force").fails(2).contains("needs `-o FILE`"));
    assert!(stretch("export").fails(2).contains("hint: "));
    assert!(stretch("export nexk").fails(2).contains("did you mean"));
    assert!(
        stretch("export neck --skip neck-release --skip cervical-rotation")
            .fails(2)
            .contains("nothing to play")
    );
}

/// Where a program is, if it is installed.
fn installed(names: &[&str]) -> Option<PathBuf> {
    let folders: Vec<PathBuf> = std::env::split_paths(&std::env::var_os("PATH")?).collect();
    let found = names.iter().flat_map(|name| folders.iter().map(move |it| it.join(name)));
    let found = found.into_iter().find(|it| it.is_file());
    if found.is_none() {
        let _ = writeln!(std::io::stderr(), "skipped: none of {names:?} is installed");
    }
    found
}

/// The player's logic in an engine that runs JavaScript: every plan to its end by a clock that is not real.
#[test]
fn the_player_of_a_page_keeps_the_programs_time() {
    let Some(node) = installed(&["node"]) else { return };
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/export/play.mjs");
    for line in ["neck-release", "tendon-glides", "belly-breathing", "open-book --rounds 1"] {
        let home = stretch(&format!("export {line} -o page.html"));
        assert_eq!(home.prints(), WRITTEN);
        let cues = stretch(&format!("{line} --dry-run --cues --json")).prints();
        fs::write(home.home().join("cues.json"), cues).expect("a file");
        let mut command = Command::new(&node);
        command.arg(&script).args(["page.html", "cues.json"]).current_dir(home.home()).stdin(Stdio::null());
        let run = command.output().expect("it starts");
        let said = String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
        assert_eq!((run.status.code(), said.as_str()), (Some(0), "played\n"), "{line}");
    }
}

/// Opens a page of the home folder in a real browser without a window, and gives what it wrote; none where there is no
/// browser. Its clock leaps as far as the arguments say.
fn browse(home: &Program, page: &str, arguments: &[&str]) -> Option<(String, String)> {
    let browser = installed(&["chromium", "google-chrome", "chromium-browser"])?;
    let mut command = Command::new(browser);
    command.env_clear().env("HOME", home.home()).stdin(Stdio::null()).current_dir(home.home());
    let usual = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--enable-logging=stderr"];
    command.args(usual).args(arguments);
    command.arg(format!("--user-data-dir={}", home.home().join("browser").display()));
    command.arg(format!("file://{}", home.home().join(page).display()));
    let run = command.output().expect("it starts");
    let [seen, said] = [run.stdout, run.stderr].map(|it| String::from_utf8_lossy(&it).into_owned());
    Some((seen, said))
}

/// In a real browser the script runs under its policy: it shows the buttons that play.
#[test]
fn a_browser_opens_a_page() {
    let home = stretch("export neck-release -o page.html");
    assert_eq!(home.prints(), WRITTEN);
    let arguments = ["--virtual-time-budget=2000", "--dump-dom"];
    let Some((seen, said)) = browse(&home, "page.html", &arguments) else { return };
    let buttons: Vec<&str> = seen.split("<button type=\"button\" class=\"play\"").skip(1).collect();
    assert_eq!(buttons.len(), 2, "{seen}\n{said}");
    for button in buttons {
        let tag = button.split('>').next().unwrap_or_default();
        assert!(!tag.contains("hidden"), "the script ran: {tag}\n{said}");
    }
    for word in ["Refused to", "Content Security Policy", "Uncaught"] {
        assert!(!said.contains(word), "{said}");
    }
}

/// The same page, with a script of the test that its policy would not let run.
fn with_script(home: &Program, name: &str, script: &str) {
    let page = fs::read_to_string(home.home().join("page.html")).expect("the page");
    let (before, policy) = page.split_once("<meta http-equiv=\"Content-Security-Policy\"").expect("a policy");
    let after = policy.split_once('>').expect("its end").1.replace("</body>", &format!("{script}</body>"));
    fs::write(home.home().join(name), format!("{before}{after}")).expect("a file");
}

/// Its clock leaps through the whole plan, which takes four minutes.
#[test]
fn a_browser_plays_a_page_to_its_end() {
    let home = stretch("export neck-release -o page.html");
    assert_eq!(home.prints(), WRITTEN);
    with_script(&home, "played.html", "<script>document.querySelector('button.play').click()</script>");
    for (budget, is_over) in [("--virtual-time-budget=120000", false), ("--virtual-time-budget=300000", true)]
    {
        let Some((seen, said)) = browse(&home, "played.html", &[budget, "--dump-dom"]) else { return };
        let is_told = seen.contains(">done: 2 minutes held<");
        assert_eq!(is_told, is_over, "{budget}\n{said}");
        assert!(!said.contains("Uncaught"), "{said}");
    }
}

#[test]
fn a_browser_prints_a_page() {
    let home = stretch("export neck-release -o page.html");
    assert_eq!(home.prints(), WRITTEN);
    if browse(&home, "page.html", &["--print-to-pdf=page.pdf"]).is_none() {
        return;
    }
    let pdf = fs::read(home.home().join("page.pdf")).expect("it printed");
    let pdf = String::from_utf8_lossy(&pdf);
    // One for the stretch and the boxes to tick, one for what goes with its area.
    assert_eq!(pdf.matches("/Type /Page\n").count(), 2, "{} bytes", pdf.len());
}

/// What axe-core finds, where `AXE_CORE` names its script: nothing.
#[test]
fn axe_finds_nothing_in_a_page() {
    let Some(axe) = env::var_os("AXE_CORE") else { return };
    let home = stretch("export neck-release -o page.html");
    assert_eq!(home.prints(), WRITTEN);
    let script = format!(
        "<script src=\"file://{}\"></script><script>axe.run().then(it => {{ document.title = 'found: ' + \
         it.violations.map(it => it.id).join(' ') + ' of ' + it.passes.length }})</script>",
        Path::new(&axe).display()
    );
    with_script(&home, "asked.html", &script);
    let arguments = ["--virtual-time-budget=20000", "--dump-dom"];
    let Some((seen, said)) = browse(&home, "asked.html", &arguments) else { return };
    let title = seen.split("<title>").nth(1).and_then(|it| it.split("</title>").next()).unwrap_or_default();
    assert!(title.starts_with("found:  of ") && title != "found:  of 0", "{title}\n{said}");
}
