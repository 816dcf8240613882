//! All that is published of one class as one system: periods that overlap, and earlier releases of the same periods.
//!
//! A count that two of them tell, such as that of the last day of a year and of its last quarter, is one cell, which is seen
//! as both print it.

use super::counts::Counts;
use super::system::{Seen, System};
use crate::domain::Period;

/// The counts of one period in one release.
pub(super) struct Part<'f> {
    pub period: Period,
    /// The release that prints them.
    pub release: Box<str>,
    pub counts: Counts<'f>,
    /// What an earlier release printed, by series and place; None of the release that is being made.
    pub earlier: Option<Vec<Vec<Seen>>>,
}

/// One count: its part, series and place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct At {
    pub part: usize,
    pub series: usize,
    pub place: usize,
}

/// A sum of cells that is never less than another.
#[derive(Clone, Debug)]
pub(super) struct AtLeast {
    pub more: Vec<usize>,
    pub less: Vec<usize>,
}

/// The system of some parts.
pub(super) struct Linked<'a> {
    pub parts: &'a [Part<'a>],
    pub system: System,
    /// What is never less than something else.
    pub comparisons: Vec<AtLeast>,
    /// By part, series and place.
    pub cells: Vec<Vec<Vec<Option<usize>>>>,
    /// All counts of each cell.
    pub counts: Vec<Vec<At>>,
}

impl Linked<'_> {
    /// The cell of a count.
    pub(super) fn cell(&self, at: At) -> Option<usize> {
        self.cells.get(at.part)?.get(at.series)?.get(at.place).copied().flatten()
    }

    /// All counts, each with its cell.
    pub(super) fn all(&self) -> impl Iterator<Item = (At, usize)> {
        self.counts.iter().enumerate().flat_map(|(cell, counts)| counts.iter().map(move |at| (*at, cell)))
    }

    /// The counts of a cell.
    pub(super) fn counts(&self, cell: usize) -> &[At] {
        self.counts.get(cell).map_or(&[], Vec::as_slice)
    }

    /// What everybody sees of every cell: `of` says it of each count of this release.
    pub(super) fn seen(&self, of: impl Fn(At) -> Seen) -> Vec<Seen> {
        let mut seen = vec![Seen::Hidden; self.system.values.len()];
        for (at, cell) in self.all() {
            let Some(slot) = seen.get_mut(cell) else { continue };
            let earlier = self.parts.get(at.part).and_then(|part| part.earlier.as_ref());
            let more = match earlier {
                Some(earlier) => {
                    earlier.get(at.series).and_then(|places| places.get(at.place)).copied().unwrap_or(Seen::Hidden)
                }
                None => of(at),
            };
            *slot = slot.and(more);
        }
        self.compare(&mut seen);
        seen
    }

    /// Narrows what is seen of cells by what is never less than something else.
    fn compare(&self, seen: &mut [Seen]) {
        for _ in 0..ROUNDS {
            let mut narrower = false;
            for AtLeast { more, less } in &self.comparisons {
                let range = |cell: &usize| self.range(seen, *cell);
                let most: Option<Vec<u64>> = more.iter().map(|cell| range(cell).1).collect();
                let least: Vec<u64> = less.iter().map(|cell| range(cell).0).collect();
                let least_sum: u64 = least.iter().sum();
                let Some(most) = most else {
                    if let [only] = more.as_slice() {
                        narrower |= self.narrow(seen, *only, (least_sum, None));
                    }
                    continue;
                };
                let most_sum: u64 = most.iter().sum();
                for (cell, most) in more.iter().zip(&most) {
                    narrower |= self.narrow(seen, *cell, (least_sum.saturating_sub(most_sum - most), None));
                }
                for (cell, least) in less.iter().zip(&least) {
                    let most = most_sum.saturating_sub(least_sum - least);
                    narrower |= self.narrow(seen, *cell, (0, Some(most)));
                }
            }
            if !narrower {
                return;
            }
        }
    }

    /// The least that a cell can be by itself, and the greatest where there is one.
    fn range(&self, seen: &[Seen], cell: usize) -> (u64, Option<u64>) {
        match seen.get(cell).copied().unwrap_or(Seen::Hidden) {
            Seen::Exact => (self.system.value(cell), Some(self.system.value(cell))),
            Seen::Within { least, most } => (least, Some(most).filter(|most| *most < OPEN)),
            Seen::Hidden => (0, None),
        }
    }

    fn narrow(&self, seen: &mut [Seen], cell: usize, (least, most): (u64, Option<u64>)) -> bool {
        let before = self.range(seen, cell);
        if least <= before.0 && most.is_none_or(|most| before.1.is_some_and(|before| before <= most)) {
            return false;
        }
        if let Some(slot) = seen.get_mut(cell) {
            *slot = slot.and(Seen::Within { least, most: most.unwrap_or(OPEN) });
        }
        true
    }
}

/// How often ranges are compared, at most.
const ROUNDS: usize = 4;

/// The upper end of a range without one.
const OPEN: u64 = u64::MAX;
