//! The order in which rules are looked at, and what they add up to.

use std::collections::{BTreeMap, BTreeSet};

use polars::prelude::{DataFrame, Expr, PolarsResult};

use super::Moment;
use super::frame::{LINE, bound, evaluate, first_line, formulas, parameters};
use super::group::{cascade, over_kept};
use super::key::unique;
use super::predicate::{Outcome, Predicate, outcomes};
use super::verdict::{Broken, CouldNotRun, RuleRun, Verdicts, WHOLE_TABLE};
use crate::definitions::formula::Formula;
use crate::definitions::{Check, Most, Return, Rule};
use crate::diagnostic::Severity;

/// Holds a frame against a return's rules, or against one of them alone, whatever the years it is declared for.
pub(super) fn hold(
    frame: &DataFrame,
    return_: &Return,
    moment: &Moment,
    only: Option<usize>,
) -> PolarsResult<Verdicts> {
    let mut holding = Holding { frame, return_, moment, runs: BTreeMap::new(), broken: BTreeSet::new() };
    let mut ready = Vec::new();
    for (index, rule) in return_.rules.iter().enumerate() {
        match only {
            Some(only) if only != index => {}
            None if !holding.in_its_years(rule) => holding.not_applicable(index),
            _ => match holding.obstacle(rule) {
                Some(obstacle) => holding.could_not_run(index, obstacle),
                None => ready.push((index, rule)),
            },
        }
    }
    holding.rows(&ready);
    let mut kept = holding.key(&ready)?;
    holding.groups(&ready, &mut kept)?;
    holding.tables(&ready);
    Ok(holding.verdicts())
}

struct Holding<'a> {
    frame: &'a DataFrame,
    return_: &'a Return,
    moment: &'a Moment,
    runs: BTreeMap<usize, RuleRun>,
    /// Row, rule, whether by cascade.
    broken: BTreeSet<(u32, usize, bool)>,
}

type Ready<'a> = [(usize, &'a Rule)];

impl Holding<'_> {
    fn in_its_years(&self, rule: &Rule) -> bool {
        self.moment.year.is_none_or(|year| {
            rule.since.is_none_or(|since| since <= year) && rule.until.is_none_or(|until| year <= until)
        })
    }

    fn not_applicable(&mut self, rule: usize) {
        let rows = self.frame.height() as u64;
        self.runs.insert(rule, RuleRun { rule, not_applicable: rows, ..RuleRun::default() });
    }

    fn could_not_run(&mut self, rule: usize, why: CouldNotRun) {
        self.runs.insert(rule, RuleRun { rule, could_not_run: Some(why), ..RuleRun::default() });
    }

    /// What keeps a rule from running on this table, if anything does.
    fn obstacle(&self, rule: &Rule) -> Option<CouldNotRun> {
        if self.moment.year.is_none() && (rule.since.is_some() || rule.until.is_some()) {
            return Some(CouldNotRun::YearUnknown);
        }
        let values = parameters(self.moment);
        formulas(rule).flat_map(|formula| &formula.columns).find_map(|column| {
            match values.iter().find(|(name, _)| *name == &**column) {
                Some((_, Some(_))) => None,
                Some((_, None)) => Some(CouldNotRun::YearUnknown),
                None if self.frame.column(column).is_ok() => None,
                None => Some(CouldNotRun::Fault(format!("the table has no column `{column}`").into())),
            }
        })
    }

    fn bound(&self, formula: &Formula) -> Expr {
        bound(&formula.expr, self.moment)
    }

    fn predicate(&self, index: usize, rule: &Rule, formula: &Formula) -> Predicate {
        let when = rule.when.as_ref().map(|when| self.bound(when));
        Predicate { rule: index, when, expect: self.bound(formula) }
    }

    fn record(&mut self, outcome: Outcome) {
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
        self.broken.extend(outcome.failed.into_iter().map(|row| (row, outcome.rule, false)));
    }

    fn rows(&mut self, ready: &Ready<'_>) {
        let predicate = |&(index, rule): &(usize, &Rule)| match &rule.check {
            Check::Row(formula) => Some(self.predicate(index, rule, formula)),
            _ => None,
        };
        let predicates: Vec<Predicate> = ready.iter().filter_map(predicate).collect();
        for outcome in outcomes(self.frame, &predicates) {
            self.record(outcome);
        }
    }

    /// Evaluates the key, and says which rows stand under it.
    fn key(&mut self, ready: &Ready<'_>) -> PolarsResult<Vec<bool>> {
        let mut stands = vec![true; self.frame.height()];
        for (index, rule) in ready {
            let Check::Unique { end } = rule.check else { continue };
            let outcome = unique(self.frame, self.return_, *index, end)?;
            leave_out(&mut stands, outcome.failed.iter().copied());
            self.record(outcome);
        }
        Ok(stands)
    }

    /// Evaluates group rules over the rows that stand, then over those that are accepted, to a fixpoint.
    fn groups(&mut self, ready: &Ready<'_>, kept: &mut Vec<bool>) -> PolarsResult<()> {
        let predicate = |&(index, rule): &(usize, &Rule)| match &rule.check {
            Check::Group(formula) => Some((rule.severity, self.predicate(index, rule, formula))),
            _ => None,
        };
        let predicates: Vec<(Severity, Predicate)> = ready.iter().filter_map(predicate).collect();
        let all: Vec<Predicate> = predicates.iter().map(|(_, predicate)| predicate.clone()).collect();
        for outcome in over_kept(self.frame, kept, &all)? {
            self.record(outcome);
        }
        let standing = kept.clone();
        leave_out(kept, self.broken.iter().filter(|(_, rule, _)| self.holds_back(*rule)).map(|(row, _, _)| *row));
        let holding: Vec<Predicate> = predicates
            .into_iter()
            .filter(|(severity, predicate)| *severity <= Severity::Error && self.runs_clean(predicate.rule))
            .map(|(_, predicate)| predicate)
            .collect();
        if holding.is_empty() || *kept == standing {
            return Ok(());
        }
        let found = cascade(self.frame, std::mem::take(kept), &holding)?;
        self.broken.extend(found.broken.into_iter().map(|(row, rule)| (row, rule, true)));
        if let Some(rule) = found.unsettled {
            self.could_not_run(rule, CouldNotRun::Fault("what it holds back does not settle".into()));
        }
        Ok(())
    }

    fn runs_clean(&self, rule: usize) -> bool {
        self.runs.get(&rule).is_some_and(|run| run.could_not_run.is_none())
    }

    fn holds_back(&self, rule: usize) -> bool {
        self.return_.rules.get(rule).is_some_and(|rule| rule.severity <= Severity::Error)
    }

    fn tables(&mut self, ready: &Ready<'_>) {
        for (index, rule) in ready {
            let Check::Table(scalar_of) = &rule.check else { continue };
            let predicate = self.predicate(*index, rule, &scalar_of.formula);
            match scalar(self.frame, &predicate) {
                Ok(outcome) => self.record(outcome),
                Err(fault) => self.could_not_run(*index, CouldNotRun::Fault(first_line(&fault))),
            }
        }
    }

    fn verdicts(self) -> Verdicts {
        let lines = self.frame.column(LINE).and_then(|lines| lines.u32().cloned()).unwrap_or_default();
        let within = |row: u32| (row as usize) < lines.len();
        let line = |row: u32| if within(row) { lines.get(row as usize).unwrap_or(0) } else { 0 };
        let broken: Vec<Broken> =
            self.broken.iter().map(|&(row, rule, cascade)| Broken { row, line: line(row), rule, cascade }).collect();
        let mut held_back: Vec<(u32, usize)> = broken
            .iter()
            .filter(|broken| broken.row != WHOLE_TABLE && self.holds_back(broken.rule))
            .map(|broken| (broken.row, broken.rule))
            .collect();
        held_back.dedup_by_key(|(row, _)| *row);
        let refuses = |run: &&RuleRun| self.return_.rules.get(run.rule).is_some_and(|rule| refuses(rule, run));
        let fatal = self.runs.values().find(refuses).map(|run| run.rule);
        Verdicts { runs: self.runs.into_values().collect(), broken, held_back, fatal }
    }
}

/// Whether a rule refuses the submission: it is fatal and was broken, too large a share breaks it, or an error
/// rule is broken by the table as a whole, of which no row can be held back.
#[expect(clippy::cast_precision_loss, reason = "numbers of rows of one file: far below 2^53")]
fn refuses(rule: &Rule, run: &RuleRun) -> bool {
    let share = run.failed as f64 / (run.evaluated.max(1)) as f64;
    let whole = matches!(rule.check, Check::Table(_)) && rule.severity == Severity::Error;
    let broken = run.failed > 0 && (rule.severity == Severity::Fatal || whole);
    let too_many = |most| match most {
        Most::Share(most) => share > most,
        Most::Rows(most) => run.failed > most,
    };
    broken || rule.fatal_if.is_some_and(too_many)
}

/// The outcome of a rule on the whole table.
fn scalar(frame: &DataFrame, predicate: &Predicate) -> PolarsResult<Outcome> {
    let value = |expr: &Expr| -> PolarsResult<Option<bool>> {
        let result = evaluate(frame, vec![expr.clone().alias("value")])?;
        Ok(result.column("value")?.bool()?.iter().next().flatten())
    };
    let applies = predicate.when.as_ref().map(value).transpose()?.is_none_or(|when| when == Some(true));
    let expected = value(&predicate.expect)?;
    let outcome = Outcome { rule: predicate.rule, looked_at: 1, ..Outcome::default() };
    Ok(match (applies, expected) {
        (false, _) => outcome,
        (true, None) => Outcome { applicable: 1, blank: 1, ..outcome },
        (true, Some(true)) => Outcome { applicable: 1, ..outcome },
        (true, Some(false)) => Outcome { applicable: 1, failed: vec![WHOLE_TABLE], ..outcome },
    })
}

fn leave_out(kept: &mut [bool], rows: impl Iterator<Item = u32>) {
    for row in rows {
        if let Some(kept) = kept.get_mut(row as usize) {
            *kept = false;
        }
    }
}

#[cfg(test)]
mod tests;
