//! The ledger: every physical line of every file is accounted for.

use std::sync::Arc;

use super::record::Class;
use crate::domain::{Date, Submitter, Year};

/// What became of a submission.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Everything was loaded.
    #[default]
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

    /// The verdict that is written so.
    pub fn of(text: &str) -> Option<Self> {
        use Verdict::{Accepted, AcceptedWithErrors, Carried, Nil, Refused, Superseded, Unchanged};
        let all = [Accepted, AcceptedWithErrors, Refused, Nil, Unchanged, Carried, Superseded];
        all.into_iter().find(|verdict| verdict.as_str() == text)
    }
}

/// A row of the ledger: one file and one submission in it, or the lines that several submissions of a file share
/// (then without a year). The rows of a file together account for all its lines and bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
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

impl LedgerRow {
    /// A row of a file about which nothing is known yet.
    pub(super) fn new(file: &Arc<str>) -> Self {
        Self { file: Arc::clone(file), ..Self::default() }
    }

    /// Counts one record. Its lines are counted in its class alone: `lines` comes from elsewhere.
    pub(super) fn count(&mut self, class: Class, lines: u64) {
        let (of_class, rows) = match class {
            Class::Preamble => (&mut self.preamble_lines, None),
            Class::Header => (&mut self.header_lines, None),
            Class::Blank => (&mut self.blank_lines, None),
            Class::Totals => (&mut self.totals_lines, None),
            Class::Footer => (&mut self.footer_lines, None),
            Class::Data => (&mut self.loaded_lines, Some(&mut self.rows_loaded)),
            Class::HeldBack => (&mut self.held_back_lines, Some(&mut self.rows_held_back)),
        };
        *of_class += lines;
        if let Some(rows) = rows {
            *rows += 1;
        }
    }

    /// The lines of all classes.
    pub fn accounted(&self) -> u64 {
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

    /// Whether it is refused.
    pub fn is_refused(&self) -> bool {
        self.verdict == Verdict::Refused
    }

    /// Whether every line is in one class: promise 1.
    pub fn adds_up(&self) -> bool {
        self.lines == self.accounted()
    }

    /// Moves rows, and the physical lines they stand on, from loaded to held back.
    pub fn hold_back(&mut self, rows: u64, lines: u64) {
        self.rows_loaded = self.rows_loaded.saturating_sub(rows);
        self.loaded_lines = self.loaded_lines.saturating_sub(lines);
        self.rows_held_back += rows;
        self.held_back_lines += lines;
        if self.verdict == Verdict::Accepted && rows > 0 {
            self.verdict = Verdict::AcceptedWithErrors;
        }
    }

    /// Refuses the whole submission: all its lines are refused lines.
    pub fn refuse(&mut self, reason: &str) {
        let lines = self.accounted();
        for class in [
            &mut self.preamble_lines,
            &mut self.header_lines,
            &mut self.blank_lines,
            &mut self.totals_lines,
            &mut self.footer_lines,
            &mut self.loaded_lines,
            &mut self.held_back_lines,
            &mut self.superseded_lines,
            &mut self.rows_loaded,
            &mut self.rows_held_back,
            &mut self.rows_superseded,
        ] {
            *class = 0;
        }
        self.refused_lines = lines;
        self.verdict = Verdict::Refused;
        self.reason = reason.into();
    }

    /// Gives way to a later submission: what was loaded is superseded.
    pub fn supersede(&mut self) {
        self.rows_superseded += std::mem::take(&mut self.rows_loaded);
        self.superseded_lines += std::mem::take(&mut self.loaded_lines);
        self.verdict = Verdict::Superseded;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> LedgerRow {
        let mut row = LedgerRow::new(&"f".into());
        row.lines = 12;
        row.count(Class::Header, 1);
        row.count(Class::Blank, 1);
        (0..8).for_each(|_| row.count(Class::Data, 1));
        row.count(Class::HeldBack, 2);
        row
    }

    #[test]
    fn lines_add_up_through_every_change_of_mind() {
        let mut row = row();
        assert!(row.adds_up());
        row.hold_back(2, 2);
        assert!(row.adds_up());
        assert_eq!((row.rows_loaded, row.rows_held_back, row.verdict), (6, 3, Verdict::AcceptedWithErrors));
        let mut replaced = row.clone();
        replaced.supersede();
        assert!(replaced.adds_up());
        assert_eq!((replaced.superseded_lines, replaced.rows_superseded, replaced.loaded_lines), (6, 6, 0));
        row.refuse("S-GATE");
        assert!(row.adds_up());
        assert_eq!((row.refused_lines, row.rows_loaded, row.verdict), (12, 0, Verdict::Refused));
    }

    #[test]
    fn a_line_that_nobody_counted_is_noticed() {
        let mut row = row();
        row.lines += 1;
        assert!(!row.adds_up());
    }
}
