//! Change on the same period a year earlier.

use std::collections::BTreeMap;

use crate::domain::{AuthorityCode, Figure, FigureKey, Kind, Period};

/// Which authorities are in, by period and place.
pub(super) type WhoIsIn<'a> = BTreeMap<(Period, Box<str>), Vec<&'a AuthorityCode>>;

/// Fills in the change of each figure on the same period a year earlier, where that period is computed.
///
/// The change stays blank unless the same authorities are in for both: a difference between two different sets of
/// authorities is not a change. No limits: changes between stocks or overlapping windows are not independent.
pub(super) fn compare_with_a_year_earlier(figures: &mut [Figure], who_is_in: &WhoIsIn<'_>) {
    let earlier: BTreeMap<FigureKey, Option<f64>> =
        figures.iter().map(|figure| (figure.key.clone(), figure.value)).collect();
    for figure in figures {
        let before = figure.key.period.year_earlier();
        let Some(then) = earlier.get(&FigureKey { period: before, ..figure.key.clone() }) else { continue };
        figure.compared_with = Some(before);
        let place = &figure.key.geography;
        let same = who_is_in.get(&(figure.key.period, place.clone())) == who_is_in.get(&(before, place.clone()));
        if let (Some(now), Some(then), true) = (figure.value, *then, same) {
            figure.change = Some(now - then);
            let relative = figure.kind != Kind::Proportion && then != 0.0;
            figure.change_pct = relative.then(|| 100.0 * (now - then) / then);
        }
    }
}
