//! Rounds all counts of a system so that its tables add up: totals first, then what they are the sums of.
//!
//! Each table of places by categories is rounded as well as can be (`rounding`). A table that shares its totals with one
//! that is rounded already keeps them; and of an equation of which all but one are rounded, the last one follows. So every
//! equation adds up but for those that would need a number below nothing: these are given up, and counted.

use std::collections::BTreeSet;

use super::counts::{Counts, Equation};
use super::places::Places;
use super::rounding::{Cell, Table, Wanted, round};

/// All counts of a system as multiples of a base.
#[derive(Clone, Debug)]
pub(super) struct Rounded {
    /// By series and place; None where there is no count.
    pub numbers: Vec<Vec<Option<u64>>>,
    /// Equations that the rounded numbers do not keep.
    pub given_up: usize,
}

impl Rounded {
    /// The number of a series at a place.
    pub(super) fn at(&self, series: usize, place: usize) -> Option<u64> {
        self.numbers.get(series)?.get(place).copied().flatten()
    }
}

/// Numbers that should come out, by series and place: what was printed of the same counts before.
pub(super) struct Wishes(Vec<Vec<Option<u64>>>);

impl Wishes {
    /// By what is wished of a series at a place.
    pub(super) fn of(counts: &Counts<'_>, wish: impl Fn(usize, usize) -> Option<u64>) -> Self {
        let of_series = |series: usize| {
            let places = counts.series.get(series).map_or(0, |series| series.counts.len());
            (0..places).map(|place| wish(series, place)).collect()
        };
        Self((0..counts.series.len()).map(of_series).collect())
    }

    fn at(&self, series: usize, place: usize) -> Option<u64> {
        self.0.get(series)?.get(place).copied().flatten()
    }
}

/// Rounds all counts to multiples of `base`.
pub(super) fn rounded(counts: &Counts<'_>, places: &Places, base: u32, wishes: &Wishes) -> Rounded {
    let empty = vec![vec![None; places.number()]; counts.series.len()];
    let mut work = Work {
        counts,
        places,
        wishes,
        base: u64::from(base.max(1)),
        numbers: empty,
        whole: vec![false; counts.series.len()],
        open: Vec::new(),
        given_up: 0,
    };
    let lowest = |equation: &Equation| -> Vec<usize> {
        equation.places.iter().copied().filter(|place| places.board(*place).is_none()).collect()
    };
    work.open = counts.equations.iter().map(|equation| Open { equation, here: lowest(equation) }).collect();
    while work.follows() || work.divides() || work.begins() {}
    for series in 0..counts.series.len() {
        work.alone(series);
    }
    work.boards();
    Rounded { numbers: work.numbers, given_up: work.given_up }
}

struct Work<'a> {
    counts: &'a Counts<'a>,
    places: &'a Places,
    wishes: &'a Wishes,
    base: u64,
    numbers: Vec<Vec<Option<u64>>>,
    /// Which series are rounded wherever they are.
    whole: Vec<bool>,
    /// Equations of which something is not rounded yet.
    open: Vec<Open<'a>>,
    given_up: usize,
}

/// An equation, and the places where all of it is.
#[derive(Clone)]
struct Open<'a> {
    equation: &'a Equation,
    here: Vec<usize>,
}

impl<'a> Work<'a> {
    /// The places where there is a count of a series, but for health boards.
    fn all_of(&self, series: usize) -> Vec<usize> {
        let there = |place: &usize| self.counts.series.get(series).is_some_and(|one| one.at(*place).is_some());
        (0..self.places.number()).filter(there).filter(|place| self.places.board(*place).is_none()).collect()
    }

    fn number(&self, series: usize, place: usize) -> Option<u64> {
        self.numbers.get(series)?.get(place).copied().flatten()
    }

    fn set(&mut self, series: usize, place: usize, number: u64) {
        if let Some(slot) = self.numbers.get_mut(series).and_then(|numbers| numbers.get_mut(place)) {
            *slot = Some(number);
        }
    }

    /// Whether a series is rounded at all these places.
    fn is_done(&self, series: usize, at: &[usize]) -> bool {
        let whole = self.whole.get(series).copied().unwrap_or_default();
        whole || at.iter().all(|place| self.number(series, *place).is_some())
    }

    /// Works out the last number of each equation of which all others are known; forgets what is known wholly.
    fn follows(&mut self) -> bool {
        let mut found = false;
        for Open { equation, here } in std::mem::take(&mut self.open) {
            let missing: Vec<usize> =
                equation.members().filter(|series| !self.is_done(*series, &here)).take(2).collect();
            match missing.as_slice() {
                [] => self.given_up += usize::from(!self.adds_up(equation, &here)),
                [last] if self.covers(*last, &here) => self.work_out(equation, *last, &here),
                _ => {
                    self.open.push(Open { equation, here });
                    continue;
                }
            }
            found = true;
        }
        found
    }

    /// Whether a series has no count at any other place.
    fn covers(&self, series: usize, here: &[usize]) -> bool {
        self.all_of(series).len() == here.len()
    }

    fn adds_up(&self, equation: &Equation, here: &[usize]) -> bool {
        here.iter().all(|place| {
            let sum: Option<u64> = equation.parts.iter().map(|part| self.number(*part, *place)).sum();
            self.number(equation.total, *place) == sum
        })
    }

    fn work_out(&mut self, equation: &Equation, last: usize, here: &[usize]) {
        let rest = |work: &Self, place: usize| {
            let others = equation.parts.iter().filter(|part| **part != last);
            let sum: u64 = others.map(|part| work.number(*part, place)).sum::<Option<u64>>()?;
            if last == equation.total { Some(sum) } else { work.number(equation.total, place)?.checked_sub(sum) }
        };
        let found: Option<Vec<u64>> = here.iter().map(|place| rest(self, *place)).collect();
        let Some(found) = found else {
            self.given_up += 1;
            return self.alone(last);
        };
        for (place, number) in here.iter().zip(found) {
            self.set(last, *place, number);
        }
        self.see(last);
    }

    /// Rounds the parts of the first equation of which the total is known, so that they add up to it.
    fn divides(&mut self) -> bool {
        let known = |open: &Open<'a>| self.is_done(open.equation.total, &open.here);
        let Some(at) = self.open.iter().position(known) else { return false };
        let Open { equation, here } = self.open.remove(at);
        let (known, open): (Vec<usize>, Vec<usize>) =
            equation.parts.iter().copied().partition(|part| self.is_done(*part, &here));
        let left = |place: &usize| {
            let sum: u64 = known.iter().map(|part| self.number(*part, *place)).sum::<Option<u64>>()?;
            self.number(equation.total, *place)?.checked_sub(sum)
        };
        match here.iter().map(left).collect::<Option<Vec<u64>>>() {
            Some(left) => self.table(&open, &here, Some(&left)),
            None => self.given_up += 1,
        }
        true
    }

    /// Rounds the first total that is no part of anything open, with its parts.
    fn begins(&mut self) -> bool {
        let parts: BTreeSet<usize> = self.open.iter().flat_map(|open| open.equation.parts.iter().copied()).collect();
        let root = self.open.iter().position(|open| !parts.contains(&open.equation.total)).unwrap_or(0);
        let Some(Open { equation, here }) = self.open.get(root).cloned() else { return false };
        let untouched = equation.members().all(|series| here.iter().all(|place| self.number(series, *place).is_none()));
        if untouched && self.covers(equation.total, &here) {
            self.open.remove(root);
            self.table(&equation.parts, &here, None);
            for place in &here {
                if let Some(sum) = equation.parts.iter().map(|part| self.number(*part, *place)).sum() {
                    self.set(equation.total, *place, sum);
                }
            }
            self.see(equation.total);
        } else {
            self.alone(equation.total);
        }
        true
    }

    /// Remembers whether a series is rounded wherever it is.
    fn see(&mut self, series: usize) {
        let everywhere = self.all_of(series);
        let done = everywhere.iter().all(|place| self.number(series, *place).is_some());
        if let Some(whole) = self.whole.get_mut(series) {
            *whole = done;
        }
    }

    /// Rounds what is open of one series by itself; an upper place whose parts are known is their sum.
    fn alone(&mut self, series: usize) {
        let all = self.all_of(series);
        for place in all.iter().rev().copied().filter(|place| self.number(series, *place).is_none()).collect::<Vec<_>>()
        {
            let under: Vec<usize> = all
                .iter()
                .copied()
                .filter(|one| self.places.above(*one, |above| all.contains(&above)) == Some(place))
                .collect();
            let truth = |place: usize| self.counts.series.get(series).and_then(|one| one.at(place));
            let adds_up = truth(place) == under.iter().map(|one| truth(*one)).sum();
            let sum: Option<u64> = under.iter().map(|one| self.number(series, *one)).sum();
            if let Some(sum) = sum.filter(|_| adds_up && !under.is_empty()) {
                self.set(series, place, sum);
            }
        }
        let open: Vec<usize> = all.into_iter().filter(|place| self.number(series, *place).is_none()).collect();
        if open.is_empty() {
            self.see(series);
        } else {
            self.table(&[series], &open, None);
        }
    }

    /// Rounds a table of some series at some places, to totals if they are given.
    fn table(&mut self, series: &[usize], here: &[usize], totals: Option<&[u64]>) {
        let layout = Layout::of(self, series, here);
        let totals = totals.map(|totals| layout.with_rests(totals));
        let before = layout.before(self.wishes, series, here);
        let wanted = Wanted {
            totals: totals.as_deref(),
            unpublished: &layout.unpublished,
            before: before.as_ref(),
            is_steady: true,
            ..Wanted::to(self.base)
        };
        let rounded = round(&layout.table, &wanted);
        for (place, row) in here.iter().zip(&rounded.cells) {
            for (series, number) in series.iter().zip(row) {
                self.set(*series, *place, *number);
            }
        }
        for series in series {
            self.see(*series);
        }
    }

    /// Health boards are sums of their authorities, or stand alone where one of those is not there.
    fn boards(&mut self) {
        for series in 0..self.counts.series.len() {
            for place in 0..self.places.number() {
                let Some(authorities) = self.places.board(place) else { continue };
                let Some(count) = self.counts.series.get(series).and_then(|series| series.at(place)) else { continue };
                let nearest = (count + self.base / 2) / self.base * self.base;
                let sum: Option<u64> = authorities.iter().map(|one| self.number(series, *one)).sum();
                self.set(series, place, sum.unwrap_or(nearest));
            }
        }
    }
}

/// A table as it is rounded: its places, and one more under each place that is more than what lies in it.
struct Layout {
    table: Table,
    unpublished: BTreeSet<Cell>,
    /// Under which row each added row lies.
    rests: Vec<usize>,
}

impl Layout {
    fn of(work: &Work<'_>, series: &[usize], here: &[usize]) -> Self {
        let row = |place: &usize| -> Vec<u64> {
            let at = |series: &usize| work.counts.series.get(*series)?.at(*place);
            series.iter().map(|series| at(series).unwrap_or_default()).collect()
        };
        let mut cells: Vec<Vec<u64>> = here.iter().map(row).collect();
        let row_of = |place: usize| here.binary_search(&place).ok();
        let above = |place: &usize| work.places.above(*place, |above| row_of(above).is_some()).and_then(row_of);
        let mut parents: Vec<Option<usize>> = here.iter().map(above).collect();
        let mut rests = Vec::new();
        for at in 0..here.len() {
            let under: Vec<usize> = (0..here.len()).filter(|one| parents.get(*one) == Some(&Some(at))).collect();
            if under.is_empty() {
                continue;
            }
            match rest(&cells, at, &under) {
                Some(rest) if rest.iter().all(|count| *count == 0) => {}
                Some(rest) => {
                    cells.push(rest);
                    parents.push(Some(at));
                    rests.push(at);
                }
                // What lies in it is more than it is: it does not add up, and stands by itself.
                None => {
                    for one in under {
                        if let Some(parent) = parents.get_mut(one) {
                            *parent = None;
                        }
                    }
                }
            }
        }
        let mut unpublished: BTreeSet<Cell> = BTreeSet::new();
        for (row, place) in here.iter().enumerate() {
            let hidden = |series: &usize| work.counts.series.get(*series).is_some_and(|one| one.is_withheld(*place));
            let columns = series.iter().enumerate().filter(|(_, series)| hidden(series));
            unpublished.extend(columns.map(|(column, _)| Cell { place: row, category: Some(column) }));
        }
        for row in here.len()..cells.len() {
            let columns = (0..series.len()).map(Some).chain([None]);
            unpublished.extend(columns.map(|category| Cell { place: row, category }));
        }
        let table = Table { parents, categories: series.len(), cells };
        Self { table, unpublished, rests }
    }

    /// What was printed of the table before; None if nothing was.
    fn before(&self, wishes: &Wishes, series: &[usize], here: &[usize]) -> Option<super::rounding::Rounded> {
        const NO_WISH: u64 = u64::MAX;
        let row = |place: &usize| -> Vec<u64> {
            series.iter().map(|series| wishes.at(*series, *place).unwrap_or(NO_WISH)).collect()
        };
        let rows = self.table.parents.len();
        let mut cells: Vec<Vec<u64>> = here.iter().map(row).collect();
        cells.resize(rows, vec![NO_WISH; series.len()]);
        let any = cells.iter().flatten().any(|cell| *cell != NO_WISH);
        any.then(|| super::rounding::Rounded { cells, totals: vec![NO_WISH; rows], beyond: 0 })
    }

    /// The totals of the places, then those of the added rows.
    fn with_rests(&self, totals: &[u64]) -> Vec<u64> {
        let rest = |at: &usize| {
            let under = |(row, _): &(usize, &u64)| self.table.parents.get(*row) == Some(&Some(*at));
            let sum: u64 = totals.iter().enumerate().filter(under).map(|(_, total)| *total).sum();
            totals.get(*at).copied().unwrap_or_default().saturating_sub(sum)
        };
        totals.iter().copied().chain(self.rests.iter().map(rest)).collect()
    }
}

/// What a row is more than those under it; None where any of it is less.
fn rest(cells: &[Vec<u64>], at: usize, under: &[usize]) -> Option<Vec<u64>> {
    let whole = cells.get(at)?.iter().enumerate();
    let less = |(column, count): (usize, &u64)| {
        let sum: u64 = under.iter().filter_map(|row| cells.get(*row)?.get(column)).sum();
        count.checked_sub(sum)
    };
    whole.map(less).collect()
}
