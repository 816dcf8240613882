//! Controlled rounding against published optima, against an integer program, and for whatever table comes.
#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the integer program reckons in small floats"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use microlp::{ComparisonOp, OptimizationDirection, Problem, SolveOutcome, Variable};
use proptest::collection::vec;
use proptest::prelude::*;

use super::{Cell, Rounded, Sums, Table, Wanted, round};

/// The lines of a file of `../shared/checks/disclosure`, in cells; none, loudly, where it is not at hand.
fn shared(name: &str) -> Vec<Vec<String>> {
    let name = format!("checks/disclosure/{name}");
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let found = here.join(&name);
    if !found.exists() {
        println!("SKIPPED: no {name} in ../shared");
        return Vec::new();
    }
    let cells = |line: &str| line.split(',').map(|cell| cell.trim_matches('"').to_owned()).collect();
    fs::read_to_string(found).unwrap().lines().skip(1).map(cells).collect()
}

/// The synthetic Wales: its nation, regions and authorities in alphabetical order, and its categories.
fn synthetic_wales() -> (Table, Vec<String>, Vec<String>) {
    let rows = shared("synthetic_wales_input.csv");
    let categories: Vec<String> = rows.iter().map(|row| row[2].clone()).collect::<BTreeSet<_>>().into_iter().collect();
    let mut above: BTreeMap<String, Option<String>> = BTreeMap::from([("Total".into(), None)]);
    for row in &rows {
        let region = format!("R:{}", row[0]);
        above.insert(region.clone(), Some("Total".into()));
        above.insert(row[1].clone(), Some(region));
    }
    let places: Vec<String> = above.keys().cloned().collect();
    let at = |names: &[String], name: &str| names.iter().position(|other| other == name).unwrap();
    let parents = above.values().map(|above| above.as_ref().map(|above| at(&places, above))).collect();
    let mut cells = vec![vec![0; categories.len()]; places.len()];
    for row in &rows {
        cells[at(&places, &row[1])][at(&categories, &row[2])] = row[3].parse().unwrap();
    }
    (Table { parents, categories: categories.len(), cells }, places, categories)
}

fn counts(table: &Table) -> Sums {
    Sums::of(table, &table.cells, table.categories)
}

/// Every cell of a table, totals included.
fn everything(table: &Table) -> impl Iterator<Item = Cell> {
    let columns = (0..table.categories).map(Some).chain([None]).collect::<Vec<_>>();
    (0..table.parents.len())
        .flat_map(move |place| columns.clone().into_iter().map(move |category| Cell { place, category }))
}

fn number(rounded: &Rounded, cell: Cell) -> u64 {
    super::number_at(&rounded.cells, &rounded.totals, cell).unwrap()
}

fn distance(table: &Table, rounded: &Rounded, unpublished: &BTreeSet<Cell>) -> u64 {
    let counts = counts(table);
    let published = everything(table).filter(|cell| !unpublished.contains(cell));
    published.map(|cell| counts.at(cell).abs_diff(number(rounded, cell))).sum()
}

fn moved(table: &Table, rounded: &Rounded, before: &Rounded) -> usize {
    everything(table).filter(|cell| number(rounded, *cell) != number(before, *cell)).count()
}

fn adds_up(table: &Table, rounded: &Rounded) -> bool {
    let sums = Sums::of(table, &rounded.cells, table.categories);
    sums.cells == rounded.cells && sums.totals == rounded.totals
}

/// Cells that are neither the multiple below nor the one above.
fn strays(table: &Table, rounded: &Rounded, base: u64) -> Vec<Cell> {
    let counts = counts(table);
    let is_stray = |cell: &Cell| {
        let (count, number) = (counts.at(*cell), number(rounded, *cell));
        number != count / base * base && number != count.div_ceil(base) * base
    };
    everything(table).filter(is_stray).collect()
}

#[test]
fn the_synthetic_wales_is_rounded_at_the_optimum() {
    let (table, places, categories) = synthetic_wales();
    for (base, optimum) in [(5, 254), (3, 138)] {
        let reference = shared(&format!("zrcr_opt_synthetic_wales_b{base}.csv"));
        if reference.is_empty() {
            return;
        }
        let rounded = round(&table, &Wanted::to(base));
        assert_eq!(distance(&table, &rounded, &BTreeSet::new()), optimum);
        assert!(adds_up(&table, &rounded));
        assert_eq!(strays(&table, &rounded, base), []);
        assert_eq!(rounded.beyond, 0);
        assert_eq!(reference.len(), everything(&table).count());
        for row in reference {
            let place = places.iter().position(|place| *place == row[0]).unwrap();
            let cell = Cell { place, category: categories.iter().position(|category| *category == row[1]) };
            let (count, published): (u64, u64) = (row[2].parse().unwrap(), row[3].parse().unwrap());
            assert_eq!(counts(&table).at(cell), count, "{row:?}");
            assert!(published.abs_diff(number(&rounded, cell)) <= base, "{row:?}");
        }
    }
}

/// What an answer costs, as the integer program reckons it: multiples beyond, then distance, then moves.
const BEYOND: u64 = 50_000;
const DISTANCE: u64 = 50;

fn cost(table: &Table, wanted: &Wanted<'_>, rounded: &Rounded) -> u64 {
    let counts = counts(table);
    let beyond = everything(table).filter(|cell| cell.category.is_some()).map(|cell| {
        let count = counts.at(cell);
        let number = number(rounded, cell);
        let (below, above) = (count / wanted.base * wanted.base, count.div_ceil(wanted.base) * wanted.base);
        (below.saturating_sub(number) + number.saturating_sub(above)) / wanted.base
    });
    let moves =
        wanted.before.map_or(0, |before| stayers(table, wanted, before) - stayed(table, wanted, rounded, before));
    let weight = if wanted.is_steady { [1, 200] } else { [DISTANCE, 1] };
    beyond.sum::<u64>() * BEYOND + distance(table, rounded, wanted.unpublished) * weight[0] + moves * weight[1]
}

/// Cells that could be where they were before.
fn stayers(table: &Table, wanted: &Wanted<'_>, before: &Rounded) -> u64 {
    let counts = counts(table);
    everything(table).filter(|cell| counts.at(*cell).abs_diff(number(before, *cell)) < wanted.base).count() as u64
}

fn stayed(table: &Table, wanted: &Wanted<'_>, rounded: &Rounded, before: &Rounded) -> u64 {
    let counts = counts(table);
    let is_next = |cell: &Cell| counts.at(*cell).abs_diff(number(before, *cell)) < wanted.base;
    let stays = |cell: &Cell| number(before, *cell) == number(rounded, *cell);
    everything(table).filter(|cell| is_next(cell) && stays(cell)).count() as u64
}

/// The least cost by an integer program that says the same in equations.
fn least_cost(table: &Table, wanted: &Wanted<'_>) -> u64 {
    let counts = counts(table);
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let mut terms: BTreeMap<Cell, (f64, Vec<(Variable, f64)>)> = BTreeMap::new();
    let mut constant = 0.0;
    let lowest = table.lowest();
    for cell in everything(table) {
        let (count, base) = (counts.at(cell), wanted.base);
        if let (Some(totals), None) = (wanted.totals, cell.category) {
            constant += count.abs_diff(totals[cell.place]) as f64 * DISTANCE as f64;
            terms.insert(cell, ((totals[cell.place] / base) as f64, Vec::new()));
            continue;
        }
        let price = |multiple: u64| {
            let weight = if wanted.is_steady { [1, 200] } else { [DISTANCE, 1] };
            let distance = if wanted.unpublished.contains(&cell) { 0 } else { count.abs_diff(multiple) };
            let stays = wanted.before.is_none_or(|before| {
                let before = number(before, cell);
                count.abs_diff(before) >= base || before == multiple
            });
            (distance * weight[0] + u64::from(!stays) * weight[1]) as f64
        };
        let (below, above) = (count / base, count.div_ceil(base));
        constant += price(below * base);
        let step = problem.add_integer_var(price(above * base) - price(below * base), (0, i32::from(below < above)));
        let mut parts = vec![(step, 1.0)];
        if wanted.totals.is_some() && !lowest[cell.place] {
            let dear = (BEYOND + DISTANCE * base) as f64;
            parts.push((problem.add_integer_var(dear, (0, 20)), 1.0));
            parts.push((problem.add_integer_var(dear, (0, below as i32)), -1.0));
        }
        terms.insert(cell, (below as f64, parts));
    }
    let mut equate = |total: Cell, parts: Vec<Cell>| {
        let mut left = terms[&total].1.clone();
        let mut right = -terms[&total].0;
        for part in parts {
            left.extend(terms[&part].1.iter().map(|(variable, factor)| (*variable, -factor)));
            right += terms[&part].0;
        }
        problem.add_constraint(&left, ComparisonOp::Eq, right);
    };
    for place in 0..table.parents.len() {
        let row = (0..table.categories).map(|category| Cell { place, category: Some(category) }).collect();
        equate(Cell { place, category: None }, row);
        let under: Vec<usize> = (0..table.parents.len()).filter(|under| table.above(*under) == Some(place)).collect();
        for category in (0..table.categories).map(Some).filter(|_| !under.is_empty()) {
            equate(Cell { place, category }, under.iter().map(|place| Cell { place: *place, category }).collect());
        }
    }
    let SolveOutcome::Solution(solution) = problem.solve().unwrap() else { panic!("not solved") };
    (solution.objective() + constant).round() as u64
}

/// Trees in no order: each place but the first is under one of those before it, or in one case of eight under none; all
/// are then mixed.
fn parents(places: usize) -> impl Strategy<Value = Vec<Option<usize>>> {
    let order = Just((0..places).collect::<Vec<_>>()).prop_shuffle();
    (vec((any::<prop::sample::Index>(), 0_u8..8), places), order).prop_map(move |(choices, order)| {
        let mut parents = vec![None; places];
        for (at, (choice, _)) in choices.iter().enumerate().filter(|(at, (_, root))| *at > 0 && *root > 0) {
            parents[order[at]] = Some(order[choice.index(at)]);
        }
        parents
    })
}

fn tables(places: usize, categories: usize) -> impl Strategy<Value = Table> {
    (1..=places, 1..=categories, prop_oneof![Just(4_u64), Just(9), Just(60)]).prop_flat_map(
        |(places, categories, most)| {
            let cells = vec(vec(0..=most, categories), places);
            (parents(places), cells).prop_map(move |(parents, cells)| Table { parents, categories, cells })
        },
    )
}

/// Cells that nobody sees, chosen by number.
fn hidden(table: &Table, choices: &[usize]) -> BTreeSet<Cell> {
    let all: Vec<Cell> = everything(table).collect();
    choices.iter().map(|choice| all[choice % all.len()]).collect()
}

/// A table with the same totals, in other categories.
fn other_breakdown(table: &Table) -> Table {
    let row = |row: &Vec<u64>| {
        let all: u64 = row.iter().sum();
        vec![all / 3, all - all / 3]
    };
    Table { parents: table.parents.clone(), categories: 2, cells: table.cells.iter().map(row).collect() }
}

/// The table with one count changed.
fn revised(table: &Table, at: usize) -> Table {
    let mut revised = table.clone();
    let row = at % revised.cells.len();
    revised.cells[row][at % table.categories] += 2;
    revised
}

fn bases() -> impl Strategy<Value = u64> {
    prop_oneof![Just(5_u64), Just(3), Just(4), Just(10)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_additive_rounding_is_nearer(table in tables(8, 3), base in bases(), choices in vec(0_usize..100, 0..6)) {
        let unpublished = hidden(&table, &choices);
        let wanted = Wanted { unpublished: &unpublished, ..Wanted::to(base) };
        prop_assert_eq!(cost(&table, &wanted, &round(&table, &wanted)), least_cost(&table, &wanted));
    }

    #[test]
    fn a_revision_keeps_what_it_can(table in tables(7, 3), base in bases(), at in 0_usize..100, is_steady in any::<bool>()) {
        let before = round(&table, &Wanted::to(base));
        let wanted = Wanted { before: Some(&before), is_steady, ..Wanted::to(base) };
        prop_assert_eq!(&round(&table, &wanted), &before);
        let revised = revised(&table, at);
        let rounded = round(&revised, &wanted);
        prop_assert_eq!(strays(&revised, &rounded, base), []);
        prop_assert_eq!(cost(&revised, &wanted, &rounded), least_cost(&revised, &wanted));
        let afresh = round(&revised, &Wanted::to(base));
        prop_assert!(moved(&revised, &rounded, &before) <= moved(&revised, &afresh, &before));
    }

    #[test]
    fn given_totals_stand_and_as_little_as_possible_goes_beyond(table in tables(8, 3), base in bases()) {
        let totals = round(&other_breakdown(&table), &Wanted::to(base)).totals;
        let wanted = Wanted { totals: Some(&totals), ..Wanted::to(base) };
        let rounded = round(&table, &wanted);
        prop_assert_eq!(&rounded.totals, &totals);
        prop_assert!(adds_up(&table, &rounded));
        prop_assert_eq!(strays(&table, &rounded, base).len(), rounded.beyond);
        prop_assert_eq!(cost(&table, &wanted, &rounded), least_cost(&table, &wanted));
    }

    #[test]
    fn whatever_the_table_it_adds_up_next_to_its_counts(table in tables(40, 12), base in 0_u64..12) {
        let rounded = round(&table, &Wanted::to(base));
        prop_assert!(adds_up(&table, &rounded));
        prop_assert_eq!(strays(&table, &rounded, base.max(1)), []);
        prop_assert_eq!(rounded.beyond, 0);
        prop_assert_eq!(rounded, round(&table, &Wanted::to(base)));
    }

    #[test]
    fn whatever_the_totals_they_stand_and_it_adds_up(
        table in tables(12, 5), base in bases(), multiples in vec(0_u64..30, 12), choices in vec(0_usize..100, 0..20),
    ) {
        let unpublished = hidden(&table, &choices);
        let totals: Vec<u64> = multiples.iter().map(|multiple| multiple * base).collect();
        let rounded = round(&table, &Wanted { totals: Some(&totals), unpublished: &unpublished, ..Wanted::to(base) });
        prop_assert!(adds_up(&table, &rounded));
        for (place, _) in table.lowest().iter().enumerate().filter(|(_, lowest)| **lowest) {
            prop_assert_eq!(rounded.totals[place], totals[place]);
        }
    }

    #[test]
    fn an_authority_more_leaves_the_others_next_to_their_counts_and_one_of_multiples_where_they_were(
        table in tables(12, 5), base in bases(), row in vec(0_u64..20, 5), under in any::<prop::sample::Index>(),
    ) {
        let uppers: Vec<usize> = (0..table.parents.len()).filter(|place| !table.lowest()[*place]).collect();
        let above = (!uppers.is_empty()).then(|| uppers[under.index(uppers.len())]);
        let with = |row: Vec<u64>| {
            let mut table = table.clone();
            table.parents.push(above);
            table.cells.push(row);
            table
        };
        let alone = round(&table, &Wanted::to(base));
        let more = with(row[..table.categories].to_vec());
        let rounded = round(&more, &Wanted::to(base));
        prop_assert!(adds_up(&more, &rounded));
        prop_assert_eq!(strays(&more, &rounded, base), []);
        let multiples = with(row[..table.categories].iter().map(|number| number * base).collect());
        let rounded = round(&multiples, &Wanted::to(base));
        for (place, _) in table.lowest().iter().enumerate().filter(|(_, lowest)| **lowest) {
            prop_assert_eq!(&rounded.cells[place], &alone.cells[place]);
        }
    }
}

/// A nation of three authorities with one in each of two categories.
fn three_small_authorities() -> Table {
    Table {
        parents: vec![None, Some(0), Some(0), Some(0)],
        categories: 2,
        cells: vec![vec![0, 0], vec![1, 1], vec![1, 1], vec![1, 1]],
    }
}

#[test]
fn a_total_that_leaves_no_choice_sends_an_upper_category_beyond_and_it_is_counted() {
    let totals = [15, 5, 5, 5];
    let rounded = round(&three_small_authorities(), &Wanted { totals: Some(&totals), ..Wanted::to(5) });
    assert_eq!(rounded.totals, totals);
    assert_eq!(rounded.beyond, 1);
    let nobody_sees = BTreeSet::from([0, 1].map(|category| Cell { place: 0, category: Some(category) }));
    let wanted = Wanted { totals: Some(&totals), unpublished: &nobody_sees, ..Wanted::to(5) };
    assert_eq!(round(&three_small_authorities(), &wanted).beyond, 0);
}

#[test]
fn a_total_that_its_categories_cannot_reach_still_stands() {
    let rounded = round(&three_small_authorities(), &Wanted { totals: Some(&[0, 30, 0, 5]), ..Wanted::to(5) });
    assert_eq!(rounded.totals, [35, 30, 0, 5]);
    assert!(adds_up(&three_small_authorities(), &rounded));
}

#[test]
fn a_steady_answer_stays_even_where_another_is_nearer() {
    let mut table = Table { parents: vec![None], categories: 1, cells: vec![vec![2]] };
    let before = round(&table, &Wanted::to(5));
    table.cells[0][0] = 4;
    let wanted = Wanted { before: Some(&before), ..Wanted::to(5) };
    assert_eq!(round(&table, &wanted).totals, [5]);
    assert_eq!(round(&table, &Wanted { is_steady: true, ..wanted }).totals, [0]);
}

#[test]
fn odd_tables_are_rounded_as_far_as_they_go() {
    let empty = Table { parents: Vec::new(), categories: 3, cells: Vec::new() };
    assert_eq!(round(&empty, &Wanted::to(5)), Rounded { cells: Vec::new(), totals: Vec::new(), beyond: 0 });
    let none = Table { parents: vec![None, Some(0)], categories: 0, cells: vec![Vec::new(); 2] };
    assert_eq!(round(&none, &Wanted { totals: Some(&[10, 10]), ..Wanted::to(5) }).totals, [0, 0]);
    let ring =
        Table { parents: vec![Some(1), Some(0), Some(9)], categories: 1, cells: vec![vec![3], vec![4], vec![7]] };
    assert_eq!(round(&ring, &Wanted::to(5)).totals, [0, 0, 5]);
    let short = Table { parents: vec![None, Some(0), Some(0)], categories: 2, cells: vec![Vec::new(), vec![6]] };
    assert_eq!(round(&short, &Wanted { totals: Some(&[]), ..Wanted::to(5) }).totals, [0, 0, 0]);
}
