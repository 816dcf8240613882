//! Reads the rules of a return.

use std::collections::BTreeMap;

use super::mistakes::Place;
use super::node::{Node, Text};
use super::returns::Codes;
use super::{Loading, examples, fields, joins, scalars};
use crate::definitions::formula::{Formula, RULE_COLUMNS, Scope, Shape};
use crate::definitions::nearest::nearest;
use crate::definitions::{Check, FieldKind, Most, Reference, Return, RowsOf, Rule};
use crate::diagnostic::Severity;

/// Where each rule's code was met.
pub(super) type RuleCodes<'a> = BTreeMap<String, Place<'a>>;

/// What rules may speak of beside their own return.
#[derive(Clone, Copy)]
pub(super) struct Around<'r> {
    /// Every return, with its fields.
    pub(super) returns: &'r BTreeMap<Box<str>, Return>,
    /// The reference tables.
    pub(super) reference: &'r Reference,
    /// The code lists.
    pub(super) codes: &'r Codes,
}

/// What a rule may speak of.
pub(super) struct Ground<'r> {
    /// Its return.
    pub(super) of: &'r Return,
    /// What else there is.
    pub(super) around: Around<'r>,
    /// Fields and ages.
    pub(super) columns: Vec<(Box<str>, FieldKind)>,
    /// The same and parameters, for formulas.
    wide: Vec<(Box<str>, FieldKind)>,
}

impl<'r> Ground<'r> {
    fn new(of: &'r Return, around: &Around<'r>, columns: Vec<(Box<str>, FieldKind)>) -> Self {
        let mut wide = columns.clone();
        wide.extend(RULE_COLUMNS.map(|(name, kind)| (name.into(), kind)));
        Self { of, around: *around, columns, wide }
    }

    /// The scope of formulas over the return's rows.
    pub(super) fn scope(&self, shape: Shape) -> Scope<'_> {
        self.scope_of(&self.wide, shape)
    }

    /// The scope of formulas over other columns.
    pub(super) fn scope_of<'s>(&'s self, columns: &'s [(Box<str>, FieldKind)], shape: Shape) -> Scope<'s> {
        let Around { codes, reference, .. } = self.around;
        Scope { columns, scalars: &[], codes, working_days: reference.working_days.as_ref(), shape }
    }
}

/// Every rule, in the order of the file.
pub(super) fn read<'a>(
    loading: &mut Loading<'a>,
    node: &Node<'a>,
    of: &Return,
    around: &Around<'_>,
    met: &mut RuleCodes<'a>,
) -> Vec<Rule> {
    let ground = Ground::new(of, around, of.columns());
    // What is looked at beside other rows may have been stored, and what is dropped is not.
    let kept = Ground::new(of, around, of.columns_elsewhere());
    let mut rules = Vec::new();
    for rule in node.list("rule") {
        let Some(code) = rule.text("code") else { continue };
        if let Some(before) = met.insert(code.value.to_owned(), code.place.clone()) {
            let label = format!("it stands in {}:{} already", before.file.name, before.line());
            loading.mistakes.at(&code.place, "this rule's code stands twice", label);
        }
        let looks_elsewhere = joins::is_joined(&rule) || rule.get("rows").is_some();
        rules.extend(one(loading, &rule, &code, if looks_elsewhere { &kept } else { &ground }));
    }
    rules
}

fn one<'a>(loading: &mut Loading<'a>, node: &Node<'a>, code: &Text<'a>, ground: &Ground<'_>) -> Option<Rule> {
    let severity = node.text("severity");
    let severity = severity.and_then(|text| node.as_word(&text, Severity::of, &["fatal", "error", "warning", "info"]));
    let columns = columns(loading, node, ground);
    let when = node.maybe_text("when").and_then(|text| formula(loading, &text, ground.scope(Shape::Rows)));
    let check = check(loading, node, ground, when.as_ref());
    let rows = rows(loading, node, check.as_ref());
    let [says, fix] = ["says", "fix"].map(|key| {
        let text = node.text(key)?;
        refuse_placeholders(loading, &text, ground);
        loading.english(format!("rule.{}.{key}", code.value), &text);
        Some(text.boxed())
    });
    let proved = examples::Proved { check: check.as_ref(), rows, ground };
    let examples = examples::read(loading, node, code, &proved);
    let (since, until) = (node.parsed("since"), node.parsed("until"));
    if since.is_some() && until.is_some() && until < since {
        loading.mistakes.at(&node.place_at("until"), "this rule never holds", "`until` lies before `since`");
    }
    let fatal_if = node.maybe_text("fatal_if").and_then(|text| most(loading, &text));
    node.done();
    Some(Rule {
        code: code.boxed(),
        severity: severity.unwrap_or(Severity::Error),
        columns,
        rows,
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

/// What the rule demands: exactly one thing.
fn check(loading: &Loading<'_>, node: &Node<'_>, ground: &Ground<'_>, when: Option<&Formula>) -> Option<Check> {
    if joins::is_joined(node) {
        return joins::read(loading, node, ground).map(|join| Check::Joined(Box::new(join)));
    }
    let (expect, table) = (node.maybe_text("expect"), node.maybe_text("table"));
    let (unique, end) = (node.flag("unique"), node.maybe_text("end"));
    if let Some(end) = end.as_ref().filter(|_| !unique) {
        loading.mistakes.at(&end.place, "this means nothing here", "`end` belongs to `unique = true`");
    }
    if table.is_none() && node.get("given").is_some() {
        loading.mistakes.at(&node.place_at("given"), "this means nothing here", "`given` belongs to `table`");
    }
    match (expect, table, unique) {
        (Some(text), None, false) => {
            let expect = formula(loading, &text, ground.scope(Shape::Rows))?;
            let windowed = expect.windowed || when.is_some_and(|when| when.windowed);
            Some(if windowed { Check::Group(expect) } else { Check::Row(expect) })
        }
        (None, Some(text), false) => {
            if node.get("when").is_some() {
                loading.mistakes.at(&node.place_at("when"), "this means nothing here", "a table rule has no `when`");
            }
            scalars::read(loading, node, &text, ground).map(Check::Table)
        }
        (None, None, true) => Some(Check::Unique { end: end.and_then(|end| stands(loading, &end, ground)) }),
        _ => {
            let label = "expected exactly one of `expect`, `unique = true`, `table` and `known_in`";
            loading.mistakes.at(&node.place, "this rule demands nothing, or too much", label);
            None
        }
    }
}

/// The number of the field of which the earliest stands.
fn stands(loading: &Loading<'_>, end: &Text<'_>, ground: &Ground<'_>) -> Option<usize> {
    let at = fields::named(loading, end, &ground.of.fields)?;
    let is_date = ground.of.fields.get(at).is_some_and(|field| field.kind == FieldKind::Date);
    if !is_date {
        loading.mistakes.at(&end.place, "this field is not a date", "the earliest `end` stands");
    }
    is_date.then_some(at)
}

/// Whose rows it looks at.
fn rows(loading: &Loading<'_>, node: &Node<'_>, check: Option<&Check>) -> RowsOf {
    let rows = node.word("rows", |word| (word == "previous").then_some(RowsOf::PreviousYear), &["previous"]);
    let whole = check.is_some_and(|check| matches!(check, Check::Unique { .. } | Check::Table(_)));
    if rows.is_some() && (whole || node.get("previous_year").is_some()) {
        let label = "last year's rows are looked at for what became of them: by `joined_to` and `expect`";
        loading.mistakes.at(&node.place_at("rows"), "this means nothing here", label);
    }
    rows.unwrap_or_default()
}

/// A formula; what is wrong with it is noted where it stands.
pub(super) fn formula(loading: &Loading<'_>, text: &Text<'_>, scope: Scope<'_>) -> Option<Formula> {
    let compiled = Formula::compile(text.value, scope);
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

fn most(loading: &Loading<'_>, text: &Text<'_>) -> Option<Most> {
    let number = text.value.strip_prefix('>').map(str::trim).unwrap_or_default();
    let share = number.strip_suffix('%').and_then(|number| number.trim().parse::<f64>().ok());
    let share = share.filter(|per_cent| (0.0..100.0).contains(per_cent)).map(|per_cent| Most::Share(per_cent / 100.0));
    let rows = number.strip_suffix("rows").and_then(|number| number.trim().parse().ok()).map(Most::Rows);
    if share.is_none() && rows.is_none() {
        let label = "expected a share of the rows or a number of them, like \"> 5%\" or \"> 20 rows\"";
        loading.mistakes.at(&text.place, "this is not a threshold", label);
    }
    share.or(rows)
}
