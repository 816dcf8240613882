//! What a release printed of counts, and what the audit said of that: kept with it, and never published.

use std::path::Path;
use std::sync::Arc;

use super::columns::{Cells, Columns, Malformed, read};
use super::files::PLAIN;
use crate::diagnostic::Error;
use crate::domain::{FigureKey, GeographyLevel, Kind, Period, Print, Published, Withholding};

const PRINTS: &str = "protected.parquet";

/// What the audit says of one system: the linked tables of what one class counts in one period.
#[derive(Clone, Debug, PartialEq)]
pub struct AuditRow {
    /// What is counted: `child`, `service`, …
    pub class: Arc<str>,
    /// The period.
    pub period: Period,
    /// Counts in the system, those that nobody prints included.
    pub cells: usize,
    /// Counts that are protected.
    pub protected: usize,
    /// Counts that are withheld.
    pub withheld: usize,
    /// Of those, the ones that are withheld so that others cannot be worked out.
    pub besides: usize,
    /// Protected counts that earlier releases tell too well, whatever this one withholds.
    pub told_before: usize,
    /// Equations that rounded numbers do not keep.
    pub given_up: usize,
    /// Rounded numbers a whole base or more from the count.
    pub beyond: usize,
    /// The sum of all distances between what is printed and what was counted.
    pub distance: u64,
    /// How many numbers the least protected count could still be, at least; None without a protected count.
    pub narrowest: Option<f64>,
}

/// Writes what was printed of counts, in its order.
pub(super) fn write_prints(folder: &Path, prints: &[Print]) -> Result<(), Error> {
    let rows = || prints.iter();
    let columns = Columns::default()
        .texts("release", rows().map(|row| &row.release))
        .texts("counts", rows().map(|row| &row.class))
        .texts("indicator", rows().map(|row| &row.key.indicator))
        .wholes("version", rows().map(|row| row.key.version))
        .texts("kind", rows().map(|row| row.kind.as_str()))
        .texts("period", rows().map(|row| row.key.period.to_string()))
        .texts("geography_level", rows().map(|row| row.key.geography_level.as_str()))
        .texts("geography", rows().map(|row| &row.key.geography))
        .texts("breakdown", rows().map(|row| &row.key.breakdown))
        .texts("category", rows().map(|row| &row.key.category))
        .numbers("numerator", rows().map(|row| row.counted))
        .numbers("denominator", rows().map(|row| row.out_of))
        .numbers("printed_numerator", rows().map(|row| row.printed))
        .numbers("printed_denominator", rows().map(|row| row.printed_out_of))
        .texts("withheld", rows().map(|row| row.withheld.as_str()))
        .wholes("rounded_to", rows().map(|row| row.base.unwrap_or(0)));
    columns.write(folder, PRINTS, PLAIN)
}

/// Reads back what was printed of counts; nothing of a release that did not keep it.
pub(super) fn read_prints(folder: &Path) -> Result<Vec<Print>, Error> {
    let path = folder.join(PRINTS);
    if path.exists() { read(&path, print) } else { Ok(Vec::new()) }
}

fn print(cells: &Cells<'_>) -> Result<Print, Malformed> {
    Ok(Print {
        release: cells.text("release")?.into(),
        class: cells.text("counts")?.into(),
        key: FigureKey {
            indicator: cells.text("indicator")?.into(),
            version: cells.whole("version")?,
            basis: Published::Headline,
            period: cells.known("period", |text| text.parse().ok())?,
            geography_level: cells.known("geography_level", GeographyLevel::of)?,
            geography: cells.text("geography")?.into(),
            breakdown: cells.text("breakdown")?.into(),
            category: cells.text("category")?.into(),
        },
        kind: cells.known("kind", Kind::of)?,
        counted: cells.number("numerator")?,
        out_of: cells.number("denominator")?,
        printed: cells.number("printed_numerator")?,
        printed_out_of: cells.number("printed_denominator")?,
        withheld: cells.known("withheld", Withholding::of)?,
        base: Some(cells.whole("rounded_to")?).filter(|base| *base > 0),
    })
}

/// Writes the audit, in its order.
pub(super) fn write(folder: &Path, rows: &[AuditRow]) -> Result<(), Error> {
    let rows = || rows.iter();
    let columns = Columns::default()
        .texts("counts", rows().map(|row| &row.class))
        .texts("period", rows().map(|row| row.period.to_string()))
        .wholes("cells", rows().map(|row| row.cells))
        .wholes("protected", rows().map(|row| row.protected))
        .wholes("withheld", rows().map(|row| row.withheld))
        .wholes("withheld_besides", rows().map(|row| row.besides))
        .wholes("told_before", rows().map(|row| row.told_before))
        .wholes("equations_given_up", rows().map(|row| row.given_up))
        .wholes("beyond_the_base", rows().map(|row| row.beyond))
        .wholes("distance", rows().map(|row| row.distance))
        .numbers("narrowest", rows().map(|row| row.narrowest.filter(|width| width.is_finite())));
    columns.write(folder, "audit.parquet", PLAIN)
}
