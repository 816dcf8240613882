//! Reads `[disclosure]` of `collection.toml`, when the indicators that it speaks of are known.

mod identities;
mod named;
mod policies;
mod withheld;

use std::collections::{BTreeMap, BTreeSet};

use self::named::Named;
use super::Loading;
use super::indicators::Placed;
use super::node::Node;
use super::returns::Codes;
use crate::definitions::{Crossing, Disclosure, Indicator, RowSet};

/// How those who are counted are protected; nothing, where the collection does not say.
pub(super) fn read(
    loading: &mut Loading<'_>,
    indicators: &[Placed<'_>],
    row_sets: &BTreeMap<Box<str>, RowSet>,
    codes: &Codes,
) -> Disclosure {
    let table = loading.maybe_document("collection.toml").and_then(|node| node.table("disclosure"));
    let Some(node) = table else { return Disclosure::default() };
    let named = Named { indicators, row_sets, codes };
    let policies = policies::read(loading, &node, indicators);
    let apart = withheld::apart(loading, &node, &named, &policies);
    let withheld = withheld::read(loading, &node, &named, &apart);
    let never_crossed = node.list("never_crossed").iter().filter_map(|node| crossing(loading, node, &named)).collect();
    let identities = identities::read(loading, &node, &named);
    node.done();
    Disclosure { policies, apart, withheld, never_crossed, identities }
}

/// Attributes that are never crossed; refuses every indicator that crosses them.
fn crossing(loading: &Loading<'_>, node: &Node<'_>, named: &Named<'_, '_>) -> Option<Crossing> {
    let [columns, with] = ["columns", "with"].map(|key| {
        let texts = node.texts(key);
        if texts.is_empty() {
            node.missing(key);
        }
        texts.iter().filter(|text| named.is_column(loading, text)).map(super::node::Text::boxed).collect::<Vec<_>>()
    });
    node.done();
    let crossing = Crossing { columns, with };
    for (indicator, place) in named.indicators {
        if let Some((one, other)) = crossed(indicator, &crossing) {
            let label =
                format!("it tells of `{one}` and of `{other}` at once, which collection.toml says is never crossed");
            loading.mistakes.at(place, "this crosses what is never crossed", label);
        }
    }
    (!crossing.columns.is_empty() && !crossing.with.is_empty()).then_some(crossing)
}

/// Two attributes that one figure of an indicator tells of, of those that are not to be crossed.
fn crossed<'c>(indicator: &Indicator, crossing: &'c Crossing) -> Option<(&'c str, &'c str)> {
    let formulas = [&indicator.among, &indicator.condition, &indicator.nationally];
    let read: BTreeSet<&str> = formulas.into_iter().flatten().flat_map(|one| &one.columns).map(|one| &**one).collect();
    let totals = std::iter::once(None);
    let tables = totals.chain(indicator.breakdowns.iter().map(|breakdown| Some(&*breakdown.column)));
    tables.into_iter().find_map(|breakdown| {
        let tells_of = |column: &&str| read.contains(column) || breakdown == Some(*column);
        let one = crossing.columns.iter().map(|column| &**column).find(tells_of)?;
        let other = crossing.with.iter().map(|column| &**column).find(tells_of)?;
        Some((one, other))
    })
}
