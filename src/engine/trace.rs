//! From a figure back to the lines of the files it was counted from.

use std::collections::BTreeMap;

use polars::prelude::{DataFrame, DataType, IntoLazy, JoinArgs, JoinType, LazyFrame, PolarsResult, UniqueKeepStrategy};
use polars::prelude::{col, lit};

use super::tables::View;
use super::{Answer, Engine, internal};
use crate::definitions::formula::Formula;
use crate::definitions::{Cell, RowSet};
use crate::diagnostic::Error;
use crate::domain::{AuthorityCode, Date, Period, Submitter, Year};

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

/// How records are linked: those that a figure counts, or all.
#[derive(Clone, Debug, Default)]
pub struct Linked {
    /// How many records each way of linking ties to another one of these, by the way's id.
    pub records: BTreeMap<Box<str>, u64>,
    /// How many fit more than one other, and are linked to none.
    pub doubtful: u64,
}

impl Engine<'_> {
    /// How the subjects of a row set in one period are linked, of all authorities that are in, where a condition holds;
    /// and how all records are. `identity` is the column of subjects in the release's table of links; without that
    /// table, nobody is linked.
    pub fn linked(
        &self,
        row_set: &RowSet,
        condition: Option<&Formula>,
        category: Option<(&str, &str)>,
        (period, d): (Period, Date),
        identity: &str,
    ) -> Result<[Linked; 2], Error> {
        let Some(links) = self.extra.get("links") else { return Ok([Linked::default(), Linked::default()]) };
        let authorities = self.definitions.reference.authorities.iter().map(|authority| authority.code.clone());
        let authorities: Vec<AuthorityCode> =
            authorities.filter(|code| self.covers(row_set, code, period, d)).collect();
        let units = self.units(row_set, period, &authorities);
        let counted = self.batch(row_set, Some(&units), &[period.kind()], d)?;
        let counted = matching(counted, condition, category, period, &authorities);
        let on = || vec![col("authority"), col("subject")];
        let links = links.clone().select([col("authority"), col(identity).alias("subject"), col("person"), col("way")]);
        let subjects = counted.select(on()).unique(None, UniqueKeepStrategy::Any);
        let here = subjects.join(links.clone(), on(), on(), JoinArgs::new(JoinType::Inner));
        Ok([ties(here).map_err(internal)?, ties(links).map_err(internal)?])
    }

    /// The base rows behind the subjects of a row set in one period, in some authorities, where a condition holds.
    pub fn trace(
        &self,
        row_set: &RowSet,
        condition: Option<&Formula>,
        category: Option<(&str, &str)>,
        (period, d): (Period, Date),
        authorities: &[AuthorityCode],
    ) -> Result<Trace, Error> {
        let units: Vec<(Submitter, Year)> = self.units(row_set, period, authorities);
        let counted = self.batch(row_set, Some(&units), &[period.kind()], d)?;
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

fn ties(links: LazyFrame) -> PolarsResult<Linked> {
    let rows = links.collect()?;
    let (persons, ways) = (rows.column("person")?.str()?, rows.column("way")?.str()?);
    let mut met: BTreeMap<&str, u64> = BTreeMap::new();
    for person in persons.iter().flatten() {
        *met.entry(person).or_default() += 1;
    }
    let mut linked = Linked::default();
    for (person, way) in persons.iter().zip(ways.iter()) {
        match person.map(|person| met.get(person)) {
            None => linked.doubtful += 1,
            // The other record is not one of these.
            Some(Some(1)) => {}
            Some(_) => *linked.records.entry(way.unwrap_or_default().into()).or_default() += 1,
        }
    }
    Ok(linked)
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
