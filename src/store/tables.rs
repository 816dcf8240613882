//! What was found wrong, and which rules ran.

use std::path::Path;
use std::sync::Arc;

use super::columns::{Cells, Columns, Growing, Malformed};
use super::files::PLAIN;
use super::ledger::filled;
use crate::diagnostic::{Error, Finding, Severity};
use crate::domain::{Language, Submitter, Year};

/// What one rule made of one submission. Sorted by return, year, submitter, file and rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RuleRunRow {
    /// The return's id.
    pub return_id: Arc<str>,
    /// The reporting year.
    pub year: Option<Year>,
    /// The submitter.
    pub submitter: Option<Submitter>,
    /// The file.
    pub file: Arc<str>,
    /// The rule's code.
    pub rule: Arc<str>,
    /// Its severity.
    pub severity: Severity,
    /// Rows for which it gave TRUE or FALSE.
    pub evaluated: u64,
    /// TRUE.
    pub passed: u64,
    /// FALSE.
    pub failed: u64,
    /// Rows to which it does not apply.
    pub not_applicable: u64,
    /// Rows for which it gave NULL.
    pub not_evaluated: u64,
    /// Why it could not run; empty where it did.
    pub could_not_run: Box<str>,
    /// Whether it is about a submission that an earlier release accepted and that still stands.
    pub carried: bool,
}

/// What one rule, or one reading code, says. Its texts are joined to findings by the code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleRow {
    /// The return's id; empty for a reading code, which any return may have.
    pub return_id: Box<str>,
    /// The code.
    pub rule: Box<str>,
    /// Its severity.
    pub severity: Severity,
    /// The columns it is about, separated by spaces.
    pub columns: Box<str>,
    /// What it says and how that is mended, in each of the languages that the table has.
    pub texts: Vec<[Box<str>; 2]>,
}

/// Writes what rules say, in their order, in these languages: a pair of columns each.
pub(super) fn write_rules(folder: &Path, languages: &[Language], rules: &[RuleRow]) -> Result<(), Error> {
    let rows = || rules.iter();
    let mut columns = Columns::default()
        .text("return", rows().map(|row| filled(&row.return_id)))
        .texts("rule", rows().map(|row| &row.rule))
        .texts("severity", rows().map(|row| row.severity.as_str()))
        .text("columns", rows().map(|row| filled(&row.columns)));
    for (part, name) in ["says", "fix"].into_iter().enumerate() {
        for (at, language) in languages.iter().enumerate() {
            let text = |row: &'_ RuleRow| row.texts.get(at).and_then(|texts| texts.get(part)).cloned();
            columns = columns.text(&format!("{name}_{language}"), rows().map(text));
        }
    }
    columns.write(folder, "rules.parquet", PLAIN)
}

/// How many findings are put into columns at once.
const BATCH: usize = 1 << 16;

/// The `findings` table as it grows. There may be more findings than memory holds.
pub struct FindingsTable {
    growing: Growing,
    batch: Vec<(Finding, u64)>,
}

impl FindingsTable {
    pub(super) fn create(folder: &Path) -> Result<Self, Error> {
        Ok(Self { growing: Growing::create(folder, "findings.parquet", PLAIN)?, batch: Vec::new() })
    }

    /// Adds one finding, with the digest of the record that it is about. They come by return, year, submitter, file,
    /// line, column and rule.
    ///
    /// # Errors
    /// When the table cannot be written.
    pub fn write(&mut self, finding: Finding, record: u64) -> Result<(), Error> {
        self.batch.push((finding, record));
        if self.batch.len() < BATCH { Ok(()) } else { self.flush() }
    }

    fn flush(&mut self) -> Result<(), Error> {
        let columns = columns_of(&self.batch);
        self.batch.clear();
        self.growing.append(columns)
    }

    /// Ends the table.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(mut self) -> Result<(), Error> {
        self.flush()?;
        self.growing.finish()
    }
}

fn columns_of(findings: &[(Finding, u64)]) -> Columns {
    let rows = || findings.iter().map(|(finding, _)| finding);
    Columns::default()
        .text("return", rows().map(|row| filled(&row.return_id)))
        .text("year", rows().map(|row| row.year.map(|year| year.to_string())))
        .text("submitter", rows().map(|row| row.submitter.as_ref().map(Submitter::as_str)))
        .texts("file", rows().map(|row| &row.file))
        .wholes("line", rows().map(|row| row.line))
        .text("column", rows().map(|row| filled(&row.column)))
        .texts("rule", rows().map(|row| &row.rule))
        .texts("severity", rows().map(|row| row.severity.as_str()))
        .text("cell", rows().map(|row| filled(&row.cell)))
        .text("suggests", rows().map(|row| filled(&row.suggests)))
        .wholes("record", findings.iter().map(|(_, record)| record.cast_signed()))
        .flags("explained", rows().map(|row| row.explained))
        .flags("carried", rows().map(|row| row.carried))
}

/// Writes which rules ran on what, sorted.
pub(super) fn write_rules_run(folder: &Path, rows: &[RuleRunRow]) -> Result<(), Error> {
    let mut sorted: Vec<&RuleRunRow> = rows.iter().collect();
    sorted.sort_unstable();
    let rows = || sorted.iter().copied();
    Columns::default()
        .text("return", rows().map(|row| filled(&row.return_id)))
        .text("year", rows().map(|row| row.year.map(|year| year.to_string())))
        .text("submitter", rows().map(|row| row.submitter.as_ref().map(Submitter::as_str)))
        .texts("file", rows().map(|row| &row.file))
        .texts("rule", rows().map(|row| &row.rule))
        .texts("severity", rows().map(|row| row.severity.as_str()))
        .wholes("evaluated", rows().map(|row| row.evaluated))
        .wholes("passed", rows().map(|row| row.passed))
        .wholes("failed", rows().map(|row| row.failed))
        .wholes("not_applicable", rows().map(|row| row.not_applicable))
        .wholes("not_evaluated", rows().map(|row| row.not_evaluated))
        .text("could_not_run", rows().map(|row| filled(&row.could_not_run)))
        .flags("carried", rows().map(|row| row.carried))
        .write(folder, "rules_run.parquet", PLAIN)
}

/// One finding, as it was written.
pub(super) fn finding(cells: &Cells<'_>) -> Result<Finding, Malformed> {
    let text = |name| cells.text(name).map(Arc::from);
    Ok(Finding {
        file: text("file")?,
        line: cells.whole("line")?,
        column: text("column")?,
        rule: text("rule")?,
        severity: cells.known("severity", Severity::of)?,
        return_id: text("return")?,
        year: cells.parsed("year")?,
        submitter: cells.parsed("submitter")?,
        cell: text("cell")?,
        suggests: text("suggests")?,
        explained: cells.flag("explained")?,
        carried: cells.flag("carried")?,
    })
}

/// What one rule made of one submission, as it was written.
pub(super) fn rule_run(cells: &Cells<'_>) -> Result<RuleRunRow, Malformed> {
    Ok(RuleRunRow {
        return_id: cells.text("return")?.into(),
        year: cells.parsed("year")?,
        submitter: cells.parsed("submitter")?,
        file: cells.text("file")?.into(),
        rule: cells.text("rule")?.into(),
        severity: cells.known("severity", Severity::of)?,
        evaluated: cells.whole("evaluated")?,
        passed: cells.whole("passed")?,
        failed: cells.whole("failed")?,
        not_applicable: cells.whole("not_applicable")?,
        not_evaluated: cells.whole("not_evaluated")?,
        could_not_run: cells.text("could_not_run")?.into(),
        carried: cells.flag("carried")?,
    })
}
