//! Days of birth, first and last days of care, and what else is known of a child.

use super::calendar::{Calendar, Span, birthday, years};
use super::child::Child;
use super::dice::Dice;

/// Gives a child a day of birth and a period of care that fit its cohorts.
pub(super) fn date(child: &mut Child, calendar: &Calendar, dice: &mut Dice) {
    if child.end < 4 {
        end(child, calendar, dice);
    }
    let end = child.until.unwrap_or(calendar.last());
    if child.birth == 0 {
        child.birth = end - age(child, end, calendar, dice);
    }
    let earliest = child.birth + if child.unaccompanied { years(14) } else { 0 };
    let margin = if child.many && child.start == 3 { 60 } else { i32::from(child.until.is_some()) * 5 };
    let window = calendar.cohort(child.start).within(earliest, end - margin);
    child.since = if child.start == 0 { long_ago(window, dice) } else { dice.day(window.first, window.last) };
}

/// Care that began before the three years: mostly not very long before.
fn long_ago(window: Span, dice: &mut Dice) -> i32 {
    let back = dice.day(0, years(11)).min(dice.day(0, years(11)));
    (window.last - back).max(window.first)
}

/// An age in days on the last day of care, or on 31 March 2024.
fn age(child: &Child, end: i32, calendar: &Calendar, dice: &mut Dice) -> i32 {
    let (from, below) = if child.short_breaks {
        (7, 16)
    } else if child.end == 4 {
        dice.pick(child.ages())
    } else {
        dice.pick(ages_at_end(child.ceased))
    };
    let own_home = matches!(child.placement_type, "independent" | "supported_accommodation");
    let begun = end - calendar.cohort(child.start).last.min(end - 10);
    let arrived = if child.unaccompanied { years(14) } else { 0 };
    let margin = if child.many && child.start == 3 { 60 } else { 10 };
    let least = (begun + arrived + margin).max(if own_home { years(16) + 30 } else { 0 });
    let most = years(18) - 5;
    let from = years(from).max(least);
    let to = (years(below) - 1).max(from + 200).min(most);
    dice.day(from.min(most), to)
}

const BY_BIRTHDAY: u32 = 330;
const AT_EIGHTEEN: &[(u32, &str)] = &[
    (27, "when_i_am_ready"),
    (32, "independent_supported"),
    (10, "adult_services"),
    (8, "independent_unsupported"),
    (23, "other"),
];
const BEFORE: &[(u32, &str)] = &[
    (520, "returned_home"),
    (160, "adopted"),
    (90, "sgo_foster_carer"),
    (90, "sgo_other"),
    (15, "other_uk_authority"),
    (4, "died"),
    (14, "custody"),
    (22, "independent_unsupported"),
    (85, "other"),
];

fn ages_at_end(ceased: &str) -> &'static [(u32, (i32, i32))] {
    match ceased {
        "adopted" => &[(70, (1, 4)), (30, (4, 8))],
        "sgo_foster_carer" | "sgo_other" => &[(60, (1, 6)), (40, (6, 13))],
        "custody" => &[(1, (14, 18))],
        "independent_unsupported" => &[(1, (16, 18))],
        _ => &[(12, (0, 1)), (23, (1, 5)), (21, (5, 10)), (29, (10, 16)), (15, (16, 18))],
    }
}

/// The end of care: at 18, or earlier for a reason that decides where the child was last.
fn end(child: &mut Child, calendar: &Calendar, dice: &mut Dice) {
    let year = calendar.cohort(child.end);
    let first = if child.start == child.end { year.first + 15 } else { year.first + 1 };
    let until = dice.day(first, year.last);
    child.until = Some(until);
    if child.short_breaks {
        child.ceased = "returned_home";
        return;
    }
    if dice.chance(BY_BIRTHDAY) {
        child.ceased = dice.pick(AT_EIGHTEEN);
        child.birth = birthday(until, -18);
        child.until = Some(birthday(child.birth, 18));
        if matches!(child.start, 1 | 2) && dice.chance(700) {
            child.unaccompanied = true;
            child.need = "N8";
        }
    } else {
        child.ceased = dice.pick(BEFORE);
    }
    child.placement_type = dice.pick(last_placement(child.ceased));
    child.legal_status = match child.placement_type {
        "adoption" => "E1",
        "parents" => "C2",
        "custody" => "J1",
        _ => dice.pick(&[(58, "C2"), (32, "V2"), (10, "C1")]),
    };
    child.location = if child.placement_type == "custody" { "elsewhere_in_wales" } else { dice.pick(SOMEWHERE) };
}

/// Where children are, as chance has it.
pub(super) const SOMEWHERE: &[(u32, &str)] =
    &[(662, "in_authority"), (262, "elsewhere_in_wales"), (68, "outside_wales"), (8, "not_known")];

fn last_placement(ceased: &str) -> &'static [(u32, &'static str)] {
    match ceased {
        "adopted" => &[(1, "adoption")],
        "custody" => &[(1, "custody")],
        "when_i_am_ready" => &[(70, "foster_other"), (30, "foster_kinship")],
        "sgo_foster_carer" => &[(90, "foster_kinship"), (10, "foster_other")],
        "sgo_other" => &[(75, "foster_kinship"), (10, "parents"), (15, "foster_other")],
        "returned_home" => &[(52, "parents"), (24, "foster_other"), (13, "foster_kinship"), (11, "residential_home")],
        "independent_supported" => &[(60, "supported_accommodation"), (40, "foster_other")],
        "adult_services" => &[(35, "foster_other"), (65, "residential_home")],
        _ => &[(38, "foster_other"), (14, "foster_kinship"), (28, "residential_home"), (20, "supported_accommodation")],
    }
}

/// Gives a child the rest of its description.
pub(super) fn describe(child: &mut Child, calendar: &Calendar, dice: &mut Dice) {
    if child.short_breaks {
        child.placement_type = dice.pick(&[(60, "foster_other"), (40, "residential_home")]);
        child.location = "in_authority";
        child.legal_status = dice.pick(&[(85, "V4"), (15, "V3")]);
    }
    let sexes: &[(u32, &str)] = if child.unaccompanied {
        &[(92, "male"), (8, "female")]
    } else {
        &[(528, "male"), (464, "female"), (5, "other"), (3, "not_stated")]
    };
    child.sex = dice.pick(sexes);
    child.ethnicity = if child.unaccompanied {
        dice.pick(&[(40, "asian"), (33, "black"), (27, "other")])
    } else {
        dice.pick(&[(878, "white"), (58, "mixed"), (24, "asian"), (15, "black"), (10, "other"), (15, "")])
    };
    let talks = calendar.last() - child.birth > years(4);
    let tongues: &[(u32, &str)] = match (child.unaccompanied, talks) {
        (true, _) => &[(60, "other"), (40, "")],
        (_, true) => &[(60, "welsh"), (420, "english"), (20, "other"), (500, "")],
        _ => &[(1, "")],
    };
    child.language = dice.pick(tongues);
    child.disabled = child.short_breaks || dice.chance(110);
    child.decile =
        dice.pick(&[(24, 1), (18, 2), (13, 3), (10, 4), (8, 5), (6, 6), (5, 7), (4, 8), (3, 9), (2, 10), (7, 0)]);
    child.siblings = !child.unaccompanied && dice.chance(430);
}
