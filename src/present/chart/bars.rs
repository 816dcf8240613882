//! Horizontal bars, longest first, with the interval of each and its value.

use plotters::prelude::{ChartBuilder, PathElement, Rectangle};
use plotters::style::Color;

use super::lettering::Lettering;
use super::palette::{GRID, INK, MAIN, PAPER, QUIET_TEXT, TEXT};
use super::scale::Scale;
use super::sheet::{Anchor, Ground, Label, Sheet};
use super::{broken, pixel};
use crate::diagnostic::Error;

/// A chart of bars, ready to be drawn.
pub(super) struct Bars {
    /// What the axis measures.
    pub(super) unit: String,
    /// The bars, longest first.
    pub(super) rows: Vec<Bar>,
    /// A line across all bars: its label and value.
    pub(super) reference: Option<(String, f64)>,
    pub(super) scale: Scale,
    /// Tick labels, one for each tick of the scale.
    pub(super) ticks: Vec<String>,
}

/// One bar.
pub(super) struct Bar {
    pub(super) name: String,
    pub(super) value: f64,
    /// The value as it is printed.
    pub(super) printed: String,
    /// Its 95% limits.
    pub(super) limits: Option<(f64, f64)>,
    /// On how many returns it rests, where that is fewer than are owed.
    pub(super) shortfall: Option<String>,
}

const WIDTH: u32 = 720;
const SIZE: f64 = 14.0;
const TOP: f64 = 34.0;
const BOTTOM: f64 = 50.0;
const BAR: f64 = 14.0;
const GAP: f64 = 10.0;
const NAME_WIDTH: f64 = 210.0;
const LINE_HEIGHT: f64 = 17.0;

/// Where things stand in the picture.
struct Frame {
    left: f64,
    right: f64,
    row: f64,
    height: f64,
}

impl Frame {
    /// The middle of a row, from the top.
    fn middle(&self, row: usize) -> f64 {
        TOP + self.row * (f64::from(u32::try_from(row).unwrap_or(u32::MAX)) + 0.5)
    }
}

/// Draws it.
pub(super) fn draw(bars: &Bars, lettering: &Lettering) -> Result<Sheet, Error> {
    let names: Vec<Vec<String>> =
        bars.rows.iter().map(|bar| lettering.wrapped(&bar.name, SIZE, false, NAME_WIDTH)).collect();
    let name_width = names.iter().flatten().map(|line| lettering.width(line, SIZE, false)).fold(0.0, f64::max);
    let value_width = bars.rows.iter().map(|bar| lettering.width(&bar.printed, SIZE, true)).fold(0.0, f64::max);
    let lines = u32::try_from(names.iter().map(Vec::len).max().unwrap_or(1)).unwrap_or(1);
    let row = (BAR + GAP).max(f64::from(lines) * LINE_HEIGHT + 6.0);
    let count = f64::from(u32::try_from(bars.rows.len()).unwrap_or(u32::MAX));
    let frame = Frame {
        left: name_width + 12.0,
        right: f64::from(WIDTH) - value_width - 18.0,
        row,
        height: TOP + row * count + BOTTOM,
    };
    let mut sheet = Sheet::new(WIDTH, u32::try_from(pixel(frame.height)).unwrap_or(1));
    let placed = sheet.draw(|ground| geometry(ground, bars, &frame))?;
    sheet.labels.extend(row_labels(bars, &names, &frame));
    sheet.labels.extend(axis_labels(bars, &placed, &frame));
    sheet.labels.extend(reference_label(bars, &placed, &frame, lettering));
    Ok(sheet)
}

/// Where plotters put what the lettering refers to, in pixels.
struct Placed {
    ticks: Vec<f64>,
    reference: Option<f64>,
}

fn geometry(ground: &Ground<'_>, bars: &Bars, frame: &Frame) -> Result<Placed, Error> {
    let right = pixel(f64::from(WIDTH) - frame.right);
    let area = ground.margin(pixel(TOP), pixel(BOTTOM), pixel(frame.left), right);
    let down = frame.height - TOP - BOTTOM;
    let mut chart = ChartBuilder::on(&area)
        .build_cartesian_2d(bars.scale.from..bars.scale.to, down..0.0)
        .map_err(|error| broken(&error))?;
    let gridlines = bars.scale.ticks.iter().filter(|tick| **tick != 0.0);
    let gridlines = gridlines.map(|tick| PathElement::new(vec![(*tick, 0.0), (*tick, down)], GRID.stroke_width(1)));
    chart.draw_series(gridlines).map_err(|error| broken(&error))?;
    let at = |bar: usize| frame.middle(bar) - TOP;
    let drawn = bars.rows.iter().enumerate().map(|(n, bar)| {
        let middle = at(n);
        let ink = if bar.shortfall.is_some() { MAIN.stroke_width(2) } else { MAIN.filled() };
        Rectangle::new([(0.0, middle - BAR / 2.0), (bar.value, middle + BAR / 2.0)], ink)
    });
    chart.draw_series(drawn).map_err(|error| broken(&error))?;
    let zero = PathElement::new(vec![(0.0, 0.0), (0.0, down)], INK.stroke_width(1));
    chart.draw_series([zero]).map_err(|error| broken(&error))?;
    let plot = chart.plotting_area().clone();
    let x = |value: f64| f64::from(plot.map_coordinate(&(value, 0.0)).0);
    let reference = bars.reference.as_ref().map(|(_, value)| x(*value));
    let ticks = bars.scale.ticks.iter().map(|tick| x(*tick)).collect();
    if let Some(across) = reference {
        dashes(ground, across, frame)?;
    }
    for (n, bar) in bars.rows.iter().enumerate() {
        let Some(limits) = bar.limits else { continue };
        // A dark line in a light casing shows on the bar and beyond it.
        chart
            .draw_series(whisker(limits, at(n)).map(|path| PathElement::new(path, PAPER.stroke_width(4))))
            .map_err(|error| broken(&error))?;
        chart
            .draw_series(whisker(limits, at(n)).map(|path| PathElement::new(path, INK.stroke_width(2))))
            .map_err(|error| broken(&error))?;
    }
    Ok(Placed { ticks, reference })
}

/// A whisker: a line between the limits, and its two ends.
fn whisker((lower, upper): (f64, f64), middle: f64) -> impl Iterator<Item = Vec<(f64, f64)>> {
    let end = move |x: f64| vec![(x, middle - 3.0), (x, middle + 3.0)];
    [vec![(lower, middle), (upper, middle)], end(lower), end(upper)].into_iter()
}

/// A dashed line down all rows.
fn dashes(ground: &Ground<'_>, x: f64, frame: &Frame) -> Result<(), Error> {
    let x = pixel(x);
    let (mut y, bottom) = (pixel(TOP) - 8, pixel(frame.height - BOTTOM));
    while y < bottom {
        let dash = |ink: plotters::style::ShapeStyle| PathElement::new(vec![(x, y), (x, (y + 6).min(bottom))], ink);
        ground.draw(&dash(PAPER.stroke_width(4))).map_err(|error| broken(&error))?;
        ground.draw(&dash(INK.stroke_width(2))).map_err(|error| broken(&error))?;
        y += 10;
    }
    Ok(())
}

fn row_labels(bars: &Bars, names: &[Vec<String>], frame: &Frame) -> Vec<Label> {
    let mut labels = Vec::new();
    for (row, (bar, name)) in bars.rows.iter().zip(names).enumerate() {
        let middle = frame.middle(row) + 5.0;
        let lines = f64::from(u32::try_from(name.len()).unwrap_or(1));
        let mut y = middle - (lines - 1.0) * LINE_HEIGHT / 2.0;
        for line in name {
            labels.push(label(line, frame.left - 8.0, y, Anchor::End, TEXT));
            y += LINE_HEIGHT;
        }
        labels.push(Label { bold: true, ..label(&bar.printed, f64::from(WIDTH) - 2.0, middle, Anchor::End, TEXT) });
    }
    labels
}

fn axis_labels(bars: &Bars, placed: &Placed, frame: &Frame) -> Vec<Label> {
    let base = frame.height - BOTTOM;
    let mut labels: Vec<Label> = bars
        .ticks
        .iter()
        .zip(&placed.ticks)
        .map(|(text, x)| label(text, *x, base + 18.0, Anchor::Middle, QUIET_TEXT))
        .collect();
    labels.push(label(&bars.unit, frame.left, base + 40.0, Anchor::Start, QUIET_TEXT));
    labels
}

/// The reference line's label, above it and within the picture.
fn reference_label(bars: &Bars, placed: &Placed, frame: &Frame, lettering: &Lettering) -> Option<Label> {
    let ((text, _), x) = (bars.reference.as_ref()?, placed.reference?);
    let half = lettering.width(text, SIZE, true) / 2.0;
    let x = x.clamp(frame.left + half, f64::from(WIDTH) - half);
    Some(Label { bold: true, ..label(text, x, TOP - 15.0, Anchor::Middle, TEXT) })
}

fn label(text: &str, x: f64, y: f64, anchor: Anchor, colour: &'static str) -> Label {
    Label { text: text.to_string(), x, y, anchor, size: SIZE, bold: false, colour }
}
