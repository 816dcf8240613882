//! The languages a collection speaks.

use std::fmt;
use std::str::FromStr;

/// The tag of a language, e.g. `en` or `cy`. Which ones exist is the collection's choice: another language is
/// another file of words, not another variant here.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(Box<str>);

/// Why a piece of text is not a [`Language`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotALanguage;

impl fmt::Display for NotALanguage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected a language tag of two or three small letters, like `cy`")
    }
}

impl std::error::Error for NotALanguage {}

impl Language {
    /// English, the language in which definitions are written.
    pub fn english() -> Self {
        Self("en".into())
    }

    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is the language in which definitions are written.
    pub fn is_english(&self) -> bool {
        &*self.0 == "en"
    }
}

impl FromStr for Language {
    type Err = NotALanguage;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let right = (2..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_lowercase());
        if right { Ok(Self(text.into())) } else { Err(NotALanguage) }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
