//! Files as they come, read whole.

mod blocks;
mod corpora;
mod dialects;
mod lexing;
mod notes;
mod tables;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use crate::domain::{Submitter, Year};
use crate::intake::fixture::definitions;
use crate::intake::*;

/// A file that was read, and the folder it was staged in.
struct Read {
    reading: Reading,
    path: PathBuf,
    _folder: tempfile::TempDir,
}

impl Read {
    /// Rule and line of every finding.
    fn said(&self) -> Vec<(&str, u32, &str)> {
        self.reading.findings.iter().map(|one| (&*one.rule, one.line, &*one.column)).collect()
    }

    /// One column of the staged rows of the first submission, as text.
    fn column(&self, name: &str) -> Vec<String> {
        column(&self.reading.staged[0].parquet, name)
    }
}

/// One column of a staged file, as text; NULL is `-`.
fn column(parquet: &std::path::Path, name: &str) -> Vec<String> {
    use parquet::record::RowAccessor as _;
    let reader = parquet::file::serialized_reader::SerializedFileReader::new(fs::File::open(parquet).unwrap()).unwrap();
    let mut cells = Vec::new();
    for row in reader {
        let row = row.unwrap();
        let at = row.get_column_iter().position(|(column, _)| column == name).unwrap();
        let text = row.get_column_iter().nth(at).map(|(_, cell)| cell.to_string()).unwrap();
        let text = row.get_string(at).map_or(text, Clone::clone);
        cells.push(if text == "null" { "-".to_owned() } else { text });
    }
    cells
}

fn authority() -> Option<Submitter> {
    "W06000001".parse().ok()
}

fn read_as(return_id: &str, year: Option<Year>, submitter: Option<Submitter>, bytes: &[u8]) -> Read {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file.csv");
    fs::write(&path, bytes).unwrap();
    let found = Found::at(&path, return_id, year, submitter);
    let reading = read_with(&found, &folder.path().join("staging"), 1, BLOCK);
    assert!(reading.ledger.iter().all(LedgerRow::adds_up), "{:#?}", reading.ledger);
    Read { reading, path, _folder: folder }
}

fn read_with(found: &Found, staging: &std::path::Path, threads: usize, block: usize) -> Reading {
    let pseudonyms = Pseudonyms::new([1; 32]);
    read(found, &Reader { definitions: &definitions(), pseudonyms: &pseudonyms, staging, threads, block, digest: "" })
        .unwrap()
}

/// A placements file of Anglesey for 2023-24.
fn placements(bytes: impl AsRef<[u8]>) -> Read {
    read_as("placements", Some(Year::starting(2023)), authority(), bytes.as_ref())
}

fn concerns(bytes: impl AsRef<[u8]>) -> Read {
    read_as("concerns", None, None, bytes.as_ref())
}

/// Every record that `inspect` shows of these bytes.
fn records(return_id: &str, bytes: &[u8]) -> Vec<Record> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file.csv");
    fs::write(&path, bytes).unwrap();
    let mut records = Vec::new();
    let found = Found::at(&path, return_id, Some(Year::starting(2023)), None);
    inspect(&found, &definitions(), &mut |record| records.push(record)).unwrap();
    check_cover(&records, bytes);
    records
}

/// Every byte and every physical line is in exactly one record.
fn check_cover(records: &[Record], bytes: &[u8]) {
    let (mut end, mut line) = (0, 0);
    for record in records {
        assert_eq!((record.start, record.line), (end, line + 1), "{record:?}");
        assert!(record.end > record.start && record.end_line >= record.line, "{record:?}");
        (end, line) = (record.end, record.end_line);
    }
    assert_eq!(end, bytes.len() as u64);
}

fn classes(records: &[Record]) -> Vec<&str> {
    records.iter().map(|record| record.class).collect()
}

fn tally(records: &[Record]) -> BTreeMap<&str, usize> {
    records.iter().fold(BTreeMap::new(), |mut tally, record| {
        *tally.entry(record.class).or_default() += 1;
        tally
    })
}
