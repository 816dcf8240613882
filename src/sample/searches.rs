//! `placement_searches`: what was asked for before a placement began, and what was found, or not.

use super::book::Book;
use super::calendar::Calendar;
use super::dice::Dice;
use super::life::Life;
use super::stays::Stay;
use super::table::{Cell, code};
use super::tables::PLACEMENT_SEARCHES;
use crate::diagnostic::Error;

/// One request.
struct Search<'a> {
    requested: i32,
    sought: &'a str,
    emergency: bool,
    found: Option<Found<'a>>,
    unmet: &'static str,
}

/// The placement that was found.
struct Found<'a> {
    matched: i32,
    placement_type: &'a str,
    location: &'a str,
}

/// Writes the requests for a child's placements.
pub(super) fn write(life: &Life<'_>, book: &mut Book<'_>) -> Result<(), Error> {
    if life.child.short_breaks {
        return Ok(());
    }
    let mut dice = life.dice("searches");
    let mut last = i32::MIN;
    let mut begun: Vec<u32> = Vec::new();
    for stay in &life.stays {
        let new = !begun.contains(&stay.placement) && is_sought(stay.setting.placement_type);
        begun.push(stay.placement);
        if new && dice.chance(690) {
            write_for(stay, life, &mut last, &mut dice, book)?;
        }
    }
    Ok(())
}

/// Whether a kind of placement is looked for.
fn is_sought(placement_type: &str) -> bool {
    !matches!(placement_type, "temporary" | "parents" | "adoption" | "custody" | "health")
}

/// Writes the request that led to a placement, and one before it that led to none. A child that comes into care is
/// asked for in the same year: before, nobody knows of it.
fn write_for(
    stay: &Stay<'_>,
    life: &Life<'_>,
    last: &mut i32,
    dice: &mut Dice,
    book: &mut Book<'_>,
) -> Result<(), Error> {
    let calendar = &life.study.calendar;
    let Some((_, year)) = calendar.year_of(stay.start) else {
        return Ok(());
    };
    let unregistered = stay.setting.registration == "unregistered";
    let emergency = unregistered || dice.chance(240);
    let lead = if emergency { dice.day(0, 2) } else { dice.day(3, 20) + dice.day(0, 20) };
    let earliest = if stay.start > life.child.since { life.child.since + 1 } else { year.first };
    let requested = (stay.start - lead).max(earliest);
    let sought = sought(stay.setting.placement_type, unregistered, dice);
    let before = requested - dice.day(3, 25);
    let failed = dice.chance(if unregistered { 650 } else { 100 });
    if failed && before >= earliest && before > *last {
        let unmet = dice.pick(UNMET);
        let search = Search { requested: before, sought, emergency: dice.chance(180), found: None, unmet };
        write_one(&life.child.id, &search, calendar, dice, book)?;
        *last = before;
    }
    if requested <= *last {
        return Ok(());
    }
    *last = requested;
    let found = Found {
        matched: stay.start - dice.day(0, (stay.start - requested).min(9)),
        placement_type: stay.setting.placement_type,
        location: stay.setting.location,
    };
    let search = Search { requested, sought, emergency, found: Some(found), unmet: "" };
    write_one(&life.child.id, &search, calendar, dice, book)
}

const UNMET: &[(u32, &str)] = &[
    (44, "no_vacancy"),
    (25, "needs_too_complex"),
    (6, "location"),
    (3, "cost"),
    (12, "matching"),
    (7, "withdrawn"),
    (3, "other"),
];

/// What was asked for where a kind of placement was found.
fn sought<'a>(found: &'a str, unregistered: bool, dice: &mut Dice) -> &'a str {
    match found {
        _ if unregistered => dice.pick(&[(70, "residential_home"), (20, "foster_other"), (10, "secure")]),
        "residential_home" if dice.chance(140) => "foster_other",
        "foster_other" if dice.chance(40) => "foster_kinship",
        _ => found,
    }
}

/// What a week costs, in tenths of a pound.
fn weekly_cost(placement_type: &str, location: &str, dice: &mut Dice) -> u32 {
    let (least, span) = match placement_type {
        "foster_kinship" => (200, 230),
        "foster_other" if location == "in_authority" => (400, 380),
        "foster_other" => (680, 320),
        "residential_home" | "other" => (3_500, 4_200),
        "residential_school" => (3_200, 3_400),
        "residential_family_centre" => (3_400, 2_000),
        "secure" => (6_800, 2_600),
        "supported_accommodation" => (650, 1_900),
        _ => (250, 450),
    };
    (least + dice.below(span) / 2 + dice.below(span) / 2) * 10 + dice.pick(&[(70, 0), (30, 5)])
}

/// Writes one request into the years in which it was open.
fn write_one(
    id: &str,
    search: &Search<'_>,
    calendar: &Calendar,
    dice: &mut Dice,
    book: &mut Book<'_>,
) -> Result<(), Error> {
    let home = matches!(search.sought, "residential_home" | "secure" | "residential_school");
    let approached = 1 + dice.below(if home { 40 } else { 6 }).min(dice.below(30));
    let as_sought = search.found.as_ref().is_some_and(|found| found.placement_type == search.sought);
    let first_choice = as_sought && dice.chance(if search.emergency { 480 } else { 730 });
    let cost = search.found.as_ref().map(|found| weekly_cost(found.placement_type, found.location, dice));
    let over = search.found.as_ref().map_or(search.requested, |found| found.matched);
    for (number, year) in calendar.years().filter(|(_, year)| search.requested <= year.last && over >= year.first) {
        let found = search.found.as_ref().filter(|found| found.matched <= year.last);
        let cells = [
            Cell::Text(id),
            Cell::Day(search.requested),
            Cell::Code(search.sought),
            Cell::YesNo(search.emergency),
            Cell::Number(approached),
            found.map(|found| found.matched).into(),
            found.map_or(Cell::Blank, |found| code(found.placement_type)),
            found.map_or(Cell::Blank, |found| code(found.location)),
            found.map_or(Cell::Blank, |_| Cell::YesNo(first_choice)),
            found.and(cost).map_or(Cell::Blank, Cell::Tenths),
            code(search.unmet),
        ];
        book.row(&PLACEMENT_SEARCHES, number, &cells)?;
    }
    Ok(())
}
