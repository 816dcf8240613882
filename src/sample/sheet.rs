//! One file as it is written: cells get their spelling, records their quotes and line ends, and lines are counted.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::Write;
use std::path::PathBuf;

use super::calendar::{Span, YEARS};
use super::hand::{day, push, untidy, yes_no};
use super::spelling::{Spellings, Wording};
use super::style::{Dates, Encoding, Ends, Style, YearForm};
use super::table::{Cell, Table};
use crate::diagnostic::Error;
use crate::domain::Year;

/// What a column of the file holds.
#[derive(Clone, Copy, Debug)]
enum Slot {
    Column(usize),
    Authority,
    Year,
    DataTo,
    Notes,
}

/// A file that is being written.
pub(super) struct Sheet<'s> {
    out: Box<dyn Write>,
    /// Its path, for errors.
    path: PathBuf,
    pub(super) table: &'static Table,
    pub(super) style: Style,
    spellings: &'s Spellings,
    span: Span,
    year: String,
    slots: Vec<Slot>,
    buffer: Vec<u8>,
    /// Lines that are complete.
    line: u64,
    /// Rows that were written.
    pub(super) rows: u64,
    cell: String,
    record: String,
}

const FULL: usize = 1 << 16;

impl<'s> Sheet<'s> {
    /// Begins a file: what stands above the table, and the header.
    pub(super) fn open(
        out: Box<dyn Write>,
        path: &str,
        table: &'static Table,
        style: Style,
        spellings: &'s Spellings,
        year: (u32, Span),
    ) -> Result<Self, Error> {
        let mut slots: Vec<Slot> = (0..table.columns.len()).map(Slot::Column).collect();
        if style.reversed {
            slots.reverse();
        }
        let extra = [
            (style.authority.is_some(), Slot::Authority),
            (style.year.is_some(), Slot::Year),
            (style.data_to, Slot::DataTo),
            (style.notes, Slot::Notes),
        ];
        slots.extend(extra.into_iter().filter(|(there, _)| *there).map(|(_, slot)| slot));
        let start = (1..).zip(YEARS).find(|(number, _)| *number == year.0).map_or(0, |(_, start)| start);
        let mut year_text = Year::starting(start).to_string();
        if style.year == Some(YearForm::Slash) {
            year_text = year_text.replace('-', "/");
        }
        let mut sheet = Self {
            out,
            path: PathBuf::from(path),
            table,
            style,
            spellings,
            span: year.1,
            year: year_text,
            slots,
            buffer: Vec::with_capacity(FULL * 2),
            line: 0,
            rows: 0,
            cell: String::new(),
            record: String::new(),
        };
        if sheet.style.encoding == Encoding::Utf8Bom {
            sheet.buffer.extend_from_slice(b"\xef\xbb\xbf");
        }
        if sheet.style.title {
            let year = sheet.year.clone();
            sheet.lines(&[&format!("Plant sy’n derbyn gofal – {} {year}", table.id), "Swyddogol / Official", ""])?;
        }
        sheet.header()?;
        Ok(sheet)
    }

    /// Writes the header.
    fn header(&mut self) -> Result<(), Error> {
        let names: Vec<String> = self.slots.iter().map(|slot| self.heading(*slot)).collect();
        self.fields(&names);
        self.end_line()
    }

    fn heading(&self, slot: Slot) -> String {
        let welsh = self.style.headers == Wording::Welsh;
        match slot {
            Slot::Column(place) => {
                let name = self.table.columns.get(place).map_or("", |column| column.name);
                self.spellings.of(self.table.id, name, self.style.headers).to_owned()
            }
            Slot::Authority if welsh => "Awdurdod lleol".to_owned(),
            Slot::Authority => "authority".to_owned(),
            Slot::Year => "year".to_owned(),
            Slot::DataTo => "data_to".to_owned(),
            Slot::Notes => "TEST_COLUMN".to_owned(),
        }
    }

    /// Writes a row, and gives the line on which it begins.
    pub(super) fn row(&mut self, cells: &[Cell<'_>]) -> Result<u64, Error> {
        let line = self.line + 1;
        self.record.clear();
        for number in 0..self.slots.len() {
            self.spell(number, cells);
            if number > 0 {
                self.record.push(if self.style.semicolons { ';' } else { ',' });
            }
            let delimiter = if self.style.semicolons { b';' } else { b',' };
            let quote = self.style.quoted || self.cell.bytes().any(|b| b == delimiter || matches!(b, b'"' | b'\n'));
            if quote {
                self.record.push('"');
                self.record.push_str(&self.cell.replace('"', "\"\""));
                self.record.push('"');
            } else {
                self.record.push_str(&self.cell);
            }
        }
        self.put_record()?;
        self.rows += 1;
        if self.rows == 60 {
            self.interrupt()?;
        }
        Ok(line)
    }

    /// The cells of a row as text, in the file's order.
    pub(super) fn spelled(&mut self, cells: &[Cell<'_>]) -> Vec<String> {
        (0..self.slots.len())
            .map(|number| {
                self.spell(number, cells);
                self.cell.clone()
            })
            .collect()
    }

    /// Writes text as a record, whatever is wrong with it, and gives the line on which it begins.
    pub(super) fn raw(&mut self, record: &str) -> Result<u64, Error> {
        let line = self.line + 1;
        self.record.clear();
        self.record.push_str(record);
        self.put_record()?;
        Ok(line)
    }

    /// Writes bytes as a record of one line, whatever is wrong with them, and gives the line.
    pub(super) fn raw_bytes(&mut self, record: &[u8]) -> Result<u64, Error> {
        self.buffer.extend_from_slice(record);
        self.end_line().map(|()| self.line)
    }

    /// The year as its column writes it.
    pub(super) fn year(&self) -> &str {
        &self.year
    }

    /// What delimits cells.
    pub(super) fn delimiter(&self) -> char {
        if self.style.semicolons { ';' } else { ',' }
    }

    /// The last day of the year that the file is about.
    pub(super) fn span(&self) -> Span {
        self.span
    }

    /// What some senders have in the midst of their tables.
    fn interrupt(&mut self) -> Result<(), Error> {
        if self.style.gaps {
            self.lines(&["", &",".repeat(self.slots.len() - 1), "   "])?;
        }
        if self.style.header_again {
            self.header()?;
        }
        Ok(())
    }

    /// Ends the file: what stands below the table. Gives the line of what is neither row nor note, if there is such.
    pub(super) fn close(mut self) -> Result<Option<u64>, Error> {
        if self.style.totals {
            self.totals()?;
        }
        let mut stray = None;
        if self.style.gaps {
            let empty = ",".repeat(self.slots.len() - 1);
            self.lines(&["", &empty, &empty, ""])?;
        }
        if self.style.footer {
            self.lines(&["", "Nodyn: ffigurau dros dro / Note: provisional figures", "Source: case records"])?;
            stray = Some(self.raw("v2,AJ,checked")?);
        }
        self.flush()?;
        self.out.flush().map_err(Error::write(&self.path))?;
        Ok(stray)
    }

    /// A row that names the whole country.
    fn totals(&mut self) -> Result<(), Error> {
        let place = self.table.place("authority");
        let name = |slot: &Slot| match slot {
            Slot::Column(column) if Some(*column) == place => "Cymru".to_owned(),
            Slot::Authority => "Cymru".to_owned(),
            _ => String::new(),
        };
        let cells: Vec<String> = self.slots.iter().map(name).collect();
        self.fields(&cells);
        self.end_line()
    }

    fn lines(&mut self, lines: &[&str]) -> Result<(), Error> {
        lines.iter().try_for_each(|line| self.raw(line).map(|_| ()))
    }

    fn fields(&mut self, fields: &[String]) {
        let delimiter = self.delimiter().to_string();
        let quoted =
            |field: &String| if field.contains(['"', ',', ';']) { format!("\"{field}\"") } else { field.clone() };
        let record = fields.iter().map(quoted).collect::<Vec<_>>().join(&delimiter);
        self.encode(&record);
    }

    fn put_record(&mut self) -> Result<(), Error> {
        let record = std::mem::take(&mut self.record);
        self.encode(&record);
        self.line += u64::try_from(record.bytes().filter(|b| *b == b'\n').count()).unwrap_or(0);
        self.record = record;
        self.end_line()
    }

    fn encode(&mut self, text: &str) {
        let bytes = match self.style.encoding {
            Encoding::Windows1252 => encoding_rs::WINDOWS_1252.encode(text).0,
            Encoding::Utf8 | Encoding::Utf8Bom => Cow::Borrowed(text.as_bytes()),
        };
        self.buffer.extend_from_slice(&bytes);
    }

    fn end_line(&mut self) -> Result<(), Error> {
        let end: &[u8] = match (self.style.ends, self.line % 3) {
            (Ends::Lf, _) | (Ends::Mixed, 0) => b"\n",
            (Ends::CrLf, _) | (Ends::Mixed, 1) => b"\r\n",
            (Ends::Cr | Ends::Mixed, _) => b"\r",
        };
        self.buffer.extend_from_slice(end);
        self.line += 1;
        if self.buffer.len() > FULL { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<(), Error> {
        self.out.write_all(&self.buffer).map_err(Error::write(&self.path))?;
        self.buffer.clear();
        Ok(())
    }

    /// Puts the text of one cell into `self.cell`.
    fn spell(&mut self, slot: usize, cells: &[Cell<'_>]) {
        self.cell.clear();
        match self.slots.get(slot) {
            Some(Slot::Column(place)) => {
                let (place, cell) = (*place, cells.get(*place).copied().unwrap_or_default());
                self.spell_cell(place, cell);
            }
            Some(Slot::Authority) => self.cell.push_str(self.style.authority.as_deref().unwrap_or_default()),
            Some(Slot::Year) => self.cell.push_str(&self.year),
            Some(Slot::DataTo) => day(&mut self.cell, self.span.last, Dates::Uk),
            Some(Slot::Notes) if self.rows % 23 == 5 => self.cell.push_str("seen, agreed\nno \"further\" action"),
            Some(Slot::Notes) => self.cell.push_str("ok"),
            None => {}
        }
    }

    fn spell_cell(&mut self, place: usize, cell: Cell<'_>) {
        let (list, name) = self.table.columns.get(place).map_or(("", ""), |column| (column.list, column.name));
        let style = &self.style;
        match cell {
            Cell::Blank => {
                let number = matches!(name, "distance_km" | "home_decile");
                match self.rows % 5 {
                    1 if number => self.cell.push_str(style.suppressed),
                    2 | 3 => self.cell.push_str(style.missing),
                    _ => {}
                }
            }
            // The bytes of UTF-8, taken for Windows-1252 and written as UTF-8 again.
            Cell::Text(text) if style.mojibake && text.contains('–') => self.cell.push_str(&text.replace('–', "â€“")),
            Cell::Text(text) if style.wrapped && name == "regulation" => self.cell.push_str(&text.replace(" - ", "\n")),
            Cell::Text(text) => self.cell.push_str(text),
            Cell::Code(code) => {
                let code = self.spellings.of(list, code, style.codes);
                if style.untidy { untidy(&mut self.cell, code, self.rows) } else { self.cell.push_str(code) }
            }
            Cell::Codes(codes) => {
                for (number, code) in codes.iter().enumerate() {
                    self.cell.push_str(if number == 0 {
                        ""
                    } else if style.untidy {
                        "; "
                    } else {
                        ";"
                    });
                    self.cell.push_str(self.spellings.of(list, code, style.codes));
                }
            }
            Cell::Day(days) => day(&mut self.cell, days, style.dates),
            Cell::Number(number) => push(&mut self.cell, number),
            Cell::Tenths(tenths) => {
                let (whole, tenth) = (tenths / 10, tenths % 10);
                if style.thousands && whole >= 1000 {
                    push(&mut self.cell, whole / 1000);
                    let _ = write!(self.cell, ",{:03}", whole % 1000);
                } else {
                    push(&mut self.cell, whole);
                }
                self.cell.push('.');
                push(&mut self.cell, tenth);
            }
            Cell::YesNo(yes) => self.cell.push_str(yes_no(yes, style.yes_no)),
        }
    }
}
