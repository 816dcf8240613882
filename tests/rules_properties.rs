//! What holds of rules whatever comes in: what is accepted breaks none, order does not matter, nor what is unrelated;
//! what was planted is found and nothing else.

mod rows;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use tempfile::TempDir;
use trosolwg::definitions::{Definitions, Return};
use trosolwg::diagnostic::Severity;
use trosolwg::domain::Year;
use trosolwg::intake::{self, Found, Pseudonyms, Reader, Staged};
use trosolwg::rules::Verdicts;
use trosolwg::sample::Mess;

use super::oracle::job::{make_sample, standing, verdicts};
use super::oracle::{more, shaken};
use super::support::{Project, wales};

/// Submissions that stand, in a folder of their own.
struct Sent {
    folder: TempDir,
    staged: Vec<Staged>,
}

impl Sent {
    fn sample(definitions: &Definitions, seed: u64, mess: Mess, shake: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        make_sample(folder.path(), 1, seed, mess);
        if shake {
            shaken::shake(&folder.path().join("returns"));
        }
        let staged = standing(definitions, &folder.path().join("returns"), &folder.path().join("staging"));
        Self { folder, staged }
    }

    /// The same with other rows of each, or the same rows in another order.
    fn rewritten(&self, rows: impl Fn(usize, &Staged) -> Vec<u32>) -> Vec<Staged> {
        let one = |(at, staged): (usize, &Staged)| {
            let parquet = self.folder.path().join(format!("again-{at}.parquet"));
            let rows = rows(at, staged);
            let count = rows.len() as u64;
            rows::rewrite(&staged.parquet, rows, &parquet);
            Staged { parquet, rows: count, ..staged.clone() }
        };
        self.staged.iter().enumerate().map(one).collect()
    }

    /// The rows of each that no rule holds back.
    fn accepted(&self, definitions: &Definitions, verdicts: &[Verdicts]) -> Vec<Staged> {
        self.rewritten(|at, staged| {
            let held_back = verdicts[at].held_back(&definitions.returns[&*staged.return_id]);
            (0..verdicts[at].rows).filter(|row| !held_back.contains(*row)).collect()
        })
    }
}

/// The rules that hold something back, or refuse it.
fn errors(return_: &Return, verdicts: &Verdicts) -> Vec<String> {
    let error = |rule: &usize| return_.rules[*rule].severity <= Severity::Error;
    verdicts.broken.keys().filter(|rule| error(rule)).map(|rule| return_.rules[*rule].code.to_string()).collect()
}

fn is_clean(definitions: &Definitions, staged: &[Staged]) {
    for (staged, verdicts) in staged.iter().zip(verdicts(definitions, staged)) {
        let return_ = &definitions.returns[&*staged.return_id];
        assert_eq!(errors(return_, &verdicts), Vec::<String>::new(), "accepted rows of {}", staged.file);
        assert!(verdicts.held_back(return_).is_empty());
    }
}

#[test]
fn accepted_rows_held_again_break_no_rule_that_holds_rows_back() {
    let folder = tempfile::tempdir().unwrap();
    let more = more::definitions(&folder.path().join("collection"));
    for (definitions, mess, shake) in [(wales(), Mess::Heavy, false), (&more, Mess::None, true)] {
        let sent = Sent::sample(definitions, 6, mess, shake);
        let found = verdicts(definitions, &sent.staged);
        let held_back: usize = sent
            .staged
            .iter()
            .zip(&found)
            .map(|(staged, verdicts)| verdicts.held_back(&definitions.returns[&*staged.return_id]).len())
            .sum();
        assert!(held_back > 300, "only {held_back} rows are held back");
        is_clean(definitions, &sent.accepted(definitions, &found));
    }
}

/// By rule and cascade, the records that break it.
type ByContent = BTreeMap<(usize, bool), BTreeMap<String, usize>>;

fn by_content(return_: &Return, staged: &Staged, verdicts: &Verdicts) -> ByContent {
    let own = verdicts
        .broken
        .iter()
        .filter(|(rule, _)| return_.rules[**rule].rows == trosolwg::definitions::RowsOf::Submission);
    own.flat_map(|(rule, breaks)| {
        let contents = |rows: &trosolwg::rules::Rows| rows::contents(&staged.parquet, rows.iter());
        [((*rule, false), contents(&breaks.rows)), ((*rule, true), contents(&breaks.cascade))]
    })
    .collect()
}

#[test]
fn the_order_of_rows_changes_no_verdict() {
    let definitions = wales();
    let sent = Sent::sample(definitions, 7, Mess::Heavy, false);
    let before = verdicts(definitions, &sent.staged);
    // Every file turned round in parts: a number without a common divisor with the rows steps through all of them.
    let turned = sent.rewritten(|_, staged| {
        let count = u32::try_from(staged.rows).unwrap();
        let step =
            (0..=count).map(|n| n * 2 + 1 + count / 3 * 2).find(|step| common_divisor(*step, count) == 1).unwrap();
        (0..count)
            .map(|row| u32::try_from((u64::from(row) * u64::from(step) + 5) % u64::from(count)).unwrap())
            .collect()
    });
    let after = verdicts(definitions, &turned);
    for (at, (staged, turned)) in sent.staged.iter().zip(&turned).enumerate() {
        let return_ = &definitions.returns[&*staged.return_id];
        assert_eq!(before[at].runs, after[at].runs, "{}", staged.file);
        assert_eq!(
            by_content(return_, staged, &before[at]),
            by_content(return_, turned, &after[at]),
            "{}",
            staged.file
        );
    }
}

fn common_divisor(one: u32, other: u32) -> u32 {
    if other == 0 { one } else { common_divisor(other, one % other) }
}

#[test]
fn a_good_file_of_somebody_else_changes_no_verdict() {
    let definitions = wales();
    let mut sent = Sent::sample(definitions, 8, Mess::Heavy, false);
    let good = Sent::sample(definitions, 8, Mess::None, false);
    for newcomer in ["W06000002", "W06000016"] {
        let is_theirs = |staged: &Staged| staged.submitter.as_str() == newcomer;
        sent.staged.retain(|staged| !is_theirs(staged));
        let before = verdicts(definitions, &sent.staged);
        let with: Vec<Staged> =
            sent.staged.iter().chain(good.staged.iter().filter(|staged| is_theirs(staged))).cloned().collect();
        assert!(with.len() > sent.staged.len());
        let after = verdicts(definitions, &with);
        for (at, staged) in sent.staged.iter().enumerate() {
            let return_ = &definitions.returns[&*staged.return_id];
            for (one, other) in before[at].runs.iter().zip(&after[at].runs) {
                // What needed the newcomer's return can run now.
                if one.could_not_run.is_none() {
                    assert_eq!(one, other, "{} on {}", return_.rules[one.rule].code, staged.file);
                    assert_eq!(before[at].broken.get(&one.rule), after[at].broken.get(&one.rule), "{}", staged.file);
                }
            }
        }
    }
}

#[test]
fn a_sample_without_mess_breaks_no_rule_whatever_the_seed() {
    let definitions = wales();
    for seed in [11, 12] {
        let sent = Sent::sample(definitions, seed, Mess::None, false);
        for (staged, verdicts) in sent.staged.iter().zip(verdicts(definitions, &sent.staged)) {
            let return_ = &definitions.returns[&*staged.return_id];
            let broken: Vec<&str> = verdicts.broken.keys().map(|rule| &*return_.rules[*rule].code).collect();
            assert_eq!(broken, Vec::<&str>::new(), "seed {seed}, {}", staged.file);
        }
    }
}

type Label = (String, String, String);

/// What a run found: everything, and what is an error.
fn found(project: &Project) -> (BTreeSet<Label>, BTreeSet<Label>) {
    let rows = project.rows("SELECT file, line, rule, severity FROM findings");
    let label = |row: &BTreeMap<String, String>| (row["file"].clone(), row["line"].clone(), row["rule"].clone());
    let is_error = |row: &&BTreeMap<String, String>| matches!(&*row["severity"], "error" | "fatal");
    (rows.iter().map(label).collect(), rows.iter().filter(is_error).map(label).collect())
}

#[test]
fn everything_that_is_planted_is_found_and_nothing_else_is_an_error_whatever_the_seed() {
    let mut planted: BTreeSet<String> = BTreeSet::new();
    for (seed, mess) in [("2", "typical"), ("3", "heavy"), ("4", "heavy")] {
        let mut project = Project::empty();
        let made = project.root.join("made");
        project.run(&["sample", "--seed", seed, "--mess", mess, "--out", made.to_str().unwrap()]).with_status(0);
        project.returns = made.join("returns");
        project.run(&["run"]).with_status(0);
        let labels: BTreeSet<Label> = csv::Reader::from_path(made.join("labels.csv"))
            .unwrap()
            .deserialize()
            .map(|row: Result<BTreeMap<String, String>, _>| row.unwrap())
            .map(|row| (row["file"].clone(), row["line"].clone(), row["rule"].clone()))
            .collect();
        planted.extend(labels.iter().map(|(_, _, rule)| rule.clone()));
        let (all, errors) = found(&project);
        let nothing = Vec::<&Label>::new();
        assert_eq!(labels.difference(&all).collect::<Vec<_>>(), nothing, "planted, not found: seed {seed}, {mess}");
        assert_eq!(errors.difference(&labels).collect::<Vec<_>>(), nothing, "found, not planted: seed {seed}, {mess}");
    }
    let rules = wales().returns.values().flat_map(|return_| &return_.rules);
    let never: Vec<&str> = rules
        .filter(|rule| rule.severity <= Severity::Error)
        .map(|rule| &*rule.code)
        .filter(|code| !planted.contains(*code))
        .collect();
    assert_eq!(never, Vec::<&str>::new(), "no row that breaks these is ever planted");
}

/// Rows of few children on few days, so that much overlaps, is doubled, ends before it starts or cannot be read.
fn few_children() -> impl Strategy<Value = Vec<(u8, u8, Option<u8>)>> {
    proptest::collection::vec((0u8..4, 0u8..40, proptest::option::weighted(0.8, 0u8..40)), 0..40)
}

fn sent_as(rows: &[(u8, u8, Option<u8>)]) -> String {
    let header = "child_id,date_of_birth,sex,disabled,unaccompanied,looked_after_since,category_of_need,legal_status,\
        episode_reason,start_date,end_date,placement_type,location,provider,registration";
    let day = |number: u8| format!("2023-{:02}-{:02}", 5 + number / 28, number % 28 + 1);
    let line = |(child, start, end): &(u8, u8, Option<u8>)| {
        let (start, end) = (day(*start), end.map(day).unwrap_or_default());
        format!(
            "A{child},2010-05-01,male,no,no,2023-05-09,N1,C1,started,{start},{end},foster_other,in_authority,\
             own_authority,not_required"
        )
    };
    let lines: Vec<String> = std::iter::once(header.to_owned()).chain(rows.iter().map(line)).collect();
    lines.join("\n") + "\n"
}

fn read(folder: &Path, name: &str, text: &str) -> Vec<Staged> {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    let found = Found::at(&path, "placements", Some(Year::starting(2023)), "W06000001".parse().ok());
    let (pseudonyms, staging) = (Pseudonyms::new([7; 32]), folder.join(format!("staging of {name}")));
    let reader = Reader {
        definitions: wales(),
        pseudonyms: &pseudonyms,
        staging: &staging,
        threads: 1,
        block: intake::BLOCK,
        digest: "",
    };
    intake::read(&found, &reader).unwrap().staged
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_rows_what_is_accepted_is_clean_and_their_order_is_nothing(rows in few_children(), turn in 0usize..40) {
        let folder = tempfile::tempdir().unwrap();
        let definitions = wales();
        let staged = read(folder.path(), "placements.csv", &sent_as(&rows));
        let mut turned = rows.clone();
        turned.rotate_left(if rows.is_empty() { 0 } else { turn % rows.len() });
        turned.reverse();
        let other = read(folder.path(), "turned.csv", &sent_as(&turned));
        prop_assert_eq!(staged.len(), other.len());
        let Some(first) = staged.first() else { return Ok(()) };
        let return_ = &definitions.returns[&*first.return_id];
        let (one, two) = (verdicts(definitions, &staged), verdicts(definitions, &other));
        prop_assert_eq!(&one[0].runs, &two[0].runs);
        prop_assert_eq!(by_content(return_, first, &one[0]), by_content(return_, &other[0], &two[0]));
        let sent = Sent { folder, staged };
        is_clean(definitions, &sent.accepted(definitions, &one));
    }
}
