//! From a release to figures: values, intervals, change and coverage, for every period and place.
//!
//! Each row set is run once, whatever the number of its indicators. Its rows are counted into [`cells::Cells`] by
//! period, authority and category; regions and the nation are sums of those, so they come from rows too. Where persons
//! are counted, [`persons::Persons`] knows what those sums count too much.

mod bases;
mod cells;
mod change;
mod coverage;
mod estimate;
mod figures;
mod persons;
mod places;
mod prove;
mod revision;
mod series;
mod standing;
mod trace;

pub use prove::{Failure, prove};
pub use revision::mark_revised;
pub use trace::{linked, retraced, trace};

use std::collections::{BTreeMap, BTreeSet};

use cells::Places;
use coverage::Present;
use figures::{Counted, Subject};
use persons::Known;

use crate::definitions::{Definitions, Indicator, RowSet};
use crate::diagnostic::Error;
use crate::domain::{Date, Figure, Period, PeriodKind};
use crate::engine::Engine;
use crate::linkage::Links;

/// Computes every indicator of the definitions, for every period that has begun by `as_at`, sorted by key. Those that
/// say so count persons besides, as `links` knows them.
pub fn compute(engine: &Engine<'_>, links: &Links, as_at: Date) -> Result<Vec<Figure>, Error> {
    let all: Vec<&Indicator> = engine.definitions().indicators.iter().collect();
    computed(engine, links, as_at, &all)
}

/// Computes some indicators. Those that one of them is divided by are counted, and have no figures unless they are among
/// them.
fn computed(engine: &Engine<'_>, links: &Links, as_at: Date, indicators: &[&Indicator]) -> Result<Vec<Figure>, Error> {
    let definitions = engine.definitions();
    let counted = counted(engine, links, as_at, &with_denominators(definitions, indicators))?;
    let mut all: Vec<Figure> = Vec::new();
    let mut indicators = indicators.to_vec();
    indicators.sort_by(|a, b| (&a.id, a.version).cmp(&(&b.id, b.version)));
    for subject in indicators.iter().filter_map(|indicator| subject(definitions, &counted, indicator)) {
        let (mut figures, moments) = figures::of_indicator(engine, &subject, as_at);
        change::compare(&mut figures, definitions, &subject, &moments);
        standing::stand(&mut figures, &subject);
        series::follow(&mut figures, subject.indicator);
        figures.sort_by(|a, b| a.key.cmp(&b.key));
        all.extend(figures);
    }
    Ok(all)
}

/// An indicator with what was counted of it, and of the one that it is divided by.
fn subject<'a>(
    definitions: &'a Definitions,
    counted: &'a AllCounted<'a>,
    indicator: &'a Indicator,
) -> Option<Subject<'a>> {
    let of = |indicator: &'a Indicator| counted.get(&(&*indicator.id, indicator.version));
    let below = below(definitions, indicator);
    Some(Subject {
        indicator,
        counted: of(indicator)?,
        below: below.and_then(|below| Some((below, of(below)?))),
        row_sets: row_sets_of(definitions, indicator),
    })
}

/// The indicator whose number another one is divided by.
fn below<'a>(definitions: &'a Definitions, indicator: &Indicator) -> Option<&'a Indicator> {
    definitions.indicator(indicator.against_indicator()?)
}

/// The row set of an indicator, and that of the one it is divided by.
fn row_sets_of<'a>(definitions: &'a Definitions, indicator: &Indicator) -> Vec<&'a RowSet> {
    let both = [Some(indicator), below(definitions, indicator)];
    both.into_iter().flatten().filter_map(|one| definitions.row_sets.get(&one.of)).collect()
}

/// The indicators, and those that they are divided by.
fn with_denominators<'a>(definitions: &'a Definitions, indicators: &[&'a Indicator]) -> Vec<&'a Indicator> {
    let mut all = indicators.to_vec();
    for below in indicators.iter().filter_map(|indicator| definitions.indicator(indicator.against_indicator()?)) {
        if !all.iter().any(|known| (&known.id, known.version) == (&below.id, below.version)) {
            all.push(below);
        }
    }
    all
}

/// What was counted, by the indicator's id and version.
type AllCounted<'a> = BTreeMap<(&'a str, u32), Counted>;

fn counted<'a>(
    engine: &Engine<'_>,
    links: &Links,
    as_at: Date,
    indicators: &[&'a Indicator],
) -> Result<AllCounted<'a>, Error> {
    let definitions = engine.definitions();
    let mut by_row_set: BTreeMap<&str, Vec<&'a Indicator>> = BTreeMap::new();
    for indicator in indicators {
        by_row_set.entry(&indicator.of).or_default().push(indicator);
    }
    let known = Known::of(links).map_err(|error| Error::Internal(error.to_string()))?;
    let mut all = AllCounted::new();
    for (id, indicators) in by_row_set {
        if let Some(row_set) = definitions.row_sets.get(id) {
            let counted = of_row_set(engine, row_set, &indicators, known.as_ref(), as_at)?;
            all.extend(indicators.iter().map(|indicator| (&*indicator.id, indicator.version)).zip(counted));
        }
    }
    Ok(all)
}

/// What is counted of each indicator of one row set.
fn of_row_set(
    engine: &Engine<'_>,
    row_set: &RowSet,
    indicators: &[&Indicator],
    known: Option<&Known>,
    as_at: Date,
) -> Result<Vec<Counted>, Error> {
    let mut kinds: Vec<PeriodKind> = indicators.iter().flat_map(|i| i.periods.iter().copied()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let places = Places::of(engine.definitions().reference.authorities.iter().map(|authority| &authority.code));
    let national: Vec<Option<Indicator>> = indicators.iter().map(|indicator| indicator.for_the_nation()).collect();
    let nationally: Vec<&Indicator> = national.iter().flatten().collect();
    let anybody = |kind: &PeriodKind| {
        let years = engine.definitions().collection.years.iter();
        let periods = years.flat_map(|year| Period::all_in(*year, *kind));
        let mut moments = periods.filter_map(|period| Some((period, period.counted_to(as_at)?)));
        moments.any(|(period, d)| Present::of(engine, &[row_set], period, d).any())
    };
    if !kinds.iter().any(anybody) {
        return Ok(vec![Counted::default(); indicators.len()]);
    }
    let mut cells = vec![cells::Cells::default(); indicators.len()];
    let mut national_cells = vec![cells::Cells::default(); nationally.len()];
    let mut persons = vec![persons::Persons::default(); indicators.len()];
    let mut who = BTreeSet::new();
    engine.rows_of(row_set, &kinds, as_at, &mut |rows| {
        let failed = |error| Error::Internal(format!("row set {} could not be counted: {error}", row_set.id));
        if row_set.rows_needed {
            cells::who_has_rows(&rows, &places, &mut who).map_err(failed)?;
        }
        cells::count(&rows, indicators, &places, &mut cells).map_err(failed)?;
        cells::count(&rows, &nationally, &places, &mut national_cells).map_err(failed)?;
        known.map_or(Ok(()), |known| persons::count(&rows, known, indicators, &places, &mut persons)).map_err(failed)
    })?;
    let mut national_cells = national_cells.into_iter();
    let counted = cells.into_iter().zip(persons).zip(&national);
    Ok(counted
        .map(|((cells, persons), national)| {
            let nationally = if national.is_some() { national_cells.next() } else { None };
            Counted { cells, nationally, persons, rows: row_set.rows_needed.then(|| who.clone()) }
        })
        .collect())
}
