//! A table for programs as Parquet: typed, packed, and the same bytes from the same cells.

use std::sync::Arc;

use arrow::array::{
    ArrayRef, Date32Builder, Float64Builder, Int32Builder, RecordBatch, RecordBatchOptions, StringDictionaryBuilder,
};
use arrow::datatypes::{Field, Int32Type, Schema};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};

use super::cells::Cells;
use super::row::{Column, Holds};
use crate::diagnostic::Error;
use crate::domain::{Date, days_of_date};
use crate::present::plain;

/// The cells of one column.
enum Growing {
    Text(StringDictionaryBuilder<Int32Type>),
    Whole(Int32Builder),
    Number(Float64Builder),
    Day(Date32Builder),
}

impl Growing {
    fn of(holds: Holds) -> Self {
        match holds {
            Holds::Text(_) | Holds::Codes => Self::Text(StringDictionaryBuilder::new()),
            Holds::Whole => Self::Whole(Int32Builder::new()),
            Holds::Number => Self::Number(Float64Builder::new()),
            Holds::Day => Self::Day(Date32Builder::new()),
        }
    }

    fn finish(mut self) -> ArrayRef {
        match &mut self {
            Self::Text(cells) => Arc::new(cells.finish()),
            Self::Whole(cells) => Arc::new(cells.finish()),
            Self::Number(cells) => Arc::new(cells.finish()),
            Self::Day(cells) => Arc::new(cells.finish()),
        }
    }
}

/// A table in the making. Blank cells are null; numbers are those that CSV writes, and no finer.
pub(super) struct Packed {
    columns: Vec<Column>,
    growing: Vec<Growing>,
    at: usize,
    rows: usize,
    scratch: String,
    /// What did not fit: a cell of another type than its column's, which is a mistake of this program.
    misfit: Option<usize>,
}

impl Packed {
    pub(super) fn new(columns: Vec<Column>) -> Self {
        let growing = columns.iter().map(|column| Growing::of(column.holds)).collect();
        Self { columns, growing, at: 0, rows: 0, scratch: String::new(), misfit: None }
    }

    /// The bytes of the file. What is not for publication says so in plain words at its end too.
    ///
    /// # Errors
    /// [`Error::Internal`] where a cell did not fit its column.
    pub(super) fn into_bytes(self, mark: Option<&str>) -> Result<Vec<u8>, Error> {
        let unwritten = |fault: String| Error::Internal(format!("the figures were not written as Parquet: {fault}"));
        if let Some(at) = self.misfit {
            return Err(unwritten(format!("a cell of column {at} is of another type")));
        }
        let arrays: Vec<ArrayRef> = self.growing.into_iter().map(Growing::finish).collect();
        let field = |(column, array): (&Column, &ArrayRef)| {
            Field::new(column.name, array.data_type().clone(), !column.required)
        };
        let schema = Arc::new(Schema::new(self.columns.iter().zip(&arrays).map(field).collect::<Vec<_>>()));
        let options = RecordBatchOptions::new().with_row_count(Some(self.rows));
        let batch = RecordBatch::try_new_with_options(Arc::clone(&schema), arrays, &options)
            .map_err(|fault| unwritten(fault.to_string()))?;
        // Without the types of Arrow, every reader sees texts as texts.
        let options = ArrowWriterOptions::new().with_properties(properties(mark)).with_skip_arrow_metadata(true);
        let mut writer = ArrowWriter::try_new_with_options(Vec::new(), schema, options)
            .map_err(|fault| unwritten(fault.to_string()))?;
        writer.write(&batch).map_err(|fault| unwritten(fault.to_string()))?;
        writer.into_inner().map_err(|fault| unwritten(fault.to_string()))
    }

    fn next(&mut self) -> usize {
        self.at += 1;
        self.at - 1
    }
}

impl Cells for Packed {
    fn text(&mut self, text: &str) {
        let at = self.next();
        match self.growing.get_mut(at) {
            Some(Growing::Text(cells)) if text.is_empty() => cells.append_null(),
            Some(Growing::Text(cells)) => cells.append_value(text),
            _ => self.misfit = Some(at),
        }
    }

    fn whole(&mut self, number: u32) {
        let at = self.next();
        match (self.growing.get_mut(at), i32::try_from(number)) {
            (Some(Growing::Whole(cells)), Ok(number)) => cells.append_value(number),
            _ => self.misfit = Some(at),
        }
    }

    fn number(&mut self, number: Option<f64>) {
        let at = self.next();
        self.scratch.clear();
        if let Some(number) = number {
            plain::append(&mut self.scratch, number);
        }
        match self.growing.get_mut(at) {
            Some(Growing::Number(cells)) => cells.append_option(self.scratch.parse().ok()),
            _ => self.misfit = Some(at),
        }
    }

    fn day(&mut self, day: Date) {
        let at = self.next();
        match self.growing.get_mut(at) {
            Some(Growing::Day(cells)) => cells.append_value(days_of_date(day)),
            _ => self.misfit = Some(at),
        }
    }

    fn end_row(&mut self) {
        if self.at != self.columns.len() {
            self.misfit = Some(self.at);
        }
        self.at = 0;
        self.rows += 1;
    }
}

/// Nothing in the file depends on the day or the machine.
fn properties(mark: Option<&str>) -> WriterProperties {
    let mark = mark.map(|mark| vec![KeyValue::new("mark".to_owned(), mark.to_owned())]);
    WriterProperties::builder()
        .set_key_value_metadata(mark)
        .set_created_by("trosolwg".to_owned())
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_offset_index_disabled(true)
        .build()
}
