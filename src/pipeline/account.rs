//! What the pages say of a run, from its ledger and from what it held back.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::explanations::{Explanations, broken};
use crate::definitions::{Definitions, Return};
use crate::domain::{Date, Submitter, Year};
use crate::intake::{self, LedgerRow, Verdict};
use crate::present::{Account, CarriedReturn, HeldBack, Lines, Outlived, OverruledGate, RefusedFile, ReturnAccount};
use crate::store::{Carried, Overruled, RuleRunRow};

/// One held-back record, as far as the account needs it.
pub(super) struct Held {
    pub return_id: Arc<str>,
    pub year: Option<Year>,
    pub submitter: Option<Submitter>,
    pub reason: Arc<str>,
    pub lines: u64,
}

impl Held {
    pub(super) fn of(held: &intake::HeldBack) -> Self {
        Self {
            return_id: Arc::clone(&held.return_id),
            year: held.year,
            submitter: held.submitter.clone(),
            reason: Arc::clone(&held.reason),
            lines: u64::from(held.end_line - held.line) + 1,
        }
    }
}

/// What the account of a release is made from, beside what it held back.
pub(super) struct Books<'a> {
    pub definitions: &'a Definitions,
    pub as_at: Date,
    pub release: &'a str,
    /// The digest of what it was made from.
    pub inputs: &'a str,
    pub ledger: &'a [LedgerRow],
    pub rules_run: &'a [RuleRunRow],
    pub carried: &'a [Carried],
    pub overruled: &'a [Overruled],
}

impl Books<'_> {
    /// The account of a run.
    pub(super) fn account(&self, held_back: impl Iterator<Item = Held>) -> Account {
        let (definitions, as_at, ledger) = (self.definitions, self.as_at, self.ledger);
        let explanations = Explanations::of(definitions, as_at);
        let outlived = explanations.outlived(&broken(self.rules_run), |_| true);
        let outlived =
            outlived.into_iter().map(|finding| Outlived { line: finding.line, code: finding.rule.to_string() });
        Account {
            release: self.release.to_owned(),
            as_at,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            commit: env!("TROSOLWG_COMMIT").to_owned(),
            inputs: self.inputs.to_owned(),
            lines: lines(ledger),
            returns: returns(ledger, definitions, as_at),
            held_back: by_reason(held_back),
            refused: refused(ledger),
            carried: self.carried.iter().filter_map(carried).collect(),
            overruled: self.overruled.iter().map(|one| overruled(one, ledger)).collect(),
            explained: explanations.explained(self.rules_run.iter()),
            outlived: outlived.collect(),
        }
    }
}

fn carried(carried: &Carried) -> Option<CarriedReturn> {
    Some(CarriedReturn {
        return_id: carried.return_id.clone(),
        year: carried.year.parse().ok()?,
        submitter: carried.submitter.parse().ok()?,
        from_release: carried.from_release.clone(),
    })
}

fn overruled(overruled: &Overruled, ledger: &[LedgerRow]) -> OverruledGate {
    let row = ledger.iter().find(|row| *row.file == *overruled.file);
    OverruledGate {
        file: overruled.file.clone(),
        return_id: row.map(|row| row.return_id.to_string()).unwrap_or_default(),
        gate: overruled.gate.clone(),
        reason: overruled.reason.clone(),
    }
}

fn lines(ledger: &[LedgerRow]) -> Lines {
    let mut lines = Lines::default();
    for row in ledger {
        lines.read += row.lines;
        lines.preamble += row.preamble_lines;
        lines.headers += row.header_lines;
        lines.blank += row.blank_lines;
        lines.totals += row.totals_lines;
        lines.footer += row.footer_lines;
        lines.loaded += row.loaded_lines;
        lines.held_back += row.held_back_lines;
        lines.superseded += row.superseded_lines;
        lines.refused += row.refused_lines;
    }
    lines
}

fn returns(ledger: &[LedgerRow], definitions: &Definitions, as_at: Date) -> Vec<ReturnAccount> {
    let mut accounts = Vec::new();
    // What has no day on which it is due, nobody owes.
    for return_ in definitions.returns.values().filter(|return_| return_.due.is_some()) {
        for year in definitions.collection.years.iter().filter(|year| year.last_day() <= as_at) {
            accounts.push(of_return(ledger, definitions, return_, *year));
        }
    }
    accounts
}

fn of_return(ledger: &[LedgerRow], definitions: &Definitions, return_: &Return, year: Year) -> ReturnAccount {
    let owing = definitions.senders(return_);
    let standing: Vec<&LedgerRow> = ledger
        .iter()
        .filter(|row| *row.return_id == *return_.id && row.year == Some(year) && stands(row.verdict))
        .collect();
    let of = |who: &Submitter| standing.iter().find(|row| row.submitter.as_ref() == Some(who));
    let late = |row: &&LedgerRow| row.received.zip(row.due).is_some_and(|(received, due)| received > due);
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    ReturnAccount {
        return_id: return_.id.to_string(),
        year,
        owed: number(owing.len()),
        received: number(owing.iter().filter(|who| of(who).is_some()).count()),
        late: owing.iter().filter(|who| of(who).is_some_and(late)).cloned().collect(),
        missing: owing.iter().filter(|who| of(who).is_none()).cloned().collect(),
    }
}

/// Whether a submission with this verdict is in.
pub(super) fn stands(verdict: Verdict) -> bool {
    !matches!(verdict, Verdict::Refused | Verdict::Superseded)
}

fn by_reason(held_back: impl Iterator<Item = Held>) -> Vec<HeldBack> {
    type Spot = (Arc<str>, Year, Arc<str>);
    let mut lines: BTreeMap<Spot, BTreeMap<Submitter, u64>> = BTreeMap::new();
    for held in held_back {
        if let (Some(year), Some(submitter)) = (held.year, held.submitter) {
            *lines.entry((held.return_id, year, held.reason)).or_default().entry(submitter).or_default() += held.lines;
        }
    }
    let account = |((return_id, year, reason), by_submitter): (Spot, BTreeMap<Submitter, u64>)| HeldBack {
        return_id: return_id.to_string(),
        year,
        reason: reason.to_string(),
        lines: by_submitter.values().sum(),
        by_submitter: by_submitter.into_iter().collect(),
    };
    lines.into_iter().map(account).collect()
}

fn refused(ledger: &[LedgerRow]) -> Vec<RefusedFile> {
    let file = |row: &LedgerRow| RefusedFile {
        file: row.file.to_string(),
        return_id: (!row.return_id.is_empty()).then(|| row.return_id.to_string()),
        year: row.year,
        submitter: row.submitter.clone(),
        reason: row.reason.to_string(),
        lines: row.lines,
    };
    ledger.iter().filter(|row| row.verdict == Verdict::Refused).map(file).collect()
}
