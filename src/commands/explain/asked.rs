//! Which figure is asked for.

use std::collections::BTreeSet;

use super::{Asked, Explain};
use crate::commands::Common;
use crate::definitions::Definitions;
use crate::diagnostic::{Error, printable};
use crate::domain::{AuthorityCode, Basis, Figure, GeographyLevel, Language, Period, PeriodKind, Year};

/// A place that figures are for.
pub(super) struct Place {
    pub(super) name: String,
    pub(super) code: Box<str>,
    /// Its authorities.
    pub(super) authorities: Vec<AuthorityCode>,
}

impl Place {
    /// The one that is known so; the nation, where none is named.
    pub(super) fn of(definitions: &Definitions, at: Option<&str>, language: &Language) -> Result<Self, Error> {
        let nation = &definitions.collection.nation;
        let reference = &definitions.reference;
        let inside = |is_inside: &dyn Fn(&crate::definitions::Authority) -> bool| {
            let authorities = reference.authorities.iter().filter(|authority| is_inside(authority));
            authorities.map(|authority| authority.code.clone()).collect()
        };
        let Some(at) = at.filter(|at| *at != &**nation && GeographyLevel::of(at) != Some(GeographyLevel::Nation))
        else {
            let name = definitions.words.text(language, &format!("place.{nation}")).to_owned();
            return Ok(Self { name, code: nation.clone(), authorities: inside(&|_| true) });
        };
        let named = |place: &crate::definitions::Place| place.names.get(language).map_or(at, |name| name).to_owned();
        if let Some(region) = reference.regions.iter().find(|region| &*region.code == at) {
            let authorities = inside(&|authority| authority.region == region.code);
            return Ok(Self { name: named(region), code: region.code.clone(), authorities });
        }
        if let Some(board) = reference.health_boards.iter().find(|board| &*board.code == at) {
            let authorities = inside(&|authority| authority.health_board == board.code);
            return Ok(Self { name: named(board), code: board.code.clone(), authorities });
        }
        let authority = reference.authority(at).ok_or_else(|| {
            Error::Asked(format!(
                "no place is known as `{}`: use an authority's name or code, the code of a region or health board, \
                 or {nation}",
                printable(at)
            ))
        })?;
        let name = authority.names.get(language).map_or(at, |name| name).to_owned();
        Ok(Self { name, code: authority.code.as_str().into(), authorities: vec![authority.code.clone()] })
    }
}

impl Explain {
    pub(super) fn period(&self, definitions: &Definitions, common: &Common) -> Result<Period, Error> {
        match &self.period {
            Some(text) => {
                text.parse().map_err(|error: crate::domain::NotAPeriod| Error::Asked(format!("--period: {error}")))
            }
            None => Ok(Period::whole(Year::of(common.as_at(definitions)?))),
        }
    }

    /// The one figure that is meant.
    pub(super) fn figure<'f>(&self, figures: &'f [Figure], place: &Place, period: Period) -> Result<&'f Figure, Error> {
        let category = self.category.as_deref().unwrap_or_default();
        let of = |figure: &&Figure| *figure.key.indicator == *self.indicator && figure.key.geography == place.code;
        let there: Vec<&Figure> =
            figures.iter().filter(of).filter(|figure| figure.key.basis == Basis::HEADLINE).collect();
        let meant = |figure: &&Figure| {
            figure.key.period == period
                && *figure.key.category == *category
                && self.breakdown.as_ref().is_none_or(|breakdown| *figure.key.breakdown == **breakdown)
        };
        let found: Vec<&Figure> = there.iter().copied().filter(meant).collect();
        let breakdowns: BTreeSet<&str> = found.iter().map(|figure| &*figure.key.breakdown).collect();
        if breakdowns.len() > 1 {
            let breakdowns: Vec<&str> = breakdowns.into_iter().collect();
            return Err(Error::Asked(format!(
                "`{}` is a category of several breakdowns: say which with --breakdown, one of {}",
                printable(category),
                breakdowns.join(", ")
            )));
        }
        found.last().copied().ok_or_else(|| no_figure(&self.indicator, &there, place))
    }
}

impl<'a> Asked<'a> {
    /// With the definition that the figure is of.
    pub(super) fn of(
        definitions: &'a Definitions,
        figures: &'a [Figure],
        figure: &'a Figure,
        place: Place,
        as_at: &str,
    ) -> Result<Self, Error> {
        let key = &figure.key;
        let of = |one: &&crate::definitions::Indicator| one.id == key.indicator && one.version == key.version;
        let indicator = definitions.indicators.iter().find(of).ok_or_else(|| {
            Error::Asked(format!("version {} of {} is not declared any more", key.version, key.indicator))
        })?;
        let row_set = definitions
            .row_sets
            .get(&indicator.of)
            .ok_or_else(|| Error::Internal(format!("indicator {} has no row set", indicator.id)))?;
        let as_at = as_at.parse().map_err(|_| Error::Internal(format!("a release counts to `{as_at}`")))?;
        Ok(Self { figure, figures, indicator, row_set, place, as_at })
    }
}

/// Says which figures of the indicator there are.
fn no_figure(id: &str, there: &[&Figure], place: &Place) -> Error {
    if there.is_empty() {
        return Error::Asked(format!("the release has no such figure; it has none of {id} for {}", place.name));
    }
    let years: BTreeSet<String> = there.iter().map(|figure| figure.key.period.year().to_string()).collect();
    let kinds: BTreeSet<PeriodKind> = there.iter().map(|figure| figure.key.period.kind()).collect();
    let parts = match (kinds.contains(&PeriodKind::Quarter), kinds.contains(&PeriodKind::Month)) {
        (false, false) => "",
        (true, false) => " and their quarters",
        (false, true) => " and their months",
        (true, true) => ", their quarters and months",
    };
    let mut categories: Vec<(&str, Vec<&str>)> = Vec::new();
    let broken_down: BTreeSet<(&str, &str)> =
        there.iter().map(|figure| (&*figure.key.breakdown, &*figure.key.category)).collect();
    for (breakdown, category) in broken_down.into_iter().filter(|(breakdown, _)| !breakdown.is_empty()) {
        match categories.last_mut() {
            Some((last, codes)) if *last == breakdown => codes.push(category),
            _ => categories.push((breakdown, vec![category])),
        }
    }
    let broken_down: Vec<String> =
        categories.iter().map(|(breakdown, codes)| format!("; by {breakdown}: {}", codes.join(" "))).collect();
    let years: Vec<String> = years.into_iter().collect();
    let (years, broken_down) = (years.join(", "), broken_down.concat());
    Error::Asked(format!("the release has no such figure; it has {id} for {years}{parts}{broken_down}"))
}

/// Says that there is no such indicator, and which is nearest.
pub(super) fn unknown(definitions: &Definitions, asked: &str) -> Error {
    let advice = definitions.nearest_indicator(asked).map(|advice| format!("; {advice}")).unwrap_or_default();
    let chapters: BTreeSet<&str> = definitions.indicators.iter().map(|indicator| &*indicator.chapter).collect();
    let chapters: Vec<&str> = chapters.into_iter().collect();
    Error::Asked(format!(
        "no indicator is called `{}`{advice}\nthey are declared in indicators/{{{}}}.toml",
        printable(asked),
        chapters.join(",")
    ))
}
