//! Keyboards with another script: what stands on a key there, to the letter that stands on the same key of a
//! Latin keyboard. A terminal says only what was typed, not which key it was.

/// The letters of the rows of a Latin keyboard, and what stands on the same keys with other scripts.
const ROWS: &[(&str, &[&str])] = &[
    // Russian, which the other Cyrillic layouts follow but for a few letters; Greek; Hebrew; Arabic.
    ("qwertyuiop", &["йцукенгшщз", ";ςερτυθιοπ", "/'קראטוןםפ", "ضصثقفغعهخح"]),
    ("asdfghjkl", &["фывапролд", "ασδφγηξκλ", "שדגכעיחלך", "شسيبلاتنم"]),
    ("zxcvbnm", &["ячсмить", "ζχψωβνμ", "זסבהנמצ", "ئءؤر\u{fefb}ىة"]),
    // With Shift, where that is another letter.
    ("QWERTYUIOP", &["ЙЦУКЕНГШЩЗ", ":ΣΕΡΤΥΘΙΟΠ"]),
    ("ASDFGHJKL", &["ФЫВАПРОЛД", "ΑΣΔΦΓΗΞΚΛ"]),
    ("ZXCVBNM", &["ЯЧСМИТЬ", "ΖΧΨΩΒΝΜ"]),
    // The two that are used with Shift on an Arabic keyboard; a Hebrew one types Latin letters then.
    ("NP", &["آ؛"]),
    // Letters that only some Cyrillic keyboards have.
    ("ss", &["ії"]),
];

/// The Latin letter on the key of another letter; none if it is on no key of these.
pub fn latin(letter: char) -> Option<char> {
    let in_row = |(latin, others): &(&str, &[&str])| {
        let place = others.iter().find_map(|row| row.chars().position(|it| it == letter))?;
        latin.chars().nth(place)
    };
    ROWS.iter().find_map(in_row)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_as_many_keys_as_the_latin_one() {
        for (latin, others) in ROWS {
            for row in *others {
                assert_eq!(row.chars().count(), latin.chars().count(), "{row}");
            }
        }
    }

    #[test]
    fn a_key_is_known_by_its_place() {
        for (typed, expected) in [
            ("йтзьар", "qnpmfh"),
            ("ТЗ", "NP"),
            (";νπμφη", "qnpmfh"),
            ("ΝΠ", "NP"),
            ("/מפצכי", "qnpmfh"),
            ("ضىحةبا", "qnpmfh"),
            ("آ؛", "NP"),
        ] {
            let known: String = typed.chars().filter_map(latin).collect();
            assert_eq!(known, expected, "{typed}");
        }
        assert!("qnpm ?+-=N1é首".chars().all(|it| latin(it).is_none()));
    }
}
