//! The Government Analysis Function's palette, and what pictures use of it.

use plotters::style::RGBColor;

use crate::definitions::MOST_LINES;

/// Series in order: dark blue, orange (for two); dark blue, turquoise, dark pink, orange (for up to four).
const DARK_BLUE: RGBColor = RGBColor(0x12, 0x43, 0x6D);
const TURQUOISE: RGBColor = RGBColor(0x28, 0xA1, 0x97);
const DARK_PINK: RGBColor = RGBColor(0x80, 0x16, 0x50);
const ORANGE: RGBColor = RGBColor(0xF4, 0x6A, 0x25);
/// Points of a chart over time that chance may well have made.
pub(super) const ORDINARY: RGBColor = RGBColor(0x3D, 0x3D, 0x3D);
/// Points beyond chance: for the better, for the worse, and where neither way is better.
pub(super) const IMPROVEMENT: RGBColor = DARK_BLUE;
pub(super) const CONCERN: RGBColor = ORANGE;
pub(super) const UNUSUAL: RGBColor = DARK_PINK;
/// Points of a funnel: within its limits, beyond those of 95%, beyond those of 99.8%.
pub(super) const WITHIN: RGBColor = DARK_BLUE;
pub(super) const BEYOND: RGBColor = ORANGE;
pub(super) const FAR_BEYOND: RGBColor = DARK_PINK;

/// Bars, and the line where there is one.
pub(super) const MAIN: RGBColor = DARK_BLUE;
/// Axes, whiskers and reference lines.
pub(super) const INK: RGBColor = RGBColor(0x0B, 0x0C, 0x0C);
/// Gridlines: decoration.
pub(super) const GRID: RGBColor = RGBColor(0xD9, 0xD9, 0xD9);
/// The ground.
pub(super) const PAPER: RGBColor = RGBColor(0xFF, 0xFF, 0xFF);
/// Text.
pub(super) const TEXT: &str = "#0B0C0C";
/// Text of lesser weight, still 4.5:1 on white.
pub(super) const QUIET_TEXT: &str = "#505A5F";

/// A mark that warns.
pub(super) const WARNING: &str = "#801650";

/// The most series that one picture tells apart.
pub(super) const MOST_SERIES: usize = MOST_LINES;

/// The colour of one of several series.
pub(super) fn series(at: usize, of: usize) -> RGBColor {
    let colours: &[RGBColor] = if of <= 2 { &[DARK_BLUE, ORANGE] } else { &[DARK_BLUE, TURQUOISE, DARK_PINK, ORANGE] };
    colours.get(at % colours.len()).copied().unwrap_or(DARK_BLUE)
}
