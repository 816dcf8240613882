//! A blank return as a workbook: headers in a language, notes, drop-down lists and checks of what is typed.
//!
//! Three sheets: the return, notes on how to fill it in, and the lists behind the drop-downs. No cell of the latter
//! two is a name of a column of the return, so that nobody takes them for it.

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DataValidationRule, DocProperties, ExcelDateTime, Format,
    FormatAlign, FormatBorder, Formula, Note, ObjectMovement, Workbook, Worksheet, XlsxError,
};

use super::super::voice::Voice;
use super::{field, title};
use crate::definitions::{CodeList, Definitions, Field, FieldKind, Return};
use crate::diagnostic::Error;

/// The last row that Excel has, counted from 0.
const LAST_ROW: u32 = 1_048_575;
/// The most characters of a validation's title, and of its message.
const TITLE: usize = 32;
const MESSAGE: usize = 255;
/// The most characters of a sheet's name.
const SHEET: usize = 31;
const BRAND: Color = Color::RGB(0x0012_436D);
const FAINT: Color = Color::RGB(0x00DD_E6EE);

/// The workbook. The same definitions and language give the same bytes.
pub(super) fn workbook(voice: &Voice<'_>, of: &Return) -> Result<Vec<u8>, Error> {
    made(voice, of).map_err(|error| Error::Internal(format!("a blank workbook was not made: {error}")))
}

fn made(voice: &Voice<'_>, of: &Return) -> Result<Vec<u8>, XlsxError> {
    let definitions = voice.definitions;
    let lists = Lists::of(voice, definitions, of);
    let mut book = Workbook::new();
    book.set_properties(&properties(voice, of)?);
    fill(book.add_worksheet(), voice, of, &lists)?;
    explain(book.add_worksheet(), voice, of)?;
    if !lists.columns.is_empty() {
        lists.write(book.add_worksheet(), voice)?;
    }
    book.save_to_buffer()
}

/// Who made it, and a day that does not depend on the clock: the last of the collection.
fn properties(voice: &Voice<'_>, of: &Return) -> Result<DocProperties, XlsxError> {
    let last = voice.definitions.collection.years.last().map(|year| year.last_day()).unwrap_or_default();
    let part = |part: i8| u8::try_from(part).unwrap_or(1);
    let day =
        ExcelDateTime::from_ymd(u16::try_from(last.year()).unwrap_or(2000), part(last.month()), part(last.day()))?;
    let properties = DocProperties::new().set_title(title(voice, of)).set_author("Trosolwg");
    Ok(properties.set_subject(voice.text("collection.title")).set_creation_datetime(&day))
}

/// The sheet to fill in.
fn fill(sheet: &mut Worksheet, voice: &Voice<'_>, of: &Return, lists: &Lists<'_>) -> Result<(), XlsxError> {
    sheet.set_name(sheet_name(&title(voice, of)))?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_row_height(0, 45)?;
    sheet.set_landscape().set_repeat_rows(0, 0)?;
    for (at, one) in (0_u16..).zip(&of.fields) {
        let heading = field::column_title(voice, of, &one.name);
        let width = heading.chars().count().clamp(12, 28);
        sheet.set_column_width(at, u16::try_from(width).unwrap_or(12) + 2)?;
        sheet.set_column_format(at, &Format::new().set_num_format(number_format(one)))?;
        sheet.write_with_format(0, at, heading.as_str(), &heading_format(one.required))?;
        sheet.insert_note(0, at, &note(voice, of, one))?;
        if let Some(check) = check(voice, of, one, at, lists)? {
            sheet.add_data_validation(1, at, LAST_ROW, at, &check)?;
        }
    }
    Ok(())
}

/// A sheet's name: no sign that Excel refuses, and no longer than it allows.
fn sheet_name(name: &str) -> String {
    let plain: String = name.chars().filter(|c| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\')).collect();
    short(plain.trim_matches('\''), SHEET)
}

/// Text stays as it is typed, leading zeros too.
fn number_format(one: &Field) -> &'static str {
    match one.kind {
        FieldKind::Date => "dd/mm/yyyy",
        FieldKind::Integer | FieldKind::Decimal => "General",
        FieldKind::Id | FieldKind::Text | FieldKind::Code(_) | FieldKind::Codes(_) | FieldKind::YesNo => "@",
    }
}

/// Dark for what must be filled in, light for what may be blank.
fn heading_format(required: bool) -> Format {
    let plain = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    let plain = plain.set_border_bottom(FormatBorder::Thin).set_num_format("@");
    if required {
        plain.set_background_color(BRAND).set_font_color(Color::White)
    } else {
        plain.set_background_color(FAINT)
    }
}

fn note(voice: &Voice<'_>, of: &Return, one: &Field) -> Note {
    let parts = [
        format!("{} ({})", field::column_title(voice, of, &one.name), one.name),
        field::kind(voice, one) + &field::list(one).map(|list| format!(" {list}")).unwrap_or_default(),
        field::required(voice, one),
        field::privacy(voice, one),
    ];
    let note = Note::new(parts.join("\n")).set_author("Trosolwg").add_author_prefix(false);
    note.set_width(300).set_height(130).set_object_movement(ObjectMovement::DontMoveOrSizeWithCells)
}

/// What may be typed into a column; nothing, where anything may.
fn check(
    voice: &Voice<'_>,
    of: &Return,
    one: &Field,
    at: u16,
    lists: &Lists<'_>,
) -> Result<Option<DataValidation>, XlsxError> {
    let first = cell(at);
    let (rule, prompt, error) = match &one.kind {
        FieldKind::Text => return Ok(None),
        FieldKind::Id => (DataValidation::new().allow_any_value(), "template-id", "template-id"),
        FieldKind::Date => {
            let since = ExcelDateTime::from_ymd(1900, 1, 1)?;
            let rule = DataValidation::new().allow_date(DataValidationRule::GreaterThanOrEqualTo(since));
            (rule, "template-date", "template-date-wrong")
        }
        FieldKind::Integer => {
            let whole = format!("=IF(ISNUMBER({first}),{first}=INT({first}),LOWER({first})=\"c\")");
            let rule = DataValidation::new().allow_custom(Formula::new(whole));
            (rule, "template-integer", "template-integer-wrong")
        }
        FieldKind::Decimal => {
            let number = format!("=OR(ISNUMBER({first}),LOWER({first})=\"c\")");
            let rule = DataValidation::new().allow_custom(Formula::new(number));
            (rule, "template-decimal", "template-decimal-wrong")
        }
        FieldKind::YesNo => {
            let words = [voice.say("yes"), voice.say("no")];
            let rule = DataValidation::new().allow_list_strings(&words)?;
            (rule, "template-yes-no", "template-yes-no-wrong")
        }
        FieldKind::Code(list) => {
            let Some(choices) = lists.choices(list) else { return Ok(None) };
            let rule = DataValidation::new().allow_list_formula(choices.formula);
            // Another year may have other codes: they are asked about, not refused.
            let rule = if choices.is_whole { rule } else { rule.set_error_style(DataValidationErrorStyle::Warning) };
            (rule, "template-code", "template-code-wrong")
        }
        FieldKind::Codes(list) => {
            let Some(choices) = lists.choices(list) else { return Ok(None) };
            // The drop-down gives one code only; several are typed.
            let rule = DataValidation::new().allow_list_formula(choices.formula);
            (rule.set_error_style(DataValidationErrorStyle::Information), "template-codes", "template-codes")
        }
    };
    let heading = short(&field::column_title(voice, of, &one.name), TITLE);
    let rule = rule.set_input_title(heading.as_str())?.set_input_message(short(&voice.say(prompt), MESSAGE))?;
    Ok(Some(rule.set_error_title(heading)?.set_error_message(short(&voice.say(error), MESSAGE))?))
}

/// The first cell below the header of a column: `C2`.
fn cell(column: u16) -> String {
    format!("{}2", letters(column))
}

/// How Excel names a column, counted from 0: `A`, `AB`.
fn letters(column: u16) -> String {
    let mut letters = Vec::new();
    let mut left = u32::from(column) + 1;
    while left > 0 {
        letters.push(char::from(b'A' + ((left - 1) % 26).to_le_bytes()[0]));
        left = (left - 1) / 26;
    }
    letters.into_iter().rev().collect()
}

fn short(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most - 1).collect();
    format!("{kept}…")
}

/// The sheet that says how to fill in the other.
fn explain(sheet: &mut Worksheet, voice: &Voice<'_>, of: &Return) -> Result<(), XlsxError> {
    sheet.set_name(sheet_name(&voice.say("template-sheet-notes")))?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    let bold = Format::new().set_bold();
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (at, width) in [(0, 8), (1, 44), (2, 44), (3, 24), (4, 44)] {
        sheet.set_column_width(at, width)?;
    }
    let name = title(voice, of);
    let file = of.id.to_string();
    let heading = voice.tell_texts("template-notes-title", &[("title", &name)]);
    sheet.write_with_format(0, 0, heading.as_str(), &Format::new().set_bold().set_font_size(14))?;
    let mut row = 1;
    for key in ["template-notes-fill", "template-notes-required", "template-notes-paste", "template-notes-send"] {
        sheet.write(row, 0, voice.tell_texts(key, &[("file", &file)]))?;
        row += 1;
    }
    sheet.write(row, 0, format!("{}: {}", voice.say("book-due-on"), field::due(voice, of)))?;
    row += 2;
    let columns =
        ["template-column", "book-column-field", "book-column-holds", "book-column-required", "book-column-kept"];
    for (at, key) in (0..).zip(columns) {
        sheet.write_with_format(row, at, voice.say(key), &bold)?;
    }
    for (position, one) in (0_u16..).zip(&of.fields) {
        row += 1;
        let list = field::list(one).map(|list| format!(" {list}")).unwrap_or_default();
        let cells = [
            letters(position),
            format!("{} ({})", field::column_title(voice, of, &one.name), one.name),
            format!("{}{list}", field::kind(voice, one)),
            field::required(voice, one),
            field::privacy(voice, one),
        ];
        for (at, text) in (0..).zip(cells) {
            sheet.write_with_format(row, at, text, &wrapped)?;
        }
    }
    Ok(())
}

/// The lists behind the drop-downs.
struct Lists<'a> {
    sheet: String,
    columns: Vec<Column<'a>>,
}

struct Column<'a> {
    list: &'a CodeList,
    /// `Choices for: Sex`.
    heading: String,
    labels: Vec<String>,
}

/// What one drop-down offers.
struct Choices {
    formula: Formula,
    /// Whether that is the whole list; else some of its codes belong to other years.
    is_whole: bool,
}

impl<'a> Lists<'a> {
    fn of(voice: &Voice<'a>, definitions: &'a Definitions, of: &Return) -> Self {
        let mut columns: Vec<Column<'a>> = Vec::new();
        for one in &of.fields {
            let Some(list) = field::list(one).and_then(|list| definitions.codes.get(list)) else { continue };
            if columns.iter().all(|column| column.list.id != list.id) {
                let name = field::column_title(voice, of, &one.name);
                let heading = voice.tell_texts("template-choices", &[("field", &name)]);
                columns.push(Column { list, heading, labels: labels(voice, list) });
            }
        }
        Self { sheet: sheet_name(&voice.say("template-sheet-lists")), columns }
    }

    fn choices(&self, list: &str) -> Option<Choices> {
        let at = self.columns.iter().position(|column| &*column.list.id == list)?;
        let column = self.columns.get(at).filter(|column| !column.labels.is_empty())?;
        let letters = letters(u16::try_from(at).ok()?);
        let end = column.labels.len() + 1;
        let sheet = self.sheet.replace('\'', "''");
        let formula = Formula::new(format!("='{sheet}'!${letters}$2:${letters}${end}"));
        Some(Choices { formula, is_whole: column.labels.len() == column.list.codes.len() })
    }

    fn write(&self, sheet: &mut Worksheet, voice: &Voice<'_>) -> Result<(), XlsxError> {
        sheet.set_name(&self.sheet)?;
        sheet.set_freeze_panes(1, 0)?;
        let bold = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
        let text = Format::new().set_num_format("@");
        for (at, column) in (0_u16..).zip(&self.columns) {
            sheet.set_column_width(at, 34)?;
            sheet.write_with_format(0, at, column.heading.as_str(), &bold)?;
            for (row, label) in (1..).zip(&column.labels) {
                sheet.write_with_format(row, at, label.as_str(), &text)?;
            }
        }
        sheet.insert_note(
            0,
            0,
            &Note::new(voice.say("template-lists-note")).set_author("Trosolwg").add_author_prefix(false),
        )?;
        Ok(())
    }
}

/// The labels of the codes that are valid in the collection's last year, in the order of the list.
fn labels(voice: &Voice<'_>, list: &CodeList) -> Vec<String> {
    let year = voice.definitions.collection.years.last().copied();
    let valid = list.codes.iter().filter(|code| {
        year.is_none_or(|year| {
            code.since.is_none_or(|since| since <= year) && code.until.is_none_or(|until| year <= until)
        })
    });
    valid.map(|code| code.labels.get(voice.language).unwrap_or(&code.code).to_string()).collect()
}
