//! A funnel: authorities by how much they count, and the limits of chance around the nation's value; all worked out from
//! the figures as they are printed.

use super::key::Entry;
use super::lettering::Lettering;
use super::limits::{self, Curve, Limits, Spot, Stroke};
use super::marker::Mark;
use super::palette::{BEYOND, FAR_BEYOND, WITHIN};
use super::ranked::{authorities, not_shown, noted};
use super::scale::Scale;
use super::series::tick_label;
use super::{Made, nothing};
use crate::definitions::{Chart, Denominator, Indicator};
use crate::diagnostic::Error;
use crate::disclosure::SafeFigure;
use crate::domain::statistics::Confidence::{self, P95, P998};
use crate::domain::statistics::funnel::{Funnel, Place, Position};
use crate::domain::{GeographyLevel, Kind, Period};
use crate::present::Overview;
use crate::present::choice::{Part, shown};
use crate::present::standing::{Standing, Standings, is_going_on};
use crate::present::voice::{Voice, decimal, printed};

/// Points of a curve.
const STEPS: u32 = 100;

/// Sizes and values along a curve.
type Path = Vec<(f64, f64)>;

/// A place of which everything is shown, where it stands, and how it is written.
struct Stood<'a> {
    figure: &'a SafeFigure,
    name: String,
    place: Place,
    value: f64,
    position: Position,
}

/// The limits around the nation's value.
struct Around<'a> {
    indicator: &'a Indicator,
    nation: &'a SafeFigure,
    /// What a share of 1, or one event per person, is in the indicator's unit.
    per: f64,
    funnel: Funnel,
}

pub(super) fn make<'a>(
    view: &Overview<'a>,
    voice: &Voice<'_>,
    chart: &Chart,
    lettering: &Lettering,
) -> Result<Made<'a>, Error> {
    let indicator = chart.indicators.iter().find_map(|id| view.definitions.indicator(id));
    let found = indicator.and_then(|indicator| Some((indicator, settled(view, indicator, chart)?)));
    let Some((indicator, period)) = found else { return Ok(nothing(voice, Vec::new(), Vec::new(), None)) };
    let nation = view.figure(&indicator.id, period, view.nation(), Part::TOTAL);
    let entries = authorities(view, voice, &indicator.id, period);
    let figures: Vec<&'a SafeFigure> = nation.into_iter().chain(entries.iter().map(|(_, figure)| *figure)).collect();
    let mut remarks: Vec<String> = not_shown(voice, &entries).into_iter().chain(noted(voice, &entries)).collect();
    let standings = Standings::of(view, indicator, period, Part::TOTAL);
    let stood = standings.as_ref().map(|standings| stand(voice, standings)).unwrap_or_default();
    let around = standings.and_then(|standings| Around::new(indicator, &standings));
    let Some(around) = around.filter(|_| !stood.is_empty()) else {
        return Ok(nothing(voice, remarks, figures, Some(period)));
    };
    let baseline = baseline(voice, around.nation);
    let limits = picture(voice, &around, &stood, &baseline);
    let mut said = said(voice, &around, &limits, &stood);
    let description = describe(voice, &stood, &baseline, period);
    said.append(&mut remarks);
    let sheet = limits::draw(&limits, lettering)?;
    Ok(Made { sheet: Some(sheet), description, remarks: said, figures, period: Some(period) })
}

/// The latest period that is over and whose figure for the nation can be shown; where there is none, the latest.
fn settled(view: &Overview<'_>, indicator: &Indicator, chart: &Chart) -> Option<Period> {
    let periods = view.periods(&indicator.id, chart.periods, Part::TOTAL);
    let is_settled = |period: &Period| {
        let figure = view.figure(&indicator.id, *period, view.nation(), Part::TOTAL);
        figure.is_some_and(|figure| shown(&figure.value).is_some() && !is_going_on(figure))
    };
    let settled = periods.into_iter().rev().find(is_settled);
    settled.or_else(|| view.latest(&indicator.id, chart.periods, Part::TOTAL))
}

/// The places that can be shown, those furthest out first.
fn stand<'a>(voice: &Voice<'_>, standings: &Standings<'a>) -> Vec<Stood<'a>> {
    let stands = |Standing { figure, place, position }: &Standing<'a>| {
        let name = voice.place(GeographyLevel::Authority, &figure.key.geography);
        Some(Stood { figure, name, place: *place, value: shown(&figure.value)?, position: *position })
    };
    let mut stood: Vec<Stood<'a>> = standings.places.iter().filter_map(stands).collect();
    stood.sort_by_key(|place| std::cmp::Reverse(far(place.position)));
    stood
}

impl<'a> Around<'a> {
    fn new(indicator: &'a Indicator, standings: &Standings<'a>) -> Option<Self> {
        let per = match indicator.kind {
            Kind::Rate => f64::from(indicator.against.as_ref()?.per),
            _ => 100.0,
        };
        Some(Self { indicator, nation: standings.nation, per, funnel: standings.funnel })
    }

    /// The limits at a confidence, of sizes from one to another: the lower and the upper curve.
    fn limits(&self, confidence: Confidence, (from, to): (f64, f64)) -> (Path, Path) {
        let sizes = (0..=STEPS).map(|step| from * (to / from).powf(f64::from(step) / f64::from(STEPS)));
        let at = |size: f64| {
            let limits = self.funnel.limits(size, confidence)?;
            Some(((size, limits.lower * self.per), (size, limits.upper * self.per)))
        };
        sizes.filter_map(at).unzip()
    }
}

/// How far out a place stands: 0 within the limits, 2 beyond those of 99.8%.
fn far(position: Position) -> u8 {
    match position {
        Position::Inside => 0,
        Position::Low95 | Position::High95 => 1,
        Position::Low998 | Position::High998 => 2,
    }
}

fn look(position: Position) -> (Mark, plotters::style::RGBColor) {
    match far(position) {
        0 => (Mark::Circle, WITHIN),
        1 => (Mark::Triangle, BEYOND),
        _ => (Mark::Diamond, FAR_BEYOND),
    }
}

/// `Wales 8.6%`, with its shortfall.
fn baseline(voice: &Voice<'_>, nation: &SafeFigure) -> String {
    let name = voice.place(GeographyLevel::Nation, &nation.key.geography);
    let label = format!("{name} {}", printed(&nation.value, nation.kind));
    voice.with_shortfall(&label, voice.shortfall(nation).as_deref())
}

fn picture(voice: &Voice<'_>, around: &Around<'_>, stood: &[Stood<'_>], baseline: &str) -> Limits {
    let sizes = || stood.iter().map(|place| place.place.size);
    let (least, most) = (sizes().fold(f64::MAX, f64::min), sizes().fold(0.0, f64::max));
    let across = Scale::from_zero(most * 1.03);
    let span = (least * 0.85, across.to);
    let (inner_low, inner_high) = around.limits(P95, span);
    let (outer_low, outer_high) = around.limits(P998, span);
    let centre = shown(&around.nation.value).unwrap_or_default();
    let curves = [
        (voice.say("funnel-upper-998"), Stroke::Dashed, outer_high),
        (voice.say("funnel-upper-95"), Stroke::Dotted, inner_high),
        (baseline.to_string(), Stroke::Solid, vec![(across.from, centre), (across.to, centre)]),
        (voice.say("funnel-lower-95"), Stroke::Dotted, inner_low),
        (voice.say("funnel-lower-998"), Stroke::Dashed, outer_low),
    ];
    let curves: Vec<Curve> =
        curves.into_iter().map(|(label, stroke, points)| Curve { label, stroke, points }).collect();
    let values = || {
        let limits = curves.iter().flat_map(|curve| curve.points.iter().map(|(_, value)| *value));
        limits.chain(stood.iter().map(|place| place.value))
    };
    let up = Scale::for_lines(values().fold(f64::MAX, f64::min), values().fold(0.0, f64::max));
    let kind = around.nation.kind;
    Limits {
        unit: voice.unit(&around.nation.unit),
        size: size(voice, around.indicator),
        across_ticks: across.ticks.iter().map(|tick| decimal(*tick, across.decimals)).collect(),
        up_ticks: up.ticks.iter().map(|tick| tick_label(*tick, &up, kind)).collect(),
        across,
        up,
        curves,
        spots: stood.iter().map(|place| spot(voice, place)).collect(),
        key: key(voice, stood),
    }
}

fn spot(voice: &Voice<'_>, stood: &Stood<'_>) -> Spot {
    let (mark, colour) = look(stood.position);
    Spot {
        place: stood.figure.key.geography.to_string(),
        name: stood.name.clone(),
        size: stood.place.size,
        value: stood.value,
        mark,
        colour,
        hollow: voice.shortfall(stood.figure).is_some(),
        named: far(stood.position) > 0,
    }
}

/// What the horizontal axis measures: what the share or the rate is out of.
fn size(voice: &Voice<'_>, indicator: &Indicator) -> String {
    match indicator.against.as_ref().map(|against| &against.what) {
        Some(Denominator::Population) => voice.say("funnel-size-population"),
        Some(Denominator::Indicator(id)) => voice.title(id),
        None => voice.tell_texts("funnel-size-whole", &[("unit", &voice.unit(indicator.counts.as_str()))]),
    }
}

/// What the shapes mean that the picture has.
fn key(voice: &Voice<'_>, stood: &[Stood<'_>]) -> Vec<Entry> {
    let known = [
        (Position::Inside, "funnel-inside"),
        (Position::High95, "funnel-beyond-95"),
        (Position::High998, "funnel-beyond-998"),
    ];
    let has = |position: Position| stood.iter().any(|place| far(place.position) == far(position));
    let entry = |(position, key): (Position, &str)| {
        let (mark, colour) = look(position);
        Entry { mark, colour, text: voice.say(key) }
    };
    known.into_iter().filter(|(position, _)| has(*position)).map(entry).collect()
}

/// How the picture is to be read.
fn said(voice: &Voice<'_>, around: &Around<'_>, limits: &Limits, stood: &[Stood<'_>]) -> Vec<String> {
    let name = voice.place(GeographyLevel::Nation, &around.nation.key.geography);
    let mut said = vec![voice.tell_texts("funnel-reading", &[("place", &name)])];
    if around.indicator.overdispersed {
        said.push(voice.say("funnel-adjusted"));
    }
    if limits.up.from > 0.0 {
        said.push(voice.say("chart-axis-cut"));
    }
    let lacking: Vec<String> = stood
        .iter()
        .filter_map(|place| Some(voice.with_shortfall(&place.name, Some(&voice.shortfall(place.figure)?))))
        .collect();
    if !lacking.is_empty() {
        said.push(voice.tell_texts("funnel-partial", &[("what", &voice.list(&lacking))]));
    }
    said
}

fn describe(voice: &Voice<'_>, stood: &[Stood<'_>], baseline: &str, period: Period) -> String {
    let period = voice.period(period);
    let mut said = vec![voice.tell_texts("describe-funnel", &[("period", &period), ("reference", baseline)])];
    let groups = [
        (Position::High998, "describe-funnel-high-998"),
        (Position::High95, "describe-funnel-high-95"),
        (Position::Low95, "describe-funnel-low-95"),
        (Position::Low998, "describe-funnel-low-998"),
    ];
    for (position, key) in groups {
        let named: Vec<String> = stood
            .iter()
            .filter(|place| place.position == position)
            .map(|place| format!("{} {}", place.name, printed(&place.figure.value, place.figure.kind)))
            .collect();
        if !named.is_empty() {
            said.push(voice.tell_texts(key, &[("what", &voice.list(&named))]));
        }
    }
    let inside = stood.iter().filter(|place| place.position == Position::Inside).count().to_string();
    said.push(voice.tell_texts("describe-funnel-inside", &[("number", &inside)]));
    said.join(" ")
}
