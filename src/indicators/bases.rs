//! What a national figure is made of where returns are missing: three answers, of which the collection says which is the
//! headline.

use super::coverage::Coverage;
use super::figures::Moment;
use super::places::Area;
use crate::definitions::{HeadlineBasis, HeadlinePolicy};
use crate::domain::{Basis, GeographyLevel, NoteCode, Period};

/// What one version of a figure is made of.
#[derive(Clone, Debug)]
pub(super) struct Version {
    pub basis: Basis,
    /// From which authorities' rows of which period; None where there is no such figure.
    pub counted: Option<Vec<(Period, Vec<usize>)>>,
    /// How it is to be read.
    pub note: Option<NoteCode>,
}

/// The versions of a place's figures. Where nobody is missing, below the nation, or where no authority owes a return
/// (`by_authorities`), the headline alone.
pub(super) fn versions(
    policy: HeadlinePolicy,
    by_authorities: bool,
    area: &Area,
    (moment, moments): (&Moment, &[Moment]),
    coverage: &Coverage,
) -> Vec<Version> {
    let returned = as_returned(moment.period, &coverage.authorities);
    let complete = everywhere(area, moment, moments);
    let alone = area.level != GeographyLevel::Nation || !by_authorities || complete.len() == area.authorities.len();
    if alone {
        return vec![Version { basis: Basis::HEADLINE, counted: returned, note: None }];
    }
    let carried = carried_forward(area, moment, moments);
    let estimated = carried.iter().flatten().any(|(period, _)| *period != moment.period).then_some(NoteCode::Estimated);
    let complete = as_returned(moment.period, &complete);
    let (counted, note) = match policy.basis {
        HeadlineBasis::AsReturned => (returned.clone(), None),
        HeadlineBasis::CarriedForward => (carried.clone(), estimated),
        HeadlineBasis::CompleteOnly => (complete.clone(), None),
    };
    // Where nobody knows the population, the share of the submitters stands for it.
    let (there, owed) = coverage.submitters;
    let share = coverage.population_share.unwrap_or_else(|| 100.0 * f64::from(there) / f64::from(owed.max(1)));
    let enough = share >= policy.least_population;
    vec![
        Version { basis: Basis::HEADLINE, counted: counted.filter(|_| enough), note },
        Version { basis: Basis::AsReturned, counted: returned, note: None },
        Version { basis: Basis::CarriedForward, counted: carried, note: estimated },
        Version { basis: Basis::CompleteOnly, counted: complete, note: None },
    ]
}

fn as_returned(period: Period, authorities: &[usize]) -> Option<Vec<(Period, Vec<usize>)>> {
    (!authorities.is_empty()).then(|| vec![(period, authorities.to_vec())])
}

/// Those who are in for every period of this kind: what they have can be compared from one to the next.
fn everywhere(area: &Area, moment: &Moment, moments: &[Moment]) -> Vec<usize> {
    let same_kind: Vec<&Moment> = moments.iter().filter(|other| other.period.kind() == moment.period.kind()).collect();
    let always = |at: &usize| same_kind.iter().all(|other| other.present.has(*at));
    area.authorities.iter().copied().filter(always).collect()
}

/// Everybody: who is missing stands in with the same period of the latest year before in which they were not.
/// None where somebody never was in.
fn carried_forward(area: &Area, moment: &Moment, moments: &[Moment]) -> Option<Vec<(Period, Vec<usize>)>> {
    let mut units: Vec<(Period, Vec<usize>)> = Vec::new();
    for at in &area.authorities {
        let earlier = std::iter::successors(Some(moment.period), |period| Some(period.year_earlier()));
        let known = |period: &Period| moments.iter().any(|other| other.period == *period);
        let found = earlier
            .take_while(known)
            .find(|period| moments.iter().any(|other| other.period == *period && other.present.has(*at)))?;
        match units.iter_mut().find(|(period, _)| *period == found) {
            Some((_, authorities)) => authorities.push(*at),
            None => units.push((found, vec![*at])),
        }
    }
    (!units.is_empty()).then_some(units)
}
