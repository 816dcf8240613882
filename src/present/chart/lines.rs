//! Lines over periods, each labelled where it ends.

use plotters::element::DashedPathElement;
use plotters::prelude::{ChartBuilder, LineSeries, PathElement};
use plotters::style::Color;

use super::lettering::Lettering;
use super::marker::marker;
use super::palette::{self, GRID, INK, QUIET_TEXT, TEXT};
use super::scale::Scale;
use super::sheet::{Anchor, Ground, Label, Sheet};
use super::spread::{Block, apart};
use super::{broken, pixel};
use crate::diagnostic::Error;

/// A chart of lines, ready to be drawn.
pub(super) struct Lines {
    /// What the vertical axis measures.
    pub(super) unit: String,
    /// Labels of the horizontal axis, one for each point; empty where there is no room.
    pub(super) periods: Vec<String>,
    /// Labels below them, each over several points: text, first, last.
    pub(super) years: Vec<(String, usize, usize)>,
    /// Labels below those, of points that rest on fewer returns than are owed: on how many; first, last.
    pub(super) shortfalls: Vec<(String, usize, usize)>,
    /// The lines.
    pub(super) series: Vec<Series>,
    pub(super) scale: Scale,
    /// Tick labels, one for each tick of the scale.
    pub(super) ticks: Vec<String>,
}

/// One line.
pub(super) struct Series {
    /// Its name; empty where it is the only one.
    pub(super) name: String,
    /// Its values, with gaps where none is shown.
    pub(super) points: Vec<Option<f64>>,
    /// Its values as they are printed.
    pub(super) printed: Vec<String>,
    /// On how many returns each rests, where that is fewer than are owed.
    pub(super) shortfalls: Vec<Option<String>>,
}

const WIDTH: u32 = 720;
const HEIGHT: u32 = 400;
const SIZE: f64 = 14.0;
const TOP: f64 = 40.0;
const BOTTOM: f64 = 52.0;
const NAME_WIDTH: f64 = 150.0;
const LINE_HEIGHT: f64 = 17.0;
/// The height of the row that says on how many returns points rest.
const SHORTFALL: f64 = 26.0;

/// Between what heights names and values at the lines' ends may stand: from the top, and so far below the plot.
const NAMES_FROM: f64 = 20.0;
const BELOW_BASE: f64 = 14.0;

/// Where the plot stands in the picture.
struct Frame {
    left: f64,
    right: f64,
    /// The plot's lower edge: what stands below it grows the picture.
    base: f64,
    height: f64,
}

/// Draws it.
pub(super) fn draw(lines: &Lines, lettering: &Lettering) -> Result<Sheet, Error> {
    let widest = |texts: &[String]| texts.iter().map(|t| lettering.width(t, SIZE, false)).fold(0.0, f64::max);
    let ends: Vec<Vec<String>> = lines.series.iter().map(|series| end_lines(series, lettering)).collect();
    let end_width = ends.iter().flatten().map(|line| lettering.width(line, SIZE, true)).fold(0.0, f64::max);
    // The picture grows with what stands at the lines' ends, if it must.
    let ends_height = NAMES_FROM + ends.iter().map(|lines| block_height(lines)).sum::<f64>();
    let base = (f64::from(HEIGHT) - BOTTOM).max(ends_height - BELOW_BASE);
    let height = base + BOTTOM + if lines.shortfalls.is_empty() { 0.0 } else { SHORTFALL };
    let frame = Frame { left: widest(&lines.ticks) + 14.0, right: f64::from(WIDTH) - end_width - 22.0, base, height };
    let mut sheet = Sheet::new(WIDTH, u32::try_from(pixel(height)).unwrap_or(HEIGHT));
    let placed = sheet.draw(|ground| geometry(ground, lines, &frame))?;
    sheet.labels.extend(axis_labels(lines, &placed, &frame));
    sheet.labels.extend(shortfall_labels(lines, &placed, &frame, lettering));
    sheet.labels.extend(end_labels(&ends, &placed, &frame));
    sheet.labels.extend(first_label(lines, &placed));
    Ok(sheet)
}

/// Where plotters put what the lettering refers to, in pixels.
struct Placed {
    ticks: Vec<f64>,
    columns: Vec<f64>,
    points: Vec<Vec<Option<(f64, f64)>>>,
}

fn geometry(ground: &Ground<'_>, lines: &Lines, frame: &Frame) -> Result<Placed, Error> {
    let below = pixel(frame.height - frame.base);
    let area = ground.margin(pixel(TOP), below, pixel(frame.left), pixel(f64::from(WIDTH) - frame.right));
    let last = lines.periods.len().saturating_sub(1);
    let across = -0.4..count(last) + 0.4;
    let mut chart = ChartBuilder::on(&area)
        .build_cartesian_2d(across.clone(), lines.scale.from..lines.scale.to)
        .map_err(|error| broken(&error))?;
    let gridlines = lines.scale.ticks.iter().map(|tick| {
        let ink = if *tick == 0.0 { INK } else { GRID };
        PathElement::new(vec![(across.start, *tick), (across.end, *tick)], ink.stroke_width(1))
    });
    chart.draw_series(gridlines).map_err(|error| broken(&error))?;
    let plot = chart.plotting_area().clone();
    let at = |x: usize, y: f64| {
        let (x, y) = plot.map_coordinate(&(count(x), y));
        (f64::from(x), f64::from(y))
    };
    let mut points = Vec::new();
    for (number, series) in lines.series.iter().enumerate() {
        let colour = palette::series(number, lines.series.len());
        for stretch in stretches(series) {
            let ink = colour.stroke_width(3);
            if stretch.dashed {
                let dashes = DashedPathElement::new(stretch.points, 6, 5, ink);
                chart.draw_series([dashes]).map_err(|error| broken(&error))?;
            } else {
                chart.draw_series(LineSeries::new(stretch.points, ink)).map_err(|error| broken(&error))?;
            }
        }
        points.push(series.points.iter().enumerate().map(|(x, y)| y.map(|y| at(x, y))).collect::<Vec<_>>());
    }
    for (number, (series, placed)) in lines.series.iter().zip(&points).enumerate() {
        let colour = palette::series(number, points.len());
        for (point, shortfall) in placed.iter().zip(&series.shortfalls) {
            let Some(point) = point else { continue };
            marker(ground, number, *point, colour, shortfall.is_some())?;
        }
    }
    Ok(Placed {
        ticks: lines.scale.ticks.iter().map(|tick| at(0, *tick).1).collect(),
        columns: (0..lines.periods.len()).map(|x| at(x, lines.scale.from).0).collect(),
        points,
    })
}

/// A part of a line that is drawn in one way.
#[derive(Clone, Debug, PartialEq)]
struct Stretch {
    dashed: bool,
    points: Vec<(f64, f64)>,
}

/// The stretches of a line: broken where there is a gap, dashed to and from points that rest on too few returns.
fn stretches(series: &Series) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    let ends = || series.points.iter().zip(&series.shortfalls);
    for (x, ((from, before), (to, after))) in ends().zip(ends().skip(1)).enumerate() {
        let (Some(from), Some(to)) = (from, to) else { continue };
        let (start, end) = ((count(x), *from), (count(x + 1), *to));
        let dashed = before.is_some() || after.is_some();
        match stretches.last_mut() {
            Some(last) if last.dashed == dashed && last.points.last() == Some(&start) => last.points.push(end),
            _ => stretches.push(Stretch { dashed, points: vec![start, end] }),
        }
    }
    stretches
}

fn axis_labels(lines: &Lines, placed: &Placed, frame: &Frame) -> Vec<Label> {
    let quiet = |text: &str, x: f64, y: f64, anchor: Anchor| Label {
        text: text.to_string(),
        x,
        y,
        anchor,
        size: SIZE,
        bold: false,
        colour: QUIET_TEXT,
        place: String::new(),
    };
    let mut labels = vec![quiet(&lines.unit, 0.0, 16.0, Anchor::Start)];
    let ticks = lines.ticks.iter().zip(&placed.ticks);
    labels.extend(ticks.map(|(text, y)| quiet(text, frame.left - 8.0, y + 5.0, Anchor::End)));
    let base = frame.base;
    let columns = lines.periods.iter().zip(&placed.columns).filter(|(text, _)| !text.is_empty());
    labels.extend(columns.map(|(text, x)| quiet(text, *x, base + 20.0, Anchor::Middle)));
    for (text, first, last) in &lines.years {
        if let (Some(from), Some(to)) = (placed.columns.get(*first), placed.columns.get(*last)) {
            labels.push(quiet(text, f64::midpoint(*from, *to), base + 40.0, Anchor::Middle));
        }
    }
    labels
}

/// On how many returns the points above rest, below the years. Where two such labels would meet, the later one stands:
/// the sentence below the picture has them all.
fn shortfall_labels(lines: &Lines, placed: &Placed, frame: &Frame, lettering: &Lettering) -> Vec<Label> {
    let mut labels = Vec::new();
    let mut free = f64::from(WIDTH);
    for (text, first, last) in lines.shortfalls.iter().rev() {
        let (Some(from), Some(to)) = (placed.columns.get(*first), placed.columns.get(*last)) else { continue };
        let half = lettering.width(text, SIZE, true) / 2.0;
        let x = f64::midpoint(*from, *to).min(f64::from(WIDTH) - half).max(half);
        if x + half > free {
            continue;
        }
        free = x - half - 8.0;
        let (text, y) = (text.clone(), frame.base + 40.0 + 22.0);
        labels.push(Label {
            text,
            x,
            y,
            anchor: Anchor::Middle,
            size: SIZE,
            bold: true,
            colour: TEXT,
            place: String::new(),
        });
    }
    labels
}

/// What stands at the end of a line: its name, broken where it is long, and its last value.
fn end_lines(series: &Series, lettering: &Lettering) -> Vec<String> {
    let mut lines = lettering.wrapped(&series.name, SIZE, true, NAME_WIDTH);
    let last = series.points.iter().zip(&series.printed).rev().find(|(point, _)| point.is_some());
    lines.extend(last.map(|(_, printed)| printed.clone()));
    lines
}

/// The height of a name and a value with air below them.
fn block_height(lines: &[String]) -> f64 {
    count(lines.len()) * LINE_HEIGHT + 6.0
}

/// The labels at the lines' ends, pushed apart where they would meet.
fn end_labels(ends: &[Vec<String>], placed: &Placed, frame: &Frame) -> Vec<Label> {
    let last =
        |series: usize| placed.points.get(series).and_then(|points| points.iter().rev().flatten().next().copied());
    let mut named: Vec<(f64, &Vec<String>)> = ends
        .iter()
        .enumerate()
        .filter_map(|(series, lines)| last(series).map(|(_, y)| (y - count(lines.len()) * LINE_HEIGHT / 2.0, lines)))
        .collect();
    named.sort_by(|a, b| a.0.total_cmp(&b.0));
    let block = |(top, lines): &(f64, &Vec<String>)| Block { top: *top, height: block_height(lines) };
    let mut blocks: Vec<Block> = named.iter().map(block).collect();
    apart(&mut blocks, NAMES_FROM, frame.base + BELOW_BASE);
    let label = |x: f64, top: f64, line: usize, last: bool, text: &String| Label {
        text: text.clone(),
        x,
        y: top + 13.0 + count(line) * LINE_HEIGHT,
        anchor: Anchor::Start,
        size: SIZE,
        bold: last,
        colour: TEXT,
        place: String::new(),
    };
    // Beside the gridlines, which would strike the letters through.
    let x = frame.right + 6.0;
    let of_block = |((_, lines), block): ((f64, &Vec<String>), Block)| {
        let of = lines.len();
        lines.iter().enumerate().map(|(n, text)| label(x, block.top, n, n + 1 == of, text)).collect::<Vec<_>>()
    };
    named.into_iter().zip(blocks).flat_map(of_block).collect()
}

/// The first value of a lone line, so that both its ends can be read.
fn first_label(lines: &Lines, placed: &Placed) -> Option<Label> {
    let ([series], [points]) = (lines.series.as_slice(), placed.points.as_slice()) else { return None };
    let at = points.iter().position(Option::is_some)?;
    let ((x, y), next) = (points.get(at).copied().flatten()?, points.get(at + 1).copied().flatten());
    let falls = next.is_some_and(|next| next.1 > y);
    let y = if falls { y - 13.0 } else { y + 24.0 };
    let text = series.printed.get(at)?.clone();
    Some(Label { text, x, y, anchor: Anchor::Middle, size: SIZE, bold: true, colour: TEXT, place: String::new() })
}

/// A small number of things as a coordinate.
fn count(things: usize) -> f64 {
    f64::from(u32::try_from(things).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_breaks_a_line() {
        let drawn = stretches(&series(&[Some(1.0), Some(2.0), None, Some(3.0), None, Some(4.0), Some(5.0)], &[]));
        assert_eq!(drawn, [solid(vec![(0.0, 1.0), (1.0, 2.0)]), solid(vec![(5.0, 4.0), (6.0, 5.0)])]);
    }

    #[test]
    fn a_line_is_dashed_to_and_from_a_point_that_lacks_returns() {
        let drawn = stretches(&series(&[Some(1.0), Some(2.0), Some(3.0), Some(4.0), Some(5.0)], &[1]));
        let dashed = Stretch { dashed: true, points: vec![(0.0, 1.0), (1.0, 2.0), (2.0, 3.0)] };
        assert_eq!(drawn, [dashed, solid(vec![(2.0, 3.0), (3.0, 4.0), (4.0, 5.0)])]);
    }

    fn series(points: &[Option<f64>], partial: &[usize]) -> Series {
        Series {
            name: String::new(),
            points: points.to_vec(),
            printed: vec![String::new(); points.len()],
            shortfalls: (0..points.len()).map(|at| partial.contains(&at).then(String::new)).collect(),
        }
    }

    fn solid(points: Vec<(f64, f64)>) -> Stretch {
        Stretch { dashed: false, points }
    }
}
