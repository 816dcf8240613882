//! Reference tables: authorities, regions, populations, and whatever else a collection brings.

use std::collections::BTreeMap;

use super::codes::{Match, fold, key};
use super::edits;
use super::example::{Cell, ExampleTable};
use super::returns::FieldKind;
use super::working_days::WorkingDays;
use crate::domain::{AuthorityCode, Date, Language, Year, parse_iso_date};

/// The reference tables, parsed where the program itself needs them, and as text for SQL.
#[derive(Clone, Debug, Default)]
pub struct Reference {
    /// The authorities in their official order.
    pub authorities: Vec<Authority>,
    /// The regions in order.
    pub regions: Vec<Place>,
    /// The health boards in order, those of earlier days included.
    pub health_boards: Vec<Place>,
    /// Under-18 population by reporting year and authority (the estimate of 30 June inside the year).
    pub population: BTreeMap<(Year, AuthorityCode), u64>,
    /// The working days, where there is a table of bank holidays.
    pub working_days: Option<WorkingDays>,
    /// Every table as text, by name (the file's stem), for `query`, row sets and rules.
    pub tables: BTreeMap<Box<str>, TextTable>,
    /// Name or code as [`key`] has it -> index into `authorities`; made by the loader.
    pub by_folded: BTreeMap<Box<str>, usize>,
    /// Codes that are a word of another authority's name, and so are known only as they are written: `MON` is
    /// Monmouthshire, `Môn` is not.
    pub as_written: BTreeMap<Box<str>, usize>,
}

impl Reference {
    /// The authority that is known by this code or name, in whatever form.
    pub fn authority(&self, text: &str) -> Option<&Authority> {
        match self.find(text) {
            Match::Exact(at) | Match::Normalised(at) | Match::Near(at) => self.authorities.get(at),
            Match::None => None,
        }
    }

    /// Looks up a code or name in whatever form. Never [`Match::Near`]: authorities are not guessed at.
    pub fn find(&self, text: &str) -> Match {
        let found = self.by_folded.get(key(text).as_str()).or_else(|| self.as_written.get(text.trim()));
        let Some(&at) = found else { return Match::None };
        let exact = self.authorities.get(at).is_some_and(|authority| authority.code.as_str() == text);
        if exact { Match::Exact(at) } else { Match::Normalised(at) }
    }

    /// The one authority that an unknown name was probably meant to be: advice, never a reading.
    pub fn suggest(&self, text: &str) -> Option<usize> {
        edits::likely(&fold(text), &self.by_folded)
    }

    /// The authority with this GSS code.
    pub fn authority_of(&self, code: &AuthorityCode) -> Option<&Authority> {
        self.authorities.iter().find(|authority| authority.code == *code)
    }
}

/// One local authority.
#[derive(Clone, Debug)]
pub struct Authority {
    /// Its GSS code.
    pub code: AuthorityCode,
    /// Its name in each language.
    pub names: BTreeMap<Language, Box<str>>,
    /// How each language says that something is there: `in Cardiff`, `yng Nghaerdydd`. Stored, for mutations are not
    /// computed; empty where the reference table does not say.
    pub within: BTreeMap<Language, Box<str>>,
    /// The code of its region: `RPB-…`.
    pub region: Box<str>,
    /// The code of its health board; empty where it has none.
    pub health_board: Box<str>,
    /// When there is such an authority.
    pub valid: Validity,
}

/// A place that is not an authority.
#[derive(Clone, Debug)]
pub struct Place {
    /// Its code.
    pub code: Box<str>,
    /// Its name in each language.
    pub names: BTreeMap<Language, Box<str>>,
    /// How each language says that something is there, as for an [`Authority`].
    pub within: BTreeMap<Language, Box<str>>,
    /// When there is such a place.
    pub valid: Validity,
}

/// From when until when something holds; a day that is not given has no end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Validity {
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
}

impl Validity {
    /// Whether it holds on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// A table of text as its CSV has it. Columns of days, whole numbers and numbers are offered to SQL as such.
#[derive(Clone, Debug, Default)]
pub struct TextTable {
    /// The header.
    pub columns: Vec<Box<str>>,
    /// The rows; each has one cell a column.
    pub rows: Vec<Vec<Box<str>>>,
}

/// Names of the columns that say from when until when a row holds: of days, even where all are blank.
const VALIDITY: [&str; 4] = ["since", "until", "valid_from", "valid_to"];

impl TextTable {
    /// Its columns, each with what it is offered to SQL as: a day where all its cells are, a whole number where all are,
    /// a number where all are, else text. Blank cells are NULL and do not count; a column of blanks is text.
    pub fn typed_columns(&self) -> Vec<(Box<str>, FieldKind)> {
        let kinds = (0..self.columns.len()).map(|at| self.kind(at));
        self.columns.iter().cloned().zip(kinds).collect()
    }

    /// Its rows as cells of those kinds.
    pub fn typed(&self) -> ExampleTable {
        let columns = self.typed_columns();
        let cell = |text: &str, kind: &FieldKind| match kind {
            _ if text.is_empty() => Cell::Null,
            FieldKind::Date => parse_iso_date(text).map_or(Cell::Null, Cell::Date),
            FieldKind::Integer => text.parse().map_or(Cell::Null, Cell::Integer),
            FieldKind::Decimal => text.parse().map_or(Cell::Null, Cell::Decimal),
            _ => Cell::Text(text.into()),
        };
        let row = |row: &Vec<Box<str>>| row.iter().zip(&columns).map(|(text, (_, kind))| cell(text, kind)).collect();
        ExampleTable { rows: self.rows.iter().map(row).collect(), columns }
    }

    fn kind(&self, at: usize) -> FieldKind {
        let cells = self.rows.iter().filter_map(|row| row.get(at)).map(|cell| &**cell);
        let cells: Vec<&str> = cells.filter(|cell| !cell.is_empty()).collect();
        let all = |holds: &dyn Fn(&str) -> bool| cells.iter().all(|cell| holds(cell));
        let validity = self.columns.get(at).is_some_and(|name| VALIDITY.contains(&&**name));
        // `007` is a code, not a number.
        let plain = |cell: &str| {
            let digits = cell.strip_prefix('-').unwrap_or(cell);
            digits.starts_with(|c: char| c.is_ascii_digit())
                && (digits == "0" || digits.starts_with("0.") || !digits.starts_with('0'))
        };
        if cells.is_empty() {
            if validity { FieldKind::Date } else { FieldKind::Text }
        } else if all(&|cell| parse_iso_date(cell).is_some()) {
            FieldKind::Date
        } else if all(&|cell| plain(cell) && cell.parse::<i64>().is_ok()) {
            FieldKind::Integer
        } else if all(&|cell| plain(cell) && cell.parse::<f64>().is_ok()) {
            FieldKind::Decimal
        } else {
            FieldKind::Text
        }
    }
}

#[cfg(test)]
mod tests {
    use super::FieldKind::{Date, Decimal, Integer, Text};
    use super::*;

    #[test]
    fn a_reference_table_has_days_and_numbers_where_all_its_cells_are() {
        let row = |cells: [&str; 6]| cells.map(Box::from).to_vec();
        let columns = ["since", "until", "n", "share", "code", "note"].map(Box::from).to_vec();
        let rows = vec![row(["2024-01-01", "", "1", "0.5", "007", ""]), row(["2025-01-01", "", "", "2", "8", ""])];
        let table = TextTable { columns, rows };
        let kinds: Vec<FieldKind> = table.typed_columns().into_iter().map(|(_, kind)| kind).collect();
        assert_eq!(kinds, [Date, Date, Integer, Decimal, Text, Text]);
        let first = &table.typed().rows[0];
        assert_eq!(first[0], Cell::Date(parse_iso_date("2024-01-01").unwrap()));
        assert_eq!(
            first[1..],
            [Cell::Null, Cell::Integer(1), Cell::Decimal(0.5), Cell::Text("007".into()), Cell::Null]
        );
    }
}
