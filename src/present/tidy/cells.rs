//! What takes the cells of a table for programs, one after another; and CSV as one of them.

use std::fmt::Write as _;

use crate::domain::Date;
use crate::present::feedback::harmless;
use crate::present::plain;

/// What takes cells, row by row, in the order of the columns.
pub(in crate::present) trait Cells {
    /// A text; blank where there is none.
    fn text(&mut self, text: &str);
    /// A whole number.
    fn whole(&mut self, number: u32);
    /// A number, where there is one.
    fn number(&mut self, number: Option<f64>);
    /// A day.
    fn day(&mut self, day: Date);
    /// The row is at its end.
    fn end_row(&mut self);
}

/// A table as CSV: UTF-8, commas, a line feed after each row.
#[derive(Debug, Default)]
pub(in crate::present) struct Csv {
    written: String,
    /// Whether the row has cells already.
    begun: bool,
}

impl Csv {
    /// A file with room for so many bytes.
    pub(in crate::present) fn with_room(bytes: usize) -> Self {
        Self { written: String::with_capacity(bytes), begun: false }
    }

    /// A row of texts.
    pub(in crate::present) fn row<'t>(&mut self, cells: impl IntoIterator<Item = &'t str>) {
        for cell in cells {
            self.text(cell);
        }
        self.end_row();
    }

    /// The bytes of the file.
    pub(in crate::present) fn into_bytes(self) -> Vec<u8> {
        self.written.into_bytes()
    }

    fn begin(&mut self) {
        if self.begun {
            self.written.push(',');
        }
        self.begun = true;
    }
}

impl Cells for Csv {
    fn text(&mut self, text: &str) {
        self.begin();
        if is_simple(text) {
            self.written.push_str(text);
            return;
        }
        let text = harmless(text);
        if text.contains(['"', ',', '\n', '\r']) {
            let _written = write!(self.written, "\"{}\"", text.replace('"', "\"\""));
        } else {
            self.written.push_str(&text);
        }
    }

    fn whole(&mut self, number: u32) {
        self.begin();
        let _written = write!(self.written, "{number}");
    }

    fn number(&mut self, number: Option<f64>) {
        self.begin();
        if let Some(number) = number {
            plain::append(&mut self.written, number);
        }
    }

    fn day(&mut self, day: Date) {
        self.begin();
        let _written = write!(self.written, "{day}");
    }

    fn end_row(&mut self) {
        self.written.push('\n');
        self.begun = false;
    }
}

/// Whether a text can stand as it is: it begins with a letter or digit, and nothing in it means anything to CSV.
fn is_simple(text: &str) -> bool {
    let inside = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b' ' | b':');
    text.bytes().next().is_none_or(|first| first.is_ascii_alphanumeric()) && text.bytes().all(inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_must_be_and_never_a_formula() {
        let mut csv = Csv::default();
        csv.row(["looked_after", "per 10,000", "=1+1", "a \"b\"", "", "Ynys Môn"]);
        csv.number(Some(-2.5));
        csv.number(None);
        csv.whole(22);
        csv.day(Date::constant(2024, 3, 31));
        csv.end_row();
        let text = String::from_utf8(csv.into_bytes()).unwrap();
        assert_eq!(text, "looked_after,\"per 10,000\",'=1+1,\"a \"\"b\"\"\",,Ynys Môn\n-2.5,,22,2024-03-31\n");
    }
}
