//! Reads for whom and how an indicator's figures are made.

use std::collections::BTreeSet;

use super::indicators::{Known, column};
use super::node::{Node, Text};
use super::views::View;
use super::{Loading, views};
use crate::definitions::nearest::nearest;
use crate::definitions::{Breakdown, FieldKind, Intervals, LongerPeriod, Occurs, Sensitive};
use crate::domain::{GeographyLevel, Kind, PeriodKind};

/// For whom and how figures are made, whatever their kind.
pub(super) struct Manner {
    pub(super) periods: Vec<PeriodKind>,
    pub(super) longer_period: Option<LongerPeriod>,
    pub(super) breakdowns: Vec<Breakdown>,
    pub(super) geographies: Vec<GeographyLevel>,
    pub(super) occurs: Occurs,
    pub(super) interval: Intervals,
    pub(super) overdispersed: bool,
    pub(super) sensitive: Sensitive,
    pub(super) target: Option<f64>,
    pub(super) internal: bool,
    pub(super) linked: bool,
}

/// What an indicator says of it.
pub(super) fn read(
    loading: &Loading<'_>,
    node: &Node<'_>,
    (known, view): (&Known<'_>, Option<&View>),
    kind: Option<Kind>,
) -> Manner {
    let periods = periods(node);
    let breakdowns = breakdowns(loading, node, known, view);
    Manner {
        longer_period: views::longer_period(loading, node, view, &periods),
        geographies: geographies(node),
        occurs: if node.flag("repeats") { Occurs::Again } else { Occurs::Once },
        interval: intervals(loading, node, &breakdowns),
        overdispersed: node.flag("overdispersed"),
        sensitive: sensitive(loading, node, &breakdowns, kind),
        target: node.number("target"),
        internal: node.word("audience", audience, &["public", "internal"]).unwrap_or_default(),
        linked: node.flag("linked"),
        periods,
        breakdowns,
    }
}

fn periods(node: &Node<'_>) -> Vec<PeriodKind> {
    let texts = node.texts("periods");
    if texts.is_empty() {
        node.missing("periods");
    }
    texts.iter().filter_map(|text| node.as_word(text, PeriodKind::of, &["year", "quarter", "month"])).collect()
}

/// The places it is computed for: without health boards, unless it says so.
fn geographies(node: &Node<'_>) -> Vec<GeographyLevel> {
    if node.get("geographies").is_none() {
        return vec![GeographyLevel::Nation, GeographyLevel::Region, GeographyLevel::Authority];
    }
    let known = GeographyLevel::ALL.map(GeographyLevel::as_str);
    let texts = node.texts("geographies");
    texts.iter().filter_map(|text| node.as_word(text, GeographyLevel::of, &known)).collect()
}

/// Which of its figures have an interval: `repeats = true`, `interval = "none"` or `interval = { breakdown = [codes] }`.
fn intervals(loading: &Loading<'_>, node: &Node<'_>, breakdowns: &[Breakdown]) -> Intervals {
    let repeats = node.flag("repeats");
    let Some(value) = node.get("interval") else { return if repeats { Intervals::None } else { Intervals::All } };
    if value.get_ref().as_table().is_none() {
        let without = |text: &str| (text == "none").then_some(Intervals::None);
        return node.word("interval", without, &["none"]).unwrap_or(Intervals::None);
    }
    let Some(table) = node.table("interval") else { return Intervals::None };
    for (key, value) in table.entries() {
        let known = breakdowns.iter().any(|breakdown| *breakdown.column == *key.value);
        let codes = value.get_ref().as_array().into_iter().flatten().filter_map(|code| code.get_ref().as_str());
        let categories: Vec<Box<str>> = codes.map(Box::from).collect();
        if known && !categories.is_empty() {
            return Intervals::Of { breakdown: key.boxed(), categories };
        }
    }
    let label = "expected one of the indicator’s breakdowns with some of its codes";
    loading.mistakes.at(&table.place, "this names no figures", label);
    Intervals::None
}

/// Of which of its figures none and all tell of everybody: `sensitive = true`, or the breakdowns of which it is so.
fn sensitive(loading: &Loading<'_>, node: &Node<'_>, breakdowns: &[Breakdown], kind: Option<Kind>) -> Sensitive {
    let Some(value) = node.get("sensitive") else { return Sensitive::Nothing };
    let is_part = matches!(kind, None | Some(Kind::Proportion | Kind::Rate));
    if !is_part && breakdowns.is_empty() {
        let label = "it is no part of anything, and not broken down: none and all of it mean nothing";
        loading.mistakes.at(&node.place_of(value), "this protects nothing", label);
    }
    if value.get_ref().as_array().is_none() {
        return if node.flag("sensitive") { Sensitive::Everything } else { Sensitive::Nothing };
    }
    let texts = node.texts("sensitive");
    let columns = || breakdowns.iter().map(|breakdown| &*breakdown.column);
    for text in texts.iter().filter(|text| !columns().any(|column| column == text.value)) {
        let label = format!("it is not broken down by `{}`", text.value);
        loading.mistakes.advise(&text.place, "no such breakdown", label, nearest(text.value, columns()));
    }
    Sensitive::Breakdowns(texts.iter().map(Text::boxed).collect())
}

/// Whether an audience is the inspectorate's own.
fn audience(text: &str) -> Option<bool> {
    match text {
        "public" => Some(false),
        "internal" => Some(true),
        _ => None,
    }
}

fn breakdowns(loading: &Loading<'_>, node: &Node<'_>, known: &Known<'_>, view: Option<&View>) -> Vec<Breakdown> {
    let mut met = BTreeSet::new();
    let mut breakdowns = Vec::new();
    for text in node.texts("breakdowns") {
        if !met.insert(text.value) {
            loading.mistakes.at(&text.place, "this breakdown stands twice", "leave it out");
        }
        let kind = view.and_then(|view| column(loading, &text, view));
        let several = matches!(kind, Some(FieldKind::Codes(_)));
        let list = match kind {
            Some(FieldKind::Code(list) | FieldKind::Codes(list)) => Some(list.clone()),
            _ => Some(text.boxed()).filter(|list| known.codes.contains_key(list)),
        };
        breakdowns.push(Breakdown { column: text.boxed(), list, several });
    }
    breakdowns
}
