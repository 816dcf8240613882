//! Where a file has a column and a cell, and what a cell of it says.

use std::borrow::Cow;
use std::sync::Arc;

use super::lex::Format;
use super::scan::Reread;
use super::source::{address, letters};
use super::survey::Encoding;

/// The table that was read of a file: its columns, and the name of its sheet where the file is a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    name: Option<Box<str>>,
    /// Names of fields, in the order of the file's columns.
    columns: Vec<Arc<str>>,
    format: Format,
    encoding: Encoding,
}

impl Sheet {
    pub(super) fn new(name: Option<&str>, columns: &[Arc<str>], format: Format, encoding: Encoding) -> Self {
        Self { name: name.map(Into::into), columns: columns.to_vec(), format, encoding }
    }

    fn place(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| **column == *name)
    }

    /// The addresses of a line's cells in these columns (fields' names, separated by spaces) as people write them, `Placements!C12`,
    /// separated by spaces; blank where a line or column as a whole is meant, and where the file is no workbook.
    pub fn cells(&self, columns: &str, line: u32) -> String {
        let Some(sheet) = self.name.as_deref().filter(|_| line > 0) else { return String::new() };
        let cells = columns.split(' ').filter_map(|name| self.place(name));
        cells.map(|at| address(sheet, at, line)).collect::<Vec<_>>().join(" ")
    }

    /// The letters of these columns (fields' names, separated by spaces) as a spreadsheet that opens the file has them,
    /// separated by spaces; without those that the file does not have.
    pub fn letters(&self, columns: &str) -> String {
        columns.split(' ').filter_map(|name| self.place(name)).map(letters).collect::<Vec<_>>().join(" ")
    }

    /// What a column's cell says in a record, given as it came; nothing where the record cannot be split into cells.
    /// That may be anything at all, whatever the column is.
    pub fn said(&self, record: &[u8], column: &str) -> Option<String> {
        let at = self.place(column)?;
        let (text, encoding) = match self.encoding {
            // Held as text already.
            Encoding::Workbook => (Cow::Borrowed(record), Encoding::Utf8),
            Encoding::Utf16Le => (wide(record, u16::from_le_bytes), Encoding::Utf8),
            Encoding::Utf16Be => (wide(record, u16::from_be_bytes), Encoding::Utf8),
            other => (Cow::Borrowed(record), other),
        };
        Reread::of(self.format, encoding).row(&text).map(|row| row.cell(at).to_owned())
    }
}

/// UTF-16 as UTF-8.
fn wide(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Cow<'static, [u8]> {
    let units = bytes.chunks_exact(2).filter_map(|pair| <[u8; 2]>::try_from(pair).ok()).map(unit);
    let text: String = char::decode_utf16(units).map(|char| char.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    Cow::Owned(text.into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(name: Option<&str>, encoding: Encoding) -> Sheet {
        let columns = ["child_id".into(), "#2".into(), "end_date".into()];
        Sheet::new(name, &columns, Format::plain(b';'), encoding)
    }

    #[test]
    fn each_column_of_a_finding_has_its_address() {
        let workbook = sheet(Some("Placements"), Encoding::Workbook);
        assert_eq!(workbook.cells("child_id end_date", 12), "Placements!A12 Placements!C12");
        assert_eq!(workbook.cells("end_date start_date", 12), "Placements!C12");
        assert_eq!((workbook.cells("", 12), workbook.cells("child_id", 0)), (String::new(), String::new()));
    }

    #[test]
    fn columns_of_any_file_have_letters_and_only_cells_of_a_workbook_addresses() {
        let file = sheet(None, Encoding::Utf8);
        assert_eq!(file.letters("child_id end_date"), "A C");
        assert_eq!(file.letters("end_date age_at_start"), "C");
        assert_eq!((file.letters(""), file.cells("end_date", 12)), (String::new(), String::new()));
    }

    #[test]
    fn a_record_says_what_stands_in_a_column_however_it_is_encoded() {
        let record = "C1;\"a;b\";31 Chwefror ŵ\r\n";
        let wide = |order: fn(u16) -> [u8; 2]| record.encode_utf16().flat_map(order).collect::<Vec<u8>>();
        let said = |encoding, bytes: &[u8]| sheet(None, encoding).said(bytes, "end_date");
        let expected = Some("31 Chwefror ŵ".to_owned());
        assert_eq!(said(Encoding::Utf8, record.as_bytes()), expected);
        assert_eq!(said(Encoding::Utf16Le, &wide(u16::to_le_bytes)), expected);
        assert_eq!(said(Encoding::Utf16Be, &wide(u16::to_be_bytes)), expected);
        assert_eq!(said(Encoding::Windows1252, b"C1;;M\xf4n\n"), Some("Môn".to_owned()));
        assert_eq!(said(Encoding::Utf8, b"C1;\"open\n"), None);
        assert_eq!(sheet(None, Encoding::Utf8).said(record.as_bytes(), "start_date"), None);
    }
}
