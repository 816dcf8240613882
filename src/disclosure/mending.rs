//! What else to withhold, where what is published still tells too much.

use std::collections::BTreeSet;

use super::attack::Guard;
use super::audit::audit;
use super::linked::At;
use super::system::{Seen, Sum};

/// How many sums away from a cell others are looked for that could hide it.
const STEPS: usize = 3;

impl Guard<'_> {
    /// What to withhold for these cells: each of them wherever this release prints it, or else a cell beside it.
    pub(super) fn here(&self, cells: &[usize], withheld: &BTreeSet<At>) -> Vec<At> {
        let sums = self.linked.system.sums_by_cell();
        let mut more = Vec::new();
        for cell in cells {
            let here = self.shown(*cell, withheld);
            if here.is_empty() {
                let beside = self.beside(*cell, &sums, withheld).into_iter().next();
                more.extend(beside.into_iter().flat_map(|other| self.shown(other, withheld)));
            } else {
                more.extend(here);
            }
        }
        more
    }

    /// What to withhold for a cell where numbers are exact: one category in all periods alike, so that no period gives
    /// away what another withholds. The nearest that makes the cell safe, or else the one that helps most; nothing where
    /// none does.
    pub(super) fn alike_in_all_periods(
        &self,
        cell: usize,
        see: &dyn Fn(At, &BTreeSet<At>) -> Seen,
        withheld: &BTreeSet<At>,
    ) -> Vec<At> {
        let width = |withheld: &BTreeSet<At>| {
            let seen = self.linked.seen(|at| see(at, withheld));
            let verdicts = audit(&self.linked.system, &seen, &[cell], self.policy.width);
            verdicts.first().map_or(0.0, |verdict| verdict.bounds.counts())
        };
        let sums = self.linked.system.sums_by_cell();
        let mut tried: BTreeSet<Vec<At>> = BTreeSet::new();
        let (mut most, mut best) = (width(withheld), Vec::new());
        for other in self.beside(cell, &sums, withheld) {
            let more = self.same_elsewhere(other, withheld);
            if !tried.insert(more.clone()) {
                continue;
            }
            let width = width(&withheld.iter().chain(&more).copied().collect());
            if width >= f64::from(self.policy.width) {
                return more;
            }
            if width > most {
                (most, best) = (width, more);
            }
        }
        best
    }

    /// What this release shows of a cell, and of the same category in all other periods.
    fn same_elsewhere(&self, cell: usize, withheld: &BTreeSet<At>) -> Vec<At> {
        let mut same: BTreeSet<At> = BTreeSet::new();
        for at in self.shown(cell, withheld) {
            let name = self.linked.parts.get(at.part).and_then(|part| part.counts.name(at.series));
            for (number, part) in self.linked.parts.iter().enumerate() {
                let series = name.and_then(|name| part.counts.find(&name));
                same.extend(series.map(|series| At { part: number, series, place: at.place }));
            }
        }
        let shown = |at: &At| self.is_printed(*at) && !withheld.contains(at) && self.linked.cell(*at).is_some();
        same.into_iter().filter(shown).collect()
    }

    /// The counts of a cell that this release shows.
    pub(super) fn shown(&self, cell: usize, withheld: &BTreeSet<At>) -> Vec<At> {
        let shown = |at: &At| self.is_printed(*at) && !withheld.contains(at);
        self.linked.counts(cell).iter().copied().filter(shown).collect()
    }

    /// The cells that this release shows in one sum with a cell, and then those in one sum with what hidden cells link with
    /// it. Of those equally near first the smallest that is large enough to hide it.
    fn beside(&self, cell: usize, sums: &[Vec<usize>], withheld: &BTreeSet<At>) -> Vec<usize> {
        let of_cell = |cell: &usize| sums.get(*cell).map_or(&[][..], Vec::as_slice).iter();
        let worth = |cell: &usize| {
            let value = self.linked.system.value(*cell);
            let is_enough = value + 1 >= u64::from(self.policy.width);
            (!is_enough, if is_enough { value } else { u64::MAX - value }, *cell)
        };
        let (mut known, mut here, mut found) = (BTreeSet::from([cell]), vec![cell], Vec::new());
        for _ in 0..STEPS {
            let near = here.iter().flat_map(of_cell).filter_map(|sum| self.linked.system.sums.get(*sum));
            let new: BTreeSet<usize> = near.flat_map(Sum::cells).filter(|cell| known.insert(*cell)).collect();
            let (mut shown, hidden): (Vec<usize>, Vec<usize>) =
                new.into_iter().partition(|cell| !self.shown(*cell, withheld).is_empty());
            shown.sort_by_key(worth);
            found.extend(shown);
            here = hidden;
        }
        found
    }
}
