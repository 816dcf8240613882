//! Reads the rules of a return and their examples.

use std::collections::{BTreeMap, BTreeSet};

use super::mistakes::Place;
use super::node::{Node, Text};
use super::returns::Codes;
use super::{Loading, cells, fields};
use crate::definitions::formula::{Formula, RULE_COLUMNS, Scope, Shape};
use crate::definitions::nearest::nearest;
use crate::definitions::{Check, ExampleTable, FieldKind, Most, Return, RowsOf, Rule, RuleExample, Scalar};
use crate::diagnostic::Severity;
use crate::domain::parse_iso_date;

/// Where each rule's code was met.
pub(super) type RuleCodes<'a> = BTreeMap<String, Place<'a>>;

/// What a rule may speak of.
struct Ground<'r> {
    of: &'r Return,
    /// Fields and ages.
    columns: Vec<(Box<str>, FieldKind)>,
    /// The same and parameters, for formulas.
    wide: Vec<(Box<str>, FieldKind)>,
    codes: &'r Codes,
}

/// Every rule, in the order of the file.
pub(super) fn read<'a>(
    loading: &mut Loading<'a>,
    node: &Node<'a>,
    of: &Return,
    codes: &Codes,
    met: &mut RuleCodes<'a>,
) -> Vec<Rule> {
    let columns = of.columns();
    let mut wide = columns.clone();
    wide.extend(RULE_COLUMNS.map(|(name, kind)| (name.into(), kind)));
    let ground = Ground { of, columns, wide, codes };
    let mut rules = Vec::new();
    for rule in node.list("rule") {
        let Some(code) = rule.text("code") else { continue };
        if let Some(before) = met.insert(code.value.to_owned(), code.place.clone()) {
            let label = format!("it stands in {}:{} already", before.file.name, before.line());
            loading.mistakes.at(&code.place, "this rule's code stands twice", label);
        }
        rules.extend(one(loading, &rule, &code, &ground));
    }
    rules
}

fn one<'a>(loading: &mut Loading<'a>, node: &Node<'a>, code: &Text<'a>, ground: &Ground<'_>) -> Option<Rule> {
    let severity = node.text("severity");
    let severity = severity.and_then(|text| node.as_word(&text, Severity::of, &["fatal", "error", "warning", "info"]));
    let columns = columns(loading, node, ground);
    let when = node.maybe_text("when").and_then(|text| formula(loading, &text, ground, Shape::Rows));
    let check = check(loading, node, ground, when.as_ref());
    let [says, fix] = ["says", "fix"].map(|key| {
        let text = node.text(key)?;
        refuse_placeholders(loading, &text, ground);
        loading.english(format!("rule.{}.{key}", code.value), &text);
        Some(text.boxed())
    });
    let examples = examples(loading, node, ground, code, matches!(check, Some(Check::Table(_))));
    let (since, until) = (node.parsed("since"), node.parsed("until"));
    if since.is_some() && until.is_some() && until < since {
        loading.mistakes.at(&node.place_at("until"), "this rule never holds", "`until` lies before `since`");
    }
    let fatal_if = node.maybe_text("fatal_if").and_then(|text| share(loading, &text));
    node.done();
    Some(Rule {
        code: code.boxed(),
        severity: severity.unwrap_or(Severity::Error),
        columns,
        rows: RowsOf::Submission,
        when,
        check: check?,
        says: says.unwrap_or_default(),
        fix: fix.unwrap_or_default(),
        since,
        until,
        fatal_if,
        examples,
    })
}

fn columns(loading: &Loading<'_>, node: &Node<'_>, ground: &Ground<'_>) -> Vec<Box<str>> {
    if node.get("columns").is_none() {
        node.missing("columns");
    }
    let texts = node.texts("columns");
    for text in &texts {
        if !ground.columns.iter().any(|(name, _)| **name == *text.value) {
            let advice = nearest(text.value, ground.columns.iter().map(|(name, _)| &**name));
            loading.mistakes.advise(&text.place, "no such column", format!("`{}` is not declared", text.value), advice);
        }
    }
    texts.iter().map(Text::boxed).collect()
}

fn check(loading: &Loading<'_>, node: &Node<'_>, ground: &Ground<'_>, when: Option<&Formula>) -> Option<Check> {
    let (expect, table) = (node.maybe_text("expect"), node.maybe_text("table"));
    let (unique, end) = (node.flag("unique"), node.maybe_text("end"));
    if let Some(end) = end.as_ref().filter(|_| !unique) {
        loading.mistakes.at(&end.place, "this means nothing here", "`end` belongs to `unique = true`");
    }
    match (expect, table, unique) {
        (Some(text), None, false) => {
            let expect = formula(loading, &text, ground, Shape::Rows)?;
            let windowed = expect.windowed || when.is_some_and(|when| when.windowed);
            Some(if windowed { Check::Group(expect) } else { Check::Row(expect) })
        }
        (None, Some(text), false) => {
            if node.get("when").is_some() {
                loading.mistakes.at(&node.place_at("when"), "this means nothing here", "a table rule has no `when`");
            }
            let formula = formula(loading, &text, ground, Shape::Table)?;
            Some(Check::Table(Scalar { formula, given: Vec::new() }))
        }
        (None, None, true) => {
            let end = end.and_then(|end| {
                let at = fields::named(loading, &end, &ground.of.fields)?;
                let is_date = ground.of.fields.get(at).is_some_and(|field| field.kind == FieldKind::Date);
                if !is_date {
                    loading.mistakes.at(&end.place, "this field is not a date", "the earliest `end` stands");
                }
                is_date.then_some(at)
            });
            Some(Check::Unique { end })
        }
        _ => {
            let label = "expected exactly one of `expect`, `unique = true` and `table`";
            loading.mistakes.at(&node.place, "this rule demands nothing, or too much", label);
            None
        }
    }
}

fn formula(loading: &Loading<'_>, text: &Text<'_>, ground: &Ground<'_>, shape: Shape) -> Option<Formula> {
    let compiled = Formula::compile(text.value, Scope { columns: &ground.wide, codes: ground.codes, shape });
    compiled.map_err(|mistakes| loading.formula_mistakes(text, "this formula cannot be used", mistakes)).ok()
}

fn refuse_placeholders(loading: &Loading<'_>, text: &Text<'_>, ground: &Ground<'_>) {
    for (name, span) in super::words::placeholders(text.value) {
        if !ground.columns.iter().any(|(column, _)| **column == *name) {
            let advice = nearest(name, ground.columns.iter().map(|(column, _)| &**column));
            loading.mistakes.advise(&text.part(span), "no such column", format!("`{name}` is not declared"), advice);
        }
    }
}

fn share(loading: &Loading<'_>, text: &Text<'_>) -> Option<Most> {
    let number = text.value.strip_prefix('>').and_then(|rest| rest.trim().strip_suffix('%'));
    let share = number.and_then(|number| number.trim().parse::<f64>().ok()).map(|per_cent| per_cent / 100.0);
    let share = share.filter(|share| (0.0..1.0).contains(share));
    if share.is_none() {
        loading.mistakes.at(&text.place, "this is not a share", "expected a share of the rows, like \"> 5%\"");
    }
    share.map(Most::Share)
}

fn examples(
    loading: &Loading<'_>,
    node: &Node<'_>,
    ground: &Ground<'_>,
    code: &Text<'_>,
    of_table: bool,
) -> Vec<RuleExample> {
    let examples: Vec<RuleExample> =
        node.list("example").iter().filter_map(|node| example(loading, node, ground, of_table)).collect();
    let passes = |example: &RuleExample| {
        if of_table { example.fails.is_empty() } else { example.rows.rows.len() > example.fails.len() }
    };
    if !examples.iter().any(passes) {
        loading.mistakes.at(&code.place, "this rule is not proved", "no example of it passes");
    }
    if !examples.iter().any(|example| !example.fails.is_empty()) {
        loading.mistakes.at(&code.place, "this rule is not proved", "no example breaks it");
    }
    examples
}

fn example(loading: &Loading<'_>, node: &Node<'_>, ground: &Ground<'_>, of_table: bool) -> Option<RuleExample> {
    let (pass, fail, rows) = (node.table("pass"), node.table("fail"), node.maybe_text("rows"));
    let broken = node.wholes("fails");
    let as_at = node.maybe_text("as_at").and_then(|text| {
        let day = parse_iso_date(text.value);
        if day.is_none() {
            loading.mistakes.at(&text.place, "this is not a day", "expected a day, like \"2024-03-31\"");
        }
        day
    });
    node.done();
    let one = |row: &Node<'_>| cells::row(loading, row, &ground.columns, ground.codes);
    let (rows, fails): (ExampleTable, Vec<usize>) = match (pass, fail, rows) {
        (Some(row), None, None) => (one(&row), Vec::new()),
        (None, Some(row), None) => (one(&row), vec![usize::from(!of_table)]),
        (None, None, Some(text)) => {
            let rows = cells::rows(loading, &text, &ground.columns, ground.codes);
            let first = usize::from(!of_table);
            let last = if of_table { 0 } else { rows.rows.len() };
            let known: BTreeSet<usize> = (first..=last).collect();
            let fails: Vec<usize> = broken.iter().filter_map(|row| usize::try_from(*row).ok()).collect();
            if fails.len() < broken.len() || fails.iter().any(|row| !known.contains(row)) {
                let label = if of_table { "a table rule fails as [0]" } else { "rows are numbered from 1" };
                loading.mistakes.at(&node.place_at("fails"), "there is no such row", label);
            }
            (rows, fails)
        }
        _ => {
            let label = "expected exactly one of `pass`, `fail` and `rows`";
            loading.mistakes.at(&node.place, "this example shows nothing, or too much", label);
            return None;
        }
    };
    let place = format!("returns/{}.toml:{}", ground.of.id, node.place.line());
    Some(RuleExample { place, rows, given: Vec::new(), fails, as_at })
}
