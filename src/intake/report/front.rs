//! What stands before the first question: whose report it is, and of what.

use std::collections::BTreeSet;

use super::bullet::{Marker, marked};
use super::text::Line;
use crate::definitions::{Reference, fold};
use crate::domain::AuthorityCode;

/// The most words of an authority's name: `Cyngor Bwrdeistref Sirol Castell-nedd Port Talbot`.
const MOST_WORDS: usize = 8;
/// The fewest letters by which an authority is known within a text: codes of three could be words.
const FEWEST_LETTERS: usize = 5;
/// The fewest words of what an inspection was called.
const FEWEST_WORDS: usize = 3;

/// The lines of the title: those before the first numbered heading.
pub(super) fn title<'l, 't>(front: &'l [Line<'t>]) -> &'l [Line<'t>] {
    let numbered = |line: &Line<'_>| matches!(marked(line.text), Some((Marker::Number(_), _)));
    let end = front.iter().position(numbered).unwrap_or(front.len());
    front.get(..end).unwrap_or(front)
}

/// The one authority that the title names; where it names none, the one that the text before the questions names.
///
/// # Errors
/// There is none, or there are several.
pub(super) fn authority(
    front: &[Line<'_>],
    title: &[Line<'_>],
    reference: &Reference,
) -> Result<AuthorityCode, Vec<AuthorityCode>> {
    let of_title = named(title, reference);
    let all = if of_title.is_empty() { named(front, reference) } else { of_title };
    let mut all = all.into_iter();
    match (all.next(), all.next()) {
        (Some(only), None) => Ok(only),
        (first, second) => Err(first.into_iter().chain(second).chain(all).collect()),
    }
}

fn named(lines: &[Line<'_>], reference: &Reference) -> BTreeSet<AuthorityCode> {
    lines.iter().flat_map(|line| within(line.text, reference)).collect()
}

/// The authorities that a text names.
fn within(text: &str, reference: &Reference) -> BTreeSet<AuthorityCode> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut all = BTreeSet::new();
    let mut at = 0;
    while at < words.len() {
        // The longest name that begins here; what is in it is no other.
        let mut lengths = (1..=MOST_WORDS.min(words.len() - at)).rev();
        let found = lengths.find_map(|length| Some((length, known(words.get(at..at + length)?, reference)?)));
        at += found.as_ref().map_or(1, |(length, _)| *length);
        all.extend(found.map(|(_, code)| code));
    }
    all
}

fn known(words: &[&str], reference: &Reference) -> Option<AuthorityCode> {
    let text = words.join(" ");
    let name = text.trim_matches(|c: char| !c.is_alphanumeric());
    let name = name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).unwrap_or(name);
    let letters = fold(name).chars().filter(|c| c.is_alphabetic()).count();
    let named = letters >= FEWEST_LETTERS && !name.contains(|c: char| c.is_ascii_digit());
    reference.authority(name).filter(|_| named).map(|authority| authority.code.clone())
}

/// What the inspection was called: the first paragraph of the title that names no authority, else the first.
pub(super) fn programme(title: &[Line<'_>], reference: &Reference) -> Option<String> {
    let paragraphs = title.split(|line| line.text.is_empty()).filter(|lines| !lines.is_empty());
    let joined = paragraphs.map(|lines| lines.iter().flat_map(|line| line.text.split_whitespace()).collect::<Vec<_>>());
    let imprint = |words: &[&str]| words.iter().any(|word| word.contains('©') || word.contains("ISBN"));
    let all: Vec<Vec<&str>> = joined.filter(|words| words.len() >= FEWEST_WORDS && !imprint(words)).collect();
    let named = |words: &&Vec<&str>| within(&words.join(" "), reference).is_empty();
    let words = all.iter().find(named).or_else(|| all.first())?;
    Some(words.join(" ").trim_matches(['#', '*', '_', ' ']).to_owned())
}

/// A year that stands in the title, and its line.
pub(super) fn year(title: &[Line<'_>]) -> Option<(u32, u32)> {
    let of = |word: &str| {
        let digits = word.trim_matches(|c: char| !c.is_alphanumeric());
        let plain = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse().ok().filter(|year| plain && (1990..=2100).contains(year))
    };
    title.iter().find_map(|line| Some((line.text.split_whitespace().find_map(of)?, line.number)))
}
