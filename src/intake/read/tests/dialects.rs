//! Files as their senders are declared to write them, and as they are not.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::corpora::shared;
use super::*;
use crate::definitions::{Definitions, Dialect, Encoded, FieldKind, Quote, Return};
use crate::intake::fixture::field;
use crate::intake::fixture::take_in;

fn anybody(dialect: Dialect) -> Definitions {
    Definitions { dialects: vec![dialect], ..definitions() }
}

fn delimited(delimiter: &str) -> Dialect {
    Dialect { delimiter: delimiter.parse().ok(), ..Dialect::default() }
}

/// What becomes of a placements file of Anglesey for 2023-24.
fn placements_as(dialect: Dialect, text: &str) -> Read {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file.csv");
    fs::write(&path, text).unwrap();
    let found = Found::at(&path, "placements", Some(Year::starting(2023)), authority());
    let staging = folder.path().join("staging");
    let reading = take_in(&found, &anybody(dialect), &staging);
    assert!(reading.ledger.iter().all(LedgerRow::adds_up), "{:#?}", reading.ledger);
    Read { reading, path, _folder: folder }
}

/// Every record of a file, and how it was read.
fn look(return_id: &str, definitions: &Definitions, bytes: &[u8]) -> (Inspection, Vec<Record>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file.csv");
    fs::write(&path, bytes).unwrap();
    let found = Found::at(&path, return_id, Some(Year::starting(2023)), authority());
    let mut records = Vec::new();
    let inspection = inspect(&found, definitions, &mut |record| records.push(record)).unwrap();
    check_cover(&records, bytes);
    (inspection, records)
}

const HEADER: &str = "child_id,date_of_birth,sex,start_date,remark\n";
const ROW: &str = "C1,01/02/2010,F,03/04/2023,\"a, b\"\n";

#[test]
fn a_declared_file_is_read_as_declared_and_no_other() {
    let text = |from: &str, to: &str| format!("{HEADER}{ROW}").replace(from, to);
    let right: [(Dialect, String); 6] = [
        (delimited(", "), text(",", ", ").replace("a,  b", "a, b")),
        (delimited("!"), text(",", "!").replace("a! b", "a, b")),
        (Dialect { quote: Some(Quote::Single), ..Dialect::default() }, text("\"", "'")),
        (delimited(" "), text(",", " ").replace("a  b", "a, b")),
        (Dialect { quote: Some(Quote::None), ..delimited("tab") }, text(",", "\t").replace("\"a\t b\"", "a, b")),
        (Dialect { escape: true, ..delimited("|") }, text(",", "|").replace("a| b", "a, b")),
    ];
    for (dialect, text) in right {
        let read = placements_as(dialect.clone(), &text);
        assert_eq!(read.said(), [], "{dialect}\n{text}");
        assert_eq!(read.column("remark"), ["a, b"], "{dialect}\n{text}");
        let plain = placements_as(dialect.clone(), &format!("{HEADER}{ROW}"));
        let fits = dialect.delimiter.is_none_or(|delimiter| delimiter.byte == b',');
        let refused = plain.reading.ledger[0].verdict == Verdict::Refused;
        assert_eq!(refused, !fits, "{dialect}");
        assert!(fits || plain.said() == [("S-DIALECT", 1, "")], "{dialect} {:?}", plain.said());
    }
}

#[test]
fn a_file_that_could_not_be_read_otherwise_has_no_header() {
    let read = placements_as(delimited(";"), "a,b\n1,2\n");
    assert_eq!(read.said(), [("S-NO-HEADER", 1, "")]);
    let (inspection, records) = look("placements", &anybody(delimited(";")), format!("{HEADER}{ROW}").as_bytes());
    assert_eq!(inspection.refused, Some("S-DIALECT"));
    assert_eq!(inspection.format, Format::plain(b','), "it is shown as it can be inferred");
    assert_eq!(classes(&records), ["header", "data"]);
}

#[test]
fn the_delimiter_that_the_first_line_tells_counts() {
    for told in ["sep=!", "SEP=!", "\"sep=!\""] {
        let text = format!("{told}\n{}", format!("{HEADER}{ROW}").replace(',', "!").replace("a! b", "a, b"));
        let read = placements(&text);
        assert_eq!(read.said(), [], "{told}");
        assert_eq!(read.column("remark"), ["a, b"]);
        assert_eq!(classes(&records("placements", text.as_bytes())), ["preamble", "header", "data"]);
        assert_eq!(classes(&records("none", text.as_bytes())), ["preamble", "header", "data"]);
    }
}

#[test]
fn a_header_of_several_rows_is_joined() {
    let dialect = Dialect { header_rows: Some(2), ..Dialect::default() };
    let text = format!("Our return,,,,\nChild,,,Placement,\nID,date_of_birth,sex,start_date,remark\n{ROW}");
    let (inspection, records) = look("placements", &anybody(dialect.clone()), text.as_bytes());
    assert_eq!(classes(&records), ["preamble", "header", "header", "data"]);
    assert_eq!((inspection.header_line, inspection.header_rows), (Some(2), 2));
    let names: Vec<&str> = inspection.columns.iter().map(|(name, _)| &**name).collect();
    assert_eq!(names, ["Child ID", "Child date_of_birth", "Child sex", "Placement start_date", "Placement remark"]);
    let fields: Vec<Option<&str>> = inspection.columns.iter().map(|(_, field)| field.as_deref()).collect();
    assert_eq!(fields, ["child_id", "date_of_birth", "sex", "start_date", "remark"].map(Some));
    let read = placements_as(
        dialect.clone(),
        &format!("{text}Child,,,Placement,\nID,date_of_birth,sex,start_date,remark\n{ROW}"),
    );
    assert_eq!(read.column("remark"), ["a, b"; 2]);
    let row = &read.reading.ledger[0];
    assert_eq!((row.preamble_lines, row.header_lines, row.rows_loaded), (1, 4, 2));
    let twice = format!("{HEADER}{HEADER}{ROW}");
    assert_eq!(classes(&look("placements", &anybody(dialect), twice.as_bytes()).1), ["header", "header", "data"]);
}

#[test]
fn a_file_without_header_has_the_declared_columns() {
    let columns = HEADER.trim().split(',').map(Into::into).collect();
    let dialect = Dialect { columns, ..Dialect::default() };
    let read = placements_as(dialect.clone(), &format!("\n{ROW}C2,broken\n{ROW}"));
    assert_eq!(read.said(), [("S-FIELD-COUNT", 3, "")]);
    assert_eq!(read.column("remark"), ["a, b"; 2]);
    let damaged = placements_as(dialect.clone(), &format!("C2,broken\n{ROW}"));
    assert_eq!(damaged.said(), [("S-FIELD-COUNT", 1, "")], "no row is lost above the first good one");
    let headed = placements_as(dialect.clone(), &format!("{HEADER}{ROW}"));
    assert_eq!(headed.said(), [("S-DIALECT", 1, "")]);
    let narrow = placements_as(dialect.clone(), "C1,2\nC3,4\n");
    assert_eq!(narrow.said(), [("S-DIALECT", 1, "")]);
    let none = placements_as(dialect, "\n\n");
    assert_eq!(none.said(), [("S-NIL", 0, "")]);
}

#[test]
fn one_delimiter_too_many_is_passed_over_where_it_is_declared() {
    let dialect = Dialect { trailing_delimiter: true, ..Dialect::default() };
    let spare = |text: &str| text.replace('\n', ",\n");
    let read = placements_as(dialect.clone(), &spare(&format!("{HEADER}{ROW}{ROW}")));
    assert_eq!((read.said(), read.column("remark").len()), (vec![], 2));
    assert!(read.reading.normalised.contains(&("".into(), 2)));
    let only_rows = placements_as(dialect.clone(), &format!("{HEADER}{ROW}{}", spare(ROW)));
    assert_eq!((only_rows.said(), only_rows.column("remark").len()), (vec![], 2));
    let filled = placements_as(dialect, &format!("{HEADER}{ROW}{}", ROW.replace('\n', ",x\n")));
    assert_eq!(filled.said(), [("S-FIELD-COUNT", 3, "")]);
    assert_eq!(placements(format!("{HEADER}{}", spare(ROW))).said(), [("S-FIELD-COUNT", 2, "")]);
}

#[test]
fn a_declared_encoding_is_not_guessed_at() {
    let dialect = |encoding| Dialect { encoding: Some(encoding), ..Dialect::default() };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file.csv");
    let mut bytes = format!("{HEADER}{ROW}C2,01/02/2010,F,03/04/2023,T").into_bytes();
    bytes.extend(b"\xF4\n");
    fs::write(&path, &bytes).unwrap();
    let found = Found::at(&path, "placements", Some(Year::starting(2023)), authority());
    let said = |encoding| {
        let definitions = anybody(dialect(encoding));
        let reading = take_in(&found, &definitions, &folder.path().join("staging"));
        reading.findings.iter().map(|one| (one.rule.to_string(), one.line)).collect::<Vec<_>>()
    };
    assert_eq!(said(Encoded::Windows1252), [], "what is declared needs no warning");
    assert_eq!(said(Encoded::Utf8), [("S-ENCODING".to_owned(), 3)]);
}

#[test]
fn another_table_of_the_return_refuses_the_file() {
    let other = "remark,child_id,date_of_birth,sex,start_date\n";
    for between in ["", "\n", "\nA note of ours\n\n"] {
        let read = placements(format!("{HEADER}{ROW}{between}{other}x,C2,01/02/2010,F,03/04/2023\n"));
        let line = 3 + u32::try_from(between.lines().count()).unwrap();
        assert!(read.said().contains(&("S-SECOND-TABLE", line, "")), "{between:?} {:?}", read.said());
        assert_eq!(read.reading.ledger[0].verdict, Verdict::Refused);
    }
    let wider = placements(format!("{HEADER}{ROW}\nchild_id,date_of_birth,sex,start_date,remark,upn\n"));
    assert!(wider.said().contains(&("S-SECOND-TABLE", 4, "")));
}

#[test]
fn a_file_of_too_many_columns_is_refused() {
    let wide = |columns: usize| format!("{}{}\n", HEADER.trim(), ",".repeat(columns - 5));
    assert_eq!(placements(wide(4_097)).said(), [("S-TOO-WIDE", 1, "")]);
    assert!(!placements(wide(4_096)).said().contains(&("S-TOO-WIDE", 1, "")));
}

/// Pollock's table as a return: nine columns of text.
fn sales() -> Return {
    let mut sales = definitions().returns["placements"].clone();
    let names = ["DATE", "TIME", "Qty", "PRODUCTID", "Price", "ProductType", "ProductDescription", "URL", "Comments"];
    sales.id = "sales".into();
    sales.fields = names.map(|name| field(name, FieldKind::Text, false, &[])).into();
    sales.derived = Vec::new();
    sales
}

/// The declaration that Pollock's parameters are. What a collection cannot declare is left out: line ends, which are
/// seen, and preambles, which are found.
fn declared(parameters: &Path) -> Dialect {
    let parameters: serde_json::Value = serde_json::from_slice(&fs::read(parameters).unwrap()).unwrap();
    let text = |key: &str| parameters[key].as_str().unwrap();
    let rows = u8::try_from(parameters["header_lines"].as_u64().unwrap()).unwrap();
    let delimiter = if text("delimiter") == "\t" { "tab" } else { text("delimiter") };
    let columns = sales().fields.iter().map(|field| field.name.clone()).collect();
    Dialect {
        delimiter: delimiter.parse().ok(),
        quote: Quote::ALL.into_iter().find(|quote| quote.as_str() == text("quotechar")),
        escape: text("escapechar") == "\\",
        header_rows: (rows > 0).then_some(rows),
        columns: if rows == 0 { columns } else { Vec::new() },
        ..Dialect::default()
    }
}

/// The rows of a clean file, with or without its header.
fn clean(path: &Path, headed: bool) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(headed).from_path(path).unwrap();
    let rows = reader.records().map(|row| row.unwrap().iter().map(|cell| cell.trim().to_owned()).collect());
    rows.collect()
}

/// Pollock's files that are polluted as a whole.
fn polluted(folder: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder.join("polluted_files/csv")).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> =
        files.filter(|path| !path.file_name().unwrap().to_str().unwrap().starts_with("row_")).collect();
    files.sort();
    files
}

/// Files of which not every row can be read as it was meant: the rows that are read, how many of them as meant, how
/// many there should be, and what is held back.
///
/// `file_escape_char_0x00`: quotes in quoted cells stand for themselves, unescaped.
/// `file_field_delimiter_0x20`: cells with spaces are not quoted.
/// `file_multitable_same`: the same header below is the same table, continued; its rows are read too.
/// `file_quotation_char_0x27`: apostrophes in quoted cells stand for themselves, and in one row that is whole
/// quotation marks are doubled in vain.
///
/// Of `file_multitable_less` and `file_multitable_more` the first table is read, and every row of the other held back;
/// loading refuses them, because the other header may be the one that is meant.
const PARTLY: [(&str, [usize; 3], &str); 4] = [
    ("file_escape_char_0x00.csv", [77, 77, 83], "S-TEXT-AFTER-QUOTE 6"),
    ("file_field_delimiter_0x20.csv", [34, 34, 83], "S-FIELD-COUNT 49"),
    ("file_multitable_same.csv", [164, 160, 83], "S-TEXT-AFTER-QUOTE 1"),
    ("file_quotation_char_0x27.csv", [50, 49, 83], "S-TEXT-AFTER-QUOTE 33"),
];

#[test]
fn every_file_of_pollock_that_is_polluted_as_a_whole_is_read_with_its_parameters() {
    let Some(archive) = shared("checks/csv/pollock-polluted.tar.xz") else { return };
    let folder = tempfile::tempdir().unwrap();
    assert!(Command::new("tar").arg("xJf").arg(archive).arg("-C").arg(folder.path()).status().unwrap().success());
    let files = polluted(folder.path());
    assert_eq!(files.len(), 22);
    let mut partly = Vec::new();
    for path in files {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let parameters = folder.path().join(format!("polluted_files/parameters/{name}_parameters.json"));
        let dialect = declared(&parameters);
        let headed = dialect.columns.is_empty();
        let mut definitions = anybody(dialect);
        definitions.returns.insert("sales".into(), sales());
        let (inspection, records) = look("sales", &definitions, &fs::read(&path).unwrap());
        if name == "file_no_payload.csv" {
            assert_eq!((inspection.refused, records.len()), (Some("S-EMPTY"), 0));
            continue;
        }
        assert_eq!(inspection.refused, None, "{name}");
        let names: Vec<&str> = inspection.columns.iter().filter_map(|(_, field)| field.as_deref()).collect();
        assert_eq!(names, sales().fields.iter().map(|field| &*field.name).collect::<Vec<_>>(), "{name}");
        let right = clean(&folder.path().join("polluted_files/clean").join(&name), headed);
        let rows: Vec<&Vec<String>> =
            records.iter().filter(|record| record.class == "data").map(|record| &record.cells).collect();
        if !rows.iter().copied().eq(&right) {
            let as_meant = rows.iter().filter(|row| right.contains(row)).count();
            let held = records.iter().filter_map(|record| record.code).fold(BTreeMap::new(), |mut held, code| {
                *held.entry(code).or_insert(0) += 1;
                held
            });
            let held: Vec<String> = held.iter().map(|(code, count)| format!("{code} {count}")).collect();
            partly.push((name, [rows.len(), as_meant, right.len()], held.join(", ")));
        }
    }
    let partly: Vec<_> = partly.iter().map(|(name, counts, held)| (&**name, *counts, &**held)).collect();
    assert_eq!(partly, PARTLY);
}
