//! `[[disclosure.identity]]` of `collection.toml`: what anybody may know about how published counts hang together.

use std::fmt;

use crate::domain::PeriodKind;

/// What anybody may know about published counts: that two sums of them are equal, or which is the greater. It holds for
/// each place, and each period of its kinds, for which there is a figure of every term, and all of these are made from
/// the same submitters' returns: coverage is published, and whoever is missing from one side breaks it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// As it is written.
    pub text: Box<str>,
    /// What is added up on the left: one term, or several.
    pub left: Vec<Term>,
    /// Whether the two are equal.
    pub relation: Relation,
    /// What is added up on the right.
    pub right: Vec<Term>,
    /// The kinds of period for which it holds: at least one.
    pub periods: Vec<PeriodKind>,
    /// Whether it holds besides for each category of every breakdown that all its terms have. Only terms without a
    /// category of their own are then in it.
    pub each_category: bool,
}

/// How the two sides of an [`Identity`] compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// They are equal.
    Equal,
    /// The left is the right, and an unpublished rest that may be 0.
    AtLeast,
}

/// One published count: a cell of the table of an indicator.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term {
    /// The indicator's id.
    pub indicator: Box<str>,
    /// Whether it is what the indicator is out of, in place of what it counts.
    pub denominator: bool,
    /// The breakdown; empty for the total.
    pub breakdown: Box<str>,
    /// The category; empty for the total.
    pub category: Box<str>,
    /// Whether it is that of the period before, of the same kind.
    pub before: bool,
}

/// As definitions write it: `looked_after`, `in_authority.denominator`, `looked_after[sex: female]`,
/// `looked_after@before`.
impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.indicator)?;
        if self.denominator {
            f.write_str(".denominator")?;
        }
        if !self.breakdown.is_empty() {
            write!(f, "[{}: {}]", self.breakdown, self.category)?;
        }
        f.write_str(if self.before { "@before" } else { "" })
    }
}
