//! What colours mean, in words, where they cannot be named where they stand.

use plotters::prelude::{PathElement, Rectangle};
use plotters::style::{Color, RGBColor};

use super::lettering::Lettering;
use super::palette::TEXT;
use super::shades::OUTLINE;
use super::sheet::{Anchor, Ground, Label, SIZE, Sheet};
use super::{broken, pixel};
use crate::diagnostic::Error;

/// A sample of a colour, and what it means.
pub(super) struct Entry {
    pub(super) sample: Sample,
    pub(super) text: String,
}

/// How the colour is used.
#[derive(Clone, Copy)]
pub(super) enum Sample {
    Area(RGBColor),
    Line(RGBColor),
}

const SAMPLE: f64 = 18.0;
const BETWEEN: f64 = 22.0;
const BESIDE: f64 = 8.0;
const LINE_HEIGHT: f64 = 17.0;
const ROW: f64 = 24.0;

/// An entry where it stands: its left and top edge, and its text in lines.
struct Placed {
    x: f64,
    y: f64,
    lines: Vec<String>,
}

/// How high entries stand that may be so wide.
pub(super) fn height(entries: &[Entry], most: f64, lettering: &Lettering) -> f64 {
    placed(entries, most, lettering).1
}

/// Draws entries side by side from a corner, in rows no wider than `most`.
pub(super) fn draw(
    sheet: &mut Sheet,
    entries: &[Entry],
    (left, top): (f64, f64),
    most: f64,
    lettering: &Lettering,
) -> Result<(), Error> {
    let (places, _) = placed(entries, most, lettering);
    for (entry, at) in entries.iter().zip(&places) {
        let (x, y) = (left + at.x, top + at.y);
        sheet.draw(|ground| sample(ground, entry.sample, (x, y)))?;
        let lines = (0u32..).zip(&at.lines).map(|(n, line)| {
            let baseline = y + 14.0 + f64::from(n) * LINE_HEIGHT;
            Label::new(line, x + SAMPLE + BESIDE, baseline, Anchor::Start).coloured(TEXT)
        });
        sheet.labels.extend(lines);
    }
    Ok(())
}

/// Entries in one row where they fit, else in columns of one width, and how high they stand together.
fn placed(entries: &[Entry], most: f64, lettering: &Lettering) -> (Vec<Placed>, f64) {
    let room = most - SAMPLE - BESIDE;
    let texts: Vec<Vec<String>> =
        entries.iter().map(|entry| lettering.wrapped(&entry.text, SIZE, false, room)).collect();
    let width = |lines: &Vec<String>| {
        SAMPLE + BESIDE + lines.iter().map(|line| lettering.width(line, SIZE, false)).fold(0.0, f64::max)
    };
    let widths: Vec<f64> = texts.iter().map(width).collect();
    let whole: f64 = widths.iter().sum::<f64>() + BETWEEN * count(entries.len().saturating_sub(1));
    let columns = if whole <= most { entries.len().max(1) } else { columns(&widths, most) };
    let widest = widths.iter().copied().fold(0.0, f64::max) + BETWEEN;
    let lines = count(texts.iter().map(Vec::len).max().unwrap_or(1)) - 1.0;
    let row = ROW + lines * LINE_HEIGHT;
    let mut places = Vec::new();
    let mut beside = 0.0;
    for (at, (lines, width)) in texts.into_iter().zip(&widths).enumerate() {
        let x = if whole <= most { beside } else { count(at % columns) * widest };
        beside += width + BETWEEN;
        places.push(Placed { x, y: count(at / columns) * row, lines });
    }
    let rows = places.len().div_ceil(columns);
    (places, count(rows) * row)
}

/// In how many columns entries stand: as many as there is room for, but no more than fill their rows.
fn columns(widths: &[f64], most: f64) -> usize {
    let widest = widths.iter().copied().fold(0.0, f64::max);
    let fits = (1..=widths.len()).rev().find(|n| count(*n) * (widest + BETWEEN) - BETWEEN <= most).unwrap_or(1);
    widths.len().div_ceil(widths.len().div_ceil(fits).max(1)).max(1)
}

/// A small number of things as a coordinate.
fn count(things: usize) -> f64 {
    f64::from(u32::try_from(things).unwrap_or(u32::MAX))
}

fn sample(ground: &Ground<'_>, sample: Sample, (x, y): (f64, f64)) -> Result<(), Error> {
    // Within the picture, outline and all.
    let (left, right, top) = (pixel(x) + 1, pixel(x + SAMPLE), pixel(y) + 1);
    let drawn = match sample {
        Sample::Area(colour) => {
            let corners = [(left, top), (right, top + 17)];
            ground
                .draw(&Rectangle::new(corners, colour.filled()))
                .and_then(|()| ground.draw(&Rectangle::new(corners, OUTLINE.stroke_width(1))))
        }
        Sample::Line(colour) => {
            ground.draw(&PathElement::new(vec![(left, top + 9), (right, top + 9)], colour.stroke_width(3)))
        }
    };
    drawn.map_err(|error| broken(&error))
}
