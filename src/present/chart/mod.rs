//! Charts: which figures they show, how they are drawn, and what they say to a reader who does not see them.

mod bars;
mod describe;
mod lettering;
mod lines;
mod marker;
mod palette;
mod ranked;
mod raster;
mod scale;
mod series;
mod sheet;

use super::voice::Voice;
use super::{Overview, mark};
use crate::definitions::{Chart, ChartShape};
use crate::diagnostic::Error;
use crate::disclosure::SafeFigure;
use crate::domain::Period;
use lettering::Lettering;
use sheet::{Naming, Sheet};

/// A chart as a page shows it.
pub(crate) struct Drawn<'a> {
    /// The picture as an SVG element; `None` where no figure of it can be shown.
    pub(crate) svg: Option<String>,
    /// The same as PNG.
    pub(crate) png: Option<Vec<u8>>,
    /// What it says in words: also the picture's description.
    pub(crate) description: String,
    /// Sentences below it: what is not shown, and why; how the axis begins.
    pub(crate) remarks: Vec<String>,
    /// Every figure it is made from, those it cannot show too.
    pub(crate) figures: Vec<&'a SafeFigure>,
    /// The latest period it shows.
    pub(crate) period: Option<Period>,
}

/// What a shape makes of its figures.
struct Made<'a> {
    sheet: Option<Sheet>,
    description: String,
    remarks: Vec<String>,
    figures: Vec<&'a SafeFigure>,
    period: Option<Period>,
}

/// Draws a chart of the report in one language.
pub(crate) fn draw<'a>(view: &Overview<'a>, voice: &Voice<'_>, chart: &Chart, title: &str) -> Result<Drawn<'a>, Error> {
    let lettering = Lettering::load()?;
    let made = match chart.shape {
        ChartShape::TimeSeries => series::make(view, voice, chart, &lettering)?,
        ChartShape::RankedBars => ranked::make(view, voice, chart, &lettering)?,
    };
    let id = format!("chart-{}", chart.id);
    let told = mark::before(view, voice, made.description.clone());
    let naming = Naming { id: &id, language: voice.language.as_str(), title, description: &told };
    let mark = mark::line(view, voice);
    let svg = made.sheet.map(|sheet| sheet.marked(mark.as_deref()).finish(&naming));
    let png = svg.as_deref().map(raster::png).transpose()?;
    let Made { description, remarks, figures, period, .. } = Made { sheet: None, ..made };
    Ok(Drawn { svg, png, description, remarks, figures, period })
}

/// The nearest whole pixel.
#[expect(
    clippy::cast_possible_truncation,
    reason = "`as` saturates, and no picture is two thousand million pixels wide"
)]
fn pixel(at: f64) -> i32 {
    at.round() as i32
}

fn broken(error: &impl std::fmt::Display) -> Error {
    Error::Internal(format!("a chart cannot be drawn: {error}"))
}

#[cfg(test)]
mod tests;
