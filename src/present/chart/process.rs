//! A chart of one line over time, its mean, and the limits of what is ordinary for it.

use plotters::element::DashedPathElement;
use plotters::prelude::{ChartBuilder, LineSeries, PathElement};
use plotters::style::{Color, RGBColor};

use super::key::{Entry, Key};
use super::lettering::Lettering;
use super::marker::{Mark, point};
use super::palette::{GRID, INK, ORDINARY, QUIET_TEXT, TEXT};
use super::scale::Scale;
use super::sheet::{Anchor, Ground, Label, Sheet};
use super::spread::{Block, apart};
use super::{broken, pixel};
use crate::diagnostic::Error;

/// A chart of a process, ready to be drawn.
pub(super) struct Process {
    /// What the vertical axis measures.
    pub(super) unit: String,
    /// Labels of the horizontal axis, one for each point; empty where there is no room.
    pub(super) periods: Vec<String>,
    /// Labels below them, each over several points: text, first, last.
    pub(super) years: Vec<(String, usize, usize)>,
    pub(super) scale: Scale,
    /// Tick labels, one for each tick of the scale.
    pub(super) ticks: Vec<String>,
    /// The points, with gaps where none is shown.
    pub(super) dots: Vec<Option<Dot>>,
    /// The means and limits of each stretch.
    pub(super) levels: Vec<Level>,
    /// What stands at the end of the line: its last value.
    pub(super) last: Option<(f64, String)>,
    pub(super) key: Vec<Entry>,
}

/// One point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Dot {
    pub(super) value: f64,
    pub(super) mark: Mark,
    pub(super) colour: RGBColor,
    /// Whether it rests on fewer returns than are owed.
    pub(super) hollow: bool,
}

/// A mean or limit, from one point to another.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Level {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) value: f64,
    /// Whether it is a limit, and not the mean.
    pub(super) limit: bool,
    /// What stands at its end; empty for those of earlier stretches.
    pub(super) label: String,
}

const WIDTH: u32 = 720;
const PLOT: f64 = 310.0;
const SIZE: f64 = 14.0;
const TOP: f64 = 40.0;
const BOTTOM: f64 = 52.0;
const LINE_HEIGHT: f64 = 17.0;

/// Where the plot stands in the picture.
struct Frame {
    left: f64,
    right: f64,
    top: f64,
    base: f64,
}

/// Where plotters put what the lettering refers to, in pixels.
struct Placed {
    ticks: Vec<f64>,
    columns: Vec<f64>,
    /// Heights of the levels that have labels, and of the last value, with what stands there.
    ends: Vec<(f64, String, bool)>,
}

/// Draws it.
pub(super) fn draw(process: &Process, lettering: &Lettering) -> Result<Sheet, Error> {
    let key = Key::laid(&process.key, lettering, f64::from(WIDTH), 0.0);
    let widest = |texts: &mut dyn Iterator<Item = &String>, bold: bool| {
        texts.map(|text| lettering.width(text, SIZE, bold)).fold(0.0, f64::max)
    };
    let end_width = widest(&mut process.levels.iter().map(|level| &level.label), false)
        .max(widest(&mut process.last.iter().map(|(_, text)| text), true));
    let top = TOP + key.height;
    let frame = Frame {
        left: widest(&mut process.ticks.iter(), false) + 14.0,
        right: f64::from(WIDTH) - end_width - 22.0,
        top,
        base: top + PLOT,
    };
    let mut sheet = Sheet::new(WIDTH, u32::try_from(pixel(frame.base + BOTTOM)).unwrap_or(1));
    let placed = sheet.draw(|ground| {
        key.draw(ground)?;
        geometry(ground, process, &frame)
    })?;
    sheet.labels.extend(key.labels);
    sheet.labels.extend(axis_labels(process, &placed, &frame));
    sheet.labels.extend(end_labels(&placed, &frame));
    Ok(sheet)
}

fn geometry(ground: &Ground<'_>, process: &Process, frame: &Frame) -> Result<Placed, Error> {
    let right = pixel(f64::from(WIDTH) - frame.right);
    let area = ground.margin(pixel(frame.top), pixel(BOTTOM), pixel(frame.left), right);
    let across = -0.5..count(process.periods.len().saturating_sub(1)) + 0.5;
    let mut chart = ChartBuilder::on(&area)
        .build_cartesian_2d(across.clone(), process.scale.from..process.scale.to)
        .map_err(|error| broken(&error))?;
    let gridlines = process.scale.ticks.iter().enumerate().map(|(n, tick)| {
        let ink = if n == 0 { INK } else { GRID };
        PathElement::new(vec![(across.start, *tick), (across.end, *tick)], ink.stroke_width(1))
    });
    chart.draw_series(gridlines).map_err(|error| broken(&error))?;
    for level in &process.levels {
        let ends = vec![(count(level.from) - 0.5, level.value), (count(level.to) + 0.5, level.value)];
        let drawn = if level.limit {
            chart.draw_series([DashedPathElement::new(ends, 8, 4, INK.stroke_width(1))]).map(drop)
        } else {
            chart.draw_series([PathElement::new(ends, INK.stroke_width(1))]).map(drop)
        };
        drawn.map_err(|error| broken(&error))?;
    }
    for stretch in stretches(&process.dots) {
        chart.draw_series(LineSeries::new(stretch, ORDINARY.stroke_width(2))).map_err(|error| broken(&error))?;
    }
    let plot = chart.plotting_area().clone();
    let at = |x: f64, y: f64| {
        let (x, y) = plot.map_coordinate(&(x, y));
        (f64::from(x), f64::from(y))
    };
    let dots: Vec<Option<(f64, f64)>> =
        process.dots.iter().enumerate().map(|(x, dot)| dot.map(|dot| at(count(x), dot.value))).collect();
    for (dot, at) in process.dots.iter().zip(&dots) {
        let (Some(dot), Some(at)) = (dot, at) else { continue };
        point(ground, dot.mark, *at, dot.colour, dot.hollow)?;
    }
    for (_, first, _) in process.years.iter().skip(1) {
        let (x, y) = at(count(*first) - 0.5, process.scale.from);
        let tick = PathElement::new(vec![(pixel(x), pixel(y)), (pixel(x), pixel(y) + 6)], INK.stroke_width(1));
        ground.draw(&tick).map_err(|error| broken(&error))?;
    }
    let named = process.levels.iter().filter(|level| !level.label.is_empty());
    let named = named.map(|level| (at(0.0, level.value).1, level.label.clone(), false));
    let last = process.last.iter().map(|(value, text)| (at(0.0, *value).1, text.clone(), true));
    Ok(Placed {
        ticks: process.scale.ticks.iter().map(|tick| at(0.0, *tick).1).collect(),
        columns: (0..process.periods.len()).map(|x| at(count(x), process.scale.from).0).collect(),

        ends: named.chain(last).collect(),
    })
}

/// The line, broken where there is a gap.
fn stretches(dots: &[Option<Dot>]) -> Vec<Vec<(f64, f64)>> {
    let mut stretches: Vec<Vec<(f64, f64)>> = vec![Vec::new()];
    for (x, dot) in dots.iter().enumerate() {
        match (dot, stretches.last_mut()) {
            (Some(dot), Some(stretch)) => stretch.push((count(x), dot.value)),
            _ => stretches.push(Vec::new()),
        }
    }
    stretches.retain(|stretch| stretch.len() > 1);
    stretches
}

fn axis_labels(process: &Process, placed: &Placed, frame: &Frame) -> Vec<Label> {
    let mut labels = vec![label(&process.unit, 0.0, frame.top - 22.0, Anchor::Start, QUIET_TEXT)];
    let ticks = process.ticks.iter().zip(&placed.ticks);
    labels.extend(ticks.map(|(text, y)| label(text, frame.left - 8.0, y + 5.0, Anchor::End, QUIET_TEXT)));
    let columns = process.periods.iter().zip(&placed.columns).filter(|(text, _)| !text.is_empty());
    labels.extend(columns.map(|(text, x)| label(text, *x, frame.base + 20.0, Anchor::Middle, QUIET_TEXT)));
    // Where no point has a label of its own, the years move up.
    let alone = process.periods.iter().all(String::is_empty);
    let down = if alone { 20.0 } else { 40.0 };
    for (text, first, last) in &process.years {
        if let (Some(from), Some(to)) = (placed.columns.get(*first), placed.columns.get(*last)) {
            let middle = f64::midpoint(*from, *to);
            labels.push(label(text, middle, frame.base + down, Anchor::Middle, QUIET_TEXT));
        }
    }
    labels
}

/// What stands at the right: the names of the mean and the limits, and the last value, pushed apart where they meet.
fn end_labels(placed: &Placed, frame: &Frame) -> Vec<Label> {
    let mut ends = placed.ends.clone();
    ends.sort_by(|a, b| a.0.total_cmp(&b.0));
    let block = |(y, ..): &(f64, String, bool)| Block { top: y - LINE_HEIGHT / 2.0, height: LINE_HEIGHT + 3.0 };
    let mut blocks: Vec<Block> = ends.iter().map(block).collect();
    apart(&mut blocks, frame.top - 12.0, frame.base + 12.0);
    let written = |((_, text, bold), block): ((f64, String, bool), Block)| Label {
        bold,
        ..label(&text, frame.right + 12.0, block.top + 13.0, Anchor::Start, TEXT)
    };
    ends.into_iter().zip(blocks).map(written).collect()
}

fn label(text: &str, x: f64, y: f64, anchor: Anchor, colour: &'static str) -> Label {
    Label { text: text.to_string(), x, y, anchor, size: SIZE, bold: false, colour, place: String::new() }
}

/// A small number of things as a coordinate.
fn count(things: usize) -> f64 {
    f64::from(u32::try_from(things).unwrap_or(u32::MAX))
}
