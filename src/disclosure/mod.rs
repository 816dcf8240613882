//! Withholds and rounds what could identify somebody. The last stage before presentation.
//!
//! Nothing can skip it: whatever presents takes [`Safe`] figures only, and only this module makes them.

mod attack;
mod audit;
mod counts;
mod derived;
mod elimination;
mod equations;
mod gate;
mod history;
mod independent;
mod linked;
mod linking;
mod mending;
mod names;
mod neighbours;
mod network;
mod places;
mod protect;
mod publishable;
mod relaxation;
mod rounded;
mod rounding;
mod search;
mod suppression;
mod system;
mod unknowns;
mod walk;

pub use attack::Outcome;
pub use history::History;
pub use protect::protect;

use crate::definitions::Counts;
use crate::domain::{Audience, Date, FigureKey, Kind, NoteCode, Period, Print, Published, Restricted};

/// What the audit says of one system: the linked tables of a class in a period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Audited {
    /// What is counted.
    pub class: Counts,
    /// The period.
    pub period: Period,
    /// What was found.
    pub outcome: Outcome,
}

/// What the audit says of a release. It is kept with the release, and never published.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// System by system, by class and period.
    pub systems: Vec<Audited>,
    /// What this release and those before it print of counts, for the releases after it.
    pub prints: Vec<Print>,
}

/// A number that may be shown, or the published reason why there is none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Protected {
    /// It may be shown.
    Shown {
        /// The number, already rounded where policy asks for it.
        value: f64,
        /// The multiple to which it, or the counts it is made from, was rounded.
        rounding: Option<u32>,
    },
    /// It may not be shown, or does not exist, for this reason.
    Withheld(NoteCode),
}

/// One figure that may be shown. Its key has no room for a basis that is never published, unless its type says
/// [`Restricted`].
#[derive(Clone, Debug, PartialEq)]
pub struct SafeFigure<B = Published> {
    /// What it is of.
    pub key: FigureKey<B>,
    /// Its statistics.
    pub kind: Kind,
    /// The unit of `value`.
    pub unit: Box<str>,
    /// The day on which, or up to which, it counts.
    pub as_at: Date,
    /// What was counted.
    pub numerator: Protected,
    /// What it is out of; `None` for a count, which has no denominator.
    pub denominator: Option<Protected>,
    /// The value, in its unit.
    pub value: Protected,
    /// The lower 95% limit, where the kind has one.
    pub lower: Option<Protected>,
    /// The upper 95% limit, where the kind has one.
    pub upper: Option<Protected>,
    /// The period it is compared with.
    pub compared_with: Option<Period>,
    /// The absolute change since then, where there is such a period.
    pub change: Option<Protected>,
    /// The change in per cent since then, where there is such a period; never for a proportion.
    pub change_pct: Option<Protected>,
    /// Submitters whose returns are in.
    pub coverage_in: u32,
    /// Submitters that owe them.
    pub coverage_owed: u32,
    /// The share, in per cent, of the place's under-18s in the authorities that are in.
    pub coverage_population: Option<f64>,
    /// Codes to print beside the value; sorted.
    pub note_codes: Vec<NoteCode>,
}

impl<B> SafeFigure<B> {
    /// Whether its value is a percentage, whose change is told in points: a percentage of a percentage misleads.
    pub fn is_percentage(&self) -> bool {
        self.kind == Kind::Proportion || self.kind == Kind::Ratio && &*self.unit == "per cent"
    }
}

/// Figures that may leave the restricted store for one audience, sorted by key.
#[derive(Clone, Debug)]
pub struct Safe {
    audience: Audience,
    figures: Vec<SafeFigure>,
    /// For the inspectorate alone.
    persons: Vec<SafeFigure<Restricted>>,
}

impl Safe {
    /// Figures made up for the tests of what comes after.
    #[cfg(test)]
    pub(crate) fn of(mut figures: Vec<SafeFigure>) -> Self {
        figures.sort_by(|a, b| a.key.cmp(&b.key));
        Self { audience: Audience::Public, figures, persons: Vec::new() }
    }

    /// The same for the inspectorate, with figures of persons.
    #[cfg(test)]
    pub(crate) fn internal(figures: Vec<SafeFigure>, persons: Vec<SafeFigure<Restricted>>) -> Self {
        Self { audience: Audience::Internal, persons, ..Self::of(figures) }
    }

    /// For whom they are.
    pub fn audience(&self) -> Audience {
        self.audience
    }

    /// The figures, sorted by key.
    pub fn figures(&self) -> &[SafeFigure] {
        &self.figures
    }

    /// Figures of distinct persons, sorted by key: none for the public.
    pub fn persons(&self) -> &[SafeFigure<Restricted>] {
        &self.persons
    }

    /// The figure with this key.
    pub fn find(&self, key: &FigureKey<Published>) -> Option<&SafeFigure> {
        let at = self.figures.binary_search_by(|figure| figure.key.cmp(key)).ok()?;
        self.figures.get(at)
    }
}

impl Protected {
    /// The number, if it may be shown.
    pub fn shown(self) -> Option<f64> {
        match self {
            Self::Shown { value, .. } => Some(value),
            Self::Withheld(_) => None,
        }
    }
}
