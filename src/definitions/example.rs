//! Small tables of typed cells: the examples by which definitions prove themselves.

use super::returns::FieldKind;
use crate::domain::Date;

/// One typed cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Blank.
    Null,
    /// An identifier, text, code or codes.
    Text(Box<str>),
    /// A day.
    Date(Date),
    /// A whole number.
    Integer(i64),
    /// A number.
    Decimal(f64),
    /// Yes or no.
    YesNo(bool),
}

/// Rows of typed cells, with the column each stands in.
#[derive(Clone, Debug, Default)]
pub struct ExampleTable {
    /// Column names and kinds, in order.
    pub columns: Vec<(Box<str>, FieldKind)>,
    /// Rows; each has one cell a column.
    pub rows: Vec<Vec<Cell>>,
}
