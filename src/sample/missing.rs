//! `missing_episodes`: children in care who went missing, when they came back, and whether anyone asked them why.

use super::book::Book;
use super::dice::Dice;
use super::life::Life;
use super::table::Cell;
use super::tables::MISSING_EPISODES;
use crate::diagnostic::Error;

/// The age from which children go missing.
const FROM_AGE: i16 = 11;

/// One of so many children is one that goes missing.
const EVERY: u32 = 8;

/// One time that a child was missing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Episode {
    /// The day on which it went.
    pub(super) from: i32,
    /// The day on which it came back: always before care ends.
    pub(super) returned: i32,
    offered: bool,
    interview: Option<i32>,
}

impl Episode {
    fn new(from: i32, dice: &mut Dice) -> Self {
        let days = match dice.below(100) {
            0..38 => 0,
            38..74 => 1,
            74..88 => 2,
            88..94 => 3,
            _ => dice.day(4, 24),
        };
        let returned = from + days;
        let (offered, taken) = (dice.chance(840), dice.chance(790));
        let after = if dice.chance(910) { dice.day(0, 3) } else { dice.day(4, 15) };
        Self { from, returned, offered, interview: (offered && taken).then_some(returned + after) }
    }
}

/// When a child was missing during care, in order. Some children go again and again, most never.
pub(super) fn episodes(life: &Life<'_>) -> Vec<Episode> {
    let mut dice = life.dice("missing");
    let mut all: Vec<Episode> = Vec::new();
    // So many in every authority, that numbers of small ones do not leap from year to year.
    if life.child.short_breaks || life.number() % EVERY != 1 {
        return all;
    }
    let usual = dice.pick(&[(56, 1), (28, 2), (12, 3), (3, 4), (1, 5)]);
    for (_, year) in life.study.calendar.years() {
        let open = life.within(year);
        let old_enough = super::calendar::birthday(life.child.birth, FROM_AGE);
        let open = open.within(old_enough, open.last);
        let count = usual + dice.below(2);
        if !dice.chance(850) || open.first > open.last {
            continue;
        }
        let mut days: Vec<i32> = (0..count).map(|_| dice.day(open.first, open.last)).collect();
        days.sort_unstable();
        for day in days {
            let episode = Episode::new(day, &mut dice);
            let free = all.last().is_none_or(|last| last.returned < day);
            let kept = |kind: &str| matches!(kind, "secure" | "custody" | "health" | "temporary");
            let out = life.stay_on(day).is_some_and(|stay| !kept(stay.setting.placement_type));
            if free && out && episode.returned < life.end() {
                all.push(episode);
            }
        }
    }
    all
}

/// Writes the times that a child was missing, each into the years in which it was.
pub(super) fn write(life: &Life<'_>, book: &mut Book<'_>) -> Result<(), Error> {
    let episodes = episodes(life);
    for (number, year) in life.study.calendar.years() {
        for episode in episodes.iter().filter(|one| one.from <= year.last && one.returned >= year.first) {
            let returned = Some(episode.returned).filter(|day| *day <= year.last);
            let cells = [
                Cell::Text(&life.child.id),
                Cell::Day(episode.from),
                returned.into(),
                returned.map_or(Cell::Blank, |_| Cell::YesNo(episode.offered)),
                episode.interview.filter(|day| *day <= year.last).into(),
            ];
            book.row(&MISSING_EPISODES, number, &cells)?;
        }
    }
    Ok(())
}
