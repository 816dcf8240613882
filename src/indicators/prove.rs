//! Running the worked examples of indicators.

use std::collections::BTreeSet;

use super::trace::{alone, retraced};
use super::{Alone, computed, with_denominators};
use crate::definitions::formula::frame;
use crate::definitions::{
    Cell, Definitions, ExampleTable, Expected, Field, FieldKind, Indicator, IndicatorExample, Return,
};
use crate::diagnostic::Error;
use crate::domain::{Basis, Date, Figure, GeographyLevel, Submitter, Year};
use crate::engine::{Engine, Holding};
use crate::linkage::Links;

/// An example that did not come out as it says.
#[derive(Clone, Debug)]
pub struct Failure {
    /// The indicator.
    pub indicator: Box<str>,
    /// Where the example stands.
    pub place: String,
    /// What was expected and what came.
    pub message: String,
}

/// Runs every example of every indicator. Sorted by place in the definitions.
pub fn prove(definitions: &Definitions) -> Result<Vec<Failure>, Error> {
    let mut failures = Vec::new();
    for indicator in &definitions.indicators {
        for example in &indicator.examples {
            if let Some(message) = run(definitions, indicator, example)? {
                failures.push(Failure { indicator: indicator.id.clone(), place: example.place.clone(), message });
            }
        }
    }
    Ok(failures)
}

fn run(definitions: &Definitions, indicator: &Indicator, example: &IndicatorExample) -> Result<Option<String>, Error> {
    let mut holdings = Vec::new();
    for id in returns_read(definitions, indicator) {
        if let Some(return_) = definitions.returns.get(id) {
            holdings.extend(given(definitions, return_, example.returns.get(id))?);
        }
    }
    let engine = Engine::over(definitions, holdings)?;
    let links = if indicator.linked { Links::of(&engine)? } else { Links::default() };
    let asked = alone(indicator, example.period.kind(), &example.breakdown);
    let figures = computed(&engine, &links, example.as_at, (&[&asked], &Alone))?;
    let wanted = |figure: &&Figure, basis| {
        figure.key.indicator == indicator.id
            && figure.key.basis == basis
            && figure.key.geography_level == GeographyLevel::Nation
            && figure.key.period == example.period
            && figure.key.breakdown == example.breakdown
            && figure.key.category == example.category
    };
    let expected = [(Basis::HEADLINE, Some(&example.wales)), (Basis::Linked, example.linked.as_ref())];
    for (basis, expected) in expected.into_iter().filter_map(|(basis, expected)| Some((basis, expected?))) {
        let Some(figure) = figures.iter().find(|figure| wanted(figure, basis)) else {
            return Ok(Some(format!("there is no figure for {} {}", example.period, example.category)));
        };
        let wrong = match difference(expected, figure) {
            None if basis == Basis::HEADLINE => retraced(&engine, figure, example.as_at)?,
            wrong => wrong,
        };
        if wrong.is_some() {
            return Ok(wrong);
        }
    }
    Ok(None)
}

/// The returns that an indicator is made from, its denominator's and those by which persons are known included.
fn returns_read<'a>(definitions: &'a Definitions, indicator: &'a Indicator) -> BTreeSet<&'a str> {
    let all = with_denominators(definitions, &[indicator]);
    let row_sets = all.into_iter().filter_map(|one| definitions.row_sets.get(&one.of));
    let mut returns: BTreeSet<&str> = row_sets.flat_map(|row_set| &row_set.returns).map(|id| &**id).collect();
    returns.extend(definitions.linkage.iter().filter(|_| indicator.linked).map(|linkage| &*linkage.base));
    returns
}

/// What is expected of a figure and what it is, where they differ.
fn difference(expected: &Expected, figure: &Figure) -> Option<String> {
    let fits = |expected: Option<f64>, got: Option<f64>| {
        expected.is_none_or(|expected| got.is_some_and(|got| (got - expected).abs() < 0.05))
    };
    let right = fits(expected.numerator, figure.numerator)
        && fits(expected.denominator, figure.denominator)
        && fits(expected.value, figure.value)
        && expected.notes.as_ref().is_none_or(|notes| **notes == *noted(figure));
    let show = |number: Option<f64>| number.map_or("nothing".to_owned(), |number| format!("{number}"));
    (!right).then(|| {
        format!(
            "expected {}numerator {}, denominator {}, value {}{}; got {}, {}, {} {}",
            if figure.key.basis == Basis::Linked { "of persons " } else { "" },
            show(expected.numerator),
            show(expected.denominator),
            show(expected.value),
            expected.notes.as_ref().map(|notes| format!(", notes {notes}")).unwrap_or_default(),
            show(figure.numerator),
            show(figure.denominator),
            show(figure.value),
            noted(figure)
        )
    })
}

/// The codes that a figure bears, as an example writes them.
fn noted(figure: &Figure) -> String {
    figure.note_codes.iter().map(|code| code.as_str()).collect::<Vec<_>>().join(" ")
}

/// The rows an example gives of one return, as submissions of every submitter and year: nil where it gives none.
fn given(definitions: &Definitions, return_: &Return, table: Option<&ExampleTable>) -> Result<Vec<Holding>, Error> {
    let mut holdings = Vec::new();
    let submitters = definitions.senders(return_);
    for year in &definitions.collection.years {
        for submitter in &submitters {
            let rows =
                table.map(|table| rows_of(table, &return_.id, *year, submitter)).filter(|table| !table.rows.is_empty());
            let data_to = rows.as_ref().and_then(data_to).unwrap_or_else(|| year.last_day());
            let nil = Holding::nil(&return_.id, *year, submitter.clone(), data_to);
            holdings.push(match rows {
                Some(rows) => {
                    nil.with_rows(frame(&rows, &columns(return_)).map_err(|error| Error::Internal(error.to_string()))?)
                }
                None => nil,
            });
        }
    }
    Ok(holdings)
}

/// The last day up to which an example's submission is complete, where its first row says so.
fn data_to(rows: &ExampleTable) -> Option<Date> {
    let at = rows.columns.iter().position(|(column, _)| &**column == "data_to")?;
    match rows.rows.first()?.get(at)? {
        Cell::Date(day) => Some(*day),
        _ => None,
    }
}

/// The example's rows of one submission, which their `year` and `submitter` columns tell, each with where it stands: under
/// the return's name, its number in the example.
fn rows_of(table: &ExampleTable, return_id: &str, year: Year, submitter: &Submitter) -> ExampleTable {
    let cell = |row: &[Cell], name: &str| -> Option<Box<str>> {
        let at = table.columns.iter().position(|(column, _)| &**column == name)?;
        match row.get(at) {
            Some(Cell::Text(text)) => Some(text.clone()),
            _ => None,
        }
    };
    let here = |row: &[Cell]| {
        cell(row, "year").is_some_and(|text| *text == *year.to_string())
            && cell(row, "submitter").is_none_or(|text| &*text == submitter.as_str())
    };
    let mut columns = table.columns.clone();
    columns.extend([("_file".into(), FieldKind::Text), ("_line".into(), FieldKind::Integer)]);
    let placed = |(row, line): (&Vec<Cell>, i64)| {
        here(row).then(|| [&**row, &[Cell::Text(return_id.into()), Cell::Integer(line)]].concat())
    };
    ExampleTable { columns, rows: table.rows.iter().zip(1..).filter_map(placed).collect() }
}

fn columns(return_: &Return) -> Vec<(Box<str>, FieldKind)> {
    let mut columns = return_.columns();
    columns.extend(return_.fields.iter().filter_map(Field::marker).map(|marker| (marker, FieldKind::Text)));
    columns.push(("_file".into(), FieldKind::Text));
    columns.push(("_line".into(), FieldKind::Integer));
    columns
}
