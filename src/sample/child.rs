//! The children of one authority: who they are, and when they were looked after.

use super::allotment::{Allotment, Cell};
use super::calendar::{Calendar, birthday, years};
use super::dice::{Dice, Seed};
use super::facts::{ABUSE_OR_NEGLECT_BESIDES, LOCATIONS, PROFILES};
use super::lives;

/// One child and one period of being looked after.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact about a child, independent of the others")]
pub(super) struct Child {
    /// The cohort in which the period began, 0 to 3.
    pub(super) start: u32,
    /// The cohort in which it ended, 1 to 3, or 4.
    pub(super) end: u32,
    /// Where the child is at the end, or on 31 March 2024.
    pub(super) placement_type: &'static str,
    /// See `placement_type`.
    pub(super) location: &'static str,
    /// See `placement_type`.
    pub(super) legal_status: &'static str,
    /// Unaccompanied and seeking asylum.
    pub(super) unaccompanied: bool,
    /// Three or more placements in 2023-24.
    pub(super) many: bool,
    /// Short breaks only.
    pub(super) short_breaks: bool,
    /// Changed school in 2023-24.
    pub(super) school_changed: bool,
    /// The category of need.
    pub(super) need: &'static str,
    /// Which of the [`PROFILES`], for those in the stock.
    pub(super) profile: Option<usize>,
    /// The authority's own identifier.
    pub(super) id: String,
    /// Unique pupil number; empty where unknown.
    pub(super) upn: String,
    /// Day of birth.
    pub(super) birth: i32,
    /// First day of the period.
    pub(super) since: i32,
    /// Day on which it ended.
    pub(super) until: Option<i32>,
    /// Why it ended.
    pub(super) ceased: &'static str,
    /// Further codes, empty where unknown.
    pub(super) sex: &'static str,
    /// See `sex`.
    pub(super) ethnicity: &'static str,
    /// See `sex`.
    pub(super) language: &'static str,
    /// Whether disabled.
    pub(super) disabled: bool,
    /// Deprivation decile of the home, 0 where unknown.
    pub(super) decile: u32,
    /// Has a sibling who is looked after.
    pub(super) siblings: bool,
}

impl Child {
    /// The profile of a child who is looked after on 31 March 2024.
    pub(super) fn ages(&self) -> &'static [(u32, (i32, i32))] {
        self.profile.and_then(|profile| PROFILES.get(profile)).map_or(&[], |profile| profile.ages)
    }
}

/// All children of an authority, one batch of the real size; `batch` tells batches apart.
pub(super) fn children(seed: &Seed, calendar: &Calendar, allotment: &Allotment, place: u32, batch: u32) -> Vec<Child> {
    let mut dice = seed.dice("children", &[place, batch]);
    let mut all = Vec::new();
    for cell in &allotment.cells {
        all.extend(stock(cell, &mut dice));
    }
    for (start, end, count) in &allotment.leavers {
        all.extend((0..*count).map(|_| Child { start: *start, end: *end, ..Child::default() }));
    }
    for (start, end, count) in &allotment.short_breaks {
        all.extend((0..*count).map(|_| Child { start: *start, end: *end, short_breaks: true, ..Child::default() }));
    }
    let besides = u32::from(place < ABUSE_OR_NEGLECT_BESIDES);
    deal_needs(&mut all, [allotment.abuse_or_neglect, besides], &mut dice);
    dice.shuffle(&mut all);
    for (number, child) in (0..).zip(&mut all) {
        let mut dice = seed.dice("child", &[place, batch, number]);
        lives::date(child, calendar, &mut dice);
        lives::describe(child, calendar, &mut dice);
        name(child, place, batch, number, calendar);
    }
    deal_school_changes(&mut all, allotment.school_changed, calendar);
    all
}

/// The children of one cell, with its locations, legal statuses and moves dealt out among them.
fn stock(cell: &Cell, dice: &mut Dice) -> Vec<Child> {
    let Some(profile) = PROFILES.get(cell.profile) else { return Vec::new() };
    let locations = deck(LOCATIONS.iter().copied().zip(&cell.locations), dice);
    let legal = deck(profile.legal.iter().map(|(_, code)| *code).zip(&cell.legal), dice);
    let mut many: Vec<bool> = (0..cell.children).map(|number| number < cell.many).collect();
    dice.shuffle(&mut many);
    let child = |((location, legal_status), many)| Child {
        start: cell.start,
        end: 4,
        placement_type: profile.placement_type,
        location,
        legal_status,
        unaccompanied: profile.unaccompanied,
        many,
        profile: Some(cell.profile),
        ..Child::default()
    };
    locations.into_iter().zip(legal).zip(many).map(child).collect()
}

/// So many of each code, shuffled.
fn deck<'a>(counts: impl Iterator<Item = (&'static str, &'a u32)>, dice: &mut Dice) -> Vec<&'static str> {
    let mut deck: Vec<&'static str> = counts.flat_map(|(code, count)| (0..*count).map(move |_| code)).collect();
    dice.shuffle(&mut deck);
    deck
}

const OTHER_NEEDS: &[(u32, &str)] = &[
    (50, "N2"),
    (70, "N3"),
    (170, "N4"),
    (480, "N5"),
    (60, "N6"),
    (5, "N7"),
    (130, "N8"),
    (12, "N9"),
    (8, "not_stated"),
];

/// Gives every child a category of need: exactly so many of those who started in 2023-24, and so many besides, abuse or
/// neglect.
fn deal_needs(all: &mut [Child], [abuse, besides]: [u32; 2], dice: &mut Dice) {
    let mut open = Vec::new();
    for child in all {
        if child.short_breaks {
            child.need = "N2";
        } else if child.unaccompanied {
            child.need = "N8";
        } else if child.start == 3 {
            open.push(child);
        } else {
            child.need = if dice.chance(605) { "N1" } else { dice.pick(OTHER_NEEDS) };
        }
    }
    dice.shuffle(&mut open);
    for (number, child) in (0..).zip(open) {
        let need = if number < abuse { "N1" } else { dice.pick(OTHER_NEEDS) };
        child.need = if number < abuse + besides { "N1" } else { need };
    }
}

/// The first so many children of school age, in their shuffled order, changed school.
fn deal_school_changes(all: &mut [Child], changed: u32, calendar: &Calendar) {
    let pupil = |child: &Child| {
        let of_age = birthday(child.birth, 6) <= calendar.last() && calendar.last() < birthday(child.birth, 15);
        child.end == 4 && !child.short_breaks && of_age
    };
    for (number, child) in (0..).zip(all.iter_mut().filter(|child| pupil(child))) {
        child.school_changed = number < changed;
    }
}

/// Identifiers that no two children share: numbers below a prime, multiplied modulo it.
fn name(child: &mut Child, place: u32, batch: u32, number: u32, calendar: &Calendar) {
    const BATCH: u64 = 20_000;
    const LONG: u64 = 999_999_937;
    const SHORT: u64 = 99_999_989;
    let number = u64::from(batch) * BATCH + u64::from(number) + 1;
    child.id = if number < SHORT - BATCH {
        format!("C{:08}", number * 36_878_151 % SHORT)
    } else {
        format!("C{:09}", number * 736_878_151 % LONG)
    };
    let at_school = calendar.last() - child.birth > years(5);
    if at_school && !child.unaccompanied && number % 10 < 5 {
        child.upn = upn(660 + u64::from(place), number * 314_159_269 % LONG);
    }
}

/// A unique pupil number: its check letter, the authority's education number and nine digits.
fn upn(authority: u64, number: u64) -> String {
    const LETTERS: &[u8; 23] = b"ABCDEFGHJKLMNPQRTUVWXYZ";
    let digits = format!("{authority:03}{number:09}");
    let sum: usize = (2..).zip(digits.bytes()).map(|(weight, digit)| weight * usize::from(digit - b'0')).sum();
    let letter = LETTERS.get(sum % LETTERS.len()).copied().map_or('A', char::from);
    format!("{letter}{digits}")
}
