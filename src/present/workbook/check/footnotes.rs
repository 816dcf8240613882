//! Rules about notes.

use std::collections::BTreeSet;

use super::book::Book;
use super::sheet::{At, Read, Sheet, named as cell};
use super::text::{Bracketed, bracketed, notes};
use super::{Broken, Wording};

/// Marks of notes as books print them.
const SYMBOLS: [char; 17] = ['*', '†', '‡', '§', '¶', '¹', '²', '³', '⁰', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', 'ª', 'º'];

/// No symbol and nothing raised marks a note.
pub(super) fn without_symbols(book: &Book, _: &Wording) -> Vec<Broken> {
    let is_wrong = |read: &Read| {
        read.is_raised || book.styles.of(read).font.is_raised || !read.is_number && read.text.contains(SYMBOLS)
    };
    let wrong = cells(book).filter(|(_, _, read)| is_wrong(read));
    wrong.map(|(sheet, at, _)| Broken::at(&sheet.name, cell(*at), "a symbol or a raised letter marks a note")).collect()
}

/// A mark of a note says that it is one.
pub(super) fn say_note(book: &Book, wording: &Wording) -> Vec<Broken> {
    let is_wrong = |read: &Read| {
        let found = bracketed(&read.text, wording);
        found.into_iter().any(|found| matches!(found, Bracketed::Other(_)))
    };
    let wrong = cells(book).filter(|(_, _, read)| is_wrong(read));
    wrong
        .map(|(sheet, at, read)| Broken::at(&sheet.name, cell(*at), format!("no mark of a note: {}", read.text)))
        .collect()
}

/// Notes are marked in titles, headings and the column of notes, never beside numbers.
pub(super) fn not_in_cells(book: &Book, wording: &Wording) -> Vec<Broken> {
    let mut broken = Vec::new();
    for sheet in book.tabled().filter(|sheet| sheet.name != wording.notes_sheet) {
        let Some(table) = sheet.table() else { continue };
        let body = sheet.cells.iter().filter(|(at, _)| table.holds_below_header(**at));
        for (at, _) in body.filter(|(_, read)| notes(&read.text, wording).next().is_some()) {
            if sheet.text((table.from.0, at.1)) != wording.notes_column {
                broken.push(Broken::at(&sheet.name, cell(*at), "a note is marked in a cell of data"));
            }
        }
    }
    broken
}

/// Every note that is marked is in the table of notes, and the reverse; they are numbered as they are met.
pub(super) fn reconciled(book: &Book, wording: &Wording) -> Vec<Broken> {
    let mut marked: Vec<u32> = Vec::new();
    let mut listed: Vec<u32> = Vec::new();
    for sheet in book.tabled() {
        if sheet.name == wording.notes_sheet {
            let Some(table) = sheet.table() else { continue };
            let first = sheet.cells.iter().filter(|(at, _)| table.holds_below_header(**at) && at.1 == table.from.1);
            listed.extend(first.flat_map(|(_, read)| notes(&read.text, wording)));
        } else if sheet.name != wording.contents_sheet {
            marked.extend(sheet.cells.values().flat_map(|read| notes(&read.text, wording)));
        }
    }
    let mut met: BTreeSet<u32> = BTreeSet::new();
    let mut broken = Vec::new();
    let mut next = 1;
    for number in marked {
        if !met.insert(number) {
            continue;
        }
        if number != next {
            broken.push(format!("note {number} is met where note {next} should be"));
        }
        next += 1;
    }
    let listed_once: BTreeSet<u32> = listed.iter().copied().collect();
    if listed_once != met || listed_once.len() != listed.len() {
        broken.push("the notes that are marked are not those that are listed".to_owned());
    }
    broken.into_iter().map(|what| Broken::at(&wording.notes_sheet, "", what)).collect()
}

/// Every cell that holds something, with its worksheet.
pub(super) fn cells(book: &Book) -> impl Iterator<Item = (&Sheet, &At, &Read)> {
    book.sheets.iter().flat_map(|sheet| sheet.cells.iter().map(move |(at, read)| (sheet, at, read)))
}
