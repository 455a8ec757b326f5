//! Which functions start the program: a linker script on stdout that lays them side by side.
//!
//!     just startup
//!
//! A system reads and maps a program file in pieces of sixteen pages and more. Where what every
//! command begins with is spread over the whole file, the whole file is mapped; side by side it is a
//! third of it. Each command below is run under callgrind, which names the functions that ran, and
//! each function is placed where it is first met, so that the shortest commands touch the fewest
//! pages. `build.rs` hands the script to the linker; a name that has gone is passed over there.

#![expect(
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    reason = "a script is written to stdout, and read off what other programs write"
)]

use std::{
    collections::HashSet,
    env,
    error::Error,
    fs,
    path::Path,
    process::{Command, Stdio},
};

/// What answers at once and gives the prompt back, the shortest first.
const COMMANDS: &[&[&str]] = &[
    &["--version"],
    &["--help"],
    &["list"],
    &["neck", "--dry-run"],
    &["no-such-name"],
    &["list", "--json"],
    &["neck", "--dry-run", "--json"],
    &["neck", "--dry-run", "--cues"],
    &["check"],
    &["schema", "routine"],
    &["show", "neck-release", "--plain"],
    &["show", "neck-release", "--figure"],
];

fn main() -> Result<(), Box<dyn Error>> {
    let program = env::args().nth(1).ok_or("which program? it must have its symbols")?;
    let home = tempfile::tempdir()?;
    let mut seen = HashSet::new();
    println!("/* The functions that start the program, side by side. Written by `just startup`. */");
    println!("SECTIONS {{ .text.startup_first : {{");
    for words in COMMANDS {
        println!("/* stretch {} */", words.join(" "));
        for name in ran(&program, words, home.path())? {
            let pattern = without_hashes(&name);
            if seen.insert(pattern.clone()) {
                // Those that the compiler holds for rarely used stand in sections of `.text.unlikely`.
                println!("*(.text*.{pattern})");
            }
        }
    }
    println!("}} }} INSERT BEFORE .text;");
    Ok(())
}

/// The symbols of the functions that one run went through, in the order of callgrind's report.
fn ran(program: &str, words: &[&str], home: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let report = home.join("callgrind.out");
    Command::new("valgrind")
        .args(["--tool=callgrind", "--demangle=no"])
        .arg(format!("--callgrind-out-file={}", report.display()))
        .arg(program)
        .args(words)
        .env_clear()
        .env("HOME", home)
        .env("PATH", env::var_os("PATH").unwrap_or_default())
        .env("LANG", "C.UTF-8")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .map_err(|it| format!("valgrind: {it}"))?;
    let report = fs::read_to_string(report)?;
    let functions = report.lines().filter_map(|line| {
        let rest = line.strip_prefix("fn=(").or_else(|| line.strip_prefix("cfn=("))?;
        let (_, name) = rest.split_once(") ")?;
        // A function that calls itself is counted by depth: `name'2`.
        Some(name.split('\'').next().unwrap_or(name))
    });
    Ok(functions
        .filter(|it| *it == "main" || it.starts_with("_ZN") || it.starts_with("_R"))
        .map(str::to_owned)
        .collect())
}

/// The part of a symbol that stays from one build to the next: the hash of a name, that of its crate
/// and the number of a copy become `*`.
fn without_hashes(symbol: &str) -> String {
    if symbol.starts_with("_ZN") {
        let end = symbol.rfind("17h").unwrap_or(symbol.len());
        return format!("{}17h*", &symbol[..end]);
    }
    let (name, copy) = symbol.split_once('.').map_or((symbol, ""), |(name, _)| (name, "*"));
    let mut pattern = String::new();
    let mut rest = name;
    while let Some(at) = rest.find("Cs") {
        pattern.push_str(&rest[..at + 2]);
        rest = &rest[at + 2..];
        let hash = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        if rest[hash..].starts_with('_') {
            pattern.push('*');
            rest = &rest[hash..];
        }
    }
    pattern + rest + copy
}
