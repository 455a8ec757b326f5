//! Sheets in other languages, known by the words that say how long and how often. Their numbers would be read without
//! what they count, or not at all.

use super::lines::SheetLine;

/// A language that sheets are not read in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetLanguage {
    /// German.
    German,
    /// French.
    French,
    /// Spanish.
    Spanish,
    /// Portuguese.
    Portuguese,
    /// Italian.
    Italian,
    /// Dutch.
    Dutch,
    /// One that is written in other letters.
    OtherLetters,
}

impl SheetLanguage {
    /// What it is called, and how an exercise may be called in it.
    pub const fn named(self) -> (&'static str, &'static str) {
        match self {
            SheetLanguage::German => ("German", "Ohr zur Schulter"),
            SheetLanguage::French => ("French", "Oreille vers l'épaule"),
            SheetLanguage::Spanish => ("Spanish", "Oreja al hombro"),
            SheetLanguage::Portuguese => ("Portuguese", "Orelha ao ombro"),
            SheetLanguage::Italian => ("Italian", "Orecchio alla spalla"),
            SheetLanguage::Dutch => ("Dutch", "Oor naar schouder"),
            SheetLanguage::OtherLetters => ("another language", "Ear to shoulder"),
        }
    }
}

/// The words of a language that stand beside the numbers of a sheet, none of which is English.
const WORDS: &[(SheetLanguage, &str)] = &[
    (
        SheetLanguage::German,
        "sekunde sekunden sek minuten halten halte wiederholung wiederholungen wiederholen mal je jeweils jede jeder \
         seite seiten übung übungen dehnen dehnung durchgänge sätze satz links rechts atemzüge und die der das",
    ),
    (
        SheetLanguage::French,
        "seconde secondes maintenir maintenez tenir tenez répétition répétitions répéter répétez fois chaque côté \
         côtés séries série étirement étirements exercices respirations gauche droite et le la les puis pendant",
    ),
    (
        SheetLanguage::Spanish,
        "segundo segundos minutos mantener mantenga mantén repetición repeticiones repetir repite veces cada lado \
         lados serie series estiramiento estiramientos ejercicios respiraciones izquierda derecha y el la los por",
    ),
    (
        SheetLanguage::Portuguese,
        "segundos minutos manter mantenha segure segurar repetição repetições repetir repita vezes cada lado lados \
         séries alongamento alongamentos exercícios respirações esquerda direita e o os por para",
    ),
    (
        SheetLanguage::Italian,
        "secondo secondi minuti mantenere mantieni tenere tieni ripetizione ripetizioni ripetere ripeti volte ogni \
         lato lati allungamento esercizi respiri sinistra destra e il lo gli per poi",
    ),
    (
        SheetLanguage::Dutch,
        "seconden minuten vasthouden houd herhaling herhalingen herhaal keer elke iedere kant kanten zijde sets \
         rekken oefening oefeningen ademhalingen links rechts en de het een",
    ),
];

/// Those of them that name a time or a count: without one of them no number is misread.
const COUNTING: &[&str] = &[
    "sekunde",
    "sekunden",
    "sek",
    "minuten",
    "wiederholung",
    "wiederholungen",
    "wiederholen",
    "mal",
    "halten",
    "seconde",
    "secondes",
    "répétition",
    "répétitions",
    "répéter",
    "répétez",
    "fois",
    "tenir",
    "tenez",
    "maintenir",
    "maintenez",
    "segundo",
    "segundos",
    "minutos",
    "repetición",
    "repeticiones",
    "repetir",
    "veces",
    "mantener",
    "repetição",
    "repetições",
    "vezes",
    "manter",
    "secondo",
    "secondi",
    "minuti",
    "ripetizione",
    "ripetizioni",
    "volte",
    "mantenere",
    "seconden",
    "herhaling",
    "herhalingen",
    "keer",
];

/// Words of English that stand beside the numbers of a sheet.
const ENGLISH: &[&str] = &[
    "second",
    "seconds",
    "sec",
    "secs",
    "minute",
    "hold",
    "holds",
    "repeat",
    "reps",
    "rep",
    "repetitions",
    "times",
    "each",
    "side",
    "sides",
    "stretch",
    "your",
    "the",
    "and",
    "then",
    "for",
    "with",
];

/// The language of a sheet, if it is none that is read.
pub fn language(lines: &[SheetLine]) -> Option<SheetLanguage> {
    let text: String = lines.iter().map(|it| it.text.to_lowercase() + "\n").collect();
    let letters = text.chars().filter(|it| it.is_alphabetic()).count();
    let is_latin = |it: &char| matches!(it, 'a'..='z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}');
    let latin = text.chars().filter(is_latin).count();
    if letters > 0 && latin * 2 < letters {
        return Some(SheetLanguage::OtherLetters);
    }
    let words: Vec<&str> = text.split(|it: char| !it.is_alphabetic()).filter(|it| !it.is_empty()).collect();
    let english = words.iter().filter(|it| ENGLISH.contains(it)).count();
    if !words.iter().any(|it| COUNTING.contains(it)) {
        return None;
    }
    let of = |list: &str| words.iter().filter(|it| list.split_whitespace().any(|own| own == **it)).count();
    let found = WORDS.iter().map(|(language, list)| (*language, of(list))).rev().max_by_key(|it| it.1)?;
    (found.1 >= 2 && found.1 > english).then_some(found.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_by_what_it_counts() {
        let check = |text: &str, expected: Option<SheetLanguage>| {
            let lines: Vec<SheetLine> = text
                .lines()
                .enumerate()
                .map(|(at, text)| SheetLine { number: at + 1, text: text.to_owned() })
                .collect();
            assert_eq!(language(&lines), expected, "{text}");
        };
        check("1. Ohr zur Schulter, 30 Sekunden halten, 3 mal pro Seite", Some(SheetLanguage::German));
        check("Girar los hombros y mantener 30 segundos, 3 veces", Some(SheetLanguage::Spanish));
        check("Penchez la tête et tenez 30 secondes, 3 fois de chaque côté", Some(SheetLanguage::French));
        check("Inclinare la testa, mantenere 30 secondi, 3 volte per lato", Some(SheetLanguage::Italian));
        check(
            "Incline a cabeça e segure por 30 segundos, 3 vezes cada lado",
            Some(SheetLanguage::Portuguese),
        );
        check("Kantel je hoofd, 30 seconden vasthouden, 3 keer per kant", Some(SheetLanguage::Dutch));
        check("Наклон головы: держать 30 секунд", Some(SheetLanguage::OtherLetters));
        check("首を横に倒す 30秒", Some(SheetLanguage::OtherLetters));
        check("Nackendehnung: hold 30 seconds, 3 times each side", None);
        check("Grand plié 10 reps\nRond de jambe x 8 each side", None);
        check("1. Padangusthasana - 5 breaths", None);
    }
}
