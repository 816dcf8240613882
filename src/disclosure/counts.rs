//! The published counts of one class in one period, and the equations between them: one system for all linked tables.

use std::collections::{BTreeMap, BTreeSet};

use super::names::{Name, Side, Told, side_of};
use super::places::Places;
use crate::definitions::formula::Formula;
use crate::definitions::{Definitions, Identity, Indicator, Relation, Term};
use crate::domain::{Kind, PeriodKind, Withholding};

/// One count at each place, by the place's number.
#[derive(Clone, Debug, Default)]
pub(super) struct Series {
    /// The true counts; None where nothing is published.
    pub counts: Vec<Option<u64>>,
    /// Whether it is withheld there, whatever the number.
    pub withheld: Vec<bool>,
    /// Whether it is printed anywhere, rather than following from others.
    pub printed: bool,
}

/// The total is the sum of its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Equation {
    pub total: usize,
    pub parts: Vec<usize>,
    /// The places where it holds.
    pub places: Vec<usize>,
}

/// All counts of one class in one period.
#[derive(Clone, Debug, Default)]
pub(super) struct Counts<'f> {
    pub series: Vec<Series>,
    pub equations: Vec<Equation>,
    /// Totals, by series and place, that cannot be those of their parts.
    pub contradictions: Vec<(usize, usize)>,
    by_name: BTreeMap<Name<'f>, usize>,
    named: BTreeSet<usize>,
}

impl Series {
    fn empty(places: usize) -> Self {
        Self { counts: vec![None; places], withheld: vec![false; places], printed: false }
    }

    /// The count at a place.
    pub(super) fn at(&self, place: usize) -> Option<u64> {
        self.counts.get(place).copied().flatten()
    }

    /// Whether it is withheld at a place.
    pub(super) fn is_withheld(&self, place: usize) -> bool {
        self.withheld.get(place).copied().unwrap_or_default()
    }
}

impl Equation {
    /// The total, then the parts.
    pub(super) fn members(&self) -> impl Iterator<Item = usize> + Clone + '_ {
        std::iter::once(self.total).chain(self.parts.iter().copied())
    }
}

impl<'f> Counts<'f> {
    /// The counts that some figures tell, all of one class and one period of this kind.
    pub(super) fn of(definitions: &'f Definitions, places: &Places, kind: PeriodKind, told: &[Told<'f>]) -> Self {
        let mut counts = Self::default();
        for one in told {
            counts.take(places.number(), one);
        }
        counts.link(definitions, places, kind);
        counts
    }

    /// All names, each with the series it stands for.
    pub(super) fn names(&self) -> impl Iterator<Item = (&Name<'f>, usize)> {
        self.by_name.iter().map(|(name, series)| (name, *series))
    }

    /// The places where there is a count of a series.
    pub(super) fn places_of(&self, series: usize) -> impl Iterator<Item = usize> {
        let counts = self.series.get(series).map_or(&[][..], |series| &series.counts);
        counts.iter().enumerate().filter(|(_, count)| count.is_some()).map(|(place, _)| place)
    }

    /// Whether a series counts something of an indicator, rather than being made up for an equation.
    pub(super) fn is_named(&self, series: usize) -> bool {
        self.named.contains(&series)
    }

    /// The name of a series, for whoever must look for it.
    pub(super) fn name(&self, series: usize) -> Option<Name<'f>> {
        self.by_name.iter().find(|(_, at)| **at == series).map(|(name, _)| *name)
    }

    /// The series of this name.
    pub(super) fn find(&self, name: &Name<'_>) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    fn take(&mut self, places: usize, told: &Told<'f>) {
        let Told { indicator, version, breakdown, category, place, .. } = *told;
        let whole = |number: Option<f64>| number.filter(|number| *number >= 0.0 && number.fract() == 0.0);
        let (counted, out_of) = (whole(told.counted), whole(told.out_of));
        let rest = counted.zip(out_of).map(|(counted, out_of)| out_of - counted).filter(|rest| *rest >= 0.0);
        let sides = match told.kind {
            Kind::Count | Kind::Rate => [(Side::Counted, counted), (Side::Whole, None), (Side::Rest, None)],
            Kind::Proportion => [(Side::Counted, counted), (Side::Whole, out_of), (Side::Rest, rest)],
            Kind::Mean | Kind::Median | Kind::P90 => [(Side::Counted, None), (Side::Whole, out_of), (Side::Rest, None)],
            Kind::Ratio | Kind::Sum => return,
        };
        for (side, number) in sides {
            let Some(number) = number else { continue };
            let at = self.named(Name { indicator, version, side, breakdown, category }, places);
            let Some(series) = self.series.get_mut(at) else { continue };
            series.printed |= side != Side::Rest;
            if let (Some(count), Some(hidden)) = (series.counts.get_mut(place), series.withheld.get_mut(place)) {
                // Counts are far below 2^53, up to which a float counts exactly.
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "a whole number, not negative"
                )]
                let number = number as u64;
                *count = Some(number);
                *hidden |=
                    told.withheld >= if side == Side::Whole { Withholding::Everything } else { Withholding::Counted };
            }
        }
    }

    fn named(&mut self, name: Name<'f>, places: usize) -> usize {
        let next = self.series.len();
        let at = *self.by_name.entry(name).or_insert(next);
        if at == next {
            self.series.push(Series::empty(places));
        }
        at
    }

    /// Merges what is one count under several names, and finds all equations that hold.
    fn link(&mut self, definitions: &'f Definitions, places: &Places, kind: PeriodKind) {
        let identities: Vec<&Identity> = definitions
            .collection
            .disclosure
            .identities
            .iter()
            .filter(|identity| identity.periods.contains(&kind))
            .collect();
        self.merge_same_rows(definitions);
        let (same, sums): (Vec<&Identity>, Vec<&Identity>) = identities.into_iter().partition(|identity| {
            identity.relation == Relation::Equal && identity.left.len() == 1 && identity.right.len() == 1
        });
        for identity in same {
            for (left, right, _) in self.instances(identity, definitions) {
                if let ([one], [other]) = (left.as_slice(), right.as_slice()) {
                    self.merge(*one, *other);
                }
            }
        }
        // Those that differ somewhere are one all the same where they do not.
        let sums = sums.into_iter().chain(identities_of_two(definitions, kind));
        let sums: Vec<_> = sums.flat_map(|identity| self.instances(identity, definitions)).collect();
        let (mut equations, wrong): (Vec<_>, Vec<_>) = self.of_breakdowns(definitions).into_iter().unzip();
        self.contradictions = wrong.into_iter().flatten().collect();
        equations.extend(self.of_proportions());
        for (left, right, relation) in sums {
            equations.extend(self.of_sides(&left, &right, relation, places));
        }
        equations.retain(|equation| !equation.places.is_empty());
        self.equations = equations;
        self.named = self.by_name.values().copied().collect();
        let mut known = BTreeSet::new();
        self.equations.retain(|equation| {
            let mut parts = equation.parts.clone();
            parts.sort_unstable();
            known.insert((equation.total, parts))
        });
    }

    /// The series on both sides of an identity: once, or for each category that all its terms have.
    fn instances(&self, identity: &Identity, definitions: &Definitions) -> Vec<(Vec<usize>, Vec<usize>, Relation)> {
        let terms = || identity.left.iter().chain(&identity.right);
        if terms().any(|term| term.before) {
            return Vec::new();
        }
        let sides = |of: &dyn Fn(&Term) -> Option<usize>| {
            let all = |terms: &[Term]| terms.iter().map(of).collect::<Option<Vec<usize>>>();
            Some((all(&identity.left)?, all(&identity.right)?, identity.relation))
        };
        let version = |term: &Term| Some(definitions.indicator(&term.indicator)?.version);
        let own = sides(&|term| self.find(&Name::of(term, version(term)?)));
        let mut found: Vec<_> = own.into_iter().collect();
        if let Some(first) = identity.left.first().filter(|_| identity.each_category) {
            let spots = self.by_name.keys().filter(|name| {
                *name.indicator == *first.indicator && name.side == side_of(first) && !name.breakdown.is_empty()
            });
            found.extend(spots.filter_map(|spot| {
                let (breakdown, category) = (spot.breakdown, spot.category);
                sides(&|term| self.find(&Name { breakdown, category, ..Name::of(term, version(term)?) }))
            }));
        }
        found
    }

    /// Denominators of the same rows are one count, whatever the indicators that tell them.
    fn merge_same_rows(&mut self, definitions: &Definitions) {
        let mut first: BTreeMap<(Rows<'_>, &str, &str), usize> = BTreeMap::new();
        let names: Vec<(Name<'f>, usize)> = self.by_name.iter().map(|(name, at)| (*name, *at)).collect();
        for (name, _) in names {
            let indicator = definitions.indicator(name.indicator).filter(|one| one.version == name.version);
            let rows = indicator.and_then(|indicator| rows_of(indicator, name.side));
            // An earlier merger may have moved it.
            let Some((rows, at)) = rows.zip(self.find(&name)) else { continue };
            let one = *first.entry((rows, name.breakdown, name.category)).or_insert(at);
            self.merge(one, at);
        }
    }

    /// Makes two series one, where they are the same wherever both are there.
    fn merge(&mut self, one: usize, other: usize) {
        let (Some(a), Some(b)) = (self.series.get(one).cloned(), self.series.get(other).cloned()) else { return };
        let differ = a.counts.iter().zip(&b.counts).any(|(a, b)| a.zip(*b).is_some_and(|(a, b)| a != b));
        if one == other || differ {
            return;
        }
        if let Some(series) = self.series.get_mut(one) {
            series.printed |= b.printed;
            series.counts.iter_mut().zip(&b.counts).for_each(|(mine, its)| *mine = mine.or(*its));
            series.withheld.iter_mut().zip(&b.withheld).for_each(|(mine, its)| *mine |= *its);
        }
        if let Some(series) = self.series.get_mut(other) {
            *series = Series::empty(b.counts.len());
        }
        self.by_name.values_mut().filter(|at| **at == other).for_each(|at| *at = one);
    }

    /// A total is the sum of its categories, where each subject is in one.
    fn of_breakdowns(&self, definitions: &Definitions) -> Vec<(Equation, Vec<(usize, usize)>)> {
        let mut parts: BTreeMap<Name<'_>, Vec<usize>> = BTreeMap::new();
        for (name, at) in self.by_name.iter().filter(|(name, _)| !name.breakdown.is_empty()) {
            parts.entry(Name { category: "", ..*name }).or_default().push(*at);
        }
        let several = |indicator: &str, breakdown: &str| {
            let Some(indicator) = definitions.indicator(indicator) else { return true };
            indicator.breakdowns.iter().any(|known| *known.column == *breakdown && known.several)
        };
        parts
            .into_iter()
            .filter_map(|(name, parts)| {
                let total = self.find(&Name { breakdown: "", ..name })?;
                // A share of all at a place may be told category by category, each out of all of them.
                let is_parted = name.side == Side::Counted && !several(name.indicator, name.breakdown);
                let wrong = if is_parted { self.not_parted(total, &parts) } else { Vec::new() };
                Some((self.equation(total, parts)?, wrong))
            })
            .collect()
    }

    /// The places where categories cannot be those of their total: one is more than it, or all together are less. A subject
    /// with several rows may stand in several categories, so that together they may be more.
    fn not_parted(&self, total: usize, parts: &[usize]) -> Vec<(usize, usize)> {
        let number = self.series.get(total).map_or(0, |series| series.counts.len());
        let is_wrong = |place: &usize| {
            let of = |series: usize| self.series.get(series)?.at(*place);
            let (Some(total), Some(sum)) = (of(total), sum(&of, parts)) else { return false };
            sum < total || parts.iter().any(|part| of(*part).is_some_and(|part| part > total))
        };
        (0..number).filter(is_wrong).map(|place| (total, place)).collect()
    }

    /// A whole is what counts and the rest.
    fn of_proportions(&self) -> Vec<Equation> {
        let side = |name: &Name<'f>, side| self.find(&Name { side, ..*name });
        let wholes = self.by_name.iter().filter(|(name, _)| name.side == Side::Whole);
        wholes
            .filter_map(|(name, total)| {
                self.equation(*total, vec![side(name, Side::Counted)?, side(name, Side::Rest)?])
            })
            .collect()
    }

    /// The equations of an identity: a side of several terms is a sum that nobody printed.
    fn of_sides(&mut self, left: &[usize], right: &[usize], relation: Relation, places: &Places) -> Vec<Equation> {
        let found = match (left, right, relation) {
            ([total], parts, Relation::Equal) | (parts, [total], Relation::Equal) => {
                vec![self.equation(*total, parts.to_vec())]
            }
            (_, _, Relation::Equal) => {
                let sum = self.unprinted(places, |series| sum(series, left));
                [left, right].map(|parts| self.equation(sum, parts.to_vec())).to_vec()
            }
            (_, _, Relation::AtLeast) => {
                let total = self.unprinted(places, |series| sum(series, left));
                let less = |series: &dyn Fn(usize) -> Option<u64>| sum(series, left)?.checked_sub(sum(series, right)?);
                let rest = self.unprinted(places, less);
                let parts = right.iter().copied().chain([rest]).collect();
                vec![self.equation(total, left.to_vec()), self.equation(total, parts)]
            }
        };
        found.into_iter().flatten().collect()
    }

    /// A series that nobody printed, worked out place by place.
    fn unprinted(&mut self, places: &Places, count: impl Fn(&dyn Fn(usize) -> Option<u64>) -> Option<u64>) -> usize {
        let at = |place: usize| count(&|series: usize| self.series.get(series)?.at(place));
        let counts = (0..places.number()).map(at).collect();
        let withheld = vec![false; places.number()];
        self.series.push(Series { counts, withheld, printed: false });
        self.series.len() - 1
    }

    /// The equation, with the places where it holds: some place may be made of other submitters' returns on one side than
    /// on the other. None where it says nothing.
    fn equation(&self, total: usize, parts: Vec<usize>) -> Option<Equation> {
        let places = self.where_there(total, &parts).filter(|(_, holds)| *holds).map(|(place, _)| place).collect();
        (!parts.contains(&total)).then_some(Equation { total, parts, places })
    }

    /// The places where all of an equation is, and whether it holds there.
    fn where_there<'s>(&'s self, total: usize, parts: &'s [usize]) -> impl Iterator<Item = (usize, bool)> + 's {
        let number = self.series.get(total).map_or(0, |series| series.counts.len());
        (0..number).filter_map(move |place| {
            let of = |series: usize| self.series.get(series)?.at(place);
            Some((place, of(total)? == sum(&of, parts)?))
        })
    }
}

/// Which rows are counted, and by what: row set, population, condition, what must hold for the nation, and the key.
type Rows<'d> = (&'d str, Vec<&'d str>, &'d str, &'d str);

/// The rows behind one side of an indicator; None for what is no number of distinct subjects.
fn rows_of(indicator: &Indicator, side: Side) -> Option<Rows<'_>> {
    fn text(formula: Option<&Formula>) -> Option<&str> {
        formula.map(|formula| &*formula.text)
    }
    let condition = match (indicator.kind, side) {
        (Kind::Count | Kind::Rate | Kind::Proportion, Side::Counted) => text(indicator.condition.as_ref()),
        (Kind::Proportion, Side::Whole) => None,
        _ => return None,
    };
    let mut conditions: Vec<&str> = [text(indicator.among.as_ref()), condition].into_iter().flatten().collect();
    conditions.sort_unstable();
    let key = indicator.distinct.as_deref().unwrap_or_default();
    Some((&indicator.of, conditions, text(indicator.nationally.as_ref()).unwrap_or_default(), key))
}

/// Identities of one count with another.
fn identities_of_two(definitions: &Definitions, kind: PeriodKind) -> impl Iterator<Item = &Identity> {
    definitions.collection.disclosure.identities.iter().filter(move |identity| {
        identity.periods.contains(&kind)
            && identity.relation == Relation::Equal
            && identity.left.len() == 1
            && identity.right.len() == 1
    })
}

fn sum(of: &dyn Fn(usize) -> Option<u64>, series: &[usize]) -> Option<u64> {
    series.iter().map(|at| of(*at)).sum()
}
