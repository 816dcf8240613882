//! What goes wrong in what is told of people and places: caseloads, the workforce, care leavers, advocacy, audited plans,
//! foster carers and searches for placements.

use super::Change::{AfterYear, Blank, Text};
use super::{Fault, Harm, Plain, cells};

const OF_CASELOADS: [Fault; 14] = [
    Fault { rule: "CAS-001", column: "worker_id snapshot_date", kind: "same row twice", harm: Harm::Twin },
    cells("CAS-002", "snapshot_date", "snapshot after the year", &[("snapshot_date", AfterYear(30))]),
    cells("S-CODE", "role", "unknown code", &[("role", Text("wizard"))]),
    cells("CAS-003", "fte", "more than two workers in one", &[("fte", Text("37"))]),
    cells(
        "CAS-004",
        "cases looked_after_cases child_protection_cases care_leaver_cases",
        "negative number of cases",
        &[("looked_after_cases", Text("-2"))],
    ),
    cells("S-INTEGER", "cases", "not a whole number", &[("cases", Text("a dozen"))]),
    cells(
        "CAS-005",
        "cases looked_after_cases child_protection_cases care_leaver_cases",
        "more cases of a kind than cases",
        &[("child_protection_cases", Text("1"))],
    ),
    cells("S-DECIMAL", "fte", "not a number", &[("fte", Text("full time"))]),
    cells(
        "CAS-006",
        "role qualified",
        "unqualified worker who is qualified",
        &[("role", Text("unqualified_worker")), ("qualified", Text("yes"))],
    ),
    cells("S-YES-NO", "qualified", "neither yes nor no", &[("qualified", Text("in training"))]),
    cells(
        "CAS-007",
        "newly_qualified qualified",
        "newly qualified, but not qualified",
        &[("role", Text("personal_adviser")), ("qualified", Text("no")), ("newly_qualified", Text("yes"))],
    ),
    cells("S-REQUIRED", "team", "blank required cell", &[("team", Blank)]),
    cells("CAS-002", "snapshot_date", "snapshot of an earlier year", &[("snapshot_date", AfterYear(-420))]),
    cells("CAS-010", "cases", "more cases than anyone holds", &[("cases", Text("171"))]),
];

/// A row of a team keeps the name of the team: each of these is of a team of its own.
const OF_WORKFORCE: [Fault; 14] = [
    Fault { rule: "WRK-001", column: "team staff_group snapshot_date", kind: "same row twice", harm: Harm::Twin },
    cells(
        "WRK-002",
        "snapshot_date",
        "snapshot after the year",
        &[("team", Text("Alder")), ("snapshot_date", AfterYear(30))],
    ),
    cells("S-CODE", "staff_group", "unknown code", &[("team", Text("Ash")), ("staff_group", Text("pilots"))]),
    cells(
        "WRK-003",
        "posts_fte in_post_fte vacant_fte agency_fte agency_covering_vacancy_fte leavers_fte working_days_lost",
        "negative number of leavers",
        &[("team", Text("Beech")), ("leavers_fte", Text("-1"))],
    ),
    cells(
        "WRK-004",
        "open_cases unallocated_cases cases_with_unqualified supervisions_due supervisions_held training_due training_completed",
        "negative number of cases",
        &[("team", Text("Birch")), ("unallocated_cases", Text("-3"))],
    ),
    cells("S-DECIMAL", "posts_fte", "not a number", &[("team", Text("Cedar")), ("posts_fte", Text("ten"))]),
    cells(
        "WRK-005",
        "posts_fte in_post_fte vacant_fte",
        "posts that are neither filled nor vacant",
        &[("team", Text("Elm")), ("posts_fte", Text("3"))],
    ),
    cells(
        "WRK-006",
        "managed_team in_post_fte",
        "managed team with staff of its own",
        &[("team", Text("Hazel")), ("managed_team", Text("yes"))],
    ),
    cells(
        "S-EXCEL-ERROR",
        "vacant_fte",
        "spreadsheet error",
        &[("team", Text("Holly")), ("vacant_fte", Text("#VALUE!"))],
    ),
    cells(
        "WRK-007",
        "team snapshot_date in_post_fte agency_fte managed_team",
        "team of agency workers only",
        &[("team", Text("Larch")), ("in_post_fte", Text("0")), ("vacant_fte", Text("1")), ("agency_fte", Text("1"))],
    ),
    cells(
        "WRK-008",
        "agency_fte vacant_fte agency_covering_vacancy_fte",
        "more cover than vacancies",
        &[("team", Text("Maple")), ("agency_fte", Text("1")), ("agency_covering_vacancy_fte", Text("1"))],
    ),
    cells("S-REQUIRED", "open_cases", "blank required cell", &[("team", Text("Oak")), ("open_cases", Blank)]),
    cells(
        "WRK-009",
        "open_cases unallocated_cases cases_with_unqualified",
        "more unallocated cases than cases",
        &[("team", Text("Rowan")), ("unallocated_cases", Text("5"))],
    ),
    cells(
        "WRK-010",
        "supervisions_due supervisions_held training_due training_completed",
        "more sessions held than due",
        &[("team", Text("Willow")), ("supervisions_due", Text("4")), ("supervisions_held", Text("6"))],
    ),
];

const OF_CARE_LEAVERS: [Fault; 14] = [
    Fault { rule: "LEA-001", column: "child_id snapshot_date", kind: "same row twice", harm: Harm::Twin },
    cells("LEA-002", "snapshot_date", "snapshot of an earlier year", &[("snapshot_date", AfterYear(-400))]),
    cells("S-CODE", "accommodation", "unknown code", &[("accommodation", Text("houseboat"))]),
    cells("LEA-003", "left_care_date date_of_birth", "left care before birth", &[("date_of_birth", AfterYear(-990))]),
    cells(
        "LEA-004",
        "left_care_date snapshot_date",
        "left care after the snapshot",
        &[("snapshot_date", AfterYear(-101)), ("left_care_date", AfterYear(-100))],
    ),
    cells("S-DATE", "date_of_birth", "31 September", &[("date_of_birth", Text("31/09/2003"))]),
    cells("LEA-005", "category left_care_date", "no date of leaving care", &[("left_care_date", Blank)]),
    cells(
        "LEA-006",
        "pathway_plan_date snapshot_date",
        "plan after the snapshot",
        &[("snapshot_date", AfterYear(-51)), ("pathway_plan_date", AfterYear(-50))],
    ),
    cells("S-REQUIRED", "category", "blank required cell", &[("category", Blank)]),
    cells("LEA-008", "category left_care_date", "still looked after, but left care", &[("category", Text("1"))]),
    cells(
        "LEA-009",
        "accommodation suitable",
        "custody that is suitable",
        &[("accommodation", Text("custody")), ("suitable", Text("yes"))],
    ),
    cells("S-YES-NO", "in_touch", "neither yes nor no", &[("in_touch", Text("sometimes"))]),
    cells(
        "LEA-010",
        "accommodation homeless_in_year",
        "no abode, but never homeless",
        &[("accommodation", Text("no_fixed_abode")), ("suitable", Text("no"))],
    ),
    cells("S-ID", "child_id", "scientific notation", &[("child_id", Text("3.14159E+08"))]),
];

const OF_ADVOCACY: [Fault; 13] = [
    Fault { rule: "ADV-001", column: "child_id entitlement entitled_date", kind: "same row twice", harm: Harm::Twin },
    cells("ADV-002", "entitled_date", "entitled after the return", &[("entitled_date", AfterYear(400))]),
    cells("S-CODE", "entitlement", "unknown code", &[("entitlement", Text("right to play"))]),
    cells(
        "ADV-003",
        "offered_date reoffered_date advocate_allocated_date",
        "allocated after the return",
        &[("advocate_allocated_date", AfterYear(400))],
    ),
    cells(
        "ADV-004",
        "offered_date reoffered_date",
        "offered again before it was offered",
        &[("reoffered_date", AfterYear(-191))],
    ),
    cells("S-DATE", "entitled_date", "31 April", &[("entitled_date", Text("31/04/2022"))]),
    cells("ADV-005", "entitled_date offered_date", "offered too early", &[("offered_date", AfterYear(-210))]),
    cells(
        "ADV-006",
        "offered_date reoffered_date accepted recorded_on_file",
        "answer without an offer",
        &[("offered_date", Blank)],
    ),
    cells("S-YES-NO", "accepted", "neither yes nor no", &[("accepted", Text("perhaps"))]),
    cells("ADV-007", "accepted advocate_allocated_date", "advocate without acceptance", &[("accepted", Text("no"))]),
    cells(
        "ADV-008",
        "issue_resolved advocate_allocated_date",
        "issue without an advocate",
        &[("advocate_allocated_date", Blank), ("issue_resolved", Text("yes"))],
    ),
    cells("S-REQUIRED", "entitled_date", "blank required cell", &[("entitled_date", Blank)]),
    cells(
        "ADV-009",
        "entitled_date offered_date reoffered_date advocate_allocated_date",
        "another year's entitlement",
        &[
            ("entitled_date", AfterYear(-700)),
            ("offered_date", AfterYear(-690)),
            ("advocate_allocated_date", AfterYear(-680)),
        ],
    ),
];

const OF_PLANS: [Fault; 12] = [
    Fault { rule: "PLN-001", column: "child_id kind audit_date", kind: "same row twice", harm: Harm::Twin },
    cells("PLN-002", "audit_date", "audited after the year", &[("audit_date", AfterYear(15))]),
    cells("S-CODE", "kind", "unknown code", &[("kind", Text("plan B"))]),
    cells("PLN-003", "started_date in_place_date", "in place too early", &[("in_place_date", AfterYear(-301))]),
    cells(
        "PLN-004",
        "started_date audit_date",
        "period after the audit",
        &[("started_date", AfterYear(-99)), ("in_place_date", Blank)],
    ),
    cells("S-YES-NO", "outcome_focused", "neither yes nor no", &[("outcome_focused", Text("partly"))]),
    cells("PLN-005", "in_place_date audit_date", "in place after the audit", &[("in_place_date", AfterYear(-99))]),
    cells(
        "PLN-006",
        "risk_identified risk_has_owner_and_timescale",
        "risk of which no owner is told",
        &[("risk_has_owner_and_timescale", Blank)],
    ),
    cells("S-REQUIRED", "shared_with_child", "blank required cell", &[("shared_with_child", Blank)]),
    cells("PLN-007", "leisure_offered leisure_taken_up", "leisure not offered", &[("leisure_offered", Text("no"))]),
    cells(
        "PLN-002",
        "audit_date",
        "audited in an earlier year",
        &[("audit_date", AfterYear(-500)), ("started_date", Blank), ("in_place_date", Blank)],
    ),
    cells("S-DATE", "audit_date", "29 February of a common year", &[("audit_date", Text("29/02/2023"))]),
];

/// A kind of carers has its row on each snapshot date: each of these is of a day of its own.
const OF_FOSTER_CARERS: [Fault; 10] = [
    Fault { rule: "FOS-001", column: "snapshot_date kind", kind: "same row twice", harm: Harm::Twin },
    cells("FOS-002", "snapshot_date", "snapshot after the year", &[("snapshot_date", AfterYear(30))]),
    cells("S-CODE", "kind", "unknown code", &[("snapshot_date", AfterYear(-31)), ("kind", Text("aunts"))]),
    cells(
        "FOS-003",
        "households places places_usable_vacant approved_in_year left_in_year accept_11_plus",
        "negative number of households",
        &[("snapshot_date", AfterYear(-32)), ("left_in_year", Text("-1"))],
    ),
    cells(
        "S-INTEGER",
        "households",
        "not a whole number",
        &[("snapshot_date", AfterYear(-33)), ("households", Text("about 40"))],
    ),
    cells(
        "FOS-004",
        "households places",
        "fewer places than households",
        &[("snapshot_date", AfterYear(-34)), ("places", Text("4"))],
    ),
    cells("S-REQUIRED", "places", "blank required cell", &[("snapshot_date", AfterYear(-35)), ("places", Blank)]),
    cells(
        "FOS-005",
        "places places_usable_vacant",
        "more vacant places than places",
        &[("snapshot_date", AfterYear(-36)), ("places_usable_vacant", Text("9"))],
    ),
    cells(
        "FOS-006",
        "households accept_11_plus",
        "children counted as households",
        &[("snapshot_date", AfterYear(-37)), ("accept_11_plus", Text("6"))],
    ),
    cells(
        "FOS-007",
        "households approved_in_year left_in_year",
        "more approved than there are",
        &[("snapshot_date", AfterYear(-38)), ("approved_in_year", Text("7"))],
    ),
];

const OF_SEARCHES: [Fault; 13] = [
    Fault { rule: "SEA-001", column: "child_id requested_date", kind: "same row twice", harm: Harm::Twin },
    cells(
        "SEA-002",
        "requested_date",
        "requested after the return",
        &[
            ("requested_date", AfterYear(400)),
            ("matched_date", Blank),
            ("type_found", Blank),
            ("location_found", Blank),
            ("first_choice", Blank),
            ("weekly_cost", Blank),
        ],
    ),
    cells("S-CODE", "type_sought", "unknown code", &[("type_sought", Text("treehouse"))]),
    cells("SEA-003", "requested_date matched_date", "found before it was sought", &[("matched_date", AfterYear(-201))]),
    cells("SEA-004", "providers_approached", "negative number", &[("providers_approached", Text("-3"))]),
    cells("S-DECIMAL", "weekly_cost", "not a number", &[("weekly_cost", Text("on request"))]),
    cells("SEA-005", "weekly_cost", "cost of years in a week", &[("weekly_cost", Text("250000"))]),
    cells("SEA-006", "matched_date type_found location_found", "found, but not where", &[("location_found", Blank)]),
    cells("S-REQUIRED", "emergency", "blank required cell", &[("emergency", Blank)]),
    cells(
        "SEA-007",
        "matched_date type_found location_found first_choice weekly_cost",
        "found, but not when",
        &[("matched_date", Blank)],
    ),
    cells("S-INTEGER", "providers_approached", "not a whole number", &[("providers_approached", Text("several"))]),
    cells("SEA-008", "matched_date unmet_reason", "found, and not found", &[("unmet_reason", Text("cost"))]),
    cells(
        "SEA-009",
        "requested_date matched_date",
        "another year's request",
        &[("requested_date", AfterYear(-900)), ("matched_date", AfterYear(-800))],
    ),
];

/// The team stays: it has to be one of which the workforce is told. Of no cases, no sum is changed.
const PLAIN_CASELOAD: Plain = &[
    ("cases", Text("0")),
    ("looked_after_cases", Blank),
    ("child_protection_cases", Blank),
    ("care_leaver_cases", Blank),
];
const PLAIN_TEAM: Plain = &[
    ("posts_fte", Text("1")),
    ("in_post_fte", Text("1")),
    ("vacant_fte", Text("0")),
    ("agency_fte", Text("0")),
    ("agency_covering_vacancy_fte", Text("0")),
    ("managed_team", Text("no")),
    ("open_cases", Text("0")),
    ("unallocated_cases", Text("0")),
    ("cases_with_unqualified", Blank),
    ("supervisions_due", Blank),
    ("supervisions_held", Blank),
    ("training_due", Blank),
    ("training_completed", Blank),
];
const PLAIN_LEAVER: Plain = &[
    ("left_care_date", AfterYear(-1000)),
    ("category", Text("3")),
    ("accommodation", Text("own_tenancy")),
    ("homeless_in_year", Text("no")),
    ("pathway_plan_date", Blank),
];
const PLAIN_ENTITLEMENT: Plain = &[
    ("entitlement", Text("child_protection")),
    ("entitled_date", AfterYear(-200)),
    ("offered_date", AfterYear(-190)),
    ("reoffered_date", Blank),
    ("accepted", Text("yes")),
    ("recorded_on_file", Text("yes")),
    ("advocate_allocated_date", AfterYear(-180)),
    ("issue_resolved", Blank),
];
const PLAIN_PLAN: Plain = &[
    ("audit_date", AfterYear(-100)),
    ("started_date", AfterYear(-300)),
    ("in_place_date", AfterYear(-290)),
    ("risk_identified", Text("yes")),
    ("risk_has_owner_and_timescale", Text("yes")),
    ("leisure_offered", Text("yes")),
    ("leisure_taken_up", Text("yes")),
];
const PLAIN_CARERS: Plain = &[
    ("households", Text("5")),
    ("places", Text("8")),
    ("places_usable_vacant", Text("1")),
    ("approved_in_year", Text("0")),
    ("left_in_year", Text("1")),
    ("accept_11_plus", Text("3")),
];
const PLAIN_SEARCH: Plain = &[
    ("requested_date", AfterYear(-200)),
    ("providers_approached", Text("12")),
    ("matched_date", AfterYear(-190)),
    ("type_found", Text("foster_other")),
    ("location_found", Text("in_authority")),
    ("first_choice", Text("yes")),
    ("weekly_cost", Text("550")),
    ("unmet_reason", Blank),
];

/// The faults of one of these returns.
pub(super) fn of(table: &str) -> Option<(&'static [Fault], Plain)> {
    Some(match table {
        "caseloads" => (&OF_CASELOADS, PLAIN_CASELOAD),
        "workforce" => (&OF_WORKFORCE, PLAIN_TEAM),
        "care_leavers" => (&OF_CARE_LEAVERS, PLAIN_LEAVER),
        "advocacy" => (&OF_ADVOCACY, PLAIN_ENTITLEMENT),
        "plans" => (&OF_PLANS, PLAIN_PLAN),
        "foster_carers" => (&OF_FOSTER_CARERS, PLAIN_CARERS),
        "placement_searches" => (&OF_SEARCHES, PLAIN_SEARCH),
        _ => return None,
    })
}
