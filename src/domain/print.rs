//! What a release printed of the counts of a figure.

use super::{FigureKey, Kind, Published};

/// The counts of one published figure, as they were and as they were printed. They are kept with the release, and never
/// published.
#[derive(Clone, Debug, PartialEq)]
pub struct Print {
    /// The release that printed them first.
    pub release: Box<str>,
    /// What is counted: `child`, `service`, …
    pub class: Box<str>,
    /// The figure.
    pub key: FigureKey<Published>,
    /// Its statistics.
    pub kind: Kind,
    /// What was counted.
    pub counted: Option<f64>,
    /// What it is out of.
    pub out_of: Option<f64>,
    /// What was printed of what was counted; None where it was withheld.
    pub printed: Option<f64>,
    /// What was printed of what it is out of; None where it was withheld.
    pub printed_out_of: Option<f64>,
    /// What of it policy withholds, whatever the numbers.
    pub withheld: Withholding,
    /// The multiple to which counts were rounded; None where they are exact.
    pub base: Option<u32>,
}

/// What of a figure policy withholds whatever is shown of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Withholding {
    /// Nothing.
    Nothing,
    /// What is counted, and so what of the whole is not: the whole itself tells of nobody.
    Counted,
    /// Everything.
    Everything,
}

impl Withholding {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Nothing, Self::Counted, Self::Everything];

    /// `nothing`, `counted` or `everything`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Counted => "counted",
            Self::Everything => "everything",
        }
    }

    /// The one that is written so.
    pub fn of(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|withheld| withheld.as_str() == text)
    }
}
