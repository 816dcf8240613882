//! A table of the page as a table of a worksheet: what stood in headings of groups stands in a column, an interval in
//! two, and what stood beside numbers in a column of notes.

use super::notes::Notes;
use super::sheet::{Column, Entry, told_apart};
use crate::domain::GeographyLevel;
use crate::present::cell::{Cell, Holds};
use crate::present::grid::{Grid, Row};
use crate::present::notes::in_brackets;
use crate::present::voice::Voice;

/// How a column of the page is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Words,
    Numbers,
    Limits,
}

/// The columns and rows of a table.
pub(super) fn body(voice: &Voice<'_>, grid: &Grid, notes: &mut Notes) -> (Vec<Column>, Vec<Vec<Entry>>) {
    let rows: Vec<&Row> = grid.groups.iter().flat_map(|group| &group.rows).collect();
    let forms: Vec<Form> = (0..grid.columns.len()).map(|at| form(&rows, at)).collect();
    let has_levels = rows.iter().any(|row| row.level.is_some());
    let has_notes = rows.iter().any(|row| !row.mark.is_empty() || row.cells.iter().any(is_noted));
    let mut columns = vec![Column::of_words(&grid.corner)];
    columns.extend(has_levels.then(|| Column::of_words(voice.say("workbook-level"))));
    for (at, form) in forms.iter().enumerate() {
        columns.extend(headings(voice, grid, &rows, at, *form));
    }
    columns.extend(has_notes.then(|| Column::of_words(voice.say("workbook-column-notes"))));
    let written = |row: &&Row| {
        let mut entries = vec![Entry::Words(row.name.clone())];
        entries.extend(has_levels.then(|| Entry::Words(level(voice, row.level))));
        for (cell, form) in row.cells.iter().zip(&forms) {
            entries.extend(entries_of(cell, *form));
        }
        entries.extend(has_notes.then(|| Entry::Words(said(voice, grid, row, notes))));
        entries
    };
    let rows = rows.iter().map(written).collect();
    (told_apart(columns), rows)
}

/// The name of a level of places.
pub(super) fn level(voice: &Voice<'_>, level: Option<GeographyLevel>) -> String {
    voice.say(match level {
        Some(GeographyLevel::Nation) | None => "workbook-level-nation",
        Some(GeographyLevel::Region) => "workbook-level-region",
        Some(GeographyLevel::Authority) => "workbook-level-authority",
        Some(GeographyLevel::HealthBoard) => "workbook-level-health-board",
    })
}

fn form(rows: &[&Row], at: usize) -> Form {
    let cells = || rows.iter().filter_map(|row| row.cells.get(at));
    if cells().any(|cell| matches!(cell.holds, Holds::Limits(..))) {
        Form::Limits
    } else if cells().any(|cell| matches!(cell.holds, Holds::Number(_))) || cells().all(|cell| is_code(&cell.text)) {
        Form::Numbers
    } else {
        Form::Words
    }
}

fn is_code(text: &str) -> bool {
    text.starts_with('[') && text.ends_with(']')
}

fn is_noted(cell: &Cell) -> bool {
    !cell.codes.is_empty() || !cell.mark.is_empty()
}

/// The headings of what one column of the page becomes.
fn headings(voice: &Voice<'_>, grid: &Grid, rows: &[&Row], at: usize, form: Form) -> Vec<Column> {
    let heading = grid.columns.get(at).cloned().unwrap_or_default();
    let per_cent = rows.iter().filter_map(|row| row.cells.get(at)).any(|cell| match cell.holds {
        Holds::Number(number) | Holds::Limits(number, _) => number.per_cent,
        Holds::Words => false,
    });
    let of = |heading: String| {
        let says = heading.to_lowercase().contains(&voice.say("column-per-cent").to_lowercase());
        let is_silent = per_cent && !says;
        if is_silent { voice.tell_texts("workbook-per-cent", &[("column", &heading)]) } else { heading }
    };
    match form {
        Form::Words => vec![Column::of_words(heading)],
        Form::Numbers => vec![Column::of_numbers(of(heading))],
        Form::Limits => ["workbook-lower", "workbook-upper"]
            .map(|key| Column::of_numbers(of(voice.tell_texts(key, &[("column", &heading)]))))
            .to_vec(),
    }
}

fn entries_of(cell: &Cell, form: Form) -> Vec<Entry> {
    match (cell.holds, form) {
        (Holds::Limits(lower, upper), _) => vec![Entry::Number(lower), Entry::Number(upper)],
        (Holds::Number(number), _) => vec![Entry::Number(number)],
        (Holds::Words, Form::Limits) => vec![Entry::Words(cell.text.clone()), Entry::Words(cell.text.clone())],
        (Holds::Words, Form::Words | Form::Numbers) => vec![Entry::Words(cell.text.clone())],
    }
}

/// What a row's column of notes says. Where all numbers of the row bear the same it is said once; else column by column.
fn said(voice: &Voice<'_>, grid: &Grid, row: &Row, notes: &mut Notes) -> String {
    let mut numbered = |mark: &str| {
        let footnote = grid.footnotes.iter().find(|footnote| footnote.mark == mark);
        footnote.map(|footnote| notes.mark(voice, &footnote.coverage))
    };
    let whole_row = numbered(&row.mark);
    let mut of_cells: Vec<(usize, String)> = Vec::new();
    let mut numbers = 0;
    for (at, cell) in row.cells.iter().enumerate() {
        let is_value = matches!(cell.holds, Holds::Number(_));
        numbers += usize::from(is_value);
        if is_noted(cell) {
            of_cells.push((at, beside(&in_brackets(&cell.codes), numbered(&cell.mark).as_deref())));
        }
    }
    let first = of_cells.first().map(|(_, said)| said.clone()).unwrap_or_default();
    let is_common = of_cells.iter().all(|(_, said)| *said == first)
        && (of_cells.len() == numbers || row.cells.len() < 5 && of_cells.len() == 1);
    let cells = if is_common {
        first
    } else {
        let of = |(at, said): &(usize, String)| {
            let column = grid.columns.get(*at).map_or("", String::as_str);
            voice.tell_texts("workbook-noted", &[("column", column), ("notes", said)])
        };
        of_cells.iter().map(of).collect::<Vec<_>>().join("; ")
    };
    let all = beside(&cells, whole_row.as_deref());
    if all.is_empty() { voice.say("workbook-no-notes") } else { all }
}

/// Two texts side by side, or the one that there is.
pub(super) fn beside(text: &str, mark: Option<&str>) -> String {
    match mark {
        None => text.to_owned(),
        Some(mark) if text.is_empty() => mark.to_owned(),
        Some(mark) => format!("{text} {mark}"),
    }
}
