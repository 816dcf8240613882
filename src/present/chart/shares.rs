//! Bars of shares, side by side in each bar, each told directly where it fits.

use plotters::element::DashedPathElement;
use plotters::prelude::Rectangle;
use plotters::style::{Color, RGBColor};

use super::legend::{self, Entry, Sample};
use super::lettering::Lettering;
use super::palette::{self, QUIET_TEXT};
use super::shades::{OUTLINE, QUIET, text_on};
use super::sheet::{Anchor, Ground, Label, SIZE, Sheet};
use super::{broken, pixel};
use crate::diagnostic::Error;

/// A chart of shares, ready to be drawn.
pub(super) struct Shares {
    /// The names of the parts, in order, and of the rest where there is one.
    pub(super) parts: Vec<String>,
    /// Whether the last part is the rest, which has no colour of its own.
    pub(super) has_rest: bool,
    pub(super) bars: Vec<Bar>,
    /// `0%`, `50%`, `100%`.
    pub(super) ticks: [String; 3],
}

/// One bar.
pub(super) struct Bar {
    pub(super) name: String,
    /// The code of the authority it is about; empty for none.
    pub(super) place: String,
    /// Whether it is of the whole nation among parts of it.
    pub(super) whole: bool,
    /// Each part: how many per cent, and as it is printed; `None` where it is not shown.
    pub(super) shares: Vec<Option<(f64, String)>>,
    /// Whether what is not shown has several parts, so that its outline tells of none.
    pub(super) outlined: bool,
    /// What stands in place of a bar that cannot be drawn.
    pub(super) instead: String,
}

const WIDTH: f64 = 720.0;
const NAME_WIDTH: f64 = 190.0;
const LINE_HEIGHT: f64 = 17.0;
const BOTTOM: f64 = 30.0;
const INSIDE: f64 = 13.0;
/// Half of the white gap between parts.
const HALF_GAP: f64 = 1.0;

/// Where things stand in the picture.
struct Frame {
    left: f64,
    top: f64,
    row: f64,
    bar: f64,
    height: f64,
}

impl Frame {
    fn of(shares: &Shares, names: &[Vec<String>], top: f64, lettering: &Lettering) -> Self {
        let widest = names.iter().zip(&shares.bars).flat_map(|(lines, bar)| lines.iter().map(move |line| (line, bar)));
        let left = widest.map(|(line, bar)| lettering.width(line, SIZE, bar.whole)).fold(0.0, f64::max) + 12.0;
        let lines = names.iter().map(Vec::len).max().unwrap_or(1);
        let bar: f64 = if shares.bars.len() > 12 { 20.0 } else { 28.0 };
        let row = (bar + 8.0).max(count(lines) * LINE_HEIGHT + 6.0);
        Self { left, top, row, bar, height: top + row * count(shares.bars.len()) + BOTTOM }
    }

    fn middle(&self, row: usize) -> f64 {
        self.top + self.row * (count(row) + 0.5)
    }

    /// Where so many per cent of a whole end.
    fn x(&self, per_cent: f64, whole: f64) -> f64 {
        self.left + per_cent / whole * (WIDTH - 2.0 - self.left)
    }

    /// The left and right edges of a bar's parts, and where the last of them ends.
    fn edges(&self, bar: &Bar) -> (Vec<Option<(f64, f64)>>, f64) {
        let sum: f64 = bar.shares.iter().flatten().map(|(share, _)| share).sum();
        // Shares that were rounded may come to a little more than a whole.
        let (whole, mut at) = (sum.max(100.0), 0.0);
        let mut edges = Vec::new();
        for share in &bar.shares {
            edges.push(share.as_ref().map(|(share, _)| {
                at += share;
                (self.x(at - share, whole), self.x(at, whole))
            }));
        }
        (edges, self.x(at, whole))
    }
}

/// Draws it.
pub(super) fn draw(shares: &Shares, lettering: &Lettering) -> Result<Sheet, Error> {
    let wrap = |bar: &Bar| lettering.wrapped(&bar.name, SIZE, bar.whole, NAME_WIDTH);
    let names: Vec<Vec<String>> = shares.bars.iter().map(wrap).collect();
    let trial = Frame::of(shares, &names, 0.0, lettering);
    let over_bar = over_first(shares, &trial, lettering);
    let entries = entries(shares);
    let top = match &over_bar {
        Some(labels) => labels.iter().map(|label| label.y).fold(0.0, f64::max) + 8.0,
        None => legend::height(&entries, WIDTH, lettering) + 8.0,
    };
    let frame = Frame::of(shares, &names, top, lettering);
    let mut sheet = Sheet::new(720, u32::try_from(pixel(frame.height)).unwrap_or(1));
    match over_bar {
        Some(labels) => sheet.labels.extend(labels),
        None => legend::draw(&mut sheet, &entries, (0.0, 0.0), WIDTH, lettering)?,
    }
    for (row, (bar, lines)) in shares.bars.iter().zip(&names).enumerate() {
        sheet.draw_of(&bar.place, |ground| geometry(ground, shares, bar, &frame, row))?;
        let labels = row_labels(shares, bar, lines, &frame, row, lettering);
        sheet.labels.extend(labels.into_iter().map(|label| label.of_place(&bar.place)));
    }
    sheet.labels.extend(axis(shares, &frame));
    Ok(sheet)
}

fn colour(shares: &Shares, part: usize) -> RGBColor {
    let own = shares.parts.len() - usize::from(shares.has_rest);
    if part < own { palette::series(part, own) } else { QUIET }
}

fn entries(shares: &Shares) -> Vec<Entry> {
    let entry =
        |(part, name): (usize, &String)| Entry { sample: Sample::Area(colour(shares, part)), text: name.clone() };
    shares.parts.iter().enumerate().map(entry).collect()
}

/// The parts' names above their places in the first bar, where each fits over its own.
fn over_first(shares: &Shares, frame: &Frame, lettering: &Lettering) -> Option<Vec<Label>> {
    let (edges, _) = frame.edges(shares.bars.first()?);
    let mut blocks = Vec::new();
    for (name, edge) in shares.parts.iter().zip(&edges) {
        let (left, right) = (*edge)?;
        let lines = lettering.wrapped(name, SIZE, false, right - left - 8.0);
        let fits =
            lines.len() <= 3 && lines.iter().all(|line| lettering.width(line, SIZE, false) <= right - left - 8.0);
        if !fits {
            return None;
        }
        blocks.push((left, lines));
    }
    let most = blocks.iter().map(|(_, lines)| lines.len()).max()?;
    let of_block = |(left, lines): (f64, Vec<String>)| {
        let above = most - lines.len();
        let y = move |n: usize| 14.0 + count(above + n) * LINE_HEIGHT;
        lines
            .into_iter()
            .enumerate()
            .map(|(n, line)| Label::new(&line, left + HALF_GAP, y(n), Anchor::Start))
            .collect::<Vec<_>>()
    };
    Some(blocks.into_iter().flat_map(of_block).collect())
}

fn geometry(ground: &Ground<'_>, shares: &Shares, bar: &Bar, frame: &Frame, row: usize) -> Result<(), Error> {
    let (edges, end) = frame.edges(bar);
    let (top, bottom) = (pixel(frame.middle(row) - frame.bar / 2.0), pixel(frame.middle(row) + frame.bar / 2.0));
    for (part, (left, right)) in edges.iter().enumerate().filter_map(|(part, edge)| edge.map(|edge| (part, edge))) {
        let (left, right) = (pixel(left + HALF_GAP), pixel(right - HALF_GAP));
        if right > left {
            let drawn = Rectangle::new([(left, top), (right, bottom)], colour(shares, part).filled());
            ground.draw(&drawn).map_err(|error| broken(&error))?;
        }
    }
    if bar.outlined {
        let (left, right) = (pixel(end + HALF_GAP), pixel(WIDTH - 2.0));
        let around = vec![(left, top), (right, top), (right, bottom), (left, bottom), (left, top)];
        ground.draw(&DashedPathElement::new(around, 4, 4, OUTLINE.stroke_width(1))).map_err(|error| broken(&error))?;
    }
    Ok(())
}

fn row_labels(
    shares: &Shares,
    bar: &Bar,
    lines: &[String],
    frame: &Frame,
    row: usize,
    lettering: &Lettering,
) -> Vec<Label> {
    let middle = frame.middle(row) + 5.0;
    let top = middle - (count(lines.len()) - 1.0) * LINE_HEIGHT / 2.0;
    let name = |(n, line): (usize, &String)| {
        Label::new(line, frame.left - 8.0, top + count(n) * LINE_HEIGHT, Anchor::End).bold(bar.whole)
    };
    let mut labels: Vec<Label> = lines.iter().enumerate().map(name).collect();
    let (edges, _) = frame.edges(bar);
    for (part, ((left, right), printed)) in edges
        .iter()
        .zip(&bar.shares)
        .enumerate()
        .filter_map(|(part, (edge, share))| Some((part, (edge.as_ref()?, &share.as_ref()?.1))))
        .map(|(part, (edge, printed))| (part, (*edge, printed)))
    {
        if lettering.width(printed, INSIDE, false) + 6.0 <= right - left {
            let inside = Label::new(printed, f64::midpoint(left, right), middle, Anchor::Middle);
            labels.push(inside.sized(INSIDE).coloured(text_on(colour(shares, part))));
        }
    }
    if !bar.instead.is_empty() {
        labels.push(Label::new(&bar.instead, frame.left + 4.0, middle, Anchor::Start).coloured(QUIET_TEXT));
    }
    labels
}

fn axis(shares: &Shares, frame: &Frame) -> [Label; 3] {
    let [none, half, whole] = shares.ticks.each_ref();
    let y = frame.height - BOTTOM + 18.0;
    let at = |text: &str, x: f64, anchor: Anchor| Label::new(text, x, y, anchor).coloured(QUIET_TEXT);
    [
        at(none, frame.left, Anchor::Start),
        at(half, frame.x(50.0, 100.0), Anchor::Middle),
        at(whole, WIDTH - 2.0, Anchor::End),
    ]
}

/// A small number of things as a coordinate.
fn count(things: usize) -> f64 {
    f64::from(u32::try_from(things).unwrap_or(u32::MAX))
}
