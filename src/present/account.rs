//! What the pages say of the run: what came in, what was held back, and where the release comes from. No cell value.

use crate::domain::{Date, Submitter, Year};

/// The account of one run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The release: `000123-0f3a…`.
    pub release: String,
    /// The day the run counts to.
    pub as_at: Date,
    /// The version of this program.
    pub version: String,
    /// The commit that the program was built from; empty where that is not known.
    pub commit: String,
    /// The digest of everything the release is made from, in hexadecimal digits.
    pub inputs: String,
    /// Every line of every file.
    pub lines: Lines,
    /// What was owed and came, by return and year, in that order.
    pub returns: Vec<ReturnAccount>,
    /// Why lines were held back, by return, year and reason.
    pub held_back: Vec<HeldBack>,
    /// Files that were refused whole, by name.
    pub refused: Vec<RefusedFile>,
    /// What stands from an earlier release, by return, year and submitter.
    pub carried: Vec<CarriedReturn>,
    /// Gates that somebody overruled, by file.
    pub overruled: Vec<OverruledGate>,
    /// Findings that submitters have explained.
    pub explained: u64,
    /// Explanations that explain nothing any more, in their order.
    pub outlived: Vec<Outlived>,
}

/// Physical lines by what became of them: `read` is the sum of all others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    /// Lines in the files.
    pub read: u64,
    /// Above the header.
    pub preamble: u64,
    /// Headers, repeated ones too.
    pub headers: u64,
    /// Blank.
    pub blank: u64,
    /// Totals rows.
    pub totals: u64,
    /// Below the table.
    pub footer: u64,
    /// Loaded: they count in the figures.
    pub loaded: u64,
    /// Held back, each for a reason.
    pub held_back: u64,
    /// Replaced by a later submission.
    pub superseded: u64,
    /// In files that were refused.
    pub refused: u64,
}

/// What was owed of one return in one year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnAccount {
    /// The return's id.
    pub return_id: String,
    /// The reporting year.
    pub year: Year,
    /// Submitters that owe it.
    pub owed: u32,
    /// Submitters of which one stands.
    pub received: u32,
    /// Submitters whose return came after the day it was due, in order.
    pub late: Vec<Submitter>,
    /// Submitters of which none stands, in order.
    pub missing: Vec<Submitter>,
}

/// Lines held back for one reason, in one return of one year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldBack {
    /// The return's id.
    pub return_id: String,
    /// The reporting year.
    pub year: Year,
    /// The code of the rule or of the reading trouble.
    pub reason: String,
    /// Lines held back, over all submitters.
    pub lines: u64,
    /// The same by submitter, in order.
    pub by_submitter: Vec<(Submitter, u64)>,
}

/// One file that was refused whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedFile {
    /// Its path below the folder of returns.
    pub file: String,
    /// The return's id, where it could be told.
    pub return_id: Option<String>,
    /// The reporting year, where it could be told.
    pub year: Option<Year>,
    /// The submitter, where it could be told.
    pub submitter: Option<Submitter>,
    /// The code of the reason.
    pub reason: String,
    /// Its lines.
    pub lines: u64,
}

/// One return that stands from an earlier release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CarriedReturn {
    /// The return's id.
    pub return_id: String,
    /// The reporting year.
    pub year: Year,
    /// The submitter.
    pub submitter: Submitter,
    /// The release that accepted it.
    pub from_release: String,
}

/// One gate that somebody overruled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverruledGate {
    /// The file that it would have refused.
    pub file: String,
    /// The file's return, where it could be told.
    pub return_id: String,
    /// The code of the gate, or of the rule that too many rows break.
    pub gate: String,
    /// Why, in that person's words: for those who work with the release, not for pages.
    pub reason: String,
}

/// One explanation that has expired, or that matches nothing any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlived {
    /// Its line of `accepted.csv`.
    pub line: u32,
    /// Which of the two: a code.
    pub code: String,
}
