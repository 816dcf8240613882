//! The list of findings, a row each: what the CSV and the workbook hold, and what `check` writes for machines.

use super::cells::text;
use super::{Detail, Sentences, may_show};
use crate::definitions::{Cell, Definitions};
use crate::diagnostic::{Finding, printable};
use crate::domain::Submitter;

/// Columns before the sentences.
const COLUMNS: [&str; 14] = [
    "return",
    "year",
    "submitter",
    "file",
    "line",
    "column",
    "letter",
    "cell",
    "rule",
    "severity",
    "values",
    "suggests",
    "explained",
    "since_last",
];

/// The columns of the list; the sentences stand in every language of the collection.
pub fn columns(definitions: &Definitions) -> Vec<String> {
    let mut columns: Vec<String> = COLUMNS.map(str::to_owned).to_vec();
    for language in &definitions.collection.languages {
        columns.extend(["title", "says", "fix"].map(|part| format!("{part}_{language}")));
    }
    columns
}

/// A finding's row in the list. `sentences` has the languages of the collection, in its order.
pub fn row(definitions: &Definitions, sentences: &[Sentences<'_>], detail: &Detail) -> Vec<Cell> {
    let finding = &detail.finding;
    let filled = |text: &str| if text.is_empty() { Cell::Null } else { Cell::Text(text.into()) };
    let mut row = vec![
        filled(&finding.return_id),
        finding.year.map_or(Cell::Null, |year| filled(&year.to_string())),
        finding.submitter.as_ref().map(Submitter::as_str).map_or(Cell::Null, filled),
        filled(&printable(&finding.file)),
        if finding.line == 0 { Cell::Null } else { Cell::Integer(finding.line.into()) },
        filled(&finding.column),
        filled(&detail.letters),
        filled(&printable(&finding.cell)),
        filled(&finding.rule),
        filled(finding.severity.as_str()),
        filled(&printable(&values(definitions, detail))),
        filled(&finding.suggests),
        Cell::YesNo(detail.finding.explained),
        filled(detail.since.as_str()),
    ];
    for sentences in sentences {
        row.push(filled(&sentences.titles(finding).join("; ")));
        row.push(filled(&sentences.says(detail)));
        row.push(filled(&sentences.fix(finding)));
    }
    row
}

/// `start_date=2024-05-01; end_date=2024-04-30`: the fields that may be shown.
fn values(definitions: &Definitions, detail: &Detail) -> String {
    let Finding { return_id, .. } = &detail.finding;
    let shown = detail.values.iter().filter(|(name, _)| may_show(definitions, return_id, name));
    shown.map(|(name, value)| format!("{name}={}", text(value))).collect::<Vec<_>>().join("; ")
}
