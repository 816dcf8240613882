//! Blank returns, as the program writes them and reads them again when they are filled in.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;

use trosolwg::definitions::{Definitions, Field, FieldKind, Return, SubmitterKind};
use trosolwg::domain::Language;
use zip::{ZipArchive, ZipWriter};

use super::support::{Project, wales};

type Row = BTreeMap<String, String>;

fn languages() -> [Language; 2] {
    [Language::english(), "cy".parse().unwrap()]
}

/// One part of a workbook.
pub(crate) fn part(workbook: &[u8], name: &str) -> String {
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
fn style<'s>(sheet: &'s str, column: usize) -> &'s str {
    let part = |text: &'s str, name: &str| {
        let (_, rest) = text.split_once(&format!("{name}=\"")).unwrap();
        rest.split('"').next().unwrap()
    };
    // Columns that are alike stand as one.
    let mut columns = sheet.split("<col ").skip(1);
    let held = columns.find(|columns| part(columns, "max").parse::<usize>().unwrap() > column);
    part(held.expect("a column"), "style")
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
                // Rules may be broken by what was typed, and so many that the file is refused.
                .filter(|finding| finding["rule"].starts_with("S-"))
                .filter(|finding| !["S-OTHER-SHEET", "S-GATE"].contains(&finding["rule"].as_str()))
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
