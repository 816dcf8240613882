//! The numbers that anybody can work out from those that are printed.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::statistics::xmr::{self, Design};
use crate::domain::{Kind, Period};
use crate::present::chart::Drawn;
use crate::present::choice::shown;
use crate::present::voice::{decimal, in_kind};

/// The shares that anybody can work out from the printed values: of each part, and of several together.
pub(super) fn shares(drawn: &Drawn<'_>) -> BTreeSet<String> {
    let mut bars: BTreeMap<(Period, &str), (f64, Vec<f64>)> = BTreeMap::new();
    for figure in &drawn.figures {
        let Some(value) = shown(&figure.value) else { continue };
        let bar = bars.entry((figure.key.period, &figure.key.geography)).or_default();
        if figure.key.breakdown.is_empty() { bar.0 = value } else { bar.1.push(value) }
    }
    let shares = bars.into_values().flat_map(|(whole, parts)| {
        let whole = if whole > 0.0 { whole } else { parts.iter().sum() };
        let together = |which: u32| parts.iter().enumerate().filter(move |(at, _)| which >> at & 1 == 1);
        let sums: Vec<f64> =
            (1..1_u32 << parts.len()).map(|which| together(which).map(|(_, part)| part).sum()).collect();
        sums.into_iter().map(move |sum| decimal(100.0 * sum / whole, 1))
    });
    shares.collect()
}

/// The mean and the limits that anybody can work out from the printed values.
pub(super) fn limits(drawn: &Drawn<'_>) -> BTreeSet<String> {
    let values: Vec<f64> = drawn.figures.iter().filter_map(|figure| shown(&figure.value)).collect();
    let points = xmr::chart(&values, &Design::default()).unwrap_or_default();
    let lines = points.iter().flat_map(|point| [point.mean, point.lower.max(0.0), point.upper]);
    lines.flat_map(|value| [decimal(value, 1), in_kind(value, Kind::Count)]).collect()
}
