//! What changed between two periods, and how sure that is. Both periods' cases must be independent: who calls it says so.

use super::super::Interval;
use super::Confidence;
use super::interval::wilson;

/// Limits of the difference of two proportions, `later` less `earlier`, as shares of 1: Newcombe's hybrid of Wilson's
/// limits. Each is (cases, of how many). None where either has no limits.
///
/// Newcombe, R. G. (1998), Statistics in Medicine 17, 873-890, method 10.
pub fn of_proportions(earlier: (f64, f64), later: (f64, f64), confidence: Confidence) -> Option<Interval> {
    let (before, after) = (earlier.0 / earlier.1, later.0 / later.1);
    let around_before = wilson(earlier.0, earlier.1, confidence)?;
    let around_after = wilson(later.0, later.1, confidence)?;
    let difference = after - before;
    Some(Interval {
        lower: difference - (after - around_after.lower).hypot(around_before.upper - before),
        upper: difference + (around_after.upper - after).hypot(before - around_before.lower),
    })
}

/// Limits of the change of a rate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RateChange {
    /// Of the later rate less the earlier, in events per person.
    ///
    /// They are those in per cent, of the earlier rate as it was found. So both say the same about whether there is
    /// a change at all.
    pub absolute: Interval,
    /// Of the difference in per cent of the earlier rate: the limits of the ratio of the two, on the logarithmic scale,
    /// less 1.
    pub per_cent: Interval,
}

/// How a rate changed. Each is (events, among how many). None where there were no events, or nobody.
///
/// Rothman, K. J. (2012), Epidemiology, 2nd edition, chapter 9: the variance of the logarithm is 1/O₁ + 1/O₀.
pub fn of_rates(earlier: (f64, f64), later: (f64, f64), confidence: Confidence) -> Option<RateChange> {
    let positive = |number: f64| number > 0.0 && number.is_finite();
    if ![earlier.0, earlier.1, later.0, later.1].into_iter().all(positive) {
        return None;
    }
    let before = earlier.0 / earlier.1;
    let ratio = later.0 / later.1 / before;
    let factor = (confidence.z() * (later.0.recip() + earlier.0.recip()).sqrt()).exp();
    let (lower, upper) = (ratio / factor - 1.0, ratio * factor - 1.0);
    Some(RateChange {
        absolute: Interval { lower: before * lower, upper: before * upper },
        per_cent: Interval { lower: 100.0 * lower, upper: 100.0 * upper },
    })
}

#[cfg(test)]
mod tests {
    use super::Confidence::P95;
    use super::*;

    #[test]
    fn the_difference_of_proportions_is_newcombes() {
        // His table II, method 10: 56/70 - 48/80, 9/10 - 3/10, 5/56 - 0/29, 10/10 - 0/20; printed to four places.
        let printed = [
            ((48.0, 80.0), (56.0, 70.0), 0.0524, 0.3339),
            ((3.0, 10.0), (9.0, 10.0), 0.1705, 0.8090),
            ((0.0, 29.0), (5.0, 56.0), -0.0381, 0.1926),
            ((0.0, 20.0), (10.0, 10.0), 0.6791, 1.0000),
        ];
        for (earlier, later, lower, upper) in printed {
            let limits = of_proportions(earlier, later, P95).unwrap();
            assert!((limits.lower - lower).abs() < 5.1e-5, "{limits:?}");
            assert!((limits.upper - upper).abs() < 5.1e-5, "{limits:?}");
        }
        assert_eq!(of_proportions((0.0, 0.0), (1.0, 2.0), P95), None);
    }

    #[test]
    fn rates_change_by_a_ratio() {
        // Twice 100 events among as many: ln 2 ± 1.96 √(1/100 + 1/200), by hand 56.5% to 154.6% ... of 100 in 1,000.
        let change = of_rates((100.0, 1000.0), (200.0, 1000.0), P95).unwrap();
        let half = P95.z() * 0.015f64.sqrt();
        assert!((change.per_cent.lower - 100.0 * (2.0 * (-half).exp() - 1.0)).abs() < 1e-10);
        assert!((change.per_cent.upper - 100.0 * (2.0 * half.exp() - 1.0)).abs() < 1e-10);
        assert!((change.absolute.upper - 0.1 * change.per_cent.upper / 100.0).abs() < 1e-12);
        assert_eq!(of_rates((0.0, 1000.0), (200.0, 1000.0), P95), None);
        assert_eq!(of_rates((1.0, 1000.0), (200.0, 0.0), P95), None);
    }

    #[test]
    fn no_number_is_too_odd() {
        let odd = [f64::NAN, f64::NEG_INFINITY, -1.0, 0.0, 1.0, 1e300, f64::INFINITY];
        for a in odd {
            for b in odd {
                assert!(of_rates((a, b), (b, a), P95).is_none_or(|change| !change.per_cent.lower.is_nan()));
                assert!(of_proportions((a, b), (b, a), P95).is_none_or(|change| !change.lower.is_nan()));
            }
        }
    }
}
