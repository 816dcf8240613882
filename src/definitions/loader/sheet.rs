//! Small CSV tables: code lists, reference tables, the rows of examples.

use std::ops::Range;

use super::mistakes::{Mistakes, Place};
use super::node::Text;
use crate::definitions::nearest::nearest;
use crate::diagnostic::Source;

/// A CSV table whose rows know where they stand. Every row has a cell for every column.
pub(super) struct Sheet<'a> {
    /// The header's names.
    pub(super) header: Vec<String>,
    /// The rows.
    pub(super) rows: Vec<Row<'a>>,
    /// Where the header stands.
    pub(super) place: Place<'a>,
}

/// One row of a sheet.
pub(super) struct Row<'a> {
    /// Its cells, trimmed.
    pub(super) cells: Vec<String>,
    /// Where it stands.
    pub(super) place: Place<'a>,
}

impl<'a> Sheet<'a> {
    /// A whole file.
    pub(super) fn of_file(file: &'a Source, mistakes: &Mistakes) -> Self {
        Self::read(&file.text, |span| Place { file, span }, mistakes)
    }

    /// A text within a TOML file.
    pub(super) fn of_text(text: &Text<'a>, mistakes: &Mistakes) -> Self {
        Self::read(text.value, |span| text.part(span), mistakes)
    }

    fn read(text: &str, place: impl Fn(Range<usize>) -> Place<'a>, mistakes: &Mistakes) -> Self {
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .trim(csv::Trim::All)
            .has_headers(false)
            .from_reader(text.as_bytes());
        let mut sheet = Self { header: Vec::new(), rows: Vec::new(), place: place(0..0) };
        let mut record = csv::StringRecord::new();
        let mut first = true;
        while reader.read_record(&mut record).unwrap_or(false) {
            let start = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
            if is_blank(text, start) {
                continue;
            }
            let place = place(line_from(text, start));
            let cells: Vec<String> = record.iter().map(str::to_owned).collect();
            if first {
                (sheet.header, sheet.place, first) = (cells, place, false);
                sheet.refuse_repeats(mistakes);
            } else if cells.len() == sheet.header.len() {
                sheet.rows.push(Row { cells, place });
            } else {
                let label = format!("{} cells under a header of {}", cells.len(), sheet.header.len());
                mistakes.at(&place, "this row does not fit its header", label);
            }
        }
        if first {
            mistakes.at(&sheet.place, "this table has no header", "nothing stands here");
        }
        sheet
    }

    fn refuse_repeats(&self, mistakes: &Mistakes) {
        for (at, name) in self.header.iter().enumerate() {
            if self.header.iter().take(at).any(|earlier| earlier == name) {
                mistakes.at(&self.place, "this column stands twice", format!("`{name}`"));
            }
        }
    }

    /// The number of a column.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|column| column == name)
    }

    /// The number of a column that must be there.
    pub(super) fn needs(&self, name: &str, mistakes: &Mistakes) -> Option<usize> {
        let column = self.column(name);
        if column.is_none() {
            mistakes.at(&self.place, "a column is missing", format!("`{name}` is missing from this header"));
        }
        column
    }

    /// Reports columns that are none of these.
    pub(super) fn knows_only(&self, known: &[&str], mistakes: &Mistakes) {
        for name in self.header.iter().filter(|name| !known.contains(&name.as_str())) {
            let advice = nearest(name, known.iter().copied());
            mistakes.advise(&self.place, "unknown column", format!("`{name}` means nothing here"), advice);
        }
    }
}

impl Row<'_> {
    /// A cell; empty where the column does not exist.
    pub(super) fn cell(&self, column: Option<usize>) -> &str {
        column.and_then(|column| self.cells.get(column)).map_or("", String::as_str)
    }

    /// The parts of a cell between semicolons.
    pub(super) fn parts(&self, column: Option<usize>) -> impl Iterator<Item = &str> {
        self.cell(column).split(';').map(str::trim).filter(|part| !part.is_empty())
    }

    /// A cell that parses, where it is filled in.
    pub(super) fn parsed<T: std::str::FromStr<Err: std::fmt::Display>>(
        &self,
        column: Option<usize>,
        mistakes: &Mistakes,
    ) -> Option<T> {
        let cell = self.cell(column);
        if cell.is_empty() {
            return None;
        }
        match cell.parse() {
            Ok(value) => Some(value),
            Err(error) => {
                mistakes.at(&self.place, "this is not what belongs here", format!("`{cell}`: {error}"));
                None
            }
        }
    }
}

/// Whether a record is a line of nothing but spaces, like the one before indented closing quotes.
fn is_blank(text: &str, start: usize) -> bool {
    let rest = text.get(start..).unwrap_or_default().trim_start_matches(['\r', '\n']);
    rest.lines().next().is_none_or(|line| line.trim().is_empty())
}

/// The line that begins at or after a byte, without its end.
fn line_from(text: &str, start: usize) -> Range<usize> {
    let rest = text.get(start..).unwrap_or_default();
    let begin = start + (rest.len() - rest.trim_start().len());
    let length = text.get(begin..).unwrap_or_default().lines().next().map_or(0, str::len);
    begin..begin + length
}
