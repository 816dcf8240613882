//! Changes of a rule that are no mistakes: it says the same afterwards.

/// The rule's code, the change, and why no row can tell.
pub(super) const EQUIVALENT: &[(&str, &str, &str)] = &[
    (
        "903-367",
        "expect: COALESCE(dec, :as_at) >= decom → COALESCE(dec, :as_at) > decom",
        "an episode that ends on the day it starts adds no days",
    ),
    ("903-367", "expect: decom < :year_start → decom <= :year_start", "both are the first day of the year"),
    ("903-367", "expect: dec > :as_at → dec >= :as_at", "both are the last day"),
];
