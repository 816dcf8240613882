//! Opening a release, for whoever asks it something.

use std::path::Path;
use std::sync::Arc;

use super::account::{Held, stands};
use crate::definitions::{Cell, Definitions};
use crate::diagnostic::Error;
use crate::domain::{Date, Submitter, Year};
use crate::engine::{Answer, Engine, Holding};
use crate::store::{Release, Store};

/// Opens a release of a store: the one with this id, or the one that is published.
///
/// # Errors
/// When there is no store there, or no such release.
pub fn release(store: &Path, id: Option<&str>) -> Result<Release, Error> {
    let nothing = || Error::Asked(format!("nothing is published in {}: `trosolwg run` does that", store.display()));
    if !store.is_dir() {
        return Err(nothing());
    }
    let store = Store::open(store)?;
    match id {
        Some(id) => store.release(id),
        None => store.current()?.ok_or_else(nothing),
    }
}

/// An engine over a release: its returns and its other tables.
///
/// # Errors
/// When a table cannot be opened.
pub fn engine<'a>(definitions: &'a Definitions, release: &Release) -> Result<Engine<'a>, Error> {
    let mut holdings = Vec::new();
    for row in release.ledger()?.iter().filter(|row| stands(row.verdict)) {
        let (Some(year), Some(submitter)) = (row.year, row.submitter.clone()) else { continue };
        let data_to = row.data_to.unwrap_or_else(|| year.last_day());
        let part = format!("{}/year={year}/submitter={submitter}/part-0.parquet", row.return_id);
        let holding = Holding::nil(&row.return_id, year, submitter, data_to);
        let part = release.dir.join(part);
        holdings.push(if part.is_file() { holding.with_parquet(row.rows_loaded, &part)? } else { holding });
    }
    let mut engine = Engine::over(definitions, holdings)?;
    for table in release.tables() {
        if !definitions.returns.contains_key(&*table)
            && let [file] = release.table_files(&table)?.as_slice()
        {
            engine.offer(&table, file)?;
        }
    }
    engine.tell_findings()?;
    Ok(engine)
}

/// What a release holds back of what it read, record by record.
pub(super) fn held_back(engine: &Engine<'_>, as_at: Date) -> Result<impl Iterator<Item = Held>, Error> {
    let sql =
        "SELECT \"return\", year, submitter, reason, end_line - line + 1 AS lines FROM held_back WHERE NOT carried";
    let answer: Answer = engine.query(sql, as_at)?;
    let text = |cell: Option<&Cell>| match cell {
        Some(Cell::Text(text)) => text.to_string(),
        _ => String::new(),
    };
    let held: Vec<Held> = (0..answer.len())
        .map(|at| {
            let row = answer.row(at);
            Held {
                return_id: Arc::from(text(row.first())),
                year: text(row.get(1)).parse().ok(),
                submitter: text(row.get(2)).parse().ok(),
                reason: Arc::from(text(row.get(3))),
                lines: match row.get(4) {
                    Some(Cell::Integer(lines)) => lines.unsigned_abs(),
                    _ => 1,
                },
            }
        })
        .collect();
    Ok(held.into_iter())
}

/// What is held back of one submission in one file.
#[derive(Clone, Debug)]
pub struct HeldInFile {
    /// The file, relative to the folder of returns.
    pub file: Box<str>,
    /// The return.
    pub return_id: Box<str>,
    /// Its year, where that is known.
    pub year: Option<Year>,
    /// Whose it is, where that is known.
    pub submitter: Option<Submitter>,
    /// How many records.
    pub records: u64,
    /// Why, the commonest reason first, with how many records each.
    pub reasons: Vec<(String, u64)>,
}

/// What is held back of each file of a release, sorted by file.
///
/// # Errors
/// When the table cannot be read.
pub fn held_back_by_file(engine: &Engine<'_>, as_at: Date) -> Result<Vec<HeldInFile>, Error> {
    let sql = "SELECT file, \"return\", year, submitter, reason, COUNT(*) AS n FROM held_back \
               GROUP BY file, \"return\", year, submitter, reason ORDER BY file, \"return\", year, submitter, n DESC, reason";
    let answer = engine.query(sql, as_at)?;
    let text = |cell: &Cell| match cell {
        Cell::Text(text) => text.clone(),
        _ => "".into(),
    };
    let mut held: Vec<HeldInFile> = Vec::new();
    for at in 0..answer.len() {
        let row = answer.row(at);
        let [file, return_id, year, submitter, reason, Cell::Integer(number)] = row.as_slice() else { continue };
        let [file, return_id, year, submitter, reason] = [file, return_id, year, submitter, reason].map(text);
        let (year, submitter) = (year.parse().ok(), submitter.parse().ok());
        let found = (number.unsigned_abs(), (reason.to_string(), number.unsigned_abs()));
        match held.last_mut() {
            Some(last)
                if (&last.file, &last.return_id, last.year, &last.submitter)
                    == (&file, &return_id, year, &submitter) =>
            {
                last.records += found.0;
                last.reasons.push(found.1);
            }
            _ => held.push(HeldInFile { file, return_id, year, submitter, records: found.0, reasons: vec![found.1] }),
        }
    }
    Ok(held)
}
