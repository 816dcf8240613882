//! The registers of the inspectorate.

use crate::sample::table::{Table, coded, of, plain};

/// `services`.
pub(in crate::sample) const SERVICES: Table = Table {
    id: "services",
    columns: &[
        plain("service_id"),
        coded("service_type"),
        of("authority", "authority"),
        coded("provider"),
        plain("registered_date"),
        plain("cancelled_date"),
        plain("places"),
        plain("model_of_care"),
    ],
};

/// `pans`.
pub(in crate::sample) const PANS: Table = Table {
    id: "pans",
    columns: &[
        plain("pan_id"),
        plain("service_id"),
        coded("service_type"),
        of("authority", "authority"),
        of("theme", "inspection_theme"),
        plain("regulation"),
        plain("issued_date"),
        plain("first_due_date"),
        plain("due_date"),
        of("status", "pan_status"),
        plain("resolved_date"),
        plain("repeat"),
    ],
};

/// `concerns`.
pub(in crate::sample) const CONCERNS: Table = Table {
    id: "concerns",
    columns: &[
        plain("concern_id"),
        plain("received_date"),
        of("authority", "authority"),
        coded("service_type"),
        plain("service_id"),
        of("source", "concern_source"),
        of("themes", "concern_theme"),
        coded("risk"),
        of("actions", "concern_action"),
        plain("closed_date"),
    ],
};

/// `service_inspections`.
pub(in crate::sample) const SERVICE_INSPECTIONS: Table = Table {
    id: "service_inspections",
    columns: &[
        plain("service_id"),
        plain("inspection_date"),
        of("worst_level", "finding_level"),
        plain("areas"),
        plain("priority_actions"),
        plain("from_concern"),
        coded("enforcement"),
    ],
};

/// `inspection_findings`.
pub(in crate::sample) const INSPECTION_FINDINGS: Table = Table {
    id: "inspection_findings",
    columns: &[
        coded("authority"),
        plain("programme"),
        plain("fieldwork_from"),
        plain("fieldwork_to"),
        plain("fieldwork_days"),
        plain("published_date"),
        plain("question"),
        coded("polarity"),
        plain("number"),
        of("themes", "finding_theme"),
        plain("text"),
    ],
};
