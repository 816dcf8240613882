//! One submission's accepted rows: the typed file without what is held back and without what privacy keeps out.
//!
//! Most row groups hold back nothing. Of those, every column that privacy leaves alone is copied as it is encoded,
//! without looking at a cell; only the rest is decoded and encoded again.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, BooleanArray, Date32Array, RecordBatch, StringArray, UInt32Array, UInt64Array};
use arrow::compute::filter_record_batch;

use super::columns::unwritten;
use super::files;
use super::splice::{Kept, Plan, Writing};
use crate::definitions::{Privacy, Return};
use crate::diagnostic::Error;
use crate::domain::{Submitter, Year, date_of_days};
use crate::intake::HeldBack;

/// Gives records of the file that was sent, by offset and length, in ascending order.
pub type Records<'a> = &'a dyn Fn(&[(u64, u32)]) -> Result<Vec<Vec<u8>>, Error>;

/// A typed submission whose good rows are to be stored.
#[derive(Clone, Copy)]
pub struct Submission<'a> {
    /// Its return.
    pub return_: &'a Return,
    /// Its reporting year.
    pub year: Year,
    /// Who sent it.
    pub submitter: &'a Submitter,
    /// Its file, as findings name it.
    pub file: &'a str,
    /// The typed file that intake wrote.
    pub staged: &'a Path,
    /// The records as they were sent.
    pub raw: Records<'a>,
}

/// What became of a submission's rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The file that was written.
    pub path: PathBuf,
    /// Rows in it.
    pub rows: u64,
    /// Physical lines they took in the file that was sent.
    pub lines: u64,
    /// The rows held back, as they were sent.
    pub held: Vec<HeldBack>,
}

/// Where a row stands in the file that was sent.
struct Span {
    line: u32,
    end_line: u32,
    start: u64,
    bytes: u32,
    reason: Arc<str>,
}

/// The path of a submission's accepted rows within a release.
pub(super) fn partition(return_id: &str, year: Year, submitter: &Submitter) -> String {
    format!("{return_id}/year={year}/submitter={submitter}/part-0.parquet")
}

/// Writes the accepted rows of one submission into a release.
pub(super) fn accept<R: AsRef<str>>(
    release: &Path,
    submission: &Submission<'_>,
    held_back: &[(u32, R)],
) -> Result<Accepted, Error> {
    let path = release.join(partition(&submission.return_.id, submission.year, submission.submitter));
    path.parent().map_or(Ok(()), files::create_folder)?;
    let reasons: BTreeMap<u32, &str> = held_back.iter().map(|(row, reason)| (*row, reason.as_ref())).collect();
    let plan = Plan::new(submission.staged, &stored(submission.return_))?;
    let mut writing = Writing::begin(&plan, files::create(&path, files::PLAIN)?, &path)?;
    let mut accepted = Accepted { path: path.clone(), rows: 0, lines: 0, held: Vec::new() };
    let mut spans = Vec::new();
    let mut first: u32 = 0;
    for group in 0..plan.row_groups() {
        let rows = plan.rows_of(group);
        let here: Vec<(u32, &str)> = reasons.range(first..first + rows).map(|(row, why)| (row - first, *why)).collect();
        let kept = kept(rows, &here);
        let lines = lines(&plan, group, &here, submission.staged)?;
        accepted.lines += lines.kept;
        spans.extend(lines.held);
        let kept_rows = rows as usize - here.len();
        accepted.rows += kept_rows as u64;
        if kept_rows > 0 {
            let touched = touched(&plan, group, submission, kept.as_ref())?;
            writing.row_group(&plan, group, kept_rows, touched, kept.is_none())?;
        }
        first += rows;
    }
    writing.end().map_err(unwritten(&path))?;
    accepted.held = held(submission, spans)?;
    Ok(accepted)
}

/// The columns that are stored, in order, each with whether its cells change on the way.
fn stored(return_: &Return) -> Vec<(String, Kept)> {
    let mut columns = Vec::new();
    for field in &return_.fields {
        let kept = match field.privacy {
            Privacy::Drop => continue,
            Privacy::Month => Kept::Changed,
            Privacy::Keep | Privacy::Pseudonym { .. } => Kept::AsItIs,
        };
        columns.push((field.name.to_string(), kept));
        columns.extend(field.marker().map(|marker| (marker.into_string(), Kept::AsItIs)));
    }
    columns.extend(return_.derived.iter().map(|derived| (derived.name.to_string(), Kept::AsItIs)));
    columns.extend([("_file", Kept::Text), ("_line", Kept::AsItIs)].map(|(name, kept)| (name.to_owned(), kept)));
    columns
}

/// Which rows of a group stay; None where all do.
fn kept(rows: u32, held: &[(u32, &str)]) -> Option<BooleanArray> {
    if held.is_empty() {
        return None;
    }
    let mut kept = vec![true; rows as usize];
    for (row, _) in held {
        if let Some(kept) = kept.get_mut(*row as usize) {
            *kept = false;
        }
    }
    Some(kept.into())
}

struct Lines {
    kept: u64,
    held: Vec<Span>,
}

/// How many physical lines the kept rows of a group took, and where the others stand.
fn lines(plan: &Plan, group: usize, held: &[(u32, &str)], staged: &Path) -> Result<Lines, Error> {
    let batch = plan.read(group, &["_line", "_end_line", "_start", "_bytes"])?;
    let missing = || Error::Internal(format!("{} does not say where its rows stand", staged.display()));
    let line = cells::<UInt32Array>(&batch, "_line").ok_or_else(missing)?;
    let end = cells::<UInt32Array>(&batch, "_end_line").ok_or_else(missing)?;
    let start = cells::<UInt64Array>(&batch, "_start").ok_or_else(missing)?;
    let bytes = cells::<UInt32Array>(&batch, "_bytes").ok_or_else(missing)?;
    let all: u64 = line.values().iter().zip(end.values()).map(|(line, end)| u64::from(end - line) + 1).sum();
    let spans: Vec<Span> = held
        .iter()
        .map(|(row, reason)| (*row as usize, *reason))
        .filter(|(row, _)| *row < batch.num_rows())
        .map(|(row, reason)| Span {
            line: line.value(row),
            end_line: end.value(row),
            start: start.value(row),
            bytes: bytes.value(row),
            reason: reason.into(),
        })
        .collect();
    let held: u64 = spans.iter().map(|span| u64::from(span.end_line - span.line) + 1).sum();
    Ok(Lines { kept: all - held, held: spans })
}

fn cells<'a, T: 'static>(batch: &'a RecordBatch, name: &str) -> Option<&'a T> {
    batch.column_by_name(name)?.as_any().downcast_ref::<T>()
}

/// The columns of a group that cannot be copied, by name, without the rows that are held back.
fn touched(
    plan: &Plan,
    group: usize,
    submission: &Submission<'_>,
    kept: Option<&BooleanArray>,
) -> Result<BTreeMap<String, ArrayRef>, Error> {
    let internal = |fault: arrow::error::ArrowError| Error::Internal(fault.to_string());
    let names = plan.decoded(group, kept.is_none());
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut columns = BTreeMap::new();
    let mut rows = plan.rows_of(group) as usize;
    if !names.is_empty() {
        let mut batch = plan.read(group, &names)?;
        if let Some(kept) = kept {
            batch = filter_record_batch(&batch, kept).map_err(internal)?;
        }
        rows = batch.num_rows();
        for (name, column) in names.iter().zip(batch.columns()) {
            let months = plan.changed(name).then(|| months(column)).flatten();
            columns.insert((*name).to_owned(), months.unwrap_or_else(|| Arc::clone(column)));
        }
    }
    let file = StringArray::from_iter_values(std::iter::repeat_n(submission.file, rows));
    columns.insert("_file".to_owned(), Arc::new(file));
    Ok(columns)
}

/// Days as the first of their month; None where the column holds no days.
fn months(column: &ArrayRef) -> Option<ArrayRef> {
    let days = column.as_any().downcast_ref::<Date32Array>()?;
    let first = |days: i32| date_of_days(days).map_or(days, |day| days - i32::from(day.day()) + 1);
    Some(Arc::new(days.unary::<_, arrow::datatypes::Date32Type>(first)))
}

/// The rows that are held back, with their bytes from the file as it was sent.
fn held(submission: &Submission<'_>, spans: Vec<Span>) -> Result<Vec<HeldBack>, Error> {
    if spans.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<(u64, u32)> = spans.iter().map(|span| (span.start, span.bytes)).collect();
    let records = (submission.raw)(&places)?;
    let (return_id, name): (Arc<str>, Arc<str>) = ((*submission.return_.id).into(), submission.file.into());
    let mut held = Vec::with_capacity(spans.len());
    for (span, raw) in spans.into_iter().zip(records) {
        let rule = submission.return_.rules.iter().find(|rule| *rule.code == *span.reason);
        held.push(HeldBack {
            return_id: Arc::clone(&return_id),
            year: Some(submission.year),
            submitter: Some(submission.submitter.clone()),
            file: Arc::clone(&name),
            line: span.line,
            end_line: span.end_line,
            column: rule.map_or_else(String::new, |rule| rule.columns.join(" ")).into(),
            reason: span.reason,
            raw,
            carried: false,
        });
    }
    Ok(held)
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;
    use std::fs::File;

    use arrow::array::{Decimal128Array, Int64Array, ListArray};
    use arrow::datatypes::DataType;
    use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

    fn stored_rows(path: &Path) -> RecordBatch {
        let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap().build().unwrap();
        let schema = arrow::array::RecordBatchReader::schema(&reader);
        let batches: Vec<RecordBatch> = reader.collect::<Result<_, _>>().unwrap();
        arrow::compute::concat_batches(&schema, &batches).unwrap()
    }

    fn accepted(folder: &Path, compressed: bool, held: &[(u32, &str)]) -> Accepted {
        let staged = folder.join("staged.parquet");
        fixture::typed(&staged, 20, 6, compressed);
        let text: Vec<String> = (0..21).map(|row| format!("record {row:02}\n")).collect();
        let text = text.concat().into_bytes();
        let raw = |spans: &[(u64, u32)]| {
            assert!(spans.is_sorted());
            let record = |(start, bytes): &(u64, u32)| {
                let start = usize::try_from(*start).unwrap();
                text[start..][..*bytes as usize].to_vec()
            };
            Ok(spans.iter().map(record).collect())
        };
        let return_ = fixture::placements();
        let submitter = "W06000016".parse().unwrap();
        let submission = Submission {
            return_: &return_,
            year: Year::starting(2023),
            submitter: &submitter,
            file: "2023-24/W06000016/placements.csv",
            staged: &staged,
            raw: &raw,
        };
        accept(&folder.join(if compressed { "copied" } else { "encoded" }), &submission, held).unwrap()
    }

    #[test]
    fn privacy_is_applied_and_nothing_else_changes_whether_copied_or_encoded() {
        let folder = tempfile::tempdir().unwrap();
        for compressed in [true, false] {
            let accepted = accepted(folder.path(), compressed, &[]);
            assert_eq!((accepted.rows, accepted.lines, accepted.held.len()), (20, 21, 0));
            assert!(accepted.path.ends_with("placements/year=2023-24/submitter=W06000016/part-0.parquet"));
            let rows = stored_rows(&accepted.path);
            let schema = rows.schema();
            let names: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
            let expected = [
                "child_id",
                "date_of_birth",
                "start_date",
                "disabled",
                "themes",
                "distance_km",
                "distance_km_marker",
                "age_at_start",
                "_file",
                "_line",
            ];
            assert_eq!(names, expected);
            let birth = cells::<Date32Array>(&rows, "date_of_birth").unwrap();
            assert!(birth.is_null(0) && birth.is_null(15));
            let days: Vec<i8> = birth.iter().flatten().map(|days| date_of_days(days).unwrap().day()).collect();
            assert_eq!(days, [1; 16]);
            let start = cells::<Date32Array>(&rows, "start_date").unwrap();
            assert_eq!(start.values()[..], (19_000..19_020).collect::<Vec<i32>>());
            assert_eq!(cells::<Int64Array>(&rows, "age_at_start").unwrap().value(19), 1);
            assert_eq!(cells::<StringArray>(&rows, "child_id").unwrap().value(19), "child0009");
            let distance = cells::<Decimal128Array>(&rows, "distance_km").unwrap();
            assert_eq!((distance.data_type(), distance.value(7)), (&DataType::Decimal128(18, 3), 7_125));
            let marker = cells::<StringArray>(&rows, "distance_km_marker").unwrap();
            assert!(distance.is_null(4) && marker.value(4) == "c" && marker.is_null(5));
            let themes = cells::<ListArray>(&rows, "themes").unwrap();
            let cell = themes.value(4);
            let codes: Vec<&str> = cell.as_any().downcast_ref::<StringArray>().unwrap().iter().flatten().collect();
            assert!(themes.is_null(3) && codes == ["a", "b"]);
            assert_eq!(cells::<StringArray>(&rows, "_file").unwrap().value(0), "2023-24/W06000016/placements.csv");
        }
    }

    #[test]
    fn held_rows_are_left_out_and_kept_as_they_were_sent() {
        let folder = tempfile::tempdir().unwrap();
        for compressed in [true, false] {
            let accepted = accepted(folder.path(), compressed, &[(2, "PLC-003"), (19, "S-DATE"), (18, "CASCADE")]);
            assert_eq!((accepted.rows, accepted.lines), (17, 17));
            let held: Vec<(u32, u32, &str, &[u8])> = accepted
                .held
                .iter()
                .map(|held| (held.line, held.end_line, &*held.reason, held.raw.as_slice()))
                .collect();
            let expected: [(u32, u32, &str, &[u8]); 3] = [
                (4, 5, "PLC-003", b"record 03\n"),
                (21, 21, "CASCADE", b"record 19\n"),
                (22, 22, "S-DATE", b"record 20\n"),
            ];
            assert_eq!(held, expected);
            let rows = stored_rows(&accepted.path);
            let lines: Vec<u32> = cells::<UInt32Array>(&rows, "_line").unwrap().values().to_vec();
            assert_eq!(lines, (2..4).chain(6..21).collect::<Vec<u32>>());
        }
    }

    #[test]
    fn the_same_rows_make_the_same_bytes() {
        let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        for compressed in [true, false] {
            let first = accepted(one.path(), compressed, &[(2, "PLC-003")]);
            let second = accepted(two.path(), compressed, &[(2, "PLC-003")]);
            assert_eq!(std::fs::read(first.path).unwrap(), std::fs::read(second.path).unwrap());
        }
    }

    #[test]
    fn a_submission_whose_rows_are_all_held_back_still_has_its_columns() {
        let folder = tempfile::tempdir().unwrap();
        let all: Vec<(u32, &str)> = (0..20).map(|row| (row, "PLC-003")).collect();
        let accepted = accepted(folder.path(), true, &all);
        assert_eq!((accepted.rows, accepted.lines, accepted.held.len()), (0, 0, 20));
        assert_eq!(stored_rows(&accepted.path).num_columns(), 10);
    }
}
