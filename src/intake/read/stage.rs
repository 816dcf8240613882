//! Typed rows -> a staged Parquet file, a block of rows at a time.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::{
    ArrayRef, BooleanBuilder, Date32Builder, DictionaryArray, Float64Builder, Int32Builder, Int64Builder, RecordBatch,
    StringArray, StringBuilder, UInt32Builder, UInt64Builder,
};
use arrow::datatypes::{DataType, Int32Type, Schema, SchemaRef};
use arrow::error::ArrowError;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::basic::Compression;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::schema::types::ColumnPath;

use crate::definitions::{Definitions, Derived, FieldKind, Return};
use crate::diagnostic::Error;
use crate::domain::age_on;
use crate::intake::conform::Value;
use crate::intake::record::Place;

/// Rows in memory before they are written: also a row group.
const ROWS: usize = 1 << 16;

/// One column being built.
enum Column {
    Text(StringBuilder),
    /// Places on a list, and the list.
    Code(Int32Builder, Arc<StringArray>),
    Date(Date32Builder),
    Integer(Int64Builder),
    Decimal(Float64Builder),
    YesNo(BooleanBuilder),
}

impl Column {
    fn new(kind: &FieldKind, definitions: &Definitions) -> Self {
        match kind {
            FieldKind::Id | FieldKind::Text | FieldKind::Codes(_) => Self::Text(StringBuilder::new()),
            FieldKind::Code(list) => Self::Code(Int32Builder::new(), Arc::new(codes(list, definitions))),
            FieldKind::Date => Self::Date(Date32Builder::new()),
            FieldKind::Integer => Self::Integer(Int64Builder::new()),
            FieldKind::Decimal => Self::Decimal(Float64Builder::new()),
            FieldKind::YesNo => Self::YesNo(BooleanBuilder::new()),
        }
    }

    fn stored_as(&self) -> DataType {
        match self {
            Self::Text(_) => DataType::Utf8,
            Self::Code(..) => DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8)),
            Self::Date(_) => DataType::Date32,
            Self::Integer(_) => DataType::Int64,
            Self::Decimal(_) => DataType::Float64,
            Self::YesNo(_) => DataType::Boolean,
        }
    }

    /// Appends a value; `text` is what it reads, where it is text.
    fn append(&mut self, value: Value, text: Option<&str>) {
        match (self, value) {
            (Self::Text(column), _) => column.append_option(text),
            (Self::Code(column, _), Value::Code(at)) => column.append_value(at.cast_signed()),
            (Self::Code(column, _), _) => column.append_null(),
            (Self::Date(column), Value::Day(day)) => column.append_value(day.days),
            (Self::Date(column), _) => column.append_null(),
            (Self::Integer(column), Value::Integer(number)) => column.append_value(number),
            (Self::Integer(column), _) => column.append_null(),
            (Self::Decimal(column), Value::Decimal(number)) => column.append_value(number),
            (Self::Decimal(column), _) => column.append_null(),
            (Self::YesNo(column), Value::YesNo(yes)) => column.append_value(yes),
            (Self::YesNo(column), _) => column.append_null(),
        }
    }

    fn finish(&mut self) -> Result<ArrayRef, ArrowError> {
        Ok(match self {
            Self::Text(column) => Arc::new(column.finish()),
            Self::Code(column, list) => {
                let list: ArrayRef = Arc::<StringArray>::clone(list);
                Arc::new(DictionaryArray::<Int32Type>::try_new(column.finish(), list)?)
            }
            Self::Date(column) => Arc::new(column.finish()),
            Self::Integer(column) => Arc::new(column.finish()),
            Self::Decimal(column) => Arc::new(column.finish()),
            Self::YesNo(column) => Arc::new(column.finish()),
        })
    }
}

/// A staged file being written.
pub(in crate::intake) struct Stage {
    path: PathBuf,
    writer: ArrowWriter<File>,
    schema: SchemaRef,
    fields: Vec<Column>,
    derived: Vec<(Derived, Int64Builder)>,
    lines: [UInt32Builder; 2],
    start: UInt64Builder,
    bytes: UInt32Builder,
    suppressed: StringBuilder,
    waiting: usize,
    rows: u64,
}

impl Stage {
    /// Begins a file.
    ///
    /// # Errors
    /// It cannot be created or written.
    pub(in crate::intake) fn create(path: PathBuf, return_: &Return, definitions: &Definitions) -> Result<Self, Error> {
        let fields: Vec<Column> = return_.fields.iter().map(|field| Column::new(&field.kind, definitions)).collect();
        let schema = schema(return_, &fields);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(Error::write(folder))?;
        }
        let file = File::create(&path).map_err(Error::write(&path))?;
        let options = ArrowWriterOptions::new().with_properties(properties()).with_skip_arrow_metadata(true);
        let writer = ArrowWriter::try_new_with_options(file, Arc::clone(&schema), options)
            .map_err(|error| wrong(&path, error))?;
        Ok(Self {
            path,
            writer,
            schema,
            fields,
            derived: return_.derived.iter().map(|derived| (derived.clone(), Int64Builder::new())).collect(),
            lines: [UInt32Builder::new(), UInt32Builder::new()],
            start: UInt64Builder::new(),
            bytes: UInt32Builder::new(),
            suppressed: StringBuilder::new(),
            waiting: 0,
            rows: 0,
        })
    }

    /// Where it is written.
    pub(in crate::intake) fn path(&self) -> &Path {
        &self.path
    }

    /// Appends the value of the field with this index: `text` where it is text. Once for each field of a row, and then
    /// [`Self::row`].
    pub(in crate::intake) fn field(&mut self, at: usize, value: Value, text: Option<&str>) {
        if let Some(column) = self.fields.get_mut(at) {
            column.append(value, text);
        }
    }

    /// Ends the row of which all fields have been appended.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(in crate::intake) fn row(
        &mut self,
        values: &[Value],
        place: Place,
        suppressed: Option<&str>,
    ) -> Result<(), Error> {
        for (derived, column) in &mut self.derived {
            let age = match (values.get(derived.birth), values.get(derived.on)) {
                (Some(Value::Day(birth)), Some(Value::Day(on))) => Some(i64::from(age_on(birth.date, on.date))),
                _ => None,
            };
            column.append_option(age);
        }
        let [line, end_line] = &mut self.lines;
        line.append_value(place.line);
        end_line.append_value(place.end_line);
        self.start.append_value(place.start);
        self.bytes.append_value(u32::try_from(place.end - place.start).unwrap_or(u32::MAX));
        self.suppressed.append_option(suppressed);
        self.waiting += 1;
        self.rows += 1;
        if self.waiting == ROWS { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<(), Error> {
        self.waiting = 0;
        let unfit = |error| Error::Internal(format!("rows that do not fit their columns: {error}"));
        let fields = self.fields.iter_mut().map(Column::finish);
        let mut columns = fields.collect::<Result<Vec<ArrayRef>, ArrowError>>().map_err(unfit)?;
        columns.extend(self.derived.iter_mut().map(|(_, column)| Arc::new(column.finish()) as ArrayRef));
        columns.extend(self.lines.iter_mut().map(|column| Arc::new(column.finish()) as ArrayRef));
        columns.push(Arc::new(self.start.finish()));
        columns.push(Arc::new(self.bytes.finish()));
        columns.push(Arc::new(self.suppressed.finish()));
        let batch = RecordBatch::try_new(Arc::clone(&self.schema), columns).map_err(unfit)?;
        self.writer.write(&batch).map_err(|error| wrong(&self.path, error))
    }

    /// Writes what is left and closes the file; gives its path and its rows.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(in crate::intake) fn finish(mut self) -> Result<(PathBuf, u64), Error> {
        if self.waiting > 0 {
            self.flush()?;
        }
        self.writer.close().map_err(|error| wrong(&self.path, error))?;
        Ok((self.path, self.rows))
    }
}

/// The canonical codes of a list, in its order.
fn codes(list: &str, definitions: &Definitions) -> StringArray {
    if list == "authority" {
        let codes = definitions.reference.authorities.iter().map(|authority| Some(authority.code.as_str()));
        return codes.collect();
    }
    definitions.codes.get(list).into_iter().flat_map(|list| &list.codes).map(|code| Some(&*code.code)).collect()
}

fn schema(return_: &Return, fields: &[Column]) -> SchemaRef {
    use arrow::datatypes::Field;
    let own = [
        Field::new("_line", DataType::UInt32, false),
        Field::new("_end_line", DataType::UInt32, false),
        Field::new("_start", DataType::UInt64, false),
        Field::new("_bytes", DataType::UInt32, false),
        Field::new("_suppressed", DataType::Utf8, true),
    ];
    let named = return_.fields.iter().zip(fields);
    let mut all: Vec<Field> = named.map(|(field, column)| Field::new(&*field.name, column.stored_as(), true)).collect();
    all.extend(return_.derived.iter().map(|derived| Field::new(&*derived.name, DataType::Int64, true)));
    all.extend(own);
    Arc::new(Schema::new(all))
}

/// Staged files live for minutes: quick to write and read, nothing more.
fn properties() -> WriterProperties {
    let mut properties = WriterProperties::builder()
        .set_compression(Compression::UNCOMPRESSED)
        .set_statistics_enabled(EnabledStatistics::None)
        .set_max_row_group_row_count(Some(ROWS));
    for distinct in ["_line", "_end_line", "_start", "_bytes"] {
        properties = properties.set_column_dictionary_enabled(ColumnPath::from(distinct), false);
    }
    properties.build()
}

fn wrong(path: &Path, error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::Write { path: path.to_path_buf(), source: io::Error::other(error) }
}
