//! Holding one file against its definition, for those who send it: nothing is stored.

use std::path::Path;

use super::submissions::{findings_of, gate, refusal};
use crate::definitions::Definitions;
use crate::diagnostic::{Error, Finding};
use crate::domain::{Date, Submitter, Year};
use crate::intake::{self, Found, Pseudonyms, Reading};
use crate::rules::{self, Moment};

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

/// What was found in one file.
#[derive(Clone, Debug, Default)]
pub struct Held {
    /// The file, as it was named.
    pub file: String,
    /// Everything found, sorted.
    pub findings: Vec<Finding>,
    /// Why the file would be refused whole: a code.
    pub refused: Option<String>,
    /// Physical lines.
    pub lines: u64,
    /// Rows that would be stored.
    pub rows_good: u64,
    /// Records that would be held back.
    pub rows_held_back: u64,
    /// Rules that were held against the rows.
    pub rules: u64,
    /// Rules that could not run, and why.
    pub could_not_run: Vec<(String, String)>,
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

/// Holds one file against its definition.
///
/// # Errors
/// There is nothing of that name, or no folder for temporary files.
pub fn check(file: &Path, asked: &Asked, definitions: &Definitions, as_at: Date) -> Result<Held, Error> {
    let found = found(file, asked, definitions)?;
    let scratch = Scratch::new()?;
    let guess = Guess::reading(found, definitions, as_at, &scratch)?;
    let mut reading = guess.reading;
    let mut held = Held {
        file: file.display().to_string(),
        findings: std::mem::take(&mut reading.findings),
        refused: reading.ledger.iter().find(|row| row.is_refused()).map(|row| row.reason.to_string()),
        lines: reading.ledger.iter().map(|row| row.lines).sum(),
        rows_held_back: reading.ledger.iter().map(|row| row.rows_held_back).sum(),
        ..Held::default()
    };
    for staged in &reading.staged {
        let Some(return_) = definitions.returns.get(&*staged.return_id) else { continue };
        let year = guess.year_is_known.then_some(staged.year);
        let data_to = if guess.year_is_known { staged.data_to } else { as_at };
        let verdicts = rules::hold(&staged.parquet, return_, &Moment { as_at, data_to, year })?;
        held.findings.extend(findings_of(return_, year, Some(&staged.submitter), staged, &verdicts));
        let held_by_intake = reading.ledger.get(staged.ledger).map_or(0, |row| row.rows_held_back);
        if let Some(reason) = gate(definitions, return_, staged, &verdicts, held_by_intake) {
            held.findings.push(refusal(staged, &reason));
            held.refused = held.refused.or(Some(reason));
        }
        let fallen = verdicts.held_back.len() as u64;
        held.rows_held_back += fallen;
        held.rows_good += staged.rows.saturating_sub(fallen);
        held.rules = return_.rules.len() as u64;
        for run in &verdicts.runs {
            if let (Some(why), Some(rule)) = (&run.could_not_run, return_.rules.get(run.rule)) {
                held.could_not_run.push((rule.code.to_string(), why.to_string()));
            }
        }
    }
    for finding in &mut held.findings {
        finding.year = finding.year.filter(|_| guess.year_is_known);
        finding.submitter = finding.submitter.take().filter(|_| guess.submitter_is_known);
    }
    held.findings.sort();
    Ok(held)
}

/// A reading of a file of which the year or the submitter may have been guessed, because nothing tells them: rows
/// can be typed and most rules held all the same. What is guessed is never shown.
struct Guess {
    reading: Reading,
    year_is_known: bool,
    submitter_is_known: bool,
}

impl Guess {
    fn reading(mut found: Found, definitions: &Definitions, as_at: Date, scratch: &Scratch) -> Result<Self, Error> {
        // Nothing is kept, so the key does not matter.
        let pseudonyms = Pseudonyms::new([0; 32]);
        let (mut year_is_known, mut submitter_is_known) = (true, true);
        let threads = rayon::current_num_threads();
        let reader = intake::Reader {
            definitions,
            pseudonyms: &pseudonyms,
            staging: &scratch.folder,
            threads,
            block: intake::BLOCK,
            digest: "",
        };
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

/// A folder of our own for typed rows, gone when we are.
struct Scratch {
    folder: std::path::PathBuf,
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
