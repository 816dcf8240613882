//! Refuses charts whose indicators do not suit their shape.

use super::Loading;
use super::node::{Node, Text};
use crate::definitions::{ChartShape, Indicator, MOST_LINES};
use crate::domain::{GeographyLevel, Kind, PeriodKind};

/// A chart's indicators, and where they stand.
pub(super) struct Suiting<'s, 'a> {
    pub(super) loading: &'s Loading<'a>,
    pub(super) node: &'s Node<'a>,
    pub(super) found: &'s [(&'s Text<'a>, &'s Indicator)],
    pub(super) breakdown: Option<&'s Text<'a>>,
    pub(super) periods: PeriodKind,
}

impl Suiting<'_, '_> {
    /// Refuses what does not suit a shape.
    pub(super) fn refuse(&self, shape: ChartShape) {
        match shape {
            ChartShape::Funnel => self.funnel(),
            ChartShape::Xmr => self.xmr(),
            ChartShape::Distribution => self.distribution(),
            ChartShape::TimeSeries => self.time_series(),
            ChartShape::RankedBars => self.at_most(1, "ranked bars are of one indicator"),
            _ => {}
        }
    }

    /// Lines on one axis: a few, and all of one unit; counts of different things are all numbers.
    fn time_series(&self) {
        if self.breakdown.is_some() {
            return self.at_most(1, "lines of categories are of one indicator");
        }
        self.at_most(MOST_LINES, "more lines than can be told apart");
        let Some((_, first)) = self.found.first() else { return };
        for (text, indicator) in self.found.iter().skip(1) {
            let are_counts = [first.kind, indicator.kind] == [Kind::Count; 2];
            if !are_counts && indicator.unit() != first.unit() {
                let label = format!("`{}` is measured in another unit than `{}`", indicator.id, first.id);
                self.at(text, &label);
            }
        }
    }

    fn funnel(&self) {
        self.at_most(1, "a funnel is of one indicator");
        self.without_breakdown("a funnel is of totals");
        let Some((text, indicator)) = self.found.first() else { return };
        if !matches!(indicator.kind, Kind::Proportion | Kind::Rate) {
            let label = format!("a funnel is of a proportion or a rate; `{}` is a {}", indicator.id, indicator.kind);
            self.at(text, &label);
        } else if !indicator.interval.has("", "") {
            let label = format!("`{}` has no interval, so chance has no limits for it either", indicator.id);
            self.at(text, &label);
        }
        self.of_authorities(text, indicator);
    }

    fn xmr(&self) {
        self.at_most(1, "a chart of what is ordinary is of one indicator");
        self.without_breakdown("a chart of what is ordinary is of totals");
        if self.periods == PeriodKind::Year {
            let label = "years are too few to say what is ordinary: expected `quarter` or `month`";
            self.loading.mistakes.at(&self.node.place_at("periods"), "this does not suit the shape", label);
        }
    }

    /// With a breakdown: of its categories. Without: from a middle to the value that nine in ten stay under.
    fn distribution(&self) {
        if self.breakdown.is_some() {
            self.at_most(1, "a distribution over categories is of one indicator");
            for (text, indicator) in self.found.iter().filter(|(_, it)| !matches!(it.kind, Kind::Count | Kind::Sum)) {
                self.at(
                    text,
                    &format!("how many each category has is a count; `{}` is a {}", indicator.id, indicator.kind),
                );
            }
            return;
        }
        self.at_most(
            2,
            "a distribution without a breakdown is of two indicators: a median or mean, and a 90th percentile",
        );
        let Some((first, middle)) = self.found.first() else { return };
        let Some((second, upper)) = self.found.get(1) else {
            self.at(first, "a distribution without a breakdown needs a second indicator: a 90th percentile");
            return;
        };
        if !matches!(middle.kind, Kind::Median | Kind::Mean) {
            self.at(first, &format!("expected a median or mean first; `{}` is a {}", middle.id, middle.kind));
        }
        if upper.kind != Kind::P90 {
            self.at(second, &format!("expected a p90 second; `{}` is a {}", upper.id, upper.kind));
        }
        if middle.unit() != upper.unit() {
            self.at(second, &format!("`{}` is in {}, `{}` in {}", upper.id, upper.unit(), middle.id, middle.unit()));
        }
        self.of_authorities(first, middle);
        self.of_authorities(second, upper);
    }

    fn of_authorities(&self, text: &Text<'_>, indicator: &Indicator) {
        if !indicator.geographies.contains(&GeographyLevel::Authority) {
            self.at(text, &format!("`{}` is not computed for authorities", indicator.id));
        }
    }

    fn at_most(&self, most: usize, label: &str) {
        if let Some((text, _)) = self.found.get(most) {
            self.at(text, label);
        }
    }

    fn without_breakdown(&self, label: &str) {
        if let Some(breakdown) = self.breakdown {
            self.at(breakdown, label);
        }
    }

    fn at(&self, text: &Text<'_>, label: &str) {
        self.loading.mistakes.at(&text.place, "this does not suit the shape", label);
    }
}
