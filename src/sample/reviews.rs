//! `reviews`: those due in the year, by the statutory timetable, and whether and how they were held.

use super::book::Book;
use super::calendar::{Calendar, Span};
use super::dice::Dice;
use super::leavers::Leaver;
use super::life::Life;
use super::table::{Cell, code};
use super::tables::REVIEWS;
use crate::diagnostic::Error;

/// Days from the start of care to the first review: never more than 20 working days.
const FIRST: i32 = 26;
/// Days from one pathway review to the next: less than six months.
const HALF_YEAR: (i32, i32) = (160, 180);

/// Writes the reviews of a looked-after child.
pub(super) fn write(life: &Life<'_>, book: &mut Book<'_>) -> Result<(), Error> {
    if life.child.short_breaks {
        return Ok(());
    }
    let mut dice = life.dice("reviews");
    for (sequence, due) in dues(life, &mut dice) {
        let age = if life.is(4, due) { Age::Older } else { Age::UnderFour };
        let review = Review { kind: "looked_after", sequence, due, age };
        let end = life.child.until;
        write_one(&life.child.id, &review, end, &life.study.calendar, &mut dice, book)?;
    }
    Ok(())
}

/// When reviews were due in the three years: 26 days after care began, then within 3 months, then within 6.
fn dues(life: &Life<'_>, dice: &mut Dice) -> Vec<(u32, i32)> {
    let first = life.child.since + FIRST;
    let horizon = life.study.calendar.cohort(1).first;
    let (mut sequence, mut due) = (1, first);
    if first < horizon - 400 {
        // What came long before is not written: only its number counts.
        let passed = (horizon - first) / 178;
        sequence += u32::try_from(passed).unwrap_or(0);
        due = horizon - dice.day(1, 170);
    }
    let mut dues = Vec::new();
    while due < life.end() {
        if due >= horizon {
            dues.push((sequence, due));
        }
        due += if sequence == 1 { dice.day(78, 88) } else { dice.day(HALF_YEAR.0, HALF_YEAR.1) };
        sequence += 1;
    }
    dues
}

/// Writes the pathway reviews of a care leaver in a year.
pub(super) fn write_of(
    leaver: &Leaver,
    (number, year): (u32, Span),
    dice: &mut Dice,
    calendar: &Calendar,
    book: &mut Book<'_>,
) -> Result<(), Error> {
    // The same phase every year, so that the last of one year and the first of the next are not too far apart.
    let phase = i32::try_from(leaver.number % 160).unwrap_or(0);
    let begun = leaver.pathway_from();
    for half in 0..2 {
        let due = year.first + phase + half * 178;
        if due >= begun && due <= year.last {
            let review = Review { kind: "pathway", sequence: number * 2 + u32::from(half > 0), due, age: Age::Grown };
            write_one(&leaver.id, &review, None, calendar, dice, book)?;
        }
    }
    Ok(())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Age {
    UnderFour,
    Older,
    Grown,
}

/// A review that was due.
struct Review {
    kind: &'static str,
    sequence: u32,
    due: i32,
    age: Age,
}

/// Writes one review into the return of the year in which it was due.
fn write_one(
    id: &str,
    review: &Review,
    until: Option<i32>,
    calendar: &Calendar,
    dice: &mut Dice,
    book: &mut Book<'_>,
) -> Result<(), Error> {
    let late = match review.kind {
        "pathway" => dice.pick(&[(790, 0), (170, 1), (40, 2)]),
        _ => dice.pick(&[(925, 0), (62, 1), (13, 2)]),
    };
    let held = match late {
        0 => Some(review.due - dice.day(0, 9)),
        1 => Some(review.due + dice.day(1, 45)),
        _ => None,
    };
    let Some((year, span)) = calendar.year_of(review.due) else {
        return Ok(());
    };
    let held = held.filter(|held| *held <= span.last && until.is_none_or(|until| *held < until));
    let due = 1 + dice.below(6);
    let done = (0..due).filter(|_| dice.chance(760)).count();
    let escalated = dice.chance(30).then(|| review.due - dice.day(10, 60));
    let resolved = escalated.map(|day| day + dice.day(5, 70)).filter(|day| *day <= span.last);
    let mut yes = |per_thousand| if held.is_some() { Cell::YesNo(dice.chance(per_thousand)) } else { Cell::Blank };
    let grown = review.age == Age::Grown;
    let (iro, consulted, professionals) = (yes(if grown { 560 } else { 975 }), yes(720), yes(870));
    let (family, feedback, advocacy) = (yes(if grown { 220 } else { 610 }), yes(580), yes(690));
    let cells = [
        Cell::Text(id),
        Cell::Code(review.kind),
        Cell::Number(review.sequence),
        Cell::Day(review.due),
        held.into(),
        iro,
        if review.age == Age::UnderFour { Cell::Blank } else { consulted },
        if held.is_some() { code(participation(review.age, dice)) } else { Cell::Blank },
        professionals,
        family,
        feedback,
        advocacy,
        Cell::Number(dice.pick(&[(34, 0), (42, 1), (18, 2), (6, 3)])),
        Cell::Number(due),
        Cell::Number(u32::try_from(done).unwrap_or(0)),
        escalated.into(),
        resolved.into(),
    ];
    book.row(&REVIEWS, year, &cells).map(|_| ())
}

fn participation(age: Age, dice: &mut Dice) -> &'static str {
    match age {
        Age::UnderFour => "under_four",
        Age::Older => dice.pick(&[
            (47, "attended_spoke"),
            (7, "attended_advocate"),
            (9, "attended_silent"),
            (27, "views_conveyed"),
            (10, "not_consulted"),
        ]),
        Age::Grown => dice.pick(&[
            (66, "attended_spoke"),
            (4, "attended_advocate"),
            (4, "attended_silent"),
            (16, "views_conveyed"),
            (10, "not_consulted"),
        ]),
    }
}
