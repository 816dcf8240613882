//! Which figures are published for an audience, and which of them policy withholds whatever is shown of others.

use std::collections::BTreeMap;

use super::derived::tells_of_everybody;
use crate::definitions::{Definitions, Group, Indicator, Policy, Term, Withheld};
use crate::domain::{Audience, Basis, Figure, FigureKey, GeographyLevel, Withholding};

/// Figures, sorted by key, and what they are.
#[derive(Clone, Copy)]
pub(super) struct Figures<'a> {
    pub figures: &'a [Figure],
    pub definitions: &'a Definitions,
}

/// A figure that is published, or withheld where others like it are published.
pub(super) struct Publishable<'a> {
    /// Which it is of all figures.
    pub at: usize,
    pub figure: &'a Figure,
    pub indicator: &'a Indicator,
    pub policy: &'a Policy,
    /// What of it policy withholds.
    pub withheld: Withholding,
}

impl<'a> Figures<'a> {
    /// The figures for an audience, sorted by key.
    pub(super) fn publishable(self, audience: Audience) -> Vec<Publishable<'a>> {
        let indicators: BTreeMap<(&str, u32), &'a Indicator> =
            self.definitions.indicators.iter().map(|one| ((&*one.id, one.version), one)).collect();
        let publishable = |(at, figure): (usize, &'a Figure)| {
            let key = &figure.key;
            let indicator = *indicators.get(&(&*key.indicator, key.version))?;
            let policy = self.definitions.collection.disclosure.policy(indicator.counts)?;
            let theirs = !indicator.internal || audience == Audience::Internal;
            let national = key.geography_level == GeographyLevel::Nation;
            let here = national || policy.below_nation.of(key.period.kind()).shows(&key.breakdown);
            let is_published = theirs && here && matches!(key.basis, Basis::Published(_));
            is_published.then(|| {
                let withheld = self.withholding(figure, indicator, policy);
                Publishable { at, figure, indicator, policy, withheld }
            })
        };
        self.figures.iter().enumerate().filter_map(publishable).collect()
    }

    fn withholding(self, figure: &Figure, indicator: &Indicator, policy: &Policy) -> Withholding {
        let key = &figure.key;
        let disclosure = &self.definitions.collection.disclosure;
        let level = key.geography_level;
        let about = |withheld: &&Withheld| withheld.is_about(&key.indicator, &key.breakdown, level);
        let apart = !key.breakdown.is_empty() && disclosure.apart(&key.breakdown, &key.category, level).is_some();
        let everybody = level != GeographyLevel::Nation
            && indicator.sensitive.is(&key.breakdown)
            && tells_of_everybody(figure, policy);
        let too_few = |group: &Option<Group>| group.as_ref().is_none_or(|group| !self.is_enough(figure, group));
        if apart || disclosure.withheld.iter().filter(about).any(|withheld| too_few(&withheld.unless)) {
            Withholding::Everything
        } else if everybody {
            Withholding::Counted
        } else {
            Withholding::Nothing
        }
    }

    fn is_enough(self, figure: &Figure, group: &Group) -> bool {
        let Some(number) = self.number(figure, &group.count) else { return false };
        let affected = group.affected.as_ref().map(|term| self.number(figure, term).unwrap_or(number));
        number >= f64::from(group.least) && affected.is_none_or(|affected| affected < number)
    }

    /// The number of a term at a figure's place and period: of the figure's own category, where the term has it.
    fn number(self, figure: &Figure, term: &Term) -> Option<f64> {
        let indicator = self.definitions.indicator(&term.indicator)?;
        let of = |breakdown: &str, category: &str| {
            let found = self.find(&FigureKey {
                indicator: term.indicator.clone(),
                version: indicator.version,
                breakdown: breakdown.into(),
                category: category.into(),
                ..figure.key.clone()
            })?;
            if term.denominator { found.denominator } else { found.numerator }
        };
        if !term.breakdown.is_empty() {
            return of(&term.breakdown, &term.category);
        }
        let own = indicator.breakdowns.iter().any(|known| *known.column == *figure.key.breakdown);
        if own { of(&figure.key.breakdown, &figure.key.category) } else { of("", "") }
    }

    fn find(self, key: &FigureKey) -> Option<&'a Figure> {
        self.figures.get(self.position(key)?)
    }

    /// Which of all figures has this key.
    pub(super) fn position(self, key: &FigureKey) -> Option<usize> {
        self.figures.binary_search_by(|figure| figure.key.cmp(key)).ok()
    }
}
