//! The points of lines and of funnels.

use plotters::prelude::{Circle, Polygon, Rectangle};
use plotters::style::{Color, RGBColor};

use super::palette::{self, PAPER};
use super::sheet::Ground;
use super::{broken, pixel};
use crate::diagnostic::Error;

/// What a point looks like, so that colour is not all that tells points apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Circle,
    Square,
    Triangle,
    Diamond,
}

impl Mark {
    /// The shape of a series.
    fn of_series(series: usize) -> Self {
        match series % palette::MOST_SERIES {
            0 => Self::Circle,
            1 => Self::Square,
            2 => Self::Triangle,
            _ => Self::Diamond,
        }
    }
}

/// A shape of its own for each series; hollow where the value rests on fewer returns than are owed.
pub(super) fn marker(
    ground: &Ground<'_>,
    series: usize,
    at: (f64, f64),
    colour: RGBColor,
    hollow: bool,
) -> Result<(), Error> {
    point(ground, Mark::of_series(series), at, colour, hollow)
}

/// A point in a light casing, hollow where the value rests on fewer returns than are owed.
pub(super) fn point(
    ground: &Ground<'_>,
    mark: Mark,
    (x, y): (f64, f64),
    colour: RGBColor,
    hollow: bool,
) -> Result<(), Error> {
    let at = (pixel(x), pixel(y));
    ground.draw(&Circle::new(at, 7, PAPER.filled())).map_err(|error| broken(&error))?;
    shape(ground, mark, at, if hollow { 6 } else { 5 }, colour)?;
    if hollow { shape(ground, mark, at, 3, PAPER) } else { Ok(()) }
}

fn shape(ground: &Ground<'_>, mark: Mark, (x, y): (i32, i32), half: i32, colour: RGBColor) -> Result<(), Error> {
    let ink = colour.filled();
    let wide = half + 2;
    let drawn = match mark {
        Mark::Circle => ground.draw(&Circle::new((x, y), half, ink)),
        Mark::Square => ground.draw(&Rectangle::new([(x - half, y - half), (x + half, y + half)], ink)),
        Mark::Triangle => {
            ground.draw(&Polygon::new(vec![(x, y - half - 1), (x + half + 1, y + half), (x - half - 1, y + half)], ink))
        }
        Mark::Diamond => {
            ground.draw(&Polygon::new(vec![(x, y - wide), (x + wide, y), (x, y + wide), (x - wide, y)], ink))
        }
    };
    drawn.map_err(|error| broken(&error))
}
