//! The workbook of the overview: a cover, contents, notes, then one table a worksheet: every table of the page and the
//! data behind every chart, in the page's order.
//!
//! It is made after the Analysis Function's rules for accessible spreadsheets, and what is written is read again and
//! held against them ([`check`]) before it leaves. Numbers are numbers, rounded as the page prints them; percentages
//! are out of 100, under a heading that says per cent. Nothing in it depends on the day it is made.

mod check;
mod cover;
mod finish;
mod notes;
mod of_figures;
mod of_grid;
mod sheet;
mod writing;

use super::grid::Grid;
use super::notes::codes_in;
use super::voice::Voice;
use super::{Document, Overview, mark, path_of};
use crate::diagnostic::Error;
use crate::disclosure::SafeFigure;
use notes::Notes;
use sheet::{Column, Entry, TableSheet};

/// The tables of a workbook in the making, in the order in which the page shows them.
#[derive(Debug, Default)]
pub(super) struct Tables {
    sheets: Vec<TableSheet>,
    notes: Notes,
}

/// What a table or chart is called on the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Called<'a> {
    /// Its id in the report.
    pub(super) id: &'a str,
    /// `Table 3`.
    pub(super) number: &'a str,
    /// Its title.
    pub(super) title: &'a str,
}

impl Tables {
    /// Takes a table of the page.
    pub(super) fn table(&mut self, view: &Overview<'_>, voice: &Voice<'_>, called: Called<'_>, grid: &Grid) {
        let body = of_grid::body(voice, grid, &mut self.notes);
        let is_footnote = |remark: &String| grid.footnotes.iter().any(|footnote| footnote.remark == *remark);
        let remarks = grid.remarks.iter().filter(|remark| !is_footnote(remark)).cloned().collect();
        let title = format!("{}: {}", called.number, called.title);
        self.add(view, voice, called, "table", title, remarks, body);
    }

    /// Takes the figures behind a chart of the page; `subtitle` says what they are.
    pub(super) fn chart(
        &mut self,
        view: &Overview<'_>,
        voice: &Voice<'_>,
        called: Called<'_>,
        subtitle: &str,
        figures: &[&SafeFigure],
    ) {
        let body = of_figures::body(voice, figures, &mut self.notes);
        let title = voice.tell_texts("workbook-chart", &[("number", called.number), ("title", called.title)]);
        let remarks = [subtitle.to_owned()].into_iter().filter(|text| !text.is_empty()).collect();
        self.add(view, voice, called, "figure", title, remarks, body);
    }

    #[expect(clippy::too_many_arguments, reason = "one call for tables, one for charts: what differs stands there")]
    fn add(
        &mut self,
        view: &Overview<'_>,
        voice: &Voice<'_>,
        called: Called<'_>,
        kind: &str,
        title: String,
        remarks: Vec<String>,
        (columns, rows): (Vec<Column>, Vec<Vec<Entry>>),
    ) {
        let title = mark::before(view, voice, title);
        let mut sheet = TableSheet {
            name: sheet::name_of(called.number),
            table: format!("{kind}_{}", sheet::name_of(called.id)),
            title,
            above: Vec::new(),
            columns,
            rows,
        };
        sheet.fill_if_empty(voice);
        sheet.leave_nothing_blank();
        let texts = sheet.texts().chain(remarks.iter().map(String::as_str));
        let codes = texts.flat_map(codes_in).collect();
        let has_notes = sheet.texts().any(|text| self.notes.marks_in(text));
        self.notes.codes.extend(&codes);
        sheet.above = notes::statements(voice, has_notes, &codes);
        sheet.above.extend(remarks);
        sheet.above.push(notes::source(view, voice));
        self.sheets.push(sheet);
    }

    /// The workbook of one language, which keeps every rule that a machine can check; nothing where there is no table.
    ///
    /// # Errors
    /// [`Error::Internal`] where it cannot be written, or where what was written breaks a rule.
    pub(super) fn make(self, view: &Overview<'_>, voice: &Voice<'_>) -> Result<Option<Document>, Error> {
        if self.sheets.is_empty() {
            return Ok(None);
        }
        let mut sheets: Vec<TableSheet> = self.notes.sheet(view, voice).into_iter().collect();
        sheets.extend(self.sheets);
        let contents = sheet::contents(view, voice, &sheets);
        sheets.insert(0, contents);
        let title = cover::title(view, voice);
        let lines = cover::lines(view, voice);
        let written = writing::bytes(view, voice, &title, &lines, &sheets)?;
        let bytes = finish::finished(&written, voice.language)?;
        let faults = check::faults(&bytes, &check::Wording::of(voice))?;
        if let Some(first) = faults.first() {
            return Err(Error::Internal(format!("the workbook breaks {} rules: {first}", faults.len())));
        }
        Ok(Some(Document { path: path_of(view.audience(), "overview", voice.language, "xlsx"), bytes }))
    }
}

#[cfg(test)]
mod tests;
