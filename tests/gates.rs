//! What refuses a submission, and what a person may let pass or accept.

mod carried;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use super::support::{Outcome, Project, clone, copy_tree};

type Row = BTreeMap<String, String>;

const PATH: &str = "2023-24/W06000001/visits.csv";
/// A rule that looks at what became of last year's rows.
const VANISHED: &str = r#"
[[rule]]
code = "VIS-003"
severity = "warning"
columns = ["ref"]
rows = "previous"
joined_to = { return = "visits", on = ["ref"] }
expect = "exists"
says = "The visitor came last year, and not this year."
fix = "Say why."
[[rule.example]]
rows = """
ref
a
"""
prev = """
ref
a
b
"""
fails = [2]
"#;

const GATES: &str = "held_back_share = 0.2\nrows_against_last_year = [0.5, 2.0]\nband_from = 10\n";
const RULE: &str = r#"
[[rule]]
code = "VIS-002"
severity = "warning"
columns = ["number"]
expect = "number < 100"
fatal_if = "> 20%"
says = "There are {number}."
fix = "Count again."
[[rule.example]]
pass = { number = 99 }
[[rule.example]]
fail = { number = 100 }
"#;

/// A small collection with gates, and a store of its own.
struct Nights {
    project: Project,
    collection: PathBuf,
}

impl Nights {
    fn new() -> Self {
        let project = Project::empty();
        let collection = project.root.join("visits");
        copy_tree(&clone("tests/collections/visits"), &collection);
        let nights = Self { project, collection };
        let shared = clone("pipelines/wales/words").display().to_string();
        nights.edit("collection.toml", "../../../pipelines/wales/words", &shared);
        nights.edit("collection.toml", "held_back_share = 1.0", GATES);
        let return_ = nights.collection.join("returns/visits.toml");
        fs::write(&return_, format!("{}{RULE}{VANISHED}", fs::read_to_string(&return_).unwrap())).unwrap();
        fs::write(nights.project.secret(), "the same secret for every store").unwrap();
        nights
    }

    fn edit(&self, path: &str, from: &str, to: &str) {
        let path = self.collection.join(path);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{} has no `{from}`", path.display());
        fs::write(&path, text.replacen(from, to, 1)).unwrap();
    }

    fn explain(&self, rows: &str) {
        fs::write(self.collection.join("accepted.csv"), format!("rule,submitter,year,reason,by,until\n{rows}"))
            .unwrap();
    }

    fn asked(&self, command: &str, arguments: &[&str]) -> Outcome {
        let (collection, secret) = (self.collection.display().to_string(), self.project.secret().display().to_string());
        let mut all = vec![command, "--collection", &collection, "--secret", &secret];
        all.extend(arguments);
        self.project.run(&all)
    }

    fn night(&self, arguments: &[&str]) -> String {
        self.asked("run", arguments).with_status(0).stdout
    }

    fn rows(&self, sql: &str) -> Vec<Row> {
        let answer = self.asked("query", &["--format", "csv", sql]).with_status(0);
        csv::Reader::from_reader(answer.stdout.as_bytes()).deserialize().map(Result::unwrap).collect()
    }

    /// One column of what a statement answers.
    fn column(&self, sql: &str) -> Vec<String> {
        self.rows(sql).into_iter().map(|row| row.into_values().next().unwrap()).collect()
    }

    fn verdicts(&self) -> Vec<String> {
        self.column("SELECT file || ' ' || verdict || ' ' || COALESCE(reason, '') AS v FROM ledger ORDER BY v")
    }

    fn manifest(&self) -> serde_json::Value {
        serde_json::from_slice(&fs::read(self.project.release().join("manifest.json")).unwrap()).unwrap()
    }

    fn release(&self) -> String {
        self.project.release().file_name().unwrap().to_string_lossy().into_owned()
    }

    fn accounts_for_every_line(&self) {
        let classes =
            ["preamble", "header", "blank", "totals", "footer", "loaded", "held_back", "superseded", "refused"];
        for row in self.rows("SELECT * FROM ledger") {
            let number = |column: &str| row[column].parse::<u64>().unwrap();
            let lines: u64 = classes.iter().map(|class| number(&format!("{class}_lines"))).sum();
            assert_eq!(number("lines"), lines, "{}", row["file"]);
        }
        let stored = self.column("SELECT COUNT(*) AS n FROM visits");
        assert_eq!(stored, self.column("SELECT SUM(rows_loaded) AS n FROM ledger WHERE \"return\" = 'visits'"));
        let held = self.column("SELECT COUNT(*) AS n FROM held_back");
        assert_eq!(held, self.column("SELECT SUM(rows_held_back) AS n FROM ledger"));
    }
}

/// So many good rows, so many with a bad day, and so many that the warning is about.
fn visits(good: usize, bad: usize, warned: usize) -> Vec<u8> {
    let mut text = "ref,day,number\n".to_owned();
    for row in 0..good + bad + warned {
        let day = if (good..good + bad).contains(&row) { "yesterday" } else { "2023-05-01" };
        let _ = writeln!(text, "A{row},{day},{}", if row >= good + bad { 100 } else { 2 });
    }
    text.into_bytes()
}

#[test]
fn a_person_lets_a_file_pass_and_it_stays_so_until_the_file_changes() {
    let nights = Nights::new();
    let path = nights.project.put(PATH, &visits(30, 30, 11));
    nights.night(&[]);
    assert_eq!(nights.verdicts(), [format!("{PATH} refused VIS-002")]);
    let why = "Looked at by hand";
    let said = nights.night(&["--accept", PATH, "--reason", why]);
    assert!(said.contains(&format!("Let pass                   {PATH}: S-GATE ({why})")), "{said}");
    assert_eq!(nights.verdicts(), [format!("{PATH} accepted_with_errors ")]);
    assert_eq!(nights.column("SELECT COUNT(*) AS n FROM visits"), ["41"]);
    nights.accounts_for_every_line();
    let overruled = nights.manifest()["overruled"].clone();
    let gates: Vec<&str> = overruled.as_array().unwrap().iter().map(|one| one["gate"].as_str().unwrap()).collect();
    assert_eq!(gates, ["S-GATE", "VIS-002"]);
    assert_eq!((&overruled[0]["file"], &overruled[0]["reason"]), (&PATH.into(), &why.into()));
    assert_eq!(overruled[0]["blake3"].as_str().unwrap().len(), 64);
    // The next nights run without the option, and with it again by its path.
    let stood = nights.project.standing();
    let twice = ["--accept", path.to_str().unwrap(), "--reason", why];
    for arguments in [&[][..], &twice] {
        assert!(nights.night(arguments).contains("nothing has changed"));
        assert!(nights.project.standing() == stood);
    }
    nights.project.put("2023-24/W06000002/visits.csv", &visits(5, 0, 0));
    assert!(nights.night(&[]).contains(why));
    assert_eq!(nights.manifest()["overruled"], overruled);
    for page in ["overview.en.html", "overview.cy.html"] {
        let page = fs::read_to_string(nights.project.output().join(page)).unwrap_or_default();
        assert!(page.is_empty() || page.contains("S-GATE") && !page.contains(why));
    }
    nights.project.put(PATH, &visits(30, 31, 0));
    nights.night(&[]);
    assert!(nights.verdicts().contains(&format!("{PATH} refused S-GATE")), "{:?}", nights.verdicts());
    assert_eq!(nights.manifest()["overruled"], serde_json::json!([]));
}

#[test]
fn what_cannot_be_let_pass_is_said_and_nothing_is_published() {
    let nights = Nights::new();
    nights.project.put(PATH, &visits(30, 0, 0));
    nights.project.put("2023-24/W06000002/visits.2024-05-01.csv", &visits(5, 0, 0));
    nights.project.put("2023-24/W06000002/visits.2024-05-02.csv", &visits(6, 0, 0));
    nights.project.put("2023-24/W06000003/visits.csv", b"");
    nights.night(&[]);
    let stood = nights.project.standing();
    for (arguments, said) in [
        (&["--accept", "2023-24/W06000009/visits.csv", "--reason", "r"][..], "there is no such file among the returns"),
        (&["--accept", PATH, "--reason", "r"], "no gate refuses it"),
        (&["--accept", "2023-24/W06000002/visits.2024-05-01.csv", "--reason", "r"], "a later file stands in its place"),
        (
            &["--accept", "2023-24/W06000003/visits.csv", "--reason", "r"],
            "because of S-EMPTY, which nobody can overrule",
        ),
        (&["--accept", PATH], "--reason"),
        (&["--accept", PATH, "--reason", " "], "say why"),
        (&["--accept", PATH, "--accept", "x", "--reason", "r"], "2 files, 1 reasons"),
    ] {
        let outcome = nights.asked("run", arguments).with_status(2);
        assert!(outcome.stderr.contains(said), "nothing of `{said}` in {}", outcome.stderr);
        assert!(nights.project.standing() == stood, "something was published");
    }
}

#[test]
fn a_rule_that_is_fatal_is_not_let_pass() {
    let nights = Nights::new();
    nights.edit("returns/visits.toml", "severity = \"warning\"", "severity = \"fatal\"");
    nights.project.put(PATH, &visits(30, 30, 1));
    let outcome = nights.asked("run", &["--accept", PATH, "--reason", "r"]).with_status(2);
    assert!(outcome.stderr.contains("because of VIS-002, which nobody can overrule"), "{}", outcome.stderr);
}

#[test]
fn a_submission_far_from_last_years_size_is_refused_and_one_without_a_year_before_is_not() {
    let nights = Nights::new();
    nights.project.put("2022-23/W06000001/visits.csv", &visits(38, 2, 0));
    nights.project.put(PATH, &visits(19, 0, 0));
    nights.project.put("2022-23/W06000002/visits.csv", &visits(40, 0, 0));
    nights.project.put("2023-24/W06000002/visits.csv", &visits(20, 0, 0));
    nights.project.put("2022-23/W06000003/visits.csv", &visits(9, 0, 0));
    nights.project.put("2023-24/W06000003/visits.csv", &visits(1, 0, 0));
    nights.project.put("2023-24/W06000004/visits.csv", &visits(1, 0, 0));
    nights.night(&[]);
    assert_eq!(nights.column("SELECT file FROM findings WHERE rule = 'S-BAND'"), [PATH]);
    assert_eq!(nights.column("SELECT file FROM ledger WHERE verdict = 'refused'"), [PATH]);
    // What stands of last year is a measure though its file is gone.
    fs::remove_file(nights.project.returns.join("2022-23/W06000002/visits.csv")).unwrap();
    nights.project.put("2023-24/W06000002/visits.csv", &visits(81, 0, 0));
    nights.night(&["--accept", PATH, "--reason", "A team has moved"]);
    assert_eq!(nights.column("SELECT file FROM findings WHERE rule = 'S-BAND'"), ["2023-24/W06000002/visits.csv"]);
    assert_eq!(nights.manifest()["overruled"][0]["gate"], "S-BAND");
    nights.edit("collection.toml", GATES, &format!("{GATES}[gates.visits]\nrows_against_last_year = []\n"));
    nights.night(&[]);
    assert_eq!(nights.column("SELECT file FROM findings WHERE rule = 'S-BAND'"), Vec::<String>::new());
    assert_eq!(nights.manifest()["overruled"], serde_json::json!([]), "there is no gate to overrule");
    assert!(nights.night(&[]).contains("nothing has changed"));
}

#[test]
fn explained_findings_are_marked_and_an_explanation_that_has_outlived_them_is_told() {
    let nights = Nights::new();
    nights.project.put(PATH, &visits(60, 1, 3));
    nights.project.put("2023-24/W06000002/visits.csv", &visits(60, 0, 2));
    nights.explain(
        "VIS-002,W06000001,2023-24,A school trip,A. Jones,2024-03-31\n\
         VIS-002,W06000002,2023-24,A school trip,A. Jones,2024-03-30\n\
         VIS-002,W06000002,2022-23,A school trip,A. Jones,2030-03-31\n",
    );
    let said = nights.night(&[]);
    for line in [
        "Explained                  3 findings",
        "Explained no more          accepted.csv:3: S-EXPLAINED-EXPIRED",
        "Explained no more          accepted.csv:4: S-EXPLAINED-NOTHING",
    ] {
        assert!(said.contains(line), "no `{line}` in {said}");
    }
    assert!(nights.night(&[]).contains("accepted.csv:4: S-EXPLAINED-NOTHING"), "a run without news tells it too");
    let explained = nights.column("SELECT file || rule AS f FROM findings WHERE explained GROUP BY file, rule");
    assert_eq!(explained, [format!("{PATH}VIS-002")]);
    let told =
        nights.column("SELECT submitter || line || rule AS f FROM findings WHERE file = 'accepted.csv' ORDER BY f");
    assert_eq!(told, ["W060000023S-EXPLAINED-EXPIRED", "W060000024S-EXPLAINED-NOTHING"]);
    // It is an explanation of what stands: it holds when that is carried.
    fs::remove_file(nights.project.returns.join(PATH)).unwrap();
    nights.night(&[]);
    assert_eq!(nights.column("SELECT COUNT(*) AS n FROM findings WHERE explained AND carried"), ["3"]);
    nights.explain("VIS-001,W06000001,2023-24,r,b,2024-03-31\n");
    let outcome = nights.asked("run", &[]).with_status(2);
    assert!(outcome.stderr.contains("an error has to be mended"), "{}", outcome.stderr);
}

#[test]
fn check_knows_the_band_and_what_is_explained() {
    let nights = Nights::new();
    let last_year = nights.project.put("2022-23/W06000001/visits.csv", &visits(60, 0, 0)).display().to_string();
    let this_year = nights.project.put(PATH, &visits(26, 0, 3)).display().to_string();
    nights.explain(
        "VIS-002,W06000001,2023-24,A school trip,A. Jones,2030-03-31\n\
         VIS-003,W06000001,2023-24,They have moved,A. Jones,2030-03-31\n\
         VIS-002,W06000002,2023-24,A school trip,A. Jones,2030-03-31\n",
    );
    let checked = |files: &[&str]| {
        let listed = nights.asked("check", &[&["--format", "csv"], files].concat()).stdout;
        let rows: Vec<Row> = csv::Reader::from_reader(listed.as_bytes()).deserialize().map(Result::unwrap).collect();
        rows.iter().map(|row| row["rule"].clone()).collect::<Vec<_>>()
    };
    let alone = checked(&[&this_year]);
    assert!(alone.contains(&"VIS-002".into()) && !alone.contains(&"S-BAND".into()), "{alone:?}");
    assert!(!alone.contains(&"S-EXPLAINED-NOTHING".into()), "a rule that could not run may yet find it: {alone:?}");
    let both = checked(&[&last_year, &this_year]);
    assert!(both.contains(&"S-BAND".into()) && both.contains(&"VIS-003".into()), "{both:?}");
    nights.project.put(PATH, &visits(60, 0, 0));
    let mended = checked(&[&last_year, &this_year]);
    assert_eq!(mended, ["S-EXPLAINED-NOTHING", "S-EXPLAINED-NOTHING"], "and nobody is told of another's");
    nights.project.put(PATH, &visits(57, 0, 3));
    let said = nights.asked("check", &[&this_year]).with_status(0).stdout;
    assert!(said.contains("VIS-002") && said.contains("xplained"), "{said}");
}
