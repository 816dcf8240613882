//! The places of published counts, and how they lie in one another.

use std::collections::BTreeMap;

use crate::definitions::Definitions;
use crate::domain::GeographyLevel;

/// All places, sorted by level and code. Regions lie in the nation and authorities in regions; health boards are made of
/// authorities too, and lie in nothing.
#[derive(Clone, Debug)]
pub(super) struct Places {
    all: Vec<(GeographyLevel, Box<str>)>,
    above: Vec<Option<usize>>,
    /// The authorities of each health board.
    boards: BTreeMap<usize, Vec<usize>>,
}

impl Places {
    /// Those of a collection.
    pub(super) fn of(definitions: &Definitions) -> Self {
        use GeographyLevel::{Authority, HealthBoard, Nation, Region};
        let reference = &definitions.reference;
        let mut all = vec![(Nation, definitions.collection.nation.clone())];
        all.extend(reference.regions.iter().map(|region| (Region, region.code.clone())));
        all.extend(reference.health_boards.iter().map(|board| (HealthBoard, board.code.clone())));
        all.extend(reference.authorities.iter().map(|one| (Authority, one.code.as_str().into())));
        all.sort();
        all.dedup();
        let mut places = Self { above: vec![None; all.len()], all, boards: BTreeMap::new() };
        let nation = places.at(Nation, &definitions.collection.nation);
        for region in &reference.regions {
            places.put(places.at(Region, &region.code), nation);
        }
        for one in &reference.authorities {
            let here = places.at(Authority, one.code.as_str());
            places.put(here, places.at(Region, &one.region).or(nation));
            if let Some((board, here)) = places.at(HealthBoard, &one.health_board).zip(here) {
                places.boards.entry(board).or_default().push(here);
            }
        }
        places
    }

    fn put(&mut self, place: Option<usize>, above: Option<usize>) {
        if let Some(slot) = place.and_then(|place| self.above.get_mut(place)) {
            *slot = above;
        }
    }

    /// How many there are.
    pub(super) fn number(&self) -> usize {
        self.all.len()
    }

    /// The code of a place.
    pub(super) fn code(&self, place: usize) -> &str {
        self.all.get(place).map_or("", |(_, code)| code)
    }

    /// The place with this code.
    pub(super) fn at(&self, level: GeographyLevel, code: &str) -> Option<usize> {
        self.all.binary_search_by(|(known, name)| (*known, &**name).cmp(&(level, code))).ok()
    }

    /// The nearest place above one of those of which something holds.
    pub(super) fn above(&self, place: usize, holds: impl Fn(usize) -> bool) -> Option<usize> {
        let up = |place: usize| self.above.get(place).copied().flatten();
        std::iter::successors(up(place), |above| up(*above)).find(|above| holds(*above))
    }

    /// The authorities of a health board; None of any other place.
    pub(super) fn board(&self, place: usize) -> Option<&[usize]> {
        self.boards.get(&place).map(Vec::as_slice)
    }
}
