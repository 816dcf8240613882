//! Running statements: row sets of the definitions, and what analysts ask.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::sync::{Mutex, PoisonError};

use polars::prelude::{DataFrame, Expr, IntoLazy, LazyFrame, PolarsError, PolarsResult, UniqueKeepStrategy, col};
use polars::sql::SQLContext;
use sqlparser::ast::{Query, SetExpr, Statement, TableFactor, Visit, Visitor};
use sqlparser::dialect::GenericDialect;
use sqlparser::parser::Parser;

use super::tables::{self, View, batches, batches_of};
use super::{Answer, Engine, Holding, internal};
use crate::definitions::{Definitions, Return, RowSet};
use crate::diagnostic::Error;
use crate::domain::{AuthorityCode, Date, Period, PeriodKind, Submitter, Year};

/// How many rows of returns a batch reads at most (unless one submission is larger): bounds memory.
const BATCH_ROWS: u64 = 150_000;
/// How many rows of returns are kept in memory between row sets at most.
const KEPT_ROWS: u64 = 1_000_000;

impl Engine<'_> {
    /// Runs a row set, batch by batch, and hands each batch's rows to `take`. Together they are the row set.
    pub fn rows_of(
        &self,
        row_set: &RowSet,
        kinds: &[PeriodKind],
        as_at: Date,
        take: &mut dyn FnMut(DataFrame) -> Result<(), Error>,
    ) -> Result<(), Error> {
        for batch in batches(self, row_set, BATCH_ROWS) {
            let rows = self.batch(row_set, batch.as_deref(), kinds, as_at)?;
            take(rows)?;
        }
        Ok(())
    }

    /// Goes through a return's rows that stand and of which `filter` is true: these columns of them, batch by batch, each
    /// batch without equal rows.
    pub fn distinct(
        &self,
        return_id: &str,
        filter: &Expr,
        columns: &[Expr],
        take: &mut dyn FnMut(DataFrame) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let Some(return_) = self.definitions.returns.get(return_id) else { return Ok(()) };
        for batch in batches_of(self, return_id, BATCH_ROWS) {
            let rows = self.returned(return_, View { units: Some(&batch), windowed: false }).map_err(internal)?;
            let rows = rows.filter(filter.clone()).select(columns).unique(None, UniqueKeepStrategy::Any);
            take(collected(rows).map_err(internal)?)?;
        }
        Ok(())
    }

    /// Runs a row set on some submitters' years.
    pub(super) fn batch(
        &self,
        row_set: &RowSet,
        units: Option<&[(Submitter, Year)]>,
        kinds: &[PeriodKind],
        as_at: Date,
    ) -> Result<DataFrame, Error> {
        let plan = self.planned(row_set, units, kinds, as_at)?;
        collected(plan).map_err(|error| could_not(row_set, &error))
    }

    /// How a row set is answered for some authorities in one period: the plan that is run.
    pub fn plan(
        &self,
        row_set: &RowSet,
        (period, d): (Period, Date),
        authorities: &[AuthorityCode],
    ) -> Result<String, Error> {
        let units = self.units(row_set, period, authorities);
        let plan = self.planned(row_set, Some(&units), &[period.kind()], d)?;
        plan.explain(true).map_err(|error| could_not(row_set, &error))
    }

    /// The rows of a return that a statement reads, in memory: a plan would go through the files again for every place
    /// that names the return, and it is the files that cost. What several row sets read whole is kept for the next.
    fn read(&self, return_: &Return, view: View<'_>, sql: &str) -> PolarsResult<DataFrame> {
        // Where each row came from is only read by who asks for it.
        let whole = self.offers_whole(return_, view) && !["_file", "_line"].iter().any(|name| sql.contains(name));
        let kept = self.kept.get(&(return_.id.clone(), view.windowed)).filter(|_| whole);
        let Some(kept) = kept else { return self.columns_of(return_, view, |name| sql.contains(name)) };
        // Whoever comes while another reads waits for what they read.
        let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(rows) = &*kept {
            return Ok(rows.clone());
        }
        let rows = self.columns_of(return_, view, |name| !name.starts_with('_') || sql.contains(name))?;
        *kept = Some(rows.clone());
        Ok(rows)
    }

    fn columns_of(&self, return_: &Return, view: View<'_>, named: impl Fn(&str) -> bool) -> PolarsResult<DataFrame> {
        let columns = tables::columns(return_).into_iter().filter(|name| named(name)).map(|name| col(&*name));
        collected(self.returned(return_, view)?.select(columns.collect::<Vec<Expr>>()))
    }

    fn planned(
        &self,
        row_set: &RowSet,
        units: Option<&[(Submitter, Year)]>,
        kinds: &[PeriodKind],
        as_at: Date,
    ) -> Result<LazyFrame, Error> {
        let mut context = SQLContext::new();
        for id in &row_set.returns {
            if let Some(return_) = self.definitions.returns.get(id) {
                let view = View { units, windowed: row_set.window_months > 0 };
                context.register(id, self.read(return_, view, &row_set.sql).map_err(internal)?.lazy());
            }
        }
        for (name, table) in &self.reference {
            context.register(name, table.clone());
        }
        context.register("periods", self.periods(kinds, as_at).map_err(internal)?.lazy());
        context.execute(&row_set.sql).map_err(|error| could_not(row_set, &error))
    }

    /// The tables that [`Engine::query`] knows, sorted.
    pub fn table_names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.definitions.returns.keys().map(|id| &**id).collect();
        names.extend(self.reference.keys().map(|id| &**id));
        names.extend(self.extra.keys().map(|id| &**id));
        names.push("periods");
        names.sort_unstable();
        names
    }

    /// Answers one SELECT (or `SHOW TABLES`, `EXPLAIN`) over the release's tables. Reads nothing else.
    pub fn query(&self, sql: &str, as_at: Date) -> Result<Answer, Error> {
        readable(sql)?;
        let mut context = SQLContext::new();
        for (id, return_) in &self.definitions.returns {
            let view = View { units: None, windowed: false };
            context.register(id, self.returned(return_, view).map_err(internal)?);
        }
        for (name, table) in self.reference.iter().chain(&self.extra) {
            context.register(name, table.clone());
        }
        let kinds = [PeriodKind::Year, PeriodKind::Quarter, PeriodKind::Month];
        context.register("periods", self.periods(&kinds, as_at).map_err(internal)?.lazy());
        let frame = context.execute(sql).and_then(collected).map_err(|error| {
            Error::Asked(format!(
                "that statement cannot be answered: {error}\ntables: {}",
                self.table_names().join(", ")
            ))
        })?;
        Ok(Answer::of(frame))
    }
}

/// Room for the returns that are kept in memory once they are read, by id and whether with the year before: the smaller
/// first, as far as [`KEPT_ROWS`] goes.
pub(super) fn kept(
    definitions: &Definitions,
    holdings: &[Holding],
) -> BTreeMap<(Box<str>, bool), Mutex<Option<DataFrame>>> {
    let views: BTreeSet<(&str, bool)> = definitions
        .row_sets
        .values()
        .flat_map(|row_set| row_set.returns.iter().map(|id| (&**id, row_set.window_months > 0)))
        .collect();
    let mut rows: BTreeMap<&str, u64> = BTreeMap::new();
    for holding in holdings {
        *rows.entry(&holding.return_id).or_default() += holding.rows;
    }
    let rows = |id: &str| rows.get(id).copied().unwrap_or_default();
    // With the year before a return has about twice its rows.
    let view = |(id, windowed): (&str, bool)| (if windowed { 2 } else { 1 } * rows(id), (Box::from(id), windowed));
    let mut all: Vec<(u64, (Box<str>, bool))> = views.into_iter().map(view).collect();
    all.sort();
    let mut room = KEPT_ROWS;
    all.retain(|(rows, _)| room.checked_sub(*rows).map(|left| room = left).is_some());
    all.into_iter().map(|(_, view)| (view, Mutex::default())).collect()
}

fn could_not(row_set: &RowSet, error: &PolarsError) -> Error {
    Error::Internal(format!("row set {} could not be run: {error}", row_set.id))
}

/// The rows of a plan. polars 0.55 counts the rows of a union in a type that it is built without, and fails; with
/// every column read it counts right.
fn collected(plan: LazyFrame) -> PolarsResult<DataFrame> {
    plan.clone().collect().or_else(|_| plan.with_projection_pushdown(false).collect())
}

/// Refuses everything but one statement that only reads named tables.
fn readable(sql: &str) -> Result<(), Error> {
    let refused = |why: &str| Error::Asked(format!("that statement is refused: {why}"));
    let statements =
        Parser::parse_sql(&GenericDialect, sql).map_err(|error| Error::Asked(format!("that is not SQL: {error}")))?;
    let [statement] = statements.as_slice() else {
        return Err(refused("one statement at a time"));
    };
    match statement {
        Statement::Query(_) | Statement::Explain { .. } | Statement::ShowTables { .. } => {}
        _ => return Err(refused("a release is read, never changed: begin with SELECT, WITH, EXPLAIN or SHOW TABLES")),
    }
    match statement.visit(&mut NamedTablesOnly) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(why) => Err(refused(why)),
    }
}

struct NamedTablesOnly;

impl Visitor for NamedTablesOnly {
    type Break = &'static str;

    fn pre_visit_query(&mut self, query: &Query) -> ControlFlow<Self::Break> {
        match &*query.body {
            SetExpr::Insert(_) | SetExpr::Update(_) | SetExpr::Delete(_) => {
                ControlFlow::Break("a release is never changed")
            }
            _ => ControlFlow::Continue(()),
        }
    }

    fn pre_visit_table_factor(&mut self, factor: &TableFactor) -> ControlFlow<Self::Break> {
        match factor {
            TableFactor::Table { args: None, .. }
            | TableFactor::Derived { .. }
            | TableFactor::NestedJoin { .. }
            | TableFactor::UNNEST { .. } => ControlFlow::Continue(()),
            _ => ControlFlow::Break("only the release's tables can be read, not files or functions"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::readable;

    #[test]
    fn a_statement_that_reads_files_or_changes_anything_is_refused() {
        for sql in [
            "SELECT * FROM read_parquet('/etc/passwd')",
            "DROP TABLE placements",
            "CREATE TABLE a AS SELECT 1",
            "SELECT 1; SELECT 2",
            "DELETE FROM placements",
            "SELECT * FROM a JOIN read_csv('x') ON TRUE",
            "this is not sql",
        ] {
            assert!(readable(sql).is_err(), "{sql}");
        }
        assert!(readable("WITH a AS (SELECT 1 AS x) SELECT x FROM a").is_ok());
    }
}
