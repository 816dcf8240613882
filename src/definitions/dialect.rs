//! Dialects: how one sender writes its files, `dialects/<any>.toml`.

use std::fmt::{self, Write as _};
use std::str::FromStr;

use super::forms::Form;
use crate::domain::{Submitter, Year};

/// How the files of one sender, of one return, or of all are written. What is not declared is inferred.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dialect {
    /// Whose files; anybody's where it is not said.
    pub submitter: Option<Submitter>,
    /// The id of the return; any where it is not said.
    pub return_id: Option<Box<str>>,
    /// The first year of which it is true.
    pub since: Option<Year>,
    /// The last year of which it is true.
    pub until: Option<Year>,
    /// How text is encoded.
    pub encoding: Option<Encoded>,
    /// What stands between two cells.
    pub delimiter: Option<Delimiter>,
    /// What encloses a cell that holds delimiters or line ends.
    pub quote: Option<Quote>,
    /// Whether in an enclosed cell a backslash stands before a quote, or before itself, that is meant literally; else
    /// a quote is doubled.
    pub escape: bool,
    /// How many rows the header has, 1 to [`Dialect::MOST_HEADER_ROWS`].
    pub header_rows: Option<u8>,
    /// The columns of files without a header, by names as headers have them; empty where files have one.
    pub columns: Vec<Box<str>>,
    /// Whether rows may end in one delimiter too many.
    pub trailing_delimiter: bool,
    /// In which forms beside the plain ones numbers and days are written; sorted.
    pub forms: Vec<Form>,
}

impl Dialect {
    /// The most rows that a header may have.
    pub const MOST_HEADER_ROWS: u8 = 5;

    /// How closely it is aimed: a sender and a return, a sender, a return, anything.
    pub(super) fn specificity(&self) -> u8 {
        2 * u8::from(self.submitter.is_some()) + u8::from(self.return_id.is_some())
    }

    /// Whether it is about such a file. Of a file whose year is not known, that of any year.
    pub(super) fn is_about(&self, return_id: &str, submitter: Option<&Submitter>, year: Option<Year>) -> bool {
        self.return_id.as_deref().is_none_or(|own| own == return_id)
            && self.submitter.as_ref().is_none_or(|own| Some(own) == submitter)
            && year.is_none_or(|year| {
                self.since.is_none_or(|since| since <= year) && self.until.is_none_or(|until| year <= until)
            })
    }

    /// Whether it says anything of how a file is written.
    pub fn says_nothing(&self) -> bool {
        let aimed = Self {
            submitter: self.submitter.clone(),
            return_id: self.return_id.clone(),
            since: self.since,
            until: self.until,
            ..Self::default()
        };
        *self == aimed
    }

    /// Two declarations that cannot both be meant: the key to change, and why.
    pub fn contradiction(&self) -> Option<(&'static str, &'static str)> {
        let quote = self.quote.unwrap_or_default();
        if self.header_rows.is_some() && !self.columns.is_empty() {
            return Some(("header_rows", "`columns` says that there is no header"));
        }
        if self.escape && quote == Quote::None {
            return Some(("escape", "nothing is escaped where `quote` is \"none\""));
        }
        if self.delimiter.is_some_and(|delimiter| quote.byte() == Some(delimiter.byte)) {
            return Some(("delimiter", "this is the quote"));
        }
        if self.forms.contains(&Form::ExcelSerial) && self.forms.contains(&Form::ExcelSerial1904) {
            return Some(("forms", "one number cannot be two days: leave `excel_serial` or `excel_serial_1904`"));
        }
        None
    }
}

/// The declaration as a collection keeps it: one `[[dialect]]` table of TOML.
impl fmt::Display for Dialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[[dialect]]\n")?;
        let mut text = |key: &str, value: Option<String>| match value {
            Some(value) => writeln!(f, "{key} = {}", quoted(&value)),
            None => Ok(()),
        };
        text("submitter", self.submitter.as_ref().map(ToString::to_string))?;
        text("return", self.return_id.as_ref().map(ToString::to_string))?;
        text("since", self.since.map(|year| year.to_string()))?;
        text("until", self.until.map(|year| year.to_string()))?;
        text("encoding", self.encoding.map(|encoding| encoding.as_str().to_owned()))?;
        text("delimiter", self.delimiter.map(|delimiter| delimiter.to_string()))?;
        text("quote", self.quote.map(|quote| quote.as_str().to_owned()))?;
        text("escape", self.escape.then(|| "\\".to_owned()))?;
        if let Some(rows) = self.header_rows {
            writeln!(f, "header_rows = {rows}")?;
        }
        if !self.columns.is_empty() {
            let columns: Vec<String> = self.columns.iter().map(|column| quoted(column)).collect();
            writeln!(f, "columns = [{}]", columns.join(", "))?;
        }
        if self.trailing_delimiter {
            f.write_str("trailing_delimiter = true\n")?;
        }
        if !self.forms.is_empty() {
            let forms: Vec<String> = self.forms.iter().map(|form| quoted(form.as_str())).collect();
            writeln!(f, "forms = [{}]", forms.join(", "))?;
        }
        Ok(())
    }
}

/// A text as TOML has it in quotes.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => {
                // Writing to a text cannot fail.
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// How a sender encodes text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoded {
    /// UTF-8, with a byte order mark or without.
    Utf8,
    /// Windows-1252, of which ISO-8859-1 is a part.
    Windows1252,
    /// ISO-8859-14, the Celtic one.
    Iso8859_14,
    /// UTF-16, the low byte first.
    Utf16Le,
    /// UTF-16, the high byte first.
    Utf16Be,
}

impl Encoded {
    /// Every one.
    pub const ALL: [Self; 5] = [Self::Utf8, Self::Windows1252, Self::Iso8859_14, Self::Utf16Le, Self::Utf16Be];

    /// As declarations write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Windows1252 => "windows-1252",
            Self::Iso8859_14 => "iso-8859-14",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
        }
    }
}

/// What encloses cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Quote {
    /// `"`.
    #[default]
    Double,
    /// `'`.
    Single,
    /// Nothing: a quote is a character like any other.
    None,
}

impl Quote {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Double, Self::Single, Self::None];

    /// As declarations write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Double => "\"",
            Self::Single => "'",
            Self::None => "none",
        }
    }

    /// The byte, where there is one.
    pub const fn byte(self) -> Option<u8> {
        match self {
            Self::Double => Some(b'"'),
            Self::Single => Some(b'\''),
            Self::None => None,
        }
    }
}

/// What stands between two cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delimiter {
    /// The character, of ASCII.
    pub byte: u8,
    /// Whether a space may follow it that belongs to no cell.
    pub then_space: bool,
}

/// Why a text is no [`Delimiter`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADelimiter;

impl fmt::Display for NotADelimiter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected `,`, `;`, `|`, `tab` or another sign of ASCII, or one of them and a space")
    }
}

impl std::error::Error for NotADelimiter {}

impl FromStr for Delimiter {
    type Err = NotADelimiter;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let may_delimit = |byte: u8| byte == b'\t' || byte.is_ascii_punctuation() && !matches!(byte, b'"' | b'\\');
        match text.as_bytes() {
            b"tab" => Ok(Self { byte: b'\t', then_space: false }),
            b" " => Ok(Self { byte: b' ', then_space: false }),
            &[byte] if may_delimit(byte) => Ok(Self { byte, then_space: false }),
            &[byte, b' '] if may_delimit(byte) => Ok(Self { byte, then_space: true }),
            _ => Err(NotADelimiter),
        }
    }
}

impl fmt::Display for Delimiter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.byte, self.then_space) {
            (b'\t', false) => f.write_str("tab"),
            (byte, then_space) => {
                f.write_char(char::from(byte))?;
                if then_space { f.write_char(' ') } else { Ok(()) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_delimiter_is_one_sign_and_perhaps_a_space() {
        for (text, byte, then_space) in
            [(",", b',', false), ("tab", b'\t', false), (" ", b' ', false), (", ", b',', true), ("\t ", b'\t', true)]
        {
            assert_eq!(text.parse(), Ok(Delimiter { byte, then_space }), "{text:?}");
            assert_eq!(text.parse::<Delimiter>().unwrap().to_string(), text);
        }
        for wrong in ["", "\"", "a", "7", "  ", ",,", "ŵ", "\n", "\\", "tabs"] {
            assert_eq!(wrong.parse::<Delimiter>(), Err(NotADelimiter), "{wrong:?}");
        }
    }

    #[test]
    fn what_cannot_both_be_meant_is_told() {
        let contradiction = |dialect: Dialect| dialect.contradiction().map(|(key, _)| key);
        assert_eq!(contradiction(Dialect { header_rows: Some(2), escape: true, ..Dialect::default() }), None);
        let columns = vec!["a".into()];
        let both = Dialect { header_rows: Some(1), columns, ..Dialect::default() };
        assert_eq!(contradiction(both), Some("header_rows"));
        let quote = Some(Quote::None);
        assert_eq!(contradiction(Dialect { escape: true, quote, ..Dialect::default() }), Some("escape"));
        let delimiter = "'".parse().ok();
        let quote = Some(Quote::Single);
        assert_eq!(contradiction(Dialect { delimiter, quote, ..Dialect::default() }), Some("delimiter"));
        let forms = vec![Form::ExcelSerial, Form::ExcelSerial1904];
        assert_eq!(contradiction(Dialect { forms, ..Dialect::default() }), Some("forms"));
    }
}
