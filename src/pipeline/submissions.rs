//! Reading every file, holding every submission against its rules, and storing those that stand.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::carry::{Key, Last};
use super::hearing::{Candidate, Court, Group, Hearing};
use super::overrule::Passes;
use super::progress::Progress;
use super::told::{About, Ruled, Told, TypedRows};
use super::{Settings, Threads};
use crate::definitions::{Definitions, Return};
use crate::diagnostic::{Error, Severity};
use crate::domain::Year;
use crate::engine::Holding;
use crate::indicators::Crew;
use crate::intake::{self, Fingerprints, Found, HeldBack, LedgerRow, Pseudonyms, Reader, Reading, Verdict};
use crate::rules::Verdicts;
use crate::store::{RuleRunRow, Stage, Submission};

/// A file of more bytes is read by several threads.
const LARGE: u64 = 32 << 20;

/// Everything that came of the files.
#[derive(Default)]
pub(super) struct Taken {
    pub ledger: Vec<LedgerRow>,
    /// By return, year, submitter and file.
    pub told: Vec<Told>,
    pub rules_run: Vec<RuleRunRow>,
    pub held_back: Vec<HeldBack>,
    pub holdings: Vec<Holding>,
    pub identifiers: Vec<Fingerprints>,
    /// Gates that were overruled: each file and the gate's code.
    pub overruled: Vec<(Arc<str>, Arc<str>)>,
}

/// The work of one run: what every step of it needs.
pub(super) struct Work<'a> {
    pub definitions: &'a Definitions,
    pub stage: &'a Stage,
    pub settings: &'a Settings,
    /// What each file was when the run began.
    pub digests: &'a [String],
    /// What stood until now.
    pub last: Option<&'a Last<'a>>,
    pub passes: &'a Passes,
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

        let submissions: usize = readings.iter().map(|reading| reading.ledger.len()).sum();
        progress.begin("checking", submissions as u64);
        let (definitions, as_at) = (self.definitions, self.settings.as_at);
        let court = Court { definitions, as_at, last: self.last, passes: self.passes };
        let groups = court.hear(&readings, &|| progress.step())?;
        refuse_faults(&groups, self.definitions)?;
        let mut before = standing_rows(&groups);
        before.extend(court.carried(&groups).filter_map(|(key, stood)| Some((key.clone(), stood.typed_rows()?))));
        let judged = Threads.each(&groups, |group| self.judge(group, &before, found))?;
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

    /// Stores what stands of a group, and says what became of all of it.
    fn judge(&self, group: &Group, before: &Standing, found: &[Found]) -> Result<Vec<Judged>, Error> {
        let standing = group.seated().map(|hearing| Arc::clone(&hearing.candidate.ledger.file));
        let mut all = Vec::new();
        let mut replaced: Option<Arc<str>> = None;
        for (at, hearing) in group.hearings.iter().enumerate() {
            let mut judged = Judged::of(&hearing.candidate);
            if let (Some(verdicts), Some(return_)) = (&hearing.verdicts, self.return_of(&hearing.candidate)) {
                judged.tell(return_, &hearing.candidate, verdicts, before);
            }
            if let Some(reason) = hearing.refusal() {
                judged.refuse(&reason);
            } else if group.standing == Some(at) {
                self.accept(&mut judged, hearing, found)?;
                judged.overruled = hearing.overruled().collect();
                judged.ledger.replaces = replaced.take().unwrap_or_else(|| "".into());
            } else if standing.is_some() {
                replaced = Some(Arc::clone(&judged.ledger.file));
                judged.ledger.supersede();
            }
            all.push(judged);
        }
        Ok(all)
    }

    fn return_of(&self, candidate: &Candidate) -> Option<&Return> {
        self.definitions.returns.get(&*candidate.ledger.return_id)
    }

    /// Writes the rows of a submission that stands.
    fn accept(&self, judged: &mut Judged, hearing: &Hearing, found: &[Found]) -> Result<(), Error> {
        let candidate = &hearing.candidate;
        let Some(return_) = self.return_of(candidate) else { return Ok(()) };
        let (Some(staged), Some(verdicts)) = (&candidate.staged, &hearing.verdicts) else {
            if judged.ledger.verdict == Verdict::Nil {
                judged.holding = nil(&judged.ledger);
            }
            return Ok(());
        };
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
        Ok(())
    }
}

/// The typed rows of every submission that stands.
type Standing = BTreeMap<Key, TypedRows>;

fn standing_rows(groups: &[Group]) -> Standing {
    let staged = groups.iter().filter_map(|group| group.seated()?.candidate.staged.as_ref());
    let key = |staged: &intake::Staged| (Arc::clone(&staged.return_id), staged.year, staged.submitter.clone());
    staged.map(|staged| (key(staged), TypedRows::of(staged))).collect()
}

/// Stops where a rule could not run for a fault of the tool or of its definition: nothing may pass for checked that
/// was not.
fn refuse_faults(groups: &[Group], definitions: &Definitions) -> Result<(), Error> {
    let mut faults: BTreeMap<String, (String, u64)> = BTreeMap::new();
    for hearing in groups.iter().flat_map(|group| &group.hearings) {
        let ledger = &hearing.candidate.ledger;
        let Some(return_) = definitions.returns.get(&*ledger.return_id) else { continue };
        for run in hearing.verdicts.iter().flat_map(|verdicts| &verdicts.runs) {
            let fault = run.could_not_run.as_ref().filter(|why| why.is_fault());
            if let (Some(fault), Some(rule)) = (fault, return_.rules.get(run.rule)) {
                let first = || (format!("{fault}, first in {}", ledger.file), 0);
                faults.entry(rule.code.to_string()).or_insert_with(first).1 += 1;
            }
        }
    }
    let mut told = faults.iter().map(|(rule, (why, number))| format!("{rule} ({why}; {number} submissions)"));
    match told.next() {
        None => Ok(()),
        Some(first) => {
            let all = told.fold(first, |all, one| format!("{all}; {one}"));
            Err(Error::Definitions(format!("rules could not run, so nothing is published: {all}")))
        }
    }
}

/// What became of one candidate.
struct Judged {
    at: (usize, usize),
    ledger: LedgerRow,
    told: Told,
    rules_run: Vec<RuleRunRow>,
    held_back: Vec<HeldBack>,
    holding: Option<Holding>,
    /// The gates that would have refused it, had nobody overruled them.
    overruled: Vec<Arc<str>>,
    /// What intake held back of it is no longer held back: the whole is refused.
    refused: bool,
}

impl Judged {
    fn of(candidate: &Candidate) -> Self {
        let ledger = candidate.ledger.clone();
        let about = About::of_row(&ledger);
        Self {
            at: (candidate.reading, candidate.row),
            ledger,
            told: Told { about, ..Told::default() },
            rules_run: Vec::new(),
            held_back: Vec::new(),
            holding: None,
            overruled: Vec::new(),
            refused: false,
        }
    }

    fn tell(&mut self, return_: &Return, candidate: &Candidate, verdicts: &Verdicts, before: &Standing) {
        let about = &self.told.about;
        let row = |run: &crate::rules::RuleRun| {
            let rule = return_.rules.get(run.rule)?;
            Some(RuleRunRow {
                return_id: Arc::clone(&about.return_id),
                year: about.year,
                submitter: about.submitter.clone(),
                file: Arc::clone(&about.file),
                rule: (*rule.code).into(),
                severity: rule.severity,
                evaluated: run.evaluated,
                passed: run.passed,
                failed: run.failed,
                not_applicable: run.not_applicable,
                not_evaluated: run.not_evaluated,
                could_not_run: run.could_not_run.as_ref().map(ToString::to_string).unwrap_or_default().into(),
                carried: false,
            })
        };
        self.rules_run = verdicts.runs.iter().filter_map(row).collect();
        let last_year = |staged: &intake::Staged| {
            let key = (Arc::clone(&staged.return_id), staged.year.previous(), staged.submitter.clone());
            before.get(&key).cloned()
        };
        self.told.ruled = candidate.staged.as_ref().map(|staged| Ruled {
            verdicts: verdicts.clone(),
            rows: TypedRows::of(staged),
            before: last_year(staged),
        });
    }

    fn refuse(&mut self, reason: &str) {
        self.ledger.refuse(reason);
        self.refused = true;
        self.told.reading.push(self.told.about.finding(reason, Severity::Fatal));
    }
}

fn nil(ledger: &LedgerRow) -> Option<Holding> {
    let data_to = ledger.data_to.or_else(|| ledger.year.map(Year::last_day))?;
    Some(Holding::nil(&ledger.return_id, ledger.year?, ledger.submitter.clone()?, data_to))
}

fn missing<T>() -> Result<T, Error> {
    Err(Error::Internal("a submission without a year or a submitter was accepted".to_owned()))
}

fn gather(readings: &mut [Reading], judged: Vec<Judged>) -> Taken {
    let mut taken = Taken::default();
    let mut told: BTreeMap<About, Told> = BTreeMap::new();
    for mut one in judged {
        let (reading, row) = one.at;
        if let Some(read) = readings.get_mut(reading) {
            one.told.sheet.clone_from(&read.sheet);
            if one.refused {
                read.held_back.retain(|held| held.year != one.ledger.year);
            }
            if let Some(ledger) = read.ledger.get_mut(row) {
                *ledger = one.ledger;
            }
        }
        let file = &one.told.about.file;
        taken.overruled.extend(one.overruled.into_iter().map(|gate| (Arc::clone(file), gate)));
        told.insert(one.told.about.clone(), one.told);
        taken.rules_run.extend(one.rules_run);
        taken.held_back.extend(one.held_back);
        taken.holdings.extend(one.holding);
    }
    for read in readings.iter_mut() {
        taken.ledger.append(&mut read.ledger);
        for finding in read.findings.drain(..) {
            let about = About::of(&finding);
            let sheet = || read.sheet.clone();
            let told = told.entry(about.clone()).or_insert_with(|| Told { about, sheet: sheet(), ..Told::default() });
            told.reading.push(finding);
        }
        taken.held_back.append(&mut read.held_back);
        taken.identifiers.push(std::mem::take(&mut read.identifiers));
    }
    taken.told = told.into_values().collect();
    for told in &mut taken.told {
        told.reading.sort();
    }
    taken.held_back.sort();
    taken.rules_run.sort();
    taken
}

fn said(taken: &Taken) -> String {
    let could_not = taken.rules_run.iter().filter(|run| !run.could_not_run.is_empty());
    let could_not: std::collections::BTreeSet<&str> = could_not.map(|run| &*run.rule).collect();
    let rules: std::collections::BTreeSet<&str> = taken.rules_run.iter().map(|run| &*run.rule).collect();
    let mut text = format!("{} rules on {} submissions", rules.len(), taken.holdings.len());
    if !could_not.is_empty() {
        let first = taken.rules_run.iter().find(|run| !run.could_not_run.is_empty());
        let why = first.map(|run| format!(" ({} {})", run.rule, run.could_not_run)).unwrap_or_default();
        text = format!("{text}, {} could not run everywhere{why}", could_not.len());
    }
    text
}
