//! The codes of reading troubles. Their texts stand in `words/ui.*.ftl` as `reading-<code in lower case>`.

use crate::diagnostic::Severity;

/// A reading trouble: the `rule` of a finding, the `reason` of a held-back record, `S-…`.
pub type Trouble = &'static str;

/// Nothing in the file, or no rows where rows are owed. Refuses the file.
pub const EMPTY: Trouble = "S-EMPTY";
/// Not a CSV file, but something else that is no text, or that is called something else. Refuses the file.
pub const NOT_CSV: Trouble = "S-NOT-CSV";
/// A workbook that is called CSV. Refuses the file.
pub const IS_WORKBOOK: Trouble = "S-IS-WORKBOOK";
/// A zip archive that is called CSV. Refuses the file.
pub const IS_ZIP: Trouble = "S-IS-ZIP";
/// A file packed with gzip that is called CSV. Refuses the file.
pub const IS_GZIP: Trouble = "S-IS-GZIP";
/// A PDF document that is called CSV. Refuses the file.
pub const IS_PDF: Trouble = "S-IS-PDF";
/// A web page that is called CSV. Refuses the file.
pub const IS_HTML: Trouble = "S-IS-HTML";
/// Text in UTF-16 that neither a mark nor a declaration says to be so. Refuses the file.
pub const UTF_16: Trouble = "S-UTF-16";
/// Called a workbook, but none, or damaged, or locked with a password. Refuses the file.
pub const NOT_WORKBOOK: Trouble = "S-NOT-WORKBOOK";
/// Called a packed file, but none, or damaged. Refuses the file.
pub const NOT_GZIP: Trouble = "S-NOT-GZIP";
/// Unpacks to more than any return can be. Refuses the file.
pub const TOO_LARGE: Trouble = "S-TOO-LARGE";
/// Two sheets of a workbook are the return equally well. Refuses the file.
pub const TWO_SHEETS: Trouble = "S-TWO-SHEETS";
/// More columns than any return can have. Refuses the file.
pub const TOO_WIDE: Trouble = "S-TOO-WIDE";
/// More lines than can be numbered. Refuses the file.
pub const TOO_MANY_LINES: Trouble = "S-TOO-MANY-LINES";
/// The file's name, or its folder's, has characters that cannot be shown. Refuses the file.
pub const NAME: Trouble = "S-NAME";
/// No row names enough of the return's columns. Refuses the file.
pub const NO_HEADER: Trouble = "S-NO-HEADER";
/// The file is not written as it is declared for its sender, and could be read otherwise. Refuses the file.
pub const DIALECT: Trouble = "S-DIALECT";
/// Another header of the return, unlike the first, below the rows. Refuses the file.
pub const SECOND_TABLE: Trouble = "S-SECOND-TABLE";
/// A required column is missing. Refuses the file.
pub const MISSING_COLUMN: Trouble = "S-MISSING-COLUMN";
/// A required column holds what a program proposed, and nobody has confirmed. Refuses the file.
pub const PROPOSED: Trouble = "S-PROPOSED";
/// Two columns bear names of one field. Refuses the file.
pub const DUPLICATE_COLUMN: Trouble = "S-DUPLICATE-COLUMN";
/// The collection defines no such return. Refuses the file.
pub const UNKNOWN_RETURN: Trouble = "S-UNKNOWN-RETURN";
/// The collection has no such year, or nothing tells the year. Refuses the file.
pub const UNKNOWN_YEAR: Trouble = "S-UNKNOWN-YEAR";
/// No authority of that name, or nothing tells the submitter. Refuses the file.
pub const UNKNOWN_SUBMITTER: Trouble = "S-UNKNOWN-SUBMITTER";
/// Folder and column, or two rows, name different submissions. Refuses the file.
pub const DISAGREES: Trouble = "S-DISAGREES";
/// A link, a pipe, a folder named like a file. Refuses the file.
pub const NOT_A_FILE: Trouble = "S-NOT-A-FILE";
/// The operating system would not let us read it. Refuses the file.
pub const UNREADABLE: Trouble = "S-UNREADABLE";
/// The file changed while it was read. Refuses the file.
pub const CHANGED: Trouble = "S-CHANGED";

/// More or fewer fields than the header.
pub const FIELD_COUNT: Trouble = "S-FIELD-COUNT";
/// A quote inside a field that does not begin with one.
pub const QUOTE_IN_FIELD: Trouble = "S-QUOTE-IN-FIELD";
/// Text between a closing quote and the delimiter.
pub const TEXT_AFTER_QUOTE: Trouble = "S-TEXT-AFTER-QUOTE";
/// A quote that does not close within the file, 200 lines or 1 MiB.
pub const OPEN_QUOTE: Trouble = "S-OPEN-QUOTE";
/// The character NUL.
pub const NUL: Trouble = "S-NUL";
/// Another control character.
pub const CONTROL: Trouble = "S-CONTROL";
/// A line of more than 1 MiB.
pub const TOO_LONG: Trouble = "S-TOO-LONG";
/// Bytes that are no text in the file's encoding.
pub const ENCODING: Trouble = "S-ENCODING";
/// A record after the table's end that is neither a note nor a row.
pub const AFTER_TABLE: Trouble = "S-AFTER-TABLE";

/// A required field is blank.
pub const REQUIRED: Trouble = "S-REQUIRED";
/// Not a day.
pub const DATE: Trouble = "S-DATE";
/// Not a whole number.
pub const INTEGER: Trouble = "S-INTEGER";
/// Not a number.
pub const DECIMAL: Trouble = "S-DECIMAL";
/// Neither yes nor no.
pub const YES_NO: Trouble = "S-YES-NO";
/// Not on the code list, or not in that year.
pub const CODE: Trouble = "S-CODE";
/// An identifier that a spreadsheet has turned into a number, or with invisible characters.
pub const ID: Trouble = "S-ID";
/// A spreadsheet's error value.
pub const EXCEL_ERROR: Trouble = "S-EXCEL-ERROR";
/// Not a year of the collection.
pub const YEAR: Trouble = "S-YEAR";

/// Read as Windows-1252, for want of UTF-8.
pub const WINDOWS_1252: Trouble = "S-WINDOWS-1252";
/// A column that the return does not have; kept out.
pub const UNKNOWN_COLUMN: Trouble = "S-UNKNOWN-COLUMN";
/// Lines end in more than one way.
pub const MIXED_LINE_ENDS: Trouble = "S-MIXED-LINE-ENDS";
/// A code with a slip of the keys: read as the only code that is near.
pub const NEAR_CODE: Trouble = "S-NEAR-CODE";
/// A zero-width character, a byte order mark or a mark of writing direction within a text.
pub const INVISIBLE: Trouble = "S-INVISIBLE";
/// A character within a text at which some programs break lines: vertical tab, form feed, NEL, U+2028, U+2029.
pub const LINE_SEPARATOR: Trouble = "S-LINE-SEPARATOR";
/// A spreadsheet's formula in place of a text.
pub const FORMULA: Trouble = "S-FORMULA";
/// A column with cells that are days only if the month comes first: others may have been read wrongly.
pub const MONTH_FIRST: Trouble = "S-MONTH-FIRST";
/// Text that was damaged by a wrong encoding before it came.
pub const MOJIBAKE: Trouble = "S-MOJIBAKE";
/// The header again, in the midst of the rows.
pub const REPEATED_HEADER: Trouble = "S-REPEATED-HEADER";
/// A row of totals; kept out.
pub const TOTALS: Trouble = "S-TOTALS";
/// A header and no rows: nothing to report.
pub const NIL: Trouble = "S-NIL";

/// Many blank lines amid the rows.
pub const BLANK_LINES: Trouble = "S-BLANK-LINES";
/// A sheet of the workbook that was not read.
pub const OTHER_SHEET: Trouble = "S-OTHER-SHEET";

/// How much a trouble matters.
pub fn severity(trouble: &str) -> Severity {
    match trouble {
        TOTALS | NIL | OTHER_SHEET => Severity::Info,
        WINDOWS_1252 | UNKNOWN_COLUMN | MIXED_LINE_ENDS | MOJIBAKE | REPEATED_HEADER | BLANK_LINES | NEAR_CODE
        | INVISIBLE | LINE_SEPARATOR | FORMULA | MONTH_FIRST => Severity::Warning,
        EMPTY | NOT_CSV | IS_WORKBOOK | IS_ZIP | IS_GZIP | IS_PDF | IS_HTML | UTF_16 | NOT_WORKBOOK | NOT_GZIP
        | TOO_LARGE | TWO_SHEETS | TOO_WIDE | TOO_MANY_LINES | NAME | NO_HEADER | DIALECT | SECOND_TABLE
        | MISSING_COLUMN | PROPOSED | DUPLICATE_COLUMN | UNKNOWN_RETURN | UNKNOWN_YEAR | UNKNOWN_SUBMITTER
        | DISAGREES | NOT_A_FILE | UNREADABLE | CHANGED => Severity::Fatal,
        _ => Severity::Error,
    }
}
