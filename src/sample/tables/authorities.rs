//! The returns about what authorities do, and who does it.

use crate::sample::table::{Table, coded, of, plain};

/// `caseloads`.
pub(in crate::sample) const CASELOADS: Table = Table {
    id: "caseloads",
    columns: &[
        plain("worker_id"),
        plain("snapshot_date"),
        plain("team"),
        coded("role"),
        plain("qualified"),
        plain("newly_qualified"),
        coded("employment"),
        plain("managed_team"),
        plain("fte"),
        plain("cases"),
        plain("looked_after_cases"),
        plain("child_protection_cases"),
        plain("care_leaver_cases"),
    ],
};

/// `workforce`.
pub(in crate::sample) const WORKFORCE: Table = Table {
    id: "workforce",
    columns: &[
        plain("team"),
        coded("staff_group"),
        plain("snapshot_date"),
        plain("posts_fte"),
        plain("in_post_fte"),
        plain("vacant_fte"),
        plain("agency_fte"),
        plain("agency_covering_vacancy_fte"),
        plain("leavers_fte"),
        plain("working_days_lost"),
        plain("managed_team"),
        plain("open_cases"),
        plain("unallocated_cases"),
        plain("cases_with_unqualified"),
        plain("supervisions_due"),
        plain("supervisions_held"),
        plain("training_due"),
        plain("training_completed"),
    ],
};

/// `foster_carers`.
pub(in crate::sample) const FOSTER_CARERS: Table = Table {
    id: "foster_carers",
    columns: &[
        plain("snapshot_date"),
        of("kind", "carer_kind"),
        plain("households"),
        plain("places"),
        plain("places_usable_vacant"),
        plain("approved_in_year"),
        plain("left_in_year"),
        plain("accept_11_plus"),
    ],
};

/// `demand`.
pub(in crate::sample) const DEMAND: Table = Table {
    id: "demand",
    columns: &[
        plain("month"),
        plain("contacts"),
        plain("referrals"),
        plain("assessments_completed"),
        plain("assessments_in_42_days"),
        plain("plans_open"),
        plain("cp_registrations"),
        plain("cp_deregistrations"),
        plain("cp_on_register"),
        plain("proceedings_issued"),
    ],
};

/// `early_help`.
pub(in crate::sample) const EARLY_HELP: Table = Table {
    id: "early_help",
    columns: &[
        plain("family_id"),
        plain("referred_date"),
        of("service", "early_help_service"),
        of("decision", "early_help_decision"),
        plain("start_date"),
        plain("end_date"),
        of("outcome", "early_help_outcome"),
        plain("children"),
        plain("deprivation_decile"),
    ],
};

/// `complaints`.
pub(in crate::sample) const COMPLAINTS: Table = Table {
    id: "complaints",
    columns: &[
        plain("complaint_id"),
        plain("received_date"),
        of("subject", "complaint_subject"),
        plain("by_child"),
        of("stage", "complaint_stage"),
        plain("resolved_date"),
        of("outcome", "complaint_outcome"),
    ],
};

/// `oversight`.
pub(in crate::sample) const OVERSIGHT: Table = Table {
    id: "oversight",
    columns: &[
        of("body", "oversight_body"),
        plain("meeting_date"),
        plain("challenges_recorded"),
        plain("actions_due"),
        plain("actions_done"),
        plain("children_views"),
    ],
};
