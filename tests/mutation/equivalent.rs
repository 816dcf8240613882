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
    (
        "DEM-003",
        "expect: first_day(month) <= :year_end → first_day(month) < :year_end",
        "the last day of a year is the first of no month",
    ),
    (
        "UNR-007",
        "where: placements.start_date < COALESCE(end_date, DATE '9999-12-31') → placements.start_date <= COALESCE(end_date, DATE '9999-12-31')",
        "a placement that starts when the stay ends covers no night of it, and leaves a gap or none as it would without it",
    ),
    (
        "UNR-007",
        "where: COALESCE(placements.end_date, DATE '9999-12-31') > start_date → COALESCE(placements.end_date, DATE '9999-12-31') >= start_date",
        "a placement that ended when the stay started covers no night of it, and leaves a gap or none as it would without it",
    ),
    (
        "PLC-046",
        "expect: unregistered_services.start_date > start_date → unregistered_services.start_date >= start_date",
        "both are the same day",
    ),
    (
        "PLC-046",
        "expect: unregistered_services.start_date > :year_start → unregistered_services.start_date >= :year_start",
        "both are the first day of the year",
    ),
    ("PLC-046", "expect: start_date < :year_start → start_date <= :year_start", "both are the first day of the year"),
    (
        "PLC-046",
        "expect: unregistered_services.end_date < COALESCE(end_date, :data_to) → unregistered_services.end_date <= COALESCE(end_date, :data_to)",
        "both are the same day",
    ),
    (
        "PLC-046",
        "where: unregistered_services.start_date < COALESCE(end_date, :data_to) → unregistered_services.start_date <= COALESCE(end_date, :data_to)",
        "a stay that starts when the placement ends adds no nights",
    ),
    ("PLC-046", "where: start_date < :year_start → start_date <= :year_start", "both are the first day of the year"),
    (
        "PLC-046",
        "where: unregistered_services.end_date > CASE WHEN start_date < :year_start THEN :year_start ELSE start_date END → unregistered_services.end_date >= CASE WHEN start_date < :year_start THEN :year_start ELSE start_date END",
        "a stay that ends when the placement starts adds no nights",
    ),
];
