//! What stands before a point of a list.

/// A bullet or number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    /// A bullet.
    Symbol(char),
    /// The number of a point, the last part of `4.2`, or the place of a letter.
    Number(u32),
}

/// Bullets that are nothing else, with or without a space after them. The last two are those of a symbol font.
const BULLETS: [char; 13] = ['•', '●', '◦', '○', '▪', '▫', '■', '□', '‣', '►', '➢', '\u{f0b7}', '\u{f0a7}'];
/// Bullets that need a space after them: else they are part of a word.
const DASHES: [char; 6] = ['-', '–', '—', '*', '·', 'o'];

/// The marker before a text, and the text; which may be blank, where the marker stands on a line of its own.
pub(super) fn marked(text: &str) -> Option<(Marker, &str)> {
    let first = text.chars().next()?;
    let rest = text.get(first.len_utf8()..).unwrap_or_default();
    if BULLETS.contains(&first) {
        return Some((Marker::Symbol(first), rest.trim_start()));
    }
    let apart = rest.is_empty() && first != 'o' || rest.starts_with(char::is_whitespace);
    if DASHES.contains(&first) && apart {
        return Some((Marker::Symbol(first), rest.trim_start()));
    }
    numbered(text)
}

/// `1.`, `1)`, `(1)`, `4.2`, `4.2.`, `a)`, `(a)`, and a space.
fn numbered(text: &str) -> Option<(Marker, &str)> {
    let (word, rest) = text.split_once(char::is_whitespace)?;
    let bracketed = word.strip_prefix('(').map(|inner| inner.strip_suffix(')'));
    let inner = match bracketed {
        Some(inner) => inner?,
        None => word.strip_suffix(['.', ')']).unwrap_or(word),
    };
    let closed = inner.len() < word.len();
    let parts: Vec<&str> = inner.split('.').collect();
    let digits = |part: &&str| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let number = match parts.as_slice() {
        [part] if closed && digits(part) => part.parse().ok()?,
        [part] if word.ends_with(')') => letter(part)?,
        [_, .., last] if parts.iter().all(digits) => last.parse().ok()?,
        _ => return None,
    };
    Some((Marker::Number(number), rest.trim_start()))
}

fn letter(part: &str) -> Option<u32> {
    match part.as_bytes() {
        [byte @ b'a'..=b'z'] => Some(u32::from(byte - b'a') + 1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bullets_and_numbers_are_told_from_words() {
        use Marker::{Number, Symbol};
        for (text, expected) in [
            ("- The plans", Some((Symbol('-'), "The plans"))),
            ("•The plans", Some((Symbol('•'), "The plans"))),
            ("• ", Some((Symbol('•'), ""))),
            ("-", Some((Symbol('-'), ""))),
            ("*  The plans", Some((Symbol('*'), "The plans"))),
            ("o The plans", Some((Symbol('o'), "The plans"))),
            ("– The plans", Some((Symbol('–'), "The plans"))),
            ("1. The plans", Some((Number(1), "The plans"))),
            ("(12) The plans", Some((Number(12), "The plans"))),
            ("4.2 The plans", Some((Number(2), "The plans"))),
            ("4.12. The plans", Some((Number(12), "The plans"))),
            ("c) The plans", Some((Number(3), "The plans"))),
            ("*shared* assessments", None),
            ("-going", None),
            ("o", None),
            ("2014 was a year", None),
            ("2014. The year", None),
            ("(a The plans", None),
            ("a. The plans", None),
            ("The plans", None),
            ("3.5", None),
            ("", None),
        ] {
            assert_eq!(marked(text), expected, "{text}");
        }
    }
}
