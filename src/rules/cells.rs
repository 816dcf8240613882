//! Cells of a typed table, for those who may see them: the sender.

use std::collections::BTreeSet;
use std::path::Path;

use polars::prelude::{AnyValue, DataFrame};

use super::frame::{LINE, Typed, unread};
use crate::definitions::Cell;
use crate::diagnostic::Error;
use crate::domain::date_of_days;

/// Some rows of a typed table, with some of its columns.
pub struct Cells {
    first: u32,
    frame: DataFrame,
}

/// Reads the cells of some columns in `rows` rows from `first` on (from 0); what is not there is left out.
///
/// # Errors
/// When the table cannot be read.
pub fn cells(table: &Path, columns: &BTreeSet<Box<str>>, first: u32, rows: u32) -> Result<Cells, Error> {
    let frame = Typed::open(table)?.slice(columns, first, rows).map_err(unread(table))?;
    Ok(Cells { first, frame })
}

/// The first physical line of every row of a typed table.
///
/// # Errors
/// When the table cannot be read.
pub fn lines(table: &Path) -> Result<Vec<u32>, Error> {
    let frame = Typed::open(table)?.columns(&BTreeSet::new()).map_err(unread(table))?;
    let lines = frame.column(LINE).and_then(|lines| lines.cast(&polars::prelude::DataType::UInt32));
    let lines = lines.and_then(|lines| lines.u32().cloned()).map_err(unread(table))?;
    Ok(lines.iter().map(Option::unwrap_or_default).collect())
}

impl Cells {
    /// The cell of a row (as rules number them) in a column; blank where there is none.
    pub fn cell(&self, row: u32, column: &str) -> Cell {
        let at = row.checked_sub(self.first);
        let column = self.frame.column(column);
        let value = at.and_then(|at| column.ok()?.get(at as usize).ok());
        match value {
            Some(AnyValue::String(text)) => Cell::Text(text.into()),
            Some(AnyValue::StringOwned(text)) => Cell::Text(text.as_str().into()),
            Some(AnyValue::Boolean(yes)) => Cell::YesNo(yes),
            Some(AnyValue::Date(days)) => date_of_days(days).map_or(Cell::Null, Cell::Date),
            Some(AnyValue::Float64(number)) => Cell::Decimal(number),
            Some(value) => value.extract::<i64>().map_or(Cell::Null, Cell::Integer),
            None => Cell::Null,
        }
    }
}
