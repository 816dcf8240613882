//! What a query answers: named columns of typed cells.

use std::io::Write;

use polars::prelude::{AnyValue, DataFrame, ParquetWriter};

use super::internal;
use crate::definitions::Cell;
use crate::diagnostic::Error;
use crate::domain::date_of_days;

/// The rows of an answer.
pub struct Answer {
    frame: DataFrame,
}

impl Answer {
    pub(super) fn of(frame: DataFrame) -> Self {
        Self { frame }
    }

    /// The columns' names, in order.
    pub fn columns(&self) -> Vec<String> {
        self.frame.get_column_names().into_iter().map(ToString::to_string).collect()
    }

    /// The number of rows.
    pub fn len(&self) -> usize {
        self.frame.height()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One row, cell by cell.
    pub fn row(&self, at: usize) -> Vec<Cell> {
        self.frame.columns().iter().map(|column| column.get(at).map_or(Cell::Null, |value| cell(&value))).collect()
    }

    /// Writes the answer as Parquet.
    pub fn write_parquet(&mut self, out: impl Write) -> Result<(), Error> {
        ParquetWriter::new(out).finish(&mut self.frame).map(|_| ()).map_err(internal)
    }
}

fn cell(value: &AnyValue<'_>) -> Cell {
    match value {
        AnyValue::Null => Cell::Null,
        AnyValue::Boolean(yes) => Cell::YesNo(*yes),
        AnyValue::String(text) => Cell::Text((*text).into()),
        AnyValue::StringOwned(text) => Cell::Text(text.as_str().into()),
        AnyValue::Binary(bytes) => Cell::Text(String::from_utf8_lossy(bytes).into()),
        AnyValue::BinaryOwned(bytes) => Cell::Text(String::from_utf8_lossy(bytes).into()),
        AnyValue::Date(days) => date_of_days(*days).map_or(Cell::Null, Cell::Date),
        AnyValue::Float32(_) | AnyValue::Float64(_) => value.extract().map_or(Cell::Null, Cell::Decimal),
        other => match other.extract::<i64>() {
            Some(number) => Cell::Integer(number),
            None => Cell::Text(other.to_string().into()),
        },
    }
}
