//! Reads `[[disclosure.identity]]`: equations between published counts, like
//! `looked_after = in_authority + elsewhere_in_wales`.

use std::ops::Range;

use super::super::Loading;
use super::super::node::{Node, Text};
use super::named::Named;
use crate::definitions::nearest::nearest;
use crate::definitions::{Identity, Indicator, Relation, Term};
use crate::domain::{Kind, PeriodKind};

/// The kinds of period.
const PERIODS: [PeriodKind; 3] = [PeriodKind::Year, PeriodKind::Quarter, PeriodKind::Month];

/// A term, and the indicator it is of.
type Read<'n> = (Term, &'n Indicator);

/// For what an identity is said to hold.
#[derive(Clone, Copy)]
struct Held<'h> {
    /// The kinds of period; empty: all for which its terms are made.
    only: &'h [PeriodKind],
    /// Whether for each category too.
    each_category: bool,
}

/// Every identity, in the order of the file.
pub(super) fn read(loading: &Loading<'_>, node: &Node<'_>, named: &Named<'_, '_>) -> Vec<Identity> {
    let mut identities = Vec::new();
    for node in node.list("identity") {
        let texts = node.texts("holds");
        if texts.is_empty() {
            node.missing("holds");
        }
        let words = PERIODS.map(PeriodKind::as_str);
        let texts_of_periods = node.texts("periods").into_iter();
        let only: Vec<PeriodKind> =
            texts_of_periods.filter_map(|text| node.as_word(&text, PeriodKind::of, &words)).collect();
        let each_category = node.flag("each_category");
        node.done();
        for text in &texts {
            let held = Held { only: &only, each_category };
            identities.extend(equations(loading, text, named, held).unwrap_or_default());
        }
    }
    identities
}

/// One text, as equations between the first of its sides and each of the others; None, where anything is wrong with it.
fn equations(loading: &Loading<'_>, text: &Text<'_>, named: &Named<'_, '_>, held: Held<'_>) -> Option<Vec<Identity>> {
    let (relation, sign) = if text.value.contains(">=") { (Relation::AtLeast, ">=") } else { (Relation::Equal, "=") };
    let sides = split(text, sign);
    if sides.len() < 2 || relation == Relation::AtLeast && sides.len() > 2 {
        let label = "expected sums of indicators with `=` between them, or two with `>=`";
        loading.mistakes.at(&text.place, "this is no identity", label);
        return None;
    }
    let one_side = |side: &Text<'_>| split(side, "+").iter().map(|one| term(loading, one, named)).collect();
    // All are read before any is missed: every mistake is shown.
    let read: Vec<Vec<Option<Read<'_>>>> = sides.iter().map(one_side).collect();
    let read: Vec<Vec<Read<'_>>> =
        read.into_iter().map(|side| side.into_iter().collect()).collect::<Option<Vec<Vec<Read<'_>>>>>()?;
    let terms: Vec<&Read<'_>> = read.iter().flatten().collect();
    refuse_unlike(loading, text, &terms)?;
    refuse_categories(loading, text, &terms, held)?;
    let periods = periods(loading, text, &terms, held.only)?;
    let each_category = held.each_category;
    let added = |side: &Vec<Read<'_>>| side.iter().map(|(term, _)| term.clone()).collect::<Vec<Term>>();
    let (left, others) = read.split_first()?;
    let equation = |right: &Vec<Read<'_>>| {
        let text = text.boxed();
        let (left, right) = (added(left), added(right));
        Identity { text, left, relation, right, periods: periods.clone(), each_category }
    };
    Some(others.iter().map(equation).collect())
}

/// The pieces of a text between signs, without spaces around them.
fn split<'a>(text: &Text<'a>, sign: &str) -> Vec<Text<'a>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, _) in text.value.match_indices(sign) {
        pieces.push(piece(text, start..at));
        start = at + sign.len();
    }
    pieces.push(piece(text, start..text.value.len()));
    pieces
}

/// A piece of a text, without spaces around it, where it stands.
fn piece<'a>(text: &Text<'a>, range: Range<usize>) -> Text<'a> {
    let whole = text.value.get(range.clone()).unwrap_or_default();
    let start = range.start + (whole.len() - whole.trim_start().len());
    let value = whole.trim();
    Text { value, place: text.part(start..start + value.len()) }
}

/// `looked_after`, `in_authority.denominator`, `looked_after[sex: female]`, each with `@before` or without; noted,
/// where it is none of these.
pub(super) fn term<'n>(loading: &Loading<'_>, text: &Text<'_>, named: &Named<'n, '_>) -> Option<Read<'n>> {
    let without = text.value.strip_suffix("@before");
    let cell = piece(text, 0..without.unwrap_or(text.value).len());
    let (head, part) = match cell.value.strip_suffix(']').and_then(|open| open.split_once('[')) {
        Some((head, inside)) => (head, Some(piece(&cell, head.len() + 1..head.len() + 1 + inside.len()))),
        None => (cell.value, None),
    };
    let id = head.trim_end().strip_suffix(".denominator");
    let of = piece(&cell, 0..id.unwrap_or(head).len());
    let is_id = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if of.value.is_empty() || !of.value.chars().all(is_id) {
        let label = "expected `indicator`, `indicator.denominator` or `indicator[breakdown: category]`";
        loading.mistakes.at(&text.place, "this is no count", label);
        return None;
    }
    let indicator = named.indicator(loading, &of)?;
    refuse_uncounted(loading, text, indicator, id.is_some())?;
    let (breakdown, category) = match part {
        Some(part) => category(loading, &part, indicator, named)?,
        None => <(Box<str>, Box<str>)>::default(),
    };
    let term =
        Term { indicator: of.boxed(), denominator: id.is_some(), breakdown, category, before: without.is_some() };
    Some((term, indicator))
}

/// `breakdown: category`, of this indicator.
fn category(
    loading: &Loading<'_>,
    part: &Text<'_>,
    indicator: &Indicator,
    named: &Named<'_, '_>,
) -> Option<(Box<str>, Box<str>)> {
    let pieces = split(part, ":");
    let [breakdown, category] = pieces.as_slice() else {
        let label = "expected a breakdown and one of its categories, like `sex: female`";
        loading.mistakes.at(&part.place, "this is no category", label);
        return None;
    };
    let columns = || indicator.breakdowns.iter().map(|one| &*one.column);
    if !columns().any(|column| column == breakdown.value) {
        let label = format!("`{}` is not broken down by `{}`", indicator.id, breakdown.value);
        loading.mistakes.advise(&breakdown.place, "no such breakdown", label, nearest(breakdown.value, columns()));
        return None;
    }
    named.refuse_category(loading, breakdown.value, category);
    Some((breakdown.boxed(), category.boxed()))
}

/// Refuses what is no count: a quantile, and the denominator of what has none of its own.
fn refuse_uncounted(loading: &Loading<'_>, text: &Text<'_>, indicator: &Indicator, denominator: bool) -> Option<()> {
    let (id, kind) = (&indicator.id, indicator.kind);
    let wrong = |label: String| {
        loading.mistakes.at(&text.place, "this is no count", label);
        None
    };
    match (denominator, kind) {
        (true, Kind::Proportion) | (false, Kind::Count | Kind::Proportion | Kind::Rate | Kind::Sum) => Some(()),
        (true, _) => wrong(format!("`{id}` is of kind `{kind}`: only a proportion is out of a count of its own")),
        (false, _) => wrong(format!("`{id}` is of kind `{kind}`, which counts nothing")),
    }
}

/// Refuses terms that count different things, and terms that are not made for one place in common.
fn refuse_unlike(loading: &Loading<'_>, text: &Text<'_>, terms: &[&Read<'_>]) -> Option<()> {
    let (_, first) = terms.first()?;
    if let Some((_, other)) = terms.iter().find(|(_, other)| other.counts != first.counts) {
        let (ours, theirs) = (first.counts.as_str(), other.counts.as_str());
        let label = format!("`{}` counts each {ours}, and `{}` each {theirs}", first.id, other.id);
        loading.mistakes.at(&text.place, "these do not add up", label);
        return None;
    }
    let everywhere = |level| terms.iter().all(|(_, indicator)| indicator.geographies.contains(level));
    if !first.geographies.iter().any(everywhere) {
        loading.mistakes.at(&text.place, "this holds nowhere", "no level of geography is that of all of them");
        return None;
    }
    Some(())
}

/// Refuses to hold for each category what has no breakdown in common, or names a category.
fn refuse_categories(loading: &Loading<'_>, text: &Text<'_>, terms: &[&Read<'_>], held: Held<'_>) -> Option<()> {
    if !held.each_category {
        return Some(());
    }
    let (_, first) = terms.first()?;
    let has = |column: &str, indicator: &Indicator| indicator.breakdowns.iter().any(|one| *one.column == *column);
    let shared = first.breakdowns.iter().any(|one| terms.iter().all(|(_, other)| has(&one.column, other)));
    if shared && terms.iter().all(|(term, _)| term.breakdown.is_empty()) {
        return Some(());
    }
    let label = "`each_category` asks for a breakdown that all of them have, and for none of its categories";
    loading.mistakes.at(&text.place, "this has no categories in common", label);
    None
}

/// The kinds of period for which all terms are made, or those of them that are asked for.
fn periods(
    loading: &Loading<'_>,
    text: &Text<'_>,
    terms: &[&Read<'_>],
    only: &[PeriodKind],
) -> Option<Vec<PeriodKind>> {
    let made = |kind: &PeriodKind| terms.iter().all(|(_, indicator)| indicator.periods.contains(kind));
    let asked = |kind: &PeriodKind| only.is_empty() || only.contains(kind);
    let periods: Vec<PeriodKind> = PERIODS.into_iter().filter(made).filter(asked).collect();
    if periods.is_empty() {
        let label = "there is no kind of period for which all of them are computed";
        loading.mistakes.at(&text.place, "this never holds", label);
        return None;
    }
    Some(periods)
}
