//! Cells of typed rows, some thousands of rows at a time, asked for in ascending order.

use std::collections::BTreeSet;

use super::told::TypedRows;
use crate::definitions::Cell;
use crate::diagnostic::Error;
use crate::rules::{self, Cells};

/// How many rows are held at once.
const ROWS: u32 = 8_192;

/// Some rows of a typed table, and some of its columns.
pub(super) struct Window<'a> {
    rows: &'a TypedRows,
    columns: BTreeSet<Box<str>>,
    held: Option<(u32, Cells)>,
}

impl<'a> Window<'a> {
    /// A window on these columns; nothing is read yet.
    pub(super) fn new(rows: &'a TypedRows, columns: BTreeSet<Box<str>>) -> Self {
        Self { rows, columns, held: None }
    }

    /// The cell of a row in one of its columns.
    ///
    /// # Errors
    /// When the table cannot be read.
    pub(super) fn cell(&mut self, row: u32, column: &str) -> Result<Cell, Error> {
        let first = row / ROWS * ROWS;
        if self.held.as_ref().is_none_or(|(held, _)| *held != first) {
            self.held = Some((first, rules::cells(&self.rows.table, &self.columns, first, ROWS)?));
        }
        Ok(self.held.as_ref().map_or(Cell::Null, |(_, cells)| cells.cell(row, column)))
    }
}
