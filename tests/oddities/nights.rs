//! What only a run shows: many senders' odd files in one night, the same file again, a file that is still being written.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use super::case::Case;
use super::oddities;
use crate::support::{Project, clone, wales};

type Row = BTreeMap<String, String>;

fn night(project: &Project) -> i32 {
    let collection = clone("tests/collections/visits");
    project.run(&["run", "--quiet", "--collection", collection.to_str().unwrap()]).status
}

fn rows(project: &Project, sql: &str) -> Vec<Row> {
    let collection = clone("tests/collections/visits");
    let answer =
        project.run(&["query", "--collection", collection.to_str().unwrap(), "--format", "csv", sql]).with_status(0);
    csv::Reader::from_reader(answer.stdout.as_bytes()).deserialize().map(Result::unwrap).collect()
}

fn number(row: &Row, column: &str) -> u64 {
    row[column].parse().unwrap()
}

#[test]
fn a_night_of_odd_files_from_everyone_accounts_for_every_line() {
    // One small file of each of the first 35 rows of the table, each from another sender.
    let table = oddities();
    let fits = |case: &&Case| case.declared.is_none() && case.file.is_none() && case.bytes.len() < 100_000;
    let cases: Vec<&Case> =
        table.iter().filter(|row| row.number <= 35).filter_map(|row| row.cases.iter().rev().find(fits)).collect();
    let authorities = &wales().reference.authorities;
    let project = Project::empty();
    let mut sent = BTreeMap::new();
    for (at, case) in cases.iter().enumerate() {
        let year = ["2022-23", "2023-24"][at / authorities.len()];
        let path = format!("{year}/{}/visits.csv", authorities[at % authorities.len()].code.as_str());
        project.put(&path, &case.bytes);
        sent.insert(path, *case);
    }
    assert!(cases.len() > 30);
    assert_eq!(night(&project), 0);
    let ledger = rows(&project, "SELECT * FROM ledger ORDER BY file");
    assert_eq!(ledger.len(), sent.len());
    let held = rows(&project, "SELECT file, line, reason FROM held_back");
    for row in &ledger {
        let case = sent[&row["file"]];
        let classes = ["preamble", "header", "blank", "totals", "footer", "loaded", "held_back", "refused"];
        let lines: u64 = classes.iter().map(|class| number(row, &format!("{class}_lines"))).sum();
        assert_eq!(number(row, "lines"), lines, "{}", case.name);
        assert_eq!(number(row, "bytes"), case.bytes.len() as u64, "{}", case.name);
        assert_eq!(row["reason"], case.expect.refused.map_or("", |(code, _)| code), "{}", case.name);
        if case.expect.refused.is_none() {
            assert_eq!(number(row, "rows_loaded"), case.expect.rows, "{}", case.name);
        }
        let of_file = held.iter().filter(|one| one["file"] == row["file"]);
        let mut found: Vec<_> = of_file.map(|one| (&*one["reason"], one["line"].parse().unwrap())).collect();
        found.sort_by_key(|one| one.1);
        let expected: Vec<_> = case.expect.held.iter().map(|one| (one.0, one.1)).collect();
        assert_eq!(found, expected, "{}", case.name);
    }
}

#[test]
fn what_comes_twice_or_again_counts_once() {
    let project = Project::empty();
    let good = b"ref,day,remark\nA1,2023-05-01,one\n";
    let twice = b"ref,day,remark\nA1,2023-05-01,one\nA1,2023-05-01,one\nA2,2023-05-02,two\n";
    project.put("2023-24/W06000001/visits.2024-05-02.csv", good);
    project.put("2023-24/W06000015/visits.csv", twice);
    assert_eq!(night(&project), 0);
    let held = rows(&project, "SELECT line, reason FROM held_back");
    assert_eq!(held.iter().map(|row| (&*row["line"], &*row["reason"])).collect::<Vec<_>>(), [("3", "VIS-001")]);
    let release = project.release();
    assert_eq!(night(&project), 0);
    assert_eq!(project.release(), release, "the same files are no news");
    // The same bytes under a later name, and then others.
    project.put("2023-24/W06000001/visits.2024-05-03.csv", good);
    assert_eq!(night(&project), 0);
    let count = "SELECT ref FROM visits WHERE submitter = 'W06000001'";
    assert_eq!(rows(&project, count).len(), 1, "a renamed file does not add to itself");
    project.put("2023-24/W06000001/visits.2024-05-04.csv", b"ref,day,remark\nB1,2023-05-01,one\nB2,2023-05-02,two\n");
    assert_eq!(night(&project), 0);
    assert_eq!(rows(&project, count).iter().map(|row| &*row["ref"]).collect::<Vec<_>>(), ["B1", "B2"]);
    let replaced = rows(&project, "SELECT file, verdict FROM ledger WHERE verdict = 'superseded' ORDER BY file");
    assert_eq!(replaced.len(), 2, "{replaced:?}");
}

#[test]
fn a_file_that_is_still_being_written_is_left_for_the_next_night() {
    let project = Project::empty();
    let lines: Vec<_> = (0..20_000).map(|n| format!("A{n},2023-05-01,one\n")).collect();
    let path = project.put("2023-24/W06000001/visits.csv", format!("ref,day,remark\n{}", lines.concat()).as_bytes());
    project.put("2023-24/W06000015/visits.csv", b"ref,day,remark\nA1,2023-05-01,one\n");
    let ended = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut file = OpenOptions::new().append(true).open(&path).unwrap();
            let mut number = 1_000_000;
            while !ended.load(Ordering::Relaxed) {
                writeln!(file, "B{number},2023-05-01,more").unwrap();
                number += 1;
            }
        });
        let status = night(&project);
        ended.store(true, Ordering::Relaxed);
        assert_eq!(status, 0);
    });
    let verdicts = "SELECT file, verdict, reason, lines, refused_lines FROM ledger ORDER BY file";
    let ledger = rows(&project, verdicts);
    assert_eq!((&*ledger[0]["verdict"], &*ledger[0]["reason"]), ("refused", "S-CHANGED"));
    assert_eq!(ledger[0]["lines"], ledger[0]["refused_lines"]);
    assert_eq!(ledger[1]["verdict"], "accepted", "the others are read");
    let lines = fs::read_to_string(&path).unwrap().lines().count() as u64;
    assert_eq!(night(&project), 0);
    let ledger = rows(&project, verdicts);
    assert_eq!((&*ledger[0]["verdict"], number(&ledger[0], "lines")), ("accepted", lines));
}
