//! What is checked is the same everywhere: by `just check`, by `.ci/run`, and by the workflows, whose
//! lists of systems, versions and fuzz targets are those of the project.

#![expect(clippy::disallowed_methods, reason = "recipes and workflows are files")]

use std::{collections::BTreeSet, fs, path::Path};

use serde_yaml::Value;

/// A file of the checkout. A package from the registry has none of these.
fn read(path: &str) -> Option<String> {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).ok()
}

/// A workflow, as a tree.
fn workflow(name: &str) -> Option<Value> {
    let text = read(&format!(".github/workflows/{name}"))?;
    Some(serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}")))
}

/// The commands of a workflow's `run` lines, in order.
fn commands(workflow: &Value) -> Vec<String> {
    let jobs = workflow["jobs"].as_mapping().expect("jobs");
    let steps = jobs.values().flat_map(|job| job["steps"].as_sequence().expect("steps"));
    steps.filter_map(|step| step["run"].as_str()).map(str::to_owned).collect()
}

/// The command lines of a recipe of the justfile, those of the recipes it depends on first.
fn recipe(justfile: &str, name: &str) -> Vec<String> {
    let mut lines = justfile.lines().skip_while(|line| line.split([':', ' ']).next() != Some(name));
    let head = lines.next().unwrap_or_else(|| panic!("there is no recipe `{name}`"));
    let others = head.split_once(':').expect("a recipe has a colon").1.split_whitespace();
    let own = lines.take_while(|line| line.starts_with("    ")).map(|line| line.trim().to_owned());
    others.flat_map(|other| recipe(justfile, other)).chain(own).collect()
}

#[test]
fn the_same_is_checked_everywhere() {
    let (Some(justfile), Some(run), Some(workflow)) = (read("justfile"), read(".ci/run"), workflow("ci.yml"))
    else {
        return;
    };
    let wanted = recipe(&justfile, "check");
    assert_eq!(wanted.len(), 4, "{wanted:?}");
    // A line with `||` gets a tool where it is missing.
    let is_check = |line: &&str| line.starts_with("cargo ") || line.starts_with("RUSTDOCFLAGS");
    let in_run: Vec<&str> = run.lines().filter(is_check).filter(|it| !it.contains("||")).collect();
    assert_eq!(in_run, wanted, ".ci/run checks what `just check` does, in its order");
    let in_workflow = commands(&workflow);
    for command in wanted {
        assert!(in_workflow.contains(&command), "the workflow does not run `{command}`");
    }
}

#[test]
fn the_oldest_rust_is_tested_on_every_system() {
    let (Some(manifest), Some(workflow), Some(readme)) =
        (read("Cargo.toml"), workflow("ci.yml"), read("README.md"))
    else {
        return;
    };
    let oldest = manifest.split_once("rust-version = \"").expect("it is said").1;
    let oldest = oldest.split('"').next().expect("it is quoted");
    let matrix = &workflow["jobs"]["test"]["strategy"]["matrix"];
    let list = |key: &str| -> Vec<String> {
        let items = matrix[key].as_sequence().expect("a list").iter();
        items.map(|it| it.as_str().expect("a word").to_owned()).collect()
    };
    assert_eq!(list("os"), ["ubuntu-latest", "macos-latest"]);
    assert_eq!(list("rust"), ["stable".to_owned(), format!("{oldest}.0")]);
    assert!(readme.contains(&format!("{oldest} or newer")), "the README names another version than {oldest}");
}

#[test]
fn every_target_is_fuzzed_at_night() {
    let (Some(nightly), Some(justfile), Some(manifest)) =
        (workflow("nightly.yml"), read("justfile"), read("fuzz/Cargo.toml"))
    else {
        return;
    };
    let names = |it: &str| it.split(", ").map(str::to_owned).collect::<BTreeSet<_>>();
    let targets: BTreeSet<String> = manifest
        .split("[[bin]]\nname = \"")
        .skip(1)
        .map(|it| it.split('"').next().unwrap_or_default().to_owned())
        .collect();
    let matrix = &nightly["jobs"]["fuzz"]["strategy"]["matrix"]["target"];
    let at_night: BTreeSet<String> = matrix
        .as_sequence()
        .expect("a list")
        .iter()
        .map(|it| it.as_str().expect("a word").to_owned())
        .collect();
    assert_eq!(at_night, targets);
    let told = justfile.split_once("Targets: ").expect("the recipe names them").1;
    assert_eq!(names(told.split('.').next().unwrap_or_default()), targets);
}

/// What the packages hold is in the checkout, or is made by `.ci/package`; and all of them are of one version.
#[test]
fn packages_hold_what_is_there() {
    let (Some(manifest), Some(script)) = (read("Cargo.toml"), read(".ci/package")) else { return };
    let metadata = manifest.split_once("[package.metadata.deb]").expect("there is a .deb").1;
    let metadata = metadata.split_once("[lib]").expect("and what is behind it").0;
    let sources: Vec<&str> =
        metadata.split('"').filter(|it| it.contains('.') || it.starts_with("packaging/")).collect();
    let sources = sources.into_iter().filter(|it| !it.starts_with(['/', '{']) && !it.contains(' '));
    let mut count = 0;
    for source in sources.filter(|it| !it.starts_with("usr/") && !it.starts_with("stretch-{")) {
        let folder = Path::new(source).parent().expect("it is in a folder");
        let is_made = source.starts_with("dist/man/") && script.contains("dist/man");
        let is_there = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).is_dir()
            && (source.contains('*') || read(source).is_some());
        assert!(is_made || is_there, "{source}");
        count += 1;
    }
    assert!(count >= 12, "{count}");
    let version = format!("\"{}\"", env!("CARGO_PKG_VERSION"));
    for (file, says) in [
        ("packaging/nix/flake.nix", format!("version = {version}")),
        ("packaging/arch/PKGBUILD", format!("pkgver={}", env!("CARGO_PKG_VERSION"))),
        ("packaging/homebrew/stretch.rb", format!("v{}.tar.gz", env!("CARGO_PKG_VERSION"))),
    ] {
        let text = read(file).expect("the file is there");
        assert!(text.contains(&says) && text.contains("UNTRIED"), "{file} says {says}");
    }
}

#[test]
fn what_a_release_runs_is_there() {
    let Some(release) = workflow("release.yml") else { return };
    let scripts: Vec<String> = commands(&release).into_iter().filter(|it| it.starts_with(".ci/")).collect();
    assert_eq!(scripts.len(), 2, "{scripts:?}");
    for script in scripts {
        let path = script.split(' ').next().unwrap_or_default();
        assert!(read(path).is_some_and(|it| it.starts_with("#!")), "{path} is a script");
    }
    let matrix = release["jobs"]["build"]["strategy"]["matrix"]["include"].as_sequence().expect("a list");
    let targets: Vec<&str> = matrix.iter().filter_map(|it| it["target"].as_str()).collect();
    assert_eq!(
        targets,
        [
            "x86_64-unknown-linux-gnu",
            "aarch64-unknown-linux-gnu",
            "x86_64-apple-darwin",
            "aarch64-apple-darwin"
        ]
    );
}
