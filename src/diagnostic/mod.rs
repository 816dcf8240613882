//! What is said when something is wrong.
//!
//! There are two channels, and they never mix. A [`Finding`] says that *the data* is wrong: an ordinary value,
//! collected, counted, sorted and sent back. An [`Error`] says that *the tool* could not do its job: it stops.

mod error;
mod finding;
mod source;
mod terminal;

pub use error::Error;
pub use finding::{Finding, Severity};
pub use source::Source;
pub use terminal::printable;
