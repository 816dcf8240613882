//! A child's time in care as a whole: the child, the episodes, and what the returns about the child agree on.

use super::Study;
use super::calendar::{Span, birthday};
use super::camhs;
use super::child::Child;
use super::dice::Dice;
use super::settings::Homes;
use super::stays::{Stay, stays};

/// One child's period of being looked after.
pub(super) struct Life<'l> {
    /// What all parts of the sample share.
    pub(super) study: &'l Study,
    /// The child.
    pub(super) child: &'l Child,
    /// The episodes, in order.
    pub(super) stays: Vec<Stay<'l>>,
    /// Referrals for therapy, in order.
    pub(super) referrals: Vec<camhs::Referral>,
    /// The authority, the batch, and the child's place in it.
    numbers: [u32; 3],
}

impl<'l> Life<'l> {
    /// What happened to a child.
    pub(super) fn of(study: &'l Study, child: &'l Child, homes: &'l Homes<'_>, numbers: [u32; 3]) -> Self {
        let mut dice = study.seed.dice("stays", &numbers);
        let stays = stays(child, &study.calendar, homes, &mut dice);
        let mut life = Self { study, child, stays, referrals: Vec::new(), numbers };
        life.referrals = camhs::referrals(&life);
        life
    }

    /// Chance for one purpose in this child's life.
    pub(super) fn dice(&self, purpose: &str) -> Dice {
        self.study.seed.dice(purpose, &self.numbers)
    }

    /// The authority's place in the official order.
    pub(super) fn authority(&self) -> u32 {
        let [authority, ..] = self.numbers;
        authority
    }

    /// The child's place in its batch.
    pub(super) fn number(&self) -> u32 {
        let [.., number] = self.numbers;
        number
    }

    /// The first day after the time in care, or after the three years.
    pub(super) fn end(&self) -> i32 {
        self.child.until.unwrap_or(self.study.calendar.last() + 1)
    }

    /// The days of a span on which the child was looked after; empty (last before first) where there are none.
    pub(super) fn within(&self, span: Span) -> Span {
        span.within(self.child.since, self.end() - 1)
    }

    /// Whether the child is looked after on a day, and not on short breaks only.
    pub(super) fn looked_after_on(&self, day: i32) -> bool {
        !self.child.short_breaks && self.child.since <= day && day < self.end()
    }

    /// The episode that is live on a day.
    pub(super) fn stay_on(&self, day: i32) -> Option<&Stay<'l>> {
        self.stays.iter().find(|stay| stay.start <= day && stay.end.is_none_or(|end| end > day))
    }

    /// Whether the child has reached an age by a day.
    pub(super) fn is(&self, age: i16, day: i32) -> bool {
        birthday(self.child.birth, age) <= day
    }

    /// Whether the child waits on a day for therapy for which it was referred.
    pub(super) fn waits_for_therapy(&self, day: i32) -> bool {
        self.referrals.iter().any(|referral| referral.waits_on(day))
    }

    /// Changes of school in a year (1 to 3), for children of school age; for 2023-24 as they were dealt.
    pub(super) fn school_changes(&self, year: u32) -> Option<u32> {
        let span = self.study.calendar.cohort(year);
        if !self.is(5, span.last) || self.is(16, span.last) {
            return None;
        }
        let [authority, batch, number] = self.numbers;
        let mut dice = self.study.seed.dice("school", &[authority, batch, number, year]);
        let stock = year == 3 && self.child.end == 4;
        let changed = if stock { self.child.school_changed } else { dice.chance(118) };
        Some(if changed { dice.pick(&[(88, 1), (10, 2), (2, 3)]) } else { 0 })
    }
}
