//! Typed rows of a block -> encoded columns: one row group of a staged Parquet file.

use std::io;
use std::sync::Arc;

use arrow::array::{
    ArrayRef, BooleanBuilder, Date32Builder, Decimal128Builder, DictionaryArray, Int32Builder, Int64Builder,
    ListBuilder, StringArray, StringBuilder, UInt32Builder, UInt64Builder,
};
use arrow::datatypes::{DataType, Field as ArrowField, FieldRef, Int32Type, Schema, SchemaRef};
use arrow::error::ArrowError;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::{ArrowColumnChunk, ArrowRowGroupWriterFactory, ArrowWriterOptions, compute_leaves};
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::schema::types::ColumnPath;

use crate::definitions::{Definitions, Derived, Field, FieldKind, Return};
use crate::diagnostic::Error;
use crate::domain::age_on;
use crate::intake::conform::{BETWEEN_CODES, DECIMAL_DIGITS, Value};
use crate::intake::record::Place;

/// One column being built.
enum Column {
    Text(StringBuilder),
    /// Places on a list, and the list.
    Code(Int32Builder, Arc<StringArray>),
    Codes(ListBuilder<StringBuilder>),
    Date(Date32Builder),
    Integer(Int64Builder),
    Decimal(Decimal128Builder),
    YesNo(BooleanBuilder),
}

impl Column {
    fn new(field: &Field, list: Option<&Arc<StringArray>>) -> Self {
        match &field.kind {
            FieldKind::Id | FieldKind::Text => Self::Text(StringBuilder::new()),
            FieldKind::Code(_) => {
                Self::Code(Int32Builder::new(), list.map_or_else(|| Arc::new(StringArray::new_null(0)), Arc::clone))
            }
            FieldKind::Codes(_) => Self::Codes(ListBuilder::new(StringBuilder::new()).with_field(element())),
            FieldKind::Date => Self::Date(Date32Builder::new()),
            FieldKind::Integer => Self::Integer(Int64Builder::new()),
            FieldKind::Decimal => Self::Decimal(Decimal128Builder::new().with_data_type(decimal(field))),
            FieldKind::YesNo => Self::YesNo(BooleanBuilder::new()),
        }
    }

    fn stored_as(field: &Field) -> DataType {
        match &field.kind {
            FieldKind::Id | FieldKind::Text => DataType::Utf8,
            FieldKind::Code(_) => DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8)),
            FieldKind::Codes(_) => DataType::List(element()),
            FieldKind::Date => DataType::Date32,
            FieldKind::Integer => DataType::Int64,
            FieldKind::Decimal => decimal(field),
            FieldKind::YesNo => DataType::Boolean,
        }
    }

    /// Appends a value; `text` is what it reads, where it is text.
    fn append(&mut self, value: Value, text: Option<&str>) {
        match (self, value) {
            (Self::Text(column), _) => column.append_option(text),
            (Self::Code(column, _), Value::Code(at)) => column.append_value(at.cast_signed()),
            (Self::Code(column, _), _) => column.append_null(),
            (Self::Codes(column), _) => column.append_option(text.map(|text| text.split(BETWEEN_CODES).map(Some))),
            (Self::Date(column), Value::Day(day)) => column.append_value(day.days),
            (Self::Date(column), _) => column.append_null(),
            (Self::Integer(column), Value::Integer(number)) => column.append_value(number),
            (Self::Integer(column), _) => column.append_null(),
            (Self::Decimal(column), Value::Decimal(units)) => column.append_value(i128::from(units)),
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
            Self::Codes(column) => Arc::new(column.finish()),
            Self::Date(column) => Arc::new(column.finish()),
            Self::Integer(column) => Arc::new(column.finish()),
            Self::Decimal(column) => Arc::new(column.finish()),
            Self::YesNo(column) => Arc::new(column.finish()),
        })
    }
}

/// The type of a decimal field: exact, to the field's number of decimal places.
fn decimal(field: &Field) -> DataType {
    DataType::Decimal128(DECIMAL_DIGITS, field.scale.cast_signed())
}

/// The cells of a list, named as the Parquet format names them.
fn element() -> FieldRef {
    Arc::new(ArrowField::new("element", DataType::Utf8, true))
}

/// What the staged rows of a return look like, ready to encode them.
pub(in crate::intake) struct Shape {
    schema: SchemaRef,
    lists: Vec<Option<Arc<StringArray>>>,
    writers: ArrowRowGroupWriterFactory,
}

impl Shape {
    /// The shape of a return's rows.
    ///
    /// # Errors
    /// It is no shape that Parquet knows.
    pub(in crate::intake) fn of(return_: &Return, definitions: &Definitions) -> Result<Self, Error> {
        let schema = schema(return_);
        let writer = ArrowWriter::try_new_with_options(io::sink(), Arc::clone(&schema), Self::options());
        let (_, writers) = writer.and_then(ArrowWriter::into_serialized_writer).map_err(|error| unfit(&error))?;
        let list = |field: &Field| match &field.kind {
            FieldKind::Code(list) => Some(Arc::new(codes(list, definitions))),
            _ => None,
        };
        Ok(Self { schema, lists: return_.fields.iter().map(list).collect(), writers })
    }

    pub(super) fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    pub(super) fn options() -> ArrowWriterOptions {
        ArrowWriterOptions::new().with_properties(properties()).with_skip_arrow_metadata(true)
    }
}

/// Some rows, encoded.
pub(in crate::intake) struct RowGroup {
    pub(in crate::intake) rows: u64,
    pub(super) chunks: Vec<ArrowColumnChunk>,
}

/// Typed rows in memory.
pub(in crate::intake) struct Columns {
    fields: Vec<Column>,
    /// The marker columns of numbers, by field.
    markers: Vec<Option<StringBuilder>>,
    derived: Vec<(Derived, Int64Builder)>,
    lines: [UInt32Builder; 2],
    start: UInt64Builder,
    bytes: UInt32Builder,
    rows: u64,
}

impl Columns {
    pub(in crate::intake) fn new(return_: &Return, shape: &Shape) -> Self {
        let fields = return_.fields.iter().zip(&shape.lists);
        Self {
            fields: fields.map(|(field, list)| Column::new(field, list.as_ref())).collect(),
            markers: return_.fields.iter().map(|field| field.marker().map(|_| StringBuilder::new())).collect(),
            derived: return_.derived.iter().map(|derived| (derived.clone(), Int64Builder::new())).collect(),
            lines: [UInt32Builder::new(), UInt32Builder::new()],
            start: UInt64Builder::new(),
            bytes: UInt32Builder::new(),
            rows: 0,
        }
    }

    /// Appends the value of the field with this index: `text` where it is text. Once for each field of a row, and then
    /// [`Self::row`].
    pub(in crate::intake) fn field(&mut self, at: usize, value: Value, text: Option<&str>) {
        if let Some(column) = self.fields.get_mut(at) {
            column.append(value, text);
        }
    }

    /// Ends the row of which all fields have been appended; `said` is what fields say in place
    /// of a number.
    pub(in crate::intake) fn row(&mut self, values: &[Value], said: &[(usize, &'static str)], place: Place) {
        for (at, marker) in self.markers.iter_mut().enumerate() {
            if let Some(marker) = marker {
                marker.append_option(said.iter().find(|(field, _)| *field == at).map(|(_, word)| word));
            }
        }
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
        self.rows += 1;
    }

    /// Encodes the rows.
    ///
    /// # Errors
    /// They do not fit their columns: our own mistake.
    pub(in crate::intake) fn encode(self, shape: &Shape) -> Result<RowGroup, Error> {
        let rows = self.rows;
        let columns = self.finish().map_err(|error| unfit(&error))?;
        let chunks = encode(&columns, shape).map_err(|error| unfit(&error))?;
        Ok(RowGroup { rows, chunks })
    }

    fn finish(mut self) -> Result<Vec<ArrayRef>, ArrowError> {
        let mut columns: Vec<ArrayRef> = Vec::new();
        for (field, marker) in self.fields.iter_mut().zip(&mut self.markers) {
            columns.push(field.finish()?);
            columns.extend(marker.as_mut().map(|marker| Arc::new(marker.finish()) as ArrayRef));
        }
        columns.extend(self.derived.iter_mut().map(|(_, column)| Arc::new(column.finish()) as ArrayRef));
        columns.extend(self.lines.iter_mut().map(|column| Arc::new(column.finish()) as ArrayRef));
        columns.push(Arc::new(self.start.finish()));
        columns.push(Arc::new(self.bytes.finish()));
        Ok(columns)
    }
}

fn encode(columns: &[ArrayRef], shape: &Shape) -> Result<Vec<ArrowColumnChunk>, ParquetError> {
    let mut writers = shape.writers.create_column_writers(0)?.into_iter();
    let mut chunks = Vec::new();
    for (field, column) in shape.schema.fields().iter().zip(columns) {
        for leaf in compute_leaves(field, column)? {
            let Some(mut writer) = writers.next() else { continue };
            writer.write(&leaf)?;
            chunks.push(writer.close()?);
        }
    }
    Ok(chunks)
}

fn unfit(error: &dyn std::error::Error) -> Error {
    Error::Internal(format!("rows that do not fit their columns: {error}"))
}

/// The canonical codes of a list, in its order.
fn codes(list: &str, definitions: &Definitions) -> StringArray {
    if list == "authority" {
        let codes = definitions.reference.authorities.iter().map(|authority| Some(authority.code.as_str()));
        return codes.collect();
    }
    definitions.codes.get(list).into_iter().flat_map(|list| &list.codes).map(|code| Some(&*code.code)).collect()
}

fn schema(return_: &Return) -> SchemaRef {
    let mut all = Vec::new();
    for field in &return_.fields {
        all.push(ArrowField::new(&*field.name, Column::stored_as(field), true));
        all.extend(field.marker().map(|marker| ArrowField::new(&*marker, DataType::Utf8, true)));
    }
    all.extend(return_.derived.iter().map(|derived| ArrowField::new(&*derived.name, DataType::Int64, true)));
    all.extend([
        ArrowField::new("_line", DataType::UInt32, false),
        ArrowField::new("_end_line", DataType::UInt32, false),
        ArrowField::new("_start", DataType::UInt64, false),
        ArrowField::new("_bytes", DataType::UInt32, false),
    ]);
    Arc::new(Schema::new(all))
}

/// Staged files live for minutes: quick to write and read, nothing more.
fn properties() -> WriterProperties {
    let mut properties = WriterProperties::builder()
        .set_compression(Compression::UNCOMPRESSED)
        .set_statistics_enabled(EnabledStatistics::None);
    for distinct in ["_line", "_end_line", "_start", "_bytes"] {
        properties = properties.set_column_dictionary_enabled(ColumnPath::from(distinct), false);
    }
    properties.build()
}
