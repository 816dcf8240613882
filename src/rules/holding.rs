//! One submission against the rules that need nothing else: the order in which they are looked at, and what they add
//! up to.

use std::collections::{BTreeMap, BTreeSet};

use polars::prelude::{Expr, PolarsResult};

use super::Moment;
use super::frame::{Typed, bound, evaluate, first_line, formulas, is_parameter, parameters};
use super::group::{cascade, over_kept};
use super::key::unique;
use super::predicate::{Outcome, Predicate, outcomes_of_rows};
use super::rows::Rows;
use super::verdict::{Breaks, CouldNotRun, RuleRun, Verdicts, holds_back};
use crate::definitions::formula::Formula;
use crate::definitions::{Check, Most, Return, RowsOf, Rule};
use crate::diagnostic::Severity;

/// What is being made of one submission.
pub(super) struct Holding<'a> {
    pub(super) table: &'a Typed,
    pub(super) return_: &'a Return,
    pub(super) moment: &'a Moment,
    pub(super) runs: BTreeMap<usize, RuleRun>,
    pub(super) broken: BTreeMap<usize, Breaks>,
}

/// A rule that can run, and its index in the return.
pub(super) type Ready<'a> = [(usize, &'a Rule)];

impl<'a> Holding<'a> {
    /// Nothing has been looked at yet.
    pub(super) fn of(table: &'a Typed, return_: &'a Return, moment: &'a Moment) -> Self {
        Self { table, return_, moment, runs: BTreeMap::new(), broken: BTreeMap::new() }
    }

    /// The rules that can run here, of one kind; what keeps the others from it is noted.
    pub(super) fn ready(&mut self, only: Option<usize>, of_kind: impl Fn(&Rule) -> bool) -> Vec<(usize, &'a Rule)> {
        let mut ready = Vec::new();
        for (index, rule) in self.return_.rules.iter().enumerate().filter(|(_, rule)| of_kind(rule)) {
            match only {
                Some(only) if only != index => {}
                None if !self.in_its_years(rule) => self.not_applicable(index),
                _ => match self.obstacle(rule) {
                    Some(obstacle) => self.could_not_run(index, obstacle),
                    None => ready.push((index, rule)),
                },
            }
        }
        ready
    }

    /// Holds the rows against the rules that need nothing but them.
    pub(super) fn alone(&mut self, only: Option<usize>) -> PolarsResult<()> {
        let ready = self.ready(only, needs_nothing_else);
        self.rows(&ready)?;
        let stands = self.key(&ready)?;
        self.groups(&ready, &stands)?;
        self.tables(&ready);
        Ok(())
    }

    fn in_its_years(&self, rule: &Rule) -> bool {
        self.moment.year.is_none_or(|year| {
            rule.since.is_none_or(|since| since <= year) && rule.until.is_none_or(|until| year <= until)
        })
    }

    pub(super) fn not_applicable(&mut self, rule: usize) {
        let rows = u64::from(self.table.rows());
        self.runs.insert(rule, RuleRun { rule, not_applicable: rows, ..RuleRun::default() });
    }

    pub(super) fn could_not_run(&mut self, rule: usize, why: CouldNotRun) {
        self.runs.insert(rule, RuleRun { rule, could_not_run: Some(why), ..RuleRun::default() });
    }

    /// What keeps a rule from running on this table, if anything does.
    fn obstacle(&self, rule: &Rule) -> Option<CouldNotRun> {
        if self.moment.year.is_none() && (rule.since.is_some() || rule.until.is_some()) {
            return Some(CouldNotRun::YearUnknown);
        }
        let given = |column: &str| match &rule.check {
            Check::Table(scalar) => scalar.given.iter().any(|(name, _)| **name == *column),
            _ => false,
        };
        let columns = formulas(rule).flat_map(|formula| &formula.columns).filter(|column| !given(column));
        // Of a rule on last year's rows, the columns are looked for where those are.
        let here = rule.rows == RowsOf::Submission;
        columns.into_iter().find_map(|column| self.lacks(column, here))
    }

    /// What keeps a column from being read, if anything does.
    pub(super) fn lacks(&self, column: &str, here: bool) -> Option<CouldNotRun> {
        if is_parameter(column) {
            let known = parameters(self.moment).iter().any(|(name, value)| *name == column && value.is_some());
            return (!known).then_some(CouldNotRun::YearUnknown);
        }
        let absent = here && !self.table.has(column);
        absent.then(|| CouldNotRun::Fault(format!("the table has no column `{column}`").into()))
    }

    pub(super) fn bound(&self, formula: &Formula) -> Expr {
        bound(&formula.expr, self.moment)
    }

    fn predicate(&self, index: usize, rule: &Rule, formula: &Formula) -> Predicate {
        let when = rule.when.as_ref().map(|when| self.bound(when));
        Predicate { rule: index, when, expect: self.bound(formula) }
    }

    /// Notes what became of a rule.
    pub(super) fn record(&mut self, outcome: Outcome) {
        if let Some(fault) = outcome.fault {
            return self.could_not_run(outcome.rule, CouldNotRun::Fault(fault));
        }
        let (looked_at, failed) = (outcome.looked_at, outcome.failed.len() as u64);
        let evaluated = outcome.applicable - outcome.blank;
        let run = RuleRun {
            rule: outcome.rule,
            evaluated,
            passed: evaluated - failed,
            failed,
            not_applicable: looked_at - outcome.applicable,
            not_evaluated: outcome.blank,
            could_not_run: None,
        };
        self.runs.insert(outcome.rule, run);
        if failed > 0 {
            self.broken.entry(outcome.rule).or_default().rows = Rows::from_sorted(outcome.failed);
        }
    }

    /// Notes what became of a rule on the table as a whole: whether it held, or NULL.
    pub(super) fn record_whole(&mut self, rule: usize, held: Option<bool>) {
        let (evaluated, failed) = (u64::from(held.is_some()), u64::from(held == Some(false)));
        let run = RuleRun {
            rule,
            evaluated,
            passed: evaluated - failed,
            failed,
            not_evaluated: 1 - evaluated,
            ..RuleRun::default()
        };
        self.runs.insert(rule, run);
        if failed > 0 {
            self.broken.entry(rule).or_default().whole = true;
        }
    }

    fn rows(&mut self, ready: &Ready<'_>) -> PolarsResult<()> {
        let rules = || ready.iter().filter(|(_, rule)| matches!(rule.check, Check::Row(_)));
        let predicate = |&(index, rule): &(usize, &Rule)| match &rule.check {
            Check::Row(formula) => Some(self.predicate(index, rule, formula)),
            _ => None,
        };
        let predicates: Vec<Predicate> = rules().filter_map(predicate).collect();
        let columns = columns_of(rules().map(|(_, rule)| *rule));
        for outcome in outcomes_of_rows(self.table, &columns, &predicates)? {
            self.record(outcome);
        }
        Ok(())
    }

    /// Evaluates the key, and says which rows stand under it.
    fn key(&mut self, ready: &Ready<'_>) -> PolarsResult<Vec<bool>> {
        for (index, rule) in ready {
            let Check::Unique { end } = rule.check else { continue };
            let named = self.return_.key.iter().copied().chain(end).filter_map(|at| self.return_.fields.get(at));
            let columns: BTreeSet<Box<str>> = named.map(|field| field.name.clone()).collect();
            let outcome = unique(&self.table.columns(&columns)?, self.return_, *index, end)?;
            self.record(outcome);
        }
        Ok(self.standing())
    }

    /// Which rows stand under the key.
    pub(super) fn standing(&self) -> Vec<bool> {
        let is_key =
            |rule: usize| matches!(self.return_.rules.get(rule), Some(Rule { check: Check::Unique { .. }, .. }));
        self.without(self.broken.iter().filter(|(rule, _)| is_key(**rule)))
    }

    /// Which rows are accepted so far.
    pub(super) fn accepted(&self) -> Vec<bool> {
        self.without(self.broken.iter().filter(|(rule, _)| holds_back(self.return_, **rule)))
    }

    fn without<'b>(&self, broken: impl Iterator<Item = (&'b usize, &'b Breaks)>) -> Vec<bool> {
        let mut kept = vec![true; self.table.rows() as usize];
        for (_, breaks) in broken {
            for row in breaks.rows.iter().chain(breaks.cascade.iter()) {
                if let Some(kept) = kept.get_mut(row as usize) {
                    *kept = false;
                }
            }
        }
        kept
    }

    /// Evaluates group rules over the rows that stand.
    fn groups(&mut self, ready: &Ready<'_>, stands: &[bool]) -> PolarsResult<()> {
        let (columns, predicates) = self.group_predicates(ready);
        if predicates.is_empty() {
            return Ok(());
        }
        for outcome in over_kept(&self.table.columns(&columns)?, stands, &predicates)? {
            self.record(outcome);
        }
        Ok(())
    }

    fn group_predicates(&self, ready: &Ready<'_>) -> (BTreeSet<Box<str>>, Vec<Predicate>) {
        let rules = || ready.iter().filter(|(_, rule)| matches!(rule.check, Check::Group(_)));
        let predicate = |&(index, rule): &(usize, &Rule)| match &rule.check {
            Check::Group(formula) => Some(self.predicate(index, rule, formula)),
            _ => None,
        };
        (columns_of(rules().map(|(_, rule)| *rule)), rules().filter_map(predicate).collect())
    }

    /// Looks at the accepted rows again, until no group rule holds any of them back. Whether any fell.
    pub(super) fn settle(&mut self) -> PolarsResult<bool> {
        let holding: Vec<(usize, &Rule)> = self
            .return_
            .rules
            .iter()
            .enumerate()
            .filter(|(index, rule)| matches!(rule.check, Check::Group(_)) && self.holds(*index))
            .collect();
        let kept = self.accepted();
        if holding.is_empty() || kept == self.standing() {
            return Ok(false);
        }
        let (columns, predicates) = self.group_predicates(&holding);
        let found = cascade(&self.table.columns(&columns)?, kept, &predicates)?;
        let mut fell: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
        for (row, rule) in found.broken {
            fell.entry(rule).or_default().push(row);
        }
        let any = !fell.is_empty();
        for (rule, rows) in fell {
            self.cascade(rule, rows);
        }
        if let Some(rule) = found.unsettled {
            self.could_not_run(rule, CouldNotRun::Fault("what it holds back does not settle".into()));
        }
        Ok(any)
    }

    /// Forgets what only showed among accepted rows: what is accepted is not settled before all rules have been held.
    pub(super) fn unsettle(&mut self) {
        for breaks in self.broken.values_mut() {
            breaks.cascade = Rows::default();
        }
        self.broken.retain(|_, breaks| *breaks != Breaks::default());
    }

    /// Notes rows that break a rule because others are held back.
    pub(super) fn cascade(&mut self, rule: usize, rows: impl IntoIterator<Item = u32>) {
        let breaks = self.broken.entry(rule).or_default();
        breaks.cascade = breaks.cascade.union(&rows.into_iter().collect());
    }

    /// Whether a rule ran, and holds back the rows that break it.
    pub(super) fn holds(&self, rule: usize) -> bool {
        let ran = self.runs.get(&rule).is_some_and(|run| run.could_not_run.is_none());
        ran && holds_back(self.return_, rule)
    }

    fn tables(&mut self, ready: &Ready<'_>) {
        for (index, rule) in ready {
            let Check::Table(scalar) = &rule.check else { continue };
            let held = self.whole(&scalar.formula, &self.bound(&scalar.formula));
            match held {
                Ok(held) => self.record_whole(*index, held),
                Err(fault) => self.could_not_run(*index, CouldNotRun::Fault(first_line(&fault))),
            }
        }
    }

    /// The value of a condition over the whole table.
    pub(super) fn whole(&self, formula: &Formula, expr: &Expr) -> PolarsResult<Option<bool>> {
        let frame = self.table.columns(&formula.columns.iter().cloned().collect())?;
        let result = evaluate(&frame, vec![expr.clone().alias("value")])?;
        Ok(result.column("value")?.bool()?.iter().next().flatten())
    }

    /// What it all adds up to.
    pub(super) fn verdicts(self) -> Verdicts {
        let ran = || self.runs.values().filter_map(|run| Some((run, self.return_.rules.get(run.rule)?)));
        let fatal = ran().find(|(run, rule)| refuses(rule, run)).map(|(run, _)| run.rule);
        let too_many = ran().filter(|(run, rule)| is_too_many(rule, run)).map(|(run, _)| run.rule).collect();
        let rows = self.table.rows();
        Verdicts { rows, runs: self.runs.into_values().collect(), broken: self.broken, fatal, too_many }
    }

    /// Takes up where verdicts were left.
    pub(super) fn resume(mut self, verdicts: Verdicts) -> Self {
        self.runs = verdicts.runs.into_iter().map(|run| (run.rule, run)).collect();
        self.broken = verdicts.broken;
        self
    }
}

/// Whether a rule looks at nothing but the submission itself.
pub(super) fn needs_nothing_else(rule: &Rule) -> bool {
    match &rule.check {
        Check::Row(_) | Check::Group(_) | Check::Unique { .. } => rule.rows == RowsOf::Submission,
        Check::Table(scalar) => scalar.given.is_empty(),
        Check::Joined(_) => false,
    }
}

/// Every column that rules read of their own rows.
fn columns_of<'r>(rules: impl Iterator<Item = &'r Rule>) -> BTreeSet<Box<str>> {
    rules.flat_map(formulas).flat_map(|formula| formula.columns.iter().cloned()).collect()
}

/// Whether a rule refuses the submission: it is fatal and was broken, or an error rule is broken by the table as a
/// whole, of which no row can be held back.
fn refuses(rule: &Rule, run: &RuleRun) -> bool {
    let whole = matches!(rule.check, Check::Table(_)) && rule.severity == Severity::Error;
    run.failed > 0 && (rule.severity == Severity::Fatal || whole)
}

/// Whether more rows break a rule than it bears.
#[expect(clippy::cast_precision_loss, reason = "numbers of rows of one file: far below 2^53")]
fn is_too_many(rule: &Rule, run: &RuleRun) -> bool {
    rule.fatal_if.is_some_and(|most| match most {
        Most::Share(most) => run.failed as f64 / run.evaluated.max(1) as f64 > most,
        Most::Rows(most) => run.failed > most,
    })
}

#[cfg(test)]
mod tests;
