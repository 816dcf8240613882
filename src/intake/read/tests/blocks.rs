//! One file read in blocks of any size, on any number of threads.

use proptest::prelude::*;

use super::*;

const HEADER: &str = "child_id,date_of_birth,sex,start_date,remark\r\n";

/// Everything that came of a file, but for where it was written.
fn outcome(bytes: &[u8], threads: usize, block: usize) -> (Reading, Vec<Vec<u8>>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file.csv");
    fs::write(&path, bytes).unwrap();
    let found = Found::at(&path, "placements", Some(Year::starting(2023)), authority());
    let mut reading = read_with(&found, &folder.path().join("staging"), threads, block);
    assert!(reading.ledger.iter().all(LedgerRow::adds_up), "{:#?}", reading.ledger);
    let parquet = reading.staged.iter().map(|staged| fs::read(&staged.parquet).unwrap()).collect();
    reading.staged.iter_mut().for_each(|staged| staged.parquet = PathBuf::new());
    reading.identifiers = Fingerprints::default();
    (reading, parquet)
}

/// Every column of every staged row.
fn rows(bytes: &[u8], block: usize) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file.csv");
    fs::write(&path, bytes).unwrap();
    let found = Found::at(&path, "placements", Some(Year::starting(2023)), authority());
    let reading = read_with(&found, &folder.path().join("staging"), 3, block);
    let Some(staged) = reading.staged.first() else { return Vec::new() };
    let file = fs::File::open(&staged.parquet).unwrap();
    let reader = parquet::file::serialized_reader::SerializedFileReader::new(file).unwrap();
    reader.into_iter().map(|row| row.unwrap().to_string()).collect()
}

/// Rows good and bad, notes, totals, blank lines, quotes that open and close anywhere.
fn lines() -> impl Strategy<Value = Vec<u8>> {
    let lines = prop_oneof![
        8 => Just("C000001,2010-02-28,F,2023-05-01,plain\r\n"),
        3 => Just("C000002,2011-02-28,M,2023-06-01,\"said \"\"no\"\"\r\nand\nthen\rleft\"\r\n"),
        1 => Just("C000003,2011-02-30,M,2023-06-01,bad day\n"),
        1 => Just("C000004,2011-02-20,M,2023-06-01,\"open\n"),
        1 => Just("C000005,2011-02-20,M\"ale,2023-06-01,stray\r"),
        1 => Just("\r\n"),
        1 => Just(",,,,\r\n"),
        1 => Just("Note: provisional\r\n"),
        1 => Just("Wales,,,,\n"),
        1 => Just("child_id,date_of_birth,sex,start_date,remark\r\n"),
        1 => Just("C\u{e9}6,2011-02-20,M,2023-06-01,Ynys M\u{f4}n\n"),
        1 => Just("C7,2011-02-20,M,2023-06-01,a\0b\n"),
    ];
    proptest::collection::vec(lines, 0..40).prop_map(|lines| [HEADER, &lines.concat()].concat().into_bytes())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_number_of_threads_gives_the_same_bytes(bytes in lines(), block in 1_usize..400) {
        prop_assert_eq!(outcome(&bytes, 1, block), outcome(&bytes, 4, block));
    }

    #[test]
    fn blocks_of_any_size_give_the_same_rows_and_the_same_account(bytes in lines(), block in 1_usize..400) {
        prop_assert_eq!(outcome(&bytes, 2, BLOCK).0, outcome(&bytes, 2, block).0);
        prop_assert_eq!(rows(&bytes, BLOCK), rows(&bytes, block));
    }
}

#[test]
fn a_record_over_the_edge_of_blocks_is_one_record() {
    let text = format!("{HEADER}C000001,2010-02-28,F,2023-05-01,\"a\r\nb\"\r\nC000002,2010-02-28,F,2023-05-01,c\r\n");
    let right = rows(text.as_bytes(), BLOCK);
    assert_eq!(right.len(), 2);
    for block in 1..text.len() + 2 {
        assert_eq!(rows(text.as_bytes(), block), right, "{block}");
    }
}

#[test]
fn a_line_without_end_costs_itself_alone() {
    for (end, closed) in [("\r\n", true), ("\r", true), ("", false)] {
        let line = "x".repeat(3 << 20);
        let text = format!("{HEADER}C000001,2010-02-28,F,2023-05-01,a\r\n{line}{end}");
        let text = if closed { format!("{text}C000002,2010-02-28,F,2023-05-01,c\r\n") } else { text };
        for block in [BLOCK, 100_000, 1 << 20, (1 << 20) + 7] {
            let (reading, _) = outcome(text.as_bytes(), 2, block);
            let row = &reading.ledger[0];
            let held = &reading.held_back[0];
            assert_eq!((row.rows_loaded, row.rows_held_back, row.bytes), (1 + u64::from(closed), 1, text.len() as u64));
            assert_eq!((&*held.reason, held.line, held.raw.len()), ("S-TOO-LONG", 3, 64 << 10), "{block}");
        }
    }
}

#[test]
fn a_file_that_is_not_what_it_was_when_the_run_began_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file.csv");
    let text = format!("{HEADER}C000001,2010-02-28,F,2023-05-01,a\r\n");
    fs::write(&path, &text).unwrap();
    let found = Found::at(&path, "placements", Some(Year::starting(2023)), authority());
    let reason = |digest: &str| {
        let (pseudonyms, staging) = (Pseudonyms::new([1; 32]), folder.path().join("staging"));
        let definitions = definitions();
        let reader = Reader {
            definitions: &definitions,
            pseudonyms: &pseudonyms,
            staging: &staging,
            threads: 1,
            block: BLOCK,
            digest,
        };
        read(&found, &reader).unwrap().ledger[0].reason.to_string()
    };
    assert_eq!(reason(blake3::hash(text.as_bytes()).to_hex().as_str()), "");
    assert_eq!(reason(blake3::hash(b"another").to_hex().as_str()), "S-CHANGED");
}

#[test]
fn inspect_counts_no_cell_twice_where_a_block_is_worked_again() {
    let row = "C000001,28/02/2010,F,2023-05-01,a\r\n";
    let text = format!("{HEADER}{row}{}\r\n{row}", "x".repeat(3 * BLOCK));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file.csv");
    fs::write(&path, text).unwrap();
    let found = Found::at(&path, "placements", Some(Year::starting(2023)), authority());
    let seen = inspect(&found, &definitions(), &mut |_| {}).unwrap();
    assert!(seen.normalised.contains(&("date_of_birth".into(), Normalisation::DateForm, 2)), "{:?}", seen.normalised);
}
