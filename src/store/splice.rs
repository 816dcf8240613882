//! Parquet out of Parquet: column chunks copied as they are where nothing in them changes.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::{ArrayRef, RecordBatch, new_empty_array};
use arrow::compute::concat_batches;
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use parquet::arrow::ArrowSchemaConverter;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder};
use parquet::arrow::arrow_writer::{ArrowRowGroupWriterFactory, compute_leaves};
use parquet::basic::Compression;
use parquet::column::writer::ColumnCloseResult;
use parquet::errors::ParquetError;
use parquet::file::metadata::{ColumnChunkMetaData, RowGroupMetaData};
use parquet::file::writer::SerializedFileWriter;

use super::columns::{properties, unread, unwritten};
use crate::diagnostic::Error;

/// How a column of the accepted rows comes about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kept {
    /// Its cells are those of the typed file.
    AsItIs,
    /// Its cells are made from those of the typed file.
    Changed,
    /// It is new: one text, the same in every row.
    Text,
}

/// What is read from a typed file, and what is written.
pub(super) struct Plan {
    path: PathBuf,
    file: File,
    metadata: ArrowReaderMetadata,
    columns: Vec<(String, Kept)>,
    schema: SchemaRef,
}

impl Plan {
    /// Opens a typed file for the columns that are to be stored.
    pub(super) fn new(path: &Path, columns: &[(String, Kept)]) -> Result<Self, Error> {
        let file = File::open(path).map_err(Error::read(path))?;
        // Blank pages indexes are skipped: nothing is looked up by page.
        let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
        let metadata = ArrowReaderMetadata::load(&file, options).map_err(unread(path))?;
        let mut fields = Vec::new();
        for (name, kept) in columns {
            fields.push(match kept {
                Kept::Text => Field::new(name, DataType::Utf8, true),
                Kept::AsItIs | Kept::Changed => metadata
                    .schema()
                    .field_with_name(name)
                    .map_err(|_| Error::Internal(format!("{} has no column {name}", path.display())))?
                    .clone(),
            });
        }
        let schema = Arc::new(Schema::new(fields));
        Ok(Self { path: path.to_path_buf(), file, metadata, columns: columns.to_vec(), schema })
    }

    /// The number of row groups.
    pub(super) fn row_groups(&self) -> usize {
        self.metadata.metadata().num_row_groups()
    }

    fn group(&self, group: usize) -> Option<&RowGroupMetaData> {
        self.metadata.metadata().row_groups().get(group)
    }

    /// The number of rows in a group.
    pub(super) fn rows_of(&self, group: usize) -> u32 {
        self.group(group).and_then(|group| u32::try_from(group.num_rows()).ok()).unwrap_or(0)
    }

    /// Whether a column's cells change on the way.
    pub(super) fn changed(&self, name: &str) -> bool {
        self.columns.iter().any(|(column, kept)| column == name && *kept == Kept::Changed)
    }

    /// The columns of the typed file that must be decoded, in the order of the file: where some row of the group
    /// is held back, all.
    pub(super) fn decoded(&self, group: usize, whole: bool) -> Vec<String> {
        let wanted = |name: &str| {
            self.columns.iter().any(|(column, kept)| {
                column == name
                    && match kept {
                        Kept::Changed => true,
                        Kept::AsItIs => !whole || self.copyable(group, name).is_none(),
                        Kept::Text => false,
                    }
            })
        };
        let fields = self.metadata.schema().fields().iter();
        fields.map(|field| field.name().clone()).filter(|name| wanted(name)).collect()
    }

    /// The column's chunk in a group, where it is compressed as the store compresses.
    fn copyable(&self, group: usize, name: &str) -> Option<ColumnCloseResult> {
        let group = self.group(group)?;
        // The cells of a list have a longer path that begins with the column's name.
        let named = |chunk: &&ColumnChunkMetaData| chunk.column_path().parts().first().is_some_and(|own| own == name);
        let chunk = group.columns().iter().find(named)?;
        matches!(chunk.compression(), Compression::ZSTD(_)).then(|| ColumnCloseResult {
            bytes_written: u64::try_from(chunk.compressed_size()).unwrap_or(0),
            rows_written: u64::try_from(group.num_rows()).unwrap_or(0),
            metadata: chunk.clone(),
            bloom_filter: None,
            column_index: None,
            offset_index: None,
        })
    }

    /// Decodes some columns of a group, in the order of the file.
    pub(super) fn read(&self, group: usize, names: &[&str]) -> Result<RecordBatch, Error> {
        let fault = || unread(&self.path);
        let file = self.file.try_clone().map_err(Error::read(&self.path))?;
        let mask = ProjectionMask::columns(self.metadata.parquet_schema(), names.iter().copied());
        let reader = ParquetRecordBatchReaderBuilder::new_with_metadata(file, self.metadata.clone())
            .with_row_groups(vec![group])
            .with_batch_size(self.rows_of(group) as usize)
            .with_projection(mask)
            .build()
            .map_err(fault())?;
        let schema = arrow::array::RecordBatchReader::schema(&reader);
        let batches: Vec<RecordBatch> =
            reader.collect::<Result<_, _>>().map_err(|source| fault()(ParquetError::from(source)))?;
        concat_batches(&schema, &batches).map_err(|source| fault()(ParquetError::from(source)))
    }
}

/// A file of accepted rows as it is written.
pub(super) struct Writing {
    writer: SerializedFileWriter<File>,
    factory: ArrowRowGroupWriterFactory,
    path: PathBuf,
    groups: usize,
}

impl Writing {
    /// Begins the file.
    pub(super) fn begin(plan: &Plan, file: File, path: &Path) -> Result<Self, Error> {
        let schema = ArrowSchemaConverter::new().convert(&plan.schema).map_err(unwritten(path))?;
        let writer = SerializedFileWriter::new(file, schema.root_schema_ptr(), Arc::new(properties()))
            .map_err(unwritten(path))?;
        let factory = ArrowRowGroupWriterFactory::new(&writer, Arc::clone(&plan.schema));
        Ok(Self { writer, factory, path: path.to_path_buf(), groups: 0 })
    }

    /// Writes one row group: the given columns, and copies of all others.
    pub(super) fn row_group(
        &mut self,
        plan: &Plan,
        group: usize,
        rows: usize,
        mut given: BTreeMap<String, ArrayRef>,
        whole: bool,
    ) -> Result<(), Error> {
        let fault = || unwritten(&self.path);
        let encoders = self.factory.create_column_writers(self.groups).map_err(fault())?;
        let mut out = self.writer.next_row_group().map_err(fault())?;
        for ((field, (name, kept)), mut encoder) in plan.schema.fields().iter().zip(&plan.columns).zip(encoders) {
            let copy = if whole && *kept == Kept::AsItIs { plan.copyable(group, name) } else { None };
            if let Some(chunk) = copy {
                out.append_column(&plan.file, chunk).map_err(fault())?;
                continue;
            }
            let cells = given.remove(name).unwrap_or_else(|| new_empty_array(field.data_type()));
            if cells.len() != rows {
                return Err(Error::Internal(format!("column {name} has {} rows of {rows}", cells.len())));
            }
            for leaf in compute_leaves(field, &cells).map_err(fault())? {
                encoder.write(&leaf).map_err(fault())?;
            }
            encoder.close().and_then(|chunk| chunk.append_to_row_group(&mut out)).map_err(fault())?;
        }
        out.close().map_err(fault())?;
        self.groups += 1;
        Ok(())
    }

    /// Ends the file.
    pub(super) fn end(self) -> Result<(), ParquetError> {
        self.writer.close().map(|_| ())
    }
}
