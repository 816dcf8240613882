//! What every picture keeps to.

mod contrast;
mod hard;
mod known;

use crate::definitions::{Chart, Item};
use crate::disclosure::SafeFigure;
use crate::domain::{GeographyLevel, NoteCode, PeriodKind};
use crate::present::Overview;
use crate::present::invented::{account, definitions, english, lack, safe, welsh, withhold};
use crate::present::voice::{Used, Voice};

/// A line of text in a picture: left, top, right, bottom, and what it says.
pub(super) type Written = (f64, f64, f64, f64, String);

fn charts(of: &crate::definitions::Definitions) -> Vec<Chart> {
    let items = of.report.chapters.iter().flat_map(|chapter| &chapter.items);
    items.filter_map(|item| if let Item::Chart(chart) = item { Some(chart.clone()) } else { None }).collect()
}

pub(super) fn attribute<'a>(tag: &'a str, name: &str) -> &'a str {
    tag.split_once(&format!(" {name}=\"")).and_then(|(_, rest)| rest.split('"').next()).unwrap_or_default()
}

pub(super) fn written(svg: &str) -> Vec<Written> {
    let lettering = super::lettering::Lettering::load().unwrap();
    let texts = svg.split("<text").skip(1).filter_map(|rest| rest.split_once("</text>").map(|(text, _)| text));
    texts
        .map(|text| {
            let (tag, words) = text.split_once('>').unwrap();
            let [x, y, size] = ["x", "y", "font-size"].map(|name| attribute(tag, name).parse::<f64>().unwrap());
            let width = lettering.width(words, size, tag.contains("bold"));
            let left = match attribute(tag, "text-anchor") {
                "start" => x,
                "middle" => x - width / 2.0,
                _ => x - width,
            };
            (left, y - size * 0.75, left + width, y + size * 0.2, words.to_string())
        })
        .collect()
}

fn every_picture(change: impl Fn(&mut Vec<SafeFigure>), look: impl Fn(&str, &str)) {
    let definitions = definitions("x");
    let figures = safe(|figures| change(figures));
    let view = Overview { definitions: &definitions, figures: &figures, account: &account() };
    for language in [english(), welsh()] {
        let used = Used::default();
        let voice = Voice { definitions: &definitions, language: &language, used: &used };
        for chart in charts(&definitions) {
            let drawn = super::draw(&view, &voice, &chart, "Title").unwrap();
            look(&format!("{} {language}", chart.id), &drawn.svg.unwrap());
        }
    }
}

#[test]
fn labels_never_overlap_and_never_leave_the_picture() {
    // Lines that end close together are the hard case.
    let close = |figures: &mut Vec<SafeFigure>| {
        for figure in figures.iter_mut().filter(|figure| &*figure.key.category == "fostering") {
            figure.value = crate::present::invented::shown(28.5);
        }
    };
    every_picture(close, apart);
}

pub(super) fn apart(name: &str, svg: &str) {
    let width: f64 = attribute(svg, "width").parse().unwrap();
    let height: f64 = attribute(svg, "height").parse().unwrap();
    let texts = written(svg);
    assert!(texts.len() > 4, "{name}");
    for (n, a) in texts.iter().enumerate() {
        assert!(a.0 >= -0.5 && a.1 >= -0.5 && a.2 <= width + 0.5 && a.3 <= height + 0.5, "{name}: {a:?}");
        for b in &texts[n + 1..] {
            let apart = a.2 <= b.0 || b.2 <= a.0 || a.3 <= b.1 || b.3 <= a.1;
            assert!(apart, "{name}: {a:?} and {b:?}");
        }
    }
}

#[test]
fn labels_do_not_overlap_where_returns_lack() {
    // Each quarter lacks another number of returns: more labels than there is room for.
    let lacking = |figures: &mut Vec<SafeFigure>| {
        for figure in figures.iter_mut() {
            let quarter = figure.key.period.quarter().unwrap_or_default();
            figure.coverage_owed = 22;
            figure.coverage_in = 22 - u32::try_from(quarter).unwrap();
        }
    };
    every_picture(lacking, apart);
}

#[test]
fn points_that_lack_returns_are_hollow_and_their_lines_dashed() {
    let before = |figures: &mut Vec<SafeFigure>| lack(figures, |f| f.key.period.year().start() == 2022);
    let hollow = |svg: &str| svg.matches("r=\"3\"").count();
    every_picture(before, |name, svg| {
        if name.starts_with("lines") {
            assert_eq!(hollow(svg), 4, "{name}");
            assert!(svg.matches("<line ").count() > 8 || svg.matches("<polyline").count() > 12, "{name}: no dashes");
        }
    });
    every_picture(|_| {}, |name, svg| assert_eq!(hollow(svg), 0, "{name}"));
}

#[test]
fn every_label_leaves_ink_in_the_png() {
    every_picture(
        |_| {},
        |name, svg| {
            let pixels = super::raster::pixels(svg).unwrap();
            let (wide, high) = (pixels.width(), pixels.height());
            for (left, top, right, bottom, text) in written(svg) {
                let within = |x: u32, y: u32| {
                    let (x, y) = (f64::from(x) / 2.0, f64::from(y) / 2.0);
                    x >= left && x <= right && y >= top && y <= bottom
                };
                let spots = (0..high).flat_map(|y| (0..wide).map(move |x| (x, y)));
                let dark = |(x, y): &(u32, u32)| pixels.pixel(*x, *y).is_some_and(|pixel| pixel.red() < 130);
                let ink = spots.filter(|(x, y)| within(*x, *y)).filter(dark).count();
                assert!(ink > 10, "{name}: `{text}` left {ink} dark pixels");
            }
        },
    );
}

#[test]
fn a_picture_names_and_describes_itself() {
    every_picture(
        |_| {},
        |name, svg| {
            assert!(svg.contains("role=\"img\""), "{name}");
            let (_, description) = svg.split_once("<desc").unwrap();
            let (description, _) = description.split_once("</desc>").unwrap();
            assert!(description.len() > 80, "{name}: {description}");
            assert!(svg.matches("#D9D9D9").count() <= 10, "{name} has too many gridlines");
        },
    );
}

#[test]
fn a_withheld_place_has_no_bar_and_is_named_below() {
    let definitions = definitions("x");
    let hidden = |figure: &SafeFigure| &*figure.key.geography == "W06000001";
    let figures = safe(|figures| withhold(figures, NoteCode::Confidential, hidden));
    let view = Overview { definitions: &definitions, figures: &figures, account: &account() };
    let language = welsh();
    let used = Used::default();
    let voice = Voice { definitions: &definitions, language: &language, used: &used };
    let places = charts(&definitions).into_iter().find(|chart| &*chart.id == "places").unwrap();
    let drawn = super::draw(&view, &voice, &places, "Title").unwrap();
    assert!(!drawn.svg.unwrap().contains("Ynys Môn"));
    assert!(drawn.remarks.iter().any(|remark| remark == "Heb eu dangos: Ynys Môn [c]."), "{:?}", drawn.remarks);
}

#[test]
fn a_withheld_period_leaves_a_gap_that_is_named_below() {
    let definitions = definitions("x");
    let second = |figure: &SafeFigure| {
        figure.key.period.to_string() == "2022-23 Q2" && figure.key.geography_level == GeographyLevel::Nation
    };
    let figures = safe(|figures| withhold(figures, NoteCode::NotAvailable, second));
    let view = Overview { definitions: &definitions, figures: &figures, account: &account() };
    let language = english();
    let used = Used::default();
    let voice = Voice { definitions: &definitions, language: &language, used: &used };
    let lines = charts(&definitions).into_iter().find(|chart| &*chart.id == "lines").unwrap();
    assert_eq!(lines.periods, PeriodKind::Quarter);
    let drawn = super::draw(&view, &voice, &lines, "Title").unwrap();
    assert!(drawn.remarks.contains(&"Not shown: quarter 2 of 2022-23 [x].".to_string()), "{:?}", drawn.remarks);
    // The point before the gap stands alone; the six after it are a line.
    assert_eq!(drawn.svg.unwrap().matches("stroke-width=\"3\"").count(), 1);
}
