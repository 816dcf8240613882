//! How sure a figure is: confidence limits, at 95%.

use std::fmt;

/// The statistics that come with an indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A number of distinct subjects.
    Count,
    /// A part of a whole, in per cent.
    Proportion,
    /// A number of subjects over a denominator from outside the returns.
    Rate,
    /// One sum over another.
    Ratio,
    /// The mean of a measure.
    Mean,
    /// The value that half of a measure's observations lie below.
    Median,
    /// The value that nine tenths of a measure's observations lie below.
    P90,
    /// The sum of a measure over the row set's rows.
    Sum,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 8] =
        [Self::Count, Self::Proportion, Self::Rate, Self::Ratio, Self::Mean, Self::Median, Self::P90, Self::Sum];

    /// The word that definitions and data files use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Proportion => "proportion",
            Self::Rate => "rate",
            Self::Ratio => "ratio",
            Self::Mean => "mean",
            Self::Median => "median",
            Self::P90 => "p90",
            Self::Sum => "sum",
        }
    }

    /// The kind that is written so.
    pub fn of(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// Whether it is made from a measure's observations, one by one.
    pub const fn observes(self) -> bool {
        matches!(self, Self::Mean | Self::Median | Self::P90)
    }

    /// Whether it is a number of subjects out of others.
    pub const fn counts(self) -> bool {
        matches!(self, Self::Count | Self::Proportion | Self::Rate)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Lower and upper 95% confidence limits, in the unit of what they surround.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower limit.
    pub lower: f64,
    /// The upper limit.
    pub upper: f64,
}

/// A value with its limits, where its kind has any; both in the value's unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The value.
    pub value: f64,
    /// Its 95% limits.
    pub limits: Option<Interval>,
}

/// A part of a whole in per cent, with Wilson limits. None where the whole is 0.
pub fn proportion(numerator: f64, denominator: f64) -> Option<Estimate> {
    if denominator <= 0.0 {
        return None;
    }
    let scaled = |limits: Interval| Interval { lower: 100.0 * limits.lower, upper: 100.0 * limits.upper };
    let limits = wilson(numerator, denominator).map(scaled);
    Some(Estimate { value: 100.0 * numerator / denominator, limits })
}

/// Events per so many people, with Poisson limits. None where there is nobody.
pub fn rate(numerator: f64, people: f64, per: f64) -> Option<Estimate> {
    if people <= 0.0 {
        return None;
    }
    let limits = poisson_limits(numerator);
    let scaled = Interval { lower: per * limits.lower / people, upper: per * limits.upper / people };
    Some(Estimate { value: per * numerator / people, limits: Some(scaled) })
}

/// The standard normal quantile at 0.975.
const Z: f64 = 1.959_963_984_540_054;

/// Wilson's score limits of a proportion, as shares of 1: `x` of `n`. None when `n` is 0 or `x` exceeds it.
///
/// Wilson, E. B. (1927), Journal of the American Statistical Association 22, 209-212.
pub fn wilson(x: f64, n: f64) -> Option<Interval> {
    if n <= 0.0 || x > n || x < 0.0 {
        return None;
    }
    let share = x / n;
    let middle = 2.0f64.mul_add(x, Z * Z);
    let spread = Z * (Z * Z + 4.0 * x * (1.0 - share)).sqrt();
    let whole = 2.0 * (n + Z * Z);
    Some(Interval { lower: (middle - spread) / whole, upper: (middle + spread) / whole })
}

/// 95% limits of a count of events: exact below 10, Byar's approximation from 10 on.
pub fn poisson_limits(count: f64) -> Interval {
    if count < 10.0 { poisson_exact(count) } else { byar(count) }
}

/// Byar's approximation to the Poisson limits of a count.
///
/// Breslow, N. E. and Day, N. E. (1987), Statistical Methods in Cancer Research II, equation 2.13.
pub fn byar(count: f64) -> Interval {
    let above = count + 1.0;
    Interval {
        lower: count * (1.0 - 1.0 / (9.0 * count) - Z / (3.0 * count.sqrt())).powi(3),
        upper: above * (1.0 - 1.0 / (9.0 * above) + Z / (3.0 * above.sqrt())).powi(3),
    }
}

/// The exact (Garwood) Poisson limits of a small count: the means at which it would be as far out as 2.5%.
///
/// Garwood, F. (1936), Biometrika 28, 437-442.
pub fn poisson_exact(count: f64) -> Interval {
    let count = count.max(0.0).floor();
    let lower = if count == 0.0 { 0.0 } else { mean_at_which(count - 1.0, 0.975) };
    Interval { lower, upper: mean_at_which(count, 0.025) }
}

/// The mean of the Poisson distribution that puts `share` on `count` and below, by bisection to the last bit.
fn mean_at_which(count: f64, share: f64) -> f64 {
    let (mut low, mut high) = (0.0, 4.0f64.mul_add(count + 1.0, 20.0));
    for _ in 0..200 {
        let middle = f64::midpoint(low, high);
        if poisson_up_to(count, middle) > share { low = middle } else { high = middle }
    }
    f64::midpoint(low, high)
}

/// The probability of at most `count` events where `mean` are expected.
fn poisson_up_to(count: f64, mean: f64) -> f64 {
    let (mut term, mut sum, mut events) = (1.0, 1.0, 1.0);
    while events <= count {
        term *= mean / events;
        sum += term;
        events += 1.0;
    }
    sum * (-mean).exp()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: f64, b: f64) -> bool {
        (a - b).abs() <= 1e-10 * b.abs().max(1.0)
    }

    #[test]
    fn small_counts_have_garwoods_limits() {
        // qchisq(0.975, 2)/2; qchisq(0.025, 10)/2 and qchisq(0.975, 12)/2, from R.
        assert!(close(poisson_exact(0.0).lower, 0.0));
        assert!(close(poisson_exact(0.0).upper, 3.688_879_454_113_935));
        assert!(close(poisson_exact(5.0).lower, 1.623_486_390_118_421));
        assert!(close(poisson_exact(5.0).upper, 11.668_332_079_322_667));
    }

    #[test]
    fn nothing_of_nothing_is_no_proportion_and_nothing_of_some_is_zero() {
        assert_eq!(proportion(0.0, 0.0), None);
        assert_eq!(proportion(0.0, 12.0).map(|zero| zero.value), Some(0.0));
    }

    #[test]
    fn the_rate_of_march_2024_is_the_published_one() {
        let rate = rate(7198.0, 619_968.0, 10_000.0).map(|rate| (rate.value * 10.0).round() / 10.0);
        assert_eq!(rate, Some(116.1));
    }

    #[test]
    fn nothing_of_nothing_has_no_limits() {
        assert_eq!(wilson(0.0, 0.0), None);
        assert_eq!(wilson(3.0, 2.0), None);
    }
}
