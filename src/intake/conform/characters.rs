//! The characters of texts and identifiers: spaces, accents, and what nobody sees.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::Value;
use super::cell::{Reading, Room, Wrong, short};
use super::changes::{Changes, Normalisation};
use super::markers::{is_missing, is_rounded_id};
use crate::intake::decode::Row;
use crate::intake::trouble::{FORMULA, ID, INVISIBLE, LINE_SEPARATOR};

/// Reads a text. What nobody sees is taken out and what might be a line end is kept; both are noted.
pub(super) fn text(row: &Row<'_>, start: usize, end: usize, room: &mut Room<'_>) -> Reading {
    let (start, end, marked) =
        unmarked(row, start, end, |rest| rest.starts_with(|c: char| c.is_ascii_digit() || "=+-@".contains(c)));
    let text = row.slice(start, end);
    if text.len() > 1 && text.starts_with('=') && !marked {
        room.note(FORMULA, None);
    }
    if text.contains(is_line_separator) {
        room.note(LINE_SEPARATOR, None);
    }
    if !row.ascii && text.contains(is_unseen) {
        room.note(INVISIBLE, None);
    }
    with_mark(composed(row, start, end, room), marked)
}

/// Reads an identifier: every character counts, leading noughts too.
pub(super) fn identifier(row: &Row<'_>, start: usize, end: usize, room: &mut Room<'_>) -> Result<Reading, Wrong> {
    let (start, end, marked) = unmarked(row, start, end, |_| true);
    let text = row.slice(start, end);
    let tight = text.bytes().all(|byte| byte.is_ascii_graphic());
    let strange = |c: char| c.is_control() || is_unseen(c) || is_line_separator(c) || c == '\u{ad}';
    if is_rounded_id(text) || text.starts_with('=') || !tight && text.contains(strange) {
        return Err(ID.into());
    }
    Ok(with_mark(composed(row, start, end, room), marked))
}

/// A cell's extent without the apostrophe in front, or the `="…"` around it, by which spreadsheets mark text.
pub(super) fn unmarked(
    row: &Row<'_>,
    start: usize,
    end: usize,
    is_text: impl Fn(&str) -> bool,
) -> (usize, usize, bool) {
    let text = row.slice(start, end);
    if let Some(rest) = text.strip_prefix('\'') {
        let marked = !rest.is_empty() && !rest.contains('\'') && rest.trim() == rest && is_text(rest);
        return if marked { (start + 1, end, true) } else { (start, end, false) };
    }
    let inner = text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    let inner = inner.filter(|inner| !inner.is_empty() && inner.trim() == *inner && !inner.contains(['"', '\'', '=']));
    if inner.is_some() { (start + 2, end - 1, true) } else { (start, end, false) }
}

fn with_mark(mut reading: Reading, marked: bool) -> Reading {
    reading.changes = reading.changes.and(Changes::unless(!marked, Normalisation::TextMark));
    reading
}

/// The text with its accents composed (NFC), its spaces plain, and without characters of no width.
fn composed(row: &Row<'_>, start: usize, end: usize, room: &mut Room<'_>) -> Reading {
    let text = row.slice(start, end);
    let plain = row.ascii
        || is_nfc_quick(text.chars()) == IsNormalized::Yes && !text.contains(|c| is_space(c) || is_without_width(c));
    if plain {
        return Reading::of(Value::Text(short(start), short(end)), Changes::NONE);
    }
    let from = room.made.len();
    let kept = text.chars().filter(|c| !is_without_width(*c));
    room.made.extend(kept.map(|c| if is_space(c) { ' ' } else { c }).nfc());
    let made = room.made.get(from..).unwrap_or_default();
    let left = made.trim_start();
    let (start, length) = (from + (made.len() - left.len()), left.trim_end().len());
    if is_missing(left.trim_end()) {
        return Reading::NULL;
    }
    Reading::of(Value::Made(short(start), short(start + length)), Changes::one(Normalisation::Characters))
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
