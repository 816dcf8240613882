//! What must hold between the returns about children, families and boards, counted from the files as they are written.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::{Row, rows, sample};
use crate::sample::Mess;

const YEARS: [&str; 3] = ["2021-22", "2022-23", "2023-24"];

/// The rows of a return and year of one clean sample, made once.
fn of(year: &str, table: &str) -> Vec<Row> {
    static FILES: OnceLock<BTreeMap<String, Vec<u8>>> = OnceLock::new();
    rows(FILES.get_or_init(|| sample(1, 8, Mess::None).1), year, table)
}

fn key<'r>(row: &'r Row, column: &str) -> (&'r str, &'r str) {
    (&row["folder"], &row[column])
}

fn number(row: &Row, column: &str) -> i64 {
    row[column].parse().unwrap()
}

/// Each child's first and last day in care, as a year's placements tell them.
fn care(year: &str) -> BTreeMap<(String, String), (String, String)> {
    let of_child = |row: Row| {
        let until = if row["looked_after_until"].is_empty() { "9999" } else { &row["looked_after_until"] };
        ((row["folder"].clone(), row["child_id"].clone()), (row["looked_after_since"].clone(), until.to_owned()))
    };
    of(year, "placements").into_iter().map(of_child).collect()
}

#[test]
fn whoever_comes_into_care_is_entitled_to_an_advocate_from_that_day() {
    for (number, year) in YEARS.into_iter().enumerate() {
        let first = format!("{}-04-01", 2021 + number);
        let advocacy = of(year, "advocacy");
        let entitled: BTreeSet<_> = advocacy
            .iter()
            .filter(|row| row["entitlement"] == "became_looked_after")
            .map(|row| (key(row, "child_id"), row["entitled_date"].as_str()))
            .collect();
        let placements = of(year, "placements");
        let new =
            |row: &&Row| row["looked_after_since"] >= first && !matches!(row["legal_status"].as_str(), "V3" | "V4");
        let started: BTreeSet<_> = placements
            .iter()
            .filter(new)
            .map(|row| (key(row, "child_id"), row["looked_after_since"].as_str()))
            .collect();
        assert!(started.len() > 1_500 && started.is_subset(&entitled));
        assert!(advocacy.iter().filter(|row| row["entitlement"] == "child_protection").count() > 2_500);
        for row in &advocacy {
            let offered = &row["offered_date"];
            assert!(offered.is_empty() || *offered >= row["entitled_date"], "{row:?}");
            assert!(row["advocate_allocated_date"].is_empty() || row["accepted"] == "yes", "{row:?}");
        }
    }
}

#[test]
fn children_are_missing_and_at_risk_only_while_they_are_looked_after() {
    for year in YEARS {
        let care = care(year);
        let inside = |row: &Row, from: &str, until: &str| {
            let (since, left) = &care[&(row["folder"].clone(), row["child_id"].clone())];
            assert!(row[from] >= *since && row[from] < *left && row[until] <= *left, "{row:?}");
        };
        let mut last: BTreeMap<(String, String), String> = BTreeMap::new();
        let missing = of(year, "missing_episodes");
        for row in &missing {
            inside(row, "missing_from", "returned_on");
            let child = (row["folder"].clone(), row["child_id"].clone());
            assert!(last.get(&child).is_none_or(|returned| row["missing_from"] > *returned), "{row:?}");
            last.insert(child, row["returned_on"].clone());
        }
        assert!((500..1_500).contains(&missing.len()), "{}", missing.len());
        let risks = of(year, "risks");
        for row in &risks {
            inside(row, "identified_date", "closed_date");
        }
        assert!((600..2_000).contains(&risks.len()), "{}", risks.len());
    }
}

#[test]
fn a_search_that_found_something_was_made_before_the_placement_began() {
    for year in YEARS {
        let searches = of(year, "placement_searches");
        for row in &searches {
            assert!(row["matched_date"].is_empty() || row["matched_date"] >= row["requested_date"], "{row:?}");
            assert!(row["matched_date"].is_empty() == row["type_found"].is_empty(), "{row:?}");
            assert!(row["unmet_reason"].is_empty() || row["matched_date"].is_empty(), "{row:?}");
        }
        let keys: BTreeSet<_> = searches.iter().map(|row| (key(row, "child_id"), &row["requested_date"])).collect();
        assert_eq!(keys.len(), searches.len());
    }
}

#[test]
fn the_register_of_each_month_follows_from_the_month_before() {
    let mut before: BTreeMap<String, i64> = BTreeMap::new();
    for year in YEARS {
        let demand = of(year, "demand");
        assert_eq!(demand.len(), 22 * 12);
        for row in demand {
            let [added, removed] = ["cp_registrations", "cp_deregistrations"].map(|column| number(&row, column));
            let now = number(&row, "cp_on_register");
            if let Some(before) = before.insert(row["folder"].clone(), now) {
                assert_eq!(now, before + added - removed, "{row:?}");
            }
            let falling = ["contacts", "referrals", "assessments_completed", "assessments_in_42_days"];
            let counts = falling.map(|column| number(&row, column));
            assert!(counts.is_sorted_by(|more, fewer| more >= fewer), "{row:?}");
        }
    }
}

#[test]
fn what_was_open_at_the_end_of_a_year_stands_in_the_next() {
    for (table, keys, end) in [
        ("risks", &["folder", "child_id", "risk", "identified_date"][..], "closed_date"),
        ("complaints", &["folder", "complaint_id"], "resolved_date"),
        ("missing_episodes", &["folder", "child_id", "missing_from"], "returned_on"),
        ("early_help", &["folder", "family_id", "referred_date"], "end_date"),
    ] {
        for pair in YEARS.windows(2) {
            let named = |row: &Row| keys.iter().map(|key| row[*key].clone()).collect::<Vec<_>>();
            let later: BTreeSet<_> = of(pair[1], table).iter().map(named).collect();
            let refused = |row: &Row| {
                row.get("decision").is_some_and(|decision| matches!(decision.as_str(), "no_capacity" | "not_eligible"))
            };
            let earlier = of(pair[0], table);
            assert!(earlier.iter().any(|row| !row[end].is_empty()), "{table}");
            for row in earlier.iter().filter(|row| row[end].is_empty() && !refused(row)) {
                assert!(later.contains(&named(row)), "{table}: {row:?}");
            }
        }
    }
}

#[test]
fn every_authority_is_inspected_once_and_its_findings_are_numbered_from_one() {
    let mut inspected = Vec::new();
    for year in YEARS {
        let findings = of(year, "inspection_findings");
        let mut last: BTreeMap<(&str, &str, &str), i64> = BTreeMap::new();
        for row in &findings {
            let before = last.entry((&row["authority"], &row["question"], &row["polarity"])).or_default();
            *before += 1;
            assert_eq!(number(row, "number"), *before);
            assert!(row["fieldwork_to"] < row["published_date"], "{row:?}");
        }
        assert!(last.values().all(|count| *count >= 2));
        let authorities: BTreeSet<String> = findings.iter().map(|row| row["authority"].clone()).collect();
        assert!((7..=8).contains(&authorities.len()));
        assert_eq!(last.len(), 10 * authorities.len());
        inspected.extend(authorities);
    }
    inspected.sort();
    inspected.dedup();
    assert_eq!(inspected.len(), 22);
}

#[test]
fn foster_homes_have_room_for_the_children_who_live_in_them() {
    for (year, day) in YEARS.into_iter().zip(["2022-03-31", "2023-03-31", "2024-03-31"]) {
        let mut children: BTreeMap<String, i64> = BTreeMap::new();
        for row in of(year, "placements") {
            let live = super::live(&row, "start_date", "end_date", day);
            if live && row["placement_type"] == "foster_kinship" {
                *children.entry(row["folder"].clone()).or_default() += 1;
            }
        }
        let carers = of(year, "foster_carers");
        assert_eq!(carers.len(), 22 * 2 * 5);
        for row in carers.iter().filter(|row| row["snapshot_date"] == day && row["kind"] == "kinship") {
            let [places, vacant] = ["places", "places_usable_vacant"].map(|column| number(row, column));
            assert!(places >= vacant + children[&row["folder"]], "{row:?}");
        }
    }
}
