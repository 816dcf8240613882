//! The facts shared out over the authorities: how many children of each kind each one has.

use super::dice::{Dice, Seed};
use super::facts::{COHORTS, PROFILES, RATES, SCHOOL_CHANGED, SHORT_BREAKS, STARTED_ABUSE_OR_NEGLECT};
use super::shares::share_out;
use crate::definitions::Reference;
use crate::domain::Year;

/// What one authority has to come to.
#[derive(Clone, Debug, Default)]
pub(super) struct Allotment {
    /// Children looked after by start and end cohort (ends 1 to 3).
    pub(super) leavers: Vec<(u32, u32, u32)>,
    /// Children on short breaks only, by start and end cohort (ends 1 to 4).
    pub(super) short_breaks: Vec<(u32, u32, u32)>,
    /// Children looked after on 31 March 2024, by start cohort and profile.
    pub(super) cells: Vec<Cell>,
    /// Of those who started in 2023-24, how many for abuse or neglect.
    pub(super) abuse_or_neglect: u32,
    /// Of those looked after on 31 March 2024, how many changed school.
    pub(super) school_changed: u32,
}

/// Children of one authority, start cohort and profile.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    /// The start cohort, 0 to 3.
    pub(super) start: u32,
    /// Which of [`PROFILES`].
    pub(super) profile: usize,
    /// How many children.
    pub(super) children: u32,
    /// Of whom at each location.
    pub(super) locations: Vec<u32>,
    /// Of whom under each legal status of the profile.
    pub(super) legal: Vec<u32>,
    /// Of whom with three or more placements in the year.
    pub(super) many: u32,
}

/// How large each authority is, in expected children.
pub(super) fn sizes(reference: &Reference) -> Vec<u64> {
    let year = Year::starting(2023);
    let size = |authority: &crate::definitions::Authority| {
        let people = reference.population.get(&(year, authority.code.clone())).copied().unwrap_or(28_180);
        let rate = RATES.iter().find(|(code, _)| *code == authority.code.as_str()).map_or(116, |(_, rate)| *rate);
        people * rate
    };
    reference.authorities.iter().map(size).collect()
}

/// Shares everything out, exactly.
pub(super) fn allot(seed: &Seed, sizes: &[u64]) -> Vec<Allotment> {
    let mut all = vec![Allotment::default(); sizes.len()];
    let mut dice = seed.dice("allotment", &[]);
    let mut starts = Vec::new();
    for (start, end, total) in COHORTS {
        let shares = by_size(total, sizes, 60, &mut dice);
        if end == 4 {
            starts.push(shares);
        } else {
            for (allotment, share) in all.iter_mut().zip(shares) {
                allotment.leavers.push((start, end, share));
            }
        }
    }
    for (start, end, total) in SHORT_BREAKS {
        for (allotment, share) in all.iter_mut().zip(by_size(total, sizes, 300, &mut dice)) {
            allotment.short_breaks.push((start, end, share));
        }
    }
    deal_profiles(&mut all, &starts, &mut dice);
    deal_the_rest(&mut all, &mut dice);
    all
}

/// A total in proportion to size, each authority up to `per_thousand` away from it.
fn by_size(total: u32, sizes: &[u64], per_thousand: u32, dice: &mut Dice) -> Vec<u32> {
    let weights: Vec<u64> = sizes.iter().map(|size| size / 1000 * tilt(per_thousand, dice)).collect();
    share_out(total, &weights, &vec![total; sizes.len()], dice.below(u32::MAX))
}

/// A factor of 1000, give or take.
fn tilt(per_thousand: u32, dice: &mut Dice) -> u64 {
    u64::from(1000 - per_thousand + dice.below(2 * per_thousand + 1))
}

/// Gives each authority's children a profile, and the children of each profile their locations and the rest.
fn deal_profiles(all: &mut [Allotment], starts: &[Vec<u32>], dice: &mut Dice) {
    let places = all.len();
    let mut left: Vec<Vec<u32>> = (0..places)
        .map(|place| starts.iter().map(|shares| shares.get(place).copied().unwrap_or(0)).collect())
        .collect();
    for (profile, facts) in PROFILES.iter().enumerate() {
        let mut weights = Vec::new();
        for cohorts in &left {
            let tilt = tilt(200, dice);
            let affinity = cohorts.iter().zip(facts.by_start);
            weights.extend(affinity.map(|(left, weight)| u64::from(*left) * u64::from(weight) * tilt));
        }
        let caps: Vec<u32> = left.iter().flatten().copied().collect();
        let shares = share_out(facts.children(), &weights, &caps, dice.below(u32::MAX));
        let mut cells = cells_of(profile, &shares, starts.len());
        for (left, share) in left.iter_mut().flatten().zip(&shares) {
            *left -= share;
        }
        deal_within(&mut cells, profile, starts.len(), dice);
        for (number, cell) in cells.into_iter().enumerate() {
            if let Some(allotment) = all.get_mut(number / starts.len()).filter(|_| cell.children > 0) {
                allotment.cells.push(cell);
            }
        }
    }
}

fn cells_of(profile: usize, shares: &[u32], cohorts: usize) -> Vec<Cell> {
    let cell = |(start, children): (u32, &u32)| Cell {
        start,
        profile,
        children: *children,
        locations: Vec::new(),
        legal: Vec::new(),
        many: 0,
    };
    shares.chunks(cohorts).flat_map(|shares| (0..).zip(shares).map(cell)).collect()
}

fn deal_within(cells: &mut [Cell], profile: usize, cohorts: usize, dice: &mut Dice) {
    let Some(facts) = PROFILES.get(profile) else { return };
    let all: Vec<u32> = cells.iter().map(|cell| cell.children).collect();
    let mut left = all.clone();
    for total in facts.locations {
        let shares = tilted(total, &left, cohorts, 220, dice);
        take(&mut left, &shares);
        push(cells, &shares, |cell| &mut cell.locations);
    }
    left.clone_from(&all);
    for (total, _) in facts.legal {
        let shares = tilted(*total, &left, cohorts, 40, dice);
        take(&mut left, &shares);
        push(cells, &shares, |cell| &mut cell.legal);
    }
    for (cell, many) in cells.iter_mut().zip(tilted(facts.many, &all, cohorts, 250, dice)) {
        cell.many = many;
    }
}

/// A total over cells in proportion to what is left in them, with one tilt an authority.
fn tilted(total: u32, left: &[u32], cohorts: usize, per_thousand: u32, dice: &mut Dice) -> Vec<u32> {
    let mut weights = Vec::with_capacity(left.len());
    for authority in left.chunks(cohorts) {
        let tilt = tilt(per_thousand, dice);
        weights.extend(authority.iter().map(|left| u64::from(*left) * tilt));
    }
    share_out(total, &weights, left, dice.below(u32::MAX))
}

fn take(left: &mut [u32], shares: &[u32]) {
    for (left, share) in left.iter_mut().zip(shares) {
        *left -= share;
    }
}

fn push(cells: &mut [Cell], shares: &[u32], list: impl Fn(&mut Cell) -> &mut Vec<u32>) {
    for (cell, share) in cells.iter_mut().zip(shares) {
        list(cell).push(*share);
    }
}

fn deal_the_rest(all: &mut [Allotment], dice: &mut Dice) {
    let started: Vec<u32> = all.iter().map(|allotment| allotment.started_in(3, false)).collect();
    let others: Vec<u32> = all.iter().map(|allotment| allotment.started_in(3, true)).collect();
    let caps: Vec<u32> = started.iter().zip(&others).map(|(all, other)| all - other).collect();
    let abuse = tilted(STARTED_ABUSE_OR_NEGLECT, &caps, 1, 60, dice);
    let stock: Vec<u32> = all.iter().map(|allotment| allotment.cells.iter().map(|cell| cell.children).sum()).collect();
    let school = tilted(SCHOOL_CHANGED, &stock, 1, 250, dice);
    for (allotment, (abuse, school)) in all.iter_mut().zip(abuse.into_iter().zip(school)) {
        allotment.abuse_or_neglect = abuse;
        allotment.school_changed = school;
    }
}

impl Allotment {
    /// Children who started in a cohort: all of them, or only those who are unaccompanied.
    fn started_in(&self, start: u32, unaccompanied: bool) -> u32 {
        let leavers = self.leavers.iter().filter(|cell| cell.0 == start && !unaccompanied).map(|cell| cell.2);
        let arrived = |cell: &Cell| PROFILES.get(cell.profile).is_some_and(|profile| profile.unaccompanied);
        let stock = self.cells.iter().filter(|cell| cell.start == start && (!unaccompanied || arrived(cell)));
        leavers.chain(stock.map(|cell| cell.children)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_shared_out_and_nothing_twice() {
        let sizes: Vec<u64> = (1..=22).map(|n| n * 700_000).collect();
        for seed in [1, 2, 3] {
            let all = allot(&Seed::new(seed), &sizes);
            let cells: Vec<&Cell> = all.iter().flat_map(|allotment| &allotment.cells).collect();
            assert_eq!(cells.iter().map(|cell| cell.children).sum::<u32>(), 7198);
            assert_eq!(cells.iter().map(|cell| cell.many).sum::<u32>(), 620);
            for cell in cells {
                assert_eq!(cell.locations.iter().sum::<u32>(), cell.children);
                assert_eq!(cell.legal.iter().sum::<u32>(), cell.children);
                assert!(cell.many <= cell.children);
            }
            assert_eq!(all.iter().map(|a| a.started_in(3, false)).sum::<u32>(), 1985);
            assert_eq!(all.iter().map(|a| a.abuse_or_neglect).sum::<u32>(), STARTED_ABUSE_OR_NEGLECT);
        }
    }
}
