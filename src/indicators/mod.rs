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
use std::sync::Arc;

use cells::{Located, Places};
use coverage::{Population, Presence};
use figures::{Counted, Subject};
use persons::Known;

use crate::definitions::{Definitions, Indicator, RowSet};
use crate::diagnostic::Error;
use crate::domain::{Date, Figure, PeriodKind};
use crate::engine::Engine;
use crate::linkage::Links;

/// Who does the work: one after the other, or several at once.
pub trait Crew {
    /// Does `work` on every item; results in the order of the items.
    ///
    /// # Errors
    /// That of the first item in order that failed.
    fn each<T: Sync, R: Send>(
        &self,
        items: &[T],
        work: impl Fn(&T) -> Result<R, Error> + Sync,
    ) -> Result<Vec<R>, Error>;
}

/// One who does everything one after the other.
#[derive(Clone, Copy, Debug)]
pub struct Alone;

impl Crew for Alone {
    fn each<T: Sync, R: Send>(
        &self,
        items: &[T],
        work: impl Fn(&T) -> Result<R, Error> + Sync,
    ) -> Result<Vec<R>, Error> {
        items.iter().map(work).collect()
    }
}

/// Computes every indicator of the definitions, for every period that has begun by `as_at`, sorted by key. Those that
/// say so count persons besides, as `links` knows them.
pub fn compute(engine: &Engine<'_>, links: &Links, as_at: Date, crew: &impl Crew) -> Result<Vec<Figure>, Error> {
    let all: Vec<&Indicator> = engine.definitions().indicators.iter().collect();
    computed(engine, links, as_at, (&all, crew))
}

/// Computes some indicators. Those that one of them is divided by are counted, and have no figures unless they are among
/// them.
fn computed(
    engine: &Engine<'_>,
    links: &Links,
    as_at: Date,
    (indicators, crew): (&[&Indicator], &impl Crew),
) -> Result<Vec<Figure>, Error> {
    let definitions = engine.definitions();
    let counted = counted(engine, links, as_at, (&with_denominators(definitions, indicators), crew))?;
    let mut indicators = indicators.to_vec();
    indicators.sort_by(|a, b| (&a.id, a.version).cmp(&(&b.id, b.version)));
    let population = Population::of(definitions);
    let mut tables = crew.each(&indicators, |indicator| {
        let Some(subject) = subject(definitions, &counted, (indicator, &population)) else { return Ok(Vec::new()) };
        let mut table = figures::of_indicator(definitions, &subject, as_at);
        change::compare(&mut table, definitions, &subject);
        standing::stand(&mut table, &subject);
        series::follow(&mut table, subject.indicator);
        Ok(table.figures)
    })?;
    let mut all = Vec::with_capacity(tables.iter().map(Vec::len).sum());
    for figures in &mut tables {
        all.append(figures);
    }
    Ok(all)
}

/// An indicator with what was counted of it, and of the one that it is divided by.
fn subject<'a>(
    definitions: &'a Definitions,
    counted: &'a AllCounted<'a>,
    (indicator, population): (&'a Indicator, &'a Population),
) -> Option<Subject<'a>> {
    let of = |indicator: &'a Indicator| counted.get(&(&*indicator.id, indicator.version));
    let below = below(definitions, indicator);
    Some(Subject {
        indicator,
        counted: of(indicator)?,
        below: below.and_then(|below| Some((below, of(below)?))),
        row_sets: row_sets_of(definitions, indicator),
        population,
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
    (indicators, crew): (&[&'a Indicator], &impl Crew),
) -> Result<AllCounted<'a>, Error> {
    let definitions = engine.definitions();
    let mut by_row_set: BTreeMap<&str, Vec<&'a Indicator>> = BTreeMap::new();
    for indicator in indicators {
        by_row_set.entry(&indicator.of).or_default().push(indicator);
    }
    let known = Known::of(links).map_err(|error| Error::Internal(error.to_string()))?;
    let work: Vec<(&RowSet, Vec<&'a Indicator>)> = by_row_set
        .into_iter()
        .filter_map(|(id, indicators)| Some((definitions.row_sets.get(id)?, indicators)))
        .collect();
    let all = crew.each(&work, |(row_set, indicators)| {
        let counted = of_row_set(engine, row_set, indicators, known.as_ref(), as_at)?;
        let named = indicators.iter().map(|indicator| (&*indicator.id, indicator.version));
        Ok(named.zip(counted).collect::<Vec<_>>())
    })?;
    Ok(all.into_iter().flatten().collect())
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
    let mut presence = Presence::of(engine, row_set, &kinds, as_at);
    if !presence.any() {
        return Ok(vec![Counted { presence: Arc::new(presence), ..Counted::default() }; indicators.len()]);
    }
    let places = Places::of(engine.definitions().reference.authorities.iter().map(|authority| &authority.code));
    let national: Vec<Option<Indicator>> = indicators.iter().map(|indicator| indicator.for_the_nation()).collect();
    let nationally: Vec<&Indicator> = national.iter().flatten().collect();
    let mut cells = vec![cells::Cells::default(); indicators.len()];
    let mut national_cells = vec![cells::Cells::default(); nationally.len()];
    let mut persons = vec![persons::Persons::default(); indicators.len()];
    let mut who = BTreeSet::new();
    engine.rows_of(row_set, &kinds, as_at, &mut |rows| {
        let failed = |error| Error::Internal(format!("row set {} could not be counted: {error}", row_set.id));
        let located = Located::of(&rows, &places).map_err(failed)?;
        if row_set.rows_needed {
            who.extend(located.who());
        }
        cells::count(&located, indicators, &mut cells).map_err(failed)?;
        if !nationally.is_empty() {
            cells::count(&located, &nationally, &mut national_cells).map_err(failed)?;
        }
        known.map_or(Ok(()), |known| persons::count(&rows, known, indicators, &places, &mut persons)).map_err(failed)
    })?;
    if row_set.rows_needed {
        presence.keep_who_has_rows(engine, row_set, &who);
    }
    let presence = Arc::new(presence);
    let mut national_cells = national_cells.into_iter();
    let counted = cells.into_iter().zip(persons).zip(&national);
    Ok(counted
        .map(|((cells, persons), national)| {
            let nationally = if national.is_some() { national_cells.next() } else { None };
            Counted { cells, nationally, persons, presence: presence.clone() }
        })
        .collect())
}
