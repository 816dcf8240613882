//! From figures to lines and back: what `explain` lists is what a figure is made of.

use std::collections::BTreeMap;

use trosolwg::definitions::Definitions;
use trosolwg::domain::{Basis, Figure, GeographyLevel, parse_iso_date};
use trosolwg::{indicators, pipeline};

use super::support::{published, wales};

/// Of each indicator the nation's latest total, and another figure, of some place, period and category.
fn chosen(figures: &[Figure]) -> Vec<&Figure> {
    let mut of: BTreeMap<&str, Vec<&Figure>> = BTreeMap::new();
    for figure in figures.iter().filter(|figure| figure.key.basis != Basis::Linked) {
        of.entry(&figure.key.indicator).or_default().push(figure);
    }
    let mut chosen = Vec::new();
    for (at, all) in of.into_values().enumerate() {
        let national =
            |figure: &&&Figure| figure.key.geography_level == GeographyLevel::Nation && figure.key.breakdown.is_empty();
        chosen.extend(all.iter().copied().filter(|figure| national(&figure)).max_by_key(|figure| figure.key.period));
        let counted: Vec<&Figure> =
            all.into_iter().filter(|figure| figure.value.is_some_and(|value| value != 0.0)).collect();
        // A step that shares no factor with most lengths meets another place, period and category each time.
        chosen.extend(counted.get(at * 7919 % counted.len().max(1)).copied());
    }
    chosen
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
    assert!(chosen > 3 * definitions.indicators.len() / 2, "{chosen} figures for {}", definitions.indicators.len());
    assert!(wrong.is_empty(), "{} of {chosen}\n{}", wrong.len(), wrong.join("\n"));
}
