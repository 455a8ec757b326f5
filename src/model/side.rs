//! Left and right: the sides of the person's own body, not of the picture.

use super::vocabulary::vocabulary;

vocabulary! {
    /// A side of the person's own body.
    Side {
        Left = "left",
        Right = "right",
    }
}

impl Side {
    /// Left, then right, as in pairs that are read by [`index`](Side::index).
    pub const BOTH: [Side; 2] = [Side::Left, Side::Right];

    /// The opposite one.
    pub const fn other(self) -> Side {
        match self {
            Side::Left => Side::Right,
            Side::Right => Side::Left,
        }
    }

    /// The letter after the dot in a pose: `shoulder.r`.
    pub const fn letter(self) -> &'static str {
        match self {
            Side::Left => "l",
            Side::Right => "r",
        }
    }

    /// The side of a letter of a pose.
    pub fn from_letter(letter: &str) -> Option<Side> {
        Side::BOTH.into_iter().find(|side| side.letter() == letter)
    }

    /// A word of a pose and the side after its dot, if it has a dot: `shoulder.r`. None if no side is there.
    pub fn behind(word: &str) -> Option<(&str, Option<Side>)> {
        match word.split_once('.') {
            None => Some((word, None)),
            Some((word, letter)) => Some((word, Some(Side::from_letter(letter)?))),
        }
    }

    /// A word of a pose, with a dot and a side or without.
    pub fn put_behind(word: &str, side: Option<Side>) -> String {
        side.map_or_else(|| word.to_string(), |side| format!("{word}.{}", side.letter()))
    }

    /// The direction away from the middle of the body along the room's first axis: left is 1.
    pub const fn sign(self) -> f32 {
        match self {
            Side::Left => 1.0,
            Side::Right => -1.0,
        }
    }

    /// Its place in a pair: left is 0.
    pub const fn index(self) -> usize {
        match self {
            Side::Left => 0,
            Side::Right => 1,
        }
    }
}
