//! `collection.toml`: what the collection is, whom it covers, and how it protects people.

use std::collections::BTreeMap;

use super::disclosure::Disclosure;
use crate::domain::{Language, Year};

/// The collection itself.
#[derive(Clone, Debug)]
pub struct Collection {
    /// Its id, the name of its folder: `wales`.
    pub id: Box<str>,
    /// Its title in English (Welsh: word `collection.title`).
    pub title: Box<str>,
    /// The years it covers, in order, without gaps.
    pub years: Vec<Year>,
    /// The languages everything is published in, English first.
    pub languages: Vec<Language>,
    /// The nation: code (`W92000004`) and whatever else totals rows call it; its name is word `place.<code>`.
    pub nation: Box<str>,
    /// The address of the licence under which what is published may be used, where it says so.
    pub licence: Option<Box<str>>,
    /// Names by which totals rows are recognised (`Wales`, `Cymru`, `596`, …), as they are written.
    pub totals: Vec<Box<str>>,
    /// What refuses a submission.
    pub gates: Gates,
    /// What the nation's figures are made of where returns are missing.
    pub headline: HeadlinePolicy,
    /// How those whom figures count are protected.
    pub disclosure: Disclosure,
}

/// What the nation's figures are made of where returns are missing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HeadlinePolicy {
    /// Of whom.
    pub basis: HeadlineBasis,
    /// The least share, in per cent, of the under-18 population whose authorities must be in: with less, there is no
    /// headline.
    pub least_population: f64,
}

/// Of whom a headline is made where returns are missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadlineBasis {
    /// Of those who are in.
    AsReturned,
    /// Of all; who is missing stands in with an earlier year.
    CarriedForward,
    /// Of those who are in for every period.
    CompleteOnly,
}

impl HeadlineBasis {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::AsReturned, Self::CarriedForward, Self::CompleteOnly];

    /// The word that definitions use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AsReturned => "as_returned",
            Self::CarriedForward => "carried_forward",
            Self::CompleteOnly => "complete_only",
        }
    }

    /// The one that is written so.
    pub fn of(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|basis| basis.as_str() == text)
    }
}

/// What refuses a whole submission, by return.
#[derive(Clone, Debug, PartialEq)]
pub struct Gates {
    /// Of returns of which nothing else is said.
    pub general: Gate,
    /// Of those of which something is said: whole, what it leaves unsaid filled in.
    pub by_return: BTreeMap<Box<str>, Gate>,
}

impl Gates {
    /// What refuses a submission of this return.
    pub fn of(&self, return_id: &str) -> &Gate {
        self.by_return.get(return_id).unwrap_or(&self.general)
    }
}

/// What refuses a submission of one return.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gate {
    /// Refuse a submission of which more than this share (0 to 1) of the rows is held back.
    pub held_back_share: f64,
    /// Refuse a submission of which the rows, over those of the year before from the same submitter, lie outside this
    /// range (inclusive). None: any number of rows will do.
    pub rows_against_last_year: Option<(f64, f64)>,
    /// The fewest rows that the year before must have for that: of a few rows, chance makes half or twice as many.
    pub band_from: u64,
}

impl Gate {
    /// A gate that refuses nothing.
    pub const OPEN: Self = Self { held_back_share: 1.0, rows_against_last_year: None, band_from: 50 };
}
