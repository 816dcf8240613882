//! Findings that a submitter has explained, and explanations that have outlived what they explain.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::told::Told;
use crate::definitions::{Definitions, Explained};
use crate::diagnostic::{Finding, Severity};
use crate::domain::{Date, Submitter, Year};
use crate::store::RuleRunRow;

/// An explanation matches nothing any more.
pub(super) const NOTHING: &str = "S-EXPLAINED-NOTHING";
/// An explanation held until a day that has passed.
pub(super) const EXPIRED: &str = "S-EXPLAINED-EXPIRED";

/// What has been explained, on one day.
#[derive(Clone, Debug)]
pub(super) struct Explanations<'a> {
    all: &'a [Explained],
    as_at: Date,
    holding: BTreeSet<(&'a str, &'a Submitter, Year)>,
}

impl<'a> Explanations<'a> {
    pub(super) fn of(definitions: &'a Definitions, as_at: Date) -> Self {
        let all = definitions.explained.as_slice();
        let holding = all.iter().filter(|one| as_at <= one.until);
        Self { all, as_at, holding: holding.map(|one| (&*one.rule, &one.submitter, one.year)).collect() }
    }

    /// Whether the findings of this rule in this submission are explained: a table's worth of them at once.
    pub(super) fn cover(&self, rule: &str, submitter: Option<&Submitter>, year: Option<Year>) -> bool {
        submitter.zip(year).is_some_and(|(submitter, year)| self.holding.contains(&(rule, submitter, year)))
    }

    /// Says which rules are explained in what is told.
    pub(super) fn mark(&self, told: &mut [Told]) {
        for told in told {
            let about = &told.about;
            let of_it = self.holding.iter().filter(|(_, submitter, year)| {
                Some(*submitter) == about.submitter.as_ref() && Some(*year) == about.year
            });
            told.explained = of_it.map(|(rule, ..)| Arc::from(*rule)).collect();
        }
    }

    /// How many findings of rules are explained.
    pub(super) fn explained<'r>(&self, runs: impl Iterator<Item = &'r RuleRunRow>) -> u64 {
        runs.filter(|run| self.cover(&run.rule, run.submitter.as_ref(), run.year)).map(|run| run.failed).sum()
    }

    /// A finding for every explanation that is asked about and has expired, or whose rule is not broken any more because
    /// its rows or the whole submission are gone.
    pub(super) fn outlived(&self, broken: &BTreeSet<Place<'_>>, is_asked: impl Fn(&Explained) -> bool) -> Vec<Finding> {
        let finding = |one: &Explained| {
            let expired = one.until < self.as_at;
            let seen = broken.contains(&(&*one.rule, &one.submitter, one.year));
            (expired || !seen).then(|| about(one, if expired { EXPIRED } else { NOTHING }))
        };
        self.all.iter().filter(|one| is_asked(one)).filter_map(finding).collect()
    }
}

/// A rule, and in whose submission of which year.
pub(super) type Place<'a> = (&'a str, &'a Submitter, Year);

/// Where rules are broken, or could not run: then nobody knows.
pub(super) fn broken(runs: &[RuleRunRow]) -> BTreeSet<Place<'_>> {
    let broken = runs.iter().filter(|run| run.failed > 0 || !run.could_not_run.is_empty());
    broken.filter_map(|run| Some((&*run.rule, run.submitter.as_ref()?, run.year?))).collect()
}

/// A finding about an explanation: it stands on the explanation's own line.
fn about(one: &Explained, rule: &str) -> Finding {
    Finding {
        file: Explained::FILE.into(),
        line: one.line,
        column: "".into(),
        rule: rule.into(),
        severity: Severity::Info,
        return_id: Arc::from(&*one.return_id),
        year: Some(one.year),
        submitter: Some(one.submitter.clone()),
        cell: "".into(),
        suggests: "".into(),
        explained: false,
        carried: false,
    }
}
