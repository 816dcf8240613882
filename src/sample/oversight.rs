//! `oversight`: the meetings of an authority's boards and panels. One set of rows, however many batches.

use super::Study;
use super::book::Book;
use super::calendar::{months, weekday};
use super::dice::Dice;
use super::table::Cell;
use super::tables::OVERSIGHT;
use crate::diagnostic::Error;

/// A body, how many months lie between its meetings, and how often children's views are before it, in a thousand.
const BODIES: [(&str, usize, u32); 4] = [
    ("corporate_parenting", 3, 780),
    ("outcomes_board", 3, 560),
    ("placement_panel", 1, 390),
    ("safeguarding_board", 3, 320),
];

/// Writes the meetings of an authority.
pub(super) fn write(study: &Study, authority: u32, book: &mut Book<'_>) -> Result<(), Error> {
    for (number, (body, every, views)) in (0..).zip(BODIES) {
        let mut dice = study.seed.dice("oversight", &[authority, number]);
        let (phase, within) = (dice.place(every), dice.day(7, 22));
        for (year, _) in study.calendar.years() {
            for month in months(year).skip(phase).step_by(every) {
                // A meeting is called off now and then; that of the corporate parents never.
                let held = body == "corporate_parenting" || dice.chance(955);
                let day = weekday(month.days.first + within + dice.day(0, 4));
                let cells = meeting(body, day, views, &mut dice);
                if held {
                    book.row(&OVERSIGHT, year, &cells)?;
                }
            }
        }
    }
    Ok(())
}

/// The cells of one meeting.
fn meeting(body: &'static str, day: i32, views: u32, dice: &mut Dice) -> [Cell<'static>; 6] {
    let due = 2 + dice.below(9);
    let done = (0..due).filter(|_| dice.chance(790)).count();
    [
        Cell::Code(body),
        Cell::Day(day),
        Cell::Number(dice.pick(&[(26, 0), (30, 1), (24, 2), (12, 3), (8, 5)])),
        Cell::Number(due),
        Cell::Number(u32::try_from(done).unwrap_or(0)),
        Cell::YesNo(dice.chance(views)),
    ]
}
