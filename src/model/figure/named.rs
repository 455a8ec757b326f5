//! Enums whose values have a name in a routine file: one table gives value, name and meaning.

/// Makes an enum with `ALL`, `name()`, `meaning()` and `from_name()` from one table.
macro_rules! named {
    ($(#[$doc:meta])* $kind:ident { $($value:ident = $name:literal, $meaning:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $kind { $(#[doc = $meaning] $value),+ }

        impl $kind {
            pub const ALL: &'static [$kind] = &[$($kind::$value),+];

            /// As it is written in a routine file.
            pub fn name(self) -> &'static str {
                match self { $($kind::$value => $name),+ }
            }

            /// What it is, in a few words, for help and documentation.
            pub fn meaning(self) -> &'static str {
                match self { $($kind::$value => $meaning),+ }
            }

            pub fn from_name(name: &str) -> Option<$kind> {
                $kind::ALL.iter().copied().find(|value| value.name() == name)
            }
        }
    };
}

pub(crate) use named;
