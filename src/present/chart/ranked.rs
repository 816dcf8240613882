//! Ranked bars: places or categories, and what becomes of those that cannot be shown.

use super::bars::{self, Bar, Bars};
use super::lettering::Lettering;
use super::scale::Scale;
use super::series::tick_label;
use super::{Made, describe, nothing};
use crate::definitions::Chart;
use crate::diagnostic::Error;
use crate::disclosure::{Protected, SafeFigure};
use crate::domain::{GeographyLevel, Period};
use crate::present::Overview;
use crate::present::choice::{At, Part, shown};
use crate::present::notes::{beside, in_brackets};
use crate::present::voice::{Voice, bracketed, printed};

/// What is ranked, in one period.
struct Ranking<'a> {
    period: Period,
    /// Names and figures.
    entries: Vec<(String, &'a SafeFigure)>,
    /// The nation's figure, where places are ranked.
    nation: Option<&'a SafeFigure>,
    remarks: Vec<String>,
}

pub(super) fn make<'a>(
    view: &Overview<'a>,
    voice: &Voice<'_>,
    chart: &Chart,
    lettering: &Lettering,
) -> Result<Made<'a>, Error> {
    let Some(mut ranking) = chosen(view, voice, chart) else { return Ok(nothing(voice, Vec::new(), Vec::new(), None)) };
    let figures: Vec<&'a SafeFigure> =
        ranking.nation.into_iter().chain(ranking.entries.iter().map(|(_, f)| *f)).collect();
    let mut bars: Vec<Bar> = ranking.entries.iter().filter_map(|(name, figure)| bar(voice, name, figure)).collect();
    bars.sort_by(|a, b| b.value.total_cmp(&a.value));
    ranking.remarks.extend(incomplete(voice, &bars));
    ranking.remarks.extend(not_shown(voice, &ranking.entries));
    ranking.remarks.extend(noted(voice, &ranking.entries));
    let Some(first) = figures.first().filter(|_| !bars.is_empty()) else {
        return Ok(nothing(voice, ranking.remarks, figures, Some(ranking.period)));
    };
    if bars.iter().any(|bar| bar.limits.is_some()) {
        ranking.remarks.insert(0, voice.say("chart-whiskers"));
    }
    let reference = ranking.nation.and_then(|nation| {
        let name = voice.place(GeographyLevel::Nation, &nation.key.geography);
        let label = format!("{name} {}", printed(&nation.value, nation.kind));
        shown(&nation.value).map(|value| (voice.with_shortfall(&label, voice.shortfall(nation).as_deref()), value))
    });
    let highest =
        bars.iter().map(|bar| bar.limits.map_or(bar.value, |(_, upper)| upper.max(bar.value))).fold(0.0, f64::max);
    let lowest = bars.iter().map(|bar| bar.value).fold(reference.as_ref().map_or(0.0, |(_, value)| *value), f64::min);
    let scale = Scale::with_zero(lowest, reference.as_ref().map_or(highest, |(_, value)| highest.max(*value)));
    let described =
        describe::ranking(voice, &bars, reference.as_ref().map(|(label, _)| label.as_str()), ranking.period);
    let description = [described].into_iter().chain(incomplete(voice, &bars)).collect::<Vec<_>>().join(" ");
    let ticks = scale.ticks.iter().map(|tick| tick_label(*tick, &scale, first.kind)).collect();
    let sheet = bars::draw(&Bars { unit: voice.unit(&first.unit), rows: bars, reference, scale, ticks }, lettering)?;
    Ok(Made { sheet: Some(sheet), description, remarks: ranking.remarks, figures, period: Some(ranking.period) })
}

fn bar(voice: &Voice<'_>, name: &str, figure: &SafeFigure) -> Option<Bar> {
    let value = shown(&figure.value)?;
    let limit = |limit: Option<&Protected>| limit.and_then(shown);
    Some(Bar {
        place: authority(figure),
        name: name.to_string(),
        value,
        printed: printed(&figure.value, figure.kind),
        limits: limit(figure.lower.as_ref()).zip(limit(figure.upper.as_ref())),
        shortfall: voice.shortfall(figure),
    })
}

/// What hollow bars mean, where there are any.
pub(super) fn incomplete(voice: &Voice<'_>, bars: &[Bar]) -> Option<String> {
    let named = |bar: &Bar| Some(voice.with_shortfall(&bar.name, Some(bar.shortfall.as_deref()?)));
    let what: Vec<String> = bars.iter().filter_map(named).collect();
    (!what.is_empty()).then(|| voice.tell_texts("chart-partial-bars", &[("what", &voice.list(&what))]))
}

/// Categories for the nation where the chart has a breakdown; else authorities, or where none of them can be shown
/// the regions, or the nation alone.
fn chosen<'a>(view: &Overview<'a>, voice: &Voice<'_>, chart: &Chart) -> Option<Ranking<'a>> {
    let indicator = chart.indicators.iter().find_map(|id| view.definitions.indicator(id))?;
    let period = view.latest(&indicator.id, chart.periods, Part::TOTAL)?;
    if !chart.breakdown.is_empty() {
        let categories = view.categories(&indicator.id, period, &chart.breakdown);
        let entry = |category: &str| {
            let part = Part { breakdown: &chart.breakdown, category };
            let figure = view.figure(&indicator.id, period, view.nation(), part)?;
            Some((voice.category(&indicator.id, &chart.breakdown, category), figure))
        };
        let entries = categories.into_iter().filter_map(entry).collect();
        return Some(Ranking { period, entries, nation: None, remarks: Vec::new() });
    }
    let nation = view.figure(&indicator.id, period, view.nation(), Part::TOTAL);
    let mut remarks = Vec::new();
    for (level, key) in
        [(GeographyLevel::Authority, "chart-no-authorities"), (GeographyLevel::Region, "chart-no-regions")]
    {
        let entries = places(view, voice, &indicator.id, period, level);
        if entries.iter().any(|(_, figure)| shown(&figure.value).is_some()) {
            return Some(Ranking { period, entries, nation, remarks });
        }
        remarks.push(voice.say(key));
    }
    let alone = nation.map(|figure| (voice.place(GeographyLevel::Nation, &figure.key.geography), figure));
    Some(Ranking { period, entries: alone.into_iter().collect(), nation: None, remarks })
}

/// The names and figures of the places of a level.
fn places<'a>(
    view: &Overview<'a>,
    voice: &Voice<'_>,
    indicator: &str,
    period: Period,
    level: GeographyLevel,
) -> Vec<(String, &'a SafeFigure)> {
    let figure = |at: At<'_>| {
        let figure = view.figure(indicator, period, at, Part::TOTAL)?;
        Some((voice.place(level, at.code), figure))
    };
    view.places_below(level).into_iter().filter_map(figure).collect()
}

/// The names and figures of the authorities.
pub(super) fn authorities<'a>(
    view: &Overview<'a>,
    voice: &Voice<'_>,
    indicator: &str,
    period: Period,
) -> Vec<(String, &'a SafeFigure)> {
    places(view, voice, indicator, period, GeographyLevel::Authority)
}

/// The code of the authority that a figure is of; empty where it is of something else.
pub(super) fn authority(figure: &SafeFigure) -> String {
    let of_authority = figure.key.geography_level == GeographyLevel::Authority;
    if of_authority { figure.key.geography.to_string() } else { String::new() }
}

/// Which entries that have a bar bear note codes.
pub(super) fn noted(voice: &Voice<'_>, entries: &[(String, &SafeFigure)]) -> Option<String> {
    let with_bar = || entries.iter().filter(|(_, figure)| shown(&figure.value).is_some());
    let common = with_bar().map(|(_, figure)| beside(figure)).reduce(|all, codes| &all & &codes)?;
    let mut what: Vec<String> = Vec::new();
    if !common.is_empty() {
        what.push(voice.tell_texts("chart-noted-all", &[("codes", &in_brackets(&common))]));
    }
    let own = |figure: &SafeFigure| &beside(figure) - &common;
    let noted = with_bar().filter(|(_, figure)| !own(figure).is_empty());
    what.extend(noted.map(|(name, figure)| format!("{name} {}", in_brackets(&own(figure)))));
    (!what.is_empty()).then(|| voice.tell_texts("chart-noted", &[("what", &voice.list(&what))]))
}

/// Which entries have no bar, and why.
pub(super) fn not_shown(voice: &Voice<'_>, entries: &[(String, &SafeFigure)]) -> Option<String> {
    let missing: Vec<String> = entries
        .iter()
        .filter_map(|(name, figure)| match figure.value {
            Protected::Withheld(code) => Some(format!("{name} {}", bracketed(code))),
            Protected::Shown { .. } => None,
        })
        .collect();
    (!missing.is_empty()).then(|| voice.tell_texts("chart-not-shown", &[("what", &voice.list(&missing))]))
}
