//! Reads what an indicator measures, and what it is divided by.

use super::Loading;
use super::indicators::{Known, column};
use super::node::{Node, Text};
use super::views::View;
use crate::definitions::nearest::nearest;
use crate::definitions::{Against, Denominator, FieldKind, Over};
use crate::domain::Kind;

/// What an indicator measures, and what it is divided by.
#[derive(Default)]
pub(super) struct Amounts {
    pub(super) distinct: Option<Box<str>>,
    pub(super) measure: Option<Box<str>>,
    pub(super) over: Option<Over>,
    pub(super) against: Option<Against>,
    pub(super) unit: Box<str>,
}

/// What a value that is neither a number of subjects nor a share can be measured in.
pub(super) const UNITS: [&str; 10] =
    ["days", "cases", "pounds", "kilometres", "nights", "children", "places", "actions", "changes", "households"];

/// Reads them, and refuses what does not belong to the kind.
pub(super) fn read(
    loading: &Loading<'_>,
    node: &Node<'_>,
    known: &Known<'_>,
    view: Option<&View>,
    kind: Option<Kind>,
) -> Amounts {
    let Some(kind) = kind else { return Amounts::default() };
    let belongs = |key: &'static str, belongs: bool| match (node.get(key), belongs) {
        (Some(value), false) => {
            let label = format!("`{key}` does not belong to the kind `{kind}`");
            loading.mistakes.at(&node.place_of(value), "this means nothing here", label);
        }
        (None, true) => node.missing(key),
        _ => {}
    };
    let there = |key| node.get(key).is_some();
    // What counts may find its numbers added up already.
    belongs("measure", !kind.counts() || there("measure"));
    belongs("over", kind == Kind::Ratio || kind == Kind::Proportion && there("measure"));
    belongs("unit", kind.observes() || kind == Kind::Sum && there("unit"));
    for (key, may) in [
        ("distinct", kind.counts() && !there("measure")),
        ("per", kind == Kind::Ratio),
        ("external", kind == Kind::Rate),
        ("against", kind == Kind::Rate),
    ] {
        belongs(key, may && there(key));
    }
    let per = node.count("per").filter(|per| *per > 0).unwrap_or(1);
    Amounts {
        distinct: node
            .maybe_text("distinct")
            .filter(|text| view.is_none_or(|view| column(loading, text, view).is_some()))
            .map(|text| text.boxed()),
        measure: number(loading, node, "measure", view),
        over: number(loading, node, "over", view).map(|column| Over { column, per }),
        against: if kind == Kind::Rate { against(loading, node, known) } else { None },
        unit: node.word("unit", unit, &UNITS).unwrap_or_default(),
    }
}

fn unit(text: &str) -> Option<Box<str>> {
    UNITS.contains(&text).then(|| text.into())
}

/// A column of numbers.
fn number(loading: &Loading<'_>, node: &Node<'_>, key: &'static str, view: Option<&View>) -> Option<Box<str>> {
    let text = node.maybe_text(key)?;
    if let Some(view) = view {
        let of = column(loading, &text, view)?;
        if !matches!(of, FieldKind::Integer | FieldKind::Decimal) {
            loading.mistakes.at(&text.place, "this column is not a number", "only numbers can be measured");
        }
    }
    Some(text.boxed())
}

/// What a rate is divided by: the population, or another indicator's number. That one is looked for when all are read.
fn against(loading: &Loading<'_>, node: &Node<'_>, known: &Known<'_>) -> Option<Against> {
    match (node.table("external"), node.table("against")) {
        (Some(external), None) => population(loading, &external, known),
        (None, Some(against)) => {
            let indicator = against.text("indicator");
            let per = against.count("per").filter(|per| *per > 0);
            if per.is_none() {
                against.missing("per");
            }
            against.done();
            Some(Against { what: Denominator::Indicator(indicator?.boxed()), per: per? })
        }
        (None, None) => {
            let label = "a rate says in `external` or `against` what it is divided by";
            loading.mistakes.at(&node.place, "something is missing", label);
            None
        }
        (Some(_), Some(against)) => {
            let label = "a rate is divided by the population (`external`) or by an indicator (`against`), not by both";
            loading.mistakes.at(&against.place, "this stands beside another denominator", label);
            None
        }
    }
}

fn population(loading: &Loading<'_>, external: &Node<'_>, known: &Known<'_>) -> Option<Against> {
    let (table, column) = (external.text("table"), external.text("column"));
    let per = external.count("per").filter(|per| *per > 0).unwrap_or(1);
    external.done();
    let (table, column) = (table?, column?);
    let names = known.reference.tables.keys().map(|name| &**name);
    if !known.reference.tables.contains_key(table.value) {
        let label = format!("there is no reference/{}.csv", table.value);
        loading.mistakes.advise(&table.place, "no such table", label, nearest(table.value, names));
        return None;
    }
    let is = |text: &Text<'_>, word: &str| {
        let right = text.value == word;
        if !right {
            let label =
                format!("a rate is divided by the column `under_18` of `population`; here stands `{}`", text.value);
            loading.mistakes.at(&text.place, "this is no denominator", label);
        }
        right
    };
    (is(&table, "population") && is(&column, "under_18")).then_some(Against { what: Denominator::Population, per })
}
