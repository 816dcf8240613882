//! Change on the period before and on the same period a year earlier.

use std::collections::BTreeMap;

use super::figures::{Moment, Subject, series};
use super::places::areas;
use crate::definitions::{CountsAt, Definitions, HeadlineBasis};
use crate::domain::statistics::{Confidence, change};
use crate::domain::{Basis, Difference, Figure, Interval, Kind, NoteCode, Period, PeriodKind};

/// Who is in, by period and place.
type WhoIsIn = BTreeMap<(Period, Box<str>), Vec<usize>>;

/// Fills in the change of each figure on the period before it and on the same period a year earlier, where those are
/// computed.
///
/// A change stays blank unless the same authorities are in for both: a difference between two different sets of
/// authorities is not a change. That of a period that is still going on is none either, nor one across a break.
pub(super) fn compare(figures: &mut [Figure], definitions: &Definitions, subject: &Subject<'_>, moments: &[Moment]) {
    let who_is_in = who_is_in(definitions, subject, moments);
    let changes = Changes { definitions, subject, who_is_in: &who_is_in };
    for series in series(figures) {
        let known: BTreeMap<Period, Then> = series
            .iter()
            .filter_map(|at| figures.get(*at))
            .map(|figure| (figure.key.period, Then::of(figure)))
            .collect();
        for at in series {
            let Some(figure) = figures.get_mut(at) else { continue };
            let period = figure.key.period;
            let since = |then: Period| known.get(&then).and_then(|found| changes.between(figure, then, found));
            let (previous, change) = (since(period.previous()), since(period.year_earlier()).unwrap_or_default());
            figure.compared_with = Some(period.year_earlier()).filter(|then| known.contains_key(then));
            figure.since_previous = previous.unwrap_or_default();
            (figure.change, figure.change_pct) = (change.change, change.pct);
            (figure.change_lower, figure.change_upper) = (change.lower, change.upper);
        }
    }
}

/// What a change is worked out from.
struct Then {
    numerator: Option<f64>,
    denominator: Option<f64>,
    value: Option<f64>,
    provisional: bool,
}

impl Then {
    fn of(figure: &Figure) -> Self {
        Self {
            numerator: figure.numerator,
            denominator: figure.denominator,
            value: figure.value,
            provisional: figure.note_codes.contains(&NoteCode::Provisional),
        }
    }
}

fn who_is_in(definitions: &Definitions, subject: &Subject<'_>, moments: &[Moment]) -> WhoIsIn {
    let of = |moment: &Moment| {
        let areas = areas(definitions, subject.indicator, moment.d);
        let there = |at: &usize| moment.present.has(*at);
        areas
            .into_iter()
            .map(|area| {
                ((moment.period, area.code), area.authorities.into_iter().filter(there).collect::<Vec<usize>>())
            })
            .collect::<Vec<_>>()
    };
    moments.iter().flat_map(of).collect()
}

struct Changes<'a> {
    definitions: &'a Definitions,
    subject: &'a Subject<'a>,
    who_is_in: &'a WhoIsIn,
}

impl Changes<'_> {
    /// The years of a version follow each other without a break; its first is compared with nothing.
    fn between(&self, figure: &Figure, period: Period, then: &Then) -> Option<Difference> {
        let now = Then::of(figure);
        let (new, old) = (now.value?, then.value?);
        if now.provisional || then.provisional || !self.of_the_same(figure, period) {
            return None;
        }
        let relative = figure.kind != Kind::Proportion && old != 0.0;
        let indicator = self.subject.indicator;
        let has_interval = indicator.interval.has(&figure.key.breakdown, &figure.key.category);
        let per = indicator.against.as_ref().map_or(1.0, |against| f64::from(against.per));
        let sure = has_interval && self.independent(figure.key.period, period);
        let limits = if sure { limits(&now, then, figure.kind, per) } else { None };
        Some(Difference {
            change: Some(new - old),
            pct: relative.then(|| 100.0 * (new - old) / old),
            lower: limits.map(|limits| limits.lower),
            upper: limits.map(|limits| limits.upper),
        })
    }

    /// Whether both are made of the same authorities' returns.
    fn of_the_same(&self, now: &Figure, then: Period) -> bool {
        let complete_only = match now.key.basis {
            Basis::CompleteOnly => true,
            Basis::Published(_) => self.definitions.collection.headline.basis == HeadlineBasis::CompleteOnly,
            Basis::AsReturned | Basis::CarriedForward | Basis::Linked => false,
        };
        let who = |period: Period| self.who_is_in.get(&(period, now.key.geography.clone()));
        complete_only || who(now.key.period) == who(then)
    }

    /// Whether what is counted in both periods is not partly the same: events, in windows that do not overlap.
    fn independent(&self, now: Period, then: Period) -> bool {
        let apart = if then == now.year_earlier() { 12 } else { months(now) };
        let window = |months: u32| months <= apart;
        let mut row_sets = self.subject.row_sets.iter();
        row_sets.all(|row_set| row_set.counts_at == CountsAt::Period && window(row_set.window_months))
    }
}

const fn months(period: Period) -> u32 {
    match period.kind() {
        PeriodKind::Year => 12,
        PeriodKind::Quarter => 3,
        PeriodKind::Month => 1,
    }
}

/// The 95% limits of an absolute change, in the figure's unit: Newcombe's for proportions, those of the logarithm of the
/// ratio for rates.
fn limits(now: &Then, then: &Then, kind: Kind, per: f64) -> Option<Interval> {
    let counts = |of: &Then| of.numerator.zip(of.denominator);
    let (later, earlier) = (counts(now)?, counts(then)?);
    let (limits, scale) = match kind {
        Kind::Proportion => (change::of_proportions(earlier, later, Confidence::P95)?, 100.0),
        Kind::Rate => (change::of_rates(earlier, later, Confidence::P95)?.absolute, per),
        _ => return None,
    };
    Some(Interval { lower: scale * limits.lower, upper: scale * limits.upper })
}
