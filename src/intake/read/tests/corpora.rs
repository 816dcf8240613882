//! Other people's files: Pollock's polluted ones, and csv-spectrum.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::*;

pub(super) fn shared(path: &str) -> Option<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let found = [here.join("../shared"), PathBuf::from("/work/shared")]
        .into_iter()
        .map(|folder| folder.join(path))
        .find(|path| path.exists());
    if found.is_none() {
        println!("SKIPPED: no {path} in ../shared");
    }
    found
}

#[test]
fn every_polluted_line_of_pollock_is_found_and_no_other() {
    let (Some(archive), Some(expected)) =
        (shared("checks/csv/pollock-polluted.tar.xz"), shared("checks/csv/pollock-detect/expected.csv"))
    else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    assert!(Command::new("tar").arg("xJf").arg(archive).arg("-C").arg(folder.path()).status().unwrap().success());
    let csv = folder.path().join("polluted_files/csv");
    let mut wrong = String::new();
    let mut files = 0;
    for line in fs::read_to_string(expected).unwrap().lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let (file, bad, start) = (cells[0], cells[4].parse::<u32>().unwrap(), cells[5].parse::<u64>().unwrap());
        let bytes = fs::read(csv.join(file)).unwrap();
        assert!(!bytes.contains(&b'\r'));
        let crlf: Vec<u8> =
            bytes.iter().flat_map(|byte| if *byte == b'\n' { vec![b'\r', b'\n'] } else { vec![*byte] }).collect();
        for (bytes, start) in [(bytes, start), (crlf, start + u64::from(bad) - 1)] {
            let records = records("none", &bytes);
            let held: Vec<&Record> = records.iter().filter(|record| record.class == "held_back").collect();
            let right = held.len() == 1 && (held[0].line, held[0].end_line, held[0].start) == (bad, bad, start);
            let rest = tally(&records);
            if !right || rest.get("data").copied().unwrap_or(0) + rest.get("header").copied().unwrap_or(0) != 83 {
                writeln!(wrong, "{file}: {bad} expected, {held:?} {rest:?}").unwrap();
            }
        }
        files += 1;
    }
    assert_eq!(files, 2268);
    assert!(wrong.is_empty(), "{} of {files}\n{}", wrong.lines().count(), &wrong[..wrong.len().min(2000)]);
}

#[test]
fn every_file_of_csv_spectrum_is_read_as_its_json_says() {
    let Some(folder) = shared("checks/csv/csv-spectrum") else { return };
    for entry in fs::read_dir(folder.join("csvs")).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let json: serde_json::Value =
            serde_json::from_slice(&fs::read(folder.join(format!("json/{stem}.json"))).unwrap()).unwrap();
        let rows: Vec<&serde_json::Map<_, _>> =
            json.as_array().unwrap().iter().map(|row| row.as_object().unwrap()).collect();
        let mut records = Vec::new();
        let bytes = fs::read(&path).unwrap();
        inspect(&Found::at(&path, "none", None, None), &definitions(), &mut |record| records.push(record)).unwrap();
        check_cover(&records, &bytes);
        let header = records.remove(0);
        assert_eq!(header.class, "header", "{stem}");
        assert_eq!(records.len(), rows.len(), "{stem}");
        for (record, row) in records.iter().zip(rows) {
            assert_eq!(record.class, "data", "{stem}");
            // Line ends inside cells are kept as sent; this copy of the files lost some on its way.
            for (name, cell) in header.cells.iter().zip(&record.cells) {
                assert_eq!(
                    row[name].as_str().unwrap().trim().replace("\r\n", "\n"),
                    cell.replace("\r\n", "\n"),
                    "{stem}"
                );
            }
        }
    }
}
