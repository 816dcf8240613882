//! A worksheet with one table: what stands above it, its columns and rows, and how wide they are.

use crate::domain::NoteCode;
use crate::present::cell::Number;
use crate::present::voice::{Voice, bracketed, decimal};
use crate::present::{Overview, mark};

/// A worksheet: a title, statements, and one table below them.
#[derive(Clone, Debug)]
pub(super) struct TableSheet {
    /// The worksheet's name: letters, digits and `_`.
    pub(super) name: String,
    /// The table's name.
    pub(super) table: String,
    /// The title, in the first cell.
    pub(super) title: String,
    /// The statements below that there is one table, in order.
    pub(super) above: Vec<String>,
    /// The table's columns.
    pub(super) columns: Vec<Column>,
    /// The table's rows, as long as there are columns.
    pub(super) rows: Vec<Vec<Entry>>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Column {
    /// Its heading.
    pub(super) heading: String,
    /// Whether numbers stand in it, or why there are none: such columns are set to the right.
    pub(super) is_of_numbers: bool,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Entry {
    /// Words, or the code of why there is no number.
    Words(String),
    /// A number.
    Number(Number),
    /// The way to a worksheet of this name.
    Link(String),
}

/// The narrowest and the widest that a column is, in digits.
const WIDTHS: (usize, usize) = (10, 60);
/// The first column's width: titles and statements stand in it, wrapped.
const FIRST: usize = 54;
/// Above so many characters the words of a cell are wrapped.
const LINE: usize = 57;
/// In how many lines a heading is to stand, and the most characters of a line that this is worth.
const HEADING_LINES: usize = 4;
const MOST_HEADING: usize = 22;

impl Column {
    pub(super) fn of_words(heading: impl Into<String>) -> Self {
        Self { heading: heading.into(), is_of_numbers: false }
    }

    pub(super) fn of_numbers(heading: impl Into<String>) -> Self {
        Self { heading: heading.into(), is_of_numbers: true }
    }
}

impl Entry {
    /// A number, or why there is none.
    pub(super) fn or_code(number: Result<Number, NoteCode>) -> Self {
        number.map_or_else(|code| Self::Words(bracketed(code)), Self::Number)
    }

    /// As it is shown.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Words(text) | Self::Link(text) => text.clone(),
            Self::Number(number) => decimal(number.value, usize::from(number.decimals)),
        }
    }
}

impl TableSheet {
    /// Every text of its title and table.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        let headings = self.columns.iter().map(|column| column.heading.as_str());
        let cells = self.rows.iter().flatten().filter_map(|entry| match entry {
            Entry::Words(text) | Entry::Link(text) => Some(text.as_str()),
            Entry::Number(_) => None,
        });
        [self.title.as_str()].into_iter().chain(headings).chain(cells)
    }

    /// Says in a row that there are no figures, where there are none: a table has at least one row.
    pub(super) fn fill_if_empty(&mut self, voice: &Voice<'_>) {
        if self.rows.is_empty() {
            let absent = || Entry::Words(bracketed(NoteCode::NotAvailable));
            let first = Entry::Words(voice.say("table-empty"));
            self.rows.push([first].into_iter().chain(self.columns.iter().skip(1).map(|_| absent())).collect());
        }
    }

    /// Says of every cell in which nothing stands that nothing applies: a blank one would say nothing to those who hear it.
    pub(super) fn leave_nothing_blank(&mut self) {
        for entry in self.rows.iter_mut().flatten() {
            if matches!(entry, Entry::Words(text) if text.trim().is_empty()) {
                *entry = Entry::or_code(Err(NoteCode::NotApplicable));
            }
        }
    }

    /// How wide each column is, in digits: its longest word fits, and no line is longer than it need be.
    pub(super) fn widths(&self) -> Vec<u16> {
        let of_column = |(at, column): (usize, &Column)| {
            let cells = self.rows.iter().filter_map(|row| row.get(at)).map(Entry::shown);
            let lines = cells.map(|text| longest_word(&text).max(text.chars().count().min(LINE)));
            // Headings are bold, and bold letters are wider than digits.
            let heading = column.heading.chars().count().div_ceil(HEADING_LINES).min(MOST_HEADING);
            let heading = heading.max(longest_word(&column.heading) * 6 / 5);
            let widest = lines.chain([heading]).max().unwrap_or_default() + 3;
            let least = if at == 0 { FIRST } else { WIDTHS.0 };
            u16::try_from(widest.clamp(least, WIDTHS.1)).unwrap_or(u16::MAX)
        };
        self.columns.iter().enumerate().map(of_column).collect()
    }
}

/// The characters of the longest word of a text.
pub(super) fn longest_word(text: &str) -> usize {
    text.split_whitespace().map(|word| word.chars().count()).max().unwrap_or_default()
}

/// In how many lines a text stands where a line holds so many characters.
pub(super) fn lines(text: &str, characters: usize) -> usize {
    let mut lines = 1;
    let mut used = 0;
    for word in text.split_whitespace().map(|word| word.chars().count()) {
        if used > 0 && used + 1 + word > characters {
            lines += 1;
            used = 0;
        }
        used += word + usize::from(used > 0);
    }
    lines
}

/// A text as the name of a worksheet or table: letters, digits and `_`. That it is short enough the checker sees.
pub(super) fn name_of(text: &str) -> String {
    text.chars().map(|letter| if letter.is_alphanumeric() { letter } else { '_' }).collect()
}

/// The worksheet that lists the others, cover and itself left out.
pub(super) fn contents(view: &Overview<'_>, voice: &Voice<'_>, sheets: &[TableSheet]) -> TableSheet {
    let row = |sheet: &TableSheet| vec![Entry::Link(sheet.name.clone()), Entry::Words(sheet.title.clone())];
    TableSheet {
        name: voice.say("workbook-contents"),
        table: "contents".into(),
        title: mark::before(view, voice, voice.say("workbook-contents")),
        above: Vec::new(),
        columns: vec![
            Column::of_words(voice.say("workbook-column-worksheet")),
            Column::of_words(voice.say("workbook-column-title")),
        ],
        rows: sheets.iter().map(row).collect(),
    }
}

/// Headings of which none is like another: a table's columns are told apart by them.
pub(super) fn told_apart(mut columns: Vec<Column>) -> Vec<Column> {
    let mut met: Vec<String> = Vec::new();
    for column in &mut columns {
        let alone = column.heading.clone();
        let mut number = 1;
        while met.contains(&column.heading.to_lowercase()) {
            number += 1;
            column.heading = format!("{alone} ({number})");
        }
        met.push(column.heading.to_lowercase());
    }
    columns
}
