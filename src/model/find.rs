//! Finding something by words that are typed bit by bit, and perhaps mistyped: for the home screen and for lists.
//!
//! Every word that is typed must be found, whole, as a beginning, or with a slip in it; a name counts for
//! more than a muscle, and a muscle for more than a summary. Where no word is found so, the letters of a
//! name are looked for in their order. What a command line plays is decided by `Catalogue::find`, which
//! forgives nothing.

use std::{borrow::Cow, collections::HashMap};

use super::catalogue::singular;

/// Where a word of something stands. The order is that of their worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SearchField {
    /// In what it does, or in how it is done.
    Summary,
    /// In the name of a muscle.
    Muscle,
    /// In the name of its area, or another word for that.
    Area,
    /// In its own name.
    Name,
}

impl SearchField {
    /// How much a word counts there, in tenths.
    const fn worth(self) -> u32 {
        match self {
            SearchField::Summary => 3,
            SearchField::Muscle => 6,
            SearchField::Area => 7,
            SearchField::Name => 10,
        }
    }
}

/// Something that was found, and how well it fits: more is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// Its place among the things that the index was made of.
    pub at: usize,
    /// From 1 to [`BEST`].
    pub score: u32,
}

/// The score of a name that was typed whole.
pub const BEST: u32 = 1000;
/// The score of a name that has all the words that were typed, in another place than its beginning.
pub const WHOLE_NAMES: u32 = 800;
/// What a word is worth that was typed as it is written.
const WHOLE: u32 = 100;
/// What the beginning of a word is worth, less a little for each letter that is missing.
const BEGUN: u32 = 90;
/// What a word with a slip in it is worth.
const SLIP: u32 = 45;
/// What fits a mistyped word is shown if it fits so many tenths as well as the best.
const AS_GOOD: u32 = 8;
/// A word of fewer letters is looked for in names and areas alone: it begins too many other words.
const FEW_LETTERS: usize = 3;
/// The least letters of a word in which typos are forgiven.
const LETTERS_OF_A_SLIP: usize = 4;
/// So many letters of a word are compared.
const MOST_LETTERS: usize = 32;
/// So many words of what was typed are looked for.
const MOST_WORDS: usize = 12;
/// The least letters that are looked for in their order.
const LETTERS_IN_ORDER: usize = 3;

/// Words that say nothing about a stretch.
const EMPTY_WORDS: &[&str] = &[
    "a", "an", "and", "are", "at", "by", "for", "from", "have", "i", "in", "is", "it", "its", "my", "of",
    "on", "or", "the", "to", "with", "your",
];

/// All words of some things, each word once.
#[derive(Clone, Debug, Default)]
pub struct Index {
    words: Vec<Word>,
    things: Vec<Findable>,
}

#[derive(Clone, Debug)]
struct Word {
    written: String,
    singular: String,
    /// A bit for each letter.
    letters: u64,
    /// How many letters it has.
    count: usize,
}

#[derive(Clone, Debug)]
struct Findable {
    /// Its name as it is compared, with single blanks.
    name: Cow<'static, str>,
    /// The same with each word in the singular.
    singular: Cow<'static, str>,
    /// Where in the words of the index its words are.
    words: Vec<(u32, SearchField)>,
}

impl Index {
    /// The index of things: of each its name, and all its words with where they stand.
    pub fn of<'t, T, W>(things: T) -> Index
    where
        T: IntoIterator<Item = (&'t str, W)>,
        W: IntoIterator<Item = (SearchField, &'t str)>,
    {
        let mut index = Index::default();
        let mut known: HashMap<String, u32> = HashMap::new();
        for (name, texts) in things {
            let mut found: Vec<(u32, SearchField)> = Vec::new();
            let mut add = |field, word: &str| {
                let number = known.get(word).copied().unwrap_or_else(|| {
                    let number = index.words.len() as u32;
                    index.words.push(Word::of(word));
                    known.insert(word.to_owned(), number);
                    number
                });
                match found.iter_mut().find(|it| it.0 == number) {
                    Some(before) => before.1 = before.1.max(field),
                    None => found.push((number, field)),
                }
                number
            };
            for (field, text) in texts {
                each_word(text, |word| {
                    add(field, word);
                });
            }
            let mut named = Vec::new();
            each_word(name, |word| named.push(add(SearchField::Name, word)));
            let joined = |of: fn(&Word) -> &str| {
                named.iter().map(|it| of(&index.words[*it as usize])).collect::<Vec<_>>().join(" ")
            };
            let [name, singular] = [joined(|it| &it.written), joined(|it| &it.singular)].map(Cow::Owned);
            index.things.push(Findable { name, singular, words: found });
        }
        index
    }

    /// The index of phrases in lower case and in the singular, with single blanks, each of which has no other words.
    pub fn of_phrases(phrases: impl IntoIterator<Item = Cow<'static, str>>) -> Index {
        let mut index = Index::default();
        let mut known: HashMap<String, u32> = HashMap::new();
        for phrase in phrases {
            let mut words = Vec::new();
            for word in phrase.split(' ') {
                let number = known.get(word).copied().unwrap_or_else(|| {
                    let number = index.words.len() as u32;
                    index.words.push(Word::of(word));
                    known.insert(word.to_owned(), number);
                    number
                });
                words.push((number, SearchField::Name));
            }
            index.things.push(Findable { name: phrase.clone(), singular: phrase, words });
        }
        index
    }

    /// What fits the words that were typed, the best first; of things that fit as well, the first one first.
    /// Nothing, if nothing was typed that could be looked for.
    pub fn find(&self, typed: &str) -> Vec<Match> {
        let found = self.find_words(typed);
        if !found.is_empty() {
            return found;
        }
        let mut letters = String::new();
        each_word(typed, |it| {
            if !EMPTY_WORDS.contains(&it) {
                letters += it;
            }
        });
        let mut found = self.in_order(&letters);
        found.sort_by_key(|it| std::cmp::Reverse(it.score));
        found
    }

    /// What fits the words that were typed as words, not as letters.
    pub fn find_words(&self, typed: &str) -> Vec<Match> {
        let mut all: Vec<Word> = Vec::new();
        each_word(typed, |it| all.push(Word::of(it)));
        let is_wanted = |it: &&Word| !EMPTY_WORDS.contains(&it.written.as_str());
        let wanted: Vec<&Word> = all.iter().filter(is_wanted).take(MOST_WORDS).collect();
        if wanted.is_empty() {
            return Vec::new();
        }
        let joined = |of: fn(&Word) -> &str| all.iter().map(of).collect::<Vec<_>>().join(" ");
        let whole = [joined(|it| &it.written), joined(|it| &it.singular)];
        let mut fits: Vec<Vec<u32>> =
            wanted.iter().map(|word| self.words.iter().map(|it| it.fits(word)).collect()).collect();
        // A word that stands somewhere as it was typed, or begins so, is no slip for another: a wrist is not the waist.
        for (word, fits) in wanted.iter().zip(&mut fits) {
            let is_begun = |it: &Word| it.written.starts_with(&word.written);
            if self.words.iter().any(|it| it.singular == word.singular || is_begun(it)) {
                fits.iter_mut().filter(|it| **it & !SHORT <= SLIP).for_each(|it| *it = 0);
            }
        }
        let mut found: Vec<Match> = Vec::new();
        for (at, thing) in self.things.iter().enumerate() {
            if let Some(score) = thing.score(&fits, &whole) {
                found.push(Match { at, score });
            }
        }
        found.sort_by_key(|it| std::cmp::Reverse(it.score));
        // A mistyped word is a guess. It leads to what fits it best, and not to all that may mention it.
        let is_guess = |fits: &Vec<u32>| fits.iter().all(|it| it & !SHORT <= SLIP);
        if let Some(best) = found.first().map(|it| it.score).filter(|_| fits.iter().any(is_guess)) {
            found.retain(|it| it.score * 10 >= best * AS_GOOD);
        }
        found
    }

    /// Whether a word is among the words of the things, in the singular or begun too.
    pub fn knows(&self, word: &str) -> bool {
        let word = Word::of(word);
        self.words.iter().any(|it| it.fits(&word) & !SHORT > SLIP)
    }

    /// The names in which these letters stand in this order, the first of them at the beginning of a word.
    fn in_order(&self, letters: &str) -> Vec<Match> {
        if letters.chars().count() < LETTERS_IN_ORDER {
            return Vec::new();
        }
        let things = self.things.iter().enumerate();
        things.filter_map(|(at, thing)| Some(Match { at, score: in_order(letters, &thing.name)? })).collect()
    }
}

impl Findable {
    /// How well it fits: none if a word is not found. `fits` says of every word that was typed how well
    /// each word of the index fits it. The whole of it is also there in the singular.
    fn score(&self, fits: &[Vec<u32>], [typed, singular]: &[String; 2]) -> Option<u32> {
        let mut sum = 0;
        for fit in fits {
            let best = self.words.iter().map(|(word, field)| {
                let fit = fit[*word as usize];
                // The score of a short word is below that of a long one, by a mark of its own.
                let is_short = fit & SHORT != 0;
                let fit = fit & !SHORT;
                if is_short && *field < SearchField::Area && fit < WHOLE { 0 } else { fit * field.worth() }
            });
            sum += best.max().filter(|it| *it > 0)?;
        }
        let average = sum / fits.len() as u32;
        let begins_with =
            |words: &str| self.singular.strip_prefix(words).is_some_and(|it| it.starts_with(' '));
        // A name in front counts for more than one behind, and whole words for more than the beginning of one.
        let more = match () {
            () if self.name == typed.as_str() => BEST,
            () if self.singular == singular.as_str() => BEST * 95 / 100,
            () if begins_with(singular) => BEST * 90 / 100,
            () if self.name.starts_with(typed.as_str()) && typed.contains(' ') => BEST * 89 / 100,
            () if self.name.starts_with(typed.as_str()) => BEST * 78 / 100,
            () => 0,
        };
        Some((average * WHOLE_NAMES / BEST).max(1).max(more))
    }
}

/// The mark of a word that was typed with few letters.
const SHORT: u32 = 1 << 31;

impl Word {
    fn of(written: &str) -> Word {
        Word {
            written: written.to_owned(),
            singular: singular(written),
            letters: letters(written),
            count: written.chars().count(),
        }
    }

    /// How well it fits a word that was typed; 0 if it does not.
    fn fits(&self, typed: &Word) -> u32 {
        let mark = if typed.count < FEW_LETTERS { SHORT } else { 0 };
        if self.written == typed.written {
            return WHOLE | mark;
        }
        if let Some(rest) = self.written.strip_prefix(&typed.written) {
            return (BEGUN - (rest.len() as u32).min(20)) | mark;
        }
        if typed.count >= FEW_LETTERS && self.singular == typed.singular {
            return WHOLE;
        }
        if self.is_slip(typed) { SLIP } else { 0 }
    }

    /// Whether somebody who typed this may have meant the word, or its beginning.
    fn is_slip(&self, typed: &Word) -> bool {
        let forgiven = match typed.count {
            0..LETTERS_OF_A_SLIP => return false,
            LETTERS_OF_A_SLIP..=6 => 1,
            _ => 2,
        };
        // Each slip takes one letter away, or brings one: what has more other letters is not compared.
        let missing = (typed.letters & !self.letters).count_ones() as usize;
        if missing > forgiven || self.count + forgiven < typed.count {
            return false;
        }
        let [mut first, mut second] = [typed.written.chars(), self.written.chars()];
        let ([a, b], [c, d]) = ([first.next(), first.next()], [second.next(), second.next()]);
        if a != c && !(a == d && b == c) {
            return false;
        }
        // As far as it was typed, a letter more or less.
        let from = typed.count.saturating_sub(forgiven).max(1);
        (from..=(typed.count + forgiven).min(self.count)).any(|end| {
            let begun: String = self.written.chars().take(end).collect();
            strsim::damerau_levenshtein(&typed.written, &begun) <= forgiven
        })
    }
}

/// A bit for each letter.
fn letters(word: &str) -> u64 {
    word.chars().fold(0, |set, letter| set | 1 << (u32::from(letter) % 64))
}

/// How well letters fit a name in which they stand in this order; none if they do not. Each begins a word
/// or follows on the one before it, with few gaps.
fn in_order(letters: &str, name: &str) -> Option<u32> {
    let mut wanted = letters.chars().peekable();
    let (mut before, mut gaps, mut is_next) = (' ', 0, false);
    for letter in name.chars() {
        let Some(next) = wanted.peek() else { break };
        let begins = before == ' ';
        if letter == *next && (begins || is_next || gaps > 0) {
            wanted.next();
            is_next = true;
        } else if letter != ' ' {
            gaps += u32::from(is_next);
            is_next = false;
        }
        before = letter;
    }
    wanted.peek().is_none().then(|| 100_u32.saturating_sub(gaps * 5).max(1))
}

/// Hands over the words of a text, one by one: in lower case, without apostrophes.
fn each_word(text: &str, mut take: impl FnMut(&str)) {
    let (mut word, mut count) = (String::new(), 0);
    for letter in text.chars() {
        if letter.is_alphanumeric() {
            count += 1;
            if count <= MOST_LETTERS {
                word.extend(letter.to_lowercase());
            }
        } else if !matches!(letter, '\'' | '\u{2019}') && count > 0 {
            take(&word);
            word.clear();
            count = 0;
        }
    }
    if count > 0 {
        take(&word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names, muscles and summaries as the library has them.
    const THINGS: &[(&str, &[(SearchField, &str)])] = &[
        ("Neck", &[(SearchField::Summary, "Looks, tips and turns of the head.")]),
        (
            "Wrists and hands",
            &[(SearchField::Area, "wrists"), (SearchField::Summary, "The forearms and the fingers.")],
        ),
        ("Neck release", &[(SearchField::Muscle, "upper trapezius"), (SearchField::Area, "neck")]),
        ("Chin tuck", &[(SearchField::Area, "neck"), (SearchField::Muscle, "longus colli")]),
        ("Seated hamstring stretch", &[(SearchField::Muscle, "hamstrings"), (SearchField::Area, "thighs")]),
        ("Prayer stretch", &[(SearchField::Area, "wrists"), (SearchField::Muscle, "forearm flexors")]),
        (
            "Child's pose",
            &[(SearchField::Area, "lower back"), (SearchField::Summary, "A rest for the back and the hips.")],
        ),
        ("Towel calf stretch", &[(SearchField::Area, "calves"), (SearchField::Muscle, "gastrocnemius")]),
        ("Shoulders", &[(SearchField::Summary, "All around the joint.")]),
        ("Upper back", &[(SearchField::Area, "thoracic")]),
        ("Shoulder rolls", &[(SearchField::Area, "shoulders")]),
        ("Tendon glides", &[(SearchField::Area, "wrists")]),
        ("My ten", &[]),
        ("Sides", &[(SearchField::Name, "waist")]),
    ];

    fn found(typed: &str) -> Vec<&'static str> {
        let index = Index::of(THINGS.iter().map(|(name, words)| (*name, words.iter().copied())));
        index.find(typed).into_iter().map(|it| THINGS[it.at].0).collect()
    }

    #[test]
    fn what_people_type_finds_what_they_mean() {
        for (typed, first) in [
            ("n", "Neck"),
            ("ne", "Neck"),
            ("neck", "Neck"),
            ("neck r", "Neck release"),
            ("release", "Neck release"),
            ("wri", "Wrists and hands"),
            ("wrist", "Wrists and hands"),
            ("hands", "Wrists and hands"),
            ("ham", "Seated hamstring stretch"),
            ("hamstring", "Seated hamstring stretch"),
            ("stretch for my hamstrings", "Seated hamstring stretch"),
            ("trap", "Neck release"),
            ("child", "Child's pose"),
            ("childs pose", "Child's pose"),
            ("calv", "Towel calf stretch"),
            ("calf", "Towel calf stretch"),
            ("upper b", "Upper back"),
            // Whole words come before words that are begun, in the singular too.
            ("ten", "My ten"),
            ("tend", "Tendon glides"),
            ("shoulder", "Shoulders"),
            ("shoulders", "Shoulders"),
            ("shoulder r", "Shoulder rolls"),
            ("UPPER-BACK", "Upper back"),
            // Slips, whole and on the way.
            ("shuolders", "Shoulders"),
            ("shuol", "Shoulders"),
            ("sholders", "Shoulders"),
            ("hamstrng", "Seated hamstring stretch"),
            ("hamsrting", "Seated hamstring stretch"),
            ("relaese", "Neck release"),
            ("wirst", "Wrists and hands"),
            ("prayr", "Prayer stretch"),
            // Letters in their order.
            ("nrel", "Neck release"),
            ("chtk", "Chin tuck"),
            ("twcs", "Towel calf stretch"),
        ] {
            assert_eq!(found(typed).first(), Some(&first), "{typed}: {:?}", found(typed));
        }
    }

    #[test]
    fn every_word_counts_and_other_words_find_nothing() {
        assert_eq!(found("neck release"), ["Neck release"]);
        assert_eq!(found("stretch wrist"), ["Prayer stretch"]);
        for typed in ["", "  ", "the", "zzz", "neck zzzz", "qx", "ball", "\u{1b}[2J", "🦒"] {
            assert_eq!(found(typed), [""; 0], "{typed:?}");
        }
        assert!(!found("h").contains(&"Child's pose"), "one letter finds no word of a summary");
    }

    #[test]
    fn a_mistyped_word_finds_the_best_alone() {
        let rightly = found("wrist");
        assert_eq!(rightly, ["Wrists and hands", "Prayer stretch", "Tendon glides"]);
        assert_eq!(found("wristq"), ["Wrists and hands"]);
        // A word that is in no name leads to where it is.
        assert_eq!(found("thoracci"), ["Upper back"]);
        assert_eq!(found("neckq release"), ["Neck release"]);
    }

    #[test]
    fn a_word_that_is_written_rightly_is_no_slip_for_another() {
        assert!(!found("wrist").contains(&"Sides") && !found("wrists").contains(&"Sides"));
        assert!(!found("wris").contains(&"Sides") && !found("wris").is_empty(), "a beginning is no slip");
        assert_eq!(found("waist"), ["Sides"]);
        assert!(found("waisst").contains(&"Sides"));
    }

    #[test]
    fn a_line_of_any_length_costs_little() {
        let long = "neck ".repeat(10_000);
        assert_eq!(found(&long).first(), Some(&"Neck"));
        assert_eq!(found(&"n".repeat(1 << 20)), [""; 0]);
    }
}
