//! What is told of one submission: by the reading of its file, and by its rules.
//!
//! Findings of rules are made one after another, from the rows that break each rule. A submission of which every row
//! breaks every rule has tens of millions of them: they never stand side by side in memory.

use std::collections::{BTreeSet, VecDeque};
use std::path::PathBuf;
use std::sync::Arc;

use crate::definitions::{Definitions, Return};
use crate::diagnostic::{Error, Finding, Severity};
use crate::domain::{Submitter, Year};
use crate::intake::{LedgerRow, Sheet, Staged, Verdict};
use crate::rules::{self, Broken, CASCADE, Verdicts};

/// Which submission, and which file: what findings are told by. In this order they are written.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct About {
    /// The return's id; empty where it could not be told.
    pub return_id: Arc<str>,
    /// The reporting year, where it could be told.
    pub year: Option<Year>,
    /// Whose it is, where that could be told.
    pub submitter: Option<Submitter>,
    /// The file.
    pub file: Arc<str>,
    /// Whether it stands from an earlier release: then the file is that of then.
    pub carried: bool,
}

/// Everything that is told of one submission, or of a file in which none was found.
#[derive(Debug, Default)]
pub(crate) struct Told {
    pub about: About,
    /// What reading its file brought to light, and gates; sorted. Of what is carried, all that was found then.
    pub reading: Vec<Finding>,
    /// Of what is carried, the digests of the records that those are about, in their order.
    pub records: Vec<u64>,
    /// What its rules brought to light, where it came to that.
    pub ruled: Option<Ruled>,
    /// Where its file has columns and cells, where it has any.
    pub sheet: Option<Arc<Sheet>>,
    /// The codes of rules of which the submitter has explained the findings.
    pub explained: BTreeSet<Arc<str>>,
}

/// What the rules of a submission brought to light.
#[derive(Debug)]
pub(crate) struct Ruled {
    pub verdicts: Verdicts,
    /// Its typed rows.
    pub rows: TypedRows,
    /// Those of last year's return, where there is one.
    pub before: Option<TypedRows>,
}

/// Typed rows, and the file from which they were read.
#[derive(Clone, Debug)]
pub(crate) struct TypedRows {
    pub file: Arc<str>,
    pub table: PathBuf,
    pub sheet: Option<Arc<Sheet>>,
}

/// Findings one after another, with the row of those that are about one.
pub(crate) type Findings<'a> = Box<dyn Iterator<Item = (Finding, Option<FoundAt>)> + 'a>;

/// A row that a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct FoundAt {
    /// The row in the typed table, from 0.
    pub row: u32,
    /// Whether that is last year's table.
    pub before: bool,
}

impl TypedRows {
    /// The rows of a staged submission.
    pub(super) fn of(staged: &Staged) -> Self {
        Self { file: Arc::clone(&staged.file), table: staged.parquet.clone(), sheet: staged.sheet.clone() }
    }
}

impl About {
    /// What a row of the ledger is about.
    pub(super) fn of_row(row: &LedgerRow) -> Self {
        Self {
            return_id: Arc::clone(&row.return_id),
            year: row.year,
            submitter: row.submitter.clone(),
            file: Arc::clone(&row.file),
            carried: row.verdict == Verdict::Carried,
        }
    }

    /// What a finding is about.
    pub(super) fn of(finding: &Finding) -> Self {
        Self {
            return_id: Arc::clone(&finding.return_id),
            year: finding.year,
            submitter: finding.submitter.clone(),
            file: Arc::clone(&finding.file),
            carried: finding.carried,
        }
    }

    /// A finding about it, on no line yet.
    pub(super) fn finding(&self, rule: &str, severity: Severity) -> Finding {
        Finding {
            file: Arc::clone(&self.file),
            line: 0,
            column: "".into(),
            rule: rule.into(),
            severity,
            return_id: Arc::clone(&self.return_id),
            year: self.year,
            submitter: self.submitter.clone(),
            cell: "".into(),
            suggests: "".into(),
            explained: false,
            carried: self.carried,
        }
    }
}

impl Told {
    /// Every finding, by line, column and rule, with the row of those that are about one; those about rows of last
    /// year's return come last.
    ///
    /// # Errors
    /// When a typed table cannot be read.
    pub(crate) fn findings<'a>(&'a self, definitions: &'a Definitions) -> Result<Findings<'a>, Error> {
        let found = self.found(definitions)?;
        if self.explained.is_empty() {
            return Ok(found);
        }
        Ok(Box::new(found.map(|(mut finding, at)| {
            finding.explained = self.explained.contains(&finding.rule);
            (finding, at)
        })))
    }

    fn found<'a>(&'a self, definitions: &'a Definitions) -> Result<Findings<'a>, Error> {
        let reading = self.reading.iter().cloned().map(|finding| (finding, None));
        let (Some(ruled), Some(return_)) = (&self.ruled, definitions.returns.get(&*self.about.return_id)) else {
            return Ok(Box::new(reading));
        };
        let told = Telling::new(&self.about, return_);
        let mut fixed: VecDeque<(Finding, Option<FoundAt>)> = reading.collect();
        let whole = ruled.verdicts.broken.iter().filter(|(_, breaks)| breaks.whole);
        fixed.extend(whole.filter_map(|(rule, _)| Some((told.finding(*rule, false)?, None))));
        fixed.make_contiguous().sort();
        let own = told.rows(ruled.verdicts.broken_rows(return_), &ruled.rows, false)?;
        let before = match &ruled.before {
            Some(rows) => Some(told.rows(ruled.verdicts.broken_before(return_), rows, true)?),
            None => None,
        };
        Ok(Box::new(merged(fixed, own).chain(before.into_iter().flatten())))
    }
}

/// Makes findings of broken rules.
struct Telling<'a> {
    about: &'a About,
    /// Of each rule: its code, the columns it is about, its severity.
    rules: Vec<(Arc<str>, Arc<str>, Severity)>,
}

impl<'a> Telling<'a> {
    fn new(about: &'a About, return_: &Return) -> Self {
        let told = |rule: &crate::definitions::Rule| -> (Arc<str>, Arc<str>, Severity) {
            ((*rule.code).into(), rule.columns.join(" ").into(), rule.severity)
        };
        Self { about, rules: return_.rules.iter().map(told).collect() }
    }

    fn finding(&self, rule: usize, cascade: bool) -> Option<Finding> {
        let (code, columns, severity) = self.rules.get(rule)?;
        let code = if cascade { CASCADE } else { code };
        Some(Finding { column: Arc::clone(columns), ..self.about.finding(code, *severity) })
    }

    /// The findings of broken rules, row by row, and of one row by column and rule.
    fn rows(
        &self,
        broken: impl Iterator<Item = Broken> + 'a,
        rows: &'a TypedRows,
        before: bool,
    ) -> Result<impl Iterator<Item = (Finding, Option<FoundAt>)> + 'a, Error> {
        let mut broken = broken.filter(|broken| broken.row != rules::WHOLE_TABLE).peekable();
        let lines = if broken.peek().is_some() { rules::lines(&rows.table)? } else { Vec::new() };
        let telling = Self { about: self.about, rules: self.rules.clone() };
        let mut ready: VecDeque<(Finding, Option<FoundAt>)> = VecDeque::new();
        Ok(std::iter::from_fn(move || {
            if ready.is_empty() {
                let row = broken.peek()?.row;
                let line = lines.get(row as usize).copied().unwrap_or(0);
                while let Some(broken) = broken.next_if(|broken| broken.row == row) {
                    let Some(mut finding) = telling.finding(broken.rule, broken.cascade) else { continue };
                    finding.line = line;
                    finding.file = Arc::clone(&rows.file);
                    if let Some(sheet) = &rows.sheet {
                        finding.cell = sheet.cells(&finding.column, line).into();
                    }
                    ready.push_back((finding, Some(FoundAt { row, before })));
                }
                ready.make_contiguous().sort_by(|(one, _), (other, _)| one.cmp(other));
            }
            ready.pop_front()
        }))
    }
}

/// Two sorted lists as one.
fn merged<'a>(
    mut fixed: VecDeque<(Finding, Option<FoundAt>)>,
    rows: impl Iterator<Item = (Finding, Option<FoundAt>)> + 'a,
) -> impl Iterator<Item = (Finding, Option<FoundAt>)> + 'a {
    let mut rows = rows.peekable();
    std::iter::from_fn(move || match (fixed.front(), rows.peek()) {
        (Some((one, _)), Some((other, _))) if one <= other => fixed.pop_front(),
        (_, Some(_)) => rows.next(),
        (_, None) => fixed.pop_front(),
    })
}
