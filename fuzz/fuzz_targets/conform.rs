//! Rows of any cells, properly quoted, under a header with a field of every kind: each row is one record, and is
//! loaded, held back, or classed as what it is.
#![no_main]

use std::str;

use libfuzzer_sys::fuzz_target;
use trosolwg_fuzz::look;

/// Between two cells of the input.
const BETWEEN: u8 = b'\x1F';
const WIDTH: usize = 9;

fuzz_target!(|input: &[u8]| {
    let cells: Vec<&[u8]> = input.split(|byte| *byte == BETWEEN).collect();
    let mut text = b"ref,day,area,sex,themes,number,amount,agreed,remark\n".to_vec();
    for row in cells.chunks(WIDTH) {
        for at in 0..WIDTH {
            let cell = row.get(at).copied().unwrap_or_default();
            text.push(b'"');
            text.extend(cell.iter().flat_map(|byte| [*byte].repeat(if *byte == b'"' { 2 } else { 1 })));
            text.extend(if at + 1 == WIDTH { b"\"\n" } else { b"\"," });
        }
    }
    let looked = look("conform.csv", &text, 97);
    let lines =
        cells.iter().map(|cell| cell.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count()).sum::<usize>();
    let controlled =
        input.iter().any(|byte| *byte < b' ' && !matches!(byte, b'\n' | b'\r' | b'\t' | 31) || *byte == 127);
    if lines < 100 && !controlled && str::from_utf8(input).is_ok() {
        let rows = cells.chunks(WIDTH).count();
        assert_eq!(looked.records.len(), rows + 1, "one record a row");
    }
    for finding in &looked.reading.findings {
        assert!(finding.rule.starts_with("S-"), "{finding:?}");
    }
});
