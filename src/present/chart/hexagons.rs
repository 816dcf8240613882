//! Hexagons that stand on a corner, one for each authority, each with its name and value.

use plotters::element::DashedPathElement;
use plotters::prelude::Polygon;
use plotters::style::{Color, RGBColor};

use super::legend::{self, Entry, Sample};
use super::lettering::Lettering;
use super::palette::{QUIET_TEXT, TEXT};
use super::shades::{OUTLINE, text_on};
use super::sheet::{Anchor, Ground, Label, SIZE, Sheet};
use super::{broken, pixel};
use crate::diagnostic::Error;

/// A map of tiles, ready to be drawn.
pub(super) struct Map {
    /// What the values are.
    pub(super) unit: String,
    pub(super) hexagons: Vec<Hexagon>,
    /// The shades, palest first, and what they mean.
    pub(super) legend: Vec<(RGBColor, String)>,
}

/// One tile.
pub(super) struct Hexagon {
    /// The code of the authority it is of.
    pub(super) place: String,
    pub(super) column: u32,
    /// From the bottom.
    pub(super) row: u32,
    /// Its name, as short as a tile needs it.
    pub(super) name: String,
    /// Its value as it is printed, or why there is none.
    pub(super) printed: String,
    /// Its shade; `None` where it has no value.
    pub(super) shade: Option<RGBColor>,
}

const WIDTH: f64 = 720.0;
/// The widest that a tile gets, in pixels.
const MOST_WIDE: f64 = 104.0;
/// The white gap between tiles.
const GAP: f64 = 3.0;
const NAME: f64 = 13.0;
const LEAST_NAME: f64 = 8.0;
const NAME_LINES: usize = 2;

/// Where tiles stand in the picture.
struct Frame {
    /// The width of a tile, flat side to flat side.
    wide: f64,
    /// From its middle to a corner.
    radius: f64,
    left: f64,
    top: f64,
    /// The first half column, and the highest row.
    first: f64,
    highest: u32,
    height: f64,
}

impl Frame {
    fn of(map: &Map, top: f64) -> Self {
        let across = || map.hexagons.iter().map(across);
        let first = across().fold(f64::INFINITY, f64::min);
        let span = across().fold(first, f64::max) - first + 1.0;
        let rows = || map.hexagons.iter().map(|one| one.row);
        let (lowest, highest) = (rows().min().unwrap_or_default(), rows().max().unwrap_or_default());
        let wide = (WIDTH / span).floor().min(MOST_WIDE);
        let radius = wide / 3f64.sqrt();
        let height = top + 2.0 * radius + 1.5 * radius * f64::from(highest - lowest) + 2.0;
        Self { wide, radius, left: (WIDTH - wide * span) / 2.0, top, first, highest, height }
    }

    fn middle(&self, tile: &Hexagon) -> (f64, f64) {
        let x = self.left + (across(tile) - self.first + 0.5) * self.wide;
        (x, self.top + self.radius * 1.5f64.mul_add(f64::from(self.highest - tile.row), 1.0))
    }
}

/// How many tiles from the left: odd rows lie half a tile further to the right.
fn across(tile: &Hexagon) -> f64 {
    f64::from(tile.column) + f64::from(tile.row % 2) / 2.0
}

/// Draws it.
pub(super) fn draw(map: &Map, lettering: &Lettering) -> Result<Sheet, Error> {
    let entry = |(colour, text): &(RGBColor, String)| Entry { sample: Sample::Area(*colour), text: text.clone() };
    let entries: Vec<Entry> = map.legend.iter().map(entry).collect();
    let top = 24.0 + legend::height(&entries, WIDTH, lettering) + 4.0;
    let frame = Frame::of(map, top);
    let mut sheet = Sheet::new(720, u32::try_from(pixel(frame.height)).unwrap_or(1));
    sheet.labels.push(Label::new(&map.unit, 0.0, 14.0, Anchor::Start).coloured(QUIET_TEXT));
    legend::draw(&mut sheet, &entries, (0.0, 24.0), WIDTH, lettering)?;
    for tile in &map.hexagons {
        sheet.draw_of(&tile.place, |ground| geometry(ground, tile, &frame))?;
        let (lines, size) = name(tile, frame.wide, lettering);
        sheet.labels.extend(labels(tile, &lines, size, frame.middle(tile)));
    }
    Ok(sheet)
}

/// The width that text may have within a tile.
fn room(wide: f64) -> f64 {
    wide - GAP - 6.0
}

/// A tile's name in lines about as wide as each other, in the largest size in which it fits, and that size.
fn name(tile: &Hexagon, wide: f64, lettering: &Lettering) -> (Vec<String>, f64) {
    let wrapped = |size: f64, most: f64| lettering.wrapped(&tile.name, size, false, most);
    let fits = |lines: &[String], size: f64| {
        lines.len() <= NAME_LINES && lines.iter().all(|line| lettering.width(line, size, false) <= room(wide))
    };
    let mut size = NAME;
    while size > LEAST_NAME && !fits(&wrapped(size, room(wide)), size) {
        size -= 0.5;
    }
    let (mut lines, mut most) = (wrapped(size, room(wide)), room(wide));
    while lines.len() > 1 && most > 0.0 {
        most -= 2.0;
        let narrower = wrapped(size, most);
        let widest = narrower.iter().map(|line| lettering.width(line, size, false)).fold(0.0, f64::max);
        if narrower.len() > lines.len() || widest > most {
            break;
        }
        lines = narrower;
    }
    (lines, size)
}

fn geometry(ground: &Ground<'_>, tile: &Hexagon, frame: &Frame) -> Result<(), Error> {
    let (x, y) = frame.middle(tile);
    let (x, y) = (pixel(x), pixel(y));
    let (half, tall) = (pixel((frame.wide - GAP) / 2.0), pixel(frame.radius - GAP / 2.0));
    let short = pixel((frame.radius - GAP / 2.0) / 2.0);
    let corners = vec![
        (x, y - tall),
        (x + half, y - short),
        (x + half, y + short),
        (x, y + tall),
        (x - half, y + short),
        (x - half, y - short),
    ];
    if let Some(shade) = tile.shade {
        return ground.draw(&Polygon::new(corners, shade.filled())).map_err(|error| broken(&error));
    }
    let around: Vec<(i32, i32)> = corners.iter().chain(corners.first()).copied().collect();
    ground.draw(&DashedPathElement::new(around, 8, 5, OUTLINE.stroke_width(1))).map_err(|error| broken(&error))
}

fn labels(tile: &Hexagon, lines: &[String], size: f64, (x, y): (f64, f64)) -> Vec<Label> {
    let colour = tile.shade.map_or(TEXT, text_on);
    let line_height = size + 3.0;
    let names = f64::from(u32::try_from(lines.len()).unwrap_or(u32::MAX));
    let top = y - (names * line_height + SIZE + 2.0) / 2.0;
    let name = |(n, line): (u32, &String)| {
        Label::new(line, x, top + size + f64::from(n) * line_height, Anchor::Middle).sized(size)
    };
    let mut labels: Vec<Label> = (0..).zip(lines).map(name).collect();
    labels.push(Label::new(&tile.printed, x, top + names * line_height + SIZE + 1.0, Anchor::Middle).bold(true));
    labels.into_iter().map(|label| label.coloured(colour).of_place(&tile.place)).collect()
}
