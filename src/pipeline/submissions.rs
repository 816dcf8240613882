//! Reading every file, holding every submission against its rules, and deciding which stand.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::progress::Progress;
use super::{Settings, crew};
use crate::definitions::{Definitions, Return};
use crate::diagnostic::{Error, Finding, Severity};
use crate::domain::{Date, Submitter, Year};
use crate::engine::Holding;
use crate::intake::{self, Fingerprints, Found, HeldBack, LedgerRow, Pseudonyms, Reader, Reading, Staged, Verdict};
use crate::rules::{self, Moment, Verdicts, WHOLE_TABLE};
use crate::store::{RuleRunRow, Stage, Submission};

/// A file of more bytes is read by several threads.
const LARGE: u64 = 32 << 20;

/// Everything that came of the files.
#[derive(Default)]
pub(super) struct Taken {
    pub ledger: Vec<LedgerRow>,
    pub findings: Vec<Finding>,
    pub rules_run: Vec<RuleRunRow>,
    pub held_back: Vec<HeldBack>,
    pub holdings: Vec<Holding>,
    pub identifiers: Vec<Fingerprints>,
}

/// The work of one run: what every step of it needs.
pub(super) struct Work<'a> {
    pub definitions: &'a Definitions,
    pub stage: &'a Stage,
    pub settings: &'a Settings,
    /// What each file was when the run began.
    pub digests: &'a [String],
}

impl Work<'_> {
    /// Reads every file, and accepts of each submission the latest that is acceptable.
    pub(super) fn take_in(
        &self,
        found: &[Found],
        pseudonyms: &Pseudonyms,
        progress: &dyn Progress,
    ) -> Result<Taken, Error> {
        progress.begin("reading", found.len() as u64);
        let mut readings = self.read(found, pseudonyms, progress)?;
        let bytes: u64 = readings.iter().flat_map(|reading| &reading.ledger).map(|row| row.bytes).sum();
        progress.end(&format!("{} files, {}.{} MB", found.len(), bytes / 1_000_000, bytes / 100_000 % 10));

        let groups = groups(&readings);
        progress.begin("checking", groups.len() as u64);
        let judged = crew::each(&groups, |group| {
            let judged = self.judge(group, found);
            progress.step();
            judged
        })?;
        let taken = gather(&mut readings, judged.into_iter().flatten().collect());
        progress.end(&said(&taken));
        Ok(taken)
    }

    /// Reads every file: large ones one after the other, on all threads; the others side by side.
    fn read(&self, found: &[Found], pseudonyms: &Pseudonyms, progress: &dyn Progress) -> Result<Vec<Reading>, Error> {
        let (definitions, staging) = (self.definitions, self.stage.scratch());
        let read = |(at, file): &(usize, &Found), threads: usize| {
            let digest = self.digests.get(*at).map_or("", |digest| &**digest);
            let block = intake::BLOCK;
            let reading = intake::read(file, &Reader { definitions, pseudonyms, staging, threads, block, digest });
            progress.step();
            reading.map(|reading| (*at, reading))
        };
        let is_large = |file: &Found| file.path.metadata().is_ok_and(|meta| meta.len() > LARGE);
        let (large, small): (Vec<_>, Vec<_>) = found.iter().enumerate().partition(|(_, file)| is_large(file));
        let threads = rayon::current_num_threads();
        let mut readings = large.iter().map(|file| read(file, threads)).collect::<Result<Vec<_>, Error>>()?;
        readings.extend(small.par_iter().map(|file| read(file, 1)).collect::<Result<Vec<_>, Error>>()?);
        readings.sort_by_key(|(at, _)| *at);
        Ok(readings.into_iter().map(|(_, reading)| reading).collect())
    }

    /// Judges the submissions of one return, year and submitter, the latest first, until one stands.
    fn judge(&self, group: &[Candidate], found: &[Found]) -> Result<Vec<Judged>, Error> {
        let mut standing: Option<Arc<str>> = None;
        let mut all = Vec::new();
        for candidate in group.iter().rev() {
            let mut judged = match &standing {
                Some(_) => Judged::superseded(candidate),
                None => self.hold(candidate, found)?,
            };
            if standing.is_none() && !judged.ledger.is_refused() {
                standing = Some(Arc::clone(&judged.ledger.file));
            } else if judged.ledger.verdict == Verdict::Superseded
                && let Some(stands) = all.iter_mut().find(|j: &&mut Judged| Some(&j.ledger.file) == standing.as_ref())
            {
                stands.ledger.replaces = Arc::clone(&judged.ledger.file);
            }
            judged.at = (candidate.reading, candidate.row);
            all.push(judged);
        }
        Ok(all)
    }

    fn hold(&self, candidate: &Candidate, found: &[Found]) -> Result<Judged, Error> {
        let mut judged = Judged::of(candidate);
        let Some(return_) = self.definitions.returns.get(&*judged.ledger.return_id) else { return Ok(judged) };
        let Some(staged) = &candidate.staged else {
            if judged.ledger.verdict == Verdict::Nil {
                judged.holding = nil(&judged.ledger);
            }
            return Ok(judged);
        };
        let moment = Moment { as_at: self.settings.as_at, data_to: staged.data_to, year: Some(staged.year) };
        let verdicts = rules::hold(&staged.parquet, return_, &moment)?;
        judged.tell(return_, staged, &verdicts);
        let held_by_intake = judged.ledger.rows_held_back;
        if let Some(reason) = gate(self.definitions, return_, staged, &verdicts, held_by_intake) {
            judged.refuse(&reason, staged);
            return Ok(judged);
        }
        let raw = |spans: &[(u64, u32)]| match found.get(candidate.reading) {
            Some(file) => intake::originals(file, self.definitions, spans),
            None => missing(),
        };
        let submission = Submission {
            return_,
            year: staged.year,
            submitter: &staged.submitter,
            file: &staged.file,
            staged: &staged.parquet,
            raw: &raw,
        };
        let accepted = self.stage.accept(&submission, &verdicts.reasons(return_))?;
        let lines: u64 = accepted.held.iter().map(|row| u64::from(row.end_line - row.line + 1)).sum();
        judged.ledger.hold_back(accepted.held.len() as u64, lines);
        judged.held_back.extend(accepted.held);
        judged.holding =
            Some(nil(&judged.ledger).map_or_else(missing, Ok)?.with_parquet(accepted.rows, &accepted.path)?);
        Ok(judged)
    }
}

/// Why a submission is refused whole, if it is: the code of a fatal rule, or that too much of it is held back.
pub(super) fn gate(
    definitions: &Definitions,
    return_: &Return,
    staged: &Staged,
    verdicts: &Verdicts,
    held_by_intake: u64,
) -> Option<String> {
    if let Some(rule) = verdicts.fatal.and_then(|at| return_.rules.get(at)) {
        return Some(rule.code.to_string());
    }
    let held = held_by_intake + verdicts.held_back.len() as u64;
    let rows = held_by_intake + staged.rows;
    #[expect(clippy::cast_precision_loss, reason = "a file has far fewer than 2^53 rows")]
    let share = held as f64 / rows.max(1) as f64;
    (share > definitions.collection.gates.held_back_share).then(|| "S-GATE".to_owned())
}

/// One submission that might stand: which reading it is from, and which row of that reading's ledger it is.
struct Candidate {
    reading: usize,
    row: usize,
    ledger: LedgerRow,
    staged: Option<Staged>,
}

/// What became of one candidate.
struct Judged {
    at: (usize, usize),
    ledger: LedgerRow,
    findings: Vec<Finding>,
    rules_run: Vec<RuleRunRow>,
    held_back: Vec<HeldBack>,
    holding: Option<Holding>,
    /// What intake held back of it is no longer held back: the whole is refused.
    refused: bool,
}

impl Judged {
    fn of(candidate: &Candidate) -> Self {
        Self {
            at: (candidate.reading, candidate.row),
            ledger: candidate.ledger.clone(),
            findings: Vec::new(),
            rules_run: Vec::new(),
            held_back: Vec::new(),
            holding: None,
            refused: false,
        }
    }

    fn superseded(candidate: &Candidate) -> Self {
        let mut judged = Self::of(candidate);
        judged.ledger.supersede();
        judged
    }

    fn tell(&mut self, return_: &Return, staged: &Staged, verdicts: &Verdicts) {
        self.findings = findings_of(return_, Some(staged.year), Some(&staged.submitter), staged, verdicts);
        let row = |run: &rules::RuleRun| {
            let rule = return_.rules.get(run.rule)?;
            Some(RuleRunRow {
                return_id: (*return_.id).into(),
                year: Some(staged.year),
                submitter: Some(staged.submitter.clone()),
                file: Arc::clone(&staged.file),
                rule: (*rule.code).into(),
                severity: rule.severity,
                evaluated: run.evaluated,
                passed: run.passed,
                failed: run.failed,
                not_applicable: run.not_applicable,
                not_evaluated: run.not_evaluated,
                could_not_run: run.could_not_run.as_ref().map(ToString::to_string).unwrap_or_default().into(),
            })
        };
        self.rules_run = verdicts.runs.iter().filter_map(row).collect();
    }

    fn refuse(&mut self, reason: &str, staged: &Staged) {
        self.ledger.refuse(reason);
        self.refused = true;
        self.findings.push(refusal(staged, reason));
    }
}

/// The finding that a submission as a whole is refused.
pub(super) fn refusal(staged: &Staged, reason: &str) -> Finding {
    Finding {
        file: Arc::clone(&staged.file),
        line: 0,
        column: "".into(),
        rule: reason.into(),
        severity: Severity::Fatal,
        return_id: Arc::clone(&staged.return_id),
        year: Some(staged.year),
        submitter: Some(staged.submitter.clone()),
        cell: "".into(),
        suggests: "".into(),
    }
}

/// The findings of a submission's rules, a row each.
pub(super) fn findings_of(
    return_: &Return,
    year: Option<Year>,
    submitter: Option<&Submitter>,
    staged: &Staged,
    verdicts: &Verdicts,
) -> Vec<Finding> {
    let return_id: Arc<str> = (*return_.id).into();
    let rules: Vec<(Arc<str>, Arc<str>, Severity)> =
        return_.rules.iter().map(|rule| ((*rule.code).into(), rule.columns.join(" ").into(), rule.severity)).collect();
    let finding = |broken: &rules::Broken| {
        let (code, columns, severity) = rules.get(broken.rule)?;
        let line = if broken.row == WHOLE_TABLE { 0 } else { broken.line };
        let cell = staged.sheet.as_ref().map(|sheet| sheet.cells(columns, line));
        Some(Finding {
            file: Arc::clone(&staged.file),
            line,
            column: Arc::clone(columns),
            rule: if broken.cascade { rules::CASCADE.into() } else { Arc::clone(code) },
            severity: *severity,
            return_id: Arc::clone(&return_id),
            year,
            submitter: submitter.cloned(),
            cell: cell.unwrap_or_default().into(),
            suggests: "".into(),
        })
    };
    verdicts.broken.iter().filter_map(finding).collect()
}

fn nil(ledger: &LedgerRow) -> Option<Holding> {
    let data_to = ledger.data_to.or_else(|| ledger.year.map(Year::last_day))?;
    Some(Holding::nil(&ledger.return_id, ledger.year?, ledger.submitter.clone()?, data_to))
}

fn missing<T>() -> Result<T, Error> {
    Err(Error::Internal("a submission without a year or a submitter was accepted".to_owned()))
}

/// Submissions by return, year and submitter, each group in the order in which they were received.
fn groups(readings: &[Reading]) -> Vec<Vec<Candidate>> {
    type Group = (Arc<str>, Option<Year>, Option<Submitter>);
    let mut groups: BTreeMap<Group, Vec<(Option<Date>, Candidate)>> = BTreeMap::new();
    for (reading, read) in readings.iter().enumerate() {
        for (row, ledger) in read.ledger.iter().enumerate() {
            // What was refused already, and lines that submissions share, wait for nobody.
            if ledger.is_refused() || ledger.year.is_none() || ledger.submitter.is_none() {
                continue;
            }
            let staged = read.staged.iter().find(|staged| staged.ledger == row).cloned();
            let key = (Arc::clone(&ledger.return_id), ledger.year, ledger.submitter.clone());
            let candidate = Candidate { reading, row, ledger: ledger.clone(), staged };
            groups.entry(key).or_default().push((ledger.received, candidate));
        }
    }
    let in_order = |mut group: Vec<(Option<Date>, Candidate)>| {
        // Files are found in the order of their names, which decides between those of one day.
        group.sort_by_key(|(received, _)| *received);
        group.into_iter().map(|(_, candidate)| candidate).collect()
    };
    groups.into_values().map(in_order).collect()
}

fn gather(readings: &mut [Reading], judged: Vec<Judged>) -> Taken {
    let mut taken = Taken::default();
    for one in judged {
        let (reading, row) = one.at;
        if let Some(read) = readings.get_mut(reading) {
            if one.refused {
                read.held_back.retain(|held| held.year != one.ledger.year);
            }
            if let Some(ledger) = read.ledger.get_mut(row) {
                *ledger = one.ledger;
            }
        }
        taken.findings.extend(one.findings);
        taken.rules_run.extend(one.rules_run);
        taken.held_back.extend(one.held_back);
        taken.holdings.extend(one.holding);
    }
    for read in readings.iter_mut() {
        taken.ledger.append(&mut read.ledger);
        taken.findings.append(&mut read.findings);
        taken.held_back.append(&mut read.held_back);
        taken.identifiers.push(std::mem::take(&mut read.identifiers));
    }
    taken.findings.sort();
    taken.held_back.sort();
    taken.rules_run.sort();
    taken
}

fn said(taken: &Taken) -> String {
    let could_not = taken.rules_run.iter().filter(|run| !run.could_not_run.is_empty()).count();
    let mut rules: Vec<&str> = taken.rules_run.iter().map(|run| &*run.rule).collect();
    rules.sort_unstable();
    rules.dedup();
    let mut text = format!("{} rules on {} submissions", rules.len(), taken.holdings.len());
    if could_not > 0 {
        text = format!("{text}, {could_not} could not run");
    }
    text
}
