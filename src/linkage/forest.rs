//! Who is tied to whom, by whatever steps.

use std::collections::BTreeMap;

/// What one authority calls a person. Sorted by authority, then by identifier.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Record {
    /// The authority's code.
    pub authority: Box<str>,
    /// Its identifier of the person, a pseudonym.
    pub id: Box<str>,
}

/// Records tied to each other. What comes of it does not depend on the order of the ties.
#[derive(Clone, Debug, Default)]
pub(super) struct Forest {
    places: BTreeMap<Record, usize>,
    parents: Vec<usize>,
}

impl Forest {
    /// Ties two records, and all that is tied to either.
    pub(super) fn tie(&mut self, one: &Record, other: &Record) {
        let (one, other) = (self.place(one), self.place(other));
        let (one, other) = (self.root(one), self.root(other));
        if let Some(parent) = self.parents.get_mut(one.max(other)) {
            *parent = one.min(other);
        }
    }

    /// Whether two records are tied; a record is tied to itself.
    pub(super) fn are_tied(&self, one: &Record, other: &Record) -> bool {
        one == other || self.group(one).is_some_and(|group| self.group(other) == Some(group))
    }

    /// A number for what a record is tied to; None where that is nothing.
    pub(super) fn group(&self, record: &Record) -> Option<usize> {
        self.places.get(record).map(|place| self.root(*place))
    }

    /// Everything that is tied to something, by group, each group sorted.
    pub(super) fn groups(&self) -> BTreeMap<usize, Vec<&Record>> {
        let mut groups: BTreeMap<usize, Vec<&Record>> = BTreeMap::new();
        for (record, place) in &self.places {
            groups.entry(self.root(*place)).or_default().push(record);
        }
        groups
    }

    fn place(&mut self, record: &Record) -> usize {
        if let Some(place) = self.places.get(record) {
            return *place;
        }
        let place = self.parents.len();
        self.parents.push(place);
        self.places.insert(record.clone(), place);
        place
    }

    fn root(&self, mut place: usize) -> usize {
        while let Some(parent) = self.parents.get(place).copied().filter(|parent| *parent != place) {
            place = parent;
        }
        place
    }
}
