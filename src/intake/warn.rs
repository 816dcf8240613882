//! Cells that were damaged before they came, or had to be guessed at.

use std::sync::Arc;

use super::decode::Row;
use super::record::Class;
use super::trouble::{MOJIBAKE, Trouble, WINDOWS_1252};

/// Warns of the cells of one file.
pub(super) struct Warner {
    /// Whether the file is read as Windows-1252 for want of UTF-8.
    pub(super) guessed: bool,
    /// The columns' names.
    pub(super) columns: Vec<Arc<str>>,
    pub(super) no_column: Arc<str>,
}

impl Warner {
    /// Calls `each` for what is odd about cells that are not ASCII.
    pub(super) fn cells(&self, row: &Row<'_>, class: Class, each: &mut dyn FnMut(&Arc<str>, Trouble)) {
        let of_table = !matches!(class, Class::Preamble | Class::Footer);
        for (at, cell) in row.cells().enumerate().filter(|(_, cell)| !cell.is_ascii()) {
            let column = self.columns.get(at).filter(|_| of_table).unwrap_or(&self.no_column);
            if self.guessed {
                each(column, WINDOWS_1252);
            }
            if is_mojibake(cell) {
                each(column, MOJIBAKE);
            }
        }
    }
}

/// Whether text was read in the wrong encoding on its way to us: `Ã´` for `ô`, `â€™` for `’`, `�`.
fn is_mojibake(text: &str) -> bool {
    let twice = |lead: char| {
        text.match_indices(lead).any(|(at, _)| {
            let next = text.get(at + lead.len_utf8()..).and_then(|rest| rest.chars().next());
            next.is_some_and(|c| ('\u{80}'..='\u{bf}').contains(&c))
        })
    };
    text.contains(['\u{fffd}'])
        || ["â€", "ï¿½", "ï»¿", "Å·", "Åµ"].iter().any(|sign| text.contains(sign))
        || twice('Ã')
        || twice('Â')
}
