//! Rules about how cells look.

use std::collections::BTreeSet;

use super::book::Book;
use super::footnotes::cells;
use super::sheet::{At, Read, Sheet, named as cell};
use super::styles::{Colour, contrast as between};
use super::{Broken, Wording};

/// Typefaces without serifs.
const SANS_SERIF: [&str; 7] = ["Arial", "Helvetica", "Calibri", "Verdana", "Tahoma", "Liberation Sans", "Aptos"];
/// Links that do not say where they lead.
const VAGUE: [&str; 10] =
    ["click here", "here", "link", "more", "read more", "cliciwch yma", "yma", "dolen", "mwy", "darllen mwy"];
/// The least contrast of text with what is behind it.
const LEAST: f64 = 4.5;

/// Links say where they lead, and lead to a worksheet that is there.
pub(super) fn links_described(book: &Book, _: &Wording) -> Vec<Broken> {
    let names: Vec<&str> = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    let mut broken = Vec::new();
    for sheet in &book.sheets {
        for (at, location) in &sheet.links {
            let text = sheet.text(*at).trim().to_lowercase();
            let is_raw = text.contains("://") || text.starts_with("www.") || text.starts_with("mailto:");
            if text.is_empty() || is_raw || VAGUE.contains(&text.as_str()) {
                broken.push(Broken::at(&sheet.name, cell(*at), format!("the link says “{text}”")));
            }
            let target = location.rsplit_once('!').map_or("", |(sheet, _)| sheet.trim_matches('\''));
            if !location.is_empty() && !names.contains(&target) {
                broken.push(Broken::at(&sheet.name, cell(*at), format!("the link leads nowhere: {location}")));
            }
        }
    }
    broken
}

/// Letters without serifs, of 12 points or more, upright and level; underlined and coloured only in links.
pub(super) fn accessible_text(book: &Book, _: &Wording) -> Vec<Broken> {
    let mut broken = Vec::new();
    for (sheet, at, read) in cells(book) {
        let style = book.styles.of(read);
        let font = &style.font;
        let is_link = sheet.links.contains_key(at);
        let is_coloured = font.colour != Colour::Automatic && !in_table(sheet, *at);
        let wrong = [
            (!SANS_SERIF.contains(&font.name.as_str()), "a typeface with serifs"),
            (font.size < 12.0, "smaller than 12 points"),
            (font.is_italic, "italics"),
            (font.is_underlined && !is_link, "underlined, and no link"),
            (style.is_turned, "turned"),
            (is_coloured && !is_link, "coloured, and no link"),
        ];
        broken.extend(
            wrong
                .into_iter()
                .filter(|(is_wrong, _)| *is_wrong)
                .map(|(_, what)| Broken::at(&sheet.name, cell(*at), what)),
        );
    }
    broken
}

/// The first cell of a sheet is its title, like no other's, bold and large.
pub(super) fn titles(book: &Book, _: &Wording) -> Vec<Broken> {
    let mut met = BTreeSet::new();
    let mut broken = Vec::new();
    for sheet in book.sheets.iter().filter(|sheet| !sheet.cells.is_empty()) {
        let Some(read) = sheet.cells.get(&(1, 1)) else {
            broken.push(Broken::at(&sheet.name, "A1", "there is no title"));
            continue;
        };
        let font = book.styles.of(read).font;
        if !font.is_bold || font.size < 14.0 {
            broken.push(Broken::at(&sheet.name, "A1", "the title is not bold and large"));
        }
        if !met.insert(read.text.to_lowercase()) {
            broken.push(Broken::at(&sheet.name, "A1", "another sheet has this title"));
        }
    }
    broken
}

/// No cell holds symbols alone.
pub(super) fn without_symbols(book: &Book, _: &Wording) -> Vec<Broken> {
    let is_wrong = |read: &Read| {
        let has_words = read.text.chars().any(char::is_alphanumeric);
        // A mark of a note is another rule's concern.
        !has_words && !read.text.contains(['*', '†', '‡'])
    };
    let wrong = cells(book).filter(|(_, _, read)| is_wrong(read));
    wrong.map(|(sheet, at, read)| Broken::at(&sheet.name, cell(*at), format!("only symbols: {}", read.text))).collect()
}

/// There are no headers, footers, boxes or drawings.
pub(super) fn nothing_floating(book: &Book, _: &Wording) -> Vec<Broken> {
    let floating = |sheet: &Sheet| -> Vec<Broken> {
        sheet.floating.iter().map(|what| Broken::at(&sheet.name, "", format!("there is a {what}"))).collect()
    };
    book.sheets.iter().flat_map(floating).collect()
}

/// Neither heavy lines nor blank rows divide what stands on a sheet.
pub(super) fn without_dividers(book: &Book, _: &Wording) -> Vec<Broken> {
    let is_heavy = |style: &String| !matches!(style.as_str(), "none" | "thin" | "hair");
    let heavy = cells(book).filter(|(_, _, read)| book.styles.of(read).borders.iter().any(is_heavy));
    let mut broken: Vec<Broken> =
        heavy.map(|(sheet, at, _)| Broken::at(&sheet.name, cell(*at), "a heavy line")).collect();
    for sheet in book.sheets.iter().filter(|sheet| !sheet.cells.is_empty()) {
        let last = sheet.cells.keys().map(|at| at.0).max().unwrap_or_default();
        let before = sheet.table().map_or(last, |table| table.from.0.saturating_sub(1));
        let rows: BTreeSet<u32> = sheet.cells.keys().map(|at| at.0).collect();
        // The first row is the title's, and has a rule of its own.
        let blank = (2..=before).filter(|row| !rows.contains(row));
        broken.extend(blank.map(|row| Broken::at(&sheet.name, cell((row, 1)), "a blank row")));
    }
    broken
}

/// No cell is filled.
pub(super) fn without_fill(book: &Book, _: &Wording) -> Vec<Broken> {
    let is_filled = |read: &Read| !matches!(book.styles.of(read).fill.as_str(), "" | "none" | "gray125");
    let filled = cells(book).filter(|(_, _, read)| is_filled(read));
    filled.map(|(sheet, at, _)| Broken::at(&sheet.name, cell(*at), "the cell is filled")).collect()
}

/// No cell of a table has a colour of its own, but for links, which are underlined.
pub(super) fn colour_alone(book: &Book, _: &Wording) -> Vec<Broken> {
    let is_coloured = |sheet: &Sheet, at: At, read: &Read| {
        let font = book.styles.of(read).font;
        let is_link = sheet.links.contains_key(&at) && font.is_underlined;
        in_table(sheet, at) && font.colour != Colour::Automatic && !is_link
    };
    let coloured = cells(book).filter(|(sheet, at, read)| is_coloured(sheet, **at, read));
    coloured.map(|(sheet, at, _)| Broken::at(&sheet.name, cell(*at), "a colour of its own")).collect()
}

/// Where letters have a colour, it stands out from what is behind them.
pub(super) fn contrast(book: &Book, _: &Wording) -> Vec<Broken> {
    let mut broken = Vec::new();
    for (sheet, at, read) in cells(book) {
        let style = book.styles.of(read);
        let rgb = |colour: Colour, other: u32| match colour {
            Colour::Automatic => other,
            Colour::Rgb(rgb) => rgb,
        };
        let ratio = between(rgb(style.font.colour, 0), rgb(style.fill_colour, 0xFF_FF_FF));
        if ratio < LEAST {
            broken.push(Broken::at(&sheet.name, cell(*at), format!("a contrast of {ratio:.2}")));
        }
    }
    broken
}

/// There are no pictures.
pub(super) fn without_images(book: &Book, _: &Wording) -> Vec<Broken> {
    parts(book, |path| path.starts_with("xl/media/"), "a picture")
}

/// There are no macros.
pub(super) fn without_macros(book: &Book, _: &Wording) -> Vec<Broken> {
    parts(book, |path| path.to_lowercase().contains("vbaproject") || path.starts_with("xl/macrosheets/"), "a macro")
}

fn parts(book: &Book, is_one: impl Fn(&str) -> bool, what: &str) -> Vec<Broken> {
    let found = book.paths.iter().filter(|path| is_one(path));
    found.map(|path| Broken::at(path, "", what)).collect()
}

fn in_table(sheet: &Sheet, at: At) -> bool {
    sheet.tables.iter().any(|table| table.holds(at))
}
