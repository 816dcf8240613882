//! The authorities of Wales with invented figures, and charts of them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::definitions::{Authority, Chart, ChartShape, Code, CodeList, Definitions, TableRows, Tile, Validity};
use crate::disclosure::SafeFigure;
use crate::domain::{GeographyLevel, Kind, Period, PeriodKind, Year};
use crate::present::invented::{self, english, figure, welsh};

/// Codes and names as they stand in the reference table.
pub(super) static AUTHORITIES: LazyLock<Vec<(String, String, String)>> = LazyLock::new(|| {
    rows(include_str!("../../../../data/reference/authorities.csv"))
        .map(|row| (row[0].clone(), row[5].clone(), row[6].clone()))
        .collect()
});

/// Categories, largest first, and their shares of the whole in per cent.
const CATEGORIES: [(&str, &str, &str, f64); 6] = [
    ("care_home", "Care homes for children", "Cartrefi gofal i blant", 40.0),
    ("fostering", "Fostering", "Maethu", 25.0),
    ("kinship", "Foster care with relatives or friends", "Gofal maeth gyda pherthnasau neu gyfeillion", 15.0),
    ("independent", "Living independently", "Byw’n annibynnol", 10.0),
    ("parents", "Placed with parents", "Wedi’u lleoli gyda rhieni", 6.0),
    ("other", "Other", "Arall", 4.0),
];

fn rows(text: &str) -> impl Iterator<Item = Vec<String>> + '_ {
    text.lines().skip(1).filter(|line| !line.is_empty()).map(|line| line.split(',').map(str::to_owned).collect())
}

fn in_both(en: &str, cy: &str) -> BTreeMap<crate::domain::Language, Box<str>> {
    BTreeMap::from([(english(), en.into()), (welsh(), cy.into())])
}

/// The invented definitions, with every authority and where it lies.
pub(super) fn definitions() -> Definitions {
    let mut made = invented::definitions("x");
    let authority = |(code, en, cy): &(String, String, String)| Authority {
        code: code.parse().unwrap(),
        names: in_both(en, cy),
        within: in_both(en, cy),
        region: "RPB-A".into(),
        health_board: "".into(),
        valid: Validity::default(),
    };
    made.reference.authorities = AUTHORITIES.iter().map(authority).collect();
    let tile = |row: Vec<String>| Tile {
        authority: row[0].parse().unwrap(),
        column: row[1].parse().unwrap(),
        row: row[2].parse().unwrap(),
        names: in_both(&row[3], &row[4]),
    };
    made.report.tiles = rows(include_str!("../../../../pipelines/wales/report/tiles.csv")).map(tile).collect();
    let code = |(code, en, cy, _): &(&str, &str, &str, f64)| Code {
        code: (*code).into(),
        labels: in_both(en, cy),
        ..Code::default()
    };
    let codes = CATEGORIES.iter().map(code).collect();
    made.codes.insert("service_type".into(), CodeList { id: "service_type".into(), codes, by_folded: BTreeMap::new() });
    if let Some(policy) = made.collection.disclosure.policies.values_mut().next() {
        policy.least_denominator = 10;
    }
    made
}

/// Charts of every shape.
pub(super) fn charts() -> Vec<Chart> {
    use ChartShape::{HeatMap, SmallMultiples, Stacked, TileMap};
    use PeriodKind::{Quarter, Year};
    let chart = |id: &str, shape, indicators: &[&str], breakdown: &str, rows, periods| Chart {
        id: id.into(),
        title: "T".into(),
        subtitle: "S".into(),
        shape,
        indicators: indicators.iter().map(|id| (*id).into()).collect(),
        breakdown: breakdown.into(),
        rows,
        periods,
    };
    let (periods, places) = (TableRows::Periods, TableRows::Places);
    vec![
        chart("shares_over_time", Stacked, &["children"], "service_type", periods, Quarter),
        chart("shares_by_place", Stacked, &["children"], "service_type", places, Year),
        chart("panels", SmallMultiples, &["rate"], "", periods, Quarter),
        chart("panels_of_counts", SmallMultiples, &["children"], "", periods, Year),
        chart("tiles", TileMap, &["rate"], "", periods, Year),
        chart("tiles_of_shares", TileMap, &["share"], "", periods, Year),
        chart("cells", HeatMap, &["share"], "service_type", periods, Year),
        chart("cells_of_indicators", HeatMap, &["children", "rate", "share"], "", periods, Year),
    ]
}

/// Figures of every indicator for the nation and each authority, and for each category.
pub(super) fn figures() -> Vec<SafeFigure> {
    let definitions = definitions();
    let mut figures = Vec::new();
    for (start, grown) in [(2022, 0.9), (2023, 1.0)] {
        let year = Year::starting(start);
        for period in [PeriodKind::Year, PeriodKind::Quarter].into_iter().flat_map(|kind| Period::all_in(year, kind)) {
            for indicator in &definitions.indicators {
                let places = (0u32..).zip(AUTHORITIES.iter()).map(|(n, (code, _, _))| {
                    (GeographyLevel::Authority, code.as_str(), grown * f64::from(40 + n * 37 % 83))
                });
                let nation = [(GeographyLevel::Nation, "W92000004", grown * 71.0)];
                for (level, code, value) in nation.into_iter().chain(places) {
                    figures.push(figure(indicator, period, level, code, value));
                    figures.extend(parts(indicator, period, (level, code), value));
                }
            }
        }
    }
    figures
}

fn parts(
    indicator: &crate::definitions::Indicator,
    period: Period,
    (level, code): (GeographyLevel, &str),
    value: f64,
) -> Vec<SafeFigure> {
    let part = |(category, _, _, share): &(&str, &str, &str, f64)| {
        let of_kind = if indicator.kind == Kind::Count { value * share / 100.0 } else { value + share };
        let mut part = figure(indicator, period, level, code, of_kind);
        part.key.breakdown = "service_type".into();
        part.key.category = (*category).into();
        part
    };
    CATEGORIES.iter().map(part).collect()
}
