//! The ledger: what became of every line of every file.

use std::path::Path;
use std::sync::Arc;

use super::columns::{Cells, Columns, Malformed, read};
use super::files::{PLAIN, RESTRICTED};
use crate::diagnostic::Error;
use crate::domain::Submitter;
use crate::intake::{HeldBack, LedgerRow, Verdict};

/// The lines of a row whose fate it states.
fn accounted(row: &LedgerRow) -> u64 {
    row.preamble_lines
        + row.header_lines
        + row.blank_lines
        + row.totals_lines
        + row.footer_lines
        + row.loaded_lines
        + row.held_back_lines
        + row.superseded_lines
        + row.refused_lines
}

/// The first file whose lines are not all accounted for, with the lines it has and those accounted for.
pub(super) fn shortfall(rows: &[LedgerRow]) -> Option<(&str, u64, u64)> {
    let mut files: std::collections::BTreeMap<&str, (u64, u64)> = std::collections::BTreeMap::new();
    for row in rows {
        let (lines, stated) = files.entry(&row.file).or_default();
        *lines += row.lines;
        *stated += accounted(row);
    }
    files.into_iter().find(|(_, (lines, accounted))| lines != accounted).map(|(file, (lines, sum))| (file, lines, sum))
}

/// Writes the ledger, sorted.
pub(super) fn write(folder: &Path, rows: &[LedgerRow]) -> Result<(), Error> {
    let mut sorted: Vec<&LedgerRow> = rows.iter().collect();
    // A file's refused submission stands before the carried one whose place it did not take.
    sorted.sort_by_key(|row| (&row.file, &row.return_id, row.year, &row.submitter, row.verdict));
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
        .texts("verdict", rows().map(|row| row.verdict.as_str()))
        .text("reason", rows().map(|row| filled(&row.reason)))
        .text("replaces", rows().map(|row| filled(&row.replaces)))
        .write(folder, "ledger.parquet", PLAIN)
}

/// Reads the ledger back.
pub(super) fn read_back(folder: &Path) -> Result<Vec<LedgerRow>, Error> {
    read(&folder.join("ledger.parquet"), row)
}

fn row(cells: &Cells<'_>) -> Result<LedgerRow, Malformed> {
    let text = |name| cells.text(name).map(Arc::from);
    Ok(LedgerRow {
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
        verdict: cells.known("verdict", Verdict::of)?,
        reason: text("reason")?,
        replaces: text("replaces")?,
    })
}

/// Writes the rows held back, sorted, for the store's owner only.
pub(super) fn write_held_back(folder: &Path, rows: &[HeldBack]) -> Result<(), Error> {
    let mut sorted: Vec<&HeldBack> = rows.iter().collect();
    sorted.sort_by_key(|row| (&row.file, row.carried, row.line, row.end_line, &row.column, &row.reason));
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
        .flags("carried", rows().map(|row| row.carried))
        .write(folder, "held_back.parquet", RESTRICTED)
}

/// One row held back, as it was written.
pub(super) fn held_back(cells: &Cells<'_>) -> Result<HeldBack, Malformed> {
    let text = |name| cells.text(name).map(Arc::from);
    Ok(HeldBack {
        file: text("file")?,
        line: cells.whole("line")?,
        end_line: cells.whole("end_line")?,
        column: text("column")?,
        reason: text("reason")?,
        raw: cells.bytes("raw")?.to_vec(),
        return_id: text("return")?,
        year: cells.parsed("year")?,
        submitter: cells.parsed("submitter")?,
        carried: cells.flag("carried")?,
    })
}

/// A text, blank where it is empty.
pub(super) fn filled(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}
