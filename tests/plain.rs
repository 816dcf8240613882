//! A second, plain implementation agrees: `tests/plain/plain.py`, loops over rows that know what the domain says of
//! each indicator and nothing of its definition, comes to the same figures. And the facts that the sample was made to
//! bear come out of it.

use std::io::{self, Write as _};
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::oracle::python;
use crate::support::{Project, clone, published};

/// Names another seed: other children, another mess.
const SEED: &str = "TROSOLWG_PLAIN_SEED";

/// What the plain implementation counts where it agrees on every figure of the release that stands.
fn agreed(python: &Path, project: &Project) -> Value {
    let output = Command::new(python)
        .arg(clone("tests/plain/plain.py"))
        .args([project.release(), project.root.join("reference")])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let unlike: Vec<&str> = said.lines().filter(|line| !line.starts_with("same ")).take(60).collect();
    let unlike = unlike.join("\n");
    assert!(output.status.success(), "{unlike}\n{}", String::from_utf8_lossy(&output.stderr));
    let sum: Value = serde_json::from_str(said.lines().last().unwrap()).unwrap();
    assert_eq!(sum["different"], json!(0), "{unlike}");
    assert_eq!(sum["unknown"], json!([]), "not worked out plainly: {unlike}");
    assert_eq!(sum["unknown_breakdowns"], json!({}), "not worked out plainly: {unlike}");
    sum
}

/// Holds the sum against what there is: every indicator of the collection, and many figures.
fn assert_whole(sum: &Value, project: &Project) {
    let all = project.rows("SELECT COUNT(DISTINCT indicator) AS n FROM figures");
    assert_eq!(sum["indicators"].to_string(), all[0]["n"], "{sum}");
    assert!(sum["indicators"].as_u64().unwrap() > 200, "{sum}");
    assert!(sum["compared"].as_u64().unwrap() > 100_000, "{sum}");
}

#[test]
fn a_plain_implementation_agrees_on_every_figure_of_a_messy_sample() {
    let Some(python) = python() else { return };
    let seed = std::env::var_os(SEED).and_then(|seed| seed.to_str()?.parse().ok()).unwrap_or(23_u64).to_string();
    // Not by `eprintln!`, which a passing test keeps to itself.
    let said = format!("A plain implementation is held against a messy sample of seed {seed}\n");
    io::stderr().write_all(said.as_bytes()).unwrap();
    let project = Project::empty();
    let root = project.root.to_str().unwrap();
    project.run(&["sample", "--out", root, "--seed", &seed, "--mess", "heavy"]).with_status(0);
    project.run(&["run", "-q"]).with_status(0);
    assert_whole(&agreed(&python, &project), &project);
}

#[test]
fn a_plain_implementation_agrees_on_every_figure_of_the_sample() {
    let Some(python) = python() else { return };
    assert_whole(&agreed(&python, published()), published());
}

/// A figure for Wales: indicator, period, breakdown, category, column, and what it is to so many places.
type Fact = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

/// What Welsh Government and Care Inspectorate Wales have published, and the sample was calibrated to.
const FACTS: &[Fact] = &[
    ("looked_after", "2023-24", "", "", "value", "7198"),
    ("looked_after", "2022-23", "", "", "value", "7188"),
    ("looked_after_rate", "2023-24", "", "", "value", "116.1"),
    ("looked_after_rate", "2023-24", "", "", "denominator", "619968"),
    ("foster_share", "2023-24", "", "", "value", "67.7"),
    ("kinship_share", "2023-24", "", "", "value", "34.2"),
    ("in_authority", "2023-24", "", "", "value", "65.6"),
    ("elsewhere_in_wales", "2023-24", "", "", "value", "26.3"),
    ("outside_wales", "2023-24", "", "", "value", "7.4"),
    ("three_or_more_placements", "2023-24", "", "", "value", "8.6"),
    ("three_or_more_placements", "2023-24", "", "", "numerator", "620"),
    ("unaccompanied_share", "2023-24", "", "", "value", "4.7"),
    ("care_order_share", "2023-24", "", "", "value", "80.2"),
    ("not_with_family", "2023-24", "", "", "value", "61.1"),
    ("short_breaks", "2023-24", "", "", "value", "50"),
    ("school_change", "2023-24", "", "", "numerator", "490"),
    ("pan_services_open", "2022-23", "service_type", "care_home_children", "numerator", "108"),
    ("pan_services_open", "2022-23", "service_type", "care_home_children", "denominator", "269"),
    ("pan_services_open", "2022-23", "service_type", "care_home_children", "value", "40.1"),
    ("pan_services_open", "2022-23", "service_type", "fostering", "numerator", "1"),
    ("pan_services_open", "2022-23", "service_type", "fostering", "denominator", "22"),
    ("pan_services_open", "2022-23", "service_type", "fostering", "value", "4.5"),
    ("concerns_children_six_months", "2022-23", "", "", "value", "173"),
    ("concerns", "2022-23", "", "", "change_pct", "23"),
    ("concerns", "2022-23", "service_type", "care_home_children", "change_pct", "44"),
];

/// One number of a figure for Wales.
fn number(indicator: &str, period: &str, breakdown: &str, category: &str, column: &str) -> f64 {
    let sql = format!(
        "SELECT {column} AS number FROM figures WHERE geography = 'W92000004' AND basis = 'headline' \
         AND indicator = '{indicator}' AND period = '{period}' AND breakdown = '{breakdown}' \
         AND category = '{category}'"
    );
    let rows = published().rows(&sql);
    assert_eq!(rows.len(), 1, "{sql}");
    rows[0]["number"].parse().unwrap_or_else(|_| panic!("{indicator} {period} {category} has no {column}"))
}

#[test]
fn the_facts_come_out_of_the_sample_as_published() {
    for (indicator, period, breakdown, category, column, expected) in FACTS {
        let found = number(indicator, period, breakdown, category, column);
        let places = expected.split_once('.').map_or(0, |(_, places)| places.len());
        assert_eq!(format!("{found:.places$}"), *expected, "{indicator} {period} {category} {column}");
        assert!(places > 0 || (found - found.round()).abs() < 1e-9, "{indicator} {period} {column} is {found}");
    }
}

#[test]
fn facts_that_were_published_rounded_or_as_shares_come_out_too() {
    let of = |indicator: &str, column: &str| number(indicator, "2023-24", "", "", column);
    let hundreds = |number: f64| format!("{:.0}", number / 100.0);
    // 4,400 of 7,200 are not with parents, family or friends, both rounded; 620 of 7,200 had three placements or more.
    assert_eq!(hundreds(of("not_with_family", "numerator")), "44");
    assert_eq!(hundreds(of("not_with_family", "denominator")), "72");
    assert_eq!(hundreds(of("three_or_more_placements", "denominator")), "72");
    // The rest, 0.7%, are where it is not known.
    assert_eq!(format!("{:.1}", of("location_not_known", "value")), "0.7");
    // Just under 2,000 started, 54.4% of them for abuse or neglect.
    let started = of("started", "value");
    assert!((1950.0..2000.0).contains(&started), "{started} started");
    let neglected = number("started", "2023-24", "category_of_need", "N1", "value");
    assert_eq!(format!("{:.1}", 100.0 * neglected / started), "54.4");
}
