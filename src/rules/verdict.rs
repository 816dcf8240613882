//! What became of a submission's rows under its return's rules.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::rows::Rows;
use crate::definitions::{Return, RowsOf};
use crate::diagnostic::Severity;
use crate::domain::{Submitter, Year};

/// The reason of a row that only breaks a rule because other rows are held back.
pub const CASCADE: &str = "CASCADE";

/// The row of a break that no row is to blame for: a rule on the table as a whole.
pub const WHOLE_TABLE: u32 = u32::MAX;

/// What one rule made of one submission. In rows, or for a rule on the whole table in tables (0 or 1):
/// `evaluated = passed + failed`, and with `not_applicable` and `not_evaluated` that is all the rule looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleRun {
    /// Index of the rule in its return.
    pub rule: usize,
    /// Rows for which the rule gave TRUE or FALSE.
    pub evaluated: u64,
    /// TRUE.
    pub passed: u64,
    /// FALSE.
    pub failed: u64,
    /// Rows whose `when` was not TRUE; all rows where the rule does not hold in the year.
    pub not_applicable: u64,
    /// Rows for which the rule gave NULL.
    pub not_evaluated: u64,
    /// Why the rule could not run at all; nothing is counted then.
    pub could_not_run: Option<CouldNotRun>,
}

/// Why a rule could not run.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CouldNotRun {
    /// A return that it needs is not in; sorted. That is nobody's mistake here.
    Missing(Vec<Needed>),
    /// The reporting year is not known, and it needs it.
    YearUnknown,
    /// Whose the submission is, is not known, and it needs that.
    SubmitterUnknown,
    /// The query engine failed, or what it holds back never settles: the tool or the definition is at fault.
    Fault(Box<str>),
}

/// A return that a rule needs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Needed {
    /// Its id.
    pub return_id: Box<str>,
    /// Of which year.
    pub year: Option<Year>,
    /// Whose; None: of any.
    pub submitter: Option<Submitter>,
}

impl CouldNotRun {
    /// Whether the tool or a definition is at fault: a run then publishes nothing.
    pub const fn is_fault(&self) -> bool {
        matches!(self, Self::Fault(_))
    }
}

/// As the table of rules that ran has it.
impl fmt::Display for CouldNotRun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(needed) => {
                f.write_str("needs ")?;
                for (at, needed) in needed.iter().enumerate() {
                    f.write_str(if at > 0 { ", " } else { "" })?;
                    write!(f, "{needed}")?;
                }
                Ok(())
            }
            Self::YearUnknown => f.write_str("the reporting year is not known"),
            Self::SubmitterUnknown => f.write_str("the submitter is not known"),
            Self::Fault(why) => f.write_str(why),
        }
    }
}

impl fmt::Display for Needed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.return_id)?;
        if let Some(submitter) = &self.submitter {
            write!(f, " of {submitter}")?;
        }
        self.year.map_or(Ok(()), |year| write!(f, " {year}"))
    }
}

/// One row that breaks one rule. Sorted by whose row it is, row, then rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Broken {
    /// The row in the typed table, from 0; [`WHOLE_TABLE`] for a rule on the whole table.
    pub row: u32,
    /// Index of the rule in its return.
    pub rule: usize,
    /// Whether it breaks the rule only because other rows are held back.
    pub cascade: bool,
}

/// The rows that break one rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Breaks {
    /// Rows that break it as they were sent.
    pub rows: Rows,
    /// Rows that break it because others are held back.
    pub cascade: Rows,
    /// Whether the table as a whole breaks it.
    pub whole: bool,
}

/// What all rules of a return made of one submission.
#[derive(Clone, Debug, Default)]
pub struct Verdicts {
    /// How many rows the typed table has.
    pub rows: u32,
    /// One entry a rule, in the return's order.
    pub runs: Vec<RuleRun>,
    /// Rules that are broken, by their index in the return, and by which rows. Of a rule that looks at last year's
    /// rows, the rows are those of last year's table.
    pub broken: BTreeMap<usize, Breaks>,
    /// The first rule that refuses the whole submission.
    pub fatal: Option<usize>,
    /// Rules that more rows break than their `fatal_if` allows; sorted.
    pub too_many: Vec<usize>,
}

impl Verdicts {
    /// Every break of a rule on the submission's own rows, row by row; those of the table as a whole come last.
    pub fn broken_rows<'a>(&'a self, return_: &'a Return) -> impl Iterator<Item = Broken> + 'a {
        self.merged(move |rule| rows_of(return_, rule) == RowsOf::Submission)
    }

    /// Every break of a rule that looks at last year's rows, row by row of last year's table.
    pub fn broken_before<'a>(&'a self, return_: &'a Return) -> impl Iterator<Item = Broken> + 'a {
        self.merged(move |rule| rows_of(return_, rule) == RowsOf::PreviousYear)
    }

    fn merged(&self, wanted: impl Fn(usize) -> bool) -> impl Iterator<Item = Broken> + '_ {
        let mut lists: Vec<_> = self
            .broken
            .iter()
            .filter(|(rule, _)| wanted(**rule))
            .flat_map(|(rule, breaks)| [(*rule, false, &breaks.rows), (*rule, true, &breaks.cascade)])
            .map(|(rule, cascade, rows)| (rule, cascade, rows.iter().peekable()))
            .collect();
        let whole: Vec<Broken> = self
            .broken
            .iter()
            .filter(|(rule, breaks)| breaks.whole && wanted(**rule))
            .map(|(rule, _)| Broken { row: WHOLE_TABLE, rule: *rule, cascade: false })
            .collect();
        let by_row = std::iter::from_fn(move || {
            let row = lists.iter_mut().filter_map(|(_, _, rows)| rows.peek().copied()).min()?;
            let here = lists.iter_mut().filter_map(|(rule, cascade, rows)| {
                rows.next_if_eq(&row).map(|row| Broken { row, rule: *rule, cascade: *cascade })
            });
            Some(here.collect::<Vec<_>>())
        });
        by_row.flatten().chain(whole)
    }

    /// The rows held back: those that break a rule of severity error or fatal.
    pub fn held_back(&self, return_: &Return) -> Rows {
        let holding = self.broken.iter().filter(|(rule, _)| holds_back(return_, **rule));
        holding.fold(Rows::default(), |rows, (_, breaks)| rows.union(&breaks.rows).union(&breaks.cascade))
    }

    /// The rows held back with the reason that is written beside each: the first rule's code, or [`CASCADE`].
    pub fn reasons(&self, return_: &Return) -> Vec<(u32, Arc<str>)> {
        let codes: Vec<Arc<str>> = return_.rules.iter().map(|rule| Arc::from(&*rule.code)).collect();
        let cascade: Arc<str> = CASCADE.into();
        let mut reasons: Vec<(u32, Arc<str>)> = Vec::new();
        let holding = self.merged(|rule| holds_back(return_, rule)).filter(|broken| broken.row != WHOLE_TABLE);
        for broken in holding {
            if reasons.last().is_none_or(|(row, _)| *row != broken.row) {
                let code = if broken.cascade { Some(&cascade) } else { codes.get(broken.rule) };
                reasons.push((broken.row, Arc::clone(code.unwrap_or(&cascade))));
            }
        }
        reasons
    }
}

fn rows_of(return_: &Return, rule: usize) -> RowsOf {
    return_.rules.get(rule).map(|rule| rule.rows).unwrap_or_default()
}

/// Whether rows that break a rule are held back.
pub(super) fn holds_back(return_: &Return, rule: usize) -> bool {
    return_.rules.get(rule).is_some_and(|rule| rule.severity <= Severity::Error && rule.rows == RowsOf::Submission)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_come_row_by_row_and_those_of_the_table_last() {
        let breaks = |rows: &[u32], cascade: &[u32], whole| Breaks {
            rows: rows.iter().copied().collect(),
            cascade: cascade.iter().copied().collect(),
            whole,
        };
        let broken = BTreeMap::from([(0, breaks(&[1, 3], &[], true)), (2, breaks(&[3], &[0], false))]);
        let verdicts = Verdicts { rows: 4, broken, ..Verdicts::default() };
        let all: Vec<(u32, usize, bool)> = verdicts.merged(|_| true).map(|b| (b.row, b.rule, b.cascade)).collect();
        assert_eq!(all, [(0, 2, true), (1, 0, false), (3, 0, false), (3, 2, false), (WHOLE_TABLE, 0, false)]);
        assert_eq!(verdicts.merged(|rule| rule == 2).count(), 2);
    }
}
