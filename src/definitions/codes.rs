//! Code lists: `codes/<id>.csv`.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::domain::{Language, Year};

/// A list of codes, in the order of its file.
#[derive(Clone, Debug, Default)]
pub struct CodeList {
    /// Its id: the file's name.
    pub id: Box<str>,
    /// The codes.
    pub codes: Vec<Code>,
    /// Folded text -> index into `codes`; made by the loader from codes, labels and synonyms.
    pub by_folded: BTreeMap<Box<str>, usize>,
}

/// One code.
#[derive(Clone, Debug, Default)]
pub struct Code {
    /// The canonical code: what is stored.
    pub code: Box<str>,
    /// Its label in each language.
    pub labels: BTreeMap<Language, Box<str>>,
    /// Other ways in which returns write it.
    pub synonyms: Vec<Box<str>>,
    /// The group it belongs to, for `group_of` and breakdowns.
    pub group: Option<Box<str>>,
    /// The first year in which it is valid.
    pub since: Option<Year>,
    /// The last year in which it is valid.
    pub until: Option<Year>,
}

/// What became of a text that was looked up in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    /// It is the code itself.
    Exact(usize),
    /// It is a label or synonym, or the code in other case, accents or spacing.
    Normalised(usize),
    /// It is none of them.
    None,
}

impl CodeList {
    /// Looks up a text as returns write it: code, label in any language or synonym, whatever its case, accents,
    /// spaces and punctuation.
    pub fn find(&self, text: &str) -> Match {
        let Some(&at) = self.by_folded.get(fold(text).as_str()) else { return Match::None };
        let exact = self.codes.get(at).is_some_and(|code| &*code.code == text);
        if exact { Match::Exact(at) } else { Match::Normalised(at) }
    }

    /// The code that is written exactly so.
    pub fn code(&self, code: &str) -> Option<&Code> {
        self.codes.iter().find(|known| &*known.code == code)
    }
}

/// A text as it is compared: lower case, without accents, spaces and punctuation.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.bytes().filter(u8::is_ascii_alphanumeric).map(|b| char::from(b.to_ascii_lowercase())).collect();
    }
    text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn case_accents_spaces_and_punctuation_do_not_count() {
        assert_eq!(fold("  Ynys  Môn "), "ynysmon");
        assert_eq!(fold("child_id"), fold("Child ID"));
        assert_eq!(fold("Plas Tŷ-Ŵyn, 2"), "plastywyn2");
        assert_eq!(fold("–"), "");
    }
}
