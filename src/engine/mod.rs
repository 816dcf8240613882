//! SQL over what a release holds: polars here; a cluster's engine could stand behind the same door.
//!
//! The engine knows three things: which submissions stand ([`Holding`]), how a return's rows are offered to SQL
//! (with `year`, `submitter`, `authority`, and, for windows, the year before), and how to run a statement without
//! reading anything else. What a figure is, it does not know.

mod answer;
mod holding;
mod query;
mod tables;
mod trace;

pub use answer::Answer;
pub use holding::Holding;
pub use trace::{COUNTED, COUNTS, Linked, Subjects, Trace, Traced, TracedFile, TracedRow};

use std::collections::BTreeMap;
use std::sync::Mutex;

use polars::prelude::{DataFrame, IntoLazy, LazyFrame, PolarsError};

use crate::definitions::{Definitions, RowSet};
use crate::diagnostic::Error;
use crate::domain::{AuthorityCode, Date, Period, PeriodKind, Submitter, Year};

/// What may be asked of a release, or of a few rows of an example.
pub struct Engine<'a> {
    definitions: &'a Definitions,
    holdings: Vec<Holding>,
    reference: BTreeMap<Box<str>, LazyFrame>,
    /// Tables of the release that are not returns: `figures`, `ledger`, …
    extra: BTreeMap<Box<str>, LazyFrame>,
    /// Returns that row sets have read whole, by id and whether with the year before.
    kept: BTreeMap<(Box<str>, bool), Mutex<Option<DataFrame>>>,
}

impl<'a> Engine<'a> {
    /// An engine over the submissions that stand.
    pub fn over(definitions: &'a Definitions, mut holdings: Vec<Holding>) -> Result<Self, Error> {
        holdings.sort_by(|a, b| (&a.return_id, a.year, &a.submitter).cmp(&(&b.return_id, b.year, &b.submitter)));
        let mut reference = BTreeMap::new();
        for (name, table) in &definitions.reference.tables {
            reference
                .insert(name.clone(), crate::definitions::formula::reference_frame(table).map_err(internal)?.lazy());
        }
        let kept = query::kept(definitions, &holdings);
        Ok(Self { definitions, holdings, reference, extra: BTreeMap::new(), kept })
    }

    /// Offers one more Parquet table, by name: `figures`, `ledger`, …
    pub fn offer(&mut self, name: &str, file: &std::path::Path) -> Result<(), Error> {
        self.extra.insert(name.into(), holding::scan(file)?);
        Ok(())
    }

    /// Gives every finding the texts of its rule, from the release's own table of them: `says_en`, `fix_en`, … A
    /// release of an earlier version has no such table, and its findings stay as they are.
    pub fn tell_findings(&mut self) -> Result<(), Error> {
        let (Some(findings), Some(rules)) = (self.extra.get("findings"), self.extra.get("rules")) else {
            return Ok(());
        };
        let told = tables::told(findings.clone(), rules.clone()).map_err(internal)?;
        self.extra.insert("findings".into(), told);
        Ok(())
    }

    /// The definitions it works with.
    pub fn definitions(&self) -> &'a Definitions {
        self.definitions
    }

    /// The holding of one submission, if it stands.
    pub fn holding(&self, return_id: &str, year: Year, submitter: &Submitter) -> Option<&Holding> {
        self.holdings
            .binary_search_by(|h| (&*h.return_id, h.year, &h.submitter).cmp(&(return_id, year, submitter)))
            .ok()
            .and_then(|at| self.holdings.get(at))
    }

    /// Whether every return that a row set reads is in for an authority and reaches D, the year before included where
    /// its window begins there.
    pub fn covers(&self, row_set: &RowSet, authority: &AuthorityCode, period: Period, d: Date) -> bool {
        row_set.returns.iter().all(|id| {
            let submitter = self.submitter_of(id, authority);
            let reaches = |year: Year, day: Date| {
                self.holding(id, year, &submitter).is_some_and(|holding| holding.data_to >= day)
            };
            let before = || reaches(period.year().previous(), period.year().previous().last_day());
            reaches(period.year(), d) && (!reaches_back(row_set, period) || before())
        })
    }

    fn submitter_of(&self, return_id: &str, authority: &AuthorityCode) -> Submitter {
        let national = self
            .definitions
            .returns
            .get(return_id)
            .is_some_and(|return_| return_.submitter == crate::definitions::SubmitterKind::National);
        if national { Submitter::National } else { Submitter::Authority(authority.clone()) }
    }
}

/// Whether a row set's window for a period begins before the period's reporting year.
fn reaches_back(row_set: &RowSet, period: Period) -> bool {
    if row_set.window_months == 0 {
        return false;
    }
    let months_in_year = match period.kind() {
        PeriodKind::Year => 12,
        PeriodKind::Quarter => period.quarter().map_or(12, |quarter| u32::from(quarter.unsigned_abs()) * 3),
        PeriodKind::Month => (u32::from(period.last_day().month().unsigned_abs()) + 8) % 12 + 1,
    };
    row_set.window_months > months_in_year
}

/// A failure of the query engine where the definitions say that there can be none.
#[expect(clippy::needless_pass_by_value, reason = "the shape that map_err wants")]
pub(crate) fn internal(error: PolarsError) -> Error {
    Error::Internal(error.to_string())
}
