//! The files for programs, from invented figures.

use std::collections::BTreeMap;
use std::io::Write as _;

use parquet::file::serialized_reader::SerializedFileReader;
use parquet::record::{Field, Row};

use super::row::KEY;
use super::*;
use crate::disclosure::Safe;
use crate::domain::{Kind, NoteCode};
use crate::present::invented::{account, definitions, internal_safe, safe, withhold};
use crate::present::plain;

fn made(figures: &Safe) -> BTreeMap<String, Vec<u8>> {
    let (definitions, account) = (definitions("x"), account());
    let view = Overview { definitions: &definitions, figures, account: &account };
    documents(&view).unwrap().into_iter().map(|document| (document.path, document.bytes)).collect()
}

type Record = BTreeMap<String, String>;

fn records(bytes: &[u8]) -> Vec<Record> {
    csv::Reader::from_reader(bytes).deserialize().map(Result::unwrap).collect()
}

fn is_a(kind: &str, path: &str) -> bool {
    path.rsplit('.').next() == Some(kind)
}

/// The rows of a Parquet file as CSV writes them.
fn unpacked(bytes: &[u8]) -> Vec<Record> {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    let reader = SerializedFileReader::new(file).unwrap();
    let cell = |field: &Field| match field {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        Field::Double(number) => plain::text(*number),
        Field::Date(days) => crate::domain::date_of_days(*days).unwrap().to_string(),
        other => other.to_string(),
    };
    let record = |row: Row| row.get_column_iter().map(|(name, field)| (name.clone(), cell(field))).collect();
    reader.into_iter().map(|row| record(row.unwrap())).collect()
}

#[test]
fn every_figure_has_its_row_and_nothing_else_does() {
    let figures = safe(|_| {});
    let rows = records(&made(&figures)["data/figures.csv"]);
    assert_eq!(rows.len(), figures.figures().len());
    for (row, figure) in rows.iter().zip(figures.figures()) {
        let key = &figure.key;
        let version = key.version.to_string();
        let told = [&*key.indicator, &version, "headline", &key.period.to_string(), key.geography_level.as_str()];
        let told = told.into_iter().chain([&*key.geography, &key.breakdown, &key.category]);
        assert_eq!(KEY.map(|column| &*row[column]).to_vec(), told.collect::<Vec<_>>());
        assert_eq!(row["as_at"], figure.as_at.to_string());
    }
}

#[test]
fn what_is_withheld_is_blank_and_its_code_says_why() {
    let hidden = safe(|figures| withhold(figures, NoteCode::Confidential, |one| &*one.key.geography == "W06000019"));
    let files = made(&hidden);
    let rows = records(&files["data/figures.csv"]);
    let blank = rows.iter().filter(|row| row["geography"] == "W06000019");
    for row in blank.clone() {
        for column in ["numerator", "value", "lower", "upper", "change", "change_pct"] {
            assert_eq!(row[column], "", "{column}");
        }
        assert_eq!(row["note_codes"], "c");
    }
    assert!(blank.count() > 10);
    assert!(rows.iter().any(|row| !row["value"].is_empty()));
}

#[test]
fn of_how_many_observations_a_median_is_made_is_not_told() {
    let files = made(&safe(|figures| {
        for figure in figures.iter_mut().filter(|figure| &*figure.key.indicator == "share") {
            figure.kind = Kind::Median;
        }
    }));
    let rows = records(&files["data/figures.csv"]);
    let medians = rows.iter().filter(|row| row["kind"] == "median");
    assert!(medians.clone().count() > 10);
    assert!(medians.clone().all(|row| row["denominator"].is_empty() && !row["value"].is_empty()));
}

#[test]
fn parquet_holds_what_csv_does_and_no_more_digits() {
    let files = made(&safe(|figures| {
        withhold(figures, NoteCode::Confidential, |one| &*one.key.geography == "W06000019");
        figures[0].note_codes = vec![NoteCode::Provisional, NoteCode::Revised];
        figures[0].lower = Some(crate::disclosure::Protected::Shown { value: 1.0 / 3.0, rounding: None });
    }));
    let rows = records(&files["data/figures.csv"]);
    assert_eq!(rows[0]["note_codes"], "p,r");
    assert_eq!(rows[0]["lower"], "0.3333");
    assert_eq!(unpacked(&files["data/figures.parquet"]), rows);
}

#[test]
fn what_is_not_for_publication_says_so_in_its_name_and_in_every_row() {
    let (public, internal) = (made(&safe(|_| {})), made(&internal_safe()));
    assert_eq!(public.keys().filter(|path| path.contains("internal")).count(), 0);
    for (path, bytes) in &internal {
        assert!(path.contains(".internal."), "{path}");
        if is_a("csv", path) {
            let rows = records(bytes);
            assert!(!rows.is_empty() && rows.iter().all(|row| row["mark"].contains("Not for publication")), "{path}");
        } else if is_a("json", path) {
            assert!(String::from_utf8_lossy(bytes).contains("Not for publication"), "{path}");
        } else {
            assert!(unpacked(bytes).iter().all(|row| row["mark"].contains("Not for publication")), "{path}");
        }
    }
    let linked = |files: &BTreeMap<String, Vec<u8>>, path: &str| {
        records(&files[path]).iter().filter(|row| row["basis"] == "linked").count()
    };
    assert_eq!(linked(&public, "data/figures.csv"), 0);
    assert_eq!(linked(&internal, "data/figures.internal.csv"), internal_safe().persons().len());
}

#[test]
fn every_code_is_explained_in_every_language() {
    let files = made(&safe(|_| {}));
    let rows = records(&files["data/figures.csv"]);
    let has = |table: &str, key: &[&str], row: &Record| {
        let rows = records(&files[&format!("data/{table}.csv")]);
        rows.iter().any(|told| key.iter().all(|column| told[*column] == row[*column]))
    };
    for row in rows.iter().step_by(7) {
        assert!(has("indicators", &["indicator", "version"], row), "{row:?}");
        assert!(has("places", &["geography_level", "geography"], row), "{row:?}");
        assert!(
            row["breakdown"].is_empty() || has("categories", &["indicator", "breakdown", "category"], row),
            "{row:?}"
        );
    }
    for (table, texts) in
        [("indicators", "title"), ("places", "name"), ("categories", "category"), ("note-codes", "use")]
    {
        for row in records(&files[&format!("data/{table}.csv")]) {
            for language in ["en", "cy"] {
                assert!(!row[&format!("{texts}_{language}")].is_empty(), "{table}: {row:?}");
            }
        }
    }
}

#[test]
fn the_metadata_describe_every_column_in_every_language() {
    let files = made(&safe(|_| {}));
    let group: serde_json::Value = serde_json::from_slice(&files["data/figures.csv-metadata.json"]).unwrap();
    let tables = group["tables"].as_array().unwrap();
    assert_eq!(tables.len(), 5);
    for table in tables {
        let file = &files[&format!("data/{}", table["url"].as_str().unwrap())];
        let header: Vec<String> =
            csv::Reader::from_reader(&**file).headers().unwrap().iter().map(str::to_owned).collect();
        let columns = table["tableSchema"]["columns"].as_array().unwrap();
        let names: Vec<&str> = columns.iter().map(|column| column["name"].as_str().unwrap()).collect();
        assert_eq!(names, header);
        for column in columns {
            for language in ["en", "cy"] {
                let title = column["titles"][language].as_str().unwrap();
                assert!(!title.is_empty() && !title.contains("tidy-column"), "{title}");
            }
        }
    }
    assert!(!String::from_utf8_lossy(&files["data/figures.csv-metadata.json"]).contains("tidy-"), "a text is missing");
}

#[test]
fn the_same_figures_make_the_same_bytes() {
    assert_eq!(made(&safe(|_| {})), made(&safe(|_| {})));
}
