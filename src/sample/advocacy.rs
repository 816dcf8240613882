//! `advocacy`: who became entitled to an advocate in the year, who was offered one, and what came of it.

use super::Study;
use super::book::Book;
use super::calendar::{Calendar, Span};
use super::dice::Dice;
use super::leavers::Leaver;
use super::life::Life;
use super::table::{Cell, code};
use super::tables::ADVOCACY;
use crate::diagnostic::Error;

/// Children a year who are entitled for another reason than care, for each thousand looked after: enquiries that led
/// to a conference, and disability.
const OTHERS: [(u32, &str); 2] = [(400, "child_protection"), (34, "disabled_child")];
/// More than the largest authority has of both in a year.
const OTHERS_A_YEAR: u64 = 2_000;

/// An entitlement to an advocate.
struct Entitlement<'a> {
    id: &'a str,
    kind: &'static str,
    /// The day it arose.
    day: i32,
    /// The first day on which nothing is offered any more.
    until: i32,
}

/// Writes the entitlement of a child that came into care.
pub(super) fn write(life: &Life<'_>, book: &mut Book<'_>) -> Result<(), Error> {
    if life.child.short_breaks {
        return Ok(());
    }
    let entitlement =
        Entitlement { id: &life.child.id, kind: "became_looked_after", day: life.child.since, until: life.end() };
    write_one(&entitlement, &life.study.calendar, &mut life.dice("advocacy"), book)
}

/// Writes the entitlement of some of those who left care in a year.
pub(super) fn write_of(
    leaver: &Leaver,
    year: Span,
    dice: &mut Dice,
    calendar: &Calendar,
    book: &mut Book<'_>,
) -> Result<(), Error> {
    let left = leaver.left.filter(|left| (year.first..=year.last).contains(left));
    let Some(day) = left.filter(|_| dice.chance(600)) else { return Ok(()) };
    let entitlement = Entitlement { id: &leaver.id, kind: "care_leaver", day, until: i32::MAX };
    write_one(&entitlement, calendar, dice, book)
}

/// Writes the entitlements of children of one batch who are not looked after.
pub(super) fn write_others(study: &Study, [authority, batch]: [u32; 2], book: &mut Book<'_>) -> Result<(), Error> {
    let expected = study.expected(authority);
    for (year, span) in study.calendar.years() {
        let mut dice = study.seed.dice("entitled", &[authority, batch, year]);
        let mut number = (u64::from(batch) * 3 + u64::from(year) - 1) * OTHERS_A_YEAR;
        for (per_thousand, kind) in OTHERS {
            for _ in 0..expected * per_thousand / 1000 {
                number += 1;
                let id = format!("F{:09}", number * 271_828_183 % 999_999_937);
                let entitlement = Entitlement { id: &id, kind, day: dice.day(span.first, span.last), until: i32::MAX };
                write_one(&entitlement, &study.calendar, &mut dice, book)?;
            }
        }
    }
    Ok(())
}

/// Writes one entitlement into the return of the year in which it arose, and into the next one where something was done
/// about it in that year.
fn write_one(
    entitlement: &Entitlement<'_>,
    calendar: &Calendar,
    dice: &mut Dice,
    book: &mut Book<'_>,
) -> Result<(), Error> {
    let offer = Offer::of(entitlement, dice);
    for (number, year) in calendar.years().filter(|(_, year)| entitlement.day <= year.last) {
        let (accepted, allocated) = offer.answer(year);
        let known = |day: Option<i32>| day.filter(|day| *day <= year.last);
        let (offered, reoffered) = (known(offer.offered), known(offer.reoffered));
        let taken = accepted == Some(true);
        let dates = [Some(entitlement.day), offered, reoffered, allocated];
        if dates.into_iter().flatten().all(|day| day < year.first) {
            continue;
        }
        let resolved = allocated.filter(|day| *day + 90 <= year.last).map(|_| offer.resolved);
        let cells = [
            Cell::Text(entitlement.id),
            Cell::Code(entitlement.kind),
            Cell::Day(entitlement.day),
            if taken { code(offer.kind) } else { Cell::Blank },
            offered.into(),
            reoffered.into(),
            accepted.map_or(Cell::Blank, Cell::YesNo),
            offered.map_or(Cell::Blank, |_| Cell::YesNo(offer.recorded)),
            allocated.into(),
            resolved.map_or(Cell::Blank, Cell::YesNo),
        ];
        book.row(&ADVOCACY, number, &cells)?;
    }
    Ok(())
}

/// What was offered.
#[expect(clippy::struct_excessive_bools, reason = "each is an answer of its own")]
struct Offer {
    kind: &'static str,
    offered: Option<i32>,
    reoffered: Option<i32>,
    /// Whether the first offer was accepted, and whether the second was.
    at_once: bool,
    later: bool,
    recorded: bool,
    allocated: Option<i32>,
    resolved: bool,
}

impl Offer {
    /// Whether the last offer made by a year's end was accepted, and the day on which an advocate was allocated by then.
    fn answer(&self, year: Span) -> (Option<bool>, Option<i32>) {
        let known = |day: Option<i32>| day.filter(|day| *day <= year.last);
        let accepted = match (known(self.offered), known(self.reoffered)) {
            (None, _) => None,
            (_, None) => Some(self.at_once),
            _ => Some(self.later),
        };
        (accepted, known(self.allocated).filter(|_| accepted == Some(true)))
    }

    fn of(entitlement: &Entitlement<'_>, dice: &mut Dice) -> Self {
        let day = entitlement.day;
        let after = match dice.below(100) {
            0..62 => dice.day(0, 6),
            62..90 => dice.day(5, 21),
            _ => dice.day(20, 60),
        };
        let share = if matches!(entitlement.kind, "became_looked_after" | "child_protection") { 850 } else { 720 };
        let offered = Some(day + after).filter(|day| dice.chance(share) && *day < entitlement.until);
        let (at_once, later) = (dice.chance(540), dice.chance(360));
        let again = dice.day(14, 120);
        let reoffered = offered.filter(|_| !at_once && dice.chance(320)).map(|day| day + again);
        let reoffered = reoffered.filter(|day| *day < entitlement.until);
        let wait = dice.day(0, 9) + dice.day(0, 16);
        let allocated = reoffered.or(offered).map(|day| day + wait);
        let kind = match entitlement.kind {
            "child_protection" => dice.pick(&[(84, "independent_professional"), (11, "parental"), (5, "edge_of_care")]),
            _ => "independent_professional",
        };
        Self {
            kind,
            offered,
            reoffered,
            at_once,
            later,
            recorded: dice.chance(860),
            allocated: allocated.filter(|day| dice.chance(940) && *day < entitlement.until),
            resolved: dice.chance(770),
        }
    }
}
