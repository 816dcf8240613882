//! Classes of values, the shades they are drawn in, and which text can be read on a shade.

use plotters::style::RGBColor;

use super::palette::{INK, PAPER, TEXT};
use crate::domain::Kind;

/// The Analysis Function's sequential palette, darkest last, after a tint of its lightest. Neighbours differ by about 2:1
/// only: shades are told apart by gaps between them and by the value printed on each.
const SHADES: [RGBColor; 4] =
    [RGBColor(0xC9, 0xE0, 0xF5), RGBColor(0x6B, 0xAC, 0xE6), RGBColor(0x20, 0x73, 0xBC), RGBColor(0x12, 0x43, 0x6D)];

/// What stands behind something else, or is the rest of it: the grey of the focus palette.
pub(super) const QUIET: RGBColor = RGBColor(0xBF, 0xBF, 0xBF);
/// Around what has no shade.
pub(super) const OUTLINE: RGBColor = RGBColor(0x50, 0x5A, 0x5F);
/// Text on a dark ground.
const LIGHT_TEXT: &str = "#FFFFFF";

/// Values that share a shade.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Class {
    /// The lowest and the highest of them.
    pub(super) from: f64,
    pub(super) to: f64,
    /// How many there are.
    pub(super) members: u64,
}

/// Up to four classes of about as many values each, lowest first. Equal values share one.
pub(super) fn classes(values: &[f64]) -> Vec<Class> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let most = match sorted.len() {
        few @ 0..=2 => few,
        3..=7 => 3,
        _ => SHADES.len(),
    };
    let mut classes: Vec<Class> = Vec::new();
    let (mut first_equal, mut last_class) = (0, usize::MAX);
    for (at, value) in sorted.iter().enumerate() {
        if sorted.get(first_equal) != Some(value) {
            first_equal = at;
        }
        let class = first_equal * most / sorted.len();
        match classes.last_mut() {
            Some(last) if class == last_class => (last.to, last.members) = (*value, last.members + 1),
            _ => classes.push(Class { from: *value, to: *value, members: 1 }),
        }
        last_class = class;
    }
    classes
}

/// The shade of a value among its classes.
pub(super) fn shade_of(value: f64, classes: &[Class]) -> Option<RGBColor> {
    let at = classes.iter().position(|class| class.from <= value && value <= class.to)?;
    Some(shade(at, classes.len()))
}

/// The shade of one of several classes, lowest first.
pub(super) fn shade(at: usize, of: usize) -> RGBColor {
    let [palest, pale, middle, dark] = SHADES;
    let shades: &[RGBColor] = match of {
        0 | 1 => &[pale],
        2 => &[pale, dark],
        3 => &[pale, middle, dark],
        _ => &[palest, pale, middle, dark],
    };
    shades.get(at).copied().unwrap_or(dark)
}

/// The text that can be read on a ground: dark or white, whichever differs more from it.
pub(super) fn text_on(ground: RGBColor) -> &'static str {
    if contrast(INK, ground) >= contrast(PAPER, ground) { TEXT } else { LIGHT_TEXT }
}

/// How much two colours differ, from 1 to 21. (WCAG 2.2, contrast ratio.)
pub(super) fn contrast(one: RGBColor, other: RGBColor) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// (WCAG 2.2, relative luminance.)
fn luminance(RGBColor(red, green, blue): RGBColor) -> f64 {
    let linear = |channel: u8| {
        let part = f64::from(channel) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    0.2126f64.mul_add(linear(red), 0.7152f64.mul_add(linear(green), 0.0722 * linear(blue)))
}

/// A value with no more decimals than are printed: what is drawn never says more.
pub(super) fn as_printed(value: f64, kind: Kind) -> f64 {
    let decimals = usize::from(kind != Kind::Count);
    format!("{value:.decimals$}").parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::super::palette;
    use super::*;

    #[test]
    fn classes_have_about_as_many_values_each_and_part_no_equals() {
        let values: Vec<f64> = (1..=22).map(f64::from).collect();
        let made = classes(&values);
        assert_eq!(made.iter().map(|class| class.members).collect::<Vec<_>>(), [6, 5, 6, 5]);
        assert_eq!(made.iter().map(|class| (class.from, class.to)).next_back(), Some((18.0, 22.0)));
        let tied = classes(&[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 9.0]);
        assert_eq!(tied.iter().map(|class| class.members).collect::<Vec<_>>(), [7, 1]);
        assert_eq!(classes(&[4.0; 22]), [Class { from: 4.0, to: 4.0, members: 22 }]);
        assert!(classes(&[]).is_empty());
    }

    #[test]
    fn every_value_has_the_shade_of_its_class() {
        let values = [3.0, 1.0, 2.0];
        let made = classes(&values);
        assert_eq!(shade_of(1.0, &made), Some(shade(0, 3)));
        assert_eq!(shade_of(3.0, &made), Some(shade(2, 3)));
        assert_eq!(shade_of(2.5, &made), None);
    }

    #[test]
    fn text_can_be_read_on_every_ground() {
        let of_series = (1..=4).flat_map(|of| (0..of).map(move |at| palette::series(at, of)));
        for ground in SHADES.into_iter().chain(of_series).chain([QUIET, PAPER]) {
            let ink = if text_on(ground) == TEXT { INK } else { PAPER };
            assert!(contrast(ink, ground) >= 4.5, "{ground:?}: {}", contrast(ink, ground));
        }
        assert!((contrast(INK, PAPER) - 19.6).abs() < 0.2, "{}", contrast(INK, PAPER));
    }

    #[test]
    fn neighbouring_shades_differ() {
        for of in 2..=4 {
            for at in 1..of {
                let ratio = contrast(shade(at - 1, of), shade(at, of));
                assert!(ratio > 1.7, "{at} of {of}: {ratio}");
            }
        }
    }

    #[test]
    fn what_is_drawn_has_no_more_decimals_than_what_is_printed() {
        assert!((as_printed(82.14, Kind::Rate) - 82.1).abs() < 1e-9);
        assert!((as_printed(82.4, Kind::Count) - 82.0).abs() < 1e-9);
    }
}
