//! Controlled rounding: every count of a table goes to the multiple of the base below it or above it, so that the table
//! still adds up, and as near as that allows. A multiple stays as it is (zero-restricted).
//!
//! A table of places by categories, with places in places, is a network: the nation's total flows to the totals of its
//! regions and authorities, through the cells of the authorities, and together again by category. Each arc carries a
//! number of multiples, so the cheapest whole flow is the best rounding: B. D. Causey, L. H. Cox, L. R. Ernst,
//! "Applications of transportation theory to statistical problems", *Journal of the American Statistical Association* 80
//! (1985).

use std::collections::BTreeSet;
use std::iter::successors;

use super::network::{Network, Price};

/// Counts by place and category. Upper places are sums of those under them; each place's total is the sum of its
/// categories.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// The place above each place; trees of any depth, in any order.
    pub parents: Vec<Option<usize>>,
    /// How many categories there are: at least one, also where only totals are published.
    pub categories: usize,
    /// Counts, by place and category. Only those of the lowest places are read; the others follow.
    pub cells: Vec<Vec<u64>>,
}

/// One number of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cell {
    /// Its place.
    pub place: usize,
    /// Its category; None for the place's total.
    pub category: Option<usize>,
}

/// How a table is to be rounded.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted<'a> {
    /// Every number becomes a multiple of it.
    pub base: u64,
    /// The totals of all places where another table shares them: already multiples. Those of the lowest places are kept;
    /// the others follow.
    pub totals: Option<&'a [u64]>,
    /// The answer for an earlier release, with the same places and categories: kept among equally good answers.
    pub before: Option<&'a Rounded>,
    /// Whether the earlier answer counts for more than nearness: then a number moves only where its count or the sums
    /// make it, and two releases together tell least.
    pub is_steady: bool,
    /// Cells that nobody sees: how far they move costs nothing.
    pub unpublished: &'a BTreeSet<Cell>,
}

/// A table that adds up, in multiples of a base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rounded {
    /// By place and category.
    pub cells: Vec<Vec<u64>>,
    /// By place.
    pub totals: Vec<u64>,
    /// Published cells, totals apart, that could not be the multiple below or above; never any unless totals were given.
    pub beyond: usize,
}

/// Nothing is hidden.
static EVERYTHING_PUBLISHED: BTreeSet<Cell> = BTreeSet::new();

// Prices rank: a step of a higher rank outweighs all of the lower ones together, of which there are far fewer than 2^18.
/// A cell is not at the nearest multiple.
const FARTHER: Price = 1;
/// A cell is not where it was before.
const MOVED: Price = 1 << 22;
/// A published cell is one away from its count.
const DISTANCE: Price = 1 << 44;
/// A cell is not where it was before, and was to stay.
const UNSTEADY: Price = 1 << 66;
/// A cell that nobody sees is one multiple beyond those next to its count.
const BEYOND_UNPUBLISHED: Price = 1 << 84;
/// The same of a published cell.
const BEYOND: Price = 1 << 102;

/// More steps than any table has.
const ENDLESS: i64 = i64::MAX >> 16;

/// The node from which all totals come and to which all categories go.
const OUTSIDE: usize = 0;

impl Wanted<'_> {
    /// A table by itself, for the first time, all published.
    pub(super) fn to(base: u64) -> Self {
        Self { base, totals: None, before: None, is_steady: false, unpublished: &EVERYTHING_PUBLISHED }
    }
}

/// Rounds a table so that the distances of all published numbers from their counts, margins included, are least in sum.
///
/// Among equally good answers the one with the fewest changes from the earlier answer is taken, then the one with most
/// numbers at their nearest multiple, then always the same. Totals that are given always stand: where they leave no
/// choice, categories of upper places go further, as few multiples as possible. A place whose total could not come from
/// its categories at all lets those go further as well.
pub(super) fn round(table: &Table, wanted: &Wanted<'_>) -> Rounded {
    let counts = Sums::of(table, &table.cells, table.categories);
    let mut plan = Plan::of(table, wanted, &counts);
    plan.lay_totals();
    plan.lay_cells();
    let multiples = plan.multiples();
    let rounded = Sums::of(table, &multiples, table.categories).times(wanted.base.max(1));
    let beyond = cells_of(table).filter(|cell| plan.is_beyond(*cell, &rounded)).count();
    Rounded { cells: rounded.cells, totals: rounded.totals, beyond }
}

/// The cells of a table, without its totals.
fn cells_of(table: &Table) -> impl Iterator<Item = Cell> {
    let categories = table.categories;
    let row = move |place| (0..categories).map(move |category| Cell { place, category: Some(category) });
    (0..table.parents.len()).flat_map(row)
}

impl Table {
    /// The place above a place.
    fn above(&self, place: usize) -> Option<usize> {
        self.parents.get(place).copied().flatten().filter(|above| *above < self.parents.len())
    }

    /// A place and all those above it.
    fn upwards(&self, place: usize) -> impl Iterator<Item = usize> {
        successors(Some(place), |place| self.above(*place)).take(self.parents.len())
    }

    /// Whether each place has none under it.
    fn lowest(&self) -> Vec<bool> {
        let mut lowest = vec![true; self.parents.len()];
        for above in (0..self.parents.len()).filter_map(|place| self.above(place)) {
            if let Some(lowest) = lowest.get_mut(above) {
                *lowest = false;
            }
        }
        lowest
    }
}

/// Numbers of all places and their totals, made from those of the lowest places.
struct Sums {
    cells: Vec<Vec<u64>>,
    totals: Vec<u64>,
}

impl Sums {
    /// From rows of so many categories.
    fn of(table: &Table, rows: &[Vec<u64>], categories: usize) -> Self {
        let mut cells = vec![vec![0; categories]; table.parents.len()];
        let lowest = table.lowest();
        let rows = rows.iter().zip(lowest).enumerate().filter(|(_, (_, lowest))| *lowest);
        for (place, (row, _)) in rows {
            for upper in table.upwards(place) {
                if let Some(sums) = cells.get_mut(upper) {
                    add_row(sums, row);
                }
            }
        }
        let totals = cells.iter().map(|row: &Vec<u64>| row.iter().fold(0, |sum: u64, cell| sum.saturating_add(*cell)));
        Self { totals: totals.collect(), cells }
    }

    fn times(mut self, base: u64) -> Self {
        let numbers = self.cells.iter_mut().flatten().chain(&mut self.totals);
        numbers.for_each(|number| *number = number.saturating_mul(base));
        self
    }

    fn at(&self, cell: Cell) -> u64 {
        number_at(&self.cells, &self.totals, cell).unwrap_or_default()
    }
}

fn add_row(sums: &mut [u64], row: &[u64]) {
    for (sum, number) in sums.iter_mut().zip(row) {
        *sum = sum.saturating_add(*number);
    }
}

fn number_at(cells: &[Vec<u64>], totals: &[u64], cell: Cell) -> Option<u64> {
    match cell.category {
        Some(category) => cells.get(cell.place)?.get(category).copied(),
        None => totals.get(cell.place).copied(),
    }
}

/// The network of a table, and what is needed to read its flow.
struct Plan<'a> {
    table: &'a Table,
    wanted: &'a Wanted<'a>,
    base: u64,
    counts: &'a Sums,
    lowest: Vec<bool>,
    /// Totals that are given, in multiples.
    given: Option<Vec<u64>>,
    network: Network,
    /// The cell of each arc.
    cells: Vec<Cell>,
}

impl<'a> Plan<'a> {
    fn of(table: &'a Table, wanted: &'a Wanted<'a>, counts: &'a Sums) -> Self {
        let base = wanted.base.max(1);
        let places = table.parents.len();
        let nodes = 1 + places + places * table.categories;
        let given = wanted.totals.map(|totals| {
            let columns: Vec<Vec<u64>> = totals.iter().map(|total| vec![total / base]).collect();
            Sums::of(table, &columns, 1).totals
        });
        let lowest = table.lowest();
        Self { table, wanted, base, counts, lowest, given, network: Network::of(nodes), cells: Vec::new() }
    }

    /// The totals, from the top down.
    fn lay_totals(&mut self) {
        for place in 0..self.table.parents.len() {
            let cell = Cell { place, category: None };
            let from = self.table.above(place).map_or(OUTSIDE, total_node);
            match self.given.as_ref().and_then(|given| given.get(place)) {
                Some(total) => self.join(cell, (from, total_node(place)), (signed(*total), signed(*total)), 0),
                None => self.lay(cell, (from, total_node(place)), false),
            }
        }
    }

    /// The cells: from the totals of the lowest places, by category to the top.
    fn lay_cells(&mut self) {
        for place in 0..self.table.parents.len() {
            let is_lowest = self.lowest.get(place).copied().unwrap_or_default();
            let is_free = if is_lowest { self.is_out_of_reach(place) } else { self.given.is_some() };
            for category in 0..self.table.categories {
                let cell = Cell { place, category: Some(category) };
                let from = if is_lowest { total_node(place) } else { self.category_node(place, category) };
                let to = self.table.above(place).map_or(OUTSIDE, |above| self.category_node(above, category));
                self.lay(cell, (from, to), is_free);
            }
        }
    }

    /// Whether a place's given total cannot come from the multiples next to its cells.
    fn is_out_of_reach(&self, place: usize) -> bool {
        let total = self.given.as_ref().and_then(|given| given.get(place));
        let counts = self.counts.cells.get(place);
        let (Some(total), Some(counts)) = (total, counts) else { return false };
        let least: u64 = counts.iter().map(|count| count / self.base).sum();
        let most: u64 = counts.iter().map(|count| count.div_ceil(self.base)).sum();
        !(least..=most).contains(total)
    }

    /// One cell: a step between the multiples next to its count and, where it is free, dear steps beyond them.
    fn lay(&mut self, cell: Cell, ends: (usize, usize), is_free: bool) {
        let count = self.counts.at(cell);
        let (below, above) = (signed(count / self.base), signed(count.div_ceil(self.base)));
        self.join(cell, ends, (below, above), self.price_of_rounding_up(cell, count));
        if is_free {
            let dear = self.price_of_going_beyond(cell);
            self.join(cell, ends, (0, ENDLESS), dear);
            self.join(cell, ends, (-below, 0), -dear);
        }
    }

    fn join(&mut self, cell: Cell, (from, to): (usize, usize), bounds: (i64, i64), price: Price) {
        self.network.join(from, to, bounds, price);
        self.cells.push(cell);
    }

    fn is_published(&self, cell: Cell) -> bool {
        !self.wanted.unpublished.contains(&cell)
    }

    /// By how much the multiple above a count is dearer than the one below it.
    fn price_of_rounding_up(&self, cell: Cell, count: u64) -> Price {
        let down = count % self.base;
        let up = self.base - down;
        let farther = Price::from(down < up) - Price::from(up < down);
        let before = self.wanted.before.and_then(|before| number_at(&before.cells, &before.totals, cell));
        let moved = Price::from(before == Some(count - down)) - Price::from(before == Some(count - down + self.base));
        let distance = if self.is_published(cell) { Price::from(up) - Price::from(down) } else { 0 };
        let price_of_moving = if self.wanted.is_steady { UNSTEADY } else { MOVED };
        distance * DISTANCE + moved * price_of_moving + farther * FARTHER
    }

    fn price_of_going_beyond(&self, cell: Cell) -> Price {
        if self.is_published(cell) { BEYOND + Price::from(self.base) * DISTANCE } else { BEYOND_UNPUBLISHED }
    }

    /// The best flow's numbers of multiples, for the lowest places; others are nought.
    fn multiples(&self) -> Vec<Vec<u64>> {
        let mut multiples = vec![vec![0_i64; self.table.categories]; self.table.parents.len()];
        for (cell, flow) in self.cells.iter().zip(self.network.cheapest_flow()) {
            let row = multiples.get_mut(cell.place);
            if let Some(number) = cell.category.and_then(|category| row?.get_mut(category)) {
                *number = number.saturating_add(flow);
            }
        }
        let unsigned =
            |row: Vec<i64>| row.into_iter().map(|number| u64::try_from(number).unwrap_or_default()).collect();
        multiples.into_iter().map(unsigned).collect()
    }

    fn is_beyond(&self, cell: Cell, rounded: &Sums) -> bool {
        self.is_published(cell) && self.counts.at(cell).abs_diff(rounded.at(cell)) >= self.base
    }

    fn category_node(&self, place: usize, category: usize) -> usize {
        1 + self.table.parents.len() + place * self.table.categories + category
    }
}

fn total_node(place: usize) -> usize {
    1 + place
}

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(ENDLESS).min(ENDLESS)
}

#[cfg(test)]
mod tests;
