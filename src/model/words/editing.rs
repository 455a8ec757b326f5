//! What `stretch edit` says.

/// The question before a built-in file is copied.
pub fn copy(name: &str, path: &str) -> String {
    format!(
        "`{name}` is built in. A copy of it in {path} takes its place from now on.\n\
         Enter copies it, Ctrl-C stops: "
    )
}

/// A copy was made, and stands for what is built in.
pub fn takes_the_place(name: &str, path: &str) -> String {
    format!("{path} takes the place of the built-in `{name}` until you delete it.")
}

/// A copy was not changed, and is gone.
pub fn unchanged(name: &str) -> String {
    format!("Nothing was changed, so the copy is gone, and `{name}` is the built-in one.")
}
