//! Who is in: which submitters' returns an indicator has, of those that owe them.

use std::collections::{BTreeMap, BTreeSet};

use super::places::{Area, code};
use crate::definitions::{Definitions, RowSet};
use crate::domain::{Date, Period, PeriodKind, Submitter, Year};
use crate::engine::Engine;

/// Which authorities are in for one period, by their places in the official order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Present {
    is_in: Vec<bool>,
}

impl Present {
    /// Those of whom every return that a row set reads is in, and reaches D.
    fn of(engine: &Engine<'_>, row_set: &RowSet, period: Period, d: Date) -> Self {
        let authorities = engine.definitions().reference.authorities.iter();
        Self { is_in: authorities.map(|authority| engine.covers(row_set, &authority.code, period, d)).collect() }
    }

    /// Leaves out whoever of them is not in elsewhere too.
    pub(super) fn and(mut self, other: Option<&Self>) -> Self {
        for (at, is_in) in self.is_in.iter_mut().enumerate() {
            *is_in = *is_in && other.is_some_and(|other| other.has(at));
        }
        self
    }

    /// Whether anybody is in.
    pub(super) fn any(&self) -> bool {
        self.is_in.contains(&true)
    }

    /// Whether an authority is in.
    pub(super) fn has(&self, at: usize) -> bool {
        self.is_in.get(at).copied().unwrap_or_default()
    }
}

/// Who is in for a row set, by period: of every period that has begun to be counted.
#[derive(Clone, Debug, Default)]
pub(super) struct Presence {
    by_period: BTreeMap<Period, Present>,
}

impl Presence {
    /// For the periods of some kinds, as far as they are counted `as_at`.
    pub(super) fn of(engine: &Engine<'_>, row_set: &RowSet, kinds: &[PeriodKind], as_at: Date) -> Self {
        let years = engine.definitions().collection.years.iter();
        let periods = years.flat_map(|year| kinds.iter().flat_map(|kind| Period::all_in(*year, *kind)));
        let counted = periods.filter_map(|period| Some((period, period.counted_to(as_at)?)));
        Self { by_period: counted.map(|(period, d)| (period, Present::of(engine, row_set, period, d))).collect() }
    }

    /// Who is in for a period.
    pub(super) fn at(&self, period: Period) -> Option<&Present> {
        self.by_period.get(&period)
    }

    /// Whether anybody is in for any period.
    pub(super) fn any(&self) -> bool {
        self.by_period.values().any(Present::any)
    }

    /// Leaves out whoever says nothing about a period: who sent rows, but none of it. Who sent a return without any rows
    /// has said that there is nobody.
    pub(super) fn keep_who_has_rows(&mut self, engine: &Engine<'_>, row_set: &RowSet, who: &BTreeSet<(Period, usize)>) {
        let sent = |period: Period, at: usize| {
            let submitter = Submitter::Authority(code(engine.definitions(), at)?.clone());
            Some(engine.holding(&row_set.base, period.year(), &submitter)?.rows)
        };
        for (period, present) in &mut self.by_period {
            for (at, is_in) in present.is_in.iter_mut().enumerate() {
                *is_in = *is_in && (who.contains(&(*period, at)) || sent(*period, at) == Some(0));
            }
        }
    }
}

/// The people under 18 of each authority, by its place in the official order, by the estimate of each year.
#[derive(Clone, Debug)]
pub(super) struct Population {
    by_year: BTreeMap<Year, Vec<Option<f64>>>,
}

impl Population {
    /// Of the collection's years.
    pub(super) fn of(definitions: &Definitions) -> Self {
        let reference = &definitions.reference;
        // Whole people, far below the 2^53 up to which a float counts exactly.
        #[expect(clippy::cast_precision_loss, reason = "populations are far below 2^53")]
        let of = |year: Year, code| reference.population.get(&(year, code)).map(|people| *people as f64);
        let in_year = |year: Year| reference.authorities.iter().map(|one| of(year, one.code.clone())).collect();
        Self { by_year: definitions.collection.years.iter().map(|year| (*year, in_year(*year))).collect() }
    }

    /// Of some authorities together, by the estimate of the period's year; None where it is not known of each.
    pub(super) fn under_18(&self, authorities: &[usize], period: Period) -> Option<f64> {
        let of_year = self.by_year.get(&period.year());
        authorities.iter().map(|at| of_year?.get(*at).copied().flatten()).sum()
    }
}

/// Who is in for one place and period.
#[derive(Clone, Debug)]
pub(super) struct Coverage {
    /// The authorities that are in.
    pub authorities: Vec<usize>,
    /// Submitters that are in, and those that owe.
    pub submitters: (u32, u32),
    /// The share, in per cent, of the place's under-18s who live in the authorities that are in.
    pub population_share: Option<f64>,
}

impl Coverage {
    /// Of one place. `by_authorities`: whether authorities owe any of the returns.
    pub(super) fn of(
        population: &Population,
        by_authorities: bool,
        area: &Area,
        present: &Present,
        period: Period,
    ) -> Self {
        let authorities: Vec<usize> = area.authorities.iter().copied().filter(|at| present.has(*at)).collect();
        let people = population.under_18(&authorities, period);
        let whole = population.under_18(&area.authorities, period);
        let number = |submitters: usize| u32::try_from(submitters).unwrap_or(u32::MAX);
        let submitters = if by_authorities {
            (number(authorities.len()), number(area.authorities.len()))
        } else {
            (u32::from(!authorities.is_empty()), 1)
        };
        let population_share = whole.filter(|all| *all > 0.0).and_then(|all| Some(100.0 * people? / all));
        Self { authorities, submitters, population_share }
    }
}
