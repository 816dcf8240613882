//! Reads `[link]` of `collection.toml`, which a collection need not have.

use std::collections::BTreeMap;

use super::Loading;
use super::indicators::{Known, chosen};
use super::node::{Node, Text};
use crate::definitions::formula::{Formula, Scope, Shape};
use crate::definitions::linkage::{Confidence, Linkage, Side, Transfer, Way};
use crate::definitions::nearest::nearest;
use crate::definitions::{Counts, Field, FieldKind, Privacy, Return, SubmitterKind};

/// The most days by which a departure and an arrival may differ: beyond a month, it is no transfer.
const MOST_DAYS: u32 = 31;

/// How persons are linked; what is wrong is noted.
pub(super) fn read(loading: &mut Loading<'_>, known: &Known<'_>) -> Option<Linkage> {
    let node = loading.maybe_document("collection.toml")?.table("link")?;
    let base = node.text("base");
    let of = base.as_ref().and_then(|base| base_of(loading, base, known.returns));
    let identity = node.text("identity");
    if let (Some(identity), Some(of)) = (&identity, of) {
        refuse_identity(loading, identity, of);
    }
    let counts = chosen(&node, "counts", Counts::of, &Counts::ALL.map(Counts::as_str));
    let nodes = node.list("way");
    if nodes.is_empty() {
        node.missing("way");
    }
    let mut ways: Vec<Way> = Vec::new();
    for way in &nodes {
        let Some(read) = one(loading, way, of, known) else { continue };
        if ways.iter().any(|known| known.id == read.id) {
            loading.mistakes.at(&way.place_at("id"), "this way stands twice", "another one is called so already");
        }
        ways.push(read);
    }
    node.done();
    Some(Linkage { base: base?.boxed(), identity: identity?.boxed(), counts: counts?, ways })
}

fn base_of<'k>(loading: &Loading<'_>, base: &Text<'_>, returns: &'k BTreeMap<Box<str>, Return>) -> Option<&'k Return> {
    let Some(of) = returns.get(base.value) else {
        let label = format!("there is no returns/{}.toml", base.value);
        let advice = nearest(base.value, returns.keys().map(|id| &**id));
        loading.mistakes.advise(&base.place, "no such return", label, advice);
        return None;
    };
    if of.submitter == SubmitterKind::National {
        let label = format!("`{}` is national: it has no authorities between which to link", base.value);
        loading.mistakes.at(&base.place, "nobody can be linked here", label);
        return None;
    }
    Some(of)
}

/// The identity is what one authority calls a person: a pseudonym of its own.
fn refuse_identity(loading: &Loading<'_>, identity: &Text<'_>, of: &Return) {
    let Some(field) = field(loading, identity, of) else { return };
    if !is_identity(field) {
        let label = format!("`{}` is not kept as a pseudonym within its authority", identity.value);
        loading.mistakes.at(&identity.place, "this identifies nobody", label);
    }
}

/// Whether a field is what one authority, and no other, calls a person.
pub(super) fn is_identity(field: &Field) -> bool {
    matches!(field.privacy, Privacy::Pseudonym { national: false, .. })
}

fn one<'a>(loading: &mut Loading<'a>, node: &Node<'a>, of: Option<&Return>, known: &Known<'_>) -> Option<Way> {
    let (id, title) = (node.text("id"), node.text("title"));
    if let (Some(id), Some(title)) = (&id, &title) {
        loading.english(format!("link.{}.title", id.value), title);
    }
    let trusted = |text: &str| Confidence::ALL.into_iter().find(|one| one.as_str() == text);
    let confidence = chosen(node, "confidence", trusted, &Confidence::ALL.map(Confidence::as_str));
    let same = node.texts("same");
    if same.is_empty() {
        node.missing("same");
    }
    let is_transfer = ["left", "arrived", "within_days"].into_iter().any(|key| node.get(key).is_some());
    let transfer = if is_transfer { Some(transfer(loading, node, of, known)) } else { None };
    node.done();
    refuse_same(loading, node, &same, of?, is_transfer);
    Some(Way {
        id: id?.boxed(),
        title: title?.boxed(),
        confidence: confidence?,
        same: same.iter().map(Text::boxed).collect(),
        transfer: match transfer {
            Some(transfer) => Some(transfer?),
            None => None,
        },
    })
}

/// Refuses columns that cannot be the same in two authorities, and those that tell nobody apart.
fn refuse_same(loading: &Loading<'_>, node: &Node<'_>, same: &[Text<'_>], of: &Return, is_transfer: bool) {
    let stored = of.stored_columns();
    let mut identifies = is_transfer || same.is_empty();
    for text in same {
        if !stored.iter().any(|(column, _)| **column == *text.value) {
            no_such_column(loading, text, of);
            identifies = true;
            continue;
        }
        let Some(field) = of.field(text.value) else { continue };
        if is_identity(field) {
            let label = format!("pseudonyms of `{}` differ between authorities", text.value);
            loading.mistakes.at(&text.place, "this is never the same", label);
            identifies = true;
        }
        identifies |= field.kind == FieldKind::Id;
    }
    if !identifies {
        let label = "without `left` and `arrived`, one of these must be an identifier that is the same everywhere";
        loading.mistakes.at(&node.place_at("same"), "this tells nobody apart", label);
    }
}

fn transfer(loading: &Loading<'_>, node: &Node<'_>, of: Option<&Return>, known: &Known<'_>) -> Option<Transfer> {
    let [left, arrived] = ["left", "arrived"].map(|key| {
        let Some(node) = node.table(key) else {
            node.missing(key);
            return None;
        };
        let side = side(loading, &node, of, known);
        node.done();
        side
    });
    let within_days = node.count("within_days");
    if node.get("within_days").is_none() {
        node.missing("within_days");
    }
    if within_days.is_some_and(|days| days > MOST_DAYS) {
        let label = format!("beyond {MOST_DAYS} days, it is no transfer");
        loading.mistakes.at(&node.place_at("within_days"), "this is too long", label);
    }
    Some(Transfer { left: left?, arrived: arrived?, within_days: within_days? })
}

fn side(loading: &Loading<'_>, node: &Node<'_>, of: Option<&Return>, known: &Known<'_>) -> Option<Side> {
    let (on, condition) = (node.text("on"), node.maybe_text("where"));
    let of = of?;
    if let Some(on) = &on
        && let Some(field) = field(loading, on, of)
    {
        if field.kind != FieldKind::Date {
            loading.mistakes.at(&on.place, "this is no day", format!("`{}` is not a date", on.value));
        } else if field.privacy == Privacy::Month {
            let label = format!("`{}` is stored as its month", on.value);
            loading.mistakes.at(&on.place, "this is no day", label);
        }
    }
    let condition = match condition {
        Some(text) => Some(condition_of(loading, &text, of, known)?),
        None => None,
    };
    Some(Side { on: on?.boxed(), condition })
}

fn condition_of(loading: &Loading<'_>, text: &Text<'_>, of: &Return, known: &Known<'_>) -> Option<Formula> {
    let columns = of.stored_columns();
    let scope = Scope {
        columns: &columns,
        scalars: &[],
        codes: known.codes,
        working_days: known.reference.working_days.as_ref(),
        shape: Shape::Rows,
    };
    let title = "this formula cannot be used";
    let compiled = Formula::compile(text.value, scope);
    let condition = compiled.map_err(|mistakes| loading.formula_mistakes(text, title, mistakes)).ok()?;
    if condition.windowed {
        loading.mistakes.at(&text.place, title, "a row shows by itself that somebody left or arrived");
    }
    Some(condition)
}

/// The stored field of this name.
fn field<'r>(loading: &Loading<'_>, text: &Text<'_>, of: &'r Return) -> Option<&'r Field> {
    let found = of.field(text.value).filter(|field| field.privacy != Privacy::Drop);
    if found.is_none() {
        no_such_column(loading, text, of);
    }
    found
}

fn no_such_column(loading: &Loading<'_>, text: &Text<'_>, of: &Return) {
    let stored = of.stored_columns();
    let label = format!("`{}` is no column that is stored of `{}`", text.value, of.id);
    let advice = nearest(text.value, stored.iter().map(|(column, _)| &**column));
    loading.mistakes.advise(&text.place, "no such column", label, advice);
}
