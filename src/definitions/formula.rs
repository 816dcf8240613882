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

/// Turns typed cells into a frame.
pub(crate) fn frame(
    _table: &super::ExampleTable,
    _columns: &[(Box<str>, super::FieldKind)],
) -> polars::prelude::PolarsResult<polars::prelude::DataFrame> {
    Ok(polars::prelude::DataFrame::empty())
}
