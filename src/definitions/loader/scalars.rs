//! Reads rules on whole tables, and the scalars from elsewhere that they read.

use super::Loading;
use super::joins::{self, Side};
use super::node::{Node, Text};
use super::rules::{self, Ground};
use crate::definitions::formula::{Formula, RULE_COLUMNS, Scope, Shape};
use crate::definitions::{FieldKind, Given, Scalar, Target, Whose, YearOf};

/// The scalar that every table rule may read: the number of rows of last year's return.
const PREVIOUS: &str = "prev";

/// A scalar that a rule declares.
struct Declared<'a> {
    name: Text<'a>,
    given: Given,
    kind: FieldKind,
}

/// `table = "…"`, with `[rule.given]`.
pub(super) fn read(loading: &Loading<'_>, node: &Node<'_>, text: &Text<'_>, ground: &Ground<'_>) -> Option<Scalar> {
    let declared = declared(loading, node, ground);
    let mut kinds: Vec<(Box<str>, FieldKind)> =
        declared.iter().map(|declared| (declared.name.boxed(), declared.kind.clone())).collect();
    kinds.push((PREVIOUS.into(), FieldKind::Integer));
    let scope = Scope { scalars: &kinds, ..ground.scope(Shape::Table) };
    let formula = rules::formula(loading, text, scope)?;
    let mut given = Vec::new();
    for Declared { name, given: one, .. } in declared {
        if formula.scalars.iter().any(|read| **read == *name.value) {
            given.push((name.boxed(), one));
        } else {
            loading.mistakes.at(&name.place, "this scalar is not used", "the rule does not read it");
        }
    }
    if formula.scalars.iter().any(|read| **read == *PREVIOUS) {
        given.push((PREVIOUS.into(), previous(ground)?));
    }
    Some(Scalar { formula, given })
}

/// The number of rows of last year's return.
fn previous(ground: &Ground<'_>) -> Option<Given> {
    let to = Target::Return { id: ground.of.id.clone(), year: YearOf::Previous, whose: Whose::Own };
    let (value, _) = Formula::value("COUNT(*)", ground.scope(Shape::Table)).ok()?;
    Some(Given { to, filter: None, value })
}

fn declared<'a>(loading: &Loading<'_>, node: &Node<'a>, ground: &Ground<'_>) -> Vec<Declared<'a>> {
    let Some(outer) = node.table("given") else { return Vec::new() };
    let mut all = Vec::new();
    for (name, value) in outer.entries() {
        let Some(node) = outer.as_node(value) else { continue };
        if *name.value == *PREVIOUS || ground.columns.iter().any(|(column, _)| **column == *name.value) {
            let label = "a column of the return has it, or it is the number of last year's rows";
            loading.mistakes.at(&name.place, "this name is taken", label);
        }
        all.extend(one(loading, &node, ground).map(|(given, kind)| Declared { name, given, kind }));
    }
    all
}

/// `{ return = "placements", value = "COUNT(*)", where = "…", year = "previous", of = "others" }`.
fn one(loading: &Loading<'_>, node: &Node<'_>, ground: &Ground<'_>) -> Option<(Given, FieldKind)> {
    let side = joins::side(loading, node, ground);
    let (value, filter) = (node.text("value"), node.maybe_text("where"));
    node.done();
    let Side { to, columns, .. } = side?;
    let wide = with_parameters(&columns);
    let filter = filter.map(|text| {
        let filter = rules::formula(loading, &text, ground.scope_of(&wide, Shape::Rows))?;
        if filter.windowed {
            loading.mistakes.at(&text.place, "this formula cannot be used", "`where` looks at each row by itself");
            return None;
        }
        Some(filter)
    });
    let value = value.and_then(|text| {
        let compiled = Formula::value(text.value, ground.scope_of(&wide, Shape::Table));
        compiled.map_err(|mistakes| loading.formula_mistakes(&text, "this formula cannot be used", mistakes)).ok()
    });
    let filter = match filter {
        Some(filter) => Some(filter?),
        None => None,
    };
    let (value, kind) = value?;
    Some((Given { to, filter, value }, kind))
}

/// Columns elsewhere, and the parameters: lines are this return's own.
fn with_parameters(columns: &[(Box<str>, FieldKind)]) -> Vec<(Box<str>, FieldKind)> {
    let parameters = RULE_COLUMNS.into_iter().filter(|(name, _)| *name != "_line");
    columns.iter().cloned().chain(parameters.map(|(name, kind)| (name.into(), kind))).collect()
}
