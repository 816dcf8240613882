//! Reads `accepted.csv`, which a collection need not have.

use std::collections::{BTreeMap, BTreeSet};

use super::Loading;
use super::sheet::{Row, Sheet};
use crate::definitions::nearest::nearest;
use crate::definitions::{Explained, Reference, Return, Rule, SubmitterKind};
use crate::diagnostic::Severity;
use crate::domain::{Date, Submitter, Year, parse_iso_date};

const COLUMNS: [&str; 6] = ["rule", "submitter", "year", "reason", "by", "until"];

type Returns = BTreeMap<Box<str>, Return>;

/// What an explanation may refer to.
struct Known<'a> {
    years: &'a [Year],
    returns: &'a Returns,
    reference: &'a Reference,
}

/// Every explanation, in the order of the file.
pub(super) fn read(loading: &Loading<'_>, years: &[Year], returns: &Returns, reference: &Reference) -> Vec<Explained> {
    let Some(file) = loading.folder.file(Explained::FILE) else { return Vec::new() };
    let sheet = Sheet::of_file(file, loading.mistakes);
    sheet.knows_only(&COLUMNS, loading.mistakes);
    if COLUMNS.iter().filter(|name| sheet.needs(name, loading.mistakes).is_none()).count() > 0 {
        return Vec::new();
    }
    let known = Known { years, returns, reference };
    let mut before = BTreeSet::new();
    let mut all = Vec::new();
    for row in &sheet.rows {
        let Some(one) = explained(loading, &sheet, row, &known) else { continue };
        if before.insert((one.rule.clone(), one.submitter.clone(), one.year)) {
            all.push(one);
        } else {
            let label = format!("`{}` of {} in {} is explained already", one.rule, one.submitter, one.year);
            loading.mistakes.at(&row.place, "this stands twice", label);
        }
    }
    all
}

/// One row; None where anything in it is wrong, which is noted.
fn explained(loading: &Loading<'_>, sheet: &Sheet<'_>, row: &Row<'_>, known: &Known<'_>) -> Option<Explained> {
    let cell = |name: &str| row.cell(sheet.column(name));
    // All of them are looked at, so that all mistakes of a row are told at once.
    let rule = rule(loading, row, cell("rule"), known.returns);
    let submitter = submitter(loading, row, cell("submitter"), known.reference);
    let year = year(loading, row, cell("year"), known.years);
    let [reason, by] = ["reason", "by"].map(|name| {
        let filled = Some(cell(name)).filter(|text| !text.is_empty());
        if filled.is_none() {
            loading.mistakes.at(&row.place, "an explanation is incomplete", format!("`{name}` is blank"));
        }
        filled
    });
    let until = until(loading, row, cell("until"));
    let ((return_, rule), submitter) = (rule?, submitter?);
    let national = return_.submitter == SubmitterKind::National;
    if national != (submitter == Submitter::National) {
        let label = format!("`{}` is a rule of `{}`, which {submitter} does not send", rule.code, return_.id);
        loading.mistakes.at(&row.place, "this explains nothing", label);
        return None;
    }
    Some(Explained {
        line: u32::try_from(row.place.line()).unwrap_or(u32::MAX),
        rule: rule.code.clone(),
        return_id: return_.id.clone(),
        submitter,
        year: year?,
        reason: reason?.into(),
        by: by?.into(),
        until: until?,
    })
}

fn rule<'d>(loading: &Loading<'_>, row: &Row<'_>, code: &str, returns: &'d Returns) -> Option<(&'d Return, &'d Rule)> {
    let rules = || returns.values().flat_map(|return_| return_.rules.iter().map(move |rule| (return_, rule)));
    let Some(found) = rules().find(|(_, rule)| *rule.code == *code) else {
        let advice = nearest(code, rules().map(|(_, rule)| &*rule.code));
        loading.mistakes.advise(&row.place, "there is no such rule", format!("no rule is called `{code}`"), advice);
        return None;
    };
    if found.1.severity <= Severity::Error {
        let label = format!("`{code}` is of severity {}", found.1.severity.as_str());
        let title = "only a warning can be explained: an error has to be mended";
        loading.mistakes.at(&row.place, title, label);
        return None;
    }
    Some(found)
}

fn submitter(loading: &Loading<'_>, row: &Row<'_>, name: &str, reference: &Reference) -> Option<Submitter> {
    if name == Submitter::National.as_str() {
        return Some(Submitter::National);
    }
    let found = reference.authority(name);
    if found.is_none() {
        let label = format!("`{name}` is neither `national` nor an authority");
        loading.mistakes.at(&row.place, "there is no such submitter", label);
    }
    found.map(|authority| Submitter::Authority(authority.code.clone()))
}

fn year(loading: &Loading<'_>, row: &Row<'_>, text: &str, years: &[Year]) -> Option<Year> {
    let found = text.parse().ok().filter(|year| years.contains(year));
    if found.is_none() {
        loading.mistakes.at(&row.place, "there is no such year", format!("the collection has no year `{text}`"));
    }
    found
}

fn until(loading: &Loading<'_>, row: &Row<'_>, text: &str) -> Option<Date> {
    let day = parse_iso_date(text);
    if day.is_none() {
        let label = format!("`{text}` is not a day, like 2025-03-31: until when is this accepted?");
        loading.mistakes.at(&row.place, "an explanation is incomplete", label);
    }
    day
}
