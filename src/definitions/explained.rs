//! `accepted.csv`: findings that a submitter has explained.

use crate::domain::{Date, Submitter, Year};

/// One explanation: why a rule may stay broken in a submission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// The line of the file on which it stands.
    pub line: u32,
    /// The code of the rule, whose severity is warning or info.
    pub rule: Box<str>,
    /// The return whose rule it is.
    pub return_id: Box<str>,
    /// Who explained it.
    pub submitter: Submitter,
    /// The reporting year of the submission.
    pub year: Year,
    /// Why the rows are right as they are.
    pub reason: Box<str>,
    /// Who accepted that.
    pub by: Box<str>,
    /// The last day on which it holds.
    pub until: Date,
}

impl Explained {
    /// The name of the file, in a collection and in findings about it.
    pub const FILE: &str = "accepted.csv";
}
