//! Gzip.

use super::*;
use crate::intake::trouble::{IS_GZIP, IS_WORKBOOK};

fn text() -> String {
    format!("{HEADER}{ROW}C000002,2010-02-30,F,2023-05-01,x\r\n{ROW}")
}

#[test]
fn a_packed_file_is_read_as_what_is_in_it() {
    let plain = take("file.csv", text().as_bytes());
    let bytes = gzip(text().as_bytes());
    let read = take("file.csv.gz", &bytes);
    assert_eq!((read.said(), read.rows()), (plain.said(), plain.rows()));
    assert_eq!(read.records(text().len() as u64), plain.records(text().len() as u64));
    assert_eq!(read.reading.ledger[0].bytes, text().len() as u64);
    assert_eq!(read.reading.held_back[0].raw, b"C000002,2010-02-30,F,2023-05-01,x\r\n");
    let spans: Vec<(u64, u32)> = read.records(text().len() as u64).iter().skip(1).map(span).collect();
    let records = originals(&read.found, &definitions(), &spans).unwrap();
    assert_eq!([HEADER.as_bytes(), &records.concat()].concat(), text().as_bytes());
}

#[test]
fn what_is_packed_may_be_utf_16_in_several_members() {
    let wide: Vec<u8> = format!("\u{feff}{}", text()).encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (one, two) = wide.split_at(33);
    let read = take("FILE.CSV.GZ", &[gzip(one), gzip(two)].concat());
    assert_eq!(read.rows(), take("file.csv", text().as_bytes()).rows());
    let row = &read.reading.ledger[0];
    assert_eq!((&*row.encoding, row.bytes), ("utf-16le", wide.len() as u64));
}

#[test]
fn what_is_not_packed_text_is_refused() {
    let whole = gzip(text().repeat(300).as_bytes());
    for (bytes, reason) in [
        (text().into_bytes(), NOT_GZIP),
        (whole[..whole.len() / 2].to_vec(), NOT_GZIP),
        (whole[..1].to_vec(), NOT_GZIP),
        (Vec::new(), "S-EMPTY"),
        (gzip(b""), "S-EMPTY"),
        (gzip(&whole), IS_GZIP),
        (gzip(b"PK\x03\x04\x14\0\x06\0[Content_Types].xml"), IS_WORKBOOK),
        (gzip(&vec![b'\n'; 100 << 20]), TOO_LARGE),
    ] {
        assert_eq!(take("file.csv.gz", &bytes).reason(), reason);
    }
    assert_eq!(take("file.csv", &whole).reason(), IS_GZIP);
}
