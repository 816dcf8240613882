//! The audit of one class: what is published, now and before, is attacked, what can be narrowed too far is withheld, and the
//! rest attacked again.

use std::collections::{BTreeMap, BTreeSet};

use super::audit::{Verdict, audit};
use super::equations::Cells;
use super::linked::{At, Linked, Part};
use super::places::Places;
use super::rounded::{Rounded, Wishes, rounded};
use super::suppression::{suppress, usual_order};
use super::system::{Seen, real_count};
use crate::definitions::{Method, Policy};

/// What became of the counts of a class.
#[derive(Clone, Debug)]
pub(super) struct Guarded {
    /// By part: the rounded numbers, where this release's are rounded.
    pub rounded: Vec<Option<Rounded>>,
    /// Counts that are withheld.
    pub withheld: BTreeSet<At>,
    /// By part of this release.
    pub outcomes: BTreeMap<usize, Outcome>,
}

/// What the audit of a system found: the release's report on protection is made of these.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Outcome {
    /// Published counts, withheld ones and those that follow from them.
    pub cells: usize,
    /// Counts that are protected: for their size, or because policy withholds them.
    pub protected: usize,
    /// Counts that are withheld.
    pub withheld: usize,
    /// Of those, the ones that are withheld so that others cannot be worked out.
    pub besides: usize,
    /// Protected counts that earlier releases tell too well, with what shows in any case (that a figure has not been
    /// revised): whatever this release withholds, nothing can be done for them any more.
    pub told_before: usize,
    /// Equations that rounded numbers do not keep.
    pub given_up: usize,
    /// Rounded numbers that are a whole base or more from the count.
    pub beyond: usize,
    /// The sum of all distances between what is printed and what was counted.
    pub distance: u64,
    /// The fewest numbers that a protected count could still be; None without any.
    pub narrowest: Option<f64>,
}

/// A count that could be narrowed too far whatever is withheld.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Exposed(pub At);

/// How often what the audit finds is mended, at most.
const REPAIRS: usize = 50;

/// Protects the counts of a class as its policy says, and attacks them until nothing can be worked out.
pub(super) fn guarded(linked: &Linked<'_>, places: &Places, policy: &Policy) -> Result<Guarded, Exposed> {
    let guard = Guard { linked, places, policy };
    match policy.method {
        Method::Round { base } => guard.rounding(base),
        Method::Suppress => guard.suppressing(),
        Method::Open => Ok(guard.open()),
    }
}

/// What an attack found.
#[derive(Clone, Debug, Default)]
struct Audited {
    /// By cell.
    verdicts: BTreeMap<usize, Verdict>,
    /// Cells that earlier releases by themselves tell too well.
    told_before: BTreeSet<usize>,
}

/// The counts of a class, and how they are protected.
pub(super) struct Guard<'a> {
    pub linked: &'a Linked<'a>,
    places: &'a Places,
    pub policy: &'a Policy,
}

impl Guard<'_> {
    /// Whether a count is of the release that is being made.
    fn is_now(&self, at: At) -> bool {
        self.linked.parts.get(at.part).is_some_and(|part| part.earlier.is_none())
    }

    fn is_withheld(&self, at: At) -> bool {
        let series = self.linked.parts.get(at.part).and_then(|part| part.counts.series.get(at.series));
        series.is_some_and(|series| series.is_withheld(at.place))
    }

    /// Whether a count is printed by this release, unless it is withheld.
    pub(super) fn is_printed(&self, at: At) -> bool {
        let part = self.linked.parts.get(at.part).filter(|part| part.earlier.is_none());
        part.and_then(|part| part.counts.series.get(at.series)).is_some_and(|series| series.printed)
    }

    fn is_named(&self, at: At) -> bool {
        self.linked.parts.get(at.part).is_some_and(|part| part.counts.is_named(at.series))
    }

    /// Cells that nobody may work out: small counts, and those that policy withholds; of earlier releases as well.
    fn protected(&self) -> Vec<usize> {
        let small = |cell: usize| self.policy.protects(real_count(self.linked.system.value(cell)));
        let is_secret = |(at, cell): &(At, usize)| self.is_withheld(*at) || self.is_named(*at) && small(*cell);
        let cells: BTreeSet<usize> = self.linked.all().filter(is_secret).map(|(_, cell)| cell).collect();
        cells.into_iter().collect()
    }

    /// The counts of this release that policy withholds.
    fn withheld_by_policy(&self) -> BTreeSet<At> {
        self.linked.all().map(|(at, _)| at).filter(|at| self.is_now(*at) && self.is_withheld(*at)).collect()
    }

    fn open(&self) -> Guarded {
        let withheld = BTreeSet::new();
        let outcomes = self.outcomes(&Audited::default(), &withheld, &withheld);
        Guarded { rounded: vec![None; self.linked.parts.len()], withheld, outcomes }
    }

    fn rounding(&self, base: u32) -> Result<Guarded, Exposed> {
        let rounded = self.rounded(base);
        let number = |at: At| rounded.get(at.part)?.as_ref()?.at(at.series, at.place);
        let by_policy = self.withheld_by_policy();
        let mut withheld = by_policy.clone();
        // Readers are told that a count goes to the multiple below or above it: one that could not is not printed.
        withheld.extend(
            self.linked
                .all()
                .filter(|(at, cell)| {
                    let count = self.linked.system.value(*cell);
                    self.is_printed(*at) && number(*at).is_some_and(|number| number.abs_diff(count) >= u64::from(base))
                })
                .map(|(at, _)| at),
        );
        let see = |at: At, withheld: &BTreeSet<At>| {
            let shown = number(at).filter(|_| self.is_printed(at) && !withheld.contains(&at));
            let count = self.linked.cell(at).map_or(0, |cell| self.linked.system.value(cell));
            shown.map_or(Seen::Hidden, |number| within(number, count, u64::from(base)))
        };
        let audited = self.audited(&see, &mut withheld)?;
        let mut outcomes = self.outcomes(&audited, &withheld, &by_policy);
        self.measure(&mut outcomes, &rounded, base);
        Ok(Guarded { rounded, withheld, outcomes })
    }

    /// Attacks what is seen, and withholds more until no secret can be narrowed too far. `see`: what this release says of a
    /// count when these are withheld.
    ///
    /// # Errors
    /// With the first count that this release exposes whatever is withheld.
    fn audited(
        &self,
        see: &dyn Fn(At, &BTreeSet<At>) -> Seen,
        withheld: &mut BTreeSet<At>,
    ) -> Result<Audited, Exposed> {
        let protected = self.protected();
        let told_before = self.told_before(&protected);
        let mut left: Vec<usize> = protected.into_iter().filter(|cell| !told_before.contains(cell)).collect();
        let mut verdicts: BTreeMap<usize, Verdict> = BTreeMap::new();
        for _ in 0..REPAIRS {
            let seen = self.linked.seen(|at| see(at, withheld));
            let found = audit(&self.linked.system, &seen, &left, self.policy.width);
            verdicts.extend(found.iter().map(|verdict| (verdict.cell, *verdict)));
            // Whatever more is withheld, a count that is safe remains so.
            left.retain(|cell| verdicts.get(cell).is_none_or(|verdict| !verdict.is_safe(self.policy.width)));
            let Some(first) = left.first() else { break };
            let more = match self.policy.method {
                Method::Suppress => self.alike_in_all_periods(*first, see, withheld),
                Method::Round { .. } | Method::Open => self.here(&left, withheld),
            };
            if more.is_empty() {
                break;
            }
            withheld.extend(more);
        }
        match left.first() {
            Some(cell) => Err(self.exposed(*cell)),
            None => Ok(Audited { verdicts, told_before }),
        }
    }

    /// The rounded numbers of this release, part by part: as an earlier release or a longer period printed the same count,
    /// where that can be.
    fn rounded(&self, base: u32) -> Vec<Option<Rounded>> {
        let mut rounded_parts: Vec<Option<Rounded>> = vec![None; self.linked.parts.len()];
        let mut printed: BTreeMap<usize, u64> = BTreeMap::new();
        for (at, cell) in self.linked.all() {
            let part = self.linked.parts.get(at.part).and_then(|part| part.earlier.as_ref());
            let seen = part.and_then(|earlier| earlier.get(at.series)?.get(at.place).copied());
            if let Some(Seen::Within { most, .. }) = seen {
                // Releases come in their order: the last is the one that counts.
                printed.insert(cell, (most + 1).saturating_sub(u64::from(base)));
            }
        }
        for (number, part) in self.linked.parts.iter().enumerate().filter(|(_, part)| part.earlier.is_none()) {
            let wish = |series: usize, place: usize| {
                printed.get(&self.linked.cell(At { part: number, series, place })?).copied()
            };
            let wishes = Wishes::of(&part.counts, wish);
            let made = rounded(&part.counts, self.places, base, &wishes);
            for series in 0..part.counts.series.len() {
                for place in part.counts.places_of(series) {
                    let at = At { part: number, series, place };
                    if let Some((cell, number)) = self.linked.cell(at).zip(made.at(series, place)) {
                        printed.entry(cell).or_insert(number);
                    }
                }
            }
            if let Some(slot) = rounded_parts.get_mut(number) {
                *slot = Some(made);
            }
        }
        rounded_parts
    }

    /// The cells that are not safe even if this release says nothing.
    fn told_before(&self, cells: &[usize]) -> BTreeSet<usize> {
        if self.linked.parts.iter().all(|part| part.earlier.is_none()) {
            return BTreeSet::new();
        }
        let silent = self.linked.seen(|_| Seen::Hidden);
        let verdicts = audit(&self.linked.system, &silent, cells, self.policy.width);
        verdicts.iter().filter(|verdict| !verdict.is_safe(self.policy.width)).map(|verdict| verdict.cell).collect()
    }

    fn exposed(&self, cell: usize) -> Exposed {
        let counts = self.linked.counts(cell);
        let now = counts.iter().find(|at| self.is_now(**at)).or_else(|| counts.first());
        Exposed(now.copied().unwrap_or_default())
    }

    /// Each period is protected by itself, and then all together.
    fn suppressing(&self) -> Result<Guarded, Exposed> {
        let before = self.linked.seen(|_| Seen::Hidden);
        let secrets: BTreeSet<usize> = self.protected().into_iter().collect();
        let is_secret = |(_, cell): &(At, usize)| secrets.contains(cell);
        let mut by_policy = self.withheld_by_policy();
        by_policy.extend(self.linked.all().filter(is_secret).map(|(at, _)| at).filter(|at| self.is_printed(*at)));
        let mut hidden = secrets.clone();
        for (number, part) in self.linked.parts.iter().enumerate().filter(|(_, part)| part.earlier.is_none()) {
            let found = self.suppressed((number, part), &hidden, &before)?;
            hidden.extend(found);
        }
        let mut withheld = by_policy.clone();
        withheld.extend(hidden.iter().flat_map(|cell| self.shown(*cell, &by_policy)));
        let see = |at: At, withheld: &BTreeSet<At>| {
            if self.is_printed(at) && !withheld.contains(&at) { Seen::Exact } else { Seen::Hidden }
        };
        let audited = self.audited(&see, &mut withheld)?;
        let outcomes = self.outcomes(&audited, &withheld, &by_policy);
        Ok(Guarded { rounded: vec![None; self.linked.parts.len()], withheld, outcomes })
    }

    /// The cells to hide of one period, beside those that are hidden anyway.
    fn suppressed(
        &self,
        (number, part): (usize, &Part<'_>),
        hidden: &BTreeSet<usize>,
        before: &[Seen],
    ) -> Result<Vec<usize>, Exposed> {
        let own = Cells::of(&part.counts, self.places);
        let mut counts: Vec<Option<At>> = vec![None; own.system.values.len()];
        for (series, place, cell) in own.all() {
            if let Some(slot) = counts.get_mut(cell) {
                *slot = Some(At { part: number, series, place });
            }
        }
        let linked = |cell: usize| self.linked.cell(counts.get(cell).copied().flatten()?);
        let was_seen = |cell: usize| linked(cell).and_then(|cell| before.get(cell).copied()).unwrap_or(Seen::Hidden);
        let is_told = |cell: usize| was_seen(cell) == Seen::Exact;
        let primary: Vec<bool> = (0..counts.len())
            .map(|cell| !is_told(cell) && linked(cell).is_some_and(|cell| hidden.contains(&cell)))
            .collect();
        let is_printed = |cell: usize| counts.get(cell).copied().flatten().is_some_and(|at| self.is_printed(at));
        // What nobody prints comes last: it follows from the rest.
        let mut order = usual_order(&own.system, true);
        order.retain(|cell| !is_told(*cell));
        order.sort_by_key(|cell| !is_printed(*cell));
        let see = |hidden: &[bool]| {
            let seen = |(cell, hidden): (usize, &bool)| if *hidden { was_seen(cell) } else { Seen::Exact };
            hidden.iter().enumerate().map(seen).collect()
        };
        match suppress(&own.system, &primary, &order, self.policy.width, &see) {
            Ok(hidden) => Ok(hidden
                .iter()
                .enumerate()
                .filter(|(_, hidden)| **hidden)
                .filter_map(|(cell, _)| linked(cell))
                .collect()),
            Err(exposed) => Err(linked(exposed.cell).map_or(Exposed(At::default()), |cell| self.exposed(cell))),
        }
    }

    /// What to say of each part of this release.
    fn outcomes(
        &self,
        Audited { verdicts, told_before }: &Audited,
        withheld: &BTreeSet<At>,
        by_policy: &BTreeSet<At>,
    ) -> BTreeMap<usize, Outcome> {
        let mut outcomes: BTreeMap<usize, Outcome> = BTreeMap::new();
        for (at, cell) in self.linked.all().filter(|(at, _)| self.is_now(*at)) {
            let outcome = outcomes.entry(at.part).or_default();
            outcome.cells += 1;
            outcome.withheld += usize::from(withheld.contains(&at));
            outcome.besides += usize::from(withheld.contains(&at) && !by_policy.contains(&at));
            if told_before.contains(&cell) {
                outcome.told_before += 1;
            } else if let Some(verdict) = verdicts.get(&cell) {
                outcome.protected += 1;
                let width = verdict.bounds.counts();
                outcome.narrowest = Some(outcome.narrowest.map_or(width, |narrowest| narrowest.min(width)));
            }
        }
        outcomes
    }

    fn measure(&self, outcomes: &mut BTreeMap<usize, Outcome>, rounded: &[Option<Rounded>], base: u32) {
        for (part, outcome) in &mut *outcomes {
            let rounded = rounded.get(*part).and_then(Option::as_ref);
            outcome.given_up = rounded.map_or(0, |rounded| rounded.given_up);
        }
        for (at, cell) in self.linked.all().filter(|(at, _)| self.is_printed(*at)) {
            let number = rounded.get(at.part).and_then(Option::as_ref).and_then(|one| one.at(at.series, at.place));
            let Some((number, outcome)) = number.zip(outcomes.get_mut(&at.part)) else { continue };
            let apart = number.abs_diff(self.linked.system.value(cell));
            outcome.distance += apart;
            outcome.beyond += usize::from(apart >= u64::from(base));
        }
    }
}

/// What a rounded number tells: the count is less than a base away. One that had to go further tells what its sums tell.
pub(super) fn within(number: u64, count: u64, base: u64) -> Seen {
    if number.abs_diff(count) >= base {
        return Seen::Hidden;
    }
    Seen::Within { least: (number + 1).saturating_sub(base), most: number + base - 1 }
}
