//! Whether five years' figures have a trend: the test that public health in England publishes as "recent trends".

use super::Confidence;

/// How many years are looked at: the last five, without a gap.
const YEARS: usize = 5;

/// The chi-squared quantile of one degree of freedom at 99.8%: beyond it a trend is significant.
const SIGNIFICANT: f64 = 9.549_535_706_083_24;

/// What the test finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trend {
    /// The figures rise.
    Increasing,
    /// The figures fall.
    Decreasing,
    /// They do neither beyond chance, or one year alone makes the trend.
    NoSignificantChange,
    /// Fewer than five years without a gap, or a year that the test cannot use.
    CannotBeCalculated,
}

impl Trend {
    /// All of them.
    pub const ALL: [Self; 4] =
        [Self::Increasing, Self::Decreasing, Self::NoSignificantChange, Self::CannotBeCalculated];

    /// The word that data files use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Increasing => "increasing",
            Self::Decreasing => "decreasing",
            Self::NoSignificantChange => "no_significant_change",
            Self::CannotBeCalculated => "cannot_be_calculated",
        }
    }

    /// The trend that is written so.
    pub fn of(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|trend| trend.as_str() == text)
    }
}

/// A trend, and the numbers behind it; both are 0 where it cannot be calculated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TrendTest {
    /// What the test finds.
    pub trend: Trend,
    /// The change a year: of the logit of a proportion, of any other figure in its own unit.
    pub slope: f64,
    /// What is held against the quantile.
    pub chi_squared: f64,
}

impl TrendTest {
    const NONE: Self = Self { trend: Trend::CannotBeCalculated, slope: 0.0, chi_squared: 0.0 };
}

/// One year's cases, of how many.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ShareOfYear {
    /// The year in which it begins.
    pub year: i32,
    /// The cases.
    pub cases: f64,
    /// Of how many.
    pub of: f64,
}

/// One year's figure with its 95% limits, of any kind but a proportion.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FigureOfYear {
    /// The year in which it begins.
    pub year: i32,
    /// The figure.
    pub value: f64,
    /// Its lower limit.
    pub lower: f64,
    /// Its upper limit.
    pub upper: f64,
}

/// The trend of a proportion, years in ascending order: chi-squared for trend, its direction from the logits.
pub fn of_proportions(years: &[ShareOfYear]) -> TrendTest {
    let Some(last) = last_five(years, |share| share.year) else { return TrendTest::NONE };
    let logit = |share: &ShareOfYear| (share.cases / (share.of - share.cases)).ln();
    let points: Vec<Point> =
        (-2..=2).map(f64::from).zip(last).map(|(t, share)| Point { t, y: logit(share), weight: 1.0 }).collect();
    let sum = |term: &dyn Fn(f64, &ShareOfYear) -> f64| {
        points.iter().zip(last).map(|(point, share)| term(point.t, share)).sum::<f64>()
    };
    let (cases, all) = (sum(&|_, share| share.cases), sum(&|_, share| share.of));
    let (cases_t, all_t) = (sum(&|t, share| share.cases * t), sum(&|t, share| share.of * t));
    let all_tt = sum(&|t, share| share.of * t * t);
    let between = all * cases_t - cases * all_t;
    let chi_squared = all * between * between / (cases * (all - cases) * (all * all_tt - all_t * all_t));
    verdict(&points, chi_squared)
}

/// The trend of any other figure, years in ascending order: a line weighted by the figures' limits.
pub fn of_figures(years: &[FigureOfYear]) -> TrendTest {
    let Some(last) = last_five(years, |figure| figure.year) else { return TrendTest::NONE };
    let weight = |figure: &FigureOfYear| (2.0 * Confidence::P95.z() / (figure.upper - figure.lower)).powi(2);
    let points: Vec<Point> = (-2..=2)
        .map(f64::from)
        .zip(last)
        .map(|(t, figure)| Point { t, y: figure.value, weight: weight(figure) })
        .collect();
    let line = Line::through(points.iter());
    verdict(&points, line.slope * line.slope / line.variance)
}

/// The last five, where each is a year after the one before.
fn last_five<Y>(years: &[Y], year: impl Fn(&Y) -> i32) -> Option<&[Y]> {
    let last = years.get(years.len().checked_sub(YEARS)?..)?;
    let unbroken = last.iter().zip(last.iter().skip(1)).all(|(one, next)| year(one).checked_add(1) == Some(year(next)));
    unbroken.then_some(last)
}

struct Point {
    t: f64,
    y: f64,
    weight: f64,
}

struct Line {
    slope: f64,
    variance: f64,
}

impl Line {
    /// The weighted least-squares line, and the variance of its slope where weights are reciprocal variances.
    fn through<'a>(points: impl Iterator<Item = &'a Point>) -> Self {
        let (mut s, mut st, mut stt, mut sy, mut sty) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for Point { t, y, weight } in points {
            s += weight;
            st += weight * t;
            stt += weight * t * t;
            sy += weight * y;
            sty += weight * t * y;
        }
        let determinant = s * stt - st * st;
        Self { slope: (s * sty - st * sy) / determinant, variance: s / determinant }
    }
}

/// Significant, and no single year decides which way.
fn verdict(points: &[Point], chi_squared: f64) -> TrendTest {
    let usable = |point: &Point| point.y.is_finite() && point.weight.is_finite() && point.weight > 0.0;
    let slope = Line::through(points.iter()).slope;
    if !points.iter().all(usable) || !slope.is_finite() || !chi_squared.is_finite() {
        return TrendTest::NONE;
    }
    let without = |dropped: usize| {
        Line::through(points.iter().enumerate().filter(|(at, _)| *at != dropped).map(|(_, point)| point)).slope
    };
    // A slope that is 0 but for rounding has lost its sign as well.
    let one_year_makes_it = (0..points.len()).any(|dropped| without(dropped) / slope <= 1e-12);
    let trend = match chi_squared > SIGNIFICANT && !one_year_makes_it {
        false => Trend::NoSignificantChange,
        true if slope > 0.0 => Trend::Increasing,
        true => Trend::Decreasing,
    };
    TrendTest { trend, slope, chi_squared }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(values: &[f64]) -> Vec<FigureOfYear> {
        let figure =
            |(year, value): (i32, &f64)| FigureOfYear { year, value: *value, lower: value - 2.0, upper: value + 2.0 };
        (2019..).zip(values).map(figure).collect()
    }

    #[test]
    fn a_rise_is_a_rise_only_over_five_unbroken_years() {
        let rise = figures(&[1.0, 9.0, 12.0, 14.0, 17.0, 20.0]);
        assert_eq!(of_figures(&rise).trend, Trend::Increasing);
        assert_eq!(of_figures(&rise[..4]).trend, Trend::CannotBeCalculated);
        assert_eq!(of_figures(&[]).trend, Trend::CannotBeCalculated);
        let mut gap = rise;
        gap.remove(3);
        assert_eq!(of_figures(&gap).trend, Trend::CannotBeCalculated);
    }

    #[test]
    fn one_year_makes_no_trend() {
        assert_eq!(of_figures(&figures(&[5.0, 5.0, 5.0, 5.0, 50.0])).trend, Trend::NoSignificantChange);
    }

    #[test]
    fn the_quantile_is_that_of_z_squared() {
        assert!((SIGNIFICANT - Confidence::P998.z().powi(2)).abs() < 1e-12);
    }

    #[test]
    fn a_year_of_none_or_all_has_no_logit() {
        let share = |(year, cases): (i32, f64)| ShareOfYear { year, cases, of: 50.0 };
        let trend = |cases: [f64; 5]| of_proportions(&(2019..).zip(cases).map(share).collect::<Vec<_>>()).trend;
        assert_eq!(trend([1.0, 5.0, 10.0, 15.0, 20.0]), Trend::Increasing);
        assert_eq!(trend([0.0, 5.0, 10.0, 15.0, 20.0]), Trend::CannotBeCalculated);
        assert_eq!(trend([50.0; 5]), Trend::CannotBeCalculated);
        assert_eq!(trend([f64::NAN; 5]), Trend::CannotBeCalculated);
        assert_eq!(trend([60.0, -5.0, 10.0, 15.0, 20.0]), Trend::CannotBeCalculated);
    }

    #[test]
    fn no_number_is_too_odd() {
        let odd = [f64::NAN, f64::NEG_INFINITY, -1.0, 0.0, 1.0, 1e300, f64::INFINITY];
        for a in odd {
            for b in odd {
                let years: Vec<FigureOfYear> = [a, b, a, 1.0, b]
                    .into_iter()
                    .zip(i32::MAX - 5..)
                    .map(|(value, year)| FigureOfYear { year, value, lower: b, upper: a })
                    .collect();
                assert!(!of_figures(&years).slope.is_nan());
                let shares: Vec<ShareOfYear> =
                    years.iter().map(|figure| ShareOfYear { year: figure.year, cases: a, of: b }).collect();
                assert!(!of_proportions(&shares).chi_squared.is_nan());
            }
        }
    }
}
