//! `LibreOffice` opens the overview's workbooks and finds in every cell what was written.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use calamine::{Data, Reader as _, Xlsx};

use super::support::published;

/// Set where the tests may not be left out: by `./check`.
const REQUIRED: &str = "TROSOLWG_OFFICE";

/// Whether `LibreOffice` is there.
#[expect(clippy::print_stderr, reason = "what is left out must be seen")]
fn is_there() -> bool {
    let there = Command::new("soffice").arg("--version").output().is_ok_and(|output| output.status.success());
    assert!(there || std::env::var_os(REQUIRED).is_none(), "no LibreOffice: run tests/office/set-up");
    if !there {
        eprintln!("\nLEFT OUT: no LibreOffice. `./check` installs it, or tests/office/set-up\n");
    }
    there
}

/// A folder of this test's own, empty.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// The title of a table that has the number of children looked after.
const TABLE: &str = "Children looked after, by region and local authority";

/// Converts files with `LibreOffice`, whose own settings lie in the folder too.
fn converted(kind: &str, files: &[PathBuf], to: &Path) {
    let settings = format!("-env:UserInstallation=file://{}/settings", to.display());
    let mut command = Command::new("soffice");
    command.arg(settings).args(["--headless", "--convert-to", kind, "--outdir"]).arg(to).args(files);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// The cells of a worksheet that hold something, by row and column, numbers as `LibreOffice` writes them.
fn written(workbook: &Path) -> BTreeMap<String, BTreeMap<(usize, usize), String>> {
    let mut book: Xlsx<_> = calamine::open_workbook(workbook).unwrap();
    let text = |cell: &Data| match cell {
        Data::Float(number) => number.to_string(),
        other => other.to_string(),
    };
    let names = book.sheet_names();
    names
        .into_iter()
        .map(|name| {
            let range = book.worksheet_range(&name).unwrap();
            let cells = range.used_cells().map(|(row, column, cell)| ((row, column), text(cell)));
            (name, cells.filter(|(_, text)| !text.is_empty()).collect())
        })
        .collect()
}

fn as_csv(file: &Path) -> BTreeMap<(usize, usize), String> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_path(file).unwrap();
    let mut cells = BTreeMap::new();
    for (row, record) in reader.records().enumerate() {
        let record = record.unwrap();
        cells.extend(record.iter().enumerate().map(|(column, text)| ((row, column), text.to_owned())));
    }
    cells.into_iter().filter(|(_, text)| !text.is_empty()).collect()
}

#[test]
fn libreoffice_reads_every_cell_as_it_was_written() {
    if !is_there() {
        return;
    }
    let to = folder("office");
    let books = ["en", "cy"].map(|language| published().output().join(format!("overview.{language}.xlsx")));
    // Every sheet as CSV in UTF-8: fields between commas, texts as they are, numbers as they are stored.
    converted("csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1", &books, &to);
    for (book, language) in books.iter().zip(["en", "cy"]) {
        let sheets = written(book);
        assert!(sheets.len() > 3, "{language} has {} sheets", sheets.len());
        for (name, cells) in sheets {
            let read = as_csv(&to.join(format!("overview.{language}-{name}.csv")));
            assert_eq!(read, cells, "{name} of {language}");
        }
    }
    let is_it = |cells: &BTreeMap<_, String>| cells.values().any(|text| text.contains(TABLE));
    let sheets = written(&books[0]);
    let (name, _) = sheets.iter().find(|(name, cells)| name.starts_with("Table") && is_it(cells)).unwrap();
    let wales = as_csv(&to.join(format!("overview.en-{name}.csv")));
    let (at, _) = wales.iter().find(|(_, text)| *text == "Wales").unwrap();
    assert_eq!(wales.get(&(at.0, 2)).unwrap(), "7200", "children looked after in Wales");
}

#[test]
fn libreoffice_converts_a_workbook_for_those_who_prefer_open_documents() {
    if !is_there() {
        return;
    }
    let to = folder("office-open");
    converted("ods", &[published().output().join("overview.cy.xlsx")], &to);
    let mut archive = zip::ZipArchive::new(fs::File::open(to.join("overview.cy.ods")).unwrap()).unwrap();
    let content = std::io::read_to_string(archive.by_name("content.xml").unwrap()).unwrap();
    // The tables stay marked up, under their names.
    assert!(content.contains("table:name=\"contents\"") && content.contains("table_looked_after_by_place"));
}
