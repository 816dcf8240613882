//! What was checked: what each rule made of each submission.

use std::collections::BTreeMap;

use super::cells::{harmless, unwritten};
use super::gather::Gathered;
use crate::definitions::{Definitions, Rule, Say};
use crate::diagnostic::Error;
use crate::domain::{Language, Submitter};
use crate::present::voice::{Used, Voice};
use crate::rules::{CouldNotRun, Needed, RuleRun};

/// The most submitters of one return that are named as missing.
const MOST_NAMED: usize = 3;

/// The columns of the table of rules that ran.
const COLUMNS: [&str; 12] = [
    "return",
    "year",
    "submitter",
    "file",
    "rule",
    "severity",
    "evaluated",
    "passed",
    "failed",
    "not_applicable",
    "not_evaluated",
    "could_not_run",
];

/// Which rules ran on what, as CSV: a row for each submission and rule.
pub(super) fn csv(definitions: &Definitions, gathered: &[Gathered]) -> Result<Vec<u8>, Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS).map_err(unwritten)?;
    for one in gathered {
        let ledger = &one.told.ledger;
        for run in &one.told.runs {
            let Some(rule) = rule(definitions, &ledger.return_id, run) else { continue };
            let mut row = vec![
                ledger.return_id.to_string(),
                ledger.year.map(|year| year.to_string()).unwrap_or_default(),
                ledger.submitter.as_ref().map(Submitter::as_str).unwrap_or_default().to_owned(),
                ledger.file.to_string(),
                rule.code.to_string(),
                rule.severity.as_str().to_owned(),
            ];
            row.extend(counts(run).map(|count| count.to_string()));
            row.push(run.could_not_run.as_ref().map(ToString::to_string).unwrap_or_default());
            writer.write_record(row.iter().map(|cell| harmless(cell))).map_err(unwritten)?;
        }
    }
    writer.flush().map_err(|source| Error::Write { path: "a list of rules".into(), source })?;
    writer.into_inner().map_err(|fault| Error::Internal(format!("a list of rules was not written: {fault}")))
}

/// The definition of the rule that a run is of.
pub(super) fn rule<'a>(definitions: &'a Definitions, return_id: &str, run: &RuleRun) -> Option<&'a Rule> {
    definitions.returns.get(return_id)?.rules.get(run.rule)
}

/// Evaluated, passed, failed, not applicable, not evaluated.
pub(super) fn counts(run: &RuleRun) -> [u64; 5] {
    [run.evaluated, run.passed, run.failed, run.not_applicable, run.not_evaluated]
}

/// One rule over all submissions of a return.
#[derive(Default)]
pub(super) struct Over {
    /// On how many submissions it was to run.
    pub(super) submissions: u64,
    /// Sums of [`counts`].
    pub(super) counts: [u64; 5],
    /// Why it could not run, and on which submissions (their years, or their files).
    pub(super) could_not: BTreeMap<CouldNotRun, Vec<String>>,
}

/// What each rule made of all submissions of a return, in the order of the rules.
pub(super) fn over(gathered: &[Gathered], return_id: &str) -> BTreeMap<usize, Over> {
    let mut rules: BTreeMap<usize, Over> = BTreeMap::new();
    for one in gathered.iter().filter(|one| *one.told.ledger.return_id == *return_id) {
        let ledger = &one.told.ledger;
        for run in &one.told.runs {
            let over = rules.entry(run.rule).or_default();
            over.submissions += 1;
            for (sum, count) in over.counts.iter_mut().zip(counts(run)) {
                *sum += count;
            }
            if let Some(why) = &run.could_not_run {
                let name = ledger.year.map_or_else(|| ledger.file.to_string(), |year| year.to_string());
                over.could_not.entry(why.clone()).or_default().push(name);
            }
        }
    }
    rules
}

/// Why a rule could not run, in a language.
pub fn why_not(definitions: &Definitions, language: &Language, why: &CouldNotRun) -> String {
    reason(&Voice { definitions, language, used: &Used::default() }, why)
}

/// Why a rule could not run, in words.
pub(super) fn reason(voice: &Voice<'_>, why: &CouldNotRun) -> String {
    match why {
        CouldNotRun::Missing(needed) => {
            voice.tell_texts("could-not-missing", &[("what", &voice.list(&names(voice, needed)))])
        }
        CouldNotRun::YearUnknown => voice.say("could-not-year"),
        CouldNotRun::SubmitterUnknown => voice.say("could-not-submitter"),
        CouldNotRun::Fault(_) => voice.say("could-not-fault"),
    }
}

/// Returns that a rule needs, in words. Of one that many submitters owe, only how many.
fn names(voice: &Voice<'_>, needed: &[Needed]) -> Vec<String> {
    let mut names = Vec::new();
    for same in needed.chunk_by(|one, other| (&one.return_id, one.year) == (&other.return_id, other.year)) {
        match same.first() {
            Some(first) if same.len() > MOST_NAMED => {
                let whole = name(voice, &Needed { submitter: None, ..first.clone() });
                let count = Say::Count(u64::try_from(same.len()).unwrap_or(u64::MAX));
                names.push(voice.tell("could-not-return-of-many", &[("return", Say::Text(&whole)), ("count", count)]));
            }
            _ => names.extend(same.iter().map(|needed| name(voice, needed))),
        }
    }
    names
}

/// A return that a rule needs, in words: `Placements 2021-22 (Powys)`.
fn name(voice: &Voice<'_>, needed: &Needed) -> String {
    let mut name = voice.text(&format!("return.{}.title", needed.return_id)).to_owned();
    if name.is_empty() {
        name = needed.return_id.to_string();
    }
    if let Some(year) = needed.year {
        name = format!("{name} {year}");
    }
    match &needed.submitter {
        Some(submitter) => {
            let who = voice.submitter(submitter);
            voice.tell_texts("could-not-return-of", &[("return", &name), ("who", &who)])
        }
        None => name,
    }
}
