//! `caseloads` and `workforce`: everyone at a desk on the snapshot days, with the cases they hold, and the teams' posts.

use super::Study;
use super::book::Book;
use super::desks::{Desk, Desks, SNAPSHOTS, Team, snapshots};
use super::dice::Dice;
use super::table::{Cell, text};
use super::tables::{CASELOADS, WORKFORCE};
use crate::diagnostic::Error;

/// Days in a year, and in two.
const YEAR: i32 = 365;
const TWO_YEARS: i32 = 731;

/// The cases that someone holds.
#[derive(Clone, Copy, Debug, Default)]
struct Cases {
    looked_after: u32,
    child_protection: u32,
    care_leavers: u32,
    other: u32,
}

impl Cases {
    fn all(self) -> u32 {
        self.looked_after + self.child_protection + self.care_leavers + self.other
    }
}

/// Writes both returns for one batch of an authority; `leavers` are those who have an adviser at each snapshot.
pub(super) fn write(
    study: &Study,
    numbers: [u32; 2],
    desks: &Desks,
    leavers: &[u32; SNAPSHOTS],
    book: &mut Book<'_>,
) -> Result<(), Error> {
    let [authority, batch] = numbers;
    for (place, (year, day)) in snapshots(&study.calendar).into_iter().enumerate() {
        let mut dice = study.seed.dice("staff", &[authority, batch, u32::try_from(place).unwrap_or(0)]);
        let held = held(desks, leavers, (place, day), &mut dice);
        for (desk, cases) in desks.all.iter().zip(&held) {
            caseload(desks, desk, (year, day), *cases, book)?;
        }
        for (number, team) in desks.teams.iter().enumerate() {
            for group in GROUPS {
                let of_group =
                    |(desk, _): &(&Desk, &Option<Cases>)| desk.team == number && group_of(desk.role) == group;
                let posts: Vec<_> = desks.all.iter().zip(&held).filter(of_group).collect();
                if !posts.is_empty() {
                    workforce((team, group), &posts, (year, day, place), &mut dice, book)?;
                }
            }
        }
    }
    Ok(())
}

/// The cases of everyone who is there on a day; nothing for an empty desk.
fn held(desks: &Desks, leavers: &[u32; SNAPSHOTS], (place, day): (usize, i32), dice: &mut Dice) -> Vec<Option<Cases>> {
    let at = |counts: &[u32; SNAPSHOTS]| counts.get(place).copied().unwrap_or(0);
    let there = |role: &str| desks.all.iter().filter(|d| d.role == role && d.worker(day).is_some()).count();
    let children = desks.all.iter().map(|desk| at(&desk.children) + at(&desk.unallocated)).sum();
    let mut officers = Portions::of(children, there("independent_reviewing_officer"));
    let mut advisers = Portions::of(at(leavers), there("personal_adviser"));
    let mut cases = |desk: &Desk| {
        let worker = desk.worker(day)?;
        let new = worker.registered.is_some_and(|registered| registered > day - TWO_YEARS);
        let looked_after = at(&desk.children);
        let protects = desks.teams.get(desk.team).is_some_and(|team| team.name.starts_with("Assessment"));
        Some(match desk.role {
            "independent_reviewing_officer" => Cases { looked_after: officers.next(), ..Cases::default() },
            "personal_adviser" => Cases { care_leavers: advisers.next(), ..Cases::default() },
            "team_manager" => Cases { other: dice.pick(&[(90, 0), (10, 2)]), ..Cases::default() },
            "unqualified_worker" => Cases { looked_after, other: dice.below(6), ..Cases::default() },
            _ if protects && new => {
                Cases { child_protection: dice.below(4), other: 6 + dice.below(6), ..Cases::default() }
            }
            _ if protects => {
                Cases { child_protection: 3 + dice.below(7), other: 5 + dice.below(9), ..Cases::default() }
            }
            _ => Cases {
                looked_after,
                child_protection: if new { dice.below(2) } else { dice.below(4) },
                care_leavers: 0,
                other: 1 + dice.below(5),
            },
        })
    };
    desks.all.iter().map(&mut cases).collect()
}

/// A number of cases in parts that differ by one at most.
struct Portions {
    left: u32,
    parts: u32,
}

impl Portions {
    fn of(all: u32, parts: usize) -> Self {
        Self { left: all, parts: u32::try_from(parts).unwrap_or(0) }
    }

    fn next(&mut self) -> u32 {
        let part = self.left.checked_div(self.parts).unwrap_or(0);
        self.left -= part;
        self.parts = self.parts.saturating_sub(1);
        part
    }
}

/// Writes the row of whoever sits at a desk.
fn caseload(
    desks: &Desks,
    desk: &Desk,
    (year, day): (u32, i32),
    cases: Option<Cases>,
    book: &mut Book<'_>,
) -> Result<(), Error> {
    let (Some(worker), Some(cases), Some(team)) = (desk.worker(day), cases, desks.teams.get(desk.team)) else {
        return Ok(());
    };
    let adviser = desk.role == "personal_adviser";
    let cells = [
        Cell::Text(&worker.id),
        Cell::Day(day),
        text(&team.name),
        Cell::Code(desk.role),
        Cell::YesNo(worker.registered.is_some()),
        Cell::YesNo(worker.registered.is_some_and(|registered| registered > day - TWO_YEARS)),
        Cell::Code(worker.employment),
        Cell::YesNo(team.managed),
        Cell::Tenths(desk.fte),
        Cell::Number(cases.all()),
        if adviser { Cell::Blank } else { Cell::Number(cases.looked_after) },
        if adviser { Cell::Blank } else { Cell::Number(cases.child_protection) },
        if adviser { Cell::Number(cases.care_leavers) } else { Cell::Blank },
    ];
    book.row(&CASELOADS, year, &cells).map(|_| ())
}

const GROUPS: [&str; 5] = ["social_worker", "adviser", "reviewing_officer", "support", "manager"];

fn group_of(role: &str) -> &'static str {
    match role {
        "personal_adviser" => "adviser",
        "independent_reviewing_officer" => "reviewing_officer",
        "unqualified_worker" => "support",
        "team_manager" => "manager",
        _ => "social_worker",
    }
}

/// Writes the row of one team and staff group.
fn workforce(
    (team, group): (&Team, &'static str),
    posts: &[(&Desk, &Option<Cases>)],
    (year, day, place): (u32, i32, usize),
    dice: &mut Dice,
    book: &mut Book<'_>,
) -> Result<(), Error> {
    let sum = |which: &dyn Fn(&Desk) -> bool| -> u32 {
        posts.iter().filter(|(desk, _)| which(desk)).map(|(desk, _)| desk.fte).sum()
    };
    let all = sum(&|_| true);
    let in_post = sum(&|desk| desk.worker(day).is_some_and(|worker| !worker.agency()));
    let agency = sum(&|desk| desk.worker(day).is_some_and(super::desks::Worker::agency));
    let left = |desk: &Desk| {
        let gone = |to: i32| to <= day && to > day - YEAR;
        desk.workers.iter().any(|worker| !worker.agency() && worker.to.is_some_and(gone))
    };
    let unallocated: u32 = posts.iter().filter_map(|(desk, _)| desk.unallocated.get(place)).sum();
    let cases: u32 = posts.iter().filter_map(|(_, cases)| cases.map(Cases::all)).sum();
    let people = u32::try_from(posts.iter().filter(|(desk, _)| desk.worker(day).is_some()).count()).unwrap_or(0);
    let (supervisions, trainings) = (people * 12, people * 3);
    let mut of = |due: u32, per_thousand: u32| {
        Cell::Number(u32::try_from((0..due).filter(|_| dice.chance(per_thousand)).count()).unwrap_or(0))
    };
    let (held, completed) = (of(supervisions, 840), of(trainings, 780));
    let cells = [
        Cell::Text(&team.name),
        Cell::Code(group),
        Cell::Day(day),
        Cell::Tenths(all),
        Cell::Tenths(in_post),
        Cell::Tenths(all - in_post),
        Cell::Tenths(agency),
        Cell::Tenths(agency),
        Cell::Tenths(sum(&left)),
        // Tenths of a day: some eleven days a full-time post.
        Cell::Tenths(in_post * (6 + dice.below(11))),
        Cell::YesNo(team.managed),
        Cell::Number(cases + unallocated),
        Cell::Number(unallocated),
        if group == "support" { Cell::Number(cases) } else { Cell::Blank },
        Cell::Number(supervisions),
        held,
        Cell::Number(trainings),
        completed,
    ];
    book.row(&WORKFORCE, year, &cells).map(|_| ())
}
