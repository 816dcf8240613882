//! Code lists: `codes/<id>.csv`.

use std::collections::BTreeMap;

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
