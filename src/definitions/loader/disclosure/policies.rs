//! Reads `[disclosure.<counts>]`: how figures that count one kind of thing are protected.

use std::collections::BTreeMap;

use super::super::Loading;
use super::super::amounts::UNITS;
use super::super::indicators::{Placed, chosen};
use super::super::node::{Node, Text, number_of};
use crate::definitions::nearest::nearest;
use crate::definitions::{Below, BelowNation, Counts, Method, Policy};

/// A table for each kind of thing that indicators count.
pub(super) fn read(loading: &Loading<'_>, node: &Node<'_>, indicators: &[Placed<'_>]) -> BTreeMap<Counts, Policy> {
    let mut policies = BTreeMap::new();
    for counts in Counts::ALL {
        let Some(table) = node.table(counts.as_str()) else { continue };
        let policy = policy(loading, &table);
        table.done();
        refuse_unrounded(loading, counts, &policy, indicators);
        policies.insert(counts, policy);
    }
    policies
}

/// What one table says. A method that cannot be read stands in as suppression: it is refused anyway.
fn policy(loading: &Loading<'_>, node: &Node<'_>) -> Policy {
    let below_nation = below_nation(node);
    let Some(method) = method(loading, node) else {
        all_keys(node);
        return Policy { method: Method::Suppress, ..Policy::open() };
    };
    if method == Method::Open {
        return Policy { below_nation, ..Policy::open() };
    }
    let policy = Policy {
        method,
        small: small(loading, node),
        zeros: node.flag("zeros"),
        least_denominator: node.count("least_denominator").unwrap_or(Policy::LEAST_DENOMINATOR),
        least_median: node.count("least_median").unwrap_or(Policy::LEAST_MEDIAN),
        least_p90: node.count("least_p90").unwrap_or(Policy::LEAST_P90),
        reliable_from: node.count("reliable_from").unwrap_or(Policy::RELIABLE_FROM),
        quantile_step: quantile_step(loading, node),
        width: node.count("width").unwrap_or(Policy::LEAST_WIDTH),
        below_nation,
    };
    refuse_misfits(loading, node, &policy);
    policy
}

/// Of a table whose method nobody knows, no key is known to mean nothing.
fn all_keys(node: &Node<'_>) {
    let counts = ["base", "small", "zeros", "least_denominator", "least_median", "least_p90", "reliable_from", "width"];
    for key in counts.into_iter().chain(["quantile_step"]) {
        node.get(key);
    }
}

fn method(loading: &Loading<'_>, node: &Node<'_>) -> Option<Method> {
    match chosen(node, "method", |text| Method::WORDS.into_iter().find(|word| *word == text), &Method::WORDS)? {
        "suppress" => Some(Method::Suppress),
        "open" => Some(Method::Open),
        _ => {
            if node.get("base").is_none() {
                node.missing("base");
            }
            let base = node.count("base")?;
            if base < 2 {
                let label = "expected a whole number from 2, like 5";
                loading.mistakes.at(&node.place_at("base"), "nothing can be rounded to this", label);
            }
            Some(Method::Round { base })
        }
    }
}

fn small(loading: &Loading<'_>, node: &Node<'_>) -> Option<(u32, u32)> {
    node.get("small")?;
    let bounds: Option<Vec<u32>> = node.wholes("small").into_iter().map(|bound| u32::try_from(bound).ok()).collect();
    match bounds.as_deref() {
        Some(&[low, high]) if 0 < low && low <= high => Some((low, high)),
        _ => {
            let label = "expected two whole numbers from 1, like [1, 4]; `zeros` says whether 0 is protected";
            loading.mistakes.at(&node.place_at("small"), "this is not a range", label);
            None
        }
    }
}

fn quantile_step(loading: &Loading<'_>, node: &Node<'_>) -> BTreeMap<Box<str>, f64> {
    let Some(table) = node.table("quantile_step") else { return BTreeMap::new() };
    let mut steps = BTreeMap::new();
    for (unit, value) in table.entries() {
        refuse_unit(loading, &unit);
        match number_of(value.get_ref()) {
            Some(step) if step.is_finite() && step > 0.0 => {
                steps.insert(unit.boxed(), step);
            }
            Some(_) => {
                let label = "expected a number above 0";
                loading.mistakes.at(&table.place_of(value), "nothing can be rounded to this", label);
            }
            None => table.wrong(value, "a number"),
        }
    }
    steps
}

fn refuse_unit(loading: &Loading<'_>, unit: &Text<'_>) {
    if !UNITS.contains(&unit.value) {
        let label = format!("nothing is measured in `{}`", unit.value);
        loading.mistakes.advise(&unit.place, "there is no such unit", label, nearest(unit.value, UNITS));
    }
}

/// One word for all kinds of period, or a table of them: what it leaves out is not published.
fn below_nation(node: &Node<'_>) -> BelowNation {
    let words = Below::ALL.map(Below::as_str);
    let Some(value) = node.get("below_nation") else {
        node.missing("below_nation");
        return BelowNation::all(Below::None);
    };
    if value.get_ref().as_table().is_none() {
        return BelowNation::all(node.word("below_nation", Below::of, &words).unwrap_or(Below::None));
    }
    let Some(table) = node.table("below_nation") else { return BelowNation::all(Below::None) };
    let [year, quarter, month] =
        ["year", "quarter", "month"].map(|kind| table.word(kind, Below::of, &words).unwrap_or(Below::None));
    table.done();
    BelowNation { year, quarter, month }
}

/// Refuses numbers that cannot all hold.
fn refuse_misfits(loading: &Loading<'_>, node: &Node<'_>, policy: &Policy) {
    if policy.width < Policy::LEAST_WIDTH {
        let label = format!("a protected count must be able to be one of {} numbers at least", Policy::LEAST_WIDTH);
        loading.mistakes.at(&node.place_at("width"), "this protects nobody", label);
    }
    let Some(base) = policy.base().filter(|base| *base > 1) else { return };
    // What is printed as 0 can be 0 and up to the base, without it.
    if policy.width > base {
        let label = format!("what rounds to 0 can be one of {base} numbers, not of {}", policy.width);
        loading.mistakes.at(&node.place_at("width"), "rounding cannot do this", label);
    }
    if let Some((_, high)) = policy.small.filter(|(_, high)| *high >= base) {
        let label = format!("a number up to {high} is protected, and {base} would be printed");
        loading.mistakes.at(&node.place_at("small"), "rounding cannot do this", label);
    }
}

/// Refuses means and quantiles of persons of which nothing says to what they are rounded.
fn refuse_unrounded(loading: &Loading<'_>, counts: Counts, policy: &Policy, indicators: &[Placed<'_>]) {
    if policy.method == Method::Open {
        return;
    }
    for (indicator, place) in indicators.iter().filter(|(indicator, _)| indicator.counts == counts) {
        let unit = &indicator.measured_in;
        if indicator.kind.observes() && !unit.is_empty() && !policy.quantile_step.contains_key(unit) {
            let label = format!("[disclosure.{}] has no `quantile_step` for `{unit}`", counts.as_str());
            loading.mistakes.at(place, "nothing says to what this is rounded", label);
        }
    }
}
