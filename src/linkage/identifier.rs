//! Linking by an identifier that is the same in every authority.

use std::collections::{BTreeMap, BTreeSet};

use super::forest::Record;
use super::scan::each;
use super::{Found, Tie};
use crate::definitions::{Linkage, Way};
use crate::diagnostic::Error;
use crate::engine::Engine;

/// Ties the records that share an identifier. One that two records of the same authority share tells nobody apart: it
/// ties none of its records, and they are in doubt.
pub(super) fn find(engine: &Engine<'_>, linkage: &Linkage, way: &Way) -> Result<Found, Error> {
    let shared = shared(engine, linkage, way)?;
    let mut sharers: BTreeMap<u128, BTreeSet<Record>> = BTreeMap::new();
    if !shared.is_empty() {
        each(engine, linkage, &way.same, None, &mut |seen| {
            if shared.contains(&seen.key) {
                sharers.entry(seen.key).or_default().insert(seen.record());
            }
        })?;
    }
    let mut found = Found::default();
    for records in sharers.into_values() {
        let authorities: BTreeSet<&str> = records.iter().map(|record| &*record.authority).collect();
        if authorities.len() < records.len() {
            found.doubtful.extend(records);
        } else if let Some(first) = records.first().cloned() {
            let others = records.into_iter().skip(1);
            found.ties.extend(others.map(|other| Tie { one: first.clone(), other }));
        }
    }
    Ok(found)
}

/// The identifiers that occur in more than one authority. Sixteen bytes are kept of each that occurs, and no more.
fn shared(engine: &Engine<'_>, linkage: &Linkage, way: &Way) -> Result<BTreeSet<u128>, Error> {
    let mut authorities: BTreeMap<Box<str>, u16> = BTreeMap::new();
    let mut met: Vec<(u128, u16)> = Vec::new();
    each(engine, linkage, &way.same, None, &mut |seen| {
        let next = u16::try_from(authorities.len()).unwrap_or(u16::MAX);
        let number = match authorities.get(seen.authority) {
            Some(number) => *number,
            None => *authorities.entry(seen.authority.into()).or_insert(next),
        };
        met.push((seen.key, number));
    })?;
    met.sort_unstable();
    met.dedup();
    let pairs = met.iter().zip(met.iter().skip(1));
    Ok(pairs.filter(|((one, _), (next, _))| one == next).map(|((key, _), _)| *key).collect())
}

/// Which of some records have an identifier by any of these ways.
pub(super) fn identified<'w>(
    engine: &Engine<'_>,
    linkage: &Linkage,
    ways: impl Iterator<Item = &'w Way>,
    records: &BTreeSet<Record>,
) -> Result<BTreeSet<Record>, Error> {
    let mut identified = BTreeSet::new();
    if records.is_empty() {
        return Ok(identified);
    }
    for way in ways.filter(|way| way.transfer.is_none()) {
        each(engine, linkage, &way.same, None, &mut |seen| {
            let record = seen.record();
            if records.contains(&record) {
                identified.insert(record);
            }
        })?;
    }
    Ok(identified)
}
