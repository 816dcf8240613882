//! Who sends returns.

use std::fmt;
use std::str::FromStr;

/// The nine-character GSS code that identifies one local authority, e.g. `W06000016`.
///
/// A value of this type has the right *shape*; whether the authority existed in a year is a lookup in the
/// collection's reference tables.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AuthorityCode(Box<str>);

/// Why a piece of text is not an [`AuthorityCode`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnAuthorityCode;

impl fmt::Display for NotAnAuthorityCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected one capital letter and eight digits, like `W06000016`")
    }
}

impl std::error::Error for NotAnAuthorityCode {}

impl FromStr for AuthorityCode {
    type Err = NotAnAuthorityCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.as_bytes() {
            [b'A'..=b'Z', digits @ ..] if digits.len() == 8 && digits.iter().all(u8::is_ascii_digit) => {
                Ok(Self(text.into()))
            }
            _ => Err(NotAnAuthorityCode),
        }
    }
}

impl AuthorityCode {
    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for AuthorityCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whose return a submission is: an authority's, or one of the inspectorate's own registers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Submitter {
    /// The inspectorate's registers; written `national`.
    National,
    /// One authority; written as its code.
    Authority(AuthorityCode),
}

impl Submitter {
    /// `national`, or the authority's code: the value of the `submitter` column and folder.
    pub fn as_str(&self) -> &str {
        match self {
            Self::National => "national",
            Self::Authority(code) => code.as_str(),
        }
    }
}

impl fmt::Display for Submitter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Submitter {
    type Err = NotAnAuthorityCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "national" { Ok(Self::National) } else { text.parse().map(Self::Authority) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_one_capital_and_eight_digits() {
        assert!("W06000016".parse::<AuthorityCode>().is_ok());
        for wrong in ["", "W0600001", "w06000016", "W0600001x", "W060000161", "540"] {
            assert_eq!(wrong.parse::<AuthorityCode>(), Err(NotAnAuthorityCode), "{wrong}");
        }
    }
}
