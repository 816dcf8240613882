//! What goes back to those who send returns: through the program, on the sample and from one night to the next.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use super::support::{Outcome, Project, clone, published, text_of, tree};

const NAMES: [&str; 5] = ["feedback.cy.html", "feedback.en.html", "findings.csv", "findings.xlsx", "rules_run.csv"];
const PLACEMENTS: &str = "2023-24/W06000001/placements.csv";

type Row = BTreeMap<String, String>;

fn rows(csv: &[u8]) -> Vec<Row> {
    csv::Reader::from_reader(csv).deserialize().map(Result::unwrap).collect()
}

fn sent(path: &str) -> Vec<String> {
    fs::read_to_string(clone("data/returns").join(path)).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn every_sender_has_feedback_with_every_finding_of_theirs_and_true_totals() {
    let project = published();
    let folder = project.release().join("feedback");
    let files = tree(&folder);
    let mut senders: BTreeMap<String, u64> = BTreeMap::new();
    for row in project.rows("SELECT DISTINCT submitter FROM ledger") {
        senders.insert(if row["submitter"].is_empty() { "unknown".into() } else { row["submitter"].clone() }, 0);
    }
    let superseded: BTreeSet<String> = project
        .rows("SELECT file FROM ledger WHERE verdict = 'superseded'")
        .into_iter()
        .map(|row| row["file"].clone())
        .collect();
    for finding in project.rows("SELECT submitter, file FROM findings") {
        let to = if finding["submitter"].is_empty() { "unknown" } else { &finding["submitter"] };
        *senders.get_mut(to).unwrap() += u64::from(!superseded.contains(&finding["file"]));
    }
    assert!(senders.len() > 20 && senders.values().sum::<u64>() > 300, "{senders:?}");
    for (sender, number) in &senders {
        let of: Vec<&str> = files.keys().filter_map(|name| name.strip_prefix(&format!("{sender}/"))).collect();
        assert_eq!(of, NAMES, "{sender}");
        let file = |name: &str| &files[&format!("{sender}/{name}")];
        assert_eq!(rows(file("findings.csv")).len() as u64, *number, "{sender}");
        let page = String::from_utf8(file("feedback.en.html").clone()).unwrap();
        let stated = match number {
            0 => String::new(),
            1 => "The only finding is listed here.".to_owned(),
            2..=500 => format!("All {number} findings are listed here."),
            _ => panic!("{sender} has {number} findings: none of the sample should"),
        };
        assert!(page.contains(&stated), "{sender}: no `{stated}`");
    }
}

#[test]
fn feedback_names_nobody_and_shows_what_it_may() {
    let folder = published().release().join("feedback/W06000001");
    let mut identifiers: BTreeSet<String> = BTreeSet::new();
    let mut births: BTreeSet<String> = BTreeSet::new();
    for (_, bytes) in tree(&clone("data/returns")).iter().filter(|(path, _)| path.contains("W06000001/")) {
        // One of them is not UTF-8, and some rows are not as wide as the header.
        let text = String::from_utf8_lossy(bytes);
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let header = reader.headers().unwrap().clone();
        for record in reader.records() {
            let row: Row = header.iter().map(str::to_owned).zip(record.unwrap().iter().map(str::to_owned)).collect();
            let cell = |name: &str| row.get(name).cloned().unwrap_or_default();
            identifiers.extend([cell("child_id"), cell("upn")].into_iter().filter(|id| id.len() > 5));
            births.extend(Some(cell("date_of_birth")).filter(|birth| !birth.is_empty()));
        }
    }
    assert!(identifiers.len() > 300 && births.contains("31/02/2012"));
    for (name, bytes) in tree(&folder) {
        let text = text_of(&name, &bytes);
        let words: BTreeSet<&str> = text.split(|c: char| !c.is_alphanumeric() && c != '/').collect();
        assert_eq!(identifiers.iter().find(|id| words.contains(id.as_str())), None, "{name}");
        assert_eq!(births.iter().find(|birth| words.contains(birth.as_str())), None, "{name}");
    }
    let list = rows(&fs::read(folder.join("findings.csv")).unwrap());
    let of = |rule: &str, line: &str| list.iter().find(|row| row["rule"] == rule && row["line"] == line).unwrap();
    let duplicate = of("PLC-001", "26");
    assert_eq!((&*duplicate["letter"], &*duplicate["values"]), ("A Q", "start_date=2019-07-09"));
    assert!(duplicate["says_en"].ends_with("the same start date (2019-07-09)."), "{}", duplicate["says_en"]);
    assert!(duplicate["says_cy"].contains("2019-07-09"));
    let code = of("S-CODE", "9");
    assert_eq!(
        (&*code["letter"], &*code["values"]),
        ("N", "legal_status=C9"),
        "what cannot be read is shown as it stands"
    );
    assert_eq!(of("S-DATE", "24")["values"], "", "of a date of birth nothing is shown");
}

/// A night's run with these lines as the placements of Anglesey; what became of their findings.
fn night(project: &Project, lines: &[String]) -> Row {
    project.put(PLACEMENTS, (lines.join("\n") + "\n").as_bytes());
    project.run(&["run"]).with_status(0);
    let trend = project.rows("SELECT * FROM trend WHERE submitter = 'W06000001' AND rule IS NULL");
    trend.into_iter().next().unwrap_or_default()
}

fn counts(trend: &Row) -> [u64; 3] {
    ["new", "persisting", "mended"].map(|name| trend[name].parse().unwrap())
}

#[test]
fn findings_are_known_again_though_their_lines_have_moved() {
    let project = Project::small();
    let mut lines = sent(PLACEMENTS);
    assert!(night(&project, &lines).is_empty(), "there is nothing to compare the first file with");
    let page = || fs::read_to_string(project.release().join("feedback/W06000001/feedback.en.html")).unwrap();
    assert!(!page().contains("Still there"));
    let first = project.release().file_name().unwrap().to_string_lossy().into_owned();
    let total = rows(&fs::read(project.release().join("feedback/W06000001/findings.csv")).unwrap()).len() as u64;

    // The impossible date of birth on line 24 is gone, all below has moved up; a row is there twice.
    assert!(lines.remove(23).contains("31/02/2012"));
    let twice = lines[100].clone();
    lines.push(twice);
    let trend = night(&project, &lines);
    assert_eq!((counts(&trend), &trend["compared_with"]), ([1, total - 1, 1], &first));
    let by_rule = project.rows("SELECT rule, \"new\", mended FROM trend WHERE \"new\" > 0 OR mended > 0 ");
    let changed: BTreeSet<(&str, &str, &str)> =
        by_rule.iter().map(|row| (&*row["rule"], &*row["new"], &*row["mended"])).collect();
    assert_eq!(changed, BTreeSet::from([("", "1", "1"), ("PLC-001", "1", "0"), ("S-DATE", "0", "1")]));
    assert!(page().contains(&format!("New: 1. Still there: {}. Mended: 1.", total - 1)));
    assert!(page().contains("Found the last time and there no more: S-DATE (1)."));

    // Another night, on which only others sent anything: the same trend.
    let mut others = sent("2023-24/W06000002/placements.csv");
    others.truncate(40);
    project.put("2023-24/W06000002/placements.csv", others.join("\n").as_bytes());
    assert_eq!(night(&project, &lines), trend);
    assert!(page().contains("Mended: 1."));
    project.run(&["run"]).with_status(0);
}

fn check(project: &Project, arguments: &[&str]) -> Outcome {
    project.run(&[&["check"], arguments].concat())
}

#[test]
fn check_writes_the_feedback_files_and_touches_nothing_else() {
    let project = Project::small();
    let (path, folder) = (project.returns.join(PLACEMENTS), project.root.join("out"));
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("mine.txt"), "mine").unwrap();
    fs::write(folder.join("findings.csv"), "old").unwrap();
    let arguments = [path.to_str().unwrap(), "--out", folder.to_str().unwrap()];
    check(&project, &arguments).with_status(1);
    let once = tree(&folder);
    let names: Vec<&str> = once.keys().map(String::as_str).collect();
    assert_eq!(names, [&NAMES[..4], &["mine.txt"], &NAMES[4..]].concat());
    assert_eq!(once["mine.txt"], b"mine");
    assert!(!project.root.join("store").exists() && !project.output().exists(), "nothing is stored");
    check(&project, &arguments).with_status(1);
    assert_eq!(tree(&folder), once, "the same bytes again");
    let page = String::from_utf8(once["feedback.cy.html"].clone()).unwrap();
    assert!(page.contains("Gwiriwyd yn unig") && page.contains("Ynys Môn"));
    let list = rows(&once["findings.csv"]);
    let json = check(&project, &[path.to_str().unwrap(), "--format", "json"]).with_status(1);
    let json: Vec<serde_json::Value> = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!((json.len(), json[0]["rule"].as_str()), (list.len(), Some(list[0]["rule"].as_str())));
}

#[test]
fn a_workbook_is_told_of_by_its_cells_and_a_hostile_name_does_no_harm() {
    let project = Project::small();
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("Lleoliadau 1").unwrap();
    for (at, line) in (0..).zip(sent(PLACEMENTS).iter().take(30)) {
        for (column, cell) in (0..).zip(line.split(',')) {
            sheet.write_string(at, column, cell).unwrap();
        }
    }
    let name = "2023-24/W06000001/placements.xlsx";
    let path = project.put(name, &book.save_to_buffer().unwrap());
    let said = check(&project, &[path.to_str().unwrap()]).with_status(1).stdout;
    assert!(said.contains("line 9") && said.contains("'Lleoliadau 1'!N9 Legal status: C9"), "{said}");
    let odd = project.put("2023-24/W06000001/=1+1<b>\u{1b}[2J\u{202e}.csv", b"a,b\n1,2\n");
    let folder = project.root.join("out");
    let out = folder.to_str().unwrap();
    let said = check(&project, &[odd.to_str().unwrap(), "--return", "placements", "--out", out]).with_status(1);
    let texts = [said.stdout, said.stderr, fs::read_to_string(folder.join("feedback.en.html")).unwrap()];
    for text in &texts {
        assert!(!text.contains(['\u{1b}', '\u{202e}']) && !text.contains("1<b>\u{1b}"), "{text}");
    }
    assert!(texts[2].contains("=1+1&lt;b&gt;"));
    let list = fs::read_to_string(folder.join("findings.csv")).unwrap();
    assert!(!list.contains(['\u{1b}', '\u{202e}']), "{list}");
    assert!(rows(list.as_bytes()).iter().all(|row| row.values().all(|cell| !cell.starts_with('='))), "{list}");
}
