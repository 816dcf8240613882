//! What may be a note under the table, or a damaged row in its midst: only what follows tells.

use super::conform::Fault;
use super::decode::Row;
use super::record::{Class, Place};
use super::trouble::{AFTER_TABLE, Trouble};

/// The most records that wait; more are not notes.
const MOST_RECORDS: usize = 200;
/// The most bytes that wait.
const MOST_BYTES: usize = 1 << 20;

/// A record that waits to be told what it is.
#[derive(Debug)]
pub(super) struct Waiting {
    pub(super) place: Place,
    /// What it is where more rows follow.
    pub(super) class: Class,
    pub(super) code: Option<Trouble>,
    pub(super) faults: Vec<Fault>,
    pub(super) raw: Vec<u8>,
    /// What it is at the end of the table.
    pub(super) ending: Ending,
}

/// What a record is at the end of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// The same as anywhere.
    Same,
    /// A note.
    Note,
    /// Part of something else.
    Other,
}

impl Waiting {
    /// Settles what it is.
    pub(super) fn settle(&mut self, table_ended: bool) {
        match self.ending {
            Ending::Note if table_ended => {
                self.class = Class::Footer;
                self.code = None;
                self.faults.clear();
            }
            Ending::Other if table_ended => self.code = Some(AFTER_TABLE),
            _ => {}
        }
    }
}

/// The records that wait, and what has been seen since the last row.
#[derive(Debug, Default)]
pub(super) struct Tail {
    pub(super) waiting: Vec<Waiting>,
    bytes: usize,
    /// Whether a blank line, or a note, has come since the last row.
    apart: bool,
    /// Whether too much waited: nothing does then until the next row.
    closed: bool,
}

impl Tail {
    pub(super) fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// A blank line has come.
    pub(super) fn blank(&mut self) {
        self.apart = true;
    }

    /// A row has come, or the file's end: gives what waited.
    pub(super) fn end(&mut self) -> Vec<Waiting> {
        self.apart = false;
        self.closed = false;
        self.bytes = 0;
        std::mem::take(&mut self.waiting)
    }

    /// Another record waits; gives all of them back where they are too many.
    pub(super) fn push(&mut self, waiting: Waiting) -> Option<Vec<Waiting>> {
        self.apart |= waiting.ending == Ending::Note;
        self.bytes += waiting.raw.len();
        self.waiting.push(waiting);
        (self.waiting.len() > MOST_RECORDS || self.bytes > MOST_BYTES).then(|| {
            let waited = self.end();
            self.closed = true;
            waited
        })
    }

    /// What a row that cannot be loaded is at the end of the table.
    pub(super) fn ending(&self, row: &Row<'_>, width: usize) -> Ending {
        let filled = row.cells().filter(|cell| !cell.is_empty()).count();
        let fits = row.spans.len() == width;
        let first = row.cells().find(|cell| !cell.is_empty()).unwrap_or_default();
        match (self.apart, filled) {
            _ if self.closed => Ending::Same,
            (true, 1) => Ending::Note,
            (true, _) if fits => Ending::Same,
            (true, 2) => Ending::Note,
            (true, _) if reads_like_a_note(first) => Ending::Note,
            (true, _) => Ending::Other,
            (false, 1) if !row.cell(0).is_empty() && reads_like_a_note(first) => Ending::Note,
            (false, _) => Ending::Same,
        }
    }
}

fn reads_like_a_note(text: &str) -> bool {
    const WORDS: [&str; 8] = ["note", "source", "nodyn", "nodiadau", "ffynhonnell", "end of", "diwedd", "copyright"];
    let lower = text.to_lowercase();
    text.split_whitespace().count() >= 3
        || text.starts_with(['*', '[', '(', '©', '†', '‡', '^'])
        || WORDS.iter().any(|word| lower.starts_with(word))
}
