//! UTF-16.

use super::*;
use crate::intake::trouble::UTF_16;

fn wide(text: &str, big: bool) -> Vec<u8> {
    let bytes = if big { u16::to_be_bytes } else { u16::to_le_bytes };
    format!("\u{feff}{text}").encode_utf16().flat_map(bytes).collect()
}

fn text() -> String {
    let odd = "C000002,2010-02-30,F,2023-05-01,\"a 😀\r\nb\"\r\n";
    format!("Lleoliadau ŷ,,,,\r\n\r\n{HEADER}{ROW}{odd}{ROW}")
}

#[test]
fn text_of_either_order_is_read_as_its_utf_8_would_be() {
    let plain = take("file.csv", text().as_bytes());
    for (big, encoding) in [(false, "utf-16le"), (true, "utf-16be")] {
        let bytes = wide(&text(), big);
        let read = take("file.csv", &bytes);
        assert_eq!(read.said(), plain.said());
        assert_eq!(read.rows(), plain.rows());
        let row = &read.reading.ledger[0];
        assert_eq!((&*row.encoding, row.bytes, row.lines), (encoding, bytes.len() as u64, 7));
    }
}

#[test]
fn places_in_the_file_are_those_of_its_own_bytes() {
    for big in [false, true] {
        let bytes = wide(&text(), big);
        let read = take("file.csv", &bytes);
        let records = read.records(bytes.len() as u64);
        let classes: Vec<&str> = records.iter().map(|record| record.class).collect();
        assert_eq!(classes, ["preamble", "blank", "header", "data", "held_back", "data"]);
        let row = wide(ROW, big);
        for record in records.iter().filter(|record| record.class == "data") {
            assert_eq!(bytes[range(record)], row[2..]);
        }
        let held = &read.reading.held_back[0];
        assert_eq!(held.raw, bytes[range(&records[4])]);
        assert_eq!(originals(&read.found, &definitions(), &[span(&records[4])]).unwrap()[0], held.raw);
    }
}

#[test]
fn damage_costs_the_row_it_stands_in_and_no_other() {
    let mut bytes = wide(&format!("{HEADER}{ROW}"), false);
    bytes.extend(&wide("C000002,2010-02-28,F,2023-05-01,", false)[2..]);
    bytes.extend(b"\x3D\xD8\r\0\n\0");
    bytes.extend(&wide(ROW, false)[2..]);
    bytes.extend(b"x");
    let read = take("file.csv", &bytes);
    assert_eq!(read.said(), [("S-ENCODING", 3, "", ""), ("S-ENCODING", 5, "", "")]);
    assert_eq!(read.reading.ledger[0].rows_loaded, 2);
    assert!(read.reading.held_back[0].raw.ends_with(b",\0\x3D\xD8\r\0\n\0"));
    assert_eq!(read.reading.held_back[1].raw, b"x");
    assert_eq!(read.records(bytes.len() as u64).len(), 5);
}

#[test]
fn a_line_longer_than_any_is_measured_in_the_files_bytes() {
    let long = format!("{HEADER}{ROW}{}\r\n{ROW}", "ŷ😀x".repeat(crate::intake::MOST_BYTES / 4));
    let bytes = wide(&long, true);
    let read = take("file.csv", &bytes);
    assert_eq!(read.said(), [("S-TOO-LONG", 3, "", "")]);
    assert_eq!(read.records(bytes.len() as u64).len(), 4);
    assert_eq!(read.reading.ledger[0].bytes, bytes.len() as u64);
}

#[test]
fn without_a_mark_or_a_declaration_it_is_refused() {
    for big in [false, true] {
        let bytes = &wide(&text(), big)[2..];
        let read = take("file.csv", bytes);
        assert_eq!(read.reason(), UTF_16);
        let found = put(read.found.path.parent().unwrap(), "declared.csv", bytes);
        let encoding = Some(if big { Encoded::Utf16Be } else { Encoded::Utf16Le });
        let dialect = Dialect { encoding, ..Dialect::default() };
        let opened = open(&found, Some(&dialect), None).ok().unwrap();
        assert_eq!((opened.survey.foreign, opened.survey.mark), (None, 0));
        let mut stream = String::new();
        opened.text().unwrap().read_to_string(&mut stream).unwrap();
        assert_eq!(stream, text());
    }
    assert_eq!(take("file.csv", b"\xFF\xFE").reason(), "S-EMPTY");
}
