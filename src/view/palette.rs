//! Colours by phase that can be read on dark and on light backgrounds, and replacements for terminals without
//! colours or Unicode.

use ratatui::{
    buffer::Buffer,
    style::{Color, Modifier, Style},
};
use unicode_width::UnicodeWidthStr as _;

use crate::model::plan::SegmentKind;

/// What a terminal can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Its colours.
    pub colours: Colours,
    /// Its characters.
    pub glyphs: Glyphs,
}

/// The colours of a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colours {
    /// None, or the person wants none.
    None,
    /// The sixteen of the terminal's own theme.
    Sixteen,
    /// The 256 of xterm.
    Many,
    /// All of them.
    Full,
}

/// The characters of a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyphs {
    /// Blocks and lines.
    Unicode,
    /// Those of the Linux console's own font: half blocks, and few lines.
    Console,
    /// ASCII alone.
    Ascii,
}

/// What a colour says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Getting ready, and resting.
    Calm,
    /// Moving.
    Moving,
    /// Holding, breathing, repeating.
    Holding,
    /// Changing sides.
    Switching,
    /// Standing still.
    Paused,
}

impl Tone {
    /// The tone of a segment that runs.
    pub const fn of(kind: SegmentKind) -> Tone {
        match kind {
            SegmentKind::Ready | SegmentKind::Rest => Tone::Calm,
            SegmentKind::Move => Tone::Moving,
            SegmentKind::Hold | SegmentKind::Breathe | SegmentKind::Reps => Tone::Holding,
            SegmentKind::Switch => Tone::Switching,
        }
    }

    /// Its place among xterm's 256, of middle luminance, and among the sixteen, whose darker blue many themes make too dark
    /// for a black background.
    const fn colour(self) -> (u8, Color) {
        match self {
            Tone::Calm => (67, Color::LightBlue),
            Tone::Moving => (32, Color::Cyan),
            Tone::Holding => (29, Color::Green),
            Tone::Switching => (134, Color::Magenta),
            Tone::Paused => (166, Color::Yellow),
        }
    }
}

impl Palette {
    /// Leaves nothing but what the terminal can show: where that is ASCII, other characters are written with
    /// the nearest of it, or a question mark.
    pub fn purify(self, buffer: &mut Buffer) {
        if !self.is_ascii() {
            return;
        }
        for cell in buffer.content.iter_mut().filter(|it| !it.symbol().is_ascii()) {
            let letters = cell.symbol().chars().map(in_ascii);
            let letter = letters.clone().find(|it| *it != '?').or(letters.clone().next()).unwrap_or(' ');
            // A wide one takes the next cell, too.
            if cell.symbol().width() > 1 {
                cell.set_symbol("? ")
            } else {
                cell.set_char(letter)
            };
        }
    }

    /// Words and digits in a tone.
    pub fn tone(self, tone: Tone) -> Style {
        let (many, sixteen) = tone.colour();
        match self.colours {
            Colours::None => Style::new(),
            Colours::Sixteen => Style::new().fg(sixteen),
            Colours::Many | Colours::Full => Style::new().fg(Color::Indexed(many)),
        }
    }

    /// A label in a tone.
    pub fn label(self, tone: Tone) -> Style {
        self.tone(tone).add_modifier(Modifier::BOLD)
    }

    /// Words that are told. Of sixteen colours the yellow of many themes cannot be read on a light background.
    pub fn notice(self) -> Style {
        match self.colours {
            Colours::None => Style::new(),
            Colours::Sixteen => Style::new().add_modifier(Modifier::BOLD),
            Colours::Many | Colours::Full => self.tone(Tone::Paused),
        }
    }

    /// Words that matter less now. Dim text is hard to read without glasses, so they have a colour, and only if
    /// there are many colours.
    pub fn quiet(self) -> Style {
        match self.colours {
            Colours::None | Colours::Sixteen => Style::new(),
            Colours::Many | Colours::Full => Style::new().fg(Color::Indexed(244)),
        }
    }

    /// The horizontal rule.
    pub const fn rule(self) -> &'static str {
        match self.glyphs {
            Glyphs::Unicode | Glyphs::Console => "─",
            Glyphs::Ascii => "-",
        }
    }

    /// Time that is over, and time to come.
    pub const fn bar(self) -> (&'static str, &'static str) {
        match self.glyphs {
            Glyphs::Unicode => ("━", "╌"),
            Glyphs::Console => ("═", "─"),
            Glyphs::Ascii => ("=", "-"),
        }
    }

    /// The mark at the end of a line that was cut.
    pub const fn cut(self) -> char {
        match self.glyphs {
            Glyphs::Unicode => '…',
            Glyphs::Console | Glyphs::Ascii => '~',
        }
    }

    /// Whether there is nothing but ASCII.
    pub const fn is_ascii(self) -> bool {
        matches!(self.glyphs, Glyphs::Ascii)
    }

    /// Before the row that is selected.
    pub const fn mark(self) -> &'static str {
        match self.glyphs {
            Glyphs::Unicode => "▌",
            Glyphs::Console | Glyphs::Ascii => ">",
        }
    }

    /// The keys that choose a row.
    pub const fn up_down(self) -> &'static str {
        match self.glyphs {
            Glyphs::Unicode => "↑ ↓",
            Glyphs::Console | Glyphs::Ascii => "up down",
        }
    }

    /// Beside a list, that more of it is above, and below.
    pub const fn more(self) -> (&'static str, &'static str) {
        match self.glyphs {
            Glyphs::Unicode => ("↑", "↓"),
            Glyphs::Console | Glyphs::Ascii => ("^", "v"),
        }
    }

    /// The dot between the parts of a line.
    pub const fn dot(self) -> &'static str {
        match self.glyphs {
            Glyphs::Unicode | Glyphs::Console => "·",
            Glyphs::Ascii => "-",
        }
    }
}

/// The nearest of ASCII to a character; a question mark where there is none.
fn in_ascii(character: char) -> char {
    const LETTERS: &[(&str, char)] = &[
        ("\u{2018}\u{2019}\u{201a}\u{2032}", '\''),
        ("\u{201c}\u{201d}\u{201e}\u{2033}«»", '"'),
        ("\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2212}─", '-'),
        ("…", '~'),
        ("·•", '-'),
        ("×", 'x'),
        ("\u{a0}", ' '),
        ("áàâäãåāăą", 'a'),
        ("ÁÀÂÄÃÅĀĂĄ", 'A'),
        ("çćčĉ", 'c'),
        ("ÇĆČĈ", 'C'),
        ("ďđ", 'd'),
        ("éèêëēęě", 'e'),
        ("ÉÈÊËĒĘĚ", 'E'),
        ("ğĝ", 'g'),
        ("íìîïīı", 'i'),
        ("ÍÌÎÏĪİ", 'I'),
        ("ł", 'l'),
        ("Ł", 'L'),
        ("ñńň", 'n'),
        ("ÑŃŇ", 'N'),
        ("óòôöõøōő", 'o'),
        ("ÓÒÔÖÕØŌŐ", 'O'),
        ("ř", 'r'),
        ("śšş", 's'),
        ("ŚŠŞ", 'S'),
        ("ß", 's'),
        ("ťţ", 't'),
        ("úùûüūůű", 'u'),
        ("ÚÙÛÜŪŮŰ", 'U'),
        ("ýÿ", 'y'),
        ("žźż", 'z'),
        ("ŽŹŻ", 'Z'),
    ];
    if character.is_ascii() {
        return character;
    }
    LETTERS.iter().find(|it| it.0.contains(character)).map_or('?', |it| it.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_ascii_nothing_else_is_left_and_every_cell_keeps_its_place() {
        let area = ratatui::layout::Rect::new(0, 0, 24, 1);
        let mut buffer = Buffer::empty(area);
        buffer.set_string(0, 0, "café – naïve… 首 x │ ß", Style::new());
        let palette = Palette { colours: Colours::None, glyphs: Glyphs::Ascii };
        palette.purify(&mut buffer);
        let row: String = area.positions().map(|it| buffer[it].symbol()).collect();
        assert!(row.is_ascii(), "{row}");
        assert!(row.starts_with("cafe - naive~ ?"), "{row}");
        assert!(row.trim_end().ends_with("x ? s"), "{row}");
    }

    /// Relative luminance of one of xterm's 256, by the definition of WCAG 2.
    fn luminance(index: u8) -> f64 {
        let channels = match index {
            16..=231 => {
                let level = |it: u8| [0.0, 95.0, 135.0, 175.0, 215.0, 255.0][usize::from(it)];
                let cube = index - 16;
                [level(cube / 36), level(cube / 6 % 6), level(cube % 6)]
            }
            232..=255 => [f64::from(index - 232) * 10.0 + 8.0; 3],
            0..=15 => panic!("the theme decides about the first sixteen"),
        };
        let linear = channels.map(|it| {
            let it = it / 255.0;
            if it <= 0.04045 { it / 12.92 } else { libm::pow((it + 0.055) / 1.055, 2.4) }
        });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }

    #[test]
    fn every_tone_reads_on_black_and_on_white() {
        let tones = [Tone::Calm, Tone::Moving, Tone::Holding, Tone::Switching, Tone::Paused];
        for index in tones.map(|it| it.colour().0).into_iter().chain([244]) {
            let light = luminance(index) + 0.05;
            // WCAG asks 3 to 1 of large text.
            assert!(light / 0.05 >= 3.0 && 1.05 / light >= 3.0, "{index}: {light:.3}");
        }
    }
}
