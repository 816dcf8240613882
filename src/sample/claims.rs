//! Two authorities that claim one child on one day: a fault that only both returns together show.

use super::Mess;
use super::authority::Batch;
use super::book::{Book, Spot};
use super::child::Child;
use super::placements;
use super::settings::Homes;
use super::stays::Stay;
use super::tables::PLACEMENTS;
use crate::diagnostic::Error;

/// The columns, the rule that tells both authorities, and what it is.
const FAULT: [&str; 3] = ["upn start_date end_date", "PLC-030", "claimed by two authorities"];

/// Which authority's child is claimed by which other one, by their places in the official order.
const CLAIMS: [(u32, u32); 2] = [(14, 13), (10, 11)];

/// The child of a batch that another authority claims, if there is one.
pub(super) fn claimed(batch: &Batch<'_>, children: &[Child]) -> Option<usize> {
    let [authority, number] = batch.numbers;
    let messy = batch.study.mess != Mess::None && number == 0;
    let owner = CLAIMS.iter().any(|(owner, _)| *owner == authority);
    if messy && owner { children.iter().position(can_be_claimed) } else { None }
}

/// Left care in 2021-22, of which no figure is compared, with a pupil number, and not for another authority.
fn can_be_claimed(child: &Child) -> bool {
    let here = child.start == 0 && child.end == 1 && !child.short_breaks && !child.upn.is_empty();
    here && child.ceased != "other_uk_authority"
}

/// Labels a claimed child's episodes of 2021-22: the other authority claims it for the whole time.
pub(super) fn label(episodes: &[Spot], book: &mut Book<'_>) {
    for spot in episodes {
        book.label(&PLACEMENTS, 1, *spot, FAULT);
    }
}

/// Writes the episode of a child that is another authority's.
pub(super) fn write(batch: &Batch<'_>, homes: &Homes<'_>, book: &mut Book<'_>) -> Result<(), Error> {
    let [authority, number] = batch.numbers;
    let claim = CLAIMS.iter().find(|(_, claimant)| *claimant == authority);
    let Some((owner, _)) = claim.filter(|_| batch.study.mess != Mess::None && number == 0) else { return Ok(()) };
    let theirs = batch.of(*owner);
    let Some(child) = theirs.iter().find(|child| can_be_claimed(child)) else { return Ok(()) };
    let year = batch.study.calendar.cohort(1);
    let since = (year.first - 30).max(child.birth);
    let ours = Child { id: format!("X{}", child.id), since, ceased: "returned_home", ..child.clone() };
    let mut dice = batch.study.seed.dice("claim", &batch.numbers);
    let stay = Stay {
        start: since,
        end: child.until,
        reason: "started",
        end_reason: "returned_home",
        legal_status: "V2",
        placement: 1,
        shared: false,
        setting: homes.setting("foster_other", "in_authority", since, &mut dice),
    };
    if let Some(spot) = placements::write_one(&ours, &stay, (1, year), book)? {
        book.label(&PLACEMENTS, 1, spot, FAULT);
    }
    Ok(())
}
