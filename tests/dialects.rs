//! What a sender's files are declared to look like, through the program: looked at, kept, and read so from then on.

use std::fs;
use std::path::{Path, PathBuf};

use super::support::{Outcome, Project, clone, copy_tree};

/// A project, and a collection of its own in which declarations can be kept.
struct Kept {
    project: Project,
    collection: PathBuf,
}

impl Kept {
    fn new() -> Self {
        let project = Project::empty();
        // Beside others, because collections name each other by relative paths.
        let collection = project.root.join("pipelines/wales");
        copy_tree(&clone("pipelines/wales"), &collection);
        Self { project, collection }
    }

    fn run(&self, arguments: &[&str]) -> Outcome {
        let collection = self.collection.to_str().unwrap();
        self.project.run(&[&["--collection", collection], arguments].concat())
    }

    fn inspect(&self, file: &Path, options: &[&str]) -> Outcome {
        self.run(&[&["inspect", file.to_str().unwrap()], options].concat())
    }

    fn keep(&self, declaration: &str) {
        fs::create_dir_all(self.collection.join("dialects")).unwrap();
        fs::write(self.collection.join("dialects/x.toml"), declaration).unwrap();
    }
}

/// A file of placements: its header and some rows without fault, cell by cell.
fn table() -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_path(clone("data/returns/2023-24/W06000001/placements.csv")).unwrap();
    let header = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = reader.records().filter_map(Result::ok).map(|row| row.iter().map(str::to_owned).collect());
    std::iter::once(header).chain(rows.take(200)).collect()
}

fn joined(rows: &[Vec<String>], delimiter: &str, cell: impl Fn(&str) -> String) -> String {
    let row = |row: &Vec<String>| row.iter().map(|text| cell(text)).collect::<Vec<_>>().join(delimiter) + "\r\n";
    rows.iter().map(row).collect()
}

/// Files that only who is told can read, and the options that tell.
fn told() -> Vec<(String, Vec<&'static str>)> {
    let table = table();
    let (header, rows) = table.split_at(1);
    let enclosed = |quote: char| move |text: &str| format!("{quote}{text}{quote}");
    let plain = |text: &str| text.to_owned();
    let escaped = |text: &str| format!("\"{}\\\"\"", text.replace('"', "\\\""));
    let columns = Box::leak(header[0].join(",").into_boxed_str());
    let upper: Vec<String> = header[0].iter().enumerate().map(|(at, _)| format!("Part {}", at / 5)).collect();
    vec![
        (joined(&table, "!", plain), vec!["--delimiter", "!"]),
        (joined(&table, ", ", enclosed('"')), vec!["--delimiter", ", "]),
        (joined(&table, ";", enclosed('\'')), vec!["--delimiter", ";", "--quote", "'"]),
        (joined(rows, ",", enclosed('"')), vec!["--columns", columns]),
        (joined(&[vec![upper], table.clone()].concat(), "\t", plain), vec!["--header-rows", "2"]),
        (joined(&table, "|", plain) + &joined(&rows[..1], "|", escaped), vec!["--escape", "\\"]),
    ]
}

#[test]
fn a_declaration_that_inspect_writes_makes_the_file_read_the_same() {
    for (text, options) in told() {
        let kept = Kept::new();
        let file = kept.project.put("2023-24/W06000001/placements.csv", text.as_bytes());
        let with = |format: &'static str| [&options[..], &["--format", format]].concat();
        let asked = kept.inspect(&file, &with("ndjson"));
        let declaration = kept.inspect(&file, &with("toml"));
        for aim in ["[[dialect]]\nsubmitter = \"W06000001\"\n", "return = \"placements\"\n", "since = \"2023-24\"\n"] {
            assert!(declaration.stdout.contains(aim), "{options:?}\n{}{}", declaration.stdout, declaration.stderr);
        }
        let before = kept.inspect(&file, &["--format", "ndjson"]);
        assert_ne!(before.stdout, asked.stdout, "{options:?} told nothing");
        kept.keep(&declaration.stdout);
        let after = kept.inspect(&file, &["--format", "ndjson"]);
        assert_eq!(after.stdout, asked.stdout, "{options:?}\n{}", declaration.stdout);
        let shown = kept.inspect(&file, &[]).stdout;
        assert!(shown.contains(", as declared\n"), "{shown}");
        assert!(kept.inspect(&file, &options).stdout.contains(", as asked for\n"));
        let again = kept.inspect(&file, &["--format", "toml"]);
        assert_eq!(again.stdout, declaration.stdout, "what is declared is declared again");
    }
}

#[test]
fn a_run_reads_as_declared_and_refuses_what_is_not() {
    let kept = Kept::new();
    for path in ["national/services", "national/pans", "national/concerns"] {
        let path = format!("2023-24/{path}.csv");
        kept.project.put(&path, &fs::read(clone("data/returns").join(&path)).unwrap());
    }
    let (text, options) = told().swap_remove(0);
    let odd = kept.project.put("2023-24/W06000001/placements.csv", text.as_bytes());
    kept.keep(&kept.inspect(&odd, &[&options[..], &["--format", "toml"]].concat()).stdout);
    kept.run(&["run", "--quiet"]).with_status(0);
    let verdicts = "SELECT verdict, reason, rows_loaded FROM ledger WHERE file = '2023-24/W06000001/placements.csv'";
    let row = &kept.project.rows(verdicts)[0];
    assert_ne!(row["verdict"], "refused", "{row:?}");
    kept.project.put("2023-24/W06000001/placements.csv", joined(&table(), ",", str::to_owned).as_bytes());
    kept.run(&["run", "--quiet"]);
    let row = &kept.project.rows(verdicts)[0];
    assert_eq!((&row["verdict"], &row["reason"]), (&"refused".into(), &"S-DIALECT".into()));
}

#[test]
fn what_contradicts_itself_is_not_looked_at() {
    let project = Project::small();
    let file = project.returns.join("2023-24/W06000001/placements.csv");
    let file = file.to_str().unwrap();
    let outcome = project.run(&["inspect", file, "--quote", "none", "--escape", "\\"]).with_status(2);
    assert!(outcome.stderr.contains("--escape: nothing is escaped"), "{}", outcome.stderr);
    project.run(&["inspect", file, "--columns", "a,b", "--header-rows", "2"]).with_status(2);
    project.run(&["inspect", file, "--delimiter", "xx"]).with_status(2);
    project.run(&["inspect", file, "--encoding", "latin1"]).with_status(2);
}
