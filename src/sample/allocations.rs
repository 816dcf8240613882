//! `allocations`: which worker had a child's case when, and when nobody had it.

use super::book::Book;
use super::desks::{Desks, snapshots};
use super::dice::Dice;
use super::life::Life;
use super::table::{Cell, code, text};
use super::tables::ALLOCATIONS;
use crate::diagnostic::Error;

/// A time with one worker, or with none.
struct Spell {
    from: i32,
    to: i32,
    desk: usize,
    worker: Option<usize>,
    reason: &'static str,
}

/// Writes a child's spells, and counts the child at its desk on every snapshot day.
pub(super) fn write(life: &Life<'_>, desks: &mut Desks, book: &mut Book<'_>) -> Result<(), Error> {
    if life.child.short_breaks {
        return Ok(());
    }
    let mut dice = life.dice("allocations");
    let spells = spells(life, desks, &mut dice);
    for (number, year) in life.study.calendar.years() {
        for spell in spells.iter().filter(|spell| spell.from <= year.last && spell.to >= year.first) {
            let desk = desks.all.get(spell.desk);
            let worker = spell.worker.and_then(|worker| desk.and_then(|desk| desk.workers.get(worker)));
            let cells = [
                Cell::Text(&life.child.id),
                Cell::Day(spell.from),
                Some(spell.to).filter(|to| *to <= year.last).into(),
                text(worker.map_or("", |worker| &worker.id)),
                worker.map_or(Cell::Blank, |worker| Cell::YesNo(worker.registered.is_some())),
                code(spell.reason),
            ];
            book.row(&ALLOCATIONS, number, &cells)?;
        }
    }
    for (place, (_, day)) in snapshots(&life.study.calendar).into_iter().enumerate() {
        let here = |spell: &&Spell| spell.from <= day && day < spell.to && life.looked_after_on(day);
        let Some(spell) = spells.iter().find(here) else { continue };
        let Some(desk) = desks.all.get_mut(spell.desk) else { continue };
        let counts = if spell.worker.is_some() { &mut desk.children } else { &mut desk.unallocated };
        if let Some(count) = counts.get_mut(place) {
            *count += 1;
        }
    }
    Ok(())
}

/// The whole time in care, desk by desk and worker by worker.
fn spells(life: &Life<'_>, desks: &Desks, dice: &mut Dice) -> Vec<Spell> {
    let (since, end) = (life.child.since, life.end());
    let mut stations = vec![(since, usize::try_from(life.number()).unwrap_or(0), "")];
    if dice.chance(330) {
        let day = since + dice.day(120, 400);
        stations.push((day, dice.place(10_000), "team_transfer"));
    }
    if dice.chance(160) {
        let day = dice.day(since.max(life.study.calendar.cohort(1).first), end);
        let reason = dice.pick(&[(45, "caseload"), (20, "child_moved"), (20, "request"), (15, "other")]);
        stations.push((day, dice.place(10_000), reason));
    }
    stations.retain(|(day, ..)| *day < end);
    stations.sort_unstable();
    stations.dedup_by_key(|(day, ..)| *day);
    let ends: Vec<i32> = stations.iter().skip(1).map(|(day, ..)| *day).chain([end]).collect();
    let mut spells: Vec<Spell> = Vec::new();
    for ((from, number, reason), to) in stations.into_iter().zip(ends) {
        at_desk(desks, desks.case_desk(number), (from, to, reason), &mut spells);
    }
    spells
}

/// The spells of a child at one desk: its workers one after the other, and the gaps between them.
fn at_desk(desks: &Desks, desk: usize, (from, to, reason): (i32, i32, &'static str), spells: &mut Vec<Spell>) {
    let Some(workers) = desks.all.get(desk).map(|desk| &desk.workers) else { return };
    // Before the desk's history begins, its first worker had the case.
    let mut day = from;
    let mut reason = reason;
    for (number, worker) in workers.iter().enumerate() {
        let (starts, ends) = (if number == 0 { from } else { worker.from }, worker.to.unwrap_or(i32::MAX));
        if ends <= day {
            continue;
        }
        if starts > day && day < to {
            spells.push(Spell { from: day, to: starts.min(to), desk, worker: None, reason });
            (day, reason) = (starts, "worker_left");
        }
        if day < to && starts <= day {
            spells.push(Spell { from: day, to: ends.min(to), desk, worker: Some(number), reason });
            (day, reason) = (ends, "worker_left");
        }
    }
    if day < to {
        spells.push(Spell { from: day, to, desk, worker: None, reason });
    }
}
