//! What goes wrong in placements, and in the registers of services, notices and concerns.

use super::Change::{After, AfterYear, Blank, Text};
use super::{Fault, Harm, Plain, cells};

const OF_PLACEMENTS: [Fault; 26] = [
    cells("S-CODE", "legal_status", "unknown code", &[("legal_status", Text("C9"))]),
    cells("S-DATE", "date_of_birth", "31 February", &[("date_of_birth", Text("31/02/2012"))]),
    Fault { rule: "PLC-001", column: "child_id start_date", kind: "same row twice", harm: Harm::Twin },
    cells("S-REQUIRED", "legal_status", "blank required cell", &[("legal_status", Blank)]),
    Fault { rule: "PLC-002", column: "child_id start_date end_date", kind: "overlap", harm: Harm::Overlap },
    cells(
        "PLC-003",
        "start_date end_date",
        "ends before it starts",
        &[("end_date", After("start_date", -1)), ("end_reason", Text("planned"))],
    ),
    cells(
        "PLC-004",
        "start_date date_of_birth",
        "starts before birth",
        &[("start_date", After("date_of_birth", -10)), ("looked_after_since", After("date_of_birth", -10))],
    ),
    cells("S-EXCEL-ERROR", "provider", "spreadsheet error", &[("provider", Text("#REF!"))]),
    cells(
        "PLC-005",
        "start_date looked_after_since",
        "starts before looked after",
        &[("looked_after_since", After("start_date", 10))],
    ),
    cells("PLC-006", "start_date date_of_birth", "starts after 18", &[("date_of_birth", After("start_date", -6590))]),
    cells("S-ID", "child_id", "scientific notation", &[("child_id", Text("1.23457E+12"))]),
    cells(
        "PLC-007",
        "looked_after_until ceased_reason",
        "no reason for ceasing",
        &[("looked_after_until", After("start_date", 30))],
    ),
    cells(
        "PLC-008",
        "start_date",
        "starts after the return",
        &[("start_date", AfterYear(400)), ("looked_after_since", AfterYear(-20)), ("date_of_birth", AfterYear(-3000))],
    ),
    cells("PLC-016", "home_decile", "decile out of range", &[("home_decile", Text("11"))]),
    cells("S-INTEGER", "school_changes", "not a whole number", &[("school_changes", Text("one"))]),
    cells(
        "PLC-017",
        "looked_after_since looked_after_until",
        "ceased before it began",
        &[("looked_after_until", After("looked_after_since", -5)), ("ceased_reason", Text("returned_home"))],
    ),
    cells("PLC-018", "distance_km", "negative distance", &[("distance_km", Text("-4.5"))]),
    cells("S-DECIMAL", "distance_km", "not a number", &[("distance_km", Text("12 miles"))]),
    cells("S-YES-NO", "disabled", "neither yes nor no", &[("disabled", Text("perhaps"))]),
    cells("S-REQUIRED", "child_id", "blank identifier", &[("child_id", Blank)]),
    cells("S-DATE", "start_date", "month before day", &[("start_date", Text("12/31/2021"))]),
    cells("S-EXCEL-ERROR", "date_of_birth", "column too narrow", &[("date_of_birth", Text("########"))]),
    cells("S-CODE", "sex", "misspelt code", &[("sex", Text("Famele"))]),
    cells("S-CODE", "placement_type", "dummy code", &[("placement_type", Text("*DUMMY*"))]),
    cells("PLC-018", "distance_km", "distance too great", &[("distance_km", Text("2500.5"))]),
    cells("S-REQUIRED", "date_of_birth", "missing marker in a required cell", &[("date_of_birth", Text("N/A"))]),
];

const OF_SERVICES: [Fault; 9] = [
    Fault { rule: "SVC-001", column: "service_id", kind: "same row twice", harm: Harm::Twin },
    cells(
        "SVC-002",
        "registered_date cancelled_date",
        "cancelled before it was registered",
        &[("cancelled_date", After("registered_date", -1))],
    ),
    cells("SVC-003", "registered_date", "registered after the return", &[("registered_date", AfterYear(10))]),
    cells("SVC-004", "places", "too many places", &[("places", Text("5,000"))]),
    cells("SVC-006", "registered_date", "registered before 1900", &[("registered_date", Text("31/12/1899"))]),
    cells("S-CODE", "authority", "unknown authority", &[("authority", Text("Gwalia"))]),
    cells("S-INTEGER", "places", "not a whole number", &[("places", Text("four"))]),
    cells("S-REQUIRED", "service_type", "blank required cell", &[("service_type", Blank)]),
    cells("S-EXCEL-ERROR", "places", "spreadsheet error", &[("places", Text("#VALUE!"))]),
];

const OF_PANS: [Fault; 9] = [
    Fault { rule: "PAN-001", column: "pan_id", kind: "same row twice", harm: Harm::Twin },
    cells("PAN-002", "first_due_date due_date", "due before first due", &[("due_date", After("first_due_date", -3))]),
    cells(
        "PAN-003",
        "issued_date first_due_date",
        "due before it was issued",
        &[("first_due_date", After("issued_date", -7))],
    ),
    cells(
        "PAN-004",
        "issued_date resolved_date",
        "resolved before it was issued",
        &[("resolved_date", After("issued_date", -2)), ("status", Text("achieved"))],
    ),
    cells("PAN-005", "status resolved_date", "achieved, but not when", &[("status", Text("achieved"))]),
    cells(
        "PAN-006",
        "status resolved_date",
        "resolved, but open",
        &[("resolved_date", After("issued_date", 30)), ("status", Text("new"))],
    ),
    cells(
        "PAN-007",
        "issued_date",
        "issued after the return",
        &[("issued_date", AfterYear(3)), ("first_due_date", AfterYear(30)), ("due_date", AfterYear(30))],
    ),
    cells("S-CODE", "theme", "unknown code", &[("theme", Text("catering"))]),
    cells("S-DATE", "issued_date", "30 February", &[("issued_date", Text("30/02/2022"))]),
];

const OF_CONCERNS: [Fault; 7] = [
    Fault { rule: "CON-001", column: "concern_id", kind: "same row twice", harm: Harm::Twin },
    cells(
        "CON-002",
        "received_date closed_date",
        "closed before it was received",
        &[("received_date", AfterYear(-100)), ("closed_date", AfterYear(-101))],
    ),
    cells("CON-003", "received_date", "received after the return", &[("received_date", AfterYear(2))]),
    cells(
        "CON-005",
        "received_date closed_date",
        "another year's concern",
        &[("received_date", AfterYear(-800)), ("closed_date", AfterYear(-700))],
    ),
    cells("S-CODE", "themes", "unknown code", &[("themes", Text("staffing_levels;unicorns"))]),
    cells("S-REQUIRED", "received_date", "blank required cell", &[("received_date", Blank)]),
    cells("S-ID", "concern_id", "scientific notation", &[("concern_id", Text("4.10005E+11"))]),
];

const PLAIN_PLACEMENT: Plain = &[
    ("upn", Blank),
    ("looked_after_until", Blank),
    ("ceased_reason", Blank),
    ("placement_id", Blank),
    ("end_date", Blank),
    ("legal_status", Text("C2")),
    ("placement_type", Text("foster_other")),
    ("location", Text("in_authority")),
    ("out_of_area_reason", Blank),
    ("provider", Text("own_authority")),
    ("registration", Text("not_required")),
    ("service_id", Blank),
    ("distance_km", Blank),
    ("end_reason", Blank),
    ("visiting_advocacy", Blank),
];
const PLAIN_NOTICE: Plain =
    &[("regulation", Text("Regulation 79")), ("status", Text("not_achieved")), ("resolved_date", Blank)];

/// The faults of one of these returns.
pub(super) fn of(table: &str) -> Option<(&'static [Fault], Plain)> {
    Some(match table {
        "placements" => (&OF_PLACEMENTS, PLAIN_PLACEMENT),
        "services" => (&OF_SERVICES, &[("cancelled_date", Blank)]),
        "pans" => (&OF_PANS, PLAIN_NOTICE),
        "concerns" => (&OF_CONCERNS, &[("closed_date", Blank), ("service_id", Blank), ("actions", Text("none"))]),
        _ => return None,
    })
}
