//! Linking by a person who left one authority and arrived in another.

use std::collections::{BTreeMap, BTreeSet};

use super::forest::{Forest, Record};
use super::identifier::identified;
use super::scan::each;
use super::{Found, Tie};
use crate::definitions::{Linkage, Transfer, Way};
use crate::diagnostic::Error;
use crate::engine::Engine;

/// Somebody left, or arrived.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Event {
    /// A digest of what must be the same on both sides.
    key: u128,
    /// The day.
    day: i32,
    /// Who.
    record: Record,
}

/// Departures and the arrivals that may belong to them.
struct Events {
    left: BTreeSet<Event>,
    arrived: BTreeSet<Event>,
    within: u32,
    /// Those who have an identifier by an earlier way, which says of any two whether they are the same.
    identified: BTreeSet<Record>,
}

/// Ties who left to who arrived, where exactly one record fits on either side; where more do, they are in doubt.
///
/// What the earlier ways have settled is left out: pairs that they tie, with both their events, and pairs that an
/// identifier tells apart.
pub(super) fn find(
    engine: &Engine<'_>,
    linkage: &Linkage,
    (way, transfer): (&Way, &Transfer),
    earlier: &[Way],
    tied: &Forest,
) -> Result<Found, Error> {
    let mut events = Events::read(engine, linkage, way, transfer)?;
    let involved = events.left.iter().chain(&events.arrived).map(|event| event.record.clone()).collect();
    events.identified = identified(engine, linkage, earlier.iter(), &involved)?;
    events.leave_out_settled(tied);
    let pairs = events.pairs(tied);
    let mut arrivals: BTreeMap<&Event, BTreeSet<&Record>> = BTreeMap::new();
    let mut departures: BTreeMap<&Event, BTreeSet<&Record>> = BTreeMap::new();
    for (left, arrived) in &pairs {
        arrivals.entry(left).or_default().insert(&arrived.record);
        departures.entry(arrived).or_default().insert(&left.record);
    }
    let alone = |of: &BTreeMap<&Event, BTreeSet<&Record>>, event| of.get(event).is_some_and(|fit| fit.len() == 1);
    let mut found = Found::default();
    for (left, arrived) in &pairs {
        let (one, other) = (left.record.clone(), arrived.record.clone());
        if alone(&arrivals, left) && alone(&departures, arrived) {
            found.ties.push(Tie { one, other });
        } else {
            found.doubtful.extend([one, other]);
        }
    }
    Ok(found)
}

impl Events {
    fn read(engine: &Engine<'_>, linkage: &Linkage, way: &Way, transfer: &Transfer) -> Result<Self, Error> {
        let mut left = BTreeSet::new();
        each(engine, linkage, &way.same, Some(&transfer.left), &mut |seen| {
            left.insert(Event { key: seen.key, day: seen.day, record: seen.record() });
        })?;
        let mut days: BTreeMap<u128, Vec<i32>> = BTreeMap::new();
        for event in &left {
            days.entry(event.key).or_default().push(event.day);
        }
        let within = transfer.within_days;
        let mut arrived = BTreeSet::new();
        // Far more arrive than leave for another authority: only what may fit is kept.
        each(engine, linkage, &way.same, Some(&transfer.arrived), &mut |seen| {
            let near = |days: &Vec<i32>| days.iter().any(|day| day.abs_diff(seen.day) <= within);
            if days.get(&seen.key).is_some_and(near) {
                arrived.insert(Event { key: seen.key, day: seen.day, record: seen.record() });
            }
        })?;
        Ok(Self { left, arrived, within, identified: BTreeSet::new() })
    }

    /// Every departure with every arrival that fits it.
    fn pairs(&self, tied: &Forest) -> Vec<(&Event, &Event)> {
        let mut by_key: BTreeMap<u128, Vec<&Event>> = BTreeMap::new();
        for event in &self.arrived {
            by_key.entry(event.key).or_default().push(event);
        }
        let arrivals = |left: &Event| by_key.get(&left.key).into_iter().flatten().copied();
        let fits = |left: &Event, arrived: &&Event| {
            left.record.authority != arrived.record.authority
                && left.day.abs_diff(arrived.day) <= self.within
                && !self.are_told_apart(&left.record, &arrived.record, tied)
        };
        let of_one =
            |left| arrivals(left).filter(move |arrived| fits(left, arrived)).map(move |arrived| (left, arrived));
        self.left.iter().flat_map(of_one).collect()
    }

    fn are_told_apart(&self, one: &Record, other: &Record, tied: &Forest) -> bool {
        self.identified.contains(one) && self.identified.contains(other) && !tied.are_tied(one, other)
    }

    /// Takes out the events of pairs that an earlier way ties: where those people went is known.
    fn leave_out_settled(&mut self, tied: &Forest) {
        let settled = |pair: &(&Event, &Event)| tied.are_tied(&pair.0.record, &pair.1.record);
        let pairs: Vec<(Event, Event)> = self
            .pairs(tied)
            .into_iter()
            .filter(settled)
            .map(|(left, arrived)| (left.clone(), arrived.clone()))
            .collect();
        for (left, arrived) in &pairs {
            self.left.remove(left);
            self.arrived.remove(arrived);
        }
    }
}
