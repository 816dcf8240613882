//! What all feedback keeps to, on findings that are invented.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::sync::Arc;

use super::*;
use crate::definitions::{Check, Field, FieldKind, RowsOf, Status, SubmitterKind, Word, Words};
use crate::diagnostic::Severity;
use crate::domain::{Year, parse_iso_date};
use crate::intake::Verdict;
use crate::present::Document;
use crate::present::invented;
use crate::rules::{CouldNotRun, Needed};

fn field(name: &str, kind: FieldKind, privacy: Privacy) -> Field {
    Field {
        name: name.into(),
        kind,
        scale: 0,
        required: false,
        title: "".into(),
        aliases: Vec::new(),
        forms: Vec::new(),
        privacy,
    }
}

fn rule(code: &str, severity: Severity, columns: &[&str], says: &str) -> Rule {
    Rule {
        code: code.into(),
        severity,
        columns: columns.iter().map(|column| (*column).into()).collect(),
        rows: RowsOf::default(),
        when: None,
        check: Check::Unique { end: None },
        says: says.into(),
        fix: "Mend it.".into(),
        since: None,
        until: None,
        fatal_if: None,
        examples: Vec::new(),
    }
}

const SAYS: &str = "It ends ({end_date}) before it starts, for {child_id} born {date_of_birth}.";

/// Two rules over a pseudonym, a month, a code and days.
fn definitions() -> Definitions {
    let mut definitions = invented::definitions("");
    let child = Privacy::Pseudonym { kind: "child".into(), national: false };
    let placements = Return {
        id: "placements".into(),
        title: "Placements".into(),
        submitter: SubmitterKind::Authority,
        key: vec![0],
        since: None,
        due: None,
        nil_allowed: true,
        fields: vec![
            field("child_id", FieldKind::Id, child),
            field("date_of_birth", FieldKind::Date, Privacy::Month),
            field("note", FieldKind::Text, Privacy::Keep),
            field("end_date", FieldKind::Date, Privacy::Keep),
            field("planned", FieldKind::YesNo, Privacy::Keep),
        ],
        derived: Vec::new(),
        year_aliases: Vec::new(),
        years_by_end: false,
        ignored: Vec::new(),
        rules: vec![
            rule("PLC-001", Severity::Error, &["child_id", "end_date"], SAYS),
            rule("PLC-002", Severity::Warning, &["planned"], "It was planned ({planned})."),
        ],
    };
    definitions.returns.insert("placements".into(), placements);
    let texts = [
        ("return.placements.title", "Placements", "Lleoliadau"),
        ("return.placements.field.child_id", "Child", "Plentyn"),
        ("return.placements.field.date_of_birth", "Date of birth", "Dyddiad geni"),
        ("return.placements.field.note", "Note", "Nodyn"),
        ("return.placements.field.end_date", "End date", "Dyddiad gorffen"),
        ("return.placements.field.planned", "Planned", "Wedi’i gynllunio"),
        ("rule.PLC-001.says", SAYS, "Mae’n gorffen ({end_date}) cyn dechrau, i {child_id} a aned {date_of_birth}."),
        ("rule.PLC-001.fix", "Mend both.", "Cywirwch y ddau."),
        ("rule.PLC-002.says", "It was planned ({planned}).", "Cynlluniwyd ({planned})."),
        ("rule.PLC-002.fix", "Confirm it.", "Cadarnhewch."),
    ];
    let english = texts.iter().map(|(id, en, _)| ((*id).into(), (*en).into())).collect();
    let word = |text: &str| Word { text: text.into(), status: Status::Reviewed, stale: None };
    let welsh = texts.iter().map(|(id, _, cy)| ((*id).into(), word(cy))).collect();
    let translations = BTreeMap::from([("cy".parse().unwrap(), welsh)]);
    definitions.words = Words::new(english, translations, definitions.words.fixed.clone());
    definitions
}

fn detail(line: u32, rule: &str, severity: Severity, column: &str) -> Detail {
    let finding = Finding {
        file: "2023-24/Conwy/placements.csv".into(),
        line,
        column: column.into(),
        rule: rule.into(),
        severity,
        return_id: "placements".into(),
        year: Some(Year::starting(2023)),
        submitter: "W06000001".parse().ok(),
        cell: "".into(),
        suggests: "".into(),
        explained: false,
        carried: false,
    };
    let values = vec![
        ("child_id".into(), Cell::Text("RAWCHILD1".into())),
        ("date_of_birth".into(), Cell::Text("2011-11-11".into())),
        ("end_date".into(), Cell::Date(parse_iso_date("2024-02-03").unwrap())),
        ("planned".into(), Cell::YesNo(true)),
    ];
    let letters = if column.is_empty() { "" } else { "A D" };
    Detail { finding, letters: letters.into(), values, since: Since::Unknown, last_year: false }
}

fn told() -> Told {
    let ledger = LedgerRow {
        file: "2023-24/Conwy/placements.csv".into(),
        return_id: "placements".into(),
        year: Some(Year::starting(2023)),
        submitter: "W06000001".parse().ok(),
        received: parse_iso_date("2024-06-01"),
        due: parse_iso_date("2024-05-24"),
        lines: 1_000,
        rows_held_back: 3,
        verdict: Verdict::AcceptedWithErrors,
        ..LedgerRow::default()
    };
    let ran = RuleRun { rule: 0, evaluated: 900, passed: 897, failed: 3, not_evaluated: 4, ..RuleRun::default() };
    let needed = Needed { return_id: "placements".into(), year: Some(Year::starting(2022)), submitter: None };
    let could_not_run = Some(CouldNotRun::Missing(vec![needed]));
    Told { ledger, runs: vec![ran, RuleRun { rule: 1, could_not_run, ..RuleRun::default() }], compared: None }
}

struct Made {
    documents: Vec<Document>,
    list: String,
}

impl Made {
    fn text(&self, path: &str) -> &str {
        let document = self.documents.iter().find(|document| document.path == path);
        std::str::from_utf8(&document.unwrap_or_else(|| panic!("no {path}")).bytes).unwrap()
    }

    /// All the XML of the workbook.
    fn workbook(&self) -> String {
        let document = self.documents.iter().find(|document| document.path == FINDINGS_XLSX).unwrap();
        let mut archive = zip::ZipArchive::new(Cursor::new(&document.bytes)).unwrap();
        let mut all = String::new();
        for at in 0..archive.len() {
            archive.by_index(at).unwrap().read_to_string(&mut all).unwrap();
        }
        all
    }
}

fn make_with(
    definitions: &Definitions,
    (told, mended): (Told, Mended),
    details: &mut dyn Iterator<Item = Detail>,
) -> Made {
    let feedback = Feedback {
        definitions,
        release: Some("000007-abcd"),
        as_at: parse_iso_date("2024-03-31").unwrap(),
        version: "0.1.0",
        to: "W06000001".parse().ok(),
    };
    let mut list = Vec::new();
    let mut writing = Writing::new(feedback, &mut list).unwrap();
    writing.begin(told).unwrap();
    for detail in details {
        writing.take(&detail).unwrap();
    }
    writing.end(mended);
    let (documents, _) = writing.finish().unwrap();
    Made { documents, list: String::from_utf8(list).unwrap() }
}

fn make(details: Vec<Detail>) -> Made {
    make_with(&definitions(), (told(), Mended::new()), &mut details.into_iter())
}

fn some() -> Vec<Detail> {
    let mut first = detail(7, "PLC-001", Severity::Error, "child_id end_date");
    first.since = Since::New;
    let mut explained = detail(9, "PLC-002", Severity::Warning, "planned");
    explained.finding.explained = true;
    let whole = detail(0, "S-MIXED-LINE-ENDS", Severity::Warning, "");
    vec![whole, first, detail(8, "PLC-001", Severity::Error, "child_id end_date"), explained]
}

#[test]
fn values_of_identifiers_and_of_dates_of_birth_are_never_shown() {
    let made = make(some());
    let workbook = made.workbook();
    for text in [made.text("feedback.en.html"), made.text("feedback.cy.html"), &*made.list, &*workbook] {
        assert!(!text.contains("RAWCHILD1") && !text.contains("2011-11-11"));
        assert!(text.contains("2024-02-03"), "a field that is kept is shown");
    }
    assert!(made.list.contains("It ends (2024-02-03) before it starts, for Child born Date of birth."));
    assert!(made.list.contains("Mae’n gorffen (2024-02-03) cyn dechrau, i Plentyn a aned Dyddiad geni."));
    assert!(made.list.contains("end_date=2024-02-03"));
}

#[test]
fn both_pages_have_the_same_parts_and_no_english_in_the_welsh() {
    let made = make(some());
    let [english, welsh] = ["feedback.en.html", "feedback.cy.html"].map(|path| made.text(path));
    let tags = |page: &str| -> Vec<String> {
        let (_, main) = page.split_once("<main").unwrap();
        main.split('<').filter_map(|tag| tag.split(['>', ' ']).next()).map(str::to_owned).collect()
    };
    assert_eq!(tags(english), tags(welsh));
    assert!(english.contains("<html lang=\"en\">") && welsh.contains("<html lang=\"cy\">"));
    assert!(english.contains("feedback.cy.html") && welsh.contains("feedback.en.html"));
    for (text, said) in [("Mend both.", english), ("Cywirwch y ddau.", welsh), ("Lleoliadau 2023-24", welsh)] {
        assert!(said.contains(text), "{text}");
    }
    for left in ["Mend both", "feedback-", "reading-", "verdict-", "severity-", "column-"] {
        let (_, body) = welsh.split_once("<body").unwrap();
        let shown: String = body.split('>').filter_map(|tag| tag.split('<').next()).collect();
        assert!(!shown.contains(left), "{left} on the Welsh page");
    }
}

#[test]
fn the_page_counts_truly_says_what_is_first_and_what_was_checked() {
    let made = make(some());
    let page = made.text("feedback.en.html");
    let place = |text: &str| page.find(text).unwrap_or_else(|| panic!("no {text}"));
    assert!(place("There are 2 things to mend.") < place("Whole files</h2>"));
    assert!(place("Whole files</h2>") < place("Row by row</h2>"));
    assert!(place("Row by row</h2>") < place("Findings</h2>"));
    assert!(place("Findings</h2>") < place("What was checked</h2>"));
    assert!(page.contains("2 rows. One of them is new."));
    assert!(page.contains("One row. One has been explained."));
    assert!(page.contains("late: it was due on 24 May 2024"));
    assert!(page.contains("All 4 findings are listed here."));
    assert!(page.contains("2023-24: Needs Placements 2022-23, which is not in."));
    assert!(page.contains("<td class=\"number\">897</td>"));
    assert!(page.contains("A Child; D End date"));
    assert!(!page.contains("things to confirm. Their") && page.contains("There is one thing to confirm."));
    assert!(made.text(RULES_RUN_CSV).contains(
        "placements,2023-24,W06000001,2023-24/Conwy/placements.csv,PLC-002,warning,0,0,0,0,0,needs placements 2022-23"
    ));
}

#[test]
fn a_page_has_a_bounded_table_and_the_list_has_everything() {
    let definitions = definitions();
    let mut many = (2..20_003).map(|line| detail(line, "PLC-001", Severity::Error, "end_date"));
    let made = make_with(&definitions, (told(), Mended::new()), &mut many);
    let page = made.text("feedback.en.html");
    assert!(page.contains("The first 500 of 20,001 findings are listed here."));
    assert!(page.contains("20,001 rows."));
    assert!(page.contains("19,996 more are in the list of findings."));
    assert!(page.len() < 300_000, "{}", page.len());
    assert_eq!(made.list.lines().count(), 20_002);
    let workbook = made.workbook();
    assert!(workbook.contains("The first 20,000 of 20,001 findings are listed here. findings.csv lists all of them."));
    assert!(workbook.contains("r=\"20001\"") && !workbook.contains("r=\"20002\""));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let [one, other] = [make(some()), make(some())];
    assert_eq!(one.documents, other.documents);
    assert!(one.workbook().contains("2024-03-31T00:00:00Z"));
}

#[test]
fn what_is_mended_and_what_is_new_is_said() {
    let told = Told { compared: Some("000006-aa".into()), ..told() };
    let mended = BTreeMap::from([("PLC-003".into(), 12)]);
    let made = make_with(&definitions(), (told, mended), &mut some().into_iter());
    let page = made.text("feedback.en.html");
    assert!(page.contains("New: 1. Still there: 3. Mended: 12. Compared with release 000006-aa."));
    assert!(page.contains("Found the last time and there no more: PLC-003 (12)."));
    assert!(made.list.lines().any(|line| line.contains("PLC-001") && line.contains(",new,")));
}

#[test]
fn naughty_strings_go_nowhere_but_where_they_are_shown() {
    let naughty = [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='x",
        "{{ 7 * 7 }}{% raw %}",
        "=HYPERLINK(\"http://x\")",
        "@SUM(1+1)*cmd|' /C calc'!A0",
        "＝1+1",
        "\u{1b}[2J\u{1b}]0;x\u{7}",
        "\u{202e}gpj.exe",
        "a\u{0}b",
        "]]>&amp;",
        "{ $count }",
        "_x0041_",
    ];
    for text in naughty {
        let mut odd = detail(7, "PLC-001", Severity::Error, "note");
        odd.finding.file = text.into();
        odd.finding.column = "note".into();
        odd.finding.cell = text.into();
        odd.values = vec![("note".into(), Cell::Text(text.into()))];
        let mut told = told();
        told.ledger.file = text.into();
        let made = make_with(&definitions(), (told, Mended::new()), &mut [odd].into_iter());
        for page in ["feedback.en.html", "feedback.cy.html"].map(|path| made.text(path)) {
            assert!(!page.contains("<script") && !page.contains("<img") && !page.contains("' onmouseover"), "{text}");
            assert!(page.chars().all(|c| c == '\n' || !c.is_control()), "{text}");
            assert!(!page.contains("49") || !text.contains('7'), "{text}");
        }
        let rows = csv::Reader::from_reader(made.list.as_bytes()).into_records();
        for cell in rows.map(Result::unwrap).flat_map(|row| row.iter().map(str::to_owned).collect::<Vec<_>>()) {
            assert_eq!(harmless(&cell), cell, "{text}");
            assert!(!cell.chars().any(char::is_control), "{text}");
        }
        assert!(!made.workbook().contains("<f>"), "a formula in the workbook: {text}");
    }
}

#[test]
fn first_examples_are_those_that_are_not_explained() {
    let mut gathering = Gathering::default();
    gathering.begin(told()).unwrap();
    for line in 1..=9 {
        let mut one = detail(line, "PLC-002", Severity::Warning, "planned");
        one.finding.explained = line <= 6;
        gathering.take(&one).unwrap();
    }
    let gathered = gathering.finish();
    let group = gathered.first().and_then(|one| one.groups.first()).unwrap();
    let lines: Vec<u32> = group.examples.iter().map(|example| example.finding.line).collect();
    assert_eq!((lines, group.total, group.explained), (vec![7, 8, 9, 1, 2], 9, 6));
}

#[test]
fn fields_to_show_are_those_a_rule_points_at_or_names_and_privacy_keeps() {
    let definitions = definitions();
    let return_ = &definitions.returns["placements"];
    let shown = |at: usize| fields_shown(&definitions, return_, &return_.rules[at]);
    assert_eq!(shown(0), [Arc::from("end_date")]);
    assert_eq!(shown(1), [Arc::from("planned")]);
}
