//! Small line charts side by side, all on one axis.

use plotters::prelude::{Circle, PathElement};
use plotters::style::{Color, RGBColor};

use super::legend::{self, Entry, Sample};
use super::lettering::Lettering;
use super::palette::{GRID, MAIN, PAPER, QUIET_TEXT};
use super::scale::Scale;
use super::shades::QUIET;
use super::sheet::{Anchor, Ground, Label, SIZE, Sheet};
use super::{broken, pixel};
use crate::diagnostic::Error;

/// A chart of panels, ready to be drawn.
pub(super) struct Panels {
    /// What the axis measures.
    pub(super) unit: String,
    pub(super) places: Vec<Panel>,
    /// The line that stands in every panel for comparison; empty where there is none.
    pub(super) beside: Vec<Option<f64>>,
    /// What the two lines are.
    pub(super) legend: [String; 2],
    /// The first and the last point's label.
    pub(super) ends: [String; 2],
    pub(super) scale: Scale,
    /// Tick labels, one for each tick of the scale.
    pub(super) ticks: Vec<String>,
}

/// One panel.
pub(super) struct Panel {
    pub(super) name: String,
    /// The code of the authority it is about.
    pub(super) place: String,
    pub(super) points: Vec<Option<f64>>,
    /// Which points rest on fewer returns than are owed.
    pub(super) hollow: Vec<bool>,
    /// Its last value as it is printed.
    pub(super) last: String,
    /// What stands in place of a line that cannot be drawn.
    pub(super) instead: String,
}

const WIDTH: f64 = 720.0;
const COLUMNS: usize = 4;
const BETWEEN: f64 = 14.0;
const NAME: f64 = 13.0;
const NAME_LINE: f64 = 16.0;
const PLOT: f64 = 72.0;
const BELOW: f64 = 16.0;
const BOTTOM: f64 = 24.0;
/// Above so many points only the last has a mark.
const MOST_MARKED: usize = 6;

/// Where things stand in the picture.
struct Frame {
    left: f64,
    top: f64,
    panel: f64,
    /// The width of a plot within a panel: beside it stands the last value.
    plot: f64,
    /// How much room the names of each row of panels need.
    names: Vec<f64>,
    height: f64,
}

impl Frame {
    /// The left edge of a panel, and the upper edge of its plot.
    fn corner(&self, at: usize) -> (f64, f64) {
        let (column, row) = (at % COLUMNS, at / COLUMNS);
        let x = self.left + count(column) * (self.panel + BETWEEN);
        (x, self.top + rows_to(&self.names, row) + self.names.get(row).copied().unwrap_or_default())
    }
}

/// How high the rows before a row stand together.
fn rows_to(names: &[f64], row: usize) -> f64 {
    names.iter().take(row).map(|name| name + PLOT + BELOW).sum()
}

/// Draws it.
pub(super) fn draw(panels: &Panels, lettering: &Lettering) -> Result<Sheet, Error> {
    let widest = |texts: &mut dyn Iterator<Item = &String>, size: f64, bold: bool| {
        texts.map(|text| lettering.width(text, size, bold)).fold(0.0, f64::max)
    };
    let left = widest(&mut panels.ticks.iter(), SIZE - 1.0, false) + 10.0;
    let panel = (WIDTH - left - BETWEEN * (count(COLUMNS) - 1.0)) / count(COLUMNS);
    let value = widest(&mut panels.places.iter().map(|panel| &panel.last), NAME, true);
    let names: Vec<Vec<String>> =
        panels.places.iter().map(|one| lettering.wrapped(&one.name, NAME, true, panel)).collect();
    let entries = entries(panels);
    let top = legend::height(&entries, WIDTH, lettering) + 30.0;
    let lines = names.chunks(COLUMNS).map(|row| row.iter().map(Vec::len).max().unwrap_or(1));
    let heights: Vec<f64> = lines.map(|lines| count(lines) * NAME_LINE + 8.0).collect();
    let height = top + rows_to(&heights, heights.len()) + BOTTOM;
    let frame = Frame { left, top, panel, plot: panel - value - 12.0, names: heights, height };
    let mut sheet = Sheet::new(720, u32::try_from(pixel(frame.height)).unwrap_or(1));
    legend::draw(&mut sheet, &entries, (0.0, 0.0), WIDTH, lettering)?;
    sheet.labels.push(Label::new(&panels.unit, 0.0, top - 12.0, Anchor::Start).coloured(QUIET_TEXT));
    for (at, (panel, lines)) in panels.places.iter().zip(&names).enumerate() {
        let plot = Plot { panels, frame: &frame, corner: frame.corner(at) };
        sheet.draw(|ground| plot.ground(ground, panel))?;
        sheet.draw_of(&panel.place, |ground| plot.line(ground, panel))?;
        let labels = plot.labels(panel, lines).into_iter().map(|label| label.of_place(&panel.place));
        sheet.labels.extend(labels);
        sheet.labels.extend(plot.axis(at, lettering));
    }
    Ok(sheet)
}

fn entries(panels: &Panels) -> Vec<Entry> {
    let [own, beside] = &panels.legend;
    let entry = |text: &String, colour: RGBColor| Entry { sample: Sample::Line(colour), text: text.clone() };
    let beside = (!panels.beside.is_empty()).then(|| entry(beside, QUIET));
    [entry(own, MAIN)].into_iter().chain(beside).collect()
}

/// One panel's place in the picture.
struct Plot<'p> {
    panels: &'p Panels,
    frame: &'p Frame,
    /// The left and upper edge of its plot.
    corner: (f64, f64),
}

impl Plot<'_> {
    fn x(&self, point: usize, of: usize) -> f64 {
        let last = of.saturating_sub(1).max(1);
        self.corner.0 + 4.0 + (self.frame.plot - 8.0) * count(point) / count(last)
    }

    fn y(&self, value: f64) -> f64 {
        let scale = &self.panels.scale;
        self.corner.1 + PLOT * (scale.to - value) / (scale.to - scale.from)
    }

    /// The ends of the axis, and the line for comparison where there is something to compare.
    fn ground(&self, ground: &Ground<'_>, panel: &Panel) -> Result<(), Error> {
        let scale = &self.panels.scale;
        for tick in [scale.from, scale.to] {
            let (left, right, y) = (self.corner.0, self.corner.0 + self.frame.plot, pixel(self.y(tick)));
            let line = PathElement::new(vec![(pixel(left), y), (pixel(right), y)], GRID.stroke_width(1));
            ground.draw(&line).map_err(|error| broken(&error))?;
        }
        if panel.instead.is_empty() { self.stretches(ground, &self.panels.beside, QUIET) } else { Ok(()) }
    }

    fn line(&self, ground: &Ground<'_>, panel: &Panel) -> Result<(), Error> {
        self.stretches(ground, &panel.points, MAIN)?;
        let of = panel.points.len();
        let last = panel.points.iter().rposition(Option::is_some);
        for (at, value) in panel.points.iter().enumerate().filter_map(|(at, value)| value.map(|value| (at, value))) {
            let gap = |beside: Option<usize>| beside.and_then(|at| panel.points.get(at).copied().flatten()).is_none();
            let alone = gap(at.checked_sub(1)) && gap(Some(at + 1));
            let hollow = panel.hollow.get(at).copied().unwrap_or_default();
            if hollow || alone || of <= MOST_MARKED || last == Some(at) {
                let place = (pixel(self.x(at, of)), pixel(self.y(value)));
                ground.draw(&Circle::new(place, 4, MAIN.filled())).map_err(|error| broken(&error))?;
                if hollow {
                    ground.draw(&Circle::new(place, 2, PAPER.filled())).map_err(|error| broken(&error))?;
                }
            }
        }
        Ok(())
    }

    /// A line, broken where there is a gap.
    fn stretches(&self, ground: &Ground<'_>, points: &[Option<f64>], colour: RGBColor) -> Result<(), Error> {
        let place = |at: usize, value: f64| (pixel(self.x(at, points.len())), pixel(self.y(value)));
        let mut stretch = Vec::new();
        for (at, value) in points.iter().enumerate() {
            match value {
                Some(value) => stretch.push(place(at, *value)),
                None => drawn(ground, std::mem::take(&mut stretch), colour)?,
            }
        }
        drawn(ground, stretch, colour)
    }

    fn labels(&self, panel: &Panel, lines: &[String]) -> Vec<Label> {
        let (left, top) = self.corner;
        let above = |n: usize| top - 10.0 - count(lines.len() - 1 - n) * NAME_LINE;
        let name = |(n, line): (usize, &String)| Label::new(line, left, above(n), Anchor::Start).sized(NAME).bold(true);
        let mut labels: Vec<Label> = lines.iter().enumerate().map(name).collect();
        if let Some((at, value)) = panel.points.iter().enumerate().rev().find_map(|(at, value)| Some((at, (*value)?))) {
            let (x, y) = (self.x(at, panel.points.len()) + 9.0, self.y(value) + 5.0);
            labels.push(
                Label::new(&panel.last, x, y.clamp(top + 5.0, top + PLOT + 4.0), Anchor::Start).sized(NAME).bold(true),
            );
        }
        if !panel.instead.is_empty() {
            let label =
                Label::new(&panel.instead, left + self.frame.plot / 2.0, top + PLOT / 2.0 + 5.0, Anchor::Middle);
            labels.push(label.sized(NAME).coloured(QUIET_TEXT));
        }
        labels
    }

    /// The ends of the axes: values beside the first panel of a row, periods below the last panel of a column.
    fn axis(&self, at: usize, lettering: &Lettering) -> Vec<Label> {
        let (left, top) = self.corner;
        let quiet = |text: &str, x: f64, y: f64, anchor: Anchor| {
            Label::new(text, x, y, anchor).sized(SIZE - 1.0).coloured(QUIET_TEXT)
        };
        let mut labels = Vec::new();
        if at.is_multiple_of(COLUMNS) {
            let ticks = self.panels.scale.ticks.iter().zip(&self.panels.ticks);
            let outer = |tick: f64| tick <= self.panels.scale.from || tick >= self.panels.scale.to;
            let ends = ticks.filter(|(tick, _)| outer(**tick));
            labels.extend(ends.map(|(tick, text)| quiet(text, left - 6.0, self.y(*tick) + 4.0, Anchor::End)));
        }
        if at + COLUMNS >= self.panels.places.len() {
            let [first, last] = &self.panels.ends;
            let y = top + PLOT + 18.0;
            let room = lettering.width(first, SIZE - 1.0, false) + lettering.width(last, SIZE - 1.0, false) + 10.0;
            if first != last && room <= self.frame.panel {
                let right = (left + self.frame.plot).max(left + room);
                labels.push(quiet(first, left, y, Anchor::Start));
                labels.push(quiet(last, right, y, Anchor::End));
            } else {
                labels.push(quiet(last, left, y, Anchor::Start));
            }
        }
        labels
    }
}

fn drawn(ground: &Ground<'_>, stretch: Vec<(i32, i32)>, colour: RGBColor) -> Result<(), Error> {
    if stretch.len() < 2 {
        return Ok(());
    }
    ground.draw(&PathElement::new(stretch, colour.stroke_width(3))).map_err(|error| broken(&error))
}

/// A small number of things as a coordinate.
fn count(things: usize) -> f64 {
    f64::from(u32::try_from(things).unwrap_or(u32::MAX))
}
