//! Why a value is missing or to be read with care.

/// The codes of the Welsh Government's standard shorthand that this program uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoteCode {
    /// `b`: the series breaks here.
    Break,
    /// `c`: confidential, withheld so that nobody can be recognised.
    Confidential,
    /// `e`: estimated.
    Estimated,
    /// `k`: low, rounds to zero.
    Low,
    /// `p`: provisional.
    Provisional,
    /// `r`: revised.
    Revised,
    /// `u`: of low reliability.
    LowReliability,
    /// `x`: not available, because it was not returned.
    NotAvailable,
    /// `z`: not applicable, because there is nothing to divide by.
    NotApplicable,
}

impl NoteCode {
    /// Every code, in alphabetical order.
    pub const ALL: [Self; 9] = [
        Self::Break,
        Self::Confidential,
        Self::Estimated,
        Self::Low,
        Self::Provisional,
        Self::Revised,
        Self::LowReliability,
        Self::NotAvailable,
        Self::NotApplicable,
    ];

    /// The bare code, as data files bear it; tables for people put it in square brackets.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Break => "b",
            Self::Confidential => "c",
            Self::Estimated => "e",
            Self::Low => "k",
            Self::Provisional => "p",
            Self::Revised => "r",
            Self::LowReliability => "u",
            Self::NotAvailable => "x",
            Self::NotApplicable => "z",
        }
    }

    /// The code that a data file writes so.
    pub fn of(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|code| code.as_str() == text)
    }
}
