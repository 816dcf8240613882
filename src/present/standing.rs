//! Where authorities stand in the funnel around the nation's figure: worked out from figures that may be shown, and from
//! nothing else.

use std::collections::BTreeMap;

use super::Overview;
use super::choice::{At, Part, shown};
use crate::definitions::Indicator;
use crate::disclosure::SafeFigure;
use crate::domain::statistics::funnel::{Chance, Funnel, Place, Position};
use crate::domain::{GeographyLevel, Kind, NoteCode, Period};

/// The funnel around the nation's figure of a part of an indicator, and where the authorities stand in it.
pub(super) struct Standings<'a> {
    /// The figure that the limits lie around.
    pub(super) nation: &'a SafeFigure,
    /// The limits.
    pub(super) funnel: Funnel,
    /// The authorities of which all is shown, in the order of the reference table.
    pub(super) places: Vec<Standing<'a>>,
}

/// An authority in a funnel.
#[derive(Clone, Copy)]
pub(super) struct Standing<'a> {
    /// Its figure.
    pub(super) figure: &'a SafeFigure,
    /// What the figure counts, and of how many.
    pub(super) place: Place,
    /// Between or beyond which limits.
    pub(super) position: Position,
}

impl<'a> Standings<'a> {
    /// None where the indicator has no funnel, the nation's numbers are not all shown, or the period still goes on.
    pub(super) fn of(view: &Overview<'a>, indicator: &Indicator, period: Period, part: Part<'_>) -> Option<Self> {
        let chance = match indicator.kind {
            Kind::Proportion => Chance::Proportion,
            Kind::Rate => Chance::Rate,
            _ => return None,
        };
        // Where events repeat within a person, they are not chance's to scatter.
        if !indicator.interval.has(part.breakdown, part.category) {
            return None;
        }
        let counted = |at: At<'a>| {
            let figure = view.figure(&indicator.id, period, at, part)?;
            Some((figure, counted(figure)?))
        };
        let (nation, whole) = counted(view.nation())?;
        let plain = Funnel::around(chance, whole.observed / whole.size)?;
        let authorities: Vec<(&'a SafeFigure, Place)> =
            view.places_below(GeographyLevel::Authority).into_iter().filter_map(counted).collect();
        let funnel = if indicator.overdispersed {
            plain.adjusted(&authorities.iter().map(|(_, place)| *place).collect::<Vec<_>>())
        } else {
            plain
        };
        let stands = |(figure, place): (&'a SafeFigure, Place)| {
            Some(Standing { figure, place, position: funnel.position(place)? })
        };
        let places = authorities.into_iter().filter_map(stands).collect();
        Some(Self { nation, funnel, places })
    }
}

/// The positions of the authorities that can be placed, by their codes.
pub(super) fn positions<'a>(view: &Overview<'a>, indicator: &Indicator, period: Period) -> BTreeMap<&'a str, Position> {
    let places = Standings::of(view, indicator, period, Part::TOTAL).map(|standings| standings.places);
    places.into_iter().flatten().map(|standing| (&*standing.figure.key.geography, standing.position)).collect()
}

/// What a figure counts, where all of it is shown and final.
fn counted(figure: &SafeFigure) -> Option<Place> {
    shown(&figure.value).filter(|_| !is_going_on(figure))?;
    Some(Place { observed: shown(&figure.numerator)?, size: shown(figure.denominator.as_ref()?)? })
}

/// Whether a figure's period is not over: it has no limits yet.
pub(super) fn is_going_on(figure: &SafeFigure) -> bool {
    figure.note_codes.contains(&NoteCode::Provisional)
}

/// The key of the words that say where a place stands.
pub(super) const fn key(position: Position) -> &'static str {
    match position {
        Position::Low998 => "position-low-998",
        Position::Low95 => "position-low-95",
        Position::Inside => "position-inside",
        Position::High95 => "position-high-95",
        Position::High998 => "position-high-998",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Year;
    use crate::present::invented::{account, definitions, safe, shown, withhold};

    #[test]
    fn positions_are_those_of_what_is_shown() {
        let definitions = definitions("x");
        let far = |figures: &mut Vec<SafeFigure>| {
            let shares = figures.iter_mut().filter(|figure| &*figure.key.indicator == "share");
            for figure in shares.filter(|figure| figure.key.geography_level == GeographyLevel::Authority) {
                let cases = match &*figure.key.geography {
                    "W06000001" => 210.0,
                    "W06000016" => 240.0,
                    "W06000019" => 100.0,
                    _ => 480.0,
                };
                (figure.numerator, figure.value) = (shown(cases), shown(cases / 5.0));
            }
            withhold(figures, NoteCode::Confidential, |figure| &*figure.key.geography == "W06000023");
        };
        let (figures, account) = (safe(far), account());
        let view = Overview { definitions: &definitions, figures: &figures, account: &account };
        let year = Period::all_in(Year::starting(2023), crate::domain::PeriodKind::Year)[0];
        let found = positions(&view, definitions.indicator("share").unwrap(), year);
        let expected =
            [("W06000001", Position::Inside), ("W06000016", Position::High95), ("W06000019", Position::Low998)];
        assert_eq!(found.into_iter().collect::<Vec<_>>(), expected);
        assert!(positions(&view, definitions.indicator("children").unwrap(), year).is_empty());
    }
}
