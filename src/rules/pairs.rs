//! One joined rule over the rows of one table and those that belong to them elsewhere.
//!
//! What belongs to a row depends only on the columns that decide it. Rows that are alike in those are paired once:
//! a thousand workers on four days ask four questions.

use polars::prelude::{
    Column, DataFrame, Expr, IdxCa, IntoLazy, JoinArgs, JoinCoalesce, JoinType, NamedFrom, PlSmallStr, PolarsResult,
    Series, col, lit,
};

use super::Moment;
use super::encode;
use super::frame::{LINE, bound, evaluate, is_parameter};
use super::joined::demanded;
use super::predicate::Outcome;
use super::window::Windows;
use crate::definitions::formula::{Paired, there};
use crate::definitions::{Demand, Join};

/// Questions that are asked together, where rows are found by equal columns.
const QUESTIONS: usize = 1 << 17;
/// Pairs that are looked at together, where every row there belongs to every row here.
const PAIRS: usize = 1 << 21;
/// The number of a question.
const ASKED: &str = "_asked";
/// A column in which all rows are equal.
const ALL: &str = "_all";

/// One joined rule, ready to be evaluated.
pub(super) struct Pairing<'a> {
    /// Index of the rule in its return.
    pub(super) rule: usize,
    /// What it looks at and demands.
    pub(super) join: &'a Join,
    /// Where it is not TRUE, the rule does not apply.
    pub(super) when: Option<Expr>,
    /// The parameters.
    pub(super) moment: &'a Moment,
}

/// What the pairs of one question come to, where it is asked of each pair.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Pairs {
    None,
    Hold,
    Blank,
    Break,
}

/// A formula over pairs, with its parameters put in and its windows already columns of the rows.
struct Ready {
    expr: Expr,
    aggregates: Vec<(PlSmallStr, Expr)>,
    own: Vec<PlSmallStr>,
}

impl Pairing<'_> {
    /// The rule's outcome over rows, held against those of the other side (columns under `there` names).
    pub(super) fn outcome(&self, rows: &DataFrame, other: &DataFrame) -> PolarsResult<Outcome> {
        let mut windows = Windows::over(rows.clone());
        let when = self.when.as_ref().map(|when| windows.rewritten(when)).transpose()?;
        let filter = self.join.filter.as_ref().map(|paired| self.ready(paired, "where", &mut windows)).transpose()?;
        let demand = demanded(self.join).map(|paired| self.ready(paired, "expect", &mut windows)).transpose()?;
        let rows = windows.frame;
        let applies = match when {
            Some(when) => {
                let result = evaluate(&rows, vec![col(LINE), when.fill_null(lit(false)).alias("applies")])?;
                result.column("applies")?.bool()?.iter().map(|applies| applies == Some(true)).collect()
            }
            None => vec![true; rows.height()],
        };
        let on: Vec<&str> = self.join.on.iter().map(|(own, _)| &**own).collect();
        let (_, blank) = encode::ids(&rows, &on)?;
        let asking: Vec<bool> = applies.iter().zip(&blank).map(|(applies, blank)| *applies && !*blank).collect();
        let mut outcome = Outcome {
            rule: self.rule,
            looked_at: rows.height() as u64,
            applicable: applies.iter().filter(|applies| **applies).count() as u64,
            ..Outcome::default()
        };
        outcome.blank = outcome.applicable - asking.iter().filter(|asking| **asking).count() as u64;
        let places: Vec<u32> = (0u32..).zip(&asking).filter_map(|(row, asking)| asking.then_some(row)).collect();
        let rows = super::frame::filtered(&rows, &asking)?;
        self.ask(&rows, other, filter.as_ref(), demand.as_ref(), &mut outcome)?;
        outcome.failed = outcome.failed.iter().filter_map(|row| places.get(*row as usize).copied()).collect();
        Ok(outcome)
    }

    /// Adds to the outcome what becomes of rows that ask: to which the rule applies, and that say what they look for.
    fn ask(
        &self,
        rows: &DataFrame,
        other: &DataFrame,
        filter: Option<&Ready>,
        demand: Option<&Ready>,
        outcome: &mut Outcome,
    ) -> PolarsResult<()> {
        let mut deciding: Vec<&str> = self.join.on.iter().map(|(own, _)| &**own).collect();
        let together = matches!(self.join.demand, Demand::Together(_));
        let read = filter.into_iter().chain(demand.filter(|_| !together)).flat_map(|ready| &ready.own);
        deciding.extend(read.map(PlSmallStr::as_str));
        if let Some(demand) = demand.filter(|_| together) {
            let aggregated = demand.aggregates.iter().flat_map(|(_, expr)| columns_in(expr));
            let aggregated: Vec<PlSmallStr> = aggregated.collect();
            deciding.extend(demand.own.iter().filter(|own| aggregated.contains(own)).map(PlSmallStr::as_str));
        }
        deciding.sort_unstable();
        deciding.dedup();
        let (asked, first) = questions(rows, &deciding)?;
        let one_of_each: IdxCa = first.iter().copied().map(Some).collect();
        let mut questions = rows.take(&one_of_each)?.select(deciding.iter().copied())?;
        let numbers: Vec<u32> = (0u32..).take(first.len()).collect();
        add(&mut questions, Series::new(ASKED.into(), &numbers))?;
        if let Some(demand) = demand.filter(|_| together) {
            let answers = self.aggregated(&questions, other, filter, demand)?;
            return judge_together(rows, &asked, &answers, demand, outcome);
        }
        let found = self.paired(&questions, other, filter, demand)?;
        self.judge_each(&asked, &found, outcome);
        Ok(())
    }

    fn judge_each(&self, asked: &[u32], found: &[Pairs], outcome: &mut Outcome) {
        for (row, question) in (0u32..).zip(asked) {
            let pairs = found.get(*question as usize).copied().unwrap_or(Pairs::None);
            match (&self.join.demand, pairs) {
                (Demand::Exists, Pairs::None) | (Demand::None, Pairs::Hold | Pairs::Blank | Pairs::Break) => {
                    outcome.failed.push(row);
                }
                (Demand::Exists | Demand::None, _) | (_, Pairs::Hold) => {}
                (_, Pairs::None) => outcome.applicable -= 1,
                (_, Pairs::Blank) => outcome.blank += 1,
                (_, Pairs::Break) => outcome.failed.push(row),
            }
        }
    }

    /// What the pairs of every question come to.
    fn paired(
        &self,
        questions: &DataFrame,
        other: &DataFrame,
        filter: Option<&Ready>,
        demand: Option<&Ready>,
    ) -> PolarsResult<Vec<Pairs>> {
        let mut found = vec![Pairs::None; questions.height()];
        self.in_parts(questions, other, filter, |pairs| {
            let asked = pairs.column(ASKED)?.u32()?.clone();
            let holds = match demand {
                Some(demand) => {
                    let result = evaluate(pairs, vec![col(ASKED), demand.expr.clone().alias("holds")])?;
                    Some(result.column("holds")?.bool()?.clone())
                }
                None => None,
            };
            let mut holds = holds.as_ref().map(polars::prelude::BooleanChunked::iter);
            for question in asked.iter() {
                let pair = match holds.as_mut().map(Iterator::next) {
                    None | Some(Some(Some(true))) => Pairs::Hold,
                    Some(Some(Some(false))) => Pairs::Break,
                    Some(Some(None) | None) => Pairs::Blank,
                };
                if let Some(found) = question.and_then(|question| found.get_mut(question as usize)) {
                    *found = pair.max(*found);
                }
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// The aggregates over the pairs of every question, in the order of the questions.
    fn aggregated(
        &self,
        questions: &DataFrame,
        other: &DataFrame,
        filter: Option<&Ready>,
        demand: &Ready,
    ) -> PolarsResult<DataFrame> {
        let aggregates: Vec<Expr> =
            demand.aggregates.iter().map(|(name, expr)| expr.clone().alias(name.clone())).collect();
        let mut parts = Vec::new();
        let mut none = None;
        self.in_parts(questions, other, filter, |pairs| {
            // What the aggregates are of nothing: a count is 0, the others NULL.
            none = Some(evaluate(&pairs.head(Some(0)), aggregates.clone())?);
            parts.push(pairs.clone().lazy().group_by([col(ASKED)]).agg(aggregates.clone()).collect()?);
            Ok(())
        })?;
        let mut answers = questions.select([ASKED])?;
        let Some(first) = parts.first().cloned() else { return Ok(answers) };
        let all = parts.iter().skip(1).try_fold(first, |all, part| all.vstack(part))?;
        let join = JoinArgs::new(JoinType::Left);
        answers = answers.lazy().join(all.lazy(), [col(ASKED)], [col(ASKED)], join).collect()?;
        let fill = |(name, _): &(PlSmallStr, Expr)| -> PolarsResult<Expr> {
            let Some(none) = &none else { return Ok(col(name.clone())) };
            let value = none.column(name)?.get(0)?.into_static();
            if value.is_null() {
                return Ok(col(name.clone()));
            }
            let value = polars::prelude::Scalar::new(none.column(name)?.dtype().clone(), value);
            Ok(col(name.clone()).fill_null(lit(value)))
        };
        let filled = demand.aggregates.iter().map(fill).collect::<PolarsResult<Vec<_>>>()?;
        let filled: Vec<Expr> = std::iter::once(col(ASKED)).chain(filled).collect();
        answers.lazy().sort([ASKED], polars::prelude::SortMultipleOptions::default()).select(filled).collect()
    }

    /// Pairs some questions at a time with what belongs to them. Called at least once.
    fn in_parts(
        &self,
        questions: &DataFrame,
        other: &DataFrame,
        filter: Option<&Ready>,
        mut work: impl FnMut(&DataFrame) -> PolarsResult<()>,
    ) -> PolarsResult<()> {
        let step = if self.join.on.is_empty() { (PAIRS / other.height().max(1)).max(1) } else { QUESTIONS };
        let other = with_all(other)?;
        let mut first = 0;
        loop {
            let part = with_all(&questions.slice(i64::try_from(first).unwrap_or(i64::MAX), step))?;
            let mut pairs = self.pairs(&part, &other)?;
            if let Some(filter) = filter {
                let kept = evaluate(&pairs, vec![col(ASKED), filter.expr.clone().fill_null(lit(false)).alias("kept")])?;
                pairs = pairs.filter(kept.column("kept")?.bool()?)?;
            }
            work(&pairs)?;
            first += step;
            if first >= questions.height() {
                return Ok(());
            }
        }
    }

    fn pairs(&self, questions: &DataFrame, other: &DataFrame) -> PolarsResult<DataFrame> {
        let (mut own, mut theirs) = (vec![col(ALL)], vec![col(there(ALL))]);
        if !self.join.on.is_empty() {
            own = self.join.on.iter().map(|(own, _)| col(&**own)).collect();
            theirs = self.join.on.iter().map(|(_, their)| col(there(their))).collect();
        }
        let args = JoinArgs { coalesce: JoinCoalesce::KeepColumns, ..JoinArgs::new(JoinType::Inner) };
        questions.clone().lazy().join(other.clone().lazy(), own, theirs, args).collect()
    }

    /// A formula made ready: its windows become columns of the rows, under names of its own.
    fn ready(&self, paired: &Paired, part: &str, windows: &mut Windows) -> PolarsResult<Ready> {
        let own_name = |name: &str| -> PlSmallStr { format!("{name} {part}").into() };
        for (name, window) in &paired.windows {
            let window = windows.rewritten(&bound(window, self.moment))?;
            let cells = evaluate(&windows.frame, vec![col(LINE), window.alias(own_name(name))])?;
            let cells = cells.column(&own_name(name))?.as_materialized_series().clone();
            add(&mut windows.frame, cells)?;
        }
        let mine = |name: &str| {
            let made =
                paired.windows.iter().map(|(made, _)| made).chain(paired.aggregates.iter().map(|(made, _)| made));
            made.into_iter().any(|made| **made == *name)
        };
        let renamed = |expr: &Expr| {
            bound(expr, self.moment).map_expr(|node| match &node {
                Expr::Column(name) if mine(name) => col(own_name(name)),
                _ => node,
            })
        };
        let plain = paired.own.iter().filter(|column| !is_parameter(column)).map(|column| (**column).into());
        let own = plain.chain(paired.windows.iter().map(|(name, _)| own_name(name))).collect();
        let aggregates = paired.aggregates.iter().map(|(name, expr)| (own_name(name), renamed(expr))).collect();
        Ok(Ready { expr: renamed(&paired.expr), aggregates, own })
    }
}

/// Gives every row its outcome by the aggregates that answer its question.
fn judge_together(
    rows: &DataFrame,
    asked: &[u32],
    answers: &DataFrame,
    demand: &Ready,
    outcome: &mut Outcome,
) -> PolarsResult<()> {
    let of_each: IdxCa = asked.iter().copied().map(Some).collect();
    let mut rows = rows.clone();
    for answer in answers.take(&of_each)?.columns() {
        if answer.name() != ASKED {
            rows.with_column(answer.clone())?;
        }
    }
    let result = evaluate(&rows, vec![col(LINE), demand.expr.clone().alias("holds")])?;
    for (row, holds) in (0u32..).zip(result.column("holds")?.bool()?.iter()) {
        match holds {
            Some(true) => {}
            Some(false) => outcome.failed.push(row),
            None => outcome.blank += 1,
        }
    }
    Ok(())
}

/// Of every row the number of its question, and of every question the first row that asks it.
fn questions(rows: &DataFrame, deciding: &[&str]) -> PolarsResult<(Vec<u32>, Vec<u32>)> {
    if deciding.is_empty() {
        return Ok((vec![0; rows.height()], if rows.height() > 0 { vec![0] } else { Vec::new() }));
    }
    let (ids, _) = encode::ids(rows, deciding)?;
    let most = ids.iter().max().map_or(0, |most| *most as usize + 1);
    let mut numbers: Vec<Option<u32>> = vec![None; most];
    let mut first = Vec::new();
    let mut asked = Vec::with_capacity(ids.len());
    for (row, id) in (0u32..).zip(&ids) {
        let Some(number) = numbers.get_mut(*id as usize) else { continue };
        let number = *number.get_or_insert_with(|| {
            first.push(row);
            u32::try_from(first.len() - 1).unwrap_or(u32::MAX)
        });
        asked.push(number);
    }
    Ok((asked, first))
}

/// The names of the other side's columns in a frame: plain, and as they stand.
pub(super) fn there_names(frame: &DataFrame) -> Vec<(String, String)> {
    let prefix = there("");
    let names = frame.get_column_names().into_iter();
    names.filter_map(|name| name.strip_prefix(&*prefix).map(|plain| (plain.to_owned(), name.to_string()))).collect()
}

/// The frame with a column in which all rows are equal, under both sides' names.
fn with_all(frame: &DataFrame) -> PolarsResult<DataFrame> {
    let mut frame = frame.clone();
    let name = if frame.column(ASKED).is_ok() { ALL.to_owned() } else { there(ALL) };
    let all = Series::new(name.as_str().into(), vec![0u32; frame.height()]);
    add(&mut frame, all)?;
    Ok(frame)
}

fn add(frame: &mut DataFrame, series: Series) -> PolarsResult<()> {
    frame.with_column(Column::from(series)).map(drop)
}

/// The columns that an expression names.
fn columns_in(expr: &Expr) -> Vec<PlSmallStr> {
    let mut names = Vec::new();
    for node in expr {
        if let Expr::Column(name) = node {
            names.push(name.clone());
        }
    }
    names
}
