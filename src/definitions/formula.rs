//! SQL predicates: parsed, held against an allow-list, compiled. The only file of the definitions that knows SQL.

/// A boolean (or, for a table rule, scalar boolean) SQL expression over declared columns, compiled.
#[derive(Clone, Debug)]
pub struct Formula {
    /// As it is written.
    pub text: Box<str>,
    /// The columns it reads, sorted. The parameters `:as_at`, `:data_to`, `:year_start`, `:year_end` are columns
    /// `_as_at`, `_data_to`, `_year_start`, `_year_end` (dates) of the frame it is evaluated on.
    pub columns: Vec<Box<str>>,
    /// Whether it looks at other rows, by windows.
    pub windowed: bool,
    /// The compiled expression.
    pub(crate) expr: polars::prelude::Expr,
}

/// The rows of an example as a frame with all of these columns, typed; those the example does not name are blank.
///
/// # Errors
/// When a cell is not of its column's kind.
pub(crate) fn frame(
    table: &super::ExampleTable,
    columns: &[(Box<str>, super::FieldKind)],
) -> polars::prelude::PolarsResult<polars::prelude::DataFrame> {
    use super::{Cell, FieldKind};
    use polars::prelude::{AnyValue, Column, DataFrame, DataType, Series};
    let mut made = Vec::new();
    for (name, kind) in columns {
        let dtype = match kind {
            FieldKind::Date => DataType::Date,
            FieldKind::Integer => DataType::Int64,
            FieldKind::Decimal => DataType::Float64,
            FieldKind::YesNo => DataType::Boolean,
            _ => DataType::String,
        };
        let at = table.columns.iter().position(|(column, _)| column == name);
        let cells: Vec<AnyValue<'_>> = table
            .rows
            .iter()
            .map(|row| match at.and_then(|at| row.get(at)) {
                None | Some(Cell::Null) => AnyValue::Null,
                Some(Cell::Text(text)) => AnyValue::String(text),
                Some(Cell::Date(date)) => AnyValue::Date(crate::domain::days_of_date(*date)),
                Some(Cell::Integer(number)) => AnyValue::Int64(*number),
                Some(Cell::Decimal(number)) => AnyValue::Float64(*number),
                Some(Cell::YesNo(yes)) => AnyValue::Boolean(*yes),
            })
            .collect();
        made.push(Column::from(Series::from_any_values_and_dtype((&**name).into(), &cells, &dtype, true)?));
    }
    DataFrame::new(table.rows.len(), made)
}
