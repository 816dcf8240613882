//! Horizontal bars, with the interval of each and its value.

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
    /// The bars, from above.
    pub(super) rows: Vec<Bar>,
    /// A line across all bars: its label and value.
    pub(super) reference: Option<(String, f64)>,
    pub(super) scale: Scale,
    /// Tick labels, one for each tick of the scale.
    pub(super) ticks: Vec<String>,
}

/// One bar.
pub(super) struct Bar {
    /// The code of the authority that it is of; empty for none.
    pub(super) place: String,
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
    let placed = sheet.draw(|ground| background(ground, bars, &frame))?;
    for (n, bar) in bars.rows.iter().enumerate() {
        sheet.draw_of(&bar.place, |ground| rectangle(ground, bar, frame.middle(n), &placed))?;
    }
    sheet.draw(|ground| axes(ground, &placed, &frame))?;
    for (n, bar) in bars.rows.iter().enumerate() {
        let Some(limits) = bar.limits else { continue };
        sheet.draw_of(&bar.place, |ground| interval(ground, limits, frame.middle(n), &placed))?;
    }
    sheet.labels.extend(row_labels(bars, &names, &frame));
    sheet.labels.extend(axis_labels(bars, &placed, &frame));
    sheet.labels.extend(reference_label(bars, &placed, &frame, lettering));
    Ok(sheet)
}

/// Where plotters put what the rest refers to, in pixels.
struct Placed {
    ticks: Vec<f64>,
    reference: Option<f64>,
    /// Where nothing is, and how many pixels one of the axis' unit is.
    zero: f64,
    one: f64,
}

impl Placed {
    fn x(&self, value: f64) -> f64 {
        self.zero + value * self.one
    }
}

/// The gridlines.
fn background(ground: &Ground<'_>, bars: &Bars, frame: &Frame) -> Result<Placed, Error> {
    let right = pixel(f64::from(WIDTH) - frame.right);
    let area = ground.margin(pixel(TOP), pixel(BOTTOM), pixel(frame.left), right);
    let down = frame.height - TOP - BOTTOM;
    let mut chart = ChartBuilder::on(&area)
        .build_cartesian_2d(bars.scale.from..bars.scale.to, down..0.0)
        .map_err(|error| broken(&error))?;
    let gridlines = bars.scale.ticks.iter().filter(|tick| **tick != 0.0);
    let gridlines = gridlines.map(|tick| PathElement::new(vec![(*tick, 0.0), (*tick, down)], GRID.stroke_width(1)));
    chart.draw_series(gridlines).map_err(|error| broken(&error))?;
    let plot = chart.plotting_area().clone();
    let x = |value: f64| f64::from(plot.map_coordinate(&(value, 0.0)).0);
    Ok(Placed {
        ticks: bars.scale.ticks.iter().map(|tick| x(*tick)).collect(),
        reference: bars.reference.as_ref().map(|(_, value)| x(*value)),
        zero: x(0.0),
        one: (x(bars.scale.to) - x(bars.scale.from)) / (bars.scale.to - bars.scale.from),
    })
}

/// A bar: hollow where it rests on fewer returns than are owed.
fn rectangle(ground: &Ground<'_>, bar: &Bar, middle: f64, placed: &Placed) -> Result<(), Error> {
    let ink = if bar.shortfall.is_some() { MAIN.stroke_width(2) } else { MAIN.filled() };
    let (from, to) = (pixel(placed.x(bar.value.min(0.0))), pixel(placed.x(bar.value.max(0.0))));
    let (top, bottom) = (pixel(middle - BAR / 2.0), pixel(middle + BAR / 2.0));
    ground.draw(&Rectangle::new([(from, top), (to, bottom)], ink)).map_err(|error| broken(&error))
}

/// The line that bars begin at, and the one across them.
fn axes(ground: &Ground<'_>, placed: &Placed, frame: &Frame) -> Result<(), Error> {
    let (zero, bottom) = (pixel(placed.zero), pixel(frame.height - BOTTOM));
    let axis = PathElement::new(vec![(zero, pixel(TOP)), (zero, bottom)], INK.stroke_width(1));
    ground.draw(&axis).map_err(|error| broken(&error))?;
    placed.reference.map_or(Ok(()), |across| dashes(ground, across, frame))
}

/// The interval of a bar: a dark line in a light casing shows on the bar and beyond it.
fn interval(ground: &Ground<'_>, limits: (f64, f64), middle: f64, placed: &Placed) -> Result<(), Error> {
    let ends = (pixel(placed.x(limits.0)), pixel(placed.x(limits.1)));
    for ink in [PAPER.stroke_width(4), INK.stroke_width(2)] {
        for path in whisker(ends, pixel(middle)) {
            ground.draw(&PathElement::new(path, ink)).map_err(|error| broken(&error))?;
        }
    }
    Ok(())
}

/// A whisker: a line between the limits, and its two ends.
fn whisker((lower, upper): (i32, i32), middle: i32) -> [Vec<(i32, i32)>; 3] {
    let end = |x: i32| vec![(x, middle - 3), (x, middle + 3)];
    [vec![(lower, middle), (upper, middle)], end(lower), end(upper)]
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
            labels.push(label(line, frame.left - 8.0, y, Anchor::End, TEXT).of_place(&bar.place));
            y += LINE_HEIGHT;
        }
        let value = label(&bar.printed, f64::from(WIDTH) - 2.0, middle, Anchor::End, TEXT);
        labels.push(Label { bold: true, ..value }.of_place(&bar.place));
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
    let x = x.max(frame.left + half).min(f64::from(WIDTH) - half);
    Some(Label { bold: true, ..label(text, x, TOP - 15.0, Anchor::Middle, TEXT) })
}

fn label(text: &str, x: f64, y: f64, anchor: Anchor, colour: &'static str) -> Label {
    Label { text: text.to_string(), x, y, anchor, size: SIZE, bold: false, colour, place: String::new() }
}
