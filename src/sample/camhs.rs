//! `camhs_waiting`: referrals of looked-after children and care leavers for therapy, and how long they wait.

use super::book::Book;
use super::calendar::{Calendar, Span};
use super::dice::Dice;
use super::leavers::Leaver;
use super::life::Life;
use super::table::{Cell, code};
use super::tables::CAMHS_WAITING;
use crate::diagnostic::Error;

/// One referral.
#[derive(Clone, Copy, Debug)]
pub(super) struct Referral {
    service: &'static str,
    referred: i32,
    need: bool,
    decision: &'static str,
    decided: Option<i32>,
    seen: Option<i32>,
    closed: Option<i32>,
    close_reason: &'static str,
    funder: &'static str,
}

impl Referral {
    /// Whether it waits on a day: referred, and neither turned down, nor seen, nor closed.
    pub(super) fn waits_on(&self, day: i32) -> bool {
        let by = |date: Option<i32>| date.is_some_and(|date| date <= day);
        self.referred <= day && !by(self.seen) && !by(self.closed)
    }

    fn open_in(&self, year: Span) -> bool {
        self.referred <= year.last && self.closed.is_none_or(|day| day >= year.first)
    }

    /// Closes it on a day, unless it was closed before.
    fn close_by(&mut self, day: i32) {
        if self.closed.is_some_and(|closed| closed <= day) {
            return;
        }
        self.closed = Some(day);
        self.close_reason = "other";
        self.seen = self.seen.filter(|seen| *seen <= day);
        if self.decided.is_some_and(|decided| decided > day) {
            self.decided = None;
            self.decision = "pending";
        }
    }

    /// A referral on a day, and what became of it.
    fn on(referred: i32, dice: &mut Dice) -> Self {
        let service = dice.pick(SERVICES);
        let decided = referred + dice.day(2, 24);
        let (decision, seen) = match dice.below(100) {
            0..11 => ("not_accepted", None),
            _ => ("accepted", Some(decided + wait(service, dice))),
        };
        let (closed, close_reason) = match (decision, seen) {
            ("not_accepted", _) => (Some(decided), "threshold_not_met"),
            (_, Some(seen)) if dice.chance(70) && seen > decided + 20 => {
                (Some(dice.day(decided + 10, seen - 1)), dice.pick(LOST))
            }
            (_, Some(seen)) => (Some(seen + dice.day(40, 420)), dice.pick(DONE)),
            _ => (None, ""),
        };
        let seen = seen.filter(|seen| closed.is_none_or(|closed| *seen <= closed));
        let funder = if service == "in_house_therapy" {
            dice.pick(&[(85, "local_authority"), (15, "joint")])
        } else {
            dice.pick(&[(90, "health"), (4, "local_authority"), (6, "joint")])
        };
        let need = dice.chance(930);
        Self { service, referred, need, decision, decided: Some(decided), seen, closed, close_reason, funder }
    }
}

const SERVICES: &[(u32, &str)] = &[(40, "scamhs"), (24, "lpmhss"), (24, "neurodevelopment"), (12, "in_house_therapy")];
const LOST: &[(u32, &str)] =
    &[(45, "declined_by_child"), (30, "moved_area"), (10, "withdrawn_by_service"), (15, "other")];
const DONE: &[(u32, &str)] = &[(82, "treated"), (8, "declined_by_child"), (5, "moved_area"), (5, "other")];

/// Days from the decision to the first appointment. The targets are 28 days, and 26 weeks for neurodevelopment.
fn wait(service: &str, dice: &mut Dice) -> i32 {
    match service {
        "scamhs" if dice.chance(560) => dice.day(3, 18),
        "scamhs" => dice.day(12, 210).min(dice.day(12, 300)),
        "lpmhss" if dice.chance(700) => dice.day(3, 20),
        "lpmhss" => dice.day(10, 120),
        "neurodevelopment" => dice.day(60, 900).min(dice.day(100, 1100)),
        _ => dice.day(2, 60).min(dice.day(2, 90)),
    }
}

/// The referrals of a child during care.
pub(super) fn referrals(life: &Life<'_>) -> Vec<Referral> {
    let mut dice = life.dice("referrals");
    let mut all: Vec<Referral> = Vec::new();
    if life.child.short_breaks {
        return all;
    }
    let from = life.study.calendar.cohort(1).first - 500;
    for part in 0..4 {
        let span = Span { first: from + part * 400, last: from + part * 400 + 399 };
        let span = life.within(span);
        let day = dice.day(span.first, span.last - 1);
        let free = all.last().is_none_or(|last| last.closed.is_some_and(|closed| closed < day));
        if dice.chance(110) && span.first < span.last && life.is(6, day) && free {
            all.push(Referral::on(day, &mut dice));
        }
    }
    // Who leaves care does not stay on the list as a looked-after child.
    if let Some(until) = life.child.until {
        all.retain(|referral| referral.referred < until);
        for referral in &mut all {
            referral.close_by(until);
        }
    }
    all
}

/// Writes the referrals of a child.
pub(super) fn write(life: &Life<'_>, book: &mut Book<'_>) -> Result<(), Error> {
    let board = board(life.study.boards.get(usize::try_from(life.authority()).unwrap_or(0)));
    for (number, year) in life.study.calendar.years() {
        for referral in life.referrals.iter().filter(|referral| referral.open_in(year)) {
            let on = year.last.min(life.end() - 1).max(referral.referred);
            let location = life.stay_on(on).map_or("in_authority", |stay| stay.setting.location);
            let who = Who { id: &life.child.id, cohort: "looked_after", birth: life.child.birth, board, location };
            book.row(&CAMHS_WAITING, number, &row(&who, referral, year))?;
        }
    }
    Ok(())
}

/// The referral that a care leaver may have. It is closed before the young person is no longer owed anything.
pub(super) fn referral_of(leaver: &Leaver, calendar: &Calendar, dice: &mut Dice) -> Option<Referral> {
    let first = calendar.cohort(1).first.max(leaver.left? + 1);
    let day = dice.day(first, calendar.last() - 25);
    if !dice.chance(60) || first + 30 > calendar.last() {
        return None;
    }
    let mut referral = Referral::on(day, dice);
    let owed = |year: &Span| leaver.category(year.last).is_some();
    let mut years = calendar.years().map(|(_, year)| year).filter(|year| day <= year.last);
    let mut last = years.next().filter(owed)?;
    for year in years {
        if owed(&year) {
            last = year;
        } else {
            referral.close_by(last.last - 1);
            break;
        }
    }
    (referral.referred < last.last).then_some(referral)
}

/// Writes the referral of a care leaver into the return of a year.
pub(super) fn write_of(
    leaver: &Leaver,
    referral: &Referral,
    (number, year): (u32, Span),
    board_of_home: Option<&String>,
    book: &mut Book<'_>,
) -> Result<(), Error> {
    if !referral.open_in(year) {
        return Ok(());
    }
    let who = Who {
        id: &leaver.id,
        cohort: "care_leaver",
        birth: leaver.birth,
        board: board(board_of_home),
        location: "in_authority",
    };
    book.row(&CAMHS_WAITING, number, &row(&who, referral, year)).map(|_| ())
}

/// Whose referral it is.
struct Who<'a> {
    id: &'a str,
    cohort: &'static str,
    birth: i32,
    board: &'a str,
    location: &'static str,
}

fn board(code: Option<&String>) -> &str {
    code.map_or("", String::as_str)
}

/// The cells of a referral, as it was known at the end of a year.
fn row<'a>(who: &Who<'a>, referral: &Referral, year: Span) -> [Cell<'a>; 14] {
    let known = |day: Option<i32>| day.filter(|day| *day <= year.last);
    let (decided, closed) = (known(referral.decided), known(referral.closed));
    [
        Cell::Text(who.id),
        Cell::Code(who.cohort),
        Cell::Day(who.birth),
        Cell::Code(referral.service),
        code(who.board),
        Cell::Day(referral.referred),
        Cell::YesNo(referral.need),
        Cell::Code(if decided.is_some() { referral.decision } else { "pending" }),
        decided.into(),
        known(referral.seen).into(),
        closed.into(),
        if closed.is_some() { code(referral.close_reason) } else { Cell::Blank },
        Cell::Code(who.location),
        code(referral.funder),
    ]
}
