//! One figure: a row of the release's `figures` table.

use super::statistics::{Position, Trend, Variation};
use super::{Date, Kind, NoteCode, Period};

/// At which level of geography a figure stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GeographyLevel {
    /// All of Wales.
    Nation,
    /// A regional partnership board.
    Region,
    /// A local health board.
    HealthBoard,
    /// A local authority.
    Authority,
}

impl GeographyLevel {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Nation, Self::Region, Self::HealthBoard, Self::Authority];

    /// `nation`, `region`, `health_board` or `authority`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Nation => "nation",
            Self::Region => "region",
            Self::HealthBoard => "health_board",
            Self::Authority => "authority",
        }
    }

    /// The level that is written so.
    pub fn of(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.as_str() == text)
    }
}

/// What a figure that may be published, once it is protected, counts and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Published {
    /// Distinct subjects of each authority, of the authorities that are in: places add up.
    Headline,
}

/// What a figure that the inspectorate alone may see, once it is protected, counts and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Restricted {
    /// Distinct persons, as [`Basis::Linked`].
    Linked,
}

/// What a figure counts and how. The type of a key says what may become of it: only a key whose basis is
/// [`Published`] can be protected and published, and only one whose basis is [`Restricted`] shown to the inspectorate
/// beside that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// It may be published, once it is protected.
    Published(Published),
    /// Of whatever was returned, where the headline is something else, or returns are missing.
    AsReturned,
    /// Who is missing stands in with the latest year in which they were not.
    CarriedForward,
    /// Of those alone whose returns are in for every period.
    CompleteOnly,
    /// Distinct persons, known again in other authorities' returns. It is never published: beside the headline it would
    /// tell how many, and so perhaps who, is known to two authorities.
    Linked,
}

impl Basis {
    /// That of most figures.
    pub const HEADLINE: Self = Self::Published(Published::Headline);

    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::HEADLINE, Self::AsReturned, Self::CarriedForward, Self::CompleteOnly, Self::Linked];

    /// `headline`, `as_returned`, `carried_forward`, `complete_only` or `linked`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Published(Published::Headline) => "headline",
            Self::AsReturned => "as_returned",
            Self::CarriedForward => "carried_forward",
            Self::CompleteOnly => "complete_only",
            Self::Linked => "linked",
        }
    }

    /// The basis that is written so.
    pub fn of(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|basis| basis.as_str() == text)
    }
}

/// What a figure is of, on any basis or on one that is [`Published`]. Sorted as the `figures` table is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FigureKey<B = Basis> {
    /// The indicator's id.
    pub indicator: Box<str>,
    /// The version of its definition.
    pub version: u32,
    /// What is counted, and how.
    pub basis: B,
    /// The period.
    pub period: Period,
    /// Nation, region, health board or authority.
    pub geography_level: GeographyLevel,
    /// The place's code.
    pub geography: Box<str>,
    /// The field by which it is broken down; empty for a total.
    pub breakdown: Box<str>,
    /// The code of that field; empty for a total, `not_given` for a blank.
    pub category: Box<str>,
}

impl FigureKey {
    /// The same key, of a figure that may be published; None where it may not.
    pub fn published(&self) -> Option<FigureKey<Published>> {
        let Basis::Published(basis) = self.basis else { return None };
        Some(self.on(basis))
    }

    /// The same key, of a figure that the inspectorate alone may see; None of any other.
    pub fn restricted(&self) -> Option<FigureKey<Restricted>> {
        (self.basis == Basis::Linked).then(|| self.on(Restricted::Linked))
    }

    fn on<B>(&self, basis: B) -> FigureKey<B> {
        FigureKey {
            indicator: self.indicator.clone(),
            version: self.version,
            basis,
            period: self.period,
            geography_level: self.geography_level,
            geography: self.geography.clone(),
            breakdown: self.breakdown.clone(),
            category: self.category.clone(),
        }
    }
}

/// A change from one period to another.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Difference {
    /// Absolute, in the figure's unit (percentage points for a proportion).
    pub change: Option<f64>,
    /// In per cent of the earlier value; blank for a proportion.
    pub pct: Option<f64>,
    /// The lower 95% limit of `change`.
    pub lower: Option<f64>,
    /// The upper 95% limit of `change`.
    pub upper: Option<f64>,
}

/// A figure as it was computed, before protection. Counts may be small: it never leaves the restricted store.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// What it is of.
    pub key: FigureKey,
    /// Its statistics.
    pub kind: Kind,
    /// The unit of `value`: `children`, `per cent`, `per 10,000`, ...
    pub unit: Box<str>,
    /// The day on which, or up to which, it counts.
    pub as_at: Date,
    /// What was counted; blank where nothing was returned.
    pub numerator: Option<f64>,
    /// What it is out of; blank for a count.
    pub denominator: Option<f64>,
    /// The value, in its unit.
    pub value: Option<f64>,
    /// The lower 95% limit, in its unit.
    pub lower: Option<f64>,
    /// The upper 95% limit, in its unit.
    pub upper: Option<f64>,
    /// The period a year earlier, with which it is compared.
    pub compared_with: Option<Period>,
    /// The absolute change since then, in its unit (percentage points for a proportion).
    pub change: Option<f64>,
    /// The change since then in per cent of the earlier value; blank for a proportion.
    pub change_pct: Option<f64>,
    /// The lower 95% limit of `change`.
    pub change_lower: Option<f64>,
    /// The upper 95% limit of `change`.
    pub change_upper: Option<f64>,
    /// The change since the period of the same kind before it; of a year the same as `change`.
    pub since_previous: Difference,
    /// Where an authority stands in the funnel around the nation's value.
    pub funnel: Option<Position>,
    /// The same, in a funnel that is widened by how much authorities differ beyond chance.
    pub funnel_adjusted: Option<Position>,
    /// How an annual series has gone in the five years up to this one.
    pub trend: Option<Trend>,
    /// What the point is in its series of quarters or months.
    pub spc: Option<Variation>,
    /// For the nation: the quartiles of the authorities' values.
    pub quartiles: Option<[f64; 3]>,
    /// Submitters whose returns are in.
    pub coverage_in: u32,
    /// Submitters that owe them.
    pub coverage_owed: u32,
    /// The share, in per cent, of the place's under-18s who live in the authorities that are in.
    pub coverage_population: Option<f64>,
    /// Why a value is missing or to be read with care; sorted, each once.
    pub note_codes: Vec<NoteCode>,
}

impl Figure {
    /// A figure of which nothing is known yet but what it is of: of one submitter's returns, which are in.
    pub fn blank(key: FigureKey, kind: Kind, unit: Box<str>, as_at: Date) -> Self {
        Self {
            key,
            kind,
            unit,
            as_at,
            numerator: None,
            denominator: None,
            value: None,
            lower: None,
            upper: None,
            compared_with: None,
            change: None,
            change_pct: None,
            change_lower: None,
            change_upper: None,
            since_previous: Difference::default(),
            funnel: None,
            funnel_adjusted: None,
            trend: None,
            spc: None,
            quartiles: None,
            coverage_in: 1,
            coverage_owed: 1,
            coverage_population: None,
            note_codes: Vec::new(),
        }
    }
}
