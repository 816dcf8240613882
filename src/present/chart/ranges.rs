//! Rows, each with a line from one value to a greater one.

use plotters::prelude::{ChartBuilder, PathElement};
use plotters::style::{Color, RGBColor};

use super::key::{Entry, Key};
use super::lettering::Lettering;
use super::marker::{Mark, point};
use super::palette::{GRID, INK, ORDINARY, PAPER, QUIET_TEXT, TEXT};
use super::scale::Scale;
use super::sheet::{Anchor, Ground, Label, Sheet};
use super::{broken, pixel};
use crate::diagnostic::Error;

/// A chart of ranges, ready to be drawn.
pub(super) struct Ranges {
    /// What the axis measures.
    pub(super) unit: String,
    pub(super) scale: Scale,
    /// Tick labels, one for each tick of the scale.
    pub(super) ticks: Vec<String>,
    /// What each of the two values is.
    pub(super) key: [Entry; 2],
    pub(super) rows: Vec<Row>,
    /// Values that lines across all rows stand at.
    pub(super) across: Vec<f64>,
}

/// One row.
pub(super) struct Row {
    /// The code of the authority that it is of; empty for none.
    pub(super) place: String,
    pub(super) name: String,
    /// Whether it stands out: the nation.
    pub(super) bold: bool,
    /// Its two values, where they are shown.
    pub(super) values: [Option<f64>; 2],
    /// The values as they are printed, or why they are not.
    pub(super) printed: [String; 2],
    /// Whether it rests on fewer returns than are owed.
    pub(super) hollow: bool,
}

const WIDTH: u32 = 720;
const SIZE: f64 = 14.0;
const TOP: f64 = 22.0;
const BOTTOM: f64 = 50.0;
const ROW: f64 = 24.0;
const NAME_WIDTH: f64 = 210.0;
const LINE_HEIGHT: f64 = 17.0;
const GAP: f64 = 14.0;

/// Where things stand in the picture.
struct Frame {
    left: f64,
    right: f64,
    top: f64,
    row: f64,
    base: f64,
    /// The right edges of the two columns of values.
    columns: [f64; 2],
}

impl Frame {
    /// The middle of a row, from the top.
    fn middle(&self, row: usize) -> f64 {
        self.top + self.row * (f64::from(u32::try_from(row).unwrap_or(u32::MAX)) + 0.5)
    }
}

/// Draws it.
pub(super) fn draw(ranges: &Ranges, lettering: &Lettering) -> Result<Sheet, Error> {
    let key = Key::laid(&ranges.key, lettering, f64::from(WIDTH), 0.0);
    let names: Vec<Vec<String>> =
        ranges.rows.iter().map(|row| lettering.wrapped(&row.name, SIZE, row.bold, NAME_WIDTH)).collect();
    let frame = frame(ranges, &names, key.height, lettering);
    let mut sheet = Sheet::new(WIDTH, u32::try_from(pixel(frame.base + BOTTOM)).unwrap_or(1));
    let ticks = sheet.draw(|ground| {
        key.draw(ground)?;
        heads(ground, ranges, &frame)?;
        background(ground, ranges, &frame)
    })?;
    let x = |value: f64| {
        let share = (value - ranges.scale.from) / (ranges.scale.to - ranges.scale.from);
        frame.left + share * (frame.right - frame.left)
    };
    sheet.draw(|ground| ranges.across.iter().try_for_each(|value| dashes(ground, x(*value), &frame)))?;
    for (n, row) in ranges.rows.iter().enumerate() {
        sheet.draw_of(&row.place, |ground| {
            range(ground, ranges, row, row.values.map(|at| at.map(x)), frame.middle(n))
        })?;
    }
    sheet.labels.extend(key.labels);
    sheet.labels.extend(row_labels(ranges, &names, &frame));
    let base = frame.base;
    let placed = ranges.ticks.iter().zip(&ticks);
    sheet.labels.extend(placed.map(|(text, x)| label(text, *x, base + 18.0, Anchor::Middle, QUIET_TEXT)));
    sheet.labels.push(label(&ranges.unit, frame.left, base + 40.0, Anchor::Start, QUIET_TEXT));
    Ok(sheet)
}

fn frame(ranges: &Ranges, names: &[Vec<String>], key: f64, lettering: &Lettering) -> Frame {
    let name_width = names.iter().flatten().map(|line| lettering.width(line, SIZE, true)).fold(0.0, f64::max);
    let [middle, upper] = [0, 1].map(|column| {
        let printed = ranges.rows.iter().filter_map(|row| row.printed.get(column));
        printed.map(|text| lettering.width(text, SIZE, true)).fold(16.0, f64::max)
    });
    let lines = u32::try_from(names.iter().map(Vec::len).max().unwrap_or(1)).unwrap_or(1);
    let row = ROW.max(f64::from(lines) * LINE_HEIGHT + 6.0);
    let count = f64::from(u32::try_from(ranges.rows.len()).unwrap_or(u32::MAX));
    let last = f64::from(WIDTH) - 2.0;
    let columns = [last - upper - GAP, last];
    let right = last - upper - middle - 2.0 * GAP - 12.0;
    let top = TOP + key;
    Frame { left: name_width + 12.0, right, top, row, base: top + row * count, columns }
}

/// The shapes of the two values, above the columns that print them.
fn heads(ground: &Ground<'_>, ranges: &Ranges, frame: &Frame) -> Result<(), Error> {
    for (entry, x) in ranges.key.iter().zip(frame.columns) {
        point(ground, entry.mark, (x - 9.0, frame.top - 10.0), entry.colour, false)?;
    }
    Ok(())
}

/// The gridlines; where they stand.
fn background(ground: &Ground<'_>, ranges: &Ranges, frame: &Frame) -> Result<Vec<f64>, Error> {
    let right = pixel(f64::from(WIDTH) - frame.right);
    let area = ground.margin(pixel(frame.top), pixel(BOTTOM), pixel(frame.left), right);
    let mut chart = ChartBuilder::on(&area)
        .build_cartesian_2d(ranges.scale.from..ranges.scale.to, 1.0..0.0)
        .map_err(|error| broken(&error))?;
    let gridlines = ranges.scale.ticks.iter().enumerate().map(|(n, tick)| {
        let ink = if n == 0 { INK } else { GRID };
        PathElement::new(vec![(*tick, 0.0), (*tick, 1.0)], ink.stroke_width(1))
    });
    chart.draw_series(gridlines).map_err(|error| broken(&error))?;
    let plot = chart.plotting_area().clone();
    Ok(ranges.scale.ticks.iter().map(|tick| f64::from(plot.map_coordinate(&(*tick, 0.0)).0)).collect())
}

/// A row's line and its two points: the greater first, so that the other stands on it where they meet.
fn range(ground: &Ground<'_>, ranges: &Ranges, row: &Row, at: [Option<f64>; 2], middle: f64) -> Result<(), Error> {
    if let [Some(from), Some(to)] = at {
        let path = vec![(pixel(from), pixel(middle)), (pixel(to), pixel(middle))];
        ground.draw(&PathElement::new(path, ORDINARY.stroke_width(2))).map_err(|error| broken(&error))?;
    }
    for (entry, at) in ranges.key.iter().zip(at).rev() {
        let Some(x) = at else { continue };
        point(ground, entry.mark, (x, middle), entry.colour, row.hollow)?;
    }
    Ok(())
}

/// A dashed line down all rows.
fn dashes(ground: &Ground<'_>, x: f64, frame: &Frame) -> Result<(), Error> {
    let x = pixel(x);
    let (mut y, bottom) = (pixel(frame.top), pixel(frame.base));
    while y < bottom {
        let dash = |ink: plotters::style::ShapeStyle| PathElement::new(vec![(x, y), (x, (y + 4).min(bottom))], ink);
        ground.draw(&dash(PAPER.stroke_width(3))).map_err(|error| broken(&error))?;
        ground.draw(&dash(INK.stroke_width(1))).map_err(|error| broken(&error))?;
        y += 8;
    }
    Ok(())
}

fn row_labels(ranges: &Ranges, names: &[Vec<String>], frame: &Frame) -> Vec<Label> {
    let mut labels = Vec::new();
    for (n, (row, name)) in ranges.rows.iter().zip(names).enumerate() {
        let middle = frame.middle(n) + 5.0;
        let lines = f64::from(u32::try_from(name.len()).unwrap_or(1));
        let mut y = middle - (lines - 1.0) * LINE_HEIGHT / 2.0;
        let mut write = |text: &str, x: f64, y: f64| {
            let written = Label { bold: row.bold, ..label(text, x, y, Anchor::End, TEXT) };
            labels.push(written.of_place(&row.place));
        };
        for line in name {
            write(line, frame.left - 8.0, y);
            y += LINE_HEIGHT;
        }
        for (printed, x) in row.printed.iter().zip(frame.columns) {
            write(printed, x, middle);
        }
    }
    labels
}

fn label(text: &str, x: f64, y: f64, anchor: Anchor, colour: &'static str) -> Label {
    Label { text: text.to_string(), x, y, anchor, size: SIZE, bold: false, colour, place: String::new() }
}

/// What the two values look like.
pub(super) const LOOKS: [(Mark, RGBColor); 2] =
    [(Mark::Circle, super::palette::WITHIN), (Mark::Diamond, super::palette::BEYOND)];
