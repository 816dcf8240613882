//! What a count is of, and what a figure tells of counts.

use crate::definitions::Term;
use crate::domain::{Kind, Withholding};

/// What of an indicator is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    /// What counts: the number itself, or the numerator.
    Counted,
    /// What it is out of: the denominator of a proportion, or the number of observations.
    Whole,
    /// What of the whole does not count. It is never printed, and follows from the other two.
    Rest,
}

/// What a series counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Name<'f> {
    pub indicator: &'f str,
    pub version: u32,
    pub side: Side,
    pub breakdown: &'f str,
    pub category: &'f str,
}

/// What a figure tells of counts: the one that is being published, or one that was.
#[derive(Clone, Copy, Debug)]
pub(super) struct Told<'f> {
    pub indicator: &'f str,
    pub version: u32,
    pub breakdown: &'f str,
    pub category: &'f str,
    pub place: usize,
    pub kind: Kind,
    pub counted: Option<f64>,
    pub out_of: Option<f64>,
    /// What of it policy withholds.
    pub withheld: Withholding,
}

impl<'f> Name<'f> {
    /// Of a term, whose indicator is of this version.
    pub(super) fn of(term: &'f Term, version: u32) -> Self {
        let (indicator, breakdown, category) = (&*term.indicator, &*term.breakdown, &*term.category);
        Self { indicator, version, side: side_of(term), breakdown, category }
    }
}

pub(super) const fn side_of(term: &Term) -> Side {
    if term.denominator { Side::Whole } else { Side::Counted }
}
