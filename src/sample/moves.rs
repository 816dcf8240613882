//! `moves`: an end of one placement and the start of the next. Temporary absences are no moves.

use super::book::Book;
use super::life::Life;
use super::stays::Stay;
use super::table::Cell;
use super::tables::MOVES;
use crate::diagnostic::Error;

/// Writes a child's changes of placement.
pub(super) fn write(life: &Life<'_>, book: &mut Book<'_>) -> Result<(), Error> {
    let mut dice = life.dice("moves");
    for (from, to) in life.stays.iter().zip(life.stays.iter().skip(1)).filter(|(from, to)| is_move(from, to)) {
        let planned = from.end_reason == "planned";
        let notice = if planned { dice.day(5, 60) } else { dice.day(0, 20).min(dice.day(0, 40)) };
        let away = from.setting.location != to.setting.location;
        let (school, worker) = (dice.chance(if away { 420 } else { 120 }), dice.chance(110));
        let Some((year, _)) = life.study.calendar.year_of(to.start) else {
            continue;
        };
        let changes = life.school_changes(year);
        let cells = [
            Cell::Text(&life.child.id),
            Cell::Day(to.start),
            Cell::Number(1),
            Cell::Code(from.setting.placement_type),
            Cell::Code(to.setting.placement_type),
            Cell::Code(from.end_reason),
            Cell::YesNo(planned),
            Cell::Code(from.setting.registration),
            Cell::Code(to.setting.registration),
            Cell::Code(from.setting.location),
            Cell::Code(to.setting.location),
            Cell::Number(u32::try_from(notice).unwrap_or(0)),
            changes.map_or(Cell::Blank, |changes| Cell::YesNo(changes > 0 && school)),
            Cell::YesNo(worker),
        ];
        book.row(&MOVES, year, &cells)?;
    }
    Ok(())
}

/// Whether one episode and the next are two placements, neither of them a temporary absence.
fn is_move(from: &Stay<'_>, to: &Stay<'_>) -> bool {
    let temporary = |stay: &Stay<'_>| stay.setting.placement_type == "temporary";
    from.placement != to.placement && !temporary(from) && !temporary(to)
}
