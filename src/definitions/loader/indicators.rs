//! Reads `indicators/<chapter>.toml`.

use std::collections::{BTreeMap, BTreeSet};

use super::mistakes::Place;
use super::node::{Node, Text};
use super::views::View;
use super::{Loading, collection, linkage, proofs, views};
use crate::definitions::formula::{Formula, Scope, Shape};
use crate::definitions::nearest::nearest;
use crate::definitions::{
    Breakdown, CodeList, Counts, External, FieldKind, Indicator, Linkage, Reference, Return, RowSet,
};
use crate::domain::{Kind, PeriodKind};

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
            if indicators.iter().any(|(known, _)| *known.id == *id.value) {
                loading.mistakes.at(&id.place, "this indicator stands twice", "another chapter declares it already");
            }
            let read = one(loading, chapter, &id, &indicator, known, &views);
            if let Some((read, _)) = read.as_ref().filter(|(read, _)| read.linked) {
                let view = views.get(&read.of);
                refuse_unlinked(loading, &indicator, read, (known, view), linkage);
            }
            indicators.extend(read);
            indicator.done();
        }
        node.done();
    }
    (views.into_iter().map(|(id, view)| (id, view.row_set)).collect(), indicators)
}

fn one<'a>(
    loading: &mut Loading<'a>,
    chapter: &str,
    id: &Text<'a>,
    node: &Node<'a>,
    known: &Known<'_>,
    views: &BTreeMap<Box<str>, View>,
) -> Option<Placed<'a>> {
    let [title, definition] = ["title", "definition"].map(|key| {
        let text = node.text(key)?;
        loading.english(format!("indicator.{}.{key}", id.value), &text);
        Some(text.boxed())
    });
    let kind = chosen(node, "kind", kind, &["count", "proportion", "rate", "sum"]);
    let counts = chosen(node, "counts", collection::counts, &Counts::ALL.map(Counts::as_str));
    let better = chosen(node, "better", boxed_of(&["lower", "higher", "neutral"]), &["lower", "higher", "neutral"]);
    let status =
        chosen(node, "status", boxed_of(&["official", "adapted", "proposed"]), &["official", "adapted", "proposed"]);
    let aspects = ["before", "in", "after", "all"];
    let aspect = chosen(node, "aspect", boxed_of(&aspects), &aspects);
    let source = node.maybe_text("source").map(|text| text.boxed()).unwrap_or_default();
    let version = node.count("version").unwrap_or(1);
    let (since, until) = (node.parsed("since"), node.parsed("until"));
    let periods = periods(node);
    let of = node.text("of");
    let view = of.as_ref().and_then(|of| view(loading, of, views));
    let condition = condition(loading, node, known, view, kind);
    let measure = measure(loading, node, view, kind);
    let external = external(loading, node, known, kind);
    let breakdowns = breakdowns(loading, node, known, view);
    let linked = node.flag("linked");
    let proved = proofs::Proved { chapter, known, view, periods: &periods, breakdowns: &breakdowns, linked };
    let examples = proofs::read(loading, id, node, &proved);
    let counts_place = node.place_at("counts");
    let indicator = Indicator {
        id: id.boxed(),
        version,
        chapter: chapter.into(),
        title: title.unwrap_or_default(),
        definition: definition.unwrap_or_default(),
        kind: kind?,
        counts: counts?,
        of: of?.boxed(),
        condition,
        measure,
        external,
        periods,
        linked,
        breakdowns,
        better: better.unwrap_or_default(),
        status: status.unwrap_or_default(),
        aspect: aspect.unwrap_or_default(),
        source,
        since,
        until,
        examples,
    };
    Some((indicator, counts_place))
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
    if indicator.kind == Kind::Sum {
        wrong("a sum of a measure does not count persons");
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

fn kind(text: &str) -> Option<Kind> {
    [Kind::Count, Kind::Proportion, Kind::Rate, Kind::Sum].into_iter().find(|kind| kind.as_str() == text)
}

fn periods(node: &Node<'_>) -> Vec<PeriodKind> {
    let texts = node.texts("periods");
    if texts.is_empty() {
        node.missing("periods");
    }
    texts.iter().filter_map(|text| node.as_word(text, PeriodKind::of, &["year", "quarter", "month"])).collect()
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

fn condition(
    loading: &Loading<'_>,
    node: &Node<'_>,
    known: &Known<'_>,
    view: Option<&View>,
    kind: Option<Kind>,
) -> Option<Formula> {
    let Some(text) = node.maybe_text("where") else {
        if kind == Some(Kind::Proportion) {
            loading.mistakes.at(&node.place, "something is missing", "a proportion says in `where` which part it is");
        }
        return None;
    };
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

fn measure(loading: &Loading<'_>, node: &Node<'_>, view: Option<&View>, kind: Option<Kind>) -> Option<Box<str>> {
    let text = node.maybe_text("measure");
    match (&text, kind) {
        (None, Some(Kind::Sum)) => node.missing("measure"),
        (Some(text), Some(Kind::Count | Kind::Proportion | Kind::Rate)) => {
            loading.mistakes.at(&text.place, "this means nothing here", "a measure belongs to the kind `sum`");
        }
        _ => {}
    }
    let text = text?;
    if let Some(view) = view {
        let of = column(loading, &text, view)?;
        if !matches!(of, FieldKind::Integer | FieldKind::Decimal) {
            loading.mistakes.at(&text.place, "this column is not a number", "only numbers can be summed");
        }
    }
    Some(text.boxed())
}

/// The kind of a row set's column.
fn column<'v>(loading: &Loading<'_>, text: &Text<'_>, view: &'v View) -> Option<&'v FieldKind> {
    let found = view.columns.iter().find(|(column, _)| **column == *text.value).map(|(_, kind)| kind);
    if found.is_none() {
        let advice = nearest(text.value, view.columns.iter().map(|(column, _)| &**column));
        let label = format!("`{}` is no column of the row set `{}`", text.value, view.row_set.id);
        loading.mistakes.advise(&text.place, "no such column", label, advice);
    }
    found
}

fn external(loading: &Loading<'_>, node: &Node<'_>, known: &Known<'_>, kind: Option<Kind>) -> Option<External> {
    let external = node.table("external");
    match (&external, kind) {
        (None, Some(Kind::Rate)) => node.missing("external"),
        (Some(external), Some(Kind::Count | Kind::Proportion | Kind::Sum)) => {
            loading.mistakes.at(&external.place, "this means nothing here", "`external` belongs to the kind `rate`");
        }
        _ => {}
    }
    let external = external?;
    let (table, column) = (external.text("table"), external.text("column"));
    let per = external.count("per").filter(|per| *per > 0).unwrap_or(1);
    external.done();
    let (table, column) = (table?, column?);
    let Some(found) = known.reference.tables.get(table.value) else {
        let advice = nearest(table.value, known.reference.tables.keys().map(|name| &**name));
        loading.mistakes.advise(
            &table.place,
            "no such table",
            format!("there is no reference/{}.csv", table.value),
            advice,
        );
        return None;
    };
    if !found.columns.iter().any(|name| **name == *column.value) {
        let advice = nearest(column.value, found.columns.iter().map(|name| &**name));
        let label = format!("`{}` is no column of `{}`", column.value, table.value);
        loading.mistakes.advise(&column.place, "no such column", label, advice);
    }
    Some(External { table: table.boxed(), column: column.boxed(), per })
}

fn breakdowns(loading: &Loading<'_>, node: &Node<'_>, known: &Known<'_>, view: Option<&View>) -> Vec<Breakdown> {
    let mut met = BTreeSet::new();
    let mut breakdowns = Vec::new();
    for text in node.texts("breakdowns") {
        if !met.insert(text.value) {
            loading.mistakes.at(&text.place, "this breakdown stands twice", "leave it out");
        }
        let kind = view.and_then(|view| column(loading, &text, view));
        let list = match kind {
            Some(FieldKind::Code(list) | FieldKind::Codes(list)) => Some(list.clone()),
            _ => Some(text.boxed()).filter(|list| known.codes.contains_key(list)),
        };
        breakdowns.push(Breakdown { column: text.boxed(), list });
    }
    breakdowns
}
