//! The `figures` table: what `explain`, disclosure and comparison of releases read.

use std::path::Path;

use super::columns::{Cells, Columns, Malformed, read};
use super::files::PLAIN;
use crate::diagnostic::Error;
use crate::domain::{Basis, Figure, FigureKey, GeographyLevel, Kind, NoteCode};

const FILE: &str = "figures.parquet";

/// Columns that a later version fills.
const RESERVED: [&str; 4] = ["funnel", "funnel_adjusted", "trend", "spc"];

/// Writes figures, sorted by key.
pub(super) fn write(folder: &Path, figures: &[Figure]) -> Result<(), Error> {
    let mut sorted: Vec<&Figure> = figures.iter().collect();
    sorted.sort_by(|a, b| a.key.cmp(&b.key));
    let rows = || sorted.iter().copied();
    let columns = Columns::default()
        .texts("indicator", rows().map(|row| &row.key.indicator))
        .wholes("version", rows().map(|row| row.key.version))
        .texts("kind", rows().map(|row| row.kind.as_str()))
        .texts("unit", rows().map(|row| &row.unit))
        .texts("basis", rows().map(|row| row.key.basis.as_str()))
        .texts("period", rows().map(|row| row.key.period.to_string()))
        .texts("period_kind", rows().map(|row| row.key.period.kind().as_str()))
        .days("as_at", rows().map(|row| Some(row.as_at)))
        .texts("geography_level", rows().map(|row| row.key.geography_level.as_str()))
        .texts("geography", rows().map(|row| &row.key.geography))
        .texts("breakdown", rows().map(|row| &row.key.breakdown))
        .texts("category", rows().map(|row| &row.key.category))
        .numbers("numerator", rows().map(|row| row.numerator))
        .numbers("denominator", rows().map(|row| row.denominator))
        .numbers("value", rows().map(|row| row.value))
        .numbers("lower", rows().map(|row| row.lower))
        .numbers("upper", rows().map(|row| row.upper))
        .text("compared_with", rows().map(|row| row.compared_with.map(|period| period.to_string())))
        .numbers("change", rows().map(|row| row.change))
        .numbers("change_pct", rows().map(|row| row.change_pct))
        .numbers("change_lower", rows().map(|row| row.change_lower))
        .numbers("change_upper", rows().map(|row| row.change_upper));
    RESERVED
        .into_iter()
        .fold(columns, |columns, name| columns.text(name, rows().map(|_| None::<&str>)))
        .wholes("coverage_in", rows().map(|row| row.coverage_in))
        .wholes("coverage_owed", rows().map(|row| row.coverage_owed))
        .numbers("coverage_population", rows().map(|row| row.coverage_population))
        .texts("note_codes", rows().map(|row| notes(&row.note_codes)))
        .write(folder, FILE, PLAIN)
}

/// Reads figures back.
pub(super) fn read_back(folder: &Path) -> Result<Vec<Figure>, Error> {
    read(&folder.join(FILE), row)
}

fn row(cells: &Cells<'_>) -> Result<Figure, Malformed> {
    Ok(Figure {
        key: FigureKey {
            indicator: cells.text("indicator")?.into(),
            version: cells.whole("version")?,
            basis: cells.known("basis", Basis::of)?,
            period: cells.known("period", |text| text.parse().ok())?,
            geography_level: cells.known("geography_level", GeographyLevel::of)?,
            geography: cells.text("geography")?.into(),
            breakdown: cells.text("breakdown")?.into(),
            category: cells.text("category")?.into(),
        },
        kind: cells.known("kind", kind)?,
        unit: cells.text("unit")?.into(),
        as_at: cells.day("as_at")?.unwrap_or_default(),
        numerator: cells.number("numerator")?,
        denominator: cells.number("denominator")?,
        value: cells.number("value")?,
        lower: cells.number("lower")?,
        upper: cells.number("upper")?,
        compared_with: cells.parsed("compared_with")?,
        change: cells.number("change")?,
        change_pct: cells.number("change_pct")?,
        change_lower: cells.number("change_lower")?,
        change_upper: cells.number("change_upper")?,
        coverage_in: cells.whole("coverage_in")?,
        coverage_owed: cells.whole("coverage_owed")?,
        coverage_population: cells.number("coverage_population")?,
        note_codes: cells.known("note_codes", |text| text.split_whitespace().map(NoteCode::of).collect())?,
    })
}

fn kind(text: &str) -> Option<Kind> {
    [Kind::Count, Kind::Proportion, Kind::Rate, Kind::Sum].into_iter().find(|kind| kind.as_str() == text)
}

/// Codes, separated by spaces.
fn notes(codes: &[NoteCode]) -> String {
    codes.iter().map(|code| code.as_str()).collect::<Vec<_>>().join(" ")
}
