//! Who is in: which submitters' returns an indicator has, of those that owe them.

use super::places::{Area, code};
use crate::definitions::{Definitions, RowSet};
use crate::domain::{Date, Period};
use crate::engine::Engine;

/// Which authorities are in for one period, by their places in the official order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Present {
    is_in: Vec<bool>,
}

impl Present {
    /// Those of whom every return that the row sets read is in, and reaches D.
    pub(super) fn of(engine: &Engine<'_>, row_sets: &[&RowSet], period: Period, d: Date) -> Self {
        let authorities = engine.definitions().reference.authorities.iter();
        let covers = |code| row_sets.iter().all(|row_set| engine.covers(row_set, code, period, d));
        Self { is_in: authorities.map(|authority| covers(&authority.code)).collect() }
    }

    /// Leaves out whoever of them says nothing about the period.
    pub(super) fn keep(&mut self, says: impl Fn(usize) -> bool) {
        for (at, is_in) in self.is_in.iter_mut().enumerate() {
            *is_in = *is_in && says(at);
        }
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
    /// Of one place.
    pub(super) fn of(
        definitions: &Definitions,
        row_sets: &[&RowSet],
        area: &Area,
        present: &Present,
        period: Period,
    ) -> Self {
        let authorities: Vec<usize> = area.authorities.iter().copied().filter(|at| present.has(*at)).collect();
        let population = under_18(definitions, &authorities, period);
        let whole = under_18(definitions, &area.authorities, period);
        let number = |submitters: usize| u32::try_from(submitters).unwrap_or(u32::MAX);
        let submitters = if row_sets.iter().any(|row_set| definitions.reads_authorities(row_set)) {
            (number(authorities.len()), number(area.authorities.len()))
        } else {
            (u32::from(!authorities.is_empty()), 1)
        };
        let population_share = whole.filter(|all| *all > 0.0).and_then(|all| Some(100.0 * population? / all));
        Self { authorities, submitters, population_share }
    }
}

/// The people under 18 in some authorities together, by the estimate of the period's year; None where it is not known of
/// each.
pub(super) fn under_18(definitions: &Definitions, authorities: &[usize], period: Period) -> Option<f64> {
    let of = |at: &usize| definitions.reference.population.get(&(period.year(), code(definitions, *at)?.clone()));
    // Whole people, far below the 2^53 up to which a float counts exactly.
    #[expect(clippy::cast_precision_loss, reason = "populations are far below 2^53")]
    authorities.iter().map(|at| of(at).map(|people| *people as f64)).sum()
}
