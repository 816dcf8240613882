//! Holds a submission's typed rows against the rules of its return.
//!
//! Row rules look at a row by itself, the key at rows that share it, group rules at the rows that stand under the
//! key, table rules at the whole, joined rules at what stands elsewhere. Rows that break an error rule are held back;
//! group rules and joined rules are then looked at again over what is accepted, until nothing more falls. Nothing is
//! silent: a rule that did not run says why.

mod beside;
mod cells;
mod encode;
mod frame;
mod group;
mod holding;
mod joined;
mod key;
mod pairs;
mod predicate;
mod prove;
mod rows;
mod verdict;
mod window;

pub use beside::{Beside, Submitted};
pub use cells::{Cells, cells, lines};
pub use prove::{Collected, Failure, prove};
pub use rows::Rows;
pub use verdict::{Breaks, Broken, CASCADE, CouldNotRun, Needed, RuleRun, Verdicts, WHOLE_TABLE};

use std::path::Path;

use crate::definitions::Return;
use crate::diagnostic::Error;
use crate::domain::{Date, Year};
use frame::{Typed, unread};
use holding::Holding;

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

/// Holds the typed table of one submission (Parquet, as intake writes it) against the rules of its return that need
/// nothing else. [`Beside::hold`] takes up the others.
///
/// # Errors
/// When the table cannot be read.
pub fn hold(table: &Path, return_: &Return, moment: &Moment) -> Result<Verdicts, Error> {
    let typed = Typed::open(table)?;
    let mut holding = Holding::of(&typed, return_, moment);
    holding.alone(None).map_err(unread(table))?;
    holding.settle().map_err(unread(table))?;
    Ok(holding.verdicts())
}
