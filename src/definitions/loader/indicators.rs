//! Reads `indicators/<chapter>.toml`.

use std::collections::BTreeMap;

use super::manner::Manner;
use super::mistakes::Place;
use super::node::{Node, Text};
use super::views::View;
use super::{Loading, amounts, linkage, manner, proofs, views};
use crate::definitions::formula::{Formula, Scope, Shape};
use crate::definitions::nearest::nearest;
use crate::definitions::{
    CodeList, Counts, FieldKind, Indicator, IndicatorExample, Linkage, Reference, Return, RowSet,
};
use crate::domain::Kind;

/// What indicators may refer to.
pub(super) struct Known<'k> {
    pub(super) codes: &'k BTreeMap<Box<str>, CodeList>,
    pub(super) returns: &'k BTreeMap<Box<str>, Return>,
    pub(super) reference: &'k Reference,
}

/// An indicator, and where it says what it counts.
pub(super) type Placed<'a> = (Indicator, Place<'a>);

/// Every row set, and every indicator in the order of files and of their places in them.
pub(super) fn read<'a>(
    loading: &mut Loading<'a>,
    known: &Known<'_>,
    linkage: Option<&Linkage>,
) -> (BTreeMap<Box<str>, RowSet>, Vec<Placed<'a>>) {
    let chapters = loading.documents("indicators/");
    let views = views::read(loading, &chapters, known);
    let mut indicators: Vec<Placed<'a>> = Vec::new();
    for (chapter, node) in &chapters {
        for (id, indicator) in node.tables("indicator") {
            let read = one(loading, chapter, &id, &indicator, known, &views);
            if let Some((read, _)) = read.as_ref().filter(|(read, _)| read.linked) {
                let view = views.get(&read.of);
                refuse_unlinked(loading, &indicator, read, (known, view), linkage);
            }
            if let Some((read, _)) = &read {
                refuse_twice(loading, &id, read, &indicators);
            }
            indicators.extend(read);
            indicator.done();
        }
        titles(loading, chapter, node, &indicators);
        node.done();
    }
    refuse_wrong_denominators(loading, &chapters, &indicators);
    (views.into_iter().map(|(id, view)| (id, view.row_set)).collect(), indicators)
}

/// What a chapter and its breakdowns are called, where it says so: words `chapter.<chapter>` and
/// `breakdown.<chapter>.<column>`.
fn titles<'a>(loading: &mut Loading<'a>, chapter: &str, node: &Node<'a>, indicators: &[Placed<'_>]) {
    if let Some(own) = node.table("chapter") {
        if let Some(title) = own.text("title") {
            loading.english(format!("chapter.{chapter}"), &title);
        }
        own.done();
    }
    let here = indicators.iter().map(|(indicator, _)| indicator).filter(|indicator| *indicator.chapter == *chapter);
    let columns: Vec<&str> =
        here.flat_map(|indicator| indicator.breakdowns.iter()).map(|breakdown| &*breakdown.column).collect();
    for (column, node) in node.tables("breakdown") {
        if !columns.contains(&column.value) {
            let label = format!("no indicator of this chapter is broken down by `{}`", column.value);
            let advice = nearest(column.value, columns.iter().copied());
            loading.mistakes.advise(&column.place, "no such breakdown", label, advice);
        }
        if let Some(title) = node.text("title") {
            loading.english(format!("breakdown.{chapter}.{}", column.value), &title);
        }
        node.done();
    }
}

/// Refuses a version of an indicator that stands already, and one whose years are those of another.
fn refuse_twice(loading: &Loading<'_>, id: &Text<'_>, read: &Indicator, known: &[Placed<'_>]) {
    for (other, _) in known.iter().filter(|(other, _)| other.id == read.id) {
        let before = |a: &Indicator, b: &Indicator| a.until.zip(b.since).is_some_and(|(until, since)| until < since);
        if other.version == read.version {
            loading.mistakes.at(&id.place, "this indicator stands twice", "another chapter declares it already");
        } else if !before(other, read) && !before(read, other) {
            let label = "the earlier version says `until`, the later one `since`, and no year has both";
            loading.mistakes.at(&id.place, "two versions of this indicator overlap", label);
        }
    }
}

/// Refuses a rate over another indicator's number where there is no such number at all its places and periods.
fn refuse_wrong_denominators(loading: &Loading<'_>, chapters: &[(&str, Node<'_>)], indicators: &[Placed<'_>]) {
    let find = |id: &str| indicators.iter().map(|(indicator, _)| indicator).rfind(|indicator| &*indicator.id == id);
    for (id, node) in chapters.iter().flat_map(|(_, chapter)| chapter.tables("indicator")) {
        let Some(text) = node.table("against").and_then(|against| against.maybe_text("indicator")) else { continue };
        let Some(own) = find(id.value) else { continue };
        let wrong = |label: String| loading.mistakes.at(&text.place, "this is no denominator", label);
        match find(text.value) {
            None => {
                let advice = nearest(text.value, indicators.iter().map(|(indicator, _)| &*indicator.id));
                let label = format!("`{}` is not declared", text.value);
                loading.mistakes.advise(&text.place, "no such indicator", label, advice);
            }
            Some(below) if below.kind != Kind::Count => wrong(format!("`{}` is no count", below.id)),
            Some(below) => {
                if let Some(kind) = own.periods.iter().find(|kind| !below.periods.contains(kind)) {
                    wrong(format!("`{}` is not computed by {}", below.id, kind.as_str()));
                }
                if let Some(level) = own.geographies.iter().find(|level| !below.geographies.contains(level)) {
                    wrong(format!("`{}` is not computed for each {}", below.id, level.as_str()));
                }
            }
        }
    }
}

/// What an indicator says in one of several words.
const WORDS: [(&str, &[&str]); 3] = [
    ("better", &["lower", "higher", "neutral"]),
    ("status", &["official", "adapted", "proposed"]),
    ("aspect", &["before", "in", "after", "all"]),
];

fn english<'a>(loading: &mut Loading<'a>, id: &Text<'a>, node: &Node<'a>, key: &'static str) -> Option<Box<str>> {
    let text = node.text(key)?;
    loading.english(format!("indicator.{}.{key}", id.value), &text);
    Some(text.boxed())
}

fn one<'a>(
    loading: &mut Loading<'a>,
    chapter: &str,
    id: &Text<'a>,
    node: &Node<'a>,
    known: &Known<'_>,
    views: &BTreeMap<Box<str>, View>,
) -> Option<Placed<'a>> {
    let [title, definition] = ["title", "definition"].map(|key| english(loading, id, node, key));
    let kind = chosen(node, "kind", Kind::of, &Kind::ALL.map(Kind::as_str));
    let counts = chosen(node, "counts", Counts::of, &Counts::ALL.map(Counts::as_str));
    let [better, status, aspect] = WORDS.map(|(key, known)| chosen(node, key, boxed_of(known), known));
    let (source, version) = (node.maybe_text("source"), node.count("version").unwrap_or(1));
    let (since, until) = (node.parsed("since"), node.parsed("until"));
    let of = node.text("of");
    let view = of.as_ref().and_then(|of| view(loading, of, views));
    let [among, condition, nationally] = conditions(loading, node, known, view, kind);
    let amounts = amounts::read(loading, node, known, view, kind);
    let manner = manner::read(loading, node, (known, view), kind);
    let examples = examples(loading, id, node, (chapter, known, view), &manner);
    let indicator = Indicator {
        id: node.maybe_text("version_of").map_or_else(|| id.boxed(), |of| of.boxed()),
        version,
        chapter: chapter.into(),
        title: title.unwrap_or_default(),
        definition: definition.unwrap_or_default(),
        kind: kind?,
        counts: counts?,
        of: of?.boxed(),
        among,
        condition,
        nationally,
        distinct: amounts.distinct,
        measure: amounts.measure,
        over: amounts.over,
        against: amounts.against,
        periods: manner.periods,
        longer_period: manner.longer_period,
        linked: manner.linked,
        geographies: manner.geographies,
        occurs: manner.occurs,
        interval: manner.interval,
        overdispersed: manner.overdispersed,
        sensitive: manner.sensitive,
        breakdowns: manner.breakdowns,
        target: manner.target,
        internal: manner.internal,
        better: better.unwrap_or_default(),
        status: status.unwrap_or_default(),
        aspect: aspect.unwrap_or_default(),
        source: source.map(|text| text.boxed()).unwrap_or_default(),
        measured_in: amounts.unit,
        since,
        until,
        examples,
    };
    Some((indicator, node.place_at("counts")))
}

/// The examples that prove it.
fn examples(
    loading: &Loading<'_>,
    id: &Text<'_>,
    node: &Node<'_>,
    (chapter, known, view): (&str, &Known<'_>, Option<&View>),
    manner: &Manner,
) -> Vec<IndicatorExample> {
    let (periods, breakdowns, linked) = (&manner.periods, &manner.breakdowns, manner.linked);
    let alone = view.filter(|_| node.get("against").is_none());
    proofs::read(loading, id, node, &proofs::Proved { chapter, known, view: alone, periods, breakdowns, linked })
}

/// Which rows are looked at, which of them count, and which of those for the nation.
fn conditions(
    loading: &Loading<'_>,
    node: &Node<'_>,
    known: &Known<'_>,
    view: Option<&View>,
    kind: Option<Kind>,
) -> [Option<Formula>; 3] {
    if kind == Some(Kind::Proportion) && node.get("where").is_none() && node.get("over").is_none() {
        loading.mistakes.at(&node.place, "something is missing", "a proportion says in `where` which part it is");
    }
    ["among", "where", "nationally"].map(|key| condition(loading, node, key, known, view))
}

/// Refuses to count persons where there are none to be told apart.
fn refuse_unlinked(
    loading: &Loading<'_>,
    node: &Node<'_>,
    indicator: &Indicator,
    (known, view): (&Known<'_>, Option<&View>),
    linkage: Option<&Linkage>,
) {
    let place = node.place_at("linked");
    let wrong = |label: &str| loading.mistakes.at(&place, "this cannot be linked", label);
    let Some(linkage) = linkage else {
        // What is wrong with one that cannot be used is noted there.
        if loading.maybe_document("collection.toml").is_none_or(|node| node.get("link").is_none()) {
            wrong("the collection has no `[link]`, which says how persons are known again");
        }
        return;
    };
    if indicator.counts != linkage.counts {
        let (ours, theirs) = (indicator.counts.as_str(), linkage.counts.as_str());
        wrong(&format!("it counts `{ours}`, and `[link]` knows each `{theirs}` again"));
    }
    if !indicator.kind.counts() || indicator.distinct.is_some() {
        wrong("only a number of the row set's subjects can count persons");
    }
    let of = known.returns.get(&linkage.base).and_then(|of| of.field(&linkage.identity));
    if of.is_some_and(linkage::is_identity)
        && view.is_some_and(|view| !view.row_set.columns.contains(&linkage.identity))
    {
        wrong(&format!("the row set does not yield `{}`, by which persons are known", linkage.identity));
    }
}

/// One of several words that must be given.
pub(super) fn chosen<T>(
    node: &Node<'_>,
    key: &'static str,
    of: impl Fn(&str) -> Option<T>,
    known: &[&str],
) -> Option<T> {
    let text = node.text(key)?;
    node.as_word(&text, of, known)
}

/// The word itself, where it is one of these.
pub(super) fn boxed_of<'k>(known: &'k [&'k str]) -> impl Fn(&str) -> Option<Box<str>> + 'k {
    move |text| known.contains(&text).then(|| text.into())
}

fn view<'v>(loading: &Loading<'_>, of: &Text<'_>, views: &'v BTreeMap<Box<str>, View>) -> Option<&'v View> {
    let view = views.get(of.value);
    // A row set whose statement cannot be used is noted there.
    if view.is_none() && loading.folder.file(&format!("views/{}.sql", of.value)).is_none() {
        let advice = nearest(of.value, views.keys().map(|id| &**id));
        loading.mistakes.advise(&of.place, "no such row set", format!("`{}` is not declared", of.value), advice);
    }
    view
}

/// A condition on the row set's rows: `where`, or `among`.
fn condition(
    loading: &Loading<'_>,
    node: &Node<'_>,
    key: &'static str,
    known: &Known<'_>,
    view: Option<&View>,
) -> Option<Formula> {
    let text = node.maybe_text(key)?;
    let scope = Scope {
        columns: &view?.columns,
        scalars: &[],
        codes: known.codes,
        working_days: known.reference.working_days.as_ref(),
        shape: Shape::Rows,
    };
    let compiled = Formula::compile(text.value, scope)
        .map_err(|mistakes| loading.formula_mistakes(&text, "this formula cannot be used", mistakes));
    let condition = compiled.ok()?;
    if condition.windowed {
        loading.mistakes.at(&text.place, "this formula cannot be used", "windows belong in the row set's statement");
    }
    Some(condition)
}

/// The kind of a row set's column.
pub(super) fn column<'v>(loading: &Loading<'_>, text: &Text<'_>, view: &'v View) -> Option<&'v FieldKind> {
    let found = view.columns.iter().find(|(column, _)| **column == *text.value).map(|(_, kind)| kind);
    if found.is_none() {
        let advice = nearest(text.value, view.columns.iter().map(|(column, _)| &**column));
        let label = format!("`{}` is no column of the row set `{}`", text.value, view.row_set.id);
        loading.mistakes.advise(&text.place, "no such column", label, advice);
    }
    found
}
