//! Hides the cells that must not be known, and as few others as needed so that nobody can work them out.
//!
//! Elimination (`elimination`) publishes the cells one after the other, the important ones first, as long as no secret
//! follows from them. It knows what follows exactly, not that a count is never below 0: so the audit (`audit`) goes
//! over the result, and where a secret is still confined, more is hidden.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::audit::audit;
use super::elimination::Secrets;
use super::system::{Seen, Sum, System};

/// A cell that cannot be protected: whatever may be hidden is hidden, and it can still be worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("cell {cell} cannot be protected by hiding others")]
pub(super) struct Exposed {
    /// The cell.
    pub cell: usize,
}

/// Says of each cell whether it is hidden: all primary cells are, and as many others as are needed for each primary
/// cell to have at least `need` possible counts.
///
/// `order` names the cells that may be hidden, the most important first. A cell that is neither primary nor in it is
/// published in any case: what is known anyway, or zeros where policy shows them. `see` says what everybody sees of each
/// cell when these are hidden.
pub(super) fn suppress(
    system: &System,
    primary: &[bool],
    order: &[usize],
    need: u32,
    see: &dyn Fn(&[bool]) -> Vec<Seen>,
) -> Result<Vec<bool>, Exposed> {
    let is_primary = |cell: &usize| primary.get(*cell).copied().unwrap_or(false);
    let secrets: Vec<usize> = (0..system.values.len()).filter(is_primary).collect();
    let table = Table { system, order, secrets: &secrets, need, see };
    let mut hidden = table.eliminate(&secrets, &vec![false; system.values.len()])?;
    while let Some(cell) = table.confined(&hidden) {
        hidden = table.widened(&hidden, cell).ok_or(Exposed { cell })?;
    }
    Ok(hidden)
}

/// All cells by importance: totals of totals first, then totals, then the rest; among these the greatest counts first;
/// then by index. Zeros are left out, and so are always published, where `with_zeros` is false.
pub(super) fn usual_order(system: &System, with_zeros: bool) -> Vec<usize> {
    let levels = levels(system);
    let level = |cell: usize| levels.get(cell).copied().unwrap_or(0);
    let mut order: Vec<usize> = (0..system.values.len()).filter(|cell| with_zeros || system.value(*cell) > 0).collect();
    order.sort_by_key(|cell| (Reverse(level(*cell)), Reverse(system.value(*cell)), *cell));
    order
}

/// How many sums lie under each cell at most, one under the other.
fn levels(system: &System) -> Vec<usize> {
    let mut levels = vec![0; system.values.len()];
    // Each round gets one level right; a circle of sums would never end.
    for _ in 0..system.sums.len() {
        let mut higher = false;
        for sum in &system.sums {
            let below = sum.parts.iter().filter_map(|part| levels.get(*part)).max().map_or(0, |level| level + 1);
            if let Some(level) = levels.get_mut(sum.total).filter(|level| **level < below) {
                *level = below;
                higher = true;
            }
        }
        if !higher {
            break;
        }
    }
    levels
}

/// What is to be protected, and how.
struct Table<'a> {
    system: &'a System,
    /// What may be hidden, the most important first.
    order: &'a [usize],
    /// What must not be known.
    secrets: &'a [usize],
    /// How many counts each secret must be able to be.
    need: u32,
    /// What everybody sees of each cell when these are hidden.
    see: &'a dyn Fn(&[bool]) -> Vec<Seen>,
}

impl Table<'_> {
    /// Hides these secrets and what is hidden already, publishes what is not in the order, and of the rest, in order,
    /// all from which no secret follows.
    fn eliminate(&self, secrets: &[usize], hidden: &[bool]) -> Result<Vec<bool>, Exposed> {
        let mut hidden = hidden.to_vec();
        hide(&mut hidden, secrets);
        let mut may_be_hidden = hidden.clone();
        hide(&mut may_be_hidden, self.order);
        let mut left = Secrets::new(self.system, secrets);
        for cell in published(&may_be_hidden) {
            left.publish(cell);
        }
        if let Some(cell) = left.exposed() {
            return Err(Exposed { cell });
        }
        for cell in self.order {
            if hidden.get(*cell) == Some(&false) && !left.publish_if_safe(*cell) {
                hide(&mut hidden, &[*cell]);
            }
        }
        Ok(hidden)
    }

    /// The first secret that has not as many possible counts as it needs when these cells are hidden.
    fn confined(&self, hidden: &[bool]) -> Option<usize> {
        let verdicts = audit(self.system, &(self.see)(hidden), self.secrets, self.need);
        verdicts.iter().find(|verdict| !verdict.is_safe(self.need)).map(|verdict| verdict.cell)
    }

    /// The possible counts of a cell, or as many of them as it needs.
    fn counts(&self, hidden: &[bool], cell: usize) -> f64 {
        let verdicts = audit(self.system, &(self.see)(hidden), &[cell], self.need);
        verdicts.first().map_or(0.0, |verdict| verdict.bounds.counts())
    }

    /// Hides more, so that a confined cell has more possible counts: the least important cell that helps alone; or else
    /// the least important that helps together with what keeps it secret in its turn; or else a few that help together.
    fn widened(&self, hidden: &[bool], cell: usize) -> Option<Vec<bool>> {
        let before = self.counts(hidden, cell);
        let helps = |hidden: &Vec<bool>| self.counts(hidden, cell) > before;
        let around = self.around(hidden, cell);
        let alone = around.iter().rev().filter_map(|extra| self.with(hidden, *extra));
        let in_turn = around.iter().rev().filter_map(|extra| {
            let secrets: Vec<usize> = self.secrets.iter().chain([extra]).copied().collect();
            self.eliminate(&secrets, hidden).ok()
        });
        alone.chain(in_turn).find(helps).or_else(|| self.widened_by_several(hidden, cell, helps))
    }

    /// Hides all that is around a confined cell, and around that, until it helps; and publishes again, the most
    /// important first, what need not be hidden for that.
    fn widened_by_several(
        &self,
        hidden: &[bool],
        cell: usize,
        helps: impl Fn(&Vec<bool>) -> bool,
    ) -> Option<Vec<bool>> {
        let mut all = hidden.to_vec();
        while !helps(&all) {
            let around = self.around(&all, cell);
            if around.is_empty() {
                return None;
            }
            hide(&mut all, &around);
        }
        let new = |cell: &&usize| hidden.get(**cell) == Some(&false) && all.get(**cell) == Some(&true);
        for extra in self.order.iter().filter(new).copied().collect::<Vec<_>>() {
            let mut fewer = all.clone();
            show(&mut fewer, extra);
            if helps(&fewer) {
                all = fewer;
            }
        }
        Some(all)
    }

    /// What is hidden when one more cell is; None where that alone hides nothing, because in one of its sums everything
    /// else is published.
    fn with(&self, hidden: &[bool], extra: usize) -> Option<Vec<bool>> {
        let is_hidden = |cell: usize| cell != extra && hidden.get(cell) == Some(&true);
        let mut of_extra = self.system.sums.iter().filter(|sum| sum.cells().any(|cell| cell == extra));
        let mut more = hidden.to_vec();
        hide(&mut more, &[extra]);
        of_extra.all(|sum| sum.cells().any(is_hidden)).then_some(more)
    }

    /// The published cells, the most important first, that may be hidden and stand in a sum with a cell or with what
    /// hidden cells link with it.
    fn around(&self, hidden: &[bool], cell: usize) -> Vec<usize> {
        let around = around(self.system, hidden, cell);
        self.order.iter().copied().filter(|cell| around.contains(cell)).collect()
    }
}

/// The published cells that stand in a sum with a cell, or with a hidden cell that hidden cells link with it.
fn around(system: &System, hidden: &[bool], cell: usize) -> BTreeSet<usize> {
    let sums = system.sums_by_cell();
    let (mut linked, mut around) = (BTreeSet::from([cell]), BTreeSet::new());
    let mut next = vec![cell];
    while let Some(of) = next.pop().and_then(|cell| sums.get(cell)) {
        for neighbour in of.iter().filter_map(|at| system.sums.get(*at)).flat_map(Sum::cells) {
            if hidden.get(neighbour) == Some(&false) {
                around.insert(neighbour);
            } else if linked.insert(neighbour) {
                next.push(neighbour);
            }
        }
    }
    around
}

fn hide(hidden: &mut [bool], cells: &[usize]) {
    for cell in cells {
        if let Some(hidden) = hidden.get_mut(*cell) {
            *hidden = true;
        }
    }
}

fn show(hidden: &mut [bool], cell: usize) {
    if let Some(hidden) = hidden.get_mut(cell) {
        *hidden = false;
    }
}

fn published(hidden: &[bool]) -> impl Iterator<Item = usize> {
    hidden.iter().enumerate().filter(|(_, hidden)| !**hidden).map(|(cell, _)| cell)
}
