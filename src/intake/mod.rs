//! Bytes of a return -> typed, pseudonymised Parquet and a ledger of every line.
//!
//! [`find()`] lists the files; [`read()`] takes one of them through these steps, in blocks of bounded memory: it is
//! opened (`source`: unpacked, a sheet chosen) and surveyed (`survey`), the header is found (`header`), and then in one
//! walk (`walk`) each record is lexed (`lex`), decoded (`decode`), classed, conformed (`conform`), and loaded or held
//! back (`load`). [`inspect()`] takes the same walk and shows what it sees. [`read_report()`] is beside all this: it makes a
//! return of the text of a report (`report`).

mod block;
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
mod marks;
mod mojibake;
mod pseudonym;
mod read;
mod record;
mod refused;
mod report;
mod scan;
mod sheet;
mod source;
mod survey;
mod tail;
mod totals;
pub mod trouble;
mod walk;
mod warn;

pub use block::BLOCK;
pub use conform::Normalisation;
pub use find::{Found, find};
pub use inspect::{Inspection, Record, inspect};
pub use ledger::{LedgerRow, Verdict};
pub use lex::{Format, Lexed, Lexer, LineEnd, MOST_BYTES, MOST_LINES, Span};
pub use pseudonym::{Pseudonym, Pseudonyms};
pub use read::{Fingerprints, HeldBack, Reader, Reading, Staged, proposed, read};
pub use record::Class;
pub use report::{Account, Counted, Fieldwork, InspectionReport, Reported, Told, Unread, read_report};
pub use sheet::Sheet;
pub use source::{digest, originals};
pub use survey::Encoding;
