//! What the pages of authorities show: the indicators of the report's chapters, each in its latest period.

use std::collections::{BTreeMap, BTreeSet};

use crate::definitions::{Below, Indicator};
use crate::disclosure::SafeFigure;
use crate::domain::statistics::funnel::Position;
use crate::domain::{GeographyLevel, NoteCode, Period, PeriodKind};
use crate::present::Overview;
use crate::present::choice::{At, Part, shown};
use crate::present::standing;

/// An indicator in the latest period of its longest kind.
pub(super) struct Measure<'a> {
    pub(super) indicator: &'a Indicator,
    pub(super) period: Period,
    pub(super) nation: Option<&'a SafeFigure>,
    /// Where each authority stands that can be placed; empty, where there is no funnel.
    pub(super) positions: BTreeMap<&'a str, Position>,
    /// Why no authority has a figure that can be shown, where none has.
    pub(super) never: Option<Never>,
}

/// Why no authority has a figure that can be shown.
#[derive(Clone, Copy)]
pub(super) enum Never {
    /// It is computed for the nation alone.
    NationOnly,
    /// Its policy publishes nothing below the nation.
    BelowNation,
    /// Each of them is withheld.
    AllWithheld,
}

impl Never {
    /// The key of the words that say so.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::NationOnly => "withheld-nation-only",
            Self::BelowNation => "withheld-never-below",
            Self::AllWithheld => "withheld-all",
        }
    }

    pub(super) const fn code(self) -> NoteCode {
        match self {
            Self::NationOnly => NoteCode::NotApplicable,
            Self::BelowNation | Self::AllWithheld => NoteCode::Confidential,
        }
    }
}

/// The measures of each chapter, in their order. What several chapters show stands in the first of them.
pub(super) fn of_chapters<'a>(view: &Overview<'a>) -> Vec<Vec<Measure<'a>>> {
    let mut met: BTreeSet<&str> = BTreeSet::new();
    let mut all = Vec::new();
    for chapter in &view.definitions.report.chapters {
        let shown = view.definitions.indicators.iter().filter(|indicator| chapter.shows(&indicator.id));
        all.push(shown.filter(|indicator| met.insert(&indicator.id)).filter_map(|it| measure(view, it)).collect());
    }
    all
}

fn measure<'a>(view: &Overview<'a>, indicator: &'a Indicator) -> Option<Measure<'a>> {
    let kinds = [PeriodKind::Year, PeriodKind::Quarter, PeriodKind::Month];
    let period = kinds.into_iter().find_map(|kind| view.latest(&indicator.id, kind, Part::TOTAL))?;
    Some(Measure {
        indicator,
        period,
        nation: view.figure(&indicator.id, period, view.nation(), Part::TOTAL),
        positions: standing::positions(view, indicator, period),
        never: never(view, indicator, period),
    })
}

/// Why none of the authorities has a figure that can be shown, where that is so.
fn never(view: &Overview<'_>, indicator: &Indicator, period: Period) -> Option<Never> {
    let authorities = view.places_below(GeographyLevel::Authority);
    let mut figures = authorities.iter().filter_map(|at| view.figure(&indicator.id, period, *at, Part::TOTAL));
    if figures.any(|figure| shown(&figure.value).is_some()) {
        return None;
    }
    if !indicator.geographies.contains(&GeographyLevel::Authority) {
        return Some(Never::NationOnly);
    }
    let policy = view.definitions.collection.disclosure.policy(indicator.counts);
    let none = policy.is_none_or(|policy| policy.below_nation.of(period.kind()) == Below::None);
    Some(if none { Never::BelowNation } else { Never::AllWithheld })
}

impl<'a> Measure<'a> {
    /// The figure for a place.
    pub(super) fn at(&self, view: &Overview<'a>, at: At<'_>) -> Option<&'a SafeFigure> {
        view.figure(&self.indicator.id, self.period, at, Part::TOTAL)
    }

    /// The figure for a place a year earlier.
    pub(super) fn before(&self, view: &Overview<'a>, at: At<'_>) -> Option<&'a SafeFigure> {
        view.figure(&self.indicator.id, self.period.year_earlier(), at, Part::TOTAL)
    }
}
