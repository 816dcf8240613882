//! Rows to columns and back: the store's own tables as Parquet.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use arrow::array::{
    Array, ArrayRef, BinaryArray, Date32Array, Float64Array, Int64Array, RecordBatch, RecordBatchOptions, StringArray,
};
use arrow::datatypes::{Field, Schema};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties};

use super::files;
use crate::diagnostic::Error;
use crate::domain::{Date, date_of_days, days_of_date};

/// The most rows in a row group: what a reader must hold at once.
const ROW_GROUP: usize = 262_144;

/// How every Parquet file of a release is written. Nothing in it depends on the day or the machine.
pub(super) fn properties() -> WriterProperties {
    WriterProperties::builder()
        .set_created_by("trosolwg".to_owned())
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_offset_index_disabled(true)
        .set_max_row_group_row_count(Some(ROW_GROUP))
        .build()
}

/// Columns of one table as they are put together.
#[derive(Default)]
pub(super) struct Columns {
    fields: Vec<Field>,
    arrays: Vec<ArrayRef>,
}

impl Columns {
    fn add(mut self, name: &str, array: ArrayRef) -> Self {
        self.fields.push(Field::new(name, array.data_type().clone(), true));
        self.arrays.push(array);
        self
    }

    /// A column of text.
    pub(super) fn text<T: AsRef<str>>(self, name: &str, cells: impl Iterator<Item = Option<T>>) -> Self {
        self.add(name, Arc::new(cells.collect::<StringArray>()))
    }

    /// A column of text without blanks.
    pub(super) fn texts<T: AsRef<str>>(self, name: &str, cells: impl Iterator<Item = T>) -> Self {
        self.text(name, cells.map(Some))
    }

    /// A column of whole numbers.
    pub(super) fn wholes<N: TryInto<i64>>(self, name: &str, cells: impl Iterator<Item = N>) -> Self {
        self.add(name, Arc::new(cells.map(|cell| cell.try_into().ok()).collect::<Int64Array>()))
    }

    /// A column of numbers.
    pub(super) fn numbers(self, name: &str, cells: impl Iterator<Item = Option<f64>>) -> Self {
        self.add(name, Arc::new(cells.collect::<Float64Array>()))
    }

    /// A column of days.
    pub(super) fn days(self, name: &str, cells: impl Iterator<Item = Option<Date>>) -> Self {
        self.add(name, Arc::new(cells.map(|day| day.map(days_of_date)).collect::<Date32Array>()))
    }

    /// A column of bytes.
    pub(super) fn bytes<'a>(self, name: &str, cells: impl Iterator<Item = &'a [u8]>) -> Self {
        self.add(name, Arc::new(BinaryArray::from_iter_values(cells)))
    }

    /// Writes the table to a new file in a folder.
    pub(super) fn write(self, folder: &Path, name: &str, mode: u32) -> Result<(), Error> {
        let path = folder.join(name);
        let schema = Arc::new(Schema::new(self.fields));
        let rows = self.arrays.first().map_or(0, |array| array.len());
        let options = RecordBatchOptions::new().with_row_count(Some(rows));
        let batch = RecordBatch::try_new_with_options(Arc::clone(&schema), self.arrays, &options)
            .map_err(|fault| Error::Internal(fault.to_string()))?;
        files::remove(&path)?;
        let file = files::create(&path, mode)?;
        let options = ArrowWriterOptions::new().with_properties(properties()).with_skip_arrow_metadata(true);
        let mut writer = ArrowWriter::try_new_with_options(file, schema, options).map_err(unwritten(&path))?;
        writer.write(&batch).map_err(unwritten(&path))?;
        writer.close().map_err(unwritten(&path))?;
        Ok(())
    }
}

/// Reads a whole table of the store's own, row by row.
pub(super) fn read<T>(path: &Path, row: impl Fn(&Cells<'_>) -> Option<T>) -> Result<Vec<T>, Error> {
    let file = File::open(path).map_err(Error::read(path))?;
    let reader = ParquetRecordBatchReaderBuilder::try_new(file)
        .and_then(ParquetRecordBatchReaderBuilder::build)
        .map_err(unread(path))?;
    let mut rows = Vec::new();
    for batch in reader {
        let batch = batch.map_err(|fault| damaged(path, &fault))?;
        for at in 0..batch.num_rows() {
            let cells = Cells { batch: &batch, at };
            rows.push(row(&cells).ok_or_else(|| damaged(path, &"a row is not of this table's form"))?);
        }
    }
    Ok(rows)
}

/// One row of a table that is read back.
pub(super) struct Cells<'a> {
    batch: &'a RecordBatch,
    at: usize,
}

impl<'a> Cells<'a> {
    fn column<T: 'static>(&self, name: &str) -> Option<&'a T> {
        self.batch.column_by_name(name)?.as_any().downcast_ref::<T>()
    }

    /// A text; empty where it is blank.
    pub(super) fn text(&self, name: &str) -> Option<&'a str> {
        let column = self.column::<StringArray>(name)?;
        Some(if column.is_null(self.at) { "" } else { column.value(self.at) })
    }

    /// A text that is read as something; None inside where it is blank.
    pub(super) fn parsed<T: std::str::FromStr>(&self, name: &str) -> Option<Option<T>> {
        match self.text(name)? {
            "" => Some(None),
            text => text.parse().ok().map(Some),
        }
    }

    /// A whole number.
    pub(super) fn whole<N: TryFrom<i64>>(&self, name: &str) -> Option<N> {
        let column = self.column::<Int64Array>(name)?;
        column.is_valid(self.at).then(|| column.value(self.at).try_into().ok()).flatten()
    }

    /// A number, or a blank.
    pub(super) fn number(&self, name: &str) -> Option<Option<f64>> {
        let column = self.column::<Float64Array>(name)?;
        Some(column.is_valid(self.at).then(|| column.value(self.at)))
    }

    /// A day, or a blank.
    pub(super) fn day(&self, name: &str) -> Option<Option<Date>> {
        let column = self.column::<Date32Array>(name)?;
        Some(column.is_valid(self.at).then(|| date_of_days(column.value(self.at))).flatten())
    }
}

/// The number of rows of a Parquet file, by its footer.
pub(super) fn rows(path: &Path) -> Result<u64, Error> {
    let file = File::open(path).map_err(Error::read(path))?;
    let reader = ParquetRecordBatchReaderBuilder::try_new(file).map_err(unread(path))?;
    Ok(u64::try_from(reader.metadata().file_metadata().num_rows()).unwrap_or(0))
}

/// Gives the path to an error in writing Parquet.
pub(super) fn unwritten(path: &Path) -> impl FnOnce(ParquetError) -> Error + use<> {
    let path = path.to_path_buf();
    move |fault| Error::Write { path, source: cause(fault) }
}

/// Gives the path to an error in reading Parquet.
pub(super) fn unread(path: &Path) -> impl FnOnce(ParquetError) -> Error + use<> {
    let path = path.to_path_buf();
    move |fault| Error::Read { path, source: cause(fault) }
}

/// The operating system's own error where the fault wraps one, so that a full disk is called that.
fn cause(fault: ParquetError) -> std::io::Error {
    match fault {
        ParquetError::External(inner) => match inner.downcast::<std::io::Error>() {
            Ok(inner) => *inner,
            Err(inner) => std::io::Error::other(inner),
        },
        fault => std::io::Error::other(fault),
    }
}

fn damaged(path: &Path, why: &dyn std::fmt::Display) -> Error {
    Error::Damaged { release: path.display().to_string(), why: why.to_string() }
}
