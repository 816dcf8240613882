//! Bytes of a return -> typed, pseudonymised Parquet and a ledger of every line.
//!
//! [`find()`] lists the files; [`read()`] takes one of them through these steps, in blocks of bounded memory: a survey
//! of the bytes (`survey`), the header (`header`), and then one walk (`walk`) in which each record is lexed (`lex`),
//! decoded (`decode`), classed, conformed (`conform`), and loaded or held back (`load`). [`inspect()`] takes the same
//! walk and shows what it sees.

mod conform;
mod decode;
mod find;
#[cfg(test)]
mod fixture;
mod header;
mod identifiers;
mod inspect;
mod ledger;
mod lex;
mod load;
mod mojibake;
mod pseudonym;
mod read;
mod record;
mod refused;
mod survey;
mod tail;
mod totals;
pub mod trouble;
mod walk;
mod window;

pub use conform::Normalisation;
pub use find::{Found, find};
pub use inspect::{Inspection, Record, inspect};
pub use ledger::{LedgerRow, Verdict};
pub use lex::{LineEnd, MOST_BYTES, MOST_LINES};
pub use pseudonym::{Pseudonym, Pseudonyms};
pub use read::{HeldBack, Reading, Staged, read};
pub use record::Class;
pub use survey::Encoding;
