//! Typed rows, read with the columns that are asked for and nothing else.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use polars::prelude::{
    AnyValue, BooleanChunked, DataFrame, DataType, Expr, IntoLazy, LazyFrame, NewChunkedArray, PlRefPath, PlSmallStr,
    PolarsError, PolarsResult, Scalar, ScanArgsParquet, Schema, col, len, lit,
};

use super::Moment;
use crate::definitions::formula::Formula;
use crate::definitions::{Check, Field, Privacy, Return, Rule};
use crate::diagnostic::Error;
use crate::domain::{Date, days_of_date};

/// The column with each record's first physical line.
pub(super) const LINE: &str = "_line";

/// The typed rows of one submission.
#[derive(Clone)]
pub(super) enum Typed {
    /// In a Parquet file, as intake or the store writes it.
    File {
        /// Where it is.
        path: PathBuf,
        /// Its columns.
        schema: Schema,
        /// How many rows it has.
        rows: u32,
    },
    /// In memory, as rules see them: those of an example.
    Frame(DataFrame),
}

impl Typed {
    /// The rows of a Parquet file.
    pub(super) fn open(path: &Path) -> Result<Self, Error> {
        let mut scan = scan(path).map_err(unread(path))?;
        let schema = scan.collect_schema().map_err(unread(path))?;
        let rows = scan.select([len()]).collect().map_err(unread(path))?;
        let rows = rows.columns().first().and_then(|rows| rows.get(0).ok()?.extract::<u32>()).unwrap_or(0);
        Ok(Self::File { path: path.to_path_buf(), schema: (*schema).clone(), rows })
    }

    /// How many there are.
    pub(super) fn rows(&self) -> u32 {
        match self {
            Self::File { rows, .. } => *rows,
            Self::Frame(frame) => u32::try_from(frame.height()).unwrap_or(u32::MAX),
        }
    }

    /// Whether they have a column.
    pub(super) fn has(&self, column: &str) -> bool {
        match self {
            Self::File { schema, .. } => schema.contains(column),
            Self::Frame(frame) => frame.column(column).is_ok(),
        }
    }

    /// Those of the columns that there are, and the line of every row.
    pub(super) fn columns(&self, names: &BTreeSet<Box<str>>) -> PolarsResult<DataFrame> {
        self.slice(names, 0, self.rows())
    }

    /// The same of some rows.
    pub(super) fn slice(&self, names: &BTreeSet<Box<str>>, first: u32, rows: u32) -> PolarsResult<DataFrame> {
        let wanted = names.iter().map(|name| &**name).filter(|name| *name != LINE && self.has(name));
        match self {
            Self::File { path, schema, .. } => {
                let columns: Vec<Expr> = std::iter::once(LINE)
                    .chain(wanted)
                    .filter_map(|name| schema.get(name).map(|stored| as_rules_see(name, stored)))
                    .collect();
                let mut frame = scan(path)?.slice(i64::from(first), rows).select(columns).collect()?;
                frame.rechunk_mut_par();
                Ok(frame)
            }
            Self::Frame(frame) => {
                let names: Vec<&str> = std::iter::once(LINE).filter(|name| self.has(name)).chain(wanted).collect();
                Ok(frame.select(names)?.slice(i64::from(first), rows as usize))
            }
        }
    }
}

/// What polars says of a typed file that it cannot read: the machine's fault, or ours.
pub(super) fn unread(path: &Path) -> impl Fn(PolarsError) -> Error + '_ {
    move |fault| match fault {
        PolarsError::IO { error, .. } => {
            Error::Read { path: path.to_path_buf(), source: std::io::Error::new(error.kind(), error.to_string()) }
        }
        fault => internal(&fault),
    }
}

fn scan(path: &Path) -> PolarsResult<LazyFrame> {
    let args = ScanArgsParquet { glob: false, use_statistics: false, cache: false, ..ScanArgsParquet::default() };
    LazyFrame::scan_parquet(PlRefPath::try_from_path(path)?, args)
}

/// A column of the typed table as rules speak of it: several codes joined by `;`, decimals as plain numbers.
fn as_rules_see(name: &str, stored: &DataType) -> Expr {
    match stored {
        DataType::List(_) => col(name).list().join(lit(";"), false),
        DataType::Decimal(_, _) => col(name).cast(DataType::Float64),
        _ => col(name),
    }
}

/// Rows as rules see them that look elsewhere: of days that are stored as their month, the first of it. What a rule says
/// must be the same of rows that have just come in and of those that were stored.
pub(super) fn monthly(frame: DataFrame, return_: &Return) -> PolarsResult<DataFrame> {
    let months = return_.fields.iter().filter(|field| field.privacy == Privacy::Month);
    let first = |field: &Field| {
        let day = col(&*field.name);
        let from_first = day.clone().dt().day().cast(DataType::Int32) - lit(1);
        (day.cast(DataType::Int32) - from_first).cast(DataType::Date).alias(&*field.name)
    };
    let months: Vec<Expr> = months.filter(|field| frame.column(&field.name).is_ok()).map(first).collect();
    if months.is_empty() { Ok(frame) } else { frame.lazy().with_columns(months).collect() }
}

/// The formulas of a rule on its own rows: its condition and its demand.
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

/// Whether a column is a parameter.
pub(super) fn is_parameter(column: &str) -> bool {
    matches!(column, "_as_at" | "_data_to" | "_year_start" | "_year_end")
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
    frame.clone().lazy().select(exprs).collect()
}

/// The rows of a frame that are kept.
pub(super) fn filtered(frame: &DataFrame, kept: &[bool]) -> PolarsResult<DataFrame> {
    if kept.iter().all(|kept| *kept) {
        return Ok(frame.clone());
    }
    frame.filter_seq(&BooleanChunked::from_slice(PlSmallStr::EMPTY, kept))
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
