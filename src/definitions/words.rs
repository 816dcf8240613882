//! What the reader sees, in every language: `words/<tag>.toml` and `words/ui.<tag>.ftl`.

use std::collections::BTreeMap;

use crate::domain::Language;

/// How far a translation can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Drafted for this project; a translator has not seen it.
    Draft,
    /// Read and agreed by a translator.
    Reviewed,
    /// Taken from an official text.
    Official,
}

/// One text in one language other than English.
#[derive(Clone, Debug)]
pub struct Word {
    /// The text.
    pub text: Box<str>,
    /// How far it can be trusted.
    pub status: Status,
}

/// Every text of the definitions in every language, and the fixed text of pages and feedback.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// English texts of the definitions, by id, gathered by the loader.
    pub english: BTreeMap<Box<str>, Box<str>>,
    /// Translations by language and id.
    pub translations: BTreeMap<Language, BTreeMap<Box<str>, Word>>,
    /// The Fluent source of the fixed texts, by language.
    pub fixed: BTreeMap<Language, Box<str>>,
}
