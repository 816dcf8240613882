//! Reads `[[disclosure.apart]]` and `[[disclosure.withheld]]`: what is hidden whatever its numbers, and why.

use std::collections::BTreeMap;

use super::super::Loading;
use super::super::node::{Node, Text};
use super::identities;
use super::named::Named;
use crate::definitions::{Apart, Breakdown, Counts, Group, Method, Policy, Withheld};
use crate::domain::GeographyLevel;

/// Categories that are never printed apart.
pub(super) fn apart<'a>(
    loading: &mut Loading<'a>,
    node: &Node<'a>,
    named: &Named<'_, '_>,
    policies: &BTreeMap<Counts, Policy>,
) -> Vec<Apart> {
    let mut all: Vec<Apart> = Vec::new();
    for node in node.list("apart") {
        let (id, why) = reason(loading, &node);
        let (breakdown, categories) = (node.text("breakdown"), categories(loading, &node));
        let level = level(&node, GeographyLevel::Nation);
        node.done();
        let Some(breakdown) = breakdown else { continue };
        if named.is_breakdown(loading, &breakdown) {
            for text in &categories {
                named.refuse_category(loading, breakdown.value, text);
            }
            refuse_open(loading, &breakdown, named, policies);
        }
        let Some(id) = id else { continue };
        refuse_twice(loading, &id, all.iter().map(|one| &*one.id));
        let categories = categories.iter().map(Text::boxed).collect();
        all.push(Apart { id: id.boxed(), why, breakdown: breakdown.boxed(), categories, level });
    }
    all
}

/// The id of a rule, and the reason for it, which is told in every language.
fn reason<'a>(loading: &mut Loading<'a>, node: &Node<'a>) -> (Option<Text<'a>>, Box<str>) {
    let (id, why) = (node.text("id"), node.text("why"));
    if let (Some(id), Some(why)) = (&id, &why) {
        loading.english(format!("disclosure.{}.why", id.value), why);
    }
    (id, why.map(|why| why.boxed()).unwrap_or_default())
}

fn refuse_twice<'k>(loading: &Loading<'_>, id: &Text<'_>, mut known: impl Iterator<Item = &'k str>) {
    if known.any(|known| known == id.value) {
        loading.mistakes.at(&id.place, "this id stands twice", "another rule is called so already");
    }
}

/// Where a rule begins to hold: from this level down.
fn level(node: &Node<'_>, unsaid: GeographyLevel) -> GeographyLevel {
    node.word("level", GeographyLevel::of, &GeographyLevel::ALL.map(GeographyLevel::as_str)).unwrap_or(unsaid)
}

/// Two categories at least: one alone is what the others leave of the total.
fn categories<'a>(loading: &Loading<'_>, node: &Node<'a>) -> Vec<Text<'a>> {
    let texts = node.texts("categories");
    for (at, text) in texts.iter().enumerate() {
        if texts.iter().take(at).any(|earlier| earlier.value == text.value) {
            loading.mistakes.at(&text.place, "this category stands twice", "leave it out");
        }
    }
    if texts.len() < 2 {
        let label = "one category alone is what the others leave of the total: name another to hide it among";
        loading.mistakes.at(&node.place_at("categories"), "this hides nothing", label);
    }
    texts
}

/// Refuses to hide categories of what is shown as it is: there, nothing else would be hidden to protect them.
fn refuse_open(
    loading: &Loading<'_>,
    breakdown: &Text<'_>,
    named: &Named<'_, '_>,
    policies: &BTreeMap<Counts, Policy>,
) {
    let has_it = |columns: &[Breakdown]| columns.iter().any(|one| *one.column == *breakdown.value);
    let counted = named.all().filter(|indicator| has_it(&indicator.breakdowns)).map(|indicator| indicator.counts);
    let open = |counts: &Counts| policies.get(counts).is_some_and(|policy| policy.method == Method::Open);
    if let Some(counts) = counted.into_iter().find(open) {
        let label = format!("[disclosure.{}] shows everything as it is, and so what these are", counts.as_str());
        loading.mistakes.at(&breakdown.place, "this hides nothing", label);
    }
}

/// Figures that are withheld.
pub(super) fn read<'a>(
    loading: &mut Loading<'a>,
    node: &Node<'a>,
    named: &Named<'_, '_>,
    apart: &[Apart],
) -> Vec<Withheld> {
    let mut all: Vec<Withheld> = Vec::new();
    for node in node.list("withheld") {
        let (id, why) = reason(loading, &node);
        let [indicators, breakdowns] = ["indicators", "breakdowns"].map(|key| node.texts(key));
        if indicators.is_empty() && breakdowns.is_empty() {
            loading.mistakes.at(&node.place, "this withholds nothing", "name `indicators`, `breakdowns` or both");
        }
        let indicators = indicators.iter().filter(|text| named.indicator(loading, text).is_some()).map(Text::boxed);
        let indicators = indicators.collect();
        let breakdowns = breakdowns.iter().filter(|text| named.is_breakdown(loading, text)).map(Text::boxed).collect();
        let level = level(&node, GeographyLevel::Region);
        let unless = node.table("unless").and_then(|node| group(loading, &node, named));
        node.done();
        let Some(id) = id else { continue };
        refuse_twice(loading, &id, apart.iter().map(|one| &*one.id).chain(all.iter().map(|one| &*one.id)));
        all.push(Withheld { id: id.boxed(), why, indicators, breakdowns, level, unless });
    }
    all
}

/// `unless = { count = "services_registered", least = 5, affected = "pan_services_open" }`.
fn group(loading: &Loading<'_>, node: &Node<'_>, named: &Named<'_, '_>) -> Option<Group> {
    let term = |text: &Text<'_>| identities::term(loading, text, named).map(|(term, _)| term);
    let count = node.text("count").and_then(|text| term(&text));
    let affected = node.maybe_text("affected").map(|text| term(&text));
    let least = node.count("least");
    if node.get("least").is_none() {
        node.missing("least");
    }
    node.done();
    let affected = match affected {
        Some(affected) => Some(affected?),
        None => None,
    };
    Some(Group { count: count?, least: least?, affected })
}
