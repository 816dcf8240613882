//! Worksheets as bytes: Arial 12 throughout, wrapped, no filters, no banding, no frozen panes.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatUnderline, Table, TableColumn, TableStyle, Url,
    Workbook, Worksheet, XlsxError,
};

use super::sheet::{Entry, TableSheet, lines};
use crate::diagnostic::Error;
use crate::present::voice::Voice;
use crate::present::{Overview, mark};

/// The most characters that a cell of a workbook holds.
const MOST_CHARACTERS: usize = 32_767;
/// The height and width of a cell that nobody has set, in pixels: the latter for the digits of Arial 12.
const CELL: (u32, u32) = (20, 80);
/// How wide the cover's text is, in digits.
const COVER: u16 = 60;

/// How a line of text takes room: its height in points, and how many characters stand where a hundred digits do. The
/// latter is for wide letters, so that a row is rather too high than too low.
#[derive(Clone, Copy)]
struct Lines {
    height: f64,
    per_hundred: usize,
}

const TITLE: Lines = Lines { height: 21.0, per_hundred: 75 };
const HEADING: Lines = Lines { height: 15.5, per_hundred: 90 };
const PLAIN: Lines = Lines { height: 15.5, per_hundred: 101 };

impl Lines {
    /// The height of a row whose widest column is so many digits wide, for a text in it.
    fn height(self, text: &str, width: u16) -> f64 {
        let lines = lines(text, usize::from(width) * self.per_hundred / 100);
        u32::try_from(lines).map_or(self.height, |lines| self.height * f64::from(lines))
    }
}

/// How cells look.
struct Formats {
    plain: Format,
    title: Format,
    /// Words beside numbers.
    indented: Format,
    heading: Format,
    heading_indented: Format,
    heading_of_numbers: Format,
    link: Format,
    code: Format,
    /// By the number of decimals.
    numbers: [Format; 2],
}

impl Formats {
    fn new(default: &Format) -> Self {
        let plain = default.clone().set_text_wrap().set_align(FormatAlign::Top);
        let heading = plain.clone().set_bold().set_align(FormatAlign::Bottom);
        let right = plain.clone().set_align(FormatAlign::Right);
        Self {
            title: plain.clone().set_bold().set_font_size(16),
            indented: plain.clone().set_align(FormatAlign::Left).set_indent(1),
            heading_indented: heading.clone().set_align(FormatAlign::Left).set_indent(1),
            heading_of_numbers: heading.clone().set_align(FormatAlign::Right),
            heading,
            link: plain.clone().set_underline(FormatUnderline::Single).set_font_color(Color::RGB(0x0B_4F_9E)),
            code: right.clone(),
            numbers: [right.clone().set_num_format("#,##0"), right.set_num_format("#,##0.0")],
            plain,
        }
    }

    fn number(&self, decimals: u8) -> &Format {
        let [whole, tenths] = &self.numbers;
        if decimals == 0 { whole } else { tenths }
    }
}

/// The bytes of the workbook.
pub(super) fn bytes(
    view: &Overview<'_>,
    voice: &Voice<'_>,
    title: &str,
    cover: &[String],
    sheets: &[TableSheet],
) -> Result<Vec<u8>, Error> {
    let written = || -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        let default = Format::new().set_font_name("Arial").set_font_size(12);
        workbook.set_default_format(&default, CELL.0, CELL.1)?;
        let formats = Formats::new(&default);
        write_cover(workbook.add_worksheet(), &formats, &voice.say("workbook-cover"), title, cover)?;
        for sheet in sheets {
            write_table(workbook.add_worksheet(), &formats, voice, sheet)?;
        }
        workbook.set_properties(&properties(view, voice, title)?);
        workbook.save_to_buffer()
    };
    written().map_err(|fault| Error::Internal(format!("the workbook was not made: {fault}")))
}

fn properties(view: &Overview<'_>, voice: &Voice<'_>, title: &str) -> Result<DocProperties, XlsxError> {
    let day = view.account.as_at;
    let made =
        ExcelDateTime::from_ymd(day.year().unsigned_abs(), day.month().unsigned_abs(), day.day().unsigned_abs())?;
    let marked = mark::line(view, voice).unwrap_or_default();
    Ok(DocProperties::new().set_title(title).set_subject(marked).set_author("Trosolwg").set_creation_datetime(&made))
}

fn write_cover(
    sheet: &mut Worksheet,
    formats: &Formats,
    name: &str,
    title: &str,
    lines: &[String],
) -> Result<(), XlsxError> {
    sheet.set_name(name)?.set_column_width(0, COVER)?;
    write_title(sheet, formats, title, COVER)?;
    for (row, line) in (1..).zip(lines) {
        write_line(sheet, formats, row, line, COVER)?;
    }
    Ok(())
}

fn write_title(sheet: &mut Worksheet, formats: &Formats, title: &str, width: u16) -> Result<(), XlsxError> {
    sheet.set_row_height(0, TITLE.height(title, width))?;
    sheet.write_string_with_format(0, 0, fitting(title), &formats.title)?;
    Ok(())
}

fn write_line(sheet: &mut Worksheet, formats: &Formats, row: u32, text: &str, width: u16) -> Result<(), XlsxError> {
    sheet.set_row_height(row, PLAIN.height(text, width))?;
    sheet.write_string_with_format(row, 0, fitting(text), &formats.plain)?;
    Ok(())
}

fn write_table(
    sheet: &mut Worksheet,
    formats: &Formats,
    voice: &Voice<'_>,
    table: &TableSheet,
) -> Result<(), XlsxError> {
    sheet.set_name(table.name.as_str())?;
    let widths = table.widths();
    for (at, width) in (0..).zip(&widths) {
        sheet.set_column_width(at, *width)?;
    }
    let first = widths.first().copied().unwrap_or(COVER);
    write_title(sheet, formats, &table.title, first)?;
    let statements = [voice.say("workbook-one-table")];
    let mut header = 1;
    for statement in statements.iter().chain(&table.above) {
        write_line(sheet, formats, header, statement, first)?;
        header += 1;
    }
    let last = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let depth = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
    let headings = table.columns.iter().zip(&widths).map(|(column, width)| HEADING.height(&column.heading, *width));
    sheet.set_row_height(header, headings.fold(HEADING.height, f64::max))?;
    sheet.add_table(header, 0, header + depth, last, &marked_up(formats, voice, table))?;
    for (row, entries) in (header + 1..).zip(&table.rows) {
        let heights = entries.iter().zip(&widths).map(|(entry, width)| PLAIN.height(&entry.shown(), *width));
        sheet.set_row_height(row, heights.fold(PLAIN.height, f64::max))?;
        for ((at, entry), column) in (0..).zip(entries).zip(&table.columns) {
            write_entry(sheet, formats, (row, at), entry, column.is_of_numbers)?;
        }
    }
    Ok(())
}

fn write_entry(
    sheet: &mut Worksheet,
    formats: &Formats,
    (row, at): (u32, u16),
    entry: &Entry,
    is_of_numbers: bool,
) -> Result<(), XlsxError> {
    match entry {
        Entry::Words(text) => {
            let format = match (is_of_numbers, at) {
                (true, _) => &formats.code,
                (false, 0) => &formats.plain,
                (false, _) => &formats.indented,
            };
            sheet.write_string_with_format(row, at, fitting(text), format)?;
        }
        Entry::Number(number) => {
            sheet.write_number_with_format(row, at, number.value, formats.number(number.decimals))?;
        }
        Entry::Link(name) => {
            let link = Url::new(format!("internal:'{name}'!A1")).set_text(name);
            sheet.write_url_with_format(row, at, link, &formats.link)?;
        }
    }
    Ok(())
}

/// The table as it is marked up for those who do not see it.
fn marked_up(formats: &Formats, voice: &Voice<'_>, table: &TableSheet) -> Table {
    let columns: Vec<TableColumn> = table
        .columns
        .iter()
        .enumerate()
        .map(|(at, column)| {
            let format = match (column.is_of_numbers, at) {
                (true, _) => &formats.heading_of_numbers,
                (false, 0) => &formats.heading,
                (false, _) => &formats.heading_indented,
            };
            TableColumn::new().set_header(column.heading.as_str()).set_header_format(format)
        })
        .collect();
    let (rows, across) = (table.rows.len().to_string(), table.columns.len().to_string());
    let size = voice.tell_texts("workbook-table-size", &[("rows", &rows), ("columns", &across)]);
    Table::new()
        .set_name(table.table.as_str())
        .set_columns(&columns)
        .set_style(TableStyle::None)
        .set_autofilter(false)
        .set_banded_rows(false)
        .set_alt_text_title(table.title.as_str())
        .set_alt_text(size)
}

/// As much of a text as a cell holds, for which a letter may count twice (UTF-16).
fn fitting(text: &str) -> String {
    text.chars().take(MOST_CHARACTERS / 2).collect()
}
