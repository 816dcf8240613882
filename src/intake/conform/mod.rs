//! Cells -> typed values, strictly.

mod cell;
mod dates;
mod markers;
mod memo;
mod numbers;

use std::sync::Arc;

use super::decode::Row;
use super::header::{Layout, Role};
use super::trouble::{CODE, DATE, REQUIRED, Trouble, YEAR};
use crate::definitions::{Definitions, Return, SubmitterKind};
use crate::domain::Year;
pub(super) use cell::BETWEEN_CODES;
use cell::{Kind, Reading};
pub(super) use dates::Day;
use memo::Memo;
pub(super) use numbers::DECIMAL_DIGITS;

/// One typed cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Value {
    /// Missing or suppressed.
    Null,
    /// The row's text between two offsets.
    Text(u32, u32),
    /// The conformer's own text between two offsets.
    Made(u32, u32),
    /// The code, or authority, with this place on the field's list.
    Code(u32),
    /// A day.
    Day(Day),
    /// A whole number.
    Integer(i64),
    /// A number, in units of the field's last decimal place.
    Decimal(i64),
    /// Yes or no.
    YesNo(bool),
}

/// What is wrong with one cell.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    /// The column's name.
    pub(super) column: Arc<str>,
    pub(super) trouble: Trouble,
}

/// One column of the file.
struct Column<'d> {
    role: Role,
    name: Arc<str>,
    required: bool,
    kind: Kind<'d>,
}

/// Conforms rows of one file, one at a time, with room of its own that it uses again.
pub(super) struct Conformer<'d> {
    columns: Vec<Column<'d>>,
    /// The last row's values, by field.
    pub(super) values: Vec<Value>,
    /// What was wrong with the last row, in the order of its columns.
    pub(super) faults: Vec<Fault>,
    /// The fields that are suppressed in the last row.
    pub(super) suppressed: Vec<usize>,
    /// Text made for the last row.
    pub(super) made: String,
    /// What the last row says of its submission.
    pub(super) claims: Claims,
    /// How many cells of each field were not in their canonical form.
    pub(super) normalised: Vec<u64>,
    years: Vec<Year>,
    year_memo: Memo<Option<Year>>,
    authority: Kind<'d>,
    year_required: bool,
}

/// What a row's own columns say of its submission.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Claims {
    /// The reporting year.
    pub(super) year: Option<Year>,
    /// The submitter's place in the reference tables.
    pub(super) authority: Option<usize>,
    /// The last day up to which the extract is complete.
    pub(super) data_to: Option<Day>,
}

impl<'d> Conformer<'d> {
    pub(super) fn new(return_: &'d Return, layout: &Layout, definitions: &'d Definitions, year: Option<Year>) -> Self {
        let column = |(at, role): (usize, &Role)| {
            let field = if let Role::Field(field) = role { return_.fields.get(*field) } else { None };
            let name = match role {
                Role::Field(_) => field.map_or_else(String::new, |field| field.name.to_string()),
                Role::Year => "year".to_owned(),
                Role::Authority => "authority".to_owned(),
                Role::DataTo => "data_to".to_owned(),
                Role::Ignored | Role::Unknown => format!("#{}", at + 1),
            };
            let kind = field.map_or(Kind::Text, |field| Kind::of(field, definitions, year));
            Column { role: *role, name: name.into(), required: field.is_some_and(|field| field.required), kind }
        };
        Self {
            columns: layout.roles.iter().enumerate().map(column).collect(),
            values: vec![Value::Null; return_.fields.len()],
            faults: Vec::new(),
            suppressed: Vec::new(),
            made: String::new(),
            claims: Claims::default(),
            normalised: vec![0; return_.fields.len() + 1],
            years: definitions.collection.years.clone(),
            year_memo: Memo::new(),
            authority: Kind::authority(definitions),
            year_required: return_.submitter == SubmitterKind::National,
        }
    }

    /// The name of a column, for findings.
    pub(super) fn column_name(&self, at: usize) -> Arc<str> {
        self.columns.get(at).map_or_else(|| format!("#{}", at + 1).into(), |column| Arc::clone(&column.name))
    }

    /// How many cells of each field were not in their canonical form since this was last asked.
    pub(super) fn note_spare_delimiter(&mut self) {
        if let Some(rows) = self.normalised.last_mut() {
            *rows += 1;
        }
    }

    pub(super) fn take_normalised(&mut self) -> Vec<u64> {
        let none = vec![0; self.normalised.len()];
        std::mem::replace(&mut self.normalised, none)
    }

    /// Reads one row into [`Self::values`], [`Self::claims`] and [`Self::faults`]; says whether it is without fault.
    pub(super) fn conform(&mut self, row: &Row<'_>) -> bool {
        self.values.fill(Value::Null);
        self.faults.clear();
        self.suppressed.clear();
        self.made.clear();
        self.claims = Claims::default();
        for at in 0..self.columns.len() {
            if let Err(trouble) = self.cell(row, at) {
                let column = self.column_name(at);
                self.faults.push(Fault { column, trouble });
            }
        }
        self.faults.is_empty()
    }

    fn cell(&mut self, row: &Row<'_>, at: usize) -> Result<(), Trouble> {
        let (Some(column), Some(span)) = (self.columns.get_mut(at), row.spans.get(at)) else { return Ok(()) };
        match column.role {
            Role::Field(field) => {
                let (start, end) = row.trim(*span);
                let reading = column.kind.read(row, start, end, &mut self.made)?;
                let Reading { value, normalised, suppressed } = reading;
                if column.required && value == Value::Null && !suppressed {
                    return Err(REQUIRED);
                }
                if let Some(place) = self.values.get_mut(field) {
                    *place = value;
                }
                if normalised && let Some(count) = self.normalised.get_mut(field) {
                    *count += 1;
                }
                if suppressed {
                    self.suppressed.push(field);
                }
                Ok(())
            }
            Role::Year => self.year(row.cell(at)),
            Role::Authority => self.authority(row, at),
            Role::DataTo => self.last_day(row.cell(at)),
            Role::Ignored | Role::Unknown => Ok(()),
        }
    }

    fn year(&mut self, text: &str) -> Result<(), Trouble> {
        if markers::is_missing(text) {
            return if self.year_required { Err(REQUIRED) } else { Ok(()) };
        }
        let years = &self.years;
        self.claims.year =
            self.year_memo.of(text, |text| Year::from_any_form(text).filter(|year| years.contains(year)));
        if self.claims.year.is_some() { Ok(()) } else { Err(YEAR) }
    }

    fn authority(&mut self, row: &Row<'_>, at: usize) -> Result<(), Trouble> {
        let Some(span) = row.spans.get(at) else { return Ok(()) };
        let (start, end) = row.trim(*span);
        match self.authority.read(row, start, end, &mut self.made)?.value {
            Value::Code(at) => self.claims.authority = usize::try_from(at).ok(),
            Value::Null => {}
            _ => return Err(CODE),
        }
        Ok(())
    }

    fn last_day(&mut self, text: &str) -> Result<(), Trouble> {
        if !markers::is_missing(text) {
            self.claims.data_to = Some(dates::parse(text).ok_or(DATE)?.0);
        }
        Ok(())
    }
}
