//! One cell of one kind of field.

use std::sync::Arc;

use super::changes::{Allowed, Changes, Normalisation};
use super::listed::{self, Looked};
use super::markers::{in_place_of_number, is_excel_error, is_missing, yes_no};
use super::memo::Memo;
use super::{Note, Value, characters, dates, numbers};
use crate::definitions::{CodeList, Definitions, Field, FieldKind, Form, Reference};
use crate::domain::Year;
use crate::intake::decode::Row;
use crate::intake::trouble::{CODE, DATE, DECIMAL, EXCEL_ERROR, INTEGER, Trouble, YES_NO};

/// What one column's cells are read as, with what it needs to read them.
pub(super) enum Kind<'d> {
    Id,
    Text,
    Code(&'d CodeList, Memo<Looked>),
    Codes(&'d CodeList, Memo<Looked>),
    Authority(&'d Reference, Memo<Looked>),
    /// A code of a list that does not exist: the loader refuses that, and nothing here may rest on it.
    Nothing,
    Date(Allowed),
    Integer(Allowed),
    /// A number with at most so many decimal places.
    Decimal(u8, Allowed),
    /// What was read, and whether it stood in the plain word.
    YesNo(Memo<Option<(bool, bool)>>),
}

/// What was read.
#[derive(Debug)]
pub(super) struct Reading {
    pub(super) value: Value,
    /// How it differed from the canonical form.
    pub(super) changes: Changes,
    /// Why a number is blank.
    pub(super) marker: Option<&'static str>,
}

impl Reading {
    pub(super) const NULL: Self = Self { value: Value::Null, changes: Changes::NONE, marker: None };

    pub(super) fn of(value: Value, changes: Changes) -> Self {
        Self { value, changes, marker: None }
    }
}

/// Why a cell cannot be read.
#[derive(Debug)]
pub(super) struct Wrong {
    pub(super) trouble: Trouble,
    /// The code that was probably meant.
    pub(super) suggests: Option<Arc<str>>,
    /// Whether it would be a day if the month came first.
    pub(super) month_first: bool,
}

impl From<Trouble> for Wrong {
    fn from(trouble: Trouble) -> Self {
        Self { trouble, suggests: None, month_first: false }
    }
}

/// What reading a cell leaves beside its value.
pub(super) struct Room<'r> {
    /// What had to be written anew.
    pub(super) made: &'r mut String,
    /// What its sender must confirm.
    pub(super) notes: &'r mut Vec<Note>,
    /// The column's name.
    pub(super) column: &'r Arc<str>,
    /// The reporting year of the row, where it is known.
    pub(super) year: Option<Year>,
}

impl Room<'_> {
    pub(super) fn note(&mut self, trouble: Trouble, suggests: Option<Arc<str>>) {
        self.notes.push(Note { column: Arc::clone(self.column), trouble, suggests });
    }
}

impl<'d> Kind<'d> {
    pub(super) fn of(field: &Field, definitions: &'d Definitions) -> Self {
        let forms = Allowed::of(&field.forms);
        match &field.kind {
            FieldKind::Id => Self::Id,
            FieldKind::Text => Self::Text,
            FieldKind::Code(list) if &**list == "authority" => Self::authority(definitions),
            FieldKind::Code(list) => {
                definitions.codes.get(list).map_or(Self::Nothing, |list| Self::Code(list, Memo::new()))
            }
            FieldKind::Codes(list) => {
                definitions.codes.get(list).map_or(Self::Nothing, |list| Self::Codes(list, Memo::new()))
            }
            FieldKind::Date => Self::Date(forms),
            FieldKind::Integer => Self::Integer(forms),
            FieldKind::Decimal => Self::Decimal(field.scale, forms),
            FieldKind::YesNo => Self::YesNo(Memo::new()),
        }
    }

    /// Cells that name an authority.
    pub(super) fn authority(definitions: &'d Definitions) -> Self {
        Self::Authority(&definitions.reference, Memo::new())
    }

    /// Allows more forms.
    pub(super) fn allow(&mut self, more: Allowed) {
        if let Self::Date(forms) | Self::Integer(forms) | Self::Decimal(_, forms) = self {
            *forms = forms.and(more);
        }
    }

    /// Takes a lone comma in a decimal for a doubtful one.
    pub(super) fn doubt_commas(&mut self) {
        if let Self::Decimal(_, forms) = self {
            *forms = forms.with_doubtful_comma();
        }
    }

    /// Whether a text is read the same whatever row it stands in: it is no text itself, and no code that may hold in one
    /// year only.
    pub(super) fn stands_alone(&self, of_many_years: bool) -> bool {
        match self {
            Self::Id | Self::Text | Self::Codes(..) | Self::Nothing => false,
            Self::Code(..) => !of_many_years,
            Self::Authority(..) | Self::Date(_) | Self::Integer(_) | Self::Decimal(..) | Self::YesNo(_) => true,
        }
    }

    /// Reads the trimmed cell between two offsets of the row's text.
    pub(super) fn read(
        &mut self,
        row: &Row<'_>,
        start: usize,
        end: usize,
        room: &mut Room<'_>,
    ) -> Result<Reading, Wrong> {
        let text = row.slice(start, end);
        if is_missing(text) {
            return Ok(Reading::NULL);
        }
        if is_excel_error(text) {
            return Err(EXCEL_ERROR.into());
        }
        if let Self::Integer(forms) | Self::Decimal(_, forms) = &*self
            && let Some(marker) = in_place_of_number(text, forms.has(Form::Shorthand))
        {
            return Ok(Reading { marker: Some(marker), ..Reading::NULL });
        }
        match self {
            Self::Id => characters::identifier(row, start, end, room),
            Self::Text => characters::text(row, start, end, room),
            Self::Code(list, memo) => listed::code(list, memo, row, (start, end), room),
            Self::Codes(list, memo) => listed::codes(list, memo, row, (start, end), room),
            Self::Authority(reference, memo) => listed::authority(reference, memo, row, (start, end)),
            Self::Nothing => Err(CODE.into()),
            Self::Date(forms) => date(text, *forms),
            Self::Integer(forms) => {
                let (number, plain) = numbers::integer(text, *forms).ok_or(INTEGER)?;
                Ok(Reading::of(Value::Integer(number), Changes::unless(plain, Normalisation::NumberForm)))
            }
            Self::Decimal(scale, forms) => {
                let (units, plain) = numbers::decimal(text, *scale, *forms).ok_or(DECIMAL)?;
                Ok(Reading::of(Value::Decimal(units), Changes::unless(plain, Normalisation::NumberForm)))
            }
            Self::YesNo(memo) => {
                let (yes, plain) = memo.of(text, yes_no).ok_or(YES_NO)?;
                Ok(Reading::of(Value::YesNo(yes), Changes::unless(plain, Normalisation::YesNoWord)))
            }
        }
    }
}

fn date(text: &str, forms: Allowed) -> Result<Reading, Wrong> {
    if let Some((day, plain)) = dates::parse(text) {
        return Ok(Reading::of(Value::Day(day), Changes::unless(plain, Normalisation::DateForm)));
    }
    if let Some(day) = dates::serial(text, forms) {
        return Ok(Reading::of(Value::Day(day), Changes::one(Normalisation::ExcelSerial)));
    }
    Err(Wrong { month_first: dates::is_month_first(text), ..DATE.into() })
}

/// Offsets in a record, and places on a list, are small.
pub(super) fn short(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
