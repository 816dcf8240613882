//! Opening a release, for whoever asks it something.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::account::{Held, stands};
use crate::definitions::{Cell, Definitions};
use crate::diagnostic::Error;
use crate::domain::Date;
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

/// What is held back of one file.
#[derive(Clone, Debug, Default)]
pub struct HeldInFile {
    /// How many records.
    pub records: u64,
    /// Why, the commonest reason first, with how many records each.
    pub reasons: Vec<(String, u64)>,
}

/// What is held back of each file of a release.
///
/// # Errors
/// When the table cannot be read.
pub fn held_back_by_file(engine: &Engine<'_>, as_at: Date) -> Result<BTreeMap<String, HeldInFile>, Error> {
    let sql = "SELECT file, reason, COUNT(*) AS n FROM held_back GROUP BY file, reason ORDER BY file, n DESC, reason";
    let answer = engine.query(sql, as_at)?;
    let mut files: BTreeMap<String, HeldInFile> = BTreeMap::new();
    for at in 0..answer.len() {
        if let [Cell::Text(file), Cell::Text(reason), Cell::Integer(number)] = answer.row(at).as_slice() {
            let entry = files.entry(file.to_string()).or_default();
            entry.records += number.unsigned_abs();
            entry.reasons.push((reason.to_string(), number.unsigned_abs()));
        }
    }
    Ok(files)
}
