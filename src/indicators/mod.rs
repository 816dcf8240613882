//! From a release to figures: values, intervals, change and coverage, for every period and place.
//!
//! Each row set is run once, whatever the number of its indicators. Its rows are counted into [`cells::Cells`] by
//! period, authority and category; regions and the nation are sums of those, so they come from rows too. Where persons
//! are counted, [`persons::Persons`] knows what those sums count too much.

mod cells;
mod change;
mod figures;
mod persons;
mod prove;

pub use prove::{Failure, prove};

use std::collections::BTreeMap;

use persons::{Known, Persons};

use crate::definitions::{Indicator, RowSet};
use crate::diagnostic::Error;
use crate::domain::{Date, Figure, PeriodKind};
use crate::engine::Engine;
use crate::linkage::Links;

/// Computes every indicator of the definitions, for every period that ends by `as_at`, sorted by key. Those that say so
/// count persons besides, as `links` knows them.
pub fn compute(engine: &Engine<'_>, links: &Links, as_at: Date) -> Result<Vec<Figure>, Error> {
    let definitions = engine.definitions();
    let mut by_row_set: BTreeMap<&str, Vec<&Indicator>> = BTreeMap::new();
    for indicator in &definitions.indicators {
        by_row_set.entry(&indicator.of).or_default().push(indicator);
    }
    let known = Known::of(links).map_err(|error| Error::Internal(error.to_string()))?;
    let mut all = Vec::new();
    for (id, indicators) in by_row_set {
        if let Some(row_set) = definitions.row_sets.get(id) {
            all.extend(of_row_set(engine, row_set, &indicators, known.as_ref(), as_at)?);
        }
    }
    all.sort_by(|a, b| a.key.cmp(&b.key));
    Ok(all)
}

fn of_row_set(
    engine: &Engine<'_>,
    row_set: &RowSet,
    indicators: &[&Indicator],
    known: Option<&Known>,
    as_at: Date,
) -> Result<Vec<Figure>, Error> {
    let mut kinds: Vec<PeriodKind> = indicators.iter().flat_map(|i| i.periods.iter().copied()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let mut counted = vec![cells::Cells::default(); indicators.len()];
    let mut persons = vec![Persons::default(); indicators.len()];
    engine.rows_of(row_set, &kinds, as_at, &mut |rows| {
        cells::count(&rows, indicators, &mut counted)
            .and_then(|()| known.map_or(Ok(()), |known| persons::count(&rows, known, indicators, &mut persons)))
            .map_err(|error| Error::Internal(format!("row set {} could not be counted: {error}", row_set.id)))
    })?;
    let counted = indicators.iter().zip(counted.iter().zip(&persons));
    let figures =
        |(indicator, counted): (&&Indicator, _)| figures::of_indicator(engine, row_set, indicator, counted, as_at);
    Ok(counted.flat_map(figures).collect())
}
