//! Reads the worked examples of indicators.

use std::collections::BTreeMap;

use super::Loading;
use super::cells::{self, Columns};
use super::indicators::Known;
use super::node::{Node, Text};
use super::views::View;
use crate::definitions::nearest::nearest;
use crate::definitions::{Breakdown, Cell, ExampleTable, Expected, FieldKind, IndicatorExample, Return, SubmitterKind};
use crate::domain::{Date, Period, PeriodKind, Submitter, Year, parse_iso_date};

/// What an example may say, beside the returns that it gives.
const KEYS: [&str; 6] = ["period", "as_at", "wales", "linked", "breakdown", "category"];

/// What an example proves.
pub(super) struct Proved<'p> {
    pub(super) chapter: &'p str,
    pub(super) known: &'p Known<'p>,
    /// Its row set, where the examples may give the returns of that alone: a rate over another indicator's number is
    /// proved with the rows of both.
    pub(super) view: Option<&'p View>,
    pub(super) periods: &'p [PeriodKind],
    pub(super) breakdowns: &'p [Breakdown],
    pub(super) linked: bool,
}

/// Every example of an indicator: at least one.
pub(super) fn read(
    loading: &Loading<'_>,
    id: &Text<'_>,
    node: &Node<'_>,
    proved: &Proved<'_>,
) -> Vec<IndicatorExample> {
    let tables = node.tables("example");
    if tables.is_empty() {
        loading.mistakes.at(&id.place, "this indicator is not proved", "it has no example");
    }
    let examples: Vec<IndicatorExample> =
        tables.iter().filter_map(|(name, node)| one(loading, name, node, proved)).collect();
    if proved.linked && !tables.is_empty() && !tables.iter().any(|(_, node)| node.get("linked").is_some()) {
        let label = "none of its examples says what comes out where each person counts once: `linked = { … }`";
        loading.mistakes.at(&id.place, "this indicator is not proved", label);
    }
    examples
}

fn one(loading: &Loading<'_>, name: &Text<'_>, node: &Node<'_>, proved: &Proved<'_>) -> Option<IndicatorExample> {
    let period_text = node.text("period");
    let period = period_text.as_ref().and_then(|text| node.as_parsed::<Period>(text));
    if let (Some(text), Some(period)) = (&period_text, period)
        && !proved.periods.contains(&period.kind())
    {
        let label = format!("the indicator is not computed by {}", period.kind().as_str());
        loading.mistakes.at(&text.place, "this period is never computed", label);
    }
    let [breakdown, category] = ["breakdown", "category"].map(|key| node.maybe_text(key));
    refuse_category(loading, node, proved, breakdown.as_ref(), category.as_ref());
    let [breakdown, category] = [breakdown, category].map(|text| text.map(|text| text.boxed()).unwrap_or_default());
    let period_or_any = period.unwrap_or_else(|| Period::whole(Year::starting(2023)));
    let as_at = as_at(loading, node, period_or_any);
    let example = IndicatorExample {
        name: name.boxed(),
        place: format!("indicators/{}.toml:{}", proved.chapter, name.place.line()),
        period: period_or_any,
        as_at,
        returns: returns(loading, node, proved.known, proved.view),
        breakdown,
        category,
        wales: expected(loading, node, "wales").unwrap_or_default(),
        linked: expected(loading, node, "linked"),
    };
    if node.get("wales").is_none() {
        node.missing("wales");
    }
    if let Some(linked) = node.get("linked").filter(|_| !proved.linked) {
        let label = "the indicator does not say `linked = true`";
        loading.mistakes.at(&node.place_of(linked), "nothing of this is computed", label);
    }
    period.map(|_| example)
}

/// The day on which an example is asked: one on which the period has something to count.
fn as_at(loading: &Loading<'_>, node: &Node<'_>, period: Period) -> Date {
    let Some(text) = node.maybe_text("as_at") else { return period.last_day() };
    let day = parse_iso_date(text.value);
    match day {
        None => loading.mistakes.at(&text.place, "this is not a day", "expected a day, like 2024-03-31"),
        Some(day) if period.counted_to(day).is_none() => {
            let label = format!("no month of {period} is over by then");
            loading.mistakes.at(&text.place, "nothing is counted yet", label);
        }
        Some(_) => {}
    }
    day.unwrap_or_else(|| period.last_day())
}

/// What an example expects of one figure, where it says so.
fn expected(loading: &Loading<'_>, node: &Node<'_>, key: &'static str) -> Option<Expected> {
    let node = node.table(key)?;
    let [numerator, denominator, value] = ["numerator", "denominator", "value"].map(|key| node.number(key));
    if numerator.is_none() && value.is_none() {
        loading.mistakes.at(&node.place, "this example shows nothing", "expected `numerator` or `value`");
    }
    let notes = node.maybe_text("notes").map(|text| text.boxed());
    node.done();
    Some(Expected { numerator, denominator, value, notes })
}

/// Refuses an expectation for a breakdown or category that the indicator does not have.
fn refuse_category(
    loading: &Loading<'_>,
    node: &Node<'_>,
    proved: &Proved<'_>,
    breakdown: Option<&Text<'_>>,
    category: Option<&Text<'_>>,
) {
    let (breakdown, category) = match (breakdown, category) {
        (None, None) => return,
        (Some(breakdown), Some(category)) => (breakdown, category),
        _ => {
            return loading.mistakes.at(
                &node.place,
                "something is missing",
                "`breakdown` and `category` belong together",
            );
        }
    };
    let Some(known) = proved.breakdowns.iter().find(|known| *known.column == *breakdown.value) else {
        let advice = nearest(breakdown.value, proved.breakdowns.iter().map(|known| &*known.column));
        let label = format!("the indicator is not broken down by `{}`", breakdown.value);
        return loading.mistakes.advise(&breakdown.place, "no such breakdown", label, advice);
    };
    let list = known.list.as_ref().and_then(|list| proved.known.codes.get(list));
    if let Some(list) = list.filter(|list| list.code(category.value).is_none() && category.value != "not_given") {
        let advice = nearest(category.value, list.codes.iter().map(|code| &*code.code));
        let label = format!("`{}` is not a code of the list `{}`", category.value, list.id);
        loading.mistakes.advise(&category.place, "no such category", label, advice);
    }
}

fn returns(
    loading: &Loading<'_>,
    node: &Node<'_>,
    known: &Known<'_>,
    view: Option<&View>,
) -> BTreeMap<Box<str>, ExampleTable> {
    let read: Vec<&str> = match view {
        Some(view) => view.row_set.returns.iter().map(|id| &**id).collect(),
        None => known.returns.keys().map(|id| &**id).collect(),
    };
    let mut tables = BTreeMap::new();
    for (key, value) in node.entries().into_iter().filter(|(key, _)| !KEYS.contains(&key.value)) {
        let Some(of) = known.returns.get(key.value).filter(|_| read.contains(&key.value)) else {
            let label = format!("`{}` is no return that the row set reads", key.value);
            let advice = nearest(key.value, KEYS.into_iter().chain(read.iter().copied()));
            loading.mistakes.advise(&key.place, "unknown key", label, advice);
            continue;
        };
        let Some(text) = value.get_ref().as_str() else {
            node.wrong(value, "rows as CSV in quotes");
            continue;
        };
        let text = Text { value: text, place: node.place_of(value) };
        let table = cells::rows(loading, &text, &columns(of), known.codes);
        refuse_submissions(loading, &text, of, &table, known);
        tables.insert(key.boxed(), table);
    }
    tables
}

fn columns(of: &Return) -> Vec<(Box<str>, FieldKind)> {
    let mut columns = of.columns();
    columns.extend([
        ("year".into(), FieldKind::Text),
        ("submitter".into(), FieldKind::Text),
        ("data_to".into(), FieldKind::Date),
    ]);
    columns
}

/// Every row must say which submission it belongs to.
fn refuse_submissions(loading: &Loading<'_>, text: &Text<'_>, of: &Return, table: &ExampleTable, known: &Known<'_>) {
    let names: &Columns = &table.columns;
    for needed in ["year", "submitter"] {
        let Some(at) = names.iter().position(|(name, _)| **name == *needed) else {
            let label = format!("the rows of an example need the column `{needed}`");
            loading.mistakes.at(&text.part(0..text.value.len().min(1)), "a column is missing", label);
            continue;
        };
        for (row, cells) in table.rows.iter().enumerate() {
            let cell = match cells.get(at) {
                Some(Cell::Text(cell)) => &**cell,
                _ => "",
            };
            let right = match needed {
                "year" => cell.parse::<Year>().is_ok(),
                _ => match (cell.parse(), of.submitter) {
                    (Ok(Submitter::National), SubmitterKind::National) => true,
                    (Ok(Submitter::Authority(code)), SubmitterKind::Authority) => {
                        known.reference.authority_of(&code).is_some()
                    }
                    _ => false,
                },
            };
            if !right {
                let label = format!("row {}: `{cell}` is no {needed} of this return", row + 1);
                loading.mistakes.at(&text.place, "this row belongs to no submission", label);
            }
        }
    }
}
