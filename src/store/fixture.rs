//! A return, and a typed file of it as intake writes one, for the store's tests.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use arrow::array::{
    ArrayRef, BooleanArray, Date32Array, Decimal128Array, Int64Array, ListArray, ListBuilder, RecordBatch, StringArray,
    StringBuilder, UInt32Array, UInt64Array,
};
use arrow::datatypes::{DataType, Field as ArrowField};
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
        forms: Vec::new(),
        privacy,
    };
    Return {
        id: "placements".into(),
        title: "Placements".into(),
        submitter: SubmitterKind::Authority,
        key: vec![0, 2],
        since: None,
        due: None,
        nil_allowed: true,
        fields: vec![
            field("child_id", FieldKind::Id, Privacy::Pseudonym { kind: "child".into(), national: false }),
            field("date_of_birth", FieldKind::Date, Privacy::Month),
            field("start_date", FieldKind::Date, Privacy::Keep),
            field("notes", FieldKind::Text, Privacy::Drop),
            field("disabled", FieldKind::YesNo, Privacy::Keep),
            field("themes", FieldKind::Codes("theme".into()), Privacy::Keep),
            field("distance_km", FieldKind::Decimal, Privacy::Keep),
        ],
        derived: vec![Derived { name: "age_at_start".into(), title: "Age".into(), birth: 1, on: 2 }],
        year_aliases: Vec::new(),
        years_by_end: false,
        ignored: Vec::new(),
        rules: Vec::new(),
    }
}

/// Every second row has two themes, the others none.
fn themes(rows: u32) -> ListArray {
    let element = Arc::new(ArrowField::new("element", DataType::Utf8, true));
    let mut themes = ListBuilder::new(StringBuilder::new()).with_field(element);
    for row in 0..rows {
        themes.append_option((row % 2 == 0).then(|| ["a", "b"].map(Some)));
    }
    themes.finish()
}

/// As many kilometres and a hundred and twenty-five metres as the row's number; the fifth is withheld.
fn distances(rows: u32) -> Decimal128Array {
    let metres = (0..rows).map(|row| (row != 4).then(|| i128::from(row) * 1_000 + 125));
    metres.collect::<Decimal128Array>().with_precision_and_scale(18, 3).unwrap()
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
        ("themes", Arc::new(themes(rows))),
        ("distance_km", Arc::new(distances(rows))),
        ("distance_km_marker", Arc::new(all().map(|row| (row == 4).then_some("c")).collect::<StringArray>())),
        ("age_at_start", Arc::new(Int64Array::from_iter_values(all().map(|row| i64::from(row % 18))))),
        ("_line", Arc::new(UInt32Array::from_iter_values(all().map(line)))),
        ("_end_line", Arc::new(UInt32Array::from_iter_values(all().map(|row| line(row) + u32::from(row == 2))))),
        ("_start", Arc::new(UInt64Array::from_iter_values(all().map(|row| 10 * (u64::from(row) + 1))))),
        ("_bytes", Arc::new(UInt32Array::from_iter_values(all().map(|_| 10)))),
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
