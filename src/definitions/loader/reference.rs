//! Reads the reference tables.

use std::collections::{BTreeMap, BTreeSet};

use super::Loading;
use super::sheet::{Row, Sheet};
use crate::definitions::codes::{fold, key};
use crate::definitions::{Authority, Place, Reference, TextTable, Validity, WorkingDays};
use crate::domain::{AuthorityCode, Date, Language, parse_iso_date};

/// The forms of words in which authorities write their names, around the name itself.
const FORMS: [(&str, &str); 14] = [
    ("", " Council"),
    ("", " County"),
    ("", " County Council"),
    ("", " County Borough"),
    ("", " County Borough Council"),
    ("", " City"),
    ("", " City Council"),
    ("", " CC"),
    ("", " CBC"),
    ("City of ", ""),
    ("Cyngor ", ""),
    ("Cyngor Sir ", ""),
    ("Cyngor Bwrdeistref Sirol ", ""),
    ("Cyngor Dinas ", ""),
];

/// Every reference table.
pub(super) fn read(loading: &Loading<'_>, languages: &[Language]) -> Reference {
    let mut reference = Reference::default();
    let mut sheets = BTreeMap::new();
    for (name, file) in loading.folder.files("reference/", ".csv") {
        let sheet = Sheet::of_file(file, loading.mistakes);
        reference.tables.insert(name.into(), text_table(&sheet));
        sheets.insert(name, sheet);
    }
    if let Some(sheet) = sheets.get("regions") {
        reference.regions = places(loading, sheet, languages);
    }
    if let Some(sheet) = sheets.get("health_boards") {
        reference.health_boards = places(loading, sheet, languages);
    }
    match sheets.get("authorities") {
        Some(sheet) => authorities(loading, &mut reference, sheet, languages),
        None => loading.mistakes.file("reference", "a reference table is missing", "reference/authorities.csv"),
    }
    if let Some(sheet) = sheets.get("population") {
        population(loading, &mut reference, sheet);
    }
    if let Some(sheet) = sheets.get("bank_holidays") {
        reference.working_days = WorkingDays::of(&holidays(loading, sheet));
    }
    reference
}

fn holidays(loading: &Loading<'_>, sheet: &Sheet<'_>) -> BTreeSet<Date> {
    let date = sheet.needs("date", loading.mistakes);
    let day = |row: &Row<'_>| {
        let day = parse_iso_date(row.cell(date));
        if day.is_none() && date.is_some() {
            loading.mistakes.at(&row.place, "this is not a day", "expected a `date`, like 2024-03-31");
        }
        day
    };
    sheet.rows.iter().filter_map(day).collect()
}

fn text_table(sheet: &Sheet<'_>) -> TextTable {
    let boxed = |cells: &[String]| cells.iter().map(|cell| cell.as_str().into()).collect();
    TextTable { columns: boxed(&sheet.header), rows: sheet.rows.iter().map(|row| boxed(&row.cells)).collect() }
}

fn places(loading: &Loading<'_>, sheet: &Sheet<'_>, languages: &[Language]) -> Vec<Place> {
    let code = sheet.needs("code", loading.mistakes);
    refuse_half_told(loading, sheet, languages);
    let place = |row: &Row<'_>| Place {
        code: row.cell(code).into(),
        names: names(loading, sheet, row, languages),
        within: within(loading, sheet, row, languages),
        valid: valid(loading, sheet, row),
    };
    sheet.rows.iter().map(place).collect()
}

/// From when until when a row holds, where its table says so.
fn valid(loading: &Loading<'_>, sheet: &Sheet<'_>, row: &Row<'_>) -> Validity {
    let [from, to] = ["valid_from", "valid_to"].map(|name| {
        let cell = row.cell(sheet.column(name));
        let day = parse_iso_date(cell);
        if day.is_none() && !cell.is_empty() {
            let label = format!("expected a `{name}` like 2024-03-31, or nothing");
            loading.mistakes.at(&row.place, "this is not a day", label);
        }
        day
    });
    Validity { from, to }
}

fn names(
    loading: &Loading<'_>,
    sheet: &Sheet<'_>,
    row: &Row<'_>,
    languages: &[Language],
) -> BTreeMap<Language, Box<str>> {
    let mut names = BTreeMap::new();
    for language in languages {
        let name = row.cell(sheet.column(language.as_str()));
        if name.is_empty() {
            loading.mistakes.at(&row.place, "a name is missing", format!("no name in `{language}`"));
        }
        names.insert(language.clone(), name.into());
    }
    names
}

/// How each language says that something is in the place of a row: the columns `en_in`, `cy_in`, of which a table has
/// one for every language or none.
fn within(
    loading: &Loading<'_>,
    sheet: &Sheet<'_>,
    row: &Row<'_>,
    languages: &[Language],
) -> BTreeMap<Language, Box<str>> {
    let mut forms = BTreeMap::new();
    for language in languages {
        let Some(column) = sheet.column(&form_within(language)) else { continue };
        let form = row.cell(Some(column));
        if form.is_empty() {
            let label =
                format!("nothing in `{}`: how `{language}` says that something is there", form_within(language));
            loading.mistakes.at(&row.place, "a form of the name is missing", label);
        }
        forms.insert(language.clone(), form.into());
    }
    forms
}

fn form_within(language: &Language) -> String {
    format!("{language}_in")
}

/// A table that says `in Cardiff` in one language says it in all.
fn refuse_half_told(loading: &Loading<'_>, sheet: &Sheet<'_>, languages: &[Language]) {
    let columns: Vec<String> = languages.iter().map(form_within).collect();
    let (told, untold): (Vec<&String>, Vec<&String>) = columns.iter().partition(|name| sheet.column(name).is_some());
    for name in untold.iter().filter(|_| !told.is_empty()) {
        let label = format!("`{name}` is missing from this header, which has others of its kind");
        loading.mistakes.at(&sheet.place, "a column is missing", label);
    }
}

fn authorities(loading: &Loading<'_>, reference: &mut Reference, sheet: &Sheet<'_>, languages: &[Language]) {
    let code_column = sheet.needs("code", loading.mistakes);
    refuse_half_told(loading, sheet, languages);
    let mut generated: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    let words = words_of(sheet, languages);
    for (n, row) in sheet.rows.iter().enumerate() {
        let Some(code) = row.parsed::<AuthorityCode>(code_column, loading.mistakes) else { continue };
        let region: Box<str> = row.cell(sheet.column("region")).into();
        if !reference.regions.is_empty() && !reference.regions.iter().any(|known| known.code == region) {
            loading.mistakes.at(&row.place, "there is no such region", format!("`{region}` is not in regions.csv"));
        }
        let at = reference.authorities.len();
        let names = names(loading, sheet, row, languages);
        for name in written_forms(sheet, row, languages) {
            known_as(loading, reference, row, &name, at);
            for (before, after) in FORMS {
                generated.entry(key(&format!("{before}{name}{after}"))).or_default().insert(at);
            }
        }
        for name in codes_of(sheet, row) {
            let misleads = words.get(&fold(&name)).is_some_and(|rows| rows.iter().any(|other| *other != n));
            if misleads {
                reference.as_written.insert(name.into(), at);
            } else {
                known_as(loading, reference, row, &name, at);
            }
        }
        let health_board: Box<str> = row.cell(sheet.column("health_board")).into();
        let boards = &reference.health_boards;
        if !boards.is_empty() && !boards.iter().any(|known| known.code == health_board) {
            let label = format!("`{health_board}` is not in health_boards.csv");
            loading.mistakes.at(&row.place, "there is no such health board", label);
        }
        let within = within(loading, sheet, row, languages);
        let valid = valid(loading, sheet, row);
        reference.authorities.push(Authority { code, names, within, region, health_board, valid });
    }
    for (form, of) in generated {
        // A form that two authorities could have written tells nothing.
        if let (1, Some(at)) = (of.len(), of.first()) {
            reference.by_folded.entry(form.into()).or_insert(*at);
        }
    }
}

fn written_forms(sheet: &Sheet<'_>, row: &Row<'_>, languages: &[Language]) -> BTreeSet<String> {
    let columns = languages.iter().map(Language::as_str).chain(["en", "cy", "official", "forms"]);
    columns.flat_map(|column| row.parts(sheet.column(column)).map(str::to_owned).collect::<Vec<_>>()).collect()
}

fn codes_of(sheet: &Sheet<'_>, row: &Row<'_>) -> BTreeSet<String> {
    let columns = ["code", "former", "statswales", "letters", "ons"];
    columns.iter().flat_map(|column| row.parts(sheet.column(column)).map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// Every word of the authorities' names, folded, and the rows that have it.
fn words_of(sheet: &Sheet<'_>, languages: &[Language]) -> BTreeMap<String, BTreeSet<usize>> {
    let mut words: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (at, row) in sheet.rows.iter().enumerate() {
        for name in written_forms(sheet, row, languages) {
            for word in name.split(|c: char| !c.is_alphanumeric()) {
                words.entry(fold(word)).or_default().insert(at);
            }
        }
    }
    words
}

fn known_as(loading: &Loading<'_>, reference: &mut Reference, row: &Row<'_>, name: &str, at: usize) {
    let folded = key(name);
    if folded.is_empty() {
        return;
    }
    let before = *reference.by_folded.entry(folded.into()).or_insert(at);
    if let Some(other) = reference.authorities.get(before).filter(|_| before != at) {
        let label = format!("`{name}` already leads to {}", other.code);
        loading.mistakes.at(&row.place, "this name leads to two authorities", label);
    }
}

fn population(loading: &Loading<'_>, reference: &mut Reference, sheet: &Sheet<'_>) {
    let [year, authority, under_18] = ["year", "authority", "under_18"].map(|name| sheet.needs(name, loading.mistakes));
    for row in &sheet.rows {
        let year = row.parsed(year, loading.mistakes);
        let people = row.parsed::<u64>(under_18, loading.mistakes);
        let Some(code) = row.parsed::<AuthorityCode>(authority, loading.mistakes) else { continue };
        if reference.authority_of(&code).is_none() {
            loading.mistakes.at(
                &row.place,
                "there is no such authority",
                format!("`{code}` is not in authorities.csv"),
            );
        }
        if let (Some(year), Some(people)) = (year, people) {
            let before = reference.population.insert((year, code), people);
            if before.is_some() {
                loading.mistakes.at(&row.place, "this population stands twice", "one row a year and authority");
            }
        }
    }
}
