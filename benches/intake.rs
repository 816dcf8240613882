//! How fast a return is lexed and read, beside what others need for the same file in the same run.
//!
//! `cargo bench` (see `benches/README.md`). One thread; one file of placements of 64 MB, as authorities send them.
#![expect(clippy::unwrap_used, reason = "a benchmark that panics has failed")]

use std::fmt::Write as _;
use std::fs::{self, File};
use std::hint::black_box;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::RecordBatch;
use arrow::datatypes::{DataType, Field, Schema};
use criterion::{Criterion, Throughput};
use csv::{ByteRecord, ReaderBuilder};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder};
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::basic::Compression;
use parquet::file::metadata::RowGroupMetaData;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::schema::types::ColumnPath;
use trosolwg::definitions::{Definitions, FieldKind};
use trosolwg::domain::Year;
use trosolwg::intake::{BLOCK, Format, Found, Lexed, Lexer, Pseudonyms, Reader, read};
use trosolwg::sample::{Mess, Plan, make};

/// The program's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How large the file is, in bytes, or a little more.
const SIZE: usize = 64 << 20;

fn clone(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Cardiff's placements of the sample, without mess, again and again, of other children each time.
fn placements(definitions: &Definitions) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("placements.csv");
    let plan = Plan { scale: 1, seed: 1, mess: Mess::None };
    make(&plan, &definitions.reference, &mut |made| {
        let wanted = Path::new(made).ends_with("2023-24/W06000015/placements.csv");
        Ok(if wanted { Box::new(File::create(&path).unwrap()) } else { Box::new(io::sink()) })
    })
    .unwrap();
    let sent = fs::read_to_string(&path).unwrap();
    let mut lines = sent.lines();
    let header = lines.next().unwrap();
    let rows: Vec<&str> = lines.collect();
    let mut text = format!("{header}\r\n");
    for cycle in 100.. {
        for row in &rows {
            if text.len() >= SIZE {
                return text.into_bytes();
            }
            // Its child's identifier, and the pupil number where there is one, of this cycle.
            let mut cells = row.splitn(3, ',');
            let (child, pupil) = (cells.next().unwrap(), cells.next().unwrap());
            let of_cycle = if pupil.is_empty() { String::new() } else { cycle.to_string() };
            write!(text, "{child}{cycle},{pupil}{of_cycle},{}\r\n", cells.next().unwrap()).unwrap();
        }
    }
    text.into_bytes()
}

/// The same with every cell in quotes.
fn quoted(text: &[u8]) -> Vec<u8> {
    let mut all = Vec::with_capacity(text.len() * 2);
    for line in text.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        all.push(b'"');
        all.extend(line.split(|byte| *byte == b',').collect::<Vec<_>>().join(&b"\",\""[..]));
        all.extend(b"\"\r\n");
    }
    all
}

/// Lexes a text; gives its fields.
fn lexed(text: &[u8]) -> usize {
    let lexer = Lexer::new(&Format::plain(b','));
    let (mut at, mut fields, mut spans) = (0, 0, Vec::new());
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let (Lexed::Record { length, .. } | Lexed::Fault { length, .. }) = lexer.lex(rest, true, &mut spans) else {
            break;
        };
        fields += spans.len();
        at += length;
    }
    fields
}

/// The same by the `csv` crate.
fn read_by_csv(text: &[u8]) -> usize {
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).buffer_capacity(1 << 16).from_reader(text);
    let (mut record, mut fields) = (ByteRecord::new(), 0);
    while reader.read_byte_record(&mut record).unwrap() {
        fields += record.len();
    }
    fields
}

fn lexing(criterion: &mut Criterion, text: &[u8]) {
    for (name, text) in [("plain", text.to_vec()), ("quoted", quoted(text))] {
        assert_eq!(lexed(&text), read_by_csv(&text));
        let mut group = criterion.benchmark_group(format!("lexing, {name}"));
        group.throughput(Throughput::Bytes(text.len() as u64)).sample_size(10);
        group.bench_function("trosolwg", |bencher| bencher.iter(|| lexed(black_box(&text))));
        group.bench_function("csv", |bencher| bencher.iter(|| read_by_csv(black_box(&text))));
        group.finish();
    }
}

/// The staged rows in memory, codes as dictionaries as intake has them.
fn batches(parquet: &Path, definitions: &Definitions) -> Vec<RecordBatch> {
    let file = File::open(parquet).unwrap();
    let metadata = ArrowReaderMetadata::load(&file, ArrowReaderOptions::new()).unwrap();
    let fields = &definitions.returns.get("placements").unwrap().fields;
    let code = |name: &str| fields.iter().any(|field| &*field.name == name && matches!(field.kind, FieldKind::Code(_)));
    let dictionary = DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8));
    let known = |field: &Arc<Field>| {
        if code(field.name()) { Field::new(field.name(), dictionary.clone(), true) } else { field.as_ref().clone() }
    };
    let schema = Arc::new(Schema::new(metadata.schema().fields().iter().map(known).collect::<Vec<_>>()));
    let most = metadata.metadata().row_groups().iter().map(RowGroupMetaData::num_rows).max().unwrap();
    let options = ArrowReaderOptions::new().with_schema(schema);
    let builder = ParquetRecordBatchReaderBuilder::try_new_with_options(file, options).unwrap();
    builder.with_batch_size(usize::try_from(most).unwrap()).build().unwrap().map(Result::unwrap).collect()
}

/// Writes the rows as intake does, a row group a batch.
fn rewrite(batches: &[RecordBatch], path: &Path) {
    let mut properties = WriterProperties::builder()
        .set_compression(Compression::UNCOMPRESSED)
        .set_statistics_enabled(EnabledStatistics::None);
    for distinct in ["_line", "_end_line", "_start", "_bytes"] {
        properties = properties.set_column_dictionary_enabled(ColumnPath::from(distinct), false);
    }
    let options = ArrowWriterOptions::new().with_properties(properties.build()).with_skip_arrow_metadata(true);
    let schema = batches.first().unwrap().schema();
    let mut writer = ArrowWriter::try_new_with_options(File::create(path).unwrap(), schema, options).unwrap();
    for batch in batches {
        writer.write(batch).unwrap();
        writer.flush().unwrap();
    }
    writer.close().unwrap();
}

fn intake(criterion: &mut Criterion, text: &[u8], definitions: &Definitions) {
    let folder = tempfile::tempdir().unwrap();
    let (path, staging) = (folder.path().join("placements.csv"), folder.path().join("staging"));
    fs::write(&path, text).unwrap();
    let found = Found::at(&path, "placements", Some(Year::starting(2023)), "W06000015".parse().ok());
    let pseudonyms = Pseudonyms::new([7; 32]);
    let reader =
        Reader { definitions, pseudonyms: &pseudonyms, staging: &staging, threads: 1, block: BLOCK, digest: "" };
    let reading = read(&found, &reader).unwrap();
    assert!(reading.held_back.is_empty());
    let staged = &reading.staged.first().unwrap().parquet;
    let batches = batches(staged, definitions);
    let again = folder.path().join("again.parquet");
    let mut group = criterion.benchmark_group("intake");
    group.throughput(Throughput::Bytes(text.len() as u64)).sample_size(10);
    group.bench_function("trosolwg, one thread", |bencher| bencher.iter(|| read(&found, &reader).unwrap()));
    group.bench_function("lexing, and writing the same rows", |bencher| {
        bencher.iter(|| {
            rewrite(black_box(&batches), &again);
            lexed(black_box(text))
        });
    });
    let both = Reader { threads: 2, ..reader };
    group.bench_function("trosolwg, two threads", |bencher| bencher.iter(|| read(&found, &both).unwrap()));
    group.finish();
    let size = |path: &Path| fs::metadata(path).unwrap().len();
    let (ours, theirs) = (size(staged), size(&again));
    assert!(ours.abs_diff(theirs) * 20 < ours, "the rows were not written alike: {ours} and {theirs} bytes");
}

fn main() {
    let definitions = Definitions::load(&clone("pipelines/wales"), &clone("data/reference")).unwrap();
    let text = placements(&definitions);
    let mut criterion = Criterion::default().configure_from_args();
    lexing(&mut criterion, &text);
    intake(&mut criterion, &text, &definitions);
    criterion.final_summary();
}
