//! What is said of the protection of a release: to whoever watches the run, and in the release.

use crate::disclosure::{Audited, Outcome, Report};
use crate::store::AuditRow;

/// The report, row by row.
pub(super) fn rows(report: &Report) -> Vec<AuditRow> {
    let row = |one: &Audited| {
        let Outcome { cells, protected, withheld, besides, told_before, .. } = one.outcome;
        let Outcome { given_up, beyond, distance, narrowest, .. } = one.outcome;
        let (class, period) = (one.class.as_str().into(), one.period);
        AuditRow {
            class,
            period,
            cells,
            protected,
            withheld,
            besides,
            told_before,
            given_up,
            beyond,
            distance,
            narrowest,
        }
    };
    report.systems.iter().map(row).collect()
}

/// The report in a few words.
pub(super) fn said(report: &Report) -> String {
    let sum = |of: fn(&Outcome) -> usize| report.systems.iter().map(|one| of(&one.outcome)).sum::<usize>();
    let (protected, withheld) = (sum(|outcome| outcome.protected), sum(|outcome| outcome.withheld));
    let told = match sum(|outcome| outcome.told_before) {
        0 => String::new(),
        told => format!("; {told} told by earlier releases, whatever is withheld now"),
    };
    format!("{protected} counts protected, {withheld} withheld, audit passed{told}")
}
