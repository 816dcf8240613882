//! Reference tables: authorities, regions, populations, and whatever else a collection brings.

use std::collections::BTreeMap;

use super::codes::{Match, fold, key};
use super::edits;
use super::returns::FieldKind;
use crate::domain::{AuthorityCode, Language, Year};

/// The reference tables, parsed where the program itself needs them, and as text for SQL.
#[derive(Clone, Debug, Default)]
pub struct Reference {
    /// The authorities in their official order.
    pub authorities: Vec<Authority>,
    /// The regions in order.
    pub regions: Vec<Place>,
    /// Under-18 population by reporting year and authority (the estimate of 30 June inside the year).
    pub population: BTreeMap<(Year, AuthorityCode), u64>,
    /// Every table as text, by name (the file's stem), for `query` and row sets.
    pub tables: BTreeMap<Box<str>, TextTable>,
    /// Name or code as [`key`] has it -> index into `authorities`; made by the loader.
    pub by_folded: BTreeMap<Box<str>, usize>,
    /// Codes that are a word of another authority's name, and so are known only as they are written: `MON` is
    /// Monmouthshire, `Môn` is not.
    pub as_written: BTreeMap<Box<str>, usize>,
}

impl Reference {
    /// The authority that is known by this code or name, in whatever form.
    pub fn authority(&self, text: &str) -> Option<&Authority> {
        match self.find(text) {
            Match::Exact(at) | Match::Normalised(at) | Match::Near(at) => self.authorities.get(at),
            Match::None => None,
        }
    }

    /// Looks up a code or name in whatever form. Never [`Match::Near`]: authorities are not guessed at.
    pub fn find(&self, text: &str) -> Match {
        let found = self.by_folded.get(key(text).as_str()).or_else(|| self.as_written.get(text.trim()));
        let Some(&at) = found else { return Match::None };
        let exact = self.authorities.get(at).is_some_and(|authority| authority.code.as_str() == text);
        if exact { Match::Exact(at) } else { Match::Normalised(at) }
    }

    /// The one authority that an unknown name was probably meant to be: advice, never a reading.
    pub fn suggest(&self, text: &str) -> Option<usize> {
        edits::likely(&fold(text), &self.by_folded)
    }

    /// The authority with this GSS code.
    pub fn authority_of(&self, code: &AuthorityCode) -> Option<&Authority> {
        self.authorities.iter().find(|authority| authority.code == *code)
    }
}

/// One local authority.
#[derive(Clone, Debug)]
pub struct Authority {
    /// Its GSS code.
    pub code: AuthorityCode,
    /// Its name in each language.
    pub names: BTreeMap<Language, Box<str>>,
    /// The code of its region: `RPB-…`.
    pub region: Box<str>,
}

/// A place that is not an authority.
#[derive(Clone, Debug)]
pub struct Place {
    /// Its code.
    pub code: Box<str>,
    /// Its name in each language.
    pub names: BTreeMap<Language, Box<str>>,
}

/// A table of text as its CSV has it. A column of whole numbers is offered to SQL as numbers.
#[derive(Clone, Debug, Default)]
pub struct TextTable {
    /// The header.
    pub columns: Vec<Box<str>>,
    /// The rows; each has one cell a column.
    pub rows: Vec<Vec<Box<str>>>,
}

impl TextTable {
    /// What each column is offered to SQL as: a whole number where all its cells are, a number where all are, else
    /// text. Blank cells are NULL and do not count; a column of blanks is text.
    pub fn kinds(&self) -> Vec<FieldKind> {
        (0..self.columns.len()).map(|at| self.kind(at)).collect()
    }

    fn kind(&self, at: usize) -> FieldKind {
        let cells: Vec<&str> = self
            .rows
            .iter()
            .filter_map(|row| row.get(at))
            .map(|cell| &**cell)
            .filter(|cell| !cell.is_empty())
            .collect();
        // `007` is a code, not a number.
        let plain = |cell: &str| {
            let digits = cell.strip_prefix('-').unwrap_or(cell);
            digits.starts_with(|c: char| c.is_ascii_digit())
                && (digits == "0" || digits.starts_with("0.") || !digits.starts_with('0'))
        };
        if cells.is_empty() || !cells.iter().all(|cell| plain(cell)) {
            FieldKind::Text
        } else if cells.iter().all(|cell| cell.parse::<i64>().is_ok()) {
            FieldKind::Integer
        } else if cells.iter().all(|cell| cell.parse::<f64>().is_ok()) {
            FieldKind::Decimal
        } else {
            FieldKind::Text
        }
    }
}
