//! Suppression and audit of random linked tables.

use std::collections::BTreeSet;

use super::super::audit::{audit, bounds};
use super::super::suppression::{suppress, usual_order};
use super::super::system::{Bounds, Seen, Sum, System};
use proptest::prelude::*;

const NEED: u32 = 3;

/// A nation of regions of authorities, and breakdowns that share the places' totals.
#[derive(Clone, Debug)]
struct Nation {
    /// The region of each authority.
    regions: Vec<usize>,
    /// The counts of each authority by breakdown and category; all breakdowns of one have the same total.
    counts: Vec<Vec<Vec<u64>>>,
}

/// Which cell stands where: places are the nation, then regions, then authorities.
struct Layout {
    places: usize,
    breakdowns: Vec<usize>,
}

impl Layout {
    /// The cell of a place's total.
    fn total(place: usize) -> usize {
        place
    }
    fn cell(&self, place: usize, breakdown: usize, category: usize) -> usize {
        let before: usize = self.breakdowns[..breakdown].iter().sum();
        self.places * (1 + before) + place * self.breakdowns[breakdown] + category
    }
    fn cells(&self) -> usize {
        self.places * (1 + self.breakdowns.iter().sum::<usize>())
    }
}

impl Nation {
    fn layout(&self) -> Layout {
        Layout {
            places: 1 + self.above() + self.regions.len(),
            breakdowns: self.counts[0].iter().map(Vec::len).collect(),
        }
    }
    fn above(&self) -> usize {
        self.regions.iter().max().map_or(0, |most| most + 1)
    }
    fn under(&self, place: usize) -> Vec<usize> {
        let (above, count) = (self.above(), self.regions.len());
        match place {
            0 => (1..=above).filter(|region| self.regions.contains(&(region - 1))).collect(),
            region if region <= above => {
                (0..count).filter(|at| self.regions[*at] == region - 1).map(|at| 1 + above + at).collect()
            }
            _ => Vec::new(),
        }
    }
    fn system(&self) -> System {
        let layout = self.layout();
        let mut system = System { values: vec![0; layout.cells()], sums: Vec::new() };
        for (at, counts) in self.counts.iter().enumerate() {
            let way = [0, 1 + self.regions[at], 1 + self.above() + at];
            for place in way {
                system.values[Layout::total(place)] += counts[0].iter().sum::<u64>();
                for (breakdown, counts) in counts.iter().enumerate() {
                    for (category, count) in counts.iter().enumerate() {
                        system.values[layout.cell(place, breakdown, category)] += count;
                    }
                }
            }
        }
        for place in 0..layout.places {
            for (breakdown, categories) in layout.breakdowns.iter().enumerate() {
                let parts = (0..*categories).map(|category| layout.cell(place, breakdown, category)).collect();
                system.sums.push(Sum { total: Layout::total(place), parts });
            }
            let under = self.under(place);
            if under.is_empty() {
                continue;
            }
            system.sums.push(Sum {
                total: Layout::total(place),
                parts: under.iter().map(|below| Layout::total(*below)).collect(),
            });
            for (breakdown, categories) in layout.breakdowns.iter().enumerate() {
                for category in 0..*categories {
                    let parts = under.iter().map(|below| layout.cell(*below, breakdown, category)).collect();
                    system.sums.push(Sum { total: layout.cell(place, breakdown, category), parts });
                }
            }
        }
        assert!(system.broken().is_empty());
        system
    }
}

/// The same total in another number of categories: each subject goes where its draw says.
fn spread(total: u64, categories: usize, draws: &[usize]) -> Vec<u64> {
    let mut counts = vec![0; categories];
    for subject in 0..total {
        counts[draws[usize::try_from(subject).unwrap() % draws.len()] % categories] += 1;
    }
    counts
}

fn nations(authorities: std::ops::RangeInclusive<usize>, most: u64) -> impl Strategy<Value = Nation> {
    let breakdowns = prop::collection::vec(2_usize..=4, 1..=3);
    let places = prop::collection::vec(
        (0_usize..3, 0..=most, prop::collection::vec(prop::collection::vec(0_usize..64, 1..12), 3)),
        authorities,
    );
    (breakdowns, places).prop_map(|(breakdowns, places)| Nation {
        regions: places.iter().map(|(region, _, _)| *region).collect(),
        counts: places
            .iter()
            .map(|(_, total, draws)| {
                breakdowns.iter().zip(draws).map(|(categories, draws)| spread(*total, *categories, draws)).collect()
            })
            .collect(),
    })
}

fn is_small(value: u64) -> bool {
    (1..=4).contains(&value)
}

fn seen(hidden: &[bool]) -> Vec<Seen> {
    hidden.iter().map(|hidden| if *hidden { Seen::Hidden } else { Seen::Exact }).collect()
}

/// Each cell rounded to the multiple of 5 above or below, as the draws say; additive or not.
fn rounded(system: &System, draws: &[u64]) -> Vec<Seen> {
    let ranges = system.values.iter().zip(draws.iter().cycle()).map(|(value, draw)| {
        let shown = value - value % 5 + if value % 5 > draw % 5 { 5 } else { 0 };
        Seen::Within { least: shown.saturating_sub(4), most: shown + 4 }
    });
    ranges.collect()
}

/// Some cells exact, some rounded, some hidden.
fn mixed(system: &System, draws: &[u64]) -> Vec<Seen> {
    let mut seen = rounded(system, draws);
    for (seen, draw) in seen.iter_mut().zip(draws.iter().cycle()) {
        match draw / 5 % 3 {
            0 => *seen = Seen::Hidden,
            1 => *seen = Seen::Exact,
            _ => {}
        }
    }
    seen
}

fn primary_of(system: &System) -> Vec<bool> {
    system.values.iter().map(|value| is_small(*value)).collect()
}

/// The cells that count only the subject of which this cell is the count.
fn the_same_subject(system: &System, cell: usize) -> BTreeSet<usize> {
    let mut same = BTreeSet::from([cell]);
    loop {
        let sums = system.sums.iter().filter(|sum| system.values[sum.total] == 1);
        let more: Vec<usize> = sums
            .map(|sum| [sum.total].iter().chain(&sum.parts).copied().filter(|cell| system.values[*cell] == 1).collect())
            .filter(|ones: &Vec<usize>| ones.iter().any(|cell| same.contains(cell)))
            .flatten()
            .collect();
        let before = same.len();
        same.extend(more);
        if same.len() == before {
            return same;
        }
    }
}

fn inside(inner: Bounds, outer: Bounds) -> bool {
    inner.least >= outer.least - 1e-6 && inner.most <= outer.most + 1e-6
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_suppressed_is_protected_from_everybody(nation in nations(2..=6, 24)) {
        let system = nation.system();
        let primary = primary_of(&system);
        let order = usual_order(&system, true);
        let hidden = suppress(&system, &primary, &order, NEED, &seen).unwrap();
        prop_assert_eq!(&hidden, &suppress(&system, &primary, &order, NEED, &seen).unwrap());
        for cell in (0..primary.len()).filter(|cell| primary[*cell]) {
            prop_assert!(hidden[cell]);
            prop_assert!(bounds(&system, &seen(&hidden), cell).counts() >= f64::from(NEED));
        }
    }

    #[test]
    fn one_subject_who_knows_its_own_cell_learns_no_other(nation in nations(2..=4, 10)) {
        let system = nation.system();
        let primary = primary_of(&system);
        let Ok(hidden) = suppress(&system, &primary, &usual_order(&system, false), NEED, &seen) else { return Ok(()) };
        for singleton in (0..primary.len()).filter(|cell| system.values[*cell] == 1) {
            let mut seen = seen(&hidden);
            seen[singleton] = Seen::Exact;
            let itself = the_same_subject(&system, singleton);
            for other in (0..primary.len()).filter(|cell| primary[*cell] && !itself.contains(cell)) {
                let known = bounds(&system, &seen, other);
                prop_assert!(known.most - known.least > 1e-6, "{singleton} {other}");
            }
        }
    }

    #[test]
    fn one_more_authority_unprotects_nobody(nation in nations(3..=5, 16)) {
        let (mut fewer, all) = (nation.clone(), nation);
        fewer.regions.pop();
        fewer.counts.pop();
        for nation in [fewer, all] {
            let system = nation.system();
            let primary = primary_of(&system);
            let hidden = suppress(&system, &primary, &usual_order(&system, true), NEED, &seen).unwrap();
            let cells: Vec<usize> = (0..primary.len()).filter(|cell| primary[*cell]).collect();
            prop_assert!(audit(&system, &seen(&hidden), &cells, NEED).iter().all(|verdict| verdict.is_safe(NEED)));
        }
    }

    #[test]
    fn what_the_audit_shows_is_possible(nation in nations(2..=4, 20), draws in prop::collection::vec(0_u64..15, 40)) {
        let system = nation.system();
        let cells: Vec<usize> = (0..system.values.len()).collect();
        for seen in [rounded(&system, &draws), mixed(&system, &draws)] {
            for verdict in audit(&system, &seen, &cells, NEED) {
                let exact = bounds(&system, &seen, verdict.cell);
                prop_assert!(inside(verdict.bounds, exact), "{:?} {:?}", verdict, exact);
                prop_assert_eq!(verdict.is_safe(NEED), exact.counts() >= f64::from(NEED));
            }
        }
    }
}

/// Two authorities, two categories in each breakdown.
fn tiny() -> impl Strategy<Value = Nation> {
    (1_usize..=3, 0_u64..=3, 0_u64..=3, prop::collection::vec(0_u64..=3, 6)).prop_map(
        |(breakdowns, first, second, draws)| Nation {
            regions: vec![0, 0],
            counts: [first, second]
                .iter()
                .enumerate()
                .map(|(at, total)| {
                    (0..breakdowns)
                        .map(|breakdown| draws[2 * breakdown + at].min(*total))
                        .map(|one| vec![one, total - one])
                        .collect()
                })
                .collect(),
        },
    )
}

/// Every tiny nation with the same number of breakdowns and at most this many subjects.
fn every_tiny(breakdowns: usize, most: u64) -> Vec<Nation> {
    let mut found = Vec::new();
    for first in 0..=most {
        for second in 0..=most - first {
            let mut counts: Vec<[Vec<Vec<u64>>; 2]> = vec![[Vec::new(), Vec::new()]];
            for _ in 0..breakdowns {
                let longer = |so_far: &[Vec<Vec<u64>>; 2]| {
                    let mut longer = Vec::new();
                    for one in 0..=first {
                        for other in 0..=second {
                            let mut next = so_far.clone();
                            next[0].push(vec![one, first - one]);
                            next[1].push(vec![other, second - other]);
                            longer.push(next);
                        }
                    }
                    longer
                };
                counts = counts.iter().flat_map(longer).collect();
            }
            found.extend(counts.into_iter().map(|counts| Nation { regions: vec![0, 0], counts: counts.to_vec() }));
        }
    }
    found
}

fn fits(count: u64, truth: u64, seen: Seen) -> bool {
    match seen {
        Seen::Exact => count == truth,
        Seen::Within { least, most } => (least..=most).contains(&count),
        Seen::Hidden => true,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_bounds_are_those_of_all_possible_tables(nation in tiny(), draws in prop::collection::vec(0_u64..15, 16)) {
        let system = nation.system();
        let breakdowns = nation.counts[0].len();
        let mut seen = mixed(&system, &draws);
        // So that only finitely many tables are possible.
        seen[0] = Seen::Exact;
        let possible: Vec<System> = every_tiny(breakdowns, system.values[0]).iter().map(Nation::system).collect();
        let possible: Vec<&System> = possible
            .iter()
            .filter(|other| other.values.iter().zip(&system.values).zip(&seen).all(|((count, truth), seen)| fits(*count, *truth, *seen)))
            .collect();
        for cell in 0..system.values.len() {
            let counts = || possible.iter().map(|system| u32::try_from(system.values[cell]).unwrap());
            let all = Bounds { least: f64::from(counts().min().unwrap()), most: f64::from(counts().max().unwrap()) };
            let exact = bounds(&system, &seen, cell);
            prop_assert!(inside(all, exact), "{all:?} {exact:?}");
            // Three linked tables can have corners that are not whole.
            prop_assert!(breakdowns > 2 || inside(exact, all), "{all:?} {exact:?}");
            let verdict = audit(&system, &seen, &[cell], NEED)[0];
            prop_assert!(!verdict.shown || inside(verdict.bounds, all), "{verdict:?} {all:?}");
        }
    }
}
