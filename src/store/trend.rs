//! How what was found in a submission has changed since the one before it.

use std::path::Path;
use std::sync::Arc;

use super::columns::{Columns, each, has_column, read};
use super::files::PLAIN;
use super::ledger::filled;
use crate::diagnostic::Error;
use crate::domain::{Submitter, Year};

/// How the findings of one rule in one submission have changed; without a rule, those of all rules.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TrendRow {
    /// The return's id.
    pub return_id: Arc<str>,
    /// The reporting year.
    pub year: Year,
    /// The submitter.
    pub submitter: Submitter,
    /// The file.
    pub file: Arc<str>,
    /// The release with the submission that it is compared with.
    pub compared_with: Arc<str>,
    /// That submission's file.
    pub compared_file: Arc<str>,
    /// The rule; empty for all of them.
    pub rule: Arc<str>,
    /// Findings that are new.
    pub new: u64,
    /// Findings that were there before.
    pub persisting: u64,
    /// Findings that are there no more.
    pub mended: u64,
}

/// A finding of a release, by what it is known again by in another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownFinding<'a> {
    /// The return's id; empty where it could not be told.
    pub return_id: &'a str,
    /// The reporting year, where it could be told.
    pub year: Option<Year>,
    /// The submitter, where it could be told.
    pub submitter: Option<Submitter>,
    /// The file.
    pub file: &'a str,
    /// The rule.
    pub rule: &'a str,
    /// The columns.
    pub column: &'a str,
    /// The digest of the record.
    pub record: u64,
    /// Whether it is about what that release had carried itself.
    pub carried: bool,
}

const TREND: &str = "trend.parquet";

/// Writes the table, sorted.
pub(super) fn write(folder: &Path, rows: &[TrendRow]) -> Result<(), Error> {
    let mut sorted: Vec<&TrendRow> = rows.iter().collect();
    sorted.sort_unstable();
    let rows = || sorted.iter().copied();
    Columns::default()
        .texts("return", rows().map(|row| &row.return_id))
        .texts("year", rows().map(|row| row.year.to_string()))
        .texts("submitter", rows().map(|row| row.submitter.as_str()))
        .texts("file", rows().map(|row| &row.file))
        .texts("compared_with", rows().map(|row| &row.compared_with))
        .texts("compared_file", rows().map(|row| &row.compared_file))
        .text("rule", rows().map(|row| filled(&row.rule)))
        .wholes("new", rows().map(|row| row.new))
        .wholes("persisting", rows().map(|row| row.persisting))
        .wholes("mended", rows().map(|row| row.mended))
        .write(folder, TREND, PLAIN)
}

/// Reads the table; it is empty where there is none.
pub(super) fn read_back(folder: &Path) -> Result<Vec<TrendRow>, Error> {
    let path = folder.join(TREND);
    if !path.is_file() {
        return Ok(Vec::new());
    }
    read(&path, |cells| {
        Ok(TrendRow {
            return_id: cells.text("return")?.into(),
            year: cells.known("year", |text| text.parse().ok())?,
            submitter: cells.known("submitter", |text| text.parse().ok())?,
            file: cells.text("file")?.into(),
            compared_with: cells.text("compared_with")?.into(),
            compared_file: cells.text("compared_file")?.into(),
            rule: cells.text("rule")?.into(),
            new: cells.whole("new")?,
            persisting: cells.whole("persisting")?,
            mended: cells.whole("mended")?,
        })
    })
}

/// Goes through the findings of a release; not where it does not say what records they are about.
pub(super) fn known_findings(folder: &Path, take: &mut dyn FnMut(&KnownFinding<'_>)) -> Result<bool, Error> {
    let path = folder.join("findings.parquet");
    if !has_column(&path, "record")? {
        return Ok(false);
    }
    each(&path, &mut |cells| {
        take(&KnownFinding {
            return_id: cells.text("return")?,
            year: cells.parsed("year")?,
            submitter: cells.parsed("submitter")?,
            file: cells.text("file")?,
            rule: cells.text("rule")?,
            column: cells.text("column")?,
            record: cells.whole::<i64>("record")?.cast_unsigned(),
            carried: cells.flag("carried")?,
        });
        Ok(())
    })?;
    Ok(true)
}
