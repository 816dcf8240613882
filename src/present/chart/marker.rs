//! The points of lines.

use plotters::prelude::{Circle, Polygon, Rectangle};
use plotters::style::{Color, RGBColor};

use super::palette::{self, PAPER};
use super::sheet::Ground;
use super::{broken, pixel};
use crate::diagnostic::Error;

/// A shape of its own for each series, so that colour is not all that tells them apart; hollow where the value rests
/// on fewer returns than are owed.
pub(super) fn marker(
    ground: &Ground<'_>,
    series: usize,
    (x, y): (f64, f64),
    colour: RGBColor,
    hollow: bool,
) -> Result<(), Error> {
    let at = (pixel(x), pixel(y));
    ground.draw(&Circle::new(at, 7, PAPER.filled())).map_err(|error| broken(&error))?;
    shape(ground, series, at, if hollow { 6 } else { 5 }, colour)?;
    if hollow { shape(ground, series, at, 3, PAPER) } else { Ok(()) }
}

fn shape(ground: &Ground<'_>, series: usize, (x, y): (i32, i32), half: i32, colour: RGBColor) -> Result<(), Error> {
    let ink = colour.filled();
    let wide = half + 2;
    let drawn = match series % palette::MOST_SERIES {
        0 => ground.draw(&Circle::new((x, y), half, ink)),
        1 => ground.draw(&Rectangle::new([(x - half, y - half), (x + half, y + half)], ink)),
        2 => {
            ground.draw(&Polygon::new(vec![(x, y - half - 1), (x + half + 1, y + half), (x - half - 1, y + half)], ink))
        }
        _ => ground.draw(&Polygon::new(vec![(x, y - wide), (x + wide, y), (x, y + wide), (x - wide, y)], ink)),
    };
    drawn.map_err(|error| broken(&error))
}
