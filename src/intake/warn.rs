//! Cells that were damaged before they came, or had to be guessed at.

use std::sync::{Arc, OnceLock};

use memchr::memchr;

use super::decode::Row;
use super::mojibake::Gazetteer;
use super::record::Class;
use super::trouble::{MOJIBAKE, Trouble, WINDOWS_1252};
use crate::definitions::Definitions;

/// What programs write for a letter that they do not know.
const LOST: char = '?';

/// Warns of the cells of one file.
pub(super) struct Warner<'a> {
    /// Whether the file is read as Windows-1252 for want of UTF-8.
    pub(super) guessed: bool,
    /// The columns' names.
    pub(super) columns: Vec<Arc<str>>,
    pub(super) no_column: Arc<str>,
    pub(super) definitions: &'a Definitions,
    /// Made when it is first needed: most files have no odd cell.
    pub(super) gazetteer: OnceLock<Gazetteer>,
}

/// Takes column, trouble, and what was probably meant.
type Each<'a> = &'a mut dyn FnMut(&Arc<str>, Trouble, Option<Arc<str>>);

impl Warner<'_> {
    /// Whether there can be anything odd about the cells of a record with these bytes.
    pub(super) fn concerns(raw: &[u8]) -> bool {
        !raw.is_ascii() || memchr(LOST as u8, raw).is_some()
    }

    /// Calls `each` for what is odd about cells.
    pub(super) fn cells(&self, row: &Row<'_>, class: Class, each: Each<'_>) {
        let of_table = !matches!(class, Class::Preamble | Class::Footer);
        let odd = |cell: &str| !cell.is_ascii() || cell.contains(LOST);
        for (at, cell) in row.cells().enumerate().filter(|(_, cell)| odd(cell)) {
            let column = self.columns.get(at).filter(|_| of_table).unwrap_or(&self.no_column);
            if self.guessed && !cell.is_ascii() {
                each(column, WINDOWS_1252, None);
            }
            let gazetteer = self.gazetteer.get_or_init(|| Gazetteer::of(self.definitions));
            if let Some(damage) = gazetteer.damage(cell) {
                each(column, MOJIBAKE, damage.suggests);
            }
        }
    }
}
