//! `unregistered_services`: every night of a placement that was not registered lies in one of these stays.

use super::book::Book;
use super::calendar::Span;
use super::dice::Dice;
use super::life::Life;
use super::stays::Stay;
use super::table::{Cell, code};
use super::tables::UNREGISTERED_SERVICES;
use crate::diagnostic::Error;

/// Nights after which most children are moved to other premises.
const LONG: i32 = 28;

/// Writes the stays of a child.
pub(super) fn write(life: &Life<'_>, book: &mut Book<'_>) -> Result<(), Error> {
    let mut dice = life.dice("unregistered");
    for stay in life.stays.iter().filter(|stay| stay.setting.registration == "unregistered") {
        let end = stay.end.unwrap_or(i32::MAX);
        let mut start = stay.start;
        while start < end {
            let until = if dice.chance(450) { start.saturating_add(dice.day(6, LONG)) } else { i32::MAX };
            let until = until.min(end);
            write_one(life, stay, Span { first: start, last: until }, &mut dice, book)?;
            start = until;
        }
    }
    Ok(())
}

/// Writes one stay at one address, from its first night until the day it ended.
fn write_one(
    life: &Life<'_>,
    stay: &Stay<'_>,
    nights: Span,
    dice: &mut Dice,
    book: &mut Book<'_>,
) -> Result<(), Error> {
    // Few addresses, used again and again, by one authority as by another.
    let premises = format!("1000{:08}", 21_340_000 + dice.below(9_000) * 7);
    let setting = dice.pick(&[
        (24, "holiday_let"),
        (8, "hotel"),
        (5, "caravan"),
        (34, "authority_property"),
        (22, "rented_property"),
        (7, "other"),
    ]);
    let operator = if stay.setting.provider == "own_authority" {
        dice.pick(&[(80, "local_authority"), (20, "agency")])
    } else {
        dice.pick(&[(55, "agency"), (40, "provider"), (5, "other")])
    };
    let reason = dice.pick(&[
        (44, "placement_breakdown"),
        (14, "family_breakdown"),
        (9, "provider_closure"),
        (17, "no_registered_place"),
        (5, "left_hospital"),
        (4, "left_secure_or_custody"),
        (7, "other"),
    ]);
    let reason = if life.child.unaccompanied { "arrived_unaccompanied" } else { reason };
    let notified = match dice.below(100) {
        0..70 => Some(nights.first + dice.day(0, 1)),
        70..93 => Some(nights.first + dice.day(2, 12)),
        _ => None,
    };
    let considered = dice.chance(90);
    for (number, year) in life.study.calendar.years() {
        if nights.first > year.last || nights.last < year.first {
            continue;
        }
        let cells = [
            Cell::Text(&life.child.id),
            Cell::Day(nights.first),
            Some(nights.last).filter(|end| *end <= year.last).into(),
            Cell::Code(setting),
            Cell::Text(&premises),
            Cell::Code(operator),
            Cell::Code(reason),
            code(stay.setting.location),
            notified.filter(|day| *day <= year.last).into(),
            Cell::YesNo(!life.is(16, nights.first)),
            Cell::YesNo(considered),
        ];
        book.row(&UNREGISTERED_SERVICES, number, &cells)?;
    }
    Ok(())
}
