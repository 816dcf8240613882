//! A red team: `tests/red_team/attack.py` reads nothing but what is published, and tries to work out the counts of 1 to
//! 4 persons that policy protects. It must find none; and it must find some where those counts alone are blank.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use serde_json::Value;

use crate::oracle::python;
use crate::support::{Project, clone, copy_tree, published, tree, wales};

/// Every true count and figure of a release.
const TRUTH: &str = "SELECT indicator, kind, unit, basis, period, period_kind, geography_level, geography, breakdown, \
                     category, numerator, denominator, value, lower, upper, change, change_pct FROM figures \
                     WHERE basis <> 'linked' AND kind <> 'ratio'";

/// What the attack is judged by, in a folder of the project's own.
fn truth(project: &Project) -> (PathBuf, PathBuf) {
    let (figures, counts) = (project.root.join("truth.csv"), project.root.join("counts.csv"));
    let answer = project.run(&["query", "--format", "csv", TRUTH]).with_status(0);
    fs::write(&figures, answer.stdout).unwrap();
    let mut classes = String::from("indicator,counts\n");
    for indicator in &wales().indicators {
        writeln!(classes, "{},{}", indicator.id, indicator.counts.as_str()).unwrap();
    }
    fs::write(&counts, classes).unwrap();
    (figures, counts)
}

/// That of the committed sample, asked for once.
fn published_truth() -> &'static (PathBuf, PathBuf) {
    static TRUTH: LazyLock<(PathBuf, PathBuf)> = LazyLock::new(|| truth(published()));
    &TRUTH
}

/// What an attack on an output said last, and its exit status.
fn attacked(python: &Path, output: &Path, truth: &(PathBuf, PathBuf), more: &[&str]) -> (Value, Option<i32>, String) {
    let answer = Command::new(python)
        .arg(clone("tests/red_team/attack.py"))
        .args([output, &truth.0, &truth.1])
        .args(["--show", "--reference"])
        .arg(clone("data/reference"))
        .args(more)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&answer.stdout).into_owned();
    let wrong = String::from_utf8_lossy(&answer.stderr);
    let sum = said.lines().last().and_then(|line| serde_json::from_str(line).ok());
    (sum.unwrap_or_else(|| panic!("{said}\n{wrong}")), answer.status.code(), said)
}

/// How many counts an attack recovered.
fn recovered(sum: &Value, attack: &str) -> u64 {
    sum["attacks"][attack]["recovered"].as_u64().unwrap_or_else(|| panic!("no attack by {attack}: {sum}"))
}

/// Fails unless an attack went through to the end and recovered nothing.
#[track_caller]
fn assert_withstood((sum, status, said): (Value, Option<i32>, String)) {
    assert_eq!(status, Some(0), "{said}");
    assert!(sum["attacks"]["all at once"]["targets"].as_u64().unwrap() > 100, "there was little to recover: {said}");
    assert_eq!(sum["left_open"], 0, "of some counts it is not known: {said}");
}

/// What pages show: fewer cells than the table of all figures, and so held to the very end.
const SHOWN: [&str; 2] = ["--without", "data"];

#[test]
fn nothing_that_is_withheld_can_be_worked_out_from_what_pages_show() {
    let Some(python) = python() else { return };
    assert_withstood(attacked(&python, &published().output(), published_truth(), &SHOWN));
}

#[test]
fn nothing_that_is_withheld_can_be_worked_out_from_all_that_is_published() {
    let Some(python) = python() else { return };
    let bounded = ["--bounded", "--seconds", "60"];
    let (sum, status, said) = attacked(&python, &published().output(), published_truth(), &bounded);
    assert_eq!(status, Some(0), "{said}");
    assert!(sum["cells"].as_u64().unwrap() > 100_000, "the table of all figures was not read: {said}");
    assert!(sum["attacks"]["all at once, in turn"]["targets"].as_u64().unwrap() > 5_000, "{said}");
}

#[test]
fn the_attack_recovers_counts_where_small_ones_alone_are_blank() {
    let Some(python) = python() else { return };
    let (sum, status, said) =
        attacked(&python, &published().output(), published_truth(), &["--primary-only", SHOWN[0], SHOWN[1]]);
    assert_eq!(status, Some(1), "{said}");
    // What the report shows has no small count in a breakdown or a rate: those attacks are shown to work on planted tables.
    for attack in ["region minus authorities", "percentage x total", "limits", "2x2 traps", "all at once"] {
        assert!(recovered(&sum, attack) > 0, "nothing by {attack}: {said}");
    }
}

#[test]
fn each_attack_finds_what_is_planted_for_it() {
    let Some(python) = python() else { return };
    let planted = Command::new(python).arg(clone("tests/red_team/planted.py")).arg(clone("data/reference")).output();
    let planted = planted.unwrap();
    let (said, wrong) = (String::from_utf8_lossy(&planted.stdout), String::from_utf8_lossy(&planted.stderr));
    assert!(planted.status.success(), "{said}\n{wrong}");
}

#[test]
fn nothing_can_be_worked_out_from_what_was_published_before_an_authority_resubmitted() {
    let Some(python) = python() else { return };
    let project = Project::empty();
    let (late, others): (Vec<_>, Vec<_>) = placements().into_iter().partition(|(path, _)| path.contains(LATE));
    assert_eq!((late.len(), others.len()), (1, 21));
    for (path, bytes) in &others {
        project.put(path, bytes);
    }
    project.run(&["run"]).with_status(0);
    let before = project.root.join("before");
    copy_tree(&project.output(), &before);
    for (path, bytes) in &late {
        project.put(path, bytes);
    }
    project.run(&["run"]).with_status(0);
    assert_withstood(attacked(
        &python,
        &project.output(),
        &truth(&project),
        &["--before", before.to_str().unwrap(), SHOWN[0], SHOWN[1]],
    ));
}

/// Cardiff, whose return comes after the others': there is but one other authority in its region.
const LATE: &str = "W06000015";

/// Every authority's placements of 2023-24, by path below the returns.
fn placements() -> Vec<(String, Vec<u8>)> {
    let year = tree(&clone("data/returns/2023-24")).into_iter();
    year.filter(|(path, _)| path.contains("/placements."))
        .map(|(path, bytes)| (format!("2023-24/{path}"), bytes))
        .collect()
}
