//! Priority action notices: which services had one open at the end of each year, and how each went on.

use std::collections::BTreeMap;

use super::calendar::{Calendar, Span};
use super::dice::{Dice, Seed};
use super::facts::STOCKS;
use super::services::Service;
use super::table::{Cell, code};

/// One notice.
#[derive(Clone, Debug)]
pub(super) struct Notice {
    /// Its number.
    pub(super) id: String,
    /// The service: an index into the register.
    pub(super) service: usize,
    theme: &'static str,
    regulation: &'static str,
    /// The day on which it was issued.
    pub(super) issued: i32,
    first_due: i32,
    due: i32,
    resolved: Option<i32>,
    withdrawn: bool,
    repeat: bool,
}

/// Regulations with their themes; some in Welsh, as the sender's system has them.
const REGULATIONS: &[(&str, &str)] = &[
    ("care_and_support", "Regulation 15(1) - personal plan"),
    ("care_and_support", "Regulation 21(1) - standards of care and support"),
    ("well_being", "Regulation 26 - safeguarding"),
    ("well_being", "Rheoliad 26 – diogelu: ymateb i bryderon ynghylch plant"),
    ("leadership_and_management", "Regulation 34(1)(a) - staffing"),
    ("leadership_and_management", "Regulation 35(2)(d) - fitness of staff"),
    ("leadership_and_management", "Rheoliad 36(2) – cymorth a datblygiad i’r staff"),
    ("leadership_and_management", "Regulation 80(2) - quality of care review"),
    ("environment", "Regulation 44(4)(h) - premises"),
    ("environment", "Rheoliad 43 – yr amgylchedd: tŷ glân a diogel"),
    ("care_and_support", "Regulation 58(1) - medicines"),
    ("well_being", "Regulation 25(1) - respect and sensitivity"),
];

impl Notice {
    /// Whether it was open, or came to an end, in a year.
    pub(super) fn live_in(&self, year: Span) -> bool {
        self.issued <= year.last && self.resolved.is_none_or(|day| day > year.first)
    }

    /// Its row, as it was known at the end of a year.
    pub(super) fn row<'a>(&'a self, register: &'a [Service], authorities: &'a [String], year: Span) -> [Cell<'a>; 12] {
        let resolved = self.resolved.filter(|day| *day <= year.last);
        let status = match resolved {
            Some(_) if self.withdrawn => "withdrawn",
            Some(_) => "achieved",
            None if self.first_due < year.last => "not_achieved",
            None if year.last - self.issued < 40 => "new",
            None => "not_yet_due",
        };
        let service = register.get(self.service);
        let authority = service.and_then(|service| authorities.get(service.authority));
        [
            Cell::Text(&self.id),
            Cell::Text(service.map_or("", |service| &service.id)),
            code(service.map_or("", |service| service.kind)),
            code(authority.map_or("", String::as_str)),
            Cell::Code(self.theme),
            Cell::Text(self.regulation),
            Cell::Day(self.issued),
            Cell::Day(self.first_due),
            Cell::Day(self.due),
            Cell::Code(status),
            resolved.into(),
            Cell::YesNo(self.repeat),
        ]
    }
}

/// The notices of one batch: at the end of each year exactly as many services of each type have an open one as the
/// facts say.
pub(super) fn notices(seed: &Seed, calendar: &Calendar, register: &[Service], batch: u32) -> Vec<Notice> {
    let mut all = Vec::new();
    let mut used: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (number, stock) in (0..).zip(&STOCKS) {
        let mut dice = seed.dice("notices", &[batch, number]);
        for ((year, span), noticed) in calendar.years().zip(stock.noticed) {
            let mut open: Vec<usize> = (0..)
                .zip(register)
                .filter(|(_, service)| service.kind == stock.service_type && fits(service, span))
                .map(|(place, _)| place)
                .collect();
            dice.shuffle(&mut open);
            for (rank, service) in (0..).zip(open) {
                let still_open = rank < noticed;
                let old = register.get(service).is_some_and(|service| service.registered < span.first);
                let count = if still_open {
                    dice.pick(&[(66, 1), (24, 2), (10, 3)])
                } else {
                    dice.pick(&[(84, 0), (16, u32::from(old))])
                };
                for _ in 0..count {
                    let rules = used.entry(service).or_default();
                    if let Some(notice) = notice(service, still_open, year, calendar, rules, &mut dice) {
                        all.push(notice);
                    }
                }
            }
        }
    }
    all.sort_by(|a, b| (a.issued, a.service, a.regulation).cmp(&(b.issued, b.service, b.regulation)));
    for (number, notice) in (1..).zip(&mut all) {
        notice.id = format!("PAN-{:06}", u64::from(batch) * 4_000 + number);
    }
    all
}

/// Registered during the whole of a year and the next: such a service can have a notice in it.
fn fits(service: &Service, year: Span) -> bool {
    service.registered <= year.last - 120 && service.cancelled.is_none() && service.open_on(year.last)
}

/// One notice, issued in a year: still open at its end and resolved in the next, or resolved in the same year. A
/// regulation is used once for each service, so that no two notices are alike.
fn notice(
    service: usize,
    still_open: bool,
    year: u32,
    calendar: &Calendar,
    used: &mut Vec<usize>,
    dice: &mut Dice,
) -> Option<Notice> {
    let span = calendar.cohort(year);
    let from = dice.place(REGULATIONS.len());
    let rule =
        (0..REGULATIONS.len()).map(|step| (step + from) % REGULATIONS.len()).find(|rule| !used.contains(rule))?;
    used.push(rule);
    let (theme, regulation) = REGULATIONS.get(rule)?;
    let issued =
        if still_open { dice.day(span.last - 118, span.last - 3) } else { dice.day(span.first, span.first + 200) };
    let first_due = issued + dice.day(28, 90);
    let extended = dice.chance(250);
    let due = if extended { first_due + dice.day(14, 60) } else { first_due };
    let resolved = if still_open { span.last + dice.day(5, 320) } else { dice.day(issued + 20, span.last - 2) };
    Some(Notice {
        id: String::new(),
        service,
        theme,
        regulation,
        issued,
        first_due,
        due,
        resolved: (resolved <= calendar.last()).then_some(resolved),
        withdrawn: dice.chance(60),
        repeat: dice.chance(120),
    })
}

#[cfg(test)]
mod tests {
    use super::super::services::services;
    use super::*;

    #[test]
    fn a_hundred_and_eight_of_269_homes_have_an_open_notice() {
        let (seed, calendar) = (Seed::new(3), Calendar::new());
        let register = services(&seed, &calendar, &[900_000; 22], 0);
        let notices = notices(&seed, &calendar, &register, 0);
        for (year, expected) in [(1, 74), (2, 108), (3, 96)] {
            let day = calendar.cohort(year).last;
            let open = |notice: &&Notice| notice.issued <= day && notice.resolved.is_none_or(|resolved| resolved > day);
            let mut homes: Vec<usize> = notices.iter().filter(open).map(|notice| notice.service).collect();
            homes.retain(|home| register[*home].kind == "care_home_children" && register[*home].open_on(day));
            homes.sort_unstable();
            homes.dedup();
            assert_eq!(homes.len(), expected);
        }
        let homes = |day| register.iter().filter(|s| s.kind == "care_home_children" && s.open_on(day)).count();
        assert_eq!(homes(calendar.cohort(2).last), 269);
    }
}
