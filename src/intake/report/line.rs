//! What one line of a report is.

use std::collections::BTreeMap;

use super::bullet::{Marker, marked};
use super::text::Line;
use crate::definitions::{Phrase, ReportWords, fold, folded_words};

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind<'t> {
    /// Nothing.
    Blank,
    /// A page number or a running head.
    Furniture,
    /// The heading of a question.
    Question(u32),
    /// A heading of findings: which of [`ReportWords::headings`].
    Findings(usize),
    /// A heading after which there are no findings.
    End,
    /// A line that stands in the report several times, and is none of these: where a sentence goes on after it a running
    /// head, else a heading that is not known.
    Again,
    /// A point of a list.
    Point(Marker, &'t str),
    /// Any other text.
    Text(&'t str),
}

/// How often a line must stand in a report to be a running head.
const OFTEN: usize = 3;

/// Tells lines for what they are.
pub(super) struct Teller<'w> {
    words: &'w ReportWords,
    /// The letters of lines that stand in the report several times, and whether they are running heads for certain: they
    /// stand before the first question too, or with numbers that change.
    again: BTreeMap<String, bool>,
}

impl<'w> Teller<'w> {
    pub(super) fn new(lines: &[Line<'_>], words: &'w ReportWords) -> Self {
        let mut teller = Self { words, again: BTreeMap::new() };
        let first = lines.iter().position(|line| matches!(teller.kind(line.text), Kind::Question(_)));
        let (front, rest) = lines.split_at(first.unwrap_or(lines.len()));
        let title: String = front.iter().map(|line| letters(line.text)).collect();
        let mut met: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for line in rest.iter().filter(|line| marked(line.text).is_none()) {
            met.entry(letters(line.text)).or_default().push(line.text);
        }
        met.retain(|letters, texts| !letters.is_empty() && texts.len() >= OFTEN);
        let certain = |letters: &str, texts: &[&str]| {
            title.contains(letters) || texts.iter().any(|text| Some(text) != texts.first())
        };
        let known = met.into_iter().map(|(letters, texts)| {
            let certain = certain(&letters, &texts);
            (letters, certain)
        });
        teller.again = known.collect();
        teller
    }

    pub(super) fn kind<'t>(&self, text: &'t str) -> Kind<'t> {
        if text.is_empty() {
            return Kind::Blank;
        }
        let bare = text.trim_matches(['#', '*', '_', ' ', '\t']);
        if let Some(number) = self.question(bare) {
            return Kind::Question(number);
        }
        let said: Vec<String> = folded_words(bare).take(12).collect();
        // `POSITIVES (continued)`.
        let plain = bare.split_once(" (").filter(|_| bare.ends_with(')')).map_or(bare, |(before, _)| before);
        let heading: Vec<String> = folded_words(plain).take(12).collect();
        let is = |phrases: &[Phrase]| phrases.iter().any(|phrase| !phrase.0.is_empty() && phrase.0 == heading);
        if let Some(at) = self.words.headings.iter().position(|(_, phrases)| is(phrases)) {
            return Kind::Findings(at);
        }
        if self.is_page_number(text, &said) {
            return Kind::Furniture;
        }
        if let Some(certain) = self.again.get(&letters(text)) {
            return if *certain { Kind::Furniture } else { Kind::Again };
        }
        let point = marked(text);
        let heading = point.map_or(bare, |(_, rest)| rest);
        if self.is_end(heading, matches!(point, Some((Marker::Symbol(_), _)))) {
            return Kind::End;
        }
        match point {
            Some((marker, rest)) => Kind::Point(marker, rest),
            None => Kind::Text(text),
        }
    }

    /// `QUESTION 1`, `Question 1: Did …`; in a list of contents it is no heading.
    fn question(&self, bare: &str) -> Option<u32> {
        if !bare.starts_with(char::is_uppercase) || is_of_contents(bare) {
            return None;
        }
        let said: Vec<String> = folded_words(bare).take(6).collect();
        let phrase = self.words.question.iter().find(|phrase| phrase.begins(&said))?;
        let number = said.get(phrase.0.len())?;
        let value = number.parse().ok().or_else(|| self.words.numbers.get(number.as_str()).copied())?;
        // What follows the number: the words of the phrase and the number are passed over.
        let mut rest = bare;
        for _ in 0..=phrase.0.len() {
            rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
            rest = rest.trim_start_matches(|c: char| c.is_alphanumeric() || matches!(c, '\'' | '\u{2019}'));
        }
        let set_off = rest.is_empty() || rest.trim_start().starts_with([':', '.', '-', '–', '—', ')', '(']);
        set_off.then_some(value)
    }

    /// `12`, `- 12 -`, `Page 3 of 12`, `3 | Page`.
    fn is_page_number(&self, text: &str, said: &[String]) -> bool {
        let number = |word: &String| word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit());
        let drawn = text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || "-–—|[]".contains(c));
        if let ([only], true) = (said, drawn) {
            return number(only);
        }
        let worded = self.words.page.iter().any(|phrase| match said {
            [first, rest @ ..] if phrase.0.len() == 1 && phrase.0.first() == Some(first) => {
                rest.first().is_some_and(number)
            }
            [first, rest @ ..] => number(first) && rest == phrase.0.as_slice(),
            [] => false,
        });
        worded && said.len() <= 4
    }

    fn is_end(&self, heading: &str, bulleted: bool) -> bool {
        let said: Vec<String> = folded_words(heading).take(12).collect();
        let number = |word: &String| word.bytes().all(|byte| byte.is_ascii_digit()) || word.chars().count() == 1;
        let ends =
            |phrase: &Phrase| phrase.begins(&said) && said.get(phrase.0.len()..).unwrap_or_default().iter().all(number);
        !bulleted
            && heading.starts_with(char::is_uppercase)
            && !heading.ends_with('.')
            && self.words.end.iter().any(ends)
    }
}

/// Whether a text ends as an entry in a list of contents does: in dots and a page number.
fn is_of_contents(text: &str) -> bool {
    let before = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let led = before.trim_end();
    before.len() < text.len()
        && (led.ends_with("...") || led.ends_with("..") || led.ends_with('…') || before.ends_with('\t'))
}

/// The letters of a text, by which running heads are known: page numbers in them change.
fn letters(text: &str) -> String {
    fold(text).chars().filter(|c| !c.is_numeric()).collect()
}

/// Whether a line looks like a heading that is not known: capitals, or a short numbered title.
pub(super) fn is_unknown_heading(kind: Kind<'_>) -> bool {
    let (text, numbered) = match kind {
        Kind::Text(text) => (text, false),
        Kind::Point(Marker::Number(_), text) => (text, true),
        _ => return false,
    };
    let ended = text.ends_with(['.', ',', ';', ')', '?', '!', '-']);
    let count = text.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = !text.chars().any(char::is_lowercase) && count >= 5;
    let title = numbered && text.starts_with(char::is_uppercase) && folded_words(text).count() <= 8;
    !ended && (capitals || title)
}
