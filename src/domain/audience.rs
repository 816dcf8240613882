//! For whom an overview is made.

/// Who may read an overview.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Audience {
    /// Everybody.
    Public,
    /// The inspectorate alone: what is made for it is never published.
    Internal,
}

impl Audience {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Public, Self::Internal];

    /// `public` or `internal`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Internal => "internal",
        }
    }

    /// The audience that is written so.
    pub fn of(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|audience| audience.as_str() == text)
    }
}
