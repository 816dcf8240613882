//! Confidence limits of a proportion, of a count and of a mean.

use std::sync::LazyLock;

use super::super::Interval;
use super::Confidence::{self, P95, P998};
use super::special::{beta, poisson_from, poisson_up_to, root};

/// From this count on Byar's approximation takes the place of the exact limits, as in official statistics.
const FEW: f64 = 10.0;

/// From this count on the exact quantiles and Byar's are the same to nine figures.
pub(crate) const MANY: f64 = 1e6;

/// Wilson's score limits of a proportion, as shares of 1: `x` of `n`. None when `n` is 0 or `x` exceeds it.
///
/// Wilson, E. B. (1927), Journal of the American Statistical Association 22, 209-212.
pub fn wilson(x: f64, n: f64, confidence: Confidence) -> Option<Interval> {
    if !(n > 0.0 && n.is_finite() && (0.0..=n).contains(&x)) {
        return None;
    }
    let z = confidence.z();
    let middle = 2.0f64.mul_add(x, z * z);
    let spread = z * (z * z + 4.0 * x * (1.0 - x / n)).sqrt();
    let whole = 2.0 * (n + z * z);
    Some(Interval { lower: (middle - spread) / whole, upper: (middle + spread) / whole })
}

/// Limits of a count of events: exact below 10, Byar's approximation from 10 on.
pub fn poisson(count: f64, confidence: Confidence) -> Interval {
    match byar(count, confidence) {
        (Some(lower), Some(upper)) if count >= FEW => Interval { lower, upper },
        _ => poisson_exact(count, confidence),
    }
}

/// Byar's approximation to the Poisson limits of a count, lower and upper. There is no lower limit of 0, nor of so few
/// that it would be negative.
///
/// Breslow, N. E. and Day, N. E. (1987), Statistical Methods in Cancer Research II, equation 2.13.
pub fn byar(count: f64, confidence: Confidence) -> (Option<f64>, Option<f64>) {
    if !(count >= 0.0 && count.is_finite()) {
        return (None, None);
    }
    let cube = |of: f64, z: f64| of * (1.0 - 1.0 / (9.0 * of) + z / (3.0 * of.sqrt())).powi(3);
    let lower = Some(cube(count, -confidence.z())).filter(|lower| *lower >= 0.0);
    (lower, Some(cube(count + 1.0, confidence.z())))
}

/// The exact (Garwood) Poisson limits of a count: the means at which it would be as far out as the tail. A count is
/// whole, and not negative: of any other number the limits are those of the count below it.
///
/// Garwood, F. (1936), Biometrika 28, 437-442.
pub fn poisson_exact(count: f64, confidence: Confidence) -> Interval {
    // Most figures of small places count fewer than ten: their limits are worked out once.
    static FEWER: LazyLock<Vec<[Interval; 2]>> =
        LazyLock::new(|| (0..10).map(|count| [P95, P998].map(|level| garwood(f64::from(count), level))).collect());
    let count = count.max(0.0).floor();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "not negative; saturates")]
    match (FEWER.get(count as usize), confidence) {
        (Some([limits, _]), P95) | (Some([_, limits]), P998) => *limits,
        (None, _) => garwood(count, confidence),
    }
}

fn garwood(count: f64, confidence: Confidence) -> Interval {
    if count >= MANY {
        let (lower, upper) = byar(count, confidence);
        return Interval { lower: lower.unwrap_or(count), upper: upper.unwrap_or(count) };
    }
    let tail = confidence.tail();
    // Byar's upper limit is at most 3 per cent from the exact one; the lower is never above the count.
    let near = byar(count, confidence).1.unwrap_or(count);
    let upper = root(|mean| poisson_up_to(count, mean) - tail, 0.9 * near, 1.1 * near);
    let lower = if count == 0.0 { 0.0 } else { root(|mean| poisson_from(count, mean) - tail, 0.0, count) };
    Interval { lower, upper }
}

/// The 95% t limits of the mean of these values. None for fewer than two.
pub fn mean_limits(values: &[f64]) -> Option<Interval> {
    let n: f64 = values.iter().map(|_| 1.0).sum();
    let middle = values.iter().sum::<f64>() / n;
    let squares: f64 = values.iter().map(|value| (value - middle).powi(2)).sum();
    mean(n, middle, (squares / (n - 1.0)).sqrt(), P95)
}

/// The t limits of a mean of `n` observations with the standard deviation `sd` (of the sample, over n - 1). None for
/// fewer than two.
pub fn mean(n: f64, mean: f64, sd: f64, confidence: Confidence) -> Option<Interval> {
    if !(n >= 2.0 && n.is_finite() && sd >= 0.0 && sd.is_finite() && mean.is_finite()) {
        return None;
    }
    let half = student(n - 1.0, confidence) * sd / n.sqrt();
    Some(Interval { lower: mean - half, upper: mean + half })
}

/// Student's t that leaves the tail above it.
fn student(freedom: f64, confidence: Confidence) -> f64 {
    let (z, tail) = (confidence.z(), confidence.tail());
    if freedom >= MANY {
        // The next term of the expansion is in the twelfth figure.
        return z + z * z.mul_add(z, 1.0) / (4.0 * freedom);
    }
    let beyond = |t: f64| {
        let whole = t.mul_add(t, freedom);
        beta(freedom / 2.0, 0.5, freedom / whole, t * t / whole) / 2.0 - tail
    };
    let mut high = 2.0 * z;
    while beyond(high) > 0.0 {
        high *= 2.0;
    }
    root(beyond, z, high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn close(a: f64, b: f64) {
        assert!((a - b).abs() <= 1e-12 * b.abs().max(1.0), "{a} is not {b}");
    }

    #[test]
    fn small_counts_have_garwoods_limits() {
        // qchisq(0.975, 2)/2; qchisq(0.025, 10)/2 and qchisq(0.975, 12)/2, from R.
        close(poisson_exact(0.0, P95).lower, 0.0);
        close(poisson_exact(0.0, P95).upper, 3.688_879_454_113_935);
        close(poisson_exact(5.0, P95).lower, 1.623_486_390_118_421);
        close(poisson_exact(5.0, P95).upper, 11.668_332_079_322_667);
        close(poisson_exact(0.0, P998).upper, 1000.0f64.ln());
    }

    #[test]
    fn exact_limits_turn_into_byars_without_a_step() {
        for level in [P95, P998] {
            let (exact, near) = (garwood(MANY - 1.0, level), byar(MANY - 1.0, level));
            assert!((exact.lower / near.0.unwrap() - 1.0).abs() < 1e-9, "{exact:?} {near:?}");
            assert!((exact.upper / near.1.unwrap() - 1.0).abs() < 1e-9, "{exact:?} {near:?}");
        }
    }

    #[test]
    fn student_has_its_tabulated_quantiles() {
        // One degree of freedom: the tangent. Two: in closed form. The others from printed tables, to what they print.
        close(student(1.0, P95), (std::f64::consts::PI * 0.475).tan());
        close(student(1.0, P998), (std::f64::consts::PI * 0.499).tan());
        close(student(2.0, P95), 0.95 / (2.0f64 * 0.975 * 0.025).sqrt());
        for (freedom, printed) in [(4.0, 2.776), (9.0, 2.262), (30.0, 2.042), (100.0, 1.984)] {
            assert!((student(freedom, P95) - printed).abs() < 5e-4, "{freedom}");
        }
        assert!((student(MANY - 1.0, P95) - student(MANY, P95)).abs() < 1e-10);
    }

    #[test]
    fn a_mean_has_its_t_limits() {
        // 2, 4, 6, 8, 10: mean 6, standard deviation √10.
        let limits = mean(5.0, 6.0, 10.0f64.sqrt(), P95).unwrap();
        close(limits.upper - 6.0, student(4.0, P95) * 2.0f64.sqrt());
        close(limits.upper + limits.lower, 12.0);
        let same = mean_limits(&[2.0, 4.0, 6.0, 8.0, 10.0]).unwrap();
        close(same.lower, limits.lower);
        assert_eq!((mean_limits(&[]), mean_limits(&[6.0])), (None, None));
        assert_eq!(mean_limits(&[6.0, f64::NAN]), None);
    }

    #[test]
    fn nothing_of_nothing_has_no_limits() {
        assert_eq!(wilson(0.0, 0.0, P95), None);
        assert_eq!(wilson(3.0, 2.0, P95), None);
        assert_eq!(byar(0.0, P95).0, None);
        assert_eq!(byar(1.0, P998).0, None);
    }

    #[test]
    fn no_number_is_too_odd() {
        let odd = [f64::NAN, f64::NEG_INFINITY, -1.0, 0.0, 0.5, 2.0, 1e7, 1e300, f64::INFINITY];
        for a in odd {
            poisson(a, P998);
            byar(a, P95);
            for b in odd {
                wilson(a, b, P95);
                for c in odd {
                    mean(a, b, c, P998);
                }
            }
        }
    }
}
