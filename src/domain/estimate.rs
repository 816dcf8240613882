//! How sure a figure is: confidence limits, at 95%.

use std::fmt;

use super::statistics::{Confidence, interval};

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

/// Wilson's 95% limits of a proportion, as shares of 1: `x` of `n`. None when `n` is 0 or `x` exceeds it.
pub fn wilson(x: f64, n: f64) -> Option<Interval> {
    interval::wilson(x, n, Confidence::P95)
}

/// 95% limits of a count of events: exact below 10, Byar's approximation from 10 on.
pub fn poisson_limits(count: f64) -> Interval {
    interval::poisson(count, Confidence::P95)
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
