//! Reads the examples by which rules prove themselves.

use std::collections::BTreeSet;

use super::node::{Node, Text};
use super::rules::Ground;
use super::{Loading, cells};
use crate::definitions::nearest::nearest;
use crate::definitions::{Check, ExampleTable, FieldKind, RowsOf, RuleExample, Target, Whose, YearOf};
use crate::domain::parse_iso_date;

/// The rule that examples prove.
pub(super) struct Proved<'p> {
    /// What it demands; None where that cannot be told.
    pub(super) check: Option<&'p Check>,
    /// Whose rows it looks at.
    pub(super) rows: RowsOf,
    /// What it may speak of.
    pub(super) ground: &'p Ground<'p>,
}

impl Proved<'_> {
    fn is_of_table(&self) -> bool {
        matches!(self.check, Some(Check::Table(_)))
    }

    /// How many rows the rule looks at.
    fn looks_at(&self, rows: &ExampleTable, given: &[(Target, ExampleTable)]) -> usize {
        match self.rows {
            RowsOf::Submission => rows.rows.len(),
            RowsOf::PreviousYear => {
                let last = last_year(self.ground);
                given.iter().find(|(target, _)| *target == last).map_or(0, |(_, table)| table.rows.len())
            }
        }
    }

    /// Whether the rule looks there.
    fn looks_to(&self, given: &Target) -> bool {
        let Some(check) = self.check else { return true };
        let looked_at: Vec<&Target> = match check {
            Check::Joined(join) => vec![&join.to],
            Check::Table(scalar) => scalar.given.iter().map(|(_, given)| &given.to).collect(),
            Check::Row(_) | Check::Group(_) | Check::Unique { .. } => Vec::new(),
        };
        let last = last_year(self.ground);
        looked_at.into_iter().any(|target| reads(target, given))
            || (self.rows == RowsOf::PreviousYear && last == *given)
    }
}

fn last_year(ground: &Ground<'_>) -> Target {
    Target::Return { id: ground.of.id.clone(), year: YearOf::Previous, whose: Whose::Own }
}

/// Whether what looks at a target sees these rows. `all` are one's own and the others'; last year's are given in one.
fn reads(target: &Target, given: &Target) -> bool {
    match (target, given) {
        (Target::Return { id, year, whose }, Target::Return { id: of, year: in_year, whose: from }) => {
            let theirs = whose == from || *whose == Whose::All || *in_year == YearOf::Previous;
            id == of && year == in_year && theirs
        }
        _ => target == given,
    }
}

/// Every example of a rule: at least one that passes and one that breaks it.
pub(super) fn read(loading: &Loading<'_>, node: &Node<'_>, code: &Text<'_>, proved: &Proved<'_>) -> Vec<RuleExample> {
    let examples: Vec<RuleExample> =
        node.list("example").iter().filter_map(|node| one(loading, node, proved)).collect();
    let passes = |example: &RuleExample| {
        let looked_at = proved.looks_at(&example.rows, &example.given);
        if proved.is_of_table() { example.fails.is_empty() } else { looked_at > example.fails.len() }
    };
    if !examples.iter().any(passes) {
        loading.mistakes.at(&code.place, "this rule is not proved", "no example of it passes");
    }
    if !examples.iter().any(|example| !example.fails.is_empty()) {
        loading.mistakes.at(&code.place, "this rule is not proved", "no example breaks it");
    }
    examples
}

fn one(loading: &Loading<'_>, node: &Node<'_>, proved: &Proved<'_>) -> Option<RuleExample> {
    let ground = proved.ground;
    let (pass, fail, rows) = (node.table("pass"), node.table("fail"), node.maybe_text("rows"));
    let broken = node.wholes("fails");
    let as_at = node.maybe_text("as_at").and_then(|text| {
        let day = parse_iso_date(text.value);
        if day.is_none() {
            loading.mistakes.at(&text.place, "this is not a day", "expected a day, like \"2024-03-31\"");
        }
        day
    });
    let given = given(loading, node, proved);
    node.done();
    if proved.rows == RowsOf::PreviousYear && rows.is_none() {
        let label = "the rule looks at last year's rows: write this year's as `rows` and last year's as `prev`";
        loading.mistakes.at(&node.place, "this example shows nothing, or too much", label);
        return None;
    }
    let of_table = proved.is_of_table();
    let one = |row: &Node<'_>| cells::row(loading, row, &ground.columns, ground.around.codes);
    let (rows, fails): (ExampleTable, Vec<usize>) = match (pass, fail, rows) {
        (Some(row), None, None) => (one(&row), Vec::new()),
        (None, Some(row), None) => (one(&row), vec![usize::from(!of_table)]),
        (None, None, Some(text)) => {
            let rows = cells::rows(loading, &text, &ground.columns, ground.around.codes);
            let fails = numbered(loading, node, &broken, of_table, proved.looks_at(&rows, &given));
            (rows, fails)
        }
        _ => {
            let label = "expected exactly one of `pass`, `fail` and `rows`";
            loading.mistakes.at(&node.place, "this example shows nothing, or too much", label);
            return None;
        }
    };
    let place = format!("returns/{}.toml:{}", ground.of.id, node.place.line());
    Some(RuleExample { place, rows, given, fails, as_at })
}

/// The rows that break the rule, by number.
fn numbered(loading: &Loading<'_>, node: &Node<'_>, broken: &[i64], of_table: bool, looked_at: usize) -> Vec<usize> {
    let known: BTreeSet<usize> = if of_table { BTreeSet::from([0]) } else { (1..=looked_at).collect() };
    let fails: Vec<usize> = broken.iter().filter_map(|row| usize::try_from(*row).ok()).collect();
    if fails.len() < broken.len() || fails.iter().any(|row| !known.contains(row)) {
        let label = if of_table { "a table rule fails as [0]" } else { "rows are numbered from 1" };
        loading.mistakes.at(&node.place_at("fails"), "there is no such row", label);
    }
    fails
}

/// What stands elsewhere: `given.<return or table>`, `prev` or `prev.<return>`, `others.<return>`.
fn given(loading: &Loading<'_>, node: &Node<'_>, proved: &Proved<'_>) -> Vec<(Target, ExampleTable)> {
    let mut all = Vec::new();
    let kinds = [("given", YearOf::Same, Whose::Own), ("others", YearOf::Same, Whose::Others)];
    for (key, year, whose) in kinds {
        all.extend(named(loading, node, key, (year, whose), proved));
    }
    let own_prev = node.get("prev").filter(|value| value.get_ref().as_str().is_some());
    if own_prev.is_some() {
        if let Some(text) = node.maybe_text("prev") {
            let target = last_year(proved.ground);
            all.extend(table(loading, (&text, &text), target, proved));
        }
    } else {
        all.extend(named(loading, node, "prev", (YearOf::Previous, Whose::Own), proved));
    }
    all
}

/// Tables by the name of their return or reference table.
fn named(
    loading: &Loading<'_>,
    node: &Node<'_>,
    key: &'static str,
    (year, whose): (YearOf, Whose),
    proved: &Proved<'_>,
) -> Vec<(Target, ExampleTable)> {
    let Some(outer) = node.table(key) else { return Vec::new() };
    let around = proved.ground.around;
    let mut all = Vec::new();
    for (name, value) in outer.entries() {
        let Some(text) = value.get_ref().as_str() else {
            outer.wrong(value, "rows as CSV in quotes");
            continue;
        };
        let text = Text { value: text, place: outer.place_of(value) };
        let is_return = around.returns.contains_key(name.value);
        let is_table = key == "given" && around.reference.tables.contains_key(name.value);
        if !is_return && !is_table {
            let known = around.returns.keys().chain(around.reference.tables.keys());
            let advice = nearest(name.value, known.map(|name| &**name));
            loading.mistakes.advise(&name.place, "no such return", format!("`{}` is not declared", name.value), advice);
            continue;
        }
        let target =
            if is_return { Target::Return { id: name.boxed(), year, whose } } else { Target::Table(name.boxed()) };
        all.extend(table(loading, (&name, &text), target, proved));
    }
    all
}

/// The rows of one table elsewhere, where the rule looks there.
fn table(
    loading: &Loading<'_>,
    (name, text): (&Text<'_>, &Text<'_>),
    target: Target,
    proved: &Proved<'_>,
) -> Option<(Target, ExampleTable)> {
    let ground = proved.ground;
    let is_rows = matches!(
        &target,
        Target::Return { id, year: YearOf::Same, whose: Whose::Own } if *id == ground.of.id
    );
    if is_rows || !proved.looks_to(&target) {
        let label = if is_rows { "the return's own rows stand in `rows`" } else { "the rule does not look there" };
        loading.mistakes.at(&name.place, "this means nothing here", label);
        return None;
    }
    let columns: Vec<(Box<str>, FieldKind)> = match &target {
        Target::Return { id, .. } => ground.around.returns.get(id)?.columns_elsewhere(),
        Target::Table(name) => ground.around.reference.tables.get(name)?.typed_columns(),
    };
    Some((target, cells::rows(loading, text, &columns, ground.around.codes)))
}
