//! How values lie: for each place its middle and the value that most stay under; or how many each band has.

use super::bars::{self, Bar, Bars};
use super::columns::{self, Column, Columns};
use super::key::Entry;
use super::lettering::Lettering;
use super::ranges::{self, LOOKS, Ranges, Row};
use super::ranked::{authorities, authority, incomplete, not_shown, noted};
use super::scale::Scale;
use super::series::tick_label;
use super::{Made, nothing};
use crate::definitions::{Chart, Indicator};
use crate::diagnostic::Error;
use crate::disclosure::SafeFigure;
use crate::domain::{GeographyLevel, Kind, Period};
use crate::present::Overview;
use crate::present::choice::{Part, shown};
use crate::present::voice::{Voice, printed};

pub(super) fn make<'a>(
    view: &Overview<'a>,
    voice: &Voice<'_>,
    chart: &Chart,
    lettering: &Lettering,
) -> Result<Made<'a>, Error> {
    let known: Vec<&'a Indicator> = chart.indicators.iter().filter_map(|id| view.definitions.indicator(id)).collect();
    match known.as_slice() {
        [indicator, ..] if !chart.breakdown.is_empty() => bands(view, voice, chart, indicator, lettering),
        [middle, upper] => spans(view, voice, chart, [middle, upper], lettering),
        _ => Ok(nothing(voice, Vec::new(), Vec::new(), None)),
    }
}

/// A place and its two figures.
struct Place<'a> {
    name: String,
    figures: [Option<&'a SafeFigure>; 2],
}

impl Place<'_> {
    fn values(&self) -> [Option<f64>; 2] {
        self.figures.map(|figure| figure.and_then(|figure| shown(&figure.value)))
    }
}

/// From the middle to the greater value, for the nation and each authority.
fn spans<'a>(
    view: &Overview<'a>,
    voice: &Voice<'_>,
    chart: &Chart,
    indicators: [&'a Indicator; 2],
    lettering: &Lettering,
) -> Result<Made<'a>, Error> {
    let [middle, upper] = indicators;
    let latest = |indicator: &Indicator| view.latest(&indicator.id, chart.periods, Part::TOTAL);
    let Some(period) = latest(middle).or_else(|| latest(upper)) else {
        return Ok(nothing(voice, Vec::new(), Vec::new(), None));
    };
    let nation = Place {
        name: voice.place(GeographyLevel::Nation, view.nation().code),
        figures: indicators.map(|of| view.figure(&of.id, period, view.nation(), Part::TOTAL)),
    };
    let entries = indicators.map(|of| authorities(view, voice, &of.id, period));
    let figures: Vec<&'a SafeFigure> =
        nation.figures.into_iter().flatten().chain(entries.iter().flatten().map(|(_, figure)| *figure)).collect();
    let places = sorted(&entries);
    let remarks = remarks(voice, indicators, &nation, &entries);
    let Some(first) = figures.first().filter(|_| figures.iter().any(|figure| shown(&figure.value).is_some())) else {
        return Ok(nothing(voice, remarks, figures, Some(period)));
    };
    let rows: Vec<Row> = std::iter::once(&nation).chain(&places).map(|place| row(voice, place)).collect();
    let highest = rows.iter().flat_map(|row| row.values).flatten().fold(0.0, f64::max);
    let scale = Scale::from_zero(highest);
    let names = indicators.map(|indicator| voice.say(statistic(indicator.kind)));
    let [middle_key, upper_key] = LOOKS;
    let entry = |(mark, colour), name: &String| Entry { mark, colour, text: name.clone() };
    let [of_middle, of_upper] = &names;
    let key = [entry(middle_key, of_middle), entry(upper_key, of_upper)];
    let description = describe(voice, &names, &rows, period);
    let ranges = Ranges {
        unit: voice.unit(&first.unit),
        ticks: scale.ticks.iter().map(|tick| tick_label(*tick, &scale, first.kind)).collect(),
        scale,
        key,
        across: nation.values().into_iter().flatten().collect(),
        rows,
    };
    let sheet = ranges::draw(&ranges, lettering)?;
    Ok(Made { sheet: Some(sheet), description, remarks, figures, period: Some(period) })
}

/// The authorities that have anything to show, by their middle; those without one last, by their greater value.
fn sorted<'a>([middle, upper]: &[Vec<(String, &'a SafeFigure)>; 2]) -> Vec<Place<'a>> {
    let mut names: Vec<(&String, &str)> = Vec::new();
    for (name, figure) in middle.iter().chain(upper) {
        if !names.iter().any(|(_, code)| *code == &*figure.key.geography) {
            names.push((name, &figure.key.geography));
        }
    }
    let at = |entries: &[(String, &'a SafeFigure)], code: &str| {
        entries.iter().find(|(_, figure)| *figure.key.geography == *code).map(|(_, figure)| *figure)
    };
    let place =
        |(name, code): (&String, &str)| Place { name: name.clone(), figures: [at(middle, code), at(upper, code)] };
    let mut places: Vec<Place<'a>> = names.into_iter().map(place).collect();
    places.retain(|place| place.values().iter().any(Option::is_some));
    let size = |place: &Place<'_>| {
        let [middle, upper] = place.values();
        (middle.unwrap_or(-1.0), upper.unwrap_or(-1.0))
    };
    places.sort_by(|a, b| {
        let (a, b) = (size(a), size(b));
        b.0.total_cmp(&a.0).then(b.1.total_cmp(&a.1))
    });
    places
}

fn row(voice: &Voice<'_>, place: &Place<'_>) -> Row {
    let shown = place.figures.iter().flatten().next();
    let of = shown.map(|figure| authority(figure)).unwrap_or_default();
    Row {
        bold: of.is_empty(),
        place: of,
        name: place.name.clone(),
        values: place.values(),
        printed: place.figures.map(|figure| figure.map_or_else(String::new, |f| printed(&f.value, f.kind))),
        hollow: place.figures.iter().flatten().any(|figure| voice.shortfall(figure).is_some()),
    }
}

/// What a value is: `Median`.
fn statistic(kind: Kind) -> &'static str {
    match kind {
        Kind::P90 => "range-p90",
        Kind::Mean => "range-mean",
        _ => "range-median",
    }
}

/// How the picture is to be read, which values of which indicator are not shown, and which are to be read with a note.
fn remarks(
    voice: &Voice<'_>,
    indicators: [&Indicator; 2],
    nation: &Place<'_>,
    entries: &[Vec<(String, &SafeFigure)>; 2],
) -> Vec<String> {
    let mut remarks = vec![voice.tell_texts("range-reading", &[("place", &nation.name)])];
    for ((indicator, entries), of_nation) in indicators.iter().zip(entries).zip(nation.figures) {
        let name = voice.say(statistic(indicator.kind));
        let mut all: Vec<(String, &SafeFigure)> =
            of_nation.map(|figure| (nation.name.clone(), figure)).into_iter().collect();
        all.extend(entries.iter().cloned());
        let lacking = |(place, figure): &(String, &SafeFigure)| {
            Some(voice.with_shortfall(place, Some(&voice.shortfall(figure)?)))
        };
        let lacking: Vec<String> = all.iter().filter_map(lacking).collect();
        let lacking =
            (!lacking.is_empty()).then(|| voice.tell_texts("funnel-partial", &[("what", &voice.list(&lacking))]));
        for said in [lacking, not_shown(voice, &all), noted(voice, &all)].into_iter().flatten() {
            remarks.push(voice.tell_texts("range-of", &[("name", &name), ("said", &said)]));
        }
    }
    remarks
}

fn describe(voice: &Voice<'_>, names: &[String; 2], rows: &[Row], period: Period) -> String {
    let [middle, upper] = names;
    let period = voice.period(period);
    let mut said =
        vec![voice.tell_texts("describe-ranges", &[("period", &period), ("middle", middle), ("upper", upper)])];
    let one = |key: &str, row: &Row| {
        let [middle, upper] = &row.printed;
        voice.tell_texts(key, &[("name", &row.name), ("middle", middle), ("upper", upper)])
    };
    let mut rows = rows.iter();
    said.extend(rows.next().map(|nation| one("describe-ranges-place", nation)));
    let of_both = |row: &&Row| row.values.iter().all(Option::is_some);
    let (highest, lowest) = (rows.clone().find(of_both), rows.clone().rev().find(of_both));
    said.extend(highest.map(|row| one("describe-ranges-highest", row)));
    said.extend(lowest.filter(|_| rows.filter(of_both).count() > 1).map(|row| one("describe-ranges-lowest", row)));
    said.join(" ")
}

/// How much each category has, in the order of the code list.
fn bands<'a>(
    view: &Overview<'a>,
    voice: &Voice<'_>,
    chart: &Chart,
    indicator: &'a Indicator,
    lettering: &Lettering,
) -> Result<Made<'a>, Error> {
    let Some(period) = view.latest(&indicator.id, chart.periods, Part::TOTAL) else {
        return Ok(nothing(voice, Vec::new(), Vec::new(), None));
    };
    let entry = |category: &str| {
        let part = Part { breakdown: &chart.breakdown, category };
        let figure = view.figure(&indicator.id, period, view.nation(), part)?;
        Some((voice.category(&indicator.id, &chart.breakdown, category), figure))
    };
    let categories = view.categories(&indicator.id, period, &chart.breakdown);
    let entries: Vec<(String, &'a SafeFigure)> = categories.into_iter().filter_map(entry).collect();
    let figures: Vec<&'a SafeFigure> = entries.iter().map(|(_, figure)| *figure).collect();
    let shown_bars: Vec<Bar> = entries.iter().filter_map(|(name, figure)| bar(voice, name, figure)).collect();
    let lacking = incomplete(voice, &shown_bars);
    let remarks: Vec<String> =
        [lacking.clone(), not_shown(voice, &entries), noted(voice, &entries)].into_iter().flatten().collect();
    let Some(first) = figures.first().filter(|_| !shown_bars.is_empty()) else {
        return Ok(nothing(voice, remarks, figures, Some(period)));
    };
    let described = described(voice, &shown_bars, period);
    let description = [described].into_iter().chain(lacking).collect::<Vec<_>>().join(" ");
    let scale = Scale::from_zero(shown_bars.iter().map(|bar| bar.value).fold(0.0, f64::max));
    let ticks: Vec<String> = scale.ticks.iter().map(|tick| tick_label(*tick, &scale, first.kind)).collect();
    let (unit, columns) = (voice.unit(&first.unit), entries.iter().map(|(name, figure)| column(voice, name, figure)));
    let upright = Columns { unit: unit.clone(), scale: scale.clone(), ticks: ticks.clone(), bars: columns.collect() };
    // Where there is no room for names below columns, the columns lie down.
    let sheet = match columns::draw(&upright, lettering)? {
        Some(sheet) => sheet,
        None => bars::draw(&Bars { unit, rows: shown_bars, reference: None, scale, ticks }, lettering)?,
    };
    Ok(Made { sheet: Some(sheet), description, remarks, figures, period: Some(period) })
}

fn bar(voice: &Voice<'_>, name: &str, figure: &SafeFigure) -> Option<Bar> {
    Some(Bar {
        place: String::new(),
        name: name.to_string(),
        value: shown(&figure.value)?,
        printed: printed(&figure.value, figure.kind),
        limits: None,
        shortfall: voice.shortfall(figure),
    })
}

fn column(voice: &Voice<'_>, name: &str, figure: &SafeFigure) -> Column {
    Column {
        name: name.to_string(),
        value: shown(&figure.value),
        printed: printed(&figure.value, figure.kind),
        hollow: voice.shortfall(figure).is_some(),
    }
}

/// Every band with its value, in their order, and the greatest.
fn described(voice: &Voice<'_>, bars: &[Bar], period: Period) -> String {
    let named = |bar: &Bar| format!("{} {}", bar.name, bar.printed);
    let all: Vec<String> = bars.iter().map(named).collect();
    let most = bars.iter().reduce(|most, bar| if bar.value > most.value { bar } else { most });
    let most = most.map(named).unwrap_or_default();
    let args = [("period", &*voice.period(period)), ("what", &voice.list(&all)), ("most", &most)];
    voice.tell_texts("describe-bands", &args)
}
