//! Which of the safe figures a page means.

use super::Overview;
use crate::definitions::{Code, Indicator};
use crate::disclosure::{Protected, SafeFigure};
use crate::domain::{FigureKey, GeographyLevel, Period, PeriodKind, Published};

/// The treatment of missing returns that pages print.
const BASIS: Published = Published::Headline;

/// One part of an indicator: all of it, or one category of a breakdown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Part<'a> {
    /// The breakdown's column; empty for the total.
    pub(crate) breakdown: &'a str,
    /// The category; empty for the total.
    pub(crate) category: &'a str,
}

impl Part<'_> {
    /// All of it.
    pub(crate) const TOTAL: Self = Self { breakdown: "", category: "" };
}

/// A place: its level and code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct At<'a> {
    pub(crate) level: GeographyLevel,
    pub(crate) code: &'a str,
}

impl<'a> Overview<'a> {
    /// The whole nation.
    pub(crate) fn nation(&self) -> At<'a> {
        At { level: GeographyLevel::Nation, code: &self.definitions.collection.nation }
    }

    /// The places of a level below the nation, in the order of their reference table; none of another level.
    pub(crate) fn places_below(&self, level: GeographyLevel) -> Vec<At<'a>> {
        let reference = &self.definitions.reference;
        match level {
            GeographyLevel::Region => reference.regions.iter().map(|place| At { level, code: &place.code }).collect(),
            GeographyLevel::Authority => {
                reference.authorities.iter().map(|place| At { level, code: place.code.as_str() }).collect()
            }
            GeographyLevel::Nation | GeographyLevel::HealthBoard => Vec::new(),
        }
    }

    /// One figure.
    pub(crate) fn figure(&self, indicator: &str, period: Period, at: At<'_>, part: Part<'_>) -> Option<&'a SafeFigure> {
        let version = self.definitions.indicator(indicator)?.version;
        self.figures.find(&FigureKey {
            indicator: indicator.into(),
            version,
            basis: BASIS,
            period,
            geography_level: at.level,
            geography: at.code.into(),
            breakdown: part.breakdown.into(),
            category: part.category.into(),
        })
    }

    /// All figures of an indicator's present definition, sorted by key.
    pub(crate) fn all_of(&self, indicator: &str) -> impl Iterator<Item = &'a SafeFigure> + use<'a> {
        let figures = self.figures.figures();
        let from = figures.partition_point(|figure| &*figure.key.indicator < indicator);
        let version = self.definitions.indicator(indicator).map(|indicator| indicator.version);
        let indicator: Box<str> = indicator.into();
        figures
            .get(from..)
            .unwrap_or_default()
            .iter()
            .take_while(move |figure| figure.key.indicator == indicator)
            .filter(move |figure| Some(figure.key.version) == version && figure.key.basis == BASIS)
    }

    /// The periods of one kind for which the nation has figures of a part of an indicator, in order.
    pub(crate) fn periods(&self, indicator: &str, kind: PeriodKind, part: Part<'_>) -> Vec<Period> {
        let mut periods: Vec<Period> = self
            .all_of(indicator)
            .filter(|figure| figure.key.period.kind() == kind && figure.key.geography_level == GeographyLevel::Nation)
            .filter(|figure| *figure.key.breakdown == *part.breakdown && *figure.key.category == *part.category)
            .map(|figure| figure.key.period)
            .collect();
        periods.sort();
        periods.dedup();
        periods
    }

    /// The latest period of a kind whose figure for the nation can be shown; where none can, the latest that has one.
    pub(crate) fn latest(&self, indicator: &str, kind: PeriodKind, part: Part<'_>) -> Option<Period> {
        let periods = self.periods(indicator, kind, part);
        let shown = periods.iter().rev().find(|period| {
            let figure = self.figure(indicator, **period, self.nation(), part);
            figure.is_some_and(|figure| shown(&figure.value).is_some())
        });
        shown.or(periods.last()).copied()
    }

    /// The categories of a breakdown for which the nation has figures in a period, in the order of their code list;
    /// those that are never printed apart left out.
    pub(crate) fn categories(&self, indicator: &str, period: Period, breakdown: &str) -> Vec<&'a str> {
        let mut categories: Vec<&'a str> = self
            .all_of(indicator)
            .filter(|figure| figure.key.period == period && *figure.key.breakdown == *breakdown)
            .filter(|figure| figure.key.geography_level == GeographyLevel::Nation)
            .map(|figure| &*figure.key.category)
            .collect();
        let codes = self.definitions.indicator(indicator).map_or(&[][..], |indicator| self.codes(indicator, breakdown));
        let disclosure = &self.definitions.collection.disclosure;
        categories.retain(|category| disclosure.apart(breakdown, category, GeographyLevel::Nation).is_none());
        let place = |category: &str| codes.iter().position(|code| &*code.code == category).unwrap_or(usize::MAX);
        categories.sort_by_key(|category| (place(category), *category));
        categories
    }

    /// Whether a breakdown has categories that are never printed apart.
    pub(crate) fn leaves_out(&self, breakdown: &str) -> bool {
        let mut apart = self.definitions.collection.disclosure.apart.iter();
        apart.any(|apart| *apart.breakdown == *breakdown && apart.level == GeographyLevel::Nation)
    }

    fn codes(&self, indicator: &Indicator, breakdown: &str) -> &'a [Code] {
        let list = indicator.breakdowns.iter().find(|b| &*b.column == breakdown).and_then(|b| b.list.as_deref());
        list.and_then(|list| self.definitions.codes.get(list)).map_or(&[][..], |list| &list.codes)
    }

    /// The breakdown of an indicator that has this category, or the empty one.
    pub(crate) fn breakdown_with(&self, indicator: &str, category: &str) -> &'a str {
        let figure = self.all_of(indicator).find(|figure| !category.is_empty() && *figure.key.category == *category);
        figure.map_or("", |figure| &figure.key.breakdown)
    }
}

/// What a figure is out of, as files for programs say it. Of how many observations a mean or quantile is made is not told:
/// that is a count which stands elsewhere under another name, rounded there by itself, and two roundings of one count
/// together say more than either (`tests/red_team` recovered counts that way).
pub(crate) fn out_of<B>(figure: &SafeFigure<B>) -> Option<Protected> {
    figure.denominator.filter(|_| !figure.kind.observes())
}

/// The number, where it may be shown.
pub(crate) fn shown(value: &Protected) -> Option<f64> {
    match value {
        Protected::Shown { value, .. } => Some(*value),
        Protected::Withheld(_) => None,
    }
}
