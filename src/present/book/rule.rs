//! Rules as the book tells them: the SQL of what is demanded, and what of it SQL does not say, in words.

use super::super::voice::Voice;
use super::field::{column_title, per_cent};
use super::title;
use crate::definitions::{
    Check, Demand, Given, Join, Most, Return, RowsOf, Rule, SubmitterKind, Target, Whose, YearOf,
};
use crate::domain::Year;

/// The SQL of a rule, part by part. Blank where the rule has no such part.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Sql {
    /// Where it applies.
    pub(super) when: String,
    /// What must be TRUE.
    pub(super) expect: String,
    /// Which rows elsewhere belong to a row.
    pub(super) belongs: String,
    /// Scalars from elsewhere, each with its name.
    pub(super) given: Vec<(String, String)>,
}

/// A rule's SQL.
pub(super) fn sql(of: &Return, rule: &Rule) -> Sql {
    let when = rule.when.as_ref().map(|when| when.text.to_string()).unwrap_or_default();
    let only = |expect: String| Sql { when: when.clone(), expect, ..Sql::default() };
    match &rule.check {
        Check::Row(expect) | Check::Group(expect) => only(expect.text.to_string()),
        Check::Unique { .. } => {
            let key = of.key.iter().filter_map(|at| of.fields.get(*at)).map(|field| &*field.name);
            only(format!("COUNT(*) OVER (PARTITION BY {}) = 1", key.collect::<Vec<_>>().join(", ")))
        }
        Check::Joined(join) => {
            let belongs = belongs(join);
            let there = source(&join.to, &join.qualifier);
            let expect = match &join.demand {
                Demand::Exists => format!("EXISTS (SELECT * FROM {there} WHERE {belongs})"),
                Demand::None => format!("NOT EXISTS (SELECT * FROM {there} WHERE {belongs})"),
                Demand::Every(each) | Demand::Together(each) => each.text.to_string(),
            };
            Sql { belongs, ..only(expect) }
        }
        Check::Table(scalar) => {
            let given = scalar.given.iter().map(|(name, given)| (name.to_string(), select(given))).collect();
            Sql { given, ..only(scalar.formula.text.to_string()) }
        }
    }
}

/// `placements`, or `placements AS prev` where it is called otherwise.
fn source(to: &Target, called: &str) -> String {
    let (Target::Return { id: name, .. } | Target::Table(name)) = to;
    if **name == *called { name.to_string() } else { format!("{name} AS {called}") }
}

fn belongs(join: &Join) -> String {
    let equal = |(own, there): &(Box<str>, Box<str>)| format!("{}.{there} = {own}", join.qualifier);
    let mut parts: Vec<String> = join.on.iter().map(equal).collect();
    if let Some(filter) = &join.filter {
        parts.push(if parts.is_empty() { filter.text.to_string() } else { format!("({})", filter.text) });
    }
    if parts.is_empty() { "TRUE".to_owned() } else { parts.join(" AND ") }
}

fn select(given: &Given) -> String {
    let (Target::Return { id: name, .. } | Target::Table(name)) = &given.to;
    let filter = given.filter.as_ref().map(|filter| format!(" WHERE {}", filter.text)).unwrap_or_default();
    format!("SELECT {} FROM {name}{filter}", given.value.text)
}

/// What the SQL of a rule does not say: whose rows are looked at, where, and what follows.
pub(super) fn sentences(voice: &Voice<'_>, of: &Return, rule: &Rule) -> Vec<String> {
    let mut said = Vec::new();
    if rule.rows == RowsOf::PreviousYear {
        said.push(voice.say("book-rows-previous"));
    }
    match &rule.check {
        Check::Row(_) => {}
        Check::Group(_) => said.push(voice.say("book-group")),
        Check::Unique { end } => said.extend(unique(voice, of, *end)),
        Check::Joined(join) => {
            let demand = match join.demand {
                Demand::Exists => "book-joined-exists",
                Demand::None => "book-joined-none",
                Demand::Every(_) => "book-joined-every",
                Demand::Together(_) => "book-joined-together",
            };
            said.push(voice.tell_texts(demand, &[("where", &place(voice, of, &join.to))]));
        }
        Check::Table(scalar) => {
            said.push(voice.say("book-table"));
            for (name, given) in &scalar.given {
                let place = place(voice, of, &given.to);
                said.push(voice.tell_texts("book-given", &[("name", name), ("where", &place)]));
            }
        }
    }
    said.extend(rule.fatal_if.map(|most| refuses(voice, most)));
    said
}

fn unique(voice: &Voice<'_>, of: &Return, end: Option<usize>) -> [String; 2] {
    let key = super::field::key(voice, of);
    let stands = match end.and_then(|at| of.fields.get(at)) {
        Some(end) => voice.tell_texts("book-unique-end", &[("end", &column_title(voice, of, &end.name))]),
        None => voice.say("book-unique-first"),
    };
    [voice.tell_texts("book-unique", &[("key", &key)]), stands]
}

/// Where a rule looks, as seen from a return: whose rows, and of which year.
pub(super) fn place(voice: &Voice<'_>, of: &Return, to: &Target) -> String {
    let (id, year, whose) = match to {
        Target::Table(name) => return voice.tell_texts("book-where-table", &[("title", name)]),
        Target::Return { id, year, whose } => (id, year, whose),
    };
    let Some(there) = voice.definitions.returns.get(id) else { return id.to_string() };
    let whose = match (there.submitter, of.submitter) {
        (SubmitterKind::National, _) => "national",
        (SubmitterKind::Authority, SubmitterKind::National) => "all",
        (SubmitterKind::Authority, SubmitterKind::Authority) => match whose {
            Whose::Own => "own",
            Whose::Others => "others",
            Whose::All => "all",
        },
    };
    let year = match year {
        YearOf::Same => "",
        YearOf::Previous => "-previous",
    };
    voice.tell_texts(&format!("book-where-{whose}{year}"), &[("title", &title(voice, there))])
}

fn refuses(voice: &Voice<'_>, most: Most) -> String {
    match most {
        Most::Share(share) => voice.tell_texts("book-refuses-share", &[("share", &per_cent(share))]),
        Most::Rows(rows) => voice.tell_count("book-refuses-rows", rows),
    }
}

/// The years in which a rule or code holds; blank, where it is all.
pub(super) fn years(voice: &Voice<'_>, since: Option<Year>, until: Option<Year>) -> String {
    match (since, until) {
        (None, None) => String::new(),
        (Some(since), None) => voice.tell_texts("book-since", &[("year", &since.to_string())]),
        (None, Some(until)) => voice.tell_texts("book-until", &[("year", &until.to_string())]),
        (Some(since), Some(until)) => {
            voice.tell_texts("book-since-until", &[("from", &since.to_string()), ("to", &until.to_string())])
        }
    }
}
