//! Rows for people and for machines.

use std::io::Write;

use clap::ValueEnum;
use comfy_table::{CellAlignment, ContentArrangement, Table, presets};

use super::written;
use crate::definitions::Cell;
use crate::diagnostic::{Error, printable};

/// How rows are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    #[default]
    Table,
    /// Comma-separated, one header row
    Csv,
    /// One array of objects
    Json,
    /// One object a line
    Ndjson,
    /// Parquet (query only)
    Parquet,
}

/// Writes rows in a format other than Parquet.
pub(crate) fn write_rows(
    out: &mut dyn Write,
    format: Format,
    columns: &[String],
    rows: &mut dyn Iterator<Item = Vec<Cell>>,
) -> Result<(), Error> {
    match format {
        Format::Table | Format::Parquet => table(out, columns, rows),
        Format::Csv => csv_rows(out, columns, rows),
        Format::Json => json(out, columns, rows, true),
        Format::Ndjson => json(out, columns, rows, false),
    }
}

fn table(out: &mut dyn Write, columns: &[String], rows: &mut dyn Iterator<Item = Vec<Cell>>) -> Result<(), Error> {
    let mut table = Table::new();
    table.load_style(presets::UTF8_FULL_CONDENSED).set_content_arrangement(ContentArrangement::Disabled);
    table.set_header(columns.iter().map(|name| printable(name)));
    for row in rows {
        table.add_row(row.iter().map(|cell| {
            let number = matches!(cell, Cell::Integer(_) | Cell::Decimal(_));
            let alignment = if number { CellAlignment::Right } else { CellAlignment::Left };
            comfy_table::Cell::new(printable(&text(cell))).set_alignment(alignment)
        }));
    }
    written(writeln!(out, "{table}"))
}

fn csv_rows(out: &mut dyn Write, columns: &[String], rows: &mut dyn Iterator<Item = Vec<Cell>>) -> Result<(), Error> {
    let mut writer = csv::Writer::from_writer(out);
    let failed = |error: csv::Error| match error.into_kind() {
        csv::ErrorKind::Io(source) => written(Err(source)),
        other => Err(Error::Internal(format!("{other:?}"))),
    };
    if let Err(error) = writer.write_record(columns) {
        return failed(error);
    }
    for row in rows {
        if let Err(error) = writer.write_record(row.iter().map(text)) {
            return failed(error);
        }
    }
    written(writer.flush())
}

fn json(
    out: &mut dyn Write,
    columns: &[String],
    rows: &mut dyn Iterator<Item = Vec<Cell>>,
    one_array: bool,
) -> Result<(), Error> {
    if one_array {
        written(write!(out, "["))?;
    }
    for (at, row) in rows.enumerate() {
        let object = object(columns, &row);
        let before = match (one_array, at) {
            (true, 0) => "\n  ",
            (true, _) => ",\n  ",
            (false, _) => "",
        };
        written(write!(out, "{before}{object}{}", if one_array { "" } else { "\n" }))?;
    }
    if one_array { written(writeln!(out, "\n]")) } else { Ok(()) }
}

/// One row as an object.
pub(crate) fn object(columns: &[String], row: &[Cell]) -> String {
    // Key by key: the columns stand in the statement's order.
    let pairs = columns.iter().zip(row).map(|(name, cell)| format!("{}:{}", serde_json::json!(name), value(cell)));
    format!("{{{}}}", pairs.collect::<Vec<_>>().join(","))
}

fn value(cell: &Cell) -> serde_json::Value {
    match cell {
        Cell::Null => serde_json::Value::Null,
        Cell::Text(text) => (**text).into(),
        Cell::Date(day) => day.to_string().into(),
        Cell::Integer(number) => (*number).into(),
        Cell::Decimal(number) => (*number).into(),
        Cell::YesNo(yes) => (*yes).into(),
    }
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Null => String::new(),
        Cell::Text(text) => text.to_string(),
        Cell::Date(day) => day.to_string(),
        Cell::Integer(number) => number.to_string(),
        Cell::Decimal(number) => number.to_string(),
        Cell::YesNo(yes) => yes.to_string(),
    }
}
