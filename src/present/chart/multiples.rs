//! Small multiples: one indicator over periods in each authority, beside the nation's.

use super::lettering::Lettering;
use super::panels::{self, Panel, Panels};
use super::remarks::{self, Named, why};
use super::scale::Scale;
use super::series::tick_label;
use super::shades::as_printed;
use super::telling::{self, Valued};
use super::{Made, nothing};
use crate::definitions::Chart;
use crate::diagnostic::Error;
use crate::disclosure::SafeFigure;
use crate::domain::{GeographyLevel, Kind, Period, PeriodKind};
use crate::present::Overview;
use crate::present::choice::{At, Part, shown};
use crate::present::voice::{Voice, bracketed, printed};

/// One place's figures, one for each period.
struct Row<'a> {
    at: At<'a>,
    name: String,
    figures: Vec<Option<&'a SafeFigure>>,
}

impl Row<'_> {
    fn points(&self) -> Vec<Option<f64>> {
        let value = |figure: &&SafeFigure| Some(as_printed(shown(&figure.value)?, figure.kind));
        self.figures.iter().map(|figure| figure.as_ref().and_then(value)).collect()
    }

    /// The last value that is shown.
    fn last(&self) -> Option<Valued> {
        let figure = self.figures.iter().rev().flatten().find(|figure| shown(&figure.value).is_some())?;
        let value = as_printed(shown(&figure.value)?, figure.kind);
        Some(Valued { name: self.name.clone(), value, printed: printed(&figure.value, figure.kind) })
    }
}

pub(super) fn make<'a>(
    view: &Overview<'a>,
    voice: &Voice<'_>,
    chart: &Chart,
    lettering: &Lettering,
) -> Result<Made<'a>, Error> {
    let Some(indicator) = chart.indicators.iter().find_map(|id| view.definitions.indicator(id)) else {
        return Ok(nothing(voice, Vec::new(), Vec::new(), None));
    };
    let periods = told(view, &indicator.id, chart.periods);
    let row = |at: At<'a>| Row {
        at,
        name: voice.place(at.level, at.code),
        figures: periods.iter().map(|period| view.figure(&indicator.id, *period, at, Part::TOTAL)).collect(),
    };
    let rows: Vec<Row<'a>> = view.places_below(GeographyLevel::Authority).into_iter().map(row).collect();
    // A count of the nation would press those of its authorities to the ground.
    let comparable = !matches!(indicator.kind, Kind::Count | Kind::Sum);
    let nation = comparable.then(|| row(view.nation()));
    let every = || nation.iter().chain(&rows);
    let figures: Vec<&'a SafeFigure> = every().flat_map(|row| row.figures.iter().flatten().copied()).collect();
    let named: Vec<Named<'a>> = every().map(|row| (row.name.clone(), row.figures.clone())).collect();
    let mut said = remarks::all(voice, &named);
    let of_authorities = rows.iter().any(|row| row.last().is_some());
    let values: Vec<f64> = every().flat_map(Row::points).flatten().collect();
    let (Some(lowest), Some(highest)) =
        (values.iter().copied().reduce(f64::min).filter(|_| of_authorities), values.iter().copied().reduce(f64::max))
    else {
        return Ok(nothing(voice, said, figures, None));
    };
    let scale = Scale::for_lines(lowest, highest);
    if scale.from > 0.0 {
        said.push(voice.say("chart-axis-cut"));
    }
    let description = described(voice, &rows, nation.as_ref(), &periods);
    let description = [description].into_iter().chain(remarks::incomplete(voice, &named)).collect::<Vec<_>>().join(" ");
    let nation_name = voice.place(view.nation().level, view.nation().code);
    let drawing = Panels {
        unit: voice.unit(&indicator.unit()),
        places: rows.iter().map(|row| panel(voice, row)).collect(),
        beside: nation.as_ref().map(Row::points).unwrap_or_default(),
        legend: [voice.say("chart-line-authority"), nation_name],
        ends: ends(voice, &periods),
        ticks: scale.ticks.iter().map(|tick| tick_label(*tick, &scale, indicator.kind)).collect(),
        scale,
    };
    let sheet = panels::draw(&drawing, lettering)?;
    Ok(Made { sheet: Some(sheet), description, remarks: said, figures, period: None })
}

/// The periods from the first to the last that have a value anywhere.
fn told(view: &Overview<'_>, indicator: &str, kind: PeriodKind) -> Vec<Period> {
    let periods = view.periods(indicator, kind, Part::TOTAL);
    let at = |period: &Period, at: At<'_>| view.figure(indicator, *period, at, Part::TOTAL);
    let places = || view.places_below(GeographyLevel::Authority).into_iter();
    let any =
        |period: &Period| places().filter_map(|place| at(period, place)).any(|figure| shown(&figure.value).is_some());
    let Some((first, last)) = periods.iter().position(any).zip(periods.iter().rposition(any)) else { return periods };
    periods.get(first..=last).map(<[Period]>::to_vec).unwrap_or_default()
}

fn panel(voice: &Voice<'_>, row: &Row<'_>) -> Panel {
    let lacks = |figure: Option<&SafeFigure>| figure.is_some_and(|figure| voice.shortfall(figure).is_some());
    let last = row.last();
    let code = row.figures.iter().rev().find_map(|figure| why(*figure));
    let instead = code
        .filter(|_| last.is_none())
        .map(|code| voice.tell_texts("chart-panel-not-shown", &[("code", &bracketed(code))]));
    Panel {
        name: row.name.clone(),
        place: row.at.code.to_string(),
        points: row.points(),
        hollow: row.figures.iter().copied().map(lacks).collect(),
        last: last.map(|last| last.printed).unwrap_or_default(),
        instead: instead.unwrap_or_default(),
    }
}

/// The labels of the first and the last period: years.
fn ends(voice: &Voice<'_>, periods: &[Period]) -> [String; 2] {
    let label = |period: Option<&Period>| match period {
        Some(period) if period.kind() == PeriodKind::Year => voice.period(*period),
        Some(period) => period.year().to_string(),
        None => String::new(),
    };
    [label(periods.first()), label(periods.last())]
}

/// The span, the nation's first and last value, and who has the highest and lowest last value.
fn described(voice: &Voice<'_>, rows: &[Row<'_>], nation: Option<&Row<'_>>, periods: &[Period]) -> String {
    let (from, to) = telling::span(voice, periods).unwrap_or_default();
    let mut said = vec![voice.tell_texts("describe-panels", &[("from", &from), ("to", &to)])];
    if let Some((nation, last)) = nation.and_then(|nation| Some((nation, nation.last()?))) {
        let first = nation.figures.iter().flatten().find(|figure| shown(&figure.value).is_some());
        let first = first.map(|figure| printed(&figure.value, figure.kind)).unwrap_or_default();
        let args = [("name", &*nation.name), ("first", &*first), ("last", &*last.printed)];
        said.push(voice.tell_texts("describe-panel", &args));
    }
    let last: Vec<Valued> = rows.iter().filter_map(Row::last).collect();
    let of = voice.say("describe-last-values");
    said.extend(telling::ends(voice, &of, &last));
    said.join(" ")
}
