//! The shared checks: the 4x4 trap and the synthetic Wales table.

use std::collections::{BTreeMap, BTreeSet};

use super::super::audit::{audit, bounds};
use super::super::suppression::{suppress, usual_order};
use super::super::system::{Seen, Sum, System};

const NEED: u32 = 3;

struct Row(BTreeMap<String, String>);

impl Row {
    fn text(&self, column: &str) -> &str {
        &self.0[column]
    }
    fn number(&self, column: &str) -> f64 {
        self.text(column).parse().unwrap()
    }
    fn count(&self, column: &str) -> u64 {
        self.text(column).parse().unwrap()
    }
    fn yes(&self, column: &str) -> bool {
        self.text(column).eq_ignore_ascii_case("true")
    }
}

/// The rows of a file of `../shared/checks/disclosure`; none, loudly, where it is not at hand.
fn rows(name: &str) -> Vec<Row> {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/checks/disclosure").join(name);
    let Ok(text) = std::fs::read_to_string(&file) else {
        println!("SKIPPED: no {name} in ../shared");
        return Vec::new();
    };
    let mut lines = text.lines().map(|line| line.split(',').map(|cell| cell.trim_matches('"').to_owned()));
    let heads: Vec<String> = lines.next().unwrap().collect();
    lines.map(|cells| Row(heads.iter().cloned().zip(cells).collect())).collect()
}

/// A table of named rows and columns, each cell with its own index; "total of" gives the parent.
struct Names {
    cells: BTreeMap<(String, String), usize>,
}

impl Names {
    fn at(&self, row: &str, column: &str) -> usize {
        self.cells[&(row.to_owned(), column.to_owned())]
    }
}

/// A table with the total of columns named `all`, and rows' totals: (total, parts).
fn table(cells: &[(String, String, u64)], all: &str, groups: &[(String, Vec<String>)]) -> (System, Names) {
    let names = Names {
        cells: cells.iter().enumerate().map(|(at, (row, column, _))| ((row.clone(), column.clone()), at)).collect(),
    };
    let heads: BTreeSet<&String> = cells.iter().map(|(_, column, _)| column).collect();
    let lines: BTreeSet<&String> = cells.iter().map(|(row, _, _)| row).collect();
    let mut sums = Vec::new();
    for row in lines {
        let parts = heads.iter().filter(|head| **head != all).map(|head| names.at(row, head)).collect();
        sums.push(Sum { total: names.at(row, all), parts });
    }
    for (group, members) in groups {
        for head in &heads {
            sums.push(Sum {
                total: names.at(group, head),
                parts: members.iter().map(|row| names.at(row, head)).collect(),
            });
        }
    }
    (System { values: cells.iter().map(|(_, _, value)| *value).collect(), sums }, names)
}

fn trap() -> Option<(System, Names, Vec<Row>)> {
    let rows = Some(rows("sdctable_simpleheuristic_trap_4x4.csv")).filter(|rows| !rows.is_empty())?;
    let cells: Vec<_> =
        rows.iter().map(|row| (row.text("v1").to_owned(), row.text("v2").to_owned(), row.count("freq"))).collect();
    let groups = [("tot".to_owned(), ["w", "x", "y", "z"].map(str::to_owned).to_vec())];
    let (system, names) = table(&cells, "tot", &groups);
    Some((system, names, rows))
}

fn wales() -> Option<(System, Names, Vec<Row>)> {
    let rows = Some(rows("gauss_synthetic_wales_maxN4_protectZerosFALSE.csv")).filter(|rows| !rows.is_empty())?;
    let cells: Vec<_> = rows
        .iter()
        .map(|row| (row.text("la").to_owned(), row.text("placement").to_owned(), row.count("count")))
        .collect();
    let mut regions: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in self::rows("synthetic_wales_input.csv") {
        regions.entry(row.text("region").to_owned()).or_default().insert(row.text("la").to_owned());
    }
    let mut groups: Vec<(String, Vec<String>)> =
        regions.into_iter().map(|(region, las)| (region, las.into_iter().collect())).collect();
    groups.push(("Total".to_owned(), groups.iter().map(|(region, _)| region.clone()).collect()));
    let (system, names) = table(&cells, "Total", &groups);
    Some((system, names, rows))
}

fn seen(hidden: &[bool]) -> Vec<Seen> {
    hidden.iter().map(|hidden| if *hidden { Seen::Hidden } else { Seen::Exact }).collect()
}

fn near(a: f64, b: f64) {
    assert!((a - b).abs() < 1e-6, "{a} is not {b}");
}

#[test]
fn the_bounds_of_the_trap_are_the_given_ones() {
    let Some((system, names, rows)) = trap() else { return };
    assert!(system.broken().is_empty());
    let seen: Vec<Seen> = seen(&rows.iter().map(|row| row.yes("primary")).collect::<Vec<_>>());
    for row in rows.iter().filter(|row| row.yes("primary")) {
        let cell = names.at(row.text("v1"), row.text("v2"));
        let bounds = bounds(&system, &seen, cell);
        near(bounds.least, row.number("lo"));
        near(bounds.most, row.number("hi"));
        let verdict = audit(&system, &seen, &[cell], NEED)[0];
        assert_eq!(verdict.is_safe(NEED), row.text("lo") != row.text("hi"));
    }
}

#[test]
fn one_more_hidden_cell_opens_the_trap_as_given() {
    let Some((system, names, rows)) = trap() else { return };
    let primary: Vec<usize> =
        rows.iter().filter(|row| row.yes("primary")).map(|row| names.at(row.text("v1"), row.text("v2"))).collect();
    for extra in self::rows("sdctable_trap_4x4_single_extra_suppressions.csv") {
        let (v1, v2) = extra.text("extra").split_once('|').unwrap();
        let mut hidden: Vec<bool> = rows.iter().map(|row| row.yes("primary")).collect();
        hidden[names.at(v1, v2)] = true;
        let seen = seen(&hidden);
        let wb = bounds(&system, &seen, names.at("w", "b"));
        near(wb.least, extra.number("wb_lo"));
        near(wb.most, extra.number("wb_hi"));
        let widths = primary.iter().map(|cell| bounds(&system, &seen, *cell)).map(|bounds| bounds.most - bounds.least);
        near(widths.fold(f64::INFINITY, f64::min), extra.number("min_primary_width"));
    }
}

#[test]
fn the_trap_is_not_fallen_into() {
    let Some((system, names, rows)) = trap() else { return };
    let primary: Vec<bool> = rows.iter().map(|row| row.yes("primary")).collect();
    let hidden = suppress(&system, &primary, &usual_order(&system, false), NEED, &seen).unwrap();
    let wb = bounds(&system, &seen(&hidden), names.at("w", "b"));
    assert!(wb.counts() >= f64::from(NEED), "{wb:?}");
    assert_eq!(hidden.iter().filter(|hidden| **hidden).count(), 1 + primary.iter().filter(|primary| **primary).count());
}

#[test]
fn the_bounds_of_the_synthetic_nation_are_the_given_ones() {
    let Some((system, names, rows)) = wales() else { return };
    assert!(system.broken().is_empty());
    let seen = seen(&rows.iter().map(|row| row.yes("suppressed")).collect::<Vec<_>>());
    for row in self::rows("audit_gauss_synthetic_wales_maxN4.csv") {
        let bounds = bounds(&system, &seen, names.at(row.text("geo"), row.text("placement")));
        near(bounds.least, row.number("lo"));
        near(bounds.most, row.number("hi"));
    }
}

#[test]
fn the_synthetic_nation_is_protected_with_few_hidden_cells() {
    let Some((system, _, rows)) = wales() else { return };
    let primary: Vec<bool> = rows.iter().map(|row| (1..=4).contains(&row.count("count"))).collect();
    assert!(rows.iter().all(|row| row.yes("primary") == (1..=4).contains(&row.count("count"))));
    let hidden = suppress(&system, &primary, &usual_order(&system, false), NEED, &seen).unwrap();
    let cells: Vec<usize> = (0..hidden.len()).filter(|at| hidden[*at]).collect();
    assert!(cells.len() <= 30, "{} hidden", cells.len());
    assert!(cells.iter().all(|at| system.values[*at] > 0));
    for at in (0..hidden.len()).filter(|at| primary[*at]) {
        let bounds = bounds(&system, &seen(&hidden), at);
        assert!(bounds.counts() >= f64::from(NEED), "{bounds:?}");
    }
}

#[test]
fn hidden_cells_that_are_known_not_to_be_0_are_protected_too() {
    let Some((system, _, rows)) = wales() else { return };
    let primary: Vec<bool> = rows.iter().map(|row| row.yes("primary")).collect();
    let withheld = Seen::Within { least: 1, most: u64::MAX };
    let see = |hidden: &[bool]| -> Vec<Seen> {
        hidden.iter().map(|hidden| if *hidden { withheld } else { Seen::Exact }).collect()
    };
    let hidden = suppress(&system, &primary, &usual_order(&system, false), NEED, &see).unwrap();
    let seen = see(&hidden);
    for at in (0..hidden.len()).filter(|at| primary[*at]) {
        assert!(bounds(&system, &seen, at).counts() >= f64::from(NEED));
    }
}

/// A total of 10 in three parts.
fn parts() -> System {
    System { values: vec![10, 1, 2, 7], sums: vec![Sum { total: 0, parts: vec![1, 2, 3] }] }
}

#[test]
fn a_singleton_and_another_secret_do_not_protect_each_other() {
    let order = usual_order(&parts(), true);
    let hidden = suppress(&parts(), &[false, true, true, false], &order, NEED, &seen).unwrap();
    assert_eq!(hidden, [false, true, true, true]);
    let mut nobody_alone = parts();
    nobody_alone.values = vec![11, 2, 2, 7];
    let hidden = suppress(&nobody_alone, &[false, true, true, false], &order, NEED, &seen).unwrap();
    assert_eq!(hidden, [false, true, true, false]);
}

#[test]
fn a_cell_that_nothing_protects_is_named() {
    // Only the secret itself may be hidden.
    let exposed = suppress(&parts(), &[false, true, false, false], &[], NEED, &seen).unwrap_err();
    assert_eq!(exposed.cell, 1);
    assert_eq!(exposed.to_string(), "cell 1 cannot be protected by hiding others");
}

#[test]
fn what_contradicts_itself_counts_as_known() {
    let mut broken = parts();
    broken.values[0] = 11;
    assert_eq!(broken.broken(), [0]);
    let apart = [Seen::Exact, Seen::Within { least: 0, most: 4 }, Seen::Within { least: 0, most: 4 }, Seen::Exact];
    let verdict = audit(&broken, &apart, &[1], NEED)[0];
    assert!(verdict.is_safe(NEED), "the equations still leave 0 to 4");
    broken.values[0] = 20;
    let verdict = audit(&broken, &apart, &[1], NEED)[0];
    assert!(!verdict.is_safe(NEED));
    let exact = audit(&parts(), &[Seen::Exact; 4], &[1], NEED)[0];
    assert!(!exact.is_safe(NEED));
}
