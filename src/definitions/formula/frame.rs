//! Typed cells as a polars frame.

use polars::prelude::{Column, DataFrame, DataType, NamedFrom, PolarsResult, Series};

use crate::definitions::TextTable;
use crate::definitions::example::{Cell, ExampleTable};
use crate::definitions::returns::FieldKind;
use crate::domain::days_of_date;

/// Rows as a frame with exactly these columns; those that the rows do not name are NULL.
pub(crate) fn frame(table: &ExampleTable, columns: &[(Box<str>, FieldKind)]) -> PolarsResult<DataFrame> {
    let series = columns.iter().map(|(name, kind)| {
        let at = table.columns.iter().position(|(column, _)| column == name);
        let cells = table.rows.iter().map(|row| at.and_then(|at| row.get(at)).unwrap_or(&Cell::Null));
        column(name, kind, cells)
    });
    DataFrame::new(table.rows.len(), series.collect::<PolarsResult<Vec<Column>>>()?)
}

/// A reference table as a frame, its columns of the kinds that definitions are checked against.
pub(crate) fn reference_frame(table: &TextTable) -> PolarsResult<DataFrame> {
    let typed = table.typed();
    frame(&typed, &typed.columns)
}

fn column<'c>(name: &str, kind: &FieldKind, cells: impl Iterator<Item = &'c Cell>) -> PolarsResult<Column> {
    let name = name.into();
    let series = match kind {
        FieldKind::Date => Series::new(name, cells.map(date).collect::<Vec<_>>()).cast(&DataType::Date)?,
        FieldKind::Integer => Series::new(name, cells.map(integer).collect::<Vec<_>>()),
        FieldKind::Decimal => Series::new(name, cells.map(decimal).collect::<Vec<_>>()),
        FieldKind::YesNo => Series::new(name, cells.map(yes_no).collect::<Vec<_>>()),
        FieldKind::Id | FieldKind::Text | FieldKind::Code(_) | FieldKind::Codes(_) => {
            Series::new(name, cells.map(text).collect::<Vec<_>>())
        }
    };
    Ok(series.into())
}

fn date(cell: &Cell) -> Option<i32> {
    if let Cell::Date(date) = cell { Some(days_of_date(*date)) } else { None }
}

fn integer(cell: &Cell) -> Option<i64> {
    if let Cell::Integer(integer) = cell { Some(*integer) } else { None }
}

fn decimal(cell: &Cell) -> Option<f64> {
    if let Cell::Decimal(decimal) = cell { Some(*decimal) } else { None }
}

fn yes_no(cell: &Cell) -> Option<bool> {
    if let Cell::YesNo(yes) = cell { Some(*yes) } else { None }
}

fn text(cell: &Cell) -> Option<&str> {
    if let Cell::Text(text) = cell { Some(text) } else { None }
}

/// The type in which polars holds a kind of field.
pub(crate) fn dtype(kind: &FieldKind) -> DataType {
    match kind {
        FieldKind::Date => DataType::Date,
        FieldKind::Integer => DataType::Int64,
        FieldKind::Decimal => DataType::Float64,
        FieldKind::YesNo => DataType::Boolean,
        FieldKind::Id | FieldKind::Text | FieldKind::Code(_) | FieldKind::Codes(_) => DataType::String,
    }
}

/// The kind of field that a column of this type can be read as.
pub(super) fn kind(dtype: &DataType) -> Option<FieldKind> {
    match dtype {
        DataType::Date => Some(FieldKind::Date),
        DataType::Boolean => Some(FieldKind::YesNo),
        DataType::String | DataType::Null => Some(FieldKind::Text),
        number if number.is_integer() => Some(FieldKind::Integer),
        number if number.is_float() => Some(FieldKind::Decimal),
        _ => None,
    }
}
