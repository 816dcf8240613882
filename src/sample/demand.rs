//! `demand`: what comes to the front door of an authority, month by month. One set of rows, however many batches.

use super::Study;
use super::book::Book;
use super::calendar::months;
use super::dice::Dice;
use super::table::Cell;
use super::tables::DEMAND;
use crate::diagnostic::Error;

/// What there is a month for each thousand children looked after: some 230,000 contacts, 47,000 referrals and 41,000
/// assessments a year in Wales, and 1,200 applications to court.
const CONTACTS: u32 = 2_650;
const REFERRALS: u32 = 545;
const ASSESSMENTS: u32 = 470;
const PROCEEDINGS: u32 = 14;
/// Children with a plan, and on the child protection register, for each thousand looked after.
const PLANS: u32 = 2_480;
const REGISTER: u32 = 405;

/// Writes the months of an authority.
pub(super) fn write(study: &Study, authority: u32, book: &mut Book<'_>) -> Result<(), Error> {
    let mut dice = study.seed.dice("demand", &[authority]);
    let size = u64::from(study.expected(authority)) * u64::from(study.scale);
    let part = |per_thousand: u32| u32::try_from(size * u64::from(per_thousand) / 1000).unwrap_or(u32::MAX / 4);
    let bias = 850 + dice.below(300);
    let in_time = 790 + dice.below(190);
    let mut register = about(part(REGISTER), bias, &mut dice);
    for (year, _) in study.calendar.years() {
        // Demand grows by some 4% a year.
        let growth = 1000 + (year - 1) * 40;
        for (month, place) in months(year).zip(0..) {
            let season = SEASON.get(place).copied().unwrap_or(1000);
            let of = |per_thousand: u32| times(times(part(per_thousand), growth), season);
            let contacts = about(of(CONTACTS), bias, &mut dice);
            let referrals = about(of(REFERRALS), bias, &mut dice).min(contacts);
            let assessments = about(of(ASSESSMENTS), bias, &mut dice).min(referrals);
            let aim = times(about(part(REGISTER), bias, &mut dice), 850 + dice.below(301));
            let flow = Flow::towards(aim, register, &mut dice);
            register = register + flow.added - flow.removed;
            let cells = [
                Cell::Text(&month.name),
                Cell::Number(contacts),
                Cell::Number(referrals),
                Cell::Number(assessments),
                Cell::Number(times(assessments, in_time - dice.below(60))),
                Cell::Number(about(part(PLANS), bias, &mut dice)),
                Cell::Number(flow.added),
                Cell::Number(flow.removed),
                Cell::Number(register),
                Cell::Number(times(of(PROCEEDINGS), 600 + dice.below(900))),
            ];
            book.row(&DEMAND, year, &cells)?;
        }
    }
    Ok(())
}

/// What each month has of a thousand, from April: schools are closed in August and at Christmas.
const SEASON: [u32; 12] = [930, 1050, 1060, 1040, 820, 1010, 1060, 1090, 880, 1020, 1000, 1040];

/// So many in a thousand, rounded.
fn times(number: u32, per_thousand: u32) -> u32 {
    let product = u64::from(number) * u64::from(per_thousand);
    u32::try_from((product + 500) / 1000).unwrap_or(u32::MAX / 4)
}

/// A number near the usual one of an authority: within 6% of it, and one or two more or less.
fn about(usual: u32, bias: u32, dice: &mut Dice) -> u32 {
    let near = times(times(usual, bias), 940 + dice.below(121));
    (near + dice.below(3)).saturating_sub(1)
}

/// Children added to the register and removed from it in a month.
struct Flow {
    added: u32,
    removed: u32,
}

impl Flow {
    /// Some of those on the register leave it, and some come, so that it drifts towards an aim.
    fn towards(aim: u32, register: u32, dice: &mut Dice) -> Self {
        let removed = (times(register, 35 + dice.below(110)) + dice.below(3)).min(register);
        // Families come to the register as they come: about so many as leave it, and half of what is missing.
        let drift = u32::midpoint(register, aim + dice.below(3));
        Self { added: drift.saturating_sub(register - removed), removed }
    }
}

#[cfg(test)]
mod tests {
    use super::super::dice::Seed;
    use super::*;

    #[test]
    fn a_register_stays_near_its_aim_and_never_below_nothing() {
        let mut dice = Seed::new(1).dice("flow", &[]);
        for aim in [0, 3, 40, 4_000] {
            let mut register = aim;
            for _ in 0..200 {
                let flow = Flow::towards(aim, register, &mut dice);
                assert!(flow.removed <= register);
                register = register + flow.added - flow.removed;
                assert!(register <= aim + 3 && register + aim / 5 + 3 >= aim, "{register} of {aim}");
            }
        }
    }
}
