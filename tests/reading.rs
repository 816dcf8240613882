//! What holds of reading whatever the bytes; and that, where nothing is wrong, our cells are those of the `csv` crate.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use csv::{QuoteStyle, Terminator, WriterBuilder};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::support::{PROGRAM, clone, physical_lines, staged_column, tree};
use trosolwg::definitions::Definitions;
use trosolwg::domain::Year;
use trosolwg::intake::{self, BLOCK, Encoding, Found, Inspection, LedgerRow, Pseudonyms, Reader, Reading, Record};

static VISITS: LazyLock<Definitions> =
    LazyLock::new(|| Definitions::load(&clone("tests/collections/visits"), &clone("data/reference")).unwrap());

/// A file of Cardiff, and a folder of its own.
struct Sent {
    folder: tempfile::TempDir,
    found: Found,
}

impl Sent {
    fn of(return_id: &str, bytes: &[u8]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sent.csv");
        fs::write(&path, bytes).unwrap();
        let found = Found::at(&path, return_id, Some(Year::starting(2023)), "W06000015".parse().ok());
        Self { folder, found }
    }

    fn read(&self, threads: usize, block: usize) -> Reading {
        let (pseudonyms, staging) = (Pseudonyms::new([7; 32]), self.folder.path().join("staging"));
        let reader =
            Reader { definitions: &VISITS, pseudonyms: &pseudonyms, staging: &staging, threads, block, digest: "" };
        intake::read(&self.found, &reader).unwrap()
    }

    fn inspect(&self) -> (Inspection, Vec<Record>) {
        let mut records = Vec::new();
        let inspection = intake::inspect(&self.found, &VISITS, &mut |record| records.push(record)).unwrap();
        (inspection, records)
    }
}

/// Whether bytes and lines of the records follow one another without a gap.
fn tile(records: &[Record], size: usize) -> Result<(), String> {
    let (mut end, mut line) = (0, 0);
    for record in records {
        if (record.start, record.line) != (end, line + 1) || record.end <= end || record.end_line < record.line {
            return Err(format!("after byte {end}, line {line}: {record:?}"));
        }
        (end, line) = (record.end, record.end_line);
    }
    if records.is_empty() || end == size as u64 { Ok(()) } else { Err(format!("{end} of {size} bytes")) }
}

fn lines_of(records: &[Record], class: &str) -> u64 {
    records.iter().filter(|one| one.class == class).map(|one| u64::from(one.end_line - one.line) + 1).sum()
}

/// Files of anything; of UTF-16; of what looks like a table of visits and is not quite one.
fn soup() -> impl Strategy<Value = Vec<u8>> {
    let pieces: Vec<&[u8]> = vec![
        b",",
        b",",
        b",",
        b"\n",
        b"\n",
        b"\r\n",
        b"\r",
        b"\"",
        b"\"",
        b"\"\"",
        b";",
        b"\t",
        b"|",
        b" ",
        b"'",
        b"\\",
        b"Wales",
        b"A1",
        b"2023-05-01",
        b"31/02/2023",
        b"05/13/2023",
        b"#REF!",
        b"=A1",
        b"\xe9",
        b"\xc3\xa9",
        b"\x00",
        b"\x1a",
        b"\x0b",
        b"\x7f",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\xe2\x80\x8b",
        b"\xc2\x85",
        b"\xe2\x80\xa8",
        b"sep=;",
        b"ref",
        b"remark",
        b"ref,day,remark\n",
        b"Note: as sent\n",
        b"A1,2023-05-01,one\n",
        b"A2,2023-05-02,\"t\r\nwo\"\r\n",
    ];
    let rows = proptest::collection::vec(select(pieces), 0..80).prop_map(|pieces| pieces.concat());
    let headers: Vec<&[u8]> = vec![
        b"",
        b"ref,day,remark\n",
        b"ref;day;remark\r\n",
        b"\xef\xbb\xbfref\tday\tremark\r",
        b"A title\n\nref,day,remark\n",
        b"sep=|\r\nref|day|remark\r\n",
    ];
    let table = (select(headers), rows).prop_map(|(header, rows)| [header, &rows].concat());
    let wide = (table.clone(), any::<bool>(), any::<bool>()).prop_map(|(text, marked, big)| {
        let text = String::from_utf8_lossy(&text).into_owned();
        let text = if marked { format!("\u{feff}{text}") } else { text };
        text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    });
    prop_oneof![2 => proptest::collection::vec(any::<u8>(), 0..600), 6 => table, 1 => wide]
}

fn is_wide(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn records_tile_the_file_and_both_ways_of_reading_it_see_the_same(bytes in soup(), block in 1_usize..300) {
        let sent = Sent::of("visits", &bytes);
        let reading = sent.read(1, BLOCK);
        prop_assert_eq!(&reading, &sent.read(2, block));
        prop_assert!(reading.ledger.iter().all(LedgerRow::adds_up), "{:#?}", reading.ledger);
        let sum = |part: fn(&LedgerRow) -> u64| reading.ledger.iter().map(part).sum::<u64>();
        prop_assert_eq!(sum(|row| row.bytes), bytes.len() as u64);
        let (inspection, records) = sent.inspect();
        prop_assert_eq!(tile(&records, bytes.len()), Ok(()));
        if !is_wide(&bytes) && !records.is_empty() {
            let lines = physical_lines(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes));
            prop_assert_eq!(records.last().map(|last| u64::from(last.end_line)), Some(lines));
        }
        if inspection.refused.is_none() && !reading.ledger.iter().any(LedgerRow::is_refused) {
            for (class, lines) in [
                ("preamble", sum(|row| row.preamble_lines)), ("header", sum(|row| row.header_lines)),
                ("blank", sum(|row| row.blank_lines)), ("totals", sum(|row| row.totals_lines)),
                ("footer", sum(|row| row.footer_lines)), ("data", sum(|row| row.loaded_lines)),
                ("held_back", sum(|row| row.held_back_lines)),
            ] {
                prop_assert_eq!(lines_of(&records, class), lines, "{}", class);
            }
            for held in &reading.held_back {
                let record = records.iter().find(|one| one.line == held.line).unwrap();
                let raw = &bytes[usize::try_from(record.start).unwrap()..usize::try_from(record.end).unwrap()];
                prop_assert_eq!((&held.raw[..], held.end_line), (raw, record.end_line));
            }
        }
        // The same bytes of a return that nobody has defined.
        let (_, records) = Sent::of("none", &bytes).inspect();
        prop_assert_eq!(tile(&records, bytes.len()), Ok(()));
    }

    #[test]
    fn what_the_csv_crate_writes_comes_back(
        rows in proptest::collection::vec([cell(), cell(), cell()], 0..25),
        delimiter in select(vec![b',', b';', b'\t', b'|']),
        always in any::<bool>(),
        end in select(vec![Terminator::CRLF, Terminator::Any(b'\n'), Terminator::Any(b'\r')]),
    ) {
        let style = if always { QuoteStyle::Always } else { QuoteStyle::Necessary };
        let mut writer =
            WriterBuilder::new().delimiter(delimiter).quote_style(style).terminator(end).from_writer(Vec::new());
        writer.write_record(["ref", "day", "remark"]).unwrap();
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        let (_, records) = Sent::of("visits", &bytes).inspect();
        prop_assert_eq!(tile(&records, bytes.len()), Ok(()));
        let sent = rows.iter().map(|row| row.iter().map(|cell| tight(cell)).collect::<Vec<_>>());
        let came: Vec<Vec<&str>> =
            records.iter().skip(1).map(|one| one.cells.iter().map(String::as_str).collect()).collect();
        prop_assert_eq!(came, sent.collect::<Vec<_>>());
    }

    #[test]
    fn where_no_record_is_damaged_the_csv_crate_sees_the_same_cells(bytes in soup()) {
        prop_assert_eq!(differs("visits", &bytes).unwrap_or(Ok(())), Ok(()));
    }

    #[test]
    fn text_is_stored_as_it_was_sent_wherever_a_block_ends(
        remarks in proptest::collection::vec("[a-z]([ -~]|\r\n|\n|\"){0,12}[a-z]", 1..60),
        block in 1_usize..400,
        threads in 1_usize..4,
    ) {
        let mut bytes = b"ref,day,remark\r\n".to_vec();
        for (at, remark) in remarks.iter().enumerate() {
            write!(bytes, "A{at},2023-05-01,\"{}\"\r\n", remark.replace('"', "\"\"")).unwrap();
        }
        let sent = Sent::of("visits", &bytes);
        let reading = sent.read(threads, block);
        prop_assert_eq!(reading.held_back.len(), 0);
        prop_assert_eq!(staged_column(&reading.staged[0].parquet, "remark"), remarks);
    }

    #[test]
    fn a_line_end_in_quotes_survives_at_every_edge_of_a_block(shift in 0_usize..24, kilobytes in 1_usize..5, at in any::<Index>()) {
        let block = kilobytes << 10;
        let mut bytes = b"ref,day,remark\r\n".to_vec();
        let mut remarks = Vec::new();
        while bytes.len() < 3 * block {
            let row = format!("A{},2023-05-01,\"", remarks.len());
            // The pair comes to lie around the next edge.
            let edge = (bytes.len() / block + 1) * block;
            let before = (edge + shift).saturating_sub(bytes.len() + row.len() + 12).min(900).max(at.index(40));
            remarks.push(format!("{}\r\n{}", "x".repeat(before.max(1)), "y".repeat(1 + at.index(9))));
            bytes.extend(row.bytes());
            bytes.extend(remarks.last().unwrap().bytes());
            bytes.extend(b"\"\r\n");
        }
        let reading = Sent::of("visits", &bytes);
        let reading = (reading.read(2, block), reading);
        prop_assert_eq!(reading.0.held_back.len(), 0);
        prop_assert_eq!(staged_column(&reading.0.staged[0].parquet, "remark"), remarks);
    }
}

/// A cell that is no trouble in itself: any text without control characters but line ends and tabs.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z0-9 ]{0,8}", "([ -~]|\r\n|\n|\r|\t|\"|[;|,']){0,12}", "[ŵŷôâ€£]{0,4}[a-z]{0,3}", "\\PC{0,10}"]
}

/// A cell without what surrounds it.
fn tight(cell: &str) -> &str {
    cell.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'))
}

/// Whether the `csv` crate sees other cells than `inspect`; nothing where a record is damaged, or the text not UTF-8.
fn differs(return_id: &str, bytes: &[u8]) -> Option<Result<(), String>> {
    const DAMAGED: [&str; 8] = [
        "S-QUOTE-IN-FIELD",
        "S-TEXT-AFTER-QUOTE",
        "S-OPEN-QUOTE",
        "S-CONTROL",
        "S-NUL",
        "S-TOO-LONG",
        "S-ENCODING",
        "S-SECOND-TABLE",
    ];
    let (inspection, records) = Sent::of(return_id, bytes).inspect();
    let damaged = |one: &Record| one.code.is_some_and(|code| DAMAGED.contains(&code)) || one.cells.is_empty();
    if records.is_empty()
        || records.iter().any(damaged)
        || !matches!(inspection.encoding, Encoding::Utf8 | Encoding::Utf8Bom)
    {
        return None;
    }
    let delimiter = inspection.format.delimiter;
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(bytes);
    let theirs: Vec<Vec<String>> = reader
        .records()
        .map(|record| record.unwrap().iter().map(|cell| tight(cell).to_owned()).collect::<Vec<_>>())
        .filter(|cells| is_written(cells))
        .collect();
    let ours: Vec<Vec<String>> = records.into_iter().map(|one| one.cells).filter(|cells| is_written(cells)).collect();
    let different = ours.iter().zip(&theirs).position(|(our, their)| our != their);
    Some(match different {
        Some(at) => Err(format!("record {at} without the blank ones: {:?}, the csv crate: {:?}", ours[at], theirs[at])),
        None if ours.len() != theirs.len() => Err(format!("{} records, the csv crate: {}", ours.len(), theirs.len())),
        None => Ok(()),
    })
}

/// Whether there is more on the line than one empty cell: the `csv` crate passes over blank lines.
fn is_written(cells: &[String]) -> bool {
    cells.len() > 1 || cells.iter().any(|cell| !cell.is_empty())
}

/// How many files of the sample, at least, are without damage and in UTF-8.
const SAMPLED: usize = 45;

/// Compares each file as it is and with CRLF; says how many could be compared.
fn compare(files: impl Iterator<Item = (String, &'static str, Vec<u8>)>) -> usize {
    let mut compared = 0;
    for (name, return_id, bytes) in files {
        let bare: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != b'\r').collect();
        let crlf = bare.iter().flat_map(|byte| if *byte == b'\n' { &b"\r\n"[..] } else { std::slice::from_ref(byte) });
        let crlf: Vec<u8> = crlf.copied().collect();
        for bytes in [&bytes, &bare, &crlf] {
            match differs(return_id, bytes) {
                Some(outcome) => assert_eq!(outcome, Ok(()), "{name}"),
                None => break,
            }
            compared += 1;
        }
    }
    compared
}

#[test]
fn the_clean_files_of_the_sample_have_the_cells_that_the_csv_crate_sees() {
    let files = tree(&clone("data/returns")).into_iter();
    let compared = compare(files.map(|(name, bytes)| (name, "none", bytes)));
    assert!(compared >= 3 * SAMPLED, "{compared}");
}

/// Pollock's files, unpacked; nothing, loudly, where they are not at hand.
fn pollock() -> Option<tempfile::TempDir> {
    let checks = ["../shared", "/work/shared"]
        .map(|folder| Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join("checks/csv/pollock-polluted.tar.xz"));
    let Some(archive) = checks.iter().find(|path| path.exists()) else {
        io::stderr().write_all(b"NOT TESTED: Pollock's files are not here\n").unwrap();
        return None;
    };
    let folder = tempfile::tempdir().unwrap();
    assert!(Command::new("tar").arg("xJf").arg(archive).arg("-C").arg(folder.path()).status().unwrap().success());
    Some(folder)
}

/// What `trosolwg inspect --format ndjson` says of a file: the same as the library.
fn inspected(file: &Path) -> Vec<serde_json::Value> {
    let collection = clone("tests/collections/visits");
    let mut command = Command::new(PROGRAM);
    command.args(["inspect", "--format", "ndjson", "--return", "none", "--collection"]).arg(collection).arg(file);
    let said = command.current_dir(clone(".")).output().unwrap();
    let lines = String::from_utf8(said.stdout).unwrap();
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn inspect_shows_of_polluted_files_what_the_library_sees() {
    let Some(folder) = pollock() else { return };
    let csv = folder.path().join("polluted_files/csv");
    let mut files: Vec<PathBuf> = fs::read_dir(csv).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.file_name().unwrap().to_string_lossy().starts_with("row_"));
    files.sort();
    assert_eq!(files.len(), 2268);
    let compare = |file: &PathBuf| {
        let mut records = Vec::new();
        intake::inspect(&Found::at(file, "none", None, None), &VISITS, &mut |record| records.push(record)).unwrap();
        let library: Vec<serde_json::Value> =
            records.iter().map(|record| serde_json::to_value(record).unwrap()).collect();
        assert_eq!(inspected(file), library, "{}", file.display());
        assert_eq!(library.iter().filter(|record| record["class"] == "held_back").count(), 1, "{}", file.display());
    };
    for (at, file) in files.iter().enumerate().filter(|(at, _)| at % 10 == 0) {
        let bytes = fs::read(file).unwrap();
        let crlf = bytes.split(|byte| *byte == b'\n').collect::<Vec<_>>().join(&b"\r\n"[..]);
        let path = folder.path().join(format!("crlf-{at}.csv"));
        fs::write(&path, crlf).unwrap();
        compare(&path);
    }
    let (one, other) = files.split_at(files.len() / 2);
    std::thread::scope(|scope| {
        for half in [one, other] {
            scope.spawn(move || half.iter().for_each(compare));
        }
    });
}

#[test]
fn the_clean_files_of_pollock_have_the_cells_that_the_csv_crate_sees() {
    let Some(folder) = pollock() else { return };
    let files = tree(&folder.path().join("polluted_files/clean")).into_iter();
    let compared = compare(files.map(|(name, bytes)| (name, "none", bytes)));
    assert!(compared > 2_200, "{compared}");
}
