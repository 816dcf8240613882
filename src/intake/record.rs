//! What a record of a file is.

use super::decode::Row;
use super::trouble::Trouble;

/// What a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Above the header.
    Preamble,
    /// The header, or the header again.
    Header,
    /// A row of the table.
    Data,
    /// Nothing, or delimiters only.
    Blank,
    /// A row of totals: kept out, because the facts make their own.
    Totals,
    /// A note under the table.
    Footer,
    /// What cannot be loaded.
    HeldBack,
}

impl Class {
    /// The word that `inspect` uses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Preamble => "preamble",
            Self::Header => "header",
            Self::Data => "data",
            Self::Blank => "blank",
            Self::Totals => "totals",
            Self::Footer => "footer",
            Self::HeldBack => "held_back",
        }
    }
}

/// Where a record stands in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Its first physical line, from 1.
    pub(super) line: u32,
    /// Its last physical line.
    pub(super) end_line: u32,
    /// Offset of its first byte.
    pub(super) start: u64,
    /// Offset behind its line end.
    pub(super) end: u64,
}

/// One classified record, on its way to whoever reads the file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen<'a> {
    pub(super) place: Place,
    pub(super) class: Class,
    /// Why it is held back.
    pub(super) code: Option<Trouble>,
    /// Its bytes; of an overlong line the beginning.
    pub(super) raw: &'a [u8],
    /// Its cells, where it has any.
    pub(super) row: Option<Row<'a>>,
}
