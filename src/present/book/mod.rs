//! The rule book of a collection, and blank returns to fill in: made from the definitions alone, in every language.
//!
//! Nothing here knows a return that came in, so that all of it may be given to anybody.

mod blank;
mod field;
mod files;
mod lists;
mod page;
mod rule;
mod workbook;

#[cfg(test)]
mod tests;

pub use blank::blank;

use super::Document;
use super::voice::{Used, Voice};
use crate::definitions::{Definitions, Return};
use crate::diagnostic::{Error, Severity};
use crate::domain::Language;

/// What a rule book is made from.
#[derive(Clone, Copy, Debug)]
pub struct RuleBook<'a> {
    /// What statisticians decided.
    pub definitions: &'a Definitions,
    /// The codes that reading a file may give, in the order in which they are told, with how much each matters.
    pub reading: &'a [(String, Severity)],
    /// The version of this program.
    pub version: &'a str,
}

/// The rule book: a page in every language (`dictionary.en.html`), and `fields.csv`, `codes.csv` and `rules.csv`, which
/// have the languages side by side; by path.
///
/// # Errors
/// [`Error::Internal`] where a page cannot be made.
pub fn dictionary(book: &RuleBook<'_>) -> Result<Vec<Document>, Error> {
    let mut documents = files::documents(book)?;
    for language in &book.definitions.collection.languages {
        documents.push(page::document(book, language)?);
    }
    documents.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(documents)
}

/// The path of the rule book's page in a language.
pub fn dictionary_path(language: &Language) -> String {
    format!("dictionary.{language}.html")
}

/// The title of a return.
fn title(voice: &Voice<'_>, of: &Return) -> String {
    voice.text(&format!("return.{}.title", of.id)).to_owned()
}

/// Calls with a voice of each language of the collection.
fn in_each<T>(definitions: &Definitions, mut of: impl FnMut(&Voice<'_>) -> T) -> Vec<T> {
    let used = Used::default();
    let languages = definitions.collection.languages.iter();
    languages.map(|language| of(&Voice { definitions, language, used: &used })).collect()
}
