//! `report/claims.toml`: statements that are quoted elsewhere, each with the figure that it rests on.

use crate::domain::{Date, GeographyLevel, Period};

/// A statement that somebody has made, to be held against every new release.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Its id, unique in the register. The statement itself is the word `claim.<id>`, its figure typed in.
    pub id: Box<str>,
    /// Where it was said: the id of a source, whose title is the word `source.<id>`.
    pub source: Box<str>,
    /// When it was said.
    pub said: Said,
    /// The indicator that it speaks of.
    pub indicator: Box<str>,
    /// The period.
    pub period: Period,
    /// The level of the place.
    pub level: GeographyLevel,
    /// The code of the place.
    pub place: Box<str>,
    /// Breakdown column; empty for the total.
    pub breakdown: Box<str>,
    /// Category; empty for the total.
    pub category: Box<str>,
    /// Which number of the figure it names.
    pub which: ClaimedNumber,
    /// The number that it names, in the unit of the figure; a fall is negative.
    pub expected: f64,
    /// The number that it names as the whole of which the other is a part.
    pub out_of: Option<f64>,
    /// How far the figure may be from the number before the statement is no longer true, in the unit of the number.
    pub tolerance: f64,
    /// The decimals with which the statement gives the number.
    pub decimals: usize,
}

/// When a statement was made, as closely as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// In a calendar year.
    Year(i16),
    /// On a day.
    Day(Date),
}

/// A number of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClaimedNumber {
    /// Its value.
    Value,
    /// The change of its value since a year before, in its own unit or in percentage points.
    Change,
    /// That change in per cent of the value of a year before.
    ChangePct,
    /// What was counted.
    Numerator,
    /// What it is out of.
    Denominator,
}

impl ClaimedNumber {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Value, Self::Change, Self::ChangePct, Self::Numerator, Self::Denominator];

    /// The word that definitions and data files use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Change => "change",
            Self::ChangePct => "change_pct",
            Self::Numerator => "numerator",
            Self::Denominator => "denominator",
        }
    }

    /// The one that is written so.
    pub fn of(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|which| which.as_str() == text)
    }
}
