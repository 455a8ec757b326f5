//! The block that comes nearest to a cell's samples.
//!
//! Quadrants alone cut a cell into four. The eighths beside them in Unicode's block elements, which
//! every font that has the ones has too, place an edge that lies flat or upright where it is.

/// Samples across a cell.
pub const ACROSS: usize = 4;
/// Samples down a cell.
pub const DOWN: usize = 8;

/// Which of a cell's samples are of one ink: row by row from bit 0.
pub type Mask = u32;

/// Quadrant blocks by bits: upper left 1, upper right 2, lower left 4, lower right 8.
pub const QUADRANTS: [char; 16] =
    [' ', '▘', '▝', '▀', '▖', '▌', '▞', '▛', '▗', '▚', '▐', '▜', '▄', '▙', '▟', '█'];

/// The samples of the upper left quadrant, and those of the left half of a row.
const CORNER: Mask = 0x3333;
const LEFT: Mask = 0x1111_1111;

/// A block, and the samples that it covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its character.
    pub sign: char,
    /// What it covers.
    pub mask: Mask,
    /// The sign stands for what is not covered.
    pub is_inverse: bool,
}

const fn quadrant(bits: usize) -> Mask {
    let mut mask = 0;
    if bits & 1 != 0 {
        mask |= CORNER;
    }
    if bits & 2 != 0 {
        mask |= CORNER << 2;
    }
    if bits & 4 != 0 {
        mask |= CORNER << 16;
    }
    if bits & 8 != 0 {
        mask |= CORNER << 18;
    }
    mask
}

/// The lowest rows, from one to seven, and the leftmost columns.
const EIGHTHS: [(char, Mask); 8] = [
    ('▁', u32::MAX << 28),
    ('▂', u32::MAX << 24),
    ('▃', u32::MAX << 20),
    ('▅', u32::MAX << 12),
    ('▆', u32::MAX << 8),
    ('▇', u32::MAX << 4),
    ('▎', LEFT),
    ('▊', LEFT | LEFT << 1 | LEFT << 2),
];

/// The samples that a block covers.
pub fn covered(sign: char) -> Option<Mask> {
    let of_quadrants = QUADRANTS.iter().position(|it| *it == sign).map(quadrant);
    of_quadrants.or_else(|| EIGHTHS.iter().find(|it| it.0 == sign).map(|it| it.1))
}

/// The block that differs in the fewest samples, of those in `cared` for; quadrants come first.
pub fn nearest(mask: Mask, cared: Mask) -> Block {
    let mut best = (u32::MAX, Block { sign: ' ', mask: 0, is_inverse: false });
    let mut offer = |sign, covered: Mask, is_inverse| {
        let off = ((covered ^ mask) & cared).count_ones();
        if off < best.0 {
            best = (off, Block { sign, mask: covered, is_inverse });
        }
    };
    for (bits, sign) in QUADRANTS.into_iter().enumerate() {
        offer(sign, quadrant(bits), false);
    }
    for (sign, covered) in EIGHTHS {
        offer(sign, covered, false);
        offer(sign, !covered, true);
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A mask from rows of text, `#` where it is set.
    fn mask(rows: [&str; DOWN]) -> Mask {
        let set = rows.concat().bytes().enumerate().filter(|it| it.1 == b'#').map(|it| 1 << it.0).sum();
        assert_eq!(rows.concat().len(), ACROSS * DOWN);
        set
    }

    #[test]
    fn every_block_is_nearest_to_itself() {
        for (bits, sign) in QUADRANTS.into_iter().enumerate() {
            let block = Block { sign, mask: quadrant(bits), is_inverse: false };
            assert_eq!(nearest(quadrant(bits), Mask::MAX), block);
            assert_eq!(covered(sign), Some(block.mask));
        }
        for (sign, covered) in EIGHTHS {
            assert_eq!(super::covered(sign), Some(covered));
            assert_eq!(nearest(covered, Mask::MAX), Block { sign, mask: covered, is_inverse: false });
            assert_eq!(nearest(!covered, Mask::MAX), Block { sign, mask: !covered, is_inverse: true });
        }
    }

    #[test]
    fn an_edge_lies_where_it_is() {
        let lying = mask(["....", "....", "....", "....", "....", "####", "####", "####"]);
        assert_eq!(nearest(lying, Mask::MAX).sign, '▃');
        let corner = mask(["....", "....", "....", "....", "##..", "##..", "##..", "##.."]);
        assert_eq!(nearest(corner, Mask::MAX).sign, '▖');
        let sloped = mask(["#...", "#...", "##..", "##..", "###.", "###.", "####", "####"]);
        assert_eq!(nearest(sloped, Mask::MAX).sign, '▙');
    }

    #[test]
    fn what_is_not_cared_for_decides_nothing() {
        let half = mask(["####", "####", "####", "####", "....", "....", "....", "...."]);
        assert_eq!(nearest(half | 0xff00_0000, half | 0x00ff_0000).sign, '▀');
    }
}
