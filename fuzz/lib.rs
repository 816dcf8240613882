//! What the fuzz targets share: a collection, a place for one file, and what must hold of every reading.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use trosolwg::definitions::Definitions;
use trosolwg::domain::{Submitter, Year};
use trosolwg::intake::{self, BLOCK, Found, LedgerRow, Pseudonyms, Reader, Reading, Record};

/// The collection of odd files: one return with a field of every kind.
static DEFINITIONS: LazyLock<Definitions> = LazyLock::new(|| {
    let clone = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    Definitions::load(&clone.join("tests/collections/visits"), &clone.join("data/reference"))
        .expect("the collection loads")
});

/// A folder of this process, in memory where the machine has such a place.
static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    let shared = Path::new("/dev/shm");
    let root = if shared.is_dir() { shared.to_path_buf() } else { std::env::temp_dir() };
    let folder = root.join(format!("trosolwg-fuzz-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder for one file");
    folder
});

/// What came of one file.
pub struct Looked {
    /// What was loaded and what not.
    pub reading: Reading,
    /// Every record, in order.
    pub records: Vec<Record>,
}

/// Reads a file of visits with these bytes, whole and in blocks of about this size, and inspects it; holds what comes of
/// it against what is promised.
pub fn look(name: &str, bytes: &[u8], block: usize) -> Looked {
    let path = FOLDER.join(name);
    fs::write(&path, bytes).expect("a file can be written");
    let submitter: Option<Submitter> = "W06000015".parse().ok();
    let found = Found::at(&path, "visits", Some(Year::starting(2023)), submitter);
    let staging = FOLDER.join("staging");
    let pseudonyms = Pseudonyms::new([7; 32]);
    let read = |block| {
        let reader =
            Reader { definitions: &DEFINITIONS, pseudonyms: &pseudonyms, staging: &staging, threads: 1, block, digest: "" };
        intake::read(&found, &reader).expect("staged")
    };
    let reading = read(BLOCK);
    assert_eq!(reading, read(block), "in blocks of {block}");
    let mut records = Vec::new();
    let inspection =
        intake::inspect(&found, &DEFINITIONS, &mut |record| records.push(record)).expect("it can be inspected");
    fs::remove_dir_all(&staging).ok();
    let refused = reading.ledger.iter().any(LedgerRow::is_refused);
    assert!(!reading.ledger.is_empty());
    assert!(reading.ledger.iter().all(LedgerRow::adds_up), "{:#?}", reading.ledger);
    let held: u64 = reading.ledger.iter().map(|row| row.rows_held_back).sum();
    assert_eq!(held, reading.held_back.len() as u64, "rows held back");
    let staged: u64 = reading.staged.iter().map(|staged| staged.rows).sum();
    let loaded: u64 = reading.ledger.iter().map(|row| row.rows_loaded).sum();
    assert_eq!(staged, loaded, "rows staged");
    tile(&records);
    if is_plain(bytes) {
        let lines: u64 = reading.ledger.iter().map(|row| row.lines).sum();
        // A byte order mark is no text.
        assert_eq!(lines, physical_lines(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)), "physical lines");
        let size: u64 = reading.ledger.iter().map(|row| row.bytes).sum();
        assert_eq!(size, bytes.len() as u64, "bytes");
        if let Some(last) = records.last() {
            assert_eq!((last.end, u64::from(last.end_line)), (size, lines), "the last record ends the file");
        }
    }
    if !refused && inspection.refused.is_none() {
        let of = |class: &str| records.iter().filter(|record| record.class == class).count() as u64;
        assert_eq!((of("data"), of("held_back")), (loaded, held), "both ways see the same");
    }
    Looked { reading, records }
}

/// Every byte and every physical line is in exactly one record.
fn tile(records: &[Record]) {
    let (mut end, mut line) = (0, 0);
    for record in records {
        assert_eq!((record.start, record.line), (end, line + 1), "{record:?}");
        assert!(record.end > record.start && record.end_line >= record.line, "{record:?}");
        (end, line) = (record.end, record.end_line);
    }
}

/// Whether bytes are text with one byte or more a character: neither UTF-16 nor packed.
pub fn is_plain(bytes: &[u8]) -> bool {
    let packed: [&[u8]; 4] = [b"\xFF\xFE", b"\xFE\xFF", b"\x1F\x8B", b"PK"];
    !packed.iter().any(|magic| bytes.starts_with(magic))
}

/// How many physical lines there are: each ends in LF, CRLF or CR, the last perhaps in nothing.
pub fn physical_lines(bytes: &[u8]) -> u64 {
    let (mut lines, mut rest) = (0, bytes);
    while let Some(at) = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
        rest = &rest[if rest[at..].starts_with(b"\r\n") { at + 2 } else { at + 1 }..];
        lines += 1;
    }
    lines + u64::from(!rest.is_empty())
}
