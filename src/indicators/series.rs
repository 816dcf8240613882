//! What a figure is in its series: five years' trend, or a point of a chart over time.

use super::figures::Table;
use crate::definitions::Indicator;
use crate::domain::statistics::Trend;
use crate::domain::statistics::trend::{self, FigureOfYear, ShareOfYear};
use crate::domain::statistics::xmr::{self, Better, Design};
use crate::domain::{Figure, Kind, NoteCode, Period, PeriodKind};

/// Years that a trend is made of.
const YEARS: usize = 5;

/// Fills in the trend of annual figures, and what points of a series of quarters or months are put down to.
pub(super) fn follow(table: &mut Table, indicator: &Indicator) {
    for series in table.series() {
        let figures = &mut table.figures;
        for kind in [PeriodKind::Year, PeriodKind::Quarter, PeriodKind::Month] {
            for run in runs(figures, &series, kind) {
                match kind {
                    PeriodKind::Year => trends(figures, &run),
                    PeriodKind::Quarter | PeriodKind::Month => chart(figures, &run, indicator),
                }
            }
        }
    }
}

/// The places of figures that follow each other without a gap: all with a value, none provisional.
fn runs(figures: &[Figure], series: &[usize], kind: PeriodKind) -> Vec<Vec<usize>> {
    let mut runs: Vec<Vec<usize>> = Vec::new();
    let mut before: Option<Period> = None;
    for at in series {
        let Some(figure) = figures.get(*at).filter(|figure| figure.key.period.kind() == kind) else { continue };
        let period = figure.key.period;
        if figure.value.is_none() || figure.note_codes.contains(&NoteCode::Provisional) {
            before = None;
            continue;
        }
        match runs.last_mut().filter(|_| before == Some(period.previous())) {
            Some(run) => run.push(*at),
            None => runs.push(vec![*at]),
        }
        before = Some(period);
    }
    runs
}

fn trends(figures: &mut [Figure], run: &[usize]) {
    for five in run.windows(YEARS) {
        let found = trend_of(five.iter().filter_map(|at| figures.get(*at)));
        if let Some(figure) = five.last().and_then(|at| figures.get_mut(*at)) {
            figure.trend = found;
        }
    }
}

/// The trend of five years; None where the figures have no interval to tell it by.
fn trend_of<'f>(figures: impl Iterator<Item = &'f Figure> + Clone) -> Option<Trend> {
    let year = |figure: &Figure| i32::from(figure.key.period.year().start());
    if figures.clone().all(|figure| figure.kind == Kind::Proportion && figure.lower.is_some()) {
        let share = |figure: &Figure| {
            Some(ShareOfYear { year: year(figure), cases: figure.numerator?, of: figure.denominator? })
        };
        let shares: Option<Vec<ShareOfYear>> = figures.map(share).collect();
        return shares.map(|shares| trend::of_proportions(&shares).trend);
    }
    let of_year = |figure: &Figure| {
        Some(FigureOfYear { year: year(figure), value: figure.value?, lower: figure.lower?, upper: figure.upper? })
    };
    let all: Option<Vec<FigureOfYear>> = figures.map(of_year).collect();
    all.map(|all| trend::of_figures(&all).trend)
}

fn chart(figures: &mut [Figure], run: &[usize], indicator: &Indicator) {
    if run.len() < xmr::FEWEST {
        return;
    }
    let values: Vec<f64> = run.iter().filter_map(|at| figures.get(*at)?.value).collect();
    let Some(points) = xmr::chart(&values, &Design::default()) else { return };
    let better = Better::of(&indicator.better);
    for (at, point) in run.iter().zip(points) {
        if let Some(figure) = figures.get_mut(*at) {
            figure.spc = Some(point.cause.variation(better));
        }
    }
}
