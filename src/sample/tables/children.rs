//! The returns about children in care and care leavers.

use crate::sample::table::{Table, coded, of, plain};

/// `placements`.
pub(in crate::sample) const PLACEMENTS: Table = Table {
    id: "placements",
    columns: &[
        plain("child_id"),
        plain("upn"),
        plain("date_of_birth"),
        coded("sex"),
        coded("ethnicity"),
        of("first_language", "language"),
        plain("unaccompanied"),
        plain("disabled"),
        plain("home_decile"),
        plain("looked_after_since"),
        plain("looked_after_until"),
        coded("ceased_reason"),
        coded("category_of_need"),
        coded("legal_status"),
        coded("episode_reason"),
        plain("placement_id"),
        plain("start_date"),
        plain("end_date"),
        coded("placement_type"),
        coded("location"),
        coded("out_of_area_reason"),
        coded("provider"),
        coded("registration"),
        plain("service_id"),
        plain("distance_km"),
        of("end_reason", "placement_end"),
        plain("sibling_group"),
        plain("placed_with_siblings"),
        coded("therapeutic_need"),
        plain("visiting_advocacy"),
        plain("school_changes"),
    ],
};

/// `moves`.
pub(in crate::sample) const MOVES: Table = Table {
    id: "moves",
    columns: &[
        plain("child_id"),
        plain("move_date"),
        plain("sequence"),
        of("from_type", "placement_type"),
        of("to_type", "placement_type"),
        of("reason", "placement_end"),
        plain("planned"),
        of("from_registration", "registration"),
        of("to_registration", "registration"),
        of("from_location", "location"),
        of("to_location", "location"),
        plain("days_notice"),
        plain("changed_school"),
        plain("changed_social_worker"),
    ],
};

/// `camhs_waiting`.
pub(in crate::sample) const CAMHS_WAITING: Table = Table {
    id: "camhs_waiting",
    columns: &[
        plain("child_id"),
        coded("cohort"),
        plain("date_of_birth"),
        of("service", "camhs_service"),
        coded("health_board"),
        plain("referral_date"),
        plain("need_assessed"),
        of("decision", "referral_decision"),
        plain("decision_date"),
        plain("first_appointment_date"),
        plain("closed_date"),
        of("close_reason", "camhs_close"),
        coded("location"),
        coded("funder"),
    ],
};

/// `reviews`.
pub(in crate::sample) const REVIEWS: Table = Table {
    id: "reviews",
    columns: &[
        plain("child_id"),
        of("kind", "review_kind"),
        plain("sequence"),
        plain("due_date"),
        plain("held_date"),
        plain("chaired_by_iro"),
        plain("consulted_before"),
        coded("participation"),
        plain("professionals_attended"),
        plain("family_attended"),
        plain("feedback_given"),
        plain("advocacy_mentioned"),
        plain("tracking_contacts"),
        plain("actions_due"),
        plain("actions_completed"),
        plain("escalated_date"),
        plain("escalation_resolved_date"),
    ],
};

/// `visits`.
pub(in crate::sample) const VISITS: Table = Table {
    id: "visits",
    columns: &[plain("child_id"), plain("due_date"), plain("visited_date"), plain("seen_alone")],
};

/// `plans`.
pub(in crate::sample) const PLANS: Table = Table {
    id: "plans",
    columns: &[
        plain("child_id"),
        of("kind", "plan_kind"),
        plain("audit_date"),
        coded("audit_sample"),
        plain("started_date"),
        plain("in_place_date"),
        plain("shared_assessment"),
        plain("outcome_focused"),
        plain("risk_identified"),
        plain("risk_has_owner_and_timescale"),
        plain("updated_after_change"),
        plain("views_recorded"),
        plain("shared_with_child"),
        plain("shared_with_family"),
        plain("contact_supported"),
        plain("direct_work"),
        plain("permanence_plan"),
        plain("leisure_offered"),
        plain("leisure_taken_up"),
        plain("decisions_on_file"),
        plain("lesson"),
    ],
};

/// `advocacy`.
pub(in crate::sample) const ADVOCACY: Table = Table {
    id: "advocacy",
    columns: &[
        plain("child_id"),
        coded("entitlement"),
        plain("entitled_date"),
        of("kind", "advocacy_kind"),
        plain("offered_date"),
        plain("reoffered_date"),
        plain("accepted"),
        plain("recorded_on_file"),
        plain("advocate_allocated_date"),
        plain("issue_resolved"),
    ],
};

/// `care_leavers`.
pub(in crate::sample) const CARE_LEAVERS: Table = Table {
    id: "care_leavers",
    columns: &[
        plain("child_id"),
        plain("date_of_birth"),
        plain("snapshot_date"),
        plain("left_care_date"),
        of("category", "leaver_category"),
        of("last_placement_type", "placement_type"),
        plain("in_touch"),
        coded("accommodation"),
        plain("suitable"),
        coded("activity"),
        plain("personal_adviser"),
        plain("pathway_plan_date"),
        plain("homeless_in_year"),
        plain("housing_priority"),
    ],
};

/// `allocations`.
pub(in crate::sample) const ALLOCATIONS: Table = Table {
    id: "allocations",
    columns: &[
        plain("child_id"),
        plain("from_date"),
        plain("to_date"),
        plain("worker_id"),
        plain("qualified"),
        of("reason", "reallocation"),
    ],
};

/// `unregistered_services`.
pub(in crate::sample) const UNREGISTERED_SERVICES: Table = Table {
    id: "unregistered_services",
    columns: &[
        plain("child_id"),
        plain("start_date"),
        plain("end_date"),
        of("setting", "unregistered_setting"),
        plain("premises_id"),
        coded("operator"),
        of("reason", "unregistered_reason"),
        coded("location"),
        plain("notified_date"),
        plain("age_under_16"),
        plain("prosecution_considered"),
    ],
};

/// `placement_searches`.
pub(in crate::sample) const PLACEMENT_SEARCHES: Table = Table {
    id: "placement_searches",
    columns: &[
        plain("child_id"),
        plain("requested_date"),
        of("type_sought", "placement_type"),
        plain("emergency"),
        plain("providers_approached"),
        plain("matched_date"),
        of("type_found", "placement_type"),
        of("location_found", "location"),
        plain("first_choice"),
        plain("weekly_cost"),
        coded("unmet_reason"),
    ],
};

/// `risks`.
pub(in crate::sample) const RISKS: Table = Table {
    id: "risks",
    columns: &[
        plain("child_id"),
        of("risk", "risk_type"),
        plain("identified_date"),
        plain("strategy_meeting_date"),
        plain("multi_agency_assessment"),
        plain("plan_date"),
        plain("owner_named"),
        plain("timescale_set"),
        plain("youth_offending_shared"),
        plain("closed_date"),
    ],
};

/// `missing_episodes`.
pub(in crate::sample) const MISSING_EPISODES: Table = Table {
    id: "missing_episodes",
    columns: &[
        plain("child_id"),
        plain("missing_from"),
        plain("returned_on"),
        plain("interview_offered"),
        plain("interview_date"),
    ],
};
