//! (to be written) The types that the store names, word for word those of `intake::ledger` and `intake::read`.

use std::sync::Arc;

use crate::domain::{Date, Submitter, Year};

/// What became of a submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Everything was loaded.
    Accepted,
    /// Some rows are held back.
    AcceptedWithErrors,
    /// Nothing was loaded.
    Refused,
    /// A header and no rows, where that is an answer.
    Nil,
    /// The same as in the last release.
    Unchanged,
    /// It stands from the last release, though its file is gone or replaced by a refused one.
    Carried,
    /// A later submission stands in its place.
    Superseded,
}

impl Verdict {
    /// The word that the ledger uses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::AcceptedWithErrors => "accepted_with_errors",
            Self::Refused => "refused",
            Self::Nil => "nil",
            Self::Unchanged => "unchanged",
            Self::Carried => "carried",
            Self::Superseded => "superseded",
        }
    }
}

/// A row of the ledger: one file and one submission in it, or the lines that several submissions of a file share
/// (then without a year). The rows of a file together account for all its lines and bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerRow {
    /// The file, relative to the folder of returns.
    pub file: Arc<str>,
    /// BLAKE3 of the file's bytes in hexadecimal; empty where it could not be read.
    pub hash: Arc<str>,
    /// The return's id, or what the file's name says where there is no such return.
    pub return_id: Arc<str>,
    /// The reporting year, where it could be told.
    pub year: Option<Year>,
    /// The submitter, where it could be told.
    pub submitter: Option<Submitter>,
    /// The day the file was received, where its name gives it.
    pub received: Option<Date>,
    /// The last day up to which the extract is complete.
    pub data_to: Option<Date>,
    /// When the return was due.
    pub due: Option<Date>,
    /// How the text is encoded.
    pub encoding: Arc<str>,
    /// What delimits the cells; empty where it could not be told.
    pub delimiter: Arc<str>,
    /// Bytes.
    pub bytes: u64,
    /// Physical lines, all of them.
    pub lines: u64,
    /// Lines above the header.
    pub preamble_lines: u64,
    /// Lines of the header, repeated ones too.
    pub header_lines: u64,
    /// Blank lines, and lines of delimiters only.
    pub blank_lines: u64,
    /// Lines of totals rows.
    pub totals_lines: u64,
    /// Lines of notes under the table.
    pub footer_lines: u64,
    /// Lines of rows that were loaded.
    pub loaded_lines: u64,
    /// Lines that are held back.
    pub held_back_lines: u64,
    /// Lines of rows that a later submission replaced.
    pub superseded_lines: u64,
    /// Lines of a refused submission.
    pub refused_lines: u64,
    /// Rows that were loaded.
    pub rows_loaded: u64,
    /// Records that are held back.
    pub rows_held_back: u64,
    /// Rows that a later submission replaced.
    pub rows_superseded: u64,
    /// What became of it.
    pub verdict: Verdict,
    /// Why it was refused: the code; else empty.
    pub reason: Arc<str>,
    /// The file whose submission it replaces; else empty.
    pub replaces: Arc<str>,
}

/// One record that cannot be loaded, as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldBack {
    /// The return's id.
    pub return_id: Arc<str>,
    /// The reporting year, where it could be told.
    pub year: Option<Year>,
    /// The submitter, where it could be told.
    pub submitter: Option<Submitter>,
    /// The file, relative to the folder of returns.
    pub file: Arc<str>,
    /// Its first physical line.
    pub line: u32,
    /// Its last physical line.
    pub end_line: u32,
    /// The first column that is wrong; empty where the record as a whole is.
    pub column: Arc<str>,
    /// The code of what is wrong.
    pub reason: Arc<str>,
    /// Its bytes, at most 64 KiB of them.
    pub raw: Vec<u8>,
}
