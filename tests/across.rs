//! Rules of Wales across returns and years: a sample with nothing wrong breaks none of them, and each of them has
//! looked at something there.

use std::collections::BTreeMap;
use std::path::PathBuf;

use trosolwg::definitions::{Check, RowsOf};
use trosolwg::domain::Year;
use trosolwg::pipeline::{Asked, Checked, check};

use crate::support::{Project, tree, wales};

/// Every file of a sample with nothing wrong, checked together.
fn clean(seed: &str) -> (Project, Checked) {
    let project = Project::empty();
    let out = project.root.to_str().unwrap().to_owned();
    project.run(&["sample", "--out", &out, "--mess", "none", "--seed", seed]).with_status(0);
    let files: Vec<PathBuf> = tree(&project.returns).into_keys().map(|name| project.returns.join(name)).collect();
    let as_at = Year::starting(2023).last_day();
    let checked = check(&files, &Asked::default(), wales(), as_at).unwrap();
    (project, checked)
}

#[test]
fn a_sample_with_nothing_wrong_breaks_no_rule_and_every_rule_across_returns_looks_at_it() {
    let (_project, checked) = clean("3");
    let mut evaluated: BTreeMap<String, u64> = BTreeMap::new();
    for held in &checked.files {
        let found: Vec<String> = held
            .findings(wales())
            .unwrap()
            // An authority may honestly have nothing to send.
            .filter(|found| &*found.rule != "S-NIL")
            .map(|found| format!("{}:{} {}", found.file, found.line, found.rule))
            .collect();
        assert_eq!(found, Vec::<String>::new());
        assert_eq!(held.could_not_run(wales()), BTreeMap::new(), "{}", held.file);
        for (code, run) in held.runs(wales()) {
            *evaluated.entry(code.to_owned()).or_default() += run.evaluated;
        }
    }
    let mut across = 0;
    for rule in wales().returns.values().flat_map(|return_| &return_.rules) {
        let elsewhere = match &rule.check {
            Check::Joined(_) => true,
            Check::Table(scalar) => !scalar.given.is_empty(),
            _ => rule.rows == RowsOf::PreviousYear,
        };
        if elsewhere {
            across += 1;
            assert!(evaluated[&*rule.code] > 0, "{} looked at nothing", rule.code);
        }
    }
    assert!(across >= 100, "only {across} rules look elsewhere");
}
