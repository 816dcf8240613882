//! Holds a submission's typed rows against the rules of its return.
//!
//! Row rules look at a row by itself, the key at rows that share it, group rules at the rows that stand under the
//! key, table rules at the whole. Rows that break an error rule are held back; group rules are then looked at again
//! over what is accepted, until nothing more falls. Nothing is silent: a rule that did not run says why.

mod encode;
mod frame;
mod group;
mod holding;
mod key;
mod predicate;
mod prove;
mod verdict;
mod window;

pub use prove::{Failure, prove};
pub use verdict::{Broken, CASCADE, CouldNotRun, Needed, RuleRun, Verdicts, WHOLE_TABLE};

use std::path::Path;

use crate::definitions::Return;
use crate::diagnostic::Error;
use crate::domain::{Date, Year};

/// The day and the year against which rules are held: the parameters of formulas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The day the run counts to: `:as_at`.
    pub as_at: Date,
    /// The last day up to which the submission is complete: `:data_to`.
    pub data_to: Date,
    /// The reporting year: `:year_start`, `:year_end`. Rules that need it cannot run without it.
    pub year: Option<Year>,
}

/// Holds the typed table of one submission (Parquet, as intake writes it) against its return's rules.
///
/// # Errors
/// When the table cannot be read.
pub fn hold(table: &Path, return_: &Return, moment: &Moment) -> Result<Verdicts, Error> {
    let frame = frame::read(table, return_)?;
    holding::hold(&frame, return_, moment, None).map_err(|fault| frame::internal(&fault))
}
