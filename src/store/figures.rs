//! The `figures` table: what `explain`, disclosure and comparison of releases read.

use std::path::Path;

use super::columns::{Cells, Columns, Malformed, read};
use super::files::PLAIN;
use crate::diagnostic::Error;
use crate::domain::statistics::{Position, Trend, Variation};
use crate::domain::{Basis, Difference, Figure, FigureKey, GeographyLevel, Kind, NoteCode};

const FILE: &str = "figures.parquet";

/// The columns of the change on the period of the same kind before.
const PREVIOUS: [&str; 4] =
    ["previous_change", "previous_change_pct", "previous_change_lower", "previous_change_upper"];
/// The quartiles of the authorities' values.
const QUARTILES: [&str; 3] = ["lower_quartile", "median_authority", "upper_quartile"];

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
    let columns = (0..).zip(PREVIOUS).fold(columns, |columns, (at, name)| {
        columns.numbers(name, rows().map(|row| of_difference(row.since_previous).get(at).copied().flatten()))
    });
    let columns = columns
        .text("funnel", rows().map(|row| row.funnel.map(Position::as_str)))
        .text("funnel_adjusted", rows().map(|row| row.funnel_adjusted.map(Position::as_str)))
        .text("trend", rows().map(|row| row.trend.map(Trend::as_str)))
        .text("spc", rows().map(|row| row.spc.map(Variation::as_str)));
    (0..)
        .zip(QUARTILES)
        .fold(columns, |columns, (at, name)| {
            columns.numbers(name, rows().map(|row| row.quartiles.and_then(|all| all.get(at).copied())))
        })
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
        kind: cells.known("kind", Kind::of)?,
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
        since_previous: difference(cells)?,
        funnel: cells.maybe("funnel", Position::of)?,
        funnel_adjusted: cells.maybe("funnel_adjusted", Position::of)?,
        trend: cells.maybe("trend", Trend::of)?,
        spc: cells.maybe("spc", Variation::of)?,
        quartiles: quartiles(cells)?,
        coverage_in: cells.whole("coverage_in")?,
        coverage_owed: cells.whole("coverage_owed")?,
        coverage_population: cells.number("coverage_population")?,
        note_codes: cells.known("note_codes", |text| text.split_whitespace().map(NoteCode::of).collect())?,
    })
}

const fn of_difference(difference: Difference) -> [Option<f64>; 4] {
    [difference.change, difference.pct, difference.lower, difference.upper]
}

fn difference(cells: &Cells<'_>) -> Result<Difference, Malformed> {
    let [change, pct, lower, upper] = PREVIOUS.map(|name| cells.number(name));
    Ok(Difference { change: change?, pct: pct?, lower: lower?, upper: upper? })
}

fn quartiles(cells: &Cells<'_>) -> Result<Option<[f64; 3]>, Malformed> {
    let [lower, median, upper] = QUARTILES.map(|name| cells.number(name));
    Ok(lower?.zip(median?).zip(upper?).map(|((lower, median), upper)| [lower, median, upper]))
}

/// Codes, separated by spaces.
fn notes(codes: &[NoteCode]) -> String {
    codes.iter().map(|code| code.as_str()).collect::<Vec<_>>().join(" ")
}
