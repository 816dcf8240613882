//! Reads `codes/<id>.csv`.

use std::collections::BTreeMap;

use super::Loading;
use super::sheet::{Row, Sheet};
use crate::definitions::codes::key;
use crate::definitions::{Code, CodeList, Reference};
use crate::domain::Language;

/// Every code list, that of the authorities included.
pub(super) fn read(
    loading: &Loading<'_>,
    languages: &[Language],
    reference: &Reference,
) -> BTreeMap<Box<str>, CodeList> {
    let mut lists = BTreeMap::new();
    for (id, file) in loading.folder.files("codes/", ".csv") {
        if id == "authority" {
            loading.mistakes.file(&file.name, "this code list exists already", "`authority` comes from reference/");
            continue;
        }
        let sheet = Sheet::of_file(file, loading.mistakes);
        lists.insert(id.into(), code_list(loading, id, &sheet, languages));
    }
    lists.insert("authority".into(), authorities(reference));
    lists
}

fn code_list(loading: &Loading<'_>, id: &str, sheet: &Sheet<'_>, languages: &[Language]) -> CodeList {
    let mut known = vec!["code", "synonyms", "group", "since", "until"];
    known.extend(languages.iter().map(Language::as_str));
    sheet.knows_only(&known, loading.mistakes);
    let column = sheet.needs("code", loading.mistakes);
    for language in languages {
        sheet.needs(language.as_str(), loading.mistakes);
    }
    let mut list = CodeList { id: id.into(), ..CodeList::default() };
    for row in &sheet.rows {
        if row.cell(column).is_empty() {
            loading.mistakes.at(&row.place, "this code is blank", "write the code in the column `code`");
            continue;
        }
        list.codes.push(code(loading, sheet, row, languages));
        fold_in(loading, &mut list, row);
    }
    if list.codes.is_empty() && column.is_some() {
        loading.mistakes.at(&sheet.place, "this code list is empty", "no code follows");
    }
    list
}

fn code(loading: &Loading<'_>, sheet: &Sheet<'_>, row: &Row<'_>, languages: &[Language]) -> Code {
    let mut labels = BTreeMap::new();
    for language in languages {
        let column = sheet.column(language.as_str());
        let label = row.cell(column);
        if label.is_empty() && column.is_some() {
            loading.mistakes.at(&row.place, "a label is missing", format!("no label in `{language}`"));
        }
        labels.insert(language.clone(), label.into());
    }
    let since = row.parsed(sheet.column("since"), loading.mistakes);
    let until = row.parsed(sheet.column("until"), loading.mistakes);
    if since.is_some() && until.is_some() && until < since {
        loading.mistakes.at(&row.place, "this code is never valid", "`until` lies before `since`");
    }
    Code {
        code: row.cell(sheet.column("code")).into(),
        labels,
        synonyms: row.parts(sheet.column("synonyms")).map(Into::into).collect(),
        group: Some(row.cell(sheet.column("group"))).filter(|group| !group.is_empty()).map(Into::into),
        since,
        until,
    }
}

/// Makes the last code findable, and refuses what would lead to two.
fn fold_in(loading: &Loading<'_>, list: &mut CodeList, row: &Row<'_>) {
    let at = list.codes.len() - 1;
    let Some(code) = list.codes.last() else { return };
    let names = std::iter::once(&code.code).chain(code.labels.values()).chain(&code.synonyms);
    for name in names {
        let folded = key(name);
        if folded.is_empty() {
            continue;
        }
        let before = *list.by_folded.entry(folded.into()).or_insert(at);
        if let Some(other) = list.codes.get(before).filter(|_| before != at) {
            let label = format!("`{name}` already leads to the code `{}`", other.code);
            loading.mistakes.at(&row.place, "this name leads to two codes", label);
        }
    }
}

/// The authorities as a code list, grouped by region.
fn authorities(reference: &Reference) -> CodeList {
    let codes = reference.authorities.iter().map(|authority| Code {
        code: authority.code.as_str().into(),
        labels: authority.names.clone(),
        group: Some(authority.region.clone()).filter(|region| !region.is_empty()),
        ..Code::default()
    });
    CodeList { id: "authority".into(), codes: codes.collect(), by_folded: reference.by_folded.clone() }
}
