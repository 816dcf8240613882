//! Data sets for `StatsWales`, from invented figures.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::disclosure::Safe;
use crate::domain::{NoteCode, PeriodKind};
use crate::present::invented::{account, definitions, internal_safe, safe, withhold};

fn made(figures: &Safe) -> BTreeMap<String, String> {
    let (definitions, account) = (definitions("x"), account());
    let view = Overview { definitions: &definitions, figures, account: &account };
    let text = |document: Document| (document.path, String::from_utf8(document.bytes).unwrap());
    documents(&view).unwrap().into_iter().map(text).collect()
}

type Record = BTreeMap<String, String>;

fn records(text: &str) -> Vec<Record> {
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(Result::unwrap).collect()
}

#[test]
fn there_is_a_cube_for_each_chapter_and_breakdown() {
    let files = made(&safe(|_| {}));
    let folders: BTreeSet<&str> = files.keys().map(|path| path.rsplit_once('/').unwrap().0).collect();
    let wanted = ["data/statswales/invented", "data/statswales/invented-by-service_type"];
    assert_eq!(folders, BTreeSet::from(wanted));
    for name in ["data.csv", "area.csv", "measure.csv", "service_type.csv", "metadata.json"] {
        assert!(files.contains_key(&format!("{}/{name}", wanted[1])), "{name}");
    }
    assert_eq!(made(&internal_safe()).len(), 0, "what is not for publication is not made to be sent");
}

#[test]
fn facts_are_years_with_a_number_or_a_reason() {
    let hidden = safe(|figures| withhold(figures, NoteCode::Confidential, |one| &*one.key.geography == "W06000019"));
    let rows = records(&made(&hidden)["data/statswales/invented/data.csv"]);
    let years = hidden.figures().iter().filter(|one| one.key.period.kind() == PeriodKind::Year);
    let whole = years.filter(|one| one.key.breakdown.is_empty());
    assert_eq!(rows.iter().filter(|row| !row["measure"].contains('-')).count(), whole.count());
    for row in &rows {
        let denominator = row["measure"].ends_with("-denominator");
        let is_hidden = row["area"] == "W06000019" && !denominator;
        assert_eq!(row["data"].is_empty(), is_hidden, "{row:?}");
        assert_eq!(row["note_codes"].split(',').any(|code| code == "c"), is_hidden, "{row:?}");
    }
    let nation = rows.iter().find(|row| row["area"] == "W92000004" && row["measure"] == "children").unwrap();
    assert_eq!(nation["note_codes"], "t", "a total of authorities is marked as one");
}

#[test]
fn a_total_stands_among_its_categories() {
    let files = made(&safe(|_| {}));
    let folder = "data/statswales/invented-by-service_type";
    let rows = records(&files[&format!("{folder}/data.csv")]);
    let found: BTreeSet<&str> = rows.iter().map(|row| &*row["service_type"]).collect();
    assert_eq!(found, BTreeSet::from(["care_home", "fostering", "total"]));
    let codes = records(&files[&format!("{folder}/service_type.csv")]);
    let told: Vec<[&str; 4]> =
        codes.iter().map(|row| ["refcode", "lang", "hierarchy", "description"].map(|column| &*row[column])).collect();
    assert_eq!(told[3], ["care_home", "cy", "total", "Cartrefi gofal i blant"]);
}

#[test]
fn metadata_are_in_every_language() {
    for (path, text) in made(&safe(|_| {})).iter().filter(|(path, _)| path.rsplit('.').next() == Some("json")) {
        let metadata: Value = serde_json::from_str(text).unwrap();
        for part in ["title", "summary", "collection", "quality", "rounding", "frequency"] {
            let [english, welsh] = ["en", "cy"].map(|language| metadata[part][language].as_str().unwrap());
            assert!(!english.is_empty() && !english.contains("statswales-"), "{path}: {part}");
            assert!(!welsh.is_empty() && !welsh.contains("statswales-"), "{path}: {part}");
        }
    }
}

#[test]
fn what_would_be_refused_is_not_made() {
    let twice = safe(|figures| {
        let again = figures[0].clone();
        figures.push(again);
    });
    let (definitions, account) = (definitions("x"), account());
    let view = Overview { definitions: &definitions, figures: &twice, account: &account };
    let fault = documents(&view).unwrap_err().to_string();
    assert!(fault.contains("duplicate_fact"), "{fault}");
}
