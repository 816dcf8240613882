//! Which rows are the header, what delimits its cells, and which field each column is.

mod search;

use std::collections::BTreeMap;

use super::decode::Row;
use super::lex::Format;
use super::record::Place;
use crate::definitions::{Return, SubmitterKind, Words, fold};
pub(super) use search::{find, guess};

/// The most columns that a file may have.
pub(super) const MOST_COLUMNS: usize = 4_096;
/// Names of the columns that every return accepts.
const YEAR: [&str; 3] = ["year", "blwyddyn", "reporting year"];
const AUTHORITY: [&str; 6] = ["authority", "local authority", "la", "la code", "awdurdod", "awdurdod lleol"];
const DATA_TO: [&str; 3] = ["data_to", "data up to", "data hyd at"];

/// What a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The return's field with this index.
    Field(usize),
    /// The reporting year.
    Year,
    /// The submitter of an authority's return.
    Authority,
    /// The last day up to which the extract is complete.
    DataTo,
    /// Known, and kept out.
    Ignored,
    /// Not known, and kept out.
    Unknown,
}

/// Every name by which a return's columns are known, folded.
#[derive(Clone, Debug)]
pub(super) struct Catalogue {
    by_folded: BTreeMap<String, Role>,
}

impl Catalogue {
    pub(super) fn of(return_: &Return, words: &Words) -> Self {
        let mut catalogue = Self { by_folded: BTreeMap::new() };
        // Where one name stands for two columns, the canonical name is the stronger, then the title.
        for (at, field) in return_.fields.iter().enumerate() {
            catalogue.add(&field.name, Role::Field(at));
        }
        for (at, field) in return_.fields.iter().enumerate() {
            catalogue.add(&field.title, Role::Field(at));
        }
        for (at, field) in return_.fields.iter().enumerate() {
            let id = format!("return.{}.field.{}", return_.id, field.name);
            for word in words.translations.values().filter_map(|words| words.get(id.as_str())) {
                catalogue.add(&word.text, Role::Field(at));
            }
            for alias in &field.aliases {
                catalogue.add(alias, Role::Field(at));
            }
        }
        for name in &return_.ignored {
            catalogue.add(name, Role::Ignored);
        }
        for name in return_.year_aliases.iter().map(|alias| &**alias).chain(YEAR) {
            catalogue.add(name, Role::Year);
        }
        if return_.submitter == SubmitterKind::Authority {
            for name in AUTHORITY {
                catalogue.add(name, Role::Authority);
            }
        }
        for name in DATA_TO {
            catalogue.add(name, Role::DataTo);
        }
        catalogue
    }

    fn add(&mut self, name: &str, role: Role) {
        let folded = fold(name);
        if !folded.is_empty() {
            self.by_folded.entry(folded).or_insert(role);
        }
    }

    fn role(&self, name: &str) -> Role {
        self.by_folded.get(&fold(name)).copied().unwrap_or(Role::Unknown)
    }
}

/// How a file is laid out.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    pub(super) format: Format,
    /// The header's first physical line, or that of the first row where there is no header. What comes before is
    /// preamble.
    pub(super) line: u32,
    /// Whether there is a header, from `line` to `end_line`.
    pub(super) headed: bool,
    /// The header's last physical line.
    end_line: u32,
    /// How many rows the header has.
    pub(super) header_rows: u8,
    /// How many fields a row has.
    pub(super) width: usize,
    /// What the columns are called, without surrounding space; of a header of several rows, joined.
    pub(super) names: Vec<Box<str>>,
    /// What each column is; empty without a definition.
    pub(super) roles: Vec<Role>,
    /// The header's rows, cell by cell.
    rows: Vec<Vec<Box<str>>>,
    /// Whether rows may end in one delimiter too many.
    trailing: bool,
    /// What else a column may be called; nothing without a definition.
    catalogue: Option<Catalogue>,
}

impl Layout {
    /// A table of these columns, of which nothing else is known.
    #[cfg(test)]
    pub(super) fn of_roles(format: Format, roles: Vec<Role>) -> Self {
        let (names, rows, width) = (Vec::new(), Vec::new(), roles.len());
        let (line, end_line, header_rows, headed) = (1, 1, 1, true);
        Self {
            format,
            line,
            headed,
            end_line,
            header_rows,
            width,
            names,
            roles,
            rows,
            trailing: false,
            catalogue: None,
        }
    }

    /// Whether a record stands above the header.
    pub(super) fn is_above(&self, place: Place) -> bool {
        place.end_line < self.line
    }

    /// Whether a record is a row of the header.
    pub(super) fn is_heading(&self, place: Place) -> bool {
        self.headed && (self.line..=self.end_line).contains(&place.line)
    }

    /// The row as wide as the table, and whether a delimiter too many was taken off; nothing where it does not fit.
    pub(super) fn fitted<'a>(&self, row: Row<'a>) -> Option<(Row<'a>, bool)> {
        if row.spans.len() == self.width {
            return Some((row, false));
        }
        let spare = self.trailing && row.spans.len() == self.width + 1 && row.cell(self.width).is_empty();
        let spans = row.spans.get(..self.width).filter(|_| spare)?;
        Some((Row { spans, ..row }, true))
    }

    /// Whether a row that fits is a row of the header once more.
    pub(super) fn is_header_again(&self, row: &Row<'_>) -> bool {
        let same = |header: &Vec<Box<str>>| row.cells().zip(header).all(|(cell, name)| cell.eq_ignore_ascii_case(name));
        self.headed && self.rows.iter().any(same)
    }

    /// Whether a row is a header of the same return, and not this one: that of another table. To be asked of rows
    /// that do not fit, or that are no rows.
    pub(super) fn is_other_header(&self, row: &Row<'_>) -> bool {
        let Some(catalogue) = &self.catalogue else { return false };
        let roles: Vec<Role> = row.cells().map(|cell| catalogue.role(cell)).collect();
        let known = roles.iter().filter(|role| **role != Role::Unknown).count();
        let filled = row.cells().filter(|cell| !cell.is_empty()).count();
        is_header(known, filled) && roles != self.roles
    }
}

/// Whether so many known names among so many make a header.
fn is_header(known: usize, filled: usize) -> bool {
    known >= 2 && known * 2 >= filled
}
