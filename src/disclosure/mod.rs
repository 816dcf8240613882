//! Withholds and rounds what could identify somebody. The last stage before presentation.
//!
//! Nothing can skip it: whatever presents takes [`Safe`] figures only, and only this module makes them.

mod protect;

pub use protect::protect;

use crate::domain::{Date, FigureKey, Kind, NoteCode, Period, Published};

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

/// One figure that may be shown. Its key has no room for a basis that is never published.
#[derive(Clone, Debug, PartialEq)]
pub struct SafeFigure {
    /// What it is of.
    pub key: FigureKey<Published>,
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

/// Figures that may leave the restricted store, sorted by key.
#[derive(Clone, Debug, Default)]
pub struct Safe {
    figures: Vec<SafeFigure>,
}

impl Safe {
    /// Figures made up for the tests of what comes after.
    #[cfg(test)]
    pub(crate) fn of(mut figures: Vec<SafeFigure>) -> Self {
        figures.sort_by(|a, b| a.key.cmp(&b.key));
        Self { figures }
    }

    /// The figures, sorted by key.
    pub fn figures(&self) -> &[SafeFigure] {
        &self.figures
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
