//! Whether the content of a file is still what it was: a short hash of it.

use std::fmt;

/// The FNV-1a hash, 64 bits, of a file's text. It is the same on every machine and in every version, and
/// it does not depend on a byte order mark, on the kind of the line ends, or on a line end after the last
/// line. It notices a change; it does not protect against a forger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint(u64);

impl Fingerprint {
    const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;

    /// The fingerprint of a file.
    pub fn of(bytes: &[u8]) -> Fingerprint {
        let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let text = text.trim_ascii_end();
        let mut hash = Fingerprint::BASIS;
        for (at, &byte) in text.iter().enumerate() {
            let byte = match (byte, text.get(at + 1)) {
                (b'\r', Some(b'\n')) => continue,
                (b'\r', _) => b'\n',
                (byte, _) => byte,
            };
            hash = (hash ^ u64::from(byte)).wrapping_mul(Fingerprint::PRIME);
        }
        Fingerprint(hash)
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_published_hash_and_ignores_how_lines_end() {
        let of = |text: &str| Fingerprint::of(text.as_bytes()).to_string();
        // From the reference vectors of FNV-1a.
        assert_eq!(of(""), "cbf29ce484222325");
        assert_eq!(of("a"), "af63dc4c8601ec8c");
        assert_eq!(of("foobar"), "85944171f73967e8");
        for same in ["a\nb\n", "a\r\nb\r\n", "a\rb", "\u{feff}a\nb", "a\nb\n\n"] {
            assert_eq!(of(same), of("a\nb"), "{same:?}");
        }
        assert_ne!(of("a\n\nb"), of("a\nb"));
        assert_ne!(of("a b"), of("a\nb"));
    }
}
