//! The rule language held against another validator's cases: rules of England's SSDA903, re-expressed in
//! `tests/collections/ssda903` without a line of Rust, find exactly the rows that its fixtures say must fail.
//!
//! A rule of ours is named after the one that it re-expresses: `903-<code>`, and where that one flags rows of several
//! tables, changes with the years or asks two questions, `903-<code>-<what>`: what they flag, they flag together.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use serde::Deserialize;
use serde_json::Value;
use tempfile::TempDir;
use trosolwg::definitions::{Definitions, FieldKind, Return};
use trosolwg::domain::{Date, Year, parse_iso_date};
use trosolwg::pipeline;

use crate::support::{Project, clone};

/// How many rules of the validator are carried, and their cases. What is lost here is lost in silence elsewhere.
const CARRIED: (usize, usize) = (279, 282);

/// Whose returns they are: any authority that our reference tables know.
const SUBMITTER: &str = "W06000001";

/// Lists of codes in which the validator takes the empty text for a wrong code and a blank cell for none. A CSV does
/// not tell the two apart, so the empty text is written as two apostrophes, which are no code either.
const EMPTY_IS_NO_CODE: [&str; 14] =
    ["1006", "1009", "114", "120", "143", "144", "145", "146", "149", "175", "176", "177", "196", "631"];

/// What the validator calls its tables, and what we call the return.
const TABLES: [(&str, &str); 12] = [
    ("AD1", "ad1"),
    ("DoLo", "dolo"),
    ("Episodes", "episodes"),
    ("Header", "header"),
    ("Missing", "missing"),
    ("OC2", "oc2"),
    ("OC3", "oc3"),
    ("PlacedAdoption", "placed_adoption"),
    ("PrevPerm", "prev_perm"),
    ("Reviews", "reviews"),
    ("SWEpisodes", "sw_episodes"),
    ("UASC", "uasc"),
];

/// Columns of fixtures that no rule reads: leftovers of how the validator is written.
const LEFTOVERS: [&str; 4] = ["DOB", "SEX", "index", "xx"];

/// One rule of the validator.
#[derive(Deserialize)]
struct Fixture {
    ruleset: String,
    code: String,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    input: BTreeMap<String, Value>,
    expected: BTreeMap<String, Vec<Value>>,
}

/// A table of a case.
#[derive(Deserialize)]
struct Table {
    columns: Vec<String>,
    index: Vec<Value>,
    rows: Vec<Vec<Value>>,
}

/// Rows that are flagged: index labels by return.
type Flagged = BTreeMap<String, BTreeSet<String>>;

static DEFINITIONS: LazyLock<Definitions> =
    LazyLock::new(|| Definitions::load(&clone("tests/collections/ssda903"), &clone("data/reference")).unwrap());

/// The validator's cases; they are no part of the repository.
fn fixtures() -> Vec<Fixture> {
    let file = clone("../shared/checks/ssda903/rule_fixtures.json");
    if !file.is_file() {
        // Not by `eprintln!`, which a passing test keeps to itself.
        let said = format!("NOT TESTED: the cases of SSDA903 are not here: {}\n", file.display());
        io::stderr().write_all(said.as_bytes()).unwrap();
        return Vec::new();
    }
    serde_json::from_slice(&fs::read(file).unwrap()).unwrap()
}

/// Codes of our rules that re-express a rule of the validator.
fn ours(code: &str) -> BTreeSet<&'static str> {
    let rules = DEFINITIONS.returns.values().flat_map(|return_| &return_.rules);
    let named = |rule: &&str| {
        let rest = rule.strip_prefix("903-").and_then(|rest| rest.strip_prefix(code));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    rules.map(|rule| &*rule.code).filter(named).collect()
}

/// The definitions with these rules only: what others say of a case nobody asks.
fn narrowed(ours: &BTreeSet<&str>) -> Definitions {
    let mut definitions = DEFINITIONS.clone();
    for return_ in definitions.returns.values_mut() {
        return_.rules.retain(|rule| ours.contains(&*rule.code));
    }
    definitions
}

/// A case as files: in the folder of the year, and what it was the year before in that of the year before.
struct Sent {
    folder: TempDir,
    year: Year,
    as_at: Date,
    /// Each file of the year, with its return's id and the index label of each of its rows.
    files: Vec<(PathBuf, &'static str, Vec<String>)>,
    /// Files of the year before.
    before: Vec<PathBuf>,
}

impl Sent {
    fn of(fixture: &Fixture, case: &Case) -> Self {
        let metadata = case.input.get("metadata");
        let day = |name: &str| day_of(metadata?.get(name)?.as_str()?);
        let (begins, ends) = (day("collection_start"), day("collection_end"));
        let ruleset: Year = fixture.ruleset.replace('_', "-").parse().unwrap();
        let year = begins.or(ends).map_or(ruleset, Year::of);
        let as_at = ends.unwrap_or_else(|| year.last_day());
        let mut sent =
            Self { folder: tempfile::tempdir().unwrap(), year, as_at, files: Vec::new(), before: Vec::new() };
        for (name, table) in case.input.iter().filter(|(name, _)| *name != "metadata") {
            let table: Table = serde_json::from_value(table.clone()).unwrap();
            let (name, year) = name.strip_suffix("_last").map_or((&**name, year), |name| (name, year.previous()));
            let id = TABLES.iter().find(|(theirs, _)| *theirs == name).unwrap().1;
            let file = sent.folder.path().join(year.to_string()).join(SUBMITTER).join(format!("{id}.csv"));
            write(&file, &DEFINITIONS.returns[id], &table, &fixture.code);
            if year == sent.year {
                sent.files.push((file, id, table.index.iter().map(text_of).collect()));
            } else {
                sent.before.push(file);
            }
        }
        sent
    }

    fn every_file(&self) -> Vec<PathBuf> {
        self.files.iter().map(|(file, _, _)| file.clone()).chain(self.before.clone()).collect()
    }

    /// The rows on these lines, by label.
    fn flagged(&self, found: &BTreeMap<&str, BTreeSet<u32>>) -> Flagged {
        let mut flagged = Flagged::new();
        for (_, id, labels) in &self.files {
            let lines = found.get(id).into_iter().flatten();
            let rows: BTreeSet<String> = lines.map(|line| labels[*line as usize - 2].clone()).collect();
            if !rows.is_empty() {
                flagged.insert((*id).to_owned(), rows);
            }
        }
        flagged
    }
}

/// Writes a table as its return is sent, with every column of the return, led by the number of the row.
fn write(file: &Path, return_: &Return, table: &Table, code: &str) {
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    let mut writer = csv::Writer::from_path(file).unwrap();
    writer.write_record(return_.fields.iter().map(|field| &*field.name)).unwrap();
    let is = |field: &trosolwg::definitions::Field, column: &str| {
        field.name.eq_ignore_ascii_case(column) || field.aliases.iter().any(|alias| **alias == *column)
    };
    for column in &table.columns {
        let known = return_.fields.iter().any(|field| is(field, column)) || LEFTOVERS.contains(&&**column);
        assert!(known, "{code}: {} has no column {column}", return_.id);
    }
    for (number, row) in table.rows.iter().enumerate() {
        let cell = |field: &trosolwg::definitions::Field| {
            if &*field.name == "record" {
                return number.to_string();
            }
            let at = table.columns.iter().position(|column| is(field, column));
            let value = at.map_or(&Value::Null, |at| &row[at]);
            let told_apart = EMPTY_IS_NO_CODE.contains(&code) && field.kind == FieldKind::Text;
            if told_apart && value.as_str() == Some("") { "''".to_owned() } else { text_of(value) }
        };
        writer.write_record(return_.fields.iter().map(cell)).unwrap();
    }
    writer.flush().unwrap();
}

/// A cell or label as text: blank for none, whole numbers without a point.
fn text_of(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string().trim_end_matches(".0").to_owned(),
    }
}

/// `31/03/2021`, `31/3/2000` or `2020-03-31`.
fn day_of(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.split('/').collect();
    match parts[..] {
        [day, month, year] => parse_iso_date(&format!("{year}-{month:0>2}-{day:0>2}")),
        _ => parse_iso_date(text),
    }
}

/// What must be flagged.
fn expected(case: &Case) -> Flagged {
    let mut expected = Flagged::new();
    for (name, rows) in case.expected.iter().filter(|(_, rows)| !rows.is_empty()) {
        let id = TABLES.iter().find(|(theirs, _)| theirs == name).unwrap().1;
        expected.insert(id.to_owned(), rows.iter().map(text_of).collect());
    }
    expected
}

#[test]
fn rules_of_another_validator_flag_exactly_the_rows_that_its_cases_name() {
    let fixtures = fixtures();
    let (mut rules, mut cases, mut wrong) = (0, 0, Vec::new());
    for fixture in &fixtures {
        let ours = ours(&fixture.code);
        if ours.is_empty() || fixture.cases.is_empty() {
            continue;
        }
        rules += 1;
        let definitions = narrowed(&ours);
        for case in &fixture.cases {
            cases += 1;
            let found = through_the_library(fixture, case, &definitions);
            let expected = expected(case);
            if found != expected {
                wrong.push(format!("{} {}: {found:?}, not {expected:?}", fixture.code, fixture.ruleset));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(fixtures.is_empty() || (rules, cases) == CARRIED, "{:?} of {CARRIED:?} are carried", (rules, cases));
}

fn through_the_library(fixture: &Fixture, case: &Case, definitions: &Definitions) -> Flagged {
    let sent = Sent::of(fixture, case);
    let asked = pipeline::Asked::default();
    let checked = pipeline::check(&sent.every_file(), &asked, definitions, sent.as_at).unwrap();
    let mut found: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
    for (held, (_, id, _)) in checked.files.iter().zip(&sent.files) {
        assert_eq!(held.refused, None, "{} {}", fixture.code, held.file);
        for (rule, why) in held.could_not_run(definitions) {
            assert!(!why.is_fault(), "{rule}: {why}");
        }
        let findings = held.findings(definitions).unwrap().filter(|finding| finding.rule.starts_with("903-"));
        found.entry(id).or_default().extend(findings.map(|finding| finding.line));
    }
    sent.flagged(&found)
}

/// A rule of windows, one of the year before, and one of two tables.
const THROUGH_THE_PROGRAM: [&str; 4] = ["367", "503F", "331", "INT03"];

#[test]
fn the_program_tells_a_sender_the_same_rows() {
    let fixtures = fixtures();
    for fixture in fixtures.iter().filter(|fixture| THROUGH_THE_PROGRAM.contains(&&*fixture.code)) {
        let ours = ours(&fixture.code);
        for case in &fixture.cases {
            let sent = Sent::of(fixture, case);
            let (collection, as_at) = (clone("tests/collections/ssda903"), sent.as_at.to_string());
            let mut arguments = vec!["check", "--format", "json", "--as-at", &as_at, "--collection"];
            arguments.push(collection.to_str().unwrap());
            let files = sent.every_file();
            arguments.extend(files.iter().map(|file| file.to_str().unwrap()));
            let told: Vec<Value> =
                serde_json::from_str(&Project::empty().run(&arguments).with_status(0).stdout).unwrap();
            let mut found: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
            for finding in &told {
                let year = finding["year"].as_str() == Some(&sent.year.to_string());
                if year && ours.contains(finding["rule"].as_str().unwrap()) {
                    let line = u32::try_from(finding["line"].as_u64().unwrap()).unwrap();
                    found.entry(finding["return"].as_str().unwrap()).or_default().insert(line);
                }
            }
            assert_eq!(sent.flagged(&found), expected(case), "{}", fixture.code);
        }
    }
    assert!(fixtures.is_empty() || THROUGH_THE_PROGRAM.iter().all(|code| fixtures.iter().any(|one| one.code == *code)));
}
