//! `complaints`: by children in care and care leavers, and by others for them.

use super::Study;
use super::book::Book;
use super::calendar::Span;
use super::dice::Dice;
use super::table::{Cell, code};
use super::tables::COMPLAINTS;
use crate::diagnostic::Error;

/// More than the largest authority has in the three years and the one before.
const MOST: u64 = 400;

const SUBJECTS: &[(u32, &str)] = &[
    (23, "placement"),
    (24, "contact"),
    (25, "social_worker"),
    (4, "review"),
    (4, "education"),
    (4, "health"),
    (9, "leaving_care"),
    (7, "other"),
];

/// One complaint.
struct Complaint {
    received: i32,
    subject: &'static str,
    by_child: bool,
    stage: &'static str,
    resolved: i32,
    outcome: &'static str,
}

impl Complaint {
    fn on(received: i32, dice: &mut Dice) -> Self {
        let (stage, days) = match dice.below(100) {
            0..81 => ("informal", dice.day(2, 15) + dice.day(0, 14)),
            81..96 => ("formal", dice.day(25, 80)),
            _ => ("ombudsman", dice.day(90, 300)),
        };
        let outcome = dice.pick(&[(21, "upheld"), (32, "partly_upheld"), (38, "not_upheld"), (9, "withdrawn")]);
        let (subject, by_child) = (dice.pick(SUBJECTS), dice.chance(290));
        Self { received, subject, by_child, stage, resolved: received + days, outcome }
    }

    fn live_in(&self, year: Span) -> bool {
        self.received <= year.last && self.resolved >= year.first
    }

    /// Its row, as it was known at the end of a year.
    fn row<'a>(&self, id: &'a str, year: Span) -> [Cell<'a>; 7] {
        let resolved = Some(self.resolved).filter(|day| *day <= year.last);
        [
            Cell::Text(id),
            Cell::Day(self.received),
            Cell::Code(self.subject),
            Cell::YesNo(self.by_child),
            Cell::Code(self.stage),
            resolved.into(),
            resolved.map_or(Cell::Blank, |_| code(self.outcome)),
        ]
    }
}

/// Writes the complaints of one batch: those of the year before first, as some are open for long.
pub(super) fn write(study: &Study, [authority, batch]: [u32; 2], book: &mut Book<'_>) -> Result<(), Error> {
    let mut dice = study.seed.dice("complaints", &[authority, batch]);
    let horizon = study.calendar.cohort(1).first;
    let mut number = u64::from(batch) * MOST;
    for year in 0..4 {
        let first = horizon + (year - 1) * 365;
        for _ in 0..7 + study.expected(authority) / 32 + dice.below(5) {
            number += 1;
            let id = format!("CMP-{number:06}");
            let complaint = Complaint::on(dice.day(first, first + 364), &mut dice);
            for (of, year) in study.calendar.years().filter(|(_, year)| complaint.live_in(*year)) {
                book.row(&COMPLAINTS, of, &complaint.row(&id, year))?;
            }
        }
    }
    Ok(())
}
