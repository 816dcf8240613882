//! What goes wrong in what inspects and oversees: inspections, unregistered stays, demand, early help, complaints,
//! meetings and findings.

use super::Change::{AfterYear, Blank, Text};
use super::{Fault, Harm, Plain, cells};

const OF_INSPECTIONS: [Fault; 10] = [
    Fault { rule: "INS-001", column: "service_id inspection_date", kind: "same row twice", harm: Harm::Twin },
    cells("INS-002", "inspection_date", "inspected after the return", &[("inspection_date", AfterYear(400))]),
    cells("INS-003", "inspection_date", "another year's inspection", &[("inspection_date", AfterYear(-500))]),
    cells("INS-004", "areas priority_actions", "negative number", &[("areas", Text("-1"))]),
    cells("S-CODE", "worst_level", "unknown code", &[("worst_level", Text("catastrophic"))]),
    cells("S-REQUIRED", "areas", "blank required cell", &[("areas", Blank)]),
    cells("S-INTEGER", "priority_actions", "not a whole number", &[("priority_actions", Text("one"))]),
    cells("S-DATE", "inspection_date", "31 June", &[("inspection_date", Text("31/06/2022"))]),
    cells("S-YES-NO", "from_concern", "neither yes nor no", &[("from_concern", Text("perhaps"))]),
    cells(
        "INS-005",
        "worst_level areas priority_actions",
        "level that does not fit the numbers",
        &[("worst_level", Text("none")), ("areas", Text("2")), ("priority_actions", Text("0"))],
    ),
];

const OF_UNREGISTERED: [Fault; 11] = [
    Fault { rule: "UNR-001", column: "child_id start_date", kind: "same row twice", harm: Harm::Twin },
    cells(
        "UNR-003",
        "start_date end_date",
        "ends before it starts",
        &[("start_date", AfterYear(-100)), ("end_date", AfterYear(-101))],
    ),
    cells("UNR-004", "start_date", "starts after the return", &[("start_date", AfterYear(400))]),
    cells(
        "UNR-005",
        "end_date",
        "another year's stay",
        &[("start_date", AfterYear(-700)), ("end_date", AfterYear(-600))],
    ),
    cells("S-CODE", "setting", "unknown code", &[("setting", Text("treehouse"))]),
    cells("S-REQUIRED", "premises_id", "blank identifier", &[("premises_id", Blank)]),
    cells("S-DATE", "start_date", "31 November", &[("start_date", Text("31/11/2022"))]),
    cells("S-YES-NO", "age_under_16", "neither yes nor no", &[("age_under_16", Text("sixteen"))]),
    cells("S-ID", "child_id", "scientific notation", &[("child_id", Text("1.23457E+12"))]),
    cells(
        "UNR-006",
        "start_date notified_date",
        "notified long before",
        &[("start_date", AfterYear(-100)), ("notified_date", AfterYear(-140))],
    ),
    Fault {
        rule: "UNR-002",
        column: "child_id start_date end_date",
        kind: "stay that has not ended",
        harm: Harm::Pair(
            &[("start_date", AfterYear(-60)), ("end_date", AfterYear(-50))],
            &[("start_date", AfterYear(-90)), ("end_date", AfterYear(-55))],
        ),
    },
];

/// A month has no row of its own beside the one of its figures: what is planted is of no month of the year, or has cells
/// that cannot be read.
const OF_DEMAND: [Fault; 9] = [
    Fault { rule: "DEM-001", column: "month", kind: "same row twice", harm: Harm::Twin },
    cells("DEM-002", "month", "month as a spreadsheet has it", &[("month", Text("Mar-24"))]),
    cells("DEM-003", "month", "another year's month", &[("month", Text("2019-04"))]),
    cells("S-INTEGER", "contacts", "not a whole number", &[("contacts", Text("about 300"))]),
    cells("S-REQUIRED", "referrals", "blank required cell", &[("referrals", Blank)]),
    cells("S-EXCEL-ERROR", "assessments_completed", "spreadsheet error", &[("assessments_completed", Text("#DIV/0!"))]),
    cells("S-REQUIRED", "month", "blank month", &[("month", Blank)]),
    Fault {
        rule: "DEM-004",
        column: "contacts referrals assessments_completed assessments_in_42_days plans_open cp_registrations \
                 cp_deregistrations cp_on_register proceedings_issued",
        kind: "negative number",
        harm: Harm::Instead(&[("plans_open", Text("-4"))]),
    },
    Fault {
        rule: "DEM-005",
        column: "assessments_completed assessments_in_42_days",
        kind: "more in time than at all",
        harm: Harm::Instead(&[("assessments_in_42_days", Text("90000"))]),
    },
];

const OF_EARLY_HELP: [Fault; 11] = [
    Fault { rule: "EAR-001", column: "family_id referred_date", kind: "same row twice", harm: Harm::Twin },
    cells("EAR-002", "referred_date", "referred after the return", &[("referred_date", AfterYear(400))]),
    cells(
        "EAR-003",
        "referred_date start_date",
        "begins before it was asked for",
        &[("referred_date", AfterYear(-50)), ("decision", Text("accepted")), ("start_date", AfterYear(-60))],
    ),
    cells(
        "EAR-004",
        "start_date end_date",
        "ends before it begins",
        &[
            ("referred_date", AfterYear(-90)),
            ("decision", Text("accepted")),
            ("start_date", AfterYear(-60)),
            ("end_date", AfterYear(-61)),
            ("outcome", Text("closed_needs_met")),
        ],
    ),
    cells(
        "EAR-005",
        "referred_date decision end_date",
        "another year's referral",
        &[("referred_date", AfterYear(-800)), ("decision", Text("not_eligible"))],
    ),
    cells("EAR-006", "children", "negative number", &[("children", Text("-2"))]),
    cells("EAR-007", "deprivation_decile", "decile out of range", &[("deprivation_decile", Text("11"))]),
    cells("S-CODE", "service", "unknown code", &[("service", Text("counselling"))]),
    cells("S-DATE", "referred_date", "30 February", &[("referred_date", Text("30/02/2022"))]),
    cells("S-INTEGER", "children", "not a whole number", &[("children", Text("two"))]),
    cells(
        "EAR-008",
        "decision start_date",
        "begun though not accepted",
        &[("referred_date", AfterYear(-50)), ("start_date", AfterYear(-30))],
    ),
];

const OF_COMPLAINTS: [Fault; 10] = [
    Fault { rule: "CMP-001", column: "complaint_id", kind: "same row twice", harm: Harm::Twin },
    cells(
        "CMP-002",
        "received_date resolved_date",
        "resolved before it was received",
        &[("received_date", AfterYear(-100)), ("resolved_date", AfterYear(-101)), ("outcome", Text("upheld"))],
    ),
    cells("CMP-003", "received_date", "received after the return", &[("received_date", AfterYear(400))]),
    cells(
        "CMP-004",
        "received_date resolved_date",
        "another year's complaint",
        &[("received_date", AfterYear(-800)), ("resolved_date", AfterYear(-700)), ("outcome", Text("upheld"))],
    ),
    cells("S-CODE", "stage", "unknown code", &[("stage", Text("stage 9"))]),
    cells("S-REQUIRED", "subject", "blank required cell", &[("subject", Blank)]),
    cells("S-DATE", "received_date", "31 September", &[("received_date", Text("31/09/2022"))]),
    cells("S-YES-NO", "by_child", "neither yes nor no", &[("by_child", Text("maybe"))]),
    cells(
        "CMP-005",
        "resolved_date outcome",
        "resolved without an outcome",
        &[("received_date", AfterYear(-100)), ("resolved_date", AfterYear(-60))],
    ),
    cells("CMP-006", "resolved_date outcome", "outcome without a day", &[("outcome", Text("not_upheld"))]),
];

/// A body meets once in a day: what is planted is on a day of another year, or early on the year's second day.
const OF_OVERSIGHT: [Fault; 9] = [
    Fault { rule: "OVR-001", column: "body meeting_date", kind: "same row twice", harm: Harm::Twin },
    cells("OVR-002", "meeting_date", "held after the return", &[("meeting_date", AfterYear(400))]),
    cells("OVR-003", "meeting_date", "another year's meeting", &[("meeting_date", AfterYear(-400))]),
    cells(
        "OVR-004",
        "challenges_recorded actions_due actions_done",
        "negative number",
        &[("meeting_date", AfterYear(-363)), ("challenges_recorded", Text("-1"))],
    ),
    cells(
        "OVR-005",
        "actions_due actions_done",
        "more done than due",
        &[("meeting_date", AfterYear(-364)), ("actions_due", Text("3")), ("actions_done", Text("4"))],
    ),
    cells("S-CODE", "body", "unknown code", &[("body", Text("film club"))]),
    cells("S-DATE", "meeting_date", "29 February of a common year", &[("meeting_date", Text("29/02/2023"))]),
    cells("S-INTEGER", "challenges_recorded", "not a whole number", &[("challenges_recorded", Text("several"))]),
    cells("S-YES-NO", "children_views", "neither yes nor no", &[("children_views", Text("partly"))]),
];

/// What is planted has a number that no finding bears.
const OF_FINDINGS: [Fault; 10] = [
    Fault {
        rule: "FND-001",
        column: "authority programme question polarity number",
        kind: "same row twice",
        harm: Harm::Twin,
    },
    cells(
        "FND-002",
        "published_date",
        "published after the return",
        &[("number", Text("91")), ("published_date", AfterYear(400))],
    ),
    cells(
        "FND-003",
        "published_date",
        "another year's report",
        &[("number", Text("92")), ("published_date", AfterYear(-500))],
    ),
    cells(
        "FND-004",
        "fieldwork_from fieldwork_to",
        "fieldwork ends before it begins",
        &[
            ("number", Text("93")),
            ("fieldwork_from", AfterYear(-60)),
            ("fieldwork_to", AfterYear(-65)),
            ("published_date", AfterYear(-1)),
        ],
    ),
    cells(
        "FND-005",
        "fieldwork_from fieldwork_to published_date",
        "published before the fieldwork ended",
        &[
            ("number", Text("94")),
            ("fieldwork_from", AfterYear(-6)),
            ("fieldwork_to", AfterYear(-3)),
            ("published_date", AfterYear(-4)),
        ],
    ),
    cells("FND-006", "question number", "question 0", &[("number", Text("95")), ("question", Text("0"))]),
    cells("FND-007", "fieldwork_days", "no days", &[("number", Text("96")), ("fieldwork_days", Text("0"))]),
    cells("S-CODE", "themes", "unknown code", &[("themes", Text("reviews;catering"))]),
    cells("S-REQUIRED", "text", "blank required cell", &[("text", Blank)]),
    cells("S-DATE", "published_date", "32 January", &[("published_date", Text("32/01/2024"))]),
];

/// The faults of one of these returns.
pub(super) fn of(table: &str) -> Option<(&'static [Fault], Plain)> {
    Some(match table {
        "service_inspections" => (&OF_INSPECTIONS, &[("enforcement", Text("none"))]),
        "unregistered_services" => (&OF_UNREGISTERED, &[("end_date", Blank), ("notified_date", Blank)]),
        "demand" => (&OF_DEMAND, &[]),
        "early_help" => (
            &OF_EARLY_HELP,
            &[("decision", Text("waiting")), ("start_date", Blank), ("end_date", Blank), ("outcome", Blank)],
        ),
        "complaints" => (&OF_COMPLAINTS, &[("resolved_date", Blank), ("outcome", Blank)]),
        "oversight" => (&OF_OVERSIGHT, &[("actions_due", Blank), ("actions_done", Blank)]),
        "inspection_findings" => {
            (&OF_FINDINGS, &[("fieldwork_from", Blank), ("fieldwork_to", Blank), ("fieldwork_days", Blank)])
        }
        _ => return None,
    })
}
