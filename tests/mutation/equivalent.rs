//! Changes of a rule that are no mistakes: it says the same afterwards.

/// The rule's code, the change, and why no row can tell.
pub(super) const EQUIVALENT: &[(&str, &str, &str)] = &[];
