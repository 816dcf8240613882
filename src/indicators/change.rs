//! Change on the period before and on the same period a year earlier.

use super::figures::{Slot, Subject, Table};
use crate::definitions::{CountsAt, Definitions, HeadlineBasis};
use crate::domain::statistics::{Confidence, change};
use crate::domain::{Basis, Difference, Figure, Interval, Kind, NoteCode, Period, PeriodKind};

/// Fills in the change of each figure on the period before it and on the same period a year earlier, where those are
/// computed.
///
/// A change stays blank unless the same authorities are in for both: a difference between two different sets of
/// authorities is not a change. That of a period that is still going on is none either, nor one across a break.
pub(super) fn compare(table: &mut Table, definitions: &Definitions, subject: &Subject<'_>) {
    for series in table.series() {
        let changes = Changes { definitions, subject, table, series: &series };
        let all: Vec<Changed> = series.iter().map(|at| changes.of(*at).unwrap_or_default()).collect();
        for (at, changed) in series.iter().zip(all) {
            let Some(figure) = table.figures.get_mut(*at) else { continue };
            figure.compared_with = changed.compared_with;
            figure.since_previous = changed.previous;
            (figure.change, figure.change_pct) = (changed.year.change, changed.year.pct);
            (figure.change_lower, figure.change_upper) = (changed.year.lower, changed.year.upper);
        }
    }
}

/// How a figure differs from earlier ones.
#[derive(Default)]
struct Changed {
    compared_with: Option<Period>,
    /// Since the period before.
    previous: Difference,
    /// Since the same period a year earlier.
    year: Difference,
}

struct Changes<'a> {
    definitions: &'a Definitions,
    subject: &'a Subject<'a>,
    table: &'a Table,
    /// The places of the figures of one series, by period.
    series: &'a [usize],
}

impl Changes<'_> {
    fn of(&self, at: usize) -> Option<Changed> {
        let period = self.table.figures.get(at)?.key.period;
        let since = |then: Option<usize>| then.and_then(|then| self.between(at, then)).unwrap_or_default();
        let year = self.find(period.year_earlier());
        Some(Changed {
            compared_with: year.map(|_| period.year_earlier()),
            previous: since(self.find(period.previous())),
            year: since(year),
        })
    }

    /// The figure of a period in the series.
    fn find(&self, period: Period) -> Option<usize> {
        let of = |at: &usize| self.table.figures.get(*at).map(|figure| figure.key.period);
        let found = self.series.binary_search_by(|at| of(at).cmp(&Some(period))).ok()?;
        self.series.get(found).copied()
    }

    /// The years of a version follow each other without a break; its first is compared with nothing.
    fn between(&self, at: usize, then: usize) -> Option<Difference> {
        let (now, then, same) = self.both(at, then)?;
        let (new, old) = (now.value?, then.value?);
        let is_open = |figure: &Figure| figure.note_codes.contains(&NoteCode::Provisional);
        if is_open(now) || is_open(then) || !same {
            return None;
        }
        let relative = now.kind != Kind::Proportion && old != 0.0;
        let indicator = self.subject.indicator;
        let has_interval = indicator.interval.has(&now.key.breakdown, &now.key.category);
        let per = indicator.against.as_ref().map_or(1.0, |against| f64::from(against.per));
        let sure = has_interval && self.independent(now.key.period, then.key.period);
        let limits = if sure { limits(now, then, per) } else { None };
        Some(Difference {
            change: Some(new - old),
            pct: relative.then(|| 100.0 * (new - old) / old),
            lower: limits.map(|limits| limits.lower),
            upper: limits.map(|limits| limits.upper),
        })
    }

    /// Two figures, and whether both are made of the same authorities' returns.
    fn both(&self, at: usize, then: usize) -> Option<(&Figure, &Figure, bool)> {
        let of = |at: usize| self.table.figures.get(at).zip(self.table.slots.get(at));
        let ((now, now_at), (then, then_at)) = (of(at)?, of(then)?);
        let complete_only = match now.key.basis {
            Basis::CompleteOnly => true,
            Basis::Published(_) => self.definitions.collection.headline.basis == HeadlineBasis::CompleteOnly,
            Basis::AsReturned | Basis::CarriedForward | Basis::Linked => false,
        };
        let who = |slot: &Slot| self.table.in_at.get(slot.period).and_then(|places| places.get(slot.place));
        Some((now, then, complete_only || who(now_at) == who(then_at)))
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
fn limits(now: &Figure, then: &Figure, per: f64) -> Option<Interval> {
    let counts = |of: &Figure| of.numerator.zip(of.denominator);
    let (later, earlier) = (counts(now)?, counts(then)?);
    let (limits, scale) = match now.kind {
        Kind::Proportion => (change::of_proportions(earlier, later, Confidence::P95)?, 100.0),
        Kind::Rate => (change::of_rates(earlier, later, Confidence::P95)?.absolute, per),
        _ => return None,
    };
    Some(Interval { lower: scale * limits.lower, upper: scale * limits.upper })
}
