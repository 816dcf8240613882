//! What pictures of shares and of many places keep to.

mod places;

use std::collections::BTreeMap;

use plotters::style::RGBColor;

use self::places::{AUTHORITIES, charts, definitions, figures};
use super::shades::contrast;
use super::tests::{apart, attribute, written};
use super::{Drawn, raster};
use crate::definitions::{Chart, ChartShape, Definitions};
use crate::disclosure::{Safe, SafeFigure};
use crate::domain::{GeographyLevel, Language, NoteCode};
use crate::present::Overview;
use crate::present::invented::{account, english, lack, shown, welsh, withhold};
use crate::present::voice::{Used, Voice};

fn drawn(
    definitions: &Definitions,
    figures: Vec<SafeFigure>,
    language: &Language,
    chart: &Chart,
    look: impl FnOnce(Drawn<'_>),
) {
    let figures = Safe::of(figures);
    let view = Overview { definitions, figures: &figures, account: &account() };
    let used = Used::default();
    let voice = Voice { definitions, language, used: &used };
    look(super::draw(&view, &voice, chart, "Title").unwrap());
}

fn every_chart(change: impl Fn(&mut Vec<SafeFigure>), look: impl Fn(&str, Drawn<'_>)) {
    let definitions = definitions();
    for language in [english(), welsh()] {
        for chart in charts() {
            let mut figures = figures();
            change(&mut figures);
            let name = format!("{} {language}", chart.id);
            drawn(&definitions, figures, &language, &chart, |drawn| look(&name, drawn));
        }
    }
}

fn one(id: &str, change: impl Fn(&mut Vec<SafeFigure>), look: impl FnOnce(Drawn<'_>)) {
    let chart = charts().into_iter().find(|chart| &*chart.id == id).unwrap();
    let mut figures = figures();
    change(&mut figures);
    drawn(&definitions(), figures, &english(), &chart, look);
}

fn of_authority(figure: &SafeFigure) -> bool {
    figure.key.geography_level == GeographyLevel::Authority
}

fn each_value(figures: &mut [SafeFigure], value: impl Fn(usize) -> f64) {
    for (at, figure) in figures.iter_mut().enumerate() {
        figure.value = shown(value(at));
    }
}

#[test]
fn labels_never_overlap_and_never_leave_the_picture() {
    let hard: [fn(&mut Vec<SafeFigure>); 7] = [
        |_| {},
        |figures| each_value(figures, |_| 0.0),
        |figures| each_value(figures, |_| 33.333),
        |figures| each_value(figures, |at| f64::from(u32::try_from(at * 7919 % 1_000_003).unwrap())),
        |figures| withhold(figures, NoteCode::Confidential, |f| &*f.key.geography != "W06000012" && of_authority(f)),
        |figures| withhold(figures, NoteCode::Confidential, |f| &*f.key.category == "fostering"),
        |figures| lack(figures, |f| f.key.period.year().start() == 2023),
    ];
    for (case, change) in hard.into_iter().enumerate() {
        every_chart(change, |name, drawn| {
            if let Some(svg) = drawn.svg {
                apart(&format!("{name}, case {case}"), &svg);
            }
        });
    }
}

#[test]
fn nothing_is_drawn_where_all_is_withheld_and_it_is_said() {
    let all = |figures: &mut Vec<SafeFigure>| withhold(figures, NoteCode::Confidential, |_| true);
    every_chart(all, |name, drawn| {
        assert!(drawn.svg.is_none() && drawn.png.is_none(), "{name}");
        assert!(drawn.remarks.iter().any(|remark| remark.contains("[c]")), "{name}: {:?}", drawn.remarks);
        assert!(!drawn.figures.is_empty(), "{name}");
    });
}

#[test]
fn every_picture_names_and_describes_itself_in_its_language() {
    every_chart(
        |_| {},
        |name, drawn| {
            let svg = drawn.svg.unwrap();
            assert!(svg.contains("role=\"img\"") && drawn.description.len() > 80, "{name}: {}", drawn.description);
            assert!(!drawn.description.contains('{') && !drawn.description.contains("describe-"), "{name}");
            let other =
                if name.ends_with("cy") { ["authority", "highest", "lowest"] } else { ["awdurdod", "uchaf", "isaf"] };
            for word in other {
                assert!(!drawn.description.contains(word), "{name}: {}", drawn.description);
            }
        },
    );
}

/// The colour that is most of a label's box, and the pixels in the box that are of the text's own.
fn behind(svg: &str, look: impl Fn(&str, RGBColor, RGBColor, usize)) {
    let pixels = raster::pixels(svg).unwrap();
    let fills: Vec<RGBColor> = svg.split("<text").skip(1).map(|rest| colour(attribute(rest, "fill"))).collect();
    for ((left, top, right, bottom, text), fill) in written(svg).into_iter().zip(fills) {
        let at = |place: f64| u32::try_from(super::pixel(place * 2.0)).unwrap_or_default();
        let span = |from: f64, to: f64| at(from)..at(to);
        let mut seen: BTreeMap<(u8, u8, u8), usize> = BTreeMap::new();
        let mut of_text = 0;
        for spot in span(top, bottom).flat_map(|y| span(left, right).map(move |x| (x, y))) {
            let Some(pixel) = pixels.pixel(spot.0, spot.1) else { continue };
            let here = RGBColor(pixel.red(), pixel.green(), pixel.blue());
            *seen.entry((here.0, here.1, here.2)).or_default() += 1;
            of_text += usize::from(contrast(here, fill) < 1.5);
        }
        let most = seen.into_iter().max_by_key(|(_, count)| *count).unwrap().0;
        look(&text, RGBColor(most.0, most.1, most.2), fill, of_text);
    }
}

fn colour(hex: &str) -> RGBColor {
    let part = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).unwrap();
    RGBColor(part(1), part(3), part(5))
}

#[test]
fn every_label_leaves_ink_and_can_be_read_on_its_ground() {
    every_chart(
        |_| {},
        |name, drawn| {
            behind(&drawn.svg.unwrap(), |text, ground, fill, ink| {
                assert!(contrast(ground, fill) >= 4.5, "{name}: `{text}` in {fill:?} on {ground:?}");
                assert!(ink > 8, "{name}: `{text}` left {ink} pixels");
            });
        },
    );
}

#[test]
fn what_is_about_an_authority_says_so() {
    every_chart(
        |_| {},
        |name, drawn| {
            let svg = drawn.svg.unwrap();
            if name.starts_with("shares_over_time") {
                assert!(!svg.contains("data-place"), "{name}");
                return;
            }
            for (code, _, _) in AUTHORITIES.iter() {
                assert!(svg.contains(&format!("<g data-place=\"{code}\">")), "{name}: {code}");
                assert!(svg.matches(&format!("data-place=\"{code}\"")).count() > 2, "{name}: {code}");
            }
        },
    );
}

#[test]
fn a_withheld_tile_has_a_dashed_outline_and_its_code() {
    let hidden = |figures: &mut Vec<SafeFigure>| {
        withhold(figures, NoteCode::Confidential, |f| &*f.key.geography == "W06000015");
    };
    one("tiles", hidden, |drawn| {
        let svg = drawn.svg.unwrap();
        assert_eq!(svg.matches("<polygon").count(), 21);
        assert_eq!(svg.matches(">[c]</text>").count(), 1);
        assert!(drawn.remarks.contains(&"Not shown: Cardiff [c].".to_string()), "{:?}", drawn.remarks);
    });
}

#[test]
fn tiles_have_a_few_shades_and_a_legend_that_counts_every_authority() {
    one(
        "tiles",
        |_| {},
        |drawn| {
            let svg = drawn.svg.unwrap();
            let told: Vec<&str> = svg
                .split("</text>")
                .filter_map(|text| text.rsplit_once('(')?.1.split_once(" auth"))
                .map(|(n, _)| n)
                .collect();
            assert_eq!(told.len(), 4, "{told:?}");
            assert_eq!(told.iter().map(|n| n.parse::<u32>().unwrap()).sum::<u32>(), 22);
        },
    );
}

#[test]
fn every_short_name_fits_its_tile_at_a_size_that_can_be_read() {
    every_chart(
        |_| {},
        |name, drawn| {
            if !name.starts_with("tiles") {
                return;
            }
            let svg = drawn.svg.unwrap();
            let of_tiles = svg.split("<text").skip(1).filter(|rest| rest.contains("data-place"));
            let smallest =
                of_tiles.map(|rest| attribute(rest, "font-size").parse::<f64>().unwrap()).fold(99.0, f64::min);
            assert!(smallest >= 11.0, "{name}: {smallest}");
        },
    );
}

#[test]
fn a_share_that_is_withheld_is_left_open_and_nothing_is_said_of_how_much_it_is() {
    let hidden = |figures: &mut Vec<SafeFigure>| {
        let which = ["care_home", "fostering"];
        withhold(figures, NoteCode::Confidential, |f| {
            &*f.key.geography == "W06000015" && which.contains(&&*f.key.category)
        });
    };
    let cardiff = |svg: &str| -> usize {
        let group = svg.split("<g data-place=\"W06000015\">").nth(1).unwrap().split("</g>").next().unwrap();
        group.matches("<rect ").count()
    };
    one("shares_by_place", |_| {}, |drawn| assert_eq!(cardiff(&drawn.svg.unwrap()), 5));
    one("shares_by_place", hidden, |drawn| {
        assert!(drawn.remarks.contains(&"Not shown in part: Cardiff [c].".to_string()), "{:?}", drawn.remarks);
        let svg = drawn.svg.unwrap();
        assert_eq!(cardiff(&svg), 3, "two of the five parts are not shown");
    });
}

#[test]
fn the_rest_is_merged_only_where_all_of_it_may_be_shown() {
    let hidden = |figures: &mut Vec<SafeFigure>| {
        withhold(figures, NoteCode::Confidential, |f| &*f.key.category == "parents");
    };
    one(
        "shares_over_time",
        |_| {},
        |drawn| {
            assert!(drawn.svg.unwrap().contains("#BFBFBF") && drawn.description.contains("All others"));
        },
    );
    one("shares_over_time", hidden, |drawn| {
        let left_out = "Left out, because not all of them can be shown: Placed with parents and Other.";
        assert!(drawn.remarks.contains(&left_out.to_string()), "{:?}", drawn.remarks);
        assert!(drawn.remarks.contains(&"Not shown in part: every one [c].".to_string()), "{:?}", drawn.remarks);
        assert!(!drawn.svg.unwrap().contains("#BFBFBF") && !drawn.description.contains("All others"));
    });
}

#[test]
fn shares_of_a_whole_that_is_too_small_are_not_drawn() {
    let few = |figures: &mut Vec<SafeFigure>| {
        for figure in figures.iter_mut().filter(|figure| &*figure.key.geography == "W06000015") {
            figure.value = shown(if figure.key.category.is_empty() { 5.0 } else { 0.0 });
        }
    };
    one("shares_by_place", few, |drawn| assert!(drawn.svg.unwrap().contains(">Fewer than 10</text>")));
}

#[test]
fn a_panel_without_a_value_says_why_and_others_keep_the_axis() {
    let hidden = |figures: &mut Vec<SafeFigure>| {
        withhold(figures, NoteCode::NotAvailable, |f| &*f.key.geography == "W06000015");
    };
    one("panels", hidden, |drawn| {
        let svg = drawn.svg.unwrap();
        assert_eq!(svg.matches(">Not shown [x]</text>").count(), 1);
        assert!(svg.contains(">Cardiff</text>") && svg.contains(">Wales</text>"));
    });
    one("panels_of_counts", |_| {}, |drawn| assert!(!drawn.svg.unwrap().contains(">Wales</text>")));
}

#[test]
fn cells_without_a_value_bear_a_code_and_columns_that_have_no_room_are_named() {
    let hidden = |figures: &mut Vec<SafeFigure>| {
        withhold(figures, NoteCode::Confidential, |f| {
            &*f.key.geography == "W06000015" && &*f.key.category == "fostering"
        });
        figures.retain(|figure| &*figure.key.geography != "W06000022");
    };
    one("cells", hidden, |drawn| {
        let svg = drawn.svg.unwrap();
        assert_eq!((svg.matches(">[c]</text>").count(), svg.matches(">[x]</text>").count()), (1, 0));
        assert!(!svg.contains("Newport"), "a row without any value is left out");
        assert!(drawn.remarks.contains(&"Not shown: Newport [x].".to_string()), "{:?}", drawn.remarks);
    });
}

#[test]
fn shapes_are_those_of_this_test() {
    let drawn_here = [ChartShape::Stacked, ChartShape::SmallMultiples, ChartShape::TileMap, ChartShape::HeatMap];
    for shape in drawn_here {
        assert!(charts().iter().any(|chart| chart.shape == shape), "{shape:?}");
    }
}
