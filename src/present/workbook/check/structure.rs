//! Rules about sheets and the file as a whole.

use std::collections::BTreeSet;

use super::book::Book;
use super::sheet::{Sheet, named as cell};
use super::text::notes;
use super::{Broken, Wording};

/// Worksheets have names of their own, of letters, digits and `_`, that begin with no digit and have fewer than 31.
pub(super) fn sheets_named(book: &Book, _: &Wording) -> Vec<Broken> {
    let mut met = BTreeSet::new();
    let mut broken = Vec::new();
    for sheet in &book.sheets {
        let name = &sheet.name;
        let is_plain = name.chars().all(|letter| letter.is_alphanumeric() || letter == '_');
        let begins = name.starts_with(|letter: char| !letter.is_numeric());
        if !is_plain || !begins || name.chars().count() >= 31 {
            broken.push(Broken::at(name, "", "the worksheet's name"));
        }
        if !met.insert(name.to_lowercase()) {
            broken.push(Broken::at(name, "", "two worksheets have this name"));
        }
    }
    broken
}

/// No worksheet is blank.
pub(super) fn no_blank_sheets(book: &Book, _: &Wording) -> Vec<Broken> {
    let blank = book.sheets.iter().filter(|sheet| sheet.cells.is_empty());
    blank.map(|sheet| Broken::at(&sheet.name, "", "the worksheet is blank")).collect()
}

/// The first column says, in this order: the title, how many tables there are, that there are notes, what shorthand
/// means, whatever else, and where the figures come from.
pub(super) fn order_above(book: &Book, wording: &Wording) -> Vec<Broken> {
    let mut broken = Vec::new();
    for sheet in book.tabled().filter(|sheet| sheet.table().is_some()) {
        let mut wrong = |row: u32, what: &str| broken.push(Broken::at(&sheet.name, cell((row, 1)), what));
        if let Some((at, _)) = sheet.above().find(|(at, _)| at.1 != 1) {
            wrong(at.0, "what stands above a table stands in the first column");
        }
        if sheet.text((2, 1)) != wording.one_table {
            wrong(2, "it is not said how many tables there are");
        }
        if sheet.name == wording.contents_sheet || sheet.name == wording.notes_sheet {
            continue;
        }
        let mut next = 3;
        if uses_notes(sheet, wording) {
            if sheet.text((next, 1)) != wording.notes_here {
                wrong(next, "it is not said that there are notes");
            }
            next += 1;
        }
        let statement = sheet.above().find(|(_, read)| read.text.starts_with(&wording.shorthand_here));
        if statement.is_some_and(|(at, _)| at.0 != next) {
            wrong(next, "shorthand is not explained in its place");
        }
        let last = sheet.header().saturating_sub(1);
        if !sheet.text((last, 1)).starts_with(&wording.source) {
            wrong(last, "it is not said where the figures come from");
        }
    }
    broken
}

fn uses_notes(sheet: &Sheet, wording: &Wording) -> bool {
    sheet.cells.values().any(|read| notes(&read.text, wording).next().is_some())
}

/// Tables begin in the first column.
pub(super) fn tables_at_the_left(book: &Book, _: &Wording) -> Vec<Broken> {
    let tables = book.sheets.iter().flat_map(|sheet| sheet.tables.iter().map(move |table| (sheet, table)));
    let wrong = tables.filter(|(sheet, table)| {
        // Of several tables side by side one is at the left: that there are several is another rule's concern.
        table.from.1 != 1 && !sheet.tables.iter().any(|other| other.from.1 == 1 && other.from.0 == table.from.0)
    });
    wrong
        .map(|(sheet, table)| Broken::at(&sheet.name, cell(table.from), "the table does not begin at the left"))
        .collect()
}

/// Nothing stands below a table.
pub(super) fn nothing_below(book: &Book, _: &Wording) -> Vec<Broken> {
    let mut broken = Vec::new();
    for sheet in book.sheets.iter().filter(|sheet| !sheet.tables.is_empty()) {
        let last = sheet.tables.iter().map(|table| table.to.0).max().unwrap_or_default();
        let below = sheet.cells.keys().filter(|at| at.0 > last);
        broken.extend(below.map(|at| Broken::at(&sheet.name, cell(*at), "it stands below the table")));
    }
    broken
}

/// A worksheet has one table.
pub(super) fn one_table(book: &Book, _: &Wording) -> Vec<Broken> {
    let several = book.sheets.iter().filter(|sheet| sheet.tables.len() > 1);
    several.map(|sheet| Broken::at(&sheet.name, "", "there are several tables")).collect()
}

/// The file says what it is called and in what language it is.
pub(super) fn information(book: &Book, wording: &Wording) -> Vec<Broken> {
    let mut broken = Vec::new();
    if book.title.is_empty() {
        broken.push(Broken::at("docProps/core.xml", "", "no title"));
    }
    if book.language != wording.language {
        broken.push(Broken::at("docProps/core.xml", "", format!("the language is “{}”", book.language)));
    }
    broken
}

/// The cursor is in the first cell of every sheet, and the first sheet is shown.
pub(super) fn cursor(book: &Book, _: &Wording) -> Vec<Broken> {
    let mut broken = Vec::new();
    if book.active != 0 {
        broken.push(Broken::at("xl/workbook.xml", "", "another sheet than the first is shown"));
    }
    for sheet in &book.sheets {
        if let Some(cursor) = sheet.cursor.as_ref().filter(|cursor| *cursor != "A1") {
            broken.push(Broken::at(&sheet.name, cursor, "the cursor is not in the first cell"));
        }
    }
    broken
}
