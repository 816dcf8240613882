//! Slips of the keys: which entry of a list a text is one or two edits away from.
//!
//! An edit is a letter that is missing, too many, another, or changed places with its neighbour (optimal string
//! alignment). All texts are folded.

use std::collections::BTreeMap;

use strsim::osa_distance;

/// Beginnings that turn a word into its contrary, or nearly, in English and Welsh.
const CONTRARIES: [&str; 20] = [
    "un", "in", "im", "il", "ir", "de", "dis", "mis", "non", "not", "no", "ex", "an", "ang", "am", "af", "di", "dad",
    "heb", "nid",
];

/// The longest text of which a slip is thought: a longer one is prose.
const LONGEST: usize = 100;

/// The entry that a text is one or two slips away from, where it is the only one and no slip touches a digit, the
/// first letter, or a beginning that turns a word into its contrary.
pub(super) fn near(folded: &str, known: &BTreeMap<Box<str>, usize>) -> Option<usize> {
    let length = length(folded)?;
    let mut best: Option<(usize, &str, usize)> = None;
    let mut tied = false;
    for (name, &at) in known {
        let shorter = length.min(name.chars().count());
        let bound = best.map_or(bound(shorter), |(least, ..)| bound(shorter).min(least));
        let Some(slips) = slips(folded, name, bound) else { continue };
        match best {
            Some((least, _, of)) if least == slips => tied |= of != at,
            _ => (best, tied) = (Some((slips, &**name, at)), false),
        }
    }
    let (slips, name, at) = best.filter(|_| !tied)?;
    (!is_doubtful(folded, name) && !has_rival(name, at, slips, known)).then_some(at)
}

/// The entry that a text was probably meant to be, by a looser measure: the only one within a third of its letters, or
/// the only one that it begins.
pub(super) fn likely(folded: &str, known: &BTreeMap<Box<str>, usize>) -> Option<usize> {
    let length = length(folded)?;
    let bound = (length / 3).clamp(1, 4);
    let mut best: Option<(usize, usize)> = None;
    let mut tied = false;
    for (name, &at) in known.iter().filter(|(name, _)| name.chars().count() > 3) {
        let Some(slips) = slips(folded, name, best.map_or(bound, |(least, _)| least)) else { continue };
        match best {
            Some((least, of)) if least == slips => tied |= of != at,
            _ => (best, tied) = (Some((slips, at)), false),
        }
    }
    match best {
        Some((_, at)) if length > 3 => (!tied).then_some(at),
        _ if length > 3 => begun(folded, known),
        _ => None,
    }
}

/// The only entry that begins with the text.
fn begun(folded: &str, known: &BTreeMap<Box<str>, usize>) -> Option<usize> {
    let mut begun = known.iter().filter(|(name, _)| name.starts_with(folded)).map(|(_, at)| *at);
    let first = begun.next()?;
    begun.all(|at| at == first).then_some(first)
}

fn length(folded: &str) -> Option<usize> {
    let length = folded.chars().take(LONGEST + 1).count();
    (1..=LONGEST).contains(&length).then_some(length)
}

/// How many slips a text of so many letters may have.
const fn bound(length: usize) -> usize {
    match length {
        0..=4 => 0,
        5..=8 => 1,
        _ => 2,
    }
}

/// The slips between two different texts, none of them in a digit, where they are no more than the bound.
fn slips(one: &str, other: &str, bound: usize) -> Option<usize> {
    if bound == 0 || is_far(one, other, bound) {
        return None;
    }
    let digits = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit());
    let slips = if digits(one) || digits(other) { between_digits(one, other)? } else { osa_distance(one, other) };
    (1..=bound).contains(&slips).then_some(slips)
}

/// Whether two texts are further apart than so many slips, as far as that shows at a glance: most of a list does.
fn is_far(one: &str, other: &str, slips: usize) -> bool {
    // A letter takes at most four bytes, of which each counts here.
    let width = if one.is_ascii() && other.is_ascii() { 1 } else { 4 };
    one.len().abs_diff(other.len()) > slips * width
        || (letters_of(one) ^ letters_of(other)).count_ones() as usize > slips * 2
}

/// Which letters a text has: a slip adds one, takes one away, or both.
fn letters_of(text: &str) -> u32 {
    text.bytes().fold(0, |letters, byte| match byte {
        b'a'..=b'z' => letters | 1 << (byte - b'a'),
        0..128 => letters | 1 << 26,
        _ => letters | 1 << 27,
    })
}

/// The slips in what stands between the digits, where the digits are the same.
fn between_digits(one: &str, other: &str) -> Option<usize> {
    let is_digit = |c: char| c.is_ascii_digit();
    let runs = |text: &str| -> Vec<String> {
        let runs = text.split(|c| !is_digit(c)).filter(|run| !run.is_empty());
        runs.map(str::to_owned).collect()
    };
    if runs(one) != runs(other) {
        return None;
    }
    // Between two neighbouring digits stands nothing, in both or in neither.
    let (letters, others) = (one.split(is_digit), other.split(is_digit));
    let mut sum = 0;
    for (letters, others) in letters.zip(others) {
        sum += osa_distance(letters, others);
    }
    Some(sum)
}

/// Whether the difference may be one of meaning: the first letter differs, or one begins as a contrary does, or one
/// ends with the whole of the other.
fn is_doubtful(one: &str, other: &str) -> bool {
    one.chars().next() != other.chars().next()
        || one.ends_with(other)
        || other.ends_with(one)
        || CONTRARIES.iter().any(|begin| one.starts_with(begin) != other.starts_with(begin))
}

/// Whether the list itself tells another code from this one by as few letters.
fn has_rival(name: &str, at: usize, slips: usize, known: &BTreeMap<Box<str>, usize>) -> bool {
    let near = |other: &str| !is_far(name, other, slips) && osa_distance(name, other) <= slips;
    known.iter().any(|(other, of)| *of != at && near(other))
}
