//! `service_inspections`: the inspections that led to notices, and those of about half of the other services each year.

use std::collections::BTreeMap;

use super::Study;
use super::book::Book;
use super::calendar::{Span, weekday};
use super::dice::Dice;
use super::pans::Notice;
use super::services::Service;
use super::table::Cell;
use super::tables::SERVICE_INSPECTIONS;
use crate::diagnostic::Error;

/// Within so many days after an inspection its notices are issued.
const ISSUING: i32 = 20;
/// No service is inspected twice within so many days without need.
const REST: i32 = 60;

/// One inspection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Inspection {
    day: i32,
    /// Notices that it led to.
    notices: u32,
    /// When the last of them was issued.
    issued: i32,
}

/// Writes the inspections of one batch of the register.
pub(super) fn write(
    study: &Study,
    batch: u32,
    register: &[Service],
    notices: &[Notice],
    book: &mut Book<'_>,
) -> Result<(), Error> {
    let mut issued: BTreeMap<usize, Vec<i32>> = BTreeMap::new();
    for notice in notices {
        issued.entry(notice.service).or_default().push(notice.issued);
    }
    for (place, service) in register.iter().enumerate() {
        let number = u32::try_from(place).unwrap_or(u32::MAX);
        let mut dice = study.seed.dice("inspections", &[batch, number]);
        let days = issued.get(&place).map_or(&[][..], Vec::as_slice);
        let led = leading_to(days, service, study, &mut dice);
        for (number, year) in study.calendar.years() {
            let mut all: Vec<Inspection> =
                led.iter().filter(|one| (year.first..=year.last).contains(&one.day)).copied().collect();
            all.extend(routine(&led, service, year, &mut dice));
            all.sort_by_key(|one| one.day);
            for inspection in all {
                book.row(&SERVICE_INSPECTIONS, number, &row(&service.id, inspection, &mut dice))?;
            }
        }
    }
    Ok(())
}

/// One inspection for each day on which notices were issued; for days close to each other one together. It is in the
/// year of its notices, and on a day on which the service was registered.
fn leading_to(days: &[i32], service: &Service, study: &Study, dice: &mut Dice) -> Vec<Inspection> {
    let mut days = days.to_vec();
    days.sort_unstable();
    let mut all: Vec<Inspection> = Vec::new();
    for issued in days {
        if let Some(last) = all.last_mut().filter(|last| issued <= last.day + ISSUING) {
            last.notices += 1;
            last.issued = issued;
            continue;
        }
        let begun = study.calendar.year_of(issued);
        let after = all.last().map_or(i32::MIN, |last| last.issued + 1);
        let earliest = begun.map_or(issued, |(_, year)| year.first).max(after).max(service.registered);
        let day = (issued - dice.day(3, ISSUING)).max(earliest).min(issued);
        all.push(Inspection { day, notices: 1, issued });
    }
    all
}

/// The inspection of a service whose turn it is in a year, away from those that led to notices.
fn routine(led: &[Inspection], service: &Service, year: Span, dice: &mut Dice) -> Option<Inspection> {
    let turn = dice.chance(480);
    let open = year.within(service.registered + 30, service.cancelled.map_or(i32::MAX, |day| day - 1));
    let day = weekday(dice.day(open.first, open.last));
    let free = led.iter().all(|one| day + REST < one.day || day > one.issued + REST);
    (turn && free && (open.first..=open.last).contains(&day)).then_some(Inspection { day, notices: 0, issued: day })
}

fn row<'a>(id: &'a str, inspection: Inspection, dice: &mut Dice) -> [Cell<'a>; 7] {
    let noticed = inspection.notices > 0;
    let areas = if noticed {
        dice.below(7)
    } else {
        dice.pick(&[(41, 0), (20, 1), (14, 2), (10, 3), (8, 4), (4, 5), (2, 6), (1, 8)])
    };
    let level = match (noticed, areas) {
        (true, _) => "priority_action",
        (_, 0) => "none",
        _ => "area_for_improvement",
    };
    let enforcement = match dice.below(1000) {
        _ if !noticed => "none",
        0..60 => "improvement_notice",
        60..80 => "conditions",
        80..84 => "cancellation",
        _ => "none",
    };
    [
        Cell::Text(id),
        Cell::Day(inspection.day),
        Cell::Code(level),
        Cell::Number(areas),
        Cell::Number(inspection.notices),
        Cell::YesNo(dice.chance(if noticed { 310 } else { 70 })),
        Cell::Code(enforcement),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::calendar::Calendar;
    use super::super::dice::Seed;
    use super::super::pans::notices;
    use super::super::services::services;
    use super::*;

    #[test]
    fn every_notice_follows_an_inspection_within_three_weeks_and_no_other_inspection_is_followed_by_one() {
        let (seed, calendar) = (Seed::new(3), Calendar::new());
        let sizes = vec![900_000; 22];
        let register = services(&seed, &calendar, &sizes, 0);
        let notices = notices(&seed, &calendar, &register, 0);
        let study = Study {
            scale: 1,
            mess: super::super::Mess::None,
            authorities: Vec::new(),
            boards: Vec::new(),
            spellings: super::super::Spellings::default(),
            homes: Vec::new(),
            seed: seed.clone(),
            calendar,
            sizes,
        };
        let mut dice = seed.dice("test", &[]);
        let mut all = 0;
        for (place, service) in register.iter().enumerate() {
            let issued: Vec<i32> = notices.iter().filter(|n| n.service == place).map(|n| n.issued).collect();
            let mut inspections = leading_to(&issued, service, &study, &mut dice);
            for (_, year) in calendar.years() {
                let led = inspections.iter().filter(|one| one.notices > 0).copied().collect::<Vec<_>>();
                inspections.extend(routine(&led, service, year, &mut dice));
            }
            for one in &inspections {
                assert!(service.open_on(one.day), "{service:?}: {one:?}");
                let followed = issued.iter().filter(|day| (one.day..=one.day + ISSUING).contains(day)).count();
                assert_eq!(usize::try_from(one.notices).unwrap(), followed);
            }
            let led: u32 = inspections.iter().map(|one| one.notices).sum();
            assert_eq!(usize::try_from(led).unwrap(), issued.len());
            let mut days: Vec<i32> = inspections.iter().map(|one| one.day).collect();
            days.sort_unstable();
            assert!(days.windows(2).all(|pair| pair[0] < pair[1]));
            all += inspections.len();
        }
        assert!(all > 2_500, "{all}");
    }
}
