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

    /// The bare code, as data files bear it.
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

    /// The code as tables, sentences and pictures for people bear it, each in its own brackets: `[c]`. They say `low` for
    /// `k`, as the Government Analysis Function does.
    pub const fn in_brackets(self) -> &'static str {
        match self {
            Self::Break => "[b]",
            Self::Confidential => "[c]",
            Self::Estimated => "[e]",
            Self::Low => "[low]",
            Self::Provisional => "[p]",
            Self::Revised => "[r]",
            Self::LowReliability => "[u]",
            Self::NotAvailable => "[x]",
            Self::NotApplicable => "[z]",
        }
    }

    /// The code that a data file writes so.
    pub fn of(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|code| code.as_str() == text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_bare_for_programs_and_bracketed_for_people() {
        for code in NoteCode::ALL {
            assert_eq!(NoteCode::of(code.as_str()), Some(code));
            if code != NoteCode::Low {
                assert_eq!(code.in_brackets(), format!("[{}]", code.as_str()));
            }
        }
        assert_eq!((NoteCode::Low.as_str(), NoteCode::Low.in_brackets()), ("k", "[low]"));
        assert_eq!(NoteCode::of("low"), None);
    }
}
