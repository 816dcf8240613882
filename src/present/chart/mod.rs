//! Charts: which figures they show, how they are drawn, and what they say to a reader who does not see them.

mod bars;
mod columns;
mod cells;
mod describe;
mod distribution;
mod funnel;
mod heat;
mod key;
mod hexagons;
mod legend;
mod lettering;
mod limits;
mod lines;
mod marker;
mod multiples;
mod palette;
mod process;
mod ranges;
mod panels;
mod ranked;
mod raster;
mod remarks;
mod scale;
mod series;
mod shades;
mod shares;
mod sheet;
mod spread;
mod stacked;
mod telling;
mod tiles;
mod xmr;

use super::voice::Voice;
use super::{Overview, mark};
use crate::definitions::{Chart, ChartShape};
use crate::diagnostic::Error;
use crate::disclosure::SafeFigure;
use crate::domain::Period;
use lettering::Lettering;
pub(crate) use raster::png;
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
        ChartShape::Funnel => funnel::make(view, voice, chart, &lettering)?,
        ChartShape::Xmr => xmr::make(view, voice, chart, &lettering)?,
        ChartShape::Stacked => stacked::make(view, voice, chart, &lettering)?,
        ChartShape::SmallMultiples => multiples::make(view, voice, chart, &lettering)?,
        ChartShape::TileMap => tiles::make(view, voice, chart, &lettering)?,
        ChartShape::HeatMap => heat::make(view, voice, chart, &lettering)?,
        ChartShape::Distribution => distribution::make(view, voice, chart, &lettering)?,
    };
    let id = format!("chart-{}", chart.id);
    let Made { sheet, description, remarks, figures, period } = made;
    let told = mark::before(view, voice, description.clone());
    let naming = Naming { id: &id, language: voice.language.as_str(), title, description: &told };
    let mark = mark::line(view, voice);
    let svg = sheet.map(|sheet| sheet.marked(mark.as_deref()).finish(&naming));
    let png = svg.as_deref().map(png).transpose()?;
    Ok(Drawn { svg, png, description, remarks, figures, period })
}

/// A picture of which nothing can be shown, and why.
fn nothing<'a>(
    voice: &Voice<'_>,
    mut remarks: Vec<String>,
    figures: Vec<&'a SafeFigure>,
    period: Option<Period>,
) -> Made<'a> {
    remarks.push(voice.say("chart-nothing"));
    Made { sheet: None, description: voice.say("chart-nothing"), remarks, figures, period }
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
mod shapes_tests;
#[cfg(test)]
mod tests;
