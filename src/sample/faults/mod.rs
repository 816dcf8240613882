//! What can be wrong with a row: each fault with the code that must be found and the column it must be found in.

use super::style::{Encoding, Style};

mod care;
mod core;
mod oversight;
mod people;

/// One fault.
#[derive(Clone, Copy, Debug)]
pub(in crate::sample) struct Fault {
    /// The code of the finding.
    pub(in crate::sample) rule: &'static str,
    /// The columns of the finding, separated by a space; empty for the whole row.
    pub(in crate::sample) column: &'static str,
    /// In words.
    pub(in crate::sample) kind: &'static str,
    /// How it is made.
    pub(in crate::sample) harm: Harm,
}

/// How a fault is made out of a good row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sample) enum Harm {
    /// A quote within the first cell.
    StrayQuote,
    /// The first cell in quotes, with text after them.
    TextAfterQuote,
    /// A quote before the first cell, and none after it.
    OpenQuote,
    /// The last cell left out.
    CellMissing,
    /// A cell too many.
    CellExtra,
    /// A control character in the first cell.
    Control,
    /// A byte in the first cell that no UTF-8 has; in files that say they are UTF-8.
    BadByte,
    /// A year that the collection does not have; in files with a column of years.
    OtherYear,
    /// A row of its own, with these cells.
    Cells(Cells),
    /// The same row once more.
    Twin,
    /// Two rows of one of their own: the first is good by itself, the second, with other changes, cannot stand beside it.
    Pair(Cells, Cells),
    /// The row itself, with these cells: where no other row can stand beside it.
    Instead(Cells),
    /// Another episode of the same child that began earlier and had not ended when this one began.
    Overlap,
}

/// Columns, and what is put into their cells.
pub(in crate::sample) type Cells = &'static [(&'static str, Change)];

/// What is put into a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sample) enum Change {
    /// Nothing.
    Blank,
    /// Text as it stands.
    Text(&'static str),
    /// So many days after the day in another column, as it was before any change.
    After(&'static str, i32),
    /// So many days after the last day of the year.
    AfterYear(i32),
}

/// A fault of a record as such.
const fn line(rule: &'static str, kind: &'static str, harm: Harm) -> Fault {
    Fault { rule, column: "", kind, harm }
}

/// A row of its own with these cells changed.
const fn cells(rule: &'static str, column: &'static str, kind: &'static str, cells: Cells) -> Fault {
    Fault { rule, column, kind, harm: Harm::Cells(cells) }
}

/// Faults that every return can have. The quote that stays open comes first: it is written last.
const OF_LINES: [Fault; 8] = [
    line("S-OPEN-QUOTE", "quote that does not close", Harm::OpenQuote),
    line("S-QUOTE-IN-FIELD", "stray quote", Harm::StrayQuote),
    line("S-FIELD-COUNT", "cell missing", Harm::CellMissing),
    line("S-TEXT-AFTER-QUOTE", "text after a quote", Harm::TextAfterQuote),
    line("S-FIELD-COUNT", "cell too many", Harm::CellExtra),
    line("S-CONTROL", "control character", Harm::Control),
    line("S-ENCODING", "byte that is no UTF-8", Harm::BadByte),
    Fault { rule: "S-YEAR", column: "year", kind: "year of another collection", harm: Harm::OtherYear },
];

impl Fault {
    /// Whether it breaks a rule of the return itself, not of every file.
    pub(in crate::sample) fn is_of_its_return(&self) -> bool {
        !self.rule.starts_with("S-")
    }

    /// Whether it is planted in heavy mess alone: the committed sample is of the other kind, and stays as it is.
    pub(in crate::sample) fn is_heavy(&self) -> bool {
        matches!(self.harm, Harm::Pair(..) | Harm::Instead(_))
    }

    /// Whether a file of a style can have it.
    pub(in crate::sample) fn suits(&self, style: &Style) -> bool {
        match self.harm {
            Harm::OpenQuote => style.never_quotes(),
            Harm::BadByte => style.encoding == Encoding::Utf8Bom,
            Harm::OtherYear => style.year.is_some(),
            _ => true,
        }
    }

    /// Another finding that cannot be avoided where this one is made: its code and columns.
    pub(in crate::sample) fn also(&self) -> Option<(&'static str, &'static str)> {
        // What is received after the year is not received in it.
        (self.rule == "CON-003").then_some(("CON-005", "received_date closed_date"))
    }
}

/// Cells of a row of its own that are set before its fault is made, so that it has no other.
pub(in crate::sample) type Plain = Cells;

/// The faults of a return, in the order in which files take turns with them, and what makes a row plain.
pub(in crate::sample) fn of(table: &str) -> (Vec<Fault>, Plain) {
    let own = [care::of, core::of, oversight::of, people::of];
    let (own, plain) = own.iter().find_map(|of| of(table)).unwrap_or_default();
    (OF_LINES.iter().chain(own).copied().collect(), plain)
}
