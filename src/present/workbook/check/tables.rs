//! Rules about tables.

use std::collections::BTreeSet;

use super::book::Book;
use super::sheet::{Marked, Sheet, named as cell};
use super::text::shorthand;
use super::{Broken, Wording};

/// Every worksheet but the cover has a table, and no cell beside it is left out of it.
pub(super) fn marked_up(book: &Book, _: &Wording) -> Vec<Broken> {
    let mut broken = Vec::new();
    for sheet in book.tabled() {
        let Some(table) = sheet.table() else {
            broken.push(Broken::at(&sheet.name, "", "no table is marked up"));
            continue;
        };
        if table.to.0 < table.from.0 + table.header_rows.max(1) {
            broken.push(Broken::at(&sheet.name, cell(table.from), "the table has no rows"));
        }
        let rows = table.from.0..=table.to.0;
        let outside = sheet.cells.keys().filter(|at| rows.contains(&at.0));
        let outside = outside.filter(|at| !sheet.tables.iter().any(|table| table.holds(**at)));
        broken.extend(outside.map(|at| Broken::at(&sheet.name, cell(*at), "it is left out of the table")));
    }
    broken
}

/// Tables have names of their own that mean something.
pub(super) fn named(book: &Book, _: &Wording) -> Vec<Broken> {
    let mut met = BTreeSet::new();
    let mut broken = Vec::new();
    for (sheet, table) in tables(book) {
        let name = table.name.to_lowercase();
        let begins = name.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '_');
        let is_plain = name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
        let numbered = name.strip_prefix("table").or_else(|| name.strip_prefix("tabl"));
        let means_nothing = numbered.is_some_and(|rest| rest.chars().all(|letter| letter.is_ascii_digit()));
        if !begins || !is_plain || means_nothing {
            broken.push(Broken::at(&sheet.name, cell(table.from), format!("the table's name: {}", table.name)));
        }
        if !met.insert(name) {
            broken.push(Broken::at(&sheet.name, cell(table.from), format!("two tables are called {}", table.name)));
        }
    }
    broken
}

/// No cells are merged.
pub(super) fn not_merged(book: &Book, _: &Wording) -> Vec<Broken> {
    let merged = |sheet: &Sheet| -> Vec<Broken> {
        sheet.merged.iter().map(|range| Broken::at(&sheet.name, range, "cells are merged")).collect()
    };
    book.sheets.iter().flat_map(merged).collect()
}

/// No row and no column within a table is blank.
pub(super) fn without_blank_rows(book: &Book, _: &Wording) -> Vec<Broken> {
    let mut broken = Vec::new();
    for (sheet, table) in tables(book) {
        let body: Vec<_> = sheet.cells.keys().filter(|at| table.holds_below_header(**at)).collect();
        for row in table.from.0 + table.header_rows..=table.to.0 {
            if !body.iter().any(|at| at.0 == row) {
                broken.push(Broken::at(&sheet.name, cell((row, table.from.1)), "a blank row in a table"));
            }
        }
        for column in table.from.1..=table.to.1 {
            if !body.iter().any(|at| at.1 == column) {
                broken.push(Broken::at(&sheet.name, cell((table.from.0, column)), "a blank column in a table"));
            }
        }
    }
    broken
}

/// A table has one row of headings, each said once, and what is marked up as a heading is what is read there.
pub(super) fn with_one_header(book: &Book, _: &Wording) -> Vec<Broken> {
    let mut broken = Vec::new();
    for (sheet, table) in tables(book) {
        let mut wrong = |column: u32, what: &str| {
            broken.push(Broken::at(&sheet.name, cell((table.from.0, column)), what));
        };
        if table.header_rows != 1 {
            wrong(table.from.1, "the table has not one row of headings");
        }
        let mut met = BTreeSet::new();
        for (column, name) in (table.from.1..).zip(&table.columns) {
            if name.trim().is_empty() || sheet.text((table.from.0, column)) != name {
                wrong(column, "the heading is blank, or not the one that is marked up");
            } else if !met.insert(name.to_lowercase()) {
                wrong(column, "two columns have this heading");
            }
        }
        if (table.from.1..=table.to.1).count() != table.columns.len() {
            wrong(table.to.1, "there are not as many headings as columns");
        }
    }
    broken
}

/// Texts are wrapped, columns are as wide as their longest word, and rows as high as their lines. Not every program that
/// opens a workbook reckons heights anew.
pub(super) fn text_visible(book: &Book, _: &Wording) -> Vec<Broken> {
    let mut broken = Vec::new();
    for sheet in &book.sheets {
        for (at, read) in &sheet.cells {
            let wrong = |what: &str| Broken::at(&sheet.name, cell(*at), what);
            if !read.is_number && !book.styles.of(read).is_wrapped {
                broken.push(wrong("the text is not wrapped"));
            }
            let in_table = sheet.tables.iter().any(|table| table.holds(*at));
            let width = sheet.width(at.1).unwrap_or(f64::MAX);
            if in_table && longest(&read.text, read.is_number) > width {
                broken.push(wrong("the column is narrower than a word in it"));
            }
            let size = book.styles.of(read).font.size;
            let height = sheet.heights.get(&at.0).copied().unwrap_or(sheet.usual_height);
            if !read.is_number && lines(&read.text, width, size) * size > height {
                broken.push(wrong("the row is lower than its text"));
            }
        }
    }
    broken
}

/// The fewest lines in which a text can stand in a column: its letters are seldom a fifth narrower than digits of 12 points.
fn lines(text: &str, width: f64, size: f64) -> f64 {
    let room = width * 1.25 * 12.0 / size;
    let (mut lines, mut used) = (1.0, 0.0);
    for word in text.split_whitespace() {
        let word = u32::try_from(word.chars().count()).map_or(f64::MAX, f64::from);
        if used > 0.0 && used + 1.0 + word > room {
            lines += 1.0;
            used = 0.0;
        }
        used += word + 1.0;
    }
    lines
}

/// The characters that must stand in one line: of a number all, with commas between thousands.
fn longest(text: &str, is_number: bool) -> f64 {
    let digits = text.chars().count();
    let characters = if is_number { digits + digits / 4 } else { super::super::sheet::longest_word(text) };
    u32::try_from(characters).map_or(f64::MAX, f64::from)
}

/// Nothing is filtered or frozen.
pub(super) fn without_filters(book: &Book, _: &Wording) -> Vec<Broken> {
    let mut broken = Vec::new();
    for sheet in &book.sheets {
        if sheet.has_filter || sheet.tables.iter().any(|table| table.has_filter) {
            broken.push(Broken::at(&sheet.name, "", "there is a filter"));
        }
        if sheet.is_frozen {
            broken.push(Broken::at(&sheet.name, "", "there are frozen panes"));
        }
    }
    broken
}

/// No cell of a table is blank. Shorthand is explained above the table that uses it and in the notes, and nothing else is.
pub(super) fn shorthand_explained(book: &Book, wording: &Wording) -> Vec<Broken> {
    let mut broken = Vec::new();
    let mut used = BTreeSet::new();
    for sheet in book.tabled() {
        let Some(table) = sheet.table() else { continue };
        broken.extend(blanks(sheet, table));
        if sheet.name == wording.notes_sheet || sheet.name == wording.contents_sheet {
            continue;
        }
        let is_statement = |text: &str| text.starts_with(&wording.shorthand_here);
        let explained: BTreeSet<&str> = sheet
            .above()
            .filter(|(_, read)| is_statement(&read.text))
            .flat_map(|(_, read)| shorthand(&read.text, wording))
            .collect();
        let others = sheet.cells.values().filter(|read| !is_statement(&read.text));
        let here: BTreeSet<&str> = others.flat_map(|read| shorthand(&read.text, wording)).collect();
        for code in here.symmetric_difference(&explained) {
            broken.push(Broken::at(&sheet.name, "", format!("{code} is used and not explained above, or the reverse")));
        }
        used.extend(here);
    }
    let notes = book.sheets.iter().find(|sheet| sheet.name == wording.notes_sheet);
    let listed: BTreeSet<&str> = notes.map(|sheet| listed(sheet, wording)).unwrap_or_default();
    for code in used.symmetric_difference(&listed) {
        let what = format!("{code} is used and not in the notes, or the reverse");
        broken.push(Broken::at(&wording.notes_sheet, "", what));
    }
    broken
}

fn blanks(sheet: &Sheet, table: &Marked) -> Vec<Broken> {
    let is_row_there = |row: u32| sheet.cells.range((row, table.from.1)..=(row, table.to.1)).next().is_some();
    let is_column_there = |column: u32| sheet.cells.keys().any(|at| at.1 == column && table.holds_below_header(*at));
    let rows = (table.from.0 + table.header_rows..=table.to.0).filter(|row| is_row_there(*row));
    let columns: Vec<u32> = (table.from.1..=table.to.1).filter(|column| is_column_there(*column)).collect();
    let cells = rows.flat_map(|row| columns.iter().map(move |column| (row, *column)));
    let blank = cells.filter(|at| sheet.text(*at).trim().is_empty());
    blank.map(|at| Broken::at(&sheet.name, cell(at), "a blank cell that nothing explains")).collect()
}

/// The shorthand in the first column of the notes.
fn listed<'a>(sheet: &'a Sheet, wording: &'a Wording) -> BTreeSet<&'a str> {
    let Some(table) = sheet.table() else { return BTreeSet::new() };
    let first = sheet.cells.iter().filter(|(at, _)| table.holds_below_header(**at) && at.1 == table.from.1);
    first.flat_map(|(_, read)| shorthand(&read.text, wording)).collect()
}

/// No row, column or sheet is hidden.
pub(super) fn nothing_hidden(book: &Book, _: &Wording) -> Vec<Broken> {
    let mut broken = Vec::new();
    for sheet in &book.sheets {
        if sheet.is_hidden {
            broken.push(Broken::at(&sheet.name, "", "the worksheet is hidden"));
        }
        broken.extend(sheet.hidden.iter().map(|which| Broken::at(&sheet.name, which, "it is hidden")));
    }
    broken
}

/// Columns are from 8 to 61 digits wide: 60, and the margin that is stored with it.
pub(super) fn sensible_widths(book: &Book, _: &Wording) -> Vec<Broken> {
    let mut broken = Vec::new();
    for sheet in &book.sheets {
        let columns: BTreeSet<u32> = sheet.cells.keys().map(|at| at.1).collect();
        for column in columns {
            let width = sheet.width(column).unwrap_or_default();
            if !(8.0..61.0).contains(&width) {
                broken.push(Broken::at(&sheet.name, cell((1, column)), format!("the column is {width} wide")));
            }
        }
    }
    broken
}

fn tables(book: &Book) -> impl Iterator<Item = (&Sheet, &Marked)> {
    book.sheets.iter().flat_map(|sheet| sheet.tables.iter().map(move |table| (sheet, table)))
}
