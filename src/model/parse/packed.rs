//! The tree of a built-in file, as the build puts it into the program: reading the YAML of all routines takes 104
//! million instructions, and their trees 21 million. A session of a length is chosen from all of them.
//!
//! A byte says what a value is; numbers, lengths and counts follow as bytes of seven bits, the lowest first. Places are
//! not kept, since a file with a fault fails the build.

use std::borrow::Cow;

use super::tree::{Node, NodeValue, Pair};

const NULL: u8 = 0;
const FALSE: u8 = 1;
const TRUE: u8 = 2;
const WHOLE: u8 = 3;
const REAL: u8 = 4;
const TEXT: u8 = 5;
const LIST: u8 = 6;
const MAP: u8 = 7;

/// The bytes of a tree; none if it holds a tag.
pub fn pack(root: &Node<'_>) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    node(root, &mut bytes)?;
    Some(bytes)
}

fn node(it: &Node<'_>, into: &mut Vec<u8>) -> Option<()> {
    match &it.value {
        NodeValue::Null => into.push(NULL),
        NodeValue::Bool(it) => into.push(if *it { TRUE } else { FALSE }),
        NodeValue::Whole(it) => {
            into.push(WHOLE);
            number(it.cast_unsigned(), into);
        }
        NodeValue::Real(it) => {
            into.push(REAL);
            number(it.to_bits(), into);
        }
        NodeValue::Text(it) => {
            into.push(TEXT);
            number(it.len() as u64, into);
            into.extend_from_slice(it.as_bytes());
        }
        NodeValue::List(items) => {
            into.push(LIST);
            number(items.len() as u64, into);
            items.iter().try_for_each(|it| node(it, into))?;
        }
        NodeValue::Map(pairs) => {
            into.push(MAP);
            number(pairs.len() as u64, into);
            for it in pairs {
                node(&it.key, into)?;
                node(&it.value, into)?;
            }
        }
        NodeValue::Tagged(_) => return None,
    }
    Some(())
}

fn number(mut it: u64, into: &mut Vec<u8>) {
    while it >= 0x80 {
        into.push(it as u8 | 0x80);
        it >>= 7;
    }
    into.push(it as u8);
}

/// The tree of some bytes; none if they are no tree.
pub fn unpack(bytes: &[u8]) -> Option<Node<'_>> {
    let mut reader = Reader { rest: bytes, next: 0 };
    reader.node().filter(|_| reader.rest.is_empty())
}

struct Reader<'b> {
    rest: &'b [u8],
    /// The number of the next value in reading order.
    next: u32,
}

impl<'b> Reader<'b> {
    fn node(&mut self) -> Option<Node<'b>> {
        let id = self.next;
        self.next += 1;
        let value = match self.byte()? {
            NULL => NodeValue::Null,
            FALSE => NodeValue::Bool(false),
            TRUE => NodeValue::Bool(true),
            WHOLE => NodeValue::Whole(self.number()?.cast_signed()),
            REAL => NodeValue::Real(f64::from_bits(self.number()?)),
            TEXT => {
                let length = usize::try_from(self.number()?).ok()?;
                let (text, rest) = self.rest.split_at_checked(length)?;
                self.rest = rest;
                NodeValue::Text(Cow::Borrowed(std::str::from_utf8(text).ok()?))
            }
            LIST => NodeValue::List(self.several(Reader::node)?),
            MAP => NodeValue::Map(self.several(|it| Some(Pair { key: it.node()?, value: it.node()? }))?),
            _ => return None,
        };
        Some(Node { id, offset: None, value })
    }

    fn several<T>(&mut self, one: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        // Each takes a byte at the least.
        let count = usize::try_from(self.number()?).ok().filter(|it| *it <= self.rest.len())?;
        (0..count).map(|_| one(self)).collect()
    }

    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..u64::BITS).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{super::tree, *};

    #[test]
    fn a_tree_is_the_same_once_it_is_packed() {
        let source = "name: Über – 首\nlist: [1, -7, 2.5, 9223372036854775807, true, false, ~, '']\nmap: { a: { b: [] } }\n";
        let tree = tree::read(source).unwrap();
        let bytes = pack(&tree).unwrap();
        let again = unpack(&bytes).unwrap();
        assert_eq!(again.outline(), tree.outline());
        assert_eq!(again.get("map").map(|it| it.id), tree.get("map").map(|it| it.id));
    }

    #[test]
    fn what_is_no_tree_is_none() {
        let bytes = pack(&tree::read("steps: [{ hold: Stay, for: 30s }]").unwrap()).unwrap();
        for end in 0..bytes.len() {
            assert!(unpack(&bytes[..end]).is_none(), "the first {end} bytes");
        }
        assert!(unpack(&[&bytes[..], &[NULL]].concat()).is_none());
        assert!(unpack(&[LIST, 0xff, 0xff, 0xff, 0x7f]).is_none(), "a list longer than its bytes");
        assert!(pack(&tree::read("a: !tag b").unwrap()).is_none());
    }
}
