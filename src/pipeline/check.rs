//! Holding one file against its definition, for those who send it: nothing is stored.

use std::path::Path;

use super::submissions::findings_of;
use crate::definitions::Definitions;
use crate::diagnostic::{Error, Finding};
use crate::domain::{Date, Submitter, Year};
use crate::intake::{self, Found, Pseudonyms};
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
pub fn found(file: &Path, asked: &Asked, definitions: &Definitions) -> Found {
    let mut found = Found::named(file, definitions);
    if let Some(return_id) = &asked.return_id {
        found.return_id = return_id.as_str().into();
        found.trouble = found.trouble.filter(|trouble| *trouble != intake::trouble::UNKNOWN_RETURN);
    }
    found.year = asked.year.or(found.year);
    found.submitter = asked.submitter.clone().or(found.submitter);
    found
}

/// Holds one file against its definition.
///
/// # Errors
/// When there is no folder for temporary files.
pub fn check(file: &Path, asked: &Asked, definitions: &Definitions, as_at: Date) -> Result<Held, Error> {
    if !file.exists() {
        let source = std::io::Error::from(std::io::ErrorKind::NotFound);
        return Err(Error::Read { path: file.to_path_buf(), source });
    }
    let scratch = Scratch::new()?;
    let found = found(file, asked, definitions);
    // Nothing is kept, so the key does not matter.
    let mut reading = intake::read(&found, definitions, &Pseudonyms::new([0; 32]), &scratch.folder)?;
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
        let moment = Moment { as_at, data_to: staged.data_to, year: Some(staged.year) };
        let verdicts = rules::hold(&staged.parquet, return_, &moment)?;
        let submitter = Some(&staged.submitter);
        held.findings.extend(findings_of(return_, Some(staged.year), submitter, &staged.file, &verdicts));
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
    held.findings.sort();
    Ok(held)
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
