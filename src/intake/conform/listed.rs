//! Cells that name something on a list: codes and authorities.

use std::sync::Arc;

use super::cell::{Reading, Room, Wrong, short};
use super::changes::{Changes, Normalisation};
use super::characters::marks;
use super::memo::Memo;
use super::{BETWEEN_CODES, Value};
use crate::definitions::{Code, CodeList, Match, Reference};
use crate::domain::Year;
use crate::intake::decode::Row;
use crate::intake::trouble::{CODE, NEAR_CODE};

/// What became of a text that was looked up.
#[derive(Clone, Copy, Debug)]
pub(super) struct Looked {
    found: Match,
    /// Where it is not on the list: what was probably meant.
    likely: Option<u32>,
}

impl Looked {
    fn up(found: Match, likely: impl FnOnce() -> Option<usize>) -> Self {
        Self { found, likely: if found == Match::None { likely().map(short) } else { None } }
    }
}

/// Reads one code.
pub(super) fn code(
    list: &CodeList,
    memo: &mut Memo<Looked>,
    row: &Row<'_>,
    extent: (usize, usize),
    room: &mut Room<'_>,
) -> Result<Reading, Wrong> {
    let (text, marked) = text_of(row, extent);
    let (at, changes) = find(list, memo, text, room)?;
    Ok(Reading::of(Value::Code(short(at)), changes.and(marked)))
}

/// Reads several codes: sorted, each once.
pub(super) fn codes(
    list: &CodeList,
    memo: &mut Memo<Looked>,
    row: &Row<'_>,
    extent: (usize, usize),
    room: &mut Room<'_>,
) -> Result<Reading, Wrong> {
    let (text, marked) = text_of(row, extent);
    let mut found: Vec<&str> = Vec::new();
    let mut changes = marked;
    for part in text.split(BETWEEN_CODES).map(str::trim).filter(|part| !part.is_empty()) {
        let (at, of_part) = find(list, memo, part, room)?;
        changes = changes.and(of_part);
        found.extend(list.codes.get(at).map(|code| &*code.code));
    }
    if found.is_empty() {
        return Ok(Reading::NULL);
    }
    found.sort_unstable();
    found.dedup();
    let from = room.made.len();
    for (n, code) in found.iter().enumerate() {
        if n > 0 {
            room.made.push(BETWEEN_CODES);
        }
        room.made.push_str(code);
    }
    let plain = changes.has(Normalisation::NearCode) || room.made.get(from..) == Some(text);
    let value = Value::Made(short(from), short(room.made.len()));
    Ok(Reading::of(value, changes.and(Changes::unless(plain, Normalisation::CodeForm))))
}

/// Reads an authority; none is ever guessed at.
pub(super) fn authority(
    reference: &Reference,
    memo: &mut Memo<Looked>,
    row: &Row<'_>,
    extent: (usize, usize),
) -> Result<Reading, Wrong> {
    let (text, marked) = text_of(row, extent);
    let looked = memo.of(text, |text| Looked::up(reference.find(text), || reference.suggest(text)));
    let of = |at: usize, changes: Changes| Ok(Reading::of(Value::Code(short(at)), changes.and(marked)));
    match looked.found {
        Match::Exact(at) => of(at, Changes::NONE),
        Match::Normalised(at) => of(at, Changes::one(Normalisation::CodeForm)),
        Match::Near(_) | Match::None => {
            let likely = looked.likely.and_then(|at| reference.authorities.get(at as usize));
            Err(Wrong { suggests: likely.map(|authority| authority.code.as_str().into()), ..CODE.into() })
        }
    }
}

/// A cell without the spreadsheet's mark of text.
fn text_of<'a>(row: &Row<'a>, (start, end): (usize, usize)) -> (&'a str, Changes) {
    let (before, after) = marks(row.slice(start, end), |_| true);
    let text = row.slice(start + before as usize, end - after as usize);
    (text, Changes::unless((before, after) == (0, 0), Normalisation::TextMark))
}

/// The place of a code on its list, if it is valid in the row's year, and how it differed from the code itself.
fn find(list: &CodeList, memo: &mut Memo<Looked>, text: &str, room: &mut Room<'_>) -> Result<(usize, Changes), Wrong> {
    let looked = memo.of(text, |text| Looked::up(list.find_near(text), || list.suggest(text)));
    let (at, changes) = match looked.found {
        Match::Exact(at) => (at, Changes::NONE),
        Match::Normalised(at) => (at, Changes::one(Normalisation::CodeForm)),
        Match::Near(at) => (at, Changes::one(Normalisation::NearCode)),
        Match::None => {
            let likely = looked.likely.and_then(|at| list.codes.get(at as usize));
            let suggests = likely.filter(|code| is_valid(code, room.year)).map(written);
            return Err(Wrong { suggests, ..CODE.into() });
        }
    };
    let code = list.codes.get(at).filter(|code| is_valid(code, room.year)).ok_or(CODE)?;
    if changes.has(Normalisation::NearCode) {
        room.note(NEAR_CODE, Some(written(code)));
    }
    Ok((at, changes))
}

fn written(code: &Code) -> Arc<str> {
    code.code.as_ref().into()
}

fn is_valid(code: &Code, year: Option<Year>) -> bool {
    year.is_none_or(|year| code.since.is_none_or(|since| since <= year) && code.until.is_none_or(|until| year <= until))
}
