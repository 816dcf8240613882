//! Children who move from one authority's care into another's: an end here that fits a start there.
//!
//! The children of two authorities are made apart from each other. Some of those who left one for another authority
//! are then given the birth, sex and pupil number of children who came into the care of the next one in the official
//! order, and leave on the day on which these come.

use super::calendar::{Calendar, years};
use super::child::Child;

/// Of so many children who left for another authority, one went to one that is not in Wales: by the day of birth.
const ABROAD: i32 = 3;

/// Has children of one authority go to the next.
pub(super) fn transfer(leaving: &mut [Child], arriving: &[Child], calendar: &Calendar) {
    for end in 1..=3 {
        let mut arrivals = arriving.iter().filter(|child| can_arrive(child, end));
        let leavers = leaving.iter_mut().filter(|child| child.end == end && child.ceased == "other_uk_authority");
        for leaver in leavers.filter(|leaver| leaver.birth.rem_euclid(ABROAD) > 0) {
            let since = if leaver.start == 0 { calendar.cohort(0).last } else { calendar.cohort(leaver.start).first };
            if let Some(arrival) = arrivals.find(|child| child.birth + 100 < since && child.since > since + 60) {
                follow(leaver, arrival, calendar);
            }
        }
    }
}

/// Whether a child may have come from another authority: not as a baby, and not from abroad.
fn can_arrive(child: &Child, year: u32) -> bool {
    child.start == year && !child.short_breaks && !child.unaccompanied && child.since > child.birth + years(1)
}

/// Makes one who left the same child as one who came.
fn follow(leaver: &mut Child, arrival: &Child, calendar: &Calendar) {
    leaver.birth = arrival.birth;
    leaver.sex = arrival.sex;
    leaver.ethnicity = arrival.ethnicity;
    leaver.language = arrival.language;
    leaver.disabled = arrival.disabled;
    leaver.unaccompanied = false;
    leaver.upn.clone_from(&arrival.upn);
    leaver.until = Some(arrival.since);
    let window = calendar.cohort(leaver.start).within(arrival.birth, arrival.since - 10);
    leaver.since = leaver.since.clamp(window.first, window.last.max(window.first));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_leaves_for_another_authority_comes_there_on_the_same_day() {
        let calendar = Calendar::new();
        let year = calendar.cohort(2);
        let leaver =
            |birth| Child { end: 2, ceased: "other_uk_authority", birth, since: year.first - 900, ..Child::default() };
        let mut leaving = vec![leaver(1), leaver(2), leaver(3)];
        let arrival = |day: i32| Child {
            start: 2,
            birth: year.first - 4000,
            since: year.first + day,
            upn: format!("U{day}"),
            sex: "female",
            ..Child::default()
        };
        transfer(&mut leaving, &[arrival(100), arrival(120), arrival(140)], &calendar);
        let gone: Vec<_> = leaving.iter().map(|child| (child.until, child.upn.as_str())).collect();
        assert_eq!(gone, [(Some(year.first + 100), "U100"), (Some(year.first + 120), "U120"), (None, "")]);
        assert!(leaving.iter().all(|child| child.since < year.first));
    }
}
