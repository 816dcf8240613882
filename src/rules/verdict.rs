//! What became of a submission's rows under its return's rules.

use std::fmt;
use std::sync::Arc;

use crate::definitions::Return;
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

/// One row that breaks one rule. Sorted by row, then rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Broken {
    /// The row in the typed table, from 0; [`WHOLE_TABLE`] for a rule on the whole table.
    pub row: u32,
    /// The physical line on which the record begins; 0 for the whole table.
    pub line: u32,
    /// Index of the rule in its return.
    pub rule: usize,
    /// Whether it breaks the rule only because other rows are held back.
    pub cascade: bool,
}

/// What all rules of a return made of one submission.
#[derive(Clone, Debug, Default)]
pub struct Verdicts {
    /// One entry a rule, in the return's order.
    pub runs: Vec<RuleRun>,
    /// Every break, sorted.
    pub broken: Vec<Broken>,
    /// The rows that break a rule of severity error or fatal, each with the first such rule; sorted.
    pub held_back: Vec<(u32, usize)>,
    /// The first rule that refuses the whole submission.
    pub fatal: Option<usize>,
}

impl Verdicts {
    /// The rows held back with the reason that is written beside each: the rule's code, or [`CASCADE`].
    pub fn reasons(&self, return_: &Return) -> Vec<(u32, Arc<str>)> {
        let codes: Vec<Arc<str>> = return_.rules.iter().map(|rule| Arc::from(&*rule.code)).collect();
        let cascade: Arc<str> = CASCADE.into();
        let reason = |&(row, rule): &(u32, usize)| {
            let at = self.broken.binary_search_by_key(&(row, rule), |broken| (broken.row, broken.rule)).ok();
            let cascaded = at.and_then(|at| self.broken.get(at)).is_some_and(|broken| broken.cascade);
            let code = if cascaded { Some(&cascade) } else { codes.get(rule) };
            (row, Arc::clone(code.unwrap_or(&cascade)))
        };
        self.held_back.iter().map(reason).collect()
    }
}
