//! `read-report` on a real report and on an invented one in Welsh: what it writes, and that a person has to confirm it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::support::{CLONE, Project};

/// The first real submission: an inspection of 2014.
#[expect(clippy::print_stderr, reason = "what is left out must be seen")]
fn seed() -> Option<PathBuf> {
    let name = "seeds/000_9878e0781f79c509.txt";
    let found = [Path::new(CLONE).join("../shared"), PathBuf::from("/work/shared")].map(|folder| folder.join(name));
    let found = found.into_iter().find(|path| path.exists());
    if found.is_none() {
        eprintln!("SKIPPED, loudly: no {name} in ../shared");
    }
    found
}

type Row = BTreeMap<String, String>;

fn rows(csv: &str) -> Vec<Row> {
    csv::Reader::from_reader(csv.as_bytes()).deserialize().map(Result::unwrap).collect()
}

/// How many findings of each kind each question has: `1+5-6`.
fn shape(rows: &[Row]) -> Vec<String> {
    let count = |question: &str, polarity: &str| {
        rows.iter().filter(|row| row["question"] == question && row["polarity"] == polarity).count()
    };
    let of = |question: &str| {
        format!("{question}+{}-{}", count(question, "positive"), count(question, "area_for_improvement"))
    };
    ["1", "2", "3", "4", "5"].map(of).to_vec()
}

/// The return as a person would confirm it: the column renamed, what is blank filled in.
fn confirmed(csv: &str) -> Vec<u8> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = reader.headers().unwrap().clone();
    writer.write_record(header.iter().map(|name| name.strip_prefix("proposed_").unwrap_or(name))).unwrap();
    let at = header.iter().position(|name| name == "proposed_themes").unwrap();
    for record in reader.records() {
        let record = record.unwrap();
        let cell = |(n, cell): (usize, &str)| {
            if n == at && cell.is_empty() { "care_planning".to_owned() } else { cell.to_owned() }
        };
        writer.write_record(record.iter().enumerate().map(cell)).unwrap();
    }
    writer.into_inner().unwrap()
}

#[test]
fn the_report_of_2014_gives_its_thirty_nine_findings() {
    let Some(seed) = seed() else { return };
    let project = Project::empty();
    let read = project.run(&["read-report", seed.to_str().unwrap(), "--published", "2014-08-29"]).with_status(0);
    let rows = rows(&read.stdout);
    assert_eq!(shape(&rows), ["1+5-6", "2+4-4", "3+3-3", "4+4-5", "5+3-2"]);
    assert!(rows.iter().all(|row| row["authority"] == "W06000016" && row["published_date"] == "2014-08-29"));
    assert!(rows.iter().all(|row| row["programme"].starts_with("National Inspection Safeguarding and Care Planning")));
    assert!(rows.iter().all(|row| row["fieldwork_days"] == "3.5" && row["fieldwork_from"].is_empty()));
    assert!(!rows[0].contains_key("themes"), "nothing is final");
    let broken = rows.iter().find(|row| row["text"].starts_with("We heard from staff")).unwrap();
    assert!(broken["text"].ends_with(
        "with a good balance between reflective practice and personal/professional development being achieved"
    ));
    let first = rows.iter().find(|row| row["text"].starts_with("Professionals, including")).unwrap();
    assert_eq!((&*first["question"], &*first["number"]), ("5", "1"), "the one with another bullet");
    // What led to a theme is told, and no finding's text.
    assert!(
        read.stderr.contains("corporate_parenting (corporate parent*, members, corporate priority)"),
        "{}",
        read.stderr
    );
    assert!(!rows.iter().any(|row| read.stderr.contains(&row["text"][..40])), "{}", read.stderr);
    assert!(!read.stderr.contains("date of publication"), "{}", read.stderr);
}

#[test]
fn proposals_are_refused_until_a_person_has_confirmed_them() {
    let Some(seed) = seed() else { return };
    let project = Project::empty();
    let read = project.run(&["read-report", seed.to_str().unwrap()]).with_status(0);
    assert!(read.stderr.contains("gives the year 2014, which is no date"), "{}", read.stderr);
    let file = project.put("inspection_findings.csv", read.stdout.as_bytes());
    let check = || project.run(&["check", file.to_str().unwrap()]);
    let refused = check().with_status(1).stdout;
    assert!(refused.contains("[S-PROPOSED]") && refused.contains("give the column its own name"), "{refused}");
    assert!(!refused.contains("S-MISSING-COLUMN") && !refused.contains("S-UNKNOWN-COLUMN"), "{refused}");
    fs::write(&file, confirmed(&read.stdout)).unwrap();
    let undated = check().with_status(1).stdout;
    assert!(undated.contains("S-REQUIRED") && undated.contains("Date of publication"), "{undated}");
    let read = project.run(&["read-report", seed.to_str().unwrap(), "--published", "2014-08-29"]).with_status(0);
    fs::write(&file, confirmed(&read.stdout)).unwrap();
    let good = check().with_status(0).stdout;
    assert!(good.contains("39 rows good, 0 held back"), "{good}");
}

#[test]
fn a_report_without_one_of_its_questions_is_refused_with_what_was_found() {
    let Some(seed) = seed() else { return };
    let project = Project::empty();
    let text = fs::read_to_string(seed).unwrap().replace("QUESTION 3", "");
    let file = project.put("report.txt", text.as_bytes());
    let refused = project.run(&["read-report", file.to_str().unwrap()]).with_status(1);
    assert_eq!(refused.stdout, "");
    assert!(
        refused.stderr.contains("Question 2, line") && refused.stderr.contains("Question 4, line"),
        "{}",
        refused.stderr
    );
    assert!(!refused.stderr.contains("Question 3"), "{}", refused.stderr);
    let welsh = project.run(&["read-report", file.to_str().unwrap(), "--lang", "cy"]).with_status(1);
    assert!(welsh.stderr.contains("Cwestiwn 2, llinell"), "{}", welsh.stderr);
}

const WELSH: &str = "\
Arolygiad cenedlaethol o gynllunio gofal

Cyngor Sir Ynys Môn

1.1 Cafwyd pedwar diwrnod o waith maes, rhwng 3 a 6 Mawrth 2014.

";

#[test]
fn a_welsh_report_in_windows_1252_is_read_and_written_over_nothing() {
    let project = Project::empty();
    let question = |number: u32| {
        format!(
            "CWESTIWN {number}\n\nPETHAU CADARNHAOL\n\n- Cynhelid adolygiadau da.\n\nMEYSYDD I'W GWELLA\n\n- Prin oedd yr eiriolaeth.\n\n"
        )
    };
    let text: String = std::iter::once(WELSH.to_owned()).chain((1..=5).map(question)).collect();
    let bytes: Vec<u8> = text.chars().map(|c| u8::try_from(c).unwrap()).collect();
    let file = project.put("adroddiad.txt", &bytes);
    let out = project.root.join("made/inspection_findings.csv");
    let arguments = ["read-report", file.to_str().unwrap(), "--out", out.to_str().unwrap(), "--lang", "cy"];
    let said = project.run(&arguments).with_status(0);
    assert_eq!(said.stdout, "");
    assert!(said.stderr.contains("Ynys Môn") && said.stderr.contains("windows-1252"), "{}", said.stderr);
    let rows = rows(&fs::read_to_string(&out).unwrap());
    assert_eq!(shape(&rows), ["1+1-1", "2+1-1", "3+1-1", "4+1-1", "5+1-1"]);
    let row = &rows[1];
    assert_eq!((&*row["authority"], &*row["proposed_themes"], &*row["fieldwork_days"]), ("W06000001", "advocacy", "4"));
    assert_eq!((&*row["fieldwork_from"], &*row["fieldwork_to"]), ("2014-03-03", "2014-03-06"));
    fs::write(&out, "confirmed").unwrap();
    let refused = project.run(&arguments).with_status(2);
    assert!(refused.stderr.contains("is there already"), "{}", refused.stderr);
    assert_eq!(fs::read_to_string(&out).unwrap(), "confirmed");
    project.run(&[&arguments[..], &["--force"]].concat()).with_status(0);
    assert_ne!(fs::read_to_string(&out).unwrap(), "confirmed");
}

#[test]
fn a_person_says_what_the_title_does_not() {
    let project = Project::empty();
    let question =
        |number: u32| format!("QUESTION {number}\nPOSITIVES\n- It was good.\nAREAS FOR IMPROVEMENT\n- It was late.\n");
    let text: String = (1..=5).map(question).collect();
    let file = project.put("report.txt", text.as_bytes());
    let file = file.to_str().unwrap();
    let refused = project.run(&["read-report", file]).with_status(1);
    assert!(refused.stderr.contains("--authority"), "{}", refused.stderr);
    let refused = project.run(&["read-report", file, "--authority", "Caerdydd"]).with_status(1);
    assert!(refused.stderr.contains("--programme"), "{}", refused.stderr);
    let refused = project.run(&["read-report", file, "--authority", "Gwalia"]).with_status(2);
    assert!(refused.stderr.contains("no authority is known as `Gwalia`"), "{}", refused.stderr);
    let read =
        project.run(&["read-report", file, "--authority", "Caerdydd", "--programme", "Care planning"]).with_status(0);
    assert!(
        rows(&read.stdout).iter().all(|row| row["authority"] == "W06000015" && row["programme"] == "Care planning")
    );
    project.run(&["read-report", "no-such-report.txt"]).with_status(2);
    project.run(&["read-report", file, "--collection", "pipelines/flying-start"]).with_status(2);
}
