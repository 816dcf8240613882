//! The last gate: whatever is derived from counts tells no more than the counts that are printed beside it.
//!
//! It knows nothing of how figures were derived. For each published value with a known denominator it asks which whole
//! numbers could have been counted, for somebody who divides, multiplies and rounds as anybody can.

use super::publishable::Publishable;
use super::{Protected, SafeFigure};
use crate::definitions::Policy;
use crate::diagnostic::Error;
use crate::domain::{Figure, FigureKey, Interval, Kind, poisson_limits, proportion, rate};

/// Room for the last digits of a division.
const HAIR: f64 = 1e-9;

/// Lets figures pass, which must be those of `publishable` in the same order.
///
/// # Errors
/// With the first figure that tells more than its printed counts.
pub(super) fn pass(safe: &[SafeFigure], publishable: &[Publishable<'_>]) -> Result<(), Error> {
    if safe.len() != publishable.len() {
        return Err(Error::Internal("the gate was not shown every figure".to_owned()));
    }
    let then = |now: &SafeFigure| {
        let key = FigureKey { period: now.compared_with?, ..now.key.clone() };
        safe.get(safe.binary_search_by(|figure| figure.key.cmp(&key)).ok()?)?.value.shown()
    };
    match safe.iter().zip(publishable).find(|(safe, one)| !is_harmless(safe, one) || !is_change_of(safe, then(safe))) {
        None => Ok(()),
        Some((safe, _)) => Err(Error::Stopped(format!(
            "nothing is published: the {} of {} for {} tells more than the counts that are printed with it; please report it",
            safe.kind.as_str(),
            safe.key.indicator,
            safe.key.period
        ))),
    }
}

fn is_harmless(safe: &SafeFigure, one: &Publishable<'_>) -> bool {
    let Some(value) = safe.value.shown() else { return is_silent(safe) };
    let protected = one.figure.numerator.is_some_and(|count| one.policy.protects(count));
    let per = one.indicator.against.as_ref().map_or(1.0, |against| f64::from(against.per));
    let counted = safe.numerator.shown();
    let out_of = safe.denominator.and_then(Protected::shown);
    match safe.kind {
        Kind::Count => tells_as_much(value, 1.0, counted, protected) && has_limits_of(safe, None),
        Kind::Proportion => {
            let estimate = counted.zip(out_of).and_then(|(counted, out_of)| proportion(counted, out_of));
            out_of.is_some_and(|out_of| tells_as_much(value, out_of / 100.0, counted, protected))
                && has_limits_of(safe, estimate.and_then(|estimate| estimate.limits))
        }
        Kind::Rate => {
            let estimate = counted.zip(out_of).and_then(|(counted, out_of)| rate(counted, out_of, per));
            out_of.is_some_and(|out_of| tells_as_much(value, out_of / per, counted, protected))
                && has_limits_of(safe, estimate.and_then(|estimate| estimate.limits))
        }
        Kind::Mean | Kind::Median | Kind::P90 => is_coarse(value, one.figure, one.policy),
        Kind::Ratio | Kind::Sum => true,
    }
}

/// A value that is withheld takes its limits and its change with it.
fn is_silent(safe: &SafeFigure) -> bool {
    let parts = [safe.lower, safe.upper, safe.change, safe.change_pct];
    parts.into_iter().flatten().all(|part| part.shown().is_none())
}

/// Whether a value leaves as many whole numbers for what was counted as the printed count does: it implies that count and
/// no other; or, where none is printed, one that nobody needs to protect.
fn tells_as_much(value: f64, one_is: f64, counted: Option<f64>, protected: bool) -> bool {
    let implied = value * one_is;
    match counted {
        Some(counted) => (implied - counted).abs() <= HAIR * counted.abs().max(1.0),
        None => !protected,
    }
}

/// Whether a change is that between the two values that are shown.
fn is_change_of(safe: &SafeFigure, then: Option<f64>) -> bool {
    let Some(change) = safe.change.and_then(Protected::shown) else { return true };
    let between = safe.value.shown().zip(then).map(|(now, then)| now - then);
    between.is_some_and(|between| (between - change).abs() <= HAIR * between.abs().max(1.0))
}

/// Limits are those of the printed counts: others would tell the true ones. `expected` None: what they are is not reckoned
/// here, but for counts they follow from the value.
fn has_limits_of(safe: &SafeFigure, expected: Option<Interval>) -> bool {
    let limits = || safe.lower.and_then(Protected::shown).zip(safe.upper.and_then(Protected::shown));
    let near = |a: f64, b: f64| (a - b).abs() <= HAIR * a.abs().max(1.0);
    let expected = match safe.kind {
        Kind::Count => safe.value.shown().map(poisson_limits),
        _ => expected,
    };
    match (limits(), expected) {
        (Some((lower, upper)), Some(expected)) => near(lower, expected.lower) && near(upper, expected.upper),
        (Some(_), None) => false,
        (None, _) => true,
    }
}

/// Whether a quantile or mean is of enough observations, and a multiple of the step that policy asks for.
fn is_coarse(value: f64, figure: &Figure, policy: &Policy) -> bool {
    let least = if figure.kind == Kind::P90 { policy.least_p90 } else { policy.least_median };
    let step = policy.quantile_step.get(&figure.unit).copied().unwrap_or_default();
    let steps = value / step;
    let is_multiple = step <= 0.0 || (steps - steps.round()).abs() < 1e-6;
    figure.denominator.is_some_and(|observations| observations >= f64::from(least)) && is_multiple
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{GeographyLevel, NoteCode, Period, PeriodKind, Year};
    use crate::present::invented::{definitions, figure};

    fn printed(kind: Kind, value: f64) -> SafeFigure {
        let definitions = definitions("x");
        let year = Period::all_in(Year::starting(2023), PeriodKind::Year)[0];
        let mut made = figure(&definitions.indicators[0], year, GeographyLevel::Nation, "W92000004", value);
        made.kind = kind;
        (made.change, made.change_pct) = (None, None);
        made
    }

    fn show(value: f64) -> Protected {
        Protected::Shown { value, rounding: Some(5) }
    }

    #[test]
    fn a_rate_that_gives_back_the_printed_count_tells_no_more_and_any_other_does() {
        // 5 of 1,234 people, by 10,000; the true 3 would make 24.3.
        assert!(tells_as_much(50_000.0 / 1234.0, 0.1234, Some(5.0), true));
        assert!(!tells_as_much(30_000.0 / 1234.0, 0.1234, Some(5.0), true));
        assert!(!tells_as_much(30_000.0 / 1234.0, 0.1234, None, true));
        assert!(tells_as_much(30_000.0 / 1234.0, 0.1234, None, false));
    }

    #[test]
    fn limits_are_of_the_printed_count() {
        let mut count = printed(Kind::Count, 5.0);
        let limits = poisson_limits(5.0);
        (count.lower, count.upper) = (Some(show(limits.lower)), Some(show(limits.upper)));
        assert!(has_limits_of(&count, None));
        let true_ones = poisson_limits(3.0);
        (count.lower, count.upper) = (Some(show(true_ones.lower)), Some(show(true_ones.upper)));
        assert!(!has_limits_of(&count, None));
    }

    #[test]
    fn a_change_is_between_what_is_shown_and_goes_with_its_value() {
        let mut count = printed(Kind::Count, 15.0);
        count.change = Some(show(5.0));
        assert!(is_change_of(&count, Some(10.0)));
        assert!(!is_change_of(&count, Some(11.0)) && !is_change_of(&count, None));
        count.value = Protected::Withheld(NoteCode::Confidential);
        assert!(!is_change_of(&count, Some(10.0)) && !is_silent(&count));
        (count.change, count.lower, count.upper) = (None, None, None);
        assert!(is_silent(&count));
    }
}
