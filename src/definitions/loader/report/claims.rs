//! Reads `report/claims.toml`: the register of statements that are quoted elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use super::{Loading, Node, Placed, Shown, Text, nearest, refuse_breakdown};
use crate::definitions::loader::returns::Codes;
use crate::definitions::{Claim, ClaimedNumber, Collection, Indicator, Reference, Said};
use crate::domain::{GeographyLevel, Kind, Period, parse_iso_date};

/// What statements may speak of.
struct Ground<'k> {
    shown: Shown<'k, 'k>,
    collection: &'k Collection,
    reference: &'k Reference,
    /// Where and when things were said, by the id of the source.
    sources: BTreeMap<&'k str, Said>,
}

/// The register; empty where the collection has none.
pub(in crate::definitions::loader) fn read<'a>(
    loading: &mut Loading<'a>,
    (indicators, codes): (&[Placed<'a>], &Codes),
    collection: &Collection,
    reference: &Reference,
) -> Vec<Claim> {
    let Some(node) = loading.maybe_document("report/claims.toml") else { return Vec::new() };
    let sources = sources(loading, &node);
    let ground = Ground {
        shown: Shown { indicators, codes },
        collection,
        reference,
        sources: sources.iter().map(|(id, said)| (id.value, *said)).collect(),
    };
    let (mut claims, mut met, mut cited) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    for node in node.list("claim") {
        let id = node.text("id");
        if let Some(id) = id.as_ref().filter(|id| !met.insert(id.value)) {
            loading.mistakes.at(&id.place, "this id stands twice", "each statement has its own");
        }
        let text = node.text("text");
        if let (Some(id), Some(text)) = (&id, &text) {
            loading.english(format!("claim.{}", id.value), text);
        }
        cited.extend(node.maybe_text("source").map(|source| source.value));
        let claim = ground.claim(loading, &node, id.as_ref());
        claims.extend(claim.filter(|_| text.is_some()));
        node.done();
    }
    node.done();
    for (id, _) in sources.iter().filter(|(id, _)| !cited.contains(id.value)) {
        loading.mistakes.at(&id.place, "nothing was said here", format!("no statement names `{}`", id.value));
    }
    claims
}

/// The sources, and when each was written.
fn sources<'a>(loading: &mut Loading<'a>, node: &Node<'a>) -> Vec<(Text<'a>, Said)> {
    let mut sources = Vec::new();
    for (id, node) in node.tables("source") {
        if let Some(title) = node.text("title") {
            loading.english(format!("source.{}", id.value), &title);
        }
        let when = node.text("said");
        let said = when.as_ref().and_then(|when| said(when.value));
        if let Some(when) = when.filter(|_| said.is_none()) {
            let label = format!("`{}`: expected a year like 2023 or a day like 2023-03-31", when.value);
            loading.mistakes.at(&when.place, "this is no time", label);
        }
        node.done();
        sources.push((id, said.unwrap_or(Said::Year(0))));
    }
    sources
}

fn said(text: &str) -> Option<Said> {
    let year = || text.parse().ok().filter(|_| text.len() == 4).map(Said::Year);
    parse_iso_date(text).map(Said::Day).or_else(year)
}

impl Ground<'_> {
    fn claim(&self, loading: &Loading<'_>, node: &Node<'_>, id: Option<&Text<'_>>) -> Option<Claim> {
        let (source, said) = self.source(loading, node).unzip();
        let text = node.text("indicator");
        let indicator = text.as_ref().and_then(|text| self.shown.indicator(loading, text));
        let period = node.text("period");
        let period = period.and_then(|text| self.period(loading, node, &text, indicator));
        let place = self.place(loading, node, indicator);
        let (breakdown, category) = self.part(loading, node, indicator);
        let words = ClaimedNumber::ALL.map(ClaimedNumber::as_str);
        let which =
            node.get("which").map_or(Some(ClaimedNumber::Value), |_| node.word("which", ClaimedNumber::of, &words));
        let (expected, out_of) = (node.number("expected"), node.number("out_of"));
        if node.get("expected").is_none() {
            node.missing("expected");
        }
        let (tolerance, decimals) = exactness(loading, node, expected)?;
        let (indicator, which) = (indicator?, which?);
        refuse_number(loading, node, indicator, which);
        if out_of.is_some() && which != ClaimedNumber::Numerator {
            let label = "only a statement about a `numerator` says what it is out of";
            loading.mistakes.at(&node.place_at("out_of"), "this is not a part", label);
        }
        let (level, place) = place?;
        Some(Claim {
            id: id?.boxed(),
            source: source?,
            said: said?,
            indicator: indicator.id.clone(),
            period: period?,
            level,
            place,
            breakdown,
            category,
            which,
            expected: expected?,
            out_of,
            tolerance,
            decimals,
        })
    }

    fn source(&self, loading: &Loading<'_>, node: &Node<'_>) -> Option<(Box<str>, Said)> {
        let text = node.text("source")?;
        let said = self.sources.get(text.value).copied();
        if said.is_none() {
            let advice = nearest(text.value, self.sources.keys().copied());
            let label = format!("there is no [source.{}]", text.value);
            loading.mistakes.advise(&text.place, "no such source", label, advice);
        }
        Some((text.boxed(), said?))
    }

    fn period(
        &self,
        loading: &Loading<'_>,
        node: &Node<'_>,
        text: &Text<'_>,
        indicator: Option<&Indicator>,
    ) -> Option<Period> {
        let period: Period = node.as_parsed(text)?;
        let title = "there is no such figure";
        if !self.collection.years.contains(&period.year()) {
            let label = format!("the collection has no {}", period.year());
            loading.mistakes.at(&text.place, title, label);
        } else if let Some(of) = indicator.filter(|of| !of.periods.contains(&period.kind())) {
            let label = format!("`{}` is not computed by {}", of.id, period.kind().as_str());
            loading.mistakes.at(&text.place, title, label);
        }
        Some(period)
    }

    /// The place that `at` names; the nation where nothing does.
    fn place(
        &self,
        loading: &Loading<'_>,
        node: &Node<'_>,
        indicator: Option<&Indicator>,
    ) -> Option<(GeographyLevel, Box<str>)> {
        let nation = &self.collection.nation;
        let Some(text) = node.maybe_text("at") else { return Some((GeographyLevel::Nation, nation.clone())) };
        let regions = self.reference.regions.iter().map(|place| (GeographyLevel::Region, &*place.code));
        let authorities = self.reference.authorities.iter().map(|a| (GeographyLevel::Authority, a.code.as_str()));
        let known: Vec<_> =
            [(GeographyLevel::Nation, &**nation)].into_iter().chain(regions).chain(authorities).collect();
        let Some((level, _)) = known.iter().find(|(_, code)| *code == text.value) else {
            let advice = nearest(text.value, known.iter().map(|(_, code)| *code));
            let label = format!("`{}` is the code of no place", text.value);
            loading.mistakes.advise(&text.place, "there is no such place", label, advice);
            return None;
        };
        if let Some(of) = indicator.filter(|of| !of.geographies.contains(level)) {
            let label = format!("`{}` is not computed for a {}", of.id, level.as_str());
            loading.mistakes.at(&text.place, "there is no such figure", label);
        }
        Some((*level, text.boxed()))
    }

    fn part(&self, loading: &Loading<'_>, node: &Node<'_>, indicator: Option<&Indicator>) -> (Box<str>, Box<str>) {
        let (breakdown, category) = (node.maybe_text("breakdown"), node.maybe_text("category"));
        if breakdown.is_some() != category.is_some() {
            loading.mistakes.at(&node.place, "something is missing", "`breakdown` and `category` belong together");
        }
        if let (Some(of), Some(breakdown), Some(category)) = (indicator, &breakdown, &category) {
            refuse_breakdown(loading, breakdown, of);
            self.shown.refuse_category(loading, of, breakdown, category);
        }
        let boxed = |text: Option<Text<'_>>| text.map(|text| text.boxed()).unwrap_or_default();
        (boxed(breakdown), boxed(category))
    }
}

/// How exactly the statement gives its number: a `tolerance`, or the `decimals` to which it was rounded.
fn exactness(loading: &Loading<'_>, node: &Node<'_>, expected: Option<f64>) -> Option<(f64, usize)> {
    let (tolerance, decimals) = (node.number("tolerance"), node.count("decimals"));
    match (tolerance, decimals) {
        (Some(tolerance), None) if tolerance >= 0.0 => Some((tolerance, decimals_of(expected?))),
        (None, Some(decimals @ 0..=6)) => {
            let decimals = usize::try_from(decimals).ok()?;
            Some((0.5 / 10_f64.powi(i32::try_from(decimals).ok()?), decimals))
        }
        (Some(_), None) => {
            loading.mistakes.at(&node.place_at("tolerance"), "this is no tolerance", "expected 0 or more");
            None
        }
        (None, Some(_)) => {
            loading.mistakes.at(&node.place_at("decimals"), "so many decimals nobody quotes", "expected 0 to 6");
            None
        }
        _ => {
            let label =
                "expected exactly one of `tolerance` and `decimals`: how exactly the statement gives its number";
            loading.mistakes.at(&node.place, "this says nothing, or two things", label);
            None
        }
    }
}

/// The decimals with which a number is written.
fn decimals_of(number: f64) -> usize {
    number.to_string().split_once('.').map_or(0, |(_, decimals)| decimals.len())
}

/// Refuses a number that figures of an indicator never have, and figures that nobody outside sees.
fn refuse_number(loading: &Loading<'_>, node: &Node<'_>, of: &Indicator, which: ClaimedNumber) {
    if of.internal || of.linked {
        let label = format!("`{}` is for the inspectorate alone", of.id);
        loading.mistakes.at(&node.place_at("indicator"), "this figure is not published", label);
    }
    let label = match (which, of.kind) {
        (ClaimedNumber::ChangePct, Kind::Proportion) => "a proportion changes by percentage points: use `change`",
        (ClaimedNumber::Numerator, kind) if kind.observes() => "it is made from single observations, not from a count",
        (ClaimedNumber::Denominator, Kind::Count | Kind::Sum) => "a count is out of nothing",
        _ => return,
    };
    loading.mistakes.at(&node.place_at("which"), "there is no such figure", label);
}
