//! Shaded cells in rows and columns, each with its value printed in it.

use plotters::element::DashedPathElement;
use plotters::prelude::Rectangle;
use plotters::style::{Color, RGBColor};

use super::legend::{self, Entry, Sample};
use super::lettering::Lettering;
use super::palette::{QUIET_TEXT, TEXT};
use super::shades::{OUTLINE, text_on};
use super::sheet::{Anchor, Ground, Label, SIZE, Sheet};
use super::{broken, pixel};
use crate::diagnostic::Error;

/// A chart of cells, ready to be drawn.
pub(super) struct Cells {
    /// What the values are; empty where the columns say.
    pub(super) unit: String,
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<Row>,
    /// The shades, palest first, and what they mean.
    pub(super) legend: Vec<(RGBColor, String)>,
}

/// One row of cells.
pub(super) struct Row {
    pub(super) name: String,
    /// The code of the authority it is about; empty for none.
    pub(super) place: String,
    /// Whether it is of the whole nation.
    pub(super) whole: bool,
    pub(super) cells: Vec<Cell>,
}

/// One cell.
pub(super) struct Cell {
    /// Its value as it is printed, or why there is none.
    pub(super) printed: String,
    pub(super) ground: Shading,
}

/// What lies behind a cell's value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Shading {
    /// The shade of its class.
    Shade(RGBColor),
    /// Nothing: it is of no class.
    Plain,
    /// Nothing but an outline: it has no value.
    Withheld,
}

const WIDTH: f64 = 720.0;
const NAME_WIDTH: f64 = 190.0;
const LINE_HEIGHT: f64 = 17.0;
const ROW: f64 = 25.0;
const HEADER: f64 = 13.0;
const BESIDE: f64 = 10.0;
/// The white gap between cells.
const GAP: i32 = 2;

/// Where things stand in the picture.
struct Frame {
    left: f64,
    top: f64,
    column: f64,
    row: f64,
    width: f64,
    height: f64,
}

impl Frame {
    /// The left and upper edge of a cell.
    fn corner(&self, row: usize, column: usize) -> (f64, f64) {
        (self.left + self.column * count(column), self.top + self.row * count(row))
    }
}

/// Draws it.
pub(super) fn draw(cells: &Cells, lettering: &Lettering) -> Result<Sheet, Error> {
    let wrap = |row: &Row| lettering.wrapped(&row.name, SIZE, row.whole, NAME_WIDTH);
    let names: Vec<Vec<String>> = cells.rows.iter().map(wrap).collect();
    let widest = names.iter().zip(&cells.rows).flat_map(|(lines, row)| lines.iter().map(move |line| (line, row)));
    let left = widest.map(|(line, row)| lettering.width(line, SIZE, row.whole)).fold(0.0, f64::max) + 12.0;
    let column = ((WIDTH - left) / count(cells.columns.len().max(1))).max(least_column(cells, lettering));
    let headers: Vec<Vec<String>> =
        cells.columns.iter().map(|name| lettering.wrapped(name, HEADER, true, column - BESIDE)).collect();
    let width = (left + column * count(cells.columns.len())).max(WIDTH);
    let entries: Vec<Entry> =
        cells.legend.iter().map(|(colour, text)| Entry { sample: Sample::Area(*colour), text: text.clone() }).collect();
    let above = if cells.unit.is_empty() { 0.0 } else { 24.0 };
    let header_lines = headers.iter().map(Vec::len).max().unwrap_or(1);
    let below_legend = above + legend::height(&entries, width, lettering) + 6.0;
    let lines = names.iter().map(Vec::len).max().unwrap_or(1);
    let row = ROW.max(count(lines) * LINE_HEIGHT + 6.0);
    let top = below_legend + count(header_lines) * LINE_HEIGHT + 6.0;
    let frame = Frame { left, top, column, row, width, height: top + row * count(cells.rows.len()) + 2.0 };
    let size = |length: f64| u32::try_from(pixel(length)).unwrap_or(1);
    let mut sheet = Sheet::new(size(frame.width.ceil()), size(frame.height));
    if !cells.unit.is_empty() {
        sheet.labels.push(Label::new(&cells.unit, 0.0, 14.0, Anchor::Start).coloured(QUIET_TEXT));
    }
    legend::draw(&mut sheet, &entries, (0.0, above), width, lettering)?;
    sheet.labels.extend(header_labels(&headers, &frame));
    for (at, (row, lines)) in cells.rows.iter().zip(&names).enumerate() {
        sheet.draw_of(&row.place, |ground| geometry(ground, row, at, &frame))?;
        sheet.labels.extend(row_labels(row, lines, at, &frame));
    }
    Ok(sheet)
}

/// A column is as wide as the longest word above it and the longest value in it.
fn least_column(cells: &Cells, lettering: &Lettering) -> f64 {
    let words = cells.columns.iter().flat_map(|name| name.split_whitespace());
    let word = words.map(|word| lettering.width(word, HEADER, true)).fold(0.0, f64::max);
    let values = cells.rows.iter().flat_map(|row| &row.cells);
    let value = values.map(|cell| lettering.width(&cell.printed, SIZE, true)).fold(0.0, f64::max);
    word.max(value) + BESIDE
}

/// The columns' names, on the line above their cells.
fn header_labels(headers: &[Vec<String>], frame: &Frame) -> Vec<Label> {
    let mut labels = Vec::new();
    for (column, lines) in headers.iter().enumerate() {
        let x = frame.corner(0, column).0 + frame.column / 2.0;
        for (n, line) in lines.iter().enumerate() {
            let y = frame.top - 8.0 - count(lines.len() - 1 - n) * LINE_HEIGHT;
            labels.push(Label::new(line, x, y, Anchor::Middle).sized(HEADER).bold(true));
        }
    }
    labels
}

fn geometry(ground: &Ground<'_>, row: &Row, at: usize, frame: &Frame) -> Result<(), Error> {
    for (column, cell) in row.cells.iter().enumerate() {
        let ((left, top), (right, bottom)) = (frame.corner(at, column), frame.corner(at + 1, column + 1));
        let (left, top, right, bottom) = (pixel(left), pixel(top), pixel(right) - GAP, pixel(bottom) - GAP);
        let drawn = match cell.ground {
            Shading::Plain => Ok(()),
            Shading::Shade(colour) => ground.draw(&Rectangle::new([(left, top), (right, bottom)], colour.filled())),
            Shading::Withheld => {
                let around = vec![(left, top), (right, top), (right, bottom), (left, bottom), (left, top)];
                ground.draw(&DashedPathElement::new(around, 3, 4, OUTLINE.stroke_width(1)))
            }
        };
        drawn.map_err(|error| broken(&error))?;
    }
    Ok(())
}

fn row_labels(row: &Row, lines: &[String], at: usize, frame: &Frame) -> Vec<Label> {
    let middle = frame.corner(at, 0).1 + frame.row / 2.0 + 4.0;
    let top = middle - (count(lines.len()) - 1.0) * LINE_HEIGHT / 2.0;
    let name = |(n, line): (usize, &String)| {
        Label::new(line, frame.left - 8.0, top + count(n) * LINE_HEIGHT, Anchor::End).bold(row.whole)
    };
    let mut labels: Vec<Label> = lines.iter().enumerate().map(name).collect();
    for (column, cell) in row.cells.iter().enumerate() {
        let x = frame.corner(at, column).0 + frame.column / 2.0;
        let colour = if let Shading::Shade(shade) = cell.ground { text_on(shade) } else { TEXT };
        labels.push(Label::new(&cell.printed, x, middle, Anchor::Middle).bold(row.whole).coloured(colour));
    }
    labels.into_iter().map(|label| label.of_place(&row.place)).collect()
}

/// A small number of things as a coordinate.
fn count(things: usize) -> f64 {
    f64::from(u32::try_from(things).unwrap_or(u32::MAX))
}
