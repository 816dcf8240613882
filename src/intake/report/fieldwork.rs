//! When the fieldwork of an inspection was, and how many days it took, where the text says so.

use super::text::Line;
use crate::definitions::{Phrase, ReportWords, folded_words};
use crate::domain::{Date, parse_iso_date};

/// What the text says of the fieldwork. What it does not say of days is not made up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fieldwork {
    /// Its first and last day.
    pub span: Option<(Date, Date)>,
    /// How many days it took, like `3.5`.
    pub days: Option<String>,
    /// The line that gives months and no days.
    pub months_only: Option<u32>,
}

/// How far from the word for fieldwork the number of its days may stand, in words.
const NEAR: usize = 6;

/// One word of the text.
struct Word {
    line: u32,
    folded: String,
    /// As it stands, without punctuation.
    plain: String,
    /// Whether a sentence ends with it.
    ends: bool,
}

/// A part of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Day(i8),
    Month(i8),
    Year(i16),
    Until,
    Other,
}

/// What the lines before the questions say of the fieldwork.
pub(super) fn fieldwork(front: &[Line<'_>], words: &ReportWords) -> Fieldwork {
    let text: Vec<Word> = front.iter().flat_map(of_line).collect();
    let folded: Vec<String> = text.iter().map(|word| word.folded.clone()).collect();
    let mut found = Fieldwork::default();
    for at in 0..folded.len() {
        let here = folded.get(at..).unwrap_or_default();
        let Some(phrase) = words.fieldwork.iter().find(|phrase| phrase.begins(here)) else { continue };
        let (from, to) = sentence(&text, at);
        let near = (at.saturating_sub(NEAR).max(from)..at, at + phrase.0.len()..(at + phrase.0.len() + NEAR).min(to));
        found.days = found.days.or_else(|| days(&text, near.0, words)).or_else(|| days(&text, near.1, words));
        let parts: Vec<Part> = text.get(from..to).unwrap_or_default().iter().map(|word| part(word, words)).collect();
        found.span = found.span.or_else(|| span(&parts));
        let months = parts.iter().any(|part| matches!(part, Part::Month(_)));
        let line = text.get(at).map(|word| word.line);
        found.months_only = found.months_only.or(line.filter(|_| months && span(&parts).is_none()));
    }
    if found.span.is_some() {
        found.months_only = None;
    }
    found
}

/// The words of a line; of `3–6 March` and `3-6 March` the days apart.
fn of_line<'l>(line: &'l Line<'_>) -> impl Iterator<Item = Word> + 'l {
    let cut = line.text.split_whitespace().flat_map(|raw| {
        let digits = |text: &str| text.trim_start_matches(['(', '[']).starts_with(|c: char| c.is_ascii_digit());
        match raw.split_once(['-', '–']) {
            Some((before, after)) if digits(before) && digits(after) => vec![before, "–", after],
            _ => vec![raw],
        }
    });
    cut.map(|raw| {
        let plain = raw.trim_matches(|c: char| !c.is_alphanumeric() && c != '–').to_owned();
        let folded = folded_words(raw).collect();
        Word { line: line.number, folded, plain, ends: raw.trim_end_matches([')', '"', '”']).ends_with('.') }
    })
}

/// Where the sentence with a word begins and ends.
fn sentence(text: &[Word], at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or_default().iter().rposition(|word| word.ends && !is_numbering(word));
    let after = text.get(at..).unwrap_or_default().iter().position(|word| word.ends);
    (before.map_or(0, |before| before + 1), after.map_or(text.len(), |after| at + after + 1))
}

/// `1.2.` at the beginning of a paragraph ends no sentence, nor does it matter that it seems to.
fn is_numbering(word: &Word) -> bool {
    word.plain.contains('.') && word.plain.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

/// `three and a half days`, `3.5 days`, `tri diwrnod a hanner`.
fn days(text: &[Word], range: std::ops::Range<usize>, words: &ReportWords) -> Option<String> {
    let near = text.get(range)?;
    let folded: Vec<String> = near.iter().map(|word| word.folded.clone()).collect();
    let length = |phrases: &[Phrase], at: usize| {
        let here = folded.get(at..).unwrap_or_default();
        phrases.iter().filter(|phrase| phrase.begins(here)).map(|phrase| phrase.0.len()).max()
    };
    (0..near.len()).find_map(|at| {
        let number = number(near.get(at)?, words)?;
        let half = length(&words.half, at + 1);
        let day = at + 1 + half.unwrap_or_default();
        let after = day + length(&words.day, day)?;
        let half = half.is_some() || length(&words.half, after).is_some();
        Some(if half { format!("{number}.5") } else { number })
    })
}

/// A number of days, as digits with at most one decimal place or as a word.
fn number(word: &Word, words: &ReportWords) -> Option<String> {
    let digits =
        |text: &str, most: usize| (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, place) = word.plain.split_once('.').unwrap_or((&word.plain, "0"));
    if digits(whole, 3) && digits(place, 1) {
        return Some(word.plain.clone());
    }
    words.numbers.get(word.folded.as_str()).map(ToString::to_string)
}

fn part(word: &Word, words: &ReportWords) -> Part {
    let digits: String = word.plain.chars().take_while(char::is_ascii_digit).collect();
    let rest = word.plain.get(digits.len()..).unwrap_or_default();
    let ordinal = rest.chars().count() <= 3 && rest.chars().all(char::is_alphabetic);
    if let Some(month) = words.months.get(word.folded.as_str()) {
        Part::Month(*month)
    } else if let Some(year) = digits.parse().ok().filter(|year| rest.is_empty() && (1990..=2100).contains(year)) {
        Part::Year(year)
    } else if let Some(day) = digits.parse().ok().filter(|day| ordinal && (1..=31).contains(day)) {
        Part::Day(day)
    } else if word.plain == "–" || words.until.iter().any(|phrase| phrase.0.as_slice() == [word.folded.clone()]) {
        Part::Until
    } else {
        Part::Other
    }
}

/// A day, with its month and year where they are given.
#[derive(Clone, Copy)]
struct Given {
    day: i8,
    month: Option<i8>,
    year: Option<i16>,
}

impl Given {
    /// The day at the beginning, and what follows it.
    fn at(parts: &[Part]) -> Option<(Self, &[Part])> {
        use Part::{Day, Month, Year};
        let (day, month, year, rest) = match parts {
            [Day(day), Month(month), Year(year), rest @ ..] => (*day, Some(*month), Some(*year), rest),
            [Day(day), Month(month), rest @ ..] => (*day, Some(*month), None, rest),
            [Day(day), rest @ ..] => (*day, None, None, rest),
            _ => return None,
        };
        Some((Self { day, month, year }, rest))
    }

    /// The day; what it leaves unsaid is as in another.
    fn date(self, other: Self) -> Option<Date> {
        let (month, year) = (self.month.or(other.month)?, self.year.or(other.year)?);
        parse_iso_date(&format!("{year:04}-{month:02}-{:02}", self.day))
    }
}

/// `3 to 6 March 2014`, `28 February to 3 March 2014`, `3 March 2014 to 6 March 2014`, `3 March 2014`: the first such.
fn span(parts: &[Part]) -> Option<(Date, Date)> {
    let begins = |at: &usize| at.checked_sub(1).and_then(|before| parts.get(before)) != Some(&Part::Until);
    (0..parts.len()).filter(begins).find_map(|at| {
        let (first, rest) = Given::at(parts.get(at..)?)?;
        let until = rest.split_first().filter(|(part, _)| **part == Part::Until).and_then(|(_, rest)| Given::at(rest));
        let last = until.map_or(first, |(last, _)| last);
        let whole = last.month.is_some() && last.year.is_some();
        let span = first.date(last).zip(last.date(last)).filter(|(from, to)| whole && from <= to);
        span.or_else(|| first.date(first).map(|day| (day, day)))
    })
}
