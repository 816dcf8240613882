//! What goes wrong in what is told of children in care: moves, referrals to mental health services, reviews, visits,
//! allocated workers, risks and going missing.

use super::Change::{After, AfterYear, Blank, Text};
use super::{Fault, Harm, Plain, cells};

const OF_MOVES: [Fault; 13] = [
    Fault { rule: "MOV-001", column: "child_id move_date sequence", kind: "same row twice", harm: Harm::Twin },
    cells("MOV-003", "move_date", "moved after the year", &[("move_date", AfterYear(3))]),
    cells("S-CODE", "to_type", "unknown code", &[("to_type", Text("houseboat"))]),
    cells("MOV-004", "move_date", "another year's move", &[("move_date", AfterYear(-400))]),
    cells("MOV-005", "sequence", "move number nought", &[("sequence", Text("0"))]),
    cells("S-REQUIRED", "reason", "blank required cell", &[("reason", Blank)]),
    cells("MOV-006", "days_notice", "negative notice", &[("days_notice", Text("-3"))]),
    cells("S-INTEGER", "days_notice", "not a whole number", &[("days_notice", Text("a week"))]),
    cells("MOV-007", "reason planned", "planned, and not planned", &[("planned", Text("no"))]),
    cells("S-YES-NO", "changed_school", "neither yes nor no", &[("changed_school", Text("perhaps"))]),
    cells("MOV-008", "reason", "adopted, not moved", &[("reason", Text("adopted")), ("planned", Text("yes"))]),
    cells("S-DATE", "move_date", "31 February", &[("move_date", Text("31/02/2022"))]),
    Fault {
        rule: "MOV-002",
        column: "child_id move_date sequence",
        kind: "two moves of a day without numbers",
        harm: Harm::Pair(&[("sequence", Blank)], &[("sequence", Blank)]),
    },
];

const OF_CAMHS_WAITING: [Fault; 13] = [
    Fault { rule: "CAM-001", column: "child_id referral_date service", kind: "same row twice", harm: Harm::Twin },
    cells(
        "CAM-002",
        "referral_date decision_date",
        "decided before it was made",
        &[("decision", Text("accepted")), ("decision_date", After("referral_date", -1))],
    ),
    cells(
        "CAM-003",
        "referral_date first_appointment_date",
        "seen before the referral",
        &[
            ("decision", Text("accepted")),
            ("decision_date", After("referral_date", 0)),
            ("first_appointment_date", After("referral_date", -3)),
        ],
    ),
    cells("S-CODE", "service", "unknown code", &[("service", Text("astrology"))]),
    cells(
        "CAM-004",
        "referral_date closed_date",
        "closed before it was made",
        &[("referral_date", AfterYear(-100)), ("closed_date", AfterYear(-101)), ("close_reason", Text("other"))],
    ),
    cells("CAM-005", "referral_date", "referred after the return", &[("referral_date", AfterYear(400))]),
    cells("S-REQUIRED", "cohort", "blank required cell", &[("cohort", Blank)]),
    cells(
        "CAM-006",
        "closed_date",
        "another year's referral",
        &[("referral_date", AfterYear(-800)), ("closed_date", AfterYear(-500)), ("close_reason", Text("other"))],
    ),
    cells(
        "CAM-007",
        "date_of_birth referral_date",
        "referred before birth",
        &[("date_of_birth", After("referral_date", 30))],
    ),
    cells("S-YES-NO", "need_assessed", "neither yes nor no", &[("need_assessed", Text("unsure"))]),
    cells(
        "CAM-009",
        "closed_date close_reason",
        "closed, but not why",
        &[("referral_date", AfterYear(-60)), ("closed_date", AfterYear(-30))],
    ),
    cells("S-DATE", "referral_date", "31 February", &[("referral_date", Text("31/02/2022"))]),
    cells(
        "CAM-010",
        "first_appointment_date decision",
        "seen, but not accepted",
        &[
            ("referral_date", AfterYear(-60)),
            ("decision", Text("not_accepted")),
            ("decision_date", AfterYear(-50)),
            ("first_appointment_date", AfterYear(-30)),
        ],
    ),
];

const OF_REVIEWS: [Fault; 12] = [
    Fault { rule: "REV-001", column: "child_id kind due_date", kind: "same row twice", harm: Harm::Twin },
    cells("REV-002", "due_date", "due after the year", &[("due_date", AfterYear(20))]),
    cells("S-CODE", "kind", "unknown code", &[("kind", Text("quinquennial"))]),
    cells(
        "REV-003",
        "held_date",
        "held after the return",
        &[("held_date", AfterYear(400)), ("participation", Text("attended_spoke"))],
    ),
    cells("REV-004", "sequence", "review number nought", &[("sequence", Text("0"))]),
    cells("S-INTEGER", "actions_due", "not a whole number", &[("actions_due", Text("several"))]),
    cells(
        "REV-005",
        "tracking_contacts actions_due actions_completed",
        "negative number of contacts",
        &[("tracking_contacts", Text("-1"))],
    ),
    cells(
        "REV-006",
        "escalated_date escalation_resolved_date",
        "resolved before it was escalated",
        &[("escalated_date", After("due_date", -10)), ("escalation_resolved_date", After("due_date", -12))],
    ),
    cells("S-REQUIRED", "due_date", "blank required cell", &[("due_date", Blank)]),
    cells("REV-002", "due_date", "another year's review", &[("due_date", AfterYear(-500))]),
    cells("REV-009", "held_date participation", "held, but not how", &[("held_date", After("due_date", -2))]),
    cells("S-DATE", "held_date", "31 February", &[("held_date", Text("31/02/2022"))]),
];

const OF_VISITS: [Fault; 10] = [
    Fault { rule: "VIS-001", column: "child_id due_date", kind: "same row twice", harm: Harm::Twin },
    cells("VIS-002", "due_date", "due after the year", &[("due_date", AfterYear(20))]),
    cells("S-DATE", "visited_date", "31 February", &[("visited_date", Text("31/02/2022"))]),
    cells(
        "VIS-003",
        "visited_date",
        "visited after the return",
        &[("visited_date", AfterYear(400)), ("seen_alone", Text("yes"))],
    ),
    cells("S-YES-NO", "seen_alone", "neither yes nor no", &[("seen_alone", Text("sometimes"))]),
    cells("VIS-002", "due_date", "another year's visit", &[("due_date", AfterYear(-500))]),
    cells("S-REQUIRED", "due_date", "blank required cell", &[("due_date", Blank)]),
    cells("VIS-004", "visited_date seen_alone", "seen alone, but not when", &[("seen_alone", Text("yes"))]),
    cells("S-ID", "child_id", "scientific notation", &[("child_id", Text("1.23457E+12"))]),
    cells("VIS-005", "due_date visited_date", "visited far too early", &[("visited_date", After("due_date", -60))]),
];

const OF_ALLOCATIONS: [Fault; 11] = [
    Fault { rule: "ALL-001", column: "child_id from_date", kind: "same row twice", harm: Harm::Twin },
    cells(
        "ALL-003",
        "from_date to_date",
        "ends before it starts",
        &[("from_date", AfterYear(-50)), ("to_date", AfterYear(-60))],
    ),
    cells("S-CODE", "reason", "unknown code", &[("reason", Text("promotion"))]),
    cells("ALL-004", "from_date", "starts after the return", &[("from_date", AfterYear(400))]),
    cells("S-YES-NO", "qualified", "neither yes nor no", &[("qualified", Text("in training"))]),
    cells(
        "ALL-005",
        "to_date",
        "another year's spell",
        &[("from_date", AfterYear(-900)), ("to_date", AfterYear(-600))],
    ),
    cells("S-REQUIRED", "from_date", "blank required cell", &[("from_date", Blank)]),
    cells("ALL-006", "worker_id qualified", "qualified nobody", &[("qualified", Text("yes"))]),
    cells("S-DATE", "from_date", "31 February", &[("from_date", Text("31/02/2022"))]),
    cells("S-EXCEL-ERROR", "reason", "spreadsheet error", &[("reason", Text("#REF!"))]),
    Fault {
        rule: "ALL-002",
        column: "child_id from_date to_date",
        kind: "spell that has not ended",
        harm: Harm::Pair(
            &[("from_date", AfterYear(-60)), ("to_date", Blank)],
            &[("from_date", AfterYear(-90)), ("to_date", Blank)],
        ),
    },
];

const OF_RISKS: [Fault; 11] = [
    Fault { rule: "RSK-001", column: "child_id risk identified_date", kind: "same row twice", harm: Harm::Twin },
    cells(
        "RSK-002",
        "identified_date closed_date",
        "closed before it was identified",
        &[("identified_date", AfterYear(-90)), ("closed_date", AfterYear(-95))],
    ),
    cells("S-CODE", "risk", "unknown code", &[("risk", Text("weather"))]),
    cells("RSK-003", "identified_date", "identified after the return", &[("identified_date", AfterYear(400))]),
    cells("S-YES-NO", "multi_agency_assessment", "neither yes nor no", &[("multi_agency_assessment", Text("partly"))]),
    cells(
        "RSK-004",
        "closed_date",
        "another year's risk",
        &[("identified_date", AfterYear(-900)), ("closed_date", AfterYear(-500))],
    ),
    cells(
        "RSK-005",
        "identified_date strategy_meeting_date",
        "meeting before the risk",
        &[("strategy_meeting_date", After("identified_date", -1))],
    ),
    cells("S-REQUIRED", "multi_agency_assessment", "blank required cell", &[("multi_agency_assessment", Blank)]),
    cells(
        "RSK-006",
        "identified_date plan_date",
        "plan before the risk",
        &[("plan_date", After("identified_date", -5)), ("owner_named", Text("yes")), ("timescale_set", Text("yes"))],
    ),
    cells("S-DATE", "identified_date", "31 February", &[("identified_date", Text("31/02/2022"))]),
    cells("RSK-007", "plan_date owner_named timescale_set", "owner of no plan", &[("owner_named", Text("yes"))]),
];

const OF_MISSING_EPISODES: [Fault; 11] = [
    Fault { rule: "MIS-001", column: "child_id missing_from", kind: "same row twice", harm: Harm::Twin },
    cells(
        "MIS-003",
        "missing_from returned_on",
        "returned before going missing",
        &[("missing_from", AfterYear(-40)), ("returned_on", AfterYear(-41)), ("interview_offered", Text("no"))],
    ),
    cells("MIS-004", "missing_from", "missing after the return", &[("missing_from", AfterYear(400))]),
    cells("S-YES-NO", "interview_offered", "neither yes nor no", &[("interview_offered", Text("perhaps"))]),
    cells(
        "MIS-005",
        "returned_on",
        "another year's episode",
        &[("missing_from", AfterYear(-700)), ("returned_on", AfterYear(-690)), ("interview_offered", Text("no"))],
    ),
    cells(
        "MIS-006",
        "returned_on interview_date",
        "interview before the return",
        &[
            ("missing_from", AfterYear(-30)),
            ("returned_on", AfterYear(-28)),
            ("interview_offered", Text("yes")),
            ("interview_date", AfterYear(-29)),
        ],
    ),
    cells("S-REQUIRED", "missing_from", "blank required cell", &[("missing_from", Blank)]),
    cells(
        "MIS-007",
        "returned_on interview_offered interview_date",
        "interview that was not offered",
        &[
            ("missing_from", AfterYear(-30)),
            ("returned_on", AfterYear(-28)),
            ("interview_offered", Text("no")),
            ("interview_date", AfterYear(-27)),
        ],
    ),
    cells("S-DATE", "missing_from", "31 February", &[("missing_from", Text("31/02/2022"))]),
    cells(
        "MIS-008",
        "returned_on interview_offered",
        "returned, but nothing of an interview",
        &[("missing_from", AfterYear(-30)), ("returned_on", AfterYear(-28))],
    ),
    Fault {
        rule: "MIS-002",
        column: "child_id missing_from returned_on",
        kind: "missing already",
        harm: Harm::Pair(
            &[("missing_from", AfterYear(-60)), ("returned_on", AfterYear(-55))],
            &[("missing_from", AfterYear(-70)), ("returned_on", AfterYear(-58))],
        ),
    },
];

const PLAIN_MOVE: Plain =
    &[("sequence", Text("1")), ("reason", Text("planned")), ("planned", Text("yes")), ("days_notice", Blank)];
const PLAIN_REFERRAL: Plain = &[
    ("decision", Text("pending")),
    ("decision_date", Blank),
    ("first_appointment_date", Blank),
    ("closed_date", Blank),
    ("close_reason", Blank),
];
const PLAIN_REVIEW: Plain = &[
    ("sequence", Blank),
    ("held_date", Blank),
    ("chaired_by_iro", Blank),
    ("participation", Blank),
    ("professionals_attended", Blank),
    ("family_attended", Blank),
    ("escalated_date", Blank),
    ("escalation_resolved_date", Blank),
];
const PLAIN_VISIT: Plain = &[("visited_date", Blank), ("seen_alone", Blank)];
const PLAIN_ALLOCATION: Plain =
    &[("to_date", Blank), ("worker_id", Blank), ("qualified", Blank), ("reason", Text("other"))];
const PLAIN_RISK: Plain = &[
    ("strategy_meeting_date", Blank),
    ("plan_date", Blank),
    ("owner_named", Blank),
    ("timescale_set", Blank),
    ("closed_date", Blank),
];
const PLAIN_EPISODE: Plain = &[("returned_on", Blank), ("interview_offered", Blank), ("interview_date", Blank)];

/// The faults of a return about children in care, and what makes a row of it plain.
pub(super) fn of(table: &str) -> Option<(&'static [Fault], Plain)> {
    match table {
        "moves" => Some((&OF_MOVES, PLAIN_MOVE)),
        "camhs_waiting" => Some((&OF_CAMHS_WAITING, PLAIN_REFERRAL)),
        "reviews" => Some((&OF_REVIEWS, PLAIN_REVIEW)),
        "visits" => Some((&OF_VISITS, PLAIN_VISIT)),
        "allocations" => Some((&OF_ALLOCATIONS, PLAIN_ALLOCATION)),
        "risks" => Some((&OF_RISKS, PLAIN_RISK)),
        "missing_episodes" => Some((&OF_MISSING_EPISODES, PLAIN_EPISODE)),
        _ => None,
    }
}
