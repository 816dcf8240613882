//! Charts, tables and pages, from figures that may be shown.
//!
//! Pure: documents are bytes with a relative path, and whoever calls writes them. Every language gets the same
//! documents, made from the same figures by the same functions; only the words differ.

mod account;
mod book;
mod chart;
mod choice;
mod coverage;
mod download;
pub mod feedback;
mod grid;
mod method;
mod page;
mod prose;
mod quality;
mod statement;
mod template;
mod voice;

#[cfg(test)]
mod invented;

pub use account::{Account, CarriedReturn, HeldBack, Lines, Outlived, OverruledGate, RefusedFile, ReturnAccount};
pub use book::{RuleBook, blank, dictionary, dictionary_path};

use crate::definitions::Definitions;
use crate::diagnostic::Error;
use crate::disclosure::Safe;
use crate::domain::Language;

/// What an overview is made from.
#[derive(Clone, Copy, Debug)]
pub struct Overview<'a> {
    /// What statisticians decided.
    pub definitions: &'a Definitions,
    /// The figures that may be shown.
    pub figures: &'a Safe,
    /// What came in and what became of it.
    pub account: &'a Account,
}

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its path below the folder of reports, with `/`.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The overview in every language of the collection: pages, charts (SVG and PNG) and data files (CSV), by path.
///
/// # Errors
/// [`Error::Definitions`] where a paragraph of the report is not a template that can be filled in.
pub fn overview(view: &Overview<'_>) -> Result<Vec<Document>, Error> {
    let mut documents = Vec::new();
    for language in &view.definitions.collection.languages {
        documents.extend(page::documents(view, language)?);
    }
    documents.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(documents)
}

/// The path of the overview page in a language.
pub fn page_path(language: &Language) -> String {
    format!("overview.{language}.html")
}

#[cfg(test)]
mod tests;
