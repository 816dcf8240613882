//! Reads `[gates]` of `collection.toml`.

use std::collections::BTreeMap;

use super::Loading;
use super::node::Node;
use crate::definitions::nearest::nearest;
use crate::definitions::{Gate, Gates};

/// The gates; `[gates.<return>]` says what differs for one return.
pub(super) fn read(loading: &Loading<'_>, node: &Node<'_>) -> Gates {
    let general = gate(loading, node, Gate::OPEN);
    let returns: Vec<&str> = loading.folder.files("returns/", ".toml").into_iter().map(|(id, _)| id).collect();
    let mut by_return = BTreeMap::new();
    for (name, own) in node.named_tables() {
        if returns.contains(&name.value) {
            by_return.insert(name.boxed(), gate(loading, &own, general));
            own.done();
        } else {
            let label = format!("there is no return `{}`", name.value);
            let advice = nearest(name.value, returns.iter().copied());
            loading.mistakes.advise(&name.place, "this gate guards nothing", label, advice);
        }
    }
    node.done_but_for_tables();
    Gates { general, by_return }
}

/// What a table says of a gate; what it leaves unsaid is as it was.
fn gate(loading: &Loading<'_>, node: &Node<'_>, mut gate: Gate) -> Gate {
    if let Some(share) = node.number("held_back_share") {
        if (0.0..=1.0).contains(&share) {
            gate.held_back_share = share;
        } else {
            let place = node.place_at("held_back_share");
            loading.mistakes.at(&place, "this is not a share", "expected a number from 0 to 1");
        }
    }
    if let Some(band) = node.numbers("rows_against_last_year") {
        match *band.as_slice() {
            [] => gate.rows_against_last_year = None,
            [low, high] if (0.0..=1.0).contains(&low) && high >= 1.0 => {
                gate.rows_against_last_year = Some((low, high));
            }
            _ => {
                let place = node.place_at("rows_against_last_year");
                let label = "expected a number from 0 to 1 and one from 1, like [0.5, 2.0], or [] for none";
                loading.mistakes.at(&place, "this is not a band around last year's size", label);
            }
        }
    }
    if let Some(rows) = node.count("band_from") {
        gate.band_from = rows.into();
    }
    gate
}
