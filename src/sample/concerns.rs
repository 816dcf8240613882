//! Concerns: how many were received in each half of each year, about what, and what became of them.

use std::collections::BTreeSet;

use super::calendar::{Calendar, Span};
use super::dice::{Dice, Seed};
use super::facts::{OTHER_CONCERNS, STOCKS};
use super::services::Service;
use super::table::{Cell, Codes, code, text};

/// One concern.
#[derive(Clone, Debug)]
pub(super) struct Concern {
    id: String,
    received: i32,
    service_type: &'static str,
    /// The service: an index into the register.
    service: Option<usize>,
    authority: usize,
    source: &'static str,
    themes: Codes,
    risk: &'static str,
    actions: Codes,
    closed: Option<i32>,
}

impl Concern {
    /// Whether it was received in a year, or still open in it.
    pub(super) fn live_in(&self, year: Span) -> bool {
        self.received <= year.last && self.closed.is_none_or(|day| day > year.first)
    }

    /// Its row, as it was known at the end of a year.
    pub(super) fn row<'a>(&'a self, register: &'a [Service], authorities: &'a [String], year: Span) -> [Cell<'a>; 10] {
        let closed = self.closed.filter(|day| *day <= year.last);
        let pending = closed.is_none() && self.received > year.last - 21;
        [
            Cell::Text(&self.id),
            Cell::Day(self.received),
            code(authorities.get(self.authority).map_or("", String::as_str)),
            Cell::Code(self.service_type),
            text(self.service.and_then(|service| register.get(service)).map_or("", |service| &service.id)),
            Cell::Code(self.source),
            Cell::Codes(self.themes),
            code(self.risk),
            Cell::Codes(if pending { &["pending"] } else { self.actions }),
            closed.into(),
        ]
    }
}

/// The concerns of one batch, in order of receipt.
pub(super) fn concerns(
    seed: &Seed,
    calendar: &Calendar,
    register: &[Service],
    sizes: &[u64],
    batch: u32,
) -> Vec<Concern> {
    let mut all = Vec::new();
    let mut taken = BTreeSet::new();
    let inside = STOCKS.iter().map(|stock| (stock.service_type, stock.concerns));
    for (number, (service_type, counts)) in (0..).zip(inside.chain(OTHER_CONCERNS)) {
        let mut dice = seed.dice("concerns", &[batch, number]);
        for ((_, year), (early, late)) in calendar.years().zip(counts) {
            let middle = year.first + 182;
            let halves = [(early, year.first, middle), (late, middle + 1, year.last)];
            for (count, first, last) in halves {
                let half = Half { service_type, first, last, register, sizes };
                let open = half.open();
                all.extend((0..count).map(|_| half.concern(&open, &mut taken, &mut dice)));
            }
        }
    }
    all.sort_by_key(|concern| (concern.received, concern.service_type, concern.service));
    for (number, concern) in (1..).zip(&mut all) {
        concern.id = format!("CON-{:07}", u64::from(batch) * 10_000 + number);
    }
    all
}

/// Concerns about one type of service in half a year.
struct Half<'r> {
    service_type: &'static str,
    first: i32,
    last: i32,
    register: &'r [Service],
    sizes: &'r [u64],
}

impl Half<'_> {
    /// The services of the type that were registered when it began.
    fn open(&self) -> Vec<usize> {
        let of_type =
            |(_, service): &(usize, &Service)| service.kind == self.service_type && service.open_on(self.first);
        (0..).zip(self.register).filter(of_type).map(|(place, _)| place).collect()
    }

    /// A service and a day: one concern a service and day, and none after it was cancelled.
    fn subject(&self, open: &[usize], seen: &BTreeSet<(usize, i32)>, dice: &mut Dice) -> (Option<usize>, i32) {
        let mut chosen = (None, self.first);
        for _ in 0..50 {
            let received = dice.day(self.first, self.last);
            let service = open.get(dice.place(open.len())).copied();
            chosen = (service, received);
            let free = |place: usize| {
                let known = self.register.get(place).is_some_and(|service| service.open_on(received));
                known && !seen.contains(&(place, received))
            };
            if service.is_none_or(free) {
                break;
            }
        }
        chosen
    }

    fn concern(&self, open: &[usize], seen: &mut BTreeSet<(usize, i32)>, dice: &mut Dice) -> Concern {
        let (service, received) = self.subject(open, seen, dice);
        seen.extend(service.map(|place| (place, received)));
        let anonymous = dice.chance(40) && !open.is_empty();
        let somewhere = (0..).zip(self.sizes).map(|(place, size)| (u32::try_from(size / 1000).unwrap_or(1), place));
        let authority = service.and_then(|place| self.register.get(place)).map(|service| service.authority);
        let authority = authority.unwrap_or_else(|| dice.pick(&somewhere.collect::<Vec<(u32, usize)>>()));
        let days = dice.day(3, 60).min(dice.day(3, 160));
        let of_authority = self.service_type.starts_with("local_authority");
        Concern {
            id: String::new(),
            received,
            service_type: self.service_type,
            service: service.filter(|_| !anonymous),
            authority,
            source: dice.pick(SOURCES),
            themes: dice.pick(if of_authority { AUTHORITY_THEMES } else { THEMES }),
            risk: dice.pick(&[(45, "low"), (38, "medium"), (12, "high"), (5, "")]),
            actions: dice.pick(ACTIONS),
            closed: dice.chance(985).then_some(received + days).map(|day| Calendar::new().off_april(day)),
        }
    }
}

const SOURCES: &[(u32, &str)] = &[
    (17, "public"),
    (19, "relative"),
    (6, "child"),
    (24, "staff"),
    (9, "provider"),
    (12, "local_authority"),
    (5, "health"),
    (4, "police"),
    (4, "other"),
];

const THEMES: &[(u32, Codes)] = &[
    (22, &["care_and_support"]),
    (14, &["leadership_and_management"]),
    (13, &["staffing_levels"]),
    (9, &["safeguarding"]),
    (6, &["environment"]),
    (5, &["quality_of_service"]),
    (11, &["care_and_support", "staffing_levels"]),
    (8, &["leadership_and_management", "staffing_levels"]),
    (5, &["care_and_support", "safeguarding"]),
    (3, &["human_rights"]),
    (2, &["care_and_support", "leadership_and_management", "staffing_levels"]),
    (2, &["quality_of_service", "other"]),
];

const AUTHORITY_THEMES: &[(u32, Codes)] = &[
    (40, &["safeguarding"]),
    (18, &["human_rights"]),
    (24, &["quality_of_service"]),
    (10, &["safeguarding", "quality_of_service"]),
    (8, &["human_rights", "quality_of_service"]),
];

const ACTIONS: &[(u32, Codes)] = &[
    (46, &["discussed_with_responsible_individual"]),
    (14, &["inspection"]),
    (12, &["referred"]),
    (16, &["none"]),
    (8, &["discussed_with_responsible_individual", "inspection"]),
    (4, &["discussed_with_responsible_individual", "referred"]),
];
