//! One cell of one kind of field.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::markers::{is_damaged_id, is_excel_error, is_missing, is_suppressed, yes_no};
use super::memo::Memo;
use super::{Value, dates, numbers};
use crate::definitions::{CodeList, Definitions, Field, FieldKind, Match, Reference, fold};
use crate::domain::Year;
use crate::intake::decode::Row;
use crate::intake::trouble::{CODE, DATE, DECIMAL, EXCEL_ERROR, ID, INTEGER, Trouble, YES_NO};

/// What stands between the codes of one cell.
pub(in crate::intake) const BETWEEN_CODES: char = ';';

/// What one column's cells are read as, with what it needs to read them.
pub(super) enum Kind<'d> {
    Id,
    Text,
    Code(&'d CodeList, Memo<Match>, Option<Year>),
    Codes(&'d CodeList, Memo<Match>, Option<Year>),
    Authority(&'d Reference, Memo<Match>),
    /// A code of a list that does not exist: the loader refuses that, and nothing here may rest on it.
    Nothing,
    Date,
    Integer,
    /// A number with at most so many decimal places.
    Decimal(u8),
    YesNo(Memo<Option<bool>>),
}

/// What was read.
pub(super) struct Reading {
    pub(super) value: Value,
    /// Whether it stood in another form than the canonical one.
    pub(super) normalised: bool,
    pub(super) suppressed: bool,
}

impl Reading {
    const NULL: Self = Self { value: Value::Null, normalised: false, suppressed: false };

    fn of(value: Value, plain: bool) -> Self {
        Self { value, normalised: !plain, suppressed: false }
    }
}

impl<'d> Kind<'d> {
    pub(super) fn of(field: &Field, definitions: &'d Definitions, year: Option<Year>) -> Self {
        match &field.kind {
            FieldKind::Id => Self::Id,
            FieldKind::Text => Self::Text,
            FieldKind::Code(list) if &**list == "authority" => Self::authority(definitions),
            FieldKind::Code(list) => {
                definitions.codes.get(list).map_or(Self::Nothing, |list| Self::Code(list, Memo::new(), year))
            }
            FieldKind::Codes(list) => {
                definitions.codes.get(list).map_or(Self::Nothing, |list| Self::Codes(list, Memo::new(), year))
            }
            FieldKind::Date => Self::Date,
            FieldKind::Integer => Self::Integer,
            FieldKind::Decimal => Self::Decimal(field.scale),
            FieldKind::YesNo => Self::YesNo(Memo::new()),
        }
    }

    /// Cells that name an authority.
    pub(super) fn authority(definitions: &'d Definitions) -> Self {
        Self::Authority(&definitions.reference, Memo::new())
    }

    /// Reads the trimmed cell between two offsets of the row's text; what has to be written anew goes to `made`.
    pub(super) fn read(
        &mut self,
        row: &Row<'_>,
        start: usize,
        end: usize,
        made: &mut String,
    ) -> Result<Reading, Trouble> {
        let text = row.slice(start, end);
        if is_missing(text) {
            return Ok(Reading::NULL);
        }
        if is_excel_error(text) {
            return Err(EXCEL_ERROR);
        }
        match self {
            Self::Id if is_damaged_id(text) => Err(ID),
            Self::Id | Self::Text => Ok(composed(row, start, end, made)),
            Self::Code(list, memo, year) => {
                let (at, exact) = find(list, memo, *year, text).ok_or(CODE)?;
                Ok(Reading::of(code(at), exact))
            }
            Self::Codes(list, memo, year) => codes(list, memo, *year, text, made),
            Self::Authority(reference, memo) => match memo.of(text, |text| authority(reference, text)) {
                Match::Exact(at) => Ok(Reading::of(code(at), true)),
                Match::Normalised(at) => Ok(Reading::of(code(at), false)),
                Match::None => Err(CODE),
            },
            Self::Nothing => Err(CODE),
            Self::Date => dates::parse(text).map(|(day, plain)| Reading::of(Value::Day(day), plain)).ok_or(DATE),
            Self::Integer | Self::Decimal(_) if is_suppressed(text) => {
                Ok(Reading { suppressed: true, ..Reading::NULL })
            }
            Self::Integer => {
                numbers::integer(text).map(|(number, plain)| Reading::of(Value::Integer(number), plain)).ok_or(INTEGER)
            }
            Self::Decimal(scale) => {
                let read = numbers::decimal(text, *scale);
                read.map(|(units, plain)| Reading::of(Value::Decimal(units), plain)).ok_or(DECIMAL)
            }
            Self::YesNo(memo) => memo.of(text, yes_no).map(|yes| Reading::of(Value::YesNo(yes), true)).ok_or(YES_NO),
        }
    }
}

fn code(at: usize) -> Value {
    Value::Code(short(at))
}

/// Offsets in a record, and places on a list, are small.
fn short(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// The text with its accents composed (NFC).
fn composed(row: &Row<'_>, start: usize, end: usize, made: &mut String) -> Reading {
    let text = row.slice(start, end);
    if row.ascii || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return Reading::of(Value::Text(short(start), short(end)), true);
    }
    let from = made.len();
    made.extend(text.nfc());
    Reading::of(Value::Made(short(from), short(made.len())), false)
}

/// The place of a code on its list, if it is valid in the year, and whether it is the canonical code itself.
fn find(list: &CodeList, memo: &mut Memo<Match>, year: Option<Year>, text: &str) -> Option<(usize, bool)> {
    let (at, exact) = match memo.of(text, |text| list.find(text)) {
        Match::Exact(at) => (at, true),
        Match::Normalised(at) => (at, false),
        Match::None => return None,
    };
    let code = list.codes.get(at)?;
    let in_time = year.is_none_or(|year| {
        code.since.is_none_or(|since| since <= year) && code.until.is_none_or(|until| year <= until)
    });
    in_time.then_some((at, exact))
}

/// Several codes, sorted, each once.
fn codes(
    list: &CodeList,
    memo: &mut Memo<Match>,
    year: Option<Year>,
    text: &str,
    made: &mut String,
) -> Result<Reading, Trouble> {
    let mut found: Vec<&str> = Vec::new();
    for part in text.split(BETWEEN_CODES).map(str::trim).filter(|part| !part.is_empty()) {
        let (at, _) = find(list, memo, year, part).ok_or(CODE)?;
        found.extend(list.codes.get(at).map(|code| &*code.code));
    }
    found.sort_unstable();
    found.dedup();
    let from = made.len();
    for (n, code) in found.iter().enumerate() {
        if n > 0 {
            made.push(BETWEEN_CODES);
        }
        made.push_str(code);
    }
    let plain = made.get(from..) == Some(text);
    let value = if found.is_empty() { Value::Null } else { Value::Made(short(from), short(made.len())) };
    Ok(Reading::of(value, plain))
}

/// The place of an authority in the reference tables.
fn authority(reference: &Reference, text: &str) -> Match {
    // Spreadsheets write the number of an authority as 540.0.
    let number = text.split_once('.').filter(|(_, zeros)| zeros.bytes().all(|byte| byte == b'0'));
    let text = number.map_or(text, |(number, _)| number);
    let Some(&at) = reference.by_folded.get(fold(text).as_str()) else { return Match::None };
    let exact = reference.authorities.get(at).is_some_and(|authority| authority.code.as_str() == text);
    if exact { Match::Exact(at) } else { Match::Normalised(at) }
}
