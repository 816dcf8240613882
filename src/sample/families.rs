//! `early_help`: families referred for help before care, or at the edge of it.

use super::Study;
use super::book::Book;
use super::calendar::Span;
use super::dice::Dice;
use super::table::{Cell, code};
use super::tables::EARLY_HELP;
use crate::diagnostic::Error;

/// Families referred in the three years and the months before, for each thousand children looked after.
const REFERRED: u32 = 1_720;
/// How long before the three years the oldest of those still helped were referred.
const BEFORE: i32 = 240;
/// More than the largest authority has.
const MOST: u64 = 4_000;

const SERVICES: &[(u32, &str)] = &[
    (58, "early_help"),
    (17, "edge_of_care"),
    (8, "family_therapy"),
    (5, "myst"),
    (8, "pre_proceedings"),
    (4, "adoption_support"),
];

/// One referral.
struct Referral {
    referred: i32,
    service: &'static str,
    /// Why nothing came of it; empty where it was accepted.
    refused: &'static str,
    start: i32,
    end: i32,
    outcome: &'static str,
    children: u32,
    decile: u32,
}

impl Referral {
    fn on(referred: i32, dice: &mut Dice) -> Self {
        let service = dice.pick(SERVICES);
        let wait = match (service, dice.below(100)) {
            ("myst" | "family_therapy", _) => dice.day(10, 100),
            (_, 0..60) => dice.day(0, 14),
            (_, 60..92) => dice.day(10, 50),
            _ => dice.day(45, 150),
        };
        let helped = match service {
            "myst" => dice.day(120, 420),
            "early_help" => dice.day(28, 120) + dice.day(0, 90),
            _ => dice.day(40, 150) + dice.day(0, 130),
        };
        let refused = dice.pick(&[(83, ""), (6, "no_capacity"), (11, "not_eligible")]);
        let start = referred + wait;
        let decile =
            dice.pick(&[(22, 1), (17, 2), (14, 3), (11, 4), (9, 5), (7, 6), (6, 7), (5, 8), (3, 9), (2, 10), (4, 0)]);
        let children = dice.pick(&[(31, 1), (36, 2), (19, 3), (9, 4), (3, 5), (2, 6)]);
        let outcome = dice.pick(outcomes(service));
        Self { referred, service, refused, start, end: start + helped, outcome, children, decile }
    }

    /// Whether it was made in a year, or a family still waited or was helped in it.
    fn live_in(&self, year: Span) -> bool {
        let until = if self.refused.is_empty() { self.end } else { self.referred };
        self.referred <= year.last && until >= year.first
    }

    /// Its row, as it was known at the end of a year.
    fn row<'a>(&self, id: &'a str, year: Span) -> [Cell<'a>; 9] {
        let accepted = self.refused.is_empty();
        let known = |day: i32| Some(day).filter(|day| accepted && *day <= year.last);
        let (start, end) = (known(self.start), known(self.end));
        let decision = match start {
            _ if !accepted => self.refused,
            Some(_) => "accepted",
            None => "waiting",
        };
        [
            Cell::Text(id),
            Cell::Day(self.referred),
            Cell::Code(self.service),
            Cell::Code(decision),
            start.into(),
            end.into(),
            if end.is_some() { code(self.outcome) } else { Cell::Blank },
            Cell::Number(self.children),
            if self.decile == 0 { Cell::Blank } else { Cell::Number(self.decile) },
        ]
    }
}

fn outcomes(service: &str) -> &'static [(u32, &'static str)] {
    match service {
        "early_help" => &[(54, "closed_needs_met"), (13, "step_up"), (14, "step_down"), (19, "disengaged")],
        "edge_of_care" => &[(71, "stayed_at_home"), (14, "became_looked_after"), (8, "step_down"), (7, "disengaged")],
        "myst" => &[(77, "placement_kept"), (19, "placement_broke_down"), (4, "disengaged")],
        "adoption_support" => &[(82, "closed_needs_met"), (8, "stayed_at_home"), (10, "disengaged")],
        "pre_proceedings" => {
            &[(46, "stayed_at_home"), (30, "became_looked_after"), (16, "step_down"), (8, "disengaged")]
        }
        _ => &[(48, "closed_needs_met"), (20, "stayed_at_home"), (12, "step_down"), (20, "disengaged")],
    }
}

/// Writes the families of one batch.
pub(super) fn write(study: &Study, [authority, batch]: [u32; 2], book: &mut Book<'_>) -> Result<(), Error> {
    let mut dice = study.seed.dice("families", &[authority, batch]);
    let calendar = &study.calendar;
    for number in 1..=u64::from(study.expected(authority) * REFERRED / 1000) {
        let id = format!("E{:09}", (u64::from(batch) * MOST + number) * 161_803_399 % 999_999_937);
        let mut referral = Referral::on(dice.day(calendar.cohort(1).first - BEFORE, calendar.last()), &mut dice);
        write_one(&id, &referral, study, book)?;
        // Some come back.
        if dice.chance(45) && referral.refused.is_empty() {
            let day = referral.end + dice.day(40, 300);
            if day <= calendar.last() {
                referral = Referral::on(day, &mut dice);
                write_one(&id, &referral, study, book)?;
            }
        }
    }
    Ok(())
}

fn write_one(id: &str, referral: &Referral, study: &Study, book: &mut Book<'_>) -> Result<(), Error> {
    for (number, year) in study.calendar.years().filter(|(_, year)| referral.live_in(*year)) {
        book.row(&EARLY_HELP, number, &referral.row(id, year))?;
    }
    Ok(())
}
