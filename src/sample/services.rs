//! The register of services: who is registered, since when, and where.

use super::calendar::{Calendar, Span};
use super::dice::{Dice, Seed};
use super::facts::{STOCKS, Stock};
use super::shares::share_out;
use super::table::{Cell, code};

/// A registered service.
#[derive(Clone, Debug)]
pub(super) struct Service {
    /// Its number: `SIN-00011211-LTKT`.
    pub(super) id: String,
    /// Its type.
    pub(super) kind: &'static str,
    /// Where it is: an index into the authorities.
    pub(super) authority: usize,
    /// Who provides it.
    pub(super) provider: &'static str,
    /// The first day.
    pub(super) registered: i32,
    /// The day its registration was cancelled.
    pub(super) cancelled: Option<i32>,
    /// Places, for those that have them.
    pub(super) places: u32,
    /// Whether a model of care is stated; homes for children only.
    pub(super) model: Option<bool>,
}

impl Service {
    /// Whether it is registered on a day.
    pub(super) fn open_on(&self, day: i32) -> bool {
        self.registered <= day && self.cancelled.is_none_or(|cancelled| cancelled > day)
    }

    /// Whether it was registered at any time in a year.
    pub(super) fn live_in(&self, year: Span) -> bool {
        self.registered <= year.last && self.cancelled.is_none_or(|cancelled| cancelled > year.first)
    }

    /// Its row, as it was known at the end of a year.
    pub(super) fn row<'a>(&'a self, authorities: &'a [String], year: Span) -> [Cell<'a>; 8] {
        let cancelled = self.cancelled.filter(|day| *day <= year.last);
        [
            Cell::Text(&self.id),
            Cell::Code(self.kind),
            code(authorities.get(self.authority).map_or("", String::as_str)),
            Cell::Code(self.provider),
            Cell::Day(self.registered),
            cancelled.into(),
            if self.places == 0 { Cell::Blank } else { Cell::Number(self.places) },
            self.model.map_or(Cell::Blank, Cell::YesNo),
        ]
    }
}

/// Whether children live in services of a type.
pub(super) fn houses_children(service_type: &str) -> bool {
    matches!(
        service_type,
        "care_home_children" | "secure_accommodation" | "residential_family_centre" | "special_school_residential"
    )
}

/// One batch of the register, at its real size.
pub(super) fn services(seed: &Seed, calendar: &Calendar, sizes: &[u64], batch: u32) -> Vec<Service> {
    let mut all = Vec::new();
    for (number, stock) in (0..).zip(&STOCKS) {
        let mut dice = seed.dice("services", &[batch, number]);
        for (registered, cancelled, count) in flows(stock) {
            for authority in homes_by_authority(count, stock, registered, sizes, &mut dice) {
                let mut service = service(stock.service_type, authority, &mut dice);
                service.registered = if registered == 0 {
                    dice.day(calendar.cohort(1).first - 365 * 18, calendar.cohort(1).first - 365 * 13)
                } else {
                    let year = calendar.cohort(registered);
                    dice.day(year.first, year.last - 5)
                };
                service.cancelled = (cancelled < 4).then(|| {
                    let year = calendar.cohort(cancelled);
                    dice.day(year.first + 1, year.last)
                });
                all.push(service);
            }
        }
    }
    seed.dice("register", &[batch]).shuffle(&mut all);
    for (number, service) in (0..).zip(&mut all) {
        service.id = number_of(seed, batch, number);
    }
    all
}

/// How many were registered in one cohort and cancelled in another (4: not yet).
fn flows(stock: &Stock) -> Vec<(u32, u32, u32)> {
    let mut flows = vec![(0, 4, stock.stable)];
    flows.extend((1..).zip(stock.cancelled).map(|(year, count)| (0, year, count)));
    flows.extend((1..).zip(stock.registered).map(|(year, count)| (year, 4, count)));
    flows
}

/// The authority of each service; every authority has homes for children that stay. The secure home stands in one.
fn homes_by_authority(count: u32, stock: &Stock, registered: u32, sizes: &[u64], dice: &mut Dice) -> Vec<usize> {
    let children = stock.service_type == "care_home_children" && registered == 0;
    let places = u32::try_from(sizes.len()).unwrap_or(1);
    let least = if children && count >= 3 * places { 3 } else { 0 };
    let weights: Vec<u64> = sizes.iter().map(|size| size / 1000 * u64::from(600 + dice.below(801))).collect();
    let shares = share_out(count - least * places, &weights, &vec![count; sizes.len()], dice.below(u32::MAX));
    let shares = (0..).zip(shares);
    shares.flat_map(|(authority, share)| (0..share + least).map(move |_| authority)).collect()
}

fn service(service_type: &'static str, authority: usize, dice: &mut Dice) -> Service {
    let provider = match service_type {
        "secure_accommodation" => "own_authority",
        "care_home_children" => dice.pick(&[(20, "own_authority"), (72, "private"), (8, "voluntary")]),
        "fostering" | "adoption" | "advocacy" => dice.pick(&[(50, "private"), (50, "voluntary")]),
        _ => dice.pick(&[(12, "own_authority"), (78, "private"), (10, "voluntary")]),
    };
    let places = match service_type {
        "care_home_children" => dice.pick(&[(10, 1), (18, 2), (24, 3), (26, 4), (10, 5), (8, 6), (4, 8)]),
        "secure_accommodation" => 22,
        "residential_family_centre" => 6 + dice.below(7),
        "special_school_residential" => 12 + dice.below(40),
        "care_home_adults" => 6 + dice.below(40) + dice.below(40),
        _ => 0,
    };
    let model = (service_type == "care_home_children").then(|| dice.chance(640));
    Service {
        id: String::new(),
        kind: service_type,
        authority,
        provider,
        registered: 0,
        cancelled: None,
        places,
        model,
    }
}

/// A number that no other service has, with the four letters that the register adds.
fn number_of(seed: &Seed, batch: u32, number: u32) -> String {
    const LETTERS: &[u8; 22] = b"BCDFGHJKLMNPQRSTVWXYZA";
    let mut dice = seed.dice("number", &[batch, number]);
    let letters: String =
        (0..4).filter_map(|_| LETTERS.get(dice.place(LETTERS.len()))).map(|letter| char::from(*letter)).collect();
    format!("SIN-{:08}-{letters}", u64::from(batch) * 3_000 + u64::from(number) + 10_211)
}
