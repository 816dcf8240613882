//! `inspections.toml` and `inspection-themes.csv`: how the report of an authority's inspection is read.

use std::collections::BTreeMap;

use super::codes::fold;
use crate::domain::Language;

/// How reports are read, where the collection says so.
#[derive(Clone, Debug, Default)]
pub struct Inspections {
    /// The return that findings become rows of.
    pub return_id: Box<str>,
    /// How many questions a report answers, numbered from 1.
    pub questions: u32,
    /// The words of each language in which reports are written.
    pub words: Vec<ReportWords>,
    /// What suggests a theme, in the order of the file.
    pub keywords: Vec<Keyword>,
}

/// The words by which a report in one language shows its parts. All are folded ([`fold`]), word by word.
#[derive(Clone, Debug)]
pub struct ReportWords {
    /// The language.
    pub language: Language,
    /// What stands before the number of a question.
    pub question: Vec<Phrase>,
    /// Headings of findings, by the code of what they are (`positive`, `area_for_improvement`).
    pub headings: Vec<(Box<str>, Vec<Phrase>)>,
    /// Headings after which there are no findings.
    pub end: Vec<Phrase>,
    /// What stands before the number of a page.
    pub page: Vec<Phrase>,
    /// What fieldwork is called.
    pub fieldwork: Vec<Phrase>,
    /// A day, days.
    pub day: Vec<Phrase>,
    /// And a half.
    pub half: Vec<Phrase>,
    /// What stands between the first and the last of several days.
    pub until: Vec<Phrase>,
    /// Numbers as words.
    pub numbers: BTreeMap<Box<str>, u32>,
    /// Months as words, each with its number from 1.
    pub months: BTreeMap<Box<str>, i8>,
}

/// Several words, each folded.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Phrase(pub Vec<String>);

impl Phrase {
    /// The words of a text.
    pub fn of(text: &str) -> Self {
        Self(folded_words(text).collect())
    }

    /// Whether words begin with it.
    pub fn begins(&self, words: &[String]) -> bool {
        !self.0.is_empty() && words.starts_with(&self.0)
    }
}

/// The words of a text, folded; what stands between them is left out.
pub fn folded_words(text: &str) -> impl Iterator<Item = String> + '_ {
    // An apostrophe does not end a word: `children's`, `i’w`.
    let ends = |c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '\u{2019}' | '\u{300}'..='\u{36f}'));
    text.split(ends).map(fold).filter(|word| !word.is_empty())
}

/// What suggests that a finding is about a theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keyword {
    /// The code of the theme.
    pub theme: Box<str>,
    /// The language that it is of.
    pub language: Language,
    /// As it is written: `supervis*`, `placement moves`.
    pub text: Box<str>,
    /// Its words, each with whether a word need only begin so.
    words: Vec<(String, bool)>,
}

impl Keyword {
    /// A keyword as it is written; None where it has no letters.
    pub fn of(theme: &str, language: &Language, text: &str) -> Option<Self> {
        let words = text.split_whitespace().flat_map(|word| {
            let open = word.ends_with('*');
            let parts: Vec<String> = folded_words(word).collect();
            let last = parts.len().saturating_sub(1);
            parts.into_iter().enumerate().map(move |(at, part)| (part, open && at == last)).collect::<Vec<_>>()
        });
        let words: Vec<(String, bool)> = words.collect();
        let some = !words.is_empty();
        some.then(|| Self { theme: theme.into(), language: language.clone(), text: text.into(), words })
    }

    /// Whether the words of a text ([`folded_words`]) have it among them.
    pub fn is_in(&self, text: &[String]) -> bool {
        let like =
            |(word, open): &(String, bool), said: &String| if *open { said.starts_with(word) } else { said == word };
        text.windows(self.words.len().max(1))
            .any(|said| self.words.iter().zip(said).all(|(word, said)| like(word, said)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_keyword_is_whole_words_in_order_unless_a_star_leaves_the_end_open() {
        let found = |keyword: &str, text: &str| {
            let words: Vec<String> = folded_words(text).collect();
            Keyword::of("x", &Language::english(), keyword).unwrap().is_in(&words)
        };
        assert!(found("supervis*", "They had regular formal Supervision."));
        assert!(!found("supervis", "They had regular formal supervision."));
        assert!(found("placement move*", "numerous placement moves, and more"));
        assert!(!found("placement move*", "moves of placement"));
        assert!(found("multi-agency", "the (multi-agency) board"));
        assert!(found("children's rights", "Children’s rights"));
        assert!(found("iechyd meddwl", "IECHYD  MEDDWL"));
        assert!(!found("art", "start"));
        assert!(!found("one two three", "one two"));
        assert_eq!(Keyword::of("x", &Language::english(), "* – !"), None);
    }

    #[test]
    fn a_phrase_is_the_same_however_it_is_written() {
        assert_eq!(Phrase::of("MEYSYDD I’W GWELLA:"), Phrase::of("Meysydd i'w gwella"));
        assert!(Phrase::of("Question").begins(&Phrase::of("QUESTION 1").0));
        assert!(!Phrase::of("").begins(&Phrase::of("QUESTION 1").0));
    }
}
