//! What was found in the last submission of the same return, year and submitter that was another file.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::identity::identity;
use crate::definitions::{Definitions, RowsOf};
use crate::diagnostic::Error;
use crate::domain::{Submitter, Year};
use crate::intake::{LedgerRow, Verdict};
use crate::present::feedback::{Gathered, Mended};
use crate::store::{Release, Store, TrendRow};

/// A submission of more findings is not compared with: they would have to be held in memory.
const MOST: usize = 1_000_000;

/// Whose return of which year.
type Key = (Arc<str>, Year, Submitter);

/// An earlier submission.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Past {
    release: String,
    key: Key,
    file: Arc<str>,
    /// Whether that release had carried it itself.
    carried: bool,
}

/// The findings of an earlier submission.
#[derive(Clone, Debug, Default)]
pub(super) struct Earlier {
    /// The release in which it stood.
    pub release: Arc<str>,
    /// Its file there.
    pub file: Arc<str>,
    /// Its findings.
    pub findings: Known,
}

/// Findings by their identity: the rule, and how many there are.
#[derive(Clone, Debug, Default)]
pub(super) struct Known(BTreeMap<u64, (Arc<str>, u32)>);

impl Known {
    /// Takes one away, if there is one.
    pub(super) fn take(&mut self, identity: u64) -> bool {
        let Some((_, left)) = self.0.get_mut(&identity).filter(|(_, left)| *left > 0) else { return false };
        *left -= 1;
        true
    }

    /// How many are left of each rule.
    pub(super) fn by_rule(&self) -> Mended {
        let mut rules = Mended::new();
        for (rule, left) in self.0.values().filter(|(_, left)| *left > 0) {
            *rules.entry(Arc::clone(rule)).or_default() += u64::from(*left);
        }
        rules
    }
}

/// The earlier submission of each that there is now, by the file and key of the one there is now.
#[derive(Debug, Default)]
pub(super) struct Trends(BTreeMap<(Arc<str>, Key), Earlier>);

impl Trends {
    /// Looks up what the submissions of this ledger are to be compared with. A file that has not changed since the last
    /// release is compared with what it was compared with then.
    ///
    /// # Errors
    /// When a release cannot be read.
    pub(super) fn of(ledger: &[LedgerRow], store: &Store, definitions: &Definitions) -> Result<Self, Error> {
        let Some(current) = store.current()? else { return Ok(Self::default()) };
        let (then, compared) = (current.ledger()?, current.trend()?);
        let then = latest(&then);
        let mut wanted: BTreeMap<Past, Arc<str>> = BTreeMap::new();
        for (key, row) in latest(ledger) {
            let past = match then.get(&key) {
                None => None,
                Some(last) if last.hash != row.hash => Some(Past {
                    release: current.id.clone(),
                    key: key.clone(),
                    file: Arc::clone(&last.file),
                    carried: last.verdict == Verdict::Carried,
                }),
                Some(_) => compared.iter().find(|row| key_of(row) == key).map(|row| Past {
                    release: row.compared_with.to_string(),
                    key: key.clone(),
                    file: Arc::clone(&row.compared_file),
                    carried: false,
                }),
            };
            if let Some(past) = past {
                wanted.insert(past, Arc::clone(&row.file));
            }
        }
        let mut trends = Self::default();
        let look_back = rules_of_last_year(definitions);
        let releases: BTreeSet<&str> = wanted.keys().map(|past| past.release.as_str()).collect();
        for release in releases {
            let of_release = wanted.iter().filter(|(past, _)| past.release == release);
            // A release that was removed since is nothing to compare with.
            if let Ok(opened) = store.release(release) {
                trends.read(&opened, &of_release.collect(), &look_back)?;
            }
        }
        Ok(trends)
    }

    /// Reads the findings of what is wanted of one release.
    fn read(
        &mut self,
        release: &Release,
        wanted: &BTreeMap<&Past, &Arc<str>>,
        look_back: &BTreeSet<&str>,
    ) -> Result<(), Error> {
        let mut found: BTreeMap<&Key, (&Past, usize, Known)> =
            wanted.keys().map(|past| (&past.key, (*past, 0, Known::default()))).collect();
        let known = release.known_findings(&mut |finding| {
            let (Some(year), Some(submitter)) = (finding.year, finding.submitter.clone()) else { return };
            let key = (finding.return_id.into(), year, submitter);
            let Some((past, number, known)) = found.get_mut(&key) else { return };
            // What a rule finds in last year's rows stands in last year's file.
            let of_file = *past.file == *finding.file || look_back.contains(finding.rule);
            if !of_file || past.carried != finding.carried {
                return;
            }
            *number += 1;
            if *number <= MOST {
                let of = identity(finding.rule, finding.column, finding.record);
                known.0.entry(of).or_insert_with(|| (finding.rule.into(), 0)).1 += 1;
            }
        })?;
        for (past, _, findings) in found.into_values().filter(|(_, number, _)| known && *number <= MOST) {
            let Some(now) = wanted.get(past) else { continue };
            let (release, file) = (past.release.as_str().into(), Arc::clone(&past.file));
            self.0.insert((Arc::clone(now), past.key.clone()), Earlier { release, file, findings });
        }
        Ok(())
    }

    /// What a submission is compared with.
    pub(super) fn earlier(&self, ledger: &LedgerRow) -> Option<&Earlier> {
        self.0.get(&(Arc::clone(&ledger.file), key(ledger)?))
    }

    /// The rows of the trend table for what was told of some submissions.
    pub(super) fn rows(&self, gathered: &[Gathered]) -> Vec<TrendRow> {
        let mut rows = Vec::new();
        for one in gathered {
            let ledger = &one.told.ledger;
            let (Some(earlier), Some((return_id, year, submitter))) = (self.earlier(ledger), key(ledger)) else {
                continue;
            };
            let row = |rule: &str, new: u64, persisting: u64, mended: u64| TrendRow {
                return_id: Arc::clone(&return_id),
                year,
                submitter: submitter.clone(),
                file: Arc::clone(&ledger.file),
                compared_with: Arc::clone(&earlier.release),
                compared_file: Arc::clone(&earlier.file),
                rule: rule.into(),
                new,
                persisting,
                mended,
            };
            let Some((new, persisting, mended)) = one.trend() else { continue };
            rows.push(row("", new, persisting, mended));
            let mut rules: BTreeMap<&str, (u64, u64, u64)> = BTreeMap::new();
            for group in &one.groups {
                let counts = rules.entry(&group.rule).or_default();
                counts.0 += group.new;
                counts.1 += group.total - group.new;
            }
            for (rule, left) in &one.mended {
                rules.entry(rule).or_default().2 += left;
            }
            rows.extend(rules.into_iter().map(|(rule, (new, before, mended))| row(rule, new, before, mended)));
        }
        rows
    }
}

/// The codes of rules that look at last year's rows.
fn rules_of_last_year(definitions: &Definitions) -> BTreeSet<&str> {
    let rules = definitions.returns.values().flat_map(|return_| &return_.rules);
    rules.filter(|rule| rule.rows == RowsOf::PreviousYear).map(|rule| &*rule.code).collect()
}

/// Of each return, year and submitter, the submission that was received last.
fn latest(ledger: &[LedgerRow]) -> BTreeMap<Key, &LedgerRow> {
    let mut latest: BTreeMap<Key, &LedgerRow> = BTreeMap::new();
    for row in ledger {
        let Some(key) = key(row) else { continue };
        let later = |last: &&LedgerRow| (row.received, &row.file) > (last.received, &last.file);
        if latest.get(&key).is_none_or(later) {
            latest.insert(key, row);
        }
    }
    latest
}

fn key(row: &LedgerRow) -> Option<Key> {
    Some((Arc::clone(&row.return_id), row.year?, row.submitter.clone()?))
}

fn key_of(row: &TrendRow) -> Key {
    (Arc::clone(&row.return_id), row.year, row.submitter.clone())
}
