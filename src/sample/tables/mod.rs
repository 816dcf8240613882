//! The tables that are written, with their columns in canonical order.

mod authorities;
mod children;
mod national;

use super::table::Table;
pub(super) use authorities::*;
pub(super) use children::*;
pub(super) use national::*;

/// What every authority sends.
pub(super) const OF_AUTHORITIES: [&Table; 20] = [
    &PLACEMENTS,
    &MOVES,
    &CAMHS_WAITING,
    &REVIEWS,
    &VISITS,
    &PLANS,
    &ADVOCACY,
    &CARE_LEAVERS,
    &ALLOCATIONS,
    &UNREGISTERED_SERVICES,
    &PLACEMENT_SEARCHES,
    &RISKS,
    &MISSING_EPISODES,
    &CASELOADS,
    &WORKFORCE,
    &FOSTER_CARERS,
    &DEMAND,
    &EARLY_HELP,
    &COMPLAINTS,
    &OVERSIGHT,
];

/// What the inspectorate keeps.
pub(super) const OF_THE_NATION: [&Table; 5] = [&SERVICES, &PANS, &CONCERNS, &SERVICE_INSPECTIONS, &INSPECTION_FINDINGS];
