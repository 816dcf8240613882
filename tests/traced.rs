//! From figures to lines and back: what `explain` lists is what a figure is made of.

use std::collections::{BTreeMap, BTreeSet};

use trosolwg::definitions::Definitions;
use trosolwg::domain::{Basis, Figure, GeographyLevel, parse_iso_date};
use trosolwg::{indicators, pipeline};

use super::support::{published, wales};

/// Of each indicator one figure: of every other one the nation's latest total, else that of some place, period and category.
fn chosen(figures: &[Figure]) -> Vec<&Figure> {
    let mut of: BTreeMap<&str, Vec<&Figure>> = BTreeMap::new();
    for figure in figures.iter().filter(|figure| figure.key.basis != Basis::Linked) {
        of.entry(&figure.key.indicator).or_default().push(figure);
    }
    of.into_values().enumerate().filter_map(|(at, all)| one_of(at, &all)).collect()
}

fn one_of<'f>(at: usize, all: &[&'f Figure]) -> Option<&'f Figure> {
    let counted: Vec<&Figure> =
        all.iter().copied().filter(|figure| figure.value.is_some_and(|value| value != 0.0)).collect();
    if at % 2 == 1 && !counted.is_empty() {
        // A step that shares no factor with most lengths meets another place, period and category each time.
        return counted.get(at * 7919 % counted.len()).copied();
    }
    let national =
        |figure: &&&Figure| figure.key.geography_level == GeographyLevel::Nation && figure.key.breakdown.is_empty();
    all.iter().filter(national).max_by_key(|figure| figure.key.period).copied()
}

/// The figures that do not come out again from the lines that `explain` lists for them.
fn wrong(definitions: &Definitions, data: &std::path::Path) -> (usize, Vec<String>) {
    let release = pipeline::release(&data.join("store"), None).unwrap();
    let engine = pipeline::engine(definitions, &release).unwrap();
    let as_at = parse_iso_date(&release.manifest.recipe.as_at).unwrap();
    let figures = release.figures().unwrap();
    let chosen = chosen(&figures);
    let again = |figure: &&Figure| {
        let wrong = indicators::retraced(&engine, figure, as_at).unwrap()?;
        Some(format!("{:?}: {wrong}", figure.key))
    };
    (chosen.len(), chosen.iter().filter_map(again).collect())
}

#[test]
fn the_lines_that_explain_lists_reproduce_the_figures_of_every_indicator() {
    let definitions = wales();
    let (chosen, wrong) = wrong(definitions, &published().root);
    let indicators: BTreeSet<&str> = definitions.indicators.iter().map(|indicator| &*indicator.id).collect();
    assert_eq!(chosen, indicators.len());
    assert!(wrong.is_empty(), "{} of {chosen}\n{}", wrong.len(), wrong.join("\n"));
}
