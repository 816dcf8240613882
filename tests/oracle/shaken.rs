//! Returns in which much is wrong: good ones, of which cells have changed places, are gone, or are out of all reason.

use std::fs;
use std::path::Path;

use super::super::support::tree;

/// In how many cells one comes from another row, and one in how many is blank.
const MOVED: u64 = 5;
const BLANK: u64 = 23;
const WILD: u64 = 29;

/// Files of which only a third is there.
const CUT_SHORT: [&str; 2] = ["2022-23/national/services", "2022-23/W06000004"];

/// What a cell of some columns may say that no good one says.
const ODD: &[(&str, &str)] = &[
    ("actions", "none;referred"),
    ("distance_km", "-3.5"),
    ("home_decile", "11"),
    ("places", "700"),
    ("themes", "other"),
    ("upn", "U00000001"),
];

/// Shakes every file below a folder: the same each time.
pub(crate) fn shake(returns: &Path) {
    for (name, bytes) in tree(returns) {
        let mut reader = csv::Reader::from_reader(&bytes[..]);
        let header = reader.headers().unwrap().clone();
        let mut rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        if CUT_SHORT.iter().any(|short| name.contains(short)) {
            rows.truncate(rows.len() / 3);
        }
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(&header).unwrap();
        for row in 0..rows.len() {
            let cells = (0..header.len()).map(|column| {
                let dice = scrambled(row as u64, column as u64);
                if dice.is_multiple_of(BLANK) {
                    return String::new();
                }
                let from =
                    if (dice >> 8).is_multiple_of(MOVED) { usize::try_from((dice >> 16) % 7).unwrap() + 1 } else { 0 };
                let cell = &rows[(row + from) % rows.len()][column];
                if (dice >> 24).is_multiple_of(WILD) {
                    wild(&header[column], cell, dice >> 32)
                } else {
                    cell.to_owned()
                }
            });
            writer.write_record(cells.collect::<Vec<_>>()).unwrap();
        }
        fs::write(returns.join(name), writer.into_inner().unwrap()).unwrap();
    }
}

/// A day in another year, in either of the forms in which the sample writes days; an odd value where there is one.
fn wild(column: &str, cell: &str, dice: u64) -> String {
    let year = ["1893", "2015", "2022", "2024"][usize::try_from(dice % 4).unwrap()];
    let bytes = cell.as_bytes();
    match (bytes, ODD.iter().find(|(name, _)| *name == column)) {
        ([_, _, b'/', _, _, b'/', ..], _) => format!("{}{year}", &cell[..6]).replace("29/02", "28/02"),
        ([_, _, _, _, b'-', _, _, b'-', _, _], _) => format!("{year}{}", &cell[4..]).replace("02-29", "02-28"),
        (_, Some((_, odd))) => (*odd).to_owned(),
        _ => cell.to_owned(),
    }
}

/// A number that looks like chance (`SplitMix64`).
fn scrambled(row: u64, column: u64) -> u64 {
    let mut number = (row << 8 | column).wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}
