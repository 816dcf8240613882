//! Rules that look at what stands elsewhere: what they see is read, and each row is given its outcome.

use std::collections::{BTreeMap, BTreeSet};

use polars::prelude::{DataFrame, Expr, PolarsResult, lit};

use super::beside::{Elsewhere, Sight, gathered};
use super::frame::{LINE, Typed, bound, evaluate, filtered, first_line, is_parameter, monthly};
use super::group::over_kept;
use super::holding::{Holding, needs_nothing_else};
use super::pairs::{Pairing, there_names};
use super::predicate::{Outcome, Predicate};
use super::verdict::{Breaks, CouldNotRun, RuleRun};
use crate::definitions::formula::Formula;
use crate::definitions::{Check, Demand, Given, Join, Return, RowsOf, Rule, Scalar, Target, Whose, YearOf};

/// What was read of each target, with all columns that any rule reads of it.
type Seen = BTreeMap<Target, Looked<DataFrame>>;

/// What was looked for, or why it is not there: nothing, where the rule does not apply.
type Looked<T> = Result<T, Option<CouldNotRun>>;

impl Holding<'_> {
    /// Holds the rows that stand under the key against the rules that look elsewhere.
    pub(super) fn joined(&mut self, only: Option<usize>, sight: &dyn Sight) -> PolarsResult<()> {
        let ready = self.ready(only, |rule| !needs_nothing_else(rule));
        if ready.is_empty() {
            return Ok(());
        }
        let stands = self.standing();
        self.look(&ready, &stands, sight)?;
        Ok(())
    }

    /// Holds the accepted rows again against those rules that hold rows back; whether any fell. A rule under which they
    /// do not settle is at fault.
    pub(super) fn rejoined(&mut self, sight: &dyn Sight, unsettled: bool) -> PolarsResult<bool> {
        let of_rows = |(index, rule): &(usize, &Rule)| matches!(rule.check, Check::Joined(_)) && self.holds(*index);
        let ready: Vec<(usize, &Rule)> = self.return_.rules.iter().enumerate().filter(of_rows).collect();
        let accepted = self.accepted();
        let mut again = Holding::of(self.table, self.return_, self.moment);
        again.look(&ready, &accepted, sight)?;
        let mut fell = false;
        for (rule, Breaks { rows, .. }) in again.broken {
            fell = true;
            self.cascade(rule, rows.iter());
            if unsettled {
                self.could_not_run(rule, CouldNotRun::Fault("what it holds back does not settle".into()));
            }
        }
        Ok(fell)
    }

    fn look(&mut self, ready: &[(usize, &Rule)], kept: &[bool], sight: &dyn Sight) -> PolarsResult<()> {
        let seen = seen(ready, sight)?;
        let own = |rule: &Rule| rule.rows == RowsOf::Submission && !matches!(rule.check, Check::Table(_));
        let columns = ready.iter().filter(|(_, rule)| own(rule)).flat_map(|(_, rule)| columns_of(rule)).collect();
        let base = if ready.iter().any(|(_, rule)| own(rule)) {
            Some(monthly(self.table.columns(&columns)?, self.return_)?)
        } else {
            None
        };
        for (index, rule) in ready {
            if let Check::Table(scalar) = &rule.check {
                self.scalar(*index, scalar, &seen);
                continue;
            }
            let looked_at = match (rule.rows, &base) {
                (RowsOf::PreviousYear, _) => previous(sight, self.return_, &columns_of(rule))?,
                (RowsOf::Submission, Some(base)) => Ok((base.clone(), kept.to_vec())),
                (RowsOf::Submission, None) => Err(None),
            };
            let result = looked_at.map(|(base, kept)| self.rows_of(*index, rule, &base, &kept, &seen));
            match result {
                Ok(Ok(Ok(outcome))) => self.record(outcome),
                Ok(Ok(Err(None))) | Err(None) => self.not_applicable(*index),
                Ok(Ok(Err(Some(why)))) | Err(Some(why)) => self.could_not_run(*index, why),
                Ok(Err(fault)) => self.could_not_run(*index, CouldNotRun::Fault(first_line(&fault))),
            }
        }
        Ok(())
    }

    fn rows_of(
        &self,
        index: usize,
        rule: &Rule,
        base: &DataFrame,
        kept: &[bool],
        seen: &Seen,
    ) -> PolarsResult<Looked<Outcome>> {
        let when = rule.when.as_ref().map(|when| bound(&when.expr, self.moment));
        let join = match &rule.check {
            Check::Joined(join) => join,
            // On last year's rows a plain condition stands too.
            Check::Row(formula) | Check::Group(formula) => {
                let predicate = Predicate { rule: index, when, expect: bound(&formula.expr, self.moment) };
                let found = over_kept(base, kept, &[predicate])?;
                return Ok(found.into_iter().next().ok_or(None));
            }
            Check::Unique { .. } | Check::Table(_) => return Ok(Err(None)),
        };
        if let Some(why) = self.lacking(join) {
            return Ok(Err(Some(why)));
        }
        let there = match seen.get(&join.to) {
            Some(Ok(there)) => there,
            Some(Err(why)) => return Ok(Err(why.clone())),
            None => return Ok(Err(None)),
        };
        let pairing = Pairing { rule: index, join, when, moment: self.moment };
        let mut outcome = pairing.outcome(&filtered(base, kept)?, there)?;
        let places: Vec<u32> = (0u32..).zip(kept).filter_map(|(row, kept)| kept.then_some(row)).collect();
        outcome.failed = outcome.failed.iter().filter_map(|row| places.get(*row as usize).copied()).collect();
        Ok(Ok(outcome))
    }

    /// What keeps a join's own columns from being read, if anything does.
    fn lacking(&self, join: &Join) -> Option<CouldNotRun> {
        let formulas = join.filter.iter().chain(demanded(join));
        formulas.flat_map(|paired| &paired.own).find_map(|column| self.lacks(column, false))
    }

    fn scalar(&mut self, rule: usize, scalar: &Scalar, seen: &Seen) {
        let mut values: BTreeMap<&str, Expr> = BTreeMap::new();
        for (name, given) in &scalar.given {
            match self.given(given, seen) {
                Ok(Ok(value)) => drop(values.insert(name, value)),
                Ok(Err(Some(why))) => return self.could_not_run(rule, why),
                Ok(Err(None)) => {
                    self.runs.insert(rule, RuleRun { rule, not_applicable: 1, ..RuleRun::default() });
                    return;
                }
                Err(fault) => return self.could_not_run(rule, CouldNotRun::Fault(first_line(&fault))),
            }
        }
        let filled = self.bound(&scalar.formula).map_expr(|node| match &node {
            Expr::Column(name) => values.get(name.as_str()).cloned().unwrap_or(node),
            _ => node,
        });
        match self.whole(&scalar.formula, &filled) {
            Ok(held) => self.record_whole(rule, held),
            Err(fault) => self.could_not_run(rule, CouldNotRun::Fault(first_line(&fault))),
        }
    }

    /// A scalar from elsewhere, as a literal.
    fn given(&self, given: &Given, seen: &Seen) -> PolarsResult<Looked<Expr>> {
        let frame = match seen.get(&given.to) {
            Some(Ok(frame)) => frame,
            Some(Err(why)) => return Ok(Err(why.clone())),
            None => return Ok(Err(None)),
        };
        // What was seen stands under the names of the other side; a scalar's formulas use plain ones.
        let mut frame = frame.clone();
        for (plain, there) in there_names(&frame) {
            frame.rename(&there, plain.as_str().into())?;
        }
        if let Some(filter) = &given.filter {
            let filter = bound(&filter.expr, self.moment).fill_null(lit(false));
            let kept = evaluate(&frame, vec![filter.alias("kept")])?;
            frame = frame.filter(kept.column("kept")?.bool()?)?;
        }
        let value = evaluate(&frame, vec![bound(&given.value.expr, self.moment).alias("value")])?;
        let value = value.column("value")?;
        Ok(Ok(lit(polars::prelude::Scalar::new(value.dtype().clone(), value.get(0)?.into_static()))))
    }
}

/// Reads every target of the rules once, its columns under the names of the other side.
fn seen(ready: &[(usize, &Rule)], sight: &dyn Sight) -> PolarsResult<Seen> {
    let mut wanted: BTreeMap<&Target, BTreeSet<Box<str>>> = BTreeMap::new();
    for (_, rule) in ready {
        match &rule.check {
            Check::Joined(join) => wanted.entry(&join.to).or_default().extend(there_of(join)),
            Check::Table(scalar) => {
                for (_, given) in &scalar.given {
                    let formulas = given.filter.iter().chain([&given.value]);
                    let columns = formulas.flat_map(|formula: &Formula| formula.columns.iter().cloned());
                    wanted.entry(&given.to).or_default().extend(columns.filter(|column| !is_parameter(column)));
                }
            }
            _ => {}
        }
    }
    let mut seen = Seen::new();
    for (target, columns) in wanted {
        let found = match sight.see(target) {
            Elsewhere::Rows(parts) => gathered(&parts, &columns)?
                .map_err(|absent| Some(CouldNotRun::Fault(format!("there is no column `{absent}` there").into()))),
            Elsewhere::NotApplicable => Err(None),
            Elsewhere::CouldNotRun(why) => Err(Some(why)),
        };
        let found = match found {
            Ok(mut frame) => {
                if let Target::Return { id, .. } = target
                    && let Some(of) = sight.return_of(id)
                {
                    frame = monthly(frame, of)?;
                }
                let names: Vec<String> = frame.get_column_names().iter().map(ToString::to_string).collect();
                for name in names {
                    frame.rename(&name, crate::definitions::formula::there(&name).into())?;
                }
                Ok(frame)
            }
            Err(why) => Err(why),
        };
        seen.insert(target.clone(), found);
    }
    Ok(seen)
}

/// Last year's rows of the same return, all of them.
fn previous(
    sight: &dyn Sight,
    return_: &Return,
    columns: &BTreeSet<Box<str>>,
) -> PolarsResult<Looked<(DataFrame, Vec<bool>)>> {
    let target = Target::Return { id: return_.id.clone(), year: YearOf::Previous, whose: Whose::Own };
    Ok(match sight.see(&target) {
        Elsewhere::Rows(parts) => match parts.as_slice() {
            [(table, kept)] => {
                let read = read_previous(table, kept.as_deref(), columns)?;
                match read {
                    Ok((frame, kept)) => Ok((monthly(frame, return_)?, kept)),
                    Err(why) => Err(why),
                }
            }
            _ => Err(None),
        },
        Elsewhere::NotApplicable => Err(None),
        Elsewhere::CouldNotRun(why) => Err(Some(why)),
    })
}

fn read_previous(
    table: &Typed,
    kept: Option<&[bool]>,
    columns: &BTreeSet<Box<str>>,
) -> PolarsResult<Looked<(DataFrame, Vec<bool>)>> {
    if let Some(absent) = columns.iter().find(|column| !table.has(column) && !is_parameter(column)) {
        return Ok(Err(Some(CouldNotRun::Fault(format!("there is no column `{absent}` there").into()))));
    }
    let kept = kept.map_or_else(|| vec![true; table.rows() as usize], <[bool]>::to_vec);
    Ok(Ok((table.columns(columns)?, kept)))
}

/// The columns of its own rows that a rule reads.
fn columns_of(rule: &Rule) -> BTreeSet<Box<str>> {
    let mut columns: BTreeSet<Box<str>> =
        super::frame::formulas(rule).flat_map(|formula| formula.columns.iter().cloned()).collect();
    if let Check::Joined(join) = &rule.check {
        columns.extend(join.on.iter().map(|(own, _)| own.clone()));
        columns.extend(join.filter.iter().chain(demanded(join)).flat_map(|paired| paired.own.iter().cloned()));
    }
    columns.retain(|column| !is_parameter(column) && &**column != LINE);
    columns
}

/// The columns of the other side that a join reads.
fn there_of(join: &Join) -> BTreeSet<Box<str>> {
    let read = join.filter.iter().chain(demanded(join)).flat_map(|paired| paired.there.iter().cloned());
    read.chain(join.on.iter().map(|(_, there)| there.clone())).collect()
}

/// The formula of a demand, where it has one.
pub(super) fn demanded(join: &Join) -> Option<&crate::definitions::formula::Paired> {
    match &join.demand {
        Demand::Every(paired) | Demand::Together(paired) => Some(paired),
        Demand::Exists | Demand::None => None,
    }
}
