//! The chart of a series over time (`XmR`), with the rules by which the NHS in England tells a signal from noise.
//!
//! A centre line, and limits at 2.66 times the mean distance between neighbours: what lies outside, or forms a pattern
//! that chance rarely makes, is a special cause. For monthly and quarterly series.

/// Of fewer points than this no chart is made: their limits are too unsure.
pub const FEWEST: usize = 12;

/// How many mean moving ranges the limits lie from the mean.
const LIMIT: f64 = 2.66;
/// From how many mean moving ranges on a single one is an outlier, which the limits are not to suffer from.
const OUTLYING: f64 = 3.267;
/// How many points make a trend or a shift.
const RUN: usize = 7;

/// Which way is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// Higher figures are an improvement.
    Higher,
    /// Lower figures are an improvement.
    Lower,
    /// Neither way is.
    Neutral,
}

impl Better {
    /// The way that definitions call so: `higher`, `lower`, or else neither.
    pub fn of(text: &str) -> Self {
        match text {
            "higher" => Self::Higher,
            "lower" => Self::Lower,
            _ => Self::Neutral,
        }
    }
}

/// Why a point is not put down to chance: the first rule, in this order, that it meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// It is above the upper limit.
    AboveLimit,
    /// It is below the lower limit.
    BelowLimit,
    /// It is one of seven that rise without a break.
    Rising,
    /// It is one of seven that fall without a break.
    Falling,
    /// It is one of two, of three in a row above the mean, in the third next to the upper limit.
    NearUpper,
    /// It is one of two, of three in a row below the mean, in the third next to the lower limit.
    NearLower,
    /// It is one of seven in a row above the mean.
    ShiftUp,
    /// It is one of seven in a row below the mean.
    ShiftDown,
    /// None of these: chance may well have made it.
    Common,
}

impl Cause {
    /// The words of the charts that this follows.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AboveLimit => "Above UCL",
            Self::BelowLimit => "Below LCL",
            Self::Rising => "7 Point Trend (Increasing)",
            Self::Falling => "7 Point Trend (Decreasing)",
            Self::NearUpper => "2 in 3 Above CL",
            Self::NearLower => "2 in 3 Below CL",
            Self::ShiftUp => "7 Points Above CL",
            Self::ShiftDown => "7 Points Below CL",
            Self::Common => "Common Cause",
        }
    }

    /// What it means where this way is good.
    pub const fn variation(self, better: Better) -> Variation {
        let up = match self {
            Self::Common => return Variation::CommonCause,
            Self::AboveLimit | Self::Rising | Self::NearUpper | Self::ShiftUp => true,
            Self::BelowLimit | Self::Falling | Self::NearLower | Self::ShiftDown => false,
        };
        match (better, up) {
            (Better::Higher, true) | (Better::Lower, false) => Variation::Improvement,
            (Better::Higher, false) | (Better::Lower, true) => Variation::Concern,
            (Better::Neutral, true) => Variation::NeutralHigh,
            (Better::Neutral, false) => Variation::NeutralLow,
        }
    }
}

/// What a point says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Variation {
    /// Nothing that chance would not.
    CommonCause,
    /// Better, beyond chance.
    Improvement,
    /// Worse, beyond chance.
    Concern,
    /// Higher, beyond chance, where that is neither good nor bad.
    NeutralHigh,
    /// Lower, beyond chance, where that is neither good nor bad.
    NeutralLow,
}

impl Variation {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::CommonCause, Self::Improvement, Self::Concern, Self::NeutralHigh, Self::NeutralLow];

    /// The word that data files use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CommonCause => "common_cause",
            Self::Improvement => "special_cause_improvement",
            Self::Concern => "special_cause_concern",
            Self::NeutralHigh => "special_cause_neutral_high",
            Self::NeutralLow => "special_cause_neutral_low",
        }
    }

    /// The variation that is written so.
    pub fn of(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|variation| variation.as_str() == text)
    }
}

/// Whether a process as it now is would meet its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Assurance {
    /// The target lies on the good side of both limits' reach: it will be met.
    ConsistentlyPass,
    /// It will not be met unless the process changes.
    ConsistentlyFail,
    /// It lies between the limits: chance decides.
    Inconsistent,
}

impl Assurance {
    /// The word that data files use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ConsistentlyPass => "consistently_pass",
            Self::ConsistentlyFail => "consistently_fail",
            Self::Inconsistent => "inconsistent",
        }
    }
}

/// How a series is charted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Design {
    /// Whether moving ranges that are outliers are left out of the limits.
    pub screened: bool,
    /// At which points, from 0, the mean and the limits begin anew: where something known changed the process.
    pub rebased: Vec<usize>,
    /// After how many points of each stretch its mean and limits stay as they are; never fewer than [`FEWEST`].
    pub fixed_after: Option<usize>,
}

impl Default for Design {
    fn default() -> Self {
        Self { screened: true, rebased: Vec::new(), fixed_after: None }
    }
}

/// A point of the chart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// The figure.
    pub value: f64,
    /// The centre line here.
    pub mean: f64,
    /// The lower limit here.
    pub lower: f64,
    /// The upper limit here.
    pub upper: f64,
    /// What it is put down to.
    pub cause: Cause,
}

impl Point {
    /// 1 above the mean, -1 below, 0 on it.
    fn side(&self) -> i8 {
        i8::from(self.value > self.mean) - i8::from(self.value < self.mean)
    }

    /// Whether it lies within the limits, in the third next to one.
    fn is_near_a_limit(&self) -> bool {
        let (line, from_mean) = ((self.upper - self.mean) * 2.0 / 3.0, (self.value - self.mean).abs());
        from_mean > line && !self.is_outside()
    }

    fn is_outside(&self) -> bool {
        self.value > self.upper || self.value < self.lower
    }

    /// Whether the process, as its limits stand here, would meet a target. None where neither way is better.
    pub fn assurance(&self, target: f64, better: Better) -> Option<Assurance> {
        let met_by_all = match better {
            Better::Neutral => return None,
            Better::Higher => target < self.lower,
            Better::Lower => target > self.upper,
        };
        let met_by_none = if better == Better::Higher { target > self.upper } else { target < self.lower };
        Some(match (met_by_all, met_by_none) {
            (true, _) => Assurance::ConsistentlyPass,
            (_, true) => Assurance::ConsistentlyFail,
            _ => Assurance::Inconsistent,
        })
    }
}

/// The chart of a series without gaps, in order. None where a figure or a limit is no number.
pub fn chart(values: &[f64], design: &Design) -> Option<Vec<Point>> {
    let mut starts: Vec<usize> = design.rebased.iter().copied().filter(|at| (1..values.len()).contains(at)).collect();
    starts.sort_unstable();
    starts.dedup();
    let mut points = Vec::with_capacity(values.len());
    let mut left = values;
    let mut before = 0;
    for start in starts.into_iter().chain([values.len()]) {
        let (stretch, after) = left.split_at_checked(start - before)?;
        points.extend(chart_of_stretch(stretch, design)?);
        (left, before) = (after, start);
    }
    Some(points)
}

/// One stretch: a mean, limits, and the rules within it.
fn chart_of_stretch(values: &[f64], design: &Design) -> Option<Vec<Point>> {
    let fixed = design.fixed_after.map_or(values.len(), |after| after.max(FEWEST));
    let basis = values.get(..fixed).unwrap_or(values);
    let (mean, range) = (mean(basis), mean_moving_range(basis, design.screened));
    let (lower, upper) = (mean - LIMIT * range, mean + LIMIT * range);
    if !(lower.is_finite() && upper.is_finite() && values.iter().all(|value| value.is_finite())) {
        return values.is_empty().then(Vec::new);
    }
    let point = |value: &f64| Point { value: *value, mean, lower, upper, cause: Cause::Common };
    let mut points: Vec<Point> = values.iter().map(point).collect();
    // The rule that comes first is marked last.
    mark_shifts(&mut points);
    mark_two_in_three(&mut points);
    mark_trends(&mut points);
    for point in points.iter_mut().filter(|point| point.is_outside()) {
        point.cause = if point.side() > 0 { Cause::AboveLimit } else { Cause::BelowLimit };
    }
    Some(points)
}

/// The mean, and what rounding took from it: a constant series is its own mean, to the last bit.
fn mean(values: &[f64]) -> f64 {
    let count = values.iter().map(|_| 1.0).sum::<f64>();
    let first = values.iter().sum::<f64>() / count;
    first + values.iter().map(|value| value - first).sum::<f64>() / count
}

/// The mean distance between neighbours, 0 where there are none; screened, of those that are no outliers.
fn mean_moving_range(values: &[f64], screened: bool) -> f64 {
    let ranges: Vec<f64> = values.iter().zip(values.iter().skip(1)).map(|(one, next)| (next - one).abs()).collect();
    if ranges.is_empty() {
        return 0.0;
    }
    let all = mean(&ranges);
    if !screened || all == 0.0 {
        return all;
    }
    mean(&ranges.into_iter().filter(|range| *range < OUTLYING * all).collect::<Vec<_>>())
}

fn mark_shifts(points: &mut [Point]) {
    for start in 0..points.len() {
        let Some(run) = points.get_mut(start..start + RUN) else { return };
        let cause = match run.iter().map(|point| i32::from(point.side())).sum::<i32>() {
            7 => Cause::ShiftUp,
            -7 => Cause::ShiftDown,
            _ => continue,
        };
        for point in run {
            point.cause = cause;
        }
    }
}

fn mark_two_in_three(points: &mut [Point]) {
    for start in 0..points.len() {
        let Some(three) = points.get_mut(start..start + 3) else { return };
        let cause = match three.iter().map(|point| i32::from(point.side())).sum::<i32>() {
            3 => Cause::NearUpper,
            -3 => Cause::NearLower,
            _ => continue,
        };
        if three.iter().filter(|point| point.is_near_a_limit()).count() >= 2 {
            three.iter_mut().filter(|point| point.is_near_a_limit()).for_each(|point| point.cause = cause);
        }
    }
}

fn mark_trends(points: &mut [Point]) {
    for start in 0..points.len() {
        let Some(run) = points.get_mut(start..start + RUN) else { return };
        let steps = || run.iter().zip(run.iter().skip(1)).map(|(one, next)| (one.value, next.value));
        let cause = match (steps().all(|(one, next)| one < next), steps().all(|(one, next)| one > next)) {
            (true, _) => Cause::Rising,
            (_, true) => Cause::Falling,
            _ => continue,
        };
        for point in run {
            point.cause = cause;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn causes(values: &[f64]) -> Vec<Cause> {
        chart(values, &Design::default()).unwrap().iter().map(|point| point.cause).collect()
    }

    #[test]
    fn the_published_limits_of_a_series_with_one_outlier() {
        let mut values = [1.0, 2.0].repeat(9);
        values.insert(4, 10.0);
        values.truncate(18);
        let printed = |design: &Design| {
            let point = chart(&values, design).unwrap()[0];
            format!("{:.2} {:.2} {:.2}", point.mean, point.lower, point.upper)
        };
        assert_eq!(printed(&Design::default()), "1.94 -0.72 4.60");
        assert_eq!(printed(&Design { screened: false, ..Design::default() }), "1.94 -3.06 6.95");
    }

    #[test]
    fn a_constant_series_has_its_limits_at_the_mean_whatever_the_constant() {
        for constant in [0.0, 0.1, 5.0, 1.0 / 3.0, -7.3, 1e15, 98.7] {
            for screened in [true, false] {
                let points = chart(&[constant; 14], &Design { screened, ..Design::default() }).unwrap();
                let still =
                    Point { value: constant, mean: constant, lower: constant, upper: constant, cause: Cause::Common };
                assert_eq!(points, vec![still; 14]);
            }
        }
    }

    #[test]
    fn a_point_on_the_mean_breaks_a_shift() {
        let mut values = vec![1.0, 2.0, 1.0, 2.0, 1.0, 2.0, -1.0, -2.0, -1.0, -2.0, -1.0, -2.0, 0.0];
        assert!(causes(&values).iter().all(|cause| *cause == Cause::Common));
        values[6] = 1.0;
        values[12] = -2.0;
        assert!(!causes(&values)[..7].contains(&Cause::Common));
    }

    #[test]
    fn each_stretch_is_judged_by_its_own_limits() {
        let values: Vec<f64> = [[1.0, 2.0].repeat(6), [11.0, 12.0].repeat(6)].concat();
        let whole = chart(&values, &Design::default()).unwrap();
        assert!(whole.iter().all(|point| point.cause != Cause::Common));
        let rebased = chart(&values, &Design { rebased: vec![12, 12, 0, 99], ..Design::default() }).unwrap();
        assert!(rebased.iter().all(|point| point.cause == Cause::Common));
        assert!((rebased[12].mean - 11.5).abs() < 1e-12);
        let fixed = chart(&values, &Design { fixed_after: Some(1), ..Design::default() }).unwrap();
        assert!((fixed[23].mean - 1.5).abs() < 1e-12);
        assert_eq!(fixed[23].cause, Cause::AboveLimit);
    }

    #[test]
    fn a_target_beyond_the_limits_is_always_or_never_met() {
        let point = chart(&[1.0, 2.0].repeat(7), &Design::default()).unwrap()[13];
        assert_eq!(point.assurance(80.0, Better::Higher), Some(Assurance::ConsistentlyFail));
        assert_eq!(point.assurance(80.0, Better::Lower), Some(Assurance::ConsistentlyPass));
        assert_eq!(point.assurance(-80.0, Better::Higher), Some(Assurance::ConsistentlyPass));
        assert_eq!(point.assurance(-80.0, Better::Lower), Some(Assurance::ConsistentlyFail));
        assert_eq!(point.assurance(1.5, Better::Higher), Some(Assurance::Inconsistent));
        assert_eq!(point.assurance(1.5, Better::Neutral), None);
    }

    #[test]
    fn no_series_is_too_odd() {
        assert_eq!(chart(&[], &Design::default()), Some(Vec::new()));
        assert_eq!(chart(&[3.0], &Design::default()).map(|points| points.len()), Some(1));
        assert_eq!(chart(&[3.0, f64::NAN], &Design::default()), None);
        assert_eq!(chart(&[f64::INFINITY; 15], &Design::default()), None);
        assert_eq!(chart(&[f64::MAX, -f64::MAX], &Design::default()), None);
    }
}
