//! Every finding as a row, for machines: written as it comes, however many there are.

use std::io::Write;

use super::super::format::{Format, object};
use super::super::written;
use crate::definitions::Definitions;
use crate::diagnostic::Error;
use crate::present::feedback::{self, Detail, Mended, Sentences, Telling, Told, harmless};

/// A list that is being written.
pub(super) struct List<'a, 'o> {
    definitions: &'a Definitions,
    sentences: Vec<Sentences<'a>>,
    columns: Vec<String>,
    out: &'o mut dyn Write,
    format: Format,
    rows: u64,
}

impl<'a, 'o> List<'a, 'o> {
    pub(super) fn new(definitions: &'a Definitions, format: Format, out: &'o mut dyn Write) -> Result<Self, Error> {
        let languages = definitions.collection.languages.iter();
        let sentences = languages.map(|language| Sentences::new(definitions, language)).collect();
        let columns = feedback::list_columns(definitions);
        match format {
            Format::Csv => written(write_record(out, columns.iter().map(String::as_str)))?,
            Format::Json => written(write!(out, "["))?,
            Format::Table | Format::Ndjson | Format::Parquet => {}
        }
        Ok(Self { definitions, sentences, columns, out, format, rows: 0 })
    }

    /// Ends the list.
    pub(super) fn finish(self) -> Result<(), Error> {
        if self.format == Format::Json { written(writeln!(self.out, "\n]")) } else { Ok(()) }
    }
}

impl Telling for List<'_, '_> {
    fn begin(&mut self, _: Told) -> Result<(), Error> {
        Ok(())
    }

    fn take(&mut self, detail: &Detail) -> Result<(), Error> {
        let row = feedback::list_row(self.definitions, &self.sentences, detail);
        self.rows += 1;
        if self.format == Format::Csv {
            let cells: Vec<String> = row.iter().map(|cell| harmless(&feedback::cell_text(cell))).collect();
            return written(write_record(self.out, cells.iter().map(String::as_str)));
        }
        let object = object(&self.columns, &row);
        let (before, after) = match (self.format, self.rows) {
            (Format::Json, 1) => ("\n  ", ""),
            (Format::Json, _) => (",\n  ", ""),
            _ => ("", "\n"),
        };
        written(write!(self.out, "{before}{object}{after}"))
    }

    fn end(&mut self, _: Mended) {}
}

/// One record of CSV.
fn write_record<'c>(out: &mut dyn Write, cells: impl Iterator<Item = &'c str>) -> std::io::Result<()> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(cells)?;
    let record = writer.into_inner().map_err(|fault| std::io::Error::other(fault.to_string()))?;
    out.write_all(&record)
}
