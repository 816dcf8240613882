//! Round numbers for axes.

/// An axis: from, to, and where its gridlines stand.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scale {
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) ticks: Vec<f64>,
    /// Decimals that its labels need.
    pub(super) decimals: usize,
}

/// Gridlines at most: well under the ten that are too many.
const MOST_STEPS: f64 = 6.0;

impl Scale {
    /// From zero, for bars.
    pub(super) fn from_zero(highest: f64) -> Self {
        Self::with_zero(0.0, highest)
    }

    /// With zero on it, for what can be below nothing.
    pub(super) fn with_zero(lowest: f64, highest: f64) -> Self {
        if lowest < 0.0 {
            return Self::between(lowest, highest.max(0.0));
        }
        Self::between(0.0, if highest > 0.0 { highest } else { 1.0 })
    }

    /// For lines: from zero, unless that would press them into the top fifth.
    pub(super) fn for_lines(lowest: f64, highest: f64) -> Self {
        if lowest > 0.0 && lowest > 0.8 * highest {
            let room = ((highest - lowest) * 0.25).max(highest * 0.005);
            return Self::between(lowest - room, highest + room);
        }
        Self::with_zero(lowest, highest)
    }

    fn between(lowest: f64, highest: f64) -> Self {
        let rough = (highest - lowest) / MOST_STEPS;
        let ten = 10f64.powf(rough.log10().floor());
        let step =
            [1.0, 2.0, 5.0, 10.0].map(|m| m * ten).into_iter().find(|s| *s >= rough * 0.999_999).unwrap_or(10.0 * ten);
        let first = (lowest / step).floor();
        let last = (highest / step).ceil();
        let mut ticks = Vec::new();
        let mut at = first;
        while at <= last {
            ticks.push(at * step);
            at += 1.0;
        }
        let decimals = if step >= 1.0 {
            0
        } else if step >= 0.1 {
            1
        } else {
            2
        };
        Self { from: first * step, to: last * step, ticks, decimals }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_start_at_zero_and_axes_end_on_round_numbers() {
        let scale = Scale::from_zero(178.2);
        assert_eq!((scale.from, scale.to), (0.0, 200.0));
        assert_eq!(scale.ticks, [0.0, 50.0, 100.0, 150.0, 200.0]);
        assert_eq!(Scale::from_zero(0.0).ticks.last(), Some(&1.0));
    }

    #[test]
    fn a_flat_line_is_shown_close_up_and_a_steep_one_from_zero() {
        let close = Scale::for_lines(7050.0, 7200.0);
        assert!(close.from > 6900.0 && close.from <= 7050.0 && close.to >= 7200.0, "{close:?}");
        assert!((Scale::for_lines(40.0, 120.0).from).abs() < 1e-9);
        assert!((Scale::for_lines(0.0, 0.0).from).abs() < 1e-9);
    }

    #[test]
    fn what_is_below_nothing_is_on_the_axis() {
        let scale = Scale::for_lines(-37.0, -3.0);
        assert_eq!((scale.from, scale.to), (-40.0, 0.0));
        assert!(scale.ticks.contains(&0.0), "{scale:?}");
        let scale = Scale::with_zero(-12.0, 45.0);
        assert_eq!((scale.from, scale.to), (-20.0, 50.0));
    }

    #[test]
    fn there_are_never_ten_gridlines() {
        for highest in 1..5000 {
            let scale = Scale::from_zero(f64::from(highest) / 7.0);
            assert!(scale.ticks.len() <= 8, "{highest}: {scale:?}");
        }
    }
}
