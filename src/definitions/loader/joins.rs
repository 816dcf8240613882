//! Reads what rules hold rows to elsewhere: other returns, other years, reference tables.

use super::Loading;
use super::node::{Node, Text};
use super::rules::Ground;
use crate::definitions::formula::{Paired, Shape, There, dtype};
use crate::definitions::nearest::nearest;
use crate::definitions::{Demand, FieldKind, Join, Privacy, Return, SubmitterKind, Target, Whose, YearOf};

/// The keys by which a rule looks elsewhere.
const KEYS: [&str; 3] = ["known_in", "joined_to", "previous_year"];

/// Where a rule looks.
pub(super) struct Side<'r> {
    /// It.
    pub(super) to: Target,
    /// What stands before its columns in formulas.
    pub(super) qualifier: Box<str>,
    /// Its columns.
    pub(super) columns: Vec<(Box<str>, FieldKind)>,
    /// The return, where it is one.
    of: Option<&'r Return>,
}

/// Whether a rule looks elsewhere.
pub(super) fn is_joined(node: &Node<'_>) -> bool {
    // All keys are asked for, so that none is unknown.
    KEYS.map(|key| node.get(key).is_some()).contains(&true)
}

/// The join of a rule that has one.
pub(super) fn read(loading: &Loading<'_>, node: &Node<'_>, ground: &Ground<'_>) -> Option<Join> {
    for key in ["table", "unique", "end", "given"] {
        if node.get(key).is_some() {
            let label = format!("`{key}` does not go with `known_in`, `joined_to` and `previous_year`");
            loading.mistakes.at(&node.place_at(key), "this means nothing here", label);
        }
    }
    let (known_in, joined_to) = (node.maybe_text("known_in"), node.table("joined_to"));
    match (known_in, joined_to, node.flag("previous_year")) {
        (Some(text), None, false) => known(loading, node, &text, ground),
        (None, Some(join), false) => joined(loading, node, &join, ground),
        (None, None, true) => previous(loading, node, ground),
        (None, None, false) => None,
        _ => {
            let label = "expected one of `known_in`, `joined_to` and `previous_year`";
            loading.mistakes.at(&node.place, "this rule looks to several sides", label);
            None
        }
    }
}

/// `known_in = "services.service_id"`.
fn known(loading: &Loading<'_>, node: &Node<'_>, text: &Text<'_>, ground: &Ground<'_>) -> Option<Join> {
    if node.get("expect").is_some() {
        let label = "`known_in` demands enough; `joined_to` goes with `expect`";
        loading.mistakes.at(&node.place_at("expect"), "this means nothing here", label);
    }
    let Some((name, column)) = text.value.split_once('.') else {
        let label = "expected a return or reference table and its column, like \"services.service_id\"";
        loading.mistakes.at(&text.place, "this is not a column elsewhere", label);
        return None;
    };
    let side = if ground.around.reference.tables.contains_key(name) && !ground.around.returns.contains_key(name) {
        table_side(loading, text, name, ground)?
    } else {
        return_side(loading, text, name, (YearOf::Same, None), ground)?
    };
    let own = node.texts("columns").into_iter().next()?;
    let pair = pair(loading, text, (own.value, column), &side, ground)?;
    Some(Join { to: side.to, qualifier: side.qualifier, on: vec![pair], filter: None, demand: Demand::Exists })
}

/// `joined_to = { … }`.
fn joined(loading: &Loading<'_>, node: &Node<'_>, join: &Node<'_>, ground: &Ground<'_>) -> Option<Join> {
    let side = side(loading, join, ground);
    let (on, valid_on, filter) = (join.texts("on"), join.maybe_text("valid_on"), join.maybe_text("where"));
    if join.get("on").is_none() {
        join.missing("on");
    }
    join.done();
    let expect = node.text("expect");
    let side = side?;
    let on: Vec<Option<(Box<str>, Box<str>)>> = on.iter().map(|text| matched(loading, text, &side, ground)).collect();
    let demand = expect.and_then(|text| demand(loading, &text, &side, ground));
    let filter = filter.map(|text| belongs(loading, &text, &side, ground));
    let valid = valid_on.map(|text| valid(loading, &text, &side, ground));
    let filter = match (filter, valid) {
        (Some(filter), Some(valid)) => Some(valid?.and(&filter?)),
        (Some(one), None) | (None, Some(one)) => Some(one?),
        (None, None) => None,
    };
    let on = on.into_iter().collect::<Option<Vec<_>>>()?;
    Some(Join { to: side.to, qualifier: side.qualifier, on, filter, demand: demand? })
}

/// `previous_year = true`.
fn previous(loading: &Loading<'_>, node: &Node<'_>, ground: &Ground<'_>) -> Option<Join> {
    let text = node.text("expect")?;
    let of = ground.of;
    let to = Target::Return { id: of.id.clone(), year: YearOf::Previous, whose: Whose::Own };
    let side = Side { to, qualifier: "prev".into(), columns: of.columns_elsewhere(), of: Some(of) };
    let key = of.key.iter().filter_map(|at| of.fields.get(*at)).map(|field| (field.name.clone(), field.name.clone()));
    let demand = demand(loading, &text, &side, ground)?;
    Some(Join { to: side.to, qualifier: side.qualifier, on: key.collect(), filter: None, demand })
}

/// `return` or `table`, with `year` and `of`.
pub(super) fn side<'r>(loading: &Loading<'_>, node: &Node<'_>, ground: &Ground<'r>) -> Option<Side<'r>> {
    let (return_, table) = (node.maybe_text("return"), node.maybe_text("table"));
    let year = node.word("year", |word| (word == "previous").then_some(YearOf::Previous), &["previous"]);
    let whose = node.word("of", whose, &["own", "others", "all"]);
    match (return_, table) {
        (Some(text), None) => {
            if whose == Some(Whose::Others) && is_national(loading, node, &text, ground) {
                return None;
            }
            return_side(loading, &text, text.value, (year.unwrap_or(YearOf::Same), whose), ground)
        }
        (None, Some(text)) => {
            if year.is_some() || whose.is_some() {
                let key = if year.is_some() { "year" } else { "of" };
                let label = "a reference table is of no year and nobody's";
                loading.mistakes.at(&node.place_at(key), "this means nothing here", label);
            }
            table_side(loading, &text, text.value, ground)
        }
        _ => {
            let label = "expected `return` or `table`";
            loading.mistakes.at(&node.place, "this leads nowhere, or to several places", label);
            None
        }
    }
}

fn whose(word: &str) -> Option<Whose> {
    match word {
        "own" => Some(Whose::Own),
        "others" => Some(Whose::Others),
        "all" => Some(Whose::All),
        _ => None,
    }
}

/// Whether there can be no others, which is noted.
fn is_national(loading: &Loading<'_>, node: &Node<'_>, text: &Text<'_>, ground: &Ground<'_>) -> bool {
    let other = ground.around.returns.get(text.value);
    let national = [Some(ground.of), other].into_iter().flatten().any(|of| of.submitter == SubmitterKind::National);
    if national {
        let label = "a national return has one sender, and no others";
        loading.mistakes.at(&node.place_at("of"), "there are no others", label);
    }
    national
}

fn return_side<'r>(
    loading: &Loading<'_>,
    text: &Text<'_>,
    name: &str,
    (year, whose): (YearOf, Option<Whose>),
    ground: &Ground<'r>,
) -> Option<Side<'r>> {
    let Some(of) = ground.around.returns.get(name) else {
        let known = ground.around.returns.keys().chain(ground.around.reference.tables.keys());
        let advice = nearest(name, known.map(|id| &**id));
        loading.mistakes.advise(&text.place, "no such return", format!("`{name}` is not declared"), advice);
        return None;
    };
    let whose = match (ground.of.submitter, of.submitter) {
        (_, SubmitterKind::National) => Whose::Own,
        (SubmitterKind::National, SubmitterKind::Authority) => Whose::All,
        (SubmitterKind::Authority, SubmitterKind::Authority) => whose.unwrap_or(Whose::Own),
    };
    let qualifier = if year == YearOf::Previous { "prev".into() } else { of.id.clone() };
    let to = Target::Return { id: of.id.clone(), year, whose };
    Some(Side { to, qualifier, columns: of.columns_elsewhere(), of: Some(of) })
}

fn table_side<'r>(loading: &Loading<'_>, text: &Text<'_>, name: &str, ground: &Ground<'r>) -> Option<Side<'r>> {
    let Some(table) = ground.around.reference.tables.get(name) else {
        let advice = nearest(name, ground.around.reference.tables.keys().map(|name| &**name));
        loading.mistakes.advise(&text.place, "no such table", format!("there is no reference/{name}.csv"), advice);
        return None;
    };
    Some(Side { to: Target::Table(name.into()), qualifier: name.into(), columns: table.typed_columns(), of: None })
}

/// `own` or `own = there`.
fn matched(
    loading: &Loading<'_>,
    text: &Text<'_>,
    side: &Side<'_>,
    ground: &Ground<'_>,
) -> Option<(Box<str>, Box<str>)> {
    let (own, far) = text.value.split_once('=').unwrap_or((text.value, text.value));
    pair(loading, text, (own.trim(), far.trim()), side, ground)
}

/// Two columns that can be equal.
fn pair(
    loading: &Loading<'_>,
    text: &Text<'_>,
    (own, far): (&str, &str),
    side: &Side<'_>,
    ground: &Ground<'_>,
) -> Option<(Box<str>, Box<str>)> {
    let kind = |of: &str, name: &str, columns: &[(Box<str>, FieldKind)]| {
        let found = columns.iter().find(|(column, _)| **column == *name).map(|(_, kind)| kind.clone());
        if found.is_none() {
            let advice = nearest(name, columns.iter().map(|(column, _)| &**column));
            let label = format!("{of} has no column `{name}`");
            loading.mistakes.advise(&text.place, "no such column", label, advice);
        }
        found
    };
    let near = kind(&format!("`{}`", ground.of.id), own, &ground.columns);
    let there = kind(&format!("`{}`", side.qualifier), far, &side.columns);
    let (near, there) = (near?, there?);
    let why = if dtype(&near) == dtype(&there) {
        unequal_pseudonyms(own, far, side, ground)
    } else {
        Some("they are of different kinds")
    };
    if let Some(why) = why {
        let label = format!("`{own}` and `{}.{far}`: {why}", side.qualifier);
        loading.mistakes.at(&text.place, "these columns are never equal", label);
        return None;
    }
    Some((own.into(), far.into()))
}

/// Why the pseudonyms in two columns would never be equal.
fn unequal_pseudonyms(own: &str, far: &str, side: &Side<'_>, ground: &Ground<'_>) -> Option<&'static str> {
    let pseudonym = |of: &Return, name: &str| match of.field(name).map(|field| field.privacy.clone()) {
        Some(Privacy::Pseudonym { kind, national }) => Some((kind, national)),
        _ => None,
    };
    let there = side.of.and_then(|of| pseudonym(of, far));
    match (pseudonym(ground.of, own), there) {
        (None, None) => None,
        (Some((own, own_national)), Some((far, far_national))) => {
            let across = matches!(side.to, Target::Return { whose: Whose::Others | Whose::All, .. })
                || side.of.is_some_and(|of| of.submitter != ground.of.submitter);
            if own != far || own_national != far_national {
                Some("they are pseudonyms of different kinds")
            } else if across && !own_national {
                Some("they are pseudonyms within one authority, and the rows are of several")
            } else {
                None
            }
        }
        _ => Some("one is a pseudonym and the other is not"),
    }
}

/// `exists`, `none` or a condition.
fn demand(loading: &Loading<'_>, text: &Text<'_>, side: &Side<'_>, ground: &Ground<'_>) -> Option<Demand> {
    match text.value.trim() {
        "exists" => return Some(Demand::Exists),
        "none" => return Some(Demand::None),
        _ => {}
    }
    let paired = paired(loading, text, side, ground)?;
    if paired.there.is_empty() && paired.aggregates.is_empty() {
        let label = format!("it says nothing of `{}`; \"exists\" and \"none\" stand by themselves", side.qualifier);
        loading.mistakes.at(&text.place, "this formula cannot be used", label);
        return None;
    }
    Some(if paired.aggregates.is_empty() { Demand::Every(paired) } else { Demand::Together(paired) })
}

/// Which pairs belong together.
fn belongs(loading: &Loading<'_>, text: &Text<'_>, side: &Side<'_>, ground: &Ground<'_>) -> Option<Paired> {
    let paired = paired(loading, text, side, ground)?;
    if !paired.aggregates.is_empty() {
        let label = "`where` says of each pair whether it belongs: aggregates stand in `expect`";
        loading.mistakes.at(&text.place, "this formula cannot be used", label);
        return None;
    }
    Some(paired)
}

fn paired(loading: &Loading<'_>, text: &Text<'_>, side: &Side<'_>, ground: &Ground<'_>) -> Option<Paired> {
    let mut columns = side.columns.clone();
    if side.of.is_some() {
        // By its line a row is told from the others of its submission.
        columns.push(("_line".into(), FieldKind::Integer));
    }
    let other = There { qualifier: &side.qualifier, columns: &columns };
    let compiled = Paired::compile(text.value, ground.scope(Shape::Rows), other);
    compiled.map_err(|mistakes| loading.formula_mistakes(text, "this formula cannot be used", mistakes)).ok()
}

/// `valid_on = "start_date"`: the row of the table that holds on that day. A table says from when until when a row holds
/// in `since` and `until` (the first day on which it no longer does) or in `valid_from` and `valid_to` (the last day on
/// which it does); blank means always.
fn valid(loading: &Loading<'_>, day: &Text<'_>, side: &Side<'_>, ground: &Ground<'_>) -> Option<Paired> {
    let refuse = |label: String| {
        loading.mistakes.at(&day.place, "this cannot be told", label);
    };
    let Target::Table(table) = &side.to else {
        refuse("only the rows of a reference table are valid from a day until a day".to_owned());
        return None;
    };
    let column = ground.columns.iter().find(|(name, _)| **name == *day.value);
    if column.is_none_or(|(_, kind)| *kind != FieldKind::Date) {
        let dates = ground.columns.iter().filter(|(_, kind)| *kind == FieldKind::Date).map(|(name, _)| &**name);
        let label = format!("`{}` is no date of this return", day.value);
        loading.mistakes.advise(&day.place, "no such day", label, nearest(day.value, dates));
        return None;
    }
    let day_ = day.value;
    let bounds = [("since", "<="), ("valid_from", "<="), ("until", ">"), ("valid_to", ">=")];
    let known = bounds.iter().filter(|(name, _)| side.columns.iter().any(|(column, _)| **column == **name));
    let mut conditions = Vec::new();
    for (name, operator) in known {
        if !side.columns.iter().any(|(column, kind)| **column == **name && *kind == FieldKind::Date) {
            refuse(format!("`{name}` of the table `{table}` holds more than days"));
            return None;
        }
        conditions.push(format!("({table}.{name} IS NULL OR {table}.{name} {operator} {day_})"));
    }
    if conditions.is_empty() {
        refuse(format!("the table `{table}` has neither `since` and `until` nor `valid_from` and `valid_to`"));
        return None;
    }
    let text = conditions.join(" AND ");
    let other = There { qualifier: &side.qualifier, columns: &side.columns };
    Paired::compile(&text, ground.scope(Shape::Rows), other)
        .map_err(|mistakes| mistakes.into_iter().for_each(|mistake| refuse(mistake.label)))
        .ok()
}
