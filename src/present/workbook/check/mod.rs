//! The Analysis Function's rules for accessible spreadsheets, each checked on the bytes of a written workbook.
//!
//! The workbook is read as anybody else's would be: nothing here knows how it was made. What cannot be checked by a
//! machine is listed beside the others, with what stands in for it.

mod book;
mod footnotes;
mod formatting;
mod parts;
mod sheet;
mod structure;
mod styles;
mod tables;
mod text;

use std::fmt;

use crate::diagnostic::Error;
use crate::present::voice::Voice;
use book::Book;

/// One rule.
pub(super) struct Rule {
    /// What it is called here.
    pub(super) name: &'static str,
    /// Whether a spreadsheet must keep it to pass the accessibility regulations.
    pub(super) is_essential: bool,
    /// How it is checked.
    pub(super) how: How,
}

/// How a rule is checked.
pub(super) enum How {
    /// By this function, which says where it is broken.
    Machine(fn(&Book, &Wording) -> Vec<Broken>),
    /// By people; what stands in until they have.
    #[cfg_attr(not(test), expect(dead_code, reason = "it is there to be read, here and by the test of the list"))]
    People(&'static str),
}

/// Where a rule is broken, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Broken {
    /// The worksheet, or the part of the file.
    pub(super) sheet: String,
    /// The cell; empty where the whole sheet is meant.
    pub(super) cell: String,
    /// What is wrong.
    pub(super) what: String,
}

/// A rule that a workbook breaks, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) rule: &'static str,
    pub(super) is_essential: bool,
    pub(super) broken: Broken,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Broken { sheet, cell, what } = &self.broken;
        let weight = if self.is_essential { "essential" } else { "desirable" };
        write!(f, "{} ({weight}): {sheet} {cell}: {what}", self.rule)
    }
}

impl Broken {
    pub(super) fn at(sheet: &str, cell: impl Into<String>, what: impl Into<String>) -> Self {
        Self { sheet: sheet.to_owned(), cell: cell.into(), what: what.into() }
    }
}

/// The words by which a workbook of one language keeps the rules that are about words.
#[derive(Clone, Debug)]
pub(super) struct Wording {
    /// The language's tag.
    pub(super) language: String,
    /// That there is one table.
    pub(super) one_table: String,
    /// How the mark of a note begins and ends, around its number.
    pub(super) note: (String, String),
    /// The name of the worksheet of notes.
    pub(super) notes_sheet: String,
    /// The name of the worksheet of contents.
    pub(super) contents_sheet: String,
    /// The heading of columns that may bear notes.
    pub(super) notes_column: String,
    /// The statement that a worksheet uses notes.
    pub(super) notes_here: String,
    /// How the statement of the shorthand on a worksheet begins.
    pub(super) shorthand_here: String,
    /// How the line of the source begins.
    pub(super) source: String,
}

impl Wording {
    /// That of our own workbooks.
    pub(super) fn of(voice: &Voice<'_>) -> Self {
        const HERE: &str = "\u{1}";
        let before = |text: String| text.split(HERE).next().unwrap_or_default().to_owned();
        let mark = super::notes::numbered(voice, HERE);
        let (begins, ends) = mark.split_once(HERE).unwrap_or((&mark, ""));
        let source = [("title", HERE), ("release", HERE), ("date", HERE)];
        Self {
            language: voice.language.to_string(),
            one_table: voice.say("workbook-one-table"),
            note: (begins.to_owned(), ends.to_owned()),
            notes_sheet: voice.say("workbook-notes"),
            contents_sheet: voice.say("workbook-contents"),
            notes_column: voice.say("workbook-column-notes"),
            notes_here: super::notes::notes_here(voice),
            shorthand_here: before(voice.tell_texts("workbook-shorthand-here", &[("list", HERE)])),
            source: before(voice.tell_texts("workbook-source", &source)),
        }
    }
}

const fn essential(name: &'static str, how: How) -> Rule {
    Rule { name, is_essential: true, how }
}

const fn desirable(name: &'static str, how: How) -> Rule {
    Rule { name, is_essential: false, how }
}

use How::{Machine, People};

/// The 36 rules.
pub(super) const RULES: [Rule; 36] = [
    essential("tables-marked-up", Machine(tables::marked_up)),
    desirable("tables-named", Machine(tables::named)),
    essential("tables-not-merged", Machine(tables::not_merged)),
    essential("tables-without-blank-rows", Machine(tables::without_blank_rows)),
    essential("tables-with-one-header", Machine(tables::with_one_header)),
    essential("tables-text-visible", Machine(tables::text_visible)),
    desirable("tables-without-filters", Machine(tables::without_filters)),
    essential("tables-shorthand-explained", Machine(tables::shorthand_explained)),
    desirable("tables-nothing-hidden", Machine(tables::nothing_hidden)),
    desirable("tables-sensible-widths", Machine(tables::sensible_widths)),
    essential("footnotes-without-symbols", Machine(footnotes::without_symbols)),
    desirable("footnotes-say-note", Machine(footnotes::say_note)),
    desirable("footnotes-not-in-data", Machine(footnotes::not_in_cells)),
    desirable("footnotes-reconciled", Machine(footnotes::reconciled)),
    essential("formatting-plain-language", People("the texts of the page, which people read before it is published")),
    essential("formatting-links-described", Machine(formatting::links_described)),
    desirable("formatting-accessible-text", Machine(formatting::accessible_text)),
    essential("formatting-titles", Machine(formatting::titles)),
    desirable("formatting-without-symbols", Machine(formatting::without_symbols)),
    essential("formatting-nothing-floating", Machine(formatting::nothing_floating)),
    desirable("formatting-without-dividers", Machine(formatting::without_dividers)),
    desirable("formatting-without-fill", Machine(formatting::without_fill)),
    essential("formatting-colour-alone", Machine(formatting::colour_alone)),
    essential("formatting-contrast", Machine(formatting::contrast)),
    desirable("formatting-without-images", Machine(formatting::without_images)),
    desirable("formatting-without-macros", Machine(formatting::without_macros)),
    essential("structure-sheets-named", Machine(structure::sheets_named)),
    essential("structure-no-blank-sheets", Machine(structure::no_blank_sheets)),
    essential("structure-order-above", Machine(structure::order_above)),
    essential("structure-tables-at-the-left", Machine(structure::tables_at_the_left)),
    desirable("structure-nothing-below", Machine(structure::nothing_below)),
    desirable("structure-one-table", Machine(structure::one_table)),
    essential(
        "publish-spelling",
        People("the words of both languages, each with its status, and the notice of drafts"),
    ),
    desirable("publish-office-checker", People("these rules, and a conversion by LibreOffice in the tests")),
    essential("publish-information", Machine(structure::information)),
    essential("publish-cursor", Machine(structure::cursor)),
];

/// Every rule that a workbook breaks, in the order of the rules and of its sheets; none, where it keeps them all.
///
/// # Errors
/// [`Error::Internal`] where the bytes are no workbook.
pub(super) fn faults(workbook: &[u8], wording: &Wording) -> Result<Vec<Fault>, Error> {
    let book = Book::read(workbook)?;
    let mut faults = Vec::new();
    for Rule { name, is_essential, how } in &RULES {
        if let Machine(check) = how {
            faults.extend(check(&book, wording).into_iter().map(|broken| Fault {
                rule: name,
                is_essential: *is_essential,
                broken,
            }));
        }
    }
    Ok(faults)
}

/// What a worksheet holds, for tests.
#[cfg(test)]
pub(super) struct Grid {
    pub(super) name: String,
    /// The names of its tables.
    pub(super) tables: Vec<String>,
    /// Its rows as they are read, blank cells left out.
    pub(super) rows: Vec<Vec<String>>,
    /// Its numbers with their cells.
    pub(super) numbers: Vec<(String, String)>,
}

/// What the worksheets of a workbook hold.
#[cfg(test)]
pub(super) fn grids(workbook: &[u8]) -> Result<Vec<Grid>, Error> {
    let grid = |sheet: &sheet::Sheet| {
        let rows: std::collections::BTreeSet<u32> = sheet.cells.keys().map(|at| at.0).collect();
        let row = |row: &u32| sheet.cells.range((*row, 0)..(*row + 1, 0)).map(|(_, read)| read.text.clone()).collect();
        let numbers = sheet.cells.iter().filter(|(_, read)| read.is_number);
        Grid {
            name: sheet.name.clone(),
            tables: sheet.tables.iter().map(|table| table.name.clone()).collect(),
            rows: rows.iter().map(row).collect(),
            numbers: numbers.map(|(at, read)| (sheet::named(*at), read.text.clone())).collect(),
        }
    };
    Ok(Book::read(workbook)?.sheets.iter().map(grid).collect())
}

#[cfg(test)]
mod tests;
