//! Holding files against their definitions, for those who send them: nothing is stored.

use std::collections::{BTreeMap, BTreeSet};
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use super::explanations::Explanations;
use super::gates::{OUTSIDE_BAND, is_outside};
use super::hearing::{Candidate, bars_of};
use super::told::{About, Ruled, Told, TypedRows};
use super::{feedback, outputs};
use crate::definitions::{Definitions, Explained};
use crate::diagnostic::{Error, Finding, Severity};
use crate::domain::{Date, Submitter, Year};
use crate::intake::{self, Found, HeldBack, LedgerRow, Pseudonyms, Reading, Verdict};
use crate::present::feedback::{FINDINGS_CSV, Feedback, Telling, Writing};
use crate::rules::{self, Beside, CouldNotRun, Moment, RuleRun, Submitted, Verdicts};

/// What the sender says of a file, where its name and place do not.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The return that it is.
    pub return_id: Option<String>,
    /// The reporting year.
    pub year: Option<Year>,
    /// Whose it is.
    pub submitter: Option<Submitter>,
}

/// What was found in some files that were checked together. Their typed rows are kept until it is dropped.
#[derive(Debug)]
pub struct Checked {
    /// One for each file, in the order in which they were named.
    pub files: Vec<Held>,
    _scratch: Scratch,
}

/// What was found in one file.
#[derive(Debug, Default)]
pub struct Held {
    /// The file, as it was named.
    pub file: String,
    /// Why the file would be refused whole: a code.
    pub refused: Option<String>,
    /// Physical lines.
    pub lines: u64,
    /// Rows that would be stored.
    pub rows_good: u64,
    /// Records that would be held back.
    pub rows_held_back: u64,
    /// Rules that were held against its rows, and some that could not run.
    pub rules: u64,
    /// What became, or would become, of its lines.
    ledger: Vec<LedgerRow>,
    /// Records that would be held back as they are read, sorted.
    records: Vec<HeldBack>,
    /// What is told of it, submission by submission.
    told: Vec<Told>,
}

impl Held {
    /// Everything found: by submission, line, column and rule.
    ///
    /// # Errors
    /// When typed rows cannot be read again.
    pub fn findings<'a>(&'a self, definitions: &'a Definitions) -> Result<impl Iterator<Item = Finding> + 'a, Error> {
        let told = self.told.iter().map(|told| told.findings(definitions)).collect::<Result<Vec<_>, Error>>()?;
        Ok(told.into_iter().flatten().map(|(finding, _)| finding))
    }

    /// What each rule made of each submission, by the rule's code.
    pub fn runs<'a>(&'a self, definitions: &'a Definitions) -> impl Iterator<Item = (&'a str, &'a RuleRun)> {
        self.told.iter().flat_map(move |told| {
            let rules = definitions.returns.get(&*told.about.return_id).map_or(&[][..], |return_| &return_.rules);
            let runs = told.ruled.iter().flat_map(|ruled| &ruled.verdicts.runs);
            runs.filter_map(|run| Some((&*rules.get(run.rule)?.code, run)))
        })
    }

    /// The first rule that could not run for a fault of the tool or of its definition, and the fault.
    pub fn fault(&self, definitions: &Definitions) -> Option<String> {
        let could_not = self.could_not_run(definitions).into_iter().find(|(_, why)| why.is_fault());
        could_not.map(|(rule, why)| format!("{rule} could not be worked out: {why}"))
    }

    /// Rules that could not run, each with why, sorted.
    pub fn could_not_run(&self, definitions: &Definitions) -> BTreeMap<String, CouldNotRun> {
        let could_not = |(code, run): (&str, &RuleRun)| Some((code.to_owned(), run.could_not_run.clone()?));
        self.runs(definitions).filter_map(could_not).collect()
    }

    /// Tells of everything in it: submission by submission, by line, column and rule.
    ///
    /// # Errors
    /// When typed rows cannot be read again, or what is told cannot be written.
    pub fn tell(&self, definitions: &Definitions, to: &mut dyn Telling) -> Result<(), Error> {
        for subject in feedback::subjects(&self.ledger, &self.told, &self.records) {
            feedback::tell(&subject, definitions, None, to)?;
        }
        Ok(())
    }
}

impl Checked {
    /// Writes into a folder what the sender is told of all files: pages, workbook and lists. What is in the folder under
    /// their names is replaced; nothing else is touched.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn write(&self, definitions: &Definitions, as_at: Date, folder: &Path) -> Result<(), Error> {
        let senders: BTreeSet<&Submitter> =
            self.files.iter().flat_map(|held| &held.ledger).filter_map(|row| row.submitter.as_ref()).collect();
        let to =
            Some(senders).filter(|senders| senders.len() == 1).and_then(|senders| senders.into_iter().next().cloned());
        let feedback = Feedback { definitions, release: None, as_at, version: env!("CARGO_PKG_VERSION"), to };
        std::fs::create_dir_all(folder).map_err(Error::write(folder))?;
        let (list, beside) = (folder.join(FINDINGS_CSV), folder.join(format!("{FINDINGS_CSV}.part")));
        let file = std::fs::File::create(&beside).map_err(Error::write(&beside))?;
        let mut writing = Writing::new(feedback, BufWriter::new(file))?;
        for held in &self.files {
            held.tell(definitions, &mut writing)?;
        }
        let (documents, _) = writing.finish()?;
        let prepared = outputs::prepare(folder, &documents)?;
        std::fs::rename(&beside, &list).map_err(Error::write(&list))?;
        prepared.settle()
    }
}

/// The file as intake would find it, with what the sender says of it.
///
/// # Errors
/// There is nothing of that name.
pub fn found(file: &Path, asked: &Asked, definitions: &Definitions) -> Result<Found, Error> {
    file.metadata().map_err(Error::read(file))?;
    let mut found = Found::named(file, definitions);
    if let Some(return_id) = &asked.return_id {
        found.return_id = return_id.as_str().into();
        found.trouble = found.trouble.filter(|trouble| *trouble != intake::trouble::UNKNOWN_RETURN);
    }
    found.year = asked.year.or(found.year);
    found.submitter = asked.submitter.clone().or(found.submitter);
    Ok(found)
}

/// Holds files against their definitions, each by itself and beside the others.
///
/// # Errors
/// There is nothing of such a name, or no folder for temporary files.
pub fn check(files: &[PathBuf], asked: &Asked, definitions: &Definitions, as_at: Date) -> Result<Checked, Error> {
    let scratch = Scratch::new()?;
    let mut guesses = Vec::new();
    for (at, file) in files.iter().enumerate() {
        let folder = scratch.folder.join(at.to_string());
        std::fs::create_dir(&folder).map_err(Error::write(&folder))?;
        guesses.push(Guess::reading(found(file, asked, definitions)?, definitions, as_at, &folder)?);
    }
    let mut held: Vec<Held> = files.iter().zip(&mut guesses).map(|(file, guess)| guess.held(file)).collect();
    let trials = trials(&guesses, definitions, as_at);
    let beside = Beside::new(definitions, trials.iter().map(|trial| trial.submitted.clone()).collect())?;
    let mut verdicts = Vec::new();
    for (at, trial) in trials.iter().enumerate() {
        let alone = rules::hold(&trial.rows.table, trial.submitted.return_, &trial.submitted.moment)?;
        verdicts.push(beside.hold(at, alone)?);
    }
    beside.settle(&mut verdicts)?;
    for (at, verdicts) in verdicts.into_iter().enumerate() {
        let Some(trial) = trials.get(at) else { continue };
        if let Some(held) = held.get_mut(trial.guess) {
            held.add(trial, verdicts, &trials, definitions);
        }
    }
    for (held, guess) in held.iter_mut().zip(&guesses) {
        guess.hide(held);
        held.explain(definitions, as_at);
    }
    Ok(Checked { files: held, _scratch: scratch })
}

/// One submission in one of the files.
struct Trial<'a> {
    /// Which file.
    guess: usize,
    candidate: Candidate,
    submitted: Submitted<'a>,
    rows: TypedRows,
}

fn trials<'a>(guesses: &[Guess], definitions: &'a Definitions, as_at: Date) -> Vec<Trial<'a>> {
    let mut trials = Vec::new();
    for (at, guess) in guesses.iter().enumerate() {
        for staged in &guess.reading.staged {
            let Some(return_) = definitions.returns.get(&*staged.return_id) else { continue };
            let year = guess.year_is_known.then_some(staged.year);
            let data_to = if guess.year_is_known { staged.data_to } else { as_at };
            let ledger = guess.reading.ledger.get(staged.ledger).cloned().unwrap_or_default();
            trials.push(Trial {
                guess: at,
                candidate: Candidate { reading: at, row: staged.ledger, ledger, staged: Some(staged.clone()) },
                submitted: Submitted {
                    return_,
                    submitter: Some(staged.submitter.clone()).filter(|_| guess.submitter_is_known),
                    moment: Moment { as_at, data_to, year },
                    table: Some(staged.parquet.clone()),
                },
                rows: TypedRows::of(staged),
            });
        }
    }
    trials
}

impl Held {
    fn add(&mut self, trial: &Trial<'_>, verdicts: Verdicts, all: &[Trial<'_>], definitions: &Definitions) {
        let return_ = trial.submitted.return_;
        let ledger = &trial.candidate.ledger;
        let about = About::of_row(ledger);
        let at = self.told.iter().position(|told| told.about == about).unwrap_or(self.told.len());
        if at == self.told.len() {
            self.told.push(Told { about: about.clone(), sheet: trial.rows.sheet.clone(), ..Told::default() });
        }
        let Some(told) = self.told.get_mut(at) else { return };
        let bars = bars_of(definitions, return_, &trial.candidate, &verdicts);
        let outside = || trial.is_outside(all, definitions).then(|| OUTSIDE_BAND.into());
        if let Some(reason) = bars.refusal(false).cloned().or_else(outside) {
            told.reading.push(about.finding(&reason, Severity::Fatal));
            told.reading.sort();
            if let Some(row) = self.ledger.get_mut(trial.candidate.row) {
                row.refuse(&reason);
            }
            self.refused.get_or_insert(reason.to_string());
        }
        let fallen = verdicts.held_back(return_).len() as u64;
        self.rows_held_back += fallen;
        self.rows_good += u64::from(verdicts.rows).saturating_sub(fallen);
        self.rules += verdicts.runs.len() as u64;
        if let Some(row) = self.ledger.get_mut(trial.candidate.row).filter(|row| !row.is_refused() && fallen > 0) {
            row.rows_held_back += fallen;
            row.verdict = Verdict::AcceptedWithErrors;
        }
        told.ruled = Some(Ruled {
            verdicts,
            rows: trial.rows.clone(),
            before: before(trial, all).map(|before| before.rows.clone()),
        });
        self.told.sort_by(|one, other| one.about.cmp(&other.about));
    }
}

impl Held {
    /// Says what the sender has explained, and which explanations explain nothing any more.
    fn explain(&mut self, definitions: &Definitions, as_at: Date) {
        let explanations = Explanations::of(definitions, as_at);
        explanations.mark(&mut self.told);
        let mut broken = BTreeSet::new();
        let mut asked = BTreeSet::new();
        for told in &self.told {
            let About { return_id, year, submitter, .. } = &told.about;
            let (Some(year), Some(submitter), Some(ruled)) = (*year, submitter, &told.ruled) else { continue };
            asked.insert((&**return_id, submitter, year));
            let Some(return_) = definitions.returns.get(&**return_id) else { continue };
            let seen = ruled.verdicts.runs.iter().filter(|run| run.failed > 0 || run.could_not_run.is_some());
            broken.extend(seen.filter_map(|run| Some((&*return_.rules.get(run.rule)?.code, submitter, year))));
        }
        let is_asked = |one: &Explained| asked.contains(&(&*one.return_id, &one.submitter, one.year));
        let mut told: BTreeMap<About, Vec<Finding>> = BTreeMap::new();
        for finding in explanations.outlived(&broken, is_asked) {
            told.entry(About::of(&finding)).or_default().push(finding);
        }
        self.told.extend(told.into_iter().map(|(about, reading)| Told { about, reading, ..Told::default() }));
    }
}

impl Trial<'_> {
    /// Whether it has far more or fewer rows than last year's return, where that is among the files.
    fn is_outside(&self, all: &[Trial<'_>], definitions: &Definitions) -> bool {
        let gate = definitions.collection.gates.of(&self.submitted.return_.id);
        before(self, all).is_some_and(|before| is_outside(gate, self.candidate.rows(), before.candidate.rows()))
    }
}

/// Last year's return of the same submitter, where it is among the files.
fn before<'t, 'a>(trial: &Trial<'_>, all: &'t [Trial<'a>]) -> Option<&'t Trial<'a>> {
    let year = trial.submitted.moment.year?.previous();
    let is = |other: &&Trial<'_>| {
        let (one, other) = (&trial.submitted, &other.submitted);
        other.return_.id == one.return_.id && other.submitter == one.submitter && other.moment.year == Some(year)
    };
    all.iter().rfind(is)
}

/// A reading of a file of which the year or the submitter may have been guessed, because nothing tells them: rows
/// can be typed and most rules held all the same. What is guessed is never shown.
struct Guess {
    reading: Reading,
    year_is_known: bool,
    submitter_is_known: bool,
}

impl Guess {
    fn reading(mut found: Found, definitions: &Definitions, as_at: Date, staging: &Path) -> Result<Self, Error> {
        // Nothing is kept, so the key does not matter.
        let pseudonyms = Pseudonyms::new([0; 32]);
        let (mut year_is_known, mut submitter_is_known) = (true, true);
        let threads = rayon::current_num_threads();
        let reader =
            intake::Reader { definitions, pseudonyms: &pseudonyms, staging, threads, block: intake::BLOCK, digest: "" };
        loop {
            let reading = intake::read(&found, &reader)?;
            let refused = reading.ledger.iter().find(|row| row.is_refused()).map(|row| row.reason.to_string());
            match refused.as_deref() {
                Some(intake::trouble::UNKNOWN_YEAR) if found.year.is_none() => {
                    found.year = Some(Year::of(as_at));
                    year_is_known = false;
                }
                Some(intake::trouble::UNKNOWN_SUBMITTER) if found.submitter.is_none() => {
                    found.submitter = definitions
                        .returns
                        .get(&*found.return_id)
                        .and_then(|r| definitions.senders(r).into_iter().next());
                    submitter_is_known = false;
                    if found.submitter.is_none() {
                        return Ok(Self { reading, year_is_known, submitter_is_known });
                    }
                }
                _ => return Ok(Self { reading, year_is_known, submitter_is_known }),
            }
        }
    }
}

impl Guess {
    /// What the reading alone says of the file.
    fn held(&mut self, file: &Path) -> Held {
        let mut told: BTreeMap<About, Told> = BTreeMap::new();
        for finding in &self.reading.findings {
            let about = About::of(finding);
            let sheet = || self.reading.sheet.clone();
            let told = told.entry(about.clone()).or_insert_with(|| Told { about, sheet: sheet(), ..Told::default() });
            told.reading.push(finding.clone());
        }
        let mut records = std::mem::take(&mut self.reading.held_back);
        records.sort();
        let ledger = &self.reading.ledger;
        Held {
            file: file.display().to_string(),
            refused: ledger.iter().find(|row| row.is_refused()).map(|row| row.reason.to_string()),
            lines: ledger.iter().map(|row| row.lines).sum(),
            rows_held_back: ledger.iter().map(|row| row.rows_held_back).sum(),
            ledger: ledger.clone(),
            records,
            told: told.into_values().collect(),
            ..Held::default()
        }
    }

    /// Takes out what was guessed.
    fn hide(&self, held: &mut Held) {
        for row in &mut held.ledger {
            row.year = row.year.filter(|_| self.year_is_known);
            row.submitter = row.submitter.take().filter(|_| self.submitter_is_known);
        }
        for told in &mut held.told {
            told.about.year = told.about.year.filter(|_| self.year_is_known);
            told.about.submitter = told.about.submitter.take().filter(|_| self.submitter_is_known);
            for finding in &mut told.reading {
                finding.year = finding.year.filter(|_| self.year_is_known);
                finding.submitter = finding.submitter.take().filter(|_| self.submitter_is_known);
            }
        }
    }
}

/// A folder of our own for typed rows, gone when we are.
#[derive(Debug)]
struct Scratch {
    folder: PathBuf,
}

impl Scratch {
    fn new() -> Result<Self, Error> {
        let above = std::env::temp_dir();
        let mut number = 0;
        loop {
            let folder = above.join(format!("trosolwg-{}-{number}", std::process::id()));
            match std::fs::create_dir(&folder) {
                Ok(()) => return Ok(Self { folder }),
                Err(taken) if taken.kind() == std::io::ErrorKind::AlreadyExists && number < 1000 => number += 1,
                Err(source) => return Err(Error::Write { path: folder, source }),
            }
        }
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What cannot be removed is in the system's folder for temporary files, which is swept.
        let _left = std::fs::remove_dir_all(&self.folder);
    }
}
