//! Blank returns: the header alone as CSV, and a workbook that helps to fill it in.

use super::super::Document;
use super::super::voice::{Used, Voice};
use super::workbook;
use crate::definitions::{Definitions, Return};
use crate::diagnostic::Error;
use crate::domain::Language;

/// A blank return: `<return>.csv`, which has the canonical header and nothing else, and `<return>.xlsx` in a language,
/// with notes, drop-down lists and checks. Both are read as they are named, with no rows.
///
/// # Errors
/// [`Error::Internal`] where the workbook cannot be made.
pub fn blank(definitions: &Definitions, of: &Return, language: &Language) -> Result<Vec<Document>, Error> {
    let used = Used::default();
    let voice = Voice { definitions, language, used: &used };
    Ok(vec![
        Document { path: format!("{}.csv", of.id), bytes: header(of) },
        Document { path: format!("{}.xlsx", of.id), bytes: workbook::workbook(&voice, of)? },
    ])
}

/// The header as Excel expects it: the mark of UTF-8, by which names with ŵ are kept when it saves the file again.
fn header(of: &Return) -> Vec<u8> {
    let names: Vec<&str> = of.fields.iter().map(|field| &*field.name).collect();
    format!("\u{feff}{}\r\n", names.join(",")).into_bytes()
}
