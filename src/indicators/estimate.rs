//! The value of an indicator from what was counted, with its limits, by its kind.

use super::cells::{Count, Spot};
use crate::definitions::Indicator;
use crate::domain::statistics::{mean_limits, quantile, quantile_limits};
use crate::domain::{Estimate, Kind, NoteCode, poisson_limits, proportion, rate};

/// What a figure tells of what was counted.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Told {
    pub numerator: Option<f64>,
    pub denominator: Option<f64>,
    pub value: Option<f64>,
    pub lower: Option<f64>,
    pub upper: Option<f64>,
    /// Why there is no value.
    pub why_not: Option<NoteCode>,
}

impl Told {
    /// Nothing was returned.
    pub(super) const NOT_RETURNED: Self = Self {
        numerator: None,
        denominator: None,
        value: None,
        lower: None,
        upper: None,
        why_not: Some(NoteCode::NotAvailable),
    };

    fn of(numerator: Option<f64>, denominator: Option<f64>, estimate: Result<Estimate, NoteCode>) -> Self {
        let limits = estimate.ok().and_then(|estimate| estimate.limits);
        Self {
            numerator,
            denominator,
            value: estimate.ok().map(|estimate| estimate.value),
            lower: limits.map(|limits| limits.lower),
            upper: limits.map(|limits| limits.upper),
            why_not: estimate.err(),
        }
    }

    fn without_limits(self) -> Self {
        Self { lower: None, upper: None, ..self }
    }
}

/// The figure of a count. `people` is what a rate is divided by, where that is known.
pub(super) fn told(indicator: &Indicator, spot: &Spot, count: &Count, people: Option<f64>) -> Told {
    if count.lacks_its_measure() {
        return Told::NOT_RETURNED;
    }
    // Sums are of whole thousandths, whatever adding them up as fractions leaves.
    let [numerator, denominator] = [count.numerator, count.denominator].map(|sum| (sum * 1000.0).round() / 1000.0);
    let count = &Count { numerator, denominator, ..count.clone() };
    let told = match indicator.kind {
        Kind::Proportion => {
            let estimate = proportion(count.numerator, count.denominator).ok_or(NoteCode::NotApplicable);
            Told::of(Some(count.numerator), Some(count.denominator), estimate)
        }
        Kind::Rate => of_rate(indicator, count, people),
        Kind::Ratio => of_ratio(indicator, count),
        Kind::Mean | Kind::Median | Kind::P90 => of_observed(indicator.kind, count),
        Kind::Count | Kind::Sum => {
            let limits = (indicator.kind == Kind::Count).then(|| poisson_limits(count.numerator));
            Told::of(Some(count.numerator), None, Ok(Estimate { value: count.numerator, limits }))
        }
    };
    if indicator.is_scattered(&spot.breakdown, &spot.category) { told } else { told.without_limits() }
}

fn of_rate(indicator: &Indicator, count: &Count, people: Option<f64>) -> Told {
    let per = indicator.against.as_ref().map_or(1, |against| against.per);
    let estimate = match people {
        None => Err(NoteCode::NotAvailable),
        Some(people) => rate(count.numerator, people, f64::from(per)).ok_or(NoteCode::NotApplicable),
    };
    Told::of(Some(count.numerator), people, estimate)
}

fn of_ratio(indicator: &Indicator, count: &Count) -> Told {
    let per = f64::from(indicator.over.as_ref().map_or(1, |over| over.per));
    let there = count.denominator > 0.0;
    let value = there.then(|| per * count.numerator / count.denominator);
    let estimate = value.map(|value| Estimate { value, limits: None }).ok_or(NoteCode::NotApplicable);
    Told::of(Some(count.numerator), Some(count.denominator), estimate)
}

fn of_observed(kind: Kind, count: &Count) -> Told {
    let mut sorted = count.observed.clone();
    sorted.sort_by(f64::total_cmp);
    // Observations of people, far below the 2^53 up to which a float counts exactly.
    #[expect(clippy::cast_precision_loss, reason = "numbers of observations are far below 2^53")]
    let n = sorted.len() as f64;
    if sorted.is_empty() {
        return Told { denominator: Some(n), why_not: Some(NoteCode::NotApplicable), ..Told::default() };
    }
    if kind == Kind::Mean {
        let sum: f64 = sorted.iter().sum();
        let limits = mean_limits(&sorted);
        return Told::of(Some(sum), Some(n), Ok(Estimate { value: sum / n, limits }));
    }
    let at = if kind == Kind::Median { 0.5 } else { 0.9 };
    let (lower, upper) = quantile_limits(&sorted, at);
    Told { denominator: Some(n), value: quantile(&sorted, at), lower, upper, ..Told::default() }
}
