//! The report of Wales: what its chapters say and show.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::OnceLock;

use crate::definitions::{Chapter, Chart, ChartShape, Definitions, Item, Table};

fn wales() -> &'static Definitions {
    static WALES: OnceLock<Definitions> = OnceLock::new();
    WALES.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let loaded = Definitions::load(&root.join("pipelines/wales"), &root.join("data/reference"));
        loaded.unwrap_or_else(|error| panic!("{error}"))
    })
}

fn chapters() -> &'static [Chapter] {
    &wales().report.chapters
}

fn charts(chapter: &Chapter) -> impl Iterator<Item = &Chart> {
    chapter.items.iter().filter_map(|item| match item {
        Item::Chart(chart) => Some(chart),
        _ => None,
    })
}

fn tables(chapter: &Chapter) -> impl Iterator<Item = &Table> {
    chapter.items.iter().filter_map(|item| match item {
        Item::Table(table) => Some(table),
        _ => None,
    })
}

/// A text's words without what is bound into it.
fn words_of(text: &str) -> usize {
    let outside = text.split("{{").enumerate().map(|(n, part)| match n {
        0 => part,
        _ => part.split_once("}}").map_or("", |(_, after)| after),
    });
    outside.flat_map(str::split_whitespace).filter(|word| word.chars().any(char::is_alphabetic)).count()
}

#[test]
fn the_chapters_follow_the_six_sections_of_the_evidence_and_three_more() {
    let ids: Vec<(&str, &str)> = chapters().iter().map(|chapter| (&*chapter.id, &*chapter.aspect)).collect();
    let expected = [
        ("services", "all"),
        ("early-help", "before"),
        ("workforce", "all"),
        ("placements", "in"),
        ("sufficiency", "in"),
        ("advocacy", "all"),
        ("concerns-and-enforcement", "all"),
        ("corporate-parenting-and-health", "in"),
        ("inspection-findings", "all"),
        ("leaving-care", "after"),
    ];
    assert_eq!(ids, expected);
}

#[test]
fn every_chapter_has_a_message_with_figures_prose_charts_and_tables() {
    for chapter in chapters() {
        assert!(chapter.message.contains("{{ figure("), "{} has no message that says a number", chapter.id);
        assert!((2..=4).contains(&charts(chapter).count()), "{}", chapter.id);
        assert!((1..=3).contains(&tables(chapter).count()), "{}", chapter.id);
        assert!(chapter.items.iter().any(|item| matches!(item, Item::Prose { .. })), "{}", chapter.id);
    }
    assert_eq!(wales().report.headlines.len(), 5);
}

#[test]
fn every_shape_is_drawn_of_something() {
    let drawn: Vec<ChartShape> = chapters().iter().flat_map(charts).map(|chart| chart.shape).collect();
    for shape in [
        ChartShape::TimeSeries,
        ChartShape::RankedBars,
        ChartShape::Funnel,
        ChartShape::Xmr,
        ChartShape::Stacked,
        ChartShape::SmallMultiples,
        ChartShape::TileMap,
        ChartShape::HeatMap,
        ChartShape::Distribution,
    ] {
        assert!(drawn.contains(&shape), "{shape:?}");
    }
    let findings = chapters().iter().flat_map(charts).find(|chart| &*chart.id == "findings_by_question").unwrap();
    assert_eq!((findings.shape, &*findings.breakdown), (ChartShape::HeatMap, "question"));
}

#[test]
fn everything_that_the_report_shows_is_published() {
    let internal: BTreeSet<&str> = wales().indicators.iter().filter(|one| one.internal).map(|one| &*one.id).collect();
    assert!(!internal.is_empty());
    for id in internal {
        assert!(!wales().report.shows(id), "{id} is never published, and the report shows it");
    }
}

#[test]
fn titles_of_charts_are_short() {
    for chart in chapters().iter().flat_map(charts) {
        assert!(words_of(&chart.title) <= 10, "{}", chart.title);
    }
}

#[test]
fn the_welsh_of_the_report_is_up_to_date_and_its_own() {
    let welsh = "cy".parse().unwrap();
    let words = &wales().words;
    assert!(words.stale(&welsh).iter().all(|stale| !stale.id.starts_with("report.")));
    let ours = words.english.iter().filter(|(id, _)| id.starts_with("report."));
    let same: Vec<&str> = ours.filter(|(id, text)| words.text(&welsh, id) == &***text).map(|(id, _)| &**id).collect();
    assert!(same.is_empty(), "English in Welsh: {same:?}");
}
