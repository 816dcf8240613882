//! What stands when a submission is refused, or its file gone: the last good one.

use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::PathBuf;

use super::{Nights, PATH, Row, visits};
use crate::support::Project;

#[test]
fn a_refused_submission_leaves_the_last_good_one_standing_until_a_good_one_comes() {
    let nights = Nights::new();
    nights.project.put(PATH, &visits(60, 2, 3));
    nights.night(&[]);
    let (first, good) = (nights.release(), nights.project.release());
    let rows = nights.rows("SELECT * FROM visits ORDER BY _line");
    let findings = nights.column("SELECT rule FROM findings ORDER BY rule");
    nights.project.put(PATH, &visits(30, 30, 0));
    let said = nights.night(&[]);
    assert!(said.contains(&format!("Isle of Anglesey visits 2023-24, as in {first}")), "{said}");
    assert!(said.contains(&format!("{PATH}: S-GATE")), "{said}");
    assert_eq!(nights.verdicts(), [format!("{PATH} carried "), format!("{PATH} refused S-GATE")]);
    assert_eq!(nights.rows("SELECT * FROM visits ORDER BY _line"), rows);
    nights.accounts_for_every_line();
    assert_eq!(nights.column("SELECT rule FROM findings WHERE carried ORDER BY rule"), findings);
    let now = nights.column("SELECT rule FROM findings WHERE NOT carried GROUP BY rule ORDER BY rule");
    assert_eq!(now, ["S-DATE", "S-GATE"]);
    assert_eq!(nights.column("SELECT COUNT(*) AS n FROM rules_run WHERE carried"), ["3"]);
    let carried = serde_json::json!([{
        "return": "visits", "year": "2023-24", "submitter": "W06000001", "file": PATH, "from_release": first,
    }]);
    assert_eq!(nights.manifest()["carried"], carried);
    let part = "visits/year=2023-24/submitter=W06000001/part-0.parquet";
    let inode = |release: &PathBuf| fs::metadata(release.join(part)).unwrap().ino();
    assert_eq!(inode(&nights.project.release()), inode(&good), "the file is the same, not a copy");
    // Nothing new: nothing changes. Something else new: it is carried on, as what it was.
    let stood = nights.project.standing();
    let again = nights.night(&[]);
    assert!(again.contains("nothing has changed") && again.contains(&first), "{again}");
    assert!(nights.project.standing() == stood);
    nights.project.put("2023-24/W06000002/visits.csv", &visits(5, 0, 0));
    nights.night(&[]);
    assert_eq!(nights.manifest()["carried"], carried);
    assert_eq!(nights.column("SELECT rule FROM findings WHERE carried ORDER BY rule"), findings);
    nights.accounts_for_every_line();
    nights.project.put(PATH, &visits(70, 0, 0));
    nights.night(&[]);
    assert_eq!(nights.manifest()["carried"], serde_json::json!([]));
    assert_eq!(nights.column("SELECT COUNT(*) AS n FROM visits WHERE submitter = 'W06000001'"), ["70"]);
    assert_eq!(nights.column("SELECT COUNT(*) AS n FROM findings WHERE carried"), ["0"]);
}

#[test]
fn a_file_that_is_gone_still_counts_and_its_rows_say_where_they_came_from() {
    let project = Project::small();
    let gone = "2023-24/W06000001/placements.csv";
    project.run(&["run", "--quiet"]).with_status(0);
    let figures = project.rows("SELECT * FROM figures");
    assert!(figures.iter().any(|figure| figure["geography"] == "W06000001" && !figure["value"].is_empty()));
    fs::remove_file(project.returns.join(gone)).unwrap();
    let said = project.run(&["run"]).with_status(0).stdout;
    assert!(said.contains("Carried") && said.contains("Isle of Anglesey placements 2023-24, as in 000001-"), "{said}");
    assert_eq!(project.rows("SELECT * FROM figures"), figures, "the figures stay");
    let rows = project.rows(&format!("SELECT COUNT(*) AS n FROM placements WHERE _file = '{gone}'"));
    let loaded = project.rows(&format!("SELECT rows_loaded AS n, lines FROM ledger WHERE file = '{gone}'"));
    assert_eq!((&rows[0]["n"], &*loaded[0]["lines"]), (&loaded[0]["n"], "0"));
    for (page, title) in [
        ("overview.en.html", "What stands from an earlier release"),
        ("overview.cy.html", "Beth sy’n sefyll o gyhoeddiad cynharach"),
    ] {
        let page = fs::read_to_string(project.output().join(page)).unwrap();
        assert!(page.contains(title) && page.contains("000001-"), "no `{title}`");
    }
    let stood = project.standing();
    let again = project.run(&["run"]).with_status(0).stdout;
    assert!(again.contains("nothing has changed") && again.contains("Carried"), "{again}");
    assert!(project.standing() == stood);
}

#[test]
fn what_no_longer_fits_its_definition_or_its_secret_is_not_carried_and_that_is_said() {
    let nights = Nights::new();
    nights.project.put(PATH, &visits(60, 0, 0));
    nights.project.put("2023-24/W06000002/visits.csv", &visits(60, 0, 0));
    nights.night(&[]);
    fs::remove_file(nights.project.returns.join(PATH)).unwrap();
    fs::write(nights.project.secret(), "another secret for the same store").unwrap();
    nights.night(&[]);
    let lost = "SELECT rule || ' ' || severity || ' ' || file AS f FROM findings WHERE line = 0";
    assert_eq!(nights.column(lost), [format!("S-NOT-CARRIED-SECRET fatal {PATH}")]);
    assert_eq!(nights.column("SELECT DISTINCT submitter FROM visits"), ["W06000002"]);
    nights.project.put(PATH, &visits(60, 0, 0));
    nights.night(&[]);
    fs::remove_file(nights.project.returns.join(PATH)).unwrap();
    // What was kept would be kept still, were the rows carried: it is to be dropped.
    nights.edit("returns/visits.toml", "title = \"Remark\"", "title = \"Remark\"\nprivacy = \"drop\"");
    nights.night(&[]);
    assert_eq!(nights.column(lost), [format!("S-NOT-CARRIED-COLUMNS fatal {PATH}")]);
    assert_eq!(nights.column("SELECT DISTINCT submitter FROM visits"), ["W06000002"]);
    assert_eq!(nights.manifest()["carried"], serde_json::json!([]));
}

#[test]
fn the_same_nights_give_the_same_bytes() {
    let standing = || {
        let nights = Nights::new();
        nights.project.put(PATH, &visits(60, 2, 3));
        nights.project.put("2022-23/W06000002/visits.csv", &visits(60, 0, 0));
        nights.night(&["--threads", "1"]);
        fs::remove_file(nights.project.returns.join("2022-23/W06000002/visits.csv")).unwrap();
        nights.project.put(PATH, &visits(30, 30, 0));
        nights.project.put("2023-24/W06000003/visits.csv", &visits(3, 3, 0));
        nights.night(&["--accept", "2023-24/W06000003/visits.csv", "--reason", "few", "--threads", "2"]);
        nights.project.standing()
    };
    let (one, two) = (standing(), standing());
    assert_eq!(one.keys().collect::<Vec<_>>(), two.keys().collect::<Vec<_>>());
    let different: Vec<_> = one.iter().filter(|(name, bytes)| two[*name] != **bytes).map(|(name, _)| name).collect();
    assert!(different.is_empty(), "these differ: {different:?}");
}

#[test]
fn what_is_carried_is_seen_by_the_rules_of_other_years_and_keeps_what_they_found() {
    let nights = Nights::new();
    let last_year = "2022-23/W06000001/visits.csv";
    nights.project.put(last_year, &visits(22, 0, 0));
    nights.project.put(PATH, &visits(18, 0, 2));
    nights.night(&[]);
    let found = "SELECT file || ':' || line AS f FROM findings WHERE rule = 'VIS-003' ORDER BY f";
    let vanished = [format!("{last_year}:22"), format!("{last_year}:23")];
    assert_eq!(nights.column(found), vanished);
    let records = nights.column("SELECT record FROM findings WHERE rule = 'VIS-003' ORDER BY record");
    assert_ne!(records[0], "0");
    // Last year's file goes: its rows are carried, and this year's rules look at them where they are.
    fs::remove_file(nights.project.returns.join(last_year)).unwrap();
    nights.night(&[]);
    assert_eq!(nights.column(found), vanished);
    let could_not = "SELECT could_not_run FROM rules_run WHERE year = '2023-24' AND could_not_run IS NOT NULL";
    assert_eq!(nights.column(could_not), Vec::<String>::new());
    // This year's goes too: what was found is carried with it, and is known again when the file comes back.
    fs::remove_file(nights.project.returns.join(PATH)).unwrap();
    nights.project.put("2023-24/W06000002/visits.csv", &visits(5, 0, 0));
    nights.night(&[]);
    assert_eq!(nights.column(found), vanished);
    assert_eq!(nights.column("SELECT record FROM findings WHERE rule = 'VIS-003' ORDER BY record"), records);
    nights.project.put(PATH, &visits(19, 0, 2));
    nights.night(&[]);
    assert_eq!(nights.column(found), vanished[1..]);
    let trend = nights.rows("SELECT new, persisting, mended FROM trend WHERE rule = 'VIS-002' AND year = '2023-24'");
    assert_eq!(trend.len(), 1);
    assert_eq!((&*trend[0]["new"], &*trend[0]["persisting"], &*trend[0]["mended"]), ("1", "1", "1"));
}

#[test]
fn the_sender_is_told_of_the_refused_file_and_of_what_stands() {
    let nights = Nights::new();
    nights.project.put(PATH, &visits(60, 1, 3));
    nights.night(&[]);
    nights.project.put(PATH, &visits(30, 29, 0));
    nights.night(&[]);
    let folder = nights.project.release().join("feedback/W06000001");
    let list = fs::read_to_string(folder.join("findings.csv")).unwrap();
    let rows: Vec<Row> = csv::Reader::from_reader(list.as_bytes()).deserialize().map(Result::unwrap).collect();
    let count = |rule: &str| rows.iter().filter(|row| row["rule"] == rule).count();
    assert_eq!(["S-GATE", "S-DATE", "VIS-002"].map(count), [1, 29 + 1, 3]);
    // Of a record that is not there any more no value is shown, and none of another in its place.
    let shown = |line: &str| rows.iter().filter(|row| row["line"] == line && row["rule"] == "S-DATE").count();
    assert_eq!((shown("62"), shown("32")), (1, 1), "{list}");
    let page = fs::read_to_string(folder.join("feedback.en.html")).unwrap();
    assert!(page.contains("Refused") && page.contains("Carried over from the last release"), "{page}");
    let stated = nights.column("SELECT COUNT(*) AS n FROM findings WHERE rule = 'S-DATE' AND carried");
    assert_eq!(stated, ["1"]);
}

#[test]
fn a_store_that_somebody_changed_is_not_carried_on() {
    let nights = Nights::new();
    let path = nights.project.put(PATH, &visits(60, 0, 0));
    nights.project.put("2023-24/W06000002/visits.csv", &visits(60, 0, 0));
    nights.night(&[]);
    fs::remove_file(path).unwrap();
    let part = nights.project.release().join("visits/year=2023-24/submitter=W06000001/part-0.parquet");
    let mut bytes = fs::read(&part).unwrap();
    bytes[30] ^= 1;
    fs::write(&part, bytes).unwrap();
    let stood = fs::read(nights.project.root.join("store/CURRENT")).unwrap();
    let outcome = nights.asked("run", &[]).with_status(2);
    assert!(outcome.stderr.contains("was changed after it was published"), "{}", outcome.stderr);
    assert_eq!(fs::read(nights.project.root.join("store/CURRENT")).unwrap(), stood);
}
