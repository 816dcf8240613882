//! From a figure back to the lines of the files it was counted from.

use polars::prelude::{DataFrame, DataType, IntoLazy, JoinArgs, JoinType, LazyFrame, PolarsResult, col, lit};

use super::tables::View;
use super::{Answer, Engine, internal};
use crate::definitions::formula::Formula;
use crate::definitions::{Cell, RowSet};
use crate::diagnostic::Error;
use crate::domain::{AuthorityCode, Period, Submitter, Year};

/// The lines behind a figure.
#[derive(Clone, Debug, Default)]
pub struct Trace {
    /// How many distinct subjects they belong to.
    pub subjects: u64,
    /// The lines, sorted by file and line, each once.
    pub rows: Vec<TracedRow>,
}

/// One line of one file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TracedRow {
    /// The file, relative to the folder of returns.
    pub file: Box<str>,
    /// The physical line on which the record begins.
    pub line: u32,
}

impl Engine<'_> {
    /// The base rows behind the subjects of a row set in one period, in some authorities, where a condition holds.
    pub fn trace(
        &self,
        row_set: &RowSet,
        condition: Option<&Formula>,
        category: Option<(&str, &str)>,
        period: Period,
        authorities: &[AuthorityCode],
    ) -> Result<Trace, Error> {
        let units: Vec<(Submitter, Year)> = self.units(row_set, period, authorities);
        let counted = self.batch(row_set, Some(&units), &[period.kind()], period.last_day())?;
        let base = self
            .definitions
            .returns
            .get(&row_set.base)
            .ok_or_else(|| Error::Internal(format!("row set {} has no base", row_set.id)))?;
        let view = View { units: Some(&units), windowed: row_set.window_months > 0 };
        let rows = self.returned(base, view).map_err(internal)?;
        let counted = matching(counted, condition, category, period, authorities);
        join(counted, rows, row_set).map_err(internal)
    }

    fn units(&self, row_set: &RowSet, period: Period, authorities: &[AuthorityCode]) -> Vec<(Submitter, Year)> {
        if self.definitions.reads_authorities(row_set) {
            authorities.iter().map(|code| (Submitter::Authority(code.clone()), period.year())).collect()
        } else {
            vec![(Submitter::National, period.year())]
        }
    }
}

/// The counted rows of a period, in some authorities and one category, that meet the condition.
fn matching(
    counted: DataFrame,
    condition: Option<&Formula>,
    category: Option<(&str, &str)>,
    period: Period,
    authorities: &[AuthorityCode],
) -> LazyFrame {
    let mut here = lit(false);
    for code in authorities {
        here = here.or(col("authority").eq(lit(code.as_str())));
    }
    let mut rows = counted.lazy().filter(col("period").eq(lit(period.to_string()))).filter(here);
    if let Some((breakdown, category)) = category {
        rows = rows.filter(col(breakdown).eq(lit(category)));
    }
    match condition {
        Some(condition) => rows.filter(condition.expr.clone()),
        None => rows,
    }
}

fn join(counted: LazyFrame, base: LazyFrame, row_set: &RowSet) -> PolarsResult<Trace> {
    let subjects = counted.clone().select([col("subject").n_unique().cast(DataType::Int64)]).collect()?;
    let mut on: Vec<_> = row_set.link.iter().map(|name| col(&**name)).collect();
    on.push(col("authority"));
    let lines = base
        .join(counted.select(on.clone()), on.clone(), on, JoinArgs::new(JoinType::Semi))
        .select([col("_file"), col("_line")])
        .collect()?;
    let subjects = match Answer::of(subjects).row(0).as_slice() {
        [Cell::Integer(number)] => number.unsigned_abs(),
        _ => 0,
    };
    let lines = Answer::of(lines);
    let mut rows: Vec<TracedRow> = (0..lines.len()).filter_map(|at| traced(&lines.row(at))).collect();
    rows.sort();
    rows.dedup();
    Ok(Trace { subjects, rows })
}

fn traced(row: &[Cell]) -> Option<TracedRow> {
    match row {
        [Cell::Text(file), Cell::Integer(line)] => {
            Some(TracedRow { file: file.clone(), line: u32::try_from(*line).ok()? })
        }
        _ => None,
    }
}
