//! Returns that come as something else than CSV in UTF-8, through the program: what is published is the same.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;

use rust_xlsxwriter::Workbook;

use super::support::{Project, clone};

/// The plain returns, which have rows that intake holds back, and rows that rules do.
const WIDE: &str = "2023-24/W06000002/placements";
const PACKED: &str = "2023-24/W06000005/placements";
const BOOK: &str = "2023-24/W06000006/placements";

fn plain(path: &str) -> String {
    fs::read_to_string(clone("data/returns").join(format!("{path}.csv"))).unwrap()
}

fn wide(text: &str) -> Vec<u8> {
    format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_be_bytes).collect()
}

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

/// The table on a sheet behind another, every cell as text.
fn workbook(text: &str) -> Vec<u8> {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Read me").unwrap().write(0, 0, "The return is on the next sheet.").unwrap();
    let sheet = book.add_worksheet().set_name("Placements").unwrap();
    let mut rows = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    for (at, row) in (0..).zip(rows.records()) {
        for (column, cell) in (0..).zip(&row.unwrap()) {
            if !cell.is_empty() {
                sheet.write_string(at, column, cell).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

/// A project with the three returns, ready to run with a key that others have too.
fn project(returns: &[(&str, &str, Vec<u8>)]) -> Project {
    let project = Project::small();
    for (path, ending, bytes) in returns {
        project.put(&format!("{path}{ending}"), bytes);
    }
    fs::write(project.secret(), "the same secret for every store").unwrap();
    project
}

type Rows = Vec<BTreeMap<String, String>>;

/// What is published: the rows, what is held back, and what is said; the files by their names without the ending.
fn published(project: &Project) -> [Rows; 3] {
    let secret = project.secret();
    project.run(&["run", "--secret", secret.to_str().unwrap()]).with_status(0);
    [
        "SELECT * FROM placements ORDER BY submitter, _line",
        "SELECT file, line, end_line, reason, raw FROM held_back ORDER BY file, line",
        "SELECT file, line, \"column\", rule, severity FROM findings WHERE rule <> 'S-OTHER-SHEET' ORDER BY file, line, rule, \"column\"",
    ]
    .map(|sql| {
        let mut rows = project.rows(sql);
        for row in &mut rows {
            for name in ["file", "_file"] {
                let stem = row.get(name).and_then(|file| file.split(".csv").next()?.split(".xlsx").next()).map(str::to_owned);
                row.extend(stem.map(|stem| (name.to_owned(), stem)));
            }
        }
        rows
    })
}

#[test]
fn a_return_is_the_same_however_it_is_packed() {
    let plain_project = project(&[
        (WIDE, ".csv", plain(WIDE).into_bytes()),
        (PACKED, ".csv", plain(PACKED).into_bytes()),
        (BOOK, ".csv", plain(BOOK).into_bytes()),
    ]);
    let project = project(&[
        (WIDE, ".csv", wide(&plain(WIDE))),
        (PACKED, ".csv.gz", gzip(&plain(PACKED))),
        (BOOK, ".xlsx", workbook(&plain(BOOK))),
    ]);
    let [plain_rows, plain_held, plain_said] = published(&plain_project);
    let [rows, mut held, said] = published(&project);
    assert!(plain_rows == rows, "{} rows and {}", plain_rows.len(), rows.len());
    assert_eq!(plain_said, said);
    assert_eq!(plain_held.len(), held.len());
    for (one, other) in plain_held.iter().zip(&mut held) {
        // UTF-16 and a sheet's text are not the bytes of the CSV; packed ones are.
        if !one["file"].starts_with(PACKED) {
            other.insert("raw".to_owned(), one["raw"].clone());
        }
        assert_eq!(one, other);
    }
    assert!(held.iter().any(|row| row["file"].starts_with(PACKED) && row["reason"] == "PLC-003"));

    let ledger = project.rows("SELECT file, encoding, rows_loaded FROM ledger WHERE encoding <> 'utf-8' ORDER BY file");
    let ledger: Vec<_> = ledger.iter().map(|row| (&*row["file"], &*row["encoding"])).collect();
    assert_eq!(
        ledger,
        [("2023-24/W06000002/placements.csv", "utf-16be"), ("2023-24/W06000006/placements.xlsx", "workbook")]
    );
    let book = project.returns.join(format!("{BOOK}.xlsx"));
    let inspected = project.run(&["inspect", book.to_str().unwrap()]).with_status(1);
    assert!(inspected.stdout.contains("workbook, sheet `Placements`"), "{}", inspected.stdout);
    let other = project.rows("SELECT cell FROM findings WHERE rule = 'S-OTHER-SHEET'");
    assert_eq!(other[0]["cell"], "'Read me'!A1");
    let cells = project.rows("SELECT cell FROM findings WHERE rule = 'S-INTEGER' AND line = 28");
    assert!(cells.iter().any(|row| row["cell"].starts_with("Placements!") && row["cell"].ends_with("28")), "{cells:?}");
    let ruled =
        project.rows("SELECT line, cell FROM findings WHERE rule LIKE 'PLC-%' AND file LIKE '%.xlsx' AND line > 0");
    let told =
        |row: &BTreeMap<String, String>| row["cell"].starts_with("Placements!") && row["cell"].ends_with(&row["line"]);
    assert!(!ruled.is_empty() && ruled.iter().all(told), "{ruled:?}");
    assert!(
        project
            .run(&["run", "--secret", project.secret().to_str().unwrap()])
            .with_status(0)
            .stdout
            .contains("nothing has changed")
    );
}

#[test]
fn files_that_are_not_what_they_are_called_are_refused_by_name() {
    let project = Project::small();
    let text = plain(PACKED);
    let packed = gzip(&text);
    project.put("2023-24/W06000002/placements.csv", &workbook("a,b\n1,2\n"));
    project.put("2023-24/W06000003/placements.csv", &packed);
    project.put("2023-24/W06000004/placements.csv", b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
    project.put("2023-24/W06000005/placements.csv.gz", &packed[..packed.len() / 2]);
    project.put("2023-24/W06000006/placements.xlsx", text.as_bytes());
    project.put("2023-24/W06000008/placements.csv", &wide(&text)[2..]);
    project.put("2023-24/W06000009/placements.csv", b"<!DOCTYPE html><title>Sign in</title>");
    project.put("2023-24/W06000010/placements.csv.gz", &gzip(&" ".repeat(100 << 20)));
    project.put("2023-24/W06000011/placements\u{7}.csv", text.as_bytes());
    project.put("2023-24/W06000012/placements.csv", b"PK\x03\x04\x14\0\0\0\x08\0placements.csv");
    let outcome = project.run(&["run"]).with_status(0);
    let refused = project.rows("SELECT file, reason FROM ledger WHERE verdict = 'refused' ORDER BY file");
    let refused: Vec<String> = refused.iter().map(|row| format!("{} {}", row["file"], row["reason"])).collect();
    let expected = [
        "2023-24/W06000002/placements.csv S-IS-WORKBOOK",
        "2023-24/W06000003/placements.csv S-IS-GZIP",
        "2023-24/W06000004/placements.csv S-IS-PDF",
        "2023-24/W06000005/placements.csv.gz S-NOT-GZIP",
        "2023-24/W06000006/placements.xlsx S-NOT-WORKBOOK",
        "2023-24/W06000008/placements.csv S-UTF-16",
        "2023-24/W06000009/placements.csv S-IS-HTML",
        "2023-24/W06000010/placements.csv.gz S-TOO-LARGE",
        r"2023-24/W06000011/placements\x07.csv S-NAME",
        "2023-24/W06000012/placements.csv S-IS-ZIP",
    ];
    assert_eq!(refused, expected);
    assert!(!outcome.stdout.contains('\u{7}') && !outcome.stderr.contains('\u{7}'));
    for code in refused.iter().filter_map(|row| row.split(' ').next_back()) {
        for language in ["en", "cy"] {
            let words = fs::read_to_string(clone(&format!("pipelines/wales/words/ui.{language}.ftl"))).unwrap();
            assert!(words.contains(&format!("\nreading-{} = ", code.to_lowercase())), "{code} {language}");
        }
    }
}
