//! The typed table of one submission, with the columns its rules read and nothing else.

use std::collections::BTreeSet;
use std::path::Path;

use polars::prelude::{
    AnyValue, DataFrame, DataType, Expr, LazyFrame, PlRefPath, PolarsError, PolarsResult, Scalar, ScanArgsParquet, col,
    lit,
};

use super::Moment;
use crate::definitions::formula::Formula;
use crate::definitions::{Check, Return, Rule};
use crate::diagnostic::Error;
use crate::domain::{Date, days_of_date};

/// The column with each record's first physical line.
pub(super) const LINE: &str = "_line";

/// Reads the columns that the rules of a return name, in file order, and the line of every row.
pub(super) fn read(table: &Path, return_: &Return) -> Result<DataFrame, Error> {
    let scan = PlRefPath::try_from_path(table).and_then(|path| {
        let args = ScanArgsParquet { glob: false, use_statistics: false, cache: false, ..ScanArgsParquet::default() };
        LazyFrame::scan_parquet(path, args)
    });
    let unread = |fault: PolarsError| match fault {
        PolarsError::IO { error, .. } => {
            Error::Read { path: table.to_path_buf(), source: std::io::Error::new(error.kind(), error.to_string()) }
        }
        fault => internal(&fault),
    };
    let mut scan = scan.map_err(unread)?;
    let schema = scan.collect_schema().map_err(unread)?;
    let columns = columns_of(return_);
    let present = columns.iter().filter_map(|name| schema.get(name).map(|stored| as_rules_see(name, stored)));
    let mut frame = scan.select(present.collect::<Vec<_>>()).collect().map_err(unread)?;
    frame.rechunk_mut_par();
    Ok(frame)
}

/// A column of the typed table as rules speak of it: several codes joined by `;`, decimals as plain numbers.
fn as_rules_see(name: &str, stored: &DataType) -> Expr {
    match stored {
        DataType::List(_) => col(name).list().join(lit(";"), false),
        DataType::Decimal(_, _) => col(name).cast(DataType::Float64),
        _ => col(name),
    }
}

/// Every column that some rule of the return reads.
fn columns_of(return_: &Return) -> BTreeSet<Box<str>> {
    let mut columns: BTreeSet<Box<str>> = BTreeSet::from([LINE.into()]);
    for rule in &return_.rules {
        columns.extend(formulas(rule).flat_map(|formula| formula.columns.iter().cloned()));
        if let Check::Unique { end } = rule.check {
            let named = return_.key.iter().copied().chain(end).filter_map(|at| return_.fields.get(at));
            columns.extend(named.map(|field| field.name.clone()));
        }
    }
    columns
}

/// The formulas of a rule: its condition and its demand.
pub(super) fn formulas(rule: &Rule) -> impl Iterator<Item = &Formula> {
    let demand = match &rule.check {
        Check::Row(formula) | Check::Group(formula) => Some(formula),
        Check::Table(scalar) => Some(&scalar.formula),
        Check::Unique { .. } | Check::Joined(_) => None,
    };
    rule.when.iter().chain(demand)
}

/// The parameters of formulas and their values; None where the submission's year is not known.
pub(super) fn parameters(moment: &Moment) -> [(&'static str, Option<Date>); 4] {
    [
        ("_as_at", Some(moment.as_at)),
        ("_data_to", Some(moment.data_to)),
        ("_year_start", moment.year.map(crate::domain::Year::first_day)),
        ("_year_end", moment.year.map(crate::domain::Year::last_day)),
    ]
}

/// The expression with its parameters put in as dates.
pub(super) fn bound(expr: &Expr, moment: &Moment) -> Expr {
    let values = parameters(moment);
    expr.clone().map_expr(|node| {
        let Expr::Column(name) = &node else { return node };
        let value = values.iter().find(|(parameter, _)| parameter == name).and_then(|(_, value)| *value);
        match value {
            Some(date) => lit(Scalar::new(DataType::Date, AnyValue::Date(days_of_date(date)))),
            None => node,
        }
    })
}

/// Evaluates expressions over a frame in one pass; each must yield a column as long as the frame.
pub(super) fn evaluate(frame: &DataFrame, exprs: Vec<Expr>) -> PolarsResult<DataFrame> {
    use polars::prelude::IntoLazy;
    frame.clone().lazy().select(exprs).collect()
}

/// A fault of polars on formulas that were checked when they were loaded: ours.
pub(super) fn internal(fault: &PolarsError) -> Error {
    Error::Internal(fault.to_string())
}

/// What polars says of an expression it could not evaluate, without its plan.
pub(super) fn first_line(fault: &PolarsError) -> Box<str> {
    fault.to_string().lines().next().unwrap_or_default().chars().take(200).collect::<String>().into()
}

/// Adds the line of every row to a frame that was not read from a file.
pub(super) fn add_lines(frame: &mut DataFrame, lines: &[u32]) -> PolarsResult<()> {
    use polars::prelude::{NamedFrom, Series};
    frame.with_column(Series::new(LINE.into(), lines).into())?;
    Ok(())
}
