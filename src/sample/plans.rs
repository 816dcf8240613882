//! `plans`: the care and pathway plans that were audited, and what the audit found.

use super::book::Book;
use super::calendar::Span;
use super::dice::Dice;
use super::leavers::Leaver;
use super::life::Life;
use super::table::{Cell, text};
use super::tables::PLANS;
use crate::diagnostic::Error;

/// One of so many plans is audited in a year.
const EVERY: u32 = 10;
/// Days after which there is something to audit.
const SETTLED: i32 = 30;

/// Every so many authorities, in the official order, audit all pathway plans.
const ALL: u32 = 11;

/// A plan that was audited.
struct Audit<'a> {
    id: &'a str,
    /// How it was chosen.
    sample: &'static str,
    kind: &'static str,
    /// Since when the plan was needed.
    since: i32,
    /// The day of the audit.
    day: i32,
}

/// Whether the plan of the child or young person who bears a number is audited in a year.
fn audited(number: u32, year: u32) -> bool {
    (number + year * 3).is_multiple_of(EVERY)
}

/// Writes the audits of a child's care plan.
pub(super) fn write(life: &Life<'_>, book: &mut Book<'_>) -> Result<(), Error> {
    if life.child.short_breaks {
        return Ok(());
    }
    let mut dice = life.dice("plans");
    for (number, year) in life.study.calendar.years() {
        let open = life.within(year).within(life.child.since + SETTLED, year.last);
        if audited(life.number(), number) && open.first <= open.last {
            let day = dice.day(open.first, open.last);
            let sample = dice.pick(CHOSEN);
            let audit = Audit { id: &life.child.id, sample, kind: "care", since: life.child.since, day };
            write_one(&audit, number, &mut dice, book)?;
        }
    }
    Ok(())
}

/// Writes the audit of a young person's pathway plan in a year, if there was one.
pub(super) fn write_of(
    leaver: &Leaver,
    authority: u32,
    (number, year): (u32, Span),
    dice: &mut Dice,
    book: &mut Book<'_>,
) -> Result<(), Error> {
    let open = year.within(leaver.eligible_from() + SETTLED, year.last);
    let all = authority % ALL == ALL - 2;
    if !(all || audited(leaver.number, number)) || open.first > open.last {
        return Ok(());
    }
    let day = dice.day(open.first, open.last);
    let sample = if all { "all" } else { dice.pick(CHOSEN) };
    let audit = Audit { id: &leaver.id, sample, kind: "pathway", since: leaver.eligible_from(), day };
    write_one(&audit, number, dice, book)
}

const CHOSEN: &[(u32, &str)] = &[(79, "random"), (21, "targeted")];

const LESSONS: &[&str] = &[
    "Agencies held parts of the picture and nobody put them together until the third move.",
    "An early meeting of all agencies would have shown that the placement was at risk.",
    "The child had told three adults what was wrong and none of them wrote it down.",
    "The school knew of the change of carer before health did.",
    "The plan was good but nobody was named to see it through.",
    "Cynhaliwyd y cyfarfod strategaeth yn rhy hwyr i newid dim.",
];

/// Writes one audit.
fn write_one(audit: &Audit<'_>, number: u32, dice: &mut Dice, book: &mut Book<'_>) -> Result<(), Error> {
    let in_place = match dice.below(100) {
        0..71 => Some(audit.since + dice.day(3, 13)),
        71..93 => Some(audit.since + dice.day(16, 70)),
        _ => None,
    };
    let mut yes = |per_thousand| Cell::YesNo(dice.chance(per_thousand));
    let [assessment, focused, child, family, contact, work] = [730, 665, 680, 640, 815, 575].map(&mut yes);
    let [views, permanence, decisions] = [820, 770, 845].map(&mut yes);
    let (risk, managed) = (yes(560), yes(610));
    let (offered, taken_up) = (yes(740), yes(720));
    let updated = yes(735);
    let changed = dice.chance(620);
    let lesson = if dice.chance(35) { LESSONS.get(dice.place(LESSONS.len())).copied() } else { None };
    let if_yes = |of: Cell<'static>, cell| if of == Cell::YesNo(true) { cell } else { Cell::Blank };
    let cells = [
        Cell::Text(audit.id),
        Cell::Code(audit.kind),
        Cell::Day(audit.day),
        Cell::Code(audit.sample),
        Cell::Day(audit.since),
        in_place.filter(|day| *day <= audit.day).into(),
        assessment,
        focused,
        risk,
        if_yes(risk, managed),
        if changed { updated } else { Cell::Blank },
        views,
        child,
        family,
        contact,
        work,
        if audit.kind == "care" { permanence } else { Cell::Blank },
        offered,
        if_yes(offered, taken_up),
        decisions,
        text(lesson.unwrap_or_default()),
    ];
    book.row(&PLANS, number, &cells).map(|_| ())
}
