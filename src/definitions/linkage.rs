//! `[link]` of `collection.toml`: how one person is known again in another authority's return.

use super::disclosure::Counts;
use super::formula::Formula;

/// How one person is known again in another authority's return, for figures that count persons. Internal: nothing of it
/// is published.
#[derive(Clone, Debug)]
pub struct Linkage {
    /// The return, of authorities, in which persons are looked for.
    pub base: Box<str>,
    /// Its identifier of a person: the same within one authority only.
    pub identity: Box<str>,
    /// What indicators must count for a person to mean something in them.
    pub counts: Counts,
    /// The ways of linking, the surest first: a later one judges only what the earlier ones leave open.
    pub ways: Vec<Way>,
}

/// One way of linking.
#[derive(Clone, Debug)]
pub struct Way {
    /// Its id: `upn`.
    pub id: Box<str>,
    /// What it goes by, in English (other languages: word `link.<id>.title`).
    pub title: Box<str>,
    /// How far it can be trusted.
    pub confidence: Confidence,
    /// Columns of the base that must be filled in and the same.
    pub same: Vec<Box<str>>,
    /// What must have happened besides; None: `same` is an identifier, and says by itself who is who.
    pub transfer: Option<Transfer>,
}

/// A person who left one authority and arrived in another.
#[derive(Clone, Debug)]
pub struct Transfer {
    /// The row that shows that the person left.
    pub left: Side,
    /// The row that shows that the person arrived.
    pub arrived: Side,
    /// By how many days the two may differ, either way.
    pub within_days: u32,
}

/// One side of a transfer.
#[derive(Clone, Debug)]
pub struct Side {
    /// The column with the day.
    pub on: Box<str>,
    /// Which rows show it; all that have the day, where None.
    pub condition: Option<Formula>,
}

/// How far a way of linking can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// An identifier that follows a person.
    High,
    /// Nobody else fits.
    Moderate,
    /// It is likelier than not.
    Low,
}

impl Confidence {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::High, Self::Moderate, Self::Low];

    /// The word that definitions and tables use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Moderate => "moderate",
            Self::Low => "low",
        }
    }
}
