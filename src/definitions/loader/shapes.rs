//! Which charts can be drawn of what: what each shape needs of its indicators.

use super::Loading;
use super::indicators::Placed;
use super::node::{Node, Text};
use super::report::rows;
use crate::definitions::{ChartShape, Indicator, TableRows};
use crate::domain::{GeographyLevel, Kind};

/// What the bars of stacked shares are: periods, unless it says places.
pub(super) fn bars(node: &Node<'_>) -> TableRows {
    let known = ["periods", "places"];
    let of = |text: &str| if known.contains(&text) { rows(text) } else { None };
    node.word("rows", of, &known).unwrap_or(TableRows::Periods)
}

/// A chart's indicators, as far as they are known, and its breakdown.
struct Asked<'n, 'a, 's> {
    node: &'n Node<'a>,
    /// Each with where it is named.
    indicators: Vec<(Text<'a>, &'s Indicator)>,
    breakdown: Option<Text<'a>>,
}

/// Refuses a chart of what its shape cannot show.
pub(super) fn refuse_unfit(
    loading: &Loading<'_>,
    node: &Node<'_>,
    shape: ChartShape,
    bars: TableRows,
    indicators: &[Placed<'_>],
) {
    let asked = Asked {
        node,
        indicators: node.texts("indicators").into_iter().filter_map(|text| known_in(text, indicators)).collect(),
        breakdown: node.maybe_text("breakdown").filter(|text| !text.value.is_empty()),
    };
    match shape {
        ChartShape::Stacked => stacked(loading, &asked, bars),
        ChartShape::SmallMultiples => of_authorities(loading, &asked, "small multiples"),
        ChartShape::TileMap => tile_map(loading, &asked),
        ChartShape::HeatMap => heat_map(loading, &asked),
        _ => {}
    }
}

/// A text that names an indicator, and the indicator.
fn known_in<'a, 's>(text: Text<'a>, indicators: &'s [Placed<'_>]) -> Option<(Text<'a>, &'s Indicator)> {
    let found = indicators.iter().find(|(indicator, _)| *indicator.id == *text.value);
    found.map(|(indicator, _)| (text, indicator))
}

const UNFIT: &str = "this chart cannot be drawn";

/// The categories of one count, or several percentages.
fn stacked(loading: &Loading<'_>, asked: &Asked<'_, '_, '_>, bars: TableRows) {
    if bars == TableRows::Places {
        each_authority(loading, asked);
    }
    let Some(breakdown) = &asked.breakdown else {
        if asked.indicators.len() < 2 {
            let label = "shares are the categories of a `breakdown`, or several indicators";
            loading.mistakes.at(&asked.node.place_at("indicators"), UNFIT, label);
        }
        for (text, _) in asked.indicators.iter().filter(|(_, indicator)| indicator.kind != Kind::Proportion) {
            let label = format!("`{}` is no proportion, so it is no share of a whole", text.value);
            loading.mistakes.at(&text.place, UNFIT, label);
        }
        return;
    };
    alone(loading, asked);
    for (text, indicator) in &asked.indicators {
        if !matches!(indicator.kind, Kind::Count | Kind::Sum) {
            let label = format!("`{}` is no count or sum: its categories are no parts of it", text.value);
            loading.mistakes.at(&text.place, UNFIT, label);
        }
        if indicator.breakdowns.iter().any(|known| *known.column == *breakdown.value && known.several) {
            let label = format!("one row may have several of `{}`: they do not add up to a whole", breakdown.value);
            loading.mistakes.at(&breakdown.place, UNFIT, label);
        }
    }
}

fn tile_map(loading: &Loading<'_>, asked: &Asked<'_, '_, '_>) {
    of_authorities(loading, asked, "a tile map");
    if loading.folder.file(super::tiles::PATH).is_none() {
        let label = format!("a tile map needs `{}`", super::tiles::PATH);
        loading.mistakes.at(&asked.node.place_at("shape"), UNFIT, label);
    }
}

/// The categories of one indicator in columns, or several indicators.
fn heat_map(loading: &Loading<'_>, asked: &Asked<'_, '_, '_>) {
    each_authority(loading, asked);
    if asked.breakdown.is_some() {
        alone(loading, asked);
    } else if asked.indicators.len() < 2 {
        let label = "the columns of a heat map are the categories of a `breakdown`, or several indicators";
        loading.mistakes.at(&asked.node.place_at("indicators"), UNFIT, label);
    }
}

/// One indicator's totals, for each authority.
fn of_authorities(loading: &Loading<'_>, asked: &Asked<'_, '_, '_>, what: &str) {
    each_authority(loading, asked);
    alone(loading, asked);
    if let Some(breakdown) = &asked.breakdown {
        loading.mistakes.at(&breakdown.place, UNFIT, format!("{what} has one value a place, and no breakdown"));
    }
}

fn each_authority(loading: &Loading<'_>, asked: &Asked<'_, '_, '_>) {
    let unfit = asked.indicators.iter().filter(|(_, of)| !of.geographies.contains(&GeographyLevel::Authority));
    for (text, _) in unfit {
        let label = format!("`{}` is not computed for authorities", text.value);
        loading.mistakes.at(&text.place, UNFIT, label);
    }
}

fn alone(loading: &Loading<'_>, asked: &Asked<'_, '_, '_>) {
    for (text, _) in asked.indicators.iter().skip(1) {
        loading.mistakes.at(&text.place, UNFIT, "it shows one indicator, and this is one more");
    }
}
