//! What a record of a file is.

use super::conform::{Claims, Fault};
use super::lex::LineEnd;
use super::tail::Endings;
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

impl Place {
    /// How many physical lines it takes.
    pub(super) fn lines(self) -> u64 {
        u64::from(self.end_line - self.line) + 1
    }
}

/// One classified record that is no row of the table - or any record, where all are asked for.
#[derive(Debug)]
pub(super) struct Event {
    pub(super) place: Place,
    /// What it is where more rows follow.
    pub(super) class: Class,
    /// Why it is held back.
    pub(super) code: Option<Trouble>,
    /// What is wrong with its cells.
    pub(super) faults: Vec<Fault>,
    /// Its bytes; of an overlong line the beginning.
    pub(super) raw: Vec<u8>,
    /// What its cells say of the submission, where they were read.
    pub(super) claims: Option<Claims>,
    /// What it is at the end of the table.
    pub(super) endings: Endings,
}

/// How the lines of a text end: the first line that ends in each way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct LineEnds {
    first: [Option<u32>; 4],
}

impl LineEnds {
    /// The record that begins on this line ends so.
    pub(super) fn note(&mut self, end: LineEnd, line: u32) {
        if let Some(first) = self.first.get_mut(end as usize) {
            first.get_or_insert(line);
        }
    }

    /// Adds those of a later part of the text.
    pub(super) fn merge(&mut self, later: &Self) {
        for (first, other) in self.first.iter_mut().zip(later.first) {
            *first = first.or(other);
        }
    }

    /// How the first line ends.
    pub(super) fn usual(&self) -> LineEnd {
        self.in_order().first().map_or(LineEnd::None, |(_, end)| *end)
    }

    /// The first line that ends otherwise.
    pub(super) fn other(&self) -> Option<u32> {
        self.in_order().iter().skip(1).find(|(_, end)| *end != LineEnd::None).map(|(line, _)| *line)
    }

    fn in_order(&self) -> Vec<(u32, LineEnd)> {
        let ends = [LineEnd::None, LineEnd::Lf, LineEnd::CrLf, LineEnd::Cr];
        let mut lines: Vec<_> = ends.iter().zip(self.first).filter_map(|(end, line)| Some((line?, *end))).collect();
        lines.sort_unstable();
        lines
    }
}
