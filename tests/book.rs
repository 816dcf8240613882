//! The rule book and blank returns, as the program writes them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;

use trosolwg::definitions::{Definitions, Field, FieldKind, Return, SubmitterKind};
use trosolwg::domain::Language;
use zip::{ZipArchive, ZipWriter};

use super::support::{Project, clone, copy_tree, wales};

fn languages() -> [Language; 2] {
    [Language::english(), "cy".parse().unwrap()]
}

/// The rule book of a collection, by file name.
fn book(project: &Project, collection: Option<&Path>) -> BTreeMap<String, String> {
    let out = project.root.join("book");
    let mut arguments = vec!["dictionary", "--out", out.to_str().unwrap()];
    arguments.extend(collection.map(|folder| ["--collection", folder.to_str().unwrap()]).into_iter().flatten());
    let said = project.run(&arguments).with_status(0);
    assert_eq!(said.stdout.lines().count(), 5, "{}", said.stdout);
    let read = |path: &str| {
        let name = Path::new(path).file_name().unwrap().to_string_lossy().into_owned();
        (name, fs::read_to_string(path).unwrap())
    };
    said.stdout.lines().map(read).collect()
}

type Row = BTreeMap<String, String>;

fn rows(csv: &str) -> Vec<Row> {
    let text = csv.strip_prefix('\u{feff}').expect("the mark of UTF-8");
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(Result::unwrap).collect()
}

#[test]
fn the_book_has_every_field_code_and_rule_in_both_languages_and_as_data() {
    let book = book(&Project::empty(), None);
    let [fields, codes, rules] = ["fields.csv", "codes.csv", "rules.csv"].map(|name| rows(&book[name]));
    let definitions = wales();
    for language in languages() {
        let page = &book[&format!("dictionary.{language}.html")];
        for of in definitions.returns.values() {
            for field in &of.fields {
                assert!(page.contains(&format!("<code lang=\"en\">{}</code>", field.name)), "{}", field.name);
                let title = definitions.field_title(&of.id, &field.name, &language).replace('\'', "&#39;");
                assert!(page.contains(&title), "{title}");
                let row = fields.iter().find(|row| row["return"] == *of.id && row["field"] == *field.name).unwrap();
                assert_eq!(row[&format!("title_{language}")], definitions.field_title(&of.id, &field.name, &language));
            }
            for rule in &of.rules {
                assert!(page.contains(&format!("<h4 id=\"rule-{}\">", rule.code)), "{}", rule.code);
                let row = rules.iter().find(|row| row["rule"] == *rule.code).unwrap();
                assert_eq!(row[&format!("says_{language}")], definitions.rule_says(of, rule, &language));
                assert_eq!(row[&format!("fix_{language}")], definitions.rule_fix(of, rule, &language));
                assert_eq!(row["examples"], rule.examples.len().to_string());
                assert!(!row["expect"].is_empty());
            }
        }
        for code in definitions.codes.values().flat_map(|list| &list.codes) {
            assert!(page.contains(&format!("<code lang=\"en\">{}</code>", code.code)), "{}", code.code);
        }
        for code in ["S-DATE", "S-EMPTY", "CASCADE"] {
            assert!(page.contains(&format!("id=\"rule-{code}\"")), "{code}");
        }
    }
    assert_eq!(codes.len(), definitions.codes.values().map(|list| list.codes.len()).sum::<usize>());
    let rule = rules.iter().find(|row| row["rule"] == "SVC-002").unwrap();
    assert_eq!(rule["when"], "cancelled_date IS NOT NULL");
    assert_eq!(rule["expect"], "cancelled_date >= registered_date");
    assert_eq!(rule["severity"], "error");
    let unique = rules.iter().find(|row| row["rule"] == "SVC-001").unwrap();
    assert_eq!(unique["expect"], "COUNT(*) OVER (PARTITION BY service_id) = 1");
    assert!(unique["means_en"].contains("earliest “Date of cancellation”"), "{}", unique["means_en"]);
    assert!(unique["means_cy"].contains("Dyddiad"), "{}", unique["means_cy"]);
    let empty = rules.iter().find(|row| row["rule"] == "S-EMPTY").unwrap();
    assert_eq!((empty["return"].as_str(), empty["severity"].as_str()), ("", "fatal"));
}

#[test]
fn the_pages_of_the_book_are_alike_self_contained_and_lead_nowhere_that_is_not_there() {
    let book = book(&Project::empty(), None);
    let parts = |language: &str| {
        let page = &book[&format!("dictionary.{language}.html")];
        for asked in ["<script", " src=", "url(", "@import", "href=\"http", "<iframe", " style=\""] {
            assert!(!page.contains(asked), "the page has {asked}");
        }
        assert!(page.contains("Content-Security-Policy\" content=\"default-src 'none'"));
        assert!(page.starts_with(&format!("<!DOCTYPE html>\n<html lang=\"{language}\">")), "{language}");
        assert_eq!(page.matches("<h1").count(), 1);
        assert_eq!(page.matches("<table").count(), page.matches("<caption>").count());
        assert_eq!(page.matches("<th>").count() + page.matches("<th class").count(), 0, "a header without scope");
        let after = |mark: &str| {
            page.split(mark).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect::<Vec<_>>()
        };
        let ids = after(" id=\"");
        let distinct: BTreeSet<String> = ids.iter().cloned().collect();
        assert_eq!(distinct.len(), ids.len(), "an id stands twice");
        for target in after("href=\"#") {
            assert!(distinct.contains(&target), "#{target} leads nowhere");
        }
        for file in after("href=\"").iter().filter(|href| !href.starts_with('#') && !href.starts_with("data:")) {
            assert!(book.contains_key(file), "{file} is not written");
        }
        ids
    };
    assert_eq!(parts("en"), parts("cy"));
}

#[test]
fn the_same_definitions_make_the_same_book_and_the_same_blank_returns() {
    let (one, other) = (Project::empty(), Project::empty());
    assert_eq!(book(&one, None), book(&other, None));
    for project in [&one, &other] {
        project.run(&["template", "placements", "--lang", "cy"]).with_status(0);
    }
    let made = |project: &Project| super::support::tree(&project.output().join("templates/cy"));
    assert_eq!(made(&one), made(&other));
    assert_eq!(made(&one).keys().map(String::as_str).collect::<Vec<_>>(), ["placements.csv", "placements.xlsx"]);
    let core = part(&made(&one)["placements.xlsx"], "docProps/core.xml");
    assert_eq!(core.matches("2024-03-31T00:00:00Z").count(), 2, "{core}");
}

/// One part of a workbook.
fn part(workbook: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The workbook with a row below the header of its first sheet, cell by cell as XML.
fn with_row(workbook: &[u8], cells: &[String]) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut filled = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        if name == "xl/worksheets/sheet1.xml" {
            let text = String::from_utf8(bytes).unwrap();
            let row = format!("<row r=\"2\">{}</row></sheetData>", cells.concat());
            assert_eq!(text.matches("</sheetData>").count(), 1);
            bytes = text.replace("</sheetData>", &row).into_bytes();
        }
        filled.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        filled.write_all(&bytes).unwrap();
    }
    filled.finish().unwrap().into_inner()
}

fn letters(column: usize) -> String {
    let letter = |at: usize| char::from(b'A' + u8::try_from(at).unwrap());
    if column < 26 { letter(column).to_string() } else { format!("{}{}", letter(column / 26 - 1), letter(column % 26)) }
}

/// What somebody would type or choose in a cell, as Excel stores it.
fn typed(definitions: &Definitions, field: &Field, column: usize, language: &Language, sheet: &str) -> String {
    let place = format!("{}2", letters(column));
    let text = |text: &str| {
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
    };
    let number = |number: &str| format!("<c r=\"{place}\"><v>{number}</v></c>");
    match &field.kind {
        FieldKind::Id => text("0070"),
        FieldKind::Text => text("Tŷ Ŵyn"),
        FieldKind::Code(list) | FieldKind::Codes(list) => text(&definitions.codes[list].codes[0].labels[language]),
        // 1 September 2023, with the style that the template gives to the column.
        FieldKind::Date => format!("<c r=\"{place}\" s=\"{}\"><v>45170</v></c>", style(sheet, column)),
        FieldKind::Integer => number("3"),
        FieldKind::Decimal => number("2.5"),
        FieldKind::YesNo => text(&definitions.words.say(language, "yes", &[])),
    }
}

/// The style of a column's cells.
fn style(sheet: &str, column: usize) -> &str {
    let column = format!("<col min=\"{0}\" max=\"{0}\"", column + 1);
    let (_, column) = sheet.split_once(&column).expect("a column of its own");
    let (_, style) = column.split_once("style=\"").unwrap();
    style.split('"').next().unwrap()
}

fn blank(project: &Project, of: &Return, language: &Language) -> Vec<u8> {
    let out = project.root.join(language.as_str());
    let out = out.to_str().unwrap();
    project.run(&["template", &of.id, "--lang", language.as_str(), "--out", out]).with_status(0);
    fs::read(Path::new(out).join(format!("{}.xlsx", of.id))).unwrap()
}

/// The codes of what `check` finds in a file.
fn found(project: &Project, of: &Return, file: &Path) -> Vec<Row> {
    let file = file.to_str().unwrap();
    let sender = if of.submitter == SubmitterKind::National { "national" } else { "W06000016" };
    let arguments = ["check", file, "--year", "2023-24", "--submitter", sender, "--format", "csv"];
    let said = project.run(&arguments);
    csv::Reader::from_reader(said.stdout.as_bytes()).deserialize().map(Result::unwrap).collect()
}

#[test]
fn a_blank_return_that_is_filled_in_is_read_cell_by_cell_in_either_language() {
    let project = Project::empty();
    for of in wales().returns.values() {
        for language in languages() {
            let workbook = blank(&project, of, &language);
            let sheet = part(&workbook, "xl/worksheets/sheet1.xml");
            let cells = of.fields.iter().enumerate();
            let cells: Vec<String> = cells.map(|(at, field)| typed(wales(), field, at, &language, &sheet)).collect();
            let file = project.root.join(format!("{}.xlsx", of.id));
            fs::write(&file, with_row(&workbook, &cells)).unwrap();
            let said = project.run(&["inspect", file.to_str().unwrap()]);
            assert!(!said.stdout.contains("(unknown: kept out)"), "{}", said.stdout);
            assert!(said.stdout.contains("data       1 records"), "{}", said.stdout);
            let trouble: Vec<Row> = found(&project, of, &file)
                .into_iter()
                .filter(|finding| finding["rule"].starts_with("S-") && finding["rule"] != "S-OTHER-SHEET")
                .collect();
            assert!(trouble.is_empty(), "{} {language}: {trouble:?}", of.id);
        }
    }
}

#[test]
fn a_blank_return_is_a_header_without_rows() {
    let project = Project::empty();
    for of in wales().returns.values() {
        let workbook = blank(&project, of, &languages()[0]);
        let csv = fs::read(project.root.join(format!("en/{}.csv", of.id))).unwrap();
        let names: Vec<&str> = of.fields.iter().map(|field| &*field.name).collect();
        assert_eq!(String::from_utf8(csv.clone()).unwrap(), format!("\u{feff}{}\r\n", names.join(",")));
        let expected = if of.nil_allowed { "S-NIL" } else { "S-EMPTY" };
        for (name, bytes) in [("csv", csv), ("xlsx", workbook)] {
            let file = project.root.join(format!("{}.{name}", of.id));
            fs::write(&file, bytes).unwrap();
            let codes: Vec<String> = found(&project, of, &file).into_iter().map(|row| row["rule"].clone()).collect();
            let codes: BTreeSet<&str> =
                codes.iter().map(String::as_str).filter(|code| *code != "S-OTHER-SHEET").collect();
            assert!(codes.contains(expected), "{} {name}: {codes:?}", of.id);
            assert!(
                codes.iter().all(|code| *code == expected || !code.starts_with("S-")),
                "{} {name}: {codes:?}",
                of.id
            );
        }
    }
}

#[test]
fn a_workbook_checks_what_is_typed_and_says_so_in_its_language() {
    let project = Project::empty();
    let of = &wales().returns["placements"];
    for (language, wrong) in languages().iter().zip(["This is not a date.", "Nid dyddiad yw hwn."]) {
        let workbook = blank(&project, of, language);
        let sheet = part(&workbook, "xl/worksheets/sheet1.xml");
        for (at, field) in of.fields.iter().enumerate() {
            let column = letters(at);
            let range = format!("sqref=\"{column}2:{column}1048576\"");
            let check = sheet.split("<dataValidation ").find(|check| check.contains(&range));
            let check = check.unwrap_or_else(|| panic!("{} is not checked", field.name));
            let sort = match field.kind {
                FieldKind::Code(_) | FieldKind::Codes(_) | FieldKind::YesNo => "type=\"list\"",
                FieldKind::Date => "type=\"date\" operator=\"greaterThanOrEqual\"",
                FieldKind::Integer | FieldKind::Decimal => "type=\"custom\"",
                FieldKind::Id | FieldKind::Text => "promptTitle",
            };
            assert!(check.contains(sort), "{}: {check}", field.name);
            if field.kind == FieldKind::Date {
                assert!(check.contains(wrong), "{check}");
            }
            if let FieldKind::Code(list) = &field.kind {
                let last = wales().codes[list].codes.len() + 1;
                assert!(check.contains("$2:$") && check.contains(&format!("${last}</formula1>")), "{check}");
            }
        }
        // The notes of the header, and the labels of the lists, in the workbook's language.
        let notes = part(&workbook, "xl/comments1.xml");
        let strings = part(&workbook, "xl/sharedStrings.xml");
        for field in &of.fields {
            assert!(notes.contains(&format!("({})", field.name)), "{}", field.name);
        }
        for label in wales().codes["placement_type"].codes.iter().map(|code| &code.labels[language]) {
            assert!(strings.contains(&**label), "{label}");
        }
        assert!(part(&workbook, "xl/styles.xml").contains("dd/mm/yyyy"));
    }
}

#[test]
fn a_file_that_was_filled_in_is_not_written_over() {
    let project = Project::empty();
    let of = &wales().returns["services"];
    let english = &languages()[0];
    blank(&project, of, english);
    blank(&project, of, english);
    let file = project.root.join("en/services.csv");
    fs::write(&file, "service_id\nSIN-1\n").unwrap();
    let out = project.root.join("en");
    let asked = ["template", "services", "--out", out.to_str().unwrap()];
    let said = project.run(&asked).with_status(2);
    assert!(said.stderr.contains("services.csv is there already"), "{}", said.stderr);
    assert_eq!(fs::read_to_string(&file).unwrap(), "service_id\nSIN-1\n");
    project.run(&[&asked[..], &["--force"]].concat()).with_status(0);
    assert!(fs::read_to_string(&file).unwrap().ends_with("model_of_care\r\n"));
}

/// A copy of the collection with one text changed.
fn changed(project: &Project, path: &str, from: &str, to: &str) -> std::path::PathBuf {
    let collection = project.root.join("wales");
    copy_tree(&clone("pipelines/wales"), &collection);
    let path = collection.join(path);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{from}");
    fs::write(&path, text.replacen(from, to, 1)).unwrap();
    collection
}

#[test]
fn a_translation_whose_english_has_changed_is_named_and_marked_and_a_missing_one_is_a_mistake() {
    let project = Project::empty();
    let now = "Check both dates against the register again.";
    let collection = changed(&project, "returns/services.toml", "Check both dates against the register.", now);
    let place = collection.to_str().unwrap();
    let said = project.run(&["prove", "--collection", place]).with_status(0);
    let named = said.stdout.lines().find(|line| line.contains("rule.SVC-002.fix")).unwrap();
    assert!(named.contains("words/cy.toml:") && named.ends_with(now), "{named}");
    assert!(said.stdout.contains("1 of the drafts is stale"), "{}", said.stdout);
    let said = project.run(&["prove", "--strict", "--collection", place]).with_status(1);
    assert!(said.stderr.contains("the English of 1 translation has changed"), "{}", said.stderr);
    let book = book(&project, Some(&collection));
    let mark = "newidiodd y Saesneg ers ei gyfieithu";
    assert_eq!(book["dictionary.cy.html"].matches(mark).count(), 1);
    assert_eq!(rows(&book["rules.csv"]).iter().filter(|row| row["status_cy"] == "stale").count(), 1);

    let project = Project::empty();
    let collection = changed(&project, "words/cy.toml", "[word.\"rule.SVC-002.fix\"]", "[word.\"rule.SVC-002.fixed\"]");
    let said = project.run(&["prove", "--collection", collection.to_str().unwrap()]).with_status(2);
    assert!(said.stderr.contains("`rule.SVC-002.fix` has no translation into `cy`"), "{}", said.stderr);
}

#[test]
fn a_release_says_what_its_rules_say_and_findings_are_told_by_it() {
    let project = super::support::published();
    let rules = project.rows("SELECT * FROM rules");
    let definitions = wales();
    for of in definitions.returns.values() {
        for rule in &of.rules {
            let row = rules.iter().find(|row| row["rule"] == *rule.code).unwrap();
            assert_eq!((row["return"].as_str(), row["severity"].as_str()), (&*of.id, rule.severity.as_str()));
            assert_eq!(row["columns"], rule.columns.join(" "));
            for language in languages() {
                assert_eq!(row[&format!("says_{language}")], definitions.rule_says(of, rule, &language));
                assert_eq!(row[&format!("fix_{language}")], definitions.rule_fix(of, rule, &language));
            }
        }
    }
    let counted = |sql: &str| project.rows(sql)[0]["n"].clone();
    let stored = counted("SELECT COUNT(*) AS n FROM findings");
    assert_ne!(stored, "0");
    let told =
        "SELECT COUNT(*) AS n FROM findings WHERE says_en <> '' AND says_cy <> '' AND fix_en <> '' AND fix_cy <> ''";
    assert_eq!(counted(told), stored, "every finding is told once, reading codes too");
    let date = project.rows("SELECT DISTINCT says_en, fix_cy FROM findings WHERE rule = 'S-DATE'");
    assert_eq!(date.len(), 1);
    assert_eq!(date[0]["says_en"], "This is not a date.");
    assert_eq!(date[0]["fix_cy"], definitions.reading_texts("S-DATE", &languages()[1])[1]);
}
