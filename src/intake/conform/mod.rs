//! Cells -> typed values, strictly.

mod cell;
mod changes;
mod characters;
mod dates;
mod lately;
mod listed;
mod markers;
mod memo;
mod numbers;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use super::decode::Row;
use super::header::{Layout, Role};
use super::trouble::{CODE, DATE, REQUIRED, Trouble, YEAR};
use crate::definitions::{Definitions, Form, Return, SubmitterKind};
use crate::domain::Year;
use cell::{Kind, Room, Wrong};
pub(super) use changes::Counts;
pub use changes::Normalisation;
use changes::{Allowed, Changes};
pub(super) use dates::Day;
pub(super) use lately::Key;
use lately::{Known, Lately};
use memo::Memo;
pub(super) use numbers::DECIMAL_DIGITS;

/// What stands between the codes of one cell.
pub(super) const BETWEEN_CODES: char = ';';

/// One typed cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Value {
    /// Missing or withheld.
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
    /// The code of our own lists that was probably meant.
    pub(super) suggests: Option<Arc<str>>,
    /// Whether the cell would be a day if the month came first: then its column may hold other days read wrongly.
    pub(super) month_first: bool,
}

/// What the sender must confirm of one cell that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Note {
    /// The column's name.
    pub(super) column: Arc<str>,
    pub(super) trouble: Trouble,
    /// The code that it was read as, where that was near and not the same.
    pub(super) suggests: Option<Arc<str>>,
}

/// One column of the file.
struct Column<'d> {
    role: Role,
    name: Arc<str>,
    required: bool,
    kind: Kind<'d>,
    /// Cells that read the same whatever row they stand in.
    lately: Option<Lately>,
}

/// Conforms rows of one file, one at a time, with room of its own that it uses again.
///
/// Nothing but counts goes from one row to the next: rows may be shared out among conformers, and their counts added.
pub(super) struct Conformer<'d> {
    columns: Vec<Column<'d>>,
    /// The last row's values, by field.
    pub(super) values: Vec<Value>,
    /// What was wrong with the last row, in the order of its columns.
    pub(super) faults: Vec<Fault>,
    /// What must be confirmed of the last row, in the order of its columns.
    pub(super) notes: Vec<Note>,
    /// The fields of the last row that say why they have no number, and what they say.
    pub(super) markers: Vec<(usize, &'static str)>,
    /// Text made for the last row.
    pub(super) made: String,
    /// What the last row says of its submission.
    pub(super) claims: Claims,
    /// How many cells of each field were not in their canonical form, by kind. Of rows that are held back too: what was
    /// read of them was read.
    normalised: Vec<Counts>,
    /// How many rows ended in one delimiter too many.
    pub(super) spare_delimiters: u64,
    years: Vec<Year>,
    year_memo: Memo<Option<Year>>,
    /// The column that has the row's own year: read first, for codes hold from year to year.
    year_column: Option<usize>,
    year: Option<Year>,
    /// Whether a year of four digits is the one in which the reporting year ends.
    years_by_end: bool,
    authority: Kind<'d>,
    year_required: bool,
}

/// What findings call a column.
pub(super) fn column_name(role: Role, at: usize, return_: &Return) -> Arc<str> {
    match role {
        Role::Field(field) => return_.fields.get(field).map_or("", |field| &field.name).into(),
        Role::Year => "year".into(),
        Role::Authority => "authority".into(),
        Role::DataTo => "data_to".into(),
        Role::Ignored | Role::Unknown => format!("#{}", at + 1).into(),
    }
}

/// What was normalised in some rows.
#[derive(Clone, Debug, Default)]
pub(super) struct Normalised {
    /// Cells, by field.
    fields: Vec<Counts>,
    /// Rows that ended in one delimiter too many.
    spare_delimiters: u64,
}

impl Normalised {
    /// Adds what was normalised in other rows of the same return.
    pub(super) fn merge(&mut self, other: &Self) {
        self.fields.resize(self.fields.len().max(other.fields.len()), Counts::default());
        for (counts, more) in self.fields.iter_mut().zip(&other.fields) {
            counts.merge(more);
        }
        self.spare_delimiters += other.spare_delimiters;
    }

    /// Field, kind and number, where there is any; rows as a whole come first, under no field's name.
    pub(super) fn by_field(&self, return_: &Return) -> Vec<(Box<str>, Normalisation, u64)> {
        let rows = Some((Box::from(""), Normalisation::SpareDelimiter, self.spare_delimiters));
        let fields = return_.fields.iter().zip(&self.fields);
        let cells = fields.flat_map(|(field, counts)| counts.iter().map(|(kind, n)| (field.name.clone(), kind, n)));
        rows.into_iter().filter(|(_, _, count)| *count > 0).chain(cells).collect()
    }
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
    /// A conformer of a file that is laid out so; `year` is what its folder says.
    pub(super) fn new(return_: &'d Return, layout: &Layout, definitions: &'d Definitions, year: Option<Year>) -> Self {
        let of_many_years = layout.roles.contains(&Role::Year);
        let column = |(at, role): (usize, &Role)| {
            let field = if let Role::Field(field) = role { return_.fields.get(*field) } else { None };
            let mut kind = field.map_or(Kind::Text, |field| Kind::of(field, definitions));
            if layout.format.delimiter == b';' {
                kind.doubt_commas();
            }
            let lately = kind.stands_alone(of_many_years).then(Lately::new);
            let required = field.is_some_and(|field| field.required);
            Column { role: *role, name: column_name(*role, at, return_), required, kind, lately }
        };
        Self {
            columns: layout.roles.iter().enumerate().map(column).collect(),
            values: vec![Value::Null; return_.fields.len()],
            faults: Vec::new(),
            notes: Vec::new(),
            markers: Vec::new(),
            made: String::new(),
            claims: Claims::default(),
            normalised: vec![Counts::default(); return_.fields.len()],
            spare_delimiters: 0,
            years: definitions.years_of(return_),
            year_memo: Memo::new(),
            year_column: layout.roles.iter().position(|role| *role == Role::Year),
            year,
            years_by_end: return_.years_by_end,
            authority: Kind::authority(definitions),
            year_required: return_.submitter == SubmitterKind::National,
        }
    }

    /// Allows the forms that are declared for the file's sender, beside those of the fields.
    pub(super) fn with_forms(mut self, forms: &[Form]) -> Self {
        let more = Allowed::of(forms);
        for column in &mut self.columns {
            column.kind.allow(more);
        }
        self
    }

    /// The name of a column, for findings.
    pub(super) fn column_name(&self, at: usize) -> Arc<str> {
        self.columns.get(at).map_or_else(|| format!("#{}", at + 1).into(), |column| Arc::clone(&column.name))
    }

    /// What was normalised since this was last asked.
    pub(super) fn take_normalised(&mut self) -> Normalised {
        let none = vec![Counts::default(); self.normalised.len()];
        let fields = std::mem::replace(&mut self.normalised, none);
        Normalised { fields, spare_delimiters: std::mem::take(&mut self.spare_delimiters) }
    }

    /// Reads one row into [`Self::values`], [`Self::claims`], [`Self::faults`] and [`Self::notes`]; says whether it is
    /// without fault.
    pub(super) fn conform(&mut self, row: &Row<'_>) -> bool {
        self.values.fill(Value::Null);
        self.faults.clear();
        self.notes.clear();
        self.markers.clear();
        self.made.clear();
        self.claims = Claims::default();
        let mut of_year = self.year_column.map_or(Ok(()), |at| self.year(row.cell(at)));
        for at in 0..self.columns.len() {
            let is_year = self.year_column == Some(at);
            let read = if is_year { std::mem::replace(&mut of_year, Ok(())) } else { self.cell(row, at) };
            if let Err(Wrong { trouble, suggests, month_first }) = read {
                let column = self.column_name(at);
                self.faults.push(Fault { column, trouble, suggests, month_first });
            }
        }
        self.faults.is_empty()
    }

    fn cell(&mut self, row: &Row<'_>, at: usize) -> Result<(), Wrong> {
        let (Some(column), Some(span)) = (self.columns.get_mut(at), row.spans.get(at)) else { return Ok(()) };
        let Column { role, name, required, kind, lately } = column;
        if span.start == span.end {
            // Most cells of most returns are blank.
            return if *required { Err(REQUIRED.into()) } else { Ok(()) };
        }
        let year = self.claims.year.or(self.year);
        let mut room = Room { made: &mut self.made, notes: &mut self.notes, column: name, year };
        let (start, end) = row.trim(*span);
        match *role {
            Role::Field(field) => {
                let key = if lately.is_some() { Key::of(row.slice(start, end)) } else { None };
                let known = key.zip(lately.as_ref()).and_then(|(key, lately)| lately.find(key));
                let Known { value, mut changes, marker } = if let Some(known) = known {
                    known
                } else {
                    let noted = room.notes.len();
                    let known = Known::from(kind.read(row, start, end, &mut room)?);
                    if let (Some(key), Some(lately)) = (key, lately)
                        && room.notes.len() == noted
                    {
                        lately.remember(key, known);
                    }
                    known
                };
                if *required && value == Value::Null && marker.is_none() {
                    return Err(REQUIRED.into());
                }
                if let Some(place) = self.values.get_mut(field) {
                    *place = value;
                }
                if (start, end) != (span.start, span.end) && value != Value::Null {
                    changes = changes.and(Changes::one(Normalisation::Space));
                }
                if let Some(counts) = self.normalised.get_mut(field) {
                    counts.add(changes);
                }
                self.markers.extend(marker.map(|marker| (field, marker)));
            }
            Role::Authority => match self.authority.read(row, start, end, &mut room)?.value {
                Value::Code(at) => self.claims.authority = usize::try_from(at).ok(),
                Value::Null => {}
                _ => return Err(CODE.into()),
            },
            Role::DataTo => {
                let text = row.slice(start, end);
                if !markers::is_missing(text) {
                    self.claims.data_to = Some(dates::parse(text).ok_or(DATE)?.0);
                }
            }
            Role::Year | Role::Ignored | Role::Unknown => {}
        }
        Ok(())
    }

    fn year(&mut self, text: &str) -> Result<(), Wrong> {
        if markers::is_missing(text) {
            return if self.year_required { Err(REQUIRED.into()) } else { Ok(()) };
        }
        let (years, by_end) = (&self.years, self.years_by_end);
        self.claims.year = self.year_memo.of(text, |text| {
            let year = Year::from_any_form(text).or_else(|| Year::from_its_end(text).filter(|_| by_end));
            year.filter(|year| years.contains(year))
        });
        if self.claims.year.is_some() { Ok(()) } else { Err(YEAR.into()) }
    }
}
