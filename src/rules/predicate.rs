//! Predicates over rows: all of a group of rules in one pass, each row's outcome one of passed, failed, not
//! applicable and not evaluated.

use std::collections::BTreeSet;

use polars::prelude::{BooleanChunked, DataFrame, Expr, PolarsResult, col, lit};

use super::frame::{LINE, Typed, evaluate, first_line};

/// Rows that are looked at together. More would cost memory, fewer time.
const SLICE: u32 = 1 << 18;

/// One rule's condition and demand, ready to be evaluated.
#[derive(Clone)]
pub(super) struct Predicate {
    /// Index of the rule in its return.
    pub(super) rule: usize,
    /// Where it is not TRUE, the rule does not apply.
    pub(super) when: Option<Expr>,
    /// TRUE where all is well.
    pub(super) expect: Expr,
}

/// What became of one rule.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// Index of the rule in its return.
    pub(super) rule: usize,
    /// Rows, or tables, that were looked at.
    pub(super) looked_at: u64,
    /// Rows in which it applies.
    pub(super) applicable: u64,
    /// Rows in which it applies and gave NULL.
    pub(super) blank: u64,
    /// The rows that fail, by their place in the frame; sorted.
    pub(super) failed: Vec<u32>,
    /// Why it could not run.
    pub(super) fault: Option<Box<str>>,
}

/// Evaluates all predicates over typed rows, some rows at a time: each row is read once, and never all at once.
pub(super) fn outcomes_of_rows(
    table: &Typed,
    columns: &BTreeSet<Box<str>>,
    predicates: &[Predicate],
) -> PolarsResult<Vec<Outcome>> {
    let mut all: Vec<Outcome> = Vec::new();
    if predicates.is_empty() {
        return Ok(all);
    }
    let mut first = 0;
    loop {
        let frame = table.slice(columns, first, SLICE)?;
        let found = outcomes(&frame, predicates);
        if all.is_empty() {
            all = found;
        } else {
            for (sum, more) in all.iter_mut().zip(found) {
                sum.add(more, first);
            }
        }
        first = first.saturating_add(SLICE);
        if first >= table.rows() {
            return Ok(all);
        }
    }
}

impl Outcome {
    /// Adds the outcome of the same rule on later rows.
    fn add(&mut self, more: Self, first: u32) {
        self.looked_at += more.looked_at;
        self.applicable += more.applicable;
        self.blank += more.blank;
        self.failed.extend(more.failed.into_iter().map(|row| row.saturating_add(first)));
        self.fault = self.fault.take().or(more.fault);
    }
}

/// Evaluates all predicates over a frame in one pass; where that fails, one by one, to find those at fault. In the
/// order of the predicates.
pub(super) fn outcomes(frame: &DataFrame, predicates: &[Predicate]) -> Vec<Outcome> {
    if predicates.is_empty() {
        return Vec::new();
    }
    together(frame, predicates).unwrap_or_else(|_| {
        let alone = |predicate: &Predicate| {
            let one = together(frame, std::slice::from_ref(predicate)).map(|mut outcomes| outcomes.pop());
            match one {
                Ok(outcome) => outcome.unwrap_or_default(),
                Err(fault) => Outcome { rule: predicate.rule, fault: Some(first_line(&fault)), ..Outcome::default() },
            }
        };
        predicates.iter().map(alone).collect()
    })
}

fn together(frame: &DataFrame, predicates: &[Predicate]) -> PolarsResult<Vec<Outcome>> {
    // The line keeps the result as long as the frame where a predicate reads no column.
    let exprs = std::iter::once(col(LINE)).chain(predicates.iter().flat_map(columns)).collect();
    let result = evaluate(frame, exprs)?;
    predicates.iter().map(|predicate| outcome(&result, predicate)).collect()
}

/// Two columns: where the rule applies, and where it is broken. NULL in the second is a rule not evaluated.
fn columns(predicate: &Predicate) -> Vec<Expr> {
    let broken = predicate.expect.clone().not();
    let (applies, broken) = match &predicate.when {
        // FALSE and NULL is FALSE, so a row to which the rule does not apply is neither broken nor blank.
        Some(when) => {
            let applies = when.clone().fill_null(lit(false));
            (Some(applies.clone().alias(applies_name(predicate))), applies.and(broken))
        }
        None => (None, broken),
    };
    applies.into_iter().chain([broken.alias(broken_name(predicate))]).collect()
}

fn applies_name(predicate: &Predicate) -> String {
    format!("applies {}", predicate.rule)
}

fn broken_name(predicate: &Predicate) -> String {
    format!("broken {}", predicate.rule)
}

fn outcome(result: &DataFrame, predicate: &Predicate) -> PolarsResult<Outcome> {
    let applicable = match &predicate.when {
        Some(_) => trues(result.column(&applies_name(predicate))?.bool()?),
        None => result.height() as u64,
    };
    let broken = result.column(&broken_name(predicate))?.bool()?;
    let failed = if trues(broken) == 0 {
        Vec::new()
    } else {
        broken.iter().zip(0u32..).filter_map(|(cell, row)| (cell == Some(true)).then_some(row)).collect()
    };
    let (looked_at, blank) = (result.height() as u64, broken.null_count() as u64);
    Ok(Outcome { rule: predicate.rule, looked_at, applicable, blank, failed, fault: None })
}

fn trues(column: &BooleanChunked) -> u64 {
    u64::from(column.sum().unwrap_or(0))
}
