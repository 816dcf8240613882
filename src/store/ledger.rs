//! The ledger: what became of every line of every file.

use std::path::Path;
use std::sync::Arc;

use super::columns::{Cells, Columns, read};
use super::files::{PLAIN, RESTRICTED};
use crate::diagnostic::Error;
use crate::domain::{Date, Submitter, Year};

/// One submission in one file, or the lines of a file that belong to no submission (year and submitter None).
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct LedgerRow {
    /// The file, relative to the folder of returns.
    pub file: Arc<str>,
    /// Its BLAKE3 digest, in hexadecimal.
    pub hash: Arc<str>,
    /// The return's id; empty where it could not be told.
    pub return_id: Arc<str>,
    /// The reporting year.
    pub year: Option<Year>,
    /// The submitter.
    pub submitter: Option<Submitter>,
    /// The day it was received, where its name gives it.
    pub received: Option<Date>,
    /// The last day up to which it is complete.
    pub data_to: Option<Date>,
    /// The day it was due.
    pub due: Option<Date>,
    /// How it is encoded.
    pub encoding: Arc<str>,
    /// What separates its fields.
    pub delimiter: Arc<str>,
    /// Its size in bytes.
    pub bytes: u64,
    /// Physical lines of the file that this row accounts for.
    pub lines: u64,
    /// Of them, lines above the header.
    pub preamble_lines: u64,
    /// Headers, repeated ones too.
    pub header_lines: u64,
    /// Blank lines.
    pub blank_lines: u64,
    /// Rows of totals.
    pub totals_lines: u64,
    /// Lines below the table.
    pub footer_lines: u64,
    /// Lines of rows that are stored.
    pub loaded_lines: u64,
    /// Lines of rows that are held back.
    pub held_back_lines: u64,
    /// Lines of rows that a later file replaces.
    pub superseded_lines: u64,
    /// Lines of what is refused whole.
    pub refused_lines: u64,
    /// Rows stored.
    pub rows_loaded: u64,
    /// Rows held back.
    pub rows_held_back: u64,
    /// Rows that a later file replaces.
    pub rows_superseded: u64,
    /// What became of it: accepted, accepted_with_errors, refused, nil, unchanged, carried or superseded.
    pub verdict: Arc<str>,
    /// Why, where it was refused: a code.
    pub reason: Arc<str>,
    /// The file it replaces.
    pub replaces: Arc<str>,
}

impl LedgerRow {
    /// The lines whose fate it states.
    fn accounted(&self) -> u64 {
        self.preamble_lines
            + self.header_lines
            + self.blank_lines
            + self.totals_lines
            + self.footer_lines
            + self.loaded_lines
            + self.held_back_lines
            + self.superseded_lines
            + self.refused_lines
    }
}

/// One record, or cell, that is held back, as it was sent.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct HeldBack {
    /// The file.
    pub file: Arc<str>,
    /// The physical line on which the record begins.
    pub line: u32,
    /// The physical line on which it ends.
    pub end_line: u32,
    /// The column that is to blame; empty for the record.
    pub column: Arc<str>,
    /// The code of the rule, or of the trouble in reading it.
    pub reason: Arc<str>,
    /// The record's bytes, line end included.
    pub raw: Vec<u8>,
    /// The return's id.
    pub return_id: Arc<str>,
    /// The reporting year.
    pub year: Option<Year>,
    /// The submitter.
    pub submitter: Option<Submitter>,
}

/// The first file whose lines are not all accounted for, with the lines it has and those accounted for.
pub(super) fn shortfall(rows: &[LedgerRow]) -> Option<(&str, u64, u64)> {
    let mut files: std::collections::BTreeMap<&str, (u64, u64)> = std::collections::BTreeMap::new();
    for row in rows {
        let (lines, accounted) = files.entry(&row.file).or_default();
        *lines += row.lines;
        *accounted += row.accounted();
    }
    files.into_iter().find(|(_, (lines, accounted))| lines != accounted).map(|(file, (lines, sum))| (file, lines, sum))
}

/// Writes the ledger, sorted.
pub(super) fn write(folder: &Path, rows: &[LedgerRow]) -> Result<(), Error> {
    let mut sorted: Vec<&LedgerRow> = rows.iter().collect();
    sorted.sort_unstable();
    let rows = || sorted.iter().copied();
    Columns::default()
        .texts("file", rows().map(|row| &row.file))
        .texts("hash", rows().map(|row| &row.hash))
        .text("return", rows().map(|row| filled(&row.return_id)))
        .text("year", rows().map(|row| row.year.map(|year| year.to_string())))
        .text("submitter", rows().map(|row| row.submitter.as_ref().map(Submitter::as_str)))
        .days("received", rows().map(|row| row.received))
        .days("data_to", rows().map(|row| row.data_to))
        .days("due", rows().map(|row| row.due))
        .text("encoding", rows().map(|row| filled(&row.encoding)))
        .text("delimiter", rows().map(|row| filled(&row.delimiter)))
        .wholes("bytes", rows().map(|row| row.bytes))
        .wholes("lines", rows().map(|row| row.lines))
        .wholes("preamble_lines", rows().map(|row| row.preamble_lines))
        .wholes("header_lines", rows().map(|row| row.header_lines))
        .wholes("blank_lines", rows().map(|row| row.blank_lines))
        .wholes("totals_lines", rows().map(|row| row.totals_lines))
        .wholes("footer_lines", rows().map(|row| row.footer_lines))
        .wholes("loaded_lines", rows().map(|row| row.loaded_lines))
        .wholes("held_back_lines", rows().map(|row| row.held_back_lines))
        .wholes("superseded_lines", rows().map(|row| row.superseded_lines))
        .wholes("refused_lines", rows().map(|row| row.refused_lines))
        .wholes("rows_loaded", rows().map(|row| row.rows_loaded))
        .wholes("rows_held_back", rows().map(|row| row.rows_held_back))
        .wholes("rows_superseded", rows().map(|row| row.rows_superseded))
        .texts("verdict", rows().map(|row| &row.verdict))
        .text("reason", rows().map(|row| filled(&row.reason)))
        .text("replaces", rows().map(|row| filled(&row.replaces)))
        .write(folder, "ledger.parquet", PLAIN)
}

/// Reads the ledger back.
pub(super) fn read_back(folder: &Path) -> Result<Vec<LedgerRow>, Error> {
    read(&folder.join("ledger.parquet"), row)
}

fn row(cells: &Cells<'_>) -> Option<LedgerRow> {
    let text = |name| cells.text(name).map(Arc::from);
    Some(LedgerRow {
        file: text("file")?,
        hash: text("hash")?,
        return_id: text("return")?,
        year: cells.parsed("year")?,
        submitter: cells.parsed("submitter")?,
        received: cells.day("received")?,
        data_to: cells.day("data_to")?,
        due: cells.day("due")?,
        encoding: text("encoding")?,
        delimiter: text("delimiter")?,
        bytes: cells.whole("bytes")?,
        lines: cells.whole("lines")?,
        preamble_lines: cells.whole("preamble_lines")?,
        header_lines: cells.whole("header_lines")?,
        blank_lines: cells.whole("blank_lines")?,
        totals_lines: cells.whole("totals_lines")?,
        footer_lines: cells.whole("footer_lines")?,
        loaded_lines: cells.whole("loaded_lines")?,
        held_back_lines: cells.whole("held_back_lines")?,
        superseded_lines: cells.whole("superseded_lines")?,
        refused_lines: cells.whole("refused_lines")?,
        rows_loaded: cells.whole("rows_loaded")?,
        rows_held_back: cells.whole("rows_held_back")?,
        rows_superseded: cells.whole("rows_superseded")?,
        verdict: text("verdict")?,
        reason: text("reason")?,
        replaces: text("replaces")?,
    })
}

/// Writes the rows held back, sorted, for the store's owner only.
pub(super) fn write_held_back(folder: &Path, rows: &[HeldBack]) -> Result<(), Error> {
    let mut sorted: Vec<&HeldBack> = rows.iter().collect();
    sorted.sort_unstable();
    let rows = || sorted.iter().copied();
    Columns::default()
        .text("return", rows().map(|row| filled(&row.return_id)))
        .text("year", rows().map(|row| row.year.map(|year| year.to_string())))
        .text("submitter", rows().map(|row| row.submitter.as_ref().map(Submitter::as_str)))
        .texts("file", rows().map(|row| &row.file))
        .wholes("line", rows().map(|row| row.line))
        .wholes("end_line", rows().map(|row| row.end_line))
        .text("column", rows().map(|row| filled(&row.column)))
        .texts("reason", rows().map(|row| &row.reason))
        .bytes("raw", rows().map(|row| row.raw.as_slice()))
        .write(folder, "held_back.parquet", RESTRICTED)
}

/// A text, blank where it is empty.
pub(super) fn filled(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}
