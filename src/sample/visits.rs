//! `visits`: the statutory visits that were due in the year.

use super::book::Book;
use super::calendar::years;
use super::life::Life;
use super::table::Cell;
use super::tables::VISITS;
use crate::diagnostic::Error;

/// Days between visits: six weeks in a placement's first year, then three months where it is meant to last.
const SIX_WEEKS: i32 = 42;
const THREE_MONTHS: i32 = 89;

/// Writes the visits of a child: one within a week of each placement's start, then as the timetable has it.
pub(super) fn write(life: &Life<'_>, book: &mut Book<'_>) -> Result<(), Error> {
    if life.child.short_breaks {
        return Ok(());
    }
    let mut dice = life.dice("visits");
    let calendar = &life.study.calendar;
    let mut starts: Vec<i32> = Vec::new();
    let mut last = 0;
    for stay in &life.stays {
        if stay.placement != last && stay.setting.placement_type != "temporary" {
            starts.push(stay.start);
            last = stay.placement;
        }
    }
    let ends = starts.iter().skip(1).copied().chain([life.end()]).collect::<Vec<_>>();
    for (start, end) in starts.into_iter().zip(ends) {
        let lasting = dice.chance(760);
        let mut due = start + 7;
        while due < end {
            if let Some((year, span)) = calendar.year_of(due) {
                let visited = match dice.below(1000) {
                    0..878 => Some(due - dice.day(0, 6).min(due - start)),
                    878..975 => Some(due + dice.day(1, 24)),
                    _ => None,
                };
                let visited = visited.filter(|day| *day <= span.last && *day < life.end());
                let alone = visited.filter(|day| life.is(4, *day)).map(|_| dice.chance(830));
                let cells = [
                    Cell::Text(&life.child.id),
                    Cell::Day(due),
                    visited.into(),
                    alone.map_or(Cell::Blank, Cell::YesNo),
                ];
                book.row(&VISITS, year, &cells)?;
            }
            due += if lasting && due - start > years(1) { THREE_MONTHS } else { SIX_WEEKS };
        }
    }
    Ok(())
}
