//! Vertical bars in a fixed order, each with its name below it and its value above it.

use plotters::prelude::{ChartBuilder, PathElement, Rectangle};
use plotters::style::Color;

use super::lettering::Lettering;
use super::palette::{GRID, INK, MAIN, QUIET_TEXT, TEXT};
use super::scale::Scale;
use super::sheet::{Anchor, Ground, Label, Sheet};
use super::{broken, pixel};
use crate::diagnostic::Error;

/// A chart of columns, ready to be drawn.
pub(super) struct Columns {
    /// What the vertical axis measures.
    pub(super) unit: String,
    pub(super) scale: Scale,
    /// Tick labels, one for each tick of the scale.
    pub(super) ticks: Vec<String>,
    pub(super) bars: Vec<Column>,
}

/// One column.
pub(super) struct Column {
    pub(super) name: String,
    /// Its value; `None` where it is not shown.
    pub(super) value: Option<f64>,
    /// The value as it is printed, or why it is not.
    pub(super) printed: String,
    /// Whether it rests on fewer returns than are owed.
    pub(super) hollow: bool,
}

const WIDTH: u32 = 720;
const PLOT: f64 = 290.0;
const SIZE: f64 = 14.0;
const TOP: f64 = 44.0;
const LINE_HEIGHT: f64 = 17.0;
/// How much of a column's room is bar: the gap is narrower.
const BAR: f64 = 0.72;
/// More lines than this are no name of a column.
const MOST_LINES: usize = 4;

/// Where the plot stands in the picture.
struct Frame {
    left: f64,
    one: f64,
    base: f64,
    height: f64,
}

impl Frame {
    /// The middle of a column.
    fn middle(&self, column: usize) -> f64 {
        self.left + self.one * (f64::from(u32::try_from(column).unwrap_or(u32::MAX)) + 0.5)
    }
}

/// Draws it; nothing where the columns are too narrow for their names.
pub(super) fn draw(columns: &Columns, lettering: &Lettering) -> Result<Option<Sheet>, Error> {
    let ticks = columns.ticks.iter().map(|tick| lettering.width(tick, SIZE, false)).fold(0.0, f64::max);
    let left = ticks + 14.0;
    let count = f64::from(u32::try_from(columns.bars.len()).unwrap_or(u32::MAX));
    let one = (f64::from(WIDTH) - left - 4.0) / count.max(1.0);
    let names: Vec<Vec<String>> =
        columns.bars.iter().map(|column| lettering.wrapped(&column.name, SIZE, false, one - 8.0)).collect();
    let fits = |text: &String, bold: bool| lettering.width(text, SIZE, bold) <= one - 4.0;
    let lines = names.iter().map(Vec::len).max().unwrap_or(1);
    let short = lines <= MOST_LINES && names.iter().flatten().all(|line| fits(line, false));
    if !short || !columns.bars.iter().all(|column| fits(&column.printed, true)) {
        return Ok(None);
    }
    let base = TOP + PLOT;
    let below = 16.0 + f64::from(u32::try_from(lines).unwrap_or(1)) * LINE_HEIGHT;
    let frame = Frame { left, one, base, height: base + below };
    let mut sheet = Sheet::new(WIDTH, u32::try_from(pixel(frame.height)).unwrap_or(1));
    let placed = sheet.draw(|ground| geometry(ground, columns, &frame))?;
    sheet.labels.extend(labels(columns, &names, &placed, &frame));
    Ok(Some(sheet))
}

/// Where plotters put what the lettering refers to, in pixels.
struct Placed {
    ticks: Vec<f64>,
    /// The upper ends of the columns; the axis where there is none.
    ends: Vec<f64>,
}

fn geometry(ground: &Ground<'_>, columns: &Columns, frame: &Frame) -> Result<Placed, Error> {
    let area = ground.margin(pixel(TOP), pixel(frame.height - frame.base), pixel(frame.left), 0);
    let mut chart = ChartBuilder::on(&area)
        .build_cartesian_2d(0.0..1.0, columns.scale.from..columns.scale.to)
        .map_err(|error| broken(&error))?;
    let gridlines = columns.scale.ticks.iter().filter(|tick| **tick != 0.0);
    let gridlines = gridlines.map(|tick| PathElement::new(vec![(0.0, *tick), (1.0, *tick)], GRID.stroke_width(1)));
    chart.draw_series(gridlines).map_err(|error| broken(&error))?;
    let plot = chart.plotting_area().clone();
    let y = |value: f64| f64::from(plot.map_coordinate(&(0.0, value)).1);
    for (n, column) in columns.bars.iter().enumerate() {
        let Some(value) = column.value else { continue };
        let (middle, half) = (frame.middle(n), frame.one * BAR / 2.0);
        let ink = if column.hollow { MAIN.stroke_width(2) } else { MAIN.filled() };
        let ends = [(pixel(middle - half), pixel(y(value))), (pixel(middle + half), pixel(y(0.0)))];
        ground.draw(&Rectangle::new(ends, ink)).map_err(|error| broken(&error))?;
    }
    chart
        .draw_series([PathElement::new(vec![(0.0, 0.0), (1.0, 0.0)], INK.stroke_width(1))])
        .map_err(|error| broken(&error))?;
    Ok(Placed {
        ticks: columns.scale.ticks.iter().map(|tick| y(*tick)).collect(),
        ends: columns.bars.iter().map(|column| y(column.value.unwrap_or_default())).collect(),
    })
}

fn labels(columns: &Columns, names: &[Vec<String>], placed: &Placed, frame: &Frame) -> Vec<Label> {
    let mut labels = vec![label(&columns.unit, 0.0, 16.0, Anchor::Start, QUIET_TEXT)];
    let ticks = columns.ticks.iter().zip(&placed.ticks);
    labels.extend(ticks.map(|(text, y)| label(text, frame.left - 8.0, y + 5.0, Anchor::End, QUIET_TEXT)));
    for (n, ((column, name), end)) in columns.bars.iter().zip(names).zip(&placed.ends).enumerate() {
        let middle = frame.middle(n);
        let value = label(&column.printed, middle, end - 7.0, Anchor::Middle, TEXT);
        labels.push(Label { bold: true, ..value });
        let mut y = frame.base + 20.0;
        for line in name {
            labels.push(label(line, middle, y, Anchor::Middle, TEXT));
            y += LINE_HEIGHT;
        }
    }
    labels
}

fn label(text: &str, x: f64, y: f64, anchor: Anchor, colour: &'static str) -> Label {
    Label { text: text.to_string(), x, y, anchor, size: SIZE, bold: false, colour, place: String::new() }
}
