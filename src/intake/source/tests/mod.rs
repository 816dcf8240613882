//! What files of every kind are read as, whole.

mod packed;
mod safety;
mod sheets;
mod wide;

use std::fs;
use std::io::Write as _;
use std::path::Path;

use super::*;
use crate::definitions::Encoded;
use crate::domain::Year;
use crate::intake::fixture::{definitions, take_in};
use crate::intake::{Reading, Record, inspect};

const HEADER: &str = "child_id,date_of_birth,sex,start_date,remark\r\n";
const ROW: &str = "C000001,2010-02-28,F,2023-05-01,Tŷ Ŵyn\r\n";

/// A file of that name, found as a placements file of Anglesey for 2023-24.
fn put(folder: &Path, name: &str, bytes: &[u8]) -> Found {
    let path = folder.join(name);
    fs::write(&path, bytes).unwrap();
    Found::at(&path, "placements", Some(Year::starting(2023)), "W06000001".parse().ok())
}

/// A file that was read, and where its rows are staged.
struct Taken {
    reading: Reading,
    found: Found,
    _folder: tempfile::TempDir,
}

fn take(name: &str, bytes: &[u8]) -> Taken {
    let folder = tempfile::tempdir().unwrap();
    let found = put(folder.path(), name, bytes);
    let staging = folder.path().join("staging");
    let reading = take_in(&found, &definitions(), &staging);
    assert!(reading.ledger.iter().all(crate::intake::LedgerRow::adds_up), "{:#?}", reading.ledger);
    assert_eq!(reading.digest, blake3::hash(bytes).to_hex().as_str(), "{name}");
    assert_eq!(digest(&found), Some((reading.digest.clone(), bytes.len() as u64)), "{name}");
    Taken { reading, found, _folder: folder }
}

impl Taken {
    /// Rule, line, column and cell of every finding.
    fn said(&self) -> Vec<(&str, u32, &str, &str)> {
        self.reading.findings.iter().map(|one| (&*one.rule, one.line, &*one.column, &*one.cell)).collect()
    }

    fn reason(&self) -> &str {
        assert!(self.reading.staged.is_empty());
        &self.reading.ledger[0].reason
    }

    /// The staged rows without their places in the file.
    fn rows(&self) -> Vec<String> {
        let file = fs::File::open(&self.reading.staged[0].parquet).unwrap();
        let reader = parquet::file::serialized_reader::SerializedFileReader::new(file).unwrap();
        let places = ["_line", "_end_line", "_start", "_bytes"];
        let row = |row: parquet::record::Row| {
            let kept = row.get_column_iter().filter(|(name, _)| !places.contains(&name.as_str()));
            kept.map(|(name, cell)| format!("{name}={cell:?}")).collect::<Vec<_>>().join(" ")
        };
        reader.into_iter().map(|one| row(one.unwrap())).collect()
    }

    /// Every record, having seen that they cover that many bytes without a gap.
    fn records(&self, bytes: u64) -> Vec<Record> {
        let mut records: Vec<Record> = Vec::new();
        inspect(&self.found, &definitions(), &mut |record| records.push(record)).unwrap();
        let mut end = 0;
        for record in &records {
            assert_eq!(record.start, end, "{record:?}");
            end = record.end;
        }
        assert_eq!(end, bytes);
        records
    }
}

/// Where a record stands, as [`originals`] asks for it.
fn span(record: &Record) -> (u64, u32) {
    (record.start, (record.end - record.start).try_into().unwrap())
}

fn range(record: &Record) -> std::ops::Range<usize> {
    record.start.try_into().unwrap()..record.end.try_into().unwrap()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn lines_are_counted_in_32_bits() {
    assert_eq!(too_many(u64::from(u32::MAX) - 1), None);
    assert_eq!(too_many(u64::from(u32::MAX)), Some(TOO_MANY_LINES));
}

#[test]
fn a_declared_encoding_is_read_as_declared() {
    let folder = tempfile::tempdir().unwrap();
    let of = |bytes: &[u8], encoding: Option<Encoded>| {
        let found = put(folder.path(), "file.csv", bytes);
        let dialect = Dialect { encoding, ..Dialect::default() };
        let survey = open(&found, Some(&dialect), None).ok().unwrap().survey;
        (survey.encoding, survey.guessed)
    };
    assert_eq!(of(b"M\xF4n", None), (Encoding::Windows1252, true));
    assert_eq!(of(b"M\xF4n", Some(Encoded::Windows1252)), (Encoding::Windows1252, false));
    assert_eq!(of(b"M\xF4n", Some(Encoded::Utf8)), (Encoding::Utf8, false), "its bad row is held back");
    assert_eq!(of("Môn".as_bytes(), Some(Encoded::Iso8859_14)), (Encoding::Iso8859_14, false));
    assert_eq!(of(b"\xEF\xBB\xBFM\xC3\xB4n", Some(Encoded::Windows1252)), (Encoding::Utf8Bom, false));
    assert_eq!(of(b"a\0,\0b\0\n\0", Some(Encoded::Utf16Le)), (Encoding::Utf16Le, false));
}
