//! What a text bears in brackets: shorthand, notes, and what should have been a note.

use super::Wording;

/// A pair of brackets and what stands in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Bracketed<'a> {
    /// A note, by its number.
    Note(u32),
    /// Shorthand, in its brackets: `[c]`.
    Shorthand(&'a str),
    /// A number, or a word and a number, that is no note.
    Other(&'a str),
}

/// Shorthand has no more letters.
const LONGEST: usize = 4;

/// All brackets of a text, in order. Brackets around longer words are of no concern.
pub(super) fn bracketed<'a>(text: &'a str, wording: &Wording) -> Vec<Bracketed<'a>> {
    let mut found = Vec::new();
    for (from, _) in text.match_indices('[') {
        let Some(rest) = text.get(from..) else { continue };
        let Some(to) = rest.find(']') else { continue };
        let (Some(whole), Some(inside)) = (rest.get(..=to), rest.get(1..to)) else { continue };
        let number = whole.strip_prefix(&wording.note.0).and_then(|rest| rest.strip_suffix(&wording.note.1));
        let is_short = inside.chars().count() <= LONGEST && inside.chars().all(|letter| letter.is_ascii_lowercase());
        if let Some(number) = number.and_then(|number| number.parse().ok()) {
            found.push(Bracketed::Note(number));
        } else if is_short && !inside.is_empty() {
            found.push(Bracketed::Shorthand(whole));
        } else if inside.ends_with(|letter: char| letter.is_ascii_digit()) {
            found.push(Bracketed::Other(whole));
        }
    }
    found
}

/// The notes of a text.
pub(super) fn notes<'a>(text: &'a str, wording: &'a Wording) -> impl Iterator<Item = u32> + 'a {
    bracketed(text, wording).into_iter().filter_map(|found| match found {
        Bracketed::Note(number) => Some(number),
        Bracketed::Shorthand(_) | Bracketed::Other(_) => None,
    })
}

/// The shorthand of a text.
pub(super) fn shorthand<'a>(text: &'a str, wording: &'a Wording) -> impl Iterator<Item = &'a str> {
    bracketed(text, wording).into_iter().filter_map(|found| match found {
        Bracketed::Shorthand(code) => Some(code),
        Bracketed::Note(_) | Bracketed::Other(_) => None,
    })
}
