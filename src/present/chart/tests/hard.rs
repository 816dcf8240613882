//! Every shape of chart but the tile map, whose names are short ones of its own (`shapes_tests/places.rs`): of 22
//! authorities with long names, in cases that are hard to draw.

use std::collections::{BTreeMap, BTreeSet};

use resvg::usvg::roxmltree;

use super::known::{limits, shares};
use super::{apart, written};
use crate::definitions::{
    Authority, Breakdown, Chart, ChartShape, Code, CodeList, Definitions, Status, TableRows, Validity, Word,
};
use crate::disclosure::{Protected, Safe, SafeFigure};
use crate::domain::{GeographyLevel, Kind, NoteCode, Period, PeriodKind, Year};
use crate::present::chart::{Drawn, draw, pixel, raster};
use crate::present::invented::{self, account, english, welsh, withhold};
use crate::present::voice::{Used, Voice, printed};
use crate::present::{Account, Overview};

const NAMES: [(&str, &str); 22] = [
    ("Isle of Anglesey", "Ynys Môn"),
    ("Gwynedd", "Gwynedd"),
    ("Conwy", "Conwy"),
    ("Denbighshire", "Sir Ddinbych"),
    ("Flintshire", "Sir y Fflint"),
    ("Wrexham", "Wrecsam"),
    ("Ceredigion", "Ceredigion"),
    ("Pembrokeshire", "Sir Benfro"),
    ("Carmarthenshire", "Sir Gaerfyrddin"),
    ("Swansea", "Abertawe"),
    ("Neath Port Talbot", "Castell-nedd Port Talbot"),
    ("Bridgend", "Pen-y-bont ar Ogwr"),
    ("Vale of Glamorgan", "Bro Morgannwg"),
    ("Cardiff", "Caerdydd"),
    ("Rhondda Cynon Taf", "Rhondda Cynon Taf"),
    ("Caerphilly", "Caerffili"),
    ("Blaenau Gwent", "Blaenau Gwent"),
    ("Torfaen", "Tor-faen"),
    ("Monmouthshire", "Sir Fynwy"),
    ("Newport", "Casnewydd"),
    ("Powys", "Powys"),
    ("Merthyr Tydfil", "Merthyr Tudful a’r dŵr a’r tŷ"),
];

const BANDS: [(&str, &str, &str); 5] = [
    ("w1", "Up to 4 weeks", "Hyd at 4 wythnos"),
    ("w2", "Over 4 to 12 weeks", "Dros 4 i 12 wythnos"),
    ("w3", "Over 12 to 26 weeks", "Dros 12 i 26 wythnos"),
    ("w4", "Over 26 to 52 weeks", "Dros 26 i 52 wythnos"),
    ("w5", "Over 52 weeks", "Dros 52 wythnos"),
];

fn code(at: usize) -> String {
    format!("W060000{:02}", at + 1)
}

fn chart(id: &str, shape: ChartShape, indicators: &[&str], breakdown: &str, periods: PeriodKind) -> Chart {
    Chart {
        id: id.into(),
        title: "T".into(),
        subtitle: "S".into(),
        shape,
        indicators: indicators.iter().map(|id| (*id).into()).collect(),
        breakdown: breakdown.into(),
        periods,
        rows: TableRows::Periods,
    }
}

/// One chart of every shape, and more of those that have several forms.
fn charts() -> Vec<Chart> {
    let (year, month) = (PeriodKind::Year, PeriodKind::Month);
    vec![
        chart("lines", ChartShape::TimeSeries, &["children"], "", month),
        chart("ranked", ChartShape::RankedBars, &["rate"], "", year),
        chart("funnel_share", ChartShape::Funnel, &["share"], "", year),
        chart("funnel_rate", ChartShape::Funnel, &["rate"], "", year),
        chart("xmr", ChartShape::Xmr, &["children"], "", month),
        chart("xmr_quarters", ChartShape::Xmr, &["share"], "", PeriodKind::Quarter),
        chart("ranges", ChartShape::Distribution, &["wait", "long_wait"], "", year),
        chart("bands", ChartShape::Distribution, &["children"], "band", year),
        chart("many_bands", ChartShape::Distribution, &["children"], "authority", year),
        chart("stacked", ChartShape::Stacked, &["children"], "band", year),
        chart("multiples", ChartShape::SmallMultiples, &["rate"], "", year),
        chart("heat", ChartShape::HeatMap, &["children"], "band", year),
    ]
}

fn definitions() -> Definitions {
    let mut made = invented::definitions("x");
    let in_both = |en: &str, cy: &str| [(english(), en.into()), (welsh(), cy.into())].into_iter().collect();
    let list = |id: &str, codes: Vec<Code>| CodeList { id: id.into(), codes, by_folded: BTreeMap::default() };
    let one = |code: &str, en: &str, cy: &str| Code { code: code.into(), labels: in_both(en, cy), ..Code::default() };
    made.reference.authorities = NAMES
        .iter()
        .enumerate()
        .map(|(at, (en, cy))| Authority {
            code: code(at).parse().unwrap(),
            names: in_both(en, cy),
            within: in_both(en, cy),
            region: "RPB-A".into(),
            health_board: "".into(),
            valid: Validity::default(),
        })
        .collect();
    made.codes.insert("band".into(), list("band", BANDS.iter().map(|(id, en, cy)| one(id, en, cy)).collect()));
    let places = NAMES.iter().enumerate().map(|(at, (en, cy))| one(&code(at), en, cy)).collect();
    made.codes.insert("authority".into(), list("authority", places));
    for (id, kind) in [("wait", Kind::Median), ("long_wait", Kind::P90)] {
        let mut indicator = made.indicators[0].clone();
        (indicator.id, indicator.kind, indicator.measured_in) = (id.into(), kind, "days".into());
        made.indicators.push(indicator);
        let word = Word { text: "Diwrnodau".into(), status: Status::Draft, stale: None };
        made.words.english.insert(format!("indicator.{id}.title").into(), "Days waited".into());
        made.words.translations.entry(welsh()).or_default().insert(format!("indicator.{id}.title").into(), word);
    }
    for indicator in &mut made.indicators {
        indicator.periods.push(PeriodKind::Month);
        for list in ["band", "authority"] {
            let breakdown = Breakdown { column: list.into(), list: Some(list.into()), several: false };
            indicator.breakdowns.push(breakdown);
        }
    }
    made.indicators[0].better = "lower".into();
    made
}

/// Figures of every indicator, place and category: authorities of very different sizes, some far from the rest.
fn figures(definitions: &Definitions) -> Vec<SafeFigure> {
    let mut figures = Vec::new();
    let (nation, of_nation) = (GeographyLevel::Nation, "W92000004");
    for start in 2020..2024 {
        let kinds = [PeriodKind::Year, PeriodKind::Quarter, PeriodKind::Month];
        let year = Year::starting(start);
        for (n, period) in kinds.into_iter().flat_map(|kind| Period::all_in(year, kind)).enumerate() {
            for indicator in &definitions.indicators {
                let wave = f64::from(u32::try_from(n * 7 % 11).unwrap());
                let late = if start == 2023 && period.kind() == PeriodKind::Month { 30.0 } else { 0.0 };
                let of = |level, place: &str, value: f64, size: f64| {
                    sized(invented::figure(indicator, period, level, place, value), value, size)
                };
                let spread = if indicator.kind == Kind::P90 { 60.0 } else { 0.0 };
                figures.push(of(nation, of_nation, 40.0 + wave + late + spread, 22_000.0));
                figures.push(of(GeographyLevel::Region, "RPB-A", 40.0, 22_000.0));
                for at in 0..NAMES.len() {
                    let longer = if indicator.kind == Kind::P90 { 2.4 } else { 1.0 };
                    let step = f64::from(u32::try_from(at).unwrap());
                    let value = 40.0 + (step * 5.0 % 13.0 - 6.0) * 1.5 + if at == 14 { 35.0 } else { 0.0 };
                    let whole = of(GeographyLevel::Authority, &code(at), value * longer, 150.0 + step * step * 9.0);
                    figures.extend((0..BANDS.len()).map(|band| of_band(&whole, band)));
                    figures.push(whole);
                }
                for (list, codes) in [("band", 5), ("authority", 22)] {
                    for at in 0..codes {
                        let mut part = of(nation, of_nation, 3.0 + wave + f64::from(at), 22_000.0);
                        part.key.breakdown = list.into();
                        let known = &definitions.codes[list].codes[usize::try_from(at).unwrap()];
                        part.key.category = known.code.clone();
                        figures.push(part);
                    }
                }
            }
        }
    }
    figures
}

/// An authority's figure of one band.
fn of_band(whole: &SafeFigure, band: usize) -> SafeFigure {
    let mut part = whole.clone();
    (part.key.breakdown, part.key.category) = ("band".into(), BANDS[band].0.into());
    part.value = invented::shown(f64::from(u32::try_from(band * 9 % 7).unwrap()) + 2.0);
    part
}

/// A figure whose numerator and denominator make its value.
fn sized(mut figure: SafeFigure, value: f64, size: f64) -> SafeFigure {
    let shown = |value| Protected::Shown { value, rounding: None };
    let (per, size) = match figure.kind {
        Kind::Proportion => (100.0, size),
        Kind::Rate => (10_000.0, size * 20.0),
        _ => return figure,
    };
    figure.numerator = shown((value / per * size).round());
    figure.denominator = Some(shown(size));
    figure
}

fn authority(figure: &SafeFigure) -> bool {
    figure.key.geography_level == GeographyLevel::Authority
}

type Change = fn(&mut Vec<SafeFigure>);

/// What is hard to draw.
const CASES: [(&str, Change); 9] = [
    ("as it is", |_| {}),
    ("all in a heap", |figures| {
        for figure in figures.iter_mut().filter(|figure| authority(figure)) {
            *figure = sized(SafeFigure { value: invented::shown(75.0), ..figure.clone() }, 75.0, 900.0);
        }
    }),
    ("far apart", |figures| {
        for (n, figure) in figures.iter_mut().filter(|figure| authority(figure)).enumerate() {
            let value = if n % 2 == 0 { 3.0 } else { 97.0 };
            *figure = sized(SafeFigure { value: invented::shown(value), ..figure.clone() }, value, 900.0);
        }
    }),
    ("one authority", |figures| figures.retain(|figure| !authority(figure) || *figure.key.geography == *code(10))),
    ("authorities withheld", |figures| withhold(figures, NoteCode::Confidential, authority)),
    ("half withheld", |figures| {
        withhold(figures, NoteCode::Confidential, |figure| figure.key.geography.ends_with(['1', '3', '5', '7', '9']));
    }),
    ("all withheld", |figures| withhold(figures, NoteCode::Confidential, |_| true)),
    ("all zero", |figures| {
        for figure in figures.iter_mut() {
            (figure.value, figure.numerator) = (invented::shown(0.0), invented::shown(0.0));
            (figure.lower, figure.upper) = (Some(invented::shown(0.0)), Some(invented::shown(0.0)));
        }
    }),
    ("returns lack", |figures| {
        for figure in figures.iter_mut() {
            (figure.coverage_in, figure.coverage_owed) = (20, 22);
        }
    }),
];

/// Draws every chart in both languages in a case.
fn every_chart(change: Change, look: impl Fn(&str, &Chart, &Voice<'_>, &Drawn<'_>)) {
    let definitions = definitions();
    let mut figures = figures(&definitions);
    change(&mut figures);
    let (safe, account): (Safe, Account) = (Safe::of(figures), account());
    let view = Overview { definitions: &definitions, figures: &safe, account: &account };
    for language in [english(), welsh()] {
        let used = Used::default();
        let voice = Voice { definitions: &definitions, language: &language, used: &used };
        for chart in charts() {
            let drawn = draw(&view, &voice, &chart, "Title").unwrap();
            look(&format!("{} {language}", chart.id), &chart, &voice, &drawn);
        }
    }
}

#[test]
fn every_shape_keeps_its_labels_apart_and_within_the_picture_in_hard_cases() {
    for (case, change) in CASES {
        every_chart(change, |name, chart, _, drawn| {
            let name = format!("{name}, {case}");
            let Some(svg) = &drawn.svg else {
                // Of nothing there are no shares.
                let of_nothing = case == "all zero" && chart.shape == ChartShape::Stacked;
                assert!(case.contains("withheld") || of_nothing, "{name}: nothing is drawn");
                assert!(!drawn.remarks.is_empty(), "{name}");
                return;
            };
            roxmltree::Document::parse(svg).unwrap_or_else(|error| panic!("{name}: {error}"));
            apart(&name, svg);
            assert!(svg.matches("#D9D9D9").count() <= 10 || chart.shape == ChartShape::SmallMultiples, "{name}");
            assert!(drawn.description.len() > 80, "{name}: {}", drawn.description);
        });
    }
}

#[test]
fn every_label_of_every_shape_leaves_ink() {
    every_chart(
        |_| {},
        |name, _, _, drawn| {
            let Some(svg) = &drawn.svg else { return };
            let pixels = raster::pixels(svg).unwrap();
            let device = |at: f64| u32::try_from(pixel((at * 2.0).max(0.0))).unwrap();
            for (left, top, right, bottom, text) in written(svg) {
                let spots =
                    (device(top)..device(bottom)).flat_map(|y| (device(left)..device(right)).map(move |x| (x, y)));
                let ink = spots.filter(|(x, y)| pixels.pixel(*x, *y).is_some_and(|pixel| pixel.red() < 130)).count();
                assert!(ink > 6, "{name}: `{text}` left {ink} dark pixels");
            }
        },
    );
}

/// The numbers of a text, as they are written.
fn numbers(text: &str) -> BTreeSet<String> {
    let parts = text.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == ','));
    parts.map(|part| part.trim_matches(['.', ','])).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

#[test]
fn no_number_stands_in_a_picture_that_is_no_printed_figure() {
    for (case, change) in CASES {
        every_chart(change, |name, chart, voice, drawn| {
            let figures = || drawn.figures.iter();
            let mut known: BTreeSet<String> = figures().flat_map(|f| numbers(&printed(&f.value, f.kind))).collect();
            known.extend(figures().flat_map(|figure| numbers(&voice.period(figure.key.period))));
            known.extend(figures().flat_map(|figure| numbers(&figure.key.period.to_string())));
            known.extend(BANDS.iter().flat_map(|(_, en, _)| numbers(en)));
            // Numbers of authorities, of returns, and those of the fixed texts.
            known.extend((0..=22).map(|count: u32| count.to_string()));
            known.extend(["95", "99.8", "90", "12", "18", "10,000"].map(str::to_owned));
            if chart.shape == ChartShape::Xmr {
                known.extend(limits(drawn));
            }
            if chart.shape == ChartShape::Stacked {
                known.extend(shares(drawn));
            }
            let svg = drawn.svg.as_deref().unwrap_or_default();
            // What is quiet are ticks and periods; of the rest every number is known.
            let loud = svg.split("<text").skip(1).filter(|text| !text.contains("#505A5F"));
            let loud = loud.filter_map(|text| text.split('>').nth(1)).map(|text| text.replace("</text", ""));
            for said in loud.chain(drawn.remarks.iter().cloned()).chain([drawn.description.clone()]) {
                for number in numbers(&said) {
                    assert!(known.contains(&number), "{name}, {case}: {number} in `{said}`");
                }
            }
        });
    }
}

#[test]
fn what_is_about_an_authority_says_so() {
    every_chart(
        |_| {},
        |name, chart, _, drawn| {
            let of_places =
                [ChartShape::RankedBars, ChartShape::Funnel].contains(&chart.shape) || &*chart.id == "ranges";
            let Some(svg) = drawn.svg.as_deref().filter(|_| of_places) else { return };
            let document = roxmltree::Document::parse(svg).unwrap();
            for at in 0..NAMES.len() {
                let of = document.descendants().filter(|node| node.attribute("data-place") == Some(&*code(at)));
                let (marks, labels): (Vec<_>, Vec<_>) = of.partition(|node| node.has_tag_name("g"));
                assert!(marks.iter().any(roxmltree::Node::has_children), "{name}: nothing is drawn of {}", code(at));
                let named = chart.shape != ChartShape::Funnel || at == 14;
                assert!(!named || !labels.is_empty(), "{name}: no label of {}", code(at));
            }
        },
    );
}

#[test]
fn who_is_withheld_has_no_point_and_is_named_below() {
    let hidden: Change =
        |figures| withhold(figures, NoteCode::Confidential, |figure| *figure.key.geography == *code(14));
    every_chart(hidden, |name, chart, _, drawn| {
        if !(chart.shape == ChartShape::Funnel || &*chart.id == "ranges") {
            return;
        }
        let svg = drawn.svg.as_deref().unwrap();
        assert!(!svg.contains(&code(14)) && !svg.contains("Rhondda"), "{name}");
        assert!(drawn.remarks.iter().any(|remark| remark.contains("Rhondda Cynon Taf [c]")), "{name}");
    });
}

#[test]
fn a_funnel_says_who_is_beyond_which_limit() {
    every_chart(
        |_| {},
        |name, _, _, drawn| {
            if name == "funnel_share en" {
                let said = &drawn.description;
                assert!(
                    said.contains(
                        "Above the upper 99.8% limit: Wrexham 49.0%, Neath Port Talbot 47.5%, Rhondda Cynon Taf 73.5%,"
                    ),
                    "{said}"
                );
                assert!(said.contains("Authorities within the 95% limits: "), "{said}");
            }
        },
    );
}

#[test]
fn a_flagged_point_has_its_rule_in_words_and_a_shape_of_its_own() {
    every_chart(
        |_| {},
        |name, _, _, drawn| {
            if name == "xmr en" {
                // The last twelve months lie 30 above the rest, where lower is better.
                let flag = "April 2023 to March 2024: above the upper limit (concern).";
                assert!(drawn.remarks.iter().any(|remark| remark == flag), "{:?}", drawn.remarks);
                let svg = drawn.svg.as_deref().unwrap();
                assert!(svg.contains("#F46A25") && svg.contains("Concern"), "no point is marked");
            }
        },
    );
}
