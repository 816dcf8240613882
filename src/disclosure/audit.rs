//! What an attacker can work out: for each protected cell, the least and greatest that it can be for somebody who knows
//! everything that is published and all equations.
//!
//! Nearly all cells are proven safe by two possible tables in which they differ enough (`search`). Where none are found,
//! linear programs give the exact bounds (`relaxation`).

use std::cell::LazyCell;
use std::collections::BTreeMap;
use std::ops::Deref;

use super::independent::independent;
#[cfg(test)]
use super::relaxation::solve;
use super::relaxation::{Relaxed, telling};
use super::search::ranges;
use super::system::{Bounds, Seen, System};
use super::unknowns::{Unknowns, whole};

/// What the audit says of a protected cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Verdict {
    /// The cell.
    pub cell: usize,
    /// What it can be: the exact bounds, or narrower ones that were wide enough and shown to be possible, or wider ones
    /// that are still too narrow.
    pub bounds: Bounds,
    /// Whether tables of whole counts reach both bounds. Otherwise they are those of a linear program, and whole counts
    /// may be confined more narrowly.
    pub shown: bool,
}

impl Verdict {
    /// Whether at least so many counts are possible.
    pub(super) fn is_safe(&self, need: u32) -> bool {
        self.bounds.counts() >= f64::from(need)
    }
}

/// Says for each protected cell what it can be. Of those for which `need` counts are easily shown to be possible it
/// says no more, and of those whose range alone leaves fewer, that range; of the others the exact bounds.
///
/// In a system that does not add up (`System::broken`) nothing can be shown, only reckoned from what is seen. A cell for
/// which the equations contradict each other, or the solver has no answer, counts as known.
pub(super) fn audit(system: &System, seen: &[Seen], protected: &[usize], need: u32) -> Vec<Verdict> {
    let unknowns = Unknowns::of(system, seen);
    let hold = unknowns.hold();
    // Only where the true counts hold does what follows from the others say nothing new.
    let fewer = LazyCell::new(|| if hold { independent(&unknowns) } else { unknowns.clone() });
    let shown = if hold { shown(&unknowns, &fewer, protected, need) } else { BTreeMap::new() };
    let verdict = |cell: &usize| {
        let solve = || of_solver(system, *cell, unknowns.of_cell(*cell).and_then(|at| telling(&fewer, at, need)));
        shown.get(cell).copied().unwrap_or_else(solve)
    };
    protected.iter().map(verdict).collect()
}

/// The verdicts that need no solver: on cells that possible tables show to be safe, and on those that their ranges leave
/// too few counts.
fn shown(
    all: &Unknowns,
    fewer: &impl Deref<Target = Unknowns>,
    protected: &[usize],
    need: u32,
) -> BTreeMap<usize, Verdict> {
    let unknown = |cell: &usize| all.of_cell(*cell).and_then(|at| Some((*cell, at, all.cells.get(at)?)));
    let (known, sought): (Vec<_>, Vec<_>) =
        protected.iter().filter_map(unknown).partition(|(_, _, unknown)| unknown.counts() < i64::from(need));
    let narrow = known.into_iter().map(|(cell, _, unknown)| (cell, (unknown.least, unknown.most)));
    let unknowns: Vec<usize> = sought.iter().map(|(_, at, _)| *at).collect();
    let ranges = ranges(all, fewer, &unknowns, i64::from(need) - 1);
    let wide = sought.iter().map(|(cell, _, _)| *cell).zip(ranges);
    let wide = wide.filter(|(_, (least, most))| most - least + 1 >= i64::from(need)).map(|range| (true, range));
    let verdict =
        |(shown, (cell, (least, most)))| (cell, Verdict { cell, bounds: Bounds::between(least, most), shown });
    wide.chain(narrow.map(|range| (false, range))).map(verdict).collect()
}

/// The least and greatest that a cell can be, exactly; the true count twice where it is known, the equations contradict
/// each other or the solver has no answer.
#[cfg(test)]
pub(super) fn bounds(system: &System, seen: &[Seen], cell: usize) -> Bounds {
    let unknowns = Unknowns::of(system, seen);
    of_solver(system, cell, unknowns.of_cell(cell).and_then(|at| solve(&unknowns, at))).bounds
}

/// What the solver found; where it has no answer, the count is as good as known.
fn of_solver(system: &System, cell: usize, found: Option<Relaxed>) -> Verdict {
    let truth = whole(system.value(cell));
    let relaxed = found.unwrap_or(Relaxed { bounds: Bounds::between(truth, truth), whole: true });
    Verdict { cell, bounds: relaxed.bounds, shown: relaxed.whole }
}

#[cfg(test)]
mod checks;
#[cfg(test)]
mod properties;
