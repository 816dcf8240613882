//! The list of rules is whole, and each rule finds a workbook that breaks it, and no other does.

use std::collections::BTreeSet;
use std::io::{Cursor, Read as _, Write as _};
use std::sync::LazyLock;

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::book::Book;
use super::sheet::{named, place};
use super::{How, RULES, Wording, faults};
use crate::present::workbook::tests::example;

/// The list of the rules that others keep.
const LISTED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/checks/output/af_spreadsheet_rules.csv");

/// How each listed rule begins, in the list's order, and what it is called here.
const NAMES: [(&str, &str); 36] = [
    ("Mark up every table", "tables-marked-up"),
    ("Meaningful unique table names", "tables-named"),
    ("No merged cells", "tables-not-merged"),
    ("No blank rows or columns", "tables-without-blank-rows"),
    ("Exactly one tagged header row", "tables-with-one-header"),
    ("Wrap text", "tables-text-visible"),
    ("Avoid filters", "tables-without-filters"),
    ("Cells with no data", "tables-shorthand-explained"),
    ("No hidden rows", "tables-nothing-hidden"),
    ("Sensible column widths", "tables-sensible-widths"),
    ("No symbols/superscript", "footnotes-without-symbols"),
    ("Use the word note", "footnotes-say-note"),
    ("No note markers in data cells", "footnotes-not-in-data"),
    ("Note text in a notes table", "footnotes-reconciled"),
    ("Written content", "formatting-plain-language"),
    ("Links have descriptive text", "formatting-links-described"),
    ("Accessible text", "formatting-accessible-text"),
    ("Descriptive sheet titles", "formatting-titles"),
    ("Avoid symbols in general", "formatting-without-symbols"),
    ("No headers/footers", "formatting-nothing-floating"),
    ("No visual devices", "formatting-without-dividers"),
    ("No background fill", "formatting-without-fill"),
    ("Colour not the only way", "formatting-colour-alone"),
    ("Contrast checked", "formatting-contrast"),
    ("No images", "formatting-without-images"),
    ("No macros", "formatting-without-macros"),
    ("Unique worksheet names", "structure-sheets-named"),
    ("No blank worksheets", "structure-no-blank-sheets"),
    ("Column A used", "structure-order-above"),
    ("Tables start in column A", "structure-tables-at-the-left"),
    ("Nothing below a table", "structure-nothing-below"),
    ("One table per worksheet", "structure-one-table"),
    ("Spelling and grammar", "publish-spelling"),
    ("Run the Office accessibility checker", "publish-office-checker"),
    ("Document information", "publish-information"),
    ("Cursor in A1", "publish-cursor"),
];

#[test]
fn the_rules_are_those_of_the_list() {
    let ours: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
    assert_eq!(ours, NAMES.map(|(_, name)| name));
    let Ok(mut listed) = csv::Reader::from_path(LISTED) else {
        eprintln!("\nLEFT OUT: no {LISTED}\n");
        return;
    };
    let listed: Vec<csv::StringRecord> = listed.records().map(Result::unwrap).collect();
    assert_eq!(listed.len(), RULES.len());
    for ((listed, rule), (begins, _)) in listed.iter().zip(&RULES).zip(NAMES) {
        let (section, text, weight, machine) = (&listed[0], &listed[1], &listed[2], &listed[3]);
        assert!(text.starts_with(begins) && rule.name.starts_with(section), "{text}: {}", rule.name);
        assert_eq!(weight == "E", rule.is_essential, "{text}");
        match rule.how {
            How::Machine(_) => {}
            How::People(instead) => assert!(machine == "no" || text.contains("Spelling"), "{text}: {instead}"),
        }
    }
}

static EXAMPLE: LazyLock<(Vec<u8>, Wording)> = LazyLock::new(example);

/// The parts of a workbook that a test changes.
struct Parts(Vec<(String, Vec<u8>)>);

impl Parts {
    fn of_example() -> Self {
        let mut archive = ZipArchive::new(Cursor::new(&EXAMPLE.0)).unwrap();
        let mut parts = Vec::new();
        for at in 0..archive.len() {
            let mut part = archive.by_index(at).unwrap();
            let mut content = Vec::new();
            part.read_to_end(&mut content).unwrap();
            parts.push((part.name().unwrap().into_owned(), content));
        }
        Self(parts)
    }

    /// Changes a part, which must change.
    #[track_caller]
    fn edit(&mut self, path: &str, change: impl FnOnce(&str) -> String) {
        let (_, content) = self.0.iter_mut().find(|(name, _)| name == path).unwrap_or_else(|| panic!("no {path}"));
        let before = String::from_utf8(content.clone()).unwrap();
        let after = change(&before);
        assert_ne!(before, after, "{path} did not change");
        *content = after.into_bytes();
    }

    #[track_caller]
    fn replace(&mut self, path: &str, from: &str, to: &str) {
        self.edit(path, |text| text.replace(from, to));
    }

    fn add(&mut self, path: &str, content: &str) {
        self.0.push((path.to_owned(), content.as_bytes().to_vec()));
    }

    /// Writes a text into a cell that is there.
    #[track_caller]
    fn put(&mut self, sheet: &str, cell: &str, text: &str) {
        self.edit(sheet, |xml| {
            let (before, rest) = xml.split_once(&format!("<c r=\"{cell}\" ")).unwrap();
            let (attributes, rest) = rest.split_once('>').unwrap();
            let (_, after) = rest.split_once("</c>").unwrap();
            let style = attributes.split(' ').find(|attribute| attribute.starts_with("s=")).unwrap_or_default();
            format!("{before}<c r=\"{cell}\" {style} t=\"inlineStr\"><is><t>{text}</t></is></c>{after}")
        });
    }

    fn bytes(&self) -> Vec<u8> {
        let mut written = ZipWriter::new(Cursor::new(Vec::new()));
        for (path, content) in &self.0 {
            written.start_file(path, SimpleFileOptions::default()).unwrap();
            written.write_all(content).unwrap();
        }
        written.finish().unwrap().into_inner()
    }

    fn flagged(&self) -> BTreeSet<&'static str> {
        faults(&self.bytes(), &EXAMPLE.1).unwrap().into_iter().map(|fault| fault.rule).collect()
    }
}

/// The chart over periods of the nation: no shorthand, no notes.
const PLAIN: &str = "xl/worksheets/sheet4.xml";
const PLAIN_TABLE: &str = "xl/tables/table3.xml";
const PLAIN_RELATIONS: &str = "xl/worksheets/_rels/sheet4.xml.rels";
/// The table of places: shorthand and a note.
const NOTED: &str = "xl/worksheets/sheet8.xml";
const CONTENTS: &str = "xl/worksheets/sheet2.xml";
const NOTES: &str = "xl/worksheets/sheet3.xml";
const STYLES: &str = "xl/styles.xml";
const TEXTS: &str = "xl/sharedStrings.xml";
const BOOK: &str = "xl/workbook.xml";

/// The first cell below the header of a sheet's table.
fn below_header(sheet: usize) -> String {
    let book = Book::read(&EXAMPLE.0).unwrap();
    let table = book.sheets.get(sheet - 1).unwrap().table().unwrap();
    named((table.from.0 + 1, table.from.1))
}

/// A workbook that breaks one rule.
fn breaking(rule: &str) -> Parts {
    let mut parts = Parts::of_example();
    match rule.split('-').next() {
        Some("tables") => break_tables(rule, &mut parts),
        Some("footnotes" | "formatting") => break_looks(rule, &mut parts),
        _ => break_structure(rule, &mut parts),
    }
    parts
}

/// Breaks a rule about tables.
fn break_tables(rule: &str, parts: &mut Parts) {
    match rule {
        "tables-marked-up" => parts.edit(PLAIN_RELATIONS, without_relations),
        "tables-named" => parts.replace(PLAIN_TABLE, "figure_lines", "Table3"),
        "tables-not-merged" => parts.replace(
            PLAIN,
            "</sheetData>",
            "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"A1:B1\"/></mergeCells>",
        ),
        "tables-without-blank-rows" => {
            let (row, _) = place(&below_header(4)).unwrap();
            parts.edit(PLAIN, |xml| without_row(xml, row));
        }
        "tables-with-one-header" => parts.replace(PLAIN_TABLE, "name=\"Period\"", "name=\"Time\""),
        "tables-text-visible" => parts.replace(STYLES, "wrapText=\"1\"", "wrapText=\"0\""),
        "tables-without-filters" => {
            parts.replace(PLAIN_TABLE, "<tableColumns", "<autoFilter ref=\"A5:B6\"/><tableColumns");
        }
        "tables-shorthand-explained" => parts.replace(TEXTS, "[c] Confidential information", "[z] Not applicable"),
        "tables-nothing-hidden" => parts.replace(BOOK, "name=\"Figure_1\"", "name=\"Figure_1\" state=\"hidden\""),
        "tables-sensible-widths" => parts.edit(PLAIN, |xml| {
            let (before, rest) = xml.split_once("<col min=\"2\" max=\"").unwrap();
            let (to, rest) = rest.split_once("\" width=\"").unwrap();
            let (_, after) = rest.split_once('"').unwrap();
            format!("{before}<col min=\"2\" max=\"{to}\" width=\"90\"{after}")
        }),
        other => panic!("nothing breaks {other}"),
    }
}

/// Breaks a rule about notes or looks.
fn break_looks(rule: &str, parts: &mut Parts) {
    match rule {
        "footnotes-without-symbols" => parts.replace(TEXTS, "Powys", "Powys†"),
        "footnotes-say-note" => parts.replace(TEXTS, "Powys", "Powys [1]"),
        "footnotes-not-in-data" => parts.put(NOTED, &below_header(8), "Wales [note 1]"),
        "footnotes-reconciled" => parts.put(NOTES, &below_header(3), "[note 7]"),
        "formatting-links-described" => parts.put(CONTENTS, &below_header(2), "Click here"),
        "formatting-accessible-text" => parts.replace(STYLES, "val=\"Arial\"", "val=\"Times New Roman\""),
        "formatting-titles" => parts.put(PLAIN, "A1", "Notes"),
        "formatting-without-symbols" => parts.put(PLAIN, &below_header(4), "—"),
        "formatting-nothing-floating" => {
            parts.replace(PLAIN, "<tableParts", "<headerFooter><oddHeader>x</oddHeader></headerFooter><tableParts");
        }
        "formatting-without-dividers" => parts.replace(STYLES, "<border><left/>", "<border><left style=\"thick\"/>"),
        "formatting-without-fill" => parts.replace(
            STYLES,
            "<patternFill patternType=\"none\"/>",
            "<patternFill patternType=\"solid\"><fgColor rgb=\"FFFFFFFF\"/></patternFill>",
        ),
        "formatting-colour-alone" => parts.replace(
            STYLES,
            "<b/><sz val=\"12\"/><color theme=\"1\"/>",
            "<b/><sz val=\"12\"/><color rgb=\"FF800000\"/>",
        ),
        "formatting-contrast" => parts.replace(STYLES, "FF0B4F9E", "FFC0D0E0"),
        "formatting-without-images" => parts.add("xl/media/image1.png", "a picture"),
        "formatting-without-macros" => parts.add("xl/vbaProject.bin", "a macro"),
        other => panic!("nothing breaks {other}"),
    }
}

/// Breaks a rule about sheets or the file.
fn break_structure(rule: &str, parts: &mut Parts) {
    match rule {
        "structure-sheets-named" => {
            parts.replace(BOOK, "name=\"Figure_1\"", "name=\"Figure 1\"");
            parts.replace(CONTENTS, "Figure_1", "Figure 1");
        }
        "structure-no-blank-sheets" => {
            parts.edit(PLAIN_RELATIONS, without_relations);
            parts.edit(PLAIN, |xml| {
                let (before, rest) = xml.split_once("<sheetData>").unwrap();
                let (_, after) = rest.split_once("</sheetData>").unwrap();
                format!("{before}<sheetData/>{after}")
            });
        }
        "structure-order-above" => parts.put(PLAIN, "A2", "There is 1 table."),
        "structure-tables-at-the-left" => move_right(parts),
        "structure-nothing-below" => parts.replace(
            PLAIN,
            "</sheetData>",
            "<row r=\"99\"><c r=\"A99\" s=\"2\" t=\"inlineStr\"><is><t>Below</t></is></c></row></sheetData>",
        ),
        "structure-one-table" => {
            let table = parts.0.iter().find(|(path, _)| path == PLAIN_TABLE).unwrap().1.clone();
            let another = String::from_utf8(table).unwrap().replace("figure_lines", "another");
            parts.add("xl/tables/table99.xml", &another);
            parts.replace(PLAIN_RELATIONS, "</Relationships>", "<Relationship Id=\"rId99\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/table\" Target=\"../tables/table99.xml\"/></Relationships>");
        }
        "publish-information" => parts.replace("docProps/core.xml", "<dc:language>en</dc:language>", ""),
        "publish-cursor" => parts.replace(
            PLAIN,
            "<sheetView workbookViewId=\"0\"/>",
            "<sheetView workbookViewId=\"0\"><selection activeCell=\"C7\" sqref=\"C7\"/></sheetView>",
        ),
        other => panic!("nothing breaks {other}"),
    }
}

fn without_relations(xml: &str) -> String {
    let (before, _) = xml.split_once("<Relationship ").unwrap();
    format!("{before}</Relationships>")
}

fn without_row(xml: &str, row: u32) -> String {
    let (before, rest) = xml.split_once(&format!("<row r=\"{row}\"")).unwrap();
    let (_, after) = rest.split_once("</row>").unwrap();
    format!("{before}{after}")
}

/// Moves a table, with its cells and the widths of its columns, one column to the right.
fn move_right(parts: &mut Parts) {
    let book = Book::read(&EXAMPLE.0).unwrap();
    let table = book.sheets.get(3).unwrap().table().unwrap().clone();
    let (from, to) = (named(table.from), named(table.to));
    let right = |(row, column): (u32, u32)| named((row, column + 1));
    let moved = format!("ref=\"{}:{}\"", right(table.from), right(table.to));
    parts.replace(PLAIN_TABLE, &format!("ref=\"{from}:{to}\""), &moved);
    parts.edit(PLAIN, |xml| {
        let mut written = String::new();
        for (at, piece) in xml.split("<c r=\"").enumerate() {
            if at == 0 {
                written.push_str(piece);
                continue;
            }
            let (cell, rest) = piece.split_once('"').unwrap();
            let at = place(cell).unwrap();
            let cell = if at.0 >= table.from.0 { right(at) } else { cell.to_owned() };
            written.extend(["<c r=\"", &cell, "\"", rest]);
        }
        let (before, rest) = written.split_once("<cols>").unwrap();
        let (_, after) = rest.split_once("</cols>").unwrap();
        format!("{before}<cols><col min=\"1\" max=\"20\" width=\"40\" customWidth=\"1\"/></cols>{after}")
    });
}

#[test]
fn each_rule_finds_a_workbook_that_breaks_it_and_no_other_rule_does() {
    assert_eq!(Parts::of_example().flagged(), BTreeSet::new());
    for rule in &RULES {
        if let How::Machine(_) = rule.how {
            assert_eq!(breaking(rule.name).flagged(), BTreeSet::from([rule.name]), "{}", rule.name);
        }
    }
}

#[test]
fn more_ways_to_break_a_rule_are_found_too() {
    let mut frozen = Parts::of_example();
    let pane = "<sheetView workbookViewId=\"0\"><pane ySplit=\"5\" topLeftCell=\"A6\" state=\"frozen\"/></sheetView>";
    frozen.replace(PLAIN, "<sheetView workbookViewId=\"0\"/>", pane);
    assert_eq!(frozen.flagged(), BTreeSet::from(["tables-without-filters"]));

    let mut blank = Parts::of_example();
    blank.put(PLAIN, &below_header(4), "");
    assert_eq!(blank.flagged(), BTreeSet::from(["tables-shorthand-explained"]));

    let mut low = Parts::of_example();
    low.edit(PLAIN, |xml| {
        let (before, rest) = xml.split_once(" ht=\"").unwrap();
        format!("{before} ht=\"3{}", rest.get(rest.find('"').unwrap()..).unwrap())
    });
    assert_eq!(low.flagged(), BTreeSet::from(["tables-text-visible"]));

    let mut raised = Parts::of_example();
    raised.replace(STYLES, "<font><b/><sz val=\"12\"/>", "<font><b/><vertAlign val=\"superscript\"/><sz val=\"12\"/>");
    assert_eq!(raised.flagged(), BTreeSet::from(["footnotes-without-symbols"]));

    let mut raw = Parts::of_example();
    raw.put(CONTENTS, &below_header(2), "https://example.org");
    assert_eq!(raw.flagged(), BTreeSet::from(["formatting-links-described"]));

    let mut untitled = Parts::of_example();
    untitled.edit("docProps/core.xml", |xml| {
        let (before, rest) = xml.split_once("<dc:title>").unwrap();
        format!("{before}{}", rest.split_once("</dc:title>").unwrap().1)
    });
    assert_eq!(untitled.flagged(), BTreeSet::from(["publish-information"]));
}

#[test]
fn cells_are_named_as_spreadsheets_name_them() {
    for (name, at) in [("A1", (1, 1)), ("Z9", (9, 26)), ("AA10", (10, 27)), ("XFD1048576", (1_048_576, 16_384))] {
        assert_eq!(place(name), Some(at));
        assert_eq!(named(at), name);
    }
    assert_eq!(place("12"), None);
}
