//! Time series: which lines there are, and where they have gaps.

use std::collections::BTreeSet;

use super::Made;
use super::describe;
use super::lettering::Lettering;
use super::lines::{self, Lines, Series};
use super::palette::MOST_SERIES;
use super::scale::Scale;
use crate::definitions::{Chart, EVENT};
use crate::diagnostic::Error;
use crate::disclosure::{Protected, SafeFigure};
use crate::domain::{Kind, NoteCode, Period, PeriodKind};
use crate::present::Overview;
use crate::present::choice::{Part, shown};
use crate::present::notes::{beside, in_brackets};
use crate::present::voice::{Voice, bracketed, decimal, printed};

/// Above so many points the horizontal axis has the years' labels only.
const MOST_LABELS: usize = 14;

/// What one line shows.
pub(super) struct Line<'a> {
    pub(super) indicator: &'a str,
    pub(super) part: Part<'a>,
}

pub(super) fn make<'a>(
    view: &Overview<'a>,
    voice: &Voice<'_>,
    chart: &Chart,
    lettering: &Lettering,
) -> Result<Made<'a>, Error> {
    let lines = chosen(view, chart);
    let mut periods: Vec<Period> =
        lines.iter().flat_map(|line| view.periods(line.indicator, chart.periods, line.part)).collect();
    periods.sort();
    periods.dedup();
    let row = |line: &Line<'a>| -> Vec<Option<&'a SafeFigure>> {
        periods.iter().map(|period| view.figure(line.indicator, *period, view.nation(), line.part)).collect()
    };
    let table: Vec<Vec<Option<&'a SafeFigure>>> = lines.iter().map(row).collect();
    let alone = lines.len() == 1;
    let series: Vec<Series> =
        lines.iter().zip(&table).map(|(line, row)| line_series(voice, line, row, alone)).collect();
    let figures: Vec<&'a SafeFigure> = table.iter().flatten().flatten().copied().collect();
    let values: Vec<f64> = series.iter().flat_map(|series| series.points.iter().flatten().copied()).collect();
    let shortfalls = shortfalls(&series);
    let incomplete = incomplete(voice, &shortfalls, &periods);
    let mut remarks: Vec<String> = incomplete.iter().cloned().collect();
    remarks.extend(gaps(voice, &periods, &table));
    remarks.extend(noted(voice, &periods, &table));
    let (Some(first), Some(lowest)) = (figures.first(), values.iter().copied().reduce(f64::min)) else {
        remarks.push(voice.say("chart-nothing"));
        return Ok(Made { sheet: None, description: voice.say("chart-nothing"), remarks, figures, period: None });
    };
    let scale = Scale::for_lines(lowest, values.iter().copied().fold(lowest, f64::max));
    if scale.from > 0.0 {
        remarks.push(voice.say("chart-axis-cut"));
    }
    // Counts of different things are numbers, and no more can be said of them together.
    let of_one = figures.iter().all(|figure| figure.unit == first.unit);
    let unit = if of_one { &*first.unit } else { EVENT };
    let description = describe::series(view, voice, &series, &periods, incomplete);
    let drawing = Lines {
        unit: voice.unit(unit),
        periods: labels(voice, &periods),
        years: years(&periods),
        shortfalls,
        ticks: scale.ticks.iter().map(|tick| tick_label(*tick, &scale, first.kind)).collect(),
        scale,
        series,
    };
    let sheet = lines::draw(&drawing, lettering)?;
    Ok(Made { sheet: Some(sheet), description, remarks, figures, period: periods.last().copied() })
}

/// The lines: the indicators, or of the first one the categories that are largest in its latest period, in their order.
fn chosen<'a>(view: &Overview<'a>, chart: &Chart) -> Vec<Line<'a>> {
    let ids = chart.indicators.iter().filter_map(|id| view.definitions.indicator(id)).map(|indicator| &*indicator.id);
    let ids: Vec<&'a str> = ids.collect();
    if chart.breakdown.is_empty() {
        return ids.into_iter().take(MOST_SERIES).map(|indicator| Line { indicator, part: Part::TOTAL }).collect();
    }
    let Some(indicator) = ids.first().copied() else { return Vec::new() };
    let figures = || view.all_of(indicator).filter(|figure| figure.key.breakdown == chart.breakdown);
    let latest = figures().map(|figure| figure.key.period).filter(|period| period.kind() == chart.periods).max();
    let Some(period) = latest else { return Vec::new() };
    let categories = view.categories(indicator, period, &chart.breakdown);
    let size = |category: &str| {
        let mut at = figures().filter(|figure| figure.key.period == period && *figure.key.category == *category);
        at.find(|figure| *figure.key.geography == *view.nation().code)
            .and_then(|figure| shown(&figure.value))
            .unwrap_or(-1.0)
    };
    let mut largest = categories.clone();
    largest.sort_by(|a, b| size(b).total_cmp(&size(a)));
    largest.truncate(MOST_SERIES);
    let breakdown = figures().next().map_or("", |figure| &*figure.key.breakdown);
    let kept = categories.into_iter().filter(|category| largest.contains(category));
    kept.map(|category| Line { indicator, part: Part { breakdown, category } }).collect()
}

pub(super) fn line_series(voice: &Voice<'_>, line: &Line<'_>, figures: &[Option<&SafeFigure>], alone: bool) -> Series {
    let name = match (alone, line.part.category) {
        (true, _) => String::new(),
        (false, "") => voice.title(line.indicator),
        (false, category) => voice.category(line.indicator, line.part.breakdown, category),
    };
    Series {
        name,
        points: figures.iter().map(|figure| figure.and_then(|figure| shown(&figure.value))).collect(),
        printed: figures.iter().map(|figure| figure.map_or_else(String::new, |f| printed(&f.value, f.kind))).collect(),
        shortfalls: figures.iter().map(|figure| figure.and_then(|figure| voice.shortfall(figure))).collect(),
    }
}

/// The points that rest on fewer returns than are owed: on how many, from which to which; of several lines the first
/// that lacks any.
pub(super) fn shortfalls(series: &[Series]) -> Vec<(String, usize, usize)> {
    let columns = series.iter().map(|line| line.shortfalls.len()).max().unwrap_or_default();
    let mut shortfalls: Vec<(String, usize, usize)> = Vec::new();
    for at in 0..columns {
        let Some(text) = series.iter().find_map(|line| line.shortfalls.get(at).cloned().flatten()) else { continue };
        match shortfalls.last_mut() {
            Some((last, _, to)) if *last == text && *to + 1 == at => *to = at,
            _ => shortfalls.push((text, at, at)),
        }
    }
    shortfalls
}

/// What hollow points and dashed lines mean, where there are any.
pub(super) fn incomplete(
    voice: &Voice<'_>,
    shortfalls: &[(String, usize, usize)],
    periods: &[Period],
) -> Option<String> {
    let said = |(coverage, from, to): &(String, usize, usize)| {
        Some(voice.with_shortfall(&span(voice, periods, *from, *to)?, Some(coverage)))
    };
    let what: Vec<String> = shortfalls.iter().filter_map(said).collect();
    (!what.is_empty()).then(|| voice.tell_texts("chart-partial-points", &[("what", &voice.list(&what))]))
}

/// Which periods have no point, and why.
pub(super) fn gaps(voice: &Voice<'_>, periods: &[Period], table: &[Vec<Option<&SafeFigure>>]) -> Vec<String> {
    let mut missing = Vec::new();
    for (at, period) in periods.iter().enumerate() {
        let withheld = table.iter().find_map(|row| match row.get(at).copied().flatten()?.value {
            Protected::Withheld(code) => Some(code),
            Protected::Shown { .. } => None,
        });
        missing.extend(withheld.map(|code| format!("{} {}", voice.period(*period), bracketed(code))));
    }
    if missing.is_empty() {
        Vec::new()
    } else {
        vec![voice.tell_texts("chart-not-shown", &[("what", &voice.list(&missing))])]
    }
}

/// Which points that are shown bear note codes; neighbours that bear the same are told together.
pub(super) fn noted(voice: &Voice<'_>, periods: &[Period], table: &[Vec<Option<&SafeFigure>>]) -> Option<String> {
    let mut runs: Vec<(BTreeSet<NoteCode>, usize, usize)> = Vec::new();
    for at in 0..periods.len() {
        let points = table.iter().filter_map(|row| row.get(at).copied().flatten());
        let codes: BTreeSet<NoteCode> = points.flat_map(beside).collect();
        match runs.last_mut() {
            _ if codes.is_empty() => {}
            Some((last, _, to)) if *last == codes && *to + 1 == at => *to = at,
            _ => runs.push((codes, at, at)),
        }
    }
    let said = |(codes, from, to): &(BTreeSet<NoteCode>, usize, usize)| {
        Some(format!("{} {}", span(voice, periods, *from, *to)?, in_brackets(codes)))
    };
    let what: Vec<String> = runs.iter().filter_map(said).collect();
    (!what.is_empty()).then(|| voice.tell_texts("chart-noted", &[("what", &voice.list(&what))]))
}

/// `quarter 1 of 2023-24 to quarter 4 of 2023-24`, or one period alone.
pub(super) fn span(voice: &Voice<'_>, periods: &[Period], from: usize, to: usize) -> Option<String> {
    let (from, to) = (voice.period(*periods.get(from)?), voice.period(*periods.get(to)?));
    Some(if from == to { from } else { voice.tell_texts("period-range", &[("from", &from), ("to", &to)]) })
}

pub(super) fn labels(voice: &Voice<'_>, periods: &[Period]) -> Vec<String> {
    let label = |period: &Period| match period.kind() {
        PeriodKind::Year => period.to_string(),
        PeriodKind::Quarter if periods.len() <= MOST_LABELS => voice.quarter_alone(*period),
        PeriodKind::Quarter | PeriodKind::Month => String::new(),
    };
    periods.iter().map(label).collect()
}

/// The years that the points lie in, for the second row of labels; none where the points are years themselves.
pub(super) fn years(periods: &[Period]) -> Vec<(String, usize, usize)> {
    let mut years: Vec<(String, usize, usize)> = Vec::new();
    for (at, period) in periods.iter().enumerate().filter(|(_, period)| period.kind() != PeriodKind::Year) {
        let year = period.year().to_string();
        match years.last_mut() {
            Some((last, _, to)) if *last == year => *to = at,
            _ => years.push((year, at, at)),
        }
    }
    years
}

pub(super) fn tick_label(tick: f64, scale: &Scale, kind: Kind) -> String {
    let sign = if kind == Kind::Proportion { "%" } else { "" };
    format!("{}{sign}", decimal(tick, scale.decimals))
}
