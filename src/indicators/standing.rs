//! Where authorities stand around the nation's value: in the funnel of chance, and in quarters of them all.

use super::figures::{Subject, Table};
use crate::domain::statistics::funnel::{Chance, Funnel, Place};
use crate::domain::statistics::quantile;
use crate::domain::{Figure, GeographyLevel, Kind, NoteCode};

/// The figures of one indicator, period and category: the nation's, and its authorities'.
#[derive(Default)]
struct Standing {
    nation: Option<usize>,
    authorities: Vec<usize>,
}

/// Fills in the funnel positions of authorities, and the quartiles of their values at the nation's figure. Those of a
/// period that is still going on have none.
pub(super) fn stand(table: &mut Table, subject: &Subject<'_>) {
    for group in table.side_by_side() {
        let figures = &mut table.figures;
        let standing = Standing::of(figures, group);
        if let Some(nation) = standing.nation {
            place_in_funnel(figures, subject, nation, &standing.authorities);
            quarter(figures, nation, &standing.authorities);
        }
    }
}

impl Standing {
    fn of(figures: &[Figure], group: Vec<usize>) -> Self {
        let mut standing = Self::default();
        for at in group {
            let settled = |figure: &&Figure| !figure.note_codes.contains(&NoteCode::Provisional);
            match figures.get(at).filter(settled).map(|figure| figure.key.geography_level) {
                Some(GeographyLevel::Nation) => standing.nation = Some(at),
                Some(GeographyLevel::Authority) => standing.authorities.push(at),
                Some(GeographyLevel::Region | GeographyLevel::HealthBoard) | None => {}
            }
        }
        standing
    }
}

fn place_in_funnel(figures: &mut [Figure], subject: &Subject<'_>, nation: usize, authorities: &[usize]) {
    let indicator = subject.indicator;
    let Some(national) = figures.get(nation).filter(|_| !authorities.is_empty()) else { return };
    let chance = match national.kind {
        Kind::Proportion => Chance::Proportion,
        Kind::Rate => Chance::Rate,
        _ => return,
    };
    // Where events repeat within a person, they are not chance's to scatter.
    if !indicator.interval.has(&national.key.breakdown, &national.key.category) {
        return;
    }
    let centre = national.numerator.zip(national.denominator).map(|(cases, of)| cases / of);
    let Some(funnel) = centre.and_then(|centre| Funnel::around(chance, centre)) else { return };
    let place = |figure: &Figure| Some(Place { observed: figure.numerator?, size: figure.denominator? });
    let places: Vec<Place> = authorities.iter().filter_map(|at| place(figures.get(*at)?)).collect();
    let adjusted = funnel.adjusted(&places);
    for at in authorities {
        let Some(figure) = figures.get_mut(*at) else { continue };
        let Some(place) = place(figure).filter(|_| figure.value.is_some()) else { continue };
        figure.funnel = if indicator.overdispersed { None } else { funnel.position(place) };
        figure.funnel_adjusted = adjusted.position(place);
    }
}

/// The fewest authorities of which quarters can be told.
const FEWEST: usize = 4;

fn quarter(figures: &mut [Figure], nation: usize, authorities: &[usize]) {
    let mut values: Vec<f64> = authorities.iter().filter_map(|at| figures.get(*at)?.value).collect();
    values.sort_by(f64::total_cmp);
    let [lower, middle, upper] = [0.25, 0.5, 0.75].map(|share| quantile(&values, share));
    let quartiles = lower.zip(middle).zip(upper).map(|((lower, middle), upper)| [lower, middle, upper]);
    if let Some(figure) = figures.get_mut(nation) {
        figure.quartiles = quartiles.filter(|_| values.len() >= FEWEST);
    }
}
