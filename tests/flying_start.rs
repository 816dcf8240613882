//! A second collection, `pipelines/flying-start`, reads real published tables (HLTH1250) by its definitions
//! alone: the raw table, and its English and Welsh views with other headers, thousands and dates.
#![expect(clippy::indexing_slicing, reason = "a test that panics has failed")]

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// The published forms of one table: the raw one and its views.
const FORMS: [&str; 5] = ["QryHLTH1250_Data", "raw_view_en", "raw_view_cy", "default_view_en", "default_view_cy"];
/// What the raw table, and the views in either language, call the whole.
const WHOLE: [&str; 3] = ["596", "Wales", "Cymru"];
const CONTACTS: [&str; 3] = ["1", "Number of contacts", "Nifer y cysylltiadau"];
const HEALTH_VISITOR: [&str; 3] = ["1", "Health Visitor", "Ymwelwyr iechyd"];
const WIDER_TEAM: [&str; 3] = ["2", "Wider Health Team", "Y tîm iechyd ehangach"];

/// The invalid files that the publisher tests its own reading with, and what is wrong with each: code, line, column.
const INVALID: [(&str, &str, u32, &str); 5] = [
    ("invalid-bad-note-codes", "S-CODE", 3, "notes"),
    ("invalid-dupe-fact", "FSF-001", 4, "date measure"),
    ("invalid-incomplete-fact", "S-REQUIRED", 3, "date"),
    ("invalid-non-numeric-data", "S-DECIMAL", 3, "data"),
    ("invalid-only-1-col", "S-NO-HEADER", 1, ""),
];

type Row = BTreeMap<String, String>;
/// Contacts by year and kind of staff.
type Groups = BTreeMap<(String, String), f64>;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The real tables; they are no part of the repository.
fn published() -> Option<PathBuf> {
    let folder = root().join("../shared/real/statswales-hlth1250");
    if !folder.is_dir() {
        // Not by `eprintln!`, which a passing test keeps to itself.
        let said = format!("NOT TESTED: the published tables are not here: {}\n", folder.display());
        io::stderr().write_all(said.as_bytes()).unwrap();
    }
    folder.is_dir().then_some(folder)
}

/// A night of its own: a store, one file in a folder of returns, and what came of it.
struct Night {
    folder: TempDir,
}

impl Night {
    /// Runs over one file, put at `place` in the folder of returns.
    fn over(file: &Path, place: &str) -> Self {
        let night = Self { folder: tempfile::tempdir().unwrap() };
        let returns = night.folder.path().join("returns").join(place);
        fs::create_dir_all(returns.parent().unwrap()).unwrap();
        fs::copy(file, returns).unwrap();
        let reference = night.folder.path().join("reference");
        fs::create_dir(&reference).unwrap();
        for table in fs::read_dir(root().join("data/reference")).unwrap() {
            let table = table.unwrap();
            fs::copy(table.path(), reference.join(table.file_name())).unwrap();
        }
        let ran = night.trosolwg(&["run"]);
        assert!(ran.status.success(), "{place}: {}", String::from_utf8_lossy(&ran.stderr));
        night
    }

    fn trosolwg(&self, arguments: &[&str]) -> Output {
        let output = self.folder.path().join("output");
        Command::new(env!("CARGO_BIN_EXE_trosolwg"))
            .args(arguments)
            .arg("--collection")
            .arg(root().join("pipelines/flying-start"))
            .arg("--data")
            .arg(self.folder.path())
            .arg("--output")
            .arg(output)
            .output()
            .unwrap()
    }

    fn query(&self, sql: &str) -> Vec<Row> {
        let output = self.trosolwg(&["query", sql, "--format", "csv"]);
        assert!(output.status.success(), "{sql}: {}", String::from_utf8_lossy(&output.stderr));
        rows(&output.stdout)
    }

    fn groups(&self, sql: &str) -> Groups {
        let group = |row: Row| ((row["year"].clone(), row["staff"].clone()), number(&row["value"]));
        self.query(sql).into_iter().map(group).collect()
    }
}

fn rows(csv: &[u8]) -> Vec<Row> {
    csv::Reader::from_reader(csv).deserialize().map(Result::unwrap).collect()
}

/// A published number, thousands and all.
fn number(text: &str) -> f64 {
    text.replace(',', "").parse().unwrap()
}

/// Each published form of the table, and the night that read it.
fn nights() -> Vec<(&'static str, PathBuf, Night)> {
    let Some(folder) = published() else { return Vec::new() };
    let night = |form: &'static str| {
        let file = folder.join(format!("{form}.csv"));
        let night = Night::over(&file, "national/contacts.csv");
        (form, file, night)
    };
    FORMS.into_iter().map(night).collect()
}

/// The rows that the publisher made for the whole of Wales: contacts by year and kind of staff.
fn published_totals(file: &Path) -> Groups {
    let cell = |row: &Row, names: &[&str]| names.iter().find_map(|name| row.get(*name)).unwrap().clone();
    let mut groups = Groups::new();
    for row in rows(&fs::read(file).unwrap()) {
        let place = cell(&row, &["AreaCode", "Local Authority"]);
        if !WHOLE.contains(&&*place) || !CONTACTS.contains(&&*row["Measure"]) {
            continue;
        }
        let year = cell(&row, &["YearCode", "Year"]);
        let year = if year.contains('-') { year } else { format!("{}-{}", &year[..4], &year[4..]) };
        let staff = match &*cell(&row, &["RowRef", "Staff Type"]) {
            staff if HEALTH_VISITOR.contains(&staff) => "health_visitor",
            staff if WIDER_TEAM.contains(&staff) => "wider_health_team",
            _ => "other_staff",
        };
        let value = number(&cell(&row, &["Data", "Data Values", "Gwerthoedd Data"]));
        assert_eq!(groups.insert((year, staff.to_owned()), value), None, "Wales stands twice in a group");
    }
    groups
}

#[test]
fn the_rows_of_authorities_add_up_to_the_published_rows_of_wales() {
    for (form, file, night) in nights() {
        let published = published_totals(&file);
        assert_eq!(published.len(), 31, "{form}");
        let facts = night.groups(
            "SELECT year, staff, SUM(value) AS value FROM contacts WHERE measure = 'contacts' GROUP BY year, staff",
        );
        assert_eq!(facts, published, "{form}: the facts");
        let figures = night.groups(
            "SELECT period AS year, category AS staff, value FROM figures WHERE indicator = 'contacts' \
             AND geography = 'W92000004' AND breakdown = 'staff' AND value > 0",
        );
        assert_eq!(figures, published, "{form}: the figures for Wales");
    }
}

#[test]
fn totals_rows_are_recognised_and_kept_out_of_the_facts() {
    let authorities: Vec<String> = rows(&fs::read(root().join("data/reference/authorities.csv")).unwrap())
        .into_iter()
        .map(|row| row["code"].clone())
        .collect();
    for (form, _, night) in nights() {
        let totals: u32 =
            night.query("SELECT totals_lines FROM ledger").iter().map(|row| whole(row, "totals_lines")).sum();
        assert_eq!(totals, 62, "{form}");
        let places = night.query("SELECT authority, COUNT(*) AS number FROM contacts GROUP BY authority");
        assert_eq!(places.len(), 22, "{form}");
        assert!(places.iter().all(|row| authorities.contains(&row["authority"])), "{form}");
        assert_eq!(places.iter().map(|row| whole(row, "number")).sum::<u32>(), 1416 - 62, "{form}");
        let seen = night.query("SELECT line FROM findings WHERE rule = 'S-TOTALS' AND severity = 'info'");
        assert_eq!(seen.len(), 62, "{form}");
    }
}

#[test]
fn every_form_of_the_table_in_either_language_gives_the_same_figures() {
    let mut first: Option<Vec<Row>> = None;
    for (form, _, night) in nights() {
        let figures = night.query("SELECT * FROM figures ORDER BY period, geography, breakdown, category");
        // Eleven years; Wales, seven regions and 22 authorities; the total and three kinds of staff.
        assert_eq!(figures.len(), 11 * (1 + 7 + 22) * 4, "{form}");
        assert!(
            figures.iter().filter(|row| row["geography"] == "W06000015").all(|row| !row["value"].is_empty()),
            "{form}"
        );
        assert!(*first.get_or_insert_with(|| figures.clone()) == figures, "{form} differs from {}", FORMS[0]);
    }
}

#[test]
fn every_line_of_the_published_tables_is_accounted_for() {
    for (form, file, night) in nights() {
        let text = fs::read_to_string(&file).unwrap();
        let mut lines = 0;
        let mut size = 0;
        for row in night.query("SELECT * FROM ledger") {
            let classes: u32 =
                ["preamble", "header", "blank", "totals", "footer", "loaded", "held_back", "superseded", "refused"]
                    .iter()
                    .map(|class| whole(&row, &format!("{class}_lines")))
                    .sum();
            assert_eq!(whole(&row, "lines"), classes, "{form} {}", row["year"]);
            assert_eq!((&*row["verdict"], whole(&row, "held_back_lines")), ("accepted", 0), "{form} {}", row["year"]);
            lines += whole(&row, "lines");
            size += whole(&row, "bytes") as usize;
        }
        assert_eq!((lines as usize, size), (text.lines().count(), text.len()), "{form}");
    }
}

#[test]
fn a_file_with_one_wrong_row_is_refused_with_its_reason_and_line() {
    let Some(folder) = published() else { return };
    for (name, code, line, column) in INVALID {
        let file = folder.join(format!("{name}.csv"));
        let night = Night::over(&file, "2015-16/national/facts.csv");
        let ledger = night.query("SELECT * FROM ledger");
        assert_eq!(ledger.len(), 1, "{name}");
        // What is wrong with a row refuses the file by the gate: no row may be held back.
        let reason = if line == 1 { code } else { "S-GATE" };
        assert_eq!((&*ledger[0]["verdict"], &*ledger[0]["reason"]), ("refused", reason), "{name}");
        assert_eq!(whole(&ledger[0], "lines"), whole(&ledger[0], "refused_lines"), "{name}");
        let findings = night.query("SELECT * FROM findings ORDER BY line");
        let wrong = findings.iter().filter(|row| row["rule"] != "S-GATE").collect::<Vec<_>>();
        let found: Vec<_> = wrong.iter().map(|row| (&*row["rule"], whole(row, "line"), &*row["column"])).collect();
        assert_eq!(found, [(code, line, column)], "{name}");

        let sent = file.display().to_string();
        let told = ["--return", "facts", "--year", "2015-16", "--format", "csv"];
        let checked = night.trosolwg(&[&["check", &sent], &told[..]].concat());
        assert_eq!(checked.status.code(), Some(1), "{name}");
        let findings = rows(&checked.stdout);
        let found: Vec<_> = findings
            .iter()
            .filter(|row| row["rule"] != "S-GATE")
            .map(|row| (&*row["rule"], whole(row, "line"), &*row["column"]))
            .collect();
        assert_eq!(found, [(code, line, column)], "{name}");
        assert!(findings.iter().all(|row| !row["says_en"].is_empty() && !row["says_cy"].is_empty()), "{name}");
    }
}

fn whole(row: &Row, column: &str) -> u32 {
    row[column].parse().unwrap()
}
