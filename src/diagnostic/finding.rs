//! One thing wrong with a submission, addressed to whoever must mend it.

use std::sync::Arc;

use crate::domain::{Submitter, Year};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The submission is refused; the last good one stands.
    Fatal,
    /// The row is held back.
    Error,
    /// The row is kept; the sender must confirm it.
    Warning,
    /// Worth knowing.
    Info,
}

impl Severity {
    /// The word that definitions and tables use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Fatal => "fatal",
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }

    /// The severity that is written so.
    pub fn of(text: &str) -> Option<Self> {
        [Self::Fatal, Self::Error, Self::Warning, Self::Info].into_iter().find(|s| s.as_str() == text)
    }
}

/// One thing wrong with one line of one submission.
///
/// A finding never carries a cell's value: returns describe people, and findings end up in logs and e-mails. Line
/// and column are enough to look. Sorted by file, line, column and rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file, relative to the folder of returns.
    pub file: Arc<str>,
    /// The physical line, from 1, on which the record begins; 0 for the file as a whole.
    pub line: u32,
    /// The field's name, or empty where the row or file is meant. Several are separated by a space.
    pub column: Arc<str>,
    /// The code of the rule, or of the reading trouble (`S-…`).
    pub rule: Arc<str>,
    /// How much it matters.
    pub severity: Severity,
    /// The return's id; empty where it could not be told.
    pub return_id: Arc<str>,
    /// The reporting year, where it could be told.
    pub year: Option<Year>,
    /// The submitter, where it could be told.
    pub submitter: Option<Submitter>,
    /// Where a workbook has it: sheet and cell, `Placements!C12`; empty where the file is no workbook.
    pub cell: Arc<str>,
    /// What it was probably meant to be: a code or name of our own lists, never what the cell says; empty where nothing
    /// is near.
    pub suggests: Arc<str>,
    /// Whether the submitter has explained it, so that there is nothing to mend.
    pub explained: bool,
    /// Whether it is about a submission that an earlier release accepted and that still stands: file and line are those
    /// of that file as it then was.
    pub carried: bool,
}
