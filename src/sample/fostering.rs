//! `foster_carers`: who can take children in, and where there is room. One set of rows for an authority: as many places
//! as its children need, and some more.

use super::Study;
use super::book::Book;
use super::desks::{SNAPSHOTS, snapshots};
use super::dice::Dice;
use super::life::Life;
use super::table::Cell;
use super::tables::FOSTER_CARERS;
use crate::diagnostic::Error;

/// The snapshots, and the day before the three years.
const DAYS: usize = SNAPSHOTS + 1;

const KINDS: [&str; 5] = ["general", "kinship", "short_break", "parent_and_child", "supported_lodgings"];

/// How many children live with carers of each kind, day by day; small numbers, however many children are counted.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Fostered {
    children: [[u32; DAYS]; KINDS.len()],
}

impl Fostered {
    /// Counts one child.
    pub(super) fn count(&mut self, life: &Life<'_>) {
        for (place, (_, day)) in days(life.study).enumerate() {
            let kind = life.stay_on(day).filter(|_| day < life.end()).and_then(|stay| {
                let setting = &stay.setting;
                match (setting.placement_type, setting.provider) {
                    ("foster_kinship", _) => Some(1),
                    ("foster_other", "own_authority") if life.child.short_breaks => Some(2),
                    ("foster_other", "own_authority") => Some(0),
                    ("supported_accommodation", "own_authority") => Some(4),
                    ("residential_family_centre", _) => Some(3),
                    _ => None,
                }
            });
            let count = kind.and_then(|kind: usize| self.children.get_mut(kind)).and_then(|of| of.get_mut(place));
            if let Some(count) = count {
                *count = count.saturating_add(1);
            }
        }
    }

    /// Writes the carers of an authority.
    pub(super) fn write(&self, study: &Study, authority: u32, book: &mut Book<'_>) -> Result<(), Error> {
        let mut all = Vec::new();
        for (number, children) in (0..).zip(&self.children) {
            let mut dice = study.seed.dice("carers", &[authority, number]);
            let usual = Usual::of(usize::try_from(number).unwrap_or(0), study.scale, &mut dice);
            all.push(carers(children, &usual, &mut dice));
        }
        for (place, (year, day)) in days(study).enumerate().skip(1) {
            for (kind, carers) in KINDS.iter().zip(&all) {
                let Some(now) = carers.get(place) else { continue };
                let cells = [
                    Cell::Day(day),
                    Cell::Code(kind),
                    Cell::Number(now.households),
                    Cell::Number(now.places),
                    Cell::Number(now.vacant),
                    Cell::Number(now.approved),
                    Cell::Number(now.left),
                    Cell::Number(now.older),
                ];
                book.row(&FOSTER_CARERS, year, &cells)?;
            }
        }
        Ok(())
    }
}

/// The day before the three years and the snapshots, each with the number of its year.
fn days(study: &Study) -> impl Iterator<Item = (u32, i32)> {
    [(0, study.calendar.cohort(1).first - 1)].into_iter().chain(snapshots(&study.calendar))
}

/// What is usual of one kind of carers in one authority.
struct Usual {
    /// Children in a hundred households.
    children: u32,
    /// Places in a hundred households.
    places: u32,
    /// Households that leave in half a year, of a thousand.
    leave: u32,
    /// Of a hundred empty places, how many can be used.
    usable: u32,
    /// Of a hundred households, how many accept children of eleven and over.
    older: u32,
    /// Households even where no child is with them today.
    least: u32,
}

impl Usual {
    fn of(kind: usize, scale: u32, dice: &mut Dice) -> Self {
        let (children, places, leave, usable, older, least) = match kind {
            0 => (118, 183, 44, 34, 52, 10),
            1 => (131, 140, 70, 5, 48, 3),
            2 => (60, 115, 40, 60, 55, 3),
            3 => (30, 110, 50, 50, 5, 1),
            _ => (55, 108, 60, 45, 100, 2),
        };
        let tilt = 90 + dice.below(21);
        Self {
            children: children * tilt / 100,
            places,
            leave,
            usable: usable * (70 + dice.below(61)) / 100,
            older,
            least: scale.saturating_mul(least),
        }
    }
}

/// The carers of one kind on one day.
#[derive(Clone, Copy, Debug, Default)]
struct Carers {
    households: u32,
    places: u32,
    vacant: u32,
    /// Since 1 April.
    approved: u32,
    left: u32,
    older: u32,
}

/// The carers of one kind on each of the days: those of one day are those of the day before, and who came, and
/// without who left.
fn carers(children: &[u32; DAYS], usual: &Usual, dice: &mut Dice) -> Vec<Carers> {
    let mut all: Vec<Carers> = Vec::new();
    for (place, children) in children.iter().enumerate() {
        let households = portion(*children, 100, usual.children) + usual.least;
        let places = portion(households, usual.places, 100).max(*children).max(households);
        let vacant = portion(places - children, usual.usable, 100);
        let mut now = Carers { households, places, vacant, ..Carers::default() };
        now.older = portion(households, usual.older, 100);
        if let Some(before) = all.last() {
            // Half a year begins anew after each 31 March.
            let so_far = if place % 2 == 0 { (before.approved, before.left) } else { (0, 0) };
            let least = before.households.saturating_sub(households);
            let leave = portion(before.households, usual.leave, 1000) + dice.below(2);
            let left = leave.min(before.households).max(least);
            now.left = so_far.1 + left;
            now.approved = so_far.0 + households + left - before.households;
        }
        all.push(now);
    }
    all
}

/// A number times one and divided by another.
fn portion(number: u32, times: u32, parts: u32) -> u32 {
    let product = u64::from(number) * u64::from(times) / u64::from(parts.max(1));
    u32::try_from(product).unwrap_or(u32::MAX / 8)
}

#[cfg(test)]
mod tests {
    use super::super::dice::Seed;
    use super::*;

    #[test]
    fn carers_of_one_day_are_those_of_the_day_before_with_who_came_and_without_who_left() {
        let mut dice = Seed::new(1).dice("carers", &[]);
        for children in [[0; DAYS], [90, 80, 100, 60, 61, 200, 3], [1, 0, 2, 0, 9, 9, 1]] {
            let usual = Usual::of(0, 1, &mut dice);
            let all = carers(&children, &usual, &mut dice);
            for pair in [(0, 2), (2, 4), (4, 6), (0, 1), (2, 3)] {
                let (before, now) = (all[pair.0], all[pair.1]);
                assert_eq!(now.households + now.left, before.households + now.approved);
            }
            for (now, children) in all.iter().zip(children) {
                assert!(now.places >= now.households && now.places >= children + now.vacant);
                assert!(now.older <= now.households);
            }
        }
    }
}
