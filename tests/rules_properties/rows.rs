//! Typed rows of a submission in another order, or some of them.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use arrow::array::{ArrayRef, RecordBatch, UInt32Array};
use arrow::compute::{concat_batches, sort, take_record_batch};
use arrow::util::display::array_value_to_string;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

/// The columns that say where a record stood.
const PLACE: [&str; 4] = ["_line", "_end_line", "_start", "_bytes"];

fn read(parquet: &Path) -> RecordBatch {
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(parquet).unwrap()).unwrap();
    let schema = Arc::clone(reader.schema());
    let batches: Vec<RecordBatch> = reader.build().unwrap().map(Result::unwrap).collect();
    concat_batches(&schema, &batches).unwrap()
}

/// Writes these rows, in this order, to another file. Their lines ascend, as in every file.
pub(super) fn rewrite(parquet: &Path, rows: Vec<u32>, to: &Path) {
    let taken = take_record_batch(&read(parquet), &UInt32Array::from(rows)).unwrap();
    let columns = taken.schema_ref().fields().iter().zip(taken.columns()).map(|(field, column)| -> ArrayRef {
        if field.name() == "_line" { sort(column, None).unwrap() } else { Arc::clone(column) }
    });
    let batch = RecordBatch::try_new(taken.schema(), columns.collect()).unwrap();
    let mut writer = ArrowWriter::try_new(File::create(to).unwrap(), batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
}

/// How often each record is among these rows, whatever the line it stood on.
pub(super) fn contents(parquet: &Path, rows: impl Iterator<Item = u32>) -> BTreeMap<String, usize> {
    let batch = read(parquet);
    let columns: Vec<&ArrayRef> = batch
        .schema_ref()
        .fields()
        .iter()
        .zip(batch.columns())
        .filter(|(field, _)| !PLACE.contains(&field.name().as_str()))
        .map(|(_, column)| column)
        .collect();
    let mut found = BTreeMap::new();
    for row in rows {
        let cells = columns.iter().map(|column| array_value_to_string(column, row as usize).unwrap());
        *found.entry(cells.collect::<Vec<_>>().join("|")).or_default() += 1;
    }
    found
}
