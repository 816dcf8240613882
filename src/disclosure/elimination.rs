//! Which cells may be published without telling a secret, by Gaussian elimination.
//!
//! A count follows from published ones when its row, a one in its own column, is a sum of multiples of the rows of the
//! equations and of the published cells. Everything is reckoned modulo a prime, exactly; that a row vanishes by accident
//! is as good as impossible, and the audit would notice.

use std::collections::{BTreeMap, BTreeSet};

use super::system::System;

/// The prime 2^61 - 1.
const PRIME: u64 = (1 << 61) - 1;

/// A sparse row: columns, rising, and what stands in them, not 0.
pub(super) type Row = Vec<Entry>;

/// A column, and what stands in it.
pub(super) type Entry = (usize, u64);

/// Rows of what is known. Each has a 1 in a column of its own, its pivot, in which no later row has anything.
#[derive(Default)]
pub(super) struct Known {
    rows: Vec<(usize, Row)>,
    /// The row of each column that is a pivot.
    by_pivot: BTreeMap<usize, usize>,
}

impl Known {
    /// What is left of a row when everything known is taken away; nothing if it follows from what is known.
    fn reduce(&self, row: Row) -> Row {
        self.reduce_within(row, usize::MAX).unwrap_or_default()
    }

    /// The same; None where so many columns do not hold what comes up on the way.
    pub(super) fn reduce_within(&self, row: Row, widest: usize) -> Option<Row> {
        let mut left: BTreeMap<usize, u64> = row.into_iter().collect();
        let mut next: BTreeSet<usize> = left.keys().filter_map(|column| self.by_pivot.get(column).copied()).collect();
        while let Some((pivot, known)) = next.pop_first().and_then(|at| self.rows.get(at)) {
            let Some(times) = left.get(pivot).copied() else { continue };
            for (column, entry) in known {
                let rest = minus(left.get(column).copied().unwrap_or(0), product(times, *entry));
                if rest == 0 {
                    left.remove(column);
                } else {
                    left.insert(*column, rest);
                    next.extend(self.by_pivot.get(column).filter(|_| column != pivot));
                }
            }
            if left.len() > widest {
                return None;
            }
        }
        Some(left.into_iter().collect())
    }

    /// Takes up a reduced row, by a column in which it has something.
    pub(super) fn learn(&mut self, pivot: usize, row: &[Entry]) {
        self.add(pivot, scaled(row, pivot));
    }

    /// Takes up a reduced row that has a 1 in the pivot.
    fn add(&mut self, pivot: usize, row: Row) {
        self.by_pivot.insert(pivot, self.rows.len());
        self.rows.push((pivot, row));
    }
}

/// The secrets: what is left of each when everything known is taken away.
pub(super) struct Secrets {
    known: Known,
    left: BTreeMap<usize, Row>,
    /// The secrets that have something in a column.
    by_column: BTreeMap<usize, BTreeSet<usize>>,
    /// The secrets that are alike: from one follows the other. By what is left of them, first entry made 1.
    alike: BTreeMap<Row, BTreeSet<usize>>,
    /// Secrets that somebody knows: the count is that person alone.
    singletons: BTreeSet<usize>,
}

impl Secrets {
    /// The secrets of a system of which nothing but the equations is known.
    pub(super) fn new(system: &System, secrets: &[usize]) -> Self {
        let mut known = Known::default();
        for sum in &system.sums {
            let mut row: BTreeMap<usize, u64> = BTreeMap::from([(sum.total, PRIME - 1)]);
            for part in &sum.parts {
                let entry = row.entry(*part).or_insert(0);
                *entry = minus(*entry, PRIME - 1);
            }
            row.retain(|_, entry| *entry != 0);
            let row = known.reduce(row.into_iter().collect());
            let total = row.iter().find(|(column, _)| *column == sum.total).or(row.last()).map(|(column, _)| *column);
            if let Some(pivot) = total {
                known.learn(pivot, &row);
            }
        }
        let singletons = secrets.iter().copied().filter(|secret| system.value(*secret) <= 1).collect();
        let mut all =
            Self { known, left: BTreeMap::new(), by_column: BTreeMap::new(), alike: BTreeMap::new(), singletons };
        for secret in secrets {
            let row = all.known.reduce(vec![(*secret, 1)]);
            all.put(*secret, row);
        }
        all
    }

    /// The first secret that is none: it follows from what is known.
    pub(super) fn exposed(&self) -> Option<usize> {
        self.left.iter().find(|(_, row)| row.is_empty()).map(|(secret, _)| *secret)
    }

    /// Publishes a cell, whatever it tells.
    pub(super) fn publish(&mut self, cell: usize) {
        if let Some((pivot, row)) = self.news(cell) {
            let told = self.told(pivot, &row);
            self.commit(pivot, row, told);
        }
    }

    /// Publishes a cell unless a secret follows from it, or one secret from another that somebody knows.
    pub(super) fn publish_if_safe(&mut self, cell: usize) -> bool {
        let Some((pivot, row)) = self.news(cell) else { return true };
        let told = self.told(pivot, &row);
        let is_safe = told.iter().all(|(_, left)| !left.is_empty()) && !self.tells_singletons(&told);
        if is_safe {
            self.commit(pivot, row, told);
        }
        is_safe
    }

    /// What is new in a cell, and the column by which it is known from now on: the one in which the fewest secrets have
    /// something, so that few change. None if the cell follows from what is known.
    fn news(&self, cell: usize) -> Option<(usize, Row)> {
        let row = self.known.reduce(vec![(cell, 1)]);
        let secrets = |column: usize| self.by_column.get(&column).map_or(0, BTreeSet::len);
        let (pivot, _) =
            row.iter().copied().min_by_key(|(column, _)| (secrets(*column), std::cmp::Reverse(*column)))?;
        Some((pivot, scaled(&row, pivot)))
    }

    /// What would be left of the secrets that a row changes.
    fn told(&self, pivot: usize, row: &[Entry]) -> Vec<(usize, Row)> {
        let concerned = self.by_column.get(&pivot).into_iter().flatten();
        concerned.filter_map(|secret| Some((*secret, without(self.left.get(secret)?, pivot, row)))).collect()
    }

    /// Whether, when this is left of these secrets, one that somebody knows tells another that it did not tell before.
    fn tells_singletons(&self, told: &[(usize, Row)]) -> bool {
        let changed: BTreeSet<usize> = told.iter().map(|(secret, _)| *secret).collect();
        let mut together: BTreeMap<Row, BTreeSet<usize>> = BTreeMap::new();
        for (secret, left) in told {
            let left = normal(left);
            let others = self.alike.get(&left).into_iter().flatten().filter(|other| !changed.contains(other)).copied();
            let mut others: BTreeSet<usize> = others.collect();
            others.insert(*secret);
            together.entry(left).or_default().append(&mut others);
        }
        together.values().any(|alike| {
            alike.len() > 1
                && !alike.is_disjoint(&self.singletons)
                && !self.alike.values().any(|before| alike.is_subset(before))
        })
    }

    fn commit(&mut self, pivot: usize, row: Row, told: Vec<(usize, Row)>) {
        for (secret, left) in told {
            self.put(secret, left);
        }
        self.known.add(pivot, row);
    }

    /// Notes what is left of a secret.
    fn put(&mut self, secret: usize, row: Row) {
        if let Some(before) = self.left.remove(&secret) {
            for (column, _) in &before {
                self.by_column.entry(*column).or_default().remove(&secret);
            }
            self.alike.entry(normal(&before)).or_default().remove(&secret);
        }
        for (column, _) in &row {
            self.by_column.entry(*column).or_default().insert(secret);
        }
        self.alike.entry(normal(&row)).or_default().insert(secret);
        self.left.insert(secret, row);
    }
}

/// A row less so much of another that its entry in the pivot, where the other has a 1, vanishes.
fn without(row: &[Entry], pivot: usize, other: &[Entry]) -> Row {
    let times = entry(row, pivot);
    let mut left = Row::with_capacity(row.len() + other.len());
    let (mut ours, mut theirs) = (row.iter().copied().peekable(), other.iter().copied().peekable());
    loop {
        let column = match (ours.peek(), theirs.peek()) {
            (Some((our, _)), Some((their, _))) => *our.min(their),
            (Some((column, _)), None) | (None, Some((column, _))) => *column,
            (None, None) => return left,
        };
        let of = |(at, _): &Entry| *at == column;
        let our = ours.next_if(of).map_or(0, |(_, entry)| entry);
        let their = theirs.next_if(of).map_or(0, |(_, entry)| product(times, entry));
        left.extend(Some((column, minus(our, their))).filter(|(_, entry)| *entry != 0));
    }
}

/// What stands in a column of a row.
fn entry(row: &[Entry], column: usize) -> u64 {
    let place = row.binary_search_by_key(&column, |(column, _)| *column).ok();
    place.and_then(|place| row.get(place)).map_or(0, |(_, entry)| *entry)
}

/// A multiple of the row that has a 1 in the first column with anything in it.
fn normal(row: &[Entry]) -> Row {
    row.first().map_or_else(Row::new, |(column, _)| scaled(row, *column))
}

/// A multiple of the row that has a 1 in the pivot, where it has something.
fn scaled(row: &[Entry], pivot: usize) -> Row {
    let times = inverse(entry(row, pivot));
    row.iter().map(|(column, entry)| (*column, product(*entry, times))).collect()
}

/// A whole number as what stands in a row.
pub(super) fn modular(number: i64) -> u64 {
    let size = below_prime(number.unsigned_abs() % PRIME);
    if number < 0 { minus(0, size) } else { size }
}

fn minus(number: u64, less: u64) -> u64 {
    below_prime(number + PRIME - less)
}

fn product(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    // 2^61 is 1 more than the prime: what stands above the lowest 61 bits is added to them.
    let low = u64::try_from(product & u128::from(PRIME)).unwrap_or(0);
    let high = u64::try_from(product >> 61).unwrap_or(0);
    below_prime(low + high)
}

fn below_prime(number: u64) -> u64 {
    if number < PRIME { number } else { number - PRIME }
}

/// What gives 1 when multiplied by the number: by Fermat, its power to the prime less 2.
fn inverse(number: u64) -> u64 {
    if number == 1 || number == PRIME - 1 {
        return number;
    }
    let (mut result, mut base, mut exponent) = (1, number, PRIME - 2);
    while exponent > 0 {
        if exponent % 2 == 1 {
            result = product(result, base);
        }
        base = product(base, base);
        exponent /= 2;
    }
    result
}
