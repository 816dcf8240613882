//! Reads `report/`: the overview's headlines and chapters; and refuses what nothing shows or protects.

pub(super) mod claims;

use std::collections::{BTreeMap, BTreeSet};

use super::indicators::{Placed, boxed_of, chosen};
use super::mistakes::Place;
use super::node::{Node, Text};
use super::returns::Codes;
use super::suiting::Suiting;
use super::{Loading, shapes};
use crate::definitions::nearest::nearest;
use crate::definitions::{
    Breakdown, Chapter, Chart, ChartShape, Collection, FieldKind, Headline, Indicator, Item, Report, Return, Table,
    TableRows,
};
use crate::domain::PeriodKind;

/// How a chart may look, as definitions write it.
const SHAPES: [&str; 9] = [
    "time_series",
    "ranked_bars",
    "funnel",
    "xmr",
    "stacked",
    "small_multiples",
    "tile_map",
    "heat_map",
    "distribution",
];

/// What the overview may show.
pub(super) struct Shown<'s, 'a> {
    pub(super) indicators: &'s [Placed<'a>],
    pub(super) codes: &'s Codes,
}

/// The overview.
pub(super) fn read(loading: &mut Loading<'_>, indicators: &[Placed<'_>], codes: &Codes) -> Report {
    let shown = Shown { indicators, codes };
    let mut report = Report::default();
    if let Some(node) = loading.maybe_document("report/overview.toml") {
        report.headlines = node.list("headline").iter().filter_map(|node| headline(loading, node, &shown)).collect();
        super::typed::allow(loading, &node);
        node.done();
    }
    let mut ids: BTreeMap<&str, Place<'_>> = BTreeMap::new();
    for (stem, node) in loading.documents("report/") {
        if matches!(stem, "overview" | "claims") {
            continue;
        }
        let id = stem.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches('-');
        let title = node.text("title");
        if let Some(title) = &title {
            loading.english(format!("report.{id}.title"), title);
        }
        let aspects = ["before", "in", "after", "all"];
        let aspect = chosen(&node, "aspect", boxed_of(&aspects), &aspects).unwrap_or_default();
        let message = node.maybe_text("message");
        if let Some(message) = &message {
            loading.english(format!("report.{id}.message"), message);
        }
        let mut items = Vec::new();
        for node in node.list("item") {
            items.extend(item(loading, id, &node, &shown, &mut ids));
            node.done();
        }
        node.done();
        let title = title.map(|title| title.boxed()).unwrap_or_default();
        let message = message.map(|message| message.boxed()).unwrap_or_default();
        report.chapters.push(Chapter { id: id.into(), title, aspect, message, items });
    }
    report
}

fn headline(loading: &Loading<'_>, node: &Node<'_>, shown: &Shown<'_, '_>) -> Option<Headline> {
    let text = node.text("indicator");
    let (breakdown, category) = (node.maybe_text("breakdown"), node.maybe_text("category"));
    node.done();
    let text = text?;
    let indicator = shown.indicator(loading, &text)?;
    let breakdown = breakdown.filter(|breakdown| !breakdown.value.is_empty());
    let category = category.filter(|category| !category.value.is_empty());
    if let Some(breakdown) = &breakdown {
        refuse_breakdown(loading, breakdown, indicator);
    }
    if breakdown.is_some() != category.is_some() {
        loading.mistakes.at(&node.place, "something is missing", "`breakdown` and `category` belong together");
    }
    if let (Some(breakdown), Some(category)) = (&breakdown, &category) {
        shown.refuse_category(loading, indicator, breakdown, category);
    }
    Some(Headline {
        indicator: text.boxed(),
        breakdown: breakdown.map(|text| text.boxed()).unwrap_or_default(),
        category: category.map(|text| text.boxed()).unwrap_or_default(),
    })
}

fn item<'a>(
    loading: &mut Loading<'a>,
    chapter: &str,
    node: &Node<'a>,
    shown: &Shown<'_, '_>,
    ids: &mut BTreeMap<&'a str, Place<'a>>,
) -> Option<Item> {
    let (prose, chart, table) = (node.maybe_text("prose"), node.maybe_text("chart"), node.maybe_text("table"));
    let given = [&prose, &chart, &table].into_iter().flatten().count();
    if given != 1 {
        let label = "expected exactly one of `prose`, `chart` and `table`";
        loading.mistakes.at(&node.place, "this item is nothing, or too much", label);
        return None;
    }
    let id = prose.clone().or_else(|| chart.clone()).or_else(|| table.clone())?;
    if let Some(before) = ids.insert(id.value, id.place.clone()) {
        let label = format!("it stands in {}:{} already", before.file.name, before.line());
        loading.mistakes.at(&id.place, "this id stands twice", label);
    }
    let word = format!("report.{chapter}.{}", id.value);
    if prose.is_some() {
        let text = node.text("text")?;
        loading.english(word, &text);
        return Some(Item::Prose { id: id.boxed(), text: text.boxed() });
    }
    let mut text_of = |key: &'static str| {
        let text = node.text(key)?;
        loading.english(format!("{word}.{key}"), &text);
        Some(text.boxed())
    };
    let title = text_of("title");
    let subtitle = if chart.is_some() { text_of("subtitle") } else { None };
    let shape = if chart.is_some() { chosen(node, "shape", shape, &SHAPES) } else { None };
    let (indicators, breakdown, periods) = contents(loading, node, shown, shape);
    if chart.is_some() {
        let rows = if shape == Some(ChartShape::Stacked) { shapes::bars(node) } else { TableRows::Periods };
        if let Some(shape) = shape {
            shapes::refuse_unfit(loading, node, shape, rows, shown.indicators);
        }
        let (title, subtitle) = (title?, subtitle?);
        return Some(Item::Chart(Chart {
            id: id.boxed(),
            title,
            subtitle,
            shape: shape?,
            indicators,
            breakdown,
            rows,
            periods,
        }));
    }
    let rows = chosen(node, "rows", rows, &["places", "periods", "categories"]);
    if rows == Some(TableRows::Categories) && breakdown.is_empty() {
        node.missing("breakdown");
    }
    Some(Item::Table(Table { id: id.boxed(), title: title?, rows: rows?, indicators, breakdown, periods }))
}

/// What charts and tables have in common.
fn contents(
    loading: &Loading<'_>,
    node: &Node<'_>,
    shown: &Shown<'_, '_>,
    shape: Option<ChartShape>,
) -> (Vec<Box<str>>, Box<str>, PeriodKind) {
    let texts = node.texts("indicators");
    if texts.is_empty() {
        node.missing("indicators");
    }
    let breakdown = node.maybe_text("breakdown").filter(|text| !text.value.is_empty());
    let kinds = ["year", "quarter", "month"];
    let periods = node.word("periods", PeriodKind::of, &kinds).unwrap_or(PeriodKind::Year);
    let mut found = Vec::new();
    for text in &texts {
        let Some(indicator) = shown.indicator(loading, text) else { continue };
        found.push((text, indicator));
        if !indicator.periods.contains(&periods) {
            let label = format!("`{}` is not computed by {}", text.value, periods.as_str());
            loading.mistakes.at(&text.place, "there is no such figure", label);
        }
        if let Some(breakdown) = &breakdown {
            refuse_breakdown(loading, breakdown, indicator);
        }
    }
    if let Some(shape) = shape.filter(|_| found.len() == texts.len()) {
        Suiting { loading, node, found: &found, breakdown: breakdown.as_ref(), periods }.refuse(shape);
    }
    let breakdown = breakdown.map(|text| text.boxed()).unwrap_or_default();
    (texts.iter().map(Text::boxed).collect(), breakdown, periods)
}

impl<'s> Shown<'s, '_> {
    pub(super) fn indicator(&self, loading: &Loading<'_>, text: &Text<'_>) -> Option<&'s Indicator> {
        let mut all = self.indicators.iter().map(|(indicator, _)| indicator);
        let found = all.clone().find(|indicator| *indicator.id == *text.value);
        if found.is_none() {
            let advice = nearest(text.value, all.by_ref().map(|indicator| &*indicator.id));
            loading.mistakes.advise(
                &text.place,
                "no such indicator",
                format!("`{}` is not declared", text.value),
                advice,
            );
        }
        found
    }

    /// Whether a breakdown of an indicator has this category.
    pub(super) fn has_category(&self, of: &Indicator, category: &str) -> bool {
        let list = |breakdown: &Breakdown| self.codes.get(breakdown.list.as_ref()?);
        // What breaks down by something that has no list has whatever categories the rows have.
        category == "not_given"
            || of.breakdowns.iter().any(|one| list(one).is_none_or(|list| list.code(category).is_some()))
    }

    pub(super) fn refuse_category(
        &self,
        loading: &Loading<'_>,
        of: &Indicator,
        breakdown: &Text<'_>,
        category: &Text<'_>,
    ) {
        let list =
            of.breakdowns.iter().find(|known| *known.column == *breakdown.value).and_then(|known| known.list.as_ref());
        let Some(list) = list.and_then(|list| self.codes.get(list)) else { return };
        if list.code(category.value).is_none() && category.value != "not_given" {
            let advice = nearest(category.value, list.codes.iter().map(|code| &*code.code));
            let label = format!("`{}` is not a code of the list `{}`", category.value, list.id);
            loading.mistakes.advise(&category.place, "no such category", label, advice);
        }
    }
}

pub(super) fn refuse_breakdown(loading: &Loading<'_>, text: &Text<'_>, of: &Indicator) {
    if !of.breakdowns.iter().any(|known| *known.column == *text.value) {
        let advice = nearest(text.value, of.breakdowns.iter().map(|known| &*known.column));
        let label = format!("`{}` is not broken down by `{}`", of.id, text.value);
        loading.mistakes.advise(&text.place, "no such breakdown", label, advice);
    }
}

fn shape(text: &str) -> Option<ChartShape> {
    match text {
        "time_series" => Some(ChartShape::TimeSeries),
        "ranked_bars" => Some(ChartShape::RankedBars),
        "funnel" => Some(ChartShape::Funnel),
        "xmr" => Some(ChartShape::Xmr),
        "stacked" => Some(ChartShape::Stacked),
        "small_multiples" => Some(ChartShape::SmallMultiples),
        "tile_map" => Some(ChartShape::TileMap),
        "heat_map" => Some(ChartShape::HeatMap),
        "distribution" => Some(ChartShape::Distribution),
        _ => None,
    }
}

pub(super) fn rows(text: &str) -> Option<TableRows> {
    match text {
        "places" => Some(TableRows::Places),
        "periods" => Some(TableRows::Periods),
        "categories" => Some(TableRows::Categories),
        _ => None,
    }
}

/// Refuses indicators whose figures no policy protects.
pub(super) fn refuse_uncounted(loading: &Loading<'_>, collection: &Collection, indicators: &[Placed<'_>]) {
    for (indicator, place) in indicators {
        if collection.disclosure.policy(indicator.counts).is_none() {
            let name = indicator.counts.as_str();
            let label = format!("collection.toml has no [disclosure.{name}]");
            loading.mistakes.at(place, "nothing says how this is protected", label);
        }
    }
}

/// Refuses code lists that nothing uses.
pub(super) fn refuse_unused_lists(
    loading: &Loading<'_>,
    codes: &Codes,
    returns: &BTreeMap<Box<str>, Return>,
    indicators: &[Placed<'_>],
) {
    let fields = returns.values().flat_map(|of| &of.fields).filter_map(|field| match &field.kind {
        FieldKind::Code(list) | FieldKind::Codes(list) => Some(list),
        _ => None,
    });
    let breakdowns = indicators.iter().flat_map(|(indicator, _)| &indicator.breakdowns).filter_map(|b| b.list.as_ref());
    let used: BTreeSet<&Box<str>> = fields.chain(breakdowns).collect();
    for id in codes.keys().filter(|id| !used.contains(id) && &***id != "authority") {
        if let Some(file) = loading.folder.file(&format!("codes/{id}.csv")) {
            loading.mistakes.at(&Place::top(file), "nothing uses this code list", "no field and no breakdown names it");
        }
    }
}
