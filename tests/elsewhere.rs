//! Rules that look at other returns and years, through the program: what falls with what it rests on, what could not
//! run, and what stops a run.

use std::fs;

use crate::support::{Project, clone};

const COLLECTION: &str = r#"
title = "Three returns"
years = ["2022-23", "2023-24"]
languages = ["en"]
nation = { code = "W92000004", name = "Wales" }
totals = ["Wales"]
fixed_texts = "WORDS"

[gates]
held_back_share = 1.0
"#;

const SERVICES: &str = r#"
title = "Services"
submitter = "national"
key = ["service_id"]
nil_allowed = true

[field.service_id]
kind = "id"
required = true
title = "Service"

[field.places]
kind = "integer"
title = "Places"

[[rule]]
code = "SRV-001"
severity = "error"
columns = ["places"]
expect = "places > 0"
says = "It has no places ({places})."
fix = "Give its places."
[[rule.example]]
pass = { places = "1" }
[[rule.example]]
fail = { places = "0" }
"#;

const CHILDREN: &str = r#"
title = "Children"
submitter = "authority"
key = ["child_id"]
nil_allowed = true

[field.child_id]
kind = "id"
required = true
title = "Child"

[field.service_id]
kind = "id"
title = "Service"

[field.friend_id]
kind = "id"
title = "Friend"

[[rule]]
code = "CHD-001"
severity = "error"
columns = ["service_id"]
known_in = "services.service_id"
says = "No such service ({service_id})."
fix = "Mend the number."
[[rule.example]]
rows = "child_id,service_id\na,s\nb,t\nc,\n"
given.services = "service_id\ns\n"
fails = [2]

[[rule]]
code = "CHD-002"
severity = "error"
columns = ["friend_id"]
known_in = "children.child_id"
says = "No such friend ({friend_id})."
fix = "Mend the number."
[[rule.example]]
rows = "child_id,friend_id\na,b\nb,x\n"
fails = [2]

[[rule]]
code = "CHD-003"
severity = "warning"
columns = ["child_id"]
rows = "previous"
joined_to = { return = "children", on = ["child_id"] }
expect = "exists"
says = "A child of last year is not in this year's return."
fix = "Send the child."
[[rule.example]]
rows = "child_id\na\n"
prev = "child_id\na\nb\n"
fails = [2]

[[rule]]
code = "CHD-004"
severity = "warning"
columns = ["child_id"]
table = "COUNT(*) BETWEEN 0.5 * prev AND 2 * prev"
says = "The number of children is far from last year's."
fix = "Confirm it."
[[rule.example]]
rows = "child_id\na\n"
prev = "child_id\na\nb\n"
[[rule.example]]
rows = "child_id\na\n"
prev = "child_id\na\nb\nc\n"
fails = [0]
"#;

/// A rule under which rows fall one after another, a hundred times and more.
const NEVER_SETTLES: &str = r#"
[[rule]]
code = "CHD-099"
severity = "error"
columns = ["child_id"]
expect = "ROW_NUMBER() OVER (PARTITION BY friend_id ORDER BY _line) > 1"
says = "It is the first."
fix = "Nothing can be done."
[[rule.example]]
rows = "child_id,friend_id\na,x\nb,x\n"
fails = [1]
"#;

fn project(more: &str) -> Project {
    let project = Project::empty();
    let folder = project.root.join("collection");
    let words = clone("pipelines/wales/words");
    fs::create_dir_all(folder.join("returns")).unwrap();
    fs::write(folder.join("collection.toml"), COLLECTION.replace("WORDS", words.to_str().unwrap())).unwrap();
    fs::write(folder.join("returns/services.toml"), SERVICES).unwrap();
    fs::write(folder.join("returns/children.toml"), format!("{CHILDREN}{more}")).unwrap();
    project.put("2023-24/national/services.csv", b"service_id,places\ns1,4\ns2,0\n");
    project.put("2022-23/W06000001/children.csv", b"child_id,service_id,friend_id\nk1,,\nk9,,\n");
    project
}

fn run(project: &Project, arguments: &[&str]) -> crate::support::Outcome {
    let collection = project.root.join("collection");
    project.run(&[arguments, &["--collection", collection.to_str().unwrap()]].concat())
}

fn findings(project: &Project) -> Vec<String> {
    let sql = "SELECT rule, file, line, severity FROM findings ORDER BY rule, file, line";
    let asked = run(project, &["query", sql, "--format", "csv"]);
    asked.stdout.lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn what_rests_on_a_row_that_is_held_back_falls_with_it() {
    let project = project("");
    // k1 lives in a service that is held back; k2 is a friend of k1, and k3 of k2.
    let children = b"child_id,service_id,friend_id\nk1,s2,\nk2,s1,k1\nk3,,k2\nk4,s1,\nk5,s7,\n";
    project.put("2023-24/W06000001/children.csv", children);
    run(&project, &["run"]).with_status(0);
    let there = "2023-24/W06000001/children.csv";
    let expected = [
        format!("CASCADE,{there},2,error"),
        format!("CASCADE,{there},3,error"),
        format!("CASCADE,{there},4,error"),
        format!("CHD-001,{there},6,error"),
        "CHD-003,2022-23/W06000001/children.csv,3,warning".to_owned(),
        format!("CHD-004,{there},0,warning"),
        "SRV-001,2023-24/national/services.csv,3,error".to_owned(),
    ];
    assert_eq!(findings(&project), expected);
    let stored = run(&project, &["query", "SELECT service_id FROM children WHERE year = '2023-24'", "--format", "csv"]);
    assert_eq!(stored.stdout.lines().collect::<Vec<_>>(), ["service_id", "s1"]);
}

#[test]
fn a_return_that_is_missing_is_named_and_stops_nothing() {
    let project = project("");
    fs::remove_file(project.returns.join("2023-24/national/services.csv")).unwrap();
    project.put("2023-24/W06000001/children.csv", b"child_id,service_id,friend_id\nk1,s2,\nk9,,\n");
    let ran = run(&project, &["run"]).with_status(0);
    assert!(ran.stderr.contains("CHD-001"), "{}", ran.stderr);
    let sql = "SELECT year, rule, evaluated, not_applicable, could_not_run FROM rules_run ORDER BY year, rule";
    let asked = run(&project, &["query", sql, "--format", "csv"]);
    let expected = [
        "year,rule,evaluated,not_applicable,could_not_run",
        "2022-23,CHD-001,0,0,needs services 2022-23",
        "2022-23,CHD-002,0,0,",
        "2022-23,CHD-003,0,2,",
        "2022-23,CHD-004,0,1,",
        "2023-24,CHD-001,0,0,needs services 2023-24",
        "2023-24,CHD-002,0,0,",
        "2023-24,CHD-003,2,0,",
        "2023-24,CHD-004,1,0,",
    ];
    assert_eq!(asked.stdout.lines().collect::<Vec<_>>(), expected);
}

#[test]
fn a_rule_that_cannot_be_worked_out_publishes_nothing() {
    let project = project(NEVER_SETTLES);
    let rows: Vec<String> = (0..150).map(|n| format!("k{n},,\n")).collect();
    let children = format!("child_id,service_id,friend_id\n{}", rows.concat());
    project.put("2023-24/W06000001/children.csv", children.as_bytes());
    let ran = run(&project, &["run"]).with_status(2);
    assert!(ran.stderr.contains("CHD-099") && ran.stderr.contains("does not settle"), "{}", ran.stderr);
    assert!(!project.root.join("store/CURRENT").exists());
    let file = project.returns.join("2023-24/W06000001/children.csv");
    let checked = run(&project, &["check", file.to_str().unwrap()]).with_status(2);
    assert!(checked.stderr.contains("CHD-099"), "{}", checked.stderr);
}

#[test]
fn files_that_are_checked_together_see_one_another() {
    let project = project("");
    let children = project.put("2023-24/W06000001/children.csv", b"child_id,service_id,friend_id\nk1,s3,\n");
    let services = project.returns.join("2023-24/national/services.csv");
    let before = project.returns.join("2022-23/W06000001/children.csv");
    let alone = run(&project, &["check", children.to_str().unwrap()]).with_status(0);
    assert!(alone.stdout.contains("CHD-001") && alone.stdout.contains("CHD-003"), "{}", alone.stdout);
    let paths = [&children, &services, &before].map(|path| path.to_str().unwrap());
    let together = run(&project, &["check", paths[0], paths[1], paths[2], "--format", "csv"]).with_status(1);
    let found: Vec<(&str, &str)> = together
        .stdout
        .lines()
        .skip(1)
        .map(|line| line.split(',').collect::<Vec<_>>())
        .map(|cells| (cells[8], cells[4]))
        .collect();
    assert_eq!(found, [("CHD-001", "2"), ("CHD-003", "3"), ("SRV-001", "3")], "{}", together.stdout);
    let told = run(&project, &["check", paths[0], paths[1], paths[2]]).with_status(1).stdout;
    assert!(told.contains("line 3 of last year’s 2022-23/W06000001/children.csv"), "{told}");
}

#[test]
fn what_is_found_in_last_years_file_is_known_again() {
    let project = project("");
    project.put("2023-24/W06000001/children.csv", b"child_id,service_id,friend_id\nk1,s1,\n");
    run(&project, &["run"]).with_status(0);
    project.put("2023-24/W06000001/children.csv", b"child_id,service_id,friend_id\nk7,s1,\nk1,s1,\n");
    run(&project, &["run"]).with_status(0);
    let sql = "SELECT new, persisting, mended FROM trend WHERE rule = 'CHD-003'";
    let asked = run(&project, &["query", sql, "--format", "csv"]);
    assert_eq!(asked.stdout.lines().nth(1), Some("0,1,0"), "{}", asked.stdout);
}
