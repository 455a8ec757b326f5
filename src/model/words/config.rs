//! What `stretch config` says.

/// The first line of the list: the settings file.
pub fn file(path: Option<&str>, is_there: bool) -> String {
    match path {
        Some(path) if is_there => path.to_owned(),
        Some(path) => format!("{path} (not there yet)"),
        None => "There is no home, so there is no settings file.".to_owned(),
    }
}

/// Where a setting comes from that was made nowhere.
pub const DEFAULT: &str = "default";

/// Where a setting comes from: a line of the file.
pub fn line(number: usize) -> String {
    format!("file, line {number}")
}

/// Where a setting comes from: the environment.
pub fn variable(name: &str) -> String {
    format!("variable {name}")
}

/// Where a setting comes from: an option of the command line.
pub fn flag(name: &str) -> String {
    format!("flag {name}")
}

/// A setting was written.
pub fn written(line: &str, path: &str) -> String {
    format!("`{line}` is in {path}")
}

/// A setting was taken out, or was not there.
pub fn unset(key: &str, left_out: &str, path: &str) -> String {
    format!("`{key}` is not in {path}: {left_out}")
}

/// What was written is not what counts, because a variable is set too.
pub fn outdone(variable: &str) -> String {
    format!("note: the variable `{variable}` is set, and comes before the file")
}

/// What was written is not all that counts, because a variable is set too.
pub fn added(variable: &str) -> String {
    format!("note: the variable `{variable}` is set, and adds to the file")
}

/// The file was edited and has no problems.
pub fn checked(path: &str) -> String {
    format!("{path}: no problems")
}

/// The first lines of a settings file that is opened for the first time.
pub const TEMPLATE: &str = "\
# Settings of stretch. Take the `#` from a line to set it; `stretch config` lists what is set.
";
