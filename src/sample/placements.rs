//! `placements`: a row for each episode that was live in the year, as it was known at the year's end.

use super::book::{Book, Spot};
use super::calendar::Span;
use super::child::Child;
use super::life::Life;
use super::stays::Stay;
use super::table::{Cell, code, text};
use super::tables::PLACEMENTS;
use crate::diagnostic::Error;

/// Writes a child's episodes of all years, and tells where those of the first year were written.
pub(super) fn write(life: &Life<'_>, book: &mut Book<'_>) -> Result<Vec<Spot>, Error> {
    let mut dice = life.dice("episodes");
    let mut first_year = Vec::new();
    for (number, year) in life.study.calendar.years() {
        let therapy = dice.pick(&[(74, ""), (12, "none_identified"), (9, "receiving"), (5, "no_service")]);
        let yearly = Yearly {
            therapy: if life.waits_for_therapy(year.last) { "waiting" } else { therapy },
            together: life.child.siblings.then(|| dice.chance(640)),
            visits: dice.chance(700),
            school: life.school_changes(number),
        };
        let mut first = true;
        let here = |stay: &&Stay<'_>| stay.start <= year.last && stay.end.is_none_or(|end| end > year.first);
        for stay in life.stays.iter().filter(here) {
            debug_assert!(stay.end != Some(year.first), "nothing ends on 1 April");
            let placement = placement_number(&life.child.id, stay.placement);
            let cells = row(life.child, stay, year, &placement, &yearly);
            let spot = book.row_of(&PLACEMENTS, number, &cells, first)?;
            first = false;
            first_year.extend(spot.filter(|_| number == 1));
        }
    }
    Ok(first_year)
}

/// Writes a single episode.
pub(super) fn write_one(
    child: &Child,
    stay: &Stay<'_>,
    (number, year): (u32, Span),
    book: &mut Book<'_>,
) -> Result<Option<Spot>, Error> {
    book.row_of(&PLACEMENTS, number, &row(child, stay, year, "", &Yearly::default()), true)
}

/// What is the same in all of a child's rows of one year.
#[derive(Default)]
struct Yearly {
    therapy: &'static str,
    together: Option<bool>,
    visits: bool,
    school: Option<u32>,
}

/// The cells of one episode.
fn row<'a>(child: &'a Child, stay: &'a Stay<'_>, year: Span, number: &'a str, yearly: &Yearly) -> [Cell<'a>; 31] {
    let known = |day: Option<i32>| day.filter(|day| *day <= year.last);
    let (until, end) = (known(child.until), known(stay.end));
    let if_known = |day: Option<i32>, text: &'static str| if day.is_some() { code(text) } else { Cell::Blank };
    let setting = &stay.setting;
    let home = setting.placement_type == "residential_home";
    let seeks = if child.unaccompanied { Cell::YesNo(true) } else { Cell::YesNo(false) };
    [
        Cell::Text(&child.id),
        text(&child.upn),
        Cell::Day(child.birth),
        code(child.sex),
        code(child.ethnicity),
        code(child.language),
        seeks,
        Cell::YesNo(child.disabled),
        if child.decile == 0 { Cell::Blank } else { Cell::Number(child.decile) },
        Cell::Day(child.since),
        until.into(),
        if_known(until, child.ceased),
        code(child.need),
        code(stay.legal_status),
        code(stay.reason),
        if stay.shared { Cell::Text(number) } else { Cell::Blank },
        Cell::Day(stay.start),
        end.into(),
        code(setting.placement_type),
        code(setting.location),
        code(setting.out_of_area_reason),
        code(setting.provider),
        code(setting.registration),
        text(setting.service),
        setting.distance.map_or(Cell::Blank, Cell::Tenths),
        if_known(end, stay.end_reason),
        Cell::YesNo(child.siblings),
        yearly.together.map_or(Cell::Blank, Cell::YesNo),
        code(yearly.therapy),
        if home { Cell::YesNo(yearly.visits) } else { Cell::Blank },
        yearly.school.map_or(Cell::Blank, Cell::Number),
    ]
}

/// A number for a placement that does not tell whose it is: placement ids are stored as they come.
fn placement_number(child: &str, placement: impl std::fmt::Display) -> String {
    let digest = blake3::hash(format!("placement {placement} of {child}").as_bytes()).to_hex();
    format!("P{}", digest.get(..7).unwrap_or_default().to_uppercase())
}
