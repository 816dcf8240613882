//! Medians and other quantiles, with limits that suppose nothing about how the values are distributed.

use super::Confidence;
use super::special::beta;

/// The quantile at `share` (0 to 1) of values in ascending order, interpolated linearly between neighbours: type 7 of
/// Hyndman and Fan (1996), as R, Excel and `DuckDB` have it. None of no values.
pub fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    if !(0.0..=1.0).contains(&share) {
        return None;
    }
    let place = share * number(last);
    let below = whole(place.floor());
    let at = *sorted.get(below)?;
    let next = *sorted.get(below + 1).unwrap_or(&at);
    Some((place - place.floor()).mul_add(next - at, at))
}

/// The lower and the upper 95% limit of the quantile at `share` of values in ascending order: values among them, by
/// [`ranks`]. One that does not exist is blank, never the extreme.
pub fn quantile_limits(sorted: &[f64], share: f64) -> (Option<f64>, Option<f64>) {
    let (lower, upper) = ranks(sorted.len(), share, Confidence::P95);
    let value = |rank: usize| sorted.get(rank - 1).copied();
    (lower.and_then(value), upper.and_then(value))
}

/// The ranks, from 1, of the observations that are the limits of a quantile. So many of `n` lie below the true
/// quantile as a binomial draw with chance `share` gives: the lower limit is the highest rank that has it below itself
/// with no more than the tail, the upper the lowest that has it above. None where even the extreme does not reach that.
///
/// Conover, W. J. (1999), Practical Nonparametric Statistics, 3rd edition, section 3.2.
pub fn ranks(n: usize, share: f64, confidence: Confidence) -> (Option<usize>, Option<usize>) {
    if n == 0 || !(share > 0.0 && share < 1.0) {
        return (None, None);
    }
    let lower = highest_rank(n, share, 1.0 - share, confidence.tail());
    // The upper limit is the lower one of the values counted from the other end.
    let upper = highest_rank(n, 1.0 - share, share, confidence.tail()).map(|rank| n + 1 - rank);
    (lower, upper)
}

/// The highest rank r at which fewer than r of n draws succeed with a probability of no more than `tail`.
fn highest_rank(n: usize, success: f64, failure: f64, tail: f64) -> Option<usize> {
    // Fewer than r successes is at least n - r + 1 failures.
    let fewer = |rank: usize| beta(number(n - rank + 1), number(rank), failure, success);
    let (mut fits, mut too_high) = (0, n + 1);
    while too_high - fits > 1 {
        let middle = usize::midpoint(fits, too_high);
        if fewer(middle) <= tail { fits = middle } else { too_high = middle }
    }
    (fits > 0).then_some(fits)
}

#[expect(clippy::cast_precision_loss, reason = "numbers of observations are far below 2^53")]
const fn number(observations: usize) -> f64 {
    observations as f64
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole place within the values")]
const fn whole(place: f64) -> usize {
    place as usize
}

#[cfg(test)]
mod tests {
    use super::Confidence::P95;
    use super::*;

    #[test]
    fn quantiles_lie_between_their_neighbours() {
        assert_eq!(quantile(&[], 0.5), None);
        assert_eq!(quantile(&[7.0], 0.9), Some(7.0));
        assert_eq!(quantile(&[1.0, 2.0, 3.0, 10.0], 0.5), Some(2.5));
        assert_eq!(quantile(&[1.0, 2.0, 3.0, 10.0], 1.0), Some(10.0));
        // quantile(1:11, 0.9) in R is 10, quantile(c(10, 20, 30), 0.9) is 28.
        let eleven: Vec<f64> = (1..=11).map(f64::from).collect();
        assert_eq!(quantile(&eleven, 0.9), Some(10.0));
        assert_eq!(quantile(&[10.0, 20.0, 30.0], 0.9), Some(28.0));
        assert_eq!(quantile(&eleven, f64::NAN), None);
    }

    #[test]
    fn the_ranks_of_a_median_are_the_printed_ones() {
        // Published tables of 95% limits of a median: 6 is the fewest that have any; 10: 2nd and 9th; 20: 6th and 15th;
        // 100: 40th and 61st.
        assert_eq!(ranks(5, 0.5, P95), (None, None));
        assert_eq!(ranks(6, 0.5, P95), (Some(1), Some(6)));
        assert_eq!(ranks(10, 0.5, P95), (Some(2), Some(9)));
        assert_eq!(ranks(20, 0.5, P95), (Some(6), Some(15)));
        assert_eq!(ranks(100, 0.5, P95), (Some(40), Some(61)));
    }

    #[test]
    fn the_upper_limit_of_a_ninth_decile_takes_thirty_six() {
        assert_eq!(ranks(35, 0.9, P95).1, None);
        assert_eq!(ranks(36, 0.9, P95).1, Some(36));
        let sorted: Vec<f64> = (1..=35).map(f64::from).collect();
        let (lower, upper) = quantile_limits(&sorted, 0.9);
        assert!(lower.is_some() && upper.is_none());
    }

    #[test]
    fn ranks_are_those_of_the_sums() {
        let fewer = |n: usize, rank: usize, share: f64| {
            let (mut term, mut sum) = ((1.0 - share).powi(i32::try_from(n).unwrap()), 0.0);
            for count in 0..rank {
                sum += term;
                term *= number(n - count) / number(count + 1) * share / (1.0 - share);
            }
            sum
        };
        for n in 1..=200 {
            for share in [0.1, 0.25, 0.5, 0.9] {
                let lower = (1..=n).rev().find(|rank| fewer(n, *rank, share) <= 0.025);
                let upper = (1..=n).find(|rank| 1.0 - fewer(n, *rank, share) <= 0.025);
                assert_eq!(ranks(n, share, P95), (lower, upper), "{n} at {share}");
            }
        }
    }

    #[test]
    fn no_number_of_observations_is_too_many() {
        for n in [1_000, 100_000, 10_000_000] {
            let (lower, upper) = ranks(n, 0.5, P95);
            assert_eq!(lower.unwrap() + upper.unwrap(), n + 1);
            let half = (number(upper.unwrap()) - number(n) / 2.0) / (number(n).sqrt() / 2.0);
            assert!((half - P95.z()).abs() < 0.1, "{n}: {half}");
        }
        assert_eq!(ranks(10, f64::NAN, P95), (None, None));
    }
}
