//! One table for each closed list of words: the variant, its name in a file, and its meaning.
//!
//! A vocabulary is the list of words that a file may have in one place. It has no `Display`: `name()` is the
//! file's word, and the words that a person reads or hears are functions of `words`.

/// Declares an enum whose variants have a name in files, in the order in which they are offered.
/// Written `Variant = "name", "meaning";` each of them also has a meaning.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $type:ident { $($variant:ident = $name:literal, $meaning:literal;)+ }) => {
        vocabulary! { $(#[$doc])* $type { $(#[doc = concat!($meaning, ".")] $variant = $name,)+ } }

        impl $type {
            /// What it is, in a few words, for help and documentation.
            pub const fn meaning(self) -> &'static str {
                match self { $($type::$variant => $meaning),+ }
            }
        }
    };
    ($(#[$doc:meta])* $type:ident { $($(#[$variant_doc:meta])* $variant:ident = $name:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[allow(clippy::enum_variant_names, reason = "the words are those of the field")]
        pub enum $type {
            $($(#[$variant_doc])* #[doc = concat!("Written `", $name, "`.")] #[serde(rename = $name)] $variant,)+
        }

        impl $type {
            /// All of them, in the order in which they are offered.
            pub const ALL: &[$type] = &[$($type::$variant),+];
            /// All names, in the same order.
            pub const NAMES: &[&str] = &[$($name),+];

            /// The word a file uses.
            pub const fn name(self) -> &'static str {
                match self { $($type::$variant => $name),+ }
            }

            /// The variant of a word, matched exactly.
            pub fn from_name(name: &str) -> Option<$type> {
                match name { $($name => Some($type::$variant),)+ _ => None }
            }
        }
    };
}

pub(crate) use vocabulary;
