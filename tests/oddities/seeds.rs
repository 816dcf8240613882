//! The odd files as the fuzzer begins with them (`fuzz/seeds`): written anew when someone asks for it.

use std::collections::BTreeMap;
use std::fs;

use super::oddities;
use crate::support::{clone, tree};

/// The variable that asks for it.
const WRITE: &str = "TROSOLWG_WRITE_SEEDS";
/// What the fuzz targets take in front of a file: its dialect or header, and the size of a block.
const FRONT: [u8; 2] = [0, 40];
/// What the fuzz target of cells takes between two of them.
const BETWEEN: u8 = 0x1F;
/// The columns in which that target puts them.
const COLUMNS: [&str; 9] = ["ref", "day", "area", "sex", "themes", "number", "amount", "agreed", "remark"];

#[test]
fn the_seeds_are_the_odd_files() {
    let mut seeds = BTreeMap::new();
    for row in oddities() {
        for (at, case) in row.cases.iter().enumerate().filter(|(_, case)| case.bytes.len() < 2_000) {
            let name = format!("{:02}-{at:02}", row.number);
            seeds.insert(format!("files/{name}"), [&FRONT[..], &case.bytes].concat());
            if (27..=34).contains(&row.number) {
                seeds.insert(format!("cells/{name}"), cells(&case.bytes));
            }
        }
    }
    if std::env::var_os(WRITE).is_some() {
        write(&seeds);
    }
    assert!(
        tree(&clone("fuzz/seeds")) == seeds,
        "fuzz/seeds are not those of the odd files: run this test again with {WRITE}=1"
    );
}

fn write(seeds: &BTreeMap<String, Vec<u8>>) {
    let folder = clone("fuzz/seeds");
    fs::remove_dir_all(&folder).unwrap();
    for (name, bytes) in seeds {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// The cells of a file, each in its place among all the columns.
fn cells(bytes: &[u8]) -> Vec<u8> {
    let delimiter = if bytes.starts_with(b"ref;") { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(bytes);
    let names = reader.byte_headers().unwrap().clone();
    let mut all: Vec<Vec<u8>> = Vec::new();
    for record in reader.byte_records().map(Result::unwrap) {
        for column in COLUMNS {
            let at = names.iter().position(|name| name == column.as_bytes());
            all.push(at.and_then(|at| record.get(at)).unwrap_or_default().to_vec());
        }
    }
    all.join(&BETWEEN)
}
