//! A funnel: points of places between curves of limits, each curve named where it ends.

use plotters::element::DashedPathElement;
use plotters::prelude::{ChartBuilder, LineSeries, PathElement};
use plotters::style::{Color, RGBColor};

use super::key::{Entry, Key};
use super::lettering::Lettering;
use super::marker::{Mark, point};
use super::palette::{GRID, INK, QUIET_TEXT, TEXT};
use super::scale::Scale;
use super::sheet::{Anchor, Ground, Label, Sheet};
use super::spread::{Asking, Block, Room, apart, beside};
use super::{broken, pixel};
use crate::diagnostic::Error;

/// A funnel, ready to be drawn.
pub(super) struct Limits {
    /// What the vertical axis measures, and the horizontal one.
    pub(super) unit: String,
    pub(super) size: String,
    pub(super) across: Scale,
    pub(super) up: Scale,
    /// Tick labels, one for each tick of their scale.
    pub(super) across_ticks: Vec<String>,
    pub(super) up_ticks: Vec<String>,
    pub(super) curves: Vec<Curve>,
    /// The places; those first that are to be named first, where there is no room for all names.
    pub(super) spots: Vec<Spot>,
    pub(super) key: Vec<Entry>,
}

/// One curve of limits, or the line in their midst.
pub(super) struct Curve {
    /// What stands at its end.
    pub(super) label: String,
    pub(super) stroke: Stroke,
    /// Sizes and values, from the smallest size to the largest.
    pub(super) points: Vec<(f64, f64)>,
}

/// How a curve is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stroke {
    Solid,
    Dashed,
    Dotted,
}

/// One place.
pub(super) struct Spot {
    /// Its code.
    pub(super) place: String,
    pub(super) name: String,
    pub(super) size: f64,
    pub(super) value: f64,
    pub(super) mark: Mark,
    pub(super) colour: RGBColor,
    /// Whether it rests on fewer returns than are owed.
    pub(super) hollow: bool,
    /// Whether its name stands beside it, where there is room.
    pub(super) named: bool,
}

const WIDTH: u32 = 720;
const PLOT: f64 = 340.0;
const SIZE: f64 = 14.0;
const TOP: f64 = 34.0;
const BOTTOM: f64 = 52.0;
const END_WIDTH: f64 = 150.0;
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
    across: Vec<f64>,
    up: Vec<f64>,
    curves: Vec<Vec<(f64, f64)>>,
    spots: Vec<(f64, f64)>,
}

/// Draws it.
pub(super) fn draw(limits: &Limits, lettering: &Lettering) -> Result<Sheet, Error> {
    let key = Key::laid(&limits.key, lettering, f64::from(WIDTH), 0.0);
    let ends: Vec<Vec<String>> =
        limits.curves.iter().map(|curve| lettering.wrapped(&curve.label, SIZE, false, END_WIDTH)).collect();
    let end_width = ends.iter().flatten().map(|line| lettering.width(line, SIZE, true)).fold(0.0, f64::max);
    let ticks = limits.up_ticks.iter().map(|tick| lettering.width(tick, SIZE, false)).fold(0.0, f64::max);
    let top = TOP + key.height;
    let frame = Frame { left: ticks + 14.0, right: f64::from(WIDTH) - end_width - 26.0, top, base: top + PLOT };
    let mut sheet = Sheet::new(WIDTH, u32::try_from(pixel(frame.base + BOTTOM)).unwrap_or(1));
    let placed = sheet.draw(|ground| {
        key.draw(ground)?;
        geometry(ground, limits, &frame)
    })?;
    for (spot, at) in limits.spots.iter().zip(&placed.spots) {
        sheet.draw_of(&spot.place, |ground| point(ground, spot.mark, *at, spot.colour, spot.hollow))?;
    }
    sheet.labels.extend(key.labels);
    sheet.labels.extend(axis_labels(limits, &placed, &frame));
    let ends = end_labels(&ends, &placed, &frame);
    sheet.draw(|ground| leaders(ground, &ends, &frame))?;
    sheet.labels.extend(ends.into_iter().flat_map(|(labels, _)| labels));
    sheet.labels.extend(names(limits, &placed, &frame, lettering));
    Ok(sheet)
}

fn geometry(ground: &Ground<'_>, limits: &Limits, frame: &Frame) -> Result<Placed, Error> {
    let right = pixel(f64::from(WIDTH) - frame.right);
    let area = ground.margin(pixel(frame.top), pixel(BOTTOM), pixel(frame.left), right);
    let (across, up) = (&limits.across, &limits.up);
    let mut chart = ChartBuilder::on(&area)
        .build_cartesian_2d(across.from..across.to, up.from..up.to)
        .map_err(|error| broken(&error))?;
    let level = |y: f64| vec![(across.from, y), (across.to, y)];
    let gridlines = up.ticks.iter().skip(1).map(|tick| PathElement::new(level(*tick), GRID.stroke_width(1)));
    chart.draw_series(gridlines).map_err(|error| broken(&error))?;
    chart.draw_series([PathElement::new(level(up.from), INK.stroke_width(1))]).map_err(|error| broken(&error))?;
    for curve in &limits.curves {
        let (points, ink) = (curve.points.clone(), INK.stroke_width(if curve.stroke == Stroke::Solid { 2 } else { 1 }));
        match curve.stroke {
            Stroke::Solid => chart.draw_series(LineSeries::new(points, ink)).map(drop),
            Stroke::Dashed => chart.draw_series([DashedPathElement::new(points, 8, 4, ink)]).map(drop),
            Stroke::Dotted => chart.draw_series([DashedPathElement::new(points, 2, 3, ink)]).map(drop),
        }
        .map_err(|error| broken(&error))?;
    }
    let plot = chart.plotting_area().clone();
    let at = |x: f64, y: f64| {
        let (x, y) = plot.map_coordinate(&(x, y));
        (f64::from(x), f64::from(y))
    };
    Ok(Placed {
        across: across.ticks.iter().map(|tick| at(*tick, up.from).0).collect(),
        up: up.ticks.iter().map(|tick| at(across.from, *tick).1).collect(),
        curves: limits.curves.iter().map(|curve| curve.points.iter().map(|(x, y)| at(*x, *y)).collect()).collect(),
        spots: limits.spots.iter().map(|spot| at(spot.size, spot.value)).collect(),
    })
}

fn axis_labels(limits: &Limits, placed: &Placed, frame: &Frame) -> Vec<Label> {
    let unit = label(&limits.unit, 0.0, frame.top - 16.0, Anchor::Start, QUIET_TEXT);
    let size = label(&limits.size, frame.left, frame.base + 42.0, Anchor::Start, QUIET_TEXT);
    let up = limits.up_ticks.iter().zip(&placed.up);
    let up = up.map(|(text, y)| label(text, frame.left - 8.0, y + 5.0, Anchor::End, QUIET_TEXT));
    let across = limits.across_ticks.iter().zip(&placed.across);
    let across = across.map(|(text, x)| label(text, *x, frame.base + 20.0, Anchor::Middle, QUIET_TEXT));
    [unit, size].into_iter().chain(up).chain(across).collect()
}

/// The curves' names at their ends, pushed apart where they would meet; each with the end that it names.
fn end_labels(ends: &[Vec<String>], placed: &Placed, frame: &Frame) -> Vec<(Vec<Label>, (f64, f64))> {
    let mut named: Vec<(&Vec<String>, (f64, f64))> =
        ends.iter().zip(&placed.curves).filter_map(|(lines, curve)| Some((lines, *curve.last()?))).collect();
    named.sort_by(|a, b| a.1.1.total_cmp(&b.1.1));
    let height = |lines: &[String]| f64::from(u32::try_from(lines.len()).unwrap_or(1)) * LINE_HEIGHT;
    let block = |(lines, (_, y)): &(&Vec<String>, (f64, f64))| Block {
        top: y - height(lines) / 2.0,
        height: height(lines) + 4.0,
    };
    let mut blocks: Vec<Block> = named.iter().map(block).collect();
    apart(&mut blocks, frame.top - 10.0, frame.base + 12.0);
    let labels = |lines: &[String], top: f64| {
        let (mut labels, mut y) = (Vec::new(), top + 13.0);
        for line in lines {
            labels.push(label(line, frame.right + 22.0, y, Anchor::Start, TEXT));
            y += LINE_HEIGHT;
        }
        labels
    };
    named.into_iter().zip(blocks).map(|((lines, end), block)| (labels(lines, block.top), end)).collect()
}

/// Thin lines from the curves' ends to their names.
fn leaders(ground: &Ground<'_>, ends: &[(Vec<Label>, (f64, f64))], frame: &Frame) -> Result<(), Error> {
    for (labels, (x, y)) in ends {
        let Some((first, last)) = labels.first().zip(labels.last()) else { continue };
        let middle = f64::midpoint(first.y, last.y) - 5.0;
        let bend = pixel(frame.right + 16.0);
        let path = vec![(pixel(*x) + 2, pixel(*y)), (bend, pixel(middle)), (bend + 3, pixel(middle))];
        ground.draw(&PathElement::new(path, INK.mix(0.5).stroke_width(1))).map_err(|error| broken(&error))?;
    }
    Ok(())
}

/// The names of those places that are to be named, where there is room.
fn names(limits: &Limits, placed: &Placed, frame: &Frame, lettering: &Lettering) -> Vec<Label> {
    let named = limits.spots.iter().zip(&placed.spots).filter(|(spot, _)| spot.named);
    let asking: Vec<Asking> =
        named.map(|(spot, at)| Asking { text: spot.name.clone(), at: *at, place: spot.place.clone() }).collect();
    let room = Room {
        within: [frame.left + 2.0, frame.top - 8.0, frame.right + 12.0, frame.base - 2.0],
        taken: placed.spots.iter().map(|(x, y)| [x - 7.0, y - 7.0, x + 7.0, y + 7.0]).collect(),
        lines: placed.curves.iter().flat_map(|curve| filled(curve)).collect(),
    };
    beside(&asking, room, lettering)
}

/// A curve's points and those between them, so that no text slips through.
fn filled(curve: &[(f64, f64)]) -> impl Iterator<Item = (f64, f64)> {
    curve.iter().zip(curve.iter().skip(1)).flat_map(|((x, y), (to, down))| {
        (0..8).map(move |step| (x + (to - x) * f64::from(step) / 8.0, y + (down - y) * f64::from(step) / 8.0))
    })
}

fn label(text: &str, x: f64, y: f64, anchor: Anchor, colour: &'static str) -> Label {
    Label { text: text.to_string(), x, y, anchor, size: SIZE, bold: false, colour, place: String::new() }
}
