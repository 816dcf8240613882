//! What the shapes of a picture's points mean, in rows above it.

use plotters::style::RGBColor;

use super::lettering::Lettering;
use super::marker::{Mark, point};
use super::palette::TEXT;
use super::sheet::{Anchor, Ground, Label};
use crate::diagnostic::Error;

/// What one shape means.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    pub(super) mark: Mark,
    pub(super) colour: RGBColor,
    pub(super) text: String,
}

/// Entries with their places in a picture.
pub(super) struct Key {
    pub(super) labels: Vec<Label>,
    /// The height of all its rows; 0 where it has no entry.
    pub(super) height: f64,
    marks: Vec<(Mark, RGBColor, (f64, f64))>,
}

const SIZE: f64 = 14.0;
const ROW: f64 = 22.0;
/// From the left edge of a shape's room to its text, and from a text to the next shape.
const INDENT: f64 = 18.0;
const GAP: f64 = 24.0;

impl Key {
    /// Entries in their order, in as many rows as a width needs, below a height.
    pub(super) fn laid(entries: &[Entry], lettering: &Lettering, width: f64, top: f64) -> Self {
        let mut key = Self { labels: Vec::new(), height: 0.0, marks: Vec::new() };
        let mut x = 0.0;
        for entry in entries {
            let wide = INDENT + lettering.width(&entry.text, SIZE, false);
            if key.marks.is_empty() || x + wide > width {
                (x, key.height) = (0.0, key.height + ROW);
            }
            let middle = top + key.height - ROW / 2.0;
            key.marks.push((entry.mark, entry.colour, (x + 7.0, middle)));
            key.labels.push(Label {
                text: entry.text.clone(),
                x: x + INDENT,
                y: middle + 5.0,
                anchor: Anchor::Start,
                size: SIZE,
                bold: false,
                colour: TEXT,
                place: String::new(),
            });
            x += wide + GAP;
        }
        key
    }

    /// Draws the shapes.
    pub(super) fn draw(&self, ground: &Ground<'_>) -> Result<(), Error> {
        self.marks.iter().try_for_each(|(mark, colour, at)| point(ground, *mark, *at, *colour, false))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::chart::palette::MAIN;
    use crate::present::chart::pixel;

    #[test]
    fn a_key_breaks_into_rows_where_it_is_too_wide() {
        let lettering = Lettering::load().unwrap();
        let entry = |text: &str| Entry { mark: Mark::Circle, colour: MAIN, text: text.to_string() };
        let entries = [entry("Within the limits"), entry("Beyond the limits"), entry("Elsewhere")];
        let (wide, narrow) =
            (Key::laid(&entries, &lettering, 700.0, 10.0), Key::laid(&entries, &lettering, 200.0, 10.0));
        let rows = |key: &Key| pixel(key.height / ROW);
        assert_eq!([rows(&wide), rows(&narrow)], [1, 3]);
        assert_eq!(wide.labels.len(), 3);
        assert!(Key::laid(&[], &lettering, 700.0, 10.0).height.abs() < 1e-9);
    }
}
