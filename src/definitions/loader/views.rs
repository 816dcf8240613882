//! Reads row sets: `[row_set.<id>]` in the chapters of indicators, and `views/<id>.sql`.

use std::collections::BTreeMap;

use super::Loading;
use super::indicators::{Known, chosen};
use super::mistakes::Place;
use super::node::{Node, Text};
use crate::definitions::formula::{Schemas, row_set_columns, tables_read};
use crate::definitions::nearest::nearest;
use crate::definitions::{CountsAt, FieldKind, LongerPeriod, RowSet, SubmitterKind};
use crate::diagnostic::Source;
use crate::domain::PeriodKind;

/// The columns of `periods`.
const PERIODS: [(&str, FieldKind); 6] = [
    ("period", FieldKind::Text),
    ("kind", FieldKind::Text),
    ("year", FieldKind::Text),
    ("first_day", FieldKind::Date),
    ("last_day", FieldKind::Date),
    ("d", FieldKind::Date),
];

/// A row set, and the kinds of its columns.
pub(super) struct View {
    /// The row set.
    pub(super) row_set: RowSet,
    /// Its columns; the codes of the base's fields stay codes.
    pub(super) columns: Vec<(Box<str>, FieldKind)>,
}

/// Every row set of every chapter.
pub(super) fn read(
    loading: &Loading<'_>,
    chapters: &[(&str, Node<'_>)],
    known: &Known<'_>,
) -> BTreeMap<Box<str>, View> {
    let schemas = schemas(known);
    let mut views = BTreeMap::new();
    for (name, node) in chapters.iter().flat_map(|(_, chapter)| chapter.tables("row_set")) {
        if views.contains_key(name.value) {
            loading.mistakes.at(&name.place, "this row set stands twice", "another chapter declares it already");
        }
        let view = one(loading, &name, &node, known, &schemas);
        node.done();
        if let Some(view) = view {
            views.insert(name.boxed(), view);
        }
    }
    views
}

/// Every table that a row set may read.
fn schemas(known: &Known<'_>) -> Schemas {
    let mut schemas = Schemas::new();
    for (name, table) in &known.reference.tables {
        schemas.insert(name.clone(), table.typed_columns());
    }
    schemas.insert("periods".into(), PERIODS.map(|(name, kind)| (name.into(), kind)).to_vec());
    for (id, of) in known.returns {
        let mut columns = of.stored_columns();
        for (name, kind) in [
            ("year", FieldKind::Text),
            ("submitter", FieldKind::Text),
            ("authority", FieldKind::Text),
            ("data_to", FieldKind::Date),
            ("_file", FieldKind::Text),
            ("_line", FieldKind::Integer),
        ] {
            // A national return says in a field of its own what is whose, or does not say it at all.
            let nobodys = name == "authority" && of.submitter == SubmitterKind::National;
            if !nobodys && !columns.iter().any(|(column, _)| **column == *name) {
                columns.push((name.into(), kind));
            }
        }
        schemas.insert(id.clone(), columns);
    }
    schemas
}

fn one(loading: &Loading<'_>, name: &Text<'_>, node: &Node<'_>, known: &Known<'_>, schemas: &Schemas) -> Option<View> {
    let base = node.text("base");
    let link = node.texts("link");
    let counts_at = chosen(node, "counts_at", CountsAt::of, &["day", "period"]);
    let (window_months, whole) = (node.count("window_months").unwrap_or_default(), node.flag("whole"));
    let rows_needed = node.flag("rows_needed");
    let longer_period = said_of_longer(node);
    let Some(file) = loading.folder.file(&format!("views/{}.sql", name.value)) else {
        let label = format!("there is no views/{}.sql", name.value);
        loading.mistakes.at(&name.place, "this row set has no statement", label);
        return None;
    };
    let refuse = |mistakes: Vec<crate::definitions::formula::Mistake>| {
        for mistake in mistakes {
            let place = Place { file, span: mistake.span };
            loading.mistakes.advise(&place, "this row set cannot be used", mistake.label, mistake.advice);
        }
    };
    let read = tables_read(&file.text, schemas).map_err(refuse).ok()?;
    let mut columns = row_set_columns(&file.text, schemas).map_err(refuse).ok()?;
    refuse_missing(loading, file, &columns);
    let base = base?;
    let Some(of) = known.returns.get(base.value) else {
        let advice = nearest(base.value, known.returns.keys().map(|id| &**id));
        let label = format!("there is no returns/{}.toml", base.value);
        loading.mistakes.advise(&base.place, "no such return", label, advice);
        return None;
    };
    for (column, kind) in &mut columns {
        let field = of.field(column).map(|field| &field.kind);
        if let (FieldKind::Text, Some(of_field @ (FieldKind::Code(_) | FieldKind::Codes(_)))) = (&*kind, field) {
            *kind = of_field.clone();
        }
    }
    refuse_links(loading, &link, &columns, schemas.get(base.value)?);
    let (returns, others): (Vec<Box<str>>, Vec<Box<str>>) =
        read.into_iter().partition(|table| known.returns.contains_key(table));
    if !returns.contains(&base.boxed()) {
        loading.mistakes.at(&base.place, "this return is not read", "the statement does not read its base");
    }
    if !others.iter().any(|table| &**table == "periods") {
        let label = "the statement does not read `periods`, and so cannot say what is counted when";
        loading.mistakes.at(&Place::top(file), "this row set knows no periods", label);
    }
    let row_set = RowSet {
        id: name.boxed(),
        sql: file.text.as_str().into(),
        returns,
        reference: others.into_iter().filter(|table| &**table != "periods").collect(),
        base: base.boxed(),
        link: link.iter().map(Text::boxed).collect(),
        counts_at: counts_at.unwrap_or(CountsAt::Day),
        rows_needed,
        longer_period,
        window_months,
        whole,
        columns: columns.iter().map(|(column, _)| column.clone()).collect(),
    };
    Some(View { row_set, columns })
}

/// What counts of a longer period are of those of the shorter ones, where that is said.
fn said_of_longer(node: &Node<'_>) -> Option<LongerPeriod> {
    node.word("longer_period", LongerPeriod::of, &LongerPeriod::ALL.map(LongerPeriod::as_str))
}

/// The same of an indicator, which says so itself or leaves it to its row set; of one kind of period, nothing is to be
/// said.
pub(super) fn longer_period(
    loading: &Loading<'_>,
    node: &Node<'_>,
    view: Option<&View>,
    periods: &[PeriodKind],
) -> Option<LongerPeriod> {
    let own = said_of_longer(node);
    let view = view.filter(|_| periods.len() > 1)?;
    let longer = own.or(view.row_set.longer_period);
    if longer.is_none() && node.get("longer_period").is_none() {
        let words = LongerPeriod::ALL.map(|word| format!("`{}`", word.as_str())).join(", ");
        let label = format!("say in `longer_period`, here or in the row set `{}`: {words}", view.row_set.id);
        loading.mistakes.at(&node.place_at("periods"), "nothing says what a year is of its parts", label);
    }
    longer
}

type Columns = [(Box<str>, FieldKind)];

fn refuse_missing(loading: &Loading<'_>, file: &Source, yielded: &Columns) {
    for needed in ["period", "authority", "subject"] {
        if !yielded.iter().any(|(column, _)| **column == *needed) {
            let label = format!("the statement yields no `{needed}`");
            loading.mistakes.at(&Place::top(file), "a column is missing", label);
        }
    }
}

fn refuse_links(loading: &Loading<'_>, link: &[Text<'_>], yielded: &Columns, base: &Columns) {
    for text in link {
        for (columns, whose) in [(yielded, "the row set"), (base, "its base")] {
            if !columns.iter().any(|(column, _)| **column == *text.value) {
                let advice = nearest(text.value, columns.iter().map(|(column, _)| &**column));
                let label = format!("`{}` is no column of {whose}", text.value);
                loading.mistakes.advise(&text.place, "no such column", label, advice);
            }
        }
    }
}
