//! By what a finding is known again in a later submission, whose lines have moved.

use std::collections::BTreeSet;

use super::told::{FoundAt, Told};
use super::window::Window;
use crate::definitions::{Cell, Return};
use crate::diagnostic::{Error, Finding};
use crate::intake::{HeldBack, Pseudonyms};
use crate::rules;

/// Digests of the records that findings of a submission are about: of a typed row, its key; of a record that could
/// not be typed, its bytes. Keyed with the store's secret: nothing can be learnt from one.
pub(super) struct Records<'a> {
    pseudonyms: &'a Pseudonyms,
    told: &'a Told,
    held_back: &'a [HeldBack],
    key: Vec<Box<str>>,
    own: Option<Window<'a>>,
    before: Option<Window<'a>>,
    /// The first line of each typed row, once somebody asked for a line.
    lines: Option<Vec<u32>>,
    /// How many of the findings of what is carried have been asked for.
    carried: usize,
    /// The last row that was asked for: a row may have many findings.
    last: Option<(FoundAt, u64)>,
}

impl<'a> Records<'a> {
    /// Of a submission's findings. `held_back` is what is held back of its file, sorted by line.
    pub(super) fn of(
        pseudonyms: &'a Pseudonyms,
        told: &'a Told,
        held_back: &'a [HeldBack],
        return_: Option<&Return>,
    ) -> Self {
        let key: Vec<Box<str>> = return_
            .map(|return_| return_.key.iter().filter_map(|at| Some(return_.fields.get(*at)?.name.clone())).collect())
            .unwrap_or_default();
        let columns: BTreeSet<Box<str>> = key.iter().cloned().collect();
        let ruled = told.ruled.as_ref();
        Self {
            pseudonyms,
            told,
            held_back,
            own: ruled.map(|ruled| Window::new(&ruled.rows, columns.clone())),
            before: ruled.and_then(|ruled| ruled.before.as_ref()).map(|rows| Window::new(rows, columns)),
            key,
            lines: None,
            carried: 0,
            last: None,
        }
    }

    /// The digest of the record that a finding is about; 0 where it is about the file. Every finding is asked for once,
    /// in their order: of what is carried, the digests were made when its rows were there.
    ///
    /// # Errors
    /// When the typed rows cannot be read.
    pub(super) fn record(&mut self, finding: &Finding, at: Option<FoundAt>) -> Result<u64, Error> {
        if finding.carried {
            self.carried += 1;
            return Ok(self.told.records.get(self.carried - 1).copied().unwrap_or(0));
        }
        if let Some(at) = at {
            return self.row(at);
        }
        if finding.line == 0 {
            return Ok(0);
        }
        let held = self.held_back.binary_search_by_key(&finding.line, |held| held.line).ok();
        if let Some(held) = held.and_then(|at| self.held_back.get(at)) {
            return Ok(self.pseudonyms.record(&held.raw));
        }
        let Some(ruled) = &self.told.ruled else { return Ok(0) };
        if self.lines.is_none() {
            self.lines = Some(rules::lines(&ruled.rows.table)?);
        }
        let row = self.lines.as_ref().and_then(|lines| lines.binary_search(&finding.line).ok());
        match row.and_then(|row| u32::try_from(row).ok()) {
            Some(row) => self.row(FoundAt { row, before: false }),
            None => Ok(0),
        }
    }

    fn row(&mut self, at: FoundAt) -> Result<u64, Error> {
        if let Some((_, record)) = self.last.filter(|(last, _)| *last == at) {
            return Ok(record);
        }
        let window = if at.before { &mut self.before } else { &mut self.own };
        let Some(window) = window else { return Ok(0) };
        let mut key = Vec::new();
        for column in &self.key {
            append(&mut key, &window.cell(at.row, column)?);
        }
        let record = self.pseudonyms.record(&key);
        self.last = Some((at, record));
        Ok(record)
    }
}

/// Appends a cell so that no two rows of cells are the same bytes.
fn append(bytes: &mut Vec<u8>, cell: &Cell) {
    let text = match cell {
        Cell::Null => return bytes.push(0),
        Cell::Text(text) => text.to_string(),
        Cell::Date(day) => day.to_string(),
        Cell::Integer(number) => number.to_string(),
        Cell::Decimal(number) => number.to_string(),
        Cell::YesNo(yes) => yes.to_string(),
    };
    bytes.push(1);
    bytes.extend((text.len() as u64).to_le_bytes());
    bytes.extend(text.as_bytes());
}

/// By what a finding is known again: its rule, its columns and its record.
pub(super) fn identity(rule: &str, column: &str, record: u64) -> u64 {
    let mut hasher = blake3::Hasher::new();
    hasher.update(rule.as_bytes()).update(&[0]).update(column.as_bytes()).update(&[0]).update(&record.to_le_bytes());
    hasher.finalize().as_bytes().iter().take(8).fold(0, |sum, byte| (sum << 8) | u64::from(*byte))
}
