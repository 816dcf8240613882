//! A staged Parquet file, to which row groups are appended as they come.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use parquet::arrow::ArrowWriter;
use parquet::errors::ParquetError;
use parquet::file::writer::SerializedFileWriter;

use super::columns::{RowGroup, Shape};
use crate::diagnostic::Error;

/// A staged file being written.
pub(in crate::intake) struct Stage {
    path: PathBuf,
    writer: SerializedFileWriter<File>,
    rows: u64,
}

impl Stage {
    /// Begins a file.
    ///
    /// # Errors
    /// It cannot be created or written.
    pub(in crate::intake) fn create(path: PathBuf, shape: &Shape) -> Result<Self, Error> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(Error::write(folder))?;
        }
        let file = File::create(&path).map_err(Error::write(&path))?;
        let writer = ArrowWriter::try_new_with_options(file, shape.schema(), Shape::options())
            .and_then(ArrowWriter::into_serialized_writer)
            .map_err(|error| wrong(&path, error))?;
        Ok(Self { path, writer: writer.0, rows: 0 })
    }

    /// Where it is written.
    pub(in crate::intake) fn path(&self) -> &Path {
        &self.path
    }

    /// Appends a row group.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(in crate::intake) fn append(&mut self, group: RowGroup) -> Result<(), Error> {
        self.rows += group.rows;
        self.write(group).map_err(|error| wrong(&self.path, error))
    }

    fn write(&mut self, group: RowGroup) -> Result<(), ParquetError> {
        let mut writing = self.writer.next_row_group()?;
        for chunk in group.chunks {
            chunk.append_to_row_group(&mut writing)?;
        }
        writing.close().map(drop)
    }

    /// Closes the file; gives its path and its rows.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(in crate::intake) fn finish(self) -> Result<(PathBuf, u64), Error> {
        let Self { path, writer, rows } = self;
        writer.close().map_err(|error| wrong(&path, error))?;
        Ok((path, rows))
    }
}

fn wrong(path: &Path, error: ParquetError) -> Error {
    Error::Write { path: path.to_path_buf(), source: io::Error::other(error) }
}
