//! The whole line on the committed sample: labels, ledger, determinism, pages.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use trosolwg::definitions::Indicator;
use trosolwg::domain::PeriodKind;

use super::support::{Project, clone, copy_tree, is_a, physical_lines, published, text_of, tree, unpacked, wales};

#[test]
fn the_run_on_the_sample_says_what_came_in_and_where_the_overview_is() {
    let said = fs::read_to_string(published().root.join("said")).unwrap();
    for line in [
        "Returns for 2023-24        in 445 of 445 owed",
        "in 443 of 445 owed   late 39   missing 2 (Ceredigion placements, Monmouthshire placements)",
        "411,692 read = 407,598 loaded + 1,435 held back + 396 in refused files",
        "Refused                    2021-22/W06000019/placements.2022-06-01.csv: S-EMPTY",
        "Release 000001",
        "overview.en.html · ",
        "overview.cy.html",
    ] {
        assert!(said.contains(line), "no `{line}` in:\n{said}");
    }
}

type Label = (String, String, String);

#[test]
fn every_planted_error_is_found_and_nothing_else_is_an_error() {
    let labels: BTreeSet<Label> = csv::Reader::from_path(clone("data/labels.csv"))
        .unwrap()
        .deserialize()
        .map(|row: Result<BTreeMap<String, String>, _>| row.unwrap())
        .map(|row| (row["file"].clone(), row["line"].clone(), row["rule"].clone()))
        .collect();
    let findings = published().rows("SELECT file, line, rule, severity FROM findings");
    let as_label =
        |row: &BTreeMap<String, String>| -> Label { (row["file"].clone(), row["line"].clone(), row["rule"].clone()) };
    let found: BTreeSet<Label> = findings.iter().map(as_label).collect();
    let errors: BTreeSet<Label> =
        findings.iter().filter(|row| matches!(&*row["severity"], "error" | "fatal")).map(as_label).collect();
    assert!(labels.len() > 1500);
    assert_eq!(labels.difference(&found).collect::<Vec<_>>(), Vec::<&Label>::new(), "planted, not found");
    assert_eq!(errors.difference(&labels).collect::<Vec<_>>(), Vec::<&Label>::new(), "found, not planted");
}

#[test]
fn every_line_of_every_file_is_in_the_ledger_once() {
    let classes = ["preamble", "header", "blank", "totals", "footer", "loaded", "held_back", "superseded", "refused"];
    let mut accounted: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    for row in published().rows("SELECT * FROM ledger") {
        let number = |column: &str| row[column].parse::<u64>().unwrap();
        let file = accounted.entry(row["file"].clone()).or_default();
        file.0 += number("lines");
        file.1 += classes.iter().map(|class| number(&format!("{class}_lines"))).sum::<u64>();
    }
    let files = tree(&clone("data/returns"));
    assert_eq!(accounted.keys().collect::<Vec<_>>(), files.keys().collect::<Vec<_>>());
    for (name, bytes) in &files {
        let lines = physical_lines(&unpacked(name, bytes));
        assert_eq!(accounted[name], (lines, lines), "{name}");
    }
}

#[test]
fn what_is_held_back_keeps_its_bytes_line_and_reason() {
    let rows = published().rows("SELECT file, line, end_line, reason FROM held_back");
    let held: u64 = published()
        .rows("SELECT SUM(rows_held_back) AS n FROM ledger WHERE verdict <> 'refused'")
        .first()
        .map(|row| row["n"].parse().unwrap())
        .unwrap();
    assert_eq!(rows.len() as u64, held);
    assert!(rows.iter().all(|row| !row["reason"].is_empty() && row["line"] != "0"));
}

#[test]
fn a_second_run_on_the_same_input_publishes_nothing_new_and_says_so() {
    let project = Project::small();
    let first = project.run(&["run"]).with_status(0);
    assert!(first.stdout.contains("Release 000001"), "{}", first.stdout);
    let stood = project.standing();
    let second = project.run(&["run"]).with_status(0);
    assert!(second.stdout.contains("nothing has changed, nothing new is published"), "{}", second.stdout);
    assert!(project.standing() == stood, "the second run changed what was published");
    project.put(
        "2023-24/W06000002/placements.csv",
        &fs::read(clone("data/returns/2023-24/W06000002/placements.csv")).unwrap(),
    );
    let third = project.run(&["run"]).with_status(0);
    assert!(third.stdout.contains("Release 000002") && !third.stdout.contains("stands"), "{}", third.stdout);
}

#[test]
fn strict_turns_what_was_held_back_into_a_status() {
    let outcome = Project::small().run(&["run", "--strict"]).with_status(1);
    assert!(outcome.stdout.contains("Release 000001"), "{}", outcome.stdout);
    assert!(outcome.stderr.contains("held back"), "{}", outcome.stderr);
}

#[test]
fn the_same_input_and_secret_give_the_same_bytes_whatever_the_threads_and_the_order() {
    // The published one ran on two threads.
    let other = Project::empty();
    copy_tree(&published().returns, &other.returns);
    other.run(&["run", "--threads", "1", "--secret", published().secret().to_str().unwrap()]).with_status(0);
    let (one, two) = (published().standing(), other.standing());
    assert_eq!(one.keys().collect::<Vec<_>>(), two.keys().collect::<Vec<_>>());
    let different: Vec<_> = one.iter().filter(|(name, bytes)| two[*name] != **bytes).map(|(name, _)| name).collect();
    assert!(different.is_empty(), "these differ: {different:?}");
    assert!(one.keys().filter(|name| name.ends_with(".parquet")).count() > 70);
}

#[test]
fn the_committed_sample_is_what_sample_makes() {
    let project = Project::empty();
    let out = project.root.join("made");
    project.run(&["sample", "--out", out.to_str().unwrap()]).with_status(0);
    let (made, committed) = (tree(&out.join("returns")), tree(&clone("data/returns")));
    assert_eq!(made.keys().collect::<Vec<_>>(), committed.keys().collect::<Vec<_>>());
    let different: Vec<_> =
        made.iter().filter(|(name, bytes)| committed[*name] != **bytes).map(|(name, _)| name).collect();
    assert!(different.is_empty(), "these differ: {different:?}");
    assert!(
        fs::read(out.join("labels.csv")).unwrap() == fs::read(clone("data/labels.csv")).unwrap(),
        "labels.csv differs"
    );
    assert!(committed.values().map(Vec::len).sum::<usize>() <= 20_000_000, "the sample is at most 20 MB");
}

/// Whether an indicator is made of returns alone of which every faulty row is held back: warnings leave rows where they are.
fn of_the_four_cores(indicator: &str) -> bool {
    let of = &wales().indicator(indicator).unwrap().of;
    wales().row_sets[of].returns.iter().all(|id| ["placements", "services", "pans", "concerns"].contains(&&**id))
}

#[test]
fn a_sample_without_mess_has_no_finding_and_the_same_national_figures() {
    let mut project = Project::empty();
    let made = project.root.join("made");
    project.run(&["sample", "--mess", "none", "--out", made.to_str().unwrap()]).with_status(0);
    project.returns = made.join("returns");
    project.run(&["run"]).with_status(0);
    // An authority may honestly have nothing to send.
    assert_eq!(project.rows("SELECT * FROM findings WHERE rule <> 'S-NIL' LIMIT 5"), Vec::new());
    assert_eq!(project.rows("SELECT * FROM held_back LIMIT 5"), Vec::new());
    let sql = "SELECT indicator, period, breakdown, category, numerator, denominator FROM figures \
               WHERE geography = 'W92000004' AND period = '2023-24' AND basis = 'headline'";
    let national = |project: &Project| -> Vec<_> {
        project.rows(sql).into_iter().filter(|row| of_the_four_cores(&row["indicator"])).collect()
    };
    let by_year = |indicator: &&Indicator| indicator.periods.contains(&PeriodKind::Year);
    let declared = wales().indicators.iter().filter(by_year).map(|indicator| indicator.id.to_string());
    let declared: BTreeSet<String> = declared.filter(|indicator| of_the_four_cores(indicator)).collect();
    assert_eq!(national(&project).iter().map(|row| row["indicator"].clone()).collect::<BTreeSet<_>>(), declared);
    assert_eq!(national(&project), national(published()));
}

#[test]
fn the_overview_is_there_in_both_languages_with_its_charts_and_tables() {
    let files = tree(&published().output());
    for page in ["overview.en.html", "overview.cy.html"] {
        let text = String::from_utf8(files[page].clone()).unwrap();
        assert!(text.contains("<svg") && text.contains("<desc"), "{page} has no chart that describes itself");
        assert!(!text.contains("src=\"http") && !text.contains("@import"), "{page} asks for something from outside");
    }
    for workbook in ["overview.en.xlsx", "overview.cy.xlsx"] {
        assert!(files.contains_key(workbook), "no {workbook}");
    }
    for ending in ["en.svg", "cy.svg", "en.png", "cy.png", "en.csv", "cy.csv"] {
        assert!(files.keys().filter(|name| name.ends_with(ending)).count() >= 2, "fewer than two {ending}");
    }
    let in_language = |language: &str| {
        let other = format!(".{language}.");
        files.keys().filter(|name| name.contains(&other)).map(|name| name.replace(&other, ".")).collect::<BTreeSet<_>>()
    };
    assert_eq!(in_language("en"), in_language("cy"));
}

/// Runs of letters and digits.
fn tokens(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split(|byte| !byte.is_ascii_alphanumeric()).filter(|token| token.len() >= 6)
}

#[test]
fn no_raw_identifier_of_a_child_leaves() {
    // The sample's are a letter and at least eight digits.
    let raw_form =
        |token: &&[u8]| token.len() >= 9 && token[0].is_ascii_uppercase() && token[1..].iter().all(u8::is_ascii_digit);
    let returns = tree(&clone("data/returns"));
    let raw: BTreeSet<&[u8]> = returns
        .iter()
        .filter(|(name, _)| name.contains("placements"))
        .flat_map(|(_, bytes)| tokens(bytes).filter(raw_form))
        .collect();
    assert!(raw.len() > 5_000, "only {} identifiers", raw.len());
    for (name, bytes) in tree(&published().output()) {
        let bytes = if is_a("xlsx", &name) { text_of(&name, &bytes).into_bytes() } else { bytes };
        let leaked = tokens(&bytes).filter(|token| raw.contains(token)).count();
        assert_eq!(leaked, 0, "{name} holds raw identifiers");
    }
    let stored = published().rows("SELECT DISTINCT child_id FROM placements");
    assert!(stored.len() > 5_000);
    assert!(stored.iter().all(|row| row["child_id"].len() == 26 && !raw.contains(row["child_id"].as_bytes())));
}

/// Whether a number stands in a text, not as a part of a longer one.
fn prints(text: &str, number: &str) -> bool {
    text.match_indices(number).any(|(at, _)| {
        let before = text[..at].chars().next_back().unwrap_or(' ');
        let after = text[at + number.len()..].chars().next().unwrap_or(' ');
        !(before.is_ascii_digit() || matches!(before, '.' | ',') || after.is_ascii_digit())
    })
}

#[test]
fn what_leaves_is_rounded() {
    let files = tree(&published().output());
    for page in ["overview.en.html", "overview.cy.html"] {
        assert!(prints(&String::from_utf8_lossy(&files[page]), "7,200"), "{page} does not print 7,200");
    }
    let is_picture = |name: &str| name.rsplit('.').next().is_some_and(|ending| matches!(ending, "png" | "pdf"));
    for (name, bytes) in files.iter().filter(|(name, _)| !is_picture(name)) {
        let text = text_of(name, bytes);
        for exact in ["7,198", "7198", "7,188", "7188"] {
            assert!(!prints(&text, exact), "{name} prints {exact}");
        }
    }
}

#[test]
fn the_release_is_plain_parquet_that_others_read() {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    let release = published().release();
    let columns = |name: &str| -> (Vec<String>, i64) {
        let reader = SerializedFileReader::new(fs::File::open(release.join(name)).unwrap()).unwrap();
        let file = reader.metadata().file_metadata();
        let names = file.schema_descr().columns().iter().map(|column| column.path().string()).collect();
        (names, file.num_rows())
    };
    let (figures, rows) = columns("figures.parquet");
    for column in
        "indicator version kind unit basis period period_kind as_at geography_level geography breakdown category \
                   numerator denominator value lower upper compared_with change change_pct coverage_in coverage_owed"
            .split_whitespace()
    {
        assert!(figures.iter().any(|name| name == column), "figures has no {column}: {figures:?}");
    }
    assert!(rows > 10_000);
    let (placements, rows) = columns("placements/year=2023-24/submitter=W06000001/part-0.parquet");
    for column in ["child_id", "start_date", "distance_km", "distance_km_marker", "_file", "_line"] {
        assert!(placements.iter().any(|name| name == column), "placements has no {column}: {placements:?}");
    }
    for column in ["data_to", "year", "submitter", "_suppressed"] {
        assert!(!placements.iter().any(|name| name == column), "placements has {column}");
    }
    let (concerns, _) = columns("concerns/year=2023-24/submitter=national/part-0.parquet");
    assert!(concerns.iter().any(|name| name == "themes.list.element"), "themes is no list: {concerns:?}");
    assert_eq!(rows, 279);
    for table in ["ledger", "findings", "rules_run", "held_back"] {
        assert!(columns(&format!("{table}.parquet")).1 > 0, "{table} is empty");
    }
    let manifest: serde_json::Value =
        serde_json::from_slice(&fs::read(release.join("manifest.json")).unwrap()).unwrap();
    assert_eq!(manifest["recipe"]["inputs"].as_array().unwrap().len(), 1337);
}

#[test]
fn counting_the_rows_of_a_return_answers_what_the_ledger_says() {
    let counted = published().rows("SELECT COUNT(*) AS n FROM placements");
    let loaded = published().rows("SELECT SUM(rows_loaded) AS n FROM ledger WHERE \"return\" = 'placements'");
    assert_eq!(counted, loaded);
}

#[test]
fn a_file_whose_year_nobody_tells_is_checked_as_far_as_it_can_be() {
    let project = Project::empty();
    let alone = project.root.join("concerns.csv");
    fs::copy(clone("data/returns/2023-24/national/concerns.csv"), &alone).unwrap();
    let said = project.run(&["check", alone.to_str().unwrap()]).stdout;
    let could_not =
        said.lines().find(|line| line.contains("could not run: Needs the reporting year")).unwrap_or_default();
    assert!(could_not.contains("CON-005"), "{said}");
    assert!(!said.contains("S-UNKNOWN-YEAR"), "{said}");
    let listed = project.run(&["check", "--format", "csv", alone.to_str().unwrap()]).stdout;
    let mut findings = csv::Reader::from_reader(listed.as_bytes());
    assert!(findings.records().all(|finding| finding.unwrap()[1].is_empty()), "a guessed year is shown:\n{listed}");
    let told = project.run(&["check", "--year", "2023-24", alone.to_str().unwrap()]).stdout;
    assert!(told.contains("CON-008") && !told.contains("reporting year"), "what is not in is all it lacks:\n{told}");
}

#[test]
fn a_file_with_too_much_held_back_would_be_refused_and_check_says_so() {
    let project = Project::empty();
    let alone = project.root.join("services.csv");
    let head = "service_id,service_type,authority,provider,registered_date,cancelled_date,places,model_of_care\n";
    let good = "SIN-1,fostering,W06000001,private,2015-01-01,,,no\n";
    let bad = "SIN-2,fostering,W06000001,private,2015-01-01,2014-01-01,,no\n";
    fs::write(&alone, format!("{head}{good}{bad}")).unwrap();
    let check = project.run(&["check", "--year", "2023-24", "--submitter", "national", alone.to_str().unwrap()]);
    assert!(check.stdout.contains("S-GATE") && check.stdout.contains("SVC-002"), "{}", check.stdout);
    check.with_status(1);
}

#[test]
fn the_summary_cuts_lists_short_unless_asked_for_all() {
    let project = Project::small();
    let all = project.run(&["run", "-v"]).with_status(0).stdout;
    let few = project.run(&["run"]).with_status(0).stdout;
    assert!(few.contains(" more)") && !all.contains(" more)"), "{few}\n{all}");
    assert!(all.len() > few.len());
}
