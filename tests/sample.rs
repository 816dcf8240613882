//! The sample as a sender's and an analyst's whole world: every return is in it, every rule applies somewhere, and each
//! return can be checked by itself.

use std::collections::BTreeSet;

use crate::support::{Project, clone, published, tree, wales};

/// Rules that no row of the committed sample comes under, each with the reason.
const NEVER_APPLY: &[(&str, &str)] = &[];

#[test]
fn every_return_is_in_the_ledger_for_every_year() {
    let rows = published().rows(
        "SELECT \"return\", year, COUNT(DISTINCT submitter) AS senders FROM ledger \
         WHERE verdict IN ('accepted', 'accepted_with_errors', 'nil') GROUP BY \"return\", year",
    );
    for of in wales().returns.values() {
        let owed = wales().senders(of).len();
        for year in ["2021-22", "2022-23", "2023-24"] {
            let senders = rows
                .iter()
                .find(|row| row["return"] == *of.id && row["year"] == year)
                .map_or(0, |row| row["senders"].parse::<usize>().unwrap());
            // One authority's placements of the first year are missing, and another's are refused.
            let lost = usize::from((&*of.id, year) == ("placements", "2021-22")) * 2;
            assert_eq!(senders, owed - lost, "{} {year}", of.id);
        }
    }
}

#[test]
fn every_rule_is_evaluated_on_rows_it_applies_to() {
    let rows = published().rows("SELECT rule, SUM(passed + failed) AS held FROM rules_run GROUP BY rule");
    let held: BTreeSet<&str> = rows.iter().filter(|row| row["held"] != "0").map(|row| &*row["rule"]).collect();
    let all: BTreeSet<&str> = wales().returns.values().flat_map(|of| of.rules.iter().map(|rule| &*rule.code)).collect();
    assert!(all.len() >= 180, "{} rules", all.len());
    let never: BTreeSet<&str> = NEVER_APPLY.iter().map(|(rule, _)| *rule).collect();
    assert_eq!(all.difference(&held).copied().collect::<BTreeSet<_>>(), never);
}

#[test]
fn every_return_has_six_rules_at_least() {
    for of in wales().returns.values() {
        assert!(of.rules.len() >= 6, "{} has {}", of.id, of.rules.len());
    }
}

#[test]
fn each_return_can_be_checked_by_itself() {
    let project = Project::empty();
    for of in wales().returns.values() {
        let files = tree(&clone("data/returns/2022-23"));
        let named = |name: &&String| {
            let last = name.rsplit('/').next().unwrap();
            last.split('.').next() == Some(&*of.id)
        };
        let large = |name: &&String| name.starts_with("W06000015/") || name.starts_with("national/");
        let file = files.keys().filter(large).find(named).unwrap_or_else(|| panic!("no file of {}", of.id));
        let path = clone("data/returns/2022-23").join(file);
        let outcome = project.run(&["check", path.to_str().unwrap()]);
        assert!(matches!(outcome.status, 0 | 1), "{}: {}\n{}", of.id, outcome.status, outcome.stderr);
        assert!(outcome.stdout.contains(" rows good"), "{}: {}", of.id, outcome.stdout);
        assert!(outcome.stdout.contains("rules looked at"), "{}: {}", of.id, outcome.stdout);
    }
}

#[test]
fn two_authorities_that_claim_one_child_are_each_told_and_neither_of_the_other() {
    let findings = published().rows("SELECT file, submitter FROM findings WHERE rule = 'PLC-030'");
    let told: BTreeSet<&str> = findings.iter().map(|row| &*row["submitter"]).collect();
    assert_eq!(told, BTreeSet::from(["W06000011", "W06000012", "W06000014", "W06000015"]));
    let feedback = published().release().join("feedback");
    for (one, other) in [("W06000014", "Cardiff"), ("W06000015", "Vale of Glamorgan")] {
        for page in ["feedback.en.html", "findings.csv"] {
            let text = std::fs::read_to_string(feedback.join(one).join(page)).unwrap();
            assert!(text.contains("PLC-030"), "{one} is not told in {page}");
            assert!(!text.contains(other), "{one} is told of {other} in {page}");
        }
    }
}
