//! `risks`: what endangers children in care, from the day it was seen until it was over.

use super::book::Book;
use super::calendar::{Span, birthday};
use super::dice::Dice;
use super::life::Life;
use super::missing;
use super::table::Cell;
use super::tables::RISKS;
use crate::diagnostic::Error;

/// The age from which there are risks to tell of.
const FROM_AGE: i16 = 10;
/// The days of a year before the three years: what was seen in the last two of them may still be open.
const YEAR: i32 = 365;
/// A child that was missing so often is at risk of it.
const OFTEN: usize = 3;

const KINDS: &[(u32, &str)] = &[
    (17, "sexual_exploitation"),
    (24, "criminal_exploitation"),
    (7, "harmful_sexual_behaviour"),
    (15, "offending"),
    (14, "substance_misuse"),
    (17, "self_harm"),
    (6, "other"),
];

/// One risk.
struct Risk {
    kind: &'static str,
    identified: i32,
    strategy: Option<i32>,
    several_agencies: bool,
    plan: Option<i32>,
    owner: bool,
    timescale: bool,
    shared: Option<bool>,
    closed: i32,
}

impl Risk {
    /// A risk that was seen on a day, of a child whose care ends on another.
    fn new(kind: &'static str, identified: i32, end: i32, dice: &mut Dice) -> Self {
        let closed = (identified + dice.day(60, 330) + dice.day(0, 420)).min(end);
        let meets = identified + if dice.chance(800) { dice.day(0, 5) } else { dice.day(6, 20) };
        let plan = meets + dice.day(2, 32);
        let shared = match kind {
            "offending" => Some(dice.chance(880)),
            "criminal_exploitation" | "harmful_sexual_behaviour" => Some(dice.chance(700)),
            _ => None,
        };
        Self {
            kind,
            identified,
            strategy: Some(meets).filter(|day| dice.chance(740) && *day < closed),
            several_agencies: dice.chance(710),
            plan: Some(plan).filter(|day| dice.chance(850) && *day < closed),
            owner: dice.chance(780),
            timescale: dice.chance(700),
            shared,
            closed,
        }
    }

    /// Whether it was seen, and not over, at some time in a year.
    fn live_in(&self, year: Span) -> bool {
        self.identified <= year.last && self.closed >= year.first
    }

    /// Its row, as it was known at the end of a year.
    fn row<'a>(&self, id: &'a str, year: Span) -> [Cell<'a>; 10] {
        let known = |day: Option<i32>| day.filter(|day| *day <= year.last);
        let plan = known(self.plan);
        let planned = |yes| plan.map_or(Cell::Blank, |_| Cell::YesNo(yes));
        [
            Cell::Text(id),
            Cell::Code(self.kind),
            Cell::Day(self.identified),
            known(self.strategy).into(),
            Cell::YesNo(self.several_agencies),
            plan.into(),
            planned(self.owner),
            planned(self.timescale),
            self.shared.map_or(Cell::Blank, Cell::YesNo),
            known(Some(self.closed)).into(),
        ]
    }
}

/// The risks to a child during care, each of another kind.
fn risks(life: &Life<'_>) -> Vec<Risk> {
    let mut dice = life.dice("risks");
    let mut all: Vec<Risk> = Vec::new();
    if life.child.short_breaks {
        return all;
    }
    let end = life.child.until.unwrap_or(i32::MAX);
    if let Some(often) = missing::episodes(life).get(OFTEN - 1) {
        let day = often.returned.min(life.end() - 1);
        all.push(Risk::new("missing", day, end, &mut dice));
    }
    let first = life.child.since.max(birthday(life.child.birth, FROM_AGE));
    let horizon = life.study.calendar.cohort(1).first;
    let before = [2, 1].map(|back| Span { first: horizon - back * YEAR, last: horizon - (back - 1) * YEAR - 1 });
    // Who was missing often is rarely in no other danger.
    let endangered = dice.chance(if all.is_empty() { 250 } else { 700 });
    for year in before.into_iter().chain(life.study.calendar.years().map(|(_, year)| year)) {
        let kinds = dice.pick(&[(66, 0), (23, 1), (8, 2), (3, 3)]);
        for _ in 0..kinds {
            let (kind, day) = (dice.pick(KINDS), dice.day(year.first, year.last));
            let here = endangered && first <= day && day < life.end();
            if here && all.iter().all(|risk| risk.kind != kind) {
                all.push(Risk::new(kind, day, end, &mut dice));
            }
        }
    }
    all
}

/// Writes the risks to a child into the years in which they were open.
pub(super) fn write(life: &Life<'_>, book: &mut Book<'_>) -> Result<(), Error> {
    let risks = risks(life);
    for (number, year) in life.study.calendar.years() {
        for risk in risks.iter().filter(|risk| risk.live_in(year)) {
            book.row(&RISKS, number, &risk.row(&life.child.id, year))?;
        }
    }
    Ok(())
}
