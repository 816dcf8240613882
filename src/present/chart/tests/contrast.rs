//! The palette's contrast, computed, against what the Analysis Function's own list says.

use std::fs;

use plotters::style::RGBColor;

use crate::present::chart::palette::{
    BEYOND, CONCERN, FAR_BEYOND, GRID, IMPROVEMENT, INK, MAIN, MOST_SERIES, ORDINARY, PAPER, QUIET_TEXT, TEXT, UNUSUAL,
    WARNING, WITHIN, series,
};

/// The relative luminance of WCAG 2.2.
fn luminance(RGBColor(red, green, blue): RGBColor) -> f64 {
    let linear = |channel: u8| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

fn contrast(a: RGBColor, b: RGBColor) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn colour(hex: &str) -> RGBColor {
    let channel = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).unwrap();
    RGBColor(channel(1), channel(3), channel(5))
}

/// The rows of a list of `../shared`; None, loudly, where it is not there.
fn rows(name: &str) -> Option<Vec<Vec<String>>> {
    let path = format!("{}/../shared/checks/output/af/{name}", env!("CARGO_MANIFEST_DIR"));
    let Ok(text) = fs::read_to_string(&path) else {
        eprintln!("SKIPPED: {path} is not there");
        return None;
    };
    Some(text.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect()).collect())
}

#[test]
fn marks_and_letters_stand_out_from_the_paper() {
    for mark in [MAIN, INK, ORDINARY, IMPROVEMENT, CONCERN, UNUSUAL, WITHIN, BEYOND, FAR_BEYOND] {
        assert!(contrast(mark, PAPER) >= 3.0, "{mark:?}");
    }
    for letters in [TEXT, QUIET_TEXT, WARNING] {
        assert!(contrast(colour(letters), PAPER) >= 4.5, "{letters}");
    }
    assert!(contrast(GRID, PAPER) < 1.6, "gridlines are decoration");
}

#[test]
fn series_side_by_side_stand_out_from_each_other() {
    for of in 2..=MOST_SERIES {
        for at in 1..of {
            let (one, next) = (series(at - 1, of), series(at, of));
            assert!(contrast(one, next) >= 3.0, "{one:?} beside {next:?}");
        }
    }
    for (one, other) in [(IMPROVEMENT, CONCERN), (ORDINARY, CONCERN), (WITHIN, BEYOND), (BEYOND, FAR_BEYOND)] {
        assert!(contrast(one, other) >= 3.0, "{one:?} beside {other:?}");
    }
}

#[test]
fn the_contrast_computed_is_the_published_one() {
    let (Some(colours), Some(pairs)) = (rows("af_palette.csv"), rows("af_palette_adjacent_contrast.csv")) else {
        return;
    };
    let close = |computed: f64, published: &str| (computed - published.parse::<f64>().unwrap()).abs() < 1e-3;
    for row in &colours {
        assert!(close(contrast(colour(&row[1]), PAPER), &row[2]), "{row:?}");
    }
    let named = |name: &str| colour(&colours.iter().find(|row| row[0] == name).unwrap()[1]);
    for row in &pairs {
        assert!(close(contrast(named(&row[1]), named(&row[2])), &row[3]), "{row:?}");
    }
    let of_palette: Vec<RGBColor> = colours.iter().map(|row| colour(&row[1])).collect();
    let ours = (0..MOST_SERIES).map(|at| series(at, MOST_SERIES));
    for used in ours.chain([MAIN, ORDINARY, IMPROVEMENT, CONCERN, UNUSUAL, WITHIN, BEYOND, FAR_BEYOND]) {
        assert!(of_palette.contains(&used), "{used:?} is no colour of the palette");
    }
}
