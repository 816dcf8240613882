//! The workbook: a cover, what to mend, every finding and what was checked, for people who work in a spreadsheet.
//!
//! Texts are written as text, never as formulas. Nothing in it depends on the day it is made: it bears the day that
//! the run counts to.

use std::collections::BTreeMap;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::cells::text;
use super::checked;
use super::gather::Gathered;
use super::page::{self, CHECKED};
use super::{Feedback, Sentences};
use crate::definitions::{Cell, Definitions, Say};
use crate::diagnostic::Error;
use crate::domain::Language;
use crate::present::voice::{Used, Voice, grouped};

/// How many findings the workbook lists: its cells are held in memory until it is written. The CSV has all.
const MOST: u32 = 20_000;
/// The most characters that a cell of a workbook holds.
const MOST_CHARACTERS: usize = 32_767;

/// The words of the list that have a text of their own: column, word and key.
const WORDS: [(&str, &str, &str); 8] = [
    ("severity", "fatal", "severity-fatal"),
    ("severity", "error", "severity-error"),
    ("severity", "warning", "severity-warning"),
    ("severity", "info", "severity-info"),
    ("explained", "yes", "yes"),
    ("explained", "no", "no"),
    ("since_last", "new", "feedback-new"),
    ("since_last", "persisting", "feedback-before"),
];

/// A sheet that is filled row by row.
pub(super) struct Sheet {
    filled: Worksheet,
    next: u32,
    wrapped: Format,
    /// The words of the list in every language, by the place of their column.
    said: BTreeMap<(usize, String), String>,
}

impl Sheet {
    /// A sheet with a header row.
    fn new(name: &str, columns: &[String], widths: &[f64]) -> Result<Self, Error> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name).map_err(|fault| failed(&fault))?;
        let bold = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
        for (at, column) in (0u16..).zip(columns) {
            sheet.write_string_with_format(0, at, fitting(column), &bold).map_err(|fault| failed(&fault))?;
            let width = widths.get(usize::from(at)).or(widths.last()).copied().unwrap_or(16.0);
            sheet.set_column_width(at, width).map_err(|fault| failed(&fault))?;
        }
        sheet.set_freeze_panes(1, 0).map_err(|fault| failed(&fault))?;
        sheet.set_landscape().set_repeat_rows(0, 0).map_err(|fault| failed(&fault))?;
        sheet.set_print_fit_to_pages(1, 0);
        let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        Ok(Self { filled: sheet, next: 1, wrapped, said: BTreeMap::new() })
    }

    /// The sheet of all findings, with these columns of the list.
    pub(super) fn of_findings(definitions: &Definitions, columns: &[String]) -> Result<Self, Error> {
        let name = both(definitions, "feedback-sheet-findings");
        let name: String = name.chars().take(31).collect();
        let titles: Vec<String> = columns.iter().map(|column| titled(definitions, column)).collect();
        let widths: Vec<f64> = columns.iter().map(|column| width(column)).collect();
        let mut sheet = Self::new(&name, &titles, &widths)?;
        let words = WORDS.iter().filter_map(|(column, word, key)| {
            let at = columns.iter().position(|named| named == column)?;
            Some(((at, (*word).to_owned()), both(definitions, key)))
        });
        sheet.said = words.collect();
        Ok(sheet)
    }

    /// Adds a finding, while there is room.
    pub(super) fn finding(&mut self, row: &[Cell]) -> Result<(), Error> {
        if self.next > MOST {
            return Ok(());
        }
        let said = |(at, cell): (usize, &Cell)| match self.said.get(&(at, text(cell))) {
            Some(words) => Cell::Text(words.as_str().into()),
            None => cell.clone(),
        };
        let row: Vec<Cell> = row.iter().enumerate().map(said).collect();
        self.row(&row)
    }

    fn row(&mut self, cells: &[Cell]) -> Result<(), Error> {
        for (at, cell) in (0u16..).zip(cells) {
            match cell {
                Cell::Null => {}
                #[expect(clippy::cast_precision_loss, reason = "lines and counts are far below 2^53")]
                Cell::Integer(number) => {
                    self.filled
                        .write_number_with_format(self.next, at, *number as f64, &self.wrapped)
                        .map_err(|fault| failed(&fault))?;
                }
                other => {
                    self.filled
                        .write_string_with_format(self.next, at, fitting(&text(other)), &self.wrapped)
                        .map_err(|fault| failed(&fault))?;
                }
            }
        }
        self.next += 1;
        Ok(())
    }

    /// The sheet, with a filter over its rows.
    fn filtered(mut self, columns: usize) -> Result<Worksheet, Error> {
        let last = u16::try_from(columns.saturating_sub(1)).unwrap_or(u16::MAX);
        self.filled.autofilter(0, 0, self.next - 1, last).map_err(|fault| failed(&fault))?;
        Ok(self.filled)
    }
}

/// How wide a column of the list is shown.
fn width(column: &str) -> f64 {
    match column {
        "file" | "values" => 36.0,
        "column" | "cell" => 24.0,
        "line" | "year" | "letter" | "explained" => 10.0,
        "severity" => 22.0,
        sentence if sentence.starts_with("says") || sentence.starts_with("fix") => 60.0,
        title if title.starts_with("title") => 28.0,
        _ => 14.0,
    }
}

/// The heading of a column of the list: of a sentence, in its own language; of any other, in all of them.
fn titled(definitions: &Definitions, column: &str) -> String {
    let own = definitions.collection.languages.iter().find_map(|language| {
        let part = column.strip_suffix(language.as_str())?.strip_suffix('_')?;
        Some((language, part))
    });
    match own {
        Some((language, part)) => definitions.words.say(language, &format!("feedback-list-{part}"), &[]),
        None => both(definitions, &format!("feedback-list-{}", column.replace('_', "-"))),
    }
}

/// A fixed text in every language, side by side.
fn both(definitions: &Definitions, key: &str) -> String {
    let mut texts: Vec<String> =
        definitions.collection.languages.iter().map(|language| definitions.words.say(language, key, &[])).collect();
    texts.dedup();
    texts.join(" · ")
}

/// The bytes of the workbook.
pub(super) fn bytes(
    feedback: &Feedback<'_>,
    sentences: &[Sentences<'_>],
    gathered: &[Gathered],
    findings: Sheet,
    total: u64,
) -> Result<Vec<u8>, Error> {
    let definitions = feedback.definitions;
    let mut workbook = Workbook::new();
    let columns = super::list::columns(definitions).len();
    workbook.push_worksheet(cover(feedback, gathered, total)?);
    for sentences in sentences {
        workbook.push_worksheet(to_mend(definitions, sentences, gathered)?);
    }
    workbook.push_worksheet(findings.filtered(columns)?);
    for sentences in sentences {
        workbook.push_worksheet(what_was_checked(definitions, sentences, gathered)?);
    }
    let used = Used::default();
    let first = definitions.collection.languages.first().cloned().unwrap_or_else(Language::english);
    let voice = Voice { definitions, language: &first, used: &used };
    let tags: Vec<&str> = definitions.collection.languages.iter().map(Language::as_str).collect();
    let day = feedback.as_at;
    let made = ExcelDateTime::from_ymd(day.year().unsigned_abs(), day.month().unsigned_abs(), day.day().unsigned_abs())
        .map_err(|fault| failed(&fault))?;
    let properties = DocProperties::new()
        .set_title(page::heading(feedback, &voice))
        .set_subject(voice.say("feedback-private"))
        .set_author("Trosolwg")
        .set_creation_datetime(&made)
        .set_custom_property("Language", tags.join(", "));
    workbook.set_properties(&properties);
    workbook.save_to_buffer().map_err(|fault| failed(&fault))
}

/// The first sheet: whose it is and what is on which sheet, in every language.
fn cover(feedback: &Feedback<'_>, gathered: &[Gathered], total: u64) -> Result<Worksheet, Error> {
    let definitions = feedback.definitions;
    let mut sheet = Worksheet::new();
    sheet
        .set_name(both(definitions, "feedback-sheet-cover").chars().take(31).collect::<String>())
        .map_err(|fault| failed(&fault))?;
    sheet.set_column_width(0, 100).map_err(|fault| failed(&fault))?;
    let plain = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let bold = Format::new().set_text_wrap().set_bold().set_font_size(16);
    let mut next = 0;
    for language in &definitions.collection.languages {
        let used = Used::default();
        let voice = Voice { definitions, language, used: &used };
        sheet
            .write_string_with_format(next, 0, fitting(&page::heading(feedback, &voice)), &bold)
            .map_err(|fault| failed(&fault))?;
        let mut lines = page::edition(feedback, &voice);
        lines.push(voice.say("feedback-private"));
        lines.extend(page::leads(&voice, gathered));
        lines.push(listed(&voice, total));
        lines.push(voice.tell_texts(
            "feedback-sheets",
            &[
                ("mend", &voice.say("feedback-sheet-mend")),
                ("findings", &both(definitions, "feedback-sheet-findings")),
                ("checked", &voice.say("feedback-sheet-checked")),
            ],
        ));
        for line in lines {
            next += 1;
            sheet.write_string_with_format(next, 0, fitting(&line), &plain).map_err(|fault| failed(&fault))?;
        }
        next += 2;
    }
    Ok(sheet)
}

/// How many of the findings the workbook lists.
fn listed(voice: &Voice<'_>, total: u64) -> String {
    if total <= u64::from(MOST) {
        return voice.tell_count("feedback-findings-all", total);
    }
    let (shown, all) = (grouped(u64::from(MOST)), grouped(total));
    voice.tell("feedback-findings-first", &[("shown", Say::Text(&shown)), ("all", Say::Text(&all))])
}

/// Rule by rule, what to mend, in one language.
fn to_mend(definitions: &Definitions, sentences: &Sentences<'_>, gathered: &[Gathered]) -> Result<Worksheet, Error> {
    let used = Used::default();
    let voice = Voice { definitions, language: sentences.language(), used: &used };
    let keys = [
        "column-return",
        "column-file",
        "column-code",
        "feedback-column-kind",
        "feedback-column-number",
        "feedback-column-new",
        "feedback-column-explained",
        "feedback-column-means",
        "feedback-column-fix",
        "feedback-column-lines",
    ];
    let columns = keys.map(|key| voice.say(key));
    let widths = [22.0, 36.0, 14.0, 18.0, 10.0, 10.0, 10.0, 60.0, 60.0, 24.0];
    let mut sheet = Sheet::new(&voice.say("feedback-sheet-mend"), &columns, &widths)?;
    for one in gathered {
        let ledger = &one.told.ledger;
        for group in &one.groups {
            let Some(first) = group.examples.first() else { continue };
            let lines = group.examples.iter().filter(|example| example.finding.line > 0);
            let lines: Vec<String> = lines.map(|example| example.finding.line.to_string()).collect();
            let words = |text: String| Cell::Text(text.into());
            sheet.row(&[
                words(page::name_of(definitions, sentences.language(), ledger)),
                words(crate::diagnostic::printable(&ledger.file)),
                words(group.rule.to_string()),
                words(voice.say(&format!("severity-{}", group.severity.as_str()))),
                whole(group.total),
                whole(group.new),
                whole(group.explained),
                words(sentences.means(&first.finding)),
                words(sentences.fix(&first.finding)),
                words(lines.join(", ")),
            ])?;
        }
    }
    sheet.filtered(columns.len())
}

/// What each rule made of each submission, in one language.
fn what_was_checked(
    definitions: &Definitions,
    sentences: &Sentences<'_>,
    gathered: &[Gathered],
) -> Result<Worksheet, Error> {
    let used = Used::default();
    let voice = Voice { definitions, language: sentences.language(), used: &used };
    let mut columns = vec![voice.say("column-return"), voice.say("column-file")];
    columns.extend(CHECKED.map(|key| voice.say(key)));
    let widths = [22.0, 36.0, 14.0, 60.0, 12.0, 12.0, 12.0, 14.0, 14.0, 48.0];
    let mut sheet = Sheet::new(&voice.say("feedback-sheet-checked"), &columns, &widths)?;
    for one in gathered {
        let ledger = &one.told.ledger;
        for run in &one.told.runs {
            let Some(rule) = checked::rule(definitions, &ledger.return_id, run) else { continue };
            let words = |text: String| Cell::Text(text.into());
            let mut row = vec![
                words(page::name_of(definitions, sentences.language(), ledger)),
                words(crate::diagnostic::printable(&ledger.file)),
                words(rule.code.to_string()),
                words(sentences.rule(&ledger.return_id, &rule.code)),
            ];
            row.extend(checked::counts(run).map(whole));
            row.extend(run.could_not_run.as_ref().map(|why| words(checked::reason(&voice, why))));
            sheet.row(&row)?;
        }
    }
    sheet.filtered(columns.len())
}

fn whole(number: u64) -> Cell {
    Cell::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}

/// As much of a text as a cell holds.
fn fitting(text: &str) -> String {
    if text.len() <= MOST_CHARACTERS {
        return text.to_owned();
    }
    let kept: String = text.chars().take(MOST_CHARACTERS / 2).collect();
    format!("{kept}…")
}

fn failed(fault: &XlsxError) -> Error {
    Error::Internal(format!("a workbook was not made: {fault}"))
}
