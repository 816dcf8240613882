//! Workbooks.

use std::fmt::Write as _;

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use zip::write::{SimpleFileOptions, ZipWriter};

use super::*;
use crate::intake::trouble::{IS_WORKBOOK, TOO_WIDE, TWO_SHEETS};

/// A workbook made by hand: sheets by name, each the XML of its rows; and whether days count from 1904.
fn by_hand(sheets: &[(&str, &str)], since_1904: bool) -> Vec<u8> {
    let mut parts = vec![
        ("_rels/.rels".to_owned(), r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#.to_owned()),
        ("xl/styles.xml".to_owned(), r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#.to_owned()),
    ];
    let (mut list, mut links) = (String::new(), String::new());
    for (at, (name, rows)) in sheets.iter().enumerate() {
        write!(list, r#"<sheet name="{name}" sheetId="{}" r:id="rId{at}"/>"#, at + 1).unwrap();
        write!(links, r#"<Relationship Id="rId{at}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{at}.xml"/>"#
        ).unwrap();
        parts.push((format!("xl/worksheets/sheet{at}.xml"), format!(r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#)));
    }
    let epoch = u8::from(since_1904);
    parts.push(("xl/workbook.xml".to_owned(), format!(r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr date1904="{epoch}"/><sheets>{list}</sheets></workbook>"#)));
    parts.push(("xl/_rels/workbook.xml.rels".to_owned(), format!(r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>"#)));
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Rows of text, the first of them row 1.
fn rows(table: &[&[&str]]) -> String {
    let cell = |text: &&str| format!(r#"<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>"#);
    let row = |row: &&[&str]| ["<row>".to_owned(), row.iter().map(cell).collect(), "</row>".to_owned()].concat();
    table.iter().map(row).collect()
}

const NAMES: &[&str] = &["child_id", "date_of_birth", "sex", "start_date", "remark"];
const GOOD: &[&str] = &["C000001", "2010-02-28", "F", "2023-05-01", "x"];

fn read_sheets(sheets: &[(&str, &str)]) -> Taken {
    take("file.xlsx", &by_hand(sheets, false))
}

#[test]
fn the_same_table_comes_out_the_same() {
    let csv = "Placements,,,,,,,\n,,,,,,,\n\
        child_id,date_of_birth,sex,start_date,distance_km,school_changes,sibling_group,remark\n\
        C000001,2010-02-28,F,2023-05-01,0.28,3,TRUE,\"said \"\"no\"\", then\nŷ\"\n\
        C000002,2010-02-28,benyw,2023-05-01,-12.5,0,FALSE,\n\
        540,2010-02-28,M,2023-05-01,*,N/A,,007\n";
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let on = |year, month, date| ExcelDateTime::from_ymd(year, month, date).unwrap();
    sheet.write(0, 0, "Placements").unwrap();
    for (at, name) in (0..).zip(csv.lines().nth(2).unwrap().split(',')) {
        sheet.write(2, at, name).unwrap();
    }
    for (row, id, sex) in [(3, Some("C000001"), "F"), (4, Some("C000002"), "benyw"), (5, None, "M")] {
        match id {
            Some(id) => sheet.write(row, 0, id).unwrap(),
            None => sheet.write(row, 0, 540).unwrap(),
        };
        sheet.write_with_format(row, 1, on(2010, 2, 28), &day).unwrap();
        sheet.write(row, 2, sex).unwrap();
        sheet.write_with_format(row, 3, on(2023, 5, 1), &day).unwrap();
    }
    sheet.write(3, 4, 0.28).unwrap().write(3, 5, 3).unwrap().write(3, 6, true).unwrap();
    sheet.write(3, 7, "said \"no\", then\nŷ").unwrap();
    sheet.write(4, 4, -12.5).unwrap().write(4, 5, 0).unwrap().write(4, 6, false).unwrap();
    sheet.write(5, 4, "*").unwrap().write(5, 5, "N/A").unwrap().write(5, 7, "007").unwrap();
    let workbook = take("placements.xlsx", &book.save_to_buffer().unwrap());
    let csv = take("placements.csv", csv.as_bytes());
    assert_eq!((workbook.said(), csv.said()), (vec![], vec![]));
    assert_eq!(workbook.rows(), csv.rows());
    assert_eq!(workbook.rows().len(), 3);
    let row = &workbook.reading.ledger[0];
    assert_eq!((&*row.encoding, &*row.delimiter, row.lines, row.loaded_lines), ("workbook", ",", 6, 3));
    assert_eq!(workbook.records(row.bytes).iter().map(|one| one.line).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6]);
}

#[test]
fn findings_name_the_cell() {
    let bad = &["C000002", "2010-02-30", "F", "2023-05-01", "a\nb"];
    let sheet = rows(&[&["Lleoliadau"], &[], NAMES, GOOD, bad]);
    let read = read_sheets(&[("Notes", &rows(&[&["how to fill in"]])), ("Sheet 1", &sheet), ("Empty", "")]);
    assert_eq!(read.said(), [("S-OTHER-SHEET", 0, "", "Notes!A1"), ("S-DATE", 5, "date_of_birth", "'Sheet 1'!B5")]);
    let held = &read.reading.held_back[0];
    assert_eq!(held.raw, b"C000002,2010-02-30,F,2023-05-01,a\nb\n");
    let last = read.records(read.reading.ledger[0].bytes).pop().unwrap();
    assert_eq!(last.cells, ["C000002", "2010-02-30", "F", "2023-05-01", "a\nb"]);
    assert_eq!(originals(&read.found, &definitions(), &[span(&last)]).unwrap()[0], held.raw);
}

#[test]
fn the_sheet_that_answers_best_is_the_return() {
    let table = rows(&[NAMES, GOOD]);
    let fewer = rows(&[&["child_id", "sex", "start_date", "note"], GOOD]);
    let read = read_sheets(&[("Old", &fewer), ("New", &table)]);
    assert_eq!(read.said(), [("S-OTHER-SHEET", 0, "", "Old!A1")]);
    assert_eq!(read_sheets(&[("One", &table), ("Two", &table)]).reason(), TWO_SHEETS);
    assert_eq!(read_sheets(&[("One", &rows(&[&["a", "b"]]))]).reason(), "S-NO-HEADER");
    assert_eq!(read_sheets(&[("One", ""), ("Two", "")]).reason(), "S-EMPTY");
    let none = Found { return_id: "none".into(), ..read_sheets(&[("One", &table)]).found };
    assert!(open(&none, None, None).is_err(), "the folder is gone");
    let folder = tempfile::tempdir().unwrap();
    let book = by_hand(&[("Empty", ""), ("One", &table), ("Two", &table)], false);
    let opened = open(&put(folder.path(), "any.xlsm", &book), None, None).ok().unwrap();
    assert_eq!((opened.sheet.as_deref(), &*opened.other_sheets), (Some("One"), &["Two".into()][..]));
}

#[test]
fn a_cell_without_a_value_that_can_be_trusted_holds_its_row_back() {
    let cells = r#"<row r="2"><c r="A2" t="inlineStr"><is><t>C1</t></is></c><c r="B2" s="1"><v>40237.5</v></c><c r="C2" t="e"><v>#REF!</v></c><c r="D2" s="1"><f>TODAY()</f></c><c r="E2"><v>0.5</v></c></row><row r="4"><c r="A4"><v>1234567890123456</v></c><c r="B4" s="1"><v>40237</v></c><c r="C4" t="str"><f>"F"</f><v>F</v></c><c r="D4" s="1"><v>45047</v></c></row>"#;
    let read = read_sheets(&[("Sheet", &format!("{}{cells}", rows(&[NAMES])))]);
    assert_eq!(
        read.said(),
        [
            ("S-DATE", 2, "date_of_birth", "Sheet!B2"),
            ("S-EXCEL-ERROR", 2, "sex", "Sheet!C2"),
            ("S-EXCEL-ERROR", 2, "start_date", "Sheet!D2"),
            ("S-ID", 4, "child_id", "Sheet!A4"),
        ]
    );
}

#[test]
fn days_may_count_from_1904() {
    let sheet = format!(
        r#"{}<row r="2"><c r="A2"><v>540</v></c><c r="B2" s="1"><v>38775</v></c><c r="C2" t="inlineStr"><is><t>F</t></is></c><c r="D2" s="1"><v>43585</v></c></row>"#,
        rows(&[&NAMES[..4]])
    );
    let read = take("file.xlsx", &by_hand(&[("Sheet", &sheet)], true));
    let csv = take("file.csv", b"child_id,date_of_birth,sex,start_date\n540,2010-02-28,F,2023-05-01\n");
    assert_eq!((read.said(), read.rows()), (csv.said(), csv.rows()));
}

#[test]
fn what_is_no_workbook_or_out_of_proportion_is_refused() {
    let table = rows(&[NAMES, GOOD]);
    let good = by_hand(&[("Sheet", &table)], false);
    let blanks = by_hand(&[("Sheet", &" ".repeat(70 << 20))], false);
    let far = r#"<row r="9"><c r="GAA9"><v>1</v></c></row>"#;
    let wide = by_hand(&[("Sheet", &format!("{table}{far}"))], false);
    let out = by_hand(&[("Sheet", r#"<row r="2000000"><c r="A2000000"><v>1</v></c></row>"#)], false);
    let back = by_hand(
        &[("Sheet", r#"<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>"#)],
        false,
    );
    let mut damaged = good.clone();
    let middle = good.windows(9).position(|part| part == b"sheet0.xm").unwrap() + 40;
    damaged[middle] ^= 0xFF;
    let mut plain_zip = ZipWriter::new(Cursor::new(Vec::new()));
    plain_zip.start_file("placements.csv", SimpleFileOptions::default()).unwrap();
    let plain_zip = plain_zip.finish().unwrap().into_inner();
    for (what, bytes, reason) in [
        ("cut", good[..good.len() - 30].to_vec(), NOT_WORKBOOK),
        ("damaged", damaged, NOT_WORKBOOK),
        ("archive", plain_zip, NOT_WORKBOOK),
        ("text", format!("{HEADER}{ROW}").into_bytes(), NOT_WORKBOOK),
        ("locked", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".repeat(100), NOT_WORKBOOK),
        ("rows beyond Excel's", out, NOT_WORKBOOK),
        ("rows out of order", back, NOT_WORKBOOK),
        ("trap", blanks, TOO_LARGE),
        ("far", wide, TOO_WIDE),
        ("nothing", Vec::new(), "S-EMPTY"),
    ] {
        assert_eq!(take("file.xlsx", &bytes).reason(), reason, "{what}");
    }
    assert_eq!(take("file.csv", &good).reason(), IS_WORKBOOK);
    let read = read_sheets(&[("Wide", far), ("Sheet", &table)]);
    assert_eq!(read.said(), [("S-OTHER-SHEET", 0, "", "Wide!A1")], "another sheet may be as wide as it likes");
}

#[test]
fn a_formula_that_excel_has_not_worked_out_is_an_error() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (at, (name, cell)) in (0..).zip(NAMES.iter().zip(GOOD)) {
        sheet.write(0, at, *name).unwrap();
        sheet.write(1, at, *cell).unwrap();
    }
    sheet.write(1, 2, Formula::new("=\"F\"").set_result("F")).unwrap();
    sheet.write(1, 4, Formula::new("=NOW()").set_result("")).unwrap();
    let read = take("file.xlsx", &book.save_to_buffer().unwrap());
    assert_eq!(read.reading.ledger[0].rows_loaded + read.reading.ledger[0].rows_held_back, 1);
    assert!(read.said().iter().all(|(rule, ..)| *rule == "S-EXCEL-ERROR"), "{:?}", read.said());
}
