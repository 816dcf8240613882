//! Which records of different authorities are one person's.
//!
//! The ways of linking are the collection's, and are gone through in their order. Each finds [`Tie`]s among the rows
//! that stand, of all years, and records of which it cannot say who they are. What ties lead to counts, by however many
//! steps; but a person has one record in each authority, and one identifier of each kind: ties that would lead to more
//! are not made. Nothing here depends on the order of submissions or rows.

mod forest;
mod identifier;
mod scan;
mod transfer;

use std::collections::{BTreeMap, BTreeSet};

use forest::{Forest, Record};

use crate::definitions::{Linkage, Way};
use crate::diagnostic::Error;
use crate::engine::Engine;
use crate::store::LinkRow;

/// Every record that is linked to another, or might be. Of all others, each is a person.
#[derive(Clone, Debug, Default)]
pub struct Links {
    rows: Vec<LinkRow>,
}

impl Links {
    /// Links the records of the return that the collection declares; nothing, where it declares none.
    ///
    /// # Errors
    /// When the rows cannot be read.
    pub fn of(engine: &Engine<'_>) -> Result<Self, Error> {
        let Some(linkage) = &engine.definitions().linkage else { return Ok(Self::default()) };
        let mut tied = Forest::default();
        let mut ways: BTreeMap<Record, &Way> = BTreeMap::new();
        let mut doubtful: BTreeMap<Record, &Way> = BTreeMap::new();
        for (at, way) in linkage.ways.iter().enumerate() {
            let earlier = linkage.ways.get(..at).unwrap_or_default();
            let mut found = match &way.transfer {
                None => identifier::find(engine, linkage, way)?,
                Some(transfer) => transfer::find(engine, linkage, (way, transfer), earlier, &tied)?,
            };
            found.refuse_contradictions(engine, linkage, earlier, &tied)?;
            for Tie { one, other } in found.ties {
                tied.tie(&one, &other);
                ways.entry(one).or_insert(way);
                ways.entry(other).or_insert(way);
            }
            for record in found.doubtful {
                doubtful.entry(record).or_insert(way);
            }
        }
        Ok(Self { rows: rows(&tied, &ways, &doubtful) })
    }

    /// What is known of each record, sorted.
    pub fn rows(&self) -> &[LinkRow] {
        &self.rows
    }
}

/// Two records of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Tie {
    one: Record,
    other: Record,
}

/// What one way of linking finds.
#[derive(Clone, Debug, Default)]
struct Found {
    ties: Vec<Tie>,
    /// Records that more than one other fits.
    doubtful: BTreeSet<Record>,
}

impl Found {
    /// Takes back all ties of a group that would give a person two records in one authority, or two identifiers that
    /// earlier ways tell apart. All of them: which of them is wrong, nobody knows.
    fn refuse_contradictions(
        &mut self,
        engine: &Engine<'_>,
        linkage: &Linkage,
        earlier: &[Way],
        tied: &Forest,
    ) -> Result<(), Error> {
        let mut trial = tied.clone();
        for tie in &self.ties {
            trial.tie(&tie.one, &tie.other);
        }
        let groups = trial.groups();
        let concerned: BTreeSet<usize> = self.ties.iter().filter_map(|tie| trial.group(&tie.one)).collect();
        let members = concerned.iter().filter_map(|group| groups.get(group)).flatten();
        let members: BTreeSet<Record> = members.map(|record| (*record).clone()).collect();
        let identified = identifier::identified(engine, linkage, earlier.iter(), &members)?;
        let contradict = |group: &usize| {
            let records = groups.get(group).map(Vec::as_slice).unwrap_or_default();
            let authorities: BTreeSet<&str> = records.iter().map(|record| &*record.authority).collect();
            let mut known = records.iter().filter(|record| identified.contains(**record));
            let first = known.next();
            let apart = first.is_some_and(|first| known.any(|other| !tied.are_tied(first, other)));
            authorities.len() < records.len() || apart
        };
        let refused: BTreeSet<usize> = concerned.iter().copied().filter(contradict).collect();
        let is_refused = |tie: &Tie| trial.group(&tie.one).is_some_and(|group| refused.contains(&group));
        let (refused, kept) = self.ties.drain(..).partition(is_refused);
        self.ties = kept;
        let refused: Vec<Tie> = refused;
        self.doubtful.extend(refused.into_iter().flat_map(|tie| [tie.one, tie.other]));
        Ok(())
    }
}

/// One row for each record that is tied, or in doubt and not tied.
fn rows(tied: &Forest, ways: &BTreeMap<Record, &Way>, doubtful: &BTreeMap<Record, &Way>) -> Vec<LinkRow> {
    let row = |record: &Record, way: &Way, person: Option<Box<str>>| LinkRow {
        authority: record.authority.clone(),
        id: record.id.clone(),
        person,
        way: way.id.clone(),
        confidence: way.confidence,
    };
    let mut rows = Vec::new();
    for records in tied.groups().into_values() {
        let person = records.first().map(|first| person(first));
        rows.extend(records.iter().filter_map(|record| Some(row(record, ways.get(*record)?, person.clone()))));
    }
    let unknown = doubtful.iter().filter(|(record, _)| !ways.contains_key(*record));
    rows.extend(unknown.map(|(record, way)| row(record, way, None)));
    rows.sort_by(|a, b| (&a.authority, &a.id).cmp(&(&b.authority, &b.id)));
    rows
}

/// A name for the person of whom this is the first record. Who does not have that record's pseudonym learns nothing.
fn person(first: &Record) -> Box<str> {
    let mut hasher = blake3::Hasher::new_derive_key("trosolwg 2024 person of linked records");
    for part in [&first.authority, &first.id] {
        hasher.update(&(part.len() as u64).to_le_bytes()).update(part.as_bytes());
    }
    let digest = hasher.finalize().to_hex();
    digest.get(..26).unwrap_or_default().into()
}

#[cfg(test)]
mod tests;
