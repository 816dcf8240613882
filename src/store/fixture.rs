//! A return, and a typed file of it as intake writes one, for the store's tests.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use arrow::array::{
    ArrayRef, BooleanArray, Date32Array, Int64Array, RecordBatch, StringArray, UInt32Array, UInt64Array,
};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;

use crate::definitions::{Derived, Field, FieldKind, Privacy, Return, SubmitterKind};

/// A return with every kind of privacy.
pub(super) fn placements() -> Return {
    let field = |name: &str, kind, privacy| Field {
        name: name.into(),
        kind,
        scale: Field::SCALE,
        required: false,
        title: name.into(),
        aliases: Vec::new(),
        privacy,
    };
    Return {
        id: "placements".into(),
        title: "Placements".into(),
        submitter: SubmitterKind::Authority,
        key: vec![0, 2],
        due: None,
        nil_allowed: true,
        fields: vec![
            field("child_id", FieldKind::Id, Privacy::Pseudonym { kind: "child".into(), national: false }),
            field("date_of_birth", FieldKind::Date, Privacy::Month),
            field("start_date", FieldKind::Date, Privacy::Keep),
            field("notes", FieldKind::Text, Privacy::Drop),
            field("disabled", FieldKind::YesNo, Privacy::Keep),
        ],
        derived: vec![Derived { name: "age_at_start".into(), title: "Age".into(), birth: 1, on: 2 }],
        year_aliases: Vec::new(),
        ignored: Vec::new(),
        rules: Vec::new(),
    }
}

/// Writes a typed file of `rows` rows, of which the nth stands on line n + 2 and takes ten bytes, but the third takes
/// two lines; `group` rows to a row group.
pub(super) fn typed(path: &Path, rows: u32, group: usize, compressed: bool) {
    let line = |row: u32| if row > 2 { row + 3 } else { row + 2 };
    let all = || 0..rows;
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("child_id", Arc::new(StringArray::from_iter_values(all().map(|row| format!("child{:04}", row / 2))))),
        (
            "date_of_birth",
            Arc::new(all().map(|row| (row % 5 > 0).then_some(14_600 + row.cast_signed())).collect::<Date32Array>()),
        ),
        ("start_date", Arc::new(Date32Array::from_iter_values(all().map(|row| 19_000 + row.cast_signed())))),
        ("notes", Arc::new(StringArray::from_iter_values(all().map(|_| "never to be stored")))),
        ("disabled", Arc::new(all().map(|row| (row % 3 > 0).then_some(row % 2 == 0)).collect::<BooleanArray>())),
        ("age_at_start", Arc::new(Int64Array::from_iter_values(all().map(|row| i64::from(row % 18))))),
        ("_line", Arc::new(UInt32Array::from_iter_values(all().map(line)))),
        ("_end_line", Arc::new(UInt32Array::from_iter_values(all().map(|row| line(row) + u32::from(row == 2))))),
        ("_start", Arc::new(UInt64Array::from_iter_values(all().map(|row| 10 * (u64::from(row) + 1))))),
        ("_bytes", Arc::new(UInt32Array::from_iter_values(all().map(|_| 10)))),
        ("_suppressed", Arc::new(all().map(|_| None::<&str>).collect::<StringArray>())),
    ];
    let batch =
        RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, cells)| (name, cells, true))).unwrap();
    let codec = if compressed { Compression::ZSTD(ZstdLevel::default()) } else { Compression::UNCOMPRESSED };
    let properties =
        WriterProperties::builder().set_compression(codec).set_max_row_group_row_count(Some(group)).build();
    let options = ArrowWriterOptions::new().with_properties(properties).with_skip_arrow_metadata(true);
    let mut writer = ArrowWriter::try_new_with_options(File::create(path).unwrap(), batch.schema(), options).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
}
