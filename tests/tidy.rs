//! The files for programs, as others read them: every figure that is published, once; the same as Parquet; described by
//! its metadata so that a bad cell is noticed; and data sets for `StatsWales` of the same figures.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::oracle::python;
use crate::support::{clone, published, tree};

type Row = BTreeMap<String, String>;

fn rows(bytes: &[u8]) -> Vec<Row> {
    csv::Reader::from_reader(bytes).deserialize().map(Result::unwrap).collect()
}

fn figures() -> Vec<Row> {
    rows(&fs::read(published().output().join("data/figures.csv")).unwrap())
}

/// What a figure is of, save its version and basis.
fn key(row: &Row) -> [String; 5] {
    ["indicator", "period", "geography", "breakdown", "category"].map(|column| row[column].clone())
}

#[test]
fn every_figure_that_is_published_is_in_one_table_once() {
    let figures = figures();
    let keys: BTreeSet<[String; 5]> = figures.iter().map(key).collect();
    assert_eq!(keys.len(), figures.len());
    assert!(figures.len() > 100_000, "only {}", figures.len());
    let sql = "SELECT indicator, period, geography, breakdown, category FROM figures WHERE basis = 'headline'";
    let known: BTreeSet<[String; 5]> = published().rows(sql).iter().map(key).collect();
    assert_eq!(keys.difference(&known).count(), 0, "some figures are none of the release");
    // What pages show is there too.
    let tables = tree(&published().output().join("tables"));
    for (name, bytes) in tables.iter().filter(|(name, _)| name.ends_with(".en.csv")) {
        for row in rows(bytes) {
            let code = ["indicator", "period", "geography_code", "breakdown", "category"].map(|name| row[name].clone());
            assert!(keys.contains(&code), "{name}: {code:?}");
        }
    }
}

#[test]
fn others_read_what_we_wrote() {
    let Some(python) = python() else { return };
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR")).join("tidy");
    let answer = Command::new(python)
        .arg(clone("tests/oracle/figures.py"))
        .args([&published().output().join("data"), &scratch])
        .output()
        .unwrap();
    let (said, wrong) = (String::from_utf8_lossy(&answer.stdout), String::from_utf8_lossy(&answer.stderr));
    assert!(answer.status.success(), "{said}\n{wrong}");
    let sum: Value = serde_json::from_str(said.lines().last().unwrap()).unwrap();
    assert_eq!(sum["rows"], figures().len());
    assert_eq!(sum["refused"], 6);
}

#[test]
fn data_sets_for_statswales_say_what_the_table_does() {
    let folder = published().output().join("data/statswales");
    let table: BTreeMap<[String; 5], Row> = figures().into_iter().map(|row| (key(&row), row)).collect();
    let sets: BTreeSet<String> =
        tree(&folder).keys().filter_map(|path| Some(path.strip_suffix("/data.csv")?.to_owned())).collect();
    assert!(sets.len() > 40, "only {sets:?}");
    let mut held = 0;
    for set in sets.iter().filter(|set| set.contains("-by-")).take(12) {
        let (_, breakdown) = set.split_once("-by-").unwrap();
        for row in rows(&fs::read(folder.join(set).join("data.csv")).unwrap()) {
            let (indicator, statistic) = row["measure"].split_once('-').unwrap_or((&row["measure"], "value"));
            let (column, category) = match &*row[breakdown] {
                "total" => ("", ""),
                category => (breakdown, category),
            };
            let key = [indicator, &row["year"], &row["area"], column, category].map(str::to_owned);
            assert_eq!(table[&key][statistic], row["data"], "{set}: {key:?}");
            held += 1;
        }
    }
    assert!(held > 10_000, "only {held}");
}
