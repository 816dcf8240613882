//! Rows to columns and back: the store's own tables as Parquet.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::{
    Array, ArrayRef, BinaryArray, BooleanArray, Date32Array, Float64Array, Int64Array, RecordBatch, RecordBatchOptions,
    StringArray,
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

    /// A column of yes or no.
    pub(super) fn flags(self, name: &str, cells: impl Iterator<Item = bool>) -> Self {
        self.add(name, Arc::new(cells.map(Some).collect::<BooleanArray>()))
    }

    /// A column of bytes.
    pub(super) fn bytes<'a>(self, name: &str, cells: impl Iterator<Item = &'a [u8]>) -> Self {
        self.add(name, Arc::new(BinaryArray::from_iter_values(cells)))
    }

    /// Writes the table to a new file in a folder.
    pub(super) fn write(self, folder: &Path, name: &str, mode: u32) -> Result<(), Error> {
        let mut growing = Growing::create(folder, name, mode)?;
        growing.append(self)?;
        growing.finish()
    }

    fn batch(self) -> Result<RecordBatch, Error> {
        let schema = Arc::new(Schema::new(self.fields));
        let rows = self.arrays.first().map_or(0, Array::len);
        let options = RecordBatchOptions::new().with_row_count(Some(rows));
        RecordBatch::try_new_with_options(schema, self.arrays, &options)
            .map_err(|fault| Error::Internal(fault.to_string()))
    }
}

/// A table that is written part by part. Each part has the same columns.
pub(super) struct Growing {
    path: PathBuf,
    file: Option<File>,
    writer: Option<ArrowWriter<File>>,
}

impl Growing {
    /// Begins a new file in a folder.
    pub(super) fn create(folder: &Path, name: &str, mode: u32) -> Result<Self, Error> {
        let path = folder.join(name);
        files::remove(&path)?;
        let file = Some(files::create(&path, mode)?);
        Ok(Self { path, file, writer: None })
    }

    /// Appends rows.
    pub(super) fn append(&mut self, columns: Columns) -> Result<(), Error> {
        let batch = columns.batch()?;
        if let Some(file) = self.file.take() {
            let options = ArrowWriterOptions::new().with_properties(properties()).with_skip_arrow_metadata(true);
            let writer = ArrowWriter::try_new_with_options(file, batch.schema(), options);
            self.writer = Some(writer.map_err(unwritten(&self.path))?);
        }
        self.writer.as_mut().map_or(Ok(()), |writer| writer.write(&batch)).map_err(unwritten(&self.path))
    }

    /// Ends the file.
    pub(super) fn finish(self) -> Result<(), Error> {
        self.writer.map_or(Ok(()), |writer| writer.close().map(drop)).map_err(unwritten(&self.path))
    }
}

/// A cell that is not as the store writes it: the name of its column.
pub(super) struct Malformed(String);

/// Reads a whole table of the store's own, row by row.
pub(super) fn read<T>(path: &Path, row: impl Fn(&Cells<'_>) -> Result<T, Malformed>) -> Result<Vec<T>, Error> {
    let mut rows = Vec::new();
    each(path, &mut |cells| {
        rows.push(row(cells)?);
        Ok(())
    })?;
    Ok(rows)
}

/// Reads those rows of a table that are wanted.
pub(super) fn read_some<T>(
    path: &Path,
    row: impl Fn(&Cells<'_>) -> Result<Option<T>, Malformed>,
) -> Result<Vec<T>, Error> {
    let mut rows = Vec::new();
    each(path, &mut |cells| {
        rows.extend(row(cells)?);
        Ok(())
    })?;
    Ok(rows)
}

/// Goes through a whole table of the store's own, row by row.
pub(super) fn each(path: &Path, row: &mut dyn FnMut(&Cells<'_>) -> Result<(), Malformed>) -> Result<(), Error> {
    let file = File::open(path).map_err(Error::read(path))?;
    let reader = ParquetRecordBatchReaderBuilder::try_new(file)
        .and_then(ParquetRecordBatchReaderBuilder::build)
        .map_err(unread(path))?;
    let damaged = |why: String| Error::Damaged { release: path.display().to_string(), why };
    for batch in reader {
        let batch = batch.map_err(|fault| damaged(fault.to_string()))?;
        for at in 0..batch.num_rows() {
            let read = row(&Cells { batch: &batch, at });
            read.map_err(|Malformed(column)| damaged(format!("its column `{column}` is not as it was written")))?;
        }
    }
    Ok(())
}

/// Whether a table of the store's own has a column.
pub(super) fn has_column(path: &Path, name: &str) -> Result<bool, Error> {
    let file = File::open(path).map_err(Error::read(path))?;
    let reader = ParquetRecordBatchReaderBuilder::try_new(file).map_err(unread(path))?;
    Ok(reader.schema().field_with_name(name).is_ok())
}

/// One row of a table that is read back.
pub(super) struct Cells<'a> {
    batch: &'a RecordBatch,
    at: usize,
}

impl<'a> Cells<'a> {
    fn column<T: 'static>(&self, name: &str) -> Result<&'a T, Malformed> {
        self.batch
            .column_by_name(name)
            .and_then(|column| column.as_any().downcast_ref::<T>())
            .ok_or_else(|| Malformed(name.to_owned()))
    }

    /// A text; empty where it is blank.
    pub(super) fn text(&self, name: &str) -> Result<&'a str, Malformed> {
        let column = self.column::<StringArray>(name)?;
        Ok(if column.is_null(self.at) { "" } else { column.value(self.at) })
    }

    /// What a text stands for.
    pub(super) fn known<T>(&self, name: &str, of: impl FnOnce(&str) -> Option<T>) -> Result<T, Malformed> {
        of(self.text(name)?).ok_or_else(|| Malformed(name.to_owned()))
    }

    /// What a text stands for; None where it is blank.
    pub(super) fn maybe<T>(&self, name: &str, of: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>, Malformed> {
        match self.text(name)? {
            "" => Ok(None),
            text => of(text).map(Some).ok_or_else(|| Malformed(name.to_owned())),
        }
    }

    /// What a text reads as; None where it is blank.
    pub(super) fn parsed<T: std::str::FromStr>(&self, name: &str) -> Result<Option<T>, Malformed> {
        match self.text(name)? {
            "" => Ok(None),
            text => text.parse().map(Some).map_err(|_| Malformed(name.to_owned())),
        }
    }

    /// A whole number.
    pub(super) fn whole<N: TryFrom<i64>>(&self, name: &str) -> Result<N, Malformed> {
        let column = self.column::<Int64Array>(name)?;
        let value = column.is_valid(self.at).then(|| column.value(self.at));
        value.and_then(|value| value.try_into().ok()).ok_or_else(|| Malformed(name.to_owned()))
    }

    /// Bytes.
    pub(super) fn bytes(&self, name: &str) -> Result<&'a [u8], Malformed> {
        let column = self.column::<BinaryArray>(name)?;
        if column.is_null(self.at) { Err(Malformed(name.to_owned())) } else { Ok(column.value(self.at)) }
    }

    /// Yes or no.
    pub(super) fn flag(&self, name: &str) -> Result<bool, Malformed> {
        let column = self.column::<BooleanArray>(name)?;
        if column.is_null(self.at) { Err(Malformed(name.to_owned())) } else { Ok(column.value(self.at)) }
    }

    /// A number, or a blank.
    pub(super) fn number(&self, name: &str) -> Result<Option<f64>, Malformed> {
        let column = self.column::<Float64Array>(name)?;
        Ok(column.is_valid(self.at).then(|| column.value(self.at)))
    }

    /// A day, or a blank.
    pub(super) fn day(&self, name: &str) -> Result<Option<Date>, Malformed> {
        let column = self.column::<Date32Array>(name)?;
        Ok(column.is_valid(self.at).then(|| date_of_days(column.value(self.at))).flatten())
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
