//! Tile maps: one value in each authority, where it lies.

use super::hexagons::{self, Hexagon, Map};
use super::lettering::Lettering;
use super::remarks::{self, Named, why};
use super::shades::{Class, as_printed, classes, shade, shade_of};
use super::telling::{self, Valued};
use super::{Made, nothing};
use crate::definitions::{Chart, Tile};
use crate::diagnostic::Error;
use crate::disclosure::SafeFigure;
use crate::domain::{GeographyLevel, Kind, Language, NoteCode, Period};
use crate::present::Overview;
use crate::present::choice::{At, Part, shown};
use crate::present::voice::{Voice, bracketed, in_kind, printed};

pub(super) fn make<'a>(
    view: &Overview<'a>,
    voice: &Voice<'_>,
    chart: &Chart,
    lettering: &Lettering,
) -> Result<Made<'a>, Error> {
    let indicator = chart.indicators.iter().find_map(|id| view.definitions.indicator(id));
    let found = indicator.and_then(|one| Some((one, view.latest(&one.id, chart.periods, Part::TOTAL)?)));
    let Some((indicator, period)) = found else { return Ok(nothing(voice, Vec::new(), Vec::new(), None)) };
    let figure = |at: At<'_>| view.figure(&indicator.id, period, at, Part::TOTAL);
    let level = GeographyLevel::Authority;
    let tiles: Vec<(&'a Tile, Option<&'a SafeFigure>)> = view
        .definitions
        .report
        .tiles
        .iter()
        .map(|tile| (tile, figure(At { level, code: tile.authority.as_str() })))
        .collect();
    let nation = figure(view.nation());
    let figures: Vec<&'a SafeFigure> =
        nation.into_iter().chain(tiles.iter().filter_map(|(_, figure)| *figure)).collect();
    let name = |tile: &Tile| voice.place(level, tile.authority.as_str());
    let named: Vec<Named<'a>> = tiles.iter().map(|(tile, figure)| (name(tile), vec![*figure])).collect();
    let said = remarks::all(voice, &named);
    let told = |(tile, figure): &(&'a Tile, Option<&'a SafeFigure>)| {
        let figure = (*figure)?;
        let value = as_printed(shown(&figure.value)?, figure.kind);
        Some(Valued { name: name(tile), value, printed: printed(&figure.value, figure.kind) })
    };
    let of_tiles: Vec<Valued> = tiles.iter().filter_map(told).collect();
    if of_tiles.is_empty() {
        return Ok(nothing(voice, said, figures, Some(period)));
    }
    let classes = classes(&of_tiles.iter().map(|one| one.value).collect::<Vec<_>>());
    let description = described(view, voice, &of_tiles, nation, period);
    let description = [description].into_iter().chain(remarks::incomplete(voice, &named)).collect::<Vec<_>>().join(" ");
    let map = Map {
        unit: voice.unit(&indicator.unit()),
        hexagons: tiles.iter().map(|(tile, figure)| hexagon(voice, tile, *figure, &classes)).collect(),
        legend: legend(voice, &classes, indicator.kind),
    };
    let sheet = hexagons::draw(&map, lettering)?;
    Ok(Made { sheet: Some(sheet), description, remarks: said, figures, period: Some(period) })
}

fn hexagon(voice: &Voice<'_>, tile: &Tile, figure: Option<&SafeFigure>, classes: &[Class]) -> Hexagon {
    let value = figure.and_then(|figure| Some(as_printed(shown(&figure.value)?, figure.kind)));
    let code = bracketed(why(figure).unwrap_or(NoteCode::NotAvailable));
    let names = &tile.names;
    let name = names.get(voice.language).or_else(|| names.get(&Language::english()));
    Hexagon {
        place: tile.authority.to_string(),
        column: tile.column,
        row: tile.row,
        name: name.map(ToString::to_string).unwrap_or_default(),
        printed: figure.filter(|_| value.is_some()).map_or(code, |figure| printed(&figure.value, figure.kind)),
        shade: value.and_then(|value| shade_of(value, classes)),
    }
}

/// What each shade means: from which value to which, and for how many authorities.
fn legend(voice: &Voice<'_>, classes: &[Class], kind: Kind) -> Vec<(plotters::style::RGBColor, String)> {
    let text = |class: &Class| {
        let places = voice.tell_count("legend-authorities", class.members);
        voice.tell_texts("legend-of", &[("range", &range(voice, class, kind)), ("places", &places)])
    };
    classes.iter().enumerate().map(|(at, class)| (shade(at, classes.len()), text(class))).collect()
}

/// `82.1 to 96.3`, or one value alone.
pub(super) fn range(voice: &Voice<'_>, class: &Class, kind: Kind) -> String {
    let (from, to) = (in_kind(class.from, kind), in_kind(class.to, kind));
    if from == to { from } else { voice.tell_texts("legend-range", &[("from", &from), ("to", &to)]) }
}

/// How many tiles, who has most and least, and the nation.
fn described(
    view: &Overview<'_>,
    voice: &Voice<'_>,
    values: &[Valued],
    nation: Option<&SafeFigure>,
    period: Period,
) -> String {
    let places = voice.tell_count("legend-authorities", values.len().try_into().unwrap_or(u64::MAX));
    let args = [("places", &*places), ("period", &*voice.period(period))];
    let mut said = vec![voice.tell_texts("describe-tiles", &args)];
    said.extend(telling::ends(voice, "", values));
    let nation = nation.filter(|figure| shown(&figure.value).is_some());
    said.extend(nation.map(|figure| {
        let name = voice.place(GeographyLevel::Nation, view.nation().code);
        let value = voice.with_shortfall(&printed(&figure.value, figure.kind), voice.shortfall(figure).as_deref());
        voice.tell_texts("describe-bar-alone", &[("name", &name), ("value", &value)])
    }));
    said.join(" ")
}
