//! What all pages for a browser share: text that is no markup, and the policy under which they are opened.

use std::fmt::Write as _;

/// Text that is nothing but text to a browser, between tags and inside an attribute in quotes.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '"' => escaped += "&quot;",
            '\'' => escaped += "&#39;",
            it if it.is_control() => escaped.push(char::REPLACEMENT_CHARACTER),
            it => escaped.push(it),
        }
    }
    escaped
}

/// JSON that stands inside a `<script>`: no text in it can end the element or open a comment.
pub fn json_in_script(json: &str) -> String {
    json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

/// The policy of a page: it asks no network for anything, sends no form, and takes no style and no script but
/// these, each by its hash.
pub fn policy(style: &str, script: Option<&str>) -> String {
    let script = script.map(|it| format!("; script-src '{}'", source(it))).unwrap_or_default();
    let style = source(style);
    format!("default-src 'none'; style-src '{style}'{script}; base-uri 'none'; form-action 'none'")
}

/// What a policy calls an element of this text: its SHA-256 hash in base64.
pub fn source(text: &str) -> String {
    format!("sha256-{}", base64(&hmac_sha256::Hash::hash(text.as_bytes())))
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let bits = three.iter().fold(0_usize, |bits, &byte| bits << 8 | usize::from(byte))
            << (8 * (3 - three.len()));
        for place in 0..=three.len() {
            text.push(char::from(LETTERS[bits >> (18 - 6 * place) & 63]));
        }
        let _ = write!(text, "{:=<width$}", "", width = 3 - three.len());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_markup() {
        assert_eq!(escaped("<b onx='\"'>&amp;\u{1b}"), "&lt;b onx=&#39;&quot;&#39;&gt;&amp;amp;\u{fffd}");
        assert_eq!(json_in_script("\"</script><!--&\""), "\"\\u003c/script\\u003e\\u003c!--\\u0026\"");
    }

    /// The values are those of `openssl dgst -sha256 -binary | base64`.
    #[test]
    fn a_hash_is_the_one_that_browsers_compute() {
        assert_eq!(source(""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
        assert_eq!(source("alert(1)"), "sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=");
        assert_eq!(base64(b"a"), "YQ==");
        assert_eq!(base64(b"ab"), "YWI=");
        assert_eq!(base64(b"abc"), "YWJj");
    }
}
