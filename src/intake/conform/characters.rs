//! The characters of texts and identifiers: spaces, accents, and what nobody sees.

use memchr::memchr2;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::Value;
use super::cell::{Reading, Room, Wrong, short};
use super::changes::{Changes, Normalisation};
use super::markers::{is_excel_error, is_missing, is_rounded_id};
use crate::intake::decode::Row;
use crate::intake::trouble::{EXCEL_ERROR, FORMULA, ID, INVISIBLE, LINE_SEPARATOR};

/// Reads a text. What nobody sees is taken out and what might be a line end is kept; both are noted.
pub(super) fn text(row: &Row<'_>, start: usize, end: usize, room: &mut Room<'_>) -> Result<Reading, Wrong> {
    let text = row.slice(start, end);
    let separated =
        if row.ascii { memchr2(b'\x0b', b'\x0c', text.as_bytes()).is_some() } else { text.contains(is_line_separator) };
    if separated {
        room.note(LINE_SEPARATOR, None);
    }
    if !row.ascii && text.contains(is_unseen) {
        room.note(INVISIBLE, None);
    }
    let is_number = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit() || "=+-@".contains(c));
    let reading = without_mark(composed(row, start, end, room)?, row, room, is_number);
    if written(&reading, row, room).is_some_and(|text| text.len() > 1 && text.starts_with('=')) {
        room.note(FORMULA, None);
    }
    Ok(reading)
}

/// Reads an identifier: every character counts, leading noughts too.
pub(super) fn identifier(row: &Row<'_>, start: usize, end: usize, room: &mut Room<'_>) -> Result<Reading, Wrong> {
    let text = row.slice(start, end);
    let tight = text.bytes().all(|byte| byte.is_ascii_graphic());
    let strange = |c: char| c.is_control() || is_unseen(c) || is_line_separator(c) || c == '\u{ad}';
    if !tight && text.contains(strange) {
        return Err(ID.into());
    }
    let reading = without_mark(composed(row, start, end, room)?, row, room, |_| true);
    let text = written(&reading, row, room).unwrap_or_default();
    if is_rounded_id(text) || text.starts_with('=') { Err(ID.into()) } else { Ok(reading) }
}

/// What a reading's text is.
fn written<'t>(reading: &Reading, row: &Row<'t>, room: &'t Room<'_>) -> Option<&'t str> {
    match reading.value {
        Value::Text(start, end) => Some(row.slice(start as usize, end as usize)),
        Value::Made(start, end) => room.made.get(start as usize..end as usize),
        _ => None,
    }
}

fn without_mark(mut reading: Reading, row: &Row<'_>, room: &Room<'_>, is_text: impl Fn(&str) -> bool) -> Reading {
    let marks = written(&reading, row, room).map_or((0, 0), |text| marks(text, is_text));
    if marks != (0, 0)
        && let Value::Text(start, end) | Value::Made(start, end) = &mut reading.value
    {
        *start += marks.0;
        *end -= marks.1;
        reading.changes = reading.changes.and(Changes::one(Normalisation::TextMark));
    }
    reading
}

/// How many bytes at both ends of a text are marks of spreadsheets that it is text: the apostrophe in front, or the
/// `="…"` around it.
pub(super) fn marks(text: &str, is_text: impl Fn(&str) -> bool) -> (u32, u32) {
    let whole =
        |rest: &str| rest.trim() == rest && !rest.contains(['\'', '"']) && !is_missing(rest) && !is_excel_error(rest);
    if let Some(rest) = text.strip_prefix('\'') {
        return if whole(rest) && is_text(rest) { (1, 0) } else { (0, 0) };
    }
    let inner = text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    if inner.is_some_and(|inner| whole(inner) && !inner.starts_with('=')) { (2, 1) } else { (0, 0) }
}

/// The text with its accents composed (NFC), its spaces plain, and without characters of no width.
fn composed(row: &Row<'_>, start: usize, end: usize, room: &mut Room<'_>) -> Result<Reading, Wrong> {
    let text = row.slice(start, end);
    let plain = row.ascii
        || text.is_ascii()
        || is_nfc_quick(text.chars()) == IsNormalized::Yes && !text.contains(|c| is_space(c) || is_without_width(c));
    if plain {
        return Ok(Reading::of(Value::Text(short(start), short(end)), Changes::NONE));
    }
    let from = room.made.len();
    let kept = text.chars().filter(|c| !is_without_width(*c));
    room.made.extend(kept.map(|c| if is_space(c) { ' ' } else { c }).nfc());
    let made = room.made.get(from..).unwrap_or_default();
    if made == text {
        return Ok(Reading::of(Value::Text(short(start), short(end)), Changes::NONE));
    }
    let left = made.trim_start();
    let (start, length) = (from + (made.len() - left.len()), left.trim_end().len());
    match left.trim_end() {
        text if is_missing(text) => Ok(Reading::NULL),
        text if is_excel_error(text) => Err(EXCEL_ERROR.into()),
        _ => {
            let made = Value::Made(short(start), short(start + length));
            Ok(Reading::of(made, Changes::one(Normalisation::Characters)))
        }
    }
}

/// Spaces other than the plain one.
fn is_space(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
}

/// Characters that take no room and mean nothing in a name: joiners, soft hyphens, byte order marks.
fn is_without_width(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// Characters by which a text reads other than it is; a soft hyphen is none.
fn is_unseen(c: char) -> bool {
    is_without_width(c) && c != '\u{ad}'
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}')
}

/// Characters at which some programs break lines, and CSV does not.
fn is_line_separator(c: char) -> bool {
    matches!(c, '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}
