//! Reads the cells of examples: typed and canonical, as rules see them.

use std::collections::BTreeMap;

use toml::de::DeValue;

use super::node::{Node, number_of, whole_of};
use super::sheet::Sheet;
use super::{Loading, Text};
use crate::definitions::nearest::nearest;
use crate::definitions::{Cell, CodeList, ExampleTable, FieldKind};
use crate::domain::parse_iso_date;

/// Columns that a table of cells may have.
pub(super) type Columns = [(Box<str>, FieldKind)];

type Codes = BTreeMap<Box<str>, CodeList>;

/// What is wrong with a cell, and advice.
type Wrong = (String, Option<String>);

/// One row, from an inline table.
pub(super) fn row(loading: &Loading<'_>, node: &Node<'_>, columns: &Columns, codes: &Codes) -> ExampleTable {
    let mut table = ExampleTable { columns: Vec::new(), rows: vec![Vec::new()] };
    for (name, value) in node.entries() {
        let Some((column, kind)) = columns.iter().find(|(column, _)| **column == *name.value) else {
            no_such_column(loading, &name.place, name.value, columns);
            continue;
        };
        let cell = of_value(value.get_ref(), kind, codes).unwrap_or_else(|(label, advice)| {
            loading.mistakes.advise(&node.place_of(value), "this is not such a cell", label, advice);
            Cell::Null
        });
        table.columns.push((column.clone(), kind.clone()));
        table.rows.iter_mut().for_each(|row| row.push(cell.clone()));
    }
    table
}

/// Rows, from CSV with a header.
pub(super) fn rows(loading: &Loading<'_>, text: &Text<'_>, columns: &Columns, codes: &Codes) -> ExampleTable {
    let sheet = Sheet::of_text(text, loading.mistakes);
    let mut table = ExampleTable::default();
    let mut known = Vec::new();
    for (at, name) in sheet.header.iter().enumerate() {
        match columns.iter().find(|(column, _)| **column == **name) {
            Some((column, kind)) => {
                table.columns.push((column.clone(), kind.clone()));
                known.push((at, kind));
            }
            None => no_such_column(loading, &sheet.place, name, columns),
        }
    }
    for row in &sheet.rows {
        let cells = known.iter().map(|(at, kind)| {
            of_text(row.cell(Some(*at)), kind, codes).unwrap_or_else(|(label, advice)| {
                loading.mistakes.advise(&row.place, "this is not such a cell", label, advice);
                Cell::Null
            })
        });
        table.rows.push(cells.collect());
    }
    table
}

fn no_such_column(loading: &Loading<'_>, place: &super::Place<'_>, name: &str, columns: &Columns) {
    let advice = nearest(name, columns.iter().map(|(column, _)| &**column));
    loading.mistakes.advise(place, "no such column", format!("`{name}` is not declared"), advice);
}

fn of_value(value: &DeValue<'_>, kind: &FieldKind, codes: &Codes) -> Result<Cell, Wrong> {
    let cell = match (kind, value) {
        (FieldKind::Date, DeValue::Datetime(day)) => return of_text(&day.to_string(), kind, codes),
        (FieldKind::Integer, DeValue::Integer(_)) => whole_of(value).map(Cell::Integer),
        (FieldKind::Decimal, DeValue::Integer(_) | DeValue::Float(_)) => number_of(value).map(Cell::Decimal),
        (FieldKind::YesNo, DeValue::Boolean(yes)) => Some(Cell::YesNo(*yes)),
        (_, DeValue::String(text)) => return of_text(text, kind, codes),
        _ => None,
    };
    cell.ok_or_else(|| (format!("expected {}", expected(kind)), None))
}

fn of_text(text: &str, kind: &FieldKind, codes: &Codes) -> Result<Cell, Wrong> {
    if text.is_empty() {
        return Ok(Cell::Null);
    }
    let cell = match kind {
        FieldKind::Id | FieldKind::Text => Some(Cell::Text(text.into())),
        FieldKind::Code(list) => return code(text, list, codes).map(|()| Cell::Text(text.into())),
        FieldKind::Codes(list) => {
            text.split(';').try_for_each(|one| code(one, list, codes))?;
            Some(Cell::Text(text.into()))
        }
        FieldKind::Date => parse_iso_date(text).map(Cell::Date),
        FieldKind::Integer => text.parse().ok().map(Cell::Integer),
        FieldKind::Decimal => text.parse::<f64>().ok().filter(|number| number.is_finite()).map(Cell::Decimal),
        FieldKind::YesNo => text.parse().ok().map(Cell::YesNo),
    };
    cell.ok_or_else(|| (format!("`{text}`: expected {}", expected(kind)), None))
}

fn code(text: &str, list: &str, codes: &Codes) -> Result<(), Wrong> {
    // A list that does not exist is noted where the field names it.
    let Some(list) = codes.get(list) else { return Ok(()) };
    if list.code(text).is_some() {
        return Ok(());
    }
    let known = list.codes.iter().map(|code| &*code.code);
    Err((format!("`{text}` is not a code of the list `{}`", list.id), nearest(text, known)))
}

fn expected(kind: &FieldKind) -> &'static str {
    match kind {
        FieldKind::Id | FieldKind::Text => "a text in quotes",
        FieldKind::Code(_) => "a code in quotes",
        FieldKind::Codes(_) => "codes in quotes, separated by `;`",
        FieldKind::Date => "a day, like \"2024-03-31\"",
        FieldKind::Integer => "a whole number",
        FieldKind::Decimal => "a number",
        FieldKind::YesNo => "true or false",
    }
}
