//! A workbook: which of its sheets is the return, and that sheet as CSV text.
//!
//! A row of the sheet is a line of the text, from the first row on, so that lines are the rows that Excel shows.

use std::io::{self, Cursor};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, Reader as _, SheetType, Xlsx, XlsxError};
use zip::ZipArchive;

use super::cell;
use super::gzip::limit;
use crate::definitions::Dialect;
use crate::intake::header::{self, Catalogue, Role};
use crate::intake::survey::Encoding;
use crate::intake::trouble::{NOT_WORKBOOK, TOO_LARGE, TOO_WIDE, TWO_SHEETS, Trouble};

/// The most bytes that a workbook may unpack to, and that its sheet may be as text.
pub(super) const MOST: u64 = 1 << 30;
/// How many rows from the top show whether a sheet is the return.
const TOP: u32 = 40;
/// What Excel has room for.
const MOST_ROWS: u32 = 1 << 20;
const MOST_COLUMNS: u32 = 1 << 14;
/// What a return may have.
const WIDEST: usize = 4096;

type Book<'b> = Xlsx<Cursor<&'b [u8]>>;

/// The sheet that is read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Sheet {
    pub(super) name: Box<str>,
    pub(super) text: Vec<u8>,
    /// The names of the other sheets that have anything in them.
    pub(super) others: Vec<Box<str>>,
}

/// Reads the sheet that answers the catalogue best; without a catalogue the first that has anything in it.
pub(super) fn read(bytes: &[u8], catalogue: Option<&Catalogue>, dialect: Option<&Dialect>) -> Result<Sheet, Trouble> {
    measure(bytes)?;
    // What people send may be damaged in ways that the library did not foresee.
    catch_unwind(AssertUnwindSafe(|| sheet(bytes, catalogue, dialect))).unwrap_or(Err(NOT_WORKBOOK))
}

/// Unpacks everything into nothing, to see that it is whole, and in proportion.
fn measure(bytes: &[u8]) -> Result<(), Trouble> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| NOT_WORKBOOK)?;
    let mut left = limit(bytes.len() as u64, MOST);
    for at in 0..archive.len() {
        let entry = archive.by_index(at).map_err(|_| NOT_WORKBOOK)?;
        let size = io::copy(&mut io::Read::take(entry, left + 1), &mut io::sink()).map_err(|_| NOT_WORKBOOK)?;
        left = left.checked_sub(size).ok_or(TOO_LARGE)?;
    }
    Ok(())
}

fn sheet(bytes: &[u8], catalogue: Option<&Catalogue>, dialect: Option<&Dialect>) -> Result<Sheet, Trouble> {
    let mut book: Book<'_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| NOT_WORKBOOK)?;
    let sheets = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let names: Vec<Box<str>> = sheets.map(|sheet| sheet.name.as_str().into()).collect();
    let mut filled = Vec::new();
    for name in names {
        match render(&mut book, &name, TOP) {
            // Whatever it is, it need not be the return.
            Err(TOO_WIDE | TOO_LARGE) => filled.push((0, name)),
            top => {
                let top = top?;
                if !top.is_empty() {
                    filled.push((known_names(&top, catalogue, dialect), name));
                }
            }
        }
    }
    let most = filled.iter().map(|(known, _)| *known).max().unwrap_or_default();
    if most > 0 && filled.iter().filter(|(known, _)| *known == most).count() > 1 {
        return Err(TWO_SHEETS);
    }
    let Some(at) = filled.iter().position(|(known, _)| *known == most) else {
        return Ok(Sheet { name: "".into(), text: Vec::new(), others: Vec::new() });
    };
    let (_, name) = filled.remove(at);
    let text = render(&mut book, &name, MOST_ROWS)?;
    Ok(Sheet { name, text, others: filled.into_iter().map(|(_, name)| name).collect() })
}

/// How many of the header's names the return has.
fn known_names(top: &[u8], catalogue: Option<&Catalogue>, dialect: Option<&Dialect>) -> usize {
    let layout = catalogue.and_then(|catalogue| header::find(top, Encoding::Workbook, catalogue, dialect).ok());
    layout.map_or(0, |layout| layout.roles.iter().filter(|role| **role != Role::Unknown).count())
}

/// A sheet as text; of one with more rows than so many, those, and enough of the others to see whether there is
/// anything in them.
fn render(book: &mut Book<'_>, name: &str, most_rows: u32) -> Result<Vec<u8>, Trouble> {
    let since_1904 = book.has_1904_epoch();
    let mut cells = book.worksheet_cells_reader(name).map_err(trouble)?;
    let mut table = Table::default();
    while let Some(found) = cells.next_cell_with_formula_metadata().map_err(trouble)? {
        if found.value == DataRef::Empty && found.formula.is_none() {
            continue;
        }
        let text = cell::text(&found.value, found.formula.is_some(), since_1904);
        if text.is_empty() {
            continue;
        }
        let (row, column) = found.pos;
        if row >= MOST_ROWS || column >= MOST_COLUMNS {
            return Err(NOT_WORKBOOK);
        }
        if row >= most_rows && !table.text.is_empty() {
            break;
        }
        table.push(row as usize, column as usize, &text)?;
    }
    table.padded()
}

fn trouble(_: XlsxError) -> Trouble {
    NOT_WORKBOOK
}

/// Rows as they come, each as long as it is.
#[derive(Default)]
struct Table {
    text: Vec<u8>,
    /// Where each row that is complete ends in the text, and how many cells it has.
    rows: Vec<(usize, usize)>,
    /// How many cells the last row has so far.
    cells: usize,
    width: usize,
}

impl Table {
    /// Adds a cell, which Excel wants to come after all that came before.
    fn push(&mut self, row: usize, column: usize, text: &str) -> Result<(), Trouble> {
        if row < self.rows.len() || row == self.rows.len() && column < self.cells {
            return Err(NOT_WORKBOOK);
        }
        if column >= WIDEST {
            return Err(TOO_WIDE);
        }
        while self.rows.len() < row {
            self.rows.push((self.text.len(), self.cells));
            self.cells = 0;
        }
        // Every cell but the first has its comma in front.
        let commas = if self.cells == 0 { column } else { column + 1 - self.cells };
        self.text.extend(std::iter::repeat_n(b',', commas));
        if text.contains([',', '"']) {
            self.text.extend(format!("\"{}\"", text.replace('"', "\"\"")).bytes());
        } else {
            self.text.extend(text.bytes());
        }
        self.cells = column + 1;
        self.width = self.width.max(self.cells);
        if self.text.len() as u64 > MOST { Err(TOO_LARGE) } else { Ok(()) }
    }

    /// The lines, each with as many cells as the longest, but those of empty rows.
    fn padded(mut self) -> Result<Vec<u8>, Trouble> {
        if self.text.is_empty() {
            return Ok(Vec::new());
        }
        self.rows.push((self.text.len(), self.cells));
        let missing = |cells: usize| if cells == 0 { 0 } else { self.width - cells };
        let size = self.rows.iter().fold(self.text.len(), |size, (_, cells)| size + missing(*cells) + 1);
        if size as u64 > MOST {
            return Err(TOO_LARGE);
        }
        let mut lines = Vec::with_capacity(size);
        let mut start = 0;
        for (end, cells) in &self.rows {
            lines.extend(self.text.get(start..*end).unwrap_or_default());
            lines.extend(std::iter::repeat_n(b',', missing(*cells)));
            lines.push(b'\n');
            start = *end;
        }
        Ok(lines)
    }
}

/// How a spreadsheet names a column, counted from 0: `A`, `Z`, `AA`.
pub(in crate::intake) fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        letters.push(char::from(b'A' + ((left - 1) % 26).to_le_bytes()[0]));
        left = (left - 1) / 26;
    }
    letters.into_iter().rev().collect()
}

/// How Excel writes the place of a cell: `Placements!C12`, `'Sheet 1'!A1`. The column counts from 0, the row from 1.
pub(in crate::intake) fn address(sheet: &str, column: usize, row: u32) -> String {
    let letters = letters(column);
    let word = sheet.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && sheet.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.'));
    // `A1` and `R1C1` are cells.
    let short =
        sheet.len() < 3 || sheet.len() < 12 && sheet.find(|c: char| c.is_ascii_digit()).is_some_and(|at| at < 4);
    if word && !short {
        return format!("{sheet}!{letters}{row}");
    }
    format!("'{}'!{letters}{row}", sheet.replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_excel_names_them() {
        for (sheet, column, row, name) in [
            ("Placements", 2, 12, "Placements!C12"),
            ("Lleoliadau_2024", 25, 1, "Lleoliadau_2024!Z1"),
            ("Tŷ", 26, 3, "Tŷ!AA3"),
            ("Sheet 1", 701, 9, "'Sheet 1'!ZZ9"),
            ("O'Brien", 702, 1_048_576, "'O''Brien'!AAA1048576"),
            ("AB12", 0, 1, "'AB12'!A1"),
            ("R1C1", 16_383, 1, "'R1C1'!XFD1"),
            ("2024", 0, 1, "'2024'!A1"),
        ] {
            assert_eq!(address(sheet, column, row), name);
        }
    }

    #[test]
    fn rows_are_as_long_as_the_longest_and_empty_ones_are_empty() {
        let mut table = Table::default();
        for (row, column, text) in [(1, 0, "a"), (1, 3, "b,\"c"), (3, 1, "d"), (3, 2, "e"), (4, 0, "f")] {
            table.push(row, column, text).unwrap();
        }
        assert_eq!(table.push(3, 5, "late"), Err(NOT_WORKBOOK));
        assert_eq!(table.push(4, 0, "twice"), Err(NOT_WORKBOOK));
        assert_eq!(table.push(5, WIDEST, "far"), Err(TOO_WIDE));
        let text = String::from_utf8(table.padded().unwrap()).unwrap();
        assert_eq!(text, "\na,,,\"b,\"\"c\"\n\n,d,e,\nf,,,\n");
    }

    #[test]
    fn a_sheet_that_is_mostly_commas_is_stopped() {
        let mut table = Table::default();
        table.push(0, WIDEST - 1, "x").unwrap();
        for row in 1..300_000 {
            table.push(row, 0, "x").unwrap();
        }
        assert_eq!(table.padded(), Err(TOO_LARGE));
    }
}
