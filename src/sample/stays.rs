//! A child's time in care as episodes: one after the other, without gap or overlap.

use super::calendar::{Calendar, birthday, years};
use super::child::Child;
use super::dice::Dice;
use super::settings::{Homes, Setting};

/// One episode.
#[derive(Clone, Debug)]
pub(super) struct Stay<'h> {
    /// First night.
    pub(super) start: i32,
    /// The day it ended.
    pub(super) end: Option<i32>,
    /// Why it began.
    pub(super) reason: &'static str,
    /// Why it ended; empty while it goes on.
    pub(super) end_reason: &'static str,
    /// The legal status.
    pub(super) legal_status: &'static str,
    /// Which of the child's placements it belongs to, from 1.
    pub(super) placement: u32,
    /// Whether the placement has other episodes, too.
    pub(super) shared: bool,
    /// Where.
    pub(super) setting: Setting<'h>,
}

/// Everything that happened to a child, in order.
pub(super) fn stays<'h>(child: &Child, calendar: &Calendar, homes: &'h Homes, dice: &mut Dice) -> Vec<Stay<'h>> {
    let starts = starts(child, calendar, dice);
    let mut stays = placements(child, &starts, homes, dice);
    let change = legal_change(child, calendar, dice);
    let plain = with_legal(stays.clone(), change.as_ref());
    split_carer(&mut stays, calendar, dice);
    split_absence(&mut stays, calendar, homes, dice);
    let mut stays = with_legal(stays, change.as_ref());
    if let Some((day, _)) = change {
        split_legal(&mut stays, day, child.legal_status);
    }
    let mut chosen = if counts_agree(&stays, calendar) { stays } else { plain };
    give_reasons(child, &mut chosen, dice);
    chosen
}

/// The first day of every placement: the one that was current when the three years began, and each move since.
fn starts(child: &Child, calendar: &Calendar, dice: &mut Dice) -> Vec<i32> {
    let end = child.until.unwrap_or(calendar.last() + 1);
    let mut opening = child.since;
    if child.start == 0 && !child.short_breaks && dice.chance(550) {
        opening = dice.day(child.since, calendar.cohort(0).last);
    }
    let mut starts = vec![opening];
    for (number, year) in calendar.years() {
        let open = year.within(child.since.max(year.first) + 1, end - 1);
        let room = (open.last - open.first + 1).max(0);
        let moves = moves(child, number, dice).min(room);
        for slot in 0..moves {
            starts.push(dice.day(open.first + slot * room / moves, open.first + (slot + 1) * room / moves - 1));
        }
    }
    let floor = floor(child, child.placement_type);
    if starts.last().is_some_and(|start| *start < floor) {
        move_last(child, calendar, floor, &mut starts, dice);
    }
    starts
}

fn moves(child: &Child, year: u32, dice: &mut Dice) -> i32 {
    match (child.short_breaks, child.end, year, child.many) {
        (true, ..) => 0,
        (_, 4, 3, true) => dice.pick(&[(65, 2), (23, 3), (8, 4), (4, 5)]),
        (_, 4, 3, false) => dice.pick(&[(78, 0), (22, 1)]),
        _ => dice.pick(&[(705, 0), (205, 1), (65, 2), (25, 3)]),
    }
}

/// The day before which a kind of placement does not begin.
fn floor(child: &Child, placement_type: &str) -> i32 {
    match placement_type {
        "independent" | "supported_accommodation" => birthday(child.birth, 16),
        "residential_home" | "residential_school" => birthday(child.birth, 6),
        "secure" | "custody" => birthday(child.birth, 11),
        _ => child.birth,
    }
}

/// Puts the last placement's first day after its floor, without another move in its year.
fn move_last(child: &Child, calendar: &Calendar, floor: i32, starts: &mut Vec<i32>, dice: &mut Dice) {
    if starts.len() > 1 {
        starts.pop();
    }
    let before = starts.last().copied().unwrap_or(child.since);
    let first = floor.max(before + 1).max(calendar.cohort(1).first + 1);
    let last = child.until.map_or(calendar.last(), |until| until - 1);
    let day = calendar.off_april(dice.day(first, last));
    if first <= last && child.until.is_none_or(|until| day < until) {
        starts.push(day);
    }
}

/// One stay a placement; the last is the child's own, the others as chance has it.
fn placements<'h>(child: &Child, starts: &[i32], homes: &'h Homes, dice: &mut Dice) -> Vec<Stay<'h>> {
    let ends = starts.iter().skip(1).copied().map(Some).chain([child.until]);
    let last = starts.len();
    let mut stays = Vec::with_capacity(last + 2);
    for ((number, start), end) in (1..).zip(starts).zip(ends) {
        let (placement_type, location) = if usize::try_from(number) == Ok(last) {
            (last_type(child, *start), child.location)
        } else {
            earlier(child, *start, dice)
        };
        let setting = homes.setting(placement_type, location, *start, dice);
        stays.push(Stay {
            start: *start,
            end,
            reason: "",
            end_reason: "",
            legal_status: child.legal_status,
            placement: number,
            shared: false,
            setting,
        });
    }
    stays
}

/// The kind of the last placement; a child who left too young for it was in foster care.
fn last_type(child: &Child, start: i32) -> &'static str {
    let young = child.end < 4 && start < floor(child, child.placement_type);
    if young { "foster_other" } else { child.placement_type }
}

fn earlier(child: &Child, start: i32, dice: &mut Dice) -> (&'static str, &'static str) {
    let age = start - child.birth;
    let same = matches!(child.placement_type, "foster_kinship" | "residential_home" | "parents") && dice.chance(450);
    let placement_type = if same && start >= floor(child, child.placement_type) {
        child.placement_type
    } else if child.unaccompanied {
        dice.pick(&[(85, "foster_other"), (15, "other")])
    } else if child.placement_type == "adoption" || age < years(2) {
        dice.pick(&[(78, "foster_other"), (16, "foster_kinship"), (6, "residential_family_centre")])
    } else if age < years(9) {
        dice.pick(&[(62, "foster_other"), (26, "foster_kinship"), (12, "parents")])
    } else {
        dice.pick(&[(50, "foster_other"), (17, "foster_kinship"), (9, "parents"), (24, "residential_home")])
    };
    let location = match placement_type {
        "parents" => "in_authority",
        "residential_family_centre" => "elsewhere_in_wales",
        _ if dice.chance(500) && child.location != "not_known" => child.location,
        _ => dice.pick(super::lives::SOMEWHERE),
    };
    (placement_type, if location == "not_known" { "in_authority" } else { location })
}

/// When an order was made, and the legal status before it.
fn legal_change(child: &Child, calendar: &Calendar, dice: &mut Dice) -> Option<(i32, &'static str)> {
    let made = matches!(child.legal_status, "C2" | "E1") && dice.chance(850);
    let day = calendar.off_april(child.since + dice.day(90, 330));
    let last = child.until.unwrap_or(calendar.last());
    let before = dice.pick(&[(70, "C1"), (30, "V2")]);
    (made && day > calendar.cohort(1).first + 1 && day < last - 5).then_some((day, before))
}

/// Whatever was over before the order has the earlier status; a child placed for adoption has an order.
fn with_legal<'h>(mut stays: Vec<Stay<'h>>, change: Option<&(i32, &'static str)>) -> Vec<Stay<'h>> {
    if let Some((day, before)) = change {
        for stay in stays.iter_mut().filter(|stay| stay.end.is_some_and(|end| end <= *day)) {
            stay.legal_status = match stay.setting.placement_type {
                "adoption" => continue,
                "parents" => "C1",
                _ => before,
            };
        }
    }
    stays
}

/// Splits the placement that was current when the order was made.
fn split_legal(stays: &mut Vec<Stay<'_>>, day: i32, after: &'static str) {
    let current = |stay: &Stay<'_>| stay.start < day && stay.end.is_none_or(|end| end > day);
    let Some(place) = stays.iter().position(current) else { return };
    let Some(stay) = stays.get_mut(place) else { return };
    if matches!(stay.setting.placement_type, "adoption" | "temporary") {
        return;
    }
    let mut later = stay.clone();
    stay.end = Some(day);
    stay.legal_status = "C1";
    stay.shared = true;
    later.start = day;
    later.reason = "legal_status_only";
    later.legal_status = after;
    later.shared = true;
    stays.insert(place + 1, later);
}

/// Now and then a foster carer moves house.
fn split_carer(stays: &mut Vec<Stay<'_>>, calendar: &Calendar, dice: &mut Dice) {
    let place = dice.place(stays.len());
    let Some(stay) = stays.get_mut(place).filter(|_| dice.chance(30)) else { return };
    let first = stay.start.max(calendar.cohort(1).first) + 20;
    let last = stay.end.unwrap_or(calendar.last()) - 20;
    if !stay.setting.placement_type.starts_with("foster") || first >= last {
        return;
    }
    let day = calendar.off_april(dice.day(first, last));
    let mut later = stay.clone();
    stay.end = Some(day);
    stay.shared = true;
    later.start = day;
    later.shared = true;
    later.reason = "address_same_carer";
    stays.insert(place + 1, later);
}

/// Now and then a child is in hospital for some days, and comes back.
fn split_absence<'h>(stays: &mut Vec<Stay<'h>>, calendar: &Calendar, homes: &'h Homes, dice: &mut Dice) {
    let place = dice.place(stays.len());
    let Some(stay) = stays.get_mut(place).filter(|_| dice.chance(25)) else { return };
    let away = dice.day(stay.start + 10, stay.start + 300);
    let back = away + dice.day(3, 9);
    let inside = calendar.years().any(|(_, year)| away > year.first + 2 && back < year.last - 2);
    if !inside || stay.end.unwrap_or(calendar.last()) <= back + 5 || stay.setting.placement_type == "temporary" {
        return;
    }
    let mut hospital = stay.clone();
    let mut later = stay.clone();
    stay.end = Some(away);
    stay.shared = true;
    hospital.start = away;
    hospital.end = Some(back);
    hospital.placement = 100;
    hospital.shared = false;
    hospital.reason = "placement_and_carer";
    hospital.setting = homes.setting("temporary", "in_authority", away, dice);
    later.start = back;
    later.shared = true;
    later.reason = "placement_and_carer";
    stays.splice(place + 1..=place, [hospital, later]);
}

/// Whether a count of episodes says "three or more" in every year exactly when a count of placements does.
fn counts_agree(stays: &[Stay<'_>], calendar: &Calendar) -> bool {
    calendar.years().all(|(_, year)| {
        let touching = |stay: &&Stay<'_>| {
            let there = stay.start <= year.last && stay.end.is_none_or(|end| end > year.first);
            there && stay.setting.placement_type != "temporary"
        };
        let episodes = stays.iter().filter(touching).count();
        let mut placements: Vec<u32> = stays.iter().filter(touching).map(|stay| stay.placement).collect();
        placements.sort_unstable();
        placements.dedup();
        (episodes >= 3) == (placements.len() >= 3)
    })
}

const MOVED: &[(u32, &str)] = &[
    (560, "planned"),
    (165, "placement_breakdown"),
    (95, "carer_request"),
    (55, "child_request"),
    (30, "provider_closure"),
    (15, "standards_concern"),
    (25, "allegation"),
    (55, "other"),
];

/// Says why each stay began and ended, where that is still open.
fn give_reasons(child: &Child, stays: &mut [Stay<'_>], dice: &mut Dice) {
    let mut before: Option<&'static str> = None;
    for stay in stays.iter_mut() {
        let ordered = before.is_some_and(|legal| legal != stay.legal_status);
        stay.reason = match (stay.reason, ordered) {
            ("", _) if before.is_none() && stay.start == child.since => "started",
            ("" | "placement_and_carer", true) => "status_placement_carer",
            ("", false) => "placement_and_carer",
            ("address_same_carer", true) => "status_and_address",
            (reason, _) => reason,
        };
        before = Some(stay.legal_status);
    }
    let next: Vec<&'static str> = stays.iter().skip(1).map(|stay| stay.reason).collect();
    for (number, stay) in stays.iter_mut().enumerate() {
        stay.end_reason = match (next.get(number).copied(), stay.end) {
            (_, None) => "",
            (Some("legal_status_only"), _) => "status_change",
            (Some("address_same_carer" | "status_and_address"), _) => "planned",
            (Some(_), _) if stay.shared || stay.placement == 100 => "planned",
            (Some(_), _) => dice.pick(MOVED),
            (None, _) => last_end(child),
        };
    }
}

fn last_end(child: &Child) -> &'static str {
    match child.ceased {
        "adopted" => "adopted",
        "custody" => "custody",
        "died" => "died",
        "returned_home" => "returned_home",
        _ if child.until == Some(birthday(child.birth, 18)) => "turned_18",
        _ => "planned",
    }
}
