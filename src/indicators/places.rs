//! The places that figures are for, and the authorities of which each is made.

use crate::definitions::{Definitions, Indicator};
use crate::domain::{AuthorityCode, Date, GeographyLevel};

/// A place, and the authorities it is made of, by their places in the official order.
#[derive(Clone, Debug)]
pub(super) struct Area {
    pub level: GeographyLevel,
    pub code: Box<str>,
    pub authorities: Vec<usize>,
}

/// The places of an indicator on a day: what was no place then, or had no authority in it, is none.
pub(super) fn areas(definitions: &Definitions, indicator: &Indicator, d: Date) -> Vec<Area> {
    let reference = &definitions.reference;
    let standing: Vec<(usize, &crate::definitions::Authority)> =
        reference.authorities.iter().enumerate().filter(|(_, authority)| authority.valid.holds_on(d)).collect();
    let inside = |is_inside: &dyn Fn(&crate::definitions::Authority) -> bool| -> Vec<usize> {
        standing.iter().filter(|(_, authority)| is_inside(authority)).map(|(at, _)| *at).collect()
    };
    let mut areas = Vec::new();
    for level in &indicator.geographies {
        let area = |code: &str, authorities| Area { level: *level, code: code.into(), authorities };
        match level {
            GeographyLevel::Nation => areas.push(area(&definitions.collection.nation, inside(&|_| true))),
            GeographyLevel::Region => areas.extend(
                reference.regions.iter().map(|region| area(&region.code, inside(&|one| one.region == region.code))),
            ),
            GeographyLevel::HealthBoard => areas.extend(
                reference
                    .health_boards
                    .iter()
                    .filter(|board| board.valid.holds_on(d))
                    .map(|board| area(&board.code, inside(&|one| one.health_board == board.code))),
            ),
            GeographyLevel::Authority => {
                areas.extend(standing.iter().map(|(at, one)| area(one.code.as_str(), vec![*at])));
            }
        }
    }
    areas.retain(|area| !area.authorities.is_empty());
    areas
}

/// The code of the authority at a place in the official order.
pub(super) fn code(definitions: &Definitions, at: usize) -> Option<&AuthorityCode> {
    definitions.reference.authorities.get(at).map(|authority| &authority.code)
}
